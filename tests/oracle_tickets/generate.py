#!/usr/bin/env python3
"""Random histories of tickets where mistakes live: dues, closings, holidays, simultaneous events, bad lines.

  generate.py --seed N --count N     prints {"settings", "regulation", "now", "lines", "answers"}, one history a line

"settings" is what fold.settings_of takes; "regulation" is the same as a regulation
file; "lines" are texts of Ticket JSON, good and bad; "answers" are the oracle's.
"""

import argparse
import json
import random

import fold
import random_cases
import reading
from fold import oracle
from ticket import Clockwork

DAY, HOUR = 86400, 3600
ZERO = oracle.day_number
HOLIDAYS = [ZERO(2025, 12, 29), ZERO(2026, 2, 20), ZERO(2026, 4, 29), ZERO(2026, 6, 10), ZERO(2025, 11, 1)]
EVENTS = ("replied replied user_replied priority_changed deferred resumed target_set resolved closed reopened").split()


def random_settings(rng):
    def one(first, *others):
        return first if rng.random() < 0.6 else rng.choice(others)

    changes = dict(
        day_rule=one("elapsed", "whole"), landing=one("nearest", "farthest"), queued_timer=one("waits", "runs"),
        on_priority_change=one("from_start", "from_change", "keep_fraction"),
        after_user_reply=one("restart", "resume"), after_auto_close=one("reopen", "stay_closed"),
        auto_close=one("on", "on", "off"), silence_after=one("reaction", "question"), active_limit=one(3, 1, 2),
        priority_right_after=one(4 * HOUR, HOUR, 9 * HOUR, 1), default_priority=one("low", "medium"),
        out_of_turn=one(["emergency"], [], ["high", "emergency"]), warnings=one([], [50], [80, 100]))
    if rng.random() < 0.4:
        days = sorted((rng.choice([0, 1, 1, 2, 3, 4]) for _ in range(4)), reverse=True)
        changes["priorities"] = dict(zip(("low", "medium", "high", "emergency"), days))
    if rng.random() < 0.3:
        changes["deferral"] = {"needs_development": False}
    if rng.random() < 0.2:
        changes["replies"] = {kind: one("asks", "reacts", "nothing") for kind in reading.KINDS}
    changes["schedule"] = one(
        {}, {"short_day_cut": HOUR}, {"calendar": None},
        {"hours": {day: [(9 * HOUR, 13 * HOUR), (14 * HOUR, 18 * HOUR)] for day in range(5)}},
        {"hours": {day: [(0, DAY)] for day in range(6)}, "calendar": None},
        {"dates": {ZERO(2026, 4, 30): [], ZERO(2026, 5, 2): [(10 * HOUR, 14 * HOUR)]},
         "closures": [(ZERO(2026, 4, 29) * DAY + 9 * HOUR, ZERO(2026, 4, 29) * DAY + 10 * HOUR + 1)]})
    return {key: value for key, value in changes.items() if value != fold.SETTINGS.get(key)}


def regulation_text(changes, rng):
    """The settings as a regulation file. The forms of `warnings` and `deferral` are ours: design.md names none."""
    lines = ["[regulation]", 'title = "Random"']
    for key, value in changes.items():
        if key == "priority_right_after":
            lines.append(f'{key} = "{value}s"')
        elif key not in ("priorities", "deferral", "replies", "schedule"):
            lines.append(f"{key} = {json.dumps(value)}")
    lines.append("[regulation.priorities]")
    lines += [f"{name} = {days}" for name, days in changes.get("priorities", fold.SETTINGS["priorities"]).items()]
    if "deferral" in changes:
        lines.append("[regulation.deferral]")
        lines += [f'{reason} = "{"stops" if stops else "runs"}"' for reason, stops in changes["deferral"].items()]
    if "replies" in changes:
        lines.append("[regulation.replies]")
        lines += [f'{kind} = "{effect}"' for kind, effect in changes["replies"].items()]
    spec = dict(fold.SPEC, **changes.get("schedule", {}))
    return "\n".join(lines) + "\n" + random_cases.toml(spec, rng)


class Writer:
    def __init__(self, rng, settings):
        self.rng, self.settings = rng, settings
        self.works = Clockwork(settings["schedule"], settings)
        self.day = rng.choice(HOLIDAYS)

    def near(self, at):
        """A moment not before `at`: the same, a boundary of working hours, some hours or days later."""
        rng, line = self.rng, self.works.line
        way = rng.random()
        if way < 0.15:
            return at
        later = at + rng.choice([0, 60, HOUR, 4 * HOUR, 9 * HOUR, DAY, 3 * DAY]) + rng.randint(0, 2 * HOUR)
        if way < 0.5:
            edge = rng.choice([line.next_open, line.next_close])(later)
            return max(at, edge + rng.choice([0, 0, 0, -1, 1]))
        return later // 60 * 60 if way < 0.8 and later // 60 * 60 >= at else later

    def event(self, name, at):
        rng, settings = self.rng, self.settings
        event = {"at": fold.text_at(settings["schedule"], at), "event": name}
        if name == "replied":
            event["kind"] = rng.choice(reading.KINDS + ("question",))
        elif name == "priority_changed":
            event["priority"] = rng.choice(list(settings["priorities"]))
            if rng.random() < 0.5:
                event["by"] = rng.choice(["user", "specialist"])
        elif name == "deferred":
            event["reason"] = rng.choice(fold.REASONS + ["needs_development"] * 3)
        elif name == "target_set":
            date = oracle.EPOCH + oracle.datetime.timedelta((at + 3 * HOUR) // DAY + rng.randint(0, 6))
            event.update(rng.choice([
                {"days": rng.randint(0, 4)}, {"date": date.isoformat()},
                {"instant": fold.text_at(settings["schedule"], at + rng.randint(0, 4 * DAY))}]))
        elif name == "closed" and rng.random() < 0.5:
            event["reason"] = "user_violation"
        return event

    def ticket(self, ticket_id, user):
        """Events that a desk of this ticket alone allows, at moments this ticket cares for."""
        rng = self.rng
        at = (self.day + rng.randint(0, 4)) * DAY + rng.choice([4, 10, 13]) * HOUR + rng.choice([0, 0, 1, -1, 1234])
        ticket = dict(id=ticket_id, user=user, channel=rng.choice(["portal", "portal", "email"]))
        if ticket["channel"] == "portal" or rng.random() < 0.6:
            ticket["priority"] = rng.choice(list(self.settings["priorities"]))
        ticket["events"] = [self.event("submitted", at)]
        for _ in range(rng.choice([0, 0, 1, 2, 3, 5, 8, 12])):
            at = self.next_at(ticket, at)
            if rng.random() < 0.3 and self.alone(ticket, at).state() == "waiting_for_user":
                break
            for name in sorted(EVENTS, key=lambda name: rng.random() + (name in ("resolved", "closed")) / 5):
                longer = dict(ticket, events=ticket["events"] + [self.event(name, at)])
                if self.alone(longer, at) is not None:
                    ticket = longer
                    break
        return ticket

    def alone(self, ticket, at):
        try:
            read = reading.read(json.dumps(ticket), self.settings)
            return fold.Desk([(0, read)], self.works, at, at).tickets[0]
        except (reading.Bad, fold.Failed):
            return None

    def next_at(self, ticket, at):
        """Often exactly at, a second before or after what the ticket waits for."""
        rng, t = self.rng, self.alone(ticket, at)
        marks = []
        if t.phase == "open" and t.turn == "user":
            marks += [t.auto_close_at(at), t.may_change_at(at)]
        elif t.running():
            marks.append(t.due(at))
        marks = [mark + step for mark in marks if mark is not None for step in (-1, 0, 0, 1) if mark + step >= at]
        return rng.choice(marks) if marks and rng.random() < 0.45 else self.near(at)


def spoil(rng, line, others):
    """The line made wrong in one way."""
    ticket = json.loads(line)
    event = rng.choice(ticket["events"])
    wrong_events = [
        {"event": "replied"}, {"event": "replied", "kind": "joke"}, {"event": "deferred", "reason": "tired"},
        {"event": "deferred"}, {"event": "snoozed"}, {"event": "submitted"}, {"event": "target_set"},
        {"event": "target_set", "days": 1, "date": "2026-05-05"}, {"event": "target_set", "days": -1},
        {"event": "target_set", "date": "2026-02-30"}, {"event": "priority_changed", "priority": "urgent"},
        {"event": "priority_changed", "priority": "low", "by": "boss"}, {"event": "resumed", "reason": "x"},
        {"event": 7}, {}]
    way = rng.randrange(14)
    if way == 0:
        return rng.choice(
            [line[:-1], line[: len(line) // 2], "[]", "7", "null", '"text"', "{}", "}{", line + line, "\\"])
    if way == 1:
        event["at"] = rng.choice(["2026-04-29T15:20:00", "2026-04-29", "yesterday", 1777465200, None, "",
                                  "2026-04-31T10:00:00+03:00", "2026-04-29T24:00:00+03:00", "2026-04-29T10:00:00.5Z"])
    elif way == 2:
        ticket["channel"] = rng.choice(["phone", "telegram", "Portal"])
    elif way == 3:
        ticket["priority"] = rng.choice(["urgent", 1, "LOW", "", ["low"]])
    elif way == 4:
        ticket["events"].append(dict(rng.choice(wrong_events), at=ticket["events"][-1]["at"]))
    elif way == 5:
        ticket["events"].reverse()
        ticket["events"].append(ticket["events"][0])
    elif way == 6:
        ticket["events"].pop(0)
    elif way == 7:
        ticket[rng.choice(["id", "user", "channel", "events"])] = rng.choice([None, 7, [], {}])
    elif way == 8:
        del ticket[rng.choice(["id", "user", "channel", "events"])]
    elif way == 9:
        ticket["id"] = json.loads(rng.choice(others))["id"]
    elif way == 10:
        ticket["events"].append({"at": ticket["events"][-1]["at"], "event": rng.choice(["resumed", "reopened"])})
    elif way == 11:
        ticket["events"] += [{"at": ticket["events"][-1]["at"], "event": name} for name in ("closed", "resolved")]
    elif way == 12:
        ticket["colour"] = "red"
    else:
        earlier = dict(ticket["events"][-1], at="2025-01-09T10:00:00+03:00")
        ticket["events"].append(dict(earlier, event="user_replied") if "kind" not in earlier else earlier)
    return json.dumps(ticket)


def history(rng, bad=0.2):
    """(changes of settings, lines, now)"""
    changes = random_settings(rng)
    settings = fold.settings_of(changes)
    writer, lines = Writer(rng, settings), []
    for user in range(rng.randint(1, 3)):
        for number in range(rng.randint(1, rng.choice([2, 4, 8]))):
            lines.append(json.dumps(writer.ticket(f"T-{user}{number}", f"u{user}")))
    rng.shuffle(lines)
    good = list(lines)
    lines = [spoil(rng, line, good) if rng.random() < bad else line for line in lines]
    if rng.random() < 0.1:
        lines.insert(rng.randint(0, len(lines)), "")
    moments = [reading.instant(event["at"]) for line in good for event in json.loads(line)["events"]]
    now = rng.choice(moments) + rng.choice(
        [0, 0, 1, -1, HOUR, 4 * HOUR, DAY, 9 * DAY, 20 * DAY, rng.randint(0, 9 * DAY)])
    changes_due = [reading.instant(a[k]) for a in fold.evaluate(settings, good, now) if "error" not in a
                   for k in ("next_change_at", "due", "auto_close_at") if a[k]]
    if changes_due and rng.random() < 0.4:
        now = rng.choice(changes_due) + rng.choice([-1, 0, 0, 1])
    return changes, lines, now


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=100)
    asked = parser.parse_args()
    for seed in range(asked.seed, asked.seed + asked.count):
        changes, lines, now = history(random.Random(seed))
        settings = fold.settings_of(changes)
        print(json.dumps(dict(
            seed=seed, settings=changes, regulation=regulation_text(changes, random.Random(seed)),
            now=fold.text_at(settings["schedule"], now), lines=lines, answers=fold.evaluate(settings, lines, now))))


if __name__ == "__main__":
    main()
