#!/bin/sh
# A change that was made and could not be printed is told apart from one that was not made, by exit status and words,
# whichever way standard output fails: full, closed, read no more.
. "$(dirname "$0")/check"

# printing_to HOW ARGUMENTS...: the program, with a standard output that takes nothing.
printing_to() {
    how=$1
    shift
    : >out
    case $how in
    full) "$STEERCO" "$@" >/dev/full 2>err </dev/null ;;
    closed) "$STEERCO" "$@" >&- 2>err </dev/null ;;
    gone) # the reader has gone before anything is written
        mkfifo pipe
        sleep 60 <pipe &
        reader=$!
        exec 3>pipe
        kill "$reader"
        wait "$reader" 2>/dev/null
        "$STEERCO" "$@" >&3 2>err </dev/null 3>&-
        ;;
    esac
    status=$?
    [ "$how" != gone ] || { exec 3>&-; rm pipe; }
}

# done_untold HOW WHAT ARGUMENTS...
done_untold() {
    way=$1 deed=$2
    shift 2
    printing_to "$way" "$@"
    exits 4 "$way: $deed"
    complains "it was done, but the answer could not be printed: standard output" "$way: $deed says so"
}

holds() { # TEXT WHAT: the tasks
    "$STEERCO" list plan.steerco tasks >out 2>err
    says "$1" "$2"
}

printf 'name,duration\nPlaster,2d\n' >one.csv
printf 'name,duration\nPaint,soon\n' >wrong.csv
for how in full closed gone; do
    rm -f ./*.steerco*
    done_untold $how "new" new plan.steerco --board House
    done_untold $how "add" add plan.steerco task name=Dig
    holds Dig "$how: added"
    done_untold $how "set" set plan.steerco T-1 name=Drain
    holds Drain "$how: set"
    done_untold $how "undo" undo plan.steerco
    holds Dig "$how: undone"
    done_untold $how "redo" redo plan.steerco
    holds Drain "$how: redone"
    done_untold $how "import" import plan.steerco one.csv
    holds Plaster "$how: imported"
    done_untold $how "baseline" baseline plan.steerco First
    done_untold $how "progress" progress plan.steerco 2035-01-05
    run list plan.steerco baselines
    says First "$how: taken"
    done_untold $how "delete" delete plan.steerco T-1
    holds Plaster "$how: the other one is there"
    says_not Drain "$how: deleted"
    done_untold $how "backup" backup plan.steerco copy.steerco
    run verify copy.steerco
    exits 0 "$how: the copy is whole"
    done_untold $how "recover" recover copy.steerco saved.steerco
    run verify saved.steerco
    exits 0 "$how: what was recovered is whole"

    # Nothing made: the reason, and the status of a failure. And of two sources the first is in.
    printing_to $how set plan.steerco T-2 duration=soon
    exits 1 "$how: what was not done"
    check "$how: is not said to be done" test "$(grep -c 'was done' err)" -eq 0
    printing_to $how set plan.steerco T-2 name=Tile --if name=Brick
    exits 3 "$how: a conflict"
    printing_to $how import plan.steerco one.csv --dry-run
    [ $how = gone ] || exits 1 "$how: a dry run does nothing"
    printf 'name,duration\nScreed %s,2d\n' $how >first.csv
    printing_to $how import plan.steerco first.csv wrong.csv
    exits 1 "$how: the second source fails"
    complains "what was done before the failure could not be printed" "$how: the first one is told of"
    holds "Screed $how" "$how: and is in"
    run verify plan.steerco
    exits 0 "$how: nothing was printed into the file"
done

# What only reads fails, and nothing is said to be done; a file is written whatever becomes of standard output.
printing_to closed list plan.steerco tasks
exits 1 "a list without an output"
check "it is no change" test "$(grep -c 'was done' err)" -eq 0
printing_to closed export plan.steerco tasks -o tasks.csv
exits 0 "an export into a file prints nothing"
check "the file is written" grep -q Plaster tasks.csv
"$STEERCO" set plan.steerco T-2 name=Tile >&- 2>&- <&-
status=$?
exits 4 "with all three descriptors closed"
holds Tile "the change is made"
run verify plan.steerco
exits 0 "and nothing else happened to the file"
run manual steerco.1
says "standard output is closed, full or read no more" "the manual tells the status"

# What was not changed is not told as done, whatever becomes of the answer.
rm -f ./*.steerco*
run new plan.steerco --board House
run add plan.steerco task name=Dig
printf 'id,name\nT-1,Dig\n' >same.csv
run import plan.steerco same.csv --as tasks
for how in full closed gone; do
    printing_to $how set plan.steerco T-1 name=Dig
    exits 1 "$how: nothing to change"
    printing_to $how import plan.steerco same.csv --as tasks
    exits 1 "$how: nothing to import"
done
run delete plan.steerco B-1
exits 1 "what is needed by others is refused, and is no conflict"
complains "B-1 cannot be deleted: T-1 lies on it" "and that is said"

# Standard output and standard error may have been led to a planning file or to what belongs to one.
run backup plan.steerco kept.steerco
cp kept.steerco before
for command in "list plan.steerco tasks" "export plan.steerco tasks" "show plan.steerco schedule" "--help" "log kept.steerco"; do
    # shellcheck disable=SC2086
    "$STEERCO" $command 1<>kept.steerco 2>err
    status=$?
    exits 1 "$command over a planning file"
    complains "standard output is a planning file or another database, or belongs to one" "$command says so"
    # shellcheck disable=SC2086
    "$STEERCO" $command >out 2>>kept.steerco
    status=$?
    exits 1 "$command with its complaints into a planning file"
done
"$STEERCO" list plan.steerco tasks >>kept.steerco-wal 2>err
status=$?
exits 1 "a name that would be taken for the log of one"
check "none was touched" cmp kept.steerco before
"$STEERCO" list plan.steerco tasks >list.txt 2>err
status=$?
exits 0 "any other file is written"
