/*
 * The Gantt as data: where bars begin and end, by hand. The project starts on Monday 2 March 2026 at 08:00.
 */
#include "../analysis/plan_fixture.h"

#include "steerco/chart/gantt_chart.h"

/* The place of a civil time on a scale on which each day is whole: "2026-03-02T12:00" is half of Monday. */
#define AT(text) fixture_instant(text)

static const GanttRow *row_of(const GanttChart *gantt, const char *name)
{
    for (size_t i = 0; i < gantt->rows.count; i++)
        if (strcmp(gantt->rows.items[i].name, name) == 0)
            return &gantt->rows.items[i];
    fail();
    return NULL;
}

static void bars_fill_the_days_on_which_there_is_work(void **state)
{
    (void)state;
    Plan plan;
    GanttChart gantt;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "2d"), b = fixture_task(&plan, "B", "4h"), c = fixture_task(&plan, "C", "3d");
    Id m = fixture_task(&plan, "M", "0d");
    fixture_link(&plan, a, "FS", b);
    fixture_link(&plan, b, "FS", c);
    fixture_link(&plan, c, "FS", m);
    fixture_edit_task(&plan, a)->percent_complete = 5000;
    fixture_schedule(&plan);
    gantt_chart_of(&plan, &gantt);
    /* A is Mon 08:00 to Tue 17:00: from the beginning of Monday to the end of Tuesday; half of it is Monday. */
    const GanttRow *row = row_of(&gantt, "A");
    assert_int_equal(row->start, AT("2026-03-02T00:00"));
    assert_int_equal(row->finish, AT("2026-03-04T00:00"));
    assert_int_equal(row->done, AT("2026-03-03T00:00"));
    assert_int_equal(row->first, date_make(2026, 3, 2));
    assert_int_equal(row->last, date_make(2026, 3, 3));
    /* B is Wed 08:00 to 12:00. The day lasts from 08:00 to 17:00, 9 hours; 4 of 9 of 1,440 minutes are 640: 10:40. */
    row = row_of(&gantt, "B");
    assert_int_equal(row->start, AT("2026-03-04T00:00"));
    assert_int_equal(row->finish, AT("2026-03-04T10:40"));
    /* C is Wed 13:00 to Mon 12:00: 5 of 9 of Wednesday are 800 minutes, 13:20; over the weekend; Monday 10:40. */
    row = row_of(&gantt, "C");
    assert_int_equal(row->start, AT("2026-03-04T13:20"));
    assert_int_equal(row->finish, AT("2026-03-09T10:40"));
    assert_true(row->critical);
    /* The milestone stands at its end. */
    row = row_of(&gantt, "M");
    assert_int_equal(row->kind, GANTT_MILESTONE);
    assert_int_equal(row->start, AT("2026-03-09T10:40"));
    assert_int_equal(row->last, date_make(2026, 3, 9));
    assert_int_equal(gantt.links.count, 3);
    assert_int_equal(gantt.from, date_make(2026, 3, 2)); /* a Monday */
    gantt_chart_release(&gantt);
    plan_release(&plan);
}

static void slack_and_deadlines_have_their_places(void **state)
{
    (void)state;
    Plan plan;
    GanttChart gantt;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "1d");
    fixture_child(&plan, p, "Long", "5d");
    Id quick = fixture_child(&plan, p, "Short", "1d"), off = fixture_child(&plan, p, "Off", "1d");
    fixture_edit_task(&plan, quick)->deadline = AT("2026-03-03T17:00");
    fixture_edit_task(&plan, off)->inactive = true;
    fixture_schedule(&plan);
    gantt_chart_of(&plan, &gantt);
    /* Short may end with Long, on Friday: its slack reaches to the end of that day. But its deadline is Tuesday, so it
       must be over by then: to the end of Tuesday. */
    const GanttRow *row = row_of(&gantt, "Short");
    assert_int_equal(row->finish, AT("2026-03-03T00:00"));
    assert_int_equal(row->slack, AT("2026-03-04T00:00"));
    assert_int_equal(row->deadline, AT("2026-03-04T00:00"));
    assert_int_equal(row->level, 2);
    assert_int_equal(row->was_finish, INSTANT_NONE);
    row = row_of(&gantt, "P");
    assert_int_equal(row->kind, GANTT_SUMMARY);
    assert_int_equal(row->start, AT("2026-03-02T00:00"));
    assert_int_equal(row->finish, AT("2026-03-07T00:00"));
    assert_true(row_of(&gantt, "Off")->inactive);
    assert_false(gantt.baseline);
    gantt_chart_release(&gantt);
    plan_release(&plan);
}

static void a_plan_without_tasks_says_so(void **state)
{
    (void)state;
    Plan plan;
    GanttChart gantt;
    plan_fixture(&plan);
    fixture_schedule(&plan);
    gantt_chart_of(&plan, &gantt);
    assert_string_equal(gantt.empty, "The plan has no tasks.");
    gantt_chart_release(&gantt);
    plan_release(&plan);
}

static void ticks_are_the_finest_that_there_is_room_for(void **state)
{
    (void)state;
    Chart chart = {0};
    /* 2 March 2026 is a Monday. Four weeks with at most 8 ticks: weeks. */
    chart_days(&chart.x, &chart.texts, date_make(2026, 3, 2), date_make(2026, 3, 30), 8);
    assert_int_equal(chart.x.ticks.count, 5);
    assert_string_equal(chart.x.ticks.items[0].text, "2 Mar 2026");
    assert_string_equal(chart.x.ticks.items[4].text, "30 Mar");
    /* A year: 12 months are more than 8, 4 quarters are not. */
    chart_days(&chart.x, &chart.texts, date_make(2026, 3, 2), date_make(2027, 3, 2), 8);
    assert_int_equal(chart.x.ticks.count, 4);
    assert_string_equal(chart.x.ticks.items[0].text, "Apr 2026");
    assert_string_equal(chart.x.ticks.items[3].text, "Jan 2027");
    /* 0 to 973,840.00: steps of 200,000, the last one above. */
    chart_amounts(&chart.y, &chart.texts, 0, 97384000, 2);
    assert_int_equal(chart.y.ticks.count, 6);
    assert_string_equal(chart.y.ticks.items[1].text, "200,000");
    assert_int_equal(chart.y.high, 100000000);
    /* Below 0 too: −3 to 5 in whole units. */
    chart_amounts(&chart.y, &chart.texts, -3, 5, 0);
    assert_int_equal(chart.y.low, -3);
    assert_int_equal(chart.y.high, 5);
    chart_release(&chart);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_fill_the_days_on_which_there_is_work),
        cmocka_unit_test(slack_and_deadlines_have_their_places),
        cmocka_unit_test(a_plan_without_tasks_says_so),
        cmocka_unit_test(ticks_are_the_finest_that_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
