/*
 * One line, one change set: the new record, its meeting, its place among what came of an item of the agenda.
 */
#include "steerco/session/capture.h"

#include <string.h>

#include "steerco/analysis/steering/meetings.h"
#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/session/typed.h"

const CaptureKind capture_kinds[] = {
    {'d', &decision_entity}, {'a', &action_entity},         {'i', &issue_entity},
    {'r', &risk_entity},     {'c', &change_request_entity}, {0},
};

const CaptureKind *capture_kind(char letter)
{
    for (const CaptureKind *kind = capture_kinds; kind->letter; kind++)
        if (kind->letter == letter)
            return kind;
    return NULL;
}

/* ---- the line ---- */

typedef struct Line {
    Buffer title, owner, due;
} Line;

static void line_release(Line *line)
{
    buffer_release(&line->title);
    buffer_release(&line->owner);
    buffer_release(&line->due);
}

static void drop_blanks_at_end(Buffer *text)
{
    while (text->length > 0 && buffer_text(text)[text->length - 1] == ' ')
        buffer_cut(text, text->length - 1);
}

/* " due " of a line, the last one; null when it has none. */
static const char *find_due(const char *text)
{
    const char *found = NULL;
    for (const char *at = text; (at = strstr(at, " due ")); at++)
        found = at;
    return found;
}

/* An "@" in front of a word, not one within an address. */
static const char *find_owner(const char *text)
{
    for (const char *at = text; (at = strchr(at, '@')); at++)
        if ((at == text || at[-1] == ' ') && at[1] != '\0' && at[1] != ' ')
            return at;
    return NULL;
}

/* "Call the vendor @anna due fri". A name goes on to "due" or to the end of the line. */
static Line split(const char *text)
{
    Line line = {0};
    text = text_skip_blanks(text);
    const char *due = find_due(text), *owner = find_owner(text);
    if (due && owner > due)
        due = NULL; /* it is a part of the title */
    size_t length = owner ? (size_t)(owner - text) : due ? (size_t)(due - text) : strlen(text);
    buffer_add_bytes(&line.title, text, length);
    if (owner)
        buffer_add_bytes(&line.owner, owner + 1, due ? (size_t)(due - owner - 1) : strlen(owner + 1));
    if (due)
        buffer_add(&line.due, text_skip_blanks(due + strlen(" due ")));
    drop_blanks_at_end(&line.title);
    drop_blanks_at_end(&line.owner);
    drop_blanks_at_end(&line.due);
    return line;
}

/* ---- the meeting and its agenda ---- */

Id capture_item(const Plan *plan, Id meeting, const char *topic)
{
    Ids items = {0};
    Id found = 0;
    Buffer wanted = {0}, title = {0};
    text_fold(topic, &wanted);
    meeting_agenda(plan, meeting, &items);
    for (size_t i = 0; i < items.count && !found; i++) {
        const AgendaItem *item = plan_find(plan, ENTITY_AGENDA_ITEM, items.items[i]);
        buffer_cut(&title, 0);
        text_fold(item->title, &title);
        if (strcmp(buffer_text(&wanted), buffer_text(&title)) == 0)
            found = item->record.id;
    }
    array_release(&items);
    buffer_release(&wanted);
    buffer_release(&title);
    return found;
}

static Id make_meeting(ChangeSet *set, Date day)
{
    Meeting *meeting = change_create(set, &meeting_entity);
    meeting->title = "Steering meeting";
    meeting->type = MEETING_STEERING;
    meeting->date = day;
    return meeting->record.id;
}

static Id make_item(ChangeSet *set, const Plan *plan, Id meeting, const char *topic)
{
    Ids items = {0};
    AgendaItem *item = change_create(set, &agenda_item_entity);
    if (meeting > 0)
        meeting_agenda(plan, meeting, &items);
    item->title = arena_text(&set->arena, topic);
    item->meeting = meeting;
    item->position = (int32_t)items.count + 1;
    array_release(&items);
    return item->record.id;
}

/* The meeting and the item that a line belongs to, made where there are none. */
static Capture settle(ChangeSet *set, const Plan *plan, const Capture *here)
{
    Capture settled = *here;
    if (!settled.meeting)
        settled.meeting = make_meeting(set, here->day);
    else if (!settled.item)
        settled.item = capture_item(plan, settled.meeting, here->topic);
    if (!settled.item)
        settled.item = make_item(set, plan, settled.meeting, here->topic);
    return settled;
}

static void add_outcome(ChangeSet *set, const Plan *plan, Referent what, Id item)
{
    many_add(set, plan, &agenda_item_entity, item, entity_field(&agenda_item_entity, "outcomes"), what);
}

bool capture_outcome(ChangeSet *set, const Plan *plan, Referent what, const Capture *here, Error *error)
{
    if (here->meeting && !plan_find(plan, ENTITY_MEETING, here->meeting))
        return error_set(error, "the meeting is not there any more");
    add_outcome(set, plan, what, settle(set, plan, here).item);
    return true;
}

/* ---- the record ---- */

/* Does a word of the name begin so? */
static bool is_called(const char *name, const char *folded)
{
    Buffer own = {0};
    text_fold(name, &own);
    size_t length = strlen(folded);
    const char *at = buffer_text(&own);
    bool called = strncmp(at, folded, length) == 0;
    while (!called && (at = strchr(at, ' ')))
        called = strncmp(++at, folded, length) == 0;
    buffer_release(&own);
    return called;
}

/* In a meeting people are called by a part of their name: "anna" is Anna Berg while there is no other Anna. */
static const char *full_name(const Plan *plan, const char *called)
{
    const char *found = called;
    int count = 0;
    Buffer folded = {0};
    text_fold(called, &folded);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RESOURCE) && folded.length > 0; row++) {
        const Resource *person = plan_at(plan, ENTITY_RESOURCE, row);
        if (!is_called(person->name, buffer_text(&folded)))
            continue;
        found = count++ > 0 ? called : person->name;
    }
    buffer_release(&folded);
    return found;
}

/* Does the type have such a field, and does the line say anything for it? */
static bool set_typed(ChangeSet *set, const Plan *plan, const CaptureKind *kind, const Record *record,
                      const char *field, const char *text, Error *error)
{
    const Field *found = field ? entity_field(kind->entity, field) : NULL;
    if (!*text)
        return true;
    if (!found)
        return error_set(error, "%s %s has no day until which it is due", entity_article(kind->entity),
                         kind->entity->noun);
    return typed_set(set, plan, kind->entity, record->id, found, text, error);
}

/* What is talked about, else the meeting. */
static void set_about(ChangeSet *set, const Plan *plan, const CaptureKind *kind, Record *record, const Capture *here)
{
    const Field *field = kind->entity->about ? entity_field(kind->entity, kind->entity->about) : NULL;
    AnyId about = here->about ? here->about : any_id(&meeting_entity, here->meeting);
    if (field && field->type == FIELD_MANY && here->about)
        many_add(set, plan, kind->entity, record->id, field, any_referent(about));
    else if (field && field->type == FIELD_ANY)
        field_set(field, record, value_number(about));
}

static bool follow_secrecy(const Plan *plan, const Entity *entity, Record *record, const Capture *here, Error *error)
{
    const Referent meeting = {&meeting_entity, here->meeting};
    return record_follow_secrecy(plan, entity, record, meeting, error) &&
           record_follow_secrecy(plan, entity, record, any_referent(here->about), error);
}

/* A decision that falls in a meeting is taken there and then. */
static void take_decision(Record *record, const Capture *here)
{
    Decision *decision = (Decision *)record;
    decision->meeting = here->meeting;
    decision->status = DECISION_TAKEN;
    decision->decided_on = here->day;
}

const Record *capture_note(ChangeSet *set, const Plan *plan, const CaptureKind *kind, const char *text,
                           const Capture *here, Error *error)
{
    Line line = split(text);
    const Field *label = entity_field(kind->entity, kind->entity->label);
    Record *record = NULL;
    if (line.title.length == 0) {
        error_set(error, "%s %s needs a name in front of the owner and the day", entity_article(kind->entity),
                  kind->entity->noun);
    } else {
        const Capture settled = settle(set, plan, here);
        record = change_create(set, kind->entity);
        set_about(set, plan, kind, record, &settled);
        if (kind->entity == &decision_entity)
            take_decision(record, &settled);
        bool done = follow_secrecy(plan, kind->entity, record, &settled, error) &&
                    typed_set(set, plan, kind->entity, record->id, label, buffer_text(&line.title), error) &&
                    set_typed(set, plan, kind, record, "owner", full_name(plan, buffer_text(&line.owner)), error) &&
                    set_typed(set, plan, kind, record, kind->entity->due, buffer_text(&line.due), error);
        if (done)
            add_outcome(set, plan, (Referent){kind->entity, record->id}, settled.item);
        else
            record = NULL;
    }
    line_release(&line);
    return record;
}
