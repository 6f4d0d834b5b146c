// What callers give, read: instants, amounts, dates, words; each error names the argument and the way out.
import { BadArgumentError } from "./errors.js";

export const LANDINGS = { nearest: 0, farthest: 1 };
export const DAY_RULES = { elapsed: 0, whole: 1 };
export const UNITS = { s: 0, ms: 3, us: 6, ns: 9 };

const DAY = 86_400_000;

export function described(value) {
  if (value === null) return "null";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "object") return `${Object.getPrototypeOf(value)?.constructor?.name ?? "Object"}`;
  return typeof value === "bigint" ? `${value}n` : String(value);
}

// Also of another realm: an iframe's, a test runner's.
function isDate(value) {
  return value instanceof Date || Object.prototype.toString.call(value) === "[object Date]";
}

export function millisecondsOf(at, what) {
  if (typeof at === "number") {
    if (Number.isInteger(at)) return at;
    throw new BadArgumentError(`${what} is ${at}; epoch milliseconds are whole numbers`);
  }
  if (isDate(at)) {
    const milliseconds = at.getTime();
    if (Number.isInteger(milliseconds)) return milliseconds;
    throw new BadArgumentError(`${what} is an invalid Date`);
  }
  const way = typeof at === "string" ? `; new Date("2026-04-29T15:20:00+03:00") makes one of a text` : "";
  throw new TypeError(`${what} must be a Date or epoch milliseconds; found ${described(at)}${way}`);
}

// An instant of the kind that was given.
export function like(given, milliseconds) {
  return typeof given === "number" ? milliseconds : new Date(milliseconds);
}

export function amountOf(amount, what) {
  if (typeof amount === "number") {
    if (Number.isInteger(amount) && amount >= 0) return amount;
    throw new BadArgumentError(`${what} is ${amount}; it must be a whole number of milliseconds, 0 or more`);
  }
  if (typeof amount !== "string") {
    throw new TypeError(`${what} must be milliseconds or a text such as "4h" or "90m"; found ${described(amount)}`);
  }
  const parts = /^(?=\d)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(amount);
  if (!parts) {
    const days = /^\d+ *d/.test(amount)
      ? "; a working day is no fixed amount of time: ask deadlineDays, with a rule"
      : "";
    throw new BadArgumentError(`${what} is ${described(amount)}; write "4h", "90m", "30s" or "4h30m"${days}`);
  }
  const [, hours = 0, minutes = 0, seconds = 0] = parts;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

export function integerOf(number, what) {
  if (typeof number !== "number") throw new TypeError(`${what} must be a number; found ${described(number)}`);
  if (number === (number | 0)) return number;
  throw new BadArgumentError(`${what} is ${number}; it must be a whole number of 32 bits`);
}

export function choiceOf(word, choices, what) {
  if (typeof word === "string" && Object.hasOwn(choices, word)) return choices[word];
  throw new BadArgumentError(`${what} is ${described(word)}; there are ${quoted(Object.keys(choices))}`);
}

export function quoted(words) {
  return words.map((word) => `"${word}"`).join(", ");
}

export function daysOf(days, what) {
  if (integerOf(days, what) >= 0) return days;
  throw new BadArgumentError(`${what} is ${days}; it must be 0 or more`);
}

// A civil date as its number of days since 1970-01-01.
export function dayOf(date, what) {
  if (typeof date === "number") return integerOf(date, what);
  if (typeof date !== "string") {
    throw new TypeError(`${what} must be "YYYY-MM-DD" or a day number; found ${described(date)}`);
  }
  const milliseconds = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : NaN;
  if (Number.isNaN(milliseconds) || dateText(milliseconds / DAY) !== date) {
    throw new BadArgumentError(`${what} is ${described(date)}; write a date as "YYYY-MM-DD"`);
  }
  return milliseconds / DAY;
}

export function dateText(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

export function dateLike(given, day) {
  return typeof given === "number" ? day : dateText(day);
}

// The options of a call; one that is not known is a mistake, not a wish to be ignored. What others have put into
// Object.prototype is no wish of the caller.
export function optionsOf(options, known, what = "options") {
  const read = { __proto__: null };
  if (options === undefined) return read;
  if (options === null || typeof options !== "object") {
    throw new TypeError(`${what} must be an object with ${quoted(known)}; found ${described(options)}`);
  }
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) throw new TypeError(`${what} may have ${quoted(known)}, not "${key}"`);
  }
  for (const key of known) {
    if (!(key in Object.prototype) || Object.hasOwn(options, key)) read[key] = options[key];
  }
  return read;
}

// Wall time as milliseconds, as if it were UTC.
export function wallTimeOf(text) {
  const form = /^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/.exec(text);
  const milliseconds = form ? Date.parse(`${text.replace(" ", "T")}Z`) : NaN;
  // Date.parse takes February 30 for March 2.
  if (Number.isNaN(milliseconds) || dateText(Math.floor(milliseconds / DAY)) !== form[1]) {
    throw new BadArgumentError(`${described(text)} is no local time; write "2026-04-29T15:20"`);
  }
  return milliseconds;
}
