/*
 * From the bytes of a file to a change set.
 *
 * The file is read once; its rows are gone through in two rounds, because a cell may name a record that a later row
 * brings along: first every row gets its record, known or new, then the cells are read into the records. Where rows
 * turn out bad and the others are wanted all the same, the rounds are run again without them, so that nothing is left
 * of a bad row.
 */
#include "csv_import.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "custom.h"
#include "steerco/analysis/analysis.h"
#include "steerco/base/text.h"
#include "steerco/exchange/table/encoding.h"
#include "steerco/model/field.h"

enum { MOST_WARNINGS = 200, SHOWN_CELL = 60, FIRST_ISSUES = 3 };

/* ---- Small looks ---- */

const char *import_text(const Import *import, size_t row, size_t column)
{
    return text_skip_blanks(sheet_text(&import->sheet, sheet_cell(&import->sheet, row, column)));
}

int64_t import_column(const Import *import, ColumnRole role)
{
    for (size_t i = 0; i < import->column_count; i++)
        if (import->columns[i].role == role)
            return (int64_t)i;
    return -1;
}

int64_t import_field_column(const Import *import, const char *field)
{
    for (size_t i = 0; i < import->column_count; i++)
        if (import->columns[i].role == COLUMN_FIELD && text_equal(import->columns[i].target, field))
            return (int64_t)i;
    return -1;
}

const WorkTime *import_work(Import *import)
{
    if (!import->work)
        import->work = worktime_new(import->plan, 0);
    return import->work;
}

const WorkTime *import_time(Import *import, Id calendar)
{
    if (calendar == 0)
        return import_work(import);
    if (calendar != import->time_of) {
        worktime_free(import->time);
        import->time = worktime_new(import->plan, calendar);
        import->time_of = calendar;
    }
    return import->time;
}

Instant import_day_start(Import *import, Date day)
{
    return worktime_next(import_work(import), instant_make(day, 0));
}

Instant import_day_end(Import *import, Date day)
{
    return worktime_prev(import_work(import), instant_make(day + 1, 0));
}

/* ---- Issues ---- */

static const char *shown(CsvReport *report, const char *text)
{
    Buffer safe = {0};
    text_safe(text, false, &safe);
    size_t length = text_fit(buffer_text(&safe), SHOWN_CELL, NULL);
    bool cut = length < safe.length;
    buffer_cut(&safe, length);
    if (cut)
        buffer_add(&safe, "…");
    const char *copy = arena_text(&report->arena, buffer_text(&safe));
    buffer_release(&safe);
    return copy;
}

PRINTF_LIKE(5, 0)
static void add_issue(Import *import, size_t row, int64_t column, bool fatal, const char *format, va_list arguments)
{
    CsvReport *report = import->report;
    if (!fatal && report->issues.count >= MOST_WARNINGS) {
        report->warnings_left_out++;
        return;
    }
    char reason[600];
    vsnprintf(reason, sizeof reason, format, arguments);
    CsvIssue issue = {.line = import->sheet.rows.items[row].line, .column = "", .value = "", .fatal = fatal};
    if (column >= 0) {
        issue.column = import->columns[column].header;
        issue.value = shown(report, import_text(import, row, (size_t)column));
    }
    issue.reason = arena_text(&report->arena, reason);
    array_push(&report->issues, issue);
}

void import_warn(Import *import, size_t row, int64_t column, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_issue(import, row, column, false, format, arguments);
    va_end(arguments);
}

bool import_refuse(Import *import, size_t row, int64_t column, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (import->fates[row] != ROW_BAD)
        add_issue(import, row, column, true, format, arguments);
    va_end(arguments);
    import->fates[row] = ROW_BAD;
    return false;
}

/* ---- Rounds over the rows ---- */

bool import_is_clean(const Import *import)
{
    for (size_t i = import->lasting; i < import->report->issues.count; i++)
        if (import->report->issues.items[i].fatal)
            return false;
    return true;
}

/* As if no row had been looked at yet; only what is known of bad rows stays. */
static void start_over(Import *import)
{
    CsvReport *report = import->report;
    ChangeSet fresh = {0};
    size_t kept = 0;
    change_begin(&fresh, import->plan, import->set->source, import->set->reason);
    change_release(import->set);
    *import->set = fresh;
    for (size_t i = 0; i < report->issues.count; i++)
        if (i < import->lasting || report->issues.items[i].fatal)
            report->issues.items[kept++] = report->issues.items[i];
    report->issues.count = import->lasting = kept;
    report->created = report->updated = report->unchanged = report->adopted = 0;
    report->links = report->assignments = report->resources = report->start_constraints = report->dates_differ = 0;
    import->rows.count = 0;
    references_release(import);
    idmap_release(&import->linked);
    textmap_release(&import->file_ids);
    textmap_release(&import->file_keys);
    textmap_release(&import->key_counts);
    textmap_release(&import->adopted);
    for (size_t i = 0; i < import->column_count; i++)
        textmap_release(&import->seen[i]);
}

static void identify_rows(Import *import)
{
    if (!import->entity->key[0] && plan_count(import->plan, import->entity->kind) > 0)
        import_recognise(import);
    for (size_t row = import->first_row; row < sheet_rows(&import->sheet); row++) {
        ImportRow found;
        if (import->fates[row] == ROW_DATA && import_identify(import, row, &found))
            array_push(&import->rows, found);
    }
}

/* Durations are the same when they read the same: 8 hours typed as a third of a day are written as hours. */
bool import_same_duration(const Import *import, Duration a, Duration b)
{
    if (a == b)
        return true;
    Buffer words[2] = {0};
    duration_format(a, &import->reader.units, &words[0]);
    duration_format(b, &import->reader.units, &words[1]);
    bool same = text_equal(buffer_text(&words[0]), buffer_text(&words[1]));
    buffer_release(&words[0]);
    buffer_release(&words[1]);
    return same;
}

static bool field_differs(const Import *import, const Field *field, const void *a, const void *b)
{
    Value old = field_stored(field, a), new = field_stored(field, b);
    bool same = value_equal(field, old, new) ||
                (field->type == FIELD_DURATION && import_same_duration(import, old.number, new.number));
    return !same;
}

static void record_update(Import *import, const ImportRow *row)
{
    const Entity *entity = import->entity;
    const void *old = plan_find(import->plan, entity->kind, row->id);
    bool changed = idmap_get(&import->linked, row->id, 0) != 0;
    for (const Field *field = entity->fields; field->name; field++) {
        if (!field_is_stored(field) || !field_differs(import, field, old, row->record))
            continue;
        changed = true;
        change_set(import->set, import->plan, entity, row->id, field, field_stored(field, row->record));
    }
    import->report->updated += changed;
    import->report->unchanged += !changed;
    if (changed && entity->append_only)
        import_refuse(import, row->row, -1, "%s %s is never changed; %s", entity_article(entity), entity->noun,
                      entity->instead);
}

bool import_record_updates(Import *import)
{
    for (size_t i = 0; i < import->rows.count; i++) {
        const ImportRow *row = &import->rows.items[i];
        if (row->fresh && !row->merged)
            import->report->created++;
        else if (!row->merged)
            record_update(import, row);
    }
    return import_is_clean(import);
}

/* One go over all rows that are not known to be bad. False on what no leaving out of rows can mend. */
static bool go_through(Import *import, Error *error)
{
    start_over(import);
    identify_rows(import);
    if (import->hooks->read_rows)
        return import->hooks->read_rows(import, error);
    for (size_t i = 0; i < import->rows.count; i++)
        import_read(import, &import->rows.items[i]);
    if (import_is_clean(import))
        import_record_updates(import);
    return true;
}

static size_t bad_rows(const Import *import)
{
    size_t bad = 0;
    for (size_t row = 0; row < sheet_rows(&import->sheet); row++)
        bad += import->fates[row] == ROW_BAD;
    return bad;
}

static bool refuse_file(const Import *import, Error *error)
{
    Buffer list = {0};
    size_t bad = bad_rows(import), named = 0;
    for (size_t i = 0; i < import->report->issues.count && named < FIRST_ISSUES; i++) {
        const CsvIssue *issue = &import->report->issues.items[i];
        if (!issue->fatal)
            continue;
        buffer_format(&list, "%sline %zu%s%s: %s", named++ ? "; " : "", issue->line, *issue->column ? ", " : "",
                      issue->column, issue->reason);
    }
    error_set(error, "%s%s (%zu of %zu rows cannot be imported; --partial leaves %s out)", buffer_text(&list),
              bad > named ? "; …" : "", bad, import->report->rows, bad == 1 ? "it" : "them");
    buffer_release(&list);
    return false;
}

static bool import_rows(Import *import, Error *error)
{
    if (!go_through(import, error))
        return false;
    if (import_is_clean(import))
        return true;
    if (!import->options->partial)
        return refuse_file(import, error);
    while (!import_is_clean(import))
        if (!go_through(import, error))
            return false;
    import->report->skipped += bad_rows(import);
    return true;
}

/* ---- From the beginning to the end ---- */

static void prepare_reader(Import *import)
{
    import->reader = (CellReader){.plan = import->plan,
                                  .words = import->words,
                                  .spelling = {.today = DATE_NONE},
                                  .units = plan_units(import->plan),
                                  .money_digits = plan_currency_digits(import->plan),
                                  .raw = import->options->raw,
                                  .texts = &import->set->arena};
}

static void note_identifiers(Import *import)
{
    import->id_column = import_column(import, COLUMN_ID);
    import->external_column = import_field_column(import, "external_id");
    import->wbs_column = import->native ? -1 : import_column(import, COLUMN_WBS);
    if (import->id_column < 0)
        import->id_column = import_column(import, COLUMN_UNIQUE_ID);
}

static bool import_file(Import *import, const DecodedText *text, Error *error)
{
    if (!import_columns(import, text, error))
        return false;
    import->fates = memory_new(sheet_rows(&import->sheet), 1);
    note_identifiers(import);
    import_sort_rows(import);
    import_find_adopted(import);
    if (import->hooks->find_more && !import->native)
        import->hooks->find_more(import);
    import->report->rows = sheet_rows(&import->sheet) - import->first_row;
    import->lasting = import->report->issues.count;
    return import_rows(import, error);
}

/* A matrix is read as the list that it stands for. */
static bool import_text_of(Import *import, const DecodedText *text, Error *error)
{
    Buffer list = {0};
    const CsvOptions *asked = import->options;
    CsvOptions own = *asked;
    DecodedText as = *text;
    if (matrix_unfold(import, text, &list)) {
        as.text = buffer_text(&list);
        as.length = list.length;
        own.entity = import->entity = import->report->entity = matrix_entity;
        own.delimiter = ',';
        import->options = &own;
    }
    bool good = import_file(import, &as, error);
    import->options = asked;
    buffer_release(&list);
    return good;
}

static void import_release(Import *import)
{
    for (size_t i = 0; i < import->column_count && import->seen; i++)
        textmap_release(&import->seen[i]);
    free(import->columns);
    free(import->forms);
    free(import->seen);
    free(import->unread);
    free(import->fates);
    references_release(import);
    idmap_release(&import->linked);
    textmap_release(&import->plan_ids);
    textmap_release(&import->plan_keys);
    textmap_release(&import->file_ids);
    textmap_release(&import->key_counts);
    textmap_release(&import->file_keys);
    textmap_release(&import->adopted);
    array_release(&import->rows);
    if (import->work)
        worktime_free(import->work);
    worktime_free(import->time);
    wordbook_free(import->words);
    sheet_release(&import->sheet);
    arena_release(&import->arena);
}

bool csv_import(const char *bytes, size_t length, const char *name, const CsvOptions *options, Plan *plan,
                ChangeSet *set, CsvReport *report, Error *error)
{
    Import import = {.options = options,
                     .entity = options->entity,
                     .plan = plan,
                     .set = set,
                     .report = report,
                     .words = wordbook_new()};
    DecodedText text = {0};
    Error why = {0};
    *report = (CsvReport){.entity = options->entity, .encoding = options->encoding};
    bool ready = analysis_update(plan, &why); /* a plan with links in a circle can be imported into all the same */
    (void)ready;
    prepare_reader(&import);
    error_clear(&why);
    bool good = encoding_decode(bytes, length, &report->encoding, &text, &why) && import_text_of(&import, &text, &why);
    import_release(&import);
    decoded_release(&text);
    ready = analysis_update(plan, NULL);
    return good || error_set(error, "%s: %s", name, why.text);
}

void csv_report_release(CsvReport *report)
{
    array_release(&report->columns);
    array_release(&report->issues);
    arena_release(&report->arena);
}
