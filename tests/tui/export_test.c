/*
 * Pictures from the dashboard: the prompt shows where the file goes, nothing is replaced, nothing confidential leaves.
 */
#include "board_fixture.h"

#include <sys/stat.h>

static int open_plan(void **state)
{
    (void)state;
    open_board("schedule");
    add(&task_entity, "name=Dig the <hole>|duration=2d");
    add(&risk_entity, "title=Rain|likelihood=3|impact=4");
    add(&risk_entity, "title=CANARY|likelihood=5|impact=5|confidential=yes");
    screen(120, 40);
    return 0;
}

static int close_plan(void **state)
{
    char command[200];
    snprintf(command, sizeof command, "rm -f %s/*.svg %s/*.pdf", fixture.folder, fixture.folder);
    return system(command) || close_board(state);
}

static const char *path_of(const char *name)
{
    static char path[200];
    snprintf(path, sizeof path, "%s/%s", fixture.folder, name);
    return path;
}

/* The beginning of a file; "" when there is none. */
static const char *content_of(const char *name)
{
    static char text[200000];
    FILE *file = fopen(path_of(name), "r");
    text[0] = '\0';
    if (!file)
        return text;
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void run(const char *line)
{
    press("esc esc :");
    type(line);
    press("enter");
}

static void the_prompt_shows_where_it_goes(void **state)
{
    (void)state;
    run("export gantt");
    assert_shows(path_of("gantt.svg"));
    assert_string_equal(content_of("gantt.svg"), "");
    press("enter");
    assert_shows("Written to");
    assert_non_null(strstr(content_of("gantt.svg"), "Dig the &#60;hole&#62;"));
    run("export gantt");
    press("enter");
    assert_shows("is there already");
    press("esc");
}

static void nothing_confidential_leaves(void **state)
{
    (void)state;
    char line[300];
    snprintf(line, sizeof line, "export matrix %s", path_of("m.svg"));
    run(line);
    assert_shows("1 confidential record was left out");
    assert_non_null(strstr(content_of("m.svg"), "Rain"));
    assert_null(strstr(content_of("m.svg"), "CANARY"));
    snprintf(line, sizeof line, "export map %s", path_of("map.svg"));
    run(line);
    assert_shows("for planners alone");
    assert_string_equal(content_of("map.svg"), "");
}

static void what_is_no_picture_is_said(void **state)
{
    (void)state;
    char line[300];
    run("export hologram");
    assert_shows("'hologram' is no picture; expected one of gantt, matrix");
    snprintf(line, sizeof line, "export gantt %s", path_of("gantt.bmp"));
    run(line);
    assert_shows("ends in .svg, .png or .pdf");
    snprintf(line, sizeof line, "export gantt %s", path_of("plan.steerco"));
    run(line);
    assert_shows("ends in .svg, .png or .pdf");
}

/* The rest of the run: there is no way back from it. */
static void a_restricted_login_stays_beside_the_planning_file(void **state)
{
    (void)state;
    app_restrict(fixture.app);
    run("export s-curve");
    assert_shows("s-curve s-curve.svg");
    press("enter");
    assert_shows("Written to");
    assert_non_null(strstr(content_of("s-curve.svg"), "There is no baseline"));
    run("export gantt ../out.svg");
    assert_shows("names a file beside the planning file");
    run("export gantt out.pdf");
    assert_shows("a restricted login starts none");
    assert_string_equal(content_of("out.pdf"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_prompt_shows_where_it_goes),
        cmocka_unit_test(nothing_confidential_leaves),
        cmocka_unit_test(what_is_no_picture_is_said),
        cmocka_unit_test(a_restricted_login_stays_beside_the_planning_file),
    };
    return cmocka_run_group_tests(tests, open_plan, close_plan);
}
