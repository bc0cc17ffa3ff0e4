/*
 * The lists of words in data/: sections of `key = item; item; …`.
 *
 * A line that begins with a blank continues the one before, '#' begins a comment line.
 *
 *     IniReader reader = {.at = file->bytes};
 *     while (ini_next(&reader))
 *         while (ini_item(&reader.rest, &item))
 *             use(reader.section, reader.key, buffer_text(&item));
 *     ini_release(&reader);
 */
#ifndef STEERCO_SRC_EXCHANGE_TABLE_INI_H
#define STEERCO_SRC_EXCHANGE_TABLE_INI_H

#include "steerco/base/buffer.h"

typedef struct IniReader {
    const char *at;
    char section[64], key[64];
    const char *rest; /* what ini_item() has not taken yet of the present entry */
    Buffer value;
} IniReader;

/* The next entry; false at the end of the file. */
bool ini_next(IniReader *reader);

/* The next item, blanks around it taken off, into `item` (cleared first); false when there is none. */
bool ini_item(const char **rest, Buffer *item);

void ini_release(IniReader *reader);

#endif
