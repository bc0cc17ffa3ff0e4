/*
 * Drafts on disk: whole and private, found again when nobody holds them, and never trusted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../src/session/draft_text.h"
#include "steerco/base/memory.h"
#include "steerco/records/records.h"

static char folder[] = "/tmp/steerco-draft-XXXXXX", path[100], state_folder[100];
static Session session;
static Ids elsewhere; /* the boards of drafts that are not found */

static int open_file(void **state)
{
    (void)state;
    Error error = {0};
    snprintf(folder, sizeof folder, "/tmp/steerco-draft-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/plan.steerco", folder);
    snprintf(state_folder, sizeof state_folder, "%s/state", folder);
    setenv("XDG_STATE_HOME", state_folder, 1);
    assert_true(session_open(&session, path, STORE_CREATE, NULL, &error));
    assert_true(session_create_board(&session, "Orchard", INSTANT_NONE, "EUR", &error));
    return 0;
}

static int close_file(void **state)
{
    (void)state;
    char command[100];
    session_close(&session);
    array_release(&elsewhere);
    elsewhere = (Ids){0};
    snprintf(command, sizeof command, "chmod -R u+w %s; rm -r %s", folder, folder);
    return system(command);
}

static Draft make(const char *text)
{
    return (Draft){.board = session.plan.board,
                   .entity = &task_entity,
                   .id = 14,
                   .field = field_of(&task_entity, Task, notes),
                   .command = memory_text(""),
                   .pane = memory_text("schedule"),
                   .in_cell = true,
                   .text = memory_text(text),
                   .before = memory_text("was\\nthere"),
                   .at = 1000};
}

static void write_one(DraftFile *file, const char *text)
{
    Error error = {0};
    Draft draft = make(text);
    if (!draft_write(file, &session, &draft, &error))
        fail_msg("%s", error.text);
    draft_release(&draft);
}

static void what_was_left_is_found_whole(void **state)
{
    (void)state;
    DraftFile file = {.descriptor = -1};
    FoundDrafts found = {0};
    write_one(&file, "first");
    write_one(&file, "two\nlines, a \\ and a \\n: \xC3\xA9");
    draft_leave(&file);
    drafts_find(&session, &found, &elsewhere);
    assert_int_equal(found.count, 1);
    const Draft *draft = &found.items[0].draft;
    assert_ptr_equal(draft->entity, &task_entity);
    assert_int_equal(draft->id, 14);
    assert_ptr_equal(draft->field, field_of(&task_entity, Task, notes));
    assert_string_equal(draft->pane, "schedule");
    assert_true(draft->in_cell);
    assert_string_equal(draft->text, "two\nlines, a \\ and a \\n: \xC3\xA9");
    assert_string_equal(draft->before, "was\\nthere");
    assert_int_equal(draft->at, 1000);
    drafts_release(&found);
}

static void it_is_for_its_person_alone(void **state)
{
    (void)state;
    struct stat status;
    DraftFile file = {.descriptor = -1};
    write_one(&file, "secret");
    assert_int_equal(stat(file.path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(strncmp(file.path, state_folder, strlen(state_folder)), 0);
    draft_remove(&file);
}

static void one_that_is_held_is_not_found(void **state)
{
    (void)state;
    DraftFile file = {.descriptor = -1};
    FoundDrafts found = {0}, again = {0};
    write_one(&file, "typing");
    drafts_find(&session, &found, &elsewhere);
    assert_int_equal(found.count, 0);
    draft_leave(&file);
    drafts_find(&session, &found, &elsewhere);
    assert_int_equal(found.count, 1);
    drafts_find(&session, &again, &elsewhere); /* the finder holds it */
    assert_int_equal(again.count, 0);
    draft_remove(&found.items[0].file);
    drafts_release(&found);
    drafts_find(&session, &again, &elsewhere);
    assert_int_equal(again.count, 0);
    drafts_release(&again);
}

static void without_a_folder_of_its_own_it_lies_beside_the_file(void **state)
{
    (void)state;
    DraftFile file = {.descriptor = -1};
    FoundDrafts found = {0};
    FILE *blocks = fopen(state_folder, "w"); /* no folder can be made there, by nobody */
    assert_non_null(blocks);
    fclose(blocks);
    write_one(&file, "beside");
    char expected[200];
    snprintf(expected, sizeof expected, "%s-draft-%s-", path, store_who(session.store));
    assert_int_equal(strncmp(file.path, expected, strlen(expected)), 0);
    draft_leave(&file);
    drafts_find(&session, &found, &elsewhere);
    assert_int_equal(found.count, 1);
    assert_string_equal(found.items[0].draft.text, "beside");
    drafts_release(&found);
}

static void those_of_other_boards_are_left(void **state)
{
    (void)state;
    Error error = {0};
    DraftFile file = {.descriptor = -1};
    FoundDrafts found = {0};
    Draft draft = make("elsewhere");
    draft.board = 77;
    assert_true(draft_write(&file, &session, &draft, &error));
    draft_release(&draft);
    char *left = memory_text(file.path);
    draft_leave(&file);
    drafts_find(&session, &found, &elsewhere);
    assert_int_equal(found.count, 0);
    assert_int_equal(access(left, F_OK), 0);
    free(left);
    assert_int_equal(elsewhere.count, 1);
    assert_int_equal(elsewhere.items[0], 77);
    drafts_release(&found);
    drafts_find(&session, &found, NULL); /* unless all of them are asked for */
    assert_int_equal(found.count, 1);
    assert_string_equal(found.items[0].draft.text, "elsewhere");
    drafts_release(&found);
}

static bool is_draft(const char *text)
{
    Draft draft;
    bool good = draft_parse(text, strlen(text), "/f", &draft);
    draft_release(&draft);
    return good;
}

static void only_drafts_are_read(void **state)
{
    (void)state;
#define BEGIN "steerco draft 1\nfile=/f\nboard=1\npane=risks\n"
#define END   "cell=0\nat=5\nbefore=\ntext=x\n"
    assert_true(is_draft(BEGIN "record=T-14\nfield=name\ncommand=\n" END));
    assert_true(is_draft(BEGIN "record=\nfield=\ncommand=task-new\n" END));
    static const char *const wrong[] = {
        "",
        "steerco draft 1\n",
        "steerco draft 2\nfile=/f\n",
        BEGIN "record=T-14\nfield=name\ncommand=\n",
        "steerco draft 1\nfile=/f\nboard=1\nrecord=T-14\nfield=name\ncommand=\n" END,
        BEGIN "record=T-14\nfield=nonsense\ncommand=\n" END,
        BEGIN "record=T-14\nfield=position\ncommand=\n" END, /* internal */
        BEGIN "record=Q-14\nfield=name\ncommand=\n" END,
        BEGIN "record=\nfield=name\ncommand=\n" END,
        BEGIN "record=T-14\nfield=\ncommand=\n" END,
        BEGIN "record=T-14\nfield=name\ncommand=\ncell=7\nat=5\nbefore=\ntext=x\n",
        BEGIN "record=T-14\nfield=name\ncommand=\ncell=0\nat=-5\nbefore=\ntext=x\n",
        BEGIN "record=T-14\nfield=name\ncommand=\ncell=0\nat=5\nbefore=\ntext=\x1b[2J\n",
        BEGIN "record=T-14\nfield=name\ncommand=\ncell=0\nat=5\nbefore=\ntext=\xFF\n",
        BEGIN "record=T-14\nfield=name\ncommand=\ncell=0\nat=5\nbefore=\ntext=cut",
        "steerco draft 1\nfile=/other\nboard=1\npane=\nrecord=T-14\nfield=name\ncommand=\n" END,
        "steerco draft 1\nfile=/f\nboard=99999999999999999999x\npane=\nrecord=T-14\nfield=name\ncommand=\n" END,
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (is_draft(wrong[i]))
            fail_msg("it was taken for a draft: %s", wrong[i]);
}

static void a_file_that_others_may_write_is_not_read(void **state)
{
    (void)state;
    DraftFile file = {.descriptor = -1};
    FoundDrafts found = {0};
    write_one(&file, "planted");
    assert_int_equal(chmod(file.path, 0666), 0);
    draft_leave(&file);
    drafts_find(&session, &found, &elsewhere);
    assert_int_equal(found.count, 0);
    drafts_release(&found);
}

static void what_a_dying_process_left_without_a_text_is_taken_away(void **state)
{
    (void)state;
    DraftFile file = {.descriptor = -1};
    FoundDrafts found = {0};
    write_one(&file, "whole");
    char unfinished[300];
    snprintf(unfinished, sizeof unfinished, "%s.AbCdEf", file.path);
    FILE *left = fopen(unfinished, "w");
    assert_non_null(left);
    fclose(left);
    draft_leave(&file);
    drafts_find(&session, &found, &elsewhere);
    assert_int_equal(found.count, 1);
    assert_int_not_equal(access(unfinished, F_OK), 0);
    drafts_release(&found);
}

static char *repeated(char byte, size_t count)
{
    char *text = memory_new(count + 1, 1);
    for (size_t i = 0; i < count; i++)
        text[i] = byte;
    return text;
}

/* A text of backslashes is twice as long on disk. */
static void what_is_kept_is_found_however_long_and_the_rest_is_refused(void **state)
{
    (void)state;
    Error error = {0};
    DraftFile file = {.descriptor = -1};
    FoundDrafts found = {0};
    char *fits = repeated('\\', 1 << 20), *not = repeated('\\', DRAFT_LONGEST / 2);
    write_one(&file, fits);
    Draft draft = make(not );
    assert_false(draft_write(&file, &session, &draft, &error));
    assert_non_null(strstr(error.text, "bytes, and at most 4194304 are kept"));
    draft_release(&draft);
    draft_leave(&file);
    drafts_find(&session, &found, &elsewhere);
    assert_int_equal(found.count, 1); /* as it was when it still could be kept */
    assert_string_equal(found.items[0].draft.text, fits);
    drafts_release(&found);
    free(fits);
    free(not );
}

static void one_that_cannot_be_kept_leaves_no_file(void **state)
{
    (void)state;
    Error error = {0};
    DraftFile file = {.descriptor = -1};
    char *text = repeated('x', DRAFT_LONGEST);
    Draft draft = make(text);
    assert_false(draft_write(&file, &session, &draft, &error));
    assert_null(file.path);
    assert_int_not_equal(access(state_folder, F_OK), 0);
    draft_release(&draft);
    free(text);
}

/* Names of files are bytes: no UTF-8, decomposed letters, blanks at the end. */
static void the_planning_file_may_be_called_anything(void **state)
{
    (void)state;
    static const char *const names[] = {"b\xFFroken", "Bu\xCC\x88ro", "blank ", "two\nlines", "back\\nslash"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char named[200];
        Session other;
        Error error = {0};
        DraftFile file = {.descriptor = -1};
        FoundDrafts found = {0};
        snprintf(named, sizeof named, "%s/%s", folder, names[i]);
        if (!session_open(&other, named, STORE_CREATE, NULL, &error))
            fail_msg("%s", error.text);
        Draft draft = make("kept");
        draft.board = other.plan.board;
        assert_true(draft_write(&file, &other, &draft, &error));
        draft_release(&draft);
        draft_leave(&file);
        drafts_find(&other, &found, NULL);
        if (found.count != 1)
            fail_msg("%s: %zu drafts", named, found.count);
        drafts_release(&found);
        session_close(&other);
    }
}

#define WITH_FILE(test) cmocka_unit_test_setup_teardown(test, open_file, close_file)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        WITH_FILE(what_was_left_is_found_whole),
        WITH_FILE(it_is_for_its_person_alone),
        WITH_FILE(one_that_is_held_is_not_found),
        WITH_FILE(without_a_folder_of_its_own_it_lies_beside_the_file),
        WITH_FILE(those_of_other_boards_are_left),
        cmocka_unit_test(only_drafts_are_read),
        WITH_FILE(a_file_that_others_may_write_is_not_read),
        WITH_FILE(what_a_dying_process_left_without_a_text_is_taken_away),
        WITH_FILE(what_is_kept_is_found_however_long_and_the_rest_is_refused),
        WITH_FILE(one_that_cannot_be_kept_leaves_no_file),
        WITH_FILE(the_planning_file_may_be_called_anything),
    };
    return cmocka_run_group_tests_name("draft", tests, NULL, NULL);
}
