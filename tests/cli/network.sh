#!/bin/sh
# A planning file on a network file system, where a write-ahead log would not reach from host to host: pretended by a
# statfs() that says NFS. Many writers at once, nothing lost, no log beside the file.
. "$(dirname "$0")/check"

cat >nfs.c <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/statfs.h>
int statfs(const char *path, struct statfs *out)
{
    int (*real)(const char *, struct statfs *) = (int (*)(const char *, struct statfs *))dlsym(RTLD_NEXT, "statfs");
    int result = real(path, out);
    out->f_type = 0x6969;
    return result;
}
END
${CC:-cc} -shared -fPIC -o nfs.so nfs.c -ldl || exit 1
export ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0

run new there.steerco --board "Here first"
check "on this host there is a log" test -e there.steerco-wal
run add there.steerco task name=Pack
export LD_PRELOAD="$PWD/nfs.so"
run list there.steerco tasks
exits 0 "on a network the file opens"
says Pack "with what is in it"
run add there.steerco task name=Carry
exits 0 "it takes a task"
complains "on a network file system" "and says where it is"
check "the log is gone" test ! -e there.steerco-wal

for writer in 1 2 3 4 5 6; do
    for task in 1 2 3 4 5; do
        "$STEERCO" add there.steerco task "name=By $writer" >"out.$writer" 2>"err.$writer" || echo "$writer" >>refused
    done &
done
wait
check "none of many writers is refused" test ! -e refused
run export there.steerco tasks -o tasks.csv
check "nothing of what they wrote is lost" test "$(grep -c 'By ' tasks.csv)" = 30
run verify there.steerco
exits 0 "the file is sound"

# A writer dies in the middle of a change, by a preloaded unlink() that kills it before its journal goes.
cat >dies.c <<'END'
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
int unlink(const char *path)
{
    if (strstr(path, "-journal"))
        raise(SIGKILL);
    return (int)syscall(SYS_unlinkat, -100, path, 0);
}
END
LD_PRELOAD='' ${CC:-cc} -shared -fPIC -o dies.so dies.c || exit 1
die() { LD_PRELOAD="$LD_PRELOAD $PWD/dies.so" "$STEERCO" add there.steerco task name=Never >out 2>err; }
for command in "list there.steerco tasks" "verify there.steerco" "backup there.steerco copy" "show there.steerco overview" \
    "export there.steerco tasks" "log there.steerco" "boards there.steerco"; do
    (die) 2>killed
    check "a journal is left" test -s there.steerco-journal
    # shellcheck disable=SC2086
    run $command
    exits 0 "the owner goes on with $command"
    says_not Never "without what was not acknowledged"
    check "and the journal is gone" test ! -e there.steerco-journal
done
