/*
 * Who else has the dashboard open on a planning file, where they are and what they are editing.
 *
 * FILE-here lies beside the planning file, with its group and mode. Everybody who may write the planning file has a
 * slot there, and a lock on it that the kernel takes away with the process: whoever is killed has left. The last one
 * removes the file. Without permission, on a network file system, or when all slots are taken, one only looks on.
 *
 *     Presence *presence = presence_join(store);
 *     presence_tell(presence, &(Place){.board = 1, .pane = "risks", .code = "R-7", .field = "likelihood"});
 *     if (presence_look(presence, &others)) … // when store_watch_descriptor() rings
 *     presence_leave(presence);
 *
 * What is read was written by other people's processes: it is bounded and valid UTF-8, but for display it goes through
 * text_safe() like every stored text, and a name is no proof of who somebody is.
 */
#ifndef STEERCO_STORE_PRESENCE_H
#define STEERCO_STORE_PRESENCE_H

#include "steerco/base/array.h"
#include "steerco/store/store.h"

typedef struct Presence Presence;

enum { PRESENCE_TEXT = 64 };

/* Where somebody is. */
typedef struct Place {
    Id board; /* 0 = none */
    char pane[PRESENCE_TEXT];
    char code[PRESENCE_TEXT], field[PRESENCE_TEXT]; /* of what is being edited; "" = nothing, "" = the record */
} Place;

typedef struct Colleague {
    int64_t slot; /* of the file */
    char who[PRESENCE_TEXT], host[PRESENCE_TEXT];
    int64_t since; /* UTC seconds */
    Place place;
} Colleague;
typedef ARRAY(Colleague) Colleagues;

/* The store must outlive it; its watch descriptor then rings for presence too. */
Presence *presence_join(Store *store) RETURNS_NON_NULL;
Presence *presence_look_on(Store *store) RETURNS_NON_NULL; /* without being seen */
void presence_leave(Presence *presence);                   /* null is allowed */

/* Costs nothing when it is where one was said to be before. */
void presence_tell(Presence *presence, const Place *place);

/* Fill `out`, which is {0} or was filled before, with the others, longest here first. True when it is news. */
bool presence_look(Presence *presence, Colleagues *out);

/* Add "anna (Anna Weber)": the login name, and the person's where this host knows one to it. May ask a directory
   service, so it is for lists that somebody wants to see, not for every drawing. */
void presence_word_person(const Presence *presence, const Colleague *colleague, Buffer *out);

#endif
