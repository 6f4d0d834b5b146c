"""Calendars, and what they say of a date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from . import _srok
from ._moments import day_number
from ._pickled import Pickled


class DayKind(StrEnum):
    """What a production calendar says of a date."""

    WORKING = "working"
    SHORT = "short"
    WEEKEND = "weekend"
    DAY_OFF = "day_off"
    HOLIDAY = "holiday"
    DECREE_OFF = "decree_off"


_KINDS = tuple(DayKind)


@dataclass(frozen=True)
class Day:
    """A date's kind; a weekend may be worked, and a day off by decree would else be short."""

    kind: DayKind
    worked_weekend: bool = False
    base_short: bool = False


class Calendar(Pickled):
    """A production calendar: what kind of day a date is.

    >>> ru = Calendar.builtin("ru")
    >>> ru.day(date(2026, 4, 29)).kind
    <DayKind.WORKING: 'working'>
    >>> ru.day(date(2024, 4, 27))
    Day(kind=<DayKind.WORKING: 'working'>, worked_weekend=True, base_short=False)
    >>> ru.years
    range(1999, 2028)
    """

    __slots__ = ("_handle", "_source")
    _handle: _srok.Calendar
    _source: tuple[str, str | bytes]

    def __init__(self) -> None:
        raise TypeError("use Calendar.builtin(name) or Calendar.parse(toml)")

    @classmethod
    def _of(cls, handle: Any, source: tuple[str, str | bytes]) -> Calendar:
        self = object.__new__(cls)
        self._handle, self._source = handle, source
        return self

    @classmethod
    def builtin(cls, name: str = "ru") -> Calendar:
        """A calendar that comes with srok: "ru", the production calendar of Russia."""
        return cls._of(_srok.calendar_builtin(name), ("builtin", name))

    @classmethod
    def parse(cls, toml: str | bytes) -> Calendar:
        """A calendar from TOML text, checked in full, its totals included."""
        return cls._of(_srok.calendar_parse(toml), ("parse", toml))

    @property
    def years(self) -> range:
        """The years it holds."""
        first, last = _srok.calendar_years(self._handle)
        return range(first, last + 1)

    def day(self, day: dt.date) -> Day:
        """What kind of day this is."""
        code = _srok.calendar_day(self._handle, day_number(day, "day"))
        return Day(_KINDS[code & 15], bool(code & 16), bool(code & 32))

    def _made_by(self) -> tuple[Any, ...]:
        how, what = self._source
        return getattr(type(self), how), what

    def __repr__(self) -> str:
        return f"<srok.Calendar of {self.years.start} to {self.years.stop - 1}>"
