/*
 * A record type is described once.
 *
 * Each record is a plain typed struct that begins with its id and board; each record type is one Entity: a name and a
 * constant table of Fields. Everything generic (loading, saving, CSV, columns, forms, validation, the command line,
 * help, the manual) reads these tables; everything specific (scheduling, scoring, earned value) uses the struct.
 *
 * A stored field sits in the struct at `offset`; a computed field is a row of the same table whose value comes from a
 * function. A field may be both: then the function says what counts where the stored value does not (the duration of a
 * summary task). Adding a field is one member and one row; adding a record type is one header, one file and one line in
 * records/records.def. See records/risk.h and src/records/risk.c for the shape.
 */
#ifndef STEERCO_MODEL_ENTITY_H
#define STEERCO_MODEL_ENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "steerco/base/array.h"
#include "steerco/base/buffer.h"
#include "steerco/base/date.h"
#include "steerco/base/duration.h"
#include "steerco/base/error.h"
#include "steerco/base/money.h"

typedef struct Plan Plan;
typedef struct Entity Entity;
typedef struct Field Field;

typedef int64_t Id; /* from the file's own counters, above 0; 0 is "none"; below 0 is provisional (see change.h) */

typedef ARRAY(Id) Ids;

/* A record of any type as one integer: id × 256 + the tag of its type, which is frozen; 0 = none. */
typedef int64_t AnyId;

/* How every record struct begins. */
typedef struct Record {
    Id id;
    Id board; /* 0 when the record is shared by all boards of the file, and for a board itself */
} Record;

/*
 * A value of any field. Texts are never null; every other type is one integer, VALUE_NONE when undefined.
 */
typedef struct Value {
    int64_t number;
    const char *text;
} Value;

#define VALUE_NONE NUMBER_NONE

typedef enum FieldType {
    FIELD_TEXT,       /* const char *: one line */
    FIELD_NOTE,       /* const char *: several lines */
    FIELD_HOURS,      /* const char *: working hours of a day, "08:00-12:00 13:00-17:00", "off", "inherit" */
    FIELD_RECURRENCE, /* const char *: a rule of days that come again, "yearly 25 dec"; see base/recurrence.h */
    FIELD_CUSTOM,     /* const char *: the columns that an import brought along, "Name: value" lines */
    FIELD_MANY,       /* records of `refers_to` (null = of any type), not in the struct but beside it: see many.h */
    FIELD_INTEGER,    /* any signed integer type */
    FIELD_SCALE,      /* a level from `minimum` to `maximum`, usually 1 very low … 5 very high */
    FIELD_FLAG,       /* bool: yes or no, never undefined */
    FIELD_CHOICE,     /* index into `choices`, never undefined */
    FIELD_PERCENT,    /* basis points: 2500 is 25 % */
    FIELD_QUANTITY,   /* thousandths: 1500 is 1.5 */
    FIELD_MONEY,      /* Money in the board's currency, or in that of the record: see Field.currency */
    FIELD_RATE,       /* an exchange rate: hundred-millionths, see base/money.h */
    FIELD_DATE,       /* Date */
    FIELD_INSTANT,    /* Instant */
    FIELD_DURATION,   /* Duration */
    FIELD_MINUTES,    /* working minutes: a number for programs, a duration for people */
    FIELD_REFERENCE,  /* Id of a record of `refers_to`; 0 = none */
    FIELD_ANY,        /* AnyId: a record of any type; 0 = none */
} FieldType;

/*
 * What shapes a plan rather than being a value in it. What was worked out from a part of the structure holds until that
 * part changes: see plan_structure().
 */
typedef enum Structure {
    STRUCTURE_ORDER = 1, /* in which order tasks are shown */
    STRUCTURE_TASKS = 2, /* which tasks there are, in which rows, under which summaries, and which take part */
    STRUCTURE_LINKS = 4,
    STRUCTURE_WORK = 8,  /* when work is done: project start, calendars, and who is assigned */
    STRUCTURE_ROWS = 16, /* more tasks than plan->touched tells of */
    STRUCTURE_BASELINES = 32,
    STRUCTURE_BITS = 6,
} Structure;

/* Who may read a field: see audience.h. */
typedef enum Secrecy {
    FOR_ALL,
    FOR_PLANNERS, /* who may write the file; never in what is made for an audience */
    PRIVATE,      /* left out wherever it is not asked for by name */
} Secrecy;

/* What a field of a new record says where its maker, at the keyboard, left it open. */
typedef enum Stamp { NO_STAMP, STAMP_DAY, STAMP_WHO } Stamp;

struct Field {
    const char *name;  /* how CSV, command line and journal call it: "constraint_date" */
    const char *title; /* above a column and before an entry: "Constraint date" */
    const char *help;  /* one sentence: meaning, unit, formula */
    FieldType type;
    uint16_t offset, size;                                                 /* FIELD_AT(); size 0 = not stored */
    Value (*computed)(const Plan *plan, const void *record, Buffer *text); /* a text value may live in `text` */
    /* FIELD_INSTANT: does something end then, of any record where that is null? Midnight is in the day that is over
       then, 24:00. Null = never. */
    bool (*ends)(const Plan *plan, const void *record);
    const char *const *choices;      /* FIELD_CHOICE: ends with null */
    const Entity *refers_to;         /* FIELD_REFERENCE, FIELD_MANY */
    uint16_t slot;                   /* FIELD_MANY: a number of its own among all fields of all types, frozen */
    const struct Workflow *workflow; /* FIELD_CHOICE: which steps there are, and what they need; null = any, nothing */
    uint16_t currency; /* FIELD_MONEY: offset of the text that names its currency, "" = the board's; 0 = always that */
    int64_t minimum, maximum; /* checked when maximum > minimum */
    /* Of a new record. 0 and null mean: undefined for dates, money, durations, scales and quantities; else 0, no, "".
     */
    int64_t standard;
    const char *standard_text;
    uint8_t width; /* columns on screen; 0 = by type */
    bool required; /* may not be undefined; deleting what it refers to deletes the record */
    bool rate;     /* an amount for each of something: adding up those of several records means nothing */
    bool falls;    /* deleting what it refers to deletes the record, although it may be undefined */
    bool internal; /* kept by the program (order of rows): not in CSV, forms or lists */
    Secrecy secrecy;
    Stamp stamp;
    uint8_t shapes; /* what of the Structure it is part of; 0 for a mere value */
};

#define FIELD_AT(Type, member) .offset = offsetof(Type, member), .size = sizeof(((Type *)0)->member)

/* The index of a type in entities[], and of its table in a plan. */
typedef int EntityKind;

enum { ENTITY_MOST = 64 }; /* types at the most: room in a plan's array of tables */

/* Says something of a record: is it open, is it late? */
typedef bool RecordTest(const Plan *plan, const void *record);

/* A word of a filter for what no single field says: "over", "milestone". */
typedef struct FilterWord {
    const char *word;
    RecordTest *test;
} FilterWord;

/* What people call a field that bears another name: "owner", "slack". */
typedef struct FieldAlias {
    const char *name, *field;
} FieldAlias;

struct Entity {
    EntityKind kind;
    const char *name, *plural; /* "cost_entry", "cost_entries": command line, tables of the store, file names */
    const char *title;         /* "Cost log" */
    const char *noun;          /* in sentences: "cost entry" */
    const char *nouns;         /* … of several: "cost entries" */
    const char *article;       /* before the noun: "an"; null = "a" */
    const char *prefix;        /* of its codes: "E" gives E-14 */
    uint8_t tag;               /* stands for the type in a reference to any record; frozen, from 1 */
    size_t record_size;
    const Field *fields;  /* ends with a row without a name */
    const char *label;    /* the field that names a record for people: "name" */
    const char *key[3];   /* fields that identify a record for re-import when it has no id of its own; ends with null */
    const char *alike[5]; /* of a type without a key: fields by which rows of a file that was imported before are known;
                             none = its label, or of an append-only type all that its records hold */
    const char *columns;  /* of a list at first, the most telling ones first: "title:30 owner due status" */
    const char *order;    /* of a list at first: "due" or "-score"; null = by code */
    const char
        *due; /* the date field, stored or computed, that says when something has to be done about a record; or null */
    const char *about;   /* the field that says what a record is about, of a type that is noted about others; or null */
    const char *instead; /* what to do with one that cannot be deleted, see model/loss.h: "close it"; or null. Of an
                            append-only type, instead of changing one */
    const char *under;   /* the reference under whose record people see and edit it (a link: its successor); or null */
    bool shared;         /* belongs to the file: all boards see it */
    uint8_t shapes;      /* what of the Structure the set of its records is part of */
    bool by_name;        /* references to it are written as its label ("Anna Berg"), not as its code */
    bool append_only;    /* never changed or deleted, only reversed by a further record */
    bool snapshot;       /* never changed once taken; deleted only with all records that it requires */
    bool internal; /* kept by the program behind fields of other types: nobody lists, adds or imports it as such */
    bool cold;     /* grows without end: loaded at the first look at it, see plan.h; no part of the Structure */
    bool traced;   /* rows of it that change are told in plan->touched; of one type at most */
    /* Rules across fields ("finish before start"); null when there are none. */
    bool (*check)(const Plan *plan, const void *record, Error *error);
    /* Is there still something to do about it, is that late by the status date, and is it done? Null = what the rest of
       the row tells: open until its workflow has ended, late when it is open and due before the status date, done when
       it is not open. Asked through record_is_open() and its like. */
    RecordTest *is_open, *is_late, *is_done;
    /* Is it not to be changed or deleted any more (approved minutes)? Then the sentence says why, and what to do
       instead. Null = always changeable. */
    bool (*frozen)(const Plan *plan, const void *record, Error *error);
    const FilterWord *words;   /* ends with a row without a word; may be null */
    const FieldAlias *aliases; /* ends with a row without a name; may be null */
    /* Fill `rows` in an order of its own, or false where that of keys and ids counts; may be null. */
    bool (*sorted)(const Plan *plan, uint32_t *rows);
    /* Add what a sentence calls a record that is named by what it joins; null = its code and label. */
    void (*describe)(const Plan *plan, const void *record, Buffer *out);
};

/*
 * All record types, by kind, in an order in which required references point backwards (loading, importing). Declared
 * here, where nothing knows a type by name, and defined by the list: records/records.def.
 */
extern const Entity *const entities[ENTITY_MOST];
extern const int entity_count;

/* By name, plural or title in any spelling ("cost_entries", "Cost entries"); null when there is none. */
const Entity *entity_find(const char *name);

/* The entity whose prefix a code like "T-14" bears, and its id; null when the text is no code. */
const Entity *entity_of_code(const char *code, Id *id);

/* Add "T-14"; "T-new" for a provisional id. */
void entity_code(const Entity *entity, Id id, Buffer *out);

/* The field of that name (any spelling of name or title), or null. "name" is also the label that a record of the type
   cannot be without. */
const Field *entity_field(const Entity *entity, const char *name);

/* The stored field at a struct member: `field_of(&risk_entity, Risk, likelihood)`. Never null. */
const Field *entity_field_at(const Entity *entity, size_t offset) RETURNS_NON_NULL;
#define field_of(entity, Type, member) entity_field_at(entity, offsetof(Type, member))

/* Is it kept in the record? */
static inline bool field_is_stored(const Field *field)
{
    return field->size != 0;
}

/* A record of any type, taken apart; {0} = none. */
typedef struct Referent {
    const Entity *entity;
    Id id;
} Referent;

AnyId any_id(const Entity *entity, Id id);
Referent any_referent(AnyId any); /* {0} when it is of no type that there is */
const Entity *entity_of_tag(int tag);

/* Does it refer to one record by an integer, and to which does a value of it? */
bool field_refers(const Field *field);
Referent field_referent(const Field *field, Value value);

/* "an", of "an issue". And add "3 issues". */
static inline const char *entity_article(const Entity *entity)
{
    return entity->article ? entity->article : "a";
}
void entity_add_count(const Entity *entity, size_t count, Buffer *out);

/* By the row of its type: see is_open above. Does the type know of that at all? */
bool record_is_open(const Plan *plan, const Entity *entity, const void *record);
bool record_is_late(const Plan *plan, const Entity *entity, const void *record);
bool record_is_done(const Plan *plan, const Entity *entity, const void *record);
bool entity_knows_open(const Entity *entity);
bool entity_knows_late(const Entity *entity);

bool field_is_text(const Field *field);   /* does a Value of it live in `text`? */
bool field_is_amount(const Field *field); /* do people compare it digit by digit, aligned to the right? */

/* Fill a zeroed record with the standard value of every field; texts become "". */
void record_init(const Entity *entity, void *record);

#endif
