/*
 * The record types that there are, and a plan seen as one of them.
 *
 * records.def lists them; each has a header with its struct and a source with its row. Whoever works on any type knows
 * model/ alone; whoever knows a certain one includes this.
 */
#ifndef STEERCO_RECORDS_RECORDS_H
#define STEERCO_RECORDS_RECORDS_H

#include "steerco/model/many.h"
#include "steerco/model/plan.h"
#include "steerco/records/baseline.h"
#include "steerco/records/board.h"
#include "steerco/records/budget.h"
#include "steerco/records/calendar.h"
#include "steerco/records/closing.h"
#include "steerco/records/communication.h"
#include "steerco/records/currency_rate.h"
#include "steerco/records/governance.h"
#include "steerco/records/kpi.h"
#include "steerco/records/meeting.h"
#include "steerco/records/order.h"
#include "steerco/records/quality.h"
#include "steerco/records/report.h"
#include "steerco/records/resource.h"
#include "steerco/records/results.h"
#include "steerco/records/risk.h"
#include "steerco/records/scope.h"
#include "steerco/records/stakeholder.h"
#include "steerco/records/task.h"
#include "steerco/records/team.h"
#include "steerco/records/vendor.h"

/* ENTITY_TASK, …: the kinds of the list. */
enum {
#define RECORD(kind, entity) ENTITY_##kind,
#include "steerco/records/records.def"
#undef RECORD
    ENTITY_COUNT
};

/* Typed looks at a row. */
static inline const Task *plan_task(const Plan *plan, uint32_t row)
{
    return (const Task *)plan->tables[ENTITY_TASK].records + row;
}
static inline const Link *plan_link(const Plan *plan, uint32_t row)
{
    return (const Link *)plan->tables[ENTITY_LINK].records + row;
}
static inline const Assignment *plan_assignment(const Plan *plan, uint32_t row)
{
    return (const Assignment *)plan->tables[ENTITY_ASSIGNMENT].records + row;
}
static inline const Resource *plan_resource(const Plan *plan, uint32_t row)
{
    return (const Resource *)plan->tables[ENTITY_RESOURCE].records + row;
}
static inline const BaselineTask *plan_baseline_task(const Plan *plan, uint32_t row)
{
    return (const BaselineTask *)plan->tables[ENTITY_BASELINE_TASK].records + row;
}
static inline const Risk *plan_risk(const Plan *plan, uint32_t row)
{
    return (const Risk *)plan->tables[ENTITY_RISK].records + row;
}
static inline const BudgetLine *plan_budget_line(const Plan *plan, uint32_t row)
{
    return (const BudgetLine *)plan->tables[ENTITY_BUDGET_LINE].records + row;
}
static inline const CostEntry *plan_cost_entry(const Plan *plan, uint32_t row)
{
    return (const CostEntry *)plan_table(plan, ENTITY_COST_ENTRY)->records + row;
}
static inline const Order *plan_order(const Plan *plan, uint32_t row)
{
    return (const Order *)plan->tables[ENTITY_ORDER].records + row;
}
static inline const CurrencyRate *plan_currency_rate(const Plan *plan, uint32_t row)
{
    return (const CurrencyRate *)plan->tables[ENTITY_CURRENCY_RATE].records + row;
}
static inline const Stakeholder *plan_stakeholder(const Plan *plan, uint32_t row)
{
    return (const Stakeholder *)plan->tables[ENTITY_STAKEHOLDER].records + row;
}

/* The board itself; one with standard settings while the plan holds none. Never null. */
const Board *plan_board(const Plan *plan) RETURNS_NON_NULL;
Instant plan_finish(const Plan *plan); /* of the project, as analysis found it; undefined without tasks */
/* What the ledger comes to, of the plan as it is: worked out at the first look. All 0 before the first analysis. */
const LedgerFigures *plan_ledger(const Plan *plan) RETURNS_NON_NULL;

/* What analysis found for a record, or null when it has not been computed for this generation. */
const TaskDates *plan_task_dates(const Plan *plan, Id task);
BaselineDates plan_baseline_dates(const Plan *plan, Id task); /* undefined also without a baseline */
const LineFigures *plan_line_figures(const Plan *plan, Id line);
const OrderFigures *plan_order_figures(const Plan *plan, Id order);
EntryState plan_entry_state(const Plan *plan, Id entry); /* ENTRY_COUNTS also while nothing was computed */

#endif
