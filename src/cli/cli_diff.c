/*
 * What changed between two moments: the two plans compared, record by record, and who had a hand in each.
 */
#include <stdlib.h>
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"

enum { MOST_PEOPLE = 63 }; /* whoever comes later is counted as the last of them */

/* The changes of one record, and who made them: bits by their place in `people`. */
typedef struct Group {
    const Entity *entity;
    Id id;
    size_t first, count;
    uint64_t people;
} Group;

typedef struct Comparison {
    ChangeSet set;
    ARRAY(Group) groups; /* by record type and id */
    ARRAY(const char *) people;
    Arena names;
} Comparison;

static void group_changes(Comparison *comparison)
{
    for (size_t i = 0; i < comparison->set.changes.count; i++) {
        const Change *change = &comparison->set.changes.items[i];
        Group *last = comparison->groups.count ? &comparison->groups.items[comparison->groups.count - 1] : NULL;
        if (last && last->entity == change->entity && last->id == change->id)
            last->count++;
        else
            array_push(&comparison->groups,
                       (Group){.entity = change->entity, .id = change->id, .first = i, .count = 1});
    }
}

static size_t person(Comparison *comparison, const char *who)
{
    size_t at = 0;
    while (at < comparison->people.count && strcmp(comparison->people.items[at], who) != 0)
        at++;
    if (at == comparison->people.count && at < MOST_PEOPLE)
        array_push(&comparison->people, arena_text(&comparison->names, who));
    return at < MOST_PEOPLE ? at : MOST_PEOPLE - 1;
}

/* The first group of this record, or of the ones behind it. */
static size_t find_group(const Comparison *comparison, const Entity *entity, Id id)
{
    size_t low = 0, high = comparison->groups.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const Group *group = &comparison->groups.items[middle];
        bool before = group->entity->kind != entity->kind ? group->entity->kind < entity->kind : group->id < id;
        low = before ? middle + 1 : low;
        high = before ? high : middle;
    }
    return low;
}

static bool note_author(const Touch *touch, void *context)
{
    Comparison *comparison = context;
    uint64_t bit = (uint64_t)1 << person(comparison, touch->who);
    for (size_t i = find_group(comparison, touch->entity, touch->first); i < comparison->groups.count; i++) {
        Group *group = &comparison->groups.items[i];
        if (group->entity != touch->entity || group->id - touch->first >= touch->count)
            break;
        group->people |= bit;
    }
    return true;
}

static void print_group(const Comparison *comparison, const Group *group, const Plan *plan)
{
    const char *separator = "    by ";
    for (size_t i = group->first; i < group->first + group->count; i++)
        cli_print_change(&comparison->set.changes.items[i], plan, "");
    for (size_t i = 0; i < comparison->people.count; i++) {
        if (!(group->people & (uint64_t)1 << i))
            continue;
        cli_format("%s%s", separator, comparison->people.items[i]);
        separator = ", ";
    }
    cli_print("\n");
}

static bool compare(const Session *from, const Session *to, Error *error)
{
    Comparison comparison = {0};
    change_difference(&from->plan, &to->plan, &comparison.set);
    group_changes(&comparison);
    bool done = store_touches(to->store, from->plan.sequence, to->plan.sequence, note_author, &comparison, error);
    for (size_t i = 0; done && i < comparison.groups.count; i++)
        print_group(&comparison, &comparison.groups.items[i], &to->plan);
    if (done && comparison.groups.count == 0)
        cli_print("nothing changed\n");
    change_release(&comparison.set);
    array_release(&comparison.groups);
    array_release(&comparison.people);
    arena_release(&comparison.names);
    return done;
}

/* The later plan says which board is meant; the earlier one may have none yet. */
static bool open_earlier(const Arguments *arguments, const Session *to, Session *from, Error *error)
{
    Moment moment;
    *from = (Session){.past = true};
    if (!moment_parse(arguments->operands[1], &moment, error))
        return false;
    plan_init(&from->plan);
    if (!store_load_as_of(to->store, to->plan.board, moment, &from->plan, error))
        return false;
    return from->plan.sequence <= to->plan.sequence ||
           error_usage(error, "'%s' is later than what it is compared with", arguments->operands[1]);
}

bool cli_diff(const Arguments *arguments, Error *error)
{
    Session from, to;
    Arguments until = *arguments;
    until.options[OPTION_AS_OF] = arguments->count > 2 ? arguments->operands[2] : NULL;
    if (!cli_open(&until, STORE_READ, true, &to, error))
        return false;
    bool done = open_earlier(arguments, &to, &from, error) && compare(&from, &to, error);
    session_close(&from);
    session_close(&to);
    return done;
}
