// How a peer in JavaScript is asked: the asking.hpp of ../cpp once more, in another language.
import fs from "node:fs";
import { performance } from "node:perf_hooks";

export class Asking {
  constructor() {
    if (process.argv.length !== 5) {
      console.error("usage: PEER QUESTIONS_FOLDER ANSWERS_FILE SECONDS_A_SET");
      process.exit(2);
    }
    [, , this.folder, this.file] = process.argv;
    this.seconds = Number(process.argv[4]);
    this.lines = [];
    this.sets = [];
    for (const line of fs.readFileSync(`${this.folder}/questions`, "utf8").trimEnd().split("\n")) {
      if (line.startsWith("set ")) {
        const name = line.slice(4);
        const [desk, question, distance] = name.split("/");
        this.sets.push({ name, desk, question, distance, rows: [] });
      } else {
        this.sets.at(-1).rows.push(line.split(" ").map(Number));
      }
    }
  }

  // The dates on which a desk is closed, as ISO text.
  closedDates(desk) {
    return fs.readFileSync(`${this.folder}/${desk}.closed`, "utf8").split("\n").filter(Boolean);
  }

  version(text) {
    this.#write([`version ${text}`]);
  }

  // Why a set is not asked, or why its answers differ.
  note(set, text) {
    this.#write([`note ${set.name} ${text}`]);
  }

  // Times ask of each of take(rows) and writes tell of the answers, whole numbers.
  measure(set, clock, ask, take, tell) {
    const questions = set.rows.map(take);
    const answers = new Array(questions.length);
    const timed = (count) => {
      const begin = performance.now();
      for (let row = 0; row < count; row++) answers[row] = ask(questions[row]);
      return (performance.now() - begin) / 1000;
    };
    // A quarter of the time to warm up, over ever more rows; then the best of the rounds.
    let count = 1;
    let last = timed(count);
    for (let spent = last; count < questions.length && spent < this.seconds / 4; spent += last) {
      count = Math.min(questions.length, count * 4);
      last = timed(count);
    }
    count = Math.min(
      Math.max(Math.floor(this.seconds / 5 / Math.max(last / count, 1e-9)), 4),
      questions.length,
    );
    const best = this.#bestRound(() => timed(count));
    const told = answers.slice(0, count).map(tell);
    this.#write([`set ${set.name} ${clock} ${count} ${(best / count) * 1e9}`, ...told]);
  }

  // Times the making of the desk that most sets ask, from its dates in memory.
  measureMaking(make) {
    const best = this.#bestRound(() => {
      const begin = performance.now();
      make();
      return (performance.now() - begin) / 1000;
    });
    this.#write([`set common/make/desk none 0 ${best * 1e9}`]);
  }

  #bestRound(round) {
    let best = round();
    for (let spent = best; spent < this.seconds; ) {
      const last = round();
      best = Math.min(best, last);
      spent += last;
    }
    return best;
  }

  // Written at once: what a peer answered stays even if it is stopped at its time limit.
  #write(lines) {
    fs.writeFileSync(this.file, lines.join("\n") + "\n", { flag: this.written ? "a" : "w" });
    this.written = true;
  }
}
