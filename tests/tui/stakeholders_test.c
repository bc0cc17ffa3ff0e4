/*
 * The stakeholder pane: grid, register and summary, moving and attitude.
 */
#include "tui/board_fixture.h"

static const Stakeholder *who(Id id)
{
    return plan_find(plan(), ENTITY_STAKEHOLDER, id);
}

/*
 * High is above 3: Beatriz 5/5 is to be managed closely, Henrik 5/3 kept satisfied, Rui 3/5 kept informed, Line
 * managers 2/2 monitored; the auditor is not assessed. Henrik is against and neutral where he should support.
 */
static int begin(void **state)
{
    (void)state;
    open_board("stakeholders");
    add(&stakeholder_entity, "name=Beatriz Antunes|power=5|interest=5|attitude=2|role=Sponsor|engagement=leading|"
                             "desired_engagement=leading|expectations=September payroll");
    add(&stakeholder_entity,
        "name=Henrik Lindqvist|power=5|interest=3|attitude=-1|engagement=neutral|desired_engagement=supportive");
    add(&stakeholder_entity, "name=Rui Figueiredo|power=3|interest=5|attitude=0");
    add(&stakeholder_entity, "name=Line managers|initials=LM|power=2|interest=2");
    add(&stakeholder_entity, "name=Milena Petrova");
    return 0;
}

static void shows_grid_register_and_details_side_by_side(void **state)
{
    (void)state;
    assert_pane("stakeholders", 80, 18, false,
                "Closely 1  1 opposed  1 gap  Satisfied 1  Informed 1  Monitor 1\n"
                "▲ Power                 1 not assessed Stakeholder           Pow Int Att Eng.  ▸\n"
                "  ┌─Keep satisfied─────Manage closely┐ Beatriz Antunes         5   5  +2 L\n"
                "5 │      │      │HL-   │      │BA+   │ Henrik Lindqvist        5   3  -1 N→S !\n"
                "  │      │      │      │      │      │ Rui Figueiredo          3   5   0 -\n"
                "4 │      │      │      │      │      │ Line managers           2   2   — -\n"
                "  │      │      │      │      │      │ Milena Petrova          —   —   — -\n"
                "3 │      │      │      │      │RF    │\n"
                "  │      │      │      │      │      │\n"
                "2 │      │LM    │      │      │      │\n"
                "  │      │      │      │      │      │\n"
                "1 │      │      │      │      │      │ ─────────────────────────────────────────\n"
                "  │      │      │      │      │      │ Beatriz Antunes, Sponsor\n"
                "  └─Monitor─────┴──────┴Keep informed┘ Now leading\n"
                "     1      2      3      4      5     September payroll\n"
                "   very low     Interest    very high\n"
                "\n\n");
}

static void tiles_into_summary_and_grid(void **state)
{
    (void)state;
    assert_pane("stakeholders", 38, 9, true,
                "Closely 1  1 opposed  1 gap  Satisfie…\n"
                "                       1 not assessed\n"
                "5               HL-           BA+\n"
                "4\n"
                "3                             RF\n"
                "2        LM\n"
                "1\n"
                "     1      2      3      4      5\n"
                "\n");
}

static void shifted_arrows_move_power_and_interest(void **state)
{
    (void)state;
    press("down shift-right shift-down");
    assert_int_equal(who(2)->power, 4);
    assert_int_equal(who(2)->interest, 4);
    assert_shows("one level down in power");
    assert_shows("Closely 2");
    press("u");
    assert_int_equal(who(2)->power, 5);
}

static void move_mode_works_in_a_narrow_pane_that_shows_only_the_register(void **state)
{
    (void)state;
    assert_null(strstr(screen(40, 12), "BA+"));
    press("m left");
    assert_non_null(strstr(screen(40, 12), "BA+"));
    press("enter");
    assert_int_equal(who(1)->interest, 4);
    assert_null(strstr(screen(40, 12), "BA+"));
}

static void the_summary_counts_where_somebody_is_being_moved(void **state)
{
    (void)state;
    assert_shows("Closely 1  1 opposed  1 gap  Satisfied 1");
    press("m left left left left");
    assert_shows("Closely 0  1 opposed  1 gap  Satisfied 2");
    press("esc");
    assert_shows("Closely 1  1 opposed  1 gap  Satisfied 1");
}

static void plus_and_minus_change_the_attitude_within_its_scale(void **state)
{
    (void)state;
    int64_t before = plan()->sequence;
    press("+");
    assert_int_equal(plan()->sequence, before); /* +2 is the most */
    press("down - -");
    assert_int_equal(who(2)->attitude, -2);
    press("+ + +");
    assert_int_equal(who(2)->attitude, 1);
    assert_shows("HL+");
}

static void a_new_stakeholder_is_named_and_placed(void **state)
{
    (void)state;
    press("i");
    type("Works council");
    press("enter up right enter");
    assert_string_equal(who(6)->name, "Works council");
    assert_int_equal(who(6)->power, 4);
    assert_int_equal(who(6)->interest, 4);
    assert_shows("│ Wc ");
}

static void draws_at_every_size(void **state)
{
    (void)state;
    for (int in_grid = 0; in_grid < 2; in_grid++, press("w"))
        assert_fits_every_size();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_board)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(shows_grid_register_and_details_side_by_side),
        TEST(tiles_into_summary_and_grid),
        TEST(shifted_arrows_move_power_and_interest),
        TEST(move_mode_works_in_a_narrow_pane_that_shows_only_the_register),
        TEST(the_summary_counts_where_somebody_is_being_moved),
        TEST(plus_and_minus_change_the_attitude_within_its_scale),
        TEST(a_new_stakeholder_is_named_and_placed),
        TEST(draws_at_every_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
