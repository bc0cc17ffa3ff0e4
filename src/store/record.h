/*
 * Records in tables: the statements of a record type, derived from its field table, and the records in their rows. The
 * columns are id, board and the stored fields in the order of the table.
 */
#ifndef STEERCO_SRC_STORE_RECORD_H
#define STEERCO_SRC_STORE_RECORD_H

#include "column.h"

/* What can be done with a record type, and with one of its fields. */
typedef enum RecordVerb {
    RECORD_SCAN,   /* all of board $1 (0 for a shared type), and those on none that can be, in order of id */
    RECORD_RANGE,  /* those with an id from $1, below $2 */
    RECORD_INSERT, /* $1 id, $2 board, $3 … fields */
    RECORD_SPELL,  /* $1 … fields, and behind them id: write it as it was read */
    RECORD_DELETE, /* $1 id, if $2 … are still its fields */
    RECORD_LAST,   /* the highest id, and how many there are */
    RECORD_BOARDS, /* one id a board that has any, and the board */
    RECORD_BOARD,  /* the board of $1 */
    RECORD_STRAY,  /* the id of one that lies on a board that is not there */
    RECORD_VERB_COUNT,
} RecordVerb;

typedef enum FieldVerb {
    FIELD_UPDATE,     /* to $1 where id = $2, if it still holds $3 */
    FIELD_REFERENCES, /* id and reference of all records whose field refers to something */
    FIELD_REFERRERS,  /* the ids of the records whose field refers to $1 */
    FIELD_DANGLING,   /* the id of a record whose field refers to nothing that is there */
    FIELD_VERB_COUNT,
} FieldVerb;

sqlite3_stmt *record_statement(Store *store, const Entity *entity, RecordVerb verb, const Argument *arguments,
                               int count, Error *error) MUST_CHECK;
sqlite3_stmt *field_statement(Store *store, const Entity *entity, const Field *field, FieldVerb verb,
                              const Argument *arguments, int count, Error *error) MUST_CHECK;
void record_statements_free(Store *store);

/* The columns behind id and board. */
const Column *record_columns(Store *store, const Entity *entity, int *count) RETURNS_NON_NULL;
const Column *record_column(Store *store, const Entity *entity, const Field *field) RETURNS_NON_NULL;

/*
 * Fill a record from the present row of RECORD_SCAN or RECORD_RANGE; texts are borrowed until the next step. Fails on
 * what no record can hold, and in an exact store on what no program of ours wrote so: such a file was damaged, or made
 * to hurt.
 */
bool record_read(Store *store, const Entity *entity, sqlite3_stmt *row, void *record, Error *error) MUST_CHECK;

/* The id that the next new record gets. Fails on a counter that has none to give, or is not there. */
bool record_next_id(Store *store, const Entity *entity, int64_t *out, Error *error) MUST_CHECK;

/* One record by id, texts copied into `texts`; *out is null when it is not there. */
bool record_find(Store *store, const Entity *entity, Id id, Arena *texts, void **out, Error *error) MUST_CHECK;

/* A copy in an arena, texts and all. */
void *record_copy(const Entity *entity, const void *record, Arena *texts) RETURNS_NON_NULL;

/* The entity that the journal calls by `name`, or null. */
const Entity *entity_of_journal(const char *name);

#endif
