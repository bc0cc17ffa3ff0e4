/*
 * What the selected task waits for and what waits for it: the lower part of the schedule pane.
 *
 * Two lists of links lie side by side there and follow the selection. In focus, they are an overlay without a box of
 * its own: it takes the keys, the pane goes on drawing.
 */
#ifndef STEERCO_SRC_TUI_PANES_SCHEDULE_RELATIONS_H
#define STEERCO_SRC_TUI_PANES_SCHEDULE_RELATIONS_H

#include "steerco/tui/app/app.h"

enum { SIDE_PREDECESSORS, SIDE_SUCCESSORS, SIDES };

typedef struct Relations {
    bool shown, focused;
    int side; /* the one that has, or had, the focus */
    Id task;  /* whose links they are, of the plan's … */
    uint64_t generation;
    List lists[SIDES]; /* of links */
} Relations;

void relations_begin(Relations *relations);
void relations_end(Relations *relations);

/* Make them those of a task of the plan as it is now; drawing does so for the selected one. */
void relations_follow(Relations *relations, const Plan *plan, Id task);

/* Lines that they take of so many, 0 when they are not shown. */
int relations_height(const Relations *relations, int height);
void relations_draw(Relations *relations, const Plan *plan, Id task, Canvas *canvas);

/* In focus: the selected link in words, with both names whole, in the line below; false when there is none. */
bool relations_draw_detail(const Relations *relations, const Plan *plan, Canvas *line);

/* Show them with one link selected, and the keys theirs; the link's successor is selected in the pane. */
void relations_show_link(App *app, Id link);

/* The command: show them, then go into them. */
void relations_run(App *app, const char *argument);

#endif
