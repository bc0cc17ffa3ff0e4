/*
 * The table of status reports.
 */
#include "steerco/records/report.h"

#include "fields.h"

const char *const report_audiences[] = {"steering", "team", "client", "sponsor", NULL};

/* clang-format off */
static const Field fields[] = {
    {TITLE(StatusReport, "Report", "What the report is called")},
    {CHOICE(StatusReport, audience, "Audience", report_audiences, 9, "For whom it was made")},
    {DAY(StatusReport, from, "From", "The period that it tells of begins after this day")},
    {DAY(StatusReport, to, "To", "The status date of the report")},
    {DAY(StatusReport, sent_on, "Sent", "When it was sent"), .stamp = STAMP_DAY},
    {TEXT(StatusReport, author, "Author", 14, "Who sent it"), .stamp = STAMP_WHO},
    {STORED(StatusReport, basis, "Change", "Number of the change set that was the newest then"),
     .type = FIELD_INTEGER, .standard = VALUE_NONE, .width = 7},
    {NOTE(StatusReport, narrative, "Narrative", "What the manager wrote above the sections")},
    {NOTE(StatusReport, text, "Text", "The report as plain text")},
    {NOTE(StatusReport, markdown, "Markdown", "The report as Markdown"), .internal = true},
    {NOTE(StatusReport, html, "HTML", "The report as a page for a browser"), .internal = true},
    {0},
};
/* clang-format on */

const Entity report_entity = {
    .kind = ENTITY_REPORT,
    .name = "report",
    .plural = "reports",
    .title = "Sent reports",
    .noun = "report",
    .nouns = "reports",
    .tag = 45,
    .prefix = "RP",
    .record_size = sizeof(StatusReport),
    .fields = fields,
    .label = "title",
    .append_only = true,
    .instead = "send a new one",
    .columns = "title:40 audience from to sent_on author",
    .order = "-sent_on",
};
