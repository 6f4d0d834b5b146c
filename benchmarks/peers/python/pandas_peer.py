"""pandas as a peer: CustomBusinessHour, added to a whole DatetimeIndex at once.

Wall times without a zone; there is no question the other way round, of the hours between two moments.
"""

import datetime
import warnings

import pandas
from pandas.tseries.offsets import CustomBusinessHour

from asking import Asking


def made(closed):
    return CustomBusinessHour(start="07:00", end="16:00", holidays=closed)


def main():
    # It says by itself that it goes row by row.
    warnings.simplefilter("ignore", pandas.errors.PerformanceWarning)
    asking = Asking()
    asking.version(pandas.__version__)
    for set_ in asking.sets:
        if set_.question != "deadline":
            continue
        hours = made(asking.closed_dates(set_.desk)) * (set_.rows[0][2] // 3600)
        asking.measure(
            set_,
            "wall",
            lambda starts, hours=hours: starts + hours,
            lambda rows: pandas.DatetimeIndex([row[1] * 10**9 for row in rows]),
            lambda ends: (ends.astype("datetime64[s]").astype("int64")).tolist(),
        )
    for set_ in asking.sets:
        if set_.question == "is_open":
            hours = made(asking.closed_dates(set_.desk))
            asking.measure(
                set_,
                "none",
                lambda instants, hours=hours: [hours.is_on_offset(at) for at in instants],
                lambda rows: [pandas.Timestamp(row[1], unit="s") for row in rows],
                lambda answers: [int(answer) for answer in answers],
            )
    closed = asking.closed_dates("common")
    asking.measure_making(lambda: made(closed))


main()
