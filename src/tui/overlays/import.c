/*
 * Importing a file. What is asked for is one line, as it is typed: the file and how it is to be read; where that leaves
 * open what the rows are, it is chosen from a list. The report of a dry run comes first, the import itself after it.
 */
#include "import.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/exchange/csv/options.h"
#include "steerco/exchange/mspdi/mspdi.h"
#include "steerco/exchange/table/source.h"
#include "steerco/records/records.h"
#include "steerco/tui/app/frame.h"
#include "steerco/tui/app/overlay.h"
#include "steerco/tui/commands/bulk.h"

/* ---- the file ---- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Where a file lies that a person names. */
bool import_locate(App *app, const char *name, Buffer *out, Error *error)
{
    const char *plan = store_path(app_session(app)->store);
    if (app_is_restricted(app)) {
        if (strchr(name, '/') || name[0] == '.')
            return error_set(error, "%s: only a file beside the planning file can be read, named without a folder",
                             name);
        buffer_add_bytes(out, plan, (size_t)(base_name(plan) - plan));
    }
    buffer_add(out, name);
    return true;
}

/* No pipe that would wait for ever; in a restricted login no link that leads elsewhere. −1 = it cannot be. */
static int open_file(App *app, const char *path)
{
    struct stat status;
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | (app_is_restricted(app) ? O_NOFOLLOW : 0));
    bool regular = descriptor >= 0 && fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    if (regular)
        return descriptor;
    if (descriptor >= 0)
        close(descriptor);
    return -1;
}

static bool read_file(App *app, const char *path, Buffer *out, Error *error)
{
    int descriptor = open_file(app, path);
    if (descriptor < 0)
        return error_set(error, "%s cannot be opened, or is not a file", path);
    bool good = source_read(descriptor, path, out, error);
    close(descriptor);
    return good;
}

/* ---- the import ---- */

/* A line that was understood, and what came of it. */
typedef struct Import {
    CsvOptions options;
    Buffer path, bytes, words; /* the words are the report */
    bool undecided;            /* what the rows are */
} Import;

static void import_release(Import *import)
{
    buffer_release(&import->path);
    buffer_release(&import->bytes);
    buffer_release(&import->words);
}

/* Understand the line, and have the file. */
static bool import_read(Import *import, App *app, const char *line, Error *error)
{
    Buffer name = {0};
    bool good = import_line(line, &import->options, &name, error) &&
                import_locate(app, buffer_text(&name), &import->path, error) &&
                read_file(app, buffer_text(&import->path), &import->bytes, error);
    buffer_release(&name);
    return good;
}

/* Either format into the set, and how that went into words. */
static bool read_into(Import *import, Plan *plan, ChangeSet *set, Error *error)
{
    const char *text = buffer_text(&import->bytes), *name = base_name(buffer_text(&import->path));
    size_t length = import->bytes.length;
    bool good;
    if (mspdi_recognise(text, length)) {
        MspdiReport report = {0};
        good = mspdi_import(text, length, name, plan, set, &report, error);
        mspdi_report_describe(&report, &import->words);
        mspdi_report_release(&report);
    } else {
        CsvReport report = {0};
        if (!import->options.entity)
            import->options.entity = import_entity_of_file(name);
        good = csv_import(text, length, name, &import->options, plan, set, &report, error);
        if (report.entity)
            csv_report_describe(&report, &import->words);
        import->undecided = report.undecided;
        csv_report_release(&report);
    }
    return good;
}

/* "42 tasks and 12 links added, 3 records changed" */
static void word_import(const ChangeSet *set, Buffer *out)
{
    size_t added[ENTITY_MOST] = {0}, changed = 0, kinds = 0;
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        kinds += change->kind == CHANGE_CREATE && added[change->entity->kind] == 0;
        added[change->entity->kind] += change->kind == CHANGE_CREATE;
        changed += change->kind == CHANGE_SET && change->previous < 0; /* once of each record */
    }
    size_t said = 0;
    for (int kind = 0; kind < entity_count; kind++) {
        if (added[kind] == 0)
            continue;
        buffer_add(out, said == 0 ? "" : said + 1 == kinds ? " and " : ", ");
        bulk_count(entities[kind], added[kind], added[kind], out);
        said++;
    }
    if (kinds > 0)
        buffer_add(out, changed > 0 ? " added, " : " added");
    if (changed > 0)
        buffer_format(out, "%zu record%s changed", changed, changed == 1 ? "" : "s");
    if (kinds == 0 && changed == 0)
        buffer_add(out, "nothing in it is new");
}

/* With `commit` the import itself, into what others have written until then, and what it brought as the words; else a
   dry run. */
static bool import_make(Import *import, Session *session, bool commit, Error *error)
{
    ChangeSet set = {0};
    if (commit && !session_queue(session, error))
        return false;
    import->options.board_of = session_board_of;
    import->options.context = session;
    change_begin(&set, &session->plan, "import", "");
    change_reason(&set, "import %s", base_name(buffer_text(&import->path)));
    bool good = read_into(import, &session->plan, &set, error);
    if (good && commit) {
        buffer_clear(&import->words);
        word_import(&set, &import->words);
        good = session_commit(session, &set, error);
    }
    if (commit)
        session_unqueue(session);
    change_release(&set);
    return good;
}

/* Records need a board to belong to; it is called like the file. */
static bool make_board(App *app, const char *path)
{
    char *name = memory_text(base_name(path)), *extension = strrchr(name, '.');
    if (extension && extension != name)
        *extension = '\0';
    bool made = board_create(app, name, INSTANT_NONE);
    free(name);
    return made;
}

/* A board that was made for what then did not come in goes again. */
static void import_for_good(App *app, const void *context)
{
    Error error = {0};
    Import import = {0};
    Session *session = app_session(app);
    bool made = app_plan(app)->board == 0, read = import_read(&import, app, context, &error);
    if (read && (!made || make_board(app, buffer_text(&import.path)))) {
        bool good = import_make(&import, session, true, &error);
        if (good)
            app_say(app, "Imported %s: %s  ·  u undoes", base_name(buffer_text(&import.path)),
                    buffer_text(&import.words));
        else
            app_complain(app, &error);
        if (!good && made && !session_discard_board(session, &error))
            app_complain(app, &error);
    } else if (!read) {
        app_complain(app, &error);
    }
    import_release(&import);
}

/* ---- what the rows are ---- */

static void show_report(App *app, const char *line);

/* First what belongs to a board: that is what lists are mostly of. */
static void find_types(App *app, const char *folded, Choices *out, const void *context)
{
    (void)app, (void)context;
    for (int i = 0; i < 2 * entity_count; i++) {
        const Entity *entity = entities[i % entity_count];
        bool later = entity->shared || entity->snapshot;
        if (entity->internal || later != (i >= entity_count))
            continue;
        Choice choice = {.id = entity->kind + 1};
        overlay_copy(choice.text, sizeof choice.text, entity->title);
        snprintf(choice.note, sizeof choice.note, "--as %s", entity->plural);
        if (text_contains(entity->title, folded) || text_contains(entity->plural, folded))
            array_push(out, choice);
    }
}

static void type_picked(App *app, const Choice *choice, const char *typed, const void *context)
{
    (void)typed;
    Buffer line = {0};
    buffer_format(&line, "%s --as %s", (const char *)context, entities[choice->id - 1]->plural);
    show_report(app, buffer_text(&line));
    buffer_release(&line);
}

static void ask_for_type(App *app, const char *line, const char *path)
{
    Buffer title = {0};
    buffer_format(&title, "What are the rows of %s?", base_name(path));
    app_pick(app, &(Picker){.title = buffer_text(&title),
                            .find = find_types,
                            .picked = type_picked,
                            .context = line,
                            .context_size = strlen(line) + 1});
    buffer_release(&title);
}

/* ---- asking ---- */

static bool try_out(App *app, Import *import, const char *line, Error *error)
{
    const char *path = buffer_text(&import->path);
    bool good = import_make(import, app_session(app), false, error);
    if (good)
        overlay_ask(app, base_name(path), buffer_text(&import->words), "Import this?",
                    &(Typing){.command = "import", .text = line, .before = ""}, import_for_good, line,
                    strlen(line) + 1);
    else if (import->undecided)
        ask_for_type(app, line, path);
    else if (import->words.length > 0)
        app_read(app, base_name(path), buffer_text(&import->words));
    return good;
}

static void show_report(App *app, const char *line)
{
    Error error = {0};
    Import import = {0};
    if ((!import_read(&import, app, line, &error) || !try_out(app, &import, line, &error)) && !import.undecided)
        app_complain(app, &error);
    import_release(&import);
}

static bool accept_line(App *app, const char *text, const void *context)
{
    (void)context;
    Error error = {0};
    Import import = {0};
    bool readable = import_read(&import, app, text, &error);
    import_release(&import);
    if (readable)
        show_report(app, text);
    else
        app_complain(app, &error);
    return readable;
}

void import_ask(App *app, const char *line)
{
    Buffer hint = {0};
    if (!app_may_change(app))
        return;
    if (*line) {
        accept_line(app, line, NULL);
        return;
    }
    buffer_add(&hint, "Options behind it, tab completes:");
    for (ImportOptionId id = 0; id < IMPORT_OPTIONS; id++)
        buffer_format(&hint, " --%s", import_options[id].option.name);
    app_prompt(app, &(Prompt){.label = "File to import (CSV, Microsoft Project XML)",
                              .hint = buffer_text(&hint),
                              .command = "import",
                              .accept = accept_line,
                              .complete = import_complete});
    buffer_release(&hint);
}
