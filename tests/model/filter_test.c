/*
 * The filter language: every sign with every type of field, words, names, sentences; and that no text does any harm.
 *
 * The board begins on Monday 2 March 2026, which is also "today" and the status date. Days are 08–12 and 13–17.
 *
 *     T-1 Stage       summary
 *     T-2   Dig       3d, half done, Anna; Mon 2 – Wed 4 March
 *     T-3   Pour      2d, after T-2; Thu 5 – Fri 6 March; deadline Thu 5 March, which it misses
 *     T-4   Built     milestone after T-3, Fri 6 March 17:00
 *     T-5 Permit      1d, done, Bob half of the day; 2 March; until the finish there are four days of slack
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "steerco/analysis/analysis.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/model/filter.h"
#include "steerco/records/records.h"

static Plan plan;

static void set(const Entity *entity, void *record, const char *name, const char *text)
{
    Error error = {0};
    Value value;
    Spelling spelling = {.mark = DECIMAL_POINT, .order = DATE_YMD, .today = DATE_NONE};
    const Field *field = entity_field(entity, name);
    assert_non_null(field);
    if (!field_parse(field, &plan, text, &spelling, &plan.texts, &value, &error))
        fail_msg("%s", error.text);
    field_set(field, record, value);
}

/* "field=value|field=value" */
static void add(const Entity *entity, Id id, const char *fields)
{
    union {
        Record record;
        char bytes[1024];
    } space = {0};
    char copy[300], *rest = copy;
    assert_true(entity->record_size <= sizeof space);
    record_init(entity, &space);
    space.record = (Record){id, entity->shared ? 0 : 1};
    snprintf(copy, sizeof copy, "%s", fields);
    for (char *part; (part = strsep(&rest, "|"));) {
        char *value = strchr(part, '=');
        *value++ = '\0';
        set(entity, &space, part, value);
    }
    plan_add(&plan, entity->kind, &space);
}

static int set_up(void **state)
{
    (void)state;
    Error error = {0};
    plan_init(&plan);
    plan.board = 1;
    plan.today = date_make(2026, 3, 2);
    add(&board_entity, 1, "name=House|start=2026-03-02T08:00|currency=EUR|status_date=2026-03-02");
    add(&resource_entity, 1, "name=Anna Berg|initials=AB");
    add(&resource_entity, 2, "name=Bob Ito");
    add(&task_entity, 1, "name=Stage|position=1");
    add(&task_entity, 2, "name=Dig|parent=T-1|duration=3d|percent_complete=50|position=2|labels=soil");
    add(&task_entity, 3, "name=Pour|parent=T-1|duration=2d|deadline=2026-03-05T17:00|position=3|priority=800");
    add(&task_entity, 4, "name=Built|parent=T-1|duration=0d|position=4|fixed_cost=100");
    add(&task_entity, 5, "name=Permit für Élan|duration=1d|percent_complete=100|position=5|calendar=");
    add(&link_entity, 1, "predecessor=T-2|successor=T-3");
    add(&link_entity, 2, "predecessor=T-3|successor=T-4|lag=0d");
    add(&assignment_entity, 1, "task=T-2|resource=P-1");
    add(&assignment_entity, 2, "task=T-5|resource=P-2|units=50%");
    add(&risk_entity, 1, "title=Rain|status=approved|likelihood=4|impact=2|owner=P-1|target_date=2026-03-01");
    add(&risk_entity, 2, "title=Strike|status=closed|likelihood=2|impact=5|target_date=2026-03-09");
    add(&risk_entity, 3, "title=Frost");
    add(&budget_line_entity, 1, "description=Concrete|amount=1000.50|quantity=2.5|from=2026-03-02");
    add(&cost_entry_entity, 1, "booked_on=2026-03-02|line=BL-1|amount=2000|description=Invoice");
    plan.generation++;
    assert_true(analysis_update(&plan, &error));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    plan_release(&plan);
    return 0;
}

/* The ids that match, "2 5", or the sentence. */
static const char *found(const Entity *entity, const char *text)
{
    static char out[1000];
    Error error = {0};
    Filter *filter = filter_new(&plan, entity, text, &error);
    out[0] = '\0';
    if (!filter) {
        snprintf(out, sizeof out, "%s", error.text);
        return out;
    }
    assert_string_equal(filter_text(filter), text);
    uint32_t *rows = plan_sorted_rows(&plan, entity->kind);
    for (uint32_t i = 0; i < plan_count(&plan, entity->kind); i++) {
        const Record *record = plan_at(&plan, entity->kind, rows[i]);
        size_t length = strlen(out);
        if (filter_matches(filter, &plan, record))
            snprintf(out + length, sizeof out - length, "%s%lld", length ? " " : "", (long long)record->id);
    }
    free(rows);
    filter_free(filter);
    return out;
}

#define assert_tasks(text, expected)  assert_string_equal(found(&task_entity, text), expected)
#define assert_risks(text, expected)  assert_string_equal(found(&risk_entity, text), expected)
#define assert_lines(text, expected)  assert_string_equal(found(&budget_line_entity, text), expected)
#define assert_entry(text, expected)  assert_string_equal(found(&cost_entry_entity, text), expected)
#define assert_assign(text, expected) assert_string_equal(found(&assignment_entity, text), expected)

static void nothing_typed_matches_everything(void **state)
{
    (void)state;
    assert_tasks("", "1 2 3 4 5");
    assert_tasks("   ", "1 2 3 4 5");
}

static void a_bare_word_is_sought_in_the_name(void **state)
{
    (void)state;
    assert_tasks("i", "2 4 5");
    assert_tasks("DIG", "2");
    assert_tasks("elan", "5"); /* case and accents do not matter */
    assert_tasks("t-3", "3");
    assert_tasks("\"fur elan\"", "5");
    assert_tasks("i t", "4 5"); /* all terms must hold */
    assert_tasks("-i", "1 3");
    assert_tasks("nowhere", "");
}

static void words_of_tasks(void **state)
{
    (void)state;
    assert_tasks("late", "3");
    assert_tasks("done", "5");
    assert_tasks("open", "1 2 3 4");
    assert_tasks("milestone", "4");
    assert_tasks("summary", "1");
    assert_tasks("critical -summary", "2 3 4");
    assert_tasks("open -critical", "");
    assert_tasks("\"done\"", ""); /* quoted it is a text like any other */
}

static void near_critical_is_a_word_and_a_field(void **state)
{
    (void)state;
    assert_tasks("near-critical", "");
    plan.results->tasks[plan_row(&plan, ENTITY_TASK, 3)].near_critical = true;
    assert_tasks("near-critical", "3");
    assert_tasks("near_critical=yes -late", "");
}

static void words_of_other_records(void **state)
{
    (void)state;
    assert_risks("late", "1"); /* open, and its target date has passed */
    assert_risks("open", "1 3");
    assert_risks("done", "2");
    assert_lines("over", "1"); /* 2,000 spent of 1,000.50 */
}

static void texts(void **state)
{
    (void)state;
    assert_tasks("name:our", "3");
    assert_tasks("name=pour", "3");
    assert_tasks("name=our", "");
    assert_tasks("name:\"permit fur\"", "5");
    assert_tasks("labels:soil", "2");
    assert_tasks("labels=", "1 3 4 5");
    assert_tasks("resources:anna", "2");
    assert_tasks("owner:anna", "2");
    assert_tasks("-owner=", "2 5");
    assert_tasks("predecessors:T-2", "3");
}

static void dates_and_moments(void **state)
{
    (void)state;
    assert_tasks("finish<2026-03-05", "2 5");
    assert_tasks("finish<=2026-03-06", "1 2 3 4 5");
    assert_tasks("finish:2026-03-06", "1 3 4");
    assert_tasks("finish=2026-03-06", "1 3 4"); /* a day is the whole day */
    assert_tasks("finish>2026-03-04", "1 3 4");
    assert_tasks("finish>=2026-03-06", "1 3 4");
    assert_tasks("finish=2026-03-06T17:00", "1 3 4");
    assert_tasks("finish=2026-03-06T16:59", "");
    assert_tasks("due<+1w", "1 2 3 4 5");
    assert_tasks("due<fri", "2 5");
    assert_tasks("start>today", "3 4");
    assert_tasks("deadline=", "1 2 4 5");
    assert_tasks("deadline<2100-01-01", "3"); /* undefined is neither below nor above */
    assert_tasks("-deadline<2100-01-01", "1 2 4 5");
    assert_risks("due<2026-03-05", "1");
    assert_risks("target_date=9.3.2026", "2");
    assert_lines("from>=2026-03-02", "1");
}

static void numbers(void **state)
{
    (void)state;
    assert_tasks("percent>=50", "2 5"); /* of the summary 1.5 of 5 days are done, 30 % */
    assert_tasks("percent=100%", "5");
    assert_tasks("priority>500", "3");
    assert_tasks("priority<=500", "1 2 4 5");
    assert_tasks("fixed_cost>99.99", "4");
    assert_tasks("level=1", "1 5");
    assert_risks("likelihood>=4", "1");
    assert_risks("score:10", "2");
    assert_risks("score<10", "1");
    assert_lines("amount=1000.5", "1");
    assert_lines("quantity>2.5", "");
    assert_lines("quantity>=2.5", "1");
}

static void durations_and_slack(void **state)
{
    (void)state;
    assert_tasks("duration>1d -summary", "2 3");
    assert_tasks("duration=16h", "3");
    assert_tasks("duration<=1 -milestone", "5");
    assert_tasks("slack<=0d", "1 2 3 4");
    assert_tasks("slack>3d", "5"); /* four days until Friday evening */
    assert_tasks("slack>4", "");
}

static void choices_flags_and_references(void **state)
{
    (void)state;
    assert_tasks("constraint:soon", "1 2 3 4 5");
    assert_risks("status:clos", "2");
    assert_risks("status=approved", "1");
    assert_risks("status=clos", "2"); /* a beginning will do, as when typing it */
    assert_tasks("critical:yes", "1 2 3 4");
    assert_tasks("critical=no", "5");
    assert_risks("owner:berg", "1");
    assert_risks("owner:p-1", "1");
    assert_risks("owner=\"Anna Berg\"", "1");
    assert_risks("owner=", "2 3");
    assert_entry("line:concrete", "1");
    assert_entry("line=BL-1", "1");
    assert_tasks("parent:T-1", "2 3 4");
    assert_assign("units<100", "2");
}

/* Monday 2 March is the status date. R-4's review was due on the Sunday before, R-5's window closed on Saturday; R-6
 * has happened, so that neither its window nor its response is waited for any more; R-7 has everything on the day
 * itself. */
static void late_risks_are_those_with_a_response_a_review_or_a_window_behind_the_status_date(void **state)
{
    (void)state;
    add(&risk_entity, 4, "title=Review|next_review=2026-03-01|target_date=2026-04-01");
    add(&risk_entity, 5, "title=Window|status=approved|proximity_from=2026-02-01|proximity_to=2026-02-28");
    add(&risk_entity, 6, "title=Happened|status=occurred|target_date=2026-02-01|proximity_to=2026-02-28");
    add(&risk_entity, 7, "title=Today|next_review=2026-03-02|target_date=2026-03-02|proximity_to=2026-03-02");
    assert_risks("late", "1 4 5");
}

/* The machine says 20 March, the board 2 March: yesterday is 1 March, when R-1 was due; R-2 was due on the 9th. */
static void today_is_the_status_date(void **state)
{
    (void)state;
    plan.today = date_make(2026, 3, 20);
    assert_risks("target_date<today", "1");
    assert_risks("target_date=-1d", "1");
    assert_tasks("deadline<today", "");
    plan.today = date_make(2026, 3, 2);
}

/* Tasks by hand: late is 3 (it misses its deadline), done is 5; percent 50 is 2; Stage is 1, Built 4. */
static void alternatives_and_brackets(void **state)
{
    (void)state;
    assert_tasks("dig or permit", "2 5");
    assert_tasks("dig OR permit or built", "2 4 5");
    assert_tasks("dig deadline= or pour deadline=", "2"); /* a row binds closer than "or" */
    assert_tasks("deadline= (dig or pour)", "2");
    assert_tasks("(dig or pour) deadline=", "2");
    assert_tasks("(dig or pour)(permit or pour)", "3");
    assert_tasks("-(dig or pour)", "1 4 5");
    assert_tasks("-(-(dig or pour))", "2 3");
    assert_tasks("-dig -(pour or (built or stage))", "5");
    assert_tasks("(dig or (permit owner:bob)) -owner:anna", "5");
    assert_tasks("percent>=50 or milestone", "2 4 5");
    assert_tasks("\"or\"", ""); /* in quotes a text, which no name holds */
    assert_tasks("name:or", "");
}

static void what_is_still_to_be_typed_is_not_missed(void **state)
{
    (void)state;
    assert_tasks("(", "1 2 3 4 5");
    assert_tasks("()", "1 2 3 4 5");
    assert_tasks("-()", "1 2 3 4 5");
    assert_tasks("or", "1 2 3 4 5");
    assert_tasks("dig or", "2");
    assert_tasks("or dig", "2");
    assert_tasks("(dig or pour", "2 3");
    assert_tasks("(dig or ()) -pour", "2");
    assert_tasks("dig)", ""); /* nothing is open: a text */
    assert_tasks("(name:f(x) or dig)", "2");
    char deep[200];
    memset(deep, '(', sizeof deep);
    deep[sizeof deep - 1] = '\0';
    Error error = {0};
    assert_null(filter_new(&plan, &task_entity, deep, &error));
    assert_string_equal(error.text, "brackets within brackets, more than 32 deep");
}

static void names_may_be_shortened(void **state)
{
    (void)state;
    assert_tasks("perc=100", "5");
    assert_tasks("Resources:bob", "5");
    assert_tasks("%=100", "5");
    assert_tasks("dead=", "1 2 4 5");
}

static void sentences_name_the_term_and_what_was_expected(void **state)
{
    (void)state;
    assert_tasks("i colour:red", "colour:red: a task has no field 'colour'");
    assert_tasks("late_:1", "late_:1: 'late_' may be late_start, late_finish");
    assert_tasks("percent>many", "percent>many: 'many' is no percentage; expected a number like 45%");
    assert_tasks("finish<soon", "finish<soon: 'soon' is no date; expected a day like 2026-02-28, today, +3, fri or 15");
    assert_tasks("name<a", "name<a: Task is neither number nor date; expected ':' or '='");
    assert_tasks("owner:", "owner:: expected a value; 'resources=' is for an empty Resources");
    assert_risks("owner=Nobody", "owner=Nobody: there is no resource 'Nobody'; expected a code like P-1 or a name");
    assert_risks("status=fresh", "status=fresh: 'fresh' is not one of proposed, assessing, waiting for approval, "
                                 "approved, occurred, rejected, closed");
    assert_tasks("\xff", "a filter must be UTF-8");
}

static void half_typed_terms_are_taken_as_they_are(void **state)
{
    (void)state;
    assert_tasks("-", "1 2 3 4 5");
    assert_tasks("dig -", "2");
    assert_tasks("\"di", "2");
    assert_tasks("<3", "");
}

static void every_word_is_named_for_help(void **state)
{
    (void)state;
    for (int kind = 0; kind < entity_count; kind++)
        for (int i = 0; filter_word(entities[kind], i); i++)
            assert_null(strchr(found(entities[kind], filter_word(entities[kind], i)), ':'));
    assert_string_equal(filter_word(&task_entity, 0), "late");
    assert_null(filter_word(&link_entity, 0));
}

/* A generator of our own, so that a run can be played again. */
static uint32_t next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static void no_text_does_harm(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "-",
        "--",
        ":",
        "<",
        "<=",
        ">=",
        "=",
        ">",
        "\"",
        " ",
        "name",
        "finish",
        "percent",
        "+2w",
        "3",
        "9999999999999999999",
        "a",
        "late",
        "2026-02-30",
        "\t",
        "\xC3",
        "é",
        "\xE6\xBC\xA2",
        "critical",
        "%",
        "0d",
        "-1",
        "status",
        "owner",
        "anna",
        "total_slack",
        "T-2",
        "custom",
        "\n",
        "\x01",
    };
    uint64_t seed = 1;
    for (int round = 0; round < 4000; round++) {
        char text[300] = "";
        for (uint32_t left = next(&seed) % 8; left > 0; left--)
            strcat(text, parts[next(&seed) % (sizeof parts / sizeof *parts)]);
        for (int kind = 0; kind < entity_count; kind++) {
            Error error = {0};
            Filter *filter = filter_new(&plan, entities[kind], text, &error);
            assert_true((filter == NULL) == (error.kind != ERROR_NONE));
            for (uint32_t row = 0; filter && row < plan_count(&plan, (EntityKind)kind); row++)
                (void)filter_matches(filter, &plan, plan_at(&plan, (EntityKind)kind, row));
            filter_free(filter);
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_typed_matches_everything, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_bare_word_is_sought_in_the_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_of_tasks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(near_critical_is_a_word_and_a_field, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_of_other_records, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            late_risks_are_those_with_a_response_a_review_or_a_window_behind_the_status_date, set_up, tear_down),
        cmocka_unit_test_setup_teardown(today_is_the_status_date, set_up, tear_down),
        cmocka_unit_test_setup_teardown(texts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dates_and_moments, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(durations_and_slack, set_up, tear_down),
        cmocka_unit_test_setup_teardown(choices_flags_and_references, set_up, tear_down),
        cmocka_unit_test_setup_teardown(alternatives_and_brackets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_still_to_be_typed_is_not_missed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_may_be_shortened, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sentences_name_the_term_and_what_was_expected, set_up, tear_down),
        cmocka_unit_test_setup_teardown(half_typed_terms_are_taken_as_they_are, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_word_is_named_for_help, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_text_does_harm, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}
