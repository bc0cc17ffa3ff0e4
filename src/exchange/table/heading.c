/*
 * Headings differ in language, case, punctuation and decoration; what they mean differs little. Here the decoration is
 * taken off, and what it said is kept, because it tells how to read the cells.
 */
#include "heading.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "ini.h"
#include "steerco/base/data.h"
#include "steerco/base/text.h"

enum { DECORATIONS = 6 };

/* A heading while its decorations are taken off. */
typedef struct Heading {
    char text[200];
    SaidUnit unit;
    Moment moment;
    int lowest, highest;
} Heading;

/* ---- Words ---- */

static const struct {
    const char *name;
    SaidUnit unit;
} unit_names[] = {
    {"minutes", SAID_MINUTES},   {"hours", SAID_HOURS},       {"days", SAID_DAYS},
    {"weeks", SAID_WEEKS},       {"months", SAID_MONTHS},     {"seconds", SAID_SECONDS},
    {"percent", SAID_PERCENT},   {"fraction", SAID_FRACTION}, {"thousands", SAID_THOUSANDS},
    {"millions", SAID_MILLIONS}, {"currency", SAID_CURRENCY},
};

/* The first meaning of a word counts. */
static void add_words(Decorations *decorations, const char *rest, TextMap *map, int64_t meaning)
{
    Buffer item = {0}, key = {0};
    while (ini_item(&rest, &item)) {
        buffer_clear(&key);
        text_key(buffer_text(&item), &key);
        if (key.length > 0 && textmap_get(map, buffer_text(&key), -1) < 0)
            textmap_put(map, arena_text(&decorations->texts, buffer_text(&key)), meaning);
    }
    buffer_release(&item);
    buffer_release(&key);
}

void decorations_read(Decorations *decorations)
{
    const DataFile *file = data_find("headers.ini");
    IniReader reader = {.at = file ? file->bytes : ""};
    while (ini_next(&reader)) {
        bool after = text_equal(reader.key, "after");
        if (text_equal(reader.section, "moments"))
            add_words(decorations, reader.rest, &decorations->moments, after ? MOMENT_AFTER : MOMENT_BEFORE);
        for (size_t i = 0; text_equal(reader.section, "units") && i < sizeof unit_names / sizeof unit_names[0]; i++)
            if (text_equal(reader.key, unit_names[i].name))
                add_words(decorations, reader.rest, &decorations->units, (int64_t)unit_names[i].unit);
    }
    ini_release(&reader);
}

void decorations_release(Decorations *decorations)
{
    textmap_release(&decorations->units);
    textmap_release(&decorations->moments);
    arena_release(&decorations->texts);
}

/* ---- Taking off ---- */

static void cut_blanks(char *text)
{
    size_t length = strlen(text), blanks = strspn(text, " _-.:*");
    memmove(text, text + blanks, length - blanks + 1);
    length -= blanks;
    while (length > 0 && strchr(" _-:*", text[length - 1]))
        text[--length] = '\0';
}

/* "Custom field (Story Points)" is what Jira makes of Story Points. */
static bool unwrap(Heading *heading)
{
    static const char wrapper[] = "custom field (";
    size_t length = strlen(heading->text);
    if (strncasecmp(heading->text, wrapper, sizeof wrapper - 1) != 0 || heading->text[length - 1] != ')')
        return false;
    heading->text[length - 1] = '\0';
    memmove(heading->text, heading->text + sizeof wrapper - 1, length - sizeof wrapper + 1);
    return true;
}

static bool read_range(const char *text, int *lowest, int *highest)
{
    char *rest;
    long low = strtol(text, &rest, 10);
    if (rest == text)
        return false;
    if (strncmp(rest, ".0", 2) == 0)
        rest += 2;
    rest += strspn(rest, " ");
    size_t dash = strspn(rest, "-.\xE2\x80\x93\x94");
    const char *second = rest + dash;
    long high = strtol(second, &rest, 10);
    if (dash == 0 || rest == second || (*rest && strcmp(rest, "%") != 0 && strcmp(rest, ".0") != 0) || low > 1 ||
        high <= low || high > 100)
        return false;
    *lowest = (int)low;
    *highest = (int)high;
    return true;
}

static void note_decoration(const Decorations *decorations, const char *text, Heading *heading)
{
    int lowest, highest;
    Buffer key = {0};
    text_key(text, &key);
    if (read_range(text, &lowest, &highest)) {
        heading->lowest = lowest;
        heading->highest = highest;
    } else {
        heading->unit = (SaidUnit)textmap_get(&decorations->units, buffer_text(&key), heading->unit);
        heading->moment = (Moment)textmap_get(&decorations->moments, buffer_text(&key), heading->moment);
    }
    buffer_release(&key);
}

/* The widths of brackets, western and eastern, as UTF-8. */
static const char *const brackets[][2] = {{"(", ")"}, {"[", "]"}, {"（", "）"}, {"【", "】"}, {"{", "}"}};

/* Take a bracket off, wherever it stands. */
static bool cut_bracket(const Decorations *decorations, Heading *heading)
{
    for (size_t i = 0; i < sizeof brackets / sizeof brackets[0]; i++) {
        char *open = strstr(heading->text, brackets[i][0]);
        char *close = open ? strstr(open, brackets[i][1]) : NULL;
        if (!close)
            continue;
        char inside[sizeof heading->text];
        size_t length = (size_t)(close - open) - strlen(brackets[i][0]);
        memcpy(inside, open + strlen(brackets[i][0]), length);
        inside[length] = '\0';
        note_decoration(decorations, inside, heading);
        char *rest = close + strlen(brackets[i][1]);
        memmove(open, rest, strlen(rest) + 1);
        cut_blanks(heading->text);
        return true;
    }
    return false;
}

/* "Score=P*I" is a heading with a formula behind it. */
static bool cut_formula(Heading *heading)
{
    char *equals = strchr(heading->text, '=');
    if (!equals || equals == heading->text)
        return false;
    *equals = '\0';
    cut_blanks(heading->text);
    return true;
}

/* Where the last word begins: behind a separator, or where capitals follow small letters. */
static char *last_word(char *text)
{
    size_t at = strlen(text);
    while (at > 1) {
        unsigned char here = (unsigned char)text[at - 1], before = (unsigned char)text[at - 2];
        if (strchr(" _-./,", before) || (isupper(here) && (islower(before) || before >= 0x80)) ||
            (before == '%' && here != '%') || here == '%')
            return text + at - 1;
        at--;
    }
    return NULL;
}

/* "Duration days", "investmentUSD": only where the word is a unit. */
static bool cut_unit_word(const Decorations *decorations, Heading *heading)
{
    char *word = last_word(heading->text);
    SaidUnit before = heading->unit;
    if (!word)
        return false;
    heading->unit = SAID_NOTHING;
    note_decoration(decorations, word, heading);
    if (heading->unit == SAID_NOTHING) {
        heading->unit = before;
        return false;
    }
    *word = '\0';
    cut_blanks(heading->text);
    return true;
}

static bool is_moment(const Decorations *decorations, const char *text, Moment *out)
{
    Buffer key = {0};
    text_key(text, &key);
    *out = (Moment)textmap_get(&decorations->moments, buffer_text(&key), MOMENT_NONE);
    buffer_release(&key);
    return *out != MOMENT_NONE;
}

/* "Residual probability", "Impact after mitigation": the longest such words in front, or behind. */
static bool cut_moment(const Decorations *decorations, Heading *heading)
{
    size_t length = strlen(heading->text);
    for (size_t at = 1; at < length; at++) {
        if (!strchr(" _-", heading->text[at]))
            continue;
        if (is_moment(decorations, heading->text + at + 1, &heading->moment)) {
            heading->text[at] = '\0';
            return true;
        }
    }
    for (size_t at = length; at-- > 1;) {
        if (!strchr(" _-", heading->text[at]))
            continue;
        char kept = heading->text[at];
        heading->text[at] = '\0';
        if (is_moment(decorations, heading->text, &heading->moment)) {
            memmove(heading->text, heading->text + at + 1, length - at);
            return true;
        }
        heading->text[at] = kept;
    }
    return false;
}

static bool heading_init(Heading *heading, const char *text)
{
    *heading = (Heading){0};
    size_t length = text_fit(text, 90, NULL);
    if (length >= sizeof heading->text)
        return false;
    memcpy(heading->text, text, length);
    cut_blanks(heading->text);
    return true;
}

/* Take off the next kind of decoration, the plainest first. False when it has none of these. */
static bool take_off(Heading *heading, const Decorations *decorations, int kind)
{
    switch (kind) {
    case 0:
        return unwrap(heading);
    case 1:
    case 2: /* two brackets are not rare */
        return cut_bracket(decorations, heading);
    case 3:
        return cut_formula(heading);
    case 4:
        return cut_unit_word(decorations, heading);
    default:
        return cut_moment(decorations, heading);
    }
}

/* ---- Readings ---- */

static void add_reading(Headings *headings, const Heading *heading, int taken, Readings *out)
{
    Buffer key = {0};
    text_key(heading->text, &key);
    Reading reading = {.key = arena_text(&headings->texts, buffer_text(&key)),
                       .taken = taken,
                       .unit = heading->unit,
                       .moment = heading->moment,
                       .lowest = heading->lowest,
                       .highest = heading->highest};
    buffer_release(&key);
    array_push(out, reading);
}

static Readings take_apart(Headings *headings, const char *text)
{
    Heading heading;
    Readings readings = {0};
    if (!heading_init(&heading, text))
        return readings;
    add_reading(headings, &heading, 0, &readings);
    for (int kind = 0; kind < DECORATIONS; kind++)
        if (take_off(&heading, &headings->decorations, kind))
            add_reading(headings, &heading, kind + 1, &readings);
    return readings;
}

const Readings *headings_read(Headings *headings, const char *text)
{
    int64_t place = textmap_get(&headings->places, text, -1);
    if (place < 0) {
        place = (int64_t)headings->read.count;
        Readings readings = take_apart(headings, text);
        array_push(&headings->read, readings);
        textmap_put(&headings->places, arena_text(&headings->texts, text), place);
    }
    return &headings->read.items[place];
}

Headings *headings_new(void)
{
    Headings *headings = memory_new(1, sizeof *headings);
    decorations_read(&headings->decorations);
    return headings;
}

void headings_free(Headings *headings)
{
    for (size_t i = 0; i < headings->read.count; i++)
        array_release(&headings->read.items[i]);
    array_release(&headings->read);
    textmap_release(&headings->places);
    arena_release(&headings->texts);
    decorations_release(&headings->decorations);
    free(headings);
}
