/*
 * Two people changed the same text of several lines: both changes in one text, as far as they go together.
 */
#ifndef STEERCO_BASE_MERGE_H
#define STEERCO_BASE_MERGE_H

#include "steerco/base/buffer.h"

/*
 * Add what comes of `before` when both `mine` and `theirs` were made of it, line by line. What both add at the same
 * place stands there one behind the other, theirs first; what both changed alike stands once. False, and nothing is
 * added, when the two changed or deleted the same lines in different ways, and of texts too long to be compared (beyond
 * MERGE_LINES lines).
 */
enum { MERGE_LINES = 4000 };
bool merge_lines(const char *before, const char *mine, const char *theirs, Buffer *out);

#endif
