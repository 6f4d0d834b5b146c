// The errors of srok: one class a status that the module can answer.

/** What the library answers instead of a value; `code` is the status's name in srok.h, `status` its number. */
export class SrokError extends Error {
  constructor(sentence, code, status) {
    super(sentence);
    this.code = code;
    this.status = status;
  }
}
Object.defineProperty(SrokError.prototype, "name", { value: "SrokError", configurable: true, writable: true });

function errorClass(name, code, status) {
  const type = {
    [name]: class extends SrokError {
      constructor(sentence) {
        super(sentence, code, status);
      }
    },
  }[name];
  Object.defineProperty(type.prototype, "name", { value: name, configurable: true, writable: true });
  return type;
}

export const BadArgumentError = errorClass("BadArgumentError", "SROK_BAD_ARGUMENT", 1);
export const BadTextError = errorClass("BadTextError", "SROK_BAD_TEXT", 3);
export const UnknownCalendarError = errorClass("UnknownCalendarError", "SROK_UNKNOWN_CALENDAR", 20);
export const UnknownYearError = errorClass("UnknownYearError", "SROK_UNKNOWN_YEAR", 21);
export const BeyondHorizonError = errorClass("BeyondHorizonError", "SROK_BEYOND_HORIZON", 23);
export const OutOfMemoryError = errorClass("OutOfMemoryError", "SROK_OUT_OF_MEMORY", 40);
export const InternalError = errorClass("InternalError", "SROK_INTERNAL", 42);

const errors = new Map([
  [1, BadArgumentError],
  [3, BadTextError],
  [20, UnknownCalendarError],
  [21, UnknownYearError],
  [23, BeyondHorizonError],
  [40, OutOfMemoryError],
  [42, InternalError],
]);

/** The error of a status; a status that this version does not know has the common class. */
export function errorOf(status, code, sentence) {
  const type = errors.get(status);
  return type ? new type(sentence) : new SrokError(sentence, code, status);
}
