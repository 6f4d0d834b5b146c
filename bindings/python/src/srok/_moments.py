"""datetime, timedelta and date as the integers of srok.h, and back; nothing is ever rounded."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from numbers import Integral
from typing import Any

from ._errors import BadArgument

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)
EPOCH_DAY = EPOCH.date().toordinal()
MICROSECOND = dt.timedelta(microseconds=1)
MICROSECONDS = 6  # the unit of a datetime in srok.h


class Landing(StrEnum):
    """Where an answer lands when time stands still at it: before the gap or behind it."""

    NEAREST = "nearest"
    FARTHEST = "farthest"


class DayRule(StrEnum):
    """What a promised working day is: a span of working time, or a date."""

    ELAPSED = "elapsed"
    WHOLE = "whole"


LANDINGS = {"nearest": 0, "farthest": 1}
RULES = {"elapsed": 0, "whole": 1}


def choice(value: str, choices: dict[str, int], name: str) -> int:
    """The number of a landing or a day rule."""
    if isinstance(value, str) and value in choices:
        return choices[value]
    words = " or ".join(f'"{word}"' for word in choices)
    raise BadArgument(f"{name} must be {words}, not {value!r}")


def micros(at: dt.datetime, name: str) -> int:
    """An aware datetime in microseconds since 1970."""
    if not isinstance(at, dt.datetime):
        raise TypeError(
            f"{name} must be an aware datetime or a column of instants, not {type(at).__name__}"
        )
    if at != at:  # pandas.NaT calls itself a datetime
        raise BadArgument(f"{name} is NaT, which is no instant; only columns may have such rows")
    if at.utcoffset() is None:
        raise BadArgument(
            f"{name} is {at} without a zone, which is no instant; say whose clock shows it: "
            f'{name}.replace(tzinfo=ZoneInfo("Europe/Moscow")), or schedule.from_local({name}) '
            f"for the schedule's own clock"
        )
    if getattr(at, "nanosecond", 0):
        raise BadArgument(
            f"{name} is {at} with nanoseconds, which a datetime does not have; "
            f"ask with a column (a Series or an array), or use {name}.floor('us')"
        )
    return (at - EPOCH) // MICROSECOND


def seconds(at: dt.datetime, name: str) -> int:
    """The same in seconds, where srok counts these alone."""
    whole, rest = divmod(micros(at, name), 1_000_000)
    if rest:
        raise BadArgument(
            f"{name} is {at}, and this question counts whole seconds; "
            f"use {name}.replace(microsecond=0)"
        )
    return whole


def amount(value: dt.timedelta, name: str) -> int:
    """A timedelta in microseconds."""
    if isinstance(value, dt.datetime | dt.timedelta) and value != value:  # pandas.NaT
        raise BadArgument(f"{name} is NaT, which is no amount; only columns may have such rows")
    if not isinstance(value, dt.timedelta):
        raise TypeError(
            f"{name} must be a timedelta of working time, working_days(n, rule=...) or a column "
            f"of durations, not {type(value).__name__}"
        )
    if getattr(value, "nanoseconds", 0):
        raise BadArgument(f"{name} is {value} with nanoseconds, which a timedelta does not have")
    return value // MICROSECOND


def amount_in_seconds(value: dt.timedelta, name: str) -> int:
    whole, rest = divmod(amount(value, name), 1_000_000)
    if rest:
        raise BadArgument(f"{name} is {value}, and this question counts whole seconds")
    return whole


def is_whole_number(value: Any) -> bool:
    """NumPy's are some too; True is none."""
    return isinstance(value, Integral) and not isinstance(value, bool)


def whole_number(value: Any, name: str, wanted: str = "an int") -> int:
    if not is_whole_number(value):
        raise TypeError(f"{name} must be {wanted}, not {value!r}")
    return int(value)


def moment(count: int, zone: dt.tzinfo | None, unit: dt.timedelta = MICROSECOND) -> dt.datetime:
    """A datetime in this zone."""
    return (EPOCH + count * unit).astimezone(zone)


SECOND = dt.timedelta(seconds=1)


def day_number(day: dt.date, name: str) -> int:
    if not isinstance(day, dt.date) or isinstance(day, dt.datetime):
        raise TypeError(f"{name} must be a date, not {type(day).__name__}")
    return day.toordinal() - EPOCH_DAY


def date_of(number: int) -> dt.date:
    return dt.date.fromordinal(number + EPOCH_DAY)
