/*
 * Typing into fields: what a field takes is written in a form that it reads back as the same value. The first byte
 * chooses the record type, the second the field.
 */
#include "plan.h"

#include "steerco/records/records.h"
#include "steerco/session/typed.h"

static void try_parse(const Plan *plan, const Field *field, const char *text)
{
    Arena texts = {0};
    Error error = {0};
    Buffer words = {0};
    Value value, again;
    Spelling typed = {.order = DATE_DMY, .today = plan->today}, written = {.today = DATE_NONE};
    if (field_parse(field, plan, text, &typed, &texts, &value, &error)) {
        field_format(field, plan, value, FORMAT_EXCHANGE, &words);
        if (!field_parse(field, plan, buffer_text(&words), &written, &texts, &again, &error))
            fail_msg("%s: %s", field->name, error.text);
        Buffer second = {0};
        field_format(field, plan, again, FORMAT_EXCHANGE, &second);
        assert_string_equal(buffer_text(&words), buffer_text(&second));
        buffer_clear(&second);
        field_format(field, plan, value, FORMAT_DISPLAY, &second);
        buffer_release(&second);
    } else {
        assert_true(error.text[0]);
    }
    buffer_release(&words);
    arena_release(&texts);
}

static void try_set(Fixture *fixture, const Entity *entity, const Field *field, const char *text)
{
    ChangeSet set = {0};
    Error error = {0};
    change_begin(&set, &fixture->plan, "test", "type");
    if (typed_set(&set, &fixture->plan, entity, 1, field, text, &error)) {
        fixture_number(fixture, &set);
        plan_apply(&fixture->plan, &set);
        if (!change_check(&set, &fixture->plan, &error) || !analysis_update(&fixture->plan, &error))
            assert_true(error.text[0]);
    }
    change_release(&set);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Fixture fixture;
    const Entity *entity = entities[fuzz_choice(&bytes, &length, ENTITY_COUNT)];
    unsigned count = 0;
    while (entity->fields[count].name)
        count++;
    const Field *field = &entity->fields[fuzz_choice(&bytes, &length, count)];
    char *text = fuzz_text(bytes, length);
    fuzz_plan(&fixture);
    fixture.plan.audience = AUDIENCE_PRIVATE; /* what is private has words too */
    if (field_is_stored(field))
        try_parse(&fixture.plan, field, text);
    if (plan_find(&fixture.plan, entity->kind, 1))
        try_set(&fixture, entity, field, text);
    fixture_release(&fixture);
    free(text);
    return 0;
}
