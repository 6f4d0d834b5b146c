"""Each row of docs/limits.md names tests that exist; each constant it names is in the sources, with the number given."""
import pathlib
import re
import sys

tests = pathlib.Path(__file__).parent.parent
page = (tests / "../docs/limits.md").read_text(encoding="utf-8").partition("## The worst that is accepted")[0]

known = set()
for file in tests.rglob("*_test.cpp"):
    cases = re.findall(r'TEST_CASE\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)', file.read_text(encoding="utf-8"))
    known |= {"".join(re.findall(r'"((?:[^"\\]|\\.)*)"', case)) for case in cases}
known |= set(re.findall(r'case\("([^"]+)"', (tests / "limits/command_test.py").read_text(encoding="utf-8")))
known |= set(re.findall(r"add_test\(NAME (\S+)", (tests / "CMakeLists.txt").read_text(encoding="utf-8")))

sources = [f for folder in ("../src", "../include") for f in (tests / folder).rglob("*.hpp")]
constant = re.compile(r"constexpr (?:std::)?\w+ (\w+) =(?:\s+(?:std::size_t\{)?([\d']+)\}?(?: << (\d+))?;)?")
declared = {}  # the numbers of each name; several files may have one of their own
for file in sources:
    for name, number, shift in constant.findall(file.read_text(encoding="utf-8")):
        declared.setdefault(name, set()).add(int(number.replace("'", "") or 0) << int(shift or 0))

faults = []
rows = 0
for line in page.splitlines():
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    if not line.startswith("| ") or len(cells) != 4 or cells[3] in ("test", "---"):
        continue
    rows += 1
    thing, limit, _, test = cells
    named = re.findall(r"`([^`]+)`", test)
    if not named:
        faults.append(f"{thing}: names no test")
    faults += [f"{thing}: there is no test `{name}`" for name in named if name not in known]
    constants = [word.split("::")[-1] for word in re.findall(r"`((?:\w+::)?[a-z]\w+)`", limit)]
    faults += [f"{thing}: there is no constant {name}" for name in constants if name not in declared]
    given = [int(number.replace(" ", "")) << (20 if mebi else 0)
             for number, mebi in re.findall(r"(\d+(?: \d{3})*)( MiB)?", limit)]
    faults += [f"{thing}: {name} is {declared[name]}, not {number}"
               for name, number in zip(constants, given) if number not in declared.get(name, {number})]
    faults += [f"{thing}: no number is given for {name}" for name in constants[len(given):]]
if rows < 35:
    faults.append(f"{rows} rows only?")
print("\n".join(faults) or f"{rows} rows")
sys.exit(bool(faults))
