/*
 * Who answers for what, and what is waiting for whom, as text and for programs.
 */
#include "steerco/analysis/steering/raci.h"
#include "steerco/analysis/steering/waiting.h"
#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"
#include "steerco/exchange/json/json.h"
#include "steerco/model/workflow.h"
#include "steerco/session/moved.h"

/* The words of one item. */
typedef struct Words {
    Buffer due, code, title, person, status;
    int moved;
} Words;

static void words_release(Words *words)
{
    buffer_release(&words->due);
    buffer_release(&words->code);
    buffer_release(&words->title);
    buffer_release(&words->person);
    buffer_release(&words->status);
}

static bool word(const Session *session, const WaitingItem *item, bool json, Words *out, Error *error)
{
    const Plan *plan = &session->plan;
    const Field *status = workflow_field(item->entity);
    const Field *due = item->entity->due ? entity_field(item->entity, item->entity->due) : NULL;
    if (item->due != DATE_NONE && json)
        date_format(item->due, &out->due);
    else if (item->due != DATE_NONE)
        date_format_short(item->due, &out->due);
    entity_code(item->entity, item->id, &out->code);
    plan_label(plan, item->entity, item->id, &out->title);
    if (item->person)
        plan_label(plan, &resource_entity, item->person, &out->person);
    if (status)
        field_word(status, plan, plan_find(plan, item->entity->kind, item->id), FORMAT_EXCHANGE, &out->status);
    return !due || !field_is_stored(due) ||
           moved_count(session->store, item->entity, item->id, due, plan->sequence, &out->moved, error);
}

/* "05 Mar 26! AC-1  Ask for the key  Anna Berg (action, open, moved 2×)" */
static void print_text(const WaitingItem *item, const Words *words)
{
    Buffer notes = {0};
    buffer_add(&notes, item->entity->noun);
    if (words->status.length > 0)
        buffer_format(&notes, ", %s", buffer_text(&words->status));
    if (words->moved > 0)
        buffer_format(&notes, ", moved %d time%s", words->moved, words->moved == 1 ? "" : "s");
    cli_line("%-9s%s %-6s %s: %s (%s)", words->due.length ? buffer_text(&words->due) : "-", item->late ? "!" : " ",
             buffer_text(&words->code), words->person.length ? buffer_text(&words->person) : "nobody",
             buffer_text(&words->title), buffer_text(&notes));
    buffer_release(&notes);
}

static void add_member(Buffer *out, const char *name, const Buffer *value)
{
    buffer_format(out, "\"%s\": ", name);
    if (value->length > 0)
        json_add_string(out, buffer_text(value));
    else
        buffer_add(out, "null");
    buffer_add(out, ", ");
}

static void print_json(const WaitingItem *item, const Words *words, bool first)
{
    Buffer out = {0}, type = {0};
    buffer_add(&type, item->entity->name);
    buffer_add(&out, first ? "\n{" : ",\n{");
    add_member(&out, "due", &words->due);
    add_member(&out, "person", &words->person);
    add_member(&out, "code", &words->code);
    add_member(&out, "type", &type);
    add_member(&out, "title", &words->title);
    add_member(&out, "status", &words->status);
    buffer_format(&out, "\"moved\": %d, \"late\": %s}", words->moved, item->late ? "true" : "false");
    cli_print(buffer_text(&out));
    buffer_release(&out);
    buffer_release(&type);
}

static bool print_all(const Session *session, const Waiting *waiting, bool json, Error *error)
{
    bool good = true;
    if (json)
        cli_print("[");
    for (size_t i = 0; i < waiting->count && good; i++) {
        Words words = {0};
        good = word(session, &waiting->items[i], json, &words, error);
        if (good && json)
            print_json(&waiting->items[i], &words, i == 0);
        else if (good)
            print_text(&waiting->items[i], &words);
        words_release(&words);
    }
    if (json)
        cli_print(waiting->count ? "\n]\n" : "]\n");
    else if (waiting->count == 0)
        cli_print("nothing is waiting\n");
    return good;
}

bool cli_waiting(const Arguments *arguments, Error *error)
{
    const char *name = arguments->count > 1 ? arguments->operands[1] : NULL;
    bool json;
    Date today;
    Session session;
    Referent person = {0};
    Waiting waiting = {0};
    if (!arguments_json(arguments, &json, error) ||
        !arguments_date(arguments, OPTION_TODAY, date_today(), &today, error) ||
        !cli_open(arguments, STORE_READ, true, &session, error))
        return false;
    session_set_today(&session, today);
    bool done = !name || referent_parse(&session.plan, &resource_entity, name, &person, error);
    if (done) {
        waiting_find(&session.plan, person.id, &waiting);
        done = print_all(&session, &waiting, json, error);
    }
    array_release(&waiting);
    session_close(&session);
    return done;
}

/* ---- raci ---- */

bool cli_raci(const Arguments *arguments, Error *error)
{
    Session session;
    RaciMatrix matrix;
    Buffer words = {0};
    if (!cli_open(arguments, STORE_READ, true, &session, error))
        return false;
    raci_build(&session.plan, &matrix);
    raci_draw(&matrix, cli_width(), &words);
    buffer_add_char(&words, '\n');
    if (raci_word(&matrix, &words) == 0)
        buffer_add(&words, matrix.works.count ? "nothing is wrong with it\n" : "there are no responsibilities\n");
    cli_print(buffer_text(&words));
    buffer_release(&words);
    raci_release(&matrix);
    session_close(&session);
    return true;
}
