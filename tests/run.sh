#!/bin/sh
# Run every test and print one line a suite, then `N passed, N failed`: the cmocka programs given as arguments, the
# command-line stories, the arrows between folders, the manual, headers, layout. What a failing suite said is shown.
# With BLESS=1 the programs rewrite their expected screens.
cd "$(dirname "$0")/.." || exit 1
: "${BUILD:=build}" "${CC:=cc}"
STEERCO=$(cd "$BUILD" && pwd)/steerco
export BUILD CC STEERCO
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

# suite NAME PASSED FAILED: the line of a suite; its output lies in $scratch/out.
suite() {
    passed=$((passed + $2)) failed=$((failed + $3))
    if [ "$3" -eq 0 ]; then
        printf '  %-34s %4d passed\n' "$1" "$2"
    else
        printf '  %-34s %4d passed, %d FAILED\n' "$1" "$2" "$3"
        sed 's/^/    | /' "$scratch/out"
    fi
}

# Cmocka ends each group with "[  PASSED  ] 7 test(s)." and such a line for FAILED.
total() {
    awk -v word="$1" '$2 == word && $5 ~ /^test/ { sum += $4 } END { print sum + 0 }' "$scratch/out"
}

# A cmocka program; one that dies on the way counts as one more failure.
program() {
    # Apart, lest a line of one is cut by the other.
    "$1" >"$scratch/more" 2>"$scratch/out"
    status=$?
    cat "$scratch/more" >>"$scratch/out"
    good=$(total PASSED)
    bad=$(total FAILED)
    [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1 && echo "exit status $status" >>"$scratch/out"
    suite "${1#"$BUILD"/tests/}" "$good" "$bad"
}

# A shell suite prints a line `ok …` or `not ok …` for each check.
script() {
    name=$1
    shift
    "$@" >"$scratch/out" 2>&1
    status=$?
    good=$(grep -c '^ok ' "$scratch/out")
    bad=$(grep -c '^not ok ' "$scratch/out")
    [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1 && echo "exit status $status" >>"$scratch/out"
    grep -v '^ok ' "$scratch/out" >"$scratch/bad"
    mv "$scratch/bad" "$scratch/out"
    suite "$name" "$good" "$bad"
}

headers_alone() {
    for header in $(find include src -name '*.h' | sort); do
        if printf '#include "%s"\n' "$header" | $CC -std=c17 -D_DEFAULT_SOURCE -D_XOPEN_SOURCE=700 -Wall -Wextra -Werror \
            -Iinclude -I. -fsyntax-only -x c -; then
            echo "ok $header"
        else
            echo "not ok $header does not compile alone"
        fi
    done
}

layout() {
    if make -s format-check >"$scratch/layout" 2>&1; then
        echo "ok clang-format"
    else
        echo "not ok clang-format (make format):" "$(sed -n 's/^\([^: ]*\):[0-9].*/\1/p' "$scratch/layout" | sort -u | xargs)"
    fi
}

for test; do program "$test"; done
for story in tests/cli/*.sh; do script "cli/$(basename "$story" .sh)" sh "$story"; done
script fuzz sh tests/fuzz/run.sh "$BUILD" "${FUZZ_RUNS:-100}" check
script arrows sh tests/arrows.sh
script names sh tests/names.sh
script headers headers_alone
script layout layout
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
