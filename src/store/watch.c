/*
 * Noticing what other people committed, without ever looking while nothing happens.
 *
 * Every commit appends to the write-ahead log, so inotify on that file wakes the caller's poll(). A file without a log
 * lies on a network file system, where inotify would see this host's writes only: then the caller has to look by the
 * clock. What happened is asked of the journal: its last number against that of the plan is the proof, in a few
 * microseconds. Waking up for nothing (one's own commit, a commit to another board) costs that much and no more.
 */
#include <errno.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "journal.h"

int store_watch_descriptor(Store *store)
{
    if (store->watch >= 0 || store->remote || store->lone)
        return store->watch;
    Buffer log = {0};
    buffer_format(&log, "%s-wal", store->file);
    store->watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (store->watch >= 0 && inotify_add_watch(store->watch, buffer_text(&log), IN_MODIFY | IN_DONT_FOLLOW) < 0) {
        close(store->watch);
        store->watch = -1;
    }
    buffer_release(&log);
    return store->watch;
}

/* A slot of the presence file has changed when it rings; a commit, and a lock that goes with its process, follow. */
static bool announces(const Store *store, const struct inotify_event *event)
{
    return event->wd != store->presence_watch || (event->mask & IN_CLOSE_WRITE);
}

void store_quiet(Store *store)
{
    _Alignas(struct inotify_event) char events[4096];
    ssize_t length = 0;
    store->announced = false;
    while (store->watch >= 0 && ((length = read(store->watch, events, sizeof events)) > 0 || errno == EINTR))
        for (ssize_t at = 0; at < length;) {
            const struct inotify_event *event = (const struct inotify_event *)(events + at);
            store->announced |= announces(store, event);
            at += (ssize_t)(sizeof *event + event->len);
        }
}

bool store_expects_more(const Store *store)
{
    return store->announced;
}

static bool apply_set(Store *store, Plan *plan, sqlite3_stmt *head, bool *changed, Error *error)
{
    ChangeSet set = {0};
    const JournalFilter filter = {.board = plan->board};
    journal_read_head(head, &set);
    bool read = journal_read_changes(store, &filter, &set, error);
    if (read && set.changes.count > 0) {
        plan_apply(plan, &set);
        *changed = true;
    }
    if (read)
        plan->sequence = set.sequence;
    change_release(&set);
    return read;
}

static bool apply_sets(Store *store, Plan *plan, bool *changed, Error *error)
{
    bool row;
    sqlite3_stmt *heads = statement_bind(store, CHANGE_SETS_AFTER, ARGUMENTS(argument_number(plan->sequence)), error);
    if (!heads)
        return false;
    do {
        if (!statement_step(store, heads, &row, error) || (row && !apply_set(store, plan, heads, changed, error)))
            return false;
    } while (row);
    return true;
}

bool store_catch_up(Store *store, Plan *plan, bool *changed, Error *error)
{
    *changed = false;
    store_quiet(store); /* before looking: what comes later rings again */
    if (!read_begin(store, error))
        return false;
    bool caught_up = apply_sets(store, plan, changed, error);
    read_end(store);
    return caught_up;
}
