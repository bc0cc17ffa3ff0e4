/*
 * What the files of importing share: the import itself (import.c), and what Tab makes of a line that is half typed
 * (import_complete.c).
 */
#ifndef STEERCO_SRC_TUI_OVERLAYS_IMPORT_H
#define STEERCO_SRC_TUI_OVERLAYS_IMPORT_H

#include "steerco/tui/app/app.h"

/* Add where a file lies that a person names; false where a restricted login may not name it. */
bool import_locate(App *app, const char *name, Buffer *out, Error *error) MUST_CHECK;

/* Add the line with its last word completed as far as that is clear; what it could be is said where it is not. */
void import_complete(App *app, const char *line, Buffer *out);

#endif
