/*
 * Edits tried on a copy: what the copy holds, what refuses, and that the session's own plan stays as it was.
 */
#include "../store/fixture.h"
#include "../store/same_plan.h"
#include "steerco/session/trial.h"

typedef struct Desk {
    Fixture *file;
    Session session;
    Error error;
} Desk;

static Id add(Desk *desk, const char *name, int64_t days, Id after)
{
    ChangeSet set;
    change_begin(&set, &desk->session.plan, "test", "add");
    Task *task = change_create(&set, &task_entity);
    task->name = arena_text(&set.arena, name);
    task->duration = duration_make(days * 480, UNIT_DAYS);
    task->position = plan_count(&desk->session.plan, ENTITY_TASK) * 1024;
    if (after) {
        Link *link = change_create(&set, &link_entity);
        link->predecessor = after;
        link->successor = task->record.id;
    }
    assert_done(session_commit(&desk->session, &set, &desk->error), desk);
    Id id = task->record.id;
    change_release(&set);
    return id;
}

/* T-1 Dig 3d → T-2 Pour 2d → T-3 Paint 1d. */
static int open_desk(void **state)
{
    void *file;
    Desk *desk = calloc(1, sizeof *desk);
    setup(&file);
    desk->file = file;
    store_close(desk->file->store);
    desk->file->store = NULL;
    assert_done(session_open(&desk->session, desk->file->path, STORE_WRITE, NULL, &desk->error), desk);
    add(desk, "Dig", 3, 0);
    add(desk, "Pour", 2, 1);
    add(desk, "Paint", 1, 2);
    *state = desk;
    return 0;
}

static int close_desk(void **state)
{
    Desk *desk = *state;
    void *file = desk->file;
    session_close(&desk->session);
    free(desk);
    return teardown(&file);
}

static void attempt(Desk *desk, const char *script, Trial *out)
{
    assert_done(trial_begin(out, &desk->session, "test", script, &desk->error), desk);
}

static void refuse(Desk *desk, const char *script, const char *sentence)
{
    Trial trial;
    error_clear(&desk->error);
    assert_false(trial_begin(&trial, &desk->session, "test", script, &desk->error));
    assert_string_equal(desk->error.text, sentence);
}

static const Task *task_named(const Plan *plan, const char *name)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++)
        if (strcmp(plan_task(plan, row)->name, name) == 0)
            return plan_task(plan, row);
    return NULL;
}

static void the_plan_itself_stays_as_it_was(void **state)
{
    Desk *desk = *state;
    Trial trial;
    Plan before;
    uint64_t generation = desk->session.plan.generation;
    plan_copy(&desk->session.plan, &before);
    attempt(desk, "T-1 duration=9d\ndelete T-3\n+1 task name=New", &trial);
    assert_same_records(&before, &desk->session.plan);
    assert_int_equal(desk->session.plan.generation, generation);
    assert_true(trial_is_current(&trial, &desk->session));
    assert_null(plan_find(&trial.plan, ENTITY_TASK, 3));
    add(desk, "Beside", 1, 0);
    assert_false(trial_is_current(&trial, &desk->session));
    trial_release(&trial);
    plan_release(&before);
}

static void new_records_are_referred_to_by_the_lines_below(void **state)
{
    Desk *desk = *state;
    Trial trial;
    Buffer words = {0};
    attempt(desk,
            "# a pilot, before we pour\n"
            "\n"
            "+1 task name=\"Pilot \\\"A\\\"\" duration=2d predecessors=T-1FS+1d\n"
            "+2 task name=Inside parent=+1\n"
            "+3 task name=\"Also inside\" parent=+1\n"
            "T-2 predecessors=\"T-1; +1SS+1d\"\n"
            "+4 resource name=Anna\n"
            "+5 assignment task=+2 resource=+4\n"
            "+6 requirement title=Quick tasks=\"+2; T-2\"\n",
            &trial);
    const Task *pilot = task_named(&trial.plan, "Pilot \"A\""), *inside = task_named(&trial.plan, "Inside");
    const Task *also = task_named(&trial.plan, "Also inside");
    assert_int_equal(inside->parent, pilot->record.id);
    assert_int_equal(also->parent, pilot->record.id);
    assert_true(also->position > inside->position);
    const Link *link = NULL;
    for (uint32_t row = 0; row < plan_count(&trial.plan, ENTITY_LINK); row++)
        if (plan_link(&trial.plan, row)->predecessor == pilot->record.id)
            link = plan_link(&trial.plan, row);
    assert_non_null(link);
    assert_int_equal(link->successor, 2);
    assert_int_equal(link->type, LINK_START_START);
    assert_int_equal(duration_amount(link->lag), 480);
    assert_int_equal(plan_assignment(&trial.plan, 0)->task, inside->record.id);
    many_format(&trial.plan, entity_field(&requirement_entity, "tasks"),
                ((const Record *)plan_at(&trial.plan, ENTITY_REQUIREMENT, 0))->id, &words);
    assert_non_null(strstr(buffer_text(&words), "T-2"));
    buffer_release(&words);
    trial_release(&trial);
}

static void what_cannot_apply_is_named_by_line(void **state)
{
    Desk *desk = *state;
    refuse(desk, "T-1 duration=4d\nT-9 duration=1d", "line 2: there is no task T-9");
    refuse(desk, "T-1 duration=often", "line 1: duration: 'often' is no duration; expected one like 3d, 4h, 2w or 3ed");
    refuse(desk, "T-1 name=Dig deep",
           "line 1: 'deep' is no assignment; expected FIELD=VALUE, and quotes around a value with blanks");
    refuse(desk, "\nT-1 name=\"Dig", "line 2: a quote is not closed");
    refuse(desk, "T-1 nme=Dig", "line 1: a task has no field 'nme'; steerco-csv(5) lists them");
    refuse(desk, "delete T-3\nT-3 name=x", "line 2: T-3 is deleted by a line above");
    refuse(desk, "T-1 predecessors=+1", "line 1: predecessors: no line above makes +1");
    refuse(desk, "+1 task name=A\n+1 task name=B", "line 2: +1 was made by line 1 already");
    refuse(desk, "+1 tusk name=A", "line 1: 'tusk' is no type of record; expected a line like: +1 task name=…");
    refuse(desk, "+1 resource name=A\nT-1 parent=+1", "line 2: parent: +1 is a resource; expected a task");
    refuse(desk, "T-1", "line 1: expected FIELD=VALUE behind T-1");
}

/* The lines can be read; together they go round in a circle, which begins to be so with the second of the three. */
static void a_rule_that_is_broken_is_laid_to_its_line(void **state)
{
    Desk *desk = *state;
    refuse(desk, "T-1 name=\"Dig deep\"\nT-1 predecessors=T-3\nT-2 duration=4d",
           "line 2: the links go round in a circle: T-1 → T-2 → T-3 → T-1");
    refuse(desk, "T-1 name=\"\"", "line 1: name: Task may not be empty");
}

static void an_empty_script_changes_nothing(void **state)
{
    Desk *desk = *state;
    Trial trial;
    attempt(desk, "# nothing\n\n", &trial);
    assert_int_equal(trial.set.changes.count, 0);
    assert_same_records(&desk->session.plan, &trial.plan);
    trial_release(&trial);
}

#define at_desk(test) cmocka_unit_test_setup_teardown(test, open_desk, close_desk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        at_desk(the_plan_itself_stays_as_it_was),    at_desk(new_records_are_referred_to_by_the_lines_below),
        at_desk(what_cannot_apply_is_named_by_line), at_desk(a_rule_that_is_broken_is_laid_to_its_line),
        at_desk(an_empty_script_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
