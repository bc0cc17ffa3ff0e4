/*
 * The journal from the command line: who changed what and when, and taking it back.
 */
#include <stdio.h>
#include <time.h>

#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"

/* The moment on the clock of this host. */
static void add_moment(int64_t utc, Buffer *out)
{
    time_t seconds = (time_t)utc;
    struct tm moment;
    char text[32];
    if (localtime_r(&seconds, &moment) && strftime(text, sizeof text, "%Y-%m-%d %H:%M", &moment) > 0)
        buffer_add(out, text);
}

/* One line for the change set and, when a record was named, one for each of its changes. */
static bool print_entry(const JournalEntry *entry, void *context)
{
    const Plan *plan = context;
    Buffer moment = {0};
    if (entry->sequence > plan->sequence)
        return true; /* later than what is looked at */
    add_moment(entry->at, &moment);
    cli_format("%5lld  %s  %-10s  %-6s  %s%s", (long long)entry->sequence, buffer_text(&moment), entry->who,
               entry->source, entry->undoes ? "undo: " : "", entry->reason);
    if (!entry->changes && entry->count > 1)
        cli_format(" (%zu records)", entry->count);
    cli_print("\n");
    for (size_t i = 0; entry->changes && i < entry->changes->changes.count; i++)
        cli_print_change(&entry->changes->changes.items[i], plan, "       ");
    buffer_release(&moment);
    return !ferror(stdout);
}

bool cli_log(const Arguments *arguments, Error *error)
{
    const char *code = arguments->count > 1 ? arguments->operands[1] : NULL;
    Id id = 0;
    const Entity *entity = code ? entity_of_code(code, &id) : NULL;
    Session session;
    if (code && !entity)
        return error_usage(error, "'%s' is no code; expected one like T-14 or R-7", code);
    if (!cli_open(arguments, STORE_READ, entity && !entity->shared, &session, error))
        return false;
    Id board = entity && entity->shared ? 0 : session.plan.board;
    bool done = store_journal(session.store, board, entity, id, print_entry, &session.plan, error);
    session_close(&session);
    return done;
}

static bool turn_back(const Arguments *arguments, bool (*act)(Session *, const char **, Error *), const char *done_word,
                      Error *error)
{
    Session session;
    const char *what;
    if (!cli_open(arguments, STORE_WRITE, true, &session, error))
        return false;
    bool done = act(&session, &what, error);
    if (done)
        cli_format("%s: %s\n", done_word, what);
    session_close(&session);
    return done;
}

bool cli_undo(const Arguments *arguments, Error *error)
{
    return turn_back(arguments, session_undo, "taken back", error);
}

bool cli_redo(const Arguments *arguments, Error *error)
{
    return turn_back(arguments, session_redo, "brought back", error);
}
