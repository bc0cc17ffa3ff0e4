/*
 * Taking changes back, and bringing them back again.
 *
 * An undo is the inverse of a change set, committed like any other. Whether somebody built on the set is asked of the
 * file, in one snapshot: a field must still hold what the set wrote; a record that the set created must still hold what
 * it was created with, which its present contents and the changes since tell. Whether new records refer to it is for
 * the commit to see, as with every deletion.
 */
#include "journal.h"
#include "steerco/records/records.h"

typedef struct Inversion {
    Store *store;
    ChangeSet done;          /* the set to be taken back */
    IdMap made[ENTITY_MOST]; /* the records that it creates or deletes: where among its changes, from 1 */
    Arena texts;
    const char *verb; /* "undone" */
} Inversion;

/* ---- records that a set both sets a field of and creates or deletes ---- */

/* The creation or deletion of the record by the set itself, or null. */
static Change *made_by(const Inversion *inversion, const Change *change)
{
    int64_t at = idmap_get(&inversion->made[change->entity->kind], change->id, 0);
    return at > 0 ? &inversion->done.changes.items[at - 1] : NULL;
}

/*
 * A set that deletes two records of which one referred to the other takes the reference away first; its undo creates
 * the record and then sets the reference. The journal tells what is created as it is now: what it was created as comes
 * from the fields before.
 */
static void find_made(Inversion *inversion)
{
    const ChangeSet *done = &inversion->done;
    for (size_t i = 0; i < done->changes.count; i++)
        if (done->changes.items[i].kind != CHANGE_SET)
            idmap_put(&inversion->made[done->changes.items[i].entity->kind], done->changes.items[i].id, (int64_t)i + 1);
    for (size_t i = done->changes.count; i-- > 0;) {
        const Change *change = &done->changes.items[i];
        Change *made = change->kind == CHANGE_SET ? made_by(inversion, change) : NULL;
        if (made && made->kind == CHANGE_CREATE)
            field_set(change->field, made->record, change->before);
    }
}

/* ---- may it be taken back? ---- */

static bool refuse(const Inversion *inversion, const Entity *entity, Id id, const Field *field, const char *what,
                   const Author *author, Error *error)
{
    Buffer code = {0}, who = {0};
    entity_code(entity, id, &code);
    author_format(author, &who);
    error_conflict(error, "'%s' cannot be %s: %s%s%s was %s by %s%s%s%s", inversion->done.reason, inversion->verb,
                   buffer_text(&code), field ? ", " : "", field ? field->title : "", what, buffer_text(&who),
                   *author->reason ? " ('" : "", author->reason, *author->reason ? "')" : "");
    buffer_release(&code);
    buffer_release(&who);
    return false;
}

static bool refuse_changed(Inversion *inversion, const Entity *entity, Id id, const Field *field, Error *error)
{
    Author author;
    return journal_author(inversion->store, entity, id, field, &inversion->texts, &author, error) &&
           refuse(inversion, entity, id, field, "changed", &author, error);
}

static bool refuse_deleted(Inversion *inversion, const Entity *entity, Id id, Error *error)
{
    Author author;
    return journal_author_of_deletion(inversion->store, entity, id, &inversion->texts, &author, error) &&
           refuse(inversion, entity, id, NULL, "deleted", &author, error);
}

static bool check_setting(Inversion *inversion, const Change *change, Error *error)
{
    void *now;
    if (!record_find(inversion->store, change->entity, change->id, &inversion->texts, &now, error))
        return false;
    if (!now)
        return made_by(inversion, change) || refuse_deleted(inversion, change->entity, change->id, error);
    return value_equal(change->field, field_stored(change->field, now), change->after) ||
           refuse_changed(inversion, change->entity, change->id, change->field, error);
}

/* One of these records that is gone for good; of those deleted and brought back nothing is said. */
static bool check_later_deletion(Inversion *inversion, const Entity *entity, Id first, Id end, Error *error)
{
    for (Id id = first; id < end; id++) {
        bool row;
        sqlite3_stmt *found = record_statement(inversion->store, entity, RECORD_RANGE,
                                               ARGUMENTS(argument_number(id), argument_number(id + 1)), error);
        if (!found || !statement_step(inversion->store, found, &row, error))
            return false;
        if (!row)
            return refuse_deleted(inversion, entity, id, error);
    }
    return true;
}

/* A row of CHANGED_SINCE: what somebody did to records that the set created. */
static bool check_later_change(Inversion *inversion, sqlite3_stmt *row, Error *error)
{
    void *now;
    Value first;
    const Entity *entity = entity_of_journal(column_text(row, 0));
    Id id = sqlite3_column_int64(row, 1);
    if (!entity)
        return true;
    if (sqlite3_column_type(row, 3) == SQLITE_NULL)
        return check_later_deletion(inversion, entity, id, sqlite3_column_int64(row, 2), error);
    const Field *field = stored_field_named(entity, column_text(row, 3));
    if (!field)
        return true; /* a newer program's */
    if (!record_find(inversion->store, entity, id, &inversion->texts, &now, error))
        return false;
    if (!now)
        return refuse_deleted(inversion, entity, id, error);
    if (!column_of_journal_text(record_column(inversion->store, entity, field), column_text(row, 4), &first, error))
        return false;
    return value_equal(field, field_stored(field, now), first) || refuse_changed(inversion, entity, id, field, error);
}

static bool check_creations(Inversion *inversion, Error *error)
{
    bool row;
    sqlite3_stmt *rows =
        statement_bind(inversion->store, CHANGED_SINCE, ARGUMENTS(argument_number(inversion->done.sequence)), error);
    if (!rows)
        return false;
    do {
        if (!statement_step(inversion->store, rows, &row, error) ||
            (row && !check_later_change(inversion, rows, error)))
            return false;
    } while (row);
    return true;
}

static bool check_changes(Inversion *inversion, Id board, Error *error)
{
    const ChangeSet *done = &inversion->done;
    for (size_t i = 0; i < done->changes.count; i++) {
        const Change *change = &done->changes.items[i];
        if (change->kind == CHANGE_SET && !check_setting(inversion, change, error))
            return false;
        if (change->kind == CHANGE_CREATE && change->entity == &board_entity && change->id == board)
            return error_set(error, "'%s' made this board; it cannot be %s from within", done->reason, inversion->verb);
    }
    return check_creations(inversion, error);
}

/* ---- which one ---- */

/* The head of a change set; `undone` says which one took it back. */
static bool read_head(Inversion *inversion, int64_t sequence, ChangeSet *out, int64_t *undone, Error *error)
{
    bool row;
    int64_t last;
    Store *store = inversion->store;
    sqlite3_stmt *head = statement_bind(store, JOURNAL_HEAD, ARGUMENTS(argument_number(sequence)), error);
    if (!head || !statement_step(store, head, &row, error))
        return false;
    if (row) {
        journal_read_head(head, out);
        *undone = journal_entry(head, out).undone;
        return true;
    }
    return statement_number(store, SEQUENCE_LAST, NO_ARGUMENTS, 0, &last, error) &&
           error_set(error, "there is no change set %lld; the last one is %lld", (long long)sequence, (long long)last);
}

static bool refuse_undone(const Inversion *inversion, const ChangeSet *by, Error *error)
{
    Buffer who = {0};
    author_format(&(Author){.who = by->who, .at = by->at}, &who);
    error_set(error, "'%s' is %s already: that was change %lld by %s", inversion->done.reason, inversion->verb,
              (long long)by->sequence, buffer_text(&who));
    buffer_release(&who);
    return false;
}

/*
 * What is to be taken back: the set itself; for a redo the change that it brought back, so that an undo always names an
 * original change and a redo always names an undo.
 */
static bool choose(Inversion *inversion, int64_t sequence, Error *error)
{
    int64_t undone, ignored;
    ChangeSet before = {0}, by = {0};
    bool good = read_head(inversion, sequence, &inversion->done, &undone, error);
    if (good && inversion->done.undoes)
        good = read_head(inversion, inversion->done.undoes, &before, &ignored, error);
    if (good && before.undoes) {
        change_release(&inversion->done);
        good = read_head(inversion, before.undoes, &inversion->done, &undone, error);
    }
    if (good && inversion->done.undoes)
        inversion->verb = "redone";
    if (good && undone)
        good = read_head(inversion, undone, &by, &ignored, error) && refuse_undone(inversion, &by, error);
    change_release(&before);
    change_release(&by);
    return good;
}

/* What belongs to no board (people, calendars) is everybody's. */
static bool check_board(const Inversion *inversion, const Plan *plan, Error *error)
{
    const ChangeSet *done = &inversion->done;
    return done->board == 0 || done->board == plan->board ||
           error_set(error, "'%s' (change %lld) was done on board B-%lld; it is %s there", done->reason,
                     (long long)done->sequence, (long long)done->board, inversion->verb);
}

/* ---- taking it back ---- */

static bool invert(Inversion *inversion, int64_t sequence, const Plan *plan, ChangeSet *out, Error *error)
{
    const JournalFilter everything = {.board = EVERY_BOARD};
    if (!choose(inversion, sequence, error) || !check_board(inversion, plan, error) ||
        !journal_read_changes(inversion->store, &everything, &inversion->done, error))
        return false;
    find_made(inversion);
    if (!check_changes(inversion, plan->board, error))
        return false;
    change_invert(&inversion->done, out);
    if (inversion->done.undoes)
        out->source = arena_text(&out->arena, "redo");
    return true;
}

/* This user's newest one on this board. */
static bool find_own(const Inversion *inversion, StatementId target, const Plan *plan, int64_t *sequence, Error *error)
{
    Store *store = inversion->store;
    if (!statement_number(store, target, ARGUMENTS(argument_text(store->who), argument_number(plan->board)), 0,
                          sequence, error))
        return false;
    return *sequence != 0 || error_set(error, "there is nothing of yours to be %s on this board", inversion->verb);
}

static bool take_back(Store *store, StatementId target, const char *verb, int64_t sequence, const Plan *plan,
                      ChangeSet *out, Error *error)
{
    Inversion inversion = {.store = store, .verb = verb};
    *out = (ChangeSet){0};
    if (!read_begin(store, error))
        return false;
    bool inverted = (sequence > 0 || find_own(&inversion, target, plan, &sequence, error)) &&
                    invert(&inversion, sequence, plan, out, error);
    read_end(store);
    change_release(&inversion.done);
    for (int kind = 0; kind < entity_count; kind++)
        idmap_release(&inversion.made[kind]);
    arena_release(&inversion.texts);
    return inverted;
}

bool store_undo(Store *store, const Plan *plan, int64_t sequence, ChangeSet *out, Error *error)
{
    return take_back(store, UNDO_TARGET, "undone", sequence, plan, out, error);
}

bool store_redo(Store *store, const Plan *plan, ChangeSet *out, Error *error)
{
    return take_back(store, REDO_TARGET, "redone", 0, plan, out, error);
}
