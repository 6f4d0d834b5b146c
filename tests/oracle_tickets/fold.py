"""Answers Ticket JSON as section 4 of the design says, slowly: all events of all tickets are played in order of time.

  evaluate(settings, lines, now) -> one dict a line that is not blank: the answer, or {"id", "error": {...}}
  work_order(settings, lines, now) -> ids in the order of work, the queued ones last
  fold.py FILE --now 2026-05-06T12:00:00+03:00     prints the answers, one JSON object a line

`settings` is settings_of(changes): the regulation of technotronics with some settings changed; `schedule` in it
is an oracle.Schedule. Nothing is remembered between two moments: next_change_at is found by trying.
"""

import argparse
import datetime
import json
import sys

import reading
from ticket import Clockwork, Ticket, oracle

HOURS = {day: [(7 * 3600, 16 * 3600)] for day in range(5)}
SPEC = dict(zone="Europe/Moscow", calendar="ru", short_day_cut=0, decree_days="working", forecast="refuse",
            hours=HOURS, worked_weekend=None, dates={}, closures=[])
REASONS = ("cannot_reproduce insufficient_information needs_development user_violation out_of_scope "
           "unconstructive abusive").split()
SETTINGS = dict(
    priorities=dict(low=8, medium=5, high=3, emergency=2), day_rule="elapsed", landing="nearest",
    queued_timer="waits", on_priority_change="from_start", after_user_reply="restart", after_auto_close="reopen",
    auto_close="on", silence_after="reaction", active_limit=3, priority_right_after=4 * 3600,
    default_priority="low", out_of_turn=["emergency"], warnings=[], deferral={reason: True for reason in REASONS},
    replies=dict(question="asks", recommendation="reacts", instruction="reacts", note="nothing"))
STATUS = {oracle.BEYOND_HORIZON: "beyond_horizon", oracle.UNKNOWN_YEAR: "unknown_year"}
KEYS = ("id state priority requested_priority accepted admitted due due_if_resumed_now met_at breached breached_at "
        "elapsed_seconds remaining_seconds may_change_priority_at auto_close_at auto_closed_at next_change_at "
        "calendar violations").split()
INSTANTS = ("accepted admitted due due_if_resumed_now met_at breached_at may_change_priority_at auto_close_at "
            "auto_closed_at next_change_at").split()
_schedules = {}


def settings_of(changes):
    """The settings of technotronics with these in their place; "schedule" in them holds keys of SPEC."""
    settings = dict(SETTINGS, **{key: value for key, value in changes.items() if key not in ("schedule", "deferral")})
    settings["deferral"] = dict(SETTINGS["deferral"], **changes.get("deferral", {}))
    spec = dict(SPEC, **changes.get("schedule", {}))
    for key in ("hours", "dates"):
        spec[key] = {int(day): hours for day, hours in spec[key].items()}
    key = repr(spec)
    if key not in _schedules:
        _schedules[key] = oracle.Schedule(spec)
    settings["schedule"] = _schedules[key]
    return settings


class Failed(Exception):
    def __init__(self, ticket, status, message):
        super().__init__(message)
        self.ticket, self.status, self.message = ticket, status, message


class Desk:
    """All tickets, played to `at` with the events up to `now`; later moments see nothing else happen."""

    def __init__(self, reads, works, now, at):
        self.works, self.at = works, at
        self.tickets = [Ticket(place, read, works) for place, read in reads]
        self.pending = {t: [e for e in t.read["events"] if e["at"] <= now] for t in self.tickets}
        self.closing, self.moment = {}, None
        while (moment := self.next_moment()) is not None:
            self.play(moment)
        for t in self.tickets:
            self.guard(t, t.look, at)

    def guard(self, t, function, *arguments):
        try:
            return function(*arguments)
        except reading.Bad as bad:
            raise Failed(t, bad.status, bad.message) from None
        except oracle.Fault as fault:
            raise Failed(t, STATUS[fault.status], "the schedule does not reach that far") from None

    def find_closing(self, t):
        """When it would close by itself, if it has by `at`; asked anew after each of its events."""
        self.closing[t] = None
        if t.state() == "waiting_for_user":
            close = self.guard(t, t.auto_close_at, self.moment)
            self.closing[t] = close if close is not None and close < self.at else None

    def next_moment(self):
        heads = [events[0]["at"] for events in self.pending.values() if events]
        return min(heads + [close for close in self.closing.values() if close is not None], default=None)

    def play(self, moment):
        """One event, or one closing: freeing goes before the rest, asking for a slot last."""
        assert self.moment is None or self.moment <= moment, "time does not go back"
        self.moment = moment

        def rank(t):
            events = [e for e in self.pending[t] if e["at"] == moment]
            frees = (self.closing.get(t) == moment or any(e["event"] in ("resolved", "closed") for e in events)
                     or t.phase == "open" and self.closes_after(t, events))
            if not events and self.closing.get(t) != moment:
                return None
            kind = 0 if t.phase == "open" and frees else 2 if events and t.asks(events[0]) else 1
            return kind, t.submitted, t.place

        t = min((t for t in self.tickets if rank(t)), key=rank)
        if self.pending[t] and self.pending[t][0]["at"] == moment:
            self.guard(t, t.apply, self.pending[t].pop(0))
        else:
            t.close_by_itself(moment)
        self.find_closing(t)
        self.admit(t.read["user"], moment)

    def closes_after(self, t, events):
        """Whether it closes by itself at this very moment, once its events of the moment are told."""
        twin = t.twin()
        try:
            for event in events:
                twin.apply(event)
            return (bool(events) and self.moment < self.at and twin.state() == "waiting_for_user"
                    and twin.auto_close_at(self.moment) == self.moment)
        except (reading.Bad, oracle.Fault):
            return False

    def admit(self, user, moment):
        mine = [t for t in self.tickets if t.read["user"] == user]
        queue = sorted((t for t in mine if t.phase == "queued"), key=lambda t: (t.submitted, t.place))
        free = self.works.settings["active_limit"] - sum(t.phase == "open" for t in mine)
        for t in queue[: max(0, free)]:
            self.guard(t, t.admit, moment)


def shape(t, at):
    """What next_change_at watches; the right of 3.5 is reported in waiting_for_user only."""
    right = t.state() == "waiting_for_user" and t.right(at)
    return t.state(), t.breached_at is not None, right, t.warned(at)


def next_change(t, desk, reads, works, now):
    """The first moment after now at which its shape is another: only dues, closings, rights and warnings are tried."""
    moments = set()
    for other in desk.tickets:
        if other.read["user"] == t.read["user"] and other.state() == "waiting_for_user":
            close = other.auto_close_at(now)
            moments.update([close + 1] if close is not None else [])
    if t.running():
        moments.add(t.due(now) + 1)
    if t.phase == "open" and t.turn == "user" and t.question is not None:
        moments.add(t.may_change_at(now))
    moments.update(t.warning_moments(now))
    before = shape(t, now)
    mine = [(place, read) for place, read in reads if read["user"] == t.read["user"]]
    for moment in sorted(m for m in moments if now < m <= works.line.end):
        later = next(x for x in Desk(mine, works, now, moment).tickets if x.place == t.place)
        if shape(later, moment) != before:
            return moment
    return None


def text_at(schedule, at):
    if at is None:
        return None
    offset = schedule.zone.offset_at(at)
    wall = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=at + offset)
    sign, seconds = "+-"[offset < 0], abs(offset)
    zone = f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return wall.isoformat() + zone


def answer(t, desk, reads, works, now):
    full = dict.fromkeys(KEYS)
    full.update(id=t.read["id"], priority=t.priority)
    if t.phase is None:
        return full
    state, line = t.state(), works.line
    full.update(state=state, requested_priority=t.read["priority"], accepted=line.next_open(t.submitted),
                admitted=t.admitted, breached=t.breached_at is not None, breached_at=t.breached_at,
                auto_closed_at=t.auto_closed_at, elapsed_seconds=t.elapsed(now))
    if t.cycle is not None:
        full["met_at"] = t.cycle.met_at
    if state in ("active", "deferred") and t.turn == "desk":
        due = t.due(now)
        full["remaining_seconds"] = line.elapsed(now, due)
        if state == "active" or t.cycle.target == "fixed":
            full["due"] = due
        if state == "deferred":
            full["due_if_resumed_now"] = due
    if state == "waiting_for_user":
        full["may_change_priority_at"] = t.may_change_at(now)
        full["auto_close_at"] = t.auto_close_at(now)
    full["next_change_at"] = next_change(t, desk, reads, works, now)
    depends = [full[key] for key in INSTANTS if full[key] is not None]
    depends += [now] if full["remaining_seconds"] is not None else []
    depends += [t.cycle.ended_at] if t.cycle is not None and t.cycle.ended_at is not None else []
    projected = max(depends) > works.schedule.official_until()
    full["calendar"] = "projected" if projected else "official"
    for key in INSTANTS:
        full[key] = text_at(works.schedule, full[key])
    full["violations"] = [f"{clause} at {text_at(works.schedule, at)}: {why}" for clause, at, why in t.violations]
    return full


def failure(ticket_id, status, message):
    return {"id": ticket_id, "error": {"status": status, "message": message}}


def play_all(settings, lines, now):
    """(answers by place with the errors only, tickets that stand, desk)."""
    works, answers, reads, seen = Clockwork(settings["schedule"], settings), {}, {}, set()
    works.line.inside(now)
    for place, line in enumerate(line for line in lines if line.strip()):
        answers[place] = None
        try:
            read = reading.read(line, settings)
            repeated, seen = read["id"] in seen, seen | {read["id"]}
            if repeated:
                raise reading.Bad("bad_events", f'the id "{read["id"]}" was there before')
            reads[place] = read
        except reading.Bad as bad:
            ticket_id = getattr(bad, "ticket_id", None) or (read["id"] if bad.message.startswith("the id") else None)
            seen = seen | {ticket_id}
            answers[place] = failure(ticket_id, bad.status, bad.message)
    for place, read in list(reads.items()):  # impossible alone is impossible: such a ticket never holds a slot
        try:
            Desk([(place, read)], works, now, now)
        except Failed as failed:
            if failed.status == "bad_events":
                answers[place] = failure(reads.pop(place)["id"], failed.status, failed.message)
    while True:
        standing = sorted(reads.items())
        try:
            desk = Desk(standing, works, now, now)
            found = {t.place: desk.guard(t, answer, t, desk, standing, works, now) for t in desk.tickets}
            return {**answers, **found}, desk, works
        except Failed as failed:
            place = failed.ticket.place
            answers[place] = failure(reads.pop(place)["id"], failed.status, failed.message)


def evaluate(settings, lines, now):
    answers = play_all(settings, lines, now)[0]
    return [answers[place] for place in sorted(answers)]


def work_order(settings, lines, now):
    _, desk, works = play_all(settings, lines, now)

    def order(t):
        due = t.due(now)
        day = (due + works.schedule.zone.offset_at(due)) // oracle.DAY
        return (t.priority not in settings["out_of_turn"], day, t.read["channel"] != "portal", due, t.submitted,
                t.read["id"].encode())

    active = sorted((t for t in desk.tickets if t.state() == "active"), key=order)
    queued = sorted((t for t in desk.tickets if t.state() == "queued"), key=lambda t: (t.submitted, t.place))
    return [t.read["id"] for t in active + queued]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--now", required=True, type=reading.instant)
    parser.add_argument("--settings", type=json.loads, default={})
    asked = parser.parse_args()
    with open(asked.file, encoding="utf-8") as file:
        for found in evaluate(settings_of(asked.settings), file, asked.now):
            print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())
