/*
 * Everything Unicode is decided here and nowhere else, on top of utf8proc; nearly all text is plain ASCII, so each
 * function has a short way for it.
 *
 * A note on emoji. Terminals disagree about sequences: variation selectors, joiners, skin tones and flags change the
 * width in some and not in others, and one wrong guess shifts the rest of the row. The safe form therefore drops what
 * joins and modifies and spells flags as letters; what is left are single code points, about whose width utf8proc and
 * terminals agree. Characters of ambiguous width count one column. The stored text keeps everything.
 */
#include "steerco/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "steerco/base/array.h"

#define SUBSTITUTE "\u00B7"

enum {
    MOST_MARKS = 4,           /* on one base */
    FIRST_COMPOSABLE = 0x300, /* text of smaller code points is in NFC already */
    FIRST_REGIONAL = 0x1F1E6, /* regional indicators A … Z, which pair up to flags */
    LAST_REGIONAL = 0x1F1FF,
};

/* The code point at `text` and its bytes; 1 byte and -1 where it is no UTF-8. `length` -1 reads up to the NUL. */
static size_t decode(const char *text, ptrdiff_t length, int32_t *code)
{
    utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text, length, code);
    return bytes > 0 ? (size_t)bytes : 1;
}

static bool is_printable_ascii(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7F;
}

/* Without an early exit, so that the compiler can look at many bytes at once. */
static bool all_printable_ascii(const char *bytes, size_t length)
{
    unsigned foreign = 0;
    for (size_t i = 0; i < length; i++)
        foreign |= (unsigned char)(bytes[i] - 0x20) > 0x7E - 0x20;
    return !foreign;
}

static bool is_control(int32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F);
}

static bool is_white(int32_t code)
{
    return code == ' ' || code == '\n' || utf8proc_category(code) == UTF8PROC_CATEGORY_ZS;
}

/* Copy what may be stored, with line breaks and tabs made one kind; *highest is the greatest code point. */
static bool copy_storable(const char *bytes, size_t length, bool several_lines, Buffer *out, int32_t *highest,
                          Error *error)
{
    for (size_t at = 0; at < length;) {
        int32_t code;
        size_t size = decode(bytes + at, (ptrdiff_t)(length - at), &code);
        if (code < 0)
            return error_set(error, "byte %zu (0x%02X) is not UTF-8", at + 1, (unsigned)(unsigned char)bytes[at]);
        bool line_break = code == '\n' || code == '\r';
        if (code == '\r' && at + 1 < length && bytes[at + 1] == '\n')
            size = 2;
        if (line_break)
            buffer_add_char(out, several_lines ? '\n' : ' ');
        else if (code == '\t')
            buffer_add_char(out, ' ');
        else if (is_control(code))
            return error_set(error, "byte %zu is the control character U+%04X", at + 1, (unsigned)code);
        else
            buffer_add_bytes(out, bytes + at, size);
        if (code > *highest)
            *highest = code;
        at += size;
    }
    return true;
}

static void compose(Buffer *text)
{
    utf8proc_uint8_t *composed;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)buffer_text(text), (utf8proc_ssize_t)text->length,
                                           &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (length < 0)
        return; /* only for want of memory: the text is valid */
    buffer_clear(text);
    buffer_add_bytes(text, composed, (size_t)length);
    free(composed);
}

static void add_trimmed(Buffer *out, const char *text, size_t length)
{
    int32_t code;
    while (length > 0) {
        size_t size = decode(text, (ptrdiff_t)length, &code);
        if (!is_white(code))
            break;
        text += size;
        length -= size;
    }
    while (length > 0) {
        size_t last = length - 1;
        while (last > 0 && ((unsigned char)text[last] & 0xC0) == 0x80)
            last--;
        decode(text + last, (ptrdiff_t)(length - last), &code);
        if (!is_white(code))
            break;
        length = last;
    }
    buffer_add_bytes(out, text, length);
}

bool text_clean(const char *bytes, size_t length, bool several_lines, Buffer *out, Error *error)
{
    if (all_printable_ascii(bytes, length)) {
        for (; length > 0 && bytes[0] == ' '; length--)
            bytes++;
        while (length > 0 && bytes[length - 1] == ' ')
            length--;
        buffer_add_bytes(out, bytes, length);
        return true;
    }
    Buffer clean = {0};
    int32_t highest = 0;
    bool ok = copy_storable(bytes, length, several_lines, &clean, &highest, error);
    if (ok && highest >= FIRST_COMPOSABLE)
        compose(&clean);
    if (ok) {
        Buffer fit = {0};
        text_export(buffer_text(&clean), &fit); /* what could not leave again is not stored: a round trip is exact */
        add_trimmed(out, buffer_text(&fit), fit.length);
        buffer_release(&fit);
    }
    buffer_release(&clean);
    return ok;
}

bool text_is_utf8(const char *bytes, size_t length)
{
    if (all_printable_ascii(bytes, length))
        return true;
    for (size_t at = 0; at < length;) {
        int32_t code;
        at += decode(bytes + at, (ptrdiff_t)(length - at), &code);
        if (code < 0)
            return false;
    }
    return true;
}

/* Variation selectors, joiners, skin tones, and the soft hyphen, which terminals disagree about. */
static bool vanishes(int32_t code)
{
    return (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF) || code == 0x200C ||
           code == 0x200D || code == 0xAD || (code >= 0x180B && code <= 0x180D) || code == 0x180F ||
           (code >= 0x1F3FB && code <= 0x1F3FF);
}

static bool is_mark(int32_t code)
{
    utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

/*
 * What shows nothing whatever its width is said to be: Default_Ignorable_Code_Point of Unicode without its controls,
 * which are told by their category, and without what vanishes() lists. The grapheme joiner and the fillers of Hangul
 * and Khmer are among it; so are code points that are reserved for such.
 */
static bool is_ignorable(int32_t code)
{
    return code == 0x034F || code == 0x115F || code == 0x1160 || code == 0x17B4 || code == 0x17B5 || code == 0x2065 ||
           code == 0x3164 || code == 0xFFA0 || (code >= 0xFFF0 && code <= 0xFFF8) ||
           (code >= 0xE0000 && code <= 0xE0FFF && !(code >= 0xE0100 && code <= 0xE01EF));
}

static bool is_noncharacter(int32_t code)
{
    return (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
}

/* Controls, bidi, zero-width and tag characters: all that takes no column of its own and is no mark. */
static bool is_hidden(int32_t code)
{
    return code < 0 || utf8proc_charwidth(code) <= 0 || is_ignorable(code) || is_noncharacter(code);
}

static void add_safe_base(int32_t code, const char *bytes, size_t size, Buffer *out)
{
    if (code >= FIRST_REGIONAL && code <= LAST_REGIONAL)
        buffer_add_char(out, (char)('A' + code - FIRST_REGIONAL));
    else if (is_hidden(code))
        buffer_add(out, SUBSTITUTE);
    else
        buffer_add_bytes(out, bytes, size);
}

/* How many bytes of plain ASCII does `text` start with? */
static size_t plain_length(const char *text)
{
    size_t length = 0;
    while (is_printable_ascii((unsigned char)text[length]))
        length++;
    return length;
}

void text_safe(const char *text, bool keep_lines, Buffer *out)
{
    int marks = MOST_MARKS; /* since the last base; at the start of a text or a line there is none */
    while (*text) {
        size_t size = plain_length(text);
        if (size > 0) {
            buffer_add_bytes(out, text, size);
            text += size;
            marks = 0;
            continue;
        }
        int32_t code;
        size = decode(text, -1, &code);
        if (code == '\n' && keep_lines) {
            buffer_add_char(out, '\n');
            marks = MOST_MARKS;
        } else if (code >= 0 && is_mark(code) && !vanishes(code) && !is_ignorable(code)) {
            if (marks < MOST_MARKS)
                buffer_add_bytes(out, text, size);
            else if (marks == MOST_MARKS)
                buffer_add(out, SUBSTITUTE); /* one for all the rest */
            marks++;
        } else if (code < 0 || !vanishes(code)) {
            add_safe_base(code, text, size, out);
            marks = 0;
        }
        text += size;
    }
}

static bool is_joiner(int32_t code)
{
    return code == 0x200C || code == 0x200D;
}

/* Signs without a width by which Hebrew and Arabic say where a number or a bracket belongs; they turn nothing round. */
static bool is_direction_mark(int32_t code)
{
    return code == 0x200E || code == 0x200F || code == 0x061C;
}

/* What no other program is to get: it has no sign of its own, and belongs to no spelling. */
static bool is_unfit_to_export(int32_t code)
{
    if (is_direction_mark(code))
        return false;
    if (code < 0 || is_control(code) || is_ignorable(code) || is_noncharacter(code))
        return true;
    utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP ||
           (category == UTF8PROC_CATEGORY_CF && utf8proc_charwidth(code) <= 0);
}

/* Is there something beyond ASCII at `text` for a joiner to join? */
static bool can_be_joined(const char *text)
{
    int32_t code;
    decode(text, -1, &code);
    return code >= 0x80 && !is_unfit_to_export(code);
}

void text_export(const char *text, Buffer *out)
{
    bool joins = false; /* is what comes before beyond ASCII? */
    while (*text) {
        size_t size = plain_length(text);
        if (size > 0) {
            buffer_add_bytes(out, text, size);
            text += size;
            joins = false;
            continue;
        }
        int32_t code;
        size = decode(text, -1, &code);
        bool joined = joins && is_joiner(code) && can_be_joined(text + size);
        bool stays = code == '\n' || joined || !is_unfit_to_export(code);
        if (code == '\t')
            buffer_add_char(out, ' ');
        else if (stays)
            buffer_add_bytes(out, text, size);
        else
            buffer_add(out, SUBSTITUTE);
        joins = stays && !joined && code >= 0x80;
        text += size;
    }
}

static int code_width(int32_t code)
{
    return code < 0 ? 1 : utf8proc_charwidth(code);
}

size_t text_grapheme(const char *text, int *columns)
{
    *columns = 0;
    if (*text == '\0')
        return 0;
    if ((unsigned char)text[0] < 0x80 && (unsigned char)text[1] < 0x80) {
        *columns = is_printable_ascii((unsigned char)text[0]);
        return 1;
    }
    int32_t code, next;
    utf8proc_int32_t state = 0;
    size_t length = decode(text, -1, &code);
    *columns = code_width(code);
    while (code >= 0 && text[length]) {
        size_t size = decode(text + length, -1, &next);
        if (next < 0 || utf8proc_grapheme_break_stateful(code, next, &state))
            break;
        *columns += code_width(next);
        length += size;
        code = next;
    }
    return length;
}

size_t text_previous(const char *text, size_t at)
{
    size_t start = 0, next = 0;
    while (next < at) {
        int columns;
        start = next;
        next += text_grapheme(text + start, &columns);
        if (next == start)
            break; /* `at` lies beyond the end */
    }
    return start;
}

int text_width(const char *safe)
{
    int columns, width = 0;
    for (size_t size; (size = text_grapheme(safe, &columns)) > 0; safe += size)
        width += columns;
    return width;
}

size_t text_fit(const char *safe, int columns, int *used)
{
    size_t length = 0;
    int width = 0, one;
    for (size_t size; (size = text_grapheme(safe + length, &one)) > 0 && width + one <= columns; length += size)
        width += one;
    if (used)
        *used = width;
    return length;
}

static char ascii_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

Quoted text_quoted(const char *text)
{
    enum { COLUMNS = 40 };
    Quoted quoted;
    Buffer safe = {0};
    text_safe(text, false, &safe);
    size_t fits = text_fit(buffer_text(&safe), COLUMNS, NULL);
    for (int columns = COLUMNS; fits + sizeof "“…”" > sizeof quoted.text;) /* many marks on each letter */
        fits = text_fit(buffer_text(&safe), --columns, NULL);
    snprintf(quoted.text, sizeof quoted.text, "“%.*s%s”", (int)fits, buffer_text(&safe), fits < safe.length ? "…" : "");
    buffer_release(&safe);
    return quoted;
}

typedef struct PlainLetter {
    int32_t code;
    const char *plain;
} PlainLetter;

/*
 * Letters that Unicode does not take apart, and what people without them on their keyboard type instead; in lower case,
 * by code point.
 */
static const PlainLetter plain_letters[] = {
    {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"}, {0x00FE, "th"}, {0x0111, "d"}, {0x0127, "h"}, {0x0131, "i"},
    {0x0138, "k"},  {0x0142, "l"}, {0x014B, "n"}, {0x0153, "oe"}, {0x0167, "t"}, {0x0180, "b"}, {0x0188, "c"},
    {0x018C, "d"},  {0x0192, "f"}, {0x0199, "k"}, {0x019A, "l"},  {0x019E, "n"}, {0x01A5, "p"}, {0x01AD, "t"},
    {0x01B4, "y"},  {0x01B6, "z"}, {0x01DD, "e"}, {0x01E5, "g"},  {0x0221, "d"}, {0x0225, "z"}, {0x0234, "l"},
    {0x0235, "n"},  {0x0236, "t"}, {0x0237, "j"}, {0x023C, "c"},  {0x0247, "e"}, {0x0249, "j"}, {0x024D, "r"},
    {0x024F, "y"},  {0x0253, "b"}, {0x0256, "d"}, {0x0257, "d"},  {0x0259, "e"}, {0x0268, "i"}, {0x0272, "n"},
    {0x0289, "u"},
};

static int by_code(const void *code, const void *letter)
{
    int32_t a = *(const int32_t *)code, b = ((const PlainLetter *)letter)->code;
    return (a > b) - (a < b);
}

/* What is left after marks are taken away, in plain letters where there are some for it. */
static void add_plain(const char *folded, Buffer *out)
{
    while (*folded) {
        int32_t code;
        size_t size = decode(folded, -1, &code), letters = sizeof plain_letters / sizeof *plain_letters;
        const PlainLetter *letter =
            code < 0x80 ? NULL : bsearch(&code, plain_letters, letters, sizeof *plain_letters, by_code);
        if (letter)
            buffer_add(out, letter->plain);
        else
            buffer_add_bytes(out, folded, size);
        folded += size;
    }
}

/* Text that is no UTF-8 can at least be found as it is, as can plain ASCII. */
static void fold(const char *text, utf8proc_option_t options, bool in_plain_letters, Buffer *out)
{
    size_t length = strlen(text), start = out->length;
    utf8proc_uint8_t *folded;
    bool plain = all_printable_ascii(text, length);
    if (!plain && utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &folded,
                               UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | options) >= 0) {
        if (in_plain_letters)
            add_plain((const char *)folded, out);
        else
            buffer_add(out, (const char *)folded);
        free(folded);
        return;
    }
    buffer_add_bytes(out, text, length);
    for (size_t i = start; i < out->length; i++)
        out->bytes[i] = ascii_lower(out->bytes[i]);
}

void text_fold(const char *text, Buffer *out)
{
    fold(text, UTF8PROC_COMPAT | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE, true, out);
}

void text_fold_case(const char *text, Buffer *out)
{
    fold(text, 0, false, out);
}

static bool belongs_to_key(int32_t code)
{
    if (code < 0x80)
        return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9') || code == '%' || code == '#';
    utf8proc_category_t category = utf8proc_category(code);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

void text_key(const char *text, Buffer *out)
{
    Buffer folded = {0};
    text_fold(text, &folded);
    for (const char *at = buffer_text(&folded); *at;) {
        int32_t code;
        size_t size = decode(at, -1, &code);
        if (code >= 0 && belongs_to_key(code))
            buffer_add_bytes(out, at, size);
        at += size;
    }
    buffer_release(&folded);
}

static bool ascii_contains(const char *text, const char *folded_needle)
{
    size_t length = strlen(folded_needle);
    for (; *text; text++)
        if (ascii_lower(*text) == *folded_needle && strncasecmp(text, folded_needle, length) == 0)
            return true;
    return length == 0;
}

bool text_contains(const char *text, const char *folded_needle)
{
    if (all_printable_ascii(text, strlen(text))) /* most are, and a search looks at all there are */
        return ascii_contains(text, folded_needle);
    Buffer folded = {0};
    text_fold(text, &folded);
    bool found = strstr(buffer_text(&folded), folded_needle) != NULL;
    buffer_release(&folded);
    return found;
}

bool text_equal(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

const char *text_skip_blanks(const char *text)
{
    static const char *const wide[] = {"\u00A0", "\u2007", "\u2009", "\u202F"};
    for (;;) {
        const char *start = text;
        while (*text == ' ' || *text == '\t')
            text++;
        for (size_t i = 0; (unsigned char)*text >= 0x80 && i < sizeof wide / sizeof *wide; i++)
            if (strncmp(text, wide[i], strlen(wide[i])) == 0)
                text += strlen(wide[i]);
        if (text == start)
            return text;
    }
}

typedef ARRAY(int32_t) Codes;

static Codes codes_of(const char *text)
{
    Codes codes = {0};
    while (*text) {
        int32_t code;
        text += decode(text, -1, &code);
        array_push(&codes, code);
    }
    return codes;
}

static int least(int a, int b, int c)
{
    int ab = a < b ? a : b;
    return ab < c ? ab : c;
}

int text_distance(const char *a, const char *b)
{
    Codes from = codes_of(a), to = codes_of(b);
    int *row = memory_new(to.count + 1, sizeof *row);
    for (size_t j = 0; j <= to.count; j++)
        row[j] = (int)j;
    for (size_t i = 0; i < from.count; i++) {
        int diagonal = row[0];
        row[0] = (int)i + 1;
        for (size_t j = 0; j < to.count; j++) {
            int replaced = diagonal + (from.items[i] != to.items[j]);
            diagonal = row[j + 1];
            row[j + 1] = least(replaced, row[j] + 1, row[j + 1] + 1);
        }
    }
    int distance = row[to.count];
    free(row);
    array_release(&from);
    array_release(&to);
    return distance;
}
