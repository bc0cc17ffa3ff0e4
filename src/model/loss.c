/*
 * Deleting what records of cold types refer to. The consequences of a deletion stand in its own set (change_delete), so
 * no table is looked at.
 */
#include "steerco/model/loss.h"

/* The records that a set deletes: any_id() → 1. */
static IdMap deleted_records(const ChangeSet *set)
{
    IdMap gone = {0};
    for (size_t i = 0; i < set->changes.count; i++)
        if (set->changes.items[i].kind == CHANGE_DELETE)
            idmap_put(&gone, any_id(set->changes.items[i].entity, set->changes.items[i].id), 1);
    return gone;
}

static bool is_gone(const IdMap *gone, Referent target)
{
    return target.entity && idmap_get(gone, any_id(target.entity, target.id), 0);
}

/* What a change of a cold record follows from: the record that goes and leaves it without what it refers to. {0} = of
   no deletion of another record. */
static Referent cause(const IdMap *gone, const Change *change)
{
    if (!change->entity->cold || change->kind == CHANGE_CREATE)
        return (Referent){0};
    if (change->kind == CHANGE_SET) {
        Referent target = field_refers(change->field) ? field_referent(change->field, change->before) : (Referent){0};
        return change->after.number == 0 && is_gone(gone, target) ? target : (Referent){0};
    }
    for (const Field *field = change->entity->fields; field->name; field++) {
        if (!field_refers(field) || !field_is_stored(field) || !(field->required || field->falls))
            continue;
        Referent target = field_referent(field, field_stored(field, change->record));
        if (is_gone(gone, target))
            return target;
    }
    return (Referent){0};
}

static bool refuse(const ChangeSet *set, const IdMap *gone, Referent target, Error *error)
{
    const Entity *what = NULL;
    size_t count = 0;
    Buffer words = {0};
    for (size_t i = 0; i < set->changes.count; i++) {
        Referent found = cause(gone, &set->changes.items[i]);
        if (found.entity != target.entity || found.id != target.id || (what && set->changes.items[i].entity != what))
            continue;
        what = set->changes.items[i].entity;
        count++;
    }
    entity_code(target.entity, target.id, &words);
    buffer_add(&words, " stays: ");
    entity_add_count(what, count, &words);
    buffer_format(&words, " %s to it; %s", count == 1 ? "refers" : "refer",
                  target.entity->instead ? target.entity->instead : "change them first");
    error_set(error, "%s", buffer_text(&words));
    buffer_release(&words);
    return false;
}

bool loss_check(const ChangeSet *set, Error *error)
{
    IdMap gone = deleted_records(set);
    bool good = true;
    for (size_t i = 0; good && !set->undoes && i < set->changes.count; i++) {
        Referent target = cause(&gone, &set->changes.items[i]);
        good = !target.entity || refuse(set, &gone, target, error);
    }
    idmap_release(&gone);
    return good;
}
