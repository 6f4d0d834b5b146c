"""Regulations, what they promise, and how tickets stand."""

from __future__ import annotations

import datetime as dt
import json
import sys
from array import array
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from . import _srok
from ._calendars import Calendar
from ._columns import NONE, Column, Constant, ask, column_of, is_column, numbered, rows_of
from ._errors import BadArgument
from ._moments import MICROSECONDS, is_whole_number, micros, moment, seconds
from ._pickled import Pickled, handle_of
from ._schedules import Schedule, operand, single


class Promise(NamedTuple):
    """When a ticket counts as received, and until when it must be answered."""

    accepted: dt.datetime
    due: dt.datetime


Ticket = Mapping[str, Any]
# Rows that fail: of a name or a number that is none, and of what is neither.
_UNKNOWN, _NEITHER = -1, -2


class _Rules(Pickled):
    """How tickets stand, by a regulation or by a book of its editions."""

    __slots__ = ()

    def _stand(self, now: int, lines: bytes) -> str:
        raise NotImplementedError

    def tickets_json(self, lines: str | bytes, *, now: dt.datetime) -> str:
        """How tickets stand at `now`: JSON lines in, JSON lines out in the same order. A bad line is
        answered with its error, and the others go on. Give all tickets of a user in one call."""
        if isinstance(lines, str):  # half of a surrogate pair is no UTF-8, and its line alone is refused
            lines = lines.encode(errors="surrogatepass")
        return self._stand(seconds(now, "now"), lines)

    def tickets(self, tickets: Iterable[Ticket], *, now: dt.datetime) -> list[dict[str, Any]]:
        """The same with dicts; what a ticket and an answer hold is in srok's README, "Tickets".

        >>> ticket = {"id": "T-1", "user": "u1", "channel": "portal", "priority": "high", "events": [
        ...     {"at": datetime(2026, 4, 29, 15, 20, tzinfo=moscow), "event": "submitted"}]}
        >>> now = datetime(2026, 5, 5, 12, 0, tzinfo=moscow)
        >>> [answer] = Regulation.builtin().tickets([ticket], now=now)
        >>> answer["state"], answer["due"]
        ('active', '2026-05-05T15:20:00+03:00')
        """
        lines = "".join(json.dumps(t, ensure_ascii=False, default=_json_value) + "\n" for t in tickets)
        return [json.loads(line) for line in self.tickets_json(lines, now=now).split("\n") if line]


def _json_value(value: Any) -> str:
    if isinstance(value, dt.datetime):
        micros(value, "an instant of a ticket")
        return value.isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"a ticket cannot hold {value!r}")


class Regulation(_Rules):
    """A schedule and what is promised by it.

    >>> rules = Regulation.builtin("technotronics")
    >>> rules.priorities
    ('low', 'medium', 'high', 'emergency')
    >>> print(rules.due("high", datetime(2026, 4, 29, 15, 20, tzinfo=moscow)))
    2026-05-05 15:20:00+03:00
    """

    __slots__ = ("_handle", "_source", "_places", "_schedule")
    _handle: _srok.Regulation
    _source: tuple[Any, ...]
    _places: dict[str, int]
    _schedule: Schedule

    def __init__(self) -> None:
        raise TypeError("use Regulation.builtin(name) or Regulation.parse(toml)")

    @classmethod
    def _of(cls, handle: Any, source: tuple[Any, ...]) -> Regulation:
        self = object.__new__(cls)
        self._handle, self._source = handle, source
        self._places = {}  # name to place
        while True:
            try:
                self._places[_srok.priority_name(handle, len(self._places))] = len(self._places)
            except BadArgument:
                break
        self._schedule = Schedule._of(_srok.regulation_schedule(handle))
        return self

    @classmethod
    def builtin(cls, name: str = "technotronics") -> Regulation:
        """A regulation that comes with srok: "technotronics"."""
        return cls._of(_srok.regulation_builtin(name), (name,))

    @classmethod
    def parse(cls, toml: str | bytes, *, calendar: Calendar | None = None) -> Regulation:
        """A regulation from TOML text: a schedule file with a [regulation]."""
        if calendar is None:
            return cls._of(_srok.regulation_parse(toml), (toml, None))
        handle = _srok.regulation_parse_with(toml, handle_of(calendar, Calendar, "calendar"))
        return cls._of(handle, (toml, calendar))

    def _made_by(self) -> tuple[Any, ...]:
        if len(self._source) == 1:
            return type(self).builtin, *self._source
        return _parse_regulation, type(self), *self._source

    def __repr__(self) -> str:
        return f"<srok.Regulation with {', '.join(self.priorities)}>"

    @property
    def priorities(self) -> tuple[str, ...]:
        """Their names, the least urgent first."""
        return tuple(self._places)

    @property
    def schedule(self) -> Schedule:
        """Its working hours."""
        return self._schedule

    def due(self, priority: Any, submitted: Any, *, reasons: bool = False, out: Any = None) -> Any:
        """Until when a ticket of this priority must be answered.

        The priority is a name; or a column of names or of places in `priorities`.

        >>> import numpy as np
        >>> Regulation.builtin().due(["high", "low"], np.array(["2026-04-29T12:20"] * 2, "M8[s]"))
        array(['2026-05-05T12:20:00', '2026-05-13T12:20:00'],
              dtype='datetime64[s]')
        """
        places = self._places_of(priority)
        if isinstance(places, Constant) and not is_column(submitted):
            single(reasons, out)
            count, place = micros(submitted, "submitted"), places.value
            return moment(_srok.due_row(self._handle, MICROSECONDS, place, count), submitted.tzinfo)
        operands = [places, operand(submitted, "instant", "submitted")]
        return ask(_srok.due_batch, self._handle, operands, [], "instant", reasons, out)

    def promise(self, priority: str, submitted: dt.datetime) -> Promise:
        """When a ticket counts as received (the next open instant), and its due.

        >>> promise = Regulation.builtin().promise("high", datetime(2026, 5, 1, 3, 0, tzinfo=moscow))
        >>> print(promise.accepted, promise.due)
        2026-05-04 07:00:00+03:00 2026-05-06 16:00:00+03:00
        """
        due = self.due(priority, submitted)
        return Promise(self._schedule.next_open(submitted), due)

    def _stand(self, now: int, lines: bytes) -> str:
        return _srok.tickets_json(self._handle, now, lines)

    def _place(self, priority: str) -> int:
        place = self._places.get(priority) if isinstance(priority, str) else None
        if place is None:
            known = ", ".join(f'"{name}"' for name in self._places)
            raise BadArgument(f"there is no priority {priority!r}; there are {known}")
        return place

    def _places_of(self, priority: Any) -> Column | Constant:
        """Integers are places; names become places, and one name that of all rows."""
        rows, fault = priority, TypeError("priority holds neither names nor places")
        if is_column(priority):
            try:
                return column_of(priority, "count", "priority")
            except TypeError as error:
                rows, fault = rows_of(priority), error
                if rows is None:
                    raise
        if not isinstance(rows, (list, tuple)):
            return Constant(self._place(rows), "", False)
        known, other = self._places, self._place_of_row
        places = array("q", [known[n] if type(n) is str and n in known else other(n) for n in rows])
        # A column without names is a mistake, a row without one fails alone.
        if {_NEITHER} <= set(places) <= {_NEITHER, NONE}:
            raise fault
        return numbered(priority, places)

    def _place_of_row(self, row: Any) -> int:
        if row is None or row is getattr(sys.modules.get("pandas"), "NA", None):
            return NONE
        if isinstance(row, str):
            return self._places.get(row, _UNKNOWN)
        if is_whole_number(row):
            return int(row) if 0 <= row < len(self._places) else _UNKNOWN
        is_nan = isinstance(row, (float, dt.datetime)) and row != row
        return NONE if is_nan else _NEITHER


def _parse_regulation(made: type[Regulation], toml: str | bytes, calendar: Calendar | None) -> Regulation:
    return made.parse(toml, calendar=calendar)


class Book(_Rules):
    """The editions of a regulation: the one in force at a ticket's submission governs it for ever.

    >>> Book([Regulation.builtin()])
    <srok.Book of 1 edition>
    """

    __slots__ = ("_handle", "editions")
    _handle: _srok.Book

    def __init__(self, editions: Iterable[Regulation]) -> None:
        #: The regulations it was made of.
        self.editions = tuple(editions)
        self._handle = _srok.book_bind(*(handle_of(e, Regulation, "an edition") for e in self.editions))

    def _made_by(self) -> tuple[Any, ...]:
        return type(self), self.editions

    def _stand(self, now: int, lines: bytes) -> str:
        return _srok.book_tickets_json(self._handle, now, lines)

    def __repr__(self) -> str:
        return f"<srok.Book of {len(self.editions)} edition{'s' * (len(self.editions) != 1)}>"
