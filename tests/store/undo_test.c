/*
 * Undo, redo and the journal: one's own changes come back exactly, across sessions, and never over what others built on
 * them; who did what to a record can be told.
 */
#include "fixture.h"

static void assert_says(const char *sentence, const char *words)
{
    if (!strstr(sentence, words))
        fail_msg("'%s' does not say '%s'", sentence, words);
}

static bool take_back(Fixture *f, bool (*step)(Store *, const Plan *, ChangeSet *, Error *))
{
    bool changed;
    change_release(&f->set);
    error_clear(&f->error);
    return step(f->store, &f->plan, &f->set, &f->error) && store_commit(f->store, &f->set, &f->conflicts, &f->error) &&
           store_catch_up(f->store, &f->plan, &changed, &f->error);
}

static void undo(Fixture *f)
{
    assert_done(take_back(f, store_undo), f);
    assert_string_equal(f->set.source, "undo");
}

static void redo(Fixture *f)
{
    assert_done(take_back(f, store_redo), f);
    assert_string_equal(f->set.source, "redo");
}

static void assert_refused(Fixture *f, const char *words)
{
    if (take_back(f, store_undo))
        fail_msg("'%s' was undone", f->set.reason);
    assert_says(f->error.text, words);
}

static const char *name_of(const Fixture *f, Id task)
{
    return task_of(f, task) ? task_of(f, task)->name : NULL;
}

/* ---- back and forth ---- */

static void changes_come_back_newest_first_and_forth_oldest_first(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "a");
    rename_task(f, task, "b");
    rename_task(f, task, "c");
    for (int round = 0; round < 2; round++) {
        undo(f);
        assert_string_equal(name_of(f, task), "b");
        undo(f);
        assert_string_equal(name_of(f, task), "a");
        undo(f);
        assert_null(task_of(f, task));
        assert_refused(f, "there is nothing of yours to be undone");
        redo(f);
        assert_string_equal(name_of(f, task), "a");
        redo(f);
        assert_string_equal(name_of(f, task), "b");
        redo(f);
        assert_string_equal(name_of(f, task), "c");
        assert_false(take_back(f, store_redo));
        assert_says(f->error.text, "there is nothing of yours to be redone");
    }
    assert_done(store_verify(f->store, &f->error), f);
}

static void undo_survives_closing_the_file(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "a");
    rename_task(f, task, "b");
    reopen(f);
    sign_as(f, "anna");
    undo(f);
    assert_string_equal(name_of(f, task), "a");
    reopen(f);
    sign_as(f, "anna");
    redo(f);
    reload(f);
    assert_string_equal(name_of(f, task), "b");
}

static void a_new_change_ends_redo(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "a");
    rename_task(f, task, "b");
    undo(f);
    rename_task(f, task, "c");
    assert_false(take_back(f, store_redo));
    undo(f);
    assert_string_equal(name_of(f, task), "a");
    redo(f);
    assert_string_equal(name_of(f, task), "c");
}

/* A deletion takes the links and children with it; its undo brings all of it back, value by value. */
static void a_deleted_outline_comes_back_whole(void **state)
{
    Fixture *f = *state;
    begin(f, "make");
    Task *summary = change_create(&f->set, &task_entity);
    Task *child = change_create(&f->set, &task_entity);
    Task *other = change_create(&f->set, &task_entity);
    Link *link = change_create(&f->set, &link_entity);
    summary->name = "Move";
    child->name = "Pack";
    child->parent = summary->record.id;
    child->notes = "books first\nthen plates";
    child->duration = duration_make(960, UNIT_DAYS);
    child->priority = 700;
    other->name = "Carry";
    link->predecessor = child->record.id;
    link->successor = other->record.id;
    commit(f);
    Task before = *task_of(f, child->record.id);
    before.name = before.notes = NULL;

    begin(f, "delete Move");
    change_delete(&f->set, &f->plan, &task_entity, 1);
    commit(f);
    assert_int_equal(plan_count(&f->plan, ENTITY_TASK), 1);
    assert_int_equal(plan_count(&f->plan, ENTITY_LINK), 0);
    reopen(f);
    sign_as(f, "anna");
    undo(f);
    for (int pass = 0; pass < 2; pass++) {
        assert_int_equal(plan_count(&f->plan, ENTITY_TASK), 3);
        assert_int_equal(plan_count(&f->plan, ENTITY_LINK), 1);
        Task after = *task_of(f, 2);
        assert_string_equal(after.name, "Pack");
        assert_string_equal(after.notes, "books first\nthen plates");
        after.name = after.notes = NULL;
        after.external_id = before.external_id; /* texts lie elsewhere now; these are empty */
        after.deliverable = before.deliverable;
        after.labels = before.labels;
        after.custom = before.custom;
        assert_memory_equal(&after, &before, sizeof after);
        reload(f);
    }
    redo(f);
    assert_int_equal(plan_count(&f->plan, ENTITY_TASK), 1);
    assert_done(store_verify(f->store, &f->error), f);
}

static void an_import_is_undone_as_one(void **state)
{
    enum { COUNT = 500 };
    Fixture *f = *state;
    begin(f, "import tasks.csv");
    for (int i = 0; i < COUNT; i++)
        ((Task *)change_create(&f->set, &task_entity))->name = "imported";
    commit(f);
    undo(f);
    assert_string_equal(f->set.reason, "import tasks.csv");
    assert_int_equal(plan_count(&f->plan, ENTITY_TASK), 0);
    redo(f);
    assert_int_equal(plan_count(&f->plan, ENTITY_TASK), COUNT);
    assert_string_equal(name_of(f, COUNT), "imported");
}

/* ---- whose, and where ---- */

static void others_changes_are_not_mine_to_undo(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    open_second(f, &bob, "bob");
    Id mine = add_task(f, "mine");
    reload(&bob);
    add_task(&bob, "his");
    reload(f);
    undo(f);
    assert_null(task_of(f, mine));
    assert_int_equal(plan_count(&f->plan, ENTITY_TASK), 1);
    close_store(&bob);
}

static void undo_stays_on_its_board(void **state)
{
    Fixture *f = *state;
    add_task(f, "here");
    begin(f, "second board");
    Board *board = change_create(&f->set, &board_entity);
    board->name = "Second";
    f->set.board = 0; /* as the session makes boards: from outside */
    commit(f);
    f->board = board->record.id;
    reload(f);
    assert_refused(f, "there is nothing of yours");
    add_task(f, "there");
    f->board = 1;
    reload(f);
    undo(f);
    assert_string_equal(f->set.reason, "here");
}

static void a_board_is_not_undone_from_within(void **state)
{
    Fixture *f = *state;
    begin(f, "board with its id");
    Board *board = change_create(&f->set, &board_entity);
    board->name = "Second";
    f->set.board = board->record.id;
    commit(f);
    f->board = board->record.id;
    reload(f);
    assert_refused(f, "made this board");
}

/* ---- refusals ---- */

static void a_field_that_somebody_changed_since_is_not_undone(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    Id task = add_task(f, "a");
    rename_task(f, task, "b");
    open_second(f, &bob, "bob");
    rename_task(&bob, task, "c");
    assert_refused(f, "'rename' cannot be undone: T-1, ");
    assert_says(f->error.text, " was changed by bob at 2");
    assert_says(f->error.text, "('rename')");
    close_store(&bob);
}

static void another_field_of_the_record_does_not_matter(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    Id task = add_task(f, "a");
    rename_task(f, task, "b");
    open_second(f, &bob, "bob");
    begin(&bob, "progress");
    change_field(&bob.set, &bob.plan, &task_entity, Task, task, percent_complete, value_number(2500));
    commit(&bob);
    reload(f);
    undo(f);
    assert_string_equal(name_of(f, task), "a");
    assert_int_equal(task_of(f, task)->percent_complete, 2500);
    assert_refused(f, "was changed by bob"); /* but the creation cannot be taken back any more */
    close_store(&bob);
}

static void a_creation_is_undone_when_what_others_changed_is_as_it_was(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    Id task = add_task(f, "a");
    open_second(f, &bob, "bob");
    rename_task(&bob, task, "b");
    assert_refused(f, "was changed by bob");
    undo(&bob);
    reload(f);
    undo(f);
    assert_null(task_of(f, task));
    close_store(&bob);
}

static void a_record_that_somebody_deleted_is_told(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    Id task = add_task(f, "a");
    rename_task(f, task, "b");
    open_second(f, &bob, "bob");
    begin(&bob, "not needed");
    change_delete(&bob.set, &bob.plan, &task_entity, task);
    commit(&bob);
    assert_refused(f, "'rename' cannot be undone: T-1 was deleted by bob at 2");
    assert_says(f->error.text, "('not needed')");
    undo(&bob); /* it comes back, and with it what can be undone */
    reload(f);
    undo(f);
    undo(f);
    assert_null(task_of(f, task));
    close_store(&bob);
}

static void a_creation_that_was_deleted_is_told(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    Id task = add_task(f, "a");
    open_second(f, &bob, "bob");
    begin(&bob, "not needed");
    change_delete(&bob.set, &bob.plan, &task_entity, task);
    commit(&bob);
    assert_refused(f, "'a' cannot be undone: T-1 was deleted by bob");
    close_store(&bob);
}

static void a_creation_that_somebody_refers_to_is_told(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    Id task = add_task(f, "a");
    open_second(f, &bob, "bob");
    begin(&bob, "risk");
    ((Risk *)change_create(&bob.set, &risk_entity))->task = task;
    commit(&bob);
    assert_refused(f, "T-1 cannot be deleted: R-1 refers to it, written by bob at 2");
    close_store(&bob);
}

/* ---- the journal ---- */

typedef struct Seen {
    int count;
    int64_t sequences[16];
    char words[16][200]; /* "who: reason, records" and the changes of the one record */
    const Plan *plan;
    int stop_after;
} Seen;

static bool see(const JournalEntry *entry, void *context)
{
    Seen *seen = context;
    Buffer words = {0};
    buffer_format(&words, "%s: %s, %zu", entry->who, entry->reason, entry->count);
    for (size_t i = 0; entry->changes && i < entry->changes->changes.count; i++) {
        buffer_add(&words, " | ");
        change_describe(&entry->changes->changes.items[i], seen->plan, &words);
    }
    seen->sequences[seen->count] = entry->sequence;
    snprintf(seen->words[seen->count++], sizeof seen->words[0], "%s", buffer_text(&words));
    buffer_release(&words);
    return seen->count != seen->stop_after;
}

static Seen journal_of(Fixture *f, Id board, const Entity *entity, Id id, int stop_after)
{
    Seen seen = {.plan = &f->plan, .stop_after = stop_after};
    assert_done(store_journal(f->store, board, entity, id, see, &seen, &f->error), f);
    return seen;
}

static void the_journal_is_read_newest_first_and_by_board(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "a");
    rename_task(f, task, "b");
    Seen all = journal_of(f, 0, NULL, 0, 0);
    assert_int_equal(all.count, 3);
    assert_string_equal(all.words[0], "anna: rename, 1");
    assert_string_equal(all.words[2], "anna: create board, 1");
    assert_int_equal(all.sequences[0], 3);
    assert_int_equal(journal_of(f, f->board, NULL, 0, 0).count, 2); /* the board was made from outside */
    assert_int_equal(journal_of(f, 77, NULL, 0, 0).count, 0);
    assert_int_equal(journal_of(f, 0, NULL, 0, 1).count, 1);
}

static void the_history_of_a_record_goes_back_to_what_it_was_created_with(void **state)
{
    Fixture *f = *state;
    begin(f, "import");
    for (int i = 0; i < 3; i++) {
        char name[24];
        snprintf(name, sizeof name, "task %d", i + 1);
        ((Task *)change_create(&f->set, &task_entity))->name = arena_text(&f->set.arena, name);
    }
    commit(f);
    rename_task(f, 2, "b");
    rename_task(f, 3, "not this one");
    begin(f, "delete");
    change_delete(&f->set, &f->plan, &task_entity, 2);
    commit(f);

    Seen gone = journal_of(f, 0, &task_entity, 2, 0);
    assert_int_equal(gone.count, 3);
    assert_string_equal(gone.words[0], "anna: delete, 1 | T-2 b: deleted");
    assert_string_equal(gone.words[2], "anna: import, 3 | T-2 task 2: added");
    undo(f);
    Seen back = journal_of(f, 0, &task_entity, 2, 0);
    assert_int_equal(back.count, 4);
    assert_string_equal(back.words[0], "anna: delete, 1 | T-2 b: added");
    assert_string_equal(back.words[2], "anna: rename, 1 | T-2 b: name task 2 → b");
    assert_string_equal(back.words[3], "anna: import, 3 | T-2 task 2: added");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_file(changes_come_back_newest_first_and_forth_oldest_first),
        with_file(undo_survives_closing_the_file),
        with_file(a_new_change_ends_redo),
        with_file(a_deleted_outline_comes_back_whole),
        with_file(an_import_is_undone_as_one),
        with_file(others_changes_are_not_mine_to_undo),
        with_file(undo_stays_on_its_board),
        with_file(a_board_is_not_undone_from_within),
        with_file(a_field_that_somebody_changed_since_is_not_undone),
        with_file(another_field_of_the_record_does_not_matter),
        with_file(a_creation_is_undone_when_what_others_changed_is_as_it_was),
        with_file(a_record_that_somebody_deleted_is_told),
        with_file(a_creation_that_was_deleted_is_told),
        with_file(a_creation_that_somebody_refers_to_is_told),
        with_file(the_journal_is_read_newest_first_and_by_board),
        with_file(the_history_of_a_record_goes_back_to_what_it_was_created_with),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
