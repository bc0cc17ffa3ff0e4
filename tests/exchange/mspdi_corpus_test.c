/*
 * Plans that Microsoft Project and other programs wrote, from a folder of files outside the project: $STEERCO_CORPUS
 * with mspdi/, mspdi-native/ and mspdi-large/ in it. Counts and dates are taken from the XML by a scan for strings that
 * shares nothing with the reader under test. Skipped where there is no such folder. `mspdi_corpus_test table` prints
 * for each feature of the schedule on how many tasks it bears, and how many of their dates are those of the files.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/corpus_features.h"
#include "exchange/mspdi_plan.h"

static const char *corpus(void)
{
    const char *folder = getenv("STEERCO_CORPUS");
    return folder ? folder : "../shared/corpus";
}

static bool ends_in(const char *name, const char *end)
{
    size_t length = strlen(name), wanted = strlen(end);
    return length > wanted && strcmp(name + length - wanted, end) == 0;
}

static void read_stream(FILE *stream, Buffer *out)
{
    char block[1 << 16];
    size_t count;
    while ((count = fread(block, 1, sizeof block, stream)) > 0)
        buffer_add_bytes(out, block, count);
}

static void read_whole(const char *path, Buffer *out)
{
    if (ends_in(path, ".gz")) {
        Buffer command = {0};
        buffer_format(&command, "gzip -dc '%s'", path);
        FILE *pipe = popen(buffer_text(&command), "r");
        assert_non_null(pipe);
        read_stream(pipe, out);
        assert_int_equal(pclose(pipe), 0);
        buffer_release(&command);
    } else {
        FILE *file = fopen(path, "r");
        assert_non_null(file);
        read_stream(file, out);
        fclose(file);
    }
}

/* The scan: elements as strings */

/* As strstr(), which the address sanitizer lets look at the whole rest of the text each time. */
static const char *find(const char *at, const char *wanted)
{
    size_t length = strlen(wanted);
    while (*at && !(*at == *wanted && strncmp(at, wanted, length) == 0))
        at++;
    return *at ? at : NULL;
}

/* The next <NAME>…</NAME> at or after *at, whose inside is copied to `block`. */
static bool next_block(const char **at, const char *name, Buffer *block)
{
    char open[64], close[64];
    snprintf(open, sizeof open, "<%s>", name);
    snprintf(close, sizeof close, "</%s>", name);
    const char *from = find(*at, open), *to = from ? find(from, close) : NULL;
    if (!to)
        return false;
    buffer_clear(block);
    buffer_add_bytes(block, from + strlen(open), (size_t)(to - from) - strlen(open));
    *at = to + strlen(close);
    return true;
}

/* The text of the first <NAME> in a block; "" when there is none. */
static void value_in(const Buffer *block, const char *name, char out[64])
{
    const char *at = buffer_text(block);
    Buffer value = {0};
    out[0] = '\0';
    if (next_block(&at, name, &value))
        snprintf(out, 64, "%s", buffer_text(&value));
    buffer_release(&value);
}

static bool has_value(const Buffer *block, const char *name, const char *expected)
{
    char value[64];
    value_in(block, name, value);
    return strcmp(value, expected) == 0;
}

static size_t count_blocks(const Buffer *xml, const char *name, const char *except_element, const char *except_value)
{
    const char *at = buffer_text(xml);
    Buffer block = {0};
    size_t count = 0;
    while (next_block(&at, name, &block))
        count += !except_element || !has_value(&block, except_element, except_value);
    buffer_release(&block);
    return count;
}

static size_t count_tasks(const Buffer *xml)
{
    const char *at = buffer_text(xml);
    Buffer block = {0};
    size_t count = 0;
    while (next_block(&at, "Task", &block))
        count += !(has_value(&block, "UID", "0") && has_value(&block, "OutlineLevel", "0"));
    buffer_release(&block);
    return count;
}

/* Rows of baselines: each in a task, and with more than its number. */
static size_t count_baselines(const Buffer *xml)
{
    const char *at = buffer_text(xml);
    Buffer block = {0}, baseline = {0};
    size_t count = 0;
    while (next_block(&at, "Task", &block)) {
        const char *inside = buffer_text(&block);
        if (has_value(&block, "UID", "0"))
            continue;
        while (next_block(&inside, "Baseline", &baseline))
            count += find(buffer_text(&baseline), "<Cost>") || find(buffer_text(&baseline), "<Work>") ||
                     find(buffer_text(&baseline), "<Start>") || find(buffer_text(&baseline), "<Finish>") ||
                     find(buffer_text(&baseline), "<Duration>");
    }
    buffer_release(&block);
    buffer_release(&baseline);
    return count;
}

/* What an import made of a file */

/* Tasks on which a feature bears: those that have dates in the file, and that have a late finish there. */
typedef struct Tally {
    size_t tasks, exact, late, late_exact;
} Tally;

typedef struct Totals {
    Tally features[FEATURES + 1]; /* the last is of all tasks */
    size_t files, tasks, links, resources, assignments, baselines;
    size_t scheduled, exact; /* automatic tasks, and those of them whose start and finish are the file's */
    size_t wrong;            /* differences that were not expected */
} Totals;

/* Files whose stored dates a plan of ours cannot give, and why. */
static const struct {
    const char *file, *reason;
} excused[] = {
    {"mspdisplittask.xml", "tasks are split"},
    {"mspditimephasedsegments.xml", "a task ignores the calendar of its resource"},
    {NULL, NULL},
};

static bool is_excused(const char *path)
{
    for (size_t i = 0; excused[i].file; i++)
        if (ends_in(path, excused[i].file))
            return true;
    return false;
}

static bool is_instant(Instant at, const char *wanted)
{
    Buffer text = {0};
    instant_format(at, &text);
    bool same = strncmp(wanted, buffer_text(&text), 16) == 0;
    buffer_release(&text);
    return same;
}

static void count_features(const Plan *plan, const Task *task, const Buffer *block, Totals *totals)
{
    bool bears[FEATURES];
    char start[64], finish[64], late[64];
    const TaskDates *dates = plan_task_dates(plan, task->record.id);
    value_in(block, "Start", start);
    value_in(block, "Finish", finish);
    value_in(block, "LateFinish", late);
    corpus_features(plan, plan_row(plan, ENTITY_TASK, task->record.id), bears);
    bool exact = is_instant(dates->start, start) && is_instant(dates->finish, finish);
    bool late_exact = *late && is_instant(dates->late_finish, late);
    for (int feature = 0; *start && feature <= FEATURES; feature++) {
        Tally *tally = &totals->features[feature];
        if (feature < FEATURES && !bears[feature])
            continue;
        tally->tasks++;
        tally->exact += exact;
        tally->late += *late != '\0';
        tally->late_exact += late_exact;
    }
}

static void check_dates(const Plan *plan, const Buffer *xml, const char *path, Totals *totals)
{
    const char *at = buffer_text(xml);
    Buffer block = {0}, start = {0}, finish = {0};
    char uid[64], wanted_start[64], wanted_finish[64];
    while (next_block(&at, "Task", &block)) {
        value_in(&block, "UID", uid);
        value_in(&block, "Start", wanted_start);
        value_in(&block, "Finish", wanted_finish);
        const Task *task = task_of_uid(plan, uid);
        if (task)
            count_features(plan, task, &block, totals);
        if (!task)
            continue;
        const TaskDates *dates = plan_task_dates(plan, task->record.id);
        buffer_clear(&start);
        buffer_clear(&finish);
        instant_format(dates->start, &start);
        instant_format(dates->finish, &finish);
        bool exact = strncmp(wanted_start, buffer_text(&start), 16) == 0 &&
                     strncmp(wanted_finish, buffer_text(&finish), 16) == 0;
        totals->scheduled++;
        totals->exact += exact;
        if (exact)
            continue;
        if (is_excused(path))
            continue;
        totals->wrong++;
        print_message("%s UID %s: %s to %s in the file, %s to %s computed\n", path, uid, wanted_start, wanted_finish,
                      buffer_text(&start), buffer_text(&finish));
    }
    buffer_release(&block);
    buffer_release(&start);
    buffer_release(&finish);
}

static void import_again(Plan *plan, const Buffer *xml, const char *path)
{
    ChangeSet set;
    MspdiReport report;
    Error error = {0};
    change_begin(&set, plan, "import", "again");
    assert_true(mspdi_import(xml->bytes, xml->length, path, plan, &set, &report, &error));
    assert_int_equal(set.changes.count, 0);
    assert_int_equal(report.created + report.updated, 0);
    mspdi_report_release(&report);
    change_release(&set);
}

/* Out and into a new plan: the same plan. */
static void round_trip(const Plan *plan)
{
    Plan other;
    MspdiReport report;
    Buffer xml = {0}, words = {0}, other_words = {0};
    export_plan(plan, &xml);
    plan_begin(&other);
    import_plan(&other, xml.bytes, xml.length, 5000, &report);
    assert_int_equal(report.dates_differ, 0);
    assert_int_equal(plan_count(&other, ENTITY_RESOURCE), plan_count(plan, ENTITY_RESOURCE));
    word_plan(plan, &words);
    word_plan(&other, &other_words);
    assert_string_equal(buffer_text(&words), buffer_text(&other_words));
    buffer_release(&xml);
    buffer_release(&words);
    buffer_release(&other_words);
    mspdi_report_release(&report);
    plan_release(&other);
}

static void import_file(const char *path, Totals *totals)
{
    Plan plan;
    ChangeSet set;
    MspdiReport report;
    Error error = {0};
    Buffer xml = {0};
    read_whole(path, &xml);
    plan_begin(&plan);
    change_begin(&set, &plan, "import", path);
    assert_true(mspdi_recognise(xml.bytes, xml.length));
    if (!mspdi_import(xml.bytes, xml.length, path, &plan, &set, &report, &error))
        fail_msg("%s", error.text);
    assert_int_equal(plan_count(&plan, ENTITY_TASK), 0); /* nothing stays that is not committed */
    commit(&plan, &set, 1000);

    assert_int_equal(plan_count(&plan, ENTITY_TASK), count_tasks(&xml));
    assert_int_equal(plan_count(&plan, ENTITY_LINK), count_blocks(&xml, "PredecessorLink", NULL, NULL));
    assert_int_equal(plan_count(&plan, ENTITY_RESOURCE), count_blocks(&xml, "Resource", "UID", "0"));
    assert_int_equal(plan_count(&plan, ENTITY_ASSIGNMENT), count_blocks(&xml, "Assignment", "ResourceUID", "-65535"));
    assert_int_equal(plan_count(&plan, ENTITY_BASELINE_TASK), count_baselines(&xml));
    check_dates(&plan, &xml, path, totals);
    totals->files++;
    totals->baselines += plan_count(&plan, ENTITY_BASELINE);
    totals->tasks += plan_count(&plan, ENTITY_TASK);
    totals->links += plan_count(&plan, ENTITY_LINK);
    totals->resources += plan_count(&plan, ENTITY_RESOURCE);
    totals->assignments += plan_count(&plan, ENTITY_ASSIGNMENT);
    import_again(&plan, &xml, path);
    round_trip(&plan);

    buffer_release(&xml);
    mspdi_report_release(&report);
    change_release(&set);
    plan_release(&plan);
}

/* False where there is no such folder. */
static bool import_folder(const char *folder, Totals *totals)
{
    Buffer path = {0};
    buffer_format(&path, "%s/%s", corpus(), folder);
    DIR *directory = opendir(buffer_text(&path));
    if (!directory) {
        print_message("no folder %s\n", buffer_text(&path));
        buffer_release(&path);
        return false;
    }
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (!ends_in(entry->d_name, ".xml") && !ends_in(entry->d_name, ".xml.gz"))
            continue;
        buffer_clear(&path);
        buffer_format(&path, "%s/%s/%s", corpus(), folder, entry->d_name);
        import_file(buffer_text(&path), totals);
    }
    closedir(directory);
    buffer_release(&path);
    return true;
}

static void check_folder(const char *folder)
{
    Totals totals = {0};
    if (!import_folder(folder, &totals))
        skip();
    print_message("%s: %zu files, %zu tasks, %zu links, %zu resources, %zu assignments, %zu baselines; "
                  "%zu of %zu dates exact\n",
                  folder, totals.files, totals.tasks, totals.links, totals.resources, totals.assignments,
                  totals.baselines, totals.exact, totals.scheduled);
    assert_int_equal(totals.wrong, 0);
}

static void plans_that_an_engine_can_reproduce_are_reproduced(void **state)
{
    (void)state;
    check_folder("mspdi");
}

static void large_plans_are_reproduced(void **state)
{
    (void)state;
    check_folder("mspdi-large");
}

static void files_as_project_wrote_them_are_all_taken(void **state)
{
    (void)state;
    check_folder("mspdi-native");
}

static void print_tally(const char *name, const Tally *tally)
{
    printf("%-56s %6zu %6zu %6zu %6zu\n", name, tally->tasks, tally->exact, tally->late, tally->late_exact);
}

static int print_table(void)
{
    static const char *const folders[] = {"mspdi", "mspdi-large", "mspdi-native"};
    Totals totals = {0};
    bool found = false;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        found = import_folder(folders[i], &totals) || found;
    if (!found)
        return 0;
    printf("%-56s %6s %6s %6s %6s\n", "tasks of plans that Project saved, by feature", "tasks", "exact", "late",
           "exact");
    for (int feature = 0; feature < FEATURES; feature++)
        print_tally(feature_names[feature], &totals.features[feature]);
    print_tally("all", &totals.features[FEATURES]);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "table") == 0)
        return print_table();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_that_an_engine_can_reproduce_are_reproduced),
        cmocka_unit_test(large_plans_are_reproduced),
        cmocka_unit_test(files_as_project_wrote_them_are_all_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
