"""Random schedules, as the oracle takes them and as TOML, and random instants where mistakes live."""

import oracle

ZONES = (
    "Europe/Moscow Europe/Berlin America/New_York America/Sao_Paulo Australia/Lord_Howe Africa/Casablanca "
    "Pacific/Apia Europe/Volgograd Asia/Kathmandu America/St_Johns Africa/Monrovia Asia/Kolkata UTC"
).split()
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = oracle.DAY
HUGE = ((1 << 63) - 1, -(1 << 63), -(1 << 63) + 1, 1 << 62, -(1 << 62), 1 << 32, 1 << 31, 253402300800)


def time_text(seconds):
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return text + (f":{seconds % 60:02}" if seconds % 60 else "")


def interval_text(begin, end):
    # An end at or before its begin is the next day's, so 24 hours and more need no other form.
    return f"{time_text(begin)}-{time_text(end if end <= DAY else end - DAY)}"


def hours_text(intervals):
    return "[" + ", ".join(f'"{interval_text(*interval)}"' for interval in intervals) + "]"


def date_text(day):
    return (oracle.EPOCH + oracle.datetime.timedelta(day)).isoformat()


def instant_text(at, offset):
    wall = oracle.datetime.datetime(1970, 1, 1) + oracle.datetime.timedelta(seconds=at + offset * 60)
    sign, minutes = "+-"[offset < 0], abs(offset)
    return f"{wall.isoformat()}{sign}{minutes // 60:02}:{minutes % 60:02}"


def toml(spec, rng):
    lines = ["[schedule]", f'zone = "{spec["zone"]}"']
    if spec["calendar"]:
        lines.append(f'calendar = "{spec["calendar"]}"')
    lines.append(f'short_day_cut = "{spec["short_day_cut"]}s"')
    lines.append(f'decree_days = "{spec["decree_days"]}"')
    lines.append(f'forecast = "{spec["forecast"]}"')
    lines.append("[schedule.hours]")
    for day, intervals in spec["hours"].items():
        lines.append(f"{NAMES[day]} = {hours_text(intervals)}")
    if spec["worked_weekend"] is not None:
        lines.append(f"worked_weekend = {hours_text(spec['worked_weekend'])}")
    if spec["dates"]:
        lines.append("[schedule.dates]")
        lines += [f'"{date_text(day)}" = {hours_text(hours)}' for day, hours in spec["dates"].items()]
    for begin, end in spec["closures"]:
        offset = rng.choice([0, 180, -210, 345])
        lines.append("[[schedule.closures]]")
        lines.append(f"from = {instant_text(begin, offset)}")
        lines.append(f"to = {instant_text(end, offset)}")
    return "\n".join(lines) + "\n"


# ---- schedules ----


def time_of_day(rng):
    grain = rng.choice([3600, 3600, 1800, 60, 1])
    return rng.randrange(0, DAY // grain) * grain


def intervals(rng, overnight):
    style = rng.random()
    if style < 0.05:
        return [(0, DAY)]
    if style < 0.10:
        return [(7 * 3600, DAY)]
    if style < 0.15:
        return [(0, time_of_day(rng) or 60)]
    chosen = []
    for _ in range(rng.choice([1, 1, 1, 2, 2, 3, 5])):
        begin, end = time_of_day(rng), time_of_day(rng)
        if rng.random() < 0.2 and chosen:
            begin = min(chosen[-1][1], DAY - 1)  # touching, or as good as
        if end <= begin:
            if overnight:
                end += DAY
            else:
                begin, end = (end, begin) if end < begin else (begin, DAY)
        chosen.append((begin, end))
    return chosen


def schedule(rng):
    calendar = rng.choice(["ru", "ru", None])
    forecast = rng.choice(["refuse", "statutory"]) if calendar else "refuse"
    overnight = rng.random() < 0.4
    style = rng.random()
    if style < 0.1:
        hours = {day: [(0, DAY)] for day in range(7)}
    elif style < 0.35:
        same = intervals(rng, overnight)
        hours = {day: same for day in range(5)}
    else:
        hours = {day: intervals(rng, overnight) for day in rng.sample(range(7), rng.randrange(1, 8))}
        if rng.random() < 0.1:
            hours[rng.randrange(7)] = []
    spec = {
        "zone": rng.choice(ZONES),
        "calendar": calendar,
        "short_day_cut": rng.choice([0, 3600, 3600, 1, 5400, 8 * 3600, DAY]),
        "decree_days": rng.choice(["working", "off"]),
        "forecast": forecast,
        "hours": hours,
        "worked_weekend": rng.choice([None, None, intervals(rng, overnight), []]),
        "dates": {},
        "closures": [],
    }
    first, last = oracle.Schedule.years(type("Spec", (), {"spec": spec})())
    first_day, last_day = oracle.day_number(first, 1, 1), oracle.day_number(last, 12, 31)
    changes = [at for at in oracle.zone_named(spec["zone"]).begins if first_day < at // DAY < last_day]
    for _ in range(rng.choice([0, 0, 3, 40])):
        day = rng.randint(first_day, last_day)
        if changes and rng.random() < 0.3:
            day = rng.choice(changes) // DAY + rng.randint(-1, 1)
        if rng.random() < 0.05:
            day = rng.choice([first_day, last_day])
        spec["dates"][day] = rng.choice([[], intervals(rng, overnight), intervals(rng, True)])
    for _ in range(rng.choice([0, 0, 2, 10])):
        begin = rng.randint((first_day + 2) * DAY, (last_day - 2) * DAY)
        if changes and rng.random() < 0.2:
            begin = rng.choice(changes) - rng.choice([0, 1, 1800, 7200])
        spec["closures"].append((begin, begin + rng.choice([1, 60, 5400, DAY, 40 * DAY])))
    return spec


# ---- where to ask ----


def instant(rng, schedule):
    """Near an opening or a closing, a change of the clocks, an end of the horizon; anywhere; absurd."""
    where = rng.random()
    near = rng.choice([0, 0, 0, 1, -1, 2, -2, 59, 3600, -3600])
    if where < 0.35:
        return rng.choice(rng.choice(schedule.merged)) + near
    if where < 0.45:
        return rng.choice(schedule.zone.begins[1:] or [0]) + near
    if where < 0.55:
        return rng.choice([schedule.begin, schedule.end]) + near * rng.choice([1, 1, 40])
    if where < 0.58:
        return rng.choice(HUGE)
    if where < 0.65:
        return schedule.midnight(rng.randint(schedule.first_day, schedule.last_day)) + near
    return rng.randint(schedule.begin, schedule.end)


def budget(rng, schedule, start, forward):
    style = rng.random()
    line = schedule.lines[0]
    if style < 0.12:
        return 0
    if style < 0.15:
        return rng.choice([-1, -(1 << 63), (1 << 63) - 1, 1 << 40])
    if style < 0.45 and line.begin <= start <= line.end:
        # Exactly, or all but, what is spent at some closing or the end.
        i = rng.choice([rng.randrange(len(line.opens)), len(line.opens) - 1 if forward else 0])
        amount = line.after[i] - line.work(start) if forward else line.work(start) - line.before[i]
        return max(0, amount + rng.choice([0, 0, 0, 1, -1]))
    return rng.randint(0, rng.choice([60, 36000, 40 * 9 * 3600, 4 * 10**8]))
