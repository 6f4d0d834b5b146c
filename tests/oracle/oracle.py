"""A slow, obvious reading of what srok promises about working time, over the system's tz database.

It shares nothing with the library but the words: no table, no line of code. A schedule is a dict:
  zone, calendar (None or "ru"), short_day_cut (seconds), decree_days, forecast,
  hours {0..6: [(begin, end)]}, worked_weekend (None or [(begin, end)]), dates {day: [(begin, end)]},
  closures [(from, to)]
Times of day are seconds after the date's midnight, an end beyond 86400 lies on the next day; days
count from 1970-01-01; closures are instants. An answer is a number, a failed question raises Fault.
"""

import bisect
import csv
import datetime
import functools
import os
import zoneinfo

DAY = 86400
EPOCH = datetime.date(1970, 1, 1)
NEAREST, FARTHEST = 0, 1
ELAPSED, WHOLE = 0, 1
OK, BAD_ARGUMENT, UNKNOWN_YEAR, BEYOND_HORIZON, NEVER_OPEN = 0, 1, 21, 23, 24
WORKING, SHORT, WEEKEND, DAY_OFF, HOLIDAY, DECREE_OFF = range(6)
WORKED_WEEKEND, BASE_SHORT = 16, 32
RU_FIRST, RU_LAST = 1999, 2027
RU_DAYS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "calendar", "ru-days.csv")


class Fault(Exception):
    """A question that has no answer; `status` says why."""

    def __init__(self, status):
        super().__init__(status)
        self.status = status


def day_number(year, month, day):
    return (datetime.date(year, month, day) - EPOCH).days


def weekday(day):
    return (day + 3) % 7  # 1970-01-01 was a Thursday


# ---- zones ----


class Zone:
    """The stretches of one offset, found by looking at every half day from 1969 to 2101."""

    def __init__(self, name):
        zone = zoneinfo.ZoneInfo(name)

        def offset(at):
            moment = datetime.datetime.fromtimestamp(at, datetime.timezone.utc)
            return int(moment.astimezone(zone).utcoffset().total_seconds())

        self.begins, self.offsets = [-(1 << 70)], [offset(-366 * DAY)]
        for at in range(-366 * DAY, day_number(2101, 1, 1) * DAY, DAY // 2):
            if offset(at) == self.offsets[-1]:
                continue
            low, high = at - DAY // 2, at
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(middle) == self.offsets[-1] else (low, middle)
            self.begins.append(high)
            self.offsets.append(offset(high))
        ends = self.begins[1:] + [1 << 70]
        # The latest wall time that was shown up to the end of each stretch.
        self.shown = []
        for end, offset_there in zip(ends, self.offsets):
            self.shown.append(max(self.shown[-1:] + [end + offset_there]))

    def offset_at(self, at):
        return self.offsets[bisect.bisect_right(self.begins, at) - 1]

    def instant(self, local):
        """The first instant whose wall shows this time or later."""
        i = bisect.bisect_right(self.shown, local)
        return max(self.begins[i], local - self.offsets[i])


@functools.lru_cache(None)
def zone_named(name):
    return Zone(name)


def has_yearly_rules(name):
    """Whether the clocks still change in 2037, the last year that zone files spell out."""
    return any(at >= day_number(2037, 1, 1) * DAY for at in zone_named(name).begins)


# ---- the production calendar ----


def projected_year(year):
    """The Labour Code alone: 14 holidays, transfers by law except of 1-8 January, eves."""
    holidays = {day_number(year, 1, day) for day in range(1, 9)}
    moving = [day_number(year, *date) for date in ((2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4))]
    holidays.update(moving)
    kinds = {day: HOLIDAY for day in holidays}
    for day in moving:
        if weekday(day) >= 5:
            target = day + 1
            while weekday(target) >= 5 or target in kinds:
                target += 1
            kinds[target] = DAY_OFF
    for day in holidays | {day_number(year + 1, 1, 1)}:
        eve = day - 1
        if weekday(eve) < 5 and eve not in kinds and eve >= day_number(year, 1, 1):
            kinds[eve] = SHORT
    return kinds


@functools.lru_cache(None)
def ru_kinds():
    """Day -> kind with flags, of the days that are not as their weekday; to 2099."""
    kinds = {}
    with open(RU_DAYS, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            date = datetime.date.fromisoformat(row["date"])
            kind = row["kind"]
            base_short = "base=short" in row["note"]
            kinds[(date - EPOCH).days] = {
                "holiday": HOLIDAY,
                "day_off": DAY_OFF,
                "short": SHORT,
                "working": WORKING | WORKED_WEEKEND,
                "working_short": SHORT | WORKED_WEEKEND,
                "decree_off": DECREE_OFF | (BASE_SHORT if base_short else 0),
            }[kind]
    for year in range(RU_LAST + 1, 2100):
        kinds.update(projected_year(year))
    return kinds


def ru_kind(day):
    return ru_kinds().get(day, WEEKEND if weekday(day) >= 5 else WORKING)


# ---- lists of intervals ----


def merge(intervals):
    merged = []
    for begin, end in sorted(intervals):
        if begin >= end:
            continue
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return merged


def without(intervals, holes):
    for hole_begin, hole_end in holes:
        left = []
        for begin, end in intervals:
            left += [(begin, min(end, hole_begin)), (max(begin, hole_end), end)]
        intervals = [(begin, end) for begin, end in left if begin < end]
    return intervals


def overlap(some, others):
    """Whether their extents do; most lists need no cutting, and asking is cheaper."""
    return some and others and some[0][0] < others[-1][1] and others[0][0] < some[-1][1]


class Line:
    """Merged intervals within [begin, end] and the questions of amount and of openings over them."""

    def __init__(self, intervals, begin, end):
        self.begin, self.end = begin, end
        self.opens = [interval[0] for interval in intervals]
        self.closes = [interval[1] for interval in intervals]
        self.before, total = [], 0
        for opened, closed in intervals:
            self.before.append(total)
            total += closed - opened
        self.after = [b + c - o for b, c, o in zip(self.before, self.closes, self.opens)]

    def inside(self, *instants):
        for at in instants:
            if not self.begin <= at <= self.end:
                raise Fault(BEYOND_HORIZON)

    def work(self, at):
        i = bisect.bisect_right(self.opens, at) - 1
        return 0 if i < 0 else self.before[i] + min(at, self.closes[i]) - self.opens[i]

    def elapsed(self, begin, end):
        self.inside(begin, end)
        return self.work(end) - self.work(begin)

    def deadline(self, start, budget, landing):
        if budget < 0 or landing not in (NEAREST, FARTHEST):
            raise Fault(BAD_ARGUMENT)
        self.inside(start)
        if budget == 0 and landing == NEAREST:
            return start
        target = self.work(start) + budget
        # Nearest: the first interval in which it is spent; farthest: the first that goes on after it.
        find = bisect.bisect_left if landing == NEAREST else bisect.bisect_right
        i = find(self.after, target)
        if i == len(self.after):
            raise Fault(BEYOND_HORIZON)
        return self.opens[i] + target - self.before[i]

    def latest_start(self, deadline, budget, landing):
        if budget < 0 or landing not in (NEAREST, FARTHEST):
            raise Fault(BAD_ARGUMENT)
        self.inside(deadline)
        if budget == 0 and landing == NEAREST:
            return deadline
        target = self.work(deadline) - budget
        find = bisect.bisect_right if landing == NEAREST else bisect.bisect_left
        i = find(self.before, target) - 1
        if i < 0:
            raise Fault(BEYOND_HORIZON)
        return self.opens[i] + target - self.before[i]

    def is_open(self, at):
        self.inside(at)
        if at == self.end:
            raise Fault(BEYOND_HORIZON)
        i = bisect.bisect_right(self.opens, at) - 1
        return int(i >= 0 and at < self.closes[i])

    def next_open(self, at):
        if self.is_open(at):
            return at
        i = bisect.bisect_right(self.opens, at)
        return self.inner(self.opens[i] if i < len(self.opens) else None)

    def next_close(self, at):
        self.inside(at)
        i = bisect.bisect_right(self.closes, at)
        return self.inner(self.closes[i] if i < len(self.closes) else None)

    def previous_open(self, at):
        self.inside(at)
        i = bisect.bisect_right(self.opens, at) - 1
        return self.inner(self.opens[i] if i >= 0 else None)

    def previous_close(self, at):
        self.inside(at)
        i = bisect.bisect_right(self.closes, min(at, self.end - 1)) - 1
        return self.inner(self.closes[i] if i >= 0 else None)

    def inner(self, boundary):
        """The ends of the horizon are neither openings nor closings."""
        if boundary is None or boundary in (self.begin, self.end):
            raise Fault(BEYOND_HORIZON)
        return boundary


# ---- schedules ----


class Schedule:
    def __init__(self, spec):
        self.spec = spec
        self.zone = zone_named(spec["zone"])
        first, last = self.years()
        self.first_day, self.last_day = day_number(first, 1, 1), day_number(last, 12, 31)
        weekly = list(spec["hours"].values()) + [spec["worked_weekend"] or []]
        self.overnight = any(end > DAY for intervals in weekly for _, end in intervals)
        self.begin = self.midnight(self.first_day + self.overnight)
        self.end = self.midnight(self.last_day + 1)
        self.check_dates()
        self.compile()
        self.lines = {0: Line(self.merged, self.begin, self.end)}

    def years(self):
        if self.spec["calendar"] is None:
            first, last = 1970, 2099
        else:
            first, last = RU_FIRST, 2099 if self.spec["forecast"] == "statutory" else RU_LAST
        if has_yearly_rules(self.spec["zone"]):
            last = min(last, 2037)
        return first, last

    def midnight(self, day):
        return self.zone.instant(day * DAY)

    def check_dates(self):
        for day in self.spec["dates"]:
            if not self.first_day <= day <= self.last_day:
                raise Fault(UNKNOWN_YEAR)
        for begin, end in self.spec["closures"]:
            if end <= self.begin or begin >= self.end:
                raise Fault(UNKNOWN_YEAR)

    def kind(self, day):
        if self.spec["calendar"] is None:
            return WEEKEND if weekday(day) >= 5 else WORKING
        kind = ru_kind(day)
        if kind & 15 == DECREE_OFF and self.spec["decree_days"] == "working":
            return SHORT if kind & BASE_SHORT else WORKING
        return kind

    def local_hours(self, day, cut=True):
        """The date's hours on the wall, in seconds after its midnight; as if it were not short, unless cut."""
        spec = self.spec
        if day in spec["dates"]:
            return merge(spec["dates"][day])
        kind = self.kind(day)
        if kind & 15 in (HOLIDAY, DAY_OFF, DECREE_OFF):
            return []
        hours = merge(spec["hours"].get(weekday(day), []))
        if kind & WORKED_WEEKEND:
            if spec["worked_weekend"] is not None:
                hours = merge(spec["worked_weekend"])
            else:
                hours = hours or merge(spec["hours"].get(0, []))
        if cut and kind & 15 == SHORT:
            hours = self.shortened(hours)
        return hours

    def lost_to_cut(self, day):
        """What a short day takes of its own hours."""
        lost = without(self.local_hours(day, cut=False), self.local_hours(day))
        return [tuple(self.zone.instant(day * DAY + edge) for edge in interval) for interval in lost]

    def shortened(self, hours):
        cut, hours = self.spec["short_day_cut"], list(hours)
        while cut > 0 and hours:
            begin, end = hours.pop()
            if end - begin > cut:
                hours.append((begin, end - cut))
            cut -= end - begin
        return hours

    def compile(self):
        """The intervals that each date owns and those closures took from it, the working dates, and all of it merged."""
        self.own, self.lost_to_closures, before = {}, {}, []
        for day in range(self.first_day, self.last_day + 1):
            instant, midnight = self.zone.instant, day * DAY
            whole = [(instant(midnight + b), instant(midnight + e)) for b, e in self.local_hours(day)]
            whole = merge(whole)
            mine = without(whole, before) if overlap(before, whole) else whole
            before = whole
            unclosed = mine
            for closure in self.spec["closures"]:
                if overlap([closure], mine):
                    mine = without(mine, [closure])
            self.lost_to_closures[day] = without(unclosed, mine)
            mine = [(max(b, self.begin), min(e, self.end)) for b, e in mine]
            mine = [(b, e) for b, e in mine if b < e]
            if mine:
                self.own[day] = mine
        if not self.own:
            raise Fault(NEVER_OPEN)
        self.working_days = sorted(self.own)
        self.merged = merge([interval for intervals in self.own.values() for interval in intervals])

    def line(self, unit):
        """The same on the finer line: every boundary times 10^unit."""
        if unit not in self.lines:
            scale = 10**unit
            scaled = [(begin * scale, end * scale) for begin, end in self.merged]
            self.lines[unit] = Line(scaled, self.begin * scale, self.end * scale)
        return self.lines[unit]

    def deadline_days(self, start, days, rule, unit=0):
        if days < 0 or rule not in (ELAPSED, WHOLE):
            raise Fault(BAD_ARGUMENT)
        line, scale = self.line(unit), 10**unit
        line.inside(start)
        if days == 0:
            return start
        s = line.next_open(start)
        day = self.owner(s // scale)
        if self.overnight and day == self.first_day:
            raise Fault(BEYOND_HORIZON)  # the shift opened before the horizon
        past = sum(max(0, min(s, e * scale) - b * scale) for b, e in self.own[day])
        i = bisect.bisect_left(self.working_days, day)
        i += days - (1 if rule == ELAPSED and past == 0 else 0)
        if i >= len(self.working_days):
            raise Fault(BEYOND_HORIZON)
        there = self.own[self.working_days[i]]
        if rule == ELAPSED and past > 0:
            for begin, end in there:
                if past <= (end - begin) * scale:
                    return begin * scale + past
                past -= (end - begin) * scale
        close = there[-1][1]
        if close == self.end and self.cut_at_end():
            raise Fault(BEYOND_HORIZON)
        return close * scale

    def cut_at_end(self):
        """Whether the last date's hours go on behind the horizon."""
        return any(end > DAY for _, end in self.local_hours(self.last_day))

    def owner(self, at):
        guess = (at + self.zone.offset_at(at)) // DAY
        for day in range(guess - 2, guess + 3):
            if any(begin <= at < end for begin, end in self.own.get(day, [])):
                return day
        raise AssertionError("open, and nobody's")

    def inside_days(self, last, *days):
        for day in days:
            if not self.first_day + self.overnight <= day <= last:
                raise Fault(BEYOND_HORIZON)

    def add_days(self, day, days):
        self.inside_days(self.last_day, day)
        if days == 0:
            return day
        if days > 0:
            i = bisect.bisect_right(self.working_days, day) + days - 1
        else:
            i = bisect.bisect_left(self.working_days, day) + days
        if not 0 <= i < len(self.working_days):
            raise Fault(BEYOND_HORIZON)
        self.inside_days(self.last_day, self.working_days[i])
        return self.working_days[i]

    def days_between(self, first, end):
        self.inside_days(self.last_day + 1, first, end)
        return bisect.bisect_left(self.working_days, end) - bisect.bisect_left(self.working_days, first)

    def deadline_with_pauses(self, start, budget, landing, pauses):
        """The deadline of the schedule with the pauses cut out; an end of None never comes."""
        if budget < 0 or landing not in (NEAREST, FARTHEST):
            raise Fault(BAD_ARGUMENT)
        if any(end is not None and end < begin for begin, end in pauses):
            raise Fault(BAD_ARGUMENT)
        self.lines[0].inside(start)
        if budget == 0:
            return start
        holes = merge([(begin, 1 << 63 if end is None else end) for begin, end in pauses])
        left = []
        # What closed before the start counts for nothing, and most of the rest meets no pause.
        for begin, end in self.merged[bisect.bisect_right(self.lines[0].closes, start):]:
            near = [hole for hole in holes if hole[0] < end and begin < hole[1]]
            left += without([(begin, end)], near) if near else [(begin, end)]
        return Line(left, self.begin, self.end).deadline(start, budget, landing)

    def offset_at(self, at):
        self.lines[0].inside(at)
        return self.zone.offset_at(at)

    def instant_from_local(self, local):
        at = self.zone.instant(local)
        self.lines[0].inside(at)
        return at

    def official_until(self):
        if self.spec["calendar"] is None:
            return self.end
        return min(self.end, self.midnight(day_number(RU_LAST + 1, 1, 1)))
