/*
 * Text in and out. Expectations come from the Unicode Standard (normalisation forms, grapheme clusters, categories) and
 * from the list of hostile characters that the header promises to neutralise.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "steerco/base/text.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void assert_cleaned(const char *bytes, size_t length, bool several_lines, const char *expected)
{
    Buffer out = {0};
    Error error = {0};
    buffer_add(&out, "|");
    assert_true(text_clean(bytes, length, several_lines, &out, &error));
    assert_string_equal(buffer_text(&out) + 1, expected);
    buffer_release(&out);
}

static void cleaning_trims_and_unifies(void **state)
{
    (void)state;
    static const struct {
        const char *text, *line, *lines;
    } cases[] = {
        {"", "", ""},
        {"   ", "", ""},
        {"  Pour concrete ", "Pour concrete", "Pour concrete"},
        {"a\tb", "a b", "a b"},
        {"a\r\nb\rc\nd", "a b c d", "a\nb\nc\nd"},
        {"\r\n a\n\nb \r\n", "a  b", "a\n\nb"},
        {"\u00A0 Zürich\u202F", "Zürich", "Zürich"},
        {"\t", "", ""},
        {"\u3000", "", ""},
        {"e\u0301te\u0301", "été", "été"},                 /* NFC composes */
        {"\u1100\u1161\u11A8", "\uAC01", "\uAC01"},        /* Hangul too */
        {"\u212B", "\u00C5", "\u00C5"},                    /* Ångström sign: a singleton */
        {"\u0958", "\u0915\u093C", "\u0915\u093C"},        /* a composition exclusion */
        {"a\u0323\u0307", "\u1EA1\u0307", "\u1EA1\u0307"}, /* dot below composes, dot above stays */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_cleaned(cases[i].text, strlen(cases[i].text), false, cases[i].line);
        assert_cleaned(cases[i].text, strlen(cases[i].text), true, cases[i].lines);
    }
    assert_cleaned("Risk;Impact", 4, false, "Risk");
    assert_cleaned("\xC3\xA9\xFF", 2, false, "é");
}

static void assert_refused(const char *bytes, size_t length, const char *because)
{
    Buffer out = {0};
    Error error = {0};
    assert_false(text_clean(bytes, length, true, &out, &error));
    assert_non_null(strstr(error.text, because));
    assert_int_equal(out.length, 0);
    buffer_release(&out);
}

static void cleaning_refuses_what_may_not_be_stored(void **state)
{
    (void)state;
    assert_refused("a\0b", 3, "U+0000");
    assert_refused("ab\033[2J", 6, "byte 3 is the control character U+001B");
    assert_refused("a\177", 2, "U+007F");
    assert_refused("\xC2\x85", 2, "U+0085");
    assert_refused("\v", 1, "U+000B");
    assert_refused("Z\xFCrich", 6, "byte 2 (0xFC) is not UTF-8");
    assert_refused("\xC0\xAF", 2, "0xC0");         /* overlong */
    assert_refused("\xED\xA0\x80", 3, "0xED");     /* a surrogate */
    assert_refused("\xF4\x90\x80\x80", 4, "0xF4"); /* beyond U+10FFFF */
    assert_refused("abc\xE2\x82", 5, "byte 4");    /* cut off */
}

static void every_c0_and_c1_control_is_refused_but_line_breaks_and_tabs(void **state)
{
    (void)state;
    for (utf8proc_int32_t code = 0; code < 0xA0; code++) {
        if ((code >= 0x20 && code < 0x7F) || code == '\n' || code == '\r' || code == '\t')
            continue;
        utf8proc_uint8_t bytes[8];
        size_t length = (size_t)utf8proc_encode_char(code, bytes);
        assert_refused((const char *)bytes, length, "control character");
    }
}

static void utf8_is_told_from_other_bytes(void **state)
{
    (void)state;
    assert_true(text_is_utf8("", 0));
    assert_true(text_is_utf8("Zürich €😀\n", strlen("Zürich €😀\n")));
    assert_true(text_is_utf8("\xF4\x8F\xBF\xBF", 4));
    assert_false(text_is_utf8("Z\xFCrich", 6));
    assert_false(text_is_utf8("\xC1\x81", 2));
    assert_false(text_is_utf8("\xE2\x82\xAC", 2));
    assert_false(text_is_utf8("\x80", 1));
}

static void assert_safe(const char *text, bool keep_lines, const char *expected)
{
    Buffer out = {0};
    text_safe(text, keep_lines, &out);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void the_safe_form_shows_what_would_act(void **state)
{
    (void)state;
    static const struct {
        const char *text, *safe;
    } cases[] = {
        {"", ""},
        {"Plain text, 100 %", "Plain text, 100 %"},
        {"Größe ≥ 3 €", "Größe ≥ 3 €"},
        {"\033[31mred\a\b", "·[31mred··"},
        {"a\tb\nc", "a·b·c"},
        {"a\xC2\x85"
         "b\xC2\x9B"
         "c\177",
         "a·b·c·"},
        {"a\u2028b\u2029c", "a·b·c"},
        {"gpj.\u202Eexe", "gpj.·exe"},
        {"\u200B\u200E\u200F\u2060\uFEFF\u061C", "······"},
        {"x\U000E0041\U000E007F", "x··"},
        {"bad \xFF\xC3(", "bad ··("},
        {"\u26A0\uFE0F", "\u26A0"},
        {"\U0001F469\u200D\U0001F4BB", "\U0001F469\U0001F4BB"},
        {"\U0001F44D\U0001F3FD", "\U0001F44D"},
        {"\U0001F1E9\U0001F1EA", "DE"},
        {"a\u0301\u0302\u0303\u0304", "a\u0301\u0302\u0303\u0304"},
        {"a\u0301\u0302\u0303\u0304\u0305\u0306z", "a\u0301\u0302\u0303\u0304·z"},
        {"\u0301a", "·a"}, /* it would land on whatever stands before the text */
        {"a\uFE0F\u0301", "a\u0301"},
        {"日本", "日本"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_safe(cases[i].text, false, cases[i].safe);
    assert_safe("a\nb\r\u0301", true, "a\nb·\u0301");
    assert_safe("a\n\u0301", true, "a\n·");
}

/* The bidi controls and isolates of UAX #9, the zero-width characters, the tags: none survives, none disappears. */
static void no_hostile_character_survives(void **state)
{
    (void)state;
    static const utf8proc_int32_t ranges[][2] = {
        {0x01, 0x1F},     {0x7F, 0x9F},     {0x2028, 0x202E},   {0x2060, 0x206F},     {0xFFF0, 0xFFF8},
        {0x200B, 0x200B}, {0x200E, 0x200F}, {0xFEFF, 0xFEFF},   {0x061C, 0x061C},     {0xE0000, 0xE007F},
        {0x034F, 0x034F}, {0x115F, 0x1160}, {0x17B4, 0x17B5},   {0x3164, 0x3164},     {0xFFA0, 0xFFA0},
        {0xFDD0, 0xFDEF}, {0xFFFE, 0xFFFF}, {0x1FFFE, 0x1FFFF}, {0x10FFFE, 0x10FFFF}, {0xE0200, 0xE0FFF},
    };
    for (size_t i = 0; i < COUNT(ranges); i++) {
        for (utf8proc_int32_t code = ranges[i][0]; code <= ranges[i][1]; code++) {
            utf8proc_uint8_t bytes[8];
            bytes[utf8proc_encode_char(code, bytes)] = 0;
            assert_safe((const char *)bytes, false, "·");
        }
    }
}

/* Whatever the code point, its safe form is safe, and its width is what its graphemes add up to. */
static void the_safe_form_of_every_code_point_is_stable(void **state)
{
    (void)state;
    Buffer once = {0}, twice = {0};
    for (utf8proc_int32_t code = 1; code < 0x110000; code += code < 0x3000 ? 1 : 7) {
        if (!utf8proc_codepoint_valid(code))
            continue;
        utf8proc_uint8_t bytes[8] = "a";
        bytes[1 + utf8proc_encode_char(code, bytes + 1)] = 0;
        buffer_clear(&once);
        buffer_clear(&twice);
        text_safe((const char *)bytes, false, &once);
        text_safe(buffer_text(&once), false, &twice);
        assert_string_equal(buffer_text(&twice), buffer_text(&once));
        int width = text_width(buffer_text(&once));
        assert_in_range(width, 1, 3);
    }
    buffer_release(&once);
    buffer_release(&twice);
}

static void an_exported_text_is_the_stored_one_but_for_what_would_act(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"", ""},
        {"Order hardware", "Order hardware"},
        {"first\nsecond", "first\nsecond"},
        {"a\tb", "a b"},
        {"\x1b[2Ja\x07\x7f", "·[2Ja··"},
        {"\xC2\x9B"
         "31m",
         "·31m"},
        {"a\r\nb", "a·\nb"},
        {"Z\xFCrich \xED\xA0\x80", "Z·rich ···"},
        {"\u202Eevil\u2069", "·evil·"},
        {"pay\u200Bpal pay\u200Dpal \u200Dx", "pay·pal pay·pal ·x"},
        {"\uFEFF\u2060\U000E0041\uFFFF\uFDD0\u2029", "······"},
        /* Persian "I want", an astronaut, a heart with its variation selector, a thumb of a skin tone, a flag */
        {"\u0645\u06CC\u200C\u062E", "\u0645\u06CC\u200C\u062E"},
        {"\U0001F469\u200D\U0001F680", "\U0001F469\u200D\U0001F680"},
        {"\u2764\uFE0F\u200D\U0001F525", "\u2764\uFE0F\u200D\U0001F525"},
        {"\U0001F44D\U0001F3FD\U0001F1E9\U0001F1EA", "\U0001F44D\U0001F3FD\U0001F1E9\U0001F1EA"},
        {"\u0915\u094D\u200D\u200D\u0937", "\u0915\u094D··\u0937"}, /* one joiner joins, two hide */
        {"e\u0323\u0324\u0325\u0326\u0331", "e\u0323\u0324\u0325\u0326\u0331"},
        {"so\u00ADft", "so\u00ADft"},
        {"a\u034Fb\u115F\u17B4\u3164\uFFA0", "a·b····"}, /* they show nothing */
        {"\u8FBB\U000E0100", "\u8FBB\U000E0100"},        /* a variant of a name's character */
        {"\u05D0\u200F(1)\u200E \u0627\u061C", "\u05D0\u200F(1)\u200E \u0627\u061C"}, /* direction marks */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Buffer out = {0};
        text_export(cases[i].text, &out);
        assert_string_equal(buffer_text(&out), cases[i].expected);
        buffer_release(&out);
    }
}

static void what_is_stored_leaves_as_it_is(void **state)
{
    (void)state;
    static const char *const texts[] = {"\u202Eevil\u2069", "pay\u200Bpal \u200Dx", "\u0915\u094D\u200D\u200D\u0937",
                                        "a\uFFFF\uFDD0b",   "\u2028line",           "\u05D0\u200F(1)"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        Buffer stored = {0}, out = {0};
        Error error = {0};
        assert_true(text_clean(texts[i], strlen(texts[i]), false, &stored, &error));
        text_export(buffer_text(&stored), &out);
        assert_string_equal(buffer_text(&out), buffer_text(&stored));
        buffer_release(&stored);
        buffer_release(&out);
    }
}

static void graphemes_have_bytes_and_columns(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t bytes;
        int columns;
    } cases[] = {
        {"", 0, 0},         {"a", 1, 1},      {"ab", 1, 1},           {"é", 2, 1},
        {"e\u0301x", 3, 1}, {"日本", 3, 2},   {"\U0001F600!", 4, 2},  {"─", 3, 1},
        {"●", 3, 1},        {"·a", 2, 1},     {"\uAC01\u1100", 3, 2}, {"a日", 1, 1},
        {"\n", 1, 0},       {"\u00A0", 2, 1}, {"\xFFx", 1, 1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int columns;
        assert_int_equal(text_grapheme(cases[i].text, &columns), cases[i].bytes);
        assert_int_equal(columns, cases[i].columns);
    }
}

static void one_can_step_back_by_graphemes(void **state)
{
    (void)state;
    const char *text = "ae\u0301日!";
    assert_int_equal(text_previous(text, 8), 7);
    assert_int_equal(text_previous(text, 7), 4);
    assert_int_equal(text_previous(text, 4), 1);
    assert_int_equal(text_previous(text, 1), 0);
    assert_int_equal(text_previous(text, 0), 0);
    assert_int_equal(text_previous("", 3), 0);
}

static void fitting_cuts_between_graphemes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int columns;
        size_t bytes;
        int used;
    } cases[] = {
        {"steering", 5, 5, 5},        {"steering", 99, 8, 8}, {"steering", 0, 0, 0}, {"日本語", 5, 6, 4},
        {"e\u0301te\u0301", 1, 3, 1}, {"日", 1, 0, 0},        {"a日", 2, 1, 1},      {"x", -1, 0, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int used;
        assert_int_equal(text_fit(cases[i].text, cases[i].columns, &used), cases[i].bytes);
        assert_int_equal(used, cases[i].used);
    }
    assert_int_equal(text_fit("steering", 5, NULL), 5);
    assert_int_equal(text_width("Größe 日本"), 10);
    assert_int_equal(text_width(""), 0);
}

static void folding_forgets_case_and_accents(void **state)
{
    (void)state;
    static const struct {
        const char *text, *folded;
    } cases[] = {
        {"École Straße", "ecole strasse"},
        {"PLAIN ASCII 42", "plain ascii 42"},
        {"ΣΊΣΥΦΟΣ", "σισυφοσ"},
        {"Vorgänger", "vorganger"},
        {"coração", "coracao"},
        {"ﬁnal", "final"},
        {"日本", "日本"},
        {"Z\xFCRICH", "z\xFCrich"},
        {"İSTANBUL Işık ışık IŞIK", "istanbul isik isik isik"},
        {"ŁÓDŹ łódź", "lodz lodz"},
        {"ØRESUND øresund", "oresund oresund"},
        {"ÆRØ œuvre ŒUVRE", "aero oeuvre oeuvre"},
        {"Đakovo ðakovo ÐAKOVO", "dakovo dakovo dakovo"},
        {"Þórr ÞÓRR Ħamrun Ŋaa", "thorr thorr hamrun naa"},
        {"STRAẞE ſanft ŧ Ŧ ə Ə", "strasse sanft t t e e"},
        {"Ɓala Ɖ Ɗ Ɨ Ʉ Ɲ Ɍ Ɏ Ƶ", "bala d d i u n r y z"},
        {"Ǿ ǿ Ǽ", "o o ae"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Buffer out = {0};
        buffer_add(&out, "KEPT ");
        text_fold(cases[i].text, &out);
        assert_string_equal(buffer_text(&out) + 5, cases[i].folded);
        buffer_release(&out);
    }
}

static void header_spellings_meet_in_one_key(void **state)
{
    (void)state;
    static const struct {
        const char *text, *key;
    } cases[] = {
        {"Finish_Date", "finishdate"},
        {"finish date", "finishdate"},
        {"FINISH DATE:", "finishdate"},
        {"(*)Start", "start"},
        {"% Complete", "%complete"},
        {"#", "#"},
        {"Übergeordnete Aufgabe", "ubergeordneteaufgabe"},
        {"N.º", "no"},
        {"ID\u00A0", "id"},
        {"---", ""},
        {"Durée", "duree"},
        {"Milepæl", "milepael"},
        {"Przydział", "przydzial"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Buffer out = {0};
        text_key(cases[i].text, &out);
        assert_string_equal(buffer_text(&out), cases[i].key);
        buffer_release(&out);
    }
}

static void searching_ignores_case_and_accents(void **state)
{
    (void)state;
    assert_true(text_contains("Genehmigung Zürich", "zurich"));
    assert_true(text_contains("Supplier Delay", "er d"));
    assert_true(text_contains("Biuro w Łodzi", "lodzi"));
    assert_true(text_contains("", ""));
    assert_true(text_contains("anything", ""));
    assert_false(text_contains("Supplier", "supplies"));
}

/* kitten → sitting is Levenshtein's textbook pair. */
static void distance_counts_characters(void **state)
{
    (void)state;
    assert_int_equal(text_distance("kitten", "sitting"), 3);
    assert_int_equal(text_distance("hgih", "high"), 2);
    assert_int_equal(text_distance("", "abc"), 3);
    assert_int_equal(text_distance("abc", ""), 3);
    assert_int_equal(text_distance("größe", "grosse"), 3); /* ö to o, ß to s, one s more */
    assert_int_equal(text_distance("same", "same"), 0);
}

static void blanks_are_those_of_spreadsheets(void **state)
{
    (void)state;
    assert_string_equal(text_skip_blanks(" \t\u00A0\u202F\u2009\u2007 x "), "x ");
    assert_string_equal(text_skip_blanks("é"), "é");
    assert_string_equal(text_skip_blanks(""), "");
    assert_true(text_equal("a", "a"));
    assert_false(text_equal("a", "A"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cleaning_trims_and_unifies),
        cmocka_unit_test(cleaning_refuses_what_may_not_be_stored),
        cmocka_unit_test(every_c0_and_c1_control_is_refused_but_line_breaks_and_tabs),
        cmocka_unit_test(utf8_is_told_from_other_bytes),
        cmocka_unit_test(the_safe_form_shows_what_would_act),
        cmocka_unit_test(no_hostile_character_survives),
        cmocka_unit_test(the_safe_form_of_every_code_point_is_stable),
        cmocka_unit_test(an_exported_text_is_the_stored_one_but_for_what_would_act),
        cmocka_unit_test(what_is_stored_leaves_as_it_is),
        cmocka_unit_test(graphemes_have_bytes_and_columns),
        cmocka_unit_test(one_can_step_back_by_graphemes),
        cmocka_unit_test(fitting_cuts_between_graphemes),
        cmocka_unit_test(folding_forgets_case_and_accents),
        cmocka_unit_test(header_spellings_meet_in_one_key),
        cmocka_unit_test(searching_ignores_case_and_accents),
        cmocka_unit_test(distance_counts_characters),
        cmocka_unit_test(blanks_are_those_of_spreadsheets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
