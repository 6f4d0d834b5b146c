// date-fns as a peer: addBusinessDays and differenceInBusinessDays, from Monday to Friday; it knows
// neither holidays nor hours, so it is asked of the desk without closed dates alone.
import { createRequire } from "node:module";

import { Asking } from "./asking.mjs";

const packages = createRequire(`${process.cwd()}/package.json`);
const { addBusinessDays, differenceInBusinessDays } = packages("date-fns");

// The local date of a day's number, in the zone that TZ names.
function date(day) {
  const utc = new Date(day * 86_400_000);
  return new Date(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate());
}

function dayNumber(local) {
  return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / 86_400_000;
}

const asking = new Asking();
asking.version(packages("date-fns/package.json").version);
for (const set of asking.sets) {
  if (set.desk !== "weekdays") continue;
  if (set.question === "add_days") {
    asking.measure(
      set,
      "none",
      ([from, days]) => addBusinessDays(from, days),
      ([day, days]) => [date(day), days],
      dayNumber,
    );
  } else if (set.question === "days_between") {
    asking.measure(
      set,
      "none",
      ([first, end]) => differenceInBusinessDays(end, first),
      ([first, end]) => [date(first), date(end)],
      Number,
    );
  }
}
