// Schedules of other zones, as dumps that the C API wrote: SROK_VECTOR_DUMPS is the folder of tests/vectors' dumps.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Schedule } from "srok";

const load = (name) => Schedule.load(readFileSync(`${process.env.SROK_VECTOR_DUMPS}/schedules/${name}.srok`));

test("local times: half hours, the west, offsets of odd seconds", () => {
  const july = Date.UTC(2010, 6, 1, 12, 0, 0, 7);
  assert.equal(load("st_johns").localTime(july), "2010-07-01T09:30:00.007-02:30");
  assert.equal(load("lord_howe").localTime(july), "2010-07-01T22:30:00.007+10:30");
  assert.equal(load("apia").localTime(july), "2010-07-01T01:00:00.007-11:00");
  // 44 minutes and 30 seconds behind, which RFC 3339 cannot say.
  const monrovia = load("monrovia");
  assert.equal(monrovia.offsetAt(Date.UTC(1971, 0, 1)), -2_670_000);
  assert.equal(monrovia.localTime(Date.UTC(1971, 0, 1)), "1971-01-01T00:00:00Z");
});

test("the hash of a zone's clock is the same in every copy, and another for another clock", () => {
  const moscow = Schedule.builtin();
  assert.equal(typeof moscow.zoneHash, "bigint");
  assert.ok(moscow.zoneHash > 0n);
  assert.equal(Schedule.load(moscow.dump()).zoneHash, moscow.zoneHash);
  const hashes = ["st_johns", "lord_howe", "apia", "monrovia", "rare"].map((name) => load(name).zoneHash);
  assert.equal(new Set([moscow.zoneHash, ...hashes]).size, 6);
});

test("a day that a zone left out", () => {
  // Samoa went from 29 to 31 December 2011.
  const apia = load("apia");
  const left = apia.instantFromLocal("2011-12-30T12:00");
  assert.equal(apia.localTime(left), "2011-12-31T00:00:00+14:00");
});

test("before 1970 a second is still the one that has begun", () => {
  // 1970 began in Kathmandu five and a half hours before 1970.
  const kathmandu = load("rare");
  const { begin } = kathmandu.horizon;
  assert.equal(begin.getTime(), -19_800_000);
  assert.equal(kathmandu.localTime(-19_799_999), "1970-01-01T00:00:00.001+05:30");
  assert.equal(kathmandu.localTime(-1), "1970-01-01T05:29:59.999+05:30");
  assert.equal(kathmandu.instantFromLocal("1970-01-01T05:29:59.999").getTime(), -1);
  assert.equal(kathmandu.isOpen(-1), true); // it is open all that day
  assert.equal(kathmandu.elapsed(-1500, -499), 1001);
  assert.equal(kathmandu.deadline(-1500, 1001), -499);
  assert.equal(kathmandu.nextClose(-1), 66_600_000);
  assert.throws(() => kathmandu.isOpen(-19_800_001), { code: "SROK_BEYOND_HORIZON" });
});

test("explanations of any schedule: breaks, nights and shifts sum to the budget", () => {
  for (const name of ["three_intervals", "night_shift", "st_johns", "monrovia"]) {
    const schedule = load(name);
    const start = Date.UTC(2010, 2, 12, 13, 0, 0, 250);
    const why = schedule.explain(start, "20h");
    assert.equal(why.budget, 20 * 3_600_000, name);
    assert.equal(why.intervals[0].from, start);
    assert.equal(why.intervals.at(-1).to, why.deadline);
    why.intervals.reduce((before, next) => (assert.equal(before.to, next.from, name), next));
    schedule.free();
  }
});
