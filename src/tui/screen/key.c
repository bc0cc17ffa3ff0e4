/*
 * Keys and their names. The names are the one spelling that tables, help and tests share, so both
 * directions read the same table.
 */
#include "steerco/tui/screen/key.h"

#include <stdio.h>
#include <string.h>

#include <utf8proc.h>

enum { LONGEST_NAME = 32, FUNCTION_KEYS = 12 };

static const struct {
    const char *name;
    Key key;
} names[] = {
    {"space", ' '},           {"enter", KEY_ENTER_},       {"esc", KEY_ESCAPE},      {"tab", KEY_TABULATOR},
    {"backtab", KEY_BACKTAB}, {"backspace", KEY_ERASE},    {"delete", KEY_DELETE_},  {"insert", KEY_INSERT_},
    {"up", KEY_ARROW_UP},     {"down", KEY_ARROW_DOWN},    {"left", KEY_ARROW_LEFT}, {"right", KEY_ARROW_RIGHT},
    {"pageup", KEY_PAGE_UP},  {"pagedown", KEY_PAGE_DOWN}, {"home", KEY_FIRST},      {"end", KEY_LAST},
};

static const struct {
    const char *prefix;
    Key bit;
} modifiers[] = {{"ctrl-", KEY_CONTROL}, {"alt-", KEY_ALT}, {"shift-", KEY_SHIFT}};

enum { NAMES = sizeof names / sizeof *names, MODIFIERS = sizeof modifiers / sizeof *modifiers };

static Key take_modifiers(const char **name)
{
    Key taken = 0;
    for (int i = 0; i < MODIFIERS; i++) {
        size_t length = strlen(modifiers[i].prefix);
        if (strncmp(*name, modifiers[i].prefix, length) == 0 && (*name)[length]) {
            *name += length;
            taken |= modifiers[i].bit;
            i = -1; /* the prefixes come in any order */
        }
    }
    return taken;
}

static Key parse_function(const char *name)
{
    int number = 0, end = 0;
    if (sscanf(name, "f%2d%n", &number, &end) != 1 || name[end] || number < 1 || number > FUNCTION_KEYS)
        return 0;
    return KEY_FUNCTION + (Key)number;
}

static Key parse_base(const char *name)
{
    for (int i = 0; i < NAMES; i++)
        if (strcmp(name, names[i].name) == 0)
            return names[i].key;
    utf8proc_int32_t character = -1;
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)name, -1, &character);
    if (length > 0 && character > ' ' && name[length] == '\0')
        return (Key)character;
    return parse_function(name);
}

Key key_parse(const char *name)
{
    Key bits = take_modifiers(&name);
    Key base = parse_base(name);
    return base ? base | bits : 0;
}

static void base_name(Key base, Buffer *out)
{
    for (int i = 0; i < NAMES; i++)
        if (names[i].key == base) {
            buffer_add(out, names[i].name);
            return;
        }
    if (base > KEY_FUNCTION) {
        buffer_format(out, "f%d", (int)(base - KEY_FUNCTION));
        return;
    }
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t length = utf8proc_encode_char((utf8proc_int32_t)base, bytes);
    buffer_add_bytes(out, bytes, (size_t)length);
}

void key_format(Key key, Buffer *out)
{
    for (int i = 0; i < MODIFIERS; i++)
        if (key & modifiers[i].bit)
            buffer_add(out, modifiers[i].prefix);
    base_name(key & ~(Key)(KEY_CONTROL | KEY_ALT | KEY_SHIFT), out);
}

bool key_in_list(Key key, const char *list)
{
    while (list && *list) {
        size_t length = strcspn(list, " ");
        char name[LONGEST_NAME];
        if (length > 0 && length < sizeof name) {
            memcpy(name, list, length);
            name[length] = '\0';
            if (key_parse(name) == key)
                return true;
        }
        list += length + (list[length] == ' ');
    }
    return false;
}
