/*
 * Rows and texts of what a page says.
 */
#include "steerco/report/content.h"

#include <stdarg.h>
#include <stdio.h>

void content_release(Content *content)
{
    array_release(&content->rows);
    arena_release(&content->texts);
    *content = (Content){0};
}

ContentRow *content_add_row(Content *content, const Entity *entity, Id id)
{
    array_push(&content->rows, (ContentRow){.entity = entity, .id = id});
    return &content->rows.items[content->rows.count - 1];
}

int content_columns(const Content *content)
{
    int count = 0;
    while (count < CONTENT_CELLS && content->columns[count].title)
        count++;
    return count;
}

const char *content_keep(Content *content, Buffer *text)
{
    const char *kept = arena_text(&content->texts, buffer_text(text));
    buffer_clear(text);
    return kept;
}

const char *content_word(Content *content, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *bytes = arena_new(&content->texts, (size_t)length + 1);
    vsnprintf(bytes, (size_t)length + 1, format, again);
    va_end(again);
    return bytes;
}
