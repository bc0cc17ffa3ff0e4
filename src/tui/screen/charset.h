/*
 * The character set of the terminal.
 */
#ifndef STEERCO_SRC_TUI_SCREEN_CHARSET_H
#define STEERCO_SRC_TUI_SCREEN_CHARSET_H

#include <stdbool.h>

/* Choose the character set of the whole program; is it UTF-8? */
bool charset_choose(void);

/* Is that which was chosen ASCII alone? */
bool charset_is_ascii(void);

#endif
