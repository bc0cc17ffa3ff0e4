#!/bin/sh
# The sample board through the command line: every record type in, every pane shown, everything out and in again.
. "$(dirname "$0")/check"
sample=$sources/data/sample
all=$(record_types) types=
for type in $all; do
    [ ! -f "$sample/$type.csv" ] || types="$types $type"
done
check "every file of the sample is of a type" test "$(echo "$types" | wc -w)" -eq "$(ls "$sample"/*.csv | wc -l)"

run new sample.steerco
for type in $types; do
    run import sample.steerco "$sample/$type.csv"
    exits 0 "import $type"
    says " 0 left out" "all $type are read"
    rows=$(python3 -c 'import csv, sys; print(sum(1 for _ in csv.reader(open(sys.argv[1], encoding="utf-8"))) - 1)' "$sample/$type.csv")
    says "$rows created" "as many $type as the file has"
done
for type in $types; do
    run import sample.steerco "$sample/$type.csv"
    says " 0 created, 0 updated" "$type a second time change nothing"
done

run boards sample.steerco
says "People One" "boards"
run verify sample.steerco
exits 0 "verify"

# By hand: original 958,400, changes 12,960 + 2,480: project budget 973,840. The management reserve of 40,000 stands
# beside the cost baseline: 933,840; in that is contingency, 65,000 - 9,000 drawn = 56,000: BAC 877,840. Over are labour
# by 6,330 and the adviser by 3,000; 460, 540 and 70 less are expected of three lines: -6,330 - 3,000 + 1,070 = -8,260.
run show sample.steerco budget --size 80x24 --today 2026-03-02
says "Project budget 973,840 EUR" "the headline names its total"
says_figures() { check "$2" grep -qE "^$1 ▲ over" out; }
says_figures "All lines +973,840 +109,980 +604,660 +982,100 +-8,260" "project budget 973,840, EAC 982,100"
says_figures "Cost baseline +933,840 +109,980 +564,660 +942,100 +-8,260" "cost baseline 933,840, EAC 942,100"
says_figures "BAC +877,840 +109,980 +508,660 +886,100 +-8,260" "BAC 877,840, EAC 886,100"
for pane in 0 1 2 3 4 schedule risks budget stakeholders; do
    run show sample.steerco $pane --size 90x24 --today 2026-03-02
    exits 0 "show $pane"
    check "show $pane: 24 lines" test "$(wc -l <out)" -eq 24
    check "show $pane: no escapes" test "$(grep -c "$(printf '\033')" out)" -eq 0
done
run show sample.steerco risks --size 90x24 --today 2026-03-02 --ascii
check "show --ascii draws in ASCII" test "$(sed 's/[^ -~]//g' out | wc -c)" -gt 500

# The board's own files, read again.
run export sample.steerco tasks --format xml -o sample.xml
run import sample.steerco sample.xml
says "0 created, 0 updated" "a Project file of the board changes nothing in it"
for type in $all; do
    run export sample.steerco $type -o own.csv --force
    run import sample.steerco own.csv --as $type
    says " 0 created, 0 updated" "nor does a CSV file of its $type"
done

# Out, into an empty file, and out again: the same bytes.
run new copy.steerco
for type in $all; do
    run export sample.steerco $type -o first-$type.csv
    exits 0 "export $type"
done
for type in $types $all; do # baselines belong to a board, which has to be there
    run import copy.steerco first-$type.csv --as $type
    exits 0 "import exported $type"
done
for type in $all; do
    run export copy.steerco $type -o second-$type.csv
    check "$type come out as they went in" cmp first-$type.csv second-$type.csv
    run export sample.steerco $type --format json -o $type.json
    check "$type as JSON" python3 -c 'import json, sys
rows = json.load(open(sys.argv[1], encoding="utf-8")); assert all(isinstance(row, dict) for row in rows)' $type.json
done
