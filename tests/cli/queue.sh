#!/bin/sh
# Scripts on one file: those that have looked at nothing queue and are all carried out, whatever field they write; those
# that looked say what they saw, and only one of them goes first.
. "$(dirname "$0")/check"

writers=8 each=6
seq() { awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) print i }'; }

# each_of COMMAND...: run it as `COMMAND WRITER` in so many processes at once; refused ones leave a file.
each_of() {
    for writer in $(seq $writers); do
        "$@" "$writer" &
    done
    wait
}

run new plan.steerco --board Orchard --start 2026-03-02
run add plan.steerco task name=Graft duration=1d

# ---- the same fields of the same record
set_often() {
    for turn in $(seq $each); do
        "$STEERCO" set plan.steerco T-1 name="w$1-$turn" duration="$(($1 * 100 + turn))h" >/dev/null 2>>refused ||
            echo "exit $?" >>refused
    done
}
: >refused
each_of set_often
check "of $writers scripts that set the same fields none is refused" test ! -s refused
run log plan.steerco T-1
check "the journal holds every value" test "$(grep -c ' set T-1 name=w' out)" -eq $((writers * each))
run list plan.steerco tasks --columns name
last=$(grep -o 'w[0-9]-[0-9]' out)
run log plan.steerco
check "and the last one stands" grep -q "name=$last" out
run verify plan.steerco
exits 0 "the file is sound"

# ---- new records and imports
add_often() {
    for turn in $(seq $each); do
        "$STEERCO" add plan.steerco task name="New $1-$turn" >>codes 2>>refused || echo "exit $?" >>refused
    done
}
import_often() {
    for turn in $(seq $each); do
        printf 'id,name,notes\nT-1,Imported %s-%s,by %s\n' "$1" "$turn" "$1" |
            "$STEERCO" import plan.steerco - --as tasks >/dev/null 2>>refused || echo "exit $?" >>refused
    done
}
: >codes
each_of add_often
check "none that adds a task is refused" test ! -s refused
check "and each has a code of its own" test "$(sort -u codes | wc -l)" -eq $((writers * each))
each_of import_often
check "none that imports the same row is refused" test ! -s refused

import_board() {
    "$STEERCO" import plan.steerco risks.csv --board Cellar >/dev/null 2>>refused || echo "exit $?" >>refused
}
printf 'title,likelihood,impact\nFlood,3,4\n' >risks.csv
each_of import_board
check "none that imports into a board that is not there yet is refused" test ! -s refused
run boards plan.steerco
check "and one board is made for all" test "$(grep -c Cellar out)" -eq 1
run list plan.steerco risks --board Cellar
check "with one risk, since all bring the same" test "$(grep -c Flood out)" -eq 1

# ---- deleting what another has just changed
run add plan.steerco task name=Prune --board Orchard
code=$(cat out)
change_or_delete() {
    if [ "$1" -eq 4 ]; then
        "$STEERCO" delete plan.steerco "$code" --board Orchard >/dev/null 2>>undone
    else
        "$STEERCO" set plan.steerco "$code" name="Prune $1" --board Orchard >/dev/null 2>>undone
    fi
    echo $? >>statuses
}
: >statuses
each_of change_or_delete
check "a record is deleted while others set it: none meets a conflict" test "$(grep -c 3 statuses)" -eq 0
run list plan.steerco tasks --board Orchard --columns name
says_not "Prune" "and it is gone"
run verify plan.steerco
exits 0 "the file is still sound"

# ---- those that have looked
run add plan.steerco task name=Count work=0h --board Orchard
count=$(cat out)
claim() {
    "$STEERCO" set plan.steerco "$count" name="Taken by $1" --if name=Count --board Orchard >/dev/null 2>>claims
    echo $? >>claimed
}
: >claimed
each_of claim
check "of all that claim a record one gets it" test "$(grep -c '^0$' claimed)" -eq 1
check "and the others exit with 3" test "$(grep -c '^3$' claimed)" -eq $((writers - 1))
run set plan.steerco "$count" name=Mine --if name=Count --board Orchard
exits 3 "one that is too late"
complains "is 'Taken by" "is told what is there"
complains "written by $(id -un) at 20" "and by whom and when"
run list plan.steerco tasks --board Orchard --columns name
says "Taken by" "and changes nothing"
run set plan.steerco "$count" duration=2d name=Mine --if "duration=1 day" --if priority=500 --board Orchard
exits 0 "values may be spelled in any way, and there may be several conditions"
run delete plan.steerco "$count" --if name=Nobody --board Orchard
exits 3 "a record is deleted only while it is as somebody saw it"
run delete plan.steerco "$count" T-1 --if name=Mine --board Orchard
exits 2 "conditions are about one record"
run delete plan.steerco "$count" --if finish=nonsense --board Orchard
exits 3 "what is computed is compared as it is printed"
run set plan.steerco "$count" name=Mine --if duration=soon --board Orchard
exits 1 "a condition that cannot be read"
complains "soon" "is named"
run set plan.steerco "$count" name=Mine --if nonsense=1 --board Orchard
exits 2 "and so is a field that is none"
run delete plan.steerco "$count" --if name=Mine --board Orchard
exits 0 "the same with what is there deletes it"
