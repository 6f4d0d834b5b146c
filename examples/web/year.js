// The year: twelve months of days, each with its kind and its working hours painted in; one grid for the keyboard.
import { bar, byId, element } from "./elements.js";
import { openHoursOf } from "./explanation.js";
import { daysLater, wallAt, weekdayOf } from "./wall.js";

/** Shows years of a calendar and tells which day was chosen. */
export class YearView {
  #calendar;
  #schedule;
  #choose;
  #words;
  #year = 0;
  #why = null;
  #focused = null; // the date that the keyboard is on

  constructor(calendar, schedule, choose) {
    this.#calendar = calendar;
    this.#schedule = schedule;
    this.#choose = choose;
    byId("before").addEventListener("click", () => this.#turnTo(this.#year - 1));
    byId("after").addEventListener("click", () => this.#turnTo(this.#year + 1));
    const months = byId("months");
    months.addEventListener("keydown", (event) => this.#move(event));
    months.addEventListener("click", (event) => this.#pick(event));
    months.addEventListener("focusin", (event) => this.#tell(event.target));
    months.addEventListener("pointerover", (event) => this.#tell(event.target));
  }

  /** A year of the submission and the due: that which is shown already, or else the last. */
  show(years, why, words) {
    const { first, last } = this.#calendar.years;
    this.#words = words;
    this.#why = why; // null: there is no due
    if (!years.includes(this.#year)) this.#year = Math.min(Math.max(years.at(-1), first), last);
    this.#draw();
  }

  #turnTo(year) {
    this.#year = year;
    this.#focused = null;
    this.#draw();
  }

  #draw() {
    const { text } = this.#words;
    const { first, last } = this.#calendar.years;
    const facts = this.#calendar.year(this.#year);
    byId("year-title").textContent = text.yearTitle(this.#year);
    byId("totals").replaceChildren(this.#words.totals(facts), element("cite", { lang: "ru" }, facts.source ?? ""));
    for (const [id, year, arrow] of [
      ["before", this.#year - 1, "←"],
      ["after", this.#year + 1, "→"],
    ]) {
      const button = byId(id);
      button.textContent = id === "before" ? `${arrow} ${year}` : `${year} ${arrow}`;
      button.setAttribute("aria-label", text.toYear(year));
      button.disabled = year < first || year > last;
    }
    if (!this.#focused?.startsWith(`${this.#year}-`)) {
      const submitted = this.#why && wallAt(this.#schedule, this.#why.start).date;
      this.#focused = submitted?.startsWith(`${this.#year}-`) ? submitted : `${this.#year}-01-01`;
    }
    this.#drawLegend();
    byId("months").replaceChildren(...Array.from({ length: 12 }, (_, month) => this.#month(month + 1)));
    byId("day").textContent = text.keys;
  }

  #drawLegend() {
    const { text } = this.#words;
    const entry = (kind, words) =>
      element("li", {}, element("span", { class: `sample ${kind}`, "aria-hidden": "true" }), words);
    byId("legend").replaceChildren(
      entry("open", text.working),
      entry("counted", text.counted),
      entry("short", this.#words.kind("short")),
      entry("weekend", this.#words.kind("weekend")),
      entry("holiday", this.#words.kind("holiday")),
      entry("from", text.submittedHere),
      entry("due", text.dueHere),
    );
  }

  #month(month) {
    const first = `${this.#year}-${String(month).padStart(2, "0")}-01`;
    const name = this.#words.date(first, "month");
    const id = `month-${month}`;
    const head = element("div", { role: "row", class: "week" });
    // 2024-01-01 was a Monday.
    for (let weekday = 0; weekday < 7; ++weekday) {
      const label = this.#words.weekday(daysLater("2024-01-01", weekday));
      head.append(element("span", { role: "columnheader" }, label));
    }
    const weeks = [head];
    let week = element("div", { role: "row", class: "week" });
    for (let gap = weekdayOf(first); gap > 0; --gap) week.append(element("span", { role: "gridcell" }));
    for (let date = first; date.slice(0, 7) === first.slice(0, 7); date = daysLater(date, 1)) {
      week.append(this.#cell(date));
      if (weekdayOf(date) === 6) {
        weeks.push(week);
        week = element("div", { role: "row", class: "week" });
      }
    }
    if (week.childElementCount) weeks.push(week);
    return element(
      "div",
      { class: "month" },
      element("h3", { id }, name),
      element("div", { role: "grid", "aria-labelledby": id }, ...weeks),
    );
  }

  #cell(date) {
    const day = this.#calendar.day(date);
    const cell = element(
      "button",
      {
        type: "button",
        role: "gridcell",
        class: `cell ${day.kind}`,
        "data-date": date,
        tabindex: date === this.#focused ? "0" : "-1",
        "aria-label": this.#told(day),
      },
      element("span", { class: "number", "aria-hidden": "true" }, String(Number(date.slice(8)))),
    );
    const hours = element("span", { class: "hours", "aria-hidden": "true" });
    for (const pair of openHoursOf(this.#schedule, date)) hours.append(bar("open", ...pair));
    if (this.#why) this.#paint(date, cell, hours);
    cell.append(hours);
    return cell;
  }

  // What of the day counts, and whether the submission or the due lie in it.
  #paint(date, cell, hours) {
    const wall = (at) => wallAt(this.#schedule, at);
    for (const part of this.#why.intervals) {
      if (part.date !== date || !part.counted) continue;
      hours.append(bar("counted", wall(part.from).minutes, wall(part.to).minutes || 1440));
      cell.classList.add("counts");
    }
    if (wall(this.#why.start).date === date) {
      cell.classList.add("from");
      cell.setAttribute("aria-selected", "true");
    }
    if (wall(this.#why.deadline).date === date) cell.classList.add("due");
  }

  #told(day) {
    const { text } = this.#words;
    const parts = [`${this.#words.date(day.date)}: ${this.#words.kind(day.kind)}`];
    const name = this.#words.name(day);
    if (name) parts.push(name);
    if (day.movedFrom) parts.push(`${text.movedFrom} ${this.#words.date(day.movedFrom, "plain")}`);
    if (day.movedTo) parts.push(`${text.movedTo} ${this.#words.date(day.movedTo, "plain")}`);
    if (this.#why && wallAt(this.#schedule, this.#why.start).date === day.date) parts.push(text.submittedHere);
    if (this.#why && wallAt(this.#schedule, this.#why.deadline).date === day.date) parts.push(text.dueHere);
    return parts.join(", ");
  }

  // ---- keyboard and pointer ----

  #tell(target) {
    const cell = target.closest?.("[data-date]");
    if (!cell) return;
    const { source } = this.#calendar.day(cell.dataset.date);
    byId("day").replaceChildren(cell.getAttribute("aria-label"), source ? element("cite", { lang: "ru" }, source) : "");
  }

  #pick(event) {
    const cell = event.target.closest("[data-date]");
    if (!cell) return;
    this.#focused = cell.dataset.date;
    this.#choose(cell.dataset.date);
    this.#focus(this.#focused);
  }

  #focus(date) {
    const months = byId("months");
    months.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
    const cell = months.querySelector(`[data-date="${date}"]`);
    cell?.setAttribute("tabindex", "0");
    cell?.focus();
  }

  #move(event) {
    const date = event.target.dataset?.date;
    if (!date || event.altKey || event.ctrlKey || event.metaKey) return;
    const weekday = weekdayOf(date);
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, Home: -weekday, End: 6 - weekday };
    let next = null;
    if (event.key in steps) next = daysLater(date, steps[event.key]);
    if (event.key === "PageUp") next = sameDayOf(date, -1);
    if (event.key === "PageDown") next = sameDayOf(date, 1);
    if (next === null) return;
    event.preventDefault();
    const year = Number(next.slice(0, 4));
    const { first, last } = this.#calendar.years;
    if (year < first || year > last) return;
    this.#focused = next;
    if (year !== this.#year) {
      this.#year = year;
      this.#draw();
    }
    this.#focus(next);
  }
}

// The same day of the next or the last month, or its last day.
function sameDayOf(date, months) {
  const [year, month, day] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}
