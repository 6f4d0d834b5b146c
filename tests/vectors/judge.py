"""Every row of vectors.tsv against the oracle, which shares nothing with the library but the words."""

import datetime
import os
import sys
import tomllib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "oracle"))
import oracle
from oracle import BAD_ARGUMENT, BEYOND_HORIZON, DAY, Fault, Schedule

NONE = -(1 << 63)
UNITS = {"-": 0, "s": 0, "ms": 3, "us": 6, "ns": 9}
CHOICES = {"-": [], "nearest": [0], "elapsed": [0], "farthest": [1], "whole": [1]}
NAMES = {0: "SROK_OK", BAD_ARGUMENT: "SROK_BAD_ARGUMENT", BEYOND_HORIZON: "SROK_BEYOND_HORIZON",
         oracle.UNKNOWN_YEAR: "SROK_UNKNOWN_YEAR"}
BUILTIN = os.path.join(HERE, "..", "..", "data", "regulations", "technotronics.toml")


def time_of_day(text):
    hour, minute, *second = map(int, text.split(":"))
    return hour * 3600 + minute * 60 + sum(second)


def intervals(texts):
    pairs = [tuple(map(time_of_day, text.split("-"))) for text in texts]
    return [(begin, end if end > begin else end + DAY) for begin, end in pairs]


def spec_of(table):
    """A [schedule] of TOML as the oracle takes it."""
    hours = dict(table.get("hours", {}))
    weekend = hours.pop("worked_weekend", None)
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    cut = table.get("short_day_cut", "0m")
    return {
        "zone": table["zone"],
        "calendar": table.get("calendar"),
        "short_day_cut": int(cut[:-1]) * {"h": 3600, "m": 60, "s": 1}[cut[-1]],
        "decree_days": table.get("decree_days", "working"),
        "forecast": table.get("forecast", "refuse"),
        "hours": {names.index(name): intervals(texts) for name, texts in hours.items()},
        "worked_weekend": None if weekend is None else intervals(weekend),
        "dates": {(datetime.date.fromisoformat(date) - oracle.EPOCH).days: intervals(texts)
                  for date, texts in table.get("dates", {}).items()},
        "closures": [(int(c["from"].timestamp()), int(c["to"].timestamp())) for c in table.get("closures", [])],
    }


class Regulation:
    def __init__(self, schedule, table):
        self.schedule = schedule
        self.days = list(table["priorities"].values())
        self.rule = ["elapsed", "whole"].index(table.get("day_rule", "elapsed"))
        self.farthest = table.get("landing", "nearest") == "farthest"

    def due(self, priority, submitted, unit):
        if not 0 <= priority < len(self.days):
            raise Fault(BAD_ARGUMENT)
        line = self.schedule.line(unit)
        line.inside(submitted)
        accepted = line.next_open(submitted)
        due = self.schedule.deadline_days(submitted, self.days[priority], self.rule, unit)
        return accepted, line.next_open(due) if self.farthest else due


class Calendar:
    """The days of 1999 to 2027."""

    def years(self):
        return oracle.RU_FIRST, oracle.RU_LAST

    def day(self, day):
        first, end = oracle.day_number(oracle.RU_FIRST, 1, 1), oracle.day_number(oracle.RU_LAST + 1, 1, 1)
        if not first <= day < end:
            raise Fault(oracle.UNKNOWN_YEAR)
        return oracle.ru_kind(day)


def subject_of(kind, name, made={}):
    if kind == "calendar":
        return Calendar()
    if (kind, name) not in made:
        path = BUILTIN if name == "technotronics" else os.path.join(HERE, f"{kind}s", f"{name}.toml")
        with open(path, "rb") as file:
            toml = tomllib.load(file)
        schedule = Schedule(spec_of(toml["schedule"]))
        made[kind, name] = schedule if kind == "schedule" else Regulation(schedule, toml["regulation"])
    return made[kind, name]


def judged(question, subject, unit, choice, arguments):
    if question == "due":
        accepted, due = subject.due(*arguments, UNITS[unit])
        return (accepted, due) if unit == "-" else due
    if question == "horizon":
        return subject.begin, subject.end
    if question == "deadline_days":
        return subject.deadline_days(*arguments, *choice, UNITS[unit])
    if question == "deadline_with_pauses":
        pauses = [(begin, None if end == NONE else end) for begin, end in zip(arguments[2::2], arguments[3::2])]
        return subject.deadline_with_pauses(*arguments[:2], *choice, pauses)
    owner = subject if hasattr(subject, question) else subject.line(UNITS[unit])
    return getattr(owner, question)(*arguments, *choice)


def answer(question, subject, unit, choice, arguments):
    if unit != "-" and NONE in arguments:
        return NAMES[0], "none"
    try:
        value = judged(question, subject, unit, choice, arguments)
    except Fault as fault:
        return NAMES[fault.status], "none"
    return NAMES[0], " ".join(map(str, value if isinstance(value, tuple) else (value,)))


def main():
    asked, failed = 0, 0
    with open(os.path.join(HERE, "vectors.tsv"), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    for identity, question, name, unit, choice, arguments, status, result in rows:
        kind = {"due": "regulation", "day": "calendar", "years": "calendar"}.get(question, "schedule")
        numbers = [NONE if word == "none" else int(word) for word in arguments.split()]
        ours = answer(question, subject_of(kind, name), unit, CHOICES[choice], numbers)
        asked += 1
        if ours != (status, result):
            failed += 1
            if failed <= 20:
                print(f"{identity} {question} of {name}, {unit} {choice}: {arguments}\n"
                      f"  oracle  {ours}\n  vectors {(status, result)}")
    assert asked >= 20_000, f"only {asked} rows"
    print(f"{asked - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
