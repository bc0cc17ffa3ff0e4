/*
 * What makes a report (report.c, minutes.c) and what writes it (write_*.c).
 */
#ifndef STEERCO_SRC_REPORT_REPORT_PARTS_H
#define STEERCO_SRC_REPORT_REPORT_PARTS_H

#include "steerco/report/report.h"

void write_text(const Report *report, Buffer *out);
void write_markdown(const Report *report, Buffer *out);
void write_html(const Report *report, Buffer *out);

/* A line of the head: "Period" and "after 23 Feb 26 until 02 Mar 26". */
typedef struct HeadLine {
    const char *name;
    Buffer value;
} HeadLine;
enum { HEAD_LINES = 6 };

/* Those that the report has; how many. The caller releases their values. */
int report_head(const Report *report, HeadLine lines[HEAD_LINES]);

#endif
