/*
 * Whatever a person has typed or carried and not committed is offered again after the program was killed, and taking it
 * up opens the editor with it and changes nothing by itself. One row for each place where that can happen; all of them
 * are typed at the same time, each into a file of its own, so that the two seconds pass once.
 */
#include "pty.h"

#define DOWN        "\033[B"
#define UP          "\033[A"
#define RIGHT       "\033[C"
#define INSERT      "\033[2~"
#define PASTE(text) "\033[200~" text "\033[201~"

enum { WAIT_MS = 50, REST_MS = 500, DRAFT_MS = 2200, MOST_STEPS = 6 };

typedef struct Case {
    const char *what;
    const char *steps[MOST_STEPS]; /* keys, each after the screen has come to rest */
    const char *offered;           /* what the offer shows */
    const char *opened;            /* what the editor shows then; null = the same */
    const char *kept;              /* what Enter brings into the log; null = nothing, or it is not pressed */
} Case;

static const Case cases[] = {
    {"a cell", {"e and prune"}, "Graft and prune", NULL, "Graft and prune"},
    {"a cell that is picked", {"2", RIGHT RIGHT RIGHT RIGHT, "e", "approved"}, "approved", "Status", "approved"},
    {"a field of the form", {"\r", "e", " at dawn"}, "Graft at dawn", NULL, "Graft at dawn"},
    {"a long text in the form", {"\r", "\033[F", UP, "e", "It rained"}, "It rained", NULL, NULL},
    {"pasted into a field", {"\r", "e", PASTE(" one\ntwo")}, "Graft one two", NULL, "Graft one two"},
    {"a new task", {"i", "Harvest"}, "Harvest", "New task", "Harvest"},
    {"a task under another", {"I", "Wash"}, "Wash", "New task under it", "Wash"},
    {"pasted lines", {PASTE("Pick\nPress\n")}, "Pick", "Make 2 tasks", NULL},
    {"a field of what is marked", {"E", "priority=8"}, "priority=8", "Set (field=value)", "priority 500 → 8"},
    {"a shift", {":task-shift\r", "+3"}, "+3", "Shift by", NULL},
    {"handing over", {":task-reassign\r", "Ann"}, "Ann", "Hand over", NULL},
    {"progress", {":task-percent\r", "40"}, "40", "Per cent complete", "40"},
    {"a repetition", {":task-repeat\r", "weekly mon"}, "weekly mon", "Repeat ", NULL},
    {"a baseline", {":baseline-take\r", "First"}, "First", "Name of the baseline", "take baseline First"},
    {"people on a task", {"a", "An", "\r", "5", "0"}, "Anna Berg[50%]", "50%", "add Anna Berg 50%"},
    {"a risk on its way", {"2", "m", UP}, "Likelihood, current: 4", "Moving R-1", "to likelihood 4"},
    {"a risk on its way, below a command", {"2", "m", UP, ":task"}, "Likelihood, current: 4", "Moving R-1", NULL},
    {"a new risk", {"2", "i", "Flood"}, "Flood", "New risk", "new risk"},
    {"why a risk is closed", {"2", "c", "It is over"}, "It is over", "Close it; reason", "because: It is over"},
    {"a stakeholder on the way", {"4", "m", UP UP}, "Power: 4", "Moving", "S-1: power"},
    {"a new stakeholder", {"4", "i", "Carl"}, "Carl", "New stakeholder", "new stakeholder"},
    {"a budget line", {"3", "i", "Tools"}, "Tools", "New budget line", "new budget line"},
    {"an entry of the log", {"3", DOWN DOWN, "a", "\t\t450\tTulips"}, "Tulips", NULL, "450"},
    {"a command", {":", "task-rep"}, "task-rep", NULL, NULL},
    {"what is sought", {"/", "Gra"}, "Gra", "Find", NULL},
    {"a filter", {"\\", "name:Gr"}, "name:Gr", "Filter", NULL},
    {"a filter of the journal", {"7", "\\", "who:an"}, "who:an", "Filter (who", NULL},
    {"columns", {"C", "+++"}, "name:", "Columns", NULL},
    {"the name of a view", {"W", "Mine"}, "Mine", "Views", NULL},
    {"a moment", {":as-of\r", "-3"}, "-3", "As of", NULL},
    {"a board", {":new-board\r", "Cellar"}, "Cellar", "Name of the new board", NULL},
    {"and its start", {":new-board\r", "Cellar\r", "+5"}, "Cellar", "Name of the new board", NULL},
    {"a file to import", {":import\r", "risks.c"}, "risks.c", "File to import", NULL},
};

enum { CASES = sizeof cases / sizeof *cases };

typedef struct Run {
    char folder[40], path[PATH_SIZE];
    Screen screen;
    Buffer log; /* what the journal said before anything was typed */
} Run;

static Run runs[CASES];
static char parent[20];

static void use(const Run *one)
{
    snprintf(folder, sizeof folder, "%s", one->folder);
    snprintf(file_path, sizeof file_path, "%s", one->path);
    setenv("XDG_STATE_HOME", folder, 1);
}

static void read_log(const Run *one, Buffer *out)
{
    use(one);
    buffer_clear(out);
    assert_int_equal(run("log %s", file_path), 0);
    read_out(out);
}

/* A file with a record of each type; made once, and copied. */
static int make_files(void **state)
{
    char command[600];
    bool made = make_file(state) == 0 && run("add %s resource name='Anna Berg'", file_path) == 0 &&
                run("add %s risk title=Rain likelihood=3 impact=3", file_path) == 0 &&
                run("add %s stakeholder name=Berta power=2 interest=2", file_path) == 0 &&
                run("add %s budget_line description=Seed original=900", file_path) == 0;
    strcpy(parent, "/tmp/drafts-XXXXXX");
    if (!made || !mkdtemp(parent))
        return -1;
    for (int i = 0; i < CASES && made; i++) {
        snprintf(runs[i].folder, sizeof runs[i].folder, "%s/%d", parent, i);
        snprintf(runs[i].path, sizeof runs[i].path, "%s/office.steerco", runs[i].folder);
        snprintf(command, sizeof command, "mkdir %s && cp %s/office.steerco %s", runs[i].folder, folder, runs[i].path);
        made = system(command) == 0;
    }
    return made && remove_file(state) == 0 ? 0 : -1;
}

static int remove_files(void **state)
{
    for (int i = 0; i < CASES; i++) {
        if (runs[i].screen.program > 0)
            kill(runs[i].screen.program, SIGKILL);
        forget(&runs[i].screen);
        buffer_release(&runs[i].log);
    }
    snprintf(folder, sizeof folder, "%s", parent);
    return remove_file(state);
}

/* Let all of them write what they have to. */
static void rest(int milliseconds)
{
    for (int waited = 0; waited < milliseconds; waited += WAIT_MS) {
        for (int i = 0; i < CASES; i++)
            while (listen(&runs[i].screen, 0))
                ;
        usleep(WAIT_MS * 1000);
    }
}

static void start_all(void)
{
    for (int i = 0; i < CASES; i++) {
        use(&runs[i]);
        runs[i].screen = start("", 100, 30);
    }
}

static void kill_all(void)
{
    for (int i = 0; i < CASES; i++) {
        kill(runs[i].screen.program, SIGKILL);
        assert_int_equal(ended(&runs[i].screen), -SIGKILL);
        forget(&runs[i].screen);
        runs[i].screen = (Screen){0};
    }
}

/* Every row by steps, so that a step of all waits but once. */
static void type_all(void)
{
    for (int i = 0; i < CASES; i++) {
        read_log(&runs[i], &runs[i].log);
        await(&runs[i].screen, "Graft");
    }
    for (int step = 0; step < MOST_STEPS; step++) {
        rest(REST_MS);
        for (int i = 0; i < CASES; i++)
            if (cases[i].steps[step])
                type(&runs[i].screen, cases[i].steps[step]);
            else
                runs[i].screen.looked_at = runs[i].screen.seen.length;
    }
}

static void assert_unchanged(int i)
{
    Buffer log = {0};
    read_log(&runs[i], &log);
    assert_string_equal(buffer_text(&log), buffer_text(&runs[i].log));
    buffer_release(&log);
}

static void assert_kept(int i)
{
    Buffer log = {0};
    read_log(&runs[i], &log);
    for (int waited = 0; !strstr(buffer_text(&log), cases[i].kept); waited += REST_MS) {
        if (waited > PATIENCE_MS)
            fail_msg("%s: '%s' is not in the log:\n%s", cases[i].what, cases[i].kept, buffer_text(&log));
        rest(REST_MS);
        read_log(&runs[i], &log);
    }
    buffer_release(&log);
}

/* A busy machine may need longer than the two seconds. */
static void await_draft(int i)
{
    char command[300];
    snprintf(command, sizeof command, "grep -rqF -e '%s' %s/steerco/drafts 2>/dev/null", cases[i].offered,
             runs[i].folder);
    for (int waited = 0; system(command) != 0; waited += REST_MS) {
        if (waited > PATIENCE_MS)
            fail_msg("%s: no draft of '%s' was written", cases[i].what, cases[i].offered);
        rest(REST_MS);
    }
}

static void whatever_is_open_is_taken_up_again(void **state)
{
    (void)state;
    start_all();
    type_all();
    rest(DRAFT_MS);
    for (int i = 0; i < CASES; i++)
        await_draft(i);
    kill_all();
    start_all();
    for (int i = 0; i < CASES; i++) {
        print_message("    %s\n", cases[i].what);
        await(&runs[i].screen, "You did not finish this");
        await(&runs[i].screen, cases[i].offered);
        settle(&runs[i].screen);
        type(&runs[i].screen, "e");
        await(&runs[i].screen, cases[i].opened ? cases[i].opened : cases[i].offered);
    }
    rest(REST_MS);
    for (int i = 0; i < CASES; i++)
        assert_unchanged(i);
    for (int i = 0; i < CASES; i++)
        if (cases[i].kept)
            type(&runs[i].screen, "\r");
    for (int i = 0; i < CASES; i++)
        if (cases[i].kept)
            assert_kept(i);
    kill_all();
}

/* A list of 350 names, with signs that take two bytes in a draft: its connection is lost while it is asked about. */
static void a_long_list_outlives_the_connection(void **state)
{
    (void)state;
    Buffer list = {0}, log = {0};
    buffer_add(&list, "\033[200~");
    for (int i = 0; i < 350; i++) {
        buffer_format(&list, "Tree %03d ", i);
        buffer_add_repeat(&list, "\\r\u00E9", 300);
        buffer_add(&list, "\r");
    }
    buffer_add(&list, "\033[201~");
    Screen screen = start("", 100, 30);
    await(&screen, "Graft");
    settle(&screen);
    type(&screen, buffer_text(&list));
    await(&screen, "Make 350 tasks");
    close(screen.terminal);
    assert_int_equal(waitpid(screen.program, NULL, 0), screen.program);
    buffer_release(&screen.seen);
    screen = start("", 100, 30);
    await(&screen, "You did not finish this");
    settle(&screen);
    type(&screen, "e");
    await(&screen, "Make 350 tasks");
    type(&screen, "y");
    await(&screen, "350 new tasks");
    settle(&screen);
    quit(&screen);
    assert_int_equal(run("list %s tasks --columns name --filter name:'Tree 349'", file_path), 0);
    read_out(&log);
    assert_non_null(strstr(buffer_text(&log), "Tree 349 \\r\u00E9"));
    buffer_release(&list);
    buffer_release(&log);
}

/* More than can be pasted at once is told, and nothing of it arrives anywhere. */
static void a_list_that_is_too_long_is_told(void **state)
{
    (void)state;
    Buffer list = {0};
    buffer_add(&list, "\033[200~");
    buffer_add_repeat(&list, "qqqqqqq\r", 150000);
    buffer_add(&list, "\033[201~");
    Screen screen = start("", 100, 30);
    await(&screen, "Graft");
    type(&screen, "i");
    await(&screen, "New task");
    type(&screen, "Harvest");
    settle(&screen);
    type(&screen, buffer_text(&list));
    await(&screen, "1200000 bytes");
    settle(&screen);
    type(&screen, "\r");
    await(&screen, "Harvest");
    settle(&screen);
    quit(&screen);
    buffer_release(&list);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(whatever_is_open_is_taken_up_again, make_files, remove_files),
        cmocka_unit_test_setup_teardown(a_long_list_outlives_the_connection, make_file, remove_file),
        cmocka_unit_test_setup_teardown(a_list_that_is_too_long_is_told, make_file, remove_file),
    };
    return cmocka_run_group_tests_name("drafts", tests, NULL, NULL);
}
