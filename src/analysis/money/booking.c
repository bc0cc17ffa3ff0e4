/*
 * The rules of single entries, and of what entries hang on. What needs a look at many entries is in booking_sums.c.
 */
#include "steerco/analysis/money/booking.h"

#include <limits.h>

#include "booking_parts.h"
#include "steerco/base/text.h"

/* ---- what a booking fixes ---- */

static Value value_of(const ChangeSet *set, const Plan *plan, const Change *change, const char *field)
{
    return change_value(set, plan, change->entity, change->id, entity_field(change->entity, field));
}

static void fix(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const char *field, Value value)
{
    change_set(set, plan, entity, id, entity_field(entity, field), value);
}

static int64_t rate_for(const ChangeSet *set, const Plan *plan, const Change *change, const char *currency)
{
    if (change->entity == &budget_line_entity)
        return currency_rate_budget(plan, currency);
    return currency_rate_booking(plan, currency, (Date)value_of(set, plan, change, "booked_on").number);
}

static void fix_currency(ChangeSet *set, const Plan *plan, const Change *change)
{
    const Entity *entity = change->entity;
    Id id = change->id;
    const char *currency = value_of(set, plan, change, "currency").text;
    bool rated = value_of(set, plan, change, "exchange_rate").number != NUMBER_NONE;
    if (!currency_is_own(plan, currency)) {
        int64_t rate = rated ? NUMBER_NONE : rate_for(set, plan, change, currency);
        if (rate != NUMBER_NONE)
            fix(set, plan, entity, id, "exchange_rate", value_number(rate));
        return;
    }
    if (*currency)
        fix(set, plan, entity, id, "currency", value_text(""));
    if (rated && entity == &budget_line_entity && change->kind == CHANGE_SET)
        fix(set, plan, entity, id, "exchange_rate", value_number(NUMBER_NONE));
}

static void fix_vendor(ChangeSet *set, const Plan *plan, CostEntry *entry)
{
    if (entry->order == 0 || *entry->vendor)
        return;
    Value vendor = change_value(set, plan, &order_entity, entry->order, field_of(&order_entity, Order, vendor));
    Value name = change_value(set, plan, &vendor_entity, vendor.number, field_of(&vendor_entity, Vendor, name));
    entry->vendor = arena_text(&set->arena, name.text);
}

void booking_complete(ChangeSet *set, const Plan *plan)
{
    size_t count = set->changes.count;
    for (size_t i = 0; i < count && !set->undoes; i++) {
        Change change = set->changes.items[i];
        bool entry = change.entity == &cost_entry_entity && change.kind == CHANGE_CREATE;
        bool line = change.entity == &budget_line_entity && change.kind != CHANGE_DELETE;
        if (entry || (line && (change.kind == CHANGE_CREATE || text_equal(change.field->name, "currency"))))
            fix_currency(set, plan, &change);
        if (entry)
            fix_vendor(set, plan, change.record);
    }
}

/* ---- single entries ---- */

static const char *kind_of(const CostEntry *entry)
{
    return cost_kinds[entry->kind];
}

static bool is_of_orders(const CostEntry *entry)
{
    return entry->kind == COST_COMMIT || entry->kind == COST_COMMIT_ADJ || entry->kind == COST_RECEIPT ||
           entry->kind == COST_ACTUAL || entry->kind == COST_CREDIT || entry->kind == COST_PAYMENT;
}

static bool check_currency(const Plan *after, const char *currency, int64_t rate, bool line, Error *error)
{
    if (currency_is_own(after, currency) || rate != NUMBER_NONE)
        return true;
    return error_set(error,
                     "there is no rate for %s: add a currency_rate%s, or give the exchange_rate yourself; without one "
                     "it cannot be added to %s",
                     currency, line ? " of kind budget" : " for the day", plan_currency(after));
}

static bool check_order(const Plan *after, const CostEntry *entry, Error *error)
{
    const Order *order = plan_find(after, ENTITY_ORDER, entry->order);
    if (!order)
        return true;
    if (!is_of_orders(entry))
        return error_set(error, "a %s belongs to no order", kind_of(entry));
    if (!(currency_is_own(after, entry->currency) && currency_is_own(after, order->currency)) &&
        !text_equal(entry->currency, order->currency))
        return error_set(error, "order %s is in %s, and this is in %s", order->title,
                         *order->currency ? order->currency : plan_currency(after),
                         *entry->currency ? entry->currency : plan_currency(after));
    bool closed = order->closed_on != DATE_NONE && order->closed_on <= entry->booked_on;
    bool settles = entry->kind == COST_CREDIT || entry->kind == COST_PAYMENT || entry->reverses;
    return !closed || settles ||
           error_set(error, "order %s is closed: empty its closed_on first if something more comes", order->title);
}

static const BudgetLine *line_of(const Plan *after, Id line)
{
    return plan_find(after, ENTITY_BUDGET_LINE, line);
}

static bool check_transfer(const Plan *after, const CostEntry *entry, EntryState state, Error *error)
{
    const BudgetLine *from = line_of(after, entry->line), *to = line_of(after, entry->to_line);
    bool one_sided = !from || !to;
    if (one_sided && state != ENTRY_COUNTS)
        return error_set(error, "a transfer has two sides: line gives, to_line gets; this one would move money %s",
                         entry->amount < 0 || to == NULL ? "to nowhere" : "from nowhere");
    if (!one_sided && from == to)
        return error_set(error, "a transfer goes from one line to another");
    if (!one_sided && entry->amount <= 0)
        return error_set(error, "a transfer moves an amount above 0 from line to to_line: exchange the two");
    bool leaves = from && budget_line_is_reserve(from) && (one_sided ? entry->amount < 0 : !budget_line_is_reserve(to));
    return !leaves || error_set(error, "money leaves a reserve by a draw, not by a transfer: book a %s",
                                budget_line_is_management_reserve(from) ? "MR_DRAW" : "CTG_DRAW");
}

static bool check_draw(const Plan *after, const CostEntry *entry, Error *error)
{
    const BudgetLine *from = line_of(after, entry->line), *to = line_of(after, entry->to_line);
    bool managements = entry->kind == COST_MR_DRAW;
    const char *manager = plan_board(after)->manager;
    if (!from || !budget_line_is_reserve(from) || budget_line_is_management_reserve(from) != managements)
        return error_set(error, "a %s is drawn from a line of the category %s: give it as line", kind_of(entry),
                         budget_categories[managements ? CATEGORY_MANAGEMENT_RESERVE : CATEGORY_CONTINGENCY]);
    if (!to || to == from)
        return error_set(error, "a %s moves money to the line that it is drawn for: give that as to_line",
                         kind_of(entry));
    if (entry->amount <= 0)
        return error_set(error, "a %s is an amount above 0; to take one back reverse it", kind_of(entry));
    if (!*entry->authority)
        return error_set(error, "a %s needs the authority that allowed it", kind_of(entry));
    if (entry->risk == 0 && !*entry->decision)
        return error_set(error, "a %s needs the risk or the decision that it is for", kind_of(entry));
    if (managements && *manager && text_equal(entry->authority, manager))
        return error_set(error,
                         "the management reserve is beyond the authority of the project manager, %s: name who "
                         "allowed it",
                         manager);
    return true;
}

static bool check_reversal(const Plan *after, const CostEntry *entry, Error *error)
{
    const CostEntry *wrong = plan_find(after, ENTITY_COST_ENTRY, entry->reverses);
    if (!wrong)
        return true;
    if (wrong->reverses)
        return error_set(error, "E-%lld is itself a reversal: book a new entry instead", (long long)entry->reverses);
    bool same = entry->line == wrong->line && entry->to_line == wrong->to_line && entry->order == wrong->order &&
                entry->committed == wrong->committed && entry->rate == wrong->rate &&
                text_equal(entry->currency, wrong->currency);
    return same || error_set(error, "a reversing entry has the lines, order, currency and rate of E-%lld",
                             (long long)entry->reverses);
}

static bool check_entry(const Booking *booking, const CostEntry *entry, Error *error)
{
    const Plan *after = booking->after;
    bool transfer = entry->kind == COST_TRANSFER, draw = cost_kind_is_draw(entry->kind);
    if (!check_currency(after, entry->currency, entry->rate, false, error) || !check_order(after, entry, error))
        return false;
    if (entry->to_line && !transfer && !draw)
        return error_set(error, "a %s counts on one line: only transfers and draws have a to_line", kind_of(entry));
    if (entry->reverses)
        return check_reversal(after, entry, error);
    if (transfer)
        return check_transfer(after, entry, booking_state(booking, entry), error);
    return !draw || check_draw(after, entry, error);
}

/* ---- lines, orders and the board ---- */

/* A record as it was before the set. */
static void as_it_was(const ChangeSet *set, const Entity *entity, Id id, void *record)
{
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        if (change->entity == entity && change->id == id && change->kind == CHANGE_SET)
            field_set(change->field, record, change->before);
    }
}

static bool has_entries(const Plan *after, size_t member, Id id)
{
    for (uint32_t row = 0; row < plan_count(after, ENTITY_COST_ENTRY); row++)
        if (*(const Id *)((const char *)plan_cost_entry(after, row) + member) == id)
            return true;
    return false;
}

static bool check_line(const ChangeSet *set, const Plan *after, const Change *change, Error *error)
{
    const BudgetLine *line = line_of(after, change->id);
    if (!line)
        return true;
    if (!check_currency(after, line->currency, line->rate, true, error))
        return false;
    BudgetLine was = *line;
    if (change->kind != CHANGE_SET)
        return true;
    as_it_was(set, &budget_line_entity, change->id, &was);
    bool same = budget_line_original(after, line) == budget_line_original(after, &was);
    return same ||
           (!has_entries(after, offsetof(CostEntry, line), change->id) &&
            !has_entries(after, offsetof(CostEntry, to_line), change->id)) ||
           error_set(error,
                     "the original budget of “%s” stands, since there are bookings on it: book a CHANGE for what "
                     "was approved, or a TRANSFER",
                     line->description);
}

static bool check_order_record(const ChangeSet *set, const Plan *after, const Change *change, Error *error)
{
    const Order *order = plan_find(after, ENTITY_ORDER, change->id);
    if (!order || change->kind != CHANGE_SET)
        return true;
    Order was = *order;
    as_it_was(set, &order_entity, change->id, &was);
    bool same = text_equal(order->currency, was.currency) ||
                (currency_is_own(after, order->currency) && currency_is_own(after, was.currency));
    return same || !has_entries(after, offsetof(CostEntry, order), change->id) ||
           error_set(error, "the currency of order %s stands, since there are bookings on it", order->title);
}

static bool has_amount(const Entity *entity, const void *record)
{
    for (const Field *field = entity->fields; field->name; field++)
        if (field->type == FIELD_MONEY && field_is_stored(field) && !value_is_none(field, field_stored(field, record)))
            return true;
    return false;
}

static const Entity *find_amounts(const Plan *plan, Id board)
{
    for (int kind = 0; kind < entity_count; kind++)
        for (uint32_t row = 0; row < plan_count(plan, kind); row++) {
            const Record *record = plan_at(plan, kind, row);
            if (record->board == board && has_amount(entities[kind], record))
                return entities[kind];
        }
    return NULL;
}

static bool check_board(const Plan *after, const Change *change, Error *error)
{
    if (change->kind != CHANGE_SET || change->field != field_of(&board_entity, Board, currency))
        return true;
    if (change->id != after->board)
        return error_set(error, "the currency of a board is changed where its amounts can be seen: give it as --board");
    const Entity *found = find_amounts(after, change->id);
    return !found ||
           error_set(error, "the amounts of this board, such as of %s %s, are in %s: %s would only relabel them",
                     entity_article(found), found->noun, change->before.text, change->after.text);
}

static bool check_change(const Booking *booking, const Change *change, Error *error)
{
    if (change->entity == &cost_entry_entity && change->kind == CHANGE_CREATE) {
        const CostEntry *entry = plan_find(booking->after, ENTITY_COST_ENTRY, change->id);
        return !entry || check_entry(booking, entry, error);
    }
    if (change->entity == &budget_line_entity)
        return check_line(booking->set, booking->after, change, error);
    if (change->entity == &order_entity)
        return check_order_record(booking->set, booking->after, change, error);
    return change->entity != &board_entity || check_board(booking->after, change, error);
}

bool booking_refuse(const Change *change, const Plan *after, Error *error)
{
    const void *record = plan_find(after, change->entity->kind, change->id);
    Buffer name = {0};
    entity_code(change->entity, change->id, &name);
    if (record && change->entity == &cost_entry_entity) {
        const CostEntry *entry = record;
        const char *called = *entry->description ? entry->description : entry->document;
        buffer_format(&name, "%s%s", *called ? " " : "", *called ? text_quoted(called).text : "");
    }
    error_prefix(error, "%s", buffer_text(&name));
    buffer_release(&name);
    return false;
}

bool booking_concerns(const ChangeSet *set)
{
    for (size_t i = 0; i < set->changes.count; i++) {
        const Entity *entity = set->changes.items[i].entity;
        if (entity == &cost_entry_entity || entity == &budget_line_entity || entity == &order_entity ||
            entity == &board_entity)
            return true;
    }
    return false;
}

bool booking_check(const ChangeSet *set, const Plan *after, Error *error)
{
    if (set->undoes || !booking_concerns(set))
        return true;
    Booking booking;
    booking_begin(&booking, set, after);
    bool good = true;
    for (size_t i = 0; good && i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        good = check_change(&booking, change, error);
        if (!good && change->kind == CHANGE_CREATE)
            booking_refuse(change, after, error);
    }
    good = good && booking_check_sums(&booking, error);
    booking_end(&booking);
    return good;
}
