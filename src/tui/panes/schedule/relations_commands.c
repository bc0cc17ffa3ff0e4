/*
 * What can be done with the links of the selected task: go along them, add, change and remove them. While the focus is
 * there, an overlay without a box takes the keys, so that key bar and help tell them.
 */
#include <stdio.h>

#include "findings.h"
#include "relations.h"
#include "schedule_commands.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/app/overlay.h"

enum { MOST_FOUND = 500 };

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
    change_reason(&set, "unlink %s from %s", plan_quoted(app_plan(app), &task_entity, link->successor).text,
                  plan_quoted(app_plan(app), &task_entity, link->predecessor).text);
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

/* Names are compared where they lie, codes worked out only where the name is another one. */
static bool answers(const Task *task, const char *folded)
{
    if (text_contains(task->name, folded))
        return true;
    Buffer code = {0};
    entity_code(&task_entity, task->record.id, &code);
    bool found = text_contains(buffer_text(&code), folded);
    buffer_release(&code);
    return found;
}

static void find_tasks(App *app, const char *folded, Choices *out, const void *context)
{
    const NewLink *wanted = context;
    const Plan *plan = app_plan(app);
    const Outline *outline = &plan->results->outline;
    for (uint32_t place = 0; place < outline->count && out->count < MOST_FOUND; place++) {
        const Task *task = plan_task(plan, outline->row_at[place]);
        Choice choice = {.id = task->record.id};
        if (choice.id == wanted->task || !answers(task, folded) ||
            is_linked_with(relations_of(app), plan, wanted->side, choice.id))
            continue;
        overlay_copy(choice.text, sizeof choice.text, task->name);
        snprintf(choice.note, sizeof choice.note, "T-%lld", (long long)choice.id);
        array_push(out, choice);
    }
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
    change_reason(&set, "link %s to %s", plan_quoted(app_plan(app), &task_entity, link->predecessor).text,
                  plan_quoted(app_plan(app), &task_entity, link->successor).text);
    if (app_commit(app, &set)) {
        relations_follow(relations, app_plan(app), wanted->task);
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

/* Among the tasks, whose links follow. */
static void find(App *app, const char *text, int direction)
{
    find_next(app, NULL, text, direction);
}

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
    else if (key_in_list(key, "i insert"))
        add_link(app);
    else if (key_in_list(key, "d delete"))
        remove_link(app);
    else
        return false;
    return true;
}

static bool key_pressed(void *state, App *app, Key key)
{
    Relations *relations = ((Focus *)state)->relations;
    relations_follow(relations, app_plan(app), list_selected(&schedule_of(app)->list));
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
    {"link-new", "i insert", "add", "Link it with another task: type a part of its name", NULL},
    {"link-type", "t", "type", "Change the type: FS, SS, FF, SF", NULL},
    {"link-lag", "w", "lag", "Change the waiting time: 2d, -1d, 3ed, 50%", NULL},
    {"link-delete", "d delete", "remove", "Remove the link", NULL},
    {"link-edit", "e f2", NULL, "Change the selected cell", NULL},
    {"link-side", "tab backtab", "other", "Go from predecessors to successors and back", NULL},
    {"link-move", "up down k j pageup pagedown ctrl-b ctrl-f ctrl-u ctrl-d home end g G", NULL, "Go to another link",
     NULL},
    {"link-column", "left right h l", NULL, "Go to another column, and over into the other list", NULL},
    {"links-leave", "esc q", "back", "Go back to the tasks", NULL},
    {"links-hide", ";", "hide", "Go back to the tasks and hide the links", NULL},
    {0},
};

const Mode links_mode = {
    .name = "links",
    .title = "Links of a task",
    .help =
        "Opened with ; in the schedule: what the selected task waits for at the left, what waits for it at the right.",
    .open = true,
    .beside = true,
    .find = find,
    .commands = commands,
};

static const Overlay relations_overlay = {
    .mode = &links_mode,
    .state_size = sizeof(Focus),
    .end = leave,
    .key_pressed = key_pressed,
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
    relations_follow(relations, app_plan(app), link->successor);
    list_select(&relations->lists[SIDE_PREDECESSORS], id);
    if (!relations->focused)
        enter(app);
}
