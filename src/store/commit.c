/*
 * The one way in. In one transaction: ids for new records, every change with its "still as it was?" in the WHERE
 * clause, the references that the changes make or break, the journal. If anything is not as the set saw it, all of it
 * is rolled back and the conflicts are told.
 *
 * The set keeps its provisional ids until everything is on disk, so that a failed commit leaves it as it was and it can
 * be committed again; until then every id goes through numbered().
 */
#include "conflict.h"
#include "steerco/records/records.h"

typedef struct Commit {
    Store *store;
    ChangeSet *set;
    Numbering numbering;
    Argument *arguments;        /* of the widest record */
    IdMap present[ENTITY_MOST]; /* ids that were looked up and are there */
    IdMap deleted[ENTITY_MOST]; /* by the set: where each deletion is among its changes, from 1 */
    ConflictReport report;
} Commit;

/* ---- ids ---- */

/* The next id of each record type that the set adds to. */
typedef struct Counters {
    bool used[ENTITY_MOST];
    int64_t next[ENTITY_MOST];
} Counters;

static bool read_counters(Store *store, Counters *counters, Error *error)
{
    for (int kind = 0; kind < entity_count; kind++)
        if (counters->used[kind] && !record_next_id(store, entities[kind], &counters->next[kind], error))
            return false;
    return true;
}

static bool write_counters(Store *store, const Counters *counters, Error *error)
{
    for (int kind = 0; kind < entity_count; kind++)
        if (counters->used[kind] &&
            !statement_run(store, COUNTER_WRITE,
                           ARGUMENTS(argument_number(counters->next[kind]), argument_text(entities[kind]->name)),
                           error))
            return false;
    return true;
}

/* Records that keep an id they bring along come first, so that no new one is given the same. */
static bool number_records(Store *store, const ChangeSet *set, Counters *counters, Numbering *out, Error *error)
{
    for (size_t i = 0; i < set->changes.count; i++)
        counters->used[set->changes.items[i].entity->kind] |= set->changes.items[i].kind == CHANGE_CREATE;
    if (!read_counters(store, counters, error))
        return false;
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        int64_t *next = &counters->next[change->entity->kind];
        if (change->kind == CHANGE_CREATE && change->id >= *next && change->id <= LARGEST_ID)
            *next = change->id + 1;
    }
    out->count = -set->last_provisional;
    out->ids = memory_new((size_t)out->count + 1, sizeof(Id));
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        if (change->kind == CHANGE_CREATE && change->id < 0)
            out->ids[-change->id] = counters->next[change->entity->kind]++;
    }
    return true;
}

/* The real ids take the place of the provisional ones. */
static void give_real_ids(const Numbering *numbering, ChangeSet *set)
{
    set->board = numbered(numbering, set->board);
    for (size_t i = 0; i < set->changes.count; i++) {
        Change *change = &set->changes.items[i];
        change->id = numbered(numbering, change->id);
        if (change->kind == CHANGE_SET)
            change->after = numbered_value(numbering, change->field, change->after);
        if (change->kind != CHANGE_CREATE)
            continue;
        Record *record = change->record;
        record->id = change->id;
        record->board = numbered(numbering, record->board);
        for (const Field *field = stored_field(change->entity->fields); field->name; field = stored_field(field + 1))
            if (field_refers(field))
                field_set(field, record, numbered_value(numbering, field, field_stored(field, record)));
    }
}

bool store_foresee(Store *store, const ChangeSet *set, ChangeSet *out, Error *error)
{
    Counters counters = {0};
    Numbering numbering = {0};
    bool good = number_records(store, set, &counters, &numbering, error);
    if (good) {
        change_copy(set, out);
        give_real_ids(&numbering, out);
    }
    free(numbering.ids);
    return good;
}

static Id real(const Commit *commit, Id id)
{
    return numbered(&commit->numbering, id);
}

/* ---- changes ---- */

/* What could not be read again is not written. */
static bool check_value(const Change *change, const Column *column, Value value, Error *error)
{
    if (column_check(column, value, error))
        return true;
    Buffer code = {0};
    entity_code(change->entity, change->id, &code);
    error_prefix(error, "%s", buffer_text(&code));
    buffer_release(&code);
    return false;
}

/* All fields of a record from argument `at` on; *count is then the number of all arguments. */
static bool bind_fields(Commit *commit, const Change *change, int at, int *count, Error *error)
{
    const Column *columns = record_columns(commit->store, change->entity, count);
    for (int i = 0; i < *count; i++) {
        Value value = field_stored(columns[i].field, change->record);
        value = numbered_value(&commit->numbering, columns[i].field, value);
        if (!check_value(change, &columns[i], value, error))
            return false;
        commit->arguments[at + i] = column_argument(&columns[i], value);
    }
    *count += at;
    return true;
}

static bool write_creation(Commit *commit, const Change *change, Error *error)
{
    int count;
    Id id = real(commit, change->id);
    if (id <= 0 || id > LARGEST_ID)
        return error_set(error, "%s %s cannot have the number %lld", entity_article(change->entity),
                         change->entity->noun, (long long)id);
    commit->arguments[0] = argument_number(id);
    commit->arguments[1] = argument_number(real(commit, ((const Record *)change->record)->board));
    if (!bind_fields(commit, change, 2, &count, error))
        return false;
    sqlite3_stmt *insert =
        record_statement(commit->store, change->entity, RECORD_INSERT, commit->arguments, count, error);
    if (!insert)
        return false;
    int code = sqlite3_step(insert);
    if (code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID)
        return report_taken(&commit->report, change, error);
    return code == SQLITE_DONE || database_error(commit->store, error);
}

static bool run(Commit *commit, sqlite3_stmt *statement, bool *matched, Error *error)
{
    bool row;
    if (!statement || !statement_step(commit->store, statement, &row, error))
        return false;
    *matched = sqlite3_changes(commit->store->handle) > 0;
    return true;
}

/* Set a field, or delete a record, where all that the change saw before still stands; *done tells. */
static bool try_setting(Commit *commit, const Change *change, bool *done, Error *error)
{
    Value after = numbered_value(&commit->numbering, change->field, change->after);
    const Column *column = record_column(commit->store, change->entity, change->field);
    if (!check_value(change, column, after, error))
        return false;
    const Argument arguments[] = {column_argument(column, after), argument_number(real(commit, change->id)),
                                  column_argument(column, change->before)};
    return run(commit, field_statement(commit->store, change->entity, change->field, FIELD_UPDATE, arguments, 3, error),
               done, error);
}

static bool try_deletion(Commit *commit, const Change *change, bool *done, Error *error)
{
    int count;
    commit->arguments[0] = argument_number(change->id);
    if (!bind_fields(commit, change, 1, &count, error))
        return false;
    return run(commit, record_statement(commit->store, change->entity, RECORD_DELETE, commit->arguments, count, error),
               done, error);
}

/* What the change saw before, against what is there now; *same when there is nothing to report. */
static bool report_differences(Commit *commit, const Change *change, const void *theirs, bool *same, Error *error)
{
    *same = true;
    for (const Field *field = stored_field(change->entity->fields); field->name; field = stored_field(field + 1)) {
        bool sets = change->kind == CHANGE_SET;
        if (sets && field != change->field)
            continue;
        Value now = field_stored(field, theirs), seen = sets ? change->before : field_stored(field, change->record);
        if (value_equal(field, seen, now))
            continue;
        Value mine = sets ? numbered_value(&commit->numbering, field, change->after) : seen;
        *same = false;
        if (!report_field(&commit->report, change, field, mine, now, error))
            return false;
    }
    return true;
}

/* Write a record as it was read, so that it is found by what it holds. */
static bool respell(Commit *commit, const Entity *entity, const void *record, Error *error)
{
    int count;
    bool done;
    const Column *columns = record_columns(commit->store, entity, &count);
    for (int i = 0; i < count; i++)
        commit->arguments[i] = column_argument(&columns[i], field_stored(columns[i].field, record));
    commit->arguments[count] = argument_number(((const Record *)record)->id);
    return run(commit, record_statement(commit->store, entity, RECORD_SPELL, commit->arguments, count + 1, error),
               &done, error);
}

/*
 * A change that finds nothing ran into somebody else's, or else into the same values in another spelling, which some
 * other program or an older one of ours left. It is never passed over: what is acknowledged is done.
 */
static bool write_edit(Commit *commit, const Change *change, Error *error)
{
    bool done, same;
    void *theirs;
    bool (*const attempt)(Commit *, const Change *, bool *, Error *) =
        change->kind == CHANGE_SET ? try_setting : try_deletion;
    if (!attempt(commit, change, &done, error))
        return false;
    if (done)
        return true;
    if (!record_find(commit->store, change->entity, real(commit, change->id), &commit->report.texts, &theirs, error))
        return false;
    if (!theirs)
        return report_gone(&commit->report, change, error);
    if (!report_differences(commit, change, theirs, &same, error) || !same)
        return !same;
    if (!respell(commit, change->entity, theirs, error) || !attempt(commit, change, &done, error))
        return false;
    return done || error_set(error, "%s is damaged: %s-%lld cannot be changed", commit->store->path,
                             change->entity->prefix, (long long)change->id);
}

static bool write_changes(Commit *commit, Error *error)
{
    static bool (*const writers[])(Commit *, const Change *, Error *) = {
        [CHANGE_CREATE] = write_creation,
        [CHANGE_SET] = write_edit,
        [CHANGE_DELETE] = write_edit,
    };
    const ChangeSet *set = commit->set;
    for (size_t i = 0; i < set->changes.count && !report_is_full(&commit->report); i++) {
        const Change *change = &set->changes.items[i];
        if (!writers[change->kind](commit, change, error))
            return false;
    }
    return true;
}

/* ---- references ---- */

/* Does a later change of the set give the field of a record that it creates another value? */
static bool is_overwritten(const ChangeSet *set, const Change *created, const Field *field)
{
    for (size_t i = 0; created->kind == CHANGE_CREATE && i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        if (change->kind == CHANGE_SET && change->id == created->id && change->entity == created->entity &&
            change->field == field)
            return true;
    }
    return false;
}

/* Does an undo bring back a reference that led nowhere before the set that it undoes? Then nobody has deleted what it
   refers to since. */
static bool led_nowhere(Commit *commit, const Entity *target, Id id, bool *out, Error *error)
{
    int64_t deleted = 0;
    *out = false;
    if (commit->set->undoes == 0)
        return true;
    if (!statement_number(commit->store, LAST_DELETION, ARGUMENTS(argument_text(target->name), argument_number(id)), 0,
                          &deleted, error))
        return false;
    *out = deleted < commit->set->undoes;
    return true;
}

/* Records of the set itself need no look: their ids are provisional, or they were just inserted. */
static bool check_target(Commit *commit, const Change *change, const Field *field, const Entity *target, Id id,
                         Error *error)
{
    bool row, restored;
    if (id <= 0 || idmap_get(&commit->present[target->kind], id, 0))
        return true;
    sqlite3_stmt *found = record_statement(commit->store, target, RECORD_RANGE,
                                           ARGUMENTS(argument_number(id), argument_number(id + 1)), error);
    if (!found || !statement_step(commit->store, found, &row, error))
        return false;
    sqlite3_reset(found);
    if (!row && is_overwritten(commit->set, change, field))
        return true;
    if (!row && !led_nowhere(commit, target, id, &restored, error))
        return false;
    if (!row)
        return restored || report_target_gone(&commit->report, change, field, target, id, error);
    idmap_put(&commit->present[target->kind], id, 1);
    return true;
}

/* What a value of a field refers to, if it refers to anything. */
static bool check_value_target(Commit *commit, const Change *change, const Field *field, Value value, Error *error)
{
    Referent target = field_refers(field) ? field_referent(field, value) : (Referent){0};
    return !target.entity || check_target(commit, change, field, target.entity, target.id, error);
}

static bool check_targets(Commit *commit, const Change *change, Error *error)
{
    if (idmap_get(&commit->deleted[change->entity->kind], change->id, 0))
        return true; /* what went refers to nothing any more */
    if (change->kind == CHANGE_SET)
        return check_value_target(commit, change, change->field, change->after, error);
    for (const Field *field = stored_field(change->entity->fields); field->name; field = stored_field(field + 1))
        if (!check_value_target(commit, change, field, field_stored(field, change->record), error))
            return false;
    return check_target(commit, change, NULL, &board_entity, ((const Record *)change->record)->board, error);
}

static void collect_deletions(Commit *commit)
{
    const ChangeSet *set = commit->set;
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        if (change->kind == CHANGE_DELETE)
            idmap_put(&commit->deleted[change->entity->kind], change->id, (int64_t)i + 1);
    }
}

/* Which deletion, from 1, a reference out of the store leads to; 0 = none. Without a field it is the board's. */
static int64_t deletion_of(const IdMap deleted[ENTITY_MOST], const Field *field, int64_t number)
{
    Referent target = field ? field_referent(field, value_number(number)) : (Referent){&board_entity, number};
    return target.entity ? idmap_get(&deleted[target.entity->kind], target.id, 0) : 0;
}

/* `rows` are ids of records of `entity` and the ids that they need: is one of those deleted? */
static bool check_needs(Commit *commit, const IdMap deleted[ENTITY_MOST], const Entity *entity, const Field *field,
                        sqlite3_stmt *rows, Error *error)
{
    bool row;
    if (!rows)
        return false;
    do {
        if (!statement_step(commit->store, rows, &row, error))
            return false;
        int64_t at = row ? deletion_of(deleted, field, sqlite3_column_int64(rows, 1)) : 0;
        if (at > 0 && !report_in_use(&commit->report, &commit->set->changes.items[at - 1], entity,
                                     sqlite3_column_int64(rows, 0), field, error))
            return false;
    } while (row && !report_is_full(&commit->report));
    sqlite3_reset(rows);
    return true;
}

static bool may_need(const Field *field, const IdMap deleted[ENTITY_MOST])
{
    size_t count = 0;
    for (int kind = 0; field->type == FIELD_ANY && kind < entity_count; kind++)
        count += deleted[kind].count;
    return count > 0 || (field->type == FIELD_REFERENCE && deleted[field->refers_to->kind].count > 0);
}

/* One scan a field that refers to a type of which something was deleted; the table has no index to ask. */
static bool check_needs_of(Commit *commit, const Entity *entity, Error *error)
{
    Store *store = commit->store;
    const IdMap *deleted = commit->deleted;
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1)) {
        if (may_need(field, deleted) &&
            !check_needs(commit, deleted, entity, field,
                         field_statement(store, entity, field, FIELD_REFERENCES, NO_ARGUMENTS, error), error))
            return false;
    }
    return entity->shared || deleted[ENTITY_BOARD].count == 0 ||
           check_needs(commit, deleted, entity, NULL,
                       record_statement(store, entity, RECORD_BOARDS, NO_ARGUMENTS, error), error);
}

static bool check_deletions(Commit *commit, Error *error)
{
    for (int kind = 0; kind < entity_count; kind++)
        if (!check_needs_of(commit, entities[kind], error))
            return false;
    return true;
}

/* With all changes written, no reference leads nowhere. */
static bool check_references(Commit *commit, Error *error)
{
    const ChangeSet *set = commit->set;
    collect_deletions(commit);
    for (size_t i = 0; i < set->changes.count && !report_is_full(&commit->report); i++)
        if (!check_targets(commit, &set->changes.items[i], error))
            return false;
    return check_deletions(commit, error);
}

/* ---- the whole ---- */

static bool sign(Commit *commit, Error *error)
{
    int64_t last;
    ChangeSet *set = commit->set;
    if (!statement_number(commit->store, SEQUENCE_LAST, NO_ARGUMENTS, 0, &last, error))
        return false;
    if (last < 0 || last >= LARGEST_ID)
        return error_set(error, "%s is damaged: the journal ends with number %lld", commit->store->path,
                         (long long)last);
    set->sequence = last + 1;
    set->at = clock_utc();
    set->who = commit->store->who;
    return true;
}

static bool write_set(Commit *commit, Error *error)
{
    Counters counters = {0};
    if (!number_records(commit->store, commit->set, &counters, &commit->numbering, error) ||
        !write_counters(commit->store, &counters, error) || !write_changes(commit, error) ||
        !check_references(commit, error))
        return false;
    if (commit->report.out->count > 0)
        return error_conflict(error, "%s", commit->report.first.text);
    return sign(commit, error) && journal_write(commit->store, commit->set, &commit->numbering, error);
}

static Argument *new_arguments(void)
{
    int most = 0;
    for (int kind = 0; kind < entity_count; kind++)
        if (stored_field_count(entities[kind]) > most)
            most = stored_field_count(entities[kind]);
    return memory_new((size_t)most + 2, sizeof(Argument));
}

static void commit_release(Commit *commit)
{
    for (int kind = 0; kind < entity_count; kind++) {
        idmap_release(&commit->present[kind]);
        idmap_release(&commit->deleted[kind]);
    }
    conflict_report_release(&commit->report);
    free(commit->numbering.ids);
    free(commit->arguments);
}

bool store_commit(Store *store, ChangeSet *set, Conflicts *conflicts, Error *error)
{
    if (set->changes.count == 0)
        return true;
    if (!write_begin(store, error))
        return false;
    conflicts_release(conflicts);
    Commit commit = {.store = store, .set = set, .arguments = new_arguments()};
    report_init(&commit.report, store, conflicts, set);
    bool written = write_set(&commit, error);
    if (written)
        written = write_commit(store, error);
    else
        write_rollback(store);
    if (written) { /* everything is on disk */
        set->who = arena_text(&set->arena, set->who);
        give_real_ids(&commit.numbering, set);
    } else {
        set->sequence = set->at = 0, set->who = "";
    }
    commit_release(&commit);
    return written;
}
