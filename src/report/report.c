/*
 * Which sections readers get, and filling them.
 */
#include "report_parts.h"

#include <string.h>

#include "pages_parts.h"
#include "steerco/analysis/analysis.h"
#include "steerco/base/text.h"
#include "steerco/model/audience.h"

enum { WEEK = 7, MOST_SECTIONS = 20 };

const char *const report_formats[] = {"text", "md", "html", NULL};

/* By audience; null at the end. Clients get no costs and no risks, the team gets its work. */
static const Page *const sections[][MOST_SECTIONS] = {
    [REPORT_STEERING] = {&health_page, &exception_page, &summary_page, &done_page, &slipped_page, &next_page,
                         &milestones_page, &budget_page, &earned_page, &risks_page, &issues_page, &requests_page,
                         &decisions_page, &taken_page, &actions_page, &people_page, &changes_page},
    [REPORT_TEAM] = {&health_page, &done_page, &slipped_page, &next_page, &milestones_page, &risks_page, &issues_page,
                     &actions_page, &taken_page},
    [REPORT_CLIENT] = {&health_page, &done_page, &next_page, &milestones_page, &decisions_page, &taken_page,
                       &people_page},
    [REPORT_SPONSOR] = {&health_page, &exception_page, &summary_page, &milestones_page, &budget_page, &earned_page,
                        &risks_page, &decisions_page, &requests_page},
};

/* Clients are not told how cost and risk are rated. */
static bool is_internal(ReportAudience audience, const char *dimension)
{
    return audience == REPORT_CLIENT && (text_equal(dimension, "Cost") || text_equal(dimension, "Risk"));
}

/* When the last report for these readers ended; undefined = there was none. */
static Date last_end(const Plan *plan, ReportAudience audience)
{
    Date end = DATE_NONE;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_REPORT); row++) {
        const StatusReport *sent = plan_at(plan, ENTITY_REPORT, row);
        if (sent->audience == audience && sent->to != DATE_NONE && (end == DATE_NONE || sent->to > end))
            end = sent->to;
    }
    return end;
}

static bool choose_period(const Plan *plan, const ReportWanted *wanted, Report *out, Error *error)
{
    Buffer day = {0};
    out->to = plan_status_date(plan);
    out->from = wanted->from;
    if (out->from == DATE_NONE)
        out->from = last_end(plan, wanted->audience);
    if (out->from == DATE_NONE || (wanted->from == DATE_NONE && out->from >= out->to))
        out->from = out->to - WEEK;
    if (out->from < out->to)
        return true;
    date_format(out->to, &day);
    error_set(error, "the period ends with the status date, %s: it has to begin before that", buffer_text(&day));
    buffer_release(&day);
    return false;
}

static size_t count_hidden(const Plan *plan)
{
    LeftOut left_out = {0};
    for (int kind = 0; kind < entity_count; kind++)
        if (!entities[kind]->internal && !entities[kind]->cold)
            left_out_count(plan, entities[kind], &left_out);
    return left_out.records;
}

static void drop_row(Content *content, size_t at)
{
    for (; at + 1 < content->rows.count; at++)
        content->rows.items[at] = content->rows.items[at + 1];
    content->rows.count--;
}

static void add_section(Report *report, const Page *page, const PageView *view)
{
    ReportSection section = {.title = page->title};
    page_fill(page, view, &section.content);
    for (size_t i = section.content.rows.count; page == &health_page && i-- > 0;)
        if (is_internal(report->audience, section.content.rows.items[i].cells[0]))
            drop_row(&section.content, i);
    if (section.content.rows.count == 0 && !section.content.empty)
        content_release(&section.content); /* an exception that there is not */
    else
        array_push(&report->sections, section);
}

static Rating rate(const Report *report, const Plan *plan)
{
    DimensionRating ratings[DIMENSIONS];
    ratings_of(plan, ratings);
    if (report->audience == REPORT_CLIENT)
        ratings[DIMENSION_COST].rating = ratings[DIMENSION_RISK].rating = RATING_NONE;
    Rating overall = ratings_overall(ratings);
    ratings_release(ratings);
    return overall;
}

/* "It is amber: it ends on 15 Jul 26, 0d after the baseline." */
static const char *summarize(Report *report, const Plan *plan)
{
    Buffer text = {0};
    buffer_format(&text, "Overall: %c %s", rating_letter(report->overall), rating_name(report->overall));
    if (report->overall == RATING_NONE)
        buffer_clear(&text), buffer_add(&text, "Overall: —, since nothing is recorded to judge by");
    if (plan_finish(plan) != INSTANT_NONE) {
        buffer_add(&text, "; the project ends on ");
        date_format_short(instant_end_date(plan_finish(plan)), &text);
    }
    buffer_add(&text, ".");
    const char *kept = arena_text(&report->texts, buffer_text(&text));
    buffer_release(&text);
    return kept;
}

static const char *keep_title(Report *report, const Plan *plan)
{
    Buffer text = {0};
    buffer_format(&text, "Status of %s, ", plan_board(plan)->name);
    date_format_short(report->to, &text);
    const char *kept = arena_text(&report->texts, buffer_text(&text));
    buffer_release(&text);
    return kept;
}

static void add_head(Report *report, const Plan *plan, const char *narrative)
{
    Buffer baseline = {0};
    Id current = baseline_current(plan);
    if (current)
        plan_label(plan, &baseline_entity, current, &baseline);
    report->basis = plan->sequence;
    report->board = arena_text(&report->texts, plan_board(plan)->name);
    report->manager = arena_text(&report->texts, plan_board(plan)->manager);
    report->sponsor = arena_text(&report->texts, plan_board(plan)->sponsor);
    report->baseline = arena_text(&report->texts, buffer_text(&baseline));
    report->narrative = arena_text(&report->texts, narrative ? narrative : "");
    report->title = keep_title(report, plan);
    buffer_release(&baseline);
}

bool report_make(Store *store, const Plan *plan, const ReportWanted *wanted, Report *out, Error *error)
{
    Plan now = plan_view(plan, AUDIENCE_PUBLIC), then;
    Error ignored = {0}; /* the board was not there yet: then nothing is compared */
    *out = (Report){.audience = wanted->audience};
    if (!choose_period(plan, wanted, out, error))
        return false;
    bool compared = page_load_then(store, plan, out->from, &then, &ignored);
    const PageView view = {.now = &now, .then = compared ? &then : NULL, .then_day = out->from, .store = store};
    add_head(out, &now, wanted->narrative);
    out->overall = rate(out, &now);
    out->summary = summarize(out, &now);
    out->left_out = count_hidden(&now);
    for (const Page *const *page = sections[wanted->audience]; *page; page++)
        add_section(out, *page, &view);
    if (compared)
        plan_release(&then);
    return true;
}

void report_release(Report *report)
{
    for (size_t i = 0; i < report->sections.count; i++)
        content_release(&report->sections.items[i].content);
    array_release(&report->sections);
    arena_release(&report->texts);
    *report = (Report){0};
}

/* ---- the head ---- */

static void add_line(HeadLine *lines, int *count, const char *name, const char *value)
{
    if (!*value)
        return;
    lines[*count] = (HeadLine){.name = name};
    buffer_add(&lines[(*count)++].value, value);
}

static void add_period(const Report *report, HeadLine *lines, int *count)
{
    Buffer text = {0};
    if (report->from == DATE_NONE)
        return;
    buffer_add(&text, "after ");
    date_format_short(report->from, &text);
    buffer_add(&text, ", until ");
    date_format_short(report->to, &text);
    add_line(lines, count, "Period", buffer_text(&text));
    buffer_release(&text);
}

int report_head(const Report *report, HeadLine lines[HEAD_LINES])
{
    int count = 0;
    Buffer basis = {0};
    add_line(lines, &count, "Project", report->board);
    add_period(report, lines, &count);
    add_line(lines, &count, "Manager", report->manager);
    add_line(lines, &count, "Sponsor", report->sponsor);
    add_line(lines, &count, "Baseline", report->baseline);
    buffer_format(&basis, "change %lld of the log", (long long)report->basis);
    add_line(lines, &count, "State", buffer_text(&basis));
    buffer_release(&basis);
    return count;
}

/* ---- formats ---- */

void report_write(const Report *report, ReportFormat format, Buffer *out)
{
    static void (*const write[])(const Report *, Buffer *) = {write_text, write_markdown, write_html};
    write[format](report, out);
}

static const char *keep_format(const Report *report, ReportFormat format, ChangeSet *set)
{
    Buffer text = {0};
    report_write(report, format, &text);
    const char *kept = arena_text(&set->arena, buffer_text(&text));
    buffer_release(&text);
    return kept;
}

Record *report_keep(const Report *report, ChangeSet *set)
{
    StatusReport *sent = change_create(set, &report_entity);
    Buffer title = {0};
    buffer_format(&title, "%s, for %s", report->title, report_audiences[report->audience]);
    sent->title = arena_text(&set->arena, buffer_text(&title));
    sent->audience = (uint8_t)report->audience;
    sent->from = report->from;
    sent->to = report->to;
    sent->basis = report->basis;
    sent->narrative = arena_text(&set->arena, report->narrative);
    sent->text = keep_format(report, REPORT_TEXT, set);
    sent->markdown = keep_format(report, REPORT_MARKDOWN, set);
    sent->html = keep_format(report, REPORT_HTML, set);
    buffer_release(&title);
    return &sent->record;
}

const char *report_kept(const StatusReport *report, ReportFormat format)
{
    return format == REPORT_TEXT ? report->text : format == REPORT_MARKDOWN ? report->markdown : report->html;
}
