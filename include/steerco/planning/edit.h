/*
 * The edits of a plan that are more than one field: the outline, links and assignments. Each adds to a change set.
 *
 * A function that returns bool says in `error` why the edit makes no sense ("“Order” is already at the top level"), and
 * adds nothing then. All of them need plan->results->outline to be current.
 */
#ifndef STEERCO_PLANNING_EDIT_H
#define STEERCO_PLANNING_EDIT_H

#include "steerco/model/change.h"
#include "steerco/records/records.h"

/* Between the positions of siblings that were numbered anew. */
enum { EDIT_POSITION_GAP = 1024 };

/* Where tasks go: behind `after` and what lies under it, at its level; when that is 0, under `parent` as its last (0 =
   at the end of the top level). */
typedef struct TaskPlace {
    Id after, parent;
} TaskPlace;

Task *edit_insert_task(ChangeSet *set, const Plan *plan, TaskPlace place) RETURNS_NON_NULL;

/*
 * Move tasks with all that lies under them: all of them, or none when that makes no sense for one. They keep their
 * order, and stay the same records: links, people and progress stay with them. A task that lies under another one of
 * them moves along with that.
 *
 * Indent: under the task above, siblings that are indented together under the same one. Outdent: one level up, behind
 * the parent (following siblings stay where they are). Move: siblings that stand together change places, as a block,
 * with the one before (−1) or after (+1) them. Move to: to a place, which may not lie among them.
 */
bool edit_indent(ChangeSet *set, const Plan *plan, const Ids *tasks, Error *error) MUST_CHECK;
bool edit_outdent(ChangeSet *set, const Plan *plan, const Ids *tasks, Error *error) MUST_CHECK;
bool edit_move(ChangeSet *set, const Plan *plan, const Ids *tasks, int direction, Error *error) MUST_CHECK;
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
 * Let each of the tasks follow the one that stands before it in the outline, finish-to-start; those that follow it
 * already stay linked as they are. Refused where one lies under the other. And take away all links among them.
 */
bool edit_link(ChangeSet *set, const Plan *plan, const Ids *tasks, Error *error) MUST_CHECK;
void edit_unlink(ChangeSet *set, const Plan *plan, const Ids *tasks);

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
