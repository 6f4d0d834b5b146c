#!/usr/bin/env bash
# What the SQLite shell prints when it runs a file with the extension. Run as: run.sh SROK_SO FILE.sql
#
# Lines of the shell and the end of the built-in calendar, which comes with another year, are left out.
set -u
{ echo ".load ${1%.so}"; cat "$2"; } | sqlite3 -batch 2>&1 |
  sed -E -e 's/^(Runtime|Parse) error near line [0-9]+: /error: /' -e 's/(knows 1999-01-01|holds 1999) to .*/\1 .../'
