/*
 * Who changed what, when: the journal of one record or of the board, newest first, as a text to read.
 */
#include <time.h>

#include "overlay.h"
#include "steerco/base/text.h"

enum { MOST_ENTRIES = 500 };

typedef struct Telling {
    const Plan *plan;
    Buffer text;
    int entries;
} Telling;

static void add_time(int64_t at, Buffer *out)
{
    time_t seconds = (time_t)at;
    struct tm local;
    localtime_r(&seconds, &local);
    buffer_format(out, "%02d %s %d %02d:%02d", local.tm_mday, month_name(local.tm_mon + 1), local.tm_year + 1900,
                  local.tm_hour, local.tm_min);
}

static bool tell(const JournalEntry *entry, void *context)
{
    Telling *telling = context;
    add_time(entry->at, &telling->text);
    buffer_format(&telling->text, "  %s  %s", entry->who, entry->reason);
    if (entry->count > 1)
        buffer_format(&telling->text, " (%zu records)", entry->count);
    buffer_add_char(&telling->text, '\n');
    for (size_t i = 0; entry->changes && i < entry->changes->changes.count; i++) {
        buffer_add(&telling->text, "    ");
        change_describe(&entry->changes->changes.items[i], telling->plan, &telling->text);
        buffer_add_char(&telling->text, '\n');
    }
    return ++telling->entries < MOST_ENTRIES;
}

void journal_open(App *app, const Entity *entity, Id id)
{
    Error error = {0};
    const Plan *plan = app_plan(app);
    Telling telling = {.plan = plan};
    Buffer title = {0};
    buffer_add(&title, "Journal of ");
    if (entity)
        entity_code(entity, id, &title);
    else
        buffer_add(&title, plan_board(plan)->name);
    if (!store_journal(app_session(app)->store, plan->board, entity, id, tell, &telling, &error))
        app_complain(app, &error);
    else if (telling.entries == 0)
        app_say(app, "The journal has nothing about it");
    else
        app_read(app, buffer_text(&title), buffer_text(&telling.text));
    buffer_release(&title);
    buffer_release(&telling.text);
}
