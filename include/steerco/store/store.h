/*
 * A planning file: one SQLite database that holds the boards of an office and the journal of every change to them.
 *
 * One way in: store_commit() writes a change set and its journal entry in one transaction, synced to disk before it
 * returns. A field is written only where it still holds the value that the change set saw before; otherwise nothing is
 * written and the caller gets conflicts. Many processes may have the file open; store_catch_up() brings in what others
 * committed. No transaction outlives a call.
 *
 *     Store *store = store_open(path, STORE_WRITE, error);
 *     if (!store || !store_load(store, board, &plan, error)) …
 *     if (!store_commit(store, &set, &conflicts, error)) …
 *     if (set.sequence == plan.sequence + 1)
 *         plan_apply(&plan, &set);
 *     else if (!store_catch_up(store, &plan, &changed, error)) … // others committed in between; ours comes with theirs
 *     store_close(store);
 *
 * A file is FILE, its log FILE-wal and the index of the log FILE-shm; copies must hold all three or be made while
 * nobody has it open. Nothing outside src/store/ may assume SQLite behind this header.
 */
#ifndef STEERCO_STORE_STORE_H
#define STEERCO_STORE_STORE_H

#include "steerco/model/change.h"

typedef struct Store Store;

typedef enum StoreMode {
    STORE_READ,  /* never writes; also what STORE_WRITE becomes on a file without write permission or of a newer program
                  */
    STORE_WRITE, /* the file must be there */
    STORE_CREATE, /* the file must not be there: it is made, empty, for this user (and the group of a setgid folder) */
} StoreMode;

/*
 * Open a file: refused unless it is a regular file of ours (application id, schema word for word, not world-writable).
 * Older schemas are migrated, after a copy was kept beside the file. Null on failure.
 */
Store *store_open(const char *path, StoreMode mode, Error *error) MUST_CHECK;
void store_close(Store *store); /* null is allowed */

bool store_is_read_only(const Store *store);
const char *store_path(const Store *store) RETURNS_NON_NULL;

/* A notice to show once after opening ("opened read-only: made by a newer steerco"), or "". */
const char *store_notice(const Store *store) RETURNS_NON_NULL;

/* All shared records and those of one board into an initialised plan; board 0 loads the shared ones only. */
bool store_load(Store *store, Id board, Plan *plan, Error *error) MUST_CHECK;

/*
 * A moment of the file's history: behind change set `sequence`, or, when `by_clock`, behind the last one that was
 * committed up to `at` (UTC seconds).
 */
typedef struct Moment {
    bool by_clock;
    int64_t sequence, at;
} Moment;

/*
 * The plan as it was at that moment, to be read only; plan->sequence tells what it became. It is reached from the
 * present by walking the journal back, so it costs what store_load() does and the changes since. A board that was not
 * there then gives the shared records alone. Fails on a number that the journal has not reached.
 */
bool store_load_as_of(Store *store, Id board, Moment moment, Plan *plan, Error *error) MUST_CHECK;

/*
 * What a commit ran into. A field that somebody else changed first; or, with `field` null, a record that is gone (or,
 * to be created under an id of its own, there already). A reference to a record that is gone has its code as `mine`; a
 * reference that keeps a record from being deleted is told as that of the record that refers, with the code as
 * `theirs`.
 */
typedef struct Conflict {
    const Entity *entity;
    Id id;
    const Field *field;
    char *mine, *theirs; /* the two values in words (exchange format) */
    char *who;           /* who wrote theirs */
    int64_t at;          /* and when, UTC seconds */
} Conflict;

typedef ARRAY(Conflict) Conflicts;
void conflicts_release(Conflicts *conflicts);

/*
 * Commit. On success the set has its sequence, time and author, and its provisional ids (in records, references and
 * changes) are real ones. On a conflict nothing is written, `conflicts` is filled, and the error (ERROR_CONFLICT) names
 * the first; the set stays as it was and may be committed again. A value that its field cannot hold, or nothing where
 * the field needs a number or a reference, fails. Writers of other processes queue; none is refused because another is
 * writing, unless that takes half a minute. At most 1000 conflicts are gathered.
 */
bool store_commit(Store *store, ChangeSet *set, Conflicts *conflicts, Error *error) MUST_CHECK;

/*
 * Apply to `plan` what was committed since plan->sequence, by anybody. *changed tells whether there was anything.
 */
bool store_catch_up(Store *store, Plan *plan, bool *changed, Error *error) MUST_CHECK;

/*
 * A descriptor to poll for reading: it becomes ready when the file may have changed (then call store_catch_up(), which
 * also makes it quiet again); −1 where the system has none.
 */
int store_watch_descriptor(Store *store);

/*
 * Fill `out` with the set that takes back the newest change set of this user on this board that is not undone yet; its
 * reason is that of the set. Refused, naming who did what and when, if what the set wrote or created was changed or
 * deleted since. (That a new record refers to one that it created, the commit tells.)
 */
bool store_undo(Store *store, const Plan *plan, ChangeSet *out, Error *error) MUST_CHECK;

/* … and the one that brings back the last one undone, until this user makes another change. */
bool store_redo(Store *store, const Plan *plan, ChangeSet *out, Error *error) MUST_CHECK;

/* One entry of the journal; texts are good during the call of the visitor. */
typedef struct JournalEntry {
    int64_t sequence, at, undoes;
    Id board;
    const char *who, *source, *reason;
    size_t count;             /* of changed records */
    const ChangeSet *changes; /* in full when asked for one record, else null */
} JournalEntry;

/*
 * Visit the journal of a board (0 = the whole file), newest first, until the visitor returns false. With an entity and
 * id, only the sets that touched this record, each with the changes of this record (its creation with what it was
 * created with). The visitor does not call the store.
 */
typedef bool (*JournalVisitor)(const JournalEntry *entry, void *context);
bool store_journal(Store *store, Id board, const Entity *entity, Id id, JournalVisitor visit, void *context,
                   Error *error) MUST_CHECK;

/* Who had a hand in which records: `count` of them from id `first` on. */
typedef struct Touch {
    const Entity *entity;
    Id first;
    int64_t count;
    const char *who;
} Touch;

/* Visit what the change sets after number `from` up to `to` touched, oldest first, until the visitor returns false. */
typedef bool (*TouchVisitor)(const Touch *touch, void *context);
bool store_touches(Store *store, int64_t from, int64_t to, TouchVisitor visit, void *context, Error *error) MUST_CHECK;

/*
 * Copy the file, as it is at this moment, to `target`, which must not be there; others may go on writing. The copy is
 * for this user alone, safe on disk and verified when this returns true; else it is removed.
 */
bool store_backup(Store *store, const char *target, Error *error) MUST_CHECK;

/* What came out of a damaged file. */
typedef struct Recovered {
    bool sound; /* it was not damaged: copied whole, with its journal; the numbers are 0 */
    int64_t saved[ENTITY_COUNT], lost[ENTITY_COUNT];
    int64_t detached; /* references to lost records that are none now */
    int64_t dropped;  /* records that cannot be without a lost one */
} Recovered;

/*
 * Read what can be read of a damaged file into a new one, `target`, whose journal begins with that. The damaged file is
 * not touched. Fails when not even its schema can be read.
 */
bool store_recover(const char *damaged, const char *target, Recovered *report, Error *error) MUST_CHECK;

/*
 * Integrity of the file, its references and its journal; the sentence names the first fault. The change sets are
 * chained by hashes over all that they say and create, so that none can be altered, slipped in or taken out unseen.
 */
bool store_verify(Store *store, Error *error) MUST_CHECK;

#endif
