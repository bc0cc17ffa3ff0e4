/*
 * What analysis finds out about a schedule, as plain text: is it fit to be managed by, and why does a task stand where
 * it stands.
 */
#include "steerco/analysis/earned_board.h"
#include "steerco/analysis/health.h"
#include "steerco/cli/subcommand.h"
#include "steerco/records/records.h"

/* ---- health ---- */

static void print_conflicts(const Plan *plan)
{
    const ScheduleConflicts *conflicts = schedule_conflicts(plan);
    Buffer line = {0};
    health_word_conflicts(plan, &line);
    cli_line("%s", buffer_text(&line));
    for (size_t i = 0; i < conflicts->found.count; i++)
        cli_line("         %s%s", i < conflicts->consequences ? "" : "  ", conflicts->found.items[i].text);
    buffer_release(&line);
}

static void print_point(const Plan *plan, const Health *health, HealthCheck check)
{
    const Ids *found = &health->points[check].found;
    Buffer line = {0};
    health_word_line(plan, health, check, &line);
    cli_line("%s", buffer_text(&line));
    if (health->points[check].verdict == HEALTH_UNDEFINED) {
        buffer_clear(&line);
        health_word_advice(plan, health, check, &line);
        cli_line("         %s", buffer_text(&line));
    }
    for (size_t i = 0; i < found->count; i++) {
        buffer_clear(&line);
        health_word_finding(plan, check, found->items[i], &line);
        cli_line("         %s", buffer_text(&line));
    }
    buffer_release(&line);
}

/* Conflicts and points are told even when some of it is undefined; only a plan without dates has nothing to tell. */
static bool is_scheduled(const Session *session, Error *error)
{
    return !session->plan.results->unscheduled || error_set(error, "no task has dates: %s", session->trouble.text);
}

bool cli_health(const Arguments *arguments, Error *error)
{
    Date today;
    Health health = {0};
    Session session;
    if (!arguments_date(arguments, OPTION_TODAY, date_today(), &today, error) ||
        !cli_open(arguments, STORE_READ, true, &session, error))
        return false;
    session.plan.today = today;
    bool done = is_scheduled(&session, error);
    if (done) {
        print_conflicts(&session.plan);
        health_check(&session.plan, 0, &health);
        for (HealthCheck check = 0; check < HEALTH_COUNT; check++)
            print_point(&session.plan, &health, check);
    }
    health_release(&health);
    session_close(&session);
    return done;
}

/* ---- earned value ---- */

bool cli_earned(const Arguments *arguments, Error *error)
{
    Date today;
    Session session;
    Buffer words = {0};
    if (!arguments_date(arguments, OPTION_TODAY, date_today(), &today, error) ||
        !cli_open(arguments, STORE_READ, true, &session, error))
        return false;
    session_set_today(&session, today);
    bool done = is_scheduled(&session, error);
    if (done) {
        earned_word_board(&session.plan, &words);
        cli_print(buffer_text(&words));
    }
    buffer_release(&words);
    session_close(&session);
    return done;
}

/* ---- explain ---- */

static void print_figures(const Plan *plan, Id task)
{
    static void (*const figures[])(const Plan *, Id,
                                   Buffer *) = {schedule_explain, schedule_explain_span, schedule_explain_total_slack,
                                                schedule_explain_free_slack, schedule_explain_critical};
    Buffer line = {0};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        buffer_clear(&line);
        figures[i](plan, task, &line);
        if (line.length > 0)
            cli_line("%s", buffer_text(&line));
    }
    buffer_release(&line);
}

static void print_tasks(const Plan *plan, const Ids *tasks, size_t from,
                        void (*word)(const Plan *plan, Id task, Buffer *out))
{
    Buffer line = {0};
    for (size_t i = from; i < tasks->count; i++) {
        buffer_clear(&line);
        word(plan, tasks->items[i], &line);
        cli_line("  %s", buffer_text(&line));
    }
    buffer_release(&line);
}

static void print_explanation(const Plan *plan, Id task)
{
    Ids driving = {0}, downstream = {0};
    schedule_driving(plan, task, &driving);
    schedule_downstream(plan, task, &downstream);
    size_t from = driving.count > 0 && driving.items[0] == task; /* the first sentence has told it */
    print_figures(plan, task);
    if (driving.count > from)
        cli_print("\nWhat decides its start, step by step\n");
    print_tasks(plan, &driving, from, schedule_explain);
    if (downstream.count > 0)
        cli_format("\nWhat a delay of it can move: %zu task%s\n", downstream.count, downstream.count == 1 ? "" : "s");
    else
        cli_print("\nA delay of it moves no other task\n");
    print_tasks(plan, &downstream, 0, schedule_word_stand);
    array_release(&driving);
    array_release(&downstream);
}

bool cli_explain(const Arguments *arguments, Error *error)
{
    const char *code = arguments->operands[1];
    Session session;
    Id id = 0;
    if (entity_of_code(code, &id) != &task_entity)
        return error_usage(error, "'%s' is no code of a task; expected one like T-14", code);
    if (!cli_open(arguments, STORE_READ, true, &session, error))
        return false;
    bool done = plan_find(&session.plan, ENTITY_TASK, id) || error_set(error, "there is no task %s", code);
    done = done && is_scheduled(&session, error);
    if (done)
        print_explanation(&session.plan, id);
    session_close(&session);
    return done;
}
