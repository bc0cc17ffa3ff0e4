/*
 * Baselines of Microsoft Project files, in and out. Costs in the file count hundredths of the currency.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "exchange/mspdi_fixture.h"

#define TAKEN(number, day, work, cost)                                                                                 \
    "<Baseline><Number>" #number "</Number><Start>" day "T08:00:00</Start><Finish>" day "T17:00:00</Finish>"           \
    "<Duration>PT8H0M0S</Duration><DurationFormat>39</DurationFormat><Work>" work "</Work><Cost>" #cost                \
    "</Cost></Baseline>"
#define BELOW(uid, inside)                                                                                             \
    "<Task><UID>" #uid "</UID><Name>Task " #uid "</Name><OutlineLevel>2</OutlineLevel>"                                \
    "<Duration>PT8H0M0S</Duration>" inside "</Task>"

/* A phase whose total is more than its two tasks come to, and a second baseline of one of these. */
#define FILE_OF(inside, day)                                                                                           \
    PROJECT("<LastSaved>2026-02-27T18:00:00</LastSaved>" STARTS inside                                                 \
            "<Tasks><Task><UID>1</UID><Name>Phase</Name><OutlineLevel>1</OutlineLevel>" TAKEN(                         \
                0, "2026-03-02", "PT20H0M0S",                                                                          \
                10000) "</Task>" BELOW(2, TAKEN(0, "2026-03-02", "PT8H0M0S", 4000) TAKEN(3, day, "PT9H0M0S", 5000))    \
                BELOW(3, TAKEN(0, "2026-03-03", "PT12H0M0S", 5000)) "</Tasks>")

static const Baseline *baseline_named(const Plan *plan, const char *name)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BASELINE); row++) {
        const Baseline *baseline = plan_at(plan, ENTITY_BASELINE, row);
        if (strcmp(baseline->name, name) == 0)
            return baseline;
    }
    return NULL;
}

static const BaselineTask *part_of(Fixture *fixture, const char *baseline, const char *uid)
{
    const Baseline *held = baseline_named(&fixture->plan, baseline);
    assert_non_null(held);
    for (uint32_t row = 0; row < plan_count(&fixture->plan, ENTITY_BASELINE_TASK); row++) {
        const BaselineTask *part = plan_baseline_task(&fixture->plan, row);
        if (part->baseline == held->record.id && part->task == task(fixture, uid)->record.id)
            return part;
    }
    return NULL;
}

static void baselines_of_a_file_become_baselines(void **state)
{
    Fixture *fixture = *state;
    import(fixture, FILE_OF("", "2026-03-05"));
    const BaselineTask *part = part_of(fixture, "Baseline", "2");
    assert_int_equal(plan_count(&fixture->plan, ENTITY_BASELINE), 2);
    assert_int_equal(fixture->report.baselines, 2);
    assert_int_equal(baseline_named(&fixture->plan, "Baseline")->taken_on, date_make(2026, 2, 27)); /* LastSaved */
    assert_string_equal(part->name, "Task 2");
    assert_int_equal(part->start, instant_make(date_make(2026, 3, 2), 480));
    assert_int_equal(part->finish, instant_make(date_make(2026, 3, 2), 1020));
    assert_string_equal(worded(fixture, part->duration), "1d?");
    assert_string_equal(worded(fixture, part->work), "8h");
    assert_int_equal(part->cost, 4000);
    assert_int_equal(part_of(fixture, "Baseline 3", "2")->cost, 5000);
    assert_null(part_of(fixture, "Baseline 3", "1"));
}

/* 20 h of the phase are 8 h and 12 h below it; of its 100.00, 40.00 and 50.00 are below and 10.00 its own. */
static void a_summary_task_keeps_its_own_share(void **state)
{
    Fixture *fixture = *state;
    Buffer xml = {0};
    import(fixture, FILE_OF("", "2026-03-05"));
    assert_int_equal(part_of(fixture, "Baseline", "1")->work, DURATION_NONE);
    assert_int_equal(part_of(fixture, "Baseline", "1")->cost, 1000);
    export_plan(&fixture->plan, &xml);
    const char *phase = strstr(buffer_text(&xml), "<Name>Phase</Name>");
    assert_non_null(strstr(phase, "<Work>PT20H0M0S</Work>\n\t\t\t\t<Cost>10000</Cost>"));
    buffer_release(&xml);
    import(fixture, PROJECT("<Tasks><Task><UID>11</UID><Name>P</Name><OutlineLevel>1</OutlineLevel>" TAKEN(
                        5, "2026-03-02", "PT1H0M0S",
                        10) "</Task>" BELOW(12, TAKEN(5, "2026-03-02", "PT8H0M0S", 10)) "</Tasks>"));
    assert_noted(fixture, "1 summary task has less in a baseline than the tasks below it");
    assert_int_equal(part_of(fixture, "Baseline 5", "11")->work, DURATION_NONE);
}

/* With several, the board compares with the one that Project does: the first, unless the file says another. */
static void the_board_compares_with_projects_choice(void **state)
{
    Fixture *fixture = *state;
    import(fixture, FILE_OF("", "2026-03-05"));
    assert_int_equal(baseline_current(&fixture->plan), baseline_named(&fixture->plan, "Baseline")->record.id);
    void *other;
    begin(&other);
    import(other, FILE_OF("<BaselineForEarnedValue>3</BaselineForEarnedValue>", "2026-03-05"));
    const Plan *plan = &((Fixture *)other)->plan;
    assert_int_equal(baseline_current(plan), baseline_named(plan, "Baseline 3")->record.id);
    end(&other);
}

static void a_baseline_once_taken_is_never_changed(void **state)
{
    Fixture *fixture = *state;
    import(fixture, FILE_OF("", "2026-03-05"));
    Instant before = part_of(fixture, "Baseline 3", "2")->start;
    import(fixture, FILE_OF("", "2026-03-05"));
    assert_int_equal(fixture->report.created + fixture->report.updated, 0);
    assert_int_equal(fixture->report.notes.count, 0);
    import(fixture, FILE_OF("", "2026-03-09"));
    assert_int_equal(plan_count(&fixture->plan, ENTITY_BASELINE), 2);
    assert_int_equal(part_of(fixture, "Baseline 3", "2")->start, before);
    assert_noted(fixture, "baseline 'Baseline 3' stays as it was taken; 1 of its tasks differs in the file");
}

/* Some programs write the first one into the task itself. */
static void the_first_baseline_may_lie_in_the_task(void **state)
{
    Fixture *fixture = *state;
    import(fixture, TASKS(TASK(1, "<BaselineStart>2026-03-02T08:00:00</BaselineStart>"
                                  "<BaselineFinish>2026-03-03T17:00:00</BaselineFinish>"
                                  "<BaselineDuration>PT16H0M0S</BaselineDuration><BaselineCost>700</BaselineCost>")));
    const BaselineTask *part = part_of(fixture, "Baseline", "1");
    assert_string_equal(worded(fixture, part->duration), "2d");
    assert_int_equal(part->finish, instant_make(date_make(2026, 3, 3), 1020));
    assert_int_equal(part->cost, 700);
    assert_int_equal(part->work, DURATION_NONE);
}

static void interim_plans_and_empty_baselines_are_none(void **state)
{
    Fixture *fixture = *state;
    import(fixture, TASKS(TASK(1, "<Baseline><Number>1</Number><Interim>1</Interim>"
                                  "<Start>2026-03-02T08:00:00</Start></Baseline>"
                                  "<Baseline><Number>2</Number><BCWS>0</BCWS></Baseline>")));
    assert_int_equal(plan_count(&fixture->plan, ENTITY_BASELINE), 0);
    assert_noted(fixture, "1 row of an interim plan is not kept");
}

static void take(Plan *plan, Id id, const char *name, Date day)
{
    Baseline baseline = {.record = {.id = id, .board = 1}};
    record_init(&baseline_entity, &baseline);
    baseline.name = name;
    baseline.taken_on = day;
    plan_add(plan, ENTITY_BASELINE, &baseline);
    BaselineTask part = {.record = {.id = id, .board = 1}};
    record_init(&baseline_task_entity, &part);
    part.baseline = id;
    part.task = plan_task(plan, 0)->record.id;
    part.start = instant_make(day, 480);
    plan_add(plan, ENTITY_BASELINE_TASK, &part);
}

/* Those of the board get Project's numbers, and are known for what they say when they come back. */
static void own_names_take_free_numbers_and_come_back_as_themselves(void **state)
{
    Fixture *fixture = *state;
    ChangeSet set;
    MspdiReport report;
    Buffer xml = {0};
    Date day = date_make(2026, 3, 2);
    import(fixture, CALENDARS(CALENDAR(1, "Standard", -1, ""))); /* with one task */
    take(&fixture->plan, 1, "Contract", day);
    take(&fixture->plan, 2, "Baseline", day + 1);
    take(&fixture->plan, 3, "Change 1", day + 2);
    assert_true(analysis_update(&fixture->plan, NULL));
    export_plan(&fixture->plan, &xml);
    /* in the order of their numbers: "Baseline" keeps 0, "Contract" takes 1, "Change 1" 2 */
    const char *first = strstr(buffer_text(&xml), "<Number>0</Number>\n\t\t\t\t<Interim>0</Interim>\n\t\t\t\t"
                                                  "<Start>2026-03-03T08:00:00</Start>");
    assert_non_null(first);
    assert_non_null(strstr(first, "<Number>1</Number>\n\t\t\t\t<Interim>0</Interim>\n\t\t\t\t"
                                  "<Start>2026-03-02T08:00:00</Start>"));
    assert_non_null(strstr(buffer_text(&xml), "<BaselineForEarnedValue>2</BaselineForEarnedValue>"));
    change_begin(&set, &fixture->plan, "import", "");
    assert_true(mspdi_import(xml.bytes, xml.length, "plan.xml", &fixture->plan, &set, &report, NULL));
    assert_int_equal(set.changes.count, 0);
    assert_int_equal(report.notes.count, 0);
    mspdi_report_release(&report);
    change_release(&set);
    buffer_release(&xml);
}

static void take_numbered(Plan *plan, Id id)
{
    char name[20];
    snprintf(name, sizeof name, "Week %d", (int)id);
    take(plan, id, name, date_make(2026, 3, 2) + (Date)id);
}

static void no_more_than_eleven_go_out(void **state)
{
    Fixture *fixture = *state;
    Buffer xml = {0};
    import(fixture, TASKS(TASK(1, "")));
    for (Id id = 1; id <= 11; id++)
        take_numbered(&fixture->plan, id);
    mspdi_export_losses(&fixture->plan, &xml);
    assert_string_equal(buffer_text(&xml), "");
    take_numbered(&fixture->plan, 12);
    assert_true(analysis_update(&fixture->plan, NULL));
    export_plan(&fixture->plan, &xml);
    /* the board compares with the newest one, so that is in the file */
    assert_non_null(strstr(buffer_text(&xml), "<Start>2026-03-14T08:00:00</Start>"));
    assert_null(strstr(buffer_text(&xml), "<Start>2026-03-13T08:00:00</Start>")); /* the last but one */
    assert_non_null(strstr(buffer_text(&xml), "<Start>2026-03-12T08:00:00</Start>"));
    assert_non_null(strstr(buffer_text(&xml), "<BaselineForEarnedValue>10</BaselineForEarnedValue>"));
    buffer_clear(&xml);
    mspdi_export_losses(&fixture->plan, &xml);
    assert_string_equal(buffer_text(&xml), "baseline Week 11 is not in the file: Microsoft Project holds 11\n");
    buffer_release(&xml);
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(baselines_of_a_file_become_baselines),
        T(a_summary_task_keeps_its_own_share),
        T(the_board_compares_with_projects_choice),
        T(a_baseline_once_taken_is_never_changed),
        T(the_first_baseline_may_lie_in_the_task),
        T(interim_plans_and_empty_baselines_are_none),
        T(own_names_take_free_numbers_and_come_back_as_themselves),
        T(no_more_than_eleven_go_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
