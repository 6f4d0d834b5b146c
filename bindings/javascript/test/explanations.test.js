// Explanations: intervals that touch, whose counted time sums to the budget, each with its reason.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import * as srok from "srok";

const moscow = (text) => new Date(`${text}+03:00`);

function sound(why) {
  assert.deepEqual(why.intervals[0].from, why.start);
  assert.deepEqual(why.intervals.at(-1).to, why.deadline);
  why.intervals.reduce((before, next) => (assert.deepEqual(before.to, next.from), next));
  const counted = why.intervals.reduce((sum, part) => sum + part.counted, 0);
  assert.equal(counted, why.budget);
  assert.equal(srok.elapsed(why.start, why.deadline), why.budget);
}

test("an explanation says which hours count, by which act", () => {
  const why = srok.explain(moscow("2026-04-29T15:20:00"), "4h");
  sound(why);
  assert.deepEqual(why.deadline, moscow("2026-04-30T10:20:00"));
  assert.equal(why.calendar, "official");
  assert.deepEqual(
    why.intervals.map(({ reason, counted }) => [reason, counted / 60_000]),
    [
      ["working", 40],
      ["night", 0],
      ["night", 0],
      ["short", 200],
    ],
  );
  const eve = why.intervals.at(-1);
  assert.deepEqual(
    [eve.date, eve.name, eve.nameRu, eve.source],
    ["2026-04-30", "eve of Spring and Labour Day", "канун: Праздник Весны и Труда", "Трудовой кодекс РФ, ст. 95, 112"],
  );
});

test("weekends, holidays and moved days have their reasons", () => {
  const why = srok.explain(moscow("2025-12-30T15:00:00"), "4h");
  sound(why);
  const of = (date) => why.intervals.find((part) => part.date === date);
  assert.equal(of("2025-12-31").reason, "moved_day");
  assert.equal(of("2026-01-01").reason, "holiday");
  assert.equal(of("2026-01-09").reason, "moved_day");
  assert.equal(of("2026-01-09").movedFrom, "2026-01-03");
  assert.equal(of("2026-01-11").reason, "weekend");
});

test("instants are of the kind that was given, milliseconds are kept", () => {
  const start = moscow("2026-11-25T15:59:59.500").getTime();
  const why = srok.explain(start, 1000);
  sound(why);
  assert.equal(why.deadline, moscow("2026-11-26T07:00:00.500").getTime());
  assert.deepEqual(
    why.intervals.map(({ counted }) => counted),
    [500, 0, 0, 500],
  );
});

test("a due is explained from the submission on", () => {
  const why = srok.explainDue("high", moscow("2026-11-21T12:00:00"));
  sound(why);
  assert.deepEqual([why.priority, why.days, why.dayRule], ["high", 3, "elapsed"]);
  assert.deepEqual(why.accepted, moscow("2026-11-23T07:00:00"));
  assert.deepEqual(why.deadline, srok.due("high", why.start));
  assert.equal(why.intervals[0].reason, "weekend");
});

test("an opening may be projected where a closing is not: an explanation asks how the deadline was asked for", () => {
  const text = `[schedule]
    zone = "Europe/Moscow"
    calendar = "ru"
    forecast = "statutory"
    [schedule.hours]
    thu = ["07:00-16:00"]
    [schedule.dates]
    "${srok.Schedule.builtin().localTime(srok.Schedule.builtin().horizon.end).slice(0, 10)}" = ["00:00-06:00"]`;
  const dump = execFileSync(process.env.SROK, ["dump", "-", "--schedule", "-"], { input: text });
  const schedule = srok.Schedule.load(dump);
  const opening = schedule.officialUntil;
  const closing = schedule.previousClose(opening);
  const start = new Date(closing.getTime() - 3_600_000);
  const nearest = schedule.explain(start, "1h");
  assert.deepEqual([nearest.deadline, nearest.calendar], [closing, "official"]);
  const farthest = schedule.explain(start, "1h", { landing: "farthest" });
  assert.deepEqual([farthest.deadline, farthest.calendar], [opening, "projected"]);
  assert.equal(schedule.explainBetween(start, opening).calendar, "official");
  for (const [landing, calendar] of [
    ["nearest", "official"],
    ["farthest", "projected"],
  ]) {
    const regulation = new srok.Regulation({ schedule, priorities: { low: 1 }, dayRule: "whole", landing });
    const why = regulation.explain("low", new Date(closing.getTime() - 9 * 86_400_000));
    assert.equal(why.calendar, calendar, String(why.deadline));
  }
});

test("an explanation of nothing has no intervals, of a wrong order is refused", () => {
  const at = moscow("2026-11-25T12:00:00");
  const schedule = srok.Schedule.builtin();
  assert.deepEqual(schedule.explainBetween(at, at).intervals, []);
  assert.throws(() => schedule.explainBetween(at, at.getTime() - 1), srok.BadArgumentError);
  assert.throws(() => schedule.explainBetween(at, 1e15), srok.BeyondHorizonError);
});
