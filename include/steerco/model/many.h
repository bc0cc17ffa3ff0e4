/*
 * A field that refers to many records: attendees of a meeting, tasks of a requirement.
 *
 * The references are records of their own (records/cross_reference.h), one for each: whose they are, of which field
 * (Field.slot), and to what. So two people who add one attendee each add two records, and both stay. In front stands
 * one cell, "T-3; T-8" or "Anna Berg; Bob Ito": typing it makes the references exactly those.
 *
 *     many_set(&set, plan, &requirement_entity, 7, field, "T-3; T-8", &error);
 */
#ifndef STEERCO_MODEL_MANY_H
#define STEERCO_MODEL_MANY_H

#include "steerco/model/change.h"

/* One of those references. */
typedef struct CrossReference {
    Record record;
    AnyId owner, target;
    int32_t slot; /* Field.slot of the owner's field */
} CrossReference;

extern const Entity cross_reference_entity; /* defined with the other types: records/cross_reference.c */

/* The slot of a type's field: its tag and a number of its own from 0, which are frozen both. */
enum { MANY_FIELDS = 16 };
#define MANY_SLOT(tag, number) ((tag)*MANY_FIELDS + (number))

/* Add the cell of a record, in the order in which the references were made; codes, or names where the type of the
   target goes by them and the name is its own. */
void many_format(const Plan *plan, const Field *field, Id id, Buffer *out);

/* Add what a record refers to, in that order, each once: two people may have made the same reference. */
typedef ARRAY(Referent) Referents;
void many_referents(const Plan *plan, const Field *field, Id id, Referents *out);

/*
 * Make the references of a record, which may be one that the set creates, exactly those of the text. Items are
 * separated by ';' or a line's end, or by ',' where the whole item is no name. Codes of records that the set creates
 * are not known yet: use many_add(). The sentence of an error quotes the item and says what was expected; nothing is
 * changed then.
 */
bool many_set(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field, const char *text,
              Error *error) MUST_CHECK;

/* Finds the record of an item; `entity` null = of any type. True with none for an item that says nobody. */
typedef bool ManyFind(void *context, const Entity *entity, const char *text, Referent *out, Error *error);

/* The two halves of it, for whoever finds records elsewhere than in the plan: add what the items of a cell mean, each
   once; and make the references exactly those. The latter says whether that changes anything. */
bool many_read(const Field *field, const char *text, ManyFind *find, void *context, Referents *out,
               Error *error) MUST_CHECK;
bool many_replace(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field,
                  const Referents *wanted);

/* Add one reference; nothing when it is there. */
void many_add(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Field *field, Referent target);

/* Who refers to a record through a field: add the owners' ids. */
void many_owners(const Plan *plan, const Field *field, Referent target, Ids *out);

/* The field with that slot; null when there is none. */
const Field *many_field(int slot);

/* The index that the functions above look into, kept beside the plan and built anew when references changed. */
typedef struct ManyIndex ManyIndex;
void many_index_free(ManyIndex *index);

#endif
