"""No call that srok.h defines crashes, however wrong its arguments are.

Run as: crash_test.py <srok_ffi.h> <libsrok.so>. Each function of the header has a row in ROWS, a call that succeeds;
a function without one fails the test. From that call all others are made: each pointer NULL, each count none at all
or more than any memory holds, each capacity 0, 1 and the greatest, each number at the ends of its type and outside its
list, alone and together. Outputs stand between guards, and are looked at after each call. Every function runs in a
process of its own, so that a crash names it and the call.

What srok.h leaves undefined is not tried: a handle used after it is freed or freed twice, a count that is larger than
the memory behind it, columns that overlap or are not aligned.
"""
import ctypes
import itertools
import mmap
import os
import re
import sys

SIZE_MAX = 2 ** 64 - 1
PTRDIFF_MAX = 2 ** 63 - 1
INT64 = (-2 ** 63, -2 ** 63 + 1, -2 ** 62, -1, 0, 1, 1777465200, 4102444800, 2 ** 62, 2 ** 63 - 2, 2 ** 63 - 1)
INT32 = (-2 ** 31, -2 ** 31 + 1, -1, 0, 1, 2, 3, 6, 9, 10, 17, 20572, 2 ** 31 - 2, 2 ** 31 - 1)
ROW_COUNT = 37  # rows of a column: some vectors and a rest
BUFFER = b"x" * 200_000
GUARD = b"\xa5" * 64
BAD_ARGUMENT = 1

NUMBERS = {"int32_t": ctypes.c_int32, "uint32_t": ctypes.c_uint32, "int64_t": ctypes.c_int64,
           "uint64_t": ctypes.c_uint64, "size_t": ctypes.c_size_t, "srok_status": ctypes.c_int32}
LISTS = {"landing": (0, 1), "rule": (0, 1), "unit": (0, 3, 6, 9)}  # what is outside is SROK_BAD_ARGUMENT
COUNTS = {"count", "pauses", "schedule_count", "tickets"}

CALENDAR = """
[calendar]
name = "x"
title = "x"
version = "x"
[holidays]
new_year = {en = "New Year", days = ["01-01"]}
[[years]]
year = 2026
status = "imported"
note = "x"
holidays = ["new_year"]
short = []
worked_weekends = []
months = [21, 20, 22, 22, 21, 22, 23, 21, 22, 22, 21, 23]
totals = {working_days = 260, days_off = 105, hours_40 = 2080}
""".encode()
SCHEDULE = b'[schedule]\nzone = "UTC"\n[schedule.hours]\nmon = ["07:00-16:00"]\nfri = ["22:00-06:00"]\n'
REGULATION = SCHEDULE + b'[regulation]\ntitle = "x"\n[regulation.priorities]\nlow = 8\nhigh = 2\n'
TICKETS = b'{"id":"1","user":"u","channel":"email","events":[{"at":"2026-04-29T15:20:00+03:00","event":"submitted"}]}\n'


class Column:
    """Memory between guards; of an output also what stands there when a call has failed."""

    def __init__(self, kind, values):
        self.bytes = len(values) * ctypes.sizeof(kind)
        raw = values if isinstance(values, bytes) else bytes((kind * len(values))(*values))
        self.memory = ctypes.create_string_buffer(GUARD + raw + GUARD, self.bytes + 2 * len(GUARD))
        self.at = ctypes.addressof(self.memory) + len(GUARD)
        self.values = (kind * len(values)).from_address(self.at)

    def intact(self):
        raw = self.memory.raw
        return raw[:len(GUARD)] == GUARD == raw[len(GUARD) + self.bytes:]


def words(declared):
    return declared.replace("const", " ").replace("*", " * ").split()


def prototypes(header_path):
    """Name -> (result, [(base type, stars, is const, name)])."""
    found = {}
    with open(header_path, encoding="utf-8") as file:
        for result, name, parameters in re.findall(r"^(.*?)\b(srok_\w+)\((.*)\);$", file.read(), re.M):
            taken = []
            for declared in [] if parameters == "void" else parameters.split(","):
                parts = words(declared)
                taken.append((parts[0], parts.count("*"), "const" in declared.split("*")[0], parts[-1]))
            found[name] = (" ".join(words(result)), taken)
    return found


class Call:
    """A call of one function: a value for each parameter; columns and texts are kept alive."""

    def __init__(self, test, name, values):
        self.test, self.name, self.values = test, name, values

    def but(self, **other):
        return Call(self.test, self.name, {**self.values, **other})

    def __call__(self):
        self.test.say(self)
        result, parameters = self.test.prototypes[self.name]
        arguments = []
        for base, stars, _, name in parameters:
            value = self.values[name]
            if stars:
                arguments.append(ctypes.c_void_p(value.at if isinstance(value, Column) else value))
            else:
                arguments.append(NUMBERS[base](value))
        function = self.test.library[self.name]
        function.restype = {"srok_status": ctypes.c_int32, "void": None, "char *": ctypes.c_char_p}.get(
            result, NUMBERS.get(result))
        answer = function(*arguments)
        for name, value in self.values.items():
            self.test.check(not isinstance(value, Column) or value.intact(), f"wrote beside {name}")
        return answer

    def __str__(self):
        shown = (f"{n}={'column' if isinstance(v, Column) else v}" for n, v in self.values.items())
        return f"{self.name}({', '.join(shown)})"


class Test:
    def __init__(self, header_path, library_path):
        self.library = ctypes.CDLL(library_path)
        self.prototypes = prototypes(header_path)
        self.said = mmap.mmap(-1, 4096)  # shared with the process of a function: the call it is at
        self.calls = 0

    def say(self, call):
        self.calls += 1
        text = str(call).encode()[:4000]
        self.said[:len(text) + 1] = text + b"\0"

    def heard(self):
        return self.said[:].split(b"\0")[0].decode(errors="replace")

    def check(self, holds, sentence):
        if not holds:
            raise AssertionError(sentence)

    def handle(self, name, *arguments):
        out = ctypes.c_void_p()
        function = self.library[name]
        function.restype = ctypes.c_int32
        status = function(*arguments, ctypes.byref(out), None, ctypes.c_size_t(0))
        self.check(status == 0 and out.value, f"{name} made nothing: {status}")
        return out.value

    def made(self, kind, text):
        return self.handle(f"srok_{kind}_parse", text, ctypes.c_size_t(len(text)))

    # ---- arguments that are right ----

    def column(self, base, name):
        rows = ROW_COUNT + 1 if name == "event_offset" else ROW_COUNT
        fill = {"event_offset": range(rows), "end": [1777551600] * rows, "pause_end": [1777551600] * rows,
                "budget": [3600] * rows, "days": [2] * rows, "user": range(rows), "channel": [1] * rows,
                "priority": [1] * rows, "index": [0] * rows, "event_kind": [0] * rows, "event_value": [0] * rows}
        return Column(NUMBERS[base], list(fill.get(name, [1777465200] * rows)))

    def right(self, name):
        """The call of the row, with guarded memory for all that it gives."""
        row = ROWS[name]
        values = {}
        for base, stars, is_const, parameter in self.prototypes[name][1]:
            if parameter in row:
                value = row[parameter](self) if callable(row[parameter]) else row[parameter]
            elif parameter == "error":
                value = Column(ctypes.c_char, b"x" * 100)
            elif parameter == "error_capacity":
                value = 100
            elif parameter == "buffer":
                value = Column(ctypes.c_char, BUFFER)
            elif parameter == "capacity":
                value = len(BUFFER)
            elif stars == 2 and not (is_const and parameter in ("schedules", "editions")):
                value = Column(ctypes.c_void_p, [1])
            elif stars == 2:
                value = Column(ctypes.c_void_p, [self.handle(f"srok_{base[5:]}_builtin", b"technotronics")] * ROW_COUNT)
            elif stars and base in NUMBERS:
                many = any(p[3] in COUNTS for p in self.prototypes[name][1]) and name != "srok_deadline_with_pauses"
                many = many or parameter in ("pause_begin", "pause_end")
                value = self.column(base, parameter) if many else Column(NUMBERS[base], [7])
            elif stars and base == "srok_calendar":
                value = self.handle("srok_calendar_builtin", b"ru")
            elif stars and base in ("srok_schedule", "srok_regulation"):
                value = self.handle(f"{base}_builtin", b"technotronics")
            elif stars and base == "srok_book":
                value = self.book()
            elif parameter in COUNTS:
                value = ROW_COUNT
            else:
                value = {"budget": 3600, "days": 2, "day": 20572, "first": 20572, "priority": 1}.get(
                    parameter, 0 if base == "int32_t" else 1777465200)
            values[parameter] = value
        return Call(self, name, values)

    def book(self):
        regulation = ctypes.c_void_p(self.handle("srok_regulation_builtin", b"technotronics"))
        return self.handle("srok_book_bind", ctypes.byref(regulation), ctypes.c_size_t(1))

    # ---- arguments that are wrong ----

    def outputs_are_none(self, call):
        for base, stars, is_const, name in self.prototypes[call.name][1]:
            value = call.values[name]
            if not name.startswith("out_") or not isinstance(value, Column) or len(value.values) > 1:
                continue
            none = {"int64_t": -2 ** 63, "int32_t": -2 ** 31, "size_t": 0, "uint64_t": 0}.get(base)
            self.check(value.values[0] == none, f"left {value.values[0]} in {name}")

    def refused(self, call):
        answer = call()
        if self.prototypes[call.name][0] == "srok_status":
            self.check(answer == BAD_ARGUMENT, f"answered {answer}, not SROK_BAD_ARGUMENT")

    def nulls(self, name):
        optional = {"error", "out_status", "buffer"} | ROWS[name].get("may be NULL", set())
        pointers = [p[3] for p in self.prototypes[name][1] if p[1]]
        for pointer in pointers:
            call = self.right(name).but(**{pointer: None})
            if pointer in optional:
                call()
            else:
                self.refused(call)
                self.outputs_are_none(call)
        if pointers:
            self.right(name).but(**dict.fromkeys(pointers))()
        if name not in ("srok_calendar_builtin", "srok_schedule_builtin", "srok_regulation_builtin"):
            return
        self.refused(self.right(name).but(name=None, error=None))

    def counts(self, name):
        parameters = self.prototypes[name][1]
        for _, _, _, count in (p for p in parameters if p[3] in COUNTS):
            self.right(name).but(**{count: 0})()
            self.right(name).but(**{count: 1})()
            for many in (SIZE_MAX, SIZE_MAX - 1, SIZE_MAX // 8 + 1, PTRDIFF_MAX, PTRDIFF_MAX + 1,
                         PTRDIFF_MAX // 8 + 1) + ((PTRDIFF_MAX // 8,) if count == "tickets" else ()):
                self.refused(self.right(name).but(**{count: many}))
            columns = [p[3] for p in parameters if p[1] == 1 and p[0] in NUMBERS] + ["schedules", "editions"]
            self.right(name).but(**{count: 0}, **{c: None for c in columns if c in self.right(name).values})()
        for length in (p[3] for p in parameters if p[3] == "length"):
            text = next(p[3] for p in parameters if p[3] in ("text", "toml", "bytes", "name", "jsonl"))
            for many in (SIZE_MAX, SIZE_MAX - 7, PTRDIFF_MAX + 1):
                self.refused(self.right(name).but(length=many))
            self.right(name).but(length=0)()
            self.right(name).but(**{"length": 0, text: None})()
            self.refused(self.right(name).but(**{text: None}))

    def capacities(self, name):
        parameters = {p[3] for p in self.prototypes[name][1]}
        if "capacity" in parameters:
            for capacity in (0, 1, SIZE_MAX):
                self.right(name).but(capacity=capacity)()
            self.right(name).but(capacity=0, buffer=None)()
            for capacity in (1, SIZE_MAX):
                self.refused(self.right(name).but(capacity=capacity, buffer=None))
        if "error_capacity" in parameters:
            wrong = {"name": b"no such thing \xff".ljust(64), "text": b"\xff" * 64, "toml": b"\xff" * 64, "bytes": b"\xff" * 64}
            for capacity, kind in itertools.product((0, 1, 2, 99, 100), ("error", None)):
                call = self.right(name)
                bad = {n: Column(ctypes.c_char, t + b"\0") for n, t in wrong.items() if n in call.values}
                bad |= {"length": 64} if "length" in call.values else {}
                call = call.but(error_capacity=capacity, **bad, **({} if kind else {"error": None}))
                self.check(call() != 0 or not bad, "accepted nonsense")
                if kind and capacity:
                    self.check(b"\0" in call.values["error"].memory.raw[len(GUARD):len(GUARD) + capacity], "no NUL in the error")

    def numbers(self, name):
        scalars = [(p[3], p[0]) for p in self.prototypes[name][1] if not p[1] and p[0] in ("int32_t", "int64_t", "srok_status")]
        for scalar, base in scalars:
            for value in INT64 if base == "int64_t" else INT32:
                call = self.right(name).but(**{scalar: value})
                if scalar in LISTS and value not in LISTS[scalar]:
                    self.refused(call)
                elif scalar in ("budget", "days") and value < 0 and name not in ROWS["negative"]:
                    self.refused(call)
                else:
                    call()
        for (one, base), (other, base2) in itertools.combinations(scalars, 2):
            for a, b in itertools.product(INT64 if base == "int64_t" else INT32, INT64 if base2 == "int64_t" else INT32):
                self.right(name).but(**{one: a, other: b})()

    def columns(self, name):
        inputs = [(p[3], p[0]) for p in self.prototypes[name][1]
                  if p[1] == 1 and p[0] in NUMBERS and p[0] != "size_t" and p[2]]
        units = LISTS["unit"] if any(p[3] == "unit" for p in self.prototypes[name][1]) else (None,)
        for unit, (column, base) in itertools.product(units, inputs):
            for values in (INT64 if base == "int64_t" else INT32), tuple(reversed(INT64 if base == "int64_t" else INT32)):
                call = self.right(name)
                if unit is not None:
                    call = call.but(unit=unit)
                wrong = call.values[column].values
                for row in range(len(wrong)):
                    wrong[row] = values[row % len(values)] % 2 ** 32 if base == "uint32_t" else values[row % len(values)]
                call()

    def freed(self, name):
        if name.endswith("_free"):
            self.right(name).but(**{self.prototypes[name][1][0][3]: None})()

    def everything(self, name):
        call = self.right(name)
        answer = call()
        if self.prototypes[name][0] == "srok_status":
            self.check(answer == ROWS[name].get("answers", 0), f"answered {answer}")
        for kind in (self.nulls, self.counts, self.capacities, self.numbers, self.columns, self.freed):
            kind(name)

    # ---- each in its own process ----

    def fault_of(self, name):
        self.said[:1] = b"\0"
        child = os.fork()
        if child == 0:
            try:
                self.everything(name)
            except AssertionError as wrong:
                print(f"{name}: {wrong}\n  at {self.heard()}", flush=True)
                os._exit(1)
            except BaseException as wrong:
                print(f"{name}: the test itself: {type(wrong).__name__}: {wrong}\n  at {self.heard()}", flush=True)
                os._exit(2)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        if os.WIFSIGNALED(status):
            print(f"{name}: killed by signal {os.WTERMSIG(status)}\n  at {self.heard()}", flush=True)
        return status != 0


def text(content):
    return lambda test: Column(ctypes.c_char, content + b"\0")


def dumped(test):
    schedule = ctypes.c_void_p(test.made("schedule", SCHEDULE))
    length = ctypes.c_size_t()
    test.library.srok_schedule_dump(schedule, None, ctypes.c_size_t(0), ctypes.byref(length))
    image = ctypes.create_string_buffer(length.value)
    test.library.srok_schedule_dump(schedule, image, length, ctypes.byref(length))
    return image.raw[:length.value]


def parsed(content):
    return {"text": text(content), "toml": text(content), "length": len(content)}


class Image(dict):
    """The bytes are made once the library is there."""

    def __init__(self, test):
        image = dumped(test)
        super().__init__(bytes=text(image), length=len(image))


TICKET_OUTPUTS = {"out_state", "out_due", "out_met_at", "out_breached_at", "out_elapsed", "out_remaining",
                  "out_may_change_priority_at", "out_auto_close_at", "out_auto_closed_at", "out_next_change_at"}
NOTHING = {}
ROWS = {
    "negative": {"srok_add_days", "srok_deadline_batch_same"},  # no bad argument there
    "srok_version_number": NOTHING,
    "srok_version_text": NOTHING,
    "srok_abi": NOTHING,
    "srok_data_version": NOTHING,
    "srok_status_name": NOTHING,
    "srok_status_text": NOTHING,
    "srok_none": NOTHING,
    "srok_calendar_builtin": {"name": text(b"ru")},
    "srok_calendar_parse": parsed(CALENDAR),
    "srok_calendar_free": {"calendar": lambda test: test.made("calendar", CALENDAR)},
    "srok_calendar_years": NOTHING,
    "srok_calendar_day": NOTHING,
    "srok_schedule_builtin": {"name": text(b"technotronics")},
    "srok_schedule_parse": parsed(SCHEDULE),
    "srok_schedule_parse_with": parsed(SCHEDULE),
    "srok_schedule_dump": NOTHING,
    "srok_schedule_load": Image,
    "srok_schedule_free": {"schedule": lambda test: test.made("schedule", SCHEDULE)},
    "srok_schedule_horizon": NOTHING,
    "srok_schedule_official_until": NOTHING,
    "srok_schedule_zone": NOTHING,
    "srok_schedule_zone_hash": NOTHING,
    "srok_offset_at": NOTHING,
    "srok_instant_from_local": NOTHING,
    "srok_elapsed": NOTHING,
    "srok_deadline": NOTHING,
    "srok_latest_start": NOTHING,
    "srok_deadline_days": NOTHING,
    "srok_deadline_with_pauses": NOTHING,
    "srok_explain_json": NOTHING,
    "srok_is_open": NOTHING,
    "srok_next_open": NOTHING,
    "srok_next_close": NOTHING,
    "srok_previous_open": NOTHING,
    "srok_previous_close": NOTHING,
    "srok_add_days": NOTHING,
    "srok_days_between": {"end": 20600},
    "srok_elapsed_batch": NOTHING,
    "srok_deadline_batch": NOTHING,
    "srok_latest_start_batch": NOTHING,
    "srok_deadline_days_batch": NOTHING,
    "srok_is_open_batch": NOTHING,
    "srok_deadline_batch_same": NOTHING,
    "srok_deadline_batch_many": NOTHING,
    "srok_elapsed_batch_many": NOTHING,
    "srok_regulation_builtin": {"name": text(b"technotronics")},
    "srok_regulation_parse": parsed(REGULATION),
    "srok_regulation_parse_with": parsed(REGULATION),
    "srok_regulation_schedule": NOTHING,
    "srok_regulation_priority_named": {"name": text(b"high"), "length": 4},
    "srok_regulation_priority_name": NOTHING,
    "srok_regulation_free": {"regulation": lambda test: test.made("regulation", REGULATION)},
    "srok_regulation_due": NOTHING,
    "srok_regulation_due_batch": NOTHING,
    "srok_tickets_json": {"jsonl": text(TICKETS), "length": len(TICKETS)},
    "srok_book_bind": {"count": 1},
    "srok_book_free": NOTHING,
    "srok_book_tickets_json": {"jsonl": text(TICKETS), "length": len(TICKETS)},
    "srok_tickets_batch": {"may be NULL": TICKET_OUTPUTS},
}


def main(header_path, library_path):
    test = Test(header_path, library_path)
    ROWS["srok_schedule_load"] = Image(test)
    test.check(len(test.prototypes) > 50, f"{len(test.prototypes)} functions only in the header?")
    faults = [f"{name}: no row in crash_test.py" for name in test.prototypes if name not in ROWS]
    faults += [f"{name}: a row, and no function of srok.h" for name in ROWS if name not in test.prototypes and name != "negative"]
    print("\n".join(faults), end="\n" if faults else "")
    crashed = [name for name in test.prototypes if name in ROWS and test.fault_of(name)]
    print(f"{len(test.prototypes)} functions, {len(crashed) + len(faults)} faults")
    return bool(faults or crashed)


sys.exit(main(*sys.argv[1:]))
