#!/usr/bin/env python3
"""Holds the instructions that the hot questions take against instructions.tsv.

    count_instructions.py PROGRAM            compares; exit status 1 when something has become slower
    count_instructions.py PROGRAM --update   writes the counts of PROGRAM's build into the file

PROGRAM is the instructions program of a build tree (instructions.cpp). A count depends on the compiler,
so the file has one for each build that it knows; of any other there is nothing to say. Exit status 77,
which ctest reads as skipped: no valgrind, or an unknown build.

A count is of one row for a question, of the whole for compile and load.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

FILE = pathlib.Path(__file__).with_name("instructions.tsv")
HEAD = "build\tquestion\tinstructions\n"
ROWS = 4096  # as in instructions.cpp
# The counts of a build repeat exactly. But memcpy and malloc are the machine's, and an unrelated change
# may move a register here and there.
MARGIN = 0.03
SKIPPED = 77


def counted(program):
    """Question -> instructions, from one run under callgrind."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "callgrind.out")
        command = [
            "valgrind",
            "--tool=callgrind",
            f"--callgrind-out-file={out}",
            "--compress-strings=no",
            "--compress-pos=no",
            program,
        ]
        # Bound at the start, so that no question pays for finding its function.
        done = subprocess.run(
            command, env={"PATH": os.environ["PATH"], "LD_BIND_NOW": "1"}, capture_output=True, text=True
        )
        if done.returncode != 0:
            sys.exit(f"valgrind failed on {program}:\n{done.stderr[-2000:]}")
        lines = pathlib.Path(out).read_text(encoding="utf-8", errors="replace").splitlines()
    counts = {}
    called = None
    for before, line in zip(lines, lines[1:]):
        if before.startswith("cfn="):
            called = before[4:]
        if before.startswith("calls=") and called and called.startswith("counted_"):
            question = called.removeprefix("counted_")
            counts[question] = counts.get(question, 0) + int(line.split()[-1])
    return {
        question: float(count) if question.startswith("whole_") else count / ROWS
        for question, count in counts.items()
    }


def read():
    """Build -> question -> instructions."""
    known = {}
    if FILE.exists():
        for line in FILE.read_text(encoding="utf-8").splitlines()[1:]:
            build, question, count = line.split("\t")
            known.setdefault(build, {})[question] = float(count)
    return known


def write(known):
    rows = [
        (
            f"{build}\t{question}\t{count:.0f}\n"
            if question.startswith("whole_")
            else f"{build}\t{question}\t{count:.2f}\n"
        )
        for build, counts in sorted(known.items())
        for question, count in counts.items()
    ]
    FILE.write_text(HEAD + "".join(rows), encoding="utf-8")


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


def compare(expected, found):
    """Prints each question; the number of those that have become slower or are not in the file."""
    slower = 0
    for question, count in found.items():
        before = expected.get(question)
        verdict = "ok"
        if before is None:
            verdict = "NEW: run count_instructions.py --update"
            slower += 1
        elif count > before * (1 + MARGIN):
            verdict = "SLOWER"
            slower += 1
        elif count < before * (1 - MARGIN):
            verdict = "faster: --update makes it the new measure"
        print(f"{question:28} {before or 0:12.2f} -> {count:12.2f}  {verdict}")
    for question in expected.keys() - found.keys():
        print(f"{question:28} is in the file but was not counted")
        slower += 1
    return slower


def main():
    if len(sys.argv) not in (2, 3) or len(sys.argv) == 3 and sys.argv[2] != "--update":
        sys.exit(__doc__)
    program = os.path.abspath(sys.argv[1])
    if not shutil.which("valgrind"):
        skip("there is no valgrind on this machine")
    build = subprocess.run([program, "--build"], capture_output=True, text=True, check=True).stdout.strip()
    known = read()
    update = len(sys.argv) == 3
    if build not in known and not update:
        skip(f"{FILE.name} has no counts of {build}; count_instructions.py --update adds them")
    found = counted(program)
    if not found:
        sys.exit("callgrind has counted nothing: are the counted_ functions still there?")
    if update:
        known[build] = found
        write(known)
        print(f"{FILE}: {len(found)} counts of {build}")
        return
    slower = compare(known[build], found)
    if slower:
        sys.exit(f"{slower} of {len(found)} counts of {build} are not what {FILE.name} says")


main()
