#!/bin/sh
# The arrows between rooms run one way, and foreign headers stay where they belong: read off the #include lines.
# A room is a folder of src; its headers lie under the same path in include/steerco.
cd "$(dirname "$0")/.." || exit 1

# What each room may include besides its own.
allowed() {
    under_exchange="base model records planning analysis analysis/money analysis/simulate analysis/steering"
    under_tui="$under_exchange chart store session report exchange/table exchange/csv exchange/mspdi exchange/json"
    case $1 in
    base) ;;
    model) echo base ;;
    records) echo base model ;;
    planning) echo base model records ;;
    analysis/money) echo base model records planning ;;
    analysis/simulate) echo base model records planning analysis analysis/money ;;
    analysis/steering) echo base model records planning analysis analysis/money ;;
    analysis) echo base model records planning analysis/money ;;
    chart) echo "$under_exchange" ;;
    store) echo base model records planning ;;
    exchange/draw) echo "$under_exchange" chart ;;
    exchange/table) echo "$under_exchange" exchange/csv ;;
    exchange/csv) echo "$under_exchange" exchange/table ;;
    exchange/mspdi | exchange/json) echo "$under_exchange" exchange/table exchange/csv ;;
    session) echo "$under_exchange" store exchange/csv ;;
    report) echo "$under_exchange" chart exchange/draw store session ;;
    tui/screen) echo base ;;
    tui/*) echo "$under_tui" tui/screen tui/widgets tui/app tui/overlays tui/commands tui/panes tui/panes/overview tui/panes/schedule tui/steer ;;
    cli) echo "$under_tui" exchange/draw tui/app tui/screen tui/steer ;;
    *) echo "unknown room $1" ;;
    esac
}

for path in $(find src -mindepth 1 -type d | sort); do
    room=${path#src/}
    [ -n "$(find "$path" -maxdepth 1 -name '*.[ch]')" ] || continue
    wrong=
    for used in $(cat src/"$room"/*.[ch] include/steerco/"$room"/*.h 2>/dev/null |
        sed -n 's|^ *# *include "steerco/\([a-z/]*\)/[a-z_0-9]*\.h".*|\1|p' | sort -u); do
        case " $room $(allowed "$room" | xargs) " in
        *" $used "*) ;;
        *) wrong="$wrong $used" ;;
        esac
    done
    if [ -z "$wrong" ]; then echo "ok $room"; else echo "not ok $room includes$wrong"; fi
done

# The program begins at the command line and knows nothing else.
if grep -q '#include "steerco/' src/main.c && ! grep '#include "steerco/' src/main.c | grep -qv '"steerco/cli/cli.h"'; then
    echo "ok main"
else
    echo "not ok main includes more than cli.h"
fi

# exclusive HEADER WHERE: nobody else includes it.
exclusive() {
    strangers=$(grep -rlE "^ *# *include <$1>" src include | grep -vE "^$2" | xargs)
    if [ -z "$strangers" ]; then echo "ok <$1>"; else echo "not ok <$1> is included by $strangers"; fi
}
exclusive '(ncursesw/)?(curses|term|ncurses).h' 'src/tui/screen/term\.c$'
exclusive 'sqlite3.h' 'src/store/'
exclusive '(csv|expat).h' 'src/exchange/'

# Nobody reads a table past plan_table(): it may not be loaded yet, and would look empty.
past=$(grep -rlE '(->|\.)tables\[' src include |
    grep -vE '^(include/steerco/model/plan\.h|include/steerco/records/records\.h|src/model/(plan|change)\.c|src/store/load\.c)$' | xargs)
if [ -z "$past" ]; then echo "ok tables"; else echo "not ok tables are read by $past"; fi
