"""Schedules and their questions: amounts, openings, dates, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Union

from . import _srok
from ._answers import Explanation, Horizon, WorkingDays, explanation
from ._calendars import Calendar
from ._columns import NONE, Column, Constant, ask, column_of, is_column
from ._errors import BadArgument, BeyondHorizon
from ._moments import (
    LANDINGS,
    MICROSECOND,
    MICROSECONDS,
    RULES,
    SECOND,
    amount,
    amount_in_seconds,
    choice,
    date_of,
    day_number,
    micros,
    moment,
    seconds,
    whole_number,
)
from ._pickled import Pickled, handle_of

Pause = tuple[dt.datetime, Union[dt.datetime, None]]


def operand(value: Any, kind: str, name: str) -> Column | Constant:
    if is_column(value):
        return column_of(value, kind, name)
    if kind == "instant":
        return Constant(micros(value, name), name, zone=value.tzinfo)
    return Constant(amount(value, name), name)


class Schedule(Pickled):
    """Working hours by a calendar in a zone, compiled; immutable, and free to share between threads.

    >>> desk = Schedule.builtin("technotronics")  # 07:00-16:00 in Moscow
    >>> start = datetime(2026, 4, 29, 15, 20, tzinfo=moscow)
    >>> print(desk.deadline(start, timedelta(hours=2)))
    2026-04-30 08:20:00+03:00
    >>> print(desk.deadline(start, working_days(2, rule="whole")))
    2026-05-04 16:00:00+03:00
    >>> desk.elapsed(start, datetime(2026, 5, 4, 8, 0, tzinfo=moscow))
    datetime.timedelta(seconds=38400)

    Instants are aware datetimes, and answers have the zone of the question; or columns, and then so
    is the answer:

    >>> import numpy as np
    >>> desk.deadline(np.array(["2026-04-29T12:20", "NaT"], "M8[s]"), timedelta(hours=2))
    array(['2026-04-30T05:20:00',                 'NaT'], dtype='datetime64[s]')
    """

    __slots__ = ("_handle", "_name")
    _handle: _srok.Schedule
    _name: str | None

    def __init__(self) -> None:
        raise TypeError("use Schedule.builtin(name), Schedule.parse(toml) or Schedule.load(bytes)")

    @classmethod
    def _of(cls, handle: Any, name: str | None = None) -> Schedule:
        self = object.__new__(cls)
        self._handle, self._name = handle, name
        return self

    # ---- made ----

    @classmethod
    def builtin(cls, name: str = "technotronics") -> Schedule:
        """A schedule that comes with srok: "technotronics", 07:00-16:00 in Moscow."""
        return cls._of(_srok.schedule_builtin(name), name)

    @classmethod
    def parse(cls, toml: str | bytes, *, calendar: Calendar | None = None) -> Schedule:
        """A schedule from TOML text; `calendar` takes the place of the one that the text names.

        >>> berlin = Schedule.parse('''
        ... [schedule]
        ... zone = "Europe/Berlin"
        ... [schedule.hours]
        ... mon = ["09:00-13:00", "14:00-18:00"]
        ... ''')
        >>> print(berlin.next_open(datetime(2026, 11, 25, tzinfo=timezone.utc)))
        2026-11-30 08:00:00+00:00
        """
        if calendar is None:
            return cls._of(_srok.schedule_parse(toml))
        return cls._of(_srok.schedule_parse_with(toml, handle_of(calendar, Calendar, "calendar")))

    @classmethod
    def load(cls, dump: bytes) -> Schedule:
        """A schedule out of what `dump` gave."""
        return cls._of(_srok.schedule_load(bytes(memoryview(dump))))

    def dump(self) -> bytes:
        """The compiled schedule as bytes, for worker processes and databases.

        >>> desk = Schedule.builtin()
        >>> desk
        <srok.Schedule from 1999-01-01 to 2028-01-01>
        >>> Schedule.load(desk.dump()).horizon == desk.horizon
        True
        """
        return _srok.schedule_dump(self._handle)

    def _made_by(self) -> tuple[Any, ...]:
        if self._name is not None:
            return type(self).builtin, self._name
        return type(self).load, self.dump()

    def __repr__(self) -> str:
        begin, end = _srok.horizon(self._handle)
        walls = [moment(at + _srok.offset_at(self._handle, at), dt.timezone.utc, SECOND) for at in (begin, end)]
        return "<srok.Schedule from {:%Y-%m-%d} to {:%Y-%m-%d}>".format(*walls)

    # ---- what it covers ----

    @property
    def horizon(self) -> Horizon:
        """The instants for which it answers, in UTC."""
        begin, end = _srok.horizon(self._handle)
        return Horizon(*(moment(at, dt.timezone.utc, SECOND) for at in (begin, end)))

    @property
    def official_until(self) -> dt.datetime:
        """From here on answers rest on a projected calendar; the end of the horizon if none do."""
        return moment(_srok.official_until(self._handle), dt.timezone.utc, SECOND)

    @property
    def zone(self) -> str:
        """The name of its zone.

        >>> Schedule.builtin().zone
        'Europe/Moscow'
        """
        return _srok.zone(self._handle)

    @property
    def zone_hash(self) -> int:
        """A number for its zone's clock within the horizon: by it two machines with the same schedule
        see whether their tz databases agree."""
        return _srok.zone_hash(self._handle)

    def utc_offset(self, at: dt.datetime) -> dt.timedelta:
        """How far the schedule's clock is ahead of UTC.

        >>> Schedule.builtin().utc_offset(datetime(2012, 1, 1, tzinfo=timezone.utc))
        datetime.timedelta(seconds=14400)
        """
        second = self._within(micros(at, "at")) // 1_000_000
        return dt.timedelta(seconds=_srok.offset_at(self._handle, second))

    def from_local(self, wall: dt.datetime) -> dt.datetime:
        """The first instant at which the schedule's clock shows this time, or a later one where the
        clocks skip it.

        >>> print(Schedule.builtin().from_local(datetime(2026, 4, 29, 15, 20)))
        2026-04-29 15:20:00+03:00
        """
        if not isinstance(wall, dt.datetime) or wall.tzinfo is not None:
            raise BadArgument(f"from_local takes a datetime without a zone, not {wall!r}")
        second, rest = divmod(micros(wall.replace(tzinfo=dt.timezone.utc), "wall"), 1_000_000)
        at = _srok.instant_from_local(self._handle, second)
        offset = _srok.offset_at(self._handle, at)
        if at + offset != second:
            rest = 0  # skipped: the instant of the change
        return moment(self._within(at * 1_000_000 + rest), dt.timezone(dt.timedelta(seconds=offset)))

    def _within(self, count: int) -> int:
        """Refuses the parts of the second that begins at the horizon's end; what is asked of whole
        seconds does not see them."""
        second, rest = divmod(count, 1_000_000)
        if rest and second == _srok.horizon(self._handle)[1]:
            raise BeyondHorizon()
        return count

    # ---- amounts ----

    def elapsed(self, begin: Any, end: Any, *, reasons: bool = False, out: Any = None) -> Any:
        """The working time from begin to end; negative when end is earlier.

        >>> desk = Schedule.builtin()
        >>> friday = datetime(2026, 11, 20, 15, 0, tzinfo=moscow)
        >>> desk.elapsed(friday, friday + timedelta(days=2, hours=17))
        datetime.timedelta(seconds=7200)
        """
        if not is_column(begin) and not is_column(end):
            single(reasons, out)
            a, b = micros(begin, "begin"), micros(end, "end")
            return MICROSECOND * _srok.elapsed_row(self._handle, MICROSECONDS, a, b)
        operands = [operand(begin, "instant", "begin"), operand(end, "instant", "end")]
        return ask(_srok.elapsed_batch, self._handle, operands, [], "amount", reasons, out)

    def deadline(
        self,
        start: Any,
        budget: Any,
        *,
        landing: str | None = None,
        reasons: bool = False,
        out: Any = None,
    ) -> Any:
        """The moment at which the budget is spent.

        The budget is a timedelta of working time, or `working_days(n, rule=...)`. Where it ends at a
        closing, `landing` says which end of the gap is meant: "nearest", the closing itself, or
        "farthest", the next opening.

        >>> desk = Schedule.builtin()
        >>> friday = datetime(2026, 11, 20, 15, 0, tzinfo=moscow)
        >>> print(desk.deadline(friday, timedelta(hours=1)))
        2026-11-20 16:00:00+03:00
        >>> print(desk.deadline(friday, timedelta(hours=1), landing="farthest"))
        2026-11-23 07:00:00+03:00
        >>> print(desk.deadline(friday, working_days(2, rule="elapsed")))
        2026-11-24 15:00:00+03:00
        """
        if isinstance(budget, WorkingDays):
            if landing is not None:
                raise BadArgument("working days have no landing; leave it out")
            return self._deadline_days(start, budget, reasons, out)
        questions = _srok.deadline_row, _srok.deadline_batch
        return self._amount_question(questions, start, "start", budget, landing, reasons, out)

    def latest_start(
        self,
        deadline: Any,
        budget: Any,
        *,
        landing: str | None = None,
        reasons: bool = False,
        out: Any = None,
    ) -> Any:
        """The mirror of `deadline`: when work must begin to be done in time.

        >>> desk = Schedule.builtin()
        >>> monday = datetime(2026, 11, 23, 8, 0, tzinfo=moscow)
        >>> print(desk.latest_start(monday, timedelta(hours=3)))
        2026-11-20 14:00:00+03:00
        """
        questions = _srok.latest_start_row, _srok.latest_start_batch
        return self._amount_question(questions, deadline, "deadline", budget, landing, reasons, out)

    def _amount_question(
        self,
        questions: tuple[Any, Any],
        at: Any,
        name: str,
        budget: Any,
        landing: str | None,
        reasons: bool,
        out: Any,
    ) -> Any:
        row, batch = questions
        where = choice("nearest" if landing is None else landing, LANDINGS, "landing")
        if not is_column(at) and not is_column(budget):
            single(reasons, out)
            count = micros(at, name)
            answer = row(self._handle, MICROSECONDS, count, amount(budget, "budget"), where)
            return moment(answer, at.tzinfo)
        operands = [operand(at, "instant", name), operand(budget, "amount", "budget")]
        return ask(batch, self._handle, operands, [where], "instant", reasons, out)

    def _deadline_days(self, start: Any, budget: WorkingDays, reasons: bool, out: Any) -> Any:
        rule, days = RULES[budget.rule], budget.count
        if not is_column(start) and not is_column(days):
            single(reasons, out)
            count = micros(start, "start")
            answer = _srok.deadline_days_row(self._handle, MICROSECONDS, count, days, rule)
            return moment(answer, start.tzinfo)
        number = column_of(days, "count", "count") if is_column(days) else Constant(days, "count", False)
        operands = [operand(start, "instant", "start"), number]
        return ask(_srok.deadline_days_batch, self._handle, operands, [rule], "instant", reasons, out)

    def deadline_with_pauses(
        self,
        start: dt.datetime,
        budget: dt.timedelta,
        pauses: Iterable[Pause],
        *,
        landing: str = "nearest",
    ) -> dt.datetime:
        """The deadline of a timer that stands still during the pauses [begin, end), of which the
        union counts, in any order. An end of None: the pause never ends. Whole seconds.

        >>> desk = Schedule.builtin()
        >>> start = datetime(2026, 11, 25, 9, 0, tzinfo=moscow)
        >>> lunch = (start.replace(hour=10), start.replace(hour=11))
        >>> print(desk.deadline_with_pauses(start, timedelta(hours=2), [lunch]))
        2026-11-25 12:00:00+03:00
        """
        where = choice(landing, LANDINGS, "landing")
        ends = []
        for begin, end in pauses:
            ends.append(seconds(begin, "the begin of a pause"))
            ends.append(NONE if end is None else seconds(end, "the end of a pause"))
        at, spent = seconds(start, "start"), amount_in_seconds(budget, "budget")
        answer = _srok.deadline_with_pauses(self._handle, at, spent, where, ends)
        return moment(answer, start.tzinfo, SECOND)

    def explain(
        self, start: dt.datetime, budget: dt.timedelta, *, landing: str = "nearest"
    ) -> Explanation:
        """Why the deadline is what it is: the intervals counted and skipped, each with its reason.
        Whole seconds.

        >>> start = datetime(2026, 4, 30, 15, 0, tzinfo=moscow)
        >>> print(Schedule.builtin().explain(start, timedelta(hours=2)))
        Thu 2026-04-30 15:00 - Thu 2026-04-30 16:00     1:00:00  short: eve of Spring and Labour Day
        Thu 2026-04-30 16:00 - Fri 2026-05-01 00:00              night
        Fri 2026-05-01 00:00 - Sat 2026-05-02 00:00              holiday: Spring and Labour Day
        ...
        """
        where = choice(landing, LANDINGS, "landing")
        at, spent = seconds(start, "start"), amount_in_seconds(budget, "budget")
        return explanation(_srok.explain_json(self._handle, at, spent, where), start.tzinfo)

    # ---- openings and closings ----

    def is_open(self, at: Any, *, reasons: bool = False) -> Any:
        """Whether it is open; at the closing instant it is closed.

        >>> Schedule.builtin().is_open(datetime(2026, 11, 25, 12, 0, tzinfo=moscow))
        True
        """
        if not is_column(at):
            single(reasons, None)
            return bool(_srok.is_open_row(self._handle, MICROSECONDS, micros(at, "at")))
        operands = [operand(at, "instant", "at")]
        return ask(_srok.is_open_batch, self._handle, operands, [], "flag", reasons)

    def next_open(self, at: dt.datetime) -> dt.datetime:
        """The earliest open instant from here on: `at` itself when it is open."""
        count = micros(at, "at")
        # Openings and closings fall on whole seconds, so a part of one changes only what is open.
        if count % 1_000_000 and _srok.is_open_row(self._handle, MICROSECONDS, count):
            return at
        return self._boundary(_srok.next_open, at)

    def next_close(self, at: dt.datetime) -> dt.datetime:
        """The earliest closing after this instant."""
        return self._boundary(_srok.next_close, at)

    def previous_open(self, at: dt.datetime) -> dt.datetime:
        """The latest opening up to this instant."""
        return self._boundary(_srok.previous_open, at)

    def previous_close(self, at: dt.datetime) -> dt.datetime:
        """The latest closing up to this instant.

        >>> print(Schedule.builtin().previous_close(datetime(2026, 11, 25, 12, 0, tzinfo=moscow)))
        2026-11-24 16:00:00+03:00
        """
        return self._boundary(_srok.previous_close, at)

    def _boundary(self, question: Any, at: dt.datetime) -> dt.datetime:
        second = self._within(micros(at, "at")) // 1_000_000
        return moment(question(self._handle, second), at.tzinfo, SECOND)

    # ---- dates ----

    def add_days(self, day: dt.date, days: int) -> dt.date:
        """The n-th working date after the date, before it when n < 0.

        >>> Schedule.builtin().add_days(date(2026, 4, 30), 1)
        datetime.date(2026, 5, 4)
        """
        number = day_number(day, "day")
        return date_of(_srok.add_days(self._handle, number, whole_number(days, "days")))

    def days_between(self, first: dt.date, end: dt.date) -> int:
        """The working dates from `first` to before `end`; negative when end is earlier.

        >>> Schedule.builtin().days_between(date(2026, 5, 1), date(2026, 6, 1))
        19
        """
        return _srok.days_between(self._handle, day_number(first, "first"), day_number(end, "end"))


def single(reasons: bool, out: Any) -> None:
    if reasons:
        raise BadArgument("reasons are those of rows; a single question raises its own")
    if out is not None:
        raise BadArgument("out is for the rows of a batch; a single question returns its answer")
