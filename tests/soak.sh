#!/bin/sh
# The tests that roll dice, for long: a line each of how often what was tried, and what was found; then what the product
# promises beside the figures that stand for it. SOAK=n divides every length by n. At full length it takes about an hour
# on two cores: two lanes run side by side, behind the tests that take times.
cd "$(dirname "$0")/.." || exit 1
: "${SOAK:=1}"
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
: >"$scratch/figures"
plain=build/tests san=build/san/tests

# step PROMISE COMMAND...: each line "runs N what" or "figure what" of the command becomes a line of the table.
step() {
    promise=$1
    shift
    out=$(mktemp -p "$scratch")
    "$@" >"$out" 2>&1
    findings=$(($? != 0))
    {
        grep -a -e '^runs [0-9]' -e '^figure ' "$out" || echo "runs 0 $*"
    } | sed -e 's/^runs //' -e 's/^figure //' -e "s/^/$promise|$findings|/" >"$out.lines"
    cat "$out.lines" >>"$scratch/figures"
    while IFS='|' read -r _ found what; do
        printf '  %s  %3s  %s\n' "$(date +%H:%M)" "$found" "$what"
    done <"$out.lines"
    [ $findings -eq 0 ] || sed 's/^/    | /' "$out"
}

# promise KEY TEXT: the figures of all steps that stand for it.
promise() {
    echo "$2"
    grep "^$1|" "$scratch/figures" | while IFS='|' read -r _ findings what; do
        echo "    $([ "$findings" -eq 0 ] && echo held: || echo BROKEN:) $what"
    done
}

# seen DASHBOARDS CHANGES, suite WHAT PROGRAM..., story WHAT NAME: commands that say their figures otherwise.
seen() {
    said=$("$plain/bench/live_bench" "$@") || return 1
    echo "$said" | sed 's/^ */figure /'
}
suite() {
    words=$1
    shift
    "$@" >"$scratch/suite" 2>&1
    status=$?
    sed -n "s/^\[  PASSED  \] \([0-9]*\) test.*/runs \1 $words/p" "$scratch/suite"
    [ $status -eq 0 ] || cat "$scratch/suite"
    return $status
}
story() {
    sh "tests/cli/$2.sh" >"$scratch/story" 2>&1
    echo "runs $(grep -c '^ok ' "$scratch/story") $1"
    ! grep '^not ok ' "$scratch/story"
}

# Times are those of a disk, and of nothing else going on.
clocked() {
    step seen seen 2 $((600 / SOAK))
    step seen seen 63 $((200 / SOAK))
    step lost $plain/session/office_test 64 $((200 / SOAK))
    step typing suite "checks that an open edit outlives its program and its connection" $san/session/draft_test
    step text story "hostile texts through commands, panes, reports and exports" hostile
}

one_lane() {
    step memory $plain/fault/memory_test "$SOAK"
    step input sh tests/fuzz/run.sh build/fast $((500000 / SOAK)) csv
    step input sh tests/fuzz/run.sh build/fast $((100000 / SOAK)) exchange
    step input sh tests/fuzz/run.sh build/fast $((10000000 / SOAK)) reader
    step keys $san/tui/terminal_monkey_test $((30000 / SOAK))
    step input sh tests/fuzz/run.sh build/clang $((40000 / SOAK))
}

other_lane() {
    step kill $plain/fault/halt_test
    step kill $plain/store/crash_test $((10000 / SOAK))
    step power $plain/fault/powercut_test $((10000 / SOAK))
    step disk $plain/fault/fault_test all
    step doors $plain/store/doors_test $((2500 / SOAK))
    step past $plain/store/past_test $((1000 / SOAK))
    step past $plain/store/bulk_undo_test $((100000 / SOAK))
    step past $plain/session/edits_test $((10000 / SOAK))
    step past $plain/store/verify_test
    step done $plain/store/spelling_test all
    step done $plain/session/month_test $((400 / SOAK))
    step schedule suite "simulations of a million iterations against figures of others" $plain/analysis/simulate_test $((1000000 / SOAK))
    step schedule $plain/analysis/schedule_random_test $((100000 / SOAK))
    step input $san/fault/damage_test $((2000 / SOAK))
    step input $plain/fault/damage_test $((20000 / SOAK)) 2001
    step keys $san/tui/monkey_test $((1000000 / SOAK))
}

mkdir -p build/soak
TMPDIR=$PWD/build/soak clocked
# Where syncing costs nothing, so that dying is all that takes time.
[ -w /dev/shm ] && export TMPDIR=/dev/shm
export STEERCO="$PWD/build/san/steerco"
one_lane &
other_lane &
wait

echo
promise kill "An acknowledged change survives kill -9 …"
promise power "… and a power cut"
promise disk "A failing disk, or a full one, leaves the old state or the new one, and says so"
promise memory "No allocation failure crashes or half-imports"
promise input "No input crashes or hangs it"
promise keys "No keys crash it, and what is on the screen is what is in the file"
promise seen "What one manager saves the others see within 250 ms"
promise lost "No update is lost, none waits long"
promise done "A change that is acknowledged is done, whatever was in the file"
promise doors "Many come and go at one file at once"
promise typing "Typing is not lost with the connection"
promise text "No stored text can drive a terminal, a spreadsheet or a browser"
promise past "What was done can be taken back, any moment of the past be seen, and none be altered unseen"
promise schedule "Dates are those of the semantics written down"
wrong=$(grep -c '^[a-z]*|1|' "$scratch/figures")
echo
echo "$wrong findings"
[ "$wrong" -eq 0 ]
