/*
 * What the rows of a file are: told by all its columns, said by the caller, or not sure enough to be taken unasked.
 */
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

static void assert_kind(const Entity *entity, const char *text)
{
    if (!fixture_import(&fixture, NULL, text))
        fail_msg("%s", fixture.error.text);
    assert_ptr_equal(fixture.report.entity, entity);
}

static void assert_asked(const char *text, const char *what)
{
    assert_false(fixture_import(&fixture, NULL, text));
    assert_true(fixture.report.undecided);
    if (!strstr(fixture.error.text, what))
        fail_msg("'%s' does not say '%s'", fixture.error.text, what);
}

/* Columns of registers in the words of people, none of which any other type has in that number. */
static void every_register_is_told_by_its_columns(void **state)
{
    (void)state;
    assert_kind(&task_entity, "name,duration\nDig,2d\n"); /* as steerco writes them */
    assert_kind(entities[ENTITY_KPI], "KPI ID,Indicador,Unidad,Meta,Frecuencia\nK1,Asistencia,%,95,mensual\n");
    assert_kind(entities[ENTITY_DECISION], "Decision ID,Date,Decision,Rationale\nD/1,2026-03-02,Buy it,cheaper\n");
    assert_kind(entities[ENTITY_ISSUE],
                "Issue_ID,Description,Reported Date,Resolved Date,Found Via\nX9,Leak,2026-03-02,2026-03-09,call\n");
    assert_kind(entities[ENTITY_CHECKLIST_ITEM],
                "Checklist Item,Result,Owner,Checked On\nDoors open,done,Ann,2026-03-02\n");
}

/* Words that the registers share tell nothing: it is said what they look like, and nothing is taken. */
static void what_many_types_have_in_common_is_asked_about(void **state)
{
    (void)state;
    assert_asked("Title,Owner,Due Date,Status\nCall Bob,Ann,2026-03-02,open\n", "Title, Owner, Due Date, Status");
    assert_non_null(strstr(fixture.error.text, "confidence of 0 %"));
    assert_int_equal(fixture.changes, 0);
}

static void most_columns_have_to_find_a_field(void **state)
{
    (void)state;
    assert_asked("Task,Duration,Predecessors,Colour,Planet,Weather,Mood,Tide\nA b,2d,,red,Mars,dry,good,low\n",
                 "look most like tasks");
    assert_string_equal(fixture.report.suggestion, "--as tasks");
}

/* "Start" with words below it is no start; without it too little is left. */
static void cells_that_are_not_what_the_heading_promises_do_not_count(void **state)
{
    (void)state;
    assert_kind(&task_entity, "Task,WBS,Start,Finish,Duration\nDig a hole,1,2026-03-02,2026-03-03,2d\n");
    assert_asked("Task,Area,Start,Finish,Duration\nDig a hole,north,at the gate,by the wall,quite long\n",
                 "of 5 columns would fill a field");
}

/* What would name the records is suggested too, and does it. */
static void the_suggestion_names_what_is_missing(void **state)
{
    (void)state;
    static const char text[] = "WBS,Duration,Predecessors,Wording\n1,2d,,Dig a deep hole\n";
    assert_asked(text, "Wording");
    assert_string_equal(fixture.report.suggestion, "--as tasks --map \"Wording=name\"");
    CsvOptions options = {.entity = &task_entity, .map = "Wording=name"};
    assert_true(fixture_import_as(&fixture, &options, text, sizeof text - 1));
    assert_string_equal(plan_task(&fixture.plan, 0)->name, "Dig a deep hole");
}

/* ---- Said by the caller ---- */

static void columns_are_what_the_caller_says(void **state)
{
    (void)state;
    static const char text[] = "Was = was, wer,Wer,Name,Farbe\nGraben,Ann Berg,unwichtig,rot\n";
    static const char quoted[] = "\"Was = was, wer\",Wer,Name,Farbe\nGraben,Ann Berg,unwichtig,rot\n";
    CsvOptions options = {.entity = &task_entity, .map = "Was = was, wer=name,wer=owner", .skip = "Farbe"};
    assert_false(fixture_import_as(&fixture, &options, text, sizeof text - 1)); /* there the comma separates */
    assert_true(fixture_import_as(&fixture, &options, quoted, sizeof quoted - 1));
    const Task *task = plan_task(&fixture.plan, 0);
    assert_string_equal(task->name, "Graben");
    assert_string_equal(plan_resource(&fixture.plan, 0)->name, "Ann Berg");
    assert_null(strstr(task->custom, "rot"));
    assert_non_null(strstr(task->custom, "Name: unwichtig"));
}

static void a_heading_or_field_that_there_is_not_is_refused(void **state)
{
    (void)state;
    static const char text[] = "Task,Mood\nDig,good\n";
    CsvOptions heading = {.entity = &task_entity, .map = "Job=name"},
               field = {.entity = &task_entity, .map = "Mood=joy"}, skip = {.entity = &task_entity, .skip = "Tide"},
               line = {.entity = &task_entity, .header_line = 9};
    assert_false(fixture_import_as(&fixture, &heading, text, sizeof text - 1));
    assert_non_null(strstr(fixture.error.text, "no heading is called 'Job'; there are Task, Mood"));
    assert_false(fixture_import_as(&fixture, &field, text, sizeof text - 1));
    assert_non_null(strstr(fixture.error.text, "tasks have no field 'joy'"));
    assert_false(fixture_import_as(&fixture, &skip, text, sizeof text - 1));
    assert_non_null(strstr(fixture.error.text, "no heading is called 'Tide'"));
    assert_false(fixture_import_as(&fixture, &line, text, sizeof text - 1));
    assert_non_null(strstr(fixture.error.text, "no row begins in line 9"));
}

static void the_caller_may_know_the_line_of_the_headings(void **state)
{
    (void)state;
    static const char text[] = "Task,Start,Finish\nnot,these,ones\nName,Notes,Prio\nDig,deep,500\n";
    CsvOptions options = {.entity = &task_entity, .header_line = 3};
    assert_true(fixture_import_as(&fixture, &options, text, sizeof text - 1));
    assert_int_equal(plan_count(&fixture.plan, ENTITY_TASK), 1);
    assert_string_equal(plan_task(&fixture.plan, 0)->notes, "deep");
    assert_int_equal(fixture.report.header_line, 3);
}

/* ---- One value costs that value ---- */

static void an_unknown_word_is_kept_and_said_once(void **state)
{
    (void)state;
    fixture_must_import(&fixture, &risk_entity,
                        "Title,Impact,Status\nFire,4,Simmering\nFlood,huge-ish,Simmering\nFrost,2,closed\n");
    const Risk *fire = plan_risk(&fixture.plan, 0), *flood = plan_risk(&fixture.plan, 1);
    assert_int_equal(fire->status, 0);
    assert_int_equal(fire->impact, 4);
    assert_non_null(strstr(fire->custom, "Status: Simmering"));
    assert_non_null(strstr(flood->custom, "Status: Simmering"));
    assert_non_null(strstr(flood->custom, "Impact: huge-ish"));
    assert_int_equal(fixture.report.issues.count, 2); /* Simmering once, huge-ish once */
    assert_false(fixture.report.issues.items[0].fatal);
}

static void a_reference_to_nothing_costs_that_reference(void **state)
{
    (void)state;
    fixture_must_import(&fixture, entities[ENTITY_OBJECTIVE], "Title,Parent Goal\nGrow,pillar seven\n");
    assert_int_equal(plan_count(&fixture.plan, ENTITY_OBJECTIVE), 1);
    assert_int_equal(fixture.report.issues.count, 1);
    assert_non_null(strstr(fixture.report.issues.items[0].reason, "there is no objective 'pillar seven'"));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_register_is_told_by_its_columns),
        TEST(what_many_types_have_in_common_is_asked_about),
        TEST(most_columns_have_to_find_a_field),
        TEST(cells_that_are_not_what_the_heading_promises_do_not_count),
        TEST(the_suggestion_names_what_is_missing),
        TEST(columns_are_what_the_caller_says),
        TEST(a_heading_or_field_that_there_is_not_is_refused),
        TEST(the_caller_may_know_the_line_of_the_headings),
        TEST(an_unknown_word_is_kept_and_said_once),
        TEST(a_reference_to_nothing_costs_that_reference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
