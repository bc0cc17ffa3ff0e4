/*
 * A matrix put together from records that hold a cell each.
 */
#include "steerco/analysis/steering/raci.h"

#include <stdlib.h>

#include "steerco/base/map.h"
#include "steerco/base/text.h"

enum { WORK_MOST = 40, WORK_LEAST = 12, CELL_WIDTH = 4, ALL_DO_FROM = 3 };

static const struct {
    char letter;
    unsigned bit;
} letters[] = {{'R', RACI_R}, {'A', RACI_A}, {'S', RACI_S}, {'C', RACI_C}, {'I', RACI_I}};

unsigned raci_letters(uint8_t code)
{
    unsigned found = 0;
    const Field *field = field_of(&responsibility_entity, Responsibility, code);
    if (code == 0)
        return 0;
    for (const char *at = field->choices[code]; *at; at++)
        for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
            found |= letters[i].letter == *at ? letters[i].bit : 0;
    return found;
}

/* As the choices have them, A before R. */
void raci_add_letters(unsigned found, Buffer *out)
{
    size_t before = out->length;
    if (found & RACI_A)
        buffer_add(out, "A");
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (found & letters[i].bit && letters[i].bit != RACI_A)
            buffer_format(out, "%s%c", out->length > before ? "/" : "", letters[i].letter);
}

/* ---- building it ---- */

static void word_work(const Plan *plan, const Responsibility *cell, Buffer *out)
{
    Referent about = any_referent(cell->about);
    if (!about.entity) {
        buffer_add(out, cell->title);
        return;
    }
    entity_code(about.entity, about.id, out);
    buffer_add_char(out, ' ');
    plan_label(plan, about.entity, about.id, out);
}

static void word_party(const Plan *plan, const Responsibility *cell, Buffer *out)
{
    if (cell->resource)
        plan_label(plan, &resource_entity, cell->resource, out);
    else
        buffer_add(out, *cell->role ? cell->role : "nobody");
}

/* The place of a name, behind the others when it is new. */
static size_t place(RaciNames *names, TextMap *places, Arena *texts, const char *name)
{
    int64_t found = textmap_get(places, name, -1);
    if (found >= 0)
        return (size_t)found;
    const char *kept = arena_text(texts, name);
    textmap_put(places, kept, (int64_t)names->count);
    array_push(names, kept);
    return names->count - 1;
}

/* Where each record stands. */
typedef struct Placed {
    size_t work, party;
    unsigned letters;
} Placed;

void raci_build(const Plan *plan, RaciMatrix *out)
{
    RaciNames works = {0}, parties = {0};
    TextMap work_places = {0}, party_places = {0};
    ARRAY(Placed) placed = {0};
    Buffer work = {0}, party = {0};
    *out = (RaciMatrix){0};
    uint32_t *rows = plan_sorted_rows(plan, ENTITY_RESPONSIBILITY);
    for (uint32_t i = 0; i < plan_count(plan, ENTITY_RESPONSIBILITY); i++) {
        const Responsibility *cell = plan_at(plan, ENTITY_RESPONSIBILITY, rows[i]);
        buffer_clear(&work);
        buffer_clear(&party);
        word_work(plan, cell, &work);
        word_party(plan, cell, &party);
        array_push(&placed, (Placed){place(&works, &work_places, &out->texts, buffer_text(&work)),
                                     place(&parties, &party_places, &out->texts, buffer_text(&party)),
                                     raci_letters(cell->code)});
    }
    out->cells = memory_new(works.count * parties.count + 1, 1);
    for (size_t i = 0; i < placed.count; i++)
        out->cells[placed.items[i].work * parties.count + placed.items[i].party] |=
            (unsigned char)placed.items[i].letters;
    out->works = works;
    out->parties = parties;
    free(rows);
    array_release(&placed);
    textmap_release(&work_places);
    textmap_release(&party_places);
    buffer_release(&work);
    buffer_release(&party);
}

void raci_release(RaciMatrix *matrix)
{
    array_release(&matrix->works);
    array_release(&matrix->parties);
    free(matrix->cells);
    arena_release(&matrix->texts);
    *matrix = (RaciMatrix){0};
}

unsigned raci_cell(const RaciMatrix *matrix, size_t work, size_t party)
{
    return matrix->cells[work * matrix->parties.count + party];
}

/* ---- as a table ---- */

/* Fill up with blanks to a width, or cut. */
static void add_fitted(const char *text, int width, Buffer *out)
{
    Buffer safe = {0};
    int used = 0;
    text_safe(text, false, &safe);
    size_t length = text_fit(buffer_text(&safe), width, &used);
    buffer_add_bytes(out, buffer_text(&safe), length);
    buffer_add_repeat(out, " ", width - used);
    buffer_release(&safe);
}

static void end_line(Buffer *out)
{
    while (out->length > 0 && buffer_text(out)[out->length - 1] == ' ')
        buffer_cut(out, out->length - 1);
    buffer_add_char(out, '\n');
}

/* How wide the column of works is: as they need, as the others leave. */
static int work_width(const RaciMatrix *matrix, int width)
{
    int wanted = WORK_LEAST, left = width - CELL_WIDTH * (int)matrix->parties.count;
    for (size_t i = 0; i < matrix->works.count; i++)
        wanted = text_width(matrix->works.items[i]) > wanted ? text_width(matrix->works.items[i]) : wanted;
    wanted = wanted > WORK_MOST ? WORK_MOST : wanted;
    return wanted < left ? wanted : left > WORK_LEAST ? left : WORK_LEAST;
}

void raci_draw(const RaciMatrix *matrix, int width, Buffer *out)
{
    int works = work_width(matrix, width);
    for (size_t party = 0; party < matrix->parties.count; party++) {
        buffer_format(out, "%3zu  ", party + 1);
        text_safe(matrix->parties.items[party], false, out);
        buffer_add_char(out, '\n');
    }
    add_fitted("", works, out);
    for (size_t party = 0; party < matrix->parties.count; party++)
        buffer_format(out, " %-3zu", party + 1);
    end_line(out);
    for (size_t work = 0; work < matrix->works.count; work++) {
        add_fitted(matrix->works.items[work], works, out);
        for (size_t party = 0; party < matrix->parties.count; party++) {
            Buffer told = {0};
            raci_add_letters(raci_cell(matrix, work, party), &told);
            buffer_add_char(out, ' ');
            add_fitted(told.length ? buffer_text(&told) : "·", CELL_WIDTH - 1, out);
            buffer_release(&told);
        }
        end_line(out);
    }
}

/* ---- what is wrong ---- */

static size_t count_of(const RaciMatrix *matrix, size_t work, unsigned letter)
{
    size_t count = 0;
    for (size_t party = 0; party < matrix->parties.count; party++)
        count += (raci_cell(matrix, work, party) & letter) != 0;
    return count;
}

static void say(const char *name, const char *what, Buffer *out)
{
    text_safe(name, false, out);
    buffer_format(out, ": %s\n", what);
}

/* "Anna Berg, Ben Ito" */
static void add_bearers(const RaciMatrix *matrix, size_t work, unsigned letter, Buffer *out)
{
    const char *before = "";
    for (size_t party = 0; party < matrix->parties.count; party++) {
        if (!(raci_cell(matrix, work, party) & letter))
            continue;
        buffer_format(out, "%s%s", before, matrix->parties.items[party]);
        before = ", ";
    }
}

static size_t word_of_work(const RaciMatrix *matrix, size_t work, Buffer *out)
{
    const char *name = matrix->works.items[work];
    size_t answering = count_of(matrix, work, RACI_A), doing = count_of(matrix, work, RACI_R), found = 0, any = 0;
    for (size_t party = 0; party < matrix->parties.count; party++)
        any += raci_cell(matrix, work, party) != 0;
    if (answering == 0) {
        say(name, "nobody answers for it (A)", out);
        found++;
    } else if (answering > 1) {
        Buffer line = {0};
        buffer_format(&line, "%zu answer for it (A), and one alone should: ", answering);
        add_bearers(matrix, work, RACI_A, &line);
        say(name, buffer_text(&line), out);
        buffer_release(&line);
        found++;
    }
    if (doing == 0) {
        say(name, "nobody does it (R)", out);
        found++;
    } else if (doing == any && any >= ALL_DO_FROM) {
        say(name, "all do it (R): then nobody feels that it is theirs", out);
        found++;
    }
    return found;
}

static size_t word_of_party(const RaciMatrix *matrix, size_t party, Buffer *out)
{
    size_t answers = 0, any = 0;
    for (size_t work = 0; work < matrix->works.count; work++) {
        answers += (raci_cell(matrix, work, party) & RACI_A) != 0;
        any += raci_cell(matrix, work, party) != 0;
    }
    if (any == 0) {
        say(matrix->parties.items[party], "has no letter anywhere", out);
        return 1;
    }
    if (answers <= RACI_MOST_A || answers * 2 <= matrix->works.count)
        return 0;
    Buffer line = {0};
    buffer_format(&line, "answers for %zu of %zu works (A): too many for one", answers, matrix->works.count);
    say(matrix->parties.items[party], buffer_text(&line), out);
    buffer_release(&line);
    return 1;
}

size_t raci_word(const RaciMatrix *matrix, Buffer *out)
{
    size_t found = 0;
    for (size_t work = 0; work < matrix->works.count; work++)
        found += word_of_work(matrix, work, out);
    for (size_t party = 0; party < matrix->parties.count; party++)
        found += word_of_party(matrix, party, out);
    return found;
}
