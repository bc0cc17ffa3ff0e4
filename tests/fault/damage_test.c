/*
 * Damaged files: bits flipped, pages swapped, ends cut off, schemas that lie, values that no field can hold. Each is
 * opened, shown in every pane, exported, verified and recovered: all that works or ends in one sentence, the damaged
 * file stays as it is, and what was recovered is sound.
 *
 *     build/san/tests/fault/damage_test 20000 [FIRST]     so many files, from that number on; 150 otherwise
 *
 * A file is made from its number alone; the folder of a run that died holds it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "steerco/base/text.h"
#include "steerco/exchange/mspdi/mspdi.h"
#include "steerco/records/records.h"
#include "steerco/session/sample.h"
#include "steerco/tui/app/app.h"

enum { PAGE = 4096, HEADER = 100, PATIENCE_SECONDS = 100, FEW = 150 };

typedef struct Bytes {
    unsigned char *at;
    size_t count;
} Bytes;

/* A run: the sound file, and what came of the others. */
typedef struct Run {
    char folder[96], path[128], saved[128];
    Bytes sound;
    uint64_t seed;
    int opened, loaded, refused, recovered;
} Run;

static size_t pick(Run *run, size_t below)
{
    run->seed = run->seed * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(run->seed >> 33) % below;
}

static Bytes read_whole(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    Bytes bytes = {.count = (size_t)ftell(file)};
    rewind(file);
    bytes.at = malloc(bytes.count + 1);
    assert_int_equal(fread(bytes.at, 1, bytes.count, file), bytes.count);
    fclose(file);
    return bytes;
}

static void write_whole(const char *path, Bytes bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.count, file), bytes.count);
    assert_int_equal(fchmod(fileno(file), 0600), 0);
    fclose(file);
}

/* ---- damage to bytes ---- */

static void flip_bits(Run *run, Bytes *bytes)
{
    for (size_t times = 1 + pick(run, 20); times > 0; times--)
        bytes->at[pick(run, bytes->count)] ^= (unsigned char)(1u << pick(run, 8));
}

static void cut_off(Run *run, Bytes *bytes)
{
    bytes->count = pick(run, bytes->count);
}

static void swap_pages(Run *run, Bytes *bytes)
{
    unsigned char other[PAGE];
    for (size_t times = 1 + pick(run, 3); times > 0; times--) {
        unsigned char *a = bytes->at + pick(run, bytes->count / PAGE) * PAGE;
        unsigned char *b = bytes->at + pick(run, bytes->count / PAGE) * PAGE;
        memcpy(other, a, PAGE);
        memmove(a, b, PAGE);
        memcpy(b, other, PAGE);
    }
}

static void overwrite(Run *run, Bytes *bytes)
{
    size_t from = pick(run, bytes->count), length = 1 + pick(run, 2 * PAGE), zero = pick(run, 2);
    for (size_t i = from; i < bytes->count && i < from + length; i++)
        bytes->at[i] = zero ? 0 : (unsigned char)pick(run, 256);
}

static void change_header(Run *run, Bytes *bytes)
{
    for (size_t times = 1 + pick(run, 4); times > 0; times--)
        bytes->at[16 + pick(run, HEADER - 16)] = (unsigned char)pick(run, 256);
}

/* The schema's text lies in plain letters; the same length keeps the page sound. */
static void change_schema(Run *run, Bytes *bytes)
{
    static const char *const words[] = {"CREATE TABLE", "INTEGER", "TEXT", "tasks", "boards", "PRIMARY KEY", "journal"};
    const char *word = words[pick(run, sizeof words / sizeof words[0])];
    size_t length = strlen(word), hits = 0, wanted = pick(run, 6);
    for (size_t i = 0; i + length < bytes->count; i++)
        if (memcmp(bytes->at + i, word, length) == 0 && hits++ == wanted)
            for (size_t k = 0; k < length; k++)
                if (pick(run, 3) == 0)
                    bytes->at[i + k] = (unsigned char)(' ' + pick(run, 95));
}

/* The header of a page says what the page is and where its cells are. */
static void change_page_header(Run *run, Bytes *bytes)
{
    size_t page = 1 + pick(run, bytes->count / PAGE - 1);
    for (size_t times = 1 + pick(run, 3); times > 0; times--)
        bytes->at[page * PAGE + pick(run, 40)] = (unsigned char)pick(run, 256);
}

/* ---- damage by SQL: sound databases that lie ---- */

static const char *some_value(Run *run)
{
    static const char *const values[] = {"9223372036854775807",
                                         "-9223372036854775808",
                                         "-9223372036854775807",
                                         "4611686018427387904",
                                         "2147483647",
                                         "-2147483648",
                                         "65536",
                                         "255",
                                         "13",
                                         "-1",
                                         "0",
                                         "1",
                                         "2",
                                         "NULL",
                                         "1.5",
                                         "9e999",
                                         "''",
                                         "'7'",
                                         "'text'",
                                         "x'00ff41'",
                                         "x'c328'",
                                         "zeroblob(3000000)",
                                         "'a' || char(27) || '[2J' || char(8238)",
                                         "replace(hex(zeroblob(50000)), '00', 'long ')",
                                         "'weekly mon'",
                                         "'08:00-12:00'"};
    return values[pick(run, sizeof values / sizeof values[0])];
}

static const char *some_column(Run *run, const Entity *entity)
{
    size_t count = 0;
    while (entity->fields[count].name)
        count++;
    for (;;) {
        const Field *field = &entity->fields[pick(run, count)];
        if (field_is_stored(field))
            return pick(run, 12) ? field->name : pick(run, 2) ? "id" : "board";
    }
}

static void write_sql(Run *run, Buffer *sql)
{
    static const char *const others[] = {
        "CREATE TRIGGER t AFTER UPDATE ON tasks BEGIN DELETE FROM risks; END",
        "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
        "DROP TABLE links",
        "DROP TABLE tasks; CREATE VIEW tasks AS SELECT 1 AS id",
        "ALTER TABLE tasks ADD COLUMN more TEXT",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = 1",
        "PRAGMA user_version = 99",
        "PRAGMA application_id = 1",
        "PRAGMA journal_mode = DELETE",
        "CREATE INDEX own ON tasks (name)",
        "UPDATE journal SET changes = changes || 'x'",
        "DELETE FROM journal",
        "UPDATE tasks SET parent = id",
        "UPDATE tasks SET parent = (SELECT max(id) FROM tasks)",
        "UPDATE links SET predecessor = successor",
        "UPDATE links SET predecessor = successor, successor = predecessor WHERE id % 2",
        "UPDATE calendars SET base = id",
        "DELETE FROM boards",
        "DELETE FROM calendars",
        "DELETE FROM resources",
        "DELETE FROM counters",
    };
    const Entity *entity = entities[pick(run, ENTITY_COUNT)];
    size_t way = pick(run, 10);
    if (way == 0)
        buffer_add(sql, others[pick(run, sizeof others / sizeof others[0])]);
    else if (way == 1)
        buffer_format(sql, "DELETE FROM %s WHERE abs(random()) %% %zu = 0", entity->plural, 1 + pick(run, 4));
    else
        buffer_format(sql, "UPDATE %s SET %s = %s WHERE id %% %zu = 0", entity->plural, some_column(run, entity),
                      some_value(run), 1 + pick(run, 5));
}

static void tell_lies(Run *run)
{
    sqlite3 *raw = NULL;
    Buffer sql = {0};
    assert_int_equal(sqlite3_open(run->path, &raw), SQLITE_OK);
    for (size_t times = 1 + pick(run, 3); times > 0; times--) {
        buffer_clear(&sql);
        write_sql(run, &sql);
        sqlite3_exec(raw, buffer_text(&sql), NULL, NULL, NULL); /* what it refuses is not done */
    }
    sqlite3_close(raw);
    buffer_release(&sql);
}

/* ---- one file ---- */

static void damage(Run *run)
{
    static void (*const ways[])(Run *, Bytes *) = {flip_bits,     cut_off,       swap_pages,        overwrite,
                                                   change_header, change_schema, change_page_header};
    enum { WAYS = sizeof ways / sizeof ways[0] };
    Bytes bytes = {.at = malloc(run->sound.count), .count = run->sound.count};
    memcpy(bytes.at, run->sound.at, bytes.count);
    size_t way = pick(run, 2 * WAYS);
    if (way < WAYS)
        ways[way](run, &bytes);
    write_whole(run->path, bytes);
    if (way >= WAYS)
        tell_lies(run);
    free(bytes.at);
}

/* What failed has one sentence for it, fit for a terminal. */
static bool came_of_it(bool good, Error *error)
{
    Buffer safe = {0};
    if (!good) {
        text_safe(error->text, false, &safe);
        if (error->text[0] == '\0' || strchr(error->text, '\n'))
            fail_msg("this is no sentence: '%s'", error->text);
        assert_true(buffer_text(&safe)[0]);
    }
    buffer_release(&safe);
    error_clear(error);
    return good;
}

static bool swallow(const char *bytes, size_t length, void *context, Error *error)
{
    (void)bytes, (void)error;
    *(size_t *)context += length;
    return true;
}

static void export_all(const Plan *plan)
{
    size_t sum = 0;
    Error error = {0};
    for (int kind = 0; kind < entity_count; kind++) {
        CsvExport options = {0};
        came_of_it(csv_export(plan, entities[kind], &options, swallow, &sum, &error), &error);
        came_of_it(json_export(plan, entities[kind], &options, swallow, &sum, &error), &error);
    }
    came_of_it(mspdi_export(plan, swallow, &sum, &error), &error);
}

static void draw_all(Session *session)
{
    App *app = app_new(session, date_make(2026, 3, 2));
    for (Key key = '0'; key <= '9'; key++) {
        Canvas canvas;
        app_key(app, KEY_ESCAPE);
        app_key(app, key);
        canvas_init(&canvas, 100, 30, false);
        app_draw(app, &canvas);
        canvas_release(&canvas);
    }
    app_free(app);
}

static bool look_at(const JournalEntry *entry, void *context)
{
    *(size_t *)context += strlen(entry->reason);
    return true;
}

static void read_all(Run *run)
{
    Session session;
    Error error = {0};
    Plan past;
    size_t sum = 0;
    if (!came_of_it(session_open(&session, run->path, STORE_READ, NULL, &error), &error)) {
        run->refused++;
        return;
    }
    run->opened++;
    run->loaded += plan_count(&session.plan, ENTITY_TASK) > 0;
    draw_all(&session);
    export_all(&session.plan);
    came_of_it(store_journal(session.store, &(JournalQuery){0}, look_at, &sum, &error), &error);
    plan_init(&past);
    came_of_it(store_load_as_of(session.store, session.plan.board, (Moment){.sequence = 3}, &past, &error), &error);
    plan_release(&past);
    came_of_it(store_verify(session.store, &error), &error);
    session_close(&session);
}

static void recover(Run *run)
{
    Recovered report;
    Error error = {0};
    if (!came_of_it(store_recover(run->path, run->saved, &report, &error), &error))
        return;
    run->recovered++;
    Session session;
    if (!session_open(&session, run->saved, STORE_READ, NULL, &error) || !store_verify(session.store, &error))
        fail_msg("what was recovered: %s", error.text);
    session_close(&session);
}

static void remove_all(const char *path)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        char name[160];
        snprintf(name, sizeof name, "%s%s", path, suffixes[i]);
        unlink(name);
    }
}

static void try_file(Run *run, int number)
{
    run->seed = (uint64_t)number * 7919;
    pick(run, 2);
    snprintf(run->path, sizeof run->path, "%s/%d.steerco", run->folder, number);
    snprintf(run->saved, sizeof run->saved, "%s/%d.saved", run->folder, number);
    damage(run);
    Bytes before = read_whole(run->path);
    alarm(PATIENCE_SECONDS);
    read_all(run);
    recover(run);
    alarm(0);
    Bytes after = read_whole(run->path);
    assert_int_equal(after.count, before.count);
    assert_memory_equal(after.at, before.at, before.count);
    free(before.at);
    free(after.at);
    remove_all(run->path);
    remove_all(run->saved);
}

/* A file with something in every table, and with a past. */
static void make_sound_file(Run *run)
{
    Session session;
    Error error = {0};
    const char *temporary = getenv("TMPDIR");
    snprintf(run->folder, sizeof run->folder, "%s/steerco-damage-XXXXXX", temporary ? temporary : "/tmp");
    assert_non_null(mkdtemp(run->folder));
    snprintf(run->path, sizeof run->path, "%s/sound", run->folder);
    if (!session_open(&session, run->path, STORE_CREATE, NULL, &error) || !sample_load(&session, &error))
        fail_msg("%s", error.text);
    session_close(&session);
    run->sound = read_whole(run->path);
}

static int files = FEW, first = 1;

static void damaged_files_are_read_or_refused(void **state)
{
    (void)state;
    Run run = {0};
    char command[128];
    make_sound_file(&run);
    for (int number = first; number < first + files; number++)
        try_file(&run, number);
    print_message("runs %d damaged files: %d opened, %d refused, %d recovered\n", files, run.opened, run.refused,
                  run.recovered);
    assert_true(run.loaded > 0 && run.refused > 0 && run.recovered > 0);
    free(run.sound.at);
    snprintf(command, sizeof command, "rm -r %s", run.folder);
    assert_int_equal(system(command), 0);
}

int main(int argc, char **argv)
{
    files = argc > 1 ? atoi(argv[1]) : FEW;
    first = argc > 2 ? atoi(argv[2]) : 1;
    static const struct CMUnitTest tests[] = {cmocka_unit_test(damaged_files_are_read_or_refused)};
    return cmocka_run_group_tests_name("damage", tests, NULL, NULL);
}
