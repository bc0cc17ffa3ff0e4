/*
 * Drafts on disk. A draft is written beside itself and renamed over, so it is whole at every moment. Each version is
 * locked before it gets its name and stays open while its process lives: the lock, which the kernel takes away with the
 * process, tells a living draft from one that was left behind.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "draft_text.h"
#include "steerco/base/memory.h"
#include "steerco/base/sha256.h"
#include "steerco/base/text.h"

enum { MOST_FOUND = 100, UNIQUE = 6, HASH_DIGITS = 16 };

/* ---- places ---- */

static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700); /* if it cannot be made, the draft goes to the other place */
        *slash = '/';
    }
}

/* How the drafts about this planning file begin in the person's own folder; false without one. */
static bool own_place(const Session *session, Buffer *out)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME"), *file = store_file(session->store);
    char hash[SHA256_HEX];
    Sha256 digest;
    sha256_init(&digest);
    sha256_add(&digest, file, strlen(file));
    sha256_finish(&digest, hash);
    if (state && *state == '/')
        buffer_format(out, "%s/steerco/drafts/%.*s-", state, HASH_DIGITS, hash);
    else if (home && *home == '/')
        buffer_format(out, "%s/.local/state/steerco/drafts/%.*s-", home, HASH_DIGITS, hash);
    return out->length > 0;
}

static void place_beside(const Session *session, Buffer *out)
{
    buffer_format(out, "%s-draft-", store_file(session->store));
    for (const char *name = store_who(session->store); *name; name++)
        buffer_add_char(out, *name == '/' ? '_' : *name);
    buffer_add_char(out, '-');
}

/* ---- writing ---- */

/* An empty file with a name of its own, locked; its descriptor, or −1. */
static int make_unique(const char *place, Buffer *name)
{
    buffer_clear(name);
    buffer_format(name, "%sXXXXXX", place);
    int descriptor = mkstemp(name->bytes);
    if (descriptor >= 0)
        fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    if (descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        close(descriptor); /* somebody who looks for drafts was quicker, and takes it away */
        return -1;
    }
    return descriptor;
}

static bool choose_name(DraftFile *file, const Session *session, Error *error)
{
    Buffer place = {0}, name = {0};
    file->descriptor = -1;
    if (own_place(session, &place)) {
        make_folders(place.bytes);
        file->descriptor = make_unique(buffer_text(&place), &name);
    }
    if (file->descriptor < 0) {
        buffer_clear(&place);
        place_beside(session, &place);
        file->descriptor = make_unique(buffer_text(&place), &name);
    }
    if (file->descriptor >= 0)
        file->path = buffer_steal(&name);
    else
        error_set(error, "What you type cannot be kept as a draft: %s: %s", buffer_text(&place), error_reason(errno));
    buffer_release(&place);
    buffer_release(&name);
    return file->descriptor >= 0;
}

static bool write_all(int descriptor, const Buffer *text)
{
    size_t done = 0;
    while (done < text->length) {
        ssize_t count = write(descriptor, text->bytes + done, text->length - done);
        if (count < 0 && errno != EINTR)
            return false;
        done += count > 0 ? (size_t)count : 0;
    }
    return fsync(descriptor) == 0;
}

/* The name is safe only with its folder. */
static void sync_folder(const char *path)
{
    Buffer folder = {0};
    buffer_add_bytes(&folder, path, (size_t)(strrchr(path, '/') - path + 1));
    int descriptor = open(buffer_text(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
    buffer_release(&folder);
}

static bool replace(DraftFile *file, const Buffer *text)
{
    Buffer place = {0}, name = {0};
    buffer_format(&place, "%s.", file->path);
    int descriptor = make_unique(buffer_text(&place), &name);
    bool good = descriptor >= 0 && write_all(descriptor, text) && rename(buffer_text(&name), file->path) == 0;
    if (good) {
        sync_folder(file->path);
        close(file->descriptor);
        file->descriptor = descriptor;
    } else if (descriptor >= 0) {
        int reason = errno;
        unlink(buffer_text(&name));
        close(descriptor);
        errno = reason;
    }
    buffer_release(&place);
    buffer_release(&name);
    return good;
}

bool draft_write(DraftFile *file, const Session *session, const Draft *draft, Error *error)
{
    Buffer text = {0};
    draft_print(draft, store_file(session->store), &text);
    bool good = text.length <= DRAFT_LONGEST ||
                error_set(error, "What you type cannot be kept as a draft: it has %zu bytes, and at most %d are kept",
                          text.length, DRAFT_LONGEST);
    good = good && (file->path || choose_name(file, session, error));
    if (good && !replace(file, &text))
        good = error_set(error, "What you type cannot be kept as a draft: %s: %s", file->path, error_reason(errno));
    buffer_release(&text);
    return good;
}

void draft_leave(DraftFile *file)
{
    if (file->descriptor >= 0)
        close(file->descriptor);
    free(file->path);
    *file = (DraftFile){.descriptor = -1};
}

void draft_remove(DraftFile *file)
{
    if (file->path)
        unlink(file->path);
    draft_leave(file);
}

/* ---- finding ---- */

/* Of this person alone, under one name, and of a size that a draft may have. */
static bool is_trusted(int descriptor, size_t *size)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || status.st_uid != getuid() ||
        status.st_nlink != 1 || status.st_mode & (S_IWGRP | S_IWOTH) || status.st_size > DRAFT_LONGEST)
        return false;
    *size = (size_t)status.st_size;
    return true;
}

static bool read_text(int descriptor, size_t size, Buffer *out)
{
    char block[4096];
    ssize_t length;
    while (out->length <= size && (length = read(descriptor, block, sizeof block)) > 0)
        buffer_add_bytes(out, block, (size_t)length);
    return out->length == size;
}

/* A descriptor that holds the draft; −1 when a living process does, or it is none of this person's. */
static int hold(const char *path, size_t *size)
{
    struct stat named, opened;
    if (lstat(path, &named) != 0 || !S_ISREG(named.st_mode)) /* opening a device may be enough to make it act */
        return -1;
    int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor >= 0 && is_trusted(descriptor, size) && flock(descriptor, LOCK_EX | LOCK_NB) == 0 &&
        fstat(descriptor, &opened) == 0 && lstat(path, &named) == 0 && named.st_ino == opened.st_ino)
        return descriptor;
    if (descriptor >= 0)
        close(descriptor);
    return -1;
}

/* Is it to be found? Else it is left for when its board is open. */
static bool is_wanted(const Session *session, const Draft *draft, Ids *elsewhere)
{
    if (!elsewhere || draft->board == session->plan.board)
        return true;
    array_push(elsewhere, draft->board);
    return false;
}

static void take_up(const Session *session, const char *path, bool whole, FoundDrafts *out, Ids *elsewhere)
{
    size_t size = 0;
    Buffer text = {0};
    FoundDraft found = {.file = {.path = memory_text(path), .descriptor = hold(path, &size)}};
    bool held = found.file.descriptor >= 0;
    bool good = held && whole && read_text(found.file.descriptor, size, &text) &&
                draft_parse(buffer_text(&text), text.length, store_file(session->store), &found.draft) &&
                is_wanted(session, &found.draft, elsewhere);
    if (good) {
        array_push(out, found);
    } else {
        draft_release(&found.draft);
        if (held && (!whole || size == 0))
            draft_remove(&found.file); /* begun by a process that died before anything was in it */
        else
            draft_leave(&found.file);
    }
    buffer_release(&text);
}

/* The names in a folder that begin like this, and then are unique: drafts, or longer: versions that got no name. */
static void search(const Session *session, const char *place, FoundDrafts *out, Ids *elsewhere)
{
    Buffer folder = {0}, path = {0};
    const char *begin = strrchr(place, '/') + 1;
    size_t length = strlen(begin);
    buffer_add_bytes(&folder, place, (size_t)(begin - place));
    DIR *names = opendir(buffer_text(&folder));
    for (struct dirent *entry; names && out->count < MOST_FOUND && (entry = readdir(names));) {
        size_t whole = strlen(entry->d_name);
        bool named = whole == length + UNIQUE, unnamed = whole == length + 2 * UNIQUE + 1;
        if (strncmp(entry->d_name, begin, length) != 0 || (!named && !unnamed))
            continue;
        buffer_clear(&path);
        buffer_format(&path, "%s%s", buffer_text(&folder), entry->d_name);
        take_up(session, buffer_text(&path), named, out, elsewhere);
    }
    if (names)
        closedir(names);
    buffer_release(&folder);
    buffer_release(&path);
}

static int by_time(const void *a, const void *b)
{
    int64_t left = ((const FoundDraft *)a)->draft.at, right = ((const FoundDraft *)b)->draft.at;
    return left < right ? -1 : left > right;
}

void drafts_find(const Session *session, FoundDrafts *out, Ids *elsewhere)
{
    Buffer place = {0};
    if (own_place(session, &place))
        search(session, buffer_text(&place), out, elsewhere);
    buffer_clear(&place);
    place_beside(session, &place);
    search(session, buffer_text(&place), out, elsewhere);
    buffer_release(&place);
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, by_time);
}

void drafts_release(FoundDrafts *drafts)
{
    for (size_t i = 0; i < drafts->count; i++) {
        draft_release(&drafts->items[i].draft);
        draft_leave(&drafts->items[i].file);
    }
    array_release(drafts);
}
