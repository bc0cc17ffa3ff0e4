/*
 * What the rows of a file are, where nobody says it: every column speaks for the record types that know its heading,
 * the more the fewer they are, unless its cells are not what the heading promises. A type is taken unasked only where
 * most columns fill something of it and it stands out clearly from the next best.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csv_import.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { WHOLE_VOTE = 120, SURE_PERCENT = 50, SAMPLED_CELLS = 60 };

/* How well a type fits. */
typedef struct Fit {
    size_t kind; /* of the books */
    size_t filled, columns;
    int64_t points;
    bool suffices; /* a column gives what a record cannot be without */
} Fit;

/* ---- Cells ---- */

typedef enum Content { CONTENT_NONE, CONTENT_DATES, CONTENT_NUMBERS, CONTENT_WORDS } Content;

static Content content_of_cell(const char *text)
{
    int64_t number;
    if (*text == '\0')
        return CONTENT_NONE;
    Instant instant;
    bool has_time;
    if (strlen(text) >= 6 && (instant_parse(text, DATE_DMY, &instant, &has_time, NULL) ||
                              instant_parse(text, DATE_MDY, &instant, &has_time, NULL)))
        return CONTENT_DATES;
    size_t length = strcspn(text, "%");
    char digits[40];
    snprintf(digits, sizeof digits, "%.*s", (int)(length < 39 ? length : 39), text);
    bool number_like =
        number_parse(digits, DECIMAL_POINT, 6, &number, NULL) || number_parse(digits, DECIMAL_COMMA, 6, &number, NULL);
    return number_like ? CONTENT_NUMBERS : CONTENT_WORDS;
}

static Content content_of(const Import *import, size_t column)
{
    size_t counts[CONTENT_WORDS + 1] = {0}, cells = 0;
    for (size_t row = import->first_row; row < sheet_rows(&import->sheet) && cells < SAMPLED_CELLS; row++) {
        Content content = content_of_cell(import_text(import, row, column));
        counts[content]++;
        cells += content != CONTENT_NONE;
    }
    for (int content = CONTENT_DATES; content <= CONTENT_WORDS; content++)
        if (counts[content] * 2 > cells)
            return (Content)content;
    return cells > 0 ? CONTENT_WORDS : CONTENT_NONE;
}

/* Is the cell a value of the column's field, in whatever order its dates are written? */
static bool is_value(Import *import, const Column *as, const char *text)
{
    static const DateOrder orders[] = {DATE_DMY, DATE_MDY};
    Value value;
    bool has_time, read = false;
    Error ignored;
    for (size_t i = 0; i < sizeof orders / sizeof *orders && !read; i++) {
        import->reader.spelling.order = orders[i];
        CellKind kind = cell_read(&import->reader, as, FORM_PLAIN, text, &value, &has_time, &ignored);
        read = kind == CELL_VALUE || kind == CELL_FORMULA;
    }
    return read;
}

/* Names are words. */
static bool is_name(const Import *import, const Column *column)
{
    bool person = column->role == COLUMN_RESOURCES ||
                  (column->field && column->field->type == FIELD_REFERENCE && column->field->refers_to->by_name);
    return person || (column->target && text_equal(column->target, import->entity->label));
}

static bool cells_fit(Import *import, size_t column)
{
    Column as = import->columns[column];
    size_t read = 0, wrong = 0;
    as.field = import_typed_field(&as);
    if (!as.field)
        return !is_name(import, &import->columns[column]) || content_of(import, column) == CONTENT_WORDS;
    for (size_t row = import->first_row; row < sheet_rows(&import->sheet) && read + wrong < SAMPLED_CELLS; row++) {
        const char *text = import_text(import, row, column);
        bool nothing = *text == '\0' || wordbook_is_nothing(import->words, text);
        bool good = !nothing && is_value(import, &as, text);
        read += good;
        wrong += !nothing && !good && !wordbook_find(import->words, "raid", text);
    }
    return read >= wrong;
}

/* ---- Types ---- */

/* By how many of the types a heading is known. */
static size_t *popularity(const Import *import, const HeaderBooks *books, size_t header_row, size_t *count)
{
    *count = sheet_width(&import->sheet, header_row);
    size_t *known = memory_new(*count + 1, sizeof *known);
    for (size_t i = 0; i < *count; i++) {
        const char *text = text_skip_blanks(sheet_text(&import->sheet, sheet_cell(&import->sheet, header_row, i)));
        const Readings *readings = headings_read(books->headings, text);
        for (size_t kind = 0; kind < books->count; kind++)
            known[i] += !entities[kind]->internal && headerbook_knows(books->items[kind], readings);
    }
    return known;
}

static bool says_something(const Column *column)
{
    return column->role != COLUMN_CUSTOM && column->role != COLUMN_IGNORED && column->role != COLUMN_EMPTY;
}

/* "Task", "Risk ID": the heading of the name or number says what the records are called. */
static bool names_type(const Import *import, const Column *column)
{
    bool calls = column->role == COLUMN_ID || (column->target && text_equal(column->target, import->entity->label));
    Buffer heading = {0}, noun = {0};
    text_key(column->header, &heading);
    text_key(import->entity->noun, &noun);
    bool same = calls && noun.length > 0 && strncmp(buffer_text(&heading), buffer_text(&noun), noun.length) == 0;
    buffer_release(&heading);
    buffer_release(&noun);
    return same;
}

/* One that is the type's own word for a field counts more than one of its many other words, most of all the name by
   which steerco itself knows the field. */
static int64_t vote_of(const Import *import, const Column *column, size_t known)
{
    int64_t share = WHOLE_VOTE / (int64_t)(known ? known : 1);
    if (column->asked)
        return WHOLE_VOTE;
    return share + (names_type(import, column) || column->exact ? WHOLE_VOTE / 3 : column->certain ? share / 2 : 0);
}

static void weigh_column(Import *import, size_t column, size_t known, Fit *fit)
{
    Column *as = &import->columns[column];
    bool empty = content_of(import, column) == CONTENT_NONE; /* its heading tells all the same */
    if (as->joined || as->role == COLUMN_IGNORED)
        return;
    fit->columns += !empty;
    if (!says_something(as))
        return;
    if (!as->asked && !cells_fit(import, column)) {
        *as = (Column){.header = as->header, .unnamed = as->unnamed}; /* not what its heading promises */
        return;
    }
    fit->filled += !empty;
    fit->points += vote_of(import, as, known);
}

static bool weigh(Import *import, const HeaderBooks *books, size_t kind, size_t header_row, const size_t *known,
                  Fit *fit, Error *error)
{
    const Entity *entity = entities[kind];
    *fit = (Fit){.kind = kind};
    import->entity = import->reader.entity = entity;
    bool good = import_map_columns(import, books->items[kind], header_row, error);
    for (size_t i = 0; i < import->column_count && good; i++)
        weigh_column(import, i, known[i], fit);
    fit->suffices = good && headers_suffice(entity, import->columns, import->column_count);
    if (good && !headerbook_tells(books->items[kind], import->columns, import->column_count))
        fit->points = fit->points * 3 / 4;
    import->entity = import->reader.entity = NULL;
    return good;
}

/* In per cent: the part of the columns that the type fills, as far as it stands out from the next best. */
static int confidence(const Fit *best, const Fit *second)
{
    int64_t lead = best->points - second->points + 15 * ((int64_t)best->filled - (int64_t)second->filled);
    lead = lead > WHOLE_VOTE ? WHOLE_VOTE : lead < 0 ? 0 : lead;
    return best->columns == 0 || !best->suffices
               ? 0
               : (int)((int64_t)best->filled * 100 * lead / ((int64_t)best->columns * WHOLE_VOTE));
}

/* ---- Asking ---- */

/* The column whose cells are most like names: the longest words. */
static size_t wordiest_column(const Import *import)
{
    size_t best = 0, most = 0;
    for (size_t i = 0; i < import->column_count; i++) {
        size_t letters = 0;
        bool free = !says_something(&import->columns[i]) && content_of(import, i) == CONTENT_WORDS;
        for (size_t row = import->first_row; free && row < sheet_rows(&import->sheet) && row < 50; row++)
            letters += strlen(import_text(import, row, i));
        if (letters > most) {
            most = letters;
            best = i;
        }
    }
    return best;
}

/* As one word of a command line. The heading is somebody else's: a shell that the line is pasted into runs nothing that
   stands in it. */
static void add_map(const char *heading, const char *field, Buffer *out)
{
    char quote = strpbrk(heading, "\"$`\\!") ? '\'' : '"';
    buffer_format(out, " --map %c", quote);
    for (const char *at = heading; *at; at++)
        buffer_format(out, *at == quote ? "'\\''" : "%c", *at);
    buffer_format(out, "=%s%c", field, quote);
}

static void suggest(Import *import, const HeaderBooks *books, const Fit *best, size_t header_row, const size_t *known)
{
    Buffer options = {0};
    Error ignored = {0};
    Fit again;
    const Entity *entity = entities[best->kind];
    buffer_format(&options, "--as %s", entity->plural);
    if (!best->suffices && weigh(import, books, best->kind, header_row, known, &again, &ignored))
        add_map(import->columns[wordiest_column(import)].header, entity->label, &options);
    import->report->suggestion = arena_text(&import->report->arena, buffer_text(&options));
    buffer_release(&options);
}

static bool ask(Import *import, const HeaderBooks *books, const Fit *best, const Fit *second, size_t header_row,
                const size_t *known, Error *error)
{
    Buffer names = {0};
    import->report->undecided = true;
    suggest(import, books, best, header_row, known);
    import_name_headings(import, &names);
    error_set(error,
              "nothing is imported unasked: the rows look most like %s, with a confidence of %d %% (%zu of %zu columns "
              "would fill a field), then like %s; the headings in line %zu are %s; say it with %s",
              entities[best->kind]->nouns, confidence(best, second), best->filled, best->columns,
              entities[second->kind]->nouns, import->sheet.rows.items[header_row].line, buffer_text(&names),
              import->report->suggestion);
    buffer_release(&names);
    return false;
}

static bool is_better(const Fit *a, const Fit *b)
{
    return a->suffices != b->suffices ? a->suffices : a->points > b->points;
}

bool import_choose_kind(Import *import, const HeaderBooks *books, size_t header_row, size_t *chosen, Error *error)
{
    size_t count, mapped = 0;
    size_t *known = popularity(import, books, header_row, &count);
    Fit best = {0}, second = {0};
    bool native = false;
    for (size_t kind = 0; kind < books->count && !native; kind++) {
        Fit fit;
        Error why = {0};
        if (entities[kind]->internal || !weigh(import, books, kind, header_row, known, &fit, &why)) {
            if (error && why.kind != ERROR_NONE)
                *error = why;
            continue;
        }
        mapped++;
        native = fit.suffices && import->native;
        if (native || is_better(&fit, &best)) {
            second = best;
            best = fit;
        } else if (is_better(&fit, &second)) {
            second = fit;
        }
    }
    *chosen = best.kind;
    bool good = mapped > 0 && (native || confidence(&best, &second) >= SURE_PERCENT ||
                               ask(import, books, &best, &second, header_row, known, error));
    free(known);
    return good;
}
