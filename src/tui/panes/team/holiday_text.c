/*
 * A holiday in one line, as one writes it on a wall calendar.
 */
#include <stdio.h>
#include <string.h>

#include "steerco/base/recurrence.h"
#include "steerco/base/text.h"
#include "steerco/model/field.h"
#include "team.h"

enum { MOST_WORDS = 6, RULE_YEARS = 10, HALF_A_YEAR = 182 };

/* Dates that stand close together, "20.12.-6.1.", "3 may..5 may", "3 may–5 may", get blanks between them. */
static void part_dates(const char *text, Buffer *out)
{
    static const char dash[] = "–";
    for (const char *at = text; *at; at++) {
        bool dots = at[0] == '.' && at[1] == '.', line = strncmp(at, dash, strlen(dash)) == 0;
        bool minus = at[0] == '-' && at > text && at[-1] == '.';
        if (dots || line || minus) {
            buffer_add(out, " - ");
            at += dots ? 1 : line ? strlen(dash) - 1 : 0;
        } else {
            buffer_add_char(out, *at);
        }
    }
}

/* Behind the first `count` words; null when there are fewer. */
static const char *behind_words(const char *text, int count)
{
    for (; count > 0 && *text; count--) {
        text += strspn(text, " ");
        if (*text == '\0')
            return NULL;
        text += strcspn(text, " ");
    }
    return count == 0 ? text : NULL;
}

typedef bool ReadWords(const Plan *plan, const char *words, Date near, void *out);

/* The longest beginning of the text that can be read; it is passed over then. */
static bool read_longest(const Plan *plan, const char **text, Date near, ReadWords *read, void *out)
{
    for (int count = MOST_WORDS; count > 0; count--) {
        const char *end = behind_words(*text, count);
        Buffer words = {0};
        if (!end)
            continue;
        *text += strspn(*text, " ");
        buffer_add_bytes(&words, *text, (size_t)(end - *text));
        bool good = read(plan, buffer_text(&words), near, out);
        buffer_release(&words);
        if (good) {
            *text = end + strspn(end, " ");
            return true;
        }
    }
    return false;
}

/* Holidays lie ahead: a day without its year is in the half year before or after `near`. A time of day is one of the
   hours behind it. */
static bool read_date(const Plan *plan, const char *words, Date near, void *out)
{
    Spelling spelling = plan_spelling(plan);
    return !strchr(words, ':') && date_parse_typed(words, spelling.order, spelling.today, near, out, NULL);
}

static bool read_rule(const Plan *plan, const char *words, Date near, void *out)
{
    (void)plan, (void)near;
    return recurrence_parse(words, out, NULL);
}

static bool read_hours(const Plan *plan, const char *words, Date near, void *out)
{
    (void)plan, (void)near;
    return (strchr(words, ':') || text_equal(words, "off")) && hours_parse(words, out, NULL);
}

static bool pass_dash(const char **text)
{
    static const char *const signs[] = {"- ", "to ", "until "};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(*text, signs[i], strlen(signs[i])) == 0) {
            *text += strlen(signs[i]);
            return true;
        }
    return false;
}

static bool read_days(const Plan *plan, const char **text, Arena *texts, Exception *out, Error *error)
{
    Recurrence rule;
    const char *begin = *text;
    if (read_longest(plan, text, DATE_NONE, read_rule, &rule)) {
        Buffer words = {0};
        Instant start = plan_board(plan)->start;
        int year = date_civil(start == INSTANT_NONE ? plan_status_date(plan) : instant_date(start)).year;
        recurrence_format(&rule, &words);
        out->repeats = arena_text(texts, buffer_text(&words));
        out->from = date_make(year, 1, 1);
        out->to = date_make(year + RULE_YEARS - 1, 12, 31);
        buffer_release(&words);
        return true;
    }
    if (!read_longest(plan, text, plan_status_date(plan) + HALF_A_YEAR, read_date, &out->from))
        return error_set(
            error, "'%s' does not begin with a day; expected one like 24 dec, 20 dec - 6 jan, yearly 25 dec", begin);
    out->to = out->from;
    if (pass_dash(text) && !read_longest(plan, text, out->from + HALF_A_YEAR, read_date, &out->to))
        return error_set(error, "'%s' is no day to end with; expected one like 6 jan", *text);
    return true;
}

bool holiday_parse(const Plan *plan, const char *text, Arena *texts, Exception *out, Error *error)
{
    Buffer parted = {0}, words = {0};
    DayHours hours;
    part_dates(text, &parted);
    const char *rest = buffer_text(&parted) + strspn(buffer_text(&parted), " ");
    out->repeats = "";
    out->hours = "off";
    bool good = read_days(plan, &rest, texts, out, error);
    if (good && read_longest(plan, &rest, DATE_NONE, read_hours, &hours)) {
        hours_format(&hours, &words);
        out->hours = arena_text(texts, buffer_text(&words));
    }
    out->name = arena_text(texts, good ? rest : "");
    buffer_release(&words);
    buffer_release(&parted);
    return good;
}
