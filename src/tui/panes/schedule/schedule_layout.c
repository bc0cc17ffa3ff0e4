/*
 * Who gets how much of the width: names first, up to a share; then the dates that everybody asks for; then the chart,
 * which never goes below a share of its own; then the other columns. What has no room yields in the opposite order.
 */
#include "schedule.h"

#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum {
    CHART_FROM_WIDTH = 60,
    CHART_LEAST = 16,
    CHART_SHARE = 33, /* per cent of the width that the list leaves it … */
    CHART_AMPLE = 42, /* … where it shows more dates than finish and duration */
    NAME_SHARE = 42,  /* per cent of the width that names may take, where there is a chart */
    NAME_LEAST = 20,
    NAME_MOST = 60,
    MEASURED_ROWS = 1000, /* so that the cost does not grow with the plan */
    MARKS_AND_SIGN = 4,   /* before a name: "!C", the sign of a summary, a blank */
    INDENT = 2,
    ARRANGED = 3, /* columns behind the name that are put in order of their importance */
    GAP = 1,
};

static const char *const arrangements[ARRANGED][ARRANGED] = {
    {"finish", "duration", "start"}, /* room for one */
    {"duration", "finish", "start"}, /* for two */
    {"duration", "start", "finish"},
};

void schedule_measure_names(Schedule *schedule, const Plan *plan)
{
    const Ids *rows = &schedule->list.rows;
    int widest = 0;
    for (size_t i = 0; i < rows->count && i < MEASURED_ROWS; i++) {
        const Task *task = plan_find(plan, ENTITY_TASK, rows->items[i]);
        int level = task ? plan->results->outline.level[schedule_place(plan, rows->items[i])] : 1;
        int width = task ? MARKS_AND_SIGN + INDENT * (level - 1) + text_width(task->name) : 0;
        widest = width > widest ? width : widest;
    }
    schedule->name_width = widest < NAME_LEAST ? NAME_LEAST : widest > NAME_MOST ? NAME_MOST : widest;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int column_width(const List *list, const char *name)
{
    for (int i = 0; i < list->column_count; i++)
        if (text_equal(list->columns[i].field->name, name))
            return list->columns[i].width ? list->columns[i].width : list_natural_width(list->columns[i].field);
    return 0;
}

/* Of a pane so wide; without a chart they need not share. */
static int wanted_name(const Schedule *schedule, int width, bool chart)
{
    return chart ? least(schedule->name_width, width * NAME_SHARE / 100) : schedule->name_width;
}

/* How many of the arranged columns have room, and the width that they take. */
static int count_arranged(const List *list, int room, int *taken)
{
    int count = ARRANGED;
    for (;; count--) {
        *taken = 0;
        for (int i = 0; i < count; i++)
            *taken += GAP + column_width(list, arrangements[count - 1][i]);
        if (*taken <= room || count == 1)
            return count;
    }
}

/* Puts the columns behind the name in that order; the selection stays on its field. */
static void put_in_order(List *list, const char *const *wanted)
{
    const Field *selected = list_field(list);
    ListColumn before[ARRANGED];
    memcpy(before, list->columns + 1, sizeof before);
    for (int i = 0; i < ARRANGED; i++)
        for (int j = 0; j < ARRANGED; j++)
            if (text_equal(before[j].field->name, wanted[i]))
                list->columns[1 + i] = before[j];
    for (int i = 0; i < list->column_count; i++)
        if (list->columns[i].field == selected)
            list->column = i;
}

void schedule_arrange(Schedule *schedule, int width)
{
    List *list = &schedule->list;
    int taken, name = wanted_name(schedule, schedule->width, width < schedule->width);
    if (list->chosen)
        return;
    int count = count_arranged(list, width - name - GAP, &taken); /* one column tells that there is more */
    put_in_order(list, arrangements[count - 1]);
    list->columns[0].width = least(name, width - taken - GAP);
    if (list->columns[0].width < NAME_LEAST)
        list->columns[0].width = NAME_LEAST;
}

static int usual_list_width(const Schedule *schedule, int width)
{
    int usual = width * SPLIT_USUAL / 100, most = width - width * CHART_SHARE / 100, taken;
    if (schedule->list.chosen)
        return usual;
    int name = wanted_name(schedule, width, true);
    int count = count_arranged(&schedule->list, most - name - GAP, &taken);
    if (count == ARRANGED && name + taken + GAP > width - width * CHART_AMPLE / 100)
        count_arranged(&schedule->list, taken - 1, &taken);
    int wanted = name + taken + GAP;
    return wanted > most ? most : wanted > usual ? wanted : usual;
}

int schedule_tile_width(const Schedule *schedule, int width)
{
    return usual_list_width(schedule, width);
}

int schedule_list_width(const Schedule *schedule, int width)
{
    if (schedule->split == SPLIT_AUTOMATIC)
        return width < CHART_FROM_WIDTH ? width : usual_list_width(schedule, width);
    int wanted = width * schedule->split / 100;
    return width - wanted < CHART_LEAST ? width : wanted;
}

int schedule_usual_split(const Schedule *schedule)
{
    return schedule->width > 0
               ? (usual_list_width(schedule, schedule->width) * 100 + schedule->width / 2) / schedule->width
               : SPLIT_USUAL;
}
