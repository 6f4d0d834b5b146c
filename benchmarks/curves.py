"""Draws the curves of a run as SVG: time against one thing that is varied, both axes logarithmic."""

import html
import math
import os

# Hues that can be told apart on white and on black; a floor is grey.
COLOURS = ("#1f77d0", "#2a9d5c", "#d0502a", "#9457c9", "#b8860b", "#c43f86", "#3f9ba8")
GREY = "#808080"

WIDTH, HEIGHT = 760, 440
LEFT, RIGHT, TOP, BOTTOM = 76, 196, 44, 56

STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #333 }
  .title { font-size: 15px; font-weight: 600 }
  .grid { stroke: #8884; stroke-width: 1 }
  .axis { stroke: #888; stroke-width: 1 }
  @media (prefers-color-scheme: dark) { text { fill: #ddd } }
"""


class Curve:
    """points: (x, y), y in nanoseconds or another positive number; base: drawn dashed."""

    def __init__(self, title, points, base=False):
        self.title = title
        self.points = [(x, y) for x, y in points if y]
        self.base = base


def nice_time(ns):
    for size, unit in ((1e9, "s"), (1e6, "ms"), (1e3, "µs"), (1, "ns")):
        if ns >= size * 0.999:
            return f"{ns / size:g} {unit}"
    return f"{ns:g} ns"


class Axes:
    def __init__(self, curves, ticks):
        xs = [x for x, _ in ticks]
        ys = [y for curve in curves for _, y in curve.points]
        self.x0, self.x1 = math.log(min(xs)), math.log(max(xs))
        self.low = math.floor(math.log10(min(ys)))
        self.high = max(math.ceil(math.log10(max(ys))), self.low + 1)

    def x(self, value):
        share = (math.log(value) - self.x0) / ((self.x1 - self.x0) or 1)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, value):
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def text(x, y, words, anchor="start", kind=""):
    kind = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{kind}>{html.escape(words)}</text>'


def line(x1, y1, x2, y2, kind):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def apart(wanted, gap):
    """The wanted heights moved so that none lies closer to the next than gap, in their order."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = list(wanted)
    for before, after in zip(order, order[1:]):
        placed[after] = max(placed[after], placed[before] + gap)
    # What was pushed below the frame goes up again.
    floor = HEIGHT - BOTTOM + 12
    for i in reversed(order):
        placed[i] = min(placed[i], floor)
        floor = placed[i] - gap
    return placed


def chart(title, x_title, y_title, ticks, curves, y_words=nice_time):
    """ticks: (x, words) of the horizontal axis. Every curve is named where it ends."""
    axes = Axes(curves, ticks)
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = [text(LEFT, 24, title, kind="title")]
    for power in range(axes.low, axes.high + 1):
        y = axes.y(10.0**power)
        parts += [line(LEFT, y, right, y, "grid"), text(LEFT - 8, y + 4, y_words(10.0**power), "end")]
    for x, words in ticks:
        parts += [
            line(axes.x(x), bottom, axes.x(x), bottom + 5, "axis"),
            text(axes.x(x), bottom + 20, words, "middle"),
        ]
    parts.append(line(LEFT, bottom, right, bottom, "axis"))
    parts.append(text((LEFT + right) / 2, HEIGHT - 12, x_title, "middle"))
    parts.append(
        f'<g transform="rotate(-90 16 {(TOP + bottom) / 2:.1f})">'
        + text(16, (TOP + bottom) / 2, y_title, "middle")
        + "</g>"
    )
    hues = iter(COLOURS)
    labels = apart([axes.y(curve.points[-1][1]) for curve in curves], 15)
    for curve, label in zip(curves, labels):
        colour = GREY if curve.base else next(hues)
        at = [(axes.x(x), axes.y(y)) for x, y in curve.points]
        dashes = ' stroke-dasharray="5 4"' if curve.base else ""
        places = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
        parts.append(f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in at]
        x, y = at[-1]
        lead = f"{x:.1f},{y:.1f} {right + 10},{label:.1f}"
        parts.append(f'<polyline points="{lead}" fill="none" stroke="{colour}" stroke-width="1" opacity="0.5"/>')
        parts.append(
            f'<text x="{right + 14}" y="{label + 4:.1f}" style="fill:{colour}">{html.escape(curve.title)}</text>'
        )
    body = "\n".join(parts)
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">\n'
        f"<title>{html.escape(title)}</title>\n<style>{STYLE}</style>\n{body}\n</svg>\n"
    )


# ---- what is drawn ----


def peers_curves(run, names, sets):
    """sets: (x, set)."""
    titles = {peer.name: peer.title for peer in run.everyone()}
    return [Curve(titles[name], [(x, run.question_ns(name, set_)) for x, set_ in sets]) for name in names]


def distance(run):
    hours = ((8, "8h"), (80, "80h"), (2000, "2000h"), (22_000, "10y"))
    sets = [(x, f"common/deadline/{name}") for x, name in hours]
    curves = [
        Curve(
            "bare look-up (floor)", [(x, run.ns("engine", f"deadline/floor/{name}")) for x, name in hours], base=True
        ),
        *peers_curves(
            run, ("srok_column", "srok_c", "workclock", "cal_map", "generate_series", "pandas", "dayjs"), sets
        ),
    ]
    ticks = [(8, "8 h"), (80, "80 h"), (2000, "2000 h"), (22_000, "10 years")]
    return "Time of a deadline against its distance", "working time ahead", "time of one deadline", ticks, curves


def distance_in_days(run):
    days = (1, 10, 250, 2500)
    sets = [(x, f"common/add_days/{x}") for x in days]
    names = ("srok_c", "strata", "numpy", "cal_map", "date_fns", "quantlib", "generate_series")
    ticks = [(1, "1 day"), (10, "10 days"), (250, "250 days"), (2500, "2500 days")]
    curves = peers_curves(run, names, sets)
    return "Time of adding working days against their number", "working days ahead", "time of one date", ticks, curves


def closed(run):
    # There is no zero on a logarithmic axis; it stands where 2 would.
    counts = ((2, "0", "weekdays"), (20, "20", "closed20"), (200, "200", "closed200"), (2000, "2000", "closed2000"))
    inlined = [(x, run.ns("engine", f"deadline/srok/{words}_closed")) for x, words, _ in counts]
    of = lambda question: [(x, f"{desk}/{question}") for x, _, desk in counts]
    curves = [
        Curve("srok, inlined", inlined),
        *peers_curves(run, ("srok_column", "workclock", "generate_series"), of("deadline/80h")),
        *[
            Curve(c.title + ", +250 days", c.points)
            for c in peers_curves(run, ("numpy", "strata", "quantlib"), of("add_days/250"))
        ],
    ]
    ticks = [(x, words) for x, words, _ in counts]
    return (
        "Time of a deadline of 80 h against the dates closed",
        "weekdays closed in twenty years",
        "time of one question",
        ticks,
        curves,
    )


def rows(run):
    counts = [(4 << 10) * 4**i for i in range(7)]
    words = lambda n: f"{n >> 20} Mi" if n >= 1 << 20 else f"{n >> 10} Ki"
    curves = []
    for name, title, base in (
        ("floor", "subtraction (floor)", True),
        ("elapsed", "elapsed", False),
        ("deadline", "deadline", False),
        ("rival", "deadline by bisection", False),
    ):
        points = [(n, run.ns("batch", f"rows/{name}/{words(n).replace(' ', '')}")) for n in counts]
        curves.append(Curve(title, points, base))
    return (
        "Time of a row against the number of rows",
        "rows",
        "time of one row",
        [(n, words(n)) for n in counts],
        curves,
    )


def threads(run):
    found = {}
    for name, entry in run.benchmarks["batch"].items():
        kind, _, rest = name.partition("/")
        if kind == "threads":
            who, count = rest.split("/")[:2]
            found.setdefault(who, []).append((int(count), entry["items_per_second"]))
    titles = (("floor", "subtraction (floor)", True), ("elapsed", "elapsed", False), ("deadline", "deadline", False))
    curves = [Curve(title, sorted(found.get(who, [])), base) for who, title, base in titles]
    ticks = sorted({(n, str(n)) for curve in curves for n, _ in curve.points})
    return "Rows a second against threads", "threads", "rows a second", ticks, curves


def nice_count(value):
    for size, unit in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= size * 0.999:
            return f"{value / size:g} {unit}"
    return f"{value:g}"


def draw(run, folder):
    """Writes the pictures; returns the names and titles of those that the run has points for."""
    os.makedirs(folder, exist_ok=True)
    drawn = []
    for make, words in (
        (distance, nice_time),
        (distance_in_days, nice_time),
        (closed, nice_time),
        (rows, nice_time),
        (threads, nice_count),
    ):
        title, x_title, y_title, ticks, curves = make(run)
        curves = [curve for curve in curves if curve.points]
        name = make.__name__ + ".svg"
        path = os.path.join(folder, name)
        if not curves or not ticks:
            continue
        with open(path, "w", encoding="utf-8") as file:
            file.write(chart(title, x_title, y_title, ticks, curves, words))
        drawn.append((name, title))
    return drawn
