/*
 * What was acknowledged survives: some writers at a time are killed at random moments, again and again, and then every
 * change they had heard back about is in the file, the file is sound, and the next ones can go on.
 *
 *     build/san/tests/store/crash_test 10000     a long run; 100 kills otherwise
 */
#include "fixture.h"

#include "steerco/records/records.h"
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

/* A new file now and then, as loading one that has grown takes longer than a writer lives. */
enum { WRITERS = 4, LONGEST_LIFE_MICROSECONDS = 60000, KILLS_A_FILE = 200 };

typedef struct Writer {
    pid_t process;
    int acknowledged; /* reading end of its pipe */
    Id task;          /* its own, whose position it counts up */
    int64_t heard;    /* the last number that is known to be stored */
} Writer;

/* Count up, and tell each number as soon as the store has confirmed it. */
static void write_until_killed(const char *path, Id board, Id task, int acknowledge)
{
    Fixture f = {.board = board};
    snprintf(f.path, sizeof f.path, "%s", path);
    plan_init(&f.plan);
    f.store = store_open(path, STORE_WRITE, &f.error);
    if (!f.store || !store_load(f.store, board, &f.plan, &f.error))
        return;
    for (;;) {
        bool changed;
        int64_t number = task_of(&f, task)->position + 1;
        begin(&f, "count");
        change_field(&f.set, &f.plan, &task_entity, Task, task, position, value_number(number));
        Task *child = change_create(&f.set, &task_entity); /* several tables and pages a commit */
        child->parent = task;
        child->name = "one more";
        if (!store_commit(f.store, &f.set, &f.conflicts, &f.error) ||
            write(acknowledge, &number, sizeof number) != sizeof number ||
            !store_catch_up(f.store, &f.plan, &changed, &f.error))
            return;
    }
}

static void start(Fixture *f, Writer *writer)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    writer->process = fork();
    if (writer->process == 0) {
        close(ends[0]);
        write_until_killed(f->path, f->board, writer->task, ends[1]);
        _exit(1); /* it is meant to be killed */
    }
    close(ends[1]);
    writer->acknowledged = ends[0];
}

static void finish(Writer *writer)
{
    int status;
    int64_t number;
    kill(writer->process, SIGKILL);
    waitpid(writer->process, &status, 0);
    assert_true(WIFSIGNALED(status));
    while (read(writer->acknowledged, &number, sizeof number) == sizeof number)
        writer->heard = number;
    close(writer->acknowledged);
}

static void live_for_a_while(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    struct timespec pause = {.tv_nsec = (long)((*seed >> 8) % LONGEST_LIFE_MICROSECONDS) * 1000};
    nanosleep(&pause, NULL);
}

static void check(Fixture *f, Writer *writers)
{
    int64_t counted = WRITERS;
    reopen(f);
    for (int i = 0; i < WRITERS; i++) {
        int64_t stored = task_of(f, writers[i].task)->position;
        assert_in_range(stored - writers[i].heard, 0, 1); /* one more may be written that nobody heard of */
        counted += writers[i].heard = stored;
    }
    assert_int_equal(plan_count(&f->plan, ENTITY_TASK), counted); /* with each number went one new task, whole or not */
    store_close(f->store);
    f->store = NULL;
}

/* As many changes as were acknowledged while one file lived. */
static int64_t kill_writers_of_one_file(int kills, unsigned *seed)
{
    void *file;
    int64_t changes = 0;
    Writer writers[WRITERS] = {{0}};
    setup(&file);
    Fixture *f = file;
    for (int i = 0; i < WRITERS; i++)
        writers[i].task = add_task(f, "counter");
    store_close(f->store);
    f->store = NULL;
    for (int done = 0; done < kills; done += WRITERS) {
        for (int i = 0; i < WRITERS; i++)
            start(f, &writers[i]);
        live_for_a_while(seed);
        for (int i = 0; i < WRITERS; i++)
            finish(&writers[i]);
        check(f, writers);
    }
    reopen(f);
    assert_done(store_verify(f->store, &f->error), f);
    for (int i = 0; i < WRITERS; i++)
        changes += writers[i].heard;
    teardown(&file);
    return changes;
}

static void acknowledged_changes_survive_kill_9(void **state)
{
    int kills = *(int *)*state, done = 0;
    unsigned seed = (unsigned)getpid();
    int64_t changes = 0;
    for (; done < kills; done += KILLS_A_FILE)
        changes += kill_writers_of_one_file(kills - done < KILLS_A_FILE ? kills - done : KILLS_A_FILE, &seed);
    assert_true(changes > 0);
    print_message("runs %d kills of a writing process, %lld changes acknowledged, none lost\n", kills,
                  (long long)changes);
}

int main(int argc, char **argv)
{
    int kills = argc > 1 ? atoi(argv[1]) : 100;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(acknowledged_changes_survive_kill_9, &kills),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
