/*
 * What a CSV file brought in goes out again and into an empty board, which then exports the same bytes, of every record
 * type. The input is that of csv_fuzz.c.
 */
#include "books.h"
#include "plan.h"

/* A board names its calendar, and amounts need the board's currency. */
static const EntityKind order[] = {
    ENTITY_CALENDAR,    ENTITY_EXCEPTION,  ENTITY_BASELINE,    ENTITY_BOARD,         ENTITY_RESOURCE,
    ENTITY_TASK,        ENTITY_LINK,       ENTITY_ASSIGNMENT,  ENTITY_BASELINE_TASK, ENTITY_RISK,
    ENTITY_BUDGET_LINE, ENTITY_COST_ENTRY, ENTITY_STAKEHOLDER,
};
enum { TYPES = sizeof order / sizeof order[0] };

static void assert_moves_whole(const Fixture *from)
{
    Fixture to;
    Buffer first = {0}, second = {0};
    fixture_init(&to);
    to.plan.today = from->plan.today;
    for (int i = 0; i < TYPES; i++) {
        fixture_export(from, entities[order[i]], &first);
        fixture_must_import(&to, entities[order[i]], buffer_text(&first));
    }
    for (int i = 0; i < TYPES; i++) {
        fixture_export(from, entities[order[i]], &first);
        fixture_export(&to, entities[order[i]], &second);
        if (!text_equal(buffer_text(&first), buffer_text(&second)))
            fail_msg("%s are not the same:\n%s\n%s", entities[order[i]]->plural, buffer_text(&first),
                     buffer_text(&second));
    }
    buffer_release(&first);
    buffer_release(&second);
    fixture_release(&to);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Fixture fixture;
    const CsvOptions options = fuzz_options(&bytes, &length);
    char *text = fuzz_text(bytes, length);
    fuzz_plan(&fixture);
    if (fuzz_import(&fixture, &options, text, length))
        assert_moves_whole(&fixture);
    fixture_release(&fixture);
    free(text);
    return 0;
}
