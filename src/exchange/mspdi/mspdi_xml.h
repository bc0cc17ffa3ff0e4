/*
 * XML as typed records: which elements there are, in which order, and where their values lie, is said once, in tables,
 * and both directions follow them.
 *
 *     typedef struct Shelf { size_t line; const char *name; int64_t width; XmlList books; } Shelf;
 *     static const XmlElement shelf_elements[] = {
 *         {.name = "Name", .type = XML_TEXT, XML_AT(Shelf, name)},
 *         {.name = "Width", .type = XML_NUMBER, XML_AT(Shelf, width), .maximum = 1000},
 *         {.name = "Books", .type = XML_GROUP, .record = &books_record}, // with a row XML_RECORDS for each Book
 *         {0},
 *     };
 *
 * Every record struct begins with the line of the file where its element begins. Numbers of any kind are int64_t,
 * NUMBER_NONE when absent; texts are "" when absent.
 */
#ifndef STEERCO_SRC_EXCHANGE_MSPDI_MSPDI_XML_H
#define STEERCO_SRC_EXCHANGE_MSPDI_MSPDI_XML_H

#include <stddef.h>
#include <stdint.h>

#include "steerco/base/arena.h"
#include "steerco/base/array.h"
#include "steerco/exchange/csv/csv.h"

typedef enum XmlType {
    XML_TEXT,    /* const char *: one line */
    XML_NOTE,    /* const char *: several lines */
    XML_NUMBER,  /* a whole number from `minimum` to `maximum` */
    XML_FLAG,    /* 0 or 1; read from true and false too */
    XML_INSTANT, /* 2026-03-02T08:00:00 as an Instant; seconds are cut off */
    XML_CLOCK,   /* 08:00:00 as minute of the day */
    XML_WORK,    /* PT16H0M0S in minutes, rounded */
    XML_DECIMAL, /* 0.5 in units of 10^-XML_DIGITS */
    XML_RECORDS, /* XmlList of `record`, one for each such element */
    XML_GROUP,   /* the elements of `record`, lying in the same struct; a member there counts the occurrences */
    XML_IGNORED, /* says nothing that is to be kept */
    XML_DROPPED, /* nothing is kept, but it is counted: by `tally`, or where that is 0 by name */
} XmlType;

enum { XML_DIGITS = 6 };

typedef struct XmlRecord XmlRecord;

typedef struct XmlElement {
    const char *name;
    XmlType type;
    uint16_t offset, size; /* XML_AT(); size 0 of a group = nobody counts it, and it is always written */
    int64_t minimum, maximum;
    const XmlRecord *record;
    int tally;
    const char
        *standard; /* of XML_DROPPED: texts, between blanks, that are no loss; null = it counts, whatever is in it */
    bool written_only; /* what readers are to compute for themselves */
} XmlElement;

struct XmlRecord {
    size_t size;
    const XmlElement *elements; /* ends with one without a name */
};

#define XML_AT(Type, member) .offset = offsetof(Type, member), .size = sizeof(((Type *)0)->member)

/* Records of one type. */
typedef struct XmlList {
    void *items;
    size_t count, capacity;
} XmlList;

#define XML_ITEM(Type, list, index) ((Type *)(list)->items + (index))

/* Where the value of an element lies in its record. */
static inline void *xml_member(const XmlElement *element, void *data)
{
    return (unsigned char *)data + element->offset;
}

static inline bool xml_is_text(const XmlElement *element)
{
    return element->type == XML_TEXT || element->type == XML_NOTE;
}

/* A new record at the end, its members absent. Pointers into the list are good until the next. */
void *xml_list_add(XmlList *list, const XmlRecord *record) RETURNS_NON_NULL;

/* Make all members absent, and free the lists in a record. */
void xml_record_init(const XmlRecord *record, void *data);
void xml_record_release(const XmlRecord *record, void *data);

/* Elements of one name that were met and not kept. */
typedef struct XmlLoss {
    const char *record, *element; /* names; that of the element is safe */
    bool known;                   /* a table names it */
    size_t count;
} XmlLoss;

typedef struct XmlReading {
    Arena *texts;
    size_t *tallies; /* of XML_DROPPED, by XmlElement.tally */
    size_t replaced; /* texts in which characters that nobody can see became U+FFFD */
    ARRAY(XmlLoss) losses;
    size_t further_losses; /* of names beyond XML_MOST_LOSSES */
} XmlReading;

void xml_reading_release(XmlReading *reading);

/* Caps beyond which a file is hostile, not large. */
#define XML_MOST_BYTES   ((size_t)1 << 30)
#define XML_MOST_TEXT    ((size_t)1 << 20)
#define XML_MOST_RECORDS ((size_t)1000000)
#define XML_MOST_DEPTH   100
#define XML_MOST_LOSSES  100

/*
 * Read a file whose outermost element is `root` (XML_GROUP) into `data`, which xml_record_init() has made ready and the
 * caller releases whatever happens. Elements that no table names are counted and passed over. The prolog may declare
 * UTF-8, UTF-16, ISO-8859-1, US-ASCII and windows-1252. Fails, naming the line, on a DOCTYPE, on another encoding, on
 * what is not well-formed, beyond the caps, and on values that are none.
 */
bool xml_read(const char *bytes, size_t length, const XmlElement *root, void *data, XmlReading *reading,
              Error *error) MUST_CHECK;

/* One value into its record. */
bool xml_read_value(XmlReading *reading, const XmlElement *element, const Buffer *bytes, void *data,
                    Error *error) MUST_CHECK;

bool xml_write(const XmlElement *root, const char *name_space, const void *data, CsvSink sink, void *context,
               Error *error) MUST_CHECK;

#endif
