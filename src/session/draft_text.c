/*
 * Drafts as text. What is read may have been written by anybody who got hold of the person's folder, so it goes the way
 * of every foreign text: bounded, valid UTF-8, cleaned, and every name looked up.
 */
#include "draft_text.h"

#include <stdio.h>

#include "steerco/base/text.h"

#define HEADING "steerco draft 1"

/* The lines, in their order. */
typedef enum Line { FILE_LINE, BOARD, PANE, RECORD, FIELD, COMMAND, CELL, AT, BEFORE, TEXT, LINES } Line;

static const char *const keys[LINES] = {"file",    "board", "pane", "record", "field",
                                        "command", "cell",  "at",   "before", "text"};

/* ---- writing ---- */

static void add_line(Line line, const char *value, Buffer *out)
{
    buffer_format(out, "%s=", keys[line]);
    for (; *value; value++)
        if (*value == '\n')
            buffer_add(out, "\\n");
        else if (*value == '\\')
            buffer_add(out, "\\\\");
        else
            buffer_add_char(out, *value);
    buffer_add_char(out, '\n');
}

static void add_number(Line line, int64_t number, Buffer *out)
{
    buffer_format(out, "%s=%lld\n", keys[line], (long long)number);
}

void draft_print(const Draft *draft, const char *planning_file, Buffer *out)
{
    Buffer code = {0};
    if (draft->entity)
        entity_code(draft->entity, draft->id, &code);
    buffer_add(out, HEADING "\n");
    add_line(FILE_LINE, planning_file, out);
    add_number(BOARD, draft->board, out);
    add_line(PANE, draft->pane, out);
    add_line(RECORD, buffer_text(&code), out);
    add_line(FIELD, draft->field ? draft->field->name : "", out);
    add_line(COMMAND, draft->command, out);
    add_number(CELL, draft->in_cell, out);
    add_number(AT, draft->at, out);
    add_line(BEFORE, draft->before, out);
    add_line(TEXT, draft->text, out);
    buffer_release(&code);
}

/* ---- reading ---- */

static void add_unescaped(const char *from, const char *end, Buffer *out)
{
    for (; from < end; from++)
        if (*from == '\\' && from + 1 < end)
            buffer_add_char(out, *++from == 'n' ? '\n' : *from);
        else
            buffer_add_char(out, *from);
}

/* The value of the line at *at, which goes on to the next one; the caller frees it. Null when it is another line. The
   name of a file may be any bytes: it is only compared. */
static char *take_line(const char **at, Line line)
{
    Buffer raw = {0}, clean = {0};
    const char *key = keys[line];
    size_t length = strlen(key);
    const char *end = strchr(*at, '\n');
    if (!end || strncmp(*at, key, length) != 0 || (*at)[length] != '=')
        return NULL;
    add_unescaped(*at + length + 1, end, &raw);
    *at = end + 1;
    if (line == FILE_LINE)
        return buffer_steal(&raw);
    bool good = text_clean(buffer_text(&raw), raw.length, true, &clean, NULL);
    buffer_release(&raw);
    if (good)
        return buffer_steal(&clean);
    buffer_release(&clean);
    return NULL;
}

static bool take_number(const char *text, int64_t most, int64_t *out)
{
    char *end;
    long long number = strtoll(text, &end, 10);
    *out = number;
    return *text && !*end && number >= 0 && number <= most;
}

/* The record and the field by their names; neither may be there. */
static bool look_up(char *const values[LINES], Draft *out)
{
    out->entity = *values[RECORD] ? entity_of_code(values[RECORD], &out->id) : NULL;
    if (*values[RECORD] && !out->entity)
        return false;
    if (!*values[FIELD])
        return *values[COMMAND] != '\0';
    out->field = out->entity ? entity_field(out->entity, values[FIELD]) : NULL;
    return out->field && !out->field->internal;
}

static char *steal(char **value)
{
    char *text = *value;
    *value = NULL;
    return text;
}

static bool take_over(char *values[LINES], const char *planning_file, Draft *out)
{
    int64_t cell;
    if (!text_equal(values[FILE_LINE], planning_file) || !take_number(values[BOARD], INT64_MAX, &out->board) ||
        !take_number(values[CELL], 1, &cell) || !take_number(values[AT], INT64_MAX / 1000, &out->at) ||
        !look_up(values, out))
        return false;
    out->in_cell = cell == 1;
    out->pane = steal(&values[PANE]);
    out->command = steal(&values[COMMAND]);
    out->before = steal(&values[BEFORE]);
    out->text = steal(&values[TEXT]);
    return true;
}

bool draft_parse(const char *bytes, size_t length, const char *planning_file, Draft *out)
{
    char *values[LINES] = {0};
    const char *at = bytes + strlen(HEADING "\n");
    *out = (Draft){0};
    if (length > DRAFT_LONGEST || strlen(bytes) != length || strncmp(bytes, HEADING "\n", strlen(HEADING "\n")) != 0)
        return false;
    bool good = true;
    for (Line line = 0; line < LINES && good; line++)
        good = (values[line] = take_line(&at, line)) != NULL;
    good = good && take_over(values, planning_file, out);
    for (Line line = 0; line < LINES; line++)
        free(values[line]);
    if (!good)
        *out = (Draft){0};
    return good;
}

void draft_release(Draft *draft)
{
    free(draft->pane);
    free(draft->command);
    free(draft->text);
    free(draft->before);
    *draft = (Draft){0};
}
