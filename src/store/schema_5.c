/*
 * Version 5: what simulation draws from, what a risk does to each objective, what a board tolerates, sent reports, and
 * the edits that a change request asks for. What has no value is null; choices are never, so the standard ones are
 * written.
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
    "ALTER TABLE boards ADD COLUMN tolerance_time INTEGER",
    "ALTER TABLE boards ADD COLUMN tolerance_cost INTEGER",
    "CREATE TABLE reports (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, audience INTEGER, \"from\" INTEGER,\n"
    "    \"to\" INTEGER, sent_on INTEGER, author TEXT, basis INTEGER, narrative TEXT, text TEXT,\n"
    "    markdown TEXT, html TEXT\n"
    ")",
    "INSERT INTO counters (entity, next) VALUES ('report', 1)",
    "ALTER TABLE change_requests ADD COLUMN script TEXT",

    "PRAGMA user_version = 5",
    NULL,
};
