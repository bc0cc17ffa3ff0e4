/*
 * A heading is looked up as written, and then with its decorations taken off one by one until something is known.
 *
 * Where several columns would fit a field, the word that stands earlier in its list wins; where a column would fit
 * several fields, the field that stands earlier in the file does.
 */
#include "steerco/exchange/table/headers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ini.h"
#include "steerco/base/data.h"
#include "steerco/base/text.h"

typedef struct Target {
    const char *name;
    ColumnRole role;
    const Field *field;
} Target;

typedef struct Alias {
    size_t target;
    int rank;
    SaidUnit unit;
    int64_t next; /* another target of the same word, or −1 */
} Alias;

struct HeaderBook {
    const Entity *entity;
    ARRAY(Target) targets; /* earlier ones choose first */
    ARRAY(Alias) aliases;
    TextMap words;   /* key → first alias */
    TextMap telling; /* keys of headings that only this type has; none = nobody said */
    bool has_telling;
    Headings *headings;
    Arena texts;
};

static const struct {
    const char *name;
    ColumnRole role;
} roles[] = {
    {"id", COLUMN_ID},
    {"unique_id", COLUMN_UNIQUE_ID},
    {"wbs", COLUMN_WBS},
    {"outline_level", COLUMN_LEVEL},
    {"parent", COLUMN_PARENT},
    {"start", COLUMN_START},
    {"finish", COLUMN_FINISH},
    {"predecessors", COLUMN_PREDECESSORS},
    {"successors", COLUMN_SUCCESSORS},
    {"resources", COLUMN_RESOURCES},
    {"status", COLUMN_STATUS},
    {"row_type", COLUMN_ROW_TYPE},
    {"total_cost", COLUMN_TOTAL_COST},
    {"first_name", COLUMN_FIRST_NAME},
    {"last_name", COLUMN_LAST_NAME},
    {"actual", COLUMN_SPENT},
    {"open", COLUMN_COMMITTED},
    {"ignored", COLUMN_IGNORED},
};

/* ---- The book ---- */

static const char *key_of(Arena *texts, const char *text)
{
    Buffer key = {0};
    text_key(text, &key);
    const char *copy = arena_text(texts, buffer_text(&key));
    buffer_release(&key);
    return copy;
}

/* A role is for what the entity does not store itself. The parent of an outline is stored, but found in several ways.
 */
static bool is_outline_parent(const Field *field)
{
    return text_equal(field->name, "parent") && field->shapes & STRUCTURE_TASKS;
}

static ColumnRole role_of(const char *name, const Field *field)
{
    bool stored = field && (field_is_stored(field) || field->type == FIELD_MANY);
    if (stored && !is_outline_parent(field))
        return COLUMN_FIELD;
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (text_equal(roles[i].name, name))
            return roles[i].role;
    return COLUMN_COMPUTED;
}

static const Field *field_named(const Entity *entity, const char *name)
{
    for (const Field *field = entity->fields; field->name; field++)
        if (text_equal(field->name, name) && !field->internal && field->type != FIELD_CUSTOM)
            return field;
    return NULL;
}

/* Names outlive the book: they are those of the tables. */
static const char *lasting_name(const Field *field, ColumnRole role)
{
    for (size_t i = 0; !field && i < sizeof roles / sizeof roles[0]; i++)
        if (roles[i].role == role)
            return roles[i].name;
    return field ? field->name : "";
}

static size_t target_of(HeaderBook *book, const char *name)
{
    for (size_t i = 0; i < book->targets.count; i++)
        if (text_equal(book->targets.items[i].name, name))
            return i;
    const Field *field = field_named(book->entity, name);
    ColumnRole role = role_of(name, field);
    array_push(&book->targets, (Target){.name = lasting_name(field, role), .role = role, .field = field});
    return book->targets.count - 1;
}

static void add_word(HeaderBook *book, size_t target, const char *word, int rank, SaidUnit unit)
{
    const char *key = key_of(&book->texts, word);
    if (*key == '\0')
        return;
    int64_t first = textmap_get(&book->words, key, -1), last = -1;
    for (int64_t at = first; at >= 0; at = book->aliases.items[at].next) {
        if (book->aliases.items[at].target == target)
            return;
        last = at;
    }
    array_push(&book->aliases, (Alias){.target = target, .rank = rank, .unit = unit, .next = -1});
    if (last >= 0)
        book->aliases.items[last].next = (int64_t)book->aliases.count - 1;
    else
        textmap_put(&book->words, key, (int64_t)book->aliases.count - 1);
}

/* "Estimated time [h]": take the unit off the word. */
static SaidUnit cut_unit(Buffer *word, const TextMap *units)
{
    char *bracket = word->bytes ? strrchr(word->bytes, '[') : NULL;
    if (!bracket)
        return SAID_NOTHING;
    bracket[strcspn(bracket, "]")] = '\0';
    SaidUnit unit = (SaidUnit)textmap_get(units, bracket + 1, SAID_NOTHING);
    buffer_cut(word, (size_t)(bracket - word->bytes));
    return unit;
}

static void read_telling(HeaderBook *book, IniReader *reader, Buffer *word)
{
    book->has_telling = true;
    while (ini_item(&reader->rest, word))
        textmap_put(&book->telling, key_of(&book->texts, buffer_text(word)), 1);
}

static void read_words(HeaderBook *book, const DataFile *file)
{
    IniReader reader = {.at = file->bytes};
    Buffer word = {0};
    while (ini_next(&reader)) {
        if (!text_equal(reader.section, book->entity->plural))
            continue;
        if (text_equal(reader.key, "telling")) {
            read_telling(book, &reader, &word);
            continue;
        }
        size_t target = target_of(book, reader.key);
        for (int rank = 2; ini_item(&reader.rest, &word); rank++) {
            SaidUnit unit = cut_unit(&word, &book->headings->decorations.units);
            add_word(book, target, buffer_text(&word), rank, unit);
        }
    }
    buffer_release(&word);
    ini_release(&reader);
}

/* What a type is called stands in the headings of its number and of its name: "Decision ID", "Test case no.", "KPI". */
static void add_noun_words(HeaderBook *book)
{
    static const char *const numbers[] = {"ID", "No", "Number", "Nr", "Key", "Code", "Ref", "UID", "#"};
    static const char *const names[] = {"", "Name", "Title"};
    const Entity *entity = book->entity;
    Buffer word = {0};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        buffer_clear(&word);
        buffer_format(&word, "%s %s", entity->noun, numbers[i]);
        add_word(book, target_of(book, "id"), buffer_text(&word), 500, SAID_NOTHING);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        buffer_clear(&word);
        buffer_format(&word, "%s %s", entity->noun, names[i]);
        add_word(book, target_of(book, entity->label), buffer_text(&word), 500, SAID_NOTHING);
    }
    buffer_release(&word);
}

HeaderBook *headerbook_new(const Entity *entity, Headings *headings)
{
    HeaderBook *book = memory_new(1, sizeof *book);
    book->entity = entity;
    book->headings = headings;
    const DataFile *file = data_find("headers.ini");
    if (file)
        read_words(book, file);
    add_word(book, target_of(book, "id"), "id", 0, SAID_NOTHING);
    for (const Field *field = entity->fields; field->name; field++)
        if (field_named(entity, field->name))
            add_word(book, target_of(book, field->name), field->name, 0, SAID_NOTHING);
    for (const Field *field = entity->fields; field->name; field++)
        if (field_named(entity, field->name))
            add_word(book, target_of(book, field->name), field->title, 1, SAID_NOTHING);
    const Field *named = entity_field(entity, "name");
    if (named && !field_named(entity, "name"))
        add_word(book, target_of(book, named->name), "name", 2, SAID_NOTHING);
    add_noun_words(book);
    return book;
}

void headerbook_free(HeaderBook *book)
{
    array_release(&book->targets);
    array_release(&book->aliases);
    textmap_release(&book->words);
    textmap_release(&book->telling);
    arena_release(&book->texts);
    free(book);
}

/* ---- Choosing ---- */

enum { COST_OF_DECORATION = 10000, COST_OF_CODES = 1000000 };

typedef struct Candidate {
    size_t column, target;
    int cost;
    SaidUnit unit;
    int lowest, highest;
    bool certain;
} Candidate;

typedef ARRAY(Candidate) Candidates;

static int64_t find_target(const HeaderBook *book, const char *prefix, const char *name)
{
    for (size_t i = 0; i < book->targets.count; i++) {
        const char *target = book->targets.items[i].name;
        size_t length = strlen(prefix);
        if (strncmp(target, prefix, length) == 0 && text_equal(target + length, name))
            return (int64_t)i;
    }
    return -1;
}

/* "… after" asks for the residual counterpart of a field, and for nothing where there is none. */
static int64_t at_moment(const HeaderBook *book, size_t target, Moment moment)
{
    return moment == MOMENT_AFTER ? find_target(book, "residual_", book->targets.items[target].name) : (int64_t)target;
}

/* What the book knows under a key. */
static void look_up(const HeaderBook *book, const Reading *reading, const char *key, size_t column, Candidates *out)
{
    for (int64_t at = textmap_get(&book->words, key, -1); at >= 0; at = book->aliases.items[at].next) {
        const Alias *alias = &book->aliases.items[at];
        int64_t target = at_moment(book, alias->target, reading->moment);
        if (target < 0)
            continue;
        Candidate found = {.column = column,
                           .target = (size_t)target,
                           .cost = reading->taken * COST_OF_DECORATION + alias->rank,
                           .unit = reading->unit != SAID_NOTHING ? reading->unit : alias->unit,
                           .lowest = reading->lowest,
                           .highest = reading->highest,
                           .certain = alias->rank < 2 && reading->taken == 0};
        array_push(out, found);
    }
}

static void look_up_repeated(const HeaderBook *book, const Reading *reading, int repeated, size_t column,
                             Candidates *out)
{
    Buffer key = {0};
    buffer_format(&key, "%s#%d", reading->key, repeated);
    look_up(book, reading, buffer_text(&key), column, out);
    buffer_release(&key);
}

/* What a heading may mean: as it is, else without the first decorations that leave something known. */
static void candidates_of(const HeaderBook *book, const char *header, size_t column, int repeated, Candidates *out)
{
    const Readings *readings = headings_read(book->headings, header);
    size_t before = out->count;
    if (repeated > 1 && readings->count > 0)
        look_up_repeated(book, &readings->items[0], repeated, column, out);
    for (size_t i = 0; i < readings->count && repeated <= 1 && out->count == before; i++)
        look_up(book, &readings->items[i], readings->items[i].key, column, out);
}

bool headerbook_knows(const HeaderBook *book, const Readings *readings)
{
    Candidates found = {0};
    for (size_t i = 0; i < readings->count && found.count == 0; i++)
        look_up(book, &readings->items[i], readings->items[i].key, 0, &found);
    bool known = found.count > 0;
    array_release(&found);
    return known;
}

bool headerbook_tells(const HeaderBook *book, const Column *columns, size_t count)
{
    bool tells = !book->has_telling;
    for (size_t i = 0; i < count && !tells; i++) {
        const Readings *readings = headings_read(book->headings, columns[i].header);
        for (size_t j = 0; j < readings->count && !tells; j++)
            tells = textmap_get(&book->telling, readings->items[j].key, 0) != 0;
    }
    return tells;
}

static void assign(const HeaderBook *book, const Candidate *candidate, Column *column)
{
    const Target *target = &book->targets.items[candidate->target];
    column->role = target->role;
    column->field = target->field;
    column->target = target->name;
    column->unit = candidate->unit;
    column->lowest = candidate->lowest;
    column->highest = candidate->highest;
    column->certain = candidate->certain || column->exact;
}

static int64_t target_of_word(const HeaderBook *book, const char *word)
{
    Buffer key = {0};
    text_key(word, &key);
    const Alias *best = NULL;
    for (int64_t at = textmap_get(&book->words, buffer_text(&key), -1); at >= 0; at = book->aliases.items[at].next)
        if (!best || book->aliases.items[at].rank < best->rank)
            best = &book->aliases.items[at];
    buffer_release(&key);
    return best ? (int64_t)best->target : -1;
}

bool headerbook_point(const HeaderBook *book, const char *name, Column *column)
{
    int64_t target = target_of_word(book, name);
    for (const FieldAlias *alias = book->entity->aliases; target < 0 && alias && alias->name; alias++)
        if (text_equal(alias->name, name))
            target = target_of_word(book, alias->field);
    if (target < 0 || book->targets.items[target].role == COLUMN_COMPUTED)
        return false;
    const Readings *readings = headings_read(book->headings, column->header);
    const Reading *last = readings->count > 0 ? &readings->items[readings->count - 1] : NULL;
    Candidate said = {.target = (size_t)target, .unit = last ? last->unit : SAID_NOTHING, .certain = true};
    assign(book, &said, column);
    return column->asked = true;
}

static const Candidate *best_for(const Candidates *candidates, size_t target, const Column *columns)
{
    const Candidate *best = NULL;
    for (size_t i = 0; i < candidates->count; i++) {
        const Candidate *candidate = &candidates->items[i];
        if (candidate->target == target && !columns[candidate->column].target &&
            (!best || candidate->cost < best->cost))
            best = candidate;
    }
    return best;
}

/* Columns of one heading that add up to one cell. */
static bool is_joinable(const Column *column)
{
    return column->role == COLUMN_PREDECESSORS || column->role == COLUMN_SUCCESSORS ||
           column->role == COLUMN_RESOURCES || (column->role == COLUMN_FIELD && text_equal(column->target, "labels"));
}

/* How many of the columns up to this one have its heading; 0 for an unnamed one. */
static int repetition(const char *const *headers, size_t column, size_t *first)
{
    int count = 0;
    for (size_t i = column + 1; i-- > 0 && *headers[column];)
        if (text_equal(headers[i], headers[column])) {
            count++;
            *first = i;
        }
    return count;
}

static void name_columns(const char *const *headers, size_t count, Column *out, Arena *texts)
{
    char name[300];
    for (size_t i = 0; i < count; i++) {
        size_t first = i;
        int repeated = repetition(headers, i, &first);
        out[i] = (Column){.header = headers[i], .role = COLUMN_CUSTOM, .unnamed = repeated == 0};
        if (repeated == 0)
            snprintf(name, sizeof name, "Column %zu", i + 1);
        else if (repeated > 1)
            snprintf(name, sizeof name, "%.*s %d", (int)text_fit(headers[i], 60, NULL), headers[i], repeated);
        if (repeated != 1)
            out[i].header = arena_text(texts, name);
    }
}

static bool is_forced_own(Column *column)
{
    size_t length = sizeof HEADER_OWN_PREFIX - 1;
    if (strncmp(column->header, HEADER_OWN_PREFIX, length) != 0)
        return false;
    column->header += length;
    return true;
}

/* Columns under the exact names of fields are those fields: what steerco itself has written. */
static void assign_exact(const HeaderBook *book, const Candidates *candidates, Column *columns)
{
    for (size_t i = 0; i < candidates->count; i++) {
        const Candidate *candidate = &candidates->items[i];
        Column *column = &columns[candidate->column];
        if (column->target || !text_equal(column->header, book->targets.items[candidate->target].name))
            continue;
        column->exact = true;
        assign(book, candidate, column);
    }
}

static void join_repeated(const char *const *headers, size_t count, Column *columns)
{
    for (size_t i = 0; i < count; i++) {
        size_t first = i;
        if (columns[i].target || repetition(headers, i, &first) < 2 || !is_joinable(&columns[first]))
            continue;
        const char *header = columns[i].header;
        columns[i] = columns[first];
        columns[i].header = header;
        columns[i].leads = false;
        columns[i].joined = true;
        columns[first].leads = true;
    }
}

static bool is_mapped(const Column *columns, size_t count, const char *target)
{
    for (size_t i = 0; i < count; i++)
        if (columns[i].target && text_equal(columns[i].target, target))
            return true;
    return false;
}

/* Everything that the headings may mean; what looks like codes is the last to name a record. */
static void find_candidates(const HeaderBook *book, const char *const *headers, const bool *codes, size_t count,
                            Column *columns, Candidates *out)
{
    for (size_t i = 0; i < count; i++) {
        size_t first = i, before = out->count;
        int repeated = repetition(headers, i, &first);
        if (repeated == 0 || is_forced_own(&columns[i]))
            continue;
        candidates_of(book, headers[i], i, repeated, out);
        for (size_t j = before; j < out->count; j++)
            if (codes[i] && text_equal(book->targets.items[out->items[j].target].name, book->entity->label))
                out->items[j].cost += COST_OF_CODES;
    }
}

void headerbook_map(const HeaderBook *book, const char *const *headers, const bool *codes, size_t count, Column *out,
                    Arena *texts)
{
    Candidates candidates = {0};
    name_columns(headers, count, out, texts);
    find_candidates(book, headers, codes, count, out, &candidates);
    assign_exact(book, &candidates, out);
    for (size_t target = 0; target < book->targets.count; target++) {
        const Candidate *best = NULL;
        if (!is_mapped(out, count, book->targets.items[target].name))
            best = best_for(&candidates, target, out);
        if (best)
            assign(book, best, &out[best->column]);
    }
    join_repeated(headers, count, out);
    array_release(&candidates);
}

void headerbook_claim_label(const HeaderBook *book, const char *const *headers, const bool *codes, size_t count,
                            Column *columns)
{
    Candidates candidates = {0};
    const Candidate *best = NULL;
    if (is_mapped(columns, count, book->entity->label) || is_mapped(columns, count, "last_name"))
        return;
    find_candidates(book, headers, codes, count, columns, &candidates);
    for (size_t i = 0; i < candidates.count; i++) {
        const Candidate *candidate = &candidates.items[i];
        bool names = text_equal(book->targets.items[candidate->target].name, book->entity->label);
        if (names && candidate->cost < COST_OF_CODES && (!best || candidate->cost < best->cost))
            best = candidate;
    }
    if (best)
        assign(book, best, &columns[best->column]);
    array_release(&candidates);
}

bool headers_suffice(const Entity *entity, const Column *columns, size_t count)
{
    for (const Field *field = entity->fields; field->name; field++) {
        bool standard = field->standard != 0 || field->standard_text || field->type == FIELD_INTEGER ||
                        field->type == FIELD_PERCENT;
        if (!field_is_stored(field) || !field->required || standard || is_mapped(columns, count, field->name))
            continue;
        bool named_otherwise = text_equal(field->name, entity->label) &&
                               (is_mapped(columns, count, "last_name") || is_mapped(columns, count, "role"));
        if (!named_otherwise)
            return false;
    }
    return true;
}
