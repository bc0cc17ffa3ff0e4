#!/bin/sh
# The arrows between folders run one way, and foreign headers stay where they belong: read off the #include lines.
cd "$(dirname "$0")/.." || exit 1

# What each folder may include besides its own.
allowed() {
    case $1 in
    base) ;;
    model) echo base ;;
    analysis | store) echo base model ;;
    exchange) echo base model analysis ;;
    session) echo base model analysis store exchange ;;
    tui) echo base model analysis store exchange session ;;
    cli) echo base model analysis store exchange session tui ;;
    *) echo "unknown folder $1" ;;
    esac
}

for path in src/*/; do
    folder=$(basename "$path")
    wrong=
    for used in $(cat src/"$folder"/*.[ch] include/steerco/"$folder"/*.h 2>/dev/null |
        sed -n 's|^ *# *include "steerco/\([a-z]*\)/.*|\1|p' | sort -u); do
        case " $folder $(allowed "$folder") " in
        *" $used "*) ;;
        *) wrong="$wrong $used" ;;
        esac
    done
    if [ -z "$wrong" ]; then echo "ok $folder"; else echo "not ok $folder includes$wrong"; fi
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
exclusive '(ncursesw/)?(curses|term|ncurses).h' 'src/tui/term\.c$'
exclusive 'sqlite3.h' 'src/store/'
exclusive '(csv|expat).h' 'src/exchange/'
