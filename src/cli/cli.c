/*
 * One run of the program from arguments to exit status, and what all subcommands share: opening the file, printing.
 */
#include "steerco/cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"
#include "steerco/model/workflow.h"
#include "steerco/records/records.h"
#include "steerco/session/typed.h"

void cli_complain(const char *sentence)
{
    Buffer safe = {0};
    text_safe(sentence, false, &safe);
    fflush(stdout);
    fprintf(stderr, "steerco: %s\n", buffer_text(&safe));
    buffer_release(&safe);
}

void cli_tell_missing(const ChangeSet *set, const Plan *plan)
{
    enum { MOST = 20 };
    size_t told = 0, more = 0;
    Buffer missing = {0}, line = {0};
    workflow_word_missing(set, plan, &missing);
    for (const char *at = buffer_text(&missing); *at; at += strcspn(at, "\n") + 1) {
        buffer_clear(&line);
        buffer_add_bytes(&line, at, strcspn(at, "\n"));
        if (told++ < MOST)
            cli_complain(buffer_text(&line));
        else
            more++;
    }
    buffer_clear(&line);
    buffer_format(&line, "%zu more records stand in a state without what it needs", more);
    if (more > 0)
        cli_complain(buffer_text(&line));
    buffer_release(&missing);
    buffer_release(&line);
}

/* The names of the boards of a file, for a sentence. */
static void list_boards(const Plan *plan, Buffer *out)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BOARD); row++) {
        const Board *board = plan_at(plan, ENTITY_BOARD, row);
        buffer_format(out, "%s%s", row ? ", " : "", board->name);
    }
}

static bool refuse_without_board(const Session *session, const char *path, Error *error)
{
    if (plan_count(&session->plan, ENTITY_BOARD) == 0 && session->past)
        return error_set(error, "%s held no board at that time; `steerco log` tells when the first one was made", path);
    if (plan_count(&session->plan, ENTITY_BOARD) == 0)
        return error_set(error, "%s holds no board yet; make one with: steerco add %s board name=NAME", path, path);
    Buffer names = {0};
    list_boards(&session->plan, &names);
    error_usage(error, "%s holds several boards (%s); say which with --board", path, buffer_text(&names));
    buffer_release(&names);
    return false;
}

static bool open_session(const Arguments *arguments, StoreMode mode, Session *session, Error *error)
{
    const char *path = arguments->operands[0], *board = arguments->options[OPTION_BOARD];
    const char *as_of = arguments->options[OPTION_AS_OF];
    Moment moment;
    if (!as_of)
        return session_open_lean(session, path, mode, board, error);
    if (!typed_moment(as_of, instant_now(), &moment, error))
        return error_prefix(error, "option --as-of");
    return session_open_as_of(session, path, moment, board, error);
}

bool cli_open(const Arguments *arguments, StoreMode mode, bool needs_board, Session *session, Error *error)
{
    const char *path = arguments->operands[0];
    if (!open_session(arguments, mode, session, error))
        return false;
    if (store_notice(session->store)[0])
        cli_complain(store_notice(session->store));
    if (arguments->options[OPTION_CONFIDENTIAL] && !session_set_audience(session, AUDIENCE_PRIVATE, error)) {
        session_close(session);
        return false;
    }
    const char *why = arguments->options[OPTION_WHY];
    if (why && !session_why(session, why, true, error)) {
        error_prefix(error, "option --why");
        session_close(session);
        return false;
    }
    if (!needs_board || session->plan.board)
        return true;
    refuse_without_board(session, path, error);
    session_close(session);
    return false;
}

bool cli_open_to_change(const Arguments *arguments, bool needs_board, Session *session, Error *error)
{
    if (!cli_open(arguments, STORE_WRITE, needs_board, session, error))
        return false;
    if (arguments->file_left_out)
        fprintf(stderr, "steerco: changing %s\n", store_path(session->store));
    if (session_queue(session, error))
        return true;
    session_close(session);
    return false;
}

void cli_print(const char *text)
{
    Buffer safe = {0};
    text_safe(text, true, &safe);
    fwrite(buffer_text(&safe), 1, safe.length, stdout);
    buffer_release(&safe);
}

PRINTF_LIKE(1, 0)
static char *formatted(const char *format, va_list values)
{
    va_list again;
    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, values);
    char *text = memory_new((size_t)length + 1, 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void cli_format(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    char *text = formatted(format, values);
    va_end(values);
    cli_print(text);
    free(text);
}

void cli_line(const char *format, ...)
{
    Buffer safe = {0};
    va_list values;
    va_start(values, format);
    char *text = formatted(format, values);
    va_end(values);
    text_safe(text, false, &safe);
    buffer_add_char(&safe, '\n');
    fwrite(buffer_text(&safe), 1, safe.length, stdout);
    buffer_release(&safe);
    free(text);
}

static void complain_of(const Buffer *words)
{
    if (words->length > 0)
        cli_complain(buffer_text(words));
}

void cli_tell_left_out(const Plan *plan, const LeftOut *left_out)
{
    Buffer words = {0};
    left_out_word(left_out, plan->audience, &words);
    complain_of(&words);
    buffer_release(&words);
}

void cli_tell_held(const Field *const *fields, size_t count)
{
    Buffer words = {0};
    held_word(fields, count, &words);
    complain_of(&words);
    buffer_release(&words);
}

void cli_print_change(const Change *change, const Plan *plan, const char *indent)
{
    Buffer words = {0};
    change_describe(change, plan, &words);
    cli_line("%s%s", indent, buffer_text(&words));
    buffer_release(&words);
}

int cli_width(void)
{
    enum { WIDEST = 1000 };
    struct winsize size;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
        return size.ws_col < WIDEST ? size.ws_col : WIDEST;
    return 100;
}

/* Output that never arrived is a failure too: a full disk, a closed descriptor. */
static bool flush_output(Error *error)
{
    errno = 0; /* it may have failed earlier already, for a reason that is known no more */
    if (fflush(stdout) == 0 && !ferror(stdout))
        return true;
    return error_set(error, "standard output: %s", errno ? error_reason(errno) : "cannot be written");
}

static bool perform(const Arguments *arguments, Error *error)
{
    const Subcommand *subcommand = arguments->subcommand;
    if (arguments->options[OPTION_VERSION])
        return cli_version(arguments, error);
    if (arguments->options[OPTION_HELP])
        help_print(subcommand->name[0] ? subcommand : NULL);
    else
        return subcommand->run(arguments, error);
    return true;
}

static bool is_change(const Arguments *arguments)
{
    const char *const *options = arguments->options;
    return arguments->subcommand->changes && !options[OPTION_VERSION] && !options[OPTION_HELP] &&
           !options[OPTION_DRY_RUN];
}

static bool changed;

void cli_has_changed(void)
{
    changed = true;
}

bool cli_commit(Session *session, ChangeSet *set, Error *error)
{
    bool done = session_commit(session, set, error);
    if (done && set->changes.count > 0)
        cli_has_changed();
    return done;
}

/* A change whose reader has gone still is to be told from one that failed: nobody ends it while it is being made. */
static bool run(const Arguments *arguments, Error *error)
{
    Error untold = {0};
    bool change = is_change(arguments);
    if (change)
        signal(SIGPIPE, SIG_IGN);
    bool done = perform(arguments, error), told = flush_output(&untold);
    if (done && !told) {
        *error = untold;
        if (changed)
            error_prefix(error, "it was done, but the answer could not be printed");
        error->kind = changed ? ERROR_UNTOLD : ERROR_FAILED;
    } else if (changed && !told) {
        error_prefix(&untold, "what was done before the failure could not be printed");
        cli_complain(untold.text);
    }
    return done && told;
}

/* A file that is opened must not get the number of one that was closed, or what is printed would go into it. */
static void fill_closed_descriptors(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0) /* the other way round: using it fails, as if it were closed */
            (void)!open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* Is what the shell has put behind a descriptor a planning file, or a part of one? What is printed would go into it. */
static bool is_guarded(int descriptor)
{
    char path[40];
    struct stat status;
    Error ignored = {0};
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && !store_check_output(NULL, path, &ignored);
}

/* What must not be written to is let go, so that nobody does. */
static bool check_outputs(Error *error)
{
    const bool output = is_guarded(STDOUT_FILENO), complaints = is_guarded(STDERR_FILENO);
    int nowhere = output || complaints ? open("/dev/null", O_WRONLY | O_CLOEXEC) : -1;
    if (output)
        dup2(nowhere, STDOUT_FILENO);
    if (complaints)
        dup2(nowhere, STDERR_FILENO);
    return nowhere < 0 ||
           error_set(error, "%s is a planning file or another database, or belongs to one; nothing is printed there",
                     output ? "standard output" : "standard error");
}

/* A file that would grow beyond the limit of the login is a failed write, which is told, and no end of the program. */
static void on_size_limit(int number)
{
    (void)number;
}

int cli_run(int argc, char **argv)
{
    signal(SIGXFSZ, on_size_limit);
    Error error = {0};
    Arguments arguments = {0};
    fill_closed_descriptors();
    bool done = check_outputs(&error) && arguments_parse(argc, argv, &arguments, &error) && run(&arguments, &error);
    if (!done)
        cli_complain(error.text);
    arguments_release(&arguments);
    return done ? 0 : (int)error.kind;
}
