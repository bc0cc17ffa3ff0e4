/*
 * The links of the selected task, as Microsoft Project shows them in the lower half of its window: what it waits for at
 * the left, what waits for it at the right, and of each whether it decides and how much room it leaves.
 */
#include "relations.h"

#include <stdio.h>

#include "findings.h"
#include "overlay.h"
#include "schedule_commands.h"
#include "steerco/base/text.h"

enum { SHARE = 3, LEAST_HEIGHT = 4, MOST_HEIGHT = 10, BOTH_FROM_WIDTH = 60, MOST_FOUND = 500 };

/* ---------------------------------------------------------------- columns */

static Value link_driving(const Plan *plan, const void *record, Buffer *text)
{
    LinkFigures figures;
    if (schedule_link(plan, ((const Record *)record)->id, &figures))
        buffer_add(text, figures.driving ? "yes" : "no");
    else
        buffer_add(text, "—");
    return value_text(buffer_text(text));
}

static Value link_slack(const Plan *plan, const void *record, Buffer *text)
{
    LinkFigures figures;
    const Link *link = record;
    const Task *successor = plan_find(plan, ENTITY_TASK, link->successor);
    if (successor && schedule_link(plan, link->record.id, &figures))
        schedule_word_slack(plan, successor, figures.slack, text);
    else
        buffer_add(text, "—");
    return value_text(buffer_text(text));
}

/* They depend on where both tasks stand, so they are worked out for the few links in sight alone. */
static const Field driving_field = {.name = "drives",
                                    .title = "Drives",
                                    .type = FIELD_TEXT,
                                    .computed = link_driving,
                                    .width = 6,
                                    .help = "whether the link decides where the successor stands"};
static const Field slack_field = {.name = "slack",
                                  .title = "Slack",
                                  .type = FIELD_TEXT,
                                  .computed = link_slack,
                                  .width = 6,
                                  .help = "working time that the successor stands behind what the link demands"};

static void dress(const Plan *plan, Id id, const Field *field, Buffer *text, Style *style, const void *context)
{
    const Link *link = plan_find(plan, ENTITY_LINK, id);
    LinkFigures figures;
    (void)context;
    if (!link)
        return;
    if (field->type == FIELD_REFERENCE) {
        buffer_add_char(text, ' ');
        plan_label(plan, &task_entity,
                   field == field_of(&link_entity, Link, predecessor) ? link->predecessor : link->successor, text);
    } else if (field == field_of(&link_entity, Link, lag) && duration_amount(link->lag) == 0) {
        buffer_clear(text);
    }
    if (!schedule_link(plan, id, &figures))
        *style = STYLE_DIM; /* a task of it is inactive */
    else if (figures.driving)
        *style = STYLE_STRONG;
}

void relations_begin(Relations *relations)
{
    static const char *const columns[SIDES] = {"predecessor:12 type:4 lag:5", "successor:12 type:4 lag:5"};
    for (int side = 0; side < SIDES; side++) {
        List *list = &relations->lists[side];
        list_init(list, &link_entity, columns[side]);
        list->columns[list->column_count++] = (ListColumn){.field = &driving_field};
        list->columns[list->column_count++] = (ListColumn){.field = &slack_field};
        list->dress = dress;
    }
}

void relations_end(Relations *relations)
{
    for (int side = 0; side < SIDES; side++)
        list_release(&relations->lists[side]);
}

/* ---------------------------------------------------------------- rows */

static void fill(Relations *relations, const Plan *plan, int side)
{
    const Adjacency *links = side == SIDE_PREDECESSORS ? &plan->results.predecessors : &plan->results.successors;
    uint32_t row = plan_row(plan, ENTITY_TASK, relations->task);
    Ids ids = {0};
    for (uint32_t i = row == ROW_NONE ? 0 : links->first[row]; row != ROW_NONE && i < links->first[row + 1]; i++)
        array_push(&ids, plan_link(plan, links->rows[i])->record.id);
    list_set_rows(&relations->lists[side], ids.items, ids.count);
    array_release(&ids);
}

static void follow(Relations *relations, const Plan *plan, Id task)
{
    if (relations->task == task && relations->generation == plan->generation)
        return;
    for (int side = 0; side < SIDES && relations->task != task; side++)
        relations->lists[side].selected = relations->lists[side].top = 0;
    relations->task = task;
    relations->generation = plan->generation;
    for (int side = 0; side < SIDES; side++)
        fill(relations, plan, side);
}

/* ---------------------------------------------------------------- drawing */

int relations_height(const Relations *relations, int height)
{
    int wanted = height / SHARE;
    if (!relations->shown)
        return 0;
    if (height < 2 * LEAST_HEIGHT) /* no room for both */
        return relations->focused ? height : 0;
    return wanted < LEAST_HEIGHT ? LEAST_HEIGHT : wanted > MOST_HEIGHT ? MOST_HEIGHT : wanted;
}

static void draw_side(Relations *relations, const Plan *plan, int side, Canvas *canvas)
{
    static const char *const titles[SIDES] = {"Predecessors", "Successors"};
    static const char *const hints[SIDES] = {"It waits for nothing.", "Nothing waits for it."};
    List *list = &relations->lists[side];
    bool focused = relations->focused && relations->side == side;
    Buffer title = {0};
    buffer_format(&title, " %s of ", titles[side]);
    entity_code(&task_entity, relations->task, &title);
    buffer_format(&title, ": %zu ", list->rows.count);
    canvas_line(canvas, 0, 0, canvas->width, focused ? STYLE_FRAME_FOCUS : STYLE_FRAME);
    canvas_text(canvas, 1, 0, text_width(buffer_text(&title)), focused ? STYLE_TITLE : STYLE_HEADER,
                buffer_text(&title));
    buffer_release(&title);
    Canvas rows = canvas_part(canvas, 0, 1, canvas->width, canvas->height - 1);
    list_draw(list, plan, &rows, focused);
    list_draw_empty(list, &rows, hints[side]);
    if (focused && list->rows.count == 0)
        canvas_cursor(&rows, 0, 1, false);
}

void relations_draw(Relations *relations, const Plan *plan, Id task, Canvas *canvas)
{
    follow(relations, plan, task);
    if (canvas->width < BOTH_FROM_WIDTH) {
        draw_side(relations, plan, relations->side, canvas);
        return;
    }
    int left = canvas->width / 2;
    Canvas halves[SIDES] = {canvas_part(canvas, 0, 0, left, canvas->height),
                            canvas_part(canvas, left + 1, 0, canvas->width - left - 1, canvas->height)};
    for (int y = 0; y < canvas->height; y++)
        canvas_glyph(canvas, left, y, STYLE_FRAME, y == 0 ? GLYPH_TEE_DOWN : GLYPH_VERTICAL);
    for (int side = 0; side < SIDES; side++)
        draw_side(relations, plan, side, &halves[side]);
}

/* ---------------------------------------------------------------- what can be done there */

static Relations *relations_of(App *app)
{
    return &schedule_of(app)->relations;
}

static List *list_in_focus(Relations *relations)
{
    return &relations->lists[relations->side];
}

/* The task at the other end of a link. */
static Id other_end(const Link *link, int side)
{
    return side == SIDE_PREDECESSORS ? link->predecessor : link->successor;
}

static const Link *selected_link(App *app)
{
    const Link *link = plan_find(app_plan(app), ENTITY_LINK, list_selected(list_in_focus(relations_of(app))));
    if (!link)
        app_say(app, "No link is selected; i adds one");
    return link;
}

static void jump(App *app)
{
    const Link *link = selected_link(app);
    if (link)
        trail_jump(app, other_end(link, relations_of(app)->side));
}

static void edit(App *app, const Field *field, Key first)
{
    List *list = list_in_focus(relations_of(app));
    if (!selected_link(app))
        return;
    for (int column = 0; column < list->column_count; column++)
        if (list->columns[column].field == field)
            list->column = column;
    app_edit_cell(app, list, first);
}

static void commit(App *app, ChangeSet *set)
{
    app_commit(app, set);
    change_release(set);
}

static void remove_link(App *app)
{
    const Link *link = selected_link(app);
    if (!link)
        return;
    ChangeSet set = {0};
    app_begin(app, &set, "");
    change_reason(&set, "T-%lld no longer follows T-%lld", (long long)link->successor, (long long)link->predecessor);
    change_delete(&set, app_plan(app), &link_entity, link->record.id);
    commit(app, &set);
}

/* ---- a new link ---- */

typedef struct NewLink {
    Id task;
    int side;
} NewLink;

static bool is_linked_with(Relations *relations, const Plan *plan, int side, Id task)
{
    const List *list = &relations->lists[side];
    for (size_t i = 0; i < list->rows.count; i++) {
        const Link *link = plan_find(plan, ENTITY_LINK, list->rows.items[i]);
        if (link && other_end(link, side) == task)
            return true;
    }
    return false;
}

static void find_tasks(App *app, const char *folded, Choices *out, const void *context)
{
    const NewLink *wanted = context;
    const Plan *plan = app_plan(app);
    const Outline *outline = &plan->results.outline;
    Buffer code = {0};
    for (uint32_t place = 0; place < outline->count && out->count < MOST_FOUND; place++) {
        const Task *task = plan_task(plan, outline->row_at[place]);
        Choice choice = {.id = task->record.id};
        buffer_clear(&code);
        entity_code(&task_entity, choice.id, &code);
        if (choice.id == wanted->task || is_linked_with(relations_of(app), plan, wanted->side, choice.id) ||
            (!text_contains(task->name, folded) && !text_contains(buffer_text(&code), folded)))
            continue;
        overlay_copy(choice.text, sizeof choice.text, task->name);
        overlay_copy(choice.note, sizeof choice.note, buffer_text(&code));
        array_push(out, choice);
    }
    buffer_release(&code);
}

static void link_with(App *app, const Choice *choice, const char *typed, const void *context)
{
    (void)typed;
    const NewLink *wanted = context;
    Relations *relations = relations_of(app);
    bool before = wanted->side == SIDE_PREDECESSORS;
    ChangeSet set = {0};
    app_begin(app, &set, "");
    Link *link = change_create(&set, &link_entity);
    link->predecessor = before ? choice->id : wanted->task;
    link->successor = before ? wanted->task : choice->id;
    change_reason(&set, "T-%lld follows T-%lld", (long long)link->successor, (long long)link->predecessor);
    if (app_commit(app, &set)) {
        follow(relations, app_plan(app), wanted->task);
        list_select(list_in_focus(relations), link->record.id);
    }
    change_release(&set);
}

static void add_link(App *app)
{
    Relations *relations = relations_of(app);
    NewLink wanted = {relations->task, relations->side};
    char title[64];
    snprintf(title, sizeof title, "%s T-%lld",
             relations->side == SIDE_PREDECESSORS ? "What comes before" : "What follows", (long long)relations->task);
    if (relations->task != 0)
        app_pick(app, &(Picker){.title = title,
                                .find = find_tasks,
                                .picked = link_with,
                                .context = &wanted,
                                .context_size = sizeof wanted});
}

/* ---------------------------------------------------------------- focus */

typedef struct Focus {
    Relations *relations; /* of the pane, which outlives every overlay */
} Focus;

static void leave(void *state)
{
    ((Focus *)state)->relations->focused = false;
}

/* Left and right go through the columns, and from one list into the other. */
static bool cross_over(Relations *relations, Key key)
{
    const List *list = list_in_focus(relations);
    bool right = key_in_list(key, "right l"), left = key_in_list(key, "left h");
    if (key_in_list(key, "tab backtab"))
        relations->side = SIDES - 1 - relations->side;
    else if (right && relations->side == SIDE_PREDECESSORS && list->column + 1 >= list->column_count)
        relations->side = SIDE_SUCCESSORS;
    else if (left && relations->side == SIDE_SUCCESSORS && list->column == 0)
        relations->side = SIDE_PREDECESSORS;
    else
        return false;
    return true;
}

static bool act(App *app, Key key)
{
    if (key == KEY_ENTER_)
        jump(app);
    else if (key_in_list(key, "e f2"))
        edit(app, list_field(list_in_focus(relations_of(app))), 0);
    else if (key == 't')
        edit(app, field_of(&link_entity, Link, type), 0);
    else if (key == 'w')
        edit(app, field_of(&link_entity, Link, lag), 0);
    else if (key_in_list(key, "i a insert"))
        add_link(app);
    else if (key_in_list(key, "d delete"))
        remove_link(app);
    else if (key_in_list(key, "u ctrl-r = backspace f F"))
        app_command_of_key(app, key)->run(app, "");
    else
        return false;
    return true;
}

static bool key_pressed(void *state, App *app, Key key)
{
    Relations *relations = ((Focus *)state)->relations;
    follow(relations, app_plan(app), list_selected(&schedule_of(app)->list));
    if (key == ';')
        relations->shown = false;
    if (key_in_list(key, "esc q ;"))
        overlay_close(app, state);
    else
        return cross_over(relations, key) || act(app, key) || list_key(list_in_focus(relations), key);
    return true;
}

static const Command commands[] = {
    {"link-jump", "enter", "go there", "Go to the task at the other end; backspace comes back", NULL},
    {"link-new", "i a", "add", "Link it with another task: type a part of its name", NULL},
    {"link-type", "t", "type", "Change the type: FS, SS, FF, SF", NULL},
    {"link-lag", "w", "lag", "Change the waiting time: 2d, -1d, 3ed, 50%", NULL},
    {"link-delete", "d delete", "remove", "Remove the link", NULL},
    {"link-side", "tab", "other", "Go from predecessors to successors and back", NULL},
    {"links-leave", "esc q", "back", "Go back to the tasks", NULL},
    {"links-hide", ";", "hide", "Go back to the tasks and hide the links", NULL},
    {"link-undo", "u", "undo", "Take the last change back", NULL},
    {"link-edit", "e f2", "edit", "Change the selected cell", NULL},
    {0},
};

static const Overlay relations_overlay = {
    .name = "links",
    .state_size = sizeof(Focus),
    .end = leave,
    .key_pressed = key_pressed,
    .commands = commands,
};

static void enter(App *app)
{
    Relations *relations = relations_of(app);
    relations->focused = true;
    ((Focus *)app_open(app, &relations_overlay))->relations = relations;
}

void relations_run(App *app, const char *argument)
{
    (void)argument;
    Relations *relations = relations_of(app);
    app_show_pane(app, &schedule_pane); /* the tile has no room for them */
    if (relations->shown)
        enter(app);
    else
        app_say(app, "; once more goes into the links, and hides them again");
    relations->shown = true;
}

void relations_show_link(App *app, Id id)
{
    const Link *link = plan_find(app_plan(app), ENTITY_LINK, id);
    Relations *relations = relations_of(app);
    if (!link)
        return;
    app_show_pane(app, &schedule_pane);
    relations->shown = true;
    relations->side = SIDE_PREDECESSORS;
    follow(relations, app_plan(app), link->successor);
    list_select(&relations->lists[SIDE_PREDECESSORS], id);
    if (!relations->focused)
        enter(app);
}
