#!/usr/bin/env python3
"""Asks srok_tickets_json and the slow fold about real tickets, and prints the totals that they agree on.

    real.py PATH/libsrok.so.0 TICKETS.jsonl NOW REGULATION.toml [SETTING=VALUE ...]

The settings are those by which the regulation differs from the built-in one; the fold reads no TOML.
"""

import collections
import sys

import run  # first: ticket.py, below, opens ../oracle, which has a run.py too

import fold
import reading


def totals(answers):
    """Words and numbers that a support manager would ask for; sla/real_tickets_test.cpp holds the same."""
    told = [answer for answer in answers if answer["state"]]
    yield "tickets", len(told)
    yield "auto-closed", sum(answer["auto_closed_at"] is not None for answer in told)
    for state, count in sorted(collections.Counter(answer["state"] for answer in told).items()):
        yield state, count
    for priority in fold.SETTINGS["priorities"]:
        of_priority = [answer for answer in told if answer["priority"] == priority]
        yield priority, f"{sum(not answer['breached'] for answer in of_priority)} of {len(of_priority)} in time"
    clauses = collections.Counter(text.split(":")[0].split()[0] for answer in told for text in answer["violations"])
    for clause, count in sorted(clauses.items()):
        yield f"violations of {clause}", count


def main(library, tickets, now, regulation, *settings):
    with open(tickets, encoding="utf-8") as file:
        lines = file.read().splitlines()
    with open(regulation, encoding="utf-8") as file:
        text = file.read()
    now = reading.instant(now)
    status, found = run.Library(library).answers(text, lines, now)
    wanted = fold.evaluate(fold.settings_of(dict(setting.split("=") for setting in settings)), lines, now)
    wrong = [f"the status is {status}"] * (status != 0) + list(run.differences(found, wanted))
    print(*wrong[:20], sep="\n")
    for name, value in totals(wanted):
        print(f"{name}: {value}")
    print(f"{len(wanted)} tickets, {len(wrong)} differences")
    return bool(wrong) or not wanted


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
