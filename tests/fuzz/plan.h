/*
 * The plan that targets work on: a few records of the types that others refer to.
 */
#ifndef TESTS_FUZZ_PLAN_H
#define TESTS_FUZZ_PLAN_H

#include "fuzz.h"

#include "exchange/fixture.h"

enum { FUZZ_TASKS = 4 };

/*
 * How a CSV input is to be read. Its first byte names the record type ('A' = find out, 'B' calendars …; in lower case
 * bad rows are left out). With its highest bit set, a second byte says what else the caller knows.
 */
static inline CsvOptions fuzz_options(const uint8_t **bytes, size_t *length)
{
    static const char delimiters[] = "\0,;\t", decimals[] = "\0.,\0";
    static const char *const orders[] = {NULL, "ymd", "dmy", "mdy"};
    const unsigned letter = fuzz_choice(bytes, length, 256);
    const int kind = (int)(letter & 31u) - 2;
    const unsigned known = letter & 128 ? fuzz_choice(bytes, length, 256) : 0;
    return (CsvOptions){.partial = (letter & 32) != 0,
                        .entity = kind >= 0 && kind < entity_count ? entities[kind] : NULL,
                        .delimiter = delimiters[known & 3],
                        .decimal = decimals[known >> 2 & 3],
                        .date_order = orders[known >> 4 & 3],
                        .raw = (known & 64) != 0,
                        .encoding = known & 128 ? CSV_CP1252 : CSV_ENCODING_UNKNOWN};
}

static inline void fuzz_record(const Entity *entity, Id id, void *record)
{
    record_init(entity, record);
    *(Record *)record = (Record){.id = id, .board = entity->shared ? 0 : 1};
}

static inline void fuzz_add_task(Fixture *fixture, Id id, const char *name, Id parent)
{
    Task task;
    fuzz_record(&task_entity, id, &task);
    task.name = name;
    task.parent = parent;
    task.position = id * 10;
    task.duration = duration_make(480 * id, UNIT_DAYS);
    plan_add(&fixture->plan, ENTITY_TASK, &task);
}

/* Two people, a calendar, a summary with two linked tasks, a milestone beside it, a risk. */
static inline void fuzz_plan(Fixture *fixture)
{
    Resource person;
    Link link;
    Assignment work;
    Calendar calendar;
    Risk risk;
    fixture_init(fixture);
    fixture->plan.today = date_make(2026, 3, 2);
    Board *board = (Board *)plan_find(&fixture->plan, ENTITY_BOARD, 1);
    board->start = instant_make(date_make(2026, 3, 2), 480);
    board->calendar = 1;
    fuzz_record(&calendar_entity, 1, &calendar);
    calendar.name = "Standard";
    plan_add(&fixture->plan, ENTITY_CALENDAR, &calendar);
    fuzz_record(&resource_entity, 1, &person);
    person.name = "Anna Berg";
    person.initials = "AB";
    plan_add(&fixture->plan, ENTITY_RESOURCE, &person);
    fuzz_record(&resource_entity, 2, &person);
    person.name = "Bob";
    plan_add(&fixture->plan, ENTITY_RESOURCE, &person);
    fuzz_add_task(fixture, 1, "Move", 0);
    fuzz_add_task(fixture, 2, "Pack", 1);
    fuzz_add_task(fixture, 3, "Carry", 1);
    fuzz_add_task(fixture, 4, "Party", 0);
    fuzz_record(&link_entity, 1, &link);
    link.predecessor = 2;
    link.successor = 3;
    plan_add(&fixture->plan, ENTITY_LINK, &link);
    fuzz_record(&assignment_entity, 1, &work);
    work.task = 2;
    work.resource = 1;
    plan_add(&fixture->plan, ENTITY_ASSIGNMENT, &work);
    fuzz_record(&risk_entity, 1, &risk);
    risk.title = "Rain";
    risk.owner = 1;
    plan_add(&fixture->plan, ENTITY_RISK, &risk);
    fixture->plan.generation++;
    fixture_update(fixture);
}

/*
 * Import and commit as a session does, which refuses a set that leaves a plan that cannot be scheduled (a link of the
 * plan may contradict the outline of the file).
 */
static inline bool fuzz_import(Fixture *fixture, const CsvOptions *options, const char *bytes, size_t length)
{
    ChangeSet set = {0};
    change_begin(&set, &fixture->plan, "import", "fuzz");
    bool good = csv_import(bytes, length, "fuzz.csv", options, &fixture->plan, &set, &fixture->report, &fixture->error);
    if (good) {
        Error error = {0};
        fixture_number(fixture, &set);
        plan_apply(&fixture->plan, &set);
        good = analysis_update(&fixture->plan, &fixture->error);
        if (good && !change_check(&set, &fixture->plan, &error))
            fail_msg("%s", error.text);
        if (!good)
            plan_revert(&fixture->plan, &set);
    }
    assert_true(good || (fixture->error.kind != ERROR_NONE && fixture->error.text[0]));
    change_release(&set);
    return good;
}

#endif
