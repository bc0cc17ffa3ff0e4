/*
 * Microsoft Project files in and out, on small files written here. Codes and meanings are Microsoft's documentation of
 * the format; dates are counted by hand on 8–12, 13–17, Monday to Friday, with Monday 2 March 2026 as project start.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/mspdi_fixture.h"

/* Recognising */

static void project_files_are_told_from_others(void **state)
{
    (void)state;
    static const char mspdi[] = "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- saved -->\n" PROJECT("");
    static const char prefixed[] = "<p:Project xmlns:p=\"http://schemas.microsoft.com/project/2007\"></p:Project>";
    static const char build[] = "<Project Sdk=\"Microsoft.NET.Sdk\"></Project>";
    static const char csv[] = "Name,Link\nA,http://schemas.microsoft.com/project\n";
    char wide[2 * sizeof mspdi] = "\xFF\xFE";
    for (size_t i = 3; i < sizeof mspdi; i++)
        wide[2 * i - 4] = mspdi[i], wide[2 * i - 3] = '\0';
    assert_true(mspdi_recognise(mspdi, sizeof mspdi - 1));
    assert_true(mspdi_recognise(prefixed, sizeof prefixed - 1));
    assert_true(mspdi_recognise(wide, 2 * sizeof mspdi - 6));
    assert_false(mspdi_recognise(build, sizeof build - 1));
    assert_false(mspdi_recognise(csv, sizeof csv - 1));
    assert_false(mspdi_recognise("", 0));
}

/* The board */

static void project_settings_become_the_boards(void **state)
{
    Fixture *fixture = *state;
    import(fixture, PROJECT("<Title>Other name</Title><Manager>Ada Long</Manager>" STARTS
                            "<CriticalSlackLimit>2</CriticalSlackLimit><CurrencyCode>CHF</CurrencyCode>"
                            "<MinutesPerDay>450</MinutesPerDay><MinutesPerWeek>2250</MinutesPerWeek>"
                            "<DaysPerMonth>0</DaysPerMonth><StatusDate>2026-03-10T17:00:00</StatusDate>"));
    const Board *board = plan_board(&fixture->plan);
    assert_string_equal(board->name, "Office move"); /* what the board is called here stays */
    assert_string_equal(board->manager, "Ada Long");
    assert_int_equal(board->start, instant_make(date_make(2026, 3, 2), 480));
    assert_int_equal(board->critical_slack, 2);
    assert_string_equal(board->currency, "CHF");
    assert_int_equal(board->minutes_per_day, 450);
    assert_int_equal(board->minutes_per_week, 2250);
    assert_int_equal(board->days_per_month, 20); /* 0 makes no sense */
    assert_noted(fixture, "1 project setting makes no sense");
    assert_int_equal(board->status_date, date_make(2026, 3, 10));
}

static bool tells_of_start(const Fixture *fixture)
{
    bool told = false;
    for (size_t i = 0; i < fixture->report.notes.count; i++)
        told = told || strstr(fixture->report.notes.items[i], "the start of the board");
    return told;
}

static void a_start_that_moves_what_is_there_is_told(void **state)
{
    Fixture *fixture = *state;
    import(fixture, TASKS(TASK(1, "<Name>Dig</Name>")));
    assert_false(tells_of_start(fixture));
    import(fixture, PROJECT("<StartDate>2001-01-01T08:00:00</StartDate>"));
    assert_noted(fixture, "the start of the board moves from 2026-03-02T08:00 to 2001-01-01T08:00");
    import(fixture, PROJECT("<StartDate>2001-01-01T08:00:00</StartDate>"));
    assert_false(tells_of_start(fixture));
}

static void amounts_in_the_budget_keep_their_currency(void **state)
{
    Fixture *fixture = *state;
    BudgetLine line = {.record = {.id = 7, .board = 1}};
    record_init(&budget_line_entity, &line);
    plan_add(&fixture->plan, ENTITY_BUDGET_LINE, &line);
    import(fixture, PROJECT("<CurrencyCode>CHF</CurrencyCode>"));
    assert_string_equal(plan_board(&fixture->plan)->currency, "EUR");
    assert_noted(fixture, "other currency in the file");
}

static void a_file_without_a_board_brings_one(void **state)
{
    Fixture *fixture = *state;
    static const char xml[] = PROJECT("<Title>Rocket</Title>" STARTS "<Tasks>" TASK(1, "") "</Tasks>");
    fixture->plan.board = 0;
    import(fixture, xml);
    assert_string_equal(plan_board(&fixture->plan)->name, "Rocket");
    assert_int_equal(task(fixture, "1")->record.board, fixture->plan.board);
    assert_string_equal(dates(fixture, "1"), "2026-03-02T08:00 2026-03-02T17:00");
}

static void a_board_of_the_same_name_has_to_be_chosen(void **state)
{
    Fixture *fixture = *state;
    static const char xml[] = PROJECT("<Title>Office move</Title>");
    fixture->plan.board = 0;
    assert_refused(fixture, xml, sizeof xml - 1, "there is a board 'Office move' already");
    assert_int_equal(plan_count(&fixture->plan, ENTITY_BOARD), 1);
}

/* Tasks */

static void the_outline_follows_levels_in_order_of_id(void **state)
{
    Fixture *fixture = *state;
    import(fixture, PROJECT("<Tasks>"
                            "<Task><UID>0</UID><ID>0</ID><OutlineLevel>0</OutlineLevel><Name>Project</Name></Task>"
                            "<Task><UID>9</UID><ID>4</ID><Name>Last</Name><OutlineLevel>1</OutlineLevel></Task>"
                            "<Task><UID>1</UID><ID>1</ID><Name>Phase</Name><OutlineLevel>1</OutlineLevel></Task>"
                            "<Task><UID>5</UID><ID>2</ID><Name>Deep</Name><OutlineLevel>3</OutlineLevel></Task>"
                            "<Task><UID>7</UID><ID>7</ID><IsNull>1</IsNull></Task>"
                            "<Task><UID>3</UID><ID>3</ID><Name>Less deep</Name><OutlineLevel>2</OutlineLevel></Task>"
                            "</Tasks>"));
    const Outline *outline = &fixture->plan.results->outline;
    static const char *const names[] = {"Phase", "Deep", "Less deep", "Last"};
    static const int levels[] = {1, 2, 2, 1};
    assert_int_equal(outline->count, 4);
    for (uint32_t place = 0; place < 4; place++) {
        assert_string_equal(plan_task(&fixture->plan, outline->row_at[place])->name, names[place]);
        assert_int_equal(outline->level[place], levels[place]);
    }
    assert_noted(fixture, "1 blank row is left out");
}

static void durations_keep_their_units(void **state)
{
    Fixture *fixture = *state;
#define LASTS(uid, text, format)                                                                                       \
    "<Task><UID>" #uid "</UID><Name>T</Name><Duration>" text "</Duration><DurationFormat>" #format                     \
    "</DurationFormat></Task>"
    import(fixture, TASKS(LASTS(1, "PT90M", 3) LASTS(2, "PT4H0M0S", 5) LASTS(3, "PT16H0M0S", 7) LASTS(4, "PT40H0M0S", 9)
                              LASTS(5, "PT160H0M0S", 11) LASTS(6, "PT72H0M0S", 8) LASTS(7, "PT12H0M0S", 39)
                                  LASTS(8, "PT8H0M0S", 53) LASTS(9, "PT8H0M0S", 21) LASTS(10, "PT114H17M6S", 3)
                                      LASTS(11, "PT336H0M0S", 10)
                                          LASTS(12, "PT24H0M0S", 40) "<Task><UID>13</UID><Name>T</Name></Task>"));
    assert_string_equal(worded(fixture, task(fixture, "1")->duration), "90m");
    assert_string_equal(worded(fixture, task(fixture, "2")->duration), "4h");
    assert_string_equal(worded(fixture, task(fixture, "3")->duration), "2d");
    assert_string_equal(worded(fixture, task(fixture, "4")->duration), "1w");
    assert_string_equal(worded(fixture, task(fixture, "5")->duration), "1mo");
    assert_string_equal(worded(fixture, task(fixture, "6")->duration), "3ed");
    assert_string_equal(worded(fixture, task(fixture, "7")->duration), "1.5d?");
    assert_string_equal(worded(fixture, task(fixture, "8")->duration), "1d?");
    assert_string_equal(worded(fixture, task(fixture, "9")->duration), "1d");
    assert_string_equal(worded(fixture, task(fixture, "10")->duration), "6857m"); /* 6 s are no minute */
    assert_string_equal(worded(fixture, task(fixture, "11")->duration), "2ew");
    assert_string_equal(worded(fixture, task(fixture, "12")->duration), "1ed?");
    assert_string_equal(worded(fixture, task(fixture, "13")->duration), "1d?");
    assert_noted(fixture, "1 task has no duration");
    /* 3 elapsed days from Monday 08:00. */
    assert_string_equal(dates(fixture, "6"), "2026-03-02T08:00 2026-03-05T08:00");
}

static void constraints_deadlines_and_progress_are_kept(void **state)
{
    Fixture *fixture = *state;
    import(fixture,
           TASKS(TASK(1, "<Priority>700</Priority><PercentComplete>25</PercentComplete>"
                         "<ActualStart>2026-03-03T08:00:00</ActualStart><ConstraintType>4</ConstraintType>"
                         "<ConstraintDate>2026-03-03T08:00:00</ConstraintDate><Deadline>2026-03-06T17:00:00</Deadline>"
                         "<Notes>One\ntwo</Notes><PhysicalPercentComplete>30</PhysicalPercentComplete>")
                     TASK(2, "<Active>0</Active><ConstraintType>0</ConstraintType>"
                             "<ConstraintDate>1970-01-01T01:00:00</ConstraintDate>"
                             "<PhysicalPercentComplete>0</PhysicalPercentComplete>")
                         TASK(3, "<ConstraintType>2</ConstraintType><Milestone>1</Milestone>")
                             TASK(4, "<PercentComplete>100</PercentComplete><FixedCost>10550</FixedCost>"
                                     "<ActualStart>2026-03-02T08:00:00</ActualStart>"
                                     "<ActualFinish>2026-03-02T17:00:00</ActualFinish>")));
    const Task *first = task(fixture, "1"), *second = task(fixture, "2"), *third = task(fixture, "3");
    assert_int_equal(first->priority, 700);
    assert_int_equal(first->percent_complete, 2500);
    assert_int_equal(first->actual_start, instant_make(date_make(2026, 3, 3), 480));
    assert_int_equal(first->constraint_type, CONSTRAINT_START_NO_EARLIER);
    assert_int_equal(first->constraint_date, instant_make(date_make(2026, 3, 3), 480));
    assert_int_equal(first->deadline, instant_make(date_make(2026, 3, 6), 1020));
    assert_string_equal(first->notes, "One\ntwo");
    assert_int_equal(first->physical_percent, 3000);
    assert_true(second->inactive);
    assert_int_equal(second->constraint_date, INSTANT_NONE); /* what Project leaves there means nothing */
    assert_true(second->physical_percent < 0);               /* nobody measured */
    assert_int_equal(third->constraint_type, CONSTRAINT_AS_SOON_AS_POSSIBLE);
    assert_true(third->milestone);
    assert_noted(fixture, "1 constraint without a date");
    assert_int_equal(task(fixture, "4")->actual_finish, instant_make(date_make(2026, 3, 2), 1020));
    assert_int_equal(task(fixture, "4")->fixed_cost, 10550); /* hundredths in the file, cents here */
}

static void tasks_scheduled_by_hand_keep_their_dates(void **state)
{
    Fixture *fixture = *state;
    import(
        fixture,
        TASKS(TASK(1, "<Manual>1</Manual><Start>2026-03-11T08:00:00</Start><Finish>2026-03-11T17:00:00</Finish>"
                      "<ManualStart>2026-03-11T08:00:00</ManualStart><ManualFinish>2026-03-12T17:00:00</ManualFinish>"
                      "<ManualDuration>PT16H0M0S</ManualDuration><ConstraintType>0</ConstraintType>")
              /* a link that the task does not heed, and only a start */
              TASK(2, "<Manual>1</Manual><ManualStart>2026-03-05T08:00:00</ManualStart>" LINK(1, 1, 0, 7))
              /* nothing that was typed: what the other program showed */
              TASK(3, "<Manual>1</Manual><Start>2026-03-06T08:00:00</Start>"
                      "<Finish>2026-03-06T12:00:00</Finish>")
                  TASK(4, "<Manual>1</Manual><ManualStart>2026-03-05T08:00:00</ManualStart>"
                          "<ManualFinish>2026-03-04T08:00:00</ManualFinish>")
                      TASK(5, "<Manual>0</Manual><ManualStart>2026-03-05T08:00:00</ManualStart>")
                          TASK(6, "<Manual>1</Manual>") "<Task><UID>7</UID><Name>C</Name>"
                                                        "<OutlineLevel>2</OutlineLevel></Task>"));
    const Task *first = task(fixture, "1"), *second = task(fixture, "2");
    assert_true(first->manual);
    assert_int_equal(first->constraint_type, CONSTRAINT_AS_SOON_AS_POSSIBLE);
    assert_string_equal(dates(fixture, "1"), "2026-03-11T08:00 2026-03-12T17:00");
    assert_string_equal(worded(fixture, first->duration), "2d");
    assert_int_equal(second->manual_finish, INSTANT_NONE);
    assert_string_equal(dates(fixture, "2"), "2026-03-05T08:00 2026-03-05T17:00");
    assert_string_equal(dates(fixture, "3"), "2026-03-06T08:00 2026-03-06T12:00");
    assert_int_equal(task(fixture, "4")->manual_finish, INSTANT_NONE);
    assert_noted(fixture, "1 task scheduled by hand ends before it begins");
    assert_false(task(fixture, "5")->manual);
    assert_int_equal(task(fixture, "5")->manual_start, INSTANT_NONE);
    assert_string_equal(dates(fixture, "5"), "2026-03-02T08:00 2026-03-02T17:00");
    assert_noted(fixture, "1 summary task is scheduled by hand");
}

/* 3 h of 8 are 37.5 %, which Project writes as 38; 4 h of 8 are 50 % exactly; and what contradicts is not heeded. */
static void progress_is_exact_where_the_file_says_how_much_is_done(void **state)
{
    Fixture *fixture = *state;
    import(fixture, TASKS(TASK(1, "<PercentComplete>38</PercentComplete><ActualDuration>PT3H0M0S</ActualDuration>"
                                  "<RemainingDuration>PT5H0M0S</RemainingDuration>")
                              TASK(2, "<PercentComplete>50</PercentComplete><ActualDuration>PT4H0M0S</ActualDuration>")
                                  TASK(3, "<PercentComplete>50</PercentComplete>"
                                          "<ActualDuration>PT0H0M0S</ActualDuration>")
                                      TASK(4, "<PercentComplete>33</PercentComplete>")));
    assert_int_equal(task(fixture, "1")->percent_complete, 3750);
    assert_int_equal(task(fixture, "2")->percent_complete, 5000);
    assert_int_equal(task(fixture, "3")->percent_complete, 5000);
    assert_int_equal(task(fixture, "4")->percent_complete, 3300);
}

/* Links */

static void links_keep_type_and_lag(void **state)
{
    Fixture *fixture = *state;
    import(fixture, TASKS(TASK(1, "") TASK(2, LINK(1, 1, 4800, 7)) TASK(3, LINK(1, 3, 14400, 8))
                              TASK(4, LINK(1, 0, -24000, 9)) TASK(5, LINK(1, 2, -50, 19))
                                  TASK(6, "<PredecessorLink><PredecessorUID>1</PredecessorUID></PredecessorLink>")));
    buffer_clear(&fixture->words);
    for (int uid = 2; uid <= 6; uid++) {
        char text[2] = {(char)('0' + uid), '\0'};
        task_predecessors(&fixture->plan, task(fixture, text)->record.id, &fixture->words);
        buffer_add(&fixture->words, " ");
    }
    char expected[200];
    long long one = (long long)task(fixture, "1")->record.id;
    /* 4800 tenths are 8 h = 1 d, 14400 are 24 h = 1 ed, 24000 are 40 h = 1 w */
    snprintf(expected, sizeof expected, "T-%lldFS+1d T-%lldSS+1ed T-%lldFF-1w T-%lldSF-50%% T-%lld ", one, one, one,
             one, one);
    assert_string_equal(buffer_text(&fixture->words), expected);
}

static void links_that_lead_nowhere_are_named(void **state)
{
    Fixture *fixture = *state;
    import(fixture, TASKS(TASK(1, LINK(1, 1, 0, 7)) TASK(2, LINK(1, 1, 0, 7) LINK(1, 3, 0, 7) LINK(99, 1, 0, 7)) TASK(
                        3, "<PredecessorLink><PredecessorUID>2</PredecessorUID><CrossProject>1</CrossProject>"
                           "</PredecessorLink>")));
    assert_int_equal(plan_count(&fixture->plan, ENTITY_LINK), 1);
    assert_int_equal(fixture->report.links, 1);
    assert_noted(fixture, "1 link of a task to itself");
    assert_noted(fixture, "1 second link between the same tasks");
    assert_noted(fixture, "1 link to a task that is not in the file");
    assert_noted(fixture, "1 link to another project");
}

/* Resources and assignments */

#define TEAM                                                                                                           \
    "<Resources><Resource><UID>0</UID></Resource>"                                                                     \
    "<Resource><UID>1</UID><Name>Anna Berg</Name><Type>1</Type><Initials>AB</Initials><Group>IT</Group>"               \
    "<EmailAddress>anna@example.org</EmailAddress><MaxUnits>0.5</MaxUnits><StandardRate>80.5</StandardRate>"           \
    "<OvertimeRate>0</OvertimeRate><CostPerUse>1700</CostPerUse><Notes>Tuesdays</Notes></Resource>"                    \
    "<Resource><UID>2</UID><Name>Cable</Name><Type>0</Type></Resource>"                                                \
    "<Resource><UID>3</UID><Name>Travel</Name><Type>0</Type><IsCostResource>1</IsCostResource></Resource>"             \
    "<Resource><UID>4</UID></Resource></Resources>"
static void people_and_what_they_work_on_are_kept(void **state)
{
    Fixture *fixture = *state;
    import(fixture, PROJECT(STARTS "<Tasks>" TASK(1, "")
                                TASK(2, "<Work>PT3H0M0S</Work>") "</Tasks>" TEAM "<Assignments>" ASSIGNED(
                                    1, 1, "<Units>0.5</Units><Work>PT4H0M0S</Work>")
                                    ASSIGNED(1, 2, "<Units>5000</Units><Work>PT5000H0M0S</Work>")
                                        ASSIGNED(2, 1, "<Units>1</Units><Work>PT5H0M0S</Work>") ASSIGNED(2, -65535, "")
                                            ASSIGNED(2, 1, "") ASSIGNED(9, 1, "") "</Assignments>"));
    const Plan *plan = &fixture->plan;
    assert_int_equal(plan_count(plan, ENTITY_RESOURCE), 4);
    const Resource *anna = plan_resource(plan, 0);
    assert_string_equal(anna->name, "Anna Berg");
    assert_string_equal(anna->initials, "AB");
    assert_string_equal(anna->group, "IT");
    assert_string_equal(anna->email, "anna@example.org");
    assert_string_equal(anna->notes, "Tuesdays");
    assert_string_equal(anna->external_id, "1");
    assert_int_equal(anna->max_units, 5000);
    assert_int_equal(anna->standard_rate, 8050);       /* 80.50 an hour */
    assert_int_equal(anna->overtime_rate, MONEY_NONE); /* nobody entered one */
    assert_int_equal(anna->cost_per_use, 1700);        /* hundredths: 17.00 */
    assert_int_equal(plan_resource(plan, 1)->type, RESOURCE_MATERIAL);
    assert_int_equal(plan_resource(plan, 2)->type, RESOURCE_COST);
    assert_string_equal(plan_resource(plan, 3)->name, "Resource 4");

    assert_int_equal(plan_count(plan, ENTITY_ASSIGNMENT), 3);
    assert_int_equal(plan_assignment(plan, 0)->units, 5000);
    assert_int_equal(plan_assignment(plan, 0)->work, DURATION_NONE); /* 8 h × 50 % = 4 h: nothing to remember */
    assert_int_equal(plan_assignment(plan, 1)->units, 10000000);     /* the most there may be */
    assert_int_equal(plan_assignment(plan, 1)->work, DURATION_NONE); /* cables do not work */
    assert_string_equal(worded(fixture, plan_assignment(plan, 2)->work), "5h");
    assert_noted(fixture, "1 assignment of nobody");
    assert_noted(fixture, "1 further assignment of the same resource");
    assert_noted(fixture, "1 assignment of a task or resource that is not in the file");
    assert_noted(fixture, "1 number of units is out of range");
    assert_noted(fixture, "1 blank resource");
    assert_noted(fixture, "1 resource has no name");
}

static void work_without_people_stays_with_the_task(void **state)
{
    Fixture *fixture = *state;
    import(fixture, TASKS(TASK(1, "<Work>PT3H0M0S</Work>") TASK(2, "<Work>PT0H0M0S</Work>")));
    assert_string_equal(worded(fixture, task(fixture, "1")->work), "3h");
    assert_int_equal(task(fixture, "2")->work, DURATION_NONE);
}

/* Calendars */

static void weekdays_become_hours(void **state)
{
    Fixture *fixture = *state;
    import(fixture,
           CALENDARS(CALENDAR(1, "Shifts", -1,
                              "<WeekDays>" WEEKDAY(1, OFF) WEEKDAY(2, WORKING(HOURS("23:00", "00:00"))) WEEKDAY(
                                  3, WORKING(HOURS("23:00", "00:00") HOURS("04:00", "08:00") HOURS("00:00", "03:00")))
                                  WEEKDAY(4, WORKING(HOURS("00:00", "00:00")))
                                      WEEKDAY(5, WORKING(HOURS("08:00", "12:00") HOURS("12:00", "14:00")))
                                          WEEKDAY(6, "<DayWorking>1</DayWorking>")
                                              WEEKDAY(7, WORKING(HOURS("12:00", "10:00"))) "</WeekDays>")));
    const Calendar *calendar = calendar_named(&fixture->plan, "Shifts");
    assert_int_equal(plan_board(&fixture->plan)->calendar, calendar->record.id);
    static const char *const expected[] = {
        "23:00-24:00", "00:00-03:00 04:00-08:00 23:00-24:00", "00:00-24:00", "08:00-14:00", "off", "off", "off"};
    for (int i = 0; i < 7; i++)
        assert_string_equal(calendar->hours[i], expected[i]);
    assert_noted(fixture, "1 range of working time ends before it begins");
    /* 1 h on Monday, 7 h more from Tuesday 00:00: 3 h, then 4 h until 08:00 */
    assert_string_equal(dates(fixture, "1"), "2026-03-02T23:00 2026-03-03T08:00");
}

static void old_exceptions_count_unless_there_are_new_ones(void **state)
{
    Fixture *fixture = *state;
#define OLD "<WeekDays>" WEEKDAY(0, OFF PERIOD("2026-03-02", "2026-03-03")) "</WeekDays>"
    import(fixture, CALENDARS(CALENDAR(1, "Old", -1, OLD) CALENDAR(
                        2, "New", -1,
                        OLD EXCEPTION(PERIOD("2026-04-01", "2026-04-01"),
                                      "<Name>Fair</Name><Type>1</Type>" WORKING(HOURS("10:00", "12:00"))))
                                  CALENDAR(3, "None", -1, OLD "<Exceptions></Exceptions>")));
    assert_string_equal(exceptions(fixture), "2026-03-02/2026-03-03 off; 2026-04-01 10:00-12:00; ");
    assert_int_equal(fixture->report.exceptions, 2);
    assert_string_equal(dates(fixture, "1"), "2026-03-04T08:00 2026-03-04T17:00");
}

static void derived_calendars_keep_what_is_their_own(void **state)
{
    Fixture *fixture = *state;
    import(
        fixture,
        PROJECT(
            STARTS
            "<CalendarUID>1</CalendarUID><Calendars>" CALENDAR(1, "Standard", -1, "<IsBaseCalendar>1</IsBaseCalendar>")
                CALENDAR(2, "Night", -1, "<IsBaseCalendar>1</IsBaseCalendar>")
                    CALENDAR(3, "Anna", 1, "<IsBaseCalendar>0</IsBaseCalendar>")
                        CALENDAR(4, "Bob", 2, "<IsBaseCalendar>0</IsBaseCalendar>") CALENDAR(
                            5, "Cem", 1, "<IsBaseCalendar>0</IsBaseCalendar><WeekDays>" WEEKDAY(6, OFF) "</WeekDays>")
                            CALENDAR(6, "Gone", 1,
                                     "<IsBaseCalendar>0</IsBaseCalendar><WeekDays>" WEEKDAY(
                                         2, OFF) "</WeekDays>") "</Calendars><Resources>"
                                                                "<Resource><UID>1</UID><Name>Anna</"
                                                                "Name><CalendarUID>3</CalendarUID></Resource>"
                                                                "<Resource><UID>2</UID><Name>Bob</Name><CalendarUID>4</"
                                                                "CalendarUID></Resource>"
                                                                "<Resource><UID>3</UID><Name>Cem</Name><CalendarUID>5</"
                                                                "CalendarUID></Resource></Resources>"));
    const Plan *plan = &fixture->plan;
    const Calendar *night = calendar_named(plan, "Night"), *cem = calendar_named(plan, "Cem");
    assert_int_equal(plan_count(plan, ENTITY_CALENDAR), 3);
    assert_int_equal(plan_resource(plan, 0)->calendar, 0); /* the project's */
    assert_int_equal(plan_resource(plan, 1)->calendar, night->record.id);
    assert_int_equal(plan_resource(plan, 2)->calendar, cem->record.id);
    assert_int_equal(cem->base, calendar_named(plan, "Standard")->record.id);
    assert_string_equal(cem->hours[0], "inherit");
    assert_string_equal(cem->hours[4], "off");
    assert_noted(fixture, "1 resource calendar that nobody uses");
}

static void calendars_without_end_of_bases_get_one(void **state)
{
    Fixture *fixture = *state;
    import(fixture, CALENDARS(CALENDAR(1, "A", 2, "<IsBaseCalendar>1</IsBaseCalendar>")
                                  CALENDAR(2, "B", 1, "<IsBaseCalendar>1</IsBaseCalendar>")
                                      CALENDAR(3, "C", 77, "<IsBaseCalendar>1</IsBaseCalendar>")));
    assert_int_equal(plan_count(&fixture->plan, ENTITY_CALENDAR), 3);
    assert_noted(fixture, "1 calendar has no end of bases");
    assert_noted(fixture, "1 calendar is referred to but not in the file");
}

/* The example of Microsoft's documentation: Thanksgiving, on the fourth Thursday of November. */
static void a_yearly_position_falls_on_its_days(void **state)
{
    Fixture *fixture = *state;
    import(
        fixture,
        PROJECT(
            "<StartDate>2007-11-01T08:00:00</StartDate><FinishDate>2007-12-20T17:00:00</"
            "FinishDate><Calendars>" CALENDAR(
                1, "US", -1,
                EXCEPTION(
                    PERIOD("2007-11-22", "2026-11-30"),
                    "<Occurrences>20</Occurrences>" RECURS(
                        3,
                        "<Month>10</Month><MonthItem>7</MonthItem><MonthPosition>3</MonthPosition>"))) "</Calendars>"));
    assert_string_equal(exceptions(fixture), "2007-11-22/2026-11-30 off yearly 4th thu nov; ");
    assert_string_equal(days(fixture, 4), "2007-11-22 2008-11-27 2009-11-26 2010-11-25 ");
    assert_int_equal(fixture->report.exceptions, 1);
}

static void recurring_exceptions_become_rules(void **state)
{
#define RULED(from, to, inside) CALENDARS(CALENDAR(1, "C", -1, EXCEPTION(PERIOD(from, to), inside)))
    static const struct {
        const char *exception, *rule, *days;
    } cases[] = {
        {RULED("2020-12-24", "2060-12-24", RECURS(2, "<Month>11</Month><MonthDay>24</MonthDay>")),
         "2020-12-24/2060-12-24 off yearly 24 dec; ", "2020-12-24 2021-12-24 2022-12-24 2023-12-24 "},
        /* where a month has no 31st its last day counts */
        {RULED("2026-01-01", "2026-09-30", RECURS(4, "<Period>2</Period><MonthDay>31</MonthDay>")),
         "2026-01-01/2026-09-30 off every 2 months 31; ", "2026-01-31 2026-03-31 2026-05-31 2026-07-31 "},
        {RULED("2026-01-01", "2026-03-31",
               RECURS(5, "<Period>1</Period><MonthItem>8</MonthItem><MonthPosition>4</MonthPosition>")),
         "2026-01-01/2026-03-31 off monthly last fri; ", "2026-01-30 2026-02-27 2026-03-27 "},
        /* 1 March 2026 is a Sunday, 4 April a Saturday */
        {RULED("2026-03-01", "2026-04-30", RECURS(5, "<MonthItem>2</MonthItem><MonthPosition>0</MonthPosition>")),
         "2026-03-01/2026-04-30 off monthly 1st weekend; ", "2026-03-01 2026-04-04 "},
        /* Monday and Tuesday: 2 + 4 */
        {RULED("2026-03-03", "2026-03-31", RECURS(6, "<Period>2</Period><DaysOfWeek>6</DaysOfWeek>")),
         "2026-03-03/2026-03-31 off every 2 weeks mon tue; ",
         "2026-03-03 2026-03-16 2026-03-17 2026-03-30 2026-03-31 "},
        /* Fridays of every second week from a Sunday on, with which Project's first week begins */
        {RULED("2026-03-01", "2026-03-31", RECURS(6, "<Period>2</Period><DaysOfWeek>32</DaysOfWeek>")),
         "2026-03-06/2026-03-31 off every 2 weeks fri; ", "2026-03-06 2026-03-20 "},
        /* Sundays and Mondays (1 + 2): the Sunday comes first in each of these weeks */
        {RULED("2026-03-02", "2026-03-31", RECURS(6, "<Period>2</Period><DaysOfWeek>3</DaysOfWeek>")),
         "2026-03-02/2026-03-31 off every 2 weeks mon; 2026-03-15/2026-03-31 off every 2 weeks sun; ",
         "2026-03-02 2026-03-15 2026-03-16 2026-03-29 2026-03-30 "},
        /* every week it does not matter when weeks begin */
        {RULED("2026-03-02", "2026-03-31", RECURS(6, "<DaysOfWeek>3</DaysOfWeek>")),
         "2026-03-02/2026-03-31 off weekly mon sun; ", "2026-03-02 2026-03-08 2026-03-09 2026-03-15 "},
        /* every tenth day, three times */
        {CALENDARS(
             CALENDAR(1, "C", -1,
                      EXCEPTION("<EnteredByOccurrences>1</EnteredByOccurrences>" PERIOD("2026-03-02", "2026-12-31"),
                                "<Occurrences>3</Occurrences>" RECURS(7, "<Period>10</Period>")))),
         "2026-03-02/2026-03-22 off every 10 days; ", "2026-03-02 2026-03-12 2026-03-22 "},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        void *fixture;
        begin(&fixture);
        import(fixture, cases[i].exception);
        assert_string_equal(exceptions(fixture), cases[i].rule);
        int count = (int)strlen(cases[i].days) / 11;
        assert_string_equal(days(fixture, count + (count < 4 || count == 5)), cases[i].days);
        end(&fixture);
    }
}

/* The rules and hours of all exceptions, in the order in which they were made. */
static void assert_rules(Fixture *fixture, const char *expected)
{
    const Plan *plan = &fixture->plan;
    uint32_t *rows = plan_sorted_rows(plan, ENTITY_EXCEPTION);
    buffer_clear(&fixture->words);
    for (uint32_t i = 0; i < plan_count(plan, ENTITY_EXCEPTION); i++) {
        const Exception *exception = plan_at(plan, ENTITY_EXCEPTION, rows[i]);
        buffer_format(&fixture->words, "%s %s; ", exception->repeats, exception->hours);
    }
    assert_string_equal(buffer_text(&fixture->words), expected);
    free(rows);
}

/* Of two days the newer record holds: so dated days are made after rules, and the file's first rule last. */
static void days_hold_before_rules_and_the_first_rule_before_the_next(void **state)
{
    Fixture *fixture = *state;
    import(fixture,
           CALENDARS(CALENDAR(
               1, "C", -1,
               "<Exceptions><Exception>" PERIOD("2026-03-04", "2026-03-04")
                   WORKING(HOURS("08:00", "10:00")) "</Exception><Exception>" PERIOD("2026-03-01", "2026-12-31") RECURS(
                       6, "<DaysOfWeek>8</DaysOfWeek>") "</Exception><Exception>" PERIOD("2026-03-01", "2026-12-31")
                       RECURS(4, "<MonthDay>4</MonthDay>") "</Exception><Exception>" PERIOD("2026-03-01", "2026-06-30")
                           RECURS(6, "<DaysOfWeek>8</DaysOfWeek>") "</Exception></Exceptions>")));
    assert_rules(fixture, "monthly 4 off; weekly wed off;  08:00-10:00; ");
    assert_noted(fixture, "1 calendar exception recurs on the same days as another");
}

static void an_unknown_recurrence_is_named(void **state)
{
    Fixture *fixture = *state;
    import(fixture, CALENDARS(CALENDAR(1, "C", -1, EXCEPTION(PERIOD("2026-03-02", "2026-12-31"), RECURS(8, "")))));
    assert_string_equal(exceptions(fixture), "");
    assert_noted(fixture, "1 calendar exception recurs in an unknown way");
}

/* In a week with shorter days the holiday is still one, and the day that is worked too. */
static void work_weeks_lie_below_exceptions(void **state)
{
    Fixture *fixture = *state;
    import(fixture,
           CALENDARS(CALENDAR(1, "C", -1,
                              EXCEPTION(PERIOD("2026-03-04", "2026-03-04"), OFF) "<WorkWeeks><WorkWeek>" PERIOD(
                                  "2026-03-02", "2026-03-08") "<WeekDays>" WEEKDAY(2, WORKING(HOURS("08:00", "12:00")))
                                  WEEKDAY(4, WORKING(HOURS("08:00", "12:00"))) WEEKDAY(
                                      7, WORKING(HOURS("09:00", "10:00"))) "</WeekDays></WorkWeek></WorkWeeks>")));
    assert_rules(fixture, "weekly sat 09:00-10:00; weekly mon wed 08:00-12:00;  off; ");
    assert_string_equal(days(fixture, 4), "2026-03-02 2026-03-04 2026-03-07 ");
    assert_noted(fixture, "1 work week is taken as recurring exceptions");
}

/* Another project of the office goes by "Standard", with other hours. */
static void the_calendar_of_another_board_is_not_changed(void **state)
{
    Fixture *fixture = *state;
    Calendar standard = {.record = {.id = 5}};
    record_init(&calendar_entity, &standard);
    standard.name = "Standard";
    plan_add(&fixture->plan, ENTITY_CALENDAR, &standard);
    Board other = {.record = {.id = 2}};
    record_init(&board_entity, &other);
    other.name = "Other";
    other.calendar = 5;
    plan_add(&fixture->plan, ENTITY_BOARD, &other);

    import(fixture, CALENDARS(CALENDAR(1, "Standard", -1, "")));
    assert_int_equal(plan_count(&fixture->plan, ENTITY_CALENDAR), 1); /* it says the same: shared */
    assert_int_equal(plan_board(&fixture->plan)->calendar, 5);

    static const char late[] =
        CALENDARS(CALENDAR(1, "Standard", -1, "<WeekDays>" WEEKDAY(2, WORKING(HOURS("10:00", "18:00"))) "</WeekDays>"));
    import(fixture, late);
    const Calendar *own = calendar_named(&fixture->plan, "Standard (Office move)");
    assert_non_null(own);
    assert_string_equal(own->hours[0], "10:00-18:00");
    assert_int_equal(plan_board(&fixture->plan)->calendar, own->record.id);
    assert_string_equal(calendar_named(&fixture->plan, "Standard")->hours[0], "08:00-12:00 13:00-17:00");
    import(fixture, late);
    assert_int_equal(plan_count(&fixture->plan, ENTITY_CALENDAR), 2);
}

/* Importing again */

#define BEFORE                                                                                                         \
    PROJECT(STARTS "<CalendarUID>1</CalendarUID><Calendars>" CALENDAR(                                                 \
        1, "Standard", -1,                                                                                             \
        EXCEPTION(                                                                                                     \
            PERIOD("2026-04-03", "2026-04-03"),                                                                        \
            "<Name>Good Friday</Name>" OFF)) "</Calendars>"                                                            \
                                             "<Tasks>" TASK(1, "") TASK(2, LINK(1, 1, 0, 7))                           \
                                                 TASK(3, LINK(2, 1, 0, 7)) "</Tasks>" TEAM "<Assignments>" ASSIGNED(   \
                                                     1, 1, "<Units>1</Units>")                                         \
                                                     ASSIGNED(2, 1, "<Units>1</Units>") "</Assignments>")
#define AFTER                                                                                                          \
    PROJECT(STARTS "<CalendarUID>1</CalendarUID><Calendars>" CALENDAR(                                                 \
        1, "Standard", -1,                                                                                             \
        EXCEPTION(PERIOD("2026-04-03", "2026-04-06"),                                                                  \
                  "<Name>Easter</Name>" OFF)) "</Calendars>"                                                           \
                                              "<Tasks>" TASK(1, "") TASK(4, "")                                        \
                                                  TASK(2, LINK(1, 3, 0, 7)) "</Tasks>" TEAM "<Assignments>" ASSIGNED(  \
                                                      2, 1, "<Units>0.5</Units>") "</Assignments>")

static void importing_twice_changes_nothing(void **state)
{
    Fixture *fixture = *state;
    ChangeSet set;
    MspdiReport report;
    import(fixture, BEFORE);
    change_begin(&set, &fixture->plan, "import", "");
    assert_true(mspdi_import(BEFORE, strlen(BEFORE), "plan.xml", &fixture->plan, &set, &report, NULL));
    assert_int_equal(set.changes.count, 0);
    assert_int_equal(report.created + report.updated, 0);
    /* board, calendar, exception, 4 resources, 3 tasks, 2 links, 2 assignments */
    assert_int_equal(report.unchanged, 14);
    mspdi_report_release(&report);
    change_release(&set);
}

static void a_changed_file_updates_by_uid(void **state)
{
    Fixture *fixture = *state;
    import(fixture, BEFORE);
    Id second = task(fixture, "2")->record.id, third = task(fixture, "3")->record.id;
    import(fixture, AFTER);
    const Plan *plan = &fixture->plan;
    assert_int_equal(plan_count(plan, ENTITY_TASK), 4);
    assert_int_equal(task(fixture, "2")->record.id, second);
    assert_int_equal(task(fixture, "3")->record.id, third); /* tasks are never deleted */
    assert_noted(fixture, "1 task of the board is not in the file");
    /* 1 → 2 is start-to-start now; 2 → 3 is not between two tasks of the file */
    assert_int_equal(plan_count(plan, ENTITY_LINK), 2);
    assert_int_equal(plan_link(plan, 0)->type, LINK_START_START);
    assert_int_equal(plan_count(plan, ENTITY_ASSIGNMENT), 1);
    assert_int_equal(plan_assignment(plan, 0)->units, 5000);
    assert_noted(fixture, "1 assignment that the file no longer has is deleted");
    assert_string_equal(exceptions(fixture), "2026-04-03/2026-04-06 off; ");
    const Outline *outline = &plan->results->outline;
    static const char *const order[] = {"1", "4", "2"};
    for (uint32_t place = 0; place < 3; place++)
        assert_string_equal(plan_task(plan, outline->row_at[place])->external_id, order[place]);
}

static void a_task_that_moved_in_the_outline_moves_here(void **state)
{
    Fixture *fixture = *state;
#define ROW(uid, level)                                                                                                \
    "<Task><UID>" #uid "</UID><Name>T</Name><OutlineLevel>" #level "</OutlineLevel><Duration>PT8H0M0S</Duration></"    \
    "Task>"
    import(fixture, TASKS(ROW(1, 1) ROW(2, 2) ROW(3, 2) ROW(4, 1)));
    import(fixture, TASKS(ROW(1, 1) ROW(3, 2) ROW(5, 1) ROW(2, 2) ROW(4, 2)));
    buffer_clear(&fixture->words);
    const Outline *outline = &fixture->plan.results->outline;
    for (uint32_t place = 0; place < outline->count; place++) {
        outline_wbs(outline, place, &fixture->words);
        buffer_format(&fixture->words, "=%s ", plan_task(&fixture->plan, outline->row_at[place])->external_id);
    }
    assert_string_equal(buffer_text(&fixture->words), "1=1 1.1=3 2=5 2.1=2 2.2=4 ");
}

static void tasks_of_the_board_stay_above_those_of_a_file(void **state)
{
    Fixture *fixture = *state;
    Task own = {.record = {.id = 3, .board = 1}};
    record_init(&task_entity, &own);
    own.name = "Own";
    own.position = 5000;
    plan_add(&fixture->plan, ENTITY_TASK, &own);
    import(fixture, TASKS(TASK(1, "") TASK(2, "")));
    const Outline *outline = &fixture->plan.results->outline;
    assert_string_equal(plan_task(&fixture->plan, outline->row_at[0])->name, "Own");
    assert_string_equal(plan_task(&fixture->plan, outline->row_at[1])->name, "Task 1");
}

static void people_of_the_office_are_known_by_name(void **state)
{
    Fixture *fixture = *state;
    Resource anna = {.record = {.id = 9}};
    record_init(&resource_entity, &anna);
    anna.name = "Anna Berg";
    anna.external_id = "77";
    plan_add(&fixture->plan, ENTITY_RESOURCE, &anna);
    import(fixture, PROJECT("<Resources><Resource><UID>1</UID><Name>Anna Berg</Name></Resource>"
                            "<Resource><UID>2</UID><Name>Anna Berg</Name></Resource></Resources>"));
    assert_int_equal(plan_count(&fixture->plan, ENTITY_RESOURCE), 2); /* the file knows two */
    assert_string_equal(plan_resource(&fixture->plan, 0)->external_id, "77");
}

/* Reports */

static void dates_that_do_not_come_out_are_named(void **state)
{
    Fixture *fixture = *state;
    import(fixture, TASKS(TASK(1, "<Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00</Finish>")
                              TASK(2, "<Start>2026-03-05T08:00:00</Start><Finish>2026-03-05T17:00:00</Finish>")
                                  TASK(3, "<Manual>1</Manual><Start>2026-03-05T08:00:00</Start>"
                                          "<Finish>2026-03-09T17:00:00</Finish>")));
    assert_int_equal(fixture->report.dates_compared, 3);
    assert_int_equal(fixture->report.dates_differ, 1);
    assert_noted(fixture, "'Task 2' (UID 2): 2026-03-05T08:00 to 2026-03-05T17:00 in the file, "
                          "2026-03-02T08:00 to 2026-03-02T17:00 computed");
    buffer_clear(&fixture->words);
    mspdi_report_describe(&fixture->report, &fixture->words);
    assert_non_null(strstr(buffer_text(&fixture->words), "3 tasks, 0 links, 0 resources"));
    assert_non_null(strstr(buffer_text(&fixture->words), "1 of 3 tasks have other dates than in the file"));
}

static void control_characters_are_replaced_and_noted(void **state)
{
    Fixture *fixture = *state;
    import(fixture, PROJECT("<Tasks><Task><UID>1</UID><Name> A\xC2\x9B"
                            "31m\x7F&#x85;B </Name></Task></Tasks>"));
    assert_string_equal(task(fixture, "1")->name, "A\xEF\xBF\xBD"
                                                  "31m\xEF\xBF\xBD\xEF\xBF\xBD"
                                                  "B");
    assert_noted(fixture, "1 text had control characters");
}

/* Hostile files */

static void hostile_files_are_refused_with_a_line(void **state)
{
    static const struct {
        const char *xml, *expected;
    } cases[] = {
        {"", "line 1: the file ends in the middle"},
        {"<html></html>", "line 1: expected <Project>, found <html>"},
        {PROJECT("\n<Tasks><Task>"), "line 2: this is not well-formed XML (mismatched tag)"},
        {"<?xml version=\"1.0\"?>\n<!DOCTYPE Project [<!ENTITY a \"b\">]>\n<Project/>",
         "line 2: a DOCTYPE is not allowed"},
        {"<!DOCTYPE Project SYSTEM \"file:///etc/passwd\"><Project/>", "line 1: a DOCTYPE is not allowed"},
        {"<Project>\n<Title>&passwords;</Title></Project>", "line 2: this is not well-formed XML (undefined entity)"},
        {"<Project><Title>&#x1;</Title></Project>", "not well-formed"},
        {"<Project><Title>\xFF</Title></Project>", "not well-formed"},
        {"<Project xmlns=\"http://schemas.microsoft.com/project\"><Tasks>\n<Task>",
         "line 2: the file ends in the middle"},
        {TASKS("\n<Task><UID>x</UID></Task>"), "line 2: UID: 'x' is no whole number from -1 to 2147483647"},
        {TASKS("<Task><UID>99999999999999999999</UID></Task>"), "UID: '99999999999999999999' is no whole number"},
        {TASKS("<Task><Name>N</Name></Task>"), "line 1: this Task has no UID"},
        {TASKS(TASK(1, "") "\n" TASK(1, "")), "line 2: there is a Task with the UID 1 already"},
        {TASKS(TASK(1, "<Start>2026-02-30T08:00:00</Start>")), "Start: '2026-02-30T08:00:00' is not a date like"},
        {TASKS(TASK(1, "<Start>soon</Start>")), "Start: 'soon' is not a date like 2026-03-02T08:00:00"},
        {TASKS("<Task><UID>1</UID><Duration>8 hours</Duration></Task>"), "Duration: '8 hours' is not a duration like"},
        {TASKS("<Task><UID>1</UID><Duration>PT99999999999999H</Duration></Task>"), "is not a duration like"},
        {TASKS(TASK(1, "<PercentComplete>101</PercentComplete>")), "'101' is no whole number from 0 to 100"},
        {TASKS(TASK(1, "<Milestone>perhaps</Milestone>")), "Milestone: 'perhaps' is not 0 or 1"},
        {TASKS(TASK(1, "<FixedCost>1e308</FixedCost>")), "FixedCost: '1e308' is not a number like 0.5"},
        {TASKS(TASK(1, "<OutlineLevel>1001</OutlineLevel>")), "from 0 to 1000"},
        {CALENDARS(CALENDAR(1, "C", -1, "<WeekDays>" WEEKDAY(2, WORKING(HOURS("25:00", "26:00"))) "</WeekDays>")),
         "FromTime: '25:00:00' is not a time of day like 08:00:00"},
    };
    Fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_refused(fixture, cases[i].xml, strlen(cases[i].xml), cases[i].expected);
}

static void deep_nesting_is_refused(void **state)
{
    Buffer xml = {0};
    buffer_add(&xml, "<Project>");
    buffer_add_repeat(&xml, "<a>", 200);
    assert_refused(*state, buffer_text(&xml), xml.length, "elements are nested deeper than 100");
    buffer_release(&xml);
}

static void endless_texts_are_refused(void **state)
{
    Buffer xml = {0};
    buffer_add(&xml, "<Project><Title>");
    buffer_add_repeat(&xml, "0123456789abcdef", (1 << 16) + 1);
    buffer_add(&xml, "</Title></Project>");
    assert_refused(*state, buffer_text(&xml), xml.length, "Title is longer than 1048576 bytes");
    buffer_release(&xml);
}

static void links_in_a_circle_are_named_by_uid(void **state)
{
    static const char circle[] =
        TASKS(TASK(11, LINK(13, 1, 0, 7)) TASK(12, LINK(11, 1, 0, 7)) TASK(13, LINK(12, 1, 0, 7)));
    static const char inside[] =
        TASKS("<Task><UID>1</UID><Name>S</Name><OutlineLevel>1</OutlineLevel></Task>"
              "<Task><UID>2</UID><Name>T</Name><OutlineLevel>2</OutlineLevel>" LINK(1, 1, 0, 7) "</Task>");
    assert_refused(*state, circle, sizeof circle - 1,
                   "by UID: the links go round in a circle: T-11 → T-12 → T-13 → T-11");
    assert_refused(*state, inside, sizeof inside - 1, "by UID: T-1 and T-2 are linked");
}

static void records_that_break_their_own_rules_are_refused(void **state)
{
    static const char backwards[] = TASKS(TASK(1, "<ActualStart>2026-03-03T08:00:00</ActualStart>"
                                                  "<ActualFinish>2026-03-02T17:00:00</ActualFinish>"));
    assert_refused(*state, backwards, sizeof backwards - 1, "'Task 1' was finished before it was started");
}

/* Writing */

#define RICH                                                                                                           \
    PROJECT(                                                                                                           \
        STARTS                                                                                                         \
        "<FinishDate>2026-04-30T17:00:00</FinishDate><CurrencyCode>CHF</CurrencyCode>"                                 \
        "<CalendarUID>1</CalendarUID><StatusDate>2026-03-10T17:00:00</StatusDate>"                                     \
        "<Calendars>" CALENDAR(                                                                                        \
            1, "Standard", -1,                                                                                         \
            EXCEPTION(                                                                                                 \
                PERIOD("2026-03-05", "2026-03-06"),                                                                    \
                "<Name>Fair &amp; feast</Name>" OFF)) CALENDAR(2, "Night", -1,                                         \
                                                               "<IsBaseCalendar>1</IsBaseCalendar><WeekDays>" WEEKDAY( \
                                                                   2, WORKING(HOURS("20:00", "00:00"))) "</WeekDays>") \
            CALENDAR(3, "Anna Berg", 1,                                                                                \
                     "<IsBaseCalendar>0</IsBaseCalendar>" EXCEPTION(PERIOD("2026-03-03", "2026-03-03"),                \
                                                                    "<Name>Leave</Name>" OFF))                         \
                CALENDAR(                                                                                              \
                    4, "Cable", 1,                                                                                     \
                    "<IsBaseCalendar>0</IsBaseCalendar>") "</Calendars><Tasks>"                                        \
                                                          "<Task><UID>20</UID><Name>Phase "                            \
                                                          "&lt;1&gt;</Name><OutlineLevel>1</OutlineLevel></Task>"      \
                                                          "<Task><UID>7</UID><Name>Rack &amp; "                        \
                                                          "cable</Name><OutlineLevel>2</"                              \
                                                          "OutlineLevel><Duration>PT20H0M0S</Duration>"                \
                                                          "<DurationFormat>39</DurationFormat><PercentComplete>25</"   \
                                                          "PercentComplete><Notes>First\nsecond</Notes>"               \
                                                          "<ActualStart>2026-03-02T08:00:00</"                         \
                                                          "ActualStart><FixedCost>123456</FixedCost><Priority>800</"   \
                                                          "Priority></Task>"                                           \
                                                          "<Task><UID>3</UID><Name>Cool</Name><OutlineLevel>2</"       \
                                                          "OutlineLevel><Duration>PT48H0M0S</Duration>"                \
                                                          "<DurationFormat>8</"                                        \
                                                          "DurationFormat><Deadline>2026-03-20T17:00:00</"             \
                                                          "Deadline>" LINK(                                            \
                                                              7, 1, 14400,                                             \
                                                              8) "</Task>"                                             \
                                                                 "<Task><UID>4</UID><Name>Ready</"                     \
                                                                 "Name><OutlineLevel>1</"                              \
                                                                 "OutlineLevel><Duration>PT0H0M0S</Duration>"          \
                                                                 "<Milestone>1</Milestone>" LINK(3, 0, -2400, 5) LINK( \
                                                                     7, 3, 50,                                         \
                                                                     19) "</Task>"                                     \
                                                                         "<Task><UID>5</UID><Name>Night "              \
                                                                         "work</Name><OutlineLevel>1</"                \
                                                                         "OutlineLevel><Duration>PT8H0M0S</Duration>"  \
                                                                         "<DurationFormat>5</"                         \
                                                                         "DurationFormat><CalendarUID>2</"             \
                                                                         "CalendarUID><ConstraintType>4</"             \
                                                                         "ConstraintType>"                             \
                                                                         "<ConstraintDate>2026-03-09T08:00:00</"       \
                                                                         "ConstraintDate><PhysicalPercentComplete>40<" \
                                                                         "/PhysicalPercentComplete></Task>"            \
                                                                         "<Task><UID>6</UID><Name>Shelved</"           \
                                                                         "Name><Active>0</Active><OutlineLevel>1</"    \
                                                                         "OutlineLevel>"                               \
                                                                         "<Duration>PT16H0M0S</Duration></Task></"     \
                                                                         "Tasks><Resources>"                           \
                                                                         "<Resource><UID>1</UID><Name>Anna "           \
                                                                         "Berg</Name><Type>1</Type><Initials>AB</"     \
                                                                         "Initials><MaxUnits>0.5</MaxUnits>"           \
                                                                         "<StandardRate>80.25</"                       \
                                                                         "StandardRate><CostPerUse>1700</"             \
                                                                         "CostPerUse><CalendarUID>3</CalendarUID></"   \
                                                                         "Resource>"                                   \
                                                                         "<Resource><UID>2</UID><Name>Cable</"         \
                                                                         "Name><Type>0</Type><StandardRate>3.5</"      \
                                                                         "StandardRate></Resource></Resources>"        \
                                                                         "<Assignments>" ASSIGNED(                     \
                                                                             7, 1,                                     \
                                                                             "<Units>0.5</Units><Work>PT10H0M0S</"     \
                                                                             "Work>") ASSIGNED(7, 2,                   \
                                                                                               "<Units>12</Units>")    \
                                                                             ASSIGNED(                                 \
                                                                                 5, 1,                                 \
                                                                                 "<Units>1</Units><Work>PT5H0M0S</"    \
                                                                                 "Work>") "</Assignments>")

static void an_export_comes_back_as_the_same_plan(void **state)
{
    Fixture *fixture = *state;
    Plan other;
    MspdiReport report;
    Buffer xml = {0}, again = {0}, words = {0}, other_words = {0};
    import(fixture, RICH);
    export_plan(&fixture->plan, &xml);
    plan_begin(&other);
    import_plan(&other, xml.bytes, xml.length, 5000, &report);
    assert_int_equal(report.dates_compared, 5); /* the inactive task has no dates */
    assert_int_equal(report.dates_differ, 0);
    word_plan(&fixture->plan, &words);
    word_plan(&other, &other_words);
    assert_string_equal(buffer_text(&words), buffer_text(&other_words));
    assert_int_equal(plan_count(&other, ENTITY_CALENDAR), plan_count(&fixture->plan, ENTITY_CALENDAR));
    assert_int_equal(plan_count(&other, ENTITY_EXCEPTION), plan_count(&fixture->plan, ENTITY_EXCEPTION));
    export_plan(&other, &again);
    assert_string_equal(buffer_text(&xml), buffer_text(&again));
    mspdi_report_release(&report);
    plan_release(&other);
    buffer_release(&xml);
    buffer_release(&again);
    buffer_release(&words);
    buffer_release(&other_words);
}

static void an_export_taken_back_changes_nothing(void **state)
{
    Fixture *fixture = *state;
    ChangeSet set;
    MspdiReport report;
    Buffer xml = {0};
    import(fixture, RICH);
    export_plan(&fixture->plan, &xml);
    change_begin(&set, &fixture->plan, "import", "");
    assert_true(mspdi_import(xml.bytes, xml.length, "plan.xml", &fixture->plan, &set, &report, NULL));
    for (size_t i = 0; i < set.changes.count; i++) {
        buffer_clear(&fixture->words);
        change_describe(&set.changes.items[i], &fixture->plan, &fixture->words);
        print_message("%s\n", buffer_text(&fixture->words));
    }
    assert_int_equal(set.changes.count, 0);
    mspdi_report_release(&report);
    change_release(&set);
    buffer_release(&xml);
}

/* A day of work from Monday to Thursday: it pauses in between. A third task is merely later than computed. */
static void split_tasks_are_named(void **state)
{
    Fixture *fixture = *state;
    import(fixture, TASKS(TASK(1, "<Start>2026-03-02T08:00:00</Start><Finish>2026-03-05T17:00:00</Finish>")
                              TASK(2, "<Start>2026-03-02T08:00:00</Start><Finish>2026-03-02T17:00:00</Finish>")
                                  TASK(3, "<Start>2026-03-03T08:00:00</Start><Finish>2026-03-03T17:00:00</Finish>")));
    assert_noted(fixture, "split tasks: 1 ('Task 1'); their gaps are not kept");
    assert_int_equal(fixture->report.dates_differ, 2);
}

/* Tasks made here have no UID: they get their number, and are known by it when they come back. */
static void tasks_made_here_come_back_as_themselves(void **state)
{
    Fixture *fixture = *state;
    Buffer xml = {0};
    for (Id id = 3; id <= 4; id++) {
        Task made = {.record = {.id = id, .board = 1}};
        record_init(&task_entity, &made);
        made.name = id == 3 ? "Plan" : "Build";
        made.position = id;
        made.external_id = id == 3 ? "4" : "four"; /* T-3 takes UID 4, so T-4 needs another */
        plan_add(&fixture->plan, ENTITY_TASK, &made);
    }
    Task own = {.record = {.id = 9, .board = 1}};
    record_init(&task_entity, &own);
    own.name = "Test";
    own.position = 9;
    plan_add(&fixture->plan, ENTITY_TASK, &own);
    assert_true(analysis_update(&fixture->plan, NULL));
    export_plan(&fixture->plan, &xml);
    assert_non_null(strstr(buffer_text(&xml), "<UID>9</UID>\n\t\t\t<ID>3</ID>\n\t\t\t<Name>Test</Name>"));
    assert_non_null(strstr(buffer_text(&xml), "<UID>4</UID>\n\t\t\t<ID>1</ID>\n\t\t\t<Name>Plan</Name>"));
    assert_non_null(strstr(buffer_text(&xml), "<UID>5</UID>\n\t\t\t<ID>2</ID>\n\t\t\t<Name>Build</Name>"));
    import(fixture, buffer_text(&xml));
    assert_nothing_changed(fixture);
    assert_int_equal(plan_count(&fixture->plan, ENTITY_TASK), 3);

    /* in Project the last one was given another name: as most of the others are ours, it is that one still */
    const char *name = strstr(buffer_text(&xml), "<Name>Test<");
    Buffer renamed = {0};
    buffer_add_bytes(&renamed, buffer_text(&xml), (size_t)(name - buffer_text(&xml)));
    buffer_format(&renamed, "<Name>Try<%s", name + strlen("<Name>Test<"));
    import(fixture, buffer_text(&renamed));
    assert_int_equal(fixture->report.created, 0);
    assert_int_equal(fixture->report.updated, 1);
    assert_string_equal(((const Task *)plan_find(&fixture->plan, ENTITY_TASK, 9))->name, "Try");
    buffer_release(&renamed);
    buffer_release(&xml);
}

/* A file of another plan numbers its tasks from 1 on, too: tasks made here are not taken for them. */
static void tasks_of_another_plan_are_not_those_made_here(void **state)
{
    Fixture *fixture = *state;
    for (Id id = 1; id <= 3; id++) {
        Task made = {.record = {.id = id, .board = 1}};
        record_init(&task_entity, &made);
        made.name = id == 1 ? "Task 1" : "Ours";
        made.position = id;
        plan_add(&fixture->plan, ENTITY_TASK, &made);
    }
    assert_true(analysis_update(&fixture->plan, NULL));
    import(fixture, TASKS(TASK(1, "") TASK(2, "") TASK(3, "")));
    /* the first has both number and name */
    assert_int_equal(fixture->report.created - fixture->report.calendars, 2);
    assert_string_equal(((const Task *)plan_find(&fixture->plan, ENTITY_TASK, 2))->name, "Ours");
}

/*
 * A board without start and calendar goes out with the start of its first task and Project's Standard calendar; a
 * calendar with a base that several use, with the base's days in it; work in minutes; every task without a duration as
 * a milestone. None of that is a change when it comes back.
 */
static void an_own_export_changes_nothing(void **state)
{
    Fixture *fixture = *state;
    Plan *plan = &fixture->plan;
    Buffer xml = {0};
    Calendar base = {.record = {.id = 1}}, part = {.record = {.id = 2}};
    record_init(&calendar_entity, &base);
    record_init(&calendar_entity, &part);
    base.name = "Office";
    base.hours[0] = "07:00-12:00";
    part.name = "Mornings";
    part.base = 1;
    part.hours[1] = "08:00-12:00";
    plan_add(plan, ENTITY_CALENDAR, &base);
    plan_add(plan, ENTITY_CALENDAR, &part);
    for (Id id = 1; id <= 2; id++) {
        Exception day = {.record = {.id = id}};
        record_init(&exception_entity, &day);
        day.calendar = 1;
        day.from = date_make(2026, 4, 1) + (int)id; /* they overlap: they go out as three ranges */
        day.to = day.from + 3;
        day.hours = id == 1 ? "off" : "08:00-10:00";
        plan_add(plan, ENTITY_EXCEPTION, &day);
        Resource person = {.record = {.id = id}};
        record_init(&resource_entity, &person);
        person.name = id == 1 ? "Anna" : "Bob";
        person.calendar = 2;
        plan_add(plan, ENTITY_RESOURCE, &person);
        Task made = {.record = {.id = id, .board = 1}};
        record_init(&task_entity, &made);
        made.name = id == 1 ? "Plan" : "Done";
        made.position = id;
        made.external_id = id == 1 ? "1.1" : "1.2";
        made.duration = duration_make(id == 1 ? 480 : 0, UNIT_DAYS);
        made.milestone = id == 2;
        made.work = id == 1 ? duration_make(3 * 480, UNIT_DAYS) : DURATION_NONE;
        plan_add(plan, ENTITY_TASK, &made);
        Assignment works = {.record = {.id = id, .board = 1}};
        record_init(&assignment_entity, &works);
        works.task = 1;
        works.resource = id;
        works.work = duration_make(2 * 480, UNIT_DAYS);
        plan_add(plan, ENTITY_ASSIGNMENT, &works);
    }
    assert_true(analysis_update(plan, NULL));
    for (int round = 0; round < 2; round++) {
        buffer_clear(&xml);
        export_plan(plan, &xml);
        import(fixture, buffer_text(&xml));
        assert_nothing_changed(fixture);
        /* the second time with a calendar of the board's own, which one of the people has too */
        Board *board = (Board *)plan_find(plan, ENTITY_BOARD, 1);
        assert_true(board->start == INSTANT_NONE);
        assert_int_equal(board->calendar, round == 0 ? 0 : 2);
        board->calendar = 2;
        plan->generation++;
        assert_true(analysis_update(plan, NULL));
    }
    buffer_release(&xml);
}

static void computed_dates_go_out(void **state)
{
    Fixture *fixture = *state;
    Buffer xml = {0};
    /* Task 1 on Monday, task 2 on Tuesday; task 3 could wait until then: 1 d of slack is 4800 tenths of minutes. */
    import(fixture, TASKS(TASK(1, "") TASK(2, LINK(1, 1, 0, 7)) TASK(3, "")));
    export_plan(&fixture->plan, &xml);
    const char *third = strstr(buffer_text(&xml), "<Name>Task 3</Name>");
    assert_non_null(third);
    assert_non_null(strstr(third, "<Start>2026-03-02T08:00:00</Start>"));
    assert_non_null(strstr(third, "<LateFinish>2026-03-03T17:00:00</LateFinish>"));
    assert_non_null(strstr(third, "<TotalSlack>4800</TotalSlack>"));
    assert_non_null(strstr(third, "<Critical>0</Critical>"));
    const char *summary = strstr(buffer_text(&xml), "<OutlineLevel>0</OutlineLevel>");
    assert_non_null(summary);
    assert_non_null(strstr(summary, "<Finish>2026-03-03T17:00:00</Finish>"));
    assert_non_null(strstr(summary, "<Duration>PT16H0M0S</Duration>")); /* two days */
    buffer_release(&xml);
}

/* Project's base calendars derive from nothing: a task's calendar that has a base goes out with all of it. */
static void calendars_of_tasks_go_out_with_their_bases_in_them(void **state)
{
    Fixture *fixture = *state;
    Plan other;
    MspdiReport report;
    Buffer xml = {0};
    import(
        fixture,
        PROJECT(
            STARTS "<CalendarUID>1</CalendarUID><Calendars>" CALENDAR(
                1, "Standard", -1, EXCEPTION(PERIOD("2026-03-02", "2026-03-04"), "<Name>Closed</Name>" OFF))
                CALENDAR(2, "Early", 1,
                         "<WeekDays>" WEEKDAY(4, WORKING(HOURS("06:00", "14:00"))) "</WeekDays>" EXCEPTION(
                             PERIOD("2026-03-03", "2026-03-03"),
                             WORKING(HOURS(
                                 "08:00",
                                 "10:00")))) "</Calendars><Tasks>" TASK(1, "<CalendarUID>2</CalendarUID>") "</Tasks>"));
    /* 2 h on Tuesday, Wednesday is closed, 6 h of Thursday's 8 */
    assert_string_equal(dates(fixture, "1"), "2026-03-03T08:00 2026-03-05T15:00");
    export_plan(&fixture->plan, &xml);
    plan_begin(&other);
    import_plan(&other, xml.bytes, xml.length, 5000, &report);
    const Calendar *early = calendar_named(&other, "Early");
    assert_int_equal(early->base, 0);
    assert_string_equal(early->hours[0], "08:00-12:00 13:00-17:00");
    assert_string_equal(early->hours[2], "06:00-14:00");
    assert_int_equal(report.dates_differ, 0);
    assert_int_equal(report.exceptions, 1 + 3); /* Standard's, and Early's with what is left of it around */
    mspdi_report_release(&report);
    plan_release(&other);
    buffer_release(&xml);
}

/* Other boards' people stay in the office. */
static void only_the_boards_people_go_out(void **state)
{
    Fixture *fixture = *state;
    Buffer xml = {0};
    import(fixture, RICH);
    Board other = {.record = {.id = 2}};
    record_init(&board_entity, &other);
    other.name = "Other";
    plan_add(&fixture->plan, ENTITY_BOARD, &other);
    Resource stranger = {.record = {.id = 99}};
    record_init(&resource_entity, &stranger);
    stranger.name = "Stranger";
    plan_add(&fixture->plan, ENTITY_RESOURCE, &stranger);
    assert_true(analysis_update(&fixture->plan, NULL));
    export_plan(&fixture->plan, &xml);
    assert_non_null(strstr(buffer_text(&xml), "Anna Berg"));
    assert_null(strstr(buffer_text(&xml), "Stranger"));
    buffer_release(&xml);
}

static bool full_disk(const char *bytes, size_t length, void *context, Error *error)
{
    (void)bytes, (void)length, (void)context;
    return error_set(error, "no space left");
}

static void a_failing_sink_is_reported(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    import(fixture, RICH);
    assert_false(mspdi_export(&fixture->plan, full_disk, NULL, &error));
    assert_string_equal(error.text, "no space left");
    fixture->plan.generation++;
    assert_false(mspdi_export(&fixture->plan, full_disk, NULL, &error));
    assert_string_equal(error.text, "the plan has not been scheduled");
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)

/* As TaskJuggler writes it: actual dates beside 0 %. Task 2 has no actual start: it begins with the project. */
static void what_was_finished_is_complete(void **state)
{
    Fixture *fixture = *state;
    import(fixture,
           TASKS(TASK(1, "<ActualStart>2026-03-03T08:00:00</ActualStart>"
                         "<ActualFinish>2026-03-04T17:00:00</ActualFinish><PercentComplete>0</PercentComplete>")
                     TASK(2, "<ActualFinish>2026-03-03T17:00:00</ActualFinish>")));
    assert_int_equal(task(fixture, "1")->percent_complete, 10000);
    assert_int_equal(task(fixture, "2")->percent_complete, 10000);
    assert_int_equal(task(fixture, "2")->actual_start, instant_make(date_make(2026, 3, 2), 480));
    assert_noted(fixture, "2 tasks were finished, and are less than complete in the file; here they are complete");
}

static void what_lies_after_the_status_date_of_a_file_is_refused(void **state)
{
    Fixture *fixture = *state;
    const char *xml = PROJECT(STARTS "<StatusDate>2026-03-05T17:00:00</StatusDate><Tasks>" TASK(
        1, "<ActualStart>2026-03-06T08:00:00</ActualStart><PercentComplete>50</PercentComplete>") "</Tasks>");
    assert_refused(fixture, xml, strlen(xml),
                   "UID 1: “Task 1” cannot have been started on Fri 6 Mar 2026: the status date is Thu 5 Mar 2026");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(project_files_are_told_from_others),
        T(project_settings_become_the_boards),
        T(a_start_that_moves_what_is_there_is_told),
        T(amounts_in_the_budget_keep_their_currency),
        T(a_file_without_a_board_brings_one),
        T(a_board_of_the_same_name_has_to_be_chosen),
        T(the_outline_follows_levels_in_order_of_id),
        T(durations_keep_their_units),
        T(constraints_deadlines_and_progress_are_kept),
        T(tasks_scheduled_by_hand_keep_their_dates),
        T(progress_is_exact_where_the_file_says_how_much_is_done),
        T(links_keep_type_and_lag),
        T(links_that_lead_nowhere_are_named),
        T(people_and_what_they_work_on_are_kept),
        T(work_without_people_stays_with_the_task),
        T(weekdays_become_hours),
        T(old_exceptions_count_unless_there_are_new_ones),
        T(derived_calendars_keep_what_is_their_own),
        T(calendars_without_end_of_bases_get_one),
        T(a_yearly_position_falls_on_its_days),
        cmocka_unit_test(recurring_exceptions_become_rules),
        T(days_hold_before_rules_and_the_first_rule_before_the_next),
        T(an_unknown_recurrence_is_named),
        T(work_weeks_lie_below_exceptions),
        T(the_calendar_of_another_board_is_not_changed),
        T(importing_twice_changes_nothing),
        T(a_changed_file_updates_by_uid),
        T(a_task_that_moved_in_the_outline_moves_here),
        T(tasks_of_the_board_stay_above_those_of_a_file),
        T(people_of_the_office_are_known_by_name),
        T(dates_that_do_not_come_out_are_named),
        T(control_characters_are_replaced_and_noted),
        T(hostile_files_are_refused_with_a_line),
        T(deep_nesting_is_refused),
        T(endless_texts_are_refused),
        T(links_in_a_circle_are_named_by_uid),
        T(records_that_break_their_own_rules_are_refused),
        T(an_export_comes_back_as_the_same_plan),
        T(an_export_taken_back_changes_nothing),
        T(split_tasks_are_named),
        T(tasks_made_here_come_back_as_themselves),
        T(tasks_of_another_plan_are_not_those_made_here),
        T(an_own_export_changes_nothing),
        T(computed_dates_go_out),
        T(calendars_of_tasks_go_out_with_their_bases_in_them),
        T(only_the_boards_people_go_out),
        T(a_failing_sink_is_reported),
        T(what_was_finished_is_complete),
        T(what_lies_after_the_status_date_of_a_file_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
