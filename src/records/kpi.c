/*
 * The tables of KPIs and their samples.
 */
#include "steerco/records/kpi.h"

#include "fields.h"

static const char *const kpi_sources[] = {"manual", "builtin", "expression", NULL};
static const char *const kpi_directions[] = {"higher is better", "lower is better", "on target", NULL};
static const char *const kpi_statuses[] = {"active", "retired", NULL};

static const Step kpi_steps[] = {
    {.from = KPI_ACTIVE, .to = KPI_RETIRED, .needs = {"reason"}},
    {.from = KPI_RETIRED, .to = KPI_ACTIVE, .needs = {"owner"}},
    STEPS_END,
};
static const Workflow kpi_workflow = {.steps = kpi_steps, .ended = STATE(KPI_RETIRED)};

/* clang-format off */
static const Field kpi_fields[] = {
    {TITLE(Kpi, "KPI", "What the figure is called")},
    {STATUS(Kpi, kpi_statuses, kpi_workflow, 8, "A retired one is not measured any more")},
    {ONE(Kpi, objective, "Objective", objective_entity, 7, "The objective that it measures")},
    {NOTE(Kpi, definition, "Definition", "What exactly is measured, and how")},
    {TEXT(Kpi, unit, "Unit", 8, "What it is measured in: %, days, defects")},
    {CHOICE(Kpi, source, "Source", kpi_sources, 10,
            "Measured by hand, a figure of steerco's own, or worked out by a formula")},
    {TEXT(Kpi, formula, "Formula", 16, "The figure of steerco's own, or how it is worked out")},
    {CHOICE(Kpi, direction, "Direction", kpi_directions, 16, "Which way is better")},
    {QUANTITY(Kpi, baseline, "Baseline", "Where it was in the beginning")},
    {QUANTITY(Kpi, target, "Target", "Where it is to be")},
    {QUANTITY(Kpi, amber, "Amber", "From here on it is amber")},
    {QUANTITY(Kpi, red, "Red", "From here on it is red")},
    {PERSON(Kpi, owner, "Owner", "Who measures it and answers for it")},
    {TEXT(Kpi, frequency, "Frequency", 10, "How often it is measured")},
    {DAY(Kpi, next_due, "Next due", "When it is measured next")},
    {TEXT(Kpi, benchmark, "Benchmark", 16, "What others reach, and where that is known from")},
    {REASON(Kpi, "Why it was retired")},
    {EXTERNAL_ID(Kpi)},
    {CONFIDENTIAL(Kpi)},
    {NOTES(Kpi)},
    {CUSTOM(Kpi)},
    {0},
};

static const Field kpi_sample_fields[] = {
    {ONE(KpiSample, kpi, "KPI", kpi_entity, 7, "The KPI that was measured"), .required = true},
    {DAY(KpiSample, date, "Date", "The day that the value is of"), .required = true},
    {QUANTITY(KpiSample, value, "Value", "What was measured"), .required = true},
    {TEXT(KpiSample, note, "Note", 30, "What has to be known about it")},
    {EXTERNAL_ID(KpiSample)},
    {CUSTOM(KpiSample)},
    {0},
};
/* clang-format on */

const Entity kpi_entity = {
    .kind = ENTITY_KPI,
    .name = "kpi",
    .plural = "kpis",
    .title = "KPIs",
    .noun = "KPI",
    .nouns = "KPIs",
    .tag = 18,
    .prefix = "KP",
    .record_size = sizeof(Kpi),
    .fields = kpi_fields,
    .label = "title",
    .key = {"title"},
    .columns = "title:30 unit target amber red owner next_due frequency",
    .order = "next_due",
    .due = "next_due",
    .instead = "retire it",
};

const Entity kpi_sample_entity = {
    .kind = ENTITY_KPI_SAMPLE,
    .name = "kpi_sample",
    .plural = "kpi_samples",
    .title = "KPI samples",
    .noun = "KPI sample",
    .nouns = "KPI samples",
    .tag = 19,
    .prefix = "KS",
    .record_size = sizeof(KpiSample),
    .fields = kpi_sample_fields,
    .label = "note",
    .cold = true,
    .key = {"kpi", "date"},
    .columns = "kpi date value note:30",
    .order = "-date",
};
