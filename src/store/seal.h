/*
 * The seal of a change set: a SHA-256 over the hash of the set before it, the rows of its changes and its own row.
 *
 * Whoever alters a row of the journal, or slips one in or takes one out, breaks the seal of that set, and cannot repair
 * it without sealing every later set anew: a hash that was written down elsewhere (in a report, in a backup) then
 * tells.
 */
#ifndef STEERCO_SRC_STORE_SEAL_H
#define STEERCO_SRC_STORE_SEAL_H

#include "database.h"
#include "steerco/base/sha256.h"

/* `previous` is the hash of the set before, "" of the first one. */
void seal_begin(Sha256 *seal, const char *previous);

/* The values of a row: of a change as CHANGE_INSERT binds them, at the end those of the set without its hash. */
void seal_row(Sha256 *seal, const Argument *values, int count);

/* … and of the first `count` columns of a row that was read. */
void seal_stored_row(Sha256 *seal, sqlite3_stmt *row, int count);

#endif
