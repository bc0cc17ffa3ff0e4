/*
 * The pictures that can be made of a plan, by name: gantt, matrix, s-curve, load, trend, map.
 *
 * They are made for others: of a plan that is seen by planners everything confidential is left out, and only what a
 * person asked for by name (AUDIENCE_PRIVATE) has it. The map, of which nothing would be left, is refused then.
 */
#ifndef STEERCO_REPORT_PICTURE_H
#define STEERCO_REPORT_PICTURE_H

#include "steerco/analysis/simulate/simulate.h"
#include "steerco/exchange/draw/convert.h"
#include "steerco/model/audience.h"
#include "steerco/session/output.h"

typedef struct Picture Picture;

/* Null when it is no picture. */
const Picture *picture_find(const char *name);
const char *picture_name(const Picture *picture);
void picture_word_names(Buffer *out); /* add "gantt, matrix, …" */

/* Can it show what a simulation finds? */
bool picture_is_simulated(const Picture *picture);

/* "svg"; false when it is none of the formats. */
bool picture_read_format(const char *typed, DrawFormat *out);

typedef struct PictureWanted {
    Store *store;
    const Plan *plan; /* its results are up to date */
    bool past;        /* it is as of an earlier moment */
    bool restricted;  /* no other program is started */
    DrawFormat format;
    const SimulationWanted *simulation; /* null = none */
} PictureWanted;

typedef struct PictureMade {
    DrawFormat format;
    Pages pages;
    Buffer converted;
    LeftOut left_out;          /* confidential records that are not in it */
    ARRAY(const Field *) held; /* confidential fields that are in it */
} PictureMade;

/* On failure there is nothing to release. */
bool picture_make(const Picture *picture, const PictureWanted *wanted, PictureMade *out, Error *error) MUST_CHECK;
void picture_made_release(PictureMade *made);

/* An OutputWriter of a PictureMade. */
bool picture_write(void *made, FILE *file, Error *error);

#endif
