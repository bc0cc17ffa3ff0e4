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
run export p.steerco trend --as-of 3
exits 2 "the trend shows the past already"

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
