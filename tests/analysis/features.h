/*
 * What the schedule can do, by name: the features that features_test.c proves with cases of our own, and by which
 * mspdi_corpus_test.c counts the tasks of plans that Microsoft Project saved. Each kind of link is followed by its
 * kinds of lag, and the constraints come in the order of their codes.
 */
#ifndef STEERCO_TESTS_ANALYSIS_FEATURES_H
#define STEERCO_TESTS_ANALYSIS_FEATURES_H

#define FEATURE_LIST(X)                                                                                                \
    X(FS, "finish-to-start")                                                                                           \
    X(FS_WORKING, "finish-to-start, working lag and lead")                                                             \
    X(FS_ELAPSED, "finish-to-start, elapsed lag and lead")                                                             \
    X(FS_PERCENT, "finish-to-start, lag and lead in per cent")                                                         \
    X(FS_ELAPSED_PERCENT, "finish-to-start, lag and lead in elapsed per cent")                                         \
    X(SS, "start-to-start")                                                                                            \
    X(SS_WORKING, "start-to-start, working lag and lead")                                                              \
    X(SS_ELAPSED, "start-to-start, elapsed lag and lead")                                                              \
    X(SS_PERCENT, "start-to-start, lag and lead in per cent")                                                          \
    X(SS_ELAPSED_PERCENT, "start-to-start, lag and lead in elapsed per cent")                                          \
    X(FF, "finish-to-finish")                                                                                          \
    X(FF_WORKING, "finish-to-finish, working lag and lead")                                                            \
    X(FF_ELAPSED, "finish-to-finish, elapsed lag and lead")                                                            \
    X(FF_PERCENT, "finish-to-finish, lag and lead in per cent")                                                        \
    X(FF_ELAPSED_PERCENT, "finish-to-finish, lag and lead in elapsed per cent")                                        \
    X(SF, "start-to-finish")                                                                                           \
    X(SF_WORKING, "start-to-finish, working lag and lead")                                                             \
    X(SF_ELAPSED, "start-to-finish, elapsed lag and lead")                                                             \
    X(SF_PERCENT, "start-to-finish, lag and lead in per cent")                                                         \
    X(SF_ELAPSED_PERCENT, "start-to-finish, lag and lead in elapsed per cent")                                         \
    X(ASAP, "as soon as possible")                                                                                     \
    X(ALAP, "as late as possible")                                                                                     \
    X(MSO, "must start on")                                                                                            \
    X(MFO, "must finish on")                                                                                           \
    X(SNET, "start no earlier than")                                                                                   \
    X(SNLT, "start no later than")                                                                                     \
    X(FNET, "finish no earlier than")                                                                                  \
    X(FNLT, "finish no later than")                                                                                    \
    X(START, "project start")                                                                                          \
    X(PROJECT_CALENDAR, "project calendar")                                                                            \
    X(TASK_CALENDAR, "task calendar")                                                                                  \
    X(RESOURCE_CALENDAR, "resource calendar")                                                                          \
    X(BOTH_CALENDARS, "task and resource calendar")                                                                    \
    X(TEAM, "several people with calendars of their own")                                                              \
    X(BASE_CALENDAR, "base calendar")                                                                                  \
    X(EXCEPTION, "exceptions")                                                                                         \
    X(REPEATING, "exceptions that repeat")                                                                             \
    X(RANGES, "several ranges a day")                                                                                  \
    X(NIGHT, "night shifts and whole days")                                                                            \
    X(ELAPSED, "elapsed durations")                                                                                    \
    X(MILESTONE, "milestones")                                                                                         \
    X(SUMMARY, "summary tasks")                                                                                        \
    X(SUMMARY_LINK, "links on summary tasks")                                                                          \
    X(SUMMARY_DATE, "dates on summary tasks")                                                                          \
    X(DEADLINE, "deadlines")                                                                                           \
    X(CRITICAL, "critical threshold")                                                                                  \
    X(NEAR_CRITICAL, "near-critical")                                                                                  \
    X(FREE_SLACK, "free slack")                                                                                        \
    X(ACTUAL, "actual dates")                                                                                          \
    X(PROGRESS, "tasks in progress")                                                                                   \
    X(STATUS, "status date")                                                                                           \
    X(RETAINED, "retained logic and progress override")                                                                \
    X(MANUAL, "manual tasks")                                                                                          \
    X(INACTIVE, "inactive tasks")

#define FEATURE_VALUE(value, name) value,
#define FEATURE_NAME(value, name)  name,

typedef enum Feature { FEATURE_LIST(FEATURE_VALUE) FEATURES } Feature;

static const char *const feature_names[] = {FEATURE_LIST(FEATURE_NAME)};

#endif
