#!/bin/sh
# A steering meeting on a terminal: the agenda is built from what is open, minutes are typed, five lines of them make a
# record each, and the next meeting finds what stayed open.
. "$(dirname "$0")/check"

export TMUX_TMPDIR="$scratch"
echo "set -s exit-empty off" >tmux.conf
terminal() { tmux -L meeting -f tmux.conf "$@"; }
press() { terminal send-keys -t "$who" "$@"; }
type_in() { terminal send-keys -t "$who" -l "$1"; }
trap 'terminal kill-server 2>/dev/null; sleep 0.2; rm -rf "$scratch"' EXIT

# sees REGEX WHAT: wait until some line of the screen is like that. Without it the story cannot go on.
sees() {
    patience=100
    until terminal capture-pane -p -t "$who" >out 2>err && grep -qE -e "$1" out || [ $patience -eq 0 ]; do
        patience=$((patience - 1))
        sleep 0.1
    done
    check "$who: $2" grep -qE -e "$1" out
    [ $patience -gt 0 ] || exit 1
}

# comes_in NAME: a person with a terminal of her own, in the sheet of meetings.
comes_in() {
    who=$1
    terminal new-session -d -s "$who" -x 100 -y 30 "exec '$STEERCO' plan.steerco --pane meetings"
    sees 'M-1 ' "the meetings"
}

run new plan.steerco --board "House" --start 2026-03-02
run add plan.steerco resource name="Anna Berg"
run add plan.steerco meeting title="March" date=2026-03-05 chair="Anna Berg"
run add plan.steerco agenda_item title="Welcome" meeting=M-1 position=1
run add plan.steerco decision title="Which vendor" need_by=2026-03-20
run add plan.steerco issue title="No room" escalated=yes

comes_in anna
press a
sees '^.* 1  Welcome' "what was on the agenda"
sees '2  Which vendor \(D-1\)' "the decision that is pending"
sees '3  No room \(I-1\)' "the issue that was escalated"
press Escape
sees 'u undoes|M-1 ' "back"

press m
sees '# 1 Welcome' "the minutes begin with the agenda"
sees '# 3 No room' "all of it"
type_in "The room of the works council may be used."
press Enter
note() { # LINE REGEX: a line that makes something
    type_in "$1"
    press Enter
    sees "$2" "$1"
}
note '/a Ask for the key @anna due 2026-03-09' 'AC-1 Ask for the key \(Anna Berg, due 09 Mar 26\)'
note '/d We meet there' 'D-2 We meet there'
note '/r The room is cold' 'R-1 The room is cold'
note '/i No coffee' 'I-2 No coffee'
note '/c A second heater' 'CR-1 A second heater'
type_in '/a '
press Enter
sees 'needs a name' "a line that says nothing is refused"
press C-u
type_in 'Closed at ten.'
press C-s
sees 'M-1 ' "the minutes are kept"
press q
terminal kill-session -t anna 2>/dev/null

run list plan.steerco actions --columns title,owner,due,source
says "Ask for the key" "the action is there"
says "I-1" "and says what was talked about"
run list plan.steerco decisions --columns title,status,meeting
check "the decision was taken in the meeting" grep -q "We meet there *taken *M-1" out
run list plan.steerco agenda_items --columns title,outcomes
check "they came of the item that they stand under" grep -q "No room *AC-1; D-2; R-1; I-2; CR-1" out
"$STEERCO" export plan.steerco meetings --format json >minutes.json
check "the minutes are whole" grep -qF 'The room of the works council may be used.\nAC-1 Ask for the key (Anna Berg, due 09 Mar 26)\nD-2 We meet there' minutes.json
check "to the last line" grep -qF 'CR-1 A second heater\nClosed at ten.' minutes.json

# Two people take minutes of the next meeting at once: whoever keeps them last finds both in one text.
run add plan.steerco meeting title="April" date=2026-04-02 chair="Anna Berg"
run set plan.steerco AG-1 outcome="All were there"
run set plan.steerco M-1 status=held
run set plan.steerco M-1 status=approved approved_by="Anna Berg" approved_on=2026-03-06
exits 0 "the minutes are approved"
run set plan.steerco M-1 minutes="Something else"
exits 1 "approved minutes stay"
complains "were approved and are not changed any more" "which is said"
run set plan.steerco AC-1 status=done closed_on=2026-03-09
run agenda plan.steerco M-2
exits 0 "the next agenda"
says "1  Which vendor (D-1)" "the decision that stayed open"
says "2  No room (I-1)" "the issue too"
says_not "Ask for the key" "not what is done"
says_not "Welcome" "nor what needs nobody any more"

comes_in anna
press m
sees '# 1 Which vendor' "minutes"
type_in "Anna says yes."
comes_in ben
press m
sees '# 1 Which vendor' "minutes"
type_in "Ben says no."
press C-s
sees 'M-1 ' "are kept"
who=anna
press C-s
sees 'is in it too' "hers are kept too"
press q
who=ben
press m
sees 'Anna says yes' "which the other one sees"
press Escape
press q
run export plan.steerco meetings --format json
says 'Ben says no.\nAnna says yes.' "nothing is lost"
