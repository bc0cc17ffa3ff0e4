/*
 * The inside of csv_import(): what its steps hand to each other.
 *
 * csv_import.c goes through the rows, csv_references.c finds the records that cells name, csv_tasks.c makes the
 * outline, links, assignments and dates of a task file, csv_rows.c tells rows of data from totals, headings and second
 * tables.
 */
#ifndef STEERCO_SRC_EXCHANGE_CSV_CSV_IMPORT_H
#define STEERCO_SRC_EXCHANGE_CSV_CSV_IMPORT_H

#include "steerco/analysis/worktime.h"
#include "steerco/exchange/csv/csv.h"
#include "steerco/exchange/table/cells.h"
#include "steerco/exchange/table/dialect.h"
#include "steerco/exchange/table/encoding.h"
#include "steerco/exchange/table/headers.h"
#include "steerco/exchange/table/sheet.h"
#include "steerco/exchange/table/words.h"

/* Records by what people and files call them, built when first asked for. */
typedef struct Names {
    bool built;
    TextMap exact;  /* label */
    TextMap folded; /* label, identifiers and initials in folded form */
    IdMap made;     /* ids that rows of this file bring along */
} Names;

/* What became of a row of the file. */
typedef struct ImportRow {
    size_t row;   /* of the sheet */
    Id id;        /* of its record; 0 while there is none */
    void *record; /* the new one in the change set, or a draft of what the one in the plan shall become */
    bool fresh;   /* new */
    bool merged;  /* the record is that of an earlier row of this file */
} ImportRow;

typedef enum RowFate { ROW_DATA, ROW_SKIPPED, ROW_BAD } RowFate;

typedef struct Import Import;

/*
 * What is special in importing one type: a row of the table in csv_hooks.c. Functions may be null. "Foreign" files are
 * those that steerco has not written.
 */
typedef struct ImportHooks {
    const Entity *entity;
    void (*settle_roles)(Import *import);   /* when the headings are known */
    void (*settle_columns)(Import *import); /* when it is also known how the file writes numbers and dates */
    void (*skip_rows)(Import *import);      /* foreign: mark the rows that hold no record of the type */
    void (*find_more)(Import *import);      /* foreign: columns that say something together */
    const WorkTime *(*time_of)(Import *import, const void *record); /* in which its days begin and end */
    void (*after_cell)(Import *import, const ImportRow *row, size_t column, const char *text); /* foreign */
    void (*after_cells)(Import *import, const ImportRow *row); /* of a row, before its record is checked */
    void (*after_row)(Import *import, const ImportRow *row);   /* … and when it is good */
    bool (*read_rows)(Import *import, Error *error);           /* instead of one after the other */
    Id (*called)(Import *import, const char *text); /* the record of the type that a cell names, made where need be */
    const char *missing; /* a cell of another type that names none is a warning, this one, and no error */
} ImportHooks;

/* The row of a type; one of nulls where nothing is special. */
const ImportHooks *import_hooks(const Entity *entity) RETURNS_NON_NULL;

struct Import {
    const CsvOptions *options;
    const Entity *entity;
    const ImportHooks *hooks; /* of the entity, once it is known */
    Plan *plan;
    ChangeSet *set;
    CsvReport *report;
    WordBook *words;
    Sheet sheet;
    size_t first_row;     /* of the data */
    int64_t total_column; /* whose totals were read as fixed costs; −1 = none */
    bool native;          /* its rows are called by codes: steerco wrote it */
    bool adopting;        /* and among them codes of another board: none but those of the plan are taken as ids */
    Column *columns;
    NumberForm *forms;
    TextMap *seen; /* by column: cells already read, with their values */
    bool *unread;  /* by column: the present row's cell is no value of the field, and is kept as it is */
    size_t column_count;
    const Field *external_field, *custom_field;     /* of the entity; null when it has none */
    int64_t id_column, external_column, wbs_column; /* what rows may be identified by; −1 */
    unsigned char *fates;                           /* RowFate by row of the sheet */
    CellReader reader;
    Names names[ENTITY_MOST];
    bool plan_learned;
    TextMap plan_ids, plan_keys; /* external_id, and key fields as one text, of the plan's records → id */
    TextMap file_ids;            /* identifiers of rows of this file → row of the sheet */
    TextMap key_counts;          /* how many rows of a key were met, for types without key fields of their own */
    bool known_before;           /* a file without identifiers that was imported already */
    TextMap adopted;             /* codes of another board → id of the new record in place of theirs */
    TextMap file_keys;           /* key fields of rows of this file → index into rows */
    ARRAY(ImportRow) rows;
    WorkTime *work; /* the board's, made when first needed */
    WorkTime *time; /* of the calendar asked for last */
    Id time_of;
    Arena arena;    /* texts that live as long as the import */
    IdMap linked;   /* records whose references to many are others than in the plan */
    size_t lasting; /* issues that stay when the rows are gone through again */
};

/* ---- Columns (csv_columns.c) ---- */

/* Cut the text into cells, find the headings and what each column is for; the entity too where it is not known. */
bool import_columns(Import *import, const DecodedText *text, Error *error) MUST_CHECK;

/* A column that is not what its heading promises is kept as it is; the report says why. */
void import_keep_column(Import *import, size_t column, const char *why);

/* The row of the headings as columns of the book's type, as far as the caller does not say it. */
bool import_map_columns(Import *import, const HeaderBook *book, size_t header_row, Error *error) MUST_CHECK;

/* Columns as the caller says (csv_map.c). Fails on a heading or field that there is not, naming those that there are.
 */
bool import_apply_map(Import *import, const HeaderBook *book, Error *error) MUST_CHECK;
void import_name_headings(const Import *import, Buffer *out);

/* Which of the books' types the rows are of, by headings and cells of all columns together (csv_kind.c). Fails where
   that is not sure enough to be done unasked, saying what would have been guessed and how to say it. */
bool import_choose_kind(Import *import, const HeaderBooks *books, size_t header_row, size_t *chosen,
                        Error *error) MUST_CHECK;

/* The field that the cells of a column are read as; null where they are texts, names or lists. */
const Field *import_typed_field(const Column *column);

/* ---- Matrices (csv_matrix.c) ---- */

/* Is the text a responsibility matrix, with roles or letters for columns? Then add it as a list of responsibilities, in
   UTF-8 with commas. Not where the caller says what the columns are. */
bool matrix_unfold(const Import *import, const DecodedText *text, Buffer *out);
extern const Entity *const matrix_entity; /* what the rows of that list are */

/* ---- Records (csv_identity.c, csv_records.c) ---- */

/* Is the field one of those by which a row without an identifier finds its record: of the key of its type, else those
   by which its records look alike? */
bool import_is_key_field(const Entity *entity, const Field *field);

/* Find out whether rows without identifiers are of a file that was imported before. */
void import_recognise(Import *import);

/* Find out whether the rows are called by codes of another board of the planning file. */
void import_find_adopted(Import *import);

/* Give a row of the sheet its record: one of the plan, of an earlier row, or a new one. False when it is refused. */
bool import_identify(Import *import, size_t row, ImportRow *out);

/* Read one cell into its field; false when the row is refused for it. */
bool import_read_field(Import *import, const ImportRow *row, size_t column);

/* … that refers to a record of any type, and to many: see csv_many.c. */
bool import_read_any(Import *import, const ImportRow *row, size_t column, const char *text);
bool import_read_many(Import *import, const ImportRow *row, size_t column, const char *text);

/* Read the cells of a row into its record. */
void import_read(Import *import, const ImportRow *row);

/* Does everything hold that a record has to fulfil by itself? */
bool import_check(Import *import, const ImportRow *row);

/* ---- Cells of a row ---- */

/* The text of a cell without blanks in front; "" when there is none. */
const char *import_text(const Import *import, size_t row, size_t column);

/* The column of that role, or −1. */
int64_t import_column(const Import *import, ColumnRole role);
int64_t import_field_column(const Import *import, const char *field);

/*
 * The id, when the text is a code of the entity exactly as steerco writes it: R-7, but neither R-07 nor T-7; else 0.
 * The code of another board's record is no id either.
 */
Id import_own_code(const Import *import, const char *text);

/* Is this identifier the code of another board's record? */
bool import_is_adopted(const Import *import, const char *identifier);

/* What the file calls a row: its identifier, else (of a task) its WBS number; "" when nothing does. */
const char *import_identifier(const Import *import, size_t row);

/* ---- Issues ---- */

void import_warn(Import *import, size_t row, int64_t column, const char *format, ...) PRINTF_LIKE(4, 5);

/*
 * A cell that says something else than the field can hold, which is no reason to leave the row out: it is kept with the
 * record as a column of its own, and the report says so. Refuses the row where steerco wrote the file, where the caller
 * says what the column is, and where the field may not be empty. False when the row is refused.
 */
bool import_set_aside(Import *import, const ImportRow *row, size_t column, const char *why);

/* The row cannot be imported. Always false. */
bool import_refuse(Import *import, size_t row, int64_t column, const char *format, ...) PRINTF_LIKE(4, 5);

/* ---- References (csv_references.c) ---- */

/* The record that a text names, by code, label, identifier or initials; 0 when there is none. */
Id reference_find(Import *import, EntityKind kind, const char *text);

/* The same by code alone, and by code or the very label. */
Id reference_by_code(const Import *import, EntityKind kind, const char *text);
Id reference_exact(Import *import, EntityKind kind, const char *text);

/* Let a record that this import makes be found too. */
void reference_add(Import *import, EntityKind kind, const void *record);

/* The person or thing of that name, made when it is not there yet. 0 for a name that says nobody. */
Id reference_resource(Import *import, const char *name);
void references_release(Import *import);

/* ---- Rows (csv_rows.c) ---- */

/* Mark the rows that hold no record of the entity: totals, headings, holidays, other tables. */
void import_sort_rows(Import *import);

/* ---- Tasks (csv_tasks.c) ---- */

/* Everything about a task file that is more than one cell: after all rows have their records. */
bool import_task_rows(Import *import, Error *error) MUST_CHECK;

/* Is no row bad so far? */
bool import_is_clean(const Import *import);

/* Are two durations written alike? */
bool import_same_duration(const Import *import, Duration a, Duration b);

/* Put what the drafts differ from the plan in into the set, and count. False when a row may not change. */
bool import_record_updates(Import *import);

/* The board's working time; and the instant at which work on a day begins or ends. */
const WorkTime *import_work(Import *import);
const WorkTime *import_time(Import *import, Id calendar); /* of another calendar; good until the next is asked for */
Instant import_day_start(Import *import, Date day);
Instant import_day_end(Import *import, Date day);

#endif
