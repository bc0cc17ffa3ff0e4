/*
 * The bytes that leave the program: RFC 4180 for spreadsheets that take texts for formulas, RFC 8259 for programs.
 */
#include "fixture.h"

static Fixture fixture;

static int set_up(void **state)
{
    (void)state;
    fixture_init(&fixture);
    fixture_must_import(&fixture, &risk_entity,
                        "ID,Title,Impact,Notes,Cost,Due Date,Team,Owner\n"
                        "7,\"Fire, \"\"hot\"\"\",4,\"one\ntwo\",-12.5,2026-03-02,'=cmd,Ann\n"
                        "8,'=1+1,,'-x,,,-5,\n");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    fixture_release(&fixture);
    return 0;
}

typedef bool (*Exporter)(const Plan *plan, const Entity *entity, const CsvExport *options, CsvSink sink, void *context,
                         Error *error);

static void assert_exports(Exporter exporter, const CsvExport *options, const char *expected)
{
    Buffer text = {0};
    Error error = {0};
    if (!exporter(&fixture.plan, &risk_entity, options, fixture_collect, &text, &error))
        fail_msg("%s", error.text);
    assert_string_equal(buffer_text(&text), expected);
    buffer_release(&text);
}

static void cells_are_quoted_where_they_have_to_be(void **state)
{
    (void)state;
    CsvExport options = {.columns = "id,title,impact,notes"};
    assert_exports(csv_export, &options,
                   "id,title,impact,notes\r\n"
                   "R-1,\"Fire, \"\"hot\"\"\",4,\"one\ntwo\"\r\n"
                   "R-2,\"'=1+1\",,\"'-x\"\r\n");
}

/* Numbers are never protected: a spreadsheet has to count with them. */
static void texts_are_protected_and_numbers_are_not(void **state)
{
    (void)state;
    CsvExport options = {.columns = "cost_likely, target_date ,Team"}, raw = {.columns = "title,Team", .raw = true};
    assert_exports(csv_export, &options,
                   "cost_likely,target_date,Team\r\n-12.50,2026-03-02,\"'=cmd\"\r\n,,\"'-5\"\r\n");
    assert_exports(csv_export, &raw, "title,Team\r\n\"Fire, \"\"hot\"\"\",=cmd\r\n=1+1,-5\r\n");
}

static void an_unknown_column_is_refused_with_the_nearest_name(void **state)
{
    (void)state;
    CsvExport options = {.columns = "id,titel"};
    Buffer text = {0};
    Error error = {0};
    assert_false(csv_export(&fixture.plan, &risk_entity, &options, fixture_collect, &text, &error));
    assert_string_equal(error.text, "risks have no column 'titel'; did you mean title?");
    assert_int_equal(error.kind, ERROR_USAGE);
    assert_int_equal(text.length, 0);
    buffer_release(&text);
}

/* Excel takes a file that begins with ID for another format (SYLK). */
static void no_file_begins_with_id_in_capitals(void **state)
{
    (void)state;
    Buffer text = {0};
    for (int kind = 0; kind < entity_count; kind++) {
        fixture_export(&fixture, entities[kind], &text);
        assert_int_not_equal(strncmp(buffer_text(&text), "ID", 2), 0);
    }
    buffer_release(&text);
}

static void json_has_numbers_texts_and_nulls(void **state)
{
    (void)state;
    CsvExport options = {.columns = "id,title,impact,notes,cost_likely,escalated,owner,Team"};
    assert_exports(json_export, &options,
                   "[\n{\"id\": \"R-1\", \"title\": \"Fire, \\\"hot\\\"\", \"impact\": 4, \"notes\": \"one\\ntwo\", "
                   "\"cost_likely\": -12.50, \"escalated\": false, \"owner\": \"Ann\", \"Team\": \"=cmd\"},\n"
                   "{\"id\": \"R-2\", \"title\": \"=1+1\", \"impact\": null, \"notes\": \"-x\", \"cost_likely\": null, "
                   "\"escalated\": false, \"owner\": null, \"Team\": \"-5\"}\n]\n");
}

static void an_empty_table_is_an_empty_list(void **state)
{
    (void)state;
    Buffer text = {0};
    CsvExport options = {0};
    Error error;
    assert_true(json_export(&fixture.plan, &stakeholder_entity, &options, fixture_collect, &text, &error));
    assert_string_equal(buffer_text(&text), "[]\n");
    fixture_export(&fixture, &link_entity, &text);
    assert_string_equal(buffer_text(&text), "predecessor,successor,type,lag,reason\r\n");
    buffer_release(&text);
}

static bool full(const char *bytes, size_t length, void *context, Error *error)
{
    (void)bytes, (void)length, (void)context;
    return error_set(error, "the disk is full");
}

static void a_sink_that_fails_ends_the_export_with_its_sentence(void **state)
{
    (void)state;
    CsvExport options = {0};
    Error error = {0};
    assert_false(csv_export(&fixture.plan, &risk_entity, &options, full, NULL, &error));
    assert_string_equal(error.text, "the disk is full");
}

typedef struct Blocks {
    size_t count, largest, bytes;
} Blocks;

static bool measure(const char *bytes, size_t length, void *context, Error *error)
{
    (void)bytes, (void)error;
    Blocks *blocks = context;
    blocks->count++;
    blocks->bytes += length;
    blocks->largest = length > blocks->largest ? length : blocks->largest;
    return true;
}

static void large_exports_go_out_in_blocks(void **state)
{
    (void)state;
    Buffer file = {0};
    buffer_add(&file, "Title,Notes\n");
    for (int i = 0; i < 2000; i++)
        buffer_format(&file, "Risk %d,a note of about fifty characters to fill the blocks\n", i);
    fixture_must_import(&fixture, &risk_entity, buffer_text(&file));
    CsvExport options = {0};
    Blocks blocks = {0};
    Error error;
    assert_true(csv_export(&fixture.plan, &risk_entity, &options, measure, &blocks, &error));
    assert_true(blocks.count >= 2);
    assert_true(blocks.largest < 80 * 1024);
    fixture_export(&fixture, &risk_entity, &file);
    assert_int_equal(blocks.bytes, file.length);
    buffer_release(&file);
}

static void the_report_tells_what_was_read_and_what_was_not(void **state)
{
    (void)state;
    Buffer text = {0};
    assert_false(fixture_import(&fixture, &risk_entity,
                                "Title;Impact;Own\nA;4;x\nB\x1b[2J;hgih;\n")); /* nothing of it may reach a terminal */
    csv_report_describe(&fixture.report, &text);
    assert_non_null(strstr(buffer_text(&text), "read as risks: UTF-8, semicolon"));
    assert_non_null(strstr(buffer_text(&text), "  Impact → impact\n  Own → own column\n"));
    assert_non_null(strstr(buffer_text(&text), "error: line 3, "));
    assert_null(strchr(buffer_text(&text), '\x1b'));
    buffer_release(&text);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(cells_are_quoted_where_they_have_to_be),
        TEST(texts_are_protected_and_numbers_are_not),
        TEST(an_unknown_column_is_refused_with_the_nearest_name),
        TEST(no_file_begins_with_id_in_capitals),
        TEST(json_has_numbers_texts_and_nulls),
        TEST(an_empty_table_is_an_empty_list),
        TEST(a_sink_that_fails_ends_the_export_with_its_sentence),
        TEST(large_exports_go_out_in_blocks),
        TEST(the_report_tells_what_was_read_and_what_was_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
