"""Columns of NumPy, pandas, Polars, pyarrow and of anything that speaks Arrow's PyCapsules.

In one file, because all kinds of columns hold the same rows and must give the same answers.
"""

import datetime as dt
import subprocess
import sys
import threading
from zoneinfo import ZoneInfo

import nanoarrow
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import srok
import vectors
from srok import _columns, _srok

MOSCOW, UTC = ZoneInfo("Europe/Moscow"), dt.timezone.utc
HOUR = dt.timedelta(hours=1)
UNITS = ("s", "ms", "us", "ns")
desk = srok.Schedule.builtin("technotronics")

# 15:59 on a Wednesday, half past four on a Friday, nothing, and a year that no calendar holds.
STARTS = np.array(["2026-11-25T12:59", "2026-11-20T13:30", "NaT", "2040-01-01"], "M8[s]")
DUES = np.array(["2026-11-26T05:59", "2026-11-23T06:00", "NaT", "NaT"], "M8[s]")
FAILED = {3: "SROK_BEYOND_HORIZON"}
BUDGET = 2 * HOUR


def same(ours, expected):
    assert type(ours) is type(expected) and ours.dtype == expected.dtype
    np.testing.assert_array_equal(ours, expected)


def statuses(reasons):
    return {row: error.status for row, error in reasons.items()}


# ---- NumPy ----


@pytest.mark.parametrize("unit", UNITS)
def test_numpy_answers_in_the_unit_of_the_question(unit):
    starts, dues = STARTS.astype(f"M8[{unit}]"), DUES.astype(f"M8[{unit}]")
    budgets = np.full(4, BUDGET, f"m8[{unit}]")
    for budget in (BUDGET, budgets, np.timedelta64(2, "h").astype(f"m8[{unit}]")):
        answers, reasons = desk.deadline(starts, budget, reasons=True)
        same(answers, dues)
        assert statuses(reasons) == FAILED
        same(desk.deadline(starts, budget), dues)
    elapsed = desk.elapsed(starts, dues)
    same(elapsed, np.array([7200, 7200, "NaT", "NaT"], "m8[s]").astype(f"m8[{unit}]"))
    back = desk.latest_start(dues[:2], budgets[:2], landing="farthest")
    same(back, np.array(["2026-11-25T12:59", "2026-11-20T13:00"], f"M8[{unit}]"))


def test_one_value_stands_for_all_rows():
    moment = dt.datetime(2026, 11, 25, 15, 59, tzinfo=MOSCOW)
    ends = np.array(["2026-11-26T05:59", "NaT"], "M8[ms]")
    same(desk.elapsed(moment, ends), np.array([7_200_000, "NaT"], "m8[ms]"))
    same(desk.elapsed(ends, moment), np.array([-7_200_000, "NaT"], "m8[ms]"))
    same(desk.elapsed(np.datetime64("2026-11-25T12:59", "s"), ends), np.array([7_200_000, "NaT"], "m8[ms]"))
    budgets = np.array([3600, 7200], "m8[s]")
    answers = desk.deadline(moment, budgets)
    same(answers, np.array(["2026-11-26T04:59", "2026-11-26T05:59"], "M8[s]"))
    alone = desk.deadline(np.datetime64("2026-11-25T12:59", "s"), BUDGET)
    assert alone == np.datetime64("2026-11-26T05:59", "s") and isinstance(alone, np.datetime64)


def test_the_finer_unit_counts_and_nothing_is_rounded():
    starts = np.array(["2026-11-25T12:59:59"], "M8[s]")
    same(desk.deadline(starts, np.array([1500], "m8[ms]")), np.array(["2026-11-26T04:00:00.500"], "M8[ms]"))
    with pytest.raises(srok.BadArgument, match=r"part of a second that \[s\] cannot count"):
        desk.deadline(starts, dt.timedelta(milliseconds=1500))
    before = np.array([-1], "M8[ns]")  # a nanosecond before 1970
    tokyo = srok.Schedule.parse('[schedule]\nzone = "Asia/Tokyo"\n[schedule.hours]\nthu = ["00:00-24:00"]\n')
    same(tokyo.deadline(before, np.array([2], "m8[ns]")), np.array([1], "M8[ns]"))
    assert tokyo.is_open(before)[0]


def test_instants_at_the_ends_of_int64_are_beyond_every_horizon():
    ends = np.array([2**63 - 1, -(2**63) + 1], "i8")
    for unit in UNITS:
        for budget in (HOUR, np.full(2, 3600 * 10**9, "m8[ns]")):
            answers, reasons = desk.deadline(ends.view(f"M8[{unit}]"), budget, reasons=True)
            assert np.isnat(answers).all()
            assert statuses(reasons) == dict.fromkeys((0, 1), "SROK_BEYOND_HORIZON")


def test_shapes_strides_and_byte_orders():
    many = np.arange(24).astype("m8[h]") + np.datetime64("2026-11-25T04", "s")
    table = many.reshape(2, 3, 4)
    expected = desk.deadline(many, HOUR)
    same(desk.deadline(table, HOUR), expected.reshape(2, 3, 4))
    same(desk.deadline(table.T, HOUR), expected.reshape(2, 3, 4).T)
    same(desk.deadline(many[::-3], HOUR), expected[::-3])
    same(desk.deadline(many.astype(">M8[s]"), HOUR), expected)
    rows, columns = many[:6].reshape(6, 1), np.arange(5).astype("m8[h]").astype("m8[s]")
    same(desk.deadline(rows, columns), np.stack([desk.deadline(many[:6], n * HOUR) for n in range(5)], 1))
    assert desk.deadline(many[:0], HOUR).shape == (0,)
    unaligned = np.frombuffer(b"\0" + many.tobytes(), "M8[s]", offset=1)
    same(desk.deadline(unaligned, HOUR), expected)
    with pytest.raises(srok.BadArgument, match="do not fit together"):
        desk.elapsed(many, many[:5])


def test_one_row_stands_for_all_in_every_place():
    ends = STARTS[:2] + np.timedelta64(1, "h")
    for one in (STARTS[:1], STARTS[:1].reshape(1, 1)):
        expected = desk.elapsed(STARTS[0], ends).reshape(np.broadcast_shapes(one.shape, ends.shape))
        same(desk.elapsed(one, ends), expected)
        same(desk.elapsed(ends, one), -expected)
    same(srok.due(np.array([2]), SUBMITTED), PROMISED[1].repeat(4))


def test_a_large_column_is_answered_as_its_rows_are():
    starts = np.datetime64("2005-01-01", "s") + np.arange(30_000) * np.timedelta64(20_011, "s")
    budgets = (np.arange(30_000) * 37 % 360_000).astype("m8[s]")
    answers = desk.deadline(starts, budgets)
    for row in range(0, 30_000, 1777):
        at = dt.datetime.fromtimestamp(int(starts[row].astype("i8")), UTC)
        assert answers[row] == np.datetime64(desk.deadline(at, budgets[row].item()).replace(tzinfo=None), "s")
    holes = starts.copy()
    holes[4090:4100] = "NaT"
    expected = answers.copy()
    expected[4090:4100] = "NaT"
    same(desk.deadline(holes, budgets), expected)


def test_days_as_a_column():
    starts = np.repeat(np.datetime64("2026-11-25T12:20", "s"), 4)
    for kind in ("i1", "i2", "i4", "i8", "u1", "u8"):
        answers = desk.deadline(starts, srok.working_days(np.array([0, 1, 2, 3], kind), rule="elapsed"))
        assert [str(a) for a in answers[:2]] == ["2026-11-25T12:20:00", "2026-11-26T12:20:00"]
    _, reasons = desk.deadline(starts, srok.working_days(np.array([-1, 1, 2**40, 2**33 + 1]), rule="whole"), reasons=True)
    assert statuses(reasons) == {0: "SROK_BAD_ARGUMENT", 2: "SROK_BEYOND_HORIZON", 3: "SROK_BEYOND_HORIZON"}


def test_one_number_of_numpys_is_a_number_of_days():
    start = dt.datetime(2026, 11, 25, 12, tzinfo=MOSCOW)
    expected = desk.deadline(start, srok.working_days(2, rule="whole"))
    for two in (np.int64(2), np.uint8(2), np.array(2)):
        assert srok.working_days(two, rule="whole") == srok.working_days(2, rule="whole")
        answer = desk.deadline(start, srok.working_days(two, rule="whole"))
        assert answer == expected and answer.tzinfo is MOSCOW
    for wrong in (np.float64(2), np.bool_(True), np.array(2.0), np.ma.masked, np.str_("2")):
        with pytest.raises(TypeError, match="number of working days"):
            srok.working_days(wrong, rule="whole")
    for wrong in (pd.Series([True] * 4, dtype="boolean"), np.array([True] * 4), pa.array([True] * 4)):
        with pytest.raises(TypeError, match="where srok reads integers"):
            desk.deadline(STARTS, srok.working_days(wrong, rule="whole"))


def test_openness_has_a_mask_where_there_is_no_answer():
    answers, reasons = desk.is_open(STARTS, reasons=True)
    assert answers.tolist() == [True, False, None, None]
    assert answers.dtype == bool and statuses(reasons) == FAILED
    assert desk.is_open(STARTS[:2]).mask is np.ma.nomask


@pytest.mark.parametrize(
    "wrong, sentence",
    [
        (np.array(["2026-11-25"], "M8[D]"), r"datetime64\[s\].*astype"),
        (np.array([10], "M8[25s]"), "astype"),
        (np.array([1], "i8"), "int64 where srok reads instants"),
        (np.array([dt.datetime(2026, 1, 1)], object), "object where srok reads instants"),
        (np.array([1], "m8[s]"), "timedelta64.* where srok reads instants"),
    ],
)
def test_other_arrays_are_refused_by_name(wrong, sentence):
    with pytest.raises((srok.BadArgument, TypeError), match=f"start.*{sentence}"):
        desk.deadline(wrong, HOUR)


def test_reasons_are_errors_at_hand():
    _, reasons = desk.deadline(STARTS, np.array([1, -1, -1, 1], "m8[s]"), reasons=True)
    assert isinstance(reasons[1], srok.BadArgument) and isinstance(reasons[3], srok.BeyondHorizon)
    assert list(reasons) == [1, 3] and 2 not in reasons and 4 not in reasons and -1 not in reasons
    assert repr(reasons) == "<2 of 4 rows failed: 1: SROK_BAD_ARGUMENT, 3: SROK_BEYOND_HORIZON>"
    assert not desk.deadline(STARTS[:2], HOUR, reasons=True)[1]
    with pytest.raises(srok.BadArgument, match="reasons are those of rows"):
        desk.deadline(dt.datetime(2026, 11, 25, tzinfo=UTC), HOUR, reasons=True)


def test_a_missing_row_is_missing_at_its_own_place_alone():
    rows, gone = 3 * 4096 + 5, [0, 4095, 4097]
    start = dt.datetime(2026, 11, 25, 12, tzinfo=UTC)
    days = pd.Series(np.ones(rows, "i8"), dtype="Int64")
    days[gone] = pd.NA
    masked = np.ma.masked_array(np.ones(rows, "i8"), mask=days.isna().to_numpy())
    for column in (days, masked, pa.array(days)):
        for starts in (start, pd.Series([start] * rows, dtype="datetime64[s, UTC]")):
            answers = desk.deadline(starts, srok.WorkingDays(column, "whole"))
            missing = answers.is_null() if isinstance(answers, (pa.Array, pa.ChunkedArray)) else pd.isna(answers)
            assert list(np.flatnonzero(np.asarray(missing))) == gone


def test_out_is_refused_beside_columns_that_may_lie_anywhere():
    room = np.resize(STARTS[:1], 5)
    ends = pa.Array.from_buffers(pa.timestamp("s", "UTC"), 4, [None, pa.py_buffer(room)])
    with pytest.raises(TypeError, match="all columns must be NumPy arrays"):
        desk.elapsed(STARTS, ends, out=room[1:].view("m8[s]"))


def test_types_that_are_no_columns_are_not_kept_for_ever():
    for number in range(1000):
        kind = type(f"kind{number}", (), {})
        with pytest.raises(TypeError):
            desk.is_open(kind())
    assert len(_columns._readers) <= 256


def test_answers_go_where_they_are_wanted():
    expected = desk.deadline(STARTS, BUDGET)
    out = np.empty(4, "M8[s]")
    assert desk.deadline(STARTS, BUDGET, out=out) is out
    same(out, expected)
    starts = STARTS.copy()
    answers, reasons = desk.deadline(starts, BUDGET, out=starts, reasons=True)  # in place of what was read
    assert answers is starts and statuses(reasons) == FAILED
    same(starts, expected)
    table = np.empty((2, 2), "m8[s]")
    same(desk.elapsed(STARTS.reshape(2, 2), expected.reshape(2, 2), out=table), desk.elapsed(STARTS, expected).reshape(2, 2))
    same(srok.due("high", STARTS, out=out), srok.due("high", STARTS))
    for wrong in (np.empty(4, "M8[ms]"), np.empty(4, "m8[s]"), np.empty(3, "M8[s]"), np.empty(8, "M8[s]")[::2]):
        with pytest.raises(srok.BadArgument, match=r"contiguous array of M8\[s\] with the shape \(4,\)"):
            desk.deadline(STARTS, BUDGET, out=wrong)
    room = np.resize(STARTS, 5)
    with pytest.raises(srok.BadArgument, match="overlaps"):
        desk.deadline(room[1:], BUDGET, out=room[:4])
    days = np.ones(8, "i4")
    with pytest.raises(srok.BadArgument, match="overlaps"):
        desk.deadline(STARTS, srok.WorkingDays(days[:4], "elapsed"), out=days.view("M8[s]"))
    with pytest.raises(TypeError, match="NumPy array"):
        desk.deadline(pa.array(STARTS).cast(pa.timestamp("s", "UTC")), BUDGET, out=out)
    with pytest.raises(srok.BadArgument, match="single question"):
        desk.deadline(dt.datetime(2026, 11, 25, tzinfo=UTC), HOUR, out=out)


def test_a_masked_row_is_not_there():
    starts = np.repeat(STARTS[:1], 4)
    mask = [False, True, False, True]
    hidden = lambda rows: np.ma.MaskedArray(rows, mask)
    budgets = np.full(4, BUDGET, "m8[s]")
    expected = np.where(mask, np.datetime64("NaT"), desk.deadline(starts, BUDGET))
    same(desk.deadline(hidden(starts), BUDGET), expected)
    same(desk.deadline(starts, hidden(budgets)), expected)
    same(desk.deadline(starts, np.ma.MaskedArray(budgets)), desk.deadline(starts, BUDGET))
    for kind in ("i4", "u2", "i8", "u8"):
        days = srok.WorkingDays(hidden(np.full(4, 2, kind)), "elapsed")
        two_days = desk.deadline(starts, srok.WorkingDays(2, "elapsed"))
        same(desk.deadline(starts, days), np.where(mask, np.datetime64("NaT"), two_days))
    many = np.ma.MaskedArray(np.full(4, 2**64 - 1, "u8"), mask)
    answers, reasons = desk.deadline(starts, srok.WorkingDays(many, "elapsed"), reasons=True)
    assert statuses(reasons) == {0: "SROK_BEYOND_HORIZON", 2: "SROK_BEYOND_HORIZON"}
    with pytest.raises(TypeError, match="float64"):
        desk.deadline(starts, srok.WorkingDays(hidden(np.ones(4)), "elapsed"))


def test_the_extension_writes_into_no_row_that_is_not_there():
    starts, out = STARTS.view("i8"), np.empty(4, "i8")
    with pytest.raises(srok.BadArgument, match="same number of rows"):
        _srok.deadline_batch(desk._handle, 0, starts, 7200, 0, out, np.empty(3, "i4"))
    with pytest.raises(srok.BadArgument, match="finer"):
        _srok.deadline_batch(desk._handle, 0, (starts, 0), 7200, 0, out, None)
    for rows in (-1, sys.maxsize, 2**61 + 1):
        with pytest.raises(MemoryError):
            _srok.new_column("tss:UTC", rows)


# ---- priorities ----


PRIORITIES = ["low", "high", None, "no such"]
SUBMITTED = np.repeat(np.datetime64("2026-04-29T12:20", "s"), 4)
PROMISED = np.array(["2026-05-13T12:20", "2026-05-05T12:20", "NaT", "NaT"], "M8[s]")


@pytest.mark.parametrize(
    "priorities",
    [
        PRIORITIES,
        tuple(PRIORITIES),
        np.array(PRIORITIES, object),
        np.array([0, 2, -(2**63), 9]),
        pd.Series(PRIORITIES, index=[9, 8, 7, 6]),
        pd.Series(PRIORITIES, dtype="category"),
        pd.Series([0, 2, None, 9], dtype="Int64"),
        pd.Series([0, 2, None, (1 << 64) - 1], dtype="UInt64"),
        pd.Series(PRIORITIES, dtype="string"),
        pd.Series(PRIORITIES, dtype=object).fillna(pd.NA),
        pl.Series(PRIORITIES),
        pl.Series(PRIORITIES, dtype=pl.Enum(["no such", "high", "low"])),
        pl.Series(PRIORITIES, dtype=pl.Categorical),
        pl.Series([0, 2, None, 9], dtype=pl.Int8),
        pa.array(PRIORITIES),
        pa.array(PRIORITIES).dictionary_encode(),
        pa.chunked_array([PRIORITIES[:1], PRIORITIES[1:]]),
        pa.array([0, 2, None, 9], pa.int64()),
        pa.array([7, 0, 2, None, 9], pa.int32())[1:],
    ],
    ids=lambda p: type(p).__module__.partition(".")[0] + " " + str(getattr(p, "dtype", getattr(p, "type", ""))),
)
def test_priorities_by_name_or_place(priorities):
    answers, reasons = srok.due(priorities, SUBMITTED, reasons=True)
    same(answers, PROMISED)
    assert statuses(reasons) == {3: "SROK_BAD_ARGUMENT"}


@pytest.mark.parametrize(
    "priorities",
    [np.array([0, 2, np.nan, 9]), pd.Series([0, 2, None, 9]), pl.Series([0.0, 2, None, 9]), pa.array([0.0, 2, None, 9])],
    ids=lambda p: type(p).__module__.partition(".")[0],
)
def test_places_that_became_floats_are_refused(priorities):
    with pytest.raises(TypeError, match="float64|\"g\" where srok reads integers"):
        srok.due(priorities, SUBMITTED)
    answers, reasons = srok.due([*PRIORITIES[:3], 2.0], SUBMITTED, reasons=True)
    same(answers, PROMISED)
    assert statuses(reasons) == {3: "SROK_BAD_ARGUMENT"}


@pytest.mark.parametrize(
    "places",
    [
        [0, 2, None, 9],
        [np.int64(0), 2, None, -1],
        [np.str_("low"), 2, np.nan, 1 << 70],
        np.array([0, 2, None, 9], object),
        pd.Series([0, 2, None, 9], dtype=object),
        pl.Series([0, 2, None, 9], dtype=pl.Object),
    ],
    ids=lambda p: type(p).__module__.partition(".")[0],
)
def test_places_may_be_pythons_own_numbers(places):
    answers, reasons = srok.due(places, SUBMITTED, reasons=True)
    same(answers, PROMISED)
    assert statuses(reasons) == {3: "SROK_BAD_ARGUMENT"}


@pytest.mark.parametrize(
    "wrong",
    [
        [True] * 4,
        [2.0, 1.0, None, 0.0],
        [["high"]] * 4,
        np.array([True] * 4),
        np.array([b"high"] * 4),
        np.array([True, None] * 2, object),
        pd.Series([True] * 4, dtype="boolean"),
        pd.Series([True] * 4, dtype="bool[pyarrow]"),
        pl.Series([True] * 4),
        pa.array([b"high"] * 4),
        pa.table({"priority": ["high"] * 4}),
    ],
    ids=lambda p: type(p).__module__.partition(".")[0] + " " + str(getattr(p, "dtype", getattr(p, "type", ""))),
)
def test_a_column_with_neither_names_nor_places_is_refused(wrong):
    with pytest.raises(TypeError, match="priority .*(reads integers|neither names nor places)"):
        srok.due(wrong, SUBMITTED)


def test_a_column_of_nothing_is_answered_by_nothing():
    for nothing in ([None] * 4, np.full(4, np.nan), pd.Series([pd.NA] * 4), pl.Series([None] * 4), pa.nulls(4)):
        answers, reasons = srok.due(nothing, SUBMITTED, reasons=True)
        assert np.isnat(answers).all() and not reasons
    assert len(srok.due([], SUBMITTED[:0])) == len(srok.due(np.array([], object), SUBMITTED[:0])) == 0


def test_a_row_that_is_no_name_fails_alone():
    answers, reasons = srok.due(["low", ["high"], None, True], SUBMITTED, reasons=True)
    same(answers, np.where([True, False, False, False], PROMISED, np.datetime64("NaT")))
    assert statuses(reasons) == dict.fromkeys((1, 3), "SROK_BAD_ARGUMENT")


def test_names_are_paired_with_their_rows_as_places_are():
    tickets = pd.DataFrame({"priority": ["low", "emergency", "high"]}, index=[5, 6, 7])
    tickets["submitted"] = pd.Series(SUBMITTED[:3], index=tickets.index).dt.tz_localize("UTC")
    for kind in ("object", "string", "category", "string[pyarrow]", pd.ArrowDtype(pa.string())):
        names = tickets["priority"].astype(kind)
        assert srok.due(names, tickets["submitted"]).index.equals(tickets.index)
        for moved in (names.sort_values(), names[names != "low"], names.reset_index(drop=True)):
            with pytest.raises(srok.BadArgument, match="different indexes"):
                srok.due(moved, tickets["submitted"])


@pytest.mark.parametrize("names", [["low", "high"], ["high", None]])
def test_a_column_of_names_is_answered_as_its_kind(names):
    start = dt.datetime(2026, 4, 29, 15, 20, tzinfo=MOSCOW)
    expected = [name and srok.due(name, start) for name in names]
    series = srok.due(pd.Series(names, index=[7, 8], name="priority"), start)
    assert series.dt.tz_convert(MOSCOW).tolist() == [at or pd.NaT for at in expected]
    assert series.index.tolist() == [7, 8] and series.name == "priority"
    assert srok.due(pd.Series(names, dtype="string[pyarrow]").astype(pd.ArrowDtype(pa.string())), start).count() == series.count()
    assert srok.due(pl.Series(names), start).to_list() == expected
    assert srok.due(pa.array(names), start).to_pylist() == expected
    instants = np.array([at and at.astimezone(UTC).replace(tzinfo=None) for at in expected], "M8[s]")
    same(srok.due(np.array(names, object), SUBMITTED[:2]), instants)
    same(srok.due(np.array([names, names], object), SUBMITTED[:2]), np.array([instants, instants]))
    for rows in (names, np.array(names, object)):
        same(srok.due(rows, SUBMITTED[0]), instants)
    out = np.empty(2, "M8[s]")
    same(srok.due(np.array(names, object), SUBMITTED[:2], out=out), instants)
    with pytest.raises(TypeError, match="one of the columns must be"):
        srok.due(names, start)


def test_one_name_of_numpys_is_a_name():
    start = dt.datetime(2026, 4, 29, 15, 20, tzinfo=MOSCOW)
    for high in (np.str_("high"), np.array("high"), np.array("high", object)):
        same(srok.due(high, SUBMITTED), PROMISED[1].repeat(4))
        assert srok.due(high, start) == srok.due("high", start)
    assert srok.promise(np.str_("high"), start) == srok.promise("high", start)
    for wrong in (np.str_("no such"), np.array("no such"), np.bytes_(b"high"), np.array(b"high")):
        with pytest.raises(srok.BadArgument, match="no priority"):
            srok.due(wrong, SUBMITTED)


def test_one_priority_for_all_rows():
    same(srok.due("low", SUBMITTED), PROMISED[:1].repeat(4))
    with pytest.raises(srok.BadArgument, match="no priority"):
        srok.due("no such", SUBMITTED)
    with pytest.raises(srok.BadArgument, match="same number of rows"):
        srok.due(["low"], SUBMITTED)


# ---- pandas ----


@pytest.mark.parametrize("unit", UNITS)
def test_pandas_series_keep_index_name_and_zone(unit):
    wall = pd.Series(STARTS.astype(f"M8[{unit}]"), index=list("abcd"), name="start")
    starts = wall.dt.tz_localize("UTC").dt.tz_convert("Europe/Moscow")
    answers, reasons = desk.deadline(starts, pd.Timedelta(hours=2), reasons=True)
    expected = pd.Series(DUES.astype(f"M8[{unit}]"), index=list("abcd"), name="start")
    pd.testing.assert_series_equal(answers, expected.dt.tz_localize("UTC").dt.tz_convert("Europe/Moscow"))
    assert statuses(reasons) == FAILED
    elapsed = desk.elapsed(starts, answers)
    assert elapsed.dtype == f"m8[{unit}]" and elapsed["a"] == pd.Timedelta(hours=2) and elapsed.index is not None
    opened = desk.is_open(starts)
    assert opened.dtype == "boolean" and opened.tolist() == [True, False, pd.NA, pd.NA]
    index = pd.DatetimeIndex(starts)
    assert isinstance(desk.deadline(index, HOUR), pd.DatetimeIndex)
    budgets = pd.Series([7200] * 4, index=list("abcd")).astype("m8[s]")
    pd.testing.assert_series_equal(desk.deadline(starts, budgets), answers)
    days = srok.working_days(pd.Series([1, 2, 3, None], index=list("abcd"), dtype="Int64"), rule="whole")
    assert desk.deadline(starts, days).isna().tolist() == [False, False, True, True]


def test_pandas_series_without_a_zone_are_refused():
    with pytest.raises(srok.BadArgument, match="tz_localize"):
        desk.deadline(pd.Series(STARTS), HOUR)
    with pytest.raises(srok.BadArgument, match="different indexes"):
        starts = pd.Series(STARTS).dt.tz_localize("UTC")
        desk.elapsed(starts, starts.set_axis([3, 2, 1, 0]))
    with pytest.raises(TypeError, match="Series or an Index"):
        desk.deadline(pd.DataFrame({"start": STARTS}), HOUR)


def test_pandas_scalars():
    start = pd.Timestamp("2026-11-25T15:59", tz="Europe/Moscow")
    assert desk.deadline(start, pd.Timedelta(hours=2)) == pd.Timestamp("2026-11-26T08:59", tz="Europe/Moscow")
    with pytest.raises(srok.BadArgument, match="NaT"):
        desk.deadline(pd.NaT, HOUR)
    with pytest.raises(srok.BadArgument, match="NaT"):
        desk.deadline(start, pd.NaT)
    with pytest.raises(srok.BadArgument, match="nanoseconds"):
        desk.deadline(start + pd.Timedelta(1, "ns"), HOUR)
    with pytest.raises(srok.BadArgument, match="nanoseconds"):
        desk.deadline(start, pd.Timedelta(1, "ns"))
    for wrong, sentence in ((pd.NaT, "NaT"), (pd.Timestamp(1, unit="ns"), "nanoseconds")):
        with pytest.raises(srok.BadArgument, match=f"wall is .*{sentence}"):
            desk.from_local(wrong)
    microsecond = dt.timedelta(microseconds=1)
    assert desk.from_local(start.tz_localize(None) + microsecond) == start + microsecond


def test_an_answer_has_the_zone_of_the_only_question_that_has_one():
    start = dt.datetime(2026, 11, 25, 15, 59, tzinfo=MOSCOW)
    budgets = pd.Series([BUDGET, HOUR])
    expected = [desk.deadline(start, budget) for budget in (BUDGET, HOUR)]
    days = srok.working_days(pd.Series([1, 2], dtype="Int64"), rule="whole")
    for answers in (desk.deadline(start, budgets), desk.latest_start(start, budgets), desk.deadline(start, days)):
        assert answers.dt.tz is MOSCOW
    assert desk.deadline(start, budgets).tolist() == expected
    eastwards = start.astimezone(dt.timezone(5 * HOUR))
    assert desk.deadline(eastwards, budgets).dt.tz is eastwards.tzinfo
    arrow = pa.array([BUDGET, HOUR])
    assert desk.deadline(start, arrow).equals(pa.array(expected, pa.timestamp("us", "Europe/Moscow")))
    assert desk.deadline(eastwards, arrow).type == pa.timestamp("us", "UTC")  # a zone without a name
    assert desk.deadline(start, pl.Series(arrow)).dtype == pl.Datetime("us", "Europe/Moscow")
    series = pd.Series(arrow, dtype=pd.ArrowDtype(arrow.type))
    assert desk.deadline(start, series).dtype == pd.ArrowDtype(pa.timestamp("us", "Europe/Moscow"))
    berlin = pd.Series(STARTS).dt.tz_localize("Europe/Berlin")
    assert desk.deadline(berlin, BUDGET).dtype == desk.latest_start(berlin, BUDGET).dtype == berlin.dtype


class Measured(pd.Series):
    """A user's own."""


def test_a_class_made_of_a_librarys_is_one_of_that_library():
    starts = Measured(pd.Series(STARTS).dt.tz_localize("UTC"))
    pd.testing.assert_series_equal(desk.deadline(starts, BUDGET), desk.deadline(pd.Series(starts), BUDGET))

    class Rows(np.ndarray):
        pass

    class Polar(pl.Series):
        pass

    same(desk.deadline(STARTS.view(Rows), BUDGET), DUES)
    assert isinstance(desk.is_open(Polar(STARTS.astype("M8[us]")).dt.replace_time_zone("UTC")), pl.Series)

    class Arithmetic(np.lib.mixins.NDArrayOperatorsMixin):
        """Made of a part of NumPy, and no array."""

    for no_column in (Arithmetic(), np.dtype("i8")):
        with pytest.raises(TypeError, match="aware datetime or a column"):
            desk.is_open(no_column)


def test_pandas_series_of_arrow():
    dtype = pd.ArrowDtype(pa.timestamp("ms", "Europe/Moscow"))
    starts = pd.Series(pa.array(STARTS).cast(pa.timestamp("ms", "Europe/Moscow")), dtype=dtype, index=list("abcd"), name="x")
    answers = desk.deadline(starts, BUDGET)
    assert answers.dtype == dtype and answers.index.equals(starts.index) and answers.name == "x"
    assert answers.isna().tolist() == [False, False, True, True]
    assert answers["a"] == pd.Timestamp("2026-11-26T08:59", tz="Europe/Moscow")
    index = pd.Index(starts)
    for ours, expected in ((desk.deadline(index, BUDGET), answers), (desk.is_open(index), desk.is_open(starts))):
        pd.testing.assert_index_equal(ours, pd.Index(expected))


# ---- Arrow ----


@pytest.mark.parametrize("unit", UNITS)
def test_pyarrow_arrays(unit):
    kind = pa.timestamp(unit, "Europe/Moscow")
    starts, dues = pa.array(STARTS).cast(kind), pa.array(DUES).cast(kind)
    answers, reasons = desk.deadline(starts, BUDGET, reasons=True)
    assert answers.equals(dues) and answers.type == kind and answers.null_count == 2
    assert statuses(reasons) == FAILED
    elapsed = desk.elapsed(starts, dues)
    assert elapsed.type == pa.duration(unit) and elapsed[0].as_py() == BUDGET and elapsed.null_count == 2
    assert desk.is_open(starts).to_pylist() == [True, False, None, None]
    budgets = pa.array([7200, None, 7200, 7200], pa.duration("s"))
    assert desk.deadline(starts, budgets).to_pylist() == [dues[0].as_py(), None, None, None]


def test_slices_and_chunks_with_their_validity_bits():
    kind = pa.timestamp("s", "UTC")
    count = 20_000
    seconds = [None if n % 7 == 0 else 1_600_000_000 + n * 5003 for n in range(count)]
    whole = pa.array(seconds, pa.int64()).cast(kind)
    plain = np.array([np.datetime64("NaT" if s is None else s, "s") for s in seconds], "M8[s]")
    expected = pa.array(desk.deadline(plain, HOUR)).cast(kind)
    assert desk.deadline(whole, HOUR).equals(expected)
    assert desk.deadline(whole[13:-5], HOUR).equals(expected[13:-5])
    starts = pa.chunked_array([whole[:1], whole[1:1], whole[1:5000], whole[5000:5003], whole[5003:]])
    budgets = pa.chunked_array([pa.array([3600] * n, pa.duration("s")) for n in (4097, 3, count - 4100)])
    assert desk.deadline(starts, budgets).equals(expected)
    assert desk.deadline(starts, budgets, landing="farthest").null_count == expected.null_count
    assert len(desk.deadline(pa.chunked_array([], kind), HOUR)) == 0


def test_rows_under_a_null_are_not_read():
    garbage = np.array([2**62, 1_700_000_000], "i8")
    bits = pa.py_buffer(bytes([0b10]))
    starts = pa.Array.from_buffers(pa.timestamp("s", "UTC"), 2, [bits, pa.py_buffer(garbage)])
    answers, reasons = desk.deadline(starts, HOUR, reasons=True)
    assert answers.is_valid().to_pylist() == [False, True] and not reasons


@pytest.mark.parametrize("unit", UNITS[1:])
def test_polars_series(unit):
    kind = pl.Datetime(unit, "Europe/Moscow")
    starts = pl.Series("start", STARTS.astype(f"M8[{unit}]")).dt.replace_time_zone("UTC").dt.convert_time_zone("Europe/Moscow")
    answers, reasons = desk.deadline(starts, BUDGET, reasons=True)
    assert answers.dtype == kind and answers.name == "start" and answers.null_count() == 2
    assert answers[0] == dt.datetime(2026, 11, 26, 8, 59, tzinfo=MOSCOW)
    assert statuses(reasons) == FAILED
    assert desk.elapsed(starts, answers).dtype == pl.Duration(unit)
    assert desk.is_open(starts).to_list() == [True, False, None, None]
    frame = pl.DataFrame({"start": starts, "priority": ["high", "low", "low", "low"]})
    with_due = frame.with_columns(due=srok.due(frame["priority"], frame["start"]))
    assert with_due["due"].dtype == kind and with_due["due"].null_count() == 2
    mapped = frame.with_columns(pl.col("start").map_batches(lambda s: desk.deadline(s, BUDGET), return_dtype=kind).alias("due"))
    assert mapped["due"].equals(answers.alias("due"))
    pieces = pl.concat([starts[:1], starts[1:]], rechunk=False)
    assert desk.deadline(pieces, BUDGET).equals(answers)


def test_arrow_columns_without_a_zone_are_refused():
    with pytest.raises(srok.BadArgument, match="replace_time_zone"):
        desk.deadline(pl.Series(STARTS.astype("M8[us]")), HOUR)
    with pytest.raises(srok.BadArgument, match="without a zone"):
        desk.deadline(pa.array(STARTS), HOUR)
    with pytest.raises(TypeError, match="timestamps with a zone"):
        desk.deadline(pa.array(["x"]), HOUR)
    with pytest.raises(TypeError, match="dictionary.*integers"):
        desk.deadline(STARTS[:1], srok.working_days(pa.array([7]).dictionary_encode(), rule="whole"))
    with pytest.raises(TypeError, match="durations"):
        desk.deadline(pa.array(STARTS).cast(pa.timestamp("s", "UTC")), pa.array([1]))
    with pytest.raises(TypeError):
        desk.deadline(pl.DataFrame({"a": [1]}), HOUR)
    with pytest.raises(srok.BadArgument, match="same number of rows"):
        starts = pa.array(STARTS).cast(pa.timestamp("s", "UTC"))
        desk.elapsed(starts, starts[1:])


class Stranger:
    """A library that srok does not know and that speaks the protocol."""

    def __init__(self, array):
        self.array = array

    def __arrow_c_array__(self, requested_schema=None):
        return self.array.__arrow_c_array__(requested_schema)


def test_anything_that_speaks_the_protocol():
    starts = pa.array(STARTS).cast(pa.timestamp("s", "Europe/Moscow"))
    answers = desk.deadline(Stranger(starts), BUDGET)
    assert isinstance(answers, srok.Column) and len(answers) == 4
    assert answers.null_count == 2 and answers.format == "tss:Europe/Moscow"
    expected = pa.array(DUES).cast(pa.timestamp("s", "Europe/Moscow"))
    for _ in range(2):  # as often as it is asked for
        assert pa.array(answers).equals(expected)
    assert nanoarrow.Array(answers).to_pylist()[0] == dt.datetime(2026, 11, 26, 8, 59, tzinfo=MOSCOW)
    assert pa.DataType._import_from_c_capsule(answers.__arrow_c_schema__()) == expected.type
    assert nanoarrow.Array(desk.is_open(nanoarrow.Array(starts))).to_pylist() == [True, False, None, None]
    kept = pa.array(answers)
    del answers
    assert kept.equals(expected)


def test_a_capsule_is_used_once():
    capsules = pa.array(STARTS).cast(pa.timestamp("s", "UTC")).__arrow_c_array__()

    class Again:
        def __arrow_c_array__(self, requested_schema=None):
            return capsules

    desk.deadline(Again(), HOUR)
    with pytest.raises(ValueError, match="used before"):
        desk.deadline(Again(), HOUR)


@pytest.mark.parametrize("pair", [None, (), [], 5, (None, None)])
def test_what_is_no_pair_of_capsules_is_refused(pair):
    class Odd:
        def __arrow_c_array__(self, requested_schema=None):
            return pair

    with pytest.raises((TypeError, ValueError)):
        desk.deadline(Odd(), HOUR)


def test_a_stream_that_fails_says_why():
    def batches():
        yield pa.record_batch({"a": [1]})
        raise OSError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(pa.schema({"a": pa.int64()}), batches())
    with pytest.raises(OSError, match="the disk is gone"):
        desk.deadline(reader, HOUR)


# ---- the vectors once more, through Arrow ----


@pytest.mark.parametrize("library", ["pyarrow", "polars", "pandas"])
def test_the_vectors_hold_in_every_library(library):
    batches = {}
    for row in vectors.rows():
        if row[3] != "-" and row[1] != "due":
            batches.setdefault(row[1:5], []).append(row)
    asked = 0
    for (question, name, unit, choice), rows in batches.items():
        if (library, unit) == ("polars", "s"):
            continue
        subject = vectors.subject_of("schedule", name)
        arrays = vectors.numpy_columns(question, unit, [row[5] for row in rows])
        if library == "pandas":
            columns = [pd.Series(a).dt.tz_localize("UTC") if a.dtype.kind == "M" else pd.Series(a) for a in arrays]
        else:
            columns = [pa.array(a, pa.timestamp(unit, "UTC")) if a.dtype.kind == "M" else pa.array(a) for a in arrays]
            columns = [pl.Series(c) if library == "polars" else c for c in columns]
        answers, reasons = vectors.ask(question, subject, choice, columns)
        if library != "pyarrow":
            answers = answers.to_arrow() if library == "polars" else pa.array(answers)
        numbers = answers.cast(pa.int64()).to_pylist()
        for i, (row, number) in enumerate(zip(rows, numbers)):
            status = reasons[i].status if i in reasons else "SROK_OK"
            assert (status, "none" if number is None else str(number)) == row[6:], row
            asked += 1
    assert asked > 4000


# ---- no copies, and others run meanwhile ----


def test_columns_are_read_where_they_lie():
    """What the extension is given has the address of the caller's rows."""
    seen = []

    def spy(handle, unit, *arguments):
        seen.extend(np.frombuffer(a, "i8").ctypes.data for a in arguments if isinstance(a, np.ndarray))
        return 0

    from srok import _columns

    starts, budgets = STARTS.astype("M8[ns]"), np.full(4, 1, "m8[ns]")
    operands = [_columns.column_of(starts, "instant", "start"), _columns.column_of(budgets, "amount", "budget")]
    answers = _columns.ask(spy, None, operands, [0], "instant", False)
    assert seen == [starts.ctypes.data, budgets.ctypes.data, answers.ctypes.data]
    series = pd.Series(starts).dt.tz_localize("UTC")
    column = _columns.column_of(series, "instant", "start")
    assert np.shares_memory(column.data, series.dt.tz_convert(None).to_numpy())


def test_other_threads_run_during_a_batch():
    """With an hour between forced switches another thread runs only if the batch lets it."""
    starts = np.full(200_000, np.datetime64("2026-11-25T12:59", "s"))
    begin, ran = threading.Event(), []

    def other():
        begin.wait()
        ran.append(True)

    interval = sys.getswitchinterval()
    thread = threading.Thread(target=other)
    thread.start()
    try:
        sys.setswitchinterval(3600)
        out = np.empty(len(starts), "i8")
        begin.set()
        for _ in range(10_000):
            _srok.deadline_batch(desk._handle, 0, starts.view("i8"), 3600, 0, out, None)
            if ran:
                break
        assert ran
    finally:
        sys.setswitchinterval(interval)
        begin.set()
        thread.join()


def test_many_threads_share_a_schedule():
    starts = np.datetime64("2010-01-01", "s") + np.arange(50_000) * np.timedelta64(9973, "s")
    expected = desk.deadline(starts, BUDGET)
    results = [None] * 4

    def work(i):
        results[i] = desk.deadline(starts, BUDGET)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        same(result, expected)


def test_a_program_may_end_while_a_thread_of_it_is_in_a_batch():
    program = """if True:
        import sys, threading, datetime, numpy, srok
        starts = numpy.full(2_000_000, numpy.datetime64("2026-11-25T12:59", "s"))
        begun = threading.Event()

        def ask():
            while True:
                begun.set()
                srok.deadline(starts, datetime.timedelta(hours=2))

        threading.Thread(target=ask, daemon=True).start()
        begun.wait()
        sys.exit(7)
    """
    for _ in range(3):
        ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
        assert (ended.returncode, ended.stderr) == (7, "")
