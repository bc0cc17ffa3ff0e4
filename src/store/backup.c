/*
 * A copy of the file while others go on writing to it: SQLite's online backup, made safe on disk and then checked as if
 * somebody depended on it.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "database.h"

/* With a rollback journal, so that the copy is one file; who opens it for writing brings it back to a log. */
static int copy_pages(Store *store, sqlite3 *copy)
{
    sqlite3_backup *backup = sqlite3_backup_init(copy, "main", store->handle, "main");
    if (!backup)
        return sqlite3_errcode(copy);
    sqlite3_backup_step(backup, -1);
    int code = sqlite3_backup_finish(backup);
    return code != SQLITE_OK ? code : sqlite3_exec(copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
}

bool database_copy(Store *store, const char *target, Error *error)
{
    sqlite3 *copy = NULL;
    int code = sqlite3_open_v2(target, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, NULL);
    if (code == SQLITE_OK)
        code = copy_pages(store, copy);
    int closed = sqlite3_close(copy);
    if (code == SQLITE_OK)
        code = closed;
    return code == SQLITE_OK || error_set(error, "%s: the copy cannot be written: %s", target, sqlite3_errstr(code));
}

static bool sync_path(const char *path, int flags)
{
    int descriptor = open(path, flags | O_CLOEXEC);
    bool synced = descriptor >= 0 && fsync(descriptor) == 0;
    if (descriptor >= 0)
        close(descriptor);
    return synced;
}

/* The bytes, and the name in its folder. */
static bool make_durable(const char *path, Error *error)
{
    Buffer folder = {0};
    const char *slash = strrchr(path, '/');
    buffer_add_bytes(&folder, path, slash ? (size_t)(slash - path) + 1 : 0);
    buffer_add(&folder, ".");
    bool synced = sync_path(path, O_RDONLY) && sync_path(buffer_text(&folder), O_RDONLY | O_DIRECTORY);
    buffer_release(&folder);
    return synced || error_set(error, "%s: the copy cannot be made safe on disk: %s", path, strerror(errno));
}

static bool check_copy(const char *path, Error *error)
{
    Store *copy = store_open(path, STORE_READ, error);
    bool sound = copy && store_verify(copy, error);
    store_close(copy);
    return sound || error_prefix(error, "the copy was checked and given up");
}

bool store_backup(Store *store, const char *target, Error *error)
{
    int descriptor = open(target, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return error_set(error, "%s cannot be made: %s", target, strerror(errno));
    close(descriptor);
    bool done = database_copy(store, target, error) && make_durable(target, error) && check_copy(target, error);
    if (!done)
        unlink(target);
    return done;
}
