/*
 * The order of a network: which nodes there are, and each after what it waits for.
 */
#ifndef STEERCO_SRC_ANALYSIS_ORDER_H
#define STEERCO_SRC_ANALYSIS_ORDER_H

#include "steerco/analysis/network.h"
#include "steerco/records/records.h"

/*
 * Fill the nodes of `network` (row, summary and kind), its summaries, `idle` and `node_of`; room that it has is used
 * again. Fails as network_build() does.
 */
bool order_nodes(const Plan *plan, const Results *index, Network *network, Error *error) MUST_CHECK;

#endif
