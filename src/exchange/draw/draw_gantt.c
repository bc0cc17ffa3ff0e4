/*
 * The Gantt chart: code, name and dates at the left, bars over the time scale at the right.
 */
#include "steerco/base/text.h"
#include "svg.h"

enum {
    LEFT = 80,
    NAME_AT = 190,
    DATES_AT = 1100, /* their right end */
    DATES = 300,
    BARS_AT = 1125,
    BARS = DRAW_WIDTH - 80 - BARS_AT,
    LEGEND_Y = 215,
    SCALE_Y = 285,
    ROWS_Y = 300,
    ROW = 48,
    FOOT = 90,
    PAGE_ROWS = (DRAW_HEIGHT - ROWS_Y - FOOT) / ROW,
};

/* The rows of one picture. */
typedef struct Sheet {
    Svg svg;
    const GanttChart *gantt;
    size_t first, count;
} Sheet;

static int place_x(const GanttChart *gantt, Instant at)
{
    Instant from = instant_make(gantt->from, 0), to = instant_make(gantt->to + 1, 0);
    Instant held = at < from ? from : at > to ? to : at;
    return BARS_AT + (int)((int64_t)(held - from) * BARS / (to - from));
}

static int row_y(const Sheet *sheet, size_t row)
{
    return ROWS_Y + ((int)row - (int)sheet->first) * ROW;
}

/* ---- what lies behind the bars ---- */

static void draw_scale(const Sheet *sheet)
{
    const GanttChart *gantt = sheet->gantt;
    int bottom = ROWS_Y + (int)sheet->count * ROW, next = 0;
    for (size_t i = 0; i < gantt->scale.ticks.count; i++) {
        const ChartTick *tick = &gantt->scale.ticks.items[i];
        int x = place_x(gantt, instant_make((Date)tick->at, 0));
        svg_line(&sheet->svg, x, x < next ? ROWS_Y : SCALE_Y - 25, x, bottom, "k-grid");
        if (x < next)
            continue;
        svg_text(&sheet->svg, x + 6, SCALE_Y, SVG_START, FONT_SMALL, BARS, tick->text);
        next = x + svg_text_width(FONT_SMALL, tick->text) + 20;
    }
    for (size_t i = 0; i <= sheet->count; i++)
        svg_line(&sheet->svg, LEFT, ROWS_Y + (int)i * ROW, DRAW_WIDTH - LEFT, ROWS_Y + (int)i * ROW, "k-grid");
    if (gantt->status < gantt->from || gantt->status > gantt->to)
        return;
    int x = place_x(gantt, instant_make(gantt->status + 1, 0));
    svg_line(&sheet->svg, x, ROWS_Y, x, bottom, "k-status");
}

/* From the end that the link leaves to the end that it reaches: across, down between the rows, across. */
static void draw_link(const Sheet *sheet, const GanttLink *link)
{
    enum { STUB = 12 };
    const GanttRow *from = &sheet->gantt->rows.items[link->from], *to = &sheet->gantt->rows.items[link->to];
    bool leaves_end = link->type == LINK_FINISH_START || link->type == LINK_FINISH_FINISH;
    bool reaches_start = link->type == LINK_FINISH_START || link->type == LINK_START_START;
    int x1 = place_x(sheet->gantt, leaves_end ? from->finish : from->start);
    int x2 = place_x(sheet->gantt, reaches_start ? to->start : to->finish);
    int y1 = row_y(sheet, link->from) + ROW / 2, y2 = row_y(sheet, link->to) + ROW / 2;
    int out = x1 + (leaves_end ? STUB : -STUB), in = x2 + (reaches_start ? -STUB : STUB);
    int between = y2 > y1 ? y2 - ROW / 2 : y2 + ROW / 2;
    buffer_format(sheet->svg.out,
                  "<path class=\"k-link%s\" d=\"M%d %dH%dV%dH%dV%dH%d\" marker-end=\"url(#%s-arrow)\"/>\n",
                  link->critical ? "c" : "", x1, y1, out, between, in, y2, x2, sheet->svg.prefix);
}

static bool is_on(const Sheet *sheet, size_t row)
{
    return row >= sheet->first && row < sheet->first + sheet->count;
}

/* Those that lead to another page stop at the edge of this one. */
static void draw_links(const Sheet *sheet)
{
    buffer_format(sheet->svg.out,
                  "<clipPath id=\"%s-rows\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath>\n"
                  "<g clip-path=\"url(#%s-rows)\">\n",
                  sheet->svg.prefix, BARS_AT, ROWS_Y, BARS, (int)sheet->count * ROW, sheet->svg.prefix);
    for (size_t i = 0; i < sheet->gantt->links.count; i++) {
        const GanttLink *link = &sheet->gantt->links.items[i];
        if (is_on(sheet, link->from) || is_on(sheet, link->to))
            draw_link(sheet, link);
    }
    buffer_add(sheet->svg.out, "</g>\n");
}

/* ---- a row ---- */

static void draw_words(const Svg *svg, const GanttRow *row, int y)
{
    Buffer text = {0};
    int indent = (row->level - 1 < 12 ? row->level - 1 : 12) * 24;
    svg_text(svg, LEFT, y + 33, SVG_START, FONT_DIM, NAME_AT - LEFT, row->code);
    buffer_format(&text, "%s%s%s", row->late ? "! " : "", row->name, row->inactive ? " (inactive)" : "");
    svg_text(svg, NAME_AT + indent, y + 33, SVG_START, row->kind == GANTT_SUMMARY ? FONT_STRONG : FONT_TEXT,
             DATES_AT - DATES - NAME_AT - indent, buffer_text(&text));
    buffer_clear(&text);
    if (row->start == INSTANT_NONE) {
        buffer_add(&text, "—");
    } else {
        if (row->kind != GANTT_MILESTONE) {
            date_format_short(row->first, &text);
            buffer_add(&text, " – ");
        }
        date_format_short(row->last, &text);
    }
    svg_text(svg, DATES_AT, y + 33, SVG_END, FONT_SMALL, DATES + ROW, buffer_text(&text));
    buffer_release(&text);
}

/* Where the parts of a row lie, from left to right. */
typedef struct Bar {
    int from, to, done, slack;
    int stop, resume;     /* equal: it is not interrupted */
    int was_from, was_to; /* equal: it is not in the baseline */
    int deadline;         /* 0 = there is none, or it lies outside */
    bool critical, inactive, missed;
} Bar;

static Bar bar_of(const GanttChart *gantt, const GanttRow *row)
{
    Bar bar = {.from = place_x(gantt, row->start),
               .to = place_x(gantt, row->finish),
               .done = place_x(gantt, row->done),
               .slack = place_x(gantt, row->slack),
               .critical = row->critical,
               .inactive = row->inactive};
    if (row->stop != INSTANT_NONE) {
        bar.stop = place_x(gantt, row->stop);
        bar.resume = place_x(gantt, row->resume);
    }
    if (row->was_start != INSTANT_NONE && row->was_finish != INSTANT_NONE) {
        bar.was_to = place_x(gantt, row->was_finish);
        bar.was_from = row->kind == GANTT_MILESTONE ? bar.was_to - 4 : place_x(gantt, row->was_start);
        bar.was_to += bar.was_to - bar.was_from < 4 ? 4 : 0;
    }
    if (row->deadline != INSTANT_NONE && row->deadline <= instant_make(gantt->to + 1, 0)) {
        bar.deadline = place_x(gantt, row->deadline);
        bar.missed = row->late && row->finish > row->deadline;
    }
    return bar;
}

static void draw_part(const Svg *svg, const Bar *bar, int from, int to, int y)
{
    int width = to - from > 4 ? to - from : 4;
    if (bar->inactive)
        svg_rect(svg, from, y + 11, width, 22, "k-off");
    else if (bar->critical)
        buffer_format(svg->out,
                      "<rect class=\"k-crit\" fill=\"url(#%s-crit)\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"22\"/>\n",
                      svg->prefix, from, y + 11, width);
    else
        svg_rect(svg, from, y + 11, width, 22, "k-bar");
}

/* The bar in its parts, the done part as a dark core. */
static void draw_task(const Svg *svg, const Bar *bar, int y)
{
    if (bar->resume > bar->stop) {
        draw_part(svg, bar, bar->from, bar->stop, y);
        svg_line(svg, bar->stop, y + 22, bar->resume, y + 22, "k-slack");
        draw_part(svg, bar, bar->resume, bar->to, y);
    } else {
        draw_part(svg, bar, bar->from, bar->to, y);
    }
    if (bar->done > bar->from)
        svg_rect(svg, bar->from, y + 17, bar->done - bar->from, 10, "k-done");
    if (bar->slack > bar->to)
        svg_line(svg, bar->to, y + 22, bar->slack, y + 22, "k-slack");
}

static void draw_summary(const Svg *svg, const Bar *bar, int y)
{
    int to = bar->to > bar->from + 8 ? bar->to : bar->from + 8;
    int tip = to - bar->from > 40 ? 14 : (to - bar->from) / 3;
    buffer_format(svg->out, "<path class=\"k-sum\" d=\"M%d %dH%dV%dL%d %dH%dL%d %dz\"/>\n", bar->from, y + 12, to,
                  y + 34, to - tip, y + 22, bar->from + tip, bar->from, y + 34);
}

static void draw_milestone(const Svg *svg, const Bar *bar, int y)
{
    if (bar->slack > bar->to)
        svg_line(svg, bar->to, y + 22, bar->slack, y + 22, "k-slack");
    buffer_format(svg->out, "<path class=\"k-mile%s\" d=\"M%d %dl14 14l-14 14l-14 -14z\"/>\n", bar->critical ? "c" : "",
                  bar->to, y + 8);
}

static void draw_baseline(const Svg *svg, const Bar *bar, int y)
{
    if (bar->was_to > bar->was_from)
        buffer_format(svg->out,
                      "<rect class=\"k-was\" fill=\"url(#%s-was)\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"7\"/>\n",
                      svg->prefix, bar->was_from, y + 38, bar->was_to - bar->was_from);
}

static void draw_deadline(const Svg *svg, const Bar *bar, int y)
{
    if (bar->deadline > 0)
        buffer_format(svg->out, "<path class=\"k-dead%s\" d=\"M%d %dl-10 -18h20z\"/>\n", bar->missed ? "l" : "",
                      bar->deadline, y + 26);
}

static void draw_bar(const Svg *svg, GanttKind kind, const Bar *bar, int y)
{
    static void (*const draw[])(const Svg *, const Bar *, int) = {
        [GANTT_TASK] = draw_task, [GANTT_SUMMARY] = draw_summary, [GANTT_MILESTONE] = draw_milestone};
    draw_baseline(svg, bar, y);
    draw[kind](svg, bar, y);
    draw_deadline(svg, bar, y);
}

/* The day of a milestone, who does a task; behind everything that belongs to the bar. */
static void draw_label(const Svg *svg, const GanttRow *row, const Bar *bar, int y)
{
    enum { NEAR = 300, GAP = 24, LEAST = 60 };
    int x = bar->slack > bar->to ? bar->slack : bar->to;
    Buffer text = {0};
    x = (bar->deadline > x && bar->deadline < x + NEAR ? bar->deadline : x) + GAP;
    if (row->kind == GANTT_MILESTONE)
        date_format_short(row->last, &text);
    if (row->kind == GANTT_MILESTONE && row->percent >= 10000)
        buffer_add(&text, ", done");
    if (BARS_AT + BARS - x > LEAST)
        svg_text(svg, x, y + 31, SVG_START, FONT_LABEL, BARS_AT + BARS - x,
                 text.length ? buffer_text(&text) : row->who);
    buffer_release(&text);
}

static void draw_row(const Sheet *sheet, const GanttRow *row, int y)
{
    draw_words(&sheet->svg, row, y);
    if (row->start == INSTANT_NONE)
        return;
    Bar bar = bar_of(sheet->gantt, row);
    draw_bar(&sheet->svg, row->kind, &bar, y);
    draw_label(&sheet->svg, row, &bar, y);
}

/* ---- the legend, by what draws the chart ---- */

static int draw_key(const Svg *svg, int x, GanttKind kind, Bar bar, const char *text)
{
    enum { GAP = 14, BETWEEN = 44, HALF = 12 /* of a mark */ };
    int y = LEGEND_Y - 31, width = bar.slack > bar.to ? bar.slack : bar.to;
    int *const places[] = {&bar.from, &bar.to, &bar.done, &bar.slack, &bar.was_from, &bar.was_to};
    width = bar.was_to > width ? bar.was_to : width;
    width = bar.deadline > width ? bar.deadline : width;
    width += kind == GANTT_MILESTONE || bar.deadline > 0 ? HALF : 0;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        *places[i] += x;
    bar.deadline += bar.deadline > 0 ? x : 0;
    draw_bar(svg, kind, &bar, y);
    svg_text(svg, x + width + GAP, LEGEND_Y, SVG_START, FONT_SMALL, DRAW_WIDTH, text);
    return x + width + GAP + svg_text_width(FONT_SMALL, text) + BETWEEN;
}

static void draw_legend(const Sheet *sheet)
{
    const Svg *svg = &sheet->svg;
    int x = LEFT;
    x = draw_key(svg, x, GANTT_TASK, (Bar){.to = 80, .done = 40}, "task, done part dark");
    x = draw_key(svg, x, GANTT_TASK, (Bar){.to = 80, .critical = true}, "critical");
    x = draw_key(svg, x, GANTT_TASK, (Bar){.to = 30, .slack = 90}, "slack");
    x = draw_key(svg, x, GANTT_SUMMARY, (Bar){.to = 80}, "summary");
    x = draw_key(svg, x + 14, GANTT_MILESTONE, (Bar){.to = 14}, "milestone");
    x = draw_key(svg, x + 14, GANTT_MILESTONE, (Bar){.to = 14, .critical = true}, "critical one");
    if (sheet->gantt->baseline)
        x = draw_key(svg, x, GANTT_TASK, (Bar){.to = 60, .was_to = 80}, "baseline below");
    x = draw_key(svg, x, GANTT_TASK, (Bar){.to = 30, .deadline = 60}, "deadline");
    svg_line(svg, x, LEGEND_Y - 25, x, LEGEND_Y + 5, "k-status");
    svg_text(svg, x + 14, LEGEND_Y, SVG_START, FONT_SMALL, DRAW_WIDTH - x, "end of the status date");
    svg_text(svg, DRAW_WIDTH - LEFT, LEGEND_Y, SVG_END, FONT_SMALL, DRAW_WIDTH, "! late");
}

/* ---- the picture ---- */

static void draw_sheet(const GanttChart *gantt, size_t first, size_t count, int height, const char *foot,
                       const DrawLook *look, Buffer *out)
{
    Sheet sheet = {svg_begin(look, DRAW_WIDTH, height, gantt->title, gantt->subtitle, out), gantt, first, count};
    svg_heading(&sheet.svg, gantt->title, gantt->subtitle);
    if (gantt->empty) {
        svg_text(&sheet.svg, LEFT, ROWS_Y, SVG_START, FONT_TEXT, DRAW_WIDTH - 2 * LEFT, gantt->empty);
    } else {
        draw_legend(&sheet);
        draw_scale(&sheet);
        draw_links(&sheet);
        for (size_t i = first; i < first + count; i++)
            draw_row(&sheet, &gantt->rows.items[i], row_y(&sheet, i));
    }
    svg_text(&sheet.svg, DRAW_WIDTH - LEFT, height - 40, SVG_END, FONT_DIM, DRAW_WIDTH, foot);
    svg_end(&sheet.svg);
}

int draw_gantt_height(const GanttChart *gantt)
{
    return ROWS_Y + (int)(gantt->empty ? 0 : gantt->rows.count) * ROW + FOOT;
}

void draw_gantt(const GanttChart *gantt, const DrawLook *look, Buffer *out)
{
    draw_sheet(gantt, 0, gantt->empty ? 0 : gantt->rows.count, svg_height(look, draw_gantt_height(gantt)), "", look,
               out);
}

int draw_gantt_pages(const GanttChart *gantt)
{
    return gantt->empty || gantt->rows.count == 0 ? 1 : (int)((gantt->rows.count + PAGE_ROWS - 1) / PAGE_ROWS);
}

void draw_gantt_page(const GanttChart *gantt, int page, const DrawLook *look, Buffer *out)
{
    size_t first = (size_t)page * PAGE_ROWS, count = gantt->empty ? 0 : gantt->rows.count;
    size_t left = count > first ? count - first : 0;
    Buffer foot = {0};
    buffer_format(&foot, "%d / %d", page + 1, draw_gantt_pages(gantt));
    draw_sheet(gantt, first, left < PAGE_ROWS ? left : PAGE_ROWS, DRAW_HEIGHT, buffer_text(&foot), look, out);
    buffer_release(&foot);
}
