/*
 * Where something is written that is no planning file: it appears under its name only when it is complete, and takes
 * the place of nothing unless that is said.
 */
#ifndef STEERCO_SESSION_OUTPUT_H
#define STEERCO_SESSION_OUTPUT_H

#include <stdio.h>

#include "steerco/store/store.h"

/* Says in its sentence what went wrong, but for what the file itself tells. */
typedef bool OutputWriter(void *context, FILE *file, Error *error);

/* A device or a pipe is written to. Of a failure nothing is left under that name. */
bool output_write(const Store *store, const char *path, bool replace, OutputWriter *write, void *context,
                  Error *error) MUST_CHECK;

/* … to standard output. */
bool output_print(OutputWriter *write, void *context, Error *error) MUST_CHECK;

/* Add where a file lies that a person names: a restricted login names one beside the planning file, without a folder.
 */
bool output_locate(const Store *store, const char *name, bool restricted, Buffer *out, Error *error) MUST_CHECK;

#endif
