/*
 * A report as one page of HTML: no script, nothing from elsewhere, light and dark, A4 in print, and tables whose
 * headings a screen reader tells. What is marked is said in words too, by the letter in the cell.
 */
#include <string.h>

#include "report_parts.h"
#include "steerco/base/text.h"

static const char style[] =
    ":root{color-scheme:light dark;--text:#1b1f24;--paper:#fff;--dim:#57606a;--line:#d0d7de;--head:#f3f5f7;"
    "--bad:#a40e26;--low:#1a7f4b;--medium:#7a5500;--high:#9a3e00;--critical:#a40e26}"
    "@media(prefers-color-scheme:dark){:root{--text:#e6edf3;--paper:#0d1117;--dim:#9aa4af;--line:#3d444d;"
    "--head:#161b22;--bad:#ff9492;--low:#56d394;--medium:#e3b341;--high:#ffa657;--critical:#ff9492}}"
    "body{font:16px/1.45 system-ui,sans-serif;color:var(--text);background:var(--paper);max-width:62rem;"
    "margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.6rem;margin:0 0 .5rem}h2{font-size:1.15rem;margin:2rem 0 .5rem;break-after:avoid}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:1rem 0}dt{color:var(--dim)}"
    "dd{margin:0}.summary{font-weight:600;font-size:1.1rem}.wide{overflow-x:auto}"
    "table{border-collapse:collapse;width:100%;font-size:.94rem}"
    "th{text-align:left;background:var(--head);font-weight:600}"
    "th,td{padding:.3rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}"
    ".right{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
    ".strong{font-weight:600}.done{color:var(--dim)}.bad{color:var(--bad)}"
    ".low,.medium,.high,.critical{font-weight:700;white-space:nowrap}"
    ".low{color:var(--low)}.medium{color:var(--medium)}.high{color:var(--high)}.critical{color:var(--critical)}"
    ".none{color:var(--dim)}footer{margin-top:2.5rem;color:var(--dim);font-size:.85rem}"
    "@media print{@page{size:A4;margin:16mm}body{max-width:none;margin:0;padding:0;font-size:10.5pt}"
    "tr{break-inside:avoid}.wide{overflow:visible}}";

static void add_escaped(const char *text, bool lines, Buffer *out)
{
    Buffer safe = {0};
    text_safe(text, lines, &safe);
    for (const char *at = buffer_text(&safe); *at; at++) {
        if (*at == '\n')
            buffer_add(out, "<br>");
        else if (*at == '&')
            buffer_add(out, "&amp;");
        else if (*at == '<')
            buffer_add(out, "&lt;");
        else if (*at == '>')
            buffer_add(out, "&gt;");
        else if (*at == '"')
            buffer_add(out, "&quot;");
        else
            buffer_add_bytes(out, at, 1);
    }
    buffer_release(&safe);
}

static void add_element(const char *name, const char *class, const char *text, Buffer *out)
{
    buffer_format(out, "<%s", name);
    if (*class)
        buffer_format(out, " class=\"%s\"", class);
    buffer_add_char(out, '>');
    add_escaped(text, true, out);
    buffer_format(out, "</%s>\n", name);
}

static const char *class_of(ContentMark mark)
{
    static const char *const classes[] = {
        [MARK_NONE] = "",   [MARK_STRONG] = "strong", [MARK_DONE] = "done", [MARK_BAD] = "bad",
        [MARK_LOW] = "low", [MARK_MEDIUM] = "medium", [MARK_HIGH] = "high", [MARK_CRITICAL] = "critical",
    };
    return classes[mark];
}

static void add_cell(const Content *content, const ContentRow *row, int at, Buffer *out)
{
    bool accented = row->accent && row->accented == at, right = content->columns[at].right;
    const char *class = accented ? class_of(row->accent) : right ? "right" : "";
    buffer_add(out, at == 0 ? "<th scope=\"row\"" : "<td");
    if (*class)
        buffer_format(out, " class=\"%s\"", class);
    buffer_add_char(out, '>');
    add_escaped(row->cells[at] ? text_skip_blanks(row->cells[at]) : "", true, out);
    buffer_add(out, at == 0 ? "</th>" : "</td>");
}

static void add_table(const char *title, const Content *content, Buffer *out)
{
    int count = content_columns(content);
    buffer_add(out, "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"");
    add_escaped(title, false, out);
    buffer_add(out, "\"><table>\n<thead><tr>");
    for (int i = 0; i < count; i++) {
        const char *name = content->columns[i].title;
        buffer_format(out, "<th scope=\"col\"%s>", content->columns[i].right ? " class=\"right\"" : "");
        add_escaped(*name ? name : i == 0 ? "What" : "Since", false, out);
        buffer_add(out, "</th>");
    }
    buffer_add(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < content->rows.count; i++) {
        const ContentRow *row = &content->rows.items[i];
        const char *class = class_of(row->mark);
        buffer_format(out, *class ? "<tr class=\"%s\">" : "<tr>", class);
        for (int k = 0; k < count; k++)
            add_cell(content, row, k, out);
        buffer_add(out, "</tr>\n");
    }
    buffer_add(out, "</tbody></table></div>\n");
}

static void add_head(const Report *report, Buffer *out)
{
    HeadLine lines[HEAD_LINES];
    int count = report_head(report, lines);
    buffer_add(out, "<dl>\n");
    for (int i = 0; i < count; i++) {
        add_element("dt", "", lines[i].name, out);
        add_element("dd", "", buffer_text(&lines[i].value), out);
        buffer_release(&lines[i].value);
    }
    buffer_add(out, "</dl>\n");
}

static void add_section(const ReportSection *section, Buffer *out)
{
    const Content *content = &section->content;
    buffer_add(out, "<section>\n");
    add_element("h2", "", section->title, out);
    for (int i = 0; i < CONTENT_HEADLINES && content->headlines[i]; i++)
        add_element("p", "strong", content->headlines[i], out);
    if (content->rows.count > 0)
        add_table(section->title, content, out);
    else if (content->empty)
        add_element("p", "none", content->empty, out);
    buffer_add(out, "</section>\n");
}

void write_html(const Report *report, Buffer *out)
{
    buffer_add(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    add_element("title", "", report->title, out);
    buffer_format(out, "<style>%s</style>\n</head>\n<body>\n<main>\n", style);
    add_element("h1", "", report->title, out);
    add_head(report, out);
    if (*report->summary)
        add_element("p", "summary", report->summary, out);
    if (*report->narrative)
        add_element("p", "", report->narrative, out);
    for (size_t i = 0; i < report->sections.count; i++)
        add_section(&report->sections.items[i], out);
    buffer_add(out, "</main>\n</body>\n</html>\n");
}
