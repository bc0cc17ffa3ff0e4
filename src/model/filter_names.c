/*
 * What words and names of fields mean in a filter. Words stand for what no single field says; a name may be shortened
 * as long as one field is meant.
 */
#include <string.h>
#include <strings.h>

#include "filter_parts.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"

enum { MOST_NAMED = 5 };

/* ---------------------------------------------------------------- words and other names */

/* Words that every type has whose row can tell. */
enum { WORD_LATE, WORD_DONE, WORD_OPEN, GENERAL_WORDS };

static const char *const general_words[GENERAL_WORDS] = {"late", "done", "open"};

/* Does the type know that word? */
static bool knows(const Entity *entity, int word)
{
    return word == WORD_LATE ? entity_knows_late(entity) : entity_knows_open(entity);
}

const char *filter_word(const Entity *entity, int number)
{
    for (int word = 0; word < GENERAL_WORDS; word++)
        if (knows(entity, word) && number-- == 0)
            return general_words[word];
    for (const FilterWord *word = entity->words; word && word->word; word++)
        if (number-- == 0)
            return word->word;
    return NULL;
}

WordTest *filter_test_of_word(const Entity *entity, const char *word, RecordTest **own)
{
    static WordTest *const tests[GENERAL_WORDS] = {record_is_late, record_is_done, record_is_open};
    for (int general = 0; general < GENERAL_WORDS; general++)
        if (strcasecmp(general_words[general], word) == 0)
            return knows(entity, general) ? tests[general] : NULL;
    for (const FilterWord *known = entity->words; known && known->word; known++)
        if (strcasecmp(known->word, word) == 0)
            *own = known->test;
    return NULL;
}

/* ---------------------------------------------------------------- which field is meant */

static bool begins_with(const char *text, const char *key)
{
    Buffer own = {0};
    text_key(text, &own);
    bool begins = strncmp(buffer_text(&own), key, strlen(key)) == 0;
    buffer_release(&own);
    return begins;
}

/* The one field whose name or title begins so, and else the candidates in `named`. */
static const Field *field_beginning(const Entity *entity, const char *name, Buffer *named)
{
    const Field *found = NULL;
    int count = 0;
    Buffer key = {0};
    text_key(name, &key);
    for (const Field *field = entity->fields; field->name && key.length > 0; field++) {
        if (field->internal ||
            (!begins_with(field->name, buffer_text(&key)) && !begins_with(field->title, buffer_text(&key))))
            continue;
        found = field;
        if (++count <= MOST_NAMED)
            buffer_format(named, "%s%s", count > 1 ? ", " : "", field->name);
    }
    buffer_release(&key);
    return count == 1 ? found : NULL;
}

const Field *field_meant(const Entity *entity, const char *name, Error *error)
{
    for (const FieldAlias *alias = entity->aliases; alias && alias->name; alias++)
        if (strcasecmp(alias->name, name) == 0)
            return entity_field(entity, alias->field);
    const Field *field = entity_field(entity, name);
    if (field && !field->internal)
        return field;
    if (entity->due && strcasecmp(name, "due") == 0)
        return entity_field(entity, entity->due);
    Buffer named = {0};
    field = field_beginning(entity, name, &named);
    int length = (int)text_fit(name, FILTER_QUOTED, NULL);
    if (!field && named.length > 0)
        error_set(error, "'%.*s' may be %s", length, name, buffer_text(&named));
    else if (!field)
        error_set(error, "%s %s has no field '%.*s'", entity_article(entity), entity->noun, length, name);
    buffer_release(&named);
    return field;
}
