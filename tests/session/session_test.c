/*
 * Two people at one board, each from a picture of the plan that the other has changed since.
 */
#include "../store/fixture.h"
#include "steerco/records/records.h"
#include "steerco/session/session.h"

typedef struct Office {
    Fixture *file;
    Session anna, ben;
} Office;

static int open_office(void **state)
{
    Office *office = calloc(1, sizeof *office);
    void *file;
    setup(&file);
    office->file = file;
    add_task(office->file, "Pack");
    add_task(office->file, "Carry");
    store_close(office->file->store);
    office->file->store = NULL;
    Error error = {0};
    assert_true(session_open(&office->anna, office->file->path, STORE_WRITE, NULL, &error));
    assert_true(session_open_lean(&office->ben, office->file->path, STORE_WRITE, NULL, &error));
    *state = office;
    return 0;
}

static int close_office(void **state)
{
    Office *office = *state;
    void *file = office->file;
    session_close(&office->anna);
    session_close(&office->ben);
    free(office);
    return teardown(&file);
}

/* By somebody who has not looked at the file since the session was opened. */
static bool put_below(Session *session, Id task, Id parent, Error *error)
{
    ChangeSet set;
    change_begin(&set, &session->plan, "test", "put below");
    change_field(&set, &session->plan, &task_entity, Task, task, parent, value_number(parent));
    bool good = session_commit(session, &set, error);
    change_release(&set);
    return good;
}

static bool link_tasks(Session *session, Id from, Id to, Error *error)
{
    ChangeSet set;
    change_begin(&set, &session->plan, "test", "link");
    Link *link = change_create(&set, &link_entity);
    link->predecessor = from;
    link->successor = to;
    bool good = session_commit(session, &set, error);
    change_release(&set);
    return good;
}

static void two_halves_of_an_outline_circle_do_not_meet(void **state)
{
    Office *office = *state;
    Error error = {0};
    assert_true(put_below(&office->anna, 1, 2, &error));
    assert_false(put_below(&office->ben, 2, 1, &error));
    assert_non_null(strstr(error.text, "cannot lie below itself"));
    assert_int_equal(((const Task *)plan_find(&office->ben.plan, ENTITY_TASK, 1))->parent, 2);
    assert_int_equal(((const Task *)plan_find(&office->ben.plan, ENTITY_TASK, 2))->parent, 0);
}

static void two_halves_of_a_circle_of_links_do_not_meet(void **state)
{
    Office *office = *state;
    Error error = {0};
    assert_true(link_tasks(&office->anna, 1, 2, &error));
    assert_false(link_tasks(&office->ben, 2, 1, &error));
    assert_non_null(strstr(error.text, "T-1 → T-2 → T-1"));
    assert_int_equal(plan_count(&office->ben.plan, ENTITY_LINK), 1);
}

static Id add_record(Session *session, const Entity *entity, const char *label)
{
    ChangeSet set;
    Error error = {0};
    change_begin(&set, &session->plan, "test", "add");
    Record *record = change_create(&set, entity);
    field_set(entity_field(entity, entity->label), record, value_text(label));
    assert_true(session_commit(session, &set, &error));
    Id id = record->id;
    change_release(&set);
    return id;
}

/* It is applied, and the plan computed, once: it bears its real id from the beginning. */
static void a_new_record_is_tried_where_it_stays(void **state)
{
    Office *office = *state;
    const Plan *plan = &office->anna.plan;
    size_t touched = plan->touched.count;
    Id task = add_record(&office->anna, &task_entity, "Label boxes");
    assert_int_equal(plan->touched.count, touched + 1);
    assert_int_equal(plan->touched.items[touched], plan_row(plan, ENTITY_TASK, task));
    assert_int_equal(plan->results->generation, plan->generation);
}

/* Nobody waits in a queue to note a risk: the ids that it was tried with may be taken when it is committed. */
static void new_records_of_two_people_do_not_meet(void **state)
{
    Office *office = *state;
    Error error = {0};
    Id first = add_record(&office->anna, &risk_entity, "Boxes are late");
    Id second = add_record(&office->ben, &risk_entity, "Boxes are wet");
    assert_int_equal(second, first + 1);
    assert_true(session_refresh(&office->anna, NULL, &error));
    for (int i = 0; i < 2; i++) {
        const Plan *plan = i == 0 ? &office->anna.plan : &office->ben.plan;
        assert_int_equal(plan_count(plan, ENTITY_RISK), 2);
        assert_string_equal(((const Risk *)plan_find(plan, ENTITY_RISK, first))->title, "Boxes are late");
        assert_string_equal(((const Risk *)plan_find(plan, ENTITY_RISK, second))->title, "Boxes are wet");
    }
}

static bool rename_to(Session *session, const char *name, Error *error)
{
    ChangeSet set;
    change_begin(&set, &session->plan, "test", "rename");
    change_field(&set, &session->plan, &task_entity, Task, 1, name, value_text(name));
    bool good = session_commit(session, &set, error);
    change_release(&set);
    return good;
}

static const char *name_in(const Session *session)
{
    return ((const Task *)plan_find(&session->plan, ENTITY_TASK, 1))->name;
}

/* Whoever queues first makes the change of the newest state. */
static void who_queued_has_seen_what_the_other_did(void **state)
{
    Office *office = *state;
    Error error = {0};
    assert_true(rename_to(&office->anna, "Pack boxes", &error));
    assert_true(session_queue(&office->ben, &error));
    assert_string_equal(name_in(&office->ben), "Pack boxes");
    assert_true(rename_to(&office->ben, "Pack crates", &error));
    assert_true(session_queue(&office->anna, &error)); /* the commit left the queue */
    assert_string_equal(name_in(&office->anna), "Pack crates");
    session_unqueue(&office->anna);
    assert_true(rename_to(&office->ben, "Pack bags", &error));
}

static void the_second_one_is_told_and_has_the_plan_of_the_first(void **state)
{
    Office *office = *state;
    Error error = {0};
    assert_true(rename_to(&office->anna, "Pack boxes", &error));
    assert_false(rename_to(&office->ben, "Pack crates", &error));
    assert_int_equal(error.kind, ERROR_CONFLICT);
    assert_string_equal(office->ben.conflicts.items[0].theirs, "Pack boxes");
    assert_string_equal(name_in(&office->ben), "Pack boxes");
    assert_true(rename_to(&office->ben, "Pack crates", &error));
    assert_true(session_refresh(&office->anna, NULL, &error));
    assert_string_equal(name_in(&office->anna), "Pack crates");
}

/* What was deleted meanwhile is not put below anything, nor brought back by having been tried. */
static void what_is_gone_stays_gone(void **state)
{
    Office *office = *state;
    Error error = {0};
    ChangeSet set;
    change_begin(&set, &office->anna.plan, "test", "delete");
    change_delete(&set, &office->anna.plan, &task_entity, 1);
    assert_true(session_commit(&office->anna, &set, &error));
    change_release(&set);
    assert_false(put_below(&office->ben, 1, 2, &error));
    assert_int_equal(error.kind, ERROR_CONFLICT);
    assert_null(plan_find(&office->ben.plan, ENTITY_TASK, 1));
    assert_true(put_below(&office->ben, 2, 0, &error));
}

/* To be asked for by name: what a board begins with is not taken back in passing, from within or from another board. */
static void undo_spares_boards(void **state)
{
    Office *office = *state;
    Error error = {0};
    const char *what;
    assert_true(session_create_board(&office->ben, "Beta", INSTANT_NONE, NULL, &error));
    assert_false(session_undo(&office->ben, 0, &what, &error));
    assert_non_null(strstr(error.text, "cannot be undone from within"));
    assert_true(rename_to(&office->anna, "Pack boxes", &error));
    assert_true(session_undo(&office->anna, 0, &what, &error));
    assert_string_equal(what, "rename");
    assert_int_equal(plan_count(&office->anna.plan, ENTITY_BOARD), 2);
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, open_office, close_office)
    const struct CMUnitTest tests[] = {
        TEST(two_halves_of_an_outline_circle_do_not_meet),
        TEST(two_halves_of_a_circle_of_links_do_not_meet),
        TEST(who_queued_has_seen_what_the_other_did),
        TEST(a_new_record_is_tried_where_it_stays),
        TEST(new_records_of_two_people_do_not_meet),
        TEST(the_second_one_is_told_and_has_the_plan_of_the_first),
        TEST(undo_spares_boards),
        TEST(what_is_gone_stays_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
