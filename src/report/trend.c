/*
 * Report dates, and the plan as it was on each.
 */
#include "steerco/report/trend.h"

#include "steerco/report/pages.h"

enum { MOST_DATES = 16, WEEK = 7, SECONDS_PER_DAY = 86400 };

static bool take_time(const JournalEntry *entry, void *context)
{
    *(int64_t *)context = entry->at;
    return true;
}

typedef ARRAY(Date) Dates;

static void choose_dates(Date first, Date today, Dates *out)
{
    bool by_week = today - first <= MOST_DATES * WEEK;
    Date (*const end)(Date) = by_week ? date_week_end : date_month_end;
    for (Date day = end(first); day < today; day = end(day + 1))
        array_push(out, day);
    if (out->count > MOST_DATES) {
        memmove(out->items, out->items + out->count - MOST_DATES, MOST_DATES * sizeof *out->items);
        out->count = MOST_DATES;
    }
}

bool report_trend(Store *store, const Plan *now, Chart *out, Error *error)
{
    int64_t first = INT64_MAX;
    Dates dates = {0};
    if (!store_journal(store, &(JournalQuery){.board = now->board}, take_time, &first, error))
        return false;
    TrendChart *trend = trend_chart_new(now);
    if (first != INT64_MAX)
        choose_dates((Date)(first / SECONDS_PER_DAY), now->today, &dates);
    for (size_t i = 0; i < dates.count; i++) {
        Plan past;
        Error none = {0};
        if (!page_load_then(store, now, dates.items[i], &past, &none))
            continue; /* the board was not there yet */
        trend_chart_add(trend, &past, dates.items[i]);
        plan_release(&past);
    }
    trend_chart_add(trend, now, now->today);
    trend_chart_end(trend, out);
    array_release(&dates);
    return true;
}
