/* The modes, each one constant row in the file of what it is the mode of. A new one is one line here and in modes.c. */
#ifndef STEERCO_TUI_APP_MODES_H
#define STEERCO_TUI_APP_MODES_H

#include "steerco/tui/app/mode.h"

extern const Mode assignments_mode;
extern const Mode cell_mode;
extern const Mode chart_mode;
extern const Mode columns_mode;
extern const Mode confirm_mode;
extern const Mode conflict_mode;
extern const Mode conflicts_mode;
extern const Mode draft_mode;
extern const Mode entry_mode;
extern const Mode findings_mode;
extern const Mode form_mode;
extern const Mode form_typing_mode;
extern const Mode help_mode;
extern const Mode links_mode;
extern const Mode move_mode;
extern const Mode note_mode;
extern const Mode picker_mode;
extern const Mode prompt_mode;
extern const Mode question_mode;
extern const Mode steer_mode;
extern const Mode text_mode;
extern const Mode wall_mode;
extern const Mode welcome_mode;

#endif
