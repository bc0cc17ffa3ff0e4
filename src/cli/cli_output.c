/*
 * Where -o says that something is to be written.
 */
#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"

bool cli_write(const Arguments *arguments, const Session *session, OutputWriter *write, void *context, Error *error)
{
    const char *path = arguments->options[OPTION_OUTPUT];
    Buffer located = {0};
    if (!path || text_equal(path, "-"))
        return output_print(write, context, error);
    bool restricted = arguments->options[OPTION_RESTRICTED] != NULL;
    bool done = output_locate(session->store, path, restricted, &located, error) &&
                output_write(session->store, buffer_text(&located), arguments->options[OPTION_FORCE] != NULL, write,
                             context, error);
    buffer_release(&located);
    return done;
}
