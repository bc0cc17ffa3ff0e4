/*
 * The sheets of the team: people here; calendars and holidays in a file of their own.
 */
#include "steerco/records/records.h"
#include "steerco/tui/panes/register.h"

const Pane people_pane = {
    .name = "people",
    .title = "Team",
    .sheet = "People",
    .key = '5',
    .help = "People, roles, equipment and cost kinds, shared by all boards of the file: capacity, calendar, rates, "
            "availability.",
    REGISTER(resource_entity),
};
