/*
 * References to many records: an index from whose they are to the rows of cross references, and the cell in front.
 */
#include "steerco/model/many.h"

#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"

/* Rows of cross references by owner and by target, each a chain from the oldest on. */
typedef struct Chains {
    IdMap first, last; /* AnyId → row + 1 */
    uint32_t *next;    /* row → row + 1, 0 = the end */
} Chains;

struct ManyIndex {
    uint64_t generation;
    Chains owners, targets;
};

static void chains_release(Chains *chains)
{
    idmap_release(&chains->first);
    idmap_release(&chains->last);
    free(chains->next);
    *chains = (Chains){0};
}

void many_index_free(ManyIndex *index)
{
    if (!index)
        return;
    chains_release(&index->owners);
    chains_release(&index->targets);
    free(index);
}

static EntityKind reference_kind(void)
{
    return cross_reference_entity.kind;
}

static const CrossReference *reference_at(const Plan *plan, uint32_t row)
{
    return plan_at(plan, reference_kind(), row);
}

static void chain(Chains *chains, AnyId key, uint32_t row)
{
    int64_t last = idmap_get(&chains->last, key, 0);
    if (last)
        chains->next[last - 1] = row + 1;
    else
        idmap_put(&chains->first, key, (int64_t)row + 1);
    idmap_put(&chains->last, key, (int64_t)row + 1);
}

static const ManyIndex *index_of(const Plan *plan)
{
    ManyIndex *index = *plan->many;
    if (index && index->generation == plan->generation)
        return index;
    many_index_free(index);
    index = *plan->many = memory_new(1, sizeof *index);
    index->generation = plan->generation;
    uint32_t count = plan_count(plan, reference_kind());
    index->owners.next = memory_new((size_t)count + 1, sizeof *index->owners.next);
    index->targets.next = memory_new((size_t)count + 1, sizeof *index->targets.next);
    uint32_t *rows = plan_sorted_rows(plan, reference_kind());
    for (uint32_t i = 0; i < count; i++) {
        const CrossReference *reference = reference_at(plan, rows[i]);
        chain(&index->owners, reference->owner, rows[i]);
        chain(&index->targets, reference->target, rows[i]);
    }
    free(rows);
    return index;
}

static const Entity *entity_with(const Field *field)
{
    return entity_of_tag(field->slot / MANY_FIELDS);
}

const Field *many_field(int slot)
{
    const Entity *entity = entity_of_tag(slot / MANY_FIELDS);
    for (const Field *field = entity ? entity->fields : NULL; field && field->name; field++)
        if (field->type == FIELD_MANY && field->slot == slot)
            return field;
    return NULL;
}

static bool same_target(Referent a, Referent b)
{
    return a.entity == b.entity && a.id == b.id;
}

static bool holds(const Referents *targets, Referent target)
{
    for (size_t i = 0; i < targets->count; i++)
        if (same_target(targets->items[i], target))
            return true;
    return false;
}

void many_referents(const Plan *plan, const Field *field, Id id, Referents *out)
{
    if (plan_count(plan, reference_kind()) == 0)
        return;
    const ManyIndex *index = index_of(plan);
    for (int64_t row = idmap_get(&index->owners.first, any_id(entity_with(field), id), 0); row;
         row = index->owners.next[row - 1]) {
        const CrossReference *reference = reference_at(plan, (uint32_t)row - 1);
        Referent target = any_referent(reference->target);
        if (reference->slot == field->slot && !holds(out, target))
            array_push(out, target);
    }
}

void many_owners(const Plan *plan, const Field *field, Referent target, Ids *out)
{
    if (plan_count(plan, reference_kind()) == 0)
        return;
    const ManyIndex *index = index_of(plan);
    for (int64_t row = idmap_get(&index->targets.first, any_id(target.entity, target.id), 0); row;
         row = index->targets.next[row - 1]) {
        const CrossReference *reference = reference_at(plan, (uint32_t)row - 1);
        if (reference->slot == field->slot)
            array_push(out, any_referent(reference->owner).id);
    }
}

/* A name that holds a separator is written as its code, so that the cell can be read back. */
static void add_target(const Plan *plan, Referent target, Buffer *out)
{
    Buffer word = {0};
    referent_format(plan, target, &word);
    if (strpbrk(buffer_text(&word), ";,\n")) {
        buffer_clear(&word);
        entity_code(target.entity, target.id, &word);
    }
    buffer_add(out, buffer_text(&word));
    buffer_release(&word);
}

void many_format(const Plan *plan, const Field *field, Id id, Buffer *out)
{
    Referents targets = {0};
    many_referents(plan, field, id, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        if (i > 0)
            buffer_add(out, "; ");
        if (field->refers_to)
            add_target(plan, targets.items[i], out);
        else
            entity_code(targets.items[i].entity, targets.items[i].id, out);
    }
    array_release(&targets);
}

/* ---- changes ---- */

/* Does the set make this reference already? Those of a record are made in one go. */
static bool is_made(const ChangeSet *set, AnyId owner, const Field *field, AnyId target)
{
    for (size_t i = set->changes.count; i-- > 0;) {
        const Change *change = &set->changes.items[i];
        const CrossReference *made = change->kind == CHANGE_CREATE ? change->record : NULL;
        if (!made || change->entity != &cross_reference_entity)
            continue;
        if (made->owner != owner)
            return false;
        if (made->slot == field->slot && made->target == target)
            return true;
    }
    return false;
}

void many_add(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field, Referent target)
{
    Referents present = {0};
    many_referents(plan, field, id, &present);
    AnyId owner = any_id(entity, id), to = any_id(target.entity, target.id);
    if (!holds(&present, target) && !is_made(set, owner, field, to)) {
        CrossReference *reference = change_create(set, &cross_reference_entity);
        reference->owner = owner;
        reference->slot = field->slot;
        reference->target = to;
    }
    array_release(&present);
}

/* Says whether there were any. */
static bool drop_others(ChangeSet *set, const Plan *plan, AnyId owner, const Field *field, const Referents *kept)
{
    bool dropped = false;
    if (plan_count(plan, reference_kind()) == 0)
        return false;
    const ManyIndex *index = index_of(plan);
    for (int64_t row = idmap_get(&index->owners.first, owner, 0); row; row = index->owners.next[row - 1]) {
        const CrossReference *reference = reference_at(plan, (uint32_t)row - 1);
        if (reference->slot != field->slot || holds(kept, any_referent(reference->target)))
            continue;
        change_delete(set, plan, &cross_reference_entity, reference->record.id);
        dropped = true;
    }
    return dropped;
}

bool many_replace(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field,
                  const Referents *wanted)
{
    size_t before = set->changes.count;
    bool dropped = drop_others(set, plan, any_id(entity, id), field, wanted);
    for (size_t i = 0; i < wanted->count; i++)
        many_add(set, plan, entity, id, field, wanted->items[i]);
    return dropped || set->changes.count > before;
}

static void add_trimmed(const char *text, size_t length, Buffer *out)
{
    while (length > 0 && (*text == ' ' || *text == '\t'))
        text++, length--;
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
        length--;
    buffer_add_bytes(out, text, length);
}

/* Who finds the records that items mean, and where they go. */
typedef struct Reader {
    const Entity *entity;
    ManyFind *find;
    void *context;
    Referents *out;
} Reader;

/* One item, or where it holds commas and is no name as a whole, the items between them. */
static bool read_item(const Reader *reader, const char *item, Error *error)
{
    Referent target;
    Error refused = {0};
    if (*item == '\0')
        return true;
    if (reader->find(reader->context, reader->entity, item, &target, &refused)) {
        if (target.entity && !holds(reader->out, target))
            array_push(reader->out, target);
        return true;
    }
    const char *comma = strchr(item, ',');
    if (!comma)
        return error_set(error, "%s", refused.text);
    Buffer head = {0};
    add_trimmed(item, (size_t)(comma - item), &head);
    bool good = read_item(reader, buffer_text(&head), error);
    buffer_clear(&head);
    add_trimmed(comma + 1, strlen(comma + 1), &head);
    good = good && read_item(reader, buffer_text(&head), error);
    buffer_release(&head);
    return good;
}

bool many_read(const Field *field, const char *text, ManyFind *find, void *context, Referents *out, Error *error)
{
    const Reader reader = {field->refers_to, find, context, out};
    bool good = true;
    Buffer item = {0};
    while (*text && good) {
        size_t length = strcspn(text, ";\n");
        buffer_clear(&item);
        add_trimmed(text, length, &item);
        good = read_item(&reader, buffer_text(&item), error);
        text += length + (text[length] != '\0');
    }
    buffer_release(&item);
    return good;
}

static bool find_in_plan(void *context, const Entity *entity, const char *text, Referent *out, Error *error)
{
    return referent_parse(context, entity, text, out, error);
}

bool many_set(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field, const char *text,
              Error *error)
{
    Referents wanted = {0};
    bool good = many_read(field, text, find_in_plan, (void *)plan, &wanted, error);
    if (good)
        many_replace(set, plan, entity, id, field, &wanted);
    array_release(&wanted);
    return good;
}
