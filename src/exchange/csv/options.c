/*
 * The options of an import: one table, for the command line and for the dashboard.
 */
#include "steerco/exchange/csv/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"
#include "steerco/base/number.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

/* ---- values ---- */

static const char *const orders[] = {"ymd", "dmy", "mdy", NULL};
static const char *const encodings[] = {"utf-8", "utf-16le", "utf-16be", "windows-1252", NULL};
static const char *const delimiters[] = {",", ";", "|", "tab", NULL};
static const char *const decimals[] = {".", ",", NULL};
static const char *const free_text[] = {NULL};

/* "'x' is not one of a, b and c" */
static bool refuse(const char *value, const char *const *choices, Error *error)
{
    Buffer known = {0};
    for (int i = 0; choices[i]; i++)
        buffer_format(&known, "%s%s", i == 0 ? "" : choices[i + 1] ? ", " : " and ", choices[i]);
    error_set(error, "'%s' is not one of %s", value, buffer_text(&known));
    buffer_release(&known);
    return false;
}

static int chosen(const char *value, const char *const *choices)
{
    for (int i = 0; choices[i]; i++)
        if (text_equal(choices[i], value))
            return i;
    return -1;
}

static bool set_entity(CsvOptions *options, const char *value, Error *error)
{
    options->entity = entity_find(value);
    return options->entity || error_set(error, "'%s' is no record type; steerco --help lists them", value);
}

static bool copy_list(const char *value, char *out, size_t size, Error *error)
{
    return snprintf(out, size, "%s", value) < (int)size ||
           error_set(error, "the list has more than %zu bytes", size - 1);
}

static bool set_map(CsvOptions *options, const char *value, Error *error)
{
    return strchr(value, '=') ? copy_list(value, options->map, sizeof options->map, error)
                              : error_set(error, "'%s' is no list like Heading=field,Heading=field", value);
}

static bool set_skip(CsvOptions *options, const char *value, Error *error)
{
    return copy_list(value, options->skip, sizeof options->skip, error);
}

static bool set_header_line(CsvOptions *options, const char *value, Error *error)
{
    int64_t line;
    bool good = number_parse(value, DECIMAL_POINT, 0, &line, NULL) && line > 0;
    options->header_line = good ? (size_t)line : 0;
    return good || error_set(error, "'%s' is no line; the first is 1", value);
}

static bool set_partial(CsvOptions *options, const char *value, Error *error)
{
    (void)value, (void)error;
    return options->partial = true;
}

static bool set_raw(CsvOptions *options, const char *value, Error *error)
{
    (void)value, (void)error;
    return options->raw = true;
}

static bool set_encoding(CsvOptions *options, const char *value, Error *error)
{
    static const struct {
        const char *key;
        CsvEncoding encoding;
    } names[] = {{"utf8", CSV_UTF8},       {"utf16", CSV_UTF16LE}, {"utf16le", CSV_UTF16LE},
                 {"utf16be", CSV_UTF16BE}, {"cp1252", CSV_CP1252}, {"windows1252", CSV_CP1252},
                 {"iso88591", CSV_CP1252}, {"latin1", CSV_CP1252}};
    Buffer key = {0};
    text_key(value, &key);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (text_equal(names[i].key, buffer_text(&key)))
            options->encoding = names[i].encoding;
    buffer_release(&key);
    return options->encoding != CSV_ENCODING_UNKNOWN || refuse(value, encodings, error);
}

static bool set_delimiter(CsvOptions *options, const char *value, Error *error)
{
    bool tab = text_equal(value, "\t");
    int at = chosen(tab ? "tab" : value, delimiters);
    options->delimiter = at < 0 ? '\0' : tab || delimiters[at][1] ? '\t' : delimiters[at][0];
    return at >= 0 || refuse(value, delimiters, error);
}

static bool set_decimal(CsvOptions *options, const char *value, Error *error)
{
    int at = chosen(value, decimals);
    options->decimal = at < 0 ? '\0' : decimals[at][0];
    return at >= 0 || refuse(value, decimals, error);
}

static bool set_date_order(CsvOptions *options, const char *value, Error *error)
{
    int at = chosen(value, orders);
    options->date_order = at < 0 ? NULL : orders[at];
    return at >= 0 || refuse(value, orders, error);
}

const ImportOption import_options[IMPORT_OPTIONS] = {
    [IMPORT_AS] =
        {{"as", 'a', "ENTITY",
          "Record type of the rows; otherwise that of the file's name (risks.csv), or guessed from the header"},
         NULL,
         set_entity},
    [IMPORT_MAP] = {{"map", 0, "LIST", "What columns are: \"Heading=field,Heading=field\"; detected when left out"},
                    free_text,
                    set_map},
    [IMPORT_SKIP] = {{"skip", 0, "LIST", "Headings of columns to leave out, separated by commas"}, free_text, set_skip},
    [IMPORT_HEADER_LINE] = {{"header-line", 0, "NUMBER",
                             "The line of the source in which the headings stand; detected when left out"},
                            free_text,
                            set_header_line},
    [IMPORT_PARTIAL] = {{"partial", 'p', NULL, "Leave rows out that cannot be read instead of refusing the source"},
                        NULL,
                        set_partial},
    [IMPORT_ENCODING] = {{"encoding", 0, "NAME", "utf-8, utf-16le, utf-16be or windows-1252; detected when left out"},
                         encodings,
                         set_encoding},
    [IMPORT_DELIMITER] = {{"delimiter", 0, "CHARACTER", "What separates the cells, or 'tab'; detected when left out"},
                          delimiters,
                          set_delimiter},
    [IMPORT_DECIMAL] = {{"decimal", 0, "CHARACTER", "'.' or ',', what separates the decimals; detected when left out"},
                        decimals,
                        set_decimal},
    [IMPORT_DATE_ORDER] = {{"date-order", 0, "ORDER",
                            "ymd, dmy or mdy, the order in numeric dates; detected when left out"},
                           orders,
                           set_date_order},
    [IMPORT_RAW] = {{"raw", 0, NULL, "Take and write text cells as they are, without the ' that stops formulas"},
                    NULL,
                    set_raw},
};

bool import_option_set(ImportOptionId id, const char *value, CsvOptions *out, Error *error)
{
    Error why = {0};
    return import_options[id].set(out, value, &why) ||
           error_usage(error, "option --%s: %s", import_options[id].option.name, why.text);
}

/* ---- lines ---- */

/* The option that a name, perhaps cut short, means; IMPORT_OPTIONS when it is none or not clear. */
static ImportOptionId option_named(const char *name)
{
    ImportOptionId found = IMPORT_OPTIONS;
    size_t length = strlen(name);
    for (ImportOptionId id = 0; id < IMPORT_OPTIONS; id++) {
        const char *known = import_options[id].option.name;
        if (text_equal(known, name))
            return id;
        if (strncmp(known, name, length) != 0)
            continue;
        if (found != IMPORT_OPTIONS)
            return IMPORT_OPTIONS;
        found = id;
    }
    return found;
}

/* Cut the next word off, at a blank; "" at the end. One that begins with a quote ends with it. */
static char *next_word(char **rest)
{
    char *word = *rest + strspn(*rest, " "), quote = *word;
    char *end = quote == '"' || quote == '\'' ? strchr(word + 1, quote) : NULL;
    if (end) {
        *end = '\0';
        *rest = end + 1;
        return word + 1;
    }
    size_t length = strcspn(word, " ");
    *rest = word + length + (word[length] == ' ');
    word[length] = '\0';
    return word;
}

static bool refuse_option(const char *word, Error *error)
{
    Buffer known = {0};
    for (ImportOptionId id = 0; id < IMPORT_OPTIONS; id++)
        buffer_format(&known, "%s--%s", id ? " " : "", import_options[id].option.name);
    error_usage(error, "option %s is unknown or not clear; there are %s", word, buffer_text(&known));
    buffer_release(&known);
    return false;
}

static bool read_option(char *word, char **rest, CsvOptions *out, Error *error)
{
    char *equals = strchr(word, '=');
    if (equals)
        *equals++ = '\0';
    ImportOptionId id = option_named(word + 2);
    if (id == IMPORT_OPTIONS)
        return refuse_option(word, error);
    const char *value = !import_options[id].option.argument ? "" : equals ? equals : next_word(rest);
    if (import_options[id].option.argument && !*value)
        return error_usage(error, "option --%s needs an argument", import_options[id].option.name);
    return import_option_set(id, value, out, error);
}

bool import_line(const char *line, CsvOptions *out, Buffer *path, Error *error)
{
    char *copy = memory_text(line), *rest = copy;
    bool good = true;
    *out = (CsvOptions){0};
    while (good && *rest) {
        size_t blanks = strspn(rest, " ");
        char *word = next_word(&rest);
        if (strncmp(word, "--", 2) == 0)
            good = read_option(word, &rest, out, error);
        else if (*word && path->length > 0)
            buffer_add_repeat(path, " ", (int)blanks + 1); /* one went with the word before */
        if (strncmp(word, "--", 2) != 0)
            buffer_add(path, word);
    }
    free(copy);
    return good && (path->length > 0 || error_usage(error, "no file is named"));
}

const Entity *import_entity_of_file(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    Buffer stem = {0};
    buffer_add_bytes(&stem, name, strcspn(name, "."));
    const Entity *entity = entity_find(buffer_text(&stem));
    buffer_release(&stem);
    return entity;
}
