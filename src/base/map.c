/*
 * Both maps are one flat table each, probed linearly: a look-up is one hash and, nearly always, one cache line. Removal
 * shifts the following entries back instead of leaving tombstones, so that tables never wear out. At most three
 * quarters of the slots are taken.
 */
#include "steerco/base/map.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"

/* Slots of the first table, a power of two from 4. Tests build with 4, so that growth happens in every run. */
#ifndef MAP_FIRST_CAPACITY
#define MAP_FIRST_CAPACITY 16
#endif

static bool is_crowded(size_t count, size_t capacity)
{
    return count > capacity - capacity / 4;
}

static size_t capacity_for(size_t count)
{
    size_t capacity = MAP_FIRST_CAPACITY;
    while (is_crowded(count, capacity))
        capacity *= 2;
    return capacity;
}

/* The finaliser of SplitMix64 (Steele, Lea and Flood 2014): each bit of the key moves every bit of the hash. */
static size_t mix(uint64_t key)
{
    key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9u;
    key = (key ^ (key >> 27)) * 0x94D049BB133111EBu;
    return key ^ (key >> 31);
}

/* The slot that holds `key`, or the free one where it would go. */
static size_t id_slot(const IdMap *map, int64_t key)
{
    size_t mask = map->capacity - 1;
    size_t slot = mix((uint64_t)key) & mask;
    while (map->keys[slot] != 0 && map->keys[slot] != key)
        slot = (slot + 1) & mask;
    return slot;
}

void idmap_reserve(IdMap *map, size_t count)
{
    if (map->capacity > 0 && !is_crowded(count, map->capacity))
        return;
    IdMap old = *map;
    map->capacity = capacity_for(count);
    map->keys = memory_new(map->capacity, sizeof *map->keys);
    map->values = memory_new(map->capacity, sizeof *map->values);
    for (size_t i = 0; i < old.capacity; i++) {
        if (old.keys[i] == 0)
            continue;
        size_t slot = id_slot(map, old.keys[i]);
        map->keys[slot] = old.keys[i];
        map->values[slot] = old.values[i];
    }
    free(old.keys);
    free(old.values);
}

void idmap_put(IdMap *map, int64_t key, int64_t value)
{
    assert(key != 0);
    idmap_reserve(map, map->count + 1);
    size_t slot = id_slot(map, key);
    map->count += map->keys[slot] == 0;
    map->keys[slot] = key;
    map->values[slot] = value;
}

int64_t idmap_get(const IdMap *map, int64_t key, int64_t absent)
{
    if (map->count == 0)
        return absent;
    size_t slot = id_slot(map, key);
    return map->keys[slot] == 0 ? absent : map->values[slot];
}

void idmap_remove(IdMap *map, int64_t key)
{
    if (map->count == 0)
        return;
    size_t mask = map->capacity - 1;
    size_t hole = id_slot(map, key);
    if (map->keys[hole] == 0)
        return;
    /* An entry may fill the hole unless its own place lies behind the hole. */
    for (size_t next = (hole + 1) & mask; map->keys[next] != 0; next = (next + 1) & mask) {
        size_t home = mix((uint64_t)map->keys[next]) & mask;
        if (((next - home) & mask) < ((next - hole) & mask))
            continue;
        map->keys[hole] = map->keys[next];
        map->values[hole] = map->values[next];
        hole = next;
    }
    map->keys[hole] = 0;
    map->count--;
}

void idmap_clear(IdMap *map)
{
    if (map->count > 0)
        memset(map->keys, 0, map->capacity * sizeof *map->keys);
    map->count = 0;
}

void idmap_release(IdMap *map)
{
    free(map->keys);
    free(map->values);
    *map = (IdMap){0};
}

/* FNV-1a, mixed once more because its low bits are weak. */
static size_t hash_text(const char *text)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (const char *at = text; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 0x100000001B3u;
    return mix(hash);
}

static size_t text_slot(const TextMap *map, const char *key)
{
    size_t mask = map->capacity - 1;
    size_t slot = hash_text(key) & mask;
    while (map->keys[slot] && strcmp(map->keys[slot], key) != 0)
        slot = (slot + 1) & mask;
    return slot;
}

static void textmap_grow(TextMap *map)
{
    TextMap old = *map;
    map->capacity = capacity_for(map->count + 1);
    map->keys = memory_new(map->capacity, sizeof *map->keys);
    map->values = memory_new(map->capacity, sizeof *map->values);
    for (size_t i = 0; i < old.capacity; i++) {
        if (!old.keys[i])
            continue;
        size_t slot = text_slot(map, old.keys[i]);
        map->keys[slot] = old.keys[i];
        map->values[slot] = old.values[i];
    }
    free(old.keys);
    free(old.values);
}

void textmap_put(TextMap *map, const char *key, int64_t value)
{
    if (map->capacity == 0 || is_crowded(map->count + 1, map->capacity))
        textmap_grow(map);
    size_t slot = text_slot(map, key);
    map->count += !map->keys[slot];
    map->keys[slot] = key;
    map->values[slot] = value;
}

int64_t textmap_get(const TextMap *map, const char *key, int64_t absent)
{
    if (map->count == 0)
        return absent;
    size_t slot = text_slot(map, key);
    return map->keys[slot] ? map->values[slot] : absent;
}

void textmap_release(TextMap *map)
{
    free(map->keys);
    free(map->values);
    *map = (TextMap){0};
}
