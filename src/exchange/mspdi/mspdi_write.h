/*
 * An export on its way: which records go out, and under which UIDs.
 */
#ifndef STEERCO_SRC_EXCHANGE_MSPDI_MSPDI_WRITE_H
#define STEERCO_SRC_EXCHANGE_MSPDI_MSPDI_WRITE_H

#include "mspdi_schema.h"
#include "steerco/exchange/mspdi/mspdi.h"

/* UIDs of the records of one table, by row; NUMBER_NONE for those that stay here. */
typedef struct MspdiUids {
    int64_t *of_row;
    int64_t next; /* above all of them */
} MspdiUids;

typedef struct MspdiExport {
    const Plan *plan;
    MspdiProject file;
    MspdiUids calendars, tasks, resources;
    Arena texts;
} MspdiExport;

/* Give each row with `wanted` its external_id where that is a number and the first such, the others fresh ones. */
void uids_assign(MspdiUids *uids, const Plan *plan, const Entity *entity, const bool *wanted);

/* Those of all tasks: also what an import goes by to recognise tasks that went out. */
void uids_of_tasks(MspdiUids *uids, const Plan *plan);

/* The UID of a record; `absent` when it has none. */
int64_t uids_of(const MspdiUids *uids, const Plan *plan, EntityKind kind, Id id, int64_t absent);

/* Absent for no instant, and for what was cut off at the end of counted time, which is no date. */
int64_t export_instant(Instant instant);

/* Add the board's baselines to file.tasks, and which of them it compares with. */
void export_baselines(MspdiExport *export);

/* Fill file.calendars, file.calendar and the UIDs of calendars; those of resources are known. */
void export_calendars(MspdiExport *export);

#endif
