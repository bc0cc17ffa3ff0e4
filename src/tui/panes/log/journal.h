/*
 * What the journal pane's reading, drawing and commands share.
 */
#ifndef STEERCO_SRC_TUI_PANES_LOG_JOURNAL_H
#define STEERCO_SRC_TUI_PANES_LOG_JOURNAL_H

#include "steerco/records/records.h"
#include "steerco/tui/app/app.h"
#include "steerco/tui/app/panes.h"

/* A change set in the list. It begins like a record, so that the filter can read it by a field table. */
typedef struct LogEntry {
    Record record; /* its id is the number of the change set */
    Instant when;  /* on the clock of this host */
    const char *who, *source, *reason, *why;
    int64_t count, undoes, undone;
    size_t first, rows; /* of what it did to the one record that is asked about */
} LogEntry;

/* One thing that a change set did, in words. */
typedef struct LogRow {
    const Entity *entity;
    Id id;
    ChangeKind kind;
    const Field *field;
    const char *label, *before, *after;
} LogRow;

typedef struct Journal {
    /* which change sets */
    const Entity *entity; /* if not null, those about this record */
    Id id;
    Id board;

    /* what was read of them, newest first */
    ARRAY(LogEntry) entries;
    Arena texts;
    bool stale;     /* read again */
    bool complete;  /* there is nothing further back */
    size_t wanted;  /* how many to have at least */
    int64_t newest; /* in the file, when it was read */

    /* what the selected one did */
    ARRAY(LogRow) rows;
    Arena row_texts;
    int64_t told; /* the change set that `rows` are of; 0 = of all (one record is asked about) */

    List list, details; /* for selection, scrolling and filter: rows are numbers of change sets, or from 1 on */
    bool in_details, to_end;
    int64_t mark;  /* where a difference begins; 0 = nowhere */
    int64_t shown; /* the moment that the board is seen at, in the past; 0 = the present */
} Journal;

extern const Command journal_commands[];
extern const Entity log_entity;

void journal_find(App *app, const char *text, int direction);
bool journal_fetch(void *state, struct Session *session, Error *error);
void journal_release(Journal *journal);

/* Read the journal anew at the next drawing, from the newest entry on. */
void journal_restart(Journal *journal);

/* Null when there is none. */
const LogEntry *journal_selected(const Journal *journal);
const LogRow *journal_selected_row(const Journal *journal);

/* The rows of the selected entry. */
const LogRow *journal_rows(const Journal *journal, size_t *count);

#endif
