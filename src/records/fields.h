/*
 * Rows that many record types have alike, so that a table of fields says what is its own.
 *
 * Each stands between braces, where more may follow:
 *
 *     {DAY(Action, due, "Due", "When it has to be done")},
 *     {NOTE(Contact, feedback, "Feedback", "What they said"), .secrecy = FOR_PLANNERS},
 *
 * The field bears the name of the struct's member. Titles: TITLE() is the label that a record cannot be without.
 */
#ifndef STEERCO_SRC_RECORDS_FIELDS_H
#define STEERCO_SRC_RECORDS_FIELDS_H

#include "steerco/model/workflow.h"
#include "steerco/records/records.h"

#define STORED(Type, member, heading, words)                                                                           \
    .name = #member, .title = (heading), .help = (words), FIELD_AT(Type, member)

#define LEVEL_1_TO_5 .type = FIELD_SCALE, .minimum = 1, .maximum = 5, .width = 3

#define TITLE(Type, heading, words)                                                                                    \
    STORED(Type, title, heading, words), .type = FIELD_TEXT, .width = 30, .required = true
#define TEXT(Type, member, heading, columns, words)                                                                    \
    STORED(Type, member, heading, words), .type = FIELD_TEXT, .width = (columns)
#define NOTE(Type, member, heading, words)   STORED(Type, member, heading, words), .type = FIELD_NOTE, .width = 24
#define DAY(Type, member, heading, words)    STORED(Type, member, heading, words), .type = FIELD_DATE
#define YES_NO(Type, member, heading, words) STORED(Type, member, heading, words), .type = FIELD_FLAG, .width = 5
#define LEVEL(Type, member, heading, words)  STORED(Type, member, heading, words), LEVEL_1_TO_5
#define NUMBER(Type, member, heading, words)                                                                           \
    STORED(Type, member, heading, words), .type = FIELD_INTEGER, .standard = VALUE_NONE, .width = 7
#define QUANTITY(Type, member, heading, words) STORED(Type, member, heading, words), .type = FIELD_QUANTITY
#define AMOUNT(Type, member, heading, words)   STORED(Type, member, heading, words), .type = FIELD_MONEY
#define SPAN(Type, member, heading, words)     STORED(Type, member, heading, words), .type = FIELD_DURATION
#define CHOICE(Type, member, heading, list, columns, words)                                                            \
    STORED(Type, member, heading, words), .type = FIELD_CHOICE, .choices = (list), .width = (columns)
#define STATUS(Type, list, way, columns, words) CHOICE(Type, status, "Status", list, columns, words), .workflow = &(way)

/* One record: a person, one of a type, one of any type. */
#define PERSON(Type, member, heading, words) ONE(Type, member, heading, resource_entity, 14, words)
#define ONE(Type, member, heading, entity, columns, words)                                                             \
    STORED(Type, member, heading, words), .type = FIELD_REFERENCE, .refers_to = &(entity), .width = (columns)
#define ANY(Type, member, heading, words) STORED(Type, member, heading, words), .type = FIELD_ANY, .width = 7

/* Many records: of the type at `entity`, or of any where that is null. Kept beside the struct: see model/many.h. */
#define MANY(member, heading, entity, number, words)                                                                   \
    .name = #member, .title = (heading), .help = (words), .type = FIELD_MANY, .refers_to = (entity), .slot = (number), \
    .width = 20

/* What nearly all have. */
#define REASON(Type, words) NOTE(Type, reason, "Reason", words)
#define CONFIDENTIAL(Type)  YES_NO(Type, confidential, "Conf.", "Left out of what is handed round")
#define EXTERNAL_ID(Type)   TEXT(Type, external_id, "External ID", 10, "Identifier in the file it came from")
#define NOTES(Type)         NOTE(Type, notes, "Notes", "Anything else worth keeping")
#define CUSTOM(Type)                                                                                                   \
    STORED(Type, custom, "Own columns", "Columns that an import brought along, one \"name: value\" a line"),           \
        .type = FIELD_CUSTOM, .width = 20

#endif
