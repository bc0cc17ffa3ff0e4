#!/bin/sh
# Fuzz for so many runs of each target, a line each: what, runs, findings.
#   tests/fuzz/run.sh BUILD RUNS [check | TARGET...]
# With "check" the lines are those of a suite (`ok …`), and the driver of our own does the mutating; else libFuzzer
# does, which keeps what it learns in BUILD/corpus and its findings in BUILD/findings.
build=$1 runs=$2
shift 2
all=0 wrong=0 names=
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export ASAN_OPTIONS="quarantine_size_mb=4:malloc_context_size=5${ASAN_OPTIONS:+:$ASAN_OPTIONS}" CMOCKA_TEST_ABORT=1

# corpus NAME: where its inputs lie; all that read CSV share those of one.
corpus() {
    [ -d "tests/fuzz/corpus/$1" ] && echo "tests/fuzz/corpus/$1" || echo tests/fuzz/corpus/csv
}

check() {
    "$build/fuzz/$1" "$(corpus "$1")" "$runs" >"$scratch/out" 2>&1 &&
        echo "ok $1: $(tail -n 1 "$scratch/out")" && return
    echo "not ok $1"
    sed 's/^/    /' "$scratch/out"
}

# What is counted is not how often an input ran through each place, which only makes the long run slow.
fuzz() {
    mkdir -p "$build/corpus/$1" "$build/findings"
    "$build/fuzz/$1" -runs="$runs" -use_counters=0 -timeout=10 -rss_limit_mb=4096 -max_len=1024 -print_final_stats=1 \
        -artifact_prefix="$build/findings/$1-" "$build/corpus/$1" "$(corpus "$1")" >"$scratch/out" 2>&1
    findings=$(($? != 0))
    done=$(sed -n 's/^stat::number_of_executed_units: *//p' "$scratch/out")
    printf '  %-44s %10d %9d\n' "fuzz $1" "${done:-0}" "$findings"
    [ $findings -eq 0 ] || grep -a -e '^SUMMARY' -e 'Test unit written' "$scratch/out"
    all=$((all + ${done:-0})) wrong=$((wrong + findings))
}

[ "$1" = check ] || names=$*
for name in ${names:-$(basename -s _fuzz.c tests/fuzz/*_fuzz.c)}; do
    if [ "$1" = check ]; then check "$name"; else fuzz "$name"; fi
done
[ "$1" = check ] || echo "runs $all fuzzed inputs${names:+ of $names}, $wrong findings in $build/findings"
[ "$wrong" -eq 0 ]
