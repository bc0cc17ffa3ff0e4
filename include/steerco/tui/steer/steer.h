/*
 * Steering: the pages that a committee looks at, and what falls in its meeting.
 *
 * Pages (report/pages.h) fill the screen with few large lines, from the plan of this minute and from the plan as it
 * was at the last meeting. They are made for an audience: nothing that is confidential is on them, whoever presents
 * them. The manager leads through them; decisions, actions, issues, risks and change requests are noted, and risks are
 * assessed anew, without leaving the page. Each of these is one change set, and lands at an item of the meeting's
 * agenda. Nothing else can be changed from here.
 *
 * A wall is a second screen of the same file that follows the presenter's page and selection. It changes nothing.
 */
#ifndef STEERCO_TUI_STEER_STEER_H
#define STEERCO_TUI_STEER_STEER_H

#include "steerco/report/pages.h"
#include "steerco/tui/app/app.h"

/* Open the pages above the dashboard; a null page means the first one. Without a board that is said instead. */
void steer_open(App *app, const Page *page);

/* … to follow whoever presents, by what others tell of where they are; see tui/app/others.h. */
void steer_open_wall(App *app);

/* … by a name for a first screen: "steer", "steer/risks", "wall". False when that names none of them. */
bool steer_is_screen(const char *name);
void steer_open_screen(App *app, const char *name);

#endif
