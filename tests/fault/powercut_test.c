/*
 * The power goes while people save: whatever the disk had not been told to keep is kept or lost, sector by sector, at
 * random. Afterwards the file opens, is sound, and holds every change that had been acknowledged.
 *
 *     build/san/tests/fault/powercut_test 10000     a long run; 100 cuts otherwise
 */
#include "disk.h"

#include "steerco/records/records.h"
#include <sys/stat.h>
#include <time.h>

enum { COMMITS = 120, SECTOR = 512, CHECKPOINT_EVERY = 25 };

typedef struct Image {
    unsigned char *bytes;
    size_t size, capacity;
} Image;

typedef struct Story {
    Fixture *f;
    Disk disk;
    Image begin[2]; /* database and log, before the first event */
    unsigned seed;
    int lost; /* sectors, in all cuts */
} Story;

static unsigned pick(Story *story, unsigned below)
{
    story->seed = story->seed * 1103515245u + 12345u;
    return (story->seed >> 8) % below;
}

static void name_of(const char *path, int file, char name[128])
{
    snprintf(name, 128, "%s%s", path, file ? "-wal" : "");
}

static Image read_image(const char *path, int file)
{
    Image image = {0};
    char name[128];
    name_of(path, file, name);
    FILE *stream = fopen(name, "rb");
    if (!stream)
        return image;
    fseek(stream, 0, SEEK_END);
    image.size = (size_t)ftell(stream);
    rewind(stream);
    image.bytes = malloc(image.size + 1);
    assert_int_equal(fread(image.bytes, 1, image.size, stream), image.size);
    fclose(stream);
    return image;
}

static void write_image(const Image *image, const char *path, int file)
{
    char name[128];
    name_of(path, file, name);
    FILE *stream = fopen(name, "wb");
    assert_non_null(stream);
    assert_int_equal(fwrite(image->bytes, 1, image->size, stream), image->size);
    fclose(stream);
}

static void resize(Image *image, size_t size)
{
    if (size > image->capacity) {
        image->capacity = 2 * size;
        image->bytes = realloc(image->bytes, image->capacity);
    }
    if (size > image->size)
        memset(image->bytes + image->size, 0, size - image->size);
    image->size = size;
}

/* Bytes [from, to) of a write, as far as they lie in it. */
static void apply_part(Image *image, const Event *event, size_t from, size_t to)
{
    size_t at = (size_t)event->at, end = at + event->length;
    from = from < at ? at : from;
    to = to > end ? end : to;
    if (image->size < to)
        resize(image, to);
    memcpy(image->bytes + from, event->bytes + (from - at), to - from);
}

/* A write that is not synced: each of its sectors reached the disk or did not. */
static void apply_unsynced(Story *story, Image *image, const Event *event)
{
    if (event->type == EVENT_TRUNCATE) {
        if (pick(story, 2))
            resize(image, (size_t)event->at);
        return;
    }
    size_t end = (size_t)event->at + event->length;
    for (size_t sector = (size_t)event->at / SECTOR * SECTOR; sector < end; sector += SECTOR) {
        if (pick(story, 2))
            apply_part(image, event, sector, sector + SECTOR);
        else
            story->lost++;
    }
}

static void apply_synced(Image *image, const Event *event)
{
    if (event->type == EVENT_TRUNCATE)
        resize(image, (size_t)event->at);
    else if (event->type == EVENT_WRITE)
        apply_part(image, event, 0, SIZE_MAX);
}

/* What the file holds when the power goes before event `cut`. */
static Image image_at(Story *story, int file, size_t cut)
{
    Image image = {.bytes = malloc(story->begin[file].size + 1),
                   .size = story->begin[file].size,
                   .capacity = story->begin[file].size + 1};
    const Event *events = story->disk.events.items;
    size_t synced = 0;
    memcpy(image.bytes, story->begin[file].bytes, image.size);
    for (size_t i = 0; i < cut; i++)
        if (events[i].file == file && events[i].type == EVENT_SYNC)
            synced = i;
    for (size_t i = 0; i < cut; i++) {
        if (events[i].file != file || (events[i].type != EVENT_WRITE && events[i].type != EVENT_TRUNCATE))
            continue;
        if (i < synced)
            apply_synced(&image, &events[i]);
        else
            apply_unsynced(story, &image, &events[i]);
    }
    return image;
}

/* Save, hear back, save again; now and then the log is brought into the database. */
static void live(Story *story)
{
    Fixture *f = story->f;
    for (int number = 1; number <= COMMITS; number++) {
        begin(f, "count");
        change_field(&f->set, &f->plan, &task_entity, Task, 1, position, value_number(number));
        ((Task *)change_create(&f->set, &task_entity))->name = "one more";
        commit(f);
        Event heard = {.type = EVENT_ACKNOWLEDGED, .file = -1, .at = number};
        array_push(&story->disk.events, heard);
        if (number % CHECKPOINT_EVERY == 0)
            assert_int_equal(sqlite3_wal_checkpoint_v2(f->store->handle, NULL, SQLITE_CHECKPOINT_FULL, NULL, NULL),
                             SQLITE_OK);
    }
}

static int64_t heard_before(const Story *story, size_t cut)
{
    int64_t number = 0;
    for (size_t i = 0; i < cut; i++)
        if (story->disk.events.items[i].type == EVENT_ACKNOWLEDGED)
            number = story->disk.events.items[i].at;
    return number;
}

static void cut_power(Story *story, size_t cut)
{
    Fixture after = {.board = story->f->board};
    snprintf(after.path, sizeof after.path, "%s/after", story->f->folder);
    for (int file = 0; file < 2; file++) {
        Image image = image_at(story, file, cut);
        write_image(&image, after.path, file);
        free(image.bytes);
    }
    assert_int_equal(chmod(after.path, 0600), 0);
    char index[128];
    snprintf(index, sizeof index, "%s-shm", after.path);
    unlink(index);
    plan_init(&after.plan);
    reopen(&after);
    assert_done(store_verify(after.store, &after.error), &after);
    int64_t heard = heard_before(story, cut), stored = task_of(&after, 1)->position;
    assert_in_range(stored - heard, 0, 1); /* one more may be written that nobody heard of */
    assert_int_equal(plan_count(&after.plan, ENTITY_TASK), stored + 1);
    close_store(&after);
}

static void acknowledged_changes_survive_a_power_cut(void **state)
{
    int cuts = *(int *)*state;
    void *file;
    unsigned seed = (unsigned)time(NULL);
    Story story = {.seed = seed};
    disk_insert(&story.disk);
    setup(&file);
    story.f = file;
    Id task = add_task(story.f, "counter");
    begin(story.f, "count from 0");
    change_field(&story.f->set, &story.f->plan, &task_entity, Task, task, position, value_number(0));
    if (story.f->set.changes.count > 0)
        commit(story.f);
    for (int i = 0; i < 2; i++)
        story.begin[i] = read_image(story.f->path, i);
    story.disk.recording = true;
    live(&story);
    story.disk.recording = false;
    close_store(story.f);
    for (int i = 0; i < cuts; i++)
        cut_power(&story, pick(&story, (unsigned)story.disk.events.count + 1));
    print_message("runs %d power cuts, %d sectors lost, seed %u\n", cuts, story.lost, seed);
    assert_true(story.lost > 0);
    for (int i = 0; i < 2; i++)
        free(story.begin[i].bytes);
    disk_remove(&story.disk);
    teardown(&file);
}

int main(int argc, char **argv)
{
    int cuts = argc > 1 ? atoi(argv[1]) : 100;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(acknowledged_changes_survive_a_power_cut, &cuts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
