/*
 * Who reads: the one value that decides which fields and records become words.
 *
 * It travels with the plan (plan->audience), because every function that words a value is given the plan; there is no
 * second way. Two classes of what is confidential:
 *
 *     FOR_PLANNERS  power, interest, attitude, engagement, strategy; rates. Who may write the file sees them on the
 *                   screen, in `show` and in exports; no viewer does, and nothing made for an audience has them.
 *     PRIVATE       notes marked private, judgements about people who work here, records flagged confidential. Also
 *                   left out for planners, unless asked for by name (--confidential; one key on the screen).
 *
 *     Plan seen = *plan;                // for a page that is handed out: a view, never released
 *     seen.audience = AUDIENCE_PUBLIC;
 */
#ifndef STEERCO_MODEL_AUDIENCE_H
#define STEERCO_MODEL_AUDIENCE_H

#include "steerco/model/plan.h"

/* May these readers see the field at all? Columns of other fields are left out of lists, forms and exports. */
bool field_is_shown(const Field *field, Audience audience);

/* … and the record: one flagged confidential is private. A field named "confidential" that is yes is such a flag. */
bool record_is_shown(const Plan *plan, const Entity *entity, const void *record);

/* What stands in the place of a value that is there and may not be seen. */
#define HIDDEN_VALUE "(private)"

/* What was left out of an output, for the sentence that says so: counted by whoever leaves it out. */
typedef struct LeftOut {
    size_t fields, records;
} LeftOut;

/* Add "2 confidential fields and 1 confidential record were left out; --confidential includes them"; nothing when
   nothing was. */
void left_out_word(const LeftOut *left_out, Audience audience, Buffer *out);

#endif
