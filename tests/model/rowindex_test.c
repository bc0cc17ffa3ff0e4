/*
 * Ids near and far, given and provisional, in every order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "steerco/model/rowindex.h"

static void ids_are_found_wherever_they_are_kept(void **state)
{
    (void)state;
    static const int64_t ids[] = {1, 2, -1, 5000000000, -7, 3, INT64_MAX, 40, -5000000000, 41, INT64_MIN};
    RowIndex index = {0};
    for (uint32_t row = 0; row < sizeof ids / sizeof ids[0]; row++)
        rowindex_put(&index, ids[row], row, row);
    for (uint32_t row = 0; row < sizeof ids / sizeof ids[0]; row++)
        assert_int_equal(rowindex_get(&index, ids[row]), row);
    assert_int_equal(rowindex_get(&index, 4), ROW_NONE);
    assert_int_equal(rowindex_get(&index, 0), ROW_NONE);
    assert_int_equal(rowindex_get(&index, -6), ROW_NONE);
    rowindex_release(&index);
}

static void an_id_kept_far_off_is_still_found_when_the_array_grows_past_it(void **state)
{
    (void)state;
    RowIndex index = {0};
    rowindex_put(&index, 3000, 7, 0);
    for (uint32_t id = 1; id < 3000; id++)
        rowindex_put(&index, id, id, 2 * (size_t)id);
    assert_int_equal(rowindex_get(&index, 3000), 7);
    rowindex_put(&index, 3000, 8, 3000);
    assert_int_equal(rowindex_get(&index, 3000), 8);
    rowindex_remove(&index, 3000);
    assert_int_equal(rowindex_get(&index, 3000), ROW_NONE);
    rowindex_release(&index);
}

static void a_removed_id_is_gone(void **state)
{
    (void)state;
    RowIndex index = {0};
    rowindex_put(&index, 1, 0, 0);
    rowindex_put(&index, INT64_MAX, 1, 1);
    rowindex_remove(&index, 1);
    rowindex_remove(&index, INT64_MAX);
    rowindex_remove(&index, 77); /* never there */
    assert_int_equal(rowindex_get(&index, 1), ROW_NONE);
    assert_int_equal(rowindex_get(&index, INT64_MAX), ROW_NONE);
    rowindex_release(&index);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_found_wherever_they_are_kept),
        cmocka_unit_test(an_id_kept_far_off_is_still_found_when_the_array_grows_past_it),
        cmocka_unit_test(a_removed_id_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
