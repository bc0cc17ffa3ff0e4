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

const Pane kpis_pane = {
    .name = "kpis",
    .title = "KPIs",
    .key = '3',
    .help = "What is measured, where it should stand, and when the next value is due.",
    REGISTER(kpi_entity),
};

const Pane samples_pane = {
    .name = "samples",
    .title = "KPI values",
    .key = '3',
    .help = "What was measured, the newest first.",
    REGISTER(kpi_sample_entity),
};

/* ---------------------------------------------------------------- 4 communication with stakeholders */

const Pane contacts_pane = {
    .name = "contacts",
    .title = "Contacts",
    .key = '4',
    .help = "Talks, letters and calls with stakeholders, the newest first.",
    REGISTER(contact_entity),
};

/* ---------------------------------------------------------------- 5 team, beside people and calendars */

const Pane skills_pane = {
    .name = "skills",
    .title = "Skills",
    .key = '5',
    .help = "Who can do what, and how well.",
    REGISTER(skill_entity),
};

const Pane time_pane = {
    .name = "time",
    .title = "Time",
    .key = '5',
    .help = "Hours that people report on tasks, with their sums when grouped.",
    REGISTER(time_entry_entity),
};

/* ---------------------------------------------------------------- 7 log, behind the journal */

const Pane issues_pane = {
    .name = "issues",
    .title = "Issues",
    .key = '7',
    .help = "What has gone wrong or has to be settled, the worst first.",
    REGISTER(issue_entity),
};

const Pane decisions_pane = {
    .name = "decisions",
    .title = "Decisions",
    .key = '7',
    .help = "What has to be decided by when, and what was decided.",
    REGISTER(decision_entity),
};

const Pane actions_pane = {
    .name = "actions",
    .title = "Actions",
    .key = '7',
    .help = "Who does what by when, from meetings, risks and issues.",
    REGISTER(action_entity),
};

const Pane agenda_pane = {
    .name = "agenda",
    .title = "Agenda",
    .key = '7',
    .help = "What meetings talk about, and what came of it.",
    REGISTER(agenda_item_entity),
};

const Pane bodies_pane = {
    .name = "bodies",
    .title = "Bodies",
    .key = '7',
    .help = "Committees and boards that decide: who chairs, how often they meet, up to which sum.",
    REGISTER(body_entity),
};

const Pane remarks_pane = {
    .name = "remarks",
    .title = "Remarks",
    .key = '7',
    .help = "What was said about any record, the newest first.",
    REGISTER(remark_entity),
};

/* ---------------------------------------------------------------- 8 scope, quality, closing */

const Pane requirements_pane = {
    .name = "requirements",
    .title = "Scope",
    .sheet = "Requirements",
    .key = '8',
    .help = "What the project has to deliver: who wants it, how much, and which tasks and tests see to it.",
    REGISTER(requirement_entity),
};

const Pane deliverables_pane = {
    .name = "deliverables",
    .title = "Deliverables",
    .key = '8',
    .help = "What is handed over, to whom and when.",
    REGISTER(deliverable_entity),
};

const Pane tests_pane = {
    .name = "tests",
    .title = "Tests",
    .key = '8',
    .help = "What is tried, and how it went.",
    REGISTER(test_entity),
};

const Pane defects_pane = {
    .name = "defects",
    .title = "Defects",
    .key = '8',
    .help = "What does not work as it should, and who mends it.",
    REGISTER(defect_entity),
};

const Pane documents_pane = {
    .name = "documents",
    .title = "Documents",
    .key = '8',
    .help = "What is written: version, state, where it lies.",
    REGISTER(document_entity),
};

const Pane gates_pane = {
    .name = "gates",
    .title = "Gates",
    .key = '8',
    .help = "Where somebody decides whether to go on.",
    REGISTER(gate_entity),
};

const Pane checklists_pane = {
    .name = "checklists",
    .title = "Checklists",
    .key = '8',
    .help = "What has to be ticked off, for a gate, an obligation, the closing.",
    REGISTER(checklist_item_entity),
};

const Pane lessons_pane = {
    .name = "lessons",
    .title = "Lessons",
    .key = '8',
    .help = "What other projects should know, the newest first.",
    REGISTER(lesson_entity),
};

const Pane objectives_pane = {
    .name = "objectives",
    .title = "Objectives",
    .key = '8',
    .help = "What the project is for, and how one will see that it is reached.",
    REGISTER(objective_entity),
};

const Pane benefits_pane = {
    .name = "benefits",
    .title = "Benefits",
    .key = '8',
    .help = "What it brings, when, and who sees to that.",
    REGISTER(benefit_entity),
};

const Pane obligations_pane = {
    .name = "obligations",
    .title = "Obligations",
    .key = '8',
    .help = "What law, contract or policy asks, and by when.",
    REGISTER(obligation_entity),
};

const Pane training_pane = {
    .name = "training",
    .title = "Training",
    .key = '8',
    .help = "Who learns what, when.",
    REGISTER(training_entity),
};
