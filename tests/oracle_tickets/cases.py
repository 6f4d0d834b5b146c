#!/usr/bin/env python3
"""Holds the oracle against cases.jsonl: small histories whose answers were worked out by hand.

A case is {"name", "settings", "now", "lines", "expect"}: `settings` as fold.settings_of takes them, `expect` one
object a line with the keys that matter; "error" is the status, "violations" are the clauses.
"""

import json
import os
import sys

import fold
import reading

CASES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.jsonl")


def told(found, key):
    if key == "error":
        return found.get("error", {}).get("status")
    value = found.get(key, "absent")
    return [text.split()[0] for text in value] if key == "violations" and isinstance(value, list) else value


def differences(case):
    found = fold.evaluate(fold.settings_of(case["settings"]), case["lines"], reading.instant(case["now"]))
    if len(found) != len(case["expect"]):
        yield f"{len(found)} answers, expected {len(case['expect'])}"
    for number, (answer, expected) in enumerate(zip(found, case["expect"]), 1):
        for key, value in expected.items():
            if told(answer, key) != value:
                yield f"answer {number}: {key} is {told(answer, key)}, expected {value} {answer.get('error', '')}"


def main():
    failed = 0
    with open(CASES, encoding="utf-8") as file:
        cases = [json.loads(line) for line in file]
    for case in cases:
        found = list(differences(case))
        failed += bool(found)
        if found:
            print(case["name"], *found, sep="\n  ")
    print(f"{len(cases) - failed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
