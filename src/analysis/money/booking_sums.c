/*
 * Rules over many entries, each in one pass over the cost log: what was just created is noted first, then everything
 * is held against it.
 */
#include <limits.h>

#include "booking_parts.h"
#include "steerco/analysis/money/deeds.h"
#include "steerco/base/text.h"

/* ---- the new entries ---- */

static const CostEntry *created(const Booking *booking, const Change *change)
{
    bool is_entry = change->entity == &cost_entry_entity && change->kind == CHANGE_CREATE;
    return is_entry ? plan_find(booking->after, ENTITY_COST_ENTRY, change->id) : NULL;
}

static bool is_deed(const CostEntry *entry)
{
    return entry->kind == COST_TRANSFER || cost_kind_is_draw(entry->kind);
}

void booking_begin(Booking *booking, const ChangeSet *set, const Plan *after)
{
    *booking = (Booking){.set = set, .after = after};
    bool deeds = false;
    for (size_t i = 0; i < set->changes.count && !deeds; i++) {
        const CostEntry *entry = created(booking, &set->changes.items[i]);
        deeds = entry && is_deed(entry);
    }
    if (!deeds)
        return;
    booking->states = memory_new(plan_count(after, ENTITY_COST_ENTRY), 1);
    deeds_judge(after, INT_MAX, booking->states);
}

void booking_end(Booking *booking)
{
    free(booking->states);
}

EntryState booking_state(const Booking *booking, const CostEntry *entry)
{
    uint32_t row = plan_row(booking->after, ENTITY_COST_ENTRY, entry->record.id);
    return booking->states && row != ROW_NONE ? (EntryState)booking->states[row] : ENTRY_COUNTS;
}

/* ---- reserves ---- */

/* What a line has over all its entries, whatever their day. */
static Money balance_of(const Booking *booking, const BudgetLine *line)
{
    const Plan *after = booking->after;
    Money balance = budget_line_original(after, line);
    balance = balance == MONEY_NONE ? 0 : balance;
    for (uint32_t row = 0; row < plan_count(after, ENTITY_COST_ENTRY); row++) {
        const CostEntry *entry = plan_cost_entry(after, row);
        Id id = line->record.id;
        if (is_deed(entry) && (entry->line == id || entry->to_line == id))
            balance = money_add(balance, deed_effect(after, entry, (EntryState)booking->states[row], id));
        else if (entry->line == id && (entry->kind == COST_CHANGE || entry->kind == COST_BUDGET))
            balance = money_add(balance, cost_entry_base(after, entry));
    }
    return balance;
}

static bool check_reserve(const Booking *booking, const CostEntry *entry, Error *error)
{
    const BudgetLine *reserve = plan_find(booking->after, ENTITY_BUDGET_LINE, entry->line);
    if (entry->reverses || !cost_kind_is_draw(entry->kind) || !reserve)
        return true;
    Money left = balance_of(booking, reserve), base = cost_entry_base(booking->after, entry);
    if (left == MONEY_NONE || base == MONEY_NONE || left >= 0)
        return true;
    Buffer words[2] = {0};
    plan_word_money(booking->after, money_add(left, base), &words[0]);
    plan_word_money(booking->after, -left, &words[1]);
    error_set(error, "“%s” has %s %s left: that is %s too little", reserve->description, buffer_text(&words[0]),
              plan_currency(booking->after), buffer_text(&words[1]));
    buffer_release(&words[0]);
    buffer_release(&words[1]);
    return false;
}

/* ---- orders ---- */

/* What is netted together: the entries of an order, or those of a line that are on no order. */
static int64_t netting_key(const CostEntry *entry)
{
    return entry->order ? entry->order * 2 : entry->line * 2 + 1;
}

typedef struct Netted {
    Money ordered, received, invoiced;
} Netted;

static void add_netted(const CostEntry *entry, Netted *sum)
{
    bool on_order = entry->order != 0 || entry->committed;
    if (entry->kind == COST_COMMIT || entry->kind == COST_COMMIT_ADJ)
        sum->ordered = money_add(sum->ordered, entry->amount);
    else if (entry->kind == COST_RECEIPT && on_order)
        sum->received = money_add(sum->received, entry->amount);
    else if (entry->kind == COST_ACTUAL && on_order)
        sum->invoiced = money_add(sum->invoiced, entry->amount);
}

/* Does the entry use an order up, or make it smaller? */
static bool presses(const CostEntry *entry)
{
    if (entry->kind == COST_COMMIT_ADJ)
        return entry->amount < 0 && entry->order != 0;
    return (entry->kind == COST_RECEIPT || entry->kind == COST_ACTUAL) && (entry->order || entry->committed) &&
           !entry->reverses && entry->amount > 0;
}

static bool refuse_netted(const Booking *booking, const CostEntry *entry, const Netted *sum, Error *error)
{
    const Plan *after = booking->after;
    const Order *order = plan_find(after, ENTITY_ORDER, entry->order);
    const Field *amount = field_of(&cost_entry_entity, CostEntry, amount);
    bool invoiced = sum->invoiced > sum->ordered;
    Money used = invoiced ? sum->invoiced : sum->received;
    Buffer words[3] = {0};
    field_format_of(amount, after, entry, value_number(sum->ordered), FORMAT_DISPLAY, &words[0]);
    field_format_of(amount, after, entry, value_number(used), FORMAT_DISPLAY, &words[1]);
    field_format_of(amount, after, entry, value_number(used - sum->ordered), FORMAT_DISPLAY, &words[2]);
    error_set(error, "%s%s comes to %s, and %s would be %s: %s too much; raise it by a COMMIT_ADJ first",
              order ? "order " : "what is ordered on this line", order ? order->title : "", buffer_text(&words[0]),
              buffer_text(&words[1]), invoiced ? "invoiced" : "received", buffer_text(&words[2]));
    for (int i = 0; i < 3; i++)
        buffer_release(&words[i]);
    return false;
}

static bool check_orders(const Booking *booking, Error *error)
{
    const Plan *after = booking->after;
    IdMap places = {0};
    ARRAY(Netted) sums = {0};
    for (size_t i = 0; i < booking->set->changes.count; i++) {
        const CostEntry *entry = created(booking, &booking->set->changes.items[i]);
        if (entry && presses(entry) && idmap_get(&places, netting_key(entry), -1) < 0) {
            idmap_put(&places, netting_key(entry), (int64_t)sums.count);
            array_push(&sums, (Netted){0});
        }
    }
    for (uint32_t row = 0; sums.count > 0 && row < plan_count(after, ENTITY_COST_ENTRY); row++) {
        const CostEntry *entry = plan_cost_entry(after, row);
        int64_t place = netting_key(entry) ? idmap_get(&places, netting_key(entry), -1) : -1;
        if (place >= 0 && entry->amount != MONEY_NONE)
            add_netted(entry, &sums.items[place]);
    }
    bool good = true;
    for (size_t i = 0; good && i < booking->set->changes.count; i++) {
        const CostEntry *entry = created(booking, &booking->set->changes.items[i]);
        if (!entry || !presses(entry))
            continue;
        const Netted *sum = &sums.items[idmap_get(&places, netting_key(entry), 0)];
        good = sum->invoiced <= sum->ordered && sum->received <= sum->ordered;
        if (!good && !refuse_netted(booking, entry, sum, error))
            booking_refuse(&booking->set->changes.items[i], after, error);
    }
    idmap_release(&places);
    array_release(&sums);
    return good;
}

/* ---- used twice ---- */

static bool is_numbered(const CostEntry *entry)
{
    bool numbered = entry->kind == COST_ACTUAL || entry->kind == COST_CREDIT || entry->kind == COST_RECEIPT ||
                    entry->kind == COST_COMMIT;
    return numbered && *entry->document && !entry->reverses;
}

/*
 * A document may be spread over several lines on its day, and over several positions that are booked together. `new`:
 * both are of the set.
 */
static bool is_double(const CostEntry *a, const CostEntry *b, bool new)
{
    bool same_vendor = !*a->vendor || !*b->vendor || text_equal(a->vendor, b->vendor);
    if (a->record.id == b->record.id || a->kind != b->kind || !same_vendor || !text_equal(a->document, b->document))
        return false;
    if (new && (a->amount != b->amount || !text_equal(a->description, b->description)))
        return false;
    return a->booked_on != b->booked_on || a->line == b->line;
}

/* The new entries that bear a number, those of the same one in a chain. */
typedef struct Numbers {
    TextMap first;
    ARRAY(size_t) changes; /* index into the set */
    ARRAY(int64_t) next;
    IdMap new;      /* id → 1 */
    IdMap reversed; /* entry → its reversal */
} Numbers;

static void note_numbers(const Booking *booking, Numbers *numbers)
{
    for (size_t i = 0; i < booking->set->changes.count; i++) {
        const CostEntry *entry = created(booking, &booking->set->changes.items[i]);
        if (!entry)
            continue;
        idmap_put(&numbers->new, entry->record.id, 1);
        if (!is_numbered(entry))
            continue;
        array_push(&numbers->next, textmap_get(&numbers->first, entry->document, -1));
        textmap_put(&numbers->first, entry->document, (int64_t)numbers->changes.count);
        array_push(&numbers->changes, i);
    }
}

static bool refuse_double(const Booking *booking, const Change *change, const CostEntry *other, Error *error)
{
    Buffer code = {0}, day = {0};
    entity_code(&cost_entry_entity, other->record.id, &code);
    date_format(other->booked_on, &day);
    error_set(error, "%s %s was booked already, as %s on %s; reverse that first if it was wrong",
              cost_kinds[other->kind], other->document, buffer_text(&code), buffer_text(&day));
    buffer_release(&code);
    buffer_release(&day);
    return booking_refuse(change, booking->after, error);
}

static bool check_number(const Booking *booking, const Numbers *numbers, const CostEntry *entry, Error *error)
{
    bool of_set = idmap_get(&numbers->new, entry->record.id, 0) != 0;
    for (int64_t at = textmap_get(&numbers->first, entry->document, -1); at >= 0; at = numbers->next.items[at]) {
        const Change *change = &booking->set->changes.items[numbers->changes.items[at]];
        const CostEntry *fresh = created(booking, change);
        if (is_double(fresh, entry, of_set) && !idmap_get(&numbers->reversed, fresh->record.id, 0))
            return refuse_double(booking, change, entry, error);
    }
    return true;
}

/* Each entry is taken back once. */
static bool note_reversals(const Booking *booking, Numbers *numbers, Error *error)
{
    for (uint32_t row = 0; row < plan_count(booking->after, ENTITY_COST_ENTRY); row++) {
        const CostEntry *entry = plan_cost_entry(booking->after, row);
        if (!entry->reverses)
            continue;
        Id known = idmap_get(&numbers->reversed, entry->reverses, 0);
        bool new = idmap_get(&numbers->new, entry->record.id, 0) || (known && idmap_get(&numbers->new, known, 0));
        if (known && new)
            return error_set(error, "E-%lld is reversed already", (long long)entry->reverses);
        idmap_put(&numbers->reversed, entry->reverses, entry->record.id);
    }
    return true;
}

static bool check_twice(const Booking *booking, Error *error)
{
    Numbers numbers = {0};
    note_numbers(booking, &numbers);
    bool good = numbers.new.count == 0 || note_reversals(booking, &numbers, error);
    for (uint32_t row = 0; good && numbers.changes.count > 0 && row < plan_count(booking->after, ENTITY_COST_ENTRY);
         row++) {
        const CostEntry *entry = plan_cost_entry(booking->after, row);
        if (is_numbered(entry) && !idmap_get(&numbers.reversed, entry->record.id, 0))
            good = check_number(booking, &numbers, entry, error);
    }
    textmap_release(&numbers.first);
    array_release(&numbers.changes);
    array_release(&numbers.next);
    idmap_release(&numbers.new);
    idmap_release(&numbers.reversed);
    return good;
}

bool booking_check_sums(const Booking *booking, Error *error)
{
    for (size_t i = 0; i < booking->set->changes.count; i++) {
        const Change *change = &booking->set->changes.items[i];
        const CostEntry *entry = created(booking, change);
        if (entry && booking->states && !check_reserve(booking, entry, error))
            return booking_refuse(change, booking->after, error);
    }
    return check_orders(booking, error) && check_twice(booking, error);
}
