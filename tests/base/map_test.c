/* Maps, against a plain array as the model of what they should hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "steerco/base/map.h"
#include "steerco/base/memory.h"

static void an_empty_map_has_nothing(void **state)
{
    (void)state;
    IdMap ids = {0};
    TextMap texts = {0};
    assert_int_equal(idmap_get(&ids, 14, -1), -1);
    assert_int_equal(textmap_get(&texts, "T-14", -1), -1);
    idmap_remove(&ids, 14);
    idmap_clear(&ids);
    idmap_release(&ids);
    textmap_release(&texts);
}

static void a_second_put_replaces_the_value(void **state)
{
    (void)state;
    IdMap ids = {0};
    idmap_put(&ids, 14, 1);
    idmap_put(&ids, 14, 2);
    idmap_put(&ids, -14, 3);
    idmap_put(&ids, INT64_MIN, 4);
    assert_int_equal(ids.count, 3);
    assert_int_equal(idmap_get(&ids, 14, -1), 2);
    assert_int_equal(idmap_get(&ids, -14, -1), 3);
    assert_int_equal(idmap_get(&ids, INT64_MIN, -1), 4);
    assert_int_equal(idmap_get(&ids, 0, -1), -1);
    idmap_release(&ids);
}

/* Small keys, so that puts and removals meet; a fixed sequence (Knuth's MMIX generator), so that failures repeat. */
static void random_puts_and_removals_agree_with_an_array(void **state)
{
    (void)state;
    enum { KEYS = 300 };
    int64_t model[KEYS + 1];
    for (int i = 0; i <= KEYS; i++)
        model[i] = -1;
    IdMap ids = {0};
    uint64_t random = 1;
    size_t count = 0;
    for (int step = 0; step < 200000; step++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        int64_t key = (int64_t)(random >> 33) % KEYS + 1;
        bool put = (random >> 20) % 2;
        if (put)
            idmap_put(&ids, key, step);
        else
            idmap_remove(&ids, key);
        count = count + (put && model[key] == -1) - (!put && model[key] != -1);
        model[key] = put ? step : -1;
        assert_int_equal(ids.count, count);
        assert_int_equal(idmap_get(&ids, key, -1), model[key]);
    }
    for (int i = 1; i <= KEYS; i++)
        assert_int_equal(idmap_get(&ids, i, -1), model[i]);
    idmap_release(&ids);
}

static void a_million_keys_are_found_again(void **state)
{
    (void)state;
    enum { COUNT = 1000000 };
    IdMap ids = {0};
    idmap_reserve(&ids, COUNT);
    size_t capacity = ids.capacity;
    for (int64_t i = 1; i <= COUNT; i++)
        idmap_put(&ids, i << 20, i); /* keys whose low bits are all alike */
    assert_int_equal(ids.capacity, capacity);
    for (int64_t i = 1; i <= COUNT; i++)
        assert_int_equal(idmap_get(&ids, i << 20, -1), i);
    assert_int_equal(idmap_get(&ids, 7, -1), -1);
    idmap_clear(&ids);
    assert_int_equal(ids.count, 0);
    assert_int_equal(idmap_get(&ids, 1 << 20, -1), -1);
    idmap_release(&ids);
}

static void texts_are_compared_by_content(void **state)
{
    (void)state;
    enum { COUNT = 5000 };
    TextMap map = {0};
    char(*names)[24] = memory_new(COUNT, sizeof *names);
    for (int i = 0; i < COUNT; i++) {
        snprintf(names[i], sizeof names[i], "name %d", i);
        textmap_put(&map, names[i], i);
    }
    textmap_put(&map, "", 77);
    for (int i = 0; i < COUNT; i++) {
        char other[24];
        snprintf(other, sizeof other, "name %d", i);
        assert_int_equal(textmap_get(&map, other, -1), i);
    }
    textmap_put(&map, "name 5", 500);
    assert_int_equal(map.count, COUNT + 1);
    assert_int_equal(textmap_get(&map, "name 5", -1), 500);
    assert_int_equal(textmap_get(&map, "", -1), 77);
    assert_int_equal(textmap_get(&map, "Name 5", -1), -1);
    textmap_release(&map);
    free(names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_map_has_nothing),
        cmocka_unit_test(a_second_put_replaces_the_value),
        cmocka_unit_test(random_puts_and_removals_agree_with_an_array),
        cmocka_unit_test(a_million_keys_are_found_again),
        cmocka_unit_test(texts_are_compared_by_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
