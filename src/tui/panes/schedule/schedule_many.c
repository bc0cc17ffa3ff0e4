/*
 * Many tasks at once in the schedule pane: recurring ones, and one for each line of a pasted text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schedule_commands.h"
#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"
#include "steerco/session/repeat.h"
#include "steerco/tui/app/overlay.h"

/* ---------------------------------------------------------------- recurring tasks */

static bool accept_repeat(App *app, const char *text, const void *context)
{
    (void)context;
    Id task = list_selected(&schedule_of(app)->list);
    const Task *made;
    ChangeSet set = {0};
    Error error = {0};
    app_begin(app, &set, "");
    if (task && !strchr(text, ':'))
        change_reason(&set, "repeat %s %s", plan_quoted(app_plan(app), &task_entity, task).text, text);
    else
        change_reason(&set, "repeat %s", text);
    bool done = repeat_task(&set, app_plan(app), task, text, &made, &error);
    if (!done)
        app_complain(app, &error);
    done = done && app_commit(app, &set);
    if (done)
        schedule_select(schedule_of(app), app_plan(app), made ? made->record.id : task);
    change_release(&set);
    return done;
}

void schedule_run_repeat(App *app, const char *argument)
{
    Id task = list_selected(&schedule_of(app)->list);
    char label[200] = "Repeat";
    if (*argument) {
        (void)accept_repeat(app, argument, NULL);
        return;
    }
    if (task)
        snprintf(label, sizeof label, "Repeat %s", plan_quoted(app_plan(app), &task_entity, task).text);
    app_prompt(app, &(Prompt){.label = label,
                              .command = "task-repeat",
                              .about_selected = true,
                              .hint = "weekly mon until 30 jun · monthly last fri 6 times for 2h · New task: every 2 "
                                      "weeks thu from 1.3. until +12w",
                              .accept = accept_repeat});
}

/* ---------------------------------------------------------------- pasted lines */

enum { MOST_LINES = 500 };

typedef struct Pasted {
    TaskPlace place;
    char text[];
} Pasted;

/* The next line that is not blank; null at the end. */
static const char *next_line(const char **rest, size_t *length)
{
    while (**rest) {
        const char *line = *rest;
        *length = strcspn(line, "\r\n");
        *rest += *length + (line[*length] != '\0');
        if (strspn(line, " \t") < *length)
            return line;
    }
    return NULL;
}

/* How many there are, and the bytes of the longest. */
static size_t count_lines(const char *text, size_t *longest)
{
    size_t count = 0, length;
    *longest = 0;
    while (next_line(&text, &length)) {
        *longest = length > *longest ? length : *longest;
        count++;
    }
    return count;
}

static bool check_lines(size_t count, size_t longest, Error *error)
{
    if (count > MOST_LINES)
        return error_set(error,
                         "%zu lines are too many to paste, at most %d become tasks; ':import' takes a whole file",
                         count, MOST_LINES);
    return longest <= LINE_MOST ||
           error_set(error, "A line of these has %zu bytes, and a task is called by at most %d; nothing is pasted",
                     longest, LINE_MOST);
}

/* The line as it would stand in a field: without controls. */
static void add_task(TaskCopy *copy, const char *line, size_t length)
{
    Buffer name = {0};
    LineEdit typed = {0};
    Task task = {.record = {.id = (Id)copy->tasks.count + 1}};
    record_init(&task_entity, &task);
    lineedit_start(&typed, "", false);
    lineedit_insert(&typed, arena_text_of(&copy->texts, line, length));
    if (text_clean(buffer_text(&typed.text), typed.text.length, false, &name, NULL) && name.length > 0) {
        task.name = arena_text(&copy->texts, buffer_text(&name));
        array_push(&copy->tasks, task);
    }
    lineedit_release(&typed);
    buffer_release(&name);
}

static void make_tasks(App *app, const void *context)
{
    const Pasted *pasted = context;
    const char *rest = pasted->text;
    size_t length;
    TaskCopy copy = {.currency = plan_board(app_plan(app))->currency};
    ChangeSet set = {0};
    for (const char *line; (line = next_line(&rest, &length));)
        add_task(&copy, line, length);
    app_begin(app, &set, "");
    change_reason(&set, "%zu new tasks from pasted lines", copy.tasks.count);
    const Task *first = edit_paste(&set, app_plan(app), &copy, pasted->place);
    if (first && app_commit(app, &set))
        schedule_select(schedule_of(app), app_plan(app), first->record.id);
    edit_copy_release(&copy);
    change_release(&set);
}

PastedLines schedule_paste_lines(App *app, const char *text, const void *place)
{
    size_t longest, count = count_lines(text, &longest), size = strlen(text) + 1;
    char question[80];
    Error error = {0};
    if (count < 2)
        return LINES_NONE;
    if (!check_lines(count, longest, &error)) {
        app_complain(app, &error);
        return LINES_REFUSED;
    }
    snprintf(question, sizeof question, "Make %zu tasks, one of each line?", count);
    Pasted *pasted = memory_new(1, sizeof *pasted + size);
    pasted->place = *(const TaskPlace *)place;
    memcpy(pasted->text, text, size);
    Id under = pasted->place.parent, selected = under ? under : pasted->place.after;
    const Typing typing = {.entity = selected ? &task_entity : NULL,
                           .id = selected,
                           .command = under ? "task-new-under" : "task-new",
                           .text = text,
                           .before = ""};
    overlay_ask(app, "Pasted lines", text, question, &typing, make_tasks, pasted, sizeof *pasted + size);
    free(pasted);
    return LINES_TAKEN;
}

void schedule_paste(App *app, const char *text)
{
    TaskPlace place = {.after = list_selected(&schedule_of(app)->list)};
    if (schedule_paste_lines(app, text, &place) == LINES_NONE)
        app_say(app, "Lines can be pasted here, a task each; a single text goes into a field: open one with e or i");
}
