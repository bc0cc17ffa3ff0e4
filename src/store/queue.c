/*
 * Writers queue in the kernel before they ask SQLite for its write lock.
 *
 * SQLite waits by polling, which starves: with many writers some wait for seconds while others go again and again. A
 * blocking flock() is served in order. It orders writers, it does not protect the data: that is SQLite's own lock, so a
 * file that has no queue (on a network file system, or where none can be made) merely goes without.
 *
 * The lock is taken on FILE-queue, an empty file that only those can open who may write the planning file: a lock on
 * anything that readers can open is one that readers can hold. Locks on its bytes back SQLite's own, see guard.h. It
 * stays beside the file, as the log does: removing it would need a lock itself.
 *
 * The wait is bounded, because a colleague's process may be stopped (Ctrl-Z) in the middle of a long import. A timer
 * interrupts it every second; when its holder is seen to be stopped, or patience is out, the writer goes without a turn
 * and asks SQLite, which waits once more, and then says no if that process is in the middle of a change.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "companions.h"
#include "files.h"
#include "holder.h"

enum { QUEUE_SECONDS = 30 };

/* ---- the file ---- */

/* Who may write the planning file, may read and write this one, and nobody else. */
static mode_t mode_for_writers(mode_t planning)
{
    return (planning & 0222) | (planning & 0222) << 1;
}

static void make_file(const char *path, const struct stat *planning)
{
    Buffer making = {0};
    int descriptor = files_make_beside(path, 0600, &making);
    if (descriptor < 0)
        return;
    bool grouped = fchown(descriptor, (uid_t)-1, planning->st_gid) == 0;
    mode_t mode = mode_for_writers(planning->st_mode) & (grouped ? 0660 : 0600);
    if (fchmod(descriptor, mode) != 0 || !files_give_name(buffer_text(&making), path))
        unlink(buffer_text(&making)); /* somebody was quicker, or it cannot be: see queue_open() */
    close(descriptor);
    buffer_release(&making);
}

/* −1 when there is none, or it is not to be trusted. */
static int open_file(const Store *store, const char *path, const struct stat *planning)
{
    struct stat named, opened;
    if (lstat(path, &named) != 0 || companion_fault(store->file, &named))
        return -1;
    int descriptor = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0)
        return -1;
    if (fstat(descriptor, &opened) != 0 || opened.st_dev != named.st_dev || opened.st_ino != named.st_ino) {
        close(descriptor);
        return -1;
    }
    if (opened.st_uid == geteuid() && (opened.st_mode & 0777 & ~mode_for_writers(planning->st_mode)))
        (void)!fchmod(descriptor, mode_for_writers(planning->st_mode)); /* those rights were taken away since */
    return descriptor;
}

void queue_open(Store *store)
{
    struct stat planning;
    Buffer path = {0};
    companion_name(store->file, COMPANION_QUEUE, &path);
    if (stat(store->file, &planning) == 0) {
        if (access(buffer_text(&path), F_OK) != 0 && !store->read_only)
            make_file(buffer_text(&path), &planning);
        store->queue = open_file(store, buffer_text(&path), &planning);
    }
    buffer_release(&path);
}

/* ---- waiting ---- */

static void on_alarm(int signal)
{
    (void)signal; /* its only use is to interrupt flock() */
}

static bool holder_is_stopped(int descriptor)
{
    struct stat status;
    Holder holder;
    return fstat(descriptor, &status) == 0 && holder_find(&status, HOLDER_OF_FILE, &holder) && holder.stopped;
}

/* False when patience is out. */
static bool wait_in_queue(int descriptor)
{
    const struct itimerval ticks = {.it_value.tv_sec = 1, .it_interval.tv_sec = 1};
    struct sigaction wake = {.sa_handler = on_alarm}, previous_action;
    struct itimerval previous_timer;
    struct timespec now, start;
    int result;
    bool patient;

    clock_gettime(CLOCK_MONOTONIC, &start);
    sigaction(SIGALRM, &wake, &previous_action);
    setitimer(ITIMER_REAL, &ticks, &previous_timer);
    do {
        result = flock(descriptor, LOCK_EX);
        bool interrupted = result != 0 && errno == EINTR;
        clock_gettime(CLOCK_MONOTONIC, &now);
        patient = interrupted && now.tv_sec - start.tv_sec < QUEUE_SECONDS && !holder_is_stopped(descriptor);
    } while (patient);
    setitimer(ITIMER_REAL, &previous_timer, NULL);
    sigaction(SIGALRM, &previous_action, NULL);
    return result == 0;
}

bool store_queue(Store *store, Error *error)
{
    (void)error; /* a store that asks a server may fail */
    queue_enter(store);
    return true;
}

void store_unqueue(Store *store)
{
    queue_leave(store);
}

void queue_enter(Store *store)
{
    if (store->queue >= 0 && !store->given_up)
        store->given_up = flock(store->queue, LOCK_EX | LOCK_NB) != 0 && !wait_in_queue(store->queue);
}

void queue_leave(Store *store)
{
    if (store->queue >= 0 && !store->given_up)
        flock(store->queue, LOCK_UN);
    store->given_up = false;
}

/* ---- who ---- */

static bool find_holder(const Store *store, Holder *out)
{
    struct stat status;
    Buffer index = {0};
    companion_name(store->file, COMPANION_INDEX, &index);
    bool found = lstat(buffer_text(&index), &status) == 0 &&
                 (holder_find(&status, HOLDER_OF_WRITE_LOCK, out) || holder_find(&status, HOLDER_OF_ALL_MARKS, out));
    found = found || (stat(store->file, &status) == 0 && holder_find(&status, HOLDER_OF_CHANGE, out)) ||
            (store->queue >= 0 && fstat(store->queue, &status) == 0 && (holder_find(&status, HOLDER_OF_FILE, out)));
    buffer_release(&index);
    return found;
}

void queue_word_holder(const Store *store, Buffer *out)
{
    Holder holder;
    if (!find_holder(store, &holder))
        buffer_add(out, "another program");
    else
        buffer_format(out, "%s (process %ld%s%s%s)", holder.who, holder.process, *holder.program ? " of " : "",
                      holder.program, holder.stopped ? ", which is stopped" : "");
}
