/*
 * Foreign files in and out. Reading and writing their formats is src/exchange's; here sources are read whole, and
 * committed one by one.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli_draw.h"
#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"
#include "steerco/exchange/mspdi/mspdi.h"
#include "steerco/exchange/table/source.h"
#include "steerco/records/records.h"

static bool is_standard(const char *name)
{
    return text_equal(name, "-");
}

/* ---- import ---- */

static bool read_all(const char *name, Buffer *out, Error *error)
{
    int descriptor = is_standard(name) ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return error_set(error, "%s: %s", name, error_reason(errno));
    bool good = source_read(descriptor, is_standard(name) ? "standard input" : name, out, error);
    if (descriptor != STDIN_FILENO)
        close(descriptor);
    return good;
}

static bool read_dialect(const Arguments *arguments, CsvOptions *out, Error *error)
{
    static const OptionId given[IMPORT_OPTIONS] = {
        [IMPORT_AS] = OPTION_AS,
        [IMPORT_MAP] = OPTION_MAP,
        [IMPORT_SKIP] = OPTION_SKIP,
        [IMPORT_HEADER_LINE] = OPTION_HEADER_LINE,
        [IMPORT_PARTIAL] = OPTION_PARTIAL,
        [IMPORT_ENCODING] = OPTION_ENCODING,
        [IMPORT_DELIMITER] = OPTION_DELIMITER,
        [IMPORT_DECIMAL] = OPTION_DECIMAL,
        [IMPORT_DATE_ORDER] = OPTION_DATE_ORDER,
        [IMPORT_RAW] = OPTION_RAW,
    };
    bool good = true;
    *out = (CsvOptions){0};
    for (ImportOptionId id = 0; id < IMPORT_OPTIONS && good; id++)
        good = !arguments->options[given[id]] || import_option_set(id, arguments->options[given[id]], out, error);
    return good;
}

static bool select_or_create_board(Session *session, const char *name, bool *created, Error *error)
{
    if (session_select_board(session, name, error))
        return true;
    error_clear(error);
    *created = session_create_board(session, name, INSTANT_NONE, NULL, error);
    if (*created)
        cli_has_changed();
    return *created;
}

/* The board of --board; one that is not there is made, by one of those who want it, except in a dry run. */
static bool choose_board(Session *session, const char *name, bool dry_run, bool *created, Error *error)
{
    if (!name || (dry_run && session_select_board(session, name, NULL)))
        return true;
    bool done = dry_run || (session_queue(session, error) && select_or_create_board(session, name, created, error));
    session_unqueue(session);
    return done;
}

static void print_count(size_t count, const char *one, const char *many)
{
    if (count > 0)
        cli_format("  %zu %s\n", count, count == 1 ? one : many);
}

static void print_issues(const CsvReport *report)
{
    enum { MOST = 20 };
    for (size_t i = 0; i < report->issues.count && i < MOST; i++) {
        const CsvIssue *issue = &report->issues.items[i];
        cli_line("  line %zu%s%s: %s%s", issue->line, *issue->column ? ", " : "", issue->column, issue->reason,
                 issue->fatal ? "; row left out" : "");
    }
    if (report->issues.count > MOST)
        cli_format("  … and %zu more; --dry-run lists them all\n", report->issues.count - MOST);
}

static void print_summary(const CsvReport *report, const char *name)
{
    Buffer description = {0};
    csv_report_describe(report, &description);
    buffer_cut(&description, strcspn(buffer_text(&description), "\n")); /* its first line says how it was read */
    cli_line("%s: %s", name, buffer_text(&description));
    buffer_release(&description);
    if (report->date_order_guessed)
        cli_print("  every date could be read day first or month first: check them, or say it with --date-order\n");
    cli_format("  %zu created, %zu updated, %zu unchanged, %zu left out\n", report->created, report->updated,
               report->unchanged, report->skipped);
    print_count(report->links, "link", "links");
    print_count(report->assignments, "assignment", "assignments");
    print_count(report->resources, "new resource", "new resources");
    if (report->links_read_as)
        cli_line("  predecessors are read as %s", report->links_read_as);
    if (report->adopted > 0)
        cli_line("  %zu id%s to the board %s: added as new", report->adopted,
                 report->adopted == 1 ? " belongs" : "s belong", report->adopted_from);
    print_count(report->start_constraints,
                "task starts no earlier than in the source, as nothing else explains its start",
                "tasks start no earlier than in the source, as nothing else explains their start");
    print_count(report->dates_differ, "task has other dates than in the source",
                "tasks have other dates than in the source");
    print_issues(report);
}

/* What belongs to a board needs one; a dry run does without. */
static bool check_board(const Session *session, const char *plural, bool dry_run, Error *error)
{
    if (session->plan.board || dry_run)
        return true;
    return error_usage(error, "%s belong to a board; say to which with --board NAME", plural);
}

/* One source on its way into the plan. */
typedef struct Import {
    Session *session;
    const CsvOptions *options;
    bool dry_run;
    const char *name; /* for sentences */
    Buffer bytes;
    ChangeSet set;
} Import;

/* What a shell takes as one word. */
static void add_word(const char *word, Buffer *out)
{
    bool plain = *word && !word[strcspn(word, " \t'\"$`\\&;|<>()*?[]#~!")];
    buffer_add(out, plain ? "" : "'");
    for (const char *at = word; *at; at++)
        buffer_format(out, *at == '\'' ? "'\\''" : "%c", *at);
    buffer_add(out, plain ? "" : "'");
}

/* The command that imports what was not sure enough to be imported unasked. */
static void add_command(const Import *import, const CsvReport *report, Error *error)
{
    Buffer command = {0};
    Error why = *error;
    if (!report->undecided || !report->suggestion)
        return;
    buffer_add(&command, "steerco import ");
    add_word(store_path(import->session->store), &command);
    buffer_add_char(&command, ' ');
    add_word(text_equal(import->name, "standard input") ? "-" : import->name, &command);
    error_set(error, "%s; so: %s %s", why.text, buffer_text(&command), report->suggestion);
    buffer_release(&command);
}

static bool import_csv(Import *import, Error *error)
{
    Session *session = import->session;
    CsvOptions options = *import->options;
    if (!options.entity)
        options.entity = import_entity_of_file(import->name);
    options.board_of = session_board_of;
    options.context = session;
    CsvReport report = {0};
    Buffer description = {0};
    bool read = csv_import(buffer_text(&import->bytes), import->bytes.length, import->name, &options, &session->plan,
                           &import->set, &report, error);
    bool done =
        read &&
        (import->dry_run || report.entity->shared || check_board(session, report.entity->plural, false, error)) &&
        (import->dry_run || cli_commit(session, &import->set, error));
    if (!read)
        add_command(import, &report, error);
    session_unqueue(session); /* whoever reads what is printed may take their time */
    if (done && !import->dry_run) {
        print_summary(&report, import->name);
        cli_tell_missing(&import->set, &session->plan);
    }
    if (report.entity && (import->dry_run || !read)) {
        csv_report_describe(&report, &description);
        cli_print(buffer_text(&description));
    }
    buffer_release(&description);
    csv_report_release(&report);
    return done;
}

static bool import_xml(Import *import, Error *error)
{
    Session *session = import->session;
    MspdiReport report = {0};
    Buffer description = {0};
    bool done = check_board(session, "tasks", import->dry_run, error) &&
                mspdi_import(buffer_text(&import->bytes), import->bytes.length, import->name, &session->plan,
                             &import->set, &report, error) &&
                (import->dry_run || cli_commit(session, &import->set, error));
    session_unqueue(session);
    if (done) {
        mspdi_report_describe(&report, &description);
        cli_line("%s:", import->name);
        cli_print(buffer_text(&description));
    }
    buffer_release(&description);
    mspdi_report_release(&report);
    return done;
}

static bool import_source(Session *session, const char *source, const CsvOptions *options, bool dry_run, Error *error)
{
    Import import = {.session = session, .options = options, .dry_run = dry_run};
    import.name = is_standard(source) ? "standard input" : source;
    bool done = read_all(source, &import.bytes, error) && (dry_run || session_queue(session, error));
    if (done) { /* read first: a pipe may be slow, and nobody shall wait for it */
        change_begin(&import.set, &session->plan, "import", "");
        change_reason(&import.set, "import %s", import.name);
        bool xml = mspdi_recognise(buffer_text(&import.bytes), import.bytes.length);
        done = xml ? import_xml(&import, error) : import_csv(&import, error);
    }
    buffer_release(&import.bytes);
    change_release(&import.set);
    return done;
}

/* A board that was made for the sources goes again when not even the first one came in. */
static bool import_sources(Session *session, const Arguments *arguments, const CsvOptions *options, bool dry_run,
                           bool created, Error *error)
{
    for (int i = 1; i < arguments->count; i++) {
        if (!import_source(session, arguments->operands[i], options, dry_run, error)) {
            if (created && i == 1 && !session_discard_board(session, NULL))
                cli_line("the board %s was made for it, and stays", arguments->options[OPTION_BOARD]);
            return false;
        }
        if (created && i == 1)
            cli_line("created board %s", arguments->options[OPTION_BOARD]);
        /* A source may have brought the board that the next ones belong to. */
        if (!session->plan.board && !session_select_board(session, NULL, error))
            return false;
    }
    return true;
}

bool cli_import(const Arguments *arguments, Error *error)
{
    bool dry_run = arguments->options[OPTION_DRY_RUN] != NULL;
    Arguments file = {.operands = arguments->operands, .count = 1};
    CsvOptions options;
    Session session;
    if (!read_dialect(arguments, &options, error) ||
        !cli_open(&file, dry_run ? STORE_READ : STORE_WRITE, false, &session, error))
        return false;
    bool created = false;
    bool done = choose_board(&session, arguments->options[OPTION_BOARD], dry_run, &created, error) &&
                import_sources(&session, arguments, &options, dry_run, created, error);
    session_close(&session);
    return done;
}

/* ---- export ---- */

static bool write_block(const char *bytes, size_t length, void *context, Error *error)
{
    FILE *file = context;
    return fwrite(bytes, 1, length, file) == length || error_set(error, "cannot write: %s", error_reason(errno));
}

typedef enum FileFormat { FILE_CSV, FILE_JSON, FILE_XML, FILE_FORMATS } FileFormat;

static const char *const format_names[FILE_FORMATS] = {"csv", "json", "xml"};

typedef struct Export {
    const Entity *entity;
    CsvExport options;
    FileFormat format;
} Export;

static bool read_format(const char *name, Export *what, Error *error)
{
    for (int format = 0; format < FILE_FORMATS; format++)
        if (!name || text_equal(name, format_names[format])) {
            what->format = (FileFormat)format;
            const Entity *only = what->format == FILE_XML ? mspdi_entity() : what->entity;
            return what->entity == only ||
                   error_usage(error, "xml is a format of %s; of others there are csv and json", only->plural);
        }
    return error_usage(error, "option --format: '%s' is not one of csv, json and xml", name);
}

static bool write_format(const Plan *plan, const Export *what, FILE *file, Error *error)
{
    switch (what->format) {
    case FILE_JSON:
        return json_export(plan, what->entity, &what->options, write_block, file, error);
    case FILE_XML:
        return mspdi_export(plan, write_block, file, error);
    default:
        return csv_export(plan, what->entity, &what->options, write_block, file, error);
    }
}

/* Whose records, and how they are written. */
typedef struct Writing {
    const Plan *plan;
    const Export *what;
} Writing;

static bool write_records(void *context, FILE *file, Error *error)
{
    const Writing *writing = context;
    return write_format(writing->plan, writing->what, file, error);
}

/* What the plan holds and the file does not, line by line. */
static void tell_losses(const Plan *plan)
{
    Buffer lines = {0}, sentence = {0};
    mspdi_export_losses(plan, &lines);
    for (const char *line = buffer_text(&lines); *line; line += sentence.length + 1) {
        buffer_clear(&sentence);
        buffer_add_bytes(&sentence, line, strcspn(line, "\n"));
        cli_complain(buffer_text(&sentence));
    }
    buffer_release(&lines);
    buffer_release(&sentence);
}

/* The XML holds what an export of all columns would, of tasks and of people. */
static void tell_confidential(const Plan *plan, const Export *what)
{
    ExportSecrets secrets = {0};
    if (what->format == FILE_XML)
        mspdi_export_secrets(plan, &secrets);
    else if (!csv_export_secrets(plan, what->entity, &what->options, &secrets, NULL))
        return;
    cli_tell_left_out(plan, &secrets.left_out);
    cli_tell_held(secrets.fields.items, secrets.fields.count);
    array_release(&secrets.fields);
}

bool cli_export(const Arguments *arguments, Error *error)
{
    const char *const *options = arguments->options;
    Export what = {.options = {.columns = options[OPTION_COLUMNS], .raw = options[OPTION_RAW]}};
    Session session;
    const Picture *picture = picture_find(arguments->operands[1]);
    if (picture)
        return picture_export(picture, arguments, error);
    if (options[OPTION_ITERATIONS] || options[OPTION_SEED])
        return error_usage(error, "options --iterations and --seed mean nothing to an export of records");
    if (!arguments_entity(arguments, 1, &what.entity, error) || !read_format(options[OPTION_FORMAT], &what, error) ||
        !cli_open(arguments, STORE_READ, !what.entity->shared, &session, error))
        return false;
    bool done = cli_write(arguments, &session, write_records, &(Writing){&session.plan, &what}, error);
    if (done && what.format == FILE_XML)
        tell_losses(&session.plan);
    if (done)
        tell_confidential(&session.plan, &what);
    session_close(&session);
    return done;
}
