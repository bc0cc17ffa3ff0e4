/*
 * What a calendar says of its days, ready to be laid over any stretch of them: the hours of its week, and above them
 * its exceptions, its bases' included.
 *
 * Laying them costs as much as the stretch is long, however many exceptions there are and for how many centuries they
 * recur: of those that come on the same days only the uppermost is gone through.
 */
#ifndef STEERCO_SRC_ANALYSIS_WORKTIME_LAYERS_H
#define STEERCO_SRC_ANALYSIS_WORKTIME_LAYERS_H

#include "steerco/base/array.h"
#include "steerco/base/recurrence.h"
#include "steerco/model/field.h"
#include "steerco/model/plan.h"

/* An exception: for all days from `from` to `to`, or those of a rule that is counted from `first`. */
typedef struct Layer {
    Date from, to, first;
    bool recurs;
    Recurrence rule;
    DayHours hours;
    int depth; /* 0: of the calendar itself, 1: of its base, … */
    Id id;
} Layer;

typedef struct Layers {
    ARRAY(Layer) items; /* the uppermost first */
    DayHours week[7];   /* from Monday on */
} Layers;

/* Of the calendar of that id; 0 or an unknown id: the board's; else Mon–Fri 08–12, 13–17. Only counted days. */
void layers_collect(const Plan *plan, Id calendar, Layers *out);
void layers_release(Layers *layers);

/* Layer by layer, wherever these come from. */
bool layers_equal(const Layers *a, const Layers *b);
bool hours_equal(const DayHours *a, const DayHours *b);

/* Fill `out` with the hours of `count` days from `first` on, a Monday: as pointers into the layers. */
void layers_lay(const Layers *layers, Date first, uint32_t count, const DayHours **out);

#endif
