/*
 * What the files of the filter share: its terms, and how words and names of fields are understood (filter_names.c).
 */
#ifndef STEERCO_SRC_MODEL_FILTER_PARTS_H
#define STEERCO_SRC_MODEL_FILTER_PARTS_H

#include "steerco/model/filter.h"

enum { FILTER_QUOTED = 60 }; /* columns of what is quoted in a sentence */

/* The test that a word stands for, or null; *negated when its opposite is meant. */
RecordTest *filter_test_of_word(const Entity *entity, const char *word, bool *negated);

#endif
