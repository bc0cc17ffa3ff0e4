/* Texts under construction. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "steerco/base/buffer.h"

static void an_empty_buffer_reads_as_the_empty_text(void **state)
{
    (void)state;
    Buffer buffer = {0};
    assert_string_equal(buffer_text(&buffer), "");
    buffer_add(&buffer, "");
    buffer_add_bytes(&buffer, NULL, 0);
    buffer_clear(&buffer);
    buffer_cut(&buffer, 5);
    assert_string_equal(buffer_text(&buffer), "");
    buffer_release(&buffer);
}

static void pieces_are_joined(void **state)
{
    (void)state;
    Buffer buffer = {0};
    buffer_add(&buffer, "R-7");
    buffer_add_char(&buffer, ':');
    buffer_add_repeat(&buffer, "─", 3);
    buffer_add_repeat(&buffer, "x", 0);
    buffer_add_repeat(&buffer, "x", -1);
    buffer_format(&buffer, "%d of %s", 5, "25");
    assert_string_equal(buffer_text(&buffer), "R-7:───5 of 25");
    assert_int_equal(buffer.length, strlen("R-7:───5 of 25"));
    buffer_release(&buffer);
}

/* Whatever is in the buffer already, a formatted text of any length arrives whole. */
static void formatted_texts_of_every_length_fit(void **state)
{
    (void)state;
    char text[300];
    for (size_t length = 0; length < sizeof text; length++) {
        memset(text, 'y', length);
        text[length] = '\0';
        Buffer buffer = {0};
        buffer_add_repeat(&buffer, "x", (int)length % 7);
        buffer_format(&buffer, "%s", text);
        assert_int_equal(buffer.length, length % 7 + length);
        assert_string_equal(buffer_text(&buffer) + length % 7, text);
        buffer_release(&buffer);
    }
}

static void bytes_may_be_nul(void **state)
{
    (void)state;
    Buffer buffer = {0};
    buffer_add_bytes(&buffer, "a\0b", 3);
    assert_int_equal(buffer.length, 3);
    assert_memory_equal(buffer_text(&buffer), "a\0b", 4);
    buffer_release(&buffer);
}

static void cutting_keeps_the_beginning(void **state)
{
    (void)state;
    Buffer buffer = {0};
    buffer_add(&buffer, "steering");
    buffer_cut(&buffer, 5);
    assert_string_equal(buffer_text(&buffer), "steer");
    buffer_cut(&buffer, 99);
    assert_string_equal(buffer_text(&buffer), "steer");
    buffer_clear(&buffer);
    assert_string_equal(buffer_text(&buffer), "");
    buffer_add(&buffer, "again");
    assert_string_equal(buffer_text(&buffer), "again");
    buffer_release(&buffer);
}

static void dropping_keeps_the_end(void **state)
{
    (void)state;
    Buffer buffer = {0};
    buffer_drop(&buffer, 0);
    buffer_add(&buffer, "steering");
    buffer_drop(&buffer, 5);
    assert_string_equal(buffer_text(&buffer), "ing");
    buffer_drop(&buffer, 3);
    assert_string_equal(buffer_text(&buffer), "");
    assert_int_equal(buffer.length, 0);
    buffer_release(&buffer);
}

static void a_stolen_text_leaves_an_empty_buffer(void **state)
{
    (void)state;
    Buffer buffer = {0};
    char *nothing = buffer_steal(&buffer);
    assert_string_equal(nothing, "");
    buffer_add(&buffer, "mine");
    char *mine = buffer_steal(&buffer);
    buffer_add(&buffer, "yours");
    assert_string_equal(mine, "mine");
    assert_string_equal(buffer_text(&buffer), "yours");
    free(nothing);
    free(mine);
    buffer_release(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_buffer_reads_as_the_empty_text),
        cmocka_unit_test(pieces_are_joined),
        cmocka_unit_test(formatted_texts_of_every_length_fit),
        cmocka_unit_test(bytes_may_be_nul),
        cmocka_unit_test(cutting_keeps_the_beginning),
        cmocka_unit_test(dropping_keeps_the_end),
        cmocka_unit_test(a_stolen_text_leaves_an_empty_buffer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
