/*
 * Two plans are the same, record for record and field for field.
 */
#ifndef TESTS_STORE_SAME_PLAN_H
#define TESTS_STORE_SAME_PLAN_H

#include "fixture.h"

static inline void assert_same_record(const Entity *entity, const Record *expected, const void *found)
{
    if (!found)
        fail_msg("%s-%lld is missing", entity->prefix, (long long)expected->id);
    assert_int_equal(((const Record *)found)->board, expected->board);
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1))
        if (!value_equal(field, field_stored(field, expected), field_stored(field, found)))
            fail_msg("%s-%lld, %s differs", entity->prefix, (long long)expected->id, field->name);
}

static inline void assert_same_records(const Plan *expected, const Plan *found)
{
    for (int kind = 0; kind < entity_count; kind++) {
        assert_int_equal(plan_count(found, (EntityKind)kind), plan_count(expected, (EntityKind)kind));
        for (uint32_t row = 0; row < plan_count(expected, (EntityKind)kind); row++) {
            const Record *record = plan_at(expected, (EntityKind)kind, row);
            assert_same_record(entities[kind], record, plan_find(found, (EntityKind)kind, record->id));
        }
    }
}

static inline void assert_same_plan(const Plan *expected, const Plan *found)
{
    assert_int_equal(found->sequence, expected->sequence);
    assert_same_records(expected, found);
}

#endif
