// srok over an instance of srok.wasm that you make yourself, where neither Node nor a browser's fetch is at hand.
import type * as face from "srok";

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
} from "srok";

/** The functions and classes of "srok", over an instance of srok.wasm, which needs no imports. */
export declare function srokOf(
  instance: WebAssembly.Instance,
): Omit<typeof face, "NONE" | "NO_NUMBER" | `${string}Error`>;
