// An instance of srok.wasm: its texts, its failures, what it is given by copy.
import { described } from "./arguments.js";
import { BadArgumentError, errorOf } from "./errors.js";

const BEYOND_HORIZON = 23;

/** What is not there in a 32-bit column, a date or a kind of day too: the least of its numbers. */
export const NO_NUMBER = -(2 ** 31);

export class Module {
  #decoder = new TextDecoder();
  #encoder = new TextEncoder();
  #memory;

  constructor(instance) {
    this.wasm = instance.exports;
    this.wasm._initialize();
  }

  // Views of the memory go stale when it grows.
  get memory() {
    const { buffer } = this.wasm.memory;
    if (this.#memory?.buffer !== buffer) this.#memory = new Uint8Array(buffer);
    return this.#memory;
  }

  text(place) {
    const { memory } = this;
    return this.#decoder.decode(memory.subarray(place, memory.indexOf(0, place)));
  }
  textOrNull(place) {
    return this.text(place) || null;
  }

  // A reader of the 32-bit numbers from a place on.
  words(place) {
    const data = new DataView(this.wasm.memory.buffer, place);
    return (offset) => data.getInt32(offset, true);
  }

  // ---- failures ----

  error(status, sentence = this.text(this.wasm.status_text(status))) {
    return errorOf(status, this.text(this.wasm.status_name(status)), sentence);
  }

  // Why the last question about a schedule has no answer.
  refusal(schedule) {
    const status = this.wasm.last_status();
    if (status !== BEYOND_HORIZON) return this.error(status);
    const { begin, end } = schedule.horizon;
    const known = `It knows ${schedule.localTime(begin)} to ${schedule.localTime(end)}.`;
    return this.error(status, `${this.text(this.wasm.status_text(status))} ${known}`);
  }

  // Runs a call that may be broken off (wasm/failure.hpp): its error is thrown, and what it had
  // taken of the stack and of the memory is given back.
  guarded(call) {
    const { wasm } = this;
    const stack = wasm.__stack_pointer.value;
    const mark = wasm.mark();
    wasm.expect_no_failure();
    try {
      return call();
    } catch (trap) {
      wasm.__stack_pointer.value = stack;
      wasm.release_since(mark);
      if (!(trap instanceof WebAssembly.RuntimeError)) throw trap;
      throw this.error(wasm.failure_status(), this.text(wasm.failure_sentence()));
    }
  }

  // ---- what goes in ----

  // use(place) of a copy of the bytes in the module's memory.
  withBytes(bytes, use) {
    const place = this.guarded(() => this.wasm.allocate(bytes.length));
    try {
      this.memory.set(bytes, place);
      return this.guarded(() => use(place));
    } finally {
      this.wasm.release(place);
    }
  }

  // build(place) of a name.
  withName(name, what, build) {
    if (typeof name !== "string") throw new TypeError(`${what} must be a name; found ${described(name)}`);
    if (name.includes("\0")) throw new BadArgumentError(`${what} has no name with a NUL in it; found ${described(name)}`);
    return this.withBytes(this.#encoder.encode(`${name}\0`), build);
  }
}
