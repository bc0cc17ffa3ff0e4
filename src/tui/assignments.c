/*
 * Who works on a task. The overlay keeps a draft of its assignments; the loads beside each person are those that the
 * draft would give them, so overload is seen before it is made. Enter makes one change set of the differences.
 */
#include "steerco/tui/assignments.h"

#include <ctype.h>
#include <stdio.h>

#include "overlay.h"
#include "steerco/analysis/load.h"
#include "steerco/analysis/worktime.h"
#include "steerco/base/text.h"

enum { WHOLE = 10000, UNITS_STEP = 1000, UNITS_MOST = 1000000, MOST_WEEKS = 520, DAYS_PER_WEEK = 7 };
enum {
    NAME_LEAST = 14,
    NAME_MOST = 24,
    LEAST_WIDTH = 64,
    FRAME = 4,
    UNITS_WIDTH = 6,
    WORK_WIDTH = 7,
    LOAD_WIDTH = 8,
    MARK_WIDTH = 2
};
enum { HEAD_LINES = 3, FOOT_LINES = 2, MOST_CHOICES = 30 };

/* One line of the draft. */
typedef struct Person {
    Id assignment; /* 0 = not assigned yet */
    Id resource;   /* 0 = a new one of this name */
    char name[120];
    int32_t units, units_before;
    Duration work; /* undefined = by units */
    bool removed;
} Person;

typedef struct Editor {
    Id task;
    ARRAY(Person) people;
    size_t selected;
    int first_week; /* in sight */
    Seen seen;      /* the assignments when it was opened */
    bool typing;    /* the next digit continues the units */
} Editor;

static bool is_gone(const Person *person)
{
    return person->removed || person->units == 0;
}

static bool is_changed(const Person *person)
{
    if (person->assignment == 0)
        return !is_gone(person);
    return is_gone(person) || person->units != person->units_before;
}

static bool has_changes(const Editor *editor)
{
    for (size_t i = 0; i < editor->people.count; i++)
        if (is_changed(&editor->people.items[i]))
            return true;
    return false;
}

/* ---------------------------------------------------------------- loads */

typedef struct Weeks {
    WeekLoad loads[MOST_WEEKS];
    int count;
} Weeks;

static int64_t scaled(int64_t number, int64_t numerator, int64_t denominator)
{
    int64_t out;
    return number_scale(number, numerator, denominator, &out) ? out : 0;
}

static int64_t work_of(const Person *person, const TaskDates *dates)
{
    if (person->work != DURATION_NONE)
        return duration_amount(person->work);
    return scaled(dates->duration, person->units, WHOLE);
}

static Id calendar_of(const Plan *plan, Id resource)
{
    const Resource *found = plan_find(plan, ENTITY_RESOURCE, resource);
    return found ? found->calendar : 0;
}

/* The weeks of a task for somebody who is not in the plan yet: free all the time. */
static void fill_free_weeks(const WorkTime *time, Date from, Date to, Weeks *out)
{
    out->count = 0;
    for (Date day = from - date_weekday(from); day <= to && out->count < MOST_WEEKS; day += DAYS_PER_WEEK) {
        int64_t minutes = worktime_between(time, instant_make(day, 0), instant_make(day + DAYS_PER_WEEK, 0));
        out->loads[out->count++] = (WeekLoad){.monday = day, .capacity = (int32_t)minutes};
    }
}

/* Spread evenly over the working time of the task, as load_by_week() does with what is assigned already. */
static void add_work(const WorkTime *time, const TaskDates *dates, int64_t work, Weeks *weeks)
{
    int64_t all = worktime_between(time, dates->start, dates->finish);
    for (int i = 0; i < weeks->count && all > 0; i++) {
        Instant from = instant_make(weeks->loads[i].monday, 0), to = from + DAYS_PER_WEEK * MINUTES_PER_DAY;
        from = from > dates->start ? from : dates->start;
        to = to < dates->finish ? to : dates->finish;
        if (from < to)
            weeks->loads[i].assigned += (int32_t)scaled(work, worktime_between(time, from, to), all);
    }
}

static bool is_same(const Person *a, const Person *b)
{
    return a->resource == b->resource && (a->resource != 0 || text_equal(a->name, b->name));
}

/* What somebody would have to do in the weeks of the task if the draft came true. */
static void preview(const Editor *editor, const Plan *plan, const Person *who, Weeks *out)
{
    const TaskDates *dates = plan_task_dates(plan, editor->task);
    out->count = 0;
    if (!dates || dates->start == INSTANT_NONE)
        return;
    Date from = instant_date(dates->start), to = instant_date(dates->finish);
    WorkTime *time = worktime_new(plan, calendar_of(plan, who->resource));
    if (who->resource != 0)
        out->count = load_by_week(plan, who->resource, from, to, editor->task, out->loads, MOST_WEEKS);
    else
        fill_free_weeks(time, from, to, out);
    for (size_t i = 0; i < editor->people.count; i++) {
        const Person *person = &editor->people.items[i];
        if (is_same(person, who) && !is_gone(person))
            add_work(time, dates, work_of(person, dates), out);
    }
    worktime_free(time);
}

/* The week with the highest share of its capacity. */
static const WeekLoad *peak_of(const Weeks *weeks)
{
    const WeekLoad *peak = NULL;
    for (int i = 0; i < weeks->count; i++) {
        const WeekLoad *load = &weeks->loads[i];
        if (!peak || (int64_t)load->assigned * (peak->capacity ? peak->capacity : 1) >
                         (int64_t)peak->assigned * (load->capacity ? load->capacity : 1))
            peak = load;
    }
    return peak;
}

static bool is_overload(const WeekLoad *load)
{
    return load->assigned > load->capacity;
}

/* "80%"; a week without capacity has no share. */
static void word_load(const WeekLoad *load, Buffer *out)
{
    if (load->capacity > 0)
        buffer_format(out, "%lld%%", (long long)scaled(load->assigned, 100, load->capacity));
    else
        buffer_add(out, load->assigned > 0 ? "away" : "—");
}

/* ---------------------------------------------------------------- drawing */

static void draw_load(Canvas *canvas, int x, int y, const WeekLoad *load)
{
    Buffer text = {0};
    word_load(load, &text);
    Style style = is_overload(load) ? STYLE_BAD : load->assigned > 0 ? STYLE_TEXT : STYLE_DIM;
    canvas_text_right(canvas, x, y, LOAD_WIDTH - 2, style, buffer_text(&text));
    if (is_overload(load) && x + LOAD_WIDTH - 2 < canvas->width)
        canvas_glyph(canvas, x + LOAD_WIDTH - 2, y, STYLE_BAD, GLYPH_ALARM);
    buffer_release(&text);
}

/* Columns of a line from left to right; weeks take what the others leave. */
typedef struct Columns {
    int name, units, work, peak, weeks, room; /* where they begin; `room` weeks fit */
} Columns;

static Columns lay_out(int width, int weeks)
{
    int fixed = MARK_WIDTH + UNITS_WIDTH + WORK_WIDTH + LOAD_WIDTH;
    int room = (width - fixed - NAME_LEAST) / LOAD_WIDTH;
    room = room < 0 ? 0 : room > weeks ? weeks : room;
    Columns out = {.name = MARK_WIDTH, .room = room};
    int name = width - fixed - room * LOAD_WIDTH;
    out.units = out.name + (name < NAME_LEAST ? NAME_LEAST : name);
    out.work = out.units + UNITS_WIDTH;
    out.peak = out.work + WORK_WIDTH;
    out.weeks = out.peak + LOAD_WIDTH;
    return out;
}

static void draw_head(const Editor *editor, const Plan *plan, const Weeks *weeks, const Columns *columns,
                      Canvas *canvas)
{
    const Task *task = plan_find(plan, ENTITY_TASK, editor->task);
    Buffer text = {0};
    buffer_format(&text, "T-%lld %s", (long long)editor->task, task ? task->name : "");
    canvas_text(canvas, 0, 0, canvas->width, STYLE_STRONG, buffer_text(&text));
    buffer_clear(&text);
    if (task && plan_task_dates(plan, editor->task)) {
        field_word(entity_field(&task_entity, "start"), plan, task, FORMAT_DISPLAY, &text);
        buffer_add(&text, " – ");
        field_word(entity_field(&task_entity, "finish"), plan, task, FORMAT_DISPLAY, &text);
    }
    canvas_text(canvas, 0, 1, canvas->width, STYLE_DIM, buffer_text(&text));
    canvas_fill(canvas, 0, 2, canvas->width, 1, STYLE_HEADER, " ");
    canvas_text(canvas, columns->name, 2, columns->units - columns->name, STYLE_HEADER, "Who");
    canvas_text_right(canvas, columns->units, 2, UNITS_WIDTH, STYLE_HEADER, "Units");
    canvas_text_right(canvas, columns->work, 2, WORK_WIDTH, STYLE_HEADER, "Work");
    canvas_text_right(canvas, columns->peak, 2, LOAD_WIDTH - 2, STYLE_HEADER, "Peak");
    for (int i = 0; i < columns->room; i++) {
        Civil day = date_civil(weeks->loads[editor->first_week + i].monday);
        buffer_clear(&text);
        buffer_format(&text, "%d %s", day.day, month_name(day.month));
        canvas_text_right(canvas, columns->weeks + i * LOAD_WIDTH, 2, LOAD_WIDTH - 2, STYLE_HEADER, buffer_text(&text));
    }
    buffer_release(&text);
}

static void draw_mark(const Person *person, Canvas *canvas, int y)
{
    if (is_gone(person))
        canvas_glyph(canvas, 0, y, STYLE_WARNING, GLYPH_CROSS_OUT);
    else if (is_changed(person))
        canvas_text(canvas, 0, y, 1, STYLE_GOOD, person->assignment ? "~" : "+");
}

static void draw_amounts(const Plan *plan, const Person *person, const TaskDates *dates, const Columns *columns,
                         Canvas *canvas, int y)
{
    WorkUnits units = plan_units(plan);
    Buffer text = {0};
    number_format(person->units, 2, true, &text);
    buffer_add_char(&text, '%');
    canvas_text_right(canvas, columns->units, y, UNITS_WIDTH, STYLE_TEXT, buffer_text(&text));
    buffer_clear(&text);
    if (dates && !is_gone(person))
        duration_format(duration_make(work_of(person, dates), UNIT_HOURS), &units, &text);
    canvas_text_right(canvas, columns->work, y, WORK_WIDTH, STYLE_TEXT, buffer_text(&text));
    buffer_release(&text);
}

static void draw_person(const Editor *editor, const Plan *plan, size_t index, const Columns *columns, Canvas *canvas,
                        int y)
{
    const Person *person = &editor->people.items[index];
    Weeks weeks;
    preview(editor, plan, person, &weeks);
    draw_mark(person, canvas, y);
    canvas_text(canvas, columns->name, y, columns->units - columns->name, is_gone(person) ? STYLE_DIM : STYLE_TEXT,
                person->name);
    draw_amounts(plan, person, plan_task_dates(plan, editor->task), columns, canvas, y);
    const WeekLoad *peak = peak_of(&weeks);
    if (peak)
        draw_load(canvas, columns->peak, y, peak);
    for (int i = 0; i < columns->room && editor->first_week + i < weeks.count; i++)
        draw_load(canvas, columns->weeks + i * LOAD_WIDTH, y, &weeks.loads[editor->first_week + i]);
    if (index == editor->selected) {
        canvas_mark(canvas, 0, y, canvas->width, true);
        canvas_cursor(canvas, columns->units + UNITS_WIDTH - 1, y, editor->typing);
    }
}

/* As wide as all weeks need, if the screen is. */
static Canvas open_box(Canvas *canvas, int people, int weeks)
{
    int content = MARK_WIDTH + NAME_MOST + UNITS_WIDTH + WORK_WIDTH + LOAD_WIDTH + weeks * LOAD_WIDTH;
    int width = content + FRAME < LEAST_WIDTH ? LEAST_WIDTH : content + FRAME;
    int height = HEAD_LINES + (people > 0 ? people : 1) + FOOT_LINES + 2;
    Canvas inside = overlay_box(canvas, width < canvas->width ? width : canvas->width, height, "Who works on it");
    return canvas_part(&inside, 1, 0, inside.width - 2, inside.height);
}

static void draw(void *state, App *app, Canvas *canvas)
{
    Editor *editor = state;
    const Plan *plan = app_plan(app);
    int count = (int)editor->people.count;
    Weeks weeks;
    preview(editor, plan, &(Person){0}, &weeks);
    Canvas box = open_box(canvas, count, weeks.count);
    Columns columns = lay_out(box.width, weeks.count);
    int last_first = weeks.count - columns.room;
    editor->first_week = editor->first_week > last_first ? last_first : editor->first_week;
    draw_head(editor, plan, &weeks, &columns, &box);

    int room = box.height - HEAD_LINES - FOOT_LINES;
    int top = (int)editor->selected >= room ? (int)editor->selected - room + 1 : 0;
    for (int i = top; i < count && i - top < room; i++)
        draw_person(editor, plan, (size_t)i, &columns, &box, HEAD_LINES + i - top);
    if (count == 0) {
        canvas_text(&box, MARK_WIDTH, HEAD_LINES, box.width - MARK_WIDTH, STYLE_DIM, "Nobody yet");
        canvas_cursor(&box, MARK_WIDTH, HEAD_LINES, false);
    }
    canvas_text(&box, 0, box.height - 1, box.width, STYLE_HINT,
                has_changes(editor) ? "Enter keeps the changes, Esc drops them"
                                    : "Type part of a name to add somebody, digits to set units");
}

/* ---------------------------------------------------------------- picking people */

static bool is_listed(const Editor *editor, Id resource)
{
    for (size_t i = 0; i < editor->people.count; i++)
        if (editor->people.items[i].resource == resource)
            return true;
    return false;
}

typedef struct Match {
    uint32_t row;
    int score;
} Match;
typedef ARRAY(Match) Matches;

static int by_score(const void *a, const void *b)
{
    const Match *left = a, *right = b;
    if (left->score != right->score)
        return right->score - left->score;
    return left->row < right->row ? -1 : 1;
}

/* Name, initials and role count, so that "ab" and "tester" find people too. */
static int score_of(const Resource *resource, const char *folded)
{
    Buffer text = {0};
    buffer_format(&text, "%s %s %s", resource->name, resource->initials, resource->role);
    int score = fuzzy_score(buffer_text(&text), folded);
    buffer_release(&text);
    return score;
}

static void note_load(const Editor *editor, const Plan *plan, const Resource *resource, Choice *choice)
{
    Weeks weeks;
    Buffer note = {0};
    preview(editor, plan, &(Person){.resource = resource->record.id}, &weeks);
    const WeekLoad *peak = peak_of(&weeks);
    buffer_add(&note, resource->role);
    if (peak && resource->type == RESOURCE_WORK) {
        buffer_format(&note, "%s", *resource->role ? ", " : "");
        buffer_add(&note, "load up to ");
        word_load(peak, &note);
    }
    snprintf(choice->note, sizeof choice->note, "%.*s", (int)text_fit(buffer_text(&note), 60, NULL),
             buffer_text(&note));
    buffer_release(&note);
}

static void find_people(App *app, const char *folded, Choices *out, const void *context)
{
    const Editor *editor = *(Editor *const *)context;
    const Plan *plan = app_plan(app);
    Matches matches = {0};
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RESOURCE); row++) {
        int score = score_of(plan_resource(plan, row), folded);
        if (score >= 0 && !is_listed(editor, plan_resource(plan, row)->record.id))
            array_push(&matches, (Match){row, score});
    }
    if (matches.count > 0)
        qsort(matches.items, matches.count, sizeof *matches.items, by_score);
    for (size_t i = 0; i < matches.count && i < MOST_CHOICES; i++) {
        const Resource *resource = plan_resource(plan, matches.items[i].row);
        Choice choice = {.id = resource->record.id};
        snprintf(choice.text, sizeof choice.text, "%.*s", (int)text_fit(resource->name, 60, NULL), resource->name);
        note_load(editor, plan, resource, &choice);
        array_push(out, choice);
    }
    array_release(&matches);
}

static void add_person(Editor *editor, const Plan *plan, Id id, const char *name)
{
    const Resource *resource = plan_find(plan, ENTITY_RESOURCE, id);
    Person person = {.resource = id, .units = WHOLE, .work = DURATION_NONE};
    if (resource && resource->max_units > 0 && resource->max_units < WHOLE)
        person.units = resource->max_units;
    snprintf(person.name, sizeof person.name, "%.*s", (int)text_fit(name, 60, NULL), name);
    array_push(&editor->people, person);
    editor->selected = editor->people.count - 1;
    editor->typing = false;
}

static void person_picked(App *app, const Choice *choice, const char *typed, const void *context)
{
    Editor *editor = *(Editor *const *)context;
    if (choice)
        add_person(editor, app_plan(app), choice->id, choice->text);
    else if (*text_skip_blanks(typed))
        add_person(editor, app_plan(app), 0, text_skip_blanks(typed));
}

static void pick(App *app, Editor *editor)
{
    app_pick(app, &(Picker){.title = "Add to the task",
                            .find = find_people,
                            .picked = person_picked,
                            .new_allowed = true,
                            .context = &editor,
                            .context_size = sizeof editor});
}

/* ---------------------------------------------------------------- confirming */

static Id make_resource(ChangeSet *set, const char *name)
{
    Resource *made = change_create(set, &resource_entity);
    made->name = arena_text(&set->arena, name);
    return made->record.id;
}

static void add_change(const Editor *editor, const Plan *plan, const Person *person, ChangeSet *set)
{
    if (person->assignment == 0) {
        Id resource = person->resource ? person->resource : make_resource(set, person->name);
        Assignment *made = change_create(set, &assignment_entity);
        made->task = editor->task;
        made->resource = resource;
        made->units = person->units;
    } else if (is_gone(person)) {
        change_delete(set, plan, &assignment_entity, person->assignment);
    } else {
        change_field(set, plan, &assignment_entity, Assignment, person->assignment, units, value_number(person->units));
    }
}

/* "add Anna Berg 50%", "Bob Ito 100%", "remove Carl Diaz" */
static void word_change(const Person *person, Buffer *out)
{
    if (out->length > 0)
        buffer_add(out, ", ");
    if (is_gone(person)) {
        buffer_format(out, "remove %s", person->name);
        return;
    }
    buffer_format(out, "%s%s ", person->assignment ? "" : "add ", person->name);
    number_format(person->units, 2, true, out);
    buffer_add_char(out, '%');
}

/* Somebody else may have put the same person on the task: then that line is the one to change. */
static bool joins(const App *app, Person *person, const Assignment *other)
{
    if (person->assignment != 0 || is_gone(person) || person->resource == 0 || other->resource != person->resource)
        return false;
    person->assignment = other->record.id;
    person->units_before = other->units;
    app_say((App *)app, "Somebody else put %s on the task, with %d%%; Enter again keeps yours", person->name,
            (int)(other->units / 100));
    return true;
}

static bool others_joined(App *app, Editor *editor)
{
    const Plan *plan = app_plan(app);
    bool any = false;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_ASSIGNMENT); row++) {
        const Assignment *other = plan_assignment(plan, row);
        for (size_t i = 0; i < editor->people.count && other->task == editor->task; i++)
            any |= joins(app, &editor->people.items[i], other);
    }
    return any;
}

/* A changed line whose assignment is there no more. */
static bool is_overtaken(App *app, const Editor *editor)
{
    for (size_t i = 0; i < editor->people.count; i++) {
        const Person *person = &editor->people.items[i];
        if (person->assignment != 0 && is_changed(person) && !is_gone(person) &&
            app_is_gone(app, &assignment_entity, person->assignment))
            return true;
    }
    return false;
}

static void confirm(App *app, Editor *editor)
{
    const Plan *plan = app_plan(app);
    if (!has_changes(editor) || app_is_gone(app, &task_entity, editor->task) || is_overtaken(app, editor)) {
        app_close(app);
        return;
    }
    if (others_joined(app, editor))
        return;
    ChangeSet set = {0};
    Buffer words = {0};
    app_begin(app, &set, "");
    for (size_t i = 0; i < editor->people.count; i++)
        if (is_changed(&editor->people.items[i])) {
            add_change(editor, plan, &editor->people.items[i], &set);
            word_change(&editor->people.items[i], &words);
        }
    change_reason(&set, "T-%lld: %s", (long long)editor->task, buffer_text(&words));
    app_saw(app, &editor->seen);
    if (app_commit(app, &set))
        overlay_close(app, editor);
    app_saw(app, NULL);
    buffer_release(&words);
    change_release(&set);
}

static void drop(App *app, const Editor *editor)
{
    if (has_changes(editor))
        app_say(app, "The people on T-%lld stay as they were", (long long)editor->task);
    app_close(app);
}

/* ---------------------------------------------------------------- keys */

static void remove_selected(Editor *editor)
{
    Person *person = &editor->people.items[editor->selected];
    if (person->assignment != 0) {
        person->removed = !person->removed;
        return;
    }
    array_remove(&editor->people, editor->selected);
    if (editor->selected > 0 && editor->selected >= editor->people.count)
        editor->selected--;
}

/* Digits make up the units in per cent; the first one begins anew. */
static void type_units(Editor *editor, Person *person, int digit)
{
    int64_t units = (editor->typing ? (int64_t)person->units * 10 : 0) + (int64_t)digit * 100;
    if (units <= UNITS_MOST)
        person->units = (int32_t)units;
    editor->typing = true;
}

static void change_units(Person *person, int by)
{
    int32_t units = person->units + by;
    person->units = units < 0 ? 0 : units > UNITS_MOST ? UNITS_MOST : units;
}

/* Keys that need somebody to be selected. */
static bool person_key(Editor *editor, Key key)
{
    if (editor->people.count == 0)
        return false;
    Person *person = &editor->people.items[editor->selected];
    if (key >= '0' && key <= '9') {
        type_units(editor, person, (int)(key - '0'));
        return true;
    }
    if (key == KEY_ERASE && editor->typing) {
        person->units = person->units / 1000 * 100;
        return true;
    }
    editor->typing = false;
    if (key == '+')
        change_units(person, UNITS_STEP);
    else if (key == '-')
        change_units(person, -UNITS_STEP);
    else if (key == KEY_DELETE_ || key == KEY_ERASE)
        remove_selected(editor);
    else if (key == KEY_ARROW_UP && editor->selected > 0)
        editor->selected--;
    else if (key == KEY_ARROW_DOWN && editor->selected + 1 < editor->people.count)
        editor->selected++;
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
    Editor *editor = state;
    if (key == KEY_ENTER_)
        confirm(app, editor);
    else if (key == KEY_ESCAPE)
        drop(app, editor);
    else if (key == KEY_INSERT_)
        pick(app, editor);
    else if (key == KEY_ARROW_LEFT || key == KEY_ARROW_RIGHT)
        editor->first_week += key == KEY_ARROW_RIGHT ? 1 : editor->first_week > 0 ? -1 : 0;
    else if (person_key(editor, key))
        return true;
    else if (is_letter(key)) {
        pick(app, editor);
        app_key(app, key); /* the first letter of the name */
    } else
        return false;
    return true;
}

static void end(void *state)
{
    Editor *editor = state;
    array_release(&editor->people);
    seen_release(&editor->seen);
}

static bool typing(void *state, Typing *out)
{
    *out = (Typing){.entity = &task_entity, .id = ((const Editor *)state)->task};
    out->field = entity_field(&task_entity, "resources");
    return true;
}

static const Command commands[] = {
    {"assign-add", "insert", "add", "Pick somebody by part of the name; any letter begins with it", NULL},
    {"assign-units", "+ -", "units", "Ten per cent more or less; digits set the units", NULL},
    {"assign-remove", "delete backspace", "remove", "Take the person off the task, or back again", NULL},
    {"assign-weeks", "left right", "weeks", "Show other weeks of the task", NULL},
    {"assign-keep", "enter", "keep", "Keep all changes as one", NULL},
    {"assign-drop", "esc", "drop", "Leave everything as it was", NULL},
    {0},
};

static const Overlay overlay = {
    .name = "assignments",
    .state_size = sizeof(Editor),
    .end = end,
    .draw = draw,
    .key_pressed = key_pressed,
    .typing = typing,
    .commands = commands,
};

static void add_assigned(Editor *editor, const Plan *plan, const Assignment *assignment)
{
    Person person = {.assignment = assignment->record.id,
                     .resource = assignment->resource,
                     .units = assignment->units,
                     .units_before = assignment->units,
                     .work = assignment->work};
    Buffer name = {0};
    plan_label(plan, &resource_entity, assignment->resource, &name);
    snprintf(person.name, sizeof person.name, "%.*s", (int)text_fit(buffer_text(&name), 60, NULL), buffer_text(&name));
    buffer_release(&name);
    array_push(&editor->people, person);
}

void assignments_open(App *app, Id task)
{
    if (!app_may_change(app))
        return;
    const Plan *plan = app_plan(app);
    Editor *editor = app_open(app, &overlay);
    editor->task = task;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_ASSIGNMENT); row++)
        if (plan_assignment(plan, row)->task == task) {
            add_assigned(editor, plan, plan_assignment(plan, row));
            seen_add(&editor->seen, plan, &assignment_entity, plan_assignment(plan, row)->record.id);
        }
}
