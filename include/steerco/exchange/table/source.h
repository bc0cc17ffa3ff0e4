/*
 * The bytes of a source that is to be imported.
 */
#ifndef STEERCO_EXCHANGE_TABLE_SOURCE_H
#define STEERCO_EXCHANGE_TABLE_SOURCE_H

#include "steerco/base/buffer.h"
#include "steerco/base/error.h"

enum { SOURCE_MOST_MB = 512 }; /* larger sources, and those without an end, are refused */

/*
 * Add all that can be read from the descriptor, which stays open. Reading stops beyond SOURCE_MOST_MB; a file that is
 * larger is refused before it is read. The sentence begins with `name`.
 */
bool source_read(int descriptor, const char *name, Buffer *out, Error *error) MUST_CHECK;

#endif
