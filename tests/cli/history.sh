#!/bin/sh
# Taking back any change by its number, what belongs to a record's history, differences cause by cause, and boards that
# an import which came to nothing leaves no trace of.
. "$(dirname "$0")/check"

# number WORDS: of the newest change in the log whose line holds the words.
number() {
    "$STEERCO" log plan.steerco 2>/dev/null | grep -F -e "$1" | head -n 1 | awk '{ print $1 }'
}

run new plan.steerco --board "Move" --start 2026-03-02
run add plan.steerco task name="Pack" duration=3d
run add plan.steerco task name="Drive" duration=1d predecessors=T-1
run set plan.steerco T-1 duration=8d
run set plan.steerco T-2 resources="Ana Silva"
run set plan.steerco T-2 resources="Bo Lind"
run set plan.steerco T-1 name="Pack all"

# A chosen change, and the ways back and forth.
longer=$(number "set T-1 duration=8d")
run undo plan.steerco "$longer"
says "taken back: set T-1 duration=8d" "undo of a number takes back that change"
run export plan.steerco tasks --columns name,duration
says "Pack all,3d" "and nothing else"
run undo plan.steerco "$longer"
exits 1 "not twice"
complains "'set T-1 duration=8d' is undone already: that was change" "the sentence says by which change"
run log plan.steerco
says "undo: set T-1 duration=8d" "the log tells of the undo"
run undo plan.steerco "$(number "undo: set T-1 duration=8d")"
exits 0 "an undo is taken back too"
run export plan.steerco tasks --columns name,duration
says "Pack all,8d" "which brings the change back"
run log plan.steerco
says "redo: set T-1 duration=8d" "and is called a redo"
run undo plan.steerco "$(number "add task name=Pack")"
exits 3 "what others built on stays"
complains "T-1, Duration was changed by $(id -un) at" "the sentence says what was done since, by whom and when"
run undo plan.steerco 99
exits 1 "a number that is none yet"
complains "there is no change set 99" "is told"
run undo plan.steerco x
exits 2 "no number at all"
run undo plan.steerco 0
exits 2 "0 is none either"

# The history of a task is that of its links and assignments too.
run log plan.steerco T-2
says "set T-2 resources=Bo Lind" "a new assignment is part of the task's history"
says "Ana Silva on “Drive”: deleted" "so is one that is gone"
says "link from “Pack all” to “Drive”: added" "and its link"
says_not "T-1 " "other tasks are not"
run log plan.steerco T-1
says "link from “Pack all” to “Drive”: added" "a link belongs to both its tasks"
says_not "Bo Lind" "but not the people of the other"

# Differences by their causes. Pack: Mon 2 March and 3 days ends on the 4th, 8 days on Wed 11; Drive follows by a day.
run diff plan.steerco 2 --by change
check "the whole movement comes first" test "$(head -n 1 out)" = "finish 4 Mar → 12 Mar, +6d"
says "    finish 4 Mar → 5 Mar, +1d" "each change says how far it moved the finish"
says "    finish 5 Mar → 12 Mar, +5d" "also the one that was taken back and brought back"
says_not "undo:" "undo and redo in between do not show"
says "    T-1 Pack all: duration 3d → 8d" "each difference stands under its change"
says "    T-2 Drive: added" "creations too"
run diff plan.steerco 2 --by person
check "by person the name comes first" test "$(sed -n 2p out)" = "$(id -un)"
run diff plan.steerco 2 --by record
says "    by $(id -un)" "by record is how it was"
run diff plan.steerco 2 --by colour
exits 2 "by nothing else"

# The past says so.
run show plan.steerco schedule --as-of 2 --size 100x20
says "change 2" "a pane of the past names the change"
says "AS OF" "and that it is the past"
run show plan.steerco log --size 100x20
says "set T-1 name=Pack all" "the journal is a pane"
run list plan.steerco tasks --as-of soon
exits 2 "a moment that is none"
complains "yesterday" "lists the forms"
complains "-2h" "lists the forms"
run list plan.steerco tasks --as-of now
exits 0 "a moment in words"
run list plan.steerco tasks --as-of 1990-01-01
complains "held no board at that time" "before the first board there is none, and that is said"
run list plan.steerco tasks --board Move --as-of 1990-01-01
complains "held no board 'Move' at that time" "also when it is named"

# An import that comes to nothing leaves no board behind.
printf 'name,likelihood\nFire,17\n' >risks.csv
run new fresh.steerco
run import fresh.steerco risks.csv --as risks --board House
exits 1 "bad rows refuse the file"
says_not "created board" "no board is announced"
run boards fresh.steerco
says_not "House" "and none is left"
run import fresh.steerco missing.csv --board House
exits 1 "a source that is not there"
run boards fresh.steerco
says_not "House" "leaves none either"
run verify fresh.steerco
exits 0 "the file is sound"
printf 'title,likelihood\nFire,3\n' >risks.csv
run import fresh.steerco risks.csv missing.csv --board House
exits 1 "a second source that is not there"
run list fresh.steerco risks
says "Fire" "leaves what the first one brought"

# Late and critical mean what they mean in the dashboard: Pack (8d from 2 March) has no deadline, but it should be done
# by the status date; of both tasks none has slack; the one risk is no critical one.
run set plan.steerco B-1 status_date=2026-04-01
run add plan.steerco risk title=Rain likelihood=1 impact=1
run boards plan.steerco
check "late and critical tasks, critical risks" grep -q '2026-03-02  [0-9-]*  *0%  *2  *2  *0 ' out
run show plan.steerco schedule --size 120x20
says "2 late  0% done  2 critical" "as in the schedule pane"

# Why a change was made stands beside what was done, for the command line, the comparison and the journal's seal.
run set plan.steerco T-1 priority=700 --why "the landlord comes on Friday"
exits 0 "a reason is taken"
run log plan.steerco
check "the log tells it under its change" sh -c 'grep -A1 "set T-1 priority=700" out | grep -q "why: the landlord comes on Friday"'
number=$(sed -n 's/^ *\([0-9]*\) .*set T-1 priority=700.*/\1/p' out)
run diff plan.steerco $((number - 1)) --by change
says "    why: the landlord comes on Friday" "a comparison too"
run undo plan.steerco --why "he does not"
run log plan.steerco
says "why: he does not" "an undo has its own"
check "and not that of what it takes back" test "$(grep -c 'landlord' out)" -eq 1
run set plan.steerco T-1 priority=700 --why "$(printf '%01001d' 0)"
exits 1 "a reason of 1,001 characters"
complains "the reason has 1001 characters; expected at most 1000" "is refused"
run log plan.steerco --why "curious"
exits 2 "what changes nothing takes none"
run verify plan.steerco
exits 0 "sealed with the rest"
