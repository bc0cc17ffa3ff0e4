/*
 * The chart against pictures drawn by hand. The plan: project start Monday 2 March 2026, days of 08–12 and 13–17.
 *
 *     T-1 Stage                 summary, 2–6 March
 *     T-2   Dig     3d, half done, Mon–Wed
 *     T-3   Pour    2d, after T-2, Thu–Fri
 *     T-4   Built   milestone after T-3, Fri 17:00
 *     T-5 Permit    1d, Mon; nothing waits for it, so it can slip to the project's finish: Fri 17:00
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "steerco/analysis/analysis.h"
#include "steerco/records/records.h"
#include "steerco/tui/widgets/gantt.h"

enum { ALL_ROWS = 5 };

static const Id all_rows[ALL_ROWS] = {1, 2, 3, 4, 5};

static void add_task(Plan *plan, Id id, Id parent, int days, const char *name)
{
    Task task = {0};
    record_init(&task_entity, &task);
    task.record = (Record){id, 1};
    task.parent = parent;
    task.position = id;
    task.name = name;
    task.duration = duration_make(days * 480, UNIT_DAYS);
    if (id == 2)
        task.percent_complete = 5000;
    plan_add(plan, ENTITY_TASK, &task);
}

static void add_link(Plan *plan, Id id, Id predecessor, Id successor)
{
    Link link = {0};
    record_init(&link_entity, &link);
    link.record = (Record){id, 1};
    link.predecessor = predecessor;
    link.successor = successor;
    plan_add(plan, ENTITY_LINK, &link);
}

static Task *task_of(Plan *plan, Id id)
{
    return (Task *)plan->tables[ENTITY_TASK].records + plan_row(plan, ENTITY_TASK, id);
}

static void compute(Plan *plan)
{
    Error error = {0};
    plan->generation++;
    assert_true(analysis_update(plan, &error));
}

static void make_plan(Plan *plan)
{
    plan_init(plan);
    plan->board = 1;
    Board board = {0};
    record_init(&board_entity, &board);
    board.record.id = 1;
    board.name = "House";
    board.start = instant_make(date_make(2026, 3, 2), 8 * 60);
    board.near_critical_slack = 0;
    plan_add(plan, ENTITY_BOARD, &board);
    add_task(plan, 1, 0, 1, "Stage");
    add_task(plan, 2, 1, 3, "Dig");
    add_task(plan, 3, 1, 2, "Pour");
    add_task(plan, 4, 1, 0, "Built");
    add_task(plan, 5, 0, 1, "Permit");
    add_link(plan, 1, 2, 3);
    add_link(plan, 2, 3, 4);
    compute(plan);
}

typedef struct Fixture {
    Plan plan;
    Gantt gantt;
} Fixture;

static int set_up(void **state)
{
    static Fixture fixture;
    fixture = (Fixture){0};
    make_plan(&fixture.plan);
    gantt_refresh(&fixture.gantt, &fixture.plan);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;
    gantt_release(&fixture->gantt);
    plan_release(&fixture->plan);
    return 0;
}

static void expect_picture(Fixture *fixture, int width, bool ascii, Id selected, const char *expected)
{
    const Date wednesday = date_make(2026, 3, 4);
    GanttRows rows = {.ids = all_rows, .count = ALL_ROWS, .selected = selected};
    Buffer picture = {0};
    Canvas canvas;
    canvas_init(&canvas, width, GANTT_SCALE + ALL_ROWS + 1, ascii);
    gantt_resize(&fixture->gantt, &fixture->plan, width);
    gantt_draw(&fixture->gantt, &fixture->plan, wednesday, &rows, &canvas);
    canvas_print(&canvas, &picture);
    assert_string_equal(buffer_text(&picture), expected);
    buffer_release(&picture);
    canvas_release(&canvas);
}

/* Three columns a day; W10 begins on 2 March. '%' is done, '#' critical, '.' slack, ':' the weekend, '|' today. */
static void test_days_show_every_kind_of_bar(void **state)
{
    expect_picture(*state, 30, true, 0,
                   "Mar 2026 W10         |\n"
                   " 2  3  4  5  6  7  8  9 10 11\n"
                   "+~~~~~~~~~~~~~+:30%::\n"
                   "%%%%%####      ::::::\n"
                   "      |  ######::::::\n"
                   "      |       *:6 Mar\n"
                   "===............::::::\n"
                   "      |        ::::::\n");
}

static void test_shapes_differ_without_colour_in_unicode_too(void **state)
{
    expect_picture(*state, 30, false, 0,
                   "Mar 2026 W10         │\n"
                   " 2  3  4  5  6  7  8  9 10 11\n"
                   "█▀▀▀▀▀▀▀▀▀▀▀▀▀█░30%░░\n"
                   "▓▓▓▓▓████      ░░░░░░\n"
                   "      ┊  ██████░░░░░░\n"
                   "      ┊       ◆░6 Mar\n"
                   "▄▄▄┄┄┄┄┄┄┄┄┄┄┄┄░░░░░░\n"
                   "      ┊        ░░░░░░\n");
}

/* 14 columns hold no five days of three columns, so weeks are shown: a column a day. */
static void test_the_finest_zoom_that_shows_the_project_is_chosen(void **state)
{
    expect_picture(*state, 14, true, 0,
                   "Mar 2026\n"
                   "2      9\n"
                   "+~~~+:30%   ::\n"
                   "%%#  ::     ::\n"
                   "  |##::     ::\n"
                   "  | *:6 Mar ::\n"
                   "=....::     ::\n"
                   "  |  ::     ::\n");
}

/*
 * A column of "months" is half a week: 5,040 minutes, an eighth of it 630. From Monday 2 March, drawn days of 1,440
 * minutes: Dig takes 4,320, that is 6.9 eighths of the first column; half of it is done, but one cell shows one part.
 * Pour begins there, one eighth is left of the column, and goes on for 2,880: 7,200 are 11.4 eighths, three of the
 * second column. Permit is ordinary and so low: 2.3 eighths are drawn as half a cell.
 */
static void test_bars_begin_and_end_within_cells(void **state)
{
    Fixture *fixture = *state;
    task_of(&fixture->plan, 2)->percent_complete = 0;
    compute(&fixture->plan);
    gantt_refresh(&fixture->gantt, &fixture->plan);
    gantt_resize(&fixture->gantt, &fixture->plan, 12);
    fixture->gantt.zoom = GANTT_MONTHS;
    expect_picture(fixture, 12, false, 0,
                   "Q1 2026 │\n"
                   "Mar     Apr\n"
                   "▀▀\n"
                   "▉\n"
                   "▕▍\n"
                   "┊◆ 6 Mar\n"
                   "▖┄\n"
                   "┊\n");
}

/* Quarters: two weeks a column, 2,520 minutes an eighth. Dig ends after 1.7 of them, Pour after 2.9: two and one more.
 */
static void test_a_bar_within_one_cell_is_as_wide_as_it_is_long(void **state)
{
    Fixture *fixture = *state;
    task_of(&fixture->plan, 2)->percent_complete = 0;
    compute(&fixture->plan);
    gantt_refresh(&fixture->gantt, &fixture->plan);
    gantt_resize(&fixture->gantt, &fixture->plan, 12);
    fixture->gantt.zoom = GANTT_QUARTERS;
    expect_picture(fixture, 12, false, 0,
                   "2026\n"
                   "  Q2    Q3\n"
                   "▀\n"
                   "▎\n"
                   "▏\n"
                   "◆ 6 Mar\n"
                   "▖\n"
                   "┊\n");
}

/* Dig is done: a shaded cell keeps its shape where it is more than half full. */
static void test_the_done_part_keeps_its_shape(void **state)
{
    Fixture *fixture = *state;
    task_of(&fixture->plan, 2)->percent_complete = 10000;
    compute(&fixture->plan);
    gantt_refresh(&fixture->gantt, &fixture->plan);
    gantt_resize(&fixture->gantt, &fixture->plan, 12);
    fixture->gantt.zoom = GANTT_MONTHS;
    expect_picture(fixture, 12, false, 0,
                   "Q1 2026 │\n"
                   "Mar     Apr\n"
                   "▀▀ 60%\n"
                   "▓\n"
                   "▕▍\n"
                   "┊◆ 6 Mar\n"
                   "▖┄\n"
                   "┊\n");
}

/* T-3 starts where T-2 ends and is followed by T-4: one line comes in from above, one goes out below. */
static void test_links_of_the_selected_task_are_drawn(void **state)
{
    Fixture *fixture = *state;
    task_of(&fixture->plan, 5)->parent = 1; /* T-5 comes to lie between T-3 and T-4 */
    task_of(&fixture->plan, 4)->position = 6;
    compute(&fixture->plan);
    gantt_refresh(&fixture->gantt, &fixture->plan);
    const Id rows_in_order[] = {1, 2, 5, 3, 4};
    GanttRows rows = {.ids = rows_in_order, .count = ALL_ROWS, .selected = 3};
    Buffer picture = {0};
    Canvas canvas;
    canvas_init(&canvas, 14, GANTT_SCALE + ALL_ROWS, true);
    gantt_resize(&fixture->gantt, &fixture->plan, 14);
    gantt_draw(&fixture->gantt, &fixture->plan, date_make(2026, 5, 1), &rows, &canvas);
    canvas_print(&canvas, &picture);
    /* Dig Mon–Wed, its line goes down before Thursday through the slack of Permit to Pour. */
    assert_string_equal(buffer_text(&picture), "Mar 2026\n"
                                               "2      9\n"
                                               "+~~~+:25%   ::\n"
                                               "%%#+ ::     ::\n"
                                               "=..|.::     ::\n"
                                               "   ##::     ::\n"
                                               "    *:6 Mar ::\n");
    buffer_release(&picture);
    canvas_release(&canvas);
}

/* A holiday is as free as the weekend, a deadline that holds is 'v' and one that is missed '!'. */
static void test_holidays_and_deadlines_show(void **state)
{
    Fixture *fixture = *state;
    Plan *plan = &fixture->plan;
    Calendar calendar = {0};
    record_init(&calendar_entity, &calendar);
    calendar.record.id = 7;
    calendar.name = "Site";
    for (int day = 0; day < 7; day++)
        calendar.hours[day] = day < 5 ? "08:00-12:00 13:00-17:00" : "";
    plan_add(plan, ENTITY_CALENDAR, &calendar);
    Exception holiday = {0};
    record_init(&exception_entity, &holiday);
    holiday.record.id = 8;
    holiday.calendar = 7;
    holiday.from = holiday.to = date_make(2026, 3, 9);
    plan_add(plan, ENTITY_EXCEPTION, &holiday);
    ((Board *)plan->tables[ENTITY_BOARD].records)->calendar = 7;
    task_of(plan, 5)->deadline = instant_make(date_make(2026, 3, 4), 17 * 60);
    task_of(plan, 3)->deadline = instant_make(date_make(2026, 3, 5), 17 * 60);
    compute(plan);
    gantt_refresh(&fixture->gantt, plan);
    /* Permit's slack now ends with its deadline; Pour misses its own by a day. */
    expect_picture(fixture, 30, true, 0,
                   "Mar 2026 W10         |\n"
                   " 2  3  4  5  6  7  8  9 10 11\n"
                   "+~~~~~~~~~~~~~+:30%:::::\n"
                   "%%%%%####      :::::::::\n"
                   "      |  ##!###:::::::::\n"
                   "      |       *:6 Mar:::\n"
                   "===.....v      :::::::::\n"
                   "      |        :::::::::\n");
}

/* An empty board shows the days from its status date on: 10 March 2026 is a Tuesday. */
static void test_a_plan_without_dates_has_a_scale(void **state)
{
    Fixture *fixture = *state;
    ((Board *)fixture->plan.tables[ENTITY_BOARD].records)->status_date = date_make(2026, 3, 10);
    while (plan_count(&fixture->plan, ENTITY_TASK) > 0)
        plan_remove(&fixture->plan, ENTITY_TASK, 0);
    compute(&fixture->plan);
    gantt_resize(&fixture->gantt, &fixture->plan, 30);
    assert_int_equal(fixture->gantt.left, date_make(2026, 3, 10));
    assert_int_equal(fixture->gantt.zoom, GANTT_DAYS);
}

static void test_the_status_date_has_a_line_of_its_own(void **state)
{
    Fixture *fixture = *state;
    ((Board *)fixture->plan.tables[ENTITY_BOARD].records)->status_date = date_make(2026, 3, 10);
    expect_picture(fixture, 14, false, 0,
                   "Mar 2026\n"
                   "2      9\n"
                   "█▀▀▀█░30%   ░░\n"
                   "▓▓█  ░░ │   ░░\n"
                   "  ┊██░░ │   ░░\n"
                   "  ┊ ◆░6 Mar ░░\n"
                   "▄┄┄┄┄░░ │   ░░\n"
                   "  ┊  ░░ │   ░░\n");
}

static void test_a_bar_out_of_sight_is_pointed_at(void **state)
{
    Fixture *fixture = *state;
    gantt_resize(&fixture->gantt, &fixture->plan, 14);
    fixture->gantt.left += 7;
    expect_picture(fixture, 14, true, 0,
                   "Mar 2026\n"
                   "9      16\n"
                   "<    ::     ::\n"
                   "<    ::     ::\n"
                   "<    ::     ::\n"
                   "<    ::     ::\n"
                   "<    ::     ::\n"
                   "     ::     ::\n");
}

static void add_baseline_task(Plan *plan, Id task, int from_day, int to_day)
{
    BaselineTask was = {0};
    record_init(&baseline_task_entity, &was);
    was.record = (Record){task, 1};
    was.baseline = 1;
    was.task = task;
    was.start = instant_make(date_make(2026, 3, from_day), 8 * 60);
    was.finish = instant_make(date_make(2026, 3, to_day), 17 * 60);
    plan_add(plan, ENTITY_BASELINE_TASK, &was);
}

/*
 * Dig was to end on Tuesday already, Pour to take Wednesday and Thursday, Built to be reached on Thursday, Permit to
 * begin on Wednesday and end on Friday.
 */
static void test_the_baseline_shows_where_bars_were(void **state)
{
    Fixture *fixture = *state;
    Baseline baseline = {0};
    record_init(&baseline_entity, &baseline);
    baseline.record = (Record){1, 1};
    plan_add(&fixture->plan, ENTITY_BASELINE, &baseline);
    add_baseline_task(&fixture->plan, 2, 2, 3);
    add_baseline_task(&fixture->plan, 3, 4, 5);
    add_baseline_task(&fixture->plan, 4, 5, 5);
    add_baseline_task(&fixture->plan, 5, 4, 6);
    compute(&fixture->plan);
    gantt_refresh(&fixture->gantt, &fixture->plan);
    expect_picture(fixture, 14, true, 0,
                   "Mar 2026\n"
                   "2      9\n"
                   "+~~~+:30%   ::\n"
                   "%]#  ::     ::\n"
                   "  []#::     ::\n"
                   "  |]*:6 Mar ::\n"
                   "=.[']::     ::\n"
                   "  |  ::     ::\n");
    fixture->gantt.plain = true;
    expect_picture(fixture, 14, false, 0,
                   "Mar 2026\n"
                   "2      9\n"
                   "█▀▀▀█░30%   ░░\n"
                   "▓▓█  ░░     ░░\n"
                   "  ┊██░░     ░░\n"
                   "  ┊ ◆░6 Mar ░░\n"
                   "▄┄┄┄┄░░     ░░\n"
                   "  ┊  ░░     ░░\n");
}

static void test_dates_kept_by_hand_have_ends_of_their_own(void **state)
{
    Fixture *fixture = *state;
    const Date monday = date_make(2026, 3, 2);
    for (Id id = 2; id <= 5; id += 3) {
        task_of(&fixture->plan, id)->manual = true;
        task_of(&fixture->plan, id)->manual_start = instant_make(monday, 8 * 60);
        task_of(&fixture->plan, id)->manual_finish = instant_make(id == 2 ? monday + 2 : monday, 17 * 60);
    }
    compute(&fixture->plan);
    gantt_refresh(&fixture->gantt, &fixture->plan);
    expect_picture(fixture, 14, false, 0,
                   "Mar 2026\n"
                   "2      9\n"
                   "█▀▀▀█░30%   ░░\n"
                   "├▓┤  ░░     ░░\n"
                   "  ┊██░░     ░░\n"
                   "  ┊ ◆░6 Mar ░░\n"
                   "┼┄┄┄┄░░     ░░\n"
                   "  ┊  ░░     ░░\n");
}

/* Permit can slip by four days: with five counting as nearly none its bar has a shape of its own. */
static void test_what_is_nearly_critical_has_a_shape_of_its_own(void **state)
{
    Fixture *fixture = *state;
    Board *board = (Board *)fixture->plan.tables[ENTITY_BOARD].records;
    board->near_critical_slack = 5;
    task_of(&fixture->plan, 5)->duration = duration_make(2 * 480, UNIT_DAYS);
    compute(&fixture->plan);
    gantt_refresh(&fixture->gantt, &fixture->plan);
    expect_picture(fixture, 14, true, 0,
                   "Mar 2026\n"
                   "2      9\n"
                   "+~~~+:30%   ::\n"
                   "%%#  ::     ::\n"
                   "  |##::     ::\n"
                   "  | *:6 Mar ::\n"
                   "xx...::     ::\n"
                   "  |  ::     ::\n");
}

/* Half of Dig's three days is done, until Tuesday noon; the rest is done on Thursday and on Friday morning. */
static void test_interrupted_work_has_a_gap(void **state)
{
    Fixture *fixture = *state;
    const Date monday = date_make(2026, 3, 2);
    TaskDates *dig = (TaskDates *)plan_task_dates(&fixture->plan, 2);
    dig->resume = instant_make(monday + 3, 8 * 60);
    dig->finish = instant_make(monday + 4, 12 * 60);
    expect_picture(fixture, 14, true, 0,
                   "Mar 2026\n"
                   "2      9\n"
                   "+~~~+:30%   ::\n"
                   "%%.##::     ::\n"
                   "  |##::     ::\n"
                   "  | *:6 Mar ::\n"
                   "=....::     ::\n"
                   "  |  ::     ::\n");
}

/* 300 working days need quarters in 39 columns; with the status date among them weeks from somewhat before it. */
static void test_a_long_project_opens_at_the_present(void **state)
{
    Fixture *fixture = *state;
    Gantt *gantt = &fixture->gantt;
    Board *board = (Board *)fixture->plan.tables[ENTITY_BOARD].records;
    task_of(&fixture->plan, 5)->duration = duration_make(300 * 480, UNIT_DAYS);
    board->status_date = date_make(2026, 8, 3);
    compute(&fixture->plan);
    gantt_refresh(gantt, &fixture->plan);
    gantt_resize(gantt, &fixture->plan, 39);
    assert_int_equal(gantt->zoom, GANTT_WEEKS);
    assert_true(gantt_shows_day(gantt, board->status_date) && gantt_shows_day(gantt, board->status_date + 21));
    *gantt = (Gantt){.time = gantt->time};
    board->status_date = date_make(2026, 1, 5); /* before it begins */
    gantt_resize(gantt, &fixture->plan, 39);
    assert_int_equal(gantt->zoom, GANTT_QUARTERS);
    assert_true(gantt_shows_day(gantt, date_make(2026, 3, 2)));
}

/* Selecting moves the window only when the bar lies outside it. */
static void test_the_selected_bar_is_kept_in_sight(void **state)
{
    Fixture *fixture = *state;
    Gantt *gantt = &fixture->gantt;
    gantt_resize(gantt, &fixture->plan, 14);
    Date monday = date_make(2026, 3, 2);
    assert_int_equal(gantt->left, monday);
    gantt_show(gantt, &fixture->plan, 3);
    assert_int_equal(gantt->left, monday);
    gantt->left = monday + 70;
    gantt_show(gantt, &fixture->plan, 3);
    assert_true(gantt_shows_day(gantt, monday + 3) && gantt_shows_day(gantt, monday + 4));
    gantt->left = monday - 70;
    gantt_show(gantt, &fixture->plan, 3);
    assert_true(gantt_shows_day(gantt, monday + 3) && gantt_shows_day(gantt, monday + 4));
}

static void test_zooming_keeps_the_day_in_sight_and_ends_at_both_ends(void **state)
{
    Fixture *fixture = *state;
    Gantt *gantt = &fixture->gantt;
    gantt_resize(gantt, &fixture->plan, 60);
    assert_int_equal(gantt->zoom, GANTT_DAYS);
    Date friday = date_make(2026, 3, 6);
    assert_false(gantt_zoom(gantt, -1, friday));
    for (int zoom = GANTT_WEEKS; zoom <= GANTT_QUARTERS; zoom++) {
        assert_true(gantt_zoom(gantt, +1, friday));
        assert_int_equal(gantt->zoom, zoom);
        assert_true(gantt_shows_day(gantt, friday));
    }
    assert_false(gantt_zoom(gantt, +1, friday));
    for (int zoom = GANTT_MONTHS; zoom >= GANTT_DAYS; zoom--) {
        assert_true(gantt_zoom(gantt, -1, friday));
        assert_true(gantt_shows_day(gantt, friday));
    }
}

static void test_scrolling_there_and_back_ends_where_it_began(void **state)
{
    Fixture *fixture = *state;
    Gantt *gantt = &fixture->gantt;
    gantt_resize(gantt, &fixture->plan, 60);
    for (gantt->zoom = GANTT_DAYS; gantt->zoom < GANTT_ZOOMS; gantt->zoom++) {
        gantt_show_day(gantt, date_make(2026, 3, 2));
        gantt_scroll(gantt, 1);
        Date left = gantt->left;
        gantt_scroll(gantt, 1);
        assert_true(gantt->left > left);
        gantt_scroll(gantt, -1);
        assert_int_equal(gantt->left, left);
    }
}

static void test_nothing_is_drawn_outside_a_window_of_any_size(void **state)
{
    Fixture *fixture = *state;
    GanttRows rows = {.ids = all_rows, .count = ALL_ROWS, .selected = 3};
    for (int width = 1; width < 40; width++)
        for (int height = 1; height < 9; height++) {
            Canvas canvas;
            canvas_init(&canvas, width + 1, height + 1, true);
            canvas_fill(&canvas, 0, 0, width + 1, height + 1, STYLE_TEXT, "x");
            Canvas part = canvas_part(&canvas, 0, 0, width, height);
            gantt_resize(&fixture->gantt, &fixture->plan, width);
            gantt_draw(&fixture->gantt, &fixture->plan, date_make(2026, 3, 4), &rows, &part);
            for (int y = 0; y <= height; y++)
                assert_string_equal(canvas.cells[y * canvas.stride + width].text, "x");
            for (int x = 0; x <= width; x++)
                assert_string_equal(canvas.cells[height * canvas.stride + x].text, "x");
            canvas_release(&canvas);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_days_show_every_kind_of_bar, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_shapes_differ_without_colour_in_unicode_too, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_finest_zoom_that_shows_the_project_is_chosen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bars_begin_and_end_within_cells, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_bar_within_one_cell_is_as_wide_as_it_is_long, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_done_part_keeps_its_shape, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_links_of_the_selected_task_are_drawn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_holidays_and_deadlines_show, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_plan_without_dates_has_a_scale, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_status_date_has_a_line_of_its_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_bar_out_of_sight_is_pointed_at, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_selected_bar_is_kept_in_sight, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_baseline_shows_where_bars_were, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dates_kept_by_hand_have_ends_of_their_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_nearly_critical_has_a_shape_of_its_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_interrupted_work_has_a_gap, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_long_project_opens_at_the_present, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_zooming_keeps_the_day_in_sight_and_ends_at_both_ends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_scrolling_there_and_back_ends_where_it_began, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_is_drawn_outside_a_window_of_any_size, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
