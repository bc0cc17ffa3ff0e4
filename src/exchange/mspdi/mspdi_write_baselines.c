/*
 * The board's baselines as Project's eleven: each as elements of the tasks it holds, with work and cost of summary
 * tasks as totals.
 */
#include <stdio.h>

#include "mspdi_write.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

/* Which baseline goes out under which number; 0 = none. */
typedef struct Numbers {
    Id of[MSPDI_BASELINES];
} Numbers;

/* The number that a baseline had in a file: by its name. −1 = none. */
static int number_of_name(const char *name)
{
    char wanted[16];
    if (text_equal(name, "Baseline"))
        return 0;
    for (int number = 1; number < MSPDI_BASELINES; number++) {
        snprintf(wanted, sizeof wanted, "Baseline %d", number);
        if (text_equal(name, wanted))
            return number;
    }
    return -1;
}

static bool has_number(const Numbers *numbers, Id baseline)
{
    for (int number = 0; number < MSPDI_BASELINES; number++)
        if (numbers->of[number] == baseline)
            return true;
    return false;
}

static void take_free_number(Numbers *numbers, Id baseline)
{
    for (int number = 0; number < MSPDI_BASELINES; number++)
        if (numbers->of[number] == 0) {
            numbers->of[number] = baseline;
            return;
        }
}

static int free_numbers(const Numbers *numbers)
{
    int count = 0;
    for (int number = 0; number < MSPDI_BASELINES; number++)
        count += numbers->of[number] == 0;
    return count;
}

/*
 * Those named as Project names them keep their number, the others take what is free, in the order of their making; the
 * last free one is for the baseline that the board compares with.
 */
static Numbers number_baselines(const Plan *plan)
{
    Numbers numbers = {0};
    Id compared = baseline_current(plan);
    uint32_t count = plan_count(plan, ENTITY_BASELINE), *rows = plan_sorted_rows(plan, ENTITY_BASELINE);
    for (uint32_t i = 0; i < count; i++) {
        const Baseline *baseline = plan_at(plan, ENTITY_BASELINE, rows[i]);
        int number = number_of_name(baseline->name);
        if (number >= 0 && numbers.of[number] == 0)
            numbers.of[number] = baseline->record.id;
    }
    for (uint32_t i = 0; i < count; i++) {
        Id id = ((const Record *)plan_at(plan, ENTITY_BASELINE, rows[i]))->id;
        bool kept_free = free_numbers(&numbers) == 1 && id != compared && !has_number(&numbers, compared);
        if (!kept_free && !has_number(&numbers, id))
            take_free_number(&numbers, id);
    }
    free(rows);
    return numbers;
}

void mspdi_export_losses(const Plan *plan, Buffer *out)
{
    Numbers numbers = number_baselines(plan);
    uint32_t count = plan_count(plan, ENTITY_BASELINE), *rows = plan_sorted_rows(plan, ENTITY_BASELINE);
    for (uint32_t i = 0; i < count; i++) {
        const Baseline *baseline = plan_at(plan, ENTITY_BASELINE, rows[i]);
        if (!has_number(&numbers, baseline->record.id))
            buffer_format(out, "baseline %s is not in the file: Microsoft Project holds %d\n", baseline->name,
                          MSPDI_BASELINES);
    }
    free(rows);
}

static int64_t add_known(int64_t sum, int64_t more)
{
    if (sum == NUMBER_NONE || more == NUMBER_NONE)
        return sum == NUMBER_NONE ? more : sum;
    return money_add(sum, more);
}

/* What a baseline holds, by place of the outline: row + 1, and work and cost with what lies below. */
typedef struct Held {
    uint32_t row;
    int64_t work, cost;
} Held;

static void find_held(const Plan *plan, Id baseline, Held *held)
{
    const Outline *outline = &plan->results->outline;
    for (uint32_t place = 0; place < outline->count; place++)
        held[place] = (Held){0, NUMBER_NONE, NUMBER_NONE};
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BASELINE_TASK); row++) {
        const BaselineTask *part = plan_baseline_task(plan, row);
        uint32_t task = part->baseline == baseline ? plan_row(plan, ENTITY_TASK, part->task) : ROW_NONE;
        if (task == ROW_NONE)
            continue;
        BaselineTask seen;
        record_as_seen(plan, &baseline_task_entity, part, &seen);
        int64_t work = part->work == DURATION_NONE ? NUMBER_NONE : duration_amount(part->work);
        held[outline->place_of[task]] = (Held){row + 1, work, seen.cost};
    }
    for (uint32_t place = outline->count; place-- > 0;) {
        int32_t parent = outline->parent[place];
        if (parent < 0)
            continue;
        held[parent].work = add_known(held[parent].work, held[place].work);
        held[parent].cost = add_known(held[parent].cost, held[place].cost);
    }
}

static void write_held(const MspdiExport *export, const Held *held, int64_t number, MspdiTask *task)
{
    const BaselineTask *part = plan_baseline_task(export->plan, held->row - 1);
    bool estimated = part->duration != DURATION_NONE && duration_is_estimated(part->duration);
    MspdiBaseline *out = xml_list_add(&task->baselines, &mspdi_baseline);
    out->number = number;
    out->interim = 0;
    out->start = export_instant(part->start);
    out->finish = export_instant(part->finish);
    if (part->duration != DURATION_NONE) {
        out->duration = duration_amount(part->duration);
        out->duration_format = mspdi_format(duration_unit(part->duration), estimated);
        out->estimated = estimated;
    }
    out->work = held->work;
    out->cost = mspdi_decimal(held->cost, MSPDI_COST_PARTS, plan_currency_digits(export->plan));
}

/* The tasks of the file are those of the outline, after Project's row 0. */
static void write_baseline(MspdiExport *export, Id baseline, int64_t number)
{
    const Outline *outline = &export->plan->results->outline;
    Held *held = memory_new((size_t)outline->count + 1, sizeof *held);
    find_held(export->plan, baseline, held);
    for (uint32_t place = 0; place < outline->count; place++)
        if (held[place].row != 0)
            write_held(export, &held[place], number, XML_ITEM(MspdiTask, &export->file.tasks, place + 1));
    free(held);
}

void export_baselines(MspdiExport *export)
{
    Numbers numbers = number_baselines(export->plan);
    Id compared = baseline_current(export->plan);
    for (int64_t number = 0; number < MSPDI_BASELINES; number++) {
        if (numbers.of[number] == 0)
            continue;
        write_baseline(export, numbers.of[number], number);
        if (numbers.of[number] == compared)
            export->file.baseline = number;
    }
}
