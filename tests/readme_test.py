#!/usr/bin/env python3
"""Runs a README: what it shows is what happens.

    readme_test.py README.md BIN_DIR

Blocks ```toml that begin with "# name.toml" become files, and so do blocks ```json that begin with "// name.jsonl",
without that line. In blocks ```console each line "$ command" is run in their
folder, with BIN_DIR first on the PATH, and must print the lines below it. Blocks ```cpp and ```c must stand in
examples/deadline.cpp and examples/deadline.c, line for line.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

readme = pathlib.Path(sys.argv[1]).resolve()
environment = dict(os.environ, PATH=os.path.abspath(sys.argv[2]) + os.pathsep + os.environ["PATH"])
text = readme.read_text(encoding="utf-8")
blocks = re.findall(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S)
passed = failed = 0


def check(what, good, detail=""):
    global passed, failed
    passed += good
    failed += not good
    if not good:
        print(f"not ok: {what}\n{detail}")


def commands(block):
    """Yields each command of a console block with the output shown below it."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


with tempfile.TemporaryDirectory() as folder:
    for language, body in blocks:
        name = re.match(r"# (\S+\.toml)\n", body)
        if language == "toml" and name:
            pathlib.Path(folder, name[1]).write_text(body, encoding="utf-8")
        lines = re.match(r"// (\S+\.jsonl)\n", body)
        if language == "json" and lines:
            pathlib.Path(folder, lines[1]).write_text(body[lines.end():], encoding="utf-8")
    for language, body in blocks:
        if language == "console":
            for command, wanted in commands(body):
                run = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, text=True,
                                     stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                check(command, run.stdout == wanted, f"--- shown\n{wanted}--- printed\n{run.stdout}")
        elif language in ("cpp", "c"):
            example = readme.parent / "examples" / f"deadline.{language}"
            shown = re.sub(r"\s+", " ", body.strip())
            there = re.sub(r"\s+", " ", example.read_text(encoding="utf-8"))
            check(f"a {language} block", shown in there, f"not in {example}:\n{body}")

for link in re.findall(r"\]\(([^)#:]+)\)", text):
    check(f"link to {link}", (readme.parent / link).exists())

print(f"{passed} passed, {failed} failed")
sys.exit(failed != 0 or passed == 0)
