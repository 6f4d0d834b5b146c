#!/usr/bin/env python3
"""Asks srok_tickets_json what the slow fold answers, on random histories and on cases.jsonl.

    run.py PATH/libsrok.so.0 [--seed N] [--count N]
"""

import argparse
import ctypes
import json
import random
import sys

import cases
import fold
import generate
import reading


class Library:
    def __init__(self, path):
        self.c = ctypes.CDLL(path)
        text, size, out = ctypes.c_char_p, ctypes.c_size_t, ctypes.c_void_p
        self.c.srok_regulation_parse.argtypes = [text, size, out, text, size]
        self.c.srok_regulation_free.argtypes = [out]
        self.c.srok_tickets_json.argtypes = [out, ctypes.c_int64, text, size, text, size, out]

    def answers(self, regulation, lines, now):
        handle, error, length = ctypes.c_void_p(), ctypes.create_string_buffer(500), ctypes.c_size_t()
        text = regulation.encode()
        if self.c.srok_regulation_parse(text, len(text), ctypes.byref(handle), error, len(error)):
            raise ValueError(error.value.decode() + "\n" + regulation)
        text = "\n".join(lines).encode()
        self.c.srok_tickets_json(handle, now, text, len(text), None, 0, ctypes.byref(length))
        buffer = ctypes.create_string_buffer(length.value + 1)
        status = self.c.srok_tickets_json(handle, now, text, len(text), buffer, len(buffer), ctypes.byref(length))
        self.c.srok_regulation_free(handle)
        return status, [json.loads(line) for line in buffer.value.decode().splitlines()]


def comparable(answer):
    if "error" in answer:
        return {"id": answer["id"], "error": answer["error"]["status"]}
    clauses = answer["violations"]
    return dict(answer, violations=clauses and [text.split()[0].rstrip(":") for text in clauses])


def differences(found, wanted):
    if len(found) != len(wanted):
        yield f"{len(found)} answers for {len(wanted)}"
    for number, (a, b) in enumerate(zip(found, wanted), 1):
        a, b = comparable(a), comparable(b)
        for key in sorted(set(a) | set(b)):
            if a.get(key, "absent") != b.get(key, "absent"):
                yield f"answer {number}: {key} is {a.get(key, 'absent')}, the fold says {b.get(key, 'absent')}"


def show(name, found, case):
    print(name, *found, sep="\n  ")
    if case:
        print(json.dumps(case, ensure_ascii=False))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--show", type=int, default=5, help="how many differing histories to print")
    asked = parser.parse_args()
    library, passed, failed = Library(asked.library), 0, 0

    def judged(name, lines, now, settings, regulation, wanted):
        nonlocal passed, failed
        status, found = library.answers(regulation, lines, now)
        wrong = list(differences(found, wanted))
        if status != (4 if any("error" in answer for answer in wanted) else 0):
            wrong.append(f"the status is {status}")
        passed, failed = passed + (not wrong), failed + bool(wrong)
        if wrong and failed <= asked.show:
            show(name, wrong, dict(now=now, settings=settings, lines=lines))

    with open(cases.CASES, encoding="utf-8") as file:
        for case in map(json.loads, file):
            settings = fold.settings_of(case["settings"])
            now = reading.instant(case["now"])
            judged(case["name"], case["lines"], now, case["settings"],
                   generate.regulation_text(case["settings"], random.Random(0)), fold.evaluate(settings, case["lines"], now))
    for seed in range(asked.seed, asked.seed + asked.count):
        changes, lines, now = generate.history(random.Random(seed))
        judged(f"seed {seed}", lines, now, changes, generate.regulation_text(changes, random.Random(seed)),
               fold.evaluate(fold.settings_of(changes), lines, now))
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
