/* The one list of panes, in the order of their digits. A new pane is its own file and one line here and in panes.h. */
#include "steerco/tui/app/panes.h"

#include <stddef.h>

#include "steerco/base/text.h"

const Pane *const panes[] = {&overview_pane,     &schedule_pane, &risks_pane, &budget_pane,
                             &stakeholders_pane, &log_pane,      NULL};

const Pane *pane_find(const char *name)
{
    for (int i = 0; panes[i]; i++)
        if (text_equal(panes[i]->name, name))
            return panes[i];
    return NULL;
}
