/*
 * A list of records in columns: the one table widget, configured by field tables.
 *
 * A pane fills `rows` with ids when the plan's generation (or its own filter) changes; the list draws what is in sight,
 * moves the selection and knows which cell is selected. The cost of a key does not depend on how many rows there are.
 */
#ifndef STEERCO_TUI_WIDGETS_LIST_H
#define STEERCO_TUI_WIDGETS_LIST_H

#include "steerco/base/array.h"
#include "steerco/base/map.h"
#include "steerco/model/audience.h"
#include "steerco/model/field.h"
#include "steerco/model/filter.h"
#include "steerco/model/plan.h"
#include "steerco/tui/screen/canvas.h"
#include "steerco/tui/screen/key.h"

typedef struct ListColumn {
    const Field *field;
    int width; /* 0 = the field's own */
} ListColumn;

enum { LIST_COLUMNS = 64, LIST_INITIALS = 16 };

/* Somebody else is editing a record: one field of it, or (null) several. */
typedef struct ListEditor {
    const Entity *entity;
    Id id;
    const Field *field;
    char initials[LIST_INITIALS]; /* at most two columns */
} ListEditor;
typedef ARRAY(ListEditor) ListEditors;

/* Records that have the same value in the field that a list is grouped by. */
typedef struct ListGroup {
    char *name; /* "Owner: Anna Berg" */
    size_t count;
    size_t sums; /* of each amount that can be added up: where they begin in List.sums */
} ListGroup;

typedef struct List List;
struct List {
    const Entity *entity;
    ListColumn columns[LIST_COLUMNS];
    int column_count;
    Audience audience; /* whose columns are shown: the plan's when the list was last filled or drawn */
    bool chosen;       /* by the person: the pane leaves columns and widths alone */
    bool fixed;        /* the columns cannot be chosen */
    Ids rows;
    Filter *filter;    /* null = none; the pane asks list_passes() when it fills the rows */
    const Field *sort; /* null = the order that the pane gives */
    bool descending;
    const Field *group; /* null = not grouped; then rows below 0 are headings: row −1 − g that of groups[g] */
    ARRAY(ListGroup) groups;
    ARRAY(int64_t) sums;
    IdMap marked;    /* records that commands act on instead of the selected one; they may be out of sight */
    Id mark_anchor;  /* marked last: where a range begins */
    size_t selected; /* index into rows */
    size_t top;      /* first row in sight */
    int column;      /* selected column */
    int height;      /* rows in sight when last drawn: what a page is */
    struct ListCell {
        int x, y, width; /* of the selected cell on the whole screen when last drawn; width 0 = out of sight */
    } cell;
    const ListEditors *editors; /* of anything in the plan; null = none */
    /* Lets the pane change how a cell is drawn (indentation, letters, styles); null = as the field says. */
    void (*dress)(const Plan *plan, Id id, const Field *field, Buffer *text, Style *style, const void *context);
    const void *context;
};

/* Columns by field names, "name duration:8 start": a name may carry its width. Unknown names are a mistake in code. */
void list_init(List *list, const Entity *entity, const char *columns);
void list_release(List *list);

/* Columns that a person has chosen, in the same words; the first one stays what it is. Unknown names are passed over:
   false then, and where they are more than LIST_COLUMNS. And the present columns in words. */
bool list_set_columns(List *list, const char *columns);
void list_columns_text(const List *list, Buffer *out);
int list_natural_width(const Field *field); /* of a column, when nothing is said */

/* Replace the rows; the selection stays on its record, else near where it was. */
void list_set_rows(List *list, const Id *rows, size_t count);

/*
 * Narrow down to what a filter matches; the blank text is none. The pane has to fill its rows anew. On a text that
 * makes no sense nothing changes.
 */
bool list_filter(List *list, const Plan *plan, const char *text, Error *error) MUST_CHECK;
const char *list_filter_text(const List *list); /* "" without a filter */
bool list_passes(const List *list, const Plan *plan, Id id);

/*
 * Sort by the selected column; the same once more: descending; a third time: the pane's own order again. The pane has
 * to fill its rows anew. The order in words is "finish" or "-finish", "" without one; false, and nothing changes,
 * where there is no such field.
 */
void list_sort_next(List *list);
bool list_set_sort(List *list, const char *text);
void list_sort_text(const List *list, Buffer *out);

/* Bring records into the order that is asked for, if any: what is undefined last, equal ones as they stand, numbers in
   names by their size. And set them as rows. */
void list_sort(const List *list, const Plan *plan, Id *ids, size_t count);
void list_fill(List *list, const Plan *plan, Id *ids, size_t count);

/* … by another field than was asked for; a null one leaves them as they are. */
void list_sort_by(const List *list, const Plan *plan, const Field *field, bool descending, Id *ids, size_t count);

/*
 * Group by a field, "owner", or not at all, "": list_fill() puts a heading before the records of each value, in the
 * order of the values. It tells how many they are and, below the columns of amounts, their sums. False, and nothing
 * changes, where there is no such field.
 */
bool list_set_group(List *list, const char *field);
void list_clear_groups(List *list);

/* For the drawing of a list: the heading at a row below 0, but for its sums; and the sum of a column in it, false where
   that is none. */
void list_word_group(const List *list, Id row, Buffer *out);
bool list_word_sum(const List *list, const Plan *plan, Id row, const Field *field, Buffer *out);

/* The title of a column in the first line of a canvas, with an arrow when the list is sorted by it; a null field is
   none of a record. */
void list_draw_title(const List *list, const Field *field, const char *title, Canvas *canvas, int x, int width);

/* Marks. A range goes from the record that was marked last to the selected one. */
bool list_is_marked(const List *list, Id id);
void list_mark(List *list, Id id, bool marked);
void list_mark_range(List *list);
void list_unmark_all(List *list);

/* Add what a command acts on, by id: the marked records, else the selected one. */
void list_targets(const List *list, const Plan *plan, Ids *out);

/* Forget marks of records that are gone. */
void list_prune_marks(List *list, const Plan *plan);

/* Show marks and filter, if there are any, at the right end of a summary line; what is left of the line. */
Canvas list_draw_chips(const List *list, Canvas *line);

/* The sign of a marked row at the left edge of the canvas. */
enum { LIST_MARK_WIDTH = 2 };
void list_draw_mark(const List *list, Canvas *canvas, Id id, int y);

/* What stands where there are no rows: that the filter leaves none, else `hint`. Nothing while there are rows. */
void list_draw_empty(const List *list, Canvas *canvas, const char *hint);

Id list_selected(const List *list);        /* 0 when the list is empty */
const Field *list_field(const List *list); /* of the selected column */
bool list_select(List *list, Id id);       /* false when it is not among the rows */

/* Arrow keys, hjkl, pages, home and end, g and G. True when the key was one of these. */
bool list_key(List *list, Key key);

/* Header line and rows. Where the width does not suffice the last columns are left out, or those before the selected
 * one. */
void list_draw(List *list, const Plan *plan, Canvas *canvas, bool focused);

/* Who is editing this field, or with a null field anything, of the record; null = nobody. */
const ListEditor *list_editor(const ListEditors *editors, const Entity *entity, Id id, const Field *field);

/* Their initials in the last columns before `end`, over what stands there; nothing when nobody is. */
void list_draw_editor(const List *list, Canvas *canvas, Id id, int end, int y);

/* Where the selected cell was drawn, for editing in place; false when it is out of sight. */
bool list_cell(const List *list, const Canvas *canvas, int *x, int *y, int *width);

#endif
