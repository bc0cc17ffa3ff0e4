/*
 * Earned value and earned schedule: what was planned, earned and spent by a day, and what follows from it.
 *
 * All figures come of seven numbers and a series; none is stored. Amounts are in minor units, ratios and times in ten
 * thousandths, each rounded half to even from the exact fraction, once. The names are the field's: ISO 21508 and the
 * PMI standard for earned value; earned schedule as Lipke defines it, the forecasts of time as Vandevoorde and
 * Vanhoucke compare them (2006).
 *
 *     CV = EV − AC, SV = EV − PV, CPI = EV / AC, SPI = EV / PV
 *     ES = C + (EV − PV(C)) / (PV(C+1) − PV(C)), C the last period with PV(C) ≤ EV; 0 when nothing is earned, PD when
 *          all is. SV(t) = ES − AT, SPI(t) = ES / AT
 *
 * The rest stands in the table of earned_rows, which manual and screen read too.
 */
#ifndef STEERCO_ANALYSIS_MONEY_EARNED_H
#define STEERCO_ANALYSIS_MONEY_EARNED_H

#include <stddef.h>

#include "steerco/base/buffer.h"
#include "steerco/base/money.h"

typedef enum EarnedFigure {
    EARNED_CV,
    EARNED_CV_PERCENT,
    EARNED_SV,
    EARNED_SV_PERCENT,
    EARNED_CPI,
    EARNED_SPI,
    EARNED_EAC_FORECAST,
    EARNED_EAC_PLAN,
    EARNED_EAC_CPI,
    EARNED_EAC_CPI_SPI,
    EARNED_EAC_WEIGHTED,
    EARNED_EAC_RECENT,
    EARNED_ETC,
    EARNED_VAC,
    EARNED_TCPI_BAC,
    EARNED_TCPI_EAC,
    EARNED_ES,
    EARNED_SV_T,
    EARNED_SPI_T,
    EARNED_TSPI,
    EARNED_IEAC_PLAN,
    EARNED_IEAC_SPI_T,
    EARNED_IEAC_SCI_T,
    EARNED_IEAC_SPI,
    EARNED_IEAC_SCI,
    EARNED_FIGURES
} EarnedFigure;

typedef enum EarnedUnit {
    EARNED_MONEY,   /* minor units */
    EARNED_RATIO,   /* ten thousandths */
    EARNED_PERCENT, /* ten thousandths of the whole: basis points */
    EARNED_TIME,    /* ten thousandths of a period */
} EarnedUnit;

typedef struct EarnedRow {
    const char *name;  /* "cpi", "eac_cpi": for scripts */
    const char *title; /* "CPI", "EAC at CPI" */
    EarnedUnit unit;
    const char *formula;    /* "EV / AC" */
    const char *assumption; /* of a forecast, in words: "what is left costs as much as planned"; else what it means */
} EarnedRow;

extern const EarnedRow earned_rows[EARNED_FIGURES];

/* What the figures come of, at a status date. */
typedef struct EarnedInput {
    const Money *planned;       /* PV at the end of each period of the plan, cumulated */
    size_t duration;            /* PD: how many periods the plan has; 0 = nothing was planned */
    size_t now;                 /* AT: how many periods have passed, counted from the plan's start; it may exceed PD */
    Money bac;                  /* budget at completion; undefined = nothing was planned */
    Money ev, ac;               /* up to now, cumulated */
    Money etc;                  /* bottom-up, from the cost log's forecasts; undefined = none */
    Money ev_before, ac_before; /* three reporting periods ago; undefined = there are not so many */
} EarnedInput;

typedef struct EarnedValue {
    int64_t value;   /* NUMBER_NONE = undefined … */
    const char *why; /* … and then why; else null */
} EarnedValue;

/* PV now: of the last period that has passed, BAC behind the plan's end, 0 before its start. */
Money earned_planned(const EarnedInput *input);

EarnedValue earned_value(const EarnedInput *input, EarnedFigure figure);

/* The estimate at completion that heads all others: by the forecasts of the cost log, else by plan. */
EarnedFigure earned_headline(const EarnedInput *input);

#endif
