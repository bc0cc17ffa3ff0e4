/*
 * Baselines of a file into the plan's.
 *
 * Project keeps eleven, known by number, each as a few elements of the tasks; a plan's have names and are never
 * changed. So one that says what a baseline of the plan says is that one; one that bears the name of another is left
 * out with a note; and only what is left becomes a new baseline.
 *
 * A summary task's work and cost are totals in the file and its own share in a plan.
 */
#include <stdio.h>

#include "mspdi_import.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

/* What one baseline says of each row of the outline. */
typedef struct Taken {
    MspdiImport *import;
    int64_t number;
    MspdiBaseline *rows; /* by row; `number` is absent where it says nothing */
    size_t count;        /* of those that say something */
    char name[16];
} Taken;

static bool says_something(const MspdiBaseline *baseline)
{
    return baseline->start != NUMBER_NONE || baseline->finish != NUMBER_NONE || baseline->duration != NUMBER_NONE ||
           baseline->work != NUMBER_NONE || baseline->cost != NUMBER_NONE;
}

static bool has_number(const MspdiBaseline *baseline, int64_t number)
{
    int64_t own = baseline->number == NUMBER_NONE ? 0 : baseline->number;
    return own == number && baseline->interim != 1 && says_something(baseline);
}

/* The first of that number; what is written into the task itself is the number 0. */
static MspdiBaseline find_baseline(const MspdiTask *task, int64_t number)
{
    for (size_t i = 0; i < task->baselines.count; i++) {
        const MspdiBaseline *baseline = XML_ITEM(const MspdiBaseline, &task->baselines, i);
        if (has_number(baseline, number))
            return *baseline;
    }
    MspdiBaseline plain = {
        .number = 0,
        .start = task->baseline_start,
        .finish = task->baseline_finish,
        .duration = task->baseline_duration,
        .duration_format = task->duration_format,
        .work = task->baseline_work,
        .cost = task->baseline_cost,
    };
    return has_number(&plain, number) ? plain : (MspdiBaseline){.number = NUMBER_NONE};
}

/* Totals become shares: from the bottom up, each takes its own off its summary task's. */
static void take_off(int64_t *total, int64_t part)
{
    if (*total != NUMBER_NONE && part != NUMBER_NONE)
        *total -= part;
}

static void settle_share(Taken *taken, int64_t *share)
{
    taken->import->tallies[TALLY_BASELINE_SUM] += *share != NUMBER_NONE && *share < 0;
    if (*share <= 0)
        *share = NUMBER_NONE;
}

static void split_totals(Taken *taken)
{
    const MspdiImport *import = taken->import;
    MspdiBaseline *totals = memory_new(import->rows.count + 1, sizeof *totals);
    memcpy(totals, taken->rows, import->rows.count * sizeof *totals);
    for (size_t i = 0; i < import->rows.count; i++) {
        int64_t parent = import->rows.items[i].parent;
        if (parent < 0 || taken->rows[i].number == NUMBER_NONE)
            continue;
        take_off(&taken->rows[parent].work, totals[i].work);
        take_off(&taken->rows[parent].cost, totals[i].cost);
    }
    for (size_t i = 0; i < import->rows.count; i++)
        if (import->rows.items[i].summary && taken->rows[i].number != NUMBER_NONE) {
            settle_share(taken, &taken->rows[i].work);
            settle_share(taken, &taken->rows[i].cost);
        }
    free(totals);
}

static void collect(Taken *taken)
{
    const MspdiImport *import = taken->import;
    for (size_t i = 0; i < import->rows.count; i++) {
        taken->rows[i] = find_baseline(import->rows.items[i].task, taken->number);
        taken->count += taken->rows[i].number != NUMBER_NONE;
    }
    split_totals(taken);
    if (taken->number == 0)
        snprintf(taken->name, sizeof taken->name, "Baseline");
    else
        snprintf(taken->name, sizeof taken->name, "Baseline %d", (int)taken->number);
}

/* As a record of the plan: all but the baseline. */
static BaselineTask record_of(const Taken *taken, size_t row)
{
    const MspdiBaseline *from = &taken->rows[row];
    BaselineTask record = {.task = taken->import->rows.items[row].id};
    bool estimated;
    int unit = mspdi_unit(from->duration_format, &estimated);
    unit += estimated || from->estimated == 1 ? DURATION_ESTIMATED : 0;
    record.start = from->start == NUMBER_NONE ? INSTANT_NONE : (Instant)from->start;
    record.finish = from->finish == NUMBER_NONE ? INSTANT_NONE : (Instant)from->finish;
    record.duration = from->duration == NUMBER_NONE ? DURATION_NONE : duration_make(from->duration, unit);
    record.work = from->work == NUMBER_NONE ? DURATION_NONE : duration_make(from->work, UNIT_HOURS);
    record.cost = mspdi_money(from->cost, MSPDI_COST_PARTS, taken->import->currency_digits);
    return record;
}

/* Those of the plan */

static bool says_the_same(const BaselineTask *a, const BaselineTask *b)
{
    return a->start == b->start && a->finish == b->finish && a->duration == b->duration && a->work == b->work &&
           a->cost == b->cost;
}

/* How many of the file's tasks differ in a baseline of the plan. */
static size_t count_differences(const Taken *taken, Id baseline)
{
    const MspdiImport *import = taken->import;
    size_t differences = 0;
    IdMap rows = {0}; /* task → row of its part of the baseline, + 1 */
    for (uint32_t row = 0; row < plan_count(import->plan, ENTITY_BASELINE_TASK); row++) {
        const BaselineTask *part = plan_baseline_task(import->plan, row);
        if (part->baseline == baseline && part->task != 0)
            idmap_put(&rows, part->task, row + 1);
    }
    for (size_t i = 0; i < import->rows.count; i++) {
        Id task = import->rows.items[i].id;
        int64_t row = task > 0 ? idmap_get(&rows, task, 0) - 1 : -1;
        BaselineTask wanted = record_of(taken, i);
        bool said = taken->rows[i].number != NUMBER_NONE, held = row >= 0;
        if (said != held || (held && !says_the_same(&wanted, plan_baseline_task(import->plan, (uint32_t)row))))
            differences++;
    }
    idmap_release(&rows);
    return differences;
}

/* The baseline of the plan that says the same, else the one of that name, with how many tasks differ; null = none. */
static const Baseline *find_known(const Taken *taken, size_t *differences)
{
    const Plan *plan = taken->import->plan;
    const Baseline *named = NULL;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BASELINE); row++) {
        const Baseline *baseline = plan_at(plan, ENTITY_BASELINE, row);
        if (text_equal(baseline->name, taken->name))
            named = baseline;
        if (count_differences(taken, baseline->record.id) == 0) {
            *differences = 0;
            return baseline;
        }
    }
    *differences = named ? count_differences(taken, named->record.id) : 0;
    return named;
}

static void note_known(const Taken *taken, const Baseline *known, size_t differences)
{
    taken->import->report->unchanged++;
    if (differences > 0)
        import_note(taken->import->report, "baseline '%.*s' stays as it was taken; %zu of its tasks %s in the file",
                    (int)text_fit(known->name, 60, NULL), known->name, differences,
                    differences == 1 ? "differs" : "differ");
}

/* The file does not say when a baseline was taken: at the latest when it was saved. */
static Date taken_on(const MspdiImport *import)
{
    const MspdiProject *file = import->file;
    int64_t saved = file->saved == NUMBER_NONE ? file->created : file->saved;
    return saved == NUMBER_NONE ? import->plan->today : instant_date((Instant)saved);
}

static Id create(const Taken *taken)
{
    MspdiImport *import = taken->import;
    Baseline *baseline = change_create(import->set, &baseline_entity);
    Id id = baseline->record.id;
    baseline->name = arena_text(&import->set->arena, taken->name);
    baseline->taken_on = taken_on(import);
    for (size_t i = 0; i < import->rows.count; i++) {
        if (taken->rows[i].number == NUMBER_NONE)
            continue;
        BaselineTask *part = change_create(import->set, &baseline_task_entity);
        BaselineTask wanted = record_of(taken, i);
        wanted.record = part->record;
        wanted.baseline = id;
        wanted.name = import->rows.items[i].task->name;
        *part = wanted;
    }
    import->report->created += 1 + taken->count;
    return id;
}

/* The new baseline; 0 when there is none. */
static Id import_baseline(MspdiImport *import, int64_t number)
{
    Taken taken = {.import = import, .number = number};
    Id created = 0;
    size_t differences;
    taken.rows = memory_new(import->rows.count + 1, sizeof *taken.rows);
    collect(&taken);
    if (taken.count > 0) {
        const Baseline *known = find_known(&taken, &differences);
        import->report->baselines++;
        if (known)
            note_known(&taken, known, differences);
        else
            created = create(&taken);
    }
    free(taken.rows);
    return created;
}

static void count_interim(MspdiImport *import)
{
    for (size_t i = 0; i < import->rows.count; i++) {
        const XmlList *baselines = &import->rows.items[i].task->baselines;
        for (size_t k = 0; k < baselines->count; k++)
            import->tallies[TALLY_INTERIM] += XML_ITEM(const MspdiBaseline, baselines, k)->interim == 1;
    }
}

/* A board compares with its newest baseline, Project with the one it names: so new ones among several are named. */
void import_baselines(MspdiImport *import)
{
    int64_t compared = import->file->baseline == NUMBER_NONE ? 0 : import->file->baseline;
    Id chosen = 0;
    size_t created = 0;
    count_interim(import);
    for (int64_t number = 0; number < MSPDI_BASELINES; number++) {
        Id id = import_baseline(import, number);
        created += id != 0;
        chosen = number == compared ? id : chosen;
    }
    if (chosen != 0 && created > 1) {
        import_open(import, &board_entity, import->board);
        PUT(import, Board, baseline, chosen);
    }
}
