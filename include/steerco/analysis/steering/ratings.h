/*
 * The health of a board in six dimensions, each rated by a stated rule and with its reason in one sentence.
 *
 *     time     red: the finish lies behind the baseline's by more than the board's tolerance, in per cent of the
 *              baseline's length in working time; amber: by less, or tasks are late; green: neither
 *     cost     red: the cost at completion is above the cost baseline by more than the tolerance, in per cent of it;
 *              amber: by less; green: it is not
 *     scope    red: a change request is not decided though its day has passed; amber: one waits for approval, or tasks
 *              came to or went from those of the baseline; green: neither
 *     quality  red: a critical defect is open; amber: a severe one is, or a test has failed or is blocked; green:
 *              neither. Where no tests and defects are kept, issues of the category quality: red when one is late,
 *              amber when one is open
 *     risk     red: a critical threat with a response, a review or a window that is overdue; amber: a critical threat,
 *              or a high one that is overdue; green: neither
 *     people   red: somebody is to work more than half as much again as they can in one of the next four weeks; amber:
 *              more than they can, or a communication is overdue; green: neither
 *
 * A dimension of which nothing is recorded has no rating, and the sentence says what is missing: it is never green.
 */
#ifndef STEERCO_ANALYSIS_STEERING_RATINGS_H
#define STEERCO_ANALYSIS_STEERING_RATINGS_H

#include "steerco/records/records.h"

typedef enum Rating { RATING_NONE, RATING_GREEN, RATING_AMBER, RATING_RED } Rating;

typedef enum Dimension {
    DIMENSION_TIME,
    DIMENSION_COST,
    DIMENSION_SCOPE,
    DIMENSION_QUALITY,
    DIMENSION_RISK,
    DIMENSION_PEOPLE,
    DIMENSIONS
} Dimension;

typedef struct DimensionRating {
    Rating rating;
    Buffer reason; /* a sentence without a full stop */
} DimensionRating;

const char *dimension_name(Dimension dimension); /* "time" */
const char *rating_name(Rating rating);          /* "green"; "—" */
char rating_letter(Rating rating);               /* 'G'; '-': never by colour alone */

/* Of what the plan's readers may see; its results are up to date. Release it in any case. */
void ratings_of(const Plan *plan, DimensionRating out[DIMENSIONS]);
void ratings_release(DimensionRating ratings[DIMENSIONS]);

/* The worst of them; none when no dimension is rated. */
Rating ratings_overall(const DimensionRating ratings[DIMENSIONS]);

#endif
