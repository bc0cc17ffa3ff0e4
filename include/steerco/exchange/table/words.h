/*
 * Words of other people's files in several languages, from data/words.ini: levels, yes and no, statuses, "nothing".
 */
#ifndef STEERCO_EXCHANGE_TABLE_WORDS_H
#define STEERCO_EXCHANGE_TABLE_WORDS_H

#include <stdbool.h>

typedef struct WordBook WordBook;

WordBook *wordbook_new(void) __attribute__((returns_nonnull));
void wordbook_free(WordBook *book);

/* What a text means as a word of that section ("level", "risk.status"): the entry's name; null when it is none. */
const char *wordbook_find(const WordBook *book, const char *section, const char *text);

/* Does the text say "nothing" in a cell that is no text: n/a, NULL, a dash, only punctuation? */
bool wordbook_is_nothing(const WordBook *book, const char *text);

#endif
