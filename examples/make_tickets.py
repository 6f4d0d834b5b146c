#!/usr/bin/env python3
"""Writes the rows of an incident log as Ticket JSON, one ticket a line.

    make_tickets.py LOG.csv > tickets.jsonl

A row is an update: number, incident_state, caller_id, priority, opened_at, sys_updated_at (DD-MM-YYYY HH:MM,
read as Moscow time). What becomes of it is said in README.md, "The tickets".
"""

import csv
import datetime
import json
import sys

PRIORITY = {"1 - Critical": "emergency", "2 - High": "high", "3 - Moderate": "medium", "4 - Low": "low"}
DEFERRED = {
    "Awaiting Problem": "needs_development",
    "Awaiting Vendor": "needs_development",
    "Awaiting Evidence": "insufficient_information",
}


def moment(text):
    return datetime.datetime.strptime(text, "%d-%m-%Y %H:%M")


# A question unanswered for longer has closed its ticket by clause 4.10; only the user's word opens it again.
SILENCE = datetime.timedelta(days=10)


def change(before, after):
    """What a change of state says, as events without their time."""
    if after == before:
        return
    if before in DEFERRED:
        yield dict(event="resumed")
    if after == "Awaiting User Info":
        yield dict(event="replied", kind="question")
    elif after in DEFERRED:
        yield dict(event="deferred", reason=DEFERRED[after])
    elif after in ("Resolved", "Closed"):
        yield dict(event=after.lower())
    elif before == "Awaiting User Info":
        yield dict(event="user_replied")
    elif before in ("Resolved", "Closed"):
        yield dict(event="reopened")


def ticket(rows):
    rows.sort(key=lambda row: moment(row["sys_updated_at"]))
    opened = asked = moment(rows[0]["opened_at"])
    first = priority = PRIORITY[rows[0]["priority"]]
    state = "New"
    told = [dict(at=opened, event="submitted")]
    for row in rows:
        at = max(opened, moment(row["sys_updated_at"]))
        before, state, before_priority = state, row["incident_state"], priority
        events = list(change(before, state))
        # A priority is changed before what the same update says of the state; an ended ticket has none to change.
        if not {before, state} <= {"Resolved", "Closed"}:
            priority = PRIORITY[row["priority"]]
        if priority != before_priority:
            events.insert(0, dict(event="priority_changed", priority=priority))
        if before == "Awaiting User Info" and at - asked > SILENCE and (
            state in DEFERRED or priority != before_priority
        ):
            events.insert(0, dict(event="user_replied"))
            if state == before:
                events.append(dict(event="replied", kind="question"))
        if any(event["event"] == "replied" for event in events):
            asked = at
        told += [dict(at=at, **event) for event in events]
    for event in told:
        event["at"] = event["at"].isoformat() + "+03:00"
    return dict(id=rows[0]["number"], user=rows[0]["caller_id"], channel="portal", priority=first, events=told)


def main(path):
    tickets = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            tickets.setdefault(row["number"], []).append(row)
    for rows in tickets.values():
        print(json.dumps(ticket(rows), ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main(*sys.argv[1:])
