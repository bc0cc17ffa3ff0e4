/*
 * Drafts: what was half typed or half moved when a dashboard ended without being asked to, kept on disk until it is
 * finished or thrown away.
 *
 * A draft is a small file in the person's own state folder ($XDG_STATE_HOME/steerco/drafts, else
 * ~/.local/state/steerco/drafts), or beside the planning file (FILE-draft-LOGIN-…) where that cannot be written; for
 * this person alone either way. While its process lives it holds a lock on it, so that only drafts of dead ones are
 * found.
 *
 *     DraftFile file = {.descriptor = -1};
 *     if (!draft_write(&file, session, &draft, error)) … // again and again while somebody types
 *     draft_remove(&file);                               // Enter or Esc
 */
#ifndef STEERCO_SESSION_DRAFT_H
#define STEERCO_SESSION_DRAFT_H

#include "steerco/session/session.h"

typedef struct Draft {
    Id board;
    const Entity *entity; /* of the record that it is about, null = none */
    Id id;
    const Field *field; /* that is typed; null = several, or none */
    char *command;      /* that opens the editor and asks for the text; "" where a field is typed */
    char *pane;         /* where it was typed, by name */
    bool in_cell;       /* typed into a cell of a list, else in the form */
    char *text;         /* what was typed, */
    char *before;       /* and what stood there when typing began */
    int64_t at;         /* UTC seconds */
} Draft;

void draft_release(Draft *draft);

/* A draft on disk that this process holds. */
typedef struct DraftFile {
    char *path;
    int descriptor; /* −1 = none */
} DraftFile;

/*
 * Write it, or write it anew: synced to disk, and whole at every moment. One too large to be found again fails, with
 * its size and the limit; what was written before stays.
 */
bool draft_write(DraftFile *file, const Session *session, const Draft *draft, Error *error) MUST_CHECK;

void draft_remove(DraftFile *file); /* no file is no failure */
void draft_leave(DraftFile *file);  /* let go of it: it stays, to be found */

typedef struct FoundDraft {
    Draft draft;
    DraftFile file;
} FoundDraft;
typedef ARRAY(FoundDraft) FoundDrafts;

/*
 * This person's drafts on the file, oldest first; from now on this process holds them. What cannot be read as a draft
 * is passed over; at most 100 are found. With `elsewhere`, those on other boards than the session's are left where they
 * are, and their boards are added there, one for each; null = they are found too.
 */
void drafts_find(const Session *session, FoundDrafts *out, Ids *elsewhere);
void drafts_release(FoundDrafts *drafts); /* those that still have a file are left where they are */

#endif
