/*
 * The sample goes the way of every other import, one file after the other: what is shared by all boards first, because
 * a board names its calendar; then the board; then what belongs to it.
 */
#include "steerco/session/sample.h"

#include <stdio.h>

#include "steerco/base/data.h"
#include "steerco/exchange/csv/csv.h"
#include "steerco/records/records.h"

/* The board that the set made, by its code. */
static bool select_new_board(Session *session, const ChangeSet *set, Error *error)
{
    Buffer code = {0};
    bool good = true;
    for (size_t i = 0; i < set->changes.count && good; i++)
        if (set->changes.items[i].entity == &board_entity && set->changes.items[i].kind == CHANGE_CREATE) {
            buffer_clear(&code);
            entity_code(&board_entity, set->changes.items[i].id, &code);
            good = session_select_board(session, buffer_text(&code), error);
        }
    buffer_release(&code);
    return good;
}

static bool load_entity(Session *session, const Entity *entity, Error *error)
{
    char name[64];
    snprintf(name, sizeof name, "sample/%s.csv", entity->plural);
    const DataFile *file = data_find(name);
    if (!file)
        return true;
    ChangeSet set = {0};
    CsvReport report = {0};
    CsvOptions options = {
        .entity = entity, .encoding = CSV_UTF8, .delimiter = ',', .decimal = '.', .date_order = "ymd"};
    change_begin(&set, &session->plan, "sample", "");
    change_reason(&set, "load the sample: %s", entity->title);
    bool good = csv_import(file->bytes, file->length, name, &options, &session->plan, &set, &report, error) &&
                session_commit(session, &set, error) && select_new_board(session, &set, error);
    csv_report_release(&report);
    change_release(&set);
    return good;
}

bool sample_load(Session *session, Error *error)
{
    for (int pass = 0; pass < 3; pass++)
        for (int kind = 0; kind < entity_count; kind++) {
            const Entity *entity = entities[kind];
            int turn = kind == ENTITY_BOARD ? 1 : entity->shared ? 0 : 2;
            if (turn == pass && !load_entity(session, entity, error))
                return false;
        }
    return true;
}
