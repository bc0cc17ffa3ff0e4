/*
 * Running SQL: statements that are prepared once per store, arguments that are always bound, transactions that always
 * end, and errors in words.
 *
 * A statement that was not stepped to its end keeps its snapshot of the file alive. Rather than trusting every reader
 * to reset what it has used, the end of a transaction resets whatever is still running.
 */
#include "database.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "guard.h"
#include "record.h"

/* Reading a planning file of a million tasks takes about a second; a file built to never end is cut off here. The
   seconds of computing among them tell it from a program that was stopped for a while and goes on. */
enum { READING_SECONDS = 60, COMPUTING_SECONDS = 20 };

/* ---- the deadline ---- */

static int64_t seconds_of(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec;
}

bool database_is_late(const Store *store)
{
    return store->deadline != 0 && seconds_of(CLOCK_MONOTONIC) > store->deadline &&
           seconds_of(CLOCK_PROCESS_CPUTIME_ID) >= store->computing;
}

static bool say_late(const Store *store, Error *error)
{
    return error_set(error, "%s: reading took longer than %d seconds", store->path, READING_SECONDS);
}

/* ---- what SQLite says ---- */

/* What SQLite says may quote the text of a schema; a sentence has one line. */
static bool say(const Store *store, const char *what, Error *error)
{
    const char *said = sqlite3_errmsg(store->handle);
    return error_set(error, "%s%s%.*s", store->path, what, (int)strcspn(said, "\n"), said);
}

/* By name, if it can be: somebody has to be called, or a stopped process to be woken. */
static bool say_who_writes(const Store *store, Error *error)
{
    Buffer holder = {0};
    queue_word_holder(store, &holder);
    error_set(error, "%s: %s keeps the file locked; nothing was changed, try again", store->path, buffer_text(&holder));
    buffer_release(&holder);
    return false;
}

static bool say_why_not_writable(const Store *store, int code, Error *error)
{
    switch (code) {
    case SQLITE_READONLY_ROLLBACK:
        return error_set(error,
                         "%s: somebody was cut off in the middle of a change (%s-journal); it is taken back when "
                         "somebody opens the file who may write it and its folder",
                         store->path, store->path);
    case SQLITE_READONLY_RECOVERY:
    case SQLITE_READONLY_CANTINIT:
        return error_set(error,
                         "%s: the index of its log (%s-shm) has to be made anew; somebody must open the file who may "
                         "write it",
                         store->path, store->path);
    case SQLITE_READONLY_DIRECTORY:
        return error_set(error, "%s: you have no permission to write its folder, where its log has to be", store->path);
    case SQLITE_READONLY_DBMOVED:
        return error_set(error, "%s was moved or deleted since it was opened; the change is not saved: open it again",
                         store->path);
    default:
        return error_set(error, "%s: you have no permission to write this file or its folder", store->path);
    }
}

/* SQLite does not tell why a write failed, so the sizes are asked: the largest piece that it writes is a page. */
static bool is_near_size_limit(sqlite3 *handle)
{
    enum { LARGEST_PAGE = 65536 };
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    const char *file = sqlite3_db_filename(handle, "main");
    struct rlimit limit;
    struct stat status;
    bool near = false;
    if (!file || getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return false;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        Buffer name = {0};
        buffer_format(&name, "%s%s", file, suffixes[i]);
        near |= stat(buffer_text(&name), &status) == 0 && (rlim_t)status.st_size + LARGEST_PAGE > limit.rlim_cur;
        buffer_release(&name);
    }
    return near;
}

/* What it has opened it has closed again when it fails, as with the log, whose index comes second. */
static bool is_near_file_limit(void)
{
    enum { OPENED_TOGETHER = 3 };
    int opened[OPENED_TOGETHER], count = 0;
    while (count < OPENED_TOGETHER && (opened[count] = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) >= 0)
        count++;
    bool near = count < OPENED_TOGETHER && errno == EMFILE;
    while (count > 0)
        close(opened[--count]);
    return near;
}

int database_limit(sqlite3 *handle, int code)
{
    if ((code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE) && is_near_size_limit(handle))
        return EFBIG;
    return (code & 0xff) == SQLITE_CANTOPEN && is_near_file_limit() ? EMFILE : 0;
}

static bool say_limit(const Store *store, int limit, Error *error)
{
    return error_set(error, "%s: %s; nothing was changed", store->path, error_reason(limit));
}

static bool say_why_disk_fails(const Store *store, int code, Error *error)
{
    const int limit = database_limit(store->handle, code);
    if (limit)
        return say_limit(store, limit, error);
    return error_set(error, "%s: the disk reports an error (%s); nothing was changed", store->path,
                     sqlite3_errmsg(store->handle));
}

static bool say_why_not_opened(const Store *store, int code, Error *error)
{
    const int limit = database_limit(store->handle, code);
    if (guard_take_refusal(store->guard, error))
        return false;
    if (limit)
        return say_limit(store, limit, error);
    return error_set(error, "%s: the file, or its log (-wal, -shm) beside it, cannot be opened", store->path);
}

bool database_error(const Store *store, Error *error)
{
    int code = sqlite3_extended_errcode(store->handle);
    switch (code & 0xff) {
    case SQLITE_FULL:
        return error_set(error, "%s: the disk is full; nothing was changed", store->path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL: /* all marks of readers are locked, so that no transaction can begin */
        return say_who_writes(store, error);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return say_why_not_writable(store, code, error);
    case SQLITE_CANTOPEN:
        return say_why_not_opened(store, code, error);
    case SQLITE_NOTADB:
        return error_set(error, "%s is not a steerco planning file", store->path);
    case SQLITE_CORRUPT:
        return say(store, " is damaged: ", error);
    case SQLITE_IOERR:
        return say_why_disk_fails(store, code, error);
    case SQLITE_INTERRUPT:
        return say_late(store, error);
    case SQLITE_TOOBIG:
        return error_set(error, "%s: a text is too long to be stored", store->path);
    default:
        return say(store, ": ", error);
    }
}

/* ---- statements ---- */

static int bind_argument(sqlite3_stmt *statement, int index, const Argument *argument)
{
    switch (argument->type) {
    case ARGUMENT_NUMBER:
        return sqlite3_bind_int64(statement, index, argument->number);
    case ARGUMENT_TEXT:
        return sqlite3_bind_text(statement, index, argument->text, -1, SQLITE_STATIC);
    default:
        return sqlite3_bind_null(statement, index);
    }
}

sqlite3_stmt *statement_bind_text(Store *store, sqlite3_stmt **slot, const char *sql, const Argument *arguments,
                                  int count, Error *error)
{
    int code = SQLITE_OK;
    if (*slot)
        sqlite3_reset(*slot);
    else
        code = sqlite3_prepare_v3(store->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, slot, NULL);
    for (int i = 0; i < count && code == SQLITE_OK; i++)
        code = bind_argument(*slot, i + 1, &arguments[i]);
    if (code == SQLITE_OK)
        return *slot;
    database_error(store, error);
    return NULL;
}

sqlite3_stmt *statement_bind(Store *store, StatementId id, const Argument *arguments, int count, Error *error)
{
    return statement_bind_text(store, &store->statements[id], statement_texts[id], arguments, count, error);
}

bool statement_step(const Store *store, sqlite3_stmt *statement, bool *row, Error *error)
{
    *row = false;
    if (database_is_late(store))
        return say_late(store, error);
    int code = sqlite3_step(statement);
    *row = code == SQLITE_ROW;
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        return true;
    return database_error(store, error);
}

bool statement_run(Store *store, StatementId id, const Argument *arguments, int count, Error *error)
{
    bool row;
    sqlite3_stmt *statement = statement_bind(store, id, arguments, count, error);
    return statement && statement_step(store, statement, &row, error);
}

bool statement_number(Store *store, StatementId id, const Argument *arguments, int count, int64_t absent, int64_t *out,
                      Error *error)
{
    bool row;
    sqlite3_stmt *statement = statement_bind(store, id, arguments, count, error);
    if (!statement || !statement_step(store, statement, &row, error))
        return false;
    *out = row && sqlite3_column_type(statement, 0) != SQLITE_NULL ? sqlite3_column_int64(statement, 0) : absent;
    sqlite3_reset(statement);
    return true;
}

const char *column_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text ? text : "";
}

bool database_execute(Store *store, const char *sql, Error *error)
{
    return sqlite3_exec(store->handle, sql, NULL, NULL, NULL) == SQLITE_OK || database_error(store, error);
}

/* ---- transactions ---- */

/* With a statement that database_ready() has made, so that no want of memory leaves a transaction open. */
static void end_transaction(Store *store)
{
    for (sqlite3_stmt *statement = sqlite3_next_stmt(store->handle, NULL); statement;
         statement = sqlite3_next_stmt(store->handle, statement))
        if (sqlite3_stmt_busy(statement))
            sqlite3_reset(statement);
    if (!sqlite3_get_autocommit(store->handle) && store->statements[ROLLBACK]) {
        sqlite3_step(store->statements[ROLLBACK]);
        sqlite3_reset(store->statements[ROLLBACK]);
    }
    store->deadline = 0;
}

bool database_ready(Store *store, Error *error)
{
    return statement_bind(store, ROLLBACK, NO_ARGUMENTS, error) != NULL;
}

bool database_has_log(const Store *store)
{
    struct stat status;
    Buffer name = {0};
    buffer_format(&name, "%s-shm", store->file);
    bool there = lstat(buffer_text(&name), &status) == 0;
    buffer_release(&name);
    return there;
}

void database_set_deadline(Store *store)
{
    store->deadline = seconds_of(CLOCK_MONOTONIC) + READING_SECONDS;
    store->computing = seconds_of(CLOCK_PROCESS_CPUTIME_ID) + COMPUTING_SECONDS;
}

bool read_begin(Store *store, Error *error)
{
    if (store->lone && database_has_log(store))
        return error_set(error, "somebody began to work on %s; open it again to see what they do", store->path);
    database_set_deadline(store);
    return statement_run(store, BEGIN_READ, NO_ARGUMENTS, error);
}

/* A transaction that only read has nothing to commit. */
void read_end(Store *store)
{
    end_transaction(store);
}

/* What is written to a file that was moved or deleted meanwhile would be acknowledged, and found by nobody. */
static bool check_in_place(const Store *store, Error *error)
{
    struct stat status;
    if (stat(store->file, &status) == 0 && status.st_dev == store->device && status.st_ino == store->inode)
        return true;
    return error_set(error,
                     "%s was moved, replaced or deleted since it was opened; the change is not saved: open it again",
                     store->path);
}

bool write_begin(Store *store, Error *error)
{
    if (store->read_only)
        return error_set(error, "%s is open for reading only", store->path);
    if (!check_in_place(store, error))
        return false;
    queue_enter(store);
    if (statement_run(store, BEGIN_WRITE, NO_ARGUMENTS, error))
        return true;
    queue_leave(store);
    return false;
}

bool write_commit(Store *store, Error *error)
{
    bool committed = statement_run(store, COMMIT, NO_ARGUMENTS, error);
    write_rollback(store); /* of what is left when the commit failed */
    return committed;
}

void write_rollback(Store *store)
{
    end_transaction(store);
    queue_leave(store);
}

/* That of the run, which may be newer than that of the build. */
void store_word_library(Buffer *out)
{
    buffer_format(out, "SQLite %s", sqlite3_libversion());
}
