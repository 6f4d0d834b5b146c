"""What a type checker must make of the package; read by mypy, never run."""

import datetime as dt
from typing import Any, assert_type

import srok

at = dt.datetime(2026, 4, 29, 15, 20, tzinfo=dt.timezone.utc)
desk = srok.Schedule.builtin()

assert_type(srok.due("high", at), dt.datetime)
assert_type(srok.promise("high", at).due, dt.datetime)
assert_type(desk.deadline(at, dt.timedelta(hours=2), landing="farthest"), dt.datetime)
assert_type(desk.deadline(at, srok.working_days(2, rule="whole")), dt.datetime)
assert_type(desk.elapsed(at, at), dt.timedelta)
assert_type(desk.is_open(at), bool)
assert_type(desk.add_days(at.date(), -1), dt.date)
assert_type(desk.explain(at, dt.timedelta(hours=9)).intervals[0].counted, dt.timedelta)
assert_type(desk.horizon.begin, dt.datetime)
column: Any = object()
answers, reasons = desk.deadline(column, dt.timedelta(hours=2), reasons=True)

# Each of these is wrong, and the checker says so: an ignore that is not needed is an error.
desk.deadline(at, dt.timedelta(hours=2), landing="middle")  # type: ignore[call-overload]
srok.working_days(2)  # type: ignore[call-arg]
srok.working_days(2, rule="calendar")  # type: ignore[arg-type]
desk.next_open("2026-04-29")  # type: ignore[arg-type]
