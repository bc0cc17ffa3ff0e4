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
 * nobody has it open. Those three and FILE-journal, FILE-queue and FILE-here are opened only if they are plain files of
 * somebody who may write FILE; one that is not is named in the error. Nothing outside src/store/ may assume SQLite
 * behind this header.
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
    STORE_MAKE,   /* the same, but it gets its name by store_publish(), when there is something in it */
} StoreMode;

/*
 * Open a file: refused unless it is a regular file of ours (application id, schema word for word, not world-writable).
 * Older schemas are migrated, after a copy was kept beside the file. Null on failure.
 */
Store *store_open(const char *path, StoreMode mode, Error *error) MUST_CHECK;
void store_close(Store *store); /* null is allowed */

/*
 * Close a store that was opened with STORE_MAKE, and give the file its name: whoever is killed before leaves nothing of
 * that name, whoever is killed behind it the whole file. A file that has come by that name meanwhile stays. Without
 * this, or when it fails, closing removes what was made.
 */
bool store_publish(Store *store, Error *error) MUST_CHECK;

/*
 * May something that is no planning file be written to `path`? Not where a planning file, or another database, lies or
 * what belongs to one (its log, a draft, …), by whatever name or link it is reached; nor under a name that would be
 * taken for such. `store` may be null; nothing of what it has open is opened for the look.
 */
bool store_check_output(const Store *store, const char *path, Error *error) MUST_CHECK;

/* Add what keeps the records, and its version: "SQLite 3.40.1". */
void store_word_library(Buffer *out);

/* Is there a planning file, or another database, of that name? */
bool store_is_there(const char *path);

bool store_is_read_only(const Store *store);
bool store_may_write(const Store *store);                    /* could this user, whatever it was opened for? */
const char *store_path(const Store *store) RETURNS_NON_NULL; /* as the caller named it: for sentences */
const char *store_file(const Store *store) RETURNS_NON_NULL; /* absolute, without symbolic links */
const char *store_who(const Store *store) RETURNS_NON_NULL;  /* the login name that changes are written under */

/* A notice to show once after opening ("opened read-only: made by a newer steerco"), or "". */
const char *store_notice(const Store *store) RETURNS_NON_NULL;

/*
 * All shared records and those of one board into an initialised plan; board 0 loads the shared ones only. Fails when
 * there is no such board; the plan may hold a part then, and is released like any other.
 */
bool store_load(Store *store, Id board, Plan *plan, Error *error) MUST_CHECK;

/*
 * … without the tables of cold types: each is loaded, as of plan->sequence, when somebody looks at it. The store must
 * outlive the plan. A look has no way to fail, so that one which does (the file is damaged or gone) ends the program as
 * the want of memory does: with a sentence on standard error, and everything acknowledged is saved.
 */
bool store_load_lean(Store *store, Id board, Plan *plan, Error *error) MUST_CHECK;

/*
 * Every board of the file, all of one moment, from one pass over it, where store_load() of each would go over it once a
 * board. The visitor is given the plans one by one, in order of their ids, until it returns false. It may take a plan
 * over by a copy of the struct, and leaves {0} then; otherwise it is released behind the call. No transaction is open
 * meanwhile. The whole file is in memory until the end.
 */
typedef bool (*BoardVisitor)(Plan *plan, void *context);
bool store_each_board(Store *store, BoardVisitor visit, void *context, Error *error) MUST_CHECK;

/* Which board a record of the file belongs to; *out is 0 when there is no such record, or it is shared. */
bool store_board_of(Store *store, const Entity *entity, Id id, Id *out, Error *error) MUST_CHECK;

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

/* The number of the nearest change set of a board (or of none) before change set `from`, or behind it; 0 = there is
   none. */
bool store_step(Store *store, Id board, int64_t from, bool forward, int64_t *out, Error *error) MUST_CHECK;

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
 * the first; the set stays as it was and may be committed again. What finds nothing to change and nobody who changed it
 * fails: no change is acknowledged that is not done. A value that its field cannot hold, or nothing where
 * the field needs a number or a reference, fails. Writers of other processes queue; none is refused because another is
 * writing, unless that takes more than half a minute or the other one is stopped: then the error names it. Whoever may
 * only read cannot make a writer wait. At most 1000 conflicts are gathered.
 */
bool store_commit(Store *store, ChangeSet *set, Conflicts *conflicts, Error *error) MUST_CHECK;

/*
 * Fill `out` with a copy of the set that bears the ids which its new records would be given now. At the head of the
 * queue, with nothing left to catch up with, they are those that store_commit() gives.
 */
bool store_foresee(Store *store, const ChangeSet *set, ChangeSet *out, Error *error) MUST_CHECK;

/*
 * Wait in the queue of writers and stay at its head until the next store_commit() or store_unqueue(): nobody else
 * commits meanwhile, so what is caught up with is still the newest when the commit comes. On a network file system
 * there is no queue, and nothing is promised; nor when whoever is at its head is stopped, or stays for half a minute.
 */
bool store_queue(Store *store, Error *error) MUST_CHECK;
void store_unqueue(Store *store);

/*
 * Apply to `plan` what was committed since plan->sequence, by anybody. *changed tells whether there was anything.
 */
bool store_catch_up(Store *store, Plan *plan, bool *changed, Error *error) MUST_CHECK;

/*
 * A descriptor to poll for reading: it becomes ready when the file may have changed (then call store_catch_up(), which
 * also makes it quiet again); −1 where the system has none.
 */
int store_watch_descriptor(Store *store);

/* Make the descriptor quiet without taking anything in. */
void store_quiet(Store *store);

/* After a ring and store_catch_up(): may what it rang for be still to come, so that one should look again soon? */
bool store_expects_more(const Store *store);

/*
 * Fill `out` with the set that takes back change set `sequence`, whoever made it; 0 = the newest one of this user on
 * this board that is not undone yet. Its reason is that of the set. Taking back an undo brings back what it undid.
 * Refused, naming who did what and when, if what the set wrote or created was changed or deleted since; if it is taken
 * back already; if it is another board's. (That a new record refers to one that it created, the commit tells.)
 */
bool store_undo(Store *store, const Plan *plan, int64_t sequence, ChangeSet *out, Error *error) MUST_CHECK;

/* … and the one that brings back the last one undone, until this user makes another change. */
bool store_redo(Store *store, const Plan *plan, ChangeSet *out, Error *error) MUST_CHECK;

/* One entry of the journal; texts are good during the call of the visitor. */
typedef struct JournalEntry {
    int64_t sequence, at, undoes;
    int64_t undone; /* the change set that took it back and is not taken back itself; 0 = none */
    Id board;
    const char *who, *source, *reason;
    const char *why;          /* "" = nobody said */
    size_t count;             /* of changed records */
    const ChangeSet *changes; /* in full when asked for one record, else null */
} JournalEntry;

/* Which entries to visit. */
typedef struct JournalQuery {
    Id board;             /* of this board and of none (people, calendars); 0 = of the whole file */
    const Entity *entity; /* if not null, only the sets that touched the record `id` … */
    Id id;
    int64_t before; /* only those with a number below; 0 = from the newest on */
} JournalQuery;

/*
 * Visit the journal, newest first, until the visitor returns false; what is not visited costs nothing. With an entity
 * and id, each set comes with the changes of this record (its creation with what it was created with), and of those
 * that belong to it: that refer, or referred, to it by a field they cannot be without (links and assignments of a
 * task), or are entries of a ledger about it. The visitor does not call the store.
 */
typedef bool (*JournalVisitor)(const JournalEntry *entry, void *context);
bool store_journal(Store *store, const JournalQuery *query, JournalVisitor visit, void *context,
                   Error *error) MUST_CHECK;

/*
 * Fill `out` with the head of a change set and the first of its changes, at most `most`. A creation brings the record
 * as it is now, null when it is there no more.
 */
bool store_change_set(Store *store, int64_t sequence, size_t most, ChangeSet *out, Error *error) MUST_CHECK;

/* Which change set touched which records: `count` of them from id `first` on. */
typedef struct Touch {
    const Entity *entity;
    Id first;
    int64_t count;
    const Field *field; /* null: created or deleted */
    int64_t sequence;
} Touch;

/* Visit what the change sets after number `from` up to `to` touched, oldest first, until the visitor returns false. */
typedef bool (*TouchVisitor)(const Touch *touch, void *context);
bool store_touches(Store *store, int64_t from, int64_t to, TouchVisitor visit, void *context, Error *error) MUST_CHECK;

/*
 * Walk a plan back from change set `from` to `to`: the visitor is given the plan as it was behind `from` with the null
 * entry, and then as it was before each set that changed something in it, newest first, until it returns false. It may
 * set the plan's `today` and have its results computed, does nothing else to it, and does not call the store.
 */
typedef bool (*PastVisitor)(Plan *plan, const JournalEntry *entry, void *context);
bool store_walk_back(Store *store, Id board, int64_t from, int64_t to, PastVisitor visit, void *context,
                     Error *error) MUST_CHECK;

/*
 * Copy the file, as it is at this moment, to `target`, which must not be there; others may go on writing. The copy is
 * for this user alone, safe on disk and verified when this returns true; else it is removed.
 */
bool store_backup(Store *store, const char *target, Error *error) MUST_CHECK;

/* What came out of a damaged file. */
typedef struct Recovered {
    bool sound; /* it was not damaged: copied whole, with its journal; the numbers are 0 */
    int64_t saved[ENTITY_MOST], lost[ENTITY_MOST];
    int64_t detached; /* references to lost records that are none now */
    int64_t dropped;  /* records that cannot be without a lost one */
} Recovered;

/*
 * Read what can be read of a damaged file into a new one, `target`, whose journal begins with that. The damaged file is
 * not touched. Fails when not even its schema can be read.
 */
bool store_recover(const char *damaged, const char *target, Recovered *report, Error *error) MUST_CHECK;

/*
 * Integrity of the file, its values (each in the one spelling that this program writes), its references, its counters
 * and its journal; the sentence names the first fault. The change sets are
 * chained by hashes over all that they say and create, so that none can be altered, slipped in or taken out unseen.
 */
bool store_verify(Store *store, Error *error) MUST_CHECK;

#endif
