/*
 * Tasks on a page: those that are wanted, by their finish.
 */
#include <stdlib.h>

#include "pages_parts.h"

static int by_finish(const void *a, const void *b)
{
    const PageTask *left = a, *right = b;
    if (left->finish != right->finish)
        return left->finish < right->finish ? -1 : 1;
    return left->task->record.id < right->task->record.id ? -1 : left->task->record.id > right->task->record.id;
}

PageTasks page_tasks(const PageView *view, PageTaskWanted *wanted)
{
    PageTasks found = {0};
    const Outline *outline = &view->now->results->outline;
    for (uint32_t row = 0; row < plan_count(view->now, ENTITY_TASK); row++) {
        const Task *task = plan_task(view->now, row);
        const TaskDates *dates = plan_task_dates(view->now, task->record.id);
        if (dates && dates->finish != INSTANT_NONE && !task->inactive &&
            !outline_is_summary(outline, outline->place_of[row]) && wanted(view, task, dates))
            array_push(&found, (PageTask){task, dates->start, dates->finish});
    }
    if (found.count > 1)
        qsort(found.items, found.count, sizeof *found.items, by_finish);
    return found;
}

const char *page_keep_day(Content *content, Instant at, bool ends)
{
    Buffer text = {0};
    if (at == INSTANT_NONE)
        return "—";
    date_format_short(ends ? instant_end_date(at) : instant_date(at), &text);
    const char *kept = content_keep(content, &text);
    buffer_release(&text);
    return kept;
}
