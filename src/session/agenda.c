/*
 * Gathering what is open for a meeting.
 */
#include "steerco/session/agenda.h"

#include "steerco/analysis/steering/meetings.h"
#include "steerco/base/text.h"
#include "steerco/model/audience.h"

/* ---- which records belong there ---- */

typedef struct Source {
    const Entity *entity;
    bool (*belongs)(const Meeting *meeting, const void *record);
} Source;

static bool is_ours(const Meeting *meeting, Id body)
{
    return !body || !meeting->body || body == meeting->body;
}

static bool decision_belongs(const Meeting *meeting, const void *record)
{
    const Decision *decision = record;
    return decision->status == DECISION_PENDING && is_ours(meeting, decision->body);
}

static bool change_belongs(const Meeting *meeting, const void *record)
{
    const ChangeRequest *change = record;
    return change->status == CR_WAITING && is_ours(meeting, change->body);
}

static bool issue_belongs(const Meeting *meeting, const void *record)
{
    const Issue *issue = record;
    return issue->status == ISSUE_OPEN && is_ours(meeting, issue->body) &&
           (issue->escalated || meeting->type != MEETING_STEERING);
}

static bool action_belongs(const Meeting *meeting, const void *record)
{
    (void)meeting;
    return ((const Action *)record)->status <= ACTION_IN_PROGRESS;
}

static const Source sources[] = {
    {&decision_entity, decision_belongs},
    {&change_request_entity, change_belongs},
    {&issue_entity, issue_belongs},
    {&action_entity, action_belongs},
};

/* ---- the agenda ---- */

typedef struct Building {
    ChangeSet *set;
    const Plan *plan;
    const Meeting *meeting;
    Ids present; /* items that are there */
    int32_t position;
    size_t added;
} Building;

static AgendaItem *add_item(Building *building, const char *title)
{
    AgendaItem *item = change_create(building->set, &agenda_item_entity);
    item->title = arena_text(&building->set->arena, title);
    item->meeting = building->meeting->record.id;
    item->position = ++building->position;
    building->added++;
    return item;
}

static const AgendaItem *item_of(const Plan *plan, Id id)
{
    return plan_find(plan, ENTITY_AGENDA_ITEM, id);
}

static bool is_on_it(const Building *building, AnyId about, const char *title)
{
    for (size_t i = 0; i < building->present.count; i++) {
        const AgendaItem *item = item_of(building->plan, building->present.items[i]);
        if (about ? item->about == about : text_equal(item->title, title))
            return true;
    }
    return false;
}

static bool came_to_nothing(const Plan *plan, const AgendaItem *item)
{
    Referents outcomes = {0};
    many_referents(plan, entity_field(&agenda_item_entity, "outcomes"), item->record.id, &outcomes);
    bool nothing = outcomes.count == 0 && !*item->outcome && !*item->minutes;
    array_release(&outcomes);
    return nothing;
}

static void carry_over(Building *building)
{
    const Plan *plan = building->plan;
    Date day = building->meeting->date == DATE_NONE ? plan->today + 1 : building->meeting->date;
    const Meeting *before = meeting_before(plan, building->meeting, day);
    Ids items = {0};
    if (before)
        meeting_agenda(plan, before->record.id, &items);
    for (size_t i = 0; i < items.count; i++) {
        const AgendaItem *item = item_of(plan, items.items[i]);
        if (item->about || !came_to_nothing(plan, item) || is_on_it(building, 0, item->title))
            continue;
        AgendaItem *carried = add_item(building, item->title);
        carried->presenter = item->presenter;
        carried->time_box = item->time_box;
    }
    array_release(&items);
}

/* ---- what is open ---- */

typedef struct Found {
    Id id;
    int64_t due;
} Found;

static int by_due(const void *a, const void *b)
{
    const Found *one = a, *other = b;
    if (one->due != other->due)
        return one->due < other->due ? -1 : 1;
    return (one->id > other->id) - (one->id < other->id);
}

static void add_open(Building *building, const Source *source)
{
    const Plan *plan = building->plan;
    const Entity *entity = source->entity;
    const Field *due = entity_field(entity, entity->due), *owner = entity_field(entity, "owner");
    ARRAY(Found) found = {0};
    const Plan handed_out = plan_view(plan, AUDIENCE_PUBLIC); /* an agenda is read by everybody who comes */
    for (uint32_t row = 0; row < plan_count(plan, entity->kind); row++) {
        const Record *record = plan_at(plan, entity->kind, row);
        int64_t day = field_stored(due, record).number;
        if (source->belongs(building->meeting, record) && !is_on_it(building, any_id(entity, record->id), NULL))
            array_push(&found, (Found){record->id, day == VALUE_NONE ? INT64_MAX : day});
    }
    if (found.count > 1)
        qsort(found.items, found.count, sizeof *found.items, by_due);
    for (size_t i = 0; i < found.count; i++) {
        Buffer title = {0};
        plan_label(&handed_out, entity, found.items[i].id, &title);
        AgendaItem *item = add_item(building, buffer_text(&title));
        item->about = any_id(entity, found.items[i].id);
        item->presenter = field_stored(owner, plan_find(plan, entity->kind, found.items[i].id)).number;
        buffer_release(&title);
    }
    array_release(&found);
}

static int32_t last_position(const Building *building)
{
    int32_t last = 0;
    for (size_t i = 0; i < building->present.count; i++) {
        const AgendaItem *item = item_of(building->plan, building->present.items[i]);
        last = item->position > last ? (int32_t)item->position : last;
    }
    return last;
}

bool agenda_build(ChangeSet *set, const Plan *plan, Id meeting, size_t *added, Error *error)
{
    Building building = {.set = set, .plan = plan, .meeting = plan_find(plan, ENTITY_MEETING, meeting)};
    *added = 0;
    if (!building.meeting)
        return error_set(error, "there is no meeting M-%lld", (long long)meeting);
    if (building.meeting->status != MEETING_PLANNED)
        return error_set(error, "%s was held or cancelled; an agenda is built for a meeting that is planned",
                         plan_quoted(plan, &meeting_entity, meeting).text);
    meeting_agenda(plan, meeting, &building.present);
    building.position = last_position(&building);
    carry_over(&building);
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        add_open(&building, &sources[i]);
    *added = building.added;
    array_release(&building.present);
    return true;
}

/* ---- words ---- */

static void add_note(Buffer *notes, const char *words)
{
    if (*words)
        buffer_format(notes, "%s%s", notes->length ? ", " : "", words);
}

static void word_item(const Plan *plan, const AgendaItem *item, size_t number, Buffer *out)
{
    Buffer notes = {0}, word = {0}, line = {0};
    Referent about = any_referent(item->about);
    if (about.entity)
        entity_code(about.entity, about.id, &word);
    add_note(&notes, buffer_text(&word));
    buffer_clear(&word);
    if (item->presenter)
        plan_label(plan, &resource_entity, item->presenter, &word);
    add_note(&notes, buffer_text(&word));
    buffer_clear(&word);
    WorkUnits units = plan_units(plan);
    duration_format(item->time_box, &units, &word);
    add_note(&notes, buffer_text(&word));
    buffer_format(&line, "%2zu  %s", number, item->title);
    if (notes.length > 0)
        buffer_format(&line, " (%s)", buffer_text(&notes));
    text_safe(buffer_text(&line), false, out);
    buffer_add_char(out, '\n');
    buffer_release(&line);
    buffer_release(&notes);
    buffer_release(&word);
}

void agenda_word(const Plan *plan, Id meeting, Buffer *out)
{
    Ids items = {0};
    meeting_agenda(plan, meeting, &items);
    for (size_t i = 0; i < items.count; i++)
        word_item(plan, item_of(plan, items.items[i]), i + 1, out);
    array_release(&items);
}
