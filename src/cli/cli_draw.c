/*
 * Pictures of a plan. They are made for others, so what is confidential is in them only when it is asked for by name.
 */
#include <stdio.h>
#include <unistd.h>

#include "cli_draw.h"
#include "steerco/base/text.h"
#include "steerco/chart/s_curve.h"
#include "steerco/exchange/draw/convert.h"
#include "steerco/exchange/draw/draw.h"
#include "steerco/model/audience.h"
#include "steerco/report/trend.h"

/* What a picture is made of, and the pages that it becomes. */
typedef struct Drawing {
    const Session *session;
    const Plan *plan; /* as those see it for whom it is made */
    const Arguments *arguments;
    DrawFormat format;
    Pages pages;
    LeftOut left_out;
} Drawing;

struct Picture {
    const char *name;
    bool (*draw)(Drawing *drawing, Error *error);
    bool simulated; /* it can show what a simulation finds */
};

static const DrawLook look = {0};

static Buffer *add_page(Drawing *drawing)
{
    array_push(&drawing->pages, (Buffer){0});
    return &drawing->pages.items[drawing->pages.count - 1];
}

/* An SVG is one picture however long it is; a PDF has pages. */
static bool draw_schedule(Drawing *drawing, Error *error)
{
    GanttChart gantt;
    gantt_chart_of(drawing->plan, &gantt);
    bool fits = drawing->format != DRAW_PNG || draw_gantt_height(&gantt) <= DRAW_PNG_HIGHEST;
    if (!fits)
        error_set(error, "%zu tasks are too many for one png; --format pdf has pages, svg has no limit",
                  gantt.rows.count);
    else if (drawing->format == DRAW_PDF)
        for (int page = 0; page < draw_gantt_pages(&gantt); page++)
            draw_gantt_page(&gantt, page, &look, add_page(drawing));
    else
        draw_gantt(&gantt, &look, add_page(drawing));
    gantt_chart_release(&gantt);
    return fits;
}

/* What it holds and what it lacks is told by what the person at the keyboard may ask for. */
static bool add_grid(Drawing *drawing, GridChart *grid, Error *error)
{
    const Field *refused = grid->refused;
    if (refused) {
        error_usage(error,
                    "'%s' is for planners alone, and not for those who are given a picture; --confidential draws it "
                    "all the same",
                    refused->name);
    } else {
        draw_grid(grid, &look, add_page(drawing));
        drawing->left_out = grid->left_out;
        cli_tell_held(grid->held.items, grid->held.count);
    }
    grid_chart_release(grid);
    return !refused;
}

static bool draw_risks(Drawing *drawing, Error *error)
{
    GridChart grid;
    grid_chart_risks(drawing->plan, &grid);
    return add_grid(drawing, &grid, error);
}

static bool draw_map(Drawing *drawing, Error *error)
{
    GridChart grid;
    grid_chart_stakeholders(drawing->plan, &grid);
    return add_grid(drawing, &grid, error);
}

static bool draw_load(Drawing *drawing, Error *error)
{
    GridChart grid;
    grid_chart_load(drawing->plan, plan_status_date(drawing->plan), &grid);
    return add_grid(drawing, &grid, error);
}

/* Is a simulation asked for? */
static bool is_simulated(const Arguments *arguments)
{
    return arguments->options[OPTION_ITERATIONS] || arguments->options[OPTION_SEED];
}

static bool add_fan(const Drawing *drawing, Chart *chart, Error *error)
{
    SimulationWanted wanted = {0};
    Simulation simulation;
    if (!cli_simulation(drawing->arguments, &wanted, error) || !simulate(drawing->plan, &wanted, &simulation, error))
        return false;
    chart_s_curve_fan(drawing->plan, &simulation, chart);
    simulation_release(&simulation);
    return true;
}

static bool draw_curve(Drawing *drawing, Error *error)
{
    Chart chart;
    chart_s_curve(drawing->plan, &chart);
    bool done = chart.empty || !is_simulated(drawing->arguments) || add_fan(drawing, &chart, error);
    if (done)
        draw_chart(&chart, &look, add_page(drawing));
    chart_release(&chart);
    return done;
}

static bool draw_trend(Drawing *drawing, Error *error)
{
    Chart chart;
    if (drawing->arguments->options[OPTION_AS_OF])
        return error_usage(error, "the trend shows the past already; --as-of means nothing to it");
    if (!report_trend(drawing->session->store, drawing->plan, &chart, error))
        return false;
    draw_chart(&chart, &look, add_page(drawing));
    chart_release(&chart);
    return true;
}

static const Picture pictures[] = {
    {.name = "gantt", .draw = draw_schedule},
    {.name = "matrix", .draw = draw_risks},
    {.name = "s-curve", .draw = draw_curve, .simulated = true},
    {.name = "load", .draw = draw_load},
    {.name = "trend", .draw = draw_trend},
    {.name = "map", .draw = draw_map},
    {0},
};

const Picture *picture_find(const char *name)
{
    for (const Picture *picture = pictures; picture->name; picture++)
        if (text_equal(picture->name, name))
            return picture;
    return NULL;
}

static bool read_format(const char *typed, DrawFormat *out, Error *error)
{
    for (int format = 0; format < DRAW_FORMATS; format++)
        if (!typed || text_equal(typed, draw_formats[format])) {
            *out = (DrawFormat)format;
            return true;
        }
    return error_usage(error, "option --format: '%s' is not one of svg, png and pdf", typed);
}

static bool check_options(const Picture *picture, const Arguments *arguments, DrawFormat format, Error *error)
{
    static const OptionId others[] = {OPTION_COLUMNS, OPTION_RAW};
    const char *path = arguments->options[OPTION_OUTPUT];
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (arguments->options[others[i]])
            return error_usage(error, "option --%s means nothing to a picture", cli_options[others[i]]->name);
    if (is_simulated(arguments) && !picture->simulated)
        return error_usage(
            error, "options --iterations and --seed mean nothing to %s; s-curve can show what a simulation finds",
            picture->name);
    if (format != DRAW_SVG && arguments->options[OPTION_RESTRICTED])
        return error_usage(error,
                           "%s is made by another program, and a restricted login starts none; --format svg needs "
                           "none",
                           draw_formats[format]);
    if (format != DRAW_SVG && (!path || text_equal(path, "-")) && isatty(STDOUT_FILENO))
        return error_usage(error, "%s is nothing for a terminal; say with -o where to write it", draw_formats[format]);
    return true;
}

static bool write_bytes(void *context, FILE *file, Error *error)
{
    const Buffer *bytes = context;
    (void)error; /* what goes wrong, the file tells */
    fwrite(buffer_text(bytes), 1, bytes->length, file);
    return true;
}

static bool write_picture(const Arguments *arguments, Drawing *drawing, Error *error)
{
    Buffer bytes = {0};
    bool svg = drawing->format == DRAW_SVG;
    bool done = (svg || draw_convert(&drawing->pages, drawing->format, &bytes, error)) &&
                cli_write(arguments, drawing->session, write_bytes, svg ? &drawing->pages.items[0] : &bytes, error);
    buffer_release(&bytes);
    return done;
}

bool picture_export(const Picture *picture, const Arguments *arguments, Error *error)
{
    DrawFormat format = DRAW_SVG;
    Session session;
    if (!read_format(arguments->options[OPTION_FORMAT], &format, error) ||
        !check_options(picture, arguments, format, error) || !cli_open(arguments, STORE_READ, true, &session, error))
        return false;
    Plan seen = session.plan; /* a view, never released */
    if (seen.audience != AUDIENCE_PRIVATE)
        seen.audience = AUDIENCE_PUBLIC;
    Drawing drawing = {.session = &session, .plan = &seen, .format = format, .arguments = arguments};
    bool done = picture->draw(&drawing, error) && write_picture(arguments, &drawing, error);
    if (done)
        cli_tell_left_out(&session.plan, &drawing.left_out);
    pages_release(&drawing.pages);
    session_close(&session);
    return done;
}
