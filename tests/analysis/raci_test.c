/*
 * The responsibility matrix put together, and when a part of the communication plan is due.
 */
#include "plan_fixture.h"

#include "steerco/analysis/steering/raci.h"

static void add_cell(Plan *plan, const char *work, const char *role, const char *code)
{
    Responsibility cell = {0};
    const Field *field = entity_field(&responsibility_entity, "code");
    record_init(&responsibility_entity, &cell);
    cell.record.id = fixture_next_id(plan);
    cell.record.board = plan->board;
    cell.title = work;
    cell.role = role;
    while (strcmp(field->choices[cell.code], code) != 0)
        cell.code++;
    plan_add(plan, ENTITY_RESPONSIBILITY, &cell);
}

static void assert_findings(const Plan *plan, size_t count, const char *expected)
{
    RaciMatrix matrix;
    Buffer words = {0};
    raci_build(plan, &matrix);
    assert_int_equal(raci_word(&matrix, &words), count);
    assert_string_equal(buffer_text(&words), expected);
    buffer_release(&words);
    raci_release(&matrix);
}

static void each_work_has_one_who_answers_and_some_who_do(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    add_cell(&plan, "Plan", "Lead", "A/R");
    add_cell(&plan, "Plan", "Team", "C");
    assert_findings(&plan, 0, "");
    add_cell(&plan, "Test", "Team", "R");
    add_cell(&plan, "Build", "Lead", "A");
    add_cell(&plan, "Build", "Sponsor", "A/C");
    add_cell(&plan, "Train", "Lead", "A/R");
    add_cell(&plan, "Train", "Sponsor", "R");
    add_cell(&plan, "Train", "Team", "R");
    add_cell(&plan, "Train", "Guest", "n.a.");
    assert_findings(&plan, 5,
                    "Test: nobody answers for it (A)\n"
                    "Build: 2 answer for it (A), and one alone should: Lead, Sponsor\n"
                    "Build: nobody does it (R)\n"
                    "Train: all do it (R): then nobody feels that it is theirs\n"
                    "Guest: has no letter anywhere\n");
    plan_release(&plan);
}

/* Eight of ten works are more than seven, and more than half; seven of ten are not. */
static void nobody_answers_for_too_much(void **state)
{
    (void)state;
    static const char *const works[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    Plan plan;
    plan_fixture(&plan);
    for (int i = 0; i < 10; i++)
        add_cell(&plan, works[i], i < 7 ? "Lead" : "Sponsor", "A/R");
    assert_findings(&plan, 0, "");
    ((Responsibility *)fixture_edit(&plan, ENTITY_RESPONSIBILITY, 9))->role = "Lead"; /* of "h" */
    assert_findings(&plan, 1, "Lead: answers for 8 of 10 works (A): too many for one\n");
    plan_release(&plan);
}

static void letters_of_several_records_count_together(void **state)
{
    (void)state;
    Plan plan;
    RaciMatrix matrix;
    Buffer words = {0};
    plan_fixture(&plan);
    add_cell(&plan, "Plan", "Lead", "A");
    add_cell(&plan, "Plan", "Lead", "R");
    add_cell(&plan, "Plan", "Team", "S/C");
    raci_build(&plan, &matrix);
    raci_draw(&matrix, 80, &words);
    assert_string_equal(buffer_text(&words), "  1  Lead\n"
                                             "  2  Team\n"
                                             "             1   2\n"
                                             "Plan         A/R S/C\n");
    buffer_release(&words);
    raci_release(&matrix);
    plan_release(&plan);
}

/* ---- the communication plan ---- */

static Id add_activity(Plan *plan, const char *frequency, const char *from, const char *next_due)
{
    CommunicationActivity activity = {0};
    record_init(&communication_activity_entity, &activity);
    activity.record.id = fixture_next_id(plan);
    activity.record.board = plan->board;
    activity.title = "Report";
    activity.frequency = frequency;
    activity.from = from ? instant_date(fixture_instant(from)) : DATE_NONE;
    activity.next_due = next_due ? instant_date(fixture_instant(next_due)) : DATE_NONE;
    plan_add(plan, ENTITY_COMMUNICATION_ACTIVITY, &activity);
    return activity.record.id;
}

static void log_contact(Plan *plan, Id activity, const char *date)
{
    Contact contact = {0};
    record_init(&contact_entity, &contact);
    contact.record.id = fixture_next_id(plan);
    contact.record.board = plan->board;
    contact.summary = "Sent";
    contact.activity = activity;
    contact.date = instant_date(fixture_instant(date));
    plan_add(plan, ENTITY_CONTACT, &contact);
}

static void assert_due(const Plan *plan, Id activity, const char *expected)
{
    Date due = communication_due(plan, plan_find(plan, ENTITY_COMMUNICATION_ACTIVITY, activity));
    assert_int_equal(due, expected ? instant_date(fixture_instant(expected)) : DATE_NONE);
}

/* From Thursday 5 March 2026, weekly: on Thursdays. */
static void a_rhythm_takes_the_day_of_the_first_time(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id weekly = add_activity(&plan, "Weekly", "2026-03-05", NULL);
    Id monthly = add_activity(&plan, "monthly", "2026-01-31", NULL);
    Id quarterly = add_activity(&plan, "Quarterly", "2026-02-15", NULL);
    Id rule = add_activity(&plan, "monthly last fri", "2026-03-01", NULL);
    Id odd = add_activity(&plan, "when needed", "2026-03-01", NULL);
    assert_due(&plan, weekly, "2026-03-05");
    assert_due(&plan, rule, "2026-03-27");
    assert_due(&plan, odd, NULL);
    log_contact(&plan, weekly, "2026-03-05");
    assert_due(&plan, weekly, "2026-03-12");
    log_contact(&plan, weekly, "2026-03-24"); /* late: the one of Thursday 19 is past, 26 is next, two days later … */
    assert_due(&plan, weekly, "2026-04-02");  /* … which is within a third of a week, so it counts for that */
    log_contact(&plan, monthly, "2026-01-31");
    assert_due(&plan, monthly, "2026-02-28"); /* February has no 31st */
    log_contact(&plan, quarterly, "2026-02-15");
    assert_due(&plan, quarterly, "2026-05-15");
    plan_release(&plan);
}

/* A day that was agreed on stands until it was done; one sixth of a month too early is done, half a month is not. */
static void an_agreed_day_stands_until_it_was_done(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id once = add_activity(&plan, "", NULL, "2026-03-20");
    Id monthly = add_activity(&plan, "monthly", NULL, "2026-03-20");
    log_contact(&plan, monthly, "2026-03-05");
    assert_due(&plan, once, "2026-03-20");
    assert_due(&plan, monthly, "2026-03-20");
    log_contact(&plan, once, "2026-03-20");
    log_contact(&plan, monthly, "2026-03-15");
    assert_due(&plan, once, NULL);
    assert_due(&plan, monthly, "2026-04-20");
    ((CommunicationActivity *)fixture_edit(&plan, ENTITY_COMMUNICATION_ACTIVITY, monthly))->to = date_make(2026, 4, 1);
    assert_due(&plan, monthly, NULL);
    plan_release(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_work_has_one_who_answers_and_some_who_do),
        cmocka_unit_test(nobody_answers_for_too_much),
        cmocka_unit_test(letters_of_several_records_count_together),
        cmocka_unit_test(a_rhythm_takes_the_day_of_the_first_time),
        cmocka_unit_test(an_agreed_day_stands_until_it_was_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
