/*
 * The table of a vendor's fields.
 */
#include "steerco/records/vendor.h"

#include "steerco/records/records.h"

/* clang-format off */
static const Field fields[] = {
    {.name = "name", .title = "Vendor", .type = FIELD_TEXT, FIELD_AT(Vendor, name), .width = 24, .required = true,
     .help = "Name of the company"},
    {.name = "contact", .title = "Contact", .type = FIELD_TEXT, FIELD_AT(Vendor, contact), .width = 18,
     .help = "Whom to ask for there"},
    {.name = "email", .title = "Email", .type = FIELD_TEXT, FIELD_AT(Vendor, email), .width = 22,
     .help = "Email address"},
    {.name = "phone", .title = "Phone", .type = FIELD_TEXT, FIELD_AT(Vendor, phone), .width = 16,
     .help = "Telephone number"},
    {.name = "contract", .title = "Contract", .type = FIELD_TEXT, FIELD_AT(Vendor, contract), .width = 16,
     .help = "Framework contract that orders refer to"},
    {.name = "external_id", .title = "External ID", .type = FIELD_TEXT, FIELD_AT(Vendor, external_id), .width = 10,
     .help = "Identifier in the file it came from"},
    {.name = "notes", .title = "Notes", .type = FIELD_NOTE, FIELD_AT(Vendor, notes), .width = 24,
     .help = "Anything else worth keeping"},
    {.name = "custom", .title = "Own columns", .type = FIELD_CUSTOM, FIELD_AT(Vendor, custom), .width = 20,
     .help = "Columns that an import brought along, one \"name: value\" a line"},
    {0},
};
/* clang-format on */

static const FieldAlias aliases[] = {{"vendor", "name"}, {0}};

const Entity vendor_entity = {
    .kind = ENTITY_VENDOR,
    .name = "vendor",
    .plural = "vendors",
    .title = "Vendors",
    .noun = "vendor",
    .prefix = "V",
    .record_size = sizeof(Vendor),
    .fields = fields,
    .label = "name",
    .key = {"name"},
    .shared = true,
    .by_name = true,
    .aliases = aliases,
    .nouns = "vendors",
    .tag = 15,
    .columns = "name:24 contact:18 email:22 phone:16 contract",
};
