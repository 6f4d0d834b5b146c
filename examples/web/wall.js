// The wall clock of the schedule, whatever zone the browser is in: instants as texts, texts as instants.

const MINUTE = 60_000;

/** What the wall shows at an instant: { date: "2026-04-29", time: "15:20", minutes: 920 }. */
export function wallAt(schedule, at) {
  const [date, rest] = schedule.localTime(at).split("T");
  const time = rest.slice(0, 5);
  return { date, time, minutes: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) };
}

/** The instant at which the wall shows "2026-04-29T15:20", in milliseconds. */
export function instantOf(schedule, wall) {
  return schedule.instantFromLocal(wall).getTime();
}

/** The whole minute that begins last, as the wall shows it. */
export function nowOnWall(schedule) {
  const now = Math.floor(Date.now() / MINUTE) * MINUTE;
  const { begin, end } = schedule.horizon;
  const { date, time } = wallAt(schedule, Math.min(Math.max(now, begin.getTime()), end.getTime()));
  return `${date}T${time}`;
}

/** A civil date for Intl, which must format it in UTC. */
export function dateForIntl(date) {
  return new Date(`${date}T00:00:00Z`);
}

/** The date so many days later. */
export function daysLater(date, days) {
  const shifted = dateForIntl(date);
  shifted.setUTCDate(shifted.getUTCDate() + days);
  return shifted.toISOString().slice(0, 10);
}

/** 0 for Monday, 6 for Sunday. */
export function weekdayOf(date) {
  return (dateForIntl(date).getUTCDay() + 6) % 7;
}
