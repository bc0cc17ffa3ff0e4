/*
 * Memory runs out, at every request in turn, once and for good, in the real program and all its libraries: it ends in
 * order with one sentence, and the file holds what it held before or all that was to be done; one that is to be made is
 * not there or whole. What it calls done is done, and what it prints then is all of it.
 *
 * The program runs once for each deed and stops at the requests (see refuse.c); what copies of it do to the files is
 * looked at and then undone.
 *
 *     build/tests/fault/memory_test 1 [migrate]     every request; 10: every tenth; otherwise growing steps
 */
#define _GNU_SOURCE
#include "deeds.h"

#include <dirent.h>

/* ---- the folder, put back as it was ---- */

/* A file under its name and a second one aside, so that the very file can be put back that the process has open. */
typedef struct KeptFile {
    char name[256];
    ino_t inode;
    Buffer bytes;
} KeptFile;

typedef ARRAY(KeptFile) Snapshot;

typedef void (*NameVisitor)(const char *name, void *context);

static void each_file(NameVisitor visit, void *context)
{
    DIR *files = opendir(folder);
    assert_non_null(files);
    for (struct dirent *entry; (entry = readdir(files));)
        if (entry->d_name[0] != '.')
            visit(entry->d_name, context);
    closedir(files);
}

static ino_t inode_of(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? status.st_ino : 0;
}

static KeptFile *kept_of(Snapshot *snapshot, const char *name)
{
    for (size_t i = 0; i < snapshot->count; i++)
        if (text_equal(snapshot->items[i].name, name))
            return &snapshot->items[i];
    KeptFile fresh = {0};
    snprintf(fresh.name, sizeof fresh.name, "%s", name);
    array_push(snapshot, fresh);
    return &snapshot->items[snapshot->count - 1];
}

static void keep_file(const char *name, void *context)
{
    char path[PATH], other[PATH];
    KeptFile *kept = kept_of(context, name);
    path_of(name, path);
    aside_of(name, other);
    ino_t inode = inode_of(path);
    if (inode != kept->inode) {
        unlink(other);
        assert_int_equal(link(path, other), 0);
        kept->inode = inode;
    }
    read_path(path, &kept->bytes);
}

static void snapshot_release(Snapshot *snapshot)
{
    char other[PATH];
    for (size_t i = 0; i < snapshot->count; i++) {
        aside_of(snapshot->items[i].name, other);
        unlink(other);
        buffer_release(&snapshot->items[i].bytes);
    }
    array_release(snapshot);
}

/* A file that was there last time and is not now is kept no more. */
static void take_snapshot(Snapshot *snapshot)
{
    char path[PATH];
    for (size_t i = 0; i < snapshot->count; i++) {
        path_of(snapshot->items[i].name, path);
        if (access(path, F_OK) != 0) {
            snapshot_release(snapshot);
            break;
        }
    }
    each_file(keep_file, snapshot);
}

static void remove_stranger(const char *name, void *context)
{
    char path[PATH];
    const Snapshot *snapshot = context;
    for (size_t i = 0; i < snapshot->count; i++)
        if (text_equal(snapshot->items[i].name, name))
            return;
    path_of(name, path);
    unlink(path);
}

static void put_back(Snapshot *snapshot)
{
    char path[PATH], other[PATH];
    Buffer now = {0};
    each_file(remove_stranger, snapshot);
    for (size_t i = 0; i < snapshot->count; i++) {
        const KeptFile *kept = &snapshot->items[i];
        path_of(kept->name, path);
        aside_of(kept->name, other);
        if (inode_of(path) != kept->inode) {
            unlink(path);
            assert_int_equal(link(other, path), 0);
        }
        read_path(path, &now);
        if (!same_bytes(&now, &kept->bytes))
            write_path(path, &kept->bytes);
    }
    buffer_release(&now);
}

/* ---- what came of it ---- */

/* Behind the notice that a file was brought to a newer version, if there is one. */
static bool is_one_sentence(const char *text)
{
    static const char notice[] = "steerco: brought to a newer version";
    if (strncmp(text, notice, sizeof notice - 1) == 0)
        text += strcspn(text, "\n") + 1;
    const char *end = strchr(text, '\n');
    return strncmp(text, "steerco: ", 9) == 0 && end && end[1] == '\0';
}

/* What a deed made beside the planning file is there whole or not at all. */
static void check_output(const Deed *deed, const Outcome *outcome, Expected *expected, const char *when)
{
    Buffer output = {0};
    describe_output(deed, expected->memory, &output);
    if (!same_bytes(&output, &expected->output) && (outcome->status == 0 || output.length > 0))
        fail_msg("%s: exit status %d, and the output is: %s", when, outcome->status, buffer_text(&output));
    buffer_release(&output);
}

static void check(const Deed *deed, const Outcome *outcome, Expected *expected, const char *when)
{
    Buffer now = {0};
    describe("office.steerco", expected->memory, &now);
    bool done = same_bytes(&now, &expected->done);
    if (outcome->status < 0 || outcome->status > 1)
        fail_msg("%s: exit status %d; it said: %s", when, outcome->status, buffer_text(&outcome->err));
    if (outcome->status == 1 && !is_one_sentence(buffer_text(&outcome->err)))
        fail_msg("%s: it failed and said: %s", when, buffer_text(&outcome->err));
    if (!done && (outcome->status == 0 || !same_bytes(&now, &expected->old)))
        fail_msg("%s: exit status %d, and the file holds: %s", when, outcome->status, buffer_text(&now));
    if (outcome->status == 0 && !same_bytes(&outcome->out, &expected->out))
        fail_msg("%s: it succeeded and printed: %s", when, buffer_text(&outcome->out));
    if (deed->output)
        check_output(deed, outcome, expected, when);
    buffer_release(&now);
}

static void refuse(const Deed *deed, const Run *run, long how, long number, Expected *expected)
{
    char when[80];
    long status;
    snprintf(when, sizeof when, "%s, request %ld%s", deed->name, number,
             how == REFUSE_FOR_GOOD ? " and all after it" : "");
    order(run, how);
    assert_true(answer(run, &status));
    Outcome outcome = outcome_of((int)status);
    check(deed, &outcome, expected, when);
    outcome_release(&outcome);
}

/* How often memory was refused. */
static int withstand(const Deed *deed, long step)
{
    Expected expected = {0};
    Snapshot snapshot = {0};
    int faults = 0;
    expect(deed, &expected);
    prepare(deed);
    Run run = start(deed);
    long number = 1;
    for (order(&run, number); answer(&run, &number); order(&run, number)) {
        take_snapshot(&snapshot);
        refuse(deed, &run, REFUSE_ONCE, number, &expected);
        put_back(&snapshot);
        refuse(deed, &run, REFUSE_FOR_GOOD, number, &expected);
        put_back(&snapshot);
        faults += 2;
        number += step ? step : 1 + number / 2;
    }
    Outcome outcome = finish(&run);
    check(deed, &outcome, &expected, "with memory again");
    assert_int_equal(outcome.status, 0);
    assert_true(faults > 10);
    outcome_release(&outcome);
    snapshot_release(&snapshot);
    expected_release(&expected);
    return faults;
}

typedef struct Wanted {
    long step;
    const char *deed; /* null: all */
} Wanted;

static void without_memory_it_ends_in_order(void **state)
{
    const Wanted *wanted = *state;
    int faults = 0;
    deeds_begin("build/refuse.so");
    for (const Deed *deed = deeds; deed->name; deed++) {
        if (wanted->deed && !text_equal(wanted->deed, deed->name))
            continue;
        int more = withstand(deed, wanted->step);
        print_message("  %s: %d\n", deed->name, more);
        faults += more;
    }
    deeds_end();
    print_message("runs %d refusals of memory\n", faults);
}

int main(int argc, char **argv)
{
    Wanted wanted = {.step = argc > 1 ? atol(argv[1]) : 0, .deed = argc > 2 ? argv[2] : NULL};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(without_memory_it_ends_in_order, &wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
