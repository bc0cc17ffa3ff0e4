#!/bin/sh
# Marks in confidential fields and records, sought in every output: for a planner, a planner who asks for what is
# private, a viewer who may only read the file, and under --restricted. The files change hands, which needs root.
. "$(dirname "$0")/check"

[ "$(id -u)" = 0 ] && command -v setpriv >/dev/null || {
    echo "not run by root; nothing was tried"
    exit 0
}
chmod 755 .
cp "$STEERCO" program
chmod 755 program
export ASAN_OPTIONS=detect_leaks=0

as() {
    user=$1
    shift
    setpriv --reuid "$user" --regid "$user" --clear-groups ./program "$@" >out 2>err </dev/null
    status=$?
}

install -d -o 2001 -g 2001 -m 755 plans
file=plans/office.steerco
as 2001 new $file --board House
as 2001 add $file stakeholder name=Ann power=5 interest=4 attitude=-1 strategy=MARKPLAN notes=MARKNOTE
as 2001 add $file stakeholder name=Ben power=1
as 2001 add $file resource name=MARKPERSON initials=MARKINIT role=MARKROLE confidential=yes
as 2001 add $file resource name=Open standard_rate=8765.43
as 2001 add $file task name=Dig resources='MARKPERSON; Open'
as 2001 set $file S-1 notes='MARKNOTE and more' strategy='MARKPLAN and more' power=4
as 2001 set $file P-1 role='MARKROLE and more'
as 2001 set $file P-2 standard_rate=8765.42
exits 0 "the plan is there"
chmod 644 $file*

# Types and panes are those that the program names.
types=$(record_types)
panes=$("$STEERCO" show $file nothing 2>&1 | sed 's/.*expected one of //; s/,//g')
check "there are types" test "$(echo "$types" | wc -w)" -ge 13
check "there are panes" test "$(echo "$panes" | wc -w)" -ge 5

# everything UID OPTION...: all outputs into ./all, all that is said into ./said.
everything() {
    who=$1
    shift
    : >all
    : >said
    for type in $types; do
        for command in list export "export --format json"; do
            as "$who" ${command%% *} $file "$type" ${command#"${command%% *}"} "$@"
            cat out >>all
            cat err >>said
        done
    done
    for pane in $panes; do
        as "$who" show $file "$pane" --size 200x60 "$@"
        cat out >>all
        cat err >>said
    done
    for command in "export $file tasks --format xml" "log $file" "log $file S-1" "log $file P-1" "log $file P-2" \
        "log $file A-1" "diff $file 1" "diff $file 1 --by change" "diff $file 1 --by person" "health $file" \
        "explain $file T-1"; do
        as "$who" $command "$@"
        cat out >>all
        cat err >>said
    done
}

lacks() {
    for mark; do check "$whose outputs hold no $mark" test "$(cat all said | grep -aFc "$mark")" -eq 0; done
}
holds() {
    for mark; do check "$whose outputs hold $mark" grep -qaF "$mark" all; done
}

whose="a planner's"
everything 2001
holds MARKPLAN 8765.42 Ann
lacks MARKNOTE MARKPERSON MARKINIT MARKROLE
check "and say that more is there" grep -q "confidential record was left out; --confidential includes it" said
check "and what they hold" grep -q "it holds confidential fields: power, interest" said

whose="a planner's who asks for it,"
everything 2001 --confidential
holds MARKPLAN MARKNOTE MARKPERSON MARKROLE 8765.42
check "and nothing is said to be left out" test "$(grep -c 'left out' said)" -eq 0

whose="a viewer's"
everything 2003
holds Ann Ben Dig
lacks MARKPLAN MARKNOTE MARKPERSON MARKINIT MARKROLE 8765.43 8765.42
check "and say that something is left out" grep -q "confidential fields were left out" said
check "without a word of how to get it" test "$(grep -c -e '--confidential' said)" -eq 0

# A level is no mark: what a viewer gets is the same whatever it is.
outputs() {
    for command in "list $file stakeholders" "export $file stakeholders" "export $file stakeholders --format json" \
        "show $file stakeholders" "show $file overview" "list $file stakeholders --filter ann"; do
        as 2003 $command
        cat out
    done
}
outputs >one
as 2001 set $file S-1 power=2 attitude=2 engagement=leading
exits 0 "levels change"
outputs >two
check "there is something to compare" test "$(wc -l <one)" -gt 40
check "a viewer's outputs do not change with what is hidden" diff one two

as 2003 list $file stakeholders --confidential
exits 1 "a viewer who asks for what is private"
complains "for those who may write" "is refused"
for option in "--filter power=4" "--filter -engagement_gap" "--columns name,power"; do
    as 2003 list $file stakeholders $option
    exits 2 "a viewer gets nothing by list $option"
    complains "is confidential: it is for those who may write the file" "and is told why"
done
as 2003 export $file stakeholders --columns name,strategy
exits 2 "a viewer exports no strategy by its name"
as 2001 list $file stakeholders --filter notes:MARK
exits 2 "a planner does not search private notes unasked"
complains "--confidential" "and is told how"
as 2001 list $file stakeholders --filter notes:MARK --confidential
says Ann "but asked for"
as 2003 --restricted $file --confidential
exits 1 "a restricted viewer"
complains "for those who may write" "is refused as well"

# A conflict tells no private value.
as 2001 set $file S-1 notes=x --if "notes=MARKNOTE and most"
exits 2 "a private value is no condition unasked"
as 2001 set $file S-1 notes=x --if "notes=MARKNOTE and most" --confidential
exits 3 "and is compared when asked for"

# What a file leaves out stays as it is.
as 2001 export $file stakeholders -o plans/s.csv
as 2001 export $file resources -o plans/r.csv
as 2001 export $file tasks -o plans/t.csv
as 2001 export $file tasks --format xml -o plans/t.xml
for source in s.csv r.csv t.csv t.xml; do
    as 2001 import $file plans/$source --board House
    exits 0 "$source comes back"
done
as 2001 list $file stakeholders --columns name,notes --confidential
says "MARKNOTE and more" "with the notes that it did not hold"
as 2001 list $file tasks --columns name,resources --confidential
says "MARKPERSON" "and the person that it did not name"
as 2001 list $file resources --columns name,role --confidential
says "MARKROLE and more" "and the one that it did not list"
