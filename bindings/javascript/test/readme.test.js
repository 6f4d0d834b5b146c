// The README of the package: what it shows is what happens.
//
// A block ```js that begins with "// name.mjs" is a program; a block ```console runs it and shows what it prints.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const room = fileURLToPath(new URL("..", import.meta.url));
const text = readFileSync(`${room}/node_modules/srok/README.md`, "utf8");
const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, body]) => ({ language, body }));

for (const { language, body } of blocks) {
  const name = /^\/\/ (\S+\.mjs)\n/.exec(body)?.[1];
  if (language === "js" && name) writeFileSync(`${room}/${name}`, body);
}

let shown = 0;
for (const { body } of blocks.filter(({ language }) => language === "console")) {
  for (const part of body.split(/^\$ /m).slice(1)) {
    const [command, ...printed] = part.split("\n");
    const [program, ...words] = command.split(" ");
    if (program !== "node") continue;
    ++shown;
    test(command, () => {
      const run = spawnSync(process.execPath, words, {
        cwd: room,
        encoding: "utf8",
        env: { ...process.env, TZ: "UTC" },
      });
      assert.equal(run.stderr, "");
      assert.equal(run.stdout, printed.join("\n"));
    });
  }
}

test("the README shows programs", () => assert.ok(shown > 1));
