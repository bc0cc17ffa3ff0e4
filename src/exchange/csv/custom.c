/*
 * Own columns live in one text field, so that a board has as many as its files brought, and everything that handles
 * text (search, journal, undo) handles them. This file is the one place that knows how they are written.
 */
#include "custom.h"

#include <string.h>

#include "steerco/base/text.h"

const Field *custom_field(const Entity *entity)
{
    for (const Field *field = entity->fields; field->name; field++)
        if (field->type == FIELD_CUSTOM)
            return field;
    return NULL;
}

static void add_escaped(Buffer *out, const char *text, const char *special)
{
    for (; *text; text++) {
        if (*text == '\n') {
            buffer_add(out, "\\n");
            continue;
        }
        if (strchr(special, *text))
            buffer_add_char(out, '\\');
        buffer_add_char(out, *text);
    }
}

void custom_add(Buffer *lines, const char *name, const char *value)
{
    if (*value == '\0')
        return;
    if (lines->length > 0)
        buffer_add_char(lines, '\n');
    add_escaped(lines, name, "\\:");
    buffer_add(lines, ": ");
    add_escaped(lines, value, "\\");
}

/* Where the name of a line ends: at its first colon that no backslash precedes. */
static size_t name_end(const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (line[i] == '\\' && i + 1 < length)
            i++;
        else if (line[i] == ':')
            return i;
    }
    return length;
}

static void add_plain(Buffer *out, const char *text, size_t length)
{
    while (length > 0 && *text == ' ')
        text++, length--;
    while (length > 0 && text[length - 1] == ' ')
        length--;
    for (size_t i = 0; i < length; i++) {
        bool escape = text[i] == '\\' && i + 1 < length && strchr("\\:n", text[i + 1]);
        i += escape;
        buffer_add_char(out, escape && text[i] == 'n' ? '\n' : text[i]);
    }
}

bool custom_next(const char **lines, Buffer *name, Buffer *value)
{
    *lines += strspn(*lines, "\n");
    if (**lines == '\0')
        return false;
    const char *line = *lines;
    size_t length = strcspn(line, "\n"), end = name_end(line, length);
    *lines += length;
    buffer_clear(name);
    buffer_clear(value);
    if (end < length)
        add_plain(name, line, end);
    if (name->length == 0)
        buffer_add(name, "Note");
    add_plain(value, end < length ? line + end + 1 : line, end < length ? length - end - 1 : length);
    return true;
}

/* Make `value` the text of a name: that of its line, or of several lines joined by "; ". False when there is none. */
static bool custom_value(const char *lines, const char *name, Buffer *value)
{
    Buffer found = {0}, text = {0};
    buffer_clear(value);
    bool any = false;
    while (custom_next(&lines, &found, &text)) {
        if (!text_equal(buffer_text(&found), name))
            continue;
        buffer_format(value, "%s%s", any ? "; " : "", buffer_text(&text));
        any = true;
    }
    buffer_release(&found);
    buffer_release(&text);
    return any;
}

static bool says_all(const char *old, const char *fresh, const char *cleared)
{
    Buffer name = {0}, value = {0}, before = {0};
    bool same = true;
    while (same && custom_next(&fresh, &name, &value))
        same = custom_value(old, buffer_text(&name), &before) && text_equal(buffer_text(&before), buffer_text(&value));
    while (same && custom_next(&cleared, &name, &value))
        same = !custom_value(old, buffer_text(&name), &before);
    buffer_release(&name);
    buffer_release(&value);
    buffer_release(&before);
    return same;
}

bool custom_merge(const char *old, const char *fresh, const char *cleared, Buffer *out)
{
    if (says_all(old, fresh, cleared))
        return false;
    Buffer name = {0}, value = {0}, other = {0};
    for (const char *rest = old; custom_next(&rest, &name, &value);) {
        bool done = custom_value(buffer_text(out), buffer_text(&name), &other);
        if (custom_value(fresh, buffer_text(&name), &other)) {
            if (!done)
                custom_add(out, buffer_text(&name), buffer_text(&other));
        } else if (!custom_value(cleared, buffer_text(&name), &other)) {
            custom_add(out, buffer_text(&name), buffer_text(&value));
        }
    }
    for (const char *rest = fresh; custom_next(&rest, &name, &value);)
        if (!custom_value(old, buffer_text(&name), &other))
            custom_add(out, buffer_text(&name), buffer_text(&value));
    buffer_release(&name);
    buffer_release(&value);
    buffer_release(&other);
    return true;
}
