/*
 * CSV in and out, for every record type.
 *
 * In: the bytes of a file become a change set, in four steps that the report states: encoding, dialect (delimiter,
 * decimal mark, date order, header row), mapping of columns to fields, rows to records. Nothing is committed here: the
 * caller commits the set, or throws it away after a dry run. A record that is already in the plan is updated (by its
 * code, else external_id, else the key fields of its type, else, where half of a file without identifiers is there
 * already, its name): importing twice changes nothing. An empty cell leaves a field as it is, an empty pair of quotes
 * makes it undefined. What was exported from another board of the same planning file becomes new records here, with ids
 * of their own and the old codes as external_id; references among them follow.
 *
 * Out: RFC 4180, UTF-8, comma, CRLF, ISO dates, decimal point; stored fields and computed ones. Importing an export
 * into an empty board and exporting again gives the same bytes.
 */
#ifndef STEERCO_EXCHANGE_CSV_CSV_H
#define STEERCO_EXCHANGE_CSV_CSV_H

#include "steerco/model/audience.h"
#include "steerco/model/change.h"

typedef enum CsvEncoding { CSV_ENCODING_UNKNOWN, CSV_UTF8, CSV_UTF16LE, CSV_UTF16BE, CSV_CP1252 } CsvEncoding;

/* Which other board of the planning file holds a record of that id; 0 = none does. */
typedef Id (*CsvBoardOf)(const Entity *entity, Id id, void *context);

/* What the caller already knows; zero or null means "find out". */
typedef struct CsvOptions {
    const Entity *entity; /* of the rows */
    CsvEncoding encoding;
    char delimiter;
    char decimal;           /* '.' or ',' */
    const char *date_order; /* "ymd", "dmy", "mdy" */
    char map[1000];         /* "Heading=field,Heading=field" */
    char skip[1000];        /* headings of columns to leave out, separated by commas */
    size_t header_line;     /* of the file, from 1, where the headings stand */
    bool partial;           /* leave bad rows out instead of refusing the file */
    bool raw;               /* text cells are not protected against formulas */
    CsvBoardOf board_of;    /* asked about codes that the plan does not know; null = no other board holds them */
    void *context;          /* for board_of */
} CsvOptions;

/* One row or cell that could not be taken as it is. */
typedef struct CsvIssue {
    size_t line;        /* of the file, from 1, where the row begins */
    const char *column; /* header as written; "" for the whole row */
    const char *value;  /* the cell, cut to a readable length */
    const char *reason;
    bool fatal; /* the row is not imported; otherwise a warning */
} CsvIssue;

/* A column of the file and what became of it. */
typedef enum CsvFate { CSV_TO_FIELD, CSV_TO_CUSTOM, CSV_COMPUTED, CSV_EMPTY, CSV_DROPPED } CsvFate;

typedef struct CsvColumn {
    const char *header; /* as written */
    CsvFate fate;
    const char *target; /* the field's name, or why the column is dropped */
} CsvColumn;

typedef struct CsvReport {
    const Entity *entity;
    bool undecided;         /* the file does not tell well enough what the rows are: somebody has to say it … */
    const char *suggestion; /* … such as with these options, as they are typed; null = none */
    CsvEncoding encoding;
    char delimiter, decimal;
    DateOrder date_order;
    bool date_order_guessed; /* every date could be read both ways */
    size_t header_line;
    size_t rows; /* data rows, blank ones not counted */
    size_t created, updated, unchanged, skipped;
    size_t adopted;                       /* new records whose codes in the file are those of another board … */
    const char *adopted_from;             /* … of this name */
    size_t links, assignments, resources; /* made on the way by a task file */
    const char *links_read_as; /* what predecessors are in this file: "values of the column Nr."; null = not told */
    size_t start_constraints;  /* tasks whose start nothing explained: they start no earlier than in the file */
    size_t dates_differ;       /* tasks whose computed start or finish is not the file's */
    size_t warnings_left_out;  /* beyond those that `issues` holds */
    ARRAY(CsvColumn) columns;
    ARRAY(CsvIssue) issues;
    Arena arena;
} CsvReport;

/*
 * Read `length` bytes into `set` (begun by the caller). False when the file cannot be imported as a whole, with the
 * sentence that says why; the report says as much as was found out even then. `name` is used in sentences. Nothing in
 * the plan changes but that its results are current afterwards.
 */
bool csv_import(const char *bytes, size_t length, const char *name, const CsvOptions *options, Plan *plan,
                ChangeSet *set, CsvReport *report, Error *error) MUST_CHECK;
void csv_report_release(CsvReport *report);

/* Add how the file was read, what became of each column, and every issue, as lines of text. */
void csv_report_describe(const CsvReport *report, Buffer *out);

typedef struct CsvExport {
    const char *columns; /* names separated by commas; null = all that are not internal */
    bool raw;            /* no protection against formulas */
} CsvExport;

/* What of a confidential kind an export holds and lacks, by the plan's audience; released by the caller. */
typedef struct ExportSecrets {
    LeftOut left_out;
    ARRAY(const Field *) fields; /* of all columns */
} ExportSecrets;

/* Where bytes go, a block at a time. */
typedef bool (*CsvSink)(const char *bytes, size_t length, void *context, Error *error);

/* Fields that the plan's audience may not see have no column, and such records no line. */
bool csv_export(const Plan *plan, const Entity *entity, const CsvExport *options, CsvSink sink, void *context,
                Error *error) MUST_CHECK;

/* What such an export of the same options holds and lacks. */
bool csv_export_secrets(const Plan *plan, const Entity *entity, const CsvExport *options, ExportSecrets *out,
                        Error *error) MUST_CHECK;

/* The same records as a JSON array of objects. */
bool json_export(const Plan *plan, const Entity *entity, const CsvExport *options, CsvSink sink, void *context,
                 Error *error) MUST_CHECK;

#endif
