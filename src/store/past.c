/*
 * The journal holds no states, only changes, so a past state is reached from the present one: what was deleted comes
 * back, what was set is set to what was before, what was created goes; newest first.
 */
#include "past.h"

#include <inttypes.h>

#include "pack.h"
#include "seal.h"

typedef struct Past {
    Store *store;
    Plan *plan;
    ChangeSet set;      /* the one being taken back */
    const Entity *only; /* if not null, of this type alone */
    bool digests;
    bool changed; /* by it */
} Past;

static bool refuse(const Past *past, const Entity *entity, Id id, const char *what, Error *error)
{
    return error_set(error, "%s is damaged: %s-%" PRId64 " %s (change set %" PRId64 ")", past->store->path,
                     entity->prefix, id, what, past->set.sequence);
}

/* ---- fields and deletions ---- */

static bool unset(Past *past, const Change *change, Error *error)
{
    const Table *table = plan_table(past->plan, change->entity->kind);
    uint32_t row = plan_row(past->plan, change->entity->kind, change->id);
    Value before = change->before;
    if (row == ROW_NONE)
        return refuse(past, change->entity, change->id, "was changed, but is not there", error);
    void *record = table->records + (size_t)row * change->entity->record_size;
    if (!value_equal(change->field, field_stored(change->field, record), change->after))
        return refuse(past, change->entity, change->id, "is not what the journal wrote last", error);
    if (field_is_text(change->field))
        before.text = arena_text(&past->plan->texts, before.text);
    field_set(change->field, record, before);
    return true;
}

static bool bring_back(Past *past, const Change *change, Error *error)
{
    if (plan_row(past->plan, change->entity->kind, change->id) != ROW_NONE)
        return refuse(past, change->entity, change->id, "was deleted, but is there", error);
    plan_add(past->plan, change->entity->kind, change->record);
    return true;
}

static bool take_back_edits(Past *past, Error *error)
{
    const JournalFilter edits = {.board = past->plan->board, .edits_only = true};
    if (!journal_read_changes(past->store, &edits, &past->set, error))
        return false;
    past->changed = past->set.changes.count > 0;
    for (size_t i = past->set.changes.count; i-- > 0;) {
        const Change *change = &past->set.changes.items[i];
        if (past->only && change->entity != past->only)
            continue;
        if (change->kind == CHANGE_SET ? !unset(past, change, error) : !bring_back(past, change, error))
            return false;
    }
    return true;
}

/* ---- creations ---- */

static bool check_digest(const Past *past, const Entity *entity, Id first, Id count, const char *expected, Error *error)
{
    Packer packer;
    Buffer text = {0};
    Sha256 digest;
    char hex[SHA256_HEX];
    const Numbering none = {0};
    packer_init(&packer, past->store, entity);
    sha256_init(&digest);
    for (Id id = first; id < first + count; id++) {
        buffer_clear(&text);
        packer_add(&packer, plan_find(past->plan, entity->kind, id), &none, &text);
        sha256_add(&digest, buffer_text(&text), text.length);
    }
    sha256_finish(&digest, hex);
    buffer_release(&text);
    packer_release(&packer);
    if (strcmp(hex, expected) == 0)
        return true;
    if (count == 1)
        return refuse(past, entity, first, "is not what it was created as", error);
    return error_set(error,
                     "%s is damaged: one of %s-%" PRId64 " to %s-%" PRId64
                     " is not what it was created as (change set %" PRId64 ")",
                     past->store->path, entity->prefix, first, entity->prefix, first + count - 1, past->set.sequence);
}

static bool check_run(const Past *past, const Entity *entity, Id first, Id count, Error *error)
{
    if (first <= 0 || first > LARGEST_ID || count <= 0 || count > LARGEST_ID)
        return refuse(past, entity, first, "cannot be", error);
    for (Id id = first; id < first + count; id++)
        if (plan_row(past->plan, entity->kind, id) == ROW_NONE)
            return refuse(past, entity, id, "was created, but is not there", error);
    return true;
}

/* A row of CREATIONS_OF_SET. */
static bool take_back_run(Past *past, sqlite3_stmt *row, Error *error)
{
    const Entity *entity = entity_of_journal(column_text(row, 0));
    Id first = sqlite3_column_int64(row, 1), count = sqlite3_column_int64(row, 2), board = past->plan->board;
    if (!entity || !(entity->shared || board == EVERY_BOARD || board == past->set.board) ||
        (past->only && entity != past->only))
        return true;
    if (!check_run(past, entity, first, count, error) ||
        (past->digests && !check_digest(past, entity, first, count, column_text(row, 3), error)))
        return false;
    for (Id id = first; id < first + count; id++)
        plan_remove(past->plan, entity->kind, plan_row(past->plan, entity->kind, id));
    past->changed = true;
    return true;
}

static bool take_back_creations(Past *past, Error *error)
{
    bool row;
    sqlite3_stmt *runs =
        statement_bind(past->store, CREATIONS_OF_SET, ARGUMENTS(argument_number(past->set.sequence)), error);
    if (!runs)
        return false;
    do {
        if (!statement_step(past->store, runs, &row, error) || (row && !take_back_run(past, runs, error)))
            return false;
    } while (row);
    return true;
}

/* ---- the way back ---- */

/* The set of the row, whose head is read already. */
static bool take_back(Past *past, Error *error)
{
    past->changed = false;
    bool taken = take_back_edits(past, error) && take_back_creations(past, error);
    past->plan->generation += past->changed;
    return taken;
}

static bool take_back_all(Past *past, int64_t sequence, Error *error)
{
    bool row, taken = true;
    sqlite3_stmt *heads = statement_bind(past->store, SETS_BACK_TO, ARGUMENTS(argument_number(sequence)), error);
    while (taken && (taken = heads && statement_step(past->store, heads, &row, error)) && row) {
        journal_read_head(heads, &past->set);
        taken = take_back(past, error);
        change_release(&past->set);
    }
    return taken;
}

bool go_back(Store *store, Plan *plan, int64_t sequence, bool digests, Error *error)
{
    Past past = {.store = store, .plan = plan, .digests = digests};
    return take_back_all(&past, sequence, error);
}

bool go_back_in(Store *store, Plan *plan, const Entity *entity, int64_t sequence, Error *error)
{
    Past past = {.store = store, .plan = plan, .only = entity};
    return take_back_all(&past, sequence, error);
}

static bool sequence_of(Store *store, Moment moment, int64_t last, int64_t *out, Error *error)
{
    *out = moment.sequence;
    if (moment.by_clock)
        return statement_number(store, SEQUENCE_AT, ARGUMENTS(argument_number(moment.at)), 0, out, error);
    if (moment.sequence >= 0 && moment.sequence <= last)
        return true;
    return error_set(error, "%s: there is no change set %" PRId64 "; the last one is %" PRId64, store->path,
                     moment.sequence, last);
}

static bool load_past(Store *store, Moment moment, Plan *plan, Error *error)
{
    int64_t sequence;
    if (!load_records(store, plan, error) || !sequence_of(store, moment, plan->sequence, &sequence, error) ||
        !go_back(store, plan, sequence, false, error))
        return false;
    plan->sequence = sequence;
    return true;
}

bool store_load_as_of(Store *store, Id board, Moment moment, Plan *plan, Error *error)
{
    plan->board = board;
    if (!read_begin(store, error))
        return false;
    bool loaded = load_past(store, moment, plan, error);
    read_end(store);
    return loaded;
}

/* ---- step by step ---- */

typedef struct Walk {
    Past past;
    int64_t from;
    bool begun; /* the plan behind `from` was shown */
    PastVisitor visit;
    void *context;
} Walk;

static bool walk_over(Walk *walk, sqlite3_stmt *head, bool *go_on, Error *error)
{
    Past *past = &walk->past;
    journal_read_head(head, &past->set);
    bool shown = past->set.sequence <= walk->from;
    if (shown && !walk->begun)
        *go_on = walk->begun = walk->visit(past->plan, NULL, walk->context);
    bool taken = !*go_on || take_back(past, error);
    if (taken && *go_on && shown && past->changed) {
        JournalEntry entry = journal_entry(head, &past->set);
        entry.changes = NULL;
        *go_on = walk->visit(past->plan, &entry, walk->context);
    }
    change_release(&past->set);
    return taken;
}

static bool walk_back(Walk *walk, int64_t to, Error *error)
{
    bool row, go_on = true;
    Store *store = walk->past.store;
    if (!load_records(store, walk->past.plan, error))
        return false;
    sqlite3_stmt *heads = statement_bind(store, SETS_BACK_TO, ARGUMENTS(argument_number(to)), error);
    while (heads && statement_step(store, heads, &row, error)) {
        if (!row || !go_on)
            return true;
        if (!walk_over(walk, heads, &go_on, error))
            return false;
    }
    return false;
}

bool store_walk_back(Store *store, Id board, int64_t from, int64_t to, PastVisitor visit, void *context, Error *error)
{
    Plan plan;
    Walk walk = {.past = {.store = store, .plan = &plan}, .from = from, .visit = visit, .context = context};
    plan_init(&plan);
    plan.board = board;
    bool walked = read_begin(store, error);
    if (walked) {
        walked = walk_back(&walk, to, error);
        read_end(store);
    }
    plan_release(&plan);
    return walked;
}
