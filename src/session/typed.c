/*
 * One rule for typed values, because a deadline typed in a form and one set by a script must be the same deadline.
 */
#include "steerco/session/typed.h"

#include <stdio.h>
#include <time.h>

#include "steerco/analysis/reported.h"
#include "steerco/analysis/worktime.h"
#include "steerco/base/text.h"
#include "steerco/planning/edit.h"
#include "steerco/records/records.h"

#define TASK_FIELD(member) field_of(&task_entity, Task, member)

enum { FULLY_DONE = 10000 };

/* ---- Days without a time of day ---- */

static bool ends_there(const ChangeSet *set, const Plan *plan, Id task, const Field *field)
{
    if (field != TASK_FIELD(constraint_date))
        return field_ends(field, plan, NULL);
    Task as = {.constraint_type =
                   (uint8_t)change_value(set, plan, &task_entity, task, TASK_FIELD(constraint_type)).number};
    return task_constrains_finish(&as);
}

static Instant edge_of(const ChangeSet *set, const Plan *plan, Id task, Date day, bool finish)
{
    WorkTime *time = worktime_new(plan, change_value(set, plan, &task_entity, task, TASK_FIELD(calendar)).number);
    Instant at = finish ? worktime_day_end(time, day) : worktime_day_begin(time, day);
    worktime_free(time);
    return at;
}

/* What was typed as `text`; a time of day that was typed with it stands. */
static int64_t within_day(const ChangeSet *set, const Plan *plan, Id task, const char *text, int64_t typed, bool finish)
{
    Instant at;
    bool has_time = false;
    bool read = instant_parse(text, plan_spelling(plan).order, &at, &has_time, NULL);
    if (typed == VALUE_NONE || (read && has_time))
        return typed;
    return edge_of(set, plan, task, instant_date((Instant)typed), finish);
}

/* ---- The computed fields of a task that can be typed ---- */

static void set_number(ChangeSet *set, const Plan *plan, Id task, const Field *field, int64_t number)
{
    change_set(set, plan, &task_entity, task, field, value_number(number));
}

/* `happened` is the field of the actual date: history is corrected, not constrained. */
static bool type_date(ChangeSet *set, const Plan *plan, Id task, const char *text, const Field *happened,
                      ConstraintType type, Error *error)
{
    Spelling spelling = plan_spelling(plan);
    Value typed;
    if (!field_parse(TASK_FIELD(constraint_date), plan, text, &spelling, &set->arena, &typed, error))
        return false;
    bool finish = type == CONSTRAINT_FINISH_NO_EARLIER;
    int64_t number = within_day(set, plan, task, text, typed.number, finish);
    bool history = change_value(set, plan, &task_entity, task, happened).number != VALUE_NONE;
    if (history && number != VALUE_NONE)
        return reported_type(set, plan, task, happened, value_number(number), error);
    set_number(set, plan, task, TASK_FIELD(constraint_type),
               number == VALUE_NONE ? CONSTRAINT_AS_SOON_AS_POSSIBLE : type);
    set_number(set, plan, task, TASK_FIELD(constraint_date), number);
    return true;
}

static bool type_start(ChangeSet *set, const Plan *plan, Id task, const char *text, Error *error)
{
    return type_date(set, plan, task, text, TASK_FIELD(actual_start), CONSTRAINT_START_NO_EARLIER, error);
}

static bool type_finish(ChangeSet *set, const Plan *plan, Id task, const char *text, Error *error)
{
    return type_date(set, plan, task, text, TASK_FIELD(actual_finish), CONSTRAINT_FINISH_NO_EARLIER, error);
}

static bool type_predecessors(ChangeSet *set, const Plan *plan, Id task, const char *text, Error *error)
{
    return edit_predecessors(set, plan, task, text, DECIMAL_POINT, error);
}

static bool type_resources(ChangeSet *set, const Plan *plan, Id task, const char *text, Error *error)
{
    return edit_resources(set, plan, task, text, DECIMAL_POINT, error);
}

typedef struct TypedField {
    const char *name;
    bool (*type)(ChangeSet *set, const Plan *plan, Id task, const char *text, Error *error);
} TypedField;

static const TypedField typed_fields[] = {
    {"predecessors", type_predecessors},
    {"resources", type_resources},
    {"start", type_start},
    {"finish", type_finish},
};

static const TypedField *find_typed(const Entity *entity, const Field *field)
{
    for (size_t i = 0; entity == &task_entity && i < sizeof typed_fields / sizeof typed_fields[0]; i++)
        if (text_equal(typed_fields[i].name, field->name))
            return &typed_fields[i];
    return NULL;
}

/* ---- What follows from a stored field, as in Microsoft Project ---- */

/* A task that is taken in hand stays where it is. */
static void settle_manual(ChangeSet *set, const Plan *plan, Id task)
{
    const TaskDates *dates = plan_task_dates(plan, task);
    bool dated = change_value(set, plan, &task_entity, task, TASK_FIELD(manual_start)).number != VALUE_NONE ||
                 change_value(set, plan, &task_entity, task, TASK_FIELD(manual_finish)).number != VALUE_NONE;
    if (!dated && dates && dates->start != INSTANT_NONE)
        set_number(set, plan, task, TASK_FIELD(manual_start), dates->start);
}

static int64_t value_of(const ChangeSet *set, const Plan *plan, Id task, const Field *field)
{
    return change_value(set, plan, &task_entity, task, field).number;
}

/* The day of a constraint stays that day when it becomes one of the finish, or of the start. */
static void settle_constraint(ChangeSet *set, const Plan *plan, Id task, bool finished_before)
{
    int64_t date = value_of(set, plan, task, TASK_FIELD(constraint_date));
    bool finish = ends_there(set, plan, task, TASK_FIELD(constraint_date));
    if (date == VALUE_NONE || finish == finished_before)
        return;
    Date day = finished_before ? instant_end_date((Instant)date) : instant_date((Instant)date);
    if (date == edge_of(set, plan, task, day, finished_before))
        set_number(set, plan, task, TASK_FIELD(constraint_date), edge_of(set, plan, task, day, finish));
}

/* What a person types into it, and what follows from it. */
static bool settle(ChangeSet *set, const Plan *plan, Id task, const Field *field, Value value, Error *error)
{
    bool finish = ends_there(set, plan, task, TASK_FIELD(constraint_date));
    if (reported_has(field))
        return reported_type(set, plan, task, field, value, error);
    change_set(set, plan, &task_entity, task, field, value);
    if (field == TASK_FIELD(manual) && value.number)
        settle_manual(set, plan, task);
    if (field == TASK_FIELD(constraint_type))
        settle_constraint(set, plan, task, finish);
    return field != TASK_FIELD(duration) || reported_stretch(set, plan, task, error);
}

/* ---- Any field ---- */

static bool is_summary(const Plan *plan, Id task)
{
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    const Outline *outline = &plan->results->outline;
    bool current = plan->results->generation == plan->generation && row != ROW_NONE;
    return current && outline_is_summary(outline, outline->place_of[row]);
}

static bool is_derived_of_summary(const Field *field)
{
    return field == TASK_FIELD(duration) || field == TASK_FIELD(percent_complete) || text_equal(field->name, "finish");
}

static bool refuse_summary(const Plan *plan, Id id, const Field *field, Error *error)
{
    Buffer words = {0};
    field_add_words(field, &words);
    error_set(error, "the %s of %s follows from the tasks below it; %s those", buffer_text(&words),
              plan_quoted(plan, &task_entity, id).text,
              field == TASK_FIELD(percent_complete) ? "report the progress of" : "change");
    buffer_release(&words);
    return false;
}

bool typed_is_editable(const Plan *plan, const Entity *entity, Id id, const Field *field, Error *error)
{
    if (entity->append_only && id > 0)
        return error_set(error, "%s %s is never changed; %s", entity_article(entity), entity->noun, entity->instead);
    const void *record = entity->frozen ? plan_find(plan, entity->kind, id) : NULL;
    if (record && entity->frozen(plan, record, error))
        return false;
    if (entity == &task_entity && is_derived_of_summary(field) && is_summary(plan, id))
        return refuse_summary(plan, id, field, error);
    if (field->type == FIELD_MANY)
        return true;
    if (field->internal || (!field_is_stored(field) && !find_typed(entity, field)))
        return error_usage(error, "%s of %s %s is computed: %s", field->name, entity_article(entity), entity->noun,
                           field->help);
    return true;
}

/* The currency that an amount is in: that of the record, which a new one takes from the first amount that wears one. */
static bool typed_currency(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field,
                           const char *text, char out[4], Error *error)
{
    const Field *currency = entity_field_at(entity, field->currency);
    const char *own = change_value(set, plan, entity, id, currency).text;
    const char *expected = *own ? own : plan_currency(plan);
    if (!money_currency(text, expected, out, error))
        return false;
    if (*out && !*own && id < 0 && !text_equal(out, expected))
        change_set(set, plan, entity, id, currency, value_text(out));
    else
        snprintf(out, 4, "%.3s", own);
    return true;
}

bool typed_set(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field, const char *text,
               Error *error)
{
    if (!typed_is_editable(plan, entity, id, field, error))
        return false;
    const TypedField *typed = find_typed(entity, field);
    if (typed)
        return typed->type(set, plan, id, text, error) || error_prefix(error, "%s", field->name);
    if (field->type == FIELD_MANY)
        return many_set(set, plan, entity, id, field, text, error) || error_prefix(error, "%s", field->name);
    Spelling spelling = plan_spelling(plan);
    Value value;
    char worn[4];
    if (field->currency && !typed_currency(set, plan, entity, id, field, text, worn, error))
        return error_prefix(error, "%s", field->name);
    if (field->currency)
        spelling.currency = worn;
    if (!field_parse(field, plan, text, &spelling, &set->arena, &value, error))
        return error_prefix(error, "%s", field->name);
    if (field->type == FIELD_INSTANT && entity == &task_entity && value.number != VALUE_NONE)
        value.number = within_day(set, plan, id, text, value.number, ends_there(set, plan, id, field));
    bool partly = field == TASK_FIELD(percent_complete) && value.number > 0 && value.number < FULLY_DONE;
    if (partly && duration_amount(value_of(set, plan, id, TASK_FIELD(duration))) == 0)
        return error_set(error, "%s takes no time: it is 0%% or 100%% complete",
                         plan_quoted(plan, &task_entity, id).text);
    if (entity == &task_entity)
        return settle(set, plan, id, field, value, error);
    change_set(set, plan, entity, id, field, value);
    return true;
}

Record *typed_new(ChangeSet *set, const Plan *plan, const Entity *entity, Id parent)
{
    if (entity == &task_entity)
        return &edit_insert_task(set, plan, (TaskPlace){.parent = parent})->record;
    return change_create(set, entity);
}

int typed_turn(const Field *field)
{
    if (field == TASK_FIELD(calendar) || field == TASK_FIELD(constraint_type))
        return 0;
    return field->currency != 0 || field == TASK_FIELD(percent_complete) ? TYPED_TURNS - 1 : 1;
}

/* ---- What else a set does ---- */

/* "2 Mar", and the year where it would be read as another one. */
static void add_short_day(const Plan *plan, Date date, Buffer *out)
{
    Civil day = date_civil(date);
    buffer_format(out, "%d %s", day.day, month_name(day.month));
    if (day.year != date_civil(plan_spelling(plan).near).year)
        buffer_format(out, " %d", day.year);
}

/* Of one task "actual start 2 Mar", of several "actual start of 3 tasks". */
static void word_changes_of(const ChangeSet *set, const Plan *plan, size_t first, Buffer *out)
{
    const Change *change = &set->changes.items[first];
    bool clears = value_is_none(change->field, change->after);
    size_t count = 0;
    for (size_t i = first; i < set->changes.count; i++) {
        const Change *other = &set->changes.items[i];
        count += other->kind == CHANGE_SET && other->field == change->field &&
                 value_is_none(other->field, other->after) == clears;
    }
    field_add_words(change->field, out);
    if (count > 1) {
        buffer_add(out, " of ");
        entity_add_count(change->entity, count, out);
    } else if (!clears) {
        buffer_add_char(out, ' ');
        if (change->field->type == FIELD_INSTANT)
            add_short_day(plan,
                          field_ends(change->field, plan, NULL) ? instant_end_date((Instant)change->after.number)
                                                                : instant_date((Instant)change->after.number),
                          out);
        else
            field_format(change->field, plan, change->after, FORMAT_DISPLAY, out);
    }
}

/* Has this been worded with an earlier change? */
static bool is_worded(const ChangeSet *set, size_t at)
{
    const Change *change = &set->changes.items[at];
    bool clears = value_is_none(change->field, change->after);
    for (size_t i = 0; i < at; i++) {
        const Change *other = &set->changes.items[i];
        if (other->kind == CHANGE_SET && other->field == change->field &&
            value_is_none(other->field, other->after) == clears)
            return true;
    }
    return false;
}

void typed_word_rest(const ChangeSet *set, const Plan *plan, const Field *typed, Buffer *out)
{
    for (int clears = 0; clears < 2; clears++) {
        const char *before = clears ? "; also clears " : "; also sets ";
        for (size_t i = 0; i < set->changes.count && field_is_stored(typed); i++) {
            const Change *change = &set->changes.items[i];
            if (change->kind != CHANGE_SET || change->field == typed ||
                value_is_none(change->field, change->after) != (clears == 1) || is_worded(set, i))
                continue;
            buffer_add(out, before);
            word_changes_of(set, plan, i, out);
            before = ", ";
        }
    }
}

/* ---- Moments ---- */

/* The last second of a minute of this host's clock. */
static int64_t utc_of(Instant local)
{
    Civil day = date_civil(instant_date(local));
    struct tm moment = {.tm_year = day.year - 1900,
                        .tm_mon = day.month - 1,
                        .tm_mday = day.day,
                        .tm_min = instant_minute(local),
                        .tm_sec = 59,
                        .tm_isdst = -1};
    return (int64_t)mktime(&moment);
}

bool typed_moment(const char *text, Instant now, Moment *out, Error *error)
{
    Instant instant;
    Error refused;
    bool has_time = false;
    *out = (Moment){0};
    if (*text && strlen(text) < 16 && text[strspn(text, "0123456789")] == '\0') {
        out->sequence = strtoll(text, NULL, 10);
        return true;
    }
    if (!instant_parse_past(text, DATE_DMY, now, &instant, &has_time, &refused))
        return error_usage(error, "%s, or the number of a change", refused.text);
    out->by_clock = true;
    out->at = utc_of(has_time ? instant : instant_make(instant_date(instant), MINUTES_PER_DAY - 1));
    return true;
}
