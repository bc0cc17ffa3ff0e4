/*
 * How a person likes to look at things: the columns and the order of each pane, and views saved under a name
 * (columns, filter, scale of the chart, order and grouping). Kept in one INI file of the user:
 *
 *     [schedule]
 *     columns = name:30 duration:8 start:9 finish:9
 *     [schedule/Anna's week]
 *     columns = name:24 finish:9
 *     filter = owner:anna due<+1w -done
 *     zoom = weeks
 *     sort = -finish
 *
 * A line that makes no sense is passed over, and told.
 */
#ifndef STEERCO_TUI_APP_VIEWS_H
#define STEERCO_TUI_APP_VIEWS_H

#include "steerco/base/array.h"
#include "steerco/base/buffer.h"
#include "steerco/base/error.h"

typedef enum ViewKey { VIEW_COLUMNS, VIEW_FILTER, VIEW_ZOOM, VIEW_SORT, VIEW_GROUP, VIEW_KEYS } ViewKey;

typedef struct View {
    char *pane;
    char *name; /* "" = how the pane is shown at first */
    char *values[VIEW_KEYS];
} View;

typedef struct Views {
    char *path; /* null = kept in memory only */
    ARRAY(View) items;
} Views;

void views_release(Views *views);

/*
 * Read the file, which may not be there. False when a line was passed over: the first of them is named. False, too,
 * when it cannot be read, or is a pipe or a device; such a thing is not replaced later either.
 */
bool views_load(Views *views, const char *path, Error *error) MUST_CHECK;

/* Replace the file as a whole, or not at all. */
bool views_save(const Views *views, Error *error) MUST_CHECK;

/* Null when there is none. */
const View *views_find(const Views *views, const char *pane, const char *name);

/* The view of that name, made when there is none; good until the next call. The value is copied. */
View *views_at(Views *views, const char *pane, const char *name) RETURNS_NON_NULL;
void view_set(View *view, ViewKey key, const char *value);
void views_remove(Views *views, const char *pane, const char *name);

/* May a view be called so? */
bool view_name_is_good(const char *name, Error *error) MUST_CHECK;

/* The user's file; "" without a home. */
void views_path(Buffer *out);

#endif
