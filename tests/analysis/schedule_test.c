/*
 * The schedule against Microsoft Project's dates. Unless a test says otherwise the project starts on Monday 2 March
 * 2026 at 08:00, and work is done Monday to Friday from 8 to 12 and from 13 to 17. The examples are worked out by hand
 * from the rules that Project documents and that the dates in plans saved by it show.
 */
#include "plan_fixture.h"

/* Links: Project's four types */

static void finish_to_start_begins_on_the_next_working_day(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "2d"), b = fixture_task(&plan, "B", "1d");
    fixture_link(&plan, a, "FS", b);
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Tue 3 Mar 17:00");
    assert_dates(&plan, b, "Wed 4 Mar 08:00", "Wed 4 Mar 17:00");
    assert_instant(plan.results->start, "Mon 2 Mar 08:00");
    assert_instant(plan.results->finish, "Wed 4 Mar 17:00");
    plan_release(&plan);
}

static void start_to_start_waits_for_the_start(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "5d"), b = fixture_task(&plan, "B", "1d"), c = fixture_task(&plan, "C", "1d");
    fixture_link(&plan, a, "SS", b);
    fixture_link(&plan, a, "SS+1d", c);
    fixture_schedule(&plan);
    assert_dates(&plan, b, "Mon 2 Mar 08:00", "Mon 2 Mar 17:00");
    assert_dates(&plan, c, "Tue 3 Mar 08:00", "Tue 3 Mar 17:00");
    plan_release(&plan);
}

/* P 3d, S 1d, FF+1d: the bound is Thursday 17:00, so S runs on Thursday. */
static void finish_to_finish_counts_back_from_its_bound(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "3d"), s = fixture_task(&plan, "S", "1d");
    fixture_link(&plan, p, "FF+1d", s);
    fixture_schedule(&plan);
    assert_dates(&plan, s, "Thu 5 Mar 08:00", "Thu 5 Mar 17:00");
    plan_release(&plan);
}

/* Project keeps the bound itself as the finish, although the work is done on Friday at 17:00. */
static void start_to_finish_keeps_the_instant_demanded(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "1d"), s = fixture_task(&plan, "S", "1d");
    fixture_constrain(&plan, p, CONSTRAINT_START_NO_EARLIER, "2026-03-09T08:00");
    fixture_link(&plan, p, "SF", s);
    fixture_schedule(&plan);
    assert_dates(&plan, s, "Fri 6 Mar 08:00", "Mon 9 Mar 08:00");
    plan_release(&plan);
}

static void a_later_demand_overrules_the_finish_demanded(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "1d"), s = fixture_task(&plan, "S", "1d");
    fixture_constrain(&plan, p, CONSTRAINT_START_NO_EARLIER, "2026-03-09T08:00");
    fixture_link(&plan, p, "SF", s);
    fixture_link(&plan, p, "SS", s);
    fixture_schedule(&plan);
    assert_dates(&plan, s, "Mon 9 Mar 08:00", "Mon 9 Mar 17:00");
    plan_release(&plan);
}

/* Lags */

/* P finishes on Friday 17:00; the working day of lag is Monday. */
static void a_lag_over_the_weekend_is_worked_on_monday(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "5d"), s = fixture_task(&plan, "S", "1d");
    fixture_link(&plan, p, "FS+1d", s);
    fixture_schedule(&plan);
    assert_dates(&plan, s, "Tue 10 Mar 08:00", "Tue 10 Mar 17:00");
    plan_release(&plan);
}

/* Friday 17:00 and three elapsed days are Monday 17:00: too late for Monday. */
static void an_elapsed_lag_runs_through_the_weekend(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "5d"), s = fixture_task(&plan, "S", "1d");
    fixture_link(&plan, p, "FS+3ed", s);
    fixture_schedule(&plan);
    assert_dates(&plan, s, "Tue 10 Mar 08:00", "Tue 10 Mar 17:00");
    plan_release(&plan);
}

static void a_lead_starts_before_the_predecessor_ends(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "3d"), s = fixture_task(&plan, "S", "1d");
    fixture_link(&plan, p, "FS-1d", s);
    fixture_schedule(&plan);
    assert_dates(&plan, s, "Wed 4 Mar 08:00", "Wed 4 Mar 17:00");
    plan_release(&plan);
}

static void a_lead_does_not_pull_before_the_project_start(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "1d"), s = fixture_task(&plan, "S", "1d");
    fixture_link(&plan, p, "FS-5d", s);
    fixture_schedule(&plan);
    assert_dates(&plan, s, "Mon 2 Mar 08:00", "Mon 2 Mar 17:00");
    plan_release(&plan);
}

/* P 2d: FS+50% is FS+1d, FS-50% is FS-1d. */
static void a_lag_in_per_cent_is_a_share_of_the_predecessor(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "2d"), s = fixture_task(&plan, "S", "1d"), t = fixture_task(&plan, "T", "1d");
    fixture_link(&plan, p, "FS+50%", s);
    fixture_link(&plan, p, "FS-50%", t);
    fixture_schedule(&plan);
    assert_dates(&plan, s, "Thu 5 Mar 08:00", "Thu 5 Mar 17:00");
    assert_dates(&plan, t, "Tue 3 Mar 08:00", "Tue 3 Mar 17:00");
    plan_release(&plan);
}

/* P 2ed ends on Wednesday 08:00; half of it is one elapsed day, until Thursday 08:00. */
static void per_cent_of_an_elapsed_duration_is_an_elapsed_lag(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "2ed"), s = fixture_task(&plan, "S", "1d");
    fixture_link(&plan, p, "FS+50%", s);
    fixture_schedule(&plan);
    assert_dates(&plan, s, "Thu 5 Mar 08:00", "Thu 5 Mar 17:00");
    plan_release(&plan);
}

/* The summary runs from Monday to Thursday, four working days; half of them are Friday and Monday. */
static void per_cent_of_a_summary_is_a_share_of_its_span(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id sum = fixture_task(&plan, "Sum", "0d"), a = fixture_child(&plan, sum, "A", "3d");
    Id b = fixture_child(&plan, sum, "B", "1d"), s = fixture_task(&plan, "S", "1d");
    fixture_link(&plan, a, "FS", b);
    fixture_link(&plan, sum, "FS+50%", s);
    fixture_schedule(&plan);
    assert_int_equal(fixture_dates(&plan, sum)->duration, 4 * DAY);
    assert_dates(&plan, s, "Tue 10 Mar 08:00", "Tue 10 Mar 17:00");
    plan_release(&plan);
}

/* Milestones and elapsed durations */

static void a_milestone_is_not_moved_into_working_time(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), m = fixture_task(&plan, "M", "0d"), n = fixture_task(&plan, "N", "0d");
    fixture_link(&plan, a, "FS", m);
    fixture_link(&plan, a, "FS", n);
    fixture_constrain(&plan, n, CONSTRAINT_START_NO_EARLIER, "2026-03-03T08:00");
    fixture_schedule(&plan);
    assert_dates(&plan, m, "Mon 2 Mar 17:00", "Mon 2 Mar 17:00");
    assert_dates(&plan, n, "Tue 3 Mar 08:00", "Tue 3 Mar 08:00");
    plan_release(&plan);
}

static void a_milestone_stays_at_a_project_start_before_opening_time(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id calendar = fixture_calendar(&plan, 0, "09:00-17:00", "off");
    fixture_board(&plan)->calendar = calendar;
    Id m = fixture_task(&plan, "M", "0d"), a = fixture_task(&plan, "A", "1h");
    fixture_schedule(&plan);
    assert_dates(&plan, m, "Mon 2 Mar 08:00", "Mon 2 Mar 08:00");
    assert_dates(&plan, a, "Mon 2 Mar 09:00", "Mon 2 Mar 10:00");
    plan_release(&plan);
}

/* A Monday, milestone, B Tuesday in a chain: early Monday 17:00, late Tuesday 08:00, and no work lies between. */
static void the_late_date_of_a_milestone_is_not_moved_either(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), m = fixture_task(&plan, "M", "0d"), b = fixture_task(&plan, "B", "1d");
    fixture_link(&plan, a, "FS", m);
    fixture_link(&plan, m, "FS", b);
    fixture_schedule(&plan);
    assert_dates(&plan, m, "Mon 2 Mar 17:00", "Mon 2 Mar 17:00");
    assert_late(&plan, m, "Tue 3 Mar 08:00", "Tue 3 Mar 08:00");
    assert_late(&plan, a, "Mon 2 Mar 08:00", "Mon 2 Mar 17:00");
    assert_slack(&plan, m, 0, 0);
    plan_release(&plan);
}

static void an_elapsed_duration_runs_through_nights_and_weekends(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id e = fixture_task(&plan, "E", "3ed"), p = fixture_task(&plan, "P", "5d"), f = fixture_task(&plan, "F", "3ed");
    fixture_link(&plan, p, "FS", f);
    fixture_schedule(&plan);
    assert_dates(&plan, e, "Mon 2 Mar 08:00", "Thu 5 Mar 08:00");
    assert_dates(&plan, f, "Fri 6 Mar 17:00", "Mon 9 Mar 17:00");
    plan_release(&plan);
}

/* The project ends on Wednesday 08:00 with the elapsed task; work must be done on Tuesday by 17:00. */
static void work_must_end_in_working_time_but_elapsed_time_anywhere(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id e = fixture_task(&plan, "E", "2ed"), a = fixture_task(&plan, "A", "1d"), f = fixture_task(&plan, "F", "10eh");
    fixture_schedule(&plan);
    assert_instant(plan.results->finish, "Wed 4 Mar 08:00");
    assert_late(&plan, e, "Mon 2 Mar 08:00", "Wed 4 Mar 08:00");
    assert_late(&plan, a, "Tue 3 Mar 08:00", "Tue 3 Mar 17:00");
    assert_late(&plan, f, "Tue 3 Mar 22:00", "Wed 4 Mar 08:00");
    plan_release(&plan);
}

/* One elapsed minute against a finish 30 days later: 30 × 1440 − 1 minutes by the clock. */
static void the_slack_of_an_elapsed_duration_is_clock_time(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id e = fixture_task(&plan, "E", "1em"), f = fixture_task(&plan, "F", "30ed");
    fixture_schedule(&plan);
    assert_slack(&plan, e, 43199, 43199);
    assert_slack(&plan, f, 0, 0);
    plan_release(&plan);
}

/* Constraints */

static void start_no_earlier_on_a_day_off_waits_for_work(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d");
    fixture_constrain(&plan, a, CONSTRAINT_START_NO_EARLIER, "2026-03-07T08:00");
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 9 Mar 08:00", "Mon 9 Mar 17:00");
    plan_release(&plan);
}

/* Finishing on Friday 17:00 with two days of work means starting on Thursday. */
static void finish_no_earlier_counts_back_the_duration(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "2d"), b = fixture_task(&plan, "B", "2d"), p = fixture_task(&plan, "P", "5d");
    fixture_constrain(&plan, a, CONSTRAINT_FINISH_NO_EARLIER, "2026-03-06T17:00");
    fixture_constrain(&plan, b, CONSTRAINT_FINISH_NO_EARLIER, "2026-03-06T17:00");
    fixture_link(&plan, p, "FS", b);
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Thu 5 Mar 08:00", "Fri 6 Mar 17:00");
    assert_dates(&plan, b, "Mon 9 Mar 08:00", "Tue 10 Mar 17:00");
    plan_release(&plan);
}

/* P ends on Friday; S must start on Wednesday: S stands, P is three days late, and so is S for its links. */
static void must_start_on_beats_links_and_shows_it(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "5d"), s = fixture_task(&plan, "S", "1d"), t = fixture_task(&plan, "T", "1d");
    fixture_link(&plan, p, "FS", s);
    fixture_link(&plan, s, "FS", t);
    fixture_constrain(&plan, s, CONSTRAINT_MUST_START_ON, "2026-03-04T08:00");
    fixture_schedule(&plan);
    assert_dates(&plan, p, "Mon 2 Mar 08:00", "Fri 6 Mar 17:00");
    assert_dates(&plan, s, "Wed 4 Mar 08:00", "Wed 4 Mar 17:00");
    assert_late(&plan, s, "Wed 4 Mar 08:00", "Wed 4 Mar 17:00");
    assert_dates(&plan, t, "Thu 5 Mar 08:00", "Thu 5 Mar 17:00");
    assert_slack(&plan, p, -3 * DAY, 0);
    assert_slack(&plan, s, -3 * DAY, 0);
    plan_release(&plan);
}

/* Its late finish is its own, although its successor could wait until Friday. */
static void must_start_on_overrides_its_successors(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id c = fixture_task(&plan, "C", "5d"), s = fixture_task(&plan, "S", "1d"), t = fixture_task(&plan, "T", "1d");
    fixture_link(&plan, s, "FS", t);
    fixture_constrain(&plan, s, CONSTRAINT_MUST_START_ON, "2026-03-03T08:00");
    fixture_schedule(&plan);
    assert_late(&plan, t, "Fri 6 Mar 08:00", "Fri 6 Mar 17:00");
    assert_late(&plan, s, "Tue 3 Mar 08:00", "Tue 3 Mar 17:00");
    assert_slack(&plan, s, 0, 0);
    assert_true(fixture_dates(&plan, s)->critical);
    assert_true(fixture_dates(&plan, c)->critical);
    plan_release(&plan);
}

/* A 5d from Monday to Friday; the milestone behind it must finish on Thursday 17:00: both are a day short. */
static void must_finish_on_beats_links_and_shows_it(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "5d"), m = fixture_task(&plan, "M", "0d");
    fixture_link(&plan, a, "FS", m);
    fixture_constrain(&plan, m, CONSTRAINT_MUST_FINISH_ON, "2026-03-05T17:00");
    fixture_schedule(&plan);
    assert_dates(&plan, m, "Thu 5 Mar 17:00", "Thu 5 Mar 17:00");
    assert_late(&plan, m, "Thu 5 Mar 17:00", "Thu 5 Mar 17:00");
    assert_late(&plan, a, "Fri 27 Feb 08:00", "Thu 5 Mar 17:00");
    assert_slack(&plan, m, -DAY, 0);
    assert_slack(&plan, a, -DAY, 0);
    assert_true(fixture_dates(&plan, m)->critical);
    plan_release(&plan);
}

/* The links give Friday; no later than Wednesday moves it there. It may wait until the date, not longer. */
static void start_no_later_pulls_forward_and_bounds_the_late_date(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "4d"), s = fixture_task(&plan, "S", "1d"), t = fixture_task(&plan, "T", "1d");
    fixture_link(&plan, p, "FS", s);
    fixture_constrain(&plan, s, CONSTRAINT_START_NO_LATER, "2026-03-04T08:00");
    fixture_constrain(&plan, t, CONSTRAINT_START_NO_LATER, "2026-03-04T08:00");
    fixture_schedule(&plan);
    assert_dates(&plan, s, "Wed 4 Mar 08:00", "Wed 4 Mar 17:00");
    assert_slack(&plan, s, -2 * DAY, 0);
    assert_slack(&plan, p, -2 * DAY, 0);
    assert_dates(&plan, t, "Mon 2 Mar 08:00", "Mon 2 Mar 17:00");
    assert_late(&plan, t, "Wed 4 Mar 08:00", "Wed 4 Mar 17:00");
    assert_slack(&plan, t, 2 * DAY, 2 * DAY);
    plan_release(&plan);
}

static void finish_no_later_pulls_forward_and_bounds_the_late_date(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "4d"), s = fixture_task(&plan, "S", "2d"), t = fixture_task(&plan, "T", "1d");
    fixture_link(&plan, p, "FS", s);
    fixture_constrain(&plan, s, CONSTRAINT_FINISH_NO_LATER, "2026-03-05T17:00");
    fixture_constrain(&plan, t, CONSTRAINT_FINISH_NO_LATER, "2026-03-04T17:00");
    fixture_schedule(&plan);
    assert_dates(&plan, s, "Wed 4 Mar 08:00", "Thu 5 Mar 17:00");
    assert_slack(&plan, s, -2 * DAY, 0);
    assert_slack(&plan, p, -2 * DAY, 0);
    assert_dates(&plan, t, "Mon 2 Mar 08:00", "Mon 2 Mar 17:00");
    assert_late(&plan, t, "Wed 4 Mar 08:00", "Wed 4 Mar 17:00");
    plan_release(&plan);
}

static void a_constraint_without_its_date_asks_for_nothing(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d");
    fixture_constrain(&plan, a, CONSTRAINT_MUST_START_ON, "");
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Mon 2 Mar 17:00");
    plan_release(&plan);
}

/* A 1d as late as possible before B 1d, beside C 5d: A takes all the slack, Thursday, and B Friday. */
static void as_late_as_possible_uses_up_the_total_slack(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), b = fixture_task(&plan, "B", "1d"), c = fixture_task(&plan, "C", "5d");
    fixture_link(&plan, a, "FS", b);
    fixture_constrain(&plan, a, CONSTRAINT_AS_LATE_AS_POSSIBLE, "");
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Thu 5 Mar 08:00", "Thu 5 Mar 17:00");
    assert_dates(&plan, b, "Fri 6 Mar 08:00", "Fri 6 Mar 17:00");
    assert_slack(&plan, a, 0, 0);
    assert_slack(&plan, b, 0, 0);
    assert_slack(&plan, c, 0, 0);
    plan_release(&plan);
}

/* There is no slack to use up: the deadline asks for Friday, the work ends on Monday. */
static void as_late_as_possible_never_moves_to_the_past(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "6d");
    fixture_constrain(&plan, a, CONSTRAINT_AS_LATE_AS_POSSIBLE, "");
    fixture_edit_task(&plan, a)->deadline = fixture_instant("2026-03-06T17:00");
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Mon 9 Mar 17:00");
    assert_slack(&plan, a, -DAY, 0);
    plan_release(&plan);
}

/* Deadlines */

/* A 5d, B 2d ends on Tuesday 10 March, a day after its deadline: both are a day short, A from before the project. */
static void a_deadline_moves_nothing_but_counts_as_slack(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "5d"), b = fixture_task(&plan, "B", "2d");
    fixture_link(&plan, a, "FS", b);
    fixture_edit_task(&plan, b)->deadline = fixture_instant("2026-03-09T17:00");
    fixture_schedule(&plan);
    assert_dates(&plan, b, "Mon 9 Mar 08:00", "Tue 10 Mar 17:00");
    assert_late(&plan, b, "Fri 6 Mar 08:00", "Mon 9 Mar 17:00");
    assert_late(&plan, a, "Fri 27 Feb 08:00", "Thu 5 Mar 17:00");
    assert_slack(&plan, a, -DAY, 0);
    assert_slack(&plan, b, -DAY, 0);
    assert_true(fixture_dates(&plan, a)->critical);
    assert_true(fixture_dates(&plan, b)->late);
    assert_false(fixture_dates(&plan, a)->late);
    plan_release(&plan);
}

static void a_deadline_after_the_project_finish_changes_nothing(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d");
    fixture_edit_task(&plan, a)->deadline = fixture_instant("2026-04-01T17:00");
    fixture_schedule(&plan);
    assert_late(&plan, a, "Mon 2 Mar 08:00", "Mon 2 Mar 17:00");
    assert_slack(&plan, a, 0, 0);
    plan_release(&plan);
}

/* The deadline of a summary task holds for each task in it. */
static void a_deadline_of_a_summary_binds_its_tasks(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id sum = fixture_task(&plan, "Sum", "0d"), a = fixture_child(&plan, sum, "A", "5d");
    Id b = fixture_child(&plan, sum, "B", "1d");
    fixture_edit_task(&plan, sum)->deadline = fixture_instant("2026-03-05T17:00");
    fixture_schedule(&plan);
    assert_slack(&plan, a, -DAY, 0);
    assert_slack(&plan, b, 3 * DAY, 3 * DAY);
    assert_true(fixture_dates(&plan, sum)->late);
    plan_release(&plan);
}

/* Backward pass and slack */

/* S 1d on the last day, Friday; every type of link bounds P 2d by the mirror of its forward rule. */
static void late_dates_mirror_the_links(void **state)
{
    (void)state;
    static const struct {
        const char *link, *late_start, *late_finish;
    } cases[] = {
        {"FS", "Wed 4 Mar 08:00", "Thu 5 Mar 17:00"},    /* S starts Friday 08:00 at the latest */
        {"FS+1d", "Tue 3 Mar 08:00", "Wed 4 Mar 17:00"}, /* less the lag: Thursday 08:00 */
        {"FS-1d", "Thu 5 Mar 08:00", "Fri 6 Mar 17:00"}, /* the lead is added */
        {"SS+1d", "Thu 5 Mar 08:00", "Fri 6 Mar 17:00"}, /* P starts Thursday 08:00 at the latest */
        {"SS+2d", "Wed 4 Mar 08:00", "Thu 5 Mar 17:00"},
        {"FF+1d", "Wed 4 Mar 08:00", "Thu 5 Mar 17:00"},  /* S finishes Friday 17:00 at the latest */
        {"SF+3d", "Wed 4 Mar 08:00", "Thu 5 Mar 17:00"},  /* P starts Tuesday 17:00 = Wednesday 08:00 at the latest */
        {"FS+1ed", "Tue 3 Mar 08:00", "Wed 4 Mar 17:00"}, /* Thursday 08:00 by the clock */
        {"FS+50%", "Tue 3 Mar 08:00", "Wed 4 Mar 17:00"}, /* half of 2d */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Plan plan;
        plan_fixture(&plan);
        Id p = fixture_task(&plan, "P", "2d"), s = fixture_task(&plan, "S", "1d");
        fixture_task(&plan, "Five days", "5d");
        fixture_link(&plan, p, cases[i].link, s);
        fixture_schedule(&plan);
        assert_late(&plan, s, "Fri 6 Mar 08:00", "Fri 6 Mar 17:00");
        assert_late(&plan, p, cases[i].late_start, cases[i].late_finish);
        plan_release(&plan);
    }
}

/* A 1d Monday, B 1d behind it with nothing after, C 1d behind A on Thursday, D 5d: A can wait two days for C's sake. */
static void free_slack_ends_where_a_successor_would_move(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), c = fixture_task(&plan, "C", "1d"), d = fixture_task(&plan, "D", "5d");
    fixture_link(&plan, a, "FS", c);
    fixture_constrain(&plan, c, CONSTRAINT_START_NO_EARLIER, "2026-03-05T08:00");
    fixture_schedule(&plan);
    assert_slack(&plan, a, 3 * DAY, 2 * DAY);
    assert_slack(&plan, c, DAY, DAY);
    assert_slack(&plan, d, 0, 0);
    assert_false(fixture_dates(&plan, a)->critical);
    assert_true(fixture_dates(&plan, d)->critical);
    plan_release(&plan);
}

/* Of links of all types the nearest counts: the finish of A is 1d from moving F, its start 3d from moving S. */
static void free_slack_looks_at_both_ends(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), f = fixture_task(&plan, "F", "1d"), s = fixture_task(&plan, "S", "1d");
    fixture_task(&plan, "Five days", "5d");
    fixture_link(&plan, a, "FF", f);
    fixture_link(&plan, a, "SS", s);
    fixture_constrain(&plan, f, CONSTRAINT_START_NO_EARLIER, "2026-03-03T08:00");
    fixture_constrain(&plan, s, CONSTRAINT_START_NO_EARLIER, "2026-03-05T08:00");
    fixture_schedule(&plan);
    assert_slack(&plan, a, 4 * DAY, DAY); /* F and S, and A with them, may wait until Friday */
    plan_release(&plan);
}

/* Links drawn from the summary do not count: A itself has no successor, so its free slack is its total slack. */
static void free_slack_ignores_the_links_of_the_summary(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id sum = fixture_task(&plan, "Sum", "0d"), a = fixture_child(&plan, sum, "A", "1d");
    Id s = fixture_task(&plan, "S", "1d");
    fixture_task(&plan, "Five days", "5d");
    fixture_link(&plan, sum, "FS", s);
    fixture_schedule(&plan);
    assert_slack(&plan, a, 3 * DAY, 3 * DAY);
    assert_slack(&plan, sum, 3 * DAY, 0);
    plan_release(&plan);
}

static void the_board_says_how_much_slack_is_still_critical(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "4d"), b = fixture_task(&plan, "B", "3d"), c = fixture_task(&plan, "C", "5d");
    fixture_board(&plan)->critical_slack = 1;
    fixture_schedule(&plan);
    assert_true(fixture_dates(&plan, a)->critical);
    assert_false(fixture_dates(&plan, b)->critical);
    assert_true(fixture_dates(&plan, c)->critical);
    plan_release(&plan);
}

static void what_is_complete_is_not_critical(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "5d");
    fixture_edit_task(&plan, a)->percent_complete = 10000;
    fixture_schedule(&plan);
    assert_false(fixture_dates(&plan, a)->critical);
    plan_release(&plan);
}

/* Summaries */

/* P {A 2d, B 1d} before Q {C 1d before D 2d}: Q's tasks wait for all of P, A and B for none of Q but by Tuesday. */
static void a_link_between_summaries_binds_all_their_tasks(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "0d"), a = fixture_child(&plan, p, "A", "2d"),
       b = fixture_child(&plan, p, "B", "1d");
    Id q = fixture_task(&plan, "Q", "0d"), c = fixture_child(&plan, q, "C", "1d"),
       d = fixture_child(&plan, q, "D", "2d");
    fixture_link(&plan, c, "FS", d);
    fixture_link(&plan, p, "FS", q);
    fixture_schedule(&plan);
    assert_dates(&plan, p, "Mon 2 Mar 08:00", "Tue 3 Mar 17:00");
    assert_dates(&plan, c, "Wed 4 Mar 08:00", "Wed 4 Mar 17:00");
    assert_dates(&plan, d, "Thu 5 Mar 08:00", "Fri 6 Mar 17:00");
    assert_dates(&plan, q, "Wed 4 Mar 08:00", "Fri 6 Mar 17:00");
    assert_late(&plan, a, "Mon 2 Mar 08:00", "Tue 3 Mar 17:00");
    assert_slack(&plan, a, 0, 0);
    assert_slack(&plan, b, DAY, DAY);
    plan_release(&plan);
}

static void a_link_to_a_summary_reaches_tasks_at_any_depth(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "2d"), outer = fixture_task(&plan, "Outer", "0d");
    Id inner = fixture_child(&plan, outer, "Inner", "0d"), a = fixture_child(&plan, inner, "A", "1d");
    fixture_link(&plan, p, "FS+1d", outer);
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Thu 5 Mar 08:00", "Thu 5 Mar 17:00");
    assert_late(&plan, p, "Mon 2 Mar 08:00", "Tue 3 Mar 17:00");
    plan_release(&plan);
}

/* The summary starts on Tuesday with A; B inside starts on Thursday and is no reason for S to wait. */
static void start_to_start_from_a_summary_uses_its_first_task(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id sum = fixture_task(&plan, "Sum", "0d"), a = fixture_child(&plan, sum, "A", "1d");
    Id b = fixture_child(&plan, sum, "B", "1d"), s = fixture_task(&plan, "S", "3d");
    fixture_constrain(&plan, a, CONSTRAINT_START_NO_EARLIER, "2026-03-03T08:00");
    fixture_constrain(&plan, b, CONSTRAINT_START_NO_EARLIER, "2026-03-05T08:00");
    fixture_link(&plan, sum, "SS+1d", s);
    fixture_schedule(&plan);
    assert_dates(&plan, s, "Wed 4 Mar 08:00", "Fri 6 Mar 17:00");
    assert_slack(&plan, a, 0, 0);
    assert_slack(&plan, b, DAY, DAY);
    plan_release(&plan);
}

/* A may start on Tuesday by its deadline, B stands on Wednesday: the earlier late start and the later late finish. */
static void the_late_dates_of_a_summary_are_the_outermost_of_its_tasks(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id sum = fixture_task(&plan, "Sum", "0d"), a = fixture_child(&plan, sum, "A", "1d");
    Id b = fixture_child(&plan, sum, "B", "1d");
    Id c = fixture_task(&plan, "C", "5d");
    fixture_constrain(&plan, b, CONSTRAINT_MUST_FINISH_ON, "2026-03-04T17:00");
    fixture_edit_task(&plan, a)->deadline = fixture_instant("2026-03-03T17:00");
    fixture_schedule(&plan);
    assert_dates(&plan, sum, "Mon 2 Mar 08:00", "Wed 4 Mar 17:00");
    assert_late(&plan, sum, "Tue 3 Mar 08:00", "Wed 4 Mar 17:00");
    assert_slack(&plan, sum, 0, 0);
    assert_slack(&plan, b, 0, 0);
    assert_slack(&plan, a, DAY, DAY);
    assert_slack(&plan, c, 0, 0);
    plan_release(&plan);
}

/* Project: a summary with a critical task can be non-critical, for its first task can wait while its last cannot. */
static void the_slack_of_a_summary_is_not_that_of_its_tasks(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id sum = fixture_task(&plan, "Sum", "0d"), a = fixture_child(&plan, sum, "A", "1d");
    Id b = fixture_child(&plan, sum, "B", "2d"), c = fixture_task(&plan, "C", "5d");
    fixture_constrain(&plan, b, CONSTRAINT_MUST_START_ON, "2026-03-03T08:00");
    fixture_schedule(&plan);
    assert_late(&plan, sum, "Tue 3 Mar 08:00", "Fri 6 Mar 17:00");
    assert_true(fixture_dates(&plan, b)->critical);
    assert_slack(&plan, a, 4 * DAY, 4 * DAY);
    assert_slack(&plan, sum, DAY, DAY);
    assert_false(fixture_dates(&plan, sum)->critical);
    assert_slack(&plan, c, 0, 0);
    plan_release(&plan);
}

static void start_no_earlier_on_a_summary_bounds_its_tasks(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id sum = fixture_task(&plan, "Sum", "0d"), a = fixture_child(&plan, sum, "A", "1d");
    fixture_constrain(&plan, sum, CONSTRAINT_START_NO_EARLIER, "2026-03-05T08:00");
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Thu 5 Mar 08:00", "Thu 5 Mar 17:00");
    plan_release(&plan);
}

static void finish_no_later_on_a_summary_bounds_the_late_finish_of_its_tasks(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id sum = fixture_task(&plan, "Sum", "0d"), a = fixture_child(&plan, sum, "A", "1d");
    fixture_task(&plan, "Five days", "5d");
    fixture_constrain(&plan, sum, CONSTRAINT_FINISH_NO_LATER, "2026-03-04T17:00");
    fixture_schedule(&plan);
    assert_late(&plan, a, "Wed 4 Mar 08:00", "Wed 4 Mar 17:00");
    plan_release(&plan);
}

/* The stored duration of a summary is not read; its span in working time is. */
static void the_duration_and_progress_of_a_summary_are_derived(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id sum = fixture_task(&plan, "Sum", "50d"), a = fixture_child(&plan, sum, "A", "3d");
    Id inner = fixture_child(&plan, sum, "Inner", "0d"), b = fixture_child(&plan, inner, "B", "1d");
    fixture_link(&plan, a, "FS", b);
    fixture_edit_task(&plan, a)->percent_complete = 5000;
    fixture_edit_task(&plan, b)->percent_complete = 2500;
    fixture_schedule(&plan);
    assert_int_equal(fixture_dates(&plan, sum)->duration, 4 * DAY);
    assert_int_equal(fixture_dates(&plan, sum)->percent_complete, 4375); /* (3 × 50 + 1 × 25) / 4 % */
    assert_int_equal(fixture_dates(&plan, inner)->percent_complete, 2500);
    plan_release(&plan);
}

static void a_summary_of_milestones_is_complete_when_all_are(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id sum = fixture_task(&plan, "Sum", "0d"), a = fixture_child(&plan, sum, "A", "0d");
    Id b = fixture_child(&plan, sum, "B", "0d");
    fixture_edit_task(&plan, a)->percent_complete = 10000;
    fixture_schedule(&plan);
    assert_int_equal(fixture_dates(&plan, sum)->percent_complete, 0);
    fixture_edit_task(&plan, b)->percent_complete = 10000;
    fixture_schedule(&plan);
    assert_int_equal(fixture_dates(&plan, sum)->percent_complete, 10000);
    plan_release(&plan);
}

/* Calendars */

static void a_task_calendar_replaces_the_project_calendar(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id nights = fixture_calendar(&plan, 0, "20:00-24:00", "20:00-24:00");
    Id a = fixture_task(&plan, "A", "8h"), s = fixture_task(&plan, "S", "1h");
    fixture_edit_task(&plan, a)->calendar = nights;
    fixture_link(&plan, a, "FS+1h", s);
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 20:00", "Wed 4 Mar 00:00");
    assert_dates(&plan, s, "Wed 4 Mar 09:00", "Wed 4 Mar 10:00"); /* the lag is in the successor's calendar */
    plan_release(&plan);
}

static void holidays_of_the_project_calendar_are_skipped(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id calendar = fixture_calendar(&plan, 0, "08:00-12:00 13:00-17:00", "off");
    fixture_exception(&plan, calendar, "2026-03-03", "2026-03-04", "off");
    fixture_board(&plan)->calendar = calendar;
    Id a = fixture_task(&plan, "A", "2d");
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Thu 5 Mar 17:00");
    plan_release(&plan);
}

/* Anna is away on Tuesday: her two days are Monday and Wednesday. Lag and slack know nothing of her. */
static void the_one_who_works_on_a_task_drives_its_duration(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id annas = fixture_calendar(&plan, 0, "inherit", "inherit");
    fixture_exception(&plan, annas, "2026-03-03", "2026-03-03", "off");
    fixture_exception(&plan, annas, "2026-03-05", "2026-03-05", "off");
    Id anna = fixture_resource(&plan, "Anna", annas), a = fixture_task(&plan, "A", "2d");
    Id s = fixture_task(&plan, "S", "1d");
    fixture_task(&plan, "Ten days", "10d");
    fixture_assign(&plan, a, anna);
    fixture_link(&plan, a, "FS+1d", s);
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Wed 4 Mar 17:00");
    assert_dates(&plan, s, "Fri 6 Mar 08:00", "Fri 6 Mar 17:00");
    /* S may wait until Friday 13th, so A until Wednesday 11th: A's late start is Tuesday 10th, six days after Monday.
     */
    assert_late(&plan, a, "Tue 10 Mar 08:00", "Wed 11 Mar 17:00");
    assert_slack(&plan, a, 5 * DAY, 0);
    plan_release(&plan);
}

static void several_people_leave_the_project_calendar_in_charge(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id annas = fixture_calendar(&plan, 0, "off", "08:00-16:00");
    Id anna = fixture_resource(&plan, "Anna", annas), bob = fixture_resource(&plan, "Bob", 0);
    Id a = fixture_task(&plan, "A", "2d");
    fixture_assign(&plan, a, anna);
    fixture_assign(&plan, a, bob);
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Tue 3 Mar 17:00");
    plan_release(&plan);
}

static void material_has_no_calendar(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id weekends = fixture_calendar(&plan, 0, "off", "08:00-16:00");
    Id sand = fixture_resource(&plan, "Sand", weekends), a = fixture_task(&plan, "A", "1d");
    ((Resource *)fixture_edit(&plan, ENTITY_RESOURCE, sand))->type = RESOURCE_MATERIAL;
    fixture_assign(&plan, a, sand);
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Mon 2 Mar 17:00");
    plan_release(&plan);
}

/* The site is open from 6 to 10, Anna works from 8: both come to two hours a day. */
static void task_and_resource_calendar_share_their_common_time(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id site = fixture_calendar(&plan, 0, "06:00-10:00", "off"),
       annas = fixture_calendar(&plan, 0, "08:00-16:00", "off");
    Id anna = fixture_resource(&plan, "Anna", annas), a = fixture_task(&plan, "A", "4h");
    fixture_edit_task(&plan, a)->calendar = site;
    fixture_assign(&plan, a, anna);
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Tue 3 Mar 10:00");
    plan_release(&plan);
}

/* Progress */

static void an_actual_start_stands_whatever_the_links_say(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "5d"), b = fixture_task(&plan, "B", "2d"), c = fixture_task(&plan, "C", "1d");
    fixture_link(&plan, a, "FS", b);
    fixture_link(&plan, b, "FS", c);
    fixture_edit_task(&plan, b)->actual_start = fixture_instant("2026-03-03T13:00");
    fixture_schedule(&plan);
    assert_dates(&plan, b, "Tue 3 Mar 13:00", "Thu 5 Mar 12:00");
    assert_dates(&plan, c, "Thu 5 Mar 13:00", "Fri 6 Mar 12:00");
    plan_release(&plan);
}

static void an_actual_finish_stands_whatever_the_duration_says(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "5d"), b = fixture_task(&plan, "B", "1d"), c = fixture_task(&plan, "C", "2d");
    Id d = fixture_task(&plan, "D", "2d");
    fixture_link(&plan, a, "FS", b);
    fixture_edit_task(&plan, d)->actual_finish = fixture_instant("2026-02-27T17:00");
    fixture_edit_task(&plan, a)->actual_start = fixture_instant("2026-03-02T09:00");
    fixture_edit_task(&plan, a)->actual_finish = fixture_instant("2026-03-03T10:00");
    fixture_edit_task(&plan, c)->actual_finish = fixture_instant("2026-03-06T17:00");
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 09:00", "Tue 3 Mar 10:00");
    assert_dates(&plan, b, "Tue 3 Mar 10:00", "Wed 4 Mar 10:00");
    assert_dates(&plan, c, "Mon 2 Mar 08:00", "Fri 6 Mar 17:00");   /* it started when it was to start */
    assert_dates(&plan, d, "Thu 26 Feb 08:00", "Fri 27 Feb 17:00"); /* it was finished before it was to start */
    assert_int_equal(fixture_dates(&plan, a)->percent_complete, 10000);
    assert_false(fixture_dates(&plan, a)->critical);
    plan_release(&plan);
}

/* Inactive tasks, and plans that are hardly any */

static void an_inactive_task_and_its_links_do_not_bind(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "5d"), b = fixture_task(&plan, "B", "5d"), c = fixture_task(&plan, "C", "1d");
    fixture_link(&plan, a, "FS", b);
    fixture_link(&plan, b, "FS", c);
    fixture_edit_task(&plan, b)->inactive = true;
    fixture_schedule(&plan);
    assert_dates(&plan, c, "Mon 2 Mar 08:00", "Mon 2 Mar 17:00");
    assert_int_equal(fixture_dates(&plan, b)->start, INSTANT_NONE);
    assert_int_equal(fixture_dates(&plan, b)->total_slack, INT32_MIN);
    assert_false(fixture_dates(&plan, b)->critical);
    assert_slack(&plan, a, 0, 0);
    plan_release(&plan);
}

static void what_lies_below_an_inactive_summary_is_inactive(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id sum = fixture_task(&plan, "Sum", "0d"), a = fixture_child(&plan, sum, "A", "5d");
    Id other = fixture_task(&plan, "Other", "0d"), b = fixture_child(&plan, other, "B", "5d");
    Id c = fixture_task(&plan, "C", "1d");
    fixture_link(&plan, sum, "FS", c);
    fixture_link(&plan, other, "FS", c);
    fixture_edit_task(&plan, sum)->inactive = true;
    fixture_edit_task(&plan, b)->inactive = true;
    fixture_schedule(&plan);
    assert_int_equal(fixture_dates(&plan, a)->start, INSTANT_NONE);
    assert_int_equal(fixture_dates(&plan, other)->start, INSTANT_NONE);
    assert_dates(&plan, c, "Mon 2 Mar 08:00", "Mon 2 Mar 17:00");
    plan_release(&plan);
}

static void a_plan_without_tasks_has_no_dates(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    fixture_schedule(&plan);
    assert_int_equal(plan.results->start, INSTANT_NONE);
    assert_int_equal(plan.results->finish, INSTANT_NONE);
    plan_release(&plan);
}

/* Without a start on the board the first date that anybody has given is the start. */
static void a_board_without_start_begins_with_the_first_date_given(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), b = fixture_task(&plan, "B", "1d");
    fixture_board(&plan)->start = INSTANT_NONE;
    fixture_constrain(&plan, b, CONSTRAINT_START_NO_EARLIER, "2026-03-14T00:00");
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 16 Mar 08:00", "Mon 16 Mar 17:00");
    plan_release(&plan);
}

static void dates_and_durations_beyond_all_reason_are_clamped(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1ed"), b = fixture_task(&plan, "B", "1d"), c = fixture_task(&plan, "C", "1d");
    fixture_edit_task(&plan, a)->duration = duration_make(INT64_C(1) << 50, UNIT_DAYS | UNIT_ELAPSED);
    fixture_edit_task(&plan, b)->duration = duration_make(INT64_C(1) << 50, UNIT_DAYS);
    fixture_constrain(&plan, c, CONSTRAINT_MUST_FINISH_ON, "2026-03-06T17:00");
    fixture_edit_task(&plan, c)->constraint_date = INT32_MIN + 1;
    fixture_edit_task(&plan, c)->deadline = INT32_MAX;
    fixture_link(&plan, a, "FS+1d", b);
    fixture_link(&plan, a, "FS+1ed", c);
    fixture_schedule(&plan);
    assert_instant(fixture_dates(&plan, b)->finish, "Wed 1 Jan 00:00 3000");
    assert_instant(fixture_dates(&plan, c)->finish, "Mon 1 Jan 00:00 1900");
    fixture_board(&plan)->start = INT32_MAX;
    fixture_schedule(&plan);
    assert_instant(fixture_dates(&plan, a)->start, "Wed 1 Jan 00:00 3000");
    fixture_board(&plan)->start = INT32_MIN + 1;
    fixture_schedule(&plan);
    assert_instant(fixture_dates(&plan, a)->start, "Mon 1 Jan 00:00 1900");
    plan_release(&plan);
}

/*
 * 25 % of 250 minutes are 62.5, 50 % of 45 are 22.5, together 85.0: 250 + 45 minutes of work and 85 of lags after
 * Mon 2 March 08:00 are 380 minutes, 15:20. One alone is shown as the minute before it is over: 312.5 are 14:12.
 */
static void percentage_lags_keep_their_fraction(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "250m"), b = fixture_task(&plan, "B", "45m"), c = fixture_task(&plan, "C", "1h");
    Id d = fixture_task(&plan, "D", "10m"), e = fixture_task(&plan, "E", "30m");
    fixture_link(&plan, a, "FS+25%", b);
    fixture_link(&plan, b, "FS+50%", c);
    fixture_link(&plan, c, "FS", d);
    fixture_link(&plan, b, "FS", e);
    fixture_schedule(&plan);
    assert_instant(fixture_dates(&plan, b)->start, "Mon 2 Mar 14:12");
    assert_instant(fixture_dates(&plan, c)->start, "Mon 2 Mar 15:20");
    assert_instant(fixture_dates(&plan, d)->finish, "Mon 2 Mar 16:30");
    assert_slack(&plan, a, 0, 0);
    assert_slack(&plan, b, 0, 0);
    /* A lead: 25 % of 45 are 11.25, so 62.5 − 11.25 are 51.25: 250 + 45 + 51 = 346 minutes, 14:46. */
    ((Link *)plan_find(&plan, ENTITY_LINK, plan_link(&plan, 1)->record.id))->lag = fixture_duration("-25%");
    plan.generation++;
    fixture_schedule(&plan);
    assert_instant(fixture_dates(&plan, c)->start, "Mon 2 Mar 14:46");
    plan_release(&plan);
}

/* A ends Mon 17:00; two elapsed hours on it is 19:00, when nobody works: B ends at 17:00. Fifteen hours on it is Tue
   08:00, an edge, which is kept. */
static void a_finish_in_the_night_is_the_end_of_the_work_before_it(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), b = fixture_task(&plan, "B", "4h"), c = fixture_task(&plan, "C", "4h");
    fixture_link(&plan, a, "FF+2eh", b);
    fixture_link(&plan, a, "FF+15eh", c);
    fixture_schedule(&plan);
    assert_dates(&plan, b, "Mon 2 Mar 13:00", "Mon 2 Mar 17:00");
    assert_dates(&plan, c, "Mon 2 Mar 13:00", "Tue 3 Mar 08:00");
    plan_release(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finish_to_start_begins_on_the_next_working_day),
        cmocka_unit_test(start_to_start_waits_for_the_start),
        cmocka_unit_test(finish_to_finish_counts_back_from_its_bound),
        cmocka_unit_test(start_to_finish_keeps_the_instant_demanded),
        cmocka_unit_test(a_later_demand_overrules_the_finish_demanded),
        cmocka_unit_test(a_lag_over_the_weekend_is_worked_on_monday),
        cmocka_unit_test(an_elapsed_lag_runs_through_the_weekend),
        cmocka_unit_test(a_lead_starts_before_the_predecessor_ends),
        cmocka_unit_test(a_lead_does_not_pull_before_the_project_start),
        cmocka_unit_test(a_lag_in_per_cent_is_a_share_of_the_predecessor),
        cmocka_unit_test(per_cent_of_an_elapsed_duration_is_an_elapsed_lag),
        cmocka_unit_test(per_cent_of_a_summary_is_a_share_of_its_span),
        cmocka_unit_test(a_milestone_is_not_moved_into_working_time),
        cmocka_unit_test(a_milestone_stays_at_a_project_start_before_opening_time),
        cmocka_unit_test(the_late_date_of_a_milestone_is_not_moved_either),
        cmocka_unit_test(an_elapsed_duration_runs_through_nights_and_weekends),
        cmocka_unit_test(work_must_end_in_working_time_but_elapsed_time_anywhere),
        cmocka_unit_test(the_slack_of_an_elapsed_duration_is_clock_time),
        cmocka_unit_test(start_no_earlier_on_a_day_off_waits_for_work),
        cmocka_unit_test(finish_no_earlier_counts_back_the_duration),
        cmocka_unit_test(must_start_on_beats_links_and_shows_it),
        cmocka_unit_test(must_start_on_overrides_its_successors),
        cmocka_unit_test(must_finish_on_beats_links_and_shows_it),
        cmocka_unit_test(start_no_later_pulls_forward_and_bounds_the_late_date),
        cmocka_unit_test(finish_no_later_pulls_forward_and_bounds_the_late_date),
        cmocka_unit_test(a_constraint_without_its_date_asks_for_nothing),
        cmocka_unit_test(as_late_as_possible_uses_up_the_total_slack),
        cmocka_unit_test(as_late_as_possible_never_moves_to_the_past),
        cmocka_unit_test(a_deadline_moves_nothing_but_counts_as_slack),
        cmocka_unit_test(a_deadline_after_the_project_finish_changes_nothing),
        cmocka_unit_test(a_deadline_of_a_summary_binds_its_tasks),
        cmocka_unit_test(late_dates_mirror_the_links),
        cmocka_unit_test(free_slack_ends_where_a_successor_would_move),
        cmocka_unit_test(free_slack_looks_at_both_ends),
        cmocka_unit_test(free_slack_ignores_the_links_of_the_summary),
        cmocka_unit_test(the_board_says_how_much_slack_is_still_critical),
        cmocka_unit_test(what_is_complete_is_not_critical),
        cmocka_unit_test(a_link_between_summaries_binds_all_their_tasks),
        cmocka_unit_test(a_link_to_a_summary_reaches_tasks_at_any_depth),
        cmocka_unit_test(start_to_start_from_a_summary_uses_its_first_task),
        cmocka_unit_test(the_late_dates_of_a_summary_are_the_outermost_of_its_tasks),
        cmocka_unit_test(the_slack_of_a_summary_is_not_that_of_its_tasks),
        cmocka_unit_test(start_no_earlier_on_a_summary_bounds_its_tasks),
        cmocka_unit_test(finish_no_later_on_a_summary_bounds_the_late_finish_of_its_tasks),
        cmocka_unit_test(the_duration_and_progress_of_a_summary_are_derived),
        cmocka_unit_test(a_summary_of_milestones_is_complete_when_all_are),
        cmocka_unit_test(a_task_calendar_replaces_the_project_calendar),
        cmocka_unit_test(holidays_of_the_project_calendar_are_skipped),
        cmocka_unit_test(the_one_who_works_on_a_task_drives_its_duration),
        cmocka_unit_test(several_people_leave_the_project_calendar_in_charge),
        cmocka_unit_test(material_has_no_calendar),
        cmocka_unit_test(task_and_resource_calendar_share_their_common_time),
        cmocka_unit_test(an_actual_start_stands_whatever_the_links_say),
        cmocka_unit_test(an_actual_finish_stands_whatever_the_duration_says),
        cmocka_unit_test(an_inactive_task_and_its_links_do_not_bind),
        cmocka_unit_test(what_lies_below_an_inactive_summary_is_inactive),
        cmocka_unit_test(a_plan_without_tasks_has_no_dates),
        cmocka_unit_test(a_board_without_start_begins_with_the_first_date_given),
        cmocka_unit_test(dates_and_durations_beyond_all_reason_are_clamped),
        cmocka_unit_test(percentage_lags_keep_their_fraction),
        cmocka_unit_test(a_finish_in_the_night_is_the_end_of_the_work_before_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
