/*
 * The table of a board's fields.
 */
#include "steerco/records/board.h"

#include "steerco/records/baseline.h"
#include "steerco/records/calendar.h"
#include "steerco/records/records.h"

static bool board_check(const Plan *plan, const void *record, Error *error)
{
    (void)plan;
    const Board *board = record;
    if (!currency_is_code(board->currency))
        return error_set(error, "currency '%s' is no code; expected three capital letters such as EUR",
                         board->currency);
    return true;
}

static const char *const progress_logics[] = {"retained logic", "progress override", NULL};

/* clang-format off */
static const Field board_fields[] = {
    {.name = "name", .title = "Board", .type = FIELD_TEXT, FIELD_AT(Board, name), .width = 24, .required = true,
     .help = "Name of the project"},
    {.name = "manager", .title = "Manager", .type = FIELD_TEXT, FIELD_AT(Board, manager), .width = 16,
     .help = "Project manager"},
    {.name = "sponsor", .title = "Sponsor", .type = FIELD_TEXT, FIELD_AT(Board, sponsor), .width = 16,
     .help = "Project owner: who pays and decides"},
    {.name = "objective", .title = "Objective", .type = FIELD_NOTE, FIELD_AT(Board, objective), .width = 30,
     .help = "What will be different when the project is done"},
    {.name = "start", .title = "Start", .type = FIELD_INSTANT, FIELD_AT(Board, start),
     .shapes = STRUCTURE_WORK, .help = "Project start: no task begins earlier unless a constraint says so"},
    {.name = "status_date", .title = "Status date", .type = FIELD_DATE, FIELD_AT(Board, status_date),
     .shapes = STRUCTURE_WORK, .help = "The day that progress and figures refer to; empty = today"},
    {.name = "currency", .title = "Currency", .type = FIELD_TEXT, FIELD_AT(Board, currency), .standard_text = "EUR",
     .width = 8, .required = true, .help = "ISO 4217 code of all amounts"},
    {.name = "calendar", .title = "Calendar", .type = FIELD_REFERENCE, FIELD_AT(Board, calendar),
     .refers_to = &calendar_entity, .width = 14, .shapes = STRUCTURE_WORK,
     .help = "Project calendar; empty = Monday to Friday, 8–12 and 13–17"},
    {.name = "minutes_per_day", .title = "Minutes/day", .type = FIELD_INTEGER, FIELD_AT(Board, minutes_per_day),
     .standard = 480, .minimum = 1, .maximum = 1440, .required = true,
     .help = "Working minutes that a typed day stands for"},
    {.name = "minutes_per_week", .title = "Minutes/week", .type = FIELD_INTEGER, FIELD_AT(Board, minutes_per_week),
     .standard = 2400, .minimum = 1, .maximum = 10080, .required = true,
     .help = "Working minutes that a typed week stands for"},
    {.name = "days_per_month", .title = "Days/month", .type = FIELD_INTEGER, FIELD_AT(Board, days_per_month),
     .standard = 20, .minimum = 1, .maximum = 31, .required = true,
     .help = "Working days that a typed month stands for"},
    {.name = "critical_slack", .title = "Critical slack", .type = FIELD_INTEGER, FIELD_AT(Board, critical_slack),
     .minimum = 0, .maximum = 1000, .required = true,
     .help = "A task is critical when its total slack is at most this many days"},
    {.name = "near_critical_slack", .title = "Near-critical slack", .type = FIELD_INTEGER,
     FIELD_AT(Board, near_critical_slack), .standard = VALUE_NONE, .maximum = 1000,
     .help = "A task that is not critical is near-critical when its total slack is at most this many days; empty = 5"},
    {.name = "progress_logic", .title = "Progress logic", .type = FIELD_CHOICE, FIELD_AT(Board, progress_logic),
     .choices = progress_logics, .width = 17,
     .help = "With a status date: does the rest of a task that was started out of sequence wait for its predecessors?"},
    {.name = "reschedule_remaining", .title = "Move remaining work", .type = FIELD_FLAG,
     FIELD_AT(Board, reschedule_remaining), .width = 10,
     .help = "With a status date: remaining work is never in the past, it comes after the status date"},
    {.name = "tolerance_time", .title = "Tolerated delay", .type = FIELD_PERCENT, FIELD_AT(Board, tolerance_time),
     .standard = VALUE_NONE, .maximum = 10000, .width = 8,
     .help = "How much later than in the baseline the project may end before time is red, in per cent of its length; "
             "empty = 5"},
    {.name = "tolerance_cost", .title = "Tolerated cost", .type = FIELD_PERCENT, FIELD_AT(Board, tolerance_cost),
     .standard = VALUE_NONE, .maximum = 10000, .width = 8,
     .help = "How far above the cost baseline the cost at completion may lie before cost is red, in per cent of it; "
             "empty = 5"},
    {.name = "baseline", .title = "Baseline", .type = FIELD_REFERENCE, FIELD_AT(Board, baseline),
     .refers_to = &baseline_entity, .internal = true,
     .help = "The baseline that dates are compared with; empty = the newest"},
    {.name = "notes", .title = "Notes", .type = FIELD_NOTE, FIELD_AT(Board, notes), .width = 30,
     .help = "Anything else worth keeping"},
    {0},
};
/* clang-format on */

const Entity board_entity = {
    .kind = ENTITY_BOARD,
    .name = "board",
    .shapes = STRUCTURE_WORK,
    .plural = "boards",
    .title = "Boards",
    .noun = "board",
    .nouns = "boards",
    .tag = 1,
    .prefix = "B",
    .record_size = sizeof(Board),
    .fields = board_fields,
    .label = "name",
    .key = {"name"},
    .shared = true,
    .by_name = true,
    .check = board_check,
};
