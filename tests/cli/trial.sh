#!/bin/sh
# Edits tried on a copy of the plan: what they would do is said, and nothing is changed.
. "$(dirname "$0")/check"

run new plan.steerco --board "House" --start 2026-03-02
run add plan.steerco task name="Dig" duration=3d
run add plan.steerco task name="Pour" duration=2d predecessors="T-1"
run add plan.steerco task name="Done" duration=0d predecessors="T-2"

# Dig Mon 2 to Wed 4 March, Pour to Fri 6. With 5 days Dig ends Fri 6, Pour Tue 10: two working days later.
run try plan.steerco 'T-1 duration=5d'
exits 0 "try"
says "Finish: 06 Mar 26 → 10 Mar 26, +2d" "the finish"
says "  T-3 Done: 06 Mar 26 → 10 Mar 26, +2d" "the milestones"
says "Tasks that move: 3" "how many tasks move"
run show plan.steerco schedule --size 100x20
says "06 Mar 26" "the plan is as it was"
run log plan.steerco
says_not "try" "and nobody has changed it"

# The new task of 4 days stands beside Dig, 3 + 2 days: Done may wait for it without moving.
printf '%s\n' '+1 task name="Permit for the site" duration=4d' 'T-3 predecessors="T-2; +1"' >script
"$STEERCO" try plan.steerco - <script >out 2>err
status=$?
exits 0 "from standard input"
says "Finish: 06 Mar 26, unchanged" "which moves nothing"

run try plan.steerco --format json 'T-1 duration=5d'
check "for programs" python3 -c '
import json
answer = json.load(open("out"))
finish = answer["rows"][0]
assert finish == {"figure": "finish", "code": None, "name": None, "before": "2026-03-06T17:00",
                  "after": "2026-03-10T17:00", "change": 960}, finish
assert len(answer["digest"]) == 16'

run try plan.steerco 'T-1 duration=5d' 'T-1 predecessors=T-2'
exits 1 "a circle"
complains "line 2: the links go round in a circle: T-1 → T-2 → T-1" "named by its line"
run try plan.steerco --format csv 'T-1 duration=5d'
exits 2 "another format"
complains "option --format: 'csv' is not json; without it, text" "which is said"
