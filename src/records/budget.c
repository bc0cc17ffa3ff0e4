/*
 * The tables of budget lines and ledger entries. What the figures of a line are made of: see analysis/ledger.h.
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

/* An amount of a record, in the board's currency: its own where it says no other. */
static Money in_own(const Plan *plan, const char *currency, Money amount, int64_t rate)
{
    if (currency_is_own(plan, currency))
        return amount;
    return money_convert(amount, currency_digits(currency), rate, plan_currency_digits(plan));
}

Money budget_line_original(const Plan *plan, const BudgetLine *line)
{
    return in_own(plan, line->currency, budget_line_amount(line), line->rate);
}

Money cost_entry_base(const Plan *plan, const CostEntry *entry)
{
    return in_own(plan, entry->currency, entry->amount, entry->rate);
}

bool budget_line_is_reserve(const BudgetLine *line)
{
    return line->category == CATEGORY_CONTINGENCY || budget_line_is_management_reserve(line);
}

bool budget_line_is_management_reserve(const BudgetLine *line)
{
    return line->category == CATEGORY_MANAGEMENT_RESERVE;
}

bool cost_kind_is_draw(uint8_t kind)
{
    return kind == COST_CTG_DRAW || kind == COST_MR_DRAW;
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
FIGURE(changes)
FIGURE(transfers)
FIGURE(draws)
FIGURE(current)
FIGURE(committed)
FIGURE(open)
FIGURE(actual)
FIGURE(exposure)
FIGURE(available)
FIGURE(etc)
FIGURE(eac)
FIGURE(vac)
FIGURE(exchange)

static Value line_used(const Plan *plan, const void *record, Buffer *text)
{
    (void)text;
    const LineFigures *figures = plan_line_figures(plan, ((const Record *)record)->id);
    int64_t used;
    if (!figures || figures->current <= 0 || !number_scale(figures->exposure, 10000, figures->current, &used))
        return value_number(VALUE_NONE);
    return value_number(used);
}

/* A rate belongs to another currency, and that to a rate: what has none counts in no sum. */
static bool check_currency(const Plan *plan, const char *currency, int64_t rate, Error *error)
{
    bool own = currency_is_own(plan, currency);
    if (!own && !currency_is_code(currency))
        return error_set(error, "currency '%s' is no code; expected three capital letters such as USD", currency);
    if (own && rate != NUMBER_NONE)
        return error_set(error, "%s is the board's own currency: it takes no rate", plan_currency(plan));
    return rate == NUMBER_NONE || rate > 0 || error_set(error, "a rate is above 0");
}

static bool line_check(const Plan *plan, const void *record, Error *error)
{
    const BudgetLine *line = record;
    if (line->from != DATE_NONE && line->to != DATE_NONE && line->to < line->from)
        return error_set(error, "the period of '%s' ends before it begins", line->description);
    return check_currency(plan, line->currency, line->rate, error);
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
     .currency = offsetof(BudgetLine, currency), .help = "Original budget, in the currency of the line"},
    {.name = "currency", .title = "Currency", .type = FIELD_TEXT, FIELD_AT(BudgetLine, currency), .width = 8,
     .help = "ISO 4217 code of its amounts; empty = that of the board"},
    {.name = "exchange_rate", .title = "Exchange rate", .type = FIELD_RATE, FIELD_AT(BudgetLine, rate),
     .help = "What one unit of its currency is worth in that of the board: the budget rate where none is typed"},
    {.name = "changes", .title = "Changes", .type = FIELD_MONEY, .computed = line_changes,
     .help = "Approved changes: CHANGE entries"},
    {.name = "transfers", .title = "Transfers", .type = FIELD_MONEY, .computed = line_transfers,
     .help = "Moved from and to other lines; of all lines 0"},
    {.name = "draws", .title = "Draws", .type = FIELD_MONEY, .computed = line_draws,
     .help = "Drawn from reserves; of a reserve what was drawn from it, negative; of all lines 0"},
    {.name = "current", .title = "Current", .type = FIELD_MONEY, .computed = line_current,
     .help = "Original + approved changes + transfers + draws"},
    {.name = "actual", .title = "Actual", .type = FIELD_MONEY, .computed = line_actual,
     .help = "Receipts + actuals - credits, on accrual basis"},
    {.name = "commitments", .title = "Commitments", .type = FIELD_MONEY, .computed = line_committed,
     .help = "All commitments and their adjustments"},
    {.name = "open", .title = "Open", .type = FIELD_MONEY, .computed = line_open,
     .help = "Commitments not yet used up by receipts or actuals, order by order"},
    {.name = "exposure", .title = "Exposure", .type = FIELD_MONEY, .computed = line_exposure,
     .help = "Actual + open commitments"},
    {.name = "available", .title = "Available", .type = FIELD_MONEY, .computed = line_available,
     .help = "Current - exposure"},
    {.name = "used", .title = "Used", .type = FIELD_PERCENT, .computed = line_used, .width = 6,
     .help = "Exposure / current"},
    {.name = "etc", .title = "ETC", .type = FIELD_MONEY, .computed = line_etc,
     .help = "Estimate to complete that is not committed yet: what is left of the last forecast, else what is available"},
    {.name = "eac", .title = "EAC", .type = FIELD_MONEY, .computed = line_eac,
     .help = "Estimate at completion: exposure + ETC"},
    {.name = "vac", .title = "VAC", .type = FIELD_MONEY, .computed = line_vac,
     .help = "Variance at completion: current - EAC; negative is an overrun"},
    {.name = "exchange", .title = "Exchange", .type = FIELD_MONEY, .computed = line_exchange,
     .help = "Exchange variance: actual at the rates booked - actual at the budget rate; a part of actual"},
    {.name = "kind", .title = "Kind", .type = FIELD_CHOICE, FIELD_AT(BudgetLine, kind), .choices = line_kinds,
     .width = 5, .help = "Operating or capital expenditure"},
    {.name = "vendor", .title = "Vendor", .type = FIELD_TEXT, FIELD_AT(BudgetLine, vendor), .width = 16,
     .help = "Who supplies it"},
    {.name = "quantity", .title = "Quantity", .type = FIELD_QUANTITY, FIELD_AT(BudgetLine, quantity),
     .help = "How many units"},
    {.name = "unit", .title = "Unit", .type = FIELD_TEXT, FIELD_AT(BudgetLine, unit), .width = 8,
     .help = "What is counted: licence, day, piece"},
    {.name = "unit_price", .title = "Unit price", .type = FIELD_MONEY, FIELD_AT(BudgetLine, unit_price), .rate = true,
     .currency = offsetof(BudgetLine, currency), .help = "Price of one unit"},
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
    .instead = "reverse what is wrong in it, and move what is left of its budget to another line by a TRANSFER",
};

static Value entry_base(const Plan *plan, const void *record, Buffer *text)
{
    (void)text;
    return value_number(cost_entry_base(plan, record));
}

static Value entry_counts(const Plan *plan, const void *record, Buffer *text)
{
    static const char *const words[] = {[ENTRY_COUNTS] = "counts",
                                        [ENTRY_LATER] = "after the status date",
                                        [ENTRY_ONE_SIDED] = "one-sided, moves nothing",
                                        [ENTRY_WITHOUT_LINE] = "no line, moves nothing",
                                        [ENTRY_MENDED] = "taken back, moves nothing"};
    (void)text;
    return value_text(words[plan_entry_state(plan, ((const Record *)record)->id)]);
}

static bool entry_check(const Plan *plan, const void *record, Error *error)
{
    const CostEntry *entry = record;
    if (!check_currency(plan, entry->currency, entry->rate, error))
        return false;
    if (!entry->reverses)
        return true;
    const CostEntry *reversed = plan_find(plan, ENTITY_COST_ENTRY, entry->reverses);
    if (reversed && (reversed->kind != entry->kind || reversed->amount != -entry->amount))
        return error_set(error, "a reversing entry has the kind of the entry it corrects and its amount negated");
    return true;
}

const char *const cost_kinds[] = {"BUDGET", "CHANGE",  "TRANSFER", "COMMIT",   "COMMIT_ADJ", "RECEIPT", "ACTUAL",
                                  "CREDIT", "PAYMENT", "FORECAST", "CTG_DRAW", "MR_DRAW",    NULL};

/* clang-format off */
static const Field entry_fields[] = {
    {.name = "booked_on", .title = "Booked", .type = FIELD_DATE, FIELD_AT(CostEntry, booked_on), .required = true,
     .help = "Booking date"},
    {.name = "kind", .title = "Kind", .type = FIELD_CHOICE, FIELD_AT(CostEntry, kind), .choices = cost_kinds,
     .standard = COST_ACTUAL, .width = 10, .help = "What happened: budget, commitment, receipt, actual, forecast, …"},
    {.name = "line", .title = "Line", .type = FIELD_REFERENCE, FIELD_AT(CostEntry, line),
     .refers_to = &budget_line_entity, .width = 6, .help = "Budget line that it counts on; of a transfer or draw the one that gives"},
    {.name = "to_line", .title = "To line", .type = FIELD_REFERENCE, FIELD_AT(CostEntry, to_line),
     .refers_to = &budget_line_entity, .width = 7, .help = "Of a transfer or draw: the budget line that gets it"},
    {.name = "amount", .title = "Amount", .type = FIELD_MONEY, FIELD_AT(CostEntry, amount), .required = true,
     .currency = offsetof(CostEntry, currency), .help = "Amount in the entry's currency, without tax"},
    {.name = "currency", .title = "Currency", .type = FIELD_TEXT, FIELD_AT(CostEntry, currency), .width = 8,
     .help = "ISO 4217 code of amount and tax; empty = that of the board"},
    {.name = "exchange_rate", .title = "Exchange rate", .type = FIELD_RATE, FIELD_AT(CostEntry, rate),
     .help = "What one unit of the currency is worth in that of the board; where none is typed the rate of the day"},
    {.name = "base", .title = "Base amount", .type = FIELD_MONEY, .computed = entry_base,
     .help = "Amount in the board's currency: amount x rate"},
    {.name = "description", .title = "Description", .type = FIELD_TEXT, FIELD_AT(CostEntry, description), .width = 28,
     .help = "What was bought, booked or decided"},
    {.name = "order", .title = "Order", .type = FIELD_REFERENCE, FIELD_AT(CostEntry, order),
     .refers_to = &order_entity, .width = 10,
     .help = "Order that a commitment, receipt, actual, credit or payment belongs to"},
    {.name = "committed", .title = "On order", .type = FIELD_FLAG, FIELD_AT(CostEntry, committed), .width = 8,
     .help = "Without an order: a receipt or actual that uses up the commitments of its line"},
    {.name = "vendor", .title = "Vendor", .type = FIELD_TEXT, FIELD_AT(CostEntry, vendor), .width = 16,
     .help = "Who was paid or is owed"},
    {.name = "document", .title = "Document", .type = FIELD_TEXT, FIELD_AT(CostEntry, document), .width = 12,
     .help = "Number of the order, receipt or invoice"},
    {.name = "value_date", .title = "Value date", .type = FIELD_DATE, FIELD_AT(CostEntry, value_date),
     .help = "Day on which it takes effect; empty = booking date"},
    {.name = "tax", .title = "Tax", .type = FIELD_MONEY, FIELD_AT(CostEntry, tax),
     .currency = offsetof(CostEntry, currency), .help = "Tax on top"},
    {.name = "task", .title = "Task", .type = FIELD_REFERENCE, FIELD_AT(CostEntry, task), .refers_to = &task_entity,
     .width = 6, .help = "Work that it paid for"},
    {.name = "risk", .title = "Risk", .type = FIELD_REFERENCE, FIELD_AT(CostEntry, risk), .refers_to = &risk_entity,
     .width = 6, .help = "Risk whose occurrence a contingency draw pays for"},
    {.name = "decision", .title = "Decision", .type = FIELD_TEXT, FIELD_AT(CostEntry, decision), .width = 12,
     .help = "Decision or change request that a draw or change refers to"},
    {.name = "authority", .title = "Authority", .type = FIELD_TEXT, FIELD_AT(CostEntry, authority), .width = 16,
     .help = "Who allowed a draw"},
    {.name = "reverses", .title = "Reverses", .type = FIELD_REFERENCE, FIELD_AT(CostEntry, reverses),
     .refers_to = &cost_entry_entity, .width = 8, .help = "Entry that this one corrects"},
    {.name = "counts", .title = "Counts", .type = FIELD_TEXT, .computed = entry_counts, .width = 12,
     .help = "Does it count: not after the status date, and not what moves money from or to nowhere"},
    {.name = "external_id", .title = "External ID", .type = FIELD_TEXT, FIELD_AT(CostEntry, external_id), .width = 10,
     .help = "Identifier in the file it came from"},
    {.name = "notes", .title = "Notes", .type = FIELD_NOTE, FIELD_AT(CostEntry, notes), .width = 24,
     .help = "Anything else worth keeping"},
    {.name = "custom", .title = "Own columns", .type = FIELD_CUSTOM, FIELD_AT(CostEntry, custom), .width = 20,
     .help = "Columns that an import brought along, one \"name: value\" a line"},
    {0},
};
/* clang-format on */

static bool entry_later(const Plan *plan, const void *record)
{
    return plan_entry_state(plan, ((const Record *)record)->id) == ENTRY_LATER;
}

static bool entry_adrift(const Plan *plan, const void *record)
{
    EntryState state = plan_entry_state(plan, ((const Record *)record)->id);
    return state == ENTRY_ONE_SIDED || state == ENTRY_WITHOUT_LINE;
}

static const FilterWord entry_words[] = {{"later", entry_later}, {"adrift", entry_adrift}, {0}};

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
    .cold = true,
    .append_only = true,
    .instead = "add one that reverses it",
    .alike = {"booked_on", "kind", "amount", "description"},
    .check = entry_check,
    .words = entry_words,
    .aliases = entry_aliases,
};
