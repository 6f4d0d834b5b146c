"""Each entry of the two surveys is in the name of a case or, once, in a list of the README; none is in both."""
import pathlib
import re
import sys

room = pathlib.Path(__file__).parent
names = re.findall(r'TEST_CASE\(\s*((?:"[^"]*"\s*)+)\)', (room / "faults_test.cpp").read_text(encoding="utf-8"))
shown = {tag for name in names for tag in re.findall(r"\b[HL]\d+\b", name)}
listed = re.findall(r"^\| ([HL]\d+) \|", (room / "README.md").read_text(encoding="utf-8"), re.MULTILINE)

faults = [f"{tag} is listed twice" for tag in sorted(set(listed)) if listed.count(tag) > 1]
faults += [f"{tag} is shown and listed" for tag in sorted(shown & set(listed))]
wanted = {f"H{n}" for n in range(1, 78)} | {f"L{n}" for n in range(1, 60)}
faults += [f"{tag} is neither shown nor listed" for tag in sorted(wanted - shown - set(listed))]
faults += [f"{tag} is in no survey" for tag in sorted((shown | set(listed)) - wanted)]
print("\n".join(faults))
sys.exit(bool(faults))
