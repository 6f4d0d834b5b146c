"""Lines and branches of each floor out of gcovr's report; fails when a floor is below its measure.

    judge.py <report.json>

A line that no test passes and exceptions.txt names, with its reason, is not counted; one that is named there and is
passed, or is not there any more, is a fault: the list only shrinks.
"""
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

root = Path(__file__).resolve().parents[2]
measures = {"common": 100, "time": 100, "calendar": 100, "engine": 100, "sla": 100, "io": 95, "c_api": 95, "cli": 95}
# Programs of the build, which has run them before the tests begin.
tools = re.compile(r"src/(builtin/(generate|literal|write_\w+)|cli/(write_manual|completions|manual))\.[ch]pp")


def floor_of(file):
    found = re.match(r"(?:src|include/srok)/(\w+)/", file)
    name = found[1] if found else "common"
    return {"builtin": "common"}.get(name, name)


def read_exceptions():
    listed = {}
    for number, line in enumerate((root / "tests/coverage/exceptions.txt").read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split(" | ")]
        if len(parts) != 3:
            sys.exit(f"exceptions.txt:{number}: not \"file | line | reason\"")
        listed[parts[0], parts[1]] = False
    return listed


exceptions = read_exceptions()
lines = defaultdict(lambda: [0, 0])
branches = defaultdict(lambda: [0, 0])
missed = []
for entry in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["files"]:
    file = entry["file"]
    if tools.fullmatch(file):
        continue
    floor = floor_of(file)
    text = (root / file).read_text(encoding="utf-8").splitlines()
    for line in entry["lines"]:
        if line.get("gcovr/noncode"):
            continue
        written = text[line["line_number"] - 1].strip()
        passed = line["count"] > 0
        if not passed and (file, written) in exceptions:
            exceptions[file, written] = True
            continue
        lines[floor][0] += passed
        lines[floor][1] += 1
        if not passed:
            missed.append(f"{file}:{line['line_number']}: {written}")
        for branch in line["branches"]:
            if not branch.get("throw"):
                branches[floor][0] += branch["count"] > 0
                branches[floor][1] += 1

faults = [f"exceptions.txt: passed, or not there: {file}: {written}"
          for (file, written), used in exceptions.items() if not used]
print("| floor | lines | of | share | branches | of | share |")
print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
for floor, least in measures.items():
    (passed, total), (taken, ways) = lines[floor], branches[floor]
    if total == 0:
        faults.append(f"{floor}: the report has no line of it")
        continue
    print(f"| {floor} | {passed} | {total} | {100 * passed / total:.1f} % "
          f"| {taken} | {ways} | {100 * taken / max(ways, 1):.1f} % |")
    if 100 * passed < least * total:
        faults.append(f"{floor}: below {least} % of lines")
for floor in lines.keys() - measures.keys():
    faults.append(f"{floor}: a floor without a measure")
print("\nNo test passes:", *(missed or ["nothing"]), sep="\n  ")
if faults:
    print("\nFaults:", *faults, sep="\n  ")
sys.exit(bool(faults))
