/*
 * /proc/locks has a line a lock, "6: POSIX  ADVISORY  WRITE 24010 fe:00:10952742 120 120": its kind, the process, the
 * device and number of the file, the first and last byte. Asking the kernel by fcntl(F_GETLK) would need a descriptor
 * on the file, and closing that would drop SQLite's own locks on it.
 */
#include "holder.h"

#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "steerco/base/text.h"

/* The bytes that SQLite locks; see os_unix.c and the file format. Only an exclusive lock is one to write; a reader has
   a shared one on one mark. */
static const struct {
    const char *kind;
    unsigned long long first, last; /* of which the lock covers any */
    bool all;                       /* or, shared or not, all */
} sought[] = {
    [HOLDER_OF_FILE] = {.kind = "FLOCK", .last = ~0ULL},
    [HOLDER_OF_WRITE_LOCK] = {.kind = "POSIX", .first = 120, .last = 120},
    [HOLDER_OF_CHANGE] = {.kind = "POSIX", .first = 0x40000000, .last = 0x40000001},
    [HOLDER_OF_ALL_MARKS] = {.kind = "POSIX", .first = 124, .last = 127, .all = true},
};

typedef struct Lock {
    char kind[16], access[16], last[32];
    long process;
    unsigned major, minor;
    unsigned long long file, first;
} Lock;

static bool read_lock(const char *line, Lock *out)
{
    return sscanf(line, "%*[^:]: %15s %*s %15s %ld %x:%x:%llu %llu %31s", out->kind, out->access, &out->process,
                  &out->major, &out->minor, &out->file, &out->first, out->last) == 8;
}

static bool is_of_bytes(const Lock *lock, HolderOf what)
{
    unsigned long long last = ~0ULL; /* "EOF" */
    sscanf(lock->last, "%llu", &last);
    if (sought[what].all)
        return lock->first <= sought[what].first && last >= sought[what].last;
    return text_equal(lock->access, "WRITE") && lock->first <= sought[what].last && last >= sought[what].first;
}

static bool is_sought(const Lock *lock, const struct stat *file, HolderOf what)
{
    return text_equal(lock->kind, sought[what].kind) && is_of_bytes(lock, what) && lock->file == file->st_ino &&
           lock->major == major(file->st_dev) && lock->minor == minor(file->st_dev) && lock->process > 0 &&
           lock->process != (long)getpid();
}

static bool find_process(const struct stat *file, HolderOf what, long *out)
{
    char line[256];
    Lock lock;
    bool found = false;
    FILE *locks = fopen("/proc/locks", "re");
    while (locks && !found && fgets(line, sizeof line, locks)) {
        found = read_lock(line, &lock) && is_sought(&lock, file, what);
        if (found)
            *out = lock.process;
    }
    if (locks)
        fclose(locks);
    return found;
}

/* "State:	T (stopped)" */
static bool is_stopped(long process)
{
    char name[64], line[256], state = '?';
    snprintf(name, sizeof name, "/proc/%ld/status", process);
    FILE *status = fopen(name, "re");
    while (status && state == '?' && fgets(line, sizeof line, status))
        sscanf(line, "State: %c", &state);
    if (status)
        fclose(status);
    return state == 'T' || state == 't';
}

/* Any bytes but a line break may be in it; what is no text is not told. */
static void read_program(long process, char *out, size_t size)
{
    char name[64];
    snprintf(name, sizeof name, "/proc/%ld/comm", process);
    FILE *program = fopen(name, "re");
    if (!program || !fgets(out, (int)size, program))
        out[0] = '\0';
    if (program)
        fclose(program);
    out[strcspn(out, "\n")] = '\0';
    if (!text_is_utf8(out, strlen(out)))
        out[0] = '\0';
}

bool holder_find(const struct stat *file, HolderOf what, Holder *out)
{
    char name[64];
    struct stat owner;
    if (!find_process(file, what, &out->process))
        return false;
    snprintf(name, sizeof name, "/proc/%ld", out->process);
    if (stat(name, &owner) != 0)
        return false;
    const struct passwd *user = getpwuid(owner.st_uid);
    if (user)
        snprintf(out->who, sizeof out->who, "%s", user->pw_name);
    else
        snprintf(out->who, sizeof out->who, "uid %u", (unsigned)owner.st_uid);
    read_program(out->process, out->program, sizeof out->program);
    out->stopped = is_stopped(out->process);
    return true;
}
