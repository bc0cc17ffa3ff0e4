/*
 * Records as the journal keeps them: a text that unpacks packs to one that unpacks to the same. The first byte chooses
 * the record type.
 */
#include "fuzz.h"

#include <unistd.h>

#include "../../src/store/pack.h"
#include "../../src/store/record.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { MOST = 50 };

/* All records of the text, one behind the other; how many, or −1. */
static int unpack(Store *store, const Entity *entity, const char *text, Arena *texts, unsigned char *records)
{
    Unpacker unpacker;
    Error error = {0};
    int count = 0;
    bool good = true;
    unpacker_init(&unpacker, store, entity, text);
    while (good && *unpacker.rest && count < MOST) {
        memset(records + (size_t)count * entity->record_size, 0, entity->record_size);
        good = unpacker_next(&unpacker, texts, records + (size_t)count * entity->record_size, &error);
        assert_true(good || error.text[0]);
        count++;
    }
    good = good && *unpacker.rest == '\0';
    unpacker_release(&unpacker);
    return good ? count : -1;
}

static void pack(Store *store, const Entity *entity, const unsigned char *records, int count, Buffer *out)
{
    const Numbering none = {0};
    Packer packer;
    packer_init(&packer, store, entity);
    for (int i = 0; i < count; i++)
        packer_add(&packer, records + (size_t)i * entity->record_size, &none, out);
    packer_release(&packer);
}

/* One for all runs: the store gives only its tables of columns. */
static Store *any_store(void)
{
    static Store *store;
    Error error = {0};
    char path[] = "/tmp/steerco-fuzz-pack-XXXXXX";
    if (store)
        return store;
    close(mkstemp(path));
    unlink(path);
    store = store_open(path, STORE_CREATE, &error);
    unlink(path);
    return store;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    Store *store = any_store();
    Arena texts = {0};
    Buffer first = {0}, second = {0};
    const Entity *entity = entities[fuzz_choice(&bytes, &length, ENTITY_COUNT)];
    unsigned char *records = calloc(MOST, entity->record_size);
    char *text = fuzz_text(bytes, length);
    int count = unpack(store, entity, text, &texts, records);
    if (count >= 0) {
        pack(store, entity, records, count, &first);
        assert_int_equal(unpack(store, entity, buffer_text(&first), &texts, records), count);
        pack(store, entity, records, count, &second);
        assert_string_equal(buffer_text(&first), buffer_text(&second));
    }
    free(records);
    buffer_release(&first);
    buffer_release(&second);
    arena_release(&texts);
    free(text);
    return 0;
}
