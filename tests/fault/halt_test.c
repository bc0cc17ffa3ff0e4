/*
 * The real program is killed at every call that changes a file, in every deed: what is left is what was there before,
 * or all that was to be done; a file that is being made is whole or has no name. That takes no killing: the program
 * waits before each such call (see halt.c) while what lies in the folder is looked at.
 *
 *     build/tests/fault/halt_test
 */
#define _GNU_SOURCE
#include "deeds.h"

/* Moments at which it might have been killed. */
static int watch(const Deed *deed)
{
    Expected expected = {0};
    Buffer now = {0};
    int moments = 0;
    long number = 1;
    expect(deed, &expected);
    prepare(deed);
    Run run = start(deed);
    for (order(&run, number); answer(&run, &number); order(&run, number)) {
        if (number < 0 && (!deed->output || is_planning_file(deed->output))) /* an export can be made again */
            fail_msg("%s, call %ld: what gets its name would not survive a power cut", deed->name, -number);
        number = labs(number);
        describe("office.steerco", expected.memory, &now);
        if (!same_bytes(&now, &expected.old) && !same_bytes(&now, &expected.done))
            fail_msg("%s, call %ld: the file holds: %s", deed->name, number, buffer_text(&now));
        if (deed->output) {
            describe_output(deed, expected.memory, &now);
            if (now.length > 0 && !same_bytes(&now, &expected.output))
                fail_msg("%s, call %ld: the output is: %s", deed->name, number, buffer_text(&now));
        }
        moments++;
        number++;
    }
    Outcome outcome = finish(&run);
    assert_int_equal(outcome.status, 0);
    outcome_release(&outcome);
    buffer_release(&now);
    expected_release(&expected);
    return moments;
}

static void killed_at_any_call_it_leaves_the_old_or_the_new(void **state)
{
    int moments = 0;
    (void)state;
    deeds_begin("build/halt.so");
    for (const Deed *deed = deeds; deed->name; deed++) {
        int more = watch(deed);
        print_message("  %s: %d\n", deed->name, more);
        moments += more;
    }
    deeds_end();
    print_message("runs %d calls at which the shipped program was killed, in %zu deeds\n", moments,
                  sizeof deeds / sizeof deeds[0] - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(killed_at_any_call_it_leaves_the_old_or_the_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
