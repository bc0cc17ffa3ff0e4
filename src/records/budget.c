/*
 * The tables of budget lines and ledger entries. What the figures of a line are made of: see budget.h.
 */
#include "steerco/records/budget.h"

#include "steerco/model/field.h"
#include "steerco/records/records.h"

const char *const budget_categories[] = {"LAB labour",
                                         "EXT external services",
                                         "MAT materials",
                                         "EQP equipment",
                                         "SFT software",
                                         "CLD cloud",
                                         "TRV travel",
                                         "LOG logistics",
                                         "MKT marketing",
                                         "TRN training",
                                         "REC recruiting",
                                         "QAS quality",
                                         "OTH other",
                                         "CTG contingency",
                                         "MRS management reserve",
                                         NULL};

Money budget_line_amount(const BudgetLine *line)
{
    Money amount;
    bool priced = line->unit_price != MONEY_NONE && line->quantity != NUMBER_NONE;
    if (line->amount != MONEY_NONE || !priced)
        return line->amount;
    return number_scale(line->unit_price, line->quantity, 1000, &amount) ? amount : MONEY_NONE;
}

/* One figure of the line's row in the results, by its place in LineFigures. */
static Value figure(const Plan *plan, const void *record, size_t offset)
{
    const LineFigures *figures = plan_line_figures(plan, ((const Record *)record)->id);
    return value_number(figures ? *(const Money *)((const char *)figures + offset) : VALUE_NONE);
}

#define FIGURE(member)                                                                                                 \
    static Value line_##member(const Plan *plan, const void *record, Buffer *text)                                     \
    {                                                                                                                  \
        (void)text;                                                                                                    \
        return figure(plan, record, offsetof(LineFigures, member));                                                    \
    }
FIGURE(current)
FIGURE(open)
FIGURE(actual)
FIGURE(exposure)
FIGURE(available)
FIGURE(etc)
FIGURE(eac)
FIGURE(vac)

static Value line_used(const Plan *plan, const void *record, Buffer *text)
{
    (void)text;
    const LineFigures *figures = plan_line_figures(plan, ((const Record *)record)->id);
    int64_t used;
    if (!figures || figures->current <= 0 || !number_scale(figures->exposure, 10000, figures->current, &used))
        return value_number(VALUE_NONE);
    return value_number(used);
}

static bool line_check(const Plan *plan, const void *record, Error *error)
{
    (void)plan;
    const BudgetLine *line = record;
    if (line->from != DATE_NONE && line->to != DATE_NONE && line->to < line->from)
        return error_set(error, "the period of '%s' ends before it begins", line->description);
    return true;
}

static const char *const line_kinds[] = {"opex", "capex", NULL};
static const char *const line_curves[] = {"uniform", "front", "back", "bell", "at start", "at finish", NULL};

/* clang-format off */
static const Field line_fields[] = {
    {.name = "category", .title = "Category", .type = FIELD_CHOICE, FIELD_AT(BudgetLine, category),
     .choices = budget_categories, .standard = 12, .width = 12, .help = "Kind of cost"},
    {.name = "description", .title = "Budget line", .type = FIELD_TEXT, FIELD_AT(BudgetLine, description), .width = 26,
     .required = true, .help = "What the money is for"},
    {.name = "amount", .title = "Original", .type = FIELD_MONEY, FIELD_AT(BudgetLine, amount),
     .help = "Original budget"},
    {.name = "current", .title = "Current", .type = FIELD_MONEY, .computed = line_current,
     .help = "Original + approved changes + transfers"},
    {.name = "actual", .title = "Actual", .type = FIELD_MONEY, .computed = line_actual,
     .help = "Receipts + actuals - credits, on accrual basis"},
    {.name = "open", .title = "Committed", .type = FIELD_MONEY, .computed = line_open,
     .help = "Commitments not yet used up by receipts or actuals"},
    {.name = "exposure", .title = "Exposure", .type = FIELD_MONEY, .computed = line_exposure,
     .help = "Actual + open commitments"},
    {.name = "available", .title = "Available", .type = FIELD_MONEY, .computed = line_available,
     .help = "Current - exposure"},
    {.name = "used", .title = "Used", .type = FIELD_PERCENT, .computed = line_used, .width = 6,
     .help = "Exposure / current"},
    {.name = "etc", .title = "ETC", .type = FIELD_MONEY, .computed = line_etc,
     .help = "Estimate to complete that is not committed yet: the last forecast, else what is available"},
    {.name = "eac", .title = "EAC", .type = FIELD_MONEY, .computed = line_eac,
     .help = "Estimate at completion: exposure + ETC"},
    {.name = "vac", .title = "VAC", .type = FIELD_MONEY, .computed = line_vac,
     .help = "Variance at completion: current - EAC; negative is an overrun"},
    {.name = "kind", .title = "Kind", .type = FIELD_CHOICE, FIELD_AT(BudgetLine, kind), .choices = line_kinds,
     .width = 5, .help = "Operating or capital expenditure"},
    {.name = "vendor", .title = "Vendor", .type = FIELD_TEXT, FIELD_AT(BudgetLine, vendor), .width = 16,
     .help = "Who supplies it"},
    {.name = "quantity", .title = "Quantity", .type = FIELD_QUANTITY, FIELD_AT(BudgetLine, quantity),
     .help = "How many units"},
    {.name = "unit", .title = "Unit", .type = FIELD_TEXT, FIELD_AT(BudgetLine, unit), .width = 8,
     .help = "What is counted: licence, day, piece"},
    {.name = "unit_price", .title = "Unit price", .type = FIELD_MONEY, FIELD_AT(BudgetLine, unit_price),
     .help = "Price of one unit"},
    {.name = "task", .title = "Task", .type = FIELD_REFERENCE, FIELD_AT(BudgetLine, task), .refers_to = &task_entity,
     .width = 6, .help = "Work that it pays for; empty = the whole project"},
    {.name = "owner", .title = "Owner", .type = FIELD_REFERENCE, FIELD_AT(BudgetLine, owner),
     .refers_to = &resource_entity, .width = 14, .help = "Who answers for the line"},
    {.name = "from", .title = "From", .type = FIELD_DATE, FIELD_AT(BudgetLine, from), .help = "First day of spending"},
    {.name = "to", .title = "To", .type = FIELD_DATE, FIELD_AT(BudgetLine, to), .help = "Last day of spending"},
    {.name = "curve", .title = "Curve", .type = FIELD_CHOICE, FIELD_AT(BudgetLine, curve), .choices = line_curves,
     .width = 9, .help = "How the amount spreads over its period"},
    {.name = "basis", .title = "Basis", .type = FIELD_TEXT, FIELD_AT(BudgetLine, basis), .width = 18,
     .help = "Basis of the estimate"},
    {.name = "funding", .title = "Funding", .type = FIELD_TEXT, FIELD_AT(BudgetLine, funding), .width = 14,
     .help = "Where the money comes from"},
    {.name = "external_id", .title = "External ID", .type = FIELD_TEXT, FIELD_AT(BudgetLine, external_id), .width = 10,
     .help = "Identifier in the file it came from"},
    {.name = "notes", .title = "Notes", .type = FIELD_NOTE, FIELD_AT(BudgetLine, notes), .width = 24,
     .help = "Anything else worth keeping"},
    {.name = "custom", .title = "Own columns", .type = FIELD_CUSTOM, FIELD_AT(BudgetLine, custom), .width = 20,
     .help = "Columns that an import brought along, one \"name: value\" a line"},
    {0},
};
/* clang-format on */

static bool line_over(const Plan *plan, const void *record)
{
    const LineFigures *figures = plan_line_figures(plan, ((const Record *)record)->id);
    return figures && figures->vac != MONEY_NONE && figures->vac < 0;
}

static const FilterWord line_words[] = {{"over", line_over}, {0}};

const Entity budget_line_entity = {
    .kind = ENTITY_BUDGET_LINE,
    .name = "budget_line",
    .plural = "budget_lines",
    .title = "Budget",
    .noun = "budget line",
    .nouns = "budget lines",
    .tag = 9,
    .prefix = "BL",
    .record_size = sizeof(BudgetLine),
    .fields = line_fields,
    .label = "description",
    .check = line_check,
    .words = line_words,
};

static bool entry_check(const Plan *plan, const void *record, Error *error)
{
    const CostEntry *entry = record;
    if (!entry->reverses)
        return true;
    const CostEntry *reversed = plan_find(plan, ENTITY_COST_ENTRY, entry->reverses);
    if (reversed && (reversed->kind != entry->kind || reversed->amount != -entry->amount))
        return error_set(error, "a reversing entry has the kind of the entry it corrects and its amount negated");
    return true;
}

static const char *const entry_kinds[] = {"BUDGET",   "CHANGE",  "TRANSFER", "COMMIT",  "COMMIT_ADJ",
                                          "RECEIPT",  "ACTUAL",  "CREDIT",   "PAYMENT", "FORECAST",
                                          "CTG_DRAW", "MR_DRAW", NULL};

/* clang-format off */
static const Field entry_fields[] = {
    {.name = "booked_on", .title = "Booked", .type = FIELD_DATE, FIELD_AT(CostEntry, booked_on), .required = true,
     .help = "Booking date"},
    {.name = "kind", .title = "Kind", .type = FIELD_CHOICE, FIELD_AT(CostEntry, kind), .choices = entry_kinds,
     .standard = COST_ACTUAL, .width = 10, .help = "What happened: budget, commitment, receipt, actual, forecast, …"},
    {.name = "line", .title = "Line", .type = FIELD_REFERENCE, FIELD_AT(CostEntry, line),
     .refers_to = &budget_line_entity, .width = 6, .help = "Budget line that it counts on"},
    {.name = "amount", .title = "Amount", .type = FIELD_MONEY, FIELD_AT(CostEntry, amount), .required = true,
     .help = "Amount in the board's currency, without tax"},
    {.name = "description", .title = "Description", .type = FIELD_TEXT, FIELD_AT(CostEntry, description), .width = 28,
     .help = "What was bought, booked or decided"},
    {.name = "committed", .title = "On order", .type = FIELD_FLAG, FIELD_AT(CostEntry, committed), .width = 8,
     .help = "A receipt or actual against a commitment: it uses the commitment up"},
    {.name = "vendor", .title = "Vendor", .type = FIELD_TEXT, FIELD_AT(CostEntry, vendor), .width = 16,
     .help = "Who was paid or is owed"},
    {.name = "document", .title = "Document", .type = FIELD_TEXT, FIELD_AT(CostEntry, document), .width = 12,
     .help = "Number of the order, receipt or invoice"},
    {.name = "value_date", .title = "Value date", .type = FIELD_DATE, FIELD_AT(CostEntry, value_date),
     .help = "Day on which it takes effect; empty = booking date"},
    {.name = "tax", .title = "Tax", .type = FIELD_MONEY, FIELD_AT(CostEntry, tax), .help = "Tax on top"},
    {.name = "task", .title = "Task", .type = FIELD_REFERENCE, FIELD_AT(CostEntry, task), .refers_to = &task_entity,
     .width = 6, .help = "Work that it paid for"},
    {.name = "risk", .title = "Risk", .type = FIELD_REFERENCE, FIELD_AT(CostEntry, risk), .refers_to = &risk_entity,
     .width = 6, .help = "Risk whose occurrence a contingency draw pays for"},
    {.name = "reverses", .title = "Reverses", .type = FIELD_REFERENCE, FIELD_AT(CostEntry, reverses),
     .refers_to = &cost_entry_entity, .width = 8, .help = "Entry that this one corrects"},
    {.name = "external_id", .title = "External ID", .type = FIELD_TEXT, FIELD_AT(CostEntry, external_id), .width = 10,
     .help = "Identifier in the file it came from"},
    {.name = "notes", .title = "Notes", .type = FIELD_NOTE, FIELD_AT(CostEntry, notes), .width = 24,
     .help = "Anything else worth keeping"},
    {.name = "custom", .title = "Own columns", .type = FIELD_CUSTOM, FIELD_AT(CostEntry, custom), .width = 20,
     .help = "Columns that an import brought along, one \"name: value\" a line"},
    {0},
};
/* clang-format on */

static const FieldAlias entry_aliases[] = {{"due", "value_date"}, {0}};

const Entity cost_entry_entity = {
    .kind = ENTITY_COST_ENTRY,
    .name = "cost_entry",
    .plural = "cost_entries",
    .title = "Cost log",
    .noun = "cost entry",
    .nouns = "cost entries",
    .tag = 10,
    .prefix = "E",
    .record_size = sizeof(CostEntry),
    .fields = entry_fields,
    .label = "description",
    .append_only = true,
    .check = entry_check,
    .aliases = entry_aliases,
};
