/*
 * Committing: every record type and field comes back as it went in, provisional ids become real ones everywhere, what
 * different people change merges or is told as a conflict, and everybody sees it.
 */
#include "same_plan.h"

#include "steerco/records/records.h"
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

static void assert_says(const char *sentence, const char *words)
{
    if (!strstr(sentence, words))
        fail_msg("'%s' does not say '%s'", sentence, words);
}

/* ---- round trip ---- */

static int64_t last_choice(const Field *field)
{
    int64_t last = -1;
    while (field->choices[last + 1])
        last++;
    return last;
}

/* A value at the edge of what the field may hold; a reference to the first new record of its type. */
static Value edge_value(const Field *field, Arena *texts, const Id *firsts)
{
    char text[200];
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_HOURS:
        snprintf(text, sizeof text, "Größe 'one' \"two\" -- 会 %s", field->name);
        return value_text(arena_text(texts, text));
    case FIELD_NOTE:
    case FIELD_CUSTOM:
        snprintf(text, sizeof text, "first: line\nsecond: $1 ?1 ;%s", field->name);
        return value_text(arena_text(texts, text));
    case FIELD_FLAG:
        return value_number(1);
    case FIELD_CHOICE:
        return value_number(last_choice(field));
    case FIELD_MONEY:
    case FIELD_QUANTITY:
        return value_number(-INT64_MAX);
    case FIELD_DATE:
        return value_number(date_make(2999, 12, 31));
    case FIELD_INSTANT:
        return value_number(instant_make(date_make(1900, 1, 1), 0));
    case FIELD_DURATION:
        return value_number(duration_make(-1000000000, UNIT_ELAPSED + UNIT_HOURS) + DURATION_ESTIMATED);
    case FIELD_REFERENCE:
        return value_number(firsts[field->refers_to->kind]);
    case FIELD_ANY:
        return value_number(any_id(&task_entity, firsts[ENTITY_TASK]));
    default:
        return value_number(field->maximum > field->minimum ? field->maximum : -100);
    }
}

/* Nothing, as far as the field may be empty. */
static Value empty_value(const Field *field, Arena *texts, const Id *firsts)
{
    bool zero = field->type == FIELD_FLAG || field->type == FIELD_CHOICE || field_refers(field);
    if (field->required && !field_is_text(field))
        return edge_value(field, texts, firsts);
    return (Value){.number = zero ? 0 : VALUE_NONE, .text = ""};
}

static void make_edges(Fixture *f, Record *first, Record *second, const Entity *entity, const Id *firsts)
{
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1)) {
        field_set(field, first, empty_value(field, &f->set.arena, firsts));
        field_set(field, second, edge_value(field, &f->set.arena, firsts));
    }
}

static void assert_loaded(const Fixture *f, const Change *change)
{
    const void *loaded = plan_find(&f->plan, change->entity->kind, change->id);
    assert_non_null(loaded);
    assert_int_equal(((const Record *)loaded)->board, change->entity->shared ? 0 : f->board);
    for (const Field *field = stored_field(change->entity->fields); field->name; field = stored_field(field + 1))
        if (!value_equal(field, field_stored(field, loaded), field_stored(field, change->record)))
            fail_msg("%s.%s came back changed", change->entity->name, field->name);
}

static void every_field_of_every_record_type_comes_back(void **state)
{
    Fixture *f = *state;
    Record *records[ENTITY_MOST][2];
    Id firsts[ENTITY_MOST];
    begin(f, "everything");
    for (int kind = 0; kind < entity_count; kind++) {
        records[kind][0] = change_create(&f->set, entities[kind]);
        records[kind][1] = change_create(&f->set, entities[kind]);
        firsts[kind] = records[kind][0]->id;
    }
    for (int kind = 0; kind < entity_count; kind++)
        make_edges(f, records[kind][0], records[kind][1], entities[kind], firsts);
    assert_done(store_commit(f->store, &f->set, &f->conflicts, &f->error), f);
    reopen(f);
    for (size_t i = 0; i < f->set.changes.count; i++)
        assert_loaded(f, &f->set.changes.items[i]);
    assert_done(store_verify(f->store, &f->error), f);
}

/* Set every field, then set it back to undefined: the update of each, and the journal of each, both ways. */
static void every_field_can_be_set_and_cleared(void **state)
{
    Fixture *f = *state;
    Fixture other;
    Record *created[ENTITY_MOST];
    Id firsts[ENTITY_MOST];
    open_second(f, &other, "bob");
    begin(f, "one of each");
    for (int kind = 0; kind < entity_count; kind++) {
        created[kind] = change_create(&f->set, entities[kind]);
        firsts[kind] = created[kind]->id;
    }
    for (int kind = 0; kind < entity_count; kind++)
        for (const Field *field = stored_field(entities[kind]->fields); field->name; field = stored_field(field + 1))
            field_set(field, created[kind], empty_value(field, &f->set.arena, firsts));
    commit(f);
    for (int kind = 0; kind < entity_count; kind++)
        firsts[kind] = created[kind]->id;
    for (int pass = 0; pass < 2; pass++) {
        begin(f, pass == 0 ? "set" : "clear");
        for (int kind = 0; kind < entity_count; kind++)
            for (const Field *field = stored_field(entities[kind]->fields); field->name;
                 field = stored_field(field + 1)) {
                change_set(&f->set, &f->plan, entities[kind], firsts[kind], field,
                           pass == 0 ? edge_value(field, &f->set.arena, firsts)
                                     : empty_value(field, &f->set.arena, firsts));
            }
        commit(f);
        bool changed;
        assert_done(store_catch_up(other.store, &other.plan, &changed, &other.error), &other);
        for (int kind = 0; kind < entity_count; kind++)
            for (const Field *field = stored_field(entities[kind]->fields); field->name;
                 field = stored_field(field + 1))
                if (!value_equal(field, field_stored(field, plan_find(&f->plan, (EntityKind)kind, firsts[kind])),
                                 field_stored(field, plan_find(&other.plan, (EntityKind)kind, firsts[kind]))))
                    fail_msg("%s.%s arrived changed", entities[kind]->name, field->name);
    }
    assert_done(store_verify(f->store, &f->error), f);
    close_store(&other);
}

static void a_board_holds_its_records_and_not_those_of_others(void **state)
{
    Fixture *f = *state;
    Id here = add_task(f, "Pack");
    begin(f, "another board with a task and a person");
    Board *board = change_create(&f->set, &board_entity);
    board->name = "Second";
    f->set.board = board->record.id;
    Task *there = change_create(&f->set, &task_entity);
    there->name = "Elsewhere";
    Resource *person = change_create(&f->set, &resource_entity);
    person->name = "Anna Berg";
    commit(f);
    assert_int_equal(there->record.board, board->record.id);
    assert_int_equal(f->set.board, board->record.id);
    for (int pass = 0; pass < 2; pass++) {
        assert_non_null(task_of(f, here)); /* first as caught up, then as loaded */
        assert_null(task_of(f, there->record.id));
        assert_int_equal(plan_count(&f->plan, ENTITY_RESOURCE), 1);
        assert_int_equal(plan_count(&f->plan, ENTITY_BOARD), 2);
        reload(f);
    }
    f->board = board->record.id;
    reload(f);
    assert_int_equal(plan_count(&f->plan, ENTITY_TASK), 1);
}

/* ---- ids ---- */

static void provisional_ids_become_real_everywhere(void **state)
{
    Fixture *f = *state;
    Id old = add_task(f, "Pack");
    begin(f, "add");
    Task *summary = change_create(&f->set, &task_entity);
    Task *child = change_create(&f->set, &task_entity);
    Link *link = change_create(&f->set, &link_entity);
    child->parent = summary->record.id;
    link->predecessor = old;
    link->successor = child->record.id;
    change_field(&f->set, &f->plan, &task_entity, Task, old, parent, value_number(summary->record.id));
    commit(f);
    assert_int_equal(summary->record.id, 2);
    assert_int_equal(child->record.id, 3);
    assert_int_equal(child->parent, 2);
    assert_int_equal(link->record.id, 1);
    assert_int_equal(link->predecessor, old);
    assert_int_equal(link->successor, 3);
    assert_int_equal(f->set.changes.items[3].after.number, 2);
    assert_int_equal(f->set.sequence, 3);
    assert_string_equal(f->set.who, "anna");
    reload(f);
    assert_int_equal(task_of(f, old)->parent, 2);
    assert_done(store_verify(f->store, &f->error), f);
}

static void ids_are_never_given_twice(void **state)
{
    Fixture *f = *state;
    Id first = add_task(f, "Pack");
    begin(f, "delete");
    change_delete(&f->set, &f->plan, &task_entity, first);
    commit(f);
    reopen(f);
    assert_int_equal(add_task(f, "Unpack"), first + 1);
}

static void records_may_bring_their_ids_along(void **state)
{
    Fixture *f = *state;
    begin(f, "import");
    Task *fresh = change_create(&f->set, &task_entity);
    Task *kept = change_create(&f->set, &task_entity);
    kept->record.id = f->set.changes.items[1].id = 40;
    fresh->parent = 40;
    commit(f);
    assert_int_equal(kept->record.id, 40);
    assert_int_equal(fresh->record.id, 41);
    assert_int_equal(task_of(f, 41)->parent, 40);
    assert_int_equal(add_task(f, "later"), 42);

    begin(f, "again");
    kept = change_create(&f->set, &task_entity);
    kept->record.id = f->set.changes.items[0].id = 40;
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
    assert_int_equal(f->error.kind, ERROR_CONFLICT);
    assert_says(f->error.text, "T-40 is there already");
    assert_int_equal(f->conflicts.count, 1);
}

static void a_reference_to_no_new_record_is_refused(void **state)
{
    Fixture *f = *state;
    begin(f, "wrong");
    Task *task = change_create(&f->set, &task_entity);
    task->parent = -7;
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
    assert_string_equal(f->error.text, "T-new: parent cannot be -7");
}

static void a_failed_commit_leaves_the_set_to_be_tried_again(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    Id task = add_task(f, "Pack");
    open_second(f, &bob, "bob");
    rename_task(&bob, task, "Pack all");
    begin(f, "add");
    Task *created = change_create(&f->set, &task_entity);
    change_field(&f->set, &f->plan, &task_entity, Task, task, name, value_text("Pack books"));
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
    assert_int_equal(created->record.id, -1);
    assert_int_equal(f->set.sequence, 0);
    f->set.changes.items[1].before = value_text("Pack all"); /* seen and overruled */
    commit(f);
    assert_int_equal(created->record.id, 2);
    assert_string_equal(task_of(f, task)->name, "Pack books");
    close_store(&bob);
}

static void nothing_is_acknowledged_into_a_file_that_was_moved_away(void **state)
{
    Fixture *f = *state;
    char elsewhere[120];
    Id task = add_task(f, "Pack");
    snprintf(elsewhere, sizeof elsewhere, "%s.moved", f->path);
    assert_int_equal(rename(f->path, elsewhere), 0);
    begin(f, "rename");
    change_field(&f->set, &f->plan, &task_entity, Task, task, name, value_text("Pack all"));
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
    assert_says(f->error.text, "was moved, replaced or deleted");
    assert_int_equal(rename(elsewhere, f->path), 0);
    commit(f);
    assert_string_equal(task_of(f, task)->name, "Pack all");
}

static void what_could_not_be_read_again_is_not_written(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "Pack");
    begin(f, "wrong");
    change_field(&f->set, &f->plan, &task_entity, Task, task, constraint_type, value_number(200));
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
    assert_string_equal(f->error.text, "T-1: constraint_type cannot be 200");
    begin(f, "wrong");
    change_create(&f->set, &link_entity);
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
    assert_string_equal(f->error.text, "L-new: predecessor may not be empty");
    assert_int_equal(f->error.kind, ERROR_FAILED);
}

static void an_empty_set_is_no_entry(void **state)
{
    Fixture *f = *state;
    begin(f, "nothing");
    assert_done(store_commit(f->store, &f->set, &f->conflicts, &f->error), f);
    assert_int_equal(f->set.sequence, 0);
}

/* ---- conflicts ---- */

static void the_same_field_is_a_conflict_that_names_both_values(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    begin(f, "add");
    Risk *risk = change_create(&f->set, &risk_entity);
    risk->title = "Lift breaks";
    commit(f);
    open_second(f, &bob, "bob");
    begin(&bob, "dearer");
    change_field(&bob.set, &bob.plan, &risk_entity, Risk, 1, response_cost, value_number(123450));
    commit(&bob);

    begin(f, "cheaper");
    change_field(&f->set, &f->plan, &risk_entity, Risk, 1, response_cost, value_number(99));
    change_field(&f->set, &f->plan, &risk_entity, Risk, 1, title, value_text("Lift stuck"));
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
    assert_int_equal(f->error.kind, ERROR_CONFLICT);
    assert_says(f->error.text, "R-1, ");
    assert_says(f->error.text, "bob at 2");
    assert_says(f->error.text, "wrote '1234.50'; yours is '0.99'");
    assert_int_equal(f->conflicts.count, 1);
    const Conflict *conflict = &f->conflicts.items[0];
    assert_ptr_equal(conflict->entity, &risk_entity);
    assert_ptr_equal(conflict->field, field_of(&risk_entity, Risk, response_cost));
    assert_int_equal(conflict->id, 1);
    assert_string_equal(conflict->mine, "0.99");
    assert_string_equal(conflict->theirs, "1234.50");
    assert_string_equal(conflict->who, "bob");
    assert_int_equal(conflict->at, bob.set.at);
    reload(f); /* nothing of the set was written, not even the title that nobody else touched */
    assert_string_equal(((const Risk *)plan_find(&f->plan, ENTITY_RISK, 1))->title, "Lift breaks");
    close_store(&bob);
}

static void references_are_told_by_name(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    static const char *const names[] = {"Anna Berg", "Bob Ito"};
    begin(f, "people and a risk");
    for (int i = 0; i < 2; i++)
        ((Resource *)change_create(&f->set, &resource_entity))->name = names[i];
    ((Risk *)change_create(&f->set, &risk_entity))->title = "Lift breaks";
    commit(f);
    open_second(f, &bob, "bob");
    begin(&bob, "mine");
    change_field(&bob.set, &bob.plan, &risk_entity, Risk, 1, owner, value_number(2));
    commit(&bob);
    begin(f, "hers");
    change_field(&f->set, &f->plan, &risk_entity, Risk, 1, owner, value_number(1));
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
    assert_string_equal(f->conflicts.items[0].mine, "Anna Berg");
    assert_string_equal(f->conflicts.items[0].theirs, "Bob Ito");
    close_store(&bob);
}

static void different_fields_of_one_record_merge(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    Id task = add_task(f, "Pack");
    open_second(f, &bob, "bob");
    rename_task(&bob, task, "Pack all");
    begin(f, "progress");
    change_field(&f->set, &f->plan, &task_entity, Task, task, percent_complete, value_number(5000));
    commit(f);
    for (int pass = 0; pass < 2; pass++) {
        assert_string_equal(task_of(f, task)->name, "Pack all");
        assert_int_equal(task_of(f, task)->percent_complete, 5000);
        reload(f);
    }
    close_store(&bob);
}

static void changing_a_deleted_record_is_a_conflict(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    Id task = add_task(f, "Pack");
    open_second(f, &bob, "bob");
    begin(&bob, "delete");
    change_delete(&bob.set, &bob.plan, &task_entity, task);
    commit(&bob);
    for (int deletes = 0; deletes < 2; deletes++) {
        begin(f, "too late");
        if (deletes)
            change_delete(&f->set, &f->plan, &task_entity, task);
        else
            change_field(&f->set, &f->plan, &task_entity, Task, task, priority, value_number(900));
        assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
        assert_says(f->error.text, "T-1 was deleted by bob at 2");
        assert_int_equal(f->conflicts.count, 1);
        assert_null(f->conflicts.items[0].field);
        assert_string_equal(f->conflicts.items[0].who, "bob");
    }
    close_store(&bob);
}

static void deleting_a_changed_record_is_a_conflict(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    Id task = add_task(f, "Pack");
    open_second(f, &bob, "bob");
    rename_task(&bob, task, "Pack all");
    begin(f, "delete");
    change_delete(&f->set, &f->plan, &task_entity, task);
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
    assert_int_equal(f->conflicts.count, 1);
    assert_string_equal(f->conflicts.items[0].theirs, "Pack all");
    assert_string_equal(f->conflicts.items[0].mine, "Pack");
    reload(f);
    assert_non_null(task_of(f, task));
    close_store(&bob);
}

static void deleting_what_somebody_now_refers_to_is_a_conflict(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    Id task = add_task(f, "Pack");
    open_second(f, &bob, "bob");
    begin(&bob, "new risk");
    Risk *risk = change_create(&bob.set, &risk_entity);
    risk->title = "Boxes run out";
    risk->task = task;
    commit(&bob);
    begin(f, "delete");
    change_delete(&f->set, &f->plan, &task_entity, task);
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
    assert_says(f->error.text, "T-1 cannot be deleted: R-1 refers to it, written by bob at 2");
    assert_ptr_equal(f->conflicts.items[0].entity, &risk_entity);
    assert_ptr_equal(f->conflicts.items[0].field, field_of(&risk_entity, Risk, task));
    close_store(&bob);
}

static void referring_to_a_deleted_record_is_a_conflict(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    Id gone = add_task(f, "Pack"), task = add_task(f, "Carry");
    open_second(f, &bob, "bob");
    begin(&bob, "delete");
    change_delete(&bob.set, &bob.plan, &task_entity, gone);
    commit(&bob);
    for (int creates = 0; creates < 2; creates++) {
        begin(f, "refer");
        if (creates) {
            Link *link = change_create(&f->set, &link_entity);
            link->predecessor = gone;
            link->successor = task;
        } else {
            change_field(&f->set, &f->plan, &task_entity, Task, task, parent, value_number(gone));
        }
        assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
        assert_says(f->error.text, "T-1 was deleted by bob at 2");
        assert_int_equal(f->conflicts.count, 1);
        assert_string_equal(f->conflicts.items[0].mine, "T-1");
        assert_ptr_equal(f->conflicts.items[0].field,
                         creates ? field_of(&link_entity, Link, predecessor) : field_of(&task_entity, Task, parent));
    }
    close_store(&bob);
}

static void a_board_with_something_on_it_is_not_deleted(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    open_second(f, &bob, "bob");
    add_task(&bob, "Pack");
    begin(f, "delete board");
    change_delete(&f->set, &f->plan, &board_entity, f->board);
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
    assert_says(f->error.text, "B-1 cannot be deleted: T-1 lies on it, written by bob");
    close_store(&bob);
}

static void a_board_that_was_deleted_takes_no_records(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    open_second(f, &bob, "bob");
    begin(&bob, "delete board");
    change_delete(&bob.set, &bob.plan, &board_entity, f->board);
    commit(&bob);
    begin(f, "add");
    change_create(&f->set, &task_entity);
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
    assert_says(f->error.text, "B-1 was deleted by bob");
    close_store(&bob);
}

/* A limit on the size of files stands for a full disk. */
static void limit_files(rlim_t bytes)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_disk_that_takes_no_more_leaves_everything_as_it_was(void **state)
{
    Fixture *f = *state;
    struct stat log;
    char log_path[128];
    signal(SIGXFSZ, SIG_IGN);
    snprintf(log_path, sizeof log_path, "%s-wal", f->path);
    add_task(f, "before");
    begin(f, "import");
    for (int i = 0; i < 5000; i++)
        ((Task *)change_create(&f->set, &task_entity))->name = "one of many tasks";
    assert_int_equal(stat(log_path, &log), 0);
    for (rlim_t room = 0; room < 200000; room += 20000) {
        limit_files((rlim_t)log.st_size + room);
        bool committed = store_commit(f->store, &f->set, &f->conflicts, &f->error);
        limit_files(RLIM_INFINITY);
        assert_false(committed);
        assert_says(f->error.text, "nothing was changed");
        reload(f);
        assert_int_equal(plan_count(&f->plan, ENTITY_TASK), 1);
        assert_done(store_verify(f->store, &f->error), f);
    }
    commit(f); /* the same set, when there is room again */
    assert_int_equal(plan_count(&f->plan, ENTITY_TASK), 5001);
    assert_done(store_verify(f->store, &f->error), f);
}

/* ---- many people ---- */

/* Add 1 to the priority `count` times, seeing others' additions only when a conflict tells of them. */
static int add_up(const char *path, Id board, Id task, int count)
{
    Fixture f = {.board = board};
    int conflicts = 0;
    snprintf(f.path, sizeof f.path, "%s", path);
    plan_init(&f.plan);
    f.store = store_open(path, STORE_WRITE, &f.error);
    if (!f.store || !store_load(f.store, board, &f.plan, &f.error))
        return 1;
    for (int i = 0; i < count;) {
        bool changed;
        begin(&f, "count");
        change_field(&f.set, &f.plan, &task_entity, Task, task, priority,
                     value_number(task_of(&f, task)->priority + 1));
        if (store_commit(f.store, &f.set, &f.conflicts, &f.error))
            i++;
        else if (f.error.kind == ERROR_CONFLICT)
            conflicts++;
        else
            return 2;
        if (!store_catch_up(f.store, &f.plan, &changed, &f.error))
            return 3;
    }
    close_store(&f);
    return 0;
}

static void no_update_of_many_writers_is_lost(void **state)
{
    enum { WRITERS = 6, TIMES = 40 };
    Fixture *f = *state;
    pid_t writers[WRITERS];
    begin(f, "add");
    Task *task = change_create(&f->set, &task_entity);
    task->priority = 0;
    commit(f);
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = fork();
        if (writers[i] == 0)
            _exit(add_up(f->path, f->board, task->record.id, TIMES));
    }
    for (int i = 0; i < WRITERS; i++) {
        int status;
        waitpid(writers[i], &status, 0);
        assert_int_equal(status, 0);
    }
    bool changed;
    assert_done(store_catch_up(f->store, &f->plan, &changed, &f->error), f);
    assert_int_equal(task_of(f, task->record.id)->priority, WRITERS * TIMES);
    assert_int_equal(f->plan.sequence, 2 + WRITERS * TIMES);
    assert_done(store_verify(f->store, &f->error), f);
}

static bool rings(int descriptor, int milliseconds)
{
    struct pollfd waiting = {.fd = descriptor, .events = POLLIN};
    return poll(&waiting, 1, milliseconds) == 1;
}

static void a_commit_wakes_the_others_until_they_looked(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    bool changed;
    open_second(f, &bob, "bob");
    int bell = store_watch_descriptor(f->store);
    assert_true(bell >= 0);
    assert_int_equal(store_watch_descriptor(f->store), bell);
    assert_false(rings(bell, 0));

    Id task = add_task(&bob, "Pack");
    rename_task(&bob, task, "Pack all");
    assert_true(rings(bell, 1000));
    assert_done(store_catch_up(f->store, &f->plan, &changed, &f->error), f);
    assert_true(changed);
    assert_string_equal(task_of(f, task)->name, "Pack all");
    assert_false(rings(bell, 0));

    rename_task(f, task, "Pack books"); /* one's own commit: commit() has caught up with it */
    assert_false(rings(bell, 0));
    assert_done(store_catch_up(f->store, &f->plan, &changed, &f->error), f);
    assert_false(changed);
    close_store(&bob);
}

static void what_others_created_and_deleted_meanwhile_does_not_show(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    bool changed;
    open_second(f, &bob, "bob");
    Id task = add_task(&bob, "Pack");
    begin(&bob, "delete");
    change_delete(&bob.set, &bob.plan, &task_entity, task);
    commit(&bob);
    assert_done(store_catch_up(f->store, &f->plan, &changed, &f->error), f);
    assert_int_equal(plan_count(&f->plan, ENTITY_TASK), 0);
    assert_int_equal(f->plan.sequence, bob.plan.sequence);
    close_store(&bob);
}

static void a_tampered_journal_is_not_followed(void **state)
{
    static const char *const planted[] = {
        "INSERT INTO changes VALUES (3, 1, 'create', 'task', 9223372036854775807, 5, NULL, NULL, NULL)",
        "DELETE FROM changes WHERE sequence = 3; "
        "INSERT INTO changes VALUES (3, 1, 'set', 'task', 1, 1, 'constraint_type', '0', '200')",
        "DELETE FROM changes WHERE sequence = 3; "
        "INSERT INTO changes VALUES (3, 1, 'delete', 'task', 1, 2, NULL, ';1:1,', NULL)",
        "UPDATE changes SET count = 1, before = '+name;1:1,9:short,' WHERE sequence = 3",
        "UPDATE changes SET before = '+constraint_type;1:1,3:200,' WHERE sequence = 3",
        "UPDATE changes SET before = '+name' WHERE sequence = 3",
        "UPDATE changes SET before = NULL WHERE sequence = 3",
    };
    Fixture *f = *state;
    bool changed;
    add_task(f, "Pack");
    assert_done(database_execute(f->store,
                                 "INSERT INTO change_sets VALUES (3, 1, 0, 'eve', '', '', '', NULL, 1, '', '')",
                                 &f->error),
                f);
    for (size_t i = 0; i < sizeof planted / sizeof *planted; i++) {
        assert_done(database_execute(f->store, planted[i], &f->error), f);
        assert_false(store_catch_up(f->store, &f->plan, &changed, &f->error));
        assert_says(f->error.text, "is damaged: change set 3");
    }
}

static void changes_of_another_board_are_passed_over(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    bool changed;
    begin(f, "second board");
    Board *board = change_create(&f->set, &board_entity);
    board->name = "Second";
    commit(f);
    open_second(f, &bob, "bob");
    bob.board = board->record.id;
    reload(&bob);
    add_task(&bob, "Elsewhere");
    assert_done(store_catch_up(f->store, &f->plan, &changed, &f->error), f);
    assert_false(changed);
    assert_int_equal(f->plan.sequence, bob.plan.sequence);
    begin(&bob, "a person for all");
    ((Resource *)change_create(&bob.set, &resource_entity))->name = "Anna Berg";
    commit(&bob);
    assert_done(store_catch_up(f->store, &f->plan, &changed, &f->error), f);
    assert_true(changed);
    close_store(&bob);
}

/* ---- every board ---- */

static Id add_board(Fixture *f, const char *name)
{
    begin(f, name);
    Board *board = change_create(&f->set, &board_entity);
    board->name = name;
    commit(f);
    return board->record.id;
}

typedef struct Tour {
    Fixture *f;
    int boards, most;
    Id last;
    Plan kept; /* the first one was taken over */
} Tour;

static bool look_at_board(Plan *plan, void *context)
{
    Tour *tour = context;
    Plan alone;
    plan_init(&alone);
    assert_done(store_load(tour->f->store, plan->board, &alone, &tour->f->error), tour->f);
    assert_same_plan(&alone, plan);
    assert_true(plan->board > tour->last);
    plan_release(&alone);
    tour->last = plan->board;
    if (tour->boards == 0) {
        tour->kept = *plan;
        *plan = (Plan){0};
    }
    return ++tour->boards < tour->most;
}

/* Tasks of three boards in turns, a board with nothing on it, a person whom all know. */
static void every_board_in_one_pass_is_as_if_loaded_alone(void **state)
{
    static const char *const names[] = {"Pack", "Dig", "Drive", "Sow", "Paint", "Unpack", "Reap"};
    Fixture *f = *state;
    const Id boards[] = {f->board, add_board(f, "Garden"), add_board(f, "House")};
    add_board(f, "Empty");
    begin(f, "a person for all");
    ((Resource *)change_create(&f->set, &resource_entity))->name = "Anna Berg";
    commit(f);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        f->board = boards[i % 3];
        reload(f);
        add_task(f, names[i]);
    }
    Tour tour = {.f = f, .most = 10};
    assert_done(store_each_board(f->store, look_at_board, &tour, &f->error), f);
    assert_int_equal(tour.boards, 4);
    assert_int_equal(plan_count(&tour.kept, ENTITY_TASK), 3); /* Pack, Sow, Reap */
    assert_int_equal(plan_count(&tour.kept, ENTITY_RESOURCE), 1);
    plan_release(&tour.kept);
    tour = (Tour){.f = f, .most = 2};
    assert_done(store_each_board(f->store, look_at_board, &tour, &f->error), f);
    assert_int_equal(tour.boards, 2);
    plan_release(&tour.kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_file(every_field_of_every_record_type_comes_back),
        with_file(every_field_can_be_set_and_cleared),
        with_file(a_board_holds_its_records_and_not_those_of_others),
        with_file(provisional_ids_become_real_everywhere),
        with_file(ids_are_never_given_twice),
        with_file(records_may_bring_their_ids_along),
        with_file(a_reference_to_no_new_record_is_refused),
        with_file(a_failed_commit_leaves_the_set_to_be_tried_again),
        with_file(nothing_is_acknowledged_into_a_file_that_was_moved_away),
        with_file(what_could_not_be_read_again_is_not_written),
        with_file(an_empty_set_is_no_entry),
        with_file(the_same_field_is_a_conflict_that_names_both_values),
        with_file(references_are_told_by_name),
        with_file(different_fields_of_one_record_merge),
        with_file(changing_a_deleted_record_is_a_conflict),
        with_file(deleting_a_changed_record_is_a_conflict),
        with_file(deleting_what_somebody_now_refers_to_is_a_conflict),
        with_file(referring_to_a_deleted_record_is_a_conflict),
        with_file(a_board_with_something_on_it_is_not_deleted),
        with_file(a_board_that_was_deleted_takes_no_records),
        with_file(a_disk_that_takes_no_more_leaves_everything_as_it_was),
        with_file(no_update_of_many_writers_is_lost),
        with_file(a_commit_wakes_the_others_until_they_looked),
        with_file(what_others_created_and_deleted_meanwhile_does_not_show),
        with_file(a_tampered_journal_is_not_followed),
        with_file(changes_of_another_board_are_passed_over),
        with_file(every_board_in_one_pass_is_as_if_loaded_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
