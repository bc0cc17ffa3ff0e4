/*
 * The links of a network, grouped by the node that they lead into, and how each can be counted.
 */
#include "links.h"

/* The node at which links out of the task or summary at a row begin; `count` when it is left out. */
static uint32_t node_behind(const Network *network, uint32_t row)
{
    uint32_t n = row == ROW_NONE ? network->count : network->node_of[row];
    return n < network->count && network->nodes[n].kind == NODE_ENTRY
               ? network->summaries[network->nodes[n].summary].exit
               : n;
}

/* How a link is counted hangs on its tasks. */
static void classify_link(const Network *network, const Node *to, NetworkLink *link)
{
    const Node *from = &network->nodes[link->from];
    link->counted = from->kind == NODE_TASK && to->kind == NODE_TASK && from->calendar == to->calendar &&
                    !from->elapsed && !to->elapsed && link->lag_unit == UNIT_MINUTES;
    link->from_plain = from->plain;
}

void links_classify_node(Network *network, Node *node)
{
    node->ordinary = node->plain && node->calendar == 0 && !node->bounded;
    for (uint32_t i = node->links; i < node[1].links; i++) {
        NetworkLink *link = &network->links[i];
        classify_link(network, node, link);
        node->ordinary =
            node->ordinary && link->counted && (link->type == LINK_FINISH_START || link->type == LINK_START_START);
    }
}

void links_classify(Network *network)
{
    for (uint32_t n = 0; n < network->count; n++)
        links_classify_node(network, &network->nodes[n]);
}

static void add_link(const Plan *plan, Network *network, uint32_t from, uint32_t row)
{
    const Link *link = plan_link(plan, row);
    network->has_percent = network->has_percent || duration_is_percent(link->lag);
    network->links[network->link_count++] = (NetworkLink){
        .from = from,
        .row = row,
        .lag = amount_of(link->lag),
        .type = link->type,
        .lag_unit = (uint8_t)((duration_is_percent(link->lag) ? UNIT_PERCENT : UNIT_MINUTES) |
                              (duration_is_elapsed(link->lag) ? UNIT_ELAPSED : 0)),
    };
}

static void reserve_links(Network *network, uint32_t links)
{
    if (links < network->link_room)
        return;
    network->link_room = links + links / 8 + 1;
    network->links = memory_resize(network->links, network->link_room, sizeof *network->links);
}

bool network_relink(const Plan *plan, const Results *index, Network *network)
{
    const Adjacency *links = &index->predecessors;
    reserve_links(network, plan_count(plan, ENTITY_LINK));
    network->link_count = 0;
    network->has_percent = false;
    for (uint32_t n = 0; n < network->count; n++) {
        Node *node = &network->nodes[n];
        bool linked = node->kind != NODE_EXIT && node->row != ROW_NONE;
        uint32_t end = linked ? links->first[node->row + 1] : 0;
        node->links = network->link_count;
        for (uint32_t i = linked ? links->first[node->row] : 0; i < end; i++) {
            uint32_t from = node_behind(network, index->successors.targets[links->rows[i]]);
            if (from == network->count)
                continue;
            if (from >= n)
                return false;
            add_link(plan, network, from, links->rows[i]);
        }
        node[1].links = network->link_count;
        links_classify_node(network, node);
    }
    return true;
}
