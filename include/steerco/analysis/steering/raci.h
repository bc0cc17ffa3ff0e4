/*
 * The responsibility matrix as a whole: works by people and roles, and what is wrong with it.
 *
 * A row of the matrix is one piece of work: the record that its responsibilities are about, else their title. A column
 * is a person of the team, else a role. A cell may hold several records; their letters count together.
 *
 *     RaciMatrix matrix = {0};
 *     raci_build(&plan, &matrix);
 *     raci_word(&matrix, &words); // "Test plan: nobody answers for it (A)"
 *     raci_release(&matrix);
 */
#ifndef STEERCO_ANALYSIS_STEERING_RACI_H
#define STEERCO_ANALYSIS_STEERING_RACI_H

#include "steerco/base/array.h"
#include "steerco/records/records.h"

/* Letters as bits. */
enum { RACI_R = 1, RACI_A = 2, RACI_S = 4, RACI_C = 8, RACI_I = 16 };
unsigned raci_letters(uint8_t code);                  /* of Responsibility.code; 0 = n.a. */
void raci_add_letters(unsigned letters, Buffer *out); /* add "A/R"; nothing of 0 */

/* Whoever answers for more than so many works, and for more than half of all, is overloaded. [default] */
enum { RACI_MOST_A = 7 };

typedef ARRAY(const char *) RaciNames;

typedef struct RaciMatrix {
    RaciNames works; /* in the order in which they come first among the sorted records */
    RaciNames parties;
    unsigned char *cells; /* works.count × parties.count letters */
    Arena texts;
} RaciMatrix;

void raci_build(const Plan *plan, RaciMatrix *out); /* `out` holds nothing yet, and shares nothing with the plan */
void raci_release(RaciMatrix *matrix);
unsigned raci_cell(const RaciMatrix *matrix, size_t work, size_t party);

/* Add the matrix as text of at most `width` columns, parties by number where their names do not fit. */
void raci_draw(const RaciMatrix *matrix, int width, Buffer *out);

/*
 * Add a line for each thing that is wrong: a work for which nobody answers, or several; that nobody does; that all of
 * at least three do alike; a person who answers for too many; a party without any letter. How many.
 */
size_t raci_word(const RaciMatrix *matrix, Buffer *out);

#endif
