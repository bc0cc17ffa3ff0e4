/*
 * Whole files: opening the dashboard on one, making one, looking over its boards, checking it.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "steerco/analysis/ledger.h"
#include "steerco/analysis/schedule.h"
#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"
#include "steerco/planning/baseline.h"
#include "steerco/records/records.h"
#include "steerco/session/sample.h"
#include "steerco/tui/app/app.h"

/* ---- The dashboard ---- */

bool cli_run_dashboard(const Arguments *arguments, Session *session, const char *screen, Error *error)
{
    const char *no_color = getenv("NO_COLOR");
    TermOptions looks = {
        .ascii = arguments->options[OPTION_ASCII] != NULL,
        .restricted = arguments->options[OPTION_RESTRICTED] != NULL,
        .monochrome = arguments->options[OPTION_NO_COLOR] || (no_color && *no_color),
    };
    return tui_run(session, &looks, screen, error);
}

/* mkdir -p: all parts of a path that end in a slash. */
static bool make_folders(char *path, Error *error)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool there = mkdir(path, 0700) == 0 || errno == EEXIST;
        if (!there)
            error_set(error, "%s: %s", path, error_reason(errno));
        *slash = '/';
        if (!there)
            return false;
    }
    return true;
}

/* The default file, in a folder that is there. */
static bool default_path(Buffer *out, Error *error)
{
    return arguments_default_file(out, error) && make_folders(out->bytes, error);
}

bool cli_dashboard(const Arguments *arguments, Error *error)
{
    Buffer path = {0};
    Session session;
    bool named = arguments->count > 0;
    if (named)
        buffer_add(&path, arguments->operands[0]);
    bool done = named || default_path(&path, error);
    StoreMode mode = named || access(buffer_text(&path), F_OK) == 0 ? STORE_WRITE : STORE_CREATE;
    if (done && session_open(&session, buffer_text(&path), mode, arguments->options[OPTION_BOARD], error)) {
        bool all = arguments->options[OPTION_CONFIDENTIAL] != NULL;
        done = (!all || session_set_audience(&session, AUDIENCE_PRIVATE, error)) &&
               cli_run_dashboard(arguments, &session, arguments->options[OPTION_PANE], error);
        session_close(&session);
    } else {
        done = false;
    }
    buffer_release(&path);
    return done;
}

/* ---- demo ---- */

static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
    rmdir(path);
}

bool cli_demo(const Arguments *arguments, Error *error)
{
    const char *root = getenv("TMPDIR");
    Buffer folder = {0}, path = {0};
    Session session;
    buffer_format(&folder, "%s/steerco-demo-XXXXXX", root && *root ? root : "/tmp");
    if (!mkdtemp(folder.bytes)) {
        error_set(error, "%s: %s", folder.bytes, error_reason(errno));
        buffer_release(&folder);
        return false;
    }
    buffer_format(&path, "%s/demo.steerco", buffer_text(&folder));
    bool done = session_open(&session, buffer_text(&path), STORE_CREATE, NULL, error);
    if (done) {
        done = sample_load(&session, error);
        if (done && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
            done = cli_run_dashboard(arguments, &session, arguments->options[OPTION_PANE], error);
        else if (done)
            cli_print_panes(&session, arguments->options[OPTION_ASCII] != NULL);
        session_close(&session);
    }
    remove_folder(buffer_text(&folder));
    buffer_release(&folder);
    buffer_release(&path);
    return done;
}

/* ---- new, verify, backup ---- */

bool cli_new(const Arguments *arguments, Error *error)
{
    const char *board = arguments->options[OPTION_BOARD], *currency = arguments->options[OPTION_CURRENCY];
    Date start;
    Session session;
    if (!board && (currency || arguments->options[OPTION_START]))
        return error_usage(error, "--start and --currency belong to a board; name it with --board");
    if (currency && !currency_is_code(currency))
        return error_usage(error, "option --currency: '%s' is no code; expected three capital letters such as EUR",
                           currency);
    if (!arguments_date(arguments, OPTION_START, DATE_NONE, &start, error) ||
        !session_open(&session, arguments->operands[0], STORE_MAKE, NULL, error))
        return false;
    Instant morning = start == DATE_NONE ? INSTANT_NONE : instant_make(start, 8 * 60);
    bool done =
        (!board || session_create_board(&session, board, morning, currency, error)) && session_publish(&session, error);
    if (done) {
        cli_has_changed();
        cli_line("created %s%s%s", arguments->operands[0], board ? " with board " : "", board ? board : "");
    }
    session_close(&session);
    return done;
}

static void print_adrift(const Plan *plan, const char *board)
{
    Buffer lines = {0};
    ledger_word_adrift(plan, &lines);
    for (const char *line = buffer_text(&lines); *line; line += strcspn(line, "\n") + 1)
        cli_line("%s %s, %.*s", board, plan_board(plan)->name, (int)strcspn(line, "\n"), line);
    buffer_release(&lines);
}

/* Transfers and draws that move nothing, board by board: the file is sound, but the books are not complete. */
static bool name_adrift(Session *session, void *context)
{
    Buffer code = {0};
    (void)context;
    entity_code(&board_entity, session->plan.board, &code);
    print_adrift(&session->plan, buffer_text(&code));
    buffer_release(&code);
    return true;
}

bool cli_verify(const Arguments *arguments, Error *error)
{
    Session session;
    if (!cli_open(arguments, STORE_READ, false, &session, error))
        return false;
    bool done = store_verify(session.store, error);
    if (done)
        cli_line("%s is sound", arguments->operands[0]);
    done = done && session_each_board(&session, name_adrift, NULL, error);
    session_close(&session);
    return done;
}

/* FILE.2026-03-02T081500: by the clock of this host, so that names sort by time. */
static void add_backup_name(const char *file, Buffer *out)
{
    time_t now = time(NULL);
    struct tm moment;
    char text[32];
    buffer_add(out, file);
    if (localtime_r(&now, &moment) && strftime(text, sizeof text, ".%Y-%m-%dT%H%M%S", &moment) > 0)
        buffer_add(out, text);
}

bool cli_backup(const Arguments *arguments, Error *error)
{
    Session session;
    Buffer target = {0};
    if (!cli_open(arguments, STORE_READ, false, &session, error))
        return false;
    if (arguments->count > 1)
        buffer_add(&target, arguments->operands[1]);
    else
        add_backup_name(arguments->operands[0], &target);
    bool done = store_backup(session.store, buffer_text(&target), error);
    if (done) {
        cli_has_changed();
        cli_line("%s is a sound copy of %s", buffer_text(&target), arguments->operands[0]);
    }
    buffer_release(&target);
    session_close(&session);
    return done;
}

static void print_recovered(const Recovered *report)
{
    for (int kind = 0; kind < entity_count; kind++)
        if (report->saved[kind] > 0 || report->lost[kind] > 0)
            cli_format("  %-14s %8lld saved %8lld lost\n", entities[kind]->plural, (long long)report->saved[kind],
                       (long long)report->lost[kind]);
    if (report->dropped > 0)
        cli_format("  %lld records left out that cannot be without a lost one\n", (long long)report->dropped);
    if (report->detached > 0)
        cli_format("  %lld references to lost records emptied\n", (long long)report->detached);
    cli_print("  the journal of the damaged file stays there; the new one begins with this recovery\n");
}

bool cli_recover(const Arguments *arguments, Error *error)
{
    Recovered report;
    const char *damaged = arguments->operands[0], *target = arguments->operands[1];
    if (!store_recover(damaged, target, &report, error))
        return false;
    cli_has_changed();
    if (report.sound) {
        cli_line("%s is not damaged; %s is a sound copy", damaged, target);
        return true;
    }
    cli_line("%s holds what could be read of %s", target, damaged);
    print_recovered(&report);
    return true;
}

/* ---- boards ---- */

static void add_day(Instant instant, Buffer *line)
{
    size_t before = line->length;
    if (instant != INSTANT_NONE)
        date_format(instant_end_date(instant), line);
    else
        buffer_add(line, "—         ");
    buffer_add(line, line->length > before ? "  " : "");
}

static void add_money(Money money, const Plan *plan, Buffer *line)
{
    Buffer amount = {0};
    plan_word_money(plan, money, &amount);
    buffer_add_repeat(line, " ", 12 - text_width(buffer_text(&amount)));
    buffer_add(line, buffer_text(&amount));
    buffer_release(&amount);
}

static bool print_board(Session *session, void *context)
{
    (void)context;
    const Plan *plan = &session->plan;
    const Board *board = plan_board(plan);
    ScheduleFigures figures = schedule_figures(plan);
    Buffer line = {0}, name = {0};
    int width;
    text_safe(board->name, false, &name);
    size_t length = text_fit(buffer_text(&name), 24, &width);
    entity_code(&board_entity, board->record.id, &line);
    buffer_add_repeat(&line, " ", 6 - (int)line.length);
    buffer_add_bytes(&line, buffer_text(&name), length);
    buffer_add_repeat(&line, " ", 26 - width);
    add_day(plan->results->start, &line);
    add_day(plan->results->finish, &line);
    buffer_format(&line, "%4lld%%", (long long)schedule_whole_percent(figures.done, figures.minutes));
    buffer_format(&line, "%6d%10d%9d", figures.late, figures.critical, plan_critical_risks(plan));
    add_money(plan_ledger(plan)->budget.current, plan, &line);
    add_money(plan_ledger(plan)->budget.eac, plan, &line);
    cli_line("%s %s", buffer_text(&line), board->currency);
    if (session->trouble.kind != ERROR_NONE)
        cli_line("      %s", session->trouble.text);
    buffer_release(&line);
    buffer_release(&name);
    return true;
}

bool cli_boards(const Arguments *arguments, Error *error)
{
    Session session;
    if (!cli_open(arguments, STORE_READ, false, &session, error))
        return false;
    cli_print("Code  Board                     Start       Finish      Done  Late  Critical  C risks      Budget       "
              "  EAC\n");
    bool done = session_each_board(&session, print_board, NULL, error);
    session_close(&session);
    return done;
}

/* ---- baseline ---- */

bool cli_baseline(const Arguments *arguments, Error *error)
{
    const char *name = arguments->operands[1];
    Session session;
    ChangeSet set;
    Buffer clean = {0};
    if (!cli_open_to_change(arguments, true, &session, error))
        return false;
    change_begin(&set, &session.plan, "cli", "");
    bool done = text_clean(name, strlen(name), false, &clean, error) &&
                baseline_take(&set, &session.plan, buffer_text(&clean), NULL, error);
    change_reason(&set, "take baseline %s", buffer_text(&clean));
    done = done && cli_commit(&session, &set, error);
    if (done)
        cli_line("took baseline %s: %zu task%s", buffer_text(&clean), set.changes.count - 1,
                 set.changes.count == 2 ? "" : "s");
    buffer_release(&clean);
    change_release(&set);
    session_close(&session);
    return done;
}
