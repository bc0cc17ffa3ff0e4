/*
 * Lists in cells: "3FS+2 days;5SS", "Ann[50%];Bob", with the separators, link types and identifiers of many programs.
 *
 * A list of a file says all: links and assignments of a task that it does not name are taken out. An empty cell says
 * nothing.
 */
#include <stdio.h>
#include <string.h>

#include "csv_tasks.h"
#include "steerco/base/text.h"
#include "steerco/model/edit.h"

/* ---- Pieces of a list ---- */

enum { PIECE_BYTES = 512 };

/* What separates the pieces: ';' or line breaks, or ',' in lists that have neither. Our own lists know ';' alone. */
static const char *separators_of(const Import *import, const char *text)
{
    if (import->native)
        return ";";
    return strpbrk(text, ";\n|") ? ";\n|" : ",\n";
}

static bool next_piece(const char **rest, const char *separators, char *piece)
{
    for (;;) {
        *rest += strspn(*rest, " \t\r");
        *rest += strspn(*rest, separators);
        *rest += strspn(*rest, " \t\r");
        if (**rest == '\0')
            return false;
        size_t length = strcspn(*rest, separators), end = length < PIECE_BYTES ? length : PIECE_BYTES - 1;
        memcpy(piece, *rest, end);
        *rest += length;
        while (end > 0 && strchr(" \t\r", piece[end - 1]))
            end--;
        piece[end] = '\0';
        if (end > 0)
            return true;
    }
}

/* GanttProject writes "3-FS=P2D". */
static bool read_ganttproject(const CellReader *reader, const char *piece, char *reference, LinkType *type, Duration *lag)
{
    const char *dash = strrchr(piece, '-'), *equals = dash ? strchr(dash, '=') : NULL;
    if (!equals || equals - dash != 3)
        return false;
    for (int i = 0; link_type_names[i]; i++)
        if (strncmp(dash + 1, link_type_names[i], 2) == 0) {
            *type = (LinkType)i;
            memcpy(reference, piece, (size_t)(dash - piece));
            reference[dash - piece] = '\0';
            return duration_parse(equals + 1, reader->spelling.mark, &reader->units, UNIT_DAYS, lag, NULL);
        }
    return false;
}

typedef Id (*TaskLookup)(TaskFile *file, const char *text);

/* One piece: a plain reference, or one with type and lag. 0 when it names no task. */
static Id read_link(TaskFile *file, TaskLookup find, const char *piece, LinkType *type, Duration *lag)
{
    const CellReader *reader = &file->import->reader;
    *type = LINK_FINISH_START;
    *lag = duration_make(0, UNIT_DAYS);
    Id id = find(file, piece);
    char reference[PIECE_BYTES];
    if (!id && read_ganttproject(reader, piece, reference, type, lag))
        id = find(file, reference);
    PredecessorText item;
    Error why = {0};
    if (!id && predecessor_next(&(const char *){piece}, reader->spelling.mark, &reader->units, &item, &why)) {
        id = find(file, item.reference);
        *type = item.type;
        *lag = item.lag;
    }
    return id;
}

/* ---- Links ---- */

typedef struct LinkItem {
    Id task;
    LinkType type;
    Duration lag;
} LinkItem;

typedef ARRAY(LinkItem) LinkItems;

static bool holds(const LinkItems *items, Id task)
{
    for (size_t i = 0; i < items->count; i++)
        if (items->items[i].task == task)
            return true;
    return false;
}

static bool lies_below(const TaskFile *file, size_t index, Id task)
{
    for (int64_t above = file->parent[index]; above >= 0; above = file->parent[above])
        if (file->import->rows.items[above].id == task)
            return true;
    return false;
}

/* Links of a task to itself and to its own summary task mean nothing in a schedule. */
static void add_item(TaskFile *file, size_t index, int64_t column, LinkItem item, LinkItems *out)
{
    Import *import = file->import;
    const ImportRow *row = &import->rows.items[index];
    if (item.task == row->id)
        import_warn(import, row->row, column, "a link of a task to itself is left out");
    else if (lies_below(file, index, item.task))
        import_warn(import, row->row, column, "a link of a task to its own summary task is left out");
    else if (!holds(out, item.task))
        array_push(out, item);
}

/* Every piece by the same kind of name; false, with the piece in question, when one of them names no task. */
static bool read_pieces(TaskFile *file, size_t index, int64_t column, TaskLookup find, const char *text, char *piece,
                        LinkItems *out)
{
    size_t before = out->count;
    const char *separators = separators_of(file->import, text);
    while (next_piece(&text, separators, piece)) {
        LinkItem item;
        item.task = read_link(file, find, piece, &item.type, &item.lag);
        if (!item.task) {
            out->count = before;
            return false;
        }
        add_item(file, index, column, item, out);
    }
    return true;
}

/* By identifiers, else by names; a name may hold what separates others. */
static bool read_links(TaskFile *file, size_t index, int64_t column, const char *text, LinkItems *out)
{
    Import *import = file->import;
    LinkItem item = {.type = LINK_FINISH_START, .lag = duration_make(0, UNIT_DAYS)};
    char piece[PIECE_BYTES];
    if (read_pieces(file, index, column, task_called, text, piece, out) || wordbook_is_nothing(import->words, text))
        return true;
    item.task = task_named(file, text);
    if (item.task)
        add_item(file, index, column, item, out);
    if (item.task || read_pieces(file, index, column, task_named, text, piece, out))
        return true;
    if (import->options->partial) {
        /* the task may be one of the rows that are left out */
        import_warn(import, import->rows.items[index].row, column, "a link to '%.*s' is left out: there is no such task",
                    (int)text_fit(piece, 60, NULL), piece);
        return true;
    }
    return import_refuse(import, import->rows.items[index].row, column,
                         "'%.*s' names no task; expected identifiers, WBS numbers or names such as 3FS+2d;5SS",
                         (int)text_fit(piece, 60, NULL), piece);
}

static const char *list_at(const Import *import, size_t row, size_t column)
{
    return cell_unprotected(&import->reader, import_text(import, row, column));
}

/* All columns of a role: Jira repeats them. False when they name nothing, or something wrong. */
static bool read_all_links(TaskFile *file, size_t index, ColumnRole role, LinkItems *out)
{
    Import *import = file->import;
    for (size_t i = 0; i < import->column_count; i++) {
        const char *text = import->columns[i].role == role ? list_at(import, import->rows.items[index].row, i) : "";
        if (*text && !read_links(file, index, (int64_t)i, text, out))
            return false;
    }
    return out->count > 0;
}

static void make_link(TaskFile *file, Id predecessor, Id successor, const LinkItem *item)
{
    Link *link = change_create(file->import->set, &link_entity);
    link->predecessor = predecessor;
    link->successor = successor;
    link->type = (uint8_t)item->type;
    link->lag = item->lag;
    file->import->report->links++;
}

static const Link *old_link(const Plan *plan, Id predecessor, Id successor)
{
    const Adjacency *links = &plan->results.predecessors;
    uint32_t row = plan_row(plan, ENTITY_TASK, successor);
    for (uint32_t i = row == ROW_NONE ? 0 : links->first[row]; row != ROW_NONE && i < links->first[row + 1]; i++)
        if (plan_link(plan, links->rows[i])->predecessor == predecessor)
            return plan_link(plan, links->rows[i]);
    return NULL;
}

static void put_link(TaskFile *file, Id predecessor, Id successor, const LinkItem *item)
{
    Import *import = file->import;
    const Link *old = old_link(import->plan, predecessor, successor);
    if (!old) {
        make_link(file, predecessor, successor, item);
        return;
    }
    change_field(import->set, import->plan, &link_entity, Link, old->record.id, type, value_number(item->type));
    if (!import_same_duration(import, old->lag, item->lag))
        change_field(import->set, import->plan, &link_entity, Link, old->record.id, lag, value_number(item->lag));
}

/* Links by their ends, as texts: what a successors column tells of. */
static const char *pair_of(Import *import, Id predecessor, Id successor)
{
    char pair[48];
    snprintf(pair, sizeof pair, "%lld>%lld", (long long)predecessor, (long long)successor);
    return arena_text(&import->arena, pair);
}

static void remove_other_links(TaskFile *file, Id successor, const LinkItems *wanted, const TextMap *told)
{
    Import *import = file->import;
    const Adjacency *links = &import->plan->results.predecessors;
    uint32_t row = plan_row(import->plan, ENTITY_TASK, successor);
    for (uint32_t i = row == ROW_NONE ? 0 : links->first[row]; row != ROW_NONE && i < links->first[row + 1]; i++) {
        const Link *link = plan_link(import->plan, links->rows[i]);
        bool kept = holds(wanted, link->predecessor) ||
                    (told->count > 0 && textmap_get(told, pair_of(import, link->predecessor, successor), 0));
        if (!kept)
            change_delete(import->set, import->plan, &link_entity, link->record.id);
    }
}

/* Files with both columns tell of most links twice: `told` keeps them from being made twice. */
static void link_successors(TaskFile *file, TextMap *told)
{
    Import *import = file->import;
    LinkItems items = {0};
    for (size_t i = 0; i < import->rows.count; i++) {
        items.count = 0;
        Id task = import->rows.items[i].id;
        if (!read_all_links(file, i, COLUMN_SUCCESSORS, &items))
            continue;
        for (size_t j = 0; j < items.count; j++) {
            const char *pair = pair_of(import, task, items.items[j].task);
            if (!textmap_get(told, pair, 0))
                put_link(file, task, items.items[j].task, &items.items[j]);
            textmap_put(told, pair, 1);
        }
    }
    array_release(&items);
}

static void link_predecessors(TaskFile *file, const TextMap *told)
{
    Import *import = file->import;
    LinkItems items = {0};
    for (size_t i = 0; i < import->rows.count; i++) {
        items.count = 0;
        Id task = import->rows.items[i].id;
        if (!read_all_links(file, i, COLUMN_PREDECESSORS, &items))
            continue;
        if (!import->rows.items[i].fresh)
            remove_other_links(file, task, &items, told);
        for (size_t j = 0; j < items.count; j++)
            if (told->count == 0 || !textmap_get(told, pair_of(import, items.items[j].task, task), 0))
                put_link(file, items.items[j].task, task, &items.items[j]);
    }
    array_release(&items);
}

void tasks_link(TaskFile *file)
{
    TextMap told = {0};
    if (import_column(file->import, COLUMN_SUCCESSORS) >= 0)
        link_successors(file, &told);
    if (import_column(file->import, COLUMN_PREDECESSORS) >= 0)
        link_predecessors(file, &told);
    textmap_release(&told);
}

/* A column of dependencies may hold prose, or tasks of other files: then it is kept as it is. */
void tasks_check_links(TaskFile *file)
{
    Import *import = file->import;
    for (size_t column = 0; column < import->column_count; column++) {
        ColumnRole role = import->columns[column].role;
        size_t found = 0, missing = 0;
        if (import->native || (role != COLUMN_PREDECESSORS && role != COLUMN_SUCCESSORS))
            continue;
        for (size_t i = 0; i < import->rows.count && found + missing < 200; i++) {
            const char *text = list_at(import, import->rows.items[i].row, column);
            char piece[PIECE_BYTES];
            LinkType type;
            Duration lag;
            if (wordbook_is_nothing(import->words, text))
                continue;
            const char *rest = text;
            bool good = next_piece(&rest, separators_of(import, text), piece) && read_link(file, task_called, piece, &type, &lag);
            good = good || task_named(file, text) || read_link(file, task_named, piece, &type, &lag);
            found += good;
            missing += !good;
        }
        if (missing >= 3 && missing > found)
            import_keep_column(import, column, "kept as a column of its own: most cells name no task of the file");
    }
}

/* ---- Assignments ---- */

typedef struct Person {
    Id resource;
    int32_t units;
} Person;

typedef ARRAY(Person) People;

static void add_person(People *people, Id resource, int32_t units)
{
    for (size_t i = 0; i < people->count; i++)
        if (people->items[i].resource == resource)
            return;
    if (resource)
        array_push(people, (Person){resource, units});
}

/* "Bob[50%]": take the units off. False when they are none. A bracket without per cent belongs to the name. */
static bool cut_units(const CellReader *reader, char *piece, int32_t *units)
{
    size_t length = strlen(piece);
    char *bracket = strrchr(piece, '[');
    int64_t read;
    *units = 10000;
    if (!bracket || length < 2 || piece[length - 1] != ']')
        return true;
    bool percent = piece[length - 2] == '%';
    piece[length - 1 - percent] = '\0';
    bool good = number_parse(bracket + 1, reader->spelling.mark, 2, &read, NULL) && read > 0 && read <= 10000000;
    if (!good && !percent)
        piece[length - 1] = ']';
    if (!good)
        return !percent;
    *units = (int32_t)read;
    *bracket = '\0';
    return true;
}

static bool read_person(Import *import, const ImportRow *row, size_t column, const char *text, People *out)
{
    char piece[PIECE_BYTES];
    int32_t units;
    size_t length = strlen(text) < PIECE_BYTES ? strlen(text) : PIECE_BYTES - 1;
    memcpy(piece, text, length);
    piece[length] = '\0';
    if (!cut_units(&import->reader, piece, &units))
        return import_refuse(import, row->row, (int64_t)column,
                             "'%.*s' has no units; expected a list like Anna Berg;Bob[50%%]",
                             (int)text_fit(text, 60, NULL), text);
    for (length = strlen(piece); length > 0 && piece[length - 1] == ' ';)
        piece[--length] = '\0';
    add_person(out, reference_resource(import, piece), units);
    return true;
}

/* A known name may hold separators: then it is all of the cell, up to its units. */
static bool is_one_person(Import *import, const char *text)
{
    char name[PIECE_BYTES];
    int32_t units;
    if (strlen(text) >= sizeof name)
        return false;
    memcpy(name, text, strlen(text) + 1);
    return cut_units(&import->reader, name, &units) && reference_exact(import, ENTITY_RESOURCE, name) != 0;
}

static bool read_people(TaskFile *file, size_t index, size_t column, const char *text, People *out)
{
    Import *import = file->import;
    const ImportRow *row = &import->rows.items[index];
    const char *separators = separators_of(import, text);
    char piece[PIECE_BYTES];
    if (!strpbrk(text, separators) || is_one_person(import, text))
        return read_person(import, row, column, text, out);
    while (next_piece(&text, separators, piece))
        if (!read_person(import, row, column, piece, out))
            return false;
    return true;
}

static void assign(TaskFile *file, Id task, const Person *person)
{
    Import *import = file->import;
    const Plan *plan = import->plan;
    const Adjacency *all = &plan->results.assignments;
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    for (uint32_t i = row == ROW_NONE ? 0 : all->first[row]; row != ROW_NONE && i < all->first[row + 1]; i++) {
        const Assignment *old = plan_assignment(plan, all->rows[i]);
        if (old->resource != person->resource)
            continue;
        change_field(import->set, plan, &assignment_entity, Assignment, old->record.id, units, value_number(person->units));
        return;
    }
    Assignment *made = change_create(import->set, &assignment_entity);
    made->task = task;
    made->resource = person->resource;
    made->units = person->units;
    import->report->assignments++;
}

static void remove_other_people(TaskFile *file, Id task, const People *wanted)
{
    const Plan *plan = file->import->plan;
    const Adjacency *all = &plan->results.assignments;
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    for (uint32_t i = row == ROW_NONE ? 0 : all->first[row]; row != ROW_NONE && i < all->first[row + 1]; i++) {
        const Assignment *old = plan_assignment(plan, all->rows[i]);
        bool kept = false;
        for (size_t j = 0; j < wanted->count; j++)
            kept = kept || wanted->items[j].resource == old->resource;
        if (!kept)
            change_delete(file->import->set, plan, &assignment_entity, old->record.id);
    }
}

void tasks_assign(TaskFile *file)
{
    Import *import = file->import;
    People people = {0};
    for (size_t i = 0; i < import->rows.count; i++) {
        const ImportRow *row = &import->rows.items[i];
        people.count = 0;
        for (size_t column = 0; column < import->column_count; column++) {
            const char *text = import->columns[column].role == COLUMN_RESOURCES ? list_at(import, row->row, column) : "";
            if (*text && !read_people(file, i, column, text, &people))
                break;
        }
        if (people.count > 0 && !row->fresh)
            remove_other_people(file, row->id, &people);
        for (size_t j = 0; j < people.count; j++)
            assign(file, row->id, &people.items[j]);
    }
    array_release(&people);
}
