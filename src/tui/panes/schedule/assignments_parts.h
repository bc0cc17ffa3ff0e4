/*
 * What the files of the assignments overlay share: the draft of who works on a task (assignments.c), the loads it would
 * make (assignments_load.c), how it is drawn (assignments_draw.c), and picking people (assignments_pick.c).
 */
#ifndef STEERCO_SRC_TUI_PANES_SCHEDULE_ASSIGNMENTS_PARTS_H
#define STEERCO_SRC_TUI_PANES_SCHEDULE_ASSIGNMENTS_PARTS_H

#include "steerco/analysis/load.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/overlay.h"

enum { ASSIGNED_WHOLE = 10000, ASSIGNED_MOST = 1000000, ASSIGNED_WEEKS = 520 };

/* One line of the draft. */
typedef struct AssignedPerson {
    Id assignment;    /* 0 = not assigned yet */
    Id resource;      /* 0 = a new one of this name */
    const char *name; /* lives in the draft */
    int32_t units, units_before;
    Duration work; /* undefined = by units */
    bool removed;
} AssignedPerson;

typedef struct AssignmentDraft {
    Id task;
    ARRAY(AssignedPerson) people;
    Arena names;
    size_t selected;
    int first_week; /* in sight */
    Seen seen;      /* the assignments when it was opened */
    bool typing;    /* the next digit continues the units */
    Buffer now;     /* who would be on the task, as a text */
    Buffer before;  /* … and who was */
} AssignmentDraft;

bool assigned_is_gone(const AssignedPerson *person);
bool assigned_is_changed(const AssignedPerson *person);
bool assignments_have_changes(const AssignmentDraft *draft);

/* What somebody would have to do in the weeks of the task if the draft came true. */
typedef struct AssignedWeeks {
    WeekLoad loads[ASSIGNED_WEEKS];
    int count;
} AssignedWeeks;
void assignments_preview(const AssignmentDraft *draft, const Plan *plan, const AssignedPerson *who, AssignedWeeks *out);

/* Minutes of work on the task. */
int64_t assigned_work(const AssignedPerson *person, const TaskDates *dates);

/* The week with the highest share of its capacity, or null; is that too much? And the share in words, "80%". */
const WeekLoad *assigned_peak(const AssignedWeeks *weeks);
bool assigned_is_overload(const WeekLoad *load);
void assigned_word_load(const WeekLoad *load, Buffer *out);

void assignments_draw(void *state, App *app, Canvas *canvas);

/* Add who would be on the task, a line each: "Anna Berg[50%]"; and have the draft become that. */
void assignments_word(const AssignmentDraft *draft, Buffer *out);
bool assignments_read(AssignmentDraft *draft, const Plan *plan, const char *text);

/* Pick somebody to be added to the draft, which must be the state of the overlay. */
void assignments_pick(App *app, AssignmentDraft *draft);

#endif
