/*
 * A pane: one constant row, in the file of its name, and the functions that it names, there or in a few files beside
 * it. Rows with the same digit are the sheets of one pane: the digit opens the one that was shown last, the first of
 * them gives it its title, and the line above names them all. A sheet that lists the records of a type is a register
 * (panes/register.h): its row says which type, and what the type's own row does not say as it is wanted here.
 *
 * A pane draws from a const plan, its own state and a canvas; its commands act through the App (app.h). Its state is
 * plain zero-initialised memory that begin() fills and end() releases; it holds ids, never pointers into the plan.
 */
#ifndef STEERCO_TUI_APP_PANE_H
#define STEERCO_TUI_APP_PANE_H

#include "steerco/model/plan.h"
#include "steerco/tui/app/command.h"
#include "steerco/tui/screen/canvas.h"

struct Session;

typedef struct Pane Pane;
struct Pane {
    const char *name;  /* "risks": `steerco show FILE risks`, saved views */
    const char *title; /* in the frame; of the first sheet that of the whole pane */
    const char *sheet; /* what the line of sheets calls it; null = its title */
    char key;          /* the digit that opens it */
    const char *help;  /* what the pane is for, in two or three sentences */
    /* Of a register: the type, and where they are not those of the type's row (null) the columns, the order "due" or
       "-score", and the field that its records are grouped by at first. */
    const Entity *entity;
    const char *columns, *order, *group;
    /* Draw more of the selected record, in place of its fields; null = those. */
    void (*detail)(const Plan *plan, Id id, Canvas *canvas);
    size_t state_size;
    void (*begin)(void *state, const Pane *pane);
    void (*end)(void *state);
    void (*refresh)(void *state, const Plan *plan); /* the plan has a new generation: rebuild rows */
    /* Bring in what the pane shows and the plan does not hold (the journal), before it is drawn or asked; null = the
       plan is all it needs. Cheap while there is nothing new. */
    bool (*fetch)(void *state, struct Session *session, Error *error);
    void (*draw)(void *state, const Plan *plan, Canvas *canvas, bool focused);
    /* A smaller drawing for the overview, summary line first; null = draw(). */
    void (*tile)(void *state, const Plan *plan, Canvas *canvas, bool focused);
    /* The plain movement keys of the pane's widgets; true when used. Everything else is a command. */
    bool (*key_pressed)(void *state, const Plan *plan, Key key);
    /* Go to the next place that holds the text, or the one before (-1); null = among the records of the selected type.
     */
    void (*find)(App *app, const char *text, int direction);
    bool (*select)(void *state, const Plan *plan, const Entity *entity, Id id); /* show this record; false = not here */
    /* The list in focus, whose selected record the shared commands are about; null, or returning null: none is. */
    struct List *(*list)(void *state);
    /* The list that filter and marks belong to; null = list(). */
    struct List *(*choice)(void *state);
    /* The scale of what is drawn beside the list, for saved views; null where there is none. */
    const char *(*zoom)(const void *state);
    bool (*set_zoom)(void *state, const char *name);
    void (*paste)(App *app, const char *text); /* pasted while nothing is being typed; null = told that it is lost */
    /* The field that the list is grouped by, of a register; null = none can be chosen. The text is "" for none. */
    const char *(*group_of)(const void *state);
    bool (*set_group)(void *state, const char *field);
    const Command *commands; /* ends with a row without a name; null = those of every register alone */
};

/* All sheets of all panes, in the order of their digits, null at the end. */
extern const Pane *const panes[];

/*
 * By its name, or as one would say it, in any spelling: "issues", "log/issues", "calendars", "team" (its first sheet).
 * Null when there is none.
 */
const Pane *pane_find(const char *name);

const Pane *pane_first(const Pane *pane); /* the first sheet of the same pane */
bool pane_has_sheets(const Pane *pane);   /* more than this one */
const char *pane_sheet_title(const Pane *pane) RETURNS_NON_NULL;

/* The sheet after this one, or before it (-1), round at the ends. */
const Pane *pane_next_sheet(const Pane *pane, int direction) RETURNS_NON_NULL;

#endif
