/*
 * How long it takes until others see what one has saved: dashboards on pseudo-terminals, changes committed one after
 * the other, and the time from the acknowledged commit to the bytes on each terminal. Printed, not judged.
 *
 *     live_bench [DASHBOARDS [CHANGES]]      otherwise 2 and 300; STEERCO names the program
 */
#include "tui/pty.h"

#include <time.h>

#include "steerco/records/records.h"
#include "steerco/session/session.h"

enum { MOST_DASHBOARDS = 256, STAMP = 6, LETTERS = 26, REST_US = 2000 };

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1000000;
}

/* Every letter differs from that of the stamp before, so that all of them are sent. */
static void make_stamp(int number, char out[STAMP + 1])
{
    int value = number;
    for (int i = 0; i < STAMP; i++, value /= LETTERS)
        out[i] = (char)('A' + (value + number + i) % LETTERS);
    out[STAMP] = '\0';
}

/* The time of the acknowledgement. */
static double commit(Session *session, const char *stamp)
{
    Error error = {0};
    ChangeSet set;
    change_begin(&set, &session->plan, "bench", stamp);
    change_field(&set, &session->plan, &task_entity, Task, 1, name, value_text(stamp));
    if (!session_commit(session, &set, &error))
        fail_msg("%s", error.text);
    change_release(&set);
    return now_ms();
}

/* Read from all until each has shown the stamp; the times that took. */
static void await_all(Screen *screens, int count, const char *stamp, double since, double *out)
{
    struct pollfd polled[MOST_DASHBOARDS];
    for (int i = 0; i < count; i++) {
        polled[i] = (struct pollfd){.fd = screens[i].terminal, .events = POLLIN};
        buffer_clear(&screens[i].seen);
    }
    for (int left = count; left > 0;) {
        if (poll(polled, (nfds_t)count, PATIENCE_MS) <= 0)
            fail_msg("'%s' was not shown by %d of %d", stamp, left, count);
        for (int i = 0; i < count; i++)
            if (polled[i].revents && listen(&screens[i], 0) && strstr(buffer_text(&screens[i].seen), stamp)) {
                out[i] = now_ms() - since;
                polled[i].fd = -1;
                left--;
            }
    }
}

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return left < right ? -1 : left > right;
}

static void measure(int dashboards, int changes)
{
    Screen screens[MOST_DASHBOARDS] = {0};
    Session session;
    Error error = {0};
    size_t count = (size_t)dashboards * (size_t)changes;
    double *times = memory_new(count + 1, sizeof *times);
    char stamp[STAMP + 1];
    for (int i = 0; i < dashboards; i++) {
        screens[i] = start("", 80, 24);
        await(&screens[i], "Graft");
    }
    for (int i = 0; i < dashboards; i++)
        settle(&screens[i]);
    if (!session_open(&session, file_path, STORE_WRITE, NULL, &error))
        fail_msg("%s", error.text);
    for (int i = 0; i < changes; i++) {
        make_stamp(i, stamp);
        await_all(screens, dashboards, stamp, commit(&session, stamp), times + (size_t)i * (size_t)dashboards);
        usleep(REST_US);
    }
    session_close(&session);
    qsort(times, count, sizeof *times, by_size);
    printf("  %d dashboards, %d changes: seen after %.1f ms (p50), %.1f ms (p99), %.1f ms (all)\n", dashboards, changes,
           times[count / 2], times[count * 99 / 100], times[count - 1]);
    free(times);
    for (int i = 0; i < dashboards; i++) {
        kill(screens[i].program, SIGTERM);
        (void)ended(&screens[i]);
        forget(&screens[i]);
    }
}

int main(int argc, char **argv)
{
    int dashboards = argc > 1 ? atoi(argv[1]) : 2, changes = argc > 2 ? atoi(argv[2]) : 300;
    if (dashboards < 1 || dashboards > MOST_DASHBOARDS || changes < 1 || make_file(NULL) != 0)
        return 1;
    measure(dashboards, changes);
    return remove_file(NULL);
}
