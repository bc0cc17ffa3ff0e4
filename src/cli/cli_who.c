/*
 * Who is at work on the file, from the command line.
 */
#include <time.h>

#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"
#include "steerco/records/records.h"
#include "steerco/store/presence.h"

static void print_colleague(const Plan *plan, const Presence *presence, const Colleague *colleague)
{
    const Place *place = &colleague->place;
    const Board *board = plan_find(plan, ENTITY_BOARD, place->board);
    time_t seconds = (time_t)colleague->since;
    struct tm moment;
    Buffer person = {0}, line = {0};
    char since[32] = "";
    if (localtime_r(&seconds, &moment))
        strftime(since, sizeof since, "%Y-%m-%d %H:%M", &moment);
    presence_word_person(presence, colleague, &person);
    buffer_format(&line, "%-10s  %-12s  %s  %s%s%s", buffer_text(&person), colleague->host, since,
                  board ? board->name : "", board ? ", " : "", place->pane);
    if (*place->code)
        buffer_format(&line, "  editing %s%s%s", place->code, *place->field ? " " : "", place->field);
    cli_line("%s", buffer_text(&line));
    buffer_release(&line);
    buffer_release(&person);
}

bool cli_who(const Arguments *arguments, Error *error)
{
    Session session;
    Colleagues here = {0};
    if (!cli_open(arguments, STORE_READ, false, &session, error))
        return false;
    Presence *presence = presence_look_on(session.store);
    presence_look(presence, &here);
    for (size_t i = 0; i < here.count; i++)
        print_colleague(&session.plan, presence, &here.items[i]);
    array_release(&here);
    presence_leave(presence);
    session_close(&session);
    return true;
}
