/*
 * Microsoft Project XML (MSPDI) in and out.
 *
 * In: calendars, tasks with outline, constraints, deadlines, hand-made dates and progress, links, resources,
 * assignments and baselines become a change set; what the plan has no place for is named, with how often it was met.
 * Dates are not imported but computed; the report says which of the file's differ.
 *
 * A task's external_id is its UID, so importing again updates. Tasks made here go out under their own numbers and are
 * known by them when they come back, so that the import of a board's own export changes nothing. Links and assignments
 * among the tasks and resources of the file become exactly those of the file; tasks, resources, calendars and
 * exceptions are never deleted. What boards share is known by name: resources by theirs, and calendars too, except that
 * another board's project calendar is left as it is. The project's settings become the board's; its title does not,
 * except where no board is loaded: then the set makes one (set->board), called by the title.
 *
 * Baselines are known by what they say, else by name ("Baseline", "Baseline 1" … "Baseline 10"), and never changed: a
 * note says of how many tasks the file's differs. A new one counts as taken when the file was saved.
 *
 * Out: the same, in the element order that Microsoft Project demands, with computed dates. Resources that do not work
 * on the board stay out when the file holds other boards. Of baselines eleven go out: those named as above under their
 * numbers, others under the free ones, in order, and in any case the one that the board compares with.
 *
 * Hostile files are refused: any DOCTYPE, external entities, nesting deeper than 100, a text over 1 MiB, over a million
 * records, over 1 GiB, an encoding other than UTF-8, UTF-16, ISO-8859-1, US-ASCII and windows-1252; each with one
 * sentence that names the line.
 */
#ifndef STEERCO_EXCHANGE_MSPDI_MSPDI_H
#define STEERCO_EXCHANGE_MSPDI_MSPDI_H

#include "steerco/exchange/csv/csv.h"

typedef struct MspdiReport {
    size_t calendars, exceptions, resources, tasks, links, assignments, baselines; /* read from the file */
    size_t created, updated, unchanged;                                            /* records of the plan */
    size_t dates_compared, dates_differ; /* scheduled tasks whose stored start and finish were compared */
    ARRAY(const char *) notes;           /* what was dropped, what differs (the first ten), in sentences */
    Arena arena;
} MspdiReport;

/* What its rows are. */
const Entity *mspdi_entity(void) RETURNS_NON_NULL;

/* Are these bytes MSPDI rather than CSV? */
bool mspdi_recognise(const char *bytes, size_t length);

/*
 * As csv_import(): fills `set`, commits nothing; the plan's results are current afterwards. Refused are also sets that
 * break a record's own rules, and links that cannot be scheduled, named by UID.
 */
bool mspdi_import(const char *bytes, size_t length, const char *name, Plan *plan, ChangeSet *set, MspdiReport *report,
                  Error *error) MUST_CHECK;
void mspdi_report_release(MspdiReport *report);
void mspdi_report_describe(const MspdiReport *report, Buffer *out);

/* The plan's results must be current. */
bool mspdi_export(const Plan *plan, CsvSink sink, void *context, Error *error) MUST_CHECK;

/* What of a confidential kind such a file holds, and what is left out, by the plan's audience. */
void mspdi_export_secrets(const Plan *plan, ExportSecrets *out);

/* Add a line for each baseline that such a file leaves out. */
void mspdi_export_losses(const Plan *plan, Buffer *out);

/* Add what reads XML, and its version. */
void mspdi_word_library(Buffer *out);

#endif
