// The types of srok: what is asked, what is answered, what may fail.

/** A Date, or whole milliseconds since 1970 (Unix time); answers are of the kind that was given. */
export type Instant = Date | number;
/** Milliseconds, or a text such as "4h", "90m", "30s", "4h30m". */
export type Amount = number | string;
/** "YYYY-MM-DD", or a number of days since 1970-01-01; answers are of the kind that was given. */
export type CivilDate = string | number;

/** The kind of the instant that was given. */
export type Like<I> = I extends Date ? Date : I extends string ? Date : number;

/** Where an answer lands when time stands still at it: 07:00 + 9h is 16:00 that day, or (farthest) 07:00 of the next. */
export type Landing = "nearest" | "farthest";
/** What a working day is: a span of working time, or (whole) a date, the day of acceptance not counted. */
export type DayRule = "elapsed" | "whole";
/** What the columns of a batch count. */
export type Unit = "s" | "ms" | "us" | "ns";

export type Reason =
  | "working"
  | "short"
  | "exception"
  | "night"
  | "break"
  | "weekend"
  | "holiday"
  | "moved_day"
  | "decree_off"
  | "closure"
  | "paused";

export type DayKind = "working" | "short" | "weekend" | "day_off" | "holiday" | "decree_off";

/** A stretch of time [from, to) that counts or does not, and why. */
export interface ExplainedInterval<I = Date> {
  from: I;
  to: I;
  /** Milliseconds of working time; 0 when it is skipped. */
  counted: number;
  reason: Reason;
  /** The civil date it belongs to, "YYYY-MM-DD". */
  date: string;
  /** What is known of the date, in English and in Russian. */
  name: string | null;
  nameRu: string | null;
  /** The act behind it. */
  source: string | null;
  /** The date its day off came from or went to. */
  movedFrom: string | null;
  movedTo: string | null;
}

/** Why a deadline is when it is: the intervals touch, and their counted time sums to the budget. */
export interface Explanation<I = Date> {
  start: I;
  deadline: I;
  /** Milliseconds of working time. */
  budget: number;
  /** "projected": the deadline rests on a year that no act has settled yet. */
  calendar: "official" | "projected";
  intervals: ExplainedInterval<I>[];
}

export interface DueExplanation<I = Date> extends Explanation<I> {
  priority: string;
  /** Working days to an answer. */
  days: number;
  dayRule: DayRule;
  accepted: I;
}

/** A stretch during which the timer stands still; one without an end never ends. */
export interface Pause {
  begin: Instant;
  end?: Instant | null;
}

/**
 * The answers of a batch: a failed row holds NONE (in an Int32Array NO_NUMBER, in a plain array null), and reason(row)
 * says why.
 */
export interface Batch<Values> {
  values: Values;
  /** The status of each row as in srok.h; 0 is SROK_OK. */
  status: Int32Array;
  /** The number of rows that failed. */
  failed: number;
  /** null: the row did not fail. */
  reason(row: number): SrokError | null;
}

/** A column of instants as a plain array, in milliseconds; null is an instant that is not there. */
export type InstantArray = readonly (Date | null | undefined)[] | readonly (number | null | undefined)[];
export type LikeArray<A> = A extends readonly (Date | null | undefined)[] ? (Date | null)[] : (number | null)[];

export declare class Schedule {
  private constructor();
  /** A schedule that comes with srok: "technotronics", 07:00-16:00 in Moscow by the production calendar. */
  static builtin(name?: string): Schedule;
  /** A schedule from the bytes of a dump, as srok_schedule_dump, `srok dump` and every face of srok write it. */
  static load(dump: Uint8Array | ArrayBuffer): Schedule;
  dump(): Uint8Array;
  /** Gives its memory back at once; otherwise that happens when it is garbage-collected. */
  free(): void;

  /** An IANA name, "Europe/Moscow". */
  readonly zone: string;
  /** A number for its zone's clock within the horizon: by it two machines with the same schedule see whether their tz databases agree. */
  readonly zoneHash: bigint;
  readonly calendar: string | null;
  /** The instants for which it answers, both inclusive. */
  readonly horizon: { begin: Date; end: Date };
  /** From this instant on answers rest on a projected calendar; the end of the horizon when none do. */
  readonly officialUntil: Date;

  /** The working time in [begin, end) in milliseconds; negative when end is before begin. */
  elapsed(begin: Instant, end: Instant): number;
  /** The instant at which the budget is spent. */
  deadline<I extends Instant>(start: I, budget: Amount, options?: { landing?: Landing }): Like<I>;
  /** The same for a timer that stands still during the pauses, in whole seconds; a budget of 0 is `start`. */
  deadlineWithPauses<I extends Instant>(
    start: I,
    budget: Amount,
    pauses: readonly Pause[],
    options?: { landing?: Landing },
  ): Like<I>;
  /** The mirror: the latest start whose deadline this is. */
  latestStart<I extends Instant>(deadline: I, budget: Amount, options?: { landing?: Landing }): Like<I>;
  /** The end of so many working days. */
  deadlineDays<I extends Instant>(start: I, days: number, options: { rule: DayRule }): Like<I>;
  /** Why deadline(start, budget, options) is when it is. */
  explain<I extends Instant>(start: I, budget: Amount, options?: { landing?: Landing }): Explanation<Like<I>>;
  /** Which of the time in [begin, end) counts, and why. */
  explainBetween<I extends Instant>(begin: I, end: Instant): Explanation<Like<I>>;

  /** At the closing instant it is closed. */
  isOpen(at: Instant): boolean;
  /** The earliest open instant >= at: `at` itself when it is open. */
  nextOpen<I extends Instant>(at: I): Like<I>;
  /** The earliest closing > at. */
  nextClose<I extends Instant>(at: I): Like<I>;
  /** The latest opening <= at. */
  previousOpen<I extends Instant>(at: I): Like<I>;
  /** The latest closing <= at. */
  previousClose<I extends Instant>(at: I): Like<I>;

  /** The n-th working date after the date, before it when n < 0. */
  addDays<D extends CivilDate>(date: D, days: number): D extends string ? string : number;
  /** The working dates in [first, end); negative when end is before first. */
  daysBetween(first: CivilDate, end: CivilDate): number;

  /** The UTC offset of its zone in milliseconds: 10800000 in Moscow in 2026. */
  offsetAt(at: Instant): number;
  /** What the wall of its zone shows, with the offset: "2026-04-29T15:20:00+03:00". */
  localTime(at: Instant): string;
  /** The instant at which the wall of its zone shows this time: "2026-04-29T15:20"; or milliseconds as if it were UTC. */
  instantFromLocal<L extends string | Instant>(local: L): Like<L>;

  /**
   * The same over columns; plain arrays are answered by plain arrays. Where one holds null, nothing is asked; a wrong
   * value in one, such as an invalid Date, fails its row, and a wrong type is a TypeError of the whole call.
   */
  elapsedBatch(begin: BigInt64Array, end: BigInt64Array, options?: { unit?: Unit }): Batch<BigInt64Array>;
  elapsedBatch(begin: InstantArray, end: InstantArray): Batch<(number | null)[]>;
  deadlineBatch(
    start: BigInt64Array,
    budget: BigInt64Array | bigint | Amount,
    options?: { unit?: Unit; landing?: Landing },
  ): Batch<BigInt64Array>;
  deadlineBatch<A extends InstantArray>(
    start: A,
    budget: readonly (Amount | null | undefined)[] | Amount | bigint,
    options?: { landing?: Landing },
  ): Batch<LikeArray<A>>;
  latestStartBatch(
    deadline: BigInt64Array,
    budget: BigInt64Array | bigint | Amount,
    options?: { unit?: Unit; landing?: Landing },
  ): Batch<BigInt64Array>;
  latestStartBatch<A extends InstantArray>(
    deadline: A,
    budget: readonly (Amount | null | undefined)[] | Amount | bigint,
    options?: { landing?: Landing },
  ): Batch<LikeArray<A>>;
  deadlineDaysBatch(
    start: BigInt64Array,
    days: Int32Array | readonly (number | null | undefined)[] | number,
    options: { unit?: Unit; rule: DayRule },
  ): Batch<BigInt64Array>;
  deadlineDaysBatch<A extends InstantArray>(
    start: A,
    days: Int32Array | readonly (number | null | undefined)[] | number,
    options: { rule: DayRule },
  ): Batch<LikeArray<A>>;
  /** 1, 0, or of a row without an answer NO_NUMBER. */
  isOpenBatch(at: BigInt64Array, options?: { unit?: Unit }): Batch<Int32Array>;
  isOpenBatch(at: InstantArray): Batch<(boolean | null)[]>;
}

export declare class Regulation {
  /**
   * Promises of your own by a schedule; working days to an answer, the least urgent priority first. Priorities that are
   * named by numbers need a Map, as an object does not keep their order.
   */
  constructor(terms: {
    schedule: Schedule;
    priorities: Readonly<Record<string, number>> | ReadonlyMap<string, number>;
    dayRule?: DayRule;
    landing?: Landing;
  });
  /** A regulation that comes with srok: "technotronics", of OOO «Технотроникс». */
  static builtin(name?: string): Regulation;
  free(): void;

  readonly schedule: Schedule;
  readonly priorities: { name: string; days: number }[];
  readonly title: string | null;
  readonly dayRule: DayRule;
  readonly landing: Landing;

  /** Until when a ticket must be answered; a priority is a name or its place in the list. */
  due<I extends Instant>(priority: string | number, submitted: I): Like<I>;
  /** When it counts as received, and until when it must be answered. */
  promise<I extends Instant>(priority: string | number, submitted: I): { accepted: Like<I>; due: Like<I> };
  /** Why that is so. */
  explain<I extends Instant>(priority: string | number, submitted: I): DueExplanation<Like<I>>;
  dueBatch(
    priority: string | number | Int32Array | readonly (string | number | null | undefined)[],
    submitted: BigInt64Array,
    options?: { unit?: Unit },
  ): Batch<BigInt64Array>;
  dueBatch<A extends InstantArray>(
    priority: string | number | Int32Array | readonly (string | number | null | undefined)[],
    submitted: A,
  ): Batch<LikeArray<A>>;
}

export interface DayFacts {
  date: string;
  kind: DayKind;
  /** A Saturday or Sunday that is worked. */
  workedWeekend: boolean;
  /** A decree day off that would be short without the decree. */
  baseShort: boolean;
  name: string | null;
  nameRu: string | null;
  source: string | null;
  movedFrom: string | null;
  movedTo: string | null;
}

export interface YearFacts {
  year: number;
  /** false: projected from the law alone. */
  official: boolean;
  workingDays: number;
  daysOff: number;
  /** Of a 40-hour week. */
  hours40: number;
  shortDays: number;
  /** The acts of the year. */
  source: string | null;
  note: string | null;
}

export declare class Calendar {
  private constructor();
  /** A calendar that comes with srok: "ru", the production calendar of Russia. */
  static builtin(name?: string): Calendar;
  readonly name: string;
  /** Both inclusive. */
  readonly years: { first: number; last: number };
  day(date: CivilDate): DayFacts;
  year(year: number): YearFacts;
}

// ---- the built-in regulation and its schedule ----

/** Until when a ticket of this priority must be answered. */
export declare function due<I extends Instant>(priority: string | number, submitted: I): Like<I>;
/** Why that is so. */
export declare function explainDue<I extends Instant>(priority: string | number, submitted: I): DueExplanation<Like<I>>;
export declare const elapsed: Schedule["elapsed"];
export declare const deadline: Schedule["deadline"];
export declare const deadlineWithPauses: Schedule["deadlineWithPauses"];
export declare const latestStart: Schedule["latestStart"];
export declare const deadlineDays: Schedule["deadlineDays"];
export declare const explain: Schedule["explain"];
export declare const isOpen: Schedule["isOpen"];
export declare const nextOpen: Schedule["nextOpen"];
export declare const nextClose: Schedule["nextClose"];
export declare const previousOpen: Schedule["previousOpen"];
export declare const previousClose: Schedule["previousClose"];

/** "0.1.0" */
export declare const version: string;
/** The day on which the built-in calendar's facts were read. */
export declare const dataVersion: string;
/** What is not there in a 64-bit column, -(2n ** 63n). */
export declare const NONE: bigint;
/** What is not there in a 32-bit column, -(2 ** 31). */
export declare const NO_NUMBER: number;

// ---- errors ----

/** What the library answers instead of a value. A wrong type of argument is a TypeError. */
export declare class SrokError extends Error {
  /** The status's name in srok.h, "SROK_BEYOND_HORIZON". */
  readonly code: string;
  /** Its number. */
  readonly status: number;
}
/** A negative budget, an unknown word, a number that is not whole. */
export declare class BadArgumentError extends SrokError {}
/** Bytes that are no dump of a schedule. */
export declare class BadTextError extends SrokError {}
export declare class UnknownCalendarError extends SrokError {}
export declare class UnknownYearError extends SrokError {}
/** The answer lies outside the time the schedule knows. */
export declare class BeyondHorizonError extends SrokError {}
export declare class OutOfMemoryError extends SrokError {}
/** srok has contradicted itself; please report it. */
export declare class InternalError extends SrokError {}
