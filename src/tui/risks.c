/*
 * The risk pane: the matrix and the register beside it, two looks at one selection.
 *
 * The register holds the selection; walking the matrix selects there. Inherent, current and residual assessments are
 * three risk_views of the same pane: sorting, matrix, counts and moving all follow the one that is shown.
 */
#include "risks.h"

#include "steerco/base/text.h"

/* ---------------------------------------------------------------- what the cells mean */

static Style band_style(RiskBand band)
{
    static const Style styles[] = {[BAND_NONE] = STYLE_TEXT,
                                   [BAND_LOW] = STYLE_BAND_LOW,
                                   [BAND_MEDIUM] = STYLE_BAND_MEDIUM,
                                   [BAND_HIGH] = STYLE_BAND_HIGH,
                                   [BAND_CRITICAL] = STYLE_BAND_CRITICAL};
    return styles[band];
}

static Style cell_style(int impact, int likelihood)
{
    return band_style(risk_band(likelihood, impact));
}

static char cell_letter(int impact, int likelihood)
{
    return risk_band_letter(risk_band(likelihood, impact));
}

static const MatrixLook looks[] = {
    [VIEW_CURRENT] = {"Impact", "Likelihood, current", cell_style, cell_letter, NULL},
    [VIEW_RESIDUAL] = {"Impact", "Likelihood, residual", cell_style, cell_letter, NULL},
    [VIEW_INHERENT] = {"Impact", "Likelihood, inherent", cell_style, cell_letter, NULL},
};

const ViewFields risk_views[] = {
    [VIEW_CURRENT] = {"Current",
                      "with the responses completed so far",
                      {"likelihood", "impact", "score"},
                      offsetof(Risk, likelihood),
                      offsetof(Risk, impact)},
    [VIEW_RESIDUAL] = {"Residual",
                       "after all planned responses",
                       {"residual_likelihood", "residual_impact", "residual_score"},
                       offsetof(Risk, residual_likelihood),
                       offsetof(Risk, residual_impact)},
    [VIEW_INHERENT] = {"Inherent",
                       "before any response",
                       {"inherent_likelihood", "inherent_impact", "inherent_score"},
                       offsetof(Risk, inherent_likelihood),
                       offsetof(Risk, inherent_impact)},
};

int risk_level_at(const Risk *risk, size_t member)
{
    return *(const int8_t *)((const char *)risk + member);
}

static RiskBand view_band(const Risk *risk, RiskView view)
{
    return risk_band(risk_level_at(risk, risk_views[view].likelihood), risk_level_at(risk, risk_views[view].impact));
}

static int view_score(const Risk *risk, RiskView view)
{
    bool assessed = view_band(risk, view) != BAND_NONE;
    return assessed ? risk_level_at(risk, risk_views[view].likelihood) * risk_level_at(risk, risk_views[view].impact)
                    : 0;
}

static bool is_overdue(const Risk *risk, const Plan *plan)
{
    return risk_is_late(risk, plan_status_date(plan));
}

/* "R-7", "R-8+" for an opportunity */
static void add_code(const Risk *risk, Buffer *out)
{
    entity_code(&risk_entity, risk->record.id, out);
    if (risk->type == RISK_OPPORTUNITY)
        buffer_add(out, "+");
}

/* ---------------------------------------------------------------- rows and summary */

typedef struct Ranked {
    Id id;
    int score;
} Ranked;
typedef ARRAY(Ranked) Ranking;

static int by_score(const void *a, const void *b)
{
    const Ranked *left = a, *right = b;
    if (left->score != right->score)
        return right->score - left->score;
    return left->id < right->id ? -1 : left->id > right->id;
}

static void count_risk(const Plan *plan, const Risk *risk, RiskView view, RiskFigures *out)
{
    if (!risk_is_open(risk))
        return;
    out->overdue += is_overdue(risk, plan);
    if (risk->type == RISK_OPPORTUNITY) {
        out->opportunities++;
        return;
    }
    out->bands[view_band(risk, view)]++;
    Money emv = risk_emv(risk);
    Money *sum = risk->status == RISK_APPROVED ? &out->approved : risk->status == RISK_WAITING ? &out->waiting : NULL;
    if (sum && emv != MONEY_NONE)
        *sum = *sum == MONEY_NONE ? emv : money_add(*sum, emv);
}

/* A risk that is being moved counts as if it were kept where it is shown. */
static RiskFigures count_risks(const Risks *state, const Plan *plan)
{
    RiskFigures figures = {.approved = MONEY_NONE, .waiting = MONEY_NONE};
    const MatrixItem *moving = &state->matrix.moving;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RISK); row++) {
        Risk risk = *plan_risk(plan, row);
        if (risk.record.id == moving->id) {
            *(int8_t *)((char *)&risk + risk_views[state->view].likelihood) = (int8_t)moving->y;
            *(int8_t *)((char *)&risk + risk_views[state->view].impact) = (int8_t)moving->x;
        }
        count_risk(plan, &risk, state->view, &figures);
    }
    return figures;
}

static void set_rows(Risks *state, const Plan *plan, const Ranking *ranking)
{
    Ids ids = {0};
    matrix_clear(&state->matrix);
    for (size_t i = 0; i < ranking->count; i++) {
        const Risk *risk = plan_find(plan, ENTITY_RISK, ranking->items[i].id);
        Buffer label = {0};
        add_code(risk, &label);
        matrix_add(&state->matrix, risk->record.id, risk_level_at(risk, risk_views[state->view].impact),
                   risk_level_at(risk, risk_views[state->view].likelihood), buffer_text(&label));
        buffer_release(&label);
        array_push(&ids, risk->record.id);
    }
    list_fill(&state->list, plan, ids.items, ids.count);
    array_release(&ids);
}

void risks_refresh(void *pane_state, const Plan *plan)
{
    Risks *state = pane_state;
    Ranking ranking = {0};
    state->figures = count_risks(state, plan);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RISK); row++) {
        const Risk *risk = plan_risk(plan, row);
        if ((state->with_closed || risk_is_open(risk)) && list_passes(&state->list, plan, risk->record.id))
            array_push(&ranking, (Ranked){risk->record.id, view_score(risk, state->view)});
    }
    if (ranking.count > 0)
        qsort(ranking.items, ranking.count, sizeof ranking.items[0], by_score);
    set_rows(state, plan, &ranking);
    array_release(&ranking);
}

/* ---------------------------------------------------------------- the register */

static void dress_title(const Risk *risk, Buffer *text)
{
    Buffer code = {0};
    add_code(risk, &code);
    buffer_add_repeat(&code, " ", code.length < 6 ? (int)(6 - code.length) : 1);
    buffer_add(&code, buffer_text(text));
    buffer_clear(text);
    buffer_add(text, buffer_text(&code));
    buffer_release(&code);
}

static void dress(const Plan *plan, Id id, const Field *field, Buffer *text, Style *style, const void *context)
{
    const Risks *state = context;
    const Risk *risk = plan_find(plan, ENTITY_RISK, id);
    if (!risk)
        return;
    if (!risk_is_open(risk))
        *style = STYLE_DIM;
    if (field == field_of(&risk_entity, Risk, title)) {
        dress_title(risk, text);
    } else if (text_equal(field->name, risk_views[state->view].columns[2])) {
        RiskBand band = view_band(risk, state->view);
        buffer_format(text, " %c", risk_band_letter(band));
        *style = band_style(band);
    } else if (field == field_of(&risk_entity, Risk, target_date) && is_overdue(risk, plan)) {
        buffer_add(text, "!");
        *style = STYLE_BAD;
    }
}

/* Likelihood, impact and score are those of the view, wherever their columns stand. */
static void follow_view(ListColumn *column, RiskView view)
{
    for (int other = 0; other < VIEW_COUNT; other++)
        for (int i = 0; i < 3; i++)
            if (text_equal(column->field->name, risk_views[other].columns[i])) {
                column->field = entity_field(&risk_entity, risk_views[view].columns[i]);
                return;
            }
}

void risks_show_view(Risks *state, RiskView view)
{
    state->view = view;
    state->matrix.look = &looks[view];
    for (int column = 0; column < state->list.column_count; column++)
        follow_view(&state->list.columns[column], view);
    ListColumn sorted = {.field = state->list.sort};
    if (sorted.field)
        follow_view(&sorted, view);
    state->list.sort = sorted.field;
}

static void begin(void *pane_state)
{
    Risks *state = pane_state;
    list_init(&state->list, &risk_entity,
              "title:22 likelihood:2 impact:2 score:5 status:10 owner:14 strategy:9 target_date:11 next_review emv");
    state->list.dress = dress;
    state->list.context = state;
    risks_show_view(state, VIEW_CURRENT);
}

static void end(void *pane_state)
{
    Risks *state = pane_state;
    matrix_release(&state->matrix);
    list_release(&state->list);
}

/* ---------------------------------------------------------------- drawing */

static void add_money(const Plan *plan, Money money, Buffer *out)
{
    money_format_grouped(money, plan_currency_digits(plan), true, out);
}

/* " exposure 64,000 EUR + 12,000 waiting" */
static void add_exposure(const RiskFigures *figures, const Plan *plan, Buffer *out)
{
    buffer_add(out, " exposure ");
    add_money(plan, figures->approved, out);
    if (figures->approved != MONEY_NONE)
        buffer_format(out, " %s", plan_board(plan)->currency);
    if (figures->waiting != MONEY_NONE) {
        buffer_add(out, " + ");
        add_money(plan, figures->waiting, out);
        buffer_add(out, " waiting");
    }
}

/* The open risks by band, "C2 H3 M4 L1", those not assessed and opportunities apart; the columns taken. */
static int draw_bands(const RiskFigures *figures, Canvas *canvas, int x)
{
    const int *bands = figures->bands;
    for (RiskBand band = BAND_CRITICAL; band >= BAND_LOW; band--)
        x += 1 + canvas_format(canvas, x, 0, canvas->width - x, bands[band] ? band_style(band) : STYLE_DIM, "%c%d",
                               risk_band_letter(band), bands[band]);
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
    RiskFigures figures = state->matrix.moving.id ? count_risks(state, plan) : state->figures;
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

static int draw_lines(Canvas *canvas, int y, Style style, const Buffer *text)
{
    if (text->length == 0 || y >= canvas->height)
        return y;
    return y + canvas_paragraph(canvas, 0, y, canvas->width, canvas->height - y, style, buffer_text(text));
}

static void draw_detail(const Plan *plan, const Risk *risk, Canvas *canvas)
{
    canvas_line(canvas, 0, 0, canvas->width, STYLE_FRAME);
    Buffer text = {0};
    add_code(risk, &text);
    buffer_format(&text, "  %s", risk->title);
    int y = draw_lines(canvas, 1, STYLE_STRONG, &text);
    buffer_clear(&text);
    buffer_add(&text, risk->cause);
    if (*risk->cause && *risk->effect)
        buffer_add(&text, " → ");
    buffer_add(&text, risk->effect);
    y = draw_lines(canvas, y, STYLE_TEXT, &text);
    buffer_clear(&text);
    add_field(plan, risk, "Owner ", field_of(&risk_entity, Risk, owner), &text);
    if (risk->strategy)
        add_field(plan, risk, "", field_of(&risk_entity, Risk, strategy), &text);
    add_field(plan, risk, "by ", field_of(&risk_entity, Risk, target_date), &text);
    if (is_overdue(risk, plan))
        buffer_add(&text, " (overdue)");
    add_field(plan, risk, "Review ", field_of(&risk_entity, Risk, next_review), &text);
    y = draw_lines(canvas, y, is_overdue(risk, plan) ? STYLE_BAD : STYLE_DIM, &text);
    buffer_clear(&text);
    buffer_add(&text, risk->action_details);
    draw_lines(canvas, y, STYLE_DIM, &text);
    buffer_release(&text);
}

static bool keys_go_to_grid(const Risks *state)
{
    return state->in_grid || state->matrix.moving.id != 0;
}

enum { ROOM_FOR_TITLES = 60 };

static void draw_empty(const Risks *state, Canvas *canvas)
{
    list_draw_empty(&state->list, canvas,
                    state->with_closed ? "No risks yet. Press i to write down the first one."
                                       : "No open risks. Press i for a new one, x to see closed ones.");
}

static void draw(void *pane_state, const Plan *plan, Canvas *canvas, bool focused)
{
    Risks *state = pane_state;
    draw_summary(state, plan, canvas);
    Canvas body = canvas_part(canvas, 0, 1, canvas->width, canvas->height - 1);
    bool in_grid = keys_go_to_grid(state);
    MatrixSplit split = matrix_split(&body, in_grid);
    Id selected = list_selected(&state->list);
    if (split.grid.width > 0)
        matrix_draw(&state->matrix, &split.grid, selected, focused && in_grid);
    if (split.list.width > 0) {
        if (!state->list.chosen)
            state->list.columns[0].width = split.list.width >= ROOM_FOR_TITLES ? 34 : 22;
        list_draw(&state->list, plan, &split.list, focused && !in_grid);
        draw_empty(state, &split.list);
    }
    const Risk *risk = plan_find(plan, ENTITY_RISK, selected);
    if (risk && split.detail.width > 0)
        draw_detail(plan, risk, &split.detail);
}

/* "R-7   16 C  Vendor delivers late"; in little room "R-7   C Vendor delivers late" */
static void draw_top_risk(const Risks *state, const Risk *risk, Canvas *canvas, int y)
{
    RiskBand band = view_band(risk, state->view);
    char letter = risk_band_letter(band);
    bool roomy = canvas->width >= 30;
    int x = roomy ? 11 : 8;
    Buffer code = {0};
    add_code(risk, &code);
    canvas_text(canvas, 0, y, 5, STYLE_DIM, buffer_text(&code));
    if (roomy)
        canvas_format(canvas, 6, y, 4, band_style(band), "%2d %c", view_score(risk, state->view), letter);
    else
        canvas_format(canvas, 6, y, 1, band_style(band), "%c", letter);
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

static void tile(void *pane_state, const Plan *plan, Canvas *canvas, bool focused)
{
    Risks *state = pane_state;
    draw_summary(state, plan, canvas);
    int columns = tile_grid_columns(canvas), lines = canvas->height - 1;
    Canvas grid = canvas_part(canvas, 0, 1, columns, lines);
    Canvas top = canvas_part(canvas, columns ? columns + 1 : 0, 1, canvas->width, lines);
    draw_top(state, plan, &top, focused && !keys_go_to_grid(state));
    if (columns > 0)
        matrix_draw(&state->matrix, &grid, list_selected(&state->list), focused && keys_go_to_grid(state));
}

/* ---------------------------------------------------------------- keys and selection */

static bool key_pressed(void *pane_state, const Plan *plan, Key key)
{
    (void)plan;
    Risks *state = pane_state;
    return matrix_register_key(&state->matrix, &state->list, state->in_grid, key);
}

static bool select_record(void *pane_state, const Plan *plan, const Entity *entity, Id id)
{
    Risks *state = pane_state;
    if (entity != &risk_entity || !plan_find(plan, ENTITY_RISK, id))
        return false;
    if (list_select(&state->list, id))
        return true;
    if (!list_passes(&state->list, plan, id))
        return false;
    state->with_closed = true;
    risks_refresh(state, plan);
    return list_select(&state->list, id);
}

static List *edited_list(void *pane_state)
{
    return &((Risks *)pane_state)->list;
}

/* ---------------------------------------------------------------- the pane */

const Pane risks_pane = {
    .name = "risks",
    .title = "Risks",
    .key = '2',
    .help = "The risk matrix with the open risks in their cells, and the register beside it, worst first. Select in "
            "either, the other follows; shift-arrows move the selected risk to another cell. C, H, M and L are "
            "the bands critical, high, medium and low.",
    .state_size = sizeof(Risks),
    .begin = begin,
    .end = end,
    .refresh = risks_refresh,
    .draw = draw,
    .tile = tile,
    .key_pressed = key_pressed,
    .select = select_record,
    .list = edited_list,
    .commands = risks_commands,
};
