/*
 * Who is how busy: assigned minutes against capacity, by resource and week.
 */
#ifndef STEERCO_ANALYSIS_LOAD_H
#define STEERCO_ANALYSIS_LOAD_H

#include "steerco/analysis/worktime.h"
#include "steerco/records/records.h"

typedef struct WeekLoad {
    Date monday;
    int32_t assigned; /* minutes of work on this board's tasks, inactive ones left out */
    int32_t capacity; /* minutes: working time × max units, less the run share */
} WeekLoad;

/*
 * Loads of a resource in the weeks that touch [from, to]; at most `room` weeks; how many in the result. An assignment
 * spreads its work evenly over the working time between its task's start and finish. `without` (0 = none) is a task
 * left out, so that a change to it can be shown before and after. Resource 0 is somebody who is not in the plan yet:
 * full time by the project calendar, with nothing to do.
 */
int load_by_week(const Plan *plan, Id resource, Date from, Date to, Id without, WeekLoad *out, int room);

/* The work of an assignment, in minutes; and its share in each of the weeks added to them. `time` is of the resource.
 */
int64_t load_work(const Assignment *assignment, const TaskDates *dates);
void load_add(const Assignment *assignment, const TaskDates *dates, const WorkTime *time, WeekLoad *weeks, int count);

#endif
