#!/usr/bin/env python3
"""Tests the report on a run of a moment: it is whole, and a wrong answer is found.

report_test.py RUN_FOLDER
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

HERE = pathlib.Path(__file__).parent
failed = 0


def check(what, good, detail=""):
    global failed
    if not good:
        failed += 1
        print(f"not ok: {what}\n{detail}")


def report(run, out):
    command = [sys.executable, "-B", HERE / "report.py", run, out]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


with tempfile.TemporaryDirectory() as folder:
    run, out = pathlib.Path(folder) / "run", pathlib.Path(folder) / "out"
    shutil.copytree(sys.argv[1], run)
    (run / "missing").write_text("quantlib\tnot installed: no such package\n", encoding="utf-8")
    (run / "machine").write_text("processor\tof a test\n", encoding="utf-8")

    done = report(run, out)
    check("a run without disagreement is reported", done.returncode == 0, done.stdout + done.stderr)
    results = (out / "RESULTS.md").read_text(encoding="utf-8")
    check("what is printed is what is written", results in done.stdout)
    for words in (
        "- processor: of a test",
        "## One question at a time",
        "## Columns",
        "## Making a schedule",
        "### When is so much working time spent?",
        "equal, ",
        "| QuantLib | **missing**: not installed: no such package |",
    ):
        check(f"RESULTS.md says {words!r}", words in results, results)
    drawings = sorted(path.name for path in (out / "curves").iterdir())
    for name in drawings:
        xml.etree.ElementTree.parse(out / "curves" / name)
        check(f"RESULTS.md shows {name}", f"](curves/{name})" in results)
    check("the curves are drawn", "distance.svg" in drawings and "closed.svg" in drawings, str(drawings))

    # The last answer of the last set, off by one.
    answers = run / "answers" / "srok_c"
    lines = answers.read_text(encoding="utf-8").splitlines()
    lines[-1] = str(int(lines[-1]) + 1)
    answers.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = report(run, out)
    check("a wrong answer is an exit status", done.returncode == 1, done.stdout[-500:] + done.stderr)
    check("and is named", "DIFFERS: srok_c answers 1 of " in done.stdout, done.stdout[-500:])

sys.exit(1 if failed else 0)
