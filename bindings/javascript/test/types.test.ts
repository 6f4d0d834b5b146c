// What TypeScript makes of srok.d.ts: never run, only compiled; a line after @ts-expect-error must be refused.
import {
  type Batch,
  Calendar,
  type DueExplanation,
  deadline,
  deadlineDays,
  due,
  elapsed,
  explain,
  explainDue,
  isOpen,
  nextOpen,
  NO_NUMBER,
  NONE,
  Regulation,
  Schedule,
  SrokError,
  UnknownYearError,
} from "srok";
import { srokOf } from "srok/instance";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function is<Wanted>() {
  return <Found>(_: Found, __: Same<Wanted, Found>) => {};
}

const at = new Date();

const schedule = Schedule.load(new Uint8Array());

// The kind given is the kind returned.
is<Date>()(due("high", at), true);
is<number>()(due("high", 1_777_465_200_000), true);
is<number>()(due(2, at.getTime()), true);
is<Date>()(deadline(at, "4h", { landing: "farthest" }), true);
is<number>()(schedule.deadlineWithPauses(0, "4h", [{ begin: at, end: null }]), true);
is<number>()(deadlineDays(0, 2, { rule: "whole" }), true);
is<number>()(elapsed(at, 0), true);
is<boolean>()(isOpen(at), true);
is<Date>()(nextOpen(at), true);
is<DueExplanation<Date>>()(explainDue("high", at), true);
is<number>()(explain(0, 1).intervals[0].from, true);

is<string>()(schedule.addDays("2026-04-30", 1), true);
is<number>()(schedule.addDays(20_572, 1), true);
is<Date>()(schedule.instantFromLocal("2026-04-29T15:20"), true);
is<Date>()(schedule.horizon.begin, true);

const column = new BigInt64Array(1);
is<Batch<BigInt64Array>>()(schedule.deadlineBatch(column, "4h"), true);
is<Batch<BigInt64Array>>()(schedule.deadlineBatch(column, column, { unit: "ns", landing: "nearest" }), true);
is<(Date | null)[]>()(schedule.deadlineBatch([at, null], ["1h", "2h"]).values, true);
is<(number | null)[]>()(schedule.deadlineDaysBatch([0, 0], [2, null], { rule: "whole" }).values, true);
is<Int32Array>()(schedule.isOpenBatch(column).values, true);
is<SrokError | null>()(schedule.deadlineBatch(column, 1n).reason(0), true);

const regulation = new Regulation({ schedule, priorities: { low: 8, high: 3 }, dayRule: "whole" });
is<Date>()(regulation.promise("low", at).accepted, true);
is<(Date | null)[]>()(regulation.dueBatch(["low", null], [at, at]).values, true);

is<string | null>()(Calendar.builtin().day("2026-05-09").nameRu, true);
is<bigint>()(NONE, true);
is<number>()(NO_NUMBER, true);
is<typeof due>()(srokOf({} as WebAssembly.Instance).due, true);

try {
  regulation.due("low", at);
} catch (error) {
  if (error instanceof UnknownYearError) is<string>()(error.code, true);
}

// @ts-expect-error an instant is no text
due("high", "2026-04-29T15:20:00+03:00");
// @ts-expect-error there is no such landing
deadline(at, "4h", { landing: "far" });
// @ts-expect-error there is no such option
deadline(at, "4h", { land: "nearest" });
// @ts-expect-error days are counted, not spelled
deadlineDays(at, "2d", { rule: "whole" });
// @ts-expect-error of days there are two kinds
deadlineDays(at, 2);
// @ts-expect-error in a batch as well
schedule.deadlineDaysBatch(column, 2, { unit: "s" });
// @ts-expect-error schedules are made by builtin and load
new Schedule();
// @ts-expect-error nothing is answered by nothing
schedule.elapsed(at);
// @ts-expect-error a column is not written to by its own type
schedule.deadlineBatch(new Float64Array(1), 1n);
