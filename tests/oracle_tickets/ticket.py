"""One ticket of section 4 of the design, as events happen to it: turns, cycles, deferrals, silence.

Slow and obvious on purpose: every due is worked out anew from its cycle's start whenever it is asked for.
`at` is always the moment of asking; a deferral that is still on is taken to end there.
"""

import copy
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracle"))
import oracle  # noqa: E402
from reading import Bad  # noqa: E402


class Clockwork:
    """The working-time questions of a schedule, and the settings."""

    def __init__(self, schedule, settings):
        self.schedule, self.line, self.settings = schedule, schedule.lines[0], settings
        self.rule = {"elapsed": oracle.ELAPSED, "whole": oracle.WHOLE}[settings["day_rule"]]

    def days(self, start, n):
        return self.schedule.deadline_days(start, n, self.rule)

    def days_of(self, priority):
        return self.settings["priorities"][priority]

    def deadline(self, start, seconds):
        return self.line.deadline(start, seconds, oracle.NEAREST)

    def landed(self, at):
        return self.line.next_open(at) if self.settings["landing"] == "farthest" else at

    def date_close(self, day):
        own = self.schedule.own
        if not self.schedule.first_day <= day <= self.schedule.last_day:
            raise oracle.Fault(oracle.BEYOND_HORIZON)
        while day not in own:
            day += 1
            if day > self.schedule.last_day:
                raise oracle.Fault(oracle.BEYOND_HORIZON)
        return own[day][-1][1]


class Cycle:
    """From a start to the first reaction. `anchor`: the event its due counts from; `before`: what deferrals
    had moved earlier dues of this cycle by."""

    def __init__(self, start, anchor, due0, budget):
        self.start, self.anchor, self.due0, self.budget = start, anchor, due0, budget
        self.before, self.change, self.target = 0, None, None
        self.met_at, self.unspent, self.elapsed_at_end, self.ended_at = None, None, None, None


class Ticket:
    def __init__(self, place, read, works):
        self.place, self.read, self.works = place, read, works
        self.line, self.settings = works.line, works.settings
        self.phase = None  # None, queued, open, resolved, closed, auto_closed
        self.turn = self.reason = self.cycle = self.unspent = None
        self.stops, self.spans = [], []  # deferrals that stop the timers, touching ones joined; and all of them
        self.reaction = self.question = self.silence_change = None
        self.breached_at = self.auto_closed_at = self.admitted = None
        self.priority = read["priority"] or self.settings["default_priority"]
        self.submitted = read["events"][0]["at"]
        self.violations = []

    def twin(self):
        """Another one that stands as it does."""
        twin = copy.copy(self)
        twin.cycle = copy.copy(self.cycle)
        twin.stops, twin.spans = [list(s) for s in self.stops], [list(s) for s in self.spans]
        twin.violations = list(self.violations)
        return twin

    # ---- what stands at a moment ----

    def state(self):
        if self.phase != "open":
            return self.phase
        if self.reason is not None:
            return "deferred"
        return "active" if self.turn == "desk" else "waiting_for_user"

    def stopped(self):
        return bool(self.stops) and self.stops[-1][1] is None

    def moved(self, due, anchor, change, at):
        """`due` after the deferrals since `anchor` and the floor of a change; and what the deferrals took."""
        taken, next_open = 0, self.line.next_open
        for begin, end in self.stops:
            end = at if end is None else end
            if end < anchor:
                continue
            if change and (change[0] < begin or change[0] == begin and not change[1]):
                due, change = max(due, next_open(change[0])), None
            if begin < due:
                amount = self.line.elapsed(max(begin, anchor), end)
                taken, due = taken + amount, self.deadline_after(due, amount, end)
            if change and (begin < change[0] < end or change[1] and begin <= change[0] <= end):
                due, change = max(due, next_open(end)), None
        if change:
            due = max(due, next_open(change[0]))
        return due, taken

    def deadline_after(self, due, amount, end):
        """With nothing left to spend the earliest such moment can lie within the deferral."""
        due = self.works.deadline(due, amount)
        return due if due >= end else self.line.next_open(end)

    def nearest_due(self, at):
        cycle = self.cycle
        if cycle.target == "fixed":
            return cycle.due0
        return self.moved(cycle.due0, cycle.anchor, cycle.change, at)[0]

    def due(self, at):
        due = self.nearest_due(at)
        return due if self.cycle.target == "fixed" else self.works.landed(due)

    def taken(self, at):
        cycle = self.cycle
        later = 0 if cycle.target == "fixed" else self.moved(cycle.due0, cycle.anchor, cycle.change, at)[1]
        return cycle.before + later

    def elapsed(self, at):
        if self.cycle is None or self.phase == "queued":
            return 0
        if self.cycle.elapsed_at_end is not None:
            return self.cycle.elapsed_at_end
        return self.line.elapsed(self.cycle.start, at) - self.taken(at)

    def auto_close_at(self, at):
        base = self.question if self.settings["silence_after"] == "question" else self.reaction
        if self.settings["auto_close"] == "off" or base is None:
            return None
        first = self.works.days(base, self.works.days_of(self.priority))
        close = self.moved(first, base, self.silence_change, at)[0]
        if self.cycle.target:
            close = max(close, self.nearest_due(at))
        close = self.works.landed(close)
        for begin, end in self.spans:
            end = at if end is None else end
            if begin <= close < end:
                close = self.line.next_open(end)
        return close

    def may_change_at(self, at):
        if self.question is None:
            return None
        first = self.works.deadline(self.question, self.settings["priority_right_after"])
        return self.works.landed(self.moved(first, self.question, None, at)[0])

    def right(self, at):
        """Whether clause 3.5 lets a specialist change the priority."""
        if self.phase != "open" or self.turn != "user" or self.question is None:
            return False
        return at >= self.may_change_at(at)

    def running(self):
        return self.phase in ("queued", "open") and self.cycle is not None and self.cycle.met_at is None

    def look(self, at):
        """Writes down a breach that has come by now."""
        if self.breached_at is None and self.running():
            due = self.due(at)
            if at > due:
                self.breached_at = due

    def warned(self, at):
        if not self.running() or self.phase == "queued":
            return 0
        elapsed = self.elapsed(at)
        budget = elapsed + self.line.elapsed(at, self.nearest_due(at))
        return sum(elapsed * 100 >= share * budget for share in self.settings["warnings"])

    def warning_moments(self, at):
        if not self.running() or self.phase == "queued":
            return []
        elapsed = self.elapsed(at)
        budget = elapsed + self.line.elapsed(at, self.nearest_due(at))
        needs = [-(-share * budget // 100) - elapsed for share in self.settings["warnings"]]
        return [self.works.deadline(at, need) for need in needs if need > 0]

    # ---- what happens to it ----

    def asks(self, event):
        name = event["event"]
        reopens = self.phase == "auto_closed" and name == "user_replied"
        return name in ("submitted", "reopened") or reopens and self.settings["after_auto_close"] == "reopen"

    def ask(self, at, unspent=None):
        """Wants a slot from now on."""
        self.phase, self.turn, self.cycle, self.admitted = "queued", "desk", None, None
        self.auto_closed_at, self.unspent = None, unspent
        self.silent()
        if self.settings["queued_timer"] == "runs":
            self.begin(at, unspent)

    def admit(self, at):
        self.phase, self.admitted = "open", at
        if self.cycle is None:
            self.begin(at, self.unspent)

    def begin(self, at, unspent=None):
        start = self.line.next_open(at)
        if unspent is None:
            due0 = self.works.days(start, self.works.days_of(self.priority))
        else:
            due0 = self.works.deadline(start, unspent)
        self.begin_with(Cycle(start, at, due0, self.line.elapsed(start, due0)))

    def begin_with(self, cycle):
        self.cycle, self.turn = cycle, "desk"
        self.silent()

    def silent(self):
        self.reaction = self.question = self.silence_change = None

    def meet(self, at):
        cycle = self.cycle
        cycle.elapsed_at_end = self.elapsed(at) if self.phase == "open" else self.line.elapsed(cycle.start, at)
        cycle.unspent = self.line.elapsed(at, self.nearest_due(at))
        cycle.met_at = cycle.ended_at = at

    def left_over(self):
        """The budget of the cycle that a user's reply begins; None: that of the priority."""
        if self.settings["after_user_reply"] == "restart" or self.cycle.target:
            return None
        return max(0, self.cycle.unspent)

    def defer(self, at, reason):
        if self.reason is None:
            self.spans.append([at, None])
        self.reason = reason
        self.stop(at, self.settings["deferral"][reason])

    def resume(self, at):
        self.stop(at, False)
        if self.reason is not None:
            self.spans[-1][1] = at
        self.reason = None

    def stop(self, at, stops):
        if stops and not self.stopped():
            if self.stops and self.stops[-1][1] == at:
                self.stops[-1][1] = None
            else:
                self.stops.append([at, None])
        elif not stops and self.stopped():
            self.stops[-1][1] = at

    def close_by_itself(self, at):
        self.phase, self.auto_closed_at = "auto_closed", at

    def violate(self, clause, at, why):
        self.violations.append((clause, at, why))

    def force_in(self, at):
        if self.phase == "queued":
            self.violate("4.3", at, "worked on above the limit of active tickets")
            self.admit(at)

    def apply(self, event):
        at, name = event["at"], event["event"]
        self.look(at)
        if self.phase in ("resolved", "closed", "auto_closed"):
            self.apply_ended(event)
        elif name in ("submitted", "reopened"):
            if name == "reopened":
                raise impossible(event, self)
            self.ask(at)
        elif name in ("resolved", "closed"):
            self.finish(name, at)
        else:
            getattr(self, "on_" + name)(event)
        if self.running():
            self.look(at)

    def apply_ended(self, event):
        at, name = event["at"], event["event"]
        if name == "replied":
            return
        if name == "user_replied":
            if self.asks(event):
                self.ask(at, self.left_over())
        elif name == "reopened":
            self.ask(at)
        elif name == "closed" and self.phase != "closed" or name == "resolved" and self.phase == "auto_closed":
            self.phase = name
        else:
            raise impossible(event, self)

    def finish(self, name, at):
        if name == "resolved" and self.cycle is None:
            self.cycle = Cycle(at, at, at, 0)
        if self.cycle and self.cycle.met_at is None:
            if name == "resolved":
                self.meet(at)
            else:
                began = self.phase == "open" or self.settings["queued_timer"] == "runs"
                self.cycle.elapsed_at_end = self.line.elapsed(self.cycle.start, at) - self.taken(at) if began else 0
                self.cycle.ended_at = at
        self.resume(at)
        self.phase = name

    def on_replied(self, event):
        at, effect = event["at"], self.settings["replies"][event["kind"]]
        if effect == "nothing":
            return
        self.force_in(at)
        if self.turn == "desk":
            if not self.line.is_open(at):
                self.violate("4.8", at, "answered outside working hours")
            self.meet(at)
            self.turn, self.reaction = "user", at
        if effect == "asks" and self.question is None:
            self.question = at

    def on_user_replied(self, event):
        if self.phase == "open" and self.turn == "user":
            self.begin(event["at"], self.left_over())

    def on_priority_changed(self, event):
        at, new = event["at"], event["priority"]
        if new == self.priority:
            return
        if event["by"] == "specialist" and not self.right(at):
            self.violate("3.5", at, "priority changed by a specialist without the right to")
        self.priority = new
        if self.turn == "user":
            self.silence_change = (at, self.stopped())
        elif self.cycle is not None and not self.cycle.target:
            self.change_due(at)

    def change_due(self, at):
        cycle, days = self.cycle, self.works.days_of(self.priority)
        whole = self.works.days(cycle.start, days)
        budget = self.line.elapsed(cycle.start, whole)
        policy = self.settings["on_priority_change"]
        if policy == "from_start":
            cycle.due0 = whole
        else:
            left = self.line.elapsed(at, self.nearest_due(at))
            cycle.before = self.taken(at)
            cycle.anchor = at
            if policy == "from_change":
                cycle.due0 = self.works.days(at, days)
            else:
                left = max(0, min(left, cycle.budget))
                cycle.due0 = self.works.deadline(at, budget * left // cycle.budget if cycle.budget else 0)
        cycle.budget, cycle.change = budget, (at, self.stopped())

    def on_deferred(self, event):
        self.force_in(event["at"])
        self.defer(event["at"], event["reason"])

    def on_resumed(self, event):
        if self.reason is None:
            raise impossible(event, self)
        self.resume(event["at"])

    def on_target_set(self, event):
        at = event["at"]
        if self.cycle is None or self.turn == "user":
            self.begin_with(Cycle(self.line.next_open(at), at, None, None))
        else:
            self.cycle.before = self.taken(at)
        self.force_in(at)
        cycle = self.cycle
        cycle.anchor, cycle.change, cycle.target = at, None, "fixed"
        if "days" in event:
            cycle.due0, cycle.target = self.works.days(at, event["days"]), "days"
        elif "date" in event:
            cycle.due0 = self.works.date_close(event["date"])
        else:
            cycle.due0 = event["instant"]


def impossible(event, ticket):
    return Bad("bad_events", f'event {event["number"]} ({event["event"]}) is impossible in {ticket.state()}')
