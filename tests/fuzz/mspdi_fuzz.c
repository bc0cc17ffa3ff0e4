/*
 * Microsoft Project XML: what is taken keeps every rule, and what is written from it can be read again, twice with the
 * same result.
 */
#include "fuzz.h"

#include "exchange/mspdi_plan.h"
#include "steerco/base/text.h"

static bool take(Plan *plan, const char *xml, size_t length)
{
    ChangeSet set;
    Error error = {0};
    MspdiReport report = {0};
    change_begin(&set, plan, "import", "fuzz");
    bool good = mspdi_import(xml, length, "fuzz.xml", plan, &set, &report, &error);
    if (good) {
        commit(plan, &set, 0);
        if (!change_check(&set, plan, &error))
            fail_msg("%s", error.text);
    } else {
        assert_true(error.kind != ERROR_NONE && error.text[0]);
    }
    Buffer said = {0};
    mspdi_report_describe(&report, &said);
    buffer_release(&said);
    mspdi_report_release(&report);
    change_release(&set);
    return good;
}

static void assert_comes_back(const Plan *plan)
{
    Plan again;
    Buffer first = {0}, second = {0};
    export_plan(plan, &first);
    plan_begin(&again);
    again.today = plan->today;
    if (!take(&again, buffer_text(&first), first.length))
        fail_msg("what was written is refused:\n%s", buffer_text(&first));
    export_plan(&again, &second);
    plan_release(&again);
    plan_begin(&again);
    again.today = plan->today;
    assert_true(take(&again, buffer_text(&second), second.length));
    buffer_clear(&first);
    export_plan(&again, &first);
    if (!text_equal(buffer_text(&first), buffer_text(&second)))
        fail_msg("written twice, read twice, and not the same:\n%s\n%s", buffer_text(&second), buffer_text(&first));
    plan_release(&again);
    buffer_release(&first);
    buffer_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Plan plan;
    char *text = fuzz_text(bytes, length);
    plan_begin(&plan);
    plan.today = date_make(2026, 3, 2);
    (void)mspdi_recognise(text, length);
    if (take(&plan, text, length))
        assert_comes_back(&plan);
    plan_release(&plan);
    free(text);
    return 0;
}
