/*
 * What words and names of fields mean in a filter. Words stand for what no single field says; a name may be shortened
 * as long as one field is meant.
 */
#include <string.h>
#include <strings.h>

#include "filter_parts.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"

enum { FULLY_DONE = 10000, MOST_NAMED = 5 };

/* ---------------------------------------------------------------- words and other names */

static bool is_late(const Plan *plan, const void *record)
{
    return task_is_late(plan, record);
}

static bool is_done(const Plan *plan, const void *record)
{
    const TaskDates *dates = plan_task_dates(plan, ((const Record *)record)->id);
    return dates && dates->percent_complete >= FULLY_DONE;
}

static bool is_open(const Plan *plan, const void *record)
{
    return !is_done(plan, record) && !((const Task *)record)->inactive;
}

static bool is_near_critical(const Plan *plan, const void *record)
{
    const TaskDates *dates = plan_task_dates(plan, ((const Record *)record)->id);
    return dates && dates->near_critical;
}

static bool is_milestone(const Plan *plan, const void *record)
{
    const Task *task = record;
    const Outline *outline = &plan->results.outline;
    uint32_t row = plan_row(plan, ENTITY_TASK, task->record.id);
    bool current = plan->results.generation == plan->generation && row != ROW_NONE;
    bool summary = current && outline_is_summary(outline, outline->place_of[row]);
    return !summary && (task->milestone || duration_amount(task->duration) == 0);
}

static bool risk_late(const Plan *plan, const void *record)
{
    return risk_is_late(record, plan_status_date(plan));
}

static bool risk_open(const Plan *plan, const void *record)
{
    (void)plan;
    return risk_is_open(record);
}

static bool risk_closed(const Plan *plan, const void *record)
{
    (void)plan;
    return !risk_is_open(record);
}

static bool line_over(const Plan *plan, const void *record)
{
    const LineFigures *figures = plan_line_figures(plan, ((const Record *)record)->id);
    return figures && figures->vac != MONEY_NONE && figures->vac < 0;
}

static const struct Word {
    EntityKind kind;
    const char *word;
    FilterTest test;
} words[] = {
    {ENTITY_TASK, "late", is_late},
    {ENTITY_TASK, "done", is_done},
    {ENTITY_TASK, "open", is_open},
    {ENTITY_TASK, "milestone", is_milestone},
    {ENTITY_TASK, "near-critical", is_near_critical},
    {ENTITY_RISK, "late", risk_late},
    {ENTITY_RISK, "done", risk_closed},
    {ENTITY_RISK, "open", risk_open},
    {ENTITY_BUDGET_LINE, "over", line_over},
};
enum { WORDS = sizeof words / sizeof *words };

/* What people call fields that bear another name. */
static const struct {
    EntityKind kind;
    const char *name, *field;
} other_names[] = {
    {ENTITY_TASK, "owner", "resources"}, {ENTITY_TASK, "due", "finish"},  {ENTITY_TASK, "slack", "total_slack"},
    {ENTITY_RISK, "due", "target_date"}, {ENTITY_RISK, "level", "score"}, {ENTITY_COST_ENTRY, "due", "value_date"},
};
enum { OTHER_NAMES = sizeof other_names / sizeof *other_names };

bool filter_is_in_minutes(const Field *field)
{
    return text_equal(field->name, "total_slack") || text_equal(field->name, "free_slack");
}

const char *filter_word(const Entity *entity, int number)
{
    for (int i = 0; i < WORDS; i++)
        if (words[i].kind == entity->kind && number-- == 0)
            return words[i].word;
    return NULL;
}

FilterTest filter_test_of_word(const Entity *entity, const char *word)
{
    for (int i = 0; i < WORDS; i++)
        if (words[i].kind == entity->kind && strcasecmp(words[i].word, word) == 0)
            return words[i].test;
    return NULL;
}

/* ---------------------------------------------------------------- which field is meant */

static bool begins_with(const char *text, const char *key)
{
    Buffer own = {0};
    text_key(text, &own);
    bool begins = strncmp(buffer_text(&own), key, strlen(key)) == 0;
    buffer_release(&own);
    return begins;
}

/* The one field whose name or title begins so, and else the candidates in `named`. */
static const Field *field_beginning(const Entity *entity, const char *name, Buffer *named)
{
    const Field *found = NULL;
    int count = 0;
    Buffer key = {0};
    text_key(name, &key);
    for (const Field *field = entity->fields; field->name && key.length > 0; field++) {
        if (field->internal ||
            (!begins_with(field->name, buffer_text(&key)) && !begins_with(field->title, buffer_text(&key))))
            continue;
        found = field;
        if (++count <= MOST_NAMED)
            buffer_format(named, "%s%s", count > 1 ? ", " : "", field->name);
    }
    buffer_release(&key);
    return count == 1 ? found : NULL;
}

const Field *field_meant(const Entity *entity, const char *name, Error *error)
{
    for (int i = 0; i < OTHER_NAMES; i++)
        if (other_names[i].kind == entity->kind && strcasecmp(other_names[i].name, name) == 0)
            return entity_field(entity, other_names[i].field);
    const Field *field = entity_field(entity, name);
    if (field && !field->internal)
        return field;
    Buffer named = {0};
    field = field_beginning(entity, name, &named);
    int length = (int)text_fit(name, FILTER_QUOTED, NULL);
    if (!field && named.length > 0)
        error_set(error, "'%.*s' may be %s", length, name, buffer_text(&named));
    else if (!field)
        error_set(error, "a %s has no field '%.*s'", entity->noun, length, name);
    buffer_release(&named);
    return field;
}
