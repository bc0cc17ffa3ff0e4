/*
 * Where is it? Two open-addressing hash maps to 64-bit numbers: from ids and from texts.
 *
 *     IdMap rows = {0};
 *     idmap_put(&rows, task.id, row);
 *     int64_t row = idmap_get(&rows, 14, -1); // -1 when absent
 *     idmap_release(&rows);
 */
#ifndef STEERCO_BASE_MAP_H
#define STEERCO_BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

typedef struct IdMap {
    int64_t *keys; /* 0 marks a free slot: the key 0 cannot be stored */
    int64_t *values;
    size_t count, capacity; /* capacity is a power of two */
} IdMap;

void idmap_reserve(IdMap *map, size_t count);           /* room for so many in all */
void idmap_put(IdMap *map, int64_t key, int64_t value); /* replaces the value that is there */
int64_t idmap_get(const IdMap *map, int64_t key, int64_t absent);
void idmap_remove(IdMap *map, int64_t key); /* an absent key is no failure */
void idmap_clear(IdMap *map);               /* empty, memory kept */
void idmap_release(IdMap *map);

typedef struct TextMap {
    const char **keys; /* borrowed: the caller keeps them alive */
    int64_t *values;
    size_t count, capacity;
} TextMap;

void textmap_put(TextMap *map, const char *key, int64_t value);
int64_t textmap_get(const TextMap *map, const char *key, int64_t absent);
void textmap_release(TextMap *map);

#endif
