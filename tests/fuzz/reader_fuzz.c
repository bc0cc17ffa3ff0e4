/*
 * CSV, from bytes to a change set that nobody commits: encoding, delimiter, quotes, headings, the cells of every record
 * type, and what the report says of them. The plan stays as it is, so it is made once and a run costs little; what
 * comes of committing such sets is for csv_fuzz.c and exchange_fuzz.c. How an input begins,
 * fuzz_options() tells.
 */
#include "books.h"
#include "plan.h"

/* What is stored is UTF-8 without controls; a line break may stand where texts have several lines. */
static void assert_storable(const char *text)
{
    size_t length = strlen(text);
    assert_true(text_is_utf8(text, length));
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i], before = i ? (unsigned char)text[i - 1] : 0;
        assert_true((byte >= 0x20 || byte == '\n') && byte != 0x7F);
        assert_true(before != 0xC2 || byte >= 0xA0);
    }
}

static void assert_value(const Field *field, Value value)
{
    if (field_is_text(field))
        assert_storable(value.text);
    else if (field->maximum > field->minimum && value.number != VALUE_NONE)
        assert_in_range(value.number - field->minimum, 0, field->maximum - field->minimum);
}

static void assert_set(const ChangeSet *set)
{
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        /* A task's own links and assignments are those that the file names. */
        assert_true(change->kind != CHANGE_DELETE || change->entity == &link_entity ||
                    change->entity == &assignment_entity);
        if (change->kind == CHANGE_SET)
            assert_value(change->field, change->after);
        for (const Field *field = change->entity->fields; change->kind == CHANGE_CREATE && field->name; field++)
            if (field_is_stored(field))
                assert_value(field, field_stored(field, change->record));
    }
}

/* What is said of a file can drive no terminal, whatever the file holds. */
static void assert_report(const CsvReport *report)
{
    Buffer said = {0}, safe = {0};
    csv_report_describe(report, &said);
    text_safe(buffer_text(&said), true, &safe);
    assert_string_equal(buffer_text(&said), buffer_text(&safe));
    buffer_release(&said);
    buffer_release(&safe);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static Fixture fixture;
    if (!fixture.plan.board)
        fuzz_plan(&fixture);
    const CsvOptions options = fuzz_options(&bytes, &length);
    const uint64_t generation = fixture.plan.generation;
    char *text = fuzz_text(bytes, length);
    ChangeSet set = {0};
    error_clear(&fixture.error);
    change_begin(&set, &fixture.plan, "import", "fuzz");
    bool good = csv_import(text, length, "fuzz.csv", &options, &fixture.plan, &set, &fixture.report, &fixture.error);
    assert_true(good || (fixture.error.kind != ERROR_NONE && fixture.error.text[0]));
    assert_true(fixture.plan.generation == generation && plan_count(&fixture.plan, ENTITY_TASK) == FUZZ_TASKS);
    if (good)
        assert_set(&set);
    assert_report(&fixture.report);
    change_release(&set);
    csv_report_release(&fixture.report);
    free(text);
    return 0;
}
