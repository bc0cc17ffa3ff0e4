/*
 * Drafts on the screen: what is being typed is kept on disk while it is typed, and offered again when it was left.
 */
#ifndef STEERCO_TUI_APP_DRAFTS_H
#define STEERCO_TUI_APP_DRAFTS_H

#include "steerco/session/draft.h"
#include "steerco/tui/app/app.h"

/* The state that the App keeps for this module. */
typedef struct Drafts {
    bool in_use;         /* else nothing is written or read */
    DraftFile file;      /* of what is being typed */
    Buffer noted;        /* what was typed when last looked */
    bool dirty;          /* it is not on disk yet */
    int64_t first, last; /* monotonic milliseconds of the first keystroke that is not on disk, and of the last one */
    FoundDrafts found;   /* waiting to be offered */
    Ids elsewhere;       /* boards with others, of which nothing was said yet */
} Drafts;

/* The commands that open an editor whose text can be kept; null at the end. All of them ask first, and can be run on
   behalf of a draft, whoever wrote it. */
extern const char *const drafts_commands[];
bool drafts_has_command(const char *name);

void drafts_init(Drafts *drafts);
void drafts_end(Drafts *drafts);

/* Begin to keep drafts, and look for those left behind: on the board that is open, or `everywhere` on the file. */
void drafts_use(App *app);
void drafts_look(App *app, bool everywhere);

/* After every event: note what is typed, write it when it is time, offer what waits when nothing else is open. */
void drafts_attend(App *app);

/* Milliseconds until it is time; −1 = nothing to write. */
int drafts_patience(const App *app);

/* Write at once what is not on disk, and leave it there. */
void drafts_save(App *app);

/* Leave what was typed on disk, to be offered again. */
void drafts_keep(App *app, const Typing *typing);

/* Open the editor that a draft was typed in, with its text; false, and said why, when that cannot be. */
bool drafts_resume(App *app, const Draft *draft) MUST_CHECK;

/* Offer the next one that was found; say on which other boards there are more. */
void drafts_offer(App *app);
void drafts_say_elsewhere(App *app);

/* What is typed on the way to a draft, and back; the latter borrows its texts. */
void drafts_copy(const App *app, const Typing *typing, Draft *out);
Typing drafts_typing(const Draft *draft);

Drafts *app_drafts(App *app) RETURNS_NON_NULL;

#endif
