/* Every file embedded by the build is found by its name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "steerco/base/data.h"

static void every_file_is_found_and_ends_in_nul(void **state)
{
    (void)state;
    for (const DataFile *file = data_files; file->name; file++) {
        assert_ptr_equal(data_find(file->name), file);
        assert_int_equal(file->bytes[file->length], '\0');
    }
}

static void an_unknown_name_finds_nothing(void **state)
{
    (void)state;
    assert_null(data_find("no such file"));
    assert_null(data_find(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_is_found_and_ends_in_nul),
        cmocka_unit_test(an_unknown_name_finds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
