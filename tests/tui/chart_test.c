/*
 * A chart in cells: where its dots lie, and that it fits whatever room there is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "steerco/tui/widgets/chart.h"

static void make_chart(Chart *chart)
{
    *chart = (Chart){.title = "Chart"};
    chart->x = (ChartAxis){.title = "", .low = 0, .high = 9};
    chart->y = (ChartAxis){.title = "", .low = 0, .high = 4};
    array_push(&chart->y.ticks, (ChartTick){0, "0"});
    array_push(&chart->y.ticks, (ChartTick){4, "4"});
    array_push(&chart->x.ticks, (ChartTick){0, "a"});
    array_push(&chart->x.ticks, (ChartTick){9, "z"});
    array_push(&chart->lines, (ChartLine){6, "status"});
    ChartSeries *up = chart_add(chart, SHAPE_LINE, "U", "up");
    chart_point(up, 0, 0);
    chart_point(up, 9, 4);
    ChartSeries *steps = chart_add(chart, SHAPE_STEPS, "S", "steps");
    chart_point(steps, 0, 4);
    chart_point(steps, 3, NUMBER_NONE);
    chart_point(steps, 4, 4);
    chart_point(steps, 5, 2);
}

static void print(const Chart *chart, int width, int height, bool ascii, Buffer *out)
{
    Canvas canvas;
    canvas_init(&canvas, width, height, ascii);
    chart_draw(chart, &canvas, NUMBER_NONE);
    buffer_clear(out);
    canvas_print(&canvas, out);
    canvas_release(&canvas);
}

/*
 * Ten columns for 0 to 9 and five lines for 0 to 4. U climbs four lines in nine columns: after x columns 4x/9 of them,
 * rounded: 0 0 1 1 2 2 3 3 4 4. S stands at 4, has a gap, and falls at once at 5. The status date is 6.
 */
static void in_ascii_each_value_has_its_cell(void **state)
{
    (void)state;
    Chart chart;
    Buffer text = {0};
    make_chart(&chart);
    print(&chart, 12, 9, true, &text);
    assert_string_equal(buffer_text(&text), "U up\n"
                                            "S steps\n"
                                            "4+S   SS| UU\n"
                                            " |     SUU\n"
                                            " |    US|\n"
                                            " |  UU  |\n"
                                            "0+UU    |\n"
                                            " ++--------+\n"
                                            "  a        z\n");
    chart_release(&chart);
    buffer_release(&text);
}

static void it_fits_any_room(void **state)
{
    (void)state;
    Chart chart;
    Buffer text = {0};
    make_chart(&chart);
    for (int width = 0; width < 40; width++)
        for (int height = 0; height < 16; height++)
            for (int ascii = 0; ascii < 2; ascii++)
                print(&chart, width, height, ascii != 0, &text);
    chart.empty = "There is nothing to draw.";
    print(&chart, 40, 3, false, &text);
    assert_non_null(strstr(buffer_text(&text), "There is nothing to draw."));
    chart_release(&chart);
    buffer_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_ascii_each_value_has_its_cell),
        cmocka_unit_test(it_fits_any_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
