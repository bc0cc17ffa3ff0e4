#!/bin/sh
# What the program is for, on a terminal as SSH gives one: a manager takes the plan that Microsoft Project exported,
# sees schedule, risks, budget and stakeholders, reassigns a task, moves a risk, takes that back, leaves, and finds it
# all again; even what was done before the program was killed in the middle of a word.
. "$(dirname "$0")/check"

# The terminal is tmux, which says what a person would see.
export TMUX_TMPDIR="$scratch"
echo "set -s exit-empty off" >tmux.conf
terminal() { tmux -L story -f tmux.conf "$@"; }
press() { terminal send-keys "$@"; }
type_in() { terminal send-keys -l "$1"; }
trap 'terminal kill-server 2>/dev/null; rm -rf "$scratch"' EXIT

# sees REGEX WHAT: wait until some line of the screen is like that; the screen is kept in ./out. Without it the story
# cannot go on.
sees() {
    patience=100
    until terminal capture-pane -p >out 2>err && grep -qE -e "$1" out || [ $patience -eq 0 ]; do
        patience=$((patience - 1))
        sleep 0.1
    done
    check "$screen: $2" grep -qE -e "$1" out
    [ $patience -gt 0 ] || exit 1
}

# log_in WIDTH HEIGHT 'NAME=VALUE...': a new terminal with a shell at its prompt.
log_in() {
    screen="${1}x$2"
    terminal kill-session 2>err
    terminal new-session -d -x "$1" -y "$2" "exec env PS1='ready> ' $3 sh"
    sees '^ready>' "a shell"
}

# What the shell runs: the program, with its process id in ./pid, and the modes of the terminal before and after.
cat >visit <<'EOF_VISIT'
stty -g >before
sh -c 'echo $$ >pid; exec "$STEERCO" "$@"' visit "$@"
left=$?
stty -g >after
echo "left with $left"
EOF_VISIT
open_plan() {
    type_in "sh visit plan.steerco"
    press Enter
    sees 'finish 4 May 2026' "the plan opens, with the finish that Microsoft Project computed"
}

leave() {
    press q
    sees '^left with 0' "q leaves"
    sees '^ready> ?$' "the prompt is back"
    check "$screen: the terminal is as it was" cmp before after
}

find_task() {
    press 1
    sees '\[1 Schedule\]' "the schedule"
    press /
    sees '^Find:' "a text to look for"
    type_in "stock"
    sees '^Find: stock' "is typed"
    press Enter
    sees "Found 'stock'" "and found"
}

make_plan() {
    rm -f plan.steerco*
    run new plan.steerco --board Rollout --start 2026-03-02
    run import plan.steerco "$sources/tests/fixtures/rollout.csv"
    exits 0 "the plan is imported"
    says "26 created" "all its tasks"
    says "28 links" "its links"
    says "20 assignments" "who works on what"
    says_not "other dates" "every date is the one in the file"
    for list in risks budget stakeholders; do
        run import plan.steerco "$sources/tests/fixtures/$list.csv"
        exits 0 "import of $list"
    done
}

look_around() {
    press 1
    sees '\[1 Schedule\]' "schedule"
    sees 'Survey stor.* 12 Mar 26' "a task and its finish"
    sees 'Zo(ë|e) Kern' "people on the chart"
    press 2
    sees '\[2 Risks\]' "risks"
    sees 'Tills arrive late +4 +4 +16 C' "a risk with its level"
    sees 'R-1 +C *[│|]' "and in its cell"
    press 3
    sees '\[3 Budget\]' "budget"
    sees 'All lines +70,000 ' "the total"
    sees 'Tills +48,000 ' "a line"
    press 4
    sees '\[4 Stakeholders\]' "stakeholders"
    sees 'Manage closely' "the grid"
    sees 'Maud Finch +5 +4' "the sponsor with her power and interest"
    sees '[│|] ?MF +[│|]' "and in her cell"
    press 0
    sees '\[0 Overview\]' "all four"
    sees 'Agree scope.* 04 Mar 26' "the schedule"
    sees 'R-2 +H Card' "the risks"
    sees 'budget 70,000 EUR' "the budget"
    sees '[ │|]MF  ' "and the stakeholders"
}

reassign() {
    find_task
    press a
    sees 'Who works on it' "the people on a task"
    press DC
    sees '^.*(✗|-) Dee Raja' "one is taken off"
    type_in "bob"
    sees 'Bob Ito +load up to 40%' "part of a name finds another, with his load"
    press Enter
    sees '\+ Bob Ito +100% +40h' "he is put on it"
    type_in "50"
    sees '\+ Bob Ito +50% +20h' "for half of his time"
    press Enter
    sees ': remove Dee Raja, add Bob Ito 50% ' "it is done"
}

move_risk() {
    press 2
    sees '\[2 Risks\]' "the risks again"
    press Down
    sees '^.* R-2  Card payment' "the second one"
    press S-Up
    sees '^move .*Card payment .* one level more likely ' "is moved"
    sees 'R-2 +Card.* 4 +5 +20 C' "it is critical now"
    sees 'R-2 +C *[│|]' "in its new cell"
    press m
    sees '^Moving R-2 ' "it can be carried, too"
    press Left
    sees '^Moving R-2 .* 4 .* 4$' "one cell"
    press Escape
    sees '^\? help' "and put back"
    check "$screen: where it was taken" grep -qE 'R-2 +Card.* 4 +5 +20 C' out
}

take_back() {
    press u
    sees '^Taken back: move .*Card payment ' "u takes the last change back"
    sees 'R-2 +Card.* 3 +5 +15 H' "the risk is where it was"
}

find_it_all() {
    find_task
    sees '^T-9 .* Bob Ito\[50%\]' "the task is still his"
    press 2
    sees 'R-2 +Card.* 3 +5 +15 H' "the risk is still where it was"
}

for size in "80 24" "120 40"; do
    make_plan
    log_in "${size% *}" "${size#* }" TERM=screen-256color
    open_plan
    look_around
    reassign
    move_risk
    take_back
    leave
    open_plan
    find_it_all
    leave
    run export plan.steerco tasks --columns name,resources
    says "Connect stock system,Bob Ito[50%]" "$screen: a script sees the same"
    run log plan.steerco
    grep -oE 'undo: move “Card|tui +move “Card|remove Dee Raja, add Bob Ito 50%' out | tr -s ' ' >told
    printf '%s\n' 'undo: move “Card' 'tui move “Card' 'remove Dee Raja, add Bob Ito 50%' >wanted
    check "$screen: the journal tells all three" cmp told wanted
done

# Killed in the middle of a word.
open_plan
find_task
press i
sees '^New task:' "another task"
type_in "Count the cash"
press Enter
sees '^new task Count the cash ' "is there"
press i
sees '^New task: ?$' "one more"
type_in "Half a na"
sees '^New task: Half a na' "is half typed"
kill -9 "$(cat pid)"
sees 'left with 137' "the program is killed"
log_in 80 24 TERM=screen-256color
open_plan
find_task
sees 'Count the cash' "what was acknowledged is there"
sees '^T-9 .* Bob Ito\[50%\]' "what was done before is, too"
leave
run list plan.steerco tasks
says_not "Half a na" "what was not acknowledged is not"
run verify plan.steerco
exits 0 "the file is in order"

# An old terminal, and a server without UTF-8.
make_plan
log_in 80 24 "TERM=vt100 LC_ALL=C"
screen="80x24 vt100"
open_plan
look_around
check "$screen: nothing but ASCII" test "$(LC_ALL=C grep -c '[^ -~]' out)" -eq 0
reassign
move_risk
take_back
leave
open_plan
find_it_all
leave
