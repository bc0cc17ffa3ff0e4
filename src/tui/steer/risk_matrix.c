/*
 * The risk matrix, as large as the page allows.
 */
#include "steer_parts.h"
#include "steerco/tui/widgets/matrix.h"

enum { GAP = 2, WIDE = 100 };

static Style cell_style(int impact, int likelihood)
{
    static const Style styles[] = {STYLE_TEXT, STYLE_BAND_LOW, STYLE_BAND_MEDIUM, STYLE_BAND_HIGH, STYLE_BAND_CRITICAL};
    return styles[risk_band(likelihood, impact)];
}

static char cell_letter(int impact, int likelihood)
{
    return risk_band_letter(risk_band(likelihood, impact));
}

static void add_risks(const Plan *plan, Matrix *matrix)
{
    Buffer code = {0};
    for (uint32_t row = 0; row < plan_count(plan, ENTITY_RISK); row++) {
        const Risk *risk = plan_risk(plan, row);
        if (!page_has_risk(plan, risk))
            continue;
        buffer_clear(&code);
        entity_code(&risk_entity, risk->record.id, &code);
        matrix_add(matrix, risk->record.id, risk->impact, risk->likelihood, buffer_text(&code));
    }
    buffer_release(&code);
}

Canvas steer_draw_matrix(const Plan *plan, Canvas *canvas, Id selected)
{
    static const MatrixLook look = {"Impact", "Likelihood", cell_style, cell_letter, NULL};
    int width = canvas->width / 2 - GAP, height = canvas->height;
    if (canvas->width < WIDE)
        return *canvas;
    Matrix matrix = {.look = &look};
    add_risks(plan, &matrix);
    matrix_fit(&width, &height);
    Canvas part = canvas_part(canvas, 0, 0, width, height);
    matrix_draw(&matrix, &part, selected, false);
    matrix_release(&matrix);
    return canvas_part(canvas, width + GAP, 0, canvas->width - width - GAP, canvas->height);
}
