/*
 * Who else is here, on the screen: how many in the title line, their initials at what they are editing, a list.
 */
#ifndef STEERCO_TUI_APP_OTHERS_H
#define STEERCO_TUI_APP_OTHERS_H

#include "steerco/store/presence.h"
#include "steerco/tui/app/app.h"

/* The state that the App keeps for this module. */
typedef struct Others {
    Presence *presence; /* null = not asked for */
    Colleagues here;
    ListEditors editors; /* of them, those who are editing something */
} Others;

void others_release(Others *others);

/* Be seen from now on, and see. */
void others_join(App *app);

/* Tell them where this person is, if that is somewhere else than before. */
void others_tell(App *app);

/* Look who is there; true when something is different. */
bool others_look(App *app);

/* Add "2 others  " when there are any. */
void others_word(App *app, Buffer *out);

void others_open(App *app);

Others *app_others(App *app) RETURNS_NON_NULL;

#endif
