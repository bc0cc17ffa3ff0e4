/*
 * The stack of overlays. The App knows of each its row and a zeroed state; what an overlay is about is its own affair.
 */
#include <stdlib.h>

#include "app_parts.h"
#include "steerco/base/memory.h"

void *app_open(App *app, const Overlay *overlay)
{
    array_push(&app->layers, (Layer){.overlay = overlay, .state = memory_new(1, overlay->state_size)});
    return app->layers.items[app->layers.count - 1].state;
}

static void remove_layer(App *app, size_t at)
{
    Layer layer = app->layers.items[at];
    array_remove(&app->layers, at);
    if (layer.overlay->end)
        layer.overlay->end(layer.state);
    free(layer.state);
}

void app_close(App *app)
{
    if (app->layers.count > 0)
        remove_layer(app, app->layers.count - 1);
}

void overlay_close(App *app, const void *state)
{
    for (size_t i = app->layers.count; i-- > 0;)
        if (app->layers.items[i].state == state) {
            remove_layer(app, i);
            return;
        }
}

const Layer *app_top_layer(const App *app)
{
    return app->layers.count > 0 ? &app->layers.items[app->layers.count - 1] : NULL;
}

void *overlay_top(App *app, const Overlay *overlay)
{
    const Layer *top = app_top_layer(app);
    return top && top->overlay == overlay ? top->state : NULL;
}

void *overlay_state(App *app, const Overlay *overlay)
{
    for (size_t i = app->layers.count; i-- > 0;)
        if (app->layers.items[i].overlay == overlay)
            return app->layers.items[i].state;
    return NULL;
}

bool app_has_overlay(const App *app)
{
    return app->layers.count > 0;
}

size_t app_overlays(const App *app)
{
    return app->layers.count;
}

bool app_is_idle(const App *app)
{
    return app->layers.count <= (app_plan(app)->board == 0 ? 1 : 0);
}

bool app_resume(App *app, const Typing *draft)
{
    const Layer *top = app_top_layer(app);
    return top && top->overlay->resume && top->overlay->resume(top->state, app, draft);
}

bool app_typing(App *app, bool (*wanted)(const Typing *typing), Typing *out)
{
    for (size_t i = 0; i < app->layers.count; i++) {
        const Layer *layer = &app->layers.items[i];
        if (layer->overlay->typing && layer->overlay->typing(layer->state, out) && wanted(out))
            return true;
    }
    return false;
}

void app_tell_layers(App *app, struct Place *out)
{
    for (size_t i = 0; i < app->layers.count; i++)
        if (app->layers.items[i].overlay->tell)
            app->layers.items[i].overlay->tell(app->layers.items[i].state, out);
}

void app_draw_layers(App *app, Canvas *canvas)
{
    for (size_t i = 0; i < app->layers.count; i++)
        if (app->layers.items[i].overlay->draw)
            app->layers.items[i].overlay->draw(app->layers.items[i].state, app, canvas);
}
