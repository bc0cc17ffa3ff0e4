/*
 * What `steerco export` draws instead of listing it.
 */
#ifndef STEERCO_SRC_CLI_CLI_DRAW_H
#define STEERCO_SRC_CLI_CLI_DRAW_H

#include "steerco/cli/subcommand.h"
#include "steerco/report/picture.h"

bool picture_export(const Picture *picture, const Arguments *arguments, Error *error) MUST_CHECK;

#endif
