/*
 * Approving change requests while others write: what was looked at is what is done, byte for byte, or it is refused and
 * shown anew; and undo takes all of it back, record for record.
 */
#include "../store/fixture.h"
#include "../store/same_plan.h"
#include "steerco/analysis/analysis.h"
#include "steerco/session/approval.h"

enum { REQUESTS = 1000 };

typedef struct Office {
    Fixture *file;
    Session anna, ben;
    uint64_t seed;
    Error error;
} Office;

static uint64_t rolled(Office *office, uint64_t below)
{
    office->seed = office->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (office->seed >> 33) % below;
}

static void commit_by(Office *office, Session *session, ChangeSet *set)
{
    assert_done(session_commit(session, set, &office->error), office);
    change_release(set);
}

/* Thirty tasks, each of the later ones behind one or two before it; three people and four budget lines. */
static void plan_something(Office *office)
{
    ChangeSet set;
    const Plan *plan = &office->anna.plan;
    change_begin(&set, plan, "test", "plan");
    Resource *people[3];
    for (int i = 0; i < 3; i++) {
        people[i] = change_create(&set, &resource_entity);
        people[i]->name = i == 0 ? "Anna" : i == 1 ? "Ben" : "Cleo";
    }
    Task *tasks[30];
    for (int i = 0; i < 30; i++) {
        tasks[i] = change_create(&set, &task_entity);
        tasks[i]->name = arena_text(&set.arena, i % 6 == 5 ? "Milestone" : "Task");
        tasks[i]->duration = duration_make(i % 6 == 5 ? 0 : (int64_t)(1 + rolled(office, 8)) * 480, UNIT_DAYS);
        tasks[i]->position = (i + 1) * 1024;
        for (int links = 0; i > 2 && links < 2; links++) {
            Link *link = change_create(&set, &link_entity);
            link->predecessor = tasks[links == 0 ? i - 1 - (int)rolled(office, 2) : i - 3]->record.id;
            link->successor = tasks[i]->record.id;
        }
        if (i % 2 == 0) {
            Assignment *assignment = change_create(&set, &assignment_entity);
            assignment->task = tasks[i]->record.id;
            assignment->resource = people[rolled(office, 3)]->record.id;
        }
    }
    for (int i = 0; i < 4; i++) {
        BudgetLine *line = change_create(&set, &budget_line_entity);
        line->description = "Line";
        line->category = (uint8_t)i;
        line->amount = (Money)(1 + rolled(office, 90)) * 10000;
    }
    Decision *decision = change_create(&set, &decision_entity);
    decision->title = "Go";
    decision->owner = people[0]->record.id;
    decision->rationale = "It helps";
    commit_by(office, &office->anna, &set);
}

static int open_office(void **state)
{
    void *file;
    Office *office = calloc(1, sizeof *office);
    setup(&file);
    office->file = file;
    office->seed = 20261201;
    store_close(office->file->store);
    office->file->store = NULL;
    assert_done(session_open(&office->anna, office->file->path, STORE_WRITE, NULL, &office->error), office);
    plan_something(office);
    assert_done(session_open(&office->ben, office->file->path, STORE_WRITE, NULL, &office->error), office);
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

/* ---- requests ---- */

static Id random_task(Office *office)
{
    const Plan *plan = &office->anna.plan;
    return plan_task(plan, (uint32_t)rolled(office, plan_count(plan, ENTITY_TASK)))->record.id;
}

static void add_edit(Office *office, int line, Buffer *out)
{
    const char *const people[] = {"Anna", "Ben[50%]", "Cleo;Anna"};
    long long task = (long long)random_task(office), other = (long long)random_task(office);
    int days = 1 + (int)rolled(office, 12);
    switch (rolled(office, 9)) {
    case 0:
    case 1:
        buffer_format(out, "T-%lld duration=%dd\n", task, days);
        break;
    case 2:
        buffer_format(out, "T-%lld resources=%s\n", task, people[rolled(office, 3)]);
        break;
    case 3:
        buffer_format(out, "T-%lld predecessors=\"T-%lldSS+%dd\"\n", task, other, days);
        break;
    case 4:
        buffer_format(out, "+%d task name=\"New work\" duration=%dd predecessors=T-%lld\n", line, days, other);
        buffer_format(out, "T-%lld fixed_cost=%d\n", task, days * 100);
        break;
    case 5:
        buffer_format(out, "+%d task name=\"New milestone\" duration=0d predecessors=T-%lld resources=Dora\n", line,
                      other);
        buffer_format(out, "+%d task name=After predecessors=\"+%d\" duration=%dd\n", line + 50, line, days);
        break;
    case 6:
        buffer_format(out, "+%d budget_line description=More amount=%d category=%s\n", line, days * 1000, "TRV");
        break;
    case 7:
        buffer_format(out, "T-%lld start=2026-04-%02d\n", task, days);
        break;
    default:
        if (rolled(office, 4) == 0)
            buffer_format(out, "delete T-%lld\n", task);
        else
            buffer_format(out, "T-%lld name=Renamed\n", task);
    }
}

static Id request_with(Office *office, const char *script)
{
    ChangeSet set;
    change_begin(&set, &office->anna.plan, "test", "ask");
    ChangeRequest *request = change_create(&set, &change_request_entity);
    request->title = "Change";
    request->script = arena_text(&set.arena, script);
    request->status = CR_WAITING;
    request->owner = plan_resource(&office->anna.plan, 0)->record.id;
    commit_by(office, &office->anna, &set);
    return ((const Record *)plan_at(&office->anna.plan, ENTITY_CHANGE_REQUEST,
                                    plan_count(&office->anna.plan, ENTITY_CHANGE_REQUEST) - 1))
        ->id;
}

/* ---- looking and approving ---- */

static void words_of(const Impact *impact, Buffer *out)
{
    buffer_clear(out);
    impact_word(impact, out);
}

static bool look(Office *office, Id request, char digest[IMPACT_DIGEST], Buffer *words)
{
    Trial trial;
    Impact impact;
    if (!approval_try(&trial, &office->anna, request, "test", &office->error))
        return false;
    trial_compare(&trial, &office->anna, &impact);
    impact_digest(&impact, digest);
    words_of(&impact, words);
    impact_release(&impact);
    trial_release(&trial);
    return true;
}

static Id only_decision(const Office *office)
{
    return ((const Record *)plan_at(&office->anna.plan, ENTITY_DECISION, 0))->id;
}

/* Fills `shown` with the impact that was found, also when it refuses. */
static bool approve(Office *office, Id request, const char *digest, const char *baseline, Plan *before, Buffer *shown)
{
    Trial trial;
    Impact impact = {0};
    const Approval approval = {request, only_decision(office), digest, baseline};
    error_clear(&office->error);
    bool good = approval_begin(&trial, &impact, &office->anna, &approval, "test", &office->error);
    words_of(&impact, shown);
    if (good) {
        plan_copy(&office->anna.plan, before);
        assert_true(analysis_update(before, NULL));
        good = session_commit(&office->anna, &trial.set, &office->error);
        trial_release(&trial);
        if (!good)
            plan_release(before);
    }
    impact_release(&impact);
    return good;
}

/* Ben changes a duration behind Anna's back. */
static void interfere(Office *office)
{
    ChangeSet set;
    assert_done(session_refresh(&office->ben, NULL, &office->error), office);
    const Plan *plan = &office->ben.plan;
    change_begin(&set, plan, "test", "meanwhile");
    change_field(&set, plan, &task_entity, Task, random_task(office), duration,
                 value_number(duration_make((int64_t)(1 + rolled(office, 9)) * 480, UNIT_DAYS)));
    commit_by(office, &office->ben, &set);
}

typedef struct Tally {
    int approved, impossible, shown_anew, undone;
} Tally;

static void undo_all(Office *office, const Plan *before)
{
    const char *what;
    assert_done(session_undo(&office->anna, 0, &what, &office->error), office);
    assert_same_records(before, &office->anna.plan);
}

static void ask_once(Office *office, int number, Tally *tally)
{
    char digest[IMPACT_DIGEST];
    Buffer script = {0}, looked = {0}, shown = {0}, after = {0};
    Plan before;
    Impact impact;
    for (int line = 1; line <= 1 + number % 3; line++)
        add_edit(office, line, &script);
    Id request = request_with(office, buffer_text(&script));
    bool possible = look(office, request, digest, &looked);
    tally->impossible += !possible;
    if (number % 2 == 0)
        interfere(office);
    bool done = possible && approve(office, request, digest, number % 5 == 0 ? "Agreed" : NULL, &before, &shown);
    if (possible && !done && office->error.kind == ERROR_CONFLICT) {
        tally->shown_anew++;
        assert_string_not_equal(buffer_text(&shown), buffer_text(&looked));
        assert_true(look(office, request, digest, &looked));
        assert_string_equal(buffer_text(&shown), buffer_text(&looked));
        done = approve(office, request, digest, NULL, &before, &shown);
        assert_done(done, office);
    }
    if (done) {
        tally->approved++;
        assert_string_equal(buffer_text(&shown), buffer_text(&looked));
        impact_compare(&before, &office->anna.plan, &impact);
        words_of(&impact, &after);
        assert_string_equal(buffer_text(&after), buffer_text(&shown));
        impact_release(&impact);
        const ChangeRequest *change = plan_find(&office->anna.plan, ENTITY_CHANGE_REQUEST, request);
        assert_int_equal(change->status, CR_IMPLEMENTED);
        if (number % 8 != 0) {
            undo_all(office, &before);
            tally->undone++;
        }
        plan_release(&before);
    }
    buffer_release(&script);
    buffer_release(&looked);
    buffer_release(&shown);
    buffer_release(&after);
}

static void what_was_looked_at_is_what_is_done(void **state)
{
    Office *office = *state;
    Tally tally = {0};
    for (int number = 1; number <= REQUESTS; number++)
        ask_once(office, number, &tally);
    print_message("%d requests: %d approved, %d of them shown anew first, %d undone; %d cannot be\n", REQUESTS,
                  tally.approved, tally.shown_anew, tally.undone, tally.impossible);
    assert_true(tally.approved > REQUESTS / 2);
    assert_true(tally.shown_anew > REQUESTS / 20);
    assert_true(tally.undone > REQUESTS / 3);
}

/* Anna and Ben have both looked; Anna's goes in, and Ben is shown what his does after that: nothing is left to do. */
static void of_two_approvals_at_once_the_second_sees_the_first(void **state)
{
    Office *office = *state;
    char digest[2][IMPACT_DIGEST];
    Buffer words = {0};
    Plan before;
    long long task = (long long)plan_task(&office->anna.plan, 0)->record.id;
    Buffer script = {0};
    buffer_format(&script, "T-%lld duration=40d\n", task);
    Id first = request_with(office, buffer_text(&script)), second = request_with(office, buffer_text(&script));
    assert_true(look(office, first, digest[0], &words));
    assert_true(look(office, second, digest[1], &words));
    assert_string_equal(digest[0], digest[1]);
    assert_true(approve(office, first, digest[0], NULL, &before, &words));
    plan_release(&before);
    assert_false(approve(office, second, digest[1], NULL, &before, &words));
    assert_int_equal(office->error.kind, ERROR_CONFLICT);
    assert_non_null(strstr(buffer_text(&words), "unchanged"));
    assert_false(approve(office, first, NULL, NULL, &before, &words));
    assert_non_null(strstr(office->error.text, "is in the plan already"));
    buffer_release(&script);
    buffer_release(&words);
}

static void a_body_approves_up_to_its_limits(void **state)
{
    Office *office = *state;
    ChangeSet set;
    Plan before;
    Buffer words = {0};
    Id request = request_with(office, "+1 budget_line description=More amount=5000 category=TRV");
    change_begin(&set, &office->anna.plan, "test", "body");
    Body *body = change_create(&set, &body_entity);
    body->title = "Board of three";
    body->cost_limit = 400000; /* 4,000.00 */
    change_field(&set, &office->anna.plan, &change_request_entity, ChangeRequest, request, body,
                 value_number(body->record.id));
    commit_by(office, &office->anna, &set);
    assert_false(approve(office, request, NULL, NULL, &before, &words));
    assert_string_equal(office->error.text, "“Board of three” may approve a cost of up to 4,000 EUR");
    buffer_release(&words);
}

static void what_a_request_lacks_is_named(void **state)
{
    Office *office = *state;
    Trial trial;
    Plan before;
    Buffer words = {0};
    Id request = request_with(office, "");
    assert_false(approval_try(&trial, &office->anna, request, "test", &office->error));
    assert_non_null(strstr(office->error.text, "holds no edits"));
    Id other = request_with(office, "T-999 duration=3d");
    assert_false(approval_try(&trial, &office->anna, other, "test", &office->error));
    assert_non_null(strstr(office->error.text, ": line 1: there is no task T-999"));
    assert_false(approve(office, other, NULL, NULL, &before, &words));
    buffer_release(&words);
}

#define in_office(test) cmocka_unit_test_setup_teardown(test, open_office, close_office)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_office(what_was_looked_at_is_what_is_done),
        in_office(of_two_approvals_at_once_the_second_sees_the_first),
        in_office(a_body_approves_up_to_its_limits),
        in_office(what_a_request_lacks_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
