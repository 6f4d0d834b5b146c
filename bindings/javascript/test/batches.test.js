// Batches: columns in every unit, rows that fail alone, plain arrays.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as srok from "srok";

const desk = srok.Schedule.builtin();
const start = Date.UTC(2026, 0, 12, 9);
const rows = 10_000; // more than two chunks of the module

test("a batch of any length answers as the single questions do", () => {
  const starts = BigInt64Array.from({ length: rows }, (_, i) => BigInt(start + i * 1_234_567));
  const budgets = BigInt64Array.from({ length: rows }, (_, i) => BigInt((i % 50) * 1_800_000));
  const { values, status, failed } = desk.deadlineBatch(starts, budgets);
  assert.equal(failed, 0);
  assert.ok(status.every((why) => why === 0));
  for (let i = 0; i < rows; ++i) {
    assert.equal(Number(values[i]), desk.deadline(Number(starts[i]), Number(budgets[i])));
  }
  const back = desk.latestStartBatch(values, budgets);
  for (let i = 0; i < rows; i += 97) {
    assert.equal(Number(back.values[i]), desk.latestStart(Number(values[i]), Number(budgets[i])));
  }
  const spent = desk.elapsedBatch(starts, values);
  assert.deepEqual(spent.values, budgets);
  assert.deepEqual(desk.deadlineBatch(starts, "2h").values, desk.deadlineBatch(starts, 7_200_000n).values);
  assert.deepEqual(
    desk.latestStartBatch(starts, "2h").values,
    desk.latestStartBatch(
      starts,
      budgets.map(() => 7_200_000n),
    ).values,
  );
});

test("units: nothing is rounded", () => {
  const at = BigInt(Date.UTC(2026, 10, 25, 12, 59, 59)); // 15:59:59 in Moscow
  for (const [unit, parts] of [
    ["s", 1n],
    ["ms", 1000n],
    ["us", 1_000_000n],
    ["ns", 1_000_000_000n],
  ]) {
    const second = (at / 1000n) * parts;
    const half = parts / 2n;
    const { values } = desk.deadlineBatch(BigInt64Array.of(second + half), parts, { unit });
    const opening = BigInt(Date.UTC(2026, 10, 26, 4) / 1000) * parts;
    assert.equal(values[0], parts === 1n ? second + 1n : opening + half, unit);
  }
});

test("a row that fails holds NONE and has its reason; what is not there stays not there", () => {
  const column = BigInt64Array.of(BigInt(start), srok.NONE, 0n, 2n ** 63n - 1n);
  const batch = desk.deadlineBatch(column, BigInt64Array.of(-1n, -1n, 0n, 0n));
  assert.deepEqual([...batch.values], [srok.NONE, srok.NONE, srok.NONE, srok.NONE]);
  assert.deepEqual([...batch.status], [1, 0, 23, 23]);
  assert.equal(batch.failed, 3);
  assert.ok(batch.reason(0) instanceof srok.BadArgumentError);
  assert.equal(batch.reason(1), null);
  assert.ok(batch.reason(2) instanceof srok.BeyondHorizonError);
  assert.equal(batch.reason(2).code, "SROK_BEYOND_HORIZON");
  assert.throws(() => batch.reason(4), srok.BadArgumentError);
});

test("plain arrays are answered by plain arrays", () => {
  const dates = [new Date(start), null, new Date(0), undefined];
  const due = srok.Regulation.builtin().dueBatch(["high", "low", "low", "low"], dates);
  assert.deepEqual(due.values, [srok.due("high", dates[0]), null, null, null]);
  assert.deepEqual([...due.status], [0, 0, 23, 0]);
  assert.deepEqual(desk.deadlineBatch([start], ["4h"]).values, [desk.deadline(start, "4h")]);
  assert.deepEqual(desk.deadlineBatch([start], [-1]).reason(0).code, "SROK_BAD_ARGUMENT");
  assert.deepEqual(
    desk.deadlineDaysBatch(dates, 3, { rule: "whole" }).values[0],
    desk.deadlineDays(dates[0], 3, { rule: "whole" }),
  );
  assert.deepEqual(
    desk.deadlineDaysBatch([start, start], [1, 2], { rule: "elapsed" }).values,
    [1, 2].map((n) => desk.deadlineDays(start, n, { rule: "elapsed" })),
  );
  assert.deepEqual(desk.elapsedBatch([start], [start + 3_600_000]).values, [3_600_000]);
  assert.deepEqual(desk.isOpenBatch([start, start + 43_200_000, null]).values, [true, false, null]);
  assert.deepEqual(desk.isOpenBatch(BigInt64Array.of(BigInt(start))).values, Int32Array.of(1));
  assert.deepEqual(desk.latestStartBatch([start], "1h").values, [desk.latestStart(start, "1h")]);
});

test("a row that has nothing in any of its columns asks nothing", () => {
  const regulation = srok.Regulation.builtin();
  const due = regulation.dueBatch(["high", null, undefined, "urgent"], [start, start, start, null]);
  assert.deepEqual(due.values, [regulation.due("high", start), null, null, null]);
  assert.equal(due.failed, 0);
  const counted = desk.deadlineDaysBatch([start, start, 0], [1, null, null], { rule: "whole" });
  assert.deepEqual(counted.values, [desk.deadlineDays(start, 1, { rule: "whole" }), null, null]);
  assert.equal(counted.failed, 0);
  const late = desk.deadlineBatch(BigInt64Array.of(srok.NONE, BigInt(start)), ["2d", null]);
  assert.deepEqual([...late.values, ...late.status, late.failed], [srok.NONE, srok.NONE, 0, 0, 0]);
  assert.deepEqual([late.reason(0), late.reason(1)], [null, null]);
});

test("a wrong value fails its row, and its reason names it; the others go on", () => {
  const dates = [new Date(start), new Date(NaN), new Date(0)];
  const late = desk.deadlineBatch(dates, ["4h", "4h", "2d"]);
  assert.deepEqual(late.values, [desk.deadline(dates[0], "4h"), null, null]);
  assert.deepEqual([...late.status, late.failed], [0, 1, 1, 2]);
  assert.ok(late.reason(1) instanceof srok.BadArgumentError);
  assert.match(late.reason(1).message, /start\[1\] is an invalid Date/);
  assert.match(late.reason(2).message, /budget\[2\] is "2d"/);
  const open = desk.isOpenBatch(dates);
  assert.deepEqual([...open.values, open.failed], [true, null, null, 2]);
  const counted = desk.deadlineDaysBatch(BigInt64Array.of(BigInt(start), 0n), [1.5, 1], { rule: "elapsed" });
  assert.deepEqual([...counted.values, ...counted.status], [srok.NONE, srok.NONE, 1, 23]);
  assert.match(counted.reason(0).message, /days\[0\] is 1.5/);
  const many = Array.from({ length: rows }, (_, i) => (i % 2 ? NaN : start));
  assert.equal(desk.deadlineBatch(many, "1h").failed, rows / 2);
});

test("a row of an Int32Array that has no answer holds NO_NUMBER", () => {
  const { values, failed } = desk.isOpenBatch(BigInt64Array.of(BigInt(start), 0n, srok.NONE));
  assert.deepEqual(values, Int32Array.of(1, srok.NO_NUMBER, srok.NO_NUMBER));
  assert.deepEqual([failed, srok.NO_NUMBER], [1, -2_147_483_648]);
});

test("priorities: names, places, one for all; an unknown one fails its row", () => {
  const regulation = srok.Regulation.builtin();
  const submitted = BigInt64Array.of(BigInt(start), BigInt(start));
  const byName = regulation.dueBatch(["high", "high"], submitted);
  assert.deepEqual(regulation.dueBatch("high", submitted).values, byName.values);
  assert.deepEqual(regulation.dueBatch(Int32Array.of(2, 2), submitted).values, byName.values);
  const wrong = regulation.dueBatch(["high", "urgent"], submitted);
  assert.equal(wrong.failed, 1);
  assert.ok(wrong.reason(1) instanceof srok.BadArgumentError);
});

test("a batch that cannot be asked says why", () => {
  const column = BigInt64Array.of(0n);
  assert.throws(() => desk.deadlineBatch(column, BigInt64Array.of(0n, 0n)), /budget has 2 rows where there are 1/);
  assert.throws(() => desk.deadlineBatch(column, "4h", { unit: "s" }), /must be a BigInt/);
  assert.throws(() => desk.deadlineBatch([0], 1n, { unit: "s" }), /give a BigInt64Array/);
  assert.throws(() => desk.deadlineBatch(column, 2n ** 64n), /fit 64 bits/);
  assert.throws(() => desk.deadlineBatch(column, 1n, { unit: "h" }), /there are "s", "ms", "us", "ns"/);
  assert.throws(() => desk.deadlineBatch(new Float64Array(1), 1n), TypeError);
  assert.throws(() => desk.deadlineBatch(["2026-04-29"], 1n), /start\[0\] must be a Date/);
  assert.throws(() => desk.deadlineDaysBatch([0], ["1"], { rule: "whole" }), /days\[0\] must be a number/);
  assert.throws(() => desk.deadlineDaysBatch([0], 1), /rule is undefined; there are "elapsed", "whole"/);
  assert.equal(desk.deadlineBatch([], "1h").values.length, 0);
});
