/*
 * Running rsvg-convert: its input and output lie in a new folder that only this user can read.
 */
#include "steerco/exchange/draw/convert.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

const char *const draw_formats[] = {"svg", "png", "pdf", NULL};

void pages_release(Pages *pages)
{
    for (size_t i = 0; i < pages->count; i++)
        buffer_release(&pages->items[i]);
    array_release(pages);
}

/* The first of that name in a folder of PATH that is named in full. */
static bool find_program(const char *name, Buffer *out)
{
    const char *path = getenv("PATH");
    for (const char *at = path ? path : "/usr/bin"; *at;) {
        size_t length = strcspn(at, ":");
        struct stat status;
        buffer_clear(out);
        buffer_add_bytes(out, at, length);
        buffer_format(out, "/%s", name);
        if (*at == '/' && stat(out->bytes, &status) == 0 && S_ISREG(status.st_mode) && access(out->bytes, X_OK) == 0)
            return true;
        at += length + (at[length] == ':');
    }
    return false;
}

/* What it says itself is about its own input, and goes nowhere; how it ended is told. */
static bool run(const char *program, char *const arguments[], Error *error)
{
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status;
    posix_spawn_file_actions_init(&actions);
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0);
    int failed = posix_spawn(&child, program, &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed)
        return error_set(error, "%s: %s", program, error_reason(failed));
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return error_set(error, "%s: %s", program, error_reason(errno));
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    return error_set(error, "%s could not make the picture; --format svg needs no other program", program);
}

static bool write_page(const char *path, const Buffer *page, Error *error)
{
    FILE *file = fopen(path, "w");
    bool done = file && fwrite(buffer_text(page), 1, page->length, file) == page->length;
    bool closed = file && fclose(file) == 0;
    return (done && closed) || error_set(error, "%s: %s", path, error_reason(errno));
}

static bool read_result(const char *path, Buffer *out, Error *error)
{
    char block[16384];
    FILE *file = fopen(path, "r");
    if (!file)
        return error_set(error, "%s: %s", path, error_reason(errno));
    for (size_t length; (length = fread(block, 1, sizeof block, file)) > 0;)
        buffer_add_bytes(out, block, length);
    bool done = !ferror(file);
    fclose(file);
    return done || error_set(error, "%s: cannot be read", path);
}

/* Names of what lies in the folder; the result comes last. */
typedef struct Files {
    Buffer folder, program;
    Pages names;
} Files;

static const char *add_name(Files *files, const char *name, const char *ending)
{
    Buffer path = {0};
    buffer_format(&path, "%s/%s.%s", buffer_text(&files->folder), name, ending);
    array_push(&files->names, path);
    return buffer_text(&files->names.items[files->names.count - 1]);
}

static bool write_pages(Files *files, const Pages *pages, Error *error)
{
    bool done = true;
    for (size_t i = 0; i < pages->count && done; i++) {
        char name[24];
        snprintf(name, sizeof name, "%zu", i);
        done = write_page(add_name(files, name, "svg"), &pages->items[i], error);
    }
    return done;
}

static bool convert(Files *files, const Pages *pages, DrawFormat format, Buffer *out, Error *error)
{
    static const char *const options[] = {"--dpi-x=150", "--dpi-y=150", "--format", NULL, "--output"};
    enum { OPTIONS = sizeof options / sizeof *options };
    ARRAY(char *) arguments = {0};
    if (!write_pages(files, pages, error))
        return false;
    char *result = (char *)add_name(files, "result", draw_formats[format]);
    array_push(&arguments, files->program.bytes);
    for (int i = 0; i < OPTIONS; i++)
        array_push(&arguments, (char *)(options[i] ? options[i] : draw_formats[format]));
    array_push(&arguments, result);
    for (size_t i = 0; i < pages->count; i++)
        array_push(&arguments, files->names.items[i].bytes);
    array_push(&arguments, NULL);
    bool done = run(files->program.bytes, arguments.items, error) && read_result(result, out, error);
    array_release(&arguments);
    return done;
}

bool draw_convert(const Pages *pages, DrawFormat format, Buffer *out, Error *error)
{
    Files files = {0};
    Pages first = {pages->items, 1, 1};
    const char *root = getenv("TMPDIR");
    bool done = find_program("rsvg-convert", &files.program) ||
                error_set(error,
                          "%s is made by rsvg-convert, which is not installed here (Debian: librsvg2-bin); "
                          "--format svg needs no other program",
                          draw_formats[format]);
    buffer_format(&files.folder, "%s/steerco-draw-XXXXXX", root && *root ? root : "/tmp");
    if (done && !mkdtemp(files.folder.bytes)) {
        done = error_set(error, "%s: %s", files.folder.bytes, error_reason(errno));
    } else if (done) {
        done = convert(&files, format == DRAW_PDF ? pages : &first, format, out, error);
        for (size_t i = 0; i < files.names.count; i++)
            unlink(files.names.items[i].bytes);
        rmdir(files.folder.bytes);
    }
    pages_release(&files.names);
    buffer_release(&files.folder);
    buffer_release(&files.program);
    return done;
}
