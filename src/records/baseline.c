/*
 * The tables of baselines, and which one a board compares with.
 */
#include "steerco/records/baseline.h"

#include "steerco/model/field.h"
#include "steerco/records/records.h"

Id baseline_current(const Plan *plan)
{
    Id newest = plan_board(plan)->baseline;
    if (plan_find(plan, ENTITY_BASELINE, newest))
        return newest;
    newest = 0;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BASELINE); row++) {
        const Baseline *baseline = plan_at(plan, ENTITY_BASELINE, row);
        newest = baseline->record.id > newest ? baseline->record.id : newest;
    }
    return newest;
}

/* clang-format off */
static const Field baseline_fields[] = {
    {.name = "name", .title = "Baseline", .type = FIELD_TEXT, FIELD_AT(Baseline, name), .width = 20, .required = true,
     .help = "What was agreed on: \"Contract\", \"Change 3\""},
    {.name = "taken_on", .title = "Taken", .type = FIELD_DATE, FIELD_AT(Baseline, taken_on), .required = true,
     .help = "Day on which it was taken"},
    {0},
};

static const Field baseline_task_fields[] = {
    {.name = "baseline", .title = "Baseline", .type = FIELD_REFERENCE, FIELD_AT(BaselineTask, baseline),
     .refers_to = &baseline_entity, .required = true, .width = 14, .help = "Baseline that it is part of"},
    {.name = "task", .title = "Task", .type = FIELD_REFERENCE, FIELD_AT(BaselineTask, task), .refers_to = &task_entity,
     .width = 6, .help = "The task; empty when it was deleted since"},
    {.name = "name", .title = "Name", .type = FIELD_TEXT, FIELD_AT(BaselineTask, name), .width = 30,
     .help = "Name of the task when the baseline was taken"},
    {.name = "start", .title = "Start", .type = FIELD_INSTANT, FIELD_AT(BaselineTask, start),
     .help = "Scheduled start then"},
    {.name = "finish", .title = "Finish", .type = FIELD_INSTANT, FIELD_AT(BaselineTask, finish),
     .ends = field_ends_always, .help = "Scheduled finish then"},
    {.name = "duration", .title = "Duration", .type = FIELD_DURATION, FIELD_AT(BaselineTask, duration), .width = 8,
     .help = "Duration then"},
    {.name = "work", .title = "Work", .type = FIELD_DURATION, FIELD_AT(BaselineTask, work), .width = 8,
     .help = "Effort then, without that of the tasks below it"},
    {.name = "cost", .title = "Cost", .type = FIELD_MONEY, FIELD_AT(BaselineTask, cost),
     .secrecy = FOR_PLANNERS, .help = "Cost then, without that of the tasks below it"},
    {0},
};
/* clang-format on */

const Entity baseline_entity = {
    .kind = ENTITY_BASELINE,
    .name = "baseline",
    .plural = "baselines",
    .title = "Baselines",
    .noun = "baseline",
    .nouns = "baselines",
    .tag = 12,
    .prefix = "BS",
    .record_size = sizeof(Baseline),
    .fields = baseline_fields,
    .label = "name",
    .key = {"name"},
    .by_name = true,
    .snapshot = true,
};

const Entity baseline_task_entity = {
    .kind = ENTITY_BASELINE_TASK,
    .name = "baseline_task",
    .plural = "baseline_tasks",
    .title = "Baseline tasks",
    .noun = "baseline task",
    .nouns = "baseline tasks",
    .tag = 13,
    .prefix = "BT",
    .record_size = sizeof(BaselineTask),
    .fields = baseline_task_fields,
    .label = "name",
    .key = {"baseline", "task"},
    .snapshot = true,
    .shapes = STRUCTURE_BASELINES,
};
