/*
 * The edits that go beyond one field, on a small plan in memory: the outline, links, people, and several tasks at once.
 */
#include "small_plan.h"

#include "steerco/model/field.h"
#include "steerco/records/records.h"

/* A list of one task, for as long as the expression. */
#define one(id) (&(Ids){.items = &(Id){id}, .count = 1, .capacity = 1})

static void a_task_is_inserted_behind_another_or_at_the_end(void **state)
{
    Fixture *fixture = *state;
    edit_insert_task(&fixture->set, &fixture->plan, (TaskPlace){.after = 2})->name = "Wait";
    edit_insert_task(&fixture->set, &fixture->plan, (TaskPlace){0})->name = "Close";
    assert_string_equal(applied(fixture), "Prepare(Order Wait Install) Train Close");
}

static void a_used_up_gap_renumbers_the_siblings(void **state)
{
    Fixture *fixture = *state;
    for (int i = 0; i < 14; i++) {
        go_on(fixture);
        edit_insert_task(&fixture->set, &fixture->plan, (TaskPlace){.after = 2})->name = "x";
        applied(fixture);
    }
    assert_string_equal(outline_words(fixture), "Prepare(Order x x x x x x x x x x x x x x Install) Train");
}

static void indent_and_outdent_take_the_subtree_along(void **state)
{
    Fixture *fixture = *state;
    assert_true(edit_indent(&fixture->set, &fixture->plan, one(4), NULL));
    assert_string_equal(applied(fixture), "Prepare(Order Install Train)");
    go_on(fixture);
    assert_true(edit_outdent(&fixture->set, &fixture->plan, one(2), NULL));
    assert_string_equal(applied(fixture), "Prepare(Install Train) Order");
}

static void edits_at_the_edge_say_why_not(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    assert_false(edit_indent(&fixture->set, &fixture->plan, one(1), &error));
    assert_string_equal(error.text, "“Prepare” has no task above it at its level to lie under");
    assert_false(edit_outdent(&fixture->set, &fixture->plan, one(4), &error));
    assert_string_equal(error.text, "“Train” is already at the top level");
    assert_false(edit_move(&fixture->set, &fixture->plan, one(3), 1, &error));
    assert_string_equal(error.text, "“Install” is already the last of its level");
    assert_int_equal(fixture->set.changes.count, 0);
}

static void moving_swaps_siblings_with_all_below_them(void **state)
{
    Fixture *fixture = *state;
    assert_true(edit_move(&fixture->set, &fixture->plan, one(4), -1, NULL));
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
    assert_string_equal(error.text, "there is no task 'T-99'; expected a list like T-3;1.2SS+2d");
    assert_false(edit_predecessors(&fixture->set, &fixture->plan, 4, "4", DECIMAL_POINT, &error));
    assert_string_equal(error.text, "“Train” cannot be its own predecessor");
    assert_int_equal(fixture->set.changes.count, 0);
}

static void new_people_are_made_known_and_others_taken_off(void **state)
{
    Fixture *fixture = *state;
    assert_true(edit_resources(&fixture->set, &fixture->plan, 2, "Bob Ito[50%];Anna Berg[80%]", DECIMAL_POINT, NULL));
    assert_int_equal(fixture->set.changes.count, 3); /* Bob, his assignment, Anna's units */
    go_on(fixture);
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

/* ---- Several tasks ---- */

static Ids ids_of(Id *ids, size_t count)
{
    return (Ids){.items = ids, .count = count, .capacity = count};
}

static Ids *several(Ids *out, const char *names, const Plan *plan)
{
    static Id ids[32];
    *out = (Ids){.items = ids, .capacity = 32};
    for (; *names; names++)
        for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++)
            if (plan_task(plan, row)->name[0] == *names)
                ids[out->count++] = plan_task(plan, row)->record.id;
    return out;
}

/* A(a b(x y) c) B(d) C instead of the tasks of begin(). */
static void plant(Plan *plan)
{
    static const struct {
        const char *name;
        Id parent;
    } tasks[] = {{"A", 0}, {"a", 11}, {"b", 11}, {"x", 13}, {"y", 13}, {"c", 11}, {"B", 0}, {"d", 17}, {"C", 0}};
    for (Id id = 1; id <= 4; id++)
        plan_remove(plan, ENTITY_TASK, plan_row(plan, ENTITY_TASK, id));
    for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++)
        add_task(plan, 11 + (Id)i, tasks[i].parent, tasks[i].name);
    reindex(plan);
}

/* What becomes of A(a b(x y) c) B(d) C when these tasks are indented, outdented, or moved up or down. */
static void marked_tasks_are_moved_together_in_their_order(void **state)
{
    enum { INDENT, OUTDENT, UP, DOWN };
    static const struct {
        int edit;
        const char *marked, *result; /* the result null: refused */
    } cases[] = {
        {INDENT, "BC", "A(a b(x y) c B(d) C)"},
        {INDENT, "CB", "A(a b(x y) c B(d) C)"},
        {INDENT, "bcC", "A(a(b(x y) c)) B(d C)"},
        {INDENT, "ybBd", "A(a(b(x y)) c B(d)) C"},
        {INDENT, "Bb", "A(a(b(x y)) c B(d)) C"},
        {INDENT, "Ba", NULL},
        {OUTDENT, "xy", "A(a b x y c) B(d) C"},
        {OUTDENT, "acd", "A(b(x y)) a c B d C"},
        {OUTDENT, "yc", "A(a b(x) y) c B(d) C"},
        {OUTDENT, "bx", "A(a c) b(x y) B(d) C"},
        {OUTDENT, "yC", NULL},
        {UP, "BC", "B(d) C A(a b(x y) c)"},
        {UP, "bcC", "A(b(x y) c a) C B(d)"},
        {UP, "cC", "A(a c b(x y)) C B(d)"},
        {UP, "ab", NULL},
        {UP, "ca", NULL},
        {DOWN, "AB", "C A(a b(x y) c) B(d)"},
        {DOWN, "axB", "A(b(y x) a c) C B(d)"},
        {DOWN, "ac", NULL},
    };
    Fixture *fixture = *state;
    Plan *plan = &fixture->plan;
    plant(plan);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Ids marked;
        Error error = {0};
        several(&marked, cases[i].marked, plan);
        go_on(fixture);
        bool done = cases[i].edit == INDENT ? edit_indent(&fixture->set, plan, &marked, &error)
                    : cases[i].edit == OUTDENT
                        ? edit_outdent(&fixture->set, plan, &marked, &error)
                        : edit_move(&fixture->set, plan, &marked, cases[i].edit == UP ? -1 : 1, &error);
        assert_int_equal(done, cases[i].result != NULL);
        if (!done)
            assert_int_equal(fixture->set.changes.count, 0);
        if (done)
            assert_string_equal(applied(fixture), cases[i].result);
        plan_revert(plan, &fixture->set);
        assert_string_equal(outline_words(fixture), "A(a b(x y) c) B(d) C");
    }
}

/* Where no gap is left all siblings are numbered anew, and still nothing changes its place but what was marked. */
static void a_block_is_moved_where_no_gap_is_left(void **state)
{
    Fixture *fixture = *state;
    Plan *plan = &fixture->plan;
    Ids marked;
    plant(plan);
    for (Id id = 11; id <= 19; id++)
        change_field(&fixture->set, plan, &task_entity, Task, id, position, value_number(id));
    assert_string_equal(applied(fixture), "A(a b(x y) c) B(d) C");
    go_on(fixture);
    assert_true(edit_move(&fixture->set, plan, several(&marked, "bc", plan), -1, NULL));
    assert_string_equal(applied(fixture), "A(b(x y) c a) B(d) C");
    go_on(fixture);
    assert_true(edit_outdent(&fixture->set, plan, several(&marked, "cd", plan), NULL));
    assert_string_equal(applied(fixture), "A(b(x y) a) c B d C");
}

/* Indenting moves no row: whatever is marked, the tasks stand in the same order as before. */
static void indenting_keeps_the_order_of_all_rows(void **state)
{
    enum { ROUNDS = 500 };
    Fixture *fixture = *state;
    Plan *plan = &fixture->plan;
    uint32_t random = 12345, done = 0;
    plant(plan);
    for (int round = 0; round < ROUNDS; round++) {
        Ids marked = {0};
        char rows[16] = "";
        for (Id id = 11; id <= 19; id++)
            if ((random = random * 1664525 + 1013904223) >> 30 == 0)
                array_push(&marked, id);
        go_on(fixture);
        if (marked.count > 0 && round % 3 == 0)
            (void)!edit_outdent(&fixture->set, plan, &marked, NULL);
        else if (marked.count > 0)
            done += edit_indent(&fixture->set, plan, &marked, NULL);
        for (uint32_t place = 0; place < 9; place++)
            rows[place] = plan_task(plan, plan->results->outline.row_at[place])->name[0];
        applied(fixture);
        for (uint32_t place = 0; place < 9 && round % 3; place++)
            assert_int_equal(rows[place], plan_task(plan, plan->results->outline.row_at[place])->name[0]);
        array_release(&marked);
    }
    assert_true(done > ROUNDS / 10);
}

static const char *links_words(Fixture *fixture)
{
    buffer_clear(&fixture->words);
    for (uint32_t row = 0; row < plan_count(&fixture->plan, ENTITY_LINK); row++) {
        const Link *link = plan_link(&fixture->plan, row);
        buffer_format(&fixture->words, "%s%s-%s", row ? " " : "",
                      ((const Task *)plan_find(&fixture->plan, ENTITY_TASK, link->predecessor))->name,
                      ((const Task *)plan_find(&fixture->plan, ENTITY_TASK, link->successor))->name);
    }
    return buffer_text(&fixture->words);
}

/* Order → Install and Install → Train are there; of the chain Order → Install → Close only the last link is new. */
static void marked_tasks_become_a_chain_in_outline_order(void **state)
{
    Fixture *fixture = *state;
    add_task(&fixture->plan, 5, 0, "Close");
    reindex(&fixture->plan);
    Ids tasks = ids_of((Id[]){5, 3, 2}, 3), nested = ids_of((Id[]){1, 2}, 2);
    Error error = {0};
    assert_true(edit_link(&fixture->set, &fixture->plan, &tasks, &error));
    applied(fixture);
    assert_string_equal(links_words(fixture), "Order-Install Install-Train Install-Close");
    go_on(fixture);
    assert_false(edit_link(&fixture->set, &fixture->plan, &nested, &error));
    assert_string_equal(error.text, "“Order” lies under “Prepare”, so it cannot follow it");
    assert_int_equal(fixture->set.changes.count, 0);
}

/* What leads to a task that is not named stays. */
static void only_the_links_among_the_tasks_are_taken_away(void **state)
{
    Fixture *fixture = *state;
    Ids tasks = ids_of((Id[]){2, 3}, 2);
    edit_unlink(&fixture->set, &fixture->plan, &tasks);
    applied(fixture);
    assert_string_equal(links_words(fixture), "Install-Train");
}

/* T-2 goes along with T-1, under which it lies; the order is that of the outline. */
static void tasks_are_moved_behind_another_in_their_order(void **state)
{
    Fixture *fixture = *state;
    add_task(&fixture->plan, 5, 0, "Close");
    reindex(&fixture->plan);
    Ids tasks = ids_of((Id[]){4, 2, 1}, 3);
    assert_true(edit_move_to(&fixture->set, &fixture->plan, &tasks, (TaskPlace){.after = 5}, NULL));
    assert_string_equal(applied(fixture), "Close Prepare(Order Install) Train");
}

static void tasks_are_moved_under_another_and_keep_links_and_people(void **state)
{
    Fixture *fixture = *state;
    Ids tasks = ids_of((Id[]){2}, 1);
    assert_true(edit_move_to(&fixture->set, &fixture->plan, &tasks, (TaskPlace){.parent = 4}, NULL));
    assert_string_equal(applied(fixture), "Prepare(Install) Train(Order)");
    assert_int_equal(plan_count(&fixture->plan, ENTITY_LINK), 2);
    assert_int_equal(plan_count(&fixture->plan, ENTITY_ASSIGNMENT), 1);
}

/* The gap between T-2 at 2048 and T-3 at 3072 has room for two at 2048 + 1024 / 3 and that once more. */
static void moved_tasks_share_the_gap_they_go_into(void **state)
{
    Fixture *fixture = *state;
    add_task(&fixture->plan, 5, 0, "Close");
    reindex(&fixture->plan);
    Ids tasks = ids_of((Id[]){4, 5}, 2);
    assert_true(edit_move_to(&fixture->set, &fixture->plan, &tasks, (TaskPlace){.after = 2}, NULL));
    assert_string_equal(applied(fixture), "Prepare(Order Train Close Install)");
    assert_int_equal(((const Task *)plan_find(&fixture->plan, ENTITY_TASK, 4))->position, 2048 + 341);
    assert_int_equal(((const Task *)plan_find(&fixture->plan, ENTITY_TASK, 5))->position, 2048 + 682);
    assert_int_equal(((const Task *)plan_find(&fixture->plan, ENTITY_TASK, 3))->position, 3072);
}

static void a_task_cannot_be_moved_into_itself(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    Ids tasks = ids_of((Id[]){1}, 1), gone = ids_of((Id[]){77}, 1);
    assert_false(edit_move_to(&fixture->set, &fixture->plan, &tasks, (TaskPlace){.parent = 1}, &error));
    assert_string_equal(error.text, "“Prepare” cannot be put under itself");
    assert_false(edit_move_to(&fixture->set, &fixture->plan, &tasks, (TaskPlace){.after = 3}, &error));
    assert_string_equal(error.text, "“Prepare” cannot be put behind “Install”, which lies under it");
    assert_false(edit_move_to(&fixture->set, &fixture->plan, &gone, (TaskPlace){.after = 3}, &error));
    assert_string_equal(error.text, "the tasks to be moved are gone");
    assert_int_equal(fixture->set.changes.count, 0);
}

static const Task *last_named(const Plan *plan, const char *name)
{
    const Task *found = NULL;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++)
        if (strcmp(plan_task(plan, row)->name, name) == 0)
            found = plan_task(plan, row);
    assert_non_null(found);
    return found;
}

/* Of the two links only the one within the copy comes along, between the new tasks; Anna works on the new one too. */
static void a_pasted_copy_has_links_and_people_of_its_own(void **state)
{
    Fixture *fixture = *state;
    TaskCopy copy = {0};
    Ids tasks = ids_of((Id[]){1, 3}, 2);
    edit_copy(&fixture->plan, &tasks, &copy);
    assert_non_null(edit_paste(&fixture->set, &fixture->plan, &copy, (TaskPlace){.after = 1}));
    assert_string_equal(applied(fixture), "Prepare(Order Install) Prepare(Order Install) Train");
    assert_int_equal(plan_count(&fixture->plan, ENTITY_LINK), 3);
    assert_int_equal(plan_link(&fixture->plan, 2)->predecessor, last_named(&fixture->plan, "Order")->record.id);
    assert_int_equal(plan_link(&fixture->plan, 2)->successor, last_named(&fixture->plan, "Install")->record.id);
    assert_int_equal(plan_count(&fixture->plan, ENTITY_ASSIGNMENT), 2);
    assert_int_equal(plan_assignment(&fixture->plan, 1)->task, last_named(&fixture->plan, "Order")->record.id);
    edit_copy_release(&copy);
}

/* The fields change once the copy is taken down, which is of the moment before. */
static void a_copy_keeps_what_was_planned_and_forgets_what_happened(void **state)
{
    Fixture *fixture = *state;
    Plan *plan = &fixture->plan;
    TaskCopy copy = {0};
    Ids tasks = ids_of((Id[]){4}, 1);
#define SET(member, value) change_field(&fixture->set, plan, &task_entity, Task, 4, member, value)
    SET(constraint_type, value_number(CONSTRAINT_START_NO_EARLIER));
    SET(constraint_date, value_number(14400));
    SET(actual_start, value_number(14400));
    SET(percent_complete, value_number(5000));
    SET(physical_percent, value_number(4000));
    SET(external_id, value_text("PRJ-9"));
    SET(notes, value_text("in the big room"));
    SET(fixed_cost, value_number(12000));
#undef SET
    applied(fixture);
    go_on(fixture);
    edit_copy(plan, &tasks, &copy);
    change_field(&fixture->set, plan, &task_entity, Task, 4, name, value_text("Coach"));
    applied(fixture);
    go_on(fixture);
    edit_paste(&fixture->set, plan, &copy, (TaskPlace){.parent = 1});
    assert_string_equal(applied(fixture), "Prepare(Order Install Train) Coach");
    const Task *made = last_named(plan, "Train");
    assert_int_equal(made->constraint_type, CONSTRAINT_START_NO_EARLIER);
    assert_int_equal(made->constraint_date, 14400);
    assert_string_equal(made->notes, "in the big room");
    assert_int_equal(made->fixed_cost, 12000);
    assert_int_equal(made->actual_start, INSTANT_NONE);
    assert_int_equal(made->percent_complete, 0);
    assert_int_equal(made->physical_percent, INT32_MIN);
    assert_string_equal(made->external_id, "");
    edit_copy_release(&copy);
}

/* A plan of another board, with other people and another currency. */
static void a_copy_in_another_board_leaves_out_what_is_not_there(void **state)
{
    Fixture *fixture = *state;
    TaskCopy copy = {0};
    Plan other;
    Ids tasks = ids_of((Id[]){1}, 1);
    change_field(&fixture->set, &fixture->plan, &task_entity, Task, 1, fixed_cost, value_number(12000));
    applied(fixture);
    edit_copy(&fixture->plan, &tasks, &copy);
    plan_init(&other);
    other.board = 2;
    Board board = {.record = {.id = 2}};
    record_init(&board_entity, &board);
    board.currency = "JPY";
    plan_add(&other, ENTITY_BOARD, &board);
    reindex(&other);
    ChangeSet set;
    change_begin(&set, &other, "test", "paste");
    Task *made = edit_paste(&set, &other, &copy, (TaskPlace){0});
    assert_int_equal(made->record.board, 2);
    assert_int_equal(made->fixed_cost, MONEY_NONE);
    assert_int_equal(set.changes.count, 4); /* three tasks and the link between two of them */
    change_release(&set);
    plan_release(&other);
    edit_copy_release(&copy);
}

static void nothing_is_pasted_from_an_empty_copy(void **state)
{
    Fixture *fixture = *state;
    TaskCopy copy = {0};
    assert_null(edit_paste(&fixture->set, &fixture->plan, &copy, (TaskPlace){0}));
    assert_int_equal(fixture->set.changes.count, 0);
}

/* T-3 Install is 1.2, T-4 Train is 2: a bare number is an id all the same. */
static void predecessors_may_be_wbs_numbers(void **state)
{
    Fixture *fixture = *state;
    Error error = {0};
    assert_true(edit_predecessors(&fixture->set, &fixture->plan, 4, "1.2FS+1d;2", DECIMAL_POINT, &error));
    applied(fixture);
    buffer_clear(&fixture->words);
    task_predecessors(&fixture->plan, 4, &fixture->words);
    assert_string_equal(buffer_text(&fixture->words), "T-3FS+1d;T-2");
    go_on(fixture);
    static const char *const wrong[] = {"1.3", "1.2.1", "1.", "1..2", "1.0", "1.2x", "3.1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(edit_predecessors(&fixture->set, &fixture->plan, 4, wrong[i], DECIMAL_POINT, &error));
    assert_string_equal(error.text, "there is no task '3.1'; expected a list like T-3;1.2SS+2d");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_task_is_inserted_behind_another_or_at_the_end),
        TEST(a_used_up_gap_renumbers_the_siblings),
        TEST(indent_and_outdent_take_the_subtree_along),
        TEST(edits_at_the_edge_say_why_not),
        TEST(moving_swaps_siblings_with_all_below_them),
        TEST(predecessors_are_replaced_as_a_whole),
        TEST(a_wrong_predecessor_changes_nothing),
        TEST(new_people_are_made_known_and_others_taken_off),
        TEST(list_items_are_read_in_every_wording),
        TEST(tasks_are_moved_behind_another_in_their_order),
        TEST(tasks_are_moved_under_another_and_keep_links_and_people),
        TEST(moved_tasks_share_the_gap_they_go_into),
        TEST(a_task_cannot_be_moved_into_itself),
        TEST(a_pasted_copy_has_links_and_people_of_its_own),
        TEST(a_copy_keeps_what_was_planned_and_forgets_what_happened),
        TEST(a_copy_in_another_board_leaves_out_what_is_not_there),
        TEST(nothing_is_pasted_from_an_empty_copy),
        TEST(predecessors_may_be_wbs_numbers),
        TEST(marked_tasks_are_moved_together_in_their_order),
        TEST(a_block_is_moved_where_no_gap_is_left),
        TEST(indenting_keeps_the_order_of_all_rows),
        TEST(marked_tasks_become_a_chain_in_outline_order),
        TEST(only_the_links_among_the_tasks_are_taken_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
