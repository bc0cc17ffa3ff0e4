/*
 * The lists of headings and words that come with the program speak of fields and choices that exist.
 */
#include <stdio.h>

#include "fixture.h"

#include "../../src/exchange/table/ini.h"
#include "steerco/base/data.h"
#include "steerco/exchange/table/headers.h"
#include "steerco/exchange/table/words.h"
#include "steerco/records/records.h"

static IniReader reader_of(const char *name)
{
    const DataFile *file = data_find(name);
    assert_non_null(file);
    return (IniReader){.at = file->bytes};
}

static void every_section_of_headings_is_a_record_type(void **state)
{
    (void)state;
    bool seen[ENTITY_MOST] = {0};
    IniReader reader = reader_of("headers.ini");
    while (ini_next(&reader)) {
        const Entity *entity = entity_find(reader.section);
        if (!entity && !text_equal(reader.section, "units") && !text_equal(reader.section, "moments"))
            fail_msg("section [%s] is no record type", reader.section);
        if (entity)
            seen[entity->kind] = true;
    }
    for (int kind = 0; kind < entity_count; kind++)
        if (!seen[kind] && !entities[kind]->internal)
            fail_msg("%s have no headings", entities[kind]->plural);
    ini_release(&reader);
}

/* Parts of foreign files that are no field of the record type. */
static const char *const roles[] = {"id",         "unique_id", "successors", "status",  "row_type", "total_cost",
                                    "first_name", "last_name", "ignored",    "telling", NULL};

static bool is_role(const char *name)
{
    for (int i = 0; roles[i]; i++)
        if (text_equal(roles[i], name))
            return true;
    return false;
}

static bool is_field(const Entity *entity, const char *name)
{
    for (const Field *field = entity->fields; field->name; field++)
        if (text_equal(field->name, name) && !field->internal)
            return true;
    return false;
}

static void every_heading_leads_to_a_field_or_a_role(void **state)
{
    (void)state;
    IniReader reader = reader_of("headers.ini");
    while (ini_next(&reader)) {
        const Entity *entity = entity_find(reader.section);
        if (entity && !is_field(entity, reader.key) && !is_role(reader.key))
            fail_msg("[%s] %s is no field", reader.section, reader.key);
    }
    ini_release(&reader);
}

static bool is_choice(const Field *field, const char *word)
{
    for (int i = 0; field->choices[i]; i++)
        if (text_equal(field->choices[i], word))
            return true;
    return false;
}

/* Sections "entity.field" translate into the choices of that field; the others have meanings of their own. */
static void every_meaning_of_a_word_is_a_choice_of_its_field(void **state)
{
    (void)state;
    size_t checked = 0;
    IniReader reader = reader_of("words.ini");
    while (ini_next(&reader)) {
        char name[64];
        size_t length = strcspn(reader.section, ".");
        if (reader.section[length] == '\0')
            continue;
        memcpy(name, reader.section, length);
        name[length] = '\0';
        const Entity *entity = entity_find(name);
        assert_non_null(entity);
        const Field *field = entity_field(entity, reader.section + length + 1);
        if (!field || field->type != FIELD_CHOICE || !is_choice(field, reader.key))
            fail_msg("[%s] %s is no choice", reader.section, reader.key);
        checked++;
    }
    assert_true(checked > 40);
    ini_release(&reader);
}

/* A choice that other programs name otherwise can be told in each language: none is forgotten. */
static void every_choice_has_words(void **state)
{
    (void)state;
    WordBook *words = wordbook_new();
    for (int kind = 0; kind < entity_count; kind++)
        for (const Field *field = entities[kind]->fields; field->name; field++) {
            if (field->type != FIELD_CHOICE || !field_is_stored(field))
                continue;
            char section[80];
            bool desired = text_equal(field->name, "desired_engagement"); /* has the words of the other */
            snprintf(section, sizeof section, "%s.%s", entities[kind]->name, desired ? "engagement" : field->name);
            for (int i = 0; field->choices[i]; i++) {
                const char *meaning = wordbook_find(words, section, field->choices[i]);
                bool unknown = text_equal(field->choices[i], "unknown");
                if (!unknown && (!meaning || !text_equal(meaning, field->choices[i])))
                    fail_msg("%s: '%s' has no words", section, field->choices[i]);
            }
        }
    wordbook_free(words);
}

typedef struct Expected {
    const char *header, *target;
} Expected;

static void expect(const Entity *entity, const Expected *expected, size_t count)
{
    Headings *headings = headings_new();
    HeaderBook *book = headerbook_new(entity, headings);
    Arena texts = {0};
    const char *headers[40];
    bool codes[40] = {0};
    Column columns[40];
    for (size_t i = 0; i < count; i++)
        headers[i] = expected[i].header;
    headerbook_map(book, headers, codes, count, columns, &texts);
    for (size_t i = 0; i < count; i++) {
        const char *target = columns[i].target ? columns[i].target : "";
        if (!text_equal(target, expected[i].target))
            fail_msg("%s leads to '%s' instead of '%s'", headers[i], target, expected[i].target);
    }
    headerbook_free(book);
    headings_free(headings);
    arena_release(&texts);
}

#define EXPECT(entity, ...)                                                                                            \
    do {                                                                                                               \
        static const Expected expected[] = {__VA_ARGS__};                                                              \
        expect(entity, expected, sizeof expected / sizeof expected[0]);                                                \
    } while (0)

static void microsoft_project_is_recognised_in_english(void **state)
{
    (void)state;
    EXPECT(&task_entity, {"ID", "id"}, {"Unique_ID", "unique_id"}, {"Active", ""}, {"Task_Mode", "ignored"},
           {"Name", "name"}, {"Duration", "duration"}, {"Start_Date", "start"}, {"Finish_Date", "finish"},
           {"Predecessors", "predecessors"}, {"Outline_Level", "outline_level"}, {"Resource_Names", "resources"},
           {"Percent_Complete", "percent_complete"}, {"Milestone", "milestone"}, {"Constraint_Type", "constraint_type"},
           {"Constraint_Date", "constraint_date"}, {"Actual_Start", "actual_start"}, {"Actual_Finish", "actual_finish"},
           {"Summary", "summary"}, {"Critical", "critical"}, {"Deadline", "deadline"}, {"Notes", "notes"});
    EXPECT(&task_entity, {"Task Mode", "ignored"}, {"Task Name", "name"}, {"Duration", "duration"}, {"Start", "start"},
           {"Finish", "finish"}, {"Predecessors", "predecessors"}, {"Resource Names", "resources"},
           {"% Complete", "percent_complete"});
}

static void microsoft_project_is_recognised_in_german_french_spanish_and_portuguese(void **state)
{
    (void)state;
    EXPECT(&task_entity, {"Nr.", "id"}, {"Vorgangsname", "name"}, {"Dauer", "duration"}, {"Anfang", "start"},
           {"Ende", "finish"}, {"Vorgänger", "predecessors"}, {"Nachfolger", "successors"},
           {"Ressourcennamen", "resources"}, {"Gliederungsebene", "outline_level"}, {"PSP-Code", "wbs"},
           {"% Abgeschlossen", "percent_complete"}, {"Meilenstein", "milestone"}, {"Notizen", "notes"});
    EXPECT(&task_entity, {"Nom de la tâche", "name"}, {"Durée", "duration"}, {"Début", "start"}, {"Fin", "finish"},
           {"Prédécesseurs", "predecessors"}, {"Noms ressources", "resources"}, {"% achevé", "percent_complete"},
           {"Jalon", "milestone"});
    EXPECT(&task_entity, {"Nombre de tarea", "name"}, {"Duración", "duration"}, {"Comienzo", "start"},
           {"Fin", "finish"}, {"Predecesoras", "predecessors"}, {"Nombres de los recursos", "resources"},
           {"% completado", "percent_complete"}, {"Hito", "milestone"});
    EXPECT(&task_entity, {"Nome", "name"}, {"Duração", "duration"}, {"Início", "start"}, {"Término", "finish"},
           {"Predecessoras", "predecessors"});
}

static void other_programs_are_recognised(void **state)
{
    (void)state;
    EXPECT(&task_entity, {"Summary", "name"}, {"Issue key", "id"}, {"Issue id", "unique_id"},
           {"Issue Type", "row_type"}, {"Status", "status"}, {"Priority", "priority"}, {"Assignee", "resources"},
           {"Due date", "finish"}, {"Labels", "labels"}, {"Labels", "labels"}, {"Description", "notes"},
           {"Original estimate", "work"}, {"Inward issue link (Blocks)", "predecessors"},
           {"Outward issue link (Blocks)", "successors"}, {"Custom field (Start date)", "start"},
           {"Custom field (Story Points)", ""}, {"Parent", ""}, {"Parent key", "parent"});
    EXPECT(&task_entity, {"#", "id"}, {"Projekt", ""}, {"Tracker", "row_type"}, {"Übergeordnete Aufgabe", "parent"},
           {"Status", "status"}, {"Priorität", "priority"}, {"Thema", "name"}, {"Zugewiesen an", "resources"},
           {"Beginn", "start"}, {"Abgabedatum", "finish"}, {"Geschätzter Aufwand", "work"},
           {"% erledigt", "percent_complete"});
    EXPECT(&task_entity, {"Task ID", "id"}, {"Task Name", "name"}, {"Bucket Name", "status"},
           {"Progress", "percent_complete"}, {"Assigned To", "resources"}, {"Start date", "start"},
           {"Due date", "finish"}, {"Completed Date", "actual_finish"}, {"Labels", "labels"}, {"Description", "notes"});
    EXPECT(&task_entity, {"Name", "name"}, {"Assignee", "resources"}, {"Start Date", "start"}, {"Due Date", "finish"},
           {"Tags", "labels"}, {"Notes", "notes"}, {"Parent task", "parent"},
           {"Blocked By (Dependencies)", "predecessors"}, {"Blocking (Dependencies)", "successors"});
    EXPECT(&task_entity, {"Activity ID", "id"}, {"WBS Code", "wbs"}, {"Activity Name", "name"}, {"(*)Start", "start"},
           {"(*)Finish", "finish"}, {"Original Duration(d)", "duration"});
    EXPECT(&task_entity, {"ID", "id"}, {"이름", "name"}, {"시작일", "start"}, {"종료일", "finish"},
           {"기간", "duration"}, {"완료", "percent_complete"}, {"선행 작업", "predecessors"}, {"개요 번호", "wbs"});
}

static void before_and_after_are_told_apart(void **state)
{
    (void)state;
    EXPECT(&risk_entity, {"Risk ID", "id"}, {"Risk", "title"}, {"Probability (before mitigation)", "likelihood"},
           {"Impact (pre-mitigation)", "impact"}, {"Probability (after mitigation)", "residual_likelihood"},
           {"Post-mitigation impact", "residual_impact"}, {"Mitigation", "action_details"});
    EXPECT(&risk_entity, {"Risiko", "title"}, {"Eintrittswahrscheinlichkeit", "likelihood"}, {"Auswirkung", "impact"},
           {"Maßnahme", "action_details"}, {"Eintrittswahrscheinlichkeit", "residual_likelihood"},
           {"Auswirkung", "residual_impact"});
}

static SaidUnit unit_of(const Entity *entity, const char *header)
{
    const bool code = false;
    Column column;
    Arena texts = {0};
    Headings *headings = headings_new();
    HeaderBook *book = headerbook_new(entity, headings);
    headerbook_map(book, &header, &code, 1, &column, &texts);
    headerbook_free(book);
    headings_free(headings);
    arena_release(&texts);
    return column.unit;
}

static void units_in_headings_are_kept(void **state)
{
    (void)state;
    assert_int_equal(unit_of(&task_entity, "Duration (hours)"), SAID_HOURS);
    assert_int_equal(unit_of(&task_entity, "Effort_days"), SAID_DAYS);
    assert_int_equal(unit_of(&task_entity, "見積工数(人日)"), SAID_DAYS);
    assert_int_equal(unit_of(&task_entity, "Original Estimate"), SAID_SECONDS);
    assert_int_equal(unit_of(&task_entity, "Cost [k€]"), SAID_THOUSANDS);
    assert_int_equal(unit_of(&budget_line_entity, "amountUSD"), SAID_CURRENCY);
    assert_int_equal(unit_of(&risk_entity, "Probability(%)"), SAID_PERCENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_section_of_headings_is_a_record_type),
        cmocka_unit_test(every_heading_leads_to_a_field_or_a_role),
        cmocka_unit_test(every_meaning_of_a_word_is_a_choice_of_its_field),
        cmocka_unit_test(every_choice_has_words),
        cmocka_unit_test(microsoft_project_is_recognised_in_english),
        cmocka_unit_test(microsoft_project_is_recognised_in_german_french_spanish_and_portuguese),
        cmocka_unit_test(other_programs_are_recognised),
        cmocka_unit_test(before_and_after_are_told_apart),
        cmocka_unit_test(units_in_headings_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
