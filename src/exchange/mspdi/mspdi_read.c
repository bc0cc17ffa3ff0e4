/*
 * A Microsoft Project file into a change set: the file as structs (mspdi_xml.c), then record by record what differs
 * from the plan, then the tentative schedule that shows whether the file's dates come out.
 */
#include <string.h>

#include "mspdi_import.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "steerco/records/records.h"

/* Recognising */

/* The first ASCII characters of the text: without byte order marks and the NULs of UTF-16. */
static void peek(const char *bytes, size_t length, Buffer *out)
{
    enum { LOOKED_AT = 8192 };
    for (size_t i = 0; i < length && i < LOOKED_AT; i++)
        if ((signed char)bytes[i] > 0)
            buffer_add_char(out, bytes[i]);
}

/* Is there a <Project> or <p:Project …>? */
static bool has_project(const char *text)
{
    static const char name[] = "Project";
    for (const char *at = text; (at = strstr(at, name)); at++) {
        char before = at > text ? at[-1] : '\0', after = at[sizeof name - 1];
        if ((before == '<' || before == ':') && after && strchr("> \t\r\n", after))
            return true;
    }
    return false;
}

bool mspdi_recognise(const char *bytes, size_t length)
{
    Buffer head = {0};
    peek(bytes, length, &head);
    const char *text = buffer_text(&head);
    bool recognised =
        text[strspn(text, " \t\r\n")] == '<' && has_project(text) && strstr(text, "schemas.microsoft.com/project");
    buffer_release(&head);
    return recognised;
}

/* One record after the other */

Id import_open(MspdiImport *import, const Entity *entity, Id id)
{
    import->entity = entity;
    import->id = id;
    import->changes_before = import->set->changes.count;
    if (id == 0)
        import->id = ((Record *)change_create(import->set, entity))->id;
    return import->id;
}

void import_put(MspdiImport *import, size_t offset, Value value)
{
    change_set(import->set, import->plan, import->entity, import->id, entity_field_at(import->entity, offset), value);
}

void import_put_work(MspdiImport *import, size_t offset, int64_t minutes)
{
    const Field *field = entity_field_at(import->entity, offset);
    Duration present = change_value(import->set, import->plan, import->entity, import->id, field).number;
    if (present == DURATION_NONE || duration_amount(present) != minutes)
        import_put(import, offset, value_number(duration_make(minutes, UNIT_HOURS)));
}

void import_close(MspdiImport *import)
{
    if (import->id < 0)
        import->report->created++;
    else if (import->set->changes.count > import->changes_before)
        import->report->updated++;
    else
        import->report->unchanged++;
}

bool import_index(IdMap *map, int64_t uid, int64_t value, const char *element, size_t line, Error *error)
{
    if (uid < 0)
        return error_set(error, "line %zu: this %s has no UID", line, element);
    if (idmap_get(map, uid + 1, 0) != 0)
        return error_set(error, "line %zu: there is a %s with the UID %lld already", line, element, (long long)uid);
    idmap_put(map, uid + 1, value);
    return true;
}

const char *import_uid_text(MspdiImport *import, int64_t uid)
{
    Buffer text = {0};
    buffer_format(&text, "%lld", (long long)uid);
    const char *kept = arena_text(&import->set->arena, buffer_text(&text));
    buffer_release(&text);
    return kept;
}

/* Names */

static const char *text_at(const MspdiNames *names, const char *field, uint32_t row)
{
    return field_stored(entity_field(names->entity, field), plan_at(names->plan, names->entity->kind, row)).text;
}

void names_init(MspdiNames *names, const Plan *plan, const Entity *entity)
{
    uint32_t count = plan_count(plan, entity->kind);
    *names = (MspdiNames){.plan = plan, .entity = entity};
    names->next = memory_new((size_t)count + 1, sizeof *names->next);
    names->claimed = memory_new((size_t)count + 1, sizeof *names->claimed);
    for (uint32_t row = count; row-- > 0;) {
        const char *name = text_at(names, "name", row);
        names->next[row] = textmap_get(&names->first, name, -1);
        textmap_put(&names->first, name, row);
    }
}

uint32_t names_claim(MspdiNames *names, const char *name, const char *external_id)
{
    int64_t found = -1;
    for (int64_t row = textmap_get(&names->first, name, -1); row >= 0; row = names->next[row]) {
        if (names->claimed[row])
            continue;
        bool same = text_equal(text_at(names, "external_id", (uint32_t)row), external_id);
        if (found < 0 || same)
            found = row;
        if (same)
            break;
    }
    if (found < 0)
        return ROW_NONE;
    names->claimed[found] = true;
    return (uint32_t)found;
}

void names_release(MspdiNames *names)
{
    textmap_release(&names->first);
    free(names->next);
    free(names->claimed);
    *names = (MspdiNames){0};
}

/* The board */

/* What the project is called: by its title, else by the name of a file without folders and ending. */
static const char *project_name(MspdiImport *import, const char *file_name)
{
    const MspdiProject *file = import->file;
    if (*file->title)
        return file->title;
    const char *name = *file->name ? file->name : file_name;
    const char *slash = strrchr(name, '/');
    name = slash && slash[1] ? slash + 1 : name;
    const char *dot = strrchr(name, '.');
    return arena_text_of(&import->set->arena, name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

/* Where no board is loaded, the file brings one, unless there is one of that name that it may be meant for. */
static bool open_board(MspdiImport *import, const char *file_name, Error *error)
{
    const Plan *plan = import->plan;
    if (plan->board != 0) {
        import->board_name = plan_board(plan)->name;
        import_open(import, &board_entity, plan->board);
        return true;
    }
    const char *name = import->board_name = project_name(import, file_name);
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_BOARD); row++)
        if (text_equal(((const Board *)plan_at(plan, ENTITY_BOARD, row))->name, name))
            return error_usage(error, "there is a board '%.*s' already; say which board to import to",
                               (int)text_fit(name, 60, NULL), name);
    import->set->board = import_open(import, &board_entity, 0);
    PUT_TEXT(import, Board, name, name);
    return true;
}

/* A setting that makes no sense leaves the board's own. */
static void put_setting(MspdiImport *import, size_t offset, int64_t number)
{
    const Field *field = entity_field_at(&board_entity, offset);
    if (number == NUMBER_NONE)
        return;
    if (number >= field->minimum && number <= field->maximum)
        import_put(import, offset, value_number(number));
    else
        import->tallies[TALLY_WRONG_SETTING]++;
}

static bool has_budget(const Plan *plan)
{
    return plan_count(plan, ENTITY_BUDGET_LINE) > 0 || plan_count(plan, ENTITY_COST_ENTRY) > 0;
}

/* Amounts that are there already are not declared to be of another currency. */
static void put_currency(MspdiImport *import)
{
    const char *code = import->file->currency_code, *present = plan_board(import->plan)->currency;
    bool differs = currency_is_code(code) && !text_equal(code, present);
    if (differs && has_budget(import->plan))
        import->tallies[TALLY_OTHER_CURRENCY]++;
    else if (differs)
        PUT_TEXT(import, Board, currency, present = code);
    import->currency_digits = currency_digits(present);
}

/* A board that nobody gave a start goes out with that of its first task. */
static bool starts_by_itself(const Plan *plan, int64_t start)
{
    const Results *results = plan->results;
    return plan_board(plan)->start == INSTANT_NONE && results->generation == plan->generation && start != NUMBER_NONE &&
           results->start == start;
}

/* With the start of the board all tasks move that nothing else holds, those that the file knows nothing of too. */
static void put_start(MspdiImport *import)
{
    int64_t start = import->file->start;
    Instant present = plan_board(import->plan)->start;
    if (starts_by_itself(import->plan, start))
        return;
    PUT_KNOWN(import, Board, start, start);
    if (start == NUMBER_NONE || present == INSTANT_NONE || start == present ||
        plan_count(import->plan, ENTITY_TASK) == 0)
        return;
    Buffer then = {0}, now = {0};
    instant_format((Instant)start, &then);
    instant_format(present, &now);
    import_note(import->report, "the start of the board moves from %s to %s, and with it the tasks that nothing holds",
                buffer_text(&now), buffer_text(&then));
    buffer_release(&then);
    buffer_release(&now);
}

static void put_board(MspdiImport *import)
{
    const MspdiProject *file = import->file;
    PUT_KNOWN_TEXT(import, Board, manager, file->manager);
    put_start(import);
    if (file->status_date != NUMBER_NONE)
        PUT(import, Board, status_date, instant_date((Instant)file->status_date));
    if (import->project_calendar != 0)
        PUT(import, Board, calendar, import->project_calendar);
    put_setting(import, offsetof(Board, minutes_per_day), file->minutes_per_day);
    put_setting(import, offsetof(Board, minutes_per_week), file->minutes_per_week);
    put_setting(import, offsetof(Board, days_per_month), file->days_per_month);
    put_setting(import, offsetof(Board, critical_slack), file->critical_slack_limit);
    put_currency(import);
    import->tallies[TALLY_FROM_FINISH] += file->schedule_from_start == 0;
}

/* Resources */

enum { RESOURCE_CODE_MATERIAL, RESOURCE_CODE_WORK, RESOURCE_CODE_COST };

static ResourceType resource_type(const MspdiResource *resource)
{
    if (resource->is_cost_resource == 1 || resource->type == RESOURCE_CODE_COST)
        return RESOURCE_COST;
    return resource->type == RESOURCE_CODE_MATERIAL ? RESOURCE_MATERIAL : RESOURCE_WORK;
}

/* UID 0 is the row "Unassigned", IsNull a blank one. */
static bool is_nobody(const MspdiResource *resource)
{
    return resource->is_null == 1 || (resource->uid == 0 && *resource->name == '\0');
}

static const char *resource_name(MspdiImport *import, const MspdiResource *resource)
{
    if (*resource->name)
        return resource->name;
    import->tallies[TALLY_UNNAMED_RESOURCE]++;
    Buffer name = {0};
    buffer_format(&name, "Resource %lld", (long long)resource->uid);
    const char *kept = arena_text(&import->set->arena, buffer_text(&name));
    buffer_release(&name);
    return kept;
}

/* 0 is what Project writes where nobody entered a rate. */
static void put_money(MspdiImport *import, size_t offset, int64_t decimal, int64_t parts)
{
    if (decimal != NUMBER_NONE && decimal != 0)
        import_put(import, offset, value_number(mspdi_money(decimal, parts, import->currency_digits)));
}

/* "Not available" is written as a day far in the past or in the future. */
static void put_availability(MspdiImport *import, const MspdiResource *resource)
{
    const Date earliest = date_make(1984, 1, 1), latest = date_make(2049, 12, 31);
    Date from = resource->available_from == NUMBER_NONE ? DATE_NONE : instant_date((Instant)resource->available_from);
    Date to = resource->available_to == NUMBER_NONE ? DATE_NONE : instant_date((Instant)resource->available_to);
    if (from > earliest)
        PUT(import, Resource, available_from, from);
    if (to != DATE_NONE && to < latest)
        PUT(import, Resource, available_to, to);
}

/* Everybody has a calendar there: only what is not the project's says something, unless it is said here already. */
static void put_resource_calendar(MspdiImport *import, const MspdiResource *resource)
{
    const Resource *existing = plan_find(import->plan, ENTITY_RESOURCE, import->id);
    Id calendar = import_calendar_of(import, resource->calendar);
    if (calendar != 0 && !(existing && existing->calendar == calendar))
        PUT(import, Resource, calendar, calendar == import->project_calendar ? 0 : calendar);
}

static void put_units(MspdiImport *import, const MspdiResource *resource)
{
    const Field *field = field_of(&resource_entity, Resource, max_units);
    int64_t units;
    if (resource->max_units == NUMBER_NONE || resource_type(resource) != RESOURCE_WORK)
        return;
    if (!number_scale(resource->max_units, 10000, INT64_C(1000000), &units) || units > field->maximum || units < 0) {
        import->tallies[TALLY_CAPPED_UNITS]++;
        units = resource->max_units < 0 ? 0 : field->maximum;
    }
    PUT(import, Resource, max_units, units);
}

static void put_resource(MspdiImport *import, MspdiNames *names, const MspdiResource *resource)
{
    const char *name = resource_name(import, resource), *uid = import_uid_text(import, resource->uid);
    uint32_t row = names_claim(names, name, uid);
    const Resource *existing = row == ROW_NONE ? NULL : plan_resource(import->plan, row);
    Id id = import_open(import, &resource_entity, existing ? existing->record.id : 0);
    PUT_TEXT(import, Resource, name, name);
    PUT(import, Resource, type, resource_type(resource));
    PUT_KNOWN_TEXT(import, Resource, initials, resource->initials);
    PUT_KNOWN_TEXT(import, Resource, group, resource->group);
    PUT_KNOWN_TEXT(import, Resource, email, resource->email);
    PUT_KNOWN_TEXT(import, Resource, notes, resource->notes);
    if (!existing)
        PUT_TEXT(import, Resource, external_id, uid);
    put_units(import, resource);
    put_availability(import, resource);
    put_money(import, offsetof(Resource, standard_rate), resource->standard_rate, MSPDI_RATE_PARTS);
    put_money(import, offsetof(Resource, overtime_rate), resource->overtime_rate, MSPDI_RATE_PARTS);
    put_money(import, offsetof(Resource, cost_per_use), resource->cost_per_use, MSPDI_COST_PARTS);
    put_resource_calendar(import, resource);
    import_close(import);
    import->report->resources++;
    idmap_put(&import->resources, resource->uid + 1, id);
    if (resource_type(resource) != RESOURCE_WORK)
        idmap_put(&import->materials, resource->uid + 1, 1);
}

static bool import_resources(MspdiImport *import, Error *error)
{
    const XmlList *resources = &import->file->resources;
    MspdiNames names;
    IdMap lines = {0};
    bool good = true;
    names_init(&names, import->plan, &resource_entity);
    for (size_t i = 0; good && i < resources->count; i++) {
        const MspdiResource *resource = XML_ITEM(const MspdiResource, resources, i);
        if (is_nobody(resource)) {
            import->tallies[TALLY_UNASSIGNED_RESOURCE]++;
            continue;
        }
        good = import_index(&lines, resource->uid, (int64_t)resource->line, "Resource", resource->line, error);
        if (good)
            put_resource(import, &names, resource);
    }
    idmap_release(&lines);
    names_release(&names);
    return good;
}

/* All of it */

static bool import_all(MspdiImport *import, const char *name, Error *error)
{
    if (!open_board(import, name, error))
        return false;
    import->board = import->id;
    if (!import_calendars(import, error))
        return false;
    import_open(import, &board_entity, import->board);
    put_board(import);
    import_close(import);
    if (!import_resources(import, error) || !import_outline(import, error))
        return false;
    import_tasks(import);
    import_links(import);
    import_assignments(import);
    import_baselines(import);
    return import_try(import, error);
}

static void release(MspdiImport *import)
{
    idmap_release(&import->calendars);
    idmap_release(&import->resources);
    idmap_release(&import->tasks);
    idmap_release(&import->materials);
    idmap_release(&import->ordinary);
    array_release(&import->rows);
}

bool mspdi_import(const char *bytes, size_t length, const char *name, Plan *plan, ChangeSet *set, MspdiReport *report,
                  Error *error)
{
    MspdiProject file = {0};
    MspdiImport import = {.file = &file, .plan = plan, .set = set, .report = report};
    XmlReading reading = {.texts = &set->arena, .tallies = import.tallies};
    *report = (MspdiReport){0};
    xml_record_init(&mspdi_project, &file);
    bool good = xml_read(bytes, length, &mspdi_root, &file, &reading, error) && import_all(&import, name, error);
    import.tallies[TALLY_TEXT_REPLACED] = reading.replaced;
    import_note_tallies(&import, &reading);
    xml_reading_release(&reading);
    xml_record_release(&mspdi_project, &file);
    release(&import);
    return good || error_prefix(error, "%s", name);
}
