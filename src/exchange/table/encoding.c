/*
 * Nobody says which encoding a CSV file has, so its bytes have to: a byte order mark, the NULs of UTF-16, the strict
 * pattern of UTF-8, and Windows-1252 for what is left, because that is what Excel writes in western Europe.
 */
#include "steerco/exchange/table/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

#include "steerco/base/text.h"

static const struct {
    const char *name, *iconv;
} encodings[] = {
    [CSV_ENCODING_UNKNOWN] = {"unknown", ""},        [CSV_UTF8] = {"UTF-8", "UTF-8"},
    [CSV_UTF16LE] = {"UTF-16LE", "UTF-16LE"},        [CSV_UTF16BE] = {"UTF-16BE", "UTF-16BE"},
    [CSV_CP1252] = {"Windows-1252", "WINDOWS-1252"},
};

const char *encoding_name(CsvEncoding encoding)
{
    return encodings[encoding].name;
}

static bool starts_with(const char *bytes, size_t length, const char *mark, size_t size)
{
    return length >= size && memcmp(bytes, mark, size) == 0;
}

/* UTF-16 without a mark: in western texts and in every header most characters have a NUL for their upper half. */
static CsvEncoding utf16_by_nuls(const char *bytes, size_t length)
{
    size_t pairs = length / 2 < 500 ? length / 2 : 500, even = 0, odd = 0;
    for (size_t i = 0; i < pairs; i++) {
        even += bytes[2 * i] == '\0';
        odd += bytes[2 * i + 1] == '\0';
    }
    if (odd * 2 > pairs && even == 0)
        return CSV_UTF16LE;
    return even * 2 > pairs && odd == 0 ? CSV_UTF16BE : CSV_ENCODING_UNKNOWN;
}

/* Where plain ASCII ends, eight bytes at a time: most of most files. */
static size_t ascii_length(const char *bytes, size_t length)
{
    size_t at = 0;
    for (uint64_t eight; at + sizeof eight <= length; at += sizeof eight) {
        memcpy(&eight, bytes + at, sizeof eight);
        if (eight & 0x8080808080808080u)
            break;
    }
    while (at < length && !(bytes[at] & 0x80))
        at++;
    return at;
}

/* What is not ASCII comes in runs, each of which has to be valid by itself. */
static bool is_utf8(const char *bytes, size_t length)
{
    for (size_t at = ascii_length(bytes, length); at < length; at += ascii_length(bytes + at, length - at)) {
        size_t run = at;
        while (run < length && (bytes[run] & 0x80))
            run++;
        if (!text_is_utf8(bytes + at, run - at))
            return false;
        at = run;
    }
    return true;
}

static CsvEncoding detect(const char *bytes, size_t length)
{
    if (starts_with(bytes, length, "\xEF\xBB\xBF", 3))
        return CSV_UTF8;
    if (starts_with(bytes, length, "\xFF\xFE", 2))
        return CSV_UTF16LE;
    if (starts_with(bytes, length, "\xFE\xFF", 2))
        return CSV_UTF16BE;
    CsvEncoding by_nuls = utf16_by_nuls(bytes, length);
    if (by_nuls != CSV_ENCODING_UNKNOWN)
        return by_nuls;
    return is_utf8(bytes, length) ? CSV_UTF8 : CSV_CP1252;
}

static size_t mark_length(const char *bytes, size_t length, CsvEncoding encoding)
{
    if (encoding == CSV_UTF8)
        return starts_with(bytes, length, "\xEF\xBB\xBF", 3) ? 3 : 0;
    if (encoding == CSV_UTF16LE)
        return starts_with(bytes, length, "\xFF\xFE", 2) ? 2 : 0;
    return encoding == CSV_UTF16BE && starts_with(bytes, length, "\xFE\xFF", 2) ? 2 : 0;
}

static size_t line_at(const char *text, const char *end)
{
    size_t line = 1;
    while ((text = memchr(text, '\n', (size_t)(end - text))) != NULL)
        line++, text++;
    return line;
}

static bool convert(const char *bytes, size_t length, CsvEncoding encoding, Buffer *out, Error *error)
{
    iconv_t converter = iconv_open("UTF-8", encodings[encoding].iconv);
    if (converter == (iconv_t)-1)
        return error_set(error, "this system cannot convert %s; save the file as UTF-8", encodings[encoding].name);
    char *from = (char *)bytes;
    size_t result = 0;
    do {
        char block[16384], *to = block;
        size_t room = sizeof block;
        result = iconv(converter, &from, &length, &to, &room);
        buffer_add_bytes(out, block, sizeof block - room);
    } while (result == (size_t)-1 && errno == E2BIG);
    iconv_close(converter);
    if (result == (size_t)-1)
        return error_set(error, "line %zu is not %s (byte 0x%02X)",
                         line_at(buffer_text(out), buffer_text(out) + out->length), encodings[encoding].name,
                         (unsigned char)*from);
    return true;
}

/* The first line that is no UTF-8, for the sentence that refuses it. */
static bool refuse_utf8(const char *text, size_t length, Error *error)
{
    const char *end = text + length;
    for (size_t line = 1; text < end; line++) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t size = (size_t)((newline ? newline : end) - text);
        if (!is_utf8(text, size))
            return error_set(error, "line %zu is not valid UTF-8", line);
        text += size + 1;
    }
    return error_set(error, "the text is not valid UTF-8");
}

/* Files that people take for CSV. */
static bool refuse_other_formats(const char *bytes, size_t length, Error *error)
{
    if (starts_with(bytes, length, "PK\x03\x04", 4) || starts_with(bytes, length, "\xD0\xCF\x11\xE0", 4))
        return error_set(error, "this is a workbook or an archive, no CSV; save the sheet as CSV first");
    if (starts_with(bytes, length, "SQLite format 3", 15))
        return error_set(error, "this is a database, no CSV");
    return true;
}

bool encoding_decode(const char *bytes, size_t length, CsvEncoding *encoding, DecodedText *out, Error *error)
{
    if (!refuse_other_formats(bytes, length, error))
        return false;
    bool told = *encoding != CSV_ENCODING_UNKNOWN;
    if (!told)
        *encoding = detect(bytes, length);
    size_t mark = mark_length(bytes, length, *encoding);
    *out = (DecodedText){.text = bytes + mark, .length = length - mark};
    if (*encoding == CSV_UTF8) {
        if ((told || mark > 0) && !is_utf8(out->text, out->length))
            return refuse_utf8(out->text, out->length, error);
    } else {
        if (!convert(out->text, out->length, *encoding, &out->converted, error))
            return false;
        out->text = buffer_text(&out->converted);
        out->length = out->converted.length;
    }
    const char *nul = memchr(out->text, '\0', out->length);
    if (nul)
        return error_set(error, "line %zu holds a NUL byte: this is no text", line_at(out->text, nul));
    return true;
}

void encoding_cp1252(int map[256])
{
    static const uint16_t high[] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                    0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
    for (int byte = 0; byte < 256; byte++)
        map[byte] = byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte;
}

void decoded_release(DecodedText *text)
{
    buffer_release(&text->converted);
}
