/*
 * The field tables walked row by row: what every generic reader of them relies on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/model/workflow.h"
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
            assert_int_equal(field_is_stored(field) || field->computed, field->type != FIELD_MANY);
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
            assert_true(field->type == FIELD_REFERENCE ? field->refers_to != NULL
                                                       : field->type == FIELD_MANY || !field->refers_to);
            if (field->type == FIELD_REFERENCE && !field->internal)
                assert_true(field->refers_to->kind <= entities[kind]->kind);
        }
}

static void slots_and_tags_are_a_types_own(void **state)
{
    (void)state;
    for (int kind = 0; kind < entity_count; kind++) {
        assert_ptr_equal(entity_of_tag(entities[kind]->tag), entities[kind]);
        for (const Field *field = entities[kind]->fields; field->name; field++) {
            if (field->type != FIELD_MANY)
                continue;
            assert_int_equal(field->slot / MANY_FIELDS, entities[kind]->tag);
            assert_ptr_equal(many_field(field->slot), field);
        }
    }
}

static bool begins_with_vowel(const char *noun)
{
    return strchr("aeio", *noun) != NULL; /* "a user", "a KPI" */
}

static void rows_have_the_words_of_sentences(void **state)
{
    (void)state;
    for (int kind = 0; kind < entity_count; kind++) {
        const Entity *entity = entities[kind];
        assert_true(*entity->title && *entity->noun && *entity->nouns);
        assert_string_equal(entity_article(entity), begins_with_vowel(entity->noun) ? "an" : "a");
    }
}

/* "title:30 -due" */
static void assert_names_fields(const Entity *entity, const char *names)
{
    char name[64];
    for (names = names ? names : ""; *names; names += strspn(names, " ")) {
        size_t length = strcspn(names, " ");
        snprintf(name, sizeof name, "%.*s", (int)length, names + (*names == '-'));
        name[strcspn(name, ": ")] = '\0';
        if (!entity_field(entity, name))
            fail_msg("%s has no field '%s'", entity->name, name);
        names += length;
    }
}

static void rows_name_fields_that_there_are(void **state)
{
    (void)state;
    for (int kind = 0; kind < entity_count; kind++) {
        const Entity *entity = entities[kind];
        assert_names_fields(entity, entity->columns);
        assert_names_fields(entity, entity->order);
        for (int i = 0; entity->key[i]; i++)
            assert_true(field_is_stored(entity_field(entity, entity->key[i])));
        if (entity->due)
            assert_true(entity_field(entity, entity->due)->type == FIELD_DATE ||
                        entity_field(entity, entity->due)->type == FIELD_INSTANT);
    }
}

/* From the first state every other one can be reached, and no step needs what there is no field for. */
static void workflows_lead_to_every_state(void **state)
{
    (void)state;
    int found = 0;
    for (int kind = 0; kind < entity_count; kind++) {
        const Field *field = workflow_field(entities[kind]);
        if (!field)
            continue;
        found++;
        uint64_t reached = STATE(field->standard), all = 0, before = 0;
        for (const Step *step = field->workflow->steps; step->from != STEP_NONE; step++)
            for (int i = 0; i < STEP_NEEDS && step->needs[i]; i++)
                assert_non_null(entity_field(entities[kind], step->needs[i]));
        for (int64_t to = 0; field->choices[to]; to++)
            all |= STATE(to);
        while (before != reached) {
            before = reached;
            for (int64_t from = 0; field->choices[from]; from++)
                for (int64_t to = 0; field->choices[to]; to++)
                    if ((reached & STATE(from)) && workflow_step(field->workflow, from, to))
                        reached |= STATE(to);
        }
        assert_int_equal(reached, all);
        assert_int_equal(field->workflow->ended & ~all, 0);
        assert_int_not_equal(field->workflow->ended, 0);
    }
    assert_true(found > 10);
}

/* What is called a name elsewhere is the label that a record cannot be without. */
static void a_name_means_the_label(void **state)
{
    (void)state;
    assert_ptr_equal(entity_field(&issue_entity, "name"), entity_field(&issue_entity, "title"));
    assert_ptr_equal(entity_field(&contact_entity, "Name"), entity_field(&contact_entity, "summary"));
    assert_ptr_equal(entity_field(&task_entity, "name"), field_of(&task_entity, Task, name));
    assert_null(entity_field(&time_entry_entity, "name"));
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
        cmocka_unit_test(slots_and_tags_are_a_types_own),
        cmocka_unit_test(rows_have_the_words_of_sentences),
        cmocka_unit_test(rows_name_fields_that_there_are),
        cmocka_unit_test(workflows_lead_to_every_state),
        cmocka_unit_test(a_name_means_the_label),
        cmocka_unit_test(every_member_but_the_head_is_a_field),
        cmocka_unit_test(codes_are_read_and_written),
        cmocka_unit_test(a_new_record_holds_the_standard_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
