/*
 * How the risk pane is drawn: the counts above, the details of the selected risk below, the matrix and the register
 * between; and in a tile of the overview, where the register has its names only.
 */
#include "risks.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { ROOM_FOR_TITLES = 60 };

/* ---------------------------------------------------------------- the summary */

/* " exposure 64,000 EUR + 12,000 waiting" */
static void add_exposure(const RiskFigures *figures, const Plan *plan, Buffer *out)
{
    buffer_add(out, " exposure ");
    plan_word_money(plan, figures->approved, out);
    if (figures->approved != MONEY_NONE)
        buffer_format(out, " %s", plan_board(plan)->currency);
    if (figures->waiting != MONEY_NONE) {
        buffer_add(out, " + ");
        plan_word_money(plan, figures->waiting, out);
        buffer_add(out, " waiting");
    }
}

/* The open risks by band, "C2 H3 M4 L1", those not assessed and opportunities apart; the columns taken. */
static int draw_bands(const RiskFigures *figures, Canvas *canvas, int x)
{
    const int *bands = figures->bands;
    for (RiskBand band = BAND_CRITICAL; band >= BAND_LOW; band--)
        x += 1 + canvas_format(canvas, x, 0, canvas->width - x, bands[band] ? risks_band_style(band) : STYLE_DIM,
                               "%c%d", risk_band_letter(band), bands[band]);
    if (bands[BAND_NONE])
        x += 1 + canvas_format(canvas, x, 0, canvas->width - x, STYLE_WARNING, "?%d", bands[BAND_NONE]);
    if (figures->opportunities)
        x += 1 + canvas_format(canvas, x, 0, canvas->width - x, STYLE_TEXT, "+%d", figures->opportunities);
    return x;
}

/* "Current C2 H3 M4 L1 +2  2 overdue  exposure 64,000 EUR + 12,000 waiting" */
static void draw_summary(const Risks *state, const Plan *plan, Canvas *line)
{
    Canvas part = list_draw_chips(&state->list, line), *canvas = &part;
    Buffer text = {0};
    RiskFigures figures = state->matrix.moving.id ? risks_count(state, plan) : state->figures;
    int x = canvas_format(canvas, 0, 0, canvas->width, STYLE_STRONG, "%s ", risk_views[state->view].name);
    x = draw_bands(&figures, canvas, x);
    if (state->with_closed)
        x += 1 + canvas_text(canvas, x, 0, canvas->width - x, STYLE_KEY, "[with closed]");
    if (figures.overdue)
        x += 1 + canvas_format(canvas, x, 0, canvas->width - x, STYLE_BAD, " %d overdue", figures.overdue);
    add_exposure(&figures, plan, &text);
    canvas_text(canvas, x, 0, canvas->width - x, STYLE_TEXT, buffer_text(&text));
    buffer_release(&text);
}

/* ---------------------------------------------------------------- the selected risk */

/* Adds label and value of a field that says something. */
static void add_field(const Plan *plan, const Risk *risk, const char *label, const Field *field, Buffer *out)
{
    if (value_is_none(field, field_stored(field, risk)))
        return;
    if (out->length > 0)
        buffer_add(out, "  ");
    buffer_add(out, label);
    field_word(field, plan, risk, FORMAT_DISPLAY, out);
}

static void draw_detail(const Plan *plan, const Risk *risk, Canvas *canvas)
{
    canvas_line(canvas, 0, 0, canvas->width, STYLE_FRAME);
    unsigned overdue = risks_overdue(risk, plan);
    Buffer text = {0};
    risks_add_code(risk, &text);
    buffer_format(&text, "  %s", risk->title);
    int y = canvas_lines(canvas, 1, STYLE_STRONG, buffer_text(&text));
    buffer_clear(&text);
    buffer_add(&text, risk->cause);
    if (*risk->cause && *risk->effect)
        buffer_add(&text, " → ");
    buffer_add(&text, risk->effect);
    y = canvas_lines(canvas, y, STYLE_TEXT, buffer_text(&text));
    buffer_clear(&text);
    add_field(plan, risk, "Owner ", field_of(&risk_entity, Risk, owner), &text);
    if (risk->strategy)
        add_field(plan, risk, "", field_of(&risk_entity, Risk, strategy), &text);
    add_field(plan, risk, "by ", field_of(&risk_entity, Risk, target_date), &text);
    if (overdue & OVERDUE_RESPONSE)
        buffer_add(&text, " (overdue)");
    add_field(plan, risk, "Review ", field_of(&risk_entity, Risk, next_review), &text);
    if (overdue & OVERDUE_REVIEW)
        buffer_add(&text, " (overdue)");
    if (overdue & OVERDUE_WINDOW)
        add_field(plan, risk, "Window passed ", field_of(&risk_entity, Risk, proximity_to), &text);
    y = canvas_lines(canvas, y, overdue ? STYLE_BAD : STYLE_DIM, buffer_text(&text));
    canvas_lines(canvas, y, STYLE_DIM, risk->action_details);
    buffer_release(&text);
}

/* ---------------------------------------------------------------- the whole */

void risks_draw(void *pane_state, const Plan *plan, Canvas *canvas, bool focused)
{
    Risks *state = pane_state;
    draw_summary(state, plan, canvas);
    Canvas body = canvas_part(canvas, 0, 1, canvas->width, canvas->height - 1);
    bool in_grid = matrix_has_keys(&state->matrix, state->in_grid);
    MatrixSplit split = matrix_split(&body, in_grid);
    if (!state->list.chosen && split.list.width > 0)
        state->list.columns[0].width = split.list.width >= ROOM_FOR_TITLES ? 34 : 22;
    matrix_draw_split(&state->matrix, &state->list, plan, &split, in_grid, focused,
                      state->with_closed ? "No risks yet. Press i to write down the first one."
                                         : "No open risks. Press i for a new one, x to see closed ones.");
    const Risk *risk = plan_find(plan, ENTITY_RISK, list_selected(&state->list));
    if (risk && split.detail.width > 0)
        draw_detail(plan, risk, &split.detail);
}

/* ---------------------------------------------------------------- in a tile */

/* "R-7   16 C  Vendor delivers late"; in little room "R-7   C Vendor delivers late" */
static void draw_top_risk(const Risks *state, const Risk *risk, Canvas *canvas, int y)
{
    RiskBand band = risks_view_band(risk, state->view);
    char letter = risk_band_letter(band);
    bool roomy = canvas->width >= 30;
    int x = roomy ? 11 : 8;
    Buffer code = {0};
    risks_add_code(risk, &code);
    canvas_text(canvas, 0, y, 5, STYLE_DIM, buffer_text(&code));
    if (roomy)
        canvas_format(canvas, 6, y, 4, risks_band_style(band), "%2d %c", risks_view_score(risk, state->view), letter);
    else
        canvas_format(canvas, 6, y, 1, risks_band_style(band), "%c", letter);
    canvas_text(canvas, x, y, canvas->width - x, STYLE_TEXT, risk->title);
    buffer_release(&code);
}

/* The register in few columns, worst first, the selected risk in sight. */
static void draw_top(const Risks *state, const Plan *plan, Canvas *canvas, bool focused)
{
    size_t lines = (size_t)canvas->height, selected = state->list.selected;
    size_t first = selected >= lines ? selected - lines + 1 : 0;
    for (size_t i = first; i < state->list.rows.count && i < first + lines; i++) {
        const Risk *risk = plan_find(plan, ENTITY_RISK, state->list.rows.items[i]);
        int y = (int)(i - first);
        if (risk)
            draw_top_risk(state, risk, canvas, y);
        if (i != selected)
            continue;
        canvas_mark(canvas, 0, y, canvas->width, focused);
        if (focused)
            canvas_cursor(canvas, 0, y, false);
    }
}

/* Columns that the matrix gets in a tile: none where the names of the risks would have too few left. */
static int tile_grid_columns(const Canvas *canvas)
{
    bool room = canvas->width >= 36 && canvas->height > MATRIX_LEVELS;
    return !room ? 0 : canvas->width >= 56 ? 33 : 17;
}

void risks_tile(void *pane_state, const Plan *plan, Canvas *canvas, bool focused)
{
    Risks *state = pane_state;
    draw_summary(state, plan, canvas);
    int columns = tile_grid_columns(canvas), lines = canvas->height - 1;
    Canvas grid = canvas_part(canvas, 0, 1, columns, lines);
    Canvas top = canvas_part(canvas, columns ? columns + 1 : 0, 1, canvas->width, lines);
    draw_top(state, plan, &top, focused && !matrix_has_keys(&state->matrix, state->in_grid));
    if (columns > 0)
        matrix_draw(&state->matrix, &grid, list_selected(&state->list),
                    focused && matrix_has_keys(&state->matrix, state->in_grid));
}
