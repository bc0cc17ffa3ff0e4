/*
 * What is special in importing one type, a row a type. Who reads a file knows these rows and no type.
 */
#include "csv_hooks.h"

#include "csv_tasks.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

/* ---- Tasks ---- */

/* Where no column says what is fixed, a total is read as that: csv_totals.c takes out what is counted twice. */
static void settle_task_total(Import *import)
{
    int64_t total = import_column(import, COLUMN_TOTAL_COST);
    for (size_t i = 0; i < import->column_count; i++)
        if (import->columns[i].role == COLUMN_TOTAL_COST)
            import->columns[i].role = COLUMN_CUSTOM;
    if (total < 0 || import_field_column(import, "fixed_cost") >= 0)
        return;
    import->total_column = total;
    import->columns[total].role = COLUMN_FIELD;
    import->columns[total].field = field_of(&task_entity, Task, fixed_cost);
    import->columns[total].target = import->columns[total].field->name;
}

static void settle_task_roles(Import *import)
{
    settle_task_total(import);
    if (import_column(import, COLUMN_WBS) < 0)
        import_settle_steps(import);
}

/* A task list may end with a sum. It has nothing that a task has but figures. */
static void skip_totals_of_tasks(Import *import)
{
    static const ColumnRole own[] = {COLUMN_START, COLUMN_FINISH, COLUMN_PREDECESSORS, COLUMN_RESOURCES};
    int64_t name = import_field_column(import, "name");
    for (size_t row = import->first_row; name >= 0 && row < sheet_rows(&import->sheet); row++) {
        const char *text = import_text(import, row, (size_t)name);
        bool total = import->fates[row] == ROW_DATA && *import_identifier(import, row) == '\0' &&
                     wordbook_find(import->words, "total", text);
        for (size_t i = 0; i < sizeof own / sizeof *own; i++)
            total = total && !import_is_filled(import, row, import_column(import, own[i]));
        if (total)
            import_skip(import, row, name, "a total, no task: left out");
    }
}

static void skip_task_rows(Import *import)
{
    skip_totals_of_tasks(import);
    import_skip_words(import, import_column(import, COLUMN_ROW_TYPE), "row_type", "holiday",
                      "a holiday, no task: left out; add it to a calendar");
}

static const WorkTime *time_of_task(Import *import, const void *record)
{
    return import_time(import, ((const Task *)record)->calendar);
}

/* ---- Risks ---- */

/* A probability told in levels ("high", 4) is a likelihood; one told as a share gives both. */
static void settle_probability(Import *import)
{
    int64_t column = import_field_column(import, "probability");
    if (column < 0 || import_field_column(import, "likelihood") >= 0)
        return;
    size_t levels = 0, others = 0;
    Column as = import->columns[column];
    as.field = field_of(&risk_entity, Risk, likelihood);
    for (size_t row = import->first_row; row < sheet_rows(&import->sheet); row++) {
        Value value;
        bool has_time;
        int64_t share;
        Error ignored;
        const char *text = import_text(import, row, (size_t)column);
        bool is_share = cell_is_share(&import->reader, &as, import->forms[column], text, &share);
        bool level =
            !is_share && cell_read(&import->reader, &as, FORM_PLAIN, text, &value, &has_time, &ignored) == CELL_VALUE;
        levels += level;
        others += *text && !level;
    }
    if (levels > others) {
        import->columns[column].field = as.field;
        import->columns[column].target = as.field->name;
    }
}

/* A likelihood told as a share is a probability too, and a probability without a likelihood gives its level. */
static void note_probability(Import *import, const ImportRow *row, size_t column, const char *text)
{
    const Column *as = &import->columns[column];
    Risk *risk = row->record;
    int64_t share;
    if (text_equal(as->target, "likelihood") && import_field_column(import, "probability") < 0 &&
        cell_is_share(&import->reader, as, import->forms[column], text, &share) && share >= 0 && share <= 10000)
        risk->probability = (int32_t)share;
    if (text_equal(as->target, "probability") && import_field_column(import, "likelihood") < 0)
        risk->likelihood = (int8_t)level_of_probability(risk->probability);
}

static void skip_risk_rows(Import *import)
{
    import_skip_words(import, import_field_column(import, "type"), "raid", "other", "no risk: left out");
}

/* ---- Stakeholders ---- */

/* A stakeholder without a name is known by the role. */
static void name_by_role(Import *import, const ImportRow *row)
{
    (void)import;
    Stakeholder *stakeholder = row->record;
    if (*stakeholder->name == '\0')
        stakeholder->name = stakeholder->role;
}

/* ---- The table ---- */

static const ImportHooks all_hooks[] = {
    {
        .entity = &task_entity,
        .settle_roles = settle_task_roles,
        .skip_rows = skip_task_rows,
        .find_more = tasks_find_grid,
        .time_of = time_of_task,
        .read_rows = import_task_rows,
    },
    {
        .entity = &risk_entity,
        .settle_columns = settle_probability,
        .skip_rows = skip_risk_rows,
        .after_cell = note_probability,
    },
    {
        .entity = &budget_line_entity,
        .skip_rows = budget_skip_rows,
        .after_cells = budget_multiply,
        .after_row = budget_book,
    },
    {.entity = &stakeholder_entity, .after_cells = name_by_role},
    {.entity = &resource_entity, .called = reference_resource},
    {.entity = &calendar_entity, .missing = "there is no calendar of this name: the project calendar counts"},
    {0}, /* of all others */
};

const ImportHooks *import_hooks(const Entity *entity)
{
    const ImportHooks *hooks = all_hooks;
    while (hooks->entity && hooks->entity != entity)
        hooks++;
    return hooks;
}
