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
 *     const Plan seen = plan_view(plan, AUDIENCE_PUBLIC); // for a page that is handed out
 */
#ifndef STEERCO_MODEL_AUDIENCE_H
#define STEERCO_MODEL_AUDIENCE_H

#include "steerco/model/change.h"
#include "steerco/model/plan.h"

/* The plan as others may see it. It shares everything with `plan`, which has to outlive it unchanged, and is never
   released. */
Plan plan_view(const Plan *plan, Audience audience);

/* May these readers see the field at all? Columns of other fields are left out of lists, forms and exports. */
bool field_is_shown(const Field *field, Audience audience);

/* … and the record: one flagged confidential is private. A field named "confidential" that is yes is such a flag. */
bool record_is_shown(const Plan *plan, const Entity *entity, const void *record);

/* … by its id. One that the plan does not hold (any more) is not shown where its type knows such a flag. */
bool id_is_shown(const Plan *plan, const Entity *entity, Id id);

/* How many records of a type the readers see for which the test holds, or that are open where it is null. */
size_t records_shown(const Plan *plan, const Entity *entity, RecordTest *test);

/* What is noted about a confidential record is confidential as well: the flag of `record`, which is a new one, is set.
   Refused where its type has none. */
bool record_follow_secrecy(const Plan *plan, const Entity *entity, void *record, Referent about,
                           Error *error) MUST_CHECK;

/*
 * Fill `out`, of the type's size, with a copy of the record in which what the readers may not see is undefined: for
 * drawings and formats that read the struct. Texts are borrowed.
 */
void record_as_seen(const Plan *plan, const Entity *entity, const void *record, void *out);

/* Refuse a field that somebody names and may not see: the sentence says who may. */
bool field_check_shown(const Field *field, const Plan *plan, Error *error) MUST_CHECK;

/*
 * The journal is read by everybody who can read the file, so the reason of a set that touches what is confidential is
 * made anew, of codes and names of fields: "S-3: power, interest". Other reasons stay. `after` is the plan with the set
 * applied, or before that.
 */
void change_reason_for_all(ChangeSet *set, const Plan *after);

/* May they see the value that it sets, or that the record was made or deleted at all? */
bool change_is_shown(const Change *change, const Plan *plan);

/* What stands in the place of a value that is there and may not be seen. */
#define HIDDEN_VALUE "(private)"

/* What was left out of an output, for the sentence that says so: counted by whoever leaves it out. */
typedef struct LeftOut {
    size_t fields, records;
} LeftOut;

/* Count the fields of a type that are left out, and its records in the plan. */
void left_out_count(const Plan *plan, const Entity *entity, LeftOut *left_out);

/* Add "2 confidential fields and 1 confidential record were left out; --confidential includes them"; nothing when
   nothing was. */
void left_out_word(const LeftOut *left_out, Audience audience, Buffer *out);

/* Add "it holds confidential fields: power, interest and notes"; nothing where none of them is. */
void held_word(const Field *const *fields, size_t count, Buffer *out);

#endif
