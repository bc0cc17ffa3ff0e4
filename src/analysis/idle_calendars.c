/*
 * Finds the calendars without working time among those that a plan counts with. A duration drives no date where nobody
 * ever works, so each finding names the calendar that is to be given hours and the task that it was found by.
 */
#include "idle_calendars.h"

#include "words.h"

typedef struct Search {
    const Plan *plan;
    const Network *network;
    ScheduleConflicts *out;
    Buffer text;
} Search;

static bool is_idle(const Search *search, uint32_t calendar)
{
    return worktime_is_empty(calendars_at(&search->network->calendars, calendar));
}

static void say_calendar(const Search *search, Id id, Buffer *out)
{
    buffer_add(out, "calendar '");
    plan_label(search->plan, &calendar_entity, id, out);
    buffer_add_char(out, '\'');
}

static void report(Search *search, Id task)
{
    buffer_add(&search->text, ": all hours count as working");
    const char *text = arena_text(&search->out->texts, buffer_text(&search->text));
    array_push(&search->out->found, (ScheduleConflict){task, task, CONFLICT_NO_WORKING_TIME, text});
    buffer_clear(&search->text);
}

static void check_board(Search *search)
{
    const Board *board = plan_board(search->plan);
    if (!is_idle(search, 0))
        return;
    buffer_format(&search->text, "'%s' has the ", board->name);
    say_calendar(search, board->calendar, &search->text);
    buffer_add(&search->text, " without any working time");
    report(search, 0);
}

static void check_own(Search *search, const Task *task)
{
    say_task(task, &search->text);
    buffer_add(&search->text, " has the ");
    say_calendar(search, task->calendar, &search->text);
    buffer_add(&search->text, " without any working time");
    report(search, task->record.id);
}

/* Is there somebody on the task whose calendar has no working time? */
static bool check_people(Search *search, uint32_t row)
{
    const Task *task = plan_task(search->plan, row);
    const Adjacency *assignments = &search->plan->results->assignments;
    bool found = false;
    for (uint32_t i = assignments->first[row]; i < assignments->first[row + 1]; i++) {
        Id id = plan_assignment(search->plan, assignments->rows[i])->resource;
        const Resource *resource = plan_find(search->plan, ENTITY_RESOURCE, id);
        bool works = resource && resource->type == RESOURCE_WORK;
        uint32_t calendar = works ? calendars_known(&search->network->calendars, resource->calendar) : 0;
        if (calendar == 0 || !is_idle(search, calendar))
            continue;
        buffer_add_char(&search->text, '\'');
        plan_label(search->plan, &resource_entity, id, &search->text);
        buffer_add(&search->text, "' on ");
        say_task(task, &search->text);
        buffer_add(&search->text, " has the ");
        say_calendar(search, resource->calendar, &search->text);
        buffer_add(&search->text, " without any working time");
        report(search, task->record.id);
        found = true;
    }
    return found;
}

static void check_common(Search *search, const Task *task)
{
    say_task(task, &search->text);
    buffer_add(&search->text, " has the ");
    say_calendar(search, task->calendar, &search->text);
    buffer_add(&search->text, ", in which those who work on it never work");
    report(search, task->record.id);
}

static void check_node(Search *search, const Node *node)
{
    const Task *task = plan_task(search->plan, node->row);
    if (node->calendar != 0 && is_idle(search, node->calendar))
        check_own(search, task);
    if (node->kind != NODE_TASK || (task->calendar != 0 && task->ignore_resource_calendar))
        return;
    if (!check_people(search, node->row) && node->worker != node->calendar && is_idle(search, node->worker))
        check_common(search, task);
}

void idle_calendars_report(const Plan *plan, const Network *network, ScheduleConflicts *out)
{
    Search search = {.plan = plan, .network = network, .out = out};
    check_board(&search);
    for (uint32_t n = 0; n < network->count; n++) {
        const Node *node = &network->nodes[n];
        if (node->row != ROW_NONE && node->kind != NODE_EXIT && node->progress != COMPLETE)
            check_node(&search, node);
    }
    buffer_release(&search.text);
}
