/*
 * Out of a damaged file into a new one, record by record.
 *
 * SQLite gives up a table at the first page that it cannot read. So records are asked for one after the other, and
 * behind one that fails the next id is tried. The damaged file is only ever copied: even reading it in place would
 * write to the index of its log. What was saved goes into the new file as one change set; the journal of a damaged file
 * proves nothing any more, and is left behind with it.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "companions.h"
#include "files.h"
#include "record.h"
#include "steerco/records/records.h"

/* Records lost in a row behind which the rest of a table is given up. */
enum { MOST_LOST = 1000000 };

typedef struct Recovery {
    Store *damaged; /* a copy of it */
    Recovered *report;
    Plan saved;
    ChangeSet set;
} Recovery;

/* ---- the copy ---- */

static bool copy_bytes(const char *from, int to)
{
    char bytes[1 << 16];
    int source = open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    ssize_t count = source < 0 ? -1 : 1;
    while (count > 0) {
        count = read(source, bytes, sizeof bytes);
        if (count > 0 && write(to, bytes, (size_t)count) != count)
            count = -1;
    }
    if (source >= 0)
        close(source);
    return count == 0;
}

static bool copy_log(const char *damaged, const char *copy)
{
    Buffer from = {0}, to = {0};
    buffer_format(&from, "%s-wal", damaged);
    buffer_format(&to, "%s-wal", copy);
    bool copied = access(buffer_text(&from), F_OK) != 0;
    if (!copied) {
        int log = open(buffer_text(&to), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        copied = log >= 0 && copy_bytes(buffer_text(&from), log);
        if (log >= 0)
            close(log);
    }
    buffer_release(&from);
    buffer_release(&to);
    return copied;
}

/* A pipe or a device has no end, and a link leads to what is not ours: none is read in the place of file or log. */
static bool check_sources(const char *damaged, Error *error)
{
    struct stat status;
    if (lstat(damaged, &status) == 0 && !S_ISREG(status.st_mode))
        return error_set(error, "%s is not a file", damaged);
    Buffer log = {0};
    companion_name(damaged, COMPANION_LOG, &log);
    const char *fault = lstat(buffer_text(&log), &status) == 0 ? companion_fault(damaged, &status) : NULL;
    if (fault)
        error_set(error, "%s cannot be read: %s beside it %s", damaged, buffer_text(&log), fault);
    buffer_release(&log);
    return !fault;
}

/* A copy with its log beside `target`; the name is put into `copy`. */
static bool make_copy(const char *damaged, const char *target, Buffer *copy, Error *error)
{
    int descriptor = files_make_beside(target, 0600, copy);
    if (descriptor < 0)
        return error_set(error, "%s: nothing can be written beside it: %s", target, error_reason(errno));
    bool copied = copy_bytes(damaged, descriptor);
    close(descriptor);
    return (copied && copy_log(damaged, copy->bytes)) ||
           error_set(error, "%s cannot be copied: %s", damaged, error_reason(errno));
}

/* ---- reading ---- */

/* The first record with an id from `from` on, into *id; 0 when there is none. False, and *id stays, when that cannot be
   read. */
static bool next_id(Recovery *recovery, const Entity *entity, Id from, Id *id)
{
    bool row;
    sqlite3_stmt *rows = record_statement(recovery->damaged, entity, RECORD_RANGE,
                                          ARGUMENTS(argument_number(from), argument_number(INT64_MAX)), NULL);
    if (!rows || !statement_step(recovery->damaged, rows, &row, NULL))
        return false;
    Id found = row ? sqlite3_column_int64(rows, 0) : 0;
    sqlite3_reset(rows);
    if (found != 0 && found < from)
        return false; /* pages out of order: going by them would lead back for ever */
    *id = found;
    return true;
}

static bool save_record(Recovery *recovery, const Entity *entity, Id id)
{
    void *record = NULL;
    Arena texts = {0};
    bool read = record_find(recovery->damaged, entity, id, &texts, &record, NULL);
    if (read && record) {
        plan_add(&recovery->saved, entity->kind, record);
        recovery->report->saved[entity->kind]++;
    }
    arena_release(&texts);
    return read;
}

/* Ids end where the counter stands; where that cannot be read either, at what was lost in a row. */
static Id end_of_ids(Recovery *recovery, const Entity *entity)
{
    int64_t next;
    bool read = statement_number(recovery->damaged, COUNTER_READ, ARGUMENTS(argument_text(entity->name)), LARGEST_ID,
                                 &next, NULL);
    return read && next > 0 && next <= LARGEST_ID ? next : LARGEST_ID;
}

static void save_records(Recovery *recovery, const Entity *entity)
{
    int64_t *lost = &recovery->report->lost[entity->kind], in_a_row = 0;
    const Id end = end_of_ids(recovery, entity);
    for (Id id = 1; id < end && in_a_row < MOST_LOST; id++) {
        Id next = id;
        if (next_id(recovery, entity, id, &next) && next == 0)
            break;
        id = next;
        in_a_row = save_record(recovery, entity, id) ? 0 : in_a_row + 1;
        *lost += in_a_row > 0;
    }
    if (end == LARGEST_ID) /* nobody knows how many of these there were */
        *lost -= in_a_row > 0 ? in_a_row - 1 : 0;
}

/* ---- writing ---- */

/* A reference to what was lost becomes none. */
static bool keep_references(Recovery *recovery, const Entity *entity, void *record)
{
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1)) {
        Value value = field_stored(field, record);
        if (!field_refers(field) || value.number == 0)
            continue;
        Referent target = field_referent(field, value);
        if (target.entity && plan_find(&recovery->saved, target.entity->kind, target.id))
            continue;
        if (field->required)
            return false;
        field_set(field, record, value_number(0));
        recovery->report->detached++;
    }
    return true;
}

static void add_board(Recovery *recovery, Id id)
{
    Board *board = change_create_as(&recovery->set, &board_entity, id);
    board->name = "recovered";
    plan_add(&recovery->saved, ENTITY_BOARD, board);
}

static void write_record(Recovery *recovery, const Entity *entity, uint32_t row)
{
    Record *copy = record_copy(entity, plan_at(&recovery->saved, entity->kind, row), &recovery->set.arena);
    if (!keep_references(recovery, entity, copy)) {
        recovery->report->saved[entity->kind]--;
        recovery->report->dropped++;
        return;
    }
    if (copy->board != 0 && !plan_find(&recovery->saved, ENTITY_BOARD, copy->board))
        add_board(recovery, copy->board);
    memcpy(change_create_as(&recovery->set, entity, copy->id), copy, entity->record_size);
}

static bool write_records(Recovery *recovery, Store *target, Error *error)
{
    Conflicts conflicts = {0};
    change_begin(&recovery->set, &recovery->saved, "recover", "");
    change_reason(&recovery->set, "recover %s", recovery->damaged->path);
    for (int kind = 0; kind < entity_count; kind++)
        for (uint32_t row = 0, count = plan_count(&recovery->saved, (EntityKind)kind); row < count; row++)
            write_record(recovery, entities[kind], row);
    bool written = store_commit(target, &recovery->set, &conflicts, error) && store_verify(target, error);
    conflicts_release(&conflicts);
    return written;
}

/* ---- the whole ---- */

static bool recover_records(Recovery *recovery, const char *target, Error *error)
{
    if (!read_begin(recovery->damaged, error))
        return false;
    recovery->damaged->deadline = 0;
    for (int kind = 0; kind < entity_count; kind++)
        save_records(recovery, entities[kind]);
    read_end(recovery->damaged);
    Store *store = store_open(target, STORE_MAKE, error);
    if (store && write_records(recovery, store, error))
        return store_publish(store, error);
    store_close(store);
    return false;
}

bool store_recover(const char *damaged, const char *target, Recovered *report, Error *error)
{
    struct stat status;
    Buffer copy = {0};
    Recovery recovery = {.report = report};
    *report = (Recovered){0};
    if (lstat(target, &status) == 0)
        return error_set(error, "%s is there already", target);
    if (!store_check_output(NULL, target, error) || !companions_are_left(target, error) ||
        !check_sources(damaged, error))
        return false;
    plan_init(&recovery.saved);
    bool done = make_copy(damaged, target, &copy, error) &&
                (recovery.damaged = store_open(buffer_text(&copy), STORE_READ, error)) != NULL;
    if (done) {
        report->sound = store_verify(recovery.damaged, NULL);
        free(recovery.damaged->path);
        recovery.damaged->path = memory_text(damaged);
        done =
            report->sound ? store_backup(recovery.damaged, target, error) : recover_records(&recovery, target, error);
    }
    store_close(recovery.damaged);
    if (copy.length > 0)
        files_remove(buffer_text(&copy));
    buffer_release(&copy);
    change_release(&recovery.set);
    plan_release(&recovery.saved);
    return done;
}
