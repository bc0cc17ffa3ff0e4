#!/bin/sh
# The tests that roll dice, for long: a line each of what ran, how often, and what was found; then what the product
# promises beside the figures that stand for it. SOAK=n divides every length by n.
cd "$(dirname "$0")/.." || exit 1
: "${SOAK:=1}"
# Where syncing costs nothing, so that dying is all that takes time.
[ -w /dev/shm ] && export TMPDIR=/dev/shm
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
wrong=0
: >"$scratch/figures"

# step PROMISE COMMAND...: each line "runs N what" of the command becomes a line of the table.
step() {
    promise=$1
    shift
    "$@" >"$scratch/out" 2>&1
    findings=$(($? != 0))
    [ $findings -eq 0 ] || sed 's/^/    | /' "$scratch/out"
    grep '^runs [0-9]' "$scratch/out" >"$scratch/runs" || echo "runs 0 $*" >"$scratch/runs"
    while read -r _ runs what; do
        printf '  %-64s %10s %9s\n' "$what" "$runs" "$findings"
        echo "$promise|$runs $what|$findings" >>"$scratch/figures"
    done <"$scratch/runs"
    wrong=$((wrong + findings))
}

# promise KEY TEXT: the figures of all steps that stand for it.
promise() {
    echo "$2"
    grep "^$1|" "$scratch/figures" | while IFS='|' read -r _ figures findings; do
        echo "    $figures: $([ "$findings" -eq 0 ] && echo held || echo BROKEN)"
    done
}

plain=build/tests san=build/san/tests
printf '  %-64s %10s %9s\n' what runs findings
step kill $plain/store/crash_test $((10000 / SOAK))
step past $plain/store/past_test $((1000 / SOAK))
step past $plain/store/bulk_undo_test $((100000 / SOAK))
step schedule $plain/analysis/schedule_random_test $((100000 / SOAK))
step power $plain/fault/powercut_test $((10000 / SOAK))
step disk $plain/fault/fault_test all
step memory $san/fault/memory_test "$SOAK"
step input $san/fault/damage_test $((2000 / SOAK))
step input $plain/fault/damage_test $((20000 / SOAK)) 2001
step keys $san/tui/monkey_test $((1000000 / SOAK))
step keys $san/tui/terminal_monkey_test $((30000 / SOAK))
if [ -x build/fuzz/fuzz/csv ]; then
    step input sh tests/fuzz/run.sh build/fuzz $((1000000 / SOAK))
else
    step input sh tests/fuzz/run.sh build/san $((100000 / SOAK)) check
fi

echo
promise kill "An acknowledged change survives kill -9 …"
promise power "… and a power cut"
promise disk "A failing disk, or a full one, leaves the old state or the new one, and says so"
promise memory "No allocation failure crashes or half-imports"
promise input "No input crashes or hangs it"
promise past "What was done can be taken back, and any moment of the past be seen"
promise schedule "Dates are those of the semantics written down"
promise keys "No keys crash it, and what is on the screen is what is in the file"
echo
echo "$wrong findings"
[ "$wrong" -eq 0 ]
