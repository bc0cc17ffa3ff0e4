/*
 * A report as Markdown with tables of pipes. Every sign that could mean something is escaped, so a text is a text.
 */
#include <string.h>

#include "report_parts.h"
#include "steerco/base/text.h"

/* On one line; a line break of the text becomes `line_break`. */
static void add_escaped(const char *text, const char *line_break, Buffer *out)
{
    Buffer safe = {0};
    text_safe(text, true, &safe);
    for (const char *at = buffer_text(&safe); *at; at++) {
        if (*at == '\n')
            buffer_add(out, line_break);
        else if (*at == '&')
            buffer_add(out, "&amp;");
        else if (*at == '<')
            buffer_add(out, "&lt;");
        else if (*at == '>')
            buffer_add(out, "&gt;");
        else if (strchr("\\`*_{}[]()#+-.!|~:", *at))
            buffer_format(out, "\\%c", *at);
        else
            buffer_add_bytes(out, at, 1);
    }
    buffer_release(&safe);
}

static void add_row(const char *const *cells, int count, Buffer *out)
{
    for (int i = 0; i < count; i++) {
        buffer_add(out, "| ");
        add_escaped(cells[i] ? cells[i] : "", "<br>", out);
        buffer_add(out, " ");
    }
    buffer_add(out, "|\n");
}

static void add_table(const Content *content, Buffer *out)
{
    const char *titles[CONTENT_CELLS];
    int count = content_columns(content);
    for (int i = 0; i < count; i++)
        titles[i] = content->columns[i].title;
    add_row(titles, count, out);
    for (int i = 0; i < count; i++)
        buffer_add(out, content->columns[i].right ? "| ---: " : "| --- ");
    buffer_add(out, "|\n");
    for (size_t i = 0; i < content->rows.count; i++)
        add_row(content->rows.items[i].cells, count, out);
}

static void add_content(const Content *content, Buffer *out)
{
    for (int i = 0; i < CONTENT_HEADLINES && content->headlines[i]; i++) {
        add_escaped(content->headlines[i], "  \n", out);
        buffer_add(out, "\n\n");
    }
    if (content->rows.count > 0) {
        add_table(content, out);
    } else if (content->empty) {
        add_escaped(content->empty, "  \n", out);
        buffer_add_char(out, '\n');
    }
}

void write_markdown(const Report *report, Buffer *out)
{
    HeadLine lines[HEAD_LINES];
    int count = report_head(report, lines);
    buffer_add(out, "# ");
    add_escaped(report->title, " ", out);
    buffer_add(out, "\n\n");
    for (int i = 0; i < count; i++) {
        buffer_format(out, "- **%s:** ", lines[i].name);
        add_escaped(buffer_text(&lines[i].value), " ", out);
        buffer_add_char(out, '\n');
        buffer_release(&lines[i].value);
    }
    if (*report->summary) {
        buffer_add(out, "\n**");
        add_escaped(report->summary, " ", out);
        buffer_add(out, "**\n");
    }
    if (*report->narrative) {
        buffer_add_char(out, '\n');
        add_escaped(report->narrative, "  \n", out);
        buffer_add_char(out, '\n');
    }
    for (size_t i = 0; i < report->sections.count; i++) {
        buffer_add(out, "\n## ");
        add_escaped(report->sections.items[i].title, " ", out);
        buffer_add(out, "\n\n");
        add_content(&report->sections.items[i].content, out);
    }
}
