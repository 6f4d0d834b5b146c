"""No function of srok.h is missing in allocation_test.cpp: each is called there without any memory, or starved of it
allocation by allocation; the latter wherever it puts an error into words.
"""
import pathlib
import re
import sys

room = pathlib.Path(__file__).parent
header = (room / "../../include/srok.h").read_text(encoding="utf-8")
functions = dict(re.findall(r"^SROK_API [^;]*?\b(srok_[a-z_]+)\((.*?)\);", header, re.MULTILINE | re.DOTALL))
test = (room / "allocation_test.cpp").read_text(encoding="utf-8")
_, none, some = re.split(r"^// ---- what takes (?:none|some) ----$", test, flags=re.MULTILINE)

faults = []
for name, parameters in functions.items():
    without = re.search(rf"\b{name}\(", none)
    starved = re.search(rf"\b{name}\(", some)
    if not without and not starved:
        faults.append(f"{name}: never called without memory")
    if "error_capacity" in parameters and not starved:
        faults.append(f"{name}: its words of error are never starved")
if len(functions) < 50:
    faults.append(f"srok.h has {len(functions)} functions only?")
print("\n".join(faults) or f"{len(functions)} functions")
sys.exit(bool(faults))
