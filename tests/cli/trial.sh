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
complains "option --format: 'csv' is not one of text, json" "which is said"

# A change request holds its edits; they go in with its status and the decision as one change.
run add plan.steerco resource name="Anna"
run add plan.steerco decision title="Dig deeper" owner=Anna
run add plan.steerco change_request title="Deeper pit" owner=Anna status="waiting for approval" \
    script="T-1 duration=5d
+1 task name=Pump duration=1d predecessors=T-1"
run impact plan.steerco CR-1
exits 0 "impact"
says "Finish: 06 Mar 26 → 10 Mar 26, +2d" "of a change request"
digest=$(sed -n 's/^Digest: //p' out)
cp out looked

run approve plan.steerco CR-1 --digest "$digest"
exits 1 "without a decision"
complains "to become implemented it needs" "which is said"
run approve plan.steerco CR-1 --digest "$digest" --decision D-1
exits 1 "a decision without a rationale"
complains "D-1: to become taken it needs Rationale" "which is said"
run set plan.steerco D-1 rationale="The ground is soft"

# Somebody makes Pour longer meanwhile: that moves the finish, and what the request does to it.
run set plan.steerco T-2 duration=3d
run approve plan.steerco CR-1 --digest "$digest" --decision D-1
exits 3 "the plan has changed"
says "Finish: 09 Mar 26 → 11 Mar 26, +2d" "the impact is shown anew"
complains "the plan has changed since CR-1 was looked at" "and the sentence says so"
digest=$(sed -n 's/.*whose digest is \([0-9a-f]*\) now/\1/p' err)
run list plan.steerco tasks
says_not "Pump" "nothing was done"

"$STEERCO" export plan.steerco tasks >before.csv
run approve plan.steerco CR-1 --digest "$digest" --decision D-1 --baseline Agreed delivered_on=2026-03-11
exits 0 "approved"
run list plan.steerco change_requests --columns title,status,decision
says "implemented" "the request is implemented"
run list plan.steerco decisions --columns title,status
says "taken" "the decision is taken"
run list plan.steerco baselines
says "Agreed" "the baseline is there"
run list plan.steerco tasks --columns name,finish,baseline_finish
check "which has the new task" grep -q "Pump *09 Mar 26.*09 Mar 26" out
run approve plan.steerco CR-1
exits 1 "a second time"
complains "CR-1 is in the plan already" "which is said"
run undo plan.steerco
exits 0 "undone"
says "approve CR-1" "by its name"
"$STEERCO" export plan.steerco tasks >after.csv
check "record for record" cmp before.csv after.csv
run list plan.steerco baselines
says_not "Agreed" "the baseline too"
run impact plan.steerco CR-7
exits 1 "no such request"
run impact plan.steerco T-1
exits 2 "no request"
complains "'T-1' is no code of a change request; expected one like CR-1" "which is said"
