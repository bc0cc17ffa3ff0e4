/*
 * What the files of the filter share: its terms, and how words and names of fields are understood (filter_names.c).
 */
#ifndef STEERCO_SRC_MODEL_FILTER_PARTS_H
#define STEERCO_SRC_MODEL_FILTER_PARTS_H

#include "steerco/model/filter.h"

enum { FILTER_QUOTED = 60 }; /* columns of what is quoted in a sentence */

typedef bool WordTest(const Plan *plan, const Entity *entity, const void *record);

/* The test that a word stands for that many types know; or in *own the one of a word of this type. Null both when it
   is no such word. */
WordTest *filter_test_of_word(const Entity *entity, const char *word, RecordTest **own);

#endif
