/*
 * Presence: slots of a side file, each locked by the process that it speaks of.
 *
 * The locks are of the kind that belongs to an open file description (F_OFD_SETLK): a second descriptor in the same
 * process does not drop them, and the kernel does when the process ends, however it ends. Whether somebody is there is
 * asked of the lock, never of what the slot says.
 *
 * The first record of the file says what it is; a lock on it is the gate through which everybody comes and goes. Only
 * behind the gate is a slot taken or the file removed, and whoever comes in looks whether the file still bears its
 * name; so nobody sits in a file that is gone. The gate is never waited for long: a colleague's process may be stopped.
 *
 * Closing the file, which a killed process does too, wakes the others up (IN_CLOSE_WRITE), a moment before the lock is
 * gone; so after a ring one looks again a few times, as with everything that the file rings for.
 */
#define _GNU_SOURCE /* F_OFD_SETLK, which is Linux's own */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "companions.h"
#include "files.h"
#include "steerco/base/date.h"
#include "steerco/base/text.h"
#include "steerco/store/presence.h"

enum {
    RECORD = 512, /* bytes */
    SLOTS = 256,
    GATE = 0, /* the record that is no slot */
    GATE_TRIES = 40,
    GATE_PAUSE_MS = 5,
    JOIN_TRIES = 50, /* one for each time that somebody else leaves or comes just then */
};

static const char heading[] = "steerco presence 1\n";

struct Presence {
    Store *store;
    char *path;
    int descriptor; /* −1 = there is no file, or it is not to be trusted */
    int slot;       /* 1 to SLOTS; 0 = only looking on */
    bool visible;   /* wants a slot */
    int64_t since;
    Place told;
    Colleagues seen; /* when last looked */
};

/* ---- locks ---- */

static bool set_lock(int descriptor, short type, int slot)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = (off_t)slot * RECORD, .l_len = RECORD};
    return fcntl(descriptor, F_OFD_SETLK, &lock) == 0;
}

static bool is_held_by_other(int descriptor, int slot)
{
    struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = (off_t)slot * RECORD, .l_len = RECORD};
    return fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

static bool enter_gate(int descriptor)
{
    const struct timespec pause = {.tv_nsec = GATE_PAUSE_MS * 1000000};
    for (int i = 0; i < GATE_TRIES; i++) {
        if (set_lock(descriptor, F_WRLCK, GATE))
            return true;
        nanosleep(&pause, NULL);
    }
    return false;
}

/* ---- the file ---- */

/* As a file beside the planning file must be, and of a size that we make. */
static bool is_trusted(const Store *store, int descriptor, struct stat *status)
{
    char begin[sizeof heading - 1];
    return fstat(descriptor, status) == 0 && status->st_nlink > 0 && !companion_fault(store->file, status) &&
           status->st_size <= (SLOTS + 1) * RECORD && pread(descriptor, begin, sizeof begin, 0) == sizeof begin &&
           memcmp(begin, heading, sizeof begin) == 0;
}

static bool bears_its_name(const Presence *presence)
{
    struct stat named, opened;
    return fstat(presence->descriptor, &opened) == 0 && lstat(presence->path, &named) == 0 &&
           named.st_dev == opened.st_dev && named.st_ino == opened.st_ino;
}

/* It gets its name when it is complete. True when there is one, of ours or of somebody who was quicker. */
static bool make_file(const Presence *presence)
{
    bool made = false, there = false;
    struct stat planning;
    char record[RECORD] = {0};
    Buffer name = {0};
    memcpy(record, heading, sizeof heading - 1);
    int descriptor = files_make_beside(presence->path, 0600, &name);
    if (descriptor >= 0) {
        bool known = stat(presence->store->file, &planning) == 0;
        bool grouped = known && fchown(descriptor, (uid_t)-1, planning.st_gid) == 0;
        mode_t mode = planning.st_mode & (grouped ? 0666 : 0606);
        made = known && fchmod(descriptor, mode) == 0 && pwrite(descriptor, record, RECORD, 0) == RECORD &&
               files_give_name(buffer_text(&name), presence->path);
        there = made || errno == EEXIST;
        if (!made)
            unlink(buffer_text(&name));
        close(descriptor);
    }
    buffer_release(&name);
    return there;
}

static void close_file(Presence *presence)
{
    if (presence->store->presence_watch >= 0)
        inotify_rm_watch(presence->store->watch, presence->store->presence_watch);
    presence->store->presence_watch = -1;
    if (presence->descriptor >= 0)
        close(presence->descriptor);
    presence->descriptor = -1;
    presence->slot = 0;
}

/* *gone: there was none, or somebody removed it between opening it and looking at it. */
static bool open_file(Presence *presence, int flags, bool *gone)
{
    struct stat status;
    *gone = lstat(presence->path, &status) != 0 && errno == ENOENT;
    if (*gone || !S_ISREG(status.st_mode)) /* opening a device may be enough to make it act */
        return false;
    presence->descriptor = open(presence->path, flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    *gone = presence->descriptor < 0 && errno == ENOENT;
    if (presence->descriptor >= 0 && !is_trusted(presence->store, presence->descriptor, &status)) {
        *gone = status.st_nlink == 0;
        close_file(presence);
    }
    int bell = presence->descriptor >= 0 ? store_watch_descriptor(presence->store) : -1;
    if (bell >= 0)
        presence->store->presence_watch =
            inotify_add_watch(bell, presence->path, IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_DONT_FOLLOW);
    return presence->descriptor >= 0;
}

/* ---- what a slot says ---- */

/* One field a line, so that it can be read with a pager; the rest of the record is NUL. */
static void write_slot(const Presence *presence)
{
    char record[RECORD] = {0};
    const Place *place = &presence->told;
    snprintf(record, sizeof record, "%s\n%s\n%lld\n%lld\n%s\n%s\n%s\n", presence->store->who, presence->store->host,
             (long long)presence->since, (long long)place->board, place->pane, place->code, place->field);
    if (pwrite(presence->descriptor, record, RECORD, (off_t)presence->slot * RECORD) != RECORD) {
        /* a full disk: the others see where one was before */
    }
}

/* The line at *at, which goes on to the next. */
static bool take_text(const char **at, char out[PRESENCE_TEXT])
{
    const char *end = strchr(*at, '\n');
    size_t length = end ? (size_t)(end - *at) : 0;
    if (!end || length >= PRESENCE_TEXT || !text_is_utf8(*at, length))
        return false;
    memcpy(out, *at, length);
    out[length] = '\0';
    *at = end + 1;
    return true;
}

static bool take_number(const char **at, int64_t *out)
{
    char text[PRESENCE_TEXT], *end;
    if (!take_text(at, text))
        return false;
    *out = strtoll(text, &end, 10);
    return *text && !*end && *out >= 0;
}

static bool read_slot(const Presence *presence, int slot, Colleague *out)
{
    char record[RECORD + 1] = {0};
    const char *at = record;
    *out = (Colleague){.slot = slot};
    return pread(presence->descriptor, record, RECORD, (off_t)slot * RECORD) == RECORD && take_text(&at, out->who) &&
           take_text(&at, out->host) && take_number(&at, &out->since) && take_number(&at, &out->place.board) &&
           take_text(&at, out->place.pane) && take_text(&at, out->place.code) && take_text(&at, out->place.field);
}

/* ---- coming and going ---- */

/* Behind the gate. */
static bool take_slot(Presence *presence)
{
    for (int slot = 1; slot <= SLOTS; slot++)
        if (set_lock(presence->descriptor, F_WRLCK, slot)) {
            presence->slot = slot;
            write_slot(presence);
            return true;
        }
    return false;
}

/* False when it makes no sense to try again: *again tells. */
static bool try_to_join(Presence *presence, bool *again)
{
    bool gone;
    if (!open_file(presence, O_RDWR, &gone)) {
        *again = gone && make_file(presence);
        return false;
    }
    bool entered = enter_gate(presence->descriptor), there = entered && bears_its_name(presence);
    *again = entered && !there;
    if (there && take_slot(presence)) {
        set_lock(presence->descriptor, F_UNLCK, GATE);
        return true;
    }
    close_file(presence);
    return false;
}

static void join(Presence *presence)
{
    bool gone, again = presence->visible;
    for (int i = 0; i < JOIN_TRIES && again; i++)
        if (try_to_join(presence, &again))
            return;
    (void)open_file(presence, O_RDONLY, &gone);
}

static Presence *presence_new(Store *store, bool visible)
{
    Presence *presence = memory_new(1, sizeof *presence);
    Buffer path = {0};
    companion_name(store->file, COMPANION_HERE, &path);
    *presence = (Presence){.store = store,
                           .path = buffer_steal(&path),
                           .descriptor = -1,
                           .visible = visible && !store->read_only,
                           .since = clock_utc()};
    if (!store->remote)
        join(presence);
    return presence;
}

Presence *presence_join(Store *store)
{
    return presence_new(store, true);
}

Presence *presence_look_on(Store *store)
{
    return presence_new(store, false);
}

/* Does the file hold a lock of anybody else's? */
static bool is_alone(const Presence *presence)
{
    for (int slot = 1; slot <= SLOTS; slot++)
        if (is_held_by_other(presence->descriptor, slot))
            return false;
    return true;
}

void presence_leave(Presence *presence)
{
    if (!presence)
        return;
    if (presence->slot > 0 && enter_gate(presence->descriptor) && is_alone(presence) && bears_its_name(presence))
        unlink(presence->path);
    close_file(presence);
    array_release(&presence->seen);
    free(presence->path);
    free(presence);
}

void presence_tell(Presence *presence, const Place *place)
{
    if (memcmp(&presence->told, place, sizeof *place) == 0)
        return;
    presence->told = *place;
    if (presence->slot > 0)
        write_slot(presence);
}

/* ---- looking ---- */

static int by_arrival(const void *a, const void *b)
{
    const Colleague *left = a, *right = b;
    if (left->since != right->since)
        return left->since < right->since ? -1 : 1;
    return left->slot < right->slot ? -1 : left->slot > right->slot;
}

static void gather(const Presence *presence, Colleagues *out)
{
    struct stat status;
    Colleague colleague;
    out->count = 0;
    if (presence->descriptor < 0 || fstat(presence->descriptor, &status) != 0)
        return;
    int end = (int)(status.st_size / RECORD) < SLOTS + 1 ? (int)(status.st_size / RECORD) : SLOTS + 1;
    for (int slot = 1; slot < end; slot++)
        if (is_held_by_other(presence->descriptor, slot) && read_slot(presence, slot, &colleague))
            array_push(out, colleague);
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, by_arrival);
}

static bool is_same(const Colleagues *a, const Colleagues *b)
{
    return a->count == b->count && (a->count == 0 || memcmp(a->items, b->items, a->count * sizeof *a->items) == 0);
}

/* Somebody may have removed the file by hand; whoever only looks on may have come before it was made. */
static void mend(Presence *presence)
{
    if (presence->store->remote || (presence->descriptor >= 0 && bears_its_name(presence)))
        return;
    close_file(presence);
    join(presence);
}

bool presence_look(Presence *presence, Colleagues *out)
{
    mend(presence);
    gather(presence, out);
    if (is_same(out, &presence->seen))
        return false;
    presence->seen.count = 0;
    for (size_t i = 0; i < out->count; i++)
        array_push(&presence->seen, out->items[i]);
    return true;
}

void presence_word_person(const Presence *presence, const Colleague *colleague, Buffer *out)
{
    bool here = text_equal(colleague->host, presence->store->host);
    const struct passwd *user = here ? getpwnam(colleague->who) : NULL;
    size_t length = user && user->pw_gecos ? strcspn(user->pw_gecos, ",") : 0; /* room and telephone come behind it */
    bool same = length > 0 && length == strlen(colleague->who) && strncmp(user->pw_gecos, colleague->who, length) == 0;
    buffer_add(out, colleague->who);
    if (length == 0 || same || !text_is_utf8(user->pw_gecos, length))
        return;
    buffer_add(out, " (");
    buffer_add_bytes(out, user->pw_gecos, length);
    buffer_add_char(out, ')');
}
