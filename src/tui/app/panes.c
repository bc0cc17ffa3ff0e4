/* Finding panes and sheets: the one list of them is panes.def. */
#include "steerco/tui/app/panes.h"

#include <stddef.h>
#include <string.h>

#include "steerco/base/text.h"

const Pane *const panes[] = {
#define PANE(row) &(row),
#include "steerco/tui/app/panes.def"
#undef PANE
    NULL,
};

static int index_of(const Pane *pane)
{
    int at = 0;
    while (panes[at] && panes[at] != pane)
        at++;
    return at;
}

const Pane *pane_first(const Pane *pane)
{
    int at = index_of(pane);
    while (at > 0 && panes[at - 1]->key == pane->key)
        at--;
    return panes[at];
}

const Pane *pane_next_sheet(const Pane *pane, int direction)
{
    int at = index_of(pane) + direction;
    if (at >= 0 && panes[at] && panes[at]->key == pane->key)
        return panes[at];
    if (direction > 0)
        return pane_first(pane);
    for (at = index_of(pane); panes[at + 1] && panes[at + 1]->key == pane->key;)
        at++;
    return panes[at];
}

bool pane_has_sheets(const Pane *pane)
{
    return pane_next_sheet(pane, +1) != pane;
}

const char *pane_sheet_title(const Pane *pane)
{
    return pane->sheet ? pane->sheet : pane->title;
}

static bool is_called(const char *name, const char *key)
{
    Buffer own = {0};
    text_key(name, &own);
    bool equal = text_equal(buffer_text(&own), key);
    buffer_release(&own);
    return equal;
}

/* Within one pane, or (null) in all. */
static const Pane *find_key(const char *key, const Pane *first)
{
    for (int way = 0; way < 3; way++)
        for (int i = 0; panes[i]; i++) {
            const Pane *pane = panes[i];
            const char *name = way == 0 ? pane->name : way == 1 ? pane_sheet_title(pane) : pane->title;
            if (is_called(name, key) && (!first || pane_first(pane) == first))
                return pane;
        }
    return NULL;
}

const Pane *pane_find(const char *name)
{
    Buffer key = {0}, whole = {0};
    const char *slash = strchr(name, '/');
    buffer_add_bytes(&whole, name, slash ? (size_t)(slash - name) : strlen(name));
    text_key(buffer_text(&whole), &key);
    const Pane *pane = key.length > 0 ? find_key(buffer_text(&key), NULL) : NULL;
    if (pane && slash) {
        buffer_clear(&key);
        text_key(slash + 1, &key);
        pane = find_key(buffer_text(&key), pane_first(pane));
    }
    buffer_release(&whole);
    buffer_release(&key);
    return pane;
}
