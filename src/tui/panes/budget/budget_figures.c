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

static const LineFigures no_figures = {MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE,
                                       MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE,
                                       MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE};

/* The figures of a table's row; `no_figures` while nothing was computed. */
const LineFigures *budget_figures(const Budget *state, const Plan *plan, Id row)
{
    if (plan->results->generation != plan->generation)
        return &no_figures;
    if (row == ROW_ALL)
        return &plan_ledger(plan)->budget;
    if (row == ROW_BASELINE)
        return &plan_ledger(plan)->cost_baseline;
    if (row == ROW_COMPLETION)
        return &plan_ledger(plan)->completion;
    if (row == ROW_NO_LINE)
        return &state->no_line;
    if (row <= ROW_CATEGORY)
        return &state->categories[budget_category(row)];
    const LineFigures *figures = plan_line_figures(plan, row);
    return figures ? figures : &no_figures;
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
    state->over = state->nearly = 0;
    if (plan->results->generation == plan->generation)
        state->no_line = plan_ledger(plan)->budget;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BUDGET_LINE); row++) {
        const BudgetLine *line = plan_budget_line(plan, row);
        const LineFigures *figures = budget_figures(state, plan, line->record.id);
        figures_add(&state->categories[line->category], figures, 1);
        figures_add(&state->no_line, figures, -1);
        state->over += budget_is_over(figures);
        state->nearly += ledger_alarm(figures) && !budget_is_over(figures);
    }
}

void budget_row_name(const Plan *plan, Id row, Buffer *out)
{
    if (row == ROW_ALL)
        buffer_add(out, "All lines");
    else if (row == ROW_BASELINE)
        buffer_add(out, "Cost baseline");
    else if (row == ROW_COMPLETION)
        buffer_add(out, "BAC");
    else if (row == ROW_NO_LINE)
        buffer_add(out, "On no line");
    else if (row <= ROW_CATEGORY)
        buffer_add(out, budget_categories[budget_category(row)]);
    else
        plan_label(plan, &budget_line_entity, row, out);
}
