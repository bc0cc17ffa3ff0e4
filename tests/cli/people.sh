#!/bin/sh
# Who hears what when, and who answers for what.
. "$(dirname "$0")/check"

run new plan.steerco --board "House" --start 2026-03-02
run add plan.steerco resource name="Anna Berg"
run add plan.steerco communication_activity title="Weekly letter" frequency=weekly from=2026-03-05 \
    responsible="Anna Berg" status=active
run list plan.steerco communication_activities --columns title,due
says "05 Mar 26" "due for the first time"
run list plan.steerco communication_activities --filter late
says "Weekly letter" "overdue by now"
run waiting plan.steerco "Anna Berg" --today 2026-03-06
says "05 Mar 26! CA-1   Anna Berg: Weekly letter (communication activity, active)" "it waits for whoever is responsible"
# Logging it is one row; then the next Thursday counts.
run add plan.steerco contact summary="Letter 1" activity=CA-1 date=2026-03-05
run waiting plan.steerco "Anna Berg" --today 2026-03-06
says "12 Mar 26  CA-1   Anna Berg: Weekly letter" "a contact moves it on"

printf 'Activity,Anna Berg,Vendor\nDig,R/A,C\nPour,I,R\n' >raci.csv
run import plan.steerco raci.csv
exits 0 "a matrix with roles for columns"
says "4 created" "a responsibility a cell"
run import plan.steerco raci.csv
says "4 unchanged" "nothing twice"
run raci plan.steerco
exits 0 "the matrix"
check "with a column a party" grep -qE '^Dig +A/R C$' out
says "Pour: nobody answers for it (A)" "and what is wrong with it"
run set plan.steerco RA-4 code=A/R
run raci plan.steerco
says "nothing is wrong with it" "until it is put right"
