#!/bin/sh
# What is waiting for whom, by the day it is due, and how often that day was put off.
. "$(dirname "$0")/check"

run new plan.steerco --board "House" --start 2026-03-02
run waiting plan.steerco
exits 0 "an empty board"
says "nothing is waiting" "nothing"
run add plan.steerco resource name="Anna Berg" initials=AB
run add plan.steerco resource name="Ben Ito"
run add plan.steerco task name="Dig" duration=10d
run add plan.steerco task name="Order" duration=2d resources="Ben Ito"
run add plan.steerco action title="Call the vendor" owner="Anna Berg" due=2026-03-04
run add plan.steerco action title="Nobody's" due=2026-03-20
# Order may end with Dig on Fri 13 March, so it starts on Thu 12 at the latest: decided on Wed 11 March.
run add plan.steerco decision title="Which stone" owner="Ben Ito" about=T-2 need_by=2026-05-01
for day in 2026-03-06 2026-03-05 2026-03-09; do run set plan.steerco AC-1 due=$day; done
run set plan.steerco AC-1 due=2026-03-30
run undo plan.steerco

run waiting plan.steerco --today 2026-03-10
exits 0 "waiting"
# Put off from the 4th to the 6th and from the 5th to the 9th; taking a day back is none, nor what was undone.
says "09 Mar 26! AC-1   Anna Berg: Call the vendor (action, open, moved 2 times)" "what is late, and how often it was put off"
says "11 Mar 26  D-1    Ben Ito: Which stone (decision, pending)" "a decision, on its latest responsible day"
says "20 Mar 26  AC-2   nobody: Nobody's (action, open)" "what nobody answers for"
check "by the day it is due" sh -c "sed 's/.*\(AC-1\|D-1\|AC-2\).*/\1/' out | grep -x 'AC-1\|D-1\|AC-2' | tr '\n' ' ' | grep -qx 'AC-1 D-1 AC-2 '"
run waiting plan.steerco AB --today 2026-03-10
says "Call the vendor" "for one person"
says_not "Which stone" "and no other"
run waiting plan.steerco Carla
exits 1 "nobody of that name"
run waiting plan.steerco --today 2026-03-10 --format json
check "for programs" python3 -c '
import json
items = json.load(open("out"))
call = [item for item in items if item["code"] == "AC-1"]
assert call == [{"due": "2026-03-09", "person": "Anna Berg", "code": "AC-1", "type": "action",
                 "title": "Call the vendor", "status": "open", "moved": 2, "late": True}], call'
run list plan.steerco decisions --filter radar
says "Which stone" "what is overdue is on the radar"
run list plan.steerco decisions --columns title,latest_responsible
says "11 Mar 26" "the latest responsible day"
run set plan.steerco T-1 duration=12d
run list plan.steerco decisions --columns title,latest_responsible
says "13 Mar 26" "moves with the task"
