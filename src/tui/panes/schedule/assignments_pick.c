/*
 * Picking who works on a task: people by part of their name, initials or role, each with the load they have already.
 */
#include <stdlib.h>

#include "assignments_parts.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { MOST_CHOICES = 30 };

static bool is_listed(const AssignmentDraft *draft, Id resource)
{
    for (size_t i = 0; i < draft->people.count; i++)
        if (draft->people.items[i].resource == resource)
            return true;
    return false;
}

typedef struct Match {
    uint32_t row;
    int score;
} Match;
typedef ARRAY(Match) Matches;

static int by_score(const void *a, const void *b)
{
    const Match *left = a, *right = b;
    if (left->score != right->score)
        return right->score - left->score;
    return left->row < right->row ? -1 : 1;
}

/* Name, initials and role count, so that "ab" and "tester" find people too. */
static int score_of(const Resource *resource, const char *folded)
{
    Buffer text = {0};
    buffer_format(&text, "%s %s %s", resource->name, resource->initials, resource->role);
    int score = fuzzy_score(buffer_text(&text), folded);
    buffer_release(&text);
    return score;
}

/* The load comes first: a role may be long, and be cut. */
static void note_load(const AssignmentDraft *draft, const Plan *plan, const Resource *resource, Choice *choice)
{
    AssignedWeeks weeks;
    Buffer note = {0};
    assignments_preview(draft, plan, &(AssignedPerson){.resource = resource->record.id}, &weeks);
    const WeekLoad *peak = assigned_peak(&weeks);
    if (peak && resource->type == RESOURCE_WORK) {
        buffer_add(&note, "load up to ");
        assigned_word_load(peak, &note);
    }
    buffer_format(&note, "%s%s", note.length > 0 && *resource->role ? ", " : "", resource->role);
    overlay_copy(choice->note, sizeof choice->note, buffer_text(&note));
    buffer_release(&note);
}

static void find_people(App *app, const char *folded, Choices *out, const void *context)
{
    const AssignmentDraft *draft = *(AssignmentDraft *const *)context;
    const Plan *plan = app_plan(app);
    Matches matches = {0};
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RESOURCE); row++) {
        bool shown = record_is_shown(plan, &resource_entity, plan_resource(plan, row));
        int score = shown ? score_of(plan_resource(plan, row), folded) : -1;
        if (score >= 0 && !is_listed(draft, plan_resource(plan, row)->record.id))
            array_push(&matches, (Match){row, score});
    }
    if (matches.count > 0)
        qsort(matches.items, matches.count, sizeof *matches.items, by_score);
    for (size_t i = 0; i < matches.count && i < MOST_CHOICES; i++) {
        const Resource *resource = plan_resource(plan, matches.items[i].row);
        Choice choice = {.id = resource->record.id};
        overlay_copy(choice.text, sizeof choice.text, resource->name);
        note_load(draft, plan, resource, &choice);
        array_push(out, choice);
    }
    array_release(&matches);
}

static void add_person(AssignmentDraft *draft, const Plan *plan, Id id, const char *name)
{
    const Resource *resource = plan_find(plan, ENTITY_RESOURCE, id);
    AssignedPerson person = {.resource = id, .units = ASSIGNED_WHOLE, .work = DURATION_NONE};
    if (resource && resource->max_units > 0 && resource->max_units < ASSIGNED_WHOLE)
        person.units = resource->max_units;
    person.name = arena_text(&draft->names, resource ? resource->name : name);
    array_push(&draft->people, person);
    draft->selected = draft->people.count - 1;
    draft->typing = false;
}

static void person_picked(App *app, const Choice *choice, const char *typed, const void *context)
{
    AssignmentDraft *draft = *(AssignmentDraft *const *)context;
    if (choice)
        add_person(draft, app_plan(app), choice->id, choice->text);
    else if (*text_skip_blanks(typed))
        add_person(draft, app_plan(app), 0, text_skip_blanks(typed));
}

void assignments_pick(App *app, AssignmentDraft *draft)
{
    app_pick(app, &(Picker){.title = "Add to the task",
                            .find = find_people,
                            .picked = person_picked,
                            .new_allowed = true,
                            .context = &draft,
                            .context_size = sizeof draft});
}
