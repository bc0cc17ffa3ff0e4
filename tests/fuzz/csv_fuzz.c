/*
 * CSV, the whole way from bytes to a changed plan: what is taken keeps every rule, and importing the export of a record
 * type into its own plan changes nothing. How an input begins, fuzz_options() tells.
 */
#include "books.h"
#include "plan.h"

static void assert_same_again(Fixture *fixture, const Entity *entity)
{
    Buffer text = {0};
    fixture_export(fixture, entity, &text);
    fixture_must_import(fixture, entity, buffer_text(&text));
    if (fixture->changes != 0)
        fail_msg("importing the export again makes %zu changes:\n%s", fixture->changes, buffer_text(&text));
    buffer_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Fixture fixture;
    const CsvOptions options = fuzz_options(&bytes, &length);
    char *text = fuzz_text(bytes, length);
    fuzz_plan(&fixture);
    if (fuzz_import(&fixture, &options, text, length))
        assert_same_again(&fixture, fixture.report.entity);
    Buffer said = {0};
    if (fixture.report.entity)
        csv_report_describe(&fixture.report, &said);
    buffer_release(&said);
    fixture_release(&fixture);
    free(text);
    return 0;
}
