/*
 * Whose the files beside a planning file are, told from their names, their owners and their first bytes.
 *
 * They are looked at by lstat(), and read by a descriptor of our own only where SQLite has no locks that closing it
 * would drop: never FILE itself, nor FILE-shm, while this process may have them open.
 */
#include "companions.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "steerco/base/text.h"

static const char *const suffixes[COMPANION_COUNT] = {
    [COMPANION_LOG] = "-wal",   [COMPANION_INDEX] = "-shm",   [COMPANION_JOURNAL] = "-journal",
    [COMPANION_HERE] = "-here", [COMPANION_QUEUE] = "-queue",
};

void companion_name(const char *file, Companion which, Buffer *out)
{
    buffer_format(out, "%s%s", file, suffixes[which]);
}

static bool look_at(const char *file, Companion which, struct stat *out)
{
    Buffer name = {0};
    companion_name(file, which, &name);
    bool there = lstat(buffer_text(&name), out) == 0;
    buffer_release(&name);
    return there;
}

/* ---- trust ---- */

static bool look_at_folder(const char *file, struct stat *out)
{
    const char *slash = strrchr(file, '/');
    Buffer folder = {0};
    buffer_add_bytes(&folder, file, slash ? (size_t)(slash - file) + 1 : 0);
    buffer_add(&folder, ".");
    bool there = stat(buffer_text(&folder), out) == 0;
    buffer_release(&folder);
    return there;
}

static bool is_of_group(uid_t owner, gid_t group)
{
    enum { MOST_GROUPS = 256 };
    gid_t groups[MOST_GROUPS];
    int count = MOST_GROUPS;
    bool found = false;
    const struct passwd *user = getpwuid(owner);
    if (!user || getgrouplist(user->pw_name, user->pw_gid, groups, &count) < 0)
        return false;
    for (int i = 0; i < count; i++)
        found = found || groups[i] == group;
    return found;
}

/* Rights beyond those of owner and group tell of more people, and not by a mode whom. */
static bool has_list_of_rights(const char *file)
{
    return getxattr(file, "system.posix_acl_access", NULL, 0) > 0;
}

/*
 * Whose folder it is can put another file in the place of the planning file, so that a companion gives them nothing.
 * All others must be of those who may write the planning file: by its group, or by a list of rights, which is believed
 * where a stranger could not have put the companion.
 */
static bool has_right_owner(const char *file, const struct stat *companion)
{
    struct stat planning, folder;
    uid_t owner = companion->st_uid;
    if (owner == 0 || owner == geteuid())
        return true;
    if (stat(file, &planning) != 0 || !look_at_folder(file, &folder))
        return false;
    if (owner == planning.st_uid || owner == folder.st_uid)
        return true;
    if ((planning.st_mode & S_IWGRP) && (companion->st_gid == planning.st_gid || is_of_group(owner, planning.st_gid)))
        return true;
    return has_list_of_rights(file) && !(folder.st_mode & (S_IWOTH | S_ISVTX));
}

const char *companion_fault(const char *file, const struct stat *companion)
{
    if (S_ISLNK(companion->st_mode))
        return "is a symbolic link";
    if (!S_ISREG(companion->st_mode))
        return "is not a plain file";
    if (companion->st_nlink > 1)
        return "has a second name (a hard link)";
    if (companion->st_mode & S_IWOTH)
        return "may be written by everybody on this host";
    return has_right_owner(file, companion) ? NULL : "belongs to somebody who may not write the planning file";
}

bool companion_check(const Store *store, Companion which, Error *error)
{
    struct stat status;
    Buffer name = {0};
    companion_name(store->file, which, &name);
    const int needed = store->read_only ? R_OK : R_OK | W_OK;
    const char *fault = NULL;
    bool good = true;
    if (lstat(buffer_text(&name), &status) == 0) {
        fault = companion_fault(store->file, &status);
        good = !fault && (which > COMPANION_JOURNAL || access(buffer_text(&name), needed) == 0);
    } else if (errno != ENOENT) {
        good = false;
    }
    if (fault)
        error_set(error,
                  "%s cannot be opened: %s%s beside it %s, which steerco does not make; look at it, and move it away",
                  store->path, store->path, suffixes[which], fault);
    else if (!good)
        error_set(error, "%s cannot be opened: %s%s beside it: %s", store->path, store->path, suffixes[which],
                  error_reason(errno));
    buffer_release(&name);
    return good;
}

/* ---- what is in them ---- */

bool companion_has_bytes(const Store *store, Companion which)
{
    struct stat status;
    return look_at(store->file, which, &status) && status.st_size > 0;
}

/* Up to `most` bytes of a plain file; −1 when it cannot be read. */
static ssize_t read_begin_of(const char *path, unsigned char *out, size_t most)
{
    struct stat status;
    if (lstat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return -1;
    int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    ssize_t count = descriptor < 0 ? -1 : pread(descriptor, out, most, 0);
    if (descriptor >= 0)
        close(descriptor);
    return count;
}

bool companion_is_hot_journal(const Store *store)
{
    unsigned char first = 0;
    if (!companion_has_bytes(store, COMPANION_JOURNAL))
        return false;
    Buffer name = {0};
    companion_name(store->file, COMPANION_JOURNAL, &name);
    ssize_t count = read_begin_of(buffer_text(&name), &first, 1);
    buffer_release(&name);
    return count != 1 || first != 0;
}

/* Bytes that a kind of file begins with. */
typedef struct Heading {
    const char *bytes;
    size_t length;
} Heading;

#define HEADING(text)                                                                                                  \
    {                                                                                                                  \
        .bytes = (text), .length = sizeof(text) - 1                                                                    \
    }

static const Heading database_heading = HEADING("SQLite format 3\0");

/* The log is in one of two orders of bytes, and so is the number of the format that its index begins with. */
static const Heading companion_headings[] = {
    HEADING("\x37\x7f\x06\x82"),
    HEADING("\x37\x7f\x06\x83"),
    HEADING("\x18\xe2\x2d\x00"),
    HEADING("\x00\x2d\xe2\x18"),
    HEADING("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"),
    HEADING("steerco presence "),
};
enum { LONGEST_HEADING = 32 };

static bool begins_with(const unsigned char *bytes, ssize_t count, const Heading *heading)
{
    return count >= (ssize_t)heading->length && memcmp(bytes, heading->bytes, heading->length) == 0;
}

static bool is_of_planning_file(const unsigned char *bytes, ssize_t count)
{
    bool found = false;
    for (size_t i = 0; i < sizeof companion_headings / sizeof *companion_headings; i++)
        found |= begins_with(bytes, count, &companion_headings[i]);
    return found;
}

static bool is_blank(const unsigned char *bytes, ssize_t count)
{
    for (ssize_t i = 0; i < count; i++)
        if (bytes[i] != 0)
            return false;
    return count >= 0;
}

bool companions_are_left(const char *path, Error *error)
{
    for (Companion which = COMPANION_LOG; which <= COMPANION_JOURNAL; which++) {
        struct stat status;
        unsigned char bytes[LONGEST_HEADING];
        Buffer name = {0};
        companion_name(path, which, &name);
        bool there = lstat(buffer_text(&name), &status) == 0;
        ssize_t count = there ? read_begin_of(buffer_text(&name), bytes, sizeof bytes) : 0;
        buffer_release(&name);
        if (!is_blank(bytes, count) && !is_of_planning_file(bytes, count)) {
            errno = EEXIST;
            return error_set(error, "%s cannot be made: %s%s beside it would be taken for a part of it; move it away",
                             path, path, suffixes[which]);
        }
    }
    return true;
}

/* ---- what is written elsewhere ---- */

static bool is_database(const char *path)
{
    unsigned char bytes[LONGEST_HEADING];
    return begins_with(bytes, read_begin_of(path, bytes, sizeof bytes), &database_heading);
}

bool store_is_there(const char *path)
{
    return is_database(path);
}

/* Is `path` the planning file that is open, or does it bear the name of something that belongs to it? */
static bool is_same(const char *path, const Store *store)
{
    struct stat status, own;
    if (!store || stat(path, &status) != 0)
        return false;
    if (status.st_dev == store->device && status.st_ino == store->inode)
        return true;
    for (Companion which = 0; which < COMPANION_COUNT; which++)
        if (look_at(store->file, which, &own) && own.st_dev == status.st_dev && own.st_ino == status.st_ino)
            return true;
    return false;
}

/* The length of what a name begins with when it goes on as those of companions and drafts do; 0 when it does not. */
static size_t planning_part(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *draft = strstr(name, "-draft-");
    size_t length = strlen(path);
    for (Companion which = 0; which < COMPANION_COUNT; which++) {
        size_t end = strlen(suffixes[which]);
        if (strlen(name) > end && text_equal(path + length - end, suffixes[which]))
            return length - end;
    }
    return draft && draft > name ? (size_t)(draft - path) : 0;
}

/* Would a file of this name be taken for a part of the database of whose name it begins with? */
static bool is_companion(const char *path, const Store *store)
{
    Buffer planning = {0};
    buffer_add_bytes(&planning, path, planning_part(path));
    bool found = planning.length > 0 && (is_same(buffer_text(&planning), store) || is_database(buffer_text(&planning)));
    buffer_release(&planning);
    return found;
}

static bool may_be_written(const char *path, const Store *store)
{
    unsigned char bytes[LONGEST_HEADING];
    if (is_same(path, store) || is_companion(path, store))
        return false;
    ssize_t count = read_begin_of(path, bytes, sizeof bytes);
    return !begins_with(bytes, count, &database_heading) && !is_of_planning_file(bytes, count);
}

bool store_check_output(const Store *store, const char *path, Error *error)
{
    char target[PATH_MAX];
    bool leads_elsewhere = realpath(path, target) != NULL;
    return (may_be_written(path, store) && (!leads_elsewhere || may_be_written(target, store))) ||
           error_set(error,
                     "%s is a planning file or another database, or belongs to one; nothing else is written there",
                     path);
}
