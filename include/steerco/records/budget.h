/*
 * The budget and its ledger. Lines say what was planned; entries, which are only ever appended, say what happened.
 *
 * Amounts are in the currency of their record, at the rate that was fixed when it was booked; analysis/ledger.h says
 * what the figures of a line are made of.
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
    const char *currency; /* ISO 4217 of amount and unit price; "" = the board's */
    const char *notes;
    const char *custom;
    Id task;          /* the work it pays for; 0 = the whole project */
    Id owner;         /* a resource */
    Money amount;     /* original budget, if it was given as such: see budget_line_amount() */
    Money unit_price; /* of one of `quantity` */
    int64_t quantity; /* thousandths */
    int64_t rate;     /* that its budget was made with, see base/money.h; undefined in the board's own currency */
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
    const char *document;  /* invoice, order or receipt number */
    const char *currency;  /* ISO 4217 of amount and tax; "" = the board's */
    const char *authority; /* of a draw: who allowed it */
    const char *decision;  /* … and by which decision or change request */
    const char *notes;
    const char *custom;
    Id line;    /* the budget line it counts on; of a transfer or draw, the one that gives */
    Id to_line; /* … and the one that gets */
    Id order;   /* that a commitment, receipt, invoice, credit or payment belongs to */
    Id task;
    Id risk;     /* a contingency draw names the risk that occurred */
    Id reverses; /* the entry that this one corrects */
    Money amount;
    Money tax;
    int64_t rate; /* fixed at booking, see base/money.h; undefined in the board's own currency */
    Date booked_on, value_date;
    uint8_t kind;   /* CostKind */
    bool committed; /* without an order: a RECEIPT or ACTUAL that uses up the commitments of its line without one */
} CostEntry;

/* The original budget of a line: its amount, else quantity × unit price; undefined when it has neither. */
Money budget_line_amount(const BudgetLine *line);

/* … and in the board's currency. */
Money budget_line_original(const Plan *plan, const BudgetLine *line);

/* An entry in the board's currency; undefined when its amount or its rate is. */
Money cost_entry_base(const Plan *plan, const CostEntry *entry);

/* Does the line hold money for what may happen, and is that the management reserve? */
bool budget_line_is_reserve(const BudgetLine *line);
bool budget_line_is_management_reserve(const BudgetLine *line);

bool cost_kind_is_draw(uint8_t kind); /* CTG_DRAW, MR_DRAW */

extern const Entity budget_line_entity;
extern const Entity cost_entry_entity;

extern const char *const cost_kinds[]; /* "BUDGET", …: choices of CostEntry.kind, null at the end */

extern const char *const budget_categories[]; /* "LAB labour", …: choices of BudgetLine.category, null at the end */
enum { CATEGORY_CONTINGENCY = 13, CATEGORY_MANAGEMENT_RESERVE = 14 };

#endif
