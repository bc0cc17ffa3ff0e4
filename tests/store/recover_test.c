/*
 * Recovery: what can be read is saved, what cannot is counted, and the damaged file is not touched.
 */
#include "fixture.h"

#include <sys/stat.h>

#include "steerco/records/records.h"

enum { TASKS = 2000, PAGE = 4096 };

static void write_whole(const char *path, const unsigned char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

static void fill(Fixture *f)
{
    begin(f, "import");
    Id summary = 0;
    for (int i = 1; i <= TASKS; i++) {
        Task *task = change_create(&f->set, &task_entity);
        char name[40];
        snprintf(name, sizeof name, "task number %d of the plan", i);
        task->name = arena_text(&f->set.arena, name);
        task->parent = summary;
        summary = summary ? summary : task->record.id;
    }
    Link *link = change_create(&f->set, &link_entity);
    link->predecessor = -2;
    link->successor = -TASKS;
    commit(f);
    store_close(f->store); /* all pages are in the file itself now */
    f->store = NULL;
}

/* Every page that holds these words becomes garbage. */
static void destroy(const char *path, const char *words)
{
    size_t size, length = strlen(words);
    unsigned char *bytes = read_whole(path, &size);
    for (size_t at = 0; at + length <= size; at++)
        if (memcmp(bytes + at, words, length) == 0)
            memset(bytes + at / PAGE * PAGE, 0xa5, PAGE);
    write_whole(path, bytes, size);
    free(bytes);
}

static Recovered recover(Fixture *f, Fixture *saved)
{
    Recovered report;
    size_t before_size, after_size;
    unsigned char *before = read_whole(f->path, &before_size);
    *saved = (Fixture){.board = f->board};
    snprintf(saved->path, sizeof saved->path, "%s/saved", f->folder);
    assert_done(store_recover(f->path, saved->path, &report, &f->error), f);
    unsigned char *after = read_whole(f->path, &after_size);
    assert_int_equal(after_size, before_size);
    assert_memory_equal(before, after, before_size);
    free(before);
    free(after);
    plan_init(&saved->plan);
    reopen(saved);
    assert_done(store_verify(saved->store, &saved->error), saved);
    return report;
}

static void what_lies_on_other_pages_is_saved(void **state)
{
    Fixture *f = *state;
    Fixture saved;
    fill(f);
    destroy(f->path, "task number 1000 of");
    Recovered report = recover(f, &saved);
    assert_false(report.sound);
    assert_int_equal(report.saved[ENTITY_TASK] + report.lost[ENTITY_TASK], TASKS);
    assert_in_range(report.lost[ENTITY_TASK], 1, 100); /* of one page */
    assert_int_equal(plan_count(&saved.plan, ENTITY_TASK), report.saved[ENTITY_TASK]);
    assert_string_equal(task_of(&saved, 1)->name, "task number 1 of the plan");
    assert_string_equal(task_of(&saved, TASKS)->name, "task number 2000 of the plan");
    assert_null(task_of(&saved, 1000));
    assert_int_equal(plan_count(&saved.plan, ENTITY_LINK), 1);
    close_store(&saved);
}

/* T-1 is the parent of all and T-2 has the link: both lie on the first page. */
static void references_to_what_is_lost_end(void **state)
{
    Fixture *f = *state;
    Fixture saved;
    fill(f);
    destroy(f->path, "task number 1 of");
    Recovered report = recover(f, &saved);
    assert_int_equal(report.detached, report.saved[ENTITY_TASK]);
    assert_int_equal(report.dropped, 1);
    assert_int_equal(task_of(&saved, TASKS)->parent, 0);
    assert_int_equal(plan_count(&saved.plan, ENTITY_LINK), 0);
    close_store(&saved);
}

static void a_lost_board_is_made_anew_for_what_lay_on_it(void **state)
{
    Fixture *f = *state;
    Fixture saved;
    fill(f);
    destroy(f->path, "RelocationEUR"); /* nothing but the page of boards */
    Recovered report = recover(f, &saved);
    assert_int_equal(report.saved[ENTITY_TASK], TASKS);
    assert_string_equal(plan_board(&saved.plan)->name, "recovered");
    close_store(&saved);
}

static void a_damaged_journal_costs_no_record(void **state)
{
    Fixture *f = *state;
    Fixture saved;
    fill(f);
    destroy(f->path, "testimport");
    Recovered report = recover(f, &saved);
    assert_false(report.sound);
    assert_int_equal(report.saved[ENTITY_TASK], TASKS);
    assert_int_equal(report.lost[ENTITY_TASK], 0);
    close_store(&saved);
}

static void a_sound_file_is_copied_with_its_journal(void **state)
{
    Fixture *f = *state;
    Fixture saved;
    fill(f);
    Recovered report = recover(f, &saved);
    assert_true(report.sound);
    assert_int_equal(saved.plan.sequence, 2);
    close_store(&saved);
}

/* A log that is none would be read without an end, or wait for a writer for ever. */
static void pipes_and_links_are_not_read(void **state)
{
    Fixture *f = *state;
    Recovered report;
    char log[128], saved[128];
    fill(f);
    snprintf(log, sizeof log, "%s-wal", f->path);
    snprintf(saved, sizeof saved, "%s/saved", f->folder);
    unlink(log); /* it is empty, where it was kept */
    assert_int_equal(mkfifo(log, 0600), 0);
    assert_false(store_recover(f->path, saved, &report, &f->error));
    assert_non_null(strstr(f->error.text, "is not a plain file"));
    assert_int_equal(unlink(log), 0);
    assert_int_equal(symlink("/dev/zero", log), 0);
    assert_false(store_recover(f->path, saved, &report, &f->error));
    assert_non_null(strstr(f->error.text, "is a symbolic link"));
    assert_int_equal(unlink(log), 0);
    assert_false(store_recover("/dev/zero", saved, &report, &f->error));
    assert_non_null(strstr(f->error.text, "/dev/zero is not a file"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_file(what_lies_on_other_pages_is_saved),
        with_file(references_to_what_is_lost_end),
        with_file(a_lost_board_is_made_anew_for_what_lay_on_it),
        with_file(a_damaged_journal_costs_no_record),
        with_file(a_sound_file_is_copied_with_its_journal),
        with_file(pipes_and_links_are_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
