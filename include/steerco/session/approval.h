/*
 * The approval of a change request: its edits, its status and the decision on it become one change set.
 *
 *     Trial trial;
 *     Impact impact = {0};
 *     const Approval approval = {.request = 2, .decision = 1, .digest = shown};
 *     if (!approval_begin(&trial, &impact, &session, &approval, "cli", error)) … // error->kind tells a conflict apart
 *     if (!session_commit(&session, &trial.set, error)) …
 *     trial_release(&trial), impact_release(&impact);
 *
 * Undoing that set takes all of it back.
 */
#ifndef STEERCO_SESSION_APPROVAL_H
#define STEERCO_SESSION_APPROVAL_H

#include "steerco/session/trial.h"

typedef struct Approval {
    Id request;
    Id decision;          /* 0 = the one that the request names already, if any */
    const char *digest;   /* of the impact that was looked at; null = whatever it is now */
    const char *baseline; /* the name of a baseline to be taken of the plan with the edits; null = none */
} Approval;

/* Try the edits of a request on the plan as it is now, to look at them: as trial_begin(). Refused without any. */
bool approval_try(Trial *out, const Session *session, Id request, const char *source, Error *error) MUST_CHECK;

/*
 * Come to the head of the writers' queue, try the edits on the newest state and add to the set what approval is: the
 * request is implemented, decided on today where no day is given; a pending decision on it is taken. The set may be
 * added to before it is committed.
 *
 * Refused when the impact is another one than was looked at (ERROR_CONFLICT): *impact holds the new one then. Also when
 * the body that decides may not decide as much (its limits of cost and delay), when the decision does not stand any
 * more, and when the request is implemented already. On failure the place in the queue is given up, and only *impact,
 * which holds nothing yet, is to be released.
 */
bool approval_begin(Trial *out, Impact *impact, Session *session, const Approval *approval, const char *source,
                    Error *error) MUST_CHECK;

#endif
