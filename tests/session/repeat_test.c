/*
 * Recurring tasks, on a board that starts on Monday 2 March 2026, which is today; Mon–Fri 08–12 and 13–17.
 */
#include "analysis/plan_fixture.h"

#include "steerco/records/records.h"
#include "steerco/session/repeat.h"

typedef struct Fixture {
    Plan plan;
    ChangeSet set;
    Error error;
    const Task *made;
    Buffer words;
} Fixture;

static Fixture fixture;

static int begin(void **state)
{
    (void)state;
    fixture = (Fixture){0};
    plan_fixture(&fixture.plan);
    fixture.plan.today = date_make(2026, 3, 2);
    return 0;
}

static int end(void **state)
{
    (void)state;
    change_release(&fixture.set);
    plan_release(&fixture.plan);
    buffer_release(&fixture.words);
    return 0;
}

static bool repeat(Id task, const char *text)
{
    error_clear(&fixture.error);
    change_release(&fixture.set);
    fixture_schedule(&fixture.plan);
    change_begin(&fixture.set, &fixture.plan, "test", "repeat");
    return repeat_task(&fixture.set, &fixture.plan, task, text, &fixture.made, &fixture.error);
}

/* The tasks that the set makes below the summary: "Review 1 03-02T08:00 1h" and so on, one a line. */
static const char *times(void)
{
    buffer_clear(&fixture.words);
    for (size_t i = 0; i < fixture.set.changes.count; i++) {
        const Change *change = &fixture.set.changes.items[i];
        const Task *task = change->record;
        if (change->kind != CHANGE_CREATE || change->entity != &task_entity || task == fixture.made)
            continue;
        assert_int_equal(task->constraint_type, CONSTRAINT_START_NO_EARLIER);
        Buffer at = {0};
        instant_format(task->constraint_date, &at);
        buffer_format(&fixture.words, "%s %s ", task->name, buffer_text(&at) + strlen("2026-"));
        duration_format(task->duration, &fixture_units, &fixture.words);
        buffer_add(&fixture.words, "\n");
        buffer_release(&at);
    }
    return buffer_text(&fixture.words);
}

static size_t count_made(const Entity *entity)
{
    size_t count = 0;
    for (size_t i = 0; i < fixture.set.changes.count; i++)
        count += fixture.set.changes.items[i].kind == CHANGE_CREATE && fixture.set.changes.items[i].entity == entity;
    return count;
}

/* Mondays of March 2026 are the 2nd, 9th, 16th, 23rd and 30th; the end is one of the days. */
static void a_task_becomes_the_summary_of_its_times(void **state)
{
    (void)state;
    Id review = fixture_task(&fixture.plan, "Review", "2h");
    assert_true(repeat(review, "weekly mon until 30 mar 2026"));
    assert_null(fixture.made);
    assert_string_equal(times(), "Review 1 03-02T08:00 2h\nReview 2 03-09T08:00 2h\nReview 3 03-16T08:00 2h\n"
                                 "Review 4 03-23T08:00 2h\nReview 5 03-30T08:00 2h\n");
}

/* With status Wed 18 March, which moves what has not begun, the Mondays before it would all lie on Thu 19 March. */
static void times_in_the_past_are_not_heaped_behind_the_status_date(void **state)
{
    (void)state;
    Id review = fixture_task(&fixture.plan, "Review", "2h");
    fixture_board(&fixture.plan)->status_date = date_make(2026, 3, 18);
    fixture_board(&fixture.plan)->reschedule_remaining = true;
    fixture_schedule(&fixture.plan);
    assert_true(repeat(review, "weekly mon from 2 mar 2026 until 30 mar 2026"));
    assert_string_equal(times(), "Review 1 03-23T08:00 2h\nReview 2 03-30T08:00 2h\n");
}

/* From 2 March to 30 June there are 5 Mondays in March, 4 in April, 4 in May and 5 in June. */
static void the_year_may_be_left_out(void **state)
{
    (void)state;
    Id review = fixture_task(&fixture.plan, "Review", "2h");
    assert_true(repeat(review, "weekly mon until 30 jun"));
    assert_int_equal(count_made(&task_entity), 18);
}

static void its_people_work_on_each_time_instead(void **state)
{
    (void)state;
    Id review = fixture_task(&fixture.plan, "Review", "2h");
    Id assigned = fixture_assign(&fixture.plan, review, fixture_resource(&fixture.plan, "Anna", 0));
    ((Assignment *)fixture_edit(&fixture.plan, ENTITY_ASSIGNMENT, assigned))->units = 5000;
    assert_true(repeat(review, "weekly tue 3 times"));
    assert_int_equal(count_made(&assignment_entity), 3);
    const Change *last = &fixture.set.changes.items[fixture.set.changes.count - 1];
    assert_int_equal(((const Assignment *)last->record)->units, 5000);
    size_t deleted = 0;
    for (size_t i = 0; i < fixture.set.changes.count; i++)
        deleted += fixture.set.changes.items[i].kind == CHANGE_DELETE;
    assert_int_equal(deleted, 1);
}

/* Behind the task, without touching it; from the day and as often as said. */
static void a_name_before_a_colon_makes_a_new_summary(void **state)
{
    (void)state;
    Id other = fixture_task(&fixture.plan, "Build", "20d");
    assert_true(repeat(other, "Steering meeting : monthly last fri from 1.4. 2 times for 1h"));
    assert_string_equal(fixture.made->name, "Steering meeting");
    assert_string_equal(times(), "Steering meeting 1 04-24T08:00 1h\nSteering meeting 2 05-29T08:00 1h\n");
    assert_true(repeat(0, "Jour fixe: weekly fri 1 times"));
    assert_string_equal(fixture.made->name, "Jour fixe");
}

/* Saturday 7 and Sunday 8 March, and Monday 9 itself, are all worked on Monday: once. */
static void free_days_move_to_the_next_working_day(void **state)
{
    (void)state;
    assert_true(repeat(0, "Check: daily from 6.3. until 10.3. for 1h"));
    assert_string_equal(times(), "Check 1 03-06T08:00 1h\nCheck 2 03-09T08:00 1h\nCheck 3 03-10T08:00 1h\n");
}

static void assert_refused(Id task, const char *text, const char *sentence)
{
    assert_false(repeat(task, text));
    assert_string_equal(fixture.error.text, sentence);
    assert_int_equal(fixture.set.changes.count, 0);
}

static void what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    Id stage = fixture_task(&fixture.plan, "Stage", "1d"), begun = fixture_task(&fixture.plan, "Begun", "1d");
    fixture_child(&fixture.plan, stage, "Dig", "1d");
    fixture_edit_task(&fixture.plan, begun)->percent_complete = 100;
    assert_refused(stage, "weekly mon 3 times",
                   "“Stage” has tasks under it; a name and a colon before the rule make a new task");
    assert_refused(begun, "weekly mon 3 times",
                   "“Begun” has begun; a name and a colon before the rule make a new task");
    assert_refused(0, "weekly mon 3 times",
                   "what repeats? Expected a name and a colon before the rule: Steering meeting: weekly mon 3 times");
    assert_refused(begun, "A: weekly mon",
                   "until when? Expected an end, as in: weekly mon until 30 jun, or: monthly 15 6 times");
    assert_refused(begun, "A: weekly mon x times", "how many times? Expected a number before 'times'");
    assert_refused(begun, "A: daily until 2.3.2029", "that would be more than 500 times; expected an earlier end");
    assert_refused(begun, "A: weekly mon from 3.3.2026 until 8.3.2026",
                   "no day of the rule lies between its beginning and its end");
    assert_refused(begun, "A: weekly mon 2 times for 50%", "'50%' is no duration of a task; expected one like 1h");
    assert_false(repeat(begun, "A: weekly mon until pigs"));
    assert_false(repeat(begun, "A: sometimes until 30 jun"));
    assert_false(repeat(begun, "A: weekly mon 2 times for ever"));
}

static void five_hundred_times_are_the_most(void **state)
{
    (void)state;
    assert_true(repeat(0, "Call: daily 500 times for 15m"));
    assert_int_equal(count_made(&task_entity), 501);
    assert_false(repeat(0, "Call: daily 501 times for 15m"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_task_becomes_the_summary_of_its_times),
        TEST(the_year_may_be_left_out),
        TEST(times_in_the_past_are_not_heaped_behind_the_status_date),
        TEST(the_year_may_be_left_out),
        TEST(its_people_work_on_each_time_instead),
        TEST(a_name_before_a_colon_makes_a_new_summary),
        TEST(free_days_move_to_the_next_working_day),
        TEST(what_makes_no_sense_is_refused),
        TEST(five_hundred_times_are_the_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
