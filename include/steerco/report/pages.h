/*
 * The pages of a steering meeting, which are also sections of a status report: each says something of the plan of now
 * and from the plan as it was some time ago.
 */
#ifndef STEERCO_REPORT_PAGES_H
#define STEERCO_REPORT_PAGES_H

#include "steerco/report/content.h"
#include "steerco/store/store.h"

/* What a page is made from. Both plans are views for everybody (AUDIENCE_PUBLIC), with their results up to date. */
typedef struct PageView {
    const Plan *now;
    const Plan *then; /* at the last meeting, or when the period began; null = there is none */
    Date then_day;
    Store *store;
    Id meeting; /* the one at hand; 0 = none */
} PageView;

typedef struct Page Page;

/* In their order; null at the end. */
extern const Page *const report_pages[];

const char *page_name(const Page *page);  /* "risks": on the command line, and as others are told */
const char *page_title(const Page *page); /* "Risks" */
const Page *page_find(const char *name);  /* null = there is none */

/* Does the risk matrix belong beside it, where there is room? */
bool page_has_matrix(const Page *page);

/* Fill `out`, which holds nothing yet. */
void page_fill(const Page *page, const PageView *view, Content *out);

/* Does the risk stand on the page, and in the matrix beside it: can it still happen, and may everybody see it? */
bool page_has_risk(const Plan *plan, const void *risk);

/*
 * Load the board as it was when a day ended, as everybody may see it, and work it out. False, and nothing to release,
 * where the board was not there yet; the error says so.
 */
bool page_load_then(Store *store, const Plan *now, Date day, Plan *out, Error *error) MUST_CHECK;

#endif
