/*
 * People × weeks: how much of what they can do is asked of them.
 */
#include <stdlib.h>

#include "grid_parts.h"
#include "steerco/analysis/load.h"

enum { MOST_WEEKS = 26, WEEK = 7, FULL = 80, ALL = 100, FAR_TOO_MUCH = 150 };

static const ChartKey keys[] = {
    {TONE_LOW, "80", "up to 80 %"},
    {TONE_MEDIUM, "100", "up to 100 %"},
    {TONE_HIGH, "150", "more than they can"},
    {TONE_CRITICAL, "200", "more than half as much again, or nobody is there"},
};

/* To the nearest; −1 where there is work and no capacity. */
static int64_t percent_of(const WeekLoad *week)
{
    int64_t percent;
    if (week->capacity > 0 && number_scale(week->assigned, 100, week->capacity, &percent))
        return percent;
    return week->assigned > 0 ? -1 : 0;
}

static ChartTone tone_of(const WeekLoad *week)
{
    int64_t percent = percent_of(week);
    bool over = week->assigned > week->capacity; /* also by less than half a per cent */
    if (percent < 0 || percent > FAR_TOO_MUCH)
        return TONE_CRITICAL;
    if (over)
        return TONE_HIGH;
    return percent > FULL ? TONE_MEDIUM : week->assigned > 0 ? TONE_LOW : TONE_NONE;
}

static void fill_week(GridChart *grid, int row, int column, const WeekLoad *week, Buffer *text)
{
    GridCell *cell = grid_chart_cell(grid, row, column);
    int64_t percent = percent_of(week);
    cell->tone = tone_of(week);
    if (percent < 0)
        buffer_add(text, "—");
    else if (week->assigned > 0)
        buffer_format(text, "%lld", (long long)percent);
    if (text->length > 0)
        array_push(&cell->texts, chart_keep(&grid->texts, text));
}

/* Those who have something to do on this board. */
static Ids find_people(const Plan *plan, GridChart *out)
{
    Ids found = {0};
    IdMap busy = {0};
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_ASSIGNMENT); row++)
        idmap_put(&busy, plan_assignment(plan, row)->resource, 1);
    uint32_t *rows = plan_sorted_rows(plan, ENTITY_RESOURCE);
    for (uint32_t i = 0; i < plan_count(plan, ENTITY_RESOURCE); i++) {
        const Resource *person = plan_resource(plan, rows[i]);
        if (person->type != RESOURCE_WORK || !idmap_get(&busy, person->record.id, 0))
            continue;
        if (record_is_shown(plan, &resource_entity, person))
            array_push(&found, person->record.id);
        else
            out->left_out.records++;
    }
    free(rows);
    idmap_release(&busy);
    return found;
}

static void name_weeks(GridChart *grid, const WeekLoad *weeks, Buffer *text)
{
    for (int i = 0; i < grid->columns; i++) {
        Civil civil = date_civil(weeks[i].monday);
        buffer_format(text, "%d %s", civil.day, month_name(civil.month));
        grid->column_names[i] = chart_keep(&grid->texts, text);
    }
}

static void fill(const Plan *plan, const Ids *people, Date from, Date to, GridChart *out)
{
    WeekLoad weeks[MOST_WEEKS];
    Buffer text = {0};
    int count = load_by_week(plan, people->items[0], from, to, 0, weeks, MOST_WEEKS);
    grid_chart_size(out, (int)people->count, count);
    name_weeks(out, weeks, &text);
    for (int row = 0; row < out->rows; row++) {
        plan_label(plan, &resource_entity, people->items[row], &text);
        out->row_names[row] = chart_keep(&out->texts, &text);
        load_by_week(plan, people->items[row], from, to, 0, weeks, MOST_WEEKS);
        for (int column = 0; column < count; column++)
            fill_week(out, row, column, &weeks[column], &text);
    }
    buffer_release(&text);
}

void grid_chart_load(const Plan *plan, Date from, GridChart *out)
{
    *out = (GridChart){0};
    grid_chart_title(out, plan, "load by week, in per cent of what people can do");
    Instant finish = plan_finish(plan);
    Ids people = find_people(plan, out);
    if (people.count == 0) {
        out->empty = "Nobody is assigned to a task.";
    } else if (finish == INSTANT_NONE) {
        out->empty = "No task has dates: the plan could not be scheduled.";
    } else {
        Date to = instant_end_date(finish);
        fill(plan, &people, from, to > from ? to : from, out);
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            array_push(&out->keys, keys[i]);
        out->note = "Weeks by their Monday; what people do on other boards is not in it.";
    }
    array_release(&people);
}
