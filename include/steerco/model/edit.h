/*
 * The edits of a plan that are more than one field: the outline, links and assignments. Each adds to a change set.
 *
 * A function that returns bool says in `error` why the edit makes no sense ("T-3 is already at the top level"), and
 * adds nothing then. All of them need plan->results.outline to be current.
 */
#ifndef STEERCO_MODEL_EDIT_H
#define STEERCO_MODEL_EDIT_H

#include "steerco/model/change.h"

/* A new task just above `below` at its level; under `parent` as last child; at the end when both are 0. */
Task *edit_insert_task(ChangeSet *set, const Plan *plan, Id below, Id parent);

/* Under the task above; one level up, behind its parent (following siblings stay where they are). */
bool edit_indent(ChangeSet *set, const Plan *plan, Id task, Error *error) MUST_CHECK;
bool edit_outdent(ChangeSet *set, const Plan *plan, Id task, Error *error) MUST_CHECK;

/* Swap with the sibling before (−1) or after (+1), subtrees included. */
bool edit_move(ChangeSet *set, const Plan *plan, Id task, int direction, Error *error) MUST_CHECK;

/*
 * Make the links into a task be exactly those of `text`, worded as in Microsoft Project: "3FS+2 days;5SS",
 * "T-3;T-5FF-1d", German "3EA+2t". Numbers without a prefix are ids of tasks of this board. `mark` reads "1,5d".
 */
bool edit_predecessors(ChangeSet *set, const Plan *plan, Id task, const char *text, DecimalMark mark,
                       Error *error) MUST_CHECK;

/* Make the people on a task be exactly those of `text`: "Anna Berg;Bob[50%]". Unknown names become new resources. */
bool edit_resources(ChangeSet *set, const Plan *plan, Id task, const char *text, DecimalMark mark,
                    Error *error) MUST_CHECK;

/* One item of such lists, read without a plan: also the importer's. */
typedef struct PredecessorText {
    char reference[64]; /* "3", "T-3", "1.2.1", or a task name */
    LinkType type;
    Duration lag;
} PredecessorText;

typedef struct ResourceText {
    char name[256];
    int32_t units; /* basis points; 10000 when not said */
} ResourceText;

/*
 * Take the next item off a list; *rest moves behind it. False at the end of the list with error->kind ERROR_NONE, and
 * on a wrong item with its sentence. Items are separated by ';', or by ',' where no decimal comma is in use.
 */
bool predecessor_next(const char **rest, DecimalMark mark, const WorkUnits *units, PredecessorText *out, Error *error);
bool resource_next(const char **rest, DecimalMark mark, ResourceText *out, Error *error);

#endif
