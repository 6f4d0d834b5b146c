// What a Schedule and a Regulation stand on: a handle of the module, freed at once or by the garbage collector.
import { BadArgumentError } from "./errors.js";

/** The key that only srok has: it makes handles, and its method gives the number of one. */
export const secret = Symbol("srok");

const registry = new FinalizationRegistry(({ free, handle }) => free(handle));

export class Handle {
  #handle;
  #free;
  #owner;

  // `free` is null for what the module keeps, and for what belongs to an owner, which it keeps alive.
  constructor(key, handle, free, owner) {
    if (key !== secret) throw new TypeError(`a ${new.target.name} is made by its functions builtin and load`);
    this.#handle = handle;
    this.#free = free;
    this.#owner = owner;
    if (free) registry.register(this, { free, handle }, this);
  }

  [secret]() {
    this.#owner?.[secret]();
    if (this.#handle !== 0) return this.#handle;
    throw new BadArgumentError(`this ${this.constructor.name} was freed`);
  }

  free() {
    if (!this.#free || this.#handle === 0) return;
    registry.unregister(this);
    this.#free(this.#handle);
    this.#handle = 0;
  }
}
// For `using`, where the language has it.
if (Symbol.dispose) Handle.prototype[Symbol.dispose] = Handle.prototype.free;
