// srok over an instance of its WebAssembly module: Dates or epoch milliseconds in and out, failures as errors.
//
// No working time is computed here; arithmetic is of units alone.
import { calendarClass } from "./calendar.js";
import { Module } from "./module.js";
import { regulationClass } from "./regulation.js";
import { scheduleClass } from "./schedule.js";

export { NONE } from "./batch.js";
export { NO_NUMBER } from "./module.js";
export {
  SrokError,
  BadArgumentError,
  BadTextError,
  UnknownCalendarError,
  UnknownYearError,
  BeyondHorizonError,
  OutOfMemoryError,
  InternalError,
} from "./errors.js";

/** srok over an instance of srok.wasm, which needs no imports. */
export function srokOf(instance) {
  const module = new Module(instance);
  const Schedule = scheduleClass(module);
  const Regulation = regulationClass(module, Schedule);
  const Calendar = calendarClass(module);

  let builtin = null;
  const desk = () => (builtin ??= Regulation.builtin());
  const hours = () => desk().schedule;

  return {
    Schedule,
    Regulation,
    Calendar,
    version: module.text(module.wasm.version_text()),
    dataVersion: module.text(module.wasm.data_version()),
    due: (priority, submitted) => desk().due(priority, submitted),
    explainDue: (priority, submitted) => desk().explain(priority, submitted),
    elapsed: (begin, end) => hours().elapsed(begin, end),
    deadline: (start, budget, options) => hours().deadline(start, budget, options),
    deadlineWithPauses: (start, budget, pauses, options) => hours().deadlineWithPauses(start, budget, pauses, options),
    latestStart: (deadline, budget, options) => hours().latestStart(deadline, budget, options),
    deadlineDays: (start, days, options) => hours().deadlineDays(start, days, options),
    explain: (start, budget, options) => hours().explain(start, budget, options),
    isOpen: (at) => hours().isOpen(at),
    nextOpen: (at) => hours().nextOpen(at),
    nextClose: (at) => hours().nextClose(at),
    previousOpen: (at) => hours().previousOpen(at),
    previousClose: (at) => hours().previousClose(at),
  };
}
