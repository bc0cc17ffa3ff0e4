/*
 * A merge of three texts in the manner of diff3 (Khanna, Kunal and Pierce, "A formal investigation of diff3", 2007):
 * lines that all three have in common are found by two longest common subsequences, and what lies between them is taken
 * from whoever changed it.
 */
#include "steerco/base/merge.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "steerco/base/array.h"

typedef struct Line {
    const char *text;
    size_t length;
} Line;
typedef ARRAY(Line) Lines;

enum { NOWHERE = -1 };

static void split(const char *text, Lines *out)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        array_push(out, (Line){text, length});
        text += length + (text[length] != '\0');
    }
}

static bool same(Line a, Line b)
{
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

/* Where each line of `before` stands in `after`, by a longest common subsequence; NOWHERE where it does not. The
   lengths of all pairs of tails fit 16 bits, since there are at most MERGE_LINES lines. */
static int32_t *match(const Lines *before, const Lines *after)
{
    size_t width = after->count + 1;
    uint16_t *longest = memory_new((before->count + 1) * width, sizeof *longest);
    int32_t *place = memory_new(before->count + 1, sizeof *place);
    for (size_t i = before->count; i-- > 0;)
        for (size_t j = after->count; j-- > 0;) {
            uint16_t down = longest[(i + 1) * width + j], right = longest[i * width + j + 1];
            bool equal = same(before->items[i], after->items[j]);
            longest[i * width + j] = equal          ? (uint16_t)(longest[(i + 1) * width + j + 1] + 1)
                                     : down > right ? down
                                                    : right;
        }
    size_t i = 0, j = 0;
    for (; i < before->count; i++)
        place[i] = NOWHERE;
    for (i = 0; i < before->count && j < after->count;) {
        if (same(before->items[i], after->items[j]))
            place[i++] = (int32_t)j++;
        else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1])
            i++;
        else
            j++;
    }
    free(longest);
    return place;
}

/* Lines of one text from `from` to before `to`. */
typedef struct Stretch {
    const Lines *lines;
    size_t from, to;
} Stretch;

static bool same_stretch(Stretch a, Stretch b)
{
    bool equal = a.to - a.from == b.to - b.from;
    for (size_t i = 0; equal && i < a.to - a.from; i++)
        equal = same(a.lines->items[a.from + i], b.lines->items[b.from + i]);
    return equal;
}

static void add_stretch(Stretch stretch, Buffer *out)
{
    for (size_t i = stretch.from; i < stretch.to; i++) {
        if (out->length > 0)
            buffer_add_char(out, '\n');
        buffer_add_bytes(out, stretch.lines->items[i].text, stretch.lines->items[i].length);
    }
}

/* What lies between two lines that all have in common. */
static bool merge_stretch(Stretch before, Stretch mine, Stretch theirs, Buffer *out)
{
    bool added = before.from == before.to;
    if (same_stretch(mine, before) || same_stretch(mine, theirs)) {
        add_stretch(theirs, out);
    } else if (same_stretch(theirs, before)) {
        add_stretch(mine, out);
    } else if (added) {
        add_stretch(theirs, out);
        add_stretch(mine, out);
    } else {
        return false;
    }
    return true;
}

static bool merge(const Lines *before, const Lines *mine, const Lines *theirs, Buffer *out)
{
    int32_t *in_mine = match(before, mine), *in_theirs = match(before, theirs);
    size_t from = 0, mine_from = 0, theirs_from = 0;
    bool good = true;
    for (size_t i = 0; i <= before->count && good; i++) {
        bool end = i == before->count;
        if (!end && (in_mine[i] == NOWHERE || in_theirs[i] == NOWHERE))
            continue;
        size_t mine_to = end ? mine->count : (size_t)in_mine[i], theirs_to = end ? theirs->count : (size_t)in_theirs[i];
        good = merge_stretch((Stretch){before, from, i}, (Stretch){mine, mine_from, mine_to},
                             (Stretch){theirs, theirs_from, theirs_to}, out);
        if (!end)
            add_stretch((Stretch){before, i, i + 1}, out);
        from = i + 1;
        mine_from = mine_to + 1;
        theirs_from = theirs_to + 1;
    }
    free(in_mine);
    free(in_theirs);
    return good;
}

bool merge_lines(const char *before, const char *mine, const char *theirs, Buffer *out)
{
    Lines lines[3] = {0};
    const char *const texts[] = {before, mine, theirs};
    Buffer merged = {0};
    bool good = true;
    for (int i = 0; i < 3; i++) {
        split(texts[i], &lines[i]);
        good = good && lines[i].count <= MERGE_LINES;
    }
    good = good && merge(&lines[0], &lines[1], &lines[2], &merged);
    if (good)
        buffer_add(out, buffer_text(&merged));
    for (int i = 0; i < 3; i++)
        array_release(&lines[i]);
    buffer_release(&merged);
    return good;
}
