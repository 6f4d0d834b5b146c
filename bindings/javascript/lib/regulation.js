// Regulations: a schedule, priorities, and the working days that each is promised.
import {
  choiceOf,
  DAY_RULES,
  daysOf,
  described,
  integerOf,
  LANDINGS,
  like,
  millisecondsOf,
  optionsOf,
  quoted,
} from "./arguments.js";
import { answerLike, answerRows, batchOptions, instantLike, narrowColumn, wideColumn } from "./batch.js";
import { BadArgumentError } from "./errors.js";
import { explained } from "./explanation.js";
import { Handle, secret } from "./handle.js";

const MOST_PRIORITIES = 32; // of the library: a batch lays their days out in so many places

// Names and days in the order given. An object puts names such as "3" and "1" before the others and in ascending order,
// whatever the caller wrote.
function entriesOf(priorities) {
  if (priorities instanceof Map) {
    const entries = [...priorities];
    for (const [name] of entries) {
      if (typeof name !== "string") throw new TypeError(`the name of a priority is a string; found ${described(name)}`);
    }
    return entries;
  }
  if (priorities === null || typeof priorities !== "object") {
    throw new TypeError(`priorities must be an object or a Map; found ${described(priorities)}`);
  }
  const entries = Object.entries(priorities);
  const moved = entries.find(([name]) => /^(0|[1-9]\d*)$/.test(name));
  if (moved === undefined) return entries;
  throw new BadArgumentError(
    `an object does not keep the place of a priority named "${moved[0]}"; ` +
      `give a Map: new Map([["${moved[0]}", ${moved[1]}], ...])`,
  );
}

/** The class Regulation over a module and its class Schedule. */
export function regulationClass(module, Schedule) {
  const { wasm } = module;

  // A regulation of the caller's own terms.
  function made(terms) {
    const known = ["schedule", "priorities", "dayRule", "landing"];
    const { schedule, priorities = {}, dayRule = "elapsed", landing = "nearest" } = optionsOf(terms, known);
    if (!(schedule instanceof Schedule)) {
      throw new TypeError(`a regulation needs a Schedule; found ${described(schedule)}`);
    }
    const list = entriesOf(priorities).map(([name, days]) => ({
      name,
      days: daysOf(days, `the number of days of "${name}"`),
    }));
    if (list.length === 0) {
      throw new BadArgumentError(
        "no priority is named; give the working days of each, the least urgent first: { low: 8, high: 3 }",
      );
    }
    if (list.length > MOST_PRIORITIES) {
      throw new BadArgumentError(`${list.length} priorities; a regulation has at most ${MOST_PRIORITIES}`);
    }
    const rule = choiceOf(dayRule, DAY_RULES, "dayRule");
    const end = choiceOf(landing, LANDINGS, "landing");
    const days = Int32Array.from(list, (priority) => priority.days);
    const handle = module.withBytes(new Uint8Array(days.buffer), (place) =>
      wasm.regulation_of(schedule[secret](), rule, end, list.length, place),
    );
    return { handle, list };
  }

  return class Regulation extends Handle {
    #schedule;
    #priorities;

    // new Regulation(terms); the key comes from here alone.
    constructor(terms, handle, priorities) {
      if (terms === secret) {
        super(secret, handle, null);
        this.#priorities = priorities;
      } else {
        const own = made(terms);
        super(secret, own.handle, wasm.regulation_free);
        this.#priorities = own.list;
      }
      this.#schedule = new Schedule(secret, wasm.regulation_schedule(this[secret]()), null, this);
    }

    static builtin(name = "technotronics") {
      const handle = module.withName(name, "a regulation", wasm.regulation_builtin);
      const priorities = Array.from({ length: wasm.priorities(handle) }, (_, place) => ({
        name: module.text(wasm.priority_name(handle, place)),
        days: wasm.priority_days(handle, place),
      }));
      return new Regulation(secret, handle, priorities);
    }

    get schedule() {
      this[secret]();
      return this.#schedule;
    }
    get priorities() {
      return this.#priorities.map((priority) => ({ ...priority }));
    }
    get title() {
      return module.textOrNull(wasm.regulation_title(this[secret]()));
    }
    get dayRule() {
      return Object.keys(DAY_RULES)[wasm.regulation_day_rule(this[secret]())];
    }
    get landing() {
      return Object.keys(LANDINGS)[wasm.regulation_landing(this[secret]())];
    }

    // The place of a priority in the list; of an unknown name -1.
    #placeOf(priority) {
      if (typeof priority === "number") return integerOf(priority, "the priority");
      if (typeof priority === "string") return this.#priorities.findIndex(({ name }) => name === priority);
      throw new TypeError(`a priority must be a name or its place; found ${described(priority)}`);
    }

    due(priority, submitted) {
      const place = this.#placeOf(priority);
      if (!this.#priorities[place]) {
        const known = quoted(this.#priorities.map(({ name }) => name));
        throw new BadArgumentError(`there is no priority ${described(priority)}; there are ${known}`);
      }
      const at = millisecondsOf(submitted, "submitted");
      const due = wasm.due(this[secret](), place, at);
      if (due !== due) throw module.refusal(this.#schedule);
      return like(submitted, due);
    }

    promise(priority, submitted) {
      const due = this.due(priority, submitted);
      return { accepted: this.#schedule.nextOpen(submitted), due };
    }

    explain(priority, submitted) {
      const { accepted, due } = this.promise(priority, submitted);
      const { name, days } = this.#priorities[this.#placeOf(priority)];
      const begin = millisecondsOf(submitted, "submitted");
      const landing = wasm.regulation_landing(this[secret]());
      const why = explained(module, this.#schedule, begin, millisecondsOf(due, "due"), landing, submitted);
      return { priority: name, days, dayRule: this.dayRule, accepted, ...why };
    }

    dueBatch(priority, submitted, options) {
      const { unit, unitCode } = batchOptions(options);
      const first = wideColumn(submitted, unit, "submitted", millisecondsOf);
      const narrow = narrowColumn(priority, first.length, "priority", (one) => this.#placeOf(one));
      const batch = answerRows(module, first.length, { first, narrow }, "out", (n, at) =>
        wasm.srok_regulation_due_batch(this[secret](), n, unitCode, at.narrow, at.first, at.out, at.status),
      );
      return answerLike(submitted, batch, instantLike(submitted));
    }
  };
}
