/*
 * Version 5: what simulation draws from, and what a risk does to each objective. What has no value is null; choices are
 * never, so the standard ones are written.
 */
#include "schema.h"

const char *const schema_version_5[] = {
    "ALTER TABLE tasks ADD COLUMN distribution INTEGER",
    "ALTER TABLE tasks ADD COLUMN correlation_group TEXT",
    "ALTER TABLE tasks ADD COLUMN correlation INTEGER",
    "UPDATE tasks SET distribution = 0",
    "ALTER TABLE risks ADD COLUMN delay_share_minimum INTEGER",
    "ALTER TABLE risks ADD COLUMN delay_share_likely INTEGER",
    "ALTER TABLE risks ADD COLUMN delay_share_maximum INTEGER",
    "ALTER TABLE risks ADD COLUMN impact_in INTEGER",
    "ALTER TABLE risks ADD COLUMN impact_time INTEGER",
    "ALTER TABLE risks ADD COLUMN impact_cost INTEGER",
    "ALTER TABLE risks ADD COLUMN impact_scope INTEGER",
    "ALTER TABLE risks ADD COLUMN impact_quality INTEGER",
    "ALTER TABLE risks ADD COLUMN impact_compliance INTEGER",
    "ALTER TABLE risks ADD COLUMN approved_by INTEGER",
    "ALTER TABLE risks ADD COLUMN approved_on INTEGER",
    "UPDATE risks SET impact_in = 0",

    "PRAGMA user_version = 5",
    NULL,
};
