/*
 * What the cells of a row say about its record.
 */
#include <string.h>

#include "csv_import.h"
#include "custom.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"

static Value nothing(const Field *field)
{
    Value value = {.number = VALUE_NONE, .text = ""};
    if (field_refers(field) || field->type == FIELD_FLAG || field->type == FIELD_CHOICE)
        value.number = 0;
    return value;
}

bool import_set_aside(Import *import, const ImportRow *row, size_t column, const char *why)
{
    const Column *as = &import->columns[column];
    if (import->native || as->asked || (as->field->required && as->field->type != FIELD_CHOICE))
        return import_refuse(import, row->row, (int64_t)column, "%s", why);
    import->unread[column] = true;
    import_warn(import, row->row, (int64_t)column, "%s; %s", why,
                import->custom_field ? "kept as an own column" : "left out");
    return true;
}

static bool clear(Import *import, const ImportRow *row, size_t column)
{
    const Field *field = import->columns[column].field;
    if (field->type == FIELD_MANY)
        return import_read_many(import, row, column, "");
    if (field->required && field->type != FIELD_REFERENCE)
        return import_refuse(import, row->row, (int64_t)column, "%s may not be empty", field->title);
    field_set(field, row->record, nothing(field));
    return true;
}

static bool read_reference(Import *import, const ImportRow *row, size_t column, const char *text)
{
    const Field *field = import->columns[column].field;
    const ImportHooks *target = import_hooks(field->refers_to);
    text = cell_unprotected(&import->reader, text);
    Id id = target->called ? target->called(import, text) : reference_find(import, field->refers_to->kind, text);
    if (!id && wordbook_is_nothing(import->words, text))
        return true;
    if (!id && target->missing && !field->required && import->entity != field->refers_to) {
        import_warn(import, row->row, (int64_t)column, "%s", target->missing);
        return true;
    }
    if (!id) {
        Error why = {0};
        error_set(&why, "there is no %s '%s'; expected a code like %s-1 or a name", field->refers_to->noun, text,
                  field->refers_to->prefix);
        return import_set_aside(import, row, column, why.text);
    }
    field_set(field, row->record, value_number(id));
    return true;
}

/* A date without a time of day means the beginning of work, or the end of it where something ends. */
static void settle_instant(Import *import, const Field *field, const void *record, Value *value)
{
    bool finish = field_ends(field, import->plan, record);
    const WorkTime *time = import->hooks->time_of ? import->hooks->time_of(import, record) : import_work(import);
    Date day = instant_date((Instant)value->number);
    value->number = finish ? worktime_day_end(time, day) : worktime_day_begin(time, day);
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

/* Is it the currency of amounts of the same record? */
static bool names_currency(const Entity *entity, const Field *field)
{
    for (const Field *amount = entity->fields; amount->name; amount++)
        if (amount->currency && amount->currency == field->offset && field_is_stored(field))
            return true;
    return false;
}

/* "usd", "€", "EUR" of a column of currencies as a code; that of the board as none. What is no currency stays. */
static void settle_currency_cell(Import *import, const ImportRow *row, const Field *field)
{
    char code[4];
    const char *own = plan_currency(import->plan), *text = field_stored(field, row->record).text;
    char upper[4] = "";
    for (size_t i = 0; i < 3 && text[i] && strlen(text) == 3; i++)
        upper[i] = (char)(text[i] >= 'a' && text[i] <= 'z' ? text[i] - 'a' + 'A' : text[i]);
    if (currency_is_code(upper))
        memcpy(code, upper, sizeof code);
    else if (!money_currency(text, own, code, NULL) || !*code)
        return;
    bool is_own = text_equal(code, own);
    field_set(field, row->record, value_text(is_own ? "" : arena_text(&import->set->arena, code)));
}

/* In which currency the amounts of a row are: its column of currencies says so, or the first amount that wears one. */
static bool settle_currency(Import *import, const ImportRow *row, size_t column, const char *text)
{
    const Field *amount = import->columns[column].field;
    const Field *currency = entity_field_at(import->entity, amount->currency);
    int64_t said = import_field_column(import, currency->name);
    if (said >= 0 && !import_read_field(import, row, (size_t)said))
        return false;
    const char *own = field_stored(currency, row->record).text;
    const char *expected = *own ? own : plan_currency(import->plan);
    char worn[4];
    Error why = {0};
    if (!money_currency(text, expected, worn, &why))
        return import_refuse(import, row->row, (int64_t)column, "%s", why.text);
    if (*worn && !text_equal(worn, expected)) {
        if (*own)
            return import_refuse(import, row->row, (int64_t)column, "it is in %s, and the row in %s", worn, own);
        own = arena_text(&import->set->arena, worn);
        field_set(currency, row->record, value_text(own));
    }
    import->reader.spelling.currency = own;
    return true;
}

static bool read_value(Import *import, const ImportRow *row, size_t column, const char *text)
{
    enum { UNSEEN = -1000000, UNKNOWN = -1000001 };
    const Column *as = &import->columns[column];
    const Field *field = as->field;
    bool repetitive = is_repetitive(field), has_time;
    if (field->currency && !settle_currency(import, row, column, text))
        return false;
    Value value = value_number(repetitive ? textmap_get(&import->seen[column], text, UNSEEN) : UNSEEN);
    if (repetitive && value.number == UNKNOWN)
        return import->unread[column] = true;
    if (value.number == UNSEEN) {
        Error why = {0};
        switch (cell_read(&import->reader, as, import->forms[column], text, &value, &has_time, &why)) {
        case CELL_NOTHING:
            return true;
        case CELL_FORMULA:
            import_warn(import, row->row, (int64_t)column, "a formula is no value: left empty");
            return true;
        case CELL_WRONG:
            if (!repetitive || strpbrk(text, "0123456789"))
                return import_refuse(import, row->row, (int64_t)column, "%s", why.text);
            textmap_put(&import->seen[column], text, UNKNOWN); /* said once */
            return import_set_aside(import, row, column, why.text);
        case CELL_VALUE:
            break;
        }
        if (repetitive)
            textmap_put(&import->seen[column], text, value.number);
        if (field->type == FIELD_INSTANT && !has_time)
            settle_instant(import, field, row->record, &value);
    }
    field_set(field, row->record, value);
    if (names_currency(import->entity, field))
        settle_currency_cell(import, row, field);
    if (import->hooks->after_cell && !import->native)
        import->hooks->after_cell(import, row, column, text);
    return true;
}

bool import_read_field(Import *import, const ImportRow *row, size_t column)
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
    if (as->field->type == FIELD_ANY)
        return import_read_any(import, row, column, text);
    if (as->field->type == FIELD_MANY)
        return import_read_many(import, row, column, text);
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
        if (cell == CELL_ABSENT || (!is_kept(import, &import->columns[i]) && !import->unread[i]))
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

/* The identifier that other programs know the record by; of an adopted one, its code on the other board. */
static void set_identifier(Import *import, const ImportRow *row)
{
    const Field *field = import->external_field;
    const char *identifier = field ? import_identifier(import, row->row) : "";
    bool adopted = import_is_adopted(import, identifier);
    if (adopted && !row->fresh)
        field_set(field, row->record, field_stored(field, plan_find(import->plan, import->entity->kind, row->id)));
    bool told = import->external_column >= 0 && !adopted;
    if (*identifier == '\0' || told || (adopted && !row->fresh) || import_own_code(import, identifier))
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
    const Field *label = entity_field(import->entity, import->entity->label);
    const char *given = import_text(import, row->row, (size_t)first);
    const char *family =
        last >= 0 ? import_text(import, row->row, (size_t)last) : field_stored(label, row->record).text;
    if (last < 0 && (*given == '\0' || strstr(family, given)))
        return;
    Buffer name = {0}, clean = {0};
    buffer_format(&name, "%s%s%s", given, *given && *family ? " " : "", family);
    if (text_clean(buffer_text(&name), name.length, false, &clean, NULL) && clean.length > 0)
        field_set(label, row->record, value_text(arena_text(&import->set->arena, buffer_text(&clean))));
    buffer_release(&name);
    buffer_release(&clean);
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
    memset(import->unread, 0, import->column_count * sizeof *import->unread);
    for (int dates = 0; dates < 2; dates++) /* what a day means hangs on the other fields */
        for (size_t i = 0; i < import->column_count; i++) {
            const Column *column = &import->columns[i];
            if (column->role == COLUMN_FIELD && !column->joined && (column->field->type == FIELD_INSTANT) == dates)
                import_read_field(import, row, i);
        }
    if (!row->merged)
        set_identifier(import, row);
    join_names(import, row);
    if (import->hooks->after_cells)
        import->hooks->after_cells(import, row);
    if (import->custom_field)
        read_custom(import, row, import->custom_field);
    if (import->fates[row->row] != ROW_BAD && import_check(import, row) && import->hooks->after_row)
        import->hooks->after_row(import, row);
}
