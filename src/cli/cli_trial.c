/*
 * What would it change? Edits tried on a copy of the plan.
 */
#include <unistd.h>

#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"
#include "steerco/exchange/json/json.h"
#include "steerco/exchange/table/source.h"
#include "steerco/session/trial.h"

/* --format: json or nothing. */
static bool read_format(const Arguments *arguments, bool *json, Error *error)
{
    const char *format = arguments->options[OPTION_FORMAT];
    *json = format && text_equal(format, "json");
    return !format || *json || error_usage(error, "option --format: '%s' is not json; without it, text", format);
}

static void print_impact(const Impact *impact, bool json)
{
    Buffer words = {0};
    if (json)
        json_add_impact(&words, impact);
    else
        impact_word(impact, &words);
    cli_print(buffer_text(&words));
    buffer_release(&words);
}

/* The lines as operands, or with '-' as standard input has them. */
static bool read_script(const Arguments *arguments, Buffer *out, Error *error)
{
    if (arguments->count == 2 && text_equal(arguments->operands[1], "-"))
        return source_read(STDIN_FILENO, "standard input", out, error) &&
               (text_is_utf8(buffer_text(out), out->length) || error_set(error, "standard input is no text in UTF-8"));
    for (int i = 1; i < arguments->count; i++)
        buffer_format(out, "%s\n", arguments->operands[i]);
    return true;
}

bool cli_try(const Arguments *arguments, Error *error)
{
    bool json;
    Session session;
    Trial trial;
    Impact impact = {0};
    Buffer script = {0};
    if (!read_format(arguments, &json, error) || !read_script(arguments, &script, error) ||
        !cli_open(arguments, STORE_READ, true, &session, error)) {
        buffer_release(&script);
        return false;
    }
    bool done = trial_begin(&trial, &session, "cli", buffer_text(&script), error);
    if (done) {
        trial_compare(&trial, &session, &impact);
        print_impact(&impact, json);
        trial_release(&trial);
    }
    impact_release(&impact);
    buffer_release(&script);
    session_close(&session);
    return done;
}
