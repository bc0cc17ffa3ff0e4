#!/bin/sh
# No generic code names a record type: what is special about one is said in its row or in a table of hooks beside the
# reader that needs it. The board is no type among others but the place where records lie; a cross reference is how
# fields that refer to many are kept.
cd "$(dirname "$0")/.." || exit 1

# The rooms that work on any type, and in them the files that are about one: FILE, and why.
rooms="src/model src/store src/exchange/table src/exchange/csv src/exchange/json src/session
    src/tui/widgets src/tui/app src/tui/overlays src/tui/commands src/cli"
about='
src/exchange/csv/csv_hooks.c        the table of what is special in importing a type
src/exchange/csv/csv_matrix.c       responsibility matrices
src/exchange/csv/csv_budget.c       hooks of budgets
src/exchange/csv/csv_tasks.c        hooks of tasks …
src/exchange/csv/csv_circle.c       … their links
src/exchange/csv/csv_dates.c        … their dates
src/exchange/csv/csv_links.c
src/exchange/csv/csv_outline.c      … their outline
src/exchange/csv/csv_people.c       … their assignments
src/exchange/csv/csv_totals.c       … their costs
src/exchange/csv/csv_trial.c        … their computed dates
src/exchange/csv/csv_references.c   people that files name in many spellings
src/session/typed.c                 hooks of what is typed into tasks
src/session/repeat.c                tasks that come again
src/session/capture.c               what falls in a meeting
src/session/agenda.c                what belongs on the agenda of a meeting
src/session/minutes.c               lines of minutes and the items they stand under
src/session/approval.c              what the approval of a change request is
src/session/script.c                tasks in the outline of a script, and links to new ones
src/session/cause.c                 what moved the finish
src/tui/widgets/gantt_bars.c        the chart of tasks
src/tui/widgets/gantt_links.c
src/tui/overlays/conflict_words.c   places of tasks in the outline
src/cli/cli_waiting.c               what waits for people
src/cli/cli_agenda.c                meetings
src/cli/cli_trial.c                 change requests, looked at and approved
src/cli/cli_analysis.c              why a task stands where it stands
src/exchange/json/json_simulation.c tasks and risks of a simulation
src/cli/cli_progress.c             progress of tasks
src/cli/cli_report.c               reports and meetings
'

# The names of the list, "task" and so on: none is typed here.
names=$(sed -n 's/^RECORD([A-Z_]*, *\([a-z_]*\)_entity)/\1/p' include/steerco/records/records.def |
    grep -vx -e board -e cross_reference)
[ "$(echo "$names" | wc -l)" -ge 10 ] || echo "not ok the list of record types cannot be read"
kinds=$(echo "$names" | tr 'a-z\n' 'A-Z|' | sed 's/|$//')
types=$(echo "$names" | tr '\n' '|' | sed 's/|$//')

for file in $(find $rooms -name '*.[ch]' | sort); do
    case $about in
    *"
$file "* | *"
$file
"*)
        continue
        ;;
    esac
    found=$(grep -nE "\\b(($types)_entity|ENTITY_($kinds))\\b" "$file")
    if [ -z "$found" ]; then
        echo "ok $file"
    else
        echo "$found" | while read -r line; do echo "not ok $file:$line names a record type"; done
    fi
done

# A file that is gone or has become generic needs no exception.
echo "$about" | while read -r file why; do
    if [ -n "$file" ] && ! grep -qE "\\b(($types)_entity|ENTITY_($kinds))\\b" "$file"; then
        echo "not ok $file names no record type any more ($why)"
    fi
done

# "an issue": the row of a type knows its article.
if found=$(grep -rnE -A1 '\ban? %s\b' src --include='*.c' | grep -E '(->|\.)noun\b' | grep -v entity_article); then
    echo "not ok an article that does not ask the row: $found"
else
    echo "ok articles"
fi
