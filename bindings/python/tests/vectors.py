"""The vectors of tests/vectors through this package; prints the hash that all languages print.

A single question is asked with datetimes wherever they reach (the years 1 to 9999), a batch with NumPy arrays.
"""

import datetime as dt
import hashlib
import itertools
import os
import pathlib
import sys

import numpy as np
import srok
from srok import _srok

VECTORS = pathlib.Path(os.environ["SROK_VECTORS"])
NONE, EPOCH = -(1 << 63), dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)
SECOND, DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)
NUMBERS = {"-": [], "nearest": [0], "farthest": [1], "elapsed": [0], "whole": [1]}
KINDS = list(srok.DayKind)


def rows():
    """(id, question, subject, unit, choice, arguments, status, result), the arguments as integers."""
    for line in (VECTORS / "vectors.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            *head, arguments, status, result = line.split("\t")
            yield *head, [NONE if word == "none" else int(word) for word in arguments.split()], status, result


def subject_of(kind, name, made={}):
    if (kind, name) not in made:
        path = VECTORS / f"{kind}s" / f"{name}.toml"
        made_by = getattr(srok, kind.title())
        made[kind, name] = made_by.parse(path.read_bytes()) if path.exists() else made_by.builtin(name)
    return made[kind, name]


def kind_of(question):
    return {"due": "regulation", "day": "calendar", "years": "calendar"}.get(question, "schedule")


# ---- single questions ----


def instant(count):
    return EPOCH + count * SECOND


def unix(at):
    assert at.microsecond == 0
    return (at - EPOCH) // SECOND


def date(number):
    return EPOCH.date() + number * DAY


def single(question, subject, choice, a):
    """The answer in integers, by way of datetimes; OverflowError where these do not reach."""
    if question in ("deadline", "latest_start"):
        return [unix(getattr(subject, question)(instant(a[0]), a[1] * SECOND, landing=choice))]
    if question == "deadline_days":
        return [unix(subject.deadline(instant(a[0]), srok.working_days(a[1], rule=choice)))]
    if question == "deadline_with_pauses":
        pauses = [(instant(b), None if e == NONE else instant(e)) for b, e in zip(a[2::2], a[3::2])]
        return [unix(subject.deadline_with_pauses(instant(a[0]), a[1] * SECOND, pauses, landing=choice))]
    if question == "elapsed":
        return [subject.elapsed(instant(a[0]), instant(a[1])) // SECOND]
    if question == "is_open":
        return [int(subject.is_open(instant(a[0])))]
    if question in ("next_open", "next_close", "previous_open", "previous_close"):
        return [unix(getattr(subject, question)(instant(a[0])))]
    if question == "add_days":
        return [(subject.add_days(date(a[0]), a[1]) - EPOCH.date()) // DAY]
    if question == "days_between":
        return [subject.days_between(date(a[0]), date(a[1]))]
    if question == "offset_at":
        return [subject.utc_offset(instant(a[0])) // SECOND]
    if question == "instant_from_local":
        return [unix(subject.from_local(instant(a[0]).replace(tzinfo=None)))]
    if question == "due":
        names = subject.priorities
        priority = names[a[0]] if 0 <= a[0] < len(names) else "no such priority"
        return [unix(at) for at in subject.promise(priority, instant(a[1]))]
    if question == "horizon":
        return [unix(at) for at in subject.horizon]
    if question == "official_until":
        return [unix(subject.official_until)]
    if question == "years":
        return [subject.years.start, subject.years.stop - 1]
    day = subject.day(date(a[0]))
    return [KINDS.index(day.kind) + 16 * day.worked_weekend + 32 * day.base_short]


def by_integers(question, subject, choice, a):
    numbers = [*a[:2], *NUMBERS[choice], a[2:]] if question == "deadline_with_pauses" else [*a, *NUMBERS[choice]]
    question = "calendar_day" if question == "day" else question
    return [*np.atleast_1d(getattr(_srok, question)(subject._handle, *numbers)).tolist()]


def answer(question, subject, choice, arguments):
    try:
        try:
            numbers = single(question, subject, choice, arguments)
        except OverflowError:
            numbers = by_integers(question, subject, choice, arguments)
    except srok.Error as error:
        return error.status, "none"
    return "SROK_OK", " ".join(map(str, numbers))


# ---- batches ----


def ask(question, subject, choice, columns):
    """The answers to columns of any library, and the reasons of the rows without."""
    if question == "deadline_days":
        return subject.deadline(columns[0], srok.working_days(columns[1], rule=choice), reasons=True)
    landing = {} if choice == "-" else {"landing": choice}
    return getattr(subject, question)(*columns, **landing, reasons=True)


def numpy_columns(question, unit, rows):
    types = {"elapsed": "MM", "deadline_days": "Mi", "is_open": "M", "due": "iM"}.get(question, "Mm")
    return [np.array(column, "i8").view("i8" if kind == "i" else f"{kind}8[{unit}]")
            for kind, column in zip(types, zip(*rows))]


def batch(question, subject, unit, choice, rows):
    answers, reasons = ask(question, subject, choice, numpy_columns(question, unit, rows))
    if question == "is_open":
        numbers = np.where(np.ma.getmaskarray(answers), NONE, answers.data.astype("i8"))
    else:
        numbers = answers.view("i8")
    for row, number in enumerate(numbers.tolist()):
        status = reasons[row].status if row in reasons else "SROK_OK"
        yield status, "none" if number == NONE else str(number)


def answers():
    def together(row):
        return row[1:5] if row[3] != "-" else row[0]

    for _, group in itertools.groupby(rows(), together):
        group = list(group)
        _, question, name, unit, choice, *_ = group[0]
        subject = subject_of(kind_of(question), name)
        if unit == "-":
            found = [answer(question, subject, choice, group[0][5])]
        else:
            found = batch(question, subject, unit, choice, [row[5] for row in group])
        yield from zip(group, found)


def main():
    lines, failed = [], 0
    for row, ours in answers():
        lines.append("\t".join([row[0], *ours]) + "\n")
        if ours != (row[6], row[7]):
            failed += 1
            print(*row, "\n  is", *ours)
    digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    print(f"sha256 {digest}\n{len(lines) - failed} passed, {failed} failed")
    return failed > 0 or digest != (VECTORS / "sha256").read_text("ascii").strip()


if __name__ == "__main__":
    sys.exit(main())
