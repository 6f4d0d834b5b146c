"""srok: working time, production calendars and deadlines.

How much working time lies between two moments, and at which moment is a given amount of it spent?

>>> import srok
>>> submitted = datetime(2026, 4, 29, 15, 20, tzinfo=moscow)
>>> print(srok.due("high", submitted))
2026-05-05 15:20:00+03:00

The functions here ask the regulation and the schedule that come with srok; `Schedule.parse` and
`Regulation.parse` read your own.
"""

from . import _srok
from ._answers import Explanation, Horizon, Interval, WorkingDays, working_days
from ._calendars import Calendar, Day, DayKind
from ._columns import Reasons
from ._errors import (
    BadArgument,
    BadEvents,
    BadText,
    BeyondHorizon,
    BufferTooSmall,
    Error,
    Internal,
    Io,
    NeverOpen,
    OutOfMemory,
    SomeRowsFailed,
    UnknownCalendar,
    UnknownYear,
    UnknownZone,
    UnsupportedChannel,
)
from ._moments import DayRule, Landing
from ._regulations import Book, Promise, Regulation
from ._schedules import Schedule
from ._srok import Column

__version__: str = _srok.version
#: The day on which the built-in calendar's facts were read.
data_version: str = _srok.data_version

_regulation = Regulation.builtin("technotronics")
due = _regulation.due
promise = _regulation.promise

_schedule = Schedule.builtin("technotronics")
elapsed = _schedule.elapsed
deadline = _schedule.deadline
latest_start = _schedule.latest_start
explain = _schedule.explain
is_open = _schedule.is_open

__all__ = [
    "BadArgument",
    "BadEvents",
    "BadText",
    "BeyondHorizon",
    "Book",
    "BufferTooSmall",
    "Calendar",
    "Column",
    "Day",
    "DayKind",
    "DayRule",
    "Error",
    "Explanation",
    "Horizon",
    "Internal",
    "Interval",
    "Io",
    "Landing",
    "NeverOpen",
    "OutOfMemory",
    "Promise",
    "Reasons",
    "Regulation",
    "Schedule",
    "SomeRowsFailed",
    "UnknownCalendar",
    "UnknownYear",
    "UnknownZone",
    "UnsupportedChannel",
    "WorkingDays",
    "data_version",
    "deadline",
    "due",
    "elapsed",
    "explain",
    "is_open",
    "latest_start",
    "promise",
    "working_days",
]
