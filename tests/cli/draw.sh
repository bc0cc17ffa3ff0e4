#!/bin/sh
# Pictures from the command line: each is well-formed, goes where it was sent, and holds nothing that is confidential.
. "$(dirname "$0")/check"
sample=$sources/data/sample
run new p.steerco
for type in boards vendors calendars exceptions resources tasks risks stakeholders budget_lines orders cost_entries; do
    run import p.steerco "$sample/$type.csv"
done
run add p.steerco risk title="CANARY & <b>" likelihood=5 impact=5 confidential=yes
run add p.steerco task name='<script>alert(1)</script>' duration=1d

well_formed() {
    python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' "$1"
}
run baseline p.steerco Agreed
for picture in gantt matrix s-curve load trend; do
    run export p.steerco $picture
    exits 0 "$picture goes to standard output"
    check "$picture is well-formed" well_formed out
    check "$picture runs nothing" test "$(grep -c '<script\|href\|CANARY' out)" -eq 0
    run export p.steerco $picture -o $picture.svg
    exits 0 "$picture goes into a file"
    run export p.steerco $picture -o $picture.svg
    exits 1 "and replaces none"
    run export p.steerco $picture --force -o p.steerco
    exits 1 "never a planning file"
done
run export p.steerco matrix
complains "1 confidential record was left out; --confidential includes it" "the matrix says what is missing"
run export p.steerco matrix --confidential
says "CANARY &#38; &#60;b&#62;" "asked for by name it is there, escaped"

run export p.steerco map
exits 2 "power and interest are for planners alone"
complains "--confidential draws it all the same" "the sentence says how it can be had"
check "nothing was drawn" test ! -s out
run export p.steerco map --confidential
exits 0 "so it is drawn"
complains "it holds confidential fields: power, interest and attitude" "and says what it holds"
check "the map is well-formed" well_formed out

run export p.steerco gantt --format csv
exits 2 "a picture is no table"
run export p.steerco gantt --columns name
exits 2 "nor has it columns"
run export p.steerco picture
exits 2 "what is neither is named"

run export p.steerco s-curve
says "PV 74,504, EV 62,123, AC 47,720" "the curve has the figures of earned value"
run earned p.steerco
check "which are those" grep -q "^PV  *74,503.94" out
run export p.steerco s-curve --iterations 512
exits 0 "a simulation can be drawn into it"
says "R  simulated cost, P10 to P90" "as a fan"
run export p.steerco gantt --seed 2
exits 2 "not into the schedule"
run export p.steerco trend --as-of 3
exits 2 "the trend shows the past already"

# The trend is what --as-of gives on each report date: the journal is moved into the past, a change a week.
cp p.steerco past.steerco
run set past.steerco T-12 duration=15d
run set past.steerco T-41 duration=40d
run set past.steerco T-49 duration=30d
last=$(sqlite3 past.steerco 'SELECT max(sequence) FROM change_sets')
for age in 0 1 2 3; do
    days=$((7 * age + 1))
    sqlite3 past.steerco "UPDATE change_sets SET at = strftime('%s', 'now', '-$days days') WHERE sequence <= $((last - age))"
done
run export past.steerco trend -o past.svg
exits 0 "a trend with a past"
cat >compare.py <<'EOP'
import csv, re, subprocess, sys, xml.dom.minidom
program, file = sys.argv[1:]
picture = xml.dom.minidom.parse("past.svg")
words = [node.firstChild.data for node in picture.getElementsByTagName("text")]
names = dict(word.split("  ", 1) for word in words if re.match("[A-Z]  ", word))
days, moved = {}, {}
for node in picture.getElementsByTagName("title"):
    found = re.match(r"([A-Z]) (\S+): (\S+)$", node.firstChild.data)
    if not found:
        continue
    letter, day, finish = found.groups()
    if day not in days:
        plan = subprocess.run([program, "export", file, "tasks", "--columns", "name,finish", "--as-of", day],
                              capture_output=True, text=True, check=True).stdout
        days[day] = {row[0]: row[1][:10] for row in csv.reader(plan.splitlines())}
    assert days[day][names[letter]] == finish, (names[letter], day, finish, days[day][names[letter]])
    moved.setdefault(letter, set()).add(finish)
assert len(days) >= 4 and len(moved) == 12 and max(map(len, moved.values())) >= 3, (days, moved)
EOP
check "is what --as-of gives on each report date" python3 compare.py "$STEERCO" past.steerco

# A login that may do nothing else: no other program, and no file but beside the planning file.
mkdir plans
cp p.steerco plans/
run export plans/p.steerco gantt --restricted --format pdf -o gantt.pdf
exits 2 "a restricted login starts no other program"
complains "a restricted login starts none" "and is told so"
for name in ../out.svg "$scratch/out.svg" .out; do
    run export plans/p.steerco gantt --restricted -o "$name"
    exits 2 "nor does it write to $name"
done
run export plans/p.steerco gantt --restricted -o gantt.svg
exits 0 "it writes beside the planning file"
check "there" well_formed plans/gantt.svg
run export plans/p.steerco gantt --restricted
exits 0 "or to its terminal"

# Without the converter there is a sentence; PATH is looked through by hand, so nothing else is run.
PATH_WAS=$PATH
PATH=$scratch
run export p.steerco gantt --format png -o none.png
PATH=$PATH_WAS
exits 1 "no converter, no png"
complains "made by rsvg-convert, which is not installed here" "the sentence says what is missing"
check "and no file" test ! -e none.png
if command -v rsvg-convert >/dev/null; then
    run export p.steerco gantt --format png -o gantt.png
    exits 0 "png"
    check "is one" grep -q "PNG" gantt.png
    run export p.steerco gantt --format pdf -o gantt.pdf
    exits 0 "pdf"
    check "is one" grep -q "^%PDF" gantt.pdf
    check "nothing stays behind" test -z "$(ls -d "${TMPDIR:-/tmp}"/steerco-draw-* 2>/dev/null)"
fi
