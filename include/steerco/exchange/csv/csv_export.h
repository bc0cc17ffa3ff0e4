/*
 * What CSV and JSON exports share: which columns, in which order, from which rows.
 */
#ifndef STEERCO_EXCHANGE_CSV_CSV_EXPORT_H
#define STEERCO_EXCHANGE_CSV_CSV_EXPORT_H

#include "steerco/base/map.h"
#include "steerco/exchange/csv/csv.h"
#include "steerco/model/field.h"

typedef struct ExportColumn {
    const char *header;
    const Field *field; /* null for the code and for an own column */
    size_t own;         /* which own column; meaningful without a field and when not the code */
    bool is_code;
    bool has_standard; /* "undefined" has to be said, or a new record would get its standard value */
} ExportColumn;

typedef struct ExportPlan {
    const Plan *plan;
    const Entity *entity;
    ARRAY(ExportColumn) columns;
    const Field *custom;     /* where own columns live, or null */
    ARRAY(const char *) own; /* names of own columns, in the order in which records mention them first */
    TextMap own_index;       /* name → place in `own` */
    ARRAY(Buffer) own_text;  /* of the present record, by own column */
    uint32_t *rows;
    uint32_t count;
    IdMap labels; /* id of a record that others refer to, × ENTITY_MOST + kind → its words in `texts` */
    ARRAY(const char *) words;
    Arena texts;
    Buffer scratch;
} ExportPlan;

bool export_begin(ExportPlan *out, const Plan *plan, const Entity *entity, const CsvExport *options,
                  Error *error) MUST_CHECK;
void export_end(ExportPlan *out);

/* The record of the next row; its own columns are then in `own_text`. */
const void *export_record(ExportPlan *out, uint32_t index);

/* Add the words of a cell, fit for other programs (text_export). True when it is a text of people, which may need
 * protection. */
bool export_word(ExportPlan *out, const ExportColumn *column, const void *record, Buffer *word);

/* Full blocks go to the sink; with `last`, what is left too. */
bool export_flush(Buffer *block, bool last, CsvSink sink, void *context, Error *error) MUST_CHECK;

#endif
