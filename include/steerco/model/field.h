/*
 * Reading, writing and wording the value of a field.
 *
 *     Buffer text = {0};
 *     Value level = field_get(likelihood, plan, risk, &text);
 *     field_format(likelihood, plan, level, FORMAT_DISPLAY, &text); // "4", or "—" when undefined
 */
#ifndef STEERCO_MODEL_FIELD_H
#define STEERCO_MODEL_FIELD_H

#include "steerco/base/arena.h"
#include "steerco/model/entity.h"

static inline Value value_number(int64_t number)
{
    return (Value){.number = number, .text = ""};
}

static inline Value value_text(const char *text)
{
    return (Value){.text = text};
}

/* What counts: computed or stored. The text of a computed value may live in `scratch` (which is cleared first). */
Value field_get(const Field *field, const Plan *plan, const void *record, Buffer *scratch);

/* Add a reference as a cell says it: the name where the type goes by names and this one is its own, else the code. */
void referent_format(const Plan *plan, Referent target, Buffer *out);

/* The record that a text means, by code, or where `entity` is known by name, initials or external_id. */
bool referent_parse(const Plan *plan, const Entity *entity, const char *text, Referent *out, Error *error) MUST_CHECK;

/* What is kept in the record, of stored fields only. A text is not copied: it must live as long as the record. */
Value field_stored(const Field *field, const void *record);
void field_set(const Field *field, void *record, Value value);

/* Let the texts of a record live in `texts` from now on. */
void record_keep_texts(const Entity *entity, void *record, Arena *texts);

bool value_equal(const Field *field, Value a, Value b);
bool value_is_none(const Field *field, Value value);

typedef enum FieldFormat {
    FORMAT_EXCHANGE, /* read back by any program: 2026-03-02, 1234.50, 3d, yes; empty when undefined */
    FORMAT_DISPLAY,  /* for people: 02 Mar 26, 1,234.50, 3d, ✓; "—" when undefined */
} FieldFormat;

/*
 * Add the value in words, as far as the plan's audience may read it (audience.h). References are written as the label
 * of the record they point to, or as its code where the label would be ambiguous or the record has none of its own
 * (tasks, links: always codes).
 */
void field_format(const Field *field, const Plan *plan, Value value, FieldFormat format, Buffer *out);

/*
 * … of a record (null = of none): its amounts may be in a currency of their own, which stands behind them for people,
 * and it decides whether something ends at an instant.
 */
void field_format_of(const Field *field, const Plan *plan, const void *record, Value value, FieldFormat format,
                     Buffer *out);
bool field_ends(const Field *field, const Plan *plan, const void *record);

/* For a field at whose instant something always ends. */
bool field_ends_always(const Plan *plan, const void *record);

/* The currency of an amount of this field, and its decimals; the board's where the record says no other. */
const char *field_currency(const Field *field, const Plan *plan, const void *record);

/* field_get() and field_format() in one. */
void field_word(const Field *field, const Plan *plan, const void *record, FieldFormat format, Buffer *out);

/*
 * The field that a person means by a name, wherever one is typed: its name or title in any spelling, the beginning of
 * either where that is clear, or what else people call it ("due", "owner", "slack"). Null when none is meant, or
 * several, which the sentence names.
 */
const Field *field_meant(const Entity *entity, const char *name, Error *error);

/* Add its name as words of a sentence: "percent complete". */
void field_add_words(const Field *field, Buffer *out);

/* How the writer of a text writes numbers and dates. */
typedef struct Spelling {
    DecimalMark mark;
    DateOrder order;
    Date today;           /* allows `+3`, `fri`, … where it is not DATE_NONE: what a person types */
    Date near;            /* then: a day without its year is the one nearest to this */
    const char *currency; /* of amounts of a field that has one of its own; null and "" = the board's */
} Spelling;

/*
 * How a person types into this plan, the same everywhere: decimal point, day first. `today`, `+3`, `fri` and `15` count
 * from today; a day without its year is the one nearest to the status date, or without one to today, but no earlier
 * than the project begins and no later than it ends.
 */
Spelling plan_spelling(const Plan *plan);

/*
 * Read the value of a stored field from text; the empty text, "—" and "NULL" are undefined. The sentence of an error
 * says what was expected ("'hgih' is not one of low, medium, high"). An amount that is finer than its currency is
 * refused, and one that wears another currency than is expected. A text value is cleaned and copied into `texts`.
 * References are looked up by code, then by label (case and accents do not matter), then by initials or external_id.
 */
bool field_parse(const Field *field, const Plan *plan, const char *text, const Spelling *spelling, Arena *texts,
                 Value *out, Error *error) MUST_CHECK;

/* A day's working hours, in text "08:00-12:00 13:00-17:00"; "off" and "" are a day without any. */
typedef struct DayHours {
    int count;
    struct {
        int16_t from, to; /* minutes of the day, from < to <= 1440, ascending, not touching */
    } ranges[8];
} DayHours;

bool hours_parse(const char *text, DayHours *out, Error *error) MUST_CHECK;
void hours_format(const DayHours *hours, Buffer *out);

#endif
