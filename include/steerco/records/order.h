/*
 * An order: what was promised to a vendor. Commitments, receipts, invoices, credits and payments of the cost log belong
 * to one, in its currency, and are netted per order (see analysis/money/commitments.h):
 *
 *     ordered  = Σ COMMIT + Σ COMMIT_ADJ            received = Σ RECEIPT      invoiced = Σ ACTUAL
 *     open     = ordered − the larger of received and invoiced, not below 0; 0 from the day on which it was closed
 */
#ifndef STEERCO_RECORDS_ORDER_H
#define STEERCO_RECORDS_ORDER_H

#include "steerco/model/entity.h"

typedef struct Order {
    Record record;
    const char *title; /* as it is written on the order: "PO-26-0031" */
    const char *description;
    const char *currency; /* ISO 4217 of its amounts; "" = the board's */
    const char *external_id;
    const char *notes;
    const char *custom;
    Id vendor;
    Date ordered_on;
    Date closed_on; /* nothing more comes: what is open is released; undefined = it is open */
} Order;

extern const Entity order_entity;

#endif
