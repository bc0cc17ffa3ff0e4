/*
 * A trial: what would these edits do? A second plan, like the session's but for the edits, and computed. The session's
 * own plan is never touched, drawn from or committed meanwhile.
 *
 *     Trial trial;
 *     if (!trial_begin(&trial, &session, "cli", "T-3 duration=8d", error)) …
 *     trial_compare(&trial, &session, &impact);
 *     if (… && session_commit(&session, &trial.set, error)) … // one change set
 *     trial_release(&trial);
 */
#ifndef STEERCO_SESSION_TRIAL_H
#define STEERCO_SESSION_TRIAL_H

#include "steerco/analysis/steering/impact.h"
#include "steerco/session/session.h"

typedef struct Trial {
    Plan plan;           /* with the edits, its results current; it borrows texts of the session's plan */
    ChangeSet set;       /* the edits, from the session's plan as it was; more may be added before it is committed */
    uint64_t generation; /* of that plan */
} Trial;

/*
 * Read a script (session/script.h) on the session's plan as it is now, and try it: every rule that a commit asks for is
 * asked. The sentence of a failure begins with the line that cannot be. Nothing is to be released then.
 */
bool trial_begin(Trial *out, const Session *session, const char *source, const char *script, Error *error) MUST_CHECK;
void trial_release(Trial *trial);

/* Is the plan that was tried on still the session's? It is no more after a commit or a refresh that brought something.
 */
bool trial_is_current(const Trial *trial, const Session *session);

/* What the edits do; only of a current trial. */
void trial_compare(const Trial *trial, const Session *session, Impact *out);

#endif
