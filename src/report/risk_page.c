/*
 * The risks that can still happen: the matrix, and beside it the worst first, with where they stood at the last
 * meeting.
 */
#include <stdlib.h>
#include <string.h>

#include "pages_parts.h"
#include "steerco/model/audience.h"

enum { CODE_WIDTH = 7 };

bool page_has_risk(const Plan *plan, const void *record)
{
    const Risk *risk = record;
    return risk_can_happen(risk) && record_is_shown(plan, &risk_entity, risk);
}

/* "was 3x4", "new", or nothing when it stands where it stood. */
static const char *keep_movement(const PageView *view, const Risk *risk, Content *content)
{
    const Risk *then = view->then ? plan_find(view->then, ENTITY_RISK, risk->record.id) : NULL;
    if (!view->then)
        return "";
    if (!then || !page_has_risk(view->then, then))
        return "new";
    if (then->likelihood == risk->likelihood && then->impact == risk->impact)
        return "";
    if (risk_band(then->likelihood, then->impact) == BAND_NONE)
        return "assessed";
    return content_word(content, "was %dx%d", then->likelihood, then->impact);
}

static void add_risk(const PageView *view, const RiskRank *ranked, Content *content)
{
    static const ContentMark marks[] = {MARK_NONE, MARK_LOW, MARK_MEDIUM, MARK_HIGH, MARK_CRITICAL};
    const Risk *risk = plan_find(view->now, ENTITY_RISK, ranked->id);
    Buffer text = {0};
    ContentRow *row = content_add_row(content, &risk_entity, risk->record.id);
    row->accent = risk->type == RISK_THREAT ? marks[ranked->band] : MARK_NONE;
    row->accented = 1;
    entity_code(&risk_entity, risk->record.id, &text);
    buffer_add(&text, risk->type == RISK_OPPORTUNITY ? "+" : "");
    buffer_add_repeat(&text, " ", text.length < CODE_WIDTH ? CODE_WIDTH - (int)text.length : 1);
    buffer_add(&text, risk->title);
    row->cells[0] = content_keep(content, &text);
    row->cells[1] = ranked->score ? content_word(content, "%c %dx%d", risk_band_letter(ranked->band), risk->likelihood,
                                                 risk->impact)
                                  : "—";
    row->cells[2] = keep_movement(view, risk, content);
    field_word(field_of(&risk_entity, Risk, owner), view->now, risk, FORMAT_DISPLAY, &text);
    row->cells[3] = content_keep(content, &text);
    buffer_release(&text);
}

static void fill_risks(const PageView *view, Content *content)
{
    ARRAY(RiskRank) found = {0};
    static const ContentColumn columns[] = {
        {"Risk", 0, false}, {"L x I", 6, false}, {"", 8, false}, {"Owner", 14, false}};
    memcpy(content->columns, columns, sizeof columns);
    for (uint32_t row = 0; row < plan_count(view->now, ENTITY_RISK); row++) {
        const Risk *risk = plan_risk(view->now, row);
        RiskBand band = risk_band(risk->likelihood, risk->impact);
        if (page_has_risk(view->now, risk))
            array_push(&found, (RiskRank){risk->record.id, band, band ? risk->likelihood * risk->impact : 0});
    }
    if (found.count > 1)
        qsort(found.items, found.count, sizeof *found.items, risk_rank_compare);
    for (size_t i = 0; i < found.count; i++)
        add_risk(view, &found.items[i], content);
    array_release(&found);
}

const Page risks_page = {
    .name = "risks",
    .title = "Risks",
    .empty = "No risk is open.",
    .fill = fill_risks,
    .matrix = true,
};
