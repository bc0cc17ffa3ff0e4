/*
 * Calendars and what is different on some of their days. A holiday is typed in one line, on the calendar or among the
 * holidays; the first one of a file brings its calendar along.
 */
#include <stdlib.h>

#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/tui/app/overlay.h"
#include "team.h"

enum { WEEK = 7 };

/* ---------------------------------------------------------------- a new holiday */

/* The calendar of what is selected, else that of the project, else the only one; 0 = it has to be asked. */
static Id calendar_meant(App *app)
{
    const Plan *plan = app_plan(app);
    const List *list = &register_of(app)->list;
    Id id = list_selected(list);
    if (id < 0 && list->selected + 1 < list->rows.count) /* the heading of a group */
        id = list->rows.items[list->selected + 1];
    const Exception *exception = list->entity == &exception_entity ? plan_find(plan, ENTITY_EXCEPTION, id) : NULL;
    if (exception)
        return exception->calendar;
    if (list->entity == &calendar_entity && id > 0)
        return id;
    if (plan_board(plan)->calendar)
        return plan_board(plan)->calendar;
    return plan_count(plan, ENTITY_CALENDAR) == 1 ? ((const Record *)plan_at(plan, ENTITY_CALENDAR, 0))->id : 0;
}

/* A file without calendars works by the standard one: here it is, and the project goes by it. */
static Id make_standard(ChangeSet *set, const Plan *plan)
{
    Calendar *calendar = change_create(set, &calendar_entity);
    calendar->name = "Standard";
    change_field(set, plan, &board_entity, Board, plan->board, calendar, value_number(calendar->record.id));
    return calendar->record.id;
}

static void word_holiday(const Plan *plan, const Exception *exception, Buffer *out)
{
    buffer_format(out, "new holiday %s%s", exception->name, *exception->name ? ", " : "");
    if (*exception->repeats) {
        buffer_add(out, exception->repeats);
        return;
    }
    const Field *from = field_of(&exception_entity, Exception, from);
    field_format(from, plan, value_number(exception->from), FORMAT_DISPLAY, out);
    if (exception->to != exception->from) {
        buffer_add(out, " to ");
        field_format(from, plan, value_number(exception->to), FORMAT_DISPLAY, out);
    }
}

static bool accept_holiday(App *app, const char *text, const void *context)
{
    const Plan *plan = app_plan(app);
    ChangeSet set = {0};
    Error error = {0};
    Buffer reason = {0};
    Id calendar = *(const Id *)context;
    app_begin(app, &set, "");
    calendar = calendar ? calendar : make_standard(&set, plan);
    Exception *exception = change_create(&set, &exception_entity);
    exception->calendar = calendar;
    bool good = holiday_parse(plan, text, &set.arena, exception, &error);
    if (good) {
        word_holiday(plan, exception, &reason);
        change_reason(&set, "%s", buffer_text(&reason));
        good = app_commit(app, &set);
    } else {
        app_complain(app, &error);
    }
    if (good && app_pane(app) == &holidays_pane)
        app_reveal(app, &exception_entity, exception->record.id);
    buffer_release(&reason);
    change_release(&set);
    return good;
}

static void ask_holiday(App *app, Id calendar, const char *typed)
{
    Buffer label = {0};
    buffer_add(&label, "Holiday or freeze in ");
    if (calendar)
        plan_label(app_plan(app), &calendar_entity, calendar, &label);
    else
        buffer_add(&label, "Standard");
    app_prompt(app,
               &(Prompt){.label = buffer_text(&label),
                         .hint = "24 dec Christmas Eve   20 dec - 6 jan year-end freeze   yearly 25 dec Christmas   "
                                 "14 feb 08:00-12:00 half day",
                         .initial = typed,
                         .command = "holiday-new",
                         .about_selected = true,
                         .accept = accept_holiday,
                         .context = &calendar,
                         .context_size = sizeof calendar});
    buffer_release(&label);
}

static void find_calendars(App *app, const char *folded, Choices *out, const void *context)
{
    (void)context;
    value_offer(app_plan(app), field_of(&exception_entity, Exception, calendar), folded, out);
}

static void calendar_picked(App *app, const Choice *choice, const char *typed, const void *context)
{
    (void)typed, (void)context;
    ask_holiday(app, choice->id, "");
}

static void run_holiday(App *app, const char *argument)
{
    Id calendar = calendar_meant(app);
    if (!app_may_change(app))
        return;
    if (calendar || plan_count(app_plan(app), ENTITY_CALENDAR) == 0)
        ask_holiday(app, calendar, argument);
    else
        app_pick(app, &(Picker){.title = "In which calendar?", .find = find_calendars, .picked = calendar_picked});
}

/* ---------------------------------------------------------------- a copy */

static void copy_exceptions(ChangeSet *set, const Plan *plan, Id from, Id to)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_EXCEPTION); row++) {
        const Exception *there = plan_at(plan, ENTITY_EXCEPTION, row);
        if (there->calendar != from)
            continue;
        Exception *exception = change_create(set, &exception_entity);
        Record record = exception->record;
        *exception = *there;
        exception->record = record;
        exception->calendar = to;
        record_keep_texts(&exception_entity, exception, &set->arena);
    }
}

static bool accept_copy(App *app, const char *text, const void *context)
{
    const Plan *plan = app_plan(app);
    Id id = *(const Id *)context;
    const Calendar *there = plan_find(plan, ENTITY_CALENDAR, id);
    ChangeSet set = {0};
    if (!there || *text_skip_blanks(text) == '\0') {
        app_say(app, there ? "A calendar needs a name" : "It has been deleted in the meantime");
        return !there;
    }
    app_begin(app, &set, "");
    change_reason(&set, "copy calendar %s as %s", plan_quoted(plan, &calendar_entity, id).text, text);
    Calendar *calendar = change_create(&set, &calendar_entity);
    Record record = calendar->record;
    *calendar = *there;
    calendar->record = record;
    calendar->name = text;
    calendar->external_id = "";
    record_keep_texts(&calendar_entity, calendar, &set.arena);
    copy_exceptions(&set, plan, id, record.id);
    bool done = app_commit(app, &set);
    if (done)
        app_reveal(app, &calendar_entity, calendar->record.id);
    change_release(&set);
    return done;
}

static void run_copy(App *app, const char *argument)
{
    const Id id = list_selected(&register_of(app)->list);
    Buffer initial = {0};
    if (!app_may_change(app))
        return;
    if (id <= 0) {
        app_say(app, "No calendar is selected");
        return;
    }
    plan_label(app_plan(app), &calendar_entity, id, &initial);
    buffer_add(&initial, " 2");
    app_prompt(app, &(Prompt){.label = "Name of the copy",
                              .command = "calendar-copy",
                              .about_selected = true,
                              .initial = *argument ? argument : buffer_text(&initial),
                              .before = *argument ? NULL : buffer_text(&initial),
                              .accept = accept_copy,
                              .context = &id,
                              .context_size = sizeof id});
    buffer_release(&initial);
}

/* ---------------------------------------------------------------- what is shown of one */

/* "Mon-Thu 08:00-12:00 13:00-17:00   Fri 08:00-12:00   Sat-Sun off" */
static void word_week(const Calendar *calendar, Buffer *out)
{
    for (int day = 0, end; day < WEEK; day = end) {
        for (end = day + 1; end < WEEK && text_equal(calendar->hours[end], calendar->hours[day]); end++)
            ;
        buffer_format(out, "%s%s", day ? "   " : "", weekday_name(day));
        if (end > day + 1)
            buffer_format(out, "-%s", weekday_name(end - 1));
        buffer_format(out, " %s", calendar->hours[day]);
    }
}

static void word_days(const Plan *plan, const Exception *exception, Buffer *out)
{
    const Field *from = field_of(&exception_entity, Exception, from);
    if (*exception->repeats) {
        buffer_add(out, exception->repeats);
    } else {
        field_format(from, plan, value_number(exception->from), FORMAT_DISPLAY, out);
        if (exception->to != exception->from) {
            buffer_add(out, " - ");
            field_format(from, plan, value_number(exception->to), FORMAT_DISPLAY, out);
        }
    }
    buffer_format(out, "  %s", exception->name);
    if (!text_equal(exception->hours, "off"))
        buffer_format(out, " (%s)", exception->hours);
}

static int by_day(const void *a, const void *b)
{
    const Exception *const *left = a, *const *right = b;
    return ((*left)->from > (*right)->from) - ((*left)->from < (*right)->from);
}

/* Those that are not over yet, the next one first. */
static int draw_holidays(const Plan *plan, Id calendar, Canvas *canvas, int y)
{
    ARRAY(const Exception *) ahead = {0};
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_EXCEPTION); row++) {
        const Exception *exception = plan_at(plan, ENTITY_EXCEPTION, row);
        if (exception->calendar == calendar && exception->to >= plan_status_date(plan))
            array_push(&ahead, exception);
    }
    if (ahead.count > 0)
        qsort(ahead.items, ahead.count, sizeof *ahead.items, by_day);
    for (size_t i = 0; i < ahead.count && y < canvas->height; i++) {
        Buffer text = {0};
        word_days(plan, ahead.items[i], &text);
        canvas_text(canvas, 0, y++, canvas->width, STYLE_TEXT, buffer_text(&text));
        buffer_release(&text);
    }
    if (ahead.count == 0)
        y = canvas_lines(canvas, y, STYLE_DIM, "No holidays ahead: a adds one.");
    array_release(&ahead);
    return y;
}

static void draw_calendar(const Plan *plan, Id id, Canvas *canvas)
{
    const Calendar *calendar = plan_find(plan, ENTITY_CALENDAR, id);
    Buffer text = {0};
    word_week(calendar, &text);
    int y = canvas_lines(canvas, 0, STYLE_DIM, buffer_text(&text));
    buffer_clear(&text);
    if (plan_board(plan)->calendar == id)
        buffer_add(&text, "The calendar of this project");
    if (calendar->base) {
        buffer_format(&text, "%s holidays of ", text.length ? "; the" : "The");
        plan_label(plan, &calendar_entity, calendar->base, &text);
        buffer_add(&text, " hold here too");
    }
    y = canvas_lines(canvas, y, STYLE_DIM, buffer_text(&text));
    draw_holidays(plan, id, canvas, y);
    buffer_release(&text);
}

/* ---------------------------------------------------------------- the sheets */

static const Command calendars_commands[] = {
    {"holiday-new", "a", "holiday", "Add a holiday, a half day or a freeze window to this calendar", run_holiday},
    {"calendar-copy", "c", "copy", "Copy this calendar with its holidays", run_copy},
    {0},
};

const Pane calendars_pane = {
    .name = "calendars",
    .title = "Calendars",
    .key = '5',
    .help =
        "Working hours of the week, shared by all boards of the file. Below: what is different on some days. A board, "
        "a person or a task may have a calendar of its own; one may build on another.",
    .columns = "name:22 base:14 monday:24 friday:24 saturday:10 sunday:10",
    .detail = draw_calendar,
    .commands = calendars_commands,
    REGISTER(calendar_entity),
};

static const Command holidays_commands[] = {
    {"holiday-new", "i insert a", "holiday", "Add a holiday, a half day or a freeze window to the same calendar",
     run_holiday},
    {0},
};

const Pane holidays_pane = {
    .name = "holidays",
    .title = "Holidays",
    .key = '5',
    .help =
        "Days on which other hours hold than the week of a calendar says: holidays, leave, half days, extra shifts, "
        "freeze windows. With a rule they come again: yearly 25 dec, monthly last fri.",
    .columns = "name:26 from:9 to:9 hours:14 repeats:16 calendar:16",
    .order = "from",
    .group = "calendar",
    .commands = holidays_commands,
    REGISTER(exception_entity),
};
