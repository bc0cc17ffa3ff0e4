#!/bin/sh
# How soon others see a change, what keys cost on the wire, and import, export and opening of large plans. Times vary from machine to machine: the
# ratios to the sqlite3 shell, taken in the same run, do not. BENCH_TASKS sets the size of the large plan.
cd "$(dirname "$0")/../.." || exit 1
: "${BUILD:=build}" "${BENCH_TASKS:=1000000}"
steerco=$(cd "$BUILD" && pwd)/steerco
export STEERCO="$steerco"
bench=$PWD/tests/bench
sample=$PWD/data/sample
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1

# seconds COMMAND...: how long it took; its output goes to ./said.
seconds() {
    begun=$(date +%s%N)
    "$@" >said 2>&1 || { cat said >&2; exit 1; }
    echo "$begun $(date +%s%N)" | awk '{ printf "%.3f", ($2 - $1) / 1e9 }'
}

# compare WHAT SECONDS SHELL_SECONDS
compare() {
    awk -v what="$1" -v ours="$2" -v shell="$3" \
        'BEGIN { printf "  %-28s %8.2f s   sqlite3 shell %8.2f s   ratio %.2f\n", what, ours, shell, ours / shell }'
}

# plan TASKS FILE: generate and import.
plan() {
    python3 "$bench/tasks.py" "$1" >tasks.csv
    "$steerco" new "$2" --board Generated --start 2026-01-05 >said && "$steerco" import "$2" tasks.csv >said
}

# opening FILE TASKS: time to the first settled frame, and memory beyond that of an empty board.
opening() {
    python3 "$bench/wire.py" "$steerco" "$1" --open >opened || exit 1
    awk -v tasks="$2" -v empty="$empty" '{ printf "  opening %-20d %8.3f s   %6.0f bytes of memory a task\n",
        tasks, $1, ($2 - empty) * 1024 / tasks }' opened
}

for program in "${steerco%/steerco}"/tests/bench/*_bench; do
    [ -x "$program" ] && { "$program" || exit 1; }
done

tenth=$((BENCH_TASKS / 10))
echo "On the wire, 120x40, the sample board"
"$steerco" new sample.steerco >said
for name in calendars exceptions resources boards tasks risks budget_lines cost_entries stakeholders; do
    "$steerco" import sample.steerco "$sample/$name.csv" >said || exit 1
done
python3 "$bench/wire.py" "$steerco" sample.steerco || exit 1
for tasks in 100 "$tenth"; do
    plan "$tasks" "$tasks.steerco" || exit 1
    echo "On the wire, 120x40, $tasks tasks"
    python3 "$bench/wire.py" "$steerco" "$tasks.steerco" || exit 1
done

echo "Files, $BENCH_TASKS tasks of twelve columns"
python3 "$bench/tasks.py" "$BENCH_TASKS" >tasks.csv
"$steerco" new large.steerco --board Generated --start 2026-01-05 >said
ours=$(seconds "$steerco" import large.steerco tasks.csv)
shell=$(seconds sqlite3 shell.db '.import --csv tasks.csv tasks')
compare import "$ours" "$shell"
columns=$(head -n 1 tasks.csv | tr -d '\r')
ours=$(seconds "$steerco" export large.steerco tasks --columns "$columns" -o out.csv)
shell=$(seconds sqlite3 -csv -header shell.db 'SELECT * FROM tasks')
compare export "$ours" "$shell"

echo "201 boards, 50 tasks on each"
plan 50 office.steerco
for number in $(seq 200); do
    "$steerco" add office.steerco board name="Board $number" start=2026-01-05 >said &&
        "$steerco" import office.steerco tasks.csv --board "Board $number" >said || exit 1
done
printf '  boards %30.3f s\n' "$(seconds "$steerco" boards office.steerco)"

echo "A ledger of 1,000,000 entries"
awk 'BEGIN { print "Line,Kind,Amount,Booking date,Description"
    for (i = 0; i < 1000000; i++)
        printf "BL-%d,%s,%d.%02d,2026-%02d-%02d,Booking %d\n", i % 5 + 1, i % 2 ? "COMMIT" : "ACTUAL", i % 97 + 1, i % 100,
            i % 12 + 1, i % 28 + 1, i }' >cost_entries.csv
printf 'Title,Planned\nA,1000\nB,1000\nC,1000\nD,1000\nE,1000\n' >budget_lines.csv
plan 100 ledger.steerco
"$steerco" import ledger.steerco budget_lines.csv >said && "$steerco" import ledger.steerco cost_entries.csv >said || exit 1
for command in "list ledger.steerco tasks" "set ledger.steerco T-1 name=Other" "show ledger.steerco schedule" \
    "show ledger.steerco budget" "list ledger.steerco budget_lines"; do
    python3 "$bench/peak.py" "$steerco" $command >peak || exit 1
    printf '  %-42s %8.3f s   %8d KB\n' "${command%% *} ${command##*steerco }" "$(cut -d' ' -f1 peak)" "$(cut -d' ' -f2 peak)"
done

echo "A picture of 10,000 tasks"
plan 10000 picture.steerco
ours=$(seconds "$steerco" export picture.steerco gantt -o gantt.svg)
printf '  gantt.svg %27.3f s   %8d KB\n' "$ours" "$(($(wc -c <gantt.svg) / 1024))"

echo "Opening the dashboard"
"$steerco" new empty.steerco --board Empty >said
python3 "$bench/wire.py" "$steerco" empty.steerco --open >opened || exit 1
empty=$(cut -d' ' -f2 opened)
opening "$tenth.steerco" "$tenth"
opening large.steerco "$BENCH_TASKS"
echo "On the wire, 120x40, $BENCH_TASKS tasks"
python3 "$bench/wire.py" "$steerco" large.steerco
