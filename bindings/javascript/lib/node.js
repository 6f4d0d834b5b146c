// srok for Node: the module is read from the file beside this one, at once, so that `require` works too.
import { readFileSync } from "node:fs";
import { srokOf } from "./instance.js";

const bytes = readFileSync(new URL("./srok.wasm", import.meta.url));

export const {
  Schedule,
  Regulation,
  Calendar,
  version,
  dataVersion,
  due,
  explainDue,
  elapsed,
  deadline,
  deadlineWithPauses,
  latestStart,
  deadlineDays,
  explain,
  isOpen,
  nextOpen,
  nextClose,
  previousOpen,
  previousClose,
} = srokOf(new WebAssembly.Instance(new WebAssembly.Module(bytes)));

export {
  NONE,
  NO_NUMBER,
  SrokError,
  BadArgumentError,
  BadTextError,
  UnknownCalendarError,
  UnknownYearError,
  BeyondHorizonError,
  OutOfMemoryError,
  InternalError,
} from "./instance.js";
