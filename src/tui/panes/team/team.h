/*
 * What the files of the team pane share: people and calendars as sheets (team.c, calendars.c), and the line that a
 * holiday is typed in (holiday_text.c).
 */
#ifndef STEERCO_SRC_TUI_PANES_TEAM_TEAM_H
#define STEERCO_SRC_TUI_PANES_TEAM_TEAM_H

#include "steerco/records/records.h"
#include "steerco/tui/panes/register.h"

/*
 * Read what a person types of a holiday, a half day, a freeze window: its days, other hours than "off", its name.
 *
 *     24 dec Christmas Eve          20 dec - 6 jan Year-end freeze
 *     yearly 25 dec Christmas       14 feb 08:00-12:00 Half day
 *
 * Texts are copied into `texts`. A rule holds for ten years from the year that the project begins in. False when there
 * is no day at the beginning; the sentence says what was expected.
 */
bool holiday_parse(const Plan *plan, const char *text, Arena *texts, Exception *out, Error *error) MUST_CHECK;

#endif
