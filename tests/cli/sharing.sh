#!/bin/sh
# A file and the rights on it: the colleague of the same group may write, the viewer may look, and whoever may not read
# is told so. Needs other users than the one who runs it, so it only says something when that is root.
. "$(dirname "$0")/check"

[ "$(id -u)" = 0 ] && command -v setpriv >/dev/null || {
    echo "not run by root; nothing was tried"
    exit 0
}
chmod 755 .
cp "$STEERCO" program # where everybody may run it
chmod 755 program
export ASAN_OPTIONS=detect_leaks=0

# as UID[,GROUP] ARGUMENTS...: run as somebody else, of a group or of one's own.
as() {
    user=${1%,*} group=${1#*,}
    shift
    setpriv --reuid "$user" --regid "$user" --groups "$group" ./program "$@" >out 2>err </dev/null
    status=$?
}

install -d -m 2775 -g 4000 plans
as 2001,4000 new plans/office.steerco --board "Head office"
exits 0 "a colleague makes a file"
check "the group may write it, others may not" test "$(stat -c '%a %g' plans/office.steerco)" = "660 4000"
as 2002,4000 add plans/office.steerco task name=Pack
exits 0 "another one of the group adds a task"
as 2001,4000 set plans/office.steerco T-1 name=Carry
exits 0 "and the first one changes it"
as 2003,2003 list plans/office.steerco tasks
exits 1 "who may not read the file"
complains "no permission to read" "is told so"

chmod o+r plans/office.steerco*
as 2003,2003 list plans/office.steerco tasks
exits 0 "a viewer"
says "Carry" "sees the tasks"
as 2003,2003 set plans/office.steerco T-1 name=No
exits 1 "but changes nothing"
complains "open for reading only" "and is told why"

rm -f plans/office.steerco-wal plans/office.steerco-shm
as 2003,2003 list plans/office.steerco tasks
exits 0 "the viewer of a folder where no log can be made"
says "Carry" "sees the tasks as well"
complains "you have no permission to change its folder" "and learns that it will not change under their eyes"
check "nothing was left beside the file" test ! -e plans/office.steerco-shm

chmod o+w plans/office.steerco
as 2002,4000 list plans/office.steerco tasks
exits 1 "a file that everybody may write is refused"
complains "chmod o-w" "with the way out"
