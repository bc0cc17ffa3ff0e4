/*
 * The pages that set the plan of now beside that of the last meeting: key figures, milestones, budget, what changed.
 */
#include <stdlib.h>
#include <string.h>

#include "steer_parts.h"
#include "steerco/analysis/schedule.h"
#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/session/cause.h"

enum { DAY_WIDTH = 9, MONEY_WIDTH = 14 };

/* ---- words ---- */

static const char *keep_day(SteerSheet *sheet, Instant finish)
{
    Buffer text = {0};
    if (finish == INSTANT_NONE)
        return "—";
    date_format_short(instant_end_date(finish), &text);
    const char *kept = steer_keep(sheet, &text);
    buffer_release(&text);
    return kept;
}

static const char *keep_money(SteerSheet *sheet, const Plan *plan, Money money)
{
    Buffer text = {0};
    plan_word_money(plan, money, &text);
    const char *kept = steer_keep(sheet, &text);
    buffer_release(&text);
    return kept;
}

/* "+3d", "-1d", "0d"; "—" when undefined. */
static const char *keep_days(SteerSheet *sheet, const Plan *plan, int32_t minutes)
{
    Buffer text = {0};
    if (minutes == INT32_MIN)
        return "—";
    if (minutes > 0)
        buffer_add(&text, "+");
    schedule_word_days(plan, minutes, false, &text);
    const char *kept = steer_keep(sheet, &text);
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

static const char *then_title(const SteerView *view, SteerSheet *sheet)
{
    Buffer text = {0};
    if (!view->then)
        return "Last time";
    date_format_short(view->then_day, &text);
    const char *kept = steer_keep(sheet, &text);
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

static int count_records(const Plan *plan, const Entity *entity, RecordTest *wanted)
{
    int count = 0;
    for (uint32_t row = 0; row < plan_count(plan, entity->kind); row++)
        count += wanted(plan, plan_at(plan, entity->kind, row)) &&
                 record_is_shown(plan, entity, plan_at(plan, entity->kind, row));
    return count;
}

static bool is_open_issue(const Plan *plan, const void *record)
{
    return record_is_open(plan, &issue_entity, record);
}

static bool is_pending(const Plan *plan, const void *record)
{
    (void)plan;
    return ((const Decision *)record)->status == DECISION_PENDING;
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
        .issues = count_records(plan, &issue_entity, is_open_issue),
        .decisions = count_records(plan, &decision_entity, is_pending),
        .late_actions = count_records(plan, &action_entity, is_late_action),
    };
}

/* A row of name, last time, now, and what the difference means. */
static void add_figure(SteerSheet *sheet, const char *name, const char *then, const char *now, const char *change,
                       bool bad)
{
    SteerRow *row = steer_add_row(sheet, NULL, 0);
    row->style = bad ? STYLE_BAD : STYLE_TEXT;
    row->cells[0] = bad ? steer_word(sheet, "! %s", name) : steer_word(sheet, "  %s", name);
    row->cells[1] = then;
    row->cells[2] = now;
    row->cells[3] = change;
}

static const char *keep_change(SteerSheet *sheet, bool known, int64_t then, int64_t now)
{
    return known ? steer_word(sheet, "%+lld", (long long)(now - then)) : "—";
}

static void add_count(SteerSheet *sheet, const SteerView *view, const char *name, int then, int now, bool bad)
{
    add_figure(sheet, name, view->then ? steer_word(sheet, "%d", then) : "—", steer_word(sheet, "%d", now),
               keep_change(sheet, view->then, then, now), bad);
}

static void add_amount(SteerSheet *sheet, const SteerView *view, const char *name, Money then, Money now, bool bad)
{
    bool known = view->then && then != MONEY_NONE && now != MONEY_NONE;
    add_figure(sheet, name, view->then ? keep_money(sheet, view->now, then) : "—", keep_money(sheet, view->now, now),
               known ? keep_money(sheet, view->now, now - then) : "—", bad);
}

static void add_dates(SteerSheet *sheet, const SteerView *view, const Figures *then, const Figures *now)
{
    add_figure(sheet, "Finish", view->then ? keep_day(sheet, then->finish) : "—", keep_day(sheet, now->finish),
               view->then ? keep_days(sheet, view->now, moved(view->now, then->finish, now->finish)) : "—", false);
    add_figure(sheet, "Slip against the baseline", view->then ? keep_days(sheet, view->then, then->schedule.slip) : "—",
               keep_days(sheet, view->now, now->schedule.slip), "",
               now->schedule.slip != INT32_MIN && now->schedule.slip > 0);
    int was = schedule_whole_percent(then->schedule.done, then->schedule.minutes);
    int is = schedule_whole_percent(now->schedule.done, now->schedule.minutes);
    add_figure(sheet, "Work done", view->then ? steer_word(sheet, "%d%%", was) : "—", steer_word(sheet, "%d%%", is),
               keep_change(sheet, view->then, was, is), false);
}

static void fill_summary(const SteerView *view, SteerSheet *sheet)
{
    Figures now = figures_of(view->now), then = view->then ? figures_of(view->then) : (Figures){0};
    sheet->columns[0] = (SteerColumn){"", 0, false};
    sheet->columns[1] = (SteerColumn){then_title(view, sheet), MONEY_WIDTH, true};
    sheet->columns[2] = (SteerColumn){"Now", MONEY_WIDTH, true};
    sheet->columns[3] = (SteerColumn){"Change", MONEY_WIDTH, true};
    add_dates(sheet, view, &then, &now);
    add_count(sheet, view, "Late tasks", then.schedule.late, now.schedule.late, now.schedule.late > 0);
    add_amount(sheet, view, "Cost at completion", then.eac, now.eac, false);
    add_amount(sheet, view, "Left of the budget then", then.variance, now.variance,
               now.variance != MONEY_NONE && now.variance < 0);
    add_amount(sheet, view, "Contingency left", then.contingency, now.contingency,
               now.contingency != MONEY_NONE && now.contingency < 0);
    add_count(sheet, view, "Critical risks", then.critical, now.critical, now.critical > 0);
    add_count(sheet, view, "Open issues", then.issues, now.issues, false);
    add_count(sheet, view, "Decisions asked for", then.decisions, now.decisions, false);
    add_count(sheet, view, "Late actions", then.late_actions, now.late_actions, now.late_actions > 0);
}

const SteerPage steer_summary = {.name = "summary", .title = "Where we stand", .fill = fill_summary};

/* ---- milestones ---- */

typedef struct Dated {
    const Task *task;
    Instant finish;
} Dated;

static int by_finish(const void *a, const void *b)
{
    const Dated *left = a, *right = b;
    if (left->finish != right->finish)
        return left->finish < right->finish ? -1 : 1;
    return left->task->record.id < right->task->record.id ? -1 : 1;
}

static Instant finish_in(const Plan *plan, Id task)
{
    const TaskDates *dates = plan ? plan_task_dates(plan, task) : NULL;
    return dates ? dates->finish : INSTANT_NONE;
}

static void add_milestone(const SteerView *view, const Task *task, SteerSheet *sheet)
{
    const TaskDates *dates = plan_task_dates(view->now, task->record.id);
    BaselineDates agreed = plan_baseline_dates(view->now, task->record.id);
    Instant then = finish_in(view->then, task->record.id);
    bool done = dates->percent_complete >= 10000, late = !done && task_is_late(view->now, task);
    SteerRow *row = steer_add_row(sheet, &task_entity, task->record.id);
    row->style = late ? STYLE_BAD : done ? STYLE_DIM : STYLE_TEXT;
    row->cells[0] = steer_word(sheet, "%s %s", late ? "!" : done ? "x" : " ", task->name);
    row->cells[1] = keep_day(sheet, dates->finish);
    row->cells[2] = keep_days(sheet, view->now, agreed.finish_variance);
    row->cells[3] = keep_day(sheet, agreed.finish);
    row->cells[4] = keep_day(sheet, then);
    row->cells[5] = keep_days(sheet, view->now, moved(view->now, then, dates->finish));
}

static void fill_milestones(const SteerView *view, SteerSheet *sheet)
{
    ARRAY(Dated) found = {0};
    int late = 0;
    static const SteerColumn columns[] = {
        {"Milestone", 0, false},       {"Now", DAY_WIDTH, true},       {"Slip", 7, true},
        {"Baseline", DAY_WIDTH, true}, {"Last time", DAY_WIDTH, true}, {"Since", 7, true}};
    memcpy(sheet->columns, columns, sizeof columns);
    sheet->columns[4].title = then_title(view, sheet);
    for (uint32_t row = 0; row < plan_count(view->now, ENTITY_TASK); row++) {
        const Task *task = plan_task(view->now, row);
        Instant finish = finish_in(view->now, task->record.id);
        if (!task->inactive && task_is_milestone(view->now, task) && finish != INSTANT_NONE)
            array_push(&found, (Dated){task, finish});
    }
    if (found.count > 1)
        qsort(found.items, found.count, sizeof *found.items, by_finish);
    for (size_t i = 0; i < found.count; i++) {
        add_milestone(view, found.items[i].task, sheet);
        late += sheet->rows.items[i].style == STYLE_BAD;
    }
    if (late > 0)
        sheet->headlines[0] = steer_word(sheet, "%d of %zu milestones late (!)", late, found.count);
    array_release(&found);
}

const SteerPage steer_milestones = {
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

static void fill_budget(const SteerView *view, SteerSheet *sheet)
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
    sheet->columns[0] = (SteerColumn){steer_word(sheet, "%s", plan_currency(view->now)), 0, false};
    sheet->columns[1] = (SteerColumn){"Now", MONEY_WIDTH, true};
    sheet->columns[2] = (SteerColumn){then_title(view, sheet), MONEY_WIDTH, true};
    sheet->columns[3] = (SteerColumn){"Change", MONEY_WIDTH, true};
    sheet->columns[4] = (SteerColumn){"Without reserves", 16, true};
    sheet->headlines[0] = "The cost baseline: contingency inside, management reserve not";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Money is = figure_at(&now->cost_baseline, rows[i].member);
        Money was = then ? figure_at(&then->cost_baseline, rows[i].member) : MONEY_NONE;
        bool bad = rows[i].member == offsetof(LineFigures, vac) && is != MONEY_NONE && is < 0;
        bool sum = rows[i].name[0] == '=' || bad;
        SteerRow *row = steer_add_row(sheet, NULL, 0);
        row->style = bad ? STYLE_BAD : sum ? STYLE_STRONG : STYLE_TEXT;
        row->cells[0] = bad ? steer_word(sheet, "! %s", rows[i].name) : rows[i].name;
        row->cells[1] = keep_money(sheet, view->now, is);
        row->cells[2] = keep_money(sheet, view->now, was);
        row->cells[3] = was == MONEY_NONE || is == MONEY_NONE ? "—" : keep_money(sheet, view->now, is - was);
        row->cells[4] = keep_money(sheet, view->now, figure_at(&now->completion, rows[i].member));
    }
}

const SteerPage steer_budget = {
    .name = "budget",
    .title = "Budget",
    .empty = "The board has no budget.",
    .fill = fill_budget,
};

/* ---- what changed ---- */

static void fill_changes(const SteerView *view, SteerSheet *sheet)
{
    Error error = {0};
    Buffer words = {0};
    sheet->columns[0] = (SteerColumn){"", 0, false};
    if (!view->then) {
        sheet->empty = "There was no meeting before this one to compare with.";
        return;
    }
    Plan from = *view->then, to = *view->now; /* views: their results are up to date already */
    bool done = cause_describe(view->store, &from, &to, CAUSE_BY_CHANGE, &words, &error);
    if (!done)
        sheet->empty = steer_word(sheet, "%s", error.text);
    for (const char *line = done ? buffer_text(&words) : ""; *line;) {
        size_t length = strcspn(line, "\n");
        SteerRow *row = steer_add_row(sheet, NULL, 0);
        row->style = *line == ' ' ? STYLE_TEXT : STYLE_STRONG;
        row->cells[0] = arena_text_of(&sheet->texts, line, length);
        line += length + (line[length] != '\0');
    }
    sheet->headlines[0] = steer_word(sheet, "Since %s", then_title(view, sheet));
    buffer_release(&words);
}

const SteerPage steer_changes = {
    .name = "changes",
    .title = "What changed",
    .empty = "Nothing has changed since the last meeting.",
    .fill = fill_changes,
};
