/*
 * Lists of sentences about the schedule, each of which leads to the task it speaks of: health, conflicts, why a task
 * stands where it stands.
 *
 * A list belongs to a topic and is made anew from the plan whenever that has changed. It lies above the panes until a
 * sentence is followed; then it becomes the trail, whose sentences can be gone through one by one in the schedule pane.
 */
#ifndef STEERCO_SRC_TUI_PANES_SCHEDULE_FINDINGS_H
#define STEERCO_SRC_TUI_PANES_SCHEDULE_FINDINGS_H

#include "steerco/analysis/health.h"
#include "steerco/tui/app/app.h"

typedef enum TopicKind {
    TOPIC_NONE,
    TOPIC_HEALTH,    /* conflicts and the fourteen points; each opens a list of its own */
    TOPIC_POINT,     /* what one point has found */
    TOPIC_CONFLICTS, /* where the plan contradicts itself */
    TOPIC_WHY,       /* a task: why it starts then, its slack, what decides it, what it moves */
} TopicKind;

typedef struct Topic {
    TopicKind kind;
    HealthCheck check; /* TOPIC_POINT */
    Id task;           /* TOPIC_WHY */
} Topic;

typedef struct Finding {
    const char *text; /* in its safe form, and so are all texts */
    const char *note; /* more about it, shown while it is selected; "" = nothing */
    Style style;
    bool heading; /* cannot be selected */
    int indent;   /* columns: what stands below a heading is set in */
    Id task;      /* that it leads to; 0 = nowhere */
    Id link;      /* of the task, if it is about one */
    Topic opens;  /* the list that it leads to instead */
} Finding;

typedef struct Findings {
    Topic topic;
    uint64_t generation; /* of the plan */
    const char *title;
    ARRAY(Finding) items;
    bool headed; /* there is a heading among them */
    Arena texts;
} Findings;

/* `findings` is {0} or was filled before. */
void findings_fill(Findings *findings, const Plan *plan, const Topic *topic);
void findings_release(Findings *findings);

/* The place of what is at `at` in the former state of the list: the same finding, else what has moved up there. */
size_t findings_refill(Findings *findings, const Plan *plan, size_t at);

/* What was followed last, and the way back. */
typedef struct Trail {
    Findings findings; /* without a topic: nothing was */
    size_t at;         /* the finding */
    Ids left;          /* tasks from which one jumped, the last one at the end */
} Trail;
void trail_release(Trail *trail);

/* Where in the list of a topic one left off; 0 in others than that of the trail and the one it was opened from. */
size_t trail_place(App *app, const Topic *topic);

/* Show the list of a topic, where one left it. */
void findings_open(App *app, const Topic *topic);

/* Go to the task of a finding, which takes the trail there. */
void trail_follow(App *app, const Topic *topic, size_t at);

/* Commands of the schedule pane. */
void findings_run_health(App *app, const char *argument);
void findings_run_conflicts(App *app, const char *argument);
void findings_run_why(App *app, const char *argument);
void trail_run_next(App *app, const char *argument);
void trail_run_previous(App *app, const char *argument);
void trail_run_back(App *app, const char *argument);

/* Show another task and remember the one that was selected, so that trail_run_back() can return to it. */
void trail_jump(App *app, Id task);

#endif
