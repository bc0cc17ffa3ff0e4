/*
 * The stakeholder pane: the power/interest grid and the register beside it, two looks at one selection.
 *
 * What stands here is about people: the model marks power, interest, attitude and engagement as confidential.
 */
#include "stakeholders.h"

#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/records/records.h"

static Quadrant quadrant_of(const Stakeholder *who)
{
    return stakeholder_quadrant(who->power, who->interest);
}

bool stakeholder_seen(const Plan *plan, Id id, Stakeholder *out)
{
    const Stakeholder *who = plan_find(plan, ENTITY_STAKEHOLDER, id);
    if (who)
        record_as_seen(plan, &stakeholder_entity, who, out);
    return who != NULL;
}

bool stakeholders_know_attitude(const Stakeholder *who)
{
    return who->attitude >= -HIGHEST_ATTITUDE && who->attitude <= HIGHEST_ATTITUDE;
}

/* "AB+" in favour, "AB-" against */
static void add_label(const Stakeholder *who, Buffer *out)
{
    resource_initials(who->initials, who->name, out);
    if (stakeholders_know_attitude(who) && who->attitude != 0)
        buffer_add(out, who->attitude > 0 ? "+" : "-");
}

/* ---------------------------------------------------------------- rows and summary */

typedef struct Ranked {
    Stakeholder who;
    Quadrant quadrant;
} Ranked;

/* Those to manage closely first, within a quadrant the most powerful and interested. */
static int by_weight(const void *a, const void *b)
{
    const Ranked *left = a, *right = b;
    const Stakeholder *l = &left->who, *r = &right->who;
    if (left->quadrant != right->quadrant)
        return (int)right->quadrant - (int)left->quadrant;
    if (l->power + l->interest != r->power + r->interest)
        return (r->power + r->interest) - (l->power + l->interest);
    return l->record.id < r->record.id ? -1 : l->record.id > r->record.id;
}

static void count_stakeholder(Stakeholders *state, const Stakeholder *who)
{
    state->quadrants[quadrant_of(who)]++;
    state->gaps += stakeholder_has_gap(who);
    state->opposed += stakeholders_know_attitude(who) && who->attitude < 0;
}

void stakeholders_refresh(void *pane_state, const Plan *plan)
{
    Stakeholders *state = pane_state;
    ARRAY(Ranked) ranking = {0};
    Ids ids = {0};
    memset(state->quadrants, 0, sizeof state->quadrants);
    state->gaps = state->opposed = 0;
    matrix_clear(&state->matrix);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_STAKEHOLDER); row++) {
        Stakeholder who;
        record_as_seen(plan, &stakeholder_entity, plan_stakeholder(plan, row), &who);
        count_stakeholder(state, &who);
        if (list_passes(&state->list, plan, who.record.id))
            array_push(&ranking, (Ranked){who, quadrant_of(&who)});
    }
    if (ranking.count > 0)
        qsort(ranking.items, ranking.count, sizeof ranking.items[0], by_weight);
    for (size_t i = 0; i < ranking.count; i++) {
        const Stakeholder *who = &ranking.items[i].who;
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
    if (!stakeholder_has_gap(who))
        return;
    buffer_format(text, "→%c !", letters[who->desired_engagement]);
    *style = STYLE_WARNING;
}

static void dress_attitude(const Stakeholder *who, Buffer *text, Style *style)
{
    if (!stakeholders_know_attitude(who) || who->attitude == 0)
        return;
    buffer_clear(text);
    buffer_format(text, "%+d", who->attitude);
    *style = who->attitude > 0 ? STYLE_GOOD : STYLE_BAD;
}

static void dress(const Plan *plan, Id id, const Field *field, Buffer *text, Style *style, const void *context)
{
    (void)context;
    Stakeholder seen, *who = &seen;
    if (!stakeholder_seen(plan, id, who))
        return;
    if (field == field_of(&stakeholder_entity, Stakeholder, engagement))
        dress_engagement(who, text, style);
    else if (field == field_of(&stakeholder_entity, Stakeholder, attitude))
        dress_attitude(who, text, style);
    else if (text_equal(field->name, "quadrant"))
        *style = stakeholders_quadrant_style(quadrant_of(who));
}

static void begin(void *pane_state, const Pane *pane)
{
    (void)pane;
    Stakeholders *state = pane_state;
    list_init(&state->list, &stakeholder_entity,
              "name:16 power interest attitude engagement:6 role:16 organisation:14 quadrant desired_engagement:10 "
              "channel:12 frequency:10 owner:12");
    state->list.dress = dress;
    state->matrix.look = &stakeholders_look;
}

static void end(void *pane_state)
{
    Stakeholders *state = pane_state;
    matrix_release(&state->matrix);
    list_release(&state->list);
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

/* ---------------------------------------------------------------- the pane */

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
    .refresh = stakeholders_refresh,
    .draw = stakeholders_draw,
    .tile = stakeholders_tile,
    .key_pressed = key_pressed,
    .select = select_record,
    .list = edited_list,
    .commands = stakeholders_commands,
};
