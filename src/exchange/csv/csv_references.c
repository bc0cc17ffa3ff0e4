/*
 * Finding the record that a cell names. Files name people in many spellings and tasks by identifiers of their own; the
 * records meant may be in the plan already or come along in the same file.
 */
#include <string.h>

#include "csv_import.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/records/records.h"

static const char *text_of(const Entity *entity, const void *record, const char *name)
{
    for (const Field *field = entity->fields; name && field->name; field++)
        if (text_equal(field->name, name) && field_is_stored(field) && field_is_text(field))
            return field_stored(field, record).text;
    return "";
}

/* The first record of a name keeps it. */
static void put_folded(Import *import, Names *names, const char *text, Id id)
{
    if (*text == '\0')
        return;
    Buffer folded = {0};
    text_fold(text, &folded);
    if (textmap_get(&names->folded, buffer_text(&folded), 0) == 0)
        textmap_put(&names->folded, arena_text(&import->arena, buffer_text(&folded)), id);
    buffer_release(&folded);
}

static void put_record(Import *import, EntityKind kind, const void *record)
{
    const Entity *entity = entities[kind];
    Names *names = &import->names[kind];
    Id id = ((const Record *)record)->id;
    const char *label = text_of(entity, record, entity->label);
    if (*label && textmap_get(&names->exact, label, 0) == 0)
        textmap_put(&names->exact, arena_text(&import->arena, label), id);
    put_folded(import, names, label, id);
    put_folded(import, names, text_of(entity, record, "external_id"), id);
    put_folded(import, names, text_of(entity, record, "initials"), id);
}

static void build(Import *import, EntityKind kind)
{
    if (import->names[kind].built)
        return;
    import->names[kind].built = true;
    for (uint32_t row = 0; row < plan_count(import->plan, kind); row++)
        put_record(import, kind, plan_at(import->plan, kind, row));
}

void reference_add(Import *import, EntityKind kind, const void *record)
{
    Id id = ((const Record *)record)->id;
    if (id > 0) /* provisional ids have no code to be called by */
        idmap_put(&import->names[kind].made, id, 1);
    if (entities[kind]->by_name)
        build(import, kind);
    if (import->names[kind].built)
        put_record(import, kind, record);
}

Id reference_by_code(const Import *import, EntityKind kind, const char *text)
{
    Id id = textmap_get(&import->adopted, text, 0);
    if (id)
        return id;
    if (!strchr(text, '-') || entity_of_code(text, &id) != entities[kind])
        return 0;
    bool there = plan_find(import->plan, kind, id) || idmap_get(&import->names[kind].made, id, 0) != 0;
    return there ? id : 0;
}

static Id by_name(Import *import, EntityKind kind, const char *text)
{
    build(import, kind);
    Names *names = &import->names[kind];
    Id id = textmap_get(&names->exact, text, 0);
    if (id)
        return id;
    Buffer folded = {0};
    text_fold(text, &folded);
    id = textmap_get(&names->folded, buffer_text(&folded), 0);
    buffer_release(&folded);
    return id;
}

Id reference_exact(Import *import, EntityKind kind, const char *text)
{
    Id id = reference_by_code(import, kind, text);
    build(import, kind);
    return id ? id : textmap_get(&import->names[kind].exact, text, 0);
}

/* What another row of this file calls itself: its record comes along, wherever the row stands. */
static Id by_row(const Import *import, EntityKind kind, const char *text)
{
    int64_t row = kind == import->entity->kind ? textmap_get(&import->file_ids, text, -1) : -1;
    size_t low = 0, high = row < 0 ? 0 : import->rows.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (import->rows.items[middle].row < (size_t)row)
            low = middle + 1;
        else
            high = middle;
    }
    bool there = row >= 0 && low < import->rows.count && import->rows.items[low].row == (size_t)row;
    return there ? import->rows.items[low].id : 0;
}

Id reference_find(Import *import, EntityKind kind, const char *text)
{
    Id id = reference_by_code(import, kind, text);
    id = id ? id : by_name(import, kind, text);
    return id ? id : by_row(import, kind, text);
}

/* "Ann Smith <ann@example.org>" */
static size_t name_length(const char *text)
{
    const char *mail = strchr(text, '<');
    size_t length = mail && mail > text && strchr(mail, '@') ? (size_t)(mail - text) : strlen(text);
    while (length > 0 && text[length - 1] == ' ')
        length--;
    return length;
}

/* "" when the text cannot be stored. */
static const char *cleaned(Import *import, const char *text, size_t length)
{
    Buffer clean = {0};
    bool good = text_clean(text, length, false, &clean, NULL);
    const char *copy = arena_text(&import->set->arena, good ? buffer_text(&clean) : "");
    buffer_release(&clean);
    return copy;
}

/* A file of ours has the code of a resource, where else its name is, when the resource was not there: nobody is called
   so. */
static bool leads_nowhere(const Import *import, const char *name)
{
    Id id;
    return import->native && entity_of_code(name, &id) == &resource_entity;
}

Id reference_resource(Import *import, const char *name)
{
    Id id = reference_find(import, ENTITY_RESOURCE, name);
    if (id || wordbook_is_nothing(import->words, name) || leads_nowhere(import, name))
        return id;
    const char *clean = cleaned(import, name, name_length(name));
    id = reference_find(import, ENTITY_RESOURCE, clean);
    if (id || *clean == '\0')
        return id;
    Resource *made = change_create(import->set, &resource_entity);
    made->name = clean;
    const char *mail = strchr(name, '<');
    if (mail && strchr(mail, '>'))
        made->email = cleaned(import, mail + 1, strcspn(mail + 1, ">"));
    import->report->resources++;
    reference_add(import, ENTITY_RESOURCE, made);
    return made->record.id;
}

void references_release(Import *import)
{
    for (int kind = 0; kind < entity_count; kind++) {
        textmap_release(&import->names[kind].exact);
        textmap_release(&import->names[kind].folded);
        idmap_release(&import->names[kind].made);
        import->names[kind] = (Names){0};
    }
}
