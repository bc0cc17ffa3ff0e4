/*
 * Links: "3FS+2 days;5SS", with the separators, link types and identifiers of many programs. A list says all: links
 * into a task that it does not name are taken out. An empty cell says nothing.
 */
#include <stdio.h>
#include <string.h>

#include "csv_tasks.h"
#include "steerco/base/text.h"
#include "steerco/planning/edit.h"
#include "steerco/records/records.h"

/* The type and lag of a link behind its reference: "FS=P2D", "FS 16"; a mere number counts in `bare` units. What may
   stand between them is one of `between`. */
static bool read_type_and_lag(const CellReader *reader, const char *text, const char *between, int bare, LinkType *type,
                              Duration *lag)
{
    for (int i = 0; link_type_names[i]; i++) {
        if (strncmp(text, link_type_names[i], 2) != 0 || (text[2] != '\0' && !strchr(between, text[2])))
            continue;
        *type = (LinkType)i;
        return text[2] == '\0' || duration_parse(text + 3, reader->spelling.mark, &reader->units, bare, lag, NULL);
    }
    return false;
}

/*
 * GanttProject writes "3-FS=P2D", with ">" for a rubber link, which binds alike but pulls nothing back, and "P-2D" for
 * a lead; Primavera "A1010: FS 16", in the unit of its durations. A reference may hold what ends it.
 */
static bool read_apart(const Import *import, const char *piece, char *reference, LinkType *type, Duration *lag)
{
    int64_t duration = import_field_column(import, "duration");
    bool hours = duration >= 0 && import->columns[duration].unit == SAID_HOURS;
    for (size_t end = strlen(piece); end-- > 1;) {
        const char *between = piece[end] == ':' ? " " : piece[end] == '-' ? "=>" : NULL;
        if (!between || !read_type_and_lag(&import->reader, text_skip_blanks(piece + end + 1), between,
                                           hours ? UNIT_HOURS : UNIT_DAYS, type, lag))
            continue;
        memcpy(reference, piece, end);
        reference[end] = '\0';
        return true;
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
    char reference[LIST_PIECE];
    if (!id && read_apart(file->import, piece, reference, type, lag))
        id = find(file, reference);
    if (!id) {
        *type = LINK_FINISH_START;
        *lag = duration_make(0, UNIT_DAYS);
    }
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
    else if (!holds(out, item.task)) {
        array_push(out, item);
        file->links_by[file->called_by]++;
    }
}

/* Our own codes hold no commas, as names may. */
static const char *link_separators(const Import *import, const char *text)
{
    return import->native && !strchr(text, ';') ? "," : list_separators(import, text);
}

/* A comma may be that of a lag: "3EA+1,5 Tage". */
static Id read_single(TaskFile *file, TaskLookup find, const char *text, LinkItem *out)
{
    bool may_be = file->import->reader.spelling.mark == DECIMAL_COMMA && strchr(text, ',') && !strchr(text, ';') &&
                  strlen(text) < LIST_PIECE;
    out->task = may_be ? read_link(file, find, text, &out->type, &out->lag) : 0;
    return out->task;
}

/* Every piece by the same kind of name; false, with the piece in question, when one of them names no task. */
static bool read_pieces(TaskFile *file, size_t index, int64_t column, TaskLookup find, const char *text, char *piece,
                        LinkItems *out)
{
    size_t before = out->count;
    const char *separators = link_separators(file->import, text);
    LinkItem single;
    if (read_single(file, find, text, &single)) {
        add_item(file, index, column, single, out);
        return true;
    }
    while (list_next(&text, separators, piece)) {
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
    char piece[LIST_PIECE];
    if (read_pieces(file, index, column, task_called, text, piece, out) || wordbook_is_nothing(import->words, text))
        return true;
    item.task = task_named(file, text);
    if (item.task)
        add_item(file, index, column, item, out);
    if (item.task || read_pieces(file, index, column, task_named, text, piece, out))
        return true;
    if (import->options->partial) {
        /* the task may be one of the rows that are left out */
        import_warn(import, import->rows.items[index].row, column,
                    "a link to '%.*s' is left out: there is no such task", (int)text_fit(piece, 60, NULL), piece);
        return true;
    }
    return import_refuse(import, import->rows.items[index].row, column,
                         "'%.*s' names no task; expected identifiers, WBS numbers or names such as 3FS+2d;5SS",
                         (int)text_fit(piece, 60, NULL), piece);
}

/* All columns of a role: Jira repeats them. False when they name nothing, or something wrong. */
static bool read_all_links(TaskFile *file, size_t index, ColumnRole role, LinkItems *out)
{
    Import *import = file->import;
    for (size_t i = 0; i < import->column_count; i++) {
        const char *text = import->columns[i].role == role ? list_text(import, import->rows.items[index].row, i) : "";
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
    const Adjacency *links = &plan->results->predecessors;
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
    const Adjacency *links = &import->plan->results->predecessors;
    uint32_t row = plan_row(import->plan, ENTITY_TASK, successor);
    for (uint32_t i = row == ROW_NONE ? 0 : links->first[row]; row != ROW_NONE && i < links->first[row + 1]; i++) {
        const Link *link = plan_link(import->plan, links->rows[i]);
        bool kept = holds(wanted, link->predecessor) ||
                    (told->count > 0 && textmap_get(told, pair_of(import, link->predecessor, successor), 0));
        if (!kept)
            change_delete(import->set, import->plan, &link_entity, link->record.id);
    }
}

/* The links that a column of successors tells of into `told`; those that it does not hold already are made, if wanted.
 */
static void link_successors(TaskFile *file, bool make, TextMap *told)
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
            if (make && !textmap_get(told, pair, 0))
                put_link(file, task, items.items[j].task, &items.items[j]);
            textmap_put(told, pair, 1);
        }
    }
    array_release(&items);
}

static void link_predecessors(TaskFile *file, const TextMap *told, TextMap *made)
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
        for (size_t j = 0; j < items.count; j++) {
            put_link(file, items.items[j].task, task, &items.items[j]);
            if (told->count > 0)
                textmap_put(made, pair_of(import, items.items[j].task, task), 1);
        }
    }
    array_release(&items);
}

/* Which reading was taken, where more than one was possible. */
static void note_reading(const TaskFile *file)
{
    const Import *import = file->import;
    int64_t column = import->id_column >= 0 ? import->id_column : import->external_column;
    const char *identifiers = column >= 0 ? import->columns[column].header : "WBS";
    const char *const words[CALLED_WAYS] = {
        [CALLED_BY_IDENTIFIER] = import->native ? NULL : "values of the column ",
        [CALLED_BY_WBS] = "WBS numbers",
        [CALLED_BY_UNIQUE_ID] = "unique ids",
        [CALLED_BY_ROW] = "numbers of rows",
        [CALLED_BY_CODE] = "codes of this board, such as T-3",
        [CALLED_BY_NAME] = "names of tasks",
    };
    Buffer list = {0}, safe = {0}; /* a heading comes from the file, and this is read on a terminal */
    text_safe(identifiers, false, &safe);
    for (int by = 0; by < CALLED_WAYS; by++)
        if (words[by] && file->links_by[by] > 0)
            buffer_format(&list, "%s%s%s", list.length ? ", " : "", words[by],
                          by == CALLED_BY_IDENTIFIER ? buffer_text(&safe) : "");
    if (list.length > 0)
        import->report->links_read_as = arena_text(&import->report->arena, buffer_text(&list));
    buffer_release(&list);
    buffer_release(&safe);
}

void tasks_link(TaskFile *file)
{
    TextMap told = {0}, made = {0};
    bool successors = import_column(file->import, COLUMN_SUCCESSORS) >= 0;
    bool predecessors = import_column(file->import, COLUMN_PREDECESSORS) >= 0;
    /* Files with both tell of most links twice, and of type and lag sometimes among the predecessors alone. */
    if (successors && predecessors)
        link_successors(file, false, &told);
    if (predecessors)
        link_predecessors(file, &told, &made);
    if (successors)
        link_successors(file, true, &made);
    note_reading(file);
    textmap_release(&told);
    textmap_release(&made);
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
            const char *text = list_text(import, import->rows.items[i].row, column);
            char piece[LIST_PIECE];
            LinkType type;
            Duration lag;
            if (wordbook_is_nothing(import->words, text))
                continue;
            const char *rest = text;
            bool good = list_next(&rest, link_separators(import, text), piece) &&
                        read_link(file, task_called, piece, &type, &lag);
            good = good || task_named(file, text) || read_link(file, task_named, piece, &type, &lag);
            found += good;
            missing += !good;
        }
        if (missing >= 3 && missing > found)
            import_keep_column(import, column, "kept as a column of its own: most cells name no task of the file");
    }
}
