#!/bin/sh
# Wrong usage ends with status 2 and one sentence; help and version come from the tables.
. "$(dirname "$0")/check"

run --version
exits 0 "--version"
says "steerco " "--version names the program"

run --help
exits 0 "--help"
commands="demo new boards import export show list add set delete log undo redo verify"
for command in $commands; do
    says "steerco $command" "--help lists $command"
done
run --help
says_not "manual" "--help keeps quiet about what is for the build"
for command in $commands; do
    run $command --help
    exits 0 "$command --help"
    says "steerco $command" "$command --help is about $command"
done

# one_sentence WHAT: nothing on standard output, one line on standard error that begins with the program's name.
one_sentence() {
    check "$1: nothing on standard output" test ! -s out
    check "$1: one line" test "$(wc -l <err)" -eq 1
    check "$1: begins with the program" grep -q '^steerco: ' err
    check "$1: no final full stop" test "$(grep -c '\.$' err)" -eq 0
}

run --unknown
exits 2 "unknown option"
one_sentence "unknown option"
complains "--unknown" "names the unknown option"

run missing.steerco
exits 1 "a file that is not there"
one_sentence "a file that is not there"
complains "steerco new missing.steerco" "says how one is made"
complains "steerco demo" "says how one is tried"

run list
exits 2 "missing operand"
one_sentence "missing operand"
complains "steerco list [FILE] ENTITY" "says what was expected"

run verify one two
exits 2 "an operand too many"
one_sentence "an operand too many"

run lisst file tasks
exits 2 "unknown command"
one_sentence "unknown command"
complains "did you mean list" "proposes the nearest command"

run new plan.steerco --size 10x10
exits 2 "an option of another command"
one_sentence "an option of another command"

run new plan.steerco --board
exits 2 "an option without its argument"

run new plan.steerco -b Demo
exits 0 "a short option behind the operands"
run --board=Two new two.steerco
exits 0 "a long option before the command"

run list plan.steerco nonsense
exits 2 "unknown record type"
complains "cost_entries" "lists the record types"

run show plan.steerco nonsense
exits 2 "unknown pane"
complains "risks" "lists the panes"
run show plan.steerco risks --size 100
exits 2 "a size that is none"

run list missing.steerco tasks
exits 1 "a file that is not there"
one_sentence "a file that is not there"
complains "missing.steerco" "names the file that is not there"

run new plan.steerco
exits 1 "a file that is there already"
one_sentence "a file that is there already"

echo "no database" >text.steerco
run list text.steerco tasks
exits 1 "a file of another kind"
one_sentence "a file of another kind"

run </dev/null
exits 1 "the dashboard without a terminal"
one_sentence "the dashboard without a terminal"
check "the file of the first run is there" test -f .local/share/steerco/office.steerco
check "for its owner alone" test "$(stat -c %a .local/share/steerco)" = 700

TMPDIR="$scratch" run demo
exits 0 "demo without a terminal"
check "prints the panes" test "$(grep -c '^ People One ' out)" -ge 7
says "Project budget" "the budget among them"
check "demo leaves nothing behind" test -z "$(find "$scratch" -name 'steerco-demo-*')"

"$STEERCO" list plan.steerco boards >/dev/full 2>err
status=$?
exits 1 "standard output on a full disk"
complains "standard output" "says that output was lost"

# FILE may be left out: the default is taken, and a command that changes something names it.
STEERCO_FILE=$PWD/left.steerco
export STEERCO_FILE
run new left.steerco --board Left
run add task name=Pack
exits 0 "a record is added to the default file"
says "T-1" "and its code printed"
complains "changing $PWD/left.steerco" "the file is named"
run set T-1 name=Carry
complains "changing $PWD/left.steerco" "by every command that changes something"
run list tasks
exits 0 "a list of the default file"
says "Carry" "is its own"
check "what only reads names nothing" test ! -s err
run show schedule --size 60x8
says "Carry" "a pane"
run undo
run log T-1
says "undo: set T-1 name=Carry" "the journal"
cp left.steerco office
run boards office
exits 0 "a planning file is known without its suffix"
echo "no planning file" >tasks
run list tasks
exits 0 "another file of the name of a record type is none"
run list nowhere.steerco tasks
exits 1 "a name that ends in .steerco is a file"
run list ./tasks tasks
exits 1 "and so is one with a slash"
unset STEERCO_FILE
run list tasks
complains ".local/share/steerco/office.steerco" "without STEERCO_FILE it is that of the dashboard"

run lsit
exits 2 "an unknown command"
complains "unknown command 'lsit'; did you mean list" "is answered with the nearest one"
check "and not with an offer to make a file" test "$(grep -c 'steerco new' err)" -eq 0
run help set
exits 0 "help of a command"
says "steerco set [FILE] CODE FIELD=VALUE..." "tells how it is used"
run help sett
exits 2 "help of none"
run version
says "SQLite" "the version tells the libraries"
