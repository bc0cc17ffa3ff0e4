/*
 * What `steerco export` draws instead of listing it.
 */
#ifndef STEERCO_SRC_CLI_CLI_DRAW_H
#define STEERCO_SRC_CLI_CLI_DRAW_H

#include "steerco/cli/subcommand.h"

typedef struct Picture Picture;

/* "gantt"; null when it is no picture. */
const Picture *picture_find(const char *name);

bool picture_export(const Picture *picture, const Arguments *arguments, Error *error) MUST_CHECK;

#endif
