/*
 * The figures of the budget pane: of lines from the analysis, of categories and of what counts on no line added up
 * here.
 */
#include "budget.h"
#include "steerco/analysis/ledger.h"
#include "steerco/records/records.h"

int budget_category(Id row)
{
    return (int)(ROW_CATEGORY - row);
}

static const LineFigures no_figures = {MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE,
                                       MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE};

/* The figures of a table's row; `no_figures` while nothing was computed. */
const LineFigures *budget_figures(const Budget *state, const Plan *plan, Id row)
{
    if (plan->results->generation != plan->generation)
        return &no_figures;
    if (row == ROW_ALL)
        return &plan->results->budget;
    if (row == ROW_NO_LINE)
        return &state->no_line;
    if (row <= ROW_CATEGORY)
        return &state->categories[budget_category(row)];
    const LineFigures *figures = plan_line_figures(plan, row);
    return figures ? figures : &no_figures;
}

Money budget_original(const Budget *state, const Plan *plan, Id row)
{
    if (row == ROW_ALL)
        return state->original;
    if (row == ROW_NO_LINE)
        return 0;
    if (row <= ROW_CATEGORY)
        return state->category_original[budget_category(row)];
    const BudgetLine *line = plan_find(plan, ENTITY_BUDGET_LINE, row);
    return line ? budget_line_amount(line) : MONEY_NONE;
}

enum { FIGURES = sizeof(LineFigures) / sizeof(Money) };

/* sum += sign × figures, figure by figure */
static void add_figures(LineFigures *sum, const LineFigures *figures, int sign)
{
    Money to[FIGURES], from[FIGURES];
    memcpy(to, sum, sizeof to);
    memcpy(from, figures, sizeof from);
    for (int i = 0; i < FIGURES; i++)
        to[i] = money_add(to[i], from[i] == MONEY_NONE ? MONEY_NONE : sign * from[i]);
    memcpy(sum, to, sizeof to);
}

bool budget_is_over(const LineFigures *figures)
{
    return ledger_alarm(figures) && figures->eac > figures->current;
}

/* Exposure in whole per cent of the current budget; −1 when there is none. */
int64_t budget_used(const LineFigures *figures)
{
    int64_t used;
    bool known = figures->current != MONEY_NONE && figures->current > 0 && figures->exposure != MONEY_NONE;
    return known && number_scale(figures->exposure, 100, figures->current, &used) ? used : -1;
}

void budget_sum_up(Budget *state, const Plan *plan)
{
    memset(state->categories, 0, sizeof state->categories);
    memset(state->category_original, 0, sizeof state->category_original);
    state->original = 0;
    state->over = state->nearly = 0;
    if (plan->results->generation == plan->generation)
        state->no_line = plan->results->budget;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BUDGET_LINE); row++) {
        const BudgetLine *line = plan_budget_line(plan, row);
        const LineFigures *figures = budget_figures(state, plan, line->record.id);
        Money original = budget_line_amount(line), amount = original == MONEY_NONE ? 0 : original;
        add_figures(&state->categories[line->category], figures, 1);
        add_figures(&state->no_line, figures, -1);
        state->category_original[line->category] = money_add(state->category_original[line->category], amount);
        state->original = money_add(state->original, amount);
        state->over += budget_is_over(figures);
        state->nearly += ledger_alarm(figures) && !budget_is_over(figures);
    }
}

void budget_row_name(const Plan *plan, Id row, Buffer *out)
{
    if (row == ROW_ALL)
        buffer_add(out, "All lines");
    else if (row == ROW_NO_LINE)
        buffer_add(out, "On no line");
    else if (row <= ROW_CATEGORY)
        buffer_add(out, budget_categories[budget_category(row)]);
    else
        plan_label(plan, &budget_line_entity, row, out);
}
