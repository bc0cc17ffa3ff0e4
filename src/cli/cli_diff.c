/*
 * What changed between two moments, record by record or cause by cause.
 */
#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"
#include "steerco/session/cause.h"
#include "steerco/session/typed.h"

/* The later plan says which board is meant; the earlier one may have none yet. */
static bool load_earlier(const Arguments *arguments, const Session *to, Plan *from, Error *error)
{
    Moment moment;
    if (!typed_moment(arguments->operands[1], instant_now(), &moment, error) ||
        !store_load_as_of(to->store, to->plan.board, moment, from, error))
        return false;
    from->today = to->plan.today;
    from->audience = to->plan.audience;
    return from->sequence <= to->plan.sequence ||
           error_usage(error, "'%s' is later than what it is compared with", arguments->operands[1]);
}

static void tell_left_out(const Plan *from, const Plan *to)
{
    ChangeSet difference = {0};
    LeftOut left_out = {0};
    change_difference(from, to, &difference);
    for (size_t i = 0; i < difference.changes.count; i++)
        left_out.fields += !change_is_shown(&difference.changes.items[i], to);
    cli_tell_left_out(to, &left_out);
    change_release(&difference);
}

bool cli_diff(const Arguments *arguments, Error *error)
{
    int order;
    Plan from;
    Session to;
    Buffer words = {0};
    Arguments until = *arguments;
    until.options[OPTION_AS_OF] = arguments->count > 2 ? arguments->operands[2] : NULL;
    if (!arguments_choice(arguments, OPTION_BY, cause_orders, &order, error) ||
        !cli_open(&until, STORE_READ, true, &to, error))
        return false;
    plan_init(&from);
    bool done = load_earlier(arguments, &to, &from, error) &&
                cause_describe(to.store, &from, &to.plan, (CauseOrder)order, &words, error);
    if (done) {
        cli_print(buffer_text(&words));
        tell_left_out(&from, &to.plan);
    }
    buffer_release(&words);
    plan_release(&from);
    session_close(&to);
    return done;
}
