/*
 * What is told about a plan, as data: headlines and a table. A page of a steering meeting draws it on the terminal, a
 * report writes it as text, Markdown or HTML; nobody works it out again.
 */
#ifndef STEERCO_REPORT_CONTENT_H
#define STEERCO_REPORT_CONTENT_H

#include "steerco/base/arena.h"
#include "steerco/model/plan.h"

enum { CONTENT_CELLS = 6, CONTENT_HEADLINES = 3 };

/* What is special about a row, or a cell. Whoever shows it does so in colour too, never by colour alone: the text says
   it already ("! ", "x "). */
typedef enum ContentMark {
    MARK_NONE,
    MARK_STRONG, /* a sum */
    MARK_DONE,
    MARK_BAD, /* late, over budget */
    MARK_LOW, /* bands of risks */
    MARK_MEDIUM,
    MARK_HIGH,
    MARK_CRITICAL,
} ContentMark;

/* A column; width 0 = it takes what the others leave. Where there is little room the last ones are left out. */
typedef struct ContentColumn {
    const char *title;
    int width;
    bool right; /* aligned to the right: figures and dates that are compared */
} ContentColumn;

typedef struct ContentRow {
    ContentMark mark;
    ContentMark accent;   /* of the cell `accented` alone */
    int accented;         /* an index into cells */
    const Entity *entity; /* of the record that it is about, null = none */
    Id id;
    const char *cells[CONTENT_CELLS];
} ContentRow;

/* Texts live in `texts`. */
typedef struct Content {
    const char *headlines[CONTENT_HEADLINES];
    ContentColumn columns[CONTENT_CELLS]; /* those with a title, which may be "" */
    ARRAY(ContentRow) rows;
    const char *empty; /* the sentence where there is no row; null = nothing is said */
    Arena texts;
} Content;

void content_release(Content *content);

/* Good until the next row is added. */
ContentRow *content_add_row(Content *content, const Entity *entity, Id id) RETURNS_NON_NULL;

/* How many columns it has. */
int content_columns(const Content *content);

/* Keep a text with it, and give the buffer back empty. */
const char *content_keep(Content *content, Buffer *text) RETURNS_NON_NULL;
const char *content_word(Content *content, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
