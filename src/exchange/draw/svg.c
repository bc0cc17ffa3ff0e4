/*
 * Head, patterns, texts. The style is the same in every picture, so that several in one page do not disturb each other;
 * ids bear the picture's prefix.
 */
#include "svg.h"

#include "steerco/base/text.h"

/* Colours that most people who see few colours can tell apart. */
static const char style[] =
    ".k-0{fill:#fff}.k-title,.k-text,.k-strong,.k-small,.k-dim{font-family:Helvetica,Arial,'Liberation Sans',"
    "'DejaVu Sans',sans-serif;fill:#1b1f24}"
    ".k-title{font-size:46px;font-weight:bold}.k-text{font-size:32px}.k-strong{font-size:32px;font-weight:bold}"
    ".k-small{font-size:26px}.k-dim{font-size:26px;fill:#57606a}"
    ".k-halo{paint-order:stroke;stroke:#fff;stroke-width:7px;stroke-linejoin:round}"
    ".k-grid{stroke:#d0d7de;stroke-width:2;fill:none}.k-axis{stroke:#57606a;stroke-width:3;fill:none}"
    ".k-status{stroke:#1b1f24;stroke-width:4;stroke-dasharray:4 12;fill:none}"
    ".k-bar{fill:#a9cdec;stroke:#1f5f99;stroke-width:2}"
    ".k-crit{stroke:#a40e26;stroke-width:4}.k-done{fill:#173f66}"
    ".k-sum{fill:#1b1f24}.k-mile{fill:#1b1f24;stroke:#1b1f24;stroke-width:2}"
    ".k-milec{fill:#fff;stroke:#a40e26;stroke-width:6}"
    ".k-slack{stroke:#57606a;stroke-width:3;stroke-dasharray:10 8;fill:none}"
    ".k-was{stroke:#57606a;stroke-width:2}.k-off{fill:none;stroke:#57606a;stroke-width:2;stroke-dasharray:8 6}"
    ".k-dead{fill:#fff;stroke:#1b1f24;stroke-width:4}.k-deadl{fill:#a40e26;stroke:#a40e26;stroke-width:4}"
    ".k-link{stroke:#57606a;stroke-width:2;fill:none}.k-linkc{stroke:#a40e26;stroke-width:3;fill:none}"
    ".k-cell{stroke:#57606a;stroke-width:2}"
    ".k-tone1{fill:#eef1f4}.k-tone2{fill:#d9f0e3}.k-tone3{fill:#fff0b3}.k-tone4{fill:#ffcf9e}.k-tone5{fill:#f4a6a0}";

static void add_patterns(const Svg *svg)
{
    static const struct {
        const char *name, *size, *body;
    } patterns[] = {
        {"dots", "24",
         "<circle cx=\"6\" cy=\"6\" r=\"3\" fill=\"#7a5500\"/><circle cx=\"18\" cy=\"18\" r=\"3\" "
         "fill=\"#7a5500\"/>"},
        {"lines", "24", "<path d=\"M-6 6L6 -6M0 24L24 0M18 30L30 18\" stroke=\"#9a3e00\" stroke-width=\"3\"/>"},
        {"cross", "24", "<path d=\"M0 24L24 0M0 0L24 24\" stroke=\"#7d0a1c\" stroke-width=\"3\"/>"},
        {"crit", "16",
         "<rect width=\"16\" height=\"16\" fill=\"#f4b6b0\"/><path d=\"M-4 4L4 -4M0 16L16 0M12 20L20 12\" "
         "stroke=\"#a40e26\" stroke-width=\"3\"/>"},
        {"was", "8",
         "<rect width=\"8\" height=\"8\" fill=\"#fff\"/><path d=\"M4 0V8\" stroke=\"#57606a\" "
         "stroke-width=\"3\"/>"},
    };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        buffer_format(svg->out,
                      "<pattern id=\"%s-%s\" width=\"%s\" height=\"%s\" patternUnits=\"userSpaceOnUse\">%s</pattern>\n",
                      svg->prefix, patterns[i].name, patterns[i].size, patterns[i].size, patterns[i].body);
    buffer_format(svg->out,
                  "<marker id=\"%s-arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"14\" "
                  "markerHeight=\"14\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
                  "<path d=\"M0 0L10 5L0 10z\" fill=\"#57606a\"/></marker>\n",
                  svg->prefix);
}

void svg_escape(const char *text, Buffer *out)
{
    Buffer safe = {0};
    text_safe(text, false, &safe);
    const char *at = buffer_text(&safe);
    while (*at) {
        size_t plain = strcspn(at, "&<>\"'");
        buffer_add_bytes(out, at, plain);
        at += plain;
        if (*at)
            buffer_format(out, "&#%d;", *at++);
    }
    buffer_release(&safe);
}

static void add_element(const Svg *svg, const char *name, const char *text)
{
    buffer_format(svg->out, "<%s id=\"%s-%s\">", name, svg->prefix, name);
    svg_escape(text, svg->out);
    buffer_format(svg->out, "</%s>\n", name);
}

Svg svg_begin(const DrawLook *look, int width, int height, const char *title, const char *description, Buffer *out)
{
    Svg svg = {out, look->prefix ? look->prefix : "s"};
    if (look->inside)
        buffer_format(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%%\"");
    else
        buffer_format(out,
                      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d.%dmm\" height=\"%d.%dmm\"",
                      width / 10, width % 10, height / 10, height % 10);
    buffer_format(out, " viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-title %s-desc\">\n", width, height,
                  svg.prefix, svg.prefix);
    add_element(&svg, "title", title);
    add_element(&svg, "desc", description);
    buffer_format(out, "<style>%s</style>\n<defs>\n", style);
    add_patterns(&svg);
    buffer_add(out, "</defs>\n");
    svg_rect(&svg, 0, 0, width, height, "k-0");
    return svg;
}

int svg_height(const DrawLook *look, int needed)
{
    return look->inside || needed > DRAW_HEIGHT ? needed : DRAW_HEIGHT;
}

void svg_end(const Svg *svg)
{
    buffer_add(svg->out, "</svg>\n");
}

void svg_heading(const Svg *svg, const char *title, const char *subtitle)
{
    enum { LEFT = 80, ROOM = DRAW_WIDTH - 160 };
    svg_text(svg, LEFT, 110, SVG_START, FONT_TITLE, ROOM, title);
    svg_text(svg, LEFT, 160, SVG_START, FONT_DIM, ROOM, subtitle);
}

static const struct {
    const char *class;
    int column; /* about the width of a letter, rather too much than too little */
} fonts[] = {
    [FONT_TITLE] = {"title", 30},         [FONT_TEXT] = {"text", 18},        [FONT_STRONG] = {"strong", 20},
    [FONT_SMALL] = {"small", 16},         [FONT_DIM] = {"dim", 16},          [FONT_LABEL] = {"dim k-halo", 16},
    [FONT_FIGURE] = {"small k-halo", 16}, [FONT_CODE] = {"text k-halo", 18},
};

int svg_text_width(SvgFont font, const char *text)
{
    Buffer safe = {0};
    text_safe(text, false, &safe);
    int width = text_width(buffer_text(&safe)) * fonts[font].column;
    buffer_release(&safe);
    return width;
}

void svg_text(const Svg *svg, int x, int y, SvgAnchor anchor, SvgFont font, int room, const char *text)
{
    static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    Buffer safe = {0};
    int columns = room / fonts[font].column;
    text_safe(text, false, &safe);
    if (text_width(buffer_text(&safe)) > columns) {
        buffer_cut(&safe, text_fit(buffer_text(&safe), columns > 1 ? columns - 1 : 0, NULL));
        buffer_add(&safe, columns > 0 ? "…" : "");
    }
    if (safe.length > 0) {
        buffer_format(svg->out, "<text class=\"k-%s\" x=\"%d\" y=\"%d\"%s>", fonts[font].class, x, y, anchors[anchor]);
        svg_escape(buffer_text(&safe), svg->out);
        buffer_add(svg->out, "</text>\n");
    }
    buffer_release(&safe);
}

void svg_rect(const Svg *svg, int x, int y, int width, int height, const char *class)
{
    buffer_format(svg->out, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", class, x, y, width,
                  height);
}

void svg_line(const Svg *svg, int x1, int y1, int x2, int y2, const char *class)
{
    buffer_format(svg->out, "<path class=\"%s\" d=\"M%d %dL%d %d\"/>\n", class, x1, y1, x2, y2);
}

void svg_tone(const Svg *svg, int x, int y, int width, int height, ChartTone tone)
{
    static const char *const patterns[TONES] = {
        [TONE_MEDIUM] = "dots", [TONE_HIGH] = "lines", [TONE_CRITICAL] = "cross"};
    buffer_format(svg->out, "<rect class=\"k-cell %s%c\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
                  tone == TONE_NONE ? "k-" : "k-tone", (char)('0' + tone), x, y, width, height);
    if (patterns[tone])
        buffer_format(svg->out,
                      "<rect fill=\"url(#%s-%s)\" fill-opacity=\".3\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
                      svg->prefix, patterns[tone], x, y, width, height);
}
