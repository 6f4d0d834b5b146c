"""Each function of srok.h has its row in README.md, and the fuzzer named there is a target whose file calls it."""
import pathlib
import re
import sys

room = pathlib.Path(__file__).parent
header = (room / "../../include/srok.h").read_text(encoding="utf-8")
functions = set(re.findall(r"^SROK_API [^;]*?\b(srok_[a-z_]+)\(", header, re.MULTILINE))
targets = re.findall(r"X\(([a-z_]+)\)", (room / "targets.hpp").read_text(encoding="utf-8"))
listed = re.search(r"set\(SROK_FUZZ_TARGETS ([^)]*)\)", (room / "CMakeLists.txt").read_text(encoding="utf-8"))
rows = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|$", (room / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
sources = {f.name: f.read_text(encoding="utf-8") for f in room.glob("*.cpp")}

faults = [f"{name} has no row" for name in sorted(functions - rows.keys())]
faults += [f"{name} is no function of srok.h" for name in sorted(n for n in rows if n.startswith("srok_") and n not in functions)]
if targets != ["name"] + listed.group(1).split() and targets[-len(listed.group(1).split()):] != listed.group(1).split():
    faults.append("CMakeLists.txt and targets.hpp list other targets")
for name in sorted(functions & rows.keys()):
    fuzzer = rows[name].strip("`")
    if rows[name].startswith("none: "):
        continue
    home = [text for text in sources.values() if re.search(rf"^void {fuzzer}\(bytes input\)", text, re.MULTILINE)]
    if fuzzer not in targets or not home:
        faults.append(f"{name}: there is no fuzzer {fuzzer}")
    elif not re.search(rf"\b{name}\(", home[0]):
        faults.append(f"{name}: {fuzzer}'s file does not call it")
print("\n".join(faults))
sys.exit(bool(faults))
