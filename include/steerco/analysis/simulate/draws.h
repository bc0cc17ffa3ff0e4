/*
 * Random numbers of a simulation, and the distributions that durations are drawn from.
 *
 * A draw depends on the seed, on whose it is, on what it is for, and on the iteration; on nothing else. So it is the
 * same whatever the order, the number of threads, and the other records: without one risk all other draws stay. The
 * same bytes come out everywhere: only the four operations and the square root of IEEE 754 are used, and no function
 * of the C library whose last digit differs from one system to another.
 */
#ifndef STEERCO_ANALYSIS_SIMULATE_DRAWS_H
#define STEERCO_ANALYSIS_SIMULATE_DRAWS_H

#include "steerco/records/records.h"

/* What a draw is for. */
typedef enum DrawAspect { DRAW_DURATION, DRAW_GROUP, DRAW_EVENT, DRAW_DELAY, DRAW_COST } DrawAspect;

/* A number between 0 and 1, never either of them. `whose` is any_id() of the record, or a hash of a group's name. */
double draw(uint64_t seed, int64_t whose, DrawAspect aspect, uint64_t iteration);

/* The normal distribution: its quantile, to 9 digits, and its probability up to a value, to 7. */
double normal_quantile(double probability);
double normal_probability(double value);

enum { SHAPE_STEPS = 512 };

/*
 * A distribution between three estimates, in any unit:
 *
 *     triangular   from low to high, most often likely
 *     pert         the beta distribution with λ = 4: mean (low + 4 likely + high) / 6
 *     uniform      anything from low to high alike
 *     normal       mean likely, standard deviation (high − low) / 6, never below 0
 *     discrete     low, likely or high, a third each
 *     exponential  low + an exponential of mean likely − low
 */
typedef struct Shape {
    Distribution distribution;
    double low, likely, high;
    float *steps; /* of pert: quantiles of the share of the way from low to high */
} Shape;

/* low ≤ likely ≤ high. Release it. */
void shape_init(Shape *shape, Distribution distribution, double low, double likely, double high);
void shape_release(Shape *shape);

/* The value that a share of all lie below. */
double shape_quantile(const Shape *shape, double probability);

#endif
