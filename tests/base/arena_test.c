/* Arenas: contents, alignment and zeroing across many blocks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "steerco/base/arena.h"

static void texts_stay_while_the_arena_grows(void **state)
{
    (void)state;
    Arena arena = {0};
    static const char *texts[20000];
    char text[32];
    for (int i = 0; i < 20000; i++) {
        snprintf(text, sizeof text, "task %d", i);
        texts[i] = arena_text(&arena, text);
    }
    for (int i = 0; i < 20000; i++) {
        snprintf(text, sizeof text, "task %d", i);
        assert_string_equal(texts[i], text);
    }
    arena_release(&arena);
    assert_null(arena.newest);
    assert_int_equal(arena.bytes, 0);
}

static void every_block_is_aligned_and_zeroed(void **state)
{
    (void)state;
    Arena arena = {0};
    for (size_t size = 0; size < 300; size++) {
        arena_text(&arena, "x"); /* puts the next one out of step */
        char *block = arena_new(&arena, size);
        assert_int_equal((uintptr_t)block % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(block[i], 0);
        memset(block, 0xFF, size);
    }
    arena_release(&arena);
}

static void a_prefix_gets_its_own_nul(void **state)
{
    (void)state;
    Arena arena = {0};
    const char *a = arena_text_of(&arena, "Risk;Impact", 4);
    const char *b = arena_text_of(&arena, "Impact", 6);
    assert_string_equal(a, "Risk");
    assert_string_equal(b, "Impact");
    arena_release(&arena);
}

static void the_empty_text_costs_nothing(void **state)
{
    (void)state;
    Arena arena = {0};
    assert_string_equal(arena_text(&arena, ""), "");
    assert_string_equal(arena_text_of(&arena, "abc", 0), "");
    assert_int_equal(arena.bytes, 0);
    assert_null(arena.newest);
    arena_release(&arena);
}

static void something_larger_than_any_block_fits(void **state)
{
    (void)state;
    Arena arena = {0};
    const char *before = arena_text(&arena, "before");
    char *large = arena_new(&arena, 5 << 20);
    large[(5 << 20) - 1] = 'x';
    const char *after = arena_text(&arena, "after");
    assert_string_equal(before, "before");
    assert_string_equal(after, "after");
    assert_int_equal(arena.bytes, 7 + (5 << 20) + 6);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_stay_while_the_arena_grows),
        cmocka_unit_test(every_block_is_aligned_and_zeroed),
        cmocka_unit_test(a_prefix_gets_its_own_nul),
        cmocka_unit_test(the_empty_text_costs_nothing),
        cmocka_unit_test(something_larger_than_any_block_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
