// The production calendar: what kind of day a date is, and by which act.
import { dateText, dayOf, integerOf } from "./arguments.js";
import { secret } from "./handle.js";
import { NO_NUMBER } from "./module.js";

const UNKNOWN_YEAR = 21;
const KINDS = ["working", "short", "weekend", "day_off", "holiday", "decree_off"];
const WORKED_WEEKEND = 16;
const BASE_SHORT = 32;

// day_facts and year_facts of wasm/module.cpp, as places of their members.
const DAY = { movedFrom: 0, movedTo: 4, name: 8, nameRu: 12, source: 16 };
const YEAR = { official: 0, workingDays: 4, daysOff: 8, hours40: 12, shortDays: 16, source: 20, note: 24 };

/** The class Calendar over a module. */
export function calendarClass(module) {
  const { wasm } = module;

  return class Calendar {
    #handle;

    constructor(key, handle, name) {
      if (key !== secret) throw new TypeError("a Calendar is made by its function builtin");
      this.#handle = handle;
      this.name = name;
    }

    static builtin(name = "ru") {
      return new Calendar(secret, module.withName(name, "a calendar", wasm.calendar_builtin), name);
    }

    get years() {
      return { first: wasm.first_year(this.#handle), last: wasm.last_year(this.#handle) };
    }

    #unknownYear() {
      const { first, last } = this.years;
      const sentence = module.text(wasm.status_text(UNKNOWN_YEAR));
      return module.error(UNKNOWN_YEAR, `${sentence} It holds ${first} to ${last}.`);
    }

    day(date) {
      const day = dayOf(date, "the date");
      const type = wasm.day(this.#handle, day);
      if (type === NO_NUMBER) throw this.#unknownYear();
      const facts = wasm.facts_of_day(this.#handle, day);
      const fact = facts === 0 ? null : module.words(facts);
      const text = (place) => (fact ? module.textOrNull(fact(place)) : null);
      const other = (place) => (!fact || fact(place) === NO_NUMBER ? null : dateText(fact(place)));
      return {
        date: dateText(day),
        kind: KINDS[type & 15],
        workedWeekend: (type & WORKED_WEEKEND) !== 0,
        baseShort: (type & BASE_SHORT) !== 0,
        name: text(DAY.name),
        nameRu: text(DAY.nameRu),
        source: text(DAY.source),
        movedFrom: other(DAY.movedFrom),
        movedTo: other(DAY.movedTo),
      };
    }

    year(year) {
      const facts = wasm.facts_of_year(this.#handle, integerOf(year, "the year"));
      if (facts === 0) throw this.#unknownYear();
      const fact = module.words(facts);
      return {
        year,
        official: fact(YEAR.official) !== 0,
        workingDays: fact(YEAR.workingDays),
        daysOff: fact(YEAR.daysOff),
        hours40: fact(YEAR.hours40),
        shortDays: fact(YEAR.shortDays),
        source: module.textOrNull(fact(YEAR.source)),
        note: module.textOrNull(fact(YEAR.note)),
      };
    }
  };
}
