/*
 * What an import found out, as lines for people: how the file was read, what became of each column, what was left out.
 * Everything quoted from the file is made safe before it gets here or here.
 */
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/exchange/csv/csv.h"
#include "steerco/exchange/table/encoding.h"

static void add_safe(Buffer *out, const char *text)
{
    Buffer safe = {0};
    text_safe(text, false, &safe);
    buffer_add(out, buffer_text(&safe));
    buffer_release(&safe);
}

static const char *delimiter_name(char delimiter)
{
    static const struct {
        char delimiter;
        const char *name;
    } names[] = {{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}, {'|', "bar"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (names[i].delimiter == delimiter)
            return names[i].name;
    return "other delimiter";
}

static const char *order_name(DateOrder order)
{
    static const char *const names[] = {"year-month-day", "day-month-year", "month-day-year"};
    return names[order];
}

static void describe_reading(const CsvReport *report, Buffer *out)
{
    buffer_format(out, "read as %s: %s, %s, decimal %s, dates %s, headings in line %zu\n",
                  report->entity ? report->entity->plural : "unknown records", encoding_name(report->encoding),
                  delimiter_name(report->delimiter), report->decimal == ',' ? "comma" : "point",
                  order_name(report->date_order), report->header_line);
    if (report->date_order_guessed)
        buffer_format(out, "every date can be read both ways: %s is a guess; say it with --date-order\n",
                      order_name(report->date_order));
}

static void describe_column(const CsvColumn *column, Buffer *out)
{
    buffer_add(out, "  ");
    add_safe(out, column->header);
    switch (column->fate) {
    case CSV_TO_FIELD:
        buffer_format(out, " → %s", column->target);
        break;
    case CSV_TO_CUSTOM:
        buffer_format(out, " → own column%s%s", *column->target ? ": " : "", column->target);
        break;
    case CSV_COMPUTED:
        buffer_format(out, ": %s is computed here", column->target);
        break;
    case CSV_EMPTY:
        buffer_add(out, ": empty");
        break;
    case CSV_DROPPED:
        buffer_format(out, ": dropped, %s", column->target);
        break;
    }
    buffer_add_char(out, '\n');
}

static void count(Buffer *out, size_t number, const char *what)
{
    if (number > 0)
        buffer_format(out, ", %zu %s", number, what);
}

static void describe_counts(const CsvReport *report, Buffer *out)
{
    buffer_format(out, "%zu row%s: %zu new, %zu changed, %zu unchanged, %zu left out", report->rows,
                  report->rows == 1 ? "" : "s", report->created, report->updated, report->unchanged, report->skipped);
    count(out, report->links, "links");
    count(out, report->assignments, "assignments");
    count(out, report->resources, "new resources");
    buffer_add_char(out, '\n');
    if (report->links_read_as)
        buffer_format(out, "predecessors are read as %s\n", report->links_read_as);
    if (report->adopted > 0)
        buffer_format(out, "%zu id%s to the board %s: added as new\n", report->adopted,
                      report->adopted == 1 ? " belongs" : "s belong", report->adopted_from);
    if (report->start_constraints > 0)
        buffer_format(out,
                      "%zu task%s start no earlier than in the file: neither links nor the board's start explain it\n",
                      report->start_constraints, report->start_constraints == 1 ? "" : "s");
    if (report->dates_differ > 0)
        buffer_format(out, "%zu task%s: the schedule has other dates than the file\n", report->dates_differ,
                      report->dates_differ == 1 ? "" : "s");
}

static void describe_issue(const CsvIssue *issue, Buffer *out)
{
    buffer_format(out, "%s line %zu", issue->fatal ? "error:" : "note:", issue->line);
    if (*issue->column) {
        buffer_add(out, ", ");
        add_safe(out, issue->column);
    }
    if (*issue->value && !strstr(issue->reason, issue->value)) {
        buffer_add(out, ", '");
        add_safe(out, issue->value);
        buffer_add_char(out, '\'');
    }
    buffer_add(out, ": ");
    add_safe(out, issue->reason);
    buffer_add_char(out, '\n');
}

void csv_report_describe(const CsvReport *report, Buffer *out)
{
    if (report->header_line > 0)
        describe_reading(report, out);
    for (size_t i = 0; i < report->columns.count; i++)
        describe_column(&report->columns.items[i], out);
    describe_counts(report, out);
    for (size_t i = 0; i < report->issues.count; i++)
        describe_issue(&report->issues.items[i], out);
    if (report->warnings_left_out > 0)
        buffer_format(out, "and %zu notes more\n", report->warnings_left_out);
}
