/*
 * The canvas keeps what is drawn in its place, whatever the text: too long, too wide, hostile.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "steerco/base/text.h"
#include "steerco/tui/screen/canvas.h"

static void assert_shows(const Canvas *canvas, const char *expected)
{
    Buffer text = {0};
    canvas_print(canvas, &text);
    assert_string_equal(buffer_text(&text), expected);
    buffer_release(&text);
}

static void text_is_cut_with_an_ellipsis_and_padded(void **state)
{
    (void)state;
    Canvas canvas;
    canvas_init(&canvas, 12, 3, false);
    assert_int_equal(canvas_text(&canvas, 0, 0, 5, STYLE_TEXT, "schedule"), 5);
    assert_int_equal(canvas_text(&canvas, 6, 0, 6, STYLE_TEXT, "risk"), 4);
    assert_int_equal(canvas_text(&canvas, 0, 1, 4, STYLE_TEXT, "Maße"), 4);
    canvas_text_right(&canvas, 6, 1, 6, STYLE_TEXT, "12.5");
    assert_int_equal(canvas_text(&canvas, 10, 2, 9, STYLE_TEXT, "budget"), 2);
    assert_shows(&canvas, "sche… risk\nMaße    12.5\n          b…\n");
    canvas_release(&canvas);
}

static void drawing_outside_changes_nothing(void **state)
{
    (void)state;
    Canvas canvas;
    canvas_init(&canvas, 4, 2, false);
    canvas_text(&canvas, 0, -1, 4, STYLE_TEXT, "above");
    canvas_text(&canvas, 0, 2, 4, STYLE_TEXT, "below");
    canvas_text(&canvas, 4, 0, 4, STYLE_TEXT, "beside");
    canvas_glyph(&canvas, -1, 0, STYLE_TEXT, GLYPH_DOT);
    canvas_mark(&canvas, -3, 9, 20, true);
    canvas_style(&canvas, 2, 1, 100, STYLE_BAD);
    assert_shows(&canvas, "\n\n");
    canvas_release(&canvas);
}

static void a_part_is_clipped_to_its_whole(void **state)
{
    (void)state;
    Canvas canvas;
    canvas_init(&canvas, 6, 3, false);
    Canvas part = canvas_part(&canvas, 2, 1, 3, 9);
    assert_int_equal(part.width, 3);
    assert_int_equal(part.height, 2);
    canvas_fill(&part, 0, 0, 9, 9, STYLE_TEXT, "x");
    Canvas inner = canvas_part(&part, 1, 1, 9, 9);
    canvas_text(&inner, 0, 0, 9, STYLE_TEXT, "abc");
    assert_shows(&canvas, "\n  xxx\n  xa…\n");
    Canvas none = canvas_part(&canvas, 50, 50, 9, 9);
    assert_int_equal(none.width * none.height, 0);
    canvas_release(&canvas);
}

/* 漢 is two columns wide: half of it is never shown, whatever is drawn over it. */
static void wide_characters_are_never_cut_in_half(void **state)
{
    (void)state;
    Canvas canvas;
    canvas_init(&canvas, 7, 4, false);
    canvas_text(&canvas, 0, 0, 7, STYLE_TEXT, "漢漢漢漢");
    canvas_text(&canvas, 0, 1, 6, STYLE_TEXT, "漢漢漢");
    canvas_text(&canvas, 1, 1, 1, STYLE_TEXT, "a");
    canvas_text(&canvas, 0, 2, 6, STYLE_TEXT, "漢漢漢");
    canvas_text(&canvas, 2, 2, 1, STYLE_TEXT, "b");
    canvas_text(&canvas, 0, 3, 6, STYLE_TEXT, "漢漢漢");
    canvas_text(&canvas, 1, 3, 2, STYLE_TEXT, "漢");
    assert_shows(&canvas, "漢漢漢…\n a漢漢\n漢b 漢\n 漢 漢\n");
    canvas_release(&canvas);
}

static void accents_stay_with_their_letter(void **state)
{
    (void)state;
    Canvas canvas;
    canvas_init(&canvas, 4, 1, false);
    canvas_text(&canvas, 0, 0, 3, STYLE_TEXT, "x\u0323yz");
    assert_string_equal(canvas.cells[0].text, "x\u0323");
    assert_string_equal(canvas.cells[1].text, "y");
    canvas_release(&canvas);
}

/* Escape sequences, line breaks, reversal of text, invisible characters, broken UTF-8. */
static void hostile_text_stays_in_its_cells(void **state)
{
    (void)state;
    static const char *const hostile[] = {"a\033[2Jb", "a\nb\tc", "a\u202Eb", "a\u200Bb", "\xFF\xFE", "\302\23331m"};
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        Canvas canvas;
        canvas_init(&canvas, 10, 1, false);
        canvas_text(&canvas, 0, 0, 10, STYLE_TEXT, hostile[i]);
        for (int x = 0; x < 10; x++) {
            const char *text = canvas.cells[x].text;
            assert_true((unsigned char)text[0] >= ' ' && text[0] != 0x7F);
            assert_true(text_is_utf8(text, strlen(text)));
            assert_null(strstr(text, "\u202E"));
            assert_null(strstr(text, "\u200B"));
            assert_null(strstr(text, "\xC2\x9B"));
        }
        canvas_release(&canvas);
    }
}

static void ascii_canvas_holds_ascii_alone(void **state)
{
    (void)state;
    Canvas canvas;
    canvas_init(&canvas, 30, 3, true);
    canvas_text(&canvas, 0, 0, 30, STYLE_TEXT, "Żółć – Ærø × 3 → 5 €");
    canvas_text(&canvas, 0, 1, 30, STYLE_TEXT, "漢字 Київ ½");
    canvas_glyph(&canvas, 0, 2, STYLE_TEXT, GLYPH_BAR_CRITICAL);
    canvas_text(&canvas, 2, 2, 5, STYLE_TEXT, "schedule");
    assert_shows(&canvas, "Zolc - AEro x 3 -> 5 EUR\n?? ???? ?\n# sche~\n");
    canvas_release(&canvas);
}

static void every_glyph_is_one_column_in_both_forms(void **state)
{
    (void)state;
    for (int glyph = 0; glyph < GLYPH_COUNT; glyph++) {
        assert_int_equal(text_width(glyph_text((Glyph)glyph, false)), 1);
        assert_int_equal(strlen(glyph_text((Glyph)glyph, true)), 1);
        assert_in_range(glyph_text((Glyph)glyph, true)[0], 0x21, 0x7E);
    }
}

static void a_paragraph_wraps_at_blanks(void **state)
{
    (void)state;
    Canvas canvas;
    canvas_init(&canvas, 10, 6, false);
    int lines = canvas_paragraph(&canvas, 0, 0, 10, 6, STYLE_TEXT, "one two three four\n\nextraordinarily");
    assert_int_equal(lines, 5);
    assert_shows(&canvas, "one two\nthree four\n\nextraordin\narily\n\n");
    canvas_release(&canvas);
}

static void a_frame_has_its_title_in_the_edge(void **state)
{
    (void)state;
    Canvas canvas;
    canvas_init(&canvas, 12, 3, false);
    Canvas inside = canvas_frame(&canvas, STYLE_FRAME, "Risks");
    canvas_text(&inside, 0, 0, inside.width, STYLE_TEXT, "R-1");
    assert_shows(&canvas, "┌─ Risks ──┐\n│R-1       │\n└──────────┘\n");
    canvas_release(&canvas);
}

static void the_last_one_to_place_the_cursor_has_it(void **state)
{
    (void)state;
    Canvas canvas;
    canvas_init(&canvas, 10, 4, false);
    assert_int_equal(canvas.cursor->x, -1);
    Canvas part = canvas_part(&canvas, 4, 2, 6, 2);
    canvas_cursor(&canvas, 1, 1, false);
    canvas_cursor(&part, 99, 1, true);
    assert_int_equal(canvas.cursor->x, 9);
    assert_int_equal(canvas.cursor->y, 3);
    assert_true(canvas.cursor->typing);
    canvas_release(&canvas);
}

static Buffer told;

static void tell(int x, int y, const Cell *cell, int columns)
{
    buffer_format(&told, "%d,%d %s %d;", x, y, cell->text, columns);
}

static void an_update_tells_what_is_another_now(void **state)
{
    (void)state;
    Canvas shown, canvas;
    canvas_init(&shown, 6, 2, false);
    canvas_init(&canvas, 8, 3, false);
    canvas_text(&canvas, 1, 0, 1, STYLE_TEXT, "a");
    canvas_text(&canvas, 3, 1, 2, STYLE_TEXT, "漢");
    canvas_text(&canvas, 7, 1, 1, STYLE_TEXT, "out of sight");
    canvas_update(&shown, &canvas, tell);
    assert_string_equal(buffer_text(&told), "1,0 a 1;3,1 漢 2;");
    assert_shows(&shown, " a\n   漢\n");
    buffer_clear(&told);
    canvas_update(&shown, &canvas, tell);
    assert_string_equal(buffer_text(&told), "");
    canvas_mark(&canvas, 4, 1, 1, true); /* its right half: it is told as a whole */
    canvas_style(&canvas, 1, 0, 1, STYLE_BAD);
    canvas_update(&shown, &canvas, tell);
    assert_string_equal(buffer_text(&told), "1,0 a 1;3,1 漢 2;");
    buffer_release(&told);
    canvas_release(&shown);
    canvas_release(&canvas);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_cut_with_an_ellipsis_and_padded),
        cmocka_unit_test(drawing_outside_changes_nothing),
        cmocka_unit_test(a_part_is_clipped_to_its_whole),
        cmocka_unit_test(wide_characters_are_never_cut_in_half),
        cmocka_unit_test(accents_stay_with_their_letter),
        cmocka_unit_test(hostile_text_stays_in_its_cells),
        cmocka_unit_test(ascii_canvas_holds_ascii_alone),
        cmocka_unit_test(every_glyph_is_one_column_in_both_forms),
        cmocka_unit_test(a_paragraph_wraps_at_blanks),
        cmocka_unit_test(a_frame_has_its_title_in_the_edge),
        cmocka_unit_test(the_last_one_to_place_the_cursor_has_it),
        cmocka_unit_test(an_update_tells_what_is_another_now),
    };
    return cmocka_run_group_tests_name("canvas", tests, NULL, NULL);
}
