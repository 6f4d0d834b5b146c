"""What a line of Ticket JSON may look like: turns one line into a checked ticket, or raises Bad.

A ticket is a dict: id, user, channel, priority (asked for, or None), events; an event is a dict of its own
fields with `at` in Unix seconds. What is impossible in a state is not known here: see fold.py.
"""

import calendar
import datetime
import json
import re

FIELDS = {
    "submitted": set(),
    "replied": {"kind"},
    "user_replied": set(),
    "priority_changed": {"priority", "by"},
    "deferred": {"reason"},
    "resumed": set(),
    "target_set": {"days", "date", "instant"},
    "resolved": set(),
    "closed": {"reason"},
    "reopened": set(),
}
KINDS = ("question", "recommendation", "instruction", "note")
TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.0+)?)?(?:([Zz])|([+-])(\d\d):(\d\d))")


class Bad(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status, self.message = status, message


def instant(text):
    """Unix seconds of an RFC 3339 text, or None; as io/instant_text.hpp says what is one."""
    match = TIME.fullmatch(text) if isinstance(text, str) and text.isascii() else None
    if not match:
        return None
    year, month, day, hour, minute = (int(match[i]) for i in range(1, 6))
    second = int(match[6] or 0)
    hours, minutes = int(match[9] or 0), int(match[10] or 0)
    if hour > 23 or minute > 59 or second > 59 or hours > 23 or minutes > 59:
        return None
    try:
        datetime.date(year, month, day)
    except ValueError:
        return None
    offset = (hours * 3600 + minutes * 60) * (-1 if match[8] == "-" else 1)
    return calendar.timegm((year, month, day, hour, minute, second)) - offset


def date(text):
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return None
    try:
        return (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days
    except ValueError:
        return None


def no_repeats(pairs):
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key is there twice")
    return dict(pairs)


def text_of(ticket, key):
    if not isinstance(ticket.get(key), str) or not ticket[key]:
        raise Bad("bad_text", f'"{key}" must be a text that is not empty')
    return ticket[key]


def read(line, settings):
    """The ticket of a line; raises Bad, whose ticket_id is the id if it could be read."""
    ticket_id = None
    try:
        try:
            ticket = json.loads(line, object_pairs_hook=no_repeats, parse_constant=lambda name: int("no " + name))
        except (ValueError, RecursionError) as error:
            raise Bad("bad_text", f"not a JSON object: {error}") from None
        if not isinstance(ticket, dict):
            raise Bad("bad_text", "not a JSON object")
        ticket_id = text_of(ticket, "id")
        return checked(ticket, settings)
    except Bad as bad:
        bad.ticket_id = ticket_id
        raise


def checked(ticket, settings):
    known = {"id", "user", "channel", "priority", "events"}
    for key in ticket:
        if key not in known:
            raise Bad("bad_text", f'unknown key "{key}"')
    text_of(ticket, "user")
    if text_of(ticket, "channel") not in ("portal", "email"):
        raise Bad("unsupported_channel", f'channel "{ticket["channel"]}": there is portal and email')
    priority = ticket.get("priority")
    if priority is None and ticket["channel"] == "portal":
        raise Bad("bad_text", "a ticket from the portal names its priority")
    if priority is not None and (not isinstance(priority, str) or priority not in settings["priorities"]):
        raise Bad("bad_text", f'unknown priority "{priority}"')
    events = ticket.get("events")
    if not isinstance(events, list) or not events:
        raise Bad("bad_events", "no events; the first is submitted")
    events = [event_of(event, number, settings) for number, event in enumerate(events, 1)]
    if events[0]["event"] != "submitted":
        raise Bad("bad_events", f'event 1 ({events[0]["event"]}) comes before submitted')
    for number, (before, event) in enumerate(zip(events, events[1:]), 2):
        if event["event"] == "submitted":
            raise Bad("bad_events", f"event {number} (submitted) is a second one")
        if event["at"] < before["at"]:
            raise Bad("bad_events", f'event {number} ({event["event"]}) is earlier than the one before it')
    return dict(id=ticket["id"], user=ticket["user"], channel=ticket["channel"], priority=priority, events=events)


def event_of(event, number, settings):
    def bad(why):
        return Bad("bad_events", f"event {number}: {why}")

    if not isinstance(event, dict):
        raise bad("not an object")
    name = event.get("event")
    if not isinstance(name, str) or name not in FIELDS:
        raise bad(f"unknown event {name!r}")
    for key in event:
        if key not in {"at", "event"} | FIELDS[name]:
            raise bad(f'{name} has no "{key}"')
    read = dict(event, at=instant(event.get("at")), number=number)
    if read["at"] is None:
        raise bad(f"{name} needs at, an RFC 3339 time with its offset")
    if name == "replied" and read.get("kind") not in KINDS:
        raise bad("replied needs a kind: " + ", ".join(KINDS))
    if name == "priority_changed":
        if not isinstance(read.get("priority"), str) or read["priority"] not in settings["priorities"]:
            raise bad("unknown priority")
        if read.setdefault("by", "specialist") not in ("specialist", "user"):
            raise bad("by is specialist or user")
    if name == "deferred" and (not isinstance(read.get("reason"), str) or read["reason"] not in settings["deferral"]):
        raise bad("unknown reason")
    if name == "closed" and not isinstance(read.get("reason", ""), str):
        raise bad("reason must be a text")
    if name == "target_set":
        read_target(read, bad)
    return read


def read_target(event, bad):
    if len({"days", "date", "instant"} & set(event)) != 1:
        raise bad("target_set needs exactly one of days, date, instant")
    if "days" in event and (type(event["days"]) is not int or not 0 <= event["days"] < 1 << 31):
        raise bad("days must be a number of working days")
    for key, parse in (("date", date), ("instant", instant)):
        if key in event:
            event[key] = parse(event[key])
            if event[key] is None:
                raise bad(f"{key} cannot be read")
