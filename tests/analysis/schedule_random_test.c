/*
 * Random plans against the slow reference of schedule_reference.h. An argument says how many plans are tried instead of
 * the usual number: schedule_random_test 100000.
 */
#include "plan_fixture.h"

#include <stdlib.h>
#include <time.h>

#include "schedule_reference.h"

enum {
    START_DAY = 300, /* of the project, so that late dates may lie well before it */
    PLANS = 2500,
    CRITICAL_DAYS = 3,
};

/* The calendars, once in the reference's way and once in the plan's */

enum { PROJECT_CALENDAR, OTHER_CALENDAR, NIGHT_CALENDAR, CALENDARS, NO_CALENDAR = CALENDARS };
enum { PEOPLE = 3, TEAMS = 1 << PEOPLE }; /* one person by each calendar; a team is a set of bits */

typedef struct Grids {
    bool calendar[CALENDARS][SLOTS];
    bool worker[CALENDARS + 1][TEAMS][SLOTS]; /* by the task's own calendar, or none, and the team on it */
} Grids;

static Date first_day(void)
{
    return date_make(2025, 6, 30); /* a Monday */
}

/* A day of the grid in the civil calendar, by the C library. */
static struct tm civil_day(int day)
{
    time_t at = (time_t)(first_day() + day) * 86400;
    struct tm civil;
    gmtime_r(&at, &civil);
    return civil;
}

static bool is_on(const struct tm *day, int year, int month, int day_of_month)
{
    return day->tm_year + 1900 == year && day->tm_mon + 1 == month && day->tm_mday == day_of_month;
}

/* From one day of 2026, as month × 100 + day, to another. */
static bool lies_between(const struct tm *day, int from, int to)
{
    int at = (day->tm_mon + 1) * 100 + day->tm_mday;
    return day->tm_year + 1900 == 2026 && at >= from && at <= to;
}

static bool within(int minute, int from, int to)
{
    return minute >= from * 60 && minute < to * 60;
}

static bool is_last_friday(const struct tm *day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}; /* no leap year in the grid */
    return day->tm_wday == 5 && day->tm_mday + 7 > lengths[day->tm_mon];
}

/* Mon–Fri 8–12, 13–17; the last Friday of a month 8–12, 25 December off, 6–10 April off, 14 March 10–12. */
static bool project_works(const struct tm *day, int minute)
{
    bool works = day->tm_wday >= 1 && day->tm_wday <= 5 && (within(minute, 8, 12) || within(minute, 13, 17));
    if (is_last_friday(day))
        works = within(minute, 8, 12);
    if (day->tm_mon == 11 && day->tm_mday == 25)
        works = false;
    if (lies_between(day, 406, 410))
        works = false;
    return is_on(day, 2026, 3, 14) ? within(minute, 10, 12) : works;
}

/* Mon–Sat 6–11 with the exceptions of the project, but every third day from 4 to 30 May 10–16, 24 March off. */
static bool other_works(const struct tm *day, int number, int minute)
{
    bool works = day->tm_wday >= 1 && day->tm_wday <= 6 && within(minute, 6, 11);
    if (is_last_friday(day) || (day->tm_mon == 11 && day->tm_mday == 25) || lies_between(day, 406, 410) ||
        is_on(day, 2026, 3, 14))
        works = project_works(day, minute);
    if (lies_between(day, 504, 530) && (number - (date_make(2026, 5, 4) - first_day())) % 3 == 0)
        works = within(minute, 10, 16);
    return is_on(day, 2026, 3, 24) ? false : works;
}

/* Mon–Fri from 22 to 6; off on every other Wednesday from 4 March to 30 June, and on 11 and 12 May. */
static bool night_works(const struct tm *day, int number, int minute)
{
    bool evening = day->tm_wday >= 1 && day->tm_wday <= 5, morning = day->tm_wday >= 2;
    bool other_week = (number - (date_make(2026, 3, 2) - first_day())) / 7 % 2 == 0;
    if ((lies_between(day, 304, 630) && day->tm_wday == 3 && other_week) || lies_between(day, 511, 512))
        return false;
    return (evening && within(minute, 22, 24)) || (morning && within(minute, 0, 6));
}

static bool team_works(Grids *grids, unsigned team, int slot)
{
    bool works = false;
    for (int person = 0; person < PEOPLE; person++)
        works = works || (team >> person & 1 && grids->calendar[person][slot]);
    return works;
}

/* A team alone works when one of it does; on a task with a calendar only then. Who never works always works. */
static void make_worker(Grids *grids, int own, unsigned team)
{
    bool *worker = grids->worker[own][team], some = false;
    for (int slot = 0; slot < SLOTS; slot++) {
        bool by_team = team == 0 || team_works(grids, team, slot);
        if (own == NO_CALENDAR)
            worker[slot] = team == 0 ? grids->calendar[PROJECT_CALENDAR][slot] : by_team;
        else
            worker[slot] = grids->calendar[own][slot] && by_team;
        some = some || worker[slot];
    }
    for (int slot = 0; slot < SLOTS && !some; slot++)
        worker[slot] = true;
}

static void make_grids(Grids *grids)
{
    for (int slot = 0; slot < SLOTS; slot++) {
        int number = slot / SLOTS_PER_DAY, minute = slot % SLOTS_PER_DAY * SLOT;
        struct tm day = civil_day(number);
        grids->calendar[PROJECT_CALENDAR][slot] = project_works(&day, minute);
        grids->calendar[OTHER_CALENDAR][slot] = other_works(&day, number, minute);
        grids->calendar[NIGHT_CALENDAR][slot] = night_works(&day, number, minute);
    }
    for (int own = 0; own <= NO_CALENDAR; own++)
        for (unsigned team = 0; team < TEAMS; team++)
            make_worker(grids, own, team);
}

static void repeat(Plan *plan, Id calendar, const char *from, const char *to, const char *rule, const char *hours)
{
    fixture_exception(plan, calendar, from, to, hours);
    uint32_t last = plan_count(plan, ENTITY_EXCEPTION) - 1;
    Id id = ((const Exception *)plan_at(plan, ENTITY_EXCEPTION, last))->record.id;
    ((Exception *)fixture_edit(plan, ENTITY_EXCEPTION, id))->repeats = rule;
}

static void make_calendars(Plan *plan, Id calendars[CALENDARS])
{
    static const char *const nights[7] = {"22:00-24:00",
                                          "00:00-06:00 22:00-24:00",
                                          "00:00-06:00 22:00-24:00",
                                          "00:00-06:00 22:00-24:00",
                                          "00:00-06:00 22:00-24:00",
                                          "00:00-06:00",
                                          "off"};
    Id project = fixture_calendar(plan, 0, "08:00-12:00 13:00-17:00", "off");
    repeat(plan, project, "2020-01-31", "2027-12-31", "monthly last fri", "08:00-12:00");
    repeat(plan, project, "2020-12-25", "2030-12-31", "yearly 25 dec", "off");
    fixture_exception(plan, project, "2026-04-06", "2026-04-10", "off");
    fixture_exception(plan, project, "2026-03-14", "2026-03-14", "10:00-12:00");
    Id other = fixture_calendar(plan, project, "06:00-11:00", "off");
    ((Calendar *)fixture_edit(plan, ENTITY_CALENDAR, other))->hours[5] = "06:00-11:00";
    repeat(plan, other, "2026-05-04", "2026-05-30", "every 3 days", "10:00-16:00");
    fixture_exception(plan, other, "2026-03-24", "2026-03-24", "off");
    Id night = fixture_calendar(plan, 0, "off", "off");
    for (int day = 0; day < 7; day++)
        ((Calendar *)fixture_edit(plan, ENTITY_CALENDAR, night))->hours[day] = nights[day];
    repeat(plan, night, "2026-03-04", "2026-06-30", "every 2 weeks wed", "off");
    repeat(plan, night, "2026-05-11", "2026-05-12", "when the moon is full", "off"); /* no rule: every day */
    calendars[PROJECT_CALENDAR] = project;
    calendars[OTHER_CALENDAR] = other;
    calendars[NIGHT_CALENDAR] = night;
}

/* Random plans */

/* What of a task only its plan knows, and of the board. */
typedef struct Extras {
    int calendar[TASKS]; /* NO_CALENDAR or one of the CALENDARS */
    unsigned team[TASKS];
    bool alone[TASKS]; /* it ignores its team's calendars, if it has one itself */
    int status_day;    /* of the grid; UNDEFINED */
    bool reschedule, override;
    int critical, near_critical; /* days; the latter may be UNDEFINED */
} Extras;

static unsigned rolled(uint64_t *seed, unsigned sides)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (unsigned)(*seed >> 20) % sides;
}

static bool chance(uint64_t *seed, unsigned one_in)
{
    return rolled(seed, one_in) == 0;
}

static int random_slot(uint64_t *seed)
{
    return (START_DAY - 3) * SLOTS_PER_DAY + (int)rolled(seed, 40 * SLOTS_PER_DAY);
}

static int perhaps_slot(uint64_t *seed, unsigned one_in)
{
    return chance(seed, one_in) ? random_slot(seed) : UNDEFINED;
}

static void random_outline(Reference *reference, uint64_t *seed)
{
    reference->count = 3 + (int)rolled(seed, TASKS - 2);
    for (int t = 0; t < reference->count; t++) {
        int parent = t - 1;
        while (parent >= 0 && !chance(seed, 3))
            parent = reference->tasks[parent].parent;
        reference->tasks[t].parent = parent;
        for (int around = t; around >= 0; around = reference->tasks[around].parent)
            reference->tasks[around].end = t + 1;
    }
}

static void random_dates(Reference *reference, int t, uint64_t *seed)
{
    RefTask *task = &reference->tasks[t];
    task->constraint = chance(seed, 3) ? (ConstraintType)rolled(seed, 8) : CONSTRAINT_AS_SOON_AS_POSSIBLE;
    if (!is_leaf(reference, t) && task->constraint != CONSTRAINT_FINISH_NO_LATER)
        task->constraint = chance(seed, 4) ? CONSTRAINT_START_NO_EARLIER : CONSTRAINT_AS_SOON_AS_POSSIBLE;
    task->date = random_slot(seed);
    task->deadline = perhaps_slot(seed, 6);
    task->inactive = chance(seed, 14);
}

/* Quarters of durations are whole slots, so that what is done is. */
static void random_progress(RefTask *task, uint64_t *seed)
{
    task->percent = chance(seed, 4) ? 2500 * (int)rolled(seed, 5) : 0;
    task->actual_start = perhaps_slot(seed, 8);
    task->actual_finish = perhaps_slot(seed, 16);
    if (task->actual_finish != UNDEFINED && task->actual_finish < task->actual_start)
        task->actual_finish = task->actual_start;
    task->manual = chance(seed, 10);
    task->manual_start = perhaps_slot(seed, 2);
    task->manual_finish = perhaps_slot(seed, 2);
}

static void random_worker(const Grids *grids, Extras *extras, RefTask *task, int t, uint64_t *seed)
{
    int own = chance(seed, 3) ? (int)rolled(seed, CALENDARS) : NO_CALENDAR;
    unsigned team = chance(seed, 3) ? rolled(seed, TEAMS) : 0;
    bool alone = chance(seed, 3);
    extras->calendar[t] = own;
    extras->team[t] = team;
    extras->alone[t] = alone;
    task->own = grids->calendar[own == NO_CALENDAR ? PROJECT_CALENDAR : own];
    task->worker = grids->worker[own][alone && own != NO_CALENDAR ? 0 : team];
}

static void random_task(const Grids *grids, Reference *reference, Extras *extras, int t, uint64_t *seed)
{
    RefTask *task = &reference->tasks[t];
    random_dates(reference, t, seed);
    random_worker(grids, extras, task, t, seed);
    task->actual_start = task->actual_finish = task->manual_start = task->manual_finish = UNDEFINED;
    if (!is_leaf(reference, t))
        return;
    task->duration = chance(seed, 5) ? 0 : 4 * (int)rolled(seed, 12);
    task->elapsed = task->duration > 0 && chance(seed, 6);
    random_progress(task, seed);
    if (task->manual && task->actual_finish == UNDEFINED && duration_of(task) % 4 != 0)
        task->manual_finish = UNDEFINED;
    while (duration_of(task) % 4 != 0) /* what has happened took whole quarters too */
        task->actual_finish++;
}

/* All links of a plan go the same way through the outline, so that there are no circles. */
static void random_links(Reference *reference, uint64_t *seed)
{
    bool upwards = chance(seed, 2);
    int wanted = (int)rolled(seed, LINKS);
    reference->link_count = 0;
    for (int i = 0; i < wanted; i++) {
        int a = (int)rolled(seed, (unsigned)reference->count), b = (int)rolled(seed, (unsigned)reference->count);
        if (a >= b || lies_in(reference, b, a))
            continue;
        RefLink link = {.from = upwards ? b : a, .to = upwards ? a : b, .type = (LinkType)rolled(seed, 4)};
        link.lag = chance(seed, 2) ? 0 : (int)rolled(seed, 60) - 20;
        link.elapsed = chance(seed, 4);
        link.percent = chance(seed, 5);
        if (link.percent)
            link.lag = is_leaf(reference, link.from) ? ((int)rolled(seed, 5) - 2) * 50 : 100;
        reference->links[reference->link_count++] = link;
    }
}

static void random_board(const Grids *grids, Reference *reference, Extras *extras, uint64_t *seed)
{
    reference->project = grids->calendar[PROJECT_CALENDAR];
    reference->start = START_DAY * SLOTS_PER_DAY + (int)rolled(seed, SLOTS_PER_DAY);
    extras->status_day = chance(seed, 2) ? START_DAY - 3 + (int)rolled(seed, 30) : UNDEFINED;
    extras->reschedule = chance(seed, 2);
    extras->override = chance(seed, 2);
    extras->critical = (int)rolled(seed, CRITICAL_DAYS);
    extras->near_critical = chance(seed, 2) ? (int)rolled(seed, 9) : UNDEFINED;
    bool told = extras->status_day != UNDEFINED;
    reference->retained = told && !extras->override;
    reference->status = UNDEFINED;
    if (told && extras->reschedule)
        reference->status = ref_prev(reference->project, (extras->status_day + 1) * SLOTS_PER_DAY);
}

static void random_plan(const Grids *grids, Reference *reference, Extras *extras, uint64_t *seed)
{
    *reference = (Reference){0};
    random_board(grids, reference, extras, seed);
    random_outline(reference, seed);
    for (int t = 0; t < reference->count; t++)
        random_task(grids, reference, extras, t, seed);
    random_links(reference, seed);
}

/* The same plan for the engine */

static Instant instant_of(int slot)
{
    return slot == UNDEFINED ? INSTANT_NONE : instant_make(first_day(), slot * SLOT);
}

static Id task_id(int t)
{
    return 1000 + t;
}

static Task plan_task_of(const Reference *reference, const Extras *extras, int t, const Id calendars[CALENDARS])
{
    const RefTask *task = &reference->tasks[t];
    Task out = {0};
    record_init(&task_entity, &out);
    out.record.id = task_id(t);
    out.parent = task->parent < 0 ? 0 : task_id(task->parent);
    out.position = t;
    out.duration = duration_make(task->duration * SLOT, UNIT_HOURS | (task->elapsed ? UNIT_ELAPSED : 0));
    out.calendar = extras->calendar[t] == NO_CALENDAR ? 0 : calendars[extras->calendar[t]];
    out.ignore_resource_calendar = extras->alone[t];
    out.constraint_type = (uint8_t)task->constraint;
    out.constraint_date = instant_of(task->date);
    out.deadline = instant_of(task->deadline);
    out.percent_complete = task->percent;
    out.actual_start = instant_of(task->actual_start);
    out.actual_finish = instant_of(task->actual_finish);
    out.manual = task->manual;
    out.manual_start = instant_of(task->manual_start);
    out.manual_finish = instant_of(task->manual_finish);
    out.inactive = task->inactive;
    return out;
}

static void add_link(Plan *plan, const RefLink *link)
{
    Link out = {0};
    record_init(&link_entity, &out);
    out.record.id = fixture_next_id(plan);
    out.predecessor = task_id(link->from);
    out.successor = task_id(link->to);
    out.type = (uint8_t)link->type;
    out.lag = duration_make(link->percent ? link->lag * 100 : link->lag * SLOT,
                            (link->percent ? UNIT_PERCENT : UNIT_HOURS) | (link->elapsed ? UNIT_ELAPSED : 0));
    plan_add(plan, ENTITY_LINK, &out);
}

/* Tasks come in an order of their own, so that rows and places differ. */
static void add_tasks(Plan *plan, const Reference *reference, const Extras *extras, const Id calendars[CALENDARS],
                      uint64_t *seed)
{
    bool added[TASKS] = {false};
    for (int left = reference->count; left > 0; left--) {
        int t = (int)rolled(seed, (unsigned)reference->count);
        while (added[t])
            t = (t + 1) % reference->count;
        added[t] = true;
        Task task = plan_task_of(reference, extras, t, calendars);
        plan_add(plan, ENTITY_TASK, &task);
    }
}

static void make_board(Plan *plan, const Reference *reference, const Extras *extras, Id calendar)
{
    Board *board = fixture_board(plan);
    board->calendar = calendar;
    board->start = instant_of(reference->start);
    board->status_date = extras->status_day == UNDEFINED ? DATE_NONE : first_day() + extras->status_day;
    board->reschedule_remaining = extras->reschedule;
    board->progress_logic = extras->override ? PROGRESS_OVERRIDE : PROGRESS_RETAINED_LOGIC;
    board->critical_slack = extras->critical;
    board->near_critical_slack = extras->near_critical == UNDEFINED ? INT32_MIN : extras->near_critical;
}

static void make_plan(Plan *plan, const Reference *reference, const Extras *extras, uint64_t *seed)
{
    Id calendars[CALENDARS], people[PEOPLE];
    plan_fixture(plan);
    make_calendars(plan, calendars);
    make_board(plan, reference, extras, calendars[PROJECT_CALENDAR]);
    for (int person = 0; person < PEOPLE; person++)
        people[person] = fixture_resource(plan, "Somebody", person == 0 ? 0 : calendars[person]);
    add_tasks(plan, reference, extras, calendars, seed);
    for (int t = 0; t < reference->count; t++)
        for (int person = 0; person < PEOPLE; person++)
            if (extras->team[t] >> person & 1)
                fixture_assign(plan, task_id(t), people[person]);
    for (int i = 0; i < reference->link_count; i++)
        add_link(plan, &reference->links[i]);
}

/* Comparing */

static TaskDates expected_dates(const Reference *reference, const Extras *extras, int t)
{
    const RefTask *task = &reference->tasks[t];
    int total = reference_total_slack(reference, t), percent = reference_percent(reference, t);
    int span = reference_duration(reference, t) * SLOT;
    int near = extras->near_critical == UNDEFINED ? 5 : extras->near_critical;
    bool critical = percent < FULLY && total * SLOT <= extras->critical * DAY;
    return (TaskDates){
        .start = instant_of(task->start),
        .finish = instant_of(task->finish),
        .late_start = instant_of(task->late_start),
        .late_finish = instant_of(task->late_finish),
        .total_slack = total * SLOT,
        .free_slack = reference_free_slack(reference, t) * SLOT,
        .duration = span,
        .percent_complete = percent,
        .resume = instant_of(is_leaf(reference, t) ? reference_resume(task) : UNDEFINED),
        .remaining = is_leaf(reference, t) ? remaining_of(task) * SLOT
                                           : span - (int)(((int64_t)span * percent + FULLY / 2) / FULLY),
        .critical = critical,
        .near_critical = !critical && percent < FULLY && total * SLOT <= near * DAY,
        .late = task->deadline != UNDEFINED && task->finish > task->deadline,
    };
}

static void assert_same(const Reference *reference, const Extras *extras, const Plan *plan, int t)
{
    TaskDates expected = expected_dates(reference, extras, t);
    const TaskDates *dates = fixture_dates(plan, task_id(t));
    assert_int_equal(dates->start, expected.start);
    assert_int_equal(dates->finish, expected.finish);
    assert_int_equal(dates->late_start, expected.late_start);
    assert_int_equal(dates->late_finish, expected.late_finish);
    assert_int_equal(dates->total_slack, expected.total_slack);
    assert_int_equal(dates->free_slack, expected.free_slack);
    assert_int_equal(dates->duration, expected.duration);
    assert_int_equal(dates->percent_complete, expected.percent_complete);
    assert_int_equal(dates->resume, expected.resume);
    assert_int_equal(dates->remaining, expected.remaining);
    assert_int_equal(dates->critical, expected.critical);
    assert_int_equal(dates->near_critical, expected.near_critical);
    assert_int_equal(dates->late, expected.late);
}

static void assert_plan(const Reference *reference, const Extras *extras, const Plan *plan)
{
    for (int t = 0; t < reference->count; t++) {
        if (reference->tasks[t].active)
            assert_same(reference, extras, plan, t);
        else
            assert_int_equal(fixture_dates(plan, task_id(t))->start, INSTANT_NONE);
    }
}

static void random_plans_agree_with_the_reference(void **state)
{
    const unsigned plans = *(const unsigned *)*state;
    Grids *grids = calloc(1, sizeof *grids);
    assert_non_null(grids);
    make_grids(grids);
    for (unsigned number = 1; number <= plans; number++) {
        uint64_t seed = number * UINT64_C(0x9E3779B97F4A7C15);
        Plan plan;
        Reference reference;
        Extras extras;
        random_plan(grids, &reference, &extras, &seed);
        reference_solve(&reference);
        make_plan(&plan, &reference, &extras, &seed);
        fixture_schedule(&plan);
        assert_plan(&reference, &extras, &plan);
        plan_release(&plan);
    }
    print_message("runs %u plans at random, against a schedule worked out another way\n", plans);
    free(grids);
}

int main(int argc, char **argv)
{
    unsigned plans = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : PLANS;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(random_plans_agree_with_the_reference, &plans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
