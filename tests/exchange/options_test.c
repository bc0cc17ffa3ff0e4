/*
 * The options of an import, as the command line and the dashboard take them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "steerco/base/text.h"
#include "steerco/exchange/csv/options.h"
#include "steerco/records/records.h"
#include "steerco/records/risk.h"
#include "steerco/records/task.h"

static CsvOptions options;

/* The path of a line; "" when the line is refused. */
static const char *path_of(const char *line)
{
    static char path[100];
    Error error = {0};
    Buffer found = {0};
    bool good = import_line(line, &options, &found, &error);
    assert_int_equal(good, error.kind == ERROR_NONE);
    snprintf(path, sizeof path, "%s", good ? buffer_text(&found) : "");
    buffer_release(&found);
    return path;
}

static void a_line_is_a_file_and_its_options(void **state)
{
    (void)state;
    assert_string_equal(path_of("plan.csv"), "plan.csv");
    assert_null(options.entity);
    assert_string_equal(path_of("plan.csv --as risks --date-order dmy --delimiter tab --partial"), "plan.csv");
    assert_ptr_equal(options.entity, &risk_entity);
    assert_string_equal(options.date_order, "dmy");
    assert_int_equal(options.delimiter, '\t');
    assert_true(options.partial);
    assert_false(options.raw);
}

static void options_may_come_first_and_be_shortened(void **state)
{
    (void)state;
    assert_string_equal(path_of("--as=tasks --enc latin1 --dec , /tmp/plan.csv"), "/tmp/plan.csv");
    assert_ptr_equal(options.entity, &task_entity);
    assert_int_equal(options.encoding, CSV_CP1252);
    assert_int_equal(options.decimal, ',');
}

static void a_file_may_have_blanks_in_its_name(void **state)
{
    (void)state;
    assert_string_equal(path_of("Old  plan of May.csv --raw"), "Old  plan of May.csv");
    assert_true(options.raw);
    assert_string_equal(path_of("--raw Old plan.csv"), "Old plan.csv");
}

static void what_is_not_understood_is_refused(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "",
        "   ",
        "--partial",
        "plan.csv --as",
        "plan.csv --as nonsense",
        "plan.csv --d ymd", /* decimal, delimiter or date-order */
        "plan.csv --nonsense",
        "plan.csv --date-order ydm",
        "plan.csv --delimiter ab",
        "plan.csv --decimal ;",
        "plan.csv --encoding ebcdic",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_string_equal(path_of(lines[i]), "");
}

/* What is offered as a value is one. */
static void every_choice_is_taken(void **state)
{
    (void)state;
    Error error = {0};
    for (ImportOptionId id = 0; id < IMPORT_OPTIONS; id++) {
        const ImportOption *row = &import_options[id];
        assert_true(row->option.name && row->option.help && row->set);
        for (int i = 0; row->choices && row->choices[i]; i++)
            assert_true(import_option_set(id, row->choices[i], &options, &error));
    }
    for (int kind = 0; kind < entity_count; kind++)
        assert_true(import_option_set(IMPORT_AS, entities[kind]->plural, &options, &error));
}

static void a_file_name_tells_what_it_holds(void **state)
{
    (void)state;
    assert_ptr_equal(import_entity_of_file("/tmp/risks.csv"), &risk_entity);
    assert_ptr_equal(import_entity_of_file("tasks.2026.csv"), &task_entity);
    assert_null(import_entity_of_file("/tmp/risks/plan.csv"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_a_file_and_its_options),
        cmocka_unit_test(options_may_come_first_and_be_shortened),
        cmocka_unit_test(a_file_may_have_blanks_in_its_name),
        cmocka_unit_test(what_is_not_understood_is_refused),
        cmocka_unit_test(every_choice_is_taken),
        cmocka_unit_test(a_file_name_tells_what_it_holds),
    };
    return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
