/*
 * Sent reports: the register of them, reading one, sending one.
 */
#include "steerco/records/records.h"
#include "steerco/tui/commands/report.h"
#include "steerco/tui/panes/register.h"

static void run_read(App *app, const char *argument)
{
    (void)argument;
    const Register *reports = register_of(app);
    const StatusReport *sent = plan_find(app_plan(app), ENTITY_REPORT, list_selected(&reports->list));
    if (sent)
        app_read(app, sent->title, sent->text);
    else
        app_say(app, "No report is selected; i makes one");
}

static void run_send(App *app, const char *argument)
{
    report_ask(app, argument);
}

static const Command commands[] = {
    {"report-read", "enter f4", "read", "Read the report as it was sent", run_read},
    {"report-send", "i insert", "new", "Make a report, read it, and send it", run_send},
    {0},
};

const Pane reports_pane = {
    .name = "reports",
    .title = "Reports",
    .key = '9',
    .help = "Status reports as they were sent, the newest first.",
    .commands = commands,
    REGISTER(report_entity),
};
