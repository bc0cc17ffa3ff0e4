/*
 * The pages as rows: those that list the records of a type (pages.c), and those that fill theirs themselves.
 */
#ifndef STEERCO_SRC_REPORT_PAGES_PARTS_H
#define STEERCO_SRC_REPORT_PAGES_PARTS_H

#include "steerco/records/records.h"
#include "steerco/report/pages.h"

/* The records of a type that a page lists. */
typedef struct PageList {
    const Entity *entity;
    RecordTest *wanted;                /* null = those that are open */
    const char *order;                 /* a date: the earliest first, records without one last */
    const char *fields[CONTENT_CELLS]; /* the first one takes the room that is left */
} PageList;

struct Page {
    const char *name, *title;
    const char *empty;
    PageList list;                                        /* of a page that lists records; else {0} */
    void (*fill)(const PageView *view, Content *content); /* … or fills it itself */
    bool matrix;                                          /* the risk matrix belongs beside it */
};

/* Of a meeting and of a report; behind them those of a report alone. */
extern const Page agenda_page, health_page, summary_page, milestones_page, risks_page, budget_page, decisions_page,
    requests_page, actions_page, issues_page, people_page, changes_page;
extern const Page exception_page, done_page, slipped_page, next_page, taken_page, earned_page;

/* Active tasks with dates and without tasks below them for which the test holds, the first to finish first. The caller
   releases the array. */
typedef struct PageTask {
    const Task *task;
    Instant start, finish;
} PageTask;
typedef ARRAY(PageTask) PageTasks;
typedef bool PageTaskWanted(const PageView *view, const Task *task, const TaskDates *dates);
PageTasks page_tasks(const PageView *view, PageTaskWanted *wanted);

/* "02 Mar 26": the day of an instant, or that which ends at it; "—" when it is undefined. */
const char *page_keep_day(Content *content, Instant at, bool ends);

#endif
