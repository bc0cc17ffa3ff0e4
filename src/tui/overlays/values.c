/*
 * Values that are chosen rather than typed: flags change over, choices, levels and references come from a picker. A
 * record that is not there yet is made from its name on the way, where its type needs no more than that.
 */
#include <stdio.h>
#include <string.h>

#include "steerco/base/text.h"
#include "steerco/model/audience.h"
#include "steerco/model/field.h"
#include "steerco/model/workflow.h"
#include "steerco/tui/app/made.h"
#include "steerco/tui/app/overlay.h"

/* Which value is being chosen. */
typedef struct Target {
    const Entity *entity;
    const Field *field;
    Id id;
    Value before; /* a number: texts are typed */
} Target;

enum { MOST_FOUND = 500 };

static const char *const level_words[] = {"very low", "low", "medium", "high", "very high"};

static Value value_of(const Plan *plan, const Entity *entity, Id id, const Field *field)
{
    const void *record = plan_find(plan, entity->kind, id);
    return record && field_is_stored(field) ? field_stored(field, record) : (Value){.text = ""};
}

void value_label(const Field *field, Buffer *out)
{
    bool abbreviated = text_width(field->title) <= 2 || strchr(field->title, '.');
    size_t start = out->length;
    buffer_add(out, abbreviated ? field->name : field->title);
    for (size_t i = start; abbreviated && i < out->length; i++)
        if (out->bytes[i] == '_')
            out->bytes[i] = ' ';
    if (abbreviated && out->bytes[start] >= 'a' && out->bytes[start] <= 'z')
        out->bytes[start] = (char)(out->bytes[start] - 'a' + 'A');
}

void value_text_to_edit(const Plan *plan, const Entity *entity, Id id, const Field *field, Buffer *out)
{
    const void *record = plan_find(plan, entity->kind, id);
    if (record)
        field_word(field, plan, record, FORMAT_EXCHANGE, out);
}

static void offer(Choices *out, const char *folded, Id id, const char *text, const char *note)
{
    Choice choice = {.id = id};
    if (!text_contains(text, folded) && !text_contains(note, folded))
        return;
    overlay_copy(choice.text, sizeof choice.text, text);
    overlay_copy(choice.note, sizeof choice.note, note);
    array_push(out, choice);
}

static void find_choices(const Field *field, Id now, const char *folded, Choices *out)
{
    for (Id i = 0; field->choices[i]; i++)
        if (!field->workflow || now == VALUE_NONE || i == now || workflow_step(field->workflow, now, i))
            offer(out, folded, i, field->choices[i], i == now && field->workflow ? "now" : "");
}

static void find_levels(const Field *field, const char *folded, Choices *out)
{
    bool five = field->minimum == 1 && field->maximum == 5;
    for (Id level = field->maximum; level >= field->minimum; level--) {
        char text[16];
        snprintf(text, sizeof text, "%d", (int)level);
        offer(out, folded, level, text, five ? level_words[level - 1] : "");
    }
}

void value_offer_records(const Plan *plan, const Entity *entity, const char *folded, Choices *out)
{
    Buffer label = {0}, code = {0};
    for (uint32_t row = 0; row < plan_count(plan, entity->kind) && out->count < MOST_FOUND; row++) {
        Id id = ((const Record *)plan_at(plan, entity->kind, row))->id;
        if (!id_is_shown(plan, entity, id))
            continue;
        buffer_clear(&label);
        buffer_clear(&code);
        plan_label(plan, entity, id, &label);
        entity_code(entity, id, &code);
        offer(out, folded, id, buffer_text(&label), buffer_text(&code));
    }
    buffer_release(&label);
    buffer_release(&code);
}

static void offer_value(const Plan *plan, const Field *field, Id now, const char *folded, Choices *out)
{
    if (field->type == FIELD_CHOICE)
        find_choices(field, now, folded, out);
    else if (field->type == FIELD_SCALE)
        find_levels(field, folded, out);
    else
        value_offer_records(plan, field->refers_to, folded, out);
    if (field->type != FIELD_CHOICE && !field->required && !*folded)
        array_push(out, (Choice){.text = "—", .note = "none", .id = VALUE_NONE});
}

void value_offer(const Plan *plan, const Field *field, const char *folded, Choices *out)
{
    offer_value(plan, field, VALUE_NONE, folded, out);
}

static void find(App *app, const char *folded, Choices *out, const void *context)
{
    const Target *target = context;
    offer_value(app_plan(app), target->field, target->before.number, folded, out);
}

/* The record as it is, but for the value that the person chose to change. */
static void see(const Target *target, const Plan *plan, Seen *seen)
{
    seen_add(seen, plan, target->entity, target->id);
    if (seen->records.count > 0)
        field_set(target->field, seen->records.items[0], target->before);
}

/* The new record and the reference to it are one change, so one key takes both back. */
static void make_and_refer(App *app, const Target *target, const char *name)
{
    const Plan *plan = app_plan(app);
    const Entity *made = target->field->refers_to;
    ChangeSet set = {0};
    Error error = {0};
    app_begin(app, &set, "");
    const Record *record = made_create(&set, plan, made, name, &error);
    if (record) {
        change_set(&set, plan, target->entity, target->id, target->field, value_number(record->id));
        Buffer field = {0};
        field_add_words(target->field, &field);
        change_reason(&set, "%s: %s %s, a new %s", plan_quoted(plan, target->entity, target->id).text,
                      buffer_text(&field), text_quoted(name).text, made->noun);
        buffer_release(&field);
        (void)app_commit(app, &set);
    } else {
        app_complain(app, &error);
    }
    change_release(&set);
}

static void picked(App *app, const Choice *choice, const char *typed, const void *context)
{
    const Target *target = context;
    Buffer text = {0};
    Seen seen = {0};
    if (choice->id == CHOICE_MADE) {
        see(target, app_plan(app), &seen);
        app_saw(app, &seen, NULL);
        if (!app_is_gone(app, target->entity, target->id))
            make_and_refer(app, target, typed);
        app_saw(app, NULL, NULL);
        seen_release(&seen);
        return;
    }
    if (choice->id != VALUE_NONE && target->field->type == FIELD_REFERENCE)
        entity_code(target->field->refers_to, choice->id, &text);
    else if (choice->id != VALUE_NONE)
        buffer_add(&text, choice->text);
    see(target, app_plan(app), &seen);
    app_saw(app, &seen, NULL);
    app_set(app, target->entity, target->id, target->field, buffer_text(&text));
    app_saw(app, NULL, NULL);
    seen_release(&seen);
    buffer_release(&text);
}

bool value_pick(App *app, const Entity *entity, Id id, const Field *field)
{
    Target target = {.entity = entity, .field = field, .id = id, .before = value_of(app_plan(app), entity, id, field)};
    Buffer label = {0};
    switch (field_is_stored(field) ? field->type : FIELD_TEXT) {
    case FIELD_FLAG:
        app_set(app, entity, id, field, value_of(app_plan(app), entity, id, field).number ? "no" : "yes");
        return true;
    case FIELD_CHOICE:
    case FIELD_SCALE:
    case FIELD_REFERENCE:
        value_label(field, &label);
        app_pick(app, &(Picker){.title = buffer_text(&label),
                                .value = {.entity = entity, .id = id, .field = field},
                                .makes = field->type == FIELD_REFERENCE ? field->refers_to : NULL,
                                .find = find,
                                .picked = picked,
                                .context = &target,
                                .context_size = sizeof target});
        buffer_release(&label);
        return true;
    case FIELD_NOTE:
        note_open(app, entity, id, field);
        return true;
    default:
        return false;
    }
}
