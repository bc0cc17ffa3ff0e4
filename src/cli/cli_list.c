/*
 * The records of a type in aligned columns, for people at a prompt and for a quick look from a script.
 */
#include <stdlib.h>
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"
#include "steerco/model/filter.h"
#include "steerco/records/records.h"

enum { WIDEST = 40, GAP = 2, MOST_COLUMNS = 64 };

typedef struct Column {
    const Field *field; /* null = the record's code */
    int width;
} Column;

typedef struct Listing {
    const Plan *plan;
    const Entity *entity;
    uint32_t *rows; /* in the order of people */
    uint32_t count;
    Column columns[MOST_COLUMNS];
    int column_count;
} Listing;

static void cell(const Listing *listing, const Field *field, uint32_t row, Buffer *out)
{
    const Record *record = plan_at(listing->plan, listing->entity->kind, row);
    Buffer word = {0};
    if (field)
        field_word(field, listing->plan, record, FORMAT_DISPLAY, &word);
    else
        entity_code(listing->entity, record->id, &word);
    text_safe(buffer_text(&word), false, out);
    buffer_release(&word);
}

/* How wide the cells of a column are, at most WIDEST; 0 when all of them are empty. */
static int content_width(const Listing *listing, const Field *field)
{
    Buffer text = {0};
    int widest = 0;
    for (uint32_t i = 0; i < listing->count && widest < WIDEST; i++) {
        buffer_clear(&text);
        cell(listing, field, listing->rows[i], &text);
        bool empty = text_equal(buffer_text(&text), "—") || text_equal(buffer_text(&text), "·");
        int width = empty ? 0 : text_width(buffer_text(&text));
        widest = width > widest ? width : widest;
    }
    buffer_release(&text);
    return widest < WIDEST ? widest : WIDEST;
}

static void add_column(Listing *listing, const Field *field, int content)
{
    int title = text_width(field ? field->title : "Code");
    if (listing->column_count < MOST_COLUMNS)
        listing->columns[listing->column_count++] = (Column){field, content > title ? content : title};
}

/* The columns that --columns names, whatever their width. */
static bool choose_named(Listing *listing, const char *names, Error *error)
{
    char *copy = memory_text(names), *rest = copy;
    bool good = true;
    for (char *name; good && (name = strsep(&rest, ","));) {
        const Field *field = entity_field(listing->entity, name);
        if (!field && !text_equal(name, "id"))
            good = error_usage(error, "%s %s has no field '%s'; steerco-csv(5) lists them",
                               entity_article(listing->entity), listing->entity->noun, name);
        else if (field && !field_check_shown(field, listing->plan, error))
            good = false;
        else if (listing->column_count == MOST_COLUMNS)
            good = error_usage(error, "option --columns names more than %d", MOST_COLUMNS);
        else
            add_column(listing, field, content_width(listing, field));
    }
    free(copy);
    return good;
}

/* In the order of the field table the columns that say anything, as many as fit side by side. */
static void choose_fitting(Listing *listing)
{
    int room = cli_width();
    add_column(listing, NULL, content_width(listing, NULL));
    room -= listing->columns[0].width;
    for (const Field *field = listing->entity->fields; field->name; field++) {
        bool shown = !field->internal && field_is_shown(field, listing->plan->audience);
        int content = shown ? content_width(listing, field) : 0;
        if (content == 0)
            continue;
        add_column(listing, field, content);
        room -= GAP + listing->columns[listing->column_count - 1].width;
        if (room < 0) {
            listing->column_count--;
            break;
        }
    }
}

/* A safe text in exactly its column, numbers to the right. */
static void add_cell(const Column *column, const char *text, Buffer *line)
{
    bool cut = text_width(text) > column->width, right = column->field && field_is_amount(column->field);
    int used;
    size_t length = text_fit(text, column->width - cut, &used);
    int blanks = column->width - used - cut;
    buffer_add_repeat(line, " ", right ? blanks : 0);
    buffer_add_bytes(line, text, length);
    buffer_add(line, cut ? "…" : "");
    buffer_add_repeat(line, " ", right ? GAP : GAP + blanks);
}

static void print_line(Buffer *line)
{
    while (line->length > 0 && line->bytes[line->length - 1] == ' ')
        buffer_cut(line, line->length - 1);
    cli_format("%s\n", buffer_text(line));
    buffer_clear(line);
}

static void print_listing(const Listing *listing)
{
    Buffer line = {0}, text = {0};
    for (int c = 0; c < listing->column_count; c++) {
        const Field *field = listing->columns[c].field;
        add_cell(&listing->columns[c], field ? field->title : "Code", &line);
    }
    print_line(&line);
    for (uint32_t i = 0; i < listing->count; i++) {
        for (int c = 0; c < listing->column_count; c++) {
            buffer_clear(&text);
            cell(listing, listing->columns[c].field, listing->rows[i], &text);
            add_cell(&listing->columns[c], buffer_text(&text), &line);
        }
        print_line(&line);
    }
    buffer_release(&line);
    buffer_release(&text);
}

/* All rows, or those that --filter leaves. */
static bool choose_rows(Listing *listing, const char *terms, Error *error)
{
    uint32_t all = plan_count(listing->plan, listing->entity->kind);
    listing->rows = plan_sorted_rows(listing->plan, listing->entity->kind);
    Filter *filter = filter_new(listing->plan, listing->entity, terms ? terms : "", error);
    if (!filter)
        return error_usage(error, "option --filter, %s", error->text);
    for (uint32_t i = 0; i < all; i++)
        if (filter_matches(filter, listing->plan, plan_at(listing->plan, listing->entity->kind, listing->rows[i])))
            listing->rows[listing->count++] = listing->rows[i];
    filter_free(filter);
    return true;
}

/* Of fields only where all that fit were wanted: named ones are all there. */
static void tell_confidential(const Listing *listing, bool named)
{
    LeftOut left_out = {0};
    const Field *fields[MOST_COLUMNS];
    size_t count = 0;
    for (int c = 0; c < listing->column_count; c++)
        if (listing->columns[c].field)
            fields[count++] = listing->columns[c].field;
    left_out_count(listing->plan, listing->entity, &left_out);
    if (named)
        left_out.fields = 0;
    cli_tell_left_out(listing->plan, &left_out);
    cli_tell_held(fields, count);
}

bool cli_list(const Arguments *arguments, Error *error)
{
    Listing listing = {0};
    Session session;
    if (!arguments_entity(arguments, 1, &listing.entity, error) ||
        !cli_open(arguments, STORE_READ, !listing.entity->shared, &session, error))
        return false;
    listing.plan = &session.plan;
    const char *names = arguments->options[OPTION_COLUMNS];
    bool done = choose_rows(&listing, arguments->options[OPTION_FILTER], error) &&
                (!names || choose_named(&listing, names, error));
    if (done && !names)
        choose_fitting(&listing);
    if (done) {
        print_listing(&listing);
        tell_confidential(&listing, names != NULL);
    }
    free(listing.rows);
    session_close(&session);
    return done;
}
