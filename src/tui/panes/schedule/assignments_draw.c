/*
 * How the assignments overlay looks: a line a person, with units, work and the loads of the weeks of the task.
 */
#include "assignments_parts.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/records/records.h"

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
enum { HEAD_LINES = 3, FOOT_LINES = 2 };

static void draw_load(Canvas *canvas, int x, int y, const WeekLoad *load)
{
    Buffer text = {0};
    assigned_word_load(load, &text);
    Style style = assigned_is_overload(load) ? STYLE_BAD : load->assigned > 0 ? STYLE_TEXT : STYLE_DIM;
    canvas_text_right(canvas, x, y, LOAD_WIDTH - 2, style, buffer_text(&text));
    if (assigned_is_overload(load) && x + LOAD_WIDTH - 2 < canvas->width)
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

static void draw_head(const AssignmentDraft *draft, const Plan *plan, const AssignedWeeks *weeks,
                      const Columns *columns, Canvas *canvas)
{
    const Task *task = plan_find(plan, ENTITY_TASK, draft->task);
    Buffer text = {0};
    buffer_format(&text, "T-%lld %s", (long long)draft->task, task ? task->name : "");
    canvas_text(canvas, 0, 0, canvas->width, STYLE_STRONG, buffer_text(&text));
    buffer_clear(&text);
    if (task && plan_task_dates(plan, draft->task)) {
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
        Civil day = date_civil(weeks->loads[draft->first_week + i].monday);
        buffer_clear(&text);
        buffer_format(&text, "%d %s", day.day, month_name(day.month));
        canvas_text_right(canvas, columns->weeks + i * LOAD_WIDTH, 2, LOAD_WIDTH - 2, STYLE_HEADER, buffer_text(&text));
    }
    buffer_release(&text);
}

static void draw_mark(const AssignedPerson *person, Canvas *canvas, int y)
{
    if (assigned_is_gone(person))
        canvas_glyph(canvas, 0, y, STYLE_WARNING, GLYPH_CROSS_OUT);
    else if (assigned_is_changed(person))
        canvas_text(canvas, 0, y, 1, STYLE_GOOD, person->assignment ? "~" : "+");
}

static void draw_amounts(const Plan *plan, const AssignedPerson *person, const TaskDates *dates, const Columns *columns,
                         Canvas *canvas, int y)
{
    WorkUnits units = plan_units(plan);
    Buffer text = {0};
    number_format(person->units, 2, true, &text);
    buffer_add_char(&text, '%');
    canvas_text_right(canvas, columns->units, y, UNITS_WIDTH, STYLE_TEXT, buffer_text(&text));
    buffer_clear(&text);
    if (dates && !assigned_is_gone(person))
        duration_format(duration_make(assigned_work(person, dates), UNIT_HOURS), &units, &text);
    canvas_text_right(canvas, columns->work, y, WORK_WIDTH, STYLE_TEXT, buffer_text(&text));
    buffer_release(&text);
}

static void draw_person(const AssignmentDraft *draft, const Plan *plan, size_t index, const Columns *columns,
                        Canvas *canvas, int y)
{
    const AssignedPerson *person = &draft->people.items[index];
    AssignedWeeks weeks;
    assignments_preview(draft, plan, person, &weeks);
    draw_mark(person, canvas, y);
    canvas_text(canvas, columns->name, y, columns->units - columns->name,
                assigned_is_gone(person) ? STYLE_DIM : STYLE_TEXT, person->name);
    draw_amounts(plan, person, plan_task_dates(plan, draft->task), columns, canvas, y);
    const WeekLoad *peak = assigned_peak(&weeks);
    if (peak)
        draw_load(canvas, columns->peak, y, peak);
    for (int i = 0; i < columns->room && draft->first_week + i < weeks.count; i++)
        draw_load(canvas, columns->weeks + i * LOAD_WIDTH, y, &weeks.loads[draft->first_week + i]);
    if (index == draft->selected) {
        canvas_mark(canvas, 0, y, canvas->width, true);
        canvas_cursor(canvas, columns->units + UNITS_WIDTH - 1, y, draft->typing);
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

void assignments_draw(void *state, App *app, Canvas *canvas)
{
    AssignmentDraft *draft = state;
    const Plan *plan = app_plan(app);
    int count = (int)draft->people.count;
    AssignedWeeks weeks;
    assignments_preview(draft, plan, &(AssignedPerson){.name = ""}, &weeks); /* of nobody: which weeks there are */
    Canvas box = open_box(canvas, count, weeks.count);
    Columns columns = lay_out(box.width, weeks.count);
    int last_first = weeks.count - columns.room;
    draft->first_week = draft->first_week > last_first ? last_first : draft->first_week;
    draw_head(draft, plan, &weeks, &columns, &box);

    int room = box.height - HEAD_LINES - FOOT_LINES;
    int top = (int)draft->selected >= room ? (int)draft->selected - room + 1 : 0;
    for (int i = top; i < count && i - top < room; i++)
        draw_person(draft, plan, (size_t)i, &columns, &box, HEAD_LINES + i - top);
    if (count == 0) {
        canvas_text(&box, MARK_WIDTH, HEAD_LINES, box.width - MARK_WIDTH, STYLE_DIM, "Nobody yet");
        canvas_cursor(&box, MARK_WIDTH, HEAD_LINES, false);
    }
    canvas_text(&box, 0, box.height - 1, box.width, STYLE_HINT,
                assignments_have_changes(draft) ? "Enter keeps the changes, Esc drops them"
                                                : "Type part of a name to add somebody, digits to set units");
}
