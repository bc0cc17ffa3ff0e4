/*
 * Undo, redo and the journal: one's own changes come back exactly, across sessions, and never over what others built on
 * them; who did what to a record can be told.
 */
#include "fixture.h"
#include "steerco/records/records.h"

static void assert_says(const char *sentence, const char *words)
{
    if (!strstr(sentence, words))
        fail_msg("'%s' does not say '%s'", sentence, words);
}

static bool finish(Fixture *f, bool ready)
{
    bool changed;
    return ready && store_commit(f->store, &f->set, &f->conflicts, &f->error) &&
           store_catch_up(f->store, &f->plan, &changed, &f->error);
}

static bool try_undo(Fixture *f, int64_t sequence)
{
    change_release(&f->set);
    error_clear(&f->error);
    return finish(f, store_undo(f->store, &f->plan, sequence, &f->set, &f->error));
}

static bool try_redo(Fixture *f)
{
    change_release(&f->set);
    error_clear(&f->error);
    return finish(f, store_redo(f->store, &f->plan, &f->set, &f->error));
}

static void undo(Fixture *f)
{
    assert_done(try_undo(f, 0), f);
    assert_string_equal(f->set.source, "undo");
}

static void redo(Fixture *f)
{
    assert_done(try_redo(f), f);
    assert_string_equal(f->set.source, "redo");
}

static void assert_refused_of(Fixture *f, int64_t sequence, const char *words)
{
    if (try_undo(f, sequence))
        fail_msg("'%s' was undone", f->set.reason);
    assert_says(f->error.text, words);
}

static void assert_refused(Fixture *f, const char *words)
{
    assert_refused_of(f, 0, words);
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
        assert_false(try_redo(f));
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
    assert_false(try_redo(f));
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

/* ---- a chosen one ---- */

static void a_chosen_change_is_taken_back_alone(void **state)
{
    Fixture *f = *state;
    Id first = add_task(f, "a"), second = add_task(f, "x"); /* change sets 2 and 3, after the board */
    rename_task(f, first, "b");                             /* 4 */
    rename_task(f, second, "y");                            /* 5 */
    assert_done(try_undo(f, 4), f);
    assert_string_equal(name_of(f, first), "a");
    assert_string_equal(name_of(f, second), "y");
    assert_int_equal(f->set.undoes, 4);
    undo(f); /* the newest that stands is 5 */
    assert_string_equal(name_of(f, second), "x");
    redo(f);
    redo(f);
    assert_string_equal(name_of(f, first), "b");
    assert_done(store_verify(f->store, &f->error), f);
}

static void taking_back_an_undo_brings_back_what_it_undid(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "a");
    rename_task(f, task, "b"); /* 3 */
    undo(f);                   /* 4 */
    assert_done(try_undo(f, 4), f);
    assert_string_equal(f->set.source, "redo");
    assert_string_equal(name_of(f, task), "b");
    assert_done(try_undo(f, 5), f); /* a redo: what it brought back goes again */
    assert_string_equal(f->set.source, "undo");
    assert_int_equal(f->set.undoes, 3); /* an undo always names an original change */
    assert_string_equal(name_of(f, task), "a");
    redo(f);
    assert_string_equal(name_of(f, task), "b");
    undo(f);
    assert_string_equal(name_of(f, task), "a");
}

static void a_change_that_is_taken_back_already_is_not_taken_back_twice(void **state)
{
    Fixture *f = *state;
    rename_task(f, add_task(f, "a"), "b");
    undo(f);
    assert_refused_of(f, 3, "'rename' is undone already: that was change 4 by anna at 2");
    redo(f);
    assert_refused_of(f, 4, "'rename' is redone already: that was change 5 by anna at 2");
    assert_refused_of(f, 99, "there is no change set 99; the last one is 5");
}

static void what_somebody_else_did_can_be_taken_back_and_brought_back(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    Id task = add_task(f, "a");
    open_second(f, &bob, "bob");
    rename_task(&bob, task, "b");
    reload(f);
    assert_done(try_undo(f, 3), f);
    assert_string_equal(name_of(f, task), "a");
    reload(&bob);
    assert_refused(&bob, "there is nothing of yours to be undone");
    assert_done(try_undo(&bob, 4), &bob);
    assert_string_equal(name_of(&bob, task), "b");
    close_store(&bob);
}

static void a_chosen_change_that_somebody_built_on_stays(void **state)
{
    Fixture *f = *state;
    Fixture bob;
    Id task = add_task(f, "a"); /* 2 */
    rename_task(f, task, "b");  /* 3 */
    open_second(f, &bob, "bob");
    rename_task(&bob, task, "c");
    assert_refused_of(f, 3, " was changed by bob at 2");
    assert_refused_of(f, 2, " was changed by bob at 2");
    assert_int_equal(f->error.kind, ERROR_CONFLICT);
    close_store(&bob);
}

static void what_was_done_on_another_board_is_taken_back_there(void **state)
{
    Fixture *f = *state;
    add_task(f, "here"); /* 2 */
    begin(f, "second board");
    Board *board = change_create(&f->set, &board_entity);
    board->name = "Second";
    f->set.board = 0;
    commit(f);
    f->board = board->record.id;
    reload(f);
    assert_refused_of(f, 2, "'here' (change 2) was done on board B-1; it is undone there");
    assert_refused_of(f, 3, "made this board");
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
    const JournalQuery query = {.board = board, .entity = entity, .id = id};
    assert_done(store_journal(f->store, &query, see, &seen, &f->error), f);
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
    assert_int_equal(journal_of(f, f->board, NULL, 0, 0).count, 3); /* the board itself was made from outside */
    assert_int_equal(journal_of(f, 77, NULL, 0, 0).count, 1);
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

static void the_journal_is_read_in_pages(void **state)
{
    Fixture *f = *state;
    for (int i = 0; i < 5; i++)
        add_task(f, "a"); /* 2 to 6 */
    Seen seen = {.plan = &f->plan, .stop_after = 2};
    const JournalQuery query = {.board = f->board, .before = 5};
    assert_done(store_journal(f->store, &query, see, &seen, &f->error), f);
    assert_int_equal(seen.count, 2);
    assert_int_equal(seen.sequences[0], 4);
    assert_int_equal(seen.sequences[1], 3);
}

static Id assign(Fixture *f, Id task, Id person)
{
    begin(f, "assign");
    Assignment *assignment = change_create(&f->set, &assignment_entity);
    assignment->task = task;
    assignment->resource = person;
    commit(f);
    return assignment->record.id;
}

/* Those that belong to it now, those that were deleted, and those that were moved elsewhere, up to then. */
static void the_history_of_a_task_is_that_of_its_assignments_too(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "a"), other = add_task(f, "b"); /* 2, 3 */
    begin(f, "person");
    ((Resource *)change_create(&f->set, &resource_entity))->name = "Anna";
    commit(f);                        /* 4 */
    Id deleted = assign(f, task, 1);  /* 5 */
    Id moved = assign(f, task, 1);    /* 6 */
    Id foreign = assign(f, other, 1); /* 7 */
    begin(f, "delete");
    change_delete(&f->set, &f->plan, &assignment_entity, deleted);
    commit(f); /* 8 */
    begin(f, "move");
    change_field(&f->set, &f->plan, &assignment_entity, Assignment, moved, task, value_number(other));
    commit(f); /* 9 */
    begin(f, "units");
    change_field(&f->set, &f->plan, &assignment_entity, Assignment, moved, units, value_number(5000));
    change_field(&f->set, &f->plan, &assignment_entity, Assignment, foreign, units, value_number(2000));
    commit(f); /* 10 */
    Seen seen = journal_of(f, f->board, &task_entity, task, 0);
    static const int64_t expected[] = {9, 8, 6, 5, 2};
    assert_int_equal(seen.count, 5);
    for (int i = 0; i < 5; i++)
        assert_int_equal(seen.sequences[i], expected[i]);
    assert_string_equal(seen.words[0], "anna: move, 1 | Anna on “b”: task T-1 → T-2");
    assert_string_equal(seen.words[1], "anna: delete, 1 | Anna on “a”: deleted");
    assert_string_equal(seen.words[3], "anna: assign, 1 | Anna on “a”: added");
    assert_int_equal(journal_of(f, f->board, &task_entity, other, 0).count, 5); /* 10, 9, 7, 6, 3 */
    assert_int_equal(journal_of(f, f->board, &assignment_entity, moved, 0).count, 3);
}

static void the_changes_of_a_set_are_told_up_to_a_number(void **state)
{
    Fixture *f = *state;
    ChangeSet set;
    begin(f, "import");
    for (int i = 0; i < 5; i++)
        ((Task *)change_create(&f->set, &task_entity))->name = "task";
    commit(f); /* 2 */
    begin(f, "delete");
    change_delete(&f->set, &f->plan, &task_entity, 2);
    commit(f);
    assert_done(store_change_set(f->store, 2, 3, &set, &f->error), f);
    assert_int_equal(set.changes.count, 3);
    assert_string_equal(set.reason, "import");
    assert_non_null(set.changes.items[0].record);
    assert_int_equal(set.changes.items[1].id, 2);
    assert_null(set.changes.items[1].record); /* it is there no more */
    change_release(&set);
    assert_false(store_change_set(f->store, 99, 3, &set, &f->error));
    change_release(&set);
}

/* Two calendars, and a task that one of them is for: each loses what it refers to before it goes itself. */
static void records_that_refer_to_each_other_go_and_come_together(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "Pack"), calendars[2];
    for (int i = 0; i < 2; i++) {
        begin(f, "calendar");
        Calendar *calendar = change_create(&f->set, &calendar_entity);
        calendar->name = i ? "Nights" : "Days", calendar->base = i ? calendars[0] : 0;
        commit(f);
        calendars[i] = calendar->record.id;
    }
    begin(f, "use it");
    change_field(&f->set, &f->plan, &task_entity, Task, task, calendar, value_number(calendars[1]));
    commit(f);
    begin(f, "delete all");
    for (int i = 0; i < 2; i++)
        change_delete(&f->set, &f->plan, &calendar_entity, calendars[i]);
    change_delete(&f->set, &f->plan, &task_entity, task);
    commit(f);
    for (int i = 0; i < 3; i++) {
        undo(f);
        const Calendar *nights = plan_find(&f->plan, ENTITY_CALENDAR, calendars[1]);
        assert_true(nights && nights->base == calendars[0] && task_of(f, task)->calendar == calendars[1]);
        redo(f);
        assert_int_equal(plan_count(&f->plan, ENTITY_CALENDAR), 0);
        assert_null(task_of(f, task));
        assert_done(store_verify(f->store, &f->error), f);
    }
    reload(f);
    assert_int_equal(plan_count(&f->plan, ENTITY_CALENDAR), 0);
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
        with_file(a_chosen_change_is_taken_back_alone),
        with_file(taking_back_an_undo_brings_back_what_it_undid),
        with_file(a_change_that_is_taken_back_already_is_not_taken_back_twice),
        with_file(what_somebody_else_did_can_be_taken_back_and_brought_back),
        with_file(a_chosen_change_that_somebody_built_on_stays),
        with_file(what_was_done_on_another_board_is_taken_back_there),
        with_file(the_journal_is_read_in_pages),
        with_file(the_history_of_a_task_is_that_of_its_assignments_too),
        with_file(records_that_refer_to_each_other_go_and_come_together),
        with_file(the_changes_of_a_set_are_told_up_to_a_number),
        with_file(the_journal_is_read_newest_first_and_by_board),
        with_file(the_history_of_a_record_goes_back_to_what_it_was_created_with),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
