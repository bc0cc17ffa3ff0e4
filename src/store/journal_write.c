/*
 * Writing the journal. Created and deleted records are gathered into runs of consecutive ids of one record type, so
 * that an import does not double the size of the file and its undo takes hardly more than the records did.
 */
#include "pack.h"
#include "seal.h"

const char *const journal_actions[] = {
    [CHANGE_CREATE] = "create",
    [CHANGE_SET] = "set",
    [CHANGE_DELETE] = "delete",
};

/* Bytes behind which a row keeps no further record. */
enum { LONGEST_KEPT = 1 << 20 };

typedef struct Writer {
    Store *store;
    const Numbering *numbering;
    int64_t sequence, ordinal;
    Sha256 seal;
} Writer;

typedef struct Row {
    ChangeKind kind;
    const Entity *entity;
    Id first;
    size_t count;
    const char *field, *before, *after;
} Row;

static bool write_row(Writer *writer, const Row *row, Error *error)
{
    const Argument values[] = {
        argument_number(writer->sequence),
        argument_number(++writer->ordinal),
        argument_text(journal_actions[row->kind]),
        argument_text(row->entity->name),
        argument_number(row->first),
        argument_number((int64_t)row->count),
        argument_text(row->field),
        argument_text(row->before),
        argument_text(row->after),
    };
    const int count = sizeof values / sizeof *values;
    seal_row(&writer->seal, values, count);
    return statement_run(writer->store, CHANGE_INSERT, values, count, error);
}

/* ---- created and deleted records ---- */

typedef struct Item {
    Id id;
    EntityKind kind; /* of its record type */
    const void *record;
} Item;

typedef ARRAY(Item) Items;

static int by_type_and_id(const void *a, const void *b)
{
    const Item *one = a, *other = b;
    if (one->kind != other->kind)
        return one->kind < other->kind ? -1 : 1;
    return (one->id > other->id) - (one->id < other->id);
}

static void gather(const Writer *writer, const ChangeSet *set, ChangeKind kind, Items *items)
{
    bool sorted = true;
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        if (change->kind != kind)
            continue;
        Item item = {numbered(writer->numbering, change->id), change->entity->kind, change->record};
        sorted = sorted && (items->count == 0 || by_type_and_id(&items->items[items->count - 1], &item) < 0);
        array_push(items, item);
    }
    if (!sorted)
        qsort(items->items, items->count, sizeof *items->items, by_type_and_id);
}

/* How many items from the first on are of one record type and have consecutive ids. */
static size_t run_length(const Item *items, size_t count)
{
    size_t length = 1;
    while (length < count && items[length].kind == items[0].kind && items[length].id == items[0].id + (Id)length)
        length++;
    return length;
}

static bool write_created_run(Writer *writer, const Item *items, size_t count, size_t *written, Error *error)
{
    Packer packer;
    Buffer text = {0};
    Sha256 digest;
    char hex[SHA256_HEX];
    const Entity *entity = entities[items->kind];
    packer_init(&packer, writer->store, entity);
    sha256_init(&digest);
    for (size_t i = 0; i < count; i++) {
        buffer_clear(&text);
        packer_add(&packer, items[i].record, writer->numbering, &text);
        sha256_add(&digest, text.bytes, text.length);
    }
    sha256_finish(&digest, hex);
    buffer_release(&text);
    packer_release(&packer);
    *written = count;
    return write_row(writer,
                     &(Row){.kind = CHANGE_CREATE, .entity = entity, .first = items->id, .count = count, .after = hex},
                     error);
}

/* As many as one row takes. */
static bool write_deleted_run(Writer *writer, const Item *items, size_t count, size_t *written, Error *error)
{
    Packer packer;
    Buffer text = {0};
    size_t kept = 0;
    const Entity *entity = entities[items->kind];
    packer_init(&packer, writer->store, entity);
    while (kept < count && kept < MOST_KEPT && text.length < LONGEST_KEPT)
        packer_add(&packer, items[kept++].record, writer->numbering, &text);
    bool done = write_row(
        writer,
        &(Row){
            .kind = CHANGE_DELETE, .entity = entity, .first = items->id, .count = kept, .before = buffer_text(&text)},
        error);
    buffer_release(&text);
    packer_release(&packer);
    *written = kept;
    return done;
}

static bool write_runs(Writer *writer, const ChangeSet *set, ChangeKind kind,
                       bool (*write_run)(Writer *, const Item *, size_t, size_t *, Error *), Error *error)
{
    Items items = {0};
    bool done = true;
    gather(writer, set, kind, &items);
    for (size_t at = 0, written; at < items.count && done; at += written)
        done = write_run(writer, items.items + at, run_length(items.items + at, items.count - at), &written, error);
    array_release(&items);
    return done;
}

/* ---- fields ---- */

static bool write_setting(Writer *writer, const Change *change, Error *error)
{
    char before[24], after[24];
    Value value = numbered_value(writer->numbering, change->field, change->after);
    return write_row(writer,
                     &(Row){.kind = CHANGE_SET,
                            .entity = change->entity,
                            .first = numbered(writer->numbering, change->id),
                            .count = 1,
                            .field = change->field->name,
                            .before = field_journal_text(change->field, change->before, before),
                            .after = field_journal_text(change->field, value, after)},
                     error);
}

static bool write_settings(Writer *writer, const ChangeSet *set, Error *error)
{
    for (size_t i = 0; i < set->changes.count; i++)
        if (set->changes.items[i].kind == CHANGE_SET && !write_setting(writer, &set->changes.items[i], error))
            return false;
    return true;
}

/* ---- the set ---- */

static int64_t count_records(const ChangeSet *set)
{
    int64_t count = 0;
    for (size_t i = 0; i < set->changes.count; i++)
        count += set->changes.items[i].previous < 0;
    return count;
}

static bool write_head(Writer *writer, const ChangeSet *set, Error *error)
{
    char hash[SHA256_HEX];
    const Argument why = argument_text(set->why && *set->why ? set->why : NULL);
    Argument values[] = {
        argument_number(set->sequence),
        argument_number(numbered(writer->numbering, set->board)),
        argument_number(set->at),
        argument_text(set->who),
        argument_text(writer->store->host),
        argument_text(set->source),
        argument_text(set->reason),
        set->undoes ? argument_number(set->undoes) : argument_text(NULL),
        argument_number(count_records(set)),
        why,
        argument_text(hash),
    };
    const int count = sizeof values / sizeof *values;
    seal_row(&writer->seal, values, why.text ? count - 1 : count - 2);
    sha256_finish(&writer->seal, hash);
    return statement_run(writer->store, CHANGE_SET_INSERT, values, count, error);
}

static bool begin_seal(Writer *writer, Error *error)
{
    bool row;
    sqlite3_stmt *before =
        statement_bind(writer->store, HASH_OF_SET, ARGUMENTS(argument_number(writer->sequence - 1)), error);
    if (!before || !statement_step(writer->store, before, &row, error))
        return false;
    seal_begin(&writer->seal, row ? column_text(before, 0) : "");
    sqlite3_reset(before);
    return true;
}

bool journal_write(Store *store, const ChangeSet *set, const Numbering *numbering, Error *error)
{
    Writer writer = {.store = store, .numbering = numbering, .sequence = set->sequence};
    return begin_seal(&writer, error) && write_runs(&writer, set, CHANGE_CREATE, write_created_run, error) &&
           write_settings(&writer, set, error) && write_runs(&writer, set, CHANGE_DELETE, write_deleted_run, error) &&
           write_head(&writer, set, error);
}
