/*
 * The columns that an import brought along, as a record keeps them: one "Name: value" a line.
 *
 * In values a line break is written \n and a backslash \\; in names a colon is written \: besides.
 */
#ifndef STEERCO_SRC_EXCHANGE_CSV_CUSTOM_H
#define STEERCO_SRC_EXCHANGE_CSV_CUSTOM_H

#include "steerco/model/entity.h"

/* The field that keeps them; null for a record type without one. */
const Field *custom_field(const Entity *entity);

/* Add a line; nothing for an empty value. */
void custom_add(Buffer *lines, const char *name, const char *value);

/*
 * The next line; false at the end. A line without a name is one of "Note"; what a person has typed is never refused.
 */
bool custom_next(const char **lines, Buffer *name, Buffer *value);

/*
 * Add to `out` the old lines with those of `fresh` in the place of, or behind, them. `cleared` names lines to leave
 * out. False, with nothing added, when the old lines say all that already.
 */
bool custom_merge(const char *old, const char *fresh, const char *cleared, Buffer *out);

#endif
