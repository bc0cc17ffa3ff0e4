/*
 * The one way from an intended change to a changed plan: try it in memory, check it, commit it, apply it.
 *
 * A set is tried on the plan first, because most rules (no circles of links, no task below itself) speak of the plan
 * after the change; the plan is then put back, so that what is applied for good is what the store has acknowledged,
 * with the ids that it gave.
 */
#include "steerco/session/session.h"

#include <string.h>

#include "steerco/analysis/analysis.h"
#include "steerco/analysis/money/booking.h"
#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/model/loss.h"
#include "steerco/model/workflow.h"
#include "steerco/records/records.h"

static void recompute(Session *session)
{
    error_clear(&session->trouble);
    if (!analysis_update(&session->plan, &session->trouble) && session->trouble.kind == ERROR_NONE)
        error_set(&session->trouble, "the plan cannot be computed");
}

/* ---- loading ---- */

static bool note_moment(const JournalEntry *entry, void *context)
{
    Session *session = context;
    Buffer words = {0};
    buffer_format(&words, "%s: %s", entry->who, entry->reason);
    session->behind = arena_text(&session->plan.texts, buffer_text(&words));
    buffer_release(&words);
    if (!session->moment.by_clock)
        session->moment.at = entry->at;
    return false;
}

/* What the plan is as of. */
static bool find_moment(Session *session, Error *error)
{
    session->behind = "";
    session->moment.sequence = session->plan.sequence;
    const JournalQuery query = {.before = session->plan.sequence + 1};
    return session->plan.sequence == 0 || store_journal(session->store, &query, note_moment, session, error);
}

/* A plan that is loaded again is one of a new generation to whoever has seen the one before. */
static bool load_board(Session *session, Id board, Error *error)
{
    Date today = session->plan.today;
    Audience audience = session->plan.audience;
    uint64_t generation = session->plan.generation;
    plan_release(&session->plan);
    plan_init(&session->plan);
    session->plan.today = today;
    session->plan.audience = audience;
    bool loaded = session->past ? store_load_as_of(session->store, board, session->moment, &session->plan, error) &&
                                      find_moment(session, error)
                  : session->lean ? store_load_lean(session->store, board, &session->plan, error)
                                  : store_load(session->store, board, &session->plan, error);
    session->plan.generation += generation;
    if (!loaded)
        return false;
    recompute(session);
    return true;
}

/* ---- every board ---- */

typedef struct Round {
    Session *session;
    SessionVisitor visit;
    void *context;
} Round;

static bool go_round(Plan *plan, void *context)
{
    Round *round = context;
    Session *session = round->session;
    plan->today = session->plan.today;
    plan->audience = session->plan.audience;
    plan->generation += session->plan.generation;
    plan_release(&session->plan);
    session->plan = *plan;
    session->past = false;
    *plan = (Plan){0};
    recompute(session);
    return round->visit(session, round->context);
}

bool session_each_board(Session *session, SessionVisitor visit, void *context, Error *error)
{
    Round round = {.session = session, .visit = visit, .context = context};
    return store_each_board(session->store, go_round, &round, error);
}

bool session_set_audience(Session *session, Audience audience, Error *error)
{
    if (audience != AUDIENCE_PUBLIC && !store_may_write(session->store))
        return error_set(error, "what is confidential is for those who may write %s, and you may only read it",
                         store_path(session->store));
    session->plan.audience = audience;
    session->plan.generation++;
    recompute(session);
    return true;
}

void session_set_today(Session *session, Date today)
{
    if (session->plan.today == today)
        return;
    session->plan.today = today;
    session->plan.generation++;
    recompute(session);
}

/* The board that a person means by a code or a name. */
static Id find_board(const Plan *plan, const char *wanted)
{
    Id id;
    if (entity_of_code(wanted, &id) == &board_entity && plan_find(plan, ENTITY_BOARD, id))
        return id;
    Buffer wanted_key = {0}, key = {0};
    Id found = 0;
    text_key(wanted, &wanted_key);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BOARD) && !found; row++) {
        const Board *board = plan_at(plan, ENTITY_BOARD, row);
        buffer_clear(&key);
        text_key(board->name, &key);
        if (text_equal(buffer_text(&key), buffer_text(&wanted_key)))
            found = board->record.id;
    }
    buffer_release(&wanted_key);
    buffer_release(&key);
    return found;
}

bool session_select_board(Session *session, const char *board, Error *error)
{
    const Plan *plan = &session->plan;
    uint32_t count = plan_count(plan, ENTITY_BOARD);
    Id id = 0;
    if (board) {
        id = find_board(plan, board);
        if (!id && session->past)
            return error_set(error, "%s held no board '%s' at that time; `steerco log` tells when it was made",
                             store_path(session->store), board);
        if (!id)
            return error_set(error, "%s has no board '%s'; `steerco boards` lists them", store_path(session->store),
                             board);
    } else if (count == 1) {
        id = ((const Record *)plan_at(plan, ENTITY_BOARD, 0))->id;
    }
    return id == plan->board || load_board(session, id, error);
}

Id session_board_of(const Entity *entity, Id id, void *context)
{
    const Session *session = context;
    Id board = 0;
    Error error;
    bool read = store_board_of(session->store, entity, id, &board, &error);
    return read && board != session->plan.board ? board : 0;
}

/* `session` already says which moment is meant. */
static bool open_at(Session *session, const char *path, StoreMode mode, const char *board, Error *error)
{
    plan_init(&session->plan);
    session->store = store_open(path, mode, error);
    if (session->store && !store_may_write(session->store))
        session->plan.audience = AUDIENCE_PUBLIC;
    if (session->store && load_board(session, 0, error) && session_select_board(session, board, error))
        return true;
    session_close(session);
    return false;
}

bool session_open(Session *session, const char *path, StoreMode mode, const char *board, Error *error)
{
    *session = (Session){0};
    return open_at(session, path, mode, board, error);
}

bool session_open_lean(Session *session, const char *path, StoreMode mode, const char *board, Error *error)
{
    *session = (Session){.lean = true};
    return open_at(session, path, mode, board, error);
}

bool session_open_as_of(Session *session, const char *path, Moment moment, const char *board, Error *error)
{
    *session = (Session){.past = true, .moment = moment};
    return open_at(session, path, STORE_READ, board, error);
}

/* ---- the past ---- */

/* The board is what stays; if it was not there then, what was loaded before is loaded again. */
static bool go_to(Session *session, bool past, Moment moment, Error *error)
{
    bool was_past = session->past;
    Moment was = session->moment;
    Id board = session->plan.board;
    session->past = past;
    session->moment = moment;
    bool good = load_board(session, board, error);
    if (good && (board == 0 || plan_find(&session->plan, ENTITY_BOARD, board)))
        return true;
    if (good)
        error_set(error, "this board was not there yet%s",
                  moment.by_clock ? " at that time" : "; it begins with a later change");
    session->past = was_past;
    session->moment = was;
    return load_board(session, board, NULL) && false;
}

bool session_go_to(Session *session, Moment moment, Error *error)
{
    return go_to(session, true, moment, error);
}

bool session_return(Session *session, Error *error)
{
    return !session->past || go_to(session, false, (Moment){0}, error);
}

static bool step_back(Session *session, Error *error)
{
    int64_t sequence, present = session->plan.sequence + 1;
    Store *store = session->store;
    Id board = session->plan.board;
    return store_step(store, board, present, false, &sequence, error) &&
           store_step(store, board, sequence, false, &sequence, error) &&
           session_go_to(session, (Moment){.sequence = sequence}, error);
}

static bool step_forth(Session *session, Error *error)
{
    int64_t sequence, beyond = 0;
    Store *store = session->store;
    Id board = session->plan.board;
    if (!session->past)
        return error_set(error, "this is the present");
    if (!store_step(store, board, session->plan.sequence, true, &sequence, error) ||
        (sequence && !store_step(store, board, sequence, true, &beyond, error)))
        return false;
    return beyond ? session_go_to(session, (Moment){.sequence = sequence}, error) : session_return(session, error);
}

bool session_step(Session *session, bool forward, Error *error)
{
    return forward ? step_forth(session, error) : step_back(session, error);
}

void session_close(Session *session)
{
    conflicts_release(&session->conflicts);
    buffer_release(&session->why);
    plan_release(&session->plan);
    store_close(session->store);
    *session = (Session){0};
}

bool session_publish(Session *session, Error *error)
{
    bool published = store_publish(session->store, error);
    session->store = NULL;
    session_close(session);
    return published;
}

bool session_refresh(Session *session, bool *changed, Error *error)
{
    bool any = false;
    if (session->past)
        store_quiet(session->store);
    else if (!store_catch_up(session->store, &session->plan, &any, error))
        return false;
    if (any)
        recompute(session);
    if (changed)
        *changed = any;
    return true;
}

bool session_queue(Session *session, Error *error)
{
    return store_queue(session->store, error) && session_refresh(session, NULL, error);
}

void session_unqueue(Session *session)
{
    store_unqueue(session->store);
}

/* Is a plan that cannot be computed as it was before? */
static bool was_as_unsound(Plan *was, const Error *now)
{
    Error before = {0};
    return !analysis_update(was, &before) && text_equal(before.text, now->text);
}

/*
 * What another program damaged can be changed and deleted, so this can be taken back: an undo that breaks a rule is
 * sound when the plan broke it in the same words before the set that is undone. The plan has the undo applied.
 */
static bool only_restores(Session *session, const ChangeSet *set)
{
    Plan was;
    Error found = {0};
    bool good = false;
    const Moment before = {.sequence = set->undoes - 1};
    plan_init(&was);
    was.today = session->plan.today;
    was.audience = session->plan.audience;
    if (set->undoes > 0 && store_load_as_of(session->store, session->plan.board, before, &was, &found))
        good = change_check_restored(set, &session->plan, &was, &found) &&
               (analysis_update(&session->plan, &found) || was_as_unsound(&was, &found));
    plan_release(&was);
    return good;
}

bool session_check(const ChangeSet *set, const Plan *after, Error *error)
{
    return change_check(set, after, error) && loss_check(set, error) && workflow_check(set, after, error) &&
           booking_check(set, after, error);
}

/* Is the plan sound with this set? It is left applied if so. */
static bool try_out(Session *session, const ChangeSet *set, Error *error)
{
    Plan *plan = &session->plan;
    bool was_sound = session->trouble.kind == ERROR_NONE;
    plan_apply(plan, set);
    bool good = session_check(set, plan, error) && (analysis_update(plan, error) || !was_sound);
    if (!good && only_restores(session, set)) {
        good = true;
        error_clear(error);
    }
    if (!good)
        plan_revert(plan, set);
    return good;
}

/* Into the plan with what was committed: directly, or behind what others committed in between. */
static bool take_over(Session *session, const ChangeSet *set, Error *error)
{
    bool changed, good = true;
    if (set->sequence == session->plan.sequence + 1)
        plan_apply(&session->plan, set);
    else
        good = store_catch_up(session->store, &session->plan, &changed, error);
    recompute(session);
    return good;
}

static bool have_same_ids(const ChangeSet *a, const ChangeSet *b)
{
    bool same = a->changes.count == b->changes.count;
    for (size_t i = 0; same && i < a->changes.count; i++)
        same = a->changes.items[i].id == b->changes.items[i].id;
    return same;
}

/*
 * What was tried (the set itself, or as it was foreseen) may stay in the plan, computed already, when it was the next
 * one to be acknowledged. Not so with new records whose ids became other ones, and with values that somebody saw before
 * they were tried.
 */
static bool commit_tried(Session *session, ChangeSet *set, const ChangeSet *tried, const Seen *seen, Error *error)
{
    bool stays = !seen && (tried != set || set->last_provisional == 0);
    if (!stays)
        plan_revert(&session->plan, tried);
    if (seen)
        change_as_seen(set, seen);
    bool good = store_commit(session->store, set, &session->conflicts, error);
    if (stays && good && set->sequence == session->plan.sequence + 1 && have_same_ids(set, tried)) {
        session->plan.sequence = set->sequence;
        recompute(session);
        return true;
    }
    if (stays)
        plan_revert(&session->plan, tried);
    return take_over(session, set, good ? error : NULL) && good;
}

/* A set that saw other values than the plan holds now, since others went first: let the store say which. */
static bool commit_untried(Session *session, ChangeSet *set, const Seen *seen, Error *error)
{
    if (seen)
        change_as_seen(set, seen);
    bool good = store_commit(session->store, set, &session->conflicts, error);
    return take_over(session, set, good ? error : NULL) && good;
}

/* Try new records with the ids that they will have, and keep them so. A large import is copied for longer than the plan
   is computed. */
static bool try_foreseen(Session *session, const ChangeSet *set, const Seen *seen, ChangeSet *foreseen)
{
    Error ignored = {0}; /* it speaks of ids that were never given */
    if (set->last_provisional == 0 || seen || set->changes.count > plan_size(&session->plan))
        return false;
    return store_foresee(session->store, set, foreseen, &ignored) && try_out(session, foreseen, &ignored);
}

static bool commit(Session *session, ChangeSet *set, const Seen *seen, Error *error)
{
    if (!change_agrees(set, &session->plan))
        return commit_untried(session, set, seen, error);
    ChangeSet foreseen = {0};
    const ChangeSet *tried = try_foreseen(session, set, seen, &foreseen) ? &foreseen : set;
    bool good = tried == &foreseen || try_out(session, set, error);
    good = good ? commit_tried(session, set, tried, seen, error) : take_over(session, set, NULL) && false;
    change_release(&foreseen);
    return good;
}

static bool refuse_past(Error *error)
{
    return error_set(error, "this is the past, which cannot be changed");
}

/* Day and author of what a person adds; what an import or an undo brings is left as it is. */
static void stamp(const Session *session, ChangeSet *set)
{
    bool by_hand = text_equal(set->source, "tui") || text_equal(set->source, "cli");
    for (size_t i = 0; i < set->changes.count && by_hand; i++) {
        const Change *change = &set->changes.items[i];
        if (change->kind != CHANGE_CREATE)
            continue;
        for (const Field *field = change->entity->fields; field->name; field++)
            if (field->stamp != NO_STAMP && value_is_none(field, field_stored(field, change->record)))
                field_set(field, change->record,
                          field->stamp == STAMP_DAY ? value_number(session->plan.today)
                                                    : value_text(arena_text(&set->arena, store_who(session->store))));
    }
}

void session_complete(const Session *session, ChangeSet *set)
{
    booking_complete(set, &session->plan);
    stamp(session, set);
}

bool session_commit(Session *session, ChangeSet *set, Error *error)
{
    return session_commit_seen(session, set, NULL, error);
}

bool session_commit_seen(Session *session, ChangeSet *set, const Seen *seen, Error *error)
{
    if (seen)
        change_drop_unmoved(set, seen);
    if (set->changes.count == 0)
        return true;
    if (session->past)
        return refuse_past(error);
    conflicts_release(&session->conflicts);
    if (!text_equal(set->source, "import")) /* which names a source alone */
        change_reason_for_all(set, &session->plan);
    session_complete(session, set);
    set->why = session->why.length > 0 ? arena_text(&set->arena, buffer_text(&session->why)) : NULL;
    /* Two people may each hold a half of a circle, so what shapes the plan is tried on the newest one. */
    bool alone = change_structure(set) != 0 || booking_concerns(set);
    bool good = (!alone || session_queue(session, error)) && commit(session, set, seen, error);
    if (alone)
        session_unqueue(session);
    if (good && !session->why_stays)
        buffer_clear(&session->why);
    return good;
}

bool session_why(Session *session, const char *why, bool stays, Error *error)
{
    Buffer clean = {0};
    bool good = text_clean(why, strlen(why), false, &clean, error);
    if (good && clean.length > WHY_LONGEST)
        good = error_set(error, "the reason has %zu characters; expected at most %d", clean.length, WHY_LONGEST);
    if (good) {
        buffer_clear(&session->why);
        buffer_add(&session->why, buffer_text(&clean));
        session->why_stays = stays;
    }
    buffer_release(&clean);
    return good;
}

/* `found`: the set is there to be committed. */
static bool commit_inverse(Session *session, bool found, ChangeSet *set, const char **what, Error *error)
{
    *what = "";
    if (found) {
        found = session_commit(session, set, error);
        *what = arena_text(&session->plan.texts, set->reason);
    }
    change_release(set);
    return found;
}

bool session_undo(Session *session, int64_t sequence, const char **what, Error *error)
{
    ChangeSet set = {0};
    if (session->past)
        return refuse_past(error);
    bool found = store_undo(session->store, &session->plan, sequence, &set, error);
    return commit_inverse(session, found, &set, what, error);
}

bool session_redo(Session *session, const char **what, Error *error)
{
    ChangeSet set = {0};
    if (session->past)
        return refuse_past(error);
    bool found = store_redo(session->store, &session->plan, &set, error);
    return commit_inverse(session, found, &set, what, error);
}

/* ---- boards ---- */

bool session_create_board(Session *session, const char *name, Instant start, const char *currency, Error *error)
{
    ChangeSet set;
    change_begin(&set, &session->plan, "new", "create board");
    change_reason(&set, "create board %s", name);
    Board *board = change_create(&set, &board_entity);
    board->name = arena_text(&set.arena, name);
    board->start = start;
    set.board = board->record.id; /* its first change, not one of the board that is open */
    if (currency)
        board->currency = arena_text(&set.arena, currency);
    bool good = session_commit(session, &set, error);
    if (good)
        good = load_board(session, board->record.id, error);
    change_release(&set);
    return good;
}

/* From outside: nothing stands on a board while it goes. */
bool session_discard_board(Session *session, Error *error)
{
    Id board = session->plan.board;
    ChangeSet set;
    if (!load_board(session, 0, error))
        return false;
    change_begin(&set, &session->plan, "new", "");
    change_reason(&set, "discard board B-%lld", (long long)board);
    set.board = board;
    change_delete(&set, &session->plan, &board_entity, board);
    bool good = session_commit(session, &set, error);
    change_release(&set);
    return good;
}
