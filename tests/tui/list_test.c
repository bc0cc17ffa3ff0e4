/*
 * The list: moving, staying on the same record, columns that give way. The rows are risks.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "steerco/records/records.h"
#include "steerco/tui/widgets/list.h"

enum { RISKS = 100 };

static void fill(Plan *plan, Ids *ids)
{
    static char titles[RISKS][24];
    plan_init(plan);
    for (int i = 0; i < RISKS; i++) {
        Risk risk;
        record_init(&risk_entity, &risk);
        snprintf(titles[i], sizeof titles[i], "risk %d", i + 1);
        risk.record.id = i + 1;
        risk.title = titles[i];
        risk.likelihood = (int8_t)(i % 5 + 1);
        plan_add(plan, ENTITY_RISK, &risk);
        array_push(ids, i + 1);
    }
}

static void keys_of(List *list, const char *names)
{
    while (*names) {
        char name[32];
        int length = 0;
        sscanf(names, "%31s%n", name, &length);
        assert_true(list_key(list, key_parse(name)));
        names += length;
    }
}

static void keys_move_the_selection_and_stop_at_the_ends(void **state)
{
    (void)state;
    Plan plan;
    Ids ids = {0};
    List list;
    fill(&plan, &ids);
    list_init(&list, &risk_entity, "title likelihood impact");
    list_set_rows(&list, ids.items, ids.count);
    list.height = 10;
    static const struct {
        const char *keys;
        Id selected;
    } steps[] = {
        {"up k", 1},    {"down j j", 4}, {"pagedown", 14}, {"pageup pageup", 1}, {"end", 100},  {"down", 100},
        {"ctrl-u", 95}, {"g", 1},        {"G", 100},       {"home", 1},          {"ctrl-d", 6}, {"ctrl-f ctrl-b", 6},
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        keys_of(&list, steps[i].keys);
        assert_int_equal(list_selected(&list), steps[i].selected);
    }
    assert_false(list_key(&list, 'x'));
    keys_of(&list, "right l");
    assert_string_equal(list_field(&list)->name, "impact");
    keys_of(&list, "right left h h");
    assert_string_equal(list_field(&list)->name, "title");
    list_release(&list);
    array_release(&ids);
    plan_release(&plan);
}

static void the_selection_stays_on_its_record(void **state)
{
    (void)state;
    List list;
    list_init(&list, &risk_entity, "title");
    list_set_rows(&list, (Id[]){7, 8, 9}, 3);
    assert_true(list_select(&list, 8));
    list_set_rows(&list, (Id[]){9, 1, 8}, 3);
    assert_int_equal(list_selected(&list), 8);
    list_set_rows(&list, (Id[]){9, 1}, 2);
    assert_int_equal(list_selected(&list), 1);
    list_set_rows(&list, NULL, 0);
    assert_int_equal(list_selected(&list), 0);
    assert_false(list_select(&list, 9));
    list_release(&list);
}

static void assert_drawn(List *list, const Plan *plan, int width, int height, const char *expected)
{
    Canvas canvas;
    Buffer text = {0};
    canvas_init(&canvas, width, height, false);
    list_draw(list, plan, &canvas, true);
    canvas_print(&canvas, &text);
    assert_string_equal(buffer_text(&text), expected);
    buffer_release(&text);
    canvas_release(&canvas);
}

static void rows_in_sight_follow_the_selection(void **state)
{
    (void)state;
    Plan plan;
    Ids ids = {0};
    List list;
    fill(&plan, &ids);
    list_init(&list, &risk_entity, "title:8 likelihood");
    list_set_rows(&list, ids.items, ids.count);
    assert_drawn(&list, &plan, 14, 4, "Risk         L\nrisk 1       1\nrisk 2       2\nrisk 3       3\n");
    keys_of(&list, "end");
    assert_drawn(&list, &plan, 14, 4, "Risk         L\nrisk 98      3\nrisk 99      4\nrisk 100     5\n");
    keys_of(&list, "up up up");
    assert_drawn(&list, &plan, 14, 4, "Risk         L\nrisk 97      2\nrisk 98      3\nrisk 99      4\n");
    list_release(&list);
    array_release(&ids);
    plan_release(&plan);
}

/* The name stays; the others are a window that holds the selected column. Arrows say that there are more. */
static void columns_give_way_but_never_the_selected_one(void **state)
{
    (void)state;
    Plan plan;
    List list;
    plan_init(&plan);
    list_init(&list, &risk_entity, "title:8 likelihood:5 impact:5 cause:9 effect:9");
    assert_drawn(&list, &plan, 24, 2, "Risk            L     I▸\n\n");
    list.column = 3;
    assert_drawn(&list, &plan, 24, 2, "Risk    ◂    I Cause\n\n");
    list.column = 4;
    assert_drawn(&list, &plan, 24, 2, "Risk          ◂Effect\n\n");
    list_release(&list);
    plan_release(&plan);
}

static void the_cursor_stands_on_the_selected_cell(void **state)
{
    (void)state;
    Plan plan;
    Ids ids = {0};
    List list;
    Canvas canvas;
    int x, y, width;
    fill(&plan, &ids);
    list_init(&list, &risk_entity, "title:10 likelihood:5");
    list_set_rows(&list, ids.items, ids.count);
    keys_of(&list, "down right");
    canvas_init(&canvas, 30, 10, false);
    Canvas part = canvas_part(&canvas, 3, 2, 17, 6);
    list_draw(&list, &plan, &part, true);
    assert_int_equal(canvas.cursor->x, 3 + 12);
    assert_int_equal(canvas.cursor->y, 2 + 2);
    assert_true(list_cell(&list, &canvas, &x, &y, &width));
    assert_int_equal(x, 15);
    assert_int_equal(y, 4);
    assert_int_equal(width, 5);
    assert_int_equal(canvas.cells[4 * 30 + 5].marked, 1);
    list_draw(&list, &plan, &part, false);
    assert_int_equal(canvas.cells[4 * 30 + 5].marked, 2);
    canvas_release(&canvas);
    list_release(&list);
    array_release(&ids);
    plan_release(&plan);
}

static void rows_of_records_that_are_gone_are_blank(void **state)
{
    (void)state;
    Plan plan;
    List list;
    plan_init(&plan);
    list_init(&list, &risk_entity, "title:8");
    list_set_rows(&list, (Id[]){1, 2}, 2);
    assert_drawn(&list, &plan, 10, 3, "Risk\n\n\n");
    list_release(&list);
    plan_release(&plan);
}

static void no_size_is_too_small(void **state)
{
    (void)state;
    Plan plan;
    Ids ids = {0};
    List list;
    fill(&plan, &ids);
    list_init(&list, &risk_entity, "title likelihood impact cause effect");
    list_set_rows(&list, ids.items, ids.count);
    keys_of(&list, "end right right");
    for (int width = 1; width < 12; width++)
        for (int height = 1; height < 4; height++) {
            Canvas canvas;
            canvas_init(&canvas, width, height, false);
            list_draw(&list, &plan, &canvas, true);
            assert_int_equal(list_selected(&list), RISKS);
            canvas_release(&canvas);
        }
    list_release(&list);
    array_release(&ids);
    plan_release(&plan);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_move_the_selection_and_stop_at_the_ends),
        cmocka_unit_test(the_selection_stays_on_its_record),
        cmocka_unit_test(rows_in_sight_follow_the_selection),
        cmocka_unit_test(columns_give_way_but_never_the_selected_one),
        cmocka_unit_test(the_cursor_stands_on_the_selected_cell),
        cmocka_unit_test(rows_of_records_that_are_gone_are_blank),
        cmocka_unit_test(no_size_is_too_small),
    };
    return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
