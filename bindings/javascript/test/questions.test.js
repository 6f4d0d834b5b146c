// The questions of a schedule and a regulation: what is asked, what is answered, in the kind that was given.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as srok from "srok";

const moscow = (text) => new Date(`${text}+03:00`);
const wednesday = moscow("2026-04-29T15:20:00");
const desk = srok.Schedule.builtin();

test("due: the day a ticket of each priority must be answered, as the README of srok has it", () => {
  assert.deepEqual(srok.due("high", wednesday), moscow("2026-05-05T15:20:00"));
  assert.deepEqual(srok.due("emergency", wednesday), moscow("2026-05-04T15:20:00"));
  assert.equal(srok.due(2, wednesday.getTime()), moscow("2026-05-05T15:20:00").getTime());
});

test("due: accepted in hours", () => {
  const sunday = moscow("2026-11-22T12:00:00");
  const { accepted, due } = srok.Regulation.builtin().promise("low", sunday);
  assert.deepEqual(accepted, moscow("2026-11-23T07:00:00"));
  assert.deepEqual(due, moscow("2026-12-02T16:00:00"));
});

test("deadline: where it lands", () => {
  const morning = moscow("2026-11-25T07:00:00");
  assert.deepEqual(srok.deadline(morning, "9h"), moscow("2026-11-25T16:00:00"));
  assert.deepEqual(srok.deadline(morning, "9h", { landing: "farthest" }), moscow("2026-11-26T07:00:00"));
  assert.deepEqual(srok.deadline(wednesday, "4h"), moscow("2026-04-30T10:20:00"));
  assert.deepEqual(srok.deadline(wednesday, 4 * 3_600_000), srok.deadline(wednesday, "4h"));
});

test("amounts: texts and milliseconds", () => {
  for (const [text, milliseconds] of [
    ["0s", 0],
    ["90m", 5_400_000],
    ["4h30m", 16_200_000],
    ["1h1m1s", 3_661_000],
  ]) {
    assert.deepEqual(srok.deadline(wednesday, text), srok.deadline(wednesday, milliseconds), text);
  }
});

test("elapsed: milliseconds, negative when the end is before the begin", () => {
  const after = moscow("2026-01-12T10:00:00");
  assert.equal(srok.elapsed(moscow("2025-12-30T15:00:00"), after), 4 * 3_600_000);
  assert.equal(srok.elapsed(after, moscow("2025-12-30T15:00:00")), -4 * 3_600_000);
  // -2^31, which among 32-bit answers means none.
  assert.equal(srok.elapsed(new Date(wednesday.getTime() + 0), wednesday), 0);
  const far = srok.deadline(wednesday.getTime(), 2 ** 31);
  assert.equal(srok.elapsed(far, wednesday.getTime()), -(2 ** 31));
});

test("latestStart: the mirror of deadline", () => {
  const due = moscow("2026-04-30T10:20:00");
  assert.deepEqual(srok.latestStart(due, "4h"), wednesday);
  assert.deepEqual(
    srok.latestStart(moscow("2026-11-26T07:00:00"), "9h", { landing: "farthest" }),
    moscow("2026-11-24T16:00:00"),
  );
});

test("deadlineDays: spans of working time, or dates", () => {
  assert.deepEqual(srok.deadlineDays(wednesday, 2, { rule: "elapsed" }), moscow("2026-05-04T15:20:00"));
  assert.deepEqual(srok.deadlineDays(wednesday, 2, { rule: "whole" }), moscow("2026-05-04T16:00:00"));
  assert.deepEqual(srok.deadlineDays(wednesday, 0, { rule: "whole" }), wednesday);
});

test("a fraction of a second is neither rounded nor lost", () => {
  const closing = moscow("2026-11-25T15:59:59.500");
  assert.deepEqual(srok.deadline(closing, 1000), moscow("2026-11-26T07:00:00.500"));
  assert.equal(srok.isOpen(closing), true);
  assert.equal(srok.isOpen(moscow("2026-11-25T16:00:00.001")), false);
  assert.deepEqual(srok.nextOpen(closing), closing);
  assert.deepEqual(srok.nextClose(closing), moscow("2026-11-25T16:00:00"));
  assert.deepEqual(srok.previousOpen(closing), moscow("2026-11-25T07:00:00"));
  assert.deepEqual(srok.nextOpen(moscow("2026-11-25T16:00:00.001")), moscow("2026-11-26T07:00:00"));
  assert.deepEqual(srok.due("emergency", closing), moscow("2026-11-27T15:59:59.500"));
});

test("before 1970 too: milliseconds are divided downwards", () => {
  // 22 years before its first year every question is beyond the horizon, not in 1970.
  for (const ask of [srok.isOpen, srok.nextOpen, srok.nextClose, srok.previousOpen, srok.previousClose]) {
    assert.throws(() => ask(-1), srok.BeyondHorizonError);
  }
});

test("the horizon: both ends are inside, a millisecond beyond is not", () => {
  const { begin, end } = desk.horizon;
  assert.deepEqual(begin, moscow("1999-01-01T00:00:00"));
  assert.deepEqual(end, moscow("2028-01-01T00:00:00"));
  assert.ok(srok.elapsed(begin, end) > 0);
  assert.deepEqual(srok.previousOpen(end), moscow("2027-12-30T07:00:00"));
  for (const ask of [srok.previousOpen, srok.previousClose, srok.nextOpen, srok.nextClose, srok.isOpen]) {
    assert.throws(() => ask(end.getTime() + 1), srok.BeyondHorizonError, ask.toString());
    assert.throws(() => ask(begin.getTime() - 1), srok.BeyondHorizonError, ask.toString());
  }
  assert.throws(() => desk.offsetAt(end.getTime() + 1), srok.BeyondHorizonError);
  assert.throws(() => srok.elapsed(begin, end.getTime() + 1), srok.BeyondHorizonError);
  assert.throws(() => srok.elapsed(8.64e15, 1e300), srok.BeyondHorizonError);
  assert.deepEqual(desk.officialUntil, end);
});

test("pauses: their union does not count", () => {
  const start = moscow("2026-11-25T09:00:00");
  const pauses = [
    { begin: moscow("2026-11-25T10:00:00"), end: moscow("2026-11-25T12:00:00") },
    { begin: moscow("2026-11-25T11:00:00"), end: moscow("2026-11-25T13:00:00") },
  ];
  assert.deepEqual(srok.deadlineWithPauses(start, "2h", pauses), moscow("2026-11-25T14:00:00"));
  assert.throws(() => srok.deadlineWithPauses(start, "2h", [{ begin: start }]), srok.BeyondHorizonError);
  assert.throws(() => srok.deadlineWithPauses(start, "2h", [{ begin: start, end: 0 }]), srok.BadArgumentError);
  assert.throws(() => srok.deadlineWithPauses(start, "2h", [{ begin: start, ends: start }]), /pauses\[0\] may have "begin", "end", not "ends"/);
  assert.throws(() => srok.deadlineWithPauses(start, 1500, pauses), /whole seconds/);
  const holed = [...pauses, ...pauses];
  delete holed[0];
  assert.throws(() => srok.deadlineWithPauses(start, "2h", holed), /pauses\[0\].begin must be/);
  assert.throws(() => srok.deadlineWithPauses(start, "2h", new Array(2 ** 27)), /pauses\[0\].begin must be/);
  const cut = pauses.map((pause) => ({ ...pause }));
  const [{ begin }] = cut;
  Object.defineProperty(cut[0], "begin", { enumerable: true, get: () => ((cut.length = 0), begin) });
  assert.deepEqual(srok.deadlineWithPauses(start, "2h", cut), srok.deadlineWithPauses(start, "2h", pauses.slice(0, 1)));
});

test("dates: as texts or as day numbers", () => {
  assert.equal(desk.addDays("2026-04-30", 1), "2026-05-04");
  assert.equal(desk.addDays("2026-05-01", 0), "2026-05-01");
  assert.equal(desk.addDays(20572, -1), 20571);
  assert.equal(desk.daysBetween("2026-01-01", "2027-01-01"), 247);
  assert.equal(desk.daysBetween("2027-01-01", "2026-01-01"), -247);
});

test("the wall clock of the zone", () => {
  assert.equal(desk.zone, "Europe/Moscow");
  assert.equal(desk.calendar, "ru");
  assert.equal(desk.offsetAt(wednesday), 3 * 3_600_000);
  assert.equal(desk.offsetAt(new Date("2012-07-01T00:00:00Z")), 4 * 3_600_000);
  assert.equal(desk.localTime(wednesday), "2026-04-29T15:20:00+03:00");
  assert.equal(desk.localTime(wednesday.getTime() + 250), "2026-04-29T15:20:00.250+03:00");
  for (const text of ["2026-04-29T15:20", "2026-04-29 15:20", "2026-04-29T15:20:00", "2026-04-29T15:20:00.000"]) {
    assert.deepEqual(desk.instantFromLocal(text), wednesday);
  }
  assert.deepEqual(desk.instantFromLocal("2026-04-29T15:20:00.250"), new Date(wednesday.getTime() + 250));
  assert.equal(desk.instantFromLocal(Date.UTC(2026, 3, 29, 15, 20)), wednesday.getTime());
  // 2011-03-27 02:00 to 03:00 did not happen in Moscow.
  const change = new Date("2011-03-26T23:00:00Z");
  assert.deepEqual(desk.instantFromLocal("2011-03-27T02:30:00.500"), change);
  for (const text of ["2026-02-30T12:00", "2026-04-29", "2026-04-29T25:00", "29.04.2026 15:20", "2026-04-29T15:20Z"]) {
    assert.throws(() => desk.instantFromLocal(text), srok.BadArgumentError, text);
  }
});

test("the calendar: kinds of days, their names and acts", () => {
  const calendar = srok.Calendar.builtin();
  assert.deepEqual(calendar.years, { first: 1999, last: 2027 });
  assert.equal(calendar.day("2026-04-29").kind, "working");
  const eve = calendar.day("2026-04-30");
  assert.deepEqual([eve.kind, eve.name], ["short", "eve of Spring and Labour Day"]);
  const saturday = calendar.day("2024-04-27");
  assert.deepEqual([saturday.kind, saturday.workedWeekend, saturday.movedTo], ["working", true, "2024-04-29"]);
  assert.equal(calendar.day("2024-04-29").movedFrom, "2024-04-27");
  const decree = calendar.day("2020-04-30");
  assert.deepEqual([decree.kind, decree.baseShort], ["decree_off", true]);
  const victory = calendar.day("2026-05-09");
  assert.deepEqual([victory.kind, victory.name, victory.nameRu], ["holiday", "Victory Day", "День Победы"]);
  const year = calendar.year(2026);
  assert.deepEqual([year.workingDays, year.hours40, year.official], [247, 1972, true]);
  assert.match(year.source, /1466/);
  assert.throws(() => calendar.day("2035-01-01"), srok.UnknownYearError);
  assert.throws(() => calendar.year(1998), /It holds 1999 to 2027/);
});

test("a regulation of one's own: promises by any schedule", () => {
  const own = new srok.Regulation({ schedule: desk, priorities: { calm: 2, urgent: 0 }, dayRule: "whole" });
  assert.deepEqual(own.due("calm", wednesday), moscow("2026-05-04T16:00:00"));
  assert.deepEqual(own.due("urgent", wednesday), wednesday);
  assert.deepEqual(own.priorities, [
    { name: "calm", days: 2 },
    { name: "urgent", days: 0 },
  ]);
  assert.deepEqual([own.dayRule, own.landing, own.title], ["whole", "nearest", null]);
  const landing = new srok.Regulation({
    schedule: desk,
    priorities: { calm: 2 },
    dayRule: "whole",
    landing: "farthest",
  });
  assert.deepEqual(landing.due("calm", wednesday), moscow("2026-05-05T07:00:00"));
  assert.throws(() => new srok.Regulation({ schedule: desk, priorities: {} }), /no priority is named/);
  const priorities = (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, i]));
  const most = new srok.Regulation({ schedule: desk, priorities: priorities(32) });
  assert.deepEqual(most.due("p3", wednesday), moscow("2026-05-05T15:20:00"));
  assert.throws(
    () => new srok.Regulation({ schedule: desk, priorities: priorities(33) }),
    /33 priorities; a regulation has at most 32/,
  );
  assert.throws(() => new srok.Regulation({ schedule: desk, priorities: { a: -1 } }), srok.BadArgumentError);
  assert.throws(() => new srok.Regulation({ schedule: {}, priorities: { a: 1 } }), TypeError);
});

test("priorities named by numbers keep their order in a Map; an object would turn it round", () => {
  const own = new srok.Regulation({
    schedule: desk,
    priorities: new Map([
      ["3", 2],
      ["1", 0],
    ]),
  });
  assert.deepEqual(own.priorities, [
    { name: "3", days: 2 },
    { name: "1", days: 0 },
  ]);
  assert.deepEqual(own.due("1", wednesday), wednesday);
  const priorities = { 3: 2, 1: 0 };
  assert.throws(() => new srok.Regulation({ schedule: desk, priorities }), /new Map\(\[\["1", 0\], \.\.\.\]\)/);
  for (const [name, days] of [
    ["01", 1],
    ["1.5", 1],
    ["-1", 1],
  ]) {
    assert.equal(new srok.Regulation({ schedule: desk, priorities: { [name]: days } }).priorities[0].name, name);
  }
  assert.throws(() => new srok.Regulation({ schedule: desk, priorities: new Map([[1, 2]]) }), /name/);
  assert.throws(() => new srok.Regulation({ schedule: desk, priorities: 5 }), TypeError);
});

test("the built-in regulation tells its terms", () => {
  const regulation = srok.Regulation.builtin();
  assert.deepEqual(regulation.priorities, [
    { name: "low", days: 8 },
    { name: "medium", days: 5 },
    { name: "high", days: 3 },
    { name: "emergency", days: 2 },
  ]);
  assert.match(regulation.title, /Технотроникс/);
  assert.equal(regulation.dayRule, "elapsed");
  assert.equal(regulation.schedule.zone, "Europe/Moscow");
});

test("a Date of another realm is a Date", async () => {
  const { runInNewContext } = await import("node:vm");
  const foreign = runInNewContext(`new Date(${wednesday.getTime()})`);
  assert.equal(foreign instanceof Date, false);
  assert.deepEqual(srok.due("high", foreign), moscow("2026-05-05T15:20:00"));
});
