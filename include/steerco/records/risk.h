/*
 * The risk register. Scales and statuses follow PM² (5 = very high … 1 = very low).
 *
 * Inherent = before any response; current = with the responses completed so far; residual = after all planned ones.
 */
#ifndef STEERCO_RECORDS_RISK_H
#define STEERCO_RECORDS_RISK_H

#include "steerco/model/entity.h"

typedef enum RiskType { RISK_THREAT, RISK_OPPORTUNITY } RiskType;

typedef enum RiskStatus {
    RISK_PROPOSED,
    RISK_ASSESSING,
    RISK_WAITING,
    RISK_APPROVED,
    RISK_OCCURRED,
    RISK_REJECTED,
    RISK_CLOSED,
} RiskStatus;

/* Two risks that hit one task: the longer delay alone counts, or one comes after the other. */
typedef enum RiskTiming { RISK_IN_SEQUENCE, RISK_IN_PARALLEL } RiskTiming;

typedef struct Risk {
    Record record;
    const char *title;
    const char *external_id;
    const char *category;
    const char *description;
    const char *cause, *effect;
    const char *identified_by;
    const char *action_details;
    const char *trigger, *fallback;
    const char *notes;
    const char *custom;
    Id owner; /* a resource */
    Id task;  /* the task it would hit first; more of them through its field `tasks` */
    Id approved_by;
    Money cost_minimum, cost_likely, cost_maximum;
    Money response_cost;
    Duration delay_minimum, delay_likely, delay_maximum;
    int32_t delay_share_minimum, delay_share_likely, delay_share_maximum; /* basis points of the task's duration */
    Date identified_on, target_date, approved_on;
    Date proximity_from, proximity_to;
    Date next_review;
    int32_t probability;       /* basis points; undefined = by the likelihood level */
    int8_t likelihood, impact; /* current; undefined = not assessed */
    int8_t inherent_likelihood, inherent_impact;
    int8_t residual_likelihood, residual_impact;
    int8_t impact_time, impact_cost, impact_scope, impact_quality,
        impact_compliance; /* the current one, by objective */
    uint8_t impact_in;     /* RiskTiming */
    uint8_t type;          /* RiskType */
    uint8_t status;        /* RiskStatus */
    uint8_t strategy;      /* none, avoid, reduce, transfer, accept, …: see risk.c */
    bool escalated;
    bool confidential;
} Risk;

extern const Entity risk_entity;

/* The classic bands: low 1–3, medium 4–9, high 10–15, critical 16–25; and (likelihood 1, impact 5) is high. */
typedef enum RiskBand { BAND_NONE, BAND_LOW, BAND_MEDIUM, BAND_HIGH, BAND_CRITICAL } RiskBand;

RiskBand risk_band(int likelihood, int impact); /* BAND_NONE outside 1–5 */
/* Worst first: by band, which tells what is done about it, then by score, then by number. For qsort(). */
typedef struct RiskRank {
    Id id;
    RiskBand band;
    int score; /* likelihood × impact; 0 = not assessed */
} RiskRank;
int risk_rank_compare(const void *a, const void *b);

char risk_band_letter(RiskBand band); /* 'L' … 'C'; '-': never by colour alone */

/* Probability in basis points: the stored one, else that of the level (5, 20, 40, 65, 85 %). NUMBER_NONE if neither. */
int64_t risk_probability(const Risk *risk);

/*
 * Expected monetary value: probability × mean of the three-point cost, (O + M + P) / 3, positive for a threat and
 * negative for an opportunity; the likely cost alone when it is the only one. MONEY_NONE when it cannot be told.
 */
Money risk_emv(const Risk *risk);

/* Still to be watched: neither rejected nor closed. */
bool risk_is_open(const Risk *risk);

/* Open threats in the critical band. */
int plan_critical_risks(const Plan *plan);

/* Something that can still happen: open, and not what has happened already. */
bool risk_can_happen(const Risk *risk);

/*
 * What of a risk was due before that day: a response that should be in place, a review that was not held, and a window
 * in which it was to happen and that has passed, so that somebody has to say whether it is over. Of what has happened
 * already only the review is asked about, of what is closed nothing. 0 = nothing.
 */
typedef enum RiskOverdue { OVERDUE_RESPONSE = 1, OVERDUE_REVIEW = 2, OVERDUE_WINDOW = 4 } RiskOverdue;
unsigned risk_overdue(const Risk *risk, Date status);

#endif
