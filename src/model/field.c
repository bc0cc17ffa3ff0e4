/*
 * The value of a field: in the struct, in words, and back.
 *
 * Stored integers come in four sizes; "undefined" is the smallest value of each size, so that a Value does not depend
 * on how a struct keeps it.
 */
#include "steerco/model/field.h"

#include <string.h>

#include "steerco/base/recurrence.h"
#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/model/many.h"
#include "steerco/model/plan.h"

static bool is_unsigned(const Field *field)
{
    return field->type == FIELD_FLAG || field->type == FIELD_CHOICE;
}

static int64_t widen(int64_t number, int64_t smallest)
{
    return number == smallest ? VALUE_NONE : number;
}

Value field_stored(const Field *field, const void *record)
{
    const char *at = (const char *)record + field->offset;
    if (field_is_text(field)) {
        const char *text;
        memcpy(&text, at, sizeof text);
        return value_text(text);
    }
    if (is_unsigned(field))
        return value_number(*(const uint8_t *)at);
    if (field->size == 1)
        return value_number(widen(*(const int8_t *)at, INT8_MIN));
    int16_t two;
    int32_t four;
    int64_t eight;
    switch (field->size) {
    case 2:
        memcpy(&two, at, sizeof two);
        return value_number(widen(two, INT16_MIN));
    case 4:
        memcpy(&four, at, sizeof four);
        return value_number(widen(four, INT32_MIN));
    default:
        memcpy(&eight, at, sizeof eight);
        return value_number(eight);
    }
}

void field_set(const Field *field, void *record, Value value)
{
    char *at = (char *)record + field->offset;
    bool none = value.number == VALUE_NONE;
    int8_t one = none ? INT8_MIN : (int8_t)value.number;
    int16_t two = none ? INT16_MIN : (int16_t)value.number;
    int32_t four = none ? INT32_MIN : (int32_t)value.number;
    uint8_t natural = none ? 0 : (uint8_t)value.number;
    if (field_is_text(field))
        memcpy(at, &value.text, sizeof value.text);
    else if (is_unsigned(field))
        memcpy(at, &natural, 1);
    else if (field->size == 1)
        memcpy(at, &one, 1);
    else if (field->size == 2)
        memcpy(at, &two, sizeof two);
    else if (field->size == 4)
        memcpy(at, &four, sizeof four);
    else
        memcpy(at, &value.number, sizeof value.number);
}

Value field_get(const Field *field, const Plan *plan, const void *record, Buffer *scratch)
{
    buffer_clear(scratch);
    if (field->type == FIELD_MANY) {
        many_format(plan, field, ((const Record *)record)->id, scratch);
        return value_text(buffer_text(scratch));
    }
    if (!field->computed)
        return field_stored(field, record);
    return field->computed(plan, record, scratch);
}

void record_keep_texts(const Entity *entity, void *record, Arena *texts)
{
    for (const Field *field = entity->fields; field->name; field++)
        if (field_is_stored(field) && field_is_text(field))
            field_set(field, record, value_text(arena_text(texts, field_stored(field, record).text)));
}

bool value_equal(const Field *field, Value a, Value b)
{
    return field_is_text(field) ? text_equal(a.text, b.text) : a.number == b.number;
}

bool value_is_none(const Field *field, Value value)
{
    if (field_is_text(field))
        return *value.text == '\0';
    return value.number == VALUE_NONE || (field_refers(field) && value.number == 0);
}

/* Another record of the same name makes a name useless as a reference. */
static bool is_ambiguous(const Plan *plan, const Entity *entity, Id id, const char *name)
{
    const Field *label = entity_field(entity, entity->label);
    for (uint32_t row = 0; row < plan_count(plan, entity->kind); row++) {
        const Record *other = plan_at(plan, entity->kind, row);
        if (other->id != id && text_equal(field_stored(label, other).text, name))
            return true;
    }
    return false;
}

static void format_reference(const Entity *entity, const Plan *plan, Id id, Buffer *out)
{
    const void *record = plan_find(plan, entity->kind, id);
    bool named = record && entity->by_name && record_is_shown(plan, entity, record);
    const char *name = named ? field_stored(entity_field(entity, entity->label), record).text : "";
    Id other;
    if (*name && !entity_of_code(name, &other) && !is_ambiguous(plan, entity, id, name))
        buffer_add(out, name);
    else
        entity_code(entity, id, out);
}

/* Always a code: a name alone does not say of which type it is. */
static void format_any(AnyId any, Buffer *out)
{
    Referent target = any_referent(any);
    if (target.entity)
        entity_code(target.entity, target.id, out);
}

bool field_ends_always(const Plan *plan, const void *record)
{
    (void)plan;
    (void)record;
    return true;
}

bool field_ends(const Field *field, const Plan *plan, const void *record)
{
    return field->ends && field->ends(plan, record);
}

static void format_instant(Instant instant, bool ends, FieldFormat format, Buffer *out)
{
    if (format == FORMAT_EXCHANGE) {
        (ends ? instant_format_end : instant_format)(instant, out);
        return;
    }
    Date date = ends ? instant_end_date(instant) : instant_date(instant);
    int minute = instant - instant_make(date, 0);
    date_format_short(date, out);
    buffer_format(out, " %02d:%02d", minute / 60, minute % 60);
}

static void format_date(Date date, FieldFormat format, Buffer *out)
{
    (format == FORMAT_EXCHANGE ? date_format : date_format_short)(date, out);
}

const char *field_currency(const Field *field, const Plan *plan, const void *record)
{
    const char *own = "";
    if (field->currency && record)
        memcpy(&own, (const char *)record + field->currency, sizeof own);
    return *own ? own : plan_currency(plan);
}

static void format_money(const char *currency, const Plan *plan, Money money, bool exchange, Buffer *out)
{
    int digits = currency_digits(currency);
    if (exchange)
        money_format(money, digits, out);
    else
        money_format_grouped(money, digits, false, out);
    if (!exchange && !text_equal(currency, plan_currency(plan)))
        buffer_format(out, " %s", currency);
}

void field_format(const Field *field, const Plan *plan, Value value, FieldFormat format, Buffer *out)
{
    field_format_of(field, plan, NULL, value, format, out);
}

void field_format_of(const Field *field, const Plan *plan, const void *record, Value value, FieldFormat format,
                     Buffer *out)
{
    bool exchange = format == FORMAT_EXCHANGE;
    if (!field_is_shown(field, plan->audience)) {
        buffer_add(out, HIDDEN_VALUE);
        return;
    }
    if (value_is_none(field, value)) {
        buffer_add(out, exchange || field_is_text(field) ? "" : "—");
        return;
    }
    WorkUnits units = plan_units(plan);
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_NOTE:
    case FIELD_HOURS:
    case FIELD_RECURRENCE:
    case FIELD_CUSTOM:
    case FIELD_MANY:
        buffer_add(out, value.text);
        break;
    case FIELD_INTEGER:
    case FIELD_SCALE:
        buffer_format(out, "%lld", (long long)value.number);
        break;
    case FIELD_FLAG:
        buffer_add(out, value.number ? "yes" : exchange ? "no" : "·");
        break;
    case FIELD_CHOICE:
        buffer_add(out, field->choices[value.number]);
        break;
    case FIELD_PERCENT:
        number_format(value.number, 2, true, out);
        buffer_add_char(out, '%');
        break;
    case FIELD_QUANTITY:
        number_format(value.number, 3, true, out);
        break;
    case FIELD_MONEY:
        format_money(field_currency(field, plan, record), plan, value.number, exchange, out);
        break;
    case FIELD_RATE:
        number_format(value.number, RATE_DIGITS, true, out);
        break;
    case FIELD_DATE:
        format_date((Date)value.number, format, out);
        break;
    case FIELD_INSTANT:
        format_instant((Instant)value.number, field_ends(field, plan, record), format, out);
        break;
    case FIELD_DURATION:
        duration_format(value.number, &units, out);
        break;
    case FIELD_MINUTES:
        if (exchange)
            buffer_format(out, "%lld", (long long)value.number);
        else
            duration_format(duration_make(value.number, UNIT_DAYS), &units, out);
        break;
    case FIELD_REFERENCE:
        format_reference(field->refers_to, plan, value.number, out);
        break;
    case FIELD_ANY:
        format_any(value.number, out);
        break;
    }
}

void referent_format(const Plan *plan, Referent target, Buffer *out)
{
    format_reference(target.entity, plan, target.id, out);
}

void field_word(const Field *field, const Plan *plan, const void *record, FieldFormat format, Buffer *out)
{
    Buffer scratch = {0};
    field_format_of(field, plan, record, field_get(field, plan, record, &scratch), format, out);
    buffer_release(&scratch);
}

/* ---- From text ---- */

static bool parse_choice(const Field *field, const char *text, int64_t *out, Error *error)
{
    Buffer wanted = {0}, key = {0}, list = {0};
    int64_t prefix = -1;
    bool unique = true, found = false;
    text_key(text, &wanted);
    for (int i = 0; field->choices[i] && !found; i++) {
        buffer_clear(&key);
        text_key(field->choices[i], &key);
        found = text_equal(buffer_text(&key), buffer_text(&wanted));
        if (found)
            *out = i;
        else if (wanted.length > 0 && strncmp(buffer_text(&key), buffer_text(&wanted), wanted.length) == 0) {
            unique = prefix < 0;
            prefix = i;
        }
        buffer_format(&list, "%s%s", i ? ", " : "", field->choices[i]);
    }
    if (!found && prefix >= 0 && unique) {
        *out = prefix;
        found = true;
    }
    if (!found)
        error_set(error, "'%s' is not one of %s", text, buffer_text(&list));
    buffer_release(&wanted);
    buffer_release(&key);
    buffer_release(&list);
    return found;
}

static bool parse_flag(const char *text, int64_t *out, Error *error)
{
    static const char *const yes[] = {"yes", "y", "true", "1", "x", "on", "ja", "j", "oui", "si", "sim", NULL};
    static const char *const no[] = {"no", "n", "false", "0", "off", "nein", "non", "nao", NULL};
    Buffer key = {0};
    text_key(text, &key);
    int64_t found = key.length == 0 ? 0 : VALUE_NONE;
    for (int i = 0; yes[i]; i++)
        if (text_equal(buffer_text(&key), yes[i]))
            found = 1;
    for (int i = 0; no[i]; i++)
        if (text_equal(buffer_text(&key), no[i]))
            found = 0;
    buffer_release(&key);
    *out = found;
    return found != VALUE_NONE || error_set(error, "'%s' is neither yes nor no", text);
}

static bool reads_as(const Entity *entity, const void *record, const char *field_name, const char *folded)
{
    const Field *field = entity_field(entity, field_name);
    if (!field)
        return false;
    Buffer own = {0};
    text_fold(field_stored(field, record).text, &own);
    bool same = own.length > 0 && text_equal(buffer_text(&own), folded);
    buffer_release(&own);
    return same;
}

static Id find_by_exact_label(const Entity *entity, const Plan *plan, const char *text)
{
    const Field *label = entity_field(entity, entity->label);
    for (uint32_t row = 0; label && *text && row < plan_count(plan, entity->kind); row++) {
        const Record *record = plan_at(plan, entity->kind, row);
        if (text_equal(field_stored(label, record).text, text))
            return record->id;
    }
    return 0;
}

/* By label as it is typed, then folded, then by initials, then by the identifier of the file it came from. */
static Id find_by_name(const Entity *entity, const Plan *plan, const char *text)
{
    const char *const fields[] = {entity->label, "initials", "external_id"};
    Buffer folded = {0};
    Id found = find_by_exact_label(entity, plan, text);
    text_fold(text, &folded);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0] && !found; i++)
        for (uint32_t row = 0; row < plan_count(plan, entity->kind) && !found; row++) {
            const Record *record = plan_at(plan, entity->kind, row);
            if (reads_as(entity, record, fields[i], buffer_text(&folded)))
                found = record->id;
        }
    buffer_release(&folded);
    return found;
}

static bool parse_reference(const Entity *entity, const Plan *plan, const char *text, int64_t *out, Error *error)
{
    Id id;
    if (entity_of_code(text, &id) == entity && plan_find(plan, entity->kind, id)) {
        *out = id;
        return true;
    }
    *out = find_by_name(entity, plan, text);
    return *out != 0 || error_set(error, "there is no %s '%s'; expected a code like %s-1 or a name", entity->noun, text,
                                  entity->prefix);
}

/* By code, which names the type; else by a name that only one record of all types bears. */
static bool parse_any(const Plan *plan, const char *text, int64_t *out, Error *error)
{
    Id id;
    const Entity *entity = entity_of_code(text, &id);
    if (entity && plan_find(plan, entity->kind, id)) {
        *out = any_id(entity, id);
        return true;
    }
    int found = 0;
    for (int kind = 0; kind < entity_count; kind++) {
        id = find_by_name(entities[kind], plan, text);
        found += id != 0;
        if (id)
            *out = any_id(entities[kind], id);
    }
    if (found == 1)
        return true;
    return found ? error_set(error, "'%s' is the name of several records; expected a code like T-1", text)
                 : error_set(error, "there is no record '%s'; expected a code like T-1 or a name", text);
}

/* A per cent: "45%", "45", "12.5 %"; what stands there is what is meant (an importer knows its file's 0.45). */
static bool parse_percent(const char *text, DecimalMark mark, int64_t *out, Error *error)
{
    size_t length = strlen(text);
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '%'))
        length--;
    Buffer number = {0};
    buffer_add_bytes(&number, text, length);
    bool read = number_parse(buffer_text(&number), mark, 2, out, NULL);
    buffer_release(&number);
    return read || error_set(error, "'%s' is no percentage; expected a number like 45%%", text);
}

static bool parse_text(const Field *field, const char *text, Arena *texts, Value *out, Error *error)
{
    Buffer clean = {0};
    bool several = field->type == FIELD_NOTE || field->type == FIELD_CUSTOM;
    bool good = text_clean(text, strlen(text), several, &clean, error);
    DayHours hours;
    if (good && field->type == FIELD_HOURS && !text_equal(buffer_text(&clean), "inherit")) {
        good = hours_parse(buffer_text(&clean), &hours, error);
        buffer_clear(&clean);
        hours_format(&hours, &clean);
    }
    Recurrence rule;
    if (good && field->type == FIELD_RECURRENCE) {
        good = recurrence_parse(buffer_text(&clean), &rule, error);
        buffer_clear(&clean);
        if (good)
            recurrence_format(&rule, &clean);
    }
    if (good)
        *out = value_text(arena_text(texts, buffer_text(&clean)));
    buffer_release(&clean);
    return good;
}

static bool parse_date(const Field *field, const char *text, const Spelling *spelling, int64_t *out, Error *error)
{
    Instant instant;
    Date date;
    bool has_time;
    if (instant_parse(text, spelling->order, &instant, &has_time, NULL)) {
        *out = field->type == FIELD_DATE ? instant_date(instant) : instant;
        return true;
    }
    if (spelling->today == DATE_NONE)
        return date_parse(text, spelling->order, &date, error);
    if (!date_parse_typed(text, spelling->order, spelling->today, spelling->near, &date, error))
        return false;
    *out = field->type == FIELD_DATE ? date : instant_make(date, 0);
    return true;
}

static bool parse_money(const Field *field, const Plan *plan, const char *text, const Spelling *spelling, int64_t *out,
                        Error *error)
{
    bool own = field->currency && spelling->currency && *spelling->currency;
    const char *expected = own ? spelling->currency : plan_currency(plan);
    char worn[4];
    if (!money_currency(text, expected, worn, error))
        return false;
    if (*worn && !text_equal(worn, expected))
        return error_set(error, "'%.*s' is in %s; expected an amount in %s", (int)text_fit(text, 60, NULL), text, worn,
                         expected);
    return money_parse_exact(text, spelling->mark, currency_digits(expected), out, error);
}

static bool parse_number(const Field *field, const Plan *plan, const char *text, const Spelling *spelling, int64_t *out,
                         Error *error)
{
    WorkUnits units = plan_units(plan);
    switch (field->type) {
    case FIELD_FLAG:
        return parse_flag(text, out, error);
    case FIELD_CHOICE:
        return parse_choice(field, text, out, error);
    case FIELD_PERCENT:
        return parse_percent(text, spelling->mark, out, error);
    case FIELD_QUANTITY:
        return number_parse(text, spelling->mark, 3, out, error);
    case FIELD_MONEY:
        return parse_money(field, plan, text, spelling, out, error);
    case FIELD_RATE:
        return number_parse_exact(text, spelling->mark, RATE_DIGITS, out, error);
    case FIELD_DATE:
    case FIELD_INSTANT:
        return parse_date(field, text, spelling, out, error);
    case FIELD_DURATION:
        return duration_parse(text, spelling->mark, &units, UNIT_DAYS, out, error);
    case FIELD_REFERENCE:
        return parse_reference(field->refers_to, plan, text, out, error);
    case FIELD_ANY:
        return parse_any(plan, text, out, error);
    default:
        return number_parse(text, spelling->mark, 0, out, error);
    }
}

bool referent_parse(const Plan *plan, const Entity *entity, const char *text, Referent *out, Error *error)
{
    int64_t number;
    if (!(entity ? parse_reference(entity, plan, text, &number, error) : parse_any(plan, text, &number, error)))
        return false;
    *out = entity ? (Referent){entity, number} : any_referent(number);
    return true;
}

static bool in_range(const Field *field, int64_t number, Error *error)
{
    if (field->maximum <= field->minimum || (number >= field->minimum && number <= field->maximum))
        return true;
    Buffer range = {0};
    bool percent = field->type == FIELD_PERCENT;
    number_format(field->minimum, percent ? 2 : 0, true, &range);
    buffer_add(&range, percent ? "% to " : " to ");
    number_format(field->maximum, percent ? 2 : 0, true, &range);
    if (percent)
        buffer_add_char(&range, '%');
    error_set(error, "expected %s", buffer_text(&range));
    buffer_release(&range);
    return false;
}

static bool stands_for_nothing(const char *text)
{
    return *text == '\0' || text_equal(text, "—") || text_equal(text, "NULL");
}

bool field_parse(const Field *field, const Plan *plan, const char *text, const Spelling *spelling, Arena *texts,
                 Value *out, Error *error)
{
    *out = (Value){.number = VALUE_NONE, .text = ""};
    text += strspn(text, " ");
    if (stands_for_nothing(text) && (!field_is_text(field) || *text == '\0')) {
        if (field->required)
            return error_set(error, "%s may not be empty", field->title);
        if (field_refers(field) || is_unsigned(field))
            out->number = 0;
        return true;
    }
    if (field_is_text(field))
        return parse_text(field, text, texts, out, error) &&
               (!field->required || *out->text || error_set(error, "%s may not be empty", field->title));
    Error why = {0};
    if (!parse_number(field, plan, text, spelling, &out->number, &why))
        return error_set(error, "%s", why.text);
    return in_range(field, out->number, &why) || error_set(error, "'%s' is out of range; %s", text, why.text);
}

void field_add_words(const Field *field, Buffer *out)
{
    for (const char *at = field->name; *at; at++)
        buffer_add_char(out, *at == '_' ? ' ' : *at);
}

Spelling plan_spelling(const Plan *plan)
{
    return (Spelling){.mark = DECIMAL_POINT, .order = DATE_DMY, .today = plan->today, .near = plan_near_date(plan)};
}
