/*
 * Out and in again: for every record type, with every field filled, and with texts that were made to break something.
 */
#include "fixture.h"

#include "steerco/planning/baseline.h"
#include "steerco/records/records.h"
#include <string.h>

#include "steerco/exchange/mspdi/mspdi.h"
#include "steerco/records/baseline.h"

static const char *const hostile_lines[] = {
    "=1+1",
    "+49 30 1234",
    "-5",
    "@SUM(A1:A9)",
    "'=already quoted",
    "''-quoted twice",
    "\uFF1DSUM(A1)",
    "\uFF0B81 3",
    "'\uFF0D5",
    "\uFF20home",
    "\U0001F469\u200D\U0001F52C \u0645\u06CC\u200C\u062E \u2764\uFE0F \U0001F44D\U0001F3FD \U0001F1E9\U0001F1EA",
    "soft\u00ADhyphen, x\u0323\u0324\u0325\u0326\u0331\u0332",
    "a, b; c | d",
    "say \"what\"",
    "\"",
    "'",
    "NULL",
    "—",
    "n/a",
    "[]",
    "1,5",
    "2026-02-30",
    "T-1",
    "id",
    "custom: id",
    "Ünï çödé 中文 עברית 한국어",
    "<script>alert(1)</script>",
    "C:\\new\\table: x",
    "%s%n",
    "x = y",
};

static const char *const hostile_notes[] = {
    "first line\nsecond, \"quoted\" line\n\n- a list\n=1+1",
    "=HYPERLINK(\"http://example.org\")\nnext",
    "-\n-",
};

static const char *const own_columns[] = {
    "Team: red, green\nCost centre: =1+1\nOwner: not the field\nDue: 2026-01-01",
    "Status: open\nPath: C:\\\\new\\nline two\nA\\:B: colon in the name\nid: 7",
    "a line without a name\nTeam: blue\nTeam: twice\n=x: formula in the name",
};

#define PICK(list, seed) (list)[(seed) % (sizeof(list) / sizeof(list)[0])]

/* Duration and dates grow with the field, so that periods end after they begin. */
static Value filled(const Field *field, int place, int seed)
{
    switch (field->type) {
    case FIELD_TEXT:
        return value_text(PICK(hostile_lines, (size_t)(place + seed * 7)));
    case FIELD_NOTE:
        return value_text(PICK(hostile_notes, (size_t)(place + seed)));
    case FIELD_HOURS:
        return value_text(seed % 2 ? "08:00-12:00 13:00-17:30" : "off");
    case FIELD_RECURRENCE:
        return value_text(seed % 2 ? "yearly 4th thu nov" : "every 2 weeks mon fri");
    case FIELD_CUSTOM:
        return value_text(PICK(own_columns, (size_t)seed));
    case FIELD_FLAG:
        return value_number(seed % 2);
    case FIELD_CHOICE:
        return value_number(1);
    case FIELD_SCALE:
        return value_number(field->maximum - seed % 2);
    case FIELD_INTEGER:
    case FIELD_MINUTES:
        return value_number(field->maximum > field->minimum ? field->maximum - seed : 17);
    case FIELD_PERCENT:
        return value_number(1234 + place);
    case FIELD_QUANTITY:
        return value_number(-1500 - place);
    case FIELD_MONEY:
        return value_number(seed % 2 ? -123456789 : 5);
    case FIELD_RATE:
        return value_number(92000000 + place);
    case FIELD_DATE:
        return value_number(date_make(2026, 3, 2) + place);
    case FIELD_INSTANT:
        return value_number(instant_make(date_make(2026, 3, 2) + place, 13 * 60 + 5));
    case FIELD_DURATION:
        return value_number(duration_make(480 + 60 * place, seed % 2 ? UNIT_DAYS : UNIT_HOURS));
    case FIELD_REFERENCE:
        return value_number(1);
    case FIELD_ANY:
        return value_number(any_id(place % 2 ? &task_entity : &risk_entity, 1));
    case FIELD_MANY:
        break;
    }
    return value_number(0);
}

static void *new_record(const Entity *entity, Id id, bool fill, Arena *arena)
{
    Record *record = arena_new(arena, entity->record_size);
    record_init(entity, record);
    record->id = id;
    record->board = entity->shared ? 0 : 1;
    int place = 0;
    for (const Field *field = entity->fields; fill && field->name; field++, place++)
        if (field_is_stored(field))
            field_set(field, record, filled(field, place, (int)id));
    if (fill && entity_field(entity, "currency"))
        field_set(entity_field(entity, "currency"), record, value_text("USD"));
    return record;
}

static void add_tasks(Plan *plan, Arena *arena)
{
    for (Id id = 1; id <= 4; id++) {
        Task *task = new_record(&task_entity, id, id != 4, arena);
        task->name = id == 4 ? "plain" : PICK(hostile_lines, (size_t)id);
        task->parent = id == 1 || id == 4 ? 0 : 1;
        task->position = id * 10;
        task->inactive = id == 3;
        task->percent_complete = id == 4 ? 0 : 10000; /* they have an actual finish */
        plan_add(plan, ENTITY_TASK, task);
    }
}

static void add_links(Plan *plan, Arena *arena)
{
    Link *link = new_record(&link_entity, 1, true, arena);
    link->predecessor = 2;
    link->successor = 4;
    plan_add(plan, ENTITY_LINK, link);
    Assignment *assignment = new_record(&assignment_entity, 1, true, arena);
    assignment->task = 2;
    assignment->resource = 2;
    plan_add(plan, ENTITY_ASSIGNMENT, assignment);
}

static void add_ledger(Plan *plan, Arena *arena)
{
    CostEntry *entry = new_record(&cost_entry_entity, 1, true, arena);
    entry->reverses = 0;
    plan_add(plan, ENTITY_COST_ENTRY, entry);
    CostEntry *reversal = new_record(&cost_entry_entity, 2, true, arena);
    reversal->reverses = 1;
    reversal->kind = entry->kind;
    reversal->amount = -entry->amount;
    plan_add(plan, ENTITY_COST_ENTRY, reversal);
}

static void add_shared(Plan *plan, Arena *arena)
{
    for (Id id = 1; id <= 2; id++) {
        Calendar *calendar = new_record(&calendar_entity, id, true, arena);
        calendar->base = id - 1;
        calendar->hours[0] = "08:00-12:00"; /* somewhere work has to be possible */
        plan_add(plan, ENTITY_CALENDAR, calendar);
        Exception *exception = new_record(&exception_entity, id, true, arena);
        exception->calendar = id;
        plan_add(plan, ENTITY_EXCEPTION, exception);
        plan_add(plan, ENTITY_RESOURCE, new_record(&resource_entity, id, true, arena));
    }
}

/* A row whose task is gone, and two that are not told apart by anything but their codes. */
static void add_baseline(Plan *plan, Arena *arena)
{
    plan_add(plan, ENTITY_BASELINE, new_record(&baseline_entity, 1, true, arena));
    for (Id id = 1; id <= 3; id++) {
        BaselineTask *row = new_record(&baseline_task_entity, id, true, arena);
        row->task = id == 1 ? 2 : 0;
        plan_add(plan, ENTITY_BASELINE_TASK, row);
    }
}

/* Two targets of a field that refers to many; of a field for any record, of two types. */
static void add_references(Plan *plan, const Entity *entity, const Field *field, Id id, Arena *arena)
{
    for (int i = 0; i < 2; i++) {
        const Entity *to = field->refers_to ? field->refers_to : i ? &task_entity : &stakeholder_entity;
        CrossReference *reference = new_record(&cross_reference_entity, 0, false, arena);
        reference->record.id = (Id)plan_count(plan, ENTITY_CROSS_REFERENCE) + 1;
        reference->owner = any_id(entity, id);
        reference->slot = field->slot;
        reference->target = any_id(to, 2 - i);
        plan_add(plan, ENTITY_CROSS_REFERENCE, reference);
    }
}

/* What nothing special is to be said of: two filled, one with what it needs and no more. */
static void add_registers(Plan *plan, Arena *arena)
{
    for (int kind = ENTITY_STAKEHOLDER + 1; kind < entity_count; kind++)
        for (Id id = 1; id <= 3 && !entities[kind]->internal; id++) {
            void *record = new_record(entities[kind], id, id < 3, arena);
            int place = 0;
            for (const Field *field = entities[kind]->fields; field->name; field++, place++) {
                if (field->required && id == 3)
                    field_set(field, record, filled(field, place, 1));
                if (field->type == FIELD_MANY && id == 2)
                    add_references(plan, entities[kind], field, id, arena);
            }
            plan_add(plan, (EntityKind)kind, record);
        }
}

/* Whoever exports here asked for what is private too. */
static void init_for_all(Fixture *fixture)
{
    fixture_init(fixture);
    fixture->plan.audience = AUDIENCE_PRIVATE;
}

/* Every table filled, and each with a record of standard values where that makes sense. */
static void fill(Fixture *fixture, Arena *arena)
{
    Plan *plan = &fixture->plan;
    add_shared(plan, arena);
    plan_add(plan, ENTITY_VENDOR, new_record(&vendor_entity, 1, true, arena));
    plan_add(plan, ENTITY_CURRENCY_RATE, new_record(&currency_rate_entity, 1, true, arena));
    plan_add(plan, ENTITY_ORDER, new_record(&order_entity, 1, true, arena));
    Board *board = new_record(&board_entity, 1, true, arena);
    board->name = "Board";
    board->currency = "TND";
    board->status_date = date_make(2026, 12, 31); /* all of it has happened */
    plan_remove(plan, ENTITY_BOARD, 0);
    plan_add(plan, ENTITY_BOARD, board);
    add_tasks(plan, arena);
    add_links(plan, arena);
    add_baseline(plan, arena);
    for (Id id = 1; id <= 3; id++) {
        plan_add(plan, ENTITY_RISK, new_record(&risk_entity, id, id < 3, arena));
        plan_add(plan, ENTITY_BUDGET_LINE, new_record(&budget_line_entity, id, id < 3, arena));
        plan_add(plan, ENTITY_STAKEHOLDER, new_record(&stakeholder_entity, id, id < 3, arena));
    }
    Risk *risk = (Risk *)plan_find(plan, ENTITY_RISK, 3);
    ((BudgetLine *)plan_find(plan, ENTITY_BUDGET_LINE, 3))->description = "plain";
    ((Stakeholder *)plan_find(plan, ENTITY_STAKEHOLDER, 3))->name = "plain";
    risk->title = "plain";
    add_ledger(plan, arena);
    add_registers(plan, arena);
    fixture_update(fixture);
}

/* A board names its calendar, and amounts need the board's currency. */
static const EntityKind order[] = {
    ENTITY_CALENDAR,      ENTITY_EXCEPTION, ENTITY_BASELINE,   ENTITY_BOARD,
    ENTITY_RESOURCE,      ENTITY_TASK,      ENTITY_LINK,       ENTITY_ASSIGNMENT,
    ENTITY_BASELINE_TASK, ENTITY_RISK,      ENTITY_VENDOR,     ENTITY_CURRENCY_RATE,
    ENTITY_BUDGET_LINE,   ENTITY_ORDER,     ENTITY_COST_ENTRY, ENTITY_STAKEHOLDER,
};

enum { ORDERED = sizeof order / sizeof order[0], TYPES = ORDERED + ENTITY_CROSS_REFERENCE - ENTITY_STAKEHOLDER - 1 };

/* The others as they are listed, without the last. */
static EntityKind kind_at(size_t place)
{
    return place < ORDERED ? order[place] : (EntityKind)(ENTITY_STAKEHOLDER + 1 + (int)(place - ORDERED));
}

static void export_all(const Fixture *fixture, Buffer *out)
{
    for (size_t i = 0; i < TYPES; i++)
        fixture_export(fixture, entities[kind_at(i)], &out[i]);
}

static void an_empty_board_filled_from_exports_exports_the_same_bytes(void **state)
{
    (void)state;
    Fixture from, to;
    Arena arena = {0};
    Buffer first[TYPES] = {0}, second[TYPES] = {0};
    init_for_all(&from);
    init_for_all(&to);
    fill(&from, &arena);
    export_all(&from, first);
    for (size_t i = 0; i < TYPES; i++)
        fixture_must_import(&to, entities[kind_at(i)], buffer_text(&first[i]));
    export_all(&to, second);
    for (size_t i = 0; i < TYPES; i++) {
        size_t same = 0;
        while (buffer_text(&first[i])[same] && buffer_text(&first[i])[same] == buffer_text(&second[i])[same])
            same++;
        if (first[i].length != same || second[i].length != same)
            fail_msg("%s differ at byte %zu: '%.80s' and '%.80s'", entities[kind_at(i)]->plural, same,
                     buffer_text(&first[i]) + same, buffer_text(&second[i]) + same);
        buffer_release(&first[i]);
        buffer_release(&second[i]);
    }
    arena_release(&arena);
    fixture_release(&from);
    fixture_release(&to);
}

static void importing_an_export_into_its_own_board_changes_nothing(void **state)
{
    (void)state;
    Fixture fixture;
    Arena arena = {0};
    Buffer text = {0};
    init_for_all(&fixture);
    fill(&fixture, &arena);
    for (size_t i = 0; i < TYPES; i++) {
        fixture_export(&fixture, entities[kind_at(i)], &text);
        fixture_must_import(&fixture, entities[kind_at(i)], buffer_text(&text));
        if (fixture.changes != 0)
            fail_msg("%zu changes of %s", fixture.changes, entities[kind_at(i)]->plural);
        assert_int_equal(fixture.report.unchanged, plan_count(&fixture.plan, kind_at(i)));
    }
    buffer_release(&text);
    arena_release(&arena);
    fixture_release(&fixture);
}

static size_t cells_of_first_line(const char *text)
{
    size_t cells = 1;
    for (; *text != '\r'; text++)
        cells += *text == ',';
    return cells;
}

static void every_stored_field_has_its_column(void **state)
{
    (void)state;
    Fixture fixture;
    Buffer text = {0};
    init_for_all(&fixture);
    for (int kind = 0; kind < entity_count; kind++) {
        bool by_ends = kind == ENTITY_LINK || kind == ENTITY_ASSIGNMENT || kind == ENTITY_EXCEPTION;
        size_t fields = !by_ends; /* all others have their codes */
        for (const Field *field = entities[kind]->fields; field->name; field++)
            fields += !field->internal && field->type != FIELD_CUSTOM;
        fixture_export(&fixture, entities[kind], &text);
        assert_int_equal(cells_of_first_line(buffer_text(&text)), fields);
    }
    buffer_release(&text);
    fixture_release(&fixture);
}

/* ---- What somebody planted in the planning file ---- */

#define PLANTED                                                                                                        \
    "a\x1b]0;b\x07"                                                                                                    \
    "c\r\td\x7f\xc2\x9b\u202e\u2066\u200f\u061c\u200b\u2060\ufeff\u2028\ufffe\U000e0041pay\u200dpal\xff\xc3("          \
    "\xed\xa0\x80"

static bool keep_bytes(const char *bytes, size_t length, void *context, Error *error)
{
    (void)error;
    buffer_add_bytes(context, bytes, length);
    return true;
}

static void plant(Plan *plan)
{
    for (int kind = 0; kind < entity_count; kind++)
        for (uint32_t row = 0; row < plan_count(plan, (EntityKind)kind); row++)
            for (const Field *field = entities[kind]->fields; field->name; field++)
                if (field_is_stored(field) && (field->type == FIELD_TEXT || field->type == FIELD_NOTE) &&
                    !text_equal(field->name, "currency"))
                    field_set(field, (void *)plan_at(plan, (EntityKind)kind, row), value_text(PLANTED));
                else if (field_is_stored(field) && field->type == FIELD_CUSTOM)
                    field_set(field, (void *)plan_at(plan, (EntityKind)kind, row), value_text(PLANTED ": " PLANTED));
}

/* With `breaks` the format itself ends its lines by CR LF, and indents by tabs. */
static void assert_harmless(const Buffer *text, bool breaks, const char *what)
{
    static const char *const signs[] = {"\u202e",     "\u2066", "\u200b", "\u2060", "\ufeff",
                                        "\U000e0041", "\u200d", "\u2028", "\ufffe", "\xc2\x9b"};
    assert_true(text->length > 0);
    if (!text_is_utf8(text->bytes, text->length))
        fail_msg("%s are not UTF-8", what);
    for (size_t i = 0; i < text->length; i++) {
        unsigned char byte = (unsigned char)text->bytes[i];
        bool breaking = byte == '\n' || (breaks && (byte == '\t' || (byte == '\r' && text->bytes[i + 1] == '\n')));
        if ((byte < ' ' && !breaking) || byte == 0x7F)
            fail_msg("%s hold %02x", what, byte);
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strstr(text->bytes, signs[i]))
            fail_msg("%s hold sign %zu", what, i);
}

static void no_export_carries_what_was_planted(void **state)
{
    (void)state;
    Fixture fixture;
    Arena arena = {0};
    Buffer text = {0};
    init_for_all(&fixture);
    fill(&fixture, &arena);
    plant(&fixture.plan);
    for (int raw = 0; raw < 2; raw++)
        for (int kind = 0; kind < entity_count; kind++) {
            const CsvExport options = {.raw = raw};
            buffer_clear(&text);
            assert_true(csv_export(&fixture.plan, entities[kind], &options, keep_bytes, &text, &fixture.error));
            assert_harmless(&text, true, entities[kind]->plural);
            buffer_clear(&text);
            assert_true(json_export(&fixture.plan, entities[kind], &options, keep_bytes, &text, &fixture.error));
            assert_harmless(&text, false, entities[kind]->plural);
            assert_null(strstr(text.bytes, "\\u"));
        }
    buffer_clear(&text);
    assert_true(mspdi_export(&fixture.plan, keep_bytes, &text, &fixture.error));
    assert_harmless(&text, true, "the tasks in XML");
    buffer_release(&text);
    arena_release(&arena);
    fixture_release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_board_filled_from_exports_exports_the_same_bytes),
        cmocka_unit_test(importing_an_export_into_its_own_board_changes_nothing),
        cmocka_unit_test(every_stored_field_has_its_column),
        cmocka_unit_test(no_export_carries_what_was_planted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
