/*
 * A manager at work: one open file, one board in memory, its analysis, and the one way to change it.
 *
 *     Session session;
 *     if (!session_open(&session, path, STORE_WRITE, "hr", error)) …
 *     ChangeSet set = {0};
 *     change_begin(&set, &session.plan, "cli", "set R-7");
 *     change_field(&set, &session.plan, &risk_entity, Risk, 7, likelihood, value_number(4));
 *     if (!session_commit(&session, &set, error)) …
 */
#ifndef STEERCO_SESSION_SESSION_H
#define STEERCO_SESSION_SESSION_H

#include "steerco/model/seen.h"
#include "steerco/records/records.h"
#include "steerco/store/store.h"

typedef struct Session {
    Store *store;
    Plan plan;           /* read it, never write to it */
    Conflicts conflicts; /* of the last commit that failed by them */
    bool lean;           /* cold types are loaded when somebody looks at them */
    bool past;           /* the plan is one as of `moment`: never changed or refreshed */
    Moment moment;      /* then `sequence` is the last change set that is in it, `at` the time that was asked for … */
    const char *behind; /* … or of that set, and this what it did: "anna: move R-7"; lives as long as the plan */
    Buffer why;         /* of the changes to come: see session_why() */
    bool why_stays;
    Error trouble; /* why the analysis of the present plan failed; ERROR_NONE normally */
} Session;

/*
 * Open the file and load a board, by name (any spelling of it), code or, when null, the only one there is. A file
 * without boards, or several with none named, loads no board: plan.board is 0 then, which is no failure. On failure
 * the session is {0}: there is nothing to close.
 */
bool session_open(Session *session, const char *path, StoreMode mode, const char *board, Error *error) MUST_CHECK;

/* … for one command, which may not need all there is: see store_load_lean(). Not for a screen, since a look that fails
   ends the program. */
bool session_open_lean(Session *session, const char *path, StoreMode mode, const char *board, Error *error) MUST_CHECK;

/* … to look at it as it was at a moment; boards are those of that moment. */
bool session_open_as_of(Session *session, const char *path, Moment moment, const char *board, Error *error) MUST_CHECK;

/*
 * Have the loaded board as it was at a moment, and as it is now again. On failure nothing has changed: the board was
 * not there yet, or the journal has not come that far.
 */
bool session_go_to(Session *session, Moment moment, Error *error) MUST_CHECK;
bool session_return(Session *session, Error *error) MUST_CHECK;

/* One change set of this board further back, or forth; beyond the newest one is the present. */
bool session_step(Session *session, bool forward, Error *error) MUST_CHECK;

/* Which other board holds a record of that id: what csv_import() asks, with the session as context. 0 = none
   does, or it cannot be told. */
Id session_board_of(const Entity *entity, Id id, void *context);

/* Load another board of the file, named as above. A name that no board bears leaves the present one loaded. */
bool session_select_board(Session *session, const char *board, Error *error) MUST_CHECK;
void session_close(Session *session);

/*
 * Load each board of the file, in order of their ids, in one pass over the file, until the visitor returns false; the
 * last one stays loaded. All are of one moment: now, also where the session was in the past.
 */
typedef bool (*SessionVisitor)(Session *session, void *context);
bool session_each_board(Session *session, SessionVisitor visit, void *context, Error *error) MUST_CHECK;

/* Close a session on a file opened with STORE_MAKE, and give the file its name: see store_publish(). */
bool session_publish(Session *session, Error *error) MUST_CHECK;

/*
 * Check the set against every rule (change_check, booking_check, links without circles), commit it, apply it,
 * recompute. On failure the plan is as before, except that other people's changes may have come in. An empty set
 * succeeds and does nothing.
 */
bool session_commit(Session *session, ChangeSet *set, Error *error) MUST_CHECK;

/*
 * … of an edit that began with what was seen: a field that somebody else changed since is a conflict, though the plan
 * shows their value already; one that the edit leaves as it was seen is no change. Without `seen` (null), as above.
 */
bool session_commit_seen(Session *session, ChangeSet *set, const Seen *seen, Error *error) MUST_CHECK;

/*
 * What a commit does before it writes, for whoever tries a set elsewhere: fill what a new record is given by itself
 * (day, author, rate), and ask every rule but the analysis; `after` is the plan with the set applied.
 */
void session_complete(const Session *session, ChangeSet *set);
bool session_check(const ChangeSet *set, const Plan *after, Error *error) MUST_CHECK;

/*
 * Why the next change is made, in the words of whoever makes it; or, with `stays`, all that this session makes. ""
 * takes that back. Refused when it is longer than WHY_LONGEST bytes.
 */
enum { WHY_LONGEST = 1000 };
bool session_why(Session *session, const char *why, bool stays, Error *error) MUST_CHECK;

/*
 * Come to the head of the writers' queue with the newest state in the plan: a set made from it then is committed
 * without a conflict, since nobody else writes until the next commit, session_unqueue() or the end of the session. For
 * changes that come of no look at the plan (a script, an import), and never while a person thinks.
 */
bool session_queue(Session *session, Error *error) MUST_CHECK;
void session_unqueue(Session *session); /* not in the queue is no failure */

/*
 * Who reads what is made of the plan: whoever may write the file is a planner, everybody else a viewer, and that stays
 * so through loading. A planner may ask for what is private too, and for less again; a viewer is refused.
 */
bool session_set_audience(Session *session, Audience audience, Error *error) MUST_CHECK;

/* Another day has begun, as far as this session goes: what depends on it is computed anew. */
void session_set_today(Session *session, Date today);

/* Bring in other people's changes; *changed may be null. */
bool session_refresh(Session *session, bool *changed, Error *error) MUST_CHECK;

/* Take back change set `sequence`, or one's own newest (0); bring back. *what names the change ("move R-7 …") and is
   good until the next call. */
bool session_undo(Session *session, int64_t sequence, const char **what, Error *error) MUST_CHECK;
bool session_redo(Session *session, const char **what, Error *error) MUST_CHECK;

/* Make a board (with `start` unless it is INSTANT_NONE) and load it. */
bool session_create_board(Session *session, const char *name, Instant start, const char *currency,
                          Error *error) MUST_CHECK;

/* Take back the board that was just made, because nothing came of it; none is loaded then. */
bool session_discard_board(Session *session, Error *error) MUST_CHECK;

#endif
