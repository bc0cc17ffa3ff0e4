/*
 * The ':' prompt and the palette in one: typing finds commands, with their keys beside them, and records; a command's
 * name may be followed by what it is about ("board People One").
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/tui/app/keys.h"
#include "steerco/tui/app/made.h"
#include "steerco/tui/app/overlay.h"

enum { MOST_RECORDS = 50, RECORDS_FROM = 2 };

static const Command *command_named(App *app, const Mode *mode, const char *name, size_t length)
{
    const Command *tables[COMMAND_TABLES];
    int count = app_command_tables(app, mode, tables);
    for (int i = 0; i < count; i++)
        for (const Command *command = tables[i]; command->name; command++)
            if (strlen(command->name) == length && strncmp(command->name, name, length) == 0)
                return command;
    return NULL;
}

bool app_run(App *app, const char *line, Error *error)
{
    size_t length = strcspn(line, " ");
    const Command *command = command_named(app, app_mode(app), line, length);
    if (!command)
        return error_usage(error, "there is no command '%.*s'", (int)length, line);
    app_run_command(app, command, line + length + strspn(line + length, " "));
    return true;
}

/* ---- what is found ---- */

typedef struct Scored {
    int score;
    Choice choice;
} Scored;

typedef ARRAY(Scored) ScoredList;

static void add_command(ScoredList *found, const Command *command, const char *folded)
{
    char text[200];
    snprintf(text, sizeof text, "%s  %s", command->name, command->help);
    int score = fuzzy_score(command->name, folded) * 2, by_help = fuzzy_score(text, folded);
    if (score < 0 && !text_contains(command->help, folded))
        return;
    Scored scored = {.score = score > by_help ? score : by_help};
    overlay_copy(scored.choice.text, sizeof scored.choice.text, text);
    overlay_copy(scored.choice.note, sizeof scored.choice.note, command->keys);
    array_push(found, scored);
}

/* What can be done in the mode, and where it may be left for that, what can be done in the pane. */
static bool is_offered(const App *app, const Mode *mode, const Command *command)
{
    bool leaves = mode && mode->open && command->run && app_has_command(app, NULL, command);
    return (command->run || mode) && (app_has_command(app, mode, command) || leaves);
}

static void add_commands(App *app, const Mode *mode, ScoredList *found, const char *folded)
{
    const Command *tables[COMMAND_TABLES];
    int count = app_command_tables(app, mode, tables) - 1; /* the last ones are no commands */
    for (int i = 0; i < count; i++)
        for (const Command *command = tables[i]; command->name; command++)
            if (is_offered(app, mode, command))
                add_command(found, command, folded);
}

/* "sheet calendars  Calendars" */
static void add_sheets(ScoredList *found, const char *folded)
{
    for (int i = 0; panes[i] && *folded; i++) {
        char text[200];
        snprintf(text, sizeof text, "sheet %s  %s", panes[i]->name, pane_sheet_title(panes[i]));
        if (!pane_has_sheets(panes[i]) || !text_contains(text, folded))
            continue;
        int by_name = fuzzy_score(panes[i]->name, folded) * 2, by_text = fuzzy_score(text, folded);
        int score = by_name > by_text ? by_name : by_text;
        Scored scored = {.score = score, .choice = {.id = -1 - i}};
        overlay_copy(scored.choice.text, sizeof scored.choice.text, text);
        snprintf(scored.choice.note, sizeof scored.choice.note, "%c", panes[i]->key);
        array_push(found, scored);
    }
}

static int by_score(const void *a, const void *b)
{
    const Scored *first = a, *second = b;
    if (first->score != second->score)
        return first->score < second->score ? 1 : -1;
    return strcmp(first->choice.text, second->choice.text);
}

/* Is it the beginning of a code of this type, "t-1"? */
static bool is_code_of(const Entity *entity, const char *folded)
{
    size_t length = strlen(entity->prefix);
    return strncasecmp(folded, entity->prefix, length) == 0 && folded[length] == '-';
}

static bool matches(const Entity *entity, const Field *label, const void *record, const char *folded, bool by_code)
{
    if (text_contains(field_stored(label, record).text, folded))
        return true;
    Buffer code = {0};
    if (by_code)
        entity_code(entity, ((const Record *)record)->id, &code);
    bool found = by_code && text_contains(buffer_text(&code), folded);
    buffer_release(&code);
    return found;
}

static void add_record(const Plan *plan, const Entity *entity, Id id, Choices *out)
{
    Buffer text = {0};
    Choice choice = {.id = id};
    entity_code(entity, id, &text);
    buffer_add_char(&text, ' ');
    plan_label(plan, entity, id, &text);
    overlay_copy(choice.text, sizeof choice.text, buffer_text(&text));
    overlay_copy(choice.note, sizeof choice.note, entity->title);
    array_push(out, choice);
    buffer_release(&text);
}

/* Records that have a name of their own. */
static void add_records(const Plan *plan, const char *folded, Choices *out)
{
    size_t most = out->count + MOST_RECORDS;
    for (int kind = 0; kind < entity_count; kind++) {
        const Entity *entity = entities[kind];
        const Field *label = made_label(entity);
        if (!label || entity->internal)
            continue;
        bool by_code = is_code_of(entity, folded);
        for (uint32_t row = 0; row < plan_count(plan, entity->kind) && out->count < most; row++) {
            const void *record = plan_at(plan, entity->kind, row);
            if (record_is_shown(plan, entity, record) && matches(entity, label, record, folded, by_code))
                add_record(plan, entity, ((const Record *)record)->id, out);
        }
    }
}

static void find(App *app, const char *folded, Choices *out, const void *context)
{
    const Mode *mode = *(const Mode *const *)context;
    ScoredList found = {0};
    add_commands(app, mode, &found, folded);
    if (!mode || mode->open)
        add_sheets(&found, folded);
    if (*folded && found.count > 0)
        qsort(found.items, found.count, sizeof *found.items, by_score);
    for (size_t i = 0; i < found.count; i++)
        array_push(out, found.items[i].choice);
    array_release(&found);
    size_t name = strcspn(folded, " ");
    bool has_argument = folded[name] && command_named(app, mode, folded, name);
    if (strlen(folded) >= RECORDS_FROM && !has_argument && (!mode || mode->open))
        add_records(app_plan(app), folded, out);
}

static void picked(App *app, const Choice *choice, const char *typed, const void *context)
{
    const Mode *mode = *(const Mode *const *)context;
    Error error = {0};
    Id id;
    char name[sizeof choice->text];
    bool exact = command_named(app, mode, typed, strcspn(typed, " ")) != NULL;
    const char *line = exact || !choice ? typed : choice->text;
    size_t end = strcspn(line, " ");
    if (choice && !exact && choice->id < 0) /* a sheet: the command, and the name behind it */
        end += 1 + strcspn(line + end + 1, " ");
    snprintf(name, sizeof name, "%.*s", (int)end, line);
    const Entity *entity = choice && !exact && choice->id > 0 ? entity_of_code(name, &id) : NULL;
    if (entity && (!mode || mode->open))
        app_reveal(app, entity, id);
    else if (!app_run(app, exact ? typed : name, &error))
        app_complain(app, &error);
}

void palette_open(App *app, const char *typed)
{
    const Mode *mode = app_mode(app); /* below the palette */
    app_pick(app, &(Picker){.title = mode ? mode->title : "Command",
                            .value = {.command = "command"},
                            .find = find,
                            .picked = picked,
                            .new_allowed = true,
                            .context = &mode,
                            .context_size = sizeof(Mode *)});
    if (*typed)
        app_paste(app, typed);
}
