/*
 * The stakeholder pane: the power/interest grid and the register beside it, two looks at one selection.
 *
 * What stands here is about people: the model marks power, interest, attitude and engagement as confidential.
 */
#include "panes.h"
#include "steerco/base/text.h"
#include "steerco/tui/app.h"
#include "steerco/tui/matrix.h"

enum { HIGH_ATTITUDE = 2 };

/* ---------------------------------------------------------------- what the cells mean */

static Style quadrant_style(Quadrant quadrant)
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
    return quadrant_style(stakeholder_quadrant(power, interest));
}

static const char *cell_quadrant(int interest, int power)
{
    return quadrant_name(stakeholder_quadrant(power, interest));
}

static const MatrixLook look = {"Interest", "Power", cell_style, NULL, cell_quadrant};

typedef struct Stakeholders {
    List list;
    Matrix matrix;
    bool in_grid; /* the focus within the pane */
    int quadrants[QUADRANT_MANAGE_CLOSELY + 1];
    int gaps, opposed;
} Stakeholders;

static Quadrant quadrant_of(const Stakeholder *who)
{
    return stakeholder_quadrant(who->power, who->interest);
}

static bool has_gap(const Stakeholder *who)
{
    return who->engagement && who->desired_engagement && who->engagement != who->desired_engagement;
}

static bool attitude_is_known(const Stakeholder *who)
{
    return who->attitude >= -HIGH_ATTITUDE && who->attitude <= HIGH_ATTITUDE;
}

/* "AB+" in favour, "AB-" against */
static void add_label(const Stakeholder *who, Buffer *out)
{
    resource_initials(who->initials, who->name, out);
    if (attitude_is_known(who) && who->attitude != 0)
        buffer_add(out, who->attitude > 0 ? "+" : "-");
}

/* ---------------------------------------------------------------- rows and summary */

typedef struct Ranked {
    const Stakeholder *who;
    Quadrant quadrant;
} Ranked;

/* Those to manage closely first, within a quadrant the most powerful and interested. */
static int by_weight(const void *a, const void *b)
{
    const Ranked *left = a, *right = b;
    const Stakeholder *l = left->who, *r = right->who;
    if (left->quadrant != right->quadrant)
        return (int)right->quadrant - (int)left->quadrant;
    if (l->power + l->interest != r->power + r->interest)
        return (r->power + r->interest) - (l->power + l->interest);
    return l->record.id < r->record.id ? -1 : l->record.id > r->record.id;
}

static void count_stakeholder(Stakeholders *state, const Stakeholder *who)
{
    state->quadrants[quadrant_of(who)]++;
    state->gaps += has_gap(who);
    state->opposed += attitude_is_known(who) && who->attitude < 0;
}

static void refresh(void *pane_state, const Plan *plan)
{
    Stakeholders *state = pane_state;
    ARRAY(Ranked) ranking = {0};
    Ids ids = {0};
    memset(state->quadrants, 0, sizeof state->quadrants);
    state->gaps = state->opposed = 0;
    matrix_clear(&state->matrix);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_STAKEHOLDER); row++) {
        const Stakeholder *who = plan_stakeholder(plan, row);
        count_stakeholder(state, who);
        if (list_passes(&state->list, plan, who->record.id))
            array_push(&ranking, (Ranked){who, quadrant_of(who)});
    }
    if (ranking.count > 0)
        qsort(ranking.items, ranking.count, sizeof ranking.items[0], by_weight);
    for (size_t i = 0; i < ranking.count; i++) {
        const Stakeholder *who = ranking.items[i].who;
        Buffer label = {0};
        add_label(who, &label);
        matrix_add(&state->matrix, who->record.id, who->interest, who->power, buffer_text(&label));
        buffer_release(&label);
        array_push(&ids, who->record.id);
    }
    list_fill(&state->list, plan, ids.items, ids.count);
    array_release(&ids);
    array_release(&ranking);
}

/* ---------------------------------------------------------------- the register */

/* "N→S !" where engagement is not as wanted, else "S". */
static void dress_engagement(const Stakeholder *who, Buffer *text, Style *style)
{
    static const char letters[] = "-URNSL";
    buffer_clear(text);
    buffer_format(text, "%c", letters[who->engagement]);
    if (!has_gap(who))
        return;
    buffer_format(text, "→%c !", letters[who->desired_engagement]);
    *style = STYLE_WARNING;
}

static void dress_attitude(const Stakeholder *who, Buffer *text, Style *style)
{
    if (!attitude_is_known(who) || who->attitude == 0)
        return;
    buffer_clear(text);
    buffer_format(text, "%+d", who->attitude);
    *style = who->attitude > 0 ? STYLE_GOOD : STYLE_BAD;
}

static void dress(const Plan *plan, Id id, const Field *field, Buffer *text, Style *style, const void *context)
{
    (void)context;
    const Stakeholder *who = plan_find(plan, ENTITY_STAKEHOLDER, id);
    if (!who)
        return;
    if (field == field_of(&stakeholder_entity, Stakeholder, engagement))
        dress_engagement(who, text, style);
    else if (field == field_of(&stakeholder_entity, Stakeholder, attitude))
        dress_attitude(who, text, style);
    else if (text_equal(field->name, "quadrant"))
        *style = quadrant_style(quadrant_of(who));
}

static void begin(void *pane_state)
{
    Stakeholders *state = pane_state;
    list_init(&state->list, &stakeholder_entity,
              "name:16 power interest attitude engagement:6 role:16 organisation:14 quadrant desired_engagement:10 "
              "channel:12 frequency:10 owner:12");
    state->list.dress = dress;
    state->matrix.look = &look;
}

static void end(void *pane_state)
{
    Stakeholders *state = pane_state;
    matrix_release(&state->matrix);
    list_release(&state->list);
}

/* ---------------------------------------------------------------- drawing */

/* A stakeholder that is being moved counts where it is shown. */
static void quadrants_shown(const Stakeholders *state, const Plan *plan, int out[QUADRANT_MANAGE_CLOSELY + 1])
{
    const MatrixItem *moving = &state->matrix.moving;
    const Stakeholder *who = plan_find(plan, ENTITY_STAKEHOLDER, moving->id);
    memcpy(out, state->quadrants, sizeof state->quadrants);
    if (!who)
        return;
    out[quadrant_of(who)]--;
    out[stakeholder_quadrant(moving->y, moving->x)]++;
}

/* "Closely 3  1 opposed  2 gaps  Satisfied 1  Informed 2  Monitor 4" */
static void draw_summary(const Stakeholders *state, const Plan *plan, Canvas *line)
{
    int quadrants[QUADRANT_MANAGE_CLOSELY + 1];
    quadrants_shown(state, plan, quadrants);
    Canvas part = list_draw_chips(&state->list, line), *canvas = &part;
    static const char *const names[] = {"", "Monitor", "Informed", "Satisfied"};
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

static int draw_lines(Canvas *canvas, int y, Style style, const Buffer *text)
{
    if (text->length == 0 || y >= canvas->height)
        return y;
    return y + canvas_paragraph(canvas, 0, y, canvas->width, canvas->height - y, style, buffer_text(text));
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
    if (has_gap(who))
        buffer_format(out, ", should be %s", levels[who->desired_engagement]);
}

static void draw_detail(const Plan *plan, const Stakeholder *who, Canvas *canvas)
{
    canvas_line(canvas, 0, 0, canvas->width, STYLE_FRAME);
    Buffer text = {0};
    add_part(who->name, "", &text);
    add_part(who->role, ", ", &text);
    add_part(who->organisation, ", ", &text);
    int y = draw_lines(canvas, 1, STYLE_STRONG, &text);
    buffer_clear(&text);
    add_engagement(who, &text);
    y = draw_lines(canvas, y, has_gap(who) ? STYLE_WARNING : STYLE_TEXT, &text);
    buffer_clear(&text);
    add_part(who->expectations, "", &text);
    y = draw_lines(canvas, y, STYLE_TEXT, &text);
    buffer_clear(&text);
    add_part(who->strategy, "", &text);
    y = draw_lines(canvas, y, STYLE_DIM, &text);
    buffer_clear(&text);
    add_part(who->channel, "", &text);
    add_part(who->frequency, ", ", &text);
    if (who->owner) {
        buffer_add(&text, text.length > 0 ? "   Owner " : "Owner ");
        plan_label(plan, &resource_entity, who->owner, &text);
    }
    draw_lines(canvas, y, STYLE_DIM, &text);
    buffer_release(&text);
}

static bool keys_go_to_grid(const Stakeholders *state)
{
    return state->in_grid || state->matrix.moving.id != 0;
}

static void draw(void *pane_state, const Plan *plan, Canvas *canvas, bool focused)
{
    Stakeholders *state = pane_state;
    draw_summary(state, plan, canvas);
    Canvas body = canvas_part(canvas, 0, 1, canvas->width, canvas->height - 1);
    bool in_grid = keys_go_to_grid(state);
    MatrixSplit split = matrix_split(&body, in_grid);
    Id selected = list_selected(&state->list);
    if (split.grid.width > 0)
        matrix_draw(&state->matrix, &split.grid, selected, focused && in_grid);
    if (split.list.width > 0) {
        list_draw(&state->list, plan, &split.list, focused && !in_grid);
        list_draw_empty(&state->list, &split.list, "No stakeholders yet. Press i to write down the first one.");
    }
    const Stakeholder *who = plan_find(plan, ENTITY_STAKEHOLDER, selected);
    if (who && split.detail.width > 0)
        draw_detail(plan, who, &split.detail);
}

static void tile(void *pane_state, const Plan *plan, Canvas *canvas, bool focused)
{
    Stakeholders *state = pane_state;
    draw_summary(state, plan, canvas);
    int width = canvas->width, lines = canvas->height - 1;
    matrix_fit(&width, &lines);
    Canvas grid = canvas_part(canvas, 0, 1, width, lines);
    matrix_draw(&state->matrix, &grid, list_selected(&state->list), focused);
}

/* ---------------------------------------------------------------- keys and selection */

static bool key_pressed(void *pane_state, const Plan *plan, Key key)
{
    (void)plan;
    Stakeholders *state = pane_state;
    return matrix_register_key(&state->matrix, &state->list, state->in_grid, key);
}

static bool select_record(void *pane_state, const Plan *plan, const Entity *entity, Id id)
{
    (void)plan;
    Stakeholders *state = pane_state;
    return entity == &stakeholder_entity && list_select(&state->list, id);
}

static List *edited_list(void *pane_state)
{
    return &((Stakeholders *)pane_state)->list;
}

/* ---------------------------------------------------------------- commands */

static Stakeholders *stakeholders_of(App *app)
{
    return app_state(app, &stakeholders_pane);
}

static const Stakeholder *selected_stakeholder(App *app)
{
    const Stakeholder *who = plan_find(app_plan(app), ENTITY_STAKEHOLDER, list_selected(&stakeholders_of(app)->list));
    if (!who)
        app_say(app, "No stakeholder is selected");
    return who;
}

static void move_to(App *app, Id id, int interest, int power)
{
    const Plan *plan = app_plan(app);
    ChangeSet set = {0};
    Buffer code = {0};
    entity_code(&stakeholder_entity, id, &code);
    app_begin(app, &set, "");
    change_reason(&set, "move %s to power %d, interest %d", buffer_text(&code), power, interest);
    change_field(&set, plan, &stakeholder_entity, Stakeholder, id, power, value_number(power));
    change_field(&set, plan, &stakeholder_entity, Stakeholder, id, interest, value_number(interest));
    (void)app_commit(app, &set);
    buffer_release(&code);
    change_release(&set);
}

static void move_by(App *app, Key key)
{
    const Stakeholder *who = selected_stakeholder(app);
    if (!who)
        return;
    int interest = who->interest, power = who->power;
    if (matrix_step(key, &interest, &power))
        move_to(app, who->record.id, interest, power);
    else
        app_say(app, "It is at the edge of the grid already");
}

static void run_power_up(App *app, const char *argument)
{
    (void)argument;
    move_by(app, KEY_ARROW_UP);
}

static void run_power_down(App *app, const char *argument)
{
    (void)argument;
    move_by(app, KEY_ARROW_DOWN);
}

static void run_interest_up(App *app, const char *argument)
{
    (void)argument;
    move_by(app, KEY_ARROW_RIGHT);
}

static void run_interest_down(App *app, const char *argument)
{
    (void)argument;
    move_by(app, KEY_ARROW_LEFT);
}

static void run_move(App *app, const char *argument)
{
    (void)argument;
    const Stakeholder *who = selected_stakeholder(app);
    if (who)
        matrix_move(app, &stakeholders_of(app)->matrix, &stakeholder_entity, who->record.id, move_to);
}

static void change_attitude(App *app, int step)
{
    const Stakeholder *who = selected_stakeholder(app);
    if (!who)
        return;
    int attitude = (attitude_is_known(who) ? who->attitude : 0) + step;
    if (attitude < -HIGH_ATTITUDE || attitude > HIGH_ATTITUDE) {
        app_say(app, "Attitude goes from -2 opposed to +2 in favour");
        return;
    }
    ChangeSet set = {0};
    app_begin(app, &set, "");
    change_reason(&set, "attitude of %s %+d", who->name, attitude);
    change_field(&set, app_plan(app), &stakeholder_entity, Stakeholder, who->record.id, attitude,
                 value_number(attitude));
    (void)app_commit(app, &set);
    change_release(&set);
}

static void run_attitude_up(App *app, const char *argument)
{
    (void)argument;
    change_attitude(app, +1);
}

static void run_attitude_down(App *app, const char *argument)
{
    (void)argument;
    change_attitude(app, -1);
}

/* The new one is placed in the grid at once: Enter keeps the place, Esc leaves it unassessed. */
static bool accept_new(App *app, const char *text, const void *context)
{
    (void)context;
    Stakeholders *state = stakeholders_of(app);
    ChangeSet set = {0};
    app_begin(app, &set, "new stakeholder");
    Stakeholder *who = change_create(&set, &stakeholder_entity);
    who->name = arena_text(&set.arena, text);
    bool done = app_commit(app, &set);
    if (done) {
        refresh(state, app_plan(app));
        list_select(&state->list, who->record.id);
        matrix_move(app, &state->matrix, &stakeholder_entity, who->record.id, move_to);
    }
    change_release(&set);
    return done;
}

static void run_new(App *app, const char *argument)
{
    if (app_may_change(app))
        app_prompt(app, &(Prompt){.label = "New stakeholder",
                                  .command = "stakeholder-new",
                                  .initial = argument,
                                  .accept = accept_new});
}

static void run_focus(App *app, const char *argument)
{
    (void)argument;
    stakeholders_of(app)->in_grid = !stakeholders_of(app)->in_grid;
}

static const Command commands[] = {
    {"stakeholder-new", "i insert", "new", "Write down a new stakeholder", run_new},
    {"stakeholder-focus", "w", "grid", "Go to the power/interest grid, or back to the register", run_focus},
    {"stakeholder-move", "m", "move", "Move with the arrow keys; Enter keeps the new place", run_move},
    {"stakeholder-power-up", "shift-up alt-up", NULL, "One level more power", run_power_up},
    {"stakeholder-power-down", "shift-down alt-down", NULL, "One level less power", run_power_down},
    {"stakeholder-interest-up", "shift-right alt-right", NULL, "One level more interest", run_interest_up},
    {"stakeholder-interest-down", "shift-left alt-left", NULL, "One level less interest", run_interest_down},
    {"stakeholder-attitude-up", "+ =", "in favour", "One step more in favour", run_attitude_up},
    {"stakeholder-attitude-down", "-", "opposed", "One step more opposed", run_attitude_down},
    {0},
};

const Pane stakeholders_pane = {
    .name = "stakeholders",
    .title = "Stakeholders",
    .key = '4',
    .help = "The power/interest grid with initials in its cells (+ in favour, - opposed), and the register beside it. "
            "Select in either, the other follows; shift-arrows move the selected one. Eng. N→S ! means neutral now, "
            "supportive wanted (U unaware, R resistant, N neutral, S supportive, L leading).",
    .state_size = sizeof(Stakeholders),
    .begin = begin,
    .end = end,
    .refresh = refresh,
    .draw = draw,
    .tile = tile,
    .key_pressed = key_pressed,
    .select = select_record,
    .list = edited_list,
    .commands = commands,
};
