/*
 * Pictures: hostile texts stay texts, what is confidential is not drawn, every element is closed.
 */
#include "../analysis/plan_fixture.h"

#include <expat.h>

#include "steerco/exchange/draw/draw.h"

/* What a picture may consist of; attributes of these that would run or fetch something. */
static void look_at_element(void *data, const char *name, const char **attributes)
{
    static const char *const known[] = {"svg",  "title", "desc",   "style", "defs", "pattern",  "marker",
                                        "path", "rect",  "circle", "text",  "g",    "clipPath", NULL};
    int at = 0;
    (void)data;
    while (known[at] && strcmp(known[at], name) != 0)
        at++;
    assert_non_null(known[at]);
    for (; *attributes; attributes += 2) {
        assert_true(strncmp(attributes[0], "on", 2) != 0);
        assert_null(strstr(attributes[0], "href"));
        const char *url = strstr(attributes[1], "url(");
        assert_true(!url || url[4] == '#');
    }
}

static void collect_text(void *data, const char *text, int length)
{
    buffer_add_bytes(data, text, (size_t)length);
}

/* The texts of a picture that is well-formed and harmless. */
static void read_picture(const Buffer *svg, Buffer *texts)
{
    XML_Parser parser = XML_ParserCreate(NULL);
    XML_SetElementHandler(parser, look_at_element, NULL);
    XML_SetCharacterDataHandler(parser, collect_text);
    XML_SetUserData(parser, texts);
    assert_int_equal(XML_Parse(parser, buffer_text(svg), (int)svg->length, 1), XML_STATUS_OK);
    XML_ParserFree(parser);
    assert_null(strstr(buffer_text(svg), "<script"));
    assert_null(strstr(buffer_text(svg), "javascript:"));
}

static const char hostile[] = "</text><script>alert(1)</script>&amp;\"'\x1b[31m\xe2\x80\xae<![CDATA[";

static void hostile_names_stay_texts(void **state)
{
    (void)state;
    Plan plan;
    GanttChart gantt;
    Buffer svg = {0}, texts = {0};
    plan_fixture(&plan);
    fixture_board(&plan)->name = hostile;
    Id a = fixture_task(&plan, hostile, "2d"), b = fixture_task(&plan, "B", "0d");
    fixture_link(&plan, a, "FS", b);
    fixture_schedule(&plan);
    gantt_chart_of(&plan, &gantt);
    draw_gantt(&gantt, &(DrawLook){0}, &svg);
    read_picture(&svg, &texts);
    assert_non_null(strstr(buffer_text(&texts), "</text><script>"));
    assert_null(strchr(buffer_text(&svg), '\x1b'));
    assert_null(strstr(buffer_text(&svg), "\xe2\x80\xae"));
    gantt_chart_release(&gantt);
    plan_release(&plan);
    buffer_release(&svg);
    buffer_release(&texts);
}

static Risk *add_risk(Plan *plan, const char *title, int likelihood, int impact)
{
    Risk risk = {0};
    record_init(&risk_entity, &risk);
    risk.record.id = fixture_next_id(plan);
    risk.record.board = plan->board;
    risk.title = title;
    risk.likelihood = (int8_t)likelihood;
    risk.impact = (int8_t)impact;
    plan_add(plan, ENTITY_RISK, &risk);
    return fixture_edit(plan, ENTITY_RISK, risk.record.id);
}

static void draw_risks(const Plan *plan, Audience audience, Buffer *texts)
{
    Plan seen = *plan;
    GridChart grid;
    Buffer svg = {0};
    seen.audience = audience;
    buffer_clear(texts);
    grid_chart_risks(&seen, &grid);
    draw_grid(&grid, &(DrawLook){.inside = true, .prefix = "risks"}, &svg);
    read_picture(&svg, texts);
    grid_chart_release(&grid);
    buffer_release(&svg);
}

static void confidential_risks_are_drawn_only_when_asked_for(void **state)
{
    (void)state;
    Plan plan;
    Buffer texts = {0};
    plan_fixture(&plan);
    add_risk(&plan, "Open secret", 4, 5);
    add_risk(&plan, "CANARY", 5, 5)->confidential = true;
    fixture_schedule(&plan);
    draw_risks(&plan, AUDIENCE_PUBLIC, &texts);
    assert_non_null(strstr(buffer_text(&texts), "Open secret"));
    assert_non_null(strstr(buffer_text(&texts), "20 C")); /* 4 × 5 is critical */
    assert_null(strstr(buffer_text(&texts), "CANARY"));
    draw_risks(&plan, AUDIENCE_PLANNER, &texts);
    assert_null(strstr(buffer_text(&texts), "CANARY"));
    draw_risks(&plan, AUDIENCE_PRIVATE, &texts);
    assert_non_null(strstr(buffer_text(&texts), "CANARY"));
    plan_release(&plan);
    buffer_release(&texts);
}

static void the_map_is_for_planners_alone(void **state)
{
    (void)state;
    Plan plan;
    Buffer svg = {0}, texts = {0};
    GridChart grid;
    Stakeholder who = {0};
    plan_fixture(&plan);
    record_init(&stakeholder_entity, &who);
    who.record.id = fixture_next_id(&plan);
    who.record.board = plan.board;
    who.name = "Ada Byron";
    who.power = 5;
    who.interest = 4;
    who.attitude = -2;
    plan_add(&plan, ENTITY_STAKEHOLDER, &who);
    fixture_schedule(&plan);
    plan.audience = AUDIENCE_PUBLIC;
    grid_chart_stakeholders(&plan, &grid);
    draw_grid(&grid, &(DrawLook){0}, &svg);
    assert_null(strstr(buffer_text(&svg), "Ada Byron"));
    assert_null(strstr(buffer_text(&svg), "5/4"));
    grid_chart_release(&grid);
    buffer_clear(&svg);
    plan.audience = AUDIENCE_PLANNER;
    grid_chart_stakeholders(&plan, &grid);
    draw_grid(&grid, &(DrawLook){0}, &svg);
    read_picture(&svg, &texts);
    assert_non_null(strstr(buffer_text(&texts), "AB-"));
    assert_non_null(strstr(buffer_text(&texts), "5/4"));
    grid_chart_release(&grid);
    plan_release(&plan);
    buffer_release(&svg);
    buffer_release(&texts);
}

static void a_long_schedule_is_cut_into_pages_that_hold_each_task_once(void **state)
{
    (void)state;
    enum { TASKS = 100 };
    Plan plan;
    GanttChart gantt;
    int found[TASKS] = {0};
    static char names[TASKS][12];
    plan_fixture(&plan);
    for (int i = 0; i < TASKS; i++) {
        snprintf(names[i], sizeof names[i], "Task <%d>", i);
        fixture_task(&plan, names[i], "1d");
    }
    fixture_schedule(&plan);
    gantt_chart_of(&plan, &gantt);
    assert_in_range(draw_gantt_pages(&gantt), 2, TASKS / 2);
    for (int page = 0; page < draw_gantt_pages(&gantt); page++) {
        Buffer svg = {0}, texts = {0};
        draw_gantt_page(&gantt, page, &(DrawLook){0}, &svg);
        read_picture(&svg, &texts);
        for (int i = 0; i < TASKS; i++)
            found[i] += strstr(buffer_text(&texts), names[i]) != NULL;
        buffer_release(&svg);
        buffer_release(&texts);
    }
    for (int i = 0; i < TASKS; i++)
        assert_int_equal(found[i], 1);
    gantt_chart_release(&gantt);
    plan_release(&plan);
}

static void ten_thousand_tasks_are_less_than_ten_megabytes(void **state)
{
    (void)state;
    enum { TASKS = 10000 };
    Plan plan;
    GanttChart gantt;
    Buffer svg = {0};
    Id before = 0;
    plan_fixture(&plan);
    for (int i = 0; i < TASKS; i++) {
        Id task = fixture_task(&plan, "Configure the service and tell everybody about it", i % 10 ? "1d" : "0d");
        if (i % 7 && before)
            fixture_link(&plan, before, "FS", task);
        before = task;
    }
    fixture_schedule(&plan);
    gantt_chart_of(&plan, &gantt);
    assert_int_equal(gantt.rows.count, TASKS);
    draw_gantt(&gantt, &(DrawLook){0}, &svg);
    assert_in_range(svg.length, 1000000, 9999999);
    gantt_chart_release(&gantt);
    plan_release(&plan);
    buffer_release(&svg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_names_stay_texts),
        cmocka_unit_test(confidential_risks_are_drawn_only_when_asked_for),
        cmocka_unit_test(the_map_is_for_planners_alone),
        cmocka_unit_test(ten_thousand_tasks_are_less_than_ten_megabytes),
        cmocka_unit_test(a_long_schedule_is_cut_into_pages_that_hold_each_task_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
