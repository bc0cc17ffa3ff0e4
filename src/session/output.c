/*
 * A file appears under its name only when it is complete.
 */
#include "steerco/session/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is written. */
typedef struct Output {
    const Store *store;
    OutputWriter *write;
    void *context;
} Output;

static bool write_all(const Output *output, FILE *file, Error *error)
{
    if (!output->write(output->context, file, error))
        return false;
    return (fflush(file) == 0 && !ferror(file)) || error_set(error, "cannot write: %s", error_reason(errno));
}

/* A file that other programs may read, as if it had been opened the ordinary way. */
static void set_ordinary_mode(int descriptor)
{
    mode_t mask = umask(0);
    umask(mask);
    (void)!fchmod(descriptor, 0666 & ~mask);
}

/* Give the finished temporary file its name; link() refuses where rename() would replace. */
static bool put_in_place(const char *temporary, const char *path, bool replace, Error *error)
{
    if (!replace && link(temporary, path) == 0) {
        unlink(temporary);
        return true;
    }
    if (!replace && errno == EEXIST)
        return error_set(error, "%s is there already; --force replaces it", path);
    return rename(temporary, path) == 0 || error_set(error, "%s: %s", path, error_reason(errno));
}

static bool write_beside(const Output *output, const char *path, bool replace, Error *error)
{
    Buffer temporary = {0};
    buffer_format(&temporary, "%s.XXXXXX", path);
    int descriptor = mkstemp(temporary.bytes);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    bool done = file || error_set(error, "%s: %s", path, error_reason(errno));
    if (file) {
        set_ordinary_mode(descriptor);
        done = write_all(output, file, error);
        bool synced = fsync(descriptor) == 0;
        bool closed = fclose(file) == 0;
        if (done && !(synced && closed))
            done = error_set(error, "cannot write: %s", error_reason(errno));
        done = done ? put_in_place(temporary.bytes, path, replace, error) : error_prefix(error, "%s", path);
        if (!done)
            unlink(temporary.bytes);
    }
    buffer_release(&temporary);
    return done;
}

/*
 * A device or a pipe is written to; a file is written beside and put in place. What belongs to a planning file is never
 * taken for an old export, whatever --force says.
 */
static bool write_to(const Output *output, const char *path, bool replace, Error *error)
{
    struct stat status;
    if (!store_check_output(output->store, path, error))
        return false;
    bool link = lstat(path, &status) == 0 && S_ISLNK(status.st_mode), there = stat(path, &status) == 0;
    if (link && (!there || S_ISREG(status.st_mode))) /* it would be the link that is replaced, as /dev/stdout is one */
        return error_set(error, "%s is a symbolic link; name the file that it points to, or leave out -o to print",
                         path);
    if (there && S_ISREG(status.st_mode) && !replace)
        return error_set(error, "%s is there already; --force replaces it", path);
    if (!there || S_ISREG(status.st_mode))
        return write_beside(output, path, replace, error);
    int descriptor = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    if (!file)
        return error_set(error, "%s: %s", path, error_reason(errno));
    bool done = write_all(output, file, error);
    return fclose(file) == 0 && done;
}

bool output_write(const Store *store, const char *path, bool replace, OutputWriter *write, void *context, Error *error)
{
    return write_to(&(Output){store, write, context}, path, replace, error);
}

bool output_print(OutputWriter *write, void *context, Error *error)
{
    return write_all(&(Output){NULL, write, context}, stdout, error);
}

bool output_locate(const Store *store, const char *name, bool restricted, Buffer *out, Error *error)
{
    const char *plan = store_path(store), *slash = strrchr(plan, '/');
    if (restricted && (strchr(name, '/') || name[0] == '.'))
        return error_usage(error, "'%s': a restricted login names a file beside the planning file, without a folder",
                           name);
    if (restricted && slash)
        buffer_add_bytes(out, plan, (size_t)(slash + 1 - plan));
    buffer_add(out, name);
    return true;
}
