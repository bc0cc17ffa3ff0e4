#!/bin/sh
# Records from scripts: add, set, list, delete; the journal; undo and redo, each in a program of its own.
. "$(dirname "$0")/check"

run new plan.steerco --board "Move" --start 2026-03-02 --currency CHF
exits 0 "new"

run add plan.steerco task name="Pack" duration=3d
says "T-1" "add prints the code of the new task"
run add plan.steerco tasks name="Drive" duration=1d predecessors="T-1FS+1d" resources="Ana Silva;Bo Lind[50%]"
exits 0 "add takes predecessors and resources"
run add plan.steerco task name="Unpack" start=2026-03-11 duration=4h
run add plan.steerco task name="Kitchen" parent=T-3 duration=4h
run export plan.steerco tasks --columns name,start,finish,predecessors,resources

# By hand: Mon 2 March 08:00 + 3 days ends Wed 17:00; one day of lag is Thu; so Drive is on Fri. Unpack becomes a summary.
says "Pack,2026-03-02T08:00,2026-03-04T17:00" "a task takes its working days"
says "Drive,2026-03-06T08:00,2026-03-06T17:00,T-1FS+1d,Ana Silva;Bo Lind[50%]" "links, lags and people"
says "Kitchen,2026-03-11T08:00,2026-03-11T12:00" "a constraint on a summary task binds what is below it"

run list plan.steerco tasks --filter "owner:silva due<2026-04-01 -done"
says "Drive" "a filter leaves what its terms hold for"
says_not "Pack" "and nothing else"

# Letters that a keyboard lacks are found by those typed in their place, and so is what was typed in capitals.
run new nordic.steerco --board "Bridge" --start 2026-03-02
for name in "Łódź depot" "Øresund link" "Đakovo site" "Œuvre" "Işık testi" "Ærø ferry" "Þórr crane"; do
    run add nordic.steerco task name="$name" duration=1d
done
for pair in lodz:T-1 ŁÓDŹ:T-1 oresund:T-2 dakovo:T-3 oeuvre:T-4 isik:T-5 IŞIK:T-5 aero:T-6 thorr:T-7; do
    run list nordic.steerco tasks --columns id --filter "${pair%:*}"
    says "${pair#*:}" "${pair%:*} finds its record"
done

run list plan.steerco tasks --filter "(drive or pack) -owner:silva"
says "Pack" "a filter knows brackets and or"
says_not "Drive" "and what goes with them"
run list plan.steerco tasks --filter "colour:red"
exits 2 "a filter that asks for no field"
complains "option --filter, colour:red: a task has no field 'colour'" "is refused, naming the term"

run set plan.steerco T-2 deadline=2026-03-06
says "deadline — → 06 Mar 26 17:00" "a deadline without a time of day is the end of that day"
run undo plan.steerco

run add plan.steerco risk title="Rain" likelihood=4 impact=2 owner="ana silva"
says "R-1" "add risk"
run add plan.steerco "budget line" description=Van amount=1200.50 category=TRV
says "BL-1" "add budget line"
run add plan.steerco cost_entries booked_on=2026-03-03 line=Van amount=300 description=Deposit
says "E-1" "add cost entry"
run add plan.steerco stakeholder name="Landlord" power=5 interest=2
says "S-1" "add stakeholder"
run add plan.steerco calendar name=Sundays sunday="10:00-16:00"
says "K-1" "add calendar"
run add plan.steerco exception calendar=Sundays from=2026-04-05 to=2026-04-05 name=Easter
says "X-1" "add exception"
run add plan.steerco resource name="Cy Oduya" max_units=50%
says "P-3" "add resource, after the two that the task brought"
run add plan.steerco link predecessor=T-2 successor=T-4 type=SS lag=-1d
exits 0 "add link"
run add plan.steerco assignment task=T-4 resource="Cy Oduya" units=25%
exits 0 "add assignment"

run list plan.steerco risks
says "Rain" "list risks"
check "list says nothing about empty columns" test "$(grep -c 'Category' out)" -eq 0
run list plan.steerco tasks -c id,name,total_slack
says "T-2   Drive" "list with named columns"
for entity in $(record_types); do
    run list plan.steerco $entity
    exits 0 "list $entity"
    check "list $entity: lines of at most 100 columns" test "$(awk 'length > 100' out | wc -l)" -eq 0
done

run set plan.steerco R-1 likelihood=5 impact=4 status=approved
exits 0 "set"
says "R-1 Rain: likelihood 4 → 5" "set prints the values before and after"
run set plan.steerco R-1 likelihood=5
says "nothing to change" "set to the same value"
run set plan.steerco R-1 likelihood=9
exits 1 "a level out of range"
complains "likelihood" "names the field"
complains "1 to 5" "names what was expected"
run set plan.steerco R-1 score=9
exits 2 "a computed field"
run set plan.steerco R-1 colour=red
exits 2 "a field that is none"
run set plan.steerco R-99 likelihood=1
exits 1 "a record that is not there"
run set plan.steerco E-1 amount=400
exits 1 "a booked entry stays as it is"
run set plan.steerco T-1 predecessors=T-2
exits 1 "links in a circle"
complains "T-1" "names the circle"
run set plan.steerco T-2 predecessors=T-9
exits 1 "a predecessor that is not there"
run export plan.steerco tasks --columns name,predecessors
says "Drive,T-1FS+1d" "a failed set leaves the plan as it was"

run undo plan.steerco
says "taken back: set R-1 likelihood=5 impact=4 status=approved" "undo names what it took back"
run export plan.steerco risks --columns title,likelihood,impact,status
says "Rain,4,2,proposed" "undo brings all fields back"
run redo plan.steerco
run export plan.steerco risks --columns title,likelihood,impact,status
says "Rain,5,4,approved" "redo brings them forth again"

run delete plan.steerco T-3
exits 0 "delete"
says "T-3 Unpack: deleted" "delete says what went"
says "T-4 Kitchen: deleted" "and what went with it"
says "Cy Oduya on T-4: deleted" "down to the assignments"
run undo plan.steerco
run list plan.steerco assignments
says "Cy Oduya" "undo brings a deleted branch back whole"
run delete plan.steerco K-9
exits 1 "delete what is not there"

run log plan.steerco
says "delete T-3" "the journal tells what was done"
says "undo: delete T-3" "and what was taken back"
run log plan.steerco R-1
says "likelihood 4 → 5" "the journal of one record has its values"
says_not "T-3" "and nothing of others"

run verify plan.steerco
says "plan.steerco is sound" "verify"
run boards plan.steerco
says "Move" "boards"

run add plan.steerco board name=Garden currency=EUR
says "B-2" "a second board"
run list plan.steerco tasks
exits 2 "with two boards one has to be named"
complains "Move, Garden" "the boards are listed"
run list plan.steerco resources
exits 0 "shared records need no board"
run list plan.steerco tasks --board garden
exits 0 "a board in any spelling"
run list plan.steerco tasks -b B-1
says "Pack" "a board by its code"
run list plan.steerco tasks -b Nowhere
exits 1 "a board that is not there"

override=$(printf 'evil \342\200\256 name')
run add plan.steerco resource name="$override"
run list plan.steerco resources
says "evil · name" "text that would turn the line around is made visible"
run add plan.steerco resource name="$(printf 'a\033[2Jb')"
exits 1 "control characters are refused"
check "and not repeated" test "$(grep -c "$(printf '\033')" err)" -eq 0

# A source that is still being read holds nobody up, and is imported into what others have written meanwhile.
run export plan.steerco risks -b Move -o risks.csv
sed 's/,5,4,20,/,3,4,12,/' risks.csv >changed.csv
mkfifo pipe
"$STEERCO" import plan.steerco - --as risks -b Move <pipe >out 2>err &
importer=$!
{
    cat changed.csv
    yes '' | head -c 300000 # more than a pipe holds: once it is gone, the plan has been read
    "$STEERCO" set plan.steerco R-1 likelihood=1 impact=2 -b Move >said
} >pipe
wait $importer
status=$?
exits 0 "an import queues behind a change that was made while it read"
run log plan.steerco R-1 -b Move
says "5 → 1" "the journal holds the other's value"
says "1 → 3" "and that the import wrote over it"
run export plan.steerco risks --columns title,likelihood -b Move
says "Rain,3" "which is what stands"

# The past: each change has a number in the log, and everything can be seen as it was behind it.
run new past.steerco --board "Move" --start 2026-03-02
run add past.steerco task name="Pack"
run add past.steerco risk title="Rain" likelihood=4 impact=2
run set past.steerco T-1 name="Pack all"
run delete past.steerco R-1
run list past.steerco tasks --as-of 3
says "Pack " "list --as-of shows the old value"
says_not "Pack all" "list --as-of does not show the new one"
run export past.steerco risks --as-of 4
says "Rain" "export --as-of brings back what was deleted"
run export past.steerco risks --as-of 2
says_not "Rain" "export --as-of knows nothing of what came later"
run show past.steerco risks --as-of 4
says "Rain" "show --as-of"
run log past.steerco --as-of 3
says "add risk title=Rain" "log --as-of shows what was done until then"
says_not "Pack all" "log --as-of hides what came later"
run list past.steerco tasks --as-of 2999-01-01
says "Pack all" "list --as-of a time"
run list past.steerco tasks --as-of 9
complains "there is no change set 9; the last one is 5" "a moment that is not reached yet"
run list past.steerco tasks --as-of soon
exits 2 "a moment that is none"
run list past.steerco tasks --as-of 1990-01-01
exits 1 "before the board there is nothing to list"
run set past.steerco T-1 name=x --as-of 2
exits 2 "the past cannot be changed"
run verify past.steerco
exits 0 "looking back changes nothing"

# From change 2 (T-1 made) to now: R-1 was made and deleted again, so only the new name is left.
run diff past.steerco 2
check "diff shows what is left of the changes" test "$(head -n 1 out)" = "T-1 Pack all: name Pack → Pack all"
check "diff names who did it" test "$(sed -n 2p out)" = "    by $(id -un)"
check "diff shows no more than that" test "$(wc -l <out)" -eq 2
run diff past.steerco 2 4
says "R-1 Rain: added" "diff between two moments of the past"
run diff past.steerco 4
check "diff of a deletion" test "$(head -n 1 out)" = "R-1 Rain: deleted"
run diff past.steerco 0 1
says "B-1 Move: added" "diff from the very beginning"
run diff past.steerco 3 3
says "nothing changed" "diff of a moment with itself"
run diff past.steerco 4 3
exits 2 "diff goes forward in time"
run diff past.steerco soon
exits 2 "diff of a moment that is none"

# What was agreed on is kept beside what is planned now.
run new agreed.steerco --board Agreed --start 2026-03-02
run add agreed.steerco task name="Dig" duration=2d
run baseline agreed.steerco "Contract"
says "took baseline Contract: 1 task" "a baseline keeps every task"
run set agreed.steerco T-1 duration=4d
run export agreed.steerco tasks --columns name,finish,baseline_finish,finish_variance
says "Dig,2026-03-05T17:00,2026-03-03T17:00,960" "a task that takes longer shows by how much"
run list agreed.steerco baselines
says "Contract" "baselines are listed"

run backup past.steerco copy.steerco
exits 0 "backup"
run backup past.steerco copy.steerco
exits 1 "backup overwrites nothing"
run log copy.steerco
says "delete R-1" "a backup has the whole journal"
run backup past.steerco
check "a backup without a name bears the time" test "$(ls past.steerco.2*T* | wc -l)" -eq 1

run recover past.steerco saved.steerco
says "is not damaged" "recover copies a sound file"
run recover past.steerco copy.steerco
exits 1 "recover overwrites nothing"

# Progress says what has happened, as it does in the dashboard.
run new progress.steerco --board House --start 2026-03-02
run add progress.steerco task name=Report duration=2d
run set progress.steerco T-1 percent_complete=100
says "actual start — → 02 Mar 26 08:00" "what is complete has begun"
says "actual finish — → 03 Mar 26 17:00" "and is over"

# By hand: Dig takes Mon 2 – Fri 6 March, Pour Mon 9 – Thu 12 March, of which as of Tue 10 March half is over.
run new week.steerco --board House --start 2026-03-02
run add week.steerco task name=Dig duration=5d
run add week.steerco task name=Pour duration=4d predecessors=T-1
run set week.steerco B-1 status_date=2026-03-10 reschedule_remaining=yes
run progress week.steerco 2026-03-10
exits 0 "a report as of a day"
says "T-1 Dig: actual finish — → 06 Mar 26 17:00" "what was to end by then is over, when it was planned"
says "T-2 Pour: percent complete 0% → 50%" "the rest as far as planned"
run set week.steerco T-2 percent_complete=0
run set week.steerco T-2 actual_start=2026-03-11
exits 1 "what has not happened yet"
complains "“Pour” cannot have been started on Wed 11 Mar 2026: the status date is Tue 10 Mar 2026" "is refused"
run set week.steerco T-1 actual_finish=
says "percent complete 100% → 0%" "taking back the finish takes back the progress"
run progress week.steerco 2026-03-03 T-1
says "percent complete 0% → 40%" "an earlier day, by the dates before the status date: two of five days"
run undo week.steerco
run set week.steerco T-1 actual_start=2026-03-02 actual_finish=2026-03-10
run list week.steerco tasks -c name,duration
says "Dig         7d" "duration follows actual dates"
printf 'id,name,actual_start,actual_finish,percent_complete\n,Late,2026-03-11,2026-03-12,\n' > late.csv
run import week.steerco late.csv
exits 1 "an import that reports the future"
complains "“Late” cannot have been finished on Thu 12 Mar 2026: the status date is Tue 10 Mar 2026" "is refused too"

# A day typed is that day, round the clock too: 10 days of 8 hours from Mon 2 March 08:00 are over on Thu 5 March 16:00.
run new round.steerco --board House --start 2026-03-02
run add round.steerco calendar name=Round monday=00:00-24:00 tuesday=00:00-24:00 wednesday=00:00-24:00 \
    thursday=00:00-24:00 friday=00:00-24:00 saturday=00:00-24:00 sunday=00:00-24:00
run add round.steerco task name=Watch duration=10d deadline=2026-03-12 calendar=Round
run list round.steerco tasks -c deadline
says "12 Mar 26 24:00" "whichever of calendar and day is typed first"
run list round.steerco tasks --filter deadline:2026-03-12
says "Watch" "a filter for that day finds it"
run list round.steerco tasks --filter "deadline>2026-03-12"
says_not "Watch" "one for later days does not"
run export round.steerco tasks --format xml --output round.xml
run new again.steerco --board House
run import again.steerco round.xml
run list again.steerco tasks -c deadline
says "12 Mar 26 24:00" "Project XML and back"
run add round.steerco task name=Guard start=2026-03-04 duration=24h calendar=Round
run export round.steerco tasks -c name,finish
says "Guard,2026-03-04T24:00" "what ends at midnight ends on that day"

# Two people whose names differ by a mark are two; written in capitals, one is the same.
run new marks.steerco --board Marks
printf 'name,email\nŁukasz,a@example.org\nLukasz,b@example.org\nJosé,c@example.org\n' >people.csv
run import marks.steerco people.csv --as resources
says "3 created" "a mark tells people apart"
printf 'name,email\nLUKASZ,d@example.org\nJose,e@example.org\n' >people.csv
run import marks.steerco people.csv --as resources
says "1 created, 1 updated" "capitals do not"
run list marks.steerco resources --columns name,email
check "the one without the mark was updated" grep -q "^LUKASZ  d@example.org" out
check "the other was not" grep -q "^Łukasz  a@example.org" out
