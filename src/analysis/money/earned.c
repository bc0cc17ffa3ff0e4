/*
 * Each figure is its formula, written once, in exact fractions; why it has no value is looked for where it has none.
 */
#include "steerco/analysis/money/earned.h"

#include "steerco/base/fraction.h"

enum { WEIGHT_CPI = 8, WEIGHT_SPI = 2, WEIGHTS = 10 };

/* Those that figures are made of. */
static Fraction pv(const EarnedInput *input)
{
    return fraction_of(earned_planned(input));
}

static Fraction ev(const EarnedInput *input)
{
    return fraction_of(input->ev);
}

static Fraction ac(const EarnedInput *input)
{
    return fraction_of(input->ac);
}

static Fraction bac(const EarnedInput *input)
{
    return fraction_of(input->bac);
}

static Fraction planned_duration(const EarnedInput *input)
{
    return input->duration > 0 ? fraction_of((int64_t)input->duration) : fraction_of(NUMBER_NONE);
}

static Fraction passed(const EarnedInput *input)
{
    return fraction_of((int64_t)input->now);
}

Money earned_planned(const EarnedInput *input)
{
    if (input->bac == MONEY_NONE || input->duration == 0)
        return MONEY_NONE;
    if (input->now == 0)
        return 0;
    return input->now < input->duration ? input->planned[input->now - 1] : input->bac;
}

static Fraction work_left(const EarnedInput *input)
{
    return fraction_subtract(bac(input), ev(input));
}

static Fraction cv(const EarnedInput *input)
{
    return fraction_subtract(ev(input), ac(input));
}

static Fraction cv_percent(const EarnedInput *input)
{
    return fraction_divide(cv(input), ev(input));
}

static Fraction sv(const EarnedInput *input)
{
    return fraction_subtract(ev(input), pv(input));
}

static Fraction sv_percent(const EarnedInput *input)
{
    return fraction_divide(sv(input), pv(input));
}

static Fraction cpi(const EarnedInput *input)
{
    return fraction_divide(ev(input), ac(input));
}

static Fraction spi(const EarnedInput *input)
{
    return fraction_divide(ev(input), pv(input));
}

static Fraction eac_forecast(const EarnedInput *input)
{
    return fraction_add(ac(input), fraction_of(input->etc));
}

static Fraction eac_plan(const EarnedInput *input)
{
    return fraction_add(ac(input), work_left(input));
}

static Fraction eac_cpi(const EarnedInput *input)
{
    return fraction_divide(bac(input), cpi(input));
}

static Fraction left_at(const EarnedInput *input, Fraction performance)
{
    return fraction_add(ac(input), fraction_divide(work_left(input), performance));
}

static Fraction eac_cpi_spi(const EarnedInput *input)
{
    return left_at(input, fraction_multiply(cpi(input), spi(input)));
}

static Fraction eac_weighted(const EarnedInput *input)
{
    Fraction sum = fraction_add(fraction_multiply(fraction_of(WEIGHT_CPI), cpi(input)),
                                fraction_multiply(fraction_of(WEIGHT_SPI), spi(input)));
    return left_at(input, fraction_divide(sum, fraction_of(WEIGHTS)));
}

static Fraction eac_recent(const EarnedInput *input)
{
    Fraction earned = fraction_subtract(ev(input), fraction_of(input->ev_before));
    Fraction spent = fraction_subtract(ac(input), fraction_of(input->ac_before));
    return fraction_divide(bac(input), fraction_divide(earned, spent));
}

static Fraction headline(const EarnedInput *input)
{
    return earned_headline(input) == EARNED_EAC_FORECAST ? eac_forecast(input) : eac_plan(input);
}

static Fraction etc(const EarnedInput *input)
{
    return fraction_subtract(headline(input), ac(input));
}

static Fraction vac(const EarnedInput *input)
{
    return fraction_subtract(bac(input), headline(input));
}

/* A budget that is spent while work is left has no index; work that is done needs none. */
static Fraction tcpi(const EarnedInput *input, Fraction money_left)
{
    if (input->bac == MONEY_NONE || input->ev == MONEY_NONE || input->ev >= input->bac ||
        !fraction_is_defined(money_left) || money_left.numerator <= 0)
        return fraction_of(NUMBER_NONE);
    return fraction_divide(work_left(input), money_left);
}

static Fraction tcpi_bac(const EarnedInput *input)
{
    return tcpi(input, fraction_subtract(bac(input), ac(input)));
}

static Fraction tcpi_eac(const EarnedInput *input)
{
    return tcpi(input, fraction_subtract(headline(input), ac(input)));
}

/* Where the plan is flat, its last period that is no later than what is earned. */
static Fraction earned_schedule(const EarnedInput *input)
{
    if (input->bac == MONEY_NONE || input->duration == 0 || input->ev == MONEY_NONE)
        return fraction_of(NUMBER_NONE);
    if (input->ev <= 0)
        return fraction_of(0);
    if (input->ev >= input->bac)
        return planned_duration(input);
    size_t whole = 0; /* C */
    while (whole < input->duration && input->planned[whole] <= input->ev)
        whole++;
    if (whole == input->duration)
        return planned_duration(input);
    Money before = whole > 0 ? input->planned[whole - 1] : 0;
    Fraction part = fraction_divide(fraction_of(input->ev - before), fraction_of(input->planned[whole] - before));
    return fraction_add(fraction_of((int64_t)whole), part);
}

static Fraction sv_t(const EarnedInput *input)
{
    return fraction_subtract(earned_schedule(input), passed(input));
}

static Fraction spi_t(const EarnedInput *input)
{
    return fraction_divide(earned_schedule(input), passed(input));
}

static Fraction time_left(const EarnedInput *input)
{
    return fraction_subtract(planned_duration(input), earned_schedule(input));
}

static Fraction tspi(const EarnedInput *input)
{
    Fraction left = fraction_subtract(planned_duration(input), passed(input));
    return left.numerator > 0 ? fraction_divide(time_left(input), left) : fraction_of(NUMBER_NONE);
}

static Fraction finish_at(const EarnedInput *input, Fraction performance)
{
    return fraction_add(passed(input), fraction_divide(time_left(input), performance));
}

static Fraction ieac_plan(const EarnedInput *input)
{
    return finish_at(input, fraction_of(1));
}

static Fraction ieac_spi_t(const EarnedInput *input)
{
    return finish_at(input, spi_t(input));
}

static Fraction ieac_sci_t(const EarnedInput *input)
{
    return finish_at(input, fraction_multiply(spi_t(input), cpi(input)));
}

static Fraction ieac_spi(const EarnedInput *input)
{
    return fraction_divide(planned_duration(input), spi(input));
}

static Fraction ieac_sci(const EarnedInput *input)
{
    return fraction_divide(planned_duration(input), fraction_multiply(spi(input), cpi(input)));
}

/* ---- the table ---- */

/* clang-format off */
const EarnedRow earned_rows[EARNED_FIGURES] = {
    [EARNED_CV] = {"cv", "CV", EARNED_MONEY, "EV - AC", "cost variance: above 0 the work cost less than planned"},
    [EARNED_CV_PERCENT] = {"cv_percent", "CV %", EARNED_PERCENT, "CV / EV", "cost variance as a part of what is earned"},
    [EARNED_SV] = {"sv", "SV", EARNED_MONEY, "EV - PV",
                   "schedule variance in money; it ends at 0, however late"},
    [EARNED_SV_PERCENT] = {"sv_percent", "SV %", EARNED_PERCENT, "SV / PV", "schedule variance as a part of the plan"},
    [EARNED_CPI] = {"cpi", "CPI", EARNED_RATIO, "EV / AC", "what was earned for each unit of money spent"},
    [EARNED_SPI] = {"spi", "SPI", EARNED_RATIO, "EV / PV", "what was earned of what was planned; late in a project look at SPI(t)"},
    [EARNED_EAC_FORECAST] = {"eac_forecast", "EAC by forecast", EARNED_MONEY, "AC + ETC of the cost log",
                             "what is left costs what the forecasts and orders say"},
    [EARNED_EAC_PLAN] = {"eac_plan", "EAC at plan", EARNED_MONEY, "AC + BAC - EV",
                         "what is left costs as much as planned"},
    [EARNED_EAC_CPI] = {"eac_cpi", "EAC at CPI", EARNED_MONEY, "BAC / CPI", "what is left costs as it did so far"},
    [EARNED_EAC_CPI_SPI] = {"eac_cpi_spi", "EAC at CPI x SPI", EARNED_MONEY, "AC + (BAC - EV) / (CPI x SPI)",
                            "what is left costs as it did so far, and catching up costs too"},
    [EARNED_EAC_WEIGHTED] = {"eac_weighted", "EAC weighted", EARNED_MONEY,
                             "AC + (BAC - EV) / (0.8 CPI + 0.2 SPI)", "the same, but the delay counts for a fifth"},
    [EARNED_EAC_RECENT] = {"eac_recent", "EAC at recent CPI", EARNED_MONEY, "BAC / CPI of the last three periods",
                           "what is left costs as it did lately"},
    [EARNED_ETC] = {"etc", "ETC", EARNED_MONEY, "EAC - AC", "what is still to be spent"},
    [EARNED_VAC] = {"vac", "VAC", EARNED_MONEY, "BAC - EAC", "variance at completion: below 0 the budget is not enough"},
    [EARNED_TCPI_BAC] = {"tcpi_bac", "TCPI to BAC", EARNED_RATIO, "(BAC - EV) / (BAC - AC)",
                         "the CPI needed to end at the budget; above 1.10 hard, above 1.25 unrealistic"},
    [EARNED_TCPI_EAC] = {"tcpi_eac", "TCPI to EAC", EARNED_RATIO, "(BAC - EV) / (EAC - AC)",
                         "the CPI needed to end at the estimate"},
    [EARNED_ES] = {"es", "ES", EARNED_TIME, "C + (EV - PV(C)) / (PV(C+1) - PV(C))",
                   "earned schedule: when what is earned was to be earned"},
    [EARNED_SV_T] = {"sv_t", "SV(t)", EARNED_TIME, "ES - AT", "how far ahead of the plan; below 0 behind it"},
    [EARNED_SPI_T] = {"spi_t", "SPI(t)", EARNED_RATIO, "ES / AT", "how fast, beside the plan"},
    [EARNED_TSPI] = {"tspi", "TSPI", EARNED_RATIO, "(PD - ES) / (PD - AT)", "how fast what is left must go, to be in time"},
    [EARNED_IEAC_PLAN] = {"ieac_plan", "Duration at plan", EARNED_TIME, "AT + PD - ES", "what is left goes as planned"},
    [EARNED_IEAC_SPI_T] = {"ieac_spi_t", "Duration at SPI(t)", EARNED_TIME, "AT + (PD - ES) / SPI(t)",
                           "what is left goes as it did so far"},
    [EARNED_IEAC_SCI_T] = {"ieac_sci_t", "Duration at SPI(t) x CPI", EARNED_TIME, "AT + (PD - ES) / (SPI(t) x CPI)",
                           "what is left goes as it did so far, and costs decide too"},
    [EARNED_IEAC_SPI] = {"ieac_spi", "Duration at SPI", EARNED_TIME, "PD / SPI", "by money: misleading late in a project"},
    [EARNED_IEAC_SCI] = {"ieac_sci", "Duration at SPI x CPI", EARNED_TIME, "PD / (SPI x CPI)",
                         "by money, and costs decide too"},
};
/* clang-format on */

static Fraction (*const formulas[EARNED_FIGURES])(const EarnedInput *) = {
    [EARNED_CV] = cv,
    [EARNED_CV_PERCENT] = cv_percent,
    [EARNED_SV] = sv,
    [EARNED_SV_PERCENT] = sv_percent,
    [EARNED_CPI] = cpi,
    [EARNED_SPI] = spi,
    [EARNED_EAC_FORECAST] = eac_forecast,
    [EARNED_EAC_PLAN] = eac_plan,
    [EARNED_EAC_CPI] = eac_cpi,
    [EARNED_EAC_CPI_SPI] = eac_cpi_spi,
    [EARNED_EAC_WEIGHTED] = eac_weighted,
    [EARNED_EAC_RECENT] = eac_recent,
    [EARNED_ETC] = etc,
    [EARNED_VAC] = vac,
    [EARNED_TCPI_BAC] = tcpi_bac,
    [EARNED_TCPI_EAC] = tcpi_eac,
    [EARNED_ES] = earned_schedule,
    [EARNED_SV_T] = sv_t,
    [EARNED_SPI_T] = spi_t,
    [EARNED_TSPI] = tspi,
    [EARNED_IEAC_PLAN] = ieac_plan,
    [EARNED_IEAC_SPI_T] = ieac_spi_t,
    [EARNED_IEAC_SCI_T] = ieac_sci_t,
    [EARNED_IEAC_SPI] = ieac_spi,
    [EARNED_IEAC_SCI] = ieac_sci,
};

/* ---- why there is none ---- */

static bool is_of_plan(EarnedFigure figure)
{
    return figure != EARNED_CV && figure != EARNED_CV_PERCENT && figure != EARNED_CPI && figure != EARNED_EAC_FORECAST;
}

static const char *why_undefined(const EarnedInput *input, EarnedFigure figure)
{
    if (is_of_plan(figure) && (input->bac == MONEY_NONE || (input->duration == 0 && figure >= EARNED_ES)))
        return "nothing is measured against a baseline";
    if (input->ev == MONEY_NONE || input->ac == MONEY_NONE)
        return "an amount is undefined";
    if (figure == EARNED_EAC_FORECAST)
        return "the cost log has no forecast";
    if (figure == EARNED_EAC_RECENT && (input->ev_before == MONEY_NONE || input->ac_before == MONEY_NONE))
        return "what was earned three periods ago is not known";
    if (figure == EARNED_TCPI_BAC || figure == EARNED_TCPI_EAC)
        return input->ev >= input->bac     ? "all work is done"
               : figure == EARNED_TCPI_BAC ? "the budget is spent"
                                           : "the estimate is spent";
    if (figure == EARNED_TSPI)
        return "the planned duration is used up";
    if (input->now == 0 && figure >= EARNED_SV_T)
        return "the plan has not begun";
    if (earned_planned(input) == 0 &&
        (figure == EARNED_SPI || figure == EARNED_SV_PERCENT || figure == EARNED_EAC_CPI_SPI ||
         figure == EARNED_EAC_WEIGHTED || figure == EARNED_IEAC_SPI || figure == EARNED_IEAC_SCI))
        return "nothing was planned yet (PV is 0)";
    if (input->ev == 0 && figure != EARNED_CPI)
        return "nothing is earned yet (EV is 0)";
    if (input->ac == 0)
        return "nothing is spent yet (AC is 0)";
    return figure == EARNED_EAC_RECENT ? "nothing was earned in the last three periods" : "the amounts are too large";
}

EarnedFigure earned_headline(const EarnedInput *input)
{
    return input->etc == MONEY_NONE ? EARNED_EAC_PLAN : EARNED_EAC_FORECAST;
}

EarnedValue earned_value(const EarnedInput *input, EarnedFigure figure)
{
    enum { TEN_THOUSANDTHS = 10000 };
    EarnedValue out = {.value = NUMBER_NONE};
    int64_t scale = earned_rows[figure].unit == EARNED_MONEY ? 1 : TEN_THOUSANDTHS;
    if (!fraction_round(formulas[figure](input), scale, &out.value))
        out = (EarnedValue){.value = NUMBER_NONE, .why = why_undefined(input, figure)};
    return out;
}
