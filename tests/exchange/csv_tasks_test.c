/*
 * Task files: outlines, links, people and dates as other programs write them.
 */
#include <stdio.h>

#include "fixture.h"

static Fixture fixture;

static int set_up(void **state)
{
    (void)state;
    fixture_init(&fixture);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    fixture_release(&fixture);
    return 0;
}

static void import(const char *text)
{
    fixture_must_import(&fixture, &task_entity, text);
}

static const Task *task(const char *name)
{
    for (uint32_t row = 0; row < plan_count(&fixture.plan, ENTITY_TASK); row++)
        if (text_equal(plan_task(&fixture.plan, row)->name, name))
            return plan_task(&fixture.plan, row);
    fail_msg("there is no task '%s'", name);
    return NULL;
}

/* A computed or stored field in words. */
static const char *word(const char *name, const char *field)
{
    static char text[300];
    Buffer words = {0};
    field_word(entity_field(&task_entity, field), &fixture.plan, task(name), FORMAT_EXCHANGE, &words);
    snprintf(text, sizeof text, "%s", buffer_text(&words));
    buffer_release(&words);
    return text;
}

static void assert_outline(const char *first, ...)
{
    va_list rest;
    va_start(rest, first);
    for (const char *name = first; name; name = va_arg(rest, const char *))
        assert_string_equal(word(name, "wbs"), va_arg(rest, const char *));
    va_end(rest);
}

/* ---- Microsoft Project ---- */

/* Mon 2 March 2026; dates as Microsoft Project computes them with its standard calendar. */
static void microsoft_projects_export_map_makes_the_same_plan(void **state)
{
    (void)state;
    import("ID,Unique_ID,Outline_Level,Name,Duration,Start_Date,Finish_Date,Predecessors,Resource_Names,Percent_"
           "Complete\r\n"
           "1,7,1,Phase,6.5 days,2026-03-02 08:00,2026-03-10 12:00,,,0%\r\n"
           "2,8,2,Dig,3 days,2026-03-02 08:00,2026-03-04 17:00,,Ann[50%];Bob,50%\r\n"
           "3,9,2,Fill,4 hrs,2026-03-09 08:00,2026-03-09 12:00,2FS+2 days,Ann,0%\r\n"
           "4,10,2,Check,1 day,2026-03-09 13:00,2026-03-10 12:00,3;2SS,,0%\r\n"
           "5,11,1,Done,0 days,2026-03-10 12:00,2026-03-10 12:00,1,,0%\r\n");
    assert_int_equal(fixture.report.links, 4);
    assert_int_equal(fixture.report.assignments, 3);
    assert_int_equal(fixture.report.resources, 2);
    assert_int_equal(fixture.report.start_constraints, 0);
    assert_int_equal(fixture.report.dates_differ, 0);
    assert_int_equal(plan_board(&fixture.plan)->start, instant_make(date_make(2026, 3, 2), 8 * 60));
    assert_string_equal(word("Fill", "predecessors"), "T-2FS+2d");
    assert_string_equal(word("Check", "predecessors"), "T-3;T-2SS");
    assert_string_equal(word("Dig", "resources"), "Ann[50%];Bob");
    assert_string_equal(word("Done", "start"), "2026-03-10T12:00");
    assert_outline("Phase", "1", "Dig", "1.1", "Fill", "1.2", "Check", "1.3", "Done", "2", NULL);
    /* The summary's figures follow from its tasks: nothing of them is stored. */
    assert_int_equal(task("Phase")->duration, duration_make(480, UNIT_DAYS));
    assert_int_equal(task("Dig")->percent_complete, 5000);
}

/* 1,000 + 700 of the phase are those of its tasks; Ann's day is paid by her rate; nobody with a price digs. */
static void a_total_cost_is_not_taken_for_a_fixed_one(void **state)
{
    (void)state;
    Resource ann = {.record = {.id = 900}};
    record_init(&resource_entity, &ann);
    ann.name = "Ann";
    ann.standard_rate = 5000;
    plan_add(&fixture.plan, ENTITY_RESOURCE, &ann);
    import("ID,Outline_Level,Name,Duration,Resource_Names,Cost\r\n"
           "1,1,Phase,,,1700\r\n2,2,Dig,2 days,Bob,1000\r\n3,2,Fill,1 day,Ann,700\r\n4,1,Permit,0 days,,50\r\n");
    assert_int_equal(task("Phase")->fixed_cost, MONEY_NONE);
    assert_int_equal(task("Dig")->fixed_cost, 100000);
    assert_int_equal(task("Fill")->fixed_cost, MONEY_NONE);
    assert_int_equal(task("Permit")->fixed_cost, 5000);
    bool warned = false;
    for (size_t i = 0; i < fixture.report.issues.count; i++)
        warned = warned || strstr(fixture.report.issues.items[i].reason,
                                  "Cost is a total: left out of 1 summary tasks, and of 1 tasks");
    assert_true(warned);
    /* beside a column that says what is fixed, a total is a column of the board's own */
    import("ID,Outline_Level,Name,Fixed_Cost,Cost\r\n1,1,Phase,20,1720\r\n2,2,Dig,7,1000\r\n");
    assert_int_equal(task("Phase")->fixed_cost, 2000);
    assert_int_equal(task("Dig")->fixed_cost, 700);
    assert_non_null(strstr(task("Dig")->custom, "1000"));
}

static void the_german_file_makes_the_same_plan(void **state)
{
    (void)state;
    import("Nr.;Gliederungsebene;Vorgangsname;Dauer;Anfang;Ende;Vorg\xE4nger;Ressourcennamen;% Abgeschlossen\r\n"
           "1;1;Phase;6,5 Tage;02.03.2026 08:00;10.03.2026 12:00;;;0%\r\n"
           "2;2;Dig;3 Tage;02.03.2026 08:00;04.03.2026 17:00;;\"Ann[50%];Bob\";50%\r\n"
           "3;2;Fill;4 Std.;09.03.2026 08:00;09.03.2026 12:00;2EA+2 Tage;Ann;0%\r\n"
           "4;2;Check;1 Tag;09.03.2026 13:00;10.03.2026 12:00;\"3;2AA\";;0%\r\n"
           "5;1;Done;0 Tage;10.03.2026 12:00;10.03.2026 12:00;1EA;;0%\r\n");
    assert_int_equal(fixture.report.encoding, CSV_CP1252);
    assert_int_equal(fixture.report.dates_differ, 0);
    assert_int_equal(fixture.report.start_constraints, 0);
    assert_string_equal(word("Fill", "predecessors"), "T-2FS+2d");
    assert_string_equal(word("Check", "predecessors"), "T-3;T-2SS");
    assert_string_equal(word("Phase", "duration"), "6.5d");
}

/* ---- Starts ---- */

static void a_start_that_nothing_explains_becomes_a_constraint(void **state)
{
    (void)state;
    import("ID,Name,Duration,Start,Finish,Predecessors\n"
           "1,A,2d,2026-03-02,2026-03-03,\n"
           "2,B,2d,2026-03-04,2026-03-05,1\n"
           "3,Late,1d,2026-03-11,2026-03-11,2\n" /* links would allow the 6th */
           "4,After,1d,2026-03-12,2026-03-12,3\n"
           "5,Alone,1d,2026-03-05,2026-03-05,\n");
    assert_int_equal(fixture.report.start_constraints, 2);
    assert_int_equal(fixture.report.dates_differ, 0);
    assert_int_equal(task("Late")->constraint_type, CONSTRAINT_START_NO_EARLIER);
    assert_string_equal(word("Late", "constraint_date"), "2026-03-11T08:00");
    assert_int_equal(task("After")->constraint_type, CONSTRAINT_AS_SOON_AS_POSSIBLE);
    assert_int_equal(task("Alone")->constraint_type, CONSTRAINT_START_NO_EARLIER);
    assert_int_equal(task("B")->constraint_type, CONSTRAINT_AS_SOON_AS_POSSIBLE);
}

/* Many tasks with starts of their own, as in a file without any links. */
static void every_start_of_an_unlinked_file_is_kept(void **state)
{
    (void)state;
    Buffer text = {0};
    buffer_add(&text, "ID,Name,Start,Finish\n");
    for (int i = 0; i < 25; i++) /* Mondays */
        buffer_format(&text, "%d,Task %d,2026-%02d-%02d,2026-%02d-%02d\n", i, i, 3 + i / 4, 2 + i % 4 * 7, 3 + i / 4,
                      2 + i % 4 * 7);
    import(buffer_text(&text));
    assert_int_equal(fixture.report.start_constraints, 24);
    buffer_release(&text);
}

static void a_start_that_the_schedule_cannot_keep_is_named(void **state)
{
    (void)state;
    import("ID,Name,Duration,Start,Predecessors\n1,A,3d,2026-03-02,\n2,B,1d,2026-03-03,1\n");
    assert_int_equal(fixture.report.dates_differ, 1);
    assert_int_equal(fixture.report.start_constraints, 0);
    assert_int_equal(fixture.report.issues.count, 1);
    assert_string_equal(fixture.report.issues.items[0].reason, "the file has 2026-03-03, the schedule 2026-03-05");
    assert_false(fixture.report.issues.items[0].fatal);
}

static void a_board_that_has_a_start_keeps_it(void **state)
{
    (void)state;
    import("ID,Name,Duration,Start\n1,A,1d,2026-03-02\n");
    import("ID,Name,Duration,Start\n2,B,1d,2026-02-02\n");
    assert_int_equal(plan_board(&fixture.plan)->start, instant_make(date_make(2026, 3, 2), 8 * 60));
    assert_string_equal(word("B", "start"), "2026-02-02T08:00");
    assert_int_equal(fixture.report.dates_differ, 0);
}

/* The board starts on Mon 11 May; the file has Survey on Wed 6 and, behind it, Report on Fri 8. Nobody is held back. */
static void a_task_before_the_boards_start_keeps_its_start(void **state)
{
    (void)state;
    import("ID,Name,Duration,Start\n1,First,1d,2026-05-11\n");
    import("ID,Name,Duration,Start,Predecessors\n2,Survey,2d,2026-05-06,\n3,Report,1d,2026-05-08,2\n"
           "4,Later,1d,2026-05-11,\n");
    assert_string_equal(word("Survey", "start"), "2026-05-06T08:00");
    assert_string_equal(word("Report", "start"), "2026-05-08T08:00");
    assert_string_equal(word("Later", "start"), "2026-05-11T08:00");
    assert_int_equal(task("Later")->constraint_type, CONSTRAINT_AS_SOON_AS_POSSIBLE);
    assert_int_equal(fixture.report.dates_differ, 0);
}

static void the_plan_is_as_before_when_an_import_is_thrown_away(void **state)
{
    (void)state;
    static const char text[] = "ID,Name,Start\n1,A,2026-03-02\n2,B,2026-03-09\n";
    ChangeSet set = {0};
    CsvReport report = {0};
    CsvOptions options = {.entity = &task_entity};
    uint64_t generation = fixture.plan.generation;
    change_begin(&set, &fixture.plan, "import", "dry run");
    assert_true(csv_import(text, sizeof text - 1, "dry.csv", &options, &fixture.plan, &set, &report, NULL));
    assert_int_equal(report.created, 2);
    assert_int_equal(report.start_constraints, 1);
    assert_int_equal(plan_count(&fixture.plan, ENTITY_TASK), 0);
    assert_int_equal(fixture.plan.generation, generation);
    assert_int_equal(fixture.plan.results->generation, generation);
    csv_report_release(&report);
    change_release(&set);
}

/* ---- Durations ---- */

static void without_durations_the_dates_give_them(void **state)
{
    (void)state;
    import("Task,Start,Finish\nWeek,2026-03-02,2026-03-06\nOver,2026-03-05,2026-03-10\nHours,2026-03-02 "
           "08:00,2026-03-02 12:00\n");
    assert_string_equal(word("Week", "duration"), "5d");
    assert_string_equal(word("Over", "duration"), "4d"); /* Thu, Fri, Mon, Tue */
    assert_string_equal(word("Hours", "duration"), "4h");
    assert_int_equal(fixture.report.dates_differ, 0);
}

static void calendar_days_are_noticed(void **state)
{
    (void)state;
    import("WBS,Task,Start,Finish,Duration\n1,A,1/1/2026,1/7/2026,7\n2,B,1/8/2026,1/16/2026,9\n3,C,1/9/2026,1/12/"
           "2026,4\n");
    assert_string_equal(word("A", "duration"), "5d");
    assert_string_equal(word("C", "duration"), "2d"); /* Fri and Mon */
    assert_int_equal(fixture.report.dates_differ, 0);
}

static void a_unit_in_the_heading_counts_for_bare_numbers(void **state)
{
    (void)state;
    import("Task,Duration(h)\nA,12\nB,3 days\n");
    assert_string_equal(word("A", "duration"), "12h");
    assert_string_equal(word("B", "duration"), "3d");
}

static void three_estimates_give_the_mean_of_pert(void **state)
{
    (void)state;
    import("ID,Activity,a,m,b\nA,Dig,2,3,10\n"); /* (2 + 4·3 + 10) / 6 = 4 */
    assert_string_equal(word("Dig", "duration"), "4d");
    assert_string_equal(word("Dig", "pessimistic"), "10d");
}

static void effort_stands_in_for_a_duration(void **state)
{
    (void)state;
    import("No,ToDo,見積工数(人日),進捗\n1,設計,2.5,100%\n2,実装,4,\n");
    assert_string_equal(word("設計", "work"), "2.5d");
    assert_string_equal(word("設計", "duration"), "2.5d");
    assert_int_equal(task("設計")->percent_complete, 10000);
}

/* Round the clock Thu 12 March ends at 24:00, in whatever order the columns come; Sat 14 March stays Saturday. */
static void a_day_is_that_day_by_the_calendar_of_the_task(void **state)
{
    (void)state;
    fixture_must_import(&fixture, &calendar_entity,
                        "name,monday,tuesday,wednesday,thursday,friday,saturday,sunday\n"
                        "Round,00:00-24:00,00:00-24:00,00:00-24:00,00:00-24:00,00:00-24:00,00:00-24:00,00:00-24:00\n");
    import("name,duration,deadline,constraint_date,constraint_type,manual,manual_start,manual_finish,calendar\n"
           "Watch,5d,2026-03-12,2026-03-12,finish no later than,no,,,Round\n"
           "Move,5d,2026-03-14,2026-03-13,must finish on,yes,2026-03-09,2026-03-13,\n"
           "Begin,5d,,2026-03-13,must start on,no,,,\n");
    assert_string_equal(word("Watch", "deadline"), "2026-03-12T24:00");
    assert_string_equal(word("Watch", "constraint_date"), "2026-03-12T24:00");
    assert_string_equal(word("Move", "deadline"), "2026-03-14T17:00");
    assert_string_equal(word("Move", "constraint_date"), "2026-03-13T17:00");
    assert_string_equal(word("Move", "manual_finish"), "2026-03-13T17:00");
    assert_string_equal(word("Begin", "constraint_date"), "2026-03-13T08:00");
}

static void a_due_date_alone_is_a_deadline(void **state)
{
    (void)state;
    import("Task Name,Due Date,Status\nCall,2026-03-06,Completed\nWrite,2026-03-09,In progress\n");
    assert_string_equal(word("Call", "deadline"), "2026-03-06T17:00");
    assert_int_equal(task("Call")->percent_complete, 10000);
    assert_int_equal(task("Write")->percent_complete, 0);
    assert_string_equal(task("Write")->custom, "Status: In progress");
}

static void dates_that_all_come_with_midnight_are_days(void **state)
{
    (void)state;
    import("Summary,Due date\nCall,06/Mar/26 12:00 AM\nWrite,09/Mar/26 12:00 AM\n");
    assert_string_equal(word("Call", "deadline"), "2026-03-06T17:00");
    import("Name,Start,Finish\nPack,2026-03-02 00:00:00,2026-03-06 00:00:00\n");
    assert_string_equal(word("Pack", "duration"), "5d");
    assert_string_equal(word("Pack", "finish"), "2026-03-06T17:00");
}

static void a_midnight_among_other_times_is_a_midnight(void **state)
{
    (void)state;
    import("Name,Duration,Deadline\nPack,1d,2026-03-06 00:00\nCarry,1d,2026-03-09 12:00\n");
    assert_string_equal(word("Pack", "deadline"), "2026-03-05T24:00"); /* a time of day stands */
}

static void milestones_are_marked_in_many_ways(void **state)
{
    (void)state;
    import("ID,Tarea,Inicio,Fin,Duration,Milestone\n"
           "1,Hito: firmado,20/03/2026,20/03/2026,,\n"
           "2,Marked,2026-03-02,2026-03-02,,Yes\n"
           "3,Zero,2026-03-02,2026-03-02,0,No\n"
           "4,Long,2026-03-02,2026-03-03,2,Yes\n");
    assert_string_equal(word("Hito: firmado", "duration"), "0d");
    assert_string_equal(word("Marked", "duration"), "0d");
    assert_string_equal(word("Zero", "duration"), "0d");
    assert_string_equal(word("Long", "duration"), "2d");
    assert_true(task("Long")->milestone);
    assert_false(task("Marked")->milestone);
}

/* ---- Outlines ---- */

static void numbers_show_the_outline(void **state)
{
    (void)state;
    import("WBS,Task\n3,C\n3.1,C1\n3.10,C10\n3.10.1,C10a\nA,X\nA.1,Xa\n");
    assert_outline("C", "1", "C1", "1.1", "C10", "1.2", "C10a", "1.2.1", "X", "2", "Xa", "2.1", NULL);
    assert_string_equal(task("C10")->external_id, "3.10");
}

static void the_column_of_a_number_shows_the_outline(void **state)
{
    (void)state;
    import(",,,Description,tavg\n1.0,,,House,\n,1.1,,Walls,\n,,1.1.1,Bricks,3\n,,1.1.2.,Mortar,1\n,1.2,,Roof,2\n");
    assert_outline("House", "1", "Walls", "1.1", "Bricks", "1.1.1", "Mortar", "1.1.2", "Roof", "1.2", NULL);
}

static void blanks_in_front_of_names_show_the_outline(void **state)
{
    (void)state;
    import("ID,Name,Duration\n11,Top,3\n20,  Inner,2\n23,    Deep,1\n22,Next,1\n");
    assert_outline("Top", "1", "Inner", "1.1", "Deep", "1.1.1", "Next", "2", NULL);
}

static void parents_are_named_by_key_wherever_they_stand(void **state)
{
    (void)state;
    import("Summary,Issue key,Issue Type,Parent key\nSub,K-3,Sub-task,K-2\nStory,K-2,Story,K-1\nEpic,K-1,Epic,\n");
    assert_outline("Epic", "1", "Story", "1.1", "Sub", "1.1.1", NULL);
}

static void a_new_row_goes_between_the_old_ones(void **state)
{
    (void)state;
    import("ID,Outline Level,Name\n1,1,Phase\n2,2,A\n3,2,C\n");
    import("ID,Outline Level,Name\n1,1,Phase\n2,2,A\n4,2,B\n3,2,C\n5,2,D\n");
    assert_outline("A", "1.1", "B", "1.2", "C", "1.3", "D", "1.4", NULL);
    assert_int_equal(fixture.report.created, 2);
    assert_int_equal(fixture.report.updated, 0);
}

static void holidays_are_no_tasks(void **state)
{
    (void)state;
    import("סוג,משימה,תאריך התחלה,תאריך סיום\nמשימה,גיוס,10/03/2026,12/03/2026\nחג,פסח,29/04/2026,29/04/2026\n");
    assert_int_equal(plan_count(&fixture.plan, ENTITY_TASK), 1);
    assert_int_equal(fixture.report.skipped, 1);
}

static void marks_in_columns_of_months_are_dates(void **state)
{
    (void)state;
    import("ID,Name,Start\n0,Kick-off,2026-03-02\n");
    import("ID,Atividade,M1,M2,M3,M4\n1,Plan,X,,,\n2,Build,,X,X,\n");
    assert_string_equal(word("Plan", "start"), "2026-03-02T08:00");
    assert_string_equal(word("Build", "start"), "2026-04-01T08:00");
    assert_string_equal(word("Build", "finish"), "2026-05-29T17:00"); /* 31 May is a Sunday */
    assert_int_equal(fixture.report.columns.items[2].fate, CSV_TO_FIELD);
}

/* ---- Links and people ---- */

static void links_may_name_wbs_numbers_names_and_rows(void **state)
{
    (void)state;
    import("WBS,Task,Predecessor\n2.1,A,\n2.2,B,2.1\n2.3,C,2.1;2.2\n2.4,D,2.3FF+1d\n");
    assert_string_equal(word("C", "predecessors"), "T-1;T-2");
    assert_string_equal(word("D", "predecessors"), "T-3FF+1d");
    import("Task Name,Dependencies\nPhase 3: UI/UX; first,\nTest,Phase 3: UI/UX; first\nShip,\"Test, Sign\"\nSign,\n");
    assert_string_equal(word("Test", "predecessors"), "T-5");
    assert_string_equal(word("Ship", "predecessors"), "T-6;T-8");
    import("Task Name,Duration,Predecessors\nOne,5d,\nTwo,2d,1FS +3d\n");
    assert_string_equal(word("Two", "predecessors"), "T-9FS+3d");
}

static void ganttproject_writes_links_its_own_way(void **state)
{
    (void)state;
    import("ID,Name,Begin date,End date,Duration,Predecessors,Outline number\n"
           "3,Do,2026-03-02,2026-03-04,3,,1\n5,Next,2026-03-05,2026-03-06,2,3-FS=P0D,2\n6,Lag,2026-03-11,2026-03-11,1,"
           "5-FS=P2D,3\n");
    assert_string_equal(word("Next", "predecessors"), "T-1");
    assert_string_equal(word("Lag", "predecessors"), "T-2FS+2d");
    assert_int_equal(fixture.report.dates_differ, 0);
}

/* ">" in the place of "=" is a rubber link; "P-2D" is a lead. A name may hold dashes. */
static void ganttprojects_rubber_links_and_leads_are_links(void **state)
{
    (void)state;
    import("ID,Name,Begin date,End date,Duration,Predecessors\n"
           "7,Cast,2026-03-02,2026-03-06,5,\n8,Cure,2026-03-05,2026-03-09,3,7-FS=P-2D\n"
           "9,Strip,2026-03-13,2026-03-16,2,8-FS>P3D;7-SS>P1D\n");
    assert_string_equal(word("Cure", "predecessors"), "T-1FS-2d");
    assert_string_equal(word("Strip", "predecessors"), "T-2FS+3d;T-1SS+1d");
    import("Name,Duration,Predecessors\nA-B,1d,\nC,1d,A-B-FF=P2D\n");
    assert_string_equal(word("C", "predecessors"), "T-4FF+2d");
}

/* A day of 8 hours: 2d 2h are 2.25 d. */
static void a_lag_may_have_two_units(void **state)
{
    (void)state;
    import("ID,Name,Duration,Predecessors\n1,Screed,3d,\n2,Tile,2d,1FS+2d 2h\n3,Grout,1d,\"2SS - 1d 4h\"\n");
    assert_string_equal(word("Tile", "predecessors"), "T-1FS+2.25d");
    assert_string_equal(word("Grout", "predecessors"), "T-2SS-1.5d");
}

/* "A1010: FS 16": the lag counts in the unit of the durations, here 16 hours. */
static void primavera_writes_links_its_own_way(void **state)
{
    (void)state;
    import("Activity ID,Activity Name,Original Duration(h),(*)Predecessors\n"
           "A1000,Notice,0,\nA1010,Mobilise,40,A1000\nA1020,Dig,80,\"A1010: FS 16, A1000: SS\"\n");
    assert_string_equal(word("Dig", "predecessors"), "T-2FS+16h;T-1SS");
    assert_string_equal(word("Mobilise", "predecessors"), "T-1");
}

/* In our own file people type codes as they like, and commas instead of semicolons. */
static void our_codes_may_be_typed_in_any_way(void **state)
{
    (void)state;
    import("id,name,duration,predecessors\n"
           "T-3,A,2d,\nT-4,B,2d,T3\nT-5,C,2d,t-3\nT-6,D,2d,4\nT-7,E,2d,\"3FS+2d,t4\"\nT-8,F,2d,\"5 ; T-4SS+1d\"\n");
    assert_string_equal(word("B", "predecessors"), "T-3");
    assert_string_equal(word("C", "predecessors"), "T-3");
    assert_string_equal(word("D", "predecessors"), "T-4");
    assert_string_equal(word("E", "predecessors"), "T-3FS+2d;T-4");
    assert_string_equal(word("F", "predecessors"), "T-5;T-4SS+1d");
    assert_string_equal(fixture.report.links_read_as, "codes of this board, such as T-3");
}

/* What the rows of a file are called in it goes before what we would call them: row 3 is not T-3 there. */
static void a_files_own_identifiers_come_first(void **state)
{
    (void)state;
    import("name,duration\nOlder,1d\nOld,1d\nNew,1d\n");
    import("ID,Task Name,Duration,Predecessors\n3,A,2 days,\n4,B,2 days,3\n5,C,2 days,\"3,4FS+1 day\"\n");
    assert_string_equal(word("A", "external_id"), "3");
    assert_string_equal(word("B", "predecessors"), "T-4");
    assert_string_equal(word("C", "predecessors"), "T-4;T-5FS+1d");
    assert_string_equal(fixture.report.links_read_as, "values of the column ID");
    import("Task,Duration,Predecessors\nX,2d,\nY,2d,1\nZ,2d,T3\n");
    assert_string_equal(word("Y", "predecessors"), "T-7"); /* X, in the first row */
    assert_string_equal(word("Z", "predecessors"), "T-3"); /* New */
    assert_string_equal(fixture.report.links_read_as, "numbers of rows, codes of this board, such as T-3");
    /* a soft hyphen and an escape in the heading: what is said is as safe as what is listed */
    import("I\xC2\xAD\x1B"
           "D,Task Name,Duration,Predecessors\n6,D,2 days,\n7,E,2 days,6\n");
    assert_null(strchr(fixture.report.links_read_as, '\x1B'));
    assert_null(strstr(fixture.report.links_read_as, "\xC2\xAD"));
}

static void german_links_may_have_decimals(void **state)
{
    (void)state;
    import("Nr.;Vorgangsname;Dauer;Vorg\303\244nger\n1;A;2,5 Tage;\n2;B;1,5 Wo.;1EA+1,5 Tage\n"
           "3;C;0 Tage;\"1AA+2t,2EE\"\n4;D;2 fTage?;1;\n");
    assert_string_equal(word("B", "predecessors"), "T-1FS+1.5d");
    assert_string_equal(word("B", "duration"), "1.5w");
    assert_string_equal(word("C", "predecessors"), "T-1SS+2d;T-2FF");
    assert_string_equal(word("D", "duration"), "2ed?");
}

/* A tracker's milestone is a release. */
static void a_flag_that_holds_words_is_none(void **state)
{
    (void)state;
    import("Title\tMilestone\tStart date\tTarget date\nFix\tv1\tMar 2, 2026\tMar 6, 2026\n");
    assert_string_equal(word("Fix", "milestone"), "no");
    assert_non_null(strstr(task("Fix")->custom, "Milestone: v1"));
}

static void successors_are_links_too(void **state)
{
    (void)state;
    static const char text[] = "ID,Name,Predecessors,Successors\n1,A,,\"2,3\"\n2,B,1,\n3,C,,\n";
    import(text);
    assert_string_equal(word("B", "predecessors"), "T-1");
    assert_string_equal(word("C", "predecessors"), "T-1");
    assert_int_equal(fixture.report.links, 2);
    import(text);
    assert_int_equal(fixture.changes, 0);
}

/* Primavera tells of lags among the predecessors alone. */
static void a_list_of_successors_takes_no_lag_away(void **state)
{
    (void)state;
    static const char text[] = "ID,Name,Predecessor Details,Successors\n1,A,,\"2,3\"\n2,B,1: FS 2d,\n3,C,,\n";
    import(text);
    assert_string_equal(word("B", "predecessors"), "T-1FS+2d");
    assert_string_equal(word("C", "predecessors"), "T-1");
    assert_int_equal(fixture.report.links, 2);
    import(text);
    assert_int_equal(fixture.changes, 0);
}

static void sums_and_drawn_lines_are_no_tasks(void **state)
{
    (void)state;
    import("|Task|Start|Finish|Days|\n|---|:---|---:|---|\n|A|2026-03-02|2026-03-04|3|\n|Total||||\n");
    assert_int_equal(plan_count(&fixture.plan, ENTITY_TASK), 1);
    assert_int_equal(fixture.report.skipped, 2);
    import("Task,Start\nTotal,2026-03-09\n"); /* somebody may call a task that */
    assert_int_equal(plan_count(&fixture.plan, ENTITY_TASK), 2);
}

/* What stands beyond the headings is part of a text, but not of a date. */
static void a_date_is_not_put_together_with_what_follows(void **state)
{
    (void)state;
    import("Task,Start\nA,2026-03-02,extra,extra2\n");
    assert_string_equal(word("A", "start"), "2026-03-02T08:00");
    assert_int_equal(fixture.report.issues.count, 1);
}

static void links_of_a_task_to_itself_and_its_summary_are_left_out(void **state)
{
    (void)state;
    import("WBS,Task,Dependencies\n1,Setup,\n1.1,Repo,1\n1.2,Run,1.2\n");
    assert_int_equal(fixture.report.links, 0);
    assert_int_equal(fixture.report.issues.count, 2);
}

static void links_in_a_circle_are_refused_by_name(void **state)
{
    (void)state;
    assert_false(fixture_import(&fixture, &task_entity, "ID,Name,Predecessors\n1,A,3\n2,B,1\n3,C,2\n"));
    assert_non_null(strstr(fixture.error.text, "line 2, Predecessors: the links go round in a circle: A → B → C → A"));
}

static void a_link_to_nowhere_is_an_error(void **state)
{
    (void)state;
    assert_false(fixture_import(&fixture, &task_entity, "ID,Name,Predecessors\n1,A,\n2,B,7\n"));
    assert_non_null(strstr(fixture.error.text, "line 3, Predecessors: '7' names no task"));
}

static void a_list_says_all(void **state)
{
    (void)state;
    import("ID,Name,Predecessors,Assigned To\n1,A,,\n2,B,,\n3,C,\"1,2\",\"Ann;Bob\"\n");
    import("ID,Name,Predecessors,Assigned To\n3,C,2SS,Bob[25%]\n");
    assert_string_equal(word("C", "predecessors"), "T-2SS");
    assert_string_equal(word("C", "resources"), "Bob[25%]");
    assert_int_equal(plan_count(&fixture.plan, ENTITY_RESOURCE), 2);
    import("ID,Name,Predecessors,Assigned To\n3,C,,\n");
    assert_int_equal(fixture.changes, 0);
}

static void progress_is_read_as_share_fraction_and_word(void **state)
{
    (void)state;
    import("Task,% Complete\nA,0.45\nB,1\n");
    assert_int_equal(task("A")->percent_complete, 4500);
    assert_int_equal(task("B")->percent_complete, 10000);
    import("Task,% Complete\nC,45\nD,1\n");
    assert_int_equal(task("C")->percent_complete, 4500);
    assert_int_equal(task("D")->percent_complete, 100);
    import("Task Name,Progress\nE,Completed\nF,Not started\n");
    assert_int_equal(task("E")->percent_complete, 10000);
}

static void jiras_columns_come_more_than_once(void **state)
{
    (void)state;
    import("Summary,Issue key,Labels,Labels,Original estimate,Created\nLogin,K-1,web,urgent,14400,14/Jul/25 3:42 PM\n");
    assert_string_equal(task("Login")->labels, "web, urgent");
    assert_string_equal(word("Login", "work"), "4h");
}

static void primaveras_second_row_of_headings_is_none_of_data(void **state)
{
    (void)state;
    import("task_code,status_code,wbs_id,task_name,start_date,end_date\n"
           "Activity ID,Activity Status,WBS Code,Activity Name,(*)Start,(*)Finish\n"
           "A1000,Not Started,P.1,Design,20-07-2026 08:00,24-07-2026 17:00*\n");
    assert_int_equal(plan_count(&fixture.plan, ENTITY_TASK), 1);
    assert_string_equal(word("Design", "duration"), "5d");
    assert_string_equal(word("Design", "start"), "2026-07-20T08:00");
}

/* As OpenProject writes a list in German. */
static void openproject_is_read_in_german(void **state)
{
    (void)state;
    import("\xEF\xBB\xBFID;Thema;Anfangstermin;Endtermin;Übergeordnetes Arbeitspaket\n"
           "40;Dach;04.05.2026;08.05.2026;\n41;Latten;04.05.2026;05.05.2026;40\n42;Ziegel;07.05.2026;08.05.2026;40\n");
    assert_string_equal(word("Ziegel", "start"), "2026-05-07T08:00");
    assert_string_equal(word("Latten", "parent"), "T-1");
    assert_string_equal(word("Ziegel", "parent"), "T-1");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(microsoft_projects_export_map_makes_the_same_plan),
        TEST(a_total_cost_is_not_taken_for_a_fixed_one),
        TEST(the_german_file_makes_the_same_plan),
        TEST(a_start_that_nothing_explains_becomes_a_constraint),
        TEST(every_start_of_an_unlinked_file_is_kept),
        TEST(a_start_that_the_schedule_cannot_keep_is_named),
        TEST(a_board_that_has_a_start_keeps_it),
        TEST(a_task_before_the_boards_start_keeps_its_start),
        TEST(the_plan_is_as_before_when_an_import_is_thrown_away),
        TEST(without_durations_the_dates_give_them),
        TEST(calendar_days_are_noticed),
        TEST(a_unit_in_the_heading_counts_for_bare_numbers),
        TEST(three_estimates_give_the_mean_of_pert),
        TEST(effort_stands_in_for_a_duration),
        TEST(a_day_is_that_day_by_the_calendar_of_the_task),
        TEST(a_due_date_alone_is_a_deadline),
        TEST(dates_that_all_come_with_midnight_are_days),
        TEST(a_midnight_among_other_times_is_a_midnight),
        TEST(milestones_are_marked_in_many_ways),
        TEST(numbers_show_the_outline),
        TEST(the_column_of_a_number_shows_the_outline),
        TEST(blanks_in_front_of_names_show_the_outline),
        TEST(parents_are_named_by_key_wherever_they_stand),
        TEST(a_new_row_goes_between_the_old_ones),
        TEST(holidays_are_no_tasks),
        TEST(marks_in_columns_of_months_are_dates),
        TEST(links_may_name_wbs_numbers_names_and_rows),
        TEST(ganttproject_writes_links_its_own_way),
        TEST(ganttprojects_rubber_links_and_leads_are_links),
        TEST(a_lag_may_have_two_units),
        TEST(primavera_writes_links_its_own_way),
        TEST(our_codes_may_be_typed_in_any_way),
        TEST(a_files_own_identifiers_come_first),
        TEST(german_links_may_have_decimals),
        TEST(a_flag_that_holds_words_is_none),
        TEST(successors_are_links_too),
        TEST(a_list_of_successors_takes_no_lag_away),
        TEST(sums_and_drawn_lines_are_no_tasks),
        TEST(a_date_is_not_put_together_with_what_follows),
        TEST(links_of_a_task_to_itself_and_its_summary_are_left_out),
        TEST(links_in_a_circle_are_refused_by_name),
        TEST(a_link_to_nowhere_is_an_error),
        TEST(a_list_says_all),
        TEST(progress_is_read_as_share_fraction_and_word),
        TEST(jiras_columns_come_more_than_once),
        TEST(primaveras_second_row_of_headings_is_none_of_data),
        TEST(openproject_is_read_in_german),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
