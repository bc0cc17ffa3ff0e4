#!/bin/sh
# Fuzz every target for so many runs, a line each: what, runs, findings.
#   tests/fuzz/run.sh BUILD RUNS [check]
# With "check" the lines are those of a suite (`ok …`), and the driver of our own does the mutating; else libFuzzer
# does, which keeps what it learns in BUILD/corpus and its findings in BUILD/findings.
build=$1 runs=$2 mode=${3:-}
all=0 wrong=0
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export ASAN_OPTIONS="quarantine_size_mb=4:malloc_context_size=5${ASAN_OPTIONS:+:$ASAN_OPTIONS}" CMOCKA_TEST_ABORT=1

for source in tests/fuzz/*_fuzz.c; do
    name=$(basename "$source" _fuzz.c)
    if [ "$mode" = check ]; then
        "$build/fuzz/$name" "tests/fuzz/corpus/$name" "$runs" >"$scratch/out" 2>&1
        status=$?
        [ $status -eq 0 ] && echo "ok $name: $(tail -n 1 "$scratch/out")" && continue
        echo "not ok $name"
        sed 's/^/    /' "$scratch/out"
        continue
    fi
    mkdir -p "$build/corpus/$name" "$build/findings"
    "$build/fuzz/$name" -runs="$runs" -timeout=10 -rss_limit_mb=4096 -max_len=2048 -print_final_stats=1 \
        -artifact_prefix="$build/findings/$name-" "$build/corpus/$name" "tests/fuzz/corpus/$name" >"$scratch/out" 2>&1
    findings=$(($? != 0))
    done=$(sed -n 's/^stat::number_of_executed_units: *//p' "$scratch/out")
    printf '  %-44s %10d %9d\n' "fuzz $name" "${done:-0}" "$findings"
    all=$((all + ${done:-0})) wrong=$((wrong + findings))
done
[ "$mode" = check ] || echo "runs $all fuzzed inputs, $wrong findings in $build/findings"
[ "$wrong" -eq 0 ]
