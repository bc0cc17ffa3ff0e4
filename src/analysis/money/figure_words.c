/*
 * Formulas are a table; a figure is worded by walking from its row to those of its parts.
 */
#include "steerco/analysis/money/figure_words.h"

#include "steerco/analysis/money/deeds.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"

enum { MOST_PARTS = 4, INDENT = 2 };
#define KIND(kind) (1u << (kind))
#define AT(member) offsetof(LineFigures, member)

/* A figure is a sum of other figures, or of entries of some kinds. */
typedef struct Formula {
    const char *field, *title; /* of the budget line; in the middle of a sentence */
    size_t at;
    struct {
        const char *field; /* null: none more */
        char sign;
    } parts[MOST_PARTS];
    unsigned kinds;
    const char *words; /* what the parts do not say; null = nothing */
} Formula;

static const Formula formulas[] = {
    {"amount", "original", AT(original), .kinds = KIND(COST_BUDGET), .words = "what was planned, and BUDGET entries"},
    {"changes", "changes", AT(changes), .kinds = KIND(COST_CHANGE), .words = "the sum of CHANGE entries"},
    {"transfers", "transfers", AT(transfers), .kinds = KIND(COST_TRANSFER),
     .words = "what TRANSFER entries bring less what they take"},
    {"draws", "draws", AT(draws), .kinds = KIND(COST_CTG_DRAW) | KIND(COST_MR_DRAW),
     .words = "what was drawn from reserves, less what was drawn from these"},
    {"current", "current", AT(current),
     .parts = {{"amount", '+'}, {"changes", '+'}, {"transfers", '+'}, {"draws", '+'}}},
    {"commitments", "commitments", AT(committed), .kinds = KIND(COST_COMMIT) | KIND(COST_COMMIT_ADJ),
     .words = "the sum of COMMIT and COMMIT_ADJ entries"},
    {"open", "open", AT(open),
     .kinds = KIND(COST_COMMIT) | KIND(COST_COMMIT_ADJ) | KIND(COST_RECEIPT) | KIND(COST_ACTUAL),
     .words = "of each order what was ordered less the larger of received and invoiced, not below 0; "
              "nothing once it is closed"},
    {"actual", "actual", AT(actual), .kinds = KIND(COST_RECEIPT) | KIND(COST_ACTUAL) | KIND(COST_CREDIT),
     .words = "invoices and receipts, of an order the larger of the two, less credits"},
    {"exposure", "exposure", AT(exposure), .parts = {{"actual", '+'}, {"open", '+'}}},
    {"available", "available", AT(available), .parts = {{"current", '+'}, {"exposure", '-'}}},
    {"etc", "ETC", AT(etc), .kinds = KIND(COST_FORECAST),
     .words = "of each line what is left of its last forecast, forecast - (exposure now - exposure when it was made), "
              "else what is available; not below 0"},
    {"eac", "EAC", AT(eac), .parts = {{"exposure", '+'}, {"etc", '+'}}},
    {"vac", "VAC", AT(vac), .parts = {{"current", '+'}, {"eac", '-'}}},
    {"exchange", "exchange", AT(exchange), .kinds = KIND(COST_RECEIPT) | KIND(COST_ACTUAL) | KIND(COST_CREDIT),
     .words = "costs at the rates booked, less the same at the budget rates"},
};
enum { FORMULAS = sizeof formulas / sizeof formulas[0] };

static const Formula *formula_of(const char *field)
{
    for (int i = 0; i < FORMULAS; i++)
        if (text_equal(formulas[i].field, field))
            return &formulas[i];
    return NULL;
}

static Money value_at(const LineFigures *figures, size_t at)
{
    return *(const Money *)((const char *)figures + at);
}

static void add_money(const Plan *plan, Money money, Buffer *out)
{
    money_format_grouped(money, plan_currency_digits(plan), false, out);
}

static void add_value(const Plan *plan, const FigureScope *scope, const Formula *formula, Buffer *out)
{
    buffer_format(out, "%s ", formula->title);
    add_money(plan, value_at(scope->figures, formula->at), out);
}

/* "EAC 455,000.00 = exposure 345,000.00 + ETC 110,000.00", and the same of each part. */
static void add_formula(const Plan *plan, const FigureScope *scope, const Formula *formula, int depth, unsigned *kinds,
                        Buffer *out)
{
    buffer_add_repeat(out, " ", depth * INDENT);
    add_value(plan, scope, formula, out);
    buffer_add(out, " = ");
    for (int i = 0; i < MOST_PARTS && formula->parts[i].field; i++) {
        if (i > 0 || formula->parts[i].sign == '-')
            buffer_format(out, " %c ", formula->parts[i].sign);
        add_value(plan, scope, formula_of(formula->parts[i].field), out);
    }
    buffer_format(out, "%s\n", formula->words ? formula->words : "");
    *kinds |= formula->kinds;
    for (int i = 0; i < MOST_PARTS && formula->parts[i].field; i++)
        add_formula(plan, scope, formula_of(formula->parts[i].field), depth + 1, kinds, out);
}

static const BudgetLine *line_of(const Plan *plan, Id line)
{
    return plan_find(plan, ENTITY_BUDGET_LINE, line);
}

/* " = forecast 30,000.00 (E-2) - (exposure 14,500.00 - 4,500.00 when it was made)", or what is available */
static void add_forecast(const Plan *plan, uint32_t row, Buffer *out)
{
    const LineForecast *forecast = &plan_ledger(plan)->forecasts[row];
    if (forecast->entry == 0) {
        buffer_add(out, ", what is available: no forecast");
        return;
    }
    buffer_add(out, " = forecast ");
    add_money(plan, forecast->amount, out);
    buffer_format(out, " (E-%lld) - (exposure ", (long long)forecast->entry);
    add_money(plan, plan_ledger(plan)->lines[row].exposure, out);
    buffer_add(out, " - ");
    add_money(plan, forecast->exposure, out);
    buffer_add(out, " when it was made), not below 0");
}

/* The lines that a leaf of the formula sums up, where there are several. */
static void add_lines(const Plan *plan, const FigureScope *scope, const Formula *formula, Buffer *out)
{
    uint32_t count = plan_count(plan, ENTITY_BUDGET_LINE), *rows = plan_sorted_rows(plan, ENTITY_BUDGET_LINE);
    buffer_format(out, "\n%s by line\n", formula->title);
    for (uint32_t i = 0; i < count; i++) {
        const BudgetLine *line = plan_budget_line(plan, rows[i]);
        const LineFigures *figures = plan_line_figures(plan, line->record.id);
        Money money = figures ? value_at(figures, formula->at) : MONEY_NONE;
        if (!scope->holds(plan, line, scope->context) || money == 0)
            continue;
        buffer_format(out, "  BL-%lld %s  ", (long long)line->record.id, line->description);
        add_money(plan, money, out);
        if (formula->at == AT(etc))
            add_forecast(plan, rows[i], out);
        buffer_add(out, "\n");
    }
    free(rows);
}

/* What a deed adds to all lines of the scope; another entry its amount. */
static Money effect_of(const Plan *plan, const FigureScope *scope, const CostEntry *entry, EntryState state)
{
    if (entry->kind != COST_TRANSFER && !cost_kind_is_draw(entry->kind))
        return cost_entry_base(plan, entry);
    Money sum = 0;
    if (scope->holds(plan, line_of(plan, entry->line), scope->context))
        sum = money_add(sum, deed_effect(plan, entry, state, entry->line));
    if (entry->to_line && scope->holds(plan, line_of(plan, entry->to_line), scope->context))
        sum = money_add(sum, deed_effect(plan, entry, state, entry->to_line));
    return sum;
}

static bool concerns(const Plan *plan, const FigureScope *scope, const CostEntry *entry)
{
    return scope->holds(plan, line_of(plan, entry->line), scope->context) ||
           (entry->to_line && scope->holds(plan, line_of(plan, entry->to_line), scope->context));
}

static void add_entry(const Plan *plan, const FigureScope *scope, const CostEntry *entry, Buffer *out)
{
    static const char *const notes[] = {[ENTRY_COUNTS] = "",
                                        [ENTRY_LATER] = "; after the status date, does not count",
                                        [ENTRY_ONE_SIDED] = "; one-sided, moves nothing",
                                        [ENTRY_WITHOUT_LINE] = "; for no line, moves nothing",
                                        [ENTRY_MENDED] = "; taken back, moves nothing"};
    EntryState state = plan_entry_state(plan, entry->record.id);
    const Order *order = plan_find(plan, ENTITY_ORDER, entry->order);
    buffer_format(out, "  E-%lld ", (long long)entry->record.id);
    date_format(entry->booked_on, out);
    buffer_format(out, " %s ", cost_kinds[entry->kind]);
    add_money(plan, effect_of(plan, scope, entry, state), out);
    if (!currency_is_own(plan, entry->currency)) {
        buffer_add(out, " (");
        field_format_of(field_of(&cost_entry_entity, CostEntry, amount), plan, entry, value_number(entry->amount),
                        FORMAT_DISPLAY, out);
        buffer_add(out, " at ");
        number_format(entry->rate, RATE_DIGITS, true, out);
        buffer_add(out, ")");
    }
    buffer_format(out, "  %s%s%s%s\n", entry->description, order ? "; order " : "", order ? order->title : "",
                  notes[state]);
}

static void add_entries(const Plan *plan, const FigureScope *scope, unsigned kinds, Buffer *out)
{
    uint32_t count = plan_count(plan, ENTITY_COST_ENTRY), *rows = plan_sorted_rows(plan, ENTITY_COST_ENTRY);
    buffer_add(out, "\nEntries behind it\n");
    for (uint32_t i = 0; i < count; i++) {
        const CostEntry *entry = plan_cost_entry(plan, rows[i]);
        if (kinds & KIND(entry->kind) && concerns(plan, scope, entry))
            add_entry(plan, scope, entry, out);
    }
    free(rows);
}

static void add_used(const Plan *plan, const FigureScope *scope, Buffer *out)
{
    buffer_add(out, "used = ");
    add_value(plan, scope, formula_of("exposure"), out);
    buffer_add(out, " / ");
    add_value(plan, scope, formula_of("current"), out);
    buffer_add(out, "\n");
}

void figure_explain(const Plan *plan, const FigureScope *scope, const char *field, Buffer *out)
{
    unsigned kinds = 0;
    bool used = text_equal(field, "used");
    const Formula *formula = formula_of(used ? "exposure" : field);
    if (!formula)
        formula = formula_of("eac");
    buffer_format(out, "%s, in %s, as of ", scope->name, plan_currency(plan));
    date_format(plan_status_date(plan), out);
    buffer_add(out, "\n\n");
    if (used)
        add_used(plan, scope, out);
    add_formula(plan, scope, formula, 0, &kinds, out);
    add_lines(plan, scope, formula, out);
    add_entries(plan, scope, kinds, out);
}
