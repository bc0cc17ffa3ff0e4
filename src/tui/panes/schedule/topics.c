/*
 * What the lists of sentences say. The sentences are those of analysis; here they are put in order, given a title, and
 * told where they lead.
 */
#include "findings.h"

#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { INDENT = 2 };

/* Take what a buffer holds as a text of the list, and empty it. */
static const char *keep(Findings *findings, Buffer *words)
{
    Buffer safe = {0};
    text_safe(buffer_text(words), false, &safe);
    const char *text = arena_text(&findings->texts, buffer_text(&safe));
    buffer_release(&safe);
    buffer_clear(words);
    return text;
}

static Finding *add(Findings *findings, Buffer *words, Id task)
{
    bool headed = findings->headed;
    array_push(&findings->items,
               (Finding){.text = keep(findings, words), .note = "", .task = task, .indent = headed ? INDENT : 0});
    return &findings->items.items[findings->items.count - 1];
}

static void add_heading(Findings *findings, const char *text)
{
    array_push(&findings->items, (Finding){.text = text, .note = "", .style = STYLE_TITLE, .heading = true});
    findings->headed = true;
}

static Style style_of(HealthVerdict verdict)
{
    return verdict == HEALTH_FAILED ? STYLE_BAD : verdict == HEALTH_PASSED ? STYLE_TEXT : STYLE_DIM;
}

/* ---- health ---- */

static void add_points(Findings *findings, const Plan *plan, const Health *health, Buffer *words)
{
    for (HealthCheck check = 0; check < HEALTH_COUNT; check++) {
        health_word_line(plan, health, check, words);
        Finding *finding = add(findings, words, 0);
        finding->style = style_of(health->points[check].verdict);
        finding->opens = (Topic){.kind = TOPIC_POINT, .check = check};
        health_word_advice(plan, health, check, words);
        finding->note = keep(findings, words);
    }
}

static void fill_health(Findings *findings, const Plan *plan, Buffer *words)
{
    Health health = {0};
    int failed = 0;
    health_check(plan, 0, &health);
    health_word_conflicts(plan, words);
    Finding *conflicts = add(findings, words, 0);
    conflicts->style = schedule_conflicts(plan)->found.count > 0 ? STYLE_BAD : STYLE_TEXT;
    conflicts->opens = (Topic){.kind = TOPIC_CONFLICTS};
    conflicts->note = "Where the plan contradicts itself: a date or deadline that links or other dates do not allow.";
    add_points(findings, plan, &health, words);
    for (HealthCheck check = 0; check < HEALTH_COUNT; check++)
        failed += health.points[check].verdict == HEALTH_FAILED;
    buffer_format(words, "Health of the schedule: %d of %d points failed", failed, HEALTH_COUNT);
    findings->title = keep(findings, words);
    health_release(&health);
}

static void add_found(Findings *findings, const Plan *plan, HealthCheck check, const HealthPoint *point, Buffer *words)
{
    for (size_t i = 0; i < point->found.count; i++) {
        Id id = point->found.items[i];
        const Link *link = point->entity == &link_entity ? plan_find(plan, ENTITY_LINK, id) : NULL;
        health_word_finding(plan, check, id, words);
        add(findings, words, link ? link->successor : id)->link = link ? id : 0;
    }
}

static void fill_point(Findings *findings, const Plan *plan, HealthCheck check, Buffer *words)
{
    Health health = {0};
    health_check_one(plan, 0, check, &health);
    const HealthPoint *point = &health.points[check];
    add_found(findings, plan, check, point, words);
    if (findings->items.count == 0) {
        health_word_line(plan, &health, check, words);
        add(findings, words, 0)->style = style_of(point->verdict);
        health_word_advice(plan, &health, check, words);
        add(findings, words, 0)->style = STYLE_DIM;
    }
    buffer_format(words, "%s: %zu", point->title, point->found.count);
    findings->title = keep(findings, words);
    health_release(&health);
}

static void fill_conflicts(Findings *findings, const Plan *plan, Buffer *words)
{
    const ScheduleConflicts *conflicts = schedule_conflicts(plan);
    for (size_t i = 0; i < conflicts->found.count; i++) {
        if (i == conflicts->consequences)
            add_heading(findings, "What has too little slack because of that");
        buffer_add(words, conflicts->found.items[i].text);
        add(findings, words, conflicts->found.items[i].task);
    }
    if (conflicts->found.count == 0)
        buffer_add(words, "Nothing in this plan contradicts anything else.");
    if (conflicts->found.count == 0)
        add(findings, words, 0);
    buffer_format(words, "Conflicts: %zu", conflicts->causes);
    findings->title = keep(findings, words);
}

/* ---- why ---- */

static void add_chain(Findings *findings, const Plan *plan, Id task, Buffer *words)
{
    Ids chain = {0};
    schedule_driving(plan, task, &chain);
    size_t from = chain.count > 0 && chain.items[0] == task; /* the first sentence has told it */
    if (chain.count > from)
        add_heading(findings, "What decides its start, step by step");
    for (size_t i = from; i < chain.count; i++) {
        schedule_explain(plan, chain.items[i], words);
        add(findings, words, chain.items[i]);
    }
    array_release(&chain);
}

static void add_downstream(Findings *findings, const Plan *plan, Id task, Buffer *words)
{
    Ids moved = {0};
    schedule_downstream(plan, task, &moved);
    if (moved.count == 0) {
        add_heading(findings, "A delay of it moves no other task");
        return;
    }
    buffer_format(words, "What a delay of it can move: %zu task%s", moved.count, moved.count == 1 ? "" : "s");
    add_heading(findings, keep(findings, words));
    for (size_t i = 0; i < moved.count; i++) {
        schedule_word_stand(plan, moved.items[i], words);
        add(findings, words, moved.items[i]);
    }
    array_release(&moved);
}

static void fill_why(Findings *findings, const Plan *plan, Id task, Buffer *words)
{
    static void (*const figures[])(const Plan *, Id,
                                   Buffer *) = {schedule_explain, schedule_explain_span, schedule_explain_total_slack,
                                                schedule_explain_free_slack, schedule_explain_critical};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        figures[i](plan, task, words);
        if (words->length > 0)
            add(findings, words, 0);
    }
    add_chain(findings, plan, task, words);
    add_downstream(findings, plan, task, words);
    buffer_add(words, "Why ");
    entity_code(&task_entity, task, words);
    buffer_add(words, " stands where it stands");
    findings->title = keep(findings, words);
}

/* ---- all ---- */

void findings_fill(Findings *findings, const Plan *plan, const Topic *topic)
{
    Topic wanted = *topic; /* it may be that of the list itself */
    Buffer words = {0};
    findings_release(findings);
    *findings = (Findings){.topic = wanted, .generation = plan->generation, .title = ""};
    if (wanted.kind == TOPIC_HEALTH)
        fill_health(findings, plan, &words);
    else if (wanted.kind == TOPIC_POINT)
        fill_point(findings, plan, wanted.check, &words);
    else if (wanted.kind == TOPIC_CONFLICTS)
        fill_conflicts(findings, plan, &words);
    else if (wanted.kind == TOPIC_WHY)
        fill_why(findings, plan, wanted.task, &words);
    buffer_release(&words);
}

void findings_release(Findings *findings)
{
    array_release(&findings->items);
    arena_release(&findings->texts);
    *findings = (Findings){0};
}

static bool is_same(const Findings *findings, size_t at, const Finding *as)
{
    return at < findings->items.count && findings->items.items[at].task == as->task &&
           findings->items.items[at].link == as->link;
}

/* A task may be in the list more than once: where the finding was is looked at first. */
size_t findings_refill(Findings *findings, const Plan *plan, size_t at)
{
    Finding before = at < findings->items.count ? findings->items.items[at] : (Finding){0};
    findings_fill(findings, plan, &findings->topic);
    for (size_t i = 0; !is_same(findings, at, &before) && before.task != 0 && i < findings->items.count; i++)
        if (is_same(findings, i, &before))
            return i;
    return at;
}
