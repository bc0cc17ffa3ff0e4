/*
 * An id is in the array as soon as the array reaches that far, and in the map otherwise. One that was put into the map
 * before the array grew past it stays there, so a look-up that finds nothing in the array asks the map as well.
 */
#include "steerco/model/rowindex.h"

#include <stdlib.h>

#include "steerco/base/memory.h"

/* How far an array may reach beyond what it holds. Tests build with 4, so that the map is used in every run. */
#ifndef ROWINDEX_SLACK
#define ROWINDEX_SLACK 1024
#endif

static void grow(uint32_t **array, size_t *size, size_t needed)
{
    size_t grown = needed + needed / 2;
    *array = memory_resize(*array, grown, sizeof **array);
    for (size_t i = *size; i < grown; i++)
        (*array)[i] = ROW_NONE;
    *size = grown;
}

void rowindex_put(RowIndex *index, int64_t id, uint32_t row, size_t count)
{
    uint64_t distance = id < 0 ? -(uint64_t)id : (uint64_t)id;
    uint32_t *at = rowindex_place(index, id);
    if (!at && distance <= 2 * count + ROWINDEX_SLACK) {
        if (id < 0)
            grow(&index->provisional, &index->provisional_size, (size_t)distance + 1);
        else
            grow(&index->given, &index->given_size, (size_t)distance + 1);
        at = rowindex_place(index, id);
    }
    if (index->sparse.count > 0)
        idmap_remove(&index->sparse, id);
    if (at)
        *at = row;
    else
        idmap_put(&index->sparse, id, row);
}

void rowindex_remove(RowIndex *index, int64_t id)
{
    uint32_t *at = rowindex_place(index, id);
    if (at)
        *at = ROW_NONE;
    idmap_remove(&index->sparse, id);
}

void rowindex_release(RowIndex *index)
{
    free(index->given);
    free(index->provisional);
    idmap_release(&index->sparse);
    *index = (RowIndex){0};
}
