/*
 * The report is shown as text with the question whether to send it: then it is kept as it was shown, in all formats.
 */
#include "steerco/tui/commands/report.h"

#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/report/report.h"
#include "steerco/tui/app/overlay.h"

enum { NARRATIVE_MOST = 4000 };

/* What was asked for; made anew when it is sent, so that it is true then. */
typedef struct Asked {
    ReportAudience audience;
    char narrative[NARRATIVE_MOST];
} Asked;

static bool make(App *app, const Asked *asked, Report *out)
{
    Error error = {0};
    const ReportWanted wanted = {.audience = asked->audience, .from = DATE_NONE, .narrative = asked->narrative};
    if (report_make(app_session(app)->store, app_plan(app), &wanted, out, &error))
        return true;
    app_complain(app, &error);
    return false;
}

static void send(App *app, const void *context)
{
    const Asked *asked = context;
    Report report;
    ChangeSet set = {0};
    if (!make(app, asked, &report))
        return;
    app_begin(app, &set, "");
    change_reason(&set, "send report: %s, for %s", report.title, report_audiences[report.audience]);
    const Record *sent = report_keep(&report, &set);
    if (app_commit(app, &set))
        app_say(app, "Sent as RP-%lld; pane 9 has it", (long long)sent->id);
    change_release(&set);
    report_release(&report);
}

static void show(App *app, const Asked *asked)
{
    Report report;
    Buffer text = {0};
    if (!make(app, asked, &report))
        return;
    report_write(&report, REPORT_TEXT, &text);
    if (app_may_change(app))
        overlay_ask(app, report.title, buffer_text(&text), "Send it, so that it is kept as it is? y or n", NULL, send,
                    asked, sizeof *asked);
    else
        app_read(app, report.title, buffer_text(&text));
    buffer_release(&text);
    report_release(&report);
}

static bool read_audience(const char *typed, Asked *out)
{
    typed = text_skip_blanks(typed);
    for (int i = 0; report_audiences[i]; i++) {
        size_t length = strlen(report_audiences[i]);
        if (strncmp(typed, report_audiences[i], length) != 0 || (typed[length] != ' ' && typed[length] != '\0'))
            continue;
        out->audience = (ReportAudience)i;
        overlay_copy(out->narrative, sizeof out->narrative, text_skip_blanks(typed + length));
        return true;
    }
    return false;
}

static bool accept(App *app, const char *text, const void *context)
{
    (void)context;
    Asked asked = {0};
    if (!read_audience(text, &asked)) {
        app_say(app, "For whom? Type steering, team, client or sponsor, and behind it what you have to say");
        return false;
    }
    show(app, &asked);
    return true;
}

void report_ask(App *app, const char *typed)
{
    if (app_plan(app)->board == 0)
        app_say(app, "There is no board to report on");
    else if (*typed)
        (void)accept(app, typed, NULL);
    else
        app_prompt(app, &(Prompt){.label = "Report for",
                                  .hint = "steering, team, client or sponsor; behind it what you have to say, which "
                                          "stands above the sections",
                                  .initial = "steering",
                                  .command = "report",
                                  .accept = accept});
}
