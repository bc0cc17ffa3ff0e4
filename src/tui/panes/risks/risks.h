/*
 * What the files of the risk pane share: rows, counts and selection (risks.c), drawing (risks_draw.c) and commands
 * (risk_commands.c).
 */
#ifndef STEERCO_SRC_TUI_PANES_RISKS_RISKS_H
#define STEERCO_SRC_TUI_PANES_RISKS_RISKS_H

#include "steerco/records/records.h"
#include "steerco/tui/app/app.h"
#include "steerco/tui/app/panes.h"
#include "steerco/tui/widgets/matrix.h"

/* Which assessment is shown: sorting, matrix, counts and moving all follow it. */
typedef enum RiskView { VIEW_CURRENT, VIEW_RESIDUAL, VIEW_INHERENT, VIEW_COUNT } RiskView;

typedef struct ViewFields {
    const char *name, *meaning;
    const char *columns[3];    /* likelihood, impact and score in the register */
    size_t likelihood, impact; /* members of Risk */
} ViewFields;

typedef struct RiskFigures {
    int bands[BAND_CRITICAL + 1]; /* open threats by band of the view */
    int opportunities, overdue;
    Money approved, waiting; /* Σ EMV of threats; undefined = none has one */
} RiskFigures;

typedef struct Risks {
    List list;
    Matrix matrix;
    RiskView view;
    bool in_grid;     /* the focus within the pane */
    bool with_closed; /* closed and rejected ones are shown too */
    RiskFigures figures;
} Risks;

extern const Command risks_commands[];
extern const ViewFields risk_views[];

int risk_level_at(const Risk *risk, size_t member);

/* Of the assessment that is shown: its band, and likelihood × impact, 0 when it is not assessed. */
RiskBand risks_view_band(const Risk *risk, RiskView view);
int risks_view_score(const Risk *risk, RiskView view);
Style risks_band_style(RiskBand band);

/* RiskOverdue by the status date. */
unsigned risks_overdue(const Risk *risk, const Plan *plan);

/* Add "R-7", "R-8+" for an opportunity. */
void risks_add_code(const Risk *risk, Buffer *out);

void risks_show_view(Risks *state, RiskView view);

/* Rows, matrix and counts of the plan's present generation. */
void risks_refresh(void *state, const Plan *plan);

/* The counts alone; a risk that is being moved counts as if it were kept where it is shown. */
RiskFigures risks_count(const Risks *state, const Plan *plan);

/* Pane.draw and Pane.tile. */
void risks_draw(void *state, const Plan *plan, Canvas *canvas, bool focused);
void risks_tile(void *state, const Plan *plan, Canvas *canvas, bool focused);

#endif
