/*
 * The file of columns and views: what was understood of it is written and read back as the same, and its columns can be
 * shown or are refused.
 */
#include "fuzz.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "steerco/records/records.h"
#include "steerco/records/task.h"
#include "steerco/tui/app/views.h"
#include "steerco/tui/widgets/list.h"

static char path[64];

static void write_file(const uint8_t *bytes, size_t length)
{
    snprintf(path, sizeof path, "/dev/shm/steerco-fuzz-%d.ini", (int)getpid());
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static void assert_same(const Views *a, const Views *b)
{
    assert_int_equal(a->items.count, b->items.count);
    for (size_t i = 0; i < a->items.count; i++) {
        const View *view = &a->items.items[i];
        const View *same = views_find(b, view->pane, view->name);
        assert_non_null(same);
        for (int key = 0; key < VIEW_KEYS; key++)
            assert_string_equal(same->values[key], view->values[key]);
    }
}

static void try_columns(const char *text)
{
    List list = {0};
    Buffer words = {0}, again = {0};
    list_init(&list, &task_entity, "name");
    if (list_set_columns(&list, text)) {
        list_columns_text(&list, &words);
        assert_true(list_set_columns(&list, buffer_text(&words)));
        list_columns_text(&list, &again);
        assert_string_equal(buffer_text(&again), buffer_text(&words));
    }
    list_release(&list);
    buffer_release(&words);
    buffer_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Views views = {0}, again = {0};
    Error error = {0};
    write_file(bytes, length);
    if (!views_load(&views, path, &error))
        assert_true(error.text[0]);
    for (size_t i = 0; i < views.items.count; i++)
        try_columns(views.items.items[i].values[VIEW_COLUMNS]);
    assert_true(views_save(&views, &error));
    if (!views_load(&again, path, &error))
        fail_msg("what was written is not understood: %s", error.text);
    assert_same(&views, &again);
    views_release(&views);
    views_release(&again);
    unlink(path);
    return 0;
}
