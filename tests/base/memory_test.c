/* Memory that is there, or a program that ends in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "steerco/base/memory.h"

static void new_memory_is_zeroed(void **state)
{
    (void)state;
    int64_t *numbers = memory_new(100, sizeof *numbers);
    for (int i = 0; i < 100; i++)
        assert_int_equal(numbers[i], 0);
    free(numbers);
    free(memory_new(0, 8));
}

static void resizing_keeps_what_was_there(void **state)
{
    (void)state;
    char *bytes = memory_resize(NULL, 4, 1);
    memcpy(bytes, "abc", 4);
    bytes = memory_resize(bytes, 100000, 1);
    assert_string_equal(bytes, "abc");
    bytes = memory_resize(bytes, 0, 1);
    free(bytes);
}

static void texts_are_copied(void **state)
{
    (void)state;
    char text[] = "Zürich";
    char *copy = memory_text(text);
    text[0] = 'M';
    assert_string_equal(copy, "Zürich");
    free(copy);
}

static void say_goodbye(void)
{
    fputs("[exit handler]", stderr);
}

static void ask_for_too_much_new(void)
{
    free(memory_new(SIZE_MAX, 2));
}

static void ask_for_too_much_more(void)
{
    free(memory_resize(NULL, SIZE_MAX / 2, 4));
}

/* Run `ask` in a child process: what does it say, and how does it end? */
static void assert_ends_in_order(void (*ask)(void))
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        atexit(say_goodbye);
        ask();
        _exit(0);
    }
    close(ends[1]);
    char said[1024] = "";
    size_t length = 0;
    for (ssize_t got; (got = read(ends[0], said + length, sizeof said - 1 - length)) > 0;)
        length += (size_t)got;
    close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
    assert_non_null(strstr(said, "steerco: out of memory"));
    assert_non_null(strstr(said, "[exit handler]"));
}

static void running_out_ends_the_program_in_order(void **state)
{
    (void)state;
    assert_ends_in_order(ask_for_too_much_new);
    assert_ends_in_order(ask_for_too_much_more);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_memory_is_zeroed),
        cmocka_unit_test(resizing_keeps_what_was_there),
        cmocka_unit_test(texts_are_copied),
        cmocka_unit_test(running_out_ends_the_program_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
