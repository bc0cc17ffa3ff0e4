/*
 * Which column of a file fills which field: by the headings of other programs and languages in data/headers.ini.
 */
#ifndef STEERCO_EXCHANGE_TABLE_HEADERS_H
#define STEERCO_EXCHANGE_TABLE_HEADERS_H

#include "../../../../src/exchange/table/heading.h"
#include "steerco/base/arena.h"
#include "steerco/base/array.h"
#include "steerco/base/map.h"
#include "steerco/model/entity.h"

/* What a column is for. A role other than COLUMN_FIELD is a part of a foreign file that is no stored field. */
typedef enum ColumnRole {
    COLUMN_CUSTOM,   /* nobody's: kept as a column of the board's own */
    COLUMN_FIELD,    /* a stored field */
    COLUMN_COMPUTED, /* a field that steerco computes itself */
    COLUMN_IGNORED,  /* of no use here */
    COLUMN_EMPTY,
    COLUMN_ID, /* how the file calls its rows: our codes, or identifiers of its own */
    COLUMN_UNIQUE_ID,
    COLUMN_WBS,
    COLUMN_STEP, /* one of several columns side by side whose filled one shows the level */
    COLUMN_LEVEL,
    COLUMN_PARENT,
    COLUMN_START,
    COLUMN_FINISH,
    COLUMN_PREDECESSORS,
    COLUMN_SUCCESSORS,
    COLUMN_RESOURCES,
    COLUMN_STATUS,
    COLUMN_ROW_TYPE,
    COLUMN_TOTAL_COST, /* fixed cost, and what the people on a task cost */
    COLUMN_FIRST_NAME,
    COLUMN_LAST_NAME,
    COLUMN_SPENT,     /* beside a budget: becomes an entry of the cost log */
    COLUMN_COMMITTED, /* likewise */
    COLUMN_GRID,      /* one month or week of many, with marks */
} ColumnRole;

typedef struct Column {
    const char *header; /* as written, on one line; "Column 3" for an unnamed one */
    ColumnRole role;
    const Field *field; /* of COLUMN_FIELD and COLUMN_COMPUTED */
    const char *target; /* name of the field or role */
    SaidUnit unit;
    int lowest, highest; /* of a scale such as "(1-10)"; both 0 when not said */
    bool unnamed;
    bool exact;   /* the heading is the field's own name, letter by letter */
    bool certain; /* the heading is the field's own name or title in some spelling */
    bool leads;   /* other columns of the same heading add to it */
    bool joined;  /* adds to the first column of its heading */
    bool asked;   /* the caller says what it is for */
    bool days;    /* its dates all come with midnight: the program that wrote them knows only days */
} Column;

typedef struct HeaderBook HeaderBook;

/* What data/headers.ini knows of a record type. The headings are borrowed, and shared by the books of all types. */
HeaderBook *headerbook_new(const Entity *entity, Headings *headings) RETURNS_NON_NULL;
void headerbook_free(HeaderBook *book);

/* Is a heading, with these readings, one of a column that fills something? */
bool headerbook_knows(const HeaderBook *book, const Readings *readings);

/* May the type be guessed from these headings: is one of them among those that tell of it, where it has such? Words
   like "Title" and "Owner" stand in the files of many types. */
bool headerbook_tells(const HeaderBook *book, const Column *columns, size_t count);

/*
 * Find out what each of `count` columns is for. `codes[i]` tells that the cells of column i look like codes rather than
 * words, so that it names nothing. Texts of the result live in the arena.
 */
void headerbook_map(const HeaderBook *book, const char *const *headers, const bool *codes, size_t count, Column *out,
                    Arena *texts);

/* Let the column fill the field, or be the part, of that name, of one of its other names, or of a heading that is known
   for it. False when the type has none, or steerco computes it. */
bool headerbook_point(const HeaderBook *book, const char *name, Column *column);

/* Where no column names the records, the best of those that could does, whatever else it would have filled. */
void headerbook_claim_label(const HeaderBook *book, const char *const *headers, const bool *codes, size_t count,
                            Column *columns);

/* Does the mapping hold what a record of the entity cannot be without? */
bool headers_suffice(const Entity *entity, const Column *columns, size_t count);

/* In front of the heading of an own column that would be taken for a field: "custom: Owner". */
#define HEADER_OWN_PREFIX "custom: "

#endif
