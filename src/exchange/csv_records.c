/*
 * From a row to a record: which record it is about, and what its cells say.
 *
 * A row is about the record whose code stands in its id column; else about the one that came under the same identifier
 * before; else, for types that have one, about the record with the same key fields; else about a new one.
 */
#include <stdlib.h>
#include <string.h>

#include "custom.h"
#include "csv_import.h"
#include "steerco/base/text.h"

static const Field *stored_field(const Entity *entity, const char *name)
{
    for (const Field *field = entity->fields; field->name; field++)
        if (text_equal(field->name, name) && field_is_stored(field))
            return field;
    return NULL;
}

/* ---- Which record ---- */

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

Id import_own_code(const Import *import, const char *text)
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

static void add_key_value(const Field *field, Value value, Buffer *key)
{
    buffer_add_char(key, '\x1f');
    if (field_is_text(field))
        text_fold(value.text, key);
    else
        buffer_format(key, "%lld", (long long)value.number);
}

/* The key fields of a record as one text. */
static void key_of_record(const Entity *entity, const void *record, Buffer *key)
{
    for (int i = 0; i < 3 && entity->key[i]; i++) {
        const Field *field = stored_field(entity, entity->key[i]);
        add_key_value(field, field_stored(field, record), key);
    }
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
    import->plan_learned = true;
    for (uint32_t row = 0; row < plan_count(import->plan, entity->kind); row++) {
        const Record *record = plan_at(import->plan, entity->kind, row);
        if (external)
            learn(&import->plan_ids, field_stored(external, record).text, record->id);
        if (!entity->key[0])
            continue;
        buffer_clear(&key);
        key_of_record(entity, record, &key);
        learn(&import->plan_keys, arena_text(&import->arena, buffer_text(&key)), record->id);
    }
    buffer_release(&key);
}

static bool read_field(Import *import, const ImportRow *row, size_t column);

/* The key fields of a row, read into a record that is thrown away; false when one of them is missing or wrong. */
static bool key_of_row(Import *import, size_t row, Buffer *key)
{
    const Entity *entity = import->entity;
    void *draft = memory_new(1, entity->record_size);
    ImportRow as = {.row = row, .record = draft};
    bool good = entity->key[0] != NULL;
    record_init(entity, draft);
    for (int i = 0; good && i < 3 && entity->key[i]; i++) {
        int64_t column = import_field_column(import, entity->key[i]);
        const Field *field = stored_field(entity, entity->key[i]);
        good = column >= 0 && read_field(import, &as, (size_t)column) && !value_is_none(field, field_stored(field, draft));
    }
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
    const char *text = column >= 0 ? cell_unprotected(&import->reader, import_text(import, row, (size_t)column)) : "";
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
                             "'%s' is also the identifier of line %zu; expected one row a %s", identifier,
                             import->sheet.rows.items[earlier].line, import->entity->noun);
    textmap_put(&import->file_ids, identifier, (int64_t)row);
    Id code = import_own_code(import, identifier);
    Id id = find_by_identifier(import, row, identifier, code);
    if (id)
        take_up(import, id, out);
    else
        create(import, code, out);
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

static bool identify_by_key(Import *import, size_t row, ImportRow *out)
{
    Buffer key = {0};
    Id id = 0;
    int64_t earlier = -1;
    if (key_of_row(import, row, &key)) {
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

/* ---- What its cells say ---- */

static Value nothing(const Field *field)
{
    Value value = {.number = VALUE_NONE, .text = ""};
    if (field->type == FIELD_REFERENCE || field->type == FIELD_FLAG || field->type == FIELD_CHOICE)
        value.number = 0;
    return value;
}

static bool clear(Import *import, const ImportRow *row, size_t column)
{
    const Field *field = import->columns[column].field;
    if (field->required && field->type != FIELD_REFERENCE)
        return import_refuse(import, row->row, (int64_t)column, "%s may not be empty", field->title);
    field_set(field, row->record, nothing(field));
    return true;
}

static bool read_reference(Import *import, const ImportRow *row, size_t column, const char *text)
{
    const Field *field = import->columns[column].field;
    EntityKind kind = field->refers_to->kind;
    text = cell_unprotected(&import->reader, text);
    Id id = kind == ENTITY_RESOURCE ? reference_resource(import, text) : reference_find(import, kind, text);
    if (!id && wordbook_is_nothing(import->words, text))
        return true;
    if (!id && kind == ENTITY_CALENDAR && !field->required && import->entity->kind != ENTITY_CALENDAR) {
        import_warn(import, row->row, (int64_t)column, "there is no calendar of this name: the project calendar counts");
        return true;
    }
    if (!id)
        return import_refuse(import, row->row, (int64_t)column, "there is no %s '%s'; expected a code like %s-1 or a name",
                             field->refers_to->noun, text, field->refers_to->prefix);
    field_set(field, row->record, value_number(id));
    return true;
}

/* A date without a time of day means the beginning of work, or the end of it where something is to be done by then. */
static void settle_instant(Import *import, const Field *field, Value *value)
{
    bool finish = text_equal(field->name, "deadline") || text_equal(field->name, "actual_finish");
    Date day = instant_date((Instant)value->number);
    value->number = finish ? import_day_end(import, day) : import_day_start(import, day);
}

/* A likelihood told as a share is a probability too. */
static void note_probability(Import *import, const ImportRow *row, size_t column, const char *text)
{
    const Column *as = &import->columns[column];
    int64_t share;
    if (import->entity != &risk_entity || !text_equal(as->target, "likelihood") ||
        import_field_column(import, "probability") >= 0 ||
        !cell_is_share(&import->reader, as, import->forms[column], text, &share) || share < 0 || share > 10000)
        return;
    field_set(field_of(&risk_entity, Risk, probability), row->record, value_number(share));
}

static bool is_repetitive(const Field *field)
{
    return field->type == FIELD_FLAG || field->type == FIELD_CHOICE || field->type == FIELD_SCALE;
}

/* The cells of all columns of one heading, as one list: labels. */
static const char *joined(Import *import, size_t row, size_t column)
{
    const char *text = import_text(import, row, column);
    Buffer list = {0};
    buffer_add(&list, text);
    for (size_t i = column + 1; i < import->column_count; i++) {
        const Column *other = &import->columns[i];
        const char *more = import_text(import, row, i);
        bool adds = other->joined && other->field == import->columns[column].field && *more;
        if (adds)
            buffer_format(&list, "%s%s", list.length ? ", " : "", more);
    }
    if (list.length > strlen(text))
        text = arena_text(&import->arena, buffer_text(&list));
    buffer_release(&list);
    return text;
}

static bool read_value(Import *import, const ImportRow *row, size_t column, const char *text)
{
    enum { UNSEEN = -1000000 };
    const Column *as = &import->columns[column];
    const Field *field = as->field;
    bool repetitive = is_repetitive(field), has_time;
    Value value = value_number(repetitive ? textmap_get(&import->seen[column], text, UNSEEN) : UNSEEN);
    if (value.number == UNSEEN) {
        Error why = {0};
        switch (cell_read(&import->reader, as, import->forms[column], text, &value, &has_time, &why)) {
        case CELL_NOTHING:
            return true;
        case CELL_FORMULA:
            import_warn(import, row->row, (int64_t)column, "a formula is no value: left empty");
            return true;
        case CELL_WRONG:
            return import_refuse(import, row->row, (int64_t)column, "%s", why.text);
        case CELL_VALUE:
            break;
        }
        if (repetitive)
            textmap_put(&import->seen[column], text, value.number);
        if (field->type == FIELD_INSTANT && !has_time)
            settle_instant(import, field, &value);
    }
    field_set(field, row->record, value);
    note_probability(import, row, column, text);
    return true;
}

static bool read_field(Import *import, const ImportRow *row, size_t column)
{
    Cell cell = sheet_cell(&import->sheet, row->row, column);
    const Column *as = &import->columns[column];
    if (cell == CELL_ABSENT && !as->leads)
        return true;
    if (cell == CELL_CLEARED)
        return clear(import, row, column);
    const char *text = as->leads ? joined(import, row->row, column) : import_text(import, row->row, column);
    if (as->field->type == FIELD_REFERENCE)
        return read_reference(import, row, column, text);
    return read_value(import, row, column, text);
}

/* Cells that are kept as they are, with the cells beyond the last heading. */
static bool is_kept(const Import *import, const Column *column)
{
    ColumnRole role = column->role;
    return role == COLUMN_CUSTOM || role == COLUMN_STATUS || role == COLUMN_ROW_TYPE ||
           (role == COLUMN_UNIQUE_ID && import->id_column >= 0);
}

static void read_custom(Import *import, const ImportRow *row, const Field *field)
{
    Buffer fresh = {0}, cleared = {0}, clean = {0}, merged = {0};
    for (size_t i = 0; i < import->column_count; i++) {
        Cell cell = sheet_cell(&import->sheet, row->row, i);
        if (cell == CELL_ABSENT || !is_kept(import, &import->columns[i]))
            continue;
        const char *text = cell_unprotected(&import->reader, import_text(import, row->row, i));
        Error why = {0};
        buffer_clear(&clean);
        if (!text_clean(text, strlen(text), true, &clean, &why))
            import_refuse(import, row->row, (int64_t)i, "%s", why.text);
        else if (cell == CELL_CLEARED || text_equal(text, "NULL"))
            custom_add(&cleared, import->columns[i].header, "-");
        else
            custom_add(&fresh, import->columns[i].header, buffer_text(&clean));
    }
    if (fresh.length > 0 || cleared.length > 0) {
        const char *old = field_stored(field, row->record).text;
        bool changed = *old == '\0' || custom_merge(old, buffer_text(&fresh), buffer_text(&cleared), &merged);
        const char *lines = *old ? buffer_text(&merged) : buffer_text(&fresh);
        if (changed)
            field_set(field, row->record, value_text(arena_text(&import->set->arena, lines)));
    }
    buffer_release(&fresh);
    buffer_release(&cleared);
    buffer_release(&clean);
    buffer_release(&merged);
}

/* The identifier that other programs know the record by. */
static void set_identifier(Import *import, const ImportRow *row)
{
    const Field *field = import->external_field;
    const char *identifier = field && import->external_column < 0 ? import_identifier(import, row->row) : "";
    if (*identifier == '\0' || import_own_code(import, identifier))
        return;
    Buffer clean = {0};
    if (text_clean(identifier, strlen(identifier), false, &clean, NULL))
        field_set(field, row->record, value_text(arena_text(&import->set->arena, buffer_text(&clean))));
    buffer_release(&clean);
}

/* "First name" and "last name", or a "name" beside a first name, make one name. */
static void join_names(Import *import, const ImportRow *row)
{
    int64_t first = import_column(import, COLUMN_FIRST_NAME), last = import_column(import, COLUMN_LAST_NAME);
    if (first < 0)
        return;
    const Field *label = stored_field(import->entity, import->entity->label);
    const char *given = import_text(import, row->row, (size_t)first);
    const char *family = last >= 0 ? import_text(import, row->row, (size_t)last) : field_stored(label, row->record).text;
    if (last < 0 && (*given == '\0' || strstr(family, given)))
        return;
    Buffer name = {0}, clean = {0};
    buffer_format(&name, "%s%s%s", given, *given && *family ? " " : "", family);
    if (text_clean(buffer_text(&name), name.length, false, &clean, NULL) && clean.length > 0)
        field_set(label, row->record, value_text(arena_text(&import->set->arena, buffer_text(&clean))));
    buffer_release(&name);
    buffer_release(&clean);
}

/* A stakeholder without a name is known by the role. */
static void name_by_role(Import *import, const ImportRow *row)
{
    Stakeholder *stakeholder = row->record;
    if (import->entity == &stakeholder_entity && *stakeholder->name == '\0')
        stakeholder->name = stakeholder->role;
}

/* Amount = quantity × unit price where no amount is given. */
static void multiply_amount(Import *import, const ImportRow *row)
{
    BudgetLine *line = row->record;
    Money amount;
    if (import->entity != &budget_line_entity || line->amount != MONEY_NONE || line->quantity == NUMBER_NONE ||
        line->unit_price == MONEY_NONE || !number_scale(line->unit_price, line->quantity, 1000, &amount) ||
        import_field_column(import, "amount") >= 0)
        return;
    line->amount = amount;
}

static void book_figure(Import *import, const ImportRow *row, ColumnRole role, CostKind kind)
{
    static const Field amount = {.name = "amount", .title = "Amount", .type = FIELD_MONEY};
    int64_t at = import_column(import, role);
    if (at < 0)
        return;
    Column as = import->columns[at];
    as.field = &amount;
    Value value;
    bool has_time;
    Error why = {0};
    CellKind found = cell_read(&import->reader, &as, FORM_PLAIN, import_text(import, row->row, (size_t)at), &value,
                               &has_time, &why);
    if (found == CELL_WRONG)
        import_refuse(import, row->row, at, "%s", why.text);
    if (found == CELL_FORMULA)
        import_warn(import, row->row, at, "a formula is no value: left empty");
    if (found != CELL_VALUE || value.number == 0)
        return;
    CostEntry *entry = change_create(import->set, &cost_entry_entity);
    entry->line = row->id;
    entry->kind = (uint8_t)kind;
    entry->amount = value.number;
    entry->booked_on = plan_status_date(import->plan);
    entry->description = ((const BudgetLine *)row->record)->description;
}

/* What was spent and ordered already becomes the first entries of the ledger. */
static void book_figures(Import *import, const ImportRow *row)
{
    if (import->entity != &budget_line_entity || import->native || !row->fresh)
        return;
    book_figure(import, row, COLUMN_SPENT, COST_ACTUAL);
    book_figure(import, row, COLUMN_COMMITTED, COST_COMMIT);
}

bool import_check(Import *import, const ImportRow *row)
{
    Error why = {0};
    for (const Field *field = import->entity->fields; field->name; field++) {
        if (!field->required || !field_is_stored(field) || !value_is_none(field, field_stored(field, row->record)))
            continue;
        int64_t column = import_field_column(import, field->name);
        return column >= 0 ? import_refuse(import, row->row, column, "%s may not be empty", field->title)
                           : import_refuse(import, row->row, -1, "no column gives the %s's %s", import->entity->noun,
                                           field->name);
    }
    if (import->entity->check && !import->entity->check(import->plan, row->record, &why))
        return import_refuse(import, row->row, -1, "%s", why.text);
    return true;
}

void import_read(Import *import, const ImportRow *row)
{
    for (size_t column = 0; column < import->column_count; column++)
        if (import->columns[column].role == COLUMN_FIELD && !import->columns[column].joined)
            read_field(import, row, column);
    if (!row->merged)
        set_identifier(import, row);
    join_names(import, row);
    name_by_role(import, row);
    multiply_amount(import, row);
    if (import->custom_field)
        read_custom(import, row, import->custom_field);
    if (import->fates[row->row] != ROW_BAD && import_check(import, row))
        book_figures(import, row);
}
