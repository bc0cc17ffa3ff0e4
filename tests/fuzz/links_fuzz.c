/*
 * Lists of predecessors and of people, as typed on a task: what is taken is written as a list that makes and deletes
 * nothing when it is typed again, and then reads the same. (A lag of 1.51 days is written in minutes: its unit may
 * change.) The first byte chooses list and decimal mark.
 */
#include "plan.h"

#include "steerco/planning/edit.h"
#include "steerco/records/records.h"

typedef bool (*Edit)(ChangeSet *set, const Plan *plan, Id task, const char *text, DecimalMark mark, Error *error);

/* In `said` what it makes and deletes. */
static bool type(Fixture *fixture, Edit edit, const char *text, DecimalMark mark, Buffer *said)
{
    ChangeSet set = {0};
    Error error = {0};
    change_begin(&set, &fixture->plan, "test", "type");
    bool good = edit(&set, &fixture->plan, 3, text, mark, &error);
    assert_true(good || error.text[0]);
    for (size_t i = 0; i < set.changes.count; i++)
        if (set.changes.items[i].kind != CHANGE_SET)
            change_describe(&set.changes.items[i], &fixture->plan, said);
    if (good) {
        fixture_number(fixture, &set);
        plan_apply(&fixture->plan, &set);
        good = change_check(&set, &fixture->plan, &error) && analysis_update(&fixture->plan, &error);
    }
    change_release(&set);
    return good;
}

static void read_items(const char *text, DecimalMark mark)
{
    WorkUnits units = {480, 2400, 20};
    PredecessorText predecessor;
    ResourceText resource;
    Error error = {0};
    const char *rest = text;
    while (predecessor_next(&rest, mark, &units, &predecessor, &error))
        assert_true(rest <= text + strlen(text));
    error_clear(&error);
    for (rest = text; resource_next(&rest, mark, &resource, &error);)
        assert_true(rest <= text + strlen(text));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Fixture fixture;
    Buffer changes = {0};
    unsigned way = fuzz_choice(&bytes, &length, 4);
    DecimalMark mark = way & 1 ? DECIMAL_COMMA : DECIMAL_POINT;
    Edit edit = way & 2 ? edit_resources : edit_predecessors;
    const Field *field = entity_field(&task_entity, way & 2 ? "resources" : "predecessors");
    char *text = fuzz_text(bytes, length);
    fuzz_plan(&fixture);
    read_items(text, mark);
    if (type(&fixture, edit, text, mark, &changes)) {
        Buffer words = {0}, again = {0};
        field_word(field, &fixture.plan, plan_find(&fixture.plan, ENTITY_TASK, 3), FORMAT_EXCHANGE, &words);
        buffer_clear(&changes);
        if (!type(&fixture, edit, buffer_text(&words), DECIMAL_POINT, &changes) || changes.length > 0)
            fail_msg("'%s' typed again makes changes: %s", buffer_text(&words), buffer_text(&changes));
        field_word(field, &fixture.plan, plan_find(&fixture.plan, ENTITY_TASK, 3), FORMAT_EXCHANGE, &again);
        assert_string_equal(buffer_text(&again), buffer_text(&words));
        buffer_release(&words);
        buffer_release(&again);
    }
    buffer_release(&changes);
    fixture_release(&fixture);
    free(text);
    return 0;
}
