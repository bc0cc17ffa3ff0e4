/*
 * Steps of a workflow, asked by whoever offers, takes or checks one.
 */
#include "steerco/model/workflow.h"

const Field *workflow_field(const Entity *entity)
{
    for (const Field *field = entity->fields; field->name; field++)
        if (field->workflow)
            return field;
    return NULL;
}

static const Step *find_step(const Workflow *workflow, int64_t from, int64_t to)
{
    for (const Step *step = workflow->steps; step->from != STEP_NONE; step++)
        if (step->from == from && step->to == to)
            return step;
    return NULL;
}

const Step *workflow_step(const Workflow *workflow, int64_t from, int64_t to)
{
    const Step *step = from == to ? NULL : find_step(workflow, from, to);
    return step || from == to ? step : find_step(workflow, STEP_ANY, to);
}

void workflow_add_next(const Field *field, int64_t from, Buffer *out)
{
    int64_t next[64];
    int count = 0;
    for (int64_t to = 0; field->choices[to] && count < 64; to++)
        if (workflow_step(field->workflow, from, to))
            next[count++] = to;
    for (int i = 0; i < count; i++)
        buffer_format(out, "%s%s", i == 0 ? "" : i == count - 1 ? " or " : ", ", field->choices[next[i]]);
}

/* How many of the fields that a step needs the record lacks; their titles are added. */
static int add_missing(const Entity *entity, const Plan *plan, const void *record, const Step *step, Buffer *missing)
{
    int count = 0;
    Buffer scratch = {0};
    for (int i = 0; i < STEP_NEEDS && step->needs[i]; i++) {
        const Field *field = entity_field(entity, step->needs[i]);
        if (!value_is_none(field, field_get(field, plan, record, &scratch)))
            continue;
        buffer_format(missing, "%s%s", count++ ? ", " : "", field->title);
    }
    buffer_release(&scratch);
    return count;
}

/* How a record comes to a state as a rule: the first row to it. */
static const Step *usual_step(const Workflow *workflow, int64_t to)
{
    const Step *step = workflow->steps;
    while (step->from != STEP_NONE && step->to != to)
        step++;
    return step->from == STEP_NONE ? NULL : step;
}

bool workflow_is_met(const Entity *entity, const Plan *plan, const void *record, int64_t from, Buffer *missing)
{
    const Field *field = workflow_field(entity);
    if (!field)
        return true;
    int64_t to = field_stored(field, record).number;
    if (from == STEP_NONE && to == field->standard)
        return true;
    const Step *step = from == STEP_NONE ? usual_step(field->workflow, to) : workflow_step(field->workflow, from, to);
    return !step || add_missing(entity, plan, record, step, missing) == 0;
}

static bool refuse_step(const Change *change, Error *error)
{
    Buffer next = {0};
    workflow_add_next(change->field, change->before.number, &next);
    const char *from = change->field->choices[change->before.number],
               *to = change->field->choices[change->after.number];
    if (next.length > 0)
        error_set(error, "it cannot go from %s to %s; next can be %s", from, to, buffer_text(&next));
    else
        error_set(error, "it cannot go from %s to %s; nothing follows there", from, to);
    buffer_release(&next);
    return false;
}

static bool check_step(const Change *change, const Plan *after, Error *error)
{
    const void *record = plan_find(after, change->entity->kind, change->id);
    if (!record || change->before.number == change->after.number)
        return true;
    if (!workflow_step(change->field->workflow, change->before.number, change->after.number))
        return refuse_step(change, error);
    Buffer missing = {0};
    bool met = workflow_is_met(change->entity, after, record, change->before.number, &missing);
    if (!met)
        error_set(error, "to become %s it needs %s", change->field->choices[change->after.number],
                  buffer_text(&missing));
    buffer_release(&missing);
    return met;
}

bool workflow_check(const ChangeSet *set, const Plan *after, Error *error)
{
    for (size_t i = 0; i < set->changes.count && !set->undoes; i++) {
        const Change *change = &set->changes.items[i];
        if (change->kind != CHANGE_SET || !change->field->workflow || check_step(change, after, error))
            continue;
        Buffer code = {0};
        entity_code(change->entity, change->id, &code);
        error_prefix(error, "%s", buffer_text(&code));
        buffer_release(&code);
        return false;
    }
    return true;
}

void workflow_word_missing(const ChangeSet *set, const Plan *after, Buffer *out)
{
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        const Field *field = change->kind == CHANGE_CREATE ? workflow_field(change->entity) : NULL;
        const void *record = field ? plan_find(after, change->entity->kind, change->id) : NULL;
        Buffer missing = {0};
        if (record && !workflow_is_met(change->entity, after, record, STEP_NONE, &missing)) {
            entity_code(change->entity, change->id, out);
            buffer_format(out, " is %s without %s\n", field->choices[field_stored(field, record).number],
                          buffer_text(&missing));
        }
        buffer_release(&missing);
    }
}
