/*
 * Progress that is reported of many tasks at once: all went as planned until a day.
 */
#include "steerco/analysis/reported.h"
#include "steerco/cli/subcommand.h"
#include "steerco/records/records.h"

/* The tasks that are named, or else all of the top level. */
static bool find_tasks(const Session *session, const Arguments *arguments, Ids *out, Error *error)
{
    const Plan *plan = &session->plan;
    const Outline *outline = &plan->results->outline;
    for (int i = 2; i < arguments->count; i++) {
        const Entity *entity;
        Id id;
        if (!cli_find_record(session, arguments->operands[i], &entity, &id, error))
            return false;
        if (entity != &task_entity)
            return error_usage(error, "'%s' is no task; expected a code like T-14", arguments->operands[i]);
        array_push(out, id);
    }
    for (uint32_t place = 0; arguments->count == 2 && place < outline->count; place = outline->end[place])
        array_push(out, plan_task(plan, outline->row_at[place])->record.id);
    return true;
}

bool cli_progress(const Arguments *arguments, Error *error)
{
    Session session;
    ChangeSet set;
    Ids tasks = {0};
    Date day;
    Error nothing = {0};
    bool any = false;
    if (!cli_open_to_change(arguments, true, &session, error))
        return false;
    Spelling spelling = plan_spelling(&session.plan);
    change_begin(&set, &session.plan, "cli", "");
    bool done = date_parse_typed(arguments->operands[1], spelling.order, spelling.today, spelling.near, &day, error) &&
                find_tasks(&session, arguments, &tasks, error);
    for (size_t i = 0; done && i < tasks.count; i++)
        any = reported_as_of(&set, &session.plan, tasks.items[i], day, &nothing) || any;
    Buffer words = {0};
    buffer_add(&words, "report as of ");
    date_format(done ? day : DATE_NONE, &words);
    change_reason(&set, "%s", buffer_text(&words));
    done = done && (!any || cli_commit(&session, &set, error));
    if (done && !any)
        cli_print("nothing to report\n");
    else if (done)
        cli_print_changes(&set, &session.plan);
    buffer_release(&words);
    array_release(&tasks);
    change_release(&set);
    session_close(&session);
    return done;
}
