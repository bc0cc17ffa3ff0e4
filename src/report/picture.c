/*
 * The table of pictures, and from charts to pages.
 */
#include "steerco/report/picture.h"

#include "steerco/base/text.h"
#include "steerco/chart/s_curve.h"
#include "steerco/exchange/draw/draw.h"
#include "steerco/model/audience.h"
#include "steerco/report/trend.h"

struct Picture {
    const char *name;
    bool (*draw)(const PictureWanted *wanted, PictureMade *out, Error *error);
    bool simulated; /* it can show what a simulation finds */
};

static const DrawLook look = {0};

static Buffer *add_page(PictureMade *out)
{
    array_push(&out->pages, (Buffer){0});
    return &out->pages.items[out->pages.count - 1];
}

/* An SVG is one picture however long it is; a PDF has pages. */
static bool draw_schedule(const PictureWanted *wanted, PictureMade *out, Error *error)
{
    GanttChart gantt;
    gantt_chart_of(wanted->plan, &gantt);
    bool fits = wanted->format != DRAW_PNG || draw_gantt_height(&gantt) <= DRAW_PNG_HIGHEST;
    if (!fits)
        error_set(error, "%zu tasks are too many for one png; --format pdf has pages, svg has no limit",
                  gantt.rows.count);
    else if (wanted->format == DRAW_PDF)
        for (int page = 0; page < draw_gantt_pages(&gantt); page++)
            draw_gantt_page(&gantt, page, &look, add_page(out));
    else
        draw_gantt(&gantt, &look, add_page(out));
    gantt_chart_release(&gantt);
    return fits;
}

static bool add_grid(GridChart *grid, PictureMade *out, Error *error)
{
    const Field *refused = grid->refused;
    if (refused) {
        error_usage(error,
                    "'%s' is for planners alone, and not for those who are given a picture; --confidential draws it "
                    "all the same",
                    refused->name);
    } else {
        draw_grid(grid, &look, add_page(out));
        out->left_out = grid->left_out;
        for (size_t i = 0; i < grid->held.count; i++)
            array_push(&out->held, grid->held.items[i]);
    }
    grid_chart_release(grid);
    return !refused;
}

static bool draw_risks(const PictureWanted *wanted, PictureMade *out, Error *error)
{
    GridChart grid;
    grid_chart_risks(wanted->plan, &grid);
    return add_grid(&grid, out, error);
}

static bool draw_map(const PictureWanted *wanted, PictureMade *out, Error *error)
{
    GridChart grid;
    grid_chart_stakeholders(wanted->plan, &grid);
    return add_grid(&grid, out, error);
}

static bool draw_load(const PictureWanted *wanted, PictureMade *out, Error *error)
{
    GridChart grid;
    grid_chart_load(wanted->plan, plan_status_date(wanted->plan), &grid);
    return add_grid(&grid, out, error);
}

static bool add_fan(const PictureWanted *wanted, Chart *chart, Error *error)
{
    Simulation simulation;
    if (!simulate(wanted->plan, wanted->simulation, &simulation, error))
        return false;
    chart_s_curve_fan(wanted->plan, &simulation, chart);
    simulation_release(&simulation);
    return true;
}

static bool draw_curve(const PictureWanted *wanted, PictureMade *out, Error *error)
{
    Chart chart;
    chart_s_curve(wanted->plan, &chart);
    bool done = chart.empty || !wanted->simulation || add_fan(wanted, &chart, error);
    if (done)
        draw_chart(&chart, &look, add_page(out));
    chart_release(&chart);
    return done;
}

static bool draw_trend(const PictureWanted *wanted, PictureMade *out, Error *error)
{
    Chart chart;
    if (wanted->past)
        return error_usage(error, "the trend shows the past already; --as-of means nothing to it");
    if (!report_trend(wanted->store, wanted->plan, &chart, error))
        return false;
    draw_chart(&chart, &look, add_page(out));
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

void picture_word_names(Buffer *out)
{
    for (const Picture *picture = pictures; picture->name; picture++)
        buffer_format(out, "%s%s", picture == pictures ? "" : ", ", picture->name);
}

const char *picture_name(const Picture *picture)
{
    return picture->name;
}

bool picture_is_simulated(const Picture *picture)
{
    return picture->simulated;
}

bool picture_read_format(const char *typed, DrawFormat *out)
{
    for (int format = 0; format < DRAW_FORMATS; format++)
        if (text_equal(typed, draw_formats[format])) {
            *out = (DrawFormat)format;
            return true;
        }
    return false;
}

bool picture_make(const Picture *picture, const PictureWanted *wanted, PictureMade *out, Error *error)
{
    *out = (PictureMade){.format = wanted->format};
    if (wanted->restricted && wanted->format != DRAW_SVG)
        return error_usage(error, "%s is made by another program, and a restricted login starts none; svg needs none",
                           draw_formats[wanted->format]);
    bool all = wanted->plan->audience == AUDIENCE_PRIVATE;
    const Plan seen = plan_view(wanted->plan, all ? AUDIENCE_PRIVATE : AUDIENCE_PUBLIC);
    PictureWanted shown = *wanted;
    shown.plan = &seen;
    if (picture->draw(&shown, out, error) &&
        (out->format == DRAW_SVG || draw_convert(&out->pages, out->format, &out->converted, error)))
        return true;
    picture_made_release(out);
    return false;
}

void picture_made_release(PictureMade *made)
{
    pages_release(&made->pages);
    buffer_release(&made->converted);
    array_release(&made->held);
}

bool picture_write(void *made, FILE *file, Error *error)
{
    const PictureMade *picture = made;
    const Buffer *bytes = picture->format == DRAW_SVG ? &picture->pages.items[0] : &picture->converted;
    (void)error; /* what goes wrong, the file tells */
    fwrite(buffer_text(bytes), 1, bytes->length, file);
    return true;
}
