/*
 * A register: the records of any type as a list, with the fields of the selected one beside or below it. A sheet of a
 * plain type is one row:
 *
 *     const Pane vendors_pane = {
 *         .name = "vendors",
 *         .title = "Vendors",
 *         .key = '3',
 *         .help = "Who supplies, on any board of the file.",
 *         REGISTER(vendor_entity),
 *     };
 *
 * Columns, order and words come of the row of the type. What can be done in every register are rows of
 * register_commands; a sheet adds its own by .commands.
 */
#ifndef STEERCO_TUI_PANES_REGISTER_H
#define STEERCO_TUI_PANES_REGISTER_H

#include "steerco/tui/app/app.h"
#include "steerco/tui/app/panes.h"

enum { REGISTER_ASKED = 8 }; /* fields that are asked for at most before a record is made */

typedef struct Register {
    const Pane *sheet;
    List list;
    size_t open, late; /* of the records that are listed */
    /* The record that is being made, while one field after the other is asked for. */
    struct RegisterAsking {
        const Field *fields[REGISTER_ASKED];
        Buffer texts[REGISTER_ASKED];
        int count, at;
    } asking;
} Register;

#define REGISTER(type)                                                                                                 \
    .entity = &(type), .state_size = sizeof(Register), .begin = register_begin, .end = register_end,                   \
    .refresh = register_refresh, .draw = register_draw, .key_pressed = register_key, .select = register_select,        \
    .list = register_list, .choice = register_choice, .group_of = register_group, .set_group = register_set_group

void register_begin(void *state, const Pane *pane);
void register_end(void *state);
void register_refresh(void *state, const Plan *plan);
void register_draw(void *state, const Plan *plan, Canvas *canvas, bool focused);
bool register_key(void *state, const Plan *plan, Key key);
bool register_select(void *state, const Plan *plan, const Entity *entity, Id id);
List *register_list(void *state);
List *register_choice(void *state);
const char *register_group(const void *state);
bool register_set_group(void *state, const char *field);

/* The state of the register in focus; null when the pane in focus is none. */
Register *register_of(App *app);

#endif
