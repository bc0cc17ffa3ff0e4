/*
 * How a source is to be read where that is not left to be found out, as people say it: `steerco import FILE SOURCE --as
 * risks` and `:import SOURCE --as risks` read the same rows of one table.
 */
#ifndef STEERCO_EXCHANGE_CSV_OPTIONS_H
#define STEERCO_EXCHANGE_CSV_OPTIONS_H

#include "steerco/exchange/csv/csv.h"

/* An option of the command line; many are only that. */
typedef struct Option {
    const char *name;     /* "board" is --board */
    char letter;          /* 'b' is -b; 0 = long only */
    const char *argument; /* what it takes: "NAME"; null = nothing */
    const char *help;
} Option;

typedef enum ImportOptionId {
    IMPORT_AS,
    IMPORT_MAP,
    IMPORT_SKIP,
    IMPORT_HEADER_LINE,
    IMPORT_PARTIAL,
    IMPORT_ENCODING,
    IMPORT_DELIMITER,
    IMPORT_DECIMAL,
    IMPORT_DATE_ORDER,
    IMPORT_RAW,
    IMPORT_OPTIONS
} ImportOptionId;

typedef struct ImportOption {
    Option option;
    const char *const *choices; /* the values it takes, null at the end; null = nothing, or the record types' plurals */
    bool (*set)(CsvOptions *options, const char *value, Error *error);
} ImportOption;

extern const ImportOption import_options[IMPORT_OPTIONS];

/* Take in one as it was typed; value "" for one that takes nothing. */
bool import_option_set(ImportOptionId id, const char *value, CsvOptions *out, Error *error) MUST_CHECK;

/*
 * A line like `Old plan.csv --as tasks --date-order dmy`: options before and behind the path, which may hold blanks;
 * names of options may be cut short. The path is added to `path`.
 */
bool import_line(const char *line, CsvOptions *out, Buffer *path, Error *error) MUST_CHECK;

/* A file called risks.csv holds risks; null where the name tells nothing. */
const Entity *import_entity_of_file(const char *path);

#endif
