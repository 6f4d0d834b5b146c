"""srok_ffi.h is enough to call libsrok from another language: every prototype is made from it.

Run as: ctypes_test.py <srok_ffi.h> <libsrok.so>. The answers are compared with a count by hand over the days
of the calendar.
"""
import array
import ctypes
import os
import random
import re
import resource
import sys

NUMBERS = {"int32_t": ctypes.c_int32, "uint32_t": ctypes.c_uint32, "int64_t": ctypes.c_int64,
           "uint64_t": ctypes.c_uint64, "size_t": ctypes.c_size_t, "srok_status": ctypes.c_int32}
DAY = 86400
HOUR = 3600
MOSCOW = 3 * HOUR


def ctype(declared):
    """The ctypes type of `const srok_schedule *const *`, `int64_t`, `char *`, ..."""
    words = declared.replace("const", " ").replace("*", " * ").split()
    base, stars = words[0], words.count("*")
    if stars == 0:
        return None if base == "void" else NUMBERS[base]
    if stars == 1 and base == "char":
        return ctypes.c_char_p
    if stars == 1 and base in NUMBERS:
        return ctypes.POINTER(NUMBERS[base])
    return ctypes.c_void_p if stars == 1 else ctypes.POINTER(ctypes.c_void_p)


def load(header_path, library_path):
    """The library with the prototypes of the header, and the header's constants."""
    library = ctypes.CDLL(library_path)
    with open(header_path, encoding="utf-8") as file:
        header = file.read()
    count = 0
    for result, name, parameters in re.findall(r"^(.*?)\b(srok_\w+)\((.*)\);$", header, re.M):
        function = getattr(library, name)
        function.restype = ctype(result)
        names = [] if parameters == "void" else parameters.split(",")
        function.argtypes = [ctype(re.sub(r"\w+\s*$", "", p)) for p in names]
        count += 1
    declared = len(re.findall(r"\bsrok_\w+ *\(", header))
    assert count == declared > 0, f"{count} of {declared} prototypes could be read"
    constants = {name: int(value) for name, value in re.findall(r"\b(SROK_\w+) = (\d+)", header)}
    return library, constants, count


class Failure(Exception):
    pass


class Srok:
    """Calls with the outputs as results and a status as an exception."""

    def __init__(self, library, constants):
        self.library = library
        self.status = {value: name for name, value in constants.items()}

    def __call__(self, name, *inputs, outputs=1):
        function = getattr(self.library, name)
        kinds = function.argtypes[len(inputs):len(inputs) + outputs]
        out = [kind._type_() for kind in kinds]
        rest = [None, 0] if len(function.argtypes) > len(inputs) + outputs else []
        status = function(*inputs, *map(ctypes.byref, out), *rest)
        if status != 0:
            raise Failure(self.library.srok_status_name(status).decode())
        values = [o.value for o in out]
        return values[0] if outputs == 1 else values


class ByHand:
    """07:00-16:00 on the working days of the calendar, counted day by day."""

    def __init__(self, srok, calendar, first, last):
        kinds = {day: srok("srok_calendar_day", calendar, day) for day in range(first, last)}
        # Working and short days, decree days off: 0, 1 and 5 below the flags.
        self.openings = [day * DAY + 7 * HOUR - MOSCOW for day, kind in sorted(kinds.items()) if kind & 15 in (0, 1, 5)]

    def elapsed(self, begin, end):
        return sum(max(0, min(end, o + 9 * HOUR) - max(begin, o)) for o in self.openings)

    def deadline(self, start, budget):
        for opening in self.openings:
            begin = max(start, opening)
            worth = opening + 9 * HOUR - begin
            if worth > 0 and budget <= worth:
                return begin + budget
            budget -= max(worth, 0)
        raise AssertionError("the days by hand are too few")

    def whole_days(self, start, days):
        after = [o for o in self.openings if o + 9 * HOUR > start]
        return after[days] + 9 * HOUR


def pointer(column, kind):
    return (kind * len(column)).from_buffer(column)


def zones_without_files(library, constants):
    """Where no more files may be opened a zone is not known, and why is said."""
    def ask(zone):
        handle, error = ctypes.c_void_p(), ctypes.create_string_buffer(400)
        text = f'[schedule]\nzone = "{zone}"\n[schedule.hours]\nmon = ["07:00-16:00"]\n'.encode()
        status = library.srok_schedule_parse(text, len(text), ctypes.byref(handle), error, len(error))
        library.srok_schedule_free(handle)
        return status, error.value.decode()

    for known in (["Europe/Berlin"], []):  # before: once the names are listed, and before that
        child = os.fork()
        if child == 0:
            before = [ask(zone)[0] for zone in known]
            most = resource.getrlimit(resource.RLIMIT_NOFILE)
            resource.setrlimit(resource.RLIMIT_NOFILE, (0, most[1]))
            status, why = ask("Europe/Paris")
            resource.setrlimit(resource.RLIMIT_NOFILE, most)
            fair = not any(before) and status == constants["SROK_UNKNOWN_ZONE"] and "could not be read" in why
            again = ask("Europe/Paris") if known else (0, "")
            print(before, status, why, again) if not fair or again[0] else None
            sys.stdout.flush()
            os._exit(not fair or again[0] != 0)
        assert os.waitpid(child, 0)[1] == 0


def main(header_path, library_path):
    library, constants, count = load(header_path, library_path)
    srok = Srok(library, constants)
    calendar = srok("srok_calendar_builtin", b"ru")
    schedule = srok("srok_schedule_builtin", b"technotronics")
    regulation = srok("srok_regulation_builtin", b"technotronics")
    first = 20089  # 2025-01-01
    by_hand = ByHand(srok, calendar, first, first + 3 * 365)
    chance = random.Random(1)
    starts = [first * DAY + chance.randrange(500 * DAY) for _ in range(300)]
    budgets = [chance.randrange(1, 200 * HOUR) for _ in starts]
    dues = []
    for start, budget in zip(starts, budgets):
        due = by_hand.deadline(start, budget)
        dues.append(due)
        assert srok("srok_deadline", schedule, start, budget, 0) == due, (start, budget)
        assert srok("srok_elapsed", schedule, start, due) == budget == by_hand.elapsed(start, due)
        days = budget % 9
        assert srok("srok_deadline_days", schedule, start, days, 1) == (by_hand.whole_days(start, days) if days else start)
    accepted, due = srok("srok_regulation_due", regulation, 2, 1777465200, outputs=2)
    assert (accepted, due) == (1777465200, 1777983600), (accepted, due)  # 2026-04-29 15:20 -> 2026-05-05 15:20

    start_column = array.array("q", [s * 1000 for s in starts])
    budget_column = array.array("q", [b * 1000 for b in budgets])
    status_column = array.array("i", [7] * len(starts))
    start_column[5] = library.srok_none()
    budget_column[6] = -1
    status = library.srok_deadline_batch(
        schedule, len(starts), constants["SROK_MILLISECONDS"], pointer(start_column, ctypes.c_int64),
        pointer(budget_column, ctypes.c_int64), 0, pointer(start_column, ctypes.c_int64),
        pointer(status_column, ctypes.c_int32))
    assert status == constants["SROK_SOME_ROWS_FAILED"]
    expected = [due * 1000 for due in dues]
    expected[5] = expected[6] = library.srok_none()
    assert list(start_column) == expected
    assert [row for row, why in enumerate(status_column) if why] == [6]

    for wrong, name in (((schedule, library.srok_none(), 0, 0), "SROK_BEYOND_HORIZON"),
                        ((schedule, 0, -1, 0), "SROK_BAD_ARGUMENT"), ((None, 0, 0, 0), "SROK_BAD_ARGUMENT")):
        try:
            srok("srok_deadline", *wrong)
        except Failure as failure:
            assert str(failure) == name, failure
        else:
            raise AssertionError(f"srok_deadline{wrong} did not fail")

    zones_without_files(library, constants)
    error = ctypes.create_string_buffer(200)
    handle = ctypes.c_void_p()
    text = "[schedule]\nzone = \"Марс\"\n[schedule.hours]\nmon = [\"07:00-16:00\"]\n".encode()
    status = library.srok_schedule_parse(text, len(text), ctypes.byref(handle), error, len(error))
    assert status == constants["SROK_UNKNOWN_ZONE"] and handle.value is None
    assert "Марс" in error.value.decode()
    print(f"{count} prototypes, {3 * len(starts)} questions")


main(*sys.argv[1:])
