// dayjs-business-time as a peer, in minutes, the finest it knows; TZ is the desk's zone.
import { createRequire } from "node:module";

import { Asking } from "./asking.mjs";

// The packages are installed in the build tree, where this program is started.
const packages = createRequire(`${process.cwd()}/package.json`);
const dayjs = packages("dayjs");
dayjs.extend(packages("dayjs-business-time"));

function open(closed) {
  const hours = [{ start: "07:00:00", end: "16:00:00" }];
  dayjs.setBusinessTime({
    sunday: null,
    monday: hours,
    tuesday: hours,
    wednesday: hours,
    thursday: hours,
    friday: hours,
    saturday: null,
  });
  dayjs.setHolidays(closed);
}

const asking = new Asking();
asking.version(packages("dayjs-business-time/package.json").version);
for (const set of asking.sets) {
  open(asking.closedDates(set.desk));
  if (set.question === "deadline") {
    const minutes = set.rows[0][2] / 60;
    asking.measure(
      set,
      "utc",
      (start) => start.addBusinessMinutes(minutes),
      ([at]) => dayjs.unix(at),
      (end) => end.unix(),
    );
  } else if (set.question === "elapsed") {
    asking.measure(
      set,
      "none",
      ([begin, end]) => begin.businessMinutesDiff(end),
      ([begin, , end]) => [dayjs.unix(begin), dayjs.unix(end)],
      (minutes) => minutes * 60,
    );
  } else if (set.question === "is_open") {
    asking.measure(
      set,
      "none",
      (at) => at.isBusinessTime(),
      ([at]) => dayjs.unix(at),
      Number,
    );
  } else if (set.question === "add_days") {
    asking.measure(
      set,
      "none",
      ([date, days]) => date.addBusinessDays(days),
      ([day, days]) => [dayjs.unix(day * 86400).startOf("day"), days],
      (date) => Math.round((date.unix() + date.utcOffset() * 60) / 86400),
    );
  }
}
asking.measureMaking(() => open(asking.closedDates("common")));
