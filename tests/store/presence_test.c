/*
 * Presence: who is there is a question of locks, so it ends with the process; and what others wrote is never trusted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "steerco/store/presence.h"

enum { RECORD = 512 }; /* bytes of a slot, the first of which says what the file is */

static char folder[40], path[100], here[120];

static int make_file(void **state)
{
    (void)state;
    Error error = {0};
    snprintf(folder, sizeof folder, "/tmp/steerco-presence-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/plan.steerco", folder);
    snprintf(here, sizeof here, "%s-here", path);
    Store *store = store_open(path, STORE_CREATE, &error);
    assert_non_null(store);
    store_close(store);
    return 0;
}

static int remove_files(void **state)
{
    (void)state;
    char command[80];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static Store *open_store(void)
{
    Error error = {0};
    Store *store = store_open(path, STORE_WRITE, &error);
    if (!store)
        fail_msg("%s", error.text);
    return store;
}

/* Another process that is there, until it is killed or told to leave. */
typedef struct Other {
    pid_t process;
    int pipe;
} Other;

static Other start_other(const Place *place)
{
    int ready[2], stay[2];
    char byte = 0;
    assert_int_equal(pipe(ready) | pipe(stay), 0);
    pid_t process = fork();
    assert_true(process >= 0);
    if (process == 0) {
        close(stay[1]);
        Store *store = store_open(path, STORE_WRITE, NULL);
        Presence *presence = presence_join(store);
        presence_tell(presence, place);
        bool told = write(ready[1], "x", 1) == 1 && read(stay[0], &byte, 1) == 1;
        presence_leave(presence);
        store_close(store);
        _exit(!told);
    }
    close(stay[0]);
    close(ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    return (Other){process, stay[1]};
}

static void end_other(Other *other, bool by_kill)
{
    if (by_kill)
        kill(other->process, SIGKILL);
    else
        assert_int_equal(write(other->pipe, "x", 1), 1);
    close(other->pipe);
    waitpid(other->process, NULL, 0);
}

static bool exists(const char *name)
{
    struct stat status;
    return lstat(name, &status) == 0;
}

static const Place at_a_risk = {.board = 3, .pane = "risks", .code = "R-7", .field = "likelihood"};

static void others_are_seen_and_gone_with_their_process(void **state)
{
    (void)state;
    for (int by_kill = 0; by_kill < 2; by_kill++) {
        Colleagues others = {0};
        Store *store = open_store();
        Presence *presence = presence_join(store);
        assert_false(presence_look(presence, &others));
        Other other = start_other(&at_a_risk);
        assert_true(presence_look(presence, &others));
        assert_int_equal(others.count, 1);
        assert_string_equal(others.items[0].who, store_who(store));
        assert_string_equal(others.items[0].place.pane, "risks");
        assert_string_equal(others.items[0].place.code, "R-7");
        assert_string_equal(others.items[0].place.field, "likelihood");
        assert_int_equal(others.items[0].place.board, 3);
        assert_false(presence_look(presence, &others));
        end_other(&other, by_kill);
        assert_true(presence_look(presence, &others));
        assert_int_equal(others.count, 0);
        array_release(&others);
        presence_leave(presence);
        store_close(store);
        assert_false(exists(here));
    }
}

/* The descriptor that rings when others write rings for this, too. */
static void coming_and_going_wakes_the_others_up(void **state)
{
    (void)state;
    Colleagues others = {0};
    Store *store = open_store();
    Presence *presence = presence_join(store);
    Error error = {0};
    bool changed;
    Plan plan;
    plan_init(&plan);
    struct pollfd bell = {.fd = store_watch_descriptor(store), .events = POLLIN};
    assert_true(store_catch_up(store, &plan, &changed, &error));
    assert_int_equal(poll(&bell, 1, 0), 0);
    Other other = start_other(&at_a_risk);
    assert_int_equal(poll(&bell, 1, 5000), 1);
    assert_true(store_catch_up(store, &plan, &changed, &error));
    presence_look(presence, &others);
    end_other(&other, true);
    assert_int_equal(poll(&bell, 1, 5000), 1);
    array_release(&others);
    plan_release(&plan);
    presence_leave(presence);
    store_close(store);
}

static void the_last_one_removes_the_file(void **state)
{
    (void)state;
    Other first = start_other(&at_a_risk), second = start_other(&at_a_risk);
    assert_true(exists(here));
    end_other(&first, false);
    assert_true(exists(here));
    end_other(&second, false);
    assert_false(exists(here));
}

/* Many come and go at once: nobody sits in a file that is gone. */
static void coming_and_going_at_once_loses_nobody(void **state)
{
    (void)state;
    enum { PROCESSES = 6, ROUNDS = 25 };
    pid_t processes[PROCESSES];
    for (int i = 0; i < PROCESSES; i++)
        if ((processes[i] = fork()) == 0) {
            struct stat named;
            int lost = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Error error = {0};
                Store *store = store_open(path, STORE_WRITE, &error);
                if (!store) {
                    fprintf(stderr, "%s\n", error.text);
                    _exit(2);
                }
                Presence *presence = presence_join(store), *witness = presence_look_on(store);
                Colleagues seen = {0};
                presence_look(witness, &seen);
                lost += seen.count == 0 || lstat(here, &named) != 0; /* at least this one is there */
                array_release(&seen);
                presence_leave(witness);
                presence_leave(presence);
                store_close(store);
            }
            _exit(lost > 0);
        }
    for (int i = 0; i < PROCESSES; i++) {
        int status;
        waitpid(processes[i], &status, 0);
        assert_int_equal(status, 0);
    }
    assert_false(exists(here));
}

static void it_has_the_rights_of_the_planning_file(void **state)
{
    (void)state;
    static const mode_t modes[] = {0600, 0660, 0664};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        struct stat status;
        assert_int_equal(chmod(path, modes[i]), 0);
        Store *store = open_store();
        Presence *presence = presence_join(store);
        assert_int_equal(stat(here, &status), 0);
        assert_int_equal(status.st_mode & 0777, modes[i]);
        assert_int_equal(status.st_gid, getgid());
        presence_leave(presence);
        store_close(store);
    }
}

static void a_reader_is_not_seen(void **state)
{
    (void)state;
    Error error = {0};
    Colleagues others = {0};
    Store *reading = store_open(path, STORE_READ, &error);
    Presence *unseen = presence_join(reading);
    assert_false(exists(here));
    Other other = start_other(&at_a_risk);
    presence_look(unseen, &others); /* but sees */
    assert_int_equal(others.count, 1);
    presence_leave(unseen);
    store_close(reading);
    assert_true(exists(here));
    end_other(&other, false);
    array_release(&others);
}

/* A slot of another process that says nonsense. */
static void assert_passed_over(const char *slot)
{
    Colleagues others = {0};
    Store *store = open_store();
    Presence *presence = presence_join(store);
    Other other = start_other(&at_a_risk);
    int file = open(here, O_WRONLY);
    char record[RECORD] = {0};
    memcpy(record, slot, strnlen(slot, RECORD));
    assert_int_equal(pwrite(file, record, RECORD, 2 * RECORD), RECORD);
    close(file);
    presence_look(presence, &others);
    assert_int_equal(others.count, 0);
    end_other(&other, true);
    array_release(&others);
    presence_leave(presence);
    store_close(store);
}

static void nonsense_is_passed_over(void **state)
{
    (void)state;
    char endless[RECORD], long_name[RECORD] = {0};
    memset(endless, 'a', sizeof endless);
    memset(long_name, 'a', 100);
    strcpy(long_name + 100, "\nhost\n5\n1\nrisks\n\n\n");
    assert_passed_over("");
    assert_passed_over(endless);
    assert_passed_over(long_name);
    assert_passed_over("eve\nhost\n-5\n1\nrisks\n\n\n");
    assert_passed_over("eve\nhost\nsoon\n1\nrisks\n\n\n");
    assert_passed_over("e\xFFve\nhost\n5\n1\nrisks\n\n\n");
    assert_passed_over("eve\nhost\n5\n");
}

/* What comes to lie under the name while the file is open, but is not ours, is neither read nor written. */
static void assert_left_alone(Store *store)
{
    Colleagues others = {0};
    Presence *presence = presence_join(store);
    presence_tell(presence, &at_a_risk);
    presence_look(presence, &others);
    assert_int_equal(others.count, 0);
    presence_leave(presence);
    assert_true(exists(here));
    array_release(&others);
}

static void a_planted_file_is_left_alone(void **state)
{
    (void)state;
    Store *store = open_store();
    char victim[120], text[20] = "";
    snprintf(victim, sizeof victim, "%s/victim", folder);
    FILE *file = fopen(victim, "w");
    fputs("steerco presence 1\n", file);
    fclose(file);
    assert_int_equal(symlink(victim, here), 0);
    assert_left_alone(store);
    Error error = {0}; /* whoever comes now is told */
    assert_null(store_open(path, STORE_READ, &error));
    assert_non_null(strstr(error.text, "-here beside it is a symbolic link"));
    unlink(here);
    assert_int_equal(link(victim, here), 0);
    assert_left_alone(store);
    unlink(here);
    assert_int_equal(mkfifo(here, 0600), 0);
    assert_left_alone(store);
    unlink(here);
    assert_int_equal(mkdir(here, 0700), 0);
    assert_left_alone(store);
    rmdir(here);
    file = fopen(here, "w");
    fputs("something else", file);
    fclose(file);
    assert_left_alone(store);
    assert_int_equal(chmod(victim, 0666), 0); /* for everybody to write */
    rename(victim, here);
    chmod(here, 0666);
    assert_left_alone(store);
    file = fopen(here, "r");
    assert_non_null(fgets(text, sizeof text, file));
    assert_string_equal(text, "steerco presence 1\n");
    assert_null(fgets(text, sizeof text, file));
    fclose(file);
    store_close(store);
}

static void a_file_removed_by_hand_comes_again(void **state)
{
    (void)state;
    Colleagues others = {0};
    Store *store = open_store();
    Presence *presence = presence_join(store);
    unlink(here);
    presence_look(presence, &others);
    assert_true(exists(here));
    Other other = start_other(&at_a_risk);
    presence_look(presence, &others);
    assert_int_equal(others.count, 1);
    end_other(&other, false);
    array_release(&others);
    presence_leave(presence);
    store_close(store);
    assert_false(exists(here));
}

/* Whoever this host knows under another name than the login; expected as getent(1) prints it. */
static void a_person_is_called_by_name_where_it_is_known(void **state)
{
    (void)state;
    Store *store = open_store();
    Presence *presence = presence_join(store);
    Colleague colleague = {.who = "nobody-of-that-name"};
    Buffer words = {0}, expected = {0};
    gethostname(colleague.host, sizeof colleague.host - 1);
    presence_word_person(presence, &colleague, &words);
    assert_string_equal(buffer_text(&words), "nobody-of-that-name");
    setpwent();
    for (struct passwd *user; (user = getpwent()) && expected.length == 0;)
        if (strlen(user->pw_gecos) > strlen(user->pw_name) && !strchr(user->pw_gecos, ',')) {
            snprintf(colleague.who, sizeof colleague.who, "%s", user->pw_name);
            buffer_format(&expected, "%s (%s)", user->pw_name, user->pw_gecos);
        }
    endpwent();
    if (expected.length > 0) {
        buffer_clear(&words);
        presence_word_person(presence, &colleague, &words);
        assert_string_equal(buffer_text(&words), buffer_text(&expected));
        snprintf(colleague.host, sizeof colleague.host, "elsewhere"); /* where they may be somebody else */
        buffer_clear(&words);
        presence_word_person(presence, &colleague, &words);
        assert_string_equal(buffer_text(&words), colleague.who);
    }
    buffer_release(&words);
    buffer_release(&expected);
    presence_leave(presence);
    store_close(store);
}

#define WITH_FILE(test) cmocka_unit_test_setup_teardown(test, make_file, remove_files)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        WITH_FILE(others_are_seen_and_gone_with_their_process),
        WITH_FILE(coming_and_going_wakes_the_others_up),
        WITH_FILE(the_last_one_removes_the_file),
        WITH_FILE(coming_and_going_at_once_loses_nobody),
        WITH_FILE(it_has_the_rights_of_the_planning_file),
        WITH_FILE(a_reader_is_not_seen),
        WITH_FILE(nonsense_is_passed_over),
        WITH_FILE(a_planted_file_is_left_alone),
        WITH_FILE(a_file_removed_by_hand_comes_again),
        WITH_FILE(a_person_is_called_by_name_where_it_is_known),
    };
    return cmocka_run_group_tests_name("presence", tests, NULL, NULL);
}
