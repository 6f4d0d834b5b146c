// srok for browsers: the module is fetched from beside this file before the first import returns.
import { srokOf } from "./instance.js";

const place = new URL("./srok.wasm", import.meta.url);
const response = await fetch(place);
const bytes = response.ok ? await response.arrayBuffer() : new ArrayBuffer(0);
// "\0asm"; a server may answer a page that says what is not there.
if (bytes.byteLength < 8 || new DataView(bytes).getUint32(0) !== 0x0061736d) {
  throw new Error(`srok.wasm is not at ${place} (${response.status}); it must lie beside the script that fetches it`);
}
// Not instantiateStreaming: it refuses what a plain file server calls application/octet-stream.
const { instance } = await WebAssembly.instantiate(bytes);

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
