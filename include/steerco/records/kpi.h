/*
 * Key performance indicators and their samples.
 */
#ifndef STEERCO_RECORDS_KPI_H
#define STEERCO_RECORDS_KPI_H

#include "steerco/model/entity.h"

typedef enum KpiSource { KPI_MANUAL, KPI_BUILTIN, KPI_EXPRESSION } KpiSource;
typedef enum KpiDirection { KPI_HIGHER_IS_BETTER, KPI_LOWER_IS_BETTER, KPI_ON_TARGET } KpiDirection;
typedef enum KpiStatus { KPI_ACTIVE, KPI_RETIRED } KpiStatus;

typedef struct Kpi {
    Record record;
    const char *title;
    const char *external_id;
    const char *definition;
    const char *unit;
    const char *formula; /* of a builtin its name */
    const char *frequency;
    const char *benchmark;
    const char *reason; /* why it was retired or taken up again */
    const char *notes;
    const char *custom;
    Id objective;
    Id owner;                             /* a resource */
    int64_t baseline, target, amber, red; /* thousandths */
    Date next_due;
    uint8_t source;    /* KpiSource */
    uint8_t direction; /* KpiDirection */
    uint8_t status;    /* KpiStatus */
    bool confidential;
} Kpi;

typedef struct KpiSample {
    Record record;
    const char *note;
    const char *external_id;
    const char *custom;
    Id kpi;
    int64_t value; /* thousandths */
    Date date;
} KpiSample;

extern const Entity kpi_entity;
extern const Entity kpi_sample_entity;

#endif
