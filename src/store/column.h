/*
 * Stored fields as columns: which there are, what they may hold, how values go in and out.
 *
 * Every value has one spelling in the file, the one that is written: a text is TEXT, everything else an INTEGER within
 * bounds; an empty text, a reference to nothing and an undefined number are NULL, which flags and choices never are.
 * What a column may hold is asked in both directions: nothing is written that could not be read again, and nothing is
 * read that would lead the program astray.
 */
#ifndef STEERCO_SRC_STORE_COLUMN_H
#define STEERCO_SRC_STORE_COLUMN_H

#include "database.h"

/* Of ids and of sequence numbers: far above what counters reach, far below where arithmetic with them overflows. */
#define LARGEST_ID (INT64_C(1) << 53)

typedef struct Column {
    const Field *field;
    int64_t low, high; /* what a number may be */
    Value absent;      /* what NULL means */
    bool is_text;
    bool needs_number; /* NULL is refused */
} Column;

/* The first stored field at or behind `field`, or the nameless end: to walk over the columns. */
const Field *stored_field(const Field *field) RETURNS_NON_NULL;

/* By its exact name; null when there is none. */
const Field *stored_field_named(const Entity *entity, const char *name);

int stored_field_count(const Entity *entity);

Column column_of(const Field *field);

/* May it hold this value? The sentence names field and value. */
bool column_check(const Column *column, Value value, Error *error) MUST_CHECK;

/* A value as it is bound, and as the journal keeps it: null, or its canonical text, perhaps in `scratch`. */
Argument column_argument(const Column *column, Value value);
const char *field_journal_text(const Field *field, Value value, char scratch[24]);
bool column_of_journal_text(const Column *column, const char *text, Value *out, Error *error) MUST_CHECK;

/*
 * The value in a row that was read; a text is good until the next step. What another program wrote in a spelling of its
 * own is taken where it can only mean one value (the text '12' or the real 12.0 for 12), unless it must be `exact`.
 * The sentence of a refusal says what the field holds and what was expected.
 */
bool column_read(const Column *column, sqlite3_value *stored, bool exact, Value *out, Error *error) MUST_CHECK;

#endif
