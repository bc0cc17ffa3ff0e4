/*
 * An import on its way: a file that was read, the plan it goes to, and the change set that comes of it.
 */
#ifndef STEERCO_SRC_EXCHANGE_MSPDI_MSPDI_IMPORT_H
#define STEERCO_SRC_EXCHANGE_MSPDI_MSPDI_IMPORT_H

#include "mspdi_schema.h"
#include "steerco/exchange/mspdi/mspdi.h"

/* A row of the outline. */
typedef struct MspdiRow {
    const MspdiTask *task;
    int64_t parent; /* row, −1 at top level */
    bool summary;
    Id id;            /* of the plan's task, once it is there */
    int64_t position; /* among its siblings, 0 until it is known */
    uint32_t assigned;
    int64_t assigned_work; /* minutes of all that are assigned */
} MspdiRow;

typedef struct MspdiImport {
    const MspdiProject *file;
    Plan *plan;
    ChangeSet *set;
    MspdiReport *report;
    size_t tallies[TALLY_COUNT];
    IdMap calendars, resources, tasks; /* UID + 1 → id of the plan's record, provisional or not */
    IdMap materials;                   /* UID + 1 of each resource that does no work */
    IdMap ordinary;                    /* UID + 1 of each calendar that is none here: it says what holds anyway */
    Id board;
    const char *board_name;
    Id project_calendar;
    int currency_digits;
    ARRAY(MspdiRow) rows;
    /* The record that import_put() speaks of. */
    const Entity *entity;
    Id id;
    size_t changes_before;
} MspdiImport;

/* Begin with a record of the plan, or with a new one where `id` is 0; and count at the end what became of it. */
Id import_open(MspdiImport *import, const Entity *entity, Id id);
void import_put(MspdiImport *import, size_t offset, Value value);
void import_close(MspdiImport *import);

#define PUT(import, Type, member, number)    import_put(import, offsetof(Type, member), value_number(number))
#define PUT_TEXT(import, Type, member, text) import_put(import, offsetof(Type, member), value_text(text))

/* Only where the file says something. */
#define PUT_KNOWN(import, Type, member, number)                                                                        \
    do {                                                                                                               \
        if ((number) != NUMBER_NONE)                                                                                   \
            PUT(import, Type, member, number);                                                                         \
    } while (0)
#define PUT_KNOWN_TEXT(import, Type, member, text)                                                                     \
    do {                                                                                                               \
        if (*(text))                                                                                                   \
            PUT_TEXT(import, Type, member, text);                                                                      \
    } while (0)

/* What UID + 1 is mapped to; 0 for a UID that is not there. */
static inline Id import_id(const IdMap *map, int64_t uid)
{
    return uid < 0 ? 0 : idmap_get(map, uid + 1, 0);
}

/* Note the UID of a record. Fails when it has none, or one that was met before. */
bool import_index(IdMap *map, int64_t uid, int64_t value, const char *element, size_t line, Error *error) MUST_CHECK;

/* The UID as it is kept in external_id. */
const char *import_uid_text(MspdiImport *import, int64_t uid);

/*
 * Shared records are known by name: offices have one Anna Berg, and UIDs mean something in one file only. Where several
 * bear a name, the one with this UID comes first. No record is claimed twice.
 */
typedef struct MspdiNames {
    const Plan *plan;
    const Entity *entity;
    TextMap first; /* name → row */
    int64_t *next; /* row → next row of that name, −1 = none */
    bool *claimed;
} MspdiNames;

void names_init(MspdiNames *names, const Plan *plan, const Entity *entity);
uint32_t names_claim(MspdiNames *names, const char *name, const char *external_id); /* ROW_NONE: there is none */
void names_release(MspdiNames *names);

/* Put minutes of work, in hours, where it is not that much already: Project has no units of work. */
void import_put_work(MspdiImport *import, size_t offset, int64_t minutes);

/* The calendar that a task or resource bears by its UID; 0 = none. One that the file does not hold is tallied. */
Id import_calendar_of(MspdiImport *import, int64_t uid);

bool import_calendars(MspdiImport *import, Error *error) MUST_CHECK;
bool import_outline(MspdiImport *import, Error *error) MUST_CHECK; /* fills `rows` */
void import_tasks(MspdiImport *import);
void import_links(MspdiImport *import);
void import_assignments(MspdiImport *import);
void import_baselines(MspdiImport *import);

/* Try the set on the plan, compare dates, and put the plan back. Fails when the plan would not be sound with it. */
bool import_try(MspdiImport *import, Error *error) MUST_CHECK;

void import_note(MspdiReport *report, const char *format, ...) PRINTF_LIKE(2, 3);

/* Add the sentences of all tallies to the report, and of what was met under other names. */
void import_note_tallies(MspdiImport *import, const XmlReading *reading);

#endif
