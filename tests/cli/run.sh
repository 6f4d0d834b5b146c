#!/usr/bin/env bash
# What the command prints, where, and with which exit status. Run as: run.sh <srok> <project>
set -u
srok=$1 project=$2
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room" || exit 2
export LC_ALL=C
count=0 failed=0
last=$(sed -n 's/^year = //p' "$project/data/calendars/ru.toml" | head -n 1)  # the newest official year

fail() {
  echo "FAILED: $1"
  shift
  printf '  %s\n' "$@"
  failed=$((failed + 1))
}

# run <arguments...>: leaves status, out and err.
run() {
  "$srok" "$@" >"$room/out" 2>"$room/err" </dev/null
  status=$?
  out=$(<"$room/out") err=$(<"$room/err")
  count=$((count + 1))
}

# prints <line> <arguments...>: exactly this on standard output, and nothing on the other.
prints() {
  local expected=$1
  shift
  run "$@"
  [[ $status == 0 && $out == "$expected" && -z $err ]] ||
    fail "srok $*" "expected: $expected" "got ($status): $out" "$err"
}

# has <pattern> <arguments...>: somewhere on standard output.
has() {
  local expected=$1
  shift
  run "$@"
  [[ $status == 0 && $out == *"$expected"* && -z $err ]] ||
    fail "srok $*" "expected: …$expected…" "got ($status): $out" "$err"
}

# tells <line> <arguments...>: exactly this on standard error, and an answer on the other.
tells() {
  local expected=$1
  shift
  run "$@"
  [[ $status == 0 && -n $out && $err == "$expected" ]] || fail "srok $*" "expected: $expected" "got ($status): $err"
}

# refuses <status> <pattern> <arguments...>: one line on standard error, nothing on the other.
refuses() {
  local code=$1 expected=$2
  shift 2
  run "$@"
  [[ $status == "$code" && -z $out && $err == "srok: "*"$expected"* && $err != *$'\n'* ]] ||
    fail "srok $*" "expected ($code): srok: …$expected…" "got ($status): $out" "$err"
}

# check <what> <condition...>
check() {
  local what=$1
  shift
  count=$((count + 1))
  "$@" || fail "$what" "status $status" "out: ${out:0:400}" "err: ${err:0:400}"
}

# ---- answers ----

prints 2026-04-30T10:20:00+03:00 deadline 2026-04-29T15:20 --hours 4
prints 2026-04-30T10:20:00+03:00 deadline 2026-04-29T12:20:00Z --minutes 240
prints 2026-04-30T10:50:00+03:00 deadline 2026-04-29T15:20 --for 4h30m
prints 2026-05-04T15:20:00+03:00 deadline 2026-04-29T15:20 --days 2
prints 2026-05-04T16:00:00+03:00 deadline 2026-04-29T15:20 --days 2 --rule whole
prints 2026-02-02T16:00:00+03:00 deadline 2026-02-02T07:00 --hours 9
prints 2026-02-03T07:00:00+03:00 deadline 2026-02-02T07:00 --hours 9 --landing farthest
prints 2h elapsed 2026-04-30T15:00 2026-05-04T08:00
prints -2h elapsed 2026-05-04T08:00 2026-04-30T15:00
prints '{"start":"2026-04-29T15:20:00+03:00","deadline":"2026-05-04T15:20:00+03:00","days":2,"rule":"elapsed","calendar":"official"}' \
  deadline 2026-04-29T15:20 --days 2 --json
prints '{"from":"2026-04-30T15:00:00+03:00","to":"2026-05-04T08:00:00+03:00","elapsed_seconds":7200,"calendar":"official"}' \
  elapsed 2026-04-30T15:00 2026-05-04T08:00 --json
has '"calendar":"official"' elapsed "$last-12-30T10:00" "$((last + 1))-01-01T00:00" --json
prints '{"priority":"high","submitted":"2026-04-29T15:20:00+03:00","accepted":"2026-04-29T15:20:00+03:00","due":"2026-05-05T15:20:00+03:00","calendar":"official"}' \
  due --priority high --submitted 2026-04-29T15:20 --json
prints $'priority   emergency, 2 working days\naccepted   2026-01-12T07:00:00+03:00  Mon\ndue        2026-01-13T16:00:00+03:00  Tue' \
  due --priority emergency --submitted 2026-01-09T10:00
has 'Fri 2026-05-01' due --priority high --submitted 2026-04-29T15:20 --explain
has 'пт 01.05.2026' due --priority high --submitted 2026-04-29T15:20 --explain --language ru
has '"intervals":[' deadline 2026-04-29T15:20 --hours 4 --explain --json
has 'total' elapsed 2026-05-04T08:00 2026-04-30T15:00 --explain
has 'srok 0.' --version
has '247 working days, 4 of them short, 118 days off, 1972 hours' calendar 2026
has '2024-04-27 Sat  worked, its day off is Mon 2024-04-29' calendar 2024
has 'Source: Постановление' calendar 2024
has '"working_days":247' calendar 2026 --json
has ' 1   2%  3' calendar 2024  # a worked Saturday before a holiday
sed '0,/status = "official"/s//status = "projected"/' "$project/data/calendars/ru.toml" >unsettled.toml
has "{\"year\":$last,\"calendar\":\"projected\"" calendar "$last" --calendar unsettled.toml --json

for command in '' due deadline elapsed calendar 'calendar import' 'calendar export' batch check tickets queue report what-if; do
  # shellcheck disable=SC2086
  has Example $command --help
done

# ---- wrong uses ----

refuses 2 'no command; there are due, deadline'
refuses 2 'there is no command "dealine"; there are due, deadline' dealine
refuses 2 '--priority is required; see srok due --help' due
refuses 2 'see srok elapsed --help' elapsed 2026-02-02T10:00
refuses 2 'see srok deadline --help' deadline 2026-02-02T10:00 --hour 4
refuses 2 'see srok due --help' due --priority
refuses 2 'there is no priority "urgent"; there are low, medium, high, emergency' due --priority urgent --submitted 2026-02-02T10:00
refuses 2 'de not in {en,ru}' due --priority low --submitted 2026-02-02T10:00 --language de
refuses 2 '"tomorrow" is not a time; write 2026-04-29T15:20' deadline tomorrow --hours 1
refuses 2 'is not a time' deadline 2026-02-30T10:00 --hours 1
refuses 2 'is not a time' deadline 2026-02-02T10:00:60 --hours 1
refuses 2 'no budget; give one of --hours N' deadline 2026-02-02T10:00
refuses 2 'more than one budget' deadline 2026-02-02T10:00 --hours 1 --days 1
refuses 2 'could mean three things' deadline 2026-02-02T10:00 --for 2d
refuses 2 '"1.5" is not a whole number for --hours; parts of an hour are minutes' deadline 2026-02-02T10:00 --hours 1.5
refuses 2 '9223372036854775807 is too large for --hours; at most 999999999' deadline 2026-02-02T10:00 --hours 9223372036854775807
refuses 2 '1000000000 is too large for --days; at most 999999999' deadline 2026-02-02T10:00 --days 1000000000
refuses 2 '"-4" is not a whole number' deadline 2026-02-02T10:00 --hours -4
refuses 2 'is not an amount of working time' deadline 2026-02-02T10:00 --for 4x
refuses 2 'is not an amount of working time' deadline 2026-02-02T10:00 --for 9223372036854775807h
refuses 2 'is not an amount of working time' deadline 2026-02-02T10:00 --for 9223372036854775807s1s
refuses 2 '--rule says what a working day is' deadline 2026-02-02T10:00 --hours 1 --rule whole
refuses 2 'there is no day rule "half"' deadline 2026-02-02T10:00 --days 1 --rule half
refuses 2 'there is no landing "middle"' deadline 2026-02-02T10:00 --hours 1 --landing middle
refuses 2 '--landing goes with hours and minutes' deadline 2026-02-02T10:00 --days 1 --landing farthest
refuses 2 "outside the horizon of the schedule, 1999-01-01T00:00:00+03:00 to $((last + 1))-01-01T00:00:00+03:00" deadline "$last-12-30T15:00" --hours 40
refuses 2 'outside the horizon' due --priority emergency --submitted "$last-12-30T10:00"
refuses 2 'which year? write srok calendar 2026' calendar
refuses 2 "holds the years 1999 to $last, not 2098" calendar 2098
refuses 2 '"MMXXVI" is not a whole number' calendar MMXXVI
refuses 2 'there is no format "xls"' calendar export --format xls 2026
refuses 2 'xmlcalendar has three formats' calendar export --format xmlcalendar 2026
refuses 2 'does not say its year; add --year' calendar import --format isdayoff -
refuses 2 'none.toml: cannot be opened: No such file' --schedule none.toml elapsed 2026-02-02T10:00 2026-02-02T11:00
refuses 2 'none.csv: cannot be opened' batch none.csv
refuses 2 'cannot be read' batch "$room"
refuses 2 'none.toml: cannot be opened' check none.toml

# ---- files in place of what is built in ----

cat >desk.toml <<'EOF'
[schedule]
zone = "Europe/Moscow"

[schedule.hours]
sat = ["10:00-12:00"]
EOF
prints 2h --schedule desk.toml elapsed 2026-02-02T00:00 2026-02-09T00:00
prints 2h elapsed 2026-02-02T00:00 2026-02-09T00:00 --schedule desk.toml
sed 's/^zone/calendar = "ru"\nforecast = "statutory"\n&/' desk.toml >forecast.toml
has '"calendar":"projected"' --schedule forecast.toml elapsed "$((last + 1))-02-01T00:00" "$last-12-01T00:00" --json
projected='projected: no act has settled that year yet'
printf 'submitted,priority\n%s-01-15T09:00,low\n%s-12-01T09:00,low\n' "$last" "$last" >ahead.csv
tells "srok: 1 answer is $projected" --schedule forecast.toml deadline "$last-12-30T09:00" --hours 4
tells "srok: 1 answer is $projected" --schedule forecast.toml elapsed "$((last + 1))-02-01T00:00" "$last-12-01T00:00"
tells '' --schedule forecast.toml deadline "$last-12-01T09:00" --hours 4
sed 's/^forecast = "refuse"/forecast = "statutory"/' "$project/data/regulations/technotronics.toml" >forecast_rules.toml
tells '' --regulation forecast_rules.toml batch ahead.csv
sed -i 's/-12-01/-12-30/' ahead.csv
tells "srok: 1 row is $projected" --regulation forecast_rules.toml batch ahead.csv
prints $'priority   low, 8 working days\naccepted   2026-02-07T10:00:00+03:00  Sat\ndue        2026-03-28T12:00:00+03:00  Sat' \
  due --schedule desk.toml --priority low --submitted 2026-02-02T00:00
sed 's/sat/satt/' desk.toml >misspelt.toml
refuses 2 'misspelt.toml:5:1' elapsed 2026-02-02T00:00 2026-02-09T00:00 --schedule misspelt.toml
"$srok" calendar export --format xmlcalendar-xml 2026 | sed '/d="05.12"/d; s|</days>|<day d="05.12" t="1"/></days>|' >other.xml
run calendar import --format xmlcalendar other.xml
check 'an import says what differs before it is used' \
  [ "$status $err" = '0 2026-05-12 Tue: working in the calendar at hand, day off in other.xml' ]
cp out other.toml
prints 2026-05-13T07:00:00+03:00 deadline 2026-05-12T10:00 --hours 0 --landing farthest --calendar other.toml
has 'due        2026-05-14T12:00:00+03:00' due --priority low --submitted 2026-04-29T12:00 --calendar other.toml \
  --regulation "$project/data/regulations/technotronics.toml"

# ---- drawing ----

run calendar 2026 --svg year.svg
check 'the drawing names its days' grep -q '<title>Fri 2026-05-01: Spring and Labour Day</title>' year.svg
check 'the drawing is well-formed' [ "$(grep -c '<g class' year.svg)" = 372 ]

# ---- a table of tickets ----

printf 'id,submitted,priority\r\n1,2026-02-02T09:00,emergency\r\n2,,low\r\n3,2026-02-02T09:00,asap\r\n4,"2026-02-02 09:00",\r\n' >tickets.csv
run batch tickets.csv
check 'a bad row stays, with its error' [ "$status" = 1 ]
check 'the table is as it was, with three columns more' diff -u out - <<<$'id,submitted,priority,accepted,due,error\r
1,2026-02-02T09:00,emergency,2026-02-02T09:00:00+03:00,2026-02-04T09:00:00+03:00,\r
2,,low,,,""""" is not a time; write 2026-04-29T15:20 (local time of the schedule) or 2026-04-29T15:20:00+03:00"\r
3,2026-02-02T09:00,asap,,,"there is no priority ""asap""; there are low, medium, high, emergency"\r
4,"2026-02-02 09:00",,2026-02-02T09:00:00+03:00,2026-02-12T09:00:00+03:00,\r'
check 'a bad row is reported with its line' grep -q '^srok: tickets.csv:4: there is no priority "asap"' err
check 'the failed rows are counted' grep -q '^srok: 2 of 4 rows failed$' err

printf 'submitted,priority\n2026-02-02T09:00,low\n' >good.csv
prints $'submitted,priority,accepted,due,error\n2026-02-02T09:00,low,2026-02-02T09:00:00+03:00,2026-02-12T09:00:00+03:00,' batch good.csv
run batch good.csv --output deadlines.csv
check 'a file is written whole' grep -q 2026-02-12T09:00:00+03:00 deadlines.csv
check 'and nothing beside it' [ -z "$(find . -name '*.part*')" ]
refuses 2 'there is no column "when" among submitted, priority; name the right one with --submitted' batch good.csv --submitted when
refuses 2 'there is a column "accepted" already' batch deadlines.csv
printf 'submitted,priority,submitted\n2026-04-29,low,2026-04-30\n' > twice.csv
refuses 2 'there are two columns "submitted"; rename or remove one' batch twice.csv
for column in due error; do
  echo "submitted,priority,$column" >named.csv
  refuses 2 "there is a column \"$column\" already" batch named.csv
done
printf '\357\273\277submitted,priority\n2026-02-02T09:00,low\n' >marked.csv
prints $'\357\273\277submitted,priority,accepted,due,error\n2026-02-02T09:00,low,2026-02-02T09:00:00+03:00,2026-02-12T09:00:00+03:00,' batch marked.csv
printf '\357\273\277' >mark.csv
refuses 2 'mark.csv: is empty; its first line must name the columns' batch mark.csv
printf '\357\273\277"a\nb",submitted,priority\nx,2026-02-02T09:00,low\n' >marked_quoted.csv
prints $'\357\273\277"a\nb",submitted,priority,accepted,due,error\nx,2026-02-02T09:00,low,2026-02-02T09:00:00+03:00,2026-02-12T09:00:00+03:00,' batch marked_quoted.csv
: >empty.csv
refuses 2 'empty.csv: is empty' batch empty.csv
refuses 1 'nowhere/deadlines.csv: cannot be written' batch good.csv --output nowhere/deadlines.csv
printf old >own.csv
chmod 600 own.csv
run batch good.csv --output own.csv
check 'a file that only its owner may read stays so' [ "$status $(stat -c %a own.csv)" = '0 600' ]
# In a container the number of the process is the same each time.
bash -c 'touch again.csv.part$$; exec "$0" batch good.csv --output again.csv' "$srok" >out 2>err
status=$? out=$(<out) err=$(<err)
check 'what a killed run has left is not in the way' [ "$status $err$(cmp again.csv deadlines.csv)" = '0 ' ]
rm again.csv.part*
printf old >kept.csv
run batch "$room" --output kept.csv
check 'a failed run leaves the old file' [ "$(cat kept.csv)" = old ]

if [ "$(id -u)" = 0 ]; then
  printf old >theirs.csv
  chown 12345:54321 theirs.csv
  chmod 640 theirs.csv
  run batch good.csv --output theirs.csv
  check 'a file that a group may read stays so' [ "$status $(stat -c %u:%g:%a theirs.csv)" = '0 12345:54321:640' ]
fi
ln -s /proc/self/fd/1 standard
"$srok" batch good.csv --output standard >through.csv 2>err
check 'another name of standard output is standard output' [ "$? $(<err) $(cmp through.csv deadlines.csv)$(readlink standard)" = '0  /proc/self/fd/1' ]
ln -sf /proc/self/fd/2 standard
"$srok" batch good.csv --output standard 2>through.csv
check 'and so with standard error' [ "$? $(cmp through.csv deadlines.csv)$(readlink standard)" = '0 /proc/self/fd/2' ]

# Odd rows: a NUL, Latin-1, a quote that is never closed, a cell too many, a line break in a cell.
{
  printf 'submitted,priority,text\n'
  printf '2026-02-02T09:00,low,a\0b\n'
  printf '2026-02-02T09:00,low,\xe9\n'
  printf '2026-02-02T09:00,low,x,y\n'
  printf '2026-02-02T09:00,low,"two\nlines"\n'
  printf '2026-02-02T09:00,low,"open\n'
  printf '2026-02-02T09:00,low,last\n'
} >odd.csv
"$srok" batch odd.csv >out 2>err
status=$? out='' err=$(<err)
check 'bad bytes and bad quotes spoil their own rows alone' [ "$status" = 1 ]
check 'rows around bad ones are answered' [ "$(grep -ac '2026-02-12T09:00:00+03:00,$' out)" = 2 ]
check 'a NUL byte is an error' grep -q 'odd.csv:2: a NUL byte' err
check 'Latin-1 is an error' grep -q 'odd.csv:3: bytes that are not UTF-8' err
check 'a cell too many is an error' grep -q 'odd.csv:4: 4 cells, the header has 3' err
check 'an open quote is an error of its line' grep -q 'odd.csv:7: a quote is not closed' err
check 'a spoilt row is kept whole' grep -aq '^"2026-02-02T09:00,low,""open",,,,,a quote' <(sed 's/,"a quote/,a quote/' out)

printf 'submitted,priority,text\n2026-02-02T09:00,low,"two\nlines"' >cut_short.csv
run batch cut_short.csv
check 'a cell of two lines may be the last, without a line break' [ "$status $(grep -c ',2026-02-12T09:00:00+03:00,$' out)" = '0 1' ]

# A table that ends, without a line break, where a block of 256 KiB does.
{
  echo submitted,priority,whatever_was_said
  yes 2026-02-02T09:00,low, | head -n 11914
} | head -c 262144 >edge.csv
run batch edge.csv
check 'the last row may end with a block' [ "$status $(grep -c ',2026-02-12T09:00:00+03:00,$' out)" = '0 11914' ]

# A table that is cut while it is read; the full pipe keeps the command from being faster.
{
  echo submitted,priority
  yes 2026-02-02T09:00,low | head -n 100000
} >cut.csv
out='' err=''
"$srok" batch cut.csv 2>err | { read -r _; truncate -s 1000 cut.csv; cat; } >out
status=${PIPESTATUS[0]}
check 'a table that becomes shorter is an error' [ "$status" = 2 ]
check 'and says so' grep -q '^srok: cut.csv: became shorter while it was read' err

# A line of 300 MB in 64 MB of memory; a sanitizer's shadow alone needs more, then without the limit.
limit=65536
(ulimit -v $limit && "$srok" --version) >/dev/null 2>&1 || limit=unlimited
{
  printf 'submitted,priority\n'
  head -c 300000000 /dev/zero | tr '\0' x
  printf '\n2026-02-02T09:00,low\n'
} | (ulimit -v $limit; "$srok" batch - >out 2>err)
status=$? err=$(<err)
check 'a huge line is a bad row' [ "$status" = 1 ]
check 'a huge line is reported' grep -q 'standard input:2: a line of 300000000 bytes' err
check 'the row after a huge line is answered' grep -q '2026-02-12T09:00:00+03:00' out

# Lines of two bytes at the begin do not tell how many the rest has: as many were 10 GB.
limit=1500000
(ulimit -v $limit && "$srok" --version) >/dev/null 2>&1 || limit=unlimited
yes '{}' | head -n 200000 >short.jsonl
truncate -s 100M short.jsonl
(ulimit -v $limit; "$srok" tickets short.jsonl --now 2026-05-06T12:00 --threads 1 >out 2>err)
check 'many short lines before a long one are answered' [ "$? $(grep -c bad_text out)" = '1 200001' ]
rm short.jsonl

# Blocks of rows in any number of threads: the same bytes, rows and errors in the order of the table.
for ((i = 0; i < 3000; ++i)); do
  case $((i % 10)) in
    3) echo "2026-02-02T09:00,low,\"two${i}\nlines, \"\"quoted\"\"\"" ;;
    5) echo "2026-02-02T09:00,\"high\",\"$i\"" ;;
    7) echo "2026-02-30T09:00,low,no such day $i" ;;
    9) echo "2026-02-02T09:00,low,cell,too many $i" ;;
    *) echo "2026-02-0$((i % 7 + 1))T09:00:00+03:00,medium,plain $i" ;;
  esac
done >rows.csv
{ echo submitted,priority,text; for i in {1..20}; do cat rows.csv; done; } >many.csv
"$srok" batch many.csv --threads 1 >one.out 2>one.err
check 'a table of many blocks is answered' [ "$(grep -c '' one.out) $(grep -c '' one.err)" = '60001 12001' ]
for threads in 2 5; do
  "$srok" batch many.csv --threads $threads >out 2>err
  check "a table is answered alike by $threads threads" cmp out one.out
  check "its bad rows are told alike by $threads threads" cmp err one.err
done
refuses 2 '--threads: Value 0 not in range' batch many.csv --threads 0

# ---- output that cannot be written ----

for arguments in 'calendar 2026' '--version' 'deadline 2026-02-02T10:00 --hours 1' 'batch good.csv' 'due --help'; do
  # shellcheck disable=SC2086
  err=$("$srok" $arguments 2>&1 >/dev/full)
  status=$? out=''
  check "a full disk is an error: $arguments" [ "$status $err" = '1 srok: standard output: cannot be written: No space left on device' ]
done
refuses 1 '/dev/full: cannot be written: No space left' batch good.csv --output /dev/full

# Nobody hears what goes wrong; the work is done all the same.
err='' out=''
"$srok" due --priority nonsense 2>/dev/full
status=$?
check 'a wrong use is one when standard error is full' [ "$status" = 2 ]
"$srok" due --priority nonsense 2>&-
status=$?
check 'a wrong use is one when standard error is closed' [ "$status" = 2 ]
printf 'submitted,priority\n2026-02-02T09:00,low\nnever,low\n' >one_bad.csv
"$srok" batch one_bad.csv --output heard.csv 2>err
"$srok" batch one_bad.csv --output unheard.csv 2>/dev/full
status=$?
check 'a full standard error keeps no rows back' [ "$status $(cmp heard.csv unheard.csv)" = '1 ' ]
"$srok" batch - --output unheard.csv <one_bad.csv 2>&-
status=$?
check 'a closed standard error is not the output' [ "$status $(cmp heard.csv unheard.csv)" = '1 ' ]
"$srok" batch - --output unheard.csv <one_bad.csv >&- 2>err
status=$?
check 'a closed standard output is not the output' [ "$status $(cmp heard.csv unheard.csv)" = '1 ' ]
err=$("$srok" deadline 2026-02-02T10:00 --hours 1 2>&1 >&-)
status=$?
check 'a closed standard output is an error' [ "$status $err" = '1 srok: standard output: cannot be written: Bad file descriptor' ]

# A terminal obeys control characters, and those of a stranger's table are not for it.
printf 'submitted,priority\n\033[31mred\302\233m,low\n' >red.csv
run batch red.csv --output out.csv
check 'control characters of a table are not told' [ "$status $err" = "1 srok: red.csv:2: \"$(printf '\357\277\275[31mred\357\277\275m')\" is not a time; write 2026-04-29T15:20 (local time of the schedule) or 2026-04-29T15:20:00+03:00
srok: 1 of 1 rows failed" ]
printf '[schedule]\nzone = "UTC"\n[schedule.hours]\n"m\\u001B[31mn" = ["07:00-16:00"]\n' >red.toml
run elapsed 2026-02-02T09:00 2026-02-02T10:00 --schedule red.toml
control_characters() { tr -d '\n' <"$room/$1" | sed 's/\xC2[\x80-\x9F]/\x1B/g' | tr -dc '[:cntrl:]' | wc -c; }
check 'nor those of a schedule' [ "$status $(control_characters err)" = '2 0' ]
sed 's/^high = /"h\\u001Bigh" = /' "$project/data/regulations/technotronics.toml" >red_rules.toml
printf '{"id":"\\u001b[31m%d","user":"u\\u001b[31m","channel":"portal","priority":"h\\u001bigh","events":[{"at":"2026-02-02T09:00:00+03:00","event":"submitted"}]}\n' 1 2 3 4 >red.jsonl
sed 's/en = "/&\\u001B[31m/; s/title = "/&\\u001B[31m/; s/ru = "/&\\u001B[31m/' "$project/data/calendars/ru.toml" >red_calendar.toml
first=$(printf '\033[31m1')
for arguments in 'queue red.jsonl --now 2026-02-03T09:00 --regulation red_rules.toml' \
  'report red.jsonl --now 2026-02-03T09:00 --regulation red_rules.toml' \
  "ticket red.jsonl --now 2026-02-03T09:00 --regulation red_rules.toml --id $first" \
  "what-if red.jsonl --now 2026-02-03T09:00 --regulation red_rules.toml --raise $first=low" \
  'calendar 2026 --calendar red_calendar.toml' \
  'deadline 2026-01-01T10:00 --for 4h --explain --calendar red_calendar.toml'; do
  # shellcheck disable=SC2086
  run $arguments
  check "those of names and ids are shown: $arguments" grep -q $'\357\277\275' out
  check "nor those of names and ids: $arguments" [ "$status $(control_characters out)" = '0 0' ]
done

# What a case says is no line of TAP, and no XML; nor is what its file is called.
forged=$(printf 'f\377]]>.toml')
printf '[[case]]\nname = "a\302\233]]>\357\277\276"\nquestion = "is_open"\nat = "2026-02-02T09:00"\nexpect = "it'"'"'s\\nok 2 - forged"\n' >"$forged"
run check "$forged" --junit forged.xml
check 'a case cannot forge a line of TAP' [ "$status $(grep -c $'^  message: .expected it..s\357\277\275ok 2 - forged, got true.$' <<<"$out")" = '1 1' ]
check 'nor tell a terminal anything in one' [ "$(control_characters out)" = 0 ]
check 'nor make JUnit what is no XML' python3 -c 'import xml.dom.minidom; xml.dom.minidom.parse("forged.xml")'
refuses 1 '/dev/full: cannot be written: No space left' calendar 2026 --svg /dev/full
echo old >kept.svg
# The counters of a measured build would not fit either, and say so on stderr.
(trap '' XFSZ; ulimit -f 8; GCOV_PREFIX=$PWD/measured GCOV_ERROR_FILE=/dev/null "$srok" calendar 2026 --svg kept.svg 2>err)
status=$? out='' err=$(<err)
check 'a drawing that does not fit is an error' [ "$status $err" = '1 srok: kept.svg: cannot be written: File too large' ]
check 'and leaves the old one' [ "$(cat kept.svg)" = old ]

# ---- regression cases ----

run check "$project"/tests/cases/*.toml
check 'the command answers every case' [ "$status $(head -1 out)" = '0 TAP version 13' ]
check 'every case is in the plan' [ "$(sed -n 's/^1\.\.//p' out)" = "$(grep -c '^ok' out)" ]
cat >wrong.toml <<'EOF'
[[case]]
name = 'A # in a name & a < and a \'
question = "next_open"
at = "2026-02-02T06:00"
expect = "2026-02-02T08:00"
EOF
run check wrong.toml --junit report.xml
check 'a difference fails' [ "$status" = 1 ]
check 'a difference shows both answers and its place' diff -u out - <<'EOF'
TAP version 13
1..1
not ok 1 - A \# in a name & a < and a \\
  ---
  message: 'expected 2026-02-02T08:00:00+03:00, got 2026-02-02T07:00:00+03:00'
  at: 'wrong.toml:1'
  ...
EOF
check 'JUnit has it too' grep -qF '<testcase classname="wrong.toml" name="A # in a name &amp; a &lt; and a \"><failure message="expected' report.xml
echo '[[case]]' >broken.toml
refuses 2 'broken.toml:1' check broken.toml
sed '1i schedule = "other"' wrong.toml >other_desk.toml
refuses 2 'other_desk.toml:1:1: there is no built-in regulation "other"' check other_desk.toml

# ---- the story of one ticket ----

cat >story.jsonl <<'EOF'
{"id":"T-1 & <a>","user":"u42","channel":"portal","priority":"high","events":[{"at":"2026-04-29T15:20:00+03:00","event":"submitted"},{"at":"2026-04-30T10:00:00+03:00","event":"deferred","reason":"needs_development"},{"at":"2026-05-05T09:00:00+03:00","event":"resumed"}]}
{"id":"T-2","user":"u42","channel":"portal","priority":"high","events":[{"at":"2026-04-29T15:20:00+03:00","event":"submitted"},{"at":"2026-04-30T10:00:00+03:00","event":"resumed"}]}
EOF
story=(ticket story.jsonl --id 'T-1 & <a>' --now 2026-05-06T12:00)
run "${story[@]}"
check 'a story is told line by line, with clauses' diff -u out - <<'EOF'
Ticket       T-1 & <a>
User         u42
Now          Wed 2026-05-06 12:00 (Europe/Moscow)
State        the desk's turn
Priority     high
Due          Thu 2026-05-07 14:20
Remaining    11h20m
Next change  Thu 2026-05-07 14:20:01

  Wed 2026-04-29 15:20       submitted through the portal, priority high [3.3]
  Wed 2026-04-29 15:20       accepted [3.1, 4.8]
  Wed 2026-04-29 15:20       admitted to active work [4.3]
  Wed 2026-04-29 15:20  27h  promise 1: an answer until Tue 2026-05-05 15:20 [4.9]
  Thu 2026-04-30 10:00       deferred: needs development; its timers stand still [3.9, 4.12]
  Tue 2026-05-05 09:00  17h  resumed; the due moves from Tue 2026-05-05 15:20 to Thu 2026-05-07 14:20 [3.9, 4.12]
EOF
has 'Состояние           ход поддержки' "${story[@]}" --language ru
has '"kind":"resumed","clause":"3.9, 4.12","cycle":1,"promise":"2026-05-07T14:20:00+03:00"' "${story[@]}" --json
prints '' "${story[@]}" --svg story.svg
check 'the picture is XML' python3 -c 'import xml.dom.minidom; xml.dom.minidom.parse("story.svg")'
check 'the picture names the ticket' grep -q '<title>T-1 &amp; &lt;a&gt;</title>' story.svg
refuses 1 'ticket "T-2": event 2 (resumed): resumed is impossible' ticket story.jsonl --id T-2 --now 2026-05-06T12:00
refuses 2 'story.jsonl: there is no ticket "T-3"' ticket story.jsonl --id T-3 --now 2026-05-06T12:00
refuses 2 '--language' "${story[@]}" --language de
refuses 1 '/dev/full: cannot be written' "${story[@]}" --svg /dev/full
refuses 2 '--id' ticket story.jsonl --now 2026-05-06T12:00

# ---- tickets ----

cat >desk.jsonl <<'END'
{"id":"T-1","user":"u1","channel":"portal","priority":"high","events":[{"at":"2026-04-29T15:20:00+03:00","event":"submitted"},{"at":"2026-05-04T10:00:00+03:00","event":"replied","kind":"question"}]}
{"id":"T-2","user":"u2","channel":"email","events":[{"at":"2026-04-30T09:00:00+03:00","event":"submitted"}]}
{"id":"T-3","user":"u2","channel":"portal","priority":"medium","events":[{"at":"2026-04-30T12:00:00+03:00","event":"submitted"}]}
{"id":"T-4","user":"u3","channel":"portal","priority":"emergency","events":[{"at":"2026-05-01T03:00:00+03:00","event":"submitted"}]}
END
now='--now 2026-05-05T12:00'
# shellcheck disable=SC2086
{
has '{"id":"T-1","state":"waiting_for_user","priority":"high"' tickets desk.jsonl $now
has '"auto_close_at":"2026-05-07T10:00:00+03:00"' tickets desk.jsonl $now
check 'a ticket is a line' [ "$(wc -l <out)" = 4 ]
run tickets desk.jsonl $now --output answers.jsonl
check 'the answers may go to a file' [ "$status $(wc -l <answers.jsonl)" = '0 4' ]

prints 'place  id   user  priority   due                   state   why here
    1  T-4  u3    emergency  Tue 2026-05-05 16:00  active  first
    2  T-3  u2    medium     Fri 2026-05-08 12:00  active  3.2: not a priority out of turn
    3  T-2  u2    low        Thu 2026-05-14 09:00  active  4.9: due on a later date' queue desk.jsonl $now
has '{"place":1,"id":"T-4","user":"u3","priority":"emergency","state":"active","due":"2026-05-05T16:00:00+03:00","remaining_seconds":14400,"calendar":"official","reason":"first"}' queue desk.jsonl $now --json
cat >ahead.jsonl <<EOF
{"id":"F","user":"u","channel":"portal","priority":"low","events":[{"at":"$((last + 1))-02-02T09:00:00+03:00","event":"submitted"}]}
EOF
has '"calendar":"projected","reason":"first"' --regulation forecast_rules.toml queue ahead.jsonl \
  --now "$((last + 1))-02-02T10:00" --json
tells "srok: 1 ticket is $projected" --regulation forecast_rules.toml queue ahead.jsonl --now "$((last + 1))-02-02T10:00"
tells "srok: 1 ticket is $projected" --regulation forecast_rules.toml report ahead.jsonl --now "$((last + 1))-02-02T10:00"
tells "srok: 1 ticket is $projected" --regulation forecast_rules.toml what-if ahead.jsonl --raise F=high \
  --now "$((last + 1))-02-02T10:00"
has 'Some of it rests on a projected calendar' --regulation forecast_rules.toml \
  ticket ahead.jsonl --id F --now "$((last + 1))-02-02T10:00"
prints 'due                   id   user  priority  working time left
Fri 2026-05-08 12:00  T-3  u2    medium    27h' queue desk.jsonl $now --due-between 2026-05-05T16:01 2026-05-08T12:01
prints 'due                   id   user  priority   working time left
Tue 2026-05-05 16:00  T-4  u3    emergency  4h
Fri 2026-05-08 12:00  T-3  u2    medium     27h' queue desk.jsonl $now --due-between 2026-05-05T16:00 2026-05-08T12:01
sed '3s/12:00:00/12:00:30/' desk.jsonl >seconds.jsonl
has 'Fri 2026-05-08 12:00:30' queue seconds.jsonl $now
prints 'no active ticket is due between these moments' queue desk.jsonl $now --due-between 2026-05-05T16:01 2026-05-08T12:00
prints 'no ticket is active or queued' queue /dev/null $now
refuses 2 '--due-between ends before it begins' queue desk.jsonl $now --due-between 2026-05-08T12:00 2026-05-05T16:00

has 'high             1        1     0     0           0         100.0%' report desk.jsonl $now
has '2026-05        1        0     0     1           0              -' report desk.jsonl $now
has '"all":{"tickets":4,"in_time":1,"late":0,"open":3,"unanswered":0,"share_in_time":1.000000}' report desk.jsonl $now --json
sed 's/replied","kind":"question"/resolved"/; 1q' desk.jsonl >resolved.jsonl
has '"all":{"tickets":1,"in_time":1' report resolved.jsonl --json  # at the present
run report desk.jsonl $now --svg report.svg
check 'a report is drawn' grep -q '<title>high: 1 ticket, 100.0% of those decided in time; 1 in time; 0 late' report.svg
refuses 1 '/dev/full: cannot be written: No space left' report desk.jsonl $now --svg /dev/full

# ---- what if ----

prints 'id   answer  from                  to                    why
T-2  due     Thu 2026-05-14 09:00  Wed 2026-05-06 09:00  priority low → high; 4.9: 8 → 3 working days' what-if desk.jsonl $now --raise T-2=high
prints 'no ticket would stand differently' what-if desk.jsonl $now --raise T-2=low
prints 'id   answer  from                  to                    why
T-2  due     Thu 2026-05-14 09:00  Fri 2026-05-15 09:00  Tue 2026-05-12: 9h working → day off [imported from other.xml (xmlcalendar-xml)]' what-if desk.jsonl $now --calendar-then other.toml
{ grep '"T-2"' desk.jsonl; echo '{"id":"T-9","user":"u","channel":"phone","events":[]}'; } >one_faulty.jsonl
run what-if one_faulty.jsonl $now --raise T-2=high
check 'another ticket is told to be wrong as before' [ "$status $err" = '1 srok: one_faulty.jsonl:2: ticket "T-9": "phone" is no channel of support; there are portal and email (4.1, 4.7)
srok: 1 of 2 tickets failed' ]
has 'T-4  due               Tue 2026-05-05 16:00' what-if desk.jsonl $now --schedule-then desk.toml
first=$project/data/regulations/technotronics.toml
sed 's/edition = "1"/edition = "2"\neffective = 2026-04-30/; s/^low = 8/low = 4/' "$first" >second.toml
prints 'id   answer  from                  to                    why
T-2  due     Thu 2026-05-14 09:00  Thu 2026-05-07 09:00  edition "1" → "2"; 4.9: 8 → 4 working days' what-if desk.jsonl $now --regulation-then second.toml --regulation-then "$first"
refuses 2 'nothing would be different; give one of --regulation-then' what-if desk.jsonl $now
refuses 2 'more than one difference' what-if desk.jsonl $now --raise T-2=high --calendar-then other.toml
refuses 2 '"T-2" is not ID=PRIORITY; write T-1=high' what-if desk.jsonl $now --raise T-2
refuses 2 'there is no ticket "T-9" in the file' what-if desk.jsonl $now --raise T-9=high
refuses 2 'there is no priority "urgent"; there are low' what-if desk.jsonl $now --raise T-2=urgent
refuses 2 'is not submitted yet at --now' what-if desk.jsonl --now 2026-04-30T10:00 --raise T-4=low

# ---- editions ----

has 'due        2026-05-13T12:00:00+03:00  Wed' due --priority low --submitted 2026-04-29T12:00 --regulation second.toml --regulation "$first"
has 'due        2026-05-07T12:00:00+03:00  Thu' --regulation "$first" --regulation second.toml due --priority low --submitted 2026-04-30T12:00
# A local time that both editions have, each by its own zone, is the later edition's; one that neither has is the first's.
sed 's|^zone = "Europe/Moscow"|zone = "Asia/Vladivostok"|' "$first" >east.toml
has 'accepted   2026-04-30T07:00:00+03:00' due --priority low --submitted 2026-04-30T05:00 --regulation east.toml --regulation second.toml
has 'accepted   2026-04-29T15:00:00+10:00' due --priority low --submitted 2026-04-29T15:00 --regulation east.toml --regulation second.toml
sed 's|^zone = "Europe/Moscow"|zone = "Asia/Vladivostok"|' second.toml >east_second.toml
has 'accepted   2026-04-30T07:00:00+10:00  Thu' due --priority low --submitted 2026-04-29T22:00 --regulation "$first" --regulation east_second.toml
refuses 2 'before the first edition of the regulation, in force from 2026-04-30T00:00:00+03:00' due --priority low --submitted 2026-04-29T12:00 --regulation second.toml
refuses 2 'the editions "1" and "1" are effective at the same instant' due --priority low --submitted 2026-04-29T12:00 --regulation "$first" --regulation "$first"
refuses 2 '--regulation is given 2 times' deadline 2026-04-29T12:00 --hours 1 --regulation "$first" --regulation second.toml
printf 'submitted,priority\n2026-04-29T12:00,low\n2026-04-30T12:00,low\n' >both.csv
has '2026-05-07T12:00:00+03:00' batch both.csv --regulation "$first" --regulation second.toml
check 'a table uses the edition of each row' grep -q '2026-05-13T12:00:00+03:00' out
sed 's/^default_priority = "low"/default_priority = "high"/' "$first" >higher.toml
printf 'submitted,priority\n2026-02-02T09:00,\n' >unnamed.csv
has '2026-02-02T09:00,,2026-02-02T09:00:00+03:00,2026-02-05T09:00:00+03:00,' batch unnamed.csv --regulation higher.toml

# ---- tickets that fail ----

run tickets desk.jsonl --now 2026-05-05T12:00 --regulation second.toml
check 'a ticket before the first edition is answered, and reported with its line' [ "$status ${err%%$'\n'*}" = \
  '1 srok: desk.jsonl:1: ticket "T-1": event 1 (submitted) is before the first edition of the regulation' ]
check 'the failed tickets are counted' [ "${err##*$'\n'}" = 'srok: 1 of 4 tickets failed' ]
check 'and the others answered' [ "$(grep -c '"state":' out)" = 3 ]
printf '\nx\n{"id":"a\\u001b[1m","user":"u"}\n' >bad.jsonl
run queue bad.jsonl $now
check 'no escape of a terminal leaves the command' [ "$status $err" = "1 srok: bad.jsonl:2: column 1: Invalid value.
srok: bad.jsonl:3: ticket \"a�[1m\": the key \"channel\" is missing
srok: 2 of 2 tickets failed" ]
{
  head -n 1 desk.jsonl
  printf '{"id":"'
  head -c 100000000 /dev/zero | tr '\0' x
  printf '"}\n'
  head -c 2000000 /dev/zero | tr '\0' ' '
  printf '\nx'
  head -c 2000000 /dev/zero | tr '\0' ' '
  echo
  sed -n 2p desk.jsonl
} | (ulimit -v $limit; "$srok" tickets - $now >out 2>err)
status=$? err=$(<err)
check 'a huge ticket is a bad one, a huge blank line none' [ "$status $err" = "1 srok: standard input:2: the line has 100000009 bytes; at most 1 MiB is read
srok: standard input:4: the line has 2000001 bytes; at most 1 MiB is read
srok: 2 of 4 tickets failed" ]
check 'the tickets around a huge one are answered' [ "$(grep -c '"state":' out) $(grep -c '"bad_text"' out)" = '2 2' ]

# Tickets in any number of threads, five of a user's twelve at once, some impossible, some ids there twice.
for ((i = 0; i < 12000; ++i)); do
  end=resolved
  ((i % 11 == 5)) && end=resumed
  printf '{"id":"T-%d","user":"u%d","channel":"portal","priority":"low","events":[{"at":"2026-04-%02dT%02d:00:00+03:00","event":"submitted"},{"at":"2026-05-0%dT10:00:00+03:00","event":"%s"}]}\n' \
    $((i % 501 == 500 ? 7 : i)) $((i % 1000)) $((i % 28 + 1)) $((i % 24)) $((i % 9 + 1)) $end
done >many.jsonl
"$srok" tickets many.jsonl $now --threads 1 >one.out 2>one.err
check 'many tickets are answered' [ "$(grep -c '' one.out) $(grep -c 'is repeated' one.err) $(grep -c 'resumed is impossible' one.err)" = '12000 23 604' ]
check 'and some of them wait' grep -q '"state":"queued"' one.out
for threads in 2 5; do
  "$srok" tickets many.jsonl $now --threads $threads >out 2>err
  check "tickets are answered alike by $threads threads" cmp out one.out
  check "bad tickets are told alike by $threads threads" cmp err one.err
done
refuses 2 '--now is required; see srok tickets --help' tickets desk.jsonl
refuses 2 'see srok queue --help' queue
refuses 2 '"noon" is not a time' report desk.jsonl --now noon
refuses 2 'none.jsonl: cannot be opened' tickets none.jsonl $now
}

# ---- the schedule as bytes ----

run dump desk.srok
check 'a dump goes to its file and nothing elsewhere' [ "$status $out$err" = '0 ' ]
"$srok" dump - | cmp -s - desk.srok
check 'or to standard output' [ "${PIPESTATUS[*]}" = '0 0' ]
refuses 1 'none/desk.srok: cannot be written' dump none/desk.srok
refuses 2 'file is required; see srok dump --help' dump

# ---- no locale ----

"$srok" due --priority high --submitted 2026-04-29T15:20 --explain --language ru >c
LC_ALL=C.UTF-8 "$srok" due --priority high --submitted 2026-04-29T15:20 --explain --language ru >utf8
check 'the locale changes nothing' cmp -s c utf8

echo "$count checks, $failed failed"
[[ $failed == 0 ]]
