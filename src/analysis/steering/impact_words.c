/*
 * An impact in words, and the digits that stand for it.
 */
#include <stdio.h>

#include "steerco/analysis/steering/impact.h"
#include "steerco/base/text.h"

enum { MOST_TOLD = 20 };

/* How each figure is called, for people at the beginning of a line or above a list, and what it counts in. */
static const struct FigureWords {
    const char *name, *title;
    ImpactUnit unit;
    bool listed; /* its rows stand below its title */
} figures[IMPACT_FIGURES] = {
    [IMPACT_FINISH] = {"finish", "Finish", IMPACT_INSTANT, false},
    [IMPACT_COST] = {"cost", "Cost at completion", IMPACT_MONEY, false},
    [IMPACT_CATEGORY] = {"cost_by_category", "Cost by category", IMPACT_MONEY, true},
    [IMPACT_FIXED_COST] = {"fixed_costs", "Fixed costs of tasks", IMPACT_MONEY, false},
    [IMPACT_WORK] = {"work", "Work", IMPACT_MINUTES, false},
    [IMPACT_PERSON] = {"work_by_person", "Work by person", IMPACT_MINUTES, true},
    [IMPACT_PEAK] = {"peak_load", "Load in the fullest week", IMPACT_SHARE, true},
    [IMPACT_MILESTONE] = {"milestone", "Milestones", IMPACT_INSTANT, true},
    [IMPACT_CRITICAL] = {"critical_tasks", "Critical tasks", IMPACT_COUNT, false},
    [IMPACT_SLACK] = {"slack", "Slack of tasks that become critical, or are so no more", IMPACT_MINUTES, true},
    [IMPACT_LESS_SLACK] = {"less_slack", "Tasks with less slack than before", IMPACT_COUNT, false},
    [IMPACT_MOVED] = {"moved", "Tasks that move", IMPACT_COUNT, false},
};

ImpactUnit impact_unit(ImpactFigure figure)
{
    return figures[figure].unit;
}

const char *impact_name(ImpactFigure figure)
{
    return figures[figure].name;
}

/* Days to a hundredth: what is summed up over many tasks is seldom a round figure. */
static void add_days(const Impact *impact, int64_t minutes, Buffer *out)
{
    int64_t hundredths;
    if (!number_scale(minutes, 100, impact->units.minutes_per_day, &hundredths))
        hundredths = NUMBER_NONE;
    number_format(hundredths, 2, true, out);
    buffer_add(out, "d");
}

static void add_amount(const Impact *impact, ImpactUnit unit, int64_t value, Buffer *out)
{
    if (value == NUMBER_NONE)
        buffer_add(out, "—");
    else if (unit == IMPACT_INSTANT)
        date_format_short(instant_end_date((Instant)value), out);
    else if (unit == IMPACT_MONEY)
        money_format_grouped(value, impact->digits, false, out);
    else if (unit == IMPACT_MINUTES)
        add_days(impact, value, out);
    else if (unit == IMPACT_SHARE)
        buffer_format(out, "%lld%%", (long long)value);
    else
        buffer_format(out, "%lld", (long long)value);
}

void impact_word_value(const Impact *impact, const ImpactRow *row, int64_t value, Buffer *out)
{
    add_amount(impact, impact_unit(row->figure), value, out);
}

void impact_word_change(const Impact *impact, const ImpactRow *row, Buffer *out)
{
    ImpactUnit unit = impact_unit(row->figure);
    if (row->change != NUMBER_NONE && row->change > 0)
        buffer_add_char(out, '+');
    add_amount(impact, unit == IMPACT_INSTANT ? IMPACT_MINUTES : unit, row->change, out);
}

/* What no longer exists has no value behind the arrow, and what is new none before it. */
static void add_figures(const Impact *impact, const ImpactRow *row, Buffer *out)
{
    impact_word_value(impact, row, row->before, out);
    if (row->before == row->after) {
        buffer_add(out, ", unchanged");
        return;
    }
    buffer_add(out, " → ");
    impact_word_value(impact, row, row->after, out);
    if (row->change == NUMBER_NONE)
        return;
    buffer_add(out, ", ");
    impact_word_change(impact, row, out);
}

static void add_line(const Impact *impact, const ImpactRow *row, Buffer *out)
{
    if (figures[row->figure].listed)
        buffer_add(out, "  ");
    else
        buffer_add(out, figures[row->figure].title);
    if (row->figure == IMPACT_COST)
        buffer_format(out, " in %s", impact->currency);
    if (*row->code)
        buffer_format(out, "%s ", row->code);
    text_safe(row->name, false, out);
    buffer_add(out, ": ");
    if (row->figure == IMPACT_LESS_SLACK || row->figure == IMPACT_MOVED)
        buffer_format(out, "%lld", (long long)row->after);
    else
        add_figures(impact, row, out);
    buffer_add_char(out, '\n');
}

static size_t rows_of(const Impact *impact, size_t first)
{
    size_t count = 0;
    while (first + count < impact->rows.count &&
           impact->rows.items[first + count].figure == impact->rows.items[first].figure)
        count++;
    return count;
}

void impact_word(const Impact *impact, Buffer *out)
{
    for (size_t first = 0; first < impact->rows.count;) {
        const ImpactFigure figure = impact->rows.items[first].figure;
        size_t count = rows_of(impact, first);
        if (figures[figure].listed)
            buffer_format(out, "%s\n", figures[figure].title);
        for (size_t i = 0; i < count && i < MOST_TOLD; i++)
            add_line(impact, &impact->rows.items[first + i], out);
        if (count > MOST_TOLD)
            buffer_format(out, "  … and %zu more\n", count - MOST_TOLD);
        first += count;
    }
}

void impact_digest(const Impact *impact, char out[IMPACT_DIGEST])
{
    Sha256 digest;
    char hex[SHA256_HEX], numbers[100];
    sha256_init(&digest);
    sha256_add(&digest, impact->currency, strlen(impact->currency) + 1);
    for (size_t i = 0; i < impact->rows.count; i++) {
        const ImpactRow *row = &impact->rows.items[i];
        snprintf(numbers, sizeof numbers, "%d %lld %lld %lld", (int)row->figure, (long long)row->before,
                 (long long)row->after, (long long)row->change);
        sha256_add(&digest, row->code, strlen(row->code) + 1);
        sha256_add(&digest, row->name, strlen(row->name) + 1);
        sha256_add(&digest, numbers, strlen(numbers) + 1);
    }
    sha256_finish(&digest, hex);
    snprintf(out, IMPACT_DIGEST, "%.16s", hex);
}
