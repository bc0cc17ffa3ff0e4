/*
 * A VFS of SQLite's in front of the default one. Only opening and deleting are ours; the files that are opened are the
 * other's own. The methods of the planning file are a copy of the other's with a few replaced, and the copy lies at the
 * beginning of the guard, so that a file leads back to it.
 */
#define _GNU_SOURCE /* F_OFD_SETLK, which is Linux's own */
#include "guard.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "companions.h"
#include "schema.h"
#include "steerco/base/text.h"

struct Guard {
    sqlite3_io_methods methods;      /* of the planning file; the first member */
    const sqlite3_io_methods *below; /* which it had */
    sqlite3_vfs vfs, *under;
    Store *store;
    char name[40];
    unsigned shared; /* of the writers' locks, by bit: those of the index that were only to be had shared */
    bool still;      /* read as a file that does not change: it has no log either */
    Error refusal;
};

static Guard *guard_of(sqlite3_file *file)
{
    return (Guard *)file->pMethods;
}

/* ---- locks of the index ---- */

/* On bytes of FILE-queue, for this store alone: the kernel takes them away with the descriptor. */
static bool lock_queue(const Store *store, short type, int first, int count)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = first, .l_len = count};
    return fcntl(store->queue, F_OFD_SETLK, &lock) == 0;
}

/* One by one, as shared locks are taken; all or none. */
static int lock_shared(Guard *guard, sqlite3_file *file, int first, int count)
{
    const int lock = SQLITE_SHM_LOCK | SQLITE_SHM_SHARED, unlock = SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED;
    int code = SQLITE_OK, taken = 0;
    while (taken < count && (code = guard->below->xShmLock(file, first + taken, 1, lock)) == SQLITE_OK)
        taken++;
    while (code != SQLITE_OK && taken > 0)
        guard->below->xShmLock(file, first + --taken, 1, unlock);
    if (code == SQLITE_OK)
        for (int i = first; i < first + count; i++)
            guard->shared |= 1U << i;
    return code;
}

static int lock_exclusively(Guard *guard, sqlite3_file *file, int first, int count)
{
    bool locked = lock_queue(guard->store, F_WRLCK, first, count);
    if (!locked && (errno == EAGAIN || errno == EACCES))
        return SQLITE_BUSY;
    int code = guard->below->xShmLock(file, first, count, SQLITE_SHM_LOCK | SQLITE_SHM_EXCLUSIVE);
    if (locked && code == SQLITE_BUSY)
        code = lock_shared(guard, file, first, count);
    if (code != SQLITE_OK)
        lock_queue(guard->store, F_UNLCK, first, count);
    return code;
}

static int unlock_exclusive(Guard *guard, sqlite3_file *file, int first, int count)
{
    int code = SQLITE_OK;
    for (int i = first; i < first + count; i++) {
        unsigned bit = 1U << i;
        int kind = guard->shared & bit ? SQLITE_SHM_SHARED : SQLITE_SHM_EXCLUSIVE;
        int result = guard->below->xShmLock(file, i, 1, SQLITE_SHM_UNLOCK | kind);
        code = code == SQLITE_OK ? result : code;
        guard->shared &= ~bit;
    }
    lock_queue(guard->store, F_UNLCK, first, count);
    return code;
}

/* SQLite numbers the locks to write, to move the log and to build the index 0 to 2; marks of readers follow. */
static int lock_index(sqlite3_file *file, int first, int count, int flags)
{
    enum { WRITERS_LOCKS = 3 };
    Guard *guard = guard_of(file);
    if (guard->store->queue < 0 || !(flags & SQLITE_SHM_EXCLUSIVE) || first + count > WRITERS_LOCKS)
        return guard->below->xShmLock(file, first, count, flags);
    return flags & SQLITE_SHM_LOCK ? lock_exclusively(guard, file, first, count)
                                   : unlock_exclusive(guard, file, first, count);
}

/* ---- reading without locks ---- */

static int lock_nothing(sqlite3_file *file, int level)
{
    (void)file;
    (void)level;
    return SQLITE_OK;
}

static int is_not_locked(sqlite3_file *file, int *out)
{
    (void)file;
    *out = 0;
    return SQLITE_OK;
}

static int traits(sqlite3_file *file)
{
    const Guard *guard = guard_of(file);
    return guard->below->xDeviceCharacteristics(file) | (guard->still ? SQLITE_IOCAP_IMMUTABLE : 0);
}

/* ---- opening ---- */

static int refuse(Guard *guard, const char *what)
{
    error_set(&guard->refusal, "%s cannot be opened: %s-journal beside it %s; look at it, and move it away",
              guard->store->path, guard->store->path, what);
    return SQLITE_CANTOPEN;
}

/* What a journal that names another one ends with; see pager.c of SQLite. */
static bool names_another(sqlite3_file *journal)
{
    static const unsigned char magic[] = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};
    unsigned char end[sizeof magic];
    sqlite3_int64 size = 0;
    return journal->pMethods->xFileSize(journal, &size) == SQLITE_OK && size > (sqlite3_int64)(2 * sizeof magic) &&
           journal->pMethods->xRead(journal, end, sizeof end, size - (sqlite3_int64)sizeof end) == SQLITE_OK &&
           memcmp(end, magic, sizeof end) == 0;
}

static int open_journal(Guard *guard, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
    if (!companion_check(guard->store, COMPANION_JOURNAL, &guard->refusal))
        return SQLITE_CANTOPEN;
    int code = guard->under->xOpen(guard->under, name, file, flags, out_flags);
    if (code != SQLITE_OK || !names_another(file))
        return code;
    file->pMethods->xClose(file);
    file->pMethods = NULL;
    return refuse(guard, "names a second file to be deleted, which steerco never does");
}

static int open_log(Guard *guard, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
    if (!companion_check(guard->store, COMPANION_LOG, &guard->refusal) ||
        !companion_check(guard->store, COMPANION_INDEX, &guard->refusal))
        return SQLITE_CANTOPEN;
    if (guard->store->lone)
        flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    return guard->under->xOpen(guard->under, name, file, flags, out_flags);
}

/* The header of a database: what it is, whether its changes go through a log, and whose it is. */
enum { HEADER = 100, HEADER_READER = 19, HEADER_APPLICATION = 68, READER_OF_LOGS = 2 };

static uint32_t number_at(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static bool is_ours(const unsigned char header[HEADER])
{
    static const char magic[] = "SQLite format 3";
    return memcmp(header, magic, sizeof magic) == 0 && number_at(header + HEADER_APPLICATION) == APPLICATION_ID;
}

static void replace_methods(Guard *guard, sqlite3_file *file)
{
    guard->below = file->pMethods;
    guard->methods = *file->pMethods;
    guard->methods.xDeviceCharacteristics = traits;
    if (guard->methods.iVersion > 1 && guard->methods.xShmLock)
        guard->methods.xShmLock = lock_index;
    if (guard->store->lone) {
        guard->methods.xLock = guard->methods.xUnlock = lock_nothing;
        guard->methods.xCheckReservedLock = is_not_locked;
    }
    file->pMethods = &guard->methods;
}

static int open_planning_file(Guard *guard, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
    Store *store = guard->store;
    unsigned char header[HEADER] = {0};
    int code = guard->under->xOpen(guard->under, name, file, flags, out_flags);
    if (code != SQLITE_OK)
        return code;
    int read = file->pMethods->xRead(file, header, sizeof header, 0);
    if (read == SQLITE_IOERR_SHORT_READ)
        read = SQLITE_OK; /* and zeros behind the end */
    if (read == SQLITE_OK && !store->name_to_be && !is_ours(header))
        read = SQLITE_NOTADB;
    if (read != SQLITE_OK) {
        file->pMethods->xClose(file);
        file->pMethods = NULL;
        return read;
    }
    store->lone =
        store->read_only && !store->may_make && header[HEADER_READER] == READER_OF_LOGS && !database_has_log(store);
    guard->still = store->lone && !companion_has_bytes(store, COMPANION_LOG);
    replace_methods(guard, file);
    return SQLITE_OK;
}

/* The default one of the moment lies under it: tests put theirs there. */
static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
    Guard *guard = vfs->pAppData;
    file->pMethods = NULL;
    if (flags & SQLITE_OPEN_MAIN_DB)
        return open_planning_file(guard, name, file, flags, out_flags);
    if (flags & SQLITE_OPEN_MAIN_JOURNAL)
        return open_journal(guard, name, file, flags, out_flags);
    if (flags & SQLITE_OPEN_WAL)
        return open_log(guard, name, file, flags, out_flags);
    if (!name) /* one of SQLite's own, which has none */
        return guard->under->xOpen(guard->under, name, file, flags, out_flags);
    return refuse(guard, "leads to another file");
}

static bool is_companion(const Store *store, const char *name, Companion which)
{
    Buffer own = {0};
    companion_name(store->file, which, &own);
    bool same = text_equal(buffer_text(&own), name);
    buffer_release(&own);
    return same;
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
    Guard *guard = vfs->pAppData;
    if (is_companion(guard->store, name, COMPANION_JOURNAL) || is_companion(guard->store, name, COMPANION_LOG))
        return guard->under->xDelete(guard->under, name, sync_folder);
    return refuse(guard, "asks for another file to be deleted");
}

/* ---- */

const char *guard_name(const Guard *guard)
{
    return guard->name;
}

Guard *guard_new(Store *store)
{
    sqlite3_vfs *under = sqlite3_vfs_find(NULL);
    if (!under)
        return NULL;
    Guard *guard = memory_new(1, sizeof *guard);
    guard->store = store;
    guard->under = under;
    guard->vfs = *guard->under;
    snprintf(guard->name, sizeof guard->name, "steerco-%p", (void *)guard);
    guard->vfs.zName = guard->name;
    guard->vfs.pNext = NULL;
    guard->vfs.pAppData = guard;
    guard->vfs.xOpen = open_file;
    guard->vfs.xDelete = delete_file;
    if (sqlite3_vfs_register(&guard->vfs, 0) == SQLITE_OK)
        return guard;
    free(guard);
    return NULL;
}

void guard_free(Guard *guard)
{
    if (guard)
        sqlite3_vfs_unregister(&guard->vfs);
    free(guard);
}

bool guard_take_refusal(Guard *guard, Error *error)
{
    if (!guard || guard->refusal.kind == ERROR_NONE)
        return false;
    if (error)
        *error = guard->refusal;
    error_clear(&guard->refusal);
    return true;
}
