/*
 * The risk pane: the matrix and the register beside it, two looks at one selection.
 *
 * The register holds the selection; walking the matrix selects there. Inherent, current and residual assessments are
 * three views of the same pane: sorting, matrix, counts and moving all follow the one that is shown.
 */
#include "risks.h"

#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/records/records.h"

/* ---------------------------------------------------------------- what the cells mean */

Style risks_band_style(RiskBand band)
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
    return risks_band_style(risk_band(likelihood, impact));
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

RiskBand risks_view_band(const Risk *risk, RiskView view)
{
    return risk_band(risk_level_at(risk, risk_views[view].likelihood), risk_level_at(risk, risk_views[view].impact));
}

int risks_view_score(const Risk *risk, RiskView view)
{
    bool assessed = risks_view_band(risk, view) != BAND_NONE;
    return assessed ? risk_level_at(risk, risk_views[view].likelihood) * risk_level_at(risk, risk_views[view].impact)
                    : 0;
}

unsigned risks_overdue(const Risk *risk, const Plan *plan)
{
    return risk_overdue(risk, plan_status_date(plan));
}

void risks_add_code(const Risk *risk, Buffer *out)
{
    entity_code(&risk_entity, risk->record.id, out);
    if (risk->type == RISK_OPPORTUNITY)
        buffer_add(out, "+");
}

/* ---------------------------------------------------------------- rows and summary */

typedef ARRAY(RiskRank) Ranking;

static void count_risk(const Plan *plan, const Risk *risk, RiskView view, RiskFigures *out)
{
    if (!risk_is_open(risk))
        return;
    out->overdue += risks_overdue(risk, plan) != 0;
    if (risk->type == RISK_OPPORTUNITY) {
        out->opportunities++;
        return;
    }
    out->bands[risks_view_band(risk, view)]++;
    Money emv = risk_emv(risk);
    Money *sum = risk->status == RISK_APPROVED ? &out->approved : risk->status == RISK_WAITING ? &out->waiting : NULL;
    if (sum && emv != MONEY_NONE)
        *sum = *sum == MONEY_NONE ? emv : money_add(*sum, emv);
}

RiskFigures risks_count(const Risks *state, const Plan *plan)
{
    RiskFigures figures = {.approved = MONEY_NONE, .waiting = MONEY_NONE};
    const MatrixItem *moving = &state->matrix.moving;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RISK); row++) {
        Risk risk = *plan_risk(plan, row);
        if (!record_is_shown(plan, &risk_entity, &risk))
            continue;
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
        risks_add_code(risk, &label);
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
    state->figures = risks_count(state, plan);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RISK); row++) {
        const Risk *risk = plan_risk(plan, row);
        if ((state->with_closed || risk_is_open(risk)) && list_passes(&state->list, plan, risk->record.id))
            array_push(&ranking, (RiskRank){risk->record.id, risks_view_band(risk, state->view),
                                            risks_view_score(risk, state->view)});
    }
    if (ranking.count > 0)
        qsort(ranking.items, ranking.count, sizeof ranking.items[0], risk_rank_compare);
    set_rows(state, plan, &ranking);
    array_release(&ranking);
}

/* ---------------------------------------------------------------- the register */

static void dress_title(const Risk *risk, Buffer *text)
{
    Buffer code = {0};
    risks_add_code(risk, &code);
    buffer_add_repeat(&code, " ", code.length < 6 ? (int)(6 - code.length) : 1);
    buffer_add(&code, buffer_text(text));
    buffer_clear(text);
    buffer_add(text, buffer_text(&code));
    buffer_release(&code);
}

/* What of RiskOverdue a column tells. */
static unsigned told_in(const Field *field)
{
    return field == field_of(&risk_entity, Risk, target_date)    ? OVERDUE_RESPONSE
           : field == field_of(&risk_entity, Risk, next_review)  ? OVERDUE_REVIEW
           : field == field_of(&risk_entity, Risk, proximity_to) ? OVERDUE_WINDOW
                                                                 : 0;
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
        RiskBand band = risks_view_band(risk, state->view);
        buffer_format(text, " %c", risk_band_letter(band));
        *style = risks_band_style(band);
    } else if (risks_overdue(risk, plan) & told_in(field)) {
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

static void begin(void *pane_state, const Pane *pane)
{
    (void)pane;
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
    .draw = risks_draw,
    .tile = risks_tile,
    .key_pressed = key_pressed,
    .select = select_record,
    .list = edited_list,
    .commands = risks_commands,
};
