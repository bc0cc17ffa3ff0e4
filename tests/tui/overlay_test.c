/*
 * What overlays share: fuzzy matching, cutting, scrolling.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "steerco/records/records.h"
#include "steerco/tui/app/overlay.h"

static void letters_must_come_in_order(void **state)
{
    (void)state;
    assert_true(fuzzy_score("task-indent", "tin") >= 0);
    assert_true(fuzzy_score("Prüfung der Daten", "prufdat") >= 0);
    assert_int_equal(fuzzy_score("task-indent", "tni k"), -1);
    assert_int_equal(fuzzy_score("undo", "undoo"), -1);
    assert_int_equal(fuzzy_score("anything", ""), fuzzy_score("else", ""));
}

static void what_is_typed_literally_comes_before_scattered_letters(void **state)
{
    (void)state;
    assert_true(fuzzy_score("undo", "undo") > fuzzy_score("unfold-done", "undo"));
    assert_true(fuzzy_score("chart-zoom-in", "czi") > fuzzy_score("characterizing", "czi"));
    assert_true(fuzzy_score("find-next", "find") > fuzzy_score("refind", "find"));
}

static void a_text_is_cut_between_graphemes(void **state)
{
    (void)state;
    char out[6];
    overlay_copy(out, sizeof out, "abcdefgh");
    assert_string_equal(out, "abcde");
    overlay_copy(out, sizeof out, "abcd\xC3\xA9");
    assert_string_equal(out, "abcd");
    overlay_copy(out, sizeof out, "abce\xCC\x81");
    assert_string_equal(out, "abc"); /* the accent has no room, so its letter stays out too */
    overlay_copy(out, sizeof out, "");
    assert_string_equal(out, "");
}

static void the_selection_stays_in_sight(void **state)
{
    (void)state;
    static const struct {
        size_t selected, count;
        int height;
        size_t before, after;
    } cases[] = {
        {0, 10, 4, 0, 0}, {4, 10, 4, 0, 1}, {9, 10, 4, 0, 6},
        {2, 10, 4, 5, 2}, {2, 3, 4, 2, 0}, /* a list that became short is shown from its top */
        {0, 0, 4, 3, 0},  {5, 10, 0, 0, 5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t top = cases[i].before;
        overlay_scroll(cases[i].selected, cases[i].count, cases[i].height, &top);
        assert_int_equal(top, cases[i].after);
    }
}

static void the_selection_moves_by_rows_pages_and_to_the_ends(void **state)
{
    (void)state;
    size_t selected = 3;
    assert_true(overlay_move(key_parse("end"), 10, 4, &selected));
    assert_int_equal(selected, 9);
    assert_true(overlay_move(key_parse("pageup"), 10, 4, &selected)); /* one line of the page stays in sight */
    assert_int_equal(selected, 6);
    assert_true(overlay_move(key_parse("home"), 10, 4, &selected));
    assert_int_equal(selected, 0);
    assert_true(overlay_move(key_parse("up"), 10, 4, &selected));
    assert_int_equal(selected, 0);
    assert_true(overlay_move(key_parse("end"), 0, 4, &selected));
    assert_int_equal(selected, 0);
    assert_false(overlay_move('x', 10, 4, &selected));
}

static void abbreviated_titles_are_spelt_out(void **state)
{
    (void)state;
    static const struct {
        const char *field, *label;
    } cases[] = {{"likelihood", "Likelihood"}, {"response_cost", "Response cost"}, {"owner", "Owner"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buffer label = {0};
        value_label(entity_field(&risk_entity, cases[i].field), &label);
        assert_string_equal(buffer_text(&label), cases[i].label);
        buffer_release(&label);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_must_come_in_order),
        cmocka_unit_test(what_is_typed_literally_comes_before_scattered_letters),
        cmocka_unit_test(a_text_is_cut_between_graphemes),
        cmocka_unit_test(the_selection_stays_in_sight),
        cmocka_unit_test(the_selection_moves_by_rows_pages_and_to_the_ends),
        cmocka_unit_test(abbreviated_titles_are_spelt_out),
    };
    return cmocka_run_group_tests_name("overlay", tests, NULL, NULL);
}
