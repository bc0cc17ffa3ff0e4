/*
 * The edits of a plan that are more than one field: the outline, links and assignments. Each adds to a change set.
 *
 * A function that returns bool says in `error` why the edit makes no sense ("T-3 is already at the top level"), and
 * adds nothing then. All of them need plan->results.outline to be current.
 */
#ifndef STEERCO_MODEL_EDIT_H
#define STEERCO_MODEL_EDIT_H

#include "steerco/model/change.h"

/* Between the positions of siblings that were numbered anew. */
enum { EDIT_POSITION_GAP = 1024 };

/* Where tasks go: behind `after` and what lies under it, at its level; when that is 0, under `parent` as its last (0 =
   at the end of the top level). */
typedef struct TaskPlace {
    Id after, parent;
} TaskPlace;

Task *edit_insert_task(ChangeSet *set, const Plan *plan, TaskPlace place) RETURNS_NON_NULL;

/* Under the task above; one level up, behind its parent (following siblings stay where they are). */
bool edit_indent(ChangeSet *set, const Plan *plan, Id task, Error *error) MUST_CHECK;
bool edit_outdent(ChangeSet *set, const Plan *plan, Id task, Error *error) MUST_CHECK;

/* Swap with the sibling before (−1) or after (+1), subtrees included. */
bool edit_move(ChangeSet *set, const Plan *plan, Id task, int direction, Error *error) MUST_CHECK;

/*
 * Move tasks, in outline order and with all that lies under them. They stay the same records: links, people and
 * progress stay with them. A task that lies under another one of them moves along with that. Refused where one of them
 * would lie under itself.
 */
bool edit_move_to(ChangeSet *set, const Plan *plan, const Ids *tasks, TaskPlace place, Error *error) MUST_CHECK;

/*
 * Tasks taken down to be pasted, into this plan later on or into another board's of the same file. In outline order,
 * each with all that lies under it, the links among them, and who works on them; the uppermost have no parent. Ids are
 * those they had. {0} holds nothing.
 */
typedef struct TaskCopy {
    Id board;
    const char *currency;
    ARRAY(Task) tasks;
    ARRAY(Link) links;
    ARRAY(Assignment) assignments;
    Arena texts;
} TaskCopy;

/* Replaces what `out` held. */
void edit_copy(const Plan *plan, const Ids *tasks, TaskCopy *out);
void edit_copy_release(TaskCopy *copy);

/*
 * Add new tasks like those that were copied; the first of them. Constraints, deadlines, notes and estimates come along;
 * what happened does not: no progress, no actual dates, no external_id. Neither do links to tasks outside, people and
 * calendars that are gone by now, and fixed costs in another currency. Null when the copy is empty.
 */
Task *edit_paste(ChangeSet *set, const Plan *plan, const TaskCopy *copy, TaskPlace place);

/*
 * Make the links into a task be exactly those of `text`, worded as in Microsoft Project: "3FS+2 days;5SS",
 * "T-3;T-5FF-1d", German "3EA+2t". Numbers without a prefix are ids of tasks of this board, "1.2" is a WBS number.
 * `mark` reads "1,5d".
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
