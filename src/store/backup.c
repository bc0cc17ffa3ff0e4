/*
 * A copy of the file while others go on writing to it: SQLite's online backup, made safe on disk and then checked as if
 * somebody depended on it.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "companions.h"
#include "files.h"

/* With a rollback journal, so that the copy is one file; who opens it for writing brings it back to a log. A copy that
   fails is empty again at the end. */
static int copy_pages(Store *store, sqlite3 *copy, int *limit)
{
    sqlite3_backup *backup = sqlite3_backup_init(copy, "main", store->handle, "main");
    if (!backup)
        return sqlite3_errcode(copy);
    *limit = database_limit(copy, sqlite3_backup_step(backup, -1));
    int code = sqlite3_backup_finish(backup);
    return code != SQLITE_OK ? code : sqlite3_exec(copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
}

bool database_copy(Store *store, const char *target, Error *error)
{
    int limit = 0;
    sqlite3 *copy = NULL;
    int code = sqlite3_open_v2(target, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, NULL);
    if (code == SQLITE_OK)
        code = copy_pages(store, copy, &limit);
    if (code != SQLITE_OK && copy && !limit)
        limit = database_limit(copy, sqlite3_extended_errcode(copy));
    int closed = sqlite3_close(copy);
    if (code == SQLITE_OK)
        code = closed;
    const char *reason = limit ? error_reason(limit) : sqlite3_errstr(code);
    return code == SQLITE_OK || error_set(error, "the copy cannot be written: %s", reason);
}

static bool check_copy(const char *path, Error *error)
{
    Store *copy = store_open(path, STORE_READ, error);
    bool sound = copy && store_verify(copy, error);
    store_close(copy);
    return sound || error_prefix(error, "the copy was checked and given up");
}

static bool publish(const char *making, const char *target, Error *error)
{
    return files_publish(making, target) || error_set(error, "it cannot be made: %s", error_reason(errno));
}

bool store_backup(Store *store, const char *target, Error *error)
{
    struct stat status;
    Buffer making = {0};
    if (lstat(target, &status) == 0)
        return error_set(error, "%s cannot be made: %s", target, strerror(EEXIST));
    if (!store_check_output(store, target, error) || !companions_are_left(target, error))
        return false;
    int descriptor = files_make_beside(target, 0600, &making);
    bool done = descriptor >= 0 && close(descriptor) == 0;
    if (!done)
        error_set(error, "%s cannot be made: %s", target, error_reason(errno));
    else
        done = (database_copy(store, buffer_text(&making), error) && check_copy(buffer_text(&making), error) &&
                publish(buffer_text(&making), target, error)) ||
               error_prefix(error, "%s", target);
    if (!done)
        files_remove(buffer_text(&making));
    buffer_release(&making);
    return done;
}
