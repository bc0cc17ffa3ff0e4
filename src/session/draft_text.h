/*
 * A draft as the text of its file: one "key=value" a line, always in the same order, line breaks as \n.
 */
#ifndef STEERCO_SRC_SESSION_DRAFT_TEXT_H
#define STEERCO_SRC_SESSION_DRAFT_TEXT_H

#include "steerco/session/draft.h"

/* Bytes of a file that may be a draft: room for all that can be pasted at once, with every byte of it escaped. */
enum { DRAFT_LONGEST = 4 << 20 };

void draft_print(const Draft *draft, const char *planning_file, Buffer *out);

/* False, with nothing in `out`, when it is no draft, or one about another planning file. */
bool draft_parse(const char *bytes, size_t length, const char *planning_file, Draft *out);

#endif
