#!/usr/bin/env python3
"""Runs a command and holds what it prints against a file: printed.py EXPECTED COMMAND [ARGUMENT ...]"""

import difflib
import pathlib
import subprocess
import sys

expected, *command = sys.argv[1:]
wanted = pathlib.Path(expected).read_text(encoding="utf-8").splitlines(keepends=True)
run = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
printed = run.stdout.splitlines(keepends=True)
sys.stdout.writelines(difflib.unified_diff(wanted, printed, expected, " ".join(command)))
sys.exit(run.returncode or printed != wanted or not wanted)
