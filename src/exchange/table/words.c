/*
 * One map from "section/key" to the meaning. Where a section lists a word twice, its first meaning counts.
 */
#include "steerco/exchange/table/words.h"

#include <stdlib.h>
#include <string.h>

#include "ini.h"
#include "steerco/base/arena.h"
#include "steerco/base/array.h"
#include "steerco/base/data.h"
#include "steerco/base/map.h"
#include "steerco/base/text.h"

struct WordBook {
    TextMap words;
    ARRAY(const char *) meanings;
    Arena texts;
};

static void add_key(const char *section, const char *text, Buffer *out)
{
    buffer_add(out, section);
    buffer_add_char(out, '/');
    text_key(text, out);
}

static void add_word(WordBook *book, const char *section, const char *word, int64_t meaning)
{
    Buffer key = {0};
    add_key(section, word, &key);
    if (buffer_text(&key)[key.length - 1] != '/' && textmap_get(&book->words, buffer_text(&key), -1) < 0)
        textmap_put(&book->words, arena_text(&book->texts, buffer_text(&key)), meaning);
    buffer_release(&key);
}

WordBook *wordbook_new(void)
{
    WordBook *book = memory_new(1, sizeof *book);
    const DataFile *file = data_find("words.ini");
    IniReader reader = {.at = file ? file->bytes : ""};
    Buffer word = {0};
    while (ini_next(&reader)) {
        array_push(&book->meanings, arena_text(&book->texts, reader.key));
        int64_t meaning = (int64_t)book->meanings.count - 1;
        add_word(book, reader.section, reader.key, meaning);
        while (ini_item(&reader.rest, &word))
            add_word(book, reader.section, buffer_text(&word), meaning);
    }
    buffer_release(&word);
    ini_release(&reader);
    return book;
}

void wordbook_free(WordBook *book)
{
    textmap_release(&book->words);
    array_release(&book->meanings);
    arena_release(&book->texts);
    free(book);
}

const char *wordbook_find(const WordBook *book, const char *section, const char *text)
{
    Buffer key = {0};
    add_key(section, text, &key);
    int64_t meaning = textmap_get(&book->words, buffer_text(&key), -1);
    buffer_release(&key);
    return meaning < 0 ? NULL : book->meanings.items[meaning];
}

bool wordbook_is_nothing(const WordBook *book, const char *text)
{
    enum { LONGEST = 24 };
    bool word = (*text >= '0' && *text <= '9') || (*text >= 'A' && strlen(text) > LONGEST);
    if (word)
        return false; /* by far the most cells, told without a look at the book */
    Buffer key = {0};
    text_key(text, &key);
    bool nothing = key.length == 0 || wordbook_find(book, "none", text) != NULL;
    buffer_release(&key);
    return nothing;
}
