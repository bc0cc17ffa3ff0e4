/*
 * What makes a plan of a list of tasks: who finds whom, and what the file says about dates.
 */
#ifndef STEERCO_SRC_EXCHANGE_CSV_CSV_TASKS_H
#define STEERCO_SRC_EXCHANGE_CSV_CSV_TASKS_H

#include "csv_import.h"

/* What a row says about its dates; undefined where it says nothing. */
typedef struct Stated {
    Instant start, finish;
    bool start_has_time, finish_has_time;
} Stated;

/* What a text was that called a task. */
typedef enum CalledBy {
    CALLED_BY_IDENTIFIER, /* in the column that identifies the rows */
    CALLED_BY_WBS,
    CALLED_BY_UNIQUE_ID,
    CALLED_BY_ROW,
    CALLED_BY_CODE, /* ours */
    CALLED_BY_NAME,
    CALLED_WAYS
} CalledBy;

typedef struct TaskFile {
    Import *import;
    CalledBy called_by; /* the last task that was found */
    size_t links_by[CALLED_WAYS];
    int64_t *index_of;              /* row of the sheet → index into import->rows, or −1 */
    TextMap unique_ids, wbs, names; /* → index */
    bool names_built;
    int64_t *parent;  /* index → index of the parent's row; −1 top level or a task of the plan */
    bool *is_summary; /* index → has rows below it */
    Stated *stated;
    struct {
        int64_t duration, work, optimistic, most_likely, pessimistic, milestone, deadline, percent, status, type;
    } columns; /* −1 where the file has none */
} TaskFile;

/* The index of the row that a text names, by identifier, WBS number, row number or name; −1. */
int64_t task_row_named(TaskFile *file, const char *text);

/* The task that a text names, in the file or in the plan; 0. The first does without names. */
Id task_called(TaskFile *file, const char *text);
Id task_named(TaskFile *file, const char *text);

/* The outline (csv_outline.c). */
void tasks_arrange(TaskFile *file);

/* Durations, deadlines and progress that follow from other columns (csv_dates.c). */
void tasks_read_dates(TaskFile *file);
void tasks_settle(TaskFile *file);

/*
 * Lists in cells: the text of one; what separates its pieces (';' or line breaks, or ',' where there are neither; our
 * own know ';' alone); and the next piece, without blanks around it, into `piece`.
 */
enum { LIST_PIECE = 512 };
const char *list_text(const Import *import, size_t row, size_t column);
const char *list_separators(const Import *import, const char *text);
bool list_next(const char **rest, const char *separators, char *piece);

/* Take totals out of fixed costs: those of summary tasks, and of tasks on which somebody with a price works
 * (csv_totals.c). */
void tasks_settle_totals(TaskFile *file);

/* Columns of months or weeks with marks in them; dates from such marks (csv_grid.c). */
void tasks_find_grid(Import *import);
void tasks_read_grid(TaskFile *file);

/* Links and assignments (csv_links.c, csv_people.c). */
void tasks_check_links(TaskFile *file);
void tasks_link(TaskFile *file);
void tasks_assign(TaskFile *file);

/* Refuse the row whose predecessors close a circle, if links alone make one (csv_circle.c). */
void tasks_refuse_circle(TaskFile *file, const Plan *plan, const int64_t *index_of);

/*
 * On a copy of the plan with the set applied: starts that nothing explains become constraints, differences are counted
 * (csv_trial.c).
 */
bool tasks_compare(TaskFile *file, Error *error) MUST_CHECK;

#endif
