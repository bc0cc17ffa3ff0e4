/*
 * Status reports that were sent: kept as they were, and never changed.
 *
 * The texts are those that report/report.h wrote on that day, in each of its formats.
 */
#ifndef STEERCO_RECORDS_REPORT_H
#define STEERCO_RECORDS_REPORT_H

#include "steerco/model/entity.h"

/* Who reads it: which sections there are. */
typedef enum ReportAudience { REPORT_STEERING, REPORT_TEAM, REPORT_CLIENT, REPORT_SPONSOR } ReportAudience;

typedef struct StatusReport {
    Record record;
    const char *title;
    const char *author;
    const char *narrative; /* what the manager wrote above the sections */
    const char *text, *markdown, *html;
    int64_t basis; /* number of the change set that was the newest */
    Date from, to; /* the period */
    Date sent_on;
    uint8_t audience; /* ReportAudience */
} StatusReport;

extern const Entity report_entity;

extern const char *const report_audiences[]; /* "steering", …: choices of StatusReport.audience, null at the end */

#endif
