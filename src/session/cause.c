/*
 * The net difference of two plans says what changed; the journal says who touched it. Each difference is laid to the
 * newest change set that touched it and still stands. What each set did to the finish is found by walking the journal
 * back with an analysis at every step.
 */
#include "steerco/session/cause.h"

#include <time.h>

#include "steerco/analysis/analysis.h"
#include "steerco/analysis/worktime.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { NOBODY = -1, MOST_MEASURED = 200, LEAST_MEASURED = 20, TASKS_IN_ALL = 2000000 };

const char *const cause_orders[] = {"record", "change", "person", NULL};

typedef struct Cause {
    int64_t sequence, at, undoes;
    const char *who, *source, *reason, *why;
    bool hidden;   /* taken back in between, or what took it back */
    bool involved; /* it had a hand in a record that differs */
    bool told;
    size_t left;           /* differences that are laid to it */
    Instant before, after; /* the finish; the same when it did not move */
} Cause;

typedef struct Comparison {
    Store *store;
    Plan *from, *to;
    ChangeSet difference;
    ARRAY(Cause) causes;     /* newest first */
    IdMap place_of;          /* number of a change set → its place + 1 */
    int64_t *cause_of;       /* by difference: place of its cause, or NOBODY */
    ARRAY(uint64_t) touched; /* by difference, for the people of a record: bits of `people` */
    ARRAY(const char *) people;
    size_t measured, most_measured;
    Instant finish; /* at the step of the walk before */
    Arena texts;
} Comparison;

/* ---------------------------------------------------------------- words */

void cause_add_time(int64_t at, Buffer *out)
{
    time_t seconds = (time_t)at;
    struct tm local;
    char text[32];
    if (localtime_r(&seconds, &local) && strftime(text, sizeof text, "%Y-%m-%d %H:%M", &local) > 0)
        buffer_add(out, text);
}

const char *cause_prefix(int64_t undoes, const char *source)
{
    return !undoes ? "" : text_equal(source, "redo") ? "redo: " : "undo: ";
}

static void add_short_day(Instant instant, Buffer *out)
{
    Civil civil = date_civil(instant_date(instant));
    buffer_format(out, "%d %s", civil.day, month_name(civil.month));
}

void cause_word_finish(const Plan *plan, Instant before, Instant after, Buffer *out)
{
    if (before == after || before == INSTANT_NONE || after == INSTANT_NONE)
        return;
    WorkTime *time = worktime_new(plan, 0);
    int64_t minutes = worktime_between(time, before, after);
    worktime_free(time);
    WorkUnits units = plan_units(plan);
    buffer_add(out, "finish ");
    add_short_day(before, out);
    buffer_add(out, " → ");
    add_short_day(after, out);
    buffer_add(out, minutes > 0 ? ", +" : ", ");
    duration_format(duration_make(minutes, UNIT_DAYS), &units, out);
}

/* A text of people on a line of its own. */
static void add_line(const char *indent, const char *words, Buffer *out)
{
    buffer_add(out, indent);
    text_safe(words, false, out);
    buffer_add_char(out, '\n');
}

static void add_difference(const Comparison *comparison, size_t at, const char *indent, Buffer *out)
{
    Buffer words = {0};
    change_describe(&comparison->difference.changes.items[at], comparison->to, &words);
    add_line(indent, buffer_text(&words), out);
    buffer_release(&words);
}

/* ---------------------------------------------------------------- the change sets in between */

static bool note_head(const JournalEntry *entry, void *context)
{
    Comparison *comparison = context;
    if (entry->sequence <= comparison->from->sequence)
        return false;
    Arena *texts = &comparison->texts;
    array_push(&comparison->causes, (Cause){.sequence = entry->sequence,
                                            .at = entry->at,
                                            .undoes = entry->undoes,
                                            .who = arena_text(texts, entry->who),
                                            .source = arena_text(texts, entry->source),
                                            .reason = arena_text(texts, entry->reason),
                                            .why = arena_text(texts, entry->why),
                                            .before = INSTANT_NONE,
                                            .after = INSTANT_NONE});
    idmap_put(&comparison->place_of, entry->sequence, (int64_t)comparison->causes.count);
    return true;
}

static Cause *cause_numbered(const Comparison *comparison, int64_t sequence)
{
    int64_t place = idmap_get(&comparison->place_of, sequence, 0);
    return place ? &comparison->causes.items[place - 1] : NULL;
}

/* Newest first, so that an undo that was itself undone hides nothing. */
static void hide_taken_back(Comparison *comparison)
{
    for (size_t i = 0; i < comparison->causes.count; i++) {
        Cause *cause = &comparison->causes.items[i];
        Cause *undone = cause->undoes && !cause->hidden ? cause_numbered(comparison, cause->undoes) : NULL;
        if (undone)
            cause->hidden = undone->hidden = true;
    }
}

static bool find_causes(Comparison *comparison, Error *error)
{
    const JournalQuery query = {.before = comparison->to->sequence + 1};
    if (!store_journal(comparison->store, &query, note_head, comparison, error))
        return false;
    hide_taken_back(comparison);
    return true;
}

/* ---------------------------------------------------------------- who touched what */

/* The first difference of this record, or of the ones behind it: they go by record type and id. */
static size_t first_difference(const Comparison *comparison, const Entity *entity, Id id)
{
    size_t low = 0, high = comparison->difference.changes.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const Change *change = &comparison->difference.changes.items[middle];
        bool before = change->entity->kind != entity->kind ? change->entity->kind < entity->kind : change->id < id;
        low = before ? middle + 1 : low;
        high = before ? high : middle;
    }
    return low;
}

static uint64_t bit_of_person(Comparison *comparison, const char *who)
{
    enum { MOST_PEOPLE = 63 }; /* whoever comes later is counted as the last of them */
    size_t at = 0;
    while (at < comparison->people.count && !text_equal(comparison->people.items[at], who))
        at++;
    if (at == comparison->people.count && at < MOST_PEOPLE)
        array_push(&comparison->people, who);
    return (uint64_t)1 << (at < MOST_PEOPLE ? at : MOST_PEOPLE - 1);
}

/* Touches come oldest first: the last one stays. */
static bool note_touch(const Touch *touch, void *context)
{
    Comparison *comparison = context;
    Cause *cause = cause_numbered(comparison, touch->sequence);
    uint64_t bit = cause ? bit_of_person(comparison, cause->who) : 0;
    for (size_t i = first_difference(comparison, touch->entity, touch->first);
         cause && i < comparison->difference.changes.count; i++) {
        const Change *change = &comparison->difference.changes.items[i];
        if (change->entity != touch->entity || change->id - touch->first >= touch->count)
            break;
        comparison->touched.items[i] |= bit;
        bool same = !touch->field || (change->kind == CHANGE_SET && change->field == touch->field);
        cause->involved |= same || change->kind == CHANGE_CREATE;
        if (same && !cause->hidden)
            comparison->cause_of[i] = cause - comparison->causes.items;
    }
    return true;
}

static bool lay_to_causes(Comparison *comparison, Error *error)
{
    size_t count = comparison->difference.changes.count;
    comparison->cause_of = memory_new(count + 1, sizeof *comparison->cause_of);
    for (size_t i = 0; i < count; i++) {
        comparison->cause_of[i] = NOBODY;
        array_push(&comparison->touched, 0);
    }
    if (!store_touches(comparison->store, comparison->from->sequence, comparison->to->sequence, note_touch, comparison,
                       error))
        return false;
    for (size_t i = 0; i < count; i++)
        if (comparison->cause_of[i] != NOBODY)
            comparison->causes.items[comparison->cause_of[i]].left++;
    return true;
}

/* ---------------------------------------------------------------- the finish */

static Instant finish_of(Plan *plan)
{
    bool computed = analysis_update(plan, NULL);
    return computed ? plan_finish(plan) : INSTANT_NONE;
}

static bool measure(Plan *plan, const JournalEntry *entry, void *context)
{
    Comparison *comparison = context;
    plan->today = comparison->to->today;
    Instant before = finish_of(plan);
    Cause *cause = entry ? cause_numbered(comparison, entry->sequence) : NULL;
    if (cause) {
        cause->before = before;
        cause->after = comparison->finish;
        comparison->measured++;
    }
    comparison->finish = before;
    return comparison->measured < comparison->most_measured;
}

static bool measure_causes(Comparison *comparison, Error *error)
{
    size_t tasks = plan_count(comparison->to, ENTITY_TASK), most = tasks ? TASKS_IN_ALL / tasks : MOST_MEASURED;
    comparison->most_measured = most > MOST_MEASURED ? MOST_MEASURED : most < LEAST_MEASURED ? LEAST_MEASURED : most;
    return store_walk_back(comparison->store, comparison->to->board, comparison->to->sequence,
                           comparison->from->sequence, measure, comparison, error);
}

/* ---------------------------------------------------------------- telling */

/* "14  2026-03-02 10:11  anna: move T-9", and below "finish 12 Mar → 17 Mar, +3d" */
static void add_cause(const Comparison *comparison, const Cause *cause, Buffer *out)
{
    Buffer words = {0};
    buffer_format(&words, "%lld  ", (long long)cause->sequence);
    cause_add_time(cause->at, &words);
    buffer_format(&words, "  %s: %s%s", cause->who, cause_prefix(cause->undoes, cause->source), cause->reason);
    add_line("", buffer_text(&words), out);
    buffer_clear(&words);
    if (*cause->why) {
        buffer_format(&words, "why: %s", cause->why);
        add_line("    ", buffer_text(&words), out);
        buffer_clear(&words);
    }
    cause_word_finish(comparison->to, cause->before, cause->after, &words);
    if (words.length > 0)
        add_line("    ", buffer_text(&words), out);
    buffer_release(&words);
}

static bool moved_finish(const Cause *cause)
{
    return cause->before != cause->after && cause->before != INSTANT_NONE && cause->after != INSTANT_NONE;
}

static void tell_cause(Comparison *comparison, size_t place, Buffer *out)
{
    Cause *cause = &comparison->causes.items[place];
    if (cause->told || cause->hidden || !(cause->involved || moved_finish(cause)))
        return;
    cause->told = true;
    add_cause(comparison, cause, out);
    for (size_t i = 0; i < comparison->difference.changes.count && cause->left > 0; i++)
        if (comparison->cause_of[i] == (int64_t)place)
            add_difference(comparison, i, "    ", out);
}

static void tell_by_change(Comparison *comparison, Buffer *out)
{
    for (size_t place = comparison->causes.count; place-- > 0;)
        tell_cause(comparison, place, out);
}

/* In the order of their first change. */
static void tell_by_person(Comparison *comparison, Buffer *out)
{
    for (size_t first = comparison->causes.count; first-- > 0;) {
        const Cause *cause = &comparison->causes.items[first];
        Buffer theirs = {0};
        for (size_t place = first + 1; place-- > 0;)
            if (text_equal(comparison->causes.items[place].who, cause->who))
                tell_cause(comparison, place, &theirs);
        if (theirs.length > 0) {
            add_line("", cause->who, out);
            buffer_add(out, buffer_text(&theirs));
        }
        buffer_release(&theirs);
    }
}

static bool same_record(const Change *a, const Change *b)
{
    return a->entity == b->entity && a->id == b->id;
}

static void add_people(const Comparison *comparison, uint64_t bits, Buffer *out)
{
    const char *separator = "by ";
    Buffer names = {0};
    for (size_t i = 0; i < comparison->people.count; i++) {
        if (!(bits & (uint64_t)1 << i))
            continue;
        buffer_format(&names, "%s%s", separator, comparison->people.items[i]);
        separator = ", ";
    }
    add_line(names.length > 0 ? "    " : "", buffer_text(&names), out);
    buffer_release(&names);
}

static void tell_by_record(const Comparison *comparison, Buffer *out)
{
    const ChangeSet *difference = &comparison->difference;
    for (size_t i = 0; i < difference->changes.count; i++) {
        const Change *change = &difference->changes.items[i];
        add_difference(comparison, i, "", out);
        if (i + 1 == difference->changes.count || !same_record(change, change + 1))
            add_people(comparison, comparison->touched.items[i], out);
    }
}

static void tell_whole(const Comparison *comparison, Buffer *out)
{
    size_t before = out->length;
    cause_word_finish(comparison->to, finish_of(comparison->from), finish_of(comparison->to), out);
    if (out->length > before)
        buffer_add_char(out, '\n');
}

static void tell(Comparison *comparison, CauseOrder order, Buffer *out)
{
    if (order == CAUSE_BY_RECORD) {
        tell_by_record(comparison, out);
        return;
    }
    tell_whole(comparison, out);
    if (order == CAUSE_BY_CHANGE)
        tell_by_change(comparison, out);
    else
        tell_by_person(comparison, out);
    if (comparison->measured == comparison->most_measured)
        buffer_format(out, "(what they did to the finish is worked out for the newest %zu)\n", comparison->measured);
}

bool cause_describe(Store *store, Plan *from, Plan *to, CauseOrder order, Buffer *out, Error *error)
{
    Comparison comparison = {.store = store, .from = from, .to = to};
    size_t before = out->length;
    change_difference(from, to, &comparison.difference);
    bool done = find_causes(&comparison, error) && lay_to_causes(&comparison, error) &&
                (order == CAUSE_BY_RECORD || measure_causes(&comparison, error));
    if (done)
        tell(&comparison, order, out);
    if (done && out->length == before)
        buffer_add(out, "nothing changed\n");
    change_release(&comparison.difference);
    array_release(&comparison.causes);
    array_release(&comparison.touched);
    array_release(&comparison.people);
    idmap_release(&comparison.place_of);
    free(comparison.cause_of);
    arena_release(&comparison.texts);
    return done;
}
