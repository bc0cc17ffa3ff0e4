/*
 * Minutes while they are taken: plain text of several lines, in which some lines do something.
 *
 *     # 2 Budget                                  what follows belongs to that item of the agenda
 *     The vendor offers a discount.
 *     /a Ask for it in writing @anna due fri      becomes an action of Anna's, linked to the item and the meeting
 *
 * /a is an action, /d a decision, /r a risk, /i an issue, /c a change request (session/capture.h). Each such line is a
 * change set of its own, and in the text its place is taken by what it made: "AC-7 Ask for it in writing".
 */
#ifndef STEERCO_SESSION_MINUTES_H
#define STEERCO_SESSION_MINUTES_H

#include "steerco/model/change.h"

/* Is the text of this field minutes? */
bool minutes_are_in(const Entity *entity, const Field *field);

/* Is a line one that makes something? */
bool minutes_is_note(const char *line);

/*
 * Add what such a line asks for to the set. `of` is the meeting, or the item of an agenda, whose minutes are taken;
 * `above` the text before the line, whose last heading says which item is talked about; without one it is "Any other
 * business". The day is today, or that of the meeting. False, and the sentence says why, when the line makes no sense.
 */
bool minutes_note(ChangeSet *set, const Plan *plan, Referent of, const char *above, const char *line, Record **made,
                  const Entity **type, Error *error) MUST_CHECK;

/* Add the words that take the place of the line: "AC-7 Ask for it in writing (Anna Berg, due 05 Mar 26)". */
void minutes_word_made(const Plan *plan, const Entity *type, Id id, Buffer *out);

/* Add what empty minutes begin with: a heading for each item of the agenda. */
void minutes_begin(const Plan *plan, Referent of, Buffer *out);

#endif
