/*
 * The tables of subcommands and options are sound, and argv is read in getopt_long()'s manner.
 */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"

static void every_subcommand_is_described_once(void **state)
{
    (void)state;
    for (const Subcommand *row = subcommands; row->name; row++) {
        assert_non_null(row->run);
        assert_true(isupper((unsigned char)row->help[0]));
        assert_int_not_equal(row->help[strlen(row->help) - 1], '.');
        assert_true(row->maximum == -1 || row->maximum >= row->minimum);
        for (const Subcommand *other = subcommands; other != row; other++)
            assert_string_not_equal(row->name, other->name);
    }
}

static void every_option_is_described_once_and_taken_by_somebody(void **state)
{
    (void)state;
    uint64_t taken = 0;
    for (const Subcommand *row = subcommands; row->name; row++)
        taken |= row->options;
    assert_int_equal(taken, (UINT64_C(1) << OPTION_HELP) - 1);
    for (int id = 0; id < OPTION_COUNT; id++) {
        assert_true(strlen(cli_options[id]->help) > 10);
        for (int other = 0; other < id; other++) {
            assert_string_not_equal(cli_options[id]->name, cli_options[other]->name);
            assert_true(cli_options[id]->letter == 0 || cli_options[id]->letter != cli_options[other]->letter);
        }
    }
}

/* As the shell hands it over: words, a null at the end, in writable memory. */
typedef struct Line {
    char text[200];
    char *argv[16];
    int argc;
} Line;

static void shell(Line *line, const char *text)
{
    *line = (Line){0};
    strncpy(line->text, text, sizeof line->text - 1);
    for (char *word = strtok(line->text, " "); word; word = strtok(NULL, " "))
        line->argv[line->argc++] = word;
}

static Error refused(const char *text)
{
    Line line;
    Arguments arguments;
    Error error = {0};
    shell(&line, text);
    assert_false(arguments_parse(line.argc, line.argv, &arguments, &error));
    assert_int_equal(error.kind, ERROR_USAGE);
    return error;
}

static void options_come_anywhere_long_and_short(void **state)
{
    static const char *const lines[] = {
        "steerco list -b Move plan.steerco tasks",   "steerco --board Move list plan.steerco tasks",
        "steerco list plan.steerco tasks -bMove",    "steerco list plan.steerco --board=Move tasks",
        "steerco list plan.steerco --bo Move tasks", "steerco list -b Move -- plan.steerco tasks",
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        Line line;
        Arguments arguments;
        Error error = {0};
        shell(&line, lines[i]);
        assert_true(arguments_parse(line.argc, line.argv, &arguments, &error));
        assert_string_equal(arguments.subcommand->name, "list");
        assert_string_equal(arguments.options[OPTION_BOARD], "Move");
        assert_int_equal(arguments.count, 2);
        assert_string_equal(arguments.operands[0], "plan.steerco");
        assert_string_equal(arguments.operands[1], "tasks");
    }
}

static void a_single_word_that_is_no_command_is_a_file(void **state)
{
    Line line;
    Arguments arguments;
    Error error = {0};
    (void)state;
    shell(&line, "steerco plan.steerco");
    assert_true(arguments_parse(line.argc, line.argv, &arguments, &error));
    assert_string_equal(arguments.subcommand->name, "");
    assert_string_equal(arguments.operands[0], "plan.steerco");
    shell(&line, "steerco");
    assert_true(arguments_parse(line.argc, line.argv, &arguments, &error));
    assert_int_equal(arguments.count, 0);
}

static void wrong_usage_is_named(void **state)
{
    (void)state;
    assert_non_null(strstr(refused("steerco list plan.steerco tasks --colour red").text, "--colour"));
    assert_non_null(strstr(refused("steerco list plan.steerco tasks -z").text, "-z"));
    assert_non_null(strstr(refused("steerco new plan.steerco -b").text, "needs an argument"));
    assert_non_null(strstr(refused("steerco new plan.steerco --d x").text, "not clear")); /* dry-run, decimal, … */
    assert_non_null(strstr(refused("steerco new plan.steerco --force").text, "--force means nothing to steerco new"));
    assert_non_null(strstr(refused("steerco exprot plan.steerco tasks").text, "did you mean export"));
    assert_non_null(strstr(refused("steerco import").text, "steerco import FILE"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_subcommand_is_described_once),
        cmocka_unit_test(every_option_is_described_once_and_taken_by_somebody),
        cmocka_unit_test(options_come_anywhere_long_and_short),
        cmocka_unit_test(a_single_word_that_is_no_command_is_a_file),
        cmocka_unit_test(wrong_usage_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
