/*
 * What is reported of tasks: per cent complete and actual dates, which hang together as in Microsoft Project.
 *
 * A report speaks of what has happened. So it goes by the dates that the plan had before its status date moved
 * unfinished work, it ends with the status date at the latest, and what would have begun later is refused. A board
 * without a status date of its own refuses nothing.
 *
 *     per cent above 0   the task has begun, when it was planned unless somebody gave the day
 *     100 %              it is over, when it was planned, or on the status date if it was planned to end later
 *     below 100 %        it is not over; at 0 it has not begun
 *     actual finish      it is complete, and was begun when it was planned
 *     none any more      of actual start or finish: taking back one takes the other, and the per cent with them
 */
#ifndef STEERCO_ANALYSIS_REPORTED_H
#define STEERCO_ANALYSIS_REPORTED_H

#include "steerco/model/change.h"
#include "steerco/records/records.h"

/* Is this one of the fields of which a report consists? */
bool reported_has(const Field *field);

/* Add to the set that such a field of a task takes a value, and what follows. On failure nothing is added. */
bool reported_type(ChangeSet *set, const Plan *plan, Id task, const Field *field, Value value, Error *error) MUST_CHECK;

/*
 * Add what is missing of what a file reports of a task: `tried` is the plan with the set applied, and scheduled. Where
 * the board has no status date of its own, a per cent alone brings no dates.
 */
bool reported_complete(ChangeSet *set, const Plan *tried, Id task, Error *error) MUST_CHECK;

/* The set gives the task another duration: where both dates of it stand, the later one follows. */
bool reported_stretch(ChangeSet *set, const Plan *plan, Id task, Error *error) MUST_CHECK;

/*
 * Report the task, and all tasks below a summary, as it should stand at the end of a day: complete, or as much as lies
 * before. Where the status date is an earlier one, it goes by the dates that the plan has now, and the day becomes the
 * status date; else by those before that date was set. What is reported further than that stays. False when there is
 * nothing to report.
 */
bool reported_as_of(ChangeSet *set, const Plan *plan, Id task, Date day, Error *error);

#endif
