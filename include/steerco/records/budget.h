/*
 * The budget and its ledger. Lines say what was planned; entries, which are only ever appended, say what happened.
 *
 * Per line, in the words of the cost log:
 *     current   = amount + Σ CHANGE + Σ TRANSFER (+ Σ BUDGET)
 *     open      = Σ COMMIT + Σ COMMIT_ADJ − Σ (RECEIPT, ACTUAL) booked against commitments, not below 0
 *     actual    = Σ RECEIPT + Σ ACTUAL − Σ CREDIT       (accrual basis; PAYMENT is cash only)
 *     exposure  = actual + open;  available = current − exposure
 *     EAC       = exposure + ETC,  where ETC is the last FORECAST, else max(0, current − exposure)
 *     VAC       = current − EAC
 */
#ifndef STEERCO_RECORDS_BUDGET_H
#define STEERCO_RECORDS_BUDGET_H

#include "steerco/model/entity.h"

typedef struct BudgetLine {
    Record record;
    const char *description;
    const char *external_id;
    const char *vendor;
    const char *unit;
    const char *basis;
    const char *funding;
    const char *notes;
    const char *custom;
    Id task;          /* the work it pays for; 0 = the whole project */
    Id owner;         /* a resource */
    Money amount;     /* original budget, if it was given as such: see budget_line_amount() */
    Money unit_price; /* of one of `quantity` */
    int64_t quantity; /* thousandths */
    Date from, to;
    uint8_t category; /* index into budget_categories */
    uint8_t kind;     /* opex, capex */
    uint8_t curve;    /* uniform, front, back, bell, at start, at finish */
} BudgetLine;

typedef enum CostKind {
    COST_BUDGET,
    COST_CHANGE,
    COST_TRANSFER,
    COST_COMMIT,
    COST_COMMIT_ADJ,
    COST_RECEIPT,
    COST_ACTUAL,
    COST_CREDIT,
    COST_PAYMENT,
    COST_FORECAST,
    COST_CTG_DRAW,
    COST_MR_DRAW,
} CostKind;

typedef struct CostEntry {
    Record record;
    const char *description;
    const char *external_id;
    const char *vendor;
    const char *document; /* invoice, order or receipt number */
    const char *notes;
    const char *custom;
    Id line; /* a budget line */
    Id task;
    Id risk;     /* a contingency draw names the risk that occurred */
    Id reverses; /* the entry that this one corrects */
    Money amount;
    Money tax;
    Date booked_on, value_date;
    uint8_t kind;   /* CostKind */
    bool committed; /* a RECEIPT or ACTUAL against a commitment of the same line: it uses the commitment up */
} CostEntry;

/* The original budget of a line: its amount, else quantity × unit price; undefined when it has neither. */
Money budget_line_amount(const BudgetLine *line);

extern const Entity budget_line_entity;
extern const Entity cost_entry_entity;

extern const char *const budget_categories[]; /* "LAB labour", …: choices of BudgetLine.category, null at the end */

#endif
