// Batches: columns in, columns out, through a chunk of the module's memory, so that their length costs no memory there.
import { amountOf, choiceOf, described, like, optionsOf, UNITS } from "./arguments.js";
import { BadArgumentError } from "./errors.js";
import { NO_NUMBER } from "./module.js";

/** What is not there in a 64-bit column: the least of its numbers. */
export const NONE = -(2n ** 63n);

const SOME_ROWS_FAILED = 4;

// ---- what goes in ----

export function batchOptions(options, known = []) {
  const { unit = "ms", ...rest } = optionsOf(options, ["unit", ...known]);
  return { __proto__: null, unit, unitCode: choiceOf(unit, UNITS, "unit"), ...rest };
}

export function sameLength(column, count, what) {
  if (column.length === count) return column;
  throw new BadArgumentError(`${what} has ${column.length} rows where there are ${count}`);
}

// What was transferred to another thread has no rows left, and looks as if it never had any.
function attached(column, what) {
  if (column.length > 0) return column;
  try {
    new Uint8Array(column.buffer);
  } catch {
    throw new TypeError(`${what} has lost its rows: its buffer was transferred`);
  }
  return column;
}

// Of a column made of a plain array: the rows that need no asking, each with the error of its value, or null where nothing
// is there.
const settled = Symbol("settled");

// The rows of a plain array into `rows`. A wrong type is a mistake of the whole call.
function readRows(column, rows, what, read) {
  rows[settled] = new Map();
  for (let row = 0; row < rows.length; ++row) {
    const value = column[row];
    try {
      if (value === null || value === undefined) rows[settled].set(row, null);
      else rows[row] = read(value, `${what}[${row}]`);
    } catch (error) {
      if (!(error instanceof BadArgumentError)) throw error;
      rows[settled].set(row, error);
    }
  }
  return rows;
}

// Of all columns of a call. Where one has nothing, the others ask nothing.
function settledRows(columns) {
  const rows = new Map();
  for (const column of columns) {
    for (const [row, error] of column[settled] ?? []) {
      if (error === null || !rows.has(row)) rows.set(row, error);
    }
  }
  return rows;
}

// A column of 64-bit numbers; `read` makes one of a row of a plain array.
export function wideColumn(column, unit, what, read) {
  if (column instanceof BigInt64Array) return attached(column, what);
  if (!Array.isArray(column)) {
    throw new TypeError(`${what} must be a BigInt64Array or an array; found ${described(column)}`);
  }
  if (unit !== "ms") {
    throw new BadArgumentError(
      `${what} is a plain array, which counts milliseconds; with unit "${unit}" give a BigInt64Array`,
    );
  }
  return readRows(column, new BigInt64Array(column.length), what, (value, place) => clamped(read(value, place)));
}

export function narrowColumn(column, count, what, read) {
  if (column instanceof Int32Array) return sameLength(column, count, what);
  if (!Array.isArray(column)) return new Int32Array(count).fill(read(column, what));
  return readRows(sameLength(column, count, what), new Int32Array(count), what, read);
}

// The budgets of `count` rows: a column, or one number for all of them.
export function budgets(budget, unit, count) {
  if (typeof budget === "bigint") {
    if (BigInt.asIntN(64, budget) === budget) return budget;
    throw new BadArgumentError(`the budget is ${budget}n; it must fit 64 bits`);
  }
  if (typeof budget !== "number" && typeof budget !== "string") {
    return sameLength(wideColumn(budget, unit, "budget", amountOf), count, "budget");
  }
  if (unit !== "ms") throw new BadArgumentError(`with unit "${unit}" the budget must be a BigInt, in that unit`);
  return clamped(amountOf(budget, "the budget"));
}

// Any integral double as a 64-bit number; what lies beyond 2^62 is beyond every horizon.
function clamped(number) {
  return BigInt(Math.min(Math.max(number, -(2 ** 62)), 2 ** 62));
}

// ---- what comes out ----

class Batch {
  #module;
  #errors;
  constructor(module, errors, values, status, failed) {
    this.#module = module;
    this.#errors = errors;
    this.values = values;
    this.status = status;
    this.failed = failed;
  }
  reason(row) {
    const status = this.status[row];
    if (status === undefined) throw new BadArgumentError(`there is no row ${row} among ${this.status.length}`);
    return status === 0 ? null : (this.#errors.get(row) ?? this.#module.error(status));
  }
}

// A plain array is answered by a plain array: of `make`'s values, null where there is none.
export function answerLike(given, batch, make) {
  if (!Array.isArray(given)) return batch;
  const none = noneIn(batch.values);
  batch.values = Array.from(batch.values, (value) => (value === none ? null : make(Number(value))));
  return batch;
}

function noneIn(values) {
  return values instanceof BigInt64Array ? NONE : NO_NUMBER;
}

export function instantLike(given) {
  const first = Array.isArray(given) ? given.find((at) => at !== null && at !== undefined) : undefined;
  return (milliseconds) => like(first, milliseconds);
}

// ---- through the module ----

// The columns of a chunk, as wasm/module.cpp has them.
const LAYOUT = [
  ["first", BigInt64Array],
  ["second", BigInt64Array],
  ["out", BigInt64Array],
  ["narrow", Int32Array],
  ["narrowOut", Int32Array],
  ["status", Int32Array],
];

function chunkOf(wasm, rows) {
  const chunk = { places: {} };
  let place = wasm.columns();
  for (const [name, type] of LAYOUT) {
    chunk[name] = new type(wasm.memory.buffer, place, rows);
    chunk.places[name] = place;
    place += rows * type.BYTES_PER_ELEMENT;
  }
  return chunk;
}

// Answers `count` rows. `given` are the columns that go in, `into` names the one that comes out, and
// ask(n, places) asks the module about n rows.
export function answerRows(module, count, given, into, ask) {
  const { wasm } = module;
  // The caller's own code may have run while the columns were read, and may have cut one.
  for (const name of Object.keys(given)) sameLength(given[name], count, "a column");
  const rows = wasm.chunk();
  const chunk = chunkOf(wasm, rows); // no batch allocates, so the memory does not grow under it
  const values = into === "out" ? new BigInt64Array(count) : new Int32Array(count);
  const status = new Int32Array(count);
  let failed = 0;
  let begin = 0;
  do {
    // No rows are asked about once, too, so that a schedule that was freed says so.
    const end = Math.min(begin + rows, count);
    for (const name of Object.keys(given)) chunk[name].set(given[name].subarray(begin, end));
    const whole = ask(end - begin, chunk.places);
    if (whole !== 0 && whole !== SOME_ROWS_FAILED) throw module.error(whole);
    values.set(chunk[into].subarray(0, end - begin), begin);
    if (whole === 0) continue;
    status.set(chunk.status.subarray(0, end - begin), begin);
    for (let row = begin; row < end; ++row) failed += status[row] === 0 ? 0 : 1;
  } while ((begin += rows) < count);
  const errors = settledRows(Object.values(given));
  const none = noneIn(values);
  for (const [row, error] of errors) {
    if (values[row] === none && status[row] === 0) continue; // a column of numbers has nothing there
    failed += (error === null ? 0 : 1) - (status[row] === 0 ? 0 : 1);
    status[row] = error === null ? 0 : error.status;
    values[row] = none;
  }
  return new Batch(module, errors, values, status, failed);
}
