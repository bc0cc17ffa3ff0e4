/*
 * Opening a planning file that anybody may have prepared, on a host that others use too.
 *
 * Before SQLite reads a page, the file itself is looked at (a regular file, not a link, not writable by everybody). The
 * look is an lstat(): a descriptor of our own on the database must never be closed while SQLite is at work in this
 * process, for that would drop its POSIX locks. Then the connection is hardened, so that nothing in the schema of the
 * file can run, and the schema is compared with ours word for word before any table is read.
 *
 * The write-ahead log and its index stay beside the file when the last one closes it: without them, somebody who may
 * only read could not open it.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <time.h>
#include <unistd.h>

#include "companions.h"
#include "files.h"
#include "guard.h"
#include "record.h"
#include "schema.h"

enum {
    BUSY_MILLISECONDS = 10000,
    /* Of SQLite's machine, between two looks at the clock. A step may go through a value of LONGEST_TEXT, which takes
       some milliseconds; and sixteen values of a row are far fewer steps than this. */
    STEPS_BETWEEN_LOOKS = 100,
    LONGEST_TEXT = 16 << 20,
    LONGEST_SQL = 1 << 20,
};

/* ---- the file ---- */

/* An absolute name whose folder holds no symbolic link, so that only the file itself can be one. */
static bool locate(Store *store, Error *error)
{
    const char *slash = strrchr(store->path, '/'), *name = slash ? slash + 1 : store->path;
    char folder[PATH_MAX];
    Buffer given = {0}, file = {0};

    buffer_add_bytes(&given, store->path, (size_t)(name - store->path));
    buffer_add(&given, ".");
    bool found = realpath(buffer_text(&given), folder) != NULL;
    if (found) {
        buffer_format(&file, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, name);
        store->file = buffer_steal(&file);
    }
    buffer_release(&given);
    return found || error_set(error, "%s: the folder cannot be opened: %s", store->path, error_reason(errno));
}

static bool may_write_folder(const char *file)
{
    Buffer folder = {0};
    buffer_add_bytes(&folder, file, (size_t)(strrchr(file, '/') + 1 - file));
    bool may = access(buffer_text(&folder), W_OK) == 0;
    buffer_release(&folder);
    return may;
}

static void look_at_rights(Store *store, StoreMode mode)
{
    store->may_write = access(store->file, W_OK) == 0;
    const char *why =
        errno == EROFS ? "it lies where nothing can be written" : "you have no permission to change this file";
    store->may_make = store->may_write && may_write_folder(store->file);
    store->read_only = mode == STORE_READ || !store->may_write;
    if (mode != STORE_READ && store->read_only)
        snprintf(store->notice, sizeof store->notice, "opened read-only: %s", why);
}

static bool check_file(Store *store, StoreMode mode, Error *error)
{
    struct stat status;
    if (lstat(store->file, &status) != 0 && errno == ENOENT)
        return error_set(error, "there is no file %s; `steerco new %s` makes one, `steerco demo` shows a sample",
                         store->path, store->path);
    if (lstat(store->file, &status) != 0)
        return error_set(error, "%s cannot be opened: %s", store->path, error_reason(errno));
    if (S_ISLNK(status.st_mode))
        return error_set(error, "%s is a symbolic link; name the file that it points to", store->path);
    if (!S_ISREG(status.st_mode))
        return error_set(error, "%s is not a file", store->path);
    if (status.st_nlink >
        1) /* under each name it would have a log of its own, and each would lose what is in the other */
        return error_set(error, "%s has a second name (a hard link); remove one of the two, or make a copy instead",
                         store->path);
    if (status.st_mode & S_IWOTH)
        return error_set(error, "%s may be written by everybody on this host; take that right away first (chmod o-w)",
                         store->path);
    if (access(store->file, R_OK) != 0)
        return error_set(error, "%s: you have no permission to read this file", store->path);
    look_at_rights(store, mode);
    return true;
}

/* SQLite's own 0644 & ~umask would lock the second manager out, or let everybody in. */
static mode_t mode_of_new(const char *file)
{
    struct stat folder;
    Buffer name = {0};
    buffer_add_bytes(&name, file, (size_t)(strrchr(file, '/') + 1 - file));
    bool for_group = stat(buffer_text(&name), &folder) == 0 && (folder.st_mode & S_ISGID);
    buffer_release(&name);
    return for_group ? 0660 : 0600;
}

static bool create_file(Store *store, Error *error)
{
    struct stat status;
    Buffer making = {0};
    bool taken = lstat(store->file, &status) == 0;
    if (!taken && !(store_check_output(NULL, store->path, error) && companions_are_left(store->path, error)))
        return false;
    int descriptor = taken ? -1 : files_make_beside(store->file, mode_of_new(store->file), &making);
    if (descriptor < 0) {
        error_set(error, "%s cannot be made: %s", store->path, error_reason(taken ? EEXIST : errno));
        buffer_release(&making);
        return false;
    }
    close(descriptor);
    store->name_to_be = store->file;
    store->file = buffer_steal(&making);
    return true;
}

/* The shared memory of a write-ahead log does not reach from host to host. */
static bool is_on_network(const char *file)
{
    enum { NFS = 0x6969, SMB = 0x517B, NINE_P = 0x01021997, FUSE = 0x65735546 };
    static const unsigned cifs = 0xFF534D42, smb2 = 0xFE534D42;
    struct statfs status;
    if (statfs(file, &status) != 0)
        return false;
    unsigned type = (unsigned)status.f_type;
    return type == NFS || type == SMB || type == NINE_P || type == FUSE || type == cifs || type == smb2;
}

/* ---- the connection ---- */

static int past_deadline(void *context)
{
    return database_is_late(context);
}

static void harden(Store *store)
{
    static const struct {
        int option, value;
    } options[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    };
    static const struct {
        int limit, value;
    } limits[] = {
        {SQLITE_LIMIT_LENGTH, LONGEST_TEXT}, {SQLITE_LIMIT_SQL_LENGTH, LONGEST_SQL}, {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_EXPR_DEPTH, 100},      {SQLITE_LIMIT_COMPOUND_SELECT, 4},      {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
        {SQLITE_LIMIT_WORKER_THREADS, 0},
    };
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        sqlite3_db_config(store->handle, options[i].option, options[i].value, NULL);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(store->handle, limits[i].limit, limits[i].value);
    sqlite3_progress_handler(store->handle, STEPS_BETWEEN_LOOKS, past_deadline, store);
    sqlite3_busy_timeout(store->handle, BUSY_MILLISECONDS);
}

/*
 * A log needs an index beside the file, also to be read. Who may not make one, in an archive or on a disc, can still
 * read a file that nobody else has open, and its log, with an index in memory: as it is now. But what a change that was
 * broken off has left in the pages cannot be told from what was there before.
 */
static bool go_it_alone(Store *store, Error *error)
{
    if (!store->lone)
        return true;
    snprintf(store->notice, sizeof store->notice,
             "opened read-only, as the file is now: you have no permission to change its folder");
    if (companion_is_hot_journal(store))
        return error_set(error,
                         "%s: somebody is in the middle of a change, or was cut off there (%s-journal); somebody must "
                         "open it who may write it and its folder",
                         store->path, store->path);
    return database_execute(store, "PRAGMA locking_mode = EXCLUSIVE", error);
}

static bool check_companions(const Store *store, Error *error)
{
    bool good = true;
    for (Companion which = 0; good && which < COMPANION_COUNT; which++)
        good = companion_check(store, which, error);
    return good;
}

/* To read what somebody has left in the middle of a change, it has to be taken back first: who may do that, does. */
static int access_mode(const Store *store)
{
    bool take_back = store->may_make && companion_is_hot_journal(store);
    return store->read_only && !take_back ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
}

/* How SQLite is told of the file. */
static void add_location(const Store *store, Buffer *out)
{
    buffer_add(out, "file:");
    for (const char *byte = store->file; *byte; byte++)
        if (strchr("%?#", *byte))
            buffer_format(out, "%%%02X", (unsigned)*byte);
        else
            buffer_add_char(out, *byte);
}

static bool open_handle(Store *store, Error *error)
{
    const int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
    Buffer location = {0};
    int code = SQLITE_NOMEM;
    add_location(store, &location);
    store->guard = guard_new(store);
    if (store->guard)
        code = sqlite3_open_v2(buffer_text(&location), &store->handle, access_mode(store) | flags,
                               guard_name(store->guard));
    buffer_release(&location);
    return code == SQLITE_OK || database_error(store, error);
}

static bool connect(Store *store, Error *error)
{
    int keep_log = store->name_to_be == NULL; /* what is being made becomes one file */
    if (!check_companions(store, error) || !open_handle(store, error))
        return false;
    if (store->may_write && !store->remote && !store->name_to_be)
        queue_open(store); /* before the first lock, and beside nothing but a planning file */
    struct stat status;
    if (stat(store->file, &status) == 0)
        store->device = status.st_dev, store->inode = status.st_ino;
    harden(store);
    database_set_deadline(store); /* to read the schema takes as long as there is one */
    sqlite3_file_control(store->handle, "main", SQLITE_FCNTL_PERSIST_WAL, &keep_log);
    return go_it_alone(store, error) && database_ready(store, error) &&
           database_execute(store,
                            "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;"
                            "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 0; PRAGMA cache_size = -16000",
                            error);
}

static bool choose_journal(Store *store, Error *error)
{
    int keep_log = 0;
    if (store->read_only)
        return true;
    if (!store->remote)
        return database_execute(store, "PRAGMA journal_mode = WAL", error);
    sqlite3_file_control(store->handle, "main", SQLITE_FCNTL_PERSIST_WAL, &keep_log);
    snprintf(store->notice, sizeof store->notice,
             "on a network file system: saving takes longer, and other people's changes are seen later");
    return database_execute(store, "PRAGMA journal_mode = DELETE", error);
}

/* ---- versions ---- */

/* FILE.version-1, FILE.version-1-2, …: the first that is free. */
static bool publish_copy(const char *file, const char *making, int version)
{
    bool named = false, taken = true;
    for (int number = 1; taken; number++) {
        Buffer name = {0};
        buffer_format(&name, "%s.version-%d", file, version);
        if (number > 1)
            buffer_format(&name, "-%d", number);
        named = files_publish(making, buffer_text(&name));
        taken = !named && errno == EEXIST;
        buffer_release(&name);
    }
    return named;
}

/* A copy of the file as it is, beside it, with the same rights. */
static bool keep_copy(Store *store, int version, Error *error)
{
    struct stat status;
    Buffer making = {0};
    int descriptor = -1;
    if (stat(store->file, &status) == 0)
        descriptor = files_make_beside(store->file, status.st_mode & 0777, &making);
    bool kept = descriptor >= 0 && close(descriptor) == 0 && database_copy(store, buffer_text(&making), NULL) &&
                publish_copy(store->file, buffer_text(&making), version);
    if (descriptor >= 0 && !kept)
        files_remove(buffer_text(&making));
    buffer_release(&making);
    if (!kept)
        return error_set(error, "%s: no copy could be kept beside it before bringing it to a newer version",
                         store->path);
    snprintf(store->notice, sizeof store->notice, "brought to a newer version; a copy of the old one is beside it");
    return true;
}

static bool bring_up_to_date(Store *store, const Migration *list, int version, Error *error)
{
    if (store->read_only)
        return error_set(error, "%s is of an older version; it must be opened once by somebody who may write it",
                         store->path);
    return keep_copy(store, version, error) && schema_migrate(store, list, error) &&
           schema_check(store, list, schema_newest(list), error);
}

static void open_newer(Store *store, int version, int newest)
{
    store->read_only = store->newer = true;
    snprintf(store->notice, sizeof store->notice,
             "opened read-only: made by a newer steerco (file version %d, this program knows %d)", version, newest);
}

static bool check_version(Store *store, const Migration *list, Error *error)
{
    int version = 0, newest = schema_newest(list);
    if (!read_begin(store, error))
        return false;
    bool ours =
        schema_version(store, &version, error) && (version > newest ? schema_check_newer(store, list, version, error)
                                                                    : schema_check(store, list, version, error));
    read_end(store);
    if (!ours)
        return false;
    if (version > newest)
        open_newer(store, version, newest);
    return version >= newest || bring_up_to_date(store, list, version, error);
}

/* ---- */

static void identify_user(Store *store)
{
    const struct passwd *user = getpwuid(getuid());
    if (user)
        snprintf(store->who, sizeof store->who, "%s", user->pw_name);
    else
        snprintf(store->who, sizeof store->who, "uid %u", (unsigned)getuid());
    if (gethostname(store->host, sizeof store->host - 1) != 0)
        store->host[0] = '\0';
}

static bool open_existing(Store *store, StoreMode mode, const Migration *list, Error *error)
{
    if (!check_file(store, mode, error))
        return false;
    store->remote = is_on_network(store->file);
    if (!connect(store, error))
        return false;
    return check_version(store, list, error) && choose_journal(store, error);
}

/* A connection with statements left would stay open for good. */
static void disconnect(Store *store)
{
    record_statements_free(store);
    for (int id = 0; id < STATEMENT_COUNT; id++) {
        sqlite3_finalize(store->statements[id]);
        store->statements[id] = NULL;
    }
    sqlite3_close(store->handle);
    store->handle = NULL;
    guard_free(store->guard);
    store->guard = NULL;
}

static bool open_new(Store *store, const Migration *list, Error *error)
{
    if (!create_file(store, error))
        return false;
    store->remote = is_on_network(store->file);
    return connect(store, error) && choose_journal(store, error) && schema_migrate(store, list, error);
}

/* A log that SQLite has left behind holds what the file does not. */
static bool has_left_log(const Store *store)
{
    Buffer log = {0};
    buffer_format(&log, "%s-wal", store->file);
    bool left = access(buffer_text(&log), F_OK) == 0;
    buffer_release(&log);
    return left;
}

static bool publish(Store *store, Error *error)
{
    disconnect(store);
    errno = EIO;
    bool published = !has_left_log(store) && files_publish(store->file, store->name_to_be);
    if (!published)
        error_set(error, "%s cannot be made: %s", store->path, error_reason(errno));
    return published;
}

Store *store_open_with(const char *path, StoreMode mode, const Migration *list, Error *error)
{
    if (mode == STORE_CREATE) {
        Store *made = store_open_with(path, STORE_MAKE, list, error);
        bool published = made && publish(made, error);
        store_close(made);
        return published ? store_open_with(path, STORE_WRITE, list, error) : NULL;
    }
    Store *store = memory_new(1, sizeof *store);
    store->path = memory_text(path);
    store->queue = store->watch = store->presence_watch = -1;
    identify_user(store);
    bool opened = locate(store, error) &&
                  (mode == STORE_MAKE ? open_new(store, list, error) : open_existing(store, mode, list, error));
    if (!opened) {
        store_close(store);
        return NULL;
    }
    store->deadline = 0;
    return store;
}

Store *store_open(const char *path, StoreMode mode, Error *error)
{
    return store_open_with(path, mode, migrations, error);
}

/* Opened once, it has its log beside it, without which others may not even read it. */
bool store_publish(Store *store, Error *error)
{
    bool published = publish(store, error);
    if (published)
        store_close(store_open(store->path, STORE_WRITE, NULL));
    store_close(store);
    return published;
}

void store_close(Store *store)
{
    if (!store)
        return;
    disconnect(store);
    if (store->name_to_be)
        files_remove(store->file); /* not published, or under its new name by now */
    if (store->queue >= 0)
        close(store->queue);
    if (store->watch >= 0)
        close(store->watch);
    free(store->path);
    free(store->file);
    free(store->name_to_be);
    free(store);
}

bool store_may_write(const Store *store)
{
    return store->may_write;
}

bool store_is_read_only(const Store *store)
{
    return store->read_only;
}

const char *store_who(const Store *store)
{
    return store->who;
}

const char *store_path(const Store *store)
{
    return store->path;
}

const char *store_file(const Store *store)
{
    return store->file;
}

const char *store_notice(const Store *store)
{
    return store->notice;
}
