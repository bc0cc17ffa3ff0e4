/*
 * How a record goes from state to state.
 *
 * A workflow belongs to a choice field and is a constant table of steps. Picker, command, command line, import and
 * manual all ask here, so a step that is refused in one place is refused in all. An existing record is taken through a
 * step only when its fields hold what the step needs; a new one, imported or added, may stand in any state, and what
 * the step to it would have needed is named as missing; the state that a record begins in needs nothing.
 *
 *     static const Step steps[] = {
 *         {.from = ISSUE_OPEN, .to = ISSUE_RESOLVED, .needs = {"resolution", "owner"}},
 *         {.from = STEP_ANY, .to = ISSUE_OPEN, .needs = {"reason"}}, // reopened
 *         STEPS_END,
 *     };
 *     static const Workflow workflow = {.steps = steps, .ended = STATE(ISSUE_CLOSED)};
 */
#ifndef STEERCO_MODEL_WORKFLOW_H
#define STEERCO_MODEL_WORKFLOW_H

#include "steerco/model/change.h"

enum { STEP_ANY = -1, STEP_NONE = -2, STEP_NEEDS = 5 };

typedef struct Step {
    int8_t from, to;               /* indices into the choices; STEP_ANY: from wherever there is no row of its own */
    const char *needs[STEP_NEEDS]; /* fields that may not be undefined afterwards; ends with null */
} Step;

#define STEPS_END                                                                                                      \
    {                                                                                                                  \
        .from = STEP_NONE                                                                                              \
    }
#define STATE(choice) (UINT64_C(1) << (choice))

typedef struct Workflow {
    const Step *steps; /* ends with STEPS_END */
    uint64_t ended;    /* STATE()s in which nothing more is to be done */
} Workflow;

/* The workflow field of a type, or null. One type has one at most. */
const Field *workflow_field(const Entity *entity);

/* The step from one state to another; null when there is none. From a state to itself there is none. */
const Step *workflow_step(const Workflow *workflow, int64_t from, int64_t to);

/* Add the states that can come next, in words: "approved, rejected or postponed"; nothing where it ends. */
void workflow_add_next(const Field *field, int64_t from, Buffer *out);

/*
 * Add the titles of the fields that the step to a state needs and the record lacks, "Owner and Target date"; false when
 * there are some. `from` = STEP_NONE for a new record: the first row to that state counts, so the usual way goes first.
 */
bool workflow_is_met(const Entity *entity, const Plan *plan, const void *record, int64_t from, Buffer *missing);

/*
 * May every step that the set takes existing records through be taken? `after` is the plan with the set applied. The
 * sentence says which step, of what, and what is missing or which states come next. Undoing is no step.
 */
bool workflow_check(const ChangeSet *set, const Plan *after, Error *error) MUST_CHECK;

/* Add a line for each new record of the set that stands in a state whose step needs what it lacks: "R-7 is approved
   without Approved by". Nothing when there is none. */
void workflow_word_missing(const ChangeSet *set, const Plan *after, Buffer *out);

#endif
