/*
 * JSON (RFC 8259) as programs read it: texts, and the figures of an impact.
 */
#ifndef STEERCO_EXCHANGE_JSON_JSON_H
#define STEERCO_EXCHANGE_JSON_JSON_H

#include "steerco/analysis/simulate/simulate.h"
#include "steerco/analysis/steering/impact.h"

/* Add a text in quotes, whatever it holds. */
void json_add_string(Buffer *out, const char *text);

/*
 * Add an impact as one object: its digest, the currency, and an array of rows, each with figure, code, name, before,
 * after and change. Instants are texts (2026-03-12T17:00), and their change is minutes of working time; money is a
 * number with its decimals, work and slack are minutes, loads per cent; what is undefined or of no record is null.
 */
void json_add_impact(Buffer *out, const Impact *impact);

/*
 * Add a simulation as one object: iterations, seed, finish in days and dates, cost in the board's currency, tasks and
 * risks with their codes. Numbers have six decimals.
 */
void json_add_simulation(Buffer *out, const Simulation *simulation);

#endif
