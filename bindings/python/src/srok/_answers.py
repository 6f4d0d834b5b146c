"""What questions are asked with and answered by: working days, explanations, horizons."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any, NamedTuple

from ._columns import is_column
from ._moments import RULES, DayRule, choice, whole_number


@dataclass(frozen=True)
class WorkingDays:
    """So many working days, and what is meant by one; `working_days` makes it."""

    count: Any
    rule: DayRule

    def __post_init__(self) -> None:
        choice(self.rule, RULES, "rule")
        count = self.count
        if getattr(count, "ndim", None) == 0:  # one number, which NumPy wraps
            count = count.tolist()
        if not is_column(count):
            count = whole_number(count, "a number of working days", "an int or a column")
        object.__setattr__(self, "count", count)
        object.__setattr__(self, "rule", DayRule(self.rule))


def working_days(count: Any, *, rule: str) -> WorkingDays:
    """A budget of working days. What a working day is must be said:

    - rule="elapsed": a span of working time, from moment to moment;
    - rule="whole": a date; the day of acceptance is not counted.

    >>> working_days(3, rule="elapsed")
    WorkingDays(count=3, rule=<DayRule.ELAPSED: 'elapsed'>)
    """
    return WorkingDays(count, rule)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Interval:
    """A stretch of time that was counted or skipped, and why."""

    begin: dt.datetime
    end: dt.datetime
    counted: dt.timedelta
    #: working, short, exception, night, break, weekend, holiday, moved_day, decree_off, closure.
    reason: str
    date: dt.date
    #: The holiday's name, the calendar's source; None where there is none.
    name: str | None
    source: str | None


@dataclass(frozen=True)
class Explanation:
    """Why a deadline is what it is: intervals that touch, and whose counted time is the budget."""

    start: dt.datetime
    deadline: dt.datetime
    budget: dt.timedelta
    #: "official", or "projected" when years without an act are among its grounds.
    calendar: str
    intervals: tuple[Interval, ...]

    def __str__(self) -> str:
        rows = [
            f"{i.begin:%a %Y-%m-%d %H:%M} - {i.end:%a %Y-%m-%d %H:%M}  "
            f"{str(i.counted) if i.counted else '':>10}  {i.reason}{f': {i.name}' if i.name else ''}"
            for i in self.intervals
        ]
        return "\n".join(rows)


def explanation(text: str, zone: dt.tzinfo | None) -> Explanation:
    told = json.loads(text)

    def at(moment: str) -> dt.datetime:
        return dt.datetime.fromisoformat(moment).astimezone(zone)

    return Explanation(
        at(told["start"]),
        at(told["deadline"]),
        dt.timedelta(seconds=told["budget_seconds"]),
        told["calendar"],
        tuple(
            Interval(
                at(i["from"]),
                at(i["to"]),
                dt.timedelta(seconds=i["counted_seconds"]),
                i["reason"],
                dt.date.fromisoformat(i["date"]),
                i["name"] or None,
                i["source"] or None,
            )
            for i in told["intervals"]
        ),
    )


class Horizon(NamedTuple):
    """The instants for which a schedule answers, both inclusive."""

    begin: dt.datetime
    end: dt.datetime
