/*
 * The people on a task as a text, which is what is kept of an overlay that was left: "Anna Berg[50%]", a line each.
 */
#include <stdlib.h>
#include <string.h>

#include "assignments_parts.h"
#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/planning/edit.h"
#include "steerco/records/records.h"

void assignments_word(const AssignmentDraft *draft, Buffer *out)
{
    for (size_t i = 0; i < draft->people.count; i++) {
        const AssignedPerson *person = &draft->people.items[i];
        if (assigned_is_gone(person))
            continue;
        buffer_format(out, "%s%s[", out->length > 0 ? "\n" : "", person->name);
        number_format(person->units, 2, true, out);
        buffer_add(out, "%]");
    }
}

/* Takes the next line off, with the units behind the last bracket. */
static bool next_person(const char **rest, Buffer *name, int32_t *units)
{
    size_t length = strcspn(*rest, "\n");
    char *line = memory_text(*rest);
    line[length] = '\0';
    *rest += length + ((*rest)[length] == '\n');
    char *bracket = strrchr(line, '[');
    int64_t number = 0;
    bool good = bracket && bracket > line;
    if (good) {
        bracket[strcspn(bracket, "%]")] = '\0';
        good = number_parse(bracket + 1, DECIMAL_POINT, 2, &number, NULL) && number > 0 && number <= ASSIGNED_MOST;
        *bracket = '\0';
        buffer_clear(name);
        buffer_add(name, line);
    }
    *units = (int32_t)number;
    free(line);
    return good;
}

static AssignedPerson *listed(AssignmentDraft *draft, const char *name)
{
    for (size_t i = 0; i < draft->people.count; i++)
        if (text_equal(draft->people.items[i].name, name))
            return &draft->people.items[i];
    return NULL;
}

/* Somebody of the file by that name, else a new one. */
static void add_listed(AssignmentDraft *draft, const Plan *plan, const char *name, int32_t units)
{
    AssignedPerson person = {.units = units, .work = DURATION_NONE};
    person.name = arena_text(&draft->names, name);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RESOURCE) && person.resource == 0; row++)
        if (text_equal(plan_resource(plan, row)->name, name))
            person.resource = plan_resource(plan, row)->record.id;
    array_push(&draft->people, person);
}

/* Who is not in the text would be taken off the task. */
bool assignments_read(AssignmentDraft *draft, const Plan *plan, const char *text)
{
    Buffer name = {0};
    int32_t units;
    bool good = true;
    for (const char *rest = text; *rest && good;)
        good = next_person(&rest, &name, &units);
    for (size_t i = 0; i < draft->people.count && good; i++)
        draft->people.items[i].removed = true;
    while (good && *text && next_person(&text, &name, &units)) {
        AssignedPerson *person = listed(draft, buffer_text(&name));
        if (person)
            person->units = units, person->removed = false;
        else
            add_listed(draft, plan, buffer_text(&name), units);
    }
    buffer_release(&name);
    return good;
}
