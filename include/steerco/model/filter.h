/*
 * What a person types to see only some records of a type: terms in a row, all of which must hold, or one such row of
 * several with "or" between.
 *
 *     anna                      the name holds these letters (case and accents do not matter), or it is the code
 *     "steering committee"      … with blanks, or a word that would mean something else
 *     owner:anna                the field holds this text; of other types than text: is this
 *     owner="Anna Berg"         the field is exactly this
 *     due<+2w  percent>=50      < > <= >= of dates, numbers, durations and levels; a day is the whole day
 *     deadline=                 the field is empty
 *     late  done  open          a word of the record type, or a field that is yes or no (critical, milestone, summary)
 *     -done  -owner:anna        not so
 *     late or owner:anna        the terms before "or", or those behind; "or" in quotes is a text
 *     (late or critical) -done  brackets make one term of several, -( ) its opposite; one still open ends with the text
 *
 * Fields go by name, title, or the beginning of either where that is clear. What is undefined is neither above nor
 * below anything.
 *
 *     Filter *filter = filter_new(plan, &task_entity, "owner:anna -done", &error);
 *     if (filter && filter_matches(filter, plan, task)) …
 *     filter_free(filter);
 */
#ifndef STEERCO_MODEL_FILTER_H
#define STEERCO_MODEL_FILTER_H

#include "steerco/model/plan.h"

typedef struct Filter Filter;

/*
 * Null when a term makes no sense; the sentence quotes the term and says what was expected. Days like "+2w" and "30
 * jun" are those of plan_spelling(), once and for all; other than that a filter may be used on later states of the
 * plan. The empty text matches everything.
 */
Filter *filter_new(const Plan *plan, const Entity *entity, const char *text, Error *error) MUST_CHECK;
void filter_free(Filter *filter); /* null is allowed */

/* Needs plan->results to be current where it asks for computed fields. */
bool filter_matches(const Filter *filter, const Plan *plan, const void *record);

/* As it was typed. */
const char *filter_text(const Filter *filter);

/* The words that a record type has besides its fields, for help: "late", "done", … one by one; null at the end. */
const char *filter_word(const Entity *entity, int number);

#endif
