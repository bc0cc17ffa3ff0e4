/*
 * Trials: the session's plan copied, changed as the script says, checked as a commit would check it, and computed.
 */
#include "steerco/session/trial.h"

#include "steerco/analysis/analysis.h"
#include "steerco/session/script.h"

enum { BLAMED_MOST = 200 }; /* lines of a script in which the one to blame is looked for */

/* The edits on a copy of the plan: do they hold together? */
static bool try_on_copy(Trial *trial, const Session *session, Error *error)
{
    plan_copy(&session->plan, &trial->plan);
    session_complete(session, &trial->set);
    plan_apply(&trial->plan, &trial->set);
    bool was_sound = session->trouble.kind == ERROR_NONE;
    return session_check(&trial->set, &trial->plan, error) && (analysis_update(&trial->plan, error) || !was_sound);
}

static bool begin(Trial *trial, const Session *session, const char *source, const char *script, Error *error)
{
    *trial = (Trial){.generation = session->plan.generation};
    change_begin(&trial->set, &session->plan, source, "");
    bool good = script_read(&trial->set, &session->plan, script, error) && try_on_copy(trial, session, error);
    if (!good)
        trial_release(trial);
    return good;
}

static bool holds_as_far_as(const Session *session, const char *script, size_t lines)
{
    Trial trial;
    Error ignored = {0};
    Buffer head = {0};
    script_head(script, lines, &head);
    bool good = begin(&trial, session, "trial", buffer_text(&head), &ignored);
    if (good)
        trial_release(&trial);
    buffer_release(&head);
    return good;
}

/* A script whose lines can be read and that breaks a rule as a whole: the line from which on it does is to blame. */
static void blame_line(const Session *session, const char *script, Error *error)
{
    size_t line = script_lines(script);
    if (line > BLAMED_MOST)
        return;
    while (line > 1 && !holds_as_far_as(session, script, line - 1))
        line--;
    error_prefix(error, "line %zu", line);
}

bool trial_begin(Trial *out, const Session *session, const char *source, const char *script, Error *error)
{
    Error why = {0};
    if (begin(out, session, source, script, &why))
        return true;
    if (strncmp(why.text, "line ", 5) != 0)
        blame_line(session, script, &why);
    if (error)
        *error = why;
    return false;
}

void trial_release(Trial *trial)
{
    change_release(&trial->set);
    if (trial->plan.results)
        plan_release(&trial->plan);
    *trial = (Trial){0};
}

bool trial_is_current(const Trial *trial, const Session *session)
{
    return trial->generation == session->plan.generation;
}

void trial_compare(const Trial *trial, const Session *session, Impact *out)
{
    impact_compare(&session->plan, &trial->plan, out);
}
