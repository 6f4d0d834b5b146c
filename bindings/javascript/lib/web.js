// srok for browsers: the module is fetched from beside this file before the first import returns.
import { srokOf } from "./instance.js";

const response = await fetch(new URL("./srok.wasm", import.meta.url));
if (!response.ok) throw new Error(`srok.wasm cannot be fetched: ${response.status} ${response.statusText}`);
// Not instantiateStreaming: it refuses what a plain file server calls application/octet-stream.
const { instance } = await WebAssembly.instantiate(await response.arrayBuffer());

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
} = srokOf(instance);

export {
  NONE,
  SrokError,
  BadArgumentError,
  BadTextError,
  UnknownCalendarError,
  UnknownYearError,
  BeyondHorizonError,
  OutOfMemoryError,
  InternalError,
} from "./instance.js";
