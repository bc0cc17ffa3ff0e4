/*
 * Loaded before a program (LD_PRELOAD), it refuses memory at any request without running the program once for each: at
 * the request where the tester wants it to stop it waits, and for each order lets a copy of the process (fork) go on
 * without memory from there to its end, while the process itself waits, and then goes on as if nothing had happened.
 * Beside what orders.h says:
 *
 *     → REFUSE_ONCE       refuse this request           ← the copy's status, as waitpid() gives it
 *     → REFUSE_FOR_GOOD   refuse all from here on       ← its status
 *
 * The tester puts the files back after each copy; what lies in the process that copies share, where its descriptors
 * stand in their files, is put back here. Locks would stay with the process that waits: as nobody else has the files,
 * they are granted unseen. The second name by which the tester keeps a file aside is not seen either, as a planning
 * file with two names is refused. What glibc's name service asks for is not counted: without memory it ends the program
 * by itself, with a signal, whoever calls it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "orders.h"

enum { DESCRIPTORS = 32, SECONDS = 20 };

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

static long count, stop_at = -1;
static int asking_names;
static int refusing; /* this process is a copy: REFUSE_ONCE was, REFUSE_FOR_GOOD is */

/* True in the copy. */
static int copy_goes_on(void)
{
    off_t places[DESCRIPTORS];
    int status = 0;
    for (int i = 0; i < DESCRIPTORS; i++)
        places[i] = lseek(i, 0, SEEK_CUR);
    pid_t copy = fork();
    if (copy == 0) {
        alarm(SECONDS);
        return 1;
    }
    while (waitpid(copy, &status, 0) < 0 && errno == EINTR)
        continue;
    for (int i = 0; i < DESCRIPTORS; i++)
        if (places[i] >= 0)
            lseek(i, places[i], SEEK_SET);
    orders_tell(status);
    return 0;
}

static int is_refused(void)
{
    const int before = errno;
    if (asking_names)
        return 0;
    if (stop_at < 0 && !refusing)
        stop_at = getenv("STOPS") ? orders_hear() : 0;
    if (refusing != REFUSE_FOR_GOOD) {
        if (refusing || stop_at == 0 || ++count < stop_at)
            return 0;
        orders_tell(count);
        while ((stop_at = orders_hear()) < 0)
            if (copy_goes_on()) {
                refusing = (int)stop_at;
                stop_at = 0;
                break;
            }
    }
    errno = refusing ? ENOMEM : before;
    return refusing != 0;
}

struct passwd *getpwuid(uid_t user)
{
    struct passwd *(*real)(uid_t);
    *(void **)&real = dlsym(RTLD_NEXT, "getpwuid");
    asking_names++;
    struct passwd *found = real(user);
    asking_names--;
    return found;
}

void *malloc(size_t size)
{
    return is_refused() ? NULL : __libc_malloc(size);
}

void *calloc(size_t amount, size_t size)
{
    return is_refused() ? NULL : __libc_calloc(amount, size);
}

void *realloc(void *block, size_t size)
{
    return is_refused() ? NULL : __libc_realloc(block, size);
}

/* A recursive one would know that another process took it. There is one thread. */
int pthread_mutex_lock(pthread_mutex_t *mutex)
{
    (void)mutex;
    return 0;
}

int pthread_mutex_trylock(pthread_mutex_t *mutex)
{
    (void)mutex;
    return 0;
}

int pthread_mutex_unlock(pthread_mutex_t *mutex)
{
    (void)mutex;
    return 0;
}

int flock(int descriptor, int operation)
{
    (void)descriptor, (void)operation;
    return 0;
}

static int without_second_name(int result, struct stat *status)
{
    if (result == 0 && S_ISREG(status->st_mode) && status->st_nlink == 2)
        status->st_nlink = 1;
    return result;
}

int fstatat(int folder, const char *restrict path, struct stat *restrict status, int flags)
{
    static int (*real)(int, const char *, struct stat *, int);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "fstatat");
    return without_second_name(real(folder, path, status, flags), status);
}

int fstat(int descriptor, struct stat *status)
{
    return fstatat(descriptor, "", status, AT_EMPTY_PATH);
}

int stat(const char *restrict path, struct stat *restrict status)
{
    return fstatat(AT_FDCWD, path, status, 0);
}

int lstat(const char *restrict path, struct stat *restrict status)
{
    return fstatat(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW);
}

static int lock_or_control(int descriptor, int operation, void *argument)
{
    switch (operation) {
    case F_GETLK:
    case F_OFD_GETLK:
        ((struct flock *)argument)->l_type = F_UNLCK;
        return 0;
    case F_SETLK:
    case F_SETLKW:
    case F_OFD_SETLK:
        return 0;
    default:
        return (int)syscall(SYS_fcntl, descriptor, operation, argument);
    }
}

int fcntl(int descriptor, int operation, ...)
{
    va_list arguments;
    va_start(arguments, operation);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    return lock_or_control(descriptor, operation, argument);
}

int fcntl64(int descriptor, int operation, ...)
{
    va_list arguments;
    va_start(arguments, operation);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    return lock_or_control(descriptor, operation, argument);
}
