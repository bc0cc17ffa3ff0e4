/*
 * Memory runs out, at every request in turn, once and for good, in the real program and all its libraries: it ends in
 * order with one sentence, and the file holds what it held before or all that was to be done. What it calls done is
 * done, and what it prints then is all of it.
 *
 *     build/san/tests/fault/memory_test 1     every request; 10: every tenth; otherwise growing steps
 */
#define _GNU_SOURCE
#include "store/fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "steerco/base/text.h"

enum { SECONDS = 20, REPORT = 9, ARGUMENTS = 8, PATH = 200 };

/* The program as it is shipped: sanitizers bring an allocator of their own. */
static const char *program, *shim;
static char folder[96];

typedef struct Deed {
    const char *name;
    const char *arguments[ARGUMENTS]; /* names of files lie in the folder */
    const char *output;               /* a file that it makes, or null */
    bool creates;                     /* the planning file is not there before */
} Deed;

static const Deed deeds[] = {
    {.name = "new",
     .arguments = {"new", "office.steerco", "--board", "Move", "--start", "2026-03-02"},
     .creates = true},
    {.name = "import CSV", .arguments = {"import", "office.steerco", "more.csv", "--as", "tasks"}},
    {.name = "import XML", .arguments = {"import", "office.steerco", "plan.xml"}},
    {.name = "export CSV", .arguments = {"export", "office.steerco", "tasks", "-o", "out.csv"}, .output = "out.csv"},
    {.name = "export XML", .arguments = {"export", "office.steerco", "tasks", "-o", "out.xml"}, .output = "out.xml"},
    {.name = "set", .arguments = {"set", "office.steerco", "T-1", "name=new"}},
    {.name = "undo", .arguments = {"undo", "office.steerco"}},
    {.name = "list", .arguments = {"list", "office.steerco", "tasks"}},
    {.name = "show", .arguments = {"show", "office.steerco", "schedule", "--size", "80x24"}},
    {.name = "verify", .arguments = {"verify", "office.steerco"}},
    {.name = NULL},
};

/* How a run ended. */
typedef struct Outcome {
    int status; /* exit status; below 0 a signal */
    bool refused;
    Buffer out, err;
} Outcome;

static void outcome_release(Outcome *outcome)
{
    buffer_release(&outcome->out);
    buffer_release(&outcome->err);
}

static bool is_file(const char *argument)
{
    return strchr(argument, '.') && !strchr(argument, '=');
}

static void path_of(const char *name, char path[PATH])
{
    snprintf(path, PATH, "%s/%s", folder, name);
}

static void read_file(const char *name, Buffer *out)
{
    char path[PATH], block[65536];
    path_of(name, path);
    FILE *file = fopen(path, "rb");
    if (!file)
        return;
    for (size_t length; (length = fread(block, 1, sizeof block, file)) > 0;)
        buffer_add_bytes(out, block, length);
    fclose(file);
}

static void write_file(const char *name, const char *bytes, size_t length)
{
    char path[PATH];
    path_of(name, path);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fchmod(fileno(file), 0600), 0);
    fclose(file);
}

/* In the child: the program with its arguments, output into files, no memory from request `number` on. */
static void become(const Deed *deed, long number, bool for_good, int report)
{
    char count[24], paths[ARGUMENTS][PATH];
    const char *arguments[ARGUMENTS + 2] = {"steerco"};
    for (int i = 0; i < ARGUMENTS && deed->arguments[i]; i++) {
        path_of(deed->arguments[i], paths[i]);
        arguments[i + 1] = is_file(deed->arguments[i]) ? paths[i] : deed->arguments[i];
    }
    snprintf(count, sizeof count, "%ld", number);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("LD_PRELOAD", shim, 1);
    setenv("REFUSE_AT", count, 1);
    if (for_good)
        setenv("REFUSE_FOR_GOOD", "1", 1);
    dup2(report, REPORT);
    const char *const names[] = {"/dev/null", "out", "err"};
    for (int i = 0; i < 3; i++) {
        char path[PATH];
        path_of(names[i], path);
        int file = open(i ? path : names[i], O_RDWR | O_CREAT | O_TRUNC, 0600);
        dup2(file, i);
        close(file);
    }
    alarm(SECONDS);
    execv(program, (char **)arguments);
    _exit(127);
}

static Outcome run(const Deed *deed, long number, bool for_good)
{
    Outcome outcome = {0};
    int ends[2], status;
    char byte;
    assert_int_equal(pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
    pid_t child = fork();
    if (child == 0)
        become(deed, number, for_good, ends[1]);
    waitpid(child, &status, 0);
    outcome.refused = read(ends[0], &byte, 1) == 1;
    close(ends[0]);
    close(ends[1]);
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    read_file("out", &outcome.out);
    read_file("err", &outcome.err);
    return outcome;
}

static void remove_file(const char *name)
{
    static const char *const suffixes[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < 3; i++) {
        char path[PATH + 8];
        snprintf(path, sizeof path, "%s/%s%s", folder, name, suffixes[i]);
        unlink(path);
    }
}

/* The planning file as it is before the deed. */
static void put_back(const Deed *deed, const Buffer *before)
{
    remove_file("office.steerco");
    if (!deed->creates)
        write_file("office.steerco", buffer_text(before), before->length);
    if (deed->output)
        remove_file(deed->output);
}

/* Is the file byte by byte what it was? */
static bool is_untouched(const Buffer *before)
{
    char log[PATH];
    Buffer now = {0};
    path_of("office.steerco-wal", log);
    read_file("office.steerco", &now);
    bool same = access(log, F_OK) != 0 && now.length == before->length &&
                memcmp(buffer_text(&now), buffer_text(before), now.length) == 0;
    buffer_release(&now);
    return same;
}

/* All that the file says, in words; it is sound. */
static void describe(Buffer *out)
{
    char path[PATH];
    Error error = {0};
    Plan plan;
    path_of("office.steerco", path);
    Store *store = store_open(path, STORE_READ, &error);
    if (!store || !store_verify(store, &error))
        fail_msg("%s", error.text);
    plan_init(&plan);
    if (!store_load(store, 0, &plan, &error) ||
        (plan_count(&plan, ENTITY_BOARD) > 0 && !store_load(store, 1, &plan, &error)))
        fail_msg("%s", error.text);
    for (uint32_t row = 0; row < plan_count(&plan, ENTITY_TASK); row++)
        buffer_format(out, "%s;", plan_task(&plan, row)->name);
    buffer_format(out, " %u links, %u people, set %lld", plan_count(&plan, ENTITY_LINK),
                  plan_count(&plan, ENTITY_RESOURCE), (long long)plan.sequence);
    plan_release(&plan);
    store_close(store);
}

static bool is_one_sentence(const char *text)
{
    const char *end = strchr(text, '\n');
    return strncmp(text, "steerco: ", 9) == 0 && end && end[1] == '\0';
}

/*
 * glibc aborts where its name service (getpwuid) has no memory to read which services there are: by an assertion, whose
 * words are others when there is no memory for them either.
 */
static bool is_name_service(const Outcome *outcome)
{
    const char *said = buffer_text(&outcome->err);
    return outcome->status == -SIGABRT && (strstr(said, "nss_database") || text_equal(said, "Unexpected error.\n"));
}

/* What a deed does when there is memory. */
typedef struct Expected {
    Buffer before; /* bytes of the file */
    Buffer old, done, out, output;
} Expected;

static void check(const Deed *deed, const Outcome *outcome, const Expected *expected, const char *when)
{
    Buffer now = {0}, output = {0};
    if (deed->creates && outcome->status != 0)
        ; /* what there is of a file is nobody's yet */
    else if (is_untouched(&expected->before))
        buffer_add(&now, buffer_text(&expected->old));
    else
        describe(&now);
    bool done = text_equal(buffer_text(&now), buffer_text(&expected->done));
    bool crashed = outcome->status < 0 && !is_name_service(outcome);
    if (crashed || outcome->status > 1)
        fail_msg("%s: exit status %d; it said: %s", when, outcome->status, buffer_text(&outcome->err));
    if (outcome->status == 1 && !is_one_sentence(buffer_text(&outcome->err)))
        fail_msg("%s: it failed and said: %s", when, buffer_text(&outcome->err));
    if (!done && now.length > 0 &&
        (outcome->status == 0 || !text_equal(buffer_text(&now), buffer_text(&expected->old))))
        fail_msg("%s: exit status %d, and the file holds: %s", when, outcome->status, buffer_text(&now));
    if (outcome->status == 0 && !text_equal(buffer_text(&outcome->out), buffer_text(&expected->out)))
        fail_msg("%s: it succeeded and printed: %s", when, buffer_text(&outcome->out));
    if (deed->output) {
        read_file(deed->output, &output);
        bool whole = text_equal(buffer_text(&output), buffer_text(&expected->output));
        if (!whole && (outcome->status == 0 || output.length > 0))
            fail_msg("%s: exit status %d, and the output is: %s", when, outcome->status, buffer_text(&output));
    }
    buffer_release(&now);
    buffer_release(&output);
}

static void expect(const Deed *deed, Expected *expected)
{
    read_file("before", &expected->before);
    put_back(deed, &expected->before);
    if (!deed->creates)
        describe(&expected->old);
    Outcome outcome = run(deed, 0, false);
    if (outcome.status != 0)
        fail_msg("%s: %s", deed->name, buffer_text(&outcome.err));
    describe(&expected->done);
    buffer_add(&expected->out, buffer_text(&outcome.out));
    if (deed->output)
        read_file(deed->output, &expected->output);
    outcome_release(&outcome);
}

static void expected_release(Expected *expected)
{
    buffer_release(&expected->before);
    buffer_release(&expected->old);
    buffer_release(&expected->done);
    buffer_release(&expected->out);
    buffer_release(&expected->output);
}

/* How often memory was refused. */
static int withstand(const Deed *deed, long step)
{
    Expected expected = {0};
    int faults = 0;
    expect(deed, &expected);
    for (int for_good = 0; for_good < 2; for_good++) {
        bool refused = true;
        for (long number = 1; refused; number += step ? step : 1 + number / 2) {
            char when[80];
            snprintf(when, sizeof when, "%s, request %ld%s", deed->name, number, for_good ? " and all after it" : "");
            put_back(deed, &expected.before);
            Outcome outcome = run(deed, number, for_good);
            check(deed, &outcome, &expected, when);
            refused = outcome.refused;
            faults += refused;
            outcome_release(&outcome);
        }
    }
    assert_true(faults > 10);
    expected_release(&expected);
    return faults;
}

static void without_memory_it_ends_in_order(void **state)
{
    long step = *(long *)*state;
    int faults = 0;
    if (access(program, X_OK) != 0 || access(shim, R_OK) != 0)
        fail_msg("%s or %s is not there", program, shim);
    for (const Deed *deed = deeds; deed->name; deed++) {
        int more = withstand(deed, step);
        print_message("  %s: %d\n", deed->name, more);
        faults += more;
    }
    print_message("runs %d refusals of memory\n", faults);
}

/* ---- the file to begin with ---- */

static void must(const Deed *deed)
{
    Outcome outcome = run(deed, 0, false);
    if (outcome.status != 0)
        fail_msg("%s: %s", deed->name, buffer_text(&outcome.err));
    outcome_release(&outcome);
}

static int make_files(void **state)
{
    static const char tasks[] = "Name,Duration,Predecessors,Resource Names\n"
                                "Pack,2d,,Anna Berg[50%]\nCarry,3d,1FS+1d,Bob;Anna Berg\nParty,0d,2,\n";
    static const char more[] = "id,name,duration\nT-1,Pack all,3d\n,Clean,1d\n";
    static const Deed first[] = {
        {.name = "new", .arguments = {"new", "office.steerco", "--board", "Move", "--start", "2026-03-02"}},
        {.name = "import", .arguments = {"import", "office.steerco", "tasks.csv"}},
        {.name = "export", .arguments = {"export", "office.steerco", "tasks", "-o", "plan.xml"}},
        {.name = "set", .arguments = {"set", "office.steerco", "T-2", "duration=4d"}},
    };
    Buffer bytes = {0};
    (void)state;
    snprintf(folder, sizeof folder, "%s/steerco-memory-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    assert_non_null(mkdtemp(folder));
    write_file("tasks.csv", tasks, strlen(tasks));
    write_file("more.csv", more, strlen(more));
    for (size_t i = 0; i < sizeof first / sizeof first[0]; i++)
        must(&first[i]);
    read_file("office.steerco", &bytes);
    write_file("before", buffer_text(&bytes), bytes.length);
    buffer_release(&bytes);
    return 0;
}

static int remove_files(void **state)
{
    char command[160];
    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

int main(int argc, char **argv)
{
    long step = argc > 1 ? atol(argv[1]) : 0;
    program = getenv("SHIPPED") ? getenv("SHIPPED") : "build/steerco";
    shim = getenv("REFUSE") ? getenv("REFUSE") : "build/refuse.so";
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate_setup_teardown(without_memory_it_ends_in_order, make_files, remove_files, &step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
