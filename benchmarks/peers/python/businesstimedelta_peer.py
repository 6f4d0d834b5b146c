"""businesstimedelta as a peer: its rules walk from period to period."""

import datetime
import importlib.metadata

import businesstimedelta
import pytz

from asking import Asking

MOSCOW = pytz.timezone("Europe/Moscow")


def made(closed):
    hours = businesstimedelta.WorkDayRule(
        start_time=datetime.time(7),
        end_time=datetime.time(16),
        working_days=[0, 1, 2, 3, 4],
        tz=MOSCOW,
    )
    if not closed:
        return hours
    # It crashes past the last of its holidays: this Saturday lies after all that is asked.
    closed = [*closed, datetime.date(2027, 12, 25)]
    return businesstimedelta.Rules([hours, businesstimedelta.HolidayRule(closed, tz=MOSCOW)])


def utc(at):
    return pytz.utc.localize(datetime.datetime.utcfromtimestamp(at))


def main():
    asking = Asking()
    asking.version(importlib.metadata.version("businesstimedelta"))
    desks = {}
    for set_ in asking.sets:
        if set_.desk not in desks:
            closed = [datetime.date.fromisoformat(text) for text in asking.closed_dates(set_.desk)]
            desks[set_.desk] = made(closed)
        desk = desks[set_.desk]
        if set_.question == "deadline":
            budget = businesstimedelta.BusinessTimeDelta(desk, seconds=set_.rows[0][2])
            asking.measure(
                set_,
                "utc",
                lambda starts, budget=budget: [start + budget for start in starts],
                lambda rows: [utc(row[0]) for row in rows],
                lambda ends: [int(end.timestamp()) for end in ends],
            )
        elif set_.question == "elapsed":
            asking.measure(
                set_,
                "none",
                lambda pairs, desk=desk: [desk.difference(begin, end) for begin, end in pairs],
                lambda rows: [(utc(row[0]), utc(row[2])) for row in rows],
                lambda amounts: [int(a.timedelta.total_seconds()) for a in amounts],
            )
    closed = [datetime.date.fromisoformat(text) for text in asking.closed_dates("common")]
    asking.measure_making(lambda: made(closed))


main()
