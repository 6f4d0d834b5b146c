// The package as a newcomer has it: its module, its files, its names.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as srok from "srok";

const folder = new URL("../node_modules/srok/", import.meta.url);
const read = (name) => readFileSync(new URL(name, folder));

test("the module needs no imports and is less than 150 KB compressed", () => {
  const bytes = read("srok.wasm");
  const compressed = gzipSync(bytes, { level: 9 }).length;
  console.log(`srok.wasm: ${bytes.length} bytes, ${compressed} compressed`);
  assert.deepEqual(WebAssembly.Module.imports(new WebAssembly.Module(bytes)), []);
  assert.ok(compressed < 150_000, `${compressed} bytes`);
});

test("the package holds what it needs and nothing else", () => {
  assert.deepEqual(readdirSync(folder).sort(), [
    "LICENSE",
    "NOTICES",
    "README.md",
    "arguments.js",
    "batch.js",
    "calendar.js",
    "errors.js",
    "explanation.js",
    "handle.js",
    "instance.d.ts",
    "instance.js",
    "module.js",
    "node.js",
    "package.json",
    "regulation.js",
    "schedule.js",
    "srok.d.ts",
    "srok.wasm",
    "web.js",
  ]);
  const description = JSON.parse(read("package.json"));
  assert.equal(description.version, srok.version);
  assert.equal(description.dependencies, undefined);
  assert.equal(description.scripts, undefined);
  assert.match(srok.dataVersion, /^\d{4}-\d\d-\d\d$/);
});

test("both entries and the types export the same names", () => {
  const names = (text) =>
    [...text.matchAll(/^export (?:const )?\{([^}]*)\}/gm)].flatMap(([, list]) => list.match(/\w+/g)).sort();
  const node = names(read("node.js").toString());
  assert.deepEqual(names(read("web.js").toString()), node);
  assert.deepEqual(Object.keys(srok).sort(), node);
  const declared = [
    ...read("srok.d.ts")
      .toString()
      .matchAll(/^export declare (?:class|const|function) (\w+)/gm),
  ];
  assert.deepEqual(declared.map(([, name]) => name).sort(), node);
});

test("require gives the same, where Node can", (t) => {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (!(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19))) {
    t.skip(`Node ${process.versions.node} cannot require a module`);
    return;
  }
  assert.equal(createRequire(import.meta.url)("srok").due, srok.due);
});

test("the time zone and the language of the machine change nothing", () => {
  const program = `import { due, Schedule } from "srok";
    const at = due("high", new Date("2026-04-29T15:20:00+03:00"));
    console.log(at.toISOString(), Schedule.builtin().localTime(at));`;
  for (const TZ of ["Pacific/Apia", "America/St_Johns", "Europe/Moscow"]) {
    const printed = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      env: { ...process.env, TZ, LANG: "ru_RU.UTF-8" },
    });
    assert.equal(printed.toString(), "2026-05-05T12:20:00.000Z 2026-05-05T15:20:00+03:00\n", TZ);
  }
});
