/*
 * What the schedule pane's drawing and its commands share.
 */
#ifndef STEERCO_SRC_TUI_PANES_SCHEDULE_SCHEDULE_H
#define STEERCO_SRC_TUI_PANES_SCHEDULE_SCHEDULE_H

#include "findings.h"
#include "relations.h"
#include "steerco/analysis/schedule.h"
#include "steerco/tui/app/app.h"
#include "steerco/tui/app/panes.h"
#include "steerco/tui/panes/schedule/clip.h"
#include "steerco/tui/widgets/gantt.h"

/* Share of the width that the list gets: by the width, or as the person wants it. */
enum {
    SPLIT_AUTOMATIC = 0,
    SPLIT_USUAL = 45,
    SPLIT_LEAST = 20,
    SPLIT_STEP = 5,
    SPLIT_MOST = 80,
    SPLIT_LIST_ONLY = 100
};

typedef struct Schedule {
    List list;
    Gantt gantt;
    Gantt overview; /* the chart of the tile: always the whole project */
    IdMap folded;   /* summaries whose tasks are hidden */
    int split;      /* per cent */
    int width;      /* of the whole pane when last drawn */
    int name_width; /* columns that the names in the list need, with marks and indentation */
    bool chart_shown, opened;
    bool ascii; /* as last drawn: what the marks in the list are made of */
    ScheduleFigures figures;
    Relations relations; /* the links of the selected task, below */
    Trail trail;         /* findings that are being gone through */
    const Clip *clip;    /* the App's, since something was copied or cut here */
    struct {
        Id task;
        Instant start, finish;
    } shown; /* the bar that was brought into sight last: once is enough, so that one can scroll away from it */
} Schedule;

extern const Command schedule_commands[];

/* Figures, chart and rows of the plan's present generation. */
void schedule_refresh(void *state, const Plan *plan);

/* The rows, after folding or filtering. */
void schedule_fill_rows(Schedule *schedule, const Plan *plan);

/*
 * The width that the list gets of the pane's, the columns in it, and what both go by: how wide the names are. The usual
 * split is the list's share of the pane as last drawn, in per cent, while nobody has moved it.
 */
int schedule_list_width(const Schedule *schedule, int width);
int schedule_tile_width(const Schedule *schedule, int width); /* in the overview, where nobody moves the split */
void schedule_arrange(Schedule *schedule, int width);
void schedule_measure_names(Schedule *schedule, const Plan *plan);
int schedule_usual_split(const Schedule *schedule);

/* Select a task, unfolding what it lies under; false when there is no such task, or a filter hides it. */
bool schedule_select(Schedule *schedule, const Plan *plan, Id task);

/* Nothing is folded while a filter is on. */
bool schedule_is_folded(const Schedule *schedule, Id task);
void schedule_fold(Schedule *schedule, const Plan *plan, Id task, bool folded);

/* A text pasted while nothing is being typed: lines become tasks. */
void schedule_paste(App *app, const char *text);

/* Its place in the outline. */
uint32_t schedule_place(const Plan *plan, Id task);

/* Is it a summary task? */
bool schedule_is_summary(const Plan *plan, Id task);

#endif
