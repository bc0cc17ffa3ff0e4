/*
 * Many come and go at one file at once, to read and to write, the last one closing it again and again: none is refused.
 *
 *     build/tests/store/doors_test 10000     a long run; 100 rounds of each process otherwise
 */
#include "fixture.h"

#include "steerco/records/records.h"
#include <sys/wait.h>

enum { PROCESSES = 8, LONGEST_STAY = 2000 }; /* microseconds */

static unsigned rolled(uint64_t *seed, unsigned sides)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33) % sides;
}

/* Comes in, looks, changes something now and then, goes. */
static bool visit(const char *path, Id board, uint64_t *seed, Error *error)
{
    Fixture f = {.board = board};
    StoreMode mode = rolled(seed, 3) ? STORE_WRITE : STORE_READ;
    plan_init(&f.plan);
    f.store = store_open(path, mode, error);
    bool good = f.store && store_load(f.store, board, &f.plan, error);
    if (good && mode == STORE_WRITE && rolled(seed, 4) == 0) {
        begin(&f, "visit");
        ((Task *)change_create(&f.set, &task_entity))->name = "guest";
        good = store_commit(f.store, &f.set, &f.conflicts, error);
    }
    if (rolled(seed, 2))
        usleep(rolled(seed, LONGEST_STAY));
    close_store(&f);
    return good;
}

static void come_and_go(const char *path, Id board, int number, int rounds)
{
    Error error = {0};
    uint64_t seed = (uint64_t)number * 7919 + (uint64_t)getpid();
    for (int i = 0; i < rounds; i++)
        if (!visit(path, board, &seed, &error)) {
            fprintf(stderr, "process %d, round %d: %s\n", number, i, error.text);
            _exit(1);
        }
    _exit(0);
}

static void none_is_refused_at_the_door(void **state)
{
    const int rounds = *(int *)*state;
    int refused = 0, status;
    pid_t processes[PROCESSES];
    void *file;
    setup(&file);
    Fixture *f = file;
    close_store(f);
    for (int i = 0; i < PROCESSES; i++)
        if ((processes[i] = fork()) == 0)
            come_and_go(f->path, f->board, i, rounds);
    for (int i = 0; i < PROCESSES; i++) {
        waitpid(processes[i], &status, 0);
        refused += status != 0;
    }
    assert_int_equal(refused, 0);
    plan_init(&f->plan);
    reopen(f);
    assert_done(store_verify(f->store, &f->error), f);
    print_message("runs %d times that a process opened and closed the file beside %d others\n", rounds * PROCESSES,
                  PROCESSES - 1);
    teardown(&file);
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? atoi(argv[1]) : 100;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(none_is_refused_at_the_door, &rounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
