/*
 * Filters: the text of one that was accepted is accepted again and finds the same records. The first byte chooses the
 * record type.
 */
#include "plan.h"

#include "steerco/model/filter.h"
#include "steerco/records/records.h"

/* No filter changes a plan: one for all runs. */
static const Plan *any_plan(void)
{
    static Fixture fixture;
    if (fixture.plan.board == 0)
        fuzz_plan(&fixture);
    return &fixture.plan;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const EntityKind kinds[] = {ENTITY_TASK, ENTITY_RISK, ENTITY_RESOURCE, ENTITY_BOARD, ENTITY_ASSIGNMENT};
    const Plan *plan = any_plan();
    Error error = {0};
    EntityKind kind = kinds[fuzz_choice(&bytes, &length, sizeof kinds / sizeof kinds[0])];
    char *text = fuzz_text(bytes, length);
    Filter *filter = filter_new(plan, entities[kind], text, &error);
    assert_true(filter || error.text[0]);
    if (filter) {
        assert_string_equal(filter_text(filter), text);
        Filter *again = filter_new(plan, entities[kind], filter_text(filter), &error);
        assert_non_null(again);
        for (uint32_t row = 0; row < plan_count(plan, kind); row++) {
            const void *record = plan_at(plan, kind, row);
            assert_int_equal(filter_matches(filter, plan, record), filter_matches(again, plan, record));
        }
        filter_free(again);
    }
    filter_free(filter);
    free(text);
    return 0;
}
