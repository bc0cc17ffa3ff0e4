/*
 * Which record a row is about: the one whose code stands in its id column; else the one that came under the same
 * identifier before; else, for types that have one, the one with the same key fields; else a new one.
 *
 * A file without identifiers, of a type without key fields, can still be one that was imported before. It counts as
 * such when at least half of its rows look like records of the plan: then the first row called "Testing" is about the
 * first record called "Testing", the second about the second.
 */
#include <stdlib.h>
#include <string.h>

#include "csv_import.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

static const char *cell_of(const Import *import, size_t row, int64_t column)
{
    const char *text = column < 0 ? "" : import_text(import, row, (size_t)column);
    return wordbook_is_nothing(import->words, text) ? "" : text;
}

const char *import_identifier(const Import *import, size_t row)
{
    const char *text = cell_of(import, row, import->id_column);
    if (*text == '\0' && import->external_column >= 0)
        text = cell_of(import, row, import->external_column);
    if (*text == '\0' && import->wbs_column >= 0)
        text = cell_of(import, row, import->wbs_column);
    for (size_t i = 0; *text == '\0' && i < import->column_count; i++)
        if (import->columns[i].role == COLUMN_STEP)
            text = import_text(import, row, i);
    return cell_unprotected(&import->reader, text);
}

/* A code of the entity exactly as steerco writes it. */
static Id code_of(const Import *import, const char *text)
{
    Id id = 0;
    if (entity_of_code(text, &id) != import->entity)
        return 0;
    Buffer code = {0};
    entity_code(import->entity, id, &code);
    bool same = text_equal(buffer_text(&code), text);
    buffer_release(&code);
    return same ? id : 0;
}

Id import_own_code(const Import *import, const char *text)
{
    Id id = code_of(import, text);
    return !import->adopting || plan_find(import->plan, import->entity->kind, id) ? id : 0;
}

bool import_is_adopted(const Import *import, const char *identifier)
{
    return import->adopting && code_of(import, identifier) && !import_own_code(import, identifier);
}

static const char *board_name(const Plan *plan, Id id)
{
    const Board *board = plan_find(plan, ENTITY_BOARD, id);
    return board ? board->name : "another board";
}

void import_find_adopted(Import *import)
{
    const CsvOptions *options = import->options;
    EntityKind kind = import->entity->kind;
    size_t row =
        import->native && options->board_of && !import->entity->shared ? import->first_row : sheet_rows(&import->sheet);
    for (; row < sheet_rows(&import->sheet) && !import->adopting; row++) {
        Id code = import->fates[row] == ROW_DATA ? import_own_code(import, import_identifier(import, row)) : 0;
        bool known = code == 0 || plan_find(import->plan, kind, code);
        Id board = known ? 0 : options->board_of(import->entity, code, options->context);
        if (board == 0)
            continue;
        import->adopting = true;
        import->report->adopted_from = arena_text(&import->report->arena, board_name(import->plan, board));
    }
}

static void add_key_value(const Field *field, Value value, Buffer *key)
{
    buffer_add_char(key, '\x1f');
    if (field_is_text(field))
        text_fold_case(value.text, key);
    else
        buffer_format(key, "%lld", (long long)value.number);
}

static bool is_named(const char *const *names, int count, const Field *field)
{
    for (int i = 0; i < count && names[i]; i++)
        if (text_equal(names[i], field->name))
            return true;
    return false;
}

bool import_is_key_field(const Entity *entity, const Field *field)
{
    enum { KEYS = sizeof entity->key / sizeof *entity->key, ALIKE = sizeof entity->alike / sizeof *entity->alike };
    if (!field_is_stored(field))
        return false;
    if (entity->key[0])
        return is_named(entity->key, KEYS, field);
    if (entity->alike[0])
        return is_named(entity->alike, ALIKE, field);
    if (entity->append_only)
        return !field->internal && field->type != FIELD_CUSTOM && !text_equal(field->name, "external_id");
    return text_equal(field->name, entity->label);
}

/* The key fields of a record as one text. */
static void key_of_record(const Entity *entity, const void *record, Buffer *key)
{
    for (const Field *field = entity->fields; field->name; field++)
        if (import_is_key_field(entity, field))
            add_key_value(field, field_stored(field, record), key);
}

/* Where keys need not be unique, the second of a key is another one than the first. */
static void number_key(const Import *import, TextMap *counts, Arena *arena, Buffer *key)
{
    if (import->entity->key[0])
        return;
    int64_t before = textmap_get(counts, buffer_text(key), 0);
    textmap_put(counts, arena_text(arena, buffer_text(key)), before + 1);
    buffer_format(key, "\x1f#%lld", (long long)before);
}

static void learn(TextMap *map, const char *name, Id id)
{
    if (*name && textmap_get(map, name, 0) == 0)
        textmap_put(map, name, id);
}

static void learn_plan(Import *import)
{
    const Entity *entity = import->entity;
    const Field *external = import->external_field;
    Buffer key = {0};
    TextMap counts = {0};
    uint32_t *rows = plan_sorted_rows(import->plan, entity->kind);
    import->plan_learned = true;
    for (uint32_t i = 0; i < plan_count(import->plan, entity->kind); i++) {
        const Record *record = plan_at(import->plan, entity->kind, rows[i]);
        if (external)
            learn(&import->plan_ids, field_stored(external, record).text, record->id);
        buffer_clear(&key);
        key_of_record(entity, record, &key);
        number_key(import, &counts, &import->arena, &key);
        learn(&import->plan_keys, arena_text(&import->arena, buffer_text(&key)), record->id);
    }
    free(rows);
    textmap_release(&counts);
    buffer_release(&key);
}

/* Does the row tell the field? What a record of a type without a key may lack, the row may lack as well. */
static bool read_key_field(Import *import, const ImportRow *row, const Field *field)
{
    int64_t column = import_field_column(import, field->name);
    bool optional = !import->entity->key[0] && !field->required;
    if (column < 0)
        return optional;
    return import_read_field(import, row, (size_t)column) &&
           (optional || !value_is_none(field, field_stored(field, row->record)));
}

/* The key fields of a row, read into a record that is thrown away; false when one of them is missing or wrong. */
static bool key_of_row(Import *import, size_t row, Buffer *key)
{
    const Entity *entity = import->entity;
    void *draft = memory_new(1, entity->record_size);
    ImportRow as = {.row = row, .record = draft};
    bool good = true;
    record_init(entity, draft);
    for (const Field *field = entity->fields; good && field->name; field++)
        good = !import_is_key_field(entity, field) || read_key_field(import, &as, field);
    if (good)
        key_of_record(entity, draft, key);
    free(draft);
    return good;
}

static Id find_in_plan(Import *import, TextMap *map, const char *name)
{
    if (!import->plan_learned)
        learn_plan(import);
    return textmap_get(map, name, 0);
}

/* Rows of the same file may refer to a record by its name before they are read: a calendar to its base. */
static void name_early(Import *import, size_t row, Record *record)
{
    int64_t column = import->entity->by_name ? import_field_column(import, import->entity->label) : -1;
    if (column < 0)
        return;
    const char *text = cell_unprotected(&import->reader, import_text(import, row, (size_t)column));
    const Field *label = entity_field(import->entity, import->entity->label);
    Buffer clean = {0};
    if (text_clean(text, strlen(text), false, &clean, NULL))
        field_set(label, record, value_text(arena_text(&import->set->arena, buffer_text(&clean))));
    buffer_release(&clean);
}

/* A new record; under `id` when the file says which. */
static void create(Import *import, Id id, ImportRow *out)
{
    Record *record = change_create_as(import->set, import->entity, id);
    name_early(import, out->row, record);
    *out = (ImportRow){.row = out->row, .id = record->id, .record = record, .fresh = true};
    reference_add(import, import->entity->kind, record);
}

/* A draft of a record of the plan. */
static void take_up(Import *import, Id id, ImportRow *out)
{
    size_t size = import->entity->record_size;
    out->id = id;
    out->record = arena_new(&import->arena, size);
    memcpy(out->record, plan_find(import->plan, import->entity->kind, id), size);
}

/* The record of the plan that a row of that identifier is about; 0 when it is not there yet. */
static Id find_by_identifier(Import *import, size_t row, const char *identifier, Id code)
{
    if (plan_count(import->plan, import->entity->kind) == 0)
        return 0;
    if (code && plan_find(import->plan, import->entity->kind, code))
        return code;
    const char *external = code ? cell_of(import, row, import->external_column) : identifier;
    Id id = find_in_plan(import, &import->plan_ids, cell_unprotected(&import->reader, external));
    Buffer key = {0};
    if (!id && key_of_row(import, row, &key))
        id = find_in_plan(import, &import->plan_keys, buffer_text(&key));
    buffer_release(&key);
    return id;
}

static bool identify_by_name(Import *import, size_t row, const char *identifier, ImportRow *out)
{
    int64_t earlier = textmap_get(&import->file_ids, identifier, -1);
    if (earlier >= 0)
        return import_refuse(import, row, import->id_column,
                             "'%s' is also the identifier of line %zu; expected one row for each %s", identifier,
                             import->sheet.rows.items[earlier].line, import->entity->noun);
    textmap_put(&import->file_ids, identifier, (int64_t)row);
    Id code = import_own_code(import, identifier);
    Id id = find_by_identifier(import, row, identifier, code);
    if (id)
        take_up(import, id, out);
    else
        create(import, code, out);
    if (import_is_adopted(import, identifier)) {
        textmap_put(&import->adopted, identifier, out->id);
        import->report->adopted += out->fresh;
    }
    return true;
}

/* A second row of the same key adds to the record of the first. */
static bool merge(Import *import, size_t row, size_t earlier, ImportRow *out)
{
    *out = import->rows.items[earlier];
    import_warn(import, row, -1, "the same %s as in line %zu: taken together", import->entity->noun,
                import->sheet.rows.items[out->row].line);
    out->row = row;
    out->merged = true;
    return true;
}

void import_recognise(Import *import)
{
    Buffer key = {0};
    TextMap counts = {0};
    Arena arena = {0};
    size_t known = 0, rows = 0;
    for (size_t row = import->first_row; row < sheet_rows(&import->sheet); row++) {
        if (import->fates[row] != ROW_DATA || *import_identifier(import, row))
            continue;
        rows++;
        buffer_clear(&key);
        if (!key_of_row(import, row, &key))
            continue;
        number_key(import, &counts, &arena, &key);
        known += find_in_plan(import, &import->plan_keys, buffer_text(&key)) != 0;
    }
    import->known_before = known > 0 && 2 * known >= rows;
    textmap_release(&counts);
    arena_release(&arena);
    buffer_release(&key);
}

static bool identify_by_key(Import *import, size_t row, ImportRow *out)
{
    Buffer key = {0};
    Id id = 0;
    int64_t earlier = -1;
    bool keyed = import->entity->key[0] || import->known_before;
    if (keyed && key_of_row(import, row, &key)) {
        number_key(import, &import->key_counts, &import->arena, &key);
        earlier = textmap_get(&import->file_keys, buffer_text(&key), -1);
        id = find_in_plan(import, &import->plan_keys, buffer_text(&key));
        if (earlier < 0)
            textmap_put(&import->file_keys, arena_text(&import->arena, buffer_text(&key)), (int64_t)import->rows.count);
    }
    buffer_release(&key);
    if (import->fates[row] == ROW_BAD)
        return false;
    if (earlier >= 0)
        return merge(import, row, (size_t)earlier, out);
    if (id)
        take_up(import, id, out);
    else
        create(import, 0, out);
    return true;
}

bool import_identify(Import *import, size_t row, ImportRow *out)
{
    const char *identifier = import_identifier(import, row);
    *out = (ImportRow){.row = row};
    return *identifier ? identify_by_name(import, row, identifier, out) : identify_by_key(import, row, out);
}
