/*
 * Change sets: how they are made, inverted, checked, applied and put in words.
 */
#include "steerco/model/change.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/model/many.h"

#define NO_CHANGE (-1)

void change_begin(ChangeSet *set, const Plan *plan, const char *source, const char *reason)
{
    *set = (ChangeSet){.board = plan->board, .audience = plan->audience, .who = ""};
    set->source = arena_text(&set->arena, source);
    set->reason = arena_text(&set->arena, reason);
}

void change_reason(ChangeSet *set, const char *format, ...)
{
    char reason[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    set->reason = arena_text(&set->arena, reason);
}

void change_release(ChangeSet *set)
{
    array_release(&set->changes);
    array_release(&set->made);
    idmap_release(&set->newest);
    arena_release(&set->arena);
    *set = (ChangeSet){0};
}

/* The changes of one record form a chain, newest first, so that a bulk edit of many records stays linear. */
static int64_t record_key(const Entity *entity, Id id)
{
    return id * ENTITY_MOST + entity->kind;
}

static int64_t newest_change(const ChangeSet *set, const Entity *entity, Id id)
{
    if (id < 0)
        return (uint64_t)-id <= set->made.count ? set->made.items[-id - 1] : NO_CHANGE;
    return idmap_get(&set->newest, record_key(entity, id), NO_CHANGE);
}

/* Provisional ids are given one after the other, and each is changed once: when it is created. */
static void push(ChangeSet *set, Change change)
{
    int64_t at = (int64_t)set->changes.count;
    change.previous = newest_change(set, change.entity, change.id);
    if (change.id < 0)
        array_push(&set->made, at);
    else
        idmap_put(&set->newest, record_key(change.entity, change.id), at);
    array_push(&set->changes, change);
}

void *change_create(ChangeSet *set, const Entity *entity)
{
    return change_create_as(set, entity, 0);
}

void *change_create_as(ChangeSet *set, const Entity *entity, Id id)
{
    Record *record = arena_new(&set->arena, entity->record_size);
    record->id = id ? id : --set->last_provisional;
    record->board = entity->shared ? 0 : set->board;
    record_init(entity, record);
    push(set, (Change){.entity = entity, .id = record->id, .kind = CHANGE_CREATE, .record = record});
    return record;
}

/* The change of that field, or the creation or deletion of that record, that the set holds already. */
static Change *find_change(const ChangeSet *set, const Entity *entity, Id id, const Field *field)
{
    int64_t at = newest_change(set, entity, id);
    while (at != NO_CHANGE) {
        Change *change = &set->changes.items[at];
        if (change->kind != CHANGE_SET || change->field == field)
            return change;
        at = change->previous;
    }
    return NULL;
}

static Value copy_value(ChangeSet *set, const Field *field, Value value)
{
    if (field_is_text(field))
        value.text = arena_text(&set->arena, value.text);
    return value;
}

void change_set(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field, Value after)
{
    Change *earlier = find_change(set, entity, id, field);
    after = copy_value(set, field, after);
    if (earlier && earlier->kind == CHANGE_CREATE)
        field_set(field, earlier->record, after);
    else if (earlier && earlier->kind == CHANGE_SET)
        earlier->after = after;
    if (earlier)
        return;
    const void *record = plan_find(plan, entity->kind, id);
    if (!record || value_equal(field, field_stored(field, record), after))
        return;
    Value before = copy_value(set, field, field_stored(field, record));
    push(set,
         (Change){.entity = entity, .id = id, .kind = CHANGE_SET, .field = field, .before = before, .after = after});
}

Value change_value(const ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field)
{
    const Change *change = find_change(set, entity, id, field);
    if (change && change->kind == CHANGE_SET)
        return change->after;
    const void *record = change ? change->record : plan_find(plan, entity->kind, id);
    return record ? field_stored(field, record) : (Value){.number = VALUE_NONE, .text = ""};
}

bool change_deletes(const ChangeSet *set, const Entity *entity, Id id)
{
    const Change *change = find_change(set, entity, id, NULL);
    return change && change->kind == CHANGE_DELETE;
}

/* Is a record lost with the one that this field refers to? */
static bool falls_with(const Field *field)
{
    return field->required || field->falls;
}

/* The record as it was, with its texts: the plan may be gone when the set is undone. */
static void *keep_record(ChangeSet *set, const Entity *entity, const void *record)
{
    void *copy = arena_new(&set->arena, entity->record_size);
    memcpy(copy, record, entity->record_size);
    record_keep_texts(entity, copy, &set->arena);
    return copy;
}

/* What the set has already changed in a record that it now deletes belongs to "as it was". */
static void keep_earlier_changes(ChangeSet *set, const Entity *entity, Record *copy)
{
    for (const Field *field = entity->fields; field->name; field++) {
        const Change *change = field_is_stored(field) ? find_change(set, entity, copy->id, field) : NULL;
        if (change && change->kind == CHANGE_SET)
            field_set(field, copy, change->after);
    }
}

static void delete_one(ChangeSet *set, const Plan *plan, const Entity *entity, Id id)
{
    void *copy = keep_record(set, entity, plan_find(plan, entity->kind, id));
    keep_earlier_changes(set, entity, copy);
    push(set, (Change){.entity = entity, .id = id, .kind = CHANGE_DELETE, .record = copy});
}

/* What is to be deleted: each record behind one that it falls with. */
typedef struct Doomed {
    ARRAY(Id) ids[ENTITY_MOST];
    IdMap known[ENTITY_MOST];
    size_t count;
} Doomed;

static bool is_doomed(const Doomed *doomed, const Entity *entity, Id id)
{
    return idmap_get(&doomed->known[entity->kind], id, 0) != 0;
}

static void doom(Doomed *doomed, const Entity *entity, Id id)
{
    array_push(&doomed->ids[entity->kind], id);
    idmap_put(&doomed->known[entity->kind], id, 1);
    doomed->count++;
}

/* The records whose reference leads to one that is doomed: those that fall with it too, or those that lose it. */
static void follow(Doomed *doomed, ChangeSet *set, const Plan *plan, const Entity *entity, const Field *field,
                   bool falling)
{
    if (field->refers_to && doomed->ids[field->refers_to->kind].count == 0)
        return;
    bool changed = set->changes.count > 0; /* then what the set refers to counts, not what the plan did */
    for (uint32_t row = 0; row < plan_count(plan, entity->kind); row++) {
        const Record *record = plan_at(plan, entity->kind, row);
        Value value = changed && !change_deletes(set, entity, record->id)
                          ? change_value(set, plan, entity, record->id, field)
                          : field_stored(field, record);
        Referent target = field_referent(field, value);
        if (!target.entity || !is_doomed(doomed, target.entity, target.id) || is_doomed(doomed, entity, record->id) ||
            change_deletes(set, entity, record->id))
            continue;
        if (falling)
            doom(doomed, entity, record->id);
        else
            change_set(set, plan, entity, record->id, field, value_number(0));
    }
}

/* New records of the same set that refer to one that is doomed do no more, where they can be without it. */
static void detach_new(const Doomed *doomed, ChangeSet *set)
{
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        if (change->kind != CHANGE_CREATE)
            continue;
        for (const Field *field = change->entity->fields; field->name; field++) {
            if (!field_refers(field) || !field_is_stored(field) || falls_with(field))
                continue;
            Referent target = field_referent(field, field_stored(field, change->record));
            if (target.entity && is_doomed(doomed, target.entity, target.id))
                field_set(field, change->record, value_number(0));
        }
    }
}

static void follow_all(Doomed *doomed, ChangeSet *set, const Plan *plan, bool falling)
{
    for (int kind = 0; kind < entity_count; kind++)
        for (const Field *field = entities[kind]->fields; field->name; field++)
            if (field_refers(field) && field_is_stored(field) && falls_with(field) == falling)
                follow(doomed, set, plan, entities[kind], field, falling);
}

void change_delete(ChangeSet *set, const Plan *plan, const Entity *entity, Id id)
{
    Doomed doomed = {0};
    if (!plan_find(plan, entity->kind, id) || change_deletes(set, entity, id))
        return;
    doom(&doomed, entity, id);
    for (size_t before = 0; before != doomed.count;) {
        before = doomed.count;
        follow_all(&doomed, set, plan, true);
    }
    follow_all(&doomed, set, plan, false);
    detach_new(&doomed, set);
    /* What refers to a record goes before it, and comes back after it when this is inverted. */
    for (int kind = entity_count; kind-- > 0;) {
        for (size_t i = doomed.ids[kind].count; i-- > 0;)
            delete_one(set, plan, entities[kind], doomed.ids[kind].items[i]);
        array_release(&doomed.ids[kind]);
        idmap_release(&doomed.known[kind]);
    }
}

void change_invert(const ChangeSet *set, ChangeSet *out)
{
    *out = (ChangeSet){.board = set->board, .who = "", .undoes = set->sequence};
    out->source = arena_text(&out->arena, "undo");
    out->reason = arena_text(&out->arena, set->reason);
    for (size_t i = set->changes.count; i-- > 0;) {
        Change change = set->changes.items[i];
        if (change.kind == CHANGE_SET) {
            Value before = change.before;
            change.before = copy_value(out, change.field, change.after);
            change.after = copy_value(out, change.field, before);
        } else {
            change.kind = change.kind == CHANGE_CREATE ? CHANGE_DELETE : CHANGE_CREATE;
            change.record = keep_record(out, change.entity, change.record);
        }
        change.previous = NO_CHANGE; /* nobody adds to an inverse */
        array_push(&out->changes, change);
    }
}

void change_copy(const ChangeSet *set, ChangeSet *out)
{
    *out = (ChangeSet){.board = set->board, .who = "", .undoes = set->undoes};
    out->source = arena_text(&out->arena, set->source);
    out->reason = arena_text(&out->arena, set->reason);
    out->why = set->why ? arena_text(&out->arena, set->why) : NULL;
    for (size_t i = 0; i < set->changes.count; i++) {
        Change change = set->changes.items[i];
        if (change.kind == CHANGE_SET) {
            change.before = copy_value(out, change.field, change.before);
            change.after = copy_value(out, change.field, change.after);
        } else {
            change.record = keep_record(out, change.entity, change.record);
        }
        change.previous = NO_CHANGE; /* nobody adds to a copy */
        array_push(&out->changes, change);
    }
}

static bool check_field(const Field *field, const Plan *after, const void *record, Error *error)
{
    Value value = field_stored(field, record);
    if (value_is_none(field, value))
        return !field->required || error_set(error, "%s may not be empty", field->title);
    Referent target = field_refers(field) ? field_referent(field, value) : (Referent){0};
    if (field_refers(field) && (!target.entity || !plan_find(after, target.entity->kind, target.id)))
        return error_set(error, "%s: there is no such %s", field->title,
                         target.entity ? target.entity->noun : "record");
    bool ranged = !field_is_text(field) && field->maximum > field->minimum;
    if (ranged && (value.number < field->minimum || value.number > field->maximum))
        return error_set(error, "%s is out of range", field->title);
    return true;
}

static bool check_record(const Entity *entity, const Plan *after, const void *record, Error *error)
{
    for (const Field *field = entity->fields; field->name; field++)
        if (field_is_stored(field) && !check_field(field, after, record, error))
            return false;
    return !entity->check || entity->check(after, record, error);
}

/* An entry of a ledger is never changed or deleted; only what it refers to may go, and a booking be undone. */
static bool check_append_only(const ChangeSet *set, const Change *change, Error *error)
{
    if (!change->entity->append_only || set->undoes || change->kind == CHANGE_CREATE)
        return true;
    if (change->kind == CHANGE_SET && field_refers(change->field) && change->after.number == 0)
        return true;
    return error_set(error, "%s %s is never changed or deleted; %s", entity_article(change->entity),
                     change->entity->noun, change->entity->instead);
}

/* A snapshot stays as it was taken; only what it refers to may go. Its parts go with the whole. */
static bool check_snapshot(const ChangeSet *set, const Change *change, const Plan *after, Error *error)
{
    const Entity *entity = change->entity;
    if (!entity->snapshot || set->undoes || change->kind == CHANGE_CREATE)
        return true;
    if (change->kind == CHANGE_SET)
        return (field_refers(change->field) && change->after.number == 0) ||
               error_set(error, "%s %s is never changed once it was taken", entity_article(entity), entity->noun);
    for (const Field *field = entity->fields; field->name; field++) {
        bool part = field->type == FIELD_REFERENCE && field->required;
        if (part && plan_find(after, field->refers_to->kind, field_stored(field, change->record).number))
            return error_set(error, "%s %s is only deleted together with its %s", entity_article(entity), entity->noun,
                             field->refers_to->noun);
    }
    return true;
}

/* Was a record frozen before the set? Approving freezes only then, and so does making one that is approved. */
static bool was_frozen(const ChangeSet *set, const Plan *after, const Entity *entity, Id id, Error *error)
{
    int64_t at = newest_change(set, entity, id);
    const Change *newest = at == NO_CHANGE ? NULL : &set->changes.items[at];
    if (newest && newest->kind == CHANGE_DELETE)
        return entity->frozen(after, newest->record, error);
    const void *record = plan_find(after, entity->kind, id);
    if (!record)
        return false;
    bool created = false;
    void *before = memory_new(1, entity->record_size);
    memcpy(before, record, entity->record_size);
    for (; at != NO_CHANGE; at = set->changes.items[at].previous) {
        const Change *change = &set->changes.items[at];
        created = created || change->kind == CHANGE_CREATE;
        if (change->kind == CHANGE_SET)
            field_set(change->field, before, change->before);
    }
    bool frozen = !created && entity->frozen(after, before, error);
    free(before);
    return frozen;
}

/* Is a record changed or deleted that is not to be any more? Its references to many are part of it. What it refers to
   may go all the same. */
static bool check_frozen(const ChangeSet *set, const Change *change, const Plan *after, Error *error)
{
    Referent whose = {change->entity, change->id};
    bool loses = change->kind == CHANGE_SET && field_refers(change->field) && change->after.number == 0;
    bool begins = change->kind == CHANGE_CREATE;
    if (change->entity == &cross_reference_entity && change->kind != CHANGE_SET) {
        const CrossReference *reference = change->record;
        Referent target = any_referent(reference->target);
        loses = target.entity && !plan_find(after, target.entity->kind, target.id);
        whose = any_referent(reference->owner);
        begins = false;
    }
    if (!whose.entity || !whose.entity->frozen || set->undoes || begins || loses)
        return true;
    return !was_frozen(set, after, whose.entity, whose.id, error);
}

/* Did the record break its rules in the same way before? */
static bool was_as_bad(const Change *change, const Plan *was, const Error *now)
{
    Error before = {0};
    const void *record = was ? plan_find(was, change->entity->kind, change->id) : NULL;
    return record && !check_record(change->entity, was, record, &before) && text_equal(before.text, now->text);
}

static bool check_change(const ChangeSet *set, const Change *change, const Plan *after, const Plan *was, Error *error)
{
    Error found = {0};
    const void *record = plan_find(after, change->entity->kind, change->id);
    if (!check_append_only(set, change, error) || !check_snapshot(set, change, after, error) ||
        !check_frozen(set, change, after, error))
        return false;
    return change->kind == CHANGE_DELETE || !record || check_record(change->entity, after, record, &found) ||
           was_as_bad(change, was, &found) || error_set(error, "%s", found.text);
}

bool change_check_restored(const ChangeSet *set, const Plan *after, const Plan *was, Error *error)
{
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        if (check_change(set, change, after, was, error))
            continue;
        Buffer code = {0};
        entity_code(change->entity, change->id, &code);
        error_prefix(error, "%s", buffer_text(&code));
        buffer_release(&code);
        return false;
    }
    return true;
}

bool change_check(const ChangeSet *set, const Plan *after, Error *error)
{
    return change_check_restored(set, after, NULL, error);
}

/* What was worked out from the tasks at other rows holds as it did. */
static void touch(Plan *plan, EntityKind kind, uint32_t row)
{
    if (entities[kind]->traced)
        array_push(&plan->touched, row);
}

/* Each of these tells which parts of the plan's structure it changed. */
static unsigned add_record(Plan *plan, const Change *change)
{
    const Record *record = change->record;
    bool ours = record->board == 0 || record->board == plan->board;
    if (!ours || plan_row(plan, change->entity->kind, change->id) != ROW_NONE)
        return 0;
    plan_add(plan, change->entity->kind, record);
    touch(plan, change->entity->kind, plan_count(plan, change->entity->kind) - 1);
    return change->entity->shapes;
}

static unsigned remove_record(Plan *plan, const Change *change)
{
    uint32_t row = plan_row(plan, change->entity->kind, change->id);
    if (row == ROW_NONE)
        return 0;
    plan_remove(plan, change->entity->kind, row);
    touch(plan, change->entity->kind, row);
    return change->entity->shapes;
}

static unsigned set_value(Plan *plan, const Change *change, Value value)
{
    uint32_t row = plan_row(plan, change->entity->kind, change->id); /* now the table is loaded */
    Table *table = &plan->tables[change->entity->kind];
    if (row == ROW_NONE)
        return 0;
    if (field_is_text(change->field))
        value.text = arena_text(&plan->texts, value.text);
    field_set(change->field, table->records + (size_t)row * table->entity->record_size, value);
    touch(plan, change->entity->kind, row);
    return change->field->shapes;
}

static unsigned change_one(Plan *plan, const Change *change, bool forward)
{
    if (change->kind == CHANGE_SET)
        return set_value(plan, change, forward ? change->after : change->before);
    return (change->kind == CHANGE_CREATE) == forward ? add_record(plan, change) : remove_record(plan, change);
}

static uint32_t traced_rows(const Plan *plan)
{
    uint32_t count = 0;
    for (int kind = 0; kind < entity_count; kind++)
        count += entities[kind]->traced ? plan_count(plan, kind) : 0;
    return count;
}

/* A new generation; of those parts of the structure too that changed since `before`. */
static void grow_generation(Plan *plan, uint64_t before, unsigned changed)
{
    plan->generation++;
    if (plan->touched.count > traced_rows(plan)) { /* there is nothing to gain by keeping them apart */
        changed |= STRUCTURE_ROWS;
        plan->touched.count = 0;
    }
    for (int bit = 0; bit < STRUCTURE_BITS; bit++)
        if (!(changed & 1u << bit))
            plan->kept[bit] += plan->generation - before;
}

void plan_apply(Plan *plan, const ChangeSet *set)
{
    uint64_t before = plan->generation;
    unsigned changed = 0;
    for (size_t i = 0; i < set->changes.count; i++)
        changed |= change_one(plan, &set->changes.items[i], true);
    grow_generation(plan, before, changed);
    if (set->sequence > plan->sequence)
        plan->sequence = set->sequence;
}

void plan_revert(Plan *plan, const ChangeSet *set)
{
    uint64_t before = plan->generation;
    unsigned changed = 0;
    for (size_t i = set->changes.count; i-- > 0;)
        changed |= change_one(plan, &set->changes.items[i], false);
    grow_generation(plan, before, changed);
}

unsigned change_structure(const ChangeSet *set)
{
    unsigned changed = 0;
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        changed |= change->kind == CHANGE_SET ? change->field->shapes : change->entity->shapes;
    }
    return changed;
}

bool change_agrees(const ChangeSet *set, const Plan *plan)
{
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        if (change->kind == CHANGE_CREATE || change->id < 0)
            continue;
        const void *record = plan_find(plan, change->entity->kind, change->id);
        if (!record)
            return false;
        if (change->kind == CHANGE_SET &&
            !value_equal(change->field, field_stored(change->field, record), change->before))
            return false;
    }
    return true;
}
