/*
 * A conflict names both values, who wrote the other one and when, so that a person can decide. Values are worded with a
 * small plan of just the records that the words need: the board for currency and units, the targets of references.
 */
#include "conflict.h"
#include "steerco/model/audience.h"
#include "steerco/records/records.h"

enum { MOST_CONFLICTS = 1000 };

void conflicts_release(Conflicts *conflicts)
{
    for (size_t i = 0; i < conflicts->count; i++) {
        free(conflicts->items[i].mine);
        free(conflicts->items[i].theirs);
        free(conflicts->items[i].who);
    }
    array_release(conflicts);
}

void report_init(ConflictReport *report, Store *store, Conflicts *out, const ChangeSet *set)
{
    *report = (ConflictReport){.store = store, .out = out, .board = set->board};
    plan_init(&report->words);
    report->words.board = set->board;
    report->words.audience = set->audience;
}

void conflict_report_release(ConflictReport *report)
{
    plan_release(&report->words);
    arena_release(&report->texts);
}

bool report_is_full(const ConflictReport *report)
{
    return report->out->count >= MOST_CONFLICTS;
}

static bool bring_record(ConflictReport *report, const Entity *entity, Id id, Error *error)
{
    void *record = NULL;
    if (id <= 0 || plan_find(&report->words, entity->kind, id))
        return true;
    if (!record_find(report->store, entity, id, &report->texts, &record, error))
        return false;
    if (record)
        plan_add(&report->words, entity->kind, record);
    return true;
}

static bool bring_target(ConflictReport *report, const Field *field, Value value, Error *error)
{
    Referent target = field_refers(field) ? field_referent(field, value) : (Referent){0};
    return !target.entity || bring_record(report, target.entity, target.id, error);
}

/* The value in words; the caller frees it. Null with the error set. */
static char *in_words(ConflictReport *report, const Change *change, const Field *field, Value value, Error *error)
{
    Buffer words = {0};
    if (!bring_record(report, &board_entity, report->board, error) || !bring_target(report, field, value, error) ||
        !bring_record(report, change->entity, change->id, error))
        return NULL;
    if (!id_is_shown(&report->words, change->entity, change->id))
        return memory_text(HIDDEN_VALUE);
    field_format(field, &report->words, value, FORMAT_EXCHANGE, &words);
    return buffer_steal(&words);
}

static const char *code_of(ConflictReport *report, const Entity *entity, Id id)
{
    Buffer code = {0};
    entity_code(entity, id, &code);
    const char *kept = arena_text(&report->texts, buffer_text(&code));
    buffer_release(&code);
    return kept;
}

static const char *author_of(ConflictReport *report, const Author *author)
{
    Buffer words = {0};
    author_format(author, &words);
    const char *kept = arena_text(&report->texts, buffer_text(&words));
    buffer_release(&words);
    return kept;
}

/* Takes over the two values. */
static void add(ConflictReport *report, const Entity *entity, Id id, const Field *field, char *mine, char *theirs,
                const Author *author)
{
    array_push(report->out, (Conflict){.entity = entity,
                                       .id = id,
                                       .field = field,
                                       .mine = mine,
                                       .theirs = theirs,
                                       .who = memory_text(author->who),
                                       .at = author->at});
}

static bool is_first(const ConflictReport *report)
{
    return report->first.kind == ERROR_NONE;
}

bool report_field(ConflictReport *report, const Change *change, const Field *field, Value mine, Value theirs,
                  Error *error)
{
    Author author;
    char *own = in_words(report, change, field, mine, error);
    char *other = own ? in_words(report, change, field, theirs, error) : NULL;
    if (!other || !journal_author(report->store, change->entity, change->id, field, &report->texts, &author, error)) {
        free(own);
        free(other);
        return false;
    }
    if (is_first(report))
        error_conflict(&report->first, "%s, %s: %s wrote '%s'; yours is '%s'",
                       code_of(report, change->entity, change->id), field->title, author_of(report, &author), other,
                       own);
    add(report, change->entity, change->id, field, own, other, &author);
    return true;
}

bool report_gone(ConflictReport *report, const Change *change, Error *error)
{
    Author author;
    if (!journal_author_of_deletion(report->store, change->entity, change->id, &report->texts, &author, error))
        return false;
    if (is_first(report))
        error_conflict(&report->first, "%s was deleted by %s", code_of(report, change->entity, change->id),
                       author_of(report, &author));
    add(report, change->entity, change->id, NULL, memory_text(""), memory_text(""), &author);
    return true;
}

bool report_taken(ConflictReport *report, const Change *change, Error *error)
{
    Author author;
    const char *code = code_of(report, change->entity, change->id);
    if (!journal_author(report->store, change->entity, change->id, NULL, &report->texts, &author, error))
        return false;
    if (is_first(report))
        error_conflict(&report->first, "%s is there already, written by %s", code, author_of(report, &author));
    add(report, change->entity, change->id, NULL, memory_text(""), memory_text(code), &author);
    return true;
}

bool report_target_gone(ConflictReport *report, const Change *change, const Field *field, const Entity *target, Id id,
                        Error *error)
{
    Author author;
    const char *code = code_of(report, target, id);
    if (!journal_author_of_deletion(report->store, target, id, &report->texts, &author, error))
        return false;
    if (is_first(report))
        error_conflict(&report->first, "%s, %s: %s was deleted by %s", code_of(report, change->entity, change->id),
                       field ? field->title : board_entity.noun, code, author_of(report, &author));
    add(report, change->entity, change->id, field, memory_text(code), memory_text(""), &author);
    return true;
}

bool report_in_use(ConflictReport *report, const Change *change, const Entity *entity, Id id, const Field *field,
                   Error *error)
{
    Author author;
    const char *code = code_of(report, change->entity, change->id);
    if (!journal_author(report->store, entity, id, field, &report->texts, &author, error))
        return false;
    if (is_first(report))
        error_conflict(&report->first, "%s cannot be deleted: %s %s it, written by %s", code,
                       code_of(report, entity, id), field ? "refers to" : "lies on", author_of(report, &author));
    add(report, entity, id, field, memory_text(""), memory_text(code), &author);
    return true;
}
