"""What a batch costs in Python beside the C API on the same arrays. Run as: measure.py <libsrok.so.0>

Prints the median of several runs in nanoseconds a row; the last column is the ratio.
"""

import ctypes
import datetime as dt
import statistics
import sys
import time

import numpy as np
import srok

library = ctypes.CDLL(sys.argv[1])
handle = ctypes.c_void_p()
assert library.srok_schedule_builtin(b"technotronics", ctypes.byref(handle), None, ctypes.c_size_t(0)) == 0
desk = srok.Schedule.builtin("technotronics")


def pointer(array):
    return ctypes.c_void_p(array.ctypes.data)


def nanoseconds(ask, rows):
    times = []
    for _ in range(max(7, min(400, 8_000_000 // rows))):
        begin = time.perf_counter_ns()
        ask()
        times.append(time.perf_counter_ns() - begin)
    return statistics.median(times) / rows


def arrow(numbers, kind):
    import pyarrow

    return pyarrow.array(numbers).cast(kind)


def main():
    chance = np.random.default_rng(1)
    begin, years = np.datetime64("2005-01-01", "s"), 20 * 365 * 86_400
    print(f"{'question':14}{'rows':>10}{'unit':>6}{'columns':>9}{'C, ns':>9}{'Python':>9}{'ratio':>7}")
    for rows in (1 << 12, 1 << 16, 1 << 20, 1 << 22):
        for unit, number in (("s", 0), ("us", 6)):
            starts = (begin + chance.integers(0, years, rows).astype("m8[s]")).astype(f"M8[{unit}]")
            budgets = chance.integers(0, 40 * 9 * 3600, rows).astype("m8[s]").astype(f"m8[{unit}]")
            ends, out = starts + budgets, np.zeros(rows, "i8")
            answers = out.view(starts.dtype)
            size, place = ctypes.c_size_t(rows), ctypes.c_int32(number)

            def c_deadline():
                library.srok_deadline_batch(handle, size, place, pointer(starts), pointer(budgets), 0, pointer(out), None)

            def c_elapsed():
                library.srok_elapsed_batch(handle, size, place, pointer(starts), pointer(ends), pointer(out), None)

            questions = [
                ("deadline", c_deadline, "numpy", lambda: desk.deadline(starts, budgets)),
                ("deadline", c_deadline, "out=", lambda: desk.deadline(starts, budgets, out=answers)),
                ("elapsed", c_elapsed, "numpy", lambda: desk.elapsed(starts, ends)),
            ]
            if unit == "us":
                import polars
                import pyarrow

                a_starts = pyarrow.array(starts, pyarrow.timestamp("us", "UTC"))
                a_budgets = pyarrow.array(budgets)
                p_starts, p_budgets = polars.Series(a_starts), polars.Series(a_budgets)
                questions += [
                    ("deadline", c_deadline, "pyarrow", lambda: desk.deadline(a_starts, a_budgets)),
                    ("deadline", c_deadline, "polars", lambda: desk.deadline(p_starts, p_budgets)),
                ]
            for name, in_c, columns, in_python in questions:
                c, python = nanoseconds(in_c, rows), nanoseconds(in_python, rows)
                print(f"{name:14}{rows:10}{unit:>6}{columns:>9}{c:9.2f}{python:9.2f}{python / c:7.2f}")
    at, hours = dt.datetime(2026, 4, 29, 12, 20, tzinfo=dt.timezone.utc), dt.timedelta(hours=2)
    for name, ask in (("deadline", lambda: desk.deadline(at, hours)), ("due", lambda: srok.due("high", at))):
        print(f"one {name}: {nanoseconds(lambda: [ask() for _ in range(1000)], 1000):.0f} ns")


main()
