/*
 * The journal: change sets into tables and back.
 */
#ifndef STEERCO_SRC_STORE_JOURNAL_H
#define STEERCO_SRC_STORE_JOURNAL_H

#include "record.h"

/* The real ids of the records that a set creates, by provisional id: −1 is at ids[1]; 0 when it creates no such one. */
typedef struct Numbering {
    Id *ids;
    Id count;
} Numbering;

static inline Id numbered(const Numbering *numbering, Id id)
{
    return id < 0 && -id <= numbering->count ? numbering->ids[-id] : id;
}

static inline Value numbered_value(const Numbering *numbering, const Field *field, Value value)
{
    Referent target = field_refers(field) ? field_referent(field, value) : (Referent){0};
    if (target.entity)
        value.number = field->type == FIELD_ANY ? any_id(target.entity, numbered(numbering, target.id))
                                                : numbered(numbering, target.id);
    return value;
}

/* What the journal calls the kinds of changes. */
extern const char *const journal_actions[];

/* Write a set whose sequence, time and author are known. */
bool journal_write(Store *store, const ChangeSet *set, const Numbering *numbering, Error *error) MUST_CHECK;

/* The head of a set from a row of the statements that give one; of the JOURNAL_… statements, all that is to be told. */
void journal_read_head(sqlite3_stmt *row, ChangeSet *out);
JournalEntry journal_entry(sqlite3_stmt *row, const ChangeSet *head);

enum { EVERY_BOARD = -1 };

/* Which changes of a set to read. */
typedef struct JournalFilter {
    Id board;             /* those of shared records and of this board, or of EVERY_BOARD */
    const Entity *entity; /* if not null, those of one record */
    Id id;
    bool edits_only; /* no creations */
    bool with_gone;  /* also the creations of records that are there no more, `record` null */
    size_t most;     /* stop when the set holds so many; 0 = never */
} JournalFilter;

/*
 * Read the changes of out->sequence. A creation brings the record as it is in the file now, and is left out when it is
 * there no more; when one record is asked for, its creation always comes, with `record` null.
 */
bool journal_read_changes(Store *store, const JournalFilter *filter, ChangeSet *out, Error *error) MUST_CHECK;

/* Who wrote something last; an empty name when the journal does not tell. Texts are in `texts`. */
typedef struct Author {
    const char *who, *reason;
    int64_t at;
} Author;

bool journal_author(Store *store, const Entity *entity, Id id, const Field *field, Arena *texts, Author *out,
                    Error *error) MUST_CHECK; /* of a field; of the record when `field` is null or was never changed */
bool journal_author_of_deletion(Store *store, const Entity *entity, Id id, Arena *texts, Author *out,
                                Error *error) MUST_CHECK;

/* Add "bob at 2026-03-02T10:11 UTC", or "somebody". */
void author_format(const Author *author, Buffer *out);

#endif
