/*
 * The bytes of a text file as UTF-8, whatever they were.
 */
#ifndef STEERCO_EXCHANGE_TABLE_ENCODING_H
#define STEERCO_EXCHANGE_TABLE_ENCODING_H

#include "steerco/base/buffer.h"
#include "steerco/exchange/csv/csv.h"

typedef struct DecodedText {
    const char *text; /* UTF-8 without byte order mark: within the bytes given, or in `converted` */
    size_t length;
    Buffer converted;
} DecodedText;

/*
 * *encoding is what the caller knows (CSV_ENCODING_UNKNOWN: find out) and becomes what it was: by byte order mark, NULs
 * in every second byte, validity as UTF-8, else Windows-1252. Fails, saying in which line, on NULs in an 8-bit text, on
 * bytes that the encoding does not have, and on workbooks and other files that are no text.
 */
bool encoding_decode(const char *bytes, size_t length, CsvEncoding *encoding, DecodedText *out,
                     Error *error) MUST_CHECK;
void decoded_release(DecodedText *text);

/* The code point of each byte in Windows-1252; the five bytes that it leaves open are C1 controls. */
void encoding_cp1252(int map[256]);

const char *encoding_name(CsvEncoding encoding); /* "UTF-8", "Windows-1252", … */

#endif
