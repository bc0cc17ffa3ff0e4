/*
 * Who works on a task. The overlay keeps a draft of its assignments; the loads beside each person are those that the
 * draft would give them, so overload is seen before it is made. Enter makes one change set of the differences.
 */
#include "steerco/tui/panes/schedule/assignments.h"

#include <ctype.h>

#include "assignments_parts.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/modes.h"

enum { UNITS_STEP = 1000 };

bool assigned_is_gone(const AssignedPerson *person)
{
    return person->removed || person->units == 0;
}

bool assigned_is_changed(const AssignedPerson *person)
{
    if (person->assignment == 0)
        return !assigned_is_gone(person);
    return assigned_is_gone(person) || person->units != person->units_before;
}

bool assignments_have_changes(const AssignmentDraft *draft)
{
    for (size_t i = 0; i < draft->people.count; i++)
        if (assigned_is_changed(&draft->people.items[i]))
            return true;
    return false;
}

/* ---------------------------------------------------------------- confirming */

static Id make_resource(ChangeSet *set, const char *name)
{
    Resource *made = change_create(set, &resource_entity);
    made->name = arena_text(&set->arena, name);
    return made->record.id;
}

static void add_change(const AssignmentDraft *draft, const Plan *plan, const AssignedPerson *person, ChangeSet *set)
{
    if (person->assignment == 0) {
        Id resource = person->resource ? person->resource : make_resource(set, person->name);
        Assignment *made = change_create(set, &assignment_entity);
        made->task = draft->task;
        made->resource = resource;
        made->units = person->units;
    } else if (assigned_is_gone(person)) {
        change_delete(set, plan, &assignment_entity, person->assignment);
    } else {
        change_field(set, plan, &assignment_entity, Assignment, person->assignment, units, value_number(person->units));
    }
}

/* "add Anna Berg 50%", "Bob Ito 100%", "remove Carl Diaz" */
static void word_change(const AssignedPerson *person, Buffer *out)
{
    if (out->length > 0)
        buffer_add(out, ", ");
    if (assigned_is_gone(person)) {
        buffer_format(out, "remove %s", person->name);
        return;
    }
    buffer_format(out, "%s%s ", person->assignment ? "" : "add ", person->name);
    number_format(person->units, 2, true, out);
    buffer_add_char(out, '%');
}

/* Somebody else may have put the same person on the task: then that line is the one to change. */
static bool joins(const App *app, AssignedPerson *person, const Assignment *other)
{
    if (person->assignment != 0 || assigned_is_gone(person) || person->resource == 0 ||
        other->resource != person->resource)
        return false;
    person->assignment = other->record.id;
    person->units_before = other->units;
    app_say((App *)app, "Somebody else put %s on the task, with %d%%; Enter again keeps yours", person->name,
            (int)(other->units / 100));
    return true;
}

static bool others_joined(App *app, AssignmentDraft *draft)
{
    const Plan *plan = app_plan(app);
    bool any = false;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_ASSIGNMENT); row++) {
        const Assignment *other = plan_assignment(plan, row);
        for (size_t i = 0; i < draft->people.count && other->task == draft->task; i++)
            any |= joins(app, &draft->people.items[i], other);
    }
    return any;
}

/* A changed line whose assignment is there no more. */
static bool is_overtaken(App *app, const AssignmentDraft *draft)
{
    for (size_t i = 0; i < draft->people.count; i++) {
        const AssignedPerson *person = &draft->people.items[i];
        if (person->assignment != 0 && assigned_is_changed(person) && !assigned_is_gone(person) &&
            app_is_gone(app, &assignment_entity, person->assignment))
            return true;
    }
    return false;
}

static bool typing(void *state, Typing *out)
{
    AssignmentDraft *draft = state;
    buffer_clear(&draft->now);
    assignments_word(draft, &draft->now);
    *out = (Typing){.entity = &task_entity,
                    .id = draft->task,
                    .field = entity_field(&task_entity, "resources"),
                    .command = "task-assign",
                    .text = buffer_text(&draft->now),
                    .before = buffer_text(&draft->before)};
    return true;
}

static bool resume(void *state, App *app, const Typing *typed)
{
    AssignmentDraft *draft = state;
    return typed->entity == &task_entity && typed->id == draft->task &&
           assignments_read(draft, app_plan(app), typed->text);
}

static void confirm(App *app, AssignmentDraft *draft)
{
    Typing typed;
    const Plan *plan = app_plan(app);
    if (!assignments_have_changes(draft) || app_is_gone(app, &task_entity, draft->task) || is_overtaken(app, draft)) {
        app_close(app);
        return;
    }
    if (others_joined(app, draft))
        return;
    ChangeSet set = {0};
    Buffer words = {0};
    app_begin(app, &set, "");
    for (size_t i = 0; i < draft->people.count; i++)
        if (assigned_is_changed(&draft->people.items[i])) {
            add_change(draft, plan, &draft->people.items[i], &set);
            word_change(&draft->people.items[i], &words);
        }
    change_reason(&set, "%s: %s", plan_quoted(plan, &task_entity, draft->task).text, buffer_text(&words));
    typing(draft, &typed);
    app_saw(app, &draft->seen, &typed);
    bool done = app_commit(app, &set);
    app_saw(app, NULL, NULL);
    if (done)
        overlay_close(app, draft);
    buffer_release(&words);
    change_release(&set);
}

static void drop(App *app, const AssignmentDraft *draft)
{
    if (assignments_have_changes(draft))
        app_say(app, "The people on %s stay as they were", plan_quoted(app_plan(app), &task_entity, draft->task).text);
    app_close(app);
}

/* ---------------------------------------------------------------- keys */

static void remove_selected(AssignmentDraft *draft)
{
    AssignedPerson *person = &draft->people.items[draft->selected];
    if (person->assignment != 0) {
        person->removed = !person->removed;
        return;
    }
    array_remove(&draft->people, draft->selected);
    if (draft->selected > 0 && draft->selected >= draft->people.count)
        draft->selected--;
}

/* Digits make up the units in per cent; the first one begins anew. */
static void type_units(AssignmentDraft *draft, AssignedPerson *person, int digit)
{
    int64_t units = (draft->typing ? (int64_t)person->units * 10 : 0) + (int64_t)digit * 100;
    if (units <= ASSIGNED_MOST)
        person->units = (int32_t)units;
    draft->typing = true;
}

static void change_units(AssignedPerson *person, int by)
{
    int32_t units = person->units + by;
    person->units = units < 0 ? 0 : units > ASSIGNED_MOST ? ASSIGNED_MOST : units;
}

/* Keys that need somebody to be selected. */
static bool person_key(AssignmentDraft *draft, Key key)
{
    if (draft->people.count == 0)
        return false;
    AssignedPerson *person = &draft->people.items[draft->selected];
    if (key >= '0' && key <= '9') {
        type_units(draft, person, (int)(key - '0'));
        return true;
    }
    if (key == KEY_ERASE && draft->typing) {
        person->units = person->units / 1000 * 100;
        return true;
    }
    draft->typing = false;
    if (key == '+')
        change_units(person, UNITS_STEP);
    else if (key == '-')
        change_units(person, -UNITS_STEP);
    else if (key == KEY_DELETE_ || key == KEY_ERASE)
        remove_selected(draft);
    else if (key == KEY_ARROW_UP && draft->selected > 0)
        draft->selected--;
    else if (key == KEY_ARROW_DOWN && draft->selected + 1 < draft->people.count)
        draft->selected++;
    else
        return key == KEY_ARROW_UP || key == KEY_ARROW_DOWN;
    return true;
}

static bool is_letter(Key key)
{
    return key < KEY_SPECIAL && (key >= 0x80 || isalpha((int)key));
}

static bool key_pressed(void *state, App *app, Key key)
{
    AssignmentDraft *draft = state;
    if (key == KEY_ENTER_)
        confirm(app, draft);
    else if (key == KEY_ESCAPE)
        drop(app, draft);
    else if (key == KEY_INSERT_)
        assignments_pick(app, draft);
    else if (key == KEY_ARROW_LEFT || key == KEY_ARROW_RIGHT)
        draft->first_week += key == KEY_ARROW_RIGHT ? 1 : draft->first_week > 0 ? -1 : 0;
    else if (person_key(draft, key))
        return true;
    else if (draft->people.count == 0 && key_in_list(key, "+ - 0 1 2 3 4 5 6 7 8 9 delete backspace up down"))
        app_say(app, "Nobody is on T-%lld yet: type a part of a name", (long long)draft->task);
    else if (is_letter(key)) {
        assignments_pick(app, draft);
        app_key(app, key); /* the first letter of the name */
    } else
        return false;
    return true;
}

static void end(void *state)
{
    AssignmentDraft *draft = state;
    array_release(&draft->people);
    arena_release(&draft->names);
    buffer_release(&draft->now);
    buffer_release(&draft->before);
    seen_release(&draft->seen);
}

static const Command commands[] = {
    {"assign-add", "insert", "add", "Pick somebody by part of the name; any letter begins with it", NULL},
    {"assign-units", "+ - 0 1 2 3 4 5 6 7 8 9", "units", "Ten per cent more or less; digits set the units", NULL},
    {"assign-remove", "delete backspace", "remove", "Take the person off the task, or back again", NULL},
    {"assign-move", "up down", NULL, "Go to another person", NULL},
    {"assign-weeks", "left right", "weeks", "Show other weeks of the task", NULL},
    {"assign-keep", "enter", "keep", "Keep all changes as one", NULL},
    {"assign-drop", "esc", "drop", "Leave everything as it was", NULL},
    {0},
};

const Mode assignments_mode = {
    .name = "assignments",
    .title = "Who works on a task",
    .help = "Opened with a in the schedule. The people of the task with the load that this draft would give them; "
            "Enter keeps all changes as one.",
    .commands = commands,
};

static const Overlay overlay = {
    .mode = &assignments_mode,
    .state_size = sizeof(AssignmentDraft),
    .end = end,
    .draw = assignments_draw,
    .key_pressed = key_pressed,
    .typing = typing,
    .resume = resume,
};

static void add_assigned(AssignmentDraft *draft, const Plan *plan, const Assignment *assignment)
{
    AssignedPerson person = {.assignment = assignment->record.id,
                             .resource = assignment->resource,
                             .units = assignment->units,
                             .units_before = assignment->units,
                             .work = assignment->work};
    Buffer name = {0};
    plan_label(plan, &resource_entity, assignment->resource, &name);
    person.name = arena_text(&draft->names, buffer_text(&name));
    buffer_release(&name);
    array_push(&draft->people, person);
}

void assignments_open(App *app, Id task)
{
    if (!app_may_change(app))
        return;
    const Plan *plan = app_plan(app);
    AssignmentDraft *draft = app_open(app, &overlay);
    draft->task = task;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_ASSIGNMENT); row++)
        if (plan_assignment(plan, row)->task == task) {
            add_assigned(draft, plan, plan_assignment(plan, row));
            seen_add(&draft->seen, plan, &assignment_entity, plan_assignment(plan, row)->record.id);
        }
    assignments_word(draft, &draft->before);
}
