/*
 * The files that lie beside a planning file and belong to it: FILE-wal, FILE-shm, … Anybody who may write the folder
 * can put one there, and what it holds acts on the planning file, or lets a lock act on those who have it open. So none
 * is opened before a look at it:
 *
 *     if (!companion_check(store, COMPANION_LOG, error)) … // "…-wal is a symbolic link, …"
 *
 * A companion is a plain file under one name alone, which not everybody may write, of root, of this user, of somebody
 * who may write the planning file or of the owner of its folder, who could put another in its place.
 */
#ifndef STEERCO_SRC_STORE_COMPANIONS_H
#define STEERCO_SRC_STORE_COMPANIONS_H

#include <sys/stat.h>

#include "database.h"

typedef enum Companion {
    COMPANION_LOG,
    COMPANION_INDEX,   /* of the log */
    COMPANION_JOURNAL, /* of the pages as they were, where there is no log */
    COMPANION_HERE,    /* see presence.h */
    COMPANION_QUEUE,   /* see queue.c */
    COMPANION_COUNT
} Companion;

void companion_name(const char *file, Companion which, Buffer *out);

/* What is wrong with one of the companions of `file`, behind its name in a sentence; null when nothing is. */
const char *companion_fault(const char *file, const struct stat *companion);

/* Nothing is wrong when it is not there. Without read permission on what SQLite opens, or write permission where it is
   needed, there is. */
bool companion_check(const Store *store, Companion which, Error *error) MUST_CHECK;

/* Does the file hold anything? */
bool companion_has_bytes(const Store *store, Companion which);

/* Is a change begun in it that was not brought to an end? It is not asked whether somebody is at work on it just now.
 */
bool companion_is_hot_journal(const Store *store);

/*
 * A file of the name `path` is going to be made: may what lies beside it under the names of its companions be removed?
 * Only what a planning file of that name has left behind.
 */
bool companions_are_left(const char *path, Error *error) MUST_CHECK;

#endif
