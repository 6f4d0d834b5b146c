"""Reads what a run has measured: Google Benchmark's JSON and the peers' answers.

A run is a folder: engine.json, batch.json, compile.json, tickets.json; questions/ with srok.answers;
answers/ with a file a peer; missing and machine, tab-separated pairs.
"""

import dataclasses
import json
import os


@dataclasses.dataclass(frozen=True)
class Peer:
    """Someone who is asked. A peer is set beside srok asked in the same way."""

    name: str  # of its answers file
    title: str
    way: str  # "column": whole columns in one call; "one": one question a call
    about: str  # what was used of it, and where its question is another


SROK = (
    Peer("srok_column", "srok, a column", "column", "C++, engine/batch.hpp"),
    Peer("srok_inline", "srok, inlined", "one", "C++, engine/schedule.hpp"),
    Peer("srok_c", "srok, C API", "one", "srok.h through libsrok.so"),
    Peer("srok_python", "srok from Python", "column", "srok.h through ctypes, NumPy columns"),
)
PEERS = (
    Peer("workclock", "workclock", "column", "Python over Rust; `add_many`, `between_many` over NumPy columns"),
    Peer(
        "timegrid",
        "timegrid",
        "one",
        "Python over Rust; working time and openness of a compiled timeline (openness as a batch, "
        "`get_capacities_at`), deadlines of the calendar, which cannot be compiled for them; no zones",
    ),
    Peer(
        "pandas",
        "pandas",
        "column",
        "`DatetimeIndex + CustomBusinessHour`; no zones; no working time between two moments",
    ),
    Peer("numpy", "numpy", "column", "`busday_offset`, `busday_count` over columns; dates alone"),
    Peer("businesstimedelta", "businesstimedelta", "one", "Python; `WorkDayRule` and `HolidayRule`"),
    Peer(
        "cal_map",
        "rickar/cal, a map",
        "one",
        "Go; closed dates through `WorkdayFunc` and a map, the fastest that can be made of it",
    ),
    Peer("cal_holidays", "rickar/cal", "one", "Go; a closed date is a `Holiday`, as documented"),
    Peer("dayjs", "dayjs-business-time", "one", "JavaScript; minutes"),
    Peer("date_fns", "date-fns", "one", "JavaScript; Monday to Friday without closed dates, which it does not know"),
    Peer("business_hours", "Business::Hours", "one", "Perl; gives up after thirty days"),
    Peer("quantlib", "QuantLib", "one", "C++; `BespokeCalendar`; dates alone"),
    Peer("strata", "Strata", "one", "Java after warm-up; `ImmutableHolidayCalendar`; dates alone"),
    Peer(
        "generate_series",
        "SQL",
        "column",
        "PostgreSQL; `generate_series` over days, closed dates in a table; no zones",
    ),
)


@dataclasses.dataclass
class Answered:
    """One set of questions as one peer answered it."""

    nanoseconds: float
    rows: int
    different: int  # of those rows, from srok's answers


class Run:
    def __init__(self, folder):
        self.folder = folder
        self.machine = self._pairs("machine")
        self.missing = self._pairs("missing")
        self.versions = {}
        self.notes = {}  # (peer, set) -> why it is not asked
        self.answered = {}  # (peer, set) -> Answered
        self.benchmarks = {program: self._benchmark(program) for program in ("engine", "batch", "compile", "tickets")}
        expected = self._expected()
        for peer in SROK + PEERS:
            path = os.path.join(folder, "answers", peer.name)
            if os.path.exists(path) and peer.name not in self.missing:
                self._read_answers(peer.name, path, expected)

    def _pairs(self, name):
        path = os.path.join(self.folder, name)
        if not os.path.exists(path):
            return {}
        with open(path, encoding="utf-8") as lines:
            return dict(line.rstrip("\n").split("\t", 1) for line in lines)

    # ---- Google Benchmark ----

    def _benchmark(self, program):
        """Name -> the entry of its best repetition, with "ns": nanoseconds an item."""
        path = os.path.join(self.folder, program + ".json")
        if not os.path.exists(path) or os.path.getsize(path) == 0:
            return {}
        with open(path, encoding="utf-8") as text:
            entries = json.load(text)["benchmarks"]
        best = {}
        for entry in entries:
            if entry.get("run_type") != "iteration" or entry.get("error_occurred"):
                continue
            if "items_per_second" in entry:
                entry["ns"] = 1e9 / entry["items_per_second"]
            else:
                scale = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}[entry["time_unit"]]
                entry["ns"] = entry["cpu_time"] * scale
            name = entry["run_name"]
            if name not in best or entry["ns"] < best[name]["ns"]:
                best[name] = entry
        return best

    def ns(self, program, name):
        """Nanoseconds an item, or None when it was not measured."""
        entry = self.benchmarks[program].get(name)
        return entry["ns"] if entry else None

    # ---- peers ----

    def _expected(self):
        """Set -> srok's answers, each a list: in UTC, and on the wall where it is an instant."""
        path = os.path.join(self.folder, "questions", "srok.answers")
        expected = {}
        if os.path.exists(path):
            with open(path, encoding="utf-8") as lines:
                for line in lines:
                    if line.startswith("set "):
                        rows = expected.setdefault(line.split()[1], [])
                    else:
                        rows.append(line.split())
        return expected

    def _read_answers(self, peer, path, expected):
        place, row, answered = 0, 0, None
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                word, _, rest = line.rstrip("\n").partition(" ")
                if word == "version":
                    self.versions[peer] = rest
                elif word == "note":
                    set_, _, why = rest.partition(" ")
                    self.notes[peer, set_] = why
                elif word == "set":
                    set_, clock, rows, nanoseconds = rest.split()
                    answered = Answered(float(nanoseconds), int(rows), int(rows))
                    self.answered[peer, set_] = answered
                    place, row = (1 if clock == "wall" else 0), 0
                else:
                    answered.different -= line.strip() == expected[set_][row][place]
                    row += 1

    @staticmethod
    def everyone():
        return SROK + PEERS

    def question_ns(self, peer, set_):
        answered = self.answered.get((peer, set_))
        return answered.nanoseconds if answered else None

    def disagreements(self):
        """Peer, set, rows and rows that differ, where a peer does not answer what srok does."""
        return [
            (peer, set_, answered.rows, answered.different)
            for (peer, set_), answered in self.answered.items()
            if answered.different
        ]
