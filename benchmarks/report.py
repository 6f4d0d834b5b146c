#!/usr/bin/env python3
"""Turns what a run has measured into RESULTS.md and the curves, and prints the field.

    report.py RUN_FOLDER OUT_FOLDER

Exit status 1 when a peer answers something else than srok.
"""

import os
import sys

import curves
from measured import PEERS, SROK, Run

DASH = "–"


# ---- words and numbers ----


def time(ns):
    if ns is None:
        return DASH
    for size, unit in ((1e9, "s"), (1e6, "ms"), (1e3, "µs")):
        if ns >= size:
            return f"{three_digits(ns / size)} {unit}"
    return f"{three_digits(ns)} ns"


def three_digits(value):
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def ratio(value, base):
    if value is None or not base:
        return DASH
    times = value / base
    if times >= 100:  # three digits are all that a run can vouch for
        size = 10 ** (len(str(int(times))) - 3)
        return f"{round(times / size) * size:,}×".replace(",", " ")
    return f"{times:.1f}×" if times >= 10 else f"{times:.2f}×"


def table(head, rows, rule=" ---: |"):
    lines = ["| " + " | ".join(head) + " |", "| --- |" + rule * (len(head) - 1)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def spread(values):
    """How far the slowest lies above the fastest."""
    known = [value for value in values if value]
    return f"{(max(known) / min(known) - 1) * 100:.0f} %" if len(known) > 1 else DASH


# ---- srok's own programs ----

QUESTIONS = ("elapsed", "deadline", "deadline_farthest", "latest_start", "deadline_days", "next_open", "is_open")


def one_at_a_time(run):
    rows = []
    for question in QUESTIONS:
        inline, c, floor, rival = (
            run.ns("engine", f"{question}/{who}") for who in ("srok", "srok_c", "floor", "rival")
        )
        rows.append(
            [question, time(inline), time(floor), ratio(inline, floor), time(c), time(rival), ratio(rival, inline)]
        )
    for question in ("elapsed", "deadline"):
        inline, rival = run.ns("engine", f"{question}/srok/heavy"), run.ns("engine", f"{question}/rival/heavy")
        moscow = run.ns("engine", f"{question}/srok")
        rows.append(
            [
                f"{question}, heavy desk",
                time(inline),
                time(moscow) + " (Moscow)",
                ratio(inline, moscow),
                DASH,
                time(rival),
                ratio(rival, inline),
            ]
        )
    return table(["", "inlined", "floor", "over the floor", "C API", "bisection", "slower than srok"], rows)


def flat(run):
    distances = ("8h", "80h", "800h", "2000h", "10y")
    closed = ("0", "20", "200", "2000")
    by_distance, by_closed = [], []
    for question in ("elapsed", "deadline"):
        values = [run.ns("engine", f"{question}/srok/{d}") for d in distances]
        by_distance.append([question, *map(time, values), spread(values)])
        values = [run.ns("engine", f"{question}/srok/{c}_closed") for c in closed]
        by_closed.append([question, *map(time, values), spread(values)])
    return (
        table(["working time ahead", "8 h", "80 h", "800 h", "2000 h", "10 years", "spread"], by_distance)
        + "\n"
        + table(["days closed in 20 years", *closed, "spread"], by_closed)
    )


COLUMNS = (
    ("elapsed", "elapsed"),
    ("deadline", "deadline"),
    ("deadline_same", "deadline, one budget for all"),
    ("latest_start", "latest_start"),
    ("deadline_days", "deadline_days"),
    ("regulation_due", "regulation_due"),
    ("is_open", "is_open"),
    ("elapsed_many", "elapsed, a desk a row"),
    ("deadline_many", "deadline, a desk a row"),
)


def columns(run):
    def of(question, who, rows, desk="moscow", unit="s", status=""):
        return run.ns("batch", f"{question}/{who}/{desk}/{unit}/{rows}{status}")

    floors = {
        (rows, status): of("subtract", "floor", rows, "any", status=status)
        for rows in ("4Ki", "4Mi")
        for status in ("", "/status")
    }
    rows = [
        [
            "floor, `b[i] - a[i]`",
            *(
                cell
                for size in ("4Ki", "4Mi")
                for cell in (time(floors[size, ""]), "1", time(floors[size, "/status"]))
            ),
            DASH,
        ]
    ]
    for question, title in COLUMNS:
        cells = []
        for size in ("4Ki", "4Mi"):
            value, with_status = of(question, "srok", size), of(question, "srok", size, status="/status")
            cells += [time(value), ratio(value, floors[size, ""]), ratio(with_status, floors[size, "/status"])]
        rows.append([title, *cells, ratio(of(question, "rival", "4Ki"), of(question, "srok", "4Ki"))])
    head = [
        "a row",
        "4 Ki rows",
        "over the floor",
        "with a status column",
        "4 Mi rows",
        "over the floor",
        "with a status column",
        "bisection slower by",
    ]
    text = table(head, rows)

    text += "\n" + targets(run, floors)

    rows = []
    for question in ("elapsed", "deadline", "regulation_due"):
        cells = []
        for size in ("4Ki", "4Mi"):
            seconds = of(question, "srok", size)
            cells += [ratio(of(question, "srok", size, unit=unit), seconds) for unit in ("ms", "us", "ns")]
        rows.append([question, *cells])
    head = ["finer units over seconds", "ms, 4 Ki", "µs, 4 Ki", "ns, 4 Ki", "ms, 4 Mi", "µs, 4 Mi", "ns, 4 Mi"]
    text += "\n" + table(head, rows)

    rows = []
    for question in ("elapsed", "deadline", "latest_start", "deadline_days"):
        cells = []
        for size in ("4Ki", "4Mi"):
            value = of(question, "srok", size, "heavy")
            cells += [time(value), ratio(value, of(question, "srok", size))]
        rows.append(
            [question, *cells, ratio(of(question, "rival", "4Ki", "heavy"), of(question, "srok", "4Ki", "heavy"))]
        )
    head = ["heavy desk", "4 Ki rows", "over Moscow", "4 Mi rows", "over Moscow", "bisection slower by"]
    return text + "\n" + table(head, rows)


def targets(run, floors):
    """Every way in which this machine can run batches, the fastest first."""
    found = {}
    for name, entry in run.benchmarks["batch"].items():
        kind, _, rest = name.partition("/")
        if kind == "targets":
            target, question, size = rest.split("/")
            found.setdefault((question, target), {})[size] = entry["ns"]
    order = [question for question, _ in COLUMNS]
    rows = []
    for (question, target), times in sorted(found.items(), key=lambda f: (order.index(f[0][0]), f[1].get("4Ki", 0))):
        cells = []
        for size in ("4Ki", "4Mi"):
            cells += [time(times.get(size)), ratio(times.get(size), floors[size, ""])]
        rows.append([f"{question}, {target}", *cells])
    return table(["each way to run them", "4 Ki rows", "over the floor", "4 Mi rows", "over the floor"], rows)


MAKING = (
    ("builtin", "built in, ready"),
    ("compile", "compiled: 30 years, calendar and zone loaded"),
    ("text", "read from the text of a regulation and compiled"),
    ("dump", "dumped"),
    ("load", "loaded from a dump, checked in full"),
)


def making(run):
    rows = []
    for desk in ("moscow", "heavy"):
        copy = run.ns("compile", f"copy/floor/{desk}")
        for thing, title in MAKING:
            inline, c = (run.ns("compile", f"{thing}/{who}/{desk}") for who in ("srok", "srok_c"))
            if inline is None:
                continue
            size = run.benchmarks["compile"][f"{thing}/srok/{desk}"].get("bytes")
            of_copy = DASH if thing in ("builtin", "dump") else ratio(inline, copy)
            rows.append(
                [f"{title}, {desk}", time(inline), time(c), f"{size / 1024:.0f} KB" if size else DASH, of_copy]
            )
        rows.append([f"floor: its bytes copied, {desk}", time(copy), DASH, DASH, "1"])
    return table(["", "C++", "C API", "size", "over the copy"], rows)


TICKETS = (
    ("columns/srok/apart", "columns", "columns/floor/pass", ("4Ki", "1Mi")),
    ("columns/srok/crowded", "columns, users who wait for slots", "columns/floor/pass", ("4Ki", "1Mi")),
    ("columns/srok/one_user", "columns, all of one user", None, ("1Ki", "16Ki")),
    ("lines/srok/apart", "JSON lines", "lines/floor/split_copy", ("1Ki", "64Ki")),
    ("lines/srok/crowded", "JSON lines, users who wait for slots", "lines/floor/split_copy", ("1Ki", "64Ki")),
    ("lines/srok/read_only", "JSON lines, only read", "lines/floor/split_copy", ("1Ki", "64Ki")),
    ("lines/rival/rapidjson_parse", "JSON lines, only parsed by RapidJSON", "lines/floor/split_copy", ("1Ki", "64Ki")),
    ("command/srok/tickets", "`srok tickets`, all cores, file to file", None, ("64Ki",)),
    ("command/srok/batch", "`srok batch`, all cores, file to file", None, ("1Mi",)),
)


def tickets(run):
    entries = run.benchmarks["tickets"]
    rows = []
    for name, title, floor, counts in TICKETS:
        for count in counts:
            suffix = count + "/real_time" if name.startswith("command/") else count
            entry = entries.get(f"{name}/{suffix}")
            if entry is None:
                continue
            bytes_a_second = entry.get("bytes_per_second")
            rows.append(
                [
                    f"{title}, {count[:-2]} {count[-2:]}",
                    time(entry["ns"]),
                    f"{three_digits(1e3 / entry['ns'])} M",
                    f"{bytes_a_second / 1e6:.0f}" if bytes_a_second else DASH,
                    ratio(entry["ns"], run.ns("tickets", f"{floor}/{count}")) if floor else DASH,
                ]
            )
    return table(["", "a ticket", "a second", "MB/s", "over the floor"], rows)


# ---- the field ----

FIELD = (
    ("deadline", "common", (("8h", "+8 h"), ("80h", "+80 h"), ("2000h", "+2000 h"), ("10y", "+22 000 h"))),
    ("elapsed", "common", (("1d", "a day"), ("2w", "two weeks"), ("1y", "a year"), ("10y", "ten years"))),
    ("add_days", "common", (("1", "+1 day"), ("10", "+10"), ("250", "+250"), ("2500", "+2500"))),
    ("days_between", "common", (("1d", "a day"), ("2w", "two weeks"), ("1y", "a year"), ("10y", "ten years"))),
    ("add_days", "weekdays", (("250", "+250"),)),
    ("days_between", "weekdays", (("1y", "a year"),)),
    ("is_open", "common", (("at", "at an instant"),)),
    ("make", "common", (("desk", "the desk made"),)),
)
TITLES = {
    "deadline": "When is so much working time spent?",
    "elapsed": "How much working time lies between two instants so far apart?",
    "add_days": "Which date is the n-th working day after?",
    "days_between": "How many working days lie between two dates so far apart?",
    "is_open": "Is it open?",
    "make": "How long until the desk is ready, its closed dates in memory?",
}


def asked_like(run, peer, set_):
    """What srok takes for this set when it is asked as the peer is."""
    column = run.question_ns("srok_column", set_)
    if (peer.way == "column" or set_ == "common/is_open/at" and peer.name == "timegrid") and column:
        return column
    return run.question_ns("srok_c", set_) or run.question_ns("srok_inline", set_)


def agreement(run, peer, sets):
    answered = [run.answered[peer.name, set_] for set_ in sets if (peer.name, set_) in run.answered]
    rows, different = sum(a.rows for a in answered), sum(a.different for a in answered)
    if rows == 0:
        return DASH
    return f"{different} of {rows} DIFFER" if different else f"equal, {rows} rows"


def field(run):
    parts = []
    for question, desk, distances in FIELD:
        sets = [f"{desk}/{question}/{distance}" for distance, _ in distances]
        rows = []
        for peer in SROK:
            if any((peer.name, set_) in run.answered for set_ in sets):
                rows.append(
                    [
                        f"**{peer.title}**",
                        *(time(run.question_ns(peer.name, set_)) for set_ in sets),
                        agreement(run, peer, sets),
                    ]
                )
        for peer in PEERS:
            if not any((peer.name, set_) in run.answered for set_ in sets):
                continue
            cells = []
            for set_ in sets:
                value = run.question_ns(peer.name, set_)
                if value is None:
                    cells.append(run.notes.get((peer.name, set_), DASH))
                else:
                    cells.append(f"{time(value)} · {ratio(value, asked_like(run, peer, set_))}")
            rows.append([peer.title, *cells, agreement(run, peer, sets)])
        if rows:
            title = TITLES[question] + (" From Monday to Friday, no date closed" if desk == "weekdays" else "")
            parts.append(f"### {title}\n\n" + table(["", *(word for _, word in distances), "answers"], rows))
    return "\n".join(parts)


def closed_dates(run):
    desks = (("weekdays", "0"), ("closed20", "20"), ("closed200", "200"), ("closed2000", "2000"))
    rows = []
    for question in ("deadline/80h", "elapsed/1y", "add_days/250", "days_between/1y"):
        for peer in SROK + PEERS:
            values = [run.question_ns(peer.name, f"{desk}/{question}") for desk, _ in desks]
            if all(values):
                title = f"**{peer.title}**" if peer in SROK else peer.title
                sets = [f"{desk}/{question}" for desk, _ in desks]
                rows.append(
                    [f"{question.replace('/', ' ')}: {title}", *map(time, values), agreement(run, peer, sets)]
                )
    return table(["dates closed in 20 years", *(count for _, count in desks), "answers"], rows)


def who(run):
    rows = []
    for peer in PEERS:
        if peer.name in run.missing:
            state = f"**missing**: {run.missing[peer.name]}"
        else:
            state = run.versions.get(peer.name, DASH)
        rows.append([peer.title, state, peer.about])
    return table(["peer", "version", "what is asked of it"], rows, " --- |")


# ---- the whole ----


def machine(run):
    return "\n".join(f"- {key}: {value}" for key, value in run.machine.items()) + "\n"


def results(run, drawn):
    parts = [
        "# Results\n",
        "Written by `benchmarks/run.sh`; [README.md](README.md) says how to read it. Every time is the best of "
        "several rounds of one run; ratios compare numbers of that run alone.\n",
        machine(run),
        "## One question at a time\n",
        one_at_a_time(run),
        "### Flat in the distance and in the days closed\n",
        flat(run),
        "## Columns\n",
        columns(run),
        "## Making a schedule\n",
        making(run),
    ]
    if run.benchmarks["tickets"]:
        parts += ["## Tickets\n", tickets(run)]
    if run.answered:
        parts += [
            "## The field\n",
            "The time a question takes, and how many times that is of srok asked in the same way: a column at once, "
            "or one question through the C API.\n",
            field(run),
            "### Does it depend on the dates closed?\n",
            closed_dates(run),
            "### Who was asked\n",
            who(run),
        ]
    else:
        parts += ["## The field\n", "Not asked in this run (`--without-peers`).\n"]
    if drawn:
        parts += ["## Curves\n", *(f"![{title}](curves/{name})\n" for name, title in drawn)]
    return "\n".join(parts)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    run, out = Run(sys.argv[1]), sys.argv[2]
    drawn = curves.draw(run, os.path.join(out, "curves"))
    text = results(run, drawn)
    with open(os.path.join(out, "RESULTS.md"), "w", encoding="utf-8") as file:
        file.write(text)
    print(text)
    for peer, reason in run.missing.items():
        print(f"missing: {peer}: {reason}")
    faults = run.disagreements()
    for peer, set_, rows, different in faults:
        print(f"DIFFERS: {peer} answers {different} of {rows} rows of {set_} otherwise than srok")
    sys.exit(1 if faults else 0)


main()
