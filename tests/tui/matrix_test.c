/*
 * The five-by-five grid: what is drawn at which size, and how keys walk and move in it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "steerco/base/text.h"
#include "steerco/records/risk.h"
#include "steerco/records/stakeholder.h"
#include "steerco/tui/widgets/matrix.h"

static Style plain_style(int x, int y)
{
    (void)x, (void)y;
    return STYLE_TEXT;
}

static char band_letter(int impact, int likelihood)
{
    return risk_band_letter(risk_band(likelihood, impact));
}

static const char *quadrant(int interest, int power)
{
    return quadrant_name(stakeholder_quadrant(power, interest));
}

static const MatrixLook risk_look = {"Impact", "Likelihood", plain_style, band_letter, NULL};
static const MatrixLook grid_look = {"Interest", "Power", plain_style, NULL, quadrant};

/* share the cell (impact 4, likelihood 4), R-3 lies at (4, 2), R-4+ at (1, 4), R-5 is not assessed. */
static Matrix four_risks(void)
{
    Matrix matrix = {.look = &risk_look};
    matrix_add(&matrix, 1, 4, 4, "R-1");
    matrix_add(&matrix, 2, 4, 4, "R-2");
    matrix_add(&matrix, 3, 4, 2, "R-3");
    matrix_add(&matrix, 4, 1, 4, "R-4+");
    matrix_add(&matrix, 5, INT8_MIN, 3, "R-5");
    return matrix;
}

static void assert_drawn(const Matrix *matrix, int width, int height, bool ascii, Id selected, const char *expected)
{
    Canvas canvas;
    Buffer text = {0};
    canvas_init(&canvas, width, height, ascii);
    matrix_draw(matrix, &canvas, selected, true);
    canvas_print(&canvas, &text);
    assert_string_equal(buffer_text(&text), expected);
    buffer_release(&text);
    canvas_release(&canvas);
}

static void draws_a_framed_grid_with_letters_and_labels(void **state)
{
    (void)state;
    Matrix matrix = four_risks();
    assert_drawn(&matrix, 38, 10, false, 1,
                 "▲ Likelihood            1 not assessed\n"
                 "  ┌──────┬──────┬──────┬──────┬──────┐\n"
                 "5 │     M│     H│     H│     C│     C│\n"
                 "4 │R-4+ M│     M│     H│2    C│     C│\n"
                 "3 │     L│     M│     M│     H│     H│\n"
                 "2 │     L│     M│     M│R-3  M│     H│\n"
                 "1 │     L│     L│     L│     M│     H│\n"
                 "  └──────┴──────┴──────┴──────┴──────┘\n"
                 "     1      2      3      4      5\n"
                 "   very low      Impact     very high\n");
    matrix_release(&matrix);
}

/* The only room in the first line is beside the letter, so the second label takes the second line. */
static void rules_rows_and_uses_all_lines_of_a_cell_when_there_is_height(void **state)
{
    (void)state;
    Matrix matrix = four_risks();
    assert_drawn(&matrix, 38, 19, true, 1,
                 "^ Likelihood            1 not assessed\n"
                 "  +------+------+------+------+------+\n"
                 "5 |     M|     H|     H|     C|     C|\n"
                 "  |      |      |      |      |      |\n"
                 "  +------+------+------+------+------+\n"
                 "4 |R-4+ M|     M|     H|R-1  C|     C|\n"
                 "  |      |      |      |R-2   |      |\n"
                 "  +------+------+------+------+------+\n"
                 "3 |     L|     M|     M|     H|     H|\n"
                 "  |      |      |      |      |      |\n"
                 "  +------+------+------+------+------+\n"
                 "2 |     L|     M|     M|R-3  M|     H|\n"
                 "  |      |      |      |      |      |\n"
                 "  +------+------+------+------+------+\n"
                 "1 |     L|     L|     L|     M|     H|\n"
                 "  |      |      |      |      |      |\n"
                 "  +------+------+------+------+------+\n"
                 "     1      2      3      4      5\n"
                 "   very low      Impact     very high\n");
    matrix_release(&matrix);
}

/* Three columns a cell: the letter, how many, and a blank that tells the cells apart. */
static void becomes_letters_and_counts_in_the_least_room(void **state)
{
    (void)state;
    Matrix matrix = four_risks();
    assert_drawn(&matrix, 17, 6, false, 3,
                 "5 M  H  H  C  C\n"
                 "4 M1 M  H  C2 C\n"
                 "3 L  M  M  H  H\n"
                 "2 L  M  M  M1 H\n"
                 "1 L  L  L  M  H\n"
                 "   1  2  3  4  5\n");
    matrix_release(&matrix);
}

static void names_the_quadrants_in_the_edges(void **state)
{
    (void)state;
    Matrix matrix = {.look = &grid_look};
    matrix_add(&matrix, 1, 5, 5, "BA+");
    matrix_add(&matrix, 2, 3, 4, "HL-");
    matrix_add(&matrix, 3, 4, 3, "LB");
    assert_drawn(&matrix, 43, 10, false, 0,
                 "▲ Power\n"
                 "  ┌─Keep satisfied┬───────┬─Manage closely┐\n"
                 "5 │       │       │       │       │BA+    │\n"
                 "4 │       │       │HL-    │       │       │\n"
                 "3 │       │       │       │LB     │       │\n"
                 "2 │       │       │       │       │       │\n"
                 "1 │       │       │       │       │       │\n"
                 "  └─Monitor───────┴───────┴─Keep informed─┘\n"
                 "      1       2       3       4       5\n"
                 "   very low       Interest       very high\n");
    matrix_release(&matrix);
}

static void words_the_levels_where_there_is_width(void **state)
{
    (void)state;
    Matrix matrix = {.look = &risk_look};
    assert_drawn(&matrix, 73, 10, false, 0,
                 "▲ Likelihood\n"
                 "            ┌───────────┬───────────┬───────────┬───────────┬───────────┐\n"
                 "5 very high │          M│          H│          H│          C│          C│\n"
                 "4 high      │          M│          M│          H│          C│          C│\n"
                 "3 medium    │          L│          M│          M│          H│          H│\n"
                 "2 low       │          L│          M│          M│          M│          H│\n"
                 "1 very low  │          L│          L│          L│          M│          H│\n"
                 "            └───────────┴───────────┴───────────┴───────────┴───────────┘\n"
                 "             1 very low     2 low     3 medium     4 high    5 very high\n"
                 "                                       Impact\n");
    matrix_release(&matrix);
}

/* The character and the highlight at the place of the hardware cursor, "" when nobody placed it. */
static void draw_and_look_at_cursor(const Matrix *matrix, int width, int height, Id selected, char *out, bool *marked)
{
    Canvas canvas;
    canvas_init(&canvas, width, height, false);
    matrix_draw(matrix, &canvas, selected, true);
    assert_in_range(canvas.cursor->x, 0, width - 1);
    assert_in_range(canvas.cursor->y, 0, height - 1);
    const Cell *cells = &canvas.cells[canvas.cursor->y * width];
    out[0] = '\0';
    *marked = cells[canvas.cursor->x].marked == 1;
    for (int x = canvas.cursor->x; x < width && cells[x].marked == 1 && strlen(out) < 20; x++)
        strcat(out, cells[x].text);
    canvas_release(&canvas);
}

/* Twelve in one cell: whichever is selected keeps its name, and "+n" counts the others. */
static void always_shows_the_selected_item_of_a_crowded_cell(void **state)
{
    (void)state;
    Matrix matrix = {.look = &risk_look};
    for (Id id = 1; id <= 12; id++) {
        char label[16];
        snprintf(label, sizeof label, "R-%d", (int)id);
        matrix_add(&matrix, id, 3, 3, label);
    }
    for (Id id = 1; id <= 12; id++) {
        char expected[16], found[32];
        bool marked;
        snprintf(expected, sizeof expected, "R-%d", (int)id);
        draw_and_look_at_cursor(&matrix, 53, 30, id, found, &marked);
        assert_string_equal(found, expected);
    }
    matrix_release(&matrix);
}

/* At every size the cursor is on the canvas, and on something highlighted as soon as five lines are there. */
static void keeps_the_cursor_on_the_selection_at_every_size(void **state)
{
    (void)state;
    Matrix matrix = four_risks();
    for (int width = 17; width <= 130; width++)
        for (int height = 5; height <= 45; height++)
            for (Id id = 1; id <= 4; id++) {
                char found[32];
                bool marked;
                draw_and_look_at_cursor(&matrix, width, height, id, found, &marked);
                assert_true(marked);
            }
    matrix_release(&matrix);
}

static void draws_into_no_room_without_harm(void **state)
{
    (void)state;
    Matrix matrix = four_risks();
    Canvas whole;
    canvas_init(&whole, 40, 12, false);
    for (int width = 0; width < 20; width++)
        for (int height = 0; height < 8; height++) {
            Canvas part = canvas_part(&whole, 3, 2, width, height);
            matrix_draw(&matrix, &part, 1, false);
        }
    for (int y = 0; y < 12; y++)
        for (int x = 0; x < 3; x++)
            assert_string_equal(whole.cells[y * 40 + x].text, " ");
    canvas_release(&whole);
    matrix_release(&matrix);
}

static Id after_key(const Matrix *matrix, Id from, const char *key)
{
    Id selected = from;
    assert_true(matrix_key(matrix, key_parse(key), &selected));
    return selected;
}

static void walks_through_a_cell_and_then_to_the_nearest_item(void **state)
{
    (void)state;
    Matrix matrix = four_risks();
    assert_int_equal(after_key(&matrix, 1, "right"), 2);
    assert_int_equal(after_key(&matrix, 2, "left"), 1);
    assert_int_equal(after_key(&matrix, 1, "left"), 4);
    assert_int_equal(after_key(&matrix, 1, "down"), 3);
    assert_int_equal(after_key(&matrix, 1, "j"), 3);
    assert_int_equal(after_key(&matrix, 3, "up"), 1);
    assert_int_equal(after_key(&matrix, 3, "left"), 4);
    assert_int_equal(after_key(&matrix, 2, "right"), 2); /* nothing lies there */
    assert_int_equal(after_key(&matrix, 5, "right"), 1); /* from outside the grid to the first in it */
    Id selected = 1;
    assert_false(matrix_key(&matrix, key_parse("shift-right"), &selected));
    assert_false(matrix_key(&matrix, key_parse("x"), &selected));
    matrix_release(&matrix);
}

static void steps_by_one_level_and_stops_at_the_edge(void **state)
{
    (void)state;
    int x = 4, y = 5;
    assert_true(matrix_step(key_parse("shift-right"), &x, &y));
    assert_int_equal(x, 5);
    assert_false(matrix_step(key_parse("alt-right"), &x, &y));
    assert_false(matrix_step(key_parse("up"), &x, &y));
    assert_true(matrix_step(key_parse("down"), &x, &y));
    assert_int_equal(y, 4);
    assert_false(matrix_step(key_parse("enter"), &x, &y));
    x = INT8_MIN;
    assert_true(matrix_step(key_parse("left"), &x, &y));
    assert_int_equal(x, 3); /* not assessed: into the middle */
    assert_int_equal(y, 3);
}

static void shows_an_item_where_it_is_being_moved_to(void **state)
{
    (void)state;
    Matrix matrix = four_risks();
    matrix.moving = (MatrixItem){.id = 3, .x = 5, .y = 1, .label = "R-3"};
    assert_drawn(&matrix, 17, 6, false, 3,
                 "5 M  H  H  C  C\n"
                 "4 M1 M  H  C2 C\n"
                 "3 L  M  M  H  H\n"
                 "2 L  M  M  M  H\n"
                 "1 L  L  L  M  H1\n"
                 "   1  2  3  4  5\n");
    matrix_release(&matrix);
}

static bool overlap(const Canvas *a, const Canvas *b)
{
    return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

/* Grid, register and details never lie on each other; side by side from 76 columns on, one alone below 60. */
static void shares_the_canvas_without_overlap(void **state)
{
    (void)state;
    Canvas canvas;
    canvas_init(&canvas, 140, 50, false);
    for (int width = 20; width <= 140; width++)
        for (int height = 4; height <= 50; height++) {
            Canvas part = canvas_part(&canvas, 0, 0, width, height);
            MatrixSplit split = matrix_split(&part, false);
            assert_true(split.list.width > 0 && split.list.height > 0);
            assert_int_equal(split.grid.width > 0, width >= 76 || (width >= 60 && height >= 18));
            assert_false(overlap(&split.grid, &split.list));
            assert_false(overlap(&split.grid, &split.detail));
            assert_false(overlap(&split.list, &split.detail));
        }
    Canvas narrow = canvas_part(&canvas, 0, 0, 40, 12);
    MatrixSplit split = matrix_split(&narrow, true);
    assert_int_equal(split.grid.width, 40);
    assert_int_equal(split.list.width, 0);
    canvas_release(&canvas);
}

static int drawn_labels(const Matrix *matrix, int width, int height)
{
    Canvas canvas;
    Buffer text = {0};
    int count = 0;
    canvas_init(&canvas, width, height, false);
    matrix_draw(matrix, &canvas, 0, false);
    canvas_print(&canvas, &text);
    for (const char *at = buffer_text(&text); (at = strstr(at, "R-")) != NULL; at++)
        count++;
    buffer_release(&text);
    canvas_release(&canvas);
    return count;
}

/*
 * Forty risks in one cell, "R-10" to "R-49". In 90 columns a cell has (90 - 12 - 6) / 5 = 14, 12 of them inside its
 * blanks: "R-10 R-11", two to a line. In 57 lines it has (57 - 3 - 2 - 4) / 5 = 9 lines, in 77 lines 13. The letter
 * leaves 10 columns of the first line, which are two labels too; the last line ends with how many more there are,
 * "R-26 +23", so it holds one label in place of two: 2 × 9 - 1 = 17 and 2 × 13 - 1 = 25.
 */
static void cells_take_the_lines_of_a_high_screen(void **state)
{
    (void)state;
    Matrix matrix = {.look = &risk_look};
    for (int i = 10; i < 50; i++) {
        char label[8];
        snprintf(label, sizeof label, "R-%d", i);
        matrix_add(&matrix, i, 3, 3, label);
    }
    assert_int_equal(drawn_labels(&matrix, 90, 57), 17);
    assert_int_equal(drawn_labels(&matrix, 90, 77), 25);
    matrix_release(&matrix);
    int columns = 90, lines = 77;
    matrix_fit(&columns, &lines);
    assert_int_equal(lines, 3 + 2 + 4 + 5 * 13); /* titles and levels, edges, rules, cells */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_a_framed_grid_with_letters_and_labels),
        cmocka_unit_test(rules_rows_and_uses_all_lines_of_a_cell_when_there_is_height),
        cmocka_unit_test(cells_take_the_lines_of_a_high_screen),
        cmocka_unit_test(becomes_letters_and_counts_in_the_least_room),
        cmocka_unit_test(names_the_quadrants_in_the_edges),
        cmocka_unit_test(words_the_levels_where_there_is_width),
        cmocka_unit_test(always_shows_the_selected_item_of_a_crowded_cell),
        cmocka_unit_test(keeps_the_cursor_on_the_selection_at_every_size),
        cmocka_unit_test(draws_into_no_room_without_harm),
        cmocka_unit_test(walks_through_a_cell_and_then_to_the_nearest_item),
        cmocka_unit_test(steps_by_one_level_and_stops_at_the_edge),
        cmocka_unit_test(shows_an_item_where_it_is_being_moved_to),
        cmocka_unit_test(shares_the_canvas_without_overlap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
