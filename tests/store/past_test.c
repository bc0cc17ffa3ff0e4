/*
 * The plan as of any moment: whatever happened since, the way back leads to what the file held then, record for record.
 *
 *     build/san/tests/store/past_test 500     as many moments, five steps each; 100 otherwise
 */
#include "same_plan.h"

#include "steerco/records/records.h"
#include <sys/stat.h>
#include <time.h>

enum { STEPS_A_MOMENT = 5, IMPORTED = 300 /* more than one row of the journal keeps when they are deleted */ };

static int moments = 100;

typedef struct History {
    Fixture *f;
    unsigned seed;
    int64_t *sequences; /* at each moment, with a copy of the file as it was then */
    int count;
    int done[7]; /* steps of each kind */
} History;

static unsigned pick(History *history, unsigned below)
{
    history->seed = history->seed * 1103515245u + 12345u;
    return (history->seed >> 8) % below;
}

static Id any(History *history, EntityKind kind)
{
    uint32_t count = plan_count(&history->f->plan, kind);
    return count ? ((const Record *)plan_at(&history->f->plan, kind, pick(history, count)))->id : 0;
}

/* ---- what is written: any field of any type ---- */

static const char *random_text(History *history, const Field *field)
{
    static const char *const texts[] = {"Pack", "Zoë, unpack: 1;2", "", "short", "first\nsecond"};
    if (field->type == FIELD_HOURS)
        return pick(history, 2) ? "08:00-12:00" : "off";
    if (field->type == FIELD_RECURRENCE || field->type == FIELD_CUSTOM)
        return "";
    return texts[pick(history, field->type == FIELD_NOTE ? 5 : 4)];
}

static int choices_of(const Field *field)
{
    int count = 0;
    while (field->choices[count])
        count++;
    return count;
}

/* A task, a risk or an issue. */
static Value any_record(History *history)
{
    static const EntityKind kinds[] = {ENTITY_TASK, ENTITY_RISK, ENTITY_ISSUE};
    EntityKind kind = kinds[pick(history, 3)];
    Id id = any(history, kind);
    kind = id ? kind : ENTITY_TASK;
    id = id ? id : any(history, ENTITY_TASK);
    return value_number(id ? any_id(entities[kind], id) : 0);
}

static Value random_value(History *history, const Field *field)
{
    if (field_is_text(field))
        return value_text(random_text(history, field));
    if (field->type == FIELD_REFERENCE)
        return value_number(any(history, field->refers_to->kind));
    if (field->type == FIELD_ANY)
        return any_record(history);
    if (!field->required && pick(history, 4) == 0 && field->type != FIELD_FLAG && field->type != FIELD_CHOICE)
        return value_number(VALUE_NONE);
    if (field->type == FIELD_FLAG)
        return value_number(pick(history, 2));
    if (field->type == FIELD_CHOICE)
        return value_number(pick(history, (unsigned)choices_of(field)));
    if (field->type == FIELD_DURATION)
        return value_number(duration_make(60 * (int64_t)pick(history, 100), UNIT_HOURS));
    int64_t most = field->maximum > field->minimum ? field->maximum - field->minimum : 100;
    return value_number(field->minimum + pick(history, (unsigned)(most < 100 ? most + 1 : 100)));
}

/* A task moved under one of its own would be in a circle; everything else may be set to anything. */
static bool is_settable(const Entity *entity, const Field *field)
{
    return field_is_stored(field) && !(entity == &task_entity && field->refers_to == &task_entity);
}

static bool lacks_target(History *history, const Entity *entity)
{
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1))
        if (field_refers(field) && field->required &&
            !any(history, field->refers_to ? field->refers_to->kind : ENTITY_TASK))
            return true;
    return false;
}

static const Entity *any_entity(History *history)
{
    const Entity *entity = entities[pick(history, ENTITY_COUNT)];
    return entity == &board_entity ? &task_entity : entity;
}

static void create_some(History *history)
{
    ChangeSet *set = &history->f->set;
    for (unsigned i = 0; i <= pick(history, 4); i++) {
        const Entity *entity = any_entity(history);
        if (lacks_target(history, entity))
            entity = &task_entity;
        void *record = change_create(set, entity);
        for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1))
            field_set(field, record, random_value(history, field));
    }
}

static void import_some(History *history)
{
    ChangeSet *set = &history->f->set;
    Id under = any(history, ENTITY_TASK), person = any(history, ENTITY_RESOURCE);
    for (int i = 0; i < IMPORTED; i++) {
        Task *task = change_create(set, &task_entity);
        task->name = "imported";
        task->parent = under;
        task->priority = (int16_t)pick(history, 1000);
        if (!person || i % 50)
            continue;
        Assignment *assignment = change_create(set, &assignment_entity);
        assignment->task = task->record.id;
        assignment->resource = person;
    }
}

static void change_some(History *history)
{
    Fixture *f = history->f;
    for (unsigned i = 0; i <= pick(history, 5); i++) {
        const Entity *entity = entities[pick(history, ENTITY_COUNT)];
        Id id = any(history, entity->kind);
        for (const Field *field = stored_field(entity->fields); field->name && id; field = stored_field(field + 1))
            if (is_settable(entity, field) && pick(history, 4) == 0)
                change_set(&f->set, &f->plan, entity, id, field, random_value(history, field));
    }
}

static void delete_some(History *history)
{
    const Entity *entity = any_entity(history);
    change_delete(&history->f->set, &history->f->plan, entity, any(history, entity->kind));
}

/* Of oneself or of somebody else, the newest or any. It is refused now and then, as it must be; then nothing happens.
 */
static bool take_back(History *history)
{
    Fixture *f = history->f;
    bool changed;
    int64_t number = pick(history, 2) ? 1 + pick(history, (unsigned)f->plan.sequence) : 0;
    change_release(&f->set);
    bool ready = pick(history, 3) == 0 ? store_redo(f->store, &f->plan, &f->set, &f->error)
                                       : store_undo(f->store, &f->plan, number, &f->set, &f->error);
    if (!ready || !store_commit(f->store, &f->set, &f->conflicts, &f->error))
        return false;
    assert_done(store_catch_up(f->store, &f->plan, &changed, &f->error), f);
    return true;
}

static void do_something(History *history)
{
    static void (*const kinds[])(History *) = {create_some, change_some, delete_some, import_some};
    static const unsigned kind_of[] = {0, 0, 0, 1, 1, 1, 2, 2, 4, 4, 4, 4};
    Fixture *f = history->f;
    unsigned kind = pick(history, 40) == 0 ? 3 : kind_of[pick(history, sizeof kind_of / sizeof *kind_of)];
    sign_as(f, pick(history, 3) ? "anna" : "bob");
    if (kind == 4) {
        history->done[take_back(history) ? 4 : 5]++;
        return;
    }
    begin(f, "something");
    kinds[kind](history);
    if (f->set.changes.count > 0)
        commit(f);
    history->done[kind]++;
}

static void copy_path(const Fixture *f, int moment, char out[120])
{
    snprintf(out, 120, "%s/copy-%d", f->folder, moment);
}

static void copy_file(const char *from, const char *to)
{
    char block[65536];
    size_t length;
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_true(in && out);
    while ((length = fread(block, 1, sizeof block, in)) > 0)
        assert_int_equal(fwrite(block, 1, length, out), length);
    fclose(in);
    fclose(out);
}

/* Nobody writes meanwhile, so the file and its log are a copy. */
static void remember(History *history)
{
    char path[120], log[140], copy_log[140];
    copy_path(history->f, history->count, path);
    snprintf(log, sizeof log, "%s-wal", history->f->path);
    snprintf(copy_log, sizeof copy_log, "%s-wal", path);
    copy_file(history->f->path, path);
    copy_file(log, copy_log);
    assert_int_equal(chmod(path, 0600), 0);
    history->sequences[history->count++] = history->f->plan.sequence;
}

static void load_copy(History *history, int moment, Plan *out)
{
    char path[120];
    Fixture *f = history->f;
    copy_path(f, moment, path);
    Store *copy = store_open(path, STORE_READ, &f->error);
    assert_done(copy, f);
    plan_init(out);
    assert_done(store_load(copy, f->board, out, &f->error), f);
    store_close(copy);
}

/* The difference between two plans, applied to the first, gives the second. */
static void assert_difference_leads(const Plan *from, const Plan *to, Plan *copy_of_from)
{
    ChangeSet difference;
    change_difference(from, to, &difference);
    plan_apply(copy_of_from, &difference);
    copy_of_from->sequence = to->sequence;
    assert_same_plan(to, copy_of_from);
    change_release(&difference);
}

static void assert_moment(History *history, int moment)
{
    Fixture *f = history->f;
    Plan then, past, other;
    load_copy(history, moment, &then);
    load_copy(history, history->count - 1 - moment, &other);
    plan_init(&past);
    assert_done(
        store_load_as_of(f->store, f->board, (Moment){.sequence = history->sequences[moment]}, &past, &f->error), f);
    assert_same_plan(&then, &past);
    assert_difference_leads(&then, &other, &past);
    plan_release(&then);
    plan_release(&past);
    plan_release(&other);
}

static void every_moment_of_a_random_history_is_found_again(void **state)
{
    Fixture *f = *state;
    History history = {.f = f, .seed = (unsigned)time(NULL)};
    unsigned seed = history.seed;
    history.sequences = calloc((size_t)moments, sizeof *history.sequences);
    for (int moment = 0; moment < moments; moment++) {
        for (int step = 0; step < STEPS_A_MOMENT; step++)
            do_something(&history);
        remember(&history);
    }
    assert_true(f->plan.sequence > moments * STEPS_A_MOMENT / 2);
    for (int moment = 0; moment < moments; moment++)
        assert_moment(&history, moment);
    assert_done(store_verify(f->store, &f->error), f);
    print_message(
        "runs %d moments of the past, seed %u: %lld change sets: %d creations, %d edits, %d deletions, %d imports, "
        "%d taken back, %d refused to be\n",
        moments, seed, (long long)f->plan.sequence, history.done[0], history.done[1], history.done[2], history.done[3],
        history.done[4], history.done[5]);
    free(history.sequences);
}

/* What the walk shows at each step is what the plan was before that set. */
typedef struct Walked {
    int64_t next; /* the number of the set that the walk is behind of */
    int steps;
} Walked;

static bool compare_step(Plan *plan, const JournalEntry *entry, void *context)
{
    static const char *const names[] = {"b", "a", NULL}; /* by step */
    Walked *walked = context;
    const Task *task = plan_find(plan, ENTITY_TASK, 1);
    if (entry)
        walked->next = entry->sequence - 1;
    else
        assert_int_equal(walked->steps, 0);
    if (names[walked->steps])
        assert_string_equal(task->name, names[walked->steps]);
    else
        assert_null(task);
    walked->steps++;
    return true;
}

static void a_walk_back_goes_set_by_set(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "a"); /* change set 2, after the board */
    rename_task(f, task, "b");
    rename_task(f, task, "c");
    Walked walked = {.next = 3};
    assert_done(store_walk_back(f->store, f->board, 3, 1, compare_step, &walked, &f->error), f);
    assert_int_equal(walked.steps, 3); /* behind 3, before 3, before 2 */
    assert_int_equal(walked.next, 1);
}

static void steps_go_from_set_to_set_of_a_board(void **state)
{
    Fixture *f = *state;
    int64_t number;
    add_task(f, "a");
    begin(f, "elsewhere");
    ((Resource *)change_create(&f->set, &resource_entity))->name = "Anna";
    f->set.board = 77; /* of another board */
    commit(f);
    add_task(f, "b");
    static const struct {
        int64_t from;
        bool forward;
        int64_t to;
    } cases[] = {{INT64_MAX, false, 4}, {4, false, 2}, {2, false, 1}, {1, false, 0}, {2, true, 4}, {4, true, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_done(store_step(f->store, f->board, cases[i].from, cases[i].forward, &number, &f->error), f);
        assert_int_equal(number, cases[i].to);
    }
}

/* Set the clock of the journal by hand: sealing is not what this is about. */
static void a_time_means_the_last_change_before_it(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "a");
    rename_task(f, task, "b");
    assert_done(database_execute(f->store, "UPDATE change_sets SET at = 1000 * sequence", &f->error), f);
    static const struct {
        int64_t at, sequence;
    } cases[] = {{0, 0}, {999, 0}, {1000, 1}, {2999, 2}, {3000, 3}, {INT64_MAX, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Plan past;
        plan_init(&past);
        Moment moment = {.by_clock = true, .at = cases[i].at};
        assert_done(store_load_as_of(f->store, f->board, moment, &past, &f->error), f);
        assert_int_equal(past.sequence, cases[i].sequence);
        assert_int_equal(plan_count(&past, ENTITY_BOARD), cases[i].sequence >= 1);
        plan_release(&past);
    }
}

static void a_moment_that_is_not_reached_yet_is_refused(void **state)
{
    Fixture *f = *state;
    Plan past;
    plan_init(&past);
    assert_false(store_load_as_of(f->store, f->board, (Moment){.sequence = 2}, &past, &f->error));
    assert_non_null(strstr(f->error.text, "there is no change set 2; the last one is 1"));
    plan_release(&past);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        with_file(every_moment_of_a_random_history_is_found_again),
        with_file(a_walk_back_goes_set_by_set),
        with_file(steps_go_from_set_to_set_of_a_board),
        with_file(a_time_means_the_last_change_before_it),
        with_file(a_moment_that_is_not_reached_yet_is_refused),
    };
    if (argc > 1)
        moments = atoi(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
