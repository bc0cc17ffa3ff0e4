/*
 * Puts the tasks of a plan in order. A depth-first walk emits a node once everything that it waits for is emitted, and
 * takes the tasks in outline order: a plan written from top to bottom keeps that order, and with it its locality in
 * memory. The walk names the nodes-to-be by *points*: the place of a task or of a summary's beginning; count + place
 * for a summary's end.
 */
#include "order.h"

#define NOWHERE UINT32_MAX /* no point */

/* What places are that are no summary in the network. */
#define LEFT_OUT UINT32_MAX       /* inactive, or in an inactive summary, or a summary of nothing else */
#define A_TASK   (UINT32_MAX - 1) /* to be scheduled */

/* What is said of points without a node yet. */
#define UNSEEN UINT32_MAX
#define OPEN   (UINT32_MAX - 1)

/* A point on the walk's way, and how many of the points that it waits for were looked at. */
typedef struct Step {
    uint32_t point, cursor;
} Step;

typedef ARRAY(uint32_t) Places;

typedef struct Walk {
    const Plan *plan;
    const Outline *outline;
    const Adjacency *links;    /* into each task */
    const uint32_t *link_from; /* by link: the row of its predecessor */
    Network *network;
    uint32_t *summary_at; /* by place: the summary of the network, A_TASK or LEFT_OUT */
    ARRAY(Step) way;
} Walk;

static bool is_end(const Walk *walk, uint32_t point)
{
    return point >= walk->outline->count;
}

static uint32_t place_of_point(const Walk *walk, uint32_t point)
{
    return is_end(walk, point) ? point - walk->outline->count : point;
}

/* The point after which everything of the task or summary at a place is done. */
static uint32_t last_point(const Walk *walk, uint32_t place)
{
    return outline_is_summary(walk->outline, place) ? walk->outline->count + place : place;
}

/* Which tasks take part */

/* A summary counts as left out until something in it is found that is not. */
static void find_active(Walk *walk)
{
    const Outline *outline = walk->outline;
    for (uint32_t place = 0; place < outline->count; place++) {
        walk->summary_at[place] = outline->inactive[outline->row_at[place]] ? LEFT_OUT : A_TASK;
    }
    for (uint32_t place = outline->count; place-- > 0;) {
        bool some = !outline_is_summary(outline, place);
        for (uint32_t child = place + 1; !some && child < outline->end[place]; child = outline->end[child])
            some = walk->summary_at[child] != LEFT_OUT;
        if (!some)
            walk->summary_at[place] = LEFT_OUT;
    }
}

/* Summaries are numbered from top to bottom, after the project itself; returns how many nodes there will be. */
static uint32_t number_summaries(Walk *walk)
{
    Network *network = walk->network;
    const Outline *outline = walk->outline;
    uint32_t nodes = 2;
    network->summary_count = 1;
    network->idle_count = 0;
    for (uint32_t place = 0; place < outline->count; place++) {
        if (walk->summary_at[place] == LEFT_OUT) {
            network->idle[network->idle_count++] = outline->row_at[place];
        } else if (outline_is_summary(outline, place)) {
            int32_t parent = outline->parent[place];
            uint32_t around = parent < 0 ? 0 : walk->summary_at[parent];
            network->summaries[network->summary_count] = (Summary){.entry = UNSEEN, .exit = UNSEEN, .parent = around};
            walk->summary_at[place] = network->summary_count++;
            nodes += 2;
        } else {
            nodes++;
        }
    }
    return nodes;
}

/* The walk */

/* Where the node of a point is noted, or how far the walk is with it. */
static inline uint32_t *node_of_point(const Walk *walk, uint32_t point)
{
    if (is_end(walk, point))
        return &walk->network->summaries[walk->summary_at[place_of_point(walk, point)]].exit;
    return &walk->network->node_of[walk->outline->row_at[point]];
}

static inline bool has_node(const Walk *walk, uint32_t point)
{
    return *node_of_point(walk, point) < OPEN;
}

/* The place at which a link begins; NOWHERE when it does not bind. */
static inline uint32_t place_from(const Walk *walk, uint32_t link)
{
    uint32_t row = walk->link_from[link];
    if (row == ROW_NONE)
        return NOWHERE;
    uint32_t place = walk->outline->place_of[row];
    return walk->summary_at[place] == LEFT_OUT ? NOWHERE : place;
}

/* A task or a summary's beginning waits for its links, then for the beginning of the summary it lies in. */
static inline uint32_t unmet_by_beginning(const Walk *walk, Step *step)
{
    uint32_t links_end = walk->links->first[walk->outline->row_at[step->point] + 1];
    int32_t parent = walk->outline->parent[step->point];
    while (step->cursor < links_end) {
        uint32_t from = place_from(walk, walk->links->rows[step->cursor++]);
        if (from != NOWHERE && !has_node(walk, last_point(walk, from)))
            return last_point(walk, from);
    }
    return parent < 0 || has_node(walk, (uint32_t)parent) ? NOWHERE : (uint32_t)parent;
}

/* A summary's end waits for the tasks and ends of summaries directly in it. */
static uint32_t unmet_by_end(const Walk *walk, Step *step)
{
    const Outline *outline = walk->outline;
    uint32_t end = outline->end[place_of_point(walk, step->point)];
    while (step->cursor < end) {
        uint32_t child = step->cursor;
        step->cursor = outline->end[child];
        if (walk->summary_at[child] != LEFT_OUT && !has_node(walk, last_point(walk, child)))
            return last_point(walk, child);
    }
    return NOWHERE;
}

/* The next point without a node that a point waits for; NOWHERE when there is none. */
static inline uint32_t unmet(const Walk *walk, Step *step)
{
    return is_end(walk, step->point) ? unmet_by_end(walk, step) : unmet_by_beginning(walk, step);
}

static inline Step first_step(const Walk *walk, uint32_t point)
{
    uint32_t place = place_of_point(walk, point);
    return (Step){point, is_end(walk, point) ? place + 1 : walk->links->first[walk->outline->row_at[place]]};
}

static inline void emit(Walk *walk, uint32_t point)
{
    Network *network = walk->network;
    uint32_t place = place_of_point(walk, point);
    int32_t parent = walk->outline->parent[place];
    uint32_t own = walk->summary_at[place], n = network->count++;
    Node *node = &network->nodes[n];
    *node = (Node){.row = walk->outline->row_at[place], .kind = NODE_TASK};
    *node_of_point(walk, point) = n;
    if (own == A_TASK) {
        node->summary = parent < 0 ? 0 : walk->summary_at[parent];
        return;
    }
    node->summary = own;
    node->kind = is_end(walk, point) ? NODE_EXIT : NODE_ENTRY;
    if (node->kind == NODE_ENTRY)
        network->summaries[own].entry = n;
}

/*
 * Emit a point and what it waits for. On the way are the points that wait for the present one. False when the walk
 * comes back to one of them, which is *closing then.
 */
static bool visit(Walk *walk, uint32_t start, uint32_t *closing)
{
    Step step = first_step(walk, start);
    for (;;) {
        uint32_t before = unmet(walk, &step);
        if (before != NOWHERE) {
            *node_of_point(walk, step.point) = OPEN;
            array_push(&walk->way, step);
            if (*node_of_point(walk, before) == OPEN) {
                *closing = before;
                return false;
            }
            step = first_step(walk, before);
            continue;
        }
        emit(walk, step.point);
        if (walk->way.count == 0)
            return true;
        step = walk->way.items[--walk->way.count];
    }
}

/* The project's entry is the first node and its exit the last. */
static bool walk_all(Walk *walk, uint32_t *closing)
{
    Network *network = walk->network;
    uint32_t count = walk->outline->count;
    for (uint32_t row = 0; row < count; row++)
        network->node_of[row] = UNSEEN;
    network->count = 0;
    network->nodes[network->count++] = (Node){.row = ROW_NONE, .kind = NODE_ENTRY};
    for (uint32_t point = 0; point < 2 * count; point++) {
        uint32_t own = walk->summary_at[place_of_point(walk, point)];
        bool exists = own != LEFT_OUT && (own != A_TASK || point < count);
        if (exists && !has_node(walk, point) && !visit(walk, point, closing))
            return false;
    }
    network->summaries[0] = (Summary){.entry = 0, .exit = network->count};
    network->nodes[network->count++] = (Node){.row = ROW_NONE, .kind = NODE_EXIT};
    network->nodes[network->count] = (Node){.row = ROW_NONE};
    for (uint32_t i = 0; i < network->idle_count; i++)
        network->node_of[network->idle[i]] = network->count;
    return true;
}

/* What no order can satisfy */

static void add_code(const Walk *walk, uint32_t place, Buffer *out)
{
    entity_code(&task_entity, plan_task(walk->plan, walk->outline->row_at[place])->record.id, out);
}

static bool lies_in(const Outline *outline, uint32_t place, uint32_t summary)
{
    return place > summary && place < outline->end[summary];
}

static void refuse_own_task(const Walk *walk, uint32_t summary, uint32_t inside, Error *error)
{
    Buffer outer = {0}, inner = {0};
    add_code(walk, summary, &outer);
    add_code(walk, inside, &inner);
    error_set(error, "%s and %s are linked, but %s lies in %s: a summary task can only be linked with tasks outside",
              buffer_text(&outer), buffer_text(&inner), buffer_text(&inner), buffer_text(&outer));
    buffer_release(&outer);
    buffer_release(&inner);
}

/* Is there a link between a summary and a task inside it? */
static bool refuse_links_with_own_tasks(const Walk *walk, Error *error)
{
    const Outline *outline = walk->outline;
    for (uint32_t place = 0; place < outline->count; place++) {
        uint32_t row = outline->row_at[place];
        for (uint32_t i = walk->links->first[row]; i < walk->links->first[row + 1]; i++) {
            uint32_t from = place_from(walk, walk->links->rows[i]);
            if (from == NOWHERE || walk->summary_at[place] == LEFT_OUT)
                continue;
            bool contains = lies_in(outline, from, place);
            if (!contains && !lies_in(outline, place, from))
                continue;
            refuse_own_task(walk, contains ? place : from, contains ? from : place, error);
            return true;
        }
    }
    return false;
}

/* One turn of a loop: does `to` wait for `from` because of a link, rather than as part and whole? */
static bool is_linked(const Walk *walk, uint32_t from, uint32_t to)
{
    return !is_end(walk, to) && last_point(walk, place_of_point(walk, from)) == from;
}

static void add_place(Places *loop, uint32_t place)
{
    if (loop->count == 0 || loop->items[loop->count - 1] != place)
        array_push(loop, place);
}

/* The tasks at the ends of the links of a loop in the way, which closes at `point`. */
static void collect_loop(const Walk *walk, uint32_t point, Places *loop)
{
    uint32_t from = point;
    for (size_t i = walk->way.count; i-- > 0 && (from != point || i + 1 == walk->way.count);) {
        uint32_t to = walk->way.items[i].point;
        if (is_linked(walk, from, to)) {
            add_place(loop, place_of_point(walk, from));
            add_place(loop, place_of_point(walk, to));
        }
        from = to;
    }
    if (loop->count > 1 && loop->items[0] == loop->items[loop->count - 1])
        loop->count--;
}

/* The uppermost task comes first. */
static void refuse_loop(const Walk *walk, uint32_t point, Error *error)
{
    enum { SHOWN = 20 };
    Places loop = {0};
    Buffer text = {0};
    size_t first = 0;
    collect_loop(walk, point, &loop);
    for (size_t i = 1; i < loop.count; i++)
        first = loop.items[i] < loop.items[first] ? i : first;
    for (size_t i = 0; i < loop.count && i < SHOWN; i++) {
        add_code(walk, loop.items[(first + i) % loop.count], &text);
        buffer_add(&text, " → ");
    }
    if (loop.count > SHOWN)
        buffer_format(&text, "%zu more → ", loop.count - SHOWN);
    add_code(walk, loop.items[first], &text);
    error_set(error, "the links go round in a circle: %s", buffer_text(&text));
    buffer_release(&text);
    array_release(&loop);
}

/* The whole */

static void reserve_tasks(Network *network, uint32_t tasks)
{
    if (tasks < network->task_room)
        return;
    network->task_room = tasks + tasks / 8 + 1;
    network->idle = memory_resize(network->idle, network->task_room, sizeof *network->idle);
    network->node_of = memory_resize(network->node_of, network->task_room, sizeof *network->node_of);
    network->summaries = memory_resize(network->summaries, network->task_room, sizeof *network->summaries);
}

static void reserve_nodes(Network *network, uint32_t nodes)
{
    if (nodes < network->node_room)
        return;
    network->node_room = nodes + nodes / 8 + 1;
    network->nodes = memory_resize(network->nodes, network->node_room, sizeof *network->nodes);
}

bool order_nodes(const Plan *plan, const Results *index, Network *network, Error *error)
{
    Walk walk = {.plan = plan,
                 .outline = &index->outline,
                 .links = &index->predecessors,
                 .link_from = index->successors.targets,
                 .network = network};
    uint32_t closing;
    walk.summary_at = memory_new(walk.outline->count + 1, sizeof *walk.summary_at);
    reserve_tasks(network, walk.outline->count);
    network->task_count = walk.outline->count;
    find_active(&walk);
    reserve_nodes(network, number_summaries(&walk));
    bool done = walk_all(&walk, &closing);
    if (!done && !refuse_links_with_own_tasks(&walk, error))
        refuse_loop(&walk, closing, error);
    free(walk.summary_at);
    array_release(&walk.way);
    return done;
}
