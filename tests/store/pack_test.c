/*
 * Records as text and back: nothing is lost, nothing is written twice, and a text means one thing only.
 */
#include "fixture.h"

#include "../../src/store/pack.h"
#include "steerco/records/records.h"

static const Numbering none = {0};

static void assert_packed(Packer *packer, const void *record, const char *expected)
{
    Buffer text = {0};
    packer_add(packer, record, &none, &text);
    assert_string_equal(buffer_text(&text), expected);
    buffer_release(&text);
}

static Link link_of(Id predecessor, Id successor, const char *reason)
{
    Link link = {0};
    record_init(&link_entity, &link);
    link.record.board = 1;
    link.predecessor = predecessor;
    link.successor = successor;
    link.reason = reason;
    return link;
}

/* Fields are named once, where a record first holds something in them. */
static void the_text_is_as_documented(void **state)
{
    Fixture *f = *state;
    Packer packer;
    packer_init(&packer, f->store, &link_entity);
    Link first = link_of(7, 12, ""), second = link_of(12, 13, "a,b;c:1+"), third = link_of(1, 2, "");
    first.lag = second.lag = third.lag = 0;
    assert_packed(&packer, &first, "+predecessor+successor+lag;1:1,1:7,2:12,1:0,");
    assert_packed(&packer, &second, "+reason;1:1,2:12,2:13,1:0,8:a,b;c:1+,");
    assert_packed(&packer, &third, ";1:1,1:1,1:2,1:0,0:,");
    packer_release(&packer);
}

static void provisional_ids_are_written_as_real_ones(void **state)
{
    Fixture *f = *state;
    Packer packer;
    Buffer text = {0};
    Id real[] = {0, 70, 71};
    Link link = link_of(-1, -2, "");
    link.lag = 0;
    packer_init(&packer, f->store, &link_entity);
    packer_add(&packer, &link, &(Numbering){.ids = real, .count = 2}, &text);
    assert_string_equal(buffer_text(&text), "+predecessor+successor+lag;1:1,2:70,2:71,1:0,");
    buffer_release(&text);
    packer_release(&packer);
}

/* A value for each field: texts with the marks of the format, numbers at the ends of what their columns hold. */
static void fill(Store *store, const Entity *entity, int round, void *record)
{
    static const char *const texts[] = {"", "a", "1:2,3:,", "+name;", "Zoë — 日本\nsecond line", ":"};
    int count;
    const Column *columns = record_columns(store, entity, &count);
    memset(record, 0, entity->record_size);
    ((Record *)record)->board = entity->shared ? 0 : round;
    for (int i = 0; i < count; i++) {
        int choice = (i + round) % 6;
        int64_t number = choice == 0 ? columns[i].low : choice == 1 ? columns[i].high : columns[i].absent.number;
        bool usable = choice < 2 || !columns[i].needs_number;
        Value value = columns[i].is_text ? value_text(texts[choice]) : value_number(usable ? number : columns[i].low);
        field_set(columns[i].field, record, value);
    }
}

static void assert_same(const Entity *entity, const void *a, const void *b)
{
    assert_int_equal(((const Record *)a)->board, ((const Record *)b)->board);
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1))
        if (!value_equal(field, field_stored(field, a), field_stored(field, b)))
            fail_msg("%s.%s did not come back", entity->name, field->name);
}

static void records_of_every_type_come_back_exactly(void **state)
{
    enum { COUNT = 12 };
    Fixture *f = *state;
    for (int kind = 0; kind < entity_count; kind++) {
        const Entity *entity = entities[kind];
        unsigned char *record = calloc(2, entity->record_size), *back = record + entity->record_size;
        Packer packer;
        Unpacker unpacker;
        Buffer text = {0};
        Arena texts = {0};
        packer_init(&packer, f->store, entity);
        for (int round = 1; round <= COUNT; round++) {
            fill(f->store, entity, round, record);
            packer_add(&packer, record, &none, &text);
        }
        unpacker_init(&unpacker, f->store, entity, buffer_text(&text));
        for (int round = 1; round <= COUNT; round++) {
            fill(f->store, entity, round, record);
            assert_done(unpacker_next(&unpacker, &texts, back, &f->error), f);
            assert_same(entity, record, back);
        }
        assert_string_equal(unpacker.rest, "");
        unpacker_release(&unpacker);
        packer_release(&packer);
        buffer_release(&text);
        arena_release(&texts);
        free(record);
    }
}

static void fields_of_a_newer_program_are_passed_over(void **state)
{
    Fixture *f = *state;
    Unpacker unpacker;
    Arena texts = {0};
    Link link;
    unpacker_init(&unpacker, f->store, &link_entity, "+colour+predecessor;1:1,5:green,1:4,");
    assert_done(unpacker_next(&unpacker, &texts, &link, &f->error), f);
    assert_int_equal(link.predecessor, 4);
    unpacker_release(&unpacker);
    arena_release(&texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_file(the_text_is_as_documented),
        with_file(provisional_ids_are_written_as_real_ones),
        with_file(records_of_every_type_come_back_exactly),
        with_file(fields_of_a_newer_program_are_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
