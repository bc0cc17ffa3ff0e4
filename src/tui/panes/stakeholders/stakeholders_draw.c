/*
 * How the stakeholder pane is drawn: the counts above, the details of the selected one below, the grid and the register
 * between.
 */
#include "stakeholders.h"
#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/records/records.h"

/* ---------------------------------------------------------------- what the cells mean */

Style stakeholders_quadrant_style(Quadrant quadrant)
{
    static const Style styles[] = {[QUADRANT_NONE] = STYLE_TEXT,
                                   [QUADRANT_MONITOR] = STYLE_TEXT,
                                   [QUADRANT_KEEP_INFORMED] = STYLE_BAND_LOW,
                                   [QUADRANT_KEEP_SATISFIED] = STYLE_BAND_MEDIUM,
                                   [QUADRANT_MANAGE_CLOSELY] = STYLE_BAND_HIGH};
    return styles[quadrant];
}

static Style cell_style(int interest, int power)
{
    return stakeholders_quadrant_style(stakeholder_quadrant(power, interest));
}

static const char *cell_quadrant(int interest, int power)
{
    return quadrant_name(stakeholder_quadrant(power, interest));
}

const MatrixLook stakeholders_look = {"Interest", "Power", cell_style, NULL, cell_quadrant};

/* ---------------------------------------------------------------- the summary */

/* A stakeholder that is being moved counts where it is shown. */
static void quadrants_shown(const Stakeholders *state, const Plan *plan, int out[QUADRANT_MANAGE_CLOSELY + 1])
{
    const MatrixItem *moving = &state->matrix.moving;
    Stakeholder who;
    memcpy(out, state->quadrants, sizeof state->quadrants);
    if (!stakeholder_seen(plan, moving->id, &who))
        return;
    out[stakeholder_quadrant(who.power, who.interest)]--;
    out[stakeholder_quadrant(moving->y, moving->x)]++;
}

/* Without power and interest there are no places: then the register stands alone. */
static bool has_grid(const Plan *plan)
{
    return field_is_shown(field_of(&stakeholder_entity, Stakeholder, power), plan->audience);
}

/* "Closely 3  1 opposed  2 gaps  Satisfied 1  Informed 2  Monitor 4" */
static void draw_summary(const Stakeholders *state, const Plan *plan, Canvas *line)
{
    int quadrants[QUADRANT_MANAGE_CLOSELY + 1];
    quadrants_shown(state, plan, quadrants);
    Canvas part = list_draw_chips(&state->list, line), *canvas = &part;
    static const char *const names[] = {"", "Monitor", "Informed", "Satisfied"};
    if (!has_grid(plan)) {
        canvas_text(canvas, 0, 0, canvas->width, STYLE_TEXT, "Power, interest and attitude are confidential");
        return;
    }
    int x =
        2 + canvas_format(canvas, 0, 0, canvas->width, STYLE_STRONG, "Closely %d", quadrants[QUADRANT_MANAGE_CLOSELY]);
    if (state->opposed)
        x += 2 + canvas_format(canvas, x, 0, canvas->width - x, STYLE_BAD, "%d opposed", state->opposed);
    if (state->gaps)
        x += 2 + canvas_format(canvas, x, 0, canvas->width - x, STYLE_WARNING, "%d gap%s", state->gaps,
                               state->gaps == 1 ? "" : "s");
    for (Quadrant quadrant = QUADRANT_KEEP_SATISFIED; quadrant >= QUADRANT_MONITOR; quadrant--)
        x += 2 +
             canvas_format(canvas, x, 0, canvas->width - x, STYLE_TEXT, "%s %d", names[quadrant], quadrants[quadrant]);
}

static void add_part(const char *part, const char *between, Buffer *out)
{
    if (*part)
        buffer_format(out, "%s%s", out->length > 0 ? between : "", part);
}

static void add_engagement(const Stakeholder *who, Buffer *out)
{
    const char *const *levels = field_of(&stakeholder_entity, Stakeholder, engagement)->choices;
    if (who->engagement)
        buffer_format(out, "Now %s", levels[who->engagement]);
    if (stakeholder_has_gap(who))
        buffer_format(out, ", should be %s", levels[who->desired_engagement]);
}

static void draw_detail(const Plan *plan, const Stakeholder *who, Canvas *canvas)
{
    canvas_line(canvas, 0, 0, canvas->width, STYLE_FRAME);
    Buffer text = {0};
    add_part(who->name, "", &text);
    add_part(who->role, ", ", &text);
    add_part(who->organisation, ", ", &text);
    int y = canvas_lines(canvas, 1, STYLE_STRONG, buffer_text(&text));
    buffer_clear(&text);
    add_engagement(who, &text);
    y = canvas_lines(canvas, y, stakeholder_has_gap(who) ? STYLE_WARNING : STYLE_TEXT, buffer_text(&text));
    y = canvas_lines(canvas, y, STYLE_TEXT, who->expectations);
    y = canvas_lines(canvas, y, STYLE_DIM, who->strategy);
    buffer_clear(&text);
    add_part(who->channel, "", &text);
    add_part(who->frequency, ", ", &text);
    if (who->owner) {
        buffer_add(&text, text.length > 0 ? "   Owner " : "Owner ");
        plan_label(plan, &resource_entity, who->owner, &text);
    }
    canvas_lines(canvas, y, STYLE_DIM, buffer_text(&text));
    buffer_release(&text);
}

/* ---------------------------------------------------------------- the whole */

void stakeholders_draw(void *pane_state, const Plan *plan, Canvas *canvas, bool focused)
{
    Stakeholders *state = pane_state;
    draw_summary(state, plan, canvas);
    Canvas body = canvas_part(canvas, 0, 1, canvas->width, canvas->height - 1);
    if (!has_grid(plan)) {
        list_draw(&state->list, plan, &body, focused);
        return;
    }
    bool in_grid = matrix_has_keys(&state->matrix, state->in_grid);
    MatrixSplit split = matrix_split(&body, in_grid);
    matrix_draw_split(&state->matrix, &state->list, plan, &split, in_grid, focused,
                      "No stakeholders yet. Press i to write down the first one.");
    Stakeholder who;
    if (stakeholder_seen(plan, list_selected(&state->list), &who) && split.detail.width > 0)
        draw_detail(plan, &who, &split.detail);
}

void stakeholders_tile(void *pane_state, const Plan *plan, Canvas *canvas, bool focused)
{
    Stakeholders *state = pane_state;
    draw_summary(state, plan, canvas);
    if (!has_grid(plan)) {
        Canvas body = canvas_part(canvas, 0, 1, canvas->width, canvas->height - 1);
        list_draw(&state->list, plan, &body, focused);
        return;
    }
    int width = canvas->width, lines = canvas->height - 1;
    matrix_fit(&width, &lines);
    Canvas grid = canvas_part(canvas, 0, 1, width, lines);
    matrix_draw(&state->matrix, &grid, list_selected(&state->list), focused);
}
