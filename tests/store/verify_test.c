/*
 * The integrity check has teeth: each kind of damage is found and named.
 */
#include "fixture.h"

static void assert_sound(Fixture *f)
{
    assert_done(store_verify(f->store, &f->error), f);
}

/* Damage the file behind the store's back; the check must say `words`. */
static void assert_found(Fixture *f, const char *sql, const char *words)
{
    sqlite3 *raw = NULL;
    assert_int_equal(sqlite3_open(f->path, &raw), SQLITE_OK);
    assert_int_equal(sqlite3_exec(raw, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(raw);
    error_clear(&f->error);
    assert_false(store_verify(f->store, &f->error));
    if (!strstr(f->error.text, words))
        fail_msg("'%s' does not say '%s'", f->error.text, words);
}

static void a_file_in_use_is_sound(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "Pack");
    rename_task(f, task, "Pack all");
    begin(f, "clear");
    change_field(&f->set, &f->plan, &task_entity, Task, task, name, value_text(""));
    commit(f);
    assert_sound(f);
}

static void a_value_that_no_change_wrote_is_found(void **state)
{
    Fixture *f = *state;
    rename_task(f, add_task(f, "Pack"), "Pack all");
    assert_found(f, "UPDATE tasks SET name = 'Pack nothing'", "T-1 is not what the journal wrote last");
}

static void a_reference_to_nothing_is_found(void **state)
{
    Fixture *f = *state;
    add_task(f, "Pack");
    assert_found(f, "UPDATE tasks SET parent = 7", "task T-1 refers to something that is not there");
}

static void a_record_without_its_board_is_found(void **state)
{
    Fixture *f = *state;
    add_task(f, "Pack");
    assert_found(f, "UPDATE tasks SET board = 7", "task T-1 lies on a board that is not there");
}

static void a_record_that_nobody_created_is_found(void **state)
{
    Fixture *f = *state;
    add_task(f, "Pack");
    assert_found(f, "DELETE FROM tasks", "there are 0 tasks, by the journal 1");
}

static void a_counter_that_would_give_an_id_again_is_found(void **state)
{
    Fixture *f = *state;
    add_task(f, "Pack");
    assert_found(f, "UPDATE counters SET next = 1 WHERE entity = 'task'", "the next task would be T-1");
}

static void a_journal_with_a_gap_is_found(void **state)
{
    Fixture *f = *state;
    add_task(f, "Pack");
    add_task(f, "Carry");
    assert_found(f, "DELETE FROM change_sets WHERE sequence = 2", "incomplete at change set 2");
}

static void a_journal_with_an_altered_past_is_found(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "a");
    rename_task(f, task, "b");
    rename_task(f, task, "c");
    assert_found(f, "UPDATE changes SET after = 'x' WHERE after = 'b'",
                 "change set 4 does not begin where the one before it ended");
}

static void a_flipped_byte_in_a_page_is_found(void **state)
{
    Fixture *f = *state;
    for (int i = 0; i < 50; i++)
        add_task(f, "Pack");
    store_close(f->store); /* all pages are in the file itself now */
    FILE *file = fopen(f->path, "r+b");
    assert_non_null(file);
    fseek(file, 4096 + 3, SEEK_SET); /* the number of cells of the second page */
    fputs("\x7f\x7f", file);
    fclose(file);
    error_clear(&f->error);
    f->store = store_open(f->path, STORE_WRITE, &f->error);
    assert_true(!f->store || !store_verify(f->store, &f->error));
    assert_non_null(strstr(f->error.text, "is damaged"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_file(a_file_in_use_is_sound),
        with_file(a_value_that_no_change_wrote_is_found),
        with_file(a_reference_to_nothing_is_found),
        with_file(a_record_without_its_board_is_found),
        with_file(a_record_that_nobody_created_is_found),
        with_file(a_counter_that_would_give_an_id_again_is_found),
        with_file(a_journal_with_a_gap_is_found),
        with_file(a_journal_with_an_altered_past_is_found),
        with_file(a_flipped_byte_in_a_page_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
