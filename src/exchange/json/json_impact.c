/*
 * The impact of a change for programs.
 */
#include "steerco/base/date.h"
#include "steerco/exchange/json/json.h"

static void add_number(Buffer *out, const Impact *impact, ImpactUnit unit, int64_t value)
{
    if (value == NUMBER_NONE)
        buffer_add(out, "null");
    else if (unit == IMPACT_MONEY)
        money_format(value, impact->digits, out);
    else
        buffer_format(out, "%lld", (long long)value);
}

static void add_value(Buffer *out, const Impact *impact, const ImpactRow *row, int64_t value)
{
    Buffer text = {0};
    if (impact_unit(row->figure) != IMPACT_INSTANT || value == NUMBER_NONE) {
        add_number(out, impact, impact_unit(row->figure), value);
        return;
    }
    instant_format_end((Instant)value, &text);
    json_add_string(out, buffer_text(&text));
    buffer_release(&text);
}

static void add_text(Buffer *out, const char *text)
{
    if (*text)
        json_add_string(out, text);
    else
        buffer_add(out, "null");
}

static void add_row(Buffer *out, const Impact *impact, const ImpactRow *row)
{
    buffer_add(out, "{\"figure\": ");
    json_add_string(out, impact_name(row->figure));
    buffer_add(out, ", \"code\": ");
    add_text(out, row->code);
    buffer_add(out, ", \"name\": ");
    add_text(out, row->name);
    buffer_add(out, ", \"before\": ");
    add_value(out, impact, row, row->before);
    buffer_add(out, ", \"after\": ");
    add_value(out, impact, row, row->after);
    buffer_add(out, ", \"change\": ");
    add_number(out, impact, impact_unit(row->figure), row->change);
    buffer_add_char(out, '}');
}

void json_add_impact(Buffer *out, const Impact *impact)
{
    char digest[IMPACT_DIGEST];
    impact_digest(impact, digest);
    buffer_format(out, "{\"digest\": \"%s\", \"currency\": ", digest);
    add_text(out, impact->currency);
    buffer_add(out, ", \"rows\": [");
    for (size_t i = 0; i < impact->rows.count; i++) {
        buffer_add(out, i > 0 ? ",\n  " : "\n  ");
        add_row(out, impact, &impact->rows.items[i]);
    }
    buffer_add(out, "\n]}\n");
}
