/*
 * Text on its way in and out: what was cleaned is valid and clean, and a safe form holds nothing that a terminal acts
 * upon, is safe already, and is as wide as its graphemes.
 */
#include "fuzz.h"

#include <utf8proc.h>

#include "steerco/base/text.h"

/* Of the table in reliability.md: what may never reach a terminal. */
static bool is_dangerous(int32_t c)
{
    return c < ' ' || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE007F);
}

static void assert_safe(const char *safe, bool keep_lines)
{
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)safe;
    for (utf8proc_int32_t c; *at; at += utf8proc_iterate(at, -1, &c)) {
        assert_true(utf8proc_iterate(at, -1, &c) > 0);
        if (is_dangerous(c) && !(keep_lines && c == '\n'))
            fail_msg("U+%04X in a safe text", (unsigned)c);
    }
}

static void assert_measured(const char *safe)
{
    int sum = 0, columns, used;
    size_t before = 0;
    for (size_t at = 0, length; (length = text_grapheme(safe + at, &columns)) > 0; at += length) {
        assert_int_equal(text_previous(safe, at), before);
        before = at;
        sum += columns;
    }
    assert_int_equal(text_width(safe), sum);
    size_t fits = text_fit(safe, 10, &used);
    assert_true(fits <= strlen(safe) && used <= 10 && text_is_utf8(safe, fits));
}

static void try_safe(const char *text)
{
    Buffer safe = {0}, again = {0};
    for (int lines = 0; lines < 2; lines++) {
        buffer_clear(&safe);
        buffer_clear(&again);
        text_safe(text, lines, &safe);
        assert_safe(buffer_text(&safe), lines);
        text_safe(buffer_text(&safe), lines, &again);
        assert_string_equal(buffer_text(&again), buffer_text(&safe));
        if (!lines)
            assert_measured(buffer_text(&safe));
    }
    buffer_release(&safe);
    buffer_release(&again);
}

static void try_clean(const char *bytes, size_t length, bool lines)
{
    Buffer clean = {0}, again = {0};
    Error error = {0};
    if (text_clean(bytes, length, lines, &clean, &error)) {
        assert_true(text_is_utf8(buffer_text(&clean), clean.length));
        assert_int_equal(strlen(buffer_text(&clean)), clean.length);
        for (size_t i = 0; i < clean.length; i++)
            assert_true((unsigned char)clean.bytes[i] >= ' ' || (lines && clean.bytes[i] == '\n'));
        if (!text_clean(buffer_text(&clean), clean.length, lines, &again, &error))
            fail_msg("%s", error.text);
        assert_string_equal(buffer_text(&again), buffer_text(&clean));
    } else {
        assert_true(error.text[0]);
    }
    buffer_release(&clean);
    buffer_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Buffer folded = {0}, key = {0};
    char *text = fuzz_text(bytes, length);
    try_clean(text, length, false);
    try_clean(text, length, true);
    try_safe(text);
    if (text_is_utf8(text, strlen(text))) {
        text_fold(text, &folded);
        assert_true(text_contains(text, buffer_text(&folded)));
        text_key(text, &key);
    }
    buffer_release(&folded);
    buffer_release(&key);
    free(text);
    return 0;
}
