/*
 * Sheets that are nothing but their type: each a row here and a line in app/panes.def.
 */
#include "steerco/records/records.h"
#include "steerco/tui/panes/register.h"

/* ---------------------------------------------------------------- 3 budget */

const Pane orders_pane = {
    .name = "orders",
    .title = "Orders",
    .key = '3',
    .help = "What was promised to vendors, and how far it is received, invoiced and paid. Commitments of the cost log "
            "name their order.",
    REGISTER(order_entity),
};

const Pane vendors_pane = {
    .name = "vendors",
    .title = "Vendors",
    .key = '3',
    .help = "Who supplies, on any board of the file.",
    REGISTER(vendor_entity),
};

const Pane rates_pane = {
    .name = "rates",
    .title = "Rates",
    .key = '3',
    .help = "What one unit of another currency is worth in that of the board, from a day on.",
    REGISTER(currency_rate_entity),
};
