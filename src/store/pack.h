/*
 * Records as text: what the journal keeps of deleted records, and what the digest of created ones is taken over.
 *
 * A record is what it holds beyond NULL, so that a column which a later version adds changes no text and no digest:
 *
 *     +name+duration;1:1,4:Pack,7:1920042,
 *     ;1:1,5:Carry,0:,
 *
 * (without the line break). Names introduce fields that no earlier record of the text held; behind ';' come the board
 * and these fields, each with its length in bytes. The ids are not in it: a text is of records with consecutive ids.
 */
#ifndef STEERCO_SRC_STORE_PACK_H
#define STEERCO_SRC_STORE_PACK_H

#include "journal.h"

typedef struct Packer {
    const Entity *entity;
    const Column *columns;
    int *fields; /* columns in the order in which they were introduced */
    bool *known; /* by column: was it introduced? */
    int count, introduced;
} Packer;

void packer_init(Packer *packer, Store *store, const Entity *entity);
void packer_release(Packer *packer);

/* Add a record; provisional ids are written as the real ones. */
void packer_add(Packer *packer, const void *record, const Numbering *numbering, Buffer *out);

typedef struct Unpacker {
    Store *store;
    const Entity *entity;
    const char *rest;
    ARRAY(const Column *) columns; /* null for fields that this program does not know */
} Unpacker;

/* `text` must live as long as the unpacker. */
void unpacker_init(Unpacker *unpacker, Store *store, const Entity *entity, const char *text);
void unpacker_release(Unpacker *unpacker);

/* The next record; its id is the caller's to set. Texts are copied. Fails on a text that packer_add() never made. */
bool unpacker_next(Unpacker *unpacker, Arena *texts, void *record, Error *error) MUST_CHECK;

#endif
