/*
 * The status report: sections filled from a plan, for readers of one kind, and written in three formats.
 *
 *     Report report;
 *     if (report_make(store, plan, &(ReportWanted){.audience = REPORT_STEERING}, &report, error))
 *         report_write(&report, REPORT_HTML, &page);
 *     report_release(&report);
 *
 * Nothing that is confidential is in it, whoever makes it. A section of which nothing is recorded says so.
 */
#ifndef STEERCO_REPORT_REPORT_H
#define STEERCO_REPORT_REPORT_H

#include "steerco/analysis/steering/ratings.h"
#include "steerco/report/pages.h"

typedef struct ReportWanted {
    ReportAudience audience;
    Date from;             /* the day after which the period begins; undefined = when the last one for these readers
                              ended, else a week before the status date */
    const char *narrative; /* what the manager has to say, above the sections; null = nothing */
} ReportWanted;

typedef struct ReportSection {
    const char *title;
    Content content;
} ReportSection;

typedef struct Report {
    ReportAudience audience;
    Date from, to; /* the latter is the status date */
    int64_t basis; /* number of the newest change set that is in it */
    Rating overall;
    const char *title, *board, *manager, *sponsor, *baseline; /* "" = there is none */
    const char *narrative;
    const char *summary; /* one sentence */
    size_t left_out;     /* records that are confidential */
    ARRAY(ReportSection) sections;
    Arena texts;
} Report;

typedef enum ReportFormat { REPORT_TEXT, REPORT_MARKDOWN, REPORT_HTML, REPORT_FORMATS } ReportFormat;

extern const char *const report_formats[]; /* "text", "md", "html"; null at the end */

/* `plan` is up to date. On failure there is nothing to release. */
bool report_make(Store *store, const Plan *plan, const ReportWanted *wanted, Report *out, Error *error) MUST_CHECK;
void report_release(Report *report);

/* Add it in a format: plain text of 80 columns for a mail; Markdown; one page of HTML, without scripts and addresses of
   others, that prints on A4. No text of the plan can be more than text in any of them. */
void report_write(const Report *report, ReportFormat format, Buffer *out);

/* Add to a set the record that keeps it as it is now, in all formats. */
Record *report_keep(const Report *report, ChangeSet *set) RETURNS_NON_NULL;

/* The text of a sent report in a format. */
const char *report_kept(const StatusReport *report, ReportFormat format) RETURNS_NON_NULL;

/* The minutes of a meeting: who was there, each item with what was said and what came of it. */
bool report_minutes(const Plan *plan, Id meeting, Report *out, Error *error) MUST_CHECK;

#endif
