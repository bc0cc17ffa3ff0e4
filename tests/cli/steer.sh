#!/bin/sh
# A steering meeting on two terminals: one presents and notes what falls, the other is the wall. Afterwards each note is
# at its item of the agenda, each is one undo, and nothing else has changed.
. "$(dirname "$0")/check"

export TMUX_TMPDIR="$scratch"
echo "set -s exit-empty off" >tmux.conf
at() { where=$1; shift; tmux -L "$where" -f tmux.conf "$@"; }
press() { at desk send-keys "$@"; }
type_in() { at desk send-keys -l "$1"; }
trap 'at desk kill-server 2>/dev/null; at wall kill-server 2>/dev/null; rm -rf "$scratch"' EXIT

# sees TERMINAL REGEX WHAT: wait until some line of that screen is like that.
sees() {
    patience=100
    until at "$1" capture-pane -p >out 2>err && grep -qE -e "$2" out || [ $patience -eq 0 ]; do
        patience=$((patience - 1))
        sleep 0.1
    done
    check "$size, $1: $3" grep -qE -e "$2" out
    [ $patience -gt 0 ] || exit 1
}
hides() {
    at "$1" capture-pane -p >out 2>err
    check "$size, $1: $3" test "$(grep -cE -e "$2" out)" -eq 0
}

today=$(date +%Y-%m-%d)
prepare() {
    rm -f o.steerco*
    run new o.steerco --board House --start 2026-03-02
    run add o.steerco resource "name=Anna Berg"
    run add o.steerco meeting "title=Steering" type=steering "date=$today"
    run add o.steerco agenda_item title=Risks meeting=M-1 position=1 "notes=Say it gently"
    run add o.steerco risk "title=The roof leaks" likelihood=3 impact=4 status=approved
    run add o.steerco risk "title=Hush" likelihood=5 impact=5 status=approved confidential=yes
    run add o.steerco task "name=Roof is on" duration=0d
    run add o.steerco decision "title=Which roof" need_by=2026-03-09 status=pending
    before=$("$STEERCO" log o.steerco | head -n 1)
    for kind in tasks risks decisions resources meetings agenda_items; do
        "$STEERCO" export o.steerco $kind --confidential 2>err
    done >first
}

meet() {
    size="$1x$2"
    prepare
    at desk new-session -d -x "$1" -y "$2" "exec '$STEERCO' steer o.steerco"
    at wall new-session -d -x "$1" -y "$2" "exec '$STEERCO' steer o.steerco --wall"
    sees desk 'Agenda' "the agenda comes first"
    sees desk '1  Risks' "with its item"
    sees wall 'Agenda' "the wall shows it too"
    press 4
    sees desk 'Roof is on' "milestones"
    sees wall 'Roof is on' "the wall follows"
    press 5
    sees wall 'R-1 +The roof leaks' "to the risks"
    hides wall 'Hush' "without what is confidential"
    press a
    sees desk '^Action' "an action is asked for"
    type_in 'Buy a tarpaulin @anna due 2027-01-10'
    press Enter
    sees desk 'Noted as AC-1' "and noted"
    press r
    type_in '5x4 the ridge is gone'
    press Enter
    sees desk 'C 5x4' "a risk is assessed anew"
    sees wall 'C 5x4' "and the wall has it"
    press d
    type_in 'Close the attic'
    press Enter
    sees desk 'Noted as D-2' "a decision"
    press i
    type_in 'No ladder'
    press Enter
    sees desk 'Noted as I-1' "an issue"
    press c
    type_in 'A second layer'
    press Enter
    sees desk 'Noted as CR-1' "a change request"
    press 1
    sees wall 'AC-1' "all at their item"
    at wall send-keys d u Enter 4
    press s Enter
    sees desk 'Say it gently' "the speaker's notes are at the desk"
    hides wall 'Say it gently' "and not on the wall"
    press Escape
    sees wall 'Nobody presents' "the wall waits"
    press q
    at wall send-keys q
    run export o.steerco agenda_items --columns id,outcomes
    says 'AG-1,AC-1; R-1; D-2; I-1; CR-1' "$size: what came of the item"
    run list o.steerco actions --columns title,owner,due,source
    says 'Buy a tarpaulin' "$size: the action"
    says 'Anna Berg' "$size: its owner"
    run log o.steerco R-1
    says 'why: the ridge is gone' "$size: the reason stands in the log"
    for note in "A second layer" "No ladder" "Close the attic" "assess" "Buy a tarpaulin"; do
        run undo o.steerco
        says "$note" "$size: taken back: $note"
    done
    for kind in tasks risks decisions resources meetings agenda_items; do
        "$STEERCO" export o.steerco $kind --confidential 2>err
    done >last
    check "$size: nothing else has changed" cmp first last
    run verify o.steerco
    exits 0 "$size: the file is sound"
    at desk kill-server
    at wall kill-server
}

meet 80 24
meet 120 40

# Without a terminal the pages are text; a wall needs one.
prepare
run steer o.steerco
exits 0 "pages are printed"
for title in Agenda Health "Where we stand" Milestones Risks Budget "Decisions asked for" "Open actions" "What changed"; do
    says "  $title  " "a page: $title"
done
says_not "Hush" "nothing confidential is printed"
run steer o.steerco --page decisions
says "D-1 ! Which roof" "one page alone"
says_not "Milestones" "without the others"
run steer o.steerco --page nothing
exits 2 "a page that there is not"
complains "expected one of agenda, health, summary, milestones" "is answered with those that there are"
run steer o.steerco --wall
complains "a wall needs a terminal" "a wall without a terminal"
