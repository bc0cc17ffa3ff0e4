/*
 * Puts the tasks of a plan in order. A depth-first walk emits a node once everything that it waits for is emitted, and
 * takes the tasks in outline order: a plan written from top to bottom keeps that order, and with it its locality in
 * memory. The walk names the nodes-to-be by *points*: the place of a task or of a summary's beginning; count + place
 * for a summary's end.
 */
#include "steerco/analysis/network.h"

#define NOWHERE UINT32_MAX /* no place, point, node or summary */

/* What `node_of` says of points without a node yet. */
#define UNSEEN UINT32_MAX
#define OPEN   (UINT32_MAX - 1)

/* A point on the walk's way, and how many of the points that it waits for were looked at. */
typedef struct Step {
    uint32_t point, cursor;
} Step;

typedef ARRAY(uint32_t) Places;

typedef struct Builder {
    const Plan *plan;
    const Outline *outline;
    const Adjacency *links; /* into each task */
    bool *active;           /* by place: to be scheduled, or a summary with something to be scheduled */
    uint32_t *from;         /* parallel to links->rows: place of the predecessor, NOWHERE when the link does not bind */
    uint32_t *node_of;      /* by point */
    uint32_t *summary_of;   /* by place */
    Places order;           /* points */
    ARRAY(Step) way;
} Builder;

static bool is_end(const Builder *builder, uint32_t point)
{
    return point >= builder->outline->count;
}

static uint32_t place_of_point(const Builder *builder, uint32_t point)
{
    return is_end(builder, point) ? point - builder->outline->count : point;
}

/* The point after which everything of the task or summary at a place is done. */
static uint32_t last_point(const Builder *builder, uint32_t place)
{
    return outline_is_summary(builder->outline, place) ? builder->outline->count + place : place;
}

/* Which tasks take part */

static void find_active(Builder *builder)
{
    const Outline *outline = builder->outline;
    builder->active = memory_new(outline->count + 1, sizeof *builder->active);
    for (uint32_t place = 0; place < outline->count; place++) {
        int32_t parent = outline->parent[place];
        builder->active[place] =
            !plan_task(builder->plan, outline->row_at[place])->inactive && (parent < 0 || builder->active[parent]);
    }
    for (uint32_t place = outline->count; place-- > 0;) {
        bool some = !outline_is_summary(outline, place);
        for (uint32_t child = place + 1; !some && child < outline->end[place]; child = outline->end[child])
            some = builder->active[child];
        builder->active[place] = builder->active[place] && some;
    }
}

/* Links */

static bool lies_in(const Outline *outline, uint32_t place, uint32_t summary)
{
    return place > summary && place < outline->end[summary];
}

static void add_code(const Builder *builder, uint32_t place, Buffer *out)
{
    entity_code(&task_entity, plan_task(builder->plan, builder->outline->row_at[place])->record.id, out);
}

static bool refuse_own_task(const Builder *builder, uint32_t summary, uint32_t inside, Error *error)
{
    Buffer outer = {0}, inner = {0};
    add_code(builder, summary, &outer);
    add_code(builder, inside, &inner);
    error_set(error, "%s and %s are linked, but %s lies in %s: a summary task can only be linked with tasks outside",
              buffer_text(&outer), buffer_text(&inner), buffer_text(&inner), buffer_text(&outer));
    buffer_release(&outer);
    buffer_release(&inner);
    return false;
}

static bool check_containment(const Builder *builder, uint32_t from, uint32_t to, Error *error)
{
    if (lies_in(builder->outline, to, from))
        return refuse_own_task(builder, from, to, error);
    if (lies_in(builder->outline, from, to))
        return refuse_own_task(builder, to, from, error);
    return true;
}

/* By link row: the row of its predecessor, read off the links grouped by predecessor. */
static uint32_t *predecessor_rows(const Builder *builder, const Adjacency *successors)
{
    uint32_t *rows = memory_new(plan_count(builder->plan, ENTITY_LINK) + 1, sizeof *rows);
    for (uint32_t row = 0; row < plan_count(builder->plan, ENTITY_LINK); row++)
        rows[row] = ROW_NONE;
    for (uint32_t task = 0; task < plan_count(builder->plan, ENTITY_TASK); task++)
        for (uint32_t i = successors->first[task]; i < successors->first[task + 1]; i++)
            rows[successors->rows[i]] = task;
    return rows;
}

/* The place at which a link into `place` begins; NOWHERE when it does not bind. */
static uint32_t place_from(const Builder *builder, uint32_t row, uint32_t place)
{
    if (row == ROW_NONE || !builder->active[place])
        return NOWHERE;
    uint32_t from = builder->outline->place_of[row];
    return builder->active[from] ? from : NOWHERE;
}

static bool collect_links(Builder *builder, const Adjacency *successors, Error *error)
{
    bool sound = true;
    uint32_t *rows = predecessor_rows(builder, successors);
    builder->from = memory_new(plan_count(builder->plan, ENTITY_LINK) + 1, sizeof *builder->from);
    for (uint32_t place = 0; sound && place < builder->outline->count; place++) {
        uint32_t row = builder->outline->row_at[place];
        for (uint32_t i = builder->links->first[row]; sound && i < builder->links->first[row + 1]; i++) {
            builder->from[i] = place_from(builder, rows[builder->links->rows[i]], place);
            if (builder->from[i] != NOWHERE)
                sound = check_containment(builder, builder->from[i], place, error);
        }
    }
    free(rows);
    return sound;
}

/* The walk */

/* What a task or a summary's beginning waits for: its links, then the beginning of the summary it lies in. */
static uint32_t before_beginning(const Builder *builder, Step *step)
{
    uint32_t links_end = builder->links->first[builder->outline->row_at[step->point] + 1];
    while (step->cursor < links_end) {
        uint32_t from = builder->from[step->cursor++];
        if (from != NOWHERE)
            return last_point(builder, from);
    }
    int32_t parent = builder->outline->parent[step->point];
    if (step->cursor > links_end || parent < 0)
        return NOWHERE;
    step->cursor++;
    return (uint32_t)parent;
}

/* A summary's end waits for the tasks and ends of summaries directly in it. */
static uint32_t before_end(const Builder *builder, Step *step)
{
    const Outline *outline = builder->outline;
    uint32_t end = outline->end[place_of_point(builder, step->point)];
    while (step->cursor < end) {
        uint32_t child = step->cursor;
        step->cursor = outline->end[child];
        if (builder->active[child])
            return last_point(builder, child);
    }
    return NOWHERE;
}

static void enter(Builder *builder, uint32_t point)
{
    uint32_t place = place_of_point(builder, point);
    uint32_t cursor = is_end(builder, point) ? place + 1 : builder->links->first[builder->outline->row_at[place]];
    builder->node_of[point] = OPEN;
    array_push(&builder->way, (Step){point, cursor});
}

static void emit(Builder *builder)
{
    uint32_t point = builder->way.items[--builder->way.count].point;
    builder->node_of[point] = (uint32_t)builder->order.count + 1; /* node 0 is the project's entry */
    array_push(&builder->order, point);
}

/* One turn of a loop: does `to` wait for `from` because of a link, rather than as part and whole? */
static bool is_linked(const Builder *builder, uint32_t from, uint32_t to)
{
    return !is_end(builder, to) && last_point(builder, place_of_point(builder, from)) == from;
}

static void add_place(Places *loop, uint32_t place)
{
    if (loop->count == 0 || loop->items[loop->count - 1] != place)
        array_push(loop, place);
}

/* The tasks at the ends of the links of a loop in the way, which closes at `point`; the uppermost first. */
static void collect_loop(const Builder *builder, uint32_t point, Places *loop)
{
    uint32_t from = point;
    for (size_t i = builder->way.count; i-- > 0 && (from != point || i + 1 == builder->way.count);) {
        uint32_t to = builder->way.items[i].point;
        if (is_linked(builder, from, to)) {
            add_place(loop, place_of_point(builder, from));
            add_place(loop, place_of_point(builder, to));
        }
        from = to;
    }
    if (loop->count > 1 && loop->items[0] == loop->items[loop->count - 1])
        loop->count--;
}

static bool refuse_loop(const Builder *builder, uint32_t point, Error *error)
{
    enum { SHOWN = 20 };
    Places loop = {0};
    Buffer text = {0};
    size_t first = 0;
    collect_loop(builder, point, &loop);
    for (size_t i = 1; i < loop.count; i++)
        first = loop.items[i] < loop.items[first] ? i : first;
    for (size_t i = 0; i < loop.count && i < SHOWN; i++) {
        add_code(builder, loop.items[(first + i) % loop.count], &text);
        buffer_add(&text, " → ");
    }
    if (loop.count > SHOWN)
        buffer_format(&text, "%zu more → ", loop.count - SHOWN);
    add_code(builder, loop.items[first], &text);
    error_set(error, "the links go round in a circle: %s", buffer_text(&text));
    buffer_release(&text);
    array_release(&loop);
    return false;
}

static bool visit(Builder *builder, uint32_t start, Error *error)
{
    if (builder->node_of[start] != UNSEEN)
        return true;
    enter(builder, start);
    while (builder->way.count > 0) {
        Step *step = &builder->way.items[builder->way.count - 1];
        uint32_t before = is_end(builder, step->point) ? before_end(builder, step) : before_beginning(builder, step);
        if (before == NOWHERE)
            emit(builder);
        else if (builder->node_of[before] == UNSEEN)
            enter(builder, before);
        else if (builder->node_of[before] == OPEN)
            return refuse_loop(builder, before, error);
    }
    return true;
}

static bool walk(Builder *builder, Error *error)
{
    uint32_t count = builder->outline->count;
    builder->node_of = memory_new((size_t)count * 2 + 1, sizeof *builder->node_of);
    for (uint32_t point = 0; point < 2 * count; point++)
        builder->node_of[point] = UNSEEN;
    for (uint32_t point = 0; point < 2 * count; point++) {
        uint32_t place = place_of_point(builder, point);
        bool exists = builder->active[place] && (point < count || outline_is_summary(builder->outline, place));
        if (exists && !visit(builder, point, error))
            return false;
    }
    return true;
}

/* The network itself: structure */

static void make_summaries(Builder *builder, Network *network)
{
    const Outline *outline = builder->outline;
    builder->summary_of = memory_new(outline->count + 1, sizeof *builder->summary_of);
    network->summaries = memory_new(outline->count + 1, sizeof *network->summaries);
    network->summaries[0] = (Summary){.entry = 0, .exit = (uint32_t)builder->order.count + 1};
    network->summary_count = 1;
    for (uint32_t place = 0; place < outline->count; place++) {
        if (!builder->active[place] || !outline_is_summary(outline, place))
            continue;
        int32_t parent = outline->parent[place];
        builder->summary_of[place] = network->summary_count;
        network->summaries[network->summary_count++] = (Summary){
            .entry = builder->node_of[place],
            .exit = builder->node_of[outline->count + place],
            .parent = parent < 0 ? 0 : builder->summary_of[parent],
        };
    }
}

static void add_links(const Builder *builder, Network *network, uint32_t row)
{
    for (uint32_t i = builder->links->first[row]; i < builder->links->first[row + 1]; i++)
        if (builder->from[i] != NOWHERE)
            network->links[network->link_count++] = (NetworkLink){
                .from = builder->node_of[last_point(builder, builder->from[i])],
                .row = builder->links->rows[i],
            };
}

static Node make_node(const Builder *builder, const Network *network, uint32_t point)
{
    const Outline *outline = builder->outline;
    uint32_t place = place_of_point(builder, point);
    bool summary = outline_is_summary(outline, place);
    int32_t within = summary ? (int32_t)place : outline->parent[place];
    return (Node){
        .row = outline->row_at[place],
        .summary = within < 0 ? 0 : builder->summary_of[within],
        .links = network->link_count,
        .kind = !summary                 ? NODE_TASK
                : is_end(builder, point) ? NODE_EXIT
                                         : NODE_ENTRY,
    };
}

static void make_nodes(Builder *builder, Network *network)
{
    network->nodes = memory_new(builder->order.count + 3, sizeof *network->nodes);
    network->dates = memory_new(builder->order.count + 3, sizeof *network->dates);
    network->links = memory_new(plan_count(builder->plan, ENTITY_LINK) + 1, sizeof *network->links);
    network->nodes[network->count++] = (Node){.row = ROW_NONE, .kind = NODE_ENTRY};
    for (size_t i = 0; i < builder->order.count; i++) {
        uint32_t point = builder->order.items[i];
        network->nodes[network->count] = make_node(builder, network, point);
        if (!is_end(builder, point))
            add_links(builder, network, network->nodes[network->count].row);
        network->count++;
    }
    network->nodes[network->count++] = (Node){.row = ROW_NONE, .kind = NODE_EXIT, .links = network->link_count};
    network->nodes[network->count] = (Node){.row = ROW_NONE, .links = network->link_count};
}

static void collect_idle(const Builder *builder, Network *network)
{
    network->idle = memory_new(builder->outline->count + 1, sizeof *network->idle);
    for (uint32_t place = 0; place < builder->outline->count; place++)
        if (!builder->active[place])
            network->idle[network->idle_count++] = builder->outline->row_at[place];
}

/* The network itself: values */

#define NOBODY UINT32_MAX

/*
 * By task row: the calendar of those who work on it, NOBODY when there are none. With several it is the time in which
 * any of them works: Project counts the duration of a task so, from the first assignment's start to the last one's
 * finish.
 */
static uint32_t *find_workers(const Plan *plan, Calendars *calendars)
{
    uint32_t count = plan_count(plan, ENTITY_TASK);
    uint32_t *workers = memory_new(count + 1, sizeof *workers);
    for (uint32_t row = 0; row < count; row++)
        workers[row] = NOBODY;
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_ASSIGNMENT); row++) {
        const Assignment *assignment = plan_assignment(plan, row);
        uint32_t task = plan_row(plan, ENTITY_TASK, assignment->task);
        const Resource *resource = plan_find(plan, ENTITY_RESOURCE, assignment->resource);
        if (task == ROW_NONE || !resource || resource->type != RESOURCE_WORK)
            continue;
        uint32_t own = calendars_index(calendars, plan, resource->calendar);
        workers[task] = workers[task] == NOBODY ? own : calendars_any(calendars, workers[task], own);
    }
    return workers;
}

/*
 * The calendar of those who work on a task drives its duration; with a calendar of its own the time common to both,
 * or that calendar alone when the task is told to ignore theirs.
 */
static uint32_t worker_calendar(const Plan *plan, Calendars *calendars, const Task *task, uint32_t worker)
{
    uint32_t own = calendars_index(calendars, plan, task->calendar);
    if (worker == NOBODY || (task->calendar != 0 && task->ignore_resource_calendar))
        return own;
    return task->calendar == 0 ? worker : calendars_common(calendars, own, worker);
}

static Instant within_range(Instant instant)
{
    if (instant == INSTANT_NONE)
        return INSTANT_NONE;
    return instant < WORKTIME_FROM ? WORKTIME_FROM : instant > WORKTIME_TO ? WORKTIME_TO : instant;
}

/* What an amount of minutes or basis points comes to in 32 bits; undefined amounts are none. */
static int32_t amount_of(Duration duration)
{
    const int32_t most = 1000000000; /* duration_parse() takes no more */
    if (duration == DURATION_NONE)
        return 0;
    int64_t amount = duration_amount(duration);
    return amount < -most ? -most : amount > most ? most : (int32_t)amount;
}

/* A constraint that lacks its date asks for nothing. */
static uint8_t constraint_of(const Task *task)
{
    bool dated = task->constraint_type != CONSTRAINT_AS_LATE_AS_POSSIBLE;
    return dated && task->constraint_date == INSTANT_NONE ? CONSTRAINT_AS_SOON_AS_POSSIBLE : task->constraint_type;
}

int32_t task_percent_complete(const Task *task)
{
    int32_t percent = task->actual_finish != INSTANT_NONE ? 10000 : task->percent_complete;
    return percent < 0 ? 0 : percent > 10000 ? 10000 : percent;
}

/* What has happened stands; so do the dates of a manual task, as far as they do not end before they begin. */
static void load_fixed_dates(const Task *task, NodeDates *dates)
{
    dates->fixed_start = within_range(task->actual_start);
    dates->fixed_finish = within_range(task->actual_finish);
    if (!task->manual)
        return;
    if (dates->fixed_start == INSTANT_NONE &&
        (dates->fixed_finish == INSTANT_NONE || task->manual_start <= dates->fixed_finish))
        dates->fixed_start = within_range(task->manual_start);
    if (dates->fixed_finish == INSTANT_NONE && task->manual_finish >= dates->fixed_start)
        dates->fixed_finish = within_range(task->manual_finish);
}

static uint8_t progress_of(const Task *task, const Node *node)
{
    if (node->percent_complete >= 10000)
        return COMPLETE;
    bool begun = node->percent_complete > 0 || task->actual_start != INSTANT_NONE;
    return begun && node->duration > 0 ? IN_PROGRESS : NOT_BEGUN;
}

/* A manual task takes the time between its dates. */
static int32_t manual_duration(const Calendars *calendars, const Task *task, const Node *node)
{
    if (!task->manual || task->manual_start == INSTANT_NONE || task->manual_finish < task->manual_start)
        return node->duration;
    Instant from = within_range(task->manual_start), to = within_range(task->manual_finish);
    return node->elapsed ? to - from : (int32_t)worktime_between(calendars_at(calendars, node->worker), from, to);
}

static void load_duration(const Calendars *calendars, const Task *task, Node *node)
{
    int32_t minutes = amount_of(task->duration);
    node->duration = minutes > 0 ? minutes : 0;
    node->elapsed = duration_is_elapsed(task->duration);
    node->duration = manual_duration(calendars, task, node);
    node->percent_complete = (uint16_t)task_percent_complete(task);
    node->manual = task->manual;
    node->plain = node->duration > 0 && !node->elapsed && !node->manual && node->worker == node->calendar;
    node->progress = progress_of(task, node);
}

/* What of a node does not belong to the structure. */
static void load_node(const Plan *plan, Network *network, Node *node)
{
    NodeDates *dates = &network->dates[node - network->nodes];
    *dates = (NodeDates){INSTANT_NONE, INSTANT_NONE, INSTANT_NONE, INSTANT_NONE};
    if (node->row == ROW_NONE)
        return;
    const Task *task = plan_task(plan, node->row);
    bool task_node = node->kind == NODE_TASK;
    node->constraint = task_node && task->manual ? CONSTRAINT_AS_SOON_AS_POSSIBLE : constraint_of(task);
    dates->constraint = within_range(task->constraint_date);
    dates->deadline = within_range(task->deadline);
    if (task_node) {
        load_duration(&network->calendars, task, node);
        load_fixed_dates(task, dates);
    }
    network->late_count += task_node && node->constraint == CONSTRAINT_AS_LATE_AS_POSSIBLE;
    node->bounded = node->constraint != CONSTRAINT_AS_SOON_AS_POSSIBLE || dates->deadline != INSTANT_NONE ||
                    dates->fixed_start != INSTANT_NONE || dates->fixed_finish != INSTANT_NONE || node->manual ||
                    node->progress == IN_PROGRESS;
}

static void load_calendars(const Plan *plan, Network *network)
{
    calendars_init(&network->calendars, plan);
    uint32_t *workers = find_workers(plan, &network->calendars);
    for (uint32_t n = 0; n < network->count; n++) {
        Node *node = &network->nodes[n];
        if (node->row == ROW_NONE)
            continue;
        const Task *task = plan_task(plan, node->row);
        node->calendar = calendars_index(&network->calendars, plan, task->calendar);
        if (node->kind == NODE_TASK)
            node->worker = worker_calendar(plan, &network->calendars, task, workers[node->row]);
    }
    free(workers);
}

static void load_link(const Plan *plan, const Node *nodes, const Node *to, NetworkLink *out)
{
    const Link *link = plan_link(plan, out->row);
    const Node *from = &nodes[out->from];
    out->type = link->type;
    out->lag = amount_of(link->lag);
    out->lag_unit = (uint8_t)((duration_is_percent(link->lag) ? UNIT_PERCENT : UNIT_MINUTES) |
                              (duration_is_elapsed(link->lag) ? UNIT_ELAPSED : 0));
    out->counted = from->kind == NODE_TASK && to->kind == NODE_TASK && from->calendar == to->calendar &&
                   !from->elapsed && !to->elapsed && out->lag_unit == UNIT_MINUTES;
    out->from_plain = from->plain;
}

static void load_links(const Plan *plan, Network *network)
{
    for (uint32_t n = 0; n < network->count; n++)
        for (uint32_t i = network->nodes[n].links; i < network->nodes[n + 1].links; i++)
            load_link(plan, network->nodes, &network->nodes[n], &network->links[i]);
}

static void load_values(const Plan *plan, Network *network)
{
    load_calendars(plan, network);
    for (uint32_t n = 0; n < network->count; n++)
        load_node(plan, network, &network->nodes[n]);
    load_links(plan, network);
}

/* How links are counted hangs on their tasks being plain or elapsed. */
void network_refresh(const Plan *plan, Network *network, const uint32_t *rows, size_t count)
{
    bool links_change = false;
    for (size_t i = 0; i < count; i++) {
        uint32_t n = network->node_of[rows[i]];
        if (n == network->count)
            continue;
        Node *node = &network->nodes[n], before = *node;
        network->late_count -= node->kind == NODE_TASK && node->constraint == CONSTRAINT_AS_LATE_AS_POSSIBLE;
        load_node(plan, network, node);
        links_change = links_change || node->plain != before.plain || node->elapsed != before.elapsed;
        if (node->kind == NODE_ENTRY)
            load_node(plan, network, &network->nodes[network->summaries[node->summary].exit]);
    }
    if (links_change)
        load_links(plan, network);
}

static void index_nodes(const Plan *plan, Network *network)
{
    uint32_t rows = plan_count(plan, ENTITY_TASK);
    network->node_of = memory_new(rows + 1, sizeof *network->node_of);
    for (uint32_t row = 0; row < rows; row++)
        network->node_of[row] = network->count;
    for (uint32_t n = 0; n < network->count; n++)
        if (network->nodes[n].row != ROW_NONE && network->nodes[n].kind != NODE_EXIT)
            network->node_of[network->nodes[n].row] = n;
}

bool network_build(const Plan *plan, const Results *index, Network *network, Error *error)
{
    Builder builder = {.plan = plan, .outline = &index->outline, .links = &index->predecessors};
    find_active(&builder);
    bool done = collect_links(&builder, &index->successors, error) && walk(&builder, error);
    if (done) {
        make_summaries(&builder, network);
        make_nodes(&builder, network);
        collect_idle(&builder, network);
        index_nodes(plan, network);
        load_values(plan, network);
    }
    free(builder.active);
    free(builder.from);
    free(builder.node_of);
    free(builder.summary_of);
    array_release(&builder.order);
    array_release(&builder.way);
    return done;
}

void network_release(Network *network)
{
    free(network->nodes);
    free(network->dates);
    free(network->links);
    free(network->summaries);
    free(network->idle);
    free(network->node_of);
    calendars_release(&network->calendars);
    *network = (Network){0};
}
