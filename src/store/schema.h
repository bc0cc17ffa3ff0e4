/*
 * The schema, as the list of migrations that lead to it.
 */
#ifndef STEERCO_SRC_STORE_SCHEMA_H
#define STEERCO_SRC_STORE_SCHEMA_H

#include "database.h"

typedef struct Migration {
    int version;
    const char *const *statements; /* ends with null; the last one sets user_version */
} Migration;

/* All that ever were, oldest first: versions 1, 2, …; a row without a version at the end. */
extern const Migration migrations[];

/* The text of one that has a file of its own. */
extern const char *const schema_version_4[];
extern const char *const schema_version_5[];

enum { APPLICATION_ID = 0x53544352 }; /* "STCR" in the header of the file */

int schema_newest(const Migration *list);

/*
 * Bring the file from its version to the newest one of `list`, each step in a transaction of its own with its version.
 * Call it with nothing begun. A file that others brought forward in the meantime is left as they made it.
 */
bool schema_migrate(Store *store, const Migration *list, Error *error) MUST_CHECK;

/* Is the schema of the file, word for word, what the first `version` migrations make? */
bool schema_check(Store *store, const Migration *list, int version, Error *error) MUST_CHECK;

/*
 * The same for a file of a version behind the newest one of `list`, as far as it can be understood: all tables and
 * columns of the newest one are there, and nothing in the schema could compute. So a migration only adds tables,
 * columns and indexes of the forms that newer.c knows; a program that is older by then goes on reading the file.
 */
bool schema_check_newer(Store *store, const Migration *list, int version, Error *error) MUST_CHECK;

/* A database in memory that the first `version` migrations made; the caller closes it. Null without memory. */
sqlite3 *schema_model(const Migration *list, int version);

bool schema_version(Store *store, int *out, Error *error) MUST_CHECK;

/* store_open() with another list of migrations, for their tests. */
Store *store_open_with(const char *path, StoreMode mode, const Migration *list, Error *error) MUST_CHECK;

#endif
