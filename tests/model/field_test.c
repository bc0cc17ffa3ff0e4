/*
 * Values in words and back, for every type of field.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "steerco/base/text.h"
#include "steerco/model/change.h"
#include "steerco/records/records.h"

typedef struct Fixture {
    Plan plan;
    Arena texts;
    Buffer words;
} Fixture;

static int begin(void **state)
{
    static Fixture fixture;
    fixture = (Fixture){0};
    plan_init(&fixture.plan);
    *state = &fixture;
    return 0;
}

static int end(void **state)
{
    Fixture *fixture = *state;
    plan_release(&fixture->plan);
    arena_release(&fixture->texts);
    buffer_release(&fixture->words);
    return 0;
}

static const Spelling plain = {.mark = DECIMAL_POINT, .order = DATE_YMD, .today = DATE_NONE};

/* What `text` reads as and how that is written again; the sentence when it cannot be read. */
static const char *through(Fixture *fixture, const Entity *entity, const char *name, const char *text,
                           FieldFormat format)
{
    Error error = {0};
    Value value;
    const Field *field = entity_field(entity, name);
    buffer_clear(&fixture->words);
    if (field_parse(field, &fixture->plan, text, &plain, &fixture->texts, &value, &error))
        field_format(field, &fixture->plan, value, format, &fixture->words);
    else
        buffer_add(&fixture->words, error.text);
    return buffer_text(&fixture->words);
}

#define assert_reads(entity, name, text, expected)                                                                     \
    assert_string_equal(through(*state, entity, name, text, FORMAT_EXCHANGE), expected)
#define assert_shows(entity, name, text, expected)                                                                     \
    assert_string_equal(through(*state, entity, name, text, FORMAT_DISPLAY), expected)

static void each_type_reads_its_own_exchange_form(void **state)
{
    assert_reads(&task_entity, "name", "Order servers", "Order servers");
    assert_reads(&task_entity, "duration", "2.5 days", "2.5d");
    assert_reads(&task_entity, "percent_complete", "45%", "45%");
    assert_reads(&task_entity, "percent_complete", "12.5", "12.5%");
    assert_reads(&task_entity, "milestone", "yes", "yes");
    assert_reads(&task_entity, "constraint_type", "Start No Earlier Than", "start no earlier than");
    assert_reads(&task_entity, "deadline", "2026-03-31T17:00", "2026-03-31T17:00");
    assert_reads(&risk_entity, "likelihood", "4", "4");
    assert_reads(&risk_entity, "target_date", "2026-03-31", "2026-03-31");
    assert_reads(&budget_line_entity, "amount", "1,234.5", "1234.50");
    assert_reads(&budget_line_entity, "quantity", "1.5", "1.5");
    assert_reads(&exception_entity, "hours", "8-12, 13-17", "08:00-12:00 13:00-17:00");
}

static void undefined_is_empty_for_programs_and_a_dash_for_people(void **state)
{
    assert_reads(&risk_entity, "likelihood", "", "");
    assert_shows(&risk_entity, "likelihood", "", "—");
    assert_shows(&budget_line_entity, "amount", "—", "—");
    assert_shows(&risk_entity, "target_date", "NULL", "—");
}

static void people_see_short_dates_and_grouped_money(void **state)
{
    assert_shows(&risk_entity, "target_date", "2026-03-05", "05 Mar 26");
    assert_shows(&budget_line_entity, "amount", "1234567.5", "1,234,567.50");
}

/* Two digits are read as 1970 to 2069; any other year is shown whole, in the same nine columns, and read back. */
static void years_of_two_centuries_are_told_apart(void **state)
{
    assert_shows(&risk_entity, "target_date", "1974-05-09", "09 May 74");
    assert_shows(&risk_entity, "target_date", "2074-05-09", "09May2074");
    assert_shows(&risk_entity, "target_date", "1970-01-01", "01 Jan 70");
    assert_shows(&risk_entity, "target_date", "1969-12-31", "31Dec1969");
    assert_shows(&risk_entity, "target_date", "2069-12-31", "31 Dec 69");
    assert_shows(&risk_entity, "target_date", "2070-01-01", "01Jan2070");
    assert_shows(&task_entity, "deadline", "2074-05-09T17:00", "09May2074 17:00");
    assert_reads(&risk_entity, "target_date", "09May2074", "2074-05-09");
    assert_reads(&risk_entity, "target_date", "31Dec1969", "1969-12-31");
    assert_reads(&task_entity, "deadline", "09May2074 17:00", "2074-05-09T17:00");
}

static void a_choice_may_be_shortened_while_it_stays_clear(void **state)
{
    assert_reads(&risk_entity, "status", "appr", "approved");
    assert_reads(&risk_entity, "strategy", "e",
                 "'e' is not one of none, avoid, reduce, transfer, share, accept, "
                 "fallback, escalate, exploit, enhance, reject");
}

static void errors_quote_the_text_and_say_what_was_expected(void **state)
{
    assert_reads(&risk_entity, "likelihood", "7", "'7' is out of range; expected 1 to 5");
    assert_reads(&task_entity, "percent_complete", "120%", "'120%' is out of range; expected 0% to 100%");
    assert_reads(&task_entity, "name", "", "Task may not be empty");
    assert_reads(&risk_entity, "owner", "Nobody", "there is no resource 'Nobody'; expected a code like P-1 or a name");
}

static void people_are_found_by_code_name_initials_whatever_the_accents(void **state)
{
    Fixture *fixture = *state;
    Resource zoe = {.record = {.id = 3}};
    record_init(&resource_entity, &zoe);
    zoe.name = "Zoë Müller";
    zoe.initials = "ZM";
    plan_add(&fixture->plan, ENTITY_RESOURCE, &zoe);
    assert_reads(&risk_entity, "owner", "P-3", "Zoë Müller");
    assert_reads(&risk_entity, "owner", "zoe muller", "Zoë Müller");
    assert_reads(&risk_entity, "owner", "zm", "Zoë Müller");
}

/* Lukasz stands first and folds to the same: exactly typed, each is meant; otherwise the first. */
static void a_name_typed_exactly_goes_before_one_that_folds_alike(void **state)
{
    Fixture *fixture = *state;
    static const char *const names[] = {"Lukasz", "Łukasz"};
    for (Id id = 1; id <= 2; id++) {
        Resource one = {.record = {.id = id + 10}};
        record_init(&resource_entity, &one);
        one.name = names[id - 1];
        plan_add(&fixture->plan, ENTITY_RESOURCE, &one);
    }
    assert_reads(&risk_entity, "owner", "Łukasz", "Łukasz");
    assert_reads(&risk_entity, "owner", "Lukasz", "Lukasz");
    assert_reads(&risk_entity, "owner", "ŁUKASZ", "Lukasz");
}

static void two_people_of_one_name_are_told_apart_by_code(void **state)
{
    Fixture *fixture = *state;
    for (Id id = 1; id <= 2; id++) {
        Resource kim = {.record = {.id = id}};
        record_init(&resource_entity, &kim);
        kim.name = "Kim Lee";
        plan_add(&fixture->plan, ENTITY_RESOURCE, &kim);
    }
    assert_reads(&risk_entity, "owner", "P-2", "P-2");
}

static void every_size_of_integer_keeps_undefined(void **state)
{
    (void)state;
    for (int kind = 0; kind < entity_count; kind++) {
        void *record = memory_new(1, entities[kind]->record_size);
        for (const Field *field = entities[kind]->fields; field->name; field++) {
            if (!field_is_stored(field) || field_is_text(field) || field->type == FIELD_FLAG ||
                field->type == FIELD_CHOICE)
                continue;
            field_set(field, record, value_number(VALUE_NONE));
            assert_true(field_stored(field, record).number == VALUE_NONE);
            field_set(field, record, value_number(-3));
            assert_int_equal(field_stored(field, record).number, -3);
        }
        free(record);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_type_reads_its_own_exchange_form, begin, end),
        cmocka_unit_test_setup_teardown(undefined_is_empty_for_programs_and_a_dash_for_people, begin, end),
        cmocka_unit_test_setup_teardown(people_see_short_dates_and_grouped_money, begin, end),
        cmocka_unit_test_setup_teardown(years_of_two_centuries_are_told_apart, begin, end),
        cmocka_unit_test_setup_teardown(a_choice_may_be_shortened_while_it_stays_clear, begin, end),
        cmocka_unit_test_setup_teardown(errors_quote_the_text_and_say_what_was_expected, begin, end),
        cmocka_unit_test_setup_teardown(people_are_found_by_code_name_initials_whatever_the_accents, begin, end),
        cmocka_unit_test_setup_teardown(a_name_typed_exactly_goes_before_one_that_folds_alike, begin, end),
        cmocka_unit_test_setup_teardown(two_people_of_one_name_are_told_apart_by_code, begin, end),
        cmocka_unit_test(every_size_of_integer_keeps_undefined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
