/*
 * The plan's calendars as Project has them: base calendars, which derive from nothing, and one calendar for each
 * resource, which derives from a base and holds what is its own.
 *
 * So a calendar of the plan that has a base goes out as it is where it belongs to one resource alone; used otherwise,
 * it goes out with its base's hours and exceptions copied into it.
 */
#include "mspdi_dated.h"
#include "mspdi_write.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/records/records.h"

enum { DAYS_PER_WEEK = 7, BASES_FOLLOWED = 16 };

/* How a calendar of the plan is used by what goes out. */
typedef struct Use {
    bool wanted;
    bool shared;        /* by the board, a task, or as a base */
    uint32_t resources; /* whose own calendar it is */
} Use;

static const Calendar *calendar_at(const Plan *plan, uint32_t row)
{
    return plan_at(plan, ENTITY_CALENDAR, row);
}

static Use *use_of(const Plan *plan, Use *uses, Id calendar)
{
    uint32_t row = plan_row(plan, ENTITY_CALENDAR, calendar);
    return row == ROW_NONE ? NULL : &uses[row];
}

static void share(const Plan *plan, Use *uses, Id calendar)
{
    Use *use = use_of(plan, uses, calendar);
    if (use)
        use->wanted = use->shared = true;
}

static bool is_private(const Plan *plan, const Use *uses, uint32_t row)
{
    const Calendar *base = plan_find(plan, ENTITY_CALENDAR, calendar_at(plan, row)->base);
    return base && !uses[row].shared && uses[row].resources == 1;
}

/* The bases of private calendars go out too. */
static void find_uses(const MspdiExport *export, Use *uses)
{
    const Plan *plan = export->plan;
    share(plan, uses, plan_board(plan)->calendar);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++)
        share(plan, uses, plan_task(plan, row)->calendar);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RESOURCE); row++) {
        Use *use = use_of(plan, uses, plan_resource(plan, row)->calendar);
        bool goes_out = export->resources.of_row[row] != NUMBER_NONE;
        if (use && goes_out && plan_resource(plan, row)->type == RESOURCE_WORK) {
            use->wanted = true;
            use->resources++;
        }
    }
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_CALENDAR); row++)
        if (uses[row].wanted && is_private(plan, uses, row))
            share(plan, uses, calendar_at(plan, row)->base);
}

/* Days */

void hours_write(const char *text, MspdiDay *out)
{
    DayHours hours;
    if (!hours_parse(text, &hours, NULL))
        hours.count = 0;
    out->day_working = hours.count > 0;
    out->has_times = hours.count > 0;
    for (int i = 0; i < hours.count; i++) {
        MspdiTime *time = xml_list_add(&out->times, &mspdi_time);
        time->from = hours.ranges[i].from;
        time->to = hours.ranges[i].to;
    }
}

/* Sunday, which is weekday 6, comes first. */
static void add_weekday(MspdiCalendar *out, int weekday, const char *hours)
{
    MspdiDay *day = xml_list_add(&out->weekdays, &mspdi_weekday);
    day->day_type = (weekday + 1) % DAYS_PER_WEEK + 1;
    hours_write(hours, day);
}

/* The calendar, and its bases unless it goes out as derived: nearest first. */
static int follow_bases(const Plan *plan, uint32_t row, bool derived, const Calendar **chain)
{
    int count = 0;
    for (const Calendar *calendar = calendar_at(plan, row); calendar && count < BASES_FOLLOWED;
         calendar = derived ? NULL : plan_find(plan, ENTITY_CALENDAR, calendar->base))
        chain[count++] = calendar;
    return count;
}

static void add_weekdays(MspdiCalendar *out, const Calendar *const *chain, int count, bool derived)
{
    const char *const standard[DAYS_PER_WEEK] = {[5] = "off", [6] = "off"};
    for (int i = 0; i < DAYS_PER_WEEK; i++) {
        int weekday = (i + DAYS_PER_WEEK - 1) % DAYS_PER_WEEK, nearest = 0;
        while (nearest < count && text_equal(chain[nearest]->hours[weekday], HOURS_INHERIT))
            nearest++;
        if (nearest < count)
            add_weekday(out, weekday, chain[nearest]->hours[weekday]);
        else if (!derived)
            add_weekday(out, weekday, standard[weekday] ? standard[weekday] : "08:00-12:00 13:00-17:00");
    }
    out->has_weekdays = out->weekdays.count > 0;
}

typedef ARRAY(const Exception *) ExceptionList;

static int by_id_descending(const void *a, const void *b)
{
    const Exception *x = *(const Exception *const *)a, *y = *(const Exception *const *)b;
    return (x->record.id < y->record.id) - (x->record.id > y->record.id);
}

/* By a rule, unless the rule is to take every day. */
static bool has_rule(const Exception *exception, Recurrence *rule)
{
    Error ignored = {0};
    return *exception->repeats && recurrence_parse(exception->repeats, rule, &ignored) &&
           !(rule->unit == RECUR_DAYS && rule->every == 1);
}

/* The exceptions of one calendar, the newest first: of two for one day it holds. */
static void find_exceptions(const Plan *plan, Id calendar, ExceptionList *out)
{
    out->count = 0;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_EXCEPTION); row++) {
        const Exception *exception = plan_at(plan, ENTITY_EXCEPTION, row);
        if (exception->calendar == calendar)
            array_push(out, exception);
    }
    if (out->count > 0)
        qsort(out->items, out->count, sizeof *out->items, by_id_descending);
}

/*
 * A calendar's own exceptions go before its base's. Days hold before rules there, and the first rule before the next:
 * so days that a newer rule has are left out.
 */
static void add_exceptions(const Plan *plan, MspdiCalendar *out, const Calendar *const *chain, int count)
{
    ExceptionList found = {0};
    DatedList dated = {0};
    RuledList ruled = {0};
    for (int i = 0; i < count; i++) {
        find_exceptions(plan, chain[i]->record.id, &found);
        for (size_t k = 0; k < found.count; k++) {
            const Exception *from = found.items[k];
            Recurrence rule;
            if (has_rule(from, &rule))
                array_push(&ruled, (RuledHours){from->from, from->to, rule, from->hours, from->name});
            else
                dated_add_between(&dated, (DatedHours){from->from, from->to, from->hours, from->name}, &ruled);
        }
    }
    for (size_t i = 0; i < dated.count; i++)
        exception_write(out, dated.items[i].from, dated.items[i].to, dated.items[i].hours, dated.items[i].name);
    for (size_t i = 0; i < ruled.count; i++)
        ruled_write(&ruled.items[i], out);
    out->has_exceptions = out->exceptions.count > 0;
    array_release(&found);
    array_release(&dated);
    array_release(&ruled);
}

void calendar_days_write(const Plan *plan, uint32_t row, bool derived, MspdiCalendar *out)
{
    const Calendar *chain[BASES_FOLLOWED] = {0};
    int count = follow_bases(plan, row, derived, chain);
    add_weekdays(out, chain, count, derived);
    add_exceptions(plan, out, chain, count);
}

/* Calendars */

static MspdiCalendar *add_calendar(MspdiExport *export, int64_t uid, const char *name, int64_t base)
{
    MspdiCalendar *out = xml_list_add(&export->file.calendars, &mspdi_calendar);
    out->uid = uid;
    out->name = name;
    out->is_base = base == MSPDI_NO_CALENDAR;
    out->base = base;
    return out;
}

static void write_calendar(MspdiExport *export, const Use *uses, uint32_t row)
{
    const Plan *plan = export->plan;
    const Calendar *calendar = calendar_at(plan, row);
    bool derived = is_private(plan, uses, row);
    int64_t base = derived ? uids_of(&export->calendars, plan, ENTITY_CALENDAR, calendar->base, MSPDI_NO_CALENDAR)
                           : MSPDI_NO_CALENDAR;
    calendar_days_write(plan, row, derived, add_calendar(export, export->calendars.of_row[row], calendar->name, base));
}

/* The board's calendar, where it has none of its own. */
static void write_standard(MspdiExport *export)
{
    export->file.calendar = export->calendars.next++;
    add_weekdays(add_calendar(export, export->file.calendar, MSPDI_ORDINARY_CALENDAR, MSPDI_NO_CALENDAR), NULL, 0,
                 false);
}

/* A resource without a calendar that is its alone gets an empty one, derived from what it uses. */
static void write_resource_calendars(MspdiExport *export, const Use *uses)
{
    const Plan *plan = export->plan;
    for (size_t i = 0; i < export->file.resources.count; i++) {
        MspdiResource *out = XML_ITEM(MspdiResource, &export->file.resources, i);
        if (out->calendar == NUMBER_NONE)
            continue; /* material and costs */
        uint32_t row = plan_row(plan, ENTITY_CALENDAR, out->calendar);
        int64_t used = row == ROW_NONE ? export->file.calendar : export->calendars.of_row[row];
        out->calendar = used;
        if (row == ROW_NONE || !is_private(plan, uses, row)) {
            out->calendar = export->calendars.next++;
            add_calendar(export, out->calendar, out->name, used);
        }
    }
}

void export_calendars(MspdiExport *export)
{
    const Plan *plan = export->plan;
    uint32_t count = plan_count(plan, ENTITY_CALENDAR);
    Use *uses = memory_new((size_t)count + 1, sizeof *uses);
    bool *wanted = memory_new((size_t)count + 1, sizeof *wanted);
    find_uses(export, uses);
    for (uint32_t row = 0; row < count; row++)
        wanted[row] = uses[row].wanted;
    uids_assign(&export->calendars, plan, &calendar_entity, wanted);
    export->file.calendar =
        uids_of(&export->calendars, plan, ENTITY_CALENDAR, plan_board(plan)->calendar, MSPDI_NO_CALENDAR);
    if (export->file.calendar == MSPDI_NO_CALENDAR)
        write_standard(export);
    for (uint32_t row = 0; row < count; row++)
        if (wanted[row])
            write_calendar(export, uses, row);
    write_resource_calendars(export, uses);
    free(uses);
    free(wanted);
}
