/*
 * Registers: every sheet of a type is walked through by keys — a record is added, shown, changed, found, grouped,
 * deleted and brought back — and whatever is special in one of them has a test of its own.
 */
#include "board_fixture.h"
#include "steerco/tui/app/keys.h"
#include "steerco/tui/app/made.h"
#include "steerco/tui/app/modes.h"
#include "steerco/tui/panes/register.h"

static int open_people(void **state)
{
    (void)state;
    open_board("people");
    return 0;
}

/* What a person would type into a field. */
static const char *sample(const Field *field)
{
    switch (field->type) {
    case FIELD_DATE:
    case FIELD_INSTANT:
        return "2026-03-05";
    case FIELD_TEXT:
        return strcmp(field->name, "currency") == 0 ? "USD" : "Zed";
    case FIELD_NOTE:
    case FIELD_REFERENCE:
        return "Zed";
    case FIELD_ANY:
        return "B-1";
    case FIELD_CHOICE:
        return "";
    default:
        return "2";
    }
}

/* Answers whatever is asked after "i". */
static void answer(Register *state)
{
    for (int asked = 0; app_mode(fixture.app) && asked < REGISTER_ASKED; asked++) {
        const Mode *mode = app_mode(fixture.app);
        const Field *field = state->asking.fields[state->asking.at];
        assert_true(mode == &prompt_mode || mode == &picker_mode);
        type(sample(field));
        press("enter");
    }
    if (app_mode(fixture.app)) {
        fputs(screen(120, 40), stderr);
        fail_msg("a new %s is still being asked for", state->list.entity->noun);
    }
}

static Register *show_sheet(const Pane *pane)
{
    app_show_pane(fixture.app, pane);
    screen(120, 40);
    return app_state(fixture.app, pane);
}

static void walk(const Pane *pane)
{
    const Entity *entity = pane->entity;
    if (entity->append_only) /* what is sent or booked is made in ways of its own */
        return;
    Register *state = show_sheet(pane);
    uint32_t before = plan_count(plan(), entity->kind);
    app_run_command(fixture.app, register_commands, ""); /* new; a sheet may have another key for it */
    answer(state);
    if (plan_count(plan(), entity->kind) != before + 1) {
        fputs(screen(120, 40), stderr);
        fail_msg("no %s was added", entity->noun);
    }
    state = show_sheet(pane);
    Id id = list_selected(&state->list);
    assert_true(id > 0);
    assert_ptr_equal(app_pane(fixture.app), pane);

    press("enter"); /* the form, and each of its lines */
    assert_ptr_equal(app_mode(fixture.app), &form_mode);
    for (int i = 0; i < 40; i++)
        press("down"), screen(80, 24);
    press("esc");

    state->list.column = 0;
    press("o"); /* there it is never grouped */
    assert_null(state->list.group);
    press("right right o");
    screen(120, 40);
    assert_true(list_select(&state->list, id));
    assert_true(!state->list.group || state->list.groups.count > 0);
    press("o");
    assert_null(state->list.group);

    size_t shown = state->list.rows.count;
    Buffer code = {0};
    entity_code(entity, id, &code);
    press("\\");
    type(buffer_text(&code));
    press("enter");
    screen(120, 40);
    assert_int_equal(list_selected(&state->list), id);
    press("esc");
    screen(120, 40);
    assert_int_equal(state->list.rows.count, shown);
    buffer_release(&code);

    if (entity->append_only)
        return;
    assert_true(list_select(&state->list, id));
    press("delete");
    if (app_mode(fixture.app))
        press("y");
    screen(120, 40);
    assert_null(plan_find(plan(), entity->kind, id));
    press("u");
    assert_non_null(plan_find(plan(), entity->kind, id));
    assert_true(list_select(&show_sheet(pane)->list, id));
}

static void every_sheet_adds_shows_groups_filters_deletes_and_brings_back(void **state)
{
    (void)state;
    int sheets = 0;
    for (int i = 0; panes[i]; i++)
        if (panes[i]->entity) {
            walk(panes[i]);
            sheets++;
        }
    assert_true(sheets >= 30);
}

static void no_sheet_lists_what_is_internal_and_each_type_has_one_at_most(void **state)
{
    (void)state;
    for (int i = 0; panes[i]; i++)
        for (int other = 0; panes[i]->entity && other <= i; other++) {
            assert_false(panes[i]->entity->internal);
            assert_true(other == i || panes[other]->entity != panes[i]->entity);
        }
}

static void a_record_of_every_type_is_revealed_in_its_sheet(void **state)
{
    (void)state;
    Id id = add(&vendor_entity, "name=Brandt");
    app_reveal(fixture.app, &vendor_entity, id);
    assert_string_equal(app_pane(fixture.app)->name, "vendors");
    press("\\");
    type("nobody");
    press("enter 2");
    app_reveal(fixture.app, &vendor_entity, id); /* the filter that hides it goes */
    assert_shows("Brandt");
}

static void one_key_goes_from_sheet_to_sheet_and_the_digit_comes_back(void **state)
{
    (void)state;
    press("]");
    assert_string_equal(app_pane(fixture.app)->name, "calendars");
    assert_shows(" People [Calendars] Holidays");
    press("2 5");
    assert_string_equal(app_pane(fixture.app)->name, "calendars");
    press("[ [");
    assert_ptr_equal(pane_next_sheet(app_pane(fixture.app), +1), pane_find("people"));
    press(":");
    type("sheet log/journal");
    press("enter");
    assert_string_equal(app_pane(fixture.app)->name, "log");
    press(":");
    type("calendars");
    press("enter");
    assert_string_equal(app_pane(fixture.app)->name, "calendars");
}

/* ---- references ---- */

static void who_is_not_there_yet_is_made_in_the_picker(void **state)
{
    (void)state;
    Id risk = add(&risk_entity, "title=Frost");
    app_reveal(fixture.app, &risk_entity, risk);
    screen(160, 40);
    List *list = app_pane(fixture.app)->list(app_state(fixture.app, app_pane(fixture.app)));
    while (strcmp(list_field(list)->name, "owner") != 0)
        press("right");
    press("e");
    type("Édith Vance");
    assert_shows("new resource “");
    press("enter");
    assert_int_equal(plan_count(plan(), ENTITY_RESOURCE), 1);
    const Resource *made = plan_resource(plan(), 0);
    assert_int_equal(((const Risk *)plan_find(plan(), ENTITY_RISK, risk))->owner, made->record.id);
    press("u"); /* both are one change */
    assert_int_equal(plan_count(plan(), ENTITY_RESOURCE), 0);
    assert_int_equal(((const Risk *)plan_find(plan(), ENTITY_RISK, risk))->owner, 0);
}

static void what_needs_more_than_a_name_is_not_made_in_a_picker(void **state)
{
    (void)state;
    assert_true(made_by_label(&resource_entity) && made_by_label(&calendar_entity) && made_by_label(&vendor_entity));
    assert_false(made_by_label(&exception_entity)); /* its days */
    assert_false(made_by_label(&task_entity));      /* its place in the outline */
    assert_false(made_by_label(&baseline_entity));  /* is taken */
    assert_false(made_by_label(&cost_entry_entity));
}

/* ---- holidays ---- */

static const Exception *holiday(Id id)
{
    const Exception *exception = plan_find(plan(), ENTITY_EXCEPTION, id);
    assert_non_null(exception);
    return exception;
}

static void add_holiday(const char *text)
{
    press("a");
    type(text);
    press("enter");
    assert_null(app_mode(fixture.app));
}

static void a_holiday_is_one_line_and_brings_the_first_calendar_along(void **state)
{
    (void)state;
    press("] ]");
    add_holiday("24 dec Christmas Eve");
    assert_int_equal(plan_count(plan(), ENTITY_CALENDAR), 1);
    assert_int_equal(plan_board(plan())->calendar, holiday(1)->calendar);
    assert_int_equal(holiday(1)->from, date_make(2026, 12, 24));
    assert_int_equal(holiday(1)->to, date_make(2026, 12, 24));
    assert_string_equal(holiday(1)->name, "Christmas Eve");
    assert_string_equal(holiday(1)->hours, "off");
    add_holiday("20 dec - 6 jan Year-end freeze");
    assert_int_equal(holiday(2)->from, date_make(2026, 12, 20));
    assert_int_equal(holiday(2)->to, date_make(2027, 1, 6));
    add_holiday("yearly 25 dec Christmas");
    assert_string_equal(holiday(3)->repeats, "yearly 25 dec");
    assert_string_equal(holiday(3)->name, "Christmas");
    assert_int_equal(holiday(3)->from, date_make(2026, 1, 1));
    add_holiday("14 aug 08:00-12:00 Half day");
    assert_string_equal(holiday(4)->hours, "08:00-12:00");
    assert_string_equal(holiday(4)->name, "Half day");
    add_holiday("3.5.-5.5.");
    assert_int_equal(holiday(5)->from, date_make(2026, 5, 3));
    assert_int_equal(holiday(5)->to, date_make(2026, 5, 5));
    press("a");
    type("someday");
    press("enter");
    assert_shows("'someday' does not begin with a day");
    press("esc");
    assert_int_equal(plan_count(plan(), ENTITY_EXCEPTION), 5);
}

static void a_calendar_is_copied_with_its_holidays(void **state)
{
    (void)state;
    Id standard = add(&calendar_entity, "name=Standard|friday=08:00-12:00");
    add(&exception_entity, "calendar=Standard|from=2026-05-01|to=2026-05-01|name=Labour day");
    press("]");
    screen(120, 40);
    press("c ctrl-u");
    type("Porto");
    press("enter");
    assert_int_equal(plan_count(plan(), ENTITY_CALENDAR), 2);
    const Calendar *copy = plan_find(plan(), ENTITY_CALENDAR, standard + 1);
    assert_string_equal(copy->name, "Porto");
    assert_string_equal(copy->hours[4], "08:00-12:00");
    assert_int_equal(holiday(2)->calendar, copy->record.id);
    assert_string_equal(holiday(2)->name, "Labour day");
    assert_shows("Labour day");
    press("u");
    assert_int_equal(plan_count(plan(), ENTITY_EXCEPTION), 1);
}

/* ---- groups ---- */

static void groups_count_and_add_up_but_rates_do_not(void **state)
{
    (void)state;
    add(&risk_entity, "title=Frost|category=Weather|response_cost=100");
    add(&risk_entity, "title=Hail|category=Weather|response_cost=50.50");
    add(&risk_entity, "title=Strike|category=People");
    List list = {0};
    Ids ids = {0};
    Buffer text = {0};
    list_init(&list, &risk_entity, "title category response_cost");
    assert_true(list_set_group(&list, "category"));
    assert_false(list_set_group(&list, "nothing"));
    for (Id id = 1; id <= 3; id++)
        array_push(&ids, id);
    list_fill(&list, plan(), ids.items, ids.count);
    assert_int_equal(list.rows.count, 5);
    list_word_group(&list, list.rows.items[0], &text);
    assert_string_equal(buffer_text(&text), "Category: People (1)");
    buffer_clear(&text);
    list_word_group(&list, list.rows.items[2], &text);
    assert_string_equal(buffer_text(&text), "Category: Weather (2)");
    buffer_clear(&text);
    assert_true(list_word_sum(&list, plan(), list.rows.items[2], entity_field(&risk_entity, "response_cost"), &text));
    assert_string_equal(buffer_text(&text), "150.50");
    assert_false(list_word_sum(&list, plan(), list.rows.items[2], entity_field(&risk_entity, "score"), &text));
    array_release(&ids);
    list_release(&list);
    list_init(&list, &resource_entity, "name standard_rate");
    assert_true(list_set_group(&list, "role"));
    add(&resource_entity, "name=Ann|standard_rate=80");
    Id one = 1;
    list_fill(&list, plan(), &one, 1);
    assert_false(list_word_sum(&list, plan(), -1, entity_field(&resource_entity, "standard_rate"), &text));
    list_release(&list);
    buffer_release(&text);
}

/* ---- long texts ---- */

static void a_note_has_several_lines_and_a_way_back(void **state)
{
    (void)state;
    Id ann = add(&resource_entity, "name=Ann|notes=First");
    app_form(fixture.app, &resource_entity, ann);
    screen(80, 24);
    press("/");
    type("notes");
    press("enter enter");
    assert_ptr_equal(app_mode(fixture.app), &note_mode);
    press("enter");
    app_paste(fixture.app, "second\r\nthird");
    press("up home");
    type(">");
    press("ctrl-s");
    const Resource *resource = plan_find(plan(), ENTITY_RESOURCE, ann);
    assert_string_equal(resource->notes, "First\n>second\nthird");
    press("enter ctrl-home");
    type("Not kept. ");
    press("esc");
    assert_ptr_equal(app_mode(fixture.app), &form_mode);
    resource = plan_find(plan(), ENTITY_RESOURCE, ann);
    assert_string_equal(resource->notes, "First\n>second\nthird");
    app_restrict(fixture.app);
    press("enter ctrl-o");
    assert_shows("This login starts no other programs");
    press("esc esc");
    assert_fits_every_size();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_people, close_board)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        TEST(every_sheet_adds_shows_groups_filters_deletes_and_brings_back),
        TEST(no_sheet_lists_what_is_internal_and_each_type_has_one_at_most),
        TEST(a_record_of_every_type_is_revealed_in_its_sheet),
        TEST(one_key_goes_from_sheet_to_sheet_and_the_digit_comes_back),
        TEST(who_is_not_there_yet_is_made_in_the_picker),
        TEST(what_needs_more_than_a_name_is_not_made_in_a_picker),
        TEST(a_holiday_is_one_line_and_brings_the_first_calendar_along),
        TEST(a_calendar_is_copied_with_its_holidays),
        TEST(groups_count_and_add_up_but_rates_do_not),
        TEST(a_note_has_several_lines_and_a_way_back),
    };
    return cmocka_run_group_tests_name("register", tests, NULL, NULL);
}
