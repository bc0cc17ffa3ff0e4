/*
 * The pages in their order, and those that list the records of a type.
 */
#include <stdlib.h>
#include <string.h>

#include "pages_parts.h"
#include "steerco/analysis/analysis.h"
#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/model/field.h"
#include "steerco/session/typed.h"

const Page decisions_page = {
    .name = "decisions",
    .title = "Decisions asked for",
    .empty = "No decision is asked for.",
    .list = {&decision_entity, NULL, "need_by", {"title", "need_by", "owner", "about", "options"}},
};

const Page requests_page = {
    .name = "requests",
    .title = "Changes waiting for approval",
    .empty = "No change waits for approval.",
    .list = {&change_request_entity,
             change_request_waits,
             "target_date",
             {"title", "cost_impact", "schedule_impact", "owner", "if_not_done"}},
};

const Page actions_page = {
    .name = "actions",
    .title = "Open actions",
    .empty = "No action is open.",
    .list = {&action_entity, NULL, "due", {"title", "due", "owner", "status", "source"}},
};

const Page issues_page = {
    .name = "issues",
    .title = "Open issues",
    .empty = "No issue is open.",
    .list = {&issue_entity, NULL, "target_date", {"title", "target_date", "owner", "urgency", "impact"}},
};

const Page people_page = {
    .name = "people",
    .title = "Who hears what, and when",
    .empty = "No communication is planned.",
    .list = {&communication_activity_entity,
             NULL,
             "next_due",
             {"title", "next_due", "audience", "medium", "responsible"}},
};

const Page *const report_pages[] = {
    &agenda_page,   &health_page,  &summary_page, &milestones_page, &risks_page,   &budget_page, &decisions_page,
    &requests_page, &actions_page, &issues_page,  &people_page,     &changes_page, NULL,
};

const char *page_name(const Page *page)
{
    return page->name;
}

const char *page_title(const Page *page)
{
    return page->title;
}

bool page_has_matrix(const Page *page)
{
    return page->matrix;
}

const Page *page_find(const char *name)
{
    for (int i = 0; report_pages[i]; i++)
        if (text_equal(report_pages[i]->name, name))
            return report_pages[i];
    return NULL;
}

/* ---- filling a list ---- */

typedef struct Placed {
    const Record *record;
    int64_t day;
} Placed;
typedef ARRAY(Placed) Placing;

static int by_day(const void *a, const void *b)
{
    const Placed *left = a, *right = b;
    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return left->record->id < right->record->id ? -1 : 1;
}

static Placing find_listed(const PageList *list, const Plan *plan)
{
    Placing found = {0};
    const Field *order = entity_field(list->entity, list->order);
    for (uint32_t row = 0; row < plan_count(plan, list->entity->kind); row++) {
        const Record *record = plan_at(plan, list->entity->kind, row);
        if (!record_is_shown(plan, list->entity, record) ||
            !(list->wanted ? list->wanted(plan, record) : record_is_open(plan, list->entity, record)))
            continue;
        Value day = field_stored(order, record);
        array_push(&found, (Placed){record, value_is_none(order, day) ? INT64_MAX : day.number});
    }
    if (found.count > 1)
        qsort(found.items, found.count, sizeof *found.items, by_day);
    return found;
}

/* The first field is the title, with the code in front. */
static void fill_row(const PageList *list, const PageView *view, const Record *record, Content *content)
{
    Buffer text = {0};
    bool late = record_is_late(view->now, list->entity, record);
    ContentRow *row = content_add_row(content, list->entity, record->id);
    row->mark = late ? MARK_BAD : MARK_NONE;
    for (int i = 0; i < CONTENT_CELLS && list->fields[i]; i++) {
        const Field *field = entity_field(list->entity, list->fields[i]);
        if (i == 0) {
            entity_code(list->entity, record->id, &text);
            buffer_add(&text, late ? " ! " : "  ");
        }
        if (field_is_shown(field, view->now->audience))
            field_word(field, view->now, record, FORMAT_DISPLAY, &text);
        row->cells[i] = content_keep(content, &text);
    }
    buffer_release(&text);
}

static int column_width(const Field *field)
{
    if (field->width)
        return field->width < 18 ? field->width : 18;
    return field->type == FIELD_MONEY ? 14 : 10;
}

static void fill_list(const Page *page, const PageView *view, Content *content)
{
    const PageList *list = &page->list;
    Placing found = find_listed(list, view->now);
    size_t late = 0;
    for (int i = 0; i < CONTENT_CELLS && list->fields[i]; i++) {
        const Field *field = entity_field(list->entity, list->fields[i]);
        content->columns[i] =
            (ContentColumn){field->title, i == 0 ? 0 : column_width(field), i > 0 && field_is_amount(field)};
    }
    for (size_t i = 0; i < found.count; i++) {
        fill_row(list, view, found.items[i].record, content);
        late += record_is_late(view->now, list->entity, found.items[i].record);
    }
    if (found.count > 0) {
        Buffer text = {0};
        entity_add_count(list->entity, found.count, &text);
        if (late > 0)
            buffer_format(&text, ", %zu late (!)", late);
        content->headlines[0] = content_keep(content, &text);
        buffer_release(&text);
    }
    array_release(&found);
}

void page_fill(const Page *page, const PageView *view, Content *out)
{
    *out = (Content){.empty = page->empty};
    if (page->fill)
        page->fill(view, out);
    else
        fill_list(page, view, out);
}

/* ---- the plan of then ---- */

bool page_load_then(Store *store, const Plan *now, Date day, Plan *out, Error *error)
{
    Buffer text = {0};
    Moment moment;
    Error ignored = {0};
    date_format(day, &text);
    plan_init(out);
    out->today = now->today;
    bool done =
        typed_moment(buffer_text(&text), instant_make(now->today, instant_minute(instant_now())), &moment, error) &&
        store_load_as_of(store, now->board, moment, out, error);
    buffer_release(&text);
    if (!done) {
        plan_release(out);
        return false;
    }
    out->audience = AUDIENCE_PUBLIC;
    (void)!analysis_update(out, &ignored); /* with links in a circle it has no dates, which is shown */
    return true;
}
