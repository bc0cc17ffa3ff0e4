/*
 * One-sided transfers are sorted so that the two sides of an old deed lie side by side.
 */
#include "steerco/analysis/money/deeds.h"

#include "steerco/base/text.h"

typedef struct Side {
    const CostEntry *entry;
    uint32_t row;
} Side;

static bool is_two_sided(const CostEntry *entry)
{
    return entry->line != 0 && entry->to_line != 0;
}

static Money magnitude(Money amount)
{
    return amount == MONEY_NONE || amount > 0 ? amount : -amount;
}

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* By day, document, currency and amount; sides of the same sign stay in the order of their numbers. */
static int by_deed(const void *a, const void *b)
{
    const CostEntry *x = ((const Side *)a)->entry, *y = ((const Side *)b)->entry;
    int order = compare(x->booked_on, y->booked_on);
    order = order ? order : strcmp(x->document, y->document);
    order = order ? order : strcmp(x->currency, y->currency);
    return order ? order : compare(magnitude(x->amount), magnitude(y->amount));
}

static int by_deed_and_number(const void *a, const void *b)
{
    int order = by_deed(a, b);
    return order ? order : compare(((const Side *)a)->entry->record.id, ((const Side *)b)->entry->record.id);
}

/* Sides first … end − 1 differ in sign and number alone: the first that gives goes with the first that gets. */
static void pair_up(const Side *sides, size_t first, size_t end, uint8_t *states)
{
    size_t gives = first, gets = first;
    for (;;) {
        while (gives < end && sides[gives].entry->amount >= 0)
            gives++;
        while (gets < end && sides[gets].entry->amount <= 0)
            gets++;
        if (gives == end || gets == end)
            return;
        states[sides[gives++].row] = ENTRY_COUNTS;
        states[sides[gets++].row] = ENTRY_COUNTS;
    }
}

static void find_reversed(const Plan *plan, Date until, IdMap *reversed)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_COST_ENTRY); row++) {
        const CostEntry *entry = plan_cost_entry(plan, row);
        if (entry->reverses != 0 && entry->booked_on <= until)
            idmap_put(reversed, entry->reverses, true);
    }
}

/* Transfers of one side are adrift until their other side is found. */
static void judge_pairs(Side *sides, size_t count, uint8_t *states)
{
    if (count > 0)
        qsort(sides, count, sizeof *sides, by_deed_and_number);
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && by_deed(&sides[first], &sides[end]) == 0;)
            end++;
        pair_up(sides, first, end, states);
    }
}

void deeds_judge(const Plan *plan, Date until, uint8_t *states)
{
    IdMap reversed = {0};
    ARRAY(Side) sides = {0};
    find_reversed(plan, until, &reversed);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_COST_ENTRY); row++) {
        const CostEntry *entry = plan_cost_entry(plan, row);
        bool mended = entry->reverses != 0 || idmap_get(&reversed, entry->record.id, 0);
        bool transfer = entry->kind == COST_TRANSFER, draw = cost_kind_is_draw(entry->kind);
        states[row] = entry->booked_on > until ? ENTRY_LATER : ENTRY_COUNTS;
        if (states[row] == ENTRY_LATER || !(transfer || draw) || is_two_sided(entry))
            continue;
        states[row] = mended ? ENTRY_MENDED : transfer ? ENTRY_ONE_SIDED : ENTRY_WITHOUT_LINE;
        if (states[row] == ENTRY_ONE_SIDED)
            array_push(&sides, (Side){entry, row});
    }
    judge_pairs(sides.items, sides.count, states);
    array_release(&sides);
    idmap_release(&reversed);
}

/* A draw gives its amount, whatever its sign, and the reversal of one takes it back. */
static Money moved(const Plan *plan, const CostEntry *entry)
{
    Money base = cost_entry_base(plan, entry);
    if (!cost_kind_is_draw(entry->kind) || base == MONEY_NONE)
        return base;
    return entry->reverses ? -magnitude(base) : magnitude(base);
}

Money deed_effect(const Plan *plan, const CostEntry *entry, EntryState state, Id line)
{
    Money base = moved(plan, entry);
    if (state != ENTRY_COUNTS || (entry->kind != COST_TRANSFER && !cost_kind_is_draw(entry->kind)) ||
        entry->line == entry->to_line)
        return 0;
    if (is_two_sided(entry))
        return line == entry->to_line ? base : line != entry->line ? 0 : base == MONEY_NONE ? base : -base;
    return entry->kind == COST_TRANSFER && line == entry->line ? base : 0;
}
