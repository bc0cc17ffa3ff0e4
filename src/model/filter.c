/*
 * The filter language: a text becomes a list of terms once, and each term is tested by its field's type. Brackets and
 * alternatives stand in the list before what they hold, and know where that ends.
 *
 * Numbers, dates, durations and levels all become a range of integers, so that "on that day" and "in that minute" need
 * no cases of their own: a day is a range, a minute is a range of one.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "filter_parts.h"
#include "steerco/base/array.h"
#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/model/field.h"

typedef enum Relation { HOLDS, EQUAL, BELOW, ABOVE, AT_MOST, AT_LEAST } Relation;

/* The longer signs first. */
static const struct {
    const char *sign;
    Relation relation;
} relations[] = {{"<=", AT_MOST}, {">=", AT_LEAST}, {"<", BELOW}, {">", ABOVE}, {"=", EQUAL}, {":", HOLDS}};
enum { RELATIONS = sizeof relations / sizeof *relations };

/* What a term is: one condition, or the conditions that follow it, up to its end. */
typedef enum Joint { JOINT_NONE, JOINT_ALL, JOINT_ANY } Joint;

enum { MOST_NESTED = 32 };

typedef struct Term {
    Joint joint;
    size_t end;         /* of what it holds: the index of the term after it */
    const Field *field; /* null: `test`, or the text in label or code */
    WordTest *test;     /* of a word of many types */
    RecordTest *own;    /* … of this type */
    Relation relation;
    bool negated;
    bool empty;        /* the field has no value */
    int64_t low, high; /* of types other than text */
    const char *text;  /* folded */
} Term;

struct Filter {
    const Entity *entity;
    const char *text;
    ARRAY(Term) terms;
    Arena texts;
};

/* ---------------------------------------------------------------- values */

static bool is_ordered(const Field *field)
{
    return !field_is_text(field) && field->type != FIELD_FLAG && field->type != FIELD_REFERENCE;
}

/* Choices and references are found by a part of their words, unless "=" asks for one of them. */
static bool is_sought_in_words(const Term *term)
{
    return field_is_text(term->field) ||
           (term->relation == HOLDS && (term->field->type == FIELD_CHOICE || term->field->type == FIELD_REFERENCE));
}

/* A filter looks at the plan as of its status date: that is its today. */
static Spelling filter_spelling(const Plan *plan)
{
    Spelling spelling = plan_spelling(plan);
    spelling.today = plan_status_date(plan);
    return spelling;
}

static bool parse_instant(Term *term, const Plan *plan, const char *value, Error *error)
{
    Instant at;
    Date day;
    bool has_time = false;
    Spelling spelling = filter_spelling(plan);
    if (!instant_parse(value, spelling.order, &at, &has_time, NULL)) {
        if (!date_parse_typed(value, spelling.order, spelling.today, spelling.near, &day, error))
            return false;
        at = instant_make(day, 0);
    }
    term->low = at;
    term->high = has_time ? at : at + MINUTES_PER_DAY - 1;
    return true;
}

static bool parse_amount(Term *term, const Plan *plan, const char *value, Error *error)
{
    WorkUnits units = plan_units(plan);
    Duration duration;
    if (!duration_parse(value, DECIMAL_POINT, &units, UNIT_DAYS, &duration, error))
        return false;
    term->low = term->high = duration_amount(duration);
    return true;
}

static bool parse_other(Filter *filter, Term *term, const Plan *plan, const char *value, Error *error)
{
    Spelling spelling = filter_spelling(plan);
    Value parsed;
    if (!field_parse(term->field, plan, value, &spelling, &filter->texts, &parsed, error))
        return false;
    term->low = term->high = parsed.number;
    return true;
}

static const char *folded(Filter *filter, const char *text)
{
    Buffer buffer = {0};
    text_fold(text, &buffer);
    const char *copy = arena_text(&filter->texts, buffer_text(&buffer));
    buffer_release(&buffer);
    return copy;
}

static bool parse_value(Filter *filter, Term *term, const Plan *plan, const char *value, Error *error)
{
    if (*value == '\0' && term->relation != EQUAL)
        return error_set(error, "expected a value; '%s=' is for an empty %s", term->field->name, term->field->title);
    term->empty = *value == '\0';
    if (term->relation > EQUAL && !is_ordered(term->field))
        return error_set(error, "%s is neither number nor date; expected ':' or '='", term->field->title);
    if (term->empty)
        return true;
    term->text = folded(filter, value);
    if (is_sought_in_words(term))
        return true;
    if (term->field->type == FIELD_INSTANT)
        return parse_instant(term, plan, value, error);
    if (term->field->type == FIELD_DURATION || term->field->type == FIELD_MINUTES)
        return parse_amount(term, plan, value, error);
    return parse_other(filter, term, plan, value, error);
}

/* ---------------------------------------------------------------- terms */

typedef enum TokenKind { TOKEN_END, TOKEN_TERM, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_OR } TokenKind;

/* A text that is read token by token. */
typedef struct Scanner {
    const char *at;
    int depth; /* of brackets */
    Buffer token;
    bool negated, quoted; /* quoted: it begins with a quote */
} Scanner;

/* What stands between blanks, quotes removed. Brackets within a word belong to it; one more closes what is open. */
static void take_term(Scanner *scanner)
{
    bool inside = false;
    int own = 0;
    scanner->quoted = *scanner->at == '"';
    for (; *scanner->at && (inside || !strchr(" \t\n", *scanner->at)); scanner->at++) {
        char byte = *scanner->at;
        if (byte == '"') {
            inside = !inside;
            continue;
        }
        if (!inside && byte == ')' && own == 0 && scanner->depth > 0)
            break;
        own += inside ? 0 : (byte == '(') - (byte == ')' && own > 0);
        buffer_add_char(&scanner->token, byte);
    }
}

static TokenKind next_token(Scanner *scanner)
{
    buffer_clear(&scanner->token);
    scanner->at += strspn(scanner->at, " \t\n");
    if (*scanner->at == ')' && scanner->depth > 0) {
        scanner->at++;
        return TOKEN_CLOSE;
    }
    scanner->negated = *scanner->at == '-';
    scanner->at += scanner->negated;
    if (*scanner->at == '(') {
        scanner->at++;
        return TOKEN_OPEN;
    }
    bool ended = *scanner->at == '\0';
    take_term(scanner);
    bool is_or = !scanner->negated && !scanner->quoted && strcasecmp(buffer_text(&scanner->token), "or") == 0;
    return ended ? TOKEN_END : is_or ? TOKEN_OR : TOKEN_TERM;
}

/* Where its sign stands in a token: behind a name. Null when there is none. */
static const char *find_relation(const char *token, Relation *relation, size_t *length)
{
    size_t name = strcspn(token, "<>=:");
    for (int i = 0; i < RELATIONS && name > 0; i++)
        if (strncmp(token + name, relations[i].sign, strlen(relations[i].sign)) == 0) {
            *relation = relations[i].relation;
            *length = strlen(relations[i].sign);
            return token + name;
        }
    return NULL;
}

static bool parse_field_term(Filter *filter, const Plan *plan, const char *token, const char *sign, size_t length,
                             Term *term, Error *error)
{
    const char *name = arena_text_of(&filter->texts, token, (size_t)(sign - token));
    term->field = field_meant(filter->entity, name, error);
    return (term->field && field_check_shown(term->field, plan, error) &&
            parse_value(filter, term, plan, sign + length, error)) ||
           error_prefix(error, "%.*s", (int)text_fit(token, FILTER_QUOTED, NULL), token);
}

/* A word of the record type, a field that is yes or no, or a part of the label. */
static void parse_word(Filter *filter, const char *token, Term *term)
{
    const Field *field = entity_field(filter->entity, token);
    term->test = filter_test_of_word(filter->entity, token, &term->own);
    if (!term->test && !term->own && field && field->type == FIELD_FLAG) {
        term->field = field;
        term->relation = EQUAL;
        term->low = term->high = 1;
    }
    term->text = folded(filter, token);
}

static bool parse_token(Filter *filter, const Plan *plan, const char *token, bool negated, bool quoted, Error *error)
{
    Term term = {.negated = negated};
    size_t length;
    const char *sign = quoted ? NULL : find_relation(token, &term.relation, &length);
    if (sign) {
        if (!parse_field_term(filter, plan, token, sign, length, &term, error))
            return false;
    } else if (quoted) {
        term.text = folded(filter, token);
    } else {
        parse_word(filter, token, &term);
        if (term.field && !field_check_shown(term.field, plan, error))
            return false;
    }
    term.end = filter->terms.count + 1;
    array_push(&filter->terms, term);
    return true;
}

static size_t begin_joint(Filter *filter, Joint joint, bool negated)
{
    array_push(&filter->terms, (Term){.joint = joint, .negated = negated});
    return filter->terms.count - 1;
}

/* One that holds nothing asks for nothing: so a bracket and an alternative that are still to be typed. */
static void end_joint(Filter *filter, size_t joint)
{
    if (filter->terms.count == joint + 1)
        filter->terms.count = joint;
    else
        filter->terms.items[joint].end = filter->terms.count;
}

/* Alternatives up to the bracket that ends them, or to the end: one that is still to be typed is not missed. */
static bool parse_alternatives(Filter *filter, const Plan *plan, Scanner *scanner, bool negated, Error *error)
{
    if (scanner->depth > MOST_NESTED)
        return error_set(error, "brackets within brackets, more than %d deep", MOST_NESTED);
    size_t any = begin_joint(filter, JOINT_ANY, negated), all = begin_joint(filter, JOINT_ALL, false);
    for (;;) {
        TokenKind kind = next_token(scanner);
        if (kind == TOKEN_END || kind == TOKEN_CLOSE)
            break;
        bool good = true;
        if (kind == TOKEN_OR) {
            end_joint(filter, all);
            all = begin_joint(filter, JOINT_ALL, false);
        } else if (kind == TOKEN_OPEN) {
            scanner->depth++;
            good = parse_alternatives(filter, plan, scanner, scanner->negated, error);
            scanner->depth--;
        } else if (scanner->token.length > 0) {
            good = parse_token(filter, plan, buffer_text(&scanner->token), scanner->negated, scanner->quoted, error);
        }
        if (!good)
            return false;
    }
    end_joint(filter, all);
    end_joint(filter, any);
    return true;
}

Filter *filter_new(const Plan *plan, const Entity *entity, const char *text, Error *error)
{
    Filter *filter = memory_new(1, sizeof *filter);
    Scanner scanner = {.at = text};
    bool good = text_is_utf8(text, strlen(text)) || error_set(error, "a filter must be UTF-8");
    filter->entity = entity;
    filter->text = arena_text(&filter->texts, text);
    good = good && parse_alternatives(filter, plan, &scanner, false, error);
    buffer_release(&scanner.token);
    if (good)
        return filter;
    filter_free(filter);
    return NULL;
}

void filter_free(Filter *filter)
{
    if (!filter)
        return;
    array_release(&filter->terms);
    arena_release(&filter->texts);
    free(filter);
}

const char *filter_text(const Filter *filter)
{
    return filter->text;
}

/* ---------------------------------------------------------------- matching */

static bool words_match(const Term *term, const char *words_of_it)
{
    if (term->relation != EQUAL)
        return text_contains(words_of_it, term->text);
    Buffer own = {0};
    text_fold(words_of_it, &own);
    bool equal = text_equal(buffer_text(&own), term->text);
    buffer_release(&own);
    return equal;
}

static bool is_code(const Entity *entity, Id id, const char *text)
{
    Id named;
    return entity_of_code(text, &named) == entity && named == id;
}

static bool label_matches(const Filter *filter, const Term *term, const void *record)
{
    Buffer code = {0};
    Id id = ((const Record *)record)->id;
    const char *label = field_stored(entity_field(filter->entity, filter->entity->label), record).text;
    if (!*label)
        entity_code(filter->entity, id, &code);
    bool matches =
        text_contains(*label ? label : buffer_text(&code), term->text) || is_code(filter->entity, id, term->text);
    buffer_release(&code);
    return matches;
}

static bool reference_matches(const Term *term, const Plan *plan, Id id)
{
    Buffer label = {0};
    plan_label(plan, term->field->refers_to, id, &label);
    bool matches = words_match(term, buffer_text(&label)) || is_code(term->field->refers_to, id, term->text);
    buffer_release(&label);
    return matches;
}

static bool number_matches(const Term *term, int64_t number)
{
    if (term->field->type == FIELD_DURATION)
        number = duration_amount(number);
    switch (term->relation) {
    case BELOW:
        return number < term->low;
    case AT_MOST:
        return number <= term->high;
    case ABOVE:
        return number > term->high;
    case AT_LEAST:
        return number >= term->low;
    default:
        return number >= term->low && number <= term->high;
    }
}

/* What ends at midnight lies in the day that is over, where a day is asked for. */
static int64_t number_of(const Term *term, const Plan *plan, const void *record, int64_t number)
{
    bool day = term->high - term->low == MINUTES_PER_DAY - 1;
    bool midnight = term->field->type == FIELD_INSTANT && instant_minute((Instant)number) == 0;
    return day && midnight && field_ends(term->field, plan, record) ? number - 1 : number;
}

static bool value_matches(const Term *term, const Plan *plan, const void *record, Value value)
{
    bool none = value_is_none(term->field, value);
    if (none || term->empty)
        return none && term->empty;
    if (field_is_text(term->field))
        return words_match(term, value.text);
    if (!is_sought_in_words(term))
        return number_matches(term, number_of(term, plan, record, value.number));
    if (term->field->type == FIELD_REFERENCE)
        return reference_matches(term, plan, value.number);
    return words_match(term, term->field->choices[value.number]);
}

static bool term_matches(const Filter *filter, const Term *term, const Plan *plan, const void *record, Buffer *scratch)
{
    if (term->test)
        return term->test(plan, filter->entity, record);
    if (term->own)
        return term->own(plan, record);
    if (!term->field)
        return label_matches(filter, term, record);
    if (!field_is_shown(term->field, plan->audience)) /* no more than when the filter was made */
        return false;
    return value_matches(term, plan, record, field_get(term->field, plan, record, scratch));
}

/* Does the term at `at`, with what it holds, match? */
static bool holds(const Filter *filter, size_t at, const Plan *plan, const void *record, Buffer *scratch)
{
    const Term *term = &filter->terms.items[at];
    if (term->joint == JOINT_NONE)
        return term_matches(filter, term, plan, record, scratch) != term->negated;
    bool any = term->joint == JOINT_ANY, found = !any;
    for (size_t part = at + 1; part < term->end && found != any; part = filter->terms.items[part].end)
        found = holds(filter, part, plan, record, scratch);
    return found != term->negated;
}

bool filter_matches(const Filter *filter, const Plan *plan, const void *record)
{
    Buffer scratch = {0};
    bool matches = record_is_shown(plan, filter->entity, record) &&
                   (filter->terms.count == 0 || holds(filter, 0, plan, record, &scratch));
    buffer_release(&scratch);
    return matches;
}
