/*
 * SHA-256 against the examples that NIST publishes with FIPS 180-4, and against itself in pieces.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "steerco/base/sha256.h"

static void assert_digest(const char *text, const char *expected)
{
    Sha256 digest;
    char hex[SHA256_HEX];
    sha256_init(&digest);
    sha256_add(&digest, text, strlen(text));
    sha256_finish(&digest, hex);
    assert_string_equal(hex, expected);
}

static void the_examples_of_the_standard_hold(void **state)
{
    (void)state;
    assert_digest("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    assert_digest("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrs"
                  "mnopqrstnopqrstu",
                  "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    assert_digest("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void a_million_letters_in_any_pieces_give_one_digest(void **state)
{
    (void)state;
    static const size_t pieces[] = {1, 7, 63, 64, 65, 1000};
    char letters[1000];
    memset(letters, 'a', sizeof letters);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        Sha256 digest;
        char hex[SHA256_HEX];
        sha256_init(&digest);
        for (size_t left = 1000000; left > 0;) {
            size_t part = left < pieces[i] ? left : pieces[i];
            sha256_add(&digest, letters, part);
            left -= part;
        }
        sha256_finish(&digest, hex);
        assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_the_standard_hold),
        cmocka_unit_test(a_million_letters_in_any_pieces_give_one_digest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
