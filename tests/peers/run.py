#!/usr/bin/env python3
"""Asks libsrok what the peers were asked, and compares.

  run.py PATH/libsrok.so.0

The form of peers.jsonl and schedules.json is in README.md.
"""

import collections
import datetime
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "oracle"))
import library  # noqa: E402

EPOCH = datetime.date(1970, 1, 1)
LANDINGS = {"nearest": 0, "farthest": 1}
NOT_EXPRESSIBLE = {
    "shift_days": "moves a wall time by dates and then rolls it; our days are spans of working time",
    "roll_nearest": "no question rolls to whichever side is nearer",
    "never_open": "a schedule without any working time is refused when it is made",
    "roll_half_month": "no question stops at the middle of a month",
}


# ---- text ----


def toml(schedule):
    lines = ["[schedule]", f'zone = "{schedule["zone"]}"', "[schedule.hours]"]
    lines += [f"{day} = {json.dumps(hours)}" for day, hours in schedule["hours"].items()]
    lines.append("[schedule.dates]")
    lines += [f'"{date}" = {json.dumps(hours)}' for date, hours in schedule["dates"].items()]
    return "\n".join(lines) + "\n"


def unit_of(line):
    """Seconds, or the first unit that holds every fraction of the line."""
    texts = [str(value) for value in list(line["arguments"]) + [line["answer"], line.get("ours", "")]]
    digits = max(len(text.rstrip("Z").partition(".")[2]) if "." in text else 0 for text in texts)
    return (digits + 2) // 3 * 3


def instant(text, unit):
    whole, _, fraction = text.rstrip("Z").partition(".")
    moment = datetime.datetime.fromisoformat(whole).replace(tzinfo=datetime.timezone.utc)
    return int(moment.timestamp()) * 10**unit + int(fraction.ljust(unit, "0") or 0)


def amount(number, unit):
    whole, _, fraction = str(number).partition(".")
    count = abs(int(whole)) * 10**unit + int(fraction.ljust(unit, "0") or 0)
    return -count if whole.startswith("-") else count


def day(text):
    return (datetime.date.fromisoformat(text) - EPOCH).days


def month(number):
    date = EPOCH + datetime.timedelta(number)
    return date.year, date.month


def opened(srok, schedule):
    """Its schedule, or None when it is never open."""
    try:
        return srok.schedule(toml(schedule))
    except library.Failed as failure:
        if failure.status != library.NEVER_OPEN:
            raise
        return None


# ---- questions ----


class Questions:
    def __init__(self, schedule, unit):
        self.schedule, self.ask, self.unit = schedule, schedule.ask, unit

    def in_unit(self, question, *columns, rest=(), out=library.c_int64):
        status, answers, _ = self.schedule.batch(
            question + "_batch", self.unit, [library.int64s([value]) for value in columns], *rest, out=out)
        if status:
            raise library.Failed(status)
        return answers[0]

    def elapsed(self, begin, end):
        if self.unit:
            return self.in_unit("elapsed", begin, end)
        return self.ask("elapsed", begin, end)

    def elapsed_either_way(self, begin, end):
        return abs(self.elapsed(begin, end))

    def deadline(self, start, budget, landing):
        if self.unit:
            return self.in_unit("deadline", start, budget, rest=[landing])
        return self.ask("deadline", start, budget, landing)

    def latest_start(self, deadline, budget, landing):
        if self.unit:
            return self.in_unit("latest_start", deadline, budget, rest=[landing])
        return self.ask("latest_start", deadline, budget, landing)

    def is_open(self, at):
        if self.unit:
            return self.in_unit("is_open", at, out=library.c_int32)
        return self.ask("is_open", at)

    def next_open(self, at):
        return self.deadline(at, 0, LANDINGS["farthest"]) if self.unit else self.ask("next_open", at)

    def next_close(self, at):
        # Boundaries lie on whole seconds: the first after a fraction is the first after its second.
        scale = 10**self.unit
        return self.ask("next_close", at // scale) * scale

    def open_after_close(self, at):
        return self.next_open(self.next_close(at) if self.is_open(at) else at)

    def next_opening(self, at):
        inside = self.is_open(at) and self.ask("previous_open", at) != at
        return self.open_after_close(at) if inside else self.next_open(at)

    def intervals(self, begin, end):
        found, at = [], begin
        while at < end:
            opened = self.next_open(at)
            if opened >= end:
                break
            at = min(self.next_close(opened), end)
            found.append([opened, at])
        return found

    def is_working_date(self, date):
        return self.ask("days_between", date, date + 1)

    def days_between(self, first, end):
        return self.ask("days_between", first, end)

    def add_days(self, date, days):
        return self.ask("add_days", date, days)

    def add_days_keeping_time(self, at, days):
        local = at + self.ask("offset_at", at)
        time = local % 86400
        return self.ask("instant_from_local", self.add_days((local - time) // 86400, days) * 86400 + time)

    def roll_following(self, date, days):
        return self.add_days(self.rolled(date, 1), days)

    def roll_preceding(self, date, days):
        return self.add_days(self.rolled(date, -1), days)

    def roll_modified_following(self, date, days):
        return self.add_days(self.rolled_within_month(date, 1), days)

    def roll_modified_preceding(self, date, days):
        return self.add_days(self.rolled_within_month(date, -1), days)

    def rolled(self, date, way):
        return date if self.is_working_date(date) else self.add_days(date, way)

    def rolled_within_month(self, date, way):
        there = self.rolled(date, way)
        return there if month(there) == month(date) else self.rolled(date, -way)


# name -> what its arguments and its answer are
FORMS = {
    "elapsed": ([instant, instant], amount),
    "elapsed_either_way": ([instant, instant], amount),
    "deadline": ([instant, amount], instant),
    "latest_start": ([instant, amount], instant),
    "is_open": ([instant], bool),
    "next_open": ([instant], instant),
    "next_close": ([instant], instant),
    "open_after_close": ([instant], instant),
    "next_opening": ([instant], instant),
    "intervals": ([instant, instant], list),
    "add_days_keeping_time": ([instant, int], instant),
    "is_working_date": ([day], bool),
    "days_between": ([day, day], int),
    **{name: ([day, int], day) for name in (
        "add_days", "roll_following", "roll_preceding", "roll_modified_following", "roll_modified_preceding")},
}


def read(form, value, unit):
    if form is list:
        return [[instant(at, unit) for at in pair] for pair in value]
    return form(value, unit) if form in (instant, amount) else form(value)


def outcome(schedules, line):
    """-> what srok answers, what it should."""
    unit = unit_of(line)
    forms, form = FORMS[line["question"]]
    arguments = [read(one, value, unit) for one, value in zip(forms, line["arguments"])]
    if "landing" in line:
        arguments.append(LANDINGS[line["landing"]])
    expected = read(form, line.get("ours", line["answer"]), unit)
    try:
        return getattr(Questions(schedules[line["schedule"]], unit), line["question"])(*arguments), expected
    except library.Failed as failure:
        return str(failure), expected


def main():
    srok = library.Library(sys.argv[1])
    with open(os.path.join(HERE, "schedules.json"), encoding="utf-8") as file:
        schedules = {name: opened(srok, schedule) for name, schedule in json.load(file).items()}
    with open(os.path.join(HERE, "peers.jsonl"), encoding="utf-8") as file:
        lines = [json.loads(text) for text in file]
    passed, failed, left_out = 0, 0, collections.Counter()
    for number, line in enumerate(lines, 1):
        reason = line["question"] if schedules[line["schedule"]] else "never_open"
        if reason in NOT_EXPRESSIBLE:
            left_out[reason] += 1
            continue
        answer, expected = outcome(schedules, line)
        if answer == expected:
            passed += 1
            continue
        failed += 1
        print(f"peers.jsonl:{number}: {line['peer']}: {line['question']} {line['arguments']} of {line['schedule']}: "
              f"expected {expected}, srok answers {answer}")
    for reason, count in left_out.items():
        print(f"{count} not expressible, {reason}: {NOT_EXPRESSIBLE[reason]}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
