/*
 * A month of an office at one file. Four people create, change, clear, delete and undo at random, each from a picture
 * of the plan that may be old. On the fifteenth the file is one of the first version, which the first of them to come
 * back brings forward. An oracle keeps its own books: a change that was acknowledged is in them and in the file, one
 * that was refused had a reason, and every evening the file is sound, holds what the books say, and will still tell it
 * at the end of the month.
 *
 *     build/tests/session/month_test 20     as many months, each with other dice; three otherwise
 */
#include "../store/filled.h"
#include "../store/same_plan.h"

enum { PEOPLE = 4, DAYS = 30, HALF = 15, SETS = 12, MANY = 12 /* records of a type, beyond which they go again */ };

/* ---- the books: every record that is there, its values as text ---- */

typedef struct Entry {
    Id id, board;
    char **values; /* by column */
} Entry;

typedef struct Books {
    ARRAY(Entry) entries[ENTITY_MOST];
} Books;

static void entry_free(Entry *entry, int columns)
{
    for (int i = 0; i < columns; i++)
        free(entry->values[i]);
    free(entry->values);
}

static void books_release(Books *books)
{
    for (int kind = 0; kind < entity_count; kind++) {
        for (size_t i = 0; i < books->entries[kind].count; i++)
            entry_free(&books->entries[kind].items[i], stored_field_count(entities[kind]));
        array_release(&books->entries[kind]);
    }
}

static Entry *find_entry(Books *books, const Entity *entity, Id id)
{
    for (size_t i = 0; i < books->entries[entity->kind].count; i++)
        if (books->entries[entity->kind].items[i].id == id)
            return &books->entries[entity->kind].items[i];
    return NULL;
}

static int column_index(const Entity *entity, const Field *wanted)
{
    int index = 0;
    for (const Field *field = stored_field(entity->fields); field != wanted; field = stored_field(field + 1))
        index++;
    return index;
}

static char *text_of(const Field *field, Value value)
{
    char scratch[24];
    const char *text = field_journal_text(field, value, scratch);
    return memory_text(text ? text : "");
}

static bool holds(const Entry *entry, const Entity *entity, const Field *field, Value value)
{
    char *text = text_of(field, value);
    bool same = strcmp(entry->values[column_index(entity, field)], text) == 0;
    free(text);
    return same;
}

static void enter(Books *books, const Entity *entity, Id id, const Record *record)
{
    int column = 0;
    Entry entry = {.id = id, .board = record->board};
    entry.values = memory_new((size_t)stored_field_count(entity), sizeof *entry.values);
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1))
        entry.values[column++] = text_of(field, field_stored(field, record));
    array_push(&books->entries[entity->kind], entry);
}

static void strike(Books *books, const Entity *entity, Entry *entry)
{
    entry_free(entry, stored_field_count(entity));
    *entry = books->entries[entity->kind].items[--books->entries[entity->kind].count];
}

static void books_copy(const Books *from, Books *out)
{
    *out = (Books){0};
    for (int kind = 0; kind < entity_count; kind++) {
        size_t columns = (size_t)stored_field_count(entities[kind]);
        for (size_t i = 0; i < from->entries[kind].count; i++) {
            Entry entry = from->entries[kind].items[i];
            char **values = memory_new(columns, sizeof *values);
            for (size_t k = 0; k < columns; k++)
                values[k] = memory_text(entry.values[k]);
            entry.values = values;
            array_push(&out->entries[kind], entry);
        }
    }
}

/* ---- what a change set does to them ---- */

static bool is_as_seen(const Entry *entry, const Entity *entity, const void *record)
{
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1))
        if (!holds(entry, entity, field, field_stored(field, record)))
            return false;
    return true;
}

/* False when the books say otherwise than the change saw. */
static bool book_change(Books *books, const Change *change)
{
    const Entity *entity = change->entity;
    Entry *entry = find_entry(books, entity, change->id);
    if (change->kind == CHANGE_CREATE) {
        if (!entry)
            enter(books, entity, change->id, change->record);
        return !entry;
    }
    if (!entry)
        return false;
    if (change->kind == CHANGE_DELETE) {
        bool same = is_as_seen(entry, entity, change->record);
        strike(books, entity, entry);
        return same;
    }
    char **value = &entry->values[column_index(entity, change->field)];
    bool same = holds(entry, entity, change->field, change->before);
    free(*value);
    *value = text_of(change->field, change->after);
    return same;
}

static bool refers_to_what_is_there(Books *books, const Entity *entity, const Entry *entry)
{
    int column = 0;
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1)) {
        const char *value = entry->values[column++];
        if (!field_refers(field) || !*value)
            continue;
        Referent target = field_referent(field, value_number(strtoll(value, NULL, 10)));
        if (target.entity && !find_entry(books, target.entity, target.id))
            return false;
    }
    return true;
}

static bool is_whole(Books *books)
{
    for (int kind = 0; kind < entity_count; kind++)
        for (size_t i = 0; i < books->entries[kind].count; i++)
            if (!refers_to_what_is_there(books, entities[kind], &books->entries[kind].items[i]))
                return false;
    return true;
}

/* May it be done? All that it saw stands, and nothing would refer to what is not there. */
static bool book_set(Books *books, const ChangeSet *set)
{
    bool may = true;
    for (size_t i = 0; i < set->changes.count; i++)
        may = book_change(books, &set->changes.items[i]) && may;
    return may && is_whole(books);
}

/* ---- the office ---- */

typedef struct Office {
    Fixture *f; /* the file; its folder */
    Fixture people[PEOPLE];
    Books books;
    Books evenings[DAYS];
    int64_t sequences[DAYS];
    uint64_t dice;
    bool first_half;
    int saved, conflicts, undone, refused;
} Office;

static int roll(Office *office, int sides)
{
    office->dice ^= office->dice << 13;
    office->dice ^= office->dice >> 7;
    office->dice ^= office->dice << 17;
    return (int)(office->dice % (uint64_t)sides);
}

static void come(Office *office, int nth)
{
    static const char *const names[PEOPLE] = {"anna", "bob", "carla", "dan"};
    open_second(office->f, &office->people[nth], names[nth]);
    assert_done(database_execute(office->people[nth].store, "PRAGMA synchronous = OFF", &office->people[nth].error),
                &office->people[nth]);
}

static void come_all(Office *office)
{
    for (int i = 0; i < PEOPLE; i++)
        come(office, i);
}

static void go_all(Office *office)
{
    for (int i = 0; i < PEOPLE; i++)
        close_store(&office->people[i]);
}

static void look(Fixture *person)
{
    bool changed;
    assert_done(store_catch_up(person->store, &person->plan, &changed, &person->error), person);
}

/* ---- what people do ---- */

/* A record that the person sees; null when there is none. */
static const Record *any_record(Office *office, const Fixture *person, const Entity *entity)
{
    uint32_t count = plan_count(&person->plan, entity->kind);
    return count ? plan_at(&person->plan, entity->kind, (uint32_t)roll(office, (int)count)) : NULL;
}

/* One whose records are worked with as such; in the first half one that the first version has. */
static const Entity *any_entity(Office *office)
{
    const Entity *entity;
    do
        entity = entities[roll(office, entity_count)];
    while (entity->internal || (office->first_half && is_of_later_version(entity, NULL)));
    return entity;
}

/* False when there is nothing to refer to. */
static bool any_value(Office *office, Fixture *person, const Field *field, Value *out)
{
    if (field->type == FIELD_ANY) {
        const Entity *entity = any_entity(office);
        const Record *any = any_record(office, person, entity);
        *out = value_number(any ? any_id(entity, any->id) : 0);
        return any != NULL;
    }
    if (field->type != FIELD_REFERENCE) {
        *out = some_value(field, 1 + roll(office, 1000), &person->set.arena);
        return true;
    }
    const Record *target = any_record(office, person, field->refers_to);
    *out = value_number(target ? target->id : 0);
    return target != NULL;
}

static bool is_known(const Office *office, const Entity *entity, const Field *field)
{
    return !office->first_half || !is_of_later_version(entity, field);
}

static void create_record(Office *office, Fixture *person, const Entity *entity)
{
    Value values[64];
    int count = 0;
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1), count++)
        if (!any_value(office, person, field, &values[count])) {
            if (field->required)
                return;
            values[count] = value_number(0);
        }
    void *record = change_create(&person->set, entity);
    count = 0;
    for (const Field *field = stored_field(entity->fields); field->name; field = stored_field(field + 1), count++)
        if (is_known(office, entity, field) && (field->required || roll(office, 2)))
            field_set(field, record, values[count]);
}

static void change_record(Office *office, Fixture *person, const Entity *entity, Id id)
{
    for (int i = 1 + roll(office, 4); i > 0; i--) {
        Value value;
        const Field *field = stored_field(entity->fields);
        for (int k = roll(office, stored_field_count(entity)); k > 0; k--)
            field = stored_field(field + 1);
        bool clears = !field->required && roll(office, 4) == 0;
        if (!is_known(office, entity, field) || (!clears && !any_value(office, person, field, &value)))
            continue;
        if (clears)
            value = field_is_text(field) ? value_text("") : column_of(field).absent;
        change_set(&person->set, &person->plan, entity, id, field, value);
    }
}

static void edit(Office *office, Fixture *person)
{
    begin(person, "work");
    for (int i = 1 + roll(office, 3); i > 0; i--) {
        const Entity *entity = any_entity(office);
        const Record *record = any_record(office, person, entity);
        bool many = plan_count(&person->plan, entity->kind) > MANY;
        int what = roll(office, many ? 6 : 5);
        if (what < 2 && !many && entity != &board_entity)
            create_record(office, person, entity);
        else if (record && what > 3 && entity != &board_entity)
            change_delete(&person->set, &person->plan, entity, record->id);
        else if (record)
            change_record(office, person, entity, record->id);
    }
}

/* Take back, or bring back; false when that is refused. */
static bool take_back(Office *office, Fixture *person)
{
    change_release(&person->set);
    error_clear(&person->error);
    bool ready = roll(office, 3) ? store_undo(person->store, &person->plan, 0, &person->set, &person->error)
                                 : store_redo(person->store, &person->plan, &person->set, &person->error);
    office->undone += ready;
    office->refused += !ready;
    if (!ready && person->error.text[0] == '\0')
        fail_msg("an undo was refused, and nobody said why");
    return ready;
}

/* The books judge: what was saved could be, what was refused could not. */
static void save(Office *office, Fixture *person)
{
    Books trial;
    books_copy(&office->books, &trial);
    bool may = book_set(&trial, &person->set);
    error_clear(&person->error);
    if (store_commit(person->store, &person->set, &person->conflicts, &person->error)) {
        if (!may)
            fail_msg("'%s' by %s was acknowledged, and cannot be", person->set.reason, person->store->who);
        assert_true(book_set(&office->books, &person->set)); /* now with the real ids */
        office->saved++;
    } else {
        if (may || person->error.kind != ERROR_CONFLICT)
            fail_msg("'%s' by %s was refused without a reason: %s", person->set.reason, person->store->who,
                     person->error.text);
        office->conflicts++;
    }
    books_release(&trial);
}

static void work(Office *office)
{
    Fixture *person = &office->people[roll(office, PEOPLE)];
    if (roll(office, 3))
        look(person);
    bool undoes = roll(office, 5) == 0;
    if (undoes && !take_back(office, person))
        return;
    if (!undoes)
        edit(office, person);
    if (person->set.changes.count > 0)
        save(office, person);
    look(person);
}

/* ---- the evening ---- */

static void assert_books(Books *books, const Plan *plan)
{
    for (int kind = 0; kind < entity_count; kind++) {
        assert_int_equal(plan_count(plan, (EntityKind)kind), books->entries[kind].count);
        for (size_t i = 0; i < books->entries[kind].count; i++) {
            const Entry *entry = &books->entries[kind].items[i];
            const Record *record = plan_find(plan, (EntityKind)kind, entry->id);
            if (!record || record->board != entry->board || !is_as_seen(entry, entities[kind], record))
                fail_msg("%s-%lld is not what the books say", entities[kind]->prefix, (long long)entry->id);
        }
    }
}

static void close_day(Office *office, int day)
{
    Fixture *first = &office->people[0];
    Plan file;
    plan_init(&file);
    assert_done(store_verify(first->store, &first->error), first);
    assert_done(store_load(first->store, first->board, &file, &first->error), first);
    assert_books(&office->books, &file);
    for (int i = 0; i < PEOPLE; i++) {
        look(&office->people[i]);
        assert_same_plan(&file, &office->people[i].plan);
    }
    books_copy(&office->books, &office->evenings[day]);
    office->sequences[day] = file.sequence;
    plan_release(&file);
}

/* Every evening is still to be seen as it was. */
static void look_back(Office *office)
{
    Fixture *first = &office->people[0];
    for (int day = 0; day < DAYS; day++) {
        Plan past;
        plan_init(&past);
        const Moment moment = {.sequence = office->sequences[day]};
        assert_done(store_load_as_of(first->store, first->board, moment, &past, &first->error), first);
        assert_books(&office->evenings[day], &past);
        plan_release(&past);
        books_release(&office->evenings[day]);
    }
}

/* ---- the month ---- */

static void put_back_to_first_version(Office *office)
{
    go_all(office);
    make_first_version(office->f);
    come_all(office);
    assert_non_null(strstr(store_notice(office->people[0].store), "brought to a newer version"));
    office->first_half = false;
}

static void open_books(Office *office)
{
    for (int kind = 0; kind < entity_count; kind++)
        for (uint32_t row = 0; row < plan_count(&office->f->plan, (EntityKind)kind); row++) {
            const Record *record = plan_at(&office->f->plan, (EntityKind)kind, row);
            enter(&office->books, entities[kind], record->id, record);
        }
}

static void one_month(Office *office, uint64_t seed)
{
    void *file;
    setup(&file);
    office->f = file;
    office->dice = seed * 0x9E3779B97F4A7C15 + 1;
    office->first_half = true;
    open_books(office);
    close_store(office->f);
    come_all(office);
    for (int day = 0; day < DAYS; day++) {
        if (day == HALF)
            put_back_to_first_version(office);
        for (int i = 0; i < SETS; i++)
            work(office);
        close_day(office, day);
    }
    look_back(office);
    go_all(office);
    books_release(&office->books);
    teardown(&file);
}

static void nothing_is_false_for_a_month(void **state)
{
    Office sum = {0};
    const int months = *(const int *)*state;
    for (int month = 1; month <= months; month++) {
        static Office office;
        office = (Office){0};
        one_month(&office, (uint64_t)month);
        sum.saved += office.saved, sum.conflicts += office.conflicts;
        sum.undone += office.undone, sum.refused += office.refused;
    }
    assert_true(sum.saved > 0 && sum.conflicts > 0 && sum.undone > 0); /* or nothing was tried */
    print_message("runs %d change sets of %d months, migrated half way; %d conflicts, %d undone, %d not to be undone\n",
                  sum.saved, months, sum.conflicts, sum.undone, sum.refused);
}

int main(int argc, char **argv)
{
    int months = argc > 1 ? atoi(argv[1]) : 3;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(nothing_is_false_for_a_month, &months),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
