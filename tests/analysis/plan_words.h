/*
 * Plans in words, for tables of cases. Statements are parted by "; ":
 *
 *     A 2d                      a task; then, in any order:
 *       in P                    it lies in the summary P, which was said before
 *       SNET Wed 4 Mar 08:00    a constraint; ALAP goes without a date
 *       deadline <date>, began <date>, ended <date>, done 40, inactive
 *       manual, from <date>, until <date>
 *       cal Night, alone        its calendar; it ignores its people's
 *       by Anna                 somebody works on it
 *     A FS+1d B                 a link
 *     calendar Night 20:00-22:00+23:00-24:00 off [base Other]     hours of Monday to Friday, and of the weekend
 *     hours Night 5 08:00-12:00                                   of one weekday, 0 = Monday
 *     except Night 2026-03-04 2026-03-06 off [rule in words]
 *     person Anna Night
 *     project Night             the project calendar
 *     begin <date>              the project start
 *     status 2026-03-04         the status date; move: what remains comes after it; override: the progress logic
 *     critical 1, near 2        days of slack
 *
 * Dates are written "Wed 4 Mar 08:00", of 2026.
 */
#ifndef STEERCO_TESTS_ANALYSIS_PLAN_WORDS_H
#define STEERCO_TESTS_ANALYSIS_PLAN_WORDS_H

#include <stdlib.h>

#include "plan_fixture.h"

enum { NAMED = 16, LONGEST = 64 };

typedef struct Named {
    const char *name;
    Id id;
} Named;

typedef struct Words {
    Plan *plan;
    char *at; /* of the statement being read; its words end with null once they are taken */
    Named named[NAMED];
    int count;
} Words;

static inline char *words_take(Words *words)
{
    char *word = words->at;
    if (*word == '\0')
        return NULL;
    words->at += strcspn(word, " ");
    if (*words->at == ' ')
        *words->at++ = '\0';
    return word;
}

static inline Id words_id(const Words *words, const char *name)
{
    for (int i = 0; i < words->count; i++)
        if (strcmp(words->named[i].name, name) == 0)
            return words->named[i].id;
    fail_msg("nothing is named '%s'", name);
    return 0;
}

static inline void words_name(Words *words, const char *name, Id id)
{
    assert_in_range(words->count, 0, NAMED - 1);
    words->named[words->count++] = (Named){name, id};
}

/* "Wed 4 Mar 08:00"; the weekday must be right. */
static inline Instant words_instant(Words *words)
{
    char text[LONGEST], again[LONGEST];
    const char *weekday = words_take(words), *day = words_take(words), *month = words_take(words),
               *minutes = words_take(words);
    int number = 1;
    assert_non_null(minutes);
    while (number < 12 && strcmp(month_name(number), month) != 0)
        number++;
    snprintf(text, sizeof text, "2026-%02d-%02dT%s", number, atoi(day), minutes);
    Instant at = fixture_instant(text);
    snprintf(text, sizeof text, "%s %s %s %s", weekday, day, month, minutes);
    assert_string_equal(text, fixture_words(at, again, sizeof again));
    return at;
}

static inline Date words_date(Words *words)
{
    return instant_date(fixture_instant(words_take(words)));
}

/* Hours in one word, "08:00-12:00+13:00-17:00", are as the calendar wants them when the pluses are spaces. */
static inline char *words_hours(Words *words)
{
    char *hours = words_take(words);
    for (char *at = hours; *at; at++)
        *at = *at == '+' ? ' ' : *at;
    return hours;
}

static inline bool words_constraint(Words *words, Task *task, const char *word)
{
    static const char *const types[] = {"ASAP", "ALAP", "MSO", "MFO", "SNET", "SNLT", "FNET", "FNLT"};
    for (uint8_t type = 0; type < 8; type++)
        if (strcmp(types[type], word) == 0) {
            task->constraint_type = type;
            if (type > CONSTRAINT_AS_LATE_AS_POSSIBLE)
                task->constraint_date = words_instant(words);
            return true;
        }
    return false;
}

static inline void words_of_task(Words *words, Id id, const char *word)
{
    Task *task = fixture_edit_task(words->plan, id);
    if (words_constraint(words, task, word))
        return;
    if (strcmp(word, "in") == 0)
        task->parent = words_id(words, words_take(words));
    else if (strcmp(word, "deadline") == 0)
        task->deadline = words_instant(words);
    else if (strcmp(word, "began") == 0)
        task->actual_start = words_instant(words);
    else if (strcmp(word, "ended") == 0)
        task->actual_finish = words_instant(words);
    else if (strcmp(word, "from") == 0)
        task->manual_start = words_instant(words);
    else if (strcmp(word, "until") == 0)
        task->manual_finish = words_instant(words);
    else if (strcmp(word, "done") == 0)
        task->percent_complete = atoi(words_take(words)) * 100;
    else if (strcmp(word, "manual") == 0)
        task->manual = true;
    else if (strcmp(word, "inactive") == 0)
        task->inactive = true;
    else if (strcmp(word, "alone") == 0)
        task->ignore_resource_calendar = true;
    else if (strcmp(word, "cal") == 0)
        task->calendar = words_id(words, words_take(words));
    else if (strcmp(word, "by") == 0)
        fixture_assign(words->plan, id, words_id(words, words_take(words)));
    else
        fail_msg("'%s' says nothing of a task", word);
}

static inline void words_task(Words *words, const char *name, const char *duration)
{
    Id id = fixture_task(words->plan, name, duration);
    words_name(words, name, id);
    for (char *word; (word = words_take(words));)
        words_of_task(words, id, word);
}

static inline void words_calendar(Words *words)
{
    const char *name = words_take(words), *workday = words_hours(words), *weekend = words_hours(words);
    Id base = words_take(words) ? words_id(words, words_take(words)) : 0;
    words_name(words, name, fixture_calendar(words->plan, base, workday, weekend));
}

static inline void words_exception(Words *words)
{
    Id calendar = words_id(words, words_take(words));
    const char *from = words_take(words), *to = words_take(words), *hours = words_hours(words);
    fixture_exception(words->plan, calendar, from, to, hours);
    uint32_t last = plan_count(words->plan, ENTITY_EXCEPTION) - 1;
    Id id = ((const Exception *)plan_at(words->plan, ENTITY_EXCEPTION, last))->record.id;
    ((Exception *)fixture_edit(words->plan, ENTITY_EXCEPTION, id))->repeats = words->at;
}

static inline bool words_of_board(Words *words, const char *word)
{
    Board *board = fixture_board(words->plan);
    if (strcmp(word, "project") == 0)
        board->calendar = words_id(words, words_take(words));
    else if (strcmp(word, "begin") == 0)
        board->start = words_instant(words);
    else if (strcmp(word, "critical") == 0)
        board->critical_slack = atoi(words_take(words));
    else if (strcmp(word, "near") == 0)
        board->near_critical_slack = atoi(words_take(words));
    else if (strcmp(word, "status") == 0)
        board->status_date = words_date(words);
    else if (strcmp(word, "move") == 0)
        board->reschedule_remaining = true;
    else if (strcmp(word, "override") == 0)
        board->progress_logic = PROGRESS_OVERRIDE;
    else
        return false;
    return true;
}

static inline void words_statement(Words *words)
{
    char *first = words_take(words), *second;
    if (words_of_board(words, first))
        return;
    if (strcmp(first, "calendar") == 0) {
        words_calendar(words);
    } else if (strcmp(first, "hours") == 0) {
        Calendar *calendar = fixture_edit(words->plan, ENTITY_CALENDAR, words_id(words, words_take(words)));
        int weekday = atoi(words_take(words));
        calendar->hours[weekday] = words_hours(words);
    } else if (strcmp(first, "except") == 0) {
        words_exception(words);
    } else if (strcmp(first, "person") == 0) {
        const char *name = words_take(words), *calendar = words_take(words);
        words_name(words, name, fixture_resource(words->plan, name, calendar ? words_id(words, calendar) : 0));
    } else if ((second = words_take(words)) && *second >= '0' && *second <= '9') {
        words_task(words, first, second);
    } else {
        fixture_link(words->plan, words_id(words, first), second, words_id(words, words_take(words)));
    }
}

/* `text` is overwritten, and outlives the plan. */
static inline void words_plan(Words *words, Plan *plan, char *text)
{
    *words = (Words){.plan = plan};
    plan_fixture(plan);
    for (char *next = text; next;) {
        words->at = next;
        next = strstr(next, "; ");
        if (next) {
            *next = '\0';
            next += 2;
        }
        words_statement(words);
    }
    fixture_schedule(plan);
}

/*
 * Write what became of a task in the form in which `expected` says it:
 *
 *     Mon 2 Mar 08:00 - Tue 3 Mar 17:00           its dates
 *     late Mon 2 Mar 08:00 - Tue 3 Mar 17:00
 *     slack 960/480                               total and free, in minutes
 *     critical | near | neither
 *     resumes Fri 6 Mar 08:00
 *     nowhere                                     it has no dates
 */
static inline void words_result(const TaskDates *dates, const char *expected, char *out, size_t room)
{
    char from[LONGEST], to[LONGEST];
    if (dates->start == INSTANT_NONE) {
        snprintf(out, room, "nowhere");
    } else if (strncmp(expected, "late ", 5) == 0) {
        snprintf(out, room, "late %s - %s", fixture_words(dates->late_start, from, sizeof from),
                 fixture_words(dates->late_finish, to, sizeof to));
    } else if (strncmp(expected, "slack ", 6) == 0) {
        snprintf(out, room, "slack %d/%d", dates->total_slack, dates->free_slack);
    } else if (strncmp(expected, "resumes ", 8) == 0) {
        snprintf(out, room, "resumes %s", fixture_words(dates->resume, from, sizeof from));
    } else if (strchr(expected, ' ') == NULL) {
        snprintf(out, room, "%s", dates->critical ? "critical" : dates->near_critical ? "near" : "neither");
    } else {
        snprintf(out, room, "%s - %s", fixture_words(dates->start, from, sizeof from),
                 fixture_words(dates->finish, to, sizeof to));
    }
}

#endif
