/*
 * A plan in memory: the records of one board and of what it shares with the others (boards, calendars, resources).
 *
 * One table per record type. Rows are dense and in no particular order (tasks: see outline.h); a deleted row is filled
 * by the last one. So rows and pointers are good until the next plan_apply(), and whoever needs to remember a record
 * keeps its id. Only plan_apply() and the loading store write to a plan.
 *
 * A table of a cold type (Entity.cold) may not be loaded yet. Whoever looks at it through the functions below does not
 * see that: the first look loads it, as of plan->sequence. So nobody can take what was not loaded for what is not
 * there.
 *
 *     for (uint32_t row = 0; row < plan_count(plan, ENTITY_TASK); row++)
 *         total += duration_amount(plan_task(plan, row)->duration);
 */
#ifndef STEERCO_MODEL_PLAN_H
#define STEERCO_MODEL_PLAN_H

#include "steerco/base/arena.h"
#include "steerco/base/array.h"
#include "steerco/base/text.h"
#include "steerco/model/entity.h"
#include "steerco/model/rowindex.h"

typedef struct Table {
    const Entity *entity;
    unsigned char *records; /* count × entity->record_size */
    uint32_t count, capacity;
    RowIndex rows;
    bool cold; /* not loaded yet: read it through plan_table() */
} Table;

/* Where tables that are not loaded yet come from. `load` fills one with the records as of plan->sequence, or ends the
   program in order, with a sentence: see store_load_lean(). */
typedef struct ColdSource {
    void (*load)(Plan *plan, EntityKind kind, void *context);
    void *context;
} ColdSource;

/* What hangs beside a plan; made and freed where it is known (records/results.c). */
typedef struct Results Results;
Results *results_new(void) RETURNS_NON_NULL;
void results_free(Results *results);

/* Who reads what is made of a plan: see audience.h. */
typedef enum Audience { AUDIENCE_PLANNER, AUDIENCE_PRIVATE, AUDIENCE_PUBLIC } Audience;

struct Plan {
    Id board;
    Audience audience;       /* a planner, until somebody says otherwise */
    const struct Plan *seen; /* of a view (audience.h): the plan that it shares everything with; else null */
    Date today; /* by the host's clock when the plan was begun; whoever wants the same output every day sets it */
    Table tables[ENTITY_MOST];
    ColdSource cold;               /* {0} = everything is loaded */
    Arena texts;                   /* of all records */
    uint64_t generation;           /* grows with every change, from 1 */
    uint64_t kept[STRUCTURE_BITS]; /* by bit of Structure: how many of them left that part alone */
    ARRAY(uint32_t) touched;       /* rows whose task was set, or is another one, since STRUCTURE_ROWS last changed */
    int64_t sequence;              /* the last change set of the journal that is in here */
    struct ManyIndex **many;       /* see many.h; where it is, so that it can be built when it is asked for */
    Results *results;              /* what analysis last found; see records/results.h and analysis_update() */
};

/*
 * A number that grows when any of these parts of the structure changes (bits of Structure), from 1. What was worked out
 * from them alone holds as long as it stays; so do rows of tasks with STRUCTURE_TASKS, those of links and assignments
 * with STRUCTURE_LINKS and STRUCTURE_WORK. plan_apply() tells the parts apart; to whoever else changes a plan all of
 * them grow with the generation. While STRUCTURE_ROWS stays, `touched` only becomes longer.
 */
static inline uint64_t plan_structure(const Plan *plan, unsigned parts)
{
    uint64_t sum = 0;
    for (int bit = 0; bit < STRUCTURE_BITS; bit++)
        if (parts & 1u << bit)
            sum += plan->generation - plan->kept[bit];
    return sum;
}

void plan_init(Plan *plan);
void plan_release(Plan *plan);

/*
 * Fill `out`, which is not initialised, with a plan of the same records, to be changed on trial. It borrows the texts
 * of `plan`, which has to outlive it unchanged, and has no results yet.
 */
void plan_copy(const Plan *plan, Plan *out);

/* Load a table that is not loaded yet. To its readers the plan is what it was: no new generation. */
void plan_warm(const Plan *plan, EntityKind kind);

/* The one way to a table: it is loaded when this returns. */
static inline const Table *plan_table(const Plan *plan, EntityKind kind)
{
    if (plan->tables[kind].cold)
        plan_warm(plan, kind);
    return &plan->tables[kind];
}

static inline uint32_t plan_count(const Plan *plan, EntityKind kind)
{
    return plan_table(plan, kind)->count;
}

size_t plan_size(const Plan *plan); /* records of all types */

/* The record at a row, and the row of an id (ROW_NONE when it is not there). */
static inline const void *plan_at(const Plan *plan, EntityKind kind, uint32_t row)
{
    const Table *table = plan_table(plan, kind);
    return table->records + (size_t)row * table->entity->record_size;
}
static inline uint32_t plan_row(const Plan *plan, EntityKind kind, Id id)
{
    return rowindex_get(&plan_table(plan, kind)->rows, id);
}

/* The record of an id, or null. */
const void *plan_find(const Plan *plan, EntityKind kind, Id id);

/*
 * How the values of this plan are read and written: declared here for whoever words a value, and defined beside the
 * board, which says it (records/board.c).
 */
WorkUnits plan_units(const Plan *plan);
const char *plan_currency(const Plan *plan); /* ISO 4217 */
int plan_currency_digits(const Plan *plan);
Date plan_status_date(const Plan *plan); /* the board's, else today */
Date plan_near_date(const Plan *plan);   /* a day without its year is the one nearest to this */

/* Add money of the board as people read it, in whole units without the currency: "12,346"; "—" when undefined. */
void plan_word_money(const Plan *plan, Money money, Buffer *out);

/* For the loading store and plan_apply(): add a copy of a record, its texts copied too; take a row out. */
void plan_add(Plan *plan, EntityKind kind, const void *record);
void plan_remove(Plan *plan, EntityKind kind, uint32_t row);

/* Add what people call a record: its label, else its code; also of one that the readers may not see. */
void plan_label(const Plan *plan, const Entity *entity, Id id, Buffer *out);

/* What a sentence calls a record: “Order hardware”; without a name of its own its code. */
Quoted plan_quoted(const Plan *plan, const Entity *entity, Id id);

/* The rows of a record type in the order in which people see and files keep them: tasks by outline, types with a key
   by their key fields, all others by id. The caller frees the array of plan_count() rows. */
uint32_t *plan_sorted_rows(const Plan *plan, EntityKind kind);

#endif
