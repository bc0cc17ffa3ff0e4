/*
 * The pages that set the plan of now beside that of the last meeting: key figures, milestones, budget, what changed.
 */
#include <stdlib.h>
#include <string.h>

#include "pages_parts.h"
#include "steerco/analysis/schedule.h"
#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/session/cause.h"

enum { DAY_WIDTH = 9, MONEY_WIDTH = 14 };

/* ---- words ---- */

static const char *keep_money(Content *content, const Plan *plan, Money money)
{
    Buffer text = {0};
    plan_word_money(plan, money, &text);
    const char *kept = content_keep(content, &text);
    buffer_release(&text);
    return kept;
}

/* "+3d", "-1d", "0d"; "—" when undefined. */
static const char *keep_days(Content *content, const Plan *plan, int32_t minutes)
{
    Buffer text = {0};
    if (minutes == INT32_MIN)
        return "—";
    if (minutes > 0)
        buffer_add(&text, "+");
    schedule_word_days(plan, minutes, false, &text);
    const char *kept = content_keep(content, &text);
    buffer_release(&text);
    return kept;
}

/* Working time between two finishes, as the project calendar counts it. */
static int32_t moved(const Plan *now, Instant before, Instant after)
{
    if (before == INSTANT_NONE || after == INSTANT_NONE)
        return INT32_MIN;
    return now->results->count_work(now->results->schedule.state, before, after);
}

static const char *then_title(const PageView *view, Content *content)
{
    Buffer text = {0};
    if (!view->then)
        return "Last time";
    date_format_short(view->then_day, &text);
    const char *kept = content_keep(content, &text);
    buffer_release(&text);
    return kept;
}

/* ---- key figures ---- */

typedef struct Figures {
    ScheduleFigures schedule;
    Instant finish;
    Money eac, variance, contingency;
    int critical, issues, decisions, late_actions;
} Figures;

/* What is left of the contingency: the current budget of its lines. */
static Money contingency_left(const Plan *plan)
{
    Money sum = MONEY_NONE;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BUDGET_LINE); row++) {
        const BudgetLine *line = plan_budget_line(plan, row);
        const LineFigures *figures = plan_line_figures(plan, line->record.id);
        if (line->category == CATEGORY_CONTINGENCY && figures)
            sum = sum == MONEY_NONE ? figures->available : money_add(sum, figures->available);
    }
    return sum;
}

static bool is_late_action(const Plan *plan, const void *record)
{
    return record_is_late(plan, &action_entity, record);
}

static Figures figures_of(const Plan *plan)
{
    const LedgerFigures *ledger = plan_ledger(plan);
    bool budgeted = plan_count(plan, ENTITY_BUDGET_LINE) > 0;
    return (Figures){
        .schedule = schedule_figures(plan),
        .finish = plan_finish(plan),
        .eac = budgeted ? ledger->cost_baseline.eac : MONEY_NONE,
        .variance = budgeted ? ledger->cost_baseline.vac : MONEY_NONE,
        .contingency = contingency_left(plan),
        .critical = plan_critical_risks(plan),
        .issues = (int)records_shown(plan, &issue_entity, NULL),
        .decisions = (int)records_shown(plan, &decision_entity, NULL),
        .late_actions = (int)records_shown(plan, &action_entity, is_late_action),
    };
}

/* A row of name, last time, now, and what the difference means. */
static void add_figure(Content *content, const char *name, const char *then, const char *now, const char *change,
                       bool bad)
{
    ContentRow *row = content_add_row(content, NULL, 0);
    row->mark = bad ? MARK_BAD : MARK_NONE;
    row->cells[0] = bad ? content_word(content, "! %s", name) : content_word(content, "  %s", name);
    row->cells[1] = then;
    row->cells[2] = now;
    row->cells[3] = change;
}

static const char *keep_change(Content *content, bool known, int64_t then, int64_t now)
{
    return !known ? "—" : now == then ? "0" : content_word(content, "%+lld", (long long)(now - then));
}

static void add_count(Content *content, const PageView *view, const char *name, int then, int now, bool bad)
{
    add_figure(content, name, view->then ? content_word(content, "%d", then) : "—", content_word(content, "%d", now),
               keep_change(content, view->then, then, now), bad);
}

static void add_amount(Content *content, const PageView *view, const char *name, Money then, Money now, bool bad)
{
    bool known = view->then && then != MONEY_NONE && now != MONEY_NONE;
    add_figure(content, name, view->then ? keep_money(content, view->now, then) : "—",
               keep_money(content, view->now, now), known ? keep_money(content, view->now, now - then) : "—", bad);
}

static void add_dates(Content *content, const PageView *view, const Figures *then, const Figures *now)
{
    add_figure(content, "Finish", view->then ? page_keep_day(content, then->finish, true) : "—",
               page_keep_day(content, now->finish, true),
               view->then ? keep_days(content, view->now, moved(view->now, then->finish, now->finish)) : "—", false);
    add_figure(content, "Slip against the baseline",
               view->then ? keep_days(content, view->then, then->schedule.slip) : "—",
               keep_days(content, view->now, now->schedule.slip), "",
               now->schedule.slip != INT32_MIN && now->schedule.slip > 0);
    int was = schedule_whole_percent(then->schedule.done, then->schedule.minutes);
    int is = schedule_whole_percent(now->schedule.done, now->schedule.minutes);
    add_figure(content, "Work done", view->then ? content_word(content, "%d%%", was) : "—",
               content_word(content, "%d%%", is), keep_change(content, view->then, was, is), false);
}

static void fill_summary(const PageView *view, Content *content)
{
    Figures now = figures_of(view->now), then = view->then ? figures_of(view->then) : (Figures){0};
    content->columns[0] = (ContentColumn){"", 0, false};
    content->columns[1] = (ContentColumn){then_title(view, content), MONEY_WIDTH, true};
    content->columns[2] = (ContentColumn){"Now", MONEY_WIDTH, true};
    content->columns[3] = (ContentColumn){"Change", MONEY_WIDTH, true};
    add_dates(content, view, &then, &now);
    add_count(content, view, "Late tasks", then.schedule.late, now.schedule.late, now.schedule.late > 0);
    add_amount(content, view, "Cost at completion", then.eac, now.eac, false);
    add_amount(content, view, "Budget left at completion", then.variance, now.variance,
               now.variance != MONEY_NONE && now.variance < 0);
    add_amount(content, view, "Contingency left", then.contingency, now.contingency,
               now.contingency != MONEY_NONE && now.contingency < 0);
    add_count(content, view, "Critical risks", then.critical, now.critical, now.critical > 0);
    add_count(content, view, "Open issues", then.issues, now.issues, false);
    add_count(content, view, "Decisions asked for", then.decisions, now.decisions, false);
    add_count(content, view, "Late actions", then.late_actions, now.late_actions, now.late_actions > 0);
}

const Page summary_page = {.name = "summary", .title = "Where we stand", .fill = fill_summary};

/* ---- milestones ---- */

static Instant finish_in(const Plan *plan, Id task)
{
    const TaskDates *dates = plan ? plan_task_dates(plan, task) : NULL;
    return dates ? dates->finish : INSTANT_NONE;
}

static void add_milestone(const PageView *view, const Task *task, Content *content)
{
    const TaskDates *dates = plan_task_dates(view->now, task->record.id);
    BaselineDates agreed = plan_baseline_dates(view->now, task->record.id);
    Instant then = finish_in(view->then, task->record.id);
    bool done = dates->percent_complete >= 10000, late = !done && task_is_late(view->now, task);
    ContentRow *row = content_add_row(content, &task_entity, task->record.id);
    row->mark = late ? MARK_BAD : done ? MARK_DONE : MARK_NONE;
    row->cells[0] = content_word(content, "%s %s", late ? "!" : done ? "x" : " ", task->name);
    row->cells[1] = page_keep_day(content, dates->finish, true);
    row->cells[2] = keep_days(content, view->now, agreed.finish_variance);
    row->cells[3] = page_keep_day(content, agreed.finish, true);
    row->cells[4] = page_keep_day(content, then, true);
    row->cells[5] = keep_days(content, view->now, moved(view->now, then, dates->finish));
}

static bool is_milestone(const PageView *view, const Task *task, const TaskDates *dates)
{
    (void)dates;
    return task_is_milestone(view->now, task);
}

static void fill_milestones(const PageView *view, Content *content)
{
    PageTasks found = page_tasks(view, is_milestone);
    int late = 0;
    static const ContentColumn columns[] = {
        {"Milestone", 0, false},       {"Now", DAY_WIDTH, true},       {"Slip", 7, true},
        {"Baseline", DAY_WIDTH, true}, {"Last time", DAY_WIDTH, true}, {"Since", 7, true}};
    memcpy(content->columns, columns, sizeof columns);
    content->columns[4].title = then_title(view, content);
    for (size_t i = 0; i < found.count; i++) {
        add_milestone(view, found.items[i].task, content);
        late += content->rows.items[i].mark == MARK_BAD;
    }
    if (late > 0)
        content->headlines[0] = content_word(content, "%d of %zu milestones late (!)", late, found.count);
    array_release(&found);
}

const Page milestones_page = {
    .name = "milestones",
    .title = "Milestones",
    .empty = "The plan has no milestones: a task without a duration is one.",
    .fill = fill_milestones,
};

/* ---- budget ---- */

typedef struct BudgetRow {
    const char *name;
    size_t member; /* of LineFigures */
} BudgetRow;

static Money figure_at(const LineFigures *figures, size_t member)
{
    return *(const Money *)((const char *)figures + member);
}

static void fill_budget(const PageView *view, Content *content)
{
    static const BudgetRow rows[] = {
        {"Original budget", offsetof(LineFigures, original)}, {"+ approved changes", offsetof(LineFigures, changes)},
        {"= current budget", offsetof(LineFigures, current)}, {"Spent", offsetof(LineFigures, actual)},
        {"+ ordered, to come", offsetof(LineFigures, open)},  {"+ still to be spent", offsetof(LineFigures, etc)},
        {"= cost at completion", offsetof(LineFigures, eac)}, {"Left of the budget", offsetof(LineFigures, vac)},
    };
    const LedgerFigures *now = plan_ledger(view->now), *then = view->then ? plan_ledger(view->then) : NULL;
    if (plan_count(view->now, ENTITY_BUDGET_LINE) == 0)
        return;
    content->columns[0] = (ContentColumn){content_word(content, "%s", plan_currency(view->now)), 0, false};
    content->columns[1] = (ContentColumn){"Now", MONEY_WIDTH, true};
    content->columns[2] = (ContentColumn){then_title(view, content), MONEY_WIDTH, true};
    content->columns[3] = (ContentColumn){"Change", MONEY_WIDTH, true};
    content->columns[4] = (ContentColumn){"Without reserves", 16, true};
    content->headlines[0] = "The cost baseline: contingency inside, management reserve not";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Money is = figure_at(&now->cost_baseline, rows[i].member);
        Money was = then ? figure_at(&then->cost_baseline, rows[i].member) : MONEY_NONE;
        bool bad = rows[i].member == offsetof(LineFigures, vac) && is != MONEY_NONE && is < 0;
        bool sum = rows[i].name[0] == '=' || bad;
        ContentRow *row = content_add_row(content, NULL, 0);
        row->mark = bad ? MARK_BAD : sum ? MARK_STRONG : MARK_NONE;
        row->cells[0] = bad ? content_word(content, "! %s", rows[i].name) : rows[i].name;
        row->cells[1] = keep_money(content, view->now, is);
        row->cells[2] = keep_money(content, view->now, was);
        row->cells[3] = was == MONEY_NONE || is == MONEY_NONE ? "—" : keep_money(content, view->now, is - was);
        row->cells[4] = keep_money(content, view->now, figure_at(&now->completion, rows[i].member));
    }
}

const Page budget_page = {
    .name = "budget",
    .title = "Budget",
    .empty = "The board has no budget.",
    .fill = fill_budget,
};

/* ---- what changed ---- */

static void fill_changes(const PageView *view, Content *content)
{
    Error error = {0};
    Buffer words = {0};
    content->columns[0] = (ContentColumn){"", 0, false};
    if (!view->then) {
        content->empty = "There was no meeting before this one to compare with.";
        return;
    }
    Plan from = *view->then, to = *view->now; /* views: their results are up to date already */
    bool done = cause_describe(view->store, &from, &to, CAUSE_BY_CHANGE, &words, &error);
    if (!done)
        content->empty = content_word(content, "%s", error.text);
    for (const char *line = done ? buffer_text(&words) : ""; *line;) {
        size_t length = strcspn(line, "\n");
        ContentRow *row = content_add_row(content, NULL, 0);
        row->mark = *line == ' ' ? MARK_NONE : MARK_STRONG;
        row->cells[0] = arena_text_of(&content->texts, line, length);
        line += length + (line[length] != '\0');
    }
    content->headlines[0] = content_word(content, "Since %s", then_title(view, content));
    buffer_release(&words);
}

const Page changes_page = {
    .name = "changes",
    .title = "What changed",
    .empty = "Nothing has changed since the last meeting.",
    .fill = fill_changes,
};
