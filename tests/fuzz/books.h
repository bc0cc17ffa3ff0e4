/*
 * The books of words and headings are the same for every import, and reading them takes longer than a small file does.
 * A target that imports keeps them: the linker puts these functions before the real ones (-Wl,--wrap, see Makefile).
 */
#ifndef TESTS_FUZZ_BOOKS_H
#define TESTS_FUZZ_BOOKS_H

#include "steerco/exchange/table/headers.h"
#include "steerco/exchange/table/words.h"

WordBook *__real_wordbook_new(void);
WordBook *__wrap_wordbook_new(void);
void __wrap_wordbook_free(WordBook *book);
Headings *__real_headings_new(void);
Headings *__wrap_headings_new(void);
void __wrap_headings_free(Headings *headings);
HeaderBook *__real_headerbook_new(const Entity *entity, Headings *headings);
HeaderBook *__wrap_headerbook_new(const Entity *entity, Headings *headings);
void __wrap_headerbook_free(HeaderBook *book);

WordBook *__wrap_wordbook_new(void)
{
    static WordBook *kept;
    if (!kept)
        kept = __real_wordbook_new();
    return kept;
}

void __wrap_wordbook_free(WordBook *book)
{
    (void)book;
}

Headings *__wrap_headings_new(void)
{
    static Headings *kept;
    if (!kept)
        kept = __real_headings_new();
    return kept;
}

/* The words that decorate stay; those of the file go. */
void __wrap_headings_free(Headings *headings)
{
    for (size_t i = 0; i < headings->read.count; i++)
        array_release(&headings->read.items[i]);
    headings->read.count = 0;
    textmap_release(&headings->places);
    arena_release(&headings->texts);
}

HeaderBook *__wrap_headerbook_new(const Entity *entity, Headings *headings)
{
    static HeaderBook *kept[ENTITY_MOST];
    if (!kept[entity->kind])
        kept[entity->kind] = __real_headerbook_new(entity, headings);
    return kept[entity->kind];
}

void __wrap_headerbook_free(HeaderBook *book)
{
    (void)book;
}

#endif
