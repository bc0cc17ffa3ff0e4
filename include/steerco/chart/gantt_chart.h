/*
 * A schedule as bars over time, worked out once for whoever draws it.
 *
 * Instants are stretched: the working hours of a day are spread over the whole day, so that a task from 08:00 to 17:00
 * fills its day (worktime_stretched()). Texts are those of the plan, or of `texts`; both have to stay.
 */
#ifndef STEERCO_CHART_GANTT_CHART_H
#define STEERCO_CHART_GANTT_CHART_H

#include "steerco/chart/chart.h"
#include "steerco/records/records.h"

typedef enum GanttKind { GANTT_TASK, GANTT_SUMMARY, GANTT_MILESTONE } GanttKind;

typedef struct GanttRow {
    const char *code, *name, *who; /* "T-3"; "" for nobody */
    int level;                     /* 1 at top level */
    GanttKind kind;
    Date first, last;      /* the days on which it starts and ends, as they are told; DATE_NONE = it has no dates */
    Instant start, finish; /* stretched; INSTANT_NONE as above */
    Instant done;          /* up to here the bar is done; = start when nothing is */
    Instant stop, resume;  /* work is interrupted in between; INSTANT_NONE = it is not */
    Instant slack;         /* it may finish then without moving anything; = finish where it may not */
    Instant was_start, was_finish; /* in the baseline; INSTANT_NONE = it is not in it */
    Instant deadline;              /* INSTANT_NONE = there is none */
    int32_t percent;               /* basis points complete */
    bool critical, late, inactive;
} GanttRow;

typedef struct GanttLink {
    uint32_t from, to; /* rows */
    LinkType type;
    bool critical; /* both tasks are */
} GanttLink;

typedef struct GanttChart {
    const char *title, *subtitle;
    const char *empty; /* why there is nothing to draw; null = there is */
    Date from, to;     /* the days of the time scale, both included */
    Date status;       /* the status date */
    bool baseline;     /* some row has one */
    ARRAY(GanttRow) rows;
    ARRAY(GanttLink) links; /* both rows are in it and have dates */
    ChartAxis scale;        /* days, with ticks */
    Arena texts;
} GanttChart;

/* All tasks in the order of the outline. plan->results are up to date. Release it in any case. */
void gantt_chart_of(const Plan *plan, GanttChart *out);
void gantt_chart_release(GanttChart *gantt);

#endif
