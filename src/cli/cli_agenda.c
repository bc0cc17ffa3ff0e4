/*
 * The agenda of a meeting, built from what is open.
 */
#include "steerco/cli/subcommand.h"
#include "steerco/session/agenda.h"

bool cli_agenda(const Arguments *arguments, Error *error)
{
    const char *code = arguments->operands[1];
    Session session;
    ChangeSet set;
    Id meeting;
    size_t added;
    Buffer words = {0};
    if (entity_of_code(code, &meeting) != &meeting_entity)
        return error_usage(error, "'%s' is no code of a meeting; expected one like M-3", code);
    if (!cli_open_to_change(arguments, true, &session, error))
        return false;
    change_begin(&set, &session.plan, "cli", "");
    change_reason(&set, "agenda of M-%lld", (long long)meeting);
    bool done = agenda_build(&set, &session.plan, meeting, &added, error) && cli_commit(&session, &set, error);
    if (done) {
        agenda_word(&session.plan, meeting, &words);
        cli_print(words.length ? buffer_text(&words) : "nothing is on it, and nothing is open\n");
    }
    buffer_release(&words);
    change_release(&set);
    session_close(&session);
    return done;
}
