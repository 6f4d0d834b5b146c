"""timegrid as a peer: a compiled timeline for working time and openness, its calendar for deadlines.

Wall times without a zone. Openness has a batch entry (get_capacities_at); working time is asked one
pair at a time, and a deadline only of the calendar, which is not compiled.
"""

import datetime
import importlib.metadata

from timegrid import TimeGridCalendar, seconds

from asking import Asking

EPOCH = datetime.datetime(1970, 1, 1)


def wall(at):
    return EPOCH + datetime.timedelta(seconds=at)


def made(closed):
    desk = TimeGridCalendar.weekdays(datetime.time(7), datetime.time(16))
    for date in closed:
        desk = desk.close(date)
    return desk


def compiled(desk):
    return desk.compile(datetime.datetime(1999, 1, 1), datetime.datetime(2028, 1, 1))


def main():
    asking = Asking()
    asking.version(importlib.metadata.version("timegrid"))
    desks = {}
    for set_ in asking.sets:
        if set_.desk not in desks:
            closed = [datetime.date.fromisoformat(text) for text in asking.closed_dates(set_.desk)]
            desk = made(closed)
            desks[set_.desk] = desk, compiled(desk)
        desk, timeline = desks[set_.desk]
        if set_.question == "deadline":
            budget = seconds(set_.rows[0][2])
            until = datetime.datetime(2028, 1, 1)
            asking.measure(
                set_,
                "wall",
                lambda starts, desk=desk, budget=budget, until=until: [
                    desk.add_work_duration(start, budget, until) for start in starts
                ],
                lambda rows: [wall(row[1]) for row in rows],
                lambda ends: [int((end - EPOCH).total_seconds()) for end in ends],
            )
        elif set_.question == "elapsed":
            asking.measure(
                set_,
                "none",
                lambda pairs, timeline=timeline: [timeline.get_working_duration(begin, end) for begin, end in pairs],
                lambda rows: [(wall(row[1]), wall(row[3])) for row in rows],
                lambda amounts: [int(amount.total_seconds()) for amount in amounts],
            )
        elif set_.question == "is_open":
            asking.measure(
                set_,
                "none",
                timeline.get_capacities_at,
                lambda rows: [wall(row[1]) for row in rows],
                lambda capacities: [int(capacity > 0) for capacity in capacities],
            )
    closed = [datetime.date.fromisoformat(text) for text in asking.closed_dates("common")]
    asking.measure_making(lambda: compiled(made(closed)))


main()
