/*
 * Responsibility matrices as people keep them: roles for columns, or letters for columns.
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

/* "Lease: Site lead A": all that there is, a line a record. */
static void assert_cells(const char *expected)
{
    Buffer words = {0};
    const Plan *plan = &fixture.plan;
    const Field *code = entity_field(&responsibility_entity, "code");
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RESPONSIBILITY); row++) {
        const Responsibility *cell = plan_at(plan, ENTITY_RESPONSIBILITY, row);
        buffer_format(&words, "%s: ", cell->title);
        if (cell->resource)
            plan_label(plan, &resource_entity, cell->resource, &words);
        buffer_format(&words, "%s %s%s%s\n", cell->role, code->choices[cell->code], *cell->notes ? " # " : "",
                      cell->notes);
    }
    assert_string_equal(buffer_text(&words), expected);
    buffer_release(&words);
}

static const char *const by_role = "Activity,Site_lead,\"Anna Berg\",Vendor\r\n"
                                   "Installation,,,\r\n"
                                   "Lease,A,C,\r\n"
                                   "Network,i,R/A,-\r\n"
                                   "Cables,,\"R, A\",RS\r\n";

static void roles_may_be_columns(void **state)
{
    (void)state;
    fixture_must_import(&fixture, &resource_entity, "name\nAnna Berg\n");
    fixture_must_import(&fixture, NULL, by_role);
    assert_ptr_equal(fixture.report.entity, &responsibility_entity);
    assert_cells("Lease: Site lead A # Installation\n"
                 "Lease: Anna Berg C # Installation\n"
                 "Network: Site lead I # Installation\n"
                 "Network: Anna Berg A/R # Installation\n"
                 "Cables: Anna Berg A/R # Installation\n"
                 "Cables: Vendor R/S # Installation\n");
}

static void a_second_time_changes_nothing_and_another_letter_one_cell(void **state)
{
    (void)state;
    fixture_must_import(&fixture, NULL, by_role);
    fixture_must_import(&fixture, NULL, by_role);
    assert_int_equal(fixture.report.unchanged, 6);
    assert_int_equal(fixture.changes, 0);
    fixture_must_import(&fixture, NULL,
                        "Activity;Site_lead;Anna Berg;Vendor\nLease;A;I;\nNetwork;I;R/A;\nCables;;A/R;S/R\n");
    assert_int_equal(fixture.report.updated, 1);
    assert_int_equal(fixture.report.unchanged, 5);
}

static void letters_may_be_columns(void **state)
{
    (void)state;
    fixture_must_import(&fixture, NULL, "Entregável,R,A,C,I\nEscopo,Pri,Líder,Front/Back,\nTeste,QA,Líder,-,Todos\n");
    assert_cells("Escopo: Pri R\n"
                 "Escopo: Líder A\n"
                 "Escopo: Front C\n"
                 "Escopo: Back C\n"
                 "Teste: QA R\n"
                 "Teste: Líder A\n"
                 "Teste: Todos I\n");
}

/* Columns of names, of numbers, of marks; and a list with one letter a row. */
static void what_is_no_matrix_is_read_as_before(void **state)
{
    (void)state;
    fixture_must_import(&fixture, &responsibility_entity, "Work,Role,RASCI\nLease,Lead,A\nNetwork,Lead,R\n");
    assert_cells("Lease: Lead A\nNetwork: Lead R\n");
    fixture_must_import(&fixture, &task_entity, "name,A,R\nDig,1,2\nPour,3,4\n");
    assert_int_equal(plan_count(&fixture.plan, ENTITY_TASK), 2);
}

#define with_plan(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_plan(roles_may_be_columns),
        with_plan(a_second_time_changes_nothing_and_another_letter_one_cell),
        with_plan(letters_may_be_columns),
        with_plan(what_is_no_matrix_is_read_as_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
