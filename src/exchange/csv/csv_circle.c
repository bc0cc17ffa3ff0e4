/*
 * Links that go round in a circle are a mistake of the file: they are told by the names and the row of the file, which
 * the schedule, that only sees codes, cannot do.
 */
#include <stdlib.h>
#include <string.h>

#include "csv_tasks.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { NAMED_IN_CIRCLE = 6 };

/* A walk along links: where it stands, and which links out of there it has taken. */
typedef struct Step {
    uint32_t row, next;
} Step;

typedef ARRAY(Step) Walk;

/* Walk on from the end of the way; true when it comes back to a task on it: then the way ends there. */
static bool walk_on(const Plan *plan, Walk *way, unsigned char *state)
{
    enum { UNSEEN, ON_WAY, DONE };
    const Adjacency *links = &plan->results->successors;
    while (way->count > 0) {
        Step *step = &way->items[way->count - 1];
        state[step->row] = ON_WAY;
        if (links->first[step->row] + step->next == links->first[step->row + 1]) {
            state[step->row] = DONE;
            way->count--;
            continue;
        }
        const Link *link = plan_link(plan, links->rows[links->first[step->row] + step->next++]);
        uint32_t row = plan_row(plan, ENTITY_TASK, link->successor);
        if (row != ROW_NONE && state[row] != DONE)
            array_push(way, (Step){.row = row});
        if (row != ROW_NONE && state[row] == ON_WAY)
            return true;
    }
    return false;
}

/* "line 3 → line 5 → line 3" */
static void refuse_circle(TaskFile *file, const Plan *plan, const int64_t *index_of, const Walk *way)
{
    Import *import = file->import;
    uint32_t closing = way->items[way->count - 1].row;
    size_t first = 0, closed_by = way->count - 1;
    while (way->items[first].row != closing)
        first++;
    Buffer text = {0};
    for (size_t i = first; i < way->count; i++) {
        int64_t index = index_of[way->items[i].row];
        const char *name = plan_task(plan, way->items[i].row)->name;
        bool left_out = i - first >= NAMED_IN_CIRCLE && i + 1 < way->count;
        if (left_out)
            continue;
        name = index >= 0 ? ((const Task *)import->rows.items[index].record)->name : name;
        buffer_format(&text, "%s%.*s", i > first ? " → " : "", (int)text_fit(name, 30, NULL), name);
    }
    while (closed_by > first && index_of[way->items[closed_by].row] < 0)
        closed_by--;
    int64_t index = index_of[way->items[closed_by].row];
    if (index >= 0)
        import_refuse(import, import->rows.items[index].row, import_column(import, COLUMN_PREDECESSORS),
                      "the links go round in a circle: %s", buffer_text(&text));
    buffer_release(&text);
}

void tasks_refuse_circle(TaskFile *file, const Plan *plan, const int64_t *index_of)
{
    uint32_t count = plan_count(plan, ENTITY_TASK);
    unsigned char *state = memory_new(count, 1);
    Walk way = {0};
    bool found = false;
    for (uint32_t row = 0; row < count && !found; row++) {
        if (state[row] != 0)
            continue;
        way.count = 0;
        array_push(&way, (Step){.row = row});
        found = walk_on(plan, &way, state);
    }
    if (found)
        refuse_circle(file, plan, index_of, &way);
    array_release(&way);
    free(state);
}
