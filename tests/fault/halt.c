/*
 * Loaded before a program (LD_PRELOAD), it stops it before each call that changes what lies in a folder: what lies
 * there then is what is left when the program is killed at that moment. A number that is told as a negative one says
 * that a cut of the power could undo what is about to be relied on: a file gets its name before its bytes are safe on
 * disk, or the program ends before the name is.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "orders.h"

enum { FILES = 16 };

static long count, stop_at = -1;
static ino_t unsafe[FILES]; /* written to since they were last made safe; 0 = a free place */
static bool name_is_unsafe;

static void halt(bool broken)
{
    const int before = errno;
    if (stop_at < 0)
        stop_at = getenv("STOPS") ? orders_hear() : 0;
    if (++count == stop_at) {
        orders_tell(broken ? -count : count);
        stop_at = orders_hear();
    }
    errno = before;
}

static ino_t *place_of(ino_t inode)
{
    for (int i = 0; i < FILES; i++)
        if (unsafe[i] == inode)
            return &unsafe[i];
    return NULL;
}

static void note_write(int descriptor)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || place_of(status.st_ino))
        return;
    ino_t *place = place_of(0);
    if (place)
        *place = status.st_ino;
}

static void note_sync(int descriptor)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0)
        return;
    ino_t *place = place_of(status.st_ino);
    if (place)
        *place = 0;
    if (S_ISDIR(status.st_mode))
        name_is_unsafe = false;
}

static void halt_before_naming(const char *from)
{
    struct stat status;
    halt(lstat(from, &status) == 0 && place_of(status.st_ino));
    name_is_unsafe = true;
}

__attribute__((destructor)) static void halt_at_the_end(void)
{
    halt(name_is_unsafe);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t at)
{
    halt(false);
    note_write(descriptor);
    return syscall(SYS_pwrite64, descriptor, bytes, length, at);
}

ssize_t write(int descriptor, const void *bytes, size_t length)
{
    if (descriptor != ANSWERS) {
        halt(false);
        note_write(descriptor);
    }
    return syscall(SYS_write, descriptor, bytes, length);
}

int ftruncate64(int descriptor, off64_t length)
{
    halt(false);
    note_write(descriptor);
    return (int)syscall(SYS_ftruncate, descriptor, length);
}

int fsync(int descriptor)
{
    halt(false);
    note_sync(descriptor);
    return (int)syscall(SYS_fsync, descriptor);
}

int fdatasync(int descriptor)
{
    halt(false);
    note_sync(descriptor);
    return (int)syscall(SYS_fdatasync, descriptor);
}

int unlink(const char *path)
{
    halt(false);
    return (int)syscall(SYS_unlink, path);
}

int link(const char *from, const char *to)
{
    halt_before_naming(from);
    return (int)syscall(SYS_link, from, to);
}

int rename(const char *from, const char *to)
{
    halt_before_naming(from);
    return (int)syscall(SYS_rename, from, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    halt_before_naming(from);
    return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}
