/*
 * A report as plain text of 80 columns, for a mail: tables with their cells wrapped.
 */
#include <string.h>

#include "report_parts.h"
#include "steerco/base/text.h"

enum { WIDTH = 80, GAP = 2, LEAST_REST = 18, NAME_WIDTH = 12 };

static void end_line(Buffer *out)
{
    while (out->length > 0 && out->bytes[out->length - 1] == ' ')
        buffer_cut(out, out->length - 1);
    buffer_add_char(out, '\n');
}

/* Bytes of the first line of a safe text: broken at its line breaks and at blanks; *skip those that are not shown. */
static size_t first_line(const char *safe, int width, size_t *skip)
{
    size_t line = strcspn(safe, "\n");
    size_t fits = text_fit(safe, width, NULL);
    if (fits >= line) {
        *skip = safe[line] == '\n';
        return line;
    }
    size_t at = fits;
    while (at > 0 && safe[at] != ' ')
        at--;
    *skip = at > 0;
    return at > 0 ? at : fits > 0 ? fits : 1;
}

static void add_paragraph(const char *text, const char *indent, Buffer *out)
{
    Buffer safe = {0};
    text_safe(text, true, &safe);
    for (const char *at = buffer_text(&safe); *at;) {
        size_t skip, length = first_line(at, WIDTH - text_width(indent), &skip);
        buffer_add(out, indent);
        buffer_add_bytes(out, at, length);
        end_line(out);
        at += length + skip;
    }
    buffer_release(&safe);
}

/* ---- tables ---- */

/* The column without a width takes the rest; where that is little the widest ones give way. */
static void fit(const Content *content, int widths[CONTENT_CELLS])
{
    int count = content_columns(content), fixed = 0, rest = -1;
    for (int i = 0; i < count; i++) {
        widths[i] = content->columns[i].width;
        fixed += widths[i] + (i > 0 ? GAP : 0);
        rest = widths[i] == 0 ? i : rest;
    }
    for (; rest >= 0 && WIDTH - fixed < LEAST_REST; fixed--) {
        int widest = 0;
        for (int i = 0; i < count; i++)
            widest = widths[i] > widths[widest] ? i : widest;
        if (widths[widest] <= 8)
            break;
        widths[widest]--;
    }
    if (rest >= 0)
        widths[rest] = WIDTH - fixed > 8 ? WIDTH - fixed : 8;
}

static void add_cell(const char *text, size_t length, int width, bool right, Buffer *out)
{
    Buffer part = {0};
    buffer_add_bytes(&part, text, length);
    int blanks = width - text_width(buffer_text(&part));
    if (right)
        buffer_add_repeat(out, " ", blanks > 0 ? blanks : 0);
    buffer_add(out, buffer_text(&part));
    if (!right)
        buffer_add_repeat(out, " ", blanks > 0 ? blanks : 0);
    buffer_release(&part);
}

static void add_row(const Content *content, const int *widths, const char *const *cells, Buffer *out)
{
    Buffer safe[CONTENT_CELLS] = {{0}};
    const char *at[CONTENT_CELLS];
    int count = content_columns(content);
    bool more = true;
    for (int i = 0; i < count; i++) {
        text_safe(cells[i] ? cells[i] : "", false, &safe[i]);
        at[i] = buffer_text(&safe[i]);
    }
    while (more) {
        more = false;
        for (int i = 0; i < count; i++) {
            size_t skip, length = first_line(at[i], widths[i], &skip);
            buffer_add_repeat(out, " ", i > 0 ? GAP : 0);
            add_cell(at[i], length, widths[i], content->columns[i].right, out);
            at[i] += length + (at[i][length] ? skip : 0);
            more = more || *at[i];
        }
        end_line(out);
    }
    for (int i = 0; i < count; i++)
        buffer_release(&safe[i]);
}

static void add_titles(const Content *content, const int *widths, Buffer *out)
{
    const char *titles[CONTENT_CELLS];
    bool any = false;
    int count = content_columns(content);
    for (int i = 0; i < count; i++) {
        titles[i] = content->columns[i].title;
        any = any || *titles[i];
    }
    if (!any)
        return;
    add_row(content, widths, titles, out);
    for (int i = 0; i < count; i++) {
        buffer_add_repeat(out, " ", i > 0 ? GAP : 0);
        buffer_add_repeat(out, "-", widths[i]);
    }
    end_line(out);
}

static void add_content(const Content *content, Buffer *out)
{
    int widths[CONTENT_CELLS] = {0};
    for (int i = 0; i < CONTENT_HEADLINES && content->headlines[i]; i++)
        add_paragraph(content->headlines[i], "", out);
    if (content->rows.count == 0 && content->empty) {
        add_paragraph(content->empty, "", out);
        return;
    }
    fit(content, widths);
    add_titles(content, widths, out);
    for (size_t i = 0; i < content->rows.count; i++)
        add_row(content, widths, content->rows.items[i].cells, out);
}

/* ---- the report ---- */

static void add_underlined(const char *title, char line, Buffer *out)
{
    Buffer safe = {0};
    const char under[] = {line, '\0'};
    text_safe(title, false, &safe);
    add_paragraph(buffer_text(&safe), "", out);
    int width = text_width(buffer_text(&safe));
    buffer_add_repeat(out, under, width < WIDTH ? width : WIDTH);
    buffer_add_char(out, '\n');
    buffer_release(&safe);
}

static void add_head(const Report *report, Buffer *out)
{
    HeadLine lines[HEAD_LINES];
    int count = report_head(report, lines);
    for (int i = 0; i < count; i++) {
        Buffer line = {0};
        buffer_add(&line, lines[i].name);
        buffer_add_repeat(&line, " ", NAME_WIDTH - (int)line.length);
        buffer_add(&line, buffer_text(&lines[i].value));
        add_paragraph(buffer_text(&line), "", out);
        buffer_release(&line);
        buffer_release(&lines[i].value);
    }
}

void write_text(const Report *report, Buffer *out)
{
    add_underlined(report->title, '=', out);
    buffer_add_char(out, '\n');
    add_head(report, out);
    if (*report->summary) {
        buffer_add_char(out, '\n');
        add_paragraph(report->summary, "", out);
    }
    if (*report->narrative) {
        buffer_add_char(out, '\n');
        add_paragraph(report->narrative, "", out);
    }
    for (size_t i = 0; i < report->sections.count; i++) {
        buffer_add_char(out, '\n');
        add_underlined(report->sections.items[i].title, '-', out);
        add_content(&report->sections.items[i].content, out);
    }
}
