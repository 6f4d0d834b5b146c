#!/usr/bin/env python3
"""Asks libsrok and the oracle the same random questions.

  run.py PATH/libsrok.so.0 [--seed N] [--count SCHEDULES] [--questions N]

The ordinary run takes some ten seconds; a long one is --count 1000 --questions 600, ten minutes.
A difference prints the question, both answers and the schedule; its seed asks it again.
"""

import argparse
import os
import random
import sys
from ctypes import c_int32, c_uint32, c_void_p

import library
import oracle
import random_cases as cases
from library import NONE, int32s, int64s
from oracle import Fault

RU_TEXT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "calendars", "ru.toml")
INT32_MIN, INT32_MAX = -(1 << 31), (1 << 31) - 1
SOME_ROWS_FAILED = 4


def ru_as_known():
    """The text of the Russian calendar without the years that the oracle has no facts of."""
    with open(RU_TEXT, encoding="utf-8") as file:
        head, *blocks = file.read().split("[[years]]\n")
    known = [block for block in blocks if int(block.split()[2]) <= oracle.RU_LAST]
    return "[[years]]\n".join([head, *known])


def answer(function, *arguments):
    """An answer, or the name of its failure."""
    try:
        return function(*arguments)
    except (Fault, library.Failed) as failure:
        return f"status {failure.status}"


class Differences:
    def __init__(self):
        self.asked, self.found = 0, 0

    def compare(self, context, question, ours, theirs):
        self.asked += 1
        if ours != theirs:
            self.found += 1
            if self.found <= 20:
                print(f"{question}\n  oracle {ours}\n  srok   {theirs}\n  {context}", flush=True)


# ---- one question at a time ----


def days_count(rng):
    absurd = rng.choice([INT32_MIN, INT32_MAX])
    return rng.choice([0, 1, 1, 2, 3, 5, 8, rng.randint(-5, 5), rng.randint(-9000, 9000), absurd])


def landing_or_rule(rng):
    return rng.choice([0, 1] * 10 + [2, -1])


def random_day(rng, judge):
    where = rng.random()
    if where < 0.05:
        return rng.choice([INT32_MIN, INT32_MAX])
    if where < 0.25:
        return rng.choice([judge.first_day, judge.last_day]) + rng.randint(-2, 3)
    return rng.randint(judge.first_day, judge.last_day)


def wall_time(rng, judge, at):
    """The wall's reading of an instant, by its own offset or by another's."""
    if abs(at) > 1 << 40:
        return at
    inside = min(max(at, judge.begin), judge.end)
    return at + rng.choice([judge.zone.offsets[-1], judge.zone.offset_at(inside)])


QUESTIONS = (
    "elapsed deadline deadline latest_start latest_start deadline_days deadline_days is_open next_open "
    "next_close previous_open previous_close add_days days_between offset_at instant_from_local "
    "deadline_with_pauses"
).split()


def scalar_question(rng, judge):
    """-> (name, arguments) of a question that both sides take as they stand."""
    name, at, choice = rng.choice(QUESTIONS), cases.instant(rng, judge), landing_or_rule(rng)
    if name == "elapsed":
        return name, (at, cases.instant(rng, judge))
    if name in ("deadline", "latest_start"):
        return name, (at, cases.budget(rng, judge, at, name == "deadline"), choice)
    if name == "deadline_days":
        return name, (at, days_count(rng), choice)
    if name == "add_days":
        return name, (random_day(rng, judge), days_count(rng))
    if name == "days_between":
        return name, (random_day(rng, judge), random_day(rng, judge))
    if name == "instant_from_local":
        return name, (wall_time(rng, judge, at),)
    if name == "deadline_with_pauses":
        return name, (at, cases.budget(rng, judge, at, True), choice, pauses(rng, judge, at))
    return name, (at,)


def pauses(rng, judge, start):
    chosen = []
    for _ in range(rng.choice([0, 1, 2, 5, 70])):
        begin = cases.instant(rng, judge)
        if rng.random() < 0.6 and abs(start) < 1 << 40:
            begin = start + rng.randint(-2 * oracle.DAY, 20 * oracle.DAY)
        length = rng.choice([0, 1, 3600, oracle.DAY, 30 * oracle.DAY])
        end = min(begin + length, (1 << 63) - 1)
        kind = rng.random()
        if kind < 0.02:
            end = begin - 1 if begin - 1 > NONE else begin
        chosen.append((begin, None if kind > 0.97 or end == NONE else end))
    return chosen


def judged(judge, name, arguments):
    owner = judge if hasattr(judge, name) else judge.lines[0]
    return answer(getattr(owner, name), *arguments)


def asked(subject, name, arguments):
    if name == "deadline_with_pauses":
        return answer(subject.deadline_with_pauses, *arguments)
    return answer(subject.ask, name, *arguments)


# ---- columns ----


def fine(rng, seconds, unit):
    return seconds * 10**unit + rng.choice([0, 0, 1, -1, rng.randrange(-(10**unit), 10**unit)])


def int64(value):
    return max(NONE, min((1 << 63) - 1, value))


def instants_column(rng, judge, unit, count):
    column = [int64(fine(rng, cases.instant(rng, judge), unit)) for _ in range(count)]
    return [NONE if rng.random() < 0.05 else at for at in column]


def budgets_column(rng, judge, unit, starts, forward):
    def one(start):
        seconds = start // 10**unit
        return int64(fine(rng, cases.budget(rng, judge, seconds, forward), unit))
    return [NONE if rng.random() < 0.03 else one(start) for start in starts]


def expected_rows(rows, function, none):
    """What a column must hold: none and 0 for a NONE row, none and the reason for a failed one."""
    answers, statuses = [], []
    for row in rows:
        status, value = 0, none
        if NONE not in row:
            try:
                value = function(*row)
            except Fault as fault:
                status = fault.status
        answers.append(value)
        statuses.append(status)
    return SOME_ROWS_FAILED if any(statuses) else 0, answers, statuses


def batches(rng, judge, subject, check, context):
    unit = rng.choice([0, 3, 6, 9])
    count = rng.choice([0, 1, 7, 33, 100])
    line, landing, rule = judge.line(unit), rng.choice([0, 1]), rng.choice([0, 1])
    starts, others = (instants_column(rng, judge, unit, count) for _ in range(2))
    forward, back = (budgets_column(rng, judge, unit, starts, way) for way in (True, False))
    days = [days_count(rng) for _ in range(count)]

    def compare(name, rows, function, columns, *rest, out=library.c_int64):
        none = NONE if out is library.c_int64 else INT32_MIN
        ours = expected_rows(rows, function, none)
        theirs = subject.batch(name, unit, columns, *rest, out=out)
        check.compare(context, f"status of {name}, unit {unit}, {count} rows", ours[0], theirs[0])
        for row, our, their in zip(rows, zip(*ours[1:]), zip(*theirs[1:])):
            check.compare(context, f"{name}, unit {unit}, {rest}, row {row}", our, their)

    compare("elapsed_batch", list(zip(starts, others)), line.elapsed, [int64s(starts), int64s(others)])
    compare("deadline_batch", list(zip(starts, forward)), lambda s, b: line.deadline(s, b, landing),
            [int64s(starts), int64s(forward)], landing)
    compare("latest_start_batch", list(zip(starts, back)), lambda s, b: line.latest_start(s, b, landing),
            [int64s(starts), int64s(back)], landing)
    compare("deadline_days_batch", list(zip(starts, days)), lambda s, n: judge.deadline_days(s, n, rule, unit),
            [int64s(starts), int32s(days)], rule)
    compare("is_open_batch", [(s,) for s in starts], line.is_open, [int64s(starts)], out=c_int32)
    same = rng.choice(forward) if forward else 0
    compare("deadline_batch_same", [(s, same) for s in starts], lambda s, b: line.deadline(s, b, landing),
            [int64s(starts)], same, landing)
    check.compare(context, "an unknown landing", library.BAD_ARGUMENT,
                  subject.batch("deadline_batch", unit, [int64s(starts), int64s(forward)], 2)[0])
    check.compare(context, "an unknown unit", library.BAD_ARGUMENT,
                  subject.batch("is_open_batch", 1, [int64s(starts)], out=c_int32)[0])


def many(rng, pairs, check):
    """Rows that ask different schedules, one of them absent."""
    unit, count, landing = rng.choice([0, 3, 6, 9]), 200, rng.choice([0, 1])
    judges, subjects = [pair[0] for pair in pairs] + [None], [pair[1] for pair in pairs]
    handles = (c_void_p * len(judges))(*[subject.handle for subject in subjects], None)
    index = [rng.randrange(len(judges) + 1) for _ in range(count)]
    where = [judges[i] if i < len(judges) and judges[i] else judges[0] for i in index]
    starts = [instants_column(rng, judge, unit, 1)[0] for judge in where]
    budgets = [budgets_column(rng, *row, True)[0] for row in zip(where, [unit] * count, zip(starts))]

    def question(row_function):
        def one(i, *row):
            if i >= len(judges) or judges[i] is None:
                raise Fault(library.BAD_ARGUMENT)
            return row_function(judges[i].line(unit), *row)
        return one

    c, numbers = subjects[0].c, (c_uint32 * count)(*index)
    for name, row, rest in (("deadline", lambda l, s, b: l.deadline(s, b, landing), [landing]),
                            ("elapsed", lambda l, s, b: l.elapsed(s, b), [])):
        ours = expected_rows(list(zip(index, starts, budgets)), question(row), NONE)
        out, statuses = int64s([7] * count), int32s([7] * count)
        status = getattr(c, f"srok_{name}_batch_many")(
            handles, len(judges), numbers, count, unit, int64s(starts), int64s(budgets), *rest, out, statuses)
        theirs = (status, list(out), list(statuses))
        rows = [(i, a, b) for i, a, b in zip(index, zip(*ours[1:]), zip(*theirs[1:])) if a != b]
        check.compare(f"rows {rows[:3]}", f"{name}_batch_many, unit {unit}", ours, theirs)


# ---- explanations ----


def parsed(text):
    return int(oracle.datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def explanation_faults(judge, start, amount, deadline, told):
    faults = []
    head = parsed(told["start"]), parsed(told["deadline"]), told["budget_seconds"]
    if head != (start, deadline, amount):
        faults.append("its head is wrong")
    parts = told["intervals"]
    if sum(part["counted_seconds"] for part in parts) != amount:
        faults.append("its parts do not sum to the budget")
    edges = [start] + [parsed(part["to"]) for part in parts]
    if [parsed(part["from"]) for part in parts] != edges[:-1] or edges[-1] != deadline:
        faults.append("its parts do not touch")
    projected = deadline > judge.official_until()
    if told["calendar"] != ("projected" if projected else "official"):
        faults.append(f"it says {told['calendar']}")
    return faults + [fault for part in parts for fault in part_faults(judge, part)]


def part_faults(judge, part):
    begin, end, counted = parsed(part["from"]), parsed(part["to"]), part["counted_seconds"]
    day = (oracle.datetime.date.fromisoformat(part["date"]) - oracle.EPOCH).days
    faults = []
    if begin >= end:
        faults.append("an empty part")
    if judge.lines[0].elapsed(begin, end) != counted or counted not in (0, end - begin):
        faults.append("a part counts what is not open, or skips what is")
    if counted:
        faults += counted_faults(judge, part["reason"], day, begin, end)
    else:
        faults += skipped_faults(judge, part["reason"], day, begin, end)
    return [f"{fault}: {part}" for fault in faults]


def counted_faults(judge, reason, day, begin, end):
    faults, short = [], judge.kind(day) & 15 == oracle.SHORT
    if {judge.owner(begin), judge.owner(end - 1)} != {day}:
        faults.append("counted on a date that does not own it")
    ordinary = ("working", "short") if short else ("working",)
    if reason not in (("exception",) if day in judge.spec["dates"] else ordinary):
        faults.append("counted for the wrong reason")
    return faults


def skipped_faults(judge, reason, day, begin, end):
    faults, kind, exception = [], judge.kind(day) & 15, day in judge.spec["dates"]
    lost = {"closure": judge.lost_to_closures.get(day, []), "short": judge.lost_to_cut(day)}.get(reason)
    if lost is not None:
        whole = any(b <= begin and end <= e for b, e in oracle.merge(lost))
        return [] if whole else ["lost of another date's hours"]
    walls = [(at + judge.zone.offset_at(at)) // oracle.DAY for at in (begin, end - 1)]
    if walls != [day, day]:
        faults.append("skipped on another date")
    fits = {
        "weekend": not exception and day not in judge.own,
        "holiday": kind == oracle.HOLIDAY,
        "moved_day": kind == oracle.DAY_OFF,
        "decree_off": kind == oracle.DECREE_OFF,
        "exception": exception,
        "night": True,
        "break": True,
    }
    if not fits.get(reason, False):
        faults.append(f"skipped for the wrong reason ({reason})")
    return faults


def explanations(rng, judge, subject, check, context, count):
    for _ in range(count):
        start, landing = cases.instant(rng, judge), rng.choice([0, 1])
        amount = rng.choice([0, 1, 3600, 4 * 3600, rng.randint(0, 40 * 9 * 3600)])
        question = f"explain {start} {amount} {landing}"
        told = answer(subject.explain, start, amount, landing)
        ours = answer(judge.lines[0].deadline, start, amount, landing)
        if isinstance(told, str) or isinstance(ours, str):
            check.compare(context, question, ours, told)
        else:
            faults = explanation_faults(judge, start, amount, ours, told)
            check.compare(context, question, [], faults[:3])


# ---- a schedule ----


def ask_everything(rng, judge, subject, check, context, questions):
    check.compare(context, "horizon", (judge.begin, judge.end), subject.horizon())
    check.compare(context, "official_until", judge.official_until(), subject.official_until())
    for _ in range(questions):
        name, arguments = scalar_question(rng, judge)
        ours, theirs = judged(judge, name, arguments), asked(subject, name, arguments)
        check.compare(context, f"{name} {arguments}", ours, theirs)
    batches(rng, judge, subject, check, context)
    explanations(rng, judge, subject, check, context, max(4, questions // 20))


def reloaded(rng, srok, subject, check, context):
    """The schedule out of its own bytes; with any one of them wrong there is none."""
    data = subject.dump()
    wrong = bytearray(data)
    wrong[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    check.compare(context, "load with a wrong byte", "status 3", answer(srok.load, bytes(wrong)))
    return srok.load(data)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20, help="schedules")
    parser.add_argument("--questions", type=int, default=300, help="single questions of each schedule")
    options = parser.parse_args()
    srok, check, pairs = library.Library(options.library), Differences(), []
    ru = srok.calendar(ru_as_known())
    for number in range(options.count):
        rng = random.Random(f"{options.seed}/{number}")
        spec = cases.schedule(rng)
        text = cases.toml(spec, rng)
        context = f"seed {options.seed}, schedule {number}:\n{text}"
        judge, subject = answer(oracle.Schedule, spec), answer(srok.schedule, text, ru if spec["calendar"] else None)
        if isinstance(judge, str) or isinstance(subject, str):
            check.compare(context, "construction", judge, subject)
            continue
        if rng.random() < 0.3:
            subject = reloaded(rng, srok, subject, check, context)
        ask_everything(rng, judge, subject, check, context, options.questions)
        pairs = pairs[-2:] + [(judge, subject)]
        many(rng, pairs, check)
    print(f"{check.asked - check.found} passed, {check.found} failed")
    return 1 if check.found else 0


if __name__ == "__main__":
    sys.exit(main())
