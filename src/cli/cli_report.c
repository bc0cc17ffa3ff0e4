/*
 * Status reports and minutes: printed, or sent, which freezes and keeps them; and those that were sent, as they were.
 */
#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"
#include "steerco/report/report.h"

static bool write_text(void *context, FILE *file, Error *error)
{
    (void)error; /* what goes wrong, the file tells */
    fputs(context, file);
    return true;
}

static bool print_report(const Arguments *arguments, const Session *session, const Report *report, ReportFormat format,
                         Error *error)
{
    Buffer text = {0};
    report_write(report, format, &text);
    bool done = cli_write(arguments, session, write_text, (char *)buffer_text(&text), error);
    buffer_release(&text);
    if (done && report->left_out > 0) {
        Buffer words = {0};
        buffer_format(&words, "%zu confidential record%s not in it", report->left_out,
                      report->left_out == 1 ? " is" : "s are");
        cli_complain(buffer_text(&words));
        buffer_release(&words);
    }
    return done;
}

/* "3" or "RP-3". */
static bool print_sent(const Arguments *arguments, const Session *session, ReportFormat format, Error *error)
{
    const char *typed = arguments->options[OPTION_NUMBER];
    Buffer code = {0};
    Id id;
    buffer_format(&code, "%s%s", typed[0] >= '0' && typed[0] <= '9' ? "RP-" : "", typed);
    const Entity *entity = entity_of_code(buffer_text(&code), &id);
    const StatusReport *sent = entity == &report_entity ? plan_find(&session->plan, ENTITY_REPORT, id) : NULL;
    buffer_release(&code);
    if (!sent)
        return error_set(error,
                         "option --number: no report '%s' was sent on this board; 'steerco list FILE reports' "
                         "names those that were",
                         typed);
    return cli_write(arguments, session, write_text, (char *)report_kept(sent, format), error);
}

static bool print_minutes(const Arguments *arguments, const Session *session, ReportFormat format, Error *error)
{
    const char *typed = arguments->options[OPTION_MINUTES];
    Id id;
    Report report;
    const Entity *entity = entity_of_code(typed, &id);
    if (entity != &meeting_entity || !plan_find(&session->plan, ENTITY_MEETING, id))
        return error_set(error, "option --minutes: there is no meeting '%s' on this board; expected a code like M-1",
                         typed);
    if (!report_minutes(&session->plan, id, &report, error))
        return false;
    bool done = print_report(arguments, session, &report, format, error);
    report_release(&report);
    return done;
}

static bool send(Session *session, const Report *report, Error *error)
{
    ChangeSet set;
    Buffer words = {0};
    change_begin(&set, &session->plan, "cli", "");
    change_reason(&set, "send report: %s, for %s", report->title, report_audiences[report->audience]);
    const Record *sent = report_keep(report, &set);
    bool done = cli_commit(session, &set, error);
    if (done) {
        buffer_format(&words, "sent as RP-%lld", (long long)sent->id);
        cli_complain(buffer_text(&words));
    }
    buffer_release(&words);
    change_release(&set);
    return done;
}

static bool print_new(const Arguments *arguments, Session *session, ReportFormat format, Error *error)
{
    int audience;
    Report report;
    ReportWanted wanted = {.narrative = arguments->options[OPTION_NOTE]};
    if (!arguments_choice(arguments, OPTION_AUDIENCE, report_audiences, &audience, error) ||
        !arguments_date(arguments, OPTION_SINCE, DATE_NONE, &wanted.from, error))
        return false;
    wanted.audience = (ReportAudience)audience;
    if (!report_make(session->store, &session->plan, &wanted, &report, error))
        return false;
    bool done = (!arguments->options[OPTION_SEND] || send(session, &report, error)) &&
                print_report(arguments, session, &report, format, error);
    report_release(&report);
    return done;
}

bool cli_report(const Arguments *arguments, Error *error)
{
    int format;
    Date today;
    Session session;
    bool sends = arguments->options[OPTION_SEND] != NULL;
    if (!arguments_choice(arguments, OPTION_FORMAT, report_formats, &format, error) ||
        !arguments_date(arguments, OPTION_TODAY, date_today(), &today, error))
        return false;
    if (sends && (arguments->options[OPTION_NUMBER] || arguments->options[OPTION_MINUTES]))
        return error_usage(error, "--send freezes a new status report; --number and --minutes print what is there");
    bool opened = sends ? cli_open_to_change(arguments, true, &session, error)
                        : cli_open(arguments, STORE_READ, true, &session, error);
    if (!opened)
        return false;
    session_set_today(&session, today);
    bool done = arguments->options[OPTION_NUMBER]    ? print_sent(arguments, &session, (ReportFormat)format, error)
                : arguments->options[OPTION_MINUTES] ? print_minutes(arguments, &session, (ReportFormat)format, error)
                                                     : print_new(arguments, &session, (ReportFormat)format, error);
    session_close(&session);
    return done;
}
