/*
 * Who works on a task: "Ann[50%];Bob". A list says all: people whom it does not name are taken off the task. An empty
 * cell says nothing. The pieces of such lists are cut here, for links too.
 */
#include <string.h>

#include "csv_tasks.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

/* ---- Pieces of a list ---- */

const char *list_separators(const Import *import, const char *text)
{
    if (import->native)
        return ";";
    return strpbrk(text, ";\n|") ? ";\n|" : ",\n";
}

bool list_next(const char **rest, const char *separators, char *piece)
{
    for (;;) {
        *rest += strspn(*rest, " \t\r");
        *rest += strspn(*rest, separators);
        *rest += strspn(*rest, " \t\r");
        if (**rest == '\0')
            return false;
        size_t length = strcspn(*rest, separators), end = length < LIST_PIECE ? length : LIST_PIECE - 1;
        memcpy(piece, *rest, end);
        *rest += length;
        while (end > 0 && strchr(" \t\r", piece[end - 1]))
            end--;
        piece[end] = '\0';
        if (end > 0)
            return true;
    }
}

const char *list_text(const Import *import, size_t row, size_t column)
{
    return cell_unprotected(&import->reader, import_text(import, row, column));
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
    bool good = number_parse(bracket + 1, reader->spelling.mark, 2, &read, NULL) && read >= 0 && read <= 10000000;
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
    char piece[LIST_PIECE];
    int32_t units;
    size_t length = strlen(text) < LIST_PIECE ? strlen(text) : LIST_PIECE - 1;
    memcpy(piece, text, length);
    piece[length] = '\0';
    if (!cut_units(&import->reader, piece, &units))
        return import_refuse(import, row->row, (int64_t)column,
                             "'%.*s' has no units; expected a list like Anna Berg;Bob[50%%]",
                             (int)text_fit(text, 60, NULL), text);
    for (length = strlen(piece); length > 0 && piece[length - 1] == ' ';)
        piece[--length] = '\0';
    Id id = reference_resource(import, piece);
    if (!id && *piece && !wordbook_is_nothing(import->words, piece))
        return import_refuse(import, row->row, (int64_t)column, "there is no resource '%.*s'",
                             (int)text_fit(piece, 60, NULL), piece);
    add_person(out, id, units);
    return true;
}

/* A known name may hold separators: then it is all of the cell, up to its units. */
static bool is_one_person(Import *import, const char *text)
{
    char name[LIST_PIECE];
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
    const char *separators = list_separators(import, text);
    char piece[LIST_PIECE];
    if (!strpbrk(text, separators) || is_one_person(import, text))
        return read_person(import, row, column, text, out);
    while (list_next(&text, separators, piece))
        if (!read_person(import, row, column, piece, out))
            return false;
    return true;
}

static void assign(TaskFile *file, Id task, const Person *person)
{
    Import *import = file->import;
    const Plan *plan = import->plan;
    const Adjacency *all = &plan->results->assignments;
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    for (uint32_t i = row == ROW_NONE ? 0 : all->first[row]; row != ROW_NONE && i < all->first[row + 1]; i++) {
        const Assignment *old = plan_assignment(plan, all->rows[i]);
        if (old->resource != person->resource)
            continue;
        change_field(import->set, plan, &assignment_entity, Assignment, old->record.id, units,
                     value_number(person->units));
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
    const Adjacency *all = &plan->results->assignments;
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
            const char *text =
                import->columns[column].role == COLUMN_RESOURCES ? list_text(import, row->row, column) : "";
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
