/*
 * What the files of the store share: the open database, its statements, its transactions, and the one place where codes
 * of SQLite become sentences.
 *
 *     sqlite3_stmt *query = statement_bind(store, COUNTER_READ, ARGUMENTS(argument_text("task")), error);
 *     bool row;
 *     if (!query || !statement_step(store, query, &row, error)) …
 *
 * Statements belong to the store, are prepared on first use and kept. They are called inside a transaction: whoever
 * opens one with read_begin() or write_begin() ends it before returning to the caller of the store.
 */
#ifndef STEERCO_SRC_STORE_DATABASE_H
#define STEERCO_SRC_STORE_DATABASE_H

#include <sqlite3.h>

#include "statements.h"
#include "steerco/store/store.h"

struct Store {
    sqlite3 *handle;
    char *path;             /* as the caller named it: for sentences */
    char *file;             /* absolute, without symbolic links in the folder */
    char *name_to_be;       /* of a file that is being made, what `file` will be; else null */
    uint64_t device, inode; /* of the file that was opened: it may be moved away while it is open */
    bool read_only;
    bool may_write; /* this user, the file, whatever it was opened for */
    bool may_make;  /* … and files beside it */
    bool newer;     /* the file is of a newer program */
    bool exact;     /* while the file is verified: a value in another spelling than its own is refused; see column.h */
    bool remote;    /* on a network file system: without a log, a queue and a bell */
    bool lone;      /* read without locks: nobody had made the index of its log, and this user is not to; see guard.h */
    char notice[300];
    char who[64]; /* login name of this process */
    char host[64];
    struct Guard *guard;
    int queue;          /* descriptor that writers queue on, −1: see queue.c */
    bool given_up;      /* waiting in it: this change goes without a turn */
    int watch;          /* inotify, −1 until asked for */
    int presence_watch; /* its number of the presence file, −1 = none */
    bool announced;     /* its last ring was for what may come a moment later */
    int64_t deadline;   /* monotonic seconds; reading is broken off after it; 0 = never */
    int64_t computing;  /* … but not before this process has computed for so many seconds in all */
    sqlite3_stmt *statements[STATEMENT_COUNT];
    struct RecordStatements *records[ENTITY_MOST]; /* see record.c */
};

/* Is FILE-shm there, the index of the log: does anybody have the file open, or did? */
bool database_has_log(const Store *store);

/* Begin the time that may be spent on reading, and look whether it is over. A deadline ends with the transaction. */
void database_set_deadline(Store *store);
bool database_is_late(const Store *store);

/* Did the last call, which gave `code`, fail at a limit of this login: of the size of a file, of open files? Then it is
   an errno for error_reason(), else 0. Asked at once, before anything is taken back. */
int database_limit(sqlite3 *handle, int code);

/* Translate the last failure of SQLite, in words that say what a person can do. Always false. */
bool database_error(const Store *store, Error *error);

/* What is bound to $1, $2, … */
typedef struct Argument {
    enum { ARGUMENT_NULL, ARGUMENT_NUMBER, ARGUMENT_TEXT } type;
    int64_t number;
    const char *text; /* must live until the statement is run */
} Argument;

static inline Argument argument_number(int64_t number)
{
    return (Argument){.type = ARGUMENT_NUMBER, .number = number};
}

/* The null pointer is NULL. */
static inline Argument argument_text(const char *text)
{
    return (Argument){.type = text ? ARGUMENT_TEXT : ARGUMENT_NULL, .text = text};
}

#define ARGUMENTS(...)                                                                                                 \
    (const Argument[]){__VA_ARGS__}, (int)(sizeof((const Argument[]){__VA_ARGS__}) / sizeof(Argument))
#define NO_ARGUMENTS NULL, 0

/* Prepare into *slot unless it is there, reset, bind. Null with the error set. */
sqlite3_stmt *statement_bind_text(Store *store, sqlite3_stmt **slot, const char *sql, const Argument *arguments,
                                  int count, Error *error) MUST_CHECK;
sqlite3_stmt *statement_bind(Store *store, StatementId id, const Argument *arguments, int count,
                             Error *error) MUST_CHECK;

/* Move to the next row; *row is false behind the last one. */
bool statement_step(const Store *store, sqlite3_stmt *statement, bool *row, Error *error) MUST_CHECK;

/* Bind, run a statement that gives no rows. */
bool statement_run(Store *store, StatementId id, const Argument *arguments, int count, Error *error) MUST_CHECK;

/* Bind, run, and take the number of the only row; `absent` when there is none. */
bool statement_number(Store *store, StatementId id, const Argument *arguments, int count, int64_t absent, int64_t *out,
                      Error *error) MUST_CHECK;

/* A column's text, "" for NULL; good until the next step. */
const char *column_text(sqlite3_stmt *statement, int column) RETURNS_NON_NULL;

/* Run constant text that may hold several statements and gives no rows. */
bool database_execute(Store *store, const char *sql, Error *error) MUST_CHECK;

/* Prepare, once after connecting, what ends transactions. */
bool database_ready(Store *store, Error *error) MUST_CHECK;

/* One state of the file for all reads until read_end(). */
bool read_begin(Store *store, Error *error) MUST_CHECK;
void read_end(Store *store);

/* Wait for one's turn, then write; after write_commit() everything is on disk. A failed commit has rolled back. */
bool write_begin(Store *store, Error *error) MUST_CHECK;
bool write_commit(Store *store, Error *error) MUST_CHECK;
void write_rollback(Store *store);

/* Copy the whole file into one that is there and empty, while others may go on writing. The error does not name it. */
bool database_copy(Store *store, const char *target, Error *error) MUST_CHECK;

/* The queue of writers; see queue.c. When patience is out, one goes without a turn. */
void queue_open(Store *store);
void queue_enter(Store *store);
void queue_leave(Store *store);

/* Add who keeps others from writing just now, "anna (process 1234)", or "another program". */
void queue_word_holder(const Store *store, Buffer *out);

#endif
