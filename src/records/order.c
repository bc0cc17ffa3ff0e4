/*
 * The table of an order's fields, and its figures.
 */
#include "steerco/records/order.h"

#include "steerco/model/field.h"
#include "steerco/records/records.h"

static Value figure(const Plan *plan, const void *record, size_t offset)
{
    const OrderFigures *figures = plan_order_figures(plan, ((const Record *)record)->id);
    return value_number(figures ? *(const Money *)((const char *)figures + offset) : VALUE_NONE);
}

#define FIGURE(member)                                                                                                 \
    static Value order_##member(const Plan *plan, const void *record, Buffer *text)                                    \
    {                                                                                                                  \
        (void)text;                                                                                                    \
        return figure(plan, record, offsetof(OrderFigures, member));                                                   \
    }
FIGURE(ordered)
FIGURE(received)
FIGURE(invoiced)
FIGURE(credited)
FIGURE(paid)
FIGURE(open)

static bool order_check(const Plan *plan, const void *record, Error *error)
{
    (void)plan;
    const Order *order = record;
    if (*order->currency && !currency_is_code(order->currency))
        return error_set(error, "currency '%s' is no code; expected three capital letters such as EUR",
                         order->currency);
    if (order->closed_on != DATE_NONE && order->ordered_on != DATE_NONE && order->closed_on < order->ordered_on)
        return error_set(error, "order '%s' was closed before it was placed", order->title);
    return true;
}

static bool is_open(const Plan *plan, const void *record)
{
    const Order *order = record;
    return order->closed_on == DATE_NONE || order->closed_on > plan_status_date(plan);
}

#define IN_ORDERS_CURRENCY .type = FIELD_MONEY, .currency = offsetof(Order, currency)

/* clang-format off */
static const Field fields[] = {
    {.name = "title", .title = "Order", .type = FIELD_TEXT, FIELD_AT(Order, title), .width = 12, .required = true,
     .help = "Number of the order"},
    {.name = "description", .title = "Description", .type = FIELD_TEXT, FIELD_AT(Order, description), .width = 24,
     .help = "What was ordered"},
    {.name = "vendor", .title = "Vendor", .type = FIELD_REFERENCE, FIELD_AT(Order, vendor),
     .refers_to = &vendor_entity, .width = 18, .help = "Who supplies it"},
    {.name = "currency", .title = "Currency", .type = FIELD_TEXT, FIELD_AT(Order, currency), .width = 8,
     .help = "ISO 4217 code of its amounts; empty = that of the board"},
    {.name = "ordered", .title = "Ordered", IN_ORDERS_CURRENCY, .computed = order_ordered,
     .help = "Commitments and their adjustments"},
    {.name = "received", .title = "Received", IN_ORDERS_CURRENCY, .computed = order_received,
     .help = "Receipts, whether invoiced or not"},
    {.name = "invoiced", .title = "Invoiced", IN_ORDERS_CURRENCY, .computed = order_invoiced,
     .help = "Actuals: what the vendor has billed"},
    {.name = "credited", .title = "Credited", IN_ORDERS_CURRENCY, .computed = order_credited,
     .help = "Credits: what the vendor gave back"},
    {.name = "paid", .title = "Paid", IN_ORDERS_CURRENCY, .computed = order_paid,
     .help = "Payments: cash, no cost"},
    {.name = "open", .title = "Open", IN_ORDERS_CURRENCY, .computed = order_open,
     .help = "Ordered - the larger of received and invoiced, not below 0; 0 once the order is closed"},
    {.name = "ordered_on", .title = "Ordered on", .type = FIELD_DATE, FIELD_AT(Order, ordered_on),
     .help = "Day of the order"},
    {.name = "closed_on", .title = "Closed on", .type = FIELD_DATE, FIELD_AT(Order, closed_on),
     .help = "Nothing more comes: from this day on what is open is released; empty = it is open"},
    {.name = "external_id", .title = "External ID", .type = FIELD_TEXT, FIELD_AT(Order, external_id), .width = 10,
     .help = "Identifier in the file it came from"},
    {.name = "notes", .title = "Notes", .type = FIELD_NOTE, FIELD_AT(Order, notes), .width = 24,
     .help = "Anything else worth keeping"},
    {.name = "custom", .title = "Own columns", .type = FIELD_CUSTOM, FIELD_AT(Order, custom), .width = 20,
     .help = "Columns that an import brought along, one \"name: value\" a line"},
    {0},
};
/* clang-format on */

static const FieldAlias aliases[] = {{"order", "title"}, {"number", "title"}, {"name", "title"}, {0}};

const Entity order_entity = {
    .kind = ENTITY_ORDER,
    .name = "order",
    .plural = "orders",
    .title = "Orders",
    .noun = "order",
    .nouns = "orders",
    .article = "an",
    .tag = 16,
    .prefix = "O",
    .record_size = sizeof(Order),
    .fields = fields,
    .label = "title",
    .columns = "title:12 description:26 vendor:18 ordered invoiced open ordered_on closed_on received credited paid",
    .key = {"title"},
    .aliases = aliases,
    .by_name = true,
    .check = order_check,
    .is_open = is_open,
    .instead = "give it a closed_on",
};
