/*
 * Reading the lists of words that come with the program. They are part of it and tested with it, so there is nothing to
 * complain about: a line that is neither section, entry nor continuation is passed over.
 */
#include "ini.h"

#include <string.h>

/* Copy a piece of a line without the blanks around it, cut to the room there is. */
static void copy_trimmed(char *to, size_t room, const char *from, size_t length)
{
    while (length > 0 && *from == ' ')
        from++, length--;
    while (length > 0 && from[length - 1] == ' ')
        length--;
    if (length >= room)
        length = room - 1;
    memcpy(to, from, length);
    to[length] = '\0';
}

static void take_continuations(IniReader *reader)
{
    while (*reader->at == ' ') {
        size_t length = strcspn(reader->at, "\n");
        buffer_add_bytes(&reader->value, reader->at, length);
        reader->at += length + (reader->at[length] != '\0');
    }
}

bool ini_next(IniReader *reader)
{
    while (*reader->at) {
        const char *line = reader->at;
        size_t length = strcspn(line, "\n");
        const char *equals = memchr(line, '=', length);
        reader->at += length + (line[length] != '\0');
        if (*line == '[') {
            copy_trimmed(reader->section, sizeof reader->section, line + 1, strcspn(line, "]\n") - 1);
        } else if (*line != '#' && equals) {
            copy_trimmed(reader->key, sizeof reader->key, line, (size_t)(equals - line));
            buffer_clear(&reader->value);
            buffer_add_bytes(&reader->value, equals + 1, length - (size_t)(equals + 1 - line));
            take_continuations(reader);
            reader->rest = buffer_text(&reader->value);
            return true;
        }
    }
    return false;
}

bool ini_item(const char **rest, Buffer *item)
{
    while (**rest == ' ' || **rest == ';')
        ++*rest;
    size_t length = strcspn(*rest, ";"), trimmed = length;
    while (trimmed > 0 && (*rest)[trimmed - 1] == ' ')
        trimmed--;
    buffer_clear(item);
    buffer_add_bytes(item, *rest, trimmed);
    *rest += length;
    return trimmed > 0;
}

void ini_release(IniReader *reader)
{
    buffer_release(&reader->value);
}
