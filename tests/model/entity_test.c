/*
 * The field tables walked row by row: what every generic reader of them relies on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/records/records.h"

static void every_kind_has_its_entity(void **state)
{
    (void)state;
    for (int kind = 0; kind < entity_count; kind++) {
        assert_non_null(entities[kind]);
        assert_int_equal(entities[kind]->kind, kind);
        assert_ptr_equal(entity_find(entities[kind]->name), entities[kind]);
        assert_ptr_equal(entity_find(entities[kind]->plural), entities[kind]);
        assert_non_null(entity_field(entities[kind], entities[kind]->label));
        for (int other = 0; other < kind; other++)
            assert_string_not_equal(entities[kind]->prefix, entities[other]->prefix);
    }
}

static void names_are_lower_case_words_and_unique(void **state)
{
    (void)state;
    for (int kind = 0; kind < entity_count; kind++)
        for (const Field *field = entities[kind]->fields; field->name; field++) {
            for (const char *c = field->name; *c; c++)
                assert_true(islower((unsigned char)*c) || *c == '_');
            assert_ptr_equal(entity_field(entities[kind], field->name), field);
        }
}

static void every_field_has_title_and_help(void **state)
{
    (void)state;
    for (int kind = 0; kind < entity_count; kind++)
        for (const Field *field = entities[kind]->fields; field->name; field++) {
            assert_true(*field->title);
            assert_true(strlen(field->help) > 3);
            assert_true(field->help[strlen(field->help) - 1] != '.');
        }
}

static void a_field_is_stored_or_computed(void **state)
{
    (void)state;
    for (int kind = 0; kind < entity_count; kind++)
        for (const Field *field = entities[kind]->fields; field->name; field++) {
            assert_true(field_is_stored(field) || field->computed);
            assert_true(field->offset + field->size <= entities[kind]->record_size);
            assert_true(!field_is_stored(field) || field->offset >= sizeof(Record));
        }
}

static void choices_and_references_name_what_they_need(void **state)
{
    (void)state;
    for (int kind = 0; kind < entity_count; kind++)
        for (const Field *field = entities[kind]->fields; field->name; field++) {
            assert_int_equal(field->type == FIELD_CHOICE, field->choices != NULL);
            assert_int_equal(field->type == FIELD_REFERENCE, field->refers_to != NULL);
            if (field->type == FIELD_REFERENCE && !field->internal)
                assert_true(field->refers_to->kind <= entities[kind]->kind);
        }
}

static void every_member_but_the_head_is_a_field(void **state)
{
    (void)state;
    for (int kind = 0; kind < entity_count; kind++) {
        size_t described = sizeof(Record);
        for (const Field *field = entities[kind]->fields; field->name; field++)
            described += field->size;
        /* What the tables leave out is padding: less than a word for each change of alignment. */
        assert_in_range(entities[kind]->record_size, described, described + 15);
    }
}

static void codes_are_read_and_written(void **state)
{
    (void)state;
    Id id = 0;
    Buffer code = {0};
    assert_ptr_equal(entity_of_code("T-14", &id), &task_entity);
    assert_int_equal(id, 14);
    assert_ptr_equal(entity_of_code("bl-3", &id), &budget_line_entity);
    assert_null(entity_of_code("T-", &id));
    assert_null(entity_of_code("T-0", &id));
    assert_null(entity_of_code("T-1x", &id));
    assert_null(entity_of_code("14", &id));
    assert_null(entity_of_code("T-99999999999999999999", &id));
    entity_code(&risk_entity, 7, &code);
    assert_string_equal(buffer_text(&code), "R-7");
    buffer_release(&code);
}

static void a_new_record_holds_the_standard_values(void **state)
{
    (void)state;
    Task task = {0};
    Risk risk = {0};
    record_init(&task_entity, &task);
    record_init(&risk_entity, &risk);
    assert_int_equal(duration_amount(task.duration), 480);
    assert_int_equal(task.priority, 500);
    assert_int_equal(task.deadline, INSTANT_NONE);
    assert_int_equal(task.physical_percent, INT32_MIN);
    assert_int_equal(task.fixed_cost, MONEY_NONE);
    assert_string_equal(task.name, "");
    assert_int_equal(risk.likelihood, INT8_MIN);
    assert_int_equal(risk_probability(&risk), NUMBER_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_has_its_entity),
        cmocka_unit_test(names_are_lower_case_words_and_unique),
        cmocka_unit_test(every_field_has_title_and_help),
        cmocka_unit_test(a_field_is_stored_or_computed),
        cmocka_unit_test(choices_and_references_name_what_they_need),
        cmocka_unit_test(every_member_but_the_head_is_a_field),
        cmocka_unit_test(codes_are_read_and_written),
        cmocka_unit_test(a_new_record_holds_the_standard_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
