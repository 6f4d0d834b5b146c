import datetime as dt
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Literal, NamedTuple, TypeAlias, overload

from ._srok import Column as Column

__version__: str
data_version: str

# ---- words ----

class Landing(StrEnum):
    NEAREST = "nearest"
    FARTHEST = "farthest"

class DayRule(StrEnum):
    ELAPSED = "elapsed"
    WHOLE = "whole"

class DayKind(StrEnum):
    WORKING = "working"
    SHORT = "short"
    WEEKEND = "weekend"
    DAY_OFF = "day_off"
    HOLIDAY = "holiday"
    DECREE_OFF = "decree_off"

_Landing: TypeAlias = Landing | Literal["nearest", "farthest"]
_Rule: TypeAlias = DayRule | Literal["elapsed", "whole"]
_Pause: TypeAlias = tuple[dt.datetime, dt.datetime | None]
_Ticket: TypeAlias = Mapping[str, Any]
# An array, a Series, an Arrow column: the answer is of the same kind.
_Column: TypeAlias = Any

# ---- errors ----

class Error(Exception):
    status: ClassVar[str]
    code: ClassVar[int]
    def __init__(self, message: str | None = None) -> None: ...

class BadArgument(Error, ValueError): ...
class BufferTooSmall(Error): ...
class BadText(Error, ValueError): ...
class SomeRowsFailed(Error): ...
class UnknownCalendar(Error, LookupError): ...
class UnknownYear(Error, LookupError): ...
class UnknownZone(Error, LookupError): ...
class BeyondHorizon(Error, ValueError): ...
class NeverOpen(Error, ValueError): ...
class BadEvents(Error, ValueError): ...
class UnsupportedChannel(Error, ValueError): ...
class OutOfMemory(Error, MemoryError): ...
class Io(Error, OSError): ...
class Internal(Error): ...

class Reasons(Mapping[int, Error]):
    statuses: array[int]
    def __init__(self, statuses: array[int]) -> None: ...
    def __getitem__(self, row: int) -> Error: ...
    def __iter__(self) -> Iterator[int]: ...
    def __len__(self) -> int: ...

# ---- calendars ----

@dataclass(frozen=True)
class Day:
    kind: DayKind
    worked_weekend: bool = False
    base_short: bool = False

class Calendar:
    def __init__(self) -> None: ...
    @classmethod
    def builtin(cls, name: str = "ru") -> Calendar: ...
    @classmethod
    def parse(cls, toml: str | bytes) -> Calendar: ...
    @property
    def years(self) -> range: ...
    def day(self, day: dt.date) -> Day: ...

# ---- budgets and explanations ----

@dataclass(frozen=True)
class WorkingDays:
    count: Any
    rule: DayRule
    def __post_init__(self) -> None: ...

def working_days(count: int | _Column, *, rule: _Rule) -> WorkingDays: ...

@dataclass(frozen=True)
class Interval:
    begin: dt.datetime
    end: dt.datetime
    counted: dt.timedelta
    reason: str
    date: dt.date
    name: str | None
    source: str | None

@dataclass(frozen=True)
class Explanation:
    start: dt.datetime
    deadline: dt.datetime
    budget: dt.timedelta
    calendar: str
    intervals: tuple[Interval, ...]

class Horizon(NamedTuple):
    begin: dt.datetime
    end: dt.datetime

# ---- schedules ----

class Schedule:
    def __init__(self) -> None: ...
    @classmethod
    def builtin(cls, name: str = "technotronics") -> Schedule: ...
    @classmethod
    def parse(cls, toml: str | bytes, *, calendar: Calendar | None = None) -> Schedule: ...
    @classmethod
    def load(cls, dump: bytes) -> Schedule: ...
    def dump(self) -> bytes: ...
    @property
    def horizon(self) -> Horizon: ...
    @property
    def official_until(self) -> dt.datetime: ...
    @property
    def zone(self) -> str: ...
    @property
    def zone_hash(self) -> int: ...
    def utc_offset(self, at: dt.datetime) -> dt.timedelta: ...
    def from_local(self, wall: dt.datetime) -> dt.datetime: ...
    @overload
    def elapsed(self, begin: dt.datetime, end: dt.datetime) -> dt.timedelta: ...
    @overload
    def elapsed(self, begin: _Column, end: _Column, *, reasons: bool = False, out: Any = None) -> Any: ...
    @overload
    def deadline(
        self,
        start: dt.datetime,
        budget: dt.timedelta | WorkingDays,
        *,
        landing: _Landing | None = None,
    ) -> dt.datetime: ...
    @overload
    def deadline(
        self,
        start: _Column,
        budget: _Column | WorkingDays,
        *,
        landing: _Landing | None = None,
        reasons: bool = False,
        out: Any = None,
    ) -> Any: ...
    @overload
    def latest_start(
        self, deadline: dt.datetime, budget: dt.timedelta, *, landing: _Landing | None = None
    ) -> dt.datetime: ...
    @overload
    def latest_start(
        self,
        deadline: _Column,
        budget: _Column,
        *,
        landing: _Landing | None = None,
        reasons: bool = False,
        out: Any = None,
    ) -> Any: ...
    def deadline_with_pauses(
        self,
        start: dt.datetime,
        budget: dt.timedelta,
        pauses: Iterable[_Pause],
        *,
        landing: _Landing = "nearest",
    ) -> dt.datetime: ...
    def explain(
        self, start: dt.datetime, budget: dt.timedelta, *, landing: _Landing = "nearest"
    ) -> Explanation: ...
    @overload
    def is_open(self, at: dt.datetime) -> bool: ...
    @overload
    def is_open(self, at: _Column, *, reasons: bool = False) -> Any: ...
    def next_open(self, at: dt.datetime) -> dt.datetime: ...
    def next_close(self, at: dt.datetime) -> dt.datetime: ...
    def previous_open(self, at: dt.datetime) -> dt.datetime: ...
    def previous_close(self, at: dt.datetime) -> dt.datetime: ...
    def add_days(self, day: dt.date, days: int) -> dt.date: ...
    def days_between(self, first: dt.date, end: dt.date) -> int: ...

# ---- regulations and tickets ----

class Promise(NamedTuple):
    accepted: dt.datetime
    due: dt.datetime

class _Rules:
    def tickets_json(self, lines: str | bytes, *, now: dt.datetime) -> str: ...
    def tickets(self, tickets: Iterable[_Ticket], *, now: dt.datetime) -> list[dict[str, Any]]: ...

class Regulation(_Rules):
    def __init__(self) -> None: ...
    @classmethod
    def builtin(cls, name: str = "technotronics") -> Regulation: ...
    @classmethod
    def parse(cls, toml: str | bytes, *, calendar: Calendar | None = None) -> Regulation: ...
    @property
    def priorities(self) -> tuple[str, ...]: ...
    @property
    def schedule(self) -> Schedule: ...
    @overload
    def due(self, priority: str, submitted: dt.datetime) -> dt.datetime: ...
    @overload
    def due(
        self, priority: str | Sequence[str | int | None] | _Column, submitted: _Column, *, reasons: bool = False, out: Any = None
    ) -> Any: ...
    def promise(self, priority: str, submitted: dt.datetime) -> Promise: ...

class Book(_Rules):
    editions: tuple[Regulation, ...]
    def __init__(self, editions: Iterable[Regulation]) -> None: ...

# ---- the regulation and the schedule that come with srok ----

@overload
def due(priority: str, submitted: dt.datetime) -> dt.datetime: ...
@overload
def due(
    priority: str | Sequence[str | int | None] | _Column, submitted: _Column, *, reasons: bool = False, out: Any = None
) -> Any: ...
def promise(priority: str, submitted: dt.datetime) -> Promise: ...
@overload
def elapsed(begin: dt.datetime, end: dt.datetime) -> dt.timedelta: ...
@overload
def elapsed(begin: _Column, end: _Column, *, reasons: bool = False, out: Any = None) -> Any: ...
@overload
def deadline(
    start: dt.datetime, budget: dt.timedelta | WorkingDays, *, landing: _Landing | None = None
) -> dt.datetime: ...
@overload
def deadline(
    start: _Column,
    budget: _Column | WorkingDays,
    *,
    landing: _Landing | None = None,
    reasons: bool = False,
    out: Any = None,
) -> Any: ...
@overload
def latest_start(
    deadline: dt.datetime, budget: dt.timedelta, *, landing: _Landing | None = None
) -> dt.datetime: ...
@overload
def latest_start(
    deadline: _Column, budget: _Column, *, landing: _Landing | None = None, reasons: bool = False, out: Any = None
) -> Any: ...
def explain(
    start: dt.datetime, budget: dt.timedelta, *, landing: _Landing = "nearest"
) -> Explanation: ...
@overload
def is_open(at: dt.datetime) -> bool: ...
@overload
def is_open(at: _Column, *, reasons: bool = False) -> Any: ...

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
