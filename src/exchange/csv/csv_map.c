/*
 * What the caller says about columns: --map "Aufgabe=name,Verantw.=owner" and --skip "Sprint,Colour".
 *
 * A heading may hold the sign that ends it, so the longest one that the file has is taken.
 */
#include <stdio.h>
#include <string.h>

#include "csv_import.h"
#include "steerco/base/text.h"

static bool is_heading(const Column *column, const char *text, size_t length)
{
    Buffer said = {0}, key = {0}, own = {0};
    buffer_add_bytes(&said, text, length);
    text_key(buffer_text(&said), &key);
    text_key(column->header, &own);
    bool same = text_equal(buffer_text(&said), column->header) ||
                (key.length > 0 && text_equal(buffer_text(&key), buffer_text(&own)));
    buffer_release(&said);
    buffer_release(&key);
    buffer_release(&own);
    return same;
}

static int64_t column_called(const Import *import, const char *text, size_t length)
{
    for (size_t i = 0; i < import->column_count; i++)
        if (is_heading(&import->columns[i], text, length))
            return (int64_t)i;
    return -1;
}

/* The column whose heading the text begins with, up to a `stop`; *rest is behind that. −1 when there is none. */
static int64_t next_heading(const Import *import, const char *text, char stop, const char **rest)
{
    int64_t found = -1;
    for (size_t i = strlen(text) + 1; i-- > 1 && found < 0;) {
        if (text[i] != stop && (text[i] != '\0' || stop == '='))
            continue;
        found = column_called(import, text, i);
        *rest = text + i + (text[i] != '\0');
    }
    return found;
}

void import_name_headings(const Import *import, Buffer *out)
{
    enum { MOST = 24 };
    for (size_t i = 0; i < import->column_count && i < MOST; i++)
        buffer_format(out, "%s%s", i ? ", " : "", import->columns[i].header);
    if (import->column_count > MOST)
        buffer_format(out, " and %zu more", import->column_count - MOST);
}

static bool refuse_heading(const Import *import, const char *option, const char *text, char stop, Error *error)
{
    Buffer names = {0};
    import_name_headings(import, &names);
    error_usage(error, "option --%s: no heading is called '%.*s'; there are %s", option,
                (int)strcspn(text, (char[]){stop, 0}), text, buffer_text(&names));
    buffer_release(&names);
    return false;
}

/* What was taken for the same goes back to being an own column, unless several may be that. */
static void give_way(Import *import, size_t column)
{
    const Column *wanted = &import->columns[column];
    for (size_t i = 0; i < import->column_count; i++) {
        Column *other = &import->columns[i];
        bool same = i != column && other->target && !other->asked && text_equal(other->target, wanted->target);
        if (same && wanted->role != COLUMN_RESOURCES && wanted->role != COLUMN_PREDECESSORS)
            *other = (Column){.header = other->header, .unnamed = other->unnamed};
    }
}

static bool refuse_target(const Import *import, const char *name, Error *error)
{
    Buffer names = {0};
    for (const Field *field = import->entity->fields; field->name; field++)
        if (!field->internal && field->type != FIELD_CUSTOM && field_is_stored(field))
            buffer_format(&names, "%s%s", names.length ? ", " : "", field->name);
    error_usage(error, "option --map: %s have no field '%s'; there are %s", import->entity->nouns, name,
                buffer_text(&names));
    buffer_release(&names);
    return false;
}

static bool map_next(Import *import, const HeaderBook *book, const char **at, Error *error)
{
    const char *name = *at;
    int64_t column = next_heading(import, *at, '=', &name);
    if (column < 0)
        return refuse_heading(import, "map", *at, '=', error);
    size_t length = strcspn(name, ",");
    char field[100];
    snprintf(field, sizeof field, "%.*s", (int)length, name);
    *at = name + length + (name[length] == ',');
    if (!headerbook_point(book, field, &import->columns[column]))
        return refuse_target(import, field, error);
    give_way(import, (size_t)column);
    return true;
}

bool import_apply_map(Import *import, const HeaderBook *book, Error *error)
{
    const char *map = import->options->map, *skip = import->options->skip;
    while (*map)
        if (!map_next(import, book, &map, error))
            return false;
    while (*skip) {
        const char *rest = skip;
        int64_t column = next_heading(import, skip, ',', &rest);
        if (column < 0)
            return refuse_heading(import, "skip", skip, ',', error);
        const Column *old = &import->columns[column];
        import->columns[column] =
            (Column){.header = old->header, .role = COLUMN_IGNORED, .target = "as asked for", .asked = true};
        skip = rest;
    }
    return true;
}
