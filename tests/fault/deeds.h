/*
 * Deeds of the program as it is shipped, for tests that end them before their end: the files to begin with, running
 * them under a library that stops them (see orders.h), and what the files say before, in between and behind.
 *
 *     deeds_begin("build/refuse.so");
 *     expect(deed, &expected);
 *     prepare(deed);
 *     Run run = start(deed);
 *     …
 *     deeds_end();
 */
#ifndef TESTS_FAULT_DEEDS_H
#define TESTS_FAULT_DEEDS_H

#include "store/fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "orders.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { ARGUMENTS = 8, PATH = 400, REMEMBERED = 4 };

/* The program as it is shipped: sanitizers bring an allocator of their own. */
static const char *program, *shim;
static char folder[96], aside[104]; /* where the deeds are done; where nobody sees what is kept for later */

typedef struct Deed {
    const char *name;
    const char *arguments[ARGUMENTS]; /* names of files lie in the folder */
    const char *output;               /* a file that it makes, or null */
    const char *before;               /* what the planning file is a copy of; null: it is not there */
} Deed;

static const Deed deeds[] = {
    {.name = "new", .arguments = {"new", "office.steerco", "--board", "Move", "--start", "2026-03-02"}},
    {.name = "import CSV", .arguments = {"import", "office.steerco", "more.csv", "--as", "tasks"}, .before = "before"},
    {.name = "import XML", .arguments = {"import", "office.steerco", "plan.xml"}, .before = "before"},
    {.name = "export CSV",
     .arguments = {"export", "office.steerco", "tasks", "-o", "out.csv"},
     .output = "out.csv",
     .before = "before"},
    {.name = "export XML",
     .arguments = {"export", "office.steerco", "tasks", "-o", "out.xml"},
     .output = "out.xml",
     .before = "before"},
    {.name = "set", .arguments = {"set", "office.steerco", "T-1", "name=new"}, .before = "before"},
    {.name = "undo", .arguments = {"undo", "office.steerco"}, .before = "before"},
    {.name = "list", .arguments = {"list", "office.steerco", "tasks"}, .before = "before"},
    {.name = "show", .arguments = {"show", "office.steerco", "schedule", "--size", "80x24"}, .before = "before"},
    {.name = "verify", .arguments = {"verify", "office.steerco"}, .before = "before"},
    {.name = "backup",
     .arguments = {"backup", "office.steerco", "copy.steerco"},
     .output = "copy.steerco",
     .before = "before"},
    {.name = "migrate", .arguments = {"add", "office.steerco", "board", "name=Move"}, .before = "version-1"},
    {.name = NULL},
};

/* How a run ended. */
typedef struct Outcome {
    int status; /* exit status; below 0 a signal */
    Buffer out, err;
} Outcome;

static inline void outcome_release(Outcome *outcome)
{
    buffer_release(&outcome->out);
    buffer_release(&outcome->err);
}

static inline bool is_file(const char *argument)
{
    return strchr(argument, '.') && !strchr(argument, '=');
}

static inline void path_of(const char *name, char path[PATH])
{
    snprintf(path, PATH, "%s/%s", folder, name);
}

static inline void read_path(const char *path, Buffer *out)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    buffer_clear(out);
    if (file < 0)
        return;
    assert_int_equal(fstat(file, &status), 0);
    char *bytes = memory_resize(NULL, (size_t)status.st_size + 1, 1);
    assert_int_equal(read(file, bytes, (size_t)status.st_size), status.st_size);
    buffer_add_bytes(out, bytes, (size_t)status.st_size);
    free(bytes);
    close(file);
}

static inline void read_file(const char *name, Buffer *out)
{
    char path[PATH];
    path_of(name, path);
    read_path(path, out);
}

static inline void write_path(const char *path, const Buffer *bytes)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    assert_int_equal(write(file, buffer_text(bytes), bytes->length), bytes->length);
    assert_int_equal(ftruncate(file, (off_t)bytes->length), 0);
    close(file);
}

static inline void write_file(const char *name, const Buffer *bytes)
{
    char path[PATH];
    path_of(name, path);
    unlink(path);
    write_path(path, bytes);
}

static inline bool same_bytes(const Buffer *a, const Buffer *b)
{
    return a->length == b->length && memcmp(buffer_text(a), buffer_text(b), a->length) == 0;
}

static inline void aside_of(const char *name, char path[PATH])
{
    snprintf(path, PATH, "%s/%s", aside, name);
}

/* ---- running ---- */

typedef struct Run {
    pid_t process;
    int orders, answers;
} Run;

/* In the child: the program with its arguments, output into files. */
static inline void become(const Deed *deed, int orders, int answers)
{
    char paths[ARGUMENTS][PATH];
    const char *arguments[ARGUMENTS + 2] = {"steerco"};
    for (int i = 0; i < ARGUMENTS && deed->arguments[i]; i++) {
        path_of(deed->arguments[i], paths[i]);
        arguments[i + 1] = is_file(deed->arguments[i]) ? paths[i] : deed->arguments[i];
    }
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("LD_PRELOAD", shim, 1);
    setenv("STOPS", "1", 1);
    dup2(orders, ORDERS);
    dup2(answers, ANSWERS);
    const char *const names[] = {"/dev/null", "out", "err"};
    for (int i = 0; i < 3; i++) {
        char path[PATH];
        path_of(names[i], path);
        int file = open(i ? path : names[i], O_RDWR | O_CREAT | O_TRUNC, 0600);
        dup2(file, i);
        close(file);
    }
    execv(program, (char **)arguments);
    _exit(127);
}

static inline Run start(const Deed *deed)
{
    int orders[2], answers[2];
    assert_int_equal(pipe2(orders, O_CLOEXEC), 0);
    assert_int_equal(pipe2(answers, O_CLOEXEC), 0);
    Run run = {.process = fork(), .orders = orders[1], .answers = answers[0]};
    if (run.process == 0)
        become(deed, orders[0], answers[1]);
    close(orders[0]);
    close(answers[1]);
    return run;
}

static inline void order(const Run *run, long number)
{
    assert_int_equal(write(run->orders, &number, sizeof number), sizeof number);
}

/* False when the process has ended. */
static inline bool answer(const Run *run, long *number)
{
    return read(run->answers, number, sizeof *number) == sizeof *number;
}

static inline Outcome outcome_of(int status)
{
    Outcome outcome = {.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status)};
    read_file("out", &outcome.out);
    read_file("err", &outcome.err);
    return outcome;
}

static inline Outcome finish(const Run *run)
{
    int status;
    waitpid(run->process, &status, 0);
    close(run->orders);
    close(run->answers);
    return outcome_of(status);
}

/* ---- what there is ---- */

static const char *const suffixes[] = {"", "-wal", "-shm"};

/* The planning file as it is before the deed. */
static inline void prepare(const Deed *deed)
{
    char path[PATH], name[64];
    Buffer before = {0};
    for (size_t i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "office.steerco%s", suffixes[i]);
        path_of(name, path);
        unlink(path);
    }
    if (deed->output) {
        path_of(deed->output, path);
        unlink(path);
    }
    if (deed->before) {
        aside_of(deed->before, path);
        read_path(path, &before);
        write_file("office.steerco", &before);
    }
    buffer_release(&before);
}

/* All that a planning file and its log say, in words; it is sound. A copy is asked, so that it stays as it is. */
static inline void describe_bytes(const Buffer bytes[2], Buffer *out)
{
    char path[PATH], name[64];
    Error error = {0};
    Plan plan;
    for (int i = 2; i >= 0; i--) {
        snprintf(name, sizeof name, "asked.steerco%s", suffixes[i]);
        aside_of(name, path);
        unlink(path);
        if (i < 2 && (i == 0 || bytes[i].length > 0))
            write_path(path, &bytes[i]);
    }
    Store *store = store_open(path, STORE_WRITE, &error);
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

/* What was asked lately: most refusals leave the same bytes. */
typedef struct Memory {
    Buffer bytes[2], words;
} Memory;

static inline void describe(const char *file, Memory memory[REMEMBERED], Buffer *out)
{
    char name[64];
    Buffer bytes[2] = {0};
    for (int i = 0; i < 2; i++) {
        snprintf(name, sizeof name, "%s%s", file, suffixes[i]);
        read_file(name, &bytes[i]);
    }
    buffer_clear(out);
    for (int i = 0; i < REMEMBERED && out->length == 0; i++)
        if (same_bytes(&bytes[0], &memory[i].bytes[0]) && same_bytes(&bytes[1], &memory[i].bytes[1]))
            buffer_add(out, buffer_text(&memory[i].words));
    if (out->length == 0 && bytes[0].length > 0) {
        describe_bytes(bytes, out);
        Memory oldest = memory[REMEMBERED - 1];
        memmove(memory + 1, memory, (REMEMBERED - 1) * sizeof *memory);
        for (int i = 0; i < 2; i++) {
            Buffer spare = oldest.bytes[i];
            oldest.bytes[i] = bytes[i];
            bytes[i] = spare;
        }
        buffer_clear(&oldest.words);
        buffer_add(&oldest.words, buffer_text(out));
        memory[0] = oldest;
    }
    buffer_release(&bytes[0]);
    buffer_release(&bytes[1]);
}

/* What a deed does when there is memory. */
typedef struct Expected {
    Buffer old, done, out, output;
    Memory memory[REMEMBERED];
} Expected;

static inline bool is_planning_file(const char *name)
{
    return strstr(name, ".steerco") != NULL;
}

/* What a deed made beside the planning file, "" when it is not there. */
static inline void describe_output(const Deed *deed, Memory memory[REMEMBERED], Buffer *out)
{
    buffer_clear(out);
    if (is_planning_file(deed->output))
        describe(deed->output, memory, out);
    else
        read_file(deed->output, out);
}

static inline void expect(const Deed *deed, Expected *expected)
{
    prepare(deed);
    if (deed->before)
        describe("office.steerco", expected->memory, &expected->old);
    Run run = start(deed);
    order(&run, 0);
    Outcome outcome = finish(&run);
    if (outcome.status != 0)
        fail_msg("%s: %s", deed->name, buffer_text(&outcome.err));
    describe("office.steerco", expected->memory, &expected->done);
    buffer_add(&expected->out, buffer_text(&outcome.out));
    if (deed->output)
        describe_output(deed, expected->memory, &expected->output);
    outcome_release(&outcome);
}

static inline void expected_release(Expected *expected)
{
    buffer_release(&expected->old);
    buffer_release(&expected->done);
    buffer_release(&expected->out);
    buffer_release(&expected->output);
    for (int i = 0; i < REMEMBERED; i++) {
        buffer_release(&expected->memory[i].bytes[0]);
        buffer_release(&expected->memory[i].bytes[1]);
        buffer_release(&expected->memory[i].words);
    }
}

/* ---- the file to begin with ---- */

static inline void must(const Deed *deed)
{
    Run run = start(deed);
    order(&run, 0);
    Outcome outcome = finish(&run);
    if (outcome.status != 0)
        fail_msg("%s: %s", deed->name, buffer_text(&outcome.err));
    outcome_release(&outcome);
}

static inline void write_text(const char *name, const char *text)
{
    Buffer bytes = {0};
    buffer_add(&bytes, text);
    write_file(name, &bytes);
    buffer_release(&bytes);
}

static inline void put_aside(const char *name)
{
    char path[PATH];
    Buffer bytes = {0};
    read_file("office.steerco", &bytes);
    aside_of(name, path);
    write_path(path, &bytes);
    buffer_release(&bytes);
}

/* A file as the first version of the program made it, with nothing in it yet. */
static inline void make_version_1(void)
{
    const Migration first[] = {migrations[0], {0}};
    char path[PATH];
    Error error = {0};
    path_of("office.steerco", path);
    Store *store = store_open_with(path, STORE_CREATE, first, &error);
    if (!store)
        fail_msg("%s", error.text);
    store_close(store);
    put_aside("version-1");
}

static inline void deeds_begin(const char *library)
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
    shim = library;
    program = getenv("SHIPPED") ? getenv("SHIPPED") : "build/steerco";
    signal(SIGPIPE, SIG_IGN);
    if (access(program, X_OK) != 0 || access(shim, R_OK) != 0)
        fail_msg("%s or %s is not there", program, shim);
    snprintf(folder, sizeof folder, "%s/steerco-deeds-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    assert_non_null(mkdtemp(folder));
    snprintf(aside, sizeof aside, "%s.aside", folder);
    assert_int_equal(mkdir(aside, 0700), 0);
    write_text("tasks.csv", tasks);
    write_text("more.csv", more);
    make_version_1();
    prepare(&(Deed){.name = "nothing"});
    for (size_t i = 0; i < sizeof first / sizeof first[0]; i++)
        must(&first[i]);
    put_aside("before");
}

static inline void deeds_end(void)
{
    char command[240];
    snprintf(command, sizeof command, "rm -rf %s %s", folder, aside);
    assert_int_equal(system(command), 0);
}

#endif
