/*
 * Id → row, for one table of a plan.
 *
 * Ids come from counters, so nearly all of them are small: those are looked up in an array, at 4 bytes a record and one
 * memory access. Ids far beyond the number of records (a board of a large file, an import that brought its own) go into
 * a hash map. {0} is empty.
 */
#ifndef STEERCO_MODEL_ROWINDEX_H
#define STEERCO_MODEL_ROWINDEX_H

#include "steerco/base/map.h"

#define ROW_NONE UINT32_MAX

typedef struct RowIndex {
    uint32_t *given, *provisional; /* by id, and by −id of ids below 0; ROW_NONE where there is none */
    size_t given_size, provisional_size;
    IdMap sparse;
} RowIndex;

/* `count`: the records of the table, by which "far beyond" is measured. */
void rowindex_put(RowIndex *index, int64_t id, uint32_t row, size_t count);
void rowindex_remove(RowIndex *index, int64_t id);
void rowindex_release(RowIndex *index);

/* The place of an id in its array, or null where the array does not reach. */
static inline uint32_t *rowindex_place(const RowIndex *index, int64_t id)
{
    if (id >= 0)
        return (uint64_t)id < index->given_size ? &index->given[id] : NULL;
    uint64_t below = 0 - (uint64_t)id; /* of any id, which a damaged file may make as low as it likes */
    return below < index->provisional_size ? &index->provisional[below] : NULL;
}

static inline uint32_t rowindex_get(const RowIndex *index, int64_t id)
{
    const uint32_t *at = rowindex_place(index, id);
    if ((at && *at != ROW_NONE) || index->sparse.count == 0)
        return at ? *at : ROW_NONE;
    return id ? (uint32_t)idmap_get(&index->sparse, id, ROW_NONE) : ROW_NONE;
}

#endif
