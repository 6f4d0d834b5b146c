"""libsrok.so.0 through ctypes: every function that the tests ask, with its types."""

import ctypes
import json
from ctypes import POINTER, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_void_p

NONE = -(1 << 63)
BAD_ARGUMENT, BUFFER_TOO_SMALL, NEVER_OPEN = 1, 2, 24
I32, I64, STATUS = POINTER(c_int32), POINTER(c_int64), c_int32
OUT, TEXT = POINTER(c_void_p), [c_char_p, c_size_t]

SIGNATURES = {
    "srok_calendar_builtin": [c_char_p, OUT, *TEXT],
    "srok_calendar_parse": [c_char_p, c_size_t, OUT, *TEXT],
    "srok_calendar_years": [c_void_p, I32, I32],
    "srok_calendar_day": [c_void_p, c_int32, I32],
    "srok_schedule_builtin": [c_char_p, OUT, *TEXT],
    "srok_schedule_parse": [c_char_p, c_size_t, OUT, *TEXT],
    "srok_schedule_parse_with": [c_char_p, c_size_t, c_void_p, OUT, *TEXT],
    "srok_schedule_dump": [c_void_p, c_void_p, c_size_t, POINTER(c_size_t)],
    "srok_schedule_load": [c_void_p, c_size_t, OUT, *TEXT],
    "srok_schedule_horizon": [c_void_p, I64, I64],
    "srok_schedule_official_until": [c_void_p, I64],
    "srok_offset_at": [c_void_p, c_int64, I32],
    "srok_instant_from_local": [c_void_p, c_int64, I64],
    "srok_elapsed": [c_void_p, c_int64, c_int64, I64],
    "srok_deadline": [c_void_p, c_int64, c_int64, c_int32, I64],
    "srok_latest_start": [c_void_p, c_int64, c_int64, c_int32, I64],
    "srok_deadline_days": [c_void_p, c_int64, c_int32, c_int32, I64],
    "srok_deadline_with_pauses": [c_void_p, c_int64, c_int64, c_int32, c_size_t, I64, I64, I64],
    "srok_explain_json": [c_void_p, c_int64, c_int64, c_int32, c_void_p, c_size_t, POINTER(c_size_t)],
    "srok_is_open": [c_void_p, c_int64, I32],
    "srok_next_open": [c_void_p, c_int64, I64],
    "srok_next_close": [c_void_p, c_int64, I64],
    "srok_previous_open": [c_void_p, c_int64, I64],
    "srok_previous_close": [c_void_p, c_int64, I64],
    "srok_add_days": [c_void_p, c_int32, c_int32, I32],
    "srok_days_between": [c_void_p, c_int32, c_int32, I32],
    "srok_elapsed_batch": [c_void_p, c_size_t, c_int32, I64, I64, I64, I32],
    "srok_deadline_batch": [c_void_p, c_size_t, c_int32, I64, I64, c_int32, I64, I32],
    "srok_latest_start_batch": [c_void_p, c_size_t, c_int32, I64, I64, c_int32, I64, I32],
    "srok_deadline_days_batch": [c_void_p, c_size_t, c_int32, I64, I32, c_int32, I64, I32],
    "srok_is_open_batch": [c_void_p, c_size_t, c_int32, I64, I32, I32],
    "srok_deadline_batch_same": [c_void_p, c_size_t, c_int32, I64, c_int64, c_int32, I64, I32],
    "srok_deadline_batch_many": [
        OUT, c_size_t, POINTER(c_uint32), c_size_t, c_int32, I64, I64, c_int32, I64, I32],
    "srok_elapsed_batch_many": [
        OUT, c_size_t, POINTER(c_uint32), c_size_t, c_int32, I64, I64, I64, I32],
}


class Failed(Exception):
    def __init__(self, status, message=""):
        super().__init__(f"status {status} {message}")
        self.status = status


def int64s(values):
    return (c_int64 * len(values))(*values)


def int32s(values):
    return (c_int32 * len(values))(*values)


class Library:
    def __init__(self, path):
        self.c = ctypes.CDLL(path)
        for name, types in SIGNATURES.items():
            function = getattr(self.c, name)
            function.argtypes, function.restype = types, STATUS
        self.c.srok_schedule_free.argtypes, self.c.srok_schedule_free.restype = [c_void_p], None

    def made(self, name, *arguments):
        handle, error = c_void_p(), ctypes.create_string_buffer(600)
        status = getattr(self.c, name)(*arguments, ctypes.byref(handle), error, len(error))
        if status:
            raise Failed(status, error.value.decode("utf-8"))
        return handle.value

    def calendar_builtin(self, name):
        return self.made("srok_calendar_builtin", name.encode())

    def calendar(self, toml):
        text = toml.encode("utf-8")
        return self.made("srok_calendar_parse", text, len(text))

    def schedule(self, toml, calendar=None):
        """`calendar`, when given, stands in place of the one that the text names."""
        text = toml.encode("utf-8")
        if calendar is None:
            return Schedule(self, self.made("srok_schedule_parse", text, len(text)))
        return Schedule(self, self.made("srok_schedule_parse_with", text, len(text), calendar))

    def load(self, data):
        return Schedule(self, self.made("srok_schedule_load", data, len(data)))


class Schedule:
    """A handle, and its questions: ask("deadline", start, budget, landing)."""

    RESULT = {"is_open": c_int32, "offset_at": c_int32, "add_days": c_int32, "days_between": c_int32}

    def __init__(self, library, handle):
        self.library, self.c, self.handle = library, library.c, handle

    def __del__(self):
        self.c.srok_schedule_free(self.handle)

    def scalar(self, function, out, *arguments):
        status = function(self.handle, *arguments, ctypes.byref(out))
        if status:
            none = NONE if isinstance(out, c_int64) else -(1 << 31)
            assert out.value == none, f"a failed call left {out.value} in its output"
            raise Failed(status)
        return out.value

    def ask(self, question, *arguments):
        out = self.RESULT.get(question, c_int64)(7)
        return self.scalar(getattr(self.c, "srok_" + question), out, *arguments)

    def horizon(self):
        begin, end = c_int64(), c_int64()
        assert self.c.srok_schedule_horizon(self.handle, ctypes.byref(begin), ctypes.byref(end)) == 0
        return begin.value, end.value

    def official_until(self):
        return self.scalar(self.c.srok_schedule_official_until, c_int64(7))

    def deadline_with_pauses(self, start, budget, landing, pauses):
        begins = int64s([begin for begin, _ in pauses])
        ends = int64s([NONE if end is None else end for _, end in pauses])
        function = self.c.srok_deadline_with_pauses
        return self.scalar(function, c_int64(7), start, budget, landing, len(pauses), begins, ends)

    def batch(self, question, unit, columns, *rest, out=c_int64):
        """-> the call's status, the answers, the statuses of the rows."""
        count = len(columns[0])
        answers, statuses = (out * count)(*[7] * count), int32s([7] * count)
        function = getattr(self.c, f"srok_{question}")
        status = function(self.handle, count, unit, *columns, *rest, answers, statuses)
        return status, list(answers), list(statuses)

    def measured(self, function, *arguments):
        """What fills a buffer: measured, then asked with one byte too few, then with enough."""
        length = c_size_t(7)
        status = function(self.handle, *arguments, None, 0, ctypes.byref(length))
        if status != BUFFER_TOO_SMALL:
            raise Failed(status)
        small = ctypes.create_string_buffer(b"\x7f" * length.value, length.value)
        status = function(self.handle, *arguments, small, length.value - 1, ctypes.byref(length))
        assert status == BUFFER_TOO_SMALL and small.raw == b"\x7f" * len(small.raw), "wrote in part"
        status = function(self.handle, *arguments, small, length.value, ctypes.byref(length))
        assert status == 0, f"the measured length is not enough: status {status}"
        return small.raw[: length.value]

    def explain(self, start, budget, landing):
        return json.loads(self.measured(self.c.srok_explain_json, start, budget, landing))

    def dump(self):
        return self.measured(self.c.srok_schedule_dump)
