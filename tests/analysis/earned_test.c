/*
 * Earned value against published examples, figure by figure, and where there is no figure, why.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "steerco/analysis/money/earned.h"
#include "steerco/base/fraction.h"

#define NONE NUMBER_NONE

static int64_t value(const EarnedInput *input, EarnedFigure figure)
{
    return earned_value(input, figure).value;
}

static void assert_near(int64_t got, int64_t expected, const char *what, size_t period)
{
    if (got != expected)
        fail_msg("%s of period %zu is %lld, expected %lld", what, period, (long long)got, (long long)expected);
}

/*
 * The airport project of Vandevoorde and Vanhoucke (2006): nine months planned, thirteen needed, amounts in thousands.
 * Printed are SPI, CPI, ES, SPI(t) and the forecasts of the duration.
 */
static void the_airport_project(void **state)
{
    (void)state;
    static const Money planned[] = {28975, 81681, 91681, 138586, 218141, 302478, 323632, 345876, 360738};
    static const struct Month {
        Money pv, ev, ac;
        int64_t spi, cpi, es, spi_t, plan, at_spi_t, at_sci_t, at_spi, at_sci;
    } months[] = {
        {28975, 25645, 25567, 8851, 10031, 8851, 8851, 91149, 101686, 101408, 101686, 101377},
        {81681, 68074, 66293, 8334, 10269, 17418, 8709, 92582, 103339, 101159, 107990, 105164},
        {91681, 89135, 78293, 9722, 11385, 27454, 9151, 92546, 98346, 90033, 92571, 81311},
        {138586, 125244, 124073, 9037, 10094, 37156, 9289, 92844, 96890, 96358, 99588, 98656},
        {218141, 198754, 191367, 9111, 10386, 47563, 9513, 92437, 94611, 92953, 98779, 95108},
        {302478, 268763, 259845, 8885, 10343, 56002, 9334, 93998, 96425, 95216, 101290, 97929},
        {323632, 292469, 285612, 9037, 10240, 58813, 8402, 101187, 107119, 106249, 99590, 97255},
        {345876, 306725, 290843, 8868, 10546, 62008, 7751, 107992, 116115, 114245, 101488, 96233},
        {360738, 312864, 303489, 8673, 10309, 64910, 7212, 115090, 124789, 123746, 103772, 100662},
        {360738, 327694, 316431, 9084, 10356, 71826, 7183, 118174, 125303, 124433, 99075, 95670},
        {360738, 338672, 320690, 9388, 10561, 76761, 6978, 123239, 128971, 127964, 95864, 90774},
        {360738, 349861, 336756, 9698, 10389, 82681, 6890, 127319, 130622, 130224, 92798, 89322},
        {360738, 360738, 349379, 10000, 10325, 90000, 6923, 130000, 130000, 130000, 90000, 87166},
    };
    for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
        const struct Month *month = &months[i];
        const EarnedInput input = {.planned = planned,
                                   .duration = 9,
                                   .now = i + 1,
                                   .bac = 360738,
                                   .ev = month->ev,
                                   .ac = month->ac,
                                   .etc = NONE,
                                   .ev_before = NONE,
                                   .ac_before = NONE};
        assert_near(earned_planned(&input), month->pv, "PV", i + 1);
        assert_near(value(&input, EARNED_SPI), month->spi, "SPI", i + 1);
        assert_near(value(&input, EARNED_CPI), month->cpi, "CPI", i + 1);
        assert_near(value(&input, EARNED_ES), month->es, "ES", i + 1);
        assert_near(value(&input, EARNED_SPI_T), month->spi_t, "SPI(t)", i + 1);
        assert_near(value(&input, EARNED_IEAC_PLAN), month->plan, "duration at plan", i + 1);
        assert_near(value(&input, EARNED_IEAC_SPI_T), month->at_spi_t, "duration at SPI(t)", i + 1);
        assert_near(value(&input, EARNED_IEAC_SCI_T), month->at_sci_t, "duration at SPI(t) x CPI", i + 1);
        assert_near(value(&input, EARNED_IEAC_SPI), month->at_spi, "duration at SPI", i + 1);
        assert_near(value(&input, EARNED_IEAC_SCI), month->at_sci, "duration at SPI x CPI", i + 1);
    }
}

/* The eleven weeks of OR-AS: ES .67 1.33 2 2.83 4.5 4.92, then 36/7 = 5.143, 6, 7, 8, 9. */
static void eleven_weeks(void **state)
{
    (void)state;
    static const Money planned[] = {500, 1000, 2500, 5500, 8500, 12000, 13000, 14000, 15000};
    static const Money earned[] = {333, 667, 1000, 2250, 7000, 8250, 9000, 12000, 13000, 14000, 15000};
    static const int64_t hundredths[] = {67, 133, 200, 283, 450, 492, 514, 600, 700, 800, 900};
    for (size_t i = 0; i < sizeof earned / sizeof *earned; i++) {
        const EarnedInput input = {
            .planned = planned, .duration = 9, .now = i + 1, .bac = 15000, .ev = earned[i], .ac = 1, .etc = NONE};
        assert_near((value(&input, EARNED_ES) + 50) / 100, hundredths[i], "ES", i + 1);
    }
}

/* Five periods, 500,000 planned. In the last one all work is done, so no index to the budget is needed. */
static void five_periods(void **state)
{
    (void)state;
    static const Money planned[] = {9000000, 19000000, 30000000, 41000000, 50000000};
    static const struct Period {
        Money ev, ac;
        int64_t cpi, spi;
        Money eac;
        int64_t tcpi;
    } periods[] = {
        {7000000, 8000000, 8750, 7778, 57142857, 10238},    {16000000, 19500000, 8205, 8421, 60937500, 11148},
        {27000000, 30000000, 9000, 9000, 55555556, 11500},  {38000000, 37500000, 10133, 9268, 49342105, 9600},
        {50000000, 44500000, 11236, 10000, 44500000, NONE},
    };
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        const EarnedInput input = {.planned = planned,
                                   .duration = 5,
                                   .now = i + 1,
                                   .bac = 50000000,
                                   .ev = periods[i].ev,
                                   .ac = periods[i].ac,
                                   .etc = NONE};
        assert_near(value(&input, EARNED_CPI), periods[i].cpi, "CPI", i + 1);
        assert_near(value(&input, EARNED_SPI), periods[i].spi, "SPI", i + 1);
        assert_near(value(&input, EARNED_EAC_CPI), periods[i].eac, "EAC", i + 1);
        assert_near(value(&input, EARNED_TCPI_BAC), periods[i].tcpi, "TCPI", i + 1);
    }
}

/*
 * PV 4 10 20 34 50 66 80 90 96 100 thousand, after six periods EV 45 and AC 52: EAC at CPI 100 × 52/45 = 115.556; at
 * CPI × SPI 52 + 55 × 52/45 × 66/45 = 145.215; weighted 52 + 55 / (0.8 × 45/52 + 0.2 × 45/66) = 118.371; ES 4 + 11/16;
 * IEAC(t) 10 / .78125; TSPI 5.3125 / 4.
 */
static void the_golden_vector(void **state)
{
    (void)state;
    static const Money planned[] = {400000,  1000000, 2000000, 3400000, 5000000,
                                    6600000, 8000000, 9000000, 9600000, 10000000};
    const EarnedInput input = {.planned = planned,
                               .duration = 10,
                               .now = 6,
                               .bac = 10000000,
                               .ev = 4500000,
                               .ac = 5200000,
                               .etc = NONE,
                               .ev_before = 2500000,
                               .ac_before = 2900000};
    static const int64_t expected[EARNED_FIGURES] = {
        [EARNED_CV] = -700000,
        [EARNED_CV_PERCENT] = -1556,
        [EARNED_SV] = -2100000,
        [EARNED_SV_PERCENT] = -3182,
        [EARNED_CPI] = 8654,
        [EARNED_SPI] = 6818,
        [EARNED_EAC_FORECAST] = NONE,
        [EARNED_EAC_PLAN] = 10700000,
        [EARNED_EAC_CPI] = 11555556,
        [EARNED_EAC_CPI_SPI] = 14521481,
        [EARNED_EAC_WEIGHTED] = 11837131,
        [EARNED_EAC_RECENT] = 11500000, /* × 23/20 */
        [EARNED_ETC] = 5500000,
        [EARNED_VAC] = -700000,
        [EARNED_TCPI_BAC] = 11458,
        [EARNED_TCPI_EAC] = 10000,
        [EARNED_ES] = 46875,
        [EARNED_SV_T] = -13125,
        [EARNED_SPI_T] = 7812, /* .78125: half to even */
        [EARNED_TSPI] = 13281,
        [EARNED_IEAC_PLAN] = 113125,
        [EARNED_IEAC_SPI_T] = 128000,
        [EARNED_IEAC_SCI_T] = 138578, /* 6 + 5.3125 / (.78125 × 45/52) = 6 + 6.8 × 52/45 */
        [EARNED_IEAC_SPI] = 146667,
        [EARNED_IEAC_SCI] = 169481, /* 10 × 66/45 × 52/45 */
    };
    assert_int_equal(earned_planned(&input), 6600000);
    for (int figure = 0; figure < EARNED_FIGURES; figure++)
        assert_near(value(&input, (EarnedFigure)figure), expected[figure], earned_rows[figure].name, 6);
}

/* Larson and Gray: EV 148, PV 158, AC 210, BAC 248; with a new estimate for what is left EAC 310, VAC −62, so it is
 * 100. */
static void a_forecast_heads_the_others(void **state)
{
    (void)state;
    static const Money planned[] = {15800, 24800};
    EarnedInput input = {
        .planned = planned, .duration = 2, .now = 1, .bac = 24800, .ev = 14800, .ac = 21000, .etc = NONE};
    assert_int_equal(value(&input, EARNED_CV), -6200);
    assert_int_equal(value(&input, EARNED_SV), -1000);
    assert_int_equal(value(&input, EARNED_CPI), 7048);
    assert_int_equal(value(&input, EARNED_EAC_CPI), 35189); /* 248 × 210/148 = 351.89 */
    assert_int_equal(earned_headline(&input), EARNED_EAC_PLAN);
    input.etc = 10000;
    assert_int_equal(earned_headline(&input), EARNED_EAC_FORECAST);
    assert_int_equal(value(&input, EARNED_EAC_FORECAST), 31000);
    assert_int_equal(value(&input, EARNED_ETC), 10000);
    assert_int_equal(value(&input, EARNED_VAC), -6200);
}

static void assert_none(EarnedInput input, EarnedFigure figure, const char *why)
{
    EarnedValue got = earned_value(&input, figure);
    if (got.value != NONE)
        fail_msg("%s is %lld", earned_rows[figure].name, (long long)got.value);
    assert_string_equal(got.why, why);
}

static void what_has_no_value_says_why(void **state)
{
    (void)state;
    static const Money planned[] = {0, 100, 100, 300};
    const EarnedInput usual = {.planned = planned,
                               .duration = 4,
                               .now = 2,
                               .bac = 300,
                               .ev = 100,
                               .ac = 90,
                               .etc = NONE,
                               .ev_before = NONE,
                               .ac_before = NONE};
    EarnedInput input = usual;
    input.ac = 0;
    assert_none(input, EARNED_CPI, "nothing is spent yet (AC is 0)");
    input = usual;
    input.ev = 0;
    assert_none(input, EARNED_CV_PERCENT, "nothing is earned yet (EV is 0)");
    assert_none(input, EARNED_EAC_CPI, "nothing is earned yet (EV is 0)");
    assert_none(input, EARNED_IEAC_SPI_T, "nothing is earned yet (EV is 0)");
    assert_int_equal(value(&input, EARNED_ES), 0);
    assert_int_equal(value(&input, EARNED_EAC_PLAN), 390);
    input = usual;
    input.now = 1;
    assert_none(input, EARNED_SPI, "nothing was planned yet (PV is 0)");
    input.now = 0;
    assert_int_equal(earned_planned(&input), 0);
    assert_none(input, EARNED_SPI_T, "the plan has not begun");
    input = usual;
    input.ac = 300; /* BAC ≤ AC, and work is left */
    assert_none(input, EARNED_TCPI_BAC, "the budget is spent");
    input.etc = 0;
    assert_none(input, EARNED_TCPI_EAC, "the estimate is spent");
    input.ev = 300;
    assert_none(input, EARNED_TCPI_BAC, "all work is done");
    assert_int_equal(value(&input, EARNED_ES), 40000);
    input = usual; /* flat from 2 to 3: what is earned at 2 is earned at 3 */
    assert_int_equal(value(&input, EARNED_ES), 30000);
    input.now = 4;
    assert_int_equal(earned_planned(&input), 300);
    assert_none(input, EARNED_TSPI, "the planned duration is used up");
    input.now = 9; /* behind the plan's end nothing more is planned */
    assert_int_equal(earned_planned(&input), 300);
    input.bac = NONE;
    input.duration = 0;
    assert_none(input, EARNED_SPI, "nothing is measured against a baseline");
    assert_none(input, EARNED_ES, "nothing is measured against a baseline");
    assert_int_equal(value(&input, EARNED_CPI), 11111);
    assert_none(usual, EARNED_EAC_FORECAST, "the cost log has no forecast");
    assert_none(usual, EARNED_EAC_RECENT, "what was earned three periods ago is not known");
}

static int64_t rounded(int64_t numerator, int64_t denominator, int64_t scale)
{
    int64_t out = NONE;
    (void)!fraction_round(fraction_divide(fraction_of(numerator), fraction_of(denominator)), scale, &out);
    return out;
}

static void fractions_are_rounded_half_to_even(void **state)
{
    (void)state;
    assert_int_equal(rounded(1, 2, 1), 0);
    assert_int_equal(rounded(3, 2, 1), 2);
    assert_int_equal(rounded(-1, 2, 1), 0);
    assert_int_equal(rounded(-3, 2, 1), -2);
    assert_int_equal(rounded(5, -2, 1), -2);
    assert_int_equal(rounded(2, 3, 100), 67);
    assert_int_equal(rounded(-2, 3, 100), -67);
    assert_int_equal(rounded(1, 0, 100), NONE);
    assert_int_equal(rounded(NONE, 2, 100), NONE);
    assert_int_equal(rounded(INT64_MAX, 1, 2), NONE); /* no room */
    assert_int_equal(rounded(INT64_MAX, 2, 2), INT64_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_airport_project),
        cmocka_unit_test(eleven_weeks),
        cmocka_unit_test(five_periods),
        cmocka_unit_test(the_golden_vector),
        cmocka_unit_test(a_forecast_heads_the_others),
        cmocka_unit_test(what_has_no_value_says_why),
        cmocka_unit_test(fractions_are_rounded_half_to_even),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
