/*
 * What was exported from one board, imported into another one of the same planning file: its codes are those of records
 * that are there already, elsewhere.
 */
#include "fixture.h"

#include "steerco/records/budget.h"
#include "steerco/records/records.h"
#include "steerco/records/task.h"

enum { OTHER_BOARD = 2, HIGHEST_OTHER = 50 };

/* All ids up to 50 that this board does not have belong to another one. */
static Id board_of(const Entity *entity, Id id, void *context)
{
    (void)context;
    return entity->shared || id > HIGHEST_OTHER ? 0 : OTHER_BOARD;
}

static void import_from_other(Fixture *fixture, const Entity *entity, const char *text)
{
    CsvOptions options = {.entity = entity, .board_of = board_of};
    if (!fixture_import_as(fixture, &options, text, strlen(text)))
        fail_msg("%s", fixture->error.text);
}

/* A board called Source besides, known as boards are: by its record alone. */
static void init(Fixture *fixture)
{
    fixture_init(fixture);
    Board other = {.record = {.id = OTHER_BOARD}};
    record_init(&board_entity, &other);
    other.name = "Source";
    plan_add(&fixture->plan, ENTITY_BOARD, &other);
    fixture_update(fixture);
}

static const Task *task_called_by_name(const Plan *plan, const char *name)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++)
        if (text_equal(plan_task(plan, row)->name, name))
            return plan_task(plan, row);
    fail_msg("no task %s", name);
    return NULL;
}

static const char source_tasks[] = "id,parent,name,external_id,duration,predecessors,resources\r\n"
                                   "T-47,,Kitchen,12,5d,,\r\n"
                                   "T-48,T-47,Order,13,3d,,Ann Lee\r\n"
                                   "T-49,T-47,Install,,2d,T-48FS+1d,Ann Lee[50%]\r\n"
                                   "T-60,,Deleted since,,1d,T-49,\r\n";

static void test_new_records_and_their_references(void **state)
{
    (void)state;
    Fixture fixture;
    init(&fixture);
    /* T-1 and T-2 are this board's own, so the first new task is T-3 */
    fixture_must_import(&fixture, &task_entity, "id,name,duration\nT-1,Here,1d\nT-2,There,1d\n");
    import_from_other(&fixture, &task_entity, source_tasks);
    assert_int_equal(fixture.report.created, 4);
    assert_int_equal(fixture.report.adopted, 4);
    assert_string_equal(fixture.report.adopted_from, "Source");
    const Plan *plan = &fixture.plan;
    assert_int_equal(plan_count(plan, ENTITY_TASK), 6);
    const Task *kitchen = task_called_by_name(plan, "Kitchen"), *order = task_called_by_name(plan, "Order");
    const Task *install = task_called_by_name(plan, "Install"), *late = task_called_by_name(plan, "Deleted since");
    assert_int_equal(kitchen->record.id, 3);
    assert_int_equal(late->record.id, 6);
    assert_int_equal(order->parent, kitchen->record.id);
    assert_int_equal(install->parent, kitchen->record.id);
    assert_string_equal(order->external_id, "T-48"); /* 13 is the identifier of the other board's task */
    assert_int_equal(plan_count(plan, ENTITY_LINK), 2);
    assert_int_equal(plan_link(plan, 0)->predecessor, order->record.id);
    assert_int_equal(plan_link(plan, 0)->successor, install->record.id);
    assert_int_equal(plan_link(plan, 0)->lag, duration_make(480, UNIT_DAYS));
    assert_int_equal(plan_link(plan, 1)->predecessor, install->record.id);
    assert_int_equal(plan_count(plan, ENTITY_ASSIGNMENT), 2);
    assert_int_equal(plan_count(plan, ENTITY_RESOURCE), 1);

    Buffer words = {0};
    csv_report_describe(&fixture.report, &words);
    assert_non_null(strstr(buffer_text(&words), "4 ids belong to the board Source: added as new"));
    buffer_release(&words);
    fixture_release(&fixture);
}

static void test_a_second_import_is_an_update(void **state)
{
    (void)state;
    Fixture fixture;
    init(&fixture);
    import_from_other(&fixture, &task_entity, source_tasks);
    import_from_other(&fixture, &task_entity, source_tasks);
    assert_int_equal(fixture.changes, 0);
    assert_int_equal(fixture.report.unchanged, 4);
    assert_int_equal(fixture.report.adopted, 0);
    /* starts of the other board's calendar make no constraints here, however often they come */
    import_from_other(&fixture, &task_entity, "id,name,duration,start\r\nT-48,Order,4d,2031-05-05T08:00\r\n");
    assert_int_equal(fixture.report.updated, 1);
    assert_int_equal(fixture.report.start_constraints, 0);
    assert_int_equal(task_called_by_name(&fixture.plan, "Order")->duration, duration_make(4 * 480, UNIT_DAYS));
    fixture_release(&fixture);
}

/* The round trip of a board's own export stays an update, whatever another board holds. */
static void test_own_records_are_updated(void **state)
{
    (void)state;
    Fixture fixture;
    init(&fixture);
    fixture_must_import(&fixture, &task_entity, "id,name,duration\nT-1,Here,1d\n");
    import_from_other(&fixture, &task_entity, "id,name,duration\nT-1,Here,2d\nT-48,Order,3d\n");
    assert_int_equal(fixture.report.updated, 1);
    assert_int_equal(fixture.report.created, 1);
    assert_int_equal(fixture.report.adopted, 1);
    assert_int_equal(plan_find(&fixture.plan, ENTITY_TASK, 1) != NULL, true);
    assert_int_equal(task_called_by_name(&fixture.plan, "Here")->duration, duration_make(2 * 480, UNIT_DAYS));
    fixture_release(&fixture);
}

/* What nobody holds keeps its code: the export of a file that is set up anew. */
static void test_codes_that_nobody_holds_are_kept(void **state)
{
    (void)state;
    Fixture fixture;
    init(&fixture);
    import_from_other(&fixture, &task_entity, "id,name,duration\nT-71,Here,1d\nT-72,There,3d\n");
    assert_int_equal(fixture.report.adopted, 0);
    assert_string_equal(((const Task *)plan_find(&fixture.plan, ENTITY_TASK, 72))->name, "There");
    fixture_release(&fixture);
}

/* Links, and records that refer to others of their own type, in files of their own. */
static void test_references_across_files(void **state)
{
    (void)state;
    Fixture fixture;
    init(&fixture);
    import_from_other(&fixture, &task_entity, "id,name,duration\nT-47,Kitchen,5d\nT-48,Order,3d\n");
    import_from_other(&fixture, &link_entity, "predecessor,successor,type,lag\nT-47,T-48,SS,0d\n");
    const Plan *plan = &fixture.plan;
    assert_int_equal(plan_link(plan, 0)->successor, task_called_by_name(plan, "Order")->record.id);
    import_from_other(&fixture, &budget_line_entity, "id,description,amount\nBL-4,Oven,100.00\n");
    static const char ledger[] = "id,booked_on,kind,line,amount,reverses\n"
                                 "E-8,2026-03-02,ACTUAL,BL-4,100.00,\n"
                                 "E-9,2026-03-03,ACTUAL,BL-4,-100.00,E-8\n";
    import_from_other(&fixture, &cost_entry_entity, ledger);
    assert_int_equal(plan_count(plan, ENTITY_COST_ENTRY), 2);
    const CostEntry *first = plan_cost_entry(plan, 0), *second = plan_cost_entry(plan, 1);
    assert_int_equal(first->line, plan_budget_line(plan, 0)->record.id);
    assert_int_equal(second->reverses, first->record.id);
    import_from_other(&fixture, &cost_entry_entity, ledger);
    assert_int_equal(fixture.changes, 0);
    fixture_release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_new_records_and_their_references),
        cmocka_unit_test(test_a_second_import_is_an_update),
        cmocka_unit_test(test_own_records_are_updated),
        cmocka_unit_test(test_codes_that_nobody_holds_are_kept),
        cmocka_unit_test(test_references_across_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
