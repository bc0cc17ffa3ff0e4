/*
 * The tables, word for word. This text is the truth about the schema: a file is ours only if its own text is the same,
 * and a test compares it with the field tables of the record types.
 *
 * A released migration is never edited. A new field is a new row at the end with `ALTER TABLE … ADD COLUMN`; where it
 * is a flag or a choice, an UPDATE behind it writes the 0 that these hold instead of NULL (see column.h).
 *
 * Record tables hold what people entered: one column a stored field, NULL for what is undefined or empty. They have no
 * index but the id: a plan is read whole, and indexes on references would make an import of a million tasks take half
 * as long again, to save a deletion one scan.
 *
 * The journal holds what was done. A change set is a row of change_sets and its changes. `action` says what a change
 * is:
 *
 *     create  a run of `count` records from id `record` on. Their first contents are not repeated here, they follow
 *             from the records as they are and the changes since; `after` is a digest of them (see pack.h)
 *     set     a field, with the values before and after as text: numbers in decimal, NULL for undefined
 *     delete  a run of records, with all they held in `before` (see pack.h)
 *
 * `hash` seals the row of the set, its changes and the hash of the set before it: see seal.h.
 */
#include "schema.h"

static const char *const version_1[] = {
    "PRAGMA application_id = 1398031186",

    "CREATE TABLE change_sets (\n"
    "    sequence INTEGER PRIMARY KEY, board INTEGER NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL,\n"
    "    host TEXT, source TEXT, reason TEXT, undoes INTEGER, records INTEGER NOT NULL,\n"
    "    hash TEXT NOT NULL\n"
    ")",
    "CREATE INDEX change_sets_undoes ON change_sets (undoes) WHERE undoes IS NOT NULL",
    "CREATE TABLE changes (\n"
    "    sequence INTEGER NOT NULL, ordinal INTEGER NOT NULL, action TEXT NOT NULL, entity TEXT NOT NULL,\n"
    "    record INTEGER NOT NULL, count INTEGER NOT NULL, field TEXT, before TEXT, after TEXT,\n"
    "    PRIMARY KEY (sequence, ordinal)\n"
    ")",
    "CREATE INDEX changes_record ON changes (entity, record)",

    "CREATE TABLE counters (entity TEXT PRIMARY KEY, next INTEGER NOT NULL)",
    "INSERT INTO counters (entity, next) VALUES ('board', 1), ('calendar', 1), ('exception', 1), ('resource', 1), "
    "('task', 1), ('link', 1), ('assignment', 1), ('risk', 1), ('budget_line', 1), ('cost_entry', 1), "
    "('stakeholder', 1), ('baseline', 1), ('baseline_task', 1)",

    "CREATE TABLE boards (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, name TEXT, manager TEXT, sponsor TEXT,\n"
    "    objective TEXT, start INTEGER, status_date INTEGER, currency TEXT, calendar INTEGER,\n"
    "    minutes_per_day INTEGER, minutes_per_week INTEGER, days_per_month INTEGER, critical_slack INTEGER,\n"
    "    notes TEXT, progress_logic INTEGER, reschedule_remaining INTEGER, baseline INTEGER\n"
    ")",
    "CREATE TABLE calendars (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, name TEXT, base INTEGER, monday TEXT, tuesday TEXT,\n"
    "    wednesday TEXT, thursday TEXT, friday TEXT, saturday TEXT, sunday TEXT, external_id TEXT\n"
    ")",
    "CREATE TABLE exceptions (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, calendar INTEGER, \"from\" INTEGER, \"to\" INTEGER,\n"
    "    hours TEXT, name TEXT\n"
    ")",
    "CREATE TABLE resources (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, name TEXT, initials TEXT, type INTEGER, role TEXT,\n"
    "    \"group\" TEXT, email TEXT, max_units INTEGER, run_percent INTEGER, standard_rate INTEGER,\n"
    "    overtime_rate INTEGER, cost_per_use INTEGER, calendar INTEGER, available_from INTEGER,\n"
    "    available_to INTEGER, external_id TEXT, confidential INTEGER, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE tasks (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, parent INTEGER, position INTEGER, name TEXT,\n"
    "    external_id TEXT, duration INTEGER, percent_complete INTEGER, milestone INTEGER,\n"
    "    constraint_type INTEGER, constraint_date INTEGER, deadline INTEGER, actual_start INTEGER,\n"
    "    actual_finish INTEGER, physical_percent INTEGER, priority INTEGER, calendar INTEGER, work INTEGER,\n"
    "    optimistic INTEGER, most_likely INTEGER, pessimistic INTEGER, fixed_cost INTEGER, inactive INTEGER,\n"
    "    deliverable TEXT, labels TEXT, notes TEXT, custom TEXT, manual INTEGER, manual_start INTEGER,\n"
    "    manual_finish INTEGER\n"
    ")",
    "CREATE TABLE links (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, predecessor INTEGER, successor INTEGER,\n"
    "    type INTEGER, lag INTEGER, reason TEXT\n"
    ")",
    "CREATE TABLE assignments (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, task INTEGER, resource INTEGER, units INTEGER,\n"
    "    work INTEGER, role TEXT\n"
    ")",
    "CREATE TABLE risks (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, category TEXT, type INTEGER,\n"
    "    status INTEGER, likelihood INTEGER, impact INTEGER, owner INTEGER, strategy INTEGER,\n"
    "    action_details TEXT, target_date INTEGER, response_cost INTEGER, probability INTEGER,\n"
    "    cost_minimum INTEGER, cost_likely INTEGER, cost_maximum INTEGER, delay_minimum INTEGER,\n"
    "    delay_likely INTEGER, delay_maximum INTEGER, inherent_likelihood INTEGER, inherent_impact INTEGER,\n"
    "    residual_likelihood INTEGER, residual_impact INTEGER, description TEXT, cause TEXT, effect TEXT,\n"
    "    \"trigger\" TEXT, fallback TEXT, task INTEGER, identified_by TEXT, identified_on INTEGER,\n"
    "    proximity_from INTEGER, proximity_to INTEGER, next_review INTEGER, escalated INTEGER,\n"
    "    external_id TEXT, confidential INTEGER, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE budget_lines (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, category INTEGER, description TEXT, amount INTEGER,\n"
    "    kind INTEGER, vendor TEXT, quantity INTEGER, unit TEXT, unit_price INTEGER, task INTEGER,\n"
    "    owner INTEGER, \"from\" INTEGER, \"to\" INTEGER, curve INTEGER, basis TEXT, funding TEXT,\n"
    "    external_id TEXT, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE cost_entries (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, booked_on INTEGER, kind INTEGER, line INTEGER,\n"
    "    amount INTEGER, description TEXT, committed INTEGER, vendor TEXT, document TEXT, value_date INTEGER,\n"
    "    tax INTEGER, task INTEGER, risk INTEGER, reverses INTEGER, external_id TEXT, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE stakeholders (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, name TEXT, initials TEXT, organisation TEXT,\n"
    "    role TEXT, type INTEGER, power INTEGER, interest INTEGER, attitude INTEGER, engagement INTEGER,\n"
    "    desired_engagement INTEGER, owner INTEGER, strategy TEXT, expectations TEXT, channel TEXT,\n"
    "    frequency TEXT, email TEXT, phone TEXT, legitimacy INTEGER, urgency INTEGER, external_id TEXT,\n"
    "    notes TEXT, custom TEXT\n"
    ")",

    "CREATE TABLE baselines (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, name TEXT, taken_on INTEGER\n"
    ")",
    "CREATE TABLE baseline_tasks (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, baseline INTEGER, task INTEGER, name TEXT,\n"
    "    start INTEGER, finish INTEGER, duration INTEGER, work INTEGER, cost INTEGER\n"
    ")",

    "PRAGMA user_version = 1",
    NULL,
};

static const char *const version_2[] = {
    "ALTER TABLE exceptions ADD COLUMN repeats TEXT",
    "ALTER TABLE tasks ADD COLUMN ignore_resource_calendar INTEGER",
    "ALTER TABLE boards ADD COLUMN near_critical_slack INTEGER",
    "CREATE INDEX changes_runs ON changes (entity, record) WHERE count > 1",
    "PRAGMA user_version = 2",
    NULL,
};

/* Version 2 left NULL where a flag is 0. */
static const char *const version_3[] = {
    "UPDATE tasks SET ignore_resource_calendar = 0 WHERE ignore_resource_calendar IS NULL",
    "PRAGMA user_version = 3",
    NULL,
};

/* clang-format off */
const Migration migrations[] = {
    {.version = 1, .statements = version_1},
    {.version = 2, .statements = version_2},
    {.version = 3, .statements = version_3},
    {.version = 4, .statements = schema_version_4},
    {.version = 5, .statements = schema_version_5},
    {0},
};
/* clang-format on */

/* The part of a schema that a person or a program wrote; a file's own indexes for keys have no text. */
#define SCHEMA_TEXT "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"

int schema_newest(const Migration *list)
{
    int version = 0;
    for (const Migration *step = list; step->version; step++)
        version = step->version;
    return version;
}

static bool database_number(sqlite3 *handle, const char *sql, int *out)
{
    sqlite3_stmt *statement = NULL;
    bool found =
        sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW;
    if (found)
        *out = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return found;
}

bool schema_version(Store *store, int *out, Error *error)
{
    int application;
    if (!database_number(store->handle, "PRAGMA application_id", &application) ||
        !database_number(store->handle, "PRAGMA user_version", out))
        return database_error(store, error);
    if (application != APPLICATION_ID || *out < 1)
        return error_set(error, "%s is not a steerco planning file", store->path);
    return true;
}

static int apply(sqlite3 *handle, const Migration *step)
{
    int code = SQLITE_OK;
    for (const char *const *sql = step->statements; *sql && code == SQLITE_OK; sql++)
        code = sqlite3_exec(handle, *sql, NULL, NULL, NULL);
    return code;
}

static bool migrate_step(Store *store, const Migration *step, Error *error)
{
    int version;
    if (!write_begin(store, error))
        return false;
    if (!database_number(store->handle, "PRAGMA user_version", &version) ||
        (version < step->version && apply(store->handle, step) != SQLITE_OK)) {
        database_error(store, error);
        write_rollback(store);
        return error_prefix(error, "bringing the file to version %d", step->version);
    }
    return write_commit(store, error);
}

bool schema_migrate(Store *store, const Migration *list, Error *error)
{
    for (const Migration *step = list; step->version; step++)
        if (!migrate_step(store, step, error))
            return false;
    return true;
}

static bool same_row(sqlite3_stmt *ours, sqlite3_stmt *theirs)
{
    for (int column = 0; column < 4; column++)
        if (strcmp(column_text(ours, column), column_text(theirs, column)) != 0)
            return false;
    return true;
}

static bool same_schema(sqlite3 *ours, sqlite3 *theirs)
{
    sqlite3_stmt *rows[2] = {NULL, NULL};
    int codes[2] = {SQLITE_ROW, SQLITE_ROW};
    bool same = sqlite3_prepare_v2(ours, SCHEMA_TEXT, -1, &rows[0], NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(theirs, SCHEMA_TEXT, -1, &rows[1], NULL) == SQLITE_OK;
    while (same && codes[0] == SQLITE_ROW) {
        codes[0] = sqlite3_step(rows[0]);
        codes[1] = sqlite3_step(rows[1]);
        same =
            codes[0] == codes[1] && (codes[0] == SQLITE_DONE || (codes[0] == SQLITE_ROW && same_row(rows[0], rows[1])));
    }
    sqlite3_finalize(rows[0]);
    sqlite3_finalize(rows[1]);
    return same;
}

sqlite3 *schema_model(const Migration *list, int version)
{
    sqlite3 *model = NULL;
    int code = sqlite3_open_v2(":memory:", &model, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL);
    for (const Migration *step = list; step->version && step->version <= version && code == SQLITE_OK; step++)
        code = apply(model, step);
    if (code == SQLITE_OK)
        return model;
    sqlite3_close(model);
    return NULL;
}

bool schema_check(Store *store, const Migration *list, int version, Error *error)
{
    sqlite3 *model = schema_model(list, version);
    bool same = model && same_schema(model, store->handle);
    sqlite3_close(model);
    return same || error_set(error, "%s is not a steerco planning file: its tables are not those of version %d",
                             store->path, version);
}
