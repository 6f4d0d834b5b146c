// Schedules: when it is open, and what follows for amounts of working time.
import {
  amountOf,
  choiceOf,
  dateLike,
  dayOf,
  DAY_RULES,
  daysOf,
  described,
  integerOf,
  LANDINGS,
  like,
  millisecondsOf,
  optionsOf,
  wallTimeOf,
} from "./arguments.js";
import {
  answerLike,
  answerRows,
  batchOptions,
  budgets,
  instantLike,
  narrowColumn,
  sameLength,
  wideColumn,
} from "./batch.js";
import { BadArgumentError } from "./errors.js";
import { explained } from "./explanation.js";
import { Handle, secret } from "./handle.js";
import { NO_NUMBER } from "./module.js";

const MINUTE = 60_000;

/** The class Schedule over a module. */
export function scheduleClass(module) {
  const { wasm } = module; // a handle is asked for last: reading arguments may run the caller's code, which may free it

  return class Schedule extends Handle {
    static builtin(name = "technotronics") {
      return new Schedule(secret, module.withName(name, "a schedule", wasm.schedule_builtin), null);
    }

    static load(dump) {
      const bytes = bytesOf(dump);
      const handle = module.withBytes(bytes, (place) => wasm.schedule_load(place, bytes.length));
      return new Schedule(secret, handle, wasm.schedule_free);
    }

    dump() {
      const place = wasm.image(this[secret]());
      return module.memory.slice(place, place + wasm.image_bytes(this[secret]()));
    }

    // ---- what it covers ----

    get zone() {
      return module.text(wasm.zone_name(this[secret]()));
    }
    get zoneHash() {
      return BigInt.asUintN(64, wasm.zone_hash(this[secret]()));
    }
    get calendar() {
      return module.textOrNull(wasm.calendar_name(this[secret]()));
    }
    get horizon() {
      const handle = this[secret]();
      return { begin: new Date(wasm.horizon_begin(handle)), end: new Date(wasm.horizon_end(handle)) };
    }
    get officialUntil() {
      return new Date(wasm.official_until(this[secret]()));
    }

    // The answer of a question, or its error.
    #answered(value) {
      if (value === value) return value;
      throw module.refusal(this);
    }
    #answeredNumber(value) {
      if (value !== NO_NUMBER) return value;
      throw module.refusal(this);
    }

    // ---- amounts of working time ----

    elapsed(begin, end) {
      const from = millisecondsOf(begin, "begin");
      const to = millisecondsOf(end, "end");
      return this.#answered(wasm.elapsed(this[secret](), from, to));
    }

    deadline(start, budget, options) {
      const landing = landingOf(options);
      const at = millisecondsOf(start, "start");
      const amount = amountOf(budget, "the budget");
      return like(start, this.#answered(wasm.deadline(this[secret](), at, amount, landing)));
    }

    deadlineWithPauses(start, budget, pauses, options) {
      const landing = landingOf(options);
      const at = millisecondsOf(start, "start");
      const amount = amountOf(budget, "the budget");
      const ends = endsOf(pauses);
      if ([at, amount, ...ends].some((number) => number % 1000)) {
        throw new BadArgumentError("with pauses, instants and the budget must be whole seconds");
      }
      const found = module.withBytes(new Uint8Array(ends.buffer), (place) =>
        wasm.deadline_with_pauses(this[secret](), at, amount, landing, ends.length / 2, place),
      );
      return like(start, this.#answered(found));
    }

    latestStart(deadline, budget, options) {
      const landing = landingOf(options);
      const at = millisecondsOf(deadline, "the deadline");
      const amount = amountOf(budget, "the budget");
      return like(deadline, this.#answered(wasm.latest_start(this[secret](), at, amount, landing)));
    }

    deadlineDays(start, days, options) {
      const rule = ruleOf(options);
      const at = millisecondsOf(start, "start");
      const count = daysOf(days, "the number of days");
      return like(start, this.#answered(wasm.deadline_days(this[secret](), at, count, rule)));
    }

    explain(start, budget, options) {
      const landing = landingOf(options);
      const at = millisecondsOf(start, "start");
      const amount = amountOf(budget, "the budget");
      const end = this.#answered(wasm.deadline(this[secret](), at, amount, landing));
      return explained(module, this, at, end, landing, start);
    }

    explainBetween(begin, end) {
      const from = millisecondsOf(begin, "begin");
      const to = millisecondsOf(end, "end");
      if (to < from) throw new BadArgumentError("an explanation needs an end that is not before its begin");
      return explained(module, this, from, to, LANDINGS.nearest, begin);
    }

    // ---- openings and closings ----

    #boundary(question, at) {
      const instant = millisecondsOf(at, "the instant");
      return like(at, this.#answered(question(this[secret](), instant)));
    }

    isOpen(at) {
      const instant = millisecondsOf(at, "the instant");
      return this.#answeredNumber(wasm.is_open(this[secret](), instant)) === 1;
    }
    nextOpen(at) {
      return this.#boundary(wasm.next_open, at);
    }
    nextClose(at) {
      return this.#boundary(wasm.next_close, at);
    }
    previousOpen(at) {
      return this.#boundary(wasm.previous_open, at);
    }
    previousClose(at) {
      return this.#boundary(wasm.previous_close, at);
    }

    // ---- dates ----

    addDays(date, days) {
      const day = dayOf(date, "the date");
      const count = integerOf(days, "the number of days");
      return dateLike(date, this.#answeredNumber(wasm.add_days(this[secret](), day, count)));
    }
    daysBetween(first, end) {
      const from = dayOf(first, "the first date");
      const to = dayOf(end, "the end date");
      return this.#answeredNumber(wasm.days_between(this[secret](), from, to));
    }

    // ---- the wall clock of its zone ----

    offsetAt(at) {
      const instant = millisecondsOf(at, "the instant");
      return this.#answered(wasm.offset_at(this[secret](), instant));
    }

    localTime(at) {
      const milliseconds = millisecondsOf(at, "the instant");
      const offset = this.offsetAt(milliseconds);
      const wallAt = (east) => new Date(milliseconds + east).toISOString().replace(/(\.000)?Z$/, "");
      if (offset % MINUTE !== 0) return `${wallAt(0)}Z`; // RFC 3339 has no such offset
      const minutes = Math.abs(offset) / MINUTE;
      const two = (number) => String(number).padStart(2, "0");
      return `${wallAt(offset)}${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    }

    instantFromLocal(local) {
      const wall = typeof local === "string" ? wallTimeOf(local) : millisecondsOf(local, "the local time");
      return like(local, this.#answered(wasm.instant_from_local(this[secret](), wall)));
    }

    // ---- the same over columns ----

    elapsedBatch(begin, end, options) {
      const { unit, unitCode } = batchOptions(options);
      const first = wideColumn(begin, unit, "begin", millisecondsOf);
      const second = sameLength(wideColumn(end, unit, "end", millisecondsOf), first.length, "end");
      const batch = answerRows(module, first.length, { first, second }, "out", (n, at) =>
        wasm.srok_elapsed_batch(this[secret](), n, unitCode, at.first, at.second, at.out, at.status),
      );
      return answerLike(begin, batch, (milliseconds) => milliseconds);
    }

    deadlineBatch(start, budget, options) {
      const { unit, unitCode, landing = "nearest" } = batchOptions(options, ["landing"]);
      const end = choiceOf(landing, LANDINGS, "landing");
      const first = wideColumn(start, unit, "start", millisecondsOf);
      const second = budgets(budget, unit, first.length);
      const batch =
        typeof second === "bigint"
          ? answerRows(module, first.length, { first }, "out", (n, at) =>
              wasm.srok_deadline_batch_same(this[secret](), n, unitCode, at.first, second, end, at.out, at.status),
            )
          : answerRows(module, first.length, { first, second }, "out", (n, at) =>
              wasm.srok_deadline_batch(this[secret](), n, unitCode, at.first, at.second, end, at.out, at.status),
            );
      return answerLike(start, batch, instantLike(start));
    }

    latestStartBatch(deadline, budget, options) {
      const { unit, unitCode, landing = "nearest" } = batchOptions(options, ["landing"]);
      const end = choiceOf(landing, LANDINGS, "landing");
      const first = wideColumn(deadline, unit, "deadline", millisecondsOf);
      const given = budgets(budget, unit, first.length);
      const second = typeof given === "bigint" ? new BigInt64Array(first.length).fill(given) : given;
      const batch = answerRows(module, first.length, { first, second }, "out", (n, at) =>
        wasm.srok_latest_start_batch(this[secret](), n, unitCode, at.first, at.second, end, at.out, at.status),
      );
      return answerLike(deadline, batch, instantLike(deadline));
    }

    deadlineDaysBatch(start, days, options) {
      const { unit, unitCode, rule } = batchOptions(options, ["rule"]);
      const code = choiceOf(rule, DAY_RULES, "rule");
      const first = wideColumn(start, unit, "start", millisecondsOf);
      const narrow = narrowColumn(days, first.length, "days", integerOf);
      const batch = answerRows(module, first.length, { first, narrow }, "out", (n, at) =>
        wasm.srok_deadline_days_batch(this[secret](), n, unitCode, at.first, at.narrow, code, at.out, at.status),
      );
      return answerLike(start, batch, instantLike(start));
    }

    isOpenBatch(at, options) {
      const { unit, unitCode } = batchOptions(options);
      const first = wideColumn(at, unit, "the instants", millisecondsOf);
      const batch = answerRows(module, first.length, { first }, "narrowOut", (n, places) =>
        wasm.srok_is_open_batch(this[secret](), n, unitCode, places.first, places.narrowOut, places.status),
      );
      return answerLike(at, batch, (open) => open === 1);
    }
  };
}

function landingOf(options) {
  if (options === undefined) return LANDINGS.nearest;
  return choiceOf(optionsOf(options, ["landing"]).landing ?? "nearest", LANDINGS, "landing");
}

function ruleOf(options) {
  return choiceOf(optionsOf(options, ["rule"]).rule, DAY_RULES, "rule");
}

function bytesOf(dump) {
  if (ArrayBuffer.isView(dump)) return new Uint8Array(dump.buffer, dump.byteOffset, dump.byteLength);
  if (dump instanceof ArrayBuffer) return new Uint8Array(dump);
  throw new TypeError(`a dump must be a Uint8Array or an ArrayBuffer; found ${described(dump)}`);
}

// Begin and end of each pause; NaN for one that never ends.
function endsOf(pauses) {
  if (!Array.isArray(pauses)) {
    throw new TypeError(`pauses must be an array of { begin, end }; found ${described(pauses)}`);
  }
  const ends = [];
  for (let i = 0; i < pauses.length; ++i) {
    const { begin, end } = optionsOf(pauses[i], ["begin", "end"], `pauses[${i}]`);
    ends.push(
      millisecondsOf(begin, `pauses[${i}].begin`),
      end === null || end === undefined ? NaN : millisecondsOf(end, `pauses[${i}].end`),
    );
  }
  return Float64Array.from(ends);
}
