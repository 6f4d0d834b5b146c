"""The limits that the command adds to those of the readers: of each the last accepted and the first refused.

Run as: command_test.py <srok>. `case` names are what docs/limits.md refers to.
"""
import os
import subprocess
import sys
import tempfile

command = sys.argv[1]
failed = 0
MIB = 1 << 20
DESK = '[schedule]\nzone = "UTC"\n[schedule.hours]\nmon = ["07:00-16:00"]\n'
TICKET = b'{"id":"1","user":"u","channel":"email","events":[{"at":"2026-04-29T15:20+03:00","event":"submitted"}]}'


def run(*arguments, given=b""):
    done = subprocess.run([command, *arguments], input=given, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr.decode(errors="replace")


def case(name, holds, shown=""):
    global failed
    if not holds:
        failed += 1
        print(f"{name}: does not hold\n  {str(shown)[:300]}")


def written(name, content):
    with open(name, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())
    return name


def main():
    # A row of srok batch, with its line break.
    row = b"2026-04-29T15:20,low," + b"x" * (MIB - len("2026-04-29T15:20,low,\n")) + b"\n"
    for more, accepted in ((b"", True), (b"x", False)):
        code, out, said = run("batch", "-", given=b"submitted,priority,note\n" + row[:-1] + more + b"\n")
        case("bytes of a row", (code == 0) == accepted and (accepted or "longer than 1 MiB, which is not kept" in said), (code, said))

    # Without an end: constant memory, though more is read than is kept.
    code, _, said = run("batch", "-", given=b"submitted,priority\n" + b"x" * (64 * MIB))
    case("bytes of a row", code == 1 and f"a line of {64 * MIB} bytes" in said, said)

    # Each line opens a quote, which no line closes: in quadratic time this took ten minutes.
    rows = MIB // 5
    code, out, said = run("batch", "-", given=b"submitted,priority\n" + b'x","\n' * rows)
    case("open quotes of a table", code == 1 and out.count(b"\n") == rows + 1 and f"{rows} of {rows} rows failed" in said,
         (code, said))

    # A row that fails has all columns: a MiB of each would be 500 GB.
    head = ",".join(["submitted", "priority"] + ["x"] * 998)
    for more, accepted in (("", True), (",x", False)):
        code, out, said = run("batch", "-", given=(head + more + "\n\n").encode())
        case("columns of a table", (code == 0) == accepted and (accepted or "standard input:1: 1001 columns; at most 1000 are read" in said), said)

    # One long name is not white space in every row of a list for people.
    long = TICKET.replace(b'"1"', b'"' + b"x" * 500_000 + b'"')
    given = long + b"\n" + b"\n".join(TICKET.replace(b'"1"', b'"%d"' % i).replace(b'"u"', b'"%d"' % i) for i in range(1000)) + b"\n"
    code, out, said = run("queue", "-", "--now", "2026-05-06T12:00:00+03:00", given=given)
    case("letters of a column", code == 0 and out.count(b"\n") == 1002 and len(out) < 800_000, (code, len(out), said))

    line = TICKET + b" " * (MIB - len(TICKET))
    for more, accepted in ((b"", True), (b" ", False)):
        code, out, said = run("tickets", "-", "--now", "2026-05-06T12:00:00+03:00", given=line + more + b"\n")
        case("bytes of a ticket's line", (code == 0) == accepted and (b'"state"' in out) == accepted
             and (b"at most 1 MiB is read" in out) != accepted, (code, out, said))

    many = b",".join([b'{"at":"2026-04-29T15:20+03:00","event":"replied","kind":"note"}'] * 9_999)
    for more, accepted in ((b"", True), (b',{"at":"2026-04-29T15:20+03:00","event":"replied","kind":"note"}', False)):
        code, out, said = run("tickets", "-", "--now", "2026-05-06T12:00:00+03:00", given=TICKET[:-2] + b"," + many + more + b"]}\n")
        case("events of a ticket", (code == 0) == accepted and (b"it has 10001 events; at most 10000" in out) != accepted, (code, out[:300], said))

    # A schedule's text, and what is no text of settings at all.
    for size, accepted in ((4 * MIB, True), (4 * MIB + 1, False)):
        file = written("desk.toml", DESK + "#" + "." * (size - len(DESK) - 1))
        code, _, said = run("elapsed", "2026-04-27T08:00", "2026-04-27T09:00", "--schedule", file)
        case("bytes of a file of settings", (code == 0) == accepted and (accepted or "desk.toml: the text is longer than 4 MiB" in said), said)
    file = written("desk.toml", b"#" * (16 * MIB + 1))
    code, _, said = run("elapsed", "2026-04-27T08:00", "2026-04-27T09:00", "--schedule", file)
    case("bytes of a file of settings", code == 2 and "desk.toml: larger than 16 MiB" in said, said)
    code, _, said = run("elapsed", "2026-04-27T08:00", "2026-04-27T09:00", "--schedule", "/dev/zero")
    case("bytes of a file of settings", code == 2 and "/dev/zero: larger than 16 MiB" in said, said)

    # Regression cases in a table.
    head = "name,question,from,to,expect"
    rows = f"{head}\na,elapsed,2026-04-27T08:00,2026-04-27T09:00,1h\n"
    code, _, said = run("check", written("cases.csv", rows))
    case("cells of a table of cases", code == 0, said)
    code, _, said = run("check", written("cases.csv", rows + "," * 1_000 + "\n"))
    case("cells of a table of cases", code == 2 and "a row of 1001 cells; at most 1000 are read" in said, said)

    for threads, accepted in (("1", True), ("1024", True), ("1025", False), ("0", False)):
        code, _, said = run("batch", "-", "--threads", threads, given=b"submitted,priority\n2026-04-29T15:20,low\n")
        case("threads", (code == 0) == accepted, said)

    for hours, accepted in (("100000", True), ("999999999", False), ("1000000000", False)):
        code, _, said = run("deadline", "2026-04-29T15:20", "--hours", hours, "--schedule", written("open.toml",
                            '[schedule]\nzone = "UTC"\n[schedule.hours]\n' + "".join(
                                f'{day} = ["00:00-24:00"]\n' for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))))
        case("digits of a number", (code == 0) == accepted, said)
        if hours == "999999999":
            case("digits of a number", "outside the horizon" in said, said)
        if hours == "1000000000":
            case("digits of a number", "1000000000 is too large for --hours; at most 999999999" in said, said)

    for year, accepted in (("1900", True), ("2200", True), ("2201", False)):
        days = 366 if int(year) % 4 == 0 and (int(year) % 100 or int(year) % 400 == 0) else 365
        code, _, said = run("calendar", "import", "--format", "isdayoff", "--year", year, written("year.txt", "0" * days))
        case("years of an import", (code == 0) == accepted and (accepted or "is not a year of 1900 to 2200" in said), said)
    code, _, said = run("calendar", "import", "--format", "icalendar", written("year.ics", b"x" * (4 * MIB + 1)))
    case("bytes of an import", code == 2 and "year.ics: the text is longer than 4 MiB" in said, said)


with tempfile.TemporaryDirectory() as room:
    os.chdir(room)
    main()
print(f"{failed} limits do not hold")
sys.exit(failed != 0)
