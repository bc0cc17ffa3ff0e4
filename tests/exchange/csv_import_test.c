/*
 * Kinds of mess that other people's files are in, and what becomes of them.
 */
#include <stdio.h>

#include "../../src/exchange/csv/csv_import.h"
#include "fixture.h"

static Fixture fixture;

static int set_up(void **state)
{
    (void)state;
    fixture_init(&fixture);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    fixture_release(&fixture);
    return 0;
}

static const Risk *risk(uint32_t row)
{
    assert_true(row < plan_count(&fixture.plan, ENTITY_RISK));
    return plan_risk(&fixture.plan, row);
}

static const char *label_of(const Entity *entity, Id id)
{
    static char name[200];
    Buffer label = {0};
    plan_label(&fixture.plan, entity, id, &label);
    snprintf(name, sizeof name, "%s", buffer_text(&label));
    buffer_release(&label);
    return name;
}

static void import(const Entity *entity, const char *text)
{
    fixture_must_import(&fixture, entity, text);
}

/* ---- Encodings ---- */

static void a_byte_order_mark_is_no_part_of_the_first_heading(void **state)
{
    (void)state;
    import(&risk_entity, "\xEF\xBB\xBFTitle,Impact\nFire,4\n");
    assert_string_equal(risk(0)->title, "Fire");
    assert_int_equal(fixture.report.encoding, CSV_UTF8);
}

static void bytes_that_are_no_utf8_are_windows_1252(void **state)
{
    (void)state;
    import(&risk_entity, "Title;Impact\nB\xFC"
                         "ro \x80 5;4\n");
    assert_string_equal(risk(0)->title, "Büro € 5");
    assert_int_equal(fixture.report.encoding, CSV_CP1252);
}

static void utf16_is_read_with_and_without_a_mark(void **state)
{
    (void)state;
    static const char text[] = "T\0i\0t\0l\0e\0\t\0I\0m\0p\0a\0c\0t\0\n\0\xE9\0\t\0"
                               "5\0\n\0";
    static const char marked[] = "\xFE\xFF\0T\0i\0t\0l\0e\0\n\0A\0\n";
    CsvOptions options = {.entity = &risk_entity};
    assert_true(fixture_import_as(&fixture, &options, text, sizeof text - 1));
    assert_int_equal(fixture.report.encoding, CSV_UTF16LE);
    assert_string_equal(risk(0)->title, "é");
    assert_int_equal(risk(0)->impact, 5);
    assert_true(fixture_import_as(&fixture, &options, marked, sizeof marked - 1));
    assert_int_equal(fixture.report.encoding, CSV_UTF16BE);
    assert_string_equal(risk(1)->title, "A");
}

static void assert_refused(const Entity *entity, const char *text, size_t length, const char *why)
{
    CsvOptions options = {.entity = entity};
    assert_false(fixture_import_as(&fixture, &options, text, length));
    if (!strstr(fixture.error.text, why))
        fail_msg("'%s' does not say '%s'", fixture.error.text, why);
}

#define REFUSED(entity, text, why) assert_refused(entity, text, sizeof text - 1, why)

static void files_that_are_no_text_are_refused(void **state)
{
    (void)state;
    REFUSED(&risk_entity, "Title,Impact\nFire,4\nWater\0,2\n", "test.csv: line 3 holds a NUL byte");
    REFUSED(&risk_entity, "PK\x03\x04 and so on", "save the sheet as CSV first");
    REFUSED(&risk_entity, "\xEF\xBB\xBFTitle\nB\xFCro\n", "line 2 is not valid UTF-8");
    REFUSED(&risk_entity, "", "the file is empty");
}

/* What a damaged file gives out where an owner was: a code that is nobody's name, and nobody is made of it. */
static void the_code_of_a_resource_that_is_not_there_makes_none(void **state)
{
    (void)state;
    REFUSED(&risk_entity, "id,title,owner\nR-1,Fire,P-77\nR-2,Flood,\n", "there is no resource 'P-77'");
    REFUSED(&task_entity, "id,name,resources\nT-1,Dig,P-78[50%]\nT-2,Fill,\n", "there is no resource 'P-78'");
    /* in a file of another program it may well be a name */
    import(&risk_entity, "Title,Owner\nTheft,P-79\n");
    assert_int_equal(fixture.report.resources, 1);
}

/* ---- Dialects ---- */

static void the_delimiter_is_found(void **state)
{
    (void)state;
    import(&risk_entity, "Title;Impact;Owner\n\"a, b, c\";4;Ann\n");
    assert_int_equal(fixture.report.delimiter, ';');
    import(&risk_entity, "Title\tImpact\nd, e\t4\n");
    assert_int_equal(fixture.report.delimiter, '\t');
    import(&risk_entity, "Title|Impact\nd, e|4\n");
    assert_int_equal(fixture.report.delimiter, '|');
    assert_string_equal(risk(0)->title, "a, b, c");
}

static void a_sep_line_says_the_delimiter(void **state)
{
    (void)state;
    import(&risk_entity, "sep=|\r\nTitle|Impact\r\nFire|4\r\n");
    assert_int_equal(fixture.report.delimiter, '|');
    assert_int_equal(fixture.report.header_line, 2);
    assert_string_equal(risk(0)->title, "Fire");
}

static void rows_in_front_of_the_headings_are_passed_over(void **state)
{
    (void)state;
    import(&risk_entity, "Register of 2026;;\n;;\n\nTitle;Impact;Owner\nFire;4;Ann\n");
    assert_int_equal(fixture.report.header_line, 4);
    assert_int_equal(fixture.report.rows, 1);
    assert_string_equal(label_of(&resource_entity, risk(0)->owner), "Ann");
}

static void line_ends_of_old_and_new_systems_are_read(void **state)
{
    (void)state;
    import(&risk_entity, "Title,Impact\rFire,4\rWater,2");
    import(&risk_entity, "Title,Impact\r\nStorm,4\r\n\r\nFlood,2");
    assert_int_equal(plan_count(&fixture.plan, ENTITY_RISK), 4);
}

static void blanks_in_front_of_quotes_do_not_count(void **state)
{
    (void)state;
    import(&risk_entity, "Title, Description, Impact\nFire, \"smoke, heat\", 4\n");
    assert_string_equal(risk(0)->description, "smoke, heat");
}

/* A quote inside a cell, blanks and all, is none that closes. */
static void blanks_behind_quotes_do_not_count(void **state)
{
    (void)state;
    import(&risk_entity, "\"Title\"  ,\"Impact\" ,Notes\n\"Rain, hail\" ,\"4\"  ,\"says \"\"no\"\" , twice\" \n"
                         "Frost,5,\"two\nlines\"  \r\nFog,1,\"x\"   ");
    assert_int_equal(plan_count(&fixture.plan, ENTITY_RISK), 3);
    assert_string_equal(risk(0)->title, "Rain, hail");
    assert_int_equal(risk(0)->impact, 4);
    assert_string_equal(risk(0)->notes, "says \"no\" , twice");
    assert_string_equal(risk(1)->notes, "two\nlines");
    assert_string_equal(risk(2)->notes, "x");
    import(&risk_entity, "Title\tNotes\n\"Snow\" \t\"deep\"\n");
    assert_string_equal(risk(3)->notes, "deep");
}

static void an_open_quote_is_named_by_the_line_where_it_opens(void **state)
{
    (void)state;
    REFUSED(&risk_entity, "Title,Impact\nFire,4\n\"two\nlines\",3\nWater,\"2\nWind,1\n",
            "the quote that opens in line 5 is never closed");
}

static void a_file_without_known_headings_is_refused(void **state)
{
    (void)state;
    REFUSED(&risk_entity, "foo,bar\nbaz,qux\n", "there is no row of headings");
}

static void an_export_of_an_export_is_taken_apart(void **state)
{
    (void)state;
    import(&risk_entity, "Title,Description,Impact\n\"Fire,\"\"smoke, heat\"\",4\"\n\"Water,wet,2\"\n");
    assert_string_equal(risk(0)->description, "smoke, heat");
    assert_int_equal(risk(1)->impact, 2);
}

static void surplus_cells_are_put_together_again(void **state)
{
    (void)state;
    import(&risk_entity, "Title,Impact,Notes\nFire,4,call, run, hide\nWater,2\n");
    assert_string_equal(risk(0)->notes, "call, run, hide");
    assert_int_equal(fixture.report.issues.count, 2);
    assert_int_equal(fixture.report.issues.items[0].line, 2);
    assert_int_equal(fixture.report.issues.items[1].line, 3);
}

/* ---- Numbers and dates by evidence over columns ---- */

static const BudgetLine *line(uint32_t row)
{
    return plan_budget_line(&fixture.plan, row);
}

static void a_decimal_comma_is_found_in_any_cell_of_the_columns(void **state)
{
    (void)state;
    import(&budget_line_entity, "Beschreibung;Menge;Betrag\nLizenz;2;1.234\nTag;1;1.234,50 €\nNichts;;-\n");
    assert_int_equal(fixture.report.decimal, ',');
    assert_int_equal(line(0)->amount, 123400);
    assert_int_equal(line(1)->amount, 123450);
    assert_int_equal(line(0)->quantity, 2000);
}

static void a_decimal_point_is_found_behind_semicolons(void **state)
{
    (void)state;
    import(&budget_line_entity, "Item;Amount\nA;1783.16\nB;\"1,000\"\nC;(5.5)\nD;300,000 CHF\n");
    assert_int_equal(fixture.report.decimal, '.');
    assert_int_equal(line(0)->amount, 178316);
    assert_int_equal(line(1)->amount, 100000);
    assert_int_equal(line(2)->amount, -550);
    assert_int_equal(line(3)->amount, 30000000);
}

static void one_date_decides_the_order_of_a_column(void **state)
{
    (void)state;
    import(&risk_entity, "Title,Due Date\nA,01/02/26\nB,13/02/26\n");
    assert_int_equal(risk(0)->target_date, date_make(2026, 2, 1));
    import(&risk_entity, "Title,Due Date\nC,01/02/26\nD,02/13/26\n");
    assert_int_equal(risk(2)->target_date, date_make(2026, 1, 2));
    assert_false(fixture.report.date_order_guessed);
}

static void dates_that_can_be_read_both_ways_are_reported_as_a_guess(void **state)
{
    (void)state;
    import(&risk_entity, "Title;Due Date\nA;01/02/26\n");
    assert_true(fixture.report.date_order_guessed);
    assert_int_equal(risk(0)->target_date, date_make(2026, 2, 1));
    CsvOptions options = {.entity = &risk_entity, .date_order = "mdy"};
    assert_true(fixture_import_as(&fixture, &options, "Title,Due\nB,01/02/26\n", 21));
    assert_false(fixture.report.date_order_guessed);
    assert_int_equal(risk(1)->target_date, date_make(2026, 1, 2));
}

static void spreadsheets_count_days(void **state)
{
    (void)state;
    /* Excel shows 46054 as 2026-02-01. */
    import(&risk_entity, "Title,Due Date\nA,46054\n");
    assert_int_equal(risk(0)->target_date, date_make(2026, 2, 1));
}

/* ---- Words ---- */

static void levels_are_read_in_many_words(void **state)
{
    (void)state;
    import(&risk_entity, "Risk,Probability,Impact\nA,Low,Critical\nB,mittel,sehr hoch\nC,高,低\nD,Veľmi nízka,Závažný\n"
                         "E,4 - likely,Low (2)\nF,,—\n");
    assert_int_equal(risk(0)->likelihood, 2);
    assert_int_equal(risk(0)->impact, 5);
    assert_int_equal(risk(1)->likelihood, 3);
    assert_int_equal(risk(1)->impact, 5);
    assert_int_equal(risk(2)->likelihood, 4);
    assert_int_equal(risk(2)->impact, 2);
    assert_int_equal(risk(3)->likelihood, 1);
    assert_int_equal(risk(3)->impact, 4);
    assert_int_equal(risk(4)->likelihood, 4);
    assert_int_equal(risk(4)->impact, 2);
    assert_int_equal(risk(5)->impact, INT8_MIN);
}

/* The anchors: up to 10, 30, 50, 75 per cent and beyond. */
static void probabilities_give_levels(void **state)
{
    (void)state;
    import(&risk_entity, "Risk,Probability\nA,0.3\nB,0.05\nC,0.99\n");
    assert_int_equal(risk(0)->likelihood, 2);
    assert_int_equal(risk(0)->probability, 3000);
    assert_int_equal(risk(1)->likelihood, 1);
    assert_int_equal(risk(2)->likelihood, 5);
    import(&risk_entity, "Risk,Likelihood,Likelihood\nD,60%,10%\n");
    assert_int_equal(risk(3)->likelihood, 4);
    assert_int_equal(risk(3)->probability, 6000);
    assert_int_equal(risk(3)->residual_likelihood, 1);
    import(&risk_entity, "Risk,Probability (%)\nE,40\nF,80\n");
    assert_int_equal(risk(4)->likelihood, 3);
    assert_int_equal(risk(5)->probability, 8000);
}

static void a_scale_in_the_heading_is_moved_to_ours(void **state)
{
    (void)state;
    import(&risk_entity, "Risk,Probability(0-1),Impact (1-10)\nA,0.5,10\nB,0.8,1\n");
    assert_int_equal(risk(0)->impact, 5);
    assert_int_equal(risk(0)->likelihood, 3);
    assert_int_equal(risk(1)->impact, 1);
}

static void statuses_and_strategies_are_translated(void **state)
{
    (void)state;
    import(&risk_entity, "Titel;Status;Strategie;Art\nA;offen;vermeiden;Chance\nB;geschlossen;akzeptieren;Bedrohung\n");
    assert_int_equal(risk(0)->status, RISK_APPROVED);
    assert_int_equal(risk(0)->type, RISK_OPPORTUNITY);
    assert_int_equal(risk(0)->strategy, 1);
    assert_int_equal(risk(1)->status, RISK_CLOSED);
}

/* ---- Errors ---- */

static void an_error_says_line_column_value_and_reason(void **state)
{
    (void)state;
    REFUSED(&risk_entity, "Title,Impact,Due Date\nFire,4,2026-03-01\nWater,17,2026-03-01\n\nWind,3,31.02.2026\n",
            "test.csv: line 3, Impact: '17' is out of range; expected 1 to 5; "
            "line 5, Due Date: '31.02.2026' is no date");
    assert_int_equal(fixture.report.issues.count, 2);
    const CsvIssue *issue = &fixture.report.issues.items[0];
    assert_int_equal(issue->line, 3);
    assert_string_equal(issue->column, "Impact");
    assert_string_equal(issue->value, "17");
    assert_true(issue->fatal);
    assert_int_equal(plan_count(&fixture.plan, ENTITY_RISK), 0);
    assert_non_null(strstr(fixture.error.text, "2 of 3 rows cannot be imported; --partial leaves them out"));
}

static void the_line_is_that_where_a_row_begins(void **state)
{
    (void)state;
    REFUSED(&risk_entity, "Title,Notes,Impact\nFire,\"one\ntwo\nthree\",4\n\nWater,\"x\ny\",9\n", "line 6, Impact");
}

static void partial_leaves_the_bad_rows_out(void **state)
{
    (void)state;
    CsvOptions options = {.entity = &risk_entity, .partial = true};
    static const char text[] = "ID,Title,Impact,Owner\n1,Fire,4,Ann\n2,Water,7,Zoe\n1,Wind,3,Ann\n4,,3,Ann\n";
    assert_true(fixture_import_as(&fixture, &options, text, sizeof text - 1));
    assert_int_equal(plan_count(&fixture.plan, ENTITY_RISK), 1);
    assert_int_equal(fixture.report.created, 1);
    assert_int_equal(fixture.report.skipped, 3);
    /* Nothing stays of a row that is left out, not even its owner. */
    assert_int_equal(plan_count(&fixture.plan, ENTITY_RESOURCE), 1);
}

static void identifiers_stand_for_one_row_each(void **state)
{
    (void)state;
    REFUSED(&risk_entity, "ID,Title\n7,Fire\n8,Water\n7,Wind\n", "line 4, ID: '7' is also the identifier of line 2");
}

static void formulas_are_no_values(void **state)
{
    (void)state;
    import(&risk_entity, "ID,Title,Impact,Score=P*I,Own\nR1,Fire,=D2*2,=A1,=B1\n");
    assert_int_equal(risk(0)->impact, INT8_MIN);
    assert_int_equal(fixture.report.issues.count, 1);
    assert_string_equal(risk(0)->custom, "");
}

static void control_characters_are_refused(void **state)
{
    (void)state;
    REFUSED(&risk_entity, "Title,Impact\nFi\x1b[2Jre,4\n", "line 2, Title");
}

/* ---- Updates by key ---- */

static void quotes_around_everything_clear_nothing(void **state)
{
    (void)state;
    import(&task_entity, "\"ID\",\"Name\",\"Duration\"\n\"1\",\"Dig\",\"\"\n");
    assert_int_equal(duration_amount(plan_task(&fixture.plan, 0)->duration), 480);
}

static void the_same_file_again_changes_nothing(void **state)
{
    (void)state;
    static const char text[] = "ID,Title,Impact,Owner,Team\nA-1,Fire,4,Ann,red\nA-2,Water,2,Bob,\n";
    import(&risk_entity, text);
    import(&risk_entity, text);
    assert_int_equal(fixture.changes, 0);
    assert_int_equal(fixture.report.unchanged, 2);
    assert_int_equal(plan_count(&fixture.plan, ENTITY_RISK), 2);
}

static void a_row_updates_the_record_of_its_identifier(void **state)
{
    (void)state;
    import(&risk_entity, "ID,Title,Impact\nA-1,Fire,4\nA-2,Water,2\n");
    import(&risk_entity, "ID,Title,Impact\nA-2,Flood,5\nA-3,Wind,1\n");
    assert_int_equal(fixture.report.created, 1);
    assert_int_equal(fixture.report.updated, 1);
    assert_string_equal(risk(1)->title, "Flood");
    assert_int_equal(risk(1)->impact, 5);
    assert_int_equal(risk(0)->impact, 4);
}

static void our_codes_are_identifiers_too(void **state)
{
    (void)state;
    import(&risk_entity, "id,title,impact\nR-14,Fire,4\n");
    assert_non_null(plan_find(&fixture.plan, ENTITY_RISK, 14));
    import(&risk_entity, "id,impact\nR-14,5\n");
    assert_int_equal(risk(0)->impact, 5);
    assert_string_equal(risk(0)->title, "Fire");
    /* R-014 is no code of ours: somebody else's identifier. */
    import(&risk_entity, "id,title\nR-014,Wind\n");
    assert_int_equal(plan_count(&fixture.plan, ENTITY_RISK), 2);
    assert_string_equal(risk(1)->external_id, "R-014");
}

static void an_empty_cell_leaves_a_field_as_it_is_and_empty_quotes_clear_it(void **state)
{
    (void)state;
    import(&risk_entity, "ID,Title,Impact,Notes\n1,Fire,4,hot\n");
    import(&risk_entity, "ID,Title,Impact,Notes\n1,Fire,,\"\"\n");
    assert_int_equal(risk(0)->impact, 4);
    assert_string_equal(risk(0)->notes, "");
}

static void records_with_a_natural_key_are_found_by_it(void **state)
{
    (void)state;
    import(&resource_entity, "Name,Role\nAnn,Lead\n");
    import(&resource_entity, "Name,Role,Capacity\nann,Architect,80%\n");
    assert_int_equal(plan_count(&fixture.plan, ENTITY_RESOURCE), 1);
    const Resource *ann = plan_resource(&fixture.plan, 0);
    assert_string_equal(ann->role, "Architect");
    assert_int_equal(ann->max_units, 8000);
}

/* ---- Own columns ---- */

static void unknown_columns_are_kept(void **state)
{
    (void)state;
    import(&risk_entity, "ID,Title,Team,Long story\n1,Fire,red,\"one\ntwo\"\n");
    assert_string_equal(risk(0)->custom, "Team: red\nLong story: one\\ntwo");
    import(&risk_entity, "ID,Title,Team,New\n1,Fire,blue,x\n");
    assert_string_equal(risk(0)->custom, "Team: blue\nLong story: one\\ntwo\nNew: x");
    assert_int_equal(fixture.report.columns.items[2].fate, CSV_TO_CUSTOM);
}

static void columns_without_a_place_are_named_as_dropped(void **state)
{
    (void)state;
    import(&task_entity, "ID,Name\n1,A\n2,B\n");
    import(&link_entity, "Predecessor,Successor,Colour\n1,2,red\n");
    assert_int_equal(fixture.report.columns.items[2].fate, CSV_DROPPED);
    assert_int_equal(plan_count(&fixture.plan, ENTITY_LINK), 1);
}

static void a_column_that_is_not_what_it_promises_is_kept_as_it_is(void **state)
{
    (void)state;
    import(&risk_entity, "Title,Impact,Schedule Impact?\nA,1,Yes\nB,2,No\nC,3,Yes\n");
    assert_int_equal(fixture.report.columns.items[2].fate, CSV_TO_CUSTOM);
    assert_string_equal(risk(2)->custom, "Schedule Impact?: Yes");
}

/* ---- Rows that are no records ---- */

static void totals_and_headings_of_budgets_do_not_count_twice(void **state)
{
    (void)state;
    import(&budget_line_entity, "No,Item,Qty,Unit price,Total\n"
                                "1,Hardware,,,500\n" /* the sum of the two below */
                                "1.1,Server,2,200,400\n"
                                "1.2,Cable,10,10,100\n"
                                ",Subtotal,,,500\n"
                                "2,Services,,,\n" /* no figures */
                                "2.1,Setup,1,300,300\n"
                                "3,Contingency 10%,,,80\n"
                                "Grand total,,,,880\n");
    int64_t sum = 0;
    for (uint32_t row = 0; row < plan_count(&fixture.plan, ENTITY_BUDGET_LINE); row++)
        sum += line(row)->amount;
    assert_int_equal(sum, 88000);
    assert_int_equal(fixture.report.skipped, 4);
    assert_int_equal(fixture.report.issues.count, 4);
}

static void what_was_spent_is_booked(void **state)
{
    (void)state;
    import(&budget_line_entity, "item,approved_budget,spent,committed\nServer,500,420,50\nCable,100,0,\n");
    assert_int_equal(plan_count(&fixture.plan, ENTITY_COST_ENTRY), 2);
    assert_int_equal(plan_cost_entry(&fixture.plan, 0)->kind, COST_ACTUAL);
    assert_int_equal(plan_cost_entry(&fixture.plan, 0)->amount, 42000);
    assert_int_equal(plan_cost_entry(&fixture.plan, 1)->kind, COST_COMMIT);
    assert_int_equal(plan_line_figures(&fixture.plan, line(0)->record.id)->exposure, 47000);
}

static void raid_logs_hold_risks_among_other_things(void **state)
{
    (void)state;
    import(&risk_entity, "id,type,description,probability,impact\nR-01,R,late vendor,High,Low\n"
                         "A-01,A,data is clean,Low,Low\nI-01,I,firewall,—,High\nD-01,D,access,Low,Low\n");
    assert_int_equal(plan_count(&fixture.plan, ENTITY_RISK), 1);
    assert_string_equal(risk(0)->title, "late vendor");
    assert_int_equal(fixture.report.skipped, 3);
}

static void a_second_table_in_the_file_is_left_out(void **state)
{
    (void)state;
    import(&task_entity,
           "ID,Name,Duration,Notes\n0,Dig,3,\n1,Fill,2,\n\nID,Name,Default role,e-mail\n0,Ann,Lead,a@b\n");
    assert_int_equal(plan_count(&fixture.plan, ENTITY_TASK), 2);
    assert_int_equal(fixture.report.skipped, 2);
}

/* ---- People ---- */

static void names_in_two_columns_are_joined(void **state)
{
    (void)state;
    import(&resource_entity, "Nom,Prénom,TauxHoraire,Disponibilité\nMartin,Zoé,82.27,8\nRoux,Léo,50,6\n");
    const Resource *zoe = plan_resource(&fixture.plan, 0);
    assert_string_equal(zoe->name, "Zoé Martin");
    assert_int_equal(zoe->standard_rate, 8227);
    assert_int_equal(zoe->max_units, 10000); /* 8 hours of a day of 8 */
    assert_int_equal(plan_resource(&fixture.plan, 1)->max_units, 7500);
}

static void a_fraction_of_a_day_is_a_share(void **state)
{
    (void)state;
    import(&resource_entity, "owner,role,capacity\nEmily Chen,Dev,0.85\nAisha Khan,Dev,1.0\n");
    assert_int_equal(plan_resource(&fixture.plan, 0)->max_units, 8500);
    assert_int_equal(plan_resource(&fixture.plan, 1)->max_units, 10000);
}

static void stakeholders_without_a_name_are_called_by_their_role(void **state)
{
    (void)state;
    import(&stakeholder_entity, "Type;Role;Organization;Power;Expectations\nintern;Product Owner;Acme;high;[]\n");
    const Stakeholder *owner = plan_stakeholder(&fixture.plan, 0);
    assert_string_equal(owner->name, "Product Owner");
    assert_string_equal(owner->organisation, "Acme");
    assert_int_equal(owner->power, 4);
    assert_string_equal(owner->expectations, "");
}

static void owners_join_the_team(void **state)
{
    (void)state;
    import(&resource_entity, "Name\nAnn Berg\n");
    import(&risk_entity, "Title,Owner\nA,ann berg\nB,Zoe\nC,TBD\nD,Bob Ito <bob@example.org>\n");
    assert_int_equal(plan_count(&fixture.plan, ENTITY_RESOURCE), 3);
    assert_string_equal(label_of(&resource_entity, risk(0)->owner), "Ann Berg");
    assert_int_equal(risk(2)->owner, 0);
    assert_string_equal(plan_resource(&fixture.plan, 2)->name, "Bob Ito");
    assert_string_equal(plan_resource(&fixture.plan, 2)->email, "bob@example.org");
}

/* ---- What kind of rows ---- */

static void the_record_type_is_told_by_the_headings(void **state)
{
    (void)state;
    CsvOptions options = {0};
    static const char *const texts[] = {
        [ENTITY_TASK] = "ID,Name,Duration,Predecessors\n1,A,3d,\n",
        [ENTITY_RISK] = "ID,Risk,Probability,Impact,Mitigation\n1,Fire,2,3,run\n",
        [ENTITY_BUDGET_LINE] = "Item,Qty,Unit Price,Amount\nA,1,2,2\n",
        [ENTITY_STAKEHOLDER] = "Name,Organisation,Power,Interest\nAnn,Acme,4,3\n",
        [ENTITY_RESOURCE] = "Name,Role,Hourly Rate,Capacity\nAnn,Lead,80,1\n",
    };
    for (int kind = 0; kind < (int)(sizeof texts / sizeof texts[0]); kind++) {
        if (!texts[kind])
            continue;
        assert_true(fixture_import_as(&fixture, &options, texts[kind], strlen(texts[kind])));
        assert_ptr_equal(fixture.report.entity, entities[kind]);
    }
    REFUSED(NULL, "Foo,Name,Bar\n1,A,2\n", "say it with --as");
}

/* ---- Protection ---- */

static void one_apostrophe_is_taken_off(void **state)
{
    (void)state;
    import(&risk_entity, "Title,Notes\n'=1+1,''-x\n'quoted',it's\n");
    assert_string_equal(risk(0)->title, "=1+1");
    assert_string_equal(risk(0)->notes, "'-x");
    assert_string_equal(risk(1)->title, "'quoted'");
    CsvOptions options = {.entity = &risk_entity, .raw = true};
    assert_true(fixture_import_as(&fixture, &options, "Title\n'=1+1\n", 12));
    assert_string_equal(risk(2)->title, "'=1+1");
}

/* Two rows of one name are two records, also the second time. */
static void a_file_without_identifiers_can_be_imported_again(void **state)
{
    (void)state;
    static const char lines[] =
        "Description,Category,Amount\nLicences,software,100\nTravel,travel,20\nTravel,travel,30\n";
    import(&budget_line_entity, lines);
    assert_int_equal(fixture.report.created, 3);
    import(&budget_line_entity, lines);
    assert_int_equal(fixture.changes, 0);
    assert_int_equal(fixture.report.unchanged, 3);
    import(&budget_line_entity, "Description,Amount\nLicences,150\nTravel,20\nTravel,30\n");
    assert_int_equal(fixture.report.updated, 1);
    assert_int_equal(plan_count(&fixture.plan, ENTITY_BUDGET_LINE), 3);
}

static void another_file_that_shares_a_name_makes_records_of_its_own(void **state)
{
    (void)state;
    import(&risk_entity, "Risk\nDelay\nStrike\nFlood\n");
    import(&risk_entity, "Risk\nDelay\nFire\nTheft\n");
    assert_int_equal(fixture.report.created, 3);
    assert_int_equal(plan_count(&fixture.plan, ENTITY_RISK), 6);
}

static void bookings_are_told_apart_by_their_figures(void **state)
{
    (void)state;
    static const char log[] =
        "Date,Description,Amount\n2026-03-02,Hosting,100\n2026-03-02,Hosting,100\n2026-04-02,Hosting,100\n";
    import(&cost_entry_entity, log);
    assert_int_equal(fixture.report.created, 3);
    import(&cost_entry_entity, log);
    assert_int_equal(fixture.changes, 0);
}

/* A booking may have no description, and one of the two rows tells none. */
static void bookings_without_words_are_known_again(void **state)
{
    (void)state;
    static const char log[] = "Date,Description,Amount\n2026-03-02,,100\n2026-03-03,Hosting,70\n2026-03-04,,30\n";
    import(&cost_entry_entity, log);
    assert_int_equal(fixture.report.created, 3);
    import(&cost_entry_entity, log);
    assert_int_equal(fixture.changes, 0);
}

/* By all that it holds, where the row of its type does not say by what; not by what came with the file. */
static void a_record_that_never_changes_is_known_by_its_content(void **state)
{
    (void)state;
    Entity notes = stakeholder_entity;
    notes.append_only = true;
    for (const Field *field = notes.fields; field->name; field++) {
        bool content = field_is_stored(field) && field->type != FIELD_CUSTOM && !text_equal(field->name, "external_id");
        assert_int_equal(import_is_key_field(&notes, field), content);
        assert_int_equal(import_is_key_field(&stakeholder_entity, field), text_equal(field->name, "name"));
        assert_int_equal(import_is_key_field(&link_entity, entity_field(&link_entity, "predecessor")), true);
    }
    assert_true(import_is_key_field(&cost_entry_entity, entity_field(&cost_entry_entity, "amount")));
    assert_false(import_is_key_field(&cost_entry_entity, entity_field(&cost_entry_entity, "vendor")));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_byte_order_mark_is_no_part_of_the_first_heading),
        TEST(bytes_that_are_no_utf8_are_windows_1252),
        TEST(utf16_is_read_with_and_without_a_mark),
        TEST(files_that_are_no_text_are_refused),
        TEST(the_code_of_a_resource_that_is_not_there_makes_none),
        TEST(the_delimiter_is_found),
        TEST(a_sep_line_says_the_delimiter),
        TEST(rows_in_front_of_the_headings_are_passed_over),
        TEST(line_ends_of_old_and_new_systems_are_read),
        TEST(blanks_in_front_of_quotes_do_not_count),
        TEST(blanks_behind_quotes_do_not_count),
        TEST(an_open_quote_is_named_by_the_line_where_it_opens),
        TEST(a_file_without_known_headings_is_refused),
        TEST(an_export_of_an_export_is_taken_apart),
        TEST(surplus_cells_are_put_together_again),
        TEST(a_decimal_comma_is_found_in_any_cell_of_the_columns),
        TEST(a_decimal_point_is_found_behind_semicolons),
        TEST(one_date_decides_the_order_of_a_column),
        TEST(dates_that_can_be_read_both_ways_are_reported_as_a_guess),
        TEST(spreadsheets_count_days),
        TEST(levels_are_read_in_many_words),
        TEST(probabilities_give_levels),
        TEST(a_scale_in_the_heading_is_moved_to_ours),
        TEST(statuses_and_strategies_are_translated),
        TEST(an_error_says_line_column_value_and_reason),
        TEST(the_line_is_that_where_a_row_begins),
        TEST(partial_leaves_the_bad_rows_out),
        TEST(identifiers_stand_for_one_row_each),
        TEST(formulas_are_no_values),
        TEST(control_characters_are_refused),
        TEST(the_same_file_again_changes_nothing),
        TEST(a_row_updates_the_record_of_its_identifier),
        TEST(our_codes_are_identifiers_too),
        TEST(an_empty_cell_leaves_a_field_as_it_is_and_empty_quotes_clear_it),
        TEST(quotes_around_everything_clear_nothing),
        TEST(records_with_a_natural_key_are_found_by_it),
        TEST(unknown_columns_are_kept),
        TEST(columns_without_a_place_are_named_as_dropped),
        TEST(a_column_that_is_not_what_it_promises_is_kept_as_it_is),
        TEST(totals_and_headings_of_budgets_do_not_count_twice),
        TEST(what_was_spent_is_booked),
        TEST(raid_logs_hold_risks_among_other_things),
        TEST(a_second_table_in_the_file_is_left_out),
        TEST(names_in_two_columns_are_joined),
        TEST(a_fraction_of_a_day_is_a_share),
        TEST(stakeholders_without_a_name_are_called_by_their_role),
        TEST(owners_join_the_team),
        TEST(the_record_type_is_told_by_the_headings),
        TEST(one_apostrophe_is_taken_off),
        TEST(a_file_without_identifiers_can_be_imported_again),
        TEST(another_file_that_shares_a_name_makes_records_of_its_own),
        TEST(bookings_are_told_apart_by_their_figures),
        TEST(bookings_without_words_are_known_again),
        TEST(a_record_that_never_changes_is_known_by_its_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
