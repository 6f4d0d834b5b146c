// What goes wrong: errors that name the thing and the way out, and a module that works on after them.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as srok from "srok";
import { srokOf } from "srok/instance";

const now = Date.UTC(2026, 10, 25, 9);
const dump = srok.Schedule.builtin().dump();

test("an error is of its status's class, with the library's sentence", () => {
  const error = caught(() => srok.deadline(0, "1h"));
  assert.ok(error instanceof srok.SrokError && error instanceof Error);
  assert.deepEqual([error.name, error.code, error.status], ["BeyondHorizonError", "SROK_BEYOND_HORIZON", 23]);
  assert.match(
    error.message,
    /^The answer lies outside the time the schedule knows; .* It knows 1999-01-01T00:00:00\+03:00 to 2028-/,
  );
  assert.match(error.stack, /^BeyondHorizonError: /);
});

function caught(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  return assert.fail("nothing was thrown");
}

test("wrong arguments are named, with the way out", () => {
  for (const [call, type, words] of [
    [() => srok.deadline("2026-04-29", "1h"), TypeError, /start must be a Date .* found "2026-04-29"; new Date\(/],
    [() => srok.deadline(new Date(NaN), "1h"), srok.BadArgumentError, /start is an invalid Date/],
    [() => srok.deadline(now + 0.5, "1h"), srok.BadArgumentError, /whole numbers/],
    [() => srok.deadline(NaN, "1h"), srok.BadArgumentError, /start is NaN/],
    [() => srok.deadline(1n, "1h"), TypeError, /found 1n/],
    [() => srok.deadline(undefined, "1h"), TypeError, /found undefined/],
    [() => srok.deadline(now, "2d"), srok.BadArgumentError, /deadlineDays/],
    [() => srok.deadline(now, "1.5h"), srok.BadArgumentError, /"4h30m"/],
    [() => srok.deadline(now, ""), srok.BadArgumentError, /the budget is ""/],
    [() => srok.deadline(now, -1), srok.BadArgumentError, /0 or more/],
    [() => srok.deadline(now, null), TypeError, /found null/],
    [() => srok.deadline(now, 1, "farthest"), TypeError, /options must be an object/],
    [() => srok.deadline(now, 1, { land: 1 }), TypeError, /options may have "landing", not "land"/],
    [() => srok.deadline(now, 1, { landing: "far" }), srok.BadArgumentError, /there are "nearest", "farthest"/],
    [() => srok.deadlineDays(now, 2.5, { rule: "whole" }), srok.BadArgumentError, /whole number/],
    [() => srok.deadlineDays(now, -2, { rule: "whole" }), srok.BadArgumentError, /0 or more/],
    [() => srok.deadlineDays(now, 2), srok.BadArgumentError, /rule is undefined; there are "elapsed", "whole"/],
    [() => srok.deadlineDays(now, 2, { rule: "toString" }), srok.BadArgumentError, /there are "elapsed", "whole"/],
    [() => srok.due("urgent", now), srok.BadArgumentError, /there are "low", "medium", "high", "emergency"/],
    [() => srok.due(4, now), srok.BadArgumentError, /no priority 4/],
    [() => srok.Schedule.builtin("technotronics\0"), srok.BadArgumentError, /a schedule has no name with a NUL/],
    [() => srok.Calendar.builtin("ru\0x"), srok.BadArgumentError, /a calendar has no name with a NUL/],
    [() => srok.deadline(now, 1, { landing: ["farthest"] }), srok.BadArgumentError, /there are "nearest", "farthest"/],
    [() => srok.deadline(dateOf(now + 0.5), "1h"), srok.BadArgumentError, /start is an invalid Date/],
    [() => srok.deadline(dateOf(String(now)), "1h"), srok.BadArgumentError, /start is an invalid Date/],
    [
      () => srok.Schedule.builtin("desk"),
      srok.BadArgumentError,
      /no built-in schedule "desk"; there is "technotronics"/,
    ],
    [() => srok.Regulation.builtin("desk"), srok.BadArgumentError, /no built-in regulation "desk"/],
    [() => srok.Calendar.builtin("en"), srok.UnknownCalendarError, /no built-in calendar "en"; there is "ru"/],
    [() => srok.Calendar.builtin().day("2026-02-30"), srok.BadArgumentError, /"YYYY-MM-DD"/],
    [() => srok.Calendar.builtin().day(new Date()), TypeError, /day number/],
    [() => new srok.Schedule(), TypeError, /builtin and load/],
    [() => new srok.Calendar(), TypeError, /function builtin/],
    [() => srok.Schedule.load("desk.srok"), TypeError, /Uint8Array/],
  ]) {
    const error = caught(call);
    assert.equal(error.constructor, type, `${call}: ${error}`);
    assert.match(error.message, words);
  }
});

// What calls itself a Date, and tells something else as its time.
function dateOf(time, told = () => time) {
  return Object.assign(new Date(now), { getTime: told });
}

test("a dump is loaded as it was, from any kind of bytes", () => {
  const copy = srok.Schedule.load(dump);
  assert.deepEqual(copy.dump(), dump);
  assert.equal(copy.deadline(now, "4h"), srok.deadline(now, "4h"));
  const within = new Uint8Array(dump.length + 16);
  within.set(dump, 8);
  assert.equal(srok.Schedule.load(within.subarray(8, 8 + dump.length)).zone, "Europe/Moscow");
  assert.equal(srok.Schedule.load(new DataView(within.buffer, 8, dump.length)).zone, "Europe/Moscow");
  assert.equal(srok.Schedule.load(dump.slice().buffer).zone, "Europe/Moscow");
});

test("bytes that are no dump are refused with the library's sentence", () => {
  for (const [bytes, words] of [
    [new Uint8Array(0), /too few/],
    [new Uint8Array(4096), /they begin otherwise/],
    [dump.slice(0, -8), /cut or have something behind/],
    [dump.slice(0, 4096), /cut or have something behind/],
    [flipped(5000), /checksum is wrong/],
    [flipped(24), /another version of srok|checksum/],
  ]) {
    const error = caught(() => srok.Schedule.load(bytes));
    assert.ok(error instanceof srok.BadTextError, String(error));
    assert.match(error.message, /^these bytes are not a schedule that srok dumped: /);
    assert.match(error.message, words);
  }
});

function flipped(place) {
  const bytes = dump.slice();
  bytes[place] ^= 1;
  return bytes;
}

// The checksum of image_layout.hpp, so that a forged dump is looked into.
function sealed(bytes) {
  const words = new BigUint64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
  const stir = (hash, word) => {
    const stirred = BigInt.asUintN(64, (hash ^ word) * 0x100000001b3n);
    return stirred ^ (stirred >> 32n);
  };
  const strands = [0xcbf29ce484222325n, 1n, 2n, 3n];
  const checked = words.subarray(3);
  const whole = checked.length - (checked.length % 4);
  checked.forEach((word, i) => {
    const strand = i < whole ? i % 4 : 0;
    strands[strand] = stir(strands[strand], word);
  });
  words[2] = strands.reduce(stir);
  return bytes;
}

test("forged dumps are refused, or answer wrongly; they never bring the module down", () => {
  const probe = sealed(dump.slice());
  assert.deepEqual(probe, dump, "the checksum of the format has changed; so must this test");
  let refused = 0;
  let seed = 1;
  const random = (below) => ((seed = (seed * 48271) % 0x7fffffff), seed % below);
  for (let i = 0; i < 60; ++i) {
    const forged = dump.slice();
    // The header, where the lengths are, as often as all the rest.
    forged[24 + random(i % 2 ? 184 : dump.length - 24)] ^= 1 << random(8);
    try {
      const schedule = srok.Schedule.load(sealed(forged));
      for (let at = now; at < now + 30 * 86_400_000; at += 3_600_000) {
        try {
          schedule.explain(at, "9h");
        } catch (error) {
          assert.ok(error instanceof srok.SrokError, String(error));
        }
      }
      schedule.free();
    } catch (error) {
      assert.ok(error instanceof srok.BadTextError, String(error));
      ++refused;
    }
  }
  assert.ok(refused > 10, `${refused} of 60 were refused`);
  assert.deepEqual(srok.due("high", new Date("2026-04-29T15:20:00+03:00")), new Date("2026-05-05T15:20:00+03:00"));
});

async function anotherInstance() {
  const place = import.meta.resolve?.("srok/srok.wasm") ?? "../node_modules/srok/srok.wasm";
  const wasm = await readFile(new URL(place, import.meta.url));
  return (await WebAssembly.instantiate(wasm, {})).instance;
}

test("a thousand failed calls and explanations need no more memory", async () => {
  const instance = await anotherInstance();
  const own = srokOf(instance);
  const bad = flipped(5000);
  const fail = () => caught(() => own.Schedule.load(bad));
  const explain = () => own.Schedule.builtin().explainBetween(Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1));
  assert.ok(explain().intervals.length > 700);
  fail();
  const before = instance.exports.memory.buffer.byteLength;
  for (let i = 0; i < 1000; ++i) fail();
  for (let i = 0; i < 1000; ++i) own.Schedule.load(dump).free();
  for (let i = 0; i < 100; ++i) explain();
  assert.equal(instance.exports.memory.buffer.byteLength, before);
  const kept = Array.from({ length: 20 }, () => own.Schedule.load(dump));
  assert.ok(instance.exports.memory.buffer.byteLength > before);
  assert.equal(kept[19].deadline(now, "4h"), srok.deadline(now, "4h"));
});

test("a schedule that was freed says so; freeing twice, or what is built in, does nothing", () => {
  const schedule = srok.Schedule.load(dump);
  schedule.free();
  schedule.free();
  assert.throws(() => schedule.isOpen(now), /this Schedule was freed/);
  assert.throws(() => schedule.elapsedBatch([], []), /this Schedule was freed/);
  const builtin = srok.Schedule.builtin();
  builtin.free();
  assert.equal(builtin.isOpen(now), true);
  const own = new srok.Regulation({ schedule: builtin, priorities: { a: 1 } });
  own.free();
  assert.throws(() => own.due("a", now), /this Regulation was freed/);
  assert.throws(() => own.schedule, /this Regulation was freed/);
});

test("a regulation outlives the schedule that it was made of", () => {
  const schedule = srok.Schedule.load(dump);
  const regulation = new srok.Regulation({ schedule, priorities: { high: 3 } });
  schedule.free();
  assert.equal(regulation.due("high", now), srok.due("high", now));
});

test("the schedule of a regulation that was freed is freed with it", () => {
  const regulation = new srok.Regulation({ schedule: srok.Schedule.load(dump), priorities: { high: 3 } });
  const { schedule } = regulation;
  assert.equal(schedule.deadline(now, "4h"), srok.deadline(now, "4h"));
  regulation.free();
  for (const ask of [
    () => schedule.deadline(now, "4h"),
    () => schedule.deadlineBatch([now], "4h"),
    () => schedule.horizon,
    () => schedule.dump(),
  ]) {
    assert.throws(ask, /this Regulation was freed/);
  }
});

test("what is freed while arguments are read is not asked", () => {
  const asked = (ask) => {
    const schedule = srok.Schedule.load(dump);
    const freeing = dateOf(now, () => (schedule.free(), now));
    assert.throws(() => ask(schedule, freeing), /this Schedule was freed/);
  };
  asked((schedule, freeing) => schedule.elapsed(now, freeing));
  asked((schedule, freeing) => schedule.isOpen(freeing));
  asked((schedule, freeing) => schedule.nextOpen(freeing));
  asked((schedule, freeing) => schedule.deadlineBatch([now, freeing], "4h"));
  asked((schedule, freeing) => schedule.isOpenBatch([freeing]));
});

test("columns that shrink or iterate oddly while they are read give no rows of other columns", () => {
  const schedule = srok.Schedule.builtin();
  const shrinking = [now, now];
  Object.defineProperty(shrinking, 0, { get: () => ((shrinking.length = 1), now) });
  assert.deepEqual(schedule.isOpenBatch(shrinking).values, [true, null]);
  class Odd extends Array {
    *[Symbol.iterator]() {}
  }
  const days = Odd.of(1, 2);
  assert.deepEqual(
    schedule.deadlineDaysBatch([now, now], days, { rule: "elapsed" }).values,
    [1, 2].map((n) => schedule.deadlineDays(now, n, { rule: "elapsed" })),
  );
  const column = BigInt64Array.of(BigInt(now));
  structuredClone(column.buffer, { transfer: [column.buffer] });
  assert.throws(() => schedule.isOpenBatch(column), /the instants has lost its rows|was transferred/);
});

test("what others put into Object.prototype is no option", () => {
  const evening = Date.UTC(2026, 10, 25, 12);
  const column = BigInt64Array.of(BigInt(evening));
  const schedule = srok.Schedule.builtin();
  const ask = () => [
    srok.deadline(evening, "1h"),
    srok.deadline(evening, "1h", {}),
    schedule.deadlineBatch(column, 3_600_000n).values[0],
    new srok.Regulation({ schedule, priorities: { a: 1 } }).due("a", evening),
  ];
  const clean = ask();
  const given = { landing: "farthest", rule: "whole", unit: "s", dayRule: "whole" };
  try {
    Object.assign(Object.prototype, given);
    assert.deepEqual(ask(), clean);
    assert.equal(srok.deadline(evening, "1h", { landing: "farthest" }), schedule.nextOpen(evening + 3_600_000));
    assert.throws(() => srok.deadlineDays(evening, 1, {}), /rule is undefined/);
    assert.throws(() => schedule.deadlineDaysBatch(column, 1, {}), /rule is undefined/);
  } finally {
    for (const name of Object.keys(given)) delete Object.prototype[name];
  }
});

test("when the memory of the module ends, calls fail and what is there stays as it is", async () => {
  const instance = await anotherInstance();
  const own = srokOf(instance);
  const { memory } = instance.exports;
  const page = 65_536;
  assert.throws(() => memory.grow(2 ** 15 + 1 - memory.buffer.byteLength / page), RangeError, "places are signed");
  const short = own.explain(now, "9h"); // before the memory grows, else all of it is the allocator's
  memory.grow(2 ** 15 - 8 - memory.buffer.byteLength / page);
  const kept = [];
  const begin = Date.UTC(1999, 0, 1, 9);
  const told = new Set();
  for (let i = 1; i < 100; ++i) {
    try {
      own.Schedule.builtin().explainBetween(begin, begin + ((i * 37) % 400) * 20 * 86_400_000);
      if (i % 7 === 0) kept.push(own.Schedule.load(dump));
    } catch (error) {
      told.add(error.name);
    }
    if (i % 30 === 0) kept.shift()?.free();
    for (const schedule of kept) assert.equal(schedule.deadline(now, "4h"), srok.deadline(now, "4h"));
    assert.deepEqual(own.explain(now, "9h"), short);
  }
  assert.deepEqual([...told], ["OutOfMemoryError"]);
});
