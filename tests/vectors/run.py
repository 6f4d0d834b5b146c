"""The vectors through ctypes: a runner as short as a face's may be. Run as: run.py <libsrok.so>"""

import ctypes
import hashlib
import os
import sys
from ctypes import byref, c_int32, c_int64

HERE = os.path.dirname(os.path.abspath(__file__))
NONE, UNITS = -(1 << 63), {"s": 0, "ms": 3, "us": 6, "ns": 9}
CHOICES = {"-": [], "nearest": [0], "elapsed": [0], "farthest": [1], "whole": [1]}
WORDS = {"horizon": "schedule_horizon", "official_until": "schedule_official_until", "due": "regulation_due",
         "day": "calendar_day", "years": "calendar_years"}
# What comes out: two numbers, or one of 32 bits; one of 64 otherwise.
OUT = {"horizon": [c_int64] * 2, "due": [c_int64] * 2, "years": [c_int32] * 2, **dict.fromkeys(
    ["is_open", "offset_at", "add_days", "days_between", "day"], [c_int32])}
# What goes in: instants and amounts, but for these.
IN = {"deadline_days": [c_int64, c_int32], "add_days": [c_int32] * 2, "days_between": [c_int32] * 2,
      "due": [c_int32, c_int64], "day": [c_int32]}

c = ctypes.CDLL(sys.argv[1])
c.srok_status_name.restype = ctypes.c_char_p


def made(kind, name):
    handle, error = ctypes.c_void_p(), ctypes.create_string_buffer(600)
    path = os.path.join(HERE, f"{kind}s", f"{name}.toml")
    if os.path.exists(path):
        with open(path, "rb") as file:
            text = file.read()
        status = getattr(c, f"srok_{kind}_parse")(text, ctypes.c_size_t(len(text)), byref(handle), error, 600)
    else:
        status = getattr(c, f"srok_{kind}_builtin")(name.encode(), byref(handle), error, 600)
    assert status == 0, error.value.decode()
    return handle


def answer(question, handle, unit, choice, arguments):
    name = "srok_" + WORDS.get(question, question) + ("_batch" if unit != "-" else "")
    into, out = IN.get(question, [c_int64] * 2), OUT.get(question, [c_int64])
    if question == "deadline_with_pauses":
        count = len(arguments) // 2 - 1
        begins, ends = ((c_int64 * count)(*arguments[2 + i :: 2]) for i in (0, 1))
        given = [c_int64(arguments[0]), c_int64(arguments[1]), *choice, ctypes.c_size_t(count), begins, ends]
    elif unit == "-":
        given = [kind(value) for kind, value in zip(into, arguments)] + choice
    else:
        out = out[:1] if question != "due" else [c_int64]
        given = [ctypes.c_size_t(1), UNITS[unit], *(byref(kind(v)) for kind, v in zip(into, arguments)), *choice]
    values, status = [kind() for kind in out], c_int32()
    rest = [byref(status)] if unit != "-" else []
    code = getattr(c, name)(handle, *given, *map(byref, values), *rest)
    if unit != "-" and code in (0, 4):
        code = status.value
    nothing = code or values[0].value == (NONE if out[0] is c_int64 else -(1 << 31))
    return c.srok_status_name(code).decode(), "none" if nothing else " ".join(str(v.value) for v in values)


lines, failed, handles = [], 0, {}
with open(os.path.join(HERE, "vectors.tsv"), encoding="utf-8") as file:
    for row in (line.rstrip("\n").split("\t") for line in file if not line.startswith("#")):
        identity, question, subject, unit, choice, arguments, status, result = row
        kind = {"due": "regulation", "day": "calendar", "years": "calendar"}.get(question, "schedule")
        if (kind, subject) not in handles:
            handles[kind, subject] = made(kind, subject)
        numbers = [NONE if word == "none" else int(word) for word in arguments.split()]
        ours = answer(question, handles[kind, subject], unit, CHOICES[choice], numbers)
        failed += ours != (status, result)
        lines.append("\t".join([identity, *ours]) + "\n")

digest = hashlib.sha256("".join(lines).encode()).hexdigest()
print(f"sha256 {digest}\n{len(lines) - failed} passed, {failed} failed")
with open(os.path.join(HERE, "sha256"), encoding="ascii") as file:
    sys.exit(failed > 0 or digest != file.read().strip())
