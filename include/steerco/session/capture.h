/*
 * What falls in a meeting, noted in one line: a decision, an action, an issue, a risk, a change request. The line is
 * one change set, so it is one undo: the new record, whose meeting and what it is about, and its place among what came
 * of an item of the agenda.
 *
 *     const Capture here = {.meeting = 3, .topic = "Risks", .about = any_id(&risk_entity, 7), .day = today};
 *     capture_note(&set, plan, capture_kind('a'), "Call the vendor @anna due fri", &here, &error);
 *
 * In the line "@name" says who owns it and "due fri", at its end, until when it has to be done.
 */
#ifndef STEERCO_SESSION_CAPTURE_H
#define STEERCO_SESSION_CAPTURE_H

#include "steerco/model/many.h"
#include "steerco/records/records.h"

typedef struct CaptureKind {
    char letter; /* 'a' */
    const Entity *entity;
} CaptureKind;

extern const CaptureKind capture_kinds[]; /* ends with a row without a letter */

const CaptureKind *capture_kind(char letter); /* null = none of them */

/* Where one is in the meeting. */
typedef struct Capture {
    Id meeting;        /* 0 = none is planned: a steering meeting of that day is made */
    Id item;           /* of its agenda; 0 = the one of that topic, which is made where there is none */
    const char *topic; /* "Risks" */
    AnyId about;       /* the record that is talked about; 0 = none */
    Date day;
} Capture;

/* The item of that topic on the agenda of a meeting; 0 = there is none. */
Id capture_item(const Plan *plan, Id meeting, const char *topic);

/* Add it to the set; null, and the sentence says why, when the line says nothing, or names nobody that is known. */
const Record *capture_note(ChangeSet *set, const Plan *plan, const CaptureKind *kind, const char *line,
                           const Capture *here, Error *error) MUST_CHECK;

/* Put a record that was changed in the meeting among what came of the item. */
bool capture_outcome(ChangeSet *set, const Plan *plan, Referent what, const Capture *here, Error *error) MUST_CHECK;

#endif
