// The explanation of a due: a line a day, with the hours that count painted in; days that do not count are put together.
import { bar, byId, element } from "./elements.js";
import { wallAt } from "./wall.js";

/** Shows why the answer is due then. */
export function showExplanation(schedule, why, words) {
  const rows = together(daysOf(schedule, why));
  byId("days").replaceChildren(...rows.map((row) => rowElement(schedule, why, row, words)));
}

// The intervals of each civil date.
function daysOf(schedule, why) {
  const days = [];
  for (const interval of why.intervals) {
    if (days.at(-1)?.date !== interval.date) days.push({ date: interval.date, intervals: [] });
    days.at(-1).intervals.push(interval);
  }
  return days.map(({ date, intervals }) => {
    const counted = intervals.reduce((sum, part) => sum + part.counted, 0);
    // Night says nothing where anything else is known of the day.
    const telling = intervals.find((part) => (counted ? part.counted : part.reason !== "night")) ?? intervals[0];
    return { first: date, last: date, intervals, counted, telling };
  });
}

// Days that touch, do not count and have the same reason are one row.
function together(days) {
  const rows = [];
  for (const day of days) {
    const before = rows.at(-1);
    const same =
      before &&
      !before.counted &&
      !day.counted &&
      ["reason", "name", "source", "movedFrom"].every((key) => before.telling[key] === day.telling[key]);
    if (same) before.last = day.last;
    else rows.push({ ...day });
  }
  return rows;
}

function rowElement(schedule, why, row, words) {
  const { text } = words;
  const oneDay = row.first === row.last;
  const date = oneDay
    ? words.date(row.first, "short")
    : `${words.date(row.first, "short")} – ${words.date(row.last, "short")}`;
  const amount = row.counted ? `${text.counted} ${words.amount(row.counted)}` : text.nothing;
  const item = element(
    "li",
    { class: row.counted ? "counts" : "skips" },
    element("span", { class: "date" }, date),
    row.counted ? stripOf(schedule, why, row, words) : element("span", { class: "strip empty", "aria-hidden": "true" }),
    element("span", { class: "amount" }, row.counted ? words.amount(row.counted) : "–", hidden(` ${amount}`)),
    reasonElement(schedule, row, words),
  );
  return item;
}

function hidden(text) {
  return element("span", { class: "hidden" }, text);
}

function reasonElement(schedule, row, words) {
  const { text } = words;
  const part = row.telling;
  const notes = [words.name(part)];
  if (part.movedFrom) notes.push(`${text.movedFrom} ${words.date(part.movedFrom, "plain")}`);
  if (part.counted && part.movedTo) notes.push(`${text.movedTo} ${words.date(part.movedTo, "plain")}`);
  const known = notes.filter(Boolean).join(", ");
  return element(
    "span",
    { class: "reason" },
    words.reason(part.reason) + (known ? `: ${known} ` : " "),
    row.counted > 0 && element("span", { class: "span" }, spansOf(schedule, row)),
    part.source && element("cite", { lang: "ru" }, part.source),
  );
}

// "07:00–12:00, 13:00–16:00"
function spansOf(schedule, row) {
  const counted = row.intervals.filter((part) => part.counted);
  const shown = ({ from, to }) =>
    `${wallAt(schedule, from).time}–${wallAt(schedule, to).time.replace("00:00", "24:00")}`;
  return counted.map(shown).join(", ");
}

// The day from 0 to 24: working hours, of them those that count, the submission and the due.
function stripOf(schedule, why, row, words) {
  const strip = element("span", { class: "strip", "aria-hidden": "true" });
  for (const hours of openHoursOf(schedule, row.first)) strip.append(bar("open", ...hours));
  for (const part of row.intervals.filter(({ counted }) => counted)) {
    strip.append(bar("counted", minuteOf(schedule, part.from, row.first), minuteOf(schedule, part.to, row.first)));
  }
  const marks = [
    [why.start, "from", words.text.submittedHere],
    [why.deadline, "due", words.text.dueHere],
  ];
  for (const [at, kind, title] of marks) {
    const wall = wallAt(schedule, at);
    if (wall.date !== row.first) continue;
    const mark = bar(`mark ${kind}`, wall.minutes, wall.minutes);
    mark.title = `${wall.time} ${title}`;
    strip.append(mark);
  }
  return strip;
}

// The minute of a date at which an instant lies; past its end it is 1440.
function minuteOf(schedule, at, date) {
  const wall = wallAt(schedule, at);
  return wall.date === date ? wall.minutes : wall.date < date ? 0 : 1440;
}

/** The open hours of a date as pairs of minutes. */
export function openHoursOf(schedule, date) {
  const hours = [];
  const { end } = schedule.horizon;
  const midnight = schedule.instantFromLocal(`${date}T00:00`).getTime();
  let at = midnight;
  try {
    while (at < end.getTime()) {
      const open = schedule.nextOpen(at);
      if (wallAt(schedule, open).date !== date) break;
      const close = schedule.nextClose(open);
      hours.push([minuteOf(schedule, open, date), minuteOf(schedule, close, date)]);
      at = close;
    }
  } catch (error) {
    if (error.code !== "SROK_BEYOND_HORIZON") throw error; // the last opening of all is past
  }
  return hours;
}
