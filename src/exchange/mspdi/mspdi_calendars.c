/*
 * Calendars of a file into the plan's.
 *
 * Project gives each resource a calendar derived from a base; most have nothing of their own and are taken for their
 * base. Calendars are shared by the boards of an office, so one of another project is not changed: when it bears the
 * name but not the hours, the file's gets a name of its own.
 */
#include "mspdi_days.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/records/records.h"

enum {
    DAYS_PER_WEEK = 7,
    BASES_FOLLOWED = 15, /* as many as working time looks through */
    NO_BASE = -1,
};

/* A calendar of the file, made ready. */
typedef struct Source {
    const MspdiCalendar *file;
    int64_t base; /* source, NO_BASE = none */
    bool derived, wanted;
    CalendarDays days;
    const char *name;
    bool settled;
    Id id;
} Source;

typedef struct Work {
    MspdiImport *import;
    Source *sources;
    size_t count;
    IdMap by_uid; /* UID + 1 → source + 1 */
    MspdiNames names;
    TextMap exceptions; /* exception_key() → row of the plan's exception */
    CalendarLimits limits;
} Work;

/* Bases */

static Source *find_source(const Work *work, int64_t uid)
{
    int64_t index = uid < 0 ? 0 : idmap_get(&work->by_uid, uid + 1, 0);
    return index == 0 ? NULL : &work->sources[index - 1];
}

static void find_base(Work *work, Source *source)
{
    const MspdiCalendar *file = source->file;
    const Source *base = find_source(work, file->base);
    source->base = base ? base - work->sources : NO_BASE;
    source->derived = file->is_base == NUMBER_NONE ? base != NULL : !file->is_base;
    /* On base calendars 0 means that there is none, unless there is a calendar 0. */
    work->import->tallies[TALLY_LOST_CALENDAR] += !base && file->base > 0;
}

/* A base that leads round in a circle, or too far, is none. */
static void check_base(Work *work, Source *source)
{
    int64_t base = source->base;
    for (int steps = 0; steps < BASES_FOLLOWED && base != NO_BASE; steps++)
        base = work->sources[base].base;
    if (base == NO_BASE)
        return;
    source->base = NO_BASE;
    work->import->tallies[TALLY_CIRCULAR_CALENDAR]++;
}

static bool is_plain(const Source *source)
{
    bool plain =
        source->derived && source->base != NO_BASE && source->days.dated.count == 0 && source->days.ruled.count == 0;
    for (int i = 0; i < DAYS_PER_WEEK; i++)
        plain = plain && !source->days.hours[i];
    return plain;
}

/* The one that stands for it: the nearest with something of its own. */
static Source *standing_for(const Work *work, Source *source)
{
    while (source && is_plain(source))
        source = &work->sources[source->base];
    return source;
}

static void want(Work *work, int64_t uid)
{
    Source *source = standing_for(work, find_source(work, uid));
    while (source) {
        source->wanted = true;
        source = source->base == NO_BASE ? NULL : standing_for(work, &work->sources[source->base]);
    }
}

static void find_wanted(Work *work)
{
    const MspdiProject *file = work->import->file;
    for (size_t i = 0; i < work->count; i++)
        if (!work->sources[i].derived)
            want(work, work->sources[i].file->uid);
    want(work, file->calendar);
    for (size_t i = 0; i < file->tasks.count; i++)
        want(work, XML_ITEM(const MspdiTask, &file->tasks, i)->calendar);
    for (size_t i = 0; i < file->resources.count; i++)
        want(work, XML_ITEM(const MspdiResource, &file->resources, i)->calendar);
    for (size_t i = 0; i < work->count; i++)
        work->import->tallies[TALLY_UNUSED_CALENDAR] += !work->sources[i].wanted && !is_plain(&work->sources[i]);
}

/* Into the plan */

/* What an exception is known by: its calendar, its first day and its rule. */
static const char *exception_key(MspdiImport *import, Id calendar, Date from, const char *repeats)
{
    Buffer key = {0};
    buffer_format(&key, "%lld %d %s", (long long)calendar, (int)from, repeats);
    const char *kept = arena_text(&import->set->arena, buffer_text(&key));
    buffer_release(&key);
    return kept;
}

static void index_exceptions(Work *work)
{
    const Plan *plan = work->import->plan;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_EXCEPTION); row++) {
        const Exception *exception = plan_at(plan, ENTITY_EXCEPTION, row);
        textmap_put(&work->exceptions,
                    exception_key(work->import, exception->calendar, exception->from, exception->repeats), row);
    }
}

static const Exception *find_exception(const Work *work, Id calendar, Date from, const char *repeats)
{
    if (calendar <= 0)
        return NULL;
    int64_t row = textmap_get(&work->exceptions, exception_key(work->import, calendar, from, repeats), -1);
    return row < 0 ? NULL : plan_at(work->import->plan, ENTITY_EXCEPTION, (uint32_t)row);
}

/* The exceptions of a calendar: the rules from the last to the first, then the days, for what is newer holds. */
static size_t exception_count(const Source *source)
{
    return source->days.ruled.count + source->days.dated.count;
}

static Exception exception_of(const Work *work, const Source *source, size_t index)
{
    if (index >= source->days.ruled.count) {
        const DatedHours *dated = &source->days.dated.items[index - source->days.ruled.count];
        return (Exception){
            .from = dated->from, .to = dated->to, .hours = dated->hours, .repeats = "", .name = dated->name};
    }
    const RuledHours *ruled = &source->days.ruled.items[source->days.ruled.count - 1 - index];
    Buffer rule = {0};
    recurrence_format(&ruled->rule, &rule);
    const char *kept = arena_text(&work->import->set->arena, buffer_text(&rule));
    buffer_release(&rule);
    return (Exception){
        .from = ruled->from, .to = ruled->to, .hours = ruled->hours, .repeats = kept, .name = ruled->name};
}

/* What holds where no calendar says anything else. */
static const char *const ordinary_hours[DAYS_PER_WEEK] = {
    "08:00-12:00 13:00-17:00",
    "08:00-12:00 13:00-17:00",
    "08:00-12:00 13:00-17:00",
    "08:00-12:00 13:00-17:00",
    "08:00-12:00 13:00-17:00",
    "off",
    "off",
};

static const char *hours_or_inherit(const Source *source, int weekday)
{
    if (source->days.hours[weekday])
        return source->days.hours[weekday];
    return source->base == NO_BASE ? ordinary_hours[weekday] : HOURS_INHERIT;
}

static Id base_id(const Work *work, const Source *source)
{
    return source->base == NO_BASE ? 0 : standing_for(work, &work->sources[source->base])->id;
}

/* Would taking the file's calendar for this one change nothing? */
static bool agrees(const Work *work, const Source *source, const Calendar *calendar)
{
    bool same = calendar->base == base_id(work, source);
    for (int i = 0; i < DAYS_PER_WEEK; i++)
        same = same && text_equal(calendar->hours[i], hours_or_inherit(source, i));
    for (size_t i = 0; same && i < exception_count(source); i++) {
        Exception wanted = exception_of(work, source, i);
        const Exception *held = find_exception(work, calendar->record.id, wanted.from, wanted.repeats);
        same = held && held->to == wanted.to && text_equal(held->hours, wanted.hours);
    }
    return same;
}

/*
 * Would the calendar go out as the file has it? Project's base calendars derive from nothing, so one of the plan that
 * has a base comes back with the days of both.
 */
static bool goes_out_alike(const Work *work, const Source *source, const Calendar *calendar)
{
    const Plan *plan = work->import->plan;
    bool derived = source->base != NO_BASE;
    if (derived && calendar->base != base_id(work, source))
        return false;
    MspdiImport unheard = {.set = work->import->set};
    CalendarLimits limits = CALENDAR_LIMITS;
    MspdiCalendar file;
    CalendarDays days = {0};
    xml_record_init(&mspdi_calendar, &file);
    calendar_days_write(plan, plan_row(plan, ENTITY_CALENDAR, calendar->record.id), derived, &file);
    calendar_days_read(&unheard, &limits, &file, &days);
    bool alike = calendar_days_equal(&days, &source->days);
    calendar_days_release(&days);
    xml_record_release(&mspdi_calendar, &file);
    return alike;
}

static bool is_of_another_board(const Plan *plan, Id calendar)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BOARD); row++) {
        const Board *board = plan_at(plan, ENTITY_BOARD, row);
        if (board->record.id != plan->board && board->calendar == calendar)
            return true;
    }
    return false;
}

/* The calendar of the plan that this one updates; 0 = none. May give the source another name. */
static Id choose(Work *work, Source *source)
{
    const Plan *plan = work->import->plan;
    const char *uid = import_uid_text(work->import, source->file->uid);
    uint32_t row = names_claim(&work->names, source->name, uid);
    const Calendar *calendar = row == ROW_NONE ? NULL : plan_at(plan, ENTITY_CALENDAR, row);
    if (!calendar || !is_of_another_board(plan, calendar->record.id) || agrees(work, source, calendar) ||
        goes_out_alike(work, source, calendar))
        return calendar ? calendar->record.id : 0;
    Buffer name = {0};
    buffer_format(&name, "%s (%s)", source->name, work->import->board_name);
    source->name = arena_text(&work->import->set->arena, buffer_text(&name));
    buffer_release(&name);
    row = names_claim(&work->names, source->name, uid);
    return row == ROW_NONE ? 0 : ((const Record *)plan_at(plan, ENTITY_CALENDAR, row))->id;
}

static void put_exception(Work *work, Id calendar, const Exception *wanted)
{
    MspdiImport *import = work->import;
    const Exception *existing = find_exception(work, calendar, wanted->from, wanted->repeats);
    import_open(import, &exception_entity, existing ? existing->record.id : 0);
    PUT(import, Exception, calendar, calendar);
    PUT(import, Exception, from, wanted->from);
    PUT(import, Exception, to, wanted->to);
    PUT_TEXT(import, Exception, hours, wanted->hours);
    PUT_TEXT(import, Exception, repeats, wanted->repeats);
    PUT_KNOWN_TEXT(import, Exception, name, wanted->name);
    import_close(import);
}

static void put_calendar(Work *work, Source *source, Id existing)
{
    MspdiImport *import = work->import;
    source->id = import_open(import, &calendar_entity, existing);
    PUT_TEXT(import, Calendar, name, source->name);
    PUT(import, Calendar, base, base_id(work, source));
    for (int i = 0; i < DAYS_PER_WEEK; i++)
        import_put(import, offsetof(Calendar, hours) + (size_t)i * sizeof(char *),
                   value_text(hours_or_inherit(source, i)));
    if (!existing)
        PUT_TEXT(import, Calendar, external_id, import_uid_text(import, source->file->uid));
    import_close(import);
    for (size_t i = 0; i < exception_count(source); i++) {
        Exception wanted = exception_of(work, source, i);
        put_exception(work, source->id, &wanted);
    }
}

/* With its exceptions. */
static void count_unchanged(MspdiImport *import, Id calendar)
{
    import->report->unchanged++;
    for (uint32_t row = 0; row < plan_count(import->plan, ENTITY_EXCEPTION); row++)
        import->report->unchanged +=
            ((const Exception *)plan_at(import->plan, ENTITY_EXCEPTION, row))->calendar == calendar;
}

/* The calendar under which a board without one went out. */
static bool is_ordinary(const Work *work, const Source *source)
{
    const MspdiImport *import = work->import;
    bool same = source->file->uid == import->file->calendar && text_equal(source->name, MSPDI_ORDINARY_CALENDAR) &&
                source->base == NO_BASE && exception_count(source) == 0 && plan_count(import->plan, ENTITY_TASK) > 0 &&
                plan_board(import->plan)->calendar == 0;
    for (int i = 0; i < DAYS_PER_WEEK; i++)
        same = same && text_equal(hours_or_inherit(source, i), ordinary_hours[i]);
    return same;
}

static void settle(Work *work, Source *source)
{
    MspdiImport *import = work->import;
    if (source->settled)
        return;
    source->settled = true;
    if (source->base != NO_BASE)
        settle(work, standing_for(work, &work->sources[source->base]));
    source->id = choose(work, source);
    const Calendar *calendar = plan_find(import->plan, ENTITY_CALENDAR, source->id);
    if (calendar && goes_out_alike(work, source, calendar))
        count_unchanged(import, source->id);
    else if (!calendar && is_ordinary(work, source))
        idmap_put(&import->ordinary, source->file->uid + 1, 1);
    else
        put_calendar(work, source, source->id);
    import->report->calendars++;
    import->report->exceptions += exception_count(source);
}

static bool index_sources(Work *work, Error *error)
{
    const XmlList *calendars = &work->import->file->calendars;
    work->count = calendars->count;
    work->sources = memory_new(work->count + 1, sizeof *work->sources);
    for (size_t i = 0; i < work->count; i++) {
        const MspdiCalendar *file = XML_ITEM(const MspdiCalendar, calendars, i);
        if (!import_index(&work->by_uid, file->uid, (int64_t)i + 1, "Calendar", file->line, error))
            return false;
        work->sources[i].file = file;
    }
    return true;
}

static void read_source(Work *work, Source *source)
{
    Buffer name = {0};
    buffer_format(&name, "Calendar %lld", (long long)source->file->uid);
    source->name = *source->file->name ? source->file->name : arena_text(&work->import->set->arena, buffer_text(&name));
    buffer_release(&name);
    calendar_days_read(work->import, &work->limits, source->file, &source->days);
}

static void release(Work *work)
{
    for (size_t i = 0; i < work->count; i++) {
        calendar_days_release(&work->sources[i].days);
    }
    free(work->sources);
    idmap_release(&work->by_uid);
    textmap_release(&work->exceptions);
    names_release(&work->names);
}

static void put_calendars(Work *work)
{
    for (size_t i = 0; i < work->count; i++)
        find_base(work, &work->sources[i]);
    for (size_t i = 0; i < work->count; i++)
        check_base(work, &work->sources[i]);
    for (size_t i = 0; i < work->count; i++)
        read_source(work, &work->sources[i]);
    find_wanted(work);
    index_exceptions(work);
    for (size_t i = 0; i < work->count; i++)
        if (work->sources[i].wanted)
            settle(work, &work->sources[i]);
    for (size_t i = 0; i < work->count; i++) {
        const Source *source = standing_for(work, &work->sources[i]);
        if (import_id(&work->import->ordinary, source->file->uid))
            idmap_put(&work->import->ordinary, work->sources[i].file->uid + 1, 1);
        else
            idmap_put(&work->import->calendars, work->sources[i].file->uid + 1, source->id);
    }
    work->import->project_calendar = import_id(&work->import->calendars, work->import->file->calendar);
}

Id import_calendar_of(MspdiImport *import, int64_t uid)
{
    Id calendar = import_id(&import->calendars, uid);
    import->tallies[TALLY_LOST_CALENDAR] += uid >= 0 && calendar == 0 && !import_id(&import->ordinary, uid);
    return calendar;
}

bool import_calendars(MspdiImport *import, Error *error)
{
    Work work = {.import = import, .limits = CALENDAR_LIMITS};
    names_init(&work.names, import->plan, &calendar_entity);
    bool good = index_sources(&work, error);
    if (good)
        put_calendars(&work);
    release(&work);
    return good;
}
