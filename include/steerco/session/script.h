/*
 * An edit script: changes of a plan as a person writes them down before they are made. One edit a line:
 *
 *     T-3 duration=8d finish=2026-05-04
 *     +1 task name="Pilot in Graz" duration=5d predecessors="T-4; T-2SS"
 *     T-5 predecessors="T-4; +1"
 *     +2 assignment task=+1 resource="Anna Berg"
 *     delete T-6
 *     # what begins with a number sign is a remark
 *
 * Codes, fields and values are those of `set` and `add`. A value with blanks stands in double quotes; in them \" \\ and
 * \n are a quote, a backslash and a line's end. "+1", "+2" name the records that the script makes; the lines below may
 * refer to them wherever a code may stand.
 *
 * A script holds what shall be, not what was: the values before are those of the plan that it is read on. That is how
 * it is carried on to the plan of the moment.
 */
#ifndef STEERCO_SESSION_SCRIPT_H
#define STEERCO_SESSION_SCRIPT_H

#include "steerco/model/change.h"

/*
 * Add what the script asks for to a change set of `plan`, whose results are current. The sentence of an error begins
 * with the line: "line 2: there is no task T-9"; the set may hold a part then. A script without edits adds nothing.
 */
bool script_read(ChangeSet *set, const Plan *plan, const char *script, Error *error) MUST_CHECK;

/* How many lines it has, and its first so many. */
size_t script_lines(const char *script);
void script_head(const char *script, size_t lines, Buffer *out);

#endif
