/*
 * What the schedule can do, feature by feature: each has its cases in feature_cases.h, which say a plan, what must come
 * of it, and why. `features_test table` prints how many cases each feature has and how many of them come out exact.
 */
#include "plan_words.h"

#include "feature_cases.h"

enum { CASES = sizeof feature_cases / sizeof *feature_cases, LONG = 512 };

/* One clause of what is expected, "B slack 480/0". */
static bool clause_holds(const Words *words, char *clause, bool say)
{
    char got[LONG];
    char *expected = strchr(clause, ' ');
    assert_non_null(expected);
    *expected++ = '\0';
    words_result(fixture_dates(words->plan, words_id(words, clause)), expected, got, sizeof got);
    bool holds = strcmp(expected, got) == 0;
    if (!holds && say)
        print_error("%s: expected %s\n%*s but got %s\n", clause, expected, (int)strlen(clause), "", got);
    return holds;
}

static bool case_holds(const FeatureCase *feature_case, bool say)
{
    Plan plan;
    Words words;
    char text[LONG], expected[LONG];
    bool holds = true;
    snprintf(text, sizeof text, "%s", feature_case->plan);
    snprintf(expected, sizeof expected, "%s", feature_case->expected);
    words_plan(&words, &plan, text);
    for (char *clause = expected; clause;) {
        char *next = strstr(clause, "; ");
        if (next)
            *next = '\0';
        holds = clause_holds(&words, clause, say) && holds;
        clause = next ? next + 2 : NULL;
    }
    if (!holds && say)
        print_error("  %s\n  %s: %s\n\n", feature_case->plan, feature_names[feature_case->feature], feature_case->why);
    plan_release(&plan);
    return holds;
}

static void every_case_comes_out_as_worked_out_by_hand(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < CASES; i++)
        wrong += !case_holds(&feature_cases[i], true);
    assert_int_equal(wrong, 0);
}

static void every_feature_has_cases(void **state)
{
    (void)state;
    int cases[FEATURES] = {0};
    for (size_t i = 0; i < CASES; i++)
        cases[feature_cases[i].feature]++;
    for (int feature = 0; feature < FEATURES; feature++)
        if (cases[feature] < 2)
            fail_msg("'%s' has %d cases", feature_names[feature], cases[feature]);
}

static int print_table(void)
{
    int wrong = 0;
    printf("%-56s %6s %6s\n", "feature", "cases", "exact");
    for (int feature = 0; feature < FEATURES; feature++) {
        int cases = 0, exact = 0;
        for (size_t i = 0; i < CASES; i++)
            if ((int)feature_cases[i].feature == feature) {
                cases++;
                exact += case_holds(&feature_cases[i], false);
            }
        wrong += cases - exact;
        printf("%-56s %6d %6d\n", feature_names[feature], cases, exact);
    }
    printf("%-56s %6d %6d\n", "all", (int)CASES, (int)CASES - wrong);
    return wrong > 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_feature_has_cases),
        cmocka_unit_test(every_case_comes_out_as_worked_out_by_hand),
    };
    if (argc > 1 && strcmp(argv[1], "table") == 0)
        return print_table();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
