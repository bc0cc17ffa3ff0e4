/*
 * Where a plan contradicts itself. Microsoft Project lets a constraint win silently; here each contradiction is a
 * sentence that names both sides. Negative slack is traced along the links to the task whose date must be kept.
 */
#include "idle_calendars.h"
#include "kept.h"
#include "words.h"

#define NO_NODE UINT32_MAX

/* Which node's date is the reason for the slack of a node, and how tight it is there. */
typedef struct Cause {
    uint32_t node; /* NO_NODE while none is known */
    int32_t slack;
} Cause;

typedef struct Search {
    const Passes *passes;
    Cause *causes; /* by node */
    ScheduleConflicts *out;
    Buffer text;
} Search;

static const Task *task_of(const Search *search, uint32_t n)
{
    return plan_task(search->passes->plan, search->passes->network->nodes[n].row);
}

static void report(Search *search, uint32_t n, ScheduleConflictKind kind, uint32_t cause)
{
    const char *text = arena_text(&search->out->texts, buffer_text(&search->text));
    array_push(&search->out->found, (ScheduleConflict){.task = task_of(search, n)->record.id,
                                                       .cause = task_of(search, cause)->record.id,
                                                       .kind = kind,
                                                       .text = text});
    buffer_clear(&search->text);
}

/* Dates that were asked for */

static bool must_start(const Node *node)
{
    return node->constraint == CONSTRAINT_MUST_START_ON || node->constraint == CONSTRAINT_START_NO_LATER;
}

static bool must_finish(const Node *node)
{
    return node->constraint == CONSTRAINT_MUST_FINISH_ON || node->constraint == CONSTRAINT_FINISH_NO_LATER;
}

static bool has_own_date(const Node *node)
{
    return node->manual || must_start(node) || must_finish(node);
}

static void say_start_by_own_date(Search *search, uint32_t n)
{
    say_task(task_of(search, n), &search->text);
    buffer_add(&search->text, " starts ");
    say_instant(search->passes->early[n].start, &search->text);
    if (search->passes->network->nodes[n].manual) {
        buffer_add(&search->text, " as set by hand");
    } else {
        buffer_add(&search->text, " by its ");
        say_constraint(task_of(search, n), &search->text);
    }
}

/* The link into `at` that asks for the latest start of task `n`, if that is later than *latest. */
static const NetworkLink *latest_link(const Passes *passes, uint32_t n, uint32_t at, Instant *latest)
{
    const Node *node = &passes->network->nodes[at];
    const NetworkLink *found = NULL;
    for (uint32_t i = node->links; i < node[1].links; i++) {
        bool at_finish;
        const NetworkLink *link = &passes->network->links[i];
        Instant demand = passes_demand(passes, at, link, &at_finish);
        Instant start = passes_start_by(passes, n, demand, at_finish);
        if (start > *latest) {
            *latest = start;
            found = link;
        }
    }
    return found;
}

static void check_links(Search *search, uint32_t n)
{
    const Passes *passes = search->passes;
    const Network *network = passes->network;
    Instant latest = passes->early[n].start;
    const NetworkLink *found = latest_link(passes, n, n, &latest);
    for (uint32_t s = network->nodes[n].summary; s != 0; s = network->summaries[s].parent) {
        const NetworkLink *later = latest_link(passes, n, network->summaries[s].entry, &latest);
        found = later ? later : found;
    }
    if (!found)
        return;
    say_start_by_own_date(search, n);
    buffer_add(&search->text, ", but ");
    say_link(passes, found, INSTANT_NONE, &search->text);
    report(search, n, CONFLICT_WITH_LINK, n);
}

static void check_project_start(Search *search, uint32_t n)
{
    if (search->passes->early[n].start >= search->passes->start)
        return;
    say_start_by_own_date(search, n);
    buffer_add(&search->text, ", but the project starts ");
    say_instant(search->passes->start, &search->text);
    report(search, n, CONFLICT_WITH_START, n);
}

static void check_status_date(Search *search, uint32_t n)
{
    const Node *node = &search->passes->network->nodes[n];
    const Span *early = &search->passes->early[n];
    bool missed = must_start(node)
                      ? early->start > network_dates(search->passes->network, node)->constraint
                      : must_finish(node) && early->finish > network_dates(search->passes->network, node)->constraint;
    if (!missed || !passes_decides(search->passes, n, search->passes->status, false))
        return;
    say_task(task_of(search, n), &search->text);
    buffer_add(&search->text, " had not begun by the status date and starts ");
    say_instant(early->start, &search->text);
    buffer_add(&search->text, ", too late for its ");
    say_constraint(task_of(search, n), &search->text);
    report(search, n, CONFLICT_WITH_STATUS, n);
}

/* Dates that must be kept */

static void check_deadline(Search *search, uint32_t n, Instant finish)
{
    const Node *node = &search->passes->network->nodes[n];
    if (network_dates(search->passes->network, node)->deadline == INSTANT_NONE ||
        finish <= network_dates(search->passes->network, node)->deadline)
        return;
    say_task(task_of(search, n), &search->text);
    buffer_add(&search->text, " finishes ");
    say_end(finish, &search->text);
    buffer_add(&search->text, ", after its deadline ");
    say_end(network_dates(search->passes->network, node)->deadline, &search->text);
    report(search, n, CONFLICT_DEADLINE, n);
}

/* Slack */

static void tighten(Cause *cause, Cause by)
{
    if (by.node != NO_NODE && (cause->node == NO_NODE || by.slack < cause->slack))
        *cause = by;
}

/* Is there no time between them, as the slack of the task counts it? */
static bool same_time(const Search *search, const Node *node, Instant a, Instant b)
{
    return node->elapsed
               ? a == b
               : worktime_between(calendars_at(&search->passes->network->calendars, node->calendar), a, b) == 0;
}

/* Is it a date of the task or summary itself that sets its late dates? Of a summary `n` is the exit. */
static bool binds_itself(const Search *search, const Node *node, uint32_t n)
{
    const Span *late = &search->passes->late[n];
    Instant finish = node->kind == NODE_ENTRY ? search->passes->limits[n].ceiling.finish : late->finish;
    return (network_dates(search->passes->network, node)->deadline != INSTANT_NONE &&
            same_time(search, node, finish, network_dates(search->passes->network, node)->deadline)) ||
           (must_finish(node) &&
            same_time(search, node, finish, network_dates(search->passes->network, node)->constraint)) ||
           (must_start(node) &&
            same_time(search, node, late->start, network_dates(search->passes->network, node)->constraint));
}

static int32_t slack_of(const Search *search, uint32_t n)
{
    return search->passes->network->nodes[n].row == ROW_NONE ? 0 : search->passes->slack[n].total;
}

/* Nodes are visited after all that wait for them, a summary's exit before the tasks in it. */
static void trace_slack(Search *search, uint32_t n)
{
    const Network *network = search->passes->network;
    const Node *node = &network->nodes[n];
    const Summary *summary = &network->summaries[node->summary];
    uint32_t own = node->kind == NODE_EXIT ? summary->entry : n;
    Cause *cause = &search->causes[n];
    if (node->kind == NODE_ENTRY) {
        *cause = search->causes[summary->exit];
    } else {
        uint32_t around = node->kind == NODE_TASK ? node->summary : summary->parent;
        if (binds_itself(search, &network->nodes[own], n))
            *cause = (Cause){own, slack_of(search, n)};
        else if (cause->node == NO_NODE || cause->slack > slack_of(search, n))
            tighten(cause, search->causes[network->summaries[around].exit]);
    }
    for (uint32_t i = node->links; i < node[1].links; i++)
        tighten(&search->causes[network->links[i].from], *cause);
}

static void check_slack(Search *search, uint32_t n)
{
    uint32_t cause = search->causes[n].node;
    if (slack_of(search, n) >= 0 || cause == NO_NODE || cause == n)
        return;
    const Task *kept = task_of(search, cause);
    const Node *node = &search->passes->network->nodes[cause];
    say_task(task_of(search, n), &search->text);
    buffer_add(&search->text, " has a total slack of ");
    schedule_word_slack(search->passes->plan, task_of(search, n), slack_of(search, n), &search->text);
    buffer_add(&search->text, " because ");
    say_task(kept, &search->text);
    if (node->constraint > CONSTRAINT_AS_LATE_AS_POSSIBLE) {
        buffer_add(&search->text, " has the ");
        say_constraint(kept, &search->text);
    } else {
        buffer_add(&search->text, " has the deadline ");
        say_end(network_dates(search->passes->network, node)->deadline, &search->text);
    }
    report(search, n, CONFLICT_SLACK, cause);
}

/* Is it a task that has contradictions of its own, or the entry of a summary with a deadline? */
static bool is_open(const Search *search, uint32_t n)
{
    const Node *node = &search->passes->network->nodes[n];
    return node->kind != NODE_EXIT && node->row != ROW_NONE &&
           network_percent_complete(search->passes->network, n) < 10000;
}

static void check_dates(Search *search, uint32_t n)
{
    const Network *network = search->passes->network;
    const Node *node = &network->nodes[n];
    uint32_t end = node->kind == NODE_ENTRY ? network->summaries[node->summary].exit : n;
    if (node->kind == NODE_TASK && node->progress == NOT_BEGUN && has_own_date(node)) {
        check_links(search, n);
        check_project_start(search, n);
        check_status_date(search, n);
    }
    check_deadline(search, n, search->passes->early[end].finish);
}

static size_t count_causes(const ScheduleConflicts *conflicts)
{
    IdMap causes = {0};
    for (size_t i = 0; i < conflicts->found.count; i++)
        idmap_put(&causes, conflicts->found.items[i].cause + 1, 1); /* the board is 0, which is no key */
    size_t count = causes.count;
    idmap_release(&causes);
    return count;
}

void schedule_conflicts_find(const Passes *passes, ScheduleConflicts *out)
{
    const Network *network = passes->network;
    Search search = {.passes = passes, .causes = memory_new(network->count, sizeof *search.causes), .out = out};
    for (uint32_t n = 0; n < network->count; n++)
        search.causes[n].node = NO_NODE;
    for (uint32_t n = network->count; n-- > 0;)
        trace_slack(&search, n);
    for (uint32_t n = 0; n < network->count; n++)
        if (is_open(&search, n))
            check_dates(&search, n);
    idle_calendars_report(passes->plan, network, out);
    out->consequences = out->found.count;
    for (uint32_t n = 0; n < network->count; n++)
        if (is_open(&search, n) && network->nodes[n].kind == NODE_TASK)
            check_slack(&search, n);
    out->causes = count_causes(out);
    free(search.causes);
    buffer_release(&search.text);
}

void schedule_conflicts_release(ScheduleConflicts *conflicts)
{
    array_release(&conflicts->found);
    arena_release(&conflicts->texts);
    *conflicts = (ScheduleConflicts){0};
}
