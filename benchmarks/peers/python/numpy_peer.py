"""numpy as a peer: busday_offset and busday_count over whole columns; dates alone."""

import numpy

from asking import Asking

DAY = "datetime64[D]"


def main():
    asking = Asking()
    asking.version(numpy.__version__)
    desks = {}
    for set_ in asking.sets:
        if set_.question not in ("add_days", "days_between"):
            continue
        if set_.desk not in desks:
            closed = numpy.array(asking.closed_dates(set_.desk), dtype=DAY)
            desks[set_.desk] = numpy.busdaycalendar(holidays=closed)
        desk = desks[set_.desk]

        def take(rows):
            table = numpy.array(rows, dtype="int64")
            return table[:, 0].astype(DAY), table[:, 1].copy()

        if set_.question == "add_days":
            # From a day off the count begins at the working day before it, as srok's does.
            def ask(columns):
                return numpy.busday_offset(columns[0], columns[1], roll="backward", busdaycal=desk)

        else:

            def ask(columns):
                return numpy.busday_count(columns[0], columns[1].astype(DAY), busdaycal=desk)

        asking.measure(set_, "none", ask, take, lambda answers: answers.astype("int64").tolist())
    closed = numpy.array(asking.closed_dates("common"), dtype=DAY)
    asking.measure_making(lambda: numpy.busdaycalendar(holidays=closed))


main()
