/*
 * Writers queue in the kernel before they ask SQLite for its write lock.
 *
 * SQLite waits by polling, which starves: with many writers some wait for seconds while others go again and again. A
 * blocking flock() is served in order. The lock is taken on the write-ahead log, which lies beside the file as long as
 * anybody has it open and whose descriptor SQLite itself never locks; so there is no lock file to litter the folder,
 * and closing our descriptor cannot drop a POSIX lock of SQLite's (which one on the database file would). It orders
 * writers, it does not protect the data: that is SQLite's own lock, so a file without a log (on a network file system,
 * see open.c) merely goes without the queue.
 *
 * The wait is bounded, because a colleague's process may be stopped (Ctrl-Z) in the middle of a long import: a timer
 * interrupts it, and goes on ticking in case the first tick came between two looks at the clock.
 */
#include "database.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { QUEUE_SECONDS = 30 };

void queue_open(Store *store)
{
    Buffer log = {0};
    buffer_format(&log, "%s-wal", store->file);
    store->queue = open(buffer_text(&log), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    buffer_release(&log);
}

static void on_alarm(int signal)
{
    (void)signal; /* its only use is to interrupt flock() */
}

static bool wait_in_queue(int descriptor)
{
    const struct itimerval ticks = {.it_value.tv_sec = QUEUE_SECONDS, .it_interval.tv_sec = 1};
    struct sigaction wake = {.sa_handler = on_alarm}, previous_action;
    struct itimerval previous_timer;
    struct timespec now, start;
    int result;

    clock_gettime(CLOCK_MONOTONIC, &start);
    sigaction(SIGALRM, &wake, &previous_action);
    setitimer(ITIMER_REAL, &ticks, &previous_timer);
    do {
        result = flock(descriptor, LOCK_EX);
        clock_gettime(CLOCK_MONOTONIC, &now);
    } while (result != 0 && errno == EINTR && now.tv_sec - start.tv_sec < QUEUE_SECONDS);
    setitimer(ITIMER_REAL, &previous_timer, NULL);
    sigaction(SIGALRM, &previous_action, NULL);
    return result == 0 || errno != EINTR; /* no locks here: no queue */
}

bool store_queue(Store *store, Error *error)
{
    return queue_enter(store, error);
}

void store_unqueue(Store *store)
{
    queue_leave(store);
}

bool queue_enter(Store *store, Error *error)
{
    if (store->queue < 0 || flock(store->queue, LOCK_EX | LOCK_NB) == 0 || wait_in_queue(store->queue))
        return true;
    return error_set(error, "%s: somebody else has been writing for %d seconds; try again", store->path, QUEUE_SECONDS);
}

void queue_leave(Store *store)
{
    if (store->queue >= 0)
        flock(store->queue, LOCK_UN);
}
