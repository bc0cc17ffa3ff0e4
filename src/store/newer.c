/*
 * The schema of a file that a newer program made. Its text is not known here, but what it may be made of is: migrations
 * add tables, columns and indexes that need no computing. So every text is taken apart and must be of this form, and
 * all that this program knows must be there, column by column; views, triggers, generated columns, checks, expressions
 * and virtual tables have no place in it.
 *
 *     CREATE TABLE name (column, …)    a column is: name type [NOT NULL] [PRIMARY KEY] [DEFAULT literal]
 *                                      or PRIMARY KEY (name, …)
 *     CREATE INDEX name ON name (name, …) [WHERE name IS NOT NULL | WHERE name > number]
 */
#include <ctype.h>
#include <string.h>

#include "schema.h"
#include "steerco/base/text.h"

/* ---- taking a text apart ---- */

typedef struct Reader {
    const char *at; /* behind the present token */
    const char *token;
    size_t length;
    bool good;
} Reader;

static size_t length_of_token(const char *at)
{
    if (*at == '"' || *at == '\'') {
        const char *end = strchr(at + 1, *at);
        return end ? (size_t)(end - at) + 1 : 0;
    }
    size_t length = 0;
    while (isalnum((unsigned char)at[length]) || at[length] == '_')
        length++;
    return length > 0 || *at == '\0' ? length : 1;
}

static void advance(Reader *reader)
{
    reader->token = reader->at + strspn(reader->at, " \n");
    reader->length = length_of_token(reader->token);
    reader->at = reader->token + reader->length;
}

static bool is_next(const Reader *reader, const char *word)
{
    return strlen(word) == reader->length && memcmp(reader->token, word, reader->length) == 0;
}

static bool skip(Reader *reader, const char *word)
{
    bool next = is_next(reader, word);
    if (next)
        advance(reader);
    return next;
}

static void expect(Reader *reader, const char *word)
{
    reader->good = reader->good && skip(reader, word);
}

/* Add the present token to a line that says what was read; null = to none. */
static void take(Reader *reader, Buffer *line)
{
    if (line) {
        buffer_add_char(line, ' ');
        buffer_add_bytes(line, reader->token, reader->length);
    }
    advance(reader);
}

static void take_name(Reader *reader, Buffer *line)
{
    reader->good = reader->good && (isalpha((unsigned char)*reader->token) || *reader->token == '_' ||
                                    (*reader->token == '"' && reader->length > 2));
    take(reader, line);
}

static void take_type(Reader *reader, Buffer *line)
{
    static const char *const types[] = {"INTEGER", "TEXT", "BIGINT", "REAL", "BLOB"};
    bool known = false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        known |= is_next(reader, types[i]);
    reader->good = reader->good && known;
    take(reader, line);
}

static void take_literal(Reader *reader, Buffer *line)
{
    if (is_next(reader, "-"))
        take(reader, line);
    reader->good =
        reader->good && (isdigit((unsigned char)*reader->token) || *reader->token == '\'' || is_next(reader, "NULL"));
    take(reader, line);
}

static void take_names(Reader *reader, Buffer *line)
{
    expect(reader, "(");
    do
        take_name(reader, line);
    while (reader->good && skip(reader, ","));
    expect(reader, ")");
}

static void take_column(Reader *reader, Buffer *line)
{
    take_name(reader, line);
    take_type(reader, line);
    while (reader->good && !is_next(reader, ",") && !is_next(reader, ")")) {
        bool literal = is_next(reader, "DEFAULT"), not_null = is_next(reader, "NOT"), key = is_next(reader, "PRIMARY");
        reader->good = literal || not_null || key;
        take(reader, line);
        if (literal)
            take_literal(reader, line);
        else
            expect(reader, not_null ? "NULL" : "KEY");
    }
}

/* A line a column: "tasks name TEXT", with a line break before and behind each. */
static void read_table(Reader *reader, Buffer *lines)
{
    Buffer name = {0};
    take_name(reader, &name);
    expect(reader, "(");
    do {
        buffer_add_char(lines, '\n');
        buffer_add(lines, buffer_text(&name));
        if (skip(reader, "PRIMARY")) {
            expect(reader, "KEY");
            take_names(reader, lines);
        } else {
            take_column(reader, lines);
        }
        buffer_add_char(lines, '\n');
    } while (reader->good && skip(reader, ","));
    expect(reader, ")");
    buffer_release(&name);
}

static void read_index(Reader *reader)
{
    take_name(reader, NULL);
    expect(reader, "ON");
    take_name(reader, NULL);
    take_names(reader, NULL);
    if (!skip(reader, "WHERE"))
        return;
    take_name(reader, NULL);
    if (skip(reader, "IS")) {
        expect(reader, "NOT");
        expect(reader, "NULL");
    } else {
        expect(reader, ">");
        take_literal(reader, NULL);
    }
}

static bool read_text(const char *sql, Buffer *lines)
{
    Reader reader = {.at = sql, .good = true};
    advance(&reader);
    expect(&reader, "CREATE");
    bool index = skip(&reader, "INDEX") || (skip(&reader, "UNIQUE") && skip(&reader, "INDEX"));
    if (index) {
        read_index(&reader);
    } else {
        expect(&reader, "TABLE");
        read_table(&reader, lines);
    }
    return reader.good && *reader.token == '\0';
}

/* ---- two schemas ---- */

/* The columns of all tables; false when there is anything else than plain tables and indexes. */
static bool read_schema(sqlite3 *handle, Buffer *lines)
{
    sqlite3_stmt *rows = NULL;
    bool plain = sqlite3_prepare_v2(handle, "SELECT type, name, sql FROM sqlite_schema", -1, &rows, NULL) == SQLITE_OK;
    int code = SQLITE_DONE;
    while (plain && (code = sqlite3_step(rows)) == SQLITE_ROW) {
        bool key = strncmp(column_text(rows, 1), "sqlite_autoindex_", strlen("sqlite_autoindex_")) == 0 &&
                   text_equal(column_text(rows, 0), "index") && sqlite3_column_type(rows, 2) == SQLITE_NULL;
        plain = key || read_text(column_text(rows, 2), lines);
    }
    sqlite3_finalize(rows);
    return plain && code == SQLITE_DONE;
}

static bool has_all(const Buffer *theirs, const Buffer *ours)
{
    Buffer line = {0};
    bool found = true;
    for (const char *at = buffer_text(ours); found && *at; at += line.length) {
        size_t length = strcspn(at + 1, "\n") + 2; /* with both line breaks */
        buffer_clear(&line);
        buffer_add_bytes(&line, at, length);
        found = strstr(buffer_text(theirs), buffer_text(&line)) != NULL;
    }
    buffer_release(&line);
    return found;
}

bool schema_check_newer(Store *store, const Migration *list, int version, Error *error)
{
    Buffer ours = {0}, theirs = {0};
    sqlite3 *model = schema_model(list, schema_newest(list));
    bool good = model && read_schema(model, &ours) && read_schema(store->handle, &theirs) && has_all(&theirs, &ours);
    sqlite3_close(model);
    buffer_release(&ours);
    buffer_release(&theirs);
    if (!good && database_is_late(store))
        return database_error(store, error);
    return good ||
           error_set(error,
                     "%s is no planning file of a newer steerco, though it says so (version %d): its tables are "
                     "not such as this program could read",
                     store->path, version);
}
