/*
 * Pictures of a plan.
 */
#include "cli_draw.h"

#include <unistd.h>

#include "steerco/base/text.h"

static bool check_options(const Picture *picture, const Arguments *arguments, DrawFormat format, Error *error)
{
    static const OptionId others[] = {OPTION_COLUMNS, OPTION_RAW};
    const char *path = arguments->options[OPTION_OUTPUT];
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (arguments->options[others[i]])
            return error_usage(error, "option --%s means nothing to a picture", cli_options[others[i]]->name);
    bool simulated = arguments->options[OPTION_ITERATIONS] || arguments->options[OPTION_SEED];
    if (simulated && !picture_is_simulated(picture))
        return error_usage(
            error, "options --iterations and --seed mean nothing to %s; s-curve can show what a simulation finds",
            picture_name(picture));
    if (format != DRAW_SVG && (!path || text_equal(path, "-")) && isatty(STDOUT_FILENO))
        return error_usage(error, "%s is nothing for a terminal; say with -o where to write it", draw_formats[format]);
    return true;
}

/* By what the person at the keyboard may ask for. */
static void tell(const Session *session, const PictureMade *made)
{
    cli_tell_held(made->held.items, made->held.count);
    cli_tell_left_out(&session->plan, &made->left_out);
}

static bool make_and_write(const Picture *picture, const Arguments *arguments, const PictureWanted *wanted,
                           const Session *session, Error *error)
{
    PictureMade made;
    if (!picture_make(picture, wanted, &made, error))
        return false;
    bool done = cli_write(arguments, session, picture_write, &made, error);
    if (done)
        tell(session, &made);
    picture_made_release(&made);
    return done;
}

bool picture_export(const Picture *picture, const Arguments *arguments, Error *error)
{
    const char *const *options = arguments->options;
    bool simulated = options[OPTION_ITERATIONS] || options[OPTION_SEED];
    SimulationWanted simulation = {0};
    PictureWanted wanted = {.past = options[OPTION_AS_OF] != NULL,
                            .restricted = options[OPTION_RESTRICTED] != NULL,
                            .simulation = simulated ? &simulation : NULL};
    Session session;
    if (options[OPTION_FORMAT] && !picture_read_format(options[OPTION_FORMAT], &wanted.format))
        return error_usage(error, "option --format: '%s' is not one of svg, png and pdf", options[OPTION_FORMAT]);
    if (!check_options(picture, arguments, wanted.format, error) || !cli_simulation(arguments, &simulation, error) ||
        !cli_open(arguments, STORE_READ, true, &session, error))
        return false;
    wanted.store = session.store;
    wanted.plan = &session.plan;
    bool done = make_and_write(picture, arguments, &wanted, &session, error);
    session_close(&session);
    return done;
}
