/*
 * The sections of a status report that speak of its period: what was done, what was not, what comes next; and the
 * health of the board.
 */
#include <stdlib.h>
#include <string.h>

#include "pages_parts.h"
#include "steerco/analysis/earned_board.h"
#include "steerco/analysis/schedule.h"
#include "steerco/analysis/steering/ratings.h"
#include "steerco/base/text.h"
#include "steerco/model/audience.h"

enum { DAY_WIDTH = 9, FULLY_DONE = 10000, LEAST_DAYS = 7 };

/* ---- health ---- */

static ContentMark mark_of(Rating rating)
{
    static const ContentMark marks[] = {MARK_NONE, MARK_LOW, MARK_MEDIUM, MARK_CRITICAL};
    return marks[rating];
}

static const char *keep_rating(Content *content, Rating rating)
{
    return rating == RATING_NONE ? "—" : content_word(content, "%c %s", rating_letter(rating), rating_name(rating));
}

static const char *keep_name(Content *content, const char *name)
{
    return content_word(content, "%c%s", name[0] - 'a' + 'A', name + 1);
}

static void fill_health(const PageView *view, Content *content)
{
    DimensionRating now[DIMENSIONS], then[DIMENSIONS] = {{0}};
    static const ContentColumn columns[] = {
        {"Dimension", 10, false}, {"Now", 8, false}, {"Before", 8, false}, {"Why", 0, false}};
    memcpy(content->columns, columns, sizeof columns);
    ratings_of(view->now, now);
    if (view->then)
        ratings_of(view->then, then);
    content->headlines[0] = content_word(content, "Overall: %s", keep_rating(content, ratings_overall(now)));
    for (int i = 0; i < DIMENSIONS; i++) {
        ContentRow *row = content_add_row(content, NULL, 0);
        row->accented = 1;
        row->accent = mark_of(now[i].rating);
        row->cells[0] = keep_name(content, dimension_name((Dimension)i));
        row->cells[1] = keep_rating(content, now[i].rating);
        row->cells[2] = view->then ? keep_rating(content, then[i].rating) : "—";
        row->cells[3] = content_keep(content, &now[i].reason);
    }
    ratings_release(now);
    ratings_release(then);
}

const Page health_page = {.name = "health", .title = "Health", .fill = fill_health};

/* ---- what breaks a tolerance ---- */

/* The milestones that end later than in the baseline: "Go live +10d, …". */
static const char *keep_consequence(const PageView *view, Content *content)
{
    Buffer text = {0};
    for (uint32_t row = 0; row < plan_count(view->now, ENTITY_TASK); row++) {
        const Task *task = plan_task(view->now, row);
        BaselineDates agreed = plan_baseline_dates(view->now, task->record.id);
        if (task->inactive || !task_is_milestone(view->now, task) || agreed.finish_variance == INT32_MIN ||
            agreed.finish_variance <= 0)
            continue;
        buffer_format(&text, "%s%s +", text.length ? ", " : "", task->name);
        schedule_word_days(view->now, agreed.finish_variance, false, &text);
    }
    const char *kept = content_keep(content, &text);
    buffer_release(&text);
    return *kept ? kept : "—";
}

/* What a committee can do about it: the decisions that are asked for. */
static const char *keep_options(const PageView *view, Content *content)
{
    Buffer text = {0};
    for (uint32_t row = 0; row < plan_count(view->now, ENTITY_DECISION); row++) {
        const Decision *decision = plan_at(view->now, ENTITY_DECISION, row);
        if (!record_is_open(view->now, &decision_entity, decision) ||
            !record_is_shown(view->now, &decision_entity, decision))
            continue;
        buffer_add(&text, text.length ? "; " : "");
        entity_code(&decision_entity, decision->record.id, &text);
        buffer_format(&text, " %s%s%s", decision->title, *decision->options ? ": " : "", decision->options);
    }
    const char *kept = content_keep(content, &text);
    buffer_release(&text);
    return *kept ? kept : "no decision is asked for yet";
}

static void fill_exception(const PageView *view, Content *content)
{
    DimensionRating now[DIMENSIONS];
    static const ContentColumn columns[] = {{"Tolerance", 10, false}, {"What breaks it", 0, false}};
    memcpy(content->columns, columns, sizeof columns);
    ratings_of(view->now, now);
    for (int i = DIMENSION_TIME; i <= DIMENSION_COST; i++) {
        if (now[i].rating != RATING_RED)
            continue;
        ContentRow *row = content_add_row(content, NULL, 0);
        row->mark = MARK_BAD;
        row->cells[0] = keep_name(content, dimension_name((Dimension)i));
        row->cells[1] = content_keep(content, &now[i].reason);
    }
    if (content->rows.count > 0) {
        ContentRow *row = content_add_row(content, NULL, 0);
        row->cells[0] = "Then late";
        row->cells[1] = keep_consequence(view, content);
        row = content_add_row(content, NULL, 0);
        row->cells[0] = "Options";
        row->cells[1] = keep_options(view, content);
        content->headlines[0] = "A tolerance is forecast to break.";
    }
    ratings_release(now);
}

const Page exception_page = {.name = "exception", .title = "Exception", .fill = fill_exception};

/* ---- tasks of the period ---- */

static const char *keep_people(const PageView *view, const Task *task, Content *content)
{
    Buffer text = {0};
    task_resources(view->now, task->record.id, &text);
    const char *kept = content_keep(content, &text);
    buffer_release(&text);
    return kept;
}

static ContentRow *add_task(Content *content, const Task *task)
{
    Buffer text = {0};
    ContentRow *row = content_add_row(content, &task_entity, task->record.id);
    entity_code(&task_entity, task->record.id, &text);
    buffer_format(&text, "  %s", task->name);
    row->cells[0] = content_keep(content, &text);
    buffer_release(&text);
    return row;
}

static bool was_done(const PageView *view, const Task *task)
{
    const TaskDates *then = view->then ? plan_task_dates(view->then, task->record.id) : NULL;
    return then && then->percent_complete >= FULLY_DONE;
}

static bool is_done_in_period(const PageView *view, const Task *task, const TaskDates *dates)
{
    if (dates->percent_complete < FULLY_DONE)
        return false;
    return view->then ? !was_done(view, task) : instant_end_date(dates->finish) > view->then_day;
}

static void fill_done(const PageView *view, Content *content)
{
    PageTasks found = page_tasks(view, is_done_in_period);
    static const ContentColumn columns[] = {{"Task", 0, false}, {"Finished", DAY_WIDTH, true}, {"By", 20, false}};
    memcpy(content->columns, columns, sizeof columns);
    for (size_t i = 0; i < found.count; i++) {
        ContentRow *row = add_task(content, found.items[i].task);
        row->cells[1] = page_keep_day(content, found.items[i].finish, true);
        row->cells[2] = keep_people(view, found.items[i].task, content);
    }
    array_release(&found);
}

const Page done_page = {
    .name = "done", .title = "Done in this period", .empty = "No task was finished.", .fill = fill_done};

/* When it was to be finished, as the plan had it when the period began, else as the baseline has it. */
static Instant promised(const PageView *view, const Task *task)
{
    const TaskDates *then = view->then ? plan_task_dates(view->then, task->record.id) : NULL;
    return then ? then->finish : plan_baseline_dates(view->now, task->record.id).finish;
}

static bool is_slipped(const PageView *view, const Task *task, const TaskDates *dates)
{
    Instant finish = promised(view, task);
    return dates->percent_complete < FULLY_DONE && finish != INSTANT_NONE &&
           instant_end_date(finish) <= plan_status_date(view->now);
}

static void fill_slipped(const PageView *view, Content *content)
{
    PageTasks found = page_tasks(view, is_slipped);
    static const ContentColumn columns[] = {{"Task", 0, false},
                                            {"Planned", DAY_WIDTH, true},
                                            {"Now", DAY_WIDTH, true},
                                            {"Done", 5, true},
                                            {"By", 18, false}};
    memcpy(content->columns, columns, sizeof columns);
    for (size_t i = 0; i < found.count; i++) {
        const Task *task = found.items[i].task;
        int percent = plan_task_dates(view->now, task->record.id)->percent_complete / 100;
        ContentRow *row = add_task(content, task);
        row->mark = MARK_BAD;
        row->cells[1] = page_keep_day(content, promised(view, task), true);
        row->cells[2] = page_keep_day(content, found.items[i].finish, true);
        row->cells[3] = content_word(content, "%d%%", percent);
        row->cells[4] = keep_people(view, task, content);
    }
    array_release(&found);
}

const Page slipped_page = {.name = "slipped",
                           .title = "Planned and not finished",
                           .empty = "Everything that was planned is finished.",
                           .fill = fill_slipped};

/* As long after the status date as the period was, a week at least. */
static Date next_end(const PageView *view)
{
    Date status = plan_status_date(view->now);
    Date days = view->then_day == DATE_NONE ? LEAST_DAYS : status - view->then_day;
    return status + (days < LEAST_DAYS ? LEAST_DAYS : days);
}

static bool is_next(const PageView *view, const Task *task, const TaskDates *dates)
{
    (void)task;
    return dates->percent_complete < FULLY_DONE && instant_date(dates->start) <= next_end(view) &&
           instant_end_date(dates->finish) > plan_status_date(view->now);
}

static void fill_next(const PageView *view, Content *content)
{
    PageTasks found = page_tasks(view, is_next);
    static const ContentColumn columns[] = {
        {"Task", 0, false}, {"Start", DAY_WIDTH, true}, {"Finish", DAY_WIDTH, true}, {"By", 20, false}};
    memcpy(content->columns, columns, sizeof columns);
    for (size_t i = 0; i < found.count; i++) {
        ContentRow *row = add_task(content, found.items[i].task);
        row->cells[1] = page_keep_day(content, found.items[i].start, false);
        row->cells[2] = page_keep_day(content, found.items[i].finish, true);
        row->cells[3] = keep_people(view, found.items[i].task, content);
    }
    Buffer text = {0};
    buffer_add(&text, "Until ");
    date_format_short(next_end(view), &text);
    content->headlines[0] = content_keep(content, &text);
    buffer_release(&text);
    array_release(&found);
}

const Page next_page = {
    .name = "next", .title = "Next", .empty = "No task is planned for the next period.", .fill = fill_next};

/* ---- decisions of the period ---- */

static void fill_taken(const PageView *view, Content *content)
{
    static const ContentColumn columns[] = {
        {"Decision", 0, false}, {"Decided", DAY_WIDTH, true}, {"By", 16, false}, {"Why", 20, false}};
    Buffer text = {0};
    memcpy(content->columns, columns, sizeof columns);
    for (uint32_t at = 0; at < plan_count(view->now, ENTITY_DECISION); at++) {
        const Decision *decision = plan_at(view->now, ENTITY_DECISION, at);
        bool recent = decision->decided_on != DATE_NONE && decision->decided_on > view->then_day &&
                      decision->decided_on <= plan_status_date(view->now);
        if (decision->status != DECISION_TAKEN || !recent || !record_is_shown(view->now, &decision_entity, decision))
            continue;
        ContentRow *row = content_add_row(content, &decision_entity, decision->record.id);
        entity_code(&decision_entity, decision->record.id, &text);
        buffer_format(&text, "  %s", decision->title);
        row->cells[0] = content_keep(content, &text);
        date_format_short(decision->decided_on, &text);
        row->cells[1] = content_keep(content, &text);
        field_word(field_of(&decision_entity, Decision, decided_by), view->now, decision, FORMAT_DISPLAY, &text);
        row->cells[2] = content_keep(content, &text);
        buffer_add(&text, decision->rationale);
        row->cells[3] = content_keep(content, &text);
    }
    buffer_release(&text);
}

const Page taken_page = {
    .name = "taken", .title = "Decisions taken", .empty = "No decision was taken.", .fill = fill_taken};

/* ---- earned value ---- */

static const char *keep_earned(const PageView *view, EarnedUnit unit, const EarnedValue *found, Content *content)
{
    Buffer text = {0};
    if (found->value == NUMBER_NONE)
        return "—";
    earned_word_value(view->now, unit, found->value, &text);
    const char *kept = content_keep(content, &text);
    buffer_release(&text);
    return kept;
}

static void fill_earned(const PageView *view, Content *content)
{
    static const EarnedFigure told[] = {EARNED_CPI, EARNED_SPI_T, EARNED_EAC_CPI, EARNED_TCPI_BAC, EARNED_IEAC_SPI_T};
    static const ContentColumn columns[] = {{"Figure", 16, false}, {"Value", 14, true}, {"What it means", 0, false}};
    EarnedBoard board;
    earned_board(view->now, &board);
    memcpy(content->columns, columns, sizeof columns);
    for (size_t i = 0; i < sizeof told / sizeof *told && board.input.duration > 0; i++) {
        const EarnedRow *row = &earned_rows[told[i]];
        EarnedValue found = earned_value(&board.input, told[i]);
        ContentRow *line = content_add_row(content, NULL, 0);
        line->cells[0] = row->title;
        line->cells[1] = keep_earned(view, row->unit, &found, content);
        line->cells[2] = found.why ? arena_text(&content->texts, found.why) : row->assumption;
    }
    earned_board_release(&board);
}

const Page earned_page = {
    .name = "earned",
    .title = "Earned value",
    .empty = "There is no baseline with budget lines for its tasks, so nothing can be measured.",
    .fill = fill_earned,
};
