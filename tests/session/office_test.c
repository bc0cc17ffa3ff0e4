/*
 * An office at one file: many processes change the same few tasks at once, each from its own picture of the plan. An
 * oracle then goes through all that was acknowledged in the order of the journal: whoever changed a field had seen the
 * value that was there, so no update is lost; whoever had not was told, with the value that somebody else had written;
 * and what comes out is what the file holds.
 *
 *     build/tests/session/office_test 64 200     64 processes with 200 change sets each, and how long they waited;
 *                                                8 with 40 otherwise
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>

#include "../store/fixture.h"
#include "steerco/records/records.h"
#include "steerco/session/session.h"

enum {
    TASKS = 12,
    FIELDS = 3,
    CELLS = TASKS * FIELDS,
    BULK = 3,
    LONGEST_THOUGHT = 100,
    TEXT = 24,
    MOST_SYNCS = 100000
};

/* A field of a task that was changed, or was to be. */
typedef struct Deed {
    int64_t sequence; /* 0: refused by a conflict */
    int cell;
    char before[TEXT], after[TEXT]; /* of a conflict: theirs, mine */
} Deed;

/* What one writer tells, in memory that all share. */
typedef struct Writer {
    int64_t created, deleted;
    int deed_count, wait_count;
    int64_t *waits; /* nanoseconds, of each change set that was saved */
    Deed *deeds;
    char trouble[600];
} Writer;

typedef struct Office {
    int writers, sets; /* how many, and change sets of each */
} Office;

static void *shared(size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(memory != MAP_FAILED);
    return memory;
}

static int64_t nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static unsigned rolled(uint64_t *seed, unsigned sides)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33) % sides;
}

static const Field *field_at(int cell)
{
    switch (cell % FIELDS) {
    case 0:
        return field_of(&task_entity, Task, priority);
    case 1:
        return field_of(&task_entity, Task, fixed_cost);
    default:
        return field_of(&task_entity, Task, physical_percent);
    }
}

/* The tasks of the fixture have the ids 1, 2, … */
static Id task_at(int cell)
{
    return 1 + cell / FIELDS;
}

static Value value_at(const Plan *plan, int cell)
{
    return field_stored(field_at(cell), plan_find(plan, ENTITY_TASK, task_at(cell)));
}

static void word(const Plan *plan, int cell, Value value, char out[TEXT])
{
    Buffer text = {0};
    field_format(field_at(cell), plan, value, FORMAT_EXCHANGE, &text);
    snprintf(out, TEXT, "%s", buffer_text(&text));
    buffer_release(&text);
}

/* ---- a writer ---- */

static void change_cells(ChangeSet *set, const Plan *plan, Writer *writer, uint64_t *seed, int count)
{
    int first = (int)rolled(seed, CELLS);
    for (int i = 0; i < count; i++) {
        int cell = (first + i * FIELDS) % CELLS;
        Value before = value_at(plan, cell), after = value_number(rolled(seed, 1000));
        if (value_equal(field_at(cell), before, after))
            continue;
        Deed *deed = &writer->deeds[writer->deed_count++];
        *deed = (Deed){.cell = cell};
        word(plan, cell, before, deed->before);
        word(plan, cell, after, deed->after);
        change_set(set, plan, &task_entity, task_at(cell), field_at(cell), after);
    }
}

/* Create a task, or delete the one that was created last. */
static void change_tasks(ChangeSet *set, const Plan *plan, Id *own)
{
    if (*own)
        change_delete(set, plan, &task_entity, *own);
    else
        ((Task *)change_create(set, &task_entity))->name = "one more";
}

static void note_conflicts(const Session *session, Writer *writer)
{
    for (size_t i = 0; i < session->conflicts.count; i++) {
        const Conflict *conflict = &session->conflicts.items[i];
        Deed *deed = &writer->deeds[writer->deed_count++];
        *deed = (Deed){.cell = (int)(conflict->id - 1) * FIELDS};
        while (field_at(deed->cell) != conflict->field)
            deed->cell++;
        snprintf(deed->before, TEXT, "%s", conflict->theirs);
        snprintf(deed->after, TEXT, "%s", conflict->mine);
    }
}

static void acknowledge(Writer *writer, const ChangeSet *set, int first, int64_t waited)
{
    for (int i = first; i < writer->deed_count; i++)
        writer->deeds[i].sequence = set->sequence;
    writer->waits[writer->wait_count++] = waited;
}

/* One change set; false when it was refused for another reason than a conflict. */
static bool change_something(Session *session, Writer *writer, uint64_t *seed, Id *own, Error *error)
{
    const int first = writer->deed_count;
    const unsigned kind = rolled(seed, 10);
    ChangeSet set = {0};
    change_begin(&set, &session->plan, "test", "something");
    if (kind == 0)
        change_tasks(&set, &session->plan, own);
    else
        change_cells(&set, &session->plan, writer, seed, kind == 1 ? BULK : 1);
    int64_t begun = nanoseconds();
    bool empty = set.changes.count == 0, saved = session_commit(session, &set, error);
    if (saved && !empty)
        acknowledge(writer, &set, first, nanoseconds() - begun);
    else
        writer->deed_count = first;
    if (saved && kind == 0) {
        writer->created += *own == 0;
        writer->deleted += *own != 0;
        *own = *own ? 0 : set.changes.items[0].id;
    } else if (!saved && error->kind == ERROR_CONFLICT) {
        note_conflicts(session, writer);
    }
    change_release(&set);
    return saved || error->kind == ERROR_CONFLICT;
}

static void think(uint64_t *seed)
{
    struct timespec pause = {.tv_nsec = (long)rolled(seed, LONGEST_THOUGHT) * 1000000};
    nanosleep(&pause, NULL);
}

static void work(const char *path, Writer *writer, int number, int sets)
{
    Session session;
    Error error = {0};
    uint64_t seed = (uint64_t)number * 977 + 1;
    Id own = 0;
    bool good = session_open(&session, path, STORE_WRITE, NULL, &error);
    for (int done = 0; good && done < sets; done++) {
        think(&seed);
        if (rolled(&seed, 2))
            good = session_refresh(&session, NULL, &error);
        good = good && change_something(&session, writer, &seed, &own, &error);
    }
    if (!good)
        snprintf(writer->trouble, sizeof writer->trouble, "%.*s", (int)sizeof writer->trouble - 1, error.text);
    _exit(!good);
}

/* ---- what the disk itself takes, in the same minutes ---- */

typedef struct Disk {
    atomic_bool done;
    int count;
    int64_t waits[MOST_SYNCS];
} Disk;

static void sync_until_done(const char *folder, Disk *disk)
{
    char path[128], page[4096] = {0};
    snprintf(path, sizeof path, "%s/page", folder);
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    while (!disk->done && disk->count < MOST_SYNCS) {
        const struct timespec pause = {.tv_nsec = 5000000};
        int64_t begun = nanoseconds();
        if (pwrite(file, page, sizeof page, 0) != (ssize_t)sizeof page || fdatasync(file) != 0)
            _exit(1);
        disk->waits[disk->count++] = nanoseconds() - begun;
        nanosleep(&pause, NULL);
    }
    _exit(0);
}

/* ---- the oracle ---- */

static int by_sequence(const void *a, const void *b)
{
    const Deed *left = a, *right = b;
    return left->sequence < right->sequence ? -1 : left->sequence > right->sequence;
}

static void check_deeds(Deed *deeds, size_t count, char model[CELLS][TEXT], size_t *conflicts)
{
    qsort(deeds, count, sizeof *deeds, by_sequence);
    for (*conflicts = 0; *conflicts < count && deeds[*conflicts].sequence == 0; ++*conflicts)
        continue;
    for (size_t i = *conflicts; i < count; i++) { /* each knew what it overwrote */
        assert_string_equal(deeds[i].before, model[deeds[i].cell]);
        memcpy(model[deeds[i].cell], deeds[i].after, TEXT);
    }
    for (size_t i = 0; i < *conflicts; i++) { /* each was told what somebody wrote there */
        bool written = false;
        for (size_t k = *conflicts; k < count && !written; k++)
            written = deeds[k].cell == deeds[i].cell && strcmp(deeds[k].after, deeds[i].before) == 0;
        assert_true(written);
    }
}

static void check_file(Fixture *f, char model[CELLS][TEXT], int64_t tasks)
{
    reopen(f);
    for (int cell = 0; cell < CELLS; cell++) {
        char stored[TEXT];
        word(&f->plan, cell, value_at(&f->plan, cell), stored);
        assert_string_equal(stored, model[cell]);
    }
    assert_int_equal(plan_count(&f->plan, ENTITY_TASK), tasks);
    assert_done(store_verify(f->store, &f->error), f);
}

/* ---- figures ---- */

static int by_number(const void *a, const void *b)
{
    const int64_t *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

/* "p50 1.2 p99 30.4 longest 61.0 ms" */
static void print_waits(const char *what, int64_t *waits, size_t count)
{
    qsort(waits, count, sizeof *waits, by_number);
    print_message("figure %s p50 %.1f  p99 %.1f  longest %.1f ms\n", what, (double)waits[count / 2] / 1e6,
                  (double)waits[count - 1 - count / 100] / 1e6, (double)waits[count - 1] / 1e6);
}

/* ---- */

static Writer *start_office(const Fixture *f, const Office *office)
{
    size_t room = (size_t)office->sets * (BULK + 1);
    Writer *writers = shared((size_t)office->writers * sizeof *writers);
    for (int i = 0; i < office->writers; i++) {
        writers[i].deeds = shared(room * sizeof *writers->deeds);
        writers[i].waits = shared((size_t)office->sets * sizeof *writers->waits);
    }
    for (int i = 0; i < office->writers; i++)
        if (fork() == 0)
            work(f->path, &writers[i], i, office->sets);
    return writers;
}

static void wait_for(const Writer *writers, int count)
{
    int status;
    for (int i = 0; i < count; i++)
        while (wait(&status) < 0)
            assert_int_equal(errno, EINTR);
    for (int i = 0; i < count; i++)
        assert_string_equal(writers[i].trouble, "");
}

static void no_update_is_lost(void **state)
{
    const Office *office = *state;
    void *file;
    char model[CELLS][TEXT];
    setup(&file);
    Fixture *f = file;
    for (int i = 0; i < TASKS; i++)
        add_task(f, "shared");
    for (int cell = 0; cell < CELLS; cell++)
        word(&f->plan, cell, value_at(&f->plan, cell), model[cell]);
    store_close(f->store);
    f->store = NULL;

    Disk *disk = shared(sizeof *disk);
    Writer *writers = start_office(f, office);
    pid_t syncing = fork();
    if (syncing == 0)
        sync_until_done(f->folder, disk);
    wait_for(writers, office->writers);
    disk->done = true;
    waitpid(syncing, NULL, 0);

    ARRAY(Deed) deeds = {0};
    ARRAY(int64_t) waits = {0};
    int64_t tasks = TASKS;
    for (int i = 0; i < office->writers; i++) {
        for (int k = 0; k < writers[i].deed_count; k++)
            array_push(&deeds, writers[i].deeds[k]);
        for (int k = 0; k < writers[i].wait_count; k++)
            array_push(&waits, writers[i].waits[k]);
        tasks += writers[i].created - writers[i].deleted;
    }
    size_t conflicts;
    check_deeds(deeds.items, deeds.count, model, &conflicts);
    check_file(f, model, tasks);
    assert_true(conflicts > 0); /* or nothing was tried */
    print_message("runs %zu change sets saved by %d processes at once, %zu conflicts reported, 0 updates lost\n",
                  waits.count, office->writers, conflicts);
    print_waits("wait to save:", waits.items, waits.count);
    print_waits("raw fdatasync:", disk->waits, (size_t)disk->count);
    array_release(&deeds);
    array_release(&waits);
    teardown(&file);
}

int main(int argc, char **argv)
{
    Office office = {.writers = argc > 1 ? atoi(argv[1]) : 8, .sets = argc > 2 ? atoi(argv[2]) : 40};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(no_update_is_lost, &office),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
