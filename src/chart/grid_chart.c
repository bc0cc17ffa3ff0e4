/*
 * Grids of five by five levels: risks by likelihood and impact, stakeholders by power and interest.
 */
#include "steerco/chart/grid_chart.h"

#include <stdlib.h>

#include "grid_parts.h"
#include "steerco/model/audience.h"
#include "steerco/model/field.h"
#include "steerco/records/records.h"

void grid_chart_size(GridChart *grid, int rows, int columns)
{
    grid->rows = rows;
    grid->columns = columns;
    grid->cells = memory_new((size_t)rows * (size_t)columns + 1, sizeof *grid->cells);
    grid->row_names = memory_new((size_t)rows + 1, sizeof *grid->row_names);
    grid->column_names = memory_new((size_t)columns + 1, sizeof *grid->column_names);
    for (int i = 0; i < rows * columns; i++)
        grid->cells[i].letter = "";
    for (int i = 0; i < rows; i++)
        grid->row_names[i] = "";
    for (int i = 0; i < columns; i++)
        grid->column_names[i] = "";
}

void grid_chart_title(GridChart *grid, const Plan *plan, const char *what)
{
    Buffer text = {0};
    buffer_format(&text, "%s: %s", plan_board(plan)->name, what);
    grid->title = chart_keep(&grid->texts, &text);
    buffer_add(&text, "Status date ");
    date_format(plan_status_date(plan), &text);
    grid->subtitle = chart_keep(&grid->texts, &text);
    grid->note = "";
    buffer_release(&text);
}

void grid_chart_release(GridChart *grid)
{
    for (int i = 0; i < grid->rows * grid->columns; i++)
        array_release(&grid->cells[i].texts);
    free(grid->cells);
    free(grid->row_names);
    free(grid->column_names);
    array_release(&grid->keys);
    array_release(&grid->items);
    array_release(&grid->held);
    arena_release(&grid->texts);
    *grid = (GridChart){0};
}

/* ---- levels ---- */

enum { LEVELS = 5 };

/* Level 1 lies at the left and at the bottom. */
static GridCell *level_cell(GridChart *grid, int x, int y)
{
    return grid_chart_cell(grid, LEVELS - y, x - 1);
}

static void size_levels(GridChart *grid, const char *x_title, const char *y_title)
{
    static const char *const names[LEVELS] = {"1", "2", "3", "4", "5"};
    grid_chart_size(grid, LEVELS, LEVELS);
    grid->square = true;
    grid->x_title = x_title;
    grid->y_title = y_title;
    for (int i = 0; i < LEVELS; i++) {
        grid->column_names[i] = names[i];
        grid->row_names[i] = names[LEVELS - 1 - i];
    }
}

static bool is_level(int level)
{
    return level >= 1 && level <= LEVELS;
}

/* ---- risks ---- */

static const char *const band_letters[] = {"", "L", "M", "H", "C"};
static const ChartTone band_tones[] = {TONE_NONE, TONE_LOW, TONE_MEDIUM, TONE_HIGH, TONE_CRITICAL};

static void colour_bands(GridChart *grid)
{
    static const char *const names[] = {"", "low", "medium", "high", "critical"};
    for (int y = 1; y <= LEVELS; y++)
        for (int x = 1; x <= LEVELS; x++) {
            RiskBand band = risk_band(y, x);
            level_cell(grid, x, y)->tone = band_tones[band];
            level_cell(grid, x, y)->letter = band_letters[band];
        }
    for (RiskBand band = BAND_CRITICAL; band >= BAND_LOW; band--)
        array_push(&grid->keys, (ChartKey){band_tones[band], band_letters[band], names[band]});
}

typedef struct Ranked {
    const Risk *risk;
    int band, score;
} Ranked;

static int worst_first(const void *a, const void *b)
{
    const Ranked *left = a, *right = b;
    if (left->band != right->band)
        return right->band - left->band;
    if (left->score != right->score)
        return right->score - left->score;
    return left->risk->record.id < right->risk->record.id ? -1 : 1;
}

/* In its cell by its code, an opportunity with a +; in the list with what it is and its score. */
static void add_risk(GridChart *grid, const Ranked *ranked, Buffer *text)
{
    const Risk *risk = ranked->risk;
    GridItem item = {.tone = band_tones[ranked->band], .text = risk->title};
    entity_code(&risk_entity, risk->record.id, text);
    buffer_add(text, risk->type == RISK_OPPORTUNITY ? "+" : "");
    item.code = chart_keep(&grid->texts, text);
    buffer_format(text, "%d %s", ranked->score, band_letters[ranked->band]);
    item.value = chart_keep(&grid->texts, text);
    array_push(&grid->items, item);
    array_push(&level_cell(grid, risk->impact, risk->likelihood)->texts, item.code);
}

void grid_chart_risks(const Plan *plan, GridChart *out)
{
    ARRAY(Ranked) found = {0};
    int unknown = 0;
    Buffer text = {0};
    *out = (GridChart){0};
    grid_chart_title(out, plan, "risk matrix");
    size_levels(out, "Impact", "Likelihood");
    colour_bands(out);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RISK); row++) {
        const Risk *risk = plan_risk(plan, row);
        bool shown = record_is_shown(plan, &risk_entity, risk);
        out->left_out.records += risk_can_happen(risk) && !shown;
        if (!risk_can_happen(risk) || !shown)
            continue;
        RiskBand band = risk_band(risk->likelihood, risk->impact);
        unknown += band == BAND_NONE;
        if (band != BAND_NONE)
            array_push(&found, (Ranked){risk, (int)band, risk->likelihood * risk->impact});
    }
    if (found.count > 1)
        qsort(found.items, found.count, sizeof *found.items, worst_first);
    for (size_t i = 0; i < found.count; i++)
        add_risk(out, &found.items[i], &text);
    buffer_format(&text, "A code with + is an opportunity.");
    if (unknown > 0)
        buffer_format(&text, " %d more %s not assessed.", unknown, unknown == 1 ? "risk is" : "risks are");
    out->note = chart_keep(&out->texts, &text);
    array_release(&found);
    buffer_release(&text);
}

/* ---- stakeholders ---- */

static const ChartTone quadrant_tones[] = {TONE_NONE, TONE_QUIET, TONE_LOW, TONE_MEDIUM, TONE_HIGH};
static const char *const quadrant_letters[] = {"", "M", "I", "S", "C"};

static void colour_quadrants(GridChart *grid)
{
    for (int y = 1; y <= LEVELS; y++)
        for (int x = 1; x <= LEVELS; x++) {
            Quadrant quadrant = stakeholder_quadrant(y, x);
            level_cell(grid, x, y)->tone = quadrant_tones[quadrant];
            level_cell(grid, x, y)->letter = quadrant_letters[quadrant];
        }
    for (Quadrant quadrant = QUADRANT_MANAGE_CLOSELY; quadrant >= QUADRANT_MONITOR; quadrant--)
        array_push(&grid->keys,
                   (ChartKey){quadrant_tones[quadrant], quadrant_letters[quadrant], quadrant_name(quadrant)});
}

static void add_stakeholder(GridChart *grid, const Stakeholder *who, Buffer *text)
{
    GridItem item = {.tone = quadrant_tones[stakeholder_quadrant(who->power, who->interest)], .text = who->name};
    bool known = who->attitude >= -2 && who->attitude <= 2;
    resource_initials(who->initials, who->name, text);
    buffer_add(text, !known || who->attitude == 0 ? "" : who->attitude > 0 ? "+" : "-");
    item.code = chart_keep(&grid->texts, text);
    buffer_format(text, "%d/%d", who->power, who->interest);
    item.value = chart_keep(&grid->texts, text);
    array_push(&grid->items, item);
    array_push(&level_cell(grid, who->interest, who->power)->texts, item.code);
}

/* Without power there are no places: then nothing is drawn. */
static bool may_be_seen(const Plan *plan, GridChart *out)
{
    const Field *const fields[] = {field_of(&stakeholder_entity, Stakeholder, power),
                                   field_of(&stakeholder_entity, Stakeholder, interest),
                                   field_of(&stakeholder_entity, Stakeholder, attitude)};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        array_push(&out->held, fields[i]);
    if (field_is_shown(fields[0], plan->audience))
        return true;
    out->empty = "Power and interest are for planners alone.";
    out->refused = fields[0];
    out->held.count = 0;
    return false;
}

static void place_stakeholders(const Plan *plan, GridChart *out)
{
    int unknown = 0;
    Buffer text = {0};
    uint32_t *rows = plan_sorted_rows(plan, ENTITY_STAKEHOLDER);
    for (uint32_t i = 0; i < plan_count(plan, ENTITY_STAKEHOLDER); i++) {
        Stakeholder who;
        record_as_seen(plan, &stakeholder_entity, plan_stakeholder(plan, rows[i]), &who);
        if (is_level(who.power) && is_level(who.interest))
            add_stakeholder(out, &who, &text);
        else
            unknown++;
    }
    buffer_add(&text, "+ in favour, - against; beside each name power/interest. Confidential.");
    if (unknown > 0)
        buffer_format(&text, " %d more %s not assessed.", unknown, unknown == 1 ? "is" : "are");
    out->note = chart_keep(&out->texts, &text);
    buffer_release(&text);
    free(rows);
}

void grid_chart_stakeholders(const Plan *plan, GridChart *out)
{
    *out = (GridChart){0};
    grid_chart_title(out, plan, "stakeholder map");
    if (!may_be_seen(plan, out))
        return;
    size_levels(out, "Interest", "Power");
    colour_quadrants(out);
    place_stakeholders(plan, out);
}
