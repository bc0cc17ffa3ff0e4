/*
 * The boards of the file: go to another one, make one, fill one from a file.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "drafts.h"
#include "frame.h"
#include "overlay.h"
#include "steerco/base/text.h"
#include "steerco/exchange/mspdi.h"

enum { NAME_SIZE = 200, WORK_BEGINS = 8 * 60, LARGEST_FILE = 1 << 30 };

/* ---- another board ---- */

void board_show(App *app, const char *board)
{
    Error error = {0};
    if (!session_select_board(app_session(app), board, &error))
        app_complain(app, &error);
    app_forget_panes(app);
    drafts_look(app, false);
}

static void find_boards(App *app, const char *folded, Choices *out, const void *context)
{
    (void)context;
    const Plan *plan = app_plan(app);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BOARD); row++) {
        const Board *board = plan_at(plan, ENTITY_BOARD, row);
        Choice choice = {.id = board->record.id};
        overlay_copy(choice.text, sizeof choice.text, board->name);
        overlay_copy(choice.note, sizeof choice.note, board->manager);
        if (text_contains(board->name, folded))
            array_push(out, choice);
    }
    array_push(out, (Choice){.text = "A new board …"});
}

static void board_picked(App *app, const Choice *choice, const char *typed, const void *context)
{
    (void)context;
    if (choice->id == 0) {
        board_new(app, typed);
        return;
    }
    Buffer code = {0};
    entity_code(&board_entity, choice->id, &code);
    board_show(app, buffer_text(&code));
    buffer_release(&code);
}

void boards_open(App *app)
{
    app_pick(app, &(Picker){.title = "Boards of this file", .find = find_boards, .picked = board_picked});
}

/* ---- a new board ---- */

/* What the other boards count in. */
static const char *usual_currency(const Plan *plan)
{
    uint32_t count = plan_count(plan, ENTITY_BOARD);
    return count > 0 ? ((const Board *)plan_at(plan, ENTITY_BOARD, count - 1))->currency : "EUR";
}

static bool create(App *app, const char *name, Instant start)
{
    Error error = {0};
    char currency[8];
    snprintf(currency, sizeof currency, "%s", usual_currency(app_plan(app)));
    bool good = session_create_board(app_session(app), name, start, currency, &error);
    app_forget_panes(app);
    if (!good)
        app_complain(app, &error);
    return good;
}

static bool accept_start(App *app, const char *text, const void *context)
{
    Error error = {0};
    Date start = app_today(app);
    if (*text && !date_parse_typed(text, DATE_DMY, app_today(app), &start, &error)) {
        app_complain(app, &error);
        return false;
    }
    return create(app, context, instant_make(start, WORK_BEGINS));
}

static bool accept_name(App *app, const char *text, const void *context)
{
    (void)context;
    char name[NAME_SIZE], label[80];
    Buffer today = {0};
    overlay_copy(name, sizeof name, text);
    if (!*name)
        return false;
    date_format(app_today(app), &today);
    snprintf(label, sizeof label, "It starts on (empty: %s)", buffer_text(&today));
    app_prompt(app, &(Prompt){.label = label,
                              .command = "new-board",
                              .earlier = name,
                              .accept = accept_start,
                              .context = name,
                              .context_size = sizeof name});
    buffer_release(&today);
    return true;
}

void board_new(App *app, const char *name)
{
    if (!app_may_change(app))
        return;
    app_prompt(
        app,
        &(Prompt){.label = "Name of the new board", .command = "new-board", .initial = name, .accept = accept_name});
}

/* ---- a file ---- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Where a file lies that a person names. */
static bool locate(App *app, const char *name, Buffer *out, Error *error)
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

/* No pipe that would wait for ever; in a restricted login no link that leads elsewhere. */
static FILE *open_file(App *app, const char *path)
{
    struct stat status;
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | (app_is_restricted(app) ? O_NOFOLLOW : 0));
    bool regular = descriptor >= 0 && fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    FILE *file = regular ? fdopen(descriptor, "rb") : NULL;
    if (!file && descriptor >= 0)
        close(descriptor);
    return file;
}

static bool read_file(App *app, const char *path, Buffer *out, Error *error)
{
    FILE *file = open_file(app, path);
    char block[65536];
    size_t length;
    if (!file)
        return error_set(error, "%s cannot be opened, or is not a file", path);
    while ((length = fread(block, 1, sizeof block, file)) > 0 && out->length < LARGEST_FILE)
        buffer_add_bytes(out, block, length);
    bool good = !ferror(file);
    fclose(file);
    return good || error_set(error, "%s cannot be read", path);
}

/* Either format into the set, and how that went into words. */
static bool read_into(const Buffer *bytes, const char *name, Plan *plan, ChangeSet *set, Buffer *words, Error *error)
{
    const char *text = buffer_text(bytes);
    bool good;
    if (mspdi_recognise(text, bytes->length)) {
        MspdiReport report = {0};
        good = mspdi_import(text, bytes->length, name, plan, set, &report, error);
        mspdi_report_describe(&report, words);
        mspdi_report_release(&report);
    } else {
        CsvReport report = {0};
        good = csv_import(text, bytes->length, name, &(CsvOptions){0}, plan, set, &report, error);
        csv_report_describe(&report, words);
        csv_report_release(&report);
    }
    return good;
}

/* With `commit` the import itself, else a dry run; the report in words either way. */
static bool import(App *app, const char *path, bool commit, Buffer *words, Error *error)
{
    Session *session = app_session(app);
    Buffer bytes = {0};
    ChangeSet set = {0};
    change_begin(&set, &session->plan, "import", "");
    change_reason(&set, "import %s", base_name(path));
    bool good = read_file(app, path, &bytes, error) &&
                read_into(&bytes, base_name(path), &session->plan, &set, words, error) &&
                (!commit || session_commit(session, &set, error));
    change_release(&set);
    buffer_release(&bytes);
    return good;
}

/* Records need a board to belong to; it is called like the file. */
static bool make_board(App *app, const char *path)
{
    char name[NAME_SIZE];
    overlay_copy(name, sizeof name, base_name(path));
    char *extension = strrchr(name, '.');
    if (extension && extension != name)
        *extension = '\0';
    return create(app, name, INSTANT_NONE);
}

/* A board that was made for what then did not come in goes again. */
static void import_for_good(App *app, const void *context)
{
    Error error = {0};
    const char *path = context;
    Buffer words = {0};
    bool made = app_plan(app)->board == 0;
    if (made && !make_board(app, path))
        return;
    bool good = import(app, path, true, &words, &error);
    if (good)
        app_say(app, "Imported %s  ·  u undoes", base_name(path));
    else
        app_complain(app, &error);
    if (!good && made && !session_discard_board(app_session(app), &error))
        app_complain(app, &error);
    buffer_release(&words);
}

static void show_report(App *app, const char *path)
{
    Error error = {0};
    Buffer words = {0};
    bool good = import(app, path, false, &words, &error);
    if (good)
        overlay_ask(app, base_name(path), buffer_text(&words), "Import this?", NULL, import_for_good, path,
                    strlen(path) + 1);
    else if (words.length > 0)
        app_read(app, base_name(path), buffer_text(&words));
    if (!good)
        app_complain(app, &error);
    buffer_release(&words);
}

static bool accept_path(App *app, const char *text, const void *context)
{
    (void)context;
    Error error = {0};
    Buffer path = {0}, bytes = {0};
    bool readable = locate(app, text, &path, &error) && read_file(app, buffer_text(&path), &bytes, &error);
    if (readable)
        show_report(app, buffer_text(&path));
    else
        app_complain(app, &error);
    buffer_release(&path);
    buffer_release(&bytes);
    return readable;
}

void board_import(App *app, const char *path)
{
    if (!app_may_change(app))
        return;
    if (*path)
        accept_path(app, path, NULL);
    else
        app_prompt(app, &(Prompt){.label = "File to import (CSV, Microsoft Project XML)", .accept = accept_path});
}
