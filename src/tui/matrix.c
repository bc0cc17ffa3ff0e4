/*
 * The grid behind the risk matrix and the power/interest grid.
 *
 * Everything is laid out from the size of the canvas at each drawing: axis titles, level words, a frame and rules go
 * first when room is short, then labels become counts; the cells themselves stay.
 */
#include "steerco/tui/matrix.h"

#include "steerco/base/text.h"

enum {
    MIDDLE = 3,
    ROOM_FOR_WORDS = 70, /* columns from which the vertical axis has words */
    ROOM_FOR_PADDING = 9,
    WORDS = 12, /* "5 very high " */
    SHOWN = 32, /* more labels than any cell has room for */
};

static const char *const level_words[] = {"", "very low", "low", "medium", "high", "very high"};

/* Where the parts of the grid lie on a canvas. */
typedef struct Layout {
    int left, top; /* of the first cell */
    int cell_width, cell_height;
    int padding; /* blank columns at the sides of a cell */
    bool words;  /* on the vertical axis */
    bool titled; /* a line above for the title of the vertical axis */
    bool levels, titles_below;
    bool framed; /* edges around, rules between columns */
    bool ruled;  /* rules between rows too */
} Layout;

static int clamp(int number, int lowest, int highest)
{
    return number < lowest ? lowest : number > highest ? highest : number;
}

static Layout layout_of(int width, int height)
{
    Layout l = {.words = width >= ROOM_FOR_WORDS, .titled = height >= 7, .levels = height >= 6};
    l.titles_below = height >= 9;
    l.left = l.words ? WORDS : 2;
    int columns = width - l.left, rows = height - l.titled - l.levels - l.titles_below;
    l.framed = columns >= 26 && rows >= 7;
    l.ruled = l.framed && rows >= 16;
    l.cell_width = clamp((columns - 6 * l.framed) / MATRIX_LEVELS, 3, 16);
    l.cell_height = clamp((rows - 2 * l.framed - 4 * l.ruled) / MATRIX_LEVELS, 1, 4);
    l.padding = l.framed && l.cell_width >= ROOM_FOR_PADDING && l.cell_height > 1;
    l.left += l.framed;
    l.top = l.titled + l.framed;
    return l;
}

void matrix_fit(int *width, int *height)
{
    Layout l = layout_of(*width, *height);
    int across = l.left + MATRIX_LEVELS * (l.cell_width + l.framed);
    int down = l.top + MATRIX_LEVELS * l.cell_height + 4 * l.ruled + l.framed + l.levels + l.titles_below;
    *width = across < *width ? across : *width;
    *height = down < *height ? down : *height;
}

static int cell_x(const Layout *l, int x)
{
    return l->left + (x - 1) * (l->cell_width + l->framed);
}

static int cell_y(const Layout *l, int y)
{
    return l->top + (MATRIX_LEVELS - y) * (l->cell_height + l->ruled);
}

static int below_cells(const Layout *l)
{
    return cell_y(l, 1) + l->cell_height;
}

/* ---------------------------------------------------------------- items */

void matrix_release(Matrix *matrix)
{
    array_release(&matrix->items);
}

void matrix_clear(Matrix *matrix)
{
    matrix->items.count = 0;
}

static bool is_level(int64_t level)
{
    return level >= 1 && level <= MATRIX_LEVELS;
}

static void set_label(MatrixItem *item, const char *text)
{
    Buffer safe = {0};
    text_safe(text, false, &safe);
    const char *from = buffer_text(&safe);
    size_t length = 0, next;
    int columns;
    while ((next = text_grapheme(from + length, &columns)) > 0 && length + next < sizeof item->label)
        length += next;
    memcpy(item->label, from, length);
    item->label[length] = '\0';
    buffer_release(&safe);
}

void matrix_add(Matrix *matrix, Id id, int64_t x, int64_t y, const char *label)
{
    bool assessed = is_level(x) && is_level(y);
    MatrixItem item = {.id = id, .x = assessed ? (int)x : 0, .y = assessed ? (int)y : 0};
    set_label(&item, label);
    array_push(&matrix->items, item);
}

/* The item as it is to be shown now. */
static const MatrixItem *shown(const Matrix *matrix, size_t i)
{
    const MatrixItem *item = &matrix->items.items[i];
    return item->id == matrix->moving.id ? &matrix->moving : item;
}

const MatrixItem *matrix_find(const Matrix *matrix, Id id)
{
    for (size_t i = 0; i < matrix->items.count; i++)
        if (matrix->items.items[i].id == id)
            return shown(matrix, i);
    return NULL;
}

/* ---------------------------------------------------------------- the grid and its axes */

static void draw_rule(Canvas *canvas, const Layout *l, int line, int kind)
{
    static const Glyph joints[3][3] = {
        {GLYPH_TOP_LEFT, GLYPH_TEE_DOWN, GLYPH_TOP_RIGHT},
        {GLYPH_TEE_RIGHT, GLYPH_CROSS, GLYPH_TEE_LEFT},
        {GLYPH_BOTTOM_LEFT, GLYPH_TEE_UP, GLYPH_BOTTOM_RIGHT},
    };
    for (int x = 1; x <= MATRIX_LEVELS + 1; x++) {
        int at = cell_x(l, x) - 1;
        canvas_glyph(canvas, at, line, STYLE_FRAME, joints[kind][x == 1 ? 0 : x <= MATRIX_LEVELS ? 1 : 2]);
        if (x <= MATRIX_LEVELS)
            canvas_line(canvas, at + 1, line, l->cell_width, STYLE_FRAME);
    }
}

static void draw_frame(Canvas *canvas, const Layout *l)
{
    for (int line = l->top; line < below_cells(l); line++)
        for (int x = 1; x <= MATRIX_LEVELS + 1; x++)
            canvas_glyph(canvas, cell_x(l, x) - 1, line, STYLE_FRAME, GLYPH_VERTICAL);
    draw_rule(canvas, l, l->top - 1, 0);
    for (int y = 1; l->ruled && y < MATRIX_LEVELS; y++)
        draw_rule(canvas, l, cell_y(l, y) - 1, 1);
    draw_rule(canvas, l, below_cells(l), 2);
}

/* The edges of the selected cell. */
static void draw_focus(Canvas *canvas, const Layout *l, const MatrixItem *item)
{
    int x = cell_x(l, item->x) - 1, y = cell_y(l, item->y);
    bool above = l->ruled || item->y == MATRIX_LEVELS, below = l->ruled || item->y == 1;
    for (int line = y - above; line < y + l->cell_height + below; line++) {
        canvas_style(canvas, x, line, 1, STYLE_FRAME_FOCUS);
        canvas_style(canvas, x + l->cell_width + 1, line, 1, STYLE_FRAME_FOCUS);
    }
    if (above)
        canvas_style(canvas, x, y - 1, l->cell_width + 2, STYLE_FRAME_FOCUS);
    if (below)
        canvas_style(canvas, x, y + l->cell_height, l->cell_width + 2, STYLE_FRAME_FOCUS);
}

/*
 * The names of the quadrants that row `y` of cells runs through, on a line beside the cells. A name that is too long by
 * one takes the corner before it.
 */
static void draw_quadrants(const Matrix *matrix, Canvas *canvas, const Layout *l, int y, int line)
{
    for (int x = 1, end; x <= MATRIX_LEVELS; x = end) {
        const char *name = matrix->look->quadrant(x, y);
        for (end = x + 1; end <= MATRIX_LEVELS && text_equal(matrix->look->quadrant(end, y), name); end++)
            ;
        int width = text_width(name), room = cell_x(l, end) - cell_x(l, x) - 1;
        int indent = clamp(room - width, -1, l->framed);
        canvas_text(canvas, cell_x(l, x) + indent, line, clamp(width, 0, room - indent), STYLE_STRONG, name);
    }
}

static void centre(Canvas *canvas, int x, int y, int width, Style style, const char *text)
{
    int used = text_width(text);
    int indent = used < width ? (width - used) / 2 : 0;
    canvas_text(canvas, x + indent, y, width - indent, style, text);
}

static bool has_words_below(const Layout *l)
{
    return l->cell_width >= WORDS - 1;
}

static void draw_levels(Canvas *canvas, const Layout *l)
{
    int line = below_cells(l) + l->framed;
    for (int level = 1; level <= MATRIX_LEVELS; level++) {
        int y = cell_y(l, level) + (l->cell_height - 1) / 2;
        canvas_format(canvas, 0, y, l->left - 1, STYLE_DIM, l->words ? "%d %s" : "%d", level, level_words[level]);
        if (!l->levels)
            continue;
        Buffer text = {0};
        buffer_format(&text, has_words_below(l) ? "%d %s" : "%d", level, level_words[level]);
        centre(canvas, cell_x(l, level), line, l->cell_width, STYLE_DIM, buffer_text(&text));
        buffer_release(&text);
    }
}

/* "very low   Impact   very high" */
static void draw_title_below(const Matrix *matrix, Canvas *canvas, const Layout *l)
{
    int line = below_cells(l) + l->framed + l->levels;
    int from = cell_x(l, 1), width = cell_x(l, MATRIX_LEVELS) + l->cell_width - from;
    const char *title = matrix->look->x_title, *low = level_words[1], *high = level_words[MATRIX_LEVELS];
    centre(canvas, from, line, width, STYLE_STRONG, title);
    if (has_words_below(l) || width < text_width(title) + 2 * WORDS)
        return;
    canvas_text(canvas, from, line, text_width(low), STYLE_DIM, low);
    canvas_text(canvas, from + width - text_width(high), line, text_width(high), STYLE_DIM, high);
}

static int count_unassessed(const Matrix *matrix)
{
    int count = 0;
    for (size_t i = 0; i < matrix->items.count; i++)
        count += shown(matrix, i)->x == 0;
    return count;
}

/* At the end of the line above the grid; the columns taken. */
static int draw_unassessed(const Matrix *matrix, Canvas *canvas)
{
    int count = count_unassessed(matrix);
    if (count == 0)
        return 0;
    Buffer text = {0};
    buffer_format(&text, "%d not assessed", count);
    int width = text_width(buffer_text(&text));
    canvas_text(canvas, canvas->width - width, 0, width, STYLE_WARNING, buffer_text(&text));
    buffer_release(&text);
    return width + 1;
}

/* Without a frame the names of quadrants take the lines of the titles. */
static void draw_names(const Matrix *matrix, Canvas *canvas, const Layout *l)
{
    if (!matrix->look->quadrant)
        return;
    if (l->titled && (l->framed || count_unassessed(matrix) == 0))
        draw_quadrants(matrix, canvas, l, MATRIX_LEVELS, l->top - 1);
    if (l->titles_below)
        draw_quadrants(matrix, canvas, l, 1, below_cells(l) + (l->framed ? 0 : l->levels));
}

static void draw_axes(const Matrix *matrix, Canvas *canvas, const Layout *l)
{
    bool titles = l->framed || !matrix->look->quadrant;
    int taken = l->titled ? draw_unassessed(matrix, canvas) : 0;
    if (l->titled && titles) {
        canvas_glyph(canvas, 0, 0, STYLE_STRONG, GLYPH_UP);
        canvas_text(canvas, 2, 0, canvas->width - taken - 2, STYLE_STRONG, matrix->look->y_title);
    }
    draw_levels(canvas, l);
    if (l->titles_below && titles)
        draw_title_below(matrix, canvas, l);
}

/* ---------------------------------------------------------------- cells */

/* Words set one after the other into the lines of a cell, beside its letter in the first line. */
typedef struct Flow {
    int width, height, letter; /* columns that the letter takes at the end of the first line */
    int line, column;
} Flow;

/*
 * Between rules the letter stands at the end. Where cells touch it comes first ("H3") and a column at the end stays
 * free, so that each cell can be told from the next one without colours.
 */
static Flow flow_of(const Layout *l, bool lettered)
{
    Flow flow = {.width = l->cell_width, .height = l->cell_height};
    if (l->framed) {
        flow.letter = lettered ? 2 : 0;
        flow.width -= 2 * l->padding;
    } else {
        flow.width--;
        flow.column = !lettered ? 0 : l->cell_width < 6 ? 1 : 2;
    }
    return flow;
}

static bool flow_place(Flow *flow, int width, int *x, int *y)
{
    while (flow->line < flow->height) {
        int room = flow->width - (flow->line == 0 ? flow->letter : 0);
        if (flow->column + width <= room) {
            *x = flow->column;
            *y = flow->line;
            flow->column += width + 1;
            return true;
        }
        flow->line++;
        flow->column = 0;
    }
    return false;
}

/* What one cell holds: some of its labels, and how many items there are in all. */
typedef struct Content {
    const MatrixItem *items[SHOWN];
    int count, total;
} Content;

static void more_text(const Content *content, Buffer *out)
{
    if (content->count < content->total)
        buffer_format(out, content->count > 0 ? "+%d" : "%d", content->total - content->count);
}

static bool content_fits(const Content *content, Flow flow)
{
    int x, y;
    for (int i = 0; i < content->count; i++)
        if (!flow_place(&flow, text_width(content->items[i]->label), &x, &y))
            return false;
    Buffer more = {0};
    more_text(content, &more);
    bool fits = more.length == 0 || flow_place(&flow, (int)more.length, &x, &y);
    buffer_release(&more);
    return fits;
}

/* As many labels as there is room for, that of the selected item always among them. */
static Content content_of(const Matrix *matrix, int x, int y, Id selected, Flow flow)
{
    Content content = {0};
    const MatrixItem *wanted = NULL;
    for (size_t i = 0; i < matrix->items.count; i++) {
        const MatrixItem *item = shown(matrix, i);
        if (item->x != x || item->y != y)
            continue;
        if (content.count < SHOWN)
            content.items[content.count++] = item;
        else if (item->id == selected)
            wanted = item;
        content.total++;
    }
    while (content.count > 0 && !content_fits(&content, flow)) {
        const MatrixItem *left_out = content.items[--content.count];
        if (left_out->id == selected)
            wanted = left_out;
        if (wanted && content.count > 0) { /* in place of the last one */
            const MatrixItem *other = content.items[content.count - 1];
            content.items[content.count - 1] = wanted;
            wanted = other->id == selected ? other : NULL;
        }
    }
    return content;
}

static void draw_items(const Content *content, Canvas *cell, Style style, Flow flow, Id selected, bool focused)
{
    int x = 0, y = 0;
    for (int i = 0; i < content->count; i++) {
        const MatrixItem *item = content->items[i];
        int width = text_width(item->label);
        flow_place(&flow, width, &x, &y);
        canvas_text(cell, x, y, width, style, item->label);
        if (item->id != selected)
            continue;
        canvas_mark(cell, x, y, width, focused);
        if (focused)
            canvas_cursor(cell, x, y, false);
    }
    Buffer more = {0};
    more_text(content, &more);
    if (more.length > 0 && flow_place(&flow, (int)more.length, &x, &y))
        canvas_text(cell, x, y, (int)more.length, style, buffer_text(&more));
    buffer_release(&more);
}

static void draw_cell(const Matrix *matrix, Canvas *canvas, const Layout *l, int x, int y, Id selected, bool focused)
{
    Style style = matrix->look->style(x, y);
    char letter = matrix->look->letter ? matrix->look->letter(x, y) : '\0';
    Canvas cell = canvas_part(canvas, cell_x(l, x), cell_y(l, y), l->cell_width, l->cell_height);
    canvas_fill(&cell, 0, 0, l->cell_width, l->cell_height, style, " ");
    if (letter)
        canvas_format(&cell, l->framed ? l->cell_width - 1 - l->padding : 0, 0, 1, style, "%c", letter);
    Flow flow = flow_of(l, letter != '\0');
    Content content = content_of(matrix, x, y, selected, flow);
    Canvas inside = canvas_part(&cell, l->padding, 0, flow.width, l->cell_height);
    draw_items(&content, &inside, style, flow, selected, focused);
    const MatrixItem *item = matrix_find(matrix, selected);
    if (content.count == 0 && item && item->x == x && item->y == y) { /* it is behind the bare count */
        canvas_mark(&cell, flow.column, 0, 1, focused);
        if (focused)
            canvas_cursor(&cell, flow.column, 0, false);
    }
}

void matrix_draw(const Matrix *matrix, Canvas *canvas, Id selected, bool focused)
{
    Layout l = layout_of(canvas->width, canvas->height);
    if (l.framed)
        draw_frame(canvas, &l);
    draw_axes(matrix, canvas, &l);
    const MatrixItem *item = matrix_find(matrix, selected);
    if (focused && (!item || item->x == 0))
        canvas_cursor(canvas, 0, 0, false);
    for (int y = MATRIX_LEVELS; y >= 1; y--)
        for (int x = 1; x <= MATRIX_LEVELS; x++)
            draw_cell(matrix, canvas, &l, x, y, selected, focused);
    if (l.framed && item && item->x > 0)
        draw_focus(canvas, &l, item);
    draw_names(matrix, canvas, &l);
}

/* ---------------------------------------------------------------- walking and moving */

typedef struct Way {
    int x, y;
} Way;

static bool way_of(Key key, Way *way)
{
    switch (key & ~(Key)(KEY_SHIFT | KEY_CONTROL | KEY_ALT)) {
    case KEY_ARROW_LEFT:
    case 'h':
        *way = (Way){-1, 0};
        return true;
    case KEY_ARROW_RIGHT:
    case 'l':
        *way = (Way){1, 0};
        return true;
    case KEY_ARROW_UP:
    case 'k':
        *way = (Way){0, 1};
        return true;
    case KEY_ARROW_DOWN:
    case 'j':
        *way = (Way){0, -1};
        return true;
    default:
        return false;
    }
}

/* The item before or after `from` in the same cell, or null. */
static const MatrixItem *neighbour(const Matrix *matrix, const MatrixItem *from, int step)
{
    const MatrixItem *before = NULL;
    bool passed = false;
    for (size_t i = 0; i < matrix->items.count; i++) {
        const MatrixItem *item = shown(matrix, i);
        if (item->x != from->x || item->y != from->y)
            continue;
        if (item->id == from->id) {
            if (step < 0)
                return before;
            passed = true;
        } else if (passed) {
            return item;
        }
        before = item;
    }
    return NULL;
}

/* What lies straight ahead comes before what lies aside; going left ends on the last item of a cell. */
static const MatrixItem *nearest(const Matrix *matrix, const MatrixItem *from, Way way)
{
    const MatrixItem *best = NULL;
    int best_cost = 0;
    for (size_t i = 0; i < matrix->items.count; i++) {
        const MatrixItem *item = shown(matrix, i);
        int dx = item->x - from->x, dy = item->y - from->y;
        int ahead = dx * way.x + dy * way.y, aside = abs(dx * way.y) + abs(dy * way.x);
        if (item->x == 0 || ahead <= 0)
            continue;
        int cost = ahead + 2 * aside;
        if (!best || cost < best_cost || (cost == best_cost && way.x < 0)) {
            best = item;
            best_cost = cost;
        }
    }
    return best;
}

static const MatrixItem *first_assessed(const Matrix *matrix)
{
    for (size_t i = 0; i < matrix->items.count; i++)
        if (shown(matrix, i)->x > 0)
            return shown(matrix, i);
    return NULL;
}

bool matrix_key(const Matrix *matrix, Key key, Id *selected)
{
    Way way;
    if (key & (KEY_SHIFT | KEY_CONTROL | KEY_ALT) || !way_of(key, &way))
        return false;
    const MatrixItem *from = matrix_find(matrix, *selected), *to = NULL;
    if (!from || from->x == 0)
        to = first_assessed(matrix);
    else if (way.x != 0)
        to = neighbour(matrix, from, way.x);
    if (!to && from && from->x > 0)
        to = nearest(matrix, from, way);
    if (to)
        *selected = to->id;
    return true;
}

bool matrix_step(Key key, int *x, int *y)
{
    Way way;
    if (!way_of(key, &way))
        return false;
    if (!is_level(*x) || !is_level(*y)) {
        *x = *y = MIDDLE;
        return true;
    }
    if (!is_level(*x + way.x) || !is_level(*y + way.y))
        return false;
    *x += way.x;
    *y += way.y;
    return true;
}
