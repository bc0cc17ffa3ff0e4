/*
 * The links and assignments of one task as people write them in a cell, and the items of such lists.
 */
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/planning/edit.h"
#include "steerco/records/records.h"

/* ---- Items of predecessor and resource lists ---- */

/* The end of the item at `text`: its separator or the end. Separators inside brackets and decimals do not count. */
static size_t item_length(const char *text, bool commas)
{
    int depth = 0;
    size_t length = 0;
    for (; text[length]; length++) {
        depth += text[length] == '[';
        depth -= text[length] == ']' && depth > 0;
        if (depth == 0 && (text[length] == ';' || (commas && text[length] == ',')))
            break;
    }
    return length;
}

/*
 * Copy the next item without surrounding blanks, at most size − 1 bytes; false at the end of the list. A semicolon is
 * left standing until the next call, which sees by it that commas separate nothing in this list.
 */
static bool next_item(const char **rest, DecimalMark mark, char *item, size_t size)
{
    bool commas = mark == DECIMAL_POINT && !strchr(*rest, ';');
    for (;;) {
        *rest += strspn(*rest, " ;");
        if (**rest == '\0')
            return false;
        const char *start = *rest;
        size_t length = item_length(start, commas);
        *rest += length + (start[length] == ',');
        while (length > 0 && start[length - 1] == ' ')
            length--;
        if (length == 0)
            continue;
        if (length >= size)
            length = size - 1;
        memcpy(item, start, length);
        item[length] = '\0';
        return true;
    }
}

/* Link types as Microsoft Project writes them in English, German and French (after the reference, before the lag). */
static const struct LinkWord {
    const char *word;
    LinkType type;
} link_words[] = {
    {"FS", LINK_FINISH_START},  {"SS", LINK_START_START},  {"FF", LINK_FINISH_FINISH}, {"SF", LINK_START_FINISH},
    {"EA", LINK_FINISH_START},  {"AA", LINK_START_START},  {"EE", LINK_FINISH_FINISH}, {"AE", LINK_START_FINISH},
    {"FD", LINK_FINISH_START},  {"DD", LINK_START_START},  {"DF", LINK_START_FINISH},  {"FC", LINK_FINISH_START},
    {"CC", LINK_START_START},   {"CF", LINK_START_FINISH}, {"TI", LINK_FINISH_START},  {"II", LINK_START_START},
    {"TT", LINK_FINISH_FINISH}, {"IT", LINK_START_FINISH},
};

static bool is_link_word(const char *text, LinkType *type)
{
    for (size_t i = 0; i < sizeof link_words / sizeof link_words[0]; i++)
        if ((text[0] | 32) == (link_words[i].word[0] | 32) && (text[1] | 32) == (link_words[i].word[1] | 32)) {
            *type = link_words[i].type;
            return true;
        }
    return false;
}

/* Where the lag begins: the last '+' or '-' with a digit behind it and digits or a link type before it; else the end.
 */
static size_t lag_at(const char *item)
{
    for (size_t i = strlen(item); i-- > 1;) {
        bool sign = (item[i] == '+' || item[i] == '-') && strspn(item + i + 1, " 0123456789") > 0;
        if (!sign || strpbrk(item + i + 1, "0123456789") == NULL)
            continue;
        size_t before = i;
        while (before > 0 && item[before - 1] == ' ')
            before--;
        LinkType type;
        bool after_type = before >= 2 && is_link_word(item + before - 2, &type);
        bool after_number = before > 0 && item[before - 1] >= '0' && item[before - 1] <= '9';
        if (after_type || (after_number && item[i] == '+'))
            return i;
    }
    return strlen(item);
}

bool predecessor_next(const char **rest, DecimalMark mark, const WorkUnits *units, PredecessorText *out, Error *error)
{
    char item[200];
    *out = (PredecessorText){.type = LINK_FINISH_START, .lag = duration_make(0, UNIT_DAYS)};
    error_clear(error);
    if (!next_item(rest, mark, item, sizeof item))
        return false;
    size_t lag = lag_at(item), length = lag;
    if (item[lag] && !duration_parse(item + lag, mark, units, UNIT_DAYS, &out->lag, error))
        return error_prefix(error, "predecessor '%s'", item);
    if (duration_amount(out->lag) == 0)
        out->lag = duration_make(0, UNIT_DAYS); /* none, whatever its unit */
    while (length > 0 && item[length - 1] == ' ')
        length--;
    if (length > 2 && is_link_word(item + length - 2, &out->type)) {
        char before = item[length - 3];
        bool attached = (before >= '0' && before <= '9') || before == ' ' || before == '.';
        if (attached)
            length -= 2;
        else
            out->type = LINK_FINISH_START;
    }
    while (length > 0 && item[length - 1] == ' ')
        length--;
    if (length == 0 || length >= sizeof out->reference)
        return error_set(error, "'%s' names no task; expected a list like T-3;T-5SS+2d", item);
    memcpy(out->reference, item, length);
    out->reference[length] = '\0';
    return true;
}

/* "Bob[50%]", which is cut up. */
static bool read_resource(char *item, DecimalMark mark, ResourceText *out, Error *error)
{
    char *bracket = strrchr(item, '[');
    *out = (ResourceText){.units = 10000};
    if (bracket) {
        int64_t units;
        size_t length = strcspn(bracket + 1, "%]");
        bracket[length + 1] = '\0';
        if (!number_parse(bracket + 1, mark, 2, &units, NULL) || units < 0 || units > 10000000)
            return error_set(error, "'%s' are no units; expected a name like Anna[50%%]", bracket + 1);
        out->units = (int32_t)units;
        *bracket = '\0';
    }
    Buffer name = {0};
    bool good = text_clean(item, strlen(item), false, &name, error);
    bool nobody = good && (name.length == 0 || name.length >= sizeof out->name || text_equal(buffer_text(&name), "—") ||
                           text_equal(buffer_text(&name), "NULL"));
    if (nobody) /* as everywhere: see field_parse() */
        good = error_set(error, "a resource has no name; expected a list like Anna Berg;Bob[50%%]");
    if (good)
        memcpy(out->name, buffer_text(&name), name.length + 1);
    buffer_release(&name);
    return good;
}

bool resource_next(const char **rest, DecimalMark mark, ResourceText *out, Error *error)
{
    char item[300];
    error_clear(error);
    return next_item(rest, mark, item, sizeof item) && read_resource(item, mark, out, error);
}

/* ---- Links and assignments of a task ---- */

/* A code, a number: the id itself, or a WBS number. */
static Id find_task(const Plan *plan, const char *reference, Error *error)
{
    char code[80] = "T-";
    Id id = 0;
    bool number = reference[strspn(reference, "0123456789")] == '\0';
    strcat(code, reference);
    const Entity *entity = entity_of_code(number ? code : reference, &id);
    if (entity == &task_entity && plan_find(plan, ENTITY_TASK, id))
        return id;
    int64_t place = number ? -1 : outline_find(&plan->results->outline, reference);
    if (place >= 0)
        return plan_task(plan, plan->results->outline.row_at[place])->record.id;
    error_set(error, "there is no task '%s'; expected a list like T-3;1.2SS+2d", reference);
    return 0;
}

static const Link *find_link(const Plan *plan, Id predecessor, Id successor)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_LINK); row++) {
        const Link *link = plan_link(plan, row);
        if (link->predecessor == predecessor && link->successor == successor)
            return link;
    }
    return NULL;
}

static void link_as(ChangeSet *set, const Plan *plan, Id predecessor, Id task, const PredecessorText *item)
{
    const Link *link = find_link(plan, predecessor, task);
    if (!link) {
        Link *made = change_create(set, &link_entity);
        made->predecessor = predecessor;
        made->successor = task;
        made->type = (uint8_t)item->type;
        made->lag = item->lag;
        return;
    }
    change_field(set, plan, &link_entity, Link, link->record.id, type, value_number(item->type));
    change_field(set, plan, &link_entity, Link, link->record.id, lag, value_number(item->lag));
}

static bool holds(const Ids *list, Id id)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == id)
            return true;
    return false;
}

bool edit_predecessors(ChangeSet *set, const Plan *plan, Id task, const char *text, DecimalMark mark, Error *error)
{
    WorkUnits units = plan_units(plan);
    ARRAY(PredecessorText) items = {0};
    Ids wanted = {0};
    PredecessorText item;
    Error why = {0};
    while (predecessor_next(&text, mark, &units, &item, &why)) {
        Id predecessor = find_task(plan, item.reference, &why);
        if (predecessor == task)
            error_set(&why, "%s cannot be its own predecessor", plan_quoted(plan, &task_entity, task).text);
        else if (holds(&wanted, predecessor))
            error_set(&why, "%s is named twice", plan_quoted(plan, &task_entity, predecessor).text);
        if (why.kind != ERROR_NONE)
            break;
        array_push(&items, item);
        array_push(&wanted, predecessor);
    }
    bool good = why.kind == ERROR_NONE || error_set(error, "%s", why.text);
    for (uint32_t row = 0; good && row < plan_count(plan, ENTITY_LINK); row++) {
        const Link *link = plan_link(plan, row);
        if (link->successor == task && !holds(&wanted, link->predecessor))
            change_delete(set, plan, &link_entity, link->record.id);
    }
    for (size_t i = 0; good && i < items.count; i++)
        link_as(set, plan, wanted.items[i], task, &items.items[i]);
    array_release(&items);
    array_release(&wanted);
    return good;
}

/* As references are read: case and accents do not matter. */
static bool is_same_name(const char *a, const char *b)
{
    Buffer first = {0}, second = {0};
    text_fold(a, &first);
    text_fold(b, &second);
    bool same = text_equal(buffer_text(&first), buffer_text(&second));
    buffer_release(&first);
    buffer_release(&second);
    return same;
}

/* The resource of exactly this name, or 0. */
static Id resource_named(const Plan *plan, const char *text)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RESOURCE); row++)
        if (text_equal(plan_resource(plan, row)->name, text))
            return plan_resource(plan, row)->record.id;
    return 0;
}

static Id find_or_make_resource(ChangeSet *set, const Plan *plan, const char *name)
{
    Id known = resource_named(plan, name);
    if (known)
        return known;
    static const Spelling spelling = {.today = DATE_NONE};
    const Field *field = field_of(&assignment_entity, Assignment, resource);
    Value found;
    if (field_parse(field, plan, name, &spelling, &set->arena, &found, NULL))
        return found.number;
    for (size_t i = 0; i < set->changes.count; i++) {
        const Change *change = &set->changes.items[i];
        if (change->kind == CHANGE_CREATE && change->entity == &resource_entity &&
            is_same_name(((const Resource *)change->record)->name, name))
            return change->id;
    }
    Resource *made = change_create(set, &resource_entity);
    made->name = arena_text(&set->arena, name);
    return made->record.id;
}

static void assign(ChangeSet *set, const Plan *plan, Id task, Id resource, int32_t units)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_ASSIGNMENT); row++) {
        const Assignment *assignment = plan_assignment(plan, row);
        if (assignment->task == task && assignment->resource == resource) {
            change_field(set, plan, &assignment_entity, Assignment, assignment->record.id, units, value_number(units));
            return;
        }
    }
    Assignment *made = change_create(set, &assignment_entity);
    made->task = task;
    made->resource = resource;
    made->units = units;
}

/* A known name may hold commas and brackets: then it is the whole list, up to its units. */
static bool is_one_resource(const Plan *plan, const char *text, DecimalMark mark, ResourceText *out)
{
    size_t length = strlen(text);
    *out = (ResourceText){.units = 10000};
    if (length >= sizeof out->name || !strpbrk(text, ",["))
        return false;
    memcpy(out->name, text, length + 1);
    if (resource_named(plan, text))
        return true;
    char item[sizeof out->name];
    memcpy(item, text, length + 1);
    return text[length - 1] == ']' && read_resource(item, mark, out, NULL) && resource_named(plan, out->name) != 0;
}

bool edit_resources(ChangeSet *set, const Plan *plan, Id task, const char *text, DecimalMark mark, Error *error)
{
    ARRAY(ResourceText) items = {0};
    Ids wanted = {0};
    ResourceText item;
    Error why = {0};
    if (is_one_resource(plan, text, mark, &item))
        array_push(&items, item);
    else
        while (resource_next(&text, mark, &item, &why))
            array_push(&items, item);
    bool good = why.kind == ERROR_NONE || error_set(error, "%s", why.text);
    for (size_t i = 0; good && i < items.count; i++) {
        Id resource = find_or_make_resource(set, plan, items.items[i].name);
        if (!holds(&wanted, resource))
            assign(set, plan, task, resource, items.items[i].units);
        array_push(&wanted, resource);
    }
    for (uint32_t row = 0; good && row < plan_count(plan, ENTITY_ASSIGNMENT); row++) {
        const Assignment *assignment = plan_assignment(plan, row);
        if (assignment->task == task && !holds(&wanted, assignment->resource))
            change_delete(set, plan, &assignment_entity, assignment->record.id);
    }
    array_release(&items);
    array_release(&wanted);
    return good;
}
