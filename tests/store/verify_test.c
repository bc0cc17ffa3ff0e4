/*
 * The integrity check has teeth: each kind of damage is found and named.
 */
#include "fixture.h"
#include "steerco/records/records.h"

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
    assert_found(f,
                 "CREATE TEMP TABLE copy AS SELECT * FROM tasks; UPDATE copy SET id = 7;"
                 "INSERT INTO tasks SELECT * FROM copy; UPDATE counters SET next = 8 WHERE entity = 'task'",
                 "T-7 was created by nobody");
}

static void a_record_that_nobody_deleted_is_found(void **state)
{
    Fixture *f = *state;
    add_task(f, "Pack");
    assert_found(f, "DELETE FROM tasks", "T-1 was created, but is not there (change set 2)");
}

/* No change of a field ever named its priority: only the digest of what was created knows it. */
static void a_record_that_was_never_changed_cannot_be_altered(void **state)
{
    Fixture *f = *state;
    begin(f, "import");
    for (int i = 0; i < 3; i++)
        ((Task *)change_create(&f->set, &task_entity))->name = "Pack";
    commit(f);
    assert_sound(f);
    assert_found(f, "UPDATE tasks SET priority = 77 WHERE id = 2",
                 "one of T-1 to T-3 is not what it was created as (change set 2)");
}

static void a_record_that_is_gone_cannot_be_altered_in_the_journal(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "Pack");
    begin(f, "not needed");
    change_delete(&f->set, &f->plan, &task_entity, task);
    commit(f);
    assert_sound(f);
    assert_found(f, "UPDATE changes SET before = replace(before, 'Pack', 'Park')", "change set 3 (anna at 2");
}

static void a_counter_that_would_give_an_id_again_is_found(void **state)
{
    Fixture *f = *state;
    add_task(f, "Pack");
    assert_found(f, "UPDATE counters SET next = 1 WHERE entity = 'task'", "the next task would be T-1");
}

/* 2^63 - 1: one more would be below zero. */
static void a_counter_at_its_end_is_found_and_gives_no_id(void **state)
{
    Fixture *f = *state;
    add_task(f, "Pack");
    assert_found(f, "UPDATE counters SET next = 9223372036854775807 WHERE entity = 'task'",
                 "the next task would be T-9223372036854775807, beyond what can be");
    begin(f, "add");
    change_create(&f->set, &task_entity);
    assert_false(store_commit(f->store, &f->set, &f->conflicts, &f->error));
    assert_non_null(strstr(f->error.text, "beyond what can be"));
}

static void a_counter_that_is_no_number_is_found(void **state)
{
    Fixture *f = *state;
    assert_found(f, "UPDATE counters SET next = 'one' WHERE entity = 'risk'",
                 "nothing tells the number of the next risk");
    assert_found(f, "DELETE FROM counters WHERE entity = 'risk'", "nothing tells the number of the next risk");
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
    assert_found(f, "UPDATE changes SET after = 'x' WHERE after = 'b'", "change set 3 (anna at 2");
}

/* Sealing everything anew takes more than the tools at hand: the sets behind the altered one give it away. */
static void a_change_set_that_was_sealed_anew_breaks_the_next(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "a");
    rename_task(f, task, "b");
    rename_task(f, task, "c");
    assert_found(f, "UPDATE change_sets SET hash = 'x' || substr(hash, 2) WHERE sequence = 3", "change set 3 (anna at");
    assert_found(f, "UPDATE change_sets SET reason = 'nothing' WHERE sequence = 2", "change set 2 (anna at");
}

/* ---- every column of every row ---- */

typedef struct Raw {
    Fixture *f;
    sqlite3 *handle;
    int altered;
} Raw;

static void run_raw(const Raw *raw, const char *sql)
{
    if (sqlite3_exec(raw->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(raw->handle));
}

/* The first bad change set is named, and nothing after it. */
static void assert_names(Raw *raw, int64_t sequence, const char *what)
{
    Fixture *f = raw->f;
    char named[40];
    snprintf(named, sizeof named, "change set %lld ", (long long)sequence);
    error_clear(&f->error);
    if (store_verify(f->store, &f->error))
        fail_msg("%s: nobody noticed", what);
    if (!strstr(f->error.text, named))
        fail_msg("%s: '%s' does not name %s", what, f->error.text, named);
    raw->altered++;
}

/* One cell; `how` is an expression for what it becomes. */
static void alter(Raw *raw, const char *table, const char *column, int64_t row, int64_t sequence, const char *how)
{
    char sql[400], what[300];
    snprintf(sql, sizeof sql, "UPDATE %s SET \"%s\" = %s WHERE rowid = %lld", table, column, how, (long long)row);
    snprintf(what, sizeof what, "%s.%s of row %lld becomes %s", table, column, (long long)row, how);
    run_raw(raw, sql);
    assert_names(raw, sequence, what);
}

/* A byte of a text at its beginning, in its middle, at its end; a number by one; NULL to something. */
static void alter_cell(Raw *raw, const char *table, const char *column, int64_t row, int64_t sequence,
                       sqlite3_stmt *cell)
{
    char how[200], back[4000];
    bool text = sqlite3_column_type(cell, 0) == SQLITE_TEXT, null = sqlite3_column_type(cell, 0) == SQLITE_NULL;
    int length = text ? sqlite3_column_bytes(cell, 0) : 1;
    char *kept = text ? sqlite3_mprintf("%Q", sqlite3_column_text(cell, 0))
                      : sqlite3_mprintf("%s", null ? "NULL" : (const char *)sqlite3_column_text(cell, 0));
    const int places[] = {1, (length + 1) / 2, length};
    for (int i = 0; i < (text ? 3 : 1); i++) {
        snprintf(how, sizeof how,
                 text   ? "substr(\"%s\", 1, %d) || char(unicode(substr(\"%s\", %d, 1)) + 1) || substr(\"%s\", %d)"
                 : null ? "'x'"
                        : "\"%s\" + 1",
                 column, places[i] - 1, column, places[i], column, places[i] + 1);
        alter(raw, table, column, row, sequence, how);
        snprintf(back, sizeof back, "UPDATE %s SET \"%s\" = %s WHERE rowid = %lld", table, column, kept,
                 (long long)row);
        run_raw(raw, back);
    }
    sqlite3_free(kept);
}

static void alter_column(Raw *raw, const char *table, const char *column)
{
    char sql[300];
    int64_t rows[64], sequences[64];
    int count = 0;
    sqlite3_stmt *found = NULL, *cell = NULL;
    snprintf(sql, sizeof sql, "SELECT rowid, sequence FROM %s", table);
    assert_int_equal(sqlite3_prepare_v2(raw->handle, sql, -1, &found, NULL), SQLITE_OK);
    for (; count < 64 && sqlite3_step(found) == SQLITE_ROW; count++) {
        rows[count] = sqlite3_column_int64(found, 0);
        sequences[count] = sqlite3_column_int64(found, 1);
    }
    sqlite3_finalize(found);
    for (int i = 0; i < count; i++) {
        snprintf(sql, sizeof sql, "SELECT \"%s\" FROM %s WHERE rowid = %lld", column, table, (long long)rows[i]);
        assert_int_equal(sqlite3_prepare_v2(raw->handle, sql, -1, &cell, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(cell), SQLITE_ROW);
        alter_cell(raw, table, column, rows[i], sequences[i], cell);
        sqlite3_finalize(cell);
    }
}

/* A creation, an edit, a deletion, an undo, a redo: every kind of row there is. */
static void the_first_altered_change_set_is_named_whichever_column_it_is(void **state)
{
    static const char *const columns[][2] = {
        {"change_sets", "board"},  {"change_sets", "at"},     {"change_sets", "who"},    {"change_sets", "host"},
        {"change_sets", "source"}, {"change_sets", "reason"}, {"change_sets", "undoes"}, {"change_sets", "records"},
        {"change_sets", "hash"},   {"changes", "ordinal"},    {"changes", "action"},     {"changes", "entity"},
        {"changes", "record"},     {"changes", "count"},      {"changes", "field"},      {"changes", "before"},
        {"changes", "after"},      {"change_sets", "why"},
    };
    Fixture *f = *state;
    Raw raw = {.f = f};
    Id task = add_task(f, "Pack");
    rename_task(f, task, "Pack all");
    begin(f, "clear");
    change_delete(&f->set, &f->plan, &task_entity, task);
    f->set.why = "not ours";
    commit(f);
    change_release(&f->set);
    assert_done(store_undo(f->store, &f->plan, 0, &f->set, &f->error), f);
    commit(f);
    change_release(&f->set);
    assert_done(store_redo(f->store, &f->plan, &f->set, &f->error), f);
    commit(f);
    assert_sound(f);
    assert_int_equal(sqlite3_open(f->path, &raw.handle), SQLITE_OK);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        alter_column(&raw, columns[i][0], columns[i][1]);
    sqlite3_close(raw.handle);
    assert_sound(f);
    print_message("runs %d cells of a journal altered, the change set named each time\n", raw.altered);
}

/* ---- every byte of a row ---- */

enum { PAGE = 4096 };

static void write_byte(const char *path, size_t at, int byte)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    fseek(file, (long)at, SEEK_SET);
    assert_int_equal(fputc(byte, file), byte);
    fclose(file);
}

/* Where the cell of a table's leaf page that holds `words` begins and ends: SQLite's file format, section 1.6. */
static void find_cell(const unsigned char *bytes, size_t size, const char *words, size_t *begin_at, size_t *end_at)
{
    size_t at = 0, cell = 0;
    while (at + strlen(words) <= size && memcmp(bytes + at, words, strlen(words)) != 0)
        at++;
    assert_true(at < size);
    size_t page = at / PAGE * PAGE;
    assert_int_equal(bytes[page], 0x0d);
    int cells = bytes[page + 3] << 8 | bytes[page + 4];
    for (int i = 0; i < cells; i++) {
        const unsigned char *entry = bytes + page + 8 + 2 * (size_t)i;
        size_t pointer = page + (size_t)(entry[0] << 8 | entry[1]);
        if (pointer <= at && pointer > cell)
            cell = pointer;
    }
    size_t length = bytes[cell] & 0x7f, head = 2; /* two numbers of up to seven bits: payload, row */
    if (bytes[cell] & 0x80)
        length = length << 7 | bytes[cell + head++ - 1];
    *begin_at = cell;
    *end_at = cell + head + length;
}

/* Opening refuses the file, or the check finds the fault. */
static void assert_damaged(Fixture *f, size_t at)
{
    error_clear(&f->error);
    f->store = store_open(f->path, STORE_READ, &f->error);
    if (f->store && store_verify(f->store, &f->error))
        fail_msg("byte %zu of the row was flipped, and nobody noticed", at);
    assert_non_null(strstr(f->error.text, "is damaged"));
    store_close(f->store);
    f->store = NULL;
}

static void flip_each_byte_of(Fixture *f, const char *words)
{
    size_t size, begin_at, end_at;
    unsigned char *bytes = read_whole(f->path, &size);
    find_cell(bytes, size, words, &begin_at, &end_at);
    assert_in_range(end_at - begin_at, 20, 300);
    for (size_t at = begin_at; at < end_at; at++) {
        write_byte(f->path, at, bytes[at] ^ 1);
        assert_damaged(f, at - begin_at);
        write_byte(f->path, at, bytes[at]);
    }
    free(bytes);
}

static void a_flipped_byte_anywhere_in_a_row_of_the_journal_is_found(void **state)
{
    Fixture *f = *state;
    Id task = add_task(f, "first name");
    rename_task(f, task, "name between");
    rename_task(f, task, "last name");
    store_close(f->store);                         /* all pages are in the file itself now */
    flip_each_byte_of(f, "settasknamefirst name"); /* a change: its texts, one after the other */
    flip_each_byte_of(f, "testrename");            /* a change set: source and reason */
    f->store = store_open(f->path, STORE_READ, &f->error);
    assert_done(f->store, f);
    assert_sound(f);
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
        with_file(a_record_that_nobody_deleted_is_found),
        with_file(a_record_that_was_never_changed_cannot_be_altered),
        with_file(a_record_that_is_gone_cannot_be_altered_in_the_journal),
        with_file(a_counter_that_would_give_an_id_again_is_found),
        with_file(a_counter_at_its_end_is_found_and_gives_no_id),
        with_file(a_counter_that_is_no_number_is_found),
        with_file(a_journal_with_a_gap_is_found),
        with_file(a_journal_with_an_altered_past_is_found),
        with_file(a_change_set_that_was_sealed_anew_breaks_the_next),
        with_file(the_first_altered_change_set_is_named_whichever_column_it_is),
        with_file(a_flipped_byte_anywhere_in_a_row_of_the_journal_is_found),
        with_file(a_flipped_byte_in_a_page_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
