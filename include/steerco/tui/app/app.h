/*
 * The dashboard: panes, overlays, the message line, and the services that commands act through.
 *
 * The App can run without a terminal: app_key() takes a key, app_draw() draws the whole screen on a canvas. tui_run()
 * joins it to a real terminal; screen tests and `steerco show` do without.
 */
#ifndef STEERCO_TUI_APP_APP_H
#define STEERCO_TUI_APP_APP_H

#include "steerco/chart/chart.h"
#include "steerco/session/session.h"
#include "steerco/tui/app/mode.h"
#include "steerco/tui/app/pane.h"
#include "steerco/tui/screen/term.h"
#include "steerco/tui/widgets/lineedit.h"
#include "steerco/tui/widgets/list.h"

/*
 * The session is borrowed; without a board it begins with the ways to get one. `today` is fixed by the caller, so that
 * screens can be tested.
 */
App *app_new(Session *session, Date today) RETURNS_NON_NULL;
void app_free(App *app);

/* Take columns and views from a file, and keep there what is chosen from now on. Before anything is drawn. */
void app_use_views(App *app, const char *path);

/* For a login that may do nothing else: files are only read from the planning file's folder, named without one. */
void app_restrict(App *app);
bool app_is_restricted(const App *app);

void app_key(App *app, Key key);
void app_paste(App *app, const char *text);
void app_mouse(App *app, const TermEvent *event);
void app_draw(App *app, Canvas *canvas);
bool app_is_done(const App *app); /* somebody asked to quit */

/* For commands. */
Session *app_session(App *app);
const Plan *app_plan(const App *app);
Date app_today(const App *app);
void *app_state(App *app, const Pane *pane); /* of the pane, which is made when it is not there yet */
const Pane *app_pane(const App *app);        /* in focus */
void app_show_pane(App *app, const Pane *pane);
void app_quit(App *app);

/* What happened, on the message line until the next key. */
void app_say(App *app, const char *format, ...) PRINTF_LIKE(2, 3);
void app_complain(App *app, const Error *error);

/* May anything be changed now? Else a sentence says why not, and what to do. Asked by commands that begin with a
   question; app_commit() asks in any case. */
bool app_may_change(App *app);

/*
 * Begin a change set of this board, commit it, say what happened: the reason of the set, how it moved the project's
 * finish ("finish 12 Mar → 17 Mar, +3d"), which contradictions are new in it, and which key undoes it. On failure the
 * sentence is shown; false. Where somebody else changed the same field first the person is asked, and the set is taken
 * over: true, there is nothing more to do.
 */
void app_begin(App *app, ChangeSet *set, const char *reason);
bool app_commit(App *app, ChangeSet *set);

/* Set one field from what was typed: parse, commit, say. */
bool app_set(App *app, const Entity *entity, Id id, const Field *field, const char *text);

/*
 * What is being edited: the others see it, and what is typed (or carried, and can be told as a text) outlives the
 * program as a draft. The texts live until the next key.
 */
typedef struct Typing {
    const Entity *entity; /* of the record, null = none */
    Id id;
    const Field *field;  /* null = several, or none */
    const char *command; /* that opens this editor (one of drafts_commands); null where the field is typed */
    const char *text;    /* null = nothing that could be kept */
    const char *before;  /* what stood there when typing began */
    bool in_cell;        /* of a list */
} Typing;

/* Show a record in the pane that has it. */
void app_reveal(App *app, const Entity *entity, Id id);

struct Place; /* store/presence.h */

/*
 * An overlay lies above the panes and takes the keys first: prompt, picker, form, help. Laid out from its state at
 * every drawing, so that resizing needs no care.
 */
typedef struct Overlay {
    const Mode *mode;
    const Mode *(*present)(const void *state); /* where it has several: the one it is in; null = `mode` */
    size_t state_size;
    void (*end)(void *state);
    void (*draw)(void *state, App *app, Canvas *canvas);
    bool (*key_pressed)(void *state, App *app, Key key); /* false: not for it; it falls through, see mode.h */
    void (*paste)(void *state, App *app, const char *text);
    bool (*typing)(void *state, Typing *out);     /* false, or null: nothing is being edited */
    void (*tell)(void *state, struct Place *out); /* where others are told that one is; null = in the pane below */
    /*
     * Go on with a text that `typing` told of before, in the editor as its command, or editing the field, opened it.
     * Changes nothing by itself. False when the editor is of another record, or the text makes no sense to it; null
     * where nothing is typed.
     */
    bool (*resume)(void *state, App *app, const Typing *draft);
} Overlay;

void *app_open(App *app, const Overlay *overlay) RETURNS_NON_NULL; /* its zeroed state, to be filled by the caller */
void app_close(App *app);                                          /* the uppermost one */

/* What became of a pasted text, as lines. */
typedef enum PastedLines {
    LINES_NONE,    /* it is a single text, for the line that is typed */
    LINES_TAKEN,   /* they are asked about, or used */
    LINES_REFUSED, /* and said why */
} PastedLines;

/* Ask for one line: `accept` gets it; false keeps the prompt open (it has said why). Esc closes. */
typedef struct Prompt {
    const char *label;
    const char *hint; /* what may be typed, on one or two lines above; may be null */
    const char *initial;
    const char *before;  /* what stood there, where `initial` is that; else null */
    const char *earlier; /* what was taken at the prompt that led to this one: a draft begins there again; or null */
    const char *command; /* the command that opens it, which a draft resumes; null = its text is not kept */
    bool about_selected; /* the selected record is what it is about, or the place for it */
    bool edits_targets;  /* … and what it sets are fields of the marked records, or of the selected one */
    bool (*accept)(App *app, const char *text, const void *context);
    void (*changed)(App *app, const char *text);               /* while it is being typed; may be null */
    void (*complete)(App *app, const char *text, Buffer *out); /* add what Tab makes of it; may be null */
    void (*cancelled)(App *app, const void *context);          /* after Esc; may be null */
    /* Something was pasted, perhaps several lines; that they are taken closes the prompt. May be null. */
    PastedLines (*lines)(App *app, const char *text, const void *context);
    const void *context; /* copied: `context_size` bytes */
    size_t context_size;
} Prompt;
void app_prompt(App *app, const Prompt *prompt);

/* Ask before something that cannot be undone, or that is large: y or n. */
void app_confirm(App *app, const char *question, void (*yes)(App *app, const void *context), const void *context,
                 size_t context_size);

/* Pick from what typing narrows down. */
typedef struct Choice {
    char text[200];
    char note[80]; /* shown beside it */
    Id id;
} Choice;
typedef ARRAY(Choice) Choices;
#define CHOICE_MADE (-1) /* the id of the choice to make a new record of the name that is typed */
typedef struct Picker {
    const char *title;
    const Entity *makes; /* a type of which a new record may be made where its name is typed; null = none */
    Typing value;        /* that is picked for, or the command that opens it; {0} = only what is there is picked */
    /* Fill `out` with what matches the (folded) text; called at every key. */
    void (*find)(App *app, const char *folded, Choices *out, const void *context);
    void (*picked)(App *app, const Choice *choice, const char *typed,
                   const void *context); /* choice null: typed only */
    bool new_allowed;                    /* Enter on a text that matches nothing is taken as typed */
    const void *context;
    size_t context_size;
} Picker;
void app_pick(App *app, const Picker *picker);

/*
 * Edit the selected cell of a list where it stands; choices and references open a picker, flags toggle. `first` is the
 * character that began the editing and replaces the text, or 0 to edit what is there. Tab goes on to the next cell.
 */
void app_edit_cell(App *app, List *list, Key first);

/* All fields of a record, one a line, edited in place. */
void app_form(App *app, const Entity *entity, Id id);

/* A longer text to scroll through and close: a report, an explanation. */
void app_read(App *app, const char *title, const char *text);

/* A chart to look at and close; made now, and again when the plan has changed. */
void app_show_chart(App *app, void (*make)(const Plan *plan, Chart *out));

/*
 * The dashboard on the real terminal, until the person leaves; `pane` is shown first, or a page of
 * steering (steer_is_screen()); null = what suits the size. Fails
 * without a terminal, and on a name that no pane has; how the visit went is no matter of the result.
 */
bool tui_run(Session *session, const TermOptions *options, const char *pane, Error *error) MUST_CHECK;

/* Commands of every pane: help, quit, undo, panes, find, form, history, …; of every pane with sheets, and of every
   register. And the keys that every list has, which are no commands: their rows have no function. All end with a row
   without a name. */
extern const Command app_commands[];
extern const Command sheet_commands[];
extern const Command register_commands[];
extern const Command key_commands[];

#endif
