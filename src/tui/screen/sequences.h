/*
 * What terminals send for keys, whatever their description says.
 */
#ifndef STEERCO_SRC_TUI_SCREEN_SEQUENCES_H
#define STEERCO_SRC_TUI_SCREEN_SEQUENCES_H

#include "steerco/tui/screen/key.h"

enum { SEQUENCE_SIZE = 24 };

/* The bytes and the key of a sequence by number, from 0; false behind the last one. */
bool sequence_at(int number, char bytes[SEQUENCE_SIZE], Key *key);

/* The key of a single character, controls included; 0 for those that mean nothing. */
Key sequence_character(uint32_t character);

#endif
