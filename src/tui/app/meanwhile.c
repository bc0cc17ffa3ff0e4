/*
 * What others did while somebody was typing, where the commit alone would not notice: the record is gone, or the text
 * that is typed stands for records of their own.
 */
#include <stdlib.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/overlay.h"

/* The newest change set about a record; with `parts`, about what belongs to it: links and assignments of a task. */
typedef struct Search {
    bool parts;
    char *who; /* null = none was found */
    int64_t at;
} Search;

static bool is_about(const Search *search, const JournalEntry *entry)
{
    bool about = !search->parts;
    for (size_t i = 0; entry->changes && i < entry->changes->changes.count && !about; i++)
        about = entry->changes->changes.items[i].entity->under != NULL;
    return about;
}

static bool take_newest(const JournalEntry *entry, void *context)
{
    Search *search = context;
    if (!is_about(search, entry))
        return true;
    search->who = memory_text(entry->who);
    search->at = entry->at;
    return false;
}

/* Who wrote last, "somebody" when the journal does not tell; the caller frees it. */
static char *find_author(App *app, const Entity *entity, Id id, bool parts, int64_t *at)
{
    Error error = {0};
    Search search = {.parts = parts};
    JournalQuery query = {.board = entity->shared ? 0 : app_plan(app)->board, .entity = entity, .id = id};
    if (!store_journal(app_session(app)->store, &query, take_newest, &search, &error))
        app_complain(app, &error);
    *at = search.at;
    return search.who ? search.who : memory_text("somebody");
}

bool app_is_gone(App *app, const Entity *entity, Id id)
{
    int64_t at;
    Error error = {0};
    Buffer code = {0}, when = {0};
    if (plan_find(app_plan(app), entity->kind, id))
        return false;
    char *who = find_author(app, entity, id, false, &at);
    entity_code(entity, id, &code);
    if (at)
        overlay_time(at, &when);
    error_set(&error, "%s was deleted by %s%s%s in the meantime", buffer_text(&code), who, at ? ", " : "",
              buffer_text(&when));
    app_complain(app, &error);
    free(who);
    buffer_release(&code);
    buffer_release(&when);
    return true;
}

static bool ask(App *app, const Typing *typing, const char *theirs)
{
    Conflicts conflicts = {0};
    Conflict conflict = {.entity = typing->entity, .id = typing->id, .field = typing->field};
    conflict.mine = memory_text(typing->text);
    conflict.theirs = memory_text(theirs);
    conflict.who = find_author(app, typing->entity, typing->id, true, &conflict.at);
    array_push(&conflicts, conflict);
    bool asked = conflict_ask(app, &conflicts, NULL, typing);
    conflicts_release(&conflicts);
    return asked;
}

/*
 * Predecessors and resources of a task are typed as one text, but stored as records of their own. So what was typed is
 * compared as text, and would otherwise take away what somebody else added.
 */
bool app_is_overtaken(App *app, const Typing *typing)
{
    Buffer now = {0};
    bool stands_for_records = !field_is_stored(typing->field) && field_is_text(typing->field);
    if (!app_seen(app) || !stands_for_records)
        return false;
    value_text_to_edit(app_plan(app), typing->entity, typing->id, typing->field, &now);
    bool overtaken = !text_equal(buffer_text(&now), typing->before) && !text_equal(buffer_text(&now), typing->text) &&
                     ask(app, typing, buffer_text(&now));
    buffer_release(&now);
    return overtaken;
}
