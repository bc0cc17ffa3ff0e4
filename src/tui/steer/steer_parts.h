/*
 * What the files of steering share: the pages as data (pages.c, plan_pages.c), drawing them (sheet.c), what falls in
 * the meeting (captures.c), and the overlay that joins them (steer.c).
 */
#ifndef STEERCO_SRC_TUI_STEER_STEER_PARTS_H
#define STEERCO_SRC_TUI_STEER_STEER_PARTS_H

#include "steerco/records/records.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/steer/steer.h"
#include "steerco/tui/widgets/matrix.h"

enum { STEER_CELLS = 6, STEER_HEADLINES = 3 };

/* A column of a page; width 0 = it takes what the others leave. On a narrow screen the last ones are left out. */
typedef struct SteerColumn {
    const char *title;
    int width;
    bool right; /* aligned to the right: figures and dates that are compared */
} SteerColumn;

typedef struct SteerRow {
    Style style;
    const Entity *entity; /* of the record that it is about, null = none */
    Id id;
    const char *cells[STEER_CELLS];
} SteerRow;

/* What a page says: the headlines, then a table. Texts live in `texts`. */
typedef struct SteerSheet {
    const char *headlines[STEER_HEADLINES]; /* null at the end */
    Style headline_style;
    SteerColumn columns[STEER_CELLS];
    ARRAY(SteerRow) rows;
    const char *empty; /* where there is no row */
    Arena texts;
} SteerSheet;

/* What a page is made from. Both plans are views for everybody (AUDIENCE_PUBLIC). */
typedef struct SteerView {
    const Plan *now;
    const Plan *then; /* at the last meeting; null = there was none */
    Date then_day;
    Store *store;
    Id meeting; /* the one at hand; 0 = none */
} SteerView;

/* The records of a type that a page lists. */
typedef struct SteerList {
    const Entity *entity;
    RecordTest *wanted;
    const char *order;               /* a date: the earliest first, records without one last */
    const char *fields[STEER_CELLS]; /* the first one takes the room that is left */
} SteerList;

struct SteerPage {
    const char *name, *title;
    const char *empty;
    SteerList list;                                         /* of a page that lists records; else {0} */
    void (*fill)(const SteerView *view, SteerSheet *sheet); /* … or fills its sheet itself */
    /* Draw beside the table, in the left half; null = the table has it all. `selected` is a record of the table. */
    void (*draw_beside)(const SteerView *view, Canvas *canvas, Id selected);
};

extern const SteerPage steer_agenda, steer_summary, steer_milestones, steer_risks, steer_budget, steer_changes;

/* Add a row; cells by steer_cell(), at most STEER_CELLS. */
SteerRow *steer_add_row(SteerSheet *sheet, const Entity *entity, Id id);

/* Keep a text in the sheet, and give the buffer back empty. */
const char *steer_keep(SteerSheet *sheet, Buffer *text);
const char *steer_word(SteerSheet *sheet, const char *format, ...) PRINTF_LIKE(2, 3);

void steer_fill(const SteerPage *page, const SteerView *view, SteerSheet *out);
void steer_sheet_release(SteerSheet *sheet);

/* The table from line 0 of the canvas on, the selected row in sight; *top is kept from one drawing to the next. */
void steer_draw_sheet(const SteerSheet *sheet, Canvas *canvas, size_t selected, size_t *top);

/* Ask for what falls in the meeting: a letter of capture_kinds, or 'r' on a risk for its new assessment. */
typedef struct SteerPlace {
    const SteerPage *page;
    Id meeting, item;     /* 0 = none */
    const Entity *entity; /* of the selected record, null = none */
    Id id;
} SteerPlace;
void steer_capture(App *app, char letter, const SteerPlace *place);
void steer_rescore(App *app, const SteerPlace *place);

#endif
