/*
 * The risk pane: what matrix, register and summary show, and what moving and the workflow do to the plan.
 */
#include "tui/board_fixture.h"

#include "steerco/records/records.h"
#include "steerco/tui/app/overlay.h"

static const Risk *risk(Id id)
{
    return plan_find(plan(), ENTITY_RISK, id);
}

/*
 * Probabilities are those of the likelihood levels: R-1 65 % of 10,000 = 6,500 and R-2 20 % of 20,000 = 4,000 are
 * approved, together 10,500; R-3 waits with 40 % of 5,000 = 2,000; R-4 is an opportunity; R-5 not assessed; R-6 closed.
 * The response to R-2 was due on 27 February.
 */
static int begin(void **state)
{
    (void)state;
    open_board("risks");
    add(&resource_entity, "name=Anna Berg");
    add(&risk_entity, "title=Vendor late|status=approved|likelihood=4|impact=4|cost_likely=10000|residual_likelihood=2|"
                      "residual_impact=4|cause=Busy market|effect=Pilot moves|owner=Anna Berg|strategy=reduce|"
                      "next_review=2026-03-16");
    add(&risk_entity, "title=Data lost|status=approved|likelihood=2|impact=5|cost_likely=20000|target_date=2026-02-27");
    add(&risk_entity, "title=Rooms taken|status=waiting for approval|likelihood=3|impact=2|cost_likely=5000");
    add(&risk_entity, "title=Early pilot|status=approved|type=opportunity|likelihood=3|impact=4|cost_likely=7000");
    add(&risk_entity, "title=Unclear scope");
    add(&risk_entity, "title=Old clocks|status=closed|likelihood=1|impact=1");
    return 0;
}

/* Scores: R-1 16 critical, R-4 12 high, R-2 10 high, R-3 6 medium; the opportunity is counted apart. */
static void shows_matrix_register_and_details_side_by_side(void **state)
{
    (void)state;
    assert_pane("risks", 80, 18, false,
                "Current C1 H1 M1 L0 ?1 +1  1 overdue  exposure 10,500 EUR + 2,000 waiting\n"
                "▲ Likelihood, current   1 not assessed Risk                          L  I    RL▸\n"
                "  ┌──────┬──────┬──────┬──────┬──────┐ R-1   Vendor late             4  4  16 C\n"
                "5 │     M│     H│     H│     C│     C│ R-4+  Early pilot             3  4  12 H\n"
                "  │      │      │      │      │      │ R-2   Data lost               2  5  10 H\n"
                "4 │     M│     M│     H│R-1  C│     C│ R-3   Rooms taken             3  2   6 M\n"
                "  │      │      │      │      │      │ R-5   Unclear scope           —  —   — -\n"
                "3 │     L│R-3  M│     M│R-4+ H│     H│\n"
                "  │      │      │      │      │      │\n"
                "2 │     L│     M│     M│     M│R-2  H│\n"
                "  │      │      │      │      │      │\n"
                "1 │     L│     L│     L│     M│     H│ ─────────────────────────────────────────\n"
                "  │      │      │      │      │      │ R-1  Vendor late\n"
                "  └──────┴──────┴──────┴──────┴──────┘ Busy market → Pilot moves\n"
                "     1      2      3      4      5     Owner Anna Berg  reduce  Review 16 Mar 26\n"
                "   very low      Impact     very high\n"
                "\n\n");
}

static void shows_the_register_alone_in_a_narrow_pane_and_the_matrix_on_w(void **state)
{
    (void)state;
    assert_pane("risks", 40, 7, false,
                "Current C1 H1 M1 L0 ?1 +1  1 overdue  e…\n"
                "Risk                         L  I    RL▸\n"
                "R-1   Vendor late            4  4  16 C\n"
                "R-4+  Early pilot            3  4  12 H\n"
                "R-2   Data lost              2  5  10 H\n"
                "R-3   Rooms taken            3  2   6 M\n"
                "R-5   Unclear scope          —  —   — -\n");
    press("w");
    assert_pane("risks", 40, 7, false,
                "Current C1 H1 M1 L0 ?1 +1  1 overdue  e…\n"
                "5 M      H      H      C      C\n"
                "4 M      M      H      C R-1  C\n"
                "3 L      M R-3  M      H R-4+ H\n"
                "2 L      M      M      M      H R-2\n"
                "1 L      L      L      M      H\n"
                "     1      2      3      4      5\n");
}

static void tiles_into_summary_counts_and_top_risks(void **state)
{
    (void)state;
    assert_pane("risks", 38, 8, true,
                "Current C1 H1 M1 L0 ?1 +1  1 overdue …\n"
                "▲  1 not assessed R-1   C Vendor late\n"
                "5 M  H  H  C  C   R-4+  H Early pilot\n"
                "4 M  M  H  C1 C   R-2   H Data lost\n"
                "3 L  M1 M  H1 H   R-3   M Rooms taken\n"
                "2 L  M  M  M  H1  R-5   - Unclear sco…\n"
                "1 L  L  L  M  H\n"
                "   1  2  3  4  5\n");
}

/* R-7 in the corner, 1 × 5 = 5, is high; R-3, 3 × 2 = 6, and R-8, 3 × 3 = 9, are medium: 16 C, 12 H, 10 H, 5 H, 9 M,
 * 6 M, and last what is not assessed. */
static void the_worst_band_comes_first_then_the_highest_score(void **state)
{
    (void)state;
    add(&risk_entity, "title=Fire in the hall|likelihood=1|impact=5");
    add(&risk_entity, "title=Late forms|likelihood=3|impact=3");
    press("down down down");
    assert_shows("R-7  Fire in the hall"); /* the details of the fourth */
    press("down");
    assert_shows("R-8  Late forms");
    press("down");
    assert_shows("R-3  Rooms taken");
    press("down");
    assert_shows("R-5  Unclear scope");
}

/* As of 2 March: the review of R-1 should have been on Friday, and R-3 could happen until the day before that. R-2 was
 * overdue already. */
static void reviews_and_passed_windows_are_overdue_too(void **state)
{
    (void)state;
    app_set(fixture.app, &risk_entity, 1, entity_field(&risk_entity, "next_review"), "2026-02-27");
    app_set(fixture.app, &risk_entity, 3, entity_field(&risk_entity, "proximity_to"), "2026-02-26");
    assert_shows("3 overdue");
    assert_shows("Review 27 Feb 26 (overdue)");
    press("down down down");
    assert_shows("Window passed 26 Feb 26");
}

static void selecting_in_the_matrix_selects_in_the_register(void **state)
{
    (void)state;
    press("w right");
    assert_shows("R-2  Data lost"); /* the details follow: from (4, 4) to the nearest on the right */
    press("left w up");
    assert_shows("R-1  Vendor late");
}

static void a_shifted_arrow_moves_by_one_level_with_a_change_set_each(void **state)
{
    (void)state;
    int64_t before = plan()->sequence;
    press("shift-up shift-right alt-down");
    assert_int_equal(risk(1)->likelihood, 4);
    assert_int_equal(risk(1)->impact, 5);
    assert_int_equal(plan()->sequence, before + 3);
    assert_shows("move “Vendor late” one level less likely");
    press("shift-right"); /* already at the edge */
    assert_int_equal(plan()->sequence, before + 3);
    press("u u u");
    assert_int_equal(risk(1)->likelihood, 4);
    assert_int_equal(risk(1)->impact, 4);
}

static void move_mode_commits_once_on_enter_and_never_on_esc(void **state)
{
    (void)state;
    int64_t before = plan()->sequence;
    press("m up left left");
    assert_shows("Moving R-1   Likelihood, current: 5   Impact: 2");
    assert_int_equal(risk(1)->likelihood, 4);
    press("esc");
    assert_int_equal(plan()->sequence, before);
    press("m up left left enter");
    assert_int_equal(risk(1)->likelihood, 5);
    assert_int_equal(risk(1)->impact, 2);
    assert_int_equal(plan()->sequence, before + 1);
    assert_hides("Moving");
}

/* R-1 goes from 4 × 4, critical, to 3 × 2, medium; 40 % of 10,000 instead of 65 % are 4,000, and 4,000 of R-2. */
static void the_summary_counts_a_risk_where_it_is_being_moved(void **state)
{
    (void)state;
    press("m left left down");
    assert_shows("Current C0 H1 M2 L0 ?1 +1");
    assert_shows("exposure 8,000 EUR + 2,000 waiting");
    press("esc");
    assert_shows("Current C1 H1 M1 L0 ?1 +1");
    assert_shows("exposure 10,500 EUR + 2,000 waiting");
}

/* Residual 2 × 4 is medium, the three other threats have no residual levels; the current levels stay when a residual
 * one is moved. */
static void the_view_decides_what_is_shown_and_moved(void **state)
{
    (void)state;
    press("r");
    assert_shows("Residual C0 H0 M1 L0 ?3");
    assert_shows("Likelihood, residual");
    press("shift-down");
    assert_int_equal(risk(1)->residual_likelihood, 1);
    assert_int_equal(risk(1)->likelihood, 4);
    press("r");
    assert_shows("Inherent C0 H0 M0 L0 ?4");
    press("r");
    assert_shows("Current C1");
}

static void closed_risks_come_with_x(void **state)
{
    (void)state;
    assert_hides("Old clocks");
    press("x");
    assert_shows("Old clocks");
    assert_shows("[with closed]");
    assert_shows("Current C1 H1 M1 L0"); /* they are not counted */
    press("x");
    assert_hides("Old clocks");
}

static void status_goes_along_the_workflow(void **state)
{
    (void)state;
    press("G s");
    assert_shows("assessing"); /* what comes after proposed */
    press("enter");
    assert_int_equal(risk(5)->status, RISK_ASSESSING);
    press("s enter s enter");
    assert_int_equal(risk(5)->status, RISK_APPROVED);
}

static void closing_keeps_the_reason_in_the_notes(void **state)
{
    (void)state;
    press("c");
    type("contract signed");
    press("enter");
    assert_int_equal(risk(1)->status, RISK_CLOSED);
    assert_string_equal(risk(1)->notes, "Closed 2026-03-02: contract signed");
    assert_shows("close “Vendor late” because: contract signed");
    assert_hides("R-1 ");
    press("u");
    assert_int_equal(risk(1)->status, RISK_APPROVED);
    assert_string_equal(risk(1)->notes, "");
}

/* Title, then its place in the matrix: from the middle one up. */
static void a_new_risk_is_named_and_placed(void **state)
{
    (void)state;
    press("i");
    type("Strike at the port");
    press("enter up enter");
    const Risk *made = risk(7);
    assert_non_null(made);
    assert_string_equal(made->title, "Strike at the port");
    assert_int_equal(made->status, RISK_PROPOSED);
    assert_int_equal(made->identified_on, date_make(2026, 3, 2));
    assert_int_equal(made->likelihood, 4);
    assert_int_equal(made->impact, 3);
    assert_shows("R-7  Strike at the port");
}

static bool is_anything(const Typing *typing)
{
    return typing != NULL;
}

/* A command that is sought above it is not what is being edited. */
static void where_a_risk_stood_is_told_when_it_stood_anywhere(void **state)
{
    (void)state;
    Typing typing;
    press("m up :");
    type("task");
    assert_true(app_typing(fixture.app, is_anything, &typing));
    assert_string_equal(typing.before, "Likelihood, current: 4   Impact: 4");
    assert_string_equal(typing.text, "Likelihood, current: 5   Impact: 4");
    press("esc esc i");
    type("Strike at the port");
    press("enter up");
    assert_true(app_typing(fixture.app, is_anything, &typing));
    assert_string_equal(typing.before, "");
    assert_string_equal(typing.text, "Likelihood, current: 4   Impact: 3");
}

static void other_panes_can_show_a_risk_that_is_hidden(void **state)
{
    (void)state;
    const Pane *pane = pane_find("risks");
    assert_true(pane->select(app_state(fixture.app, pane), plan(), &risk_entity, 6));
    assert_shows("R-6  Old clocks");
    assert_false(pane->select(app_state(fixture.app, pane), plan(), &risk_entity, 99));
    assert_false(pane->select(app_state(fixture.app, pane), plan(), &task_entity, 1));
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
        TEST(shows_matrix_register_and_details_side_by_side),
        TEST(shows_the_register_alone_in_a_narrow_pane_and_the_matrix_on_w),
        TEST(tiles_into_summary_counts_and_top_risks),
        TEST(the_worst_band_comes_first_then_the_highest_score),
        TEST(reviews_and_passed_windows_are_overdue_too),
        TEST(selecting_in_the_matrix_selects_in_the_register),
        TEST(a_shifted_arrow_moves_by_one_level_with_a_change_set_each),
        TEST(move_mode_commits_once_on_enter_and_never_on_esc),
        TEST(the_summary_counts_a_risk_where_it_is_being_moved),
        TEST(the_view_decides_what_is_shown_and_moved),
        TEST(closed_risks_come_with_x),
        TEST(status_goes_along_the_workflow),
        TEST(closing_keeps_the_reason_in_the_notes),
        TEST(a_new_risk_is_named_and_placed),
        TEST(where_a_risk_stood_is_told_when_it_stood_anywhere),
        TEST(other_panes_can_show_a_risk_that_is_hidden),
        TEST(draws_at_every_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
