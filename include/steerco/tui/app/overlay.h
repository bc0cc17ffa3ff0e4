/*
 * What the overlays share among themselves and with the App. Panes use app.h.
 */
#ifndef STEERCO_TUI_APP_OVERLAY_H
#define STEERCO_TUI_APP_OVERLAY_H

#include "steerco/tui/app/app.h"

/* Take this overlay away, wherever it lies in the stack; its state is gone then. */
void overlay_close(App *app, const void *state);

/* The state of the uppermost overlay if it is one of these, else null; and of the uppermost one of these. */
void *overlay_top(App *app, const Overlay *overlay);
void *overlay_state(App *app, const Overlay *overlay);

/*
 * What the overlays are editing: the lowest of them that edits what is wanted, as the prompt above it is the lesser
 * work; false when none does.
 */
bool app_typing(App *app, bool (*wanted)(const Typing *typing), Typing *out);

/*
 * What the person saw when the edit began that is committed now (null = what the plan holds), and what is typed or
 * carried in it (null = nothing that could be gone on with). The overlay that tells it takes it back with nulls when
 * the commit is done.
 */
void app_saw(App *app, const Seen *seen, const Typing *typing);
const Seen *app_seen(const App *app);
const Typing *app_typed(const App *app);

/* True, and said by whom, when the record was deleted. */
bool app_is_gone(App *app, const Entity *entity, Id id);

/* True, and asked about, when what is typed stands for records that somebody else changed since it was seen. */
bool app_is_overtaken(App *app, const Typing *typing);

/* app_set() of what was typed; true when the editor has no more to do with it (see valueedit_keep()). */
bool app_set_typed(App *app, const Typing *typing);

/*
 * Ask which of the values is to stand. The conflicts are taken over, and the set, where the change is not of a typed
 * field; `typing` (null = nothing was typed) is copied. False, with nothing taken over, when there is nothing to
 * choose: a record is gone.
 */
bool conflict_ask(App *app, Conflicts *conflicts, ChangeSet *set, const Typing *typing);
bool conflict_is_open(App *app);

/* Places in the order of tasks, which came as numbers, in words. `set` is what was to be done, or null. */
void conflict_word_positions(Conflicts *conflicts, const ChangeSet *set, const Plan *plan);

/* Where the overlays say that one is, the uppermost last. */
void app_tell_layers(App *app, struct Place *out);

/* Have the uppermost overlay go on with a draft; false when it does not. */
bool app_resume(App *app, const Typing *draft);

/* A copy of what an overlay hands back to its opener; free() it. Null when there is none. */
void *overlay_context(const void *context, size_t size);

/* Copy a text into a fixed place, cut between graphemes. */
void overlay_copy(char *out, size_t size, const char *text);

/*
 * A key, or a pasted text, for the line that is being typed: as lineedit_key() and lineedit_insert(); where it does not
 * fit, that is said. `insert` is false then.
 */
bool overlay_type(App *app, LineEdit *edit, Key key);
bool overlay_insert(App *app, LineEdit *edit, const char *text);

/* A framed box in the middle of the screen, cleared, at most as large as the screen; its inside. */
Canvas overlay_box(Canvas *canvas, int width, int height, const char *title);

/* Into the lower edge of the frame around a box: a text, and how many rows lie above and below those in sight. */
void overlay_draw_edge(const Canvas *box, int x, Style style, const char *text);
void overlay_draw_rest(const Canvas *box, size_t above, size_t below);

/*
 * Go to the next row, or to the one before (-1), that holds the text, round at the ends, and say so; `holds` looks at
 * row `at` of what `list` points to.
 */
void overlay_seek(App *app, const char *text, int direction, size_t count, size_t *selected,
                  bool (*holds)(const void *list, size_t at, const char *folded), const void *list);

/* Add a moment of this host's clock: "14:02" of today, else "12 Mar 14:02". */
void overlay_time(int64_t at, Buffer *out);

/* The line where prompts are typed: the message line. */
int overlay_prompt_line(const Canvas *canvas);

/* A question to answer by y or n, on that line, and on the one above it when it is long. */
void overlay_draw_question(Canvas *canvas, const char *question);

/* Scroll so that `selected` of `count` rows is among the `height` in sight, starting at *top. */
void overlay_scroll(size_t selected, size_t count, int height, size_t *top);

/* Move *selected by arrow keys, pages, home and end; true when the key was one of these. */
bool overlay_move(Key key, size_t count, int height, size_t *selected);

/* A text to read with a question below it: y runs `yes`, Esc and n close. `typing`: what was typed that led to it. */
void overlay_ask(App *app, const char *title, const char *text, const char *question, const Typing *typing,
                 void (*yes)(App *app, const void *context), const void *context, size_t context_size);

/* The pane that is shown: the one in focus, or the overview. */
const Pane *app_shown_pane(const App *app);

bool app_has_overlay(const App *app);

size_t app_overlays(const App *app); /* how many are open */

/* Nothing is open but, without a board, the question for one. */
bool app_is_idle(const App *app);

/* Add a clause to the message: "…; u undoes". */
void app_say_more(App *app, const char *more);

/* The record selected in the pane in focus. */
bool app_selection(App *app, const Entity **entity, Id *id);
bool app_select(App *app, const Entity *entity, Id id);

/* The list of a pane that filter and marks belong to, or null. */
List *app_list(App *app, const Pane *pane);

/* Run what was typed at ':': a command's name and what follows it. */
bool app_run(App *app, const char *line, Error *error) MUST_CHECK;

/* Take up a value for a field other than by typing: toggle a flag, pick a choice, level or record. False: type it. */
bool value_pick(App *app, const Entity *entity, Id id, const Field *field);

/* What can be chosen as the value of a choice, level or reference of a new record, of what holds the folded text. */
void value_offer(const Plan *plan, const Field *field, const char *folded, Choices *out);

/* … the records of a type, their codes as notes. */
void value_offer_records(const Plan *plan, const Entity *entity, const char *folded, Choices *out);

/* Type a text of several lines, in a box. */
void note_open(App *app, const Entity *entity, Id id, const Field *field);

/* What a field is called where there is room: its title, else its name when the title is an abbreviation. */
void value_label(const Field *field, Buffer *out);

/* Add the text that editing a field starts from. */
void value_text_to_edit(const Plan *plan, const Entity *entity, Id id, const Field *field, Buffer *out);

/* How well typed letters match a text: higher is better, −1 not at all. The letters must come in order. */
int fuzzy_score(const char *text, const char *folded);

void help_open(App *app);
void help_open_for(App *app, const Mode *mode); /* as if that mode were the uppermost; null = none */
void palette_open(App *app, const char *typed);
void boards_open(App *app);
void board_show(App *app, const char *board);                 /* by name or code */
void board_new(App *app, const char *name);                   /* ask for name and start, make it, show it */
bool board_create(App *app, const char *name, Instant start); /* … without asking; false, and said why */
void import_ask(App *app, const char *line); /* a file and how it is to be read; ask for what is missing, report, do */
void welcome_open(App *app);
void journal_open(App *app, const Entity *entity, Id id); /* show the journal; null entity: of the whole board */

/* The past: go to a moment that was typed (or asked for), one change back or forth, and back to the present; false when
   one is there already. */
void past_open(App *app, const char *typed);
void past_go_to(App *app, Moment moment);
void past_step(App *app, bool forward);
bool past_leave(App *app);

/* Add what the header says of it, shortly or in full; and how to get on, on the message line. */
void past_word(App *app, bool full, Buffer *out);
void past_draw_hint(App *app, Canvas *line);

/* What was sought last; "" at first. */
const char *app_sought(const App *app);
void app_seek(App *app, const char *text);

/* Ask for a filter of the pane in focus, or set the one that was typed. */
void filter_open(App *app, const char *typed);

/* Show everything again; false when nothing was hidden. */
bool filter_drop(App *app, const Pane *pane);

/* Go through what holds the text, forwards or backwards: in a mode that can be searched, else (null) among the records
   of the selected type. */
void find_next(App *app, const Mode *mode, const char *text, int direction);

#endif
