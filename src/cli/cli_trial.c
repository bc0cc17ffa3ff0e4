/*
 * What would it change? Edits tried on a copy of the plan; those of a change request, looked at and approved.
 */
#include <unistd.h>

#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"
#include "steerco/exchange/json/json.h"
#include "steerco/exchange/table/source.h"
#include "steerco/session/approval.h"

static void print_impact(const Impact *impact, bool json)
{
    Buffer words = {0};
    if (json)
        json_add_impact(&words, impact);
    else
        impact_word(impact, &words);
    cli_print(buffer_text(&words));
    buffer_release(&words);
}

/* The lines as operands, or with '-' as standard input has them. */
static bool read_script(const Arguments *arguments, Buffer *out, Error *error)
{
    if (arguments->count == 2 && text_equal(arguments->operands[1], "-"))
        return source_read(STDIN_FILENO, "standard input", out, error) &&
               (text_is_utf8(buffer_text(out), out->length) || error_set(error, "standard input is no text in UTF-8"));
    for (int i = 1; i < arguments->count; i++)
        buffer_format(out, "%s\n", arguments->operands[i]);
    return true;
}

bool cli_try(const Arguments *arguments, Error *error)
{
    bool json;
    Session session;
    Trial trial;
    Impact impact = {0};
    Buffer script = {0};
    if (!arguments_json(arguments, &json, error) || !read_script(arguments, &script, error) ||
        !cli_open(arguments, STORE_READ, true, &session, error)) {
        buffer_release(&script);
        return false;
    }
    bool done = trial_begin(&trial, &session, "cli", buffer_text(&script), error);
    if (done) {
        trial_compare(&trial, &session, &impact);
        print_impact(&impact, json);
        trial_release(&trial);
    }
    impact_release(&impact);
    buffer_release(&script);
    session_close(&session);
    return done;
}

/* ---- change requests ---- */

/* The record of that type whose code was typed. */
static bool read_code(const char *code, const Entity *entity, Id *out, Error *error)
{
    return entity_of_code(code, out) == entity ||
           error_usage(error, "'%s' is no code of %s %s; expected one like %s-1", code, entity_article(entity),
                       entity->noun, entity->prefix);
}

bool cli_impact(const Arguments *arguments, Error *error)
{
    bool json;
    Id request;
    Session session;
    Trial trial;
    Impact impact = {0};
    if (!arguments_json(arguments, &json, error) ||
        !read_code(arguments->operands[1], &change_request_entity, &request, error) ||
        !cli_open(arguments, STORE_READ, true, &session, error))
        return false;
    bool done = approval_try(&trial, &session, request, "cli", error);
    if (done) {
        char digest[IMPACT_DIGEST];
        trial_compare(&trial, &session, &impact);
        impact_digest(&impact, digest);
        print_impact(&impact, json);
        if (!json)
            cli_format("Digest: %s\n", digest);
        trial_release(&trial);
    }
    impact_release(&impact);
    session_close(&session);
    return done;
}

static bool commit_approval(const Arguments *arguments, Session *session, Trial *trial, const Approval *approval,
                            Error *error)
{
    bool done =
        cli_set_fields(&trial->set, &session->plan, &change_request_entity, approval->request, arguments, error) &&
        cli_commit(session, &trial->set, error);
    trial_release(trial);
    return done;
}

bool cli_approve(const Arguments *arguments, Error *error)
{
    Session session;
    Trial trial;
    Impact impact = {0};
    const char *decision = arguments->options[OPTION_DECISION];
    Approval approval = {.digest = arguments->options[OPTION_DIGEST], .baseline = arguments->options[OPTION_BASELINE]};
    if (!read_code(arguments->operands[1], &change_request_entity, &approval.request, error) ||
        (decision && !read_code(decision, &decision_entity, &approval.decision, error)) ||
        !cli_open_to_change(arguments, true, &session, error))
        return false;
    bool done = approval_begin(&trial, &impact, &session, &approval, "cli", error);
    if (done || error->kind == ERROR_CONFLICT)
        print_impact(&impact, false);
    done = done && commit_approval(arguments, &session, &trial, &approval, error);
    if (done)
        cli_format("CR-%lld is in the plan; undo takes all of it back\n", (long long)approval.request);
    impact_release(&impact);
    session_close(&session);
    return done;
}
