/*
 * The guard between SQLite and the disk: the files of one store go through it, so that SQLite touches the planning
 * file, its log, the index of the log and its journal, and nothing else, whatever is written in them.
 *
 * - A file that is not of ours is not opened, for SQLite would tidy up beside it: it deletes what it takes for a stale
 *   journal or log.
 * - Log, index and journal are looked at (see companions.h) whenever one is opened.
 * - A journal can name a second file, which SQLite deletes behind a rollback. steerco writes no such journal; one that
 *   does is refused, and no other name is ever deleted or opened.
 * - Who may only read, where nobody has made the index of the log, makes none: theirs would keep the owner out. They
 *   read without locks, as if they were alone (store->lone), and stop when an index appears.
 *
 * And it takes the locks of writers in a second place. SQLite locks bytes of the index, which everybody can open who
 * may read; so a reader can hold a lock there, for as long as they like, that no writer gets past. But SQLite itself
 * only ever holds the locks to write, to move the log into the file and to build the index exclusively: a shared one on
 * them protects nothing. So these three are taken on FILE-queue first, which only writers can open. Then the lock on
 * the index is taken, exclusively; or, when that fails, shared, which is to be had unless somebody has it exclusively.
 * That is right with everybody: against other stores by the lock on FILE-queue; against programs that know nothing of
 * it by the one on the index, since theirs is exclusive and excludes a shared one, and is excluded by it.
 *
 * Not so the marks of readers in the index, and the locks of a file without a log: those a reader holds rightly.
 */
#ifndef STEERCO_SRC_STORE_GUARD_H
#define STEERCO_SRC_STORE_GUARD_H

#include "database.h"

typedef struct Guard Guard;

/* What sqlite3_open_v2() calls it; it goes when the store has closed its connection. */
const char *guard_name(const Guard *guard) RETURNS_NON_NULL;

Guard *guard_new(Store *store); /* null when SQLite has no memory to begin with */
void guard_free(Guard *guard);  /* null is allowed */

/* Why SQLite was last refused a file, as a sentence, which is forgotten; false when it was not. */
bool guard_take_refusal(Guard *guard, Error *error);

#endif
