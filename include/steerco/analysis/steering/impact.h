/*
 * What lies between two states of one board in the figures that a steering committee asks for: finish, milestones, cost
 * at completion, work, load and slack.
 *
 *     Impact impact = {0};
 *     impact_compare(&before, &after, &impact);
 *     impact_word(&impact, &words); // "Finish: 12 Mar 26 → 17 Mar 26, +3d"
 *     impact_release(&impact);
 *
 * It is a function of the two plans alone, and says nothing that an id decides: a task that only the later state holds
 * is "new", whatever code it has been given or will be given. So what a trial foretold and what came of it can be
 * compared byte by byte.
 */
#ifndef STEERCO_ANALYSIS_STEERING_IMPACT_H
#define STEERCO_ANALYSIS_STEERING_IMPACT_H

#include "steerco/base/array.h"
#include "steerco/base/money.h"
#include "steerco/base/sha256.h"
#include "steerco/records/records.h"

typedef enum ImpactFigure {
    IMPACT_FINISH,     /* of the project; always there, also where nothing moved */
    IMPACT_COST,       /* estimate at completion of the whole budget (EAC, see ledger.h); always there */
    IMPACT_CATEGORY,   /* … of one category of it */
    IMPACT_FIXED_COST, /* fixed costs of all active tasks */
    IMPACT_WORK,       /* Σ work of all assignments to active tasks; always there */
    IMPACT_PERSON,     /* … of one person or thing */
    IMPACT_PEAK,       /* the fullest week of a person, as a share of what he or she offers in it */
    IMPACT_MILESTONE,  /* the finish of one milestone */
    IMPACT_CRITICAL,   /* how many tasks are critical: active ones without tasks below them, not done */
    IMPACT_SLACK,      /* the slack of one task that becomes critical, or is so no more */
    IMPACT_LESS_SLACK, /* how many tasks lose slack */
    IMPACT_MOVED,      /* how many tasks start or finish at another time */
    IMPACT_FIGURES
} ImpactFigure;

typedef enum ImpactUnit { IMPACT_INSTANT, IMPACT_MONEY, IMPACT_MINUTES, IMPACT_SHARE, IMPACT_COUNT } ImpactUnit;

/* Undefined values are NUMBER_NONE: of what one of the two states does not hold, and where a figure is undefined. */
typedef struct ImpactRow {
    ImpactFigure figure;
    const char *code; /* "T-14"; "new" of what only the later state holds; "" where a row is of no record */
    const char *name; /* of the record, category or person; "" where a row is of the whole board */
    int64_t before, after;
    int64_t
        change; /* after − before; of instants in working minutes of the project calendar; undefined where either is */
} ImpactRow;

/* {0} holds nothing. */
typedef struct Impact {
    ARRAY(ImpactRow) rows; /* in the order of ImpactFigure; of one figure in that of the outline, else by name */
    WorkUnits units;
    const char *currency; /* of all money, and its decimals */
    int digits;
    Arena texts;
} Impact;

/* The results of both plans must be current. `out` holds nothing yet; it shares nothing with the plans. */
void impact_compare(const Plan *before, const Plan *after, Impact *out);
void impact_release(Impact *impact);

/* The first row of a figure, or null. */
const ImpactRow *impact_row(const Impact *impact, ImpactFigure figure);

ImpactUnit impact_unit(ImpactFigure figure);
const char *impact_name(ImpactFigure figure) RETURNS_NON_NULL; /* for programs: "finish", "less_slack" */

/* Add it for people, a line a row, long lists cut to their first 20 with the number of the others. */
void impact_word(const Impact *impact, Buffer *out);

/* Add a value, and a difference with its sign, as these lines have them. */
void impact_word_value(const Impact *impact, const ImpactRow *row, int64_t value, Buffer *out);
void impact_word_change(const Impact *impact, const ImpactRow *row, Buffer *out);

/* Sixteen digits that stand for all rows: two impacts with the same digest say the same. */
enum { IMPACT_DIGEST = 17 };
void impact_digest(const Impact *impact, char out[IMPACT_DIGEST]);

#endif
