/*
 * Recurring tasks: a summary task with one task below it for each time, as Microsoft Project makes them.
 *
 *     weekly mon until 30 jun
 *     monthly last fri from 1 mar 6 times for 2h
 *     Steering meeting: every 2 weeks thu until 18 dec for 1h
 *
 * The rule is one of base/recurrence.h. It holds from the start of the task that is repeated, else from the status date
 * or the start of the project, whichever is later, unless `from` says so; until the day that `until` names, or as often
 * as said. Dates may be typed as in fields: `+6w`, `fri`, `15.3.`; an end without its year is the next such day after
 * the beginning.
 */
#ifndef STEERCO_SESSION_REPEAT_H
#define STEERCO_SESSION_REPEAT_H

#include "steerco/model/change.h"
#include "steerco/records/records.h"

enum { REPEAT_MOST = 500 };

/*
 * Repeat a task as `text` asks for. The task becomes the summary and gives its duration, people and work to each time;
 * notes, deadline and fixed cost stay with it. With a name before a colon, or when `task` is 0, a new summary is made
 * behind the task: *made is it then, else null. Each time is numbered ("Steering meeting 3") and starts no earlier than
 * the first working minute of its day, or of the next working day; days that fall together by that count once.
 *
 * Refused for a summary task, for one that has begun, without an end, and beyond REPEAT_MOST times.
 */
bool repeat_task(ChangeSet *set, const Plan *plan, Id task, const char *text, const Task **made,
                 Error *error) MUST_CHECK;

#endif
