/*
 * Making a file takes many steps, naming it one, and that one the kernel does whole or not at all.
 *
 * Beside a planning file lie its log and the index of the log; when only the file itself was deleted they are still
 * there, and SQLite would play the log of the old file into a new one of its name. So they are removed before the name
 * is given, and whoever gives such names holds the folder meanwhile, lest the log of somebody quicker goes.
 */
#define _GNU_SOURCE /* renameat2(), which is Linux's own */
#include "files.h"

#include "companions.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { FOLDER_TRIES = 200, FOLDER_PAUSE_MS = 5 };

static const char *const companions[] = {"-wal", "-shm", "-journal"};

int files_make_beside(const char *path, mode_t mode, Buffer *name)
{
    buffer_format(name, "%s.XXXXXX", path);
    int descriptor = mkostemp(name->bytes, O_CLOEXEC);
    if (descriptor >= 0 && fchmod(descriptor, mode) == 0)
        return descriptor;
    if (descriptor >= 0) {
        unlink(name->bytes);
        close(descriptor);
    }
    buffer_clear(name);
    return -1;
}

static void remove_companions(const char *path)
{
    for (size_t i = 0; i < sizeof companions / sizeof *companions; i++) {
        Buffer name = {0};
        buffer_format(&name, "%s%s", path, companions[i]);
        unlink(buffer_text(&name));
        buffer_release(&name);
    }
}

void files_remove(const char *path)
{
    unlink(path);
    remove_companions(path);
}

/* Where the file system cannot rename so, by a second name for a moment. */
bool files_give_name(const char *making, const char *path)
{
    return renameat2(AT_FDCWD, making, AT_FDCWD, path, RENAME_NOREPLACE) == 0 ||
           (errno == EINVAL && link(making, path) == 0 && unlink(making) == 0);
}

/*
 * Alone in the folder with all who publish. A file system without such locks has no others to fear; and since everybody
 * who may read the folder can hold the lock, nobody waits for it for long.
 */
static void hold(int folder)
{
    const struct timespec pause = {.tv_nsec = FOLDER_PAUSE_MS * 1000000};
    for (int i = 0; i < FOLDER_TRIES && flock(folder, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK; i++)
        nanosleep(&pause, NULL);
}

static int open_folder(const char *path)
{
    Buffer folder = {0};
    const char *slash = strrchr(path, '/');
    buffer_add_bytes(&folder, path, slash ? (size_t)(slash - path) + 1 : 0);
    buffer_add(&folder, ".");
    int descriptor = open(buffer_text(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    buffer_release(&folder);
    return descriptor;
}

static bool sync_bytes(const char *path)
{
    int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    bool synced = descriptor >= 0 && fsync(descriptor) == 0;
    if (descriptor >= 0)
        close(descriptor);
    return synced;
}

static bool name_it(const char *making, const char *path)
{
    struct stat status;
    if (lstat(path, &status) == 0) {
        errno = EEXIST;
        return false;
    }
    if (!companions_are_left(path, NULL))
        return false;
    remove_companions(path);
    return files_give_name(making, path);
}

bool files_publish(const char *making, const char *path)
{
    int folder = open_folder(path);
    bool published = folder >= 0 && sync_bytes(making);
    if (published) {
        hold(folder);
        published = name_it(making, path) && fsync(folder) == 0;
    }
    int why = errno;
    if (folder >= 0)
        close(folder);
    errno = why;
    return published;
}
