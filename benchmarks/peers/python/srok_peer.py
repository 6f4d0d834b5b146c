"""srok itself as a peer in Python: the C API called through ctypes over NumPy columns.

The library is named by SROK_LIBRARY. It stands beside the other Python peers, so that the price of
the language is in both.
"""

import ctypes
import os

import numpy

from asking import Asking

NEAREST = 0
SECONDS = 0


def address(column):
    return ctypes.c_void_p(column.ctypes.data)


def made(library, closed):
    text = (
        '[schedule]\nzone = "Europe/Moscow"\n[schedule.hours]\n'
        + "".join(f'{day} = ["07:00-16:00"]\n' for day in ("mon", "tue", "wed", "thu", "fri"))
        + "[schedule.dates]\n"
        + "".join(f'"{date}" = []\n' for date in closed)
    ).encode()
    desk = ctypes.c_void_p()
    why = ctypes.create_string_buffer(200)
    status = library.srok_schedule_parse(
        text, ctypes.c_size_t(len(text)), ctypes.byref(desk), why, ctypes.c_size_t(200)
    )
    if status != 0:
        raise ValueError(why.value.decode())
    return desk


def column(rows, place):
    return numpy.array([row[place] for row in rows], dtype="int64")


def main():
    library = ctypes.CDLL(os.environ["SROK_LIBRARY"])
    library.srok_version_text.restype = ctypes.c_char_p
    library.srok_schedule_free.restype = None
    asking = Asking()
    asking.version(library.srok_version_text().decode())
    desks = {}
    for set_ in asking.sets:
        if set_.question not in ("deadline", "elapsed"):
            continue
        if set_.desk not in desks:
            desks[set_.desk] = made(library, asking.closed_dates(set_.desk))
        desk = desks[set_.desk]

        def ask(columns, desk=desk, question=set_.question):
            first, second = columns
            answers = numpy.empty_like(first)
            count = ctypes.c_size_t(len(first))
            if question == "deadline":
                status = library.srok_deadline_batch(
                    desk, count, SECONDS, address(first), address(second), NEAREST, address(answers), None
                )
            else:
                status = library.srok_elapsed_batch(
                    desk, count, SECONDS, address(first), address(second), address(answers), None
                )
            if status != 0:
                raise ValueError(f"status {status}")
            return answers

        asking.measure(
            set_,
            "utc" if set_.question == "deadline" else "none",
            ask,
            lambda rows: (column(rows, 0), column(rows, 2)),
            lambda answers: answers.tolist(),
        )
    closed = asking.closed_dates("common")
    asking.measure_making(lambda: library.srok_schedule_free(made(library, closed)))


main()
