/*
 * The tables of tests and of the defects that they find.
 */
#include "fields.h"
#include "steerco/records/quality.h"

/* ---- tests ---- */

/* The requirements that name the test: kept there, seen here. */
static Value requirements(const Plan *plan, const void *record, Buffer *text)
{
    Ids owners = {0};
    const Referent test = {&test_entity, ((const Record *)record)->id};
    many_owners(plan, entity_field(&requirement_entity, "tests"), test, &owners);
    for (size_t i = 0; i < owners.count; i++) {
        buffer_add(text, i ? "; " : "");
        entity_code(&requirement_entity, owners.items[i], text);
    }
    array_release(&owners);
    return value_text(buffer_text(text));
}

static const char *const levels[] = {"unit", "integration", "system", "acceptance", NULL};
static const char *const test_statuses[] = {"not run", "passed", "failed", "blocked", NULL};

static const Step test_steps[] = {
    {.from = STEP_ANY, .to = TEST_PASSED, .needs = {"run_on", "tester"}},
    {.from = STEP_ANY, .to = TEST_FAILED, .needs = {"run_on", "tester", "actual"}},
    {.from = TEST_NOT_RUN, .to = TEST_BLOCKED, .needs = {"reason"}},
    {.from = TEST_BLOCKED, .to = TEST_NOT_RUN},
    STEPS_END,
};
static const Workflow test_workflow = {.steps = test_steps, .ended = STATE(TEST_PASSED)};

/* clang-format off */
static const Field test_fields[] = {
    {TITLE(Test, "Test", "What is tested")},
    {CHOICE(Test, level, "Level", levels, 11, "What it is compared with: unit, integration, system or acceptance")},
    {STATUS(Test, test_statuses, test_workflow, 8, "How it ended the last time")},
    {ONE(Test, deliverable, "Deliverable", deliverable_entity, 7, "The deliverable that is tested")},
    {.name = "requirements", .title = "Requirements", .type = FIELD_TEXT, .computed = requirements, .width = 14,
     .help = "The requirements that it proves; said there"},
    {PERSON(Test, tester, "Tester", "Who runs it")},
    {DAY(Test, planned_on, "Planned", "When it is to be run")},
    {DAY(Test, run_on, "Run", "When it was run the last time")},
    {NOTE(Test, steps, "Steps", "What has to be done")},
    {NOTE(Test, expected, "Expected", "What has to be seen")},
    {NOTE(Test, actual, "Actual", "What was seen")},
    {TEXT(Test, evidence, "Evidence", 20, "Where it is proved: a file, a log")},
    {REASON(Test, "Why it cannot be run")},
    {EXTERNAL_ID(Test)},
    {NOTES(Test)},
    {CUSTOM(Test)},
    {0},
};
/* clang-format on */

const Entity test_entity = {
    .kind = ENTITY_TEST,
    .name = "test",
    .plural = "tests",
    .title = "Tests",
    .noun = "test",
    .nouns = "tests",
    .tag = 35,
    .prefix = "TS",
    .record_size = sizeof(Test),
    .fields = test_fields,
    .label = "title",
    .columns = "title:30 level status tester planned_on run_on requirements",
    .order = "planned_on",
    .due = "planned_on",
};

/* ---- defects ---- */

static const char *const defect_statuses[] = {"open", "in work", "fixed", "closed", "rejected", NULL};

static const Step defect_steps[] = {
    {.from = DEFECT_OPEN, .to = DEFECT_IN_WORK, .needs = {"owner"}},
    {.from = DEFECT_IN_WORK, .to = DEFECT_OPEN},
    {.from = DEFECT_OPEN, .to = DEFECT_FIXED, .needs = {"owner", "fixed_on"}},
    {.from = DEFECT_IN_WORK, .to = DEFECT_FIXED, .needs = {"owner", "fixed_on"}},
    {.from = DEFECT_OPEN, .to = DEFECT_REJECTED, .needs = {"reason"}},
    {.from = DEFECT_IN_WORK, .to = DEFECT_REJECTED, .needs = {"reason"}},
    {.from = DEFECT_FIXED, .to = DEFECT_CLOSED, .needs = {"resolution"}},
    {.from = DEFECT_FIXED, .to = DEFECT_OPEN, .needs = {"reason"}},
    {.from = DEFECT_CLOSED, .to = DEFECT_OPEN, .needs = {"reason"}},
    {.from = DEFECT_REJECTED, .to = DEFECT_OPEN, .needs = {"reason"}},
    STEPS_END,
};
static const Workflow defect_workflow = {.steps = defect_steps, .ended = STATE(DEFECT_CLOSED) | STATE(DEFECT_REJECTED)};

/* clang-format off */
static const Field defect_fields[] = {
    {TITLE(Defect, "Defect", "What is wrong, in a few words")},
    {STORED(Defect, severity, "Sev", "How bad it is: 1 cosmetic, 2 minor, 3 major, 4 critical"), .type = FIELD_SCALE,
     .minimum = 1, .maximum = 4, .width = 3},
    {LEVEL(Defect, priority, "Pri", "How soon it has to be fixed, 1 very low to 5 very high")},
    {STATUS(Defect, defect_statuses, defect_workflow, 8, "Where the defect stands in its workflow")},
    {PERSON(Defect, owner, "Owner", "Who sees to it that it is fixed")},
    {DAY(Defect, due, "Due", "When it has to be fixed")},
    {ONE(Defect, test, "Test", test_entity, 7, "The test that found it")},
    {ONE(Defect, deliverable, "Deliverable", deliverable_entity, 7, "The deliverable that it is in")},
    {ONE(Defect, task, "Task", task_entity, 6, "The work of fixing it")},
    {NOTE(Defect, description, "Description", "What is wrong, and how to see it")},
    {TEXT(Defect, found_in, "Found in", 10, "The version that it was found in")},
    {DAY(Defect, found_on, "Found", "When it was found"), .stamp = STAMP_DAY},
    {TEXT(Defect, found_by, "Found by", 14, "Who found it")},
    {TEXT(Defect, fixed_in, "Fixed in", 10, "The version that does not have it any more")},
    {DAY(Defect, fixed_on, "Fixed", "When it was fixed")},
    {NOTE(Defect, resolution, "Resolution", "How it was fixed")},
    {NUMBER(Defect, reopened, "Reopened", "How many times it came back"), .maximum = 1000},
    {REASON(Defect, "Why it was rejected or opened again")},
    {EXTERNAL_ID(Defect)},
    {NOTES(Defect)},
    {CUSTOM(Defect)},
    {0},
};
/* clang-format on */

const Entity defect_entity = {
    .kind = ENTITY_DEFECT,
    .name = "defect",
    .plural = "defects",
    .title = "Defects",
    .noun = "defect",
    .nouns = "defects",
    .tag = 36,
    .prefix = "DF",
    .record_size = sizeof(Defect),
    .fields = defect_fields,
    .label = "title",
    .columns = "title:30 severity priority status owner due test found_on",
    .order = "-severity",
    .due = "due",
};
