/*
 * A pane: one constant row, in the file of its name, and the functions that it names, there or in a few files beside
 * it.
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

typedef struct Pane {
    const char *name;  /* "risks": `steerco show FILE risks`, saved views */
    const char *title; /* in the frame */
    char key;          /* the digit that opens it */
    const char *help;  /* what the pane is for, in two or three sentences */
    size_t state_size;
    void (*begin)(void *state);
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
    const Command *commands;                   /* ends with a row without a name */
} Pane;

/* All panes in the order of their digits, null at the end. */
extern const Pane *const panes[];
const Pane *pane_find(const char *name);

#endif
