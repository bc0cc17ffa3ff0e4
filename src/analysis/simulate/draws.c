/*
 * A hash as a source of numbers, and quantile functions of our own making.
 */
#include "steerco/analysis/simulate/draws.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"

/* ---- numbers ---- */

/* The finalizer of SplitMix64 (Steele, Lea, Flood 2014): each bit of the input changes half of the output. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

double draw(uint64_t seed, int64_t whose, DrawAspect aspect, uint64_t iteration)
{
    const uint64_t golden = 0x9E3779B97F4A7C15u;
    uint64_t x = mix(seed + golden);
    x = mix(x ^ ((uint64_t)whose * golden + (uint64_t)aspect));
    x = mix(x + iteration * golden);
    return ((double)(x >> 12) + 0.5) / 4503599627370496.0; /* 2^52 */
}

/* ---- functions ---- */

static const double ln_2 = 0.693147180559945309417;

/* e^x by the series of the part of x that is below half of ln 2. */
static double exponential(double x)
{
    if (x < -700)
        return 0;
    int64_t halves = (int64_t)(x / ln_2 + (x < 0 ? -0.5 : 0.5));
    double rest = x - (double)halves * ln_2, term = 1, sum = 1;
    for (int i = 1; i < 20; i++) {
        term = term * rest / i;
        sum += term;
    }
    uint64_t bits = (uint64_t)(1023 + halves) << 52;
    double power;
    memcpy(&power, &bits, sizeof power);
    return sum * power;
}

/* ln x of a normal number above 0: of its exponent, and of its fraction by 2 artanh((m − 1) / (m + 1)). */
static double logarithm(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    int64_t exponent = (int64_t)(bits >> 52) - 1023;
    bits = (bits & 0xFFFFFFFFFFFFFu) | 0x3FF0000000000000u;
    double fraction;
    memcpy(&fraction, &bits, sizeof fraction);
    double t = (fraction - 1) / (fraction + 1), square = t * t, power = t, sum = 0;
    for (int i = 1; i < 40; i += 2) {
        sum += power / i;
        power *= square;
    }
    return 2 * sum + (double)exponent * ln_2;
}

static double polynomial(const double *coefficients, int count, double x)
{
    double sum = coefficients[0];
    for (int i = 1; i < count; i++)
        sum = sum * x + coefficients[i];
    return sum;
}

/* The rational approximation of P. J. Acklam (2003): relative error below 1.2e-9. */
double normal_quantile(double probability)
{
    static const double a[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                               1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
    static const double b[] = {-5.447609879822406e+01, 1.615858368580409e+02,  -1.556989798598866e+02,
                               6.680131188771972e+01,  -1.328068155288572e+01, 1};
    static const double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                               -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
    static const double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                               3.754408661907416e+00, 1};
    const double tail = 0.02425;
    if (probability < tail || probability > 1 - tail) {
        bool low = probability < tail;
        double q = sqrt(-2 * logarithm(low ? probability : 1 - probability));
        double value = polynomial(c, 6, q) / polynomial(d, 5, q);
        return low ? value : -value;
    }
    double q = probability - 0.5, r = q * q;
    return polynomial(a, 6, r) * q / polynomial(b, 6, r);
}

/* Abramowitz and Stegun 26.2.17: error below 7.5e-8. */
double normal_probability(double value)
{
    static const double c[] = {1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530, 0};
    double x = value < 0 ? -value : value, t = 1 / (1 + 0.2316419 * x);
    double upper = 0.398942280401432678 * exponential(-x * x / 2) * polynomial(c, 6, t);
    double probability = value < 0 ? upper : 1 - upper;
    return probability < 1e-12 ? 1e-12 : probability > 1 - 1e-12 ? 1 - 1e-12 : probability;
}

/* ---- shapes ---- */

static double power_of(double base, double exponent)
{
    return base <= 0 ? (exponent > 0 ? 0 : 1) : exponential(exponent * logarithm(base));
}

/* The density of the beta distribution, up to a factor; p is where it is highest, as a share of the way. */
static double pert_density(double peak, double x)
{
    return power_of(x, 4 * peak) * power_of(1 - x, 4 - 4 * peak);
}

/* Quantiles in equal steps, from the area below the density by Simpson's rule. */
static void fill_steps(Shape *shape, double peak)
{
    enum { SLICES = 4096 };
    double *areas = memory_new(SLICES + 1, sizeof *areas);
    for (int i = 0; i < SLICES; i++) {
        double from = (double)i / SLICES, to = (double)(i + 1) / SLICES;
        areas[i + 1] =
            areas[i] + (pert_density(peak, from) + 4 * pert_density(peak, (from + to) / 2) + pert_density(peak, to));
    }
    shape->steps = memory_new(SHAPE_STEPS + 1, sizeof *shape->steps);
    int slice = 0;
    for (int step = 0; step <= SHAPE_STEPS; step++) {
        double wanted = areas[SLICES] * step / SHAPE_STEPS;
        while (slice < SLICES - 1 && areas[slice + 1] < wanted)
            slice++;
        double height = areas[slice + 1] - areas[slice];
        double within = height > 0 ? (wanted - areas[slice]) / height : 0;
        shape->steps[step] = (float)((slice + within) / SLICES);
    }
    shape->steps[0] = 0;
    shape->steps[SHAPE_STEPS] = 1;
    free(areas);
}

void shape_init(Shape *shape, Distribution distribution, double low, double likely, double high)
{
    *shape = (Shape){.distribution = distribution, .low = low, .likely = likely, .high = high};
    if (distribution == DISTRIBUTION_PERT && high > low)
        fill_steps(shape, (likely - low) / (high - low));
}

void shape_release(Shape *shape)
{
    free(shape->steps);
    shape->steps = NULL;
}

static double triangular(const Shape *shape, double p)
{
    double range = shape->high - shape->low, left = shape->likely - shape->low, right = shape->high - shape->likely;
    if (range <= 0)
        return shape->likely;
    return p * range < left ? shape->low + sqrt(p * range * left) : shape->high - sqrt((1 - p) * range * right);
}

static double pert(const Shape *shape, double p)
{
    if (!shape->steps)
        return shape->likely;
    double at = p * SHAPE_STEPS;
    int step = (int)at;
    step = step < SHAPE_STEPS ? step : SHAPE_STEPS - 1;
    double share =
        (double)shape->steps[step] + (at - step) * ((double)shape->steps[step + 1] - (double)shape->steps[step]);
    return shape->low + share * (shape->high - shape->low);
}

double shape_quantile(const Shape *shape, double p)
{
    double value;
    switch (shape->distribution) {
    case DISTRIBUTION_PERT:
        return pert(shape, p);
    case DISTRIBUTION_UNIFORM:
        return shape->low + p * (shape->high - shape->low);
    case DISTRIBUTION_NORMAL:
        value = shape->likely + normal_quantile(p) * (shape->high - shape->low) / 6;
        return value > 0 ? value : 0;
    case DISTRIBUTION_DISCRETE:
        return p < 1.0 / 3 ? shape->low : p < 2.0 / 3 ? shape->likely : shape->high;
    case DISTRIBUTION_EXPONENTIAL:
        return shape->low - logarithm(1 - p) * (shape->likely - shape->low);
    default:
        return triangular(shape, p);
    }
}
