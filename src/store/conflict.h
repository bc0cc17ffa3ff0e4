/*
 * Conflicts in the making: what a commit ran into, put in words while the transaction still sees it.
 */
#ifndef STEERCO_SRC_STORE_CONFLICT_H
#define STEERCO_SRC_STORE_CONFLICT_H

#include "journal.h"

typedef struct ConflictReport {
    Store *store;
    Conflicts *out;
    Id board;    /* whose currency and units the values are worded in */
    Error first; /* the sentence of the first one */
    Plan words;  /* the board, and the records that worded references lead to */
    Arena texts;
} ConflictReport;

void report_init(ConflictReport *report, Store *store, Conflicts *out, const ChangeSet *set);
void conflict_report_release(ConflictReport *report);

/* Enough to show; a commit goes no further. */
bool report_is_full(const ConflictReport *report);

/* All return false only when the file cannot be read. The change wanted `mine`, the file holds `theirs`. */
bool report_field(ConflictReport *report, const Change *change, const Field *field, Value mine, Value theirs,
                  Error *error) MUST_CHECK;

/* The record to be changed is gone. */
bool report_gone(ConflictReport *report, const Change *change, Error *error) MUST_CHECK;

/* The record to be created is there already. */
bool report_taken(ConflictReport *report, const Change *change, Error *error) MUST_CHECK;

/* A field (null: the board) refers to a record that is gone. */
bool report_target_gone(ConflictReport *report, const Change *change, const Field *field, const Entity *target, Id id,
                        Error *error) MUST_CHECK;

/* The record to be deleted is referred to by another one, in that field (null: it lies on the board to be deleted). */
bool report_in_use(ConflictReport *report, const Change *change, const Entity *entity, Id id, const Field *field,
                   Error *error) MUST_CHECK;

#endif
