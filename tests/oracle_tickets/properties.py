#!/usr/bin/env python3
"""What must be true of any regulation, checked on the oracle over random histories.

  properties.py [--seed N] [--count N]     the ordinary run takes some 20 seconds; ends with `N passed, N failed`
"""

import argparse
import json
import random
import sys
import traceback

import fold
import generate
import reading
from fold import oracle
from ticket import Clockwork

DAY = 86400


def asked(world, lines, now):
    return fold.evaluate(world.settings, lines, now)


class World:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.changes, self.lines, self.now = generate.history(self.rng, bad=0)
        self.settings = fold.settings_of(self.changes)
        self.works = Clockwork(self.settings["schedule"], self.settings)
        self.tickets = [json.loads(line) for line in self.lines if line]
        self.moments = sorted({reading.instant(e["at"]) for t in self.tickets for e in t["events"]})

    def text(self, at):
        return fold.text_at(self.settings["schedule"], at)

    def later(self, at):
        return at + self.rng.choice([0, 1, 3600, DAY, self.rng.randint(0, 5 * DAY), 15 * DAY])

    def with_events(self, place, at, extra):
        """All lines, with these events put after those of `place` up to `at`."""
        lines = [json.dumps(t) for t in self.tickets]
        ticket = self.tickets[place]
        before = [e for e in ticket["events"] if reading.instant(e["at"]) <= at]
        after = [e for e in ticket["events"] if reading.instant(e["at"]) > at]
        lines[place] = json.dumps(dict(ticket, events=before + extra + after))
        return lines, after

    def all_lines(self):
        return [json.dumps(t) for t in self.tickets]

    def marks(self, found):
        keys = ("due", "due_if_resumed_now", "auto_close_at", "may_change_priority_at")
        return [reading.instant(found[k]) for k in keys if found[k]]


def same(theirs, ours, but=()):
    def cut(answers):
        return [{k: v for k, v in a.items() if k not in but} for a in answers]

    for a, b in zip(cut(theirs), cut(ours), strict=True):
        assert a == b, {k: (a.get(k), b.get(k)) for k in a | b if a.get(k) != b.get(k)}


def pick(world, states):
    """A place and a moment at which that ticket is in one of these states."""
    at = world.rng.choice(world.moments) + world.rng.choice([0, 60, 7200, DAY])
    found = asked(world, world.all_lines(), at)
    places = [i for i, a in enumerate(found) if a.get("state") in states]
    return (world.rng.choice(places), at, found) if places else (None, at, found)


def later_events_do_not_matter(world):
    at = world.rng.choice(world.moments)
    cut = [dict(t, events=[e for e in t["events"] if reading.instant(e["at"]) <= at]) for t in world.tickets]
    kept = [i for i, t in enumerate(cut) if t["events"]]
    all_answers = asked(world, world.all_lines(), at)
    same([all_answers[i] for i in kept], asked(world, [json.dumps(cut[i]) for i in kept], at))


def pause_outside_working_hours_changes_nothing(world):
    line = world.works.line
    _, at, _ = pick(world, ())
    begin = line.next_close(at)
    if line.is_open(begin):
        return
    end = line.next_open(begin)
    begin, end = begin + world.rng.randint(0, 3600), end - world.rng.randint(0, 3600)
    found = asked(world, world.all_lines(), begin)
    places = [i for i, a in enumerate(found) if a.get("state") in ("active", "waiting_for_user")]
    # A due or a closing inside the pause is another question: nothing happens while a ticket is deferred.
    places = [i for i in places if not any(begin <= m <= end for m in world.marks(found[i]))]
    if not places or begin >= end:
        return
    place = world.rng.choice(places)
    if any(begin <= reading.instant(e["at"]) <= end for e in world.tickets[place]["events"]):
        return
    pause = [dict(at=world.text(begin), event="deferred", reason="out_of_scope"),
             dict(at=world.text(end), event="resumed")]
    lines, _ = world.with_events(place, begin, pause)
    now = world.later(end)
    same(asked(world, world.all_lines(), now), asked(world, lines, now))


def splitting_a_pause_changes_nothing(world):
    place, at, _ = pick(world, ("deferred",))
    if place is None:
        return
    reason = [e["reason"] for e in world.tickets[place]["events"]
              if e["event"] == "deferred" and reading.instant(e["at"]) <= at][-1]
    split = [dict(at=world.text(at), event="resumed"), dict(at=world.text(at), event="deferred", reason=reason)]
    lines, _ = world.with_events(place, at, split)
    now = world.later(at)
    same(asked(world, world.all_lines(), now), asked(world, lines, now))


def the_same_priority_again_changes_nothing(world):
    place, at, found = pick(world, ("active", "waiting_for_user", "deferred", "queued"))
    if place is None:
        return
    again = [dict(at=world.text(at), event="priority_changed", priority=found[place]["priority"])]
    lines, _ = world.with_events(place, at, again)
    now = world.later(at)
    same(asked(world, world.all_lines(), now), asked(world, lines, now))


def a_breach_stays(world):
    at = world.rng.choice(world.moments)
    now = world.later(at)
    for early, late in zip(asked(world, world.all_lines(), at), asked(world, world.all_lines(), now)):
        if early.get("breached"):
            assert (late["breached"], late["breached_at"]) == (True, early["breached_at"]), (early, late)
            assert reading.instant(early["breached_at"]) < at
        elif late.get("breached"):
            assert reading.instant(late["breached_at"]) >= at, (early, late)


def elapsed_and_remaining_add_up(world):
    at = world.rng.choice(world.moments)
    following = [m for m in world.moments if m > at]
    now = min([world.later(at)] + [m - 1 for m in following[:1]])
    for early, late in zip(asked(world, world.all_lines(), at), asked(world, world.all_lines(), now)):
        if early.get("state") == late.get("state") and early.get("due") and late.get("due"):
            assert early["elapsed_seconds"] + early["remaining_seconds"] == \
                late["elapsed_seconds"] + late["remaining_seconds"], (early, late)


def shape(found, at, right):
    return found["state"], found["breached"], right and found["may_change_priority_at"] is not None and \
        at >= reading.instant(found["may_change_priority_at"])


def next_change_is_exact(world):
    at = world.now
    # Without warnings, which no answer shows; and without what happens later.
    world.settings = dict(world.settings, warnings=[])
    cut = [dict(t, events=[e for e in t["events"] if reading.instant(e["at"]) <= at]) for t in world.tickets]
    lines = [json.dumps(t) for t in cut if t["events"]]
    for place, found in enumerate(asked(world, lines, at)):
        if "error" in found:
            continue
        change = reading.instant(found["next_change_at"])
        probes = [at + world.rng.randint(0, 20 * DAY) for _ in range(4)] + [world.works.line.next_close(at) + 1]
        if change is not None:
            assert change > at
            probes = [p for p in probes if p < change] + [change - 1, change]
        for probe in probes:
            then = asked(world, lines, probe)[place]
            changed = shape(then, probe, True) != shape(found, at, True)
            assert changed == (probe == change), (world.text(probe), found, then)


def nobody_is_late_because_of_a_change_alone(world):
    place, at, found = pick(world, ("active", "deferred"))
    if place is None or found[place]["breached"]:
        return
    new = world.rng.choice(list(world.settings["priorities"]))
    change = [dict(at=world.text(at), event="priority_changed", priority=new)]
    lines, _ = world.with_events(place, at, change)
    assert not asked(world, lines, at)[place]["breached"]


def while_deferred_nothing_ends(world):
    """A deferral with a moving due cannot breach, and nothing closes by itself, however long it lasts."""
    place, at, found = pick(world, ("active", "waiting_for_user"))
    if place is None or found[place]["breached"]:
        return
    if any(m <= at for m in world.marks(found[place])[:1]):
        return
    if found[place]["state"] == "active" and any(
            e["event"] == "target_set" for e in world.tickets[place]["events"]):
        return
    stop = dict(at=world.text(at), event="deferred", reason="out_of_scope")
    ticket = world.tickets[place]
    kept = [e for e in ticket["events"] if reading.instant(e["at"]) <= at]
    lines = world.all_lines()
    lines[place] = json.dumps(dict(ticket, events=kept + [stop]))
    then = asked(world, lines, at + world.rng.randint(1, 40 * DAY))[place]
    # A landing of farthest shows a due behind the one that is still counted.
    if world.settings["landing"] == "nearest":
        assert (then["state"], then["breached"]) == ("deferred", False), (found[place], then)


def slots_are_kept(world):
    found = asked(world, world.all_lines(), world.now)
    for user in {t["user"] for t in world.tickets}:
        mine = [a for a, t in zip(found, world.tickets) if t["user"] == user and a.get("state")]
        holding = [a for a in mine if a["state"] in ("active", "waiting_for_user", "deferred")]
        forced = any("4.3" in text for a in mine for text in a["violations"])
        limit = world.settings["active_limit"]
        assert len(holding) <= limit or forced
        assert len(holding) >= limit or not any(a["state"] == "queued" for a in mine)


PROPERTIES = [
    later_events_do_not_matter, pause_outside_working_hours_changes_nothing, splitting_a_pause_changes_nothing,
    the_same_priority_again_changes_nothing, a_breach_stays, elapsed_and_remaining_add_up, next_change_is_exact,
    nobody_is_late_because_of_a_change_alone, while_deferred_nothing_ends, slots_are_kept]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=60)
    parsed = parser.parse_args()
    passed = failed = 0
    for seed in range(parsed.seed, parsed.seed + parsed.count):
        for check in PROPERTIES:
            try:
                check(World(seed))
                passed += 1
            except Exception:
                failed += 1
                if failed <= 20:
                    print(f"{check.__name__}, seed {seed}")
                    print("  " + traceback.format_exc(limit=-2).replace("\n", "\n  "))
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
