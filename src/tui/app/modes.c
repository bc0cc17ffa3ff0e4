/* The one list of modes, in the order of the manual: what is read first, then what is typed, then what is asked. */
#include "steerco/tui/app/modes.h"

#include <stddef.h>

const Mode *const modes[] = {
    &help_mode,        &links_mode,       &findings_mode,  &text_mode,   &chart_mode,   &form_mode,
    &columns_mode,     &assignments_mode, &picker_mode,    &prompt_mode, &cell_mode,    &entry_mode,
    &form_typing_mode, &note_mode,        &move_mode,      &steer_mode,  &wall_mode,    &confirm_mode,
    &question_mode,    &conflict_mode,    &conflicts_mode, &draft_mode,  &welcome_mode, NULL,
};
