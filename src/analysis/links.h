/*
 * How the links of a network are counted: it hangs on the values of the nodes that they join. And how both read
 * amounts.
 */
#ifndef STEERCO_SRC_ANALYSIS_LINKS_H
#define STEERCO_SRC_ANALYSIS_LINKS_H

#include "steerco/analysis/network.h"

/* What an amount of minutes or basis points comes to in 32 bits; undefined amounts are none. */
static inline int32_t amount_of(Duration duration)
{
    const int32_t most = 1000000000; /* duration_parse() takes no more */
    if (duration == DURATION_NONE)
        return 0;
    int64_t amount = duration_amount(duration);
    return amount < -most ? -most : amount > most ? most : (int32_t)amount;
}

/* Of the links into a node, and of all; with them whether a node is ordinary. */
void links_classify_node(Network *network, Node *node);
void links_classify(Network *network);

#endif
