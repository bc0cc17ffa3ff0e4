/*
 * Cells that refer to a record of any type, and to many records. All rows of the file have their records by then, so
 * that a row may name one that comes later.
 */
#include <string.h>

#include "csv_hooks.h"
#include "steerco/model/field.h"
#include "steerco/model/many.h"

static Referent referent(const Entity *entity, Id id)
{
    return id ? (Referent){entity, id} : (Referent){0};
}

/* By code, which says the type; else by a name that one record of all types bears. */
static Referent find_any(Import *import, const char *text, Error *error)
{
    Id id;
    Referent found = {0};
    int count = 0;
    const Entity *coded = entity_of_code(text, &id);
    if (coded)
        found = referent(coded, reference_by_code(import, coded->kind, text));
    for (int kind = 0; kind < entity_count && !found.entity && count < 2; kind++) {
        Id named = entities[kind]->internal ? 0 : reference_find(import, kind, text);
        count += named != 0;
        if (named && count == 1)
            found = referent(entities[kind], named);
    }
    if (count > 1)
        error_set(error, "'%s' is the name of several records; expected a code like T-1", text);
    else if (!found.entity)
        error_set(error, "there is no record '%s'; expected a code like T-1 or a name", text);
    return count > 1 ? (Referent){0} : found;
}

/* A name with a comma may be two; only what is one for sure can make a record. */
static Referent find_one(Import *import, const Entity *entity, const char *text, Error *error)
{
    const ImportHooks *hooks = import_hooks(entity);
    bool makes = hooks->called && !strchr(text, ',');
    Id id = makes ? hooks->called(import, text) : reference_find(import, entity->kind, text);
    if (!id)
        error_set(error, "there is no %s '%s'; expected a code like %s-1 or a name", entity->noun, text,
                  entity->prefix);
    return referent(entity, id);
}

static bool find(void *context, const Entity *entity, const char *text, Referent *out, Error *error)
{
    Import *import = context;
    *out = entity ? find_one(import, entity, text, error) : find_any(import, text, error);
    return out->entity || wordbook_is_nothing(import->words, text);
}

bool import_read_any(Import *import, const ImportRow *row, size_t column, const char *text)
{
    Error why = {0};
    Referent target;
    const Field *field = import->columns[column].field;
    if (!find(import, NULL, cell_unprotected(&import->reader, text), &target, &why))
        return import_set_aside(import, row, column, why.text);
    if (target.entity)
        field_set(field, row->record, value_number(any_id(target.entity, target.id)));
    return true;
}

bool import_read_many(Import *import, const ImportRow *row, size_t column, const char *text)
{
    Error why = {0};
    Referents wanted = {0};
    const Field *field = import->columns[column].field;
    bool good = many_read(field, cell_unprotected(&import->reader, text), find, import, &wanted, &why);
    if (!good)
        good = import_set_aside(import, row, column, why.text);
    else if (many_replace(import->set, import->plan, import->entity, row->id, field, &wanted))
        idmap_put(&import->linked, row->id, 1);
    array_release(&wanted);
    return good;
}
