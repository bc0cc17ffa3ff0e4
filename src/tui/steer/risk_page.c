/*
 * The risks that can still happen: the matrix, and beside it the worst first, with where they stood at the last
 * meeting.
 */
#include <stdlib.h>
#include <string.h>

#include "steer_parts.h"
#include "steerco/model/audience.h"

typedef struct Ranked {
    const Risk *risk;
    RiskBand band;
    int score;
} Ranked;

static int worst_first(const void *a, const void *b)
{
    const Ranked *left = a, *right = b;
    if (left->band != right->band)
        return left->band < right->band ? 1 : -1;
    if (left->score != right->score)
        return right->score - left->score;
    return left->risk->record.id < right->risk->record.id ? -1 : 1;
}

static bool is_on_page(const Plan *plan, const Risk *risk)
{
    return risk_can_happen(risk) && record_is_shown(plan, &risk_entity, risk);
}

/* "was 3x4", "new", or nothing when it stands where it stood. */
static const char *keep_movement(const SteerView *view, const Risk *risk, SteerSheet *sheet)
{
    const Risk *then = view->then ? plan_find(view->then, ENTITY_RISK, risk->record.id) : NULL;
    if (!view->then)
        return "";
    if (!then || !is_on_page(view->then, then))
        return "new";
    if (then->likelihood == risk->likelihood && then->impact == risk->impact)
        return "";
    if (risk_band(then->likelihood, then->impact) == BAND_NONE)
        return "assessed";
    return steer_word(sheet, "was %dx%d", then->likelihood, then->impact);
}

static void add_risk(const SteerView *view, const Ranked *ranked, SteerSheet *sheet)
{
    static const Style styles[] = {STYLE_TEXT, STYLE_BAND_LOW, STYLE_BAND_MEDIUM, STYLE_BAND_HIGH, STYLE_BAND_CRITICAL};
    const Risk *risk = ranked->risk;
    Buffer text = {0};
    SteerRow *row = steer_add_row(sheet, &risk_entity, risk->record.id);
    row->style = ranked->band >= BAND_HIGH ? styles[ranked->band] : STYLE_TEXT;
    entity_code(&risk_entity, risk->record.id, &text);
    buffer_format(&text, "%s  %s", risk->type == RISK_OPPORTUNITY ? "+" : "", risk->title);
    row->cells[0] = steer_keep(sheet, &text);
    row->cells[1] = ranked->score
                        ? steer_word(sheet, "%c %dx%d", risk_band_letter(ranked->band), risk->likelihood, risk->impact)
                        : "—";
    row->cells[2] = keep_movement(view, risk, sheet);
    field_word(field_of(&risk_entity, Risk, owner), view->now, risk, FORMAT_DISPLAY, &text);
    row->cells[3] = steer_keep(sheet, &text);
    buffer_release(&text);
}

static void fill_risks(const SteerView *view, SteerSheet *sheet)
{
    ARRAY(Ranked) found = {0};
    static const SteerColumn columns[] = {
        {"Risk", 0, false}, {"L x I", 6, false}, {"", 8, false}, {"Owner", 14, false}};
    memcpy(sheet->columns, columns, sizeof columns);
    for (uint32_t row = 0; row < plan_count(view->now, ENTITY_RISK); row++) {
        const Risk *risk = plan_risk(view->now, row);
        RiskBand band = risk_band(risk->likelihood, risk->impact);
        if (is_on_page(view->now, risk))
            array_push(&found, (Ranked){risk, band, band ? risk->likelihood * risk->impact : 0});
    }
    if (found.count > 1)
        qsort(found.items, found.count, sizeof *found.items, worst_first);
    for (size_t i = 0; i < found.count; i++)
        add_risk(view, &found.items[i], sheet);
    array_release(&found);
}

static Style cell_style(int impact, int likelihood)
{
    static const Style styles[] = {STYLE_TEXT, STYLE_BAND_LOW, STYLE_BAND_MEDIUM, STYLE_BAND_HIGH, STYLE_BAND_CRITICAL};
    return styles[risk_band(likelihood, impact)];
}

static char cell_letter(int impact, int likelihood)
{
    return risk_band_letter(risk_band(likelihood, impact));
}

static void draw_matrix(const SteerView *view, Canvas *canvas, Id selected)
{
    static const MatrixLook look = {"Impact", "Likelihood", cell_style, cell_letter, NULL};
    Matrix matrix = {.look = &look};
    Buffer code = {0};
    for (uint32_t row = 0; row < plan_count(view->now, ENTITY_RISK); row++) {
        const Risk *risk = plan_risk(view->now, row);
        if (!is_on_page(view->now, risk))
            continue;
        buffer_clear(&code);
        entity_code(&risk_entity, risk->record.id, &code);
        matrix_add(&matrix, risk->record.id, risk->impact, risk->likelihood, buffer_text(&code));
    }
    matrix_draw(&matrix, canvas, selected, false);
    matrix_release(&matrix);
    buffer_release(&code);
}

const SteerPage steer_risks = {
    .name = "risks",
    .title = "Risks",
    .empty = "No risk is open.",
    .fill = fill_risks,
    .draw_beside = draw_matrix,
};
