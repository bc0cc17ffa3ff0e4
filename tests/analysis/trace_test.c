/*
 * What decides a task's start, what its finish can move, and where a plan contradicts itself. The project starts on
 * Monday 2 March 2026 at 08:00.
 */
#include "plan_fixture.h"

#define assert_ids(call, ...)                                                                                          \
    do {                                                                                                               \
        Ids found = {0};                                                                                               \
        const Id expected[] = {__VA_ARGS__};                                                                           \
        call;                                                                                                          \
        assert_int_equal(found.count, sizeof expected / sizeof *expected);                                             \
        assert_memory_equal(found.items, expected, sizeof expected);                                                   \
        array_release(&found);                                                                                         \
    } while (0)

/* A 3d and B 1d before C: A decides, so C ← A. D waits for C's start, one day after. */
static void the_driving_chain_goes_back_to_the_project_start(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "3d"), b = fixture_task(&plan, "B", "1d"), c = fixture_task(&plan, "C", "1d");
    Id d = fixture_task(&plan, "D", "1d");
    fixture_link(&plan, b, "FS", c);
    fixture_link(&plan, a, "FS", c);
    fixture_link(&plan, c, "SS+1d", d);
    fixture_schedule(&plan);
    assert_ids(schedule_driving(&plan, d, &found), d, c, a);
    assert_ids(schedule_driving(&plan, b, &found), b);
    plan_release(&plan);
}

/* The summary P {A 2d, B 1d} ends with A; S behind it is driven by A, and so is X inside Q, which waits for P. */
static void the_chain_goes_through_summaries_to_the_task_that_counts(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "0d"), b = fixture_child(&plan, p, "B", "1d"),
       a = fixture_child(&plan, p, "A", "2d");
    Id q = fixture_task(&plan, "Q", "0d"), x = fixture_child(&plan, q, "X", "1d"),
       y = fixture_child(&plan, q, "Y", "1d");
    (void)b;
    fixture_link(&plan, p, "FS", q);
    fixture_constrain(&plan, y, CONSTRAINT_START_NO_EARLIER, "2026-03-20T08:00");
    fixture_schedule(&plan);
    assert_ids(schedule_driving(&plan, x, &found), x, a);
    assert_ids(schedule_driving(&plan, q, &found), x, a);
    assert_ids(schedule_driving(&plan, y, &found), y);
    plan_release(&plan);
}

static void the_chain_ends_at_what_has_begun_or_was_imposed(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "3d"), b = fixture_task(&plan, "B", "1d"), c = fixture_task(&plan, "C", "1d");
    fixture_link(&plan, a, "FS", b);
    fixture_link(&plan, b, "FS", c);
    fixture_edit_task(&plan, b)->actual_start = fixture_instant("2026-03-05T08:00");
    fixture_schedule(&plan);
    assert_ids(schedule_driving(&plan, c, &found), c, b);
    fixture_edit_task(&plan, c)->inactive = true;
    fixture_schedule(&plan);
    Ids none = {0};
    schedule_driving(&plan, c, &none);
    schedule_downstream(&plan, c, &none);
    assert_int_equal(none.count, 0);
    plan_release(&plan);
}

/* A → B → C; A's start holds D, its finish E's; M is manual and holds N. A delay moves B, C, D and E, and E's start F.
   Once A has begun its start stays, and so does D; once it is complete nothing moves. */
static void downstream_is_what_a_delay_can_move(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "3d"), b = fixture_task(&plan, "B", "1d"), c = fixture_task(&plan, "C", "9d");
    Id d = fixture_task(&plan, "D", "1d"), e = fixture_task(&plan, "E", "1d"), f = fixture_task(&plan, "F", "1d");
    Id m = fixture_task(&plan, "M", "1d"), n = fixture_task(&plan, "N", "1d");
    fixture_link(&plan, a, "FS", b);
    fixture_link(&plan, b, "SS", c);
    fixture_link(&plan, a, "SS", d);
    fixture_link(&plan, a, "FF", e);
    fixture_link(&plan, e, "SF", f);
    fixture_link(&plan, a, "FS", m);
    fixture_link(&plan, m, "FS", n);
    fixture_edit_task(&plan, m)->manual = true;
    fixture_schedule(&plan);
    assert_ids(schedule_downstream(&plan, a, &found), b, c, d, e, f);
    fixture_edit_task(&plan, a)->actual_start = fixture_instant("2026-03-02T08:00");
    fixture_schedule(&plan);
    assert_ids(schedule_downstream(&plan, a, &found), b, c, e, f);
    fixture_edit_task(&plan, a)->percent_complete = 10000;
    fixture_schedule(&plan);
    Ids none = {0};
    schedule_downstream(&plan, a, &none);
    assert_int_equal(none.count, 0);
    plan_release(&plan);
}

static void downstream_goes_out_of_and_into_summaries(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "0d"), a = fixture_child(&plan, p, "A", "1d"),
       b = fixture_child(&plan, p, "B", "1d");
    Id q = fixture_task(&plan, "Q", "0d"), r = fixture_child(&plan, q, "R", "0d"),
       c = fixture_child(&plan, r, "C", "1d");
    Id d = fixture_task(&plan, "D", "1d"), e = fixture_task(&plan, "E", "1d");
    (void)b;
    fixture_link(&plan, p, "FS", q);
    fixture_link(&plan, p, "SS", e);
    fixture_link(&plan, q, "SS", d);
    fixture_schedule(&plan);
    /* A is one of those with which P starts, and its finish may be P's. */
    assert_ids(schedule_downstream(&plan, a, &found), c, d, e);
    assert_ids(schedule_downstream(&plan, p, &found), c, d, e);
    assert_ids(schedule_downstream(&plan, q, &found), d); /* its start holds D */
    plan_release(&plan);
}

/* Conflicts */

static void assert_conflicts(Plan *plan, const char *const *sentences)
{
    fixture_schedule(plan);
    const ScheduleConflicts *conflicts = schedule_conflicts(plan);
    for (size_t i = 0; i < conflicts->found.count && sentences[i]; i++)
        assert_string_equal(conflicts->found.items[i].text, sentences[i]);
    size_t expected = 0;
    while (sentences[expected])
        expected++;
    assert_int_equal(conflicts->found.count, expected);
}
#define assert_says(plan, ...) assert_conflicts(plan, (const char *const[]){__VA_ARGS__, NULL})

static void a_sound_plan_has_no_conflicts(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), b = fixture_task(&plan, "B", "1d");
    fixture_link(&plan, a, "FS", b);
    fixture_constrain(&plan, b, CONSTRAINT_FINISH_NO_LATER, "2026-03-03T17:00");
    fixture_edit_task(&plan, b)->deadline = fixture_instant("2026-03-03T17:00");
    assert_conflicts(&plan, (const char *const[]){NULL});
    plan_release(&plan);
}

/* P ends on Friday, S must start on Wednesday: three days that P is late for. */
static void a_constraint_against_a_link_names_both_and_who_is_late_for_it(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id p = fixture_task(&plan, "P", "5d"), s = fixture_task(&plan, "S", "1d");
    fixture_link(&plan, p, "FS", s);
    fixture_constrain(&plan, s, CONSTRAINT_MUST_START_ON, "2026-03-04T08:00");
    assert_says(
        &plan,
        "T-3 'S' starts Wed 04 Mar 26 08:00 by its constraint 'must start on' Wed 04 Mar 26 08:00, but T-2 'P' "
        "finishes Fri 06 Mar 26 17:00 (FS)",
        "T-2 'P' has a total slack of -3d because T-3 'S' has the constraint 'must start on' Wed 04 Mar 26 08:00");
    assert_int_equal(schedule_conflicts(&plan)->consequences, 1);
    assert_int_equal(schedule_conflicts(&plan)->causes, 1); /* S alone cannot be kept */
    assert_int_equal(schedule_conflicts(&plan)->found.items[1].cause, s);
    plan_release(&plan);
}

static void a_manual_date_against_a_link_of_its_summary(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "5d"), p = fixture_task(&plan, "P", "0d"), m = fixture_child(&plan, p, "M", "1d");
    fixture_link(&plan, a, "FS", p);
    fixture_edit_task(&plan, m)->manual = true;
    fixture_edit_task(&plan, m)->manual_start = fixture_instant("2026-02-27T08:00");
    fixture_schedule(&plan);
    const ScheduleConflicts *conflicts = schedule_conflicts(&plan);
    assert_int_equal(conflicts->found.count, 2);
    assert_int_equal(conflicts->found.items[0].kind, CONFLICT_WITH_LINK);
    assert_int_equal(conflicts->found.items[0].task, m);
    assert_string_equal(conflicts->found.items[0].text,
                        "T-4 'M' starts Fri 27 Feb 26 08:00 as set by hand, but T-2 'A' "
                        "finishes Fri 06 Mar 26 17:00 (FS)");
    assert_string_equal(conflicts->found.items[1].text, "T-4 'M' starts Fri 27 Feb 26 08:00 as set by hand, but the "
                                                        "project starts Mon 02 Mar 26 08:00");
    plan_release(&plan);
}

/* A 5d, B 2d: B ends on Tuesday, a day after its deadline on Monday, and A is a day late for it. */
static void a_missed_deadline_and_those_who_cause_it(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "5d"), b = fixture_task(&plan, "B", "2d"), c = fixture_task(&plan, "C", "20d");
    (void)c;
    fixture_link(&plan, a, "FS", b);
    fixture_edit_task(&plan, b)->deadline = fixture_instant("2026-03-09T17:00");
    assert_says(&plan, "T-3 'B' finishes Tue 10 Mar 26 17:00, after its deadline Mon 09 Mar 26 17:00",
                "T-2 'A' has a total slack of -1d because T-3 'B' has the deadline Mon 09 Mar 26 17:00");
    plan_release(&plan);
}

static void the_deadline_of_a_summary_is_named_by_its_tasks(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), p = fixture_task(&plan, "P", "0d"), b = fixture_child(&plan, p, "B", "1d");
    fixture_link(&plan, a, "FS", b);
    fixture_edit_task(&plan, p)->deadline = fixture_instant("2026-03-02T17:00");
    assert_says(&plan, "T-3 'P' finishes Tue 03 Mar 26 17:00, after its deadline Mon 02 Mar 26 17:00",
                "T-2 'A' has a total slack of -1d because T-3 'P' has the deadline Mon 02 Mar 26 17:00",
                "T-4 'B' has a total slack of -1d because T-3 'P' has the deadline Mon 02 Mar 26 17:00");
    plan_release(&plan);
}

static void a_constraint_against_the_status_date(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d");
    fixture_constrain(&plan, a, CONSTRAINT_START_NO_LATER, "2026-03-02T08:00");
    fixture_board(&plan)->status_date = instant_date(fixture_instant("2026-03-04"));
    fixture_board(&plan)->reschedule_remaining = true;
    assert_says(&plan, "T-2 'A' had not begun by the status date and starts Thu 05 Mar 26 08:00, too late for its "
                       "constraint 'start no later than' Mon 02 Mar 26 08:00");
    plan_release(&plan);
}

static void conflicts_are_those_of_the_plan_as_it_is_now(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "2d");
    fixture_schedule(&plan);
    assert_int_equal(schedule_conflicts(&plan)->found.count, 0);
    fixture_edit_task(&plan, a)->deadline = fixture_instant("2026-03-02T17:00");
    assert_says(&plan, "T-2 'A' finishes Tue 03 Mar 26 17:00, after its deadline Mon 02 Mar 26 17:00");
    assert_ptr_equal(schedule_conflicts(&plan), schedule_conflicts(&plan));
    fixture_edit_task(&plan, a)->duration = fixture_duration("1d");
    assert_conflicts(&plan, (const char *const[]){NULL});
    plan_release(&plan);
}

/* A single link */

#define assert_link(plan, link, slack_minutes, decides)                                                                \
    do {                                                                                                               \
        LinkFigures figures = {0};                                                                                     \
        assert_true(schedule_link(plan, link, &figures));                                                              \
        assert_int_equal(figures.slack, slack_minutes);                                                                \
        assert_int_equal(figures.driving, decides);                                                                    \
    } while (0)

/*
 * A until Wednesday 17:00, B until Monday 17:00: C starts on Thursday, decided by A and two days behind B. D may start
 * a day after C does, on Friday. M must start on Tuesday, two days before A allows it.
 */
static void a_link_decides_or_leaves_room(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "3d"), b = fixture_task(&plan, "B", "1d"), c = fixture_task(&plan, "C", "1d");
    Id d = fixture_task(&plan, "D", "1d"), m = fixture_task(&plan, "M", "1d"), off = fixture_task(&plan, "Off", "9d");
    Id first = fixture_next_id(&plan);
    fixture_link(&plan, a, "FS", c);
    fixture_link(&plan, b, "FS", c);
    fixture_link(&plan, c, "SS+1d", d);
    fixture_link(&plan, a, "FS", m);
    fixture_link(&plan, off, "FS", c);
    fixture_constrain(&plan, m, CONSTRAINT_MUST_START_ON, "2026-03-03T08:00");
    fixture_edit_task(&plan, off)->inactive = true;
    fixture_schedule(&plan);
    assert_link(&plan, first, 0, true);
    assert_link(&plan, first + 1, 2 * DAY, false);
    assert_link(&plan, first + 2, 0, true);
    assert_link(&plan, first + 3, -2 * DAY, false);
    LinkFigures unset;
    assert_false(schedule_link(&plan, first + 4, &unset));
    assert_false(schedule_link(&plan, 999, &unset));
    plan_release(&plan);
}

/* A waits for nothing until Tuesday; X, inside P, has to wait for A as P does. */
static void a_link_into_a_summary_decides_for_its_first_task(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "2d"), p = fixture_task(&plan, "P", "0d");
    fixture_child(&plan, p, "X", "1d");
    Id link = fixture_next_id(&plan);
    fixture_link(&plan, a, "FS", p);
    fixture_schedule(&plan);
    assert_link(&plan, link, 0, true);
    plan_release(&plan);
}

/* Why a figure is what it is */

static void assert_figure(const Plan *plan, void (*explain)(const Plan *, Id, Buffer *), Id task, const char *expected)
{
    Buffer text = {0};
    explain(plan, task, &text);
    assert_string_equal(buffer_text(&text), expected);
    buffer_release(&text);
}

/*
 * 10d from Tue 21 April 2026: nine working days until Mon 4 May but for “Bridge” on Thu 30 April and the feast of 1
 * May; so they end on Wed 6 May: 21–24, 27–29 April, 4–6 May.
 */
static void holidays_are_named_that_make_a_span_longer(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id calendar = fixture_calendar(&plan, 0, "08:00-12:00 13:00-17:00", "off");
    fixture_board(&plan)->calendar = calendar;
    fixture_exception(&plan, calendar, "2026-04-30", "2026-05-01", "off");
    ((Exception *)plan_find(&plan, ENTITY_EXCEPTION, ((const Record *)plan_at(&plan, ENTITY_EXCEPTION, 0))->id))->name =
        "May feast";
    Id a = fixture_task(&plan, "A", "10d"), b = fixture_task(&plan, "B", "2d");
    fixture_constrain(&plan, a, CONSTRAINT_START_NO_EARLIER, "2026-04-21T08:00");
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Tue 21 Apr 08:00", "Wed 6 May 17:00");
    assert_figure(&plan, schedule_explain_span, a,
                  "Its 10d last until Wed 06 May 26 17:00: “May feast” (30 Apr 26 to 01 May 26) takes 2d");
    assert_figure(&plan, schedule_explain_span, b, "");
    plan_release(&plan);
}

/* 12 hours by mornings alone are three days of four hours; the project would take one and a half. */
static void a_calendar_is_named_that_makes_a_span_longer(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id mornings = fixture_calendar(&plan, 0, "08:00-12:00", "off"), a = fixture_task(&plan, "A", "12h");
    fixture_edit_task(&plan, a)->calendar = mornings;
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Wed 4 Mar 12:00");
    assert_figure(&plan, schedule_explain_span, a,
                  "Its 1.5d last until Wed 04 Mar 26 12:00: it is worked by the calendar “Calendar”");
    plan_release(&plan);
}

/* Two of four days are done by Tue 3 March, status Thu 5 March: the rest is Fri 6 and Mon 9 March. */
static void an_interruption_is_named(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "4d");
    fixture_edit_task(&plan, a)->actual_start = fixture_instant("2026-03-02T08:00");
    fixture_edit_task(&plan, a)->percent_complete = 5000;
    fixture_board(&plan)->status_date = date_make(2026, 3, 5);
    fixture_board(&plan)->reschedule_remaining = true;
    fixture_schedule(&plan);
    assert_figure(&plan, schedule_explain_span, a,
                  "Its 4d last until Mon 09 Mar 26 17:00: it is interrupted and goes on Fri 06 Mar 26 08:00");
    plan_release(&plan);
}

/*
 * A 2d → B 1d in S → F 5d: eight days, Mon 2 – Wed 11 March, all critical. S begins and ends with C 6d, Mon 2 – Mon 9
 * March, which has two days; so Microsoft Project gives S two days, though B in it has none.
 */
static void the_critical_path_runs_through_a_summary(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "2d"), s = fixture_task(&plan, "S", "0d"), c = fixture_child(&plan, s, "C", "6d");
    Id b = fixture_child(&plan, s, "B", "1d"), f = fixture_task(&plan, "F", "5d");
    Id t = fixture_task(&plan, "T", "0d"), e = fixture_child(&plan, t, "E", "1d");
    (void)c, (void)e;
    fixture_link(&plan, a, "FS", b);
    fixture_link(&plan, b, "FS", f);
    fixture_schedule(&plan);
    assert_slack(&plan, s, 2 * DAY, 2 * DAY);
    assert_false(fixture_dates(&plan, s)->critical);
    assert_true(schedule_runs_through(&plan, s));
    assert_false(schedule_runs_through(&plan, t));
    assert_false(schedule_runs_through(&plan, a)); /* no summary */
    assert_figure(
        &plan, schedule_explain_critical, s,
        "Not critical: its total slack of 2d is above the 0d up to which the board calls a task critical; but "
        "the critical path runs through it, by one of its tasks");
    assert_figure(
        &plan, schedule_explain_total_slack, s,
        "Total slack 2d as a whole, whatever its tasks have: it finishes Mon 09 Mar 26 17:00, and may finish "
        "as late as Wed 11 Mar 26 17:00 without moving the project finish or missing a date that is asked for");
    /* Once B is complete nothing critical is left in S, and F does not slip with it. */
    fixture_edit_task(&plan, b)->actual_start = fixture_instant("2026-03-04T08:00");
    fixture_edit_task(&plan, b)->percent_complete = 10000;
    fixture_schedule(&plan);
    assert_false(schedule_runs_through(&plan, s));
    assert_figure(&plan, schedule_explain_free_slack, b, "Free slack 0d: it is complete, and moves nothing any more");
    plan_release(&plan);
}

/* A's deadline leaves it two days, its successor four: Mon 2 March and until Wed 4 March; C starts behind B, on Fri. */
static void free_slack_above_total_slack_is_explained(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "1d"), b = fixture_task(&plan, "B", "5d"), c = fixture_task(&plan, "C", "1d");
    fixture_link(&plan, a, "FS", c);
    fixture_link(&plan, b, "FS", c);
    fixture_edit_task(&plan, a)->deadline = fixture_instant("2026-03-04T17:00");
    fixture_schedule(&plan);
    assert_slack(&plan, a, 2 * DAY, 4 * DAY);
    assert_figure(&plan, schedule_explain_free_slack, a,
                  "Free slack 4d: by that much it can slip before T-4 'C' has to move; its total slack is less because "
                  "that also keeps the project finish and the dates that are asked for, whoever waits");
    plan_release(&plan);
}

/* A 3d and B 1d before C: C ends on Thursday. B may end with A, on Wednesday, two days later than it does. */
static void slack_is_explained_by_what_it_protects(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "3d"), b = fixture_task(&plan, "B", "1d"), c = fixture_task(&plan, "C", "1d");
    fixture_link(&plan, a, "FS", c);
    fixture_link(&plan, b, "FS", c);
    fixture_schedule(&plan);
    assert_figure(&plan, schedule_explain_total_slack, b,
                  "Total slack 2d: it finishes Mon 02 Mar 26 17:00, and may finish as late as Wed 04 Mar 26 17:00 "
                  "without moving the project finish or missing a date that is asked for");
    assert_figure(&plan, schedule_explain_free_slack, b,
                  "Free slack 2d: by that much it can slip before T-4 'C' has to move");
    assert_figure(&plan, schedule_explain_critical, b,
                  "Not critical: its total slack of 2d is above the 0d up to which the board calls a task critical");
    assert_figure(&plan, schedule_explain_total_slack, a,
                  "Total slack 0d: it finishes Wed 04 Mar 26 17:00, and later would move the project finish or miss a "
                  "date that is asked for");
    assert_figure(&plan, schedule_explain_free_slack, a, "Free slack 0d: when it slips, so does T-4 'C'");
    assert_figure(&plan, schedule_explain_free_slack, c,
                  "Free slack 0d: no task waits for it, so its total slack counts");
    assert_figure(&plan, schedule_explain_critical, c,
                  "Critical: its total slack of 0d is not above the 0d up to which the board calls a task critical");
    plan_release(&plan);
}

/* C, until Thursday, should be finished on Tuesday: two days too late, and so is A before it. */
static void too_little_slack_is_explained_by_the_date_that_would_keep(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id a = fixture_task(&plan, "A", "3d"), c = fixture_task(&plan, "C", "1d"), off = fixture_task(&plan, "Off", "1d");
    fixture_link(&plan, a, "FS", c);
    fixture_edit_task(&plan, c)->deadline = fixture_instant("2026-03-03T17:00");
    fixture_edit_task(&plan, off)->inactive = true;
    fixture_schedule(&plan);
    assert_figure(&plan, schedule_explain_total_slack, a,
                  "Total slack -2d: it finishes Wed 04 Mar 26 17:00, and would have to finish Mon 02 Mar 26 17:00 to "
                  "keep the project finish and all dates that are asked for");
    assert_figure(&plan, schedule_explain_total_slack, off, "");
    plan_release(&plan);
}

/* Who never works would never finish: all hours count, two days of 480 minutes from Monday 08:00 end at midnight. */
static void a_calendar_without_working_time_is_named(void **state)
{
    (void)state;
    Plan plan;
    plan_fixture(&plan);
    Id never = fixture_calendar(&plan, 0, "off", "off"), mornings = fixture_calendar(&plan, 0, "08:00-12:00", "off"),
       evenings = fixture_calendar(&plan, 0, "18:00-22:00", "off");
    Id a = fixture_task(&plan, "A", "2d"), b = fixture_task(&plan, "B", "1d"), c = fixture_task(&plan, "C", "1d"),
       d = fixture_task(&plan, "D", "1d");
    fixture_edit_task(&plan, a)->calendar = never;
    fixture_assign(&plan, b, fixture_resource(&plan, "Anna", never));
    fixture_assign(&plan, c, fixture_resource(&plan, "Bob", evenings));
    fixture_edit_task(&plan, c)->calendar = mornings;
    fixture_edit_task(&plan, d)->calendar = never;
    fixture_edit_task(&plan, d)->percent_complete = 10000; /* what is done contradicts nothing */
    fixture_schedule(&plan);
    assert_dates(&plan, a, "Mon 2 Mar 08:00", "Tue 3 Mar 00:00");
    assert_says(&plan, "T-5 'A' has the calendar 'Calendar' without any working time: all hours count as working",
                "'Anna' on T-6 'B' has the calendar 'Calendar' without any working time: all hours count as working",
                "T-7 'C' has the calendar 'Calendar', in which those who work on it never work: all hours count as "
                "working");
    fixture_edit_task(&plan, c)->ignore_resource_calendar = true;
    fixture_edit_task(&plan, a)->inactive = fixture_edit_task(&plan, b)->inactive = true;
    fixture_board(&plan)->calendar = never;
    fixture_schedule(&plan);
    assert_says(&plan, "'Board' has the calendar 'Calendar' without any working time: all hours count as working");
    assert_int_equal(schedule_conflicts(&plan)->found.items[0].task, 0); /* the board, not a task */
    assert_int_equal(schedule_conflicts(&plan)->causes, 1);
    plan_release(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_driving_chain_goes_back_to_the_project_start),
        cmocka_unit_test(the_chain_goes_through_summaries_to_the_task_that_counts),
        cmocka_unit_test(the_chain_ends_at_what_has_begun_or_was_imposed),
        cmocka_unit_test(holidays_are_named_that_make_a_span_longer),
        cmocka_unit_test(a_calendar_is_named_that_makes_a_span_longer),
        cmocka_unit_test(an_interruption_is_named),
        cmocka_unit_test(the_critical_path_runs_through_a_summary),
        cmocka_unit_test(free_slack_above_total_slack_is_explained),
        cmocka_unit_test(downstream_is_what_a_delay_can_move),
        cmocka_unit_test(downstream_goes_out_of_and_into_summaries),
        cmocka_unit_test(a_sound_plan_has_no_conflicts),
        cmocka_unit_test(a_calendar_without_working_time_is_named),
        cmocka_unit_test(a_constraint_against_a_link_names_both_and_who_is_late_for_it),
        cmocka_unit_test(a_manual_date_against_a_link_of_its_summary),
        cmocka_unit_test(a_missed_deadline_and_those_who_cause_it),
        cmocka_unit_test(the_deadline_of_a_summary_is_named_by_its_tasks),
        cmocka_unit_test(a_constraint_against_the_status_date),
        cmocka_unit_test(conflicts_are_those_of_the_plan_as_it_is_now),
        cmocka_unit_test(a_link_decides_or_leaves_room),
        cmocka_unit_test(a_link_into_a_summary_decides_for_its_first_task),
        cmocka_unit_test(slack_is_explained_by_what_it_protects),
        cmocka_unit_test(too_little_slack_is_explained_by_the_date_that_would_keep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
