/*
 * A recurring task is no record of its own: it is written out once, as tasks that can be moved one by one when a
 * meeting is put off. The tasks are pasted copies of the one that is repeated.
 */
#include "steerco/session/repeat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "steerco/analysis/worktime.h"
#include "steerco/base/recurrence.h"
#include "steerco/base/text.h"
#include "steerco/planning/edit.h"
#include "steerco/records/records.h"

typedef ARRAY(Instant) Instants;

/* ---- The text ---- */

typedef enum Clause { CLAUSE_RULE, CLAUSE_FROM, CLAUSE_UNTIL, CLAUSE_FOR, CLAUSES } Clause;
static const char *const clause_words[] = {[CLAUSE_FROM] = "from", [CLAUSE_UNTIL] = "until", [CLAUSE_FOR] = "for"};

enum { CLAUSE_SIZE = 120, EXAMPLE_SIZE = 60 };

typedef struct Wording {
    char clauses[CLAUSES][CLAUSE_SIZE];
    int times; /* 0 = not said */
} Wording;

static bool is_word(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && strncasecmp(text, word, length) == 0;
}

/* "6 times": the number stands at the end of the clause before. */
static bool take_times(char *clause, int *times)
{
    size_t length = strlen(clause), begin = length;
    while (begin > 0 && clause[begin - 1] != ' ')
        begin--;
    long number = strtol(clause + begin, NULL, 10);
    clause[begin > 0 ? begin - 1 : 0] = '\0';
    *times = number > REPEAT_MOST ? REPEAT_MOST + 1 : (int)number;
    return number > 0;
}

static bool split(const char *text, Wording *out, Error *error)
{
    Clause clause = CLAUSE_RULE;
    *out = (Wording){0};
    for (size_t length; *(text += strspn(text, " \t")); text += length) {
        length = strcspn(text, " \t");
        Clause next = CLAUSE_FROM;
        while (next < CLAUSES && !is_word(text, length, clause_words[next]))
            next++;
        char *to = out->clauses[clause];
        size_t used = strlen(to);
        if (next < CLAUSES)
            clause = next;
        else if (is_word(text, length, "times") && !take_times(to, &out->times))
            return error_set(error, "how many times? Expected a number before 'times'");
        else if (is_word(text, length, "times"))
            continue;
        else if (used + length + 2 > CLAUSE_SIZE)
            return error_set(error, "'%.*s…' is too long for a rule", EXAMPLE_SIZE, to);
        else
            snprintf(to + used, CLAUSE_SIZE - used, "%s%.*s", used ? " " : "", (int)length, text);
    }
    return true;
}

typedef struct Repeat {
    Recurrence rule;
    Date from, until; /* DATE_NONE: no end was said */
    int times;
    Duration duration; /* DURATION_NONE: not said */
} Repeat;

static bool read_date(const char *text, const Plan *plan, Date near, Date *out, Error *error)
{
    *out = DATE_NONE;
    return *text == '\0' || date_parse_typed(text, DATE_DMY, plan->today, near, out, error);
}

static bool read_duration(const char *text, const Plan *plan, Duration *out, Error *error)
{
    WorkUnits units = plan_units(plan);
    *out = DURATION_NONE;
    if (*text == '\0')
        return true;
    if (!duration_parse(text, DECIMAL_POINT, &units, UNIT_DAYS, out, error))
        return false;
    return (duration_amount(*out) >= 0 && !duration_is_percent(*out)) ||
           error_set(error, "'%s' is no duration of a task; expected one like 1h", text);
}

/* `usual` is the day from which the rule holds when none is said. An end lies within the year behind the beginning: of
   two days a year apart, one is nearer to the middle of it. */
static bool read_repeat(const char *text, const Plan *plan, Date usual, Repeat *out, Error *error)
{
    enum { HALF_A_YEAR = 183 };
    Wording wording;
    *out = (Repeat){0};
    if (!split(text, &wording, error) || !recurrence_parse(wording.clauses[CLAUSE_RULE], &out->rule, error) ||
        !read_date(wording.clauses[CLAUSE_FROM], plan, plan_spelling(plan).near, &out->from, error))
        return false;
    if (out->from == DATE_NONE)
        out->from = usual;
    if (!read_date(wording.clauses[CLAUSE_UNTIL], plan, out->from + HALF_A_YEAR, &out->until, error) ||
        !read_duration(wording.clauses[CLAUSE_FOR], plan, &out->duration, error))
        return false;
    out->times = wording.times;
    return out->until != DATE_NONE || out->times > 0 ||
           error_set(error, "until when? Expected an end, as in: weekly mon until 30 jun, or: monthly 15 6 times");
}

/* ---- The days ---- */

static Date first_day(const Plan *plan, Id task)
{
    const TaskDates *dates = plan_task_dates(plan, task);
    if (dates && dates->start != INSTANT_NONE)
        return instant_date(dates->start);
    Date status = plan_status_date(plan);
    Date start = plan->results->start == INSTANT_NONE ? status : instant_date(plan->results->start);
    return start > status ? start : status;
}

/* Before the rule's first day. What would have begun before a status date that moves unfinished work would all be moved
   to the day behind it: then the first occurrence is the first after that date. */
static Date day_before(const Plan *plan, const Repeat *repeat)
{
    const Board *board = plan_board(plan);
    bool moves = board->status_date != DATE_NONE && board->reschedule_remaining;
    return moves && board->status_date >= repeat->from ? board->status_date : repeat->from - 1;
}

static bool list_times(const Plan *plan, const Repeat *repeat, const WorkTime *time, Instants *out, Error *error)
{
    Date day = day_before(plan, repeat);
    while (repeat->times == 0 || out->count < (size_t)repeat->times) {
        day = recurrence_next(&repeat->rule, repeat->from, day);
        if (day == DATE_NONE || (repeat->until != DATE_NONE && day > repeat->until))
            break;
        Instant at = worktime_next(time, instant_make(day, 0));
        if (out->count > 0 && out->items[out->count - 1] == at)
            continue;
        if (out->count == REPEAT_MOST)
            return error_set(error, "that would be more than %d times; expected an earlier end", REPEAT_MOST);
        array_push(out, at);
    }
    return out->count > 0 || error_set(error, "no day of the rule lies between its beginning and its end");
}

/* ---- The tasks ---- */

static bool can_repeat(const Plan *plan, const Task *task, Error *error)
{
    const Outline *outline = &plan->results->outline;
    Id id = task->record.id;
    if (outline_is_summary(outline, outline->place_of[plan_row(plan, ENTITY_TASK, id)]))
        return error_set(error, "%s has tasks under it; a name and a colon before the rule make a new task",
                         plan_quoted(plan, &task_entity, id).text);
    if (task->actual_start != INSTANT_NONE || task->percent_complete > 0)
        return error_set(error, "%s has begun; a name and a colon before the rule make a new task",
                         plan_quoted(plan, &task_entity, id).text);
    return true;
}

/* What remains of a task whose work is done by the tasks under it. */
static void make_summary(ChangeSet *set, const Plan *plan, Id task)
{
    const Adjacency *assigned = &plan->results->assignments;
    uint32_t row = plan_row(plan, ENTITY_TASK, task);
    for (uint32_t i = assigned->first[row]; i < assigned->first[row + 1]; i++)
        change_delete(set, plan, &assignment_entity, plan_assignment(plan, assigned->rows[i])->record.id);
#define CLEAR(member, number) change_field(set, plan, &task_entity, Task, task, member, value_number(number))
    CLEAR(work, VALUE_NONE);
    CLEAR(constraint_type, CONSTRAINT_AS_SOON_AS_POSSIBLE);
    CLEAR(constraint_date, VALUE_NONE);
    CLEAR(milestone, false);
    CLEAR(manual, false);
#undef CLEAR
}

static void add_time(ChangeSet *set, const Plan *plan, const TaskCopy *like, Id summary, size_t number, Instant at)
{
    Buffer name = {0};
    Task *task = edit_paste(set, plan, like, (TaskPlace){.parent = summary});
    buffer_format(&name, "%s %zu", like->tasks.items[0].name, number);
    task->name = arena_text(&set->arena, buffer_text(&name));
    task->position = (int64_t)number * EDIT_POSITION_GAP;
    task->constraint_type = CONSTRAINT_START_NO_EARLIER;
    task->constraint_date = at;
    buffer_release(&name);
}

/* The task as each time has it. */
static void prepare(Task *like, const Repeat *repeat)
{
    if (repeat->duration != DURATION_NONE)
        like->duration = repeat->duration;
    like->notes = like->deliverable = "";
    like->deadline = like->manual_start = like->manual_finish = INSTANT_NONE;
    like->fixed_cost = MONEY_NONE;
    like->manual = false;
}

static void copy_new(const Plan *plan, const char *name, size_t length, TaskCopy *out)
{
    while (length > 0 && name[length - 1] == ' ')
        length--;
    Task task = {.record = {.id = 1}};
    record_init(&task_entity, &task);
    task.name = arena_text_of(&out->texts, name, length);
    out->currency = arena_text(&out->texts, plan_board(plan)->currency);
    array_push(&out->tasks, task);
}

static void write_out(ChangeSet *set, const Plan *plan, const TaskCopy *like, Id summary, const Instants *times)
{
    for (size_t i = 0; i < times->count; i++)
        add_time(set, plan, like, summary, i + 1, times->items[i]);
}

bool repeat_task(ChangeSet *set, const Plan *plan, Id task, const char *text, const Task **made, Error *error)
{
    const char *colon = strrchr(text, ':'), *rule = colon ? colon + 1 : text;
    const Task *repeated = plan_find(plan, ENTITY_TASK, task);
    bool is_new = colon || !repeated;
    Repeat repeat;
    Instants times = {0};
    TaskCopy like = {0};
    *made = NULL;
    text = text_skip_blanks(text);
    if (is_new && (!colon || text == colon))
        return error_set(error, "what repeats? Expected a name and a colon before the rule: Steering meeting: %s",
                         rule);
    if (!read_repeat(rule, plan, first_day(plan, is_new ? 0 : task), &repeat, error) ||
        (!is_new && !can_repeat(plan, repeated, error)))
        return false;
    WorkTime *time = worktime_new(plan, is_new ? 0 : repeated->calendar);
    bool good = list_times(plan, &repeat, time, &times, error);
    if (good && is_new) {
        Task *summary = edit_insert_task(set, plan, (TaskPlace){.after = task});
        copy_new(plan, text, (size_t)(colon - text), &like);
        summary->name = arena_text(&set->arena, like.tasks.items[0].name);
        *made = summary;
    } else if (good) {
        edit_copy(plan, &(Ids){.items = &task, .count = 1}, &like);
        make_summary(set, plan, task);
    }
    if (good) {
        prepare(&like.tasks.items[0], &repeat);
        write_out(set, plan, &like, *made ? (*made)->record.id : task, &times);
    }
    edit_copy_release(&like);
    array_release(&times);
    worktime_free(time);
    return good;
}
