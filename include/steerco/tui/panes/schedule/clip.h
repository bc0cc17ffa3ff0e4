/*
 * What was copied or cut to be pasted. It belongs to the App, so that it outlives panes and goes along to other boards.
 */
#ifndef STEERCO_TUI_PANES_SCHEDULE_CLIP_H
#define STEERCO_TUI_PANES_SCHEDULE_CLIP_H

#include "steerco/planning/edit.h"
#include "steerco/tui/app/app.h"

typedef struct Clip {
    TaskCopy tasks;
    bool cut; /* pasting moves them */
} Clip;

Clip *app_clip(App *app);

/* Is the task cut, or does it lie under one that is? */
bool clip_is_cut(const Clip *clip, const Plan *plan, Id task);

/* Leave what was cut where it is; false when nothing was. */
bool clip_drop_cut(Clip *clip);

#endif
