/*
 * The journal from the command line: who changed what and when, and taking it back.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"
#include "steerco/session/cause.h"

typedef struct Printed {
    const Plan *plan;
    LeftOut left_out; /* values, not columns */
} Printed;

/* One line for the change set and, when a record was named, one for each of its changes. */
static bool print_entry(const JournalEntry *entry, void *context)
{
    Printed *printed = context;
    const Plan *plan = printed->plan;
    Buffer line = {0};
    if (entry->sequence > plan->sequence)
        return true; /* later than what is looked at */
    buffer_format(&line, "%5lld  ", (long long)entry->sequence);
    cause_add_time(entry->at, &line);
    buffer_format(&line, "  %-10s  %-6s  %s%s", entry->who, entry->source, cause_prefix(entry->undoes, entry->source),
                  entry->reason);
    if (!entry->changes && entry->count > 1)
        buffer_format(&line, " (%zu records)", entry->count);
    cli_line("%s", buffer_text(&line));
    if (*entry->why)
        cli_line("       why: %s", entry->why);
    for (size_t i = 0; entry->changes && i < entry->changes->changes.count; i++) {
        cli_print_change(&entry->changes->changes.items[i], plan, "       ");
        printed->left_out.fields += !change_is_shown(&entry->changes->changes.items[i], plan);
    }
    buffer_release(&line);
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
    Printed printed = {.plan = &session.plan};
    const JournalQuery query = {.board = entity && entity->shared ? 0 : session.plan.board, .entity = entity, .id = id};
    bool done = store_journal(session.store, &query, print_entry, &printed, error);
    if (done)
        cli_tell_left_out(&session.plan, &printed.left_out);
    session_close(&session);
    return done;
}

/* The number of a change set, or 0 when none is named. */
static bool read_number(const Arguments *arguments, int64_t *out, Error *error)
{
    const char *typed = arguments->count > 1 ? arguments->operands[1] : "0";
    bool number = *typed && strlen(typed) < 16 && typed[strspn(typed, "0123456789")] == '\0';
    *out = number ? strtoll(typed, NULL, 10) : 0;
    return (number && (*out > 0 || arguments->count == 1)) ||
           error_usage(error, "'%s' is no number of a change; steerco log prints them", typed);
}

bool cli_undo(const Arguments *arguments, Error *error)
{
    Session session;
    const char *what;
    int64_t sequence;
    if (!read_number(arguments, &sequence, error) || !cli_open_to_change(arguments, true, &session, error))
        return false;
    bool done = session_undo(&session, sequence, &what, error);
    if (done) {
        cli_has_changed();
        cli_line("taken back: %s", what);
    }
    session_close(&session);
    return done;
}

bool cli_redo(const Arguments *arguments, Error *error)
{
    Session session;
    const char *what;
    if (!cli_open_to_change(arguments, true, &session, error))
        return false;
    bool done = session_redo(&session, &what, error);
    if (done) {
        cli_has_changed();
        cli_line("brought back: %s", what);
    }
    session_close(&session);
    return done;
}
