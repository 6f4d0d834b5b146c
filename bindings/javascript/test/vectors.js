// The vectors of tests/vectors through the package: prints the hash that every face prints.
//
//   node vectors.js VECTORS_FOLDER DUMPS_FOLDER
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Calendar, NONE, Regulation, Schedule, SrokError } from "srok";

const [vectors, dumps] = process.argv.slice(2);
const kinds = ["working", "short", "weekend", "day_off", "holiday", "decree_off"];
const lines = (file) =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"));

const made = new Map();
function subjectOf(question, name) {
  const kind = { due: "regulations", day: "calendars", years: "calendars" }[question] ?? "schedules";
  if (!made.has(kind + name)) made.set(kind + name, make[kind](name));
  return made.get(kind + name);
}
const load = (kind, name) => Schedule.load(readFileSync(`${dumps}/${kind}/${name}.srok`));
const make = {
  calendars: (name) => Calendar.builtin(name),
  schedules: (name) => (name === "technotronics" ? Schedule.builtin(name) : load("schedules", name)),
  regulations(name) {
    if (name === "technotronics") return Regulation.builtin(name);
    const terms = lines(`${dumps}/regulations/${name}.tsv`).map((line) => line.split("\t"));
    const [[, dayRule], [, landing], ...list] = terms;
    const priorities = Object.fromEntries(list.map(([, priority, days]) => [priority, Number(days)]));
    return new Regulation({ schedule: load("regulations", name), priorities, dayRule, landing });
  },
};

// Seconds as the milliseconds of a Number: exact wherever a schedule answers.
const ms = (seconds) => Number(seconds) * 1000;
const s = (milliseconds) => milliseconds / 1000;

const single = {
  years: (calendar) => [calendar.years.first, calendar.years.last],
  day(calendar, _, date) {
    const { kind, workedWeekend, baseShort } = calendar.day(Number(date));
    return [kinds.indexOf(kind) + (workedWeekend ? 16 : 0) + (baseShort ? 32 : 0)];
  },
  horizon: ({ horizon }) => [s(horizon.begin.getTime()), s(horizon.end.getTime())],
  official_until: ({ officialUntil }) => [s(officialUntil.getTime())],
  elapsed: (schedule, _, begin, end) => [s(schedule.elapsed(ms(begin), ms(end)))],
  deadline: (schedule, landing, start, budget) => [s(schedule.deadline(ms(start), ms(budget), { landing }))],
  latest_start: (schedule, landing, at, budget) => [s(schedule.latestStart(ms(at), ms(budget), { landing }))],
  deadline_days: (schedule, rule, start, days) => [s(schedule.deadlineDays(ms(start), Number(days), { rule }))],
  deadline_with_pauses(schedule, landing, start, budget, ...ends) {
    const pauses = [];
    while (ends.length > 0) {
      const [begin, end] = ends.splice(0, 2);
      pauses.push({ begin: ms(begin), end: end === NONE ? null : ms(end) });
    }
    return [s(schedule.deadlineWithPauses(ms(start), ms(budget), pauses, { landing }))];
  },
  is_open: (schedule, _, at) => [schedule.isOpen(ms(at)) ? 1 : 0],
  next_open: (schedule, _, at) => [s(schedule.nextOpen(ms(at)))],
  next_close: (schedule, _, at) => [s(schedule.nextClose(ms(at)))],
  previous_open: (schedule, _, at) => [s(schedule.previousOpen(ms(at)))],
  previous_close: (schedule, _, at) => [s(schedule.previousClose(ms(at)))],
  add_days: (schedule, _, date, days) => [schedule.addDays(Number(date), Number(days))],
  days_between: (schedule, _, first, end) => [schedule.daysBetween(Number(first), Number(end))],
  offset_at: (schedule, _, at) => [s(schedule.offsetAt(ms(at)))],
  instant_from_local: (schedule, _, local) => [s(schedule.instantFromLocal(ms(local)))],
  due(regulation, _, priority, submitted) {
    const { accepted, due } = regulation.promise(Number(priority), ms(submitted));
    return [s(accepted), s(due)];
  },
};

const wide = BigInt64Array.of.bind(BigInt64Array);
const narrow = (number) => Int32Array.of(Number(number));
const batch = {
  elapsed: (schedule, _, unit, begin, end) => schedule.elapsedBatch(wide(begin), wide(end), { unit }),
  deadline: (schedule, landing, unit, start, budget) =>
    schedule.deadlineBatch(wide(start), wide(budget), { unit, landing }),
  latest_start: (schedule, landing, unit, at, budget) =>
    schedule.latestStartBatch(wide(at), wide(budget), { unit, landing }),
  deadline_days: (schedule, rule, unit, start, days) =>
    schedule.deadlineDaysBatch(wide(start), narrow(days), { unit, rule }),
  is_open: (schedule, _, unit, at) => schedule.isOpenBatch(wide(at), { unit }),
  due: (regulation, _, unit, priority, submitted) => regulation.dueBatch(narrow(priority), wide(submitted), { unit }),
};

function answer(question, name, unit, choice, numbers) {
  const subject = subjectOf(question, name);
  if (unit === "-") return ["SROK_OK", single[question](subject, choice, ...numbers).join(" ")];
  const answers = batch[question](subject, choice, unit, ...numbers);
  const [value] = answers.values;
  return [answers.reason(0)?.code ?? "SROK_OK", value === NONE || value === -(2 ** 31) ? "none" : String(value)];
}

const hash = createHash("sha256");
let passed = 0;
let failed = 0;
for (const row of lines(`${vectors}/vectors.tsv`)) {
  const [id, question, name, unit, choice, given, status, result] = row.split("\t");
  const numbers = given
    .split(" ")
    .filter(Boolean)
    .map((word) => (word === "none" ? NONE : BigInt(word)));
  let ours;
  try {
    ours = answer(question, name, unit, choice === "-" ? undefined : choice, numbers);
  } catch (error) {
    if (!(error instanceof SrokError)) throw error;
    ours = [error.code, "none"];
  }
  hash.update(`${id}\t${ours.join("\t")}\n`);
  const same = ours[0] === status && ours[1] === result;
  if (same) ++passed;
  else if (++failed <= 10) console.log(`${row}: answered ${ours.join(" ")}`);
}
const digest = hash.digest("hex");
console.log(`sha256 ${digest}\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || digest !== readFileSync(`${vectors}/sha256`, "utf8").trim() ? 1 : 0;
