/*
 * Change sets, the outline and the edits that go beyond one field, on a small plan in memory.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "steerco/model/change.h"
#include "steerco/model/edit.h"

typedef struct Fixture {
    Plan plan;
    ChangeSet set;
    Buffer words;
} Fixture;

static void reindex(Plan *plan)
{
    results_index(plan, &plan->results);
    plan->results.generation = plan->generation;
}

static void add_task(Plan *plan, Id id, Id parent, const char *name)
{
    Task task = {.record = {.id = id, .board = 1}};
    record_init(&task_entity, &task);
    task.parent = parent;
    task.position = id * 1024;
    task.name = name;
    plan_add(plan, ENTITY_TASK, &task);
}

/*
 * T-1 Prepare, with T-2 Order and T-3 Install below it; T-4 Train; T-2 → T-3 and T-3 → T-4 linked; Anna on T-2.
 */
static int begin(void **state)
{
    static Fixture fixture;
    fixture = (Fixture){0};
    Plan *plan = &fixture.plan;
    plan_init(plan);
    plan->board = 1;
    add_task(plan, 1, 0, "Prepare");
    add_task(plan, 2, 1, "Order");
    add_task(plan, 3, 1, "Install");
    add_task(plan, 4, 0, "Train");
    plan_add(plan, ENTITY_LINK,
             &(Link){.record = {1, 1}, .predecessor = 2, .successor = 3, .lag = UNIT_DAYS, .reason = ""});
    plan_add(plan, ENTITY_LINK,
             &(Link){.record = {2, 1}, .predecessor = 3, .successor = 4, .lag = UNIT_DAYS, .reason = ""});
    Resource anna = {.record = {.id = 1}};
    record_init(&resource_entity, &anna);
    anna.name = "Anna Berg";
    plan_add(plan, ENTITY_RESOURCE, &anna);
    plan_add(
        plan, ENTITY_ASSIGNMENT,
        &(Assignment){.record = {1, 1}, .task = 2, .resource = 1, .units = 10000, .work = DURATION_NONE, .role = ""});
    reindex(plan);
    change_begin(&fixture.set, plan, "test", "test");
    *state = &fixture;
    return 0;
}

static int end(void **state)
{
    Fixture *fixture = *state;
    change_release(&fixture->set);
    plan_release(&fixture->plan);
    buffer_release(&fixture->words);
    return 0;
}

/* The outline in words: "Prepare(Order Install) Train". */
static void word_tasks(const Plan *plan, uint32_t from, uint32_t to, Buffer *out)
{
    const Outline *outline = &plan->results.outline;
    for (uint32_t place = from; place < to; place = outline->end[place]) {
        buffer_format(out, "%s%s", place > from ? " " : "", plan_task(plan, outline->row_at[place])->name);
        if (outline_is_summary(outline, place)) {
            buffer_add_char(out, '(');
            word_tasks(plan, place + 1, outline->end[place], out);
            buffer_add_char(out, ')');
        }
    }
}

static const char *outline_words(Fixture *fixture)
{
    reindex(&fixture->plan);
    buffer_clear(&fixture->words);
    word_tasks(&fixture->plan, 0, fixture->plan.results.outline.count, &fixture->words);
    return buffer_text(&fixture->words);
}

/* Give provisional ids real ones as the store does, and apply. */
static const char *applied(Fixture *fixture)
{
    for (size_t i = 0; i < fixture->set.changes.count; i++) {
        Change *change = &fixture->set.changes.items[i];
        if (change->kind == CHANGE_CREATE && change->id < 0) {
            change->id = 100 - change->id;
            ((Record *)change->record)->id = change->id;
        }
    }
    plan_apply(&fixture->plan, &fixture->set);
    return outline_words(fixture);
}

static void setting_a_field_keeps_what_was_before(void **state)
{
    Fixture *fixture = *state;
    change_field(&fixture->set, &fixture->plan, &task_entity, Task, 4, name, value_text("Teach"));
    change_field(&fixture->set, &fixture->plan, &task_entity, Task, 4, name, value_text("Coach"));
    assert_int_equal(fixture->set.changes.count, 1);
    assert_string_equal(fixture->set.changes.items[0].before.text, "Train");
    assert_string_equal(applied(fixture), "Prepare(Order Install) Coach");
}

static void setting_what_is_there_already_is_no_change(void **state)
{
    Fixture *fixture = *state;
    change_field(&fixture->set, &fixture->plan, &task_entity, Task, 4, name, value_text("Train"));
    assert_int_equal(fixture->set.changes.count, 0);
}

static void deleting_takes_along_what_cannot_be_without(void **state)
{
    Fixture *fixture = *state;
    change_delete(&fixture->set, &fixture->plan, &task_entity, 1);
    assert_string_equal(applied(fixture), "Train");
    assert_int_equal(plan_count(&fixture->plan, ENTITY_LINK), 0);
    assert_int_equal(plan_count(&fixture->plan, ENTITY_ASSIGNMENT), 0);
    assert_int_equal(plan_count(&fixture->plan, ENTITY_RESOURCE), 1);
}

static void deleting_detaches_what_can_be_without(void **state)
{
    Fixture *fixture = *state;
    Risk risk = {.record = {1, 1}};
    record_init(&risk_entity, &risk);
    risk.title = "Late delivery";
    risk.task = 2;
    plan_add(&fixture->plan, ENTITY_RISK, &risk);
    change_delete(&fixture->set, &fixture->plan, &task_entity, 2);
    applied(fixture);
    assert_int_equal(plan_risk(&fixture->plan, 0)->task, 0);
}

static void the_inverse_brings_everything_back(void **state)
{
    Fixture *fixture = *state;
    ChangeSet inverse;
    change_field(&fixture->set, &fixture->plan, &task_entity, Task, 4, name, value_text("Coach"));
    change_delete(&fixture->set, &fixture->plan, &task_entity, 1);
    change_invert(&fixture->set, &inverse);
    assert_string_equal(applied(fixture), "Coach");
    plan_apply(&fixture->plan, &inverse);
    change_release(&inverse);
    assert_string_equal(outline_words(fixture), "Prepare(Order Install) Train");
    assert_int_equal(plan_count(&fixture->plan, ENTITY_LINK), 2);
    assert_int_equal(plan_count(&fixture->plan, ENTITY_ASSIGNMENT), 1);
}

static void a_task_is_inserted_above_another_or_at_the_end(void **state)
{
    Fixture *fixture = *state;
    edit_insert_task(&fixture->set, &fixture->plan, 3, 0)->name = "Wait";
    edit_insert_task(&fixture->set, &fixture->plan, 0, 0)->name = "Close";
    assert_string_equal(applied(fixture), "Prepare(Order Wait Install) Train Close");
}

static void a_used_up_gap_renumbers_the_siblings(void **state)
{
    Fixture *fixture = *state;
    for (int i = 0; i < 14; i++) {
        change_release(&fixture->set);
        change_begin(&fixture->set, &fixture->plan, "test", "insert");
        fixture->set.last_provisional = -100 * i;
        edit_insert_task(&fixture->set, &fixture->plan, 3, 0)->name = "x";
        applied(fixture);
    }
    assert_string_equal(outline_words(fixture), "Prepare(Order x x x x x x x x x x x x x x Install) Train");
}

static void indent_and_outdent_take_the_subtree_along(void **state)
{
    Fixture *fixture = *state;
    assert_true(edit_indent(&fixture->set, &fixture->plan, 4, NULL));
    assert_string_equal(applied(fixture), "Prepare(Order Install Train)");
    change_release(&fixture->set);
    change_begin(&fixture->set, &fixture->plan, "test", "outdent");
    assert_true(edit_outdent(&fixture->set, &fixture->plan, 2, NULL));
    assert_string_equal(applied(fixture), "Prepare(Install Train) Order");
}

static void edits_at_the_edge_say_why_not(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    assert_false(edit_indent(&fixture->set, &fixture->plan, 1, &error));
    assert_string_equal(error.text, "T-1 has no task above it at its level to lie under");
    assert_false(edit_outdent(&fixture->set, &fixture->plan, 4, &error));
    assert_string_equal(error.text, "T-4 is already at the top level");
    assert_false(edit_move(&fixture->set, &fixture->plan, 3, 1, &error));
    assert_string_equal(error.text, "T-3 is already the last of its level");
    assert_int_equal(fixture->set.changes.count, 0);
}

static void moving_swaps_siblings_with_all_below_them(void **state)
{
    Fixture *fixture = *state;
    assert_true(edit_move(&fixture->set, &fixture->plan, 4, -1, NULL));
    assert_string_equal(applied(fixture), "Train Prepare(Order Install)");
}

static void predecessors_are_replaced_as_a_whole(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    assert_true(edit_predecessors(&fixture->set, &fixture->plan, 4, "T-2SS+2d; 3FF-1 day", DECIMAL_POINT, &error));
    applied(fixture);
    buffer_clear(&fixture->words);
    task_predecessors(&fixture->plan, 4, &fixture->words);
    assert_string_equal(buffer_text(&fixture->words), "T-3FF-1d;T-2SS+2d");
}

static void a_wrong_predecessor_changes_nothing(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    assert_false(edit_predecessors(&fixture->set, &fixture->plan, 4, "T-2;T-99", DECIMAL_POINT, &error));
    assert_string_equal(error.text, "there is no task 'T-99'; expected a list like T-3;T-5SS+2d");
    assert_false(edit_predecessors(&fixture->set, &fixture->plan, 4, "4", DECIMAL_POINT, &error));
    assert_string_equal(error.text, "T-4 cannot be its own predecessor");
    assert_int_equal(fixture->set.changes.count, 0);
}

static void new_people_are_made_known_and_others_taken_off(void **state)
{
    Fixture *fixture = *state;
    assert_true(edit_resources(&fixture->set, &fixture->plan, 2, "Bob Ito[50%];Anna Berg[80%]", DECIMAL_POINT, NULL));
    assert_int_equal(fixture->set.changes.count, 3); /* Bob, his assignment, Anna's units */
    change_release(&fixture->set);
    change_begin(&fixture->set, &fixture->plan, "test", "nobody");
    assert_true(edit_resources(&fixture->set, &fixture->plan, 2, "", DECIMAL_POINT, NULL));
    applied(fixture);
    assert_int_equal(plan_count(&fixture->plan, ENTITY_ASSIGNMENT), 0);
}

/* The words of Microsoft Project in English and German, and references that are not numbers. */
static void list_items_are_read_in_every_wording(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *reference;
        LinkType type;
        int64_t minutes;
    } cases[] = {
        {"3", "3", LINK_FINISH_START, 0},
        {"3FS+2 days", "3", LINK_FINISH_START, 960},
        {"5ss", "5", LINK_START_START, 0},
        {"3EA+2t", "3", LINK_FINISH_START, 960},
        {"12AA-4 Std.", "12", LINK_START_START, -240},
        {"7+1d", "7", LINK_FINISH_START, 480},
        {"1.2.1", "1.2.1", LINK_FINISH_START, 0},
        {"PROJ-12", "PROJ-12", LINK_FINISH_START, 0},
        {"T-12FF+1d", "T-12", LINK_FINISH_FINISH, 480},
        {"Design review", "Design review", LINK_FINISH_START, 0},
        {"Handoff", "Handoff", LINK_FINISH_START, 0},
    };
    const WorkUnits units = {480, 2400, 20};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        PredecessorText item;
        Error error = {0};
        const char *rest = cases[i].text;
        assert_true(predecessor_next(&rest, DECIMAL_POINT, &units, &item, &error));
        assert_string_equal(item.reference, cases[i].reference);
        assert_int_equal(item.type, cases[i].type);
        assert_int_equal(duration_amount(item.lag), cases[i].minutes);
        assert_false(predecessor_next(&rest, DECIMAL_POINT, &units, &item, &error));
        assert_int_equal(error.kind, ERROR_NONE);
    }
}

static void rules_across_fields_are_checked_after_the_change(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    change_field(&fixture->set, &fixture->plan, &task_entity, Task, 1, parent, value_number(2));
    plan_apply(&fixture->plan, &fixture->set);
    assert_false(change_check(&fixture->set, &fixture->plan, &error));
    assert_string_equal(error.text, "T-1: 'Prepare' cannot lie below itself");
    outline_build(&fixture->plan, &fixture->plan.results.outline); /* and even such a plan has an outline */
    assert_int_equal(fixture->plan.results.outline.count, 4);
}

static void a_ledger_entry_is_never_changed(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    CostEntry entry = {.record = {1, 1}};
    record_init(&cost_entry_entity, &entry);
    entry.amount = 100, entry.booked_on = 0;
    plan_add(&fixture->plan, ENTITY_COST_ENTRY, &entry);
    change_field(&fixture->set, &fixture->plan, &cost_entry_entity, CostEntry, 1, amount, value_number(200));
    assert_false(change_check(&fixture->set, &fixture->plan, &error));
    assert_string_equal(error.text, "E-1: a cost entry is never changed or deleted; add one that reverses it");
}

static void changes_are_put_in_words(void **state)
{
    Fixture *fixture = *state;
    change_field(&fixture->set, &fixture->plan, &task_entity, Task, 4, duration,
                 value_number(duration_make(960, UNIT_DAYS)));
    buffer_clear(&fixture->words);
    change_describe(&fixture->set.changes.items[0], &fixture->plan, &fixture->words);
    assert_string_equal(buffer_text(&fixture->words), "T-4 Train: duration 1d → 2d");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(setting_a_field_keeps_what_was_before),
        TEST(setting_what_is_there_already_is_no_change),
        TEST(deleting_takes_along_what_cannot_be_without),
        TEST(deleting_detaches_what_can_be_without),
        TEST(the_inverse_brings_everything_back),
        TEST(a_task_is_inserted_above_another_or_at_the_end),
        TEST(a_used_up_gap_renumbers_the_siblings),
        TEST(indent_and_outdent_take_the_subtree_along),
        TEST(edits_at_the_edge_say_why_not),
        TEST(moving_swaps_siblings_with_all_below_them),
        TEST(predecessors_are_replaced_as_a_whole),
        TEST(a_wrong_predecessor_changes_nothing),
        TEST(new_people_are_made_known_and_others_taken_off),
        TEST(list_items_are_read_in_every_wording),
        TEST(rules_across_fields_are_checked_after_the_change),
        TEST(a_ledger_entry_is_never_changed),
        TEST(changes_are_put_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
