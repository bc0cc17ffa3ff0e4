/*
 * The file of views, in memory and on disk.
 */
#include "steerco/tui/app/views.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"

static const char *const keys[VIEW_KEYS] = {"columns", "filter", "zoom", "sort", "group"};

enum { MOST_VIEWS = 1000, LONGEST_FILE = 16 << 20 };

static void free_view(View *view)
{
    free(view->pane);
    free(view->name);
    for (int key = 0; key < VIEW_KEYS; key++)
        free(view->values[key]);
}

void views_release(Views *views)
{
    for (size_t i = 0; i < views->items.count; i++)
        free_view(&views->items.items[i]);
    array_release(&views->items);
    free(views->path);
    *views = (Views){0};
}

static size_t index_of(const Views *views, const char *pane, const char *name)
{
    size_t i = 0;
    while (i < views->items.count &&
           !(text_equal(views->items.items[i].pane, pane) && text_equal(views->items.items[i].name, name)))
        i++;
    return i;
}

const View *views_find(const Views *views, const char *pane, const char *name)
{
    size_t i = index_of(views, pane, name);
    return i < views->items.count ? &views->items.items[i] : NULL;
}

View *views_at(Views *views, const char *pane, const char *name)
{
    size_t i = index_of(views, pane, name);
    if (i == views->items.count) {
        View view = {.pane = memory_text(pane), .name = memory_text(name)};
        for (int key = 0; key < VIEW_KEYS; key++)
            view.values[key] = memory_text("");
        array_push(&views->items, view);
    }
    return &views->items.items[i];
}

void view_set(View *view, ViewKey key, const char *value)
{
    char *copy = memory_text(value);
    free(view->values[key]);
    view->values[key] = copy;
}

void views_remove(Views *views, const char *pane, const char *name)
{
    size_t i = index_of(views, pane, name);
    if (i == views->items.count)
        return;
    free_view(&views->items.items[i]);
    array_remove(&views->items, i);
}

bool view_name_is_good(const char *name, Error *error)
{
    if (*text_skip_blanks(name) == '\0')
        return error_set(error, "A view needs a name");
    return !strpbrk(name, "]\r\n") || error_set(error, "The name of a view cannot hold a ']'");
}

/* ---------------------------------------------------------------- reading */

static char *trimmed(char *text)
{
    text += strspn(text, " \t\r\n");
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t\r\n", text[length - 1]))
        length--;
    text[length] = '\0';
    return text;
}

/* "[pane]" or "[pane/name]" */
static bool read_heading(Views *views, char *line, View **view)
{
    size_t length = strlen(line);
    *view = NULL;
    if (length < 3 || line[length - 1] != ']' || views->items.count >= MOST_VIEWS)
        return false;
    line[length - 1] = '\0';
    char *pane = line + 1, *slash = strchr(pane, '/');
    if (slash)
        *slash++ = '\0';
    if (*pane == '\0' || (slash && !view_name_is_good(slash, NULL)))
        return false;
    *view = views_at(views, pane, slash ? slash : "");
    return true;
}

static bool read_value(View *view, char *line)
{
    char *sign = strchr(line, '=');
    if (!view || !sign)
        return false;
    *sign = '\0';
    const char *name = trimmed(line);
    for (int key = 0; key < VIEW_KEYS; key++)
        if (text_equal(keys[key], name)) {
            view_set(view, (ViewKey)key, trimmed(sign + 1));
            return true;
        }
    return false;
}

static bool read_line(Views *views, char *line, View **view)
{
    line = trimmed(line);
    if (!text_is_utf8(line, strlen(line)))
        return false;
    if (*line == '\0' || *line == '#' || *line == ';')
        return true;
    return *line == '[' ? read_heading(views, line, view) : read_value(*view, line);
}

/* A pipe would be waited for, a device read without an end, and neither is to be replaced. */
static bool refuse_strange(const struct stat *status, const char *path, Error *error)
{
    return (S_ISREG(status->st_mode) && status->st_size <= LONGEST_FILE) ||
           error_set(error, "%s is no file of views, and stays as it is", path);
}

/* Null when it is not there, *good stays; or when it cannot be read. */
static FILE *open_plain(const char *path, bool *good, Error *error)
{
    struct stat status;
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    FILE *file = NULL;
    if (descriptor < 0)
        *good = errno == ENOENT || error_set(error, "%s: %s", path, error_reason(errno));
    else if (fstat(descriptor, &status) != 0 || !refuse_strange(&status, path, error))
        *good = false;
    else
        file = fdopen(descriptor, "r");
    if (descriptor >= 0 && !file)
        close(descriptor);
    return file;
}

bool views_load(Views *views, const char *path, Error *error)
{
    char *line = NULL;
    size_t capacity = 0;
    View *view = NULL;
    int number = 0, wrong = 0;
    bool good = true;
    views_release(views);
    views->path = memory_text(path);
    FILE *file = open_plain(path, &good, error);
    if (!file)
        return good;
    while (getline(&line, &capacity, file) >= 0) {
        number++;
        if (!read_line(views, line, &view) && wrong == 0)
            wrong = number;
    }
    free(line);
    fclose(file);
    return wrong == 0 ||
           error_set(error,
                     "%s: line %d is not understood and passed over; expected [pane], [pane/view], columns =, "
                     "filter =, zoom =, sort = or group =",
                     path, wrong);
}

/* ---------------------------------------------------------------- writing */

static void print(const Views *views, Buffer *out)
{
    for (size_t i = 0; i < views->items.count; i++) {
        const View *view = &views->items.items[i];
        buffer_format(out, "%s[%s%s%s]\n", i ? "\n" : "", view->pane, *view->name ? "/" : "", view->name);
        for (int key = 0; key < VIEW_KEYS; key++)
            if (*view->values[key])
                buffer_format(out, "%s = %s\n", keys[key], view->values[key]);
    }
}

/* The folders that a path lies in. */
static void make_folders(const char *path)
{
    char *copy = memory_text(path);
    for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(copy, 0700); /* if it cannot be made, writing the file says why */
        *slash = '/';
    }
    free(copy);
}

static bool write_all(int file, const Buffer *text)
{
    size_t done = 0;
    while (done < text->length) {
        ssize_t count = write(file, text->bytes + done, text->length - done);
        if (count < 0 && errno != EINTR)
            return false;
        done += count > 0 ? (size_t)count : 0;
    }
    return fsync(file) == 0;
}

/* Written beside it and renamed, so that a crash leaves the old one or the new one. */
bool views_save(const Views *views, Error *error)
{
    struct stat status;
    if (!views->path)
        return true;
    if (stat(views->path, &status) == 0 && !refuse_strange(&status, views->path, error))
        return false;
    Buffer text = {0}, beside = {0};
    print(views, &text);
    make_folders(views->path);
    buffer_format(&beside, "%s.XXXXXX", views->path);
    int file = mkstemp(beside.bytes);
    bool good = file >= 0 && write_all(file, &text);
    good = (file < 0 || close(file) == 0) && good && rename(beside.bytes, views->path) == 0;
    if (!good)
        error_set(error, "%s cannot be written: %s", views->path, error_reason(errno));
    if (!good && file >= 0)
        unlink(beside.bytes);
    buffer_release(&text);
    buffer_release(&beside);
    return good;
}

void views_path(Buffer *out)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (config && *config == '/')
        buffer_format(out, "%s/steerco/views.ini", config);
    else if (home && *home)
        buffer_format(out, "%s/.config/steerco/views.ini", home);
}
