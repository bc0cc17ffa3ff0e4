/*
 * What typed words become, on a plan of one summary task with a task below it and one task beside it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "steerco/analysis/analysis.h"
#include "steerco/records/records.h"
#include "steerco/session/typed.h"

typedef struct Fixture {
    Plan plan;
    ChangeSet set;
    Error error;
} Fixture;

static void add_task(Plan *plan, Id id, Id parent, const char *name)
{
    Task task = {.record = {.id = id, .board = 1}};
    record_init(&task_entity, &task);
    task.parent = parent;
    task.position = id;
    task.name = name;
    plan_add(plan, ENTITY_TASK, &task);
}

/* Monday 2 March 2026; 08–12 and 13–17, Monday to Friday. */
static int begin(void **state)
{
    static Fixture fixture;
    fixture = (Fixture){0};
    plan_init(&fixture.plan);
    fixture.plan.board = 1;
    fixture.plan.today = date_make(2026, 3, 2);
    Board board = {.record = {.id = 1}};
    record_init(&board_entity, &board);
    board.name = "House";
    board.start = instant_make(fixture.plan.today, 8 * 60);
    plan_add(&fixture.plan, ENTITY_BOARD, &board);
    add_task(&fixture.plan, 1, 0, "Stage");
    add_task(&fixture.plan, 2, 1, "Dig");
    add_task(&fixture.plan, 3, 0, "Pour");
    assert_true(analysis_update(&fixture.plan, &fixture.error));
    change_begin(&fixture.set, &fixture.plan, "test", "type");
    *state = &fixture;
    return 0;
}

static int end(void **state)
{
    Fixture *fixture = *state;
    change_release(&fixture->set);
    plan_release(&fixture->plan);
    return 0;
}

static bool type(Fixture *fixture, Id task, const char *field, const char *text)
{
    error_clear(&fixture->error);
    return typed_set(&fixture->set, &fixture->plan, &task_entity, task, entity_field(&task_entity, field), text,
                     &fixture->error);
}

static int64_t after(Fixture *fixture, Id task, const char *field)
{
    return change_value(&fixture->set, &fixture->plan, &task_entity, task, entity_field(&task_entity, field)).number;
}

#define assert_instant(task, field, year, month, day, minute)                                                          \
    assert_int_equal(after(*state, task, field), instant_make(date_make(year, month, day), minute))

static void a_day_means_its_last_minute_where_something_ends(void **state)
{
    assert_true(type(*state, 3, "deadline", "2026-03-06"));
    assert_instant(3, "deadline", 2026, 3, 6, 17 * 60);
    assert_true(type(*state, 3, "actual_start", "6.3."));
    assert_instant(3, "actual_start", 2026, 3, 6, 8 * 60);
    assert_true(type(*state, 3, "deadline", "2026-03-06 10:30"));
    assert_instant(3, "deadline", 2026, 3, 6, 10 * 60 + 30);
}

static void on_a_day_without_work_the_usual_hours_count(void **state)
{
    assert_true(type(*state, 3, "deadline", "2026-03-07"));
    assert_instant(3, "deadline", 2026, 3, 7, 17 * 60);
}

static void a_typed_start_and_finish_are_constraints(void **state)
{
    assert_true(type(*state, 3, "start", "+3"));
    assert_int_equal(after(*state, 3, "constraint_type"), CONSTRAINT_START_NO_EARLIER);
    assert_instant(3, "constraint_date", 2026, 3, 5, 8 * 60);
    assert_true(type(*state, 3, "finish", "fri"));
    assert_int_equal(after(*state, 3, "constraint_type"), CONSTRAINT_FINISH_NO_EARLIER);
    assert_instant(3, "constraint_date", 2026, 3, 6, 17 * 60);
    assert_true(type(*state, 3, "start", ""));
    assert_int_equal(after(*state, 3, "constraint_type"), CONSTRAINT_AS_SOON_AS_POSSIBLE);
    assert_true(after(*state, 3, "constraint_date") == VALUE_NONE);
}

static void what_has_happened_is_corrected_not_constrained(void **state)
{
    assert_true(type(*state, 3, "actual_start", "2026-03-03"));
    assert_true(type(*state, 3, "start", "2026-03-04"));
    assert_instant(3, "actual_start", 2026, 3, 4, 8 * 60);
    assert_int_equal(after(*state, 3, "constraint_type"), CONSTRAINT_AS_SOON_AS_POSSIBLE);
}

static void the_kind_of_constraint_decides_what_its_day_means(void **state)
{
    assert_true(type(*state, 3, "constraint_type", "must finish on"));
    assert_true(type(*state, 3, "constraint_date", "2026-03-06"));
    assert_instant(3, "constraint_date", 2026, 3, 6, 17 * 60);
}

static void links_and_people_are_typed_as_lists(void **state)
{
    Fixture *fixture = *state;
    assert_true(type(fixture, 3, "predecessors", "2FS+1d"));
    assert_true(type(fixture, 3, "resources", "Ann Lee[50%]"));
    assert_int_equal(fixture->set.changes.count, 3); /* a link, a person, an assignment */
}

static void what_follows_from_other_things_cannot_be_typed(void **state)
{
    Fixture *fixture = *state;
    assert_false(type(fixture, 1, "duration", "3d"));
    assert_string_equal(fixture->error.text, "the duration of “Stage” follows from the tasks below it; change those");
    assert_false(type(fixture, 3, "wbs", "1.2"));
    assert_int_equal(fixture->error.kind, ERROR_USAGE);
    assert_int_equal(fixture->set.changes.count, 0);
}

static void the_sentence_begins_with_the_field(void **state)
{
    Fixture *fixture = *state;
    assert_false(type(fixture, 3, "percent_complete", "half"));
    assert_string_equal(fixture->error.text, "percent_complete: 'half' is no percentage; expected a number like 45%");
}

/* ---- Progress, as in Microsoft Project: each task takes Monday 2 March, 08:00 to 17:00 ---- */

#define assert_undefined(task, field) assert_true(after(*state, task, field) == VALUE_NONE)

static void progress_says_what_has_happened(void **state)
{
    assert_true(type(*state, 3, "percent_complete", "40"));
    assert_instant(3, "actual_start", 2026, 3, 2, 8 * 60);
    assert_undefined(3, "actual_finish");
    assert_true(type(*state, 3, "percent_complete", "100%"));
    assert_instant(3, "actual_finish", 2026, 3, 2, 17 * 60);
    assert_true(type(*state, 3, "percent_complete", "80"));
    assert_undefined(3, "actual_finish");
    assert_instant(3, "actual_start", 2026, 3, 2, 8 * 60);
    assert_true(type(*state, 3, "percent_complete", "0"));
    assert_undefined(3, "actual_start");
}

/* Begun Friday 27 February and three days long: over on Tuesday 3 March. */
static void progress_goes_by_what_else_is_known(void **state)
{
    assert_true(type(*state, 3, "actual_start", "2026-02-27"));
    assert_true(type(*state, 3, "duration", "3d"));
    assert_true(type(*state, 3, "percent_complete", "100"));
    assert_instant(3, "actual_start", 2026, 2, 27, 8 * 60);
    assert_instant(3, "actual_finish", 2026, 3, 3, 17 * 60);
}

static void what_takes_no_time_is_done_or_not(void **state)
{
    Fixture *fixture = *state;
    assert_true(type(fixture, 3, "duration", "0"));
    assert_false(type(fixture, 3, "percent_complete", "50"));
    assert_string_equal(fixture->error.text, "“Pour” takes no time: it is 0% or 100% complete");
    assert_undefined(3, "actual_start");
    assert_true(type(fixture, 3, "percent_complete", "100"));
    assert_instant(3, "actual_start", 2026, 3, 2, 8 * 60);
}

/* One that works round the clock, and one from 22:00 to 06:00. */
static void add_calendar(Fixture *fixture, Id id, const char *name, const char *hours)
{
    Calendar calendar = {.record = {.id = id}};
    record_init(&calendar_entity, &calendar);
    calendar.name = name;
    for (int day = 0; day < 7; day++)
        calendar.hours[day] = hours;
    plan_add(&fixture->plan, ENTITY_CALENDAR, &calendar);
    assert_true(analysis_update(&fixture->plan, &fixture->error));
}

static void assert_shown(Fixture *fixture, Id task, const char *field, const char *expected)
{
    Buffer shown = {0};
    field_word(entity_field(&task_entity, field), &fixture->plan, plan_find(&fixture->plan, ENTITY_TASK, task),
               FORMAT_DISPLAY, &shown);
    assert_string_equal(buffer_text(&shown), expected);
    buffer_release(&shown);
}

static void take_over(Fixture *fixture);

/* Thursday 12 March is over at 24:00, which is Friday 13 March 00:00. */
static void a_day_typed_is_that_day_round_the_clock(void **state)
{
    Fixture *fixture = *state;
    const char *const hours[] = {"00:00-24:00", "00:00-06:00 22:00-24:00"};
    for (int i = 0; i < 2; i++) {
        add_calendar(fixture, 70 + i, i == 0 ? "Round" : "Night", hours[i]);
        assert_true(type(fixture, 3, "calendar", i == 0 ? "Round" : "Night"));
        const char *const fields[] = {"deadline", "manual_finish", "actual_finish"};
        for (int f = 0; f < 3; f++) {
            assert_true(type(fixture, 3, fields[f], "2026-03-12"));
            assert_instant(3, fields[f], 2026, 3, 13, 0);
        }
        assert_true(type(fixture, 3, "actual_finish", ""));
        assert_true(type(fixture, 3, "constraint_type", "finish no later than"));
        assert_true(type(fixture, 3, "constraint_date", "2026-03-12"));
        assert_instant(3, "constraint_date", 2026, 3, 13, 0);
        assert_true(type(fixture, 3, "actual_start", "2026-03-12"));
        assert_instant(3, "actual_start", 2026, 3, 12, 0);
        assert_true(type(fixture, 3, "actual_start", ""));
        take_over(fixture);
        assert_shown(fixture, 3, "deadline", "12 Mar 26 24:00");
        assert_shown(fixture, 3, "manual_finish", "12 Mar 26 24:00");
        assert_shown(fixture, 3, "constraint_date", "12 Mar 26 24:00");
    }
    /* What is read there can be typed there. */
    assert_true(type(fixture, 3, "deadline", "2026-03-10T24:00"));
    assert_instant(3, "deadline", 2026, 3, 11, 0);
    assert_true(type(fixture, 3, "deadline", "2026-03-10 00:00"));
    assert_instant(3, "deadline", 2026, 3, 10, 0);
}

/* Friday 6 March as the day of a start is 08:00, as that of a finish 17:00, whichever is typed first. */
static void the_day_of_a_constraint_stays_when_its_kind_changes(void **state)
{
    assert_true(type(*state, 3, "constraint_date", "2026-03-06"));
    assert_instant(3, "constraint_date", 2026, 3, 6, 8 * 60);
    assert_true(type(*state, 3, "constraint_type", "must finish on"));
    assert_instant(3, "constraint_date", 2026, 3, 6, 17 * 60);
    assert_true(type(*state, 3, "constraint_type", "start no later than"));
    assert_instant(3, "constraint_date", 2026, 3, 6, 8 * 60);
    assert_true(type(*state, 3, "constraint_date", "2026-03-06 10:15"));
    assert_true(type(*state, 3, "constraint_type", "must finish on"));
    assert_instant(3, "constraint_date", 2026, 3, 6, 10 * 60 + 15);
}

/* Mon 2 – Fri 6 March by hand is five days; three days are over on Wed 4 March. */
static void a_manual_task_takes_the_time_between_its_dates(void **state)
{
    Fixture *fixture = *state;
    assert_true(type(fixture, 3, "manual", "yes"));
    assert_true(type(fixture, 3, "manual_start", "2026-03-02"));
    assert_true(type(fixture, 3, "manual_finish", "2026-03-06"));
    assert_instant(3, "manual_finish", 2026, 3, 6, 17 * 60);
    take_over(fixture);
    assert_shown(fixture, 3, "duration", "5d");
    assert_true(type(fixture, 3, "duration", "3d"));
    assert_instant(3, "manual_finish", 2026, 3, 4, 17 * 60);
}

static void take_over(Fixture *fixture)
{
    plan_apply(&fixture->plan, &fixture->set);
    change_release(&fixture->set);
    assert_true(analysis_update(&fixture->plan, &fixture->error));
    change_begin(&fixture->set, &fixture->plan, "test", "type");
}

static void a_manual_task_is_over_when_it_was_planned(void **state)
{
    assert_true(type(*state, 3, "manual", "yes"));
    assert_true(type(*state, 3, "manual_start", "2026-03-05"));
    take_over(*state);
    assert_true(type(*state, 3, "percent_complete", "100"));
    assert_instant(3, "actual_start", 2026, 3, 5, 8 * 60);
    assert_instant(3, "actual_finish", 2026, 3, 5, 17 * 60);
}

static void the_progress_of_a_summary_is_not_typed(void **state)
{
    Fixture *fixture = *state;
    assert_false(type(fixture, 1, "percent_complete", "50"));
    assert_string_equal(
        fixture->error.text,
        "the percent complete of “Stage” follows from the tasks below it; report the progress of those");
}

static const char *rest(Fixture *fixture, const char *field, Buffer *words)
{
    buffer_clear(words);
    typed_word_rest(&fixture->set, &fixture->plan, entity_field(&task_entity, field), words);
    return buffer_text(words);
}

static void what_else_is_set_is_said(void **state)
{
    Fixture *fixture = *state;
    Buffer words = {0};
    assert_true(type(fixture, 3, "percent_complete", "100"));
    assert_string_equal(rest(fixture, "percent_complete", &words),
                        "; also sets actual start 2 Mar, actual finish 2 Mar");
    assert_true(type(fixture, 2, "percent_complete", "100"));
    assert_string_equal(rest(fixture, "percent_complete", &words),
                        "; also sets actual start of 2 tasks, actual finish of 2 tasks");
    take_over(fixture);
    assert_true(type(fixture, 3, "percent_complete", "0"));
    assert_string_equal(rest(fixture, "percent_complete", &words), "; also clears actual finish, actual start");
    buffer_release(&words);
}

/* Today is 2 March 2026, and so is the whole plan; without a status date that lies elsewhere. */
static void a_day_without_its_year_is_near_the_plan_or_the_status_date(void **state)
{
    Fixture *fixture = *state;
    fixture->plan.today = date_make(2031, 11, 22);
    assert_true(type(fixture, 3, "deadline", "30 jun"));
    assert_instant(3, "deadline", 2026, 6, 30, 17 * 60);
    assert_true(type(fixture, 3, "deadline", "today"));
    assert_instant(3, "deadline", 2031, 11, 22, 17 * 60);
    change_field(&fixture->set, &fixture->plan, &board_entity, Board, 1, status_date,
                 value_number(date_make(2027, 11, 30)));
    take_over(fixture);
    assert_true(type(fixture, 3, "deadline", "30.1."));
    assert_instant(3, "deadline", 2028, 1, 30, 17 * 60);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_day_means_its_last_minute_where_something_ends),
        TEST(on_a_day_without_work_the_usual_hours_count),
        TEST(a_typed_start_and_finish_are_constraints),
        TEST(what_has_happened_is_corrected_not_constrained),
        TEST(the_kind_of_constraint_decides_what_its_day_means),
        TEST(links_and_people_are_typed_as_lists),
        TEST(what_follows_from_other_things_cannot_be_typed),
        TEST(the_sentence_begins_with_the_field),
        TEST(progress_says_what_has_happened),
        TEST(progress_goes_by_what_else_is_known),
        TEST(what_takes_no_time_is_done_or_not),
        TEST(a_manual_task_is_over_when_it_was_planned),
        TEST(the_progress_of_a_summary_is_not_typed),
        TEST(what_else_is_set_is_said),
        TEST(a_day_typed_is_that_day_round_the_clock),
        TEST(the_day_of_a_constraint_stays_when_its_kind_changes),
        TEST(a_manual_task_takes_the_time_between_its_dates),
        TEST(a_day_without_its_year_is_near_the_plan_or_the_status_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
