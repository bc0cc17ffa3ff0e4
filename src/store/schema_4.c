/*
 * Version 4: references to many records, orders and vendors, and the registers of governance, scope, quality, closing
 * and team, and why a change was made. The text of tables is generated from the rows of the record types: see
 * tests/store/open_test.c.
 */
#include "schema.h"

const char *const schema_version_4[] = {
    "ALTER TABLE change_sets ADD COLUMN why TEXT",
    "CREATE TABLE cross_references (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, owner INTEGER, slot INTEGER, target INTEGER\n"
    ")",
    "ALTER TABLE budget_lines ADD COLUMN currency TEXT",
    "ALTER TABLE budget_lines ADD COLUMN exchange_rate INTEGER",
    "ALTER TABLE cost_entries ADD COLUMN to_line INTEGER",
    "ALTER TABLE cost_entries ADD COLUMN \"order\" INTEGER",
    "ALTER TABLE cost_entries ADD COLUMN currency TEXT",
    "ALTER TABLE cost_entries ADD COLUMN exchange_rate INTEGER",
    "ALTER TABLE cost_entries ADD COLUMN authority TEXT",
    "ALTER TABLE cost_entries ADD COLUMN decision TEXT",
    "CREATE TABLE vendors (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, name TEXT, contact TEXT, email TEXT, phone TEXT,\n"
    "    contract TEXT, external_id TEXT, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE currency_rates (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, currency TEXT, rate INTEGER, valid_from INTEGER,\n"
    "    kind INTEGER, notes TEXT\n"
    ")",
    "CREATE TABLE orders (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, description TEXT, vendor INTEGER,\n"
    "    currency TEXT, ordered_on INTEGER, closed_on INTEGER, external_id TEXT, notes TEXT, custom TEXT\n"
    ")",
    "INSERT INTO counters (entity, next) VALUES ('cross_reference', 1), ('vendor', 1), ('currency_rate', 1), ('order', "
    "1)",

    "CREATE TABLE bodies (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, type INTEGER, chair INTEGER,\n"
    "    secretary INTEGER, mandate TEXT, authority TEXT, cost_limit INTEGER, delay_limit INTEGER,\n"
    "    quorum INTEGER, frequency TEXT, escalates_to INTEGER, external_id TEXT, notes TEXT,\n"
    "    custom TEXT\n"
    ")",
    "CREATE TABLE meetings (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, type INTEGER, date INTEGER,\n"
    "    hours TEXT, status INTEGER, series TEXT, body INTEGER, chair INTEGER, minute_taker INTEGER,\n"
    "    place TEXT, guests TEXT, minutes TEXT, distribution TEXT, approved_by INTEGER,\n"
    "    approved_on INTEGER, next_date INTEGER, reason TEXT, external_id TEXT, confidential INTEGER,\n"
    "    notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE decisions (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, category TEXT, status INTEGER,\n"
    "    owner INTEGER, need_by INTEGER, about INTEGER, decided_on INTEGER, decided_by INTEGER,\n"
    "    body INTEGER, meeting INTEGER, description TEXT, options TEXT, rationale TEXT, dissent TEXT,\n"
    "    identified_by TEXT, applies_from INTEGER, communicated_to TEXT, superseded_by INTEGER,\n"
    "    escalated INTEGER, reason TEXT, external_id TEXT, confidential INTEGER, notes TEXT,\n"
    "    custom TEXT\n"
    ")",
    "CREATE TABLE change_requests (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, category TEXT, status INTEGER,\n"
    "    requested_by TEXT, submitted_on INTEGER, owner INTEGER, size INTEGER, priority INTEGER,\n"
    "    target_date INTEGER, description TEXT, if_not_done TEXT, action_details TEXT, options TEXT,\n"
    "    cost_impact INTEGER, schedule_impact INTEGER, reserve INTEGER, baseline INTEGER,\n"
    "    escalated INTEGER, body INTEGER, decision INTEGER, decided_on INTEGER, decide_by INTEGER,\n"
    "    delivered_on INTEGER, merged_into INTEGER, communicated_to TEXT, reason TEXT,\n"
    "    external_id TEXT, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE issues (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, category TEXT, status INTEGER,\n"
    "    owner INTEGER, target_date INTEGER, urgency INTEGER, impact INTEGER, size INTEGER,\n"
    "    description TEXT, action_details TEXT, root_cause TEXT, resolution TEXT, source INTEGER,\n"
    "    identified_by TEXT, identified_on INTEGER, closed_on INTEGER, escalated INTEGER,\n"
    "    body INTEGER, reason TEXT, external_id TEXT, confidential INTEGER, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE actions (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, status INTEGER, owner INTEGER,\n"
    "    due INTEGER, priority INTEGER, source INTEGER, opened_on INTEGER, closed_on INTEGER,\n"
    "    description TEXT, outcome TEXT, effect_check INTEGER, effect TEXT, reason TEXT,\n"
    "    external_id TEXT, confidential INTEGER, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE agenda_items (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, meeting INTEGER,\n"
    "    position INTEGER, about INTEGER, presenter INTEGER, time_box INTEGER, minutes TEXT,\n"
    "    outcome TEXT, external_id TEXT, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE objectives (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, status INTEGER, owner INTEGER,\n"
    "    due INTEGER, priority INTEGER, parent INTEGER, description TEXT, measure TEXT, target TEXT,\n"
    "    strategic_link TEXT, outcome TEXT, reason TEXT, external_id TEXT, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE kpis (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, status INTEGER,\n"
    "    objective INTEGER, definition TEXT, unit TEXT, source INTEGER, formula TEXT,\n"
    "    direction INTEGER, baseline INTEGER, target INTEGER, amber INTEGER, red INTEGER,\n"
    "    owner INTEGER, frequency TEXT, next_due INTEGER, benchmark TEXT, reason TEXT,\n"
    "    external_id TEXT, confidential INTEGER, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE kpi_samples (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, kpi INTEGER, date INTEGER, value INTEGER,\n"
    "    note TEXT, external_id TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE benefits (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, type INTEGER, status INTEGER,\n"
    "    owner INTEGER, beneficiary TEXT, objective INTEGER, kpi INTEGER, description TEXT,\n"
    "    measure TEXT, unit TEXT, baseline INTEGER, target INTEGER, actual INTEGER,\n"
    "    yearly_value INTEGER, review_on INTEGER, realised_on INTEGER, reason TEXT, external_id TEXT,\n"
    "    notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE deliverables (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, status INTEGER, task INTEGER,\n"
    "    owner INTEGER, reviewer INTEGER, planned_on INTEGER, delivered_on INTEGER, description TEXT,\n"
    "    criteria TEXT, tolerance TEXT, decided_by INTEGER, decided_on INTEGER, conditions TEXT,\n"
    "    note_number TEXT, reason TEXT, external_id TEXT, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE tests (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, level INTEGER, status INTEGER,\n"
    "    deliverable INTEGER, tester INTEGER, planned_on INTEGER, run_on INTEGER, steps TEXT,\n"
    "    expected TEXT, actual TEXT, evidence TEXT, reason TEXT, external_id TEXT, notes TEXT,\n"
    "    custom TEXT\n"
    ")",
    "CREATE TABLE requirements (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, statement TEXT, type INTEGER,\n"
    "    moscow INTEGER, status INTEGER, parent INTEGER, objective INTEGER, owner INTEGER,\n"
    "    source TEXT, rationale TEXT, acceptance TEXT, version TEXT, due INTEGER, approved_by INTEGER,\n"
    "    approved_on INTEGER, change_request INTEGER, reason TEXT, external_id TEXT, notes TEXT,\n"
    "    custom TEXT\n"
    ")",
    "CREATE TABLE defects (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, severity INTEGER,\n"
    "    priority INTEGER, status INTEGER, owner INTEGER, due INTEGER, test INTEGER,\n"
    "    deliverable INTEGER, task INTEGER, description TEXT, found_in TEXT, found_on INTEGER,\n"
    "    found_by TEXT, fixed_in TEXT, fixed_on INTEGER, resolution TEXT, reopened INTEGER,\n"
    "    reason TEXT, external_id TEXT, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE documents (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, type TEXT, version TEXT,\n"
    "    status INTEGER, owner INTEGER, location TEXT, review_on INTEGER, approved_by INTEGER,\n"
    "    approved_on INTEGER, deliverable INTEGER, superseded_by INTEGER, description TEXT,\n"
    "    reason TEXT, external_id TEXT, confidential INTEGER, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE obligations (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, type INTEGER, status INTEGER,\n"
    "    owner INTEGER, due INTEGER, source TEXT, clause TEXT, description TEXT, evidence TEXT,\n"
    "    checked_on INTEGER, approved_by INTEGER, expires_on INTEGER, reason TEXT, external_id TEXT,\n"
    "    confidential INTEGER, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE trainings (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, status INTEGER, date INTEGER,\n"
    "    audience TEXT, trainer INTEGER, place TEXT, task INTEGER, planned INTEGER, attended INTEGER,\n"
    "    rating INTEGER, content TEXT, impact TEXT, resistance TEXT, reason TEXT, external_id TEXT,\n"
    "    notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE gates (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, type INTEGER, status INTEGER,\n"
    "    owner INTEGER, planned_on INTEGER, task INTEGER, body INTEGER, decision INTEGER,\n"
    "    decided_on INTEGER, criteria TEXT, conditions TEXT, reason TEXT, external_id TEXT,\n"
    "    notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE checklist_items (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, status INTEGER, list TEXT,\n"
    "    gate INTEGER, position INTEGER, owner INTEGER, due INTEGER, about INTEGER, evidence TEXT,\n"
    "    done_on INTEGER, reason TEXT, external_id TEXT, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE lessons (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, type INTEGER, status INTEGER,\n"
    "    date INTEGER, project INTEGER, phase TEXT, category TEXT, description TEXT, cause TEXT,\n"
    "    effect TEXT, delay INTEGER, advice TEXT, tags TEXT, applies_to TEXT, owner INTEGER,\n"
    "    review_on INTEGER, adopted_in TEXT, reason TEXT, external_id TEXT, confidential INTEGER,\n"
    "    notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE skills (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, resource INTEGER, level INTEGER,\n"
    "    preference INTEGER, certified_until INTEGER, external_id TEXT, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE time_entries (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, date INTEGER, resource INTEGER, task INTEGER,\n"
    "    minutes INTEGER, kind INTEGER, note TEXT, external_id TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE communication_activities (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, status INTEGER, purpose TEXT,\n"
    "    content TEXT, audience TEXT, format TEXT, medium TEXT, frequency TEXT, responsible INTEGER,\n"
    "    next_due INTEGER, \"from\" INTEGER, \"to\" INTEGER, expected_result TEXT,\n"
    "    feedback_channel TEXT, language TEXT, reason TEXT, external_id TEXT, confidential INTEGER,\n"
    "    notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE contacts (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, summary TEXT, date INTEGER,\n"
    "    stakeholder INTEGER, activity INTEGER, \"from\" TEXT, \"to\" TEXT, medium TEXT,\n"
    "    feedback TEXT, sentiment INTEGER, follow_up INTEGER, external_id TEXT, confidential INTEGER,\n"
    "    notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE responsibilities (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, title TEXT, about INTEGER, resource INTEGER,\n"
    "    role TEXT, code INTEGER, external_id TEXT, notes TEXT, custom TEXT\n"
    ")",
    "CREATE TABLE remarks (\n"
    "    id INTEGER PRIMARY KEY, board INTEGER NOT NULL, text TEXT, about INTEGER, date INTEGER,\n"
    "    author TEXT, answers INTEGER, external_id TEXT, confidential INTEGER, custom TEXT\n"
    ")",
    "INSERT INTO counters (entity, next) VALUES "
    "('body', 1), "
    "('meeting', 1), "
    "('decision', 1), "
    "('change_request', 1), "
    "('issue', 1), "
    "('action', 1), "
    "('agenda_item', 1), "
    "('objective', 1), "
    "('kpi', 1), "
    "('kpi_sample', 1), "
    "('benefit', 1), "
    "('deliverable', 1), "
    "('test', 1), "
    "('requirement', 1), "
    "('defect', 1), "
    "('document', 1), "
    "('obligation', 1), "
    "('training', 1), "
    "('gate', 1), "
    "('checklist_item', 1), "
    "('lesson', 1), "
    "('skill', 1), "
    "('time_entry', 1), "
    "('communication_activity', 1), "
    "('contact', 1), "
    "('responsibility', 1), "
    "('remark', 1)",

    "PRAGMA user_version = 4",
    NULL,
};
