/*
 * Responsibility matrices as people keep them: a row a piece of work, a column a role or person, letters in the cells.
 * Or the other way round: the columns are the letters, and the cells name who bears them. Such a table is written anew
 * as one row a cell, which the importer then reads like any other list:
 *
 *     Activity,Site lead,IT lead          Work,Person,Role,RASCI,Notes
 *     Installation                        Lease,,Site lead,A,
 *     Lease,A,C                     →     Lease,,IT lead,C,
 *     Network,,R/A                        Network,,IT lead,A/R,
 *
 * A row without letters is a heading: it is noted with what stands below it.
 */
#include <string.h>

#include "csv_import.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { LEAST_PARTIES = 2, LEAST_ROWS = 2 };

const Entity *const matrix_entity = &responsibility_entity;

static const char letters[] = "RASCI"; /* in the order in which two of them are told */

/* ---- letters ---- */

/* The letters of a cell as bits, in the order above; 0 when it holds anything else. "R/A", "RA" and "A, R" are the
   same; what says nothing is no letter. */
static unsigned letters_of(const char *text)
{
    unsigned found = 0;
    for (; *text; text++) {
        char upper = (char)(*text >= 'a' && *text <= 'z' ? *text - 'a' + 'A' : *text);
        const char *at = strchr(letters, upper);
        if (at)
            found |= 1u << (at - letters);
        else if (!strchr(" /,;+&", *text))
            return 0;
    }
    return found;
}

static bool says_nothing(const char *text)
{
    static const char *const words[] = {"", "-", "–", "—", "n.a.", "n/a", "x"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal(text, words[i]))
            return true;
    return false;
}

/* Add them as the field has them: "A/R", "S/C". Of three the first two, and false. */
static bool add_letters(unsigned found, Buffer *out)
{
    char told[8] = {0};
    size_t count = 0;
    for (size_t i = 0; letters[i]; i++)
        if (found & 1u << i)
            told[count++] = letters[i];
    if (count > 1 && told[0] == 'R' && told[1] == 'A')
        buffer_add(out, "A/R");
    else if (count > 1)
        buffer_format(out, "%c/%c", told[0], told[1]);
    else
        buffer_format(out, "%c", told[0]);
    return count <= 2;
}

/* ---- what the columns are ---- */

typedef struct Matrix {
    Sheet sheet;
    const Plan *plan;
    size_t work;    /* the column that names the work */
    bool *parties;  /* by column: its cells are letters, or its heading is one where they are names */
    bool by_letter; /* the columns are the letters */
    size_t width, party_count;
} Matrix;

static const char *cell_at(const Matrix *matrix, size_t row, size_t column)
{
    return text_skip_blanks(sheet_text(&matrix->sheet, sheet_cell(&matrix->sheet, row, column)));
}

/* Do all cells of a column that say anything hold letters, and does any? */
static bool holds_letters(const Matrix *matrix, size_t column)
{
    size_t found = 0;
    for (size_t row = 1; row < sheet_rows(&matrix->sheet); row++) {
        const char *text = cell_at(matrix, row, column);
        if (says_nothing(text))
            continue;
        if (!letters_of(text))
            return false;
        found++;
    }
    return found > 0;
}

/* A matrix has somebody who does something, and somebody who answers for something. */
static bool has_doers(const Matrix *matrix)
{
    unsigned all = 0;
    for (size_t row = 1; row < sheet_rows(&matrix->sheet); row++)
        for (size_t column = 0; column < matrix->width; column++)
            if (matrix->parties[column])
                all |= letters_of(cell_at(matrix, row, column));
    return (all & 3u) == 3u;
}

static bool find_parties(Matrix *matrix)
{
    size_t by_heading = 0;
    for (size_t column = 0; column < matrix->width; column++) {
        const char *heading = cell_at(matrix, 0, column);
        by_heading += strlen(heading) == 1 && letters_of(heading);
    }
    matrix->by_letter = by_heading >= 3;
    matrix->work = matrix->width;
    for (size_t column = 0; column < matrix->width; column++) {
        const char *heading = cell_at(matrix, 0, column);
        matrix->parties[column] =
            matrix->by_letter ? strlen(heading) == 1 && letters_of(heading) : *heading && holds_letters(matrix, column);
        matrix->party_count += matrix->parties[column];
        if (!matrix->parties[column] && matrix->work == matrix->width)
            matrix->work = column;
    }
    return matrix->work < matrix->width && matrix->party_count >= LEAST_PARTIES &&
           matrix->party_count * 2 >= matrix->width && (matrix->by_letter || has_doers(matrix));
}

/* ---- writing it anew ---- */

/* Nothing at all where there is nothing to say: an empty pair of quotes would empty the field. */
static void add_cell(const char *text, bool last, Buffer *out)
{
    const char *quote = *text ? "\"" : "";
    buffer_add(out, quote);
    for (; *text; text++)
        buffer_format(out, *text == '"' ? "\"\"" : "%c", *text);
    buffer_format(out, "%s%s", quote, last ? "\r\n" : ",");
}

static bool is_in_team(const Plan *plan, const char *name)
{
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RESOURCE); row++)
        if (text_equal(plan_resource(plan, row)->name, name))
            return true;
    return false;
}

/* Whoever is of the team is a person, all others are roles. Headings of programs have underscores for blanks. */
static void add_record(const Matrix *matrix, const char *work, const char *party, unsigned found, const char *heading,
                       Buffer *out)
{
    Buffer name = {0}, code = {0}, notes = {0};
    buffer_add(&name, party);
    for (size_t i = 0; i < name.length; i++)
        name.bytes[i] = (char)(name.bytes[i] == '_' ? ' ' : name.bytes[i]);
    bool person = is_in_team(matrix->plan, buffer_text(&name));
    buffer_add(&notes, heading);
    if (!add_letters(found, &code))
        buffer_add(&notes, notes.length ? "; and more letters" : "and more letters");
    add_cell(work, false, out);
    add_cell(person ? buffer_text(&name) : "", false, out);
    add_cell(person ? "" : buffer_text(&name), false, out);
    add_cell(buffer_text(&code), false, out);
    add_cell(buffer_text(&notes), true, out);
    buffer_release(&name);
    buffer_release(&code);
    buffer_release(&notes);
}

/* "NLP/Vision, Team": each of them. */
static void add_named(const Matrix *matrix, const char *work, const char *names, unsigned letter, const char *heading,
                      Buffer *out)
{
    while (*names) {
        size_t length = strcspn(names, "/,;\n");
        Buffer name = {0};
        const char *begin = text_skip_blanks(names);
        if (begin < names + length)
            buffer_add_bytes(&name, begin, (size_t)(names + length - begin));
        while (name.length > 0 && name.bytes[name.length - 1] == ' ')
            buffer_cut(&name, name.length - 1);
        if (!says_nothing(buffer_text(&name)))
            add_record(matrix, work, buffer_text(&name), letter, heading, out);
        buffer_release(&name);
        names += length + (names[length] != '\0');
    }
}

/* How many records the row makes. */
static size_t unfold_row(const Matrix *matrix, size_t row, const char *heading, Buffer *out)
{
    size_t made = 0;
    const char *work = cell_at(matrix, row, matrix->work);
    for (size_t column = 0; column < matrix->width; column++) {
        const char *text = cell_at(matrix, row, column), *party = cell_at(matrix, 0, column);
        if (!matrix->parties[column] || says_nothing(text))
            continue;
        if (matrix->by_letter)
            add_named(matrix, work, text, letters_of(party), heading, out);
        else
            add_record(matrix, work, party, letters_of(text), heading, out);
        made++;
    }
    return made;
}

static bool unfold(Matrix *matrix, Buffer *out)
{
    const char *heading = "";
    matrix->width = sheet_width(&matrix->sheet, 0);
    if (sheet_rows(&matrix->sheet) <= LEAST_ROWS || matrix->width <= LEAST_PARTIES)
        return false;
    matrix->parties = memory_new(matrix->width, sizeof *matrix->parties);
    bool good = find_parties(matrix);
    if (good)
        buffer_add(out, "Work,Person,Role,RASCI,Notes\r\n");
    for (size_t row = 1; good && row < sheet_rows(&matrix->sheet); row++)
        if (unfold_row(matrix, row, heading, out) == 0)
            heading = cell_at(matrix, row, matrix->work);
    free(matrix->parties);
    return good;
}

bool matrix_unfold(const Import *import, const DecodedText *text, Buffer *out)
{
    static const char delimiters[] = ",;\t|";
    const CsvOptions *options = import->options;
    bool ours = !options->entity || options->entity == &responsibility_entity, found = false;
    for (const char *at = delimiters; *at && ours && !options->map[0] && !options->header_line && !found; at++) {
        Matrix matrix = {.plan = import->plan};
        const Dialect dialect = {.delimiter = *at};
        if (options->delimiter && options->delimiter != *at)
            continue;
        found = sheet_read(text->text, text->length, &dialect, &matrix.sheet, NULL) && unfold(&matrix, out);
        sheet_release(&matrix.sheet);
    }
    return found;
}
