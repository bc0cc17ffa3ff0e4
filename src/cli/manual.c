/*
 * The manual pages: prose from data/manual/, tables from the same rows that the program runs by.
 *
 * A line `.\" table NAME` in the prose stands for a table. `make man` writes the pages, a test compares them with the
 * committed ones, so page and program cannot drift apart.
 */
#include <stdio.h>
#include <string.h>

#include "steerco/base/data.h"
#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"
#include "steerco/model/filter.h"
#include "steerco/tui/app/app.h"

/* ---- mdoc ---- */

/* Text in which roff sees nothing but text. */
static void add_escaped(const char *text, Buffer *out)
{
    for (; *text; text++) {
        if (*text == '\\')
            buffer_add(out, "\\e");
        else if (*text == '"')
            buffer_add(out, "\\(dq");
        else if (*text == '-')
            buffer_add(out, "\\-");
        else if (*text == '\'' || *text == '`' || *text == '^' || *text == '~')
            buffer_format(out, "\\(%s", *text == '\'' ? "aq" : *text == '`' ? "ga" : *text == '^' ? "ha" : "ti");
        else
            buffer_add_char(out, *text);
    }
}

/* An argument of a macro: `\&` in front keeps punctuation and macro names from being taken for more. */
static void add_word(const char *text, Buffer *out)
{
    buffer_add(out, "\\&");
    add_escaped(text, out);
}

/* Prose, each sentence on a line of its own as mdoc wants it. */
static void add_prose(const char *text, Buffer *out)
{
    for (const char *end; *text; text = end) {
        end = strstr(text, ". ");
        end = end ? end + 2 : text + strlen(text);
        Buffer sentence = {0};
        buffer_add_bytes(&sentence, text, (size_t)(end - text) - (*end || end[-1] == ' '));
        if (*text == '.' || *text == '\'')
            buffer_add(out, "\\&");
        add_escaped(buffer_text(&sentence), out);
        buffer_add_char(out, '\n');
        buffer_release(&sentence);
    }
}

/* A help text of the tables, which end without a full stop. */
static void add_sentence(const char *text, Buffer *out)
{
    Buffer whole = {0};
    size_t length = strlen(text);
    buffer_format(&whole, "%s%s", text, length > 0 && text[length - 1] == '.' ? "" : ".");
    add_prose(buffer_text(&whole), out);
    buffer_release(&whole);
}

/* ---- steerco(1) ---- */

/* "FILE SOURCE... [CODE]" as arguments, optional ones in brackets. */
static void add_operands(const char *usage, Buffer *out)
{
    while (*usage) {
        size_t length = strcspn(usage, " ");
        bool optional = *usage == '[';
        Buffer word = {0};
        buffer_add_bytes(&word, usage + optional, length - 2 * optional);
        buffer_add(out, optional ? " Op Ar " : " Ar ");
        add_word(buffer_text(&word), out);
        buffer_release(&word);
        usage += length;
        usage += strspn(usage, " ");
    }
}

static void add_option(const Option *option, Buffer *out)
{
    if (option->letter)
        buffer_format(out, "Fl %c , ", option->letter);
    buffer_add(out, "Fl \\-");
    add_escaped(option->name, out);
    if (option->argument) {
        buffer_add(out, " Ar ");
        add_word(option->argument, out);
    }
    buffer_add_char(out, '\n');
}

static void add_taken_options(const Subcommand *row, Buffer *out)
{
    const char *before = "Options:\n";
    for (int id = 0; id < OPTION_HELP; id++) {
        if (!(row->options & ((uint64_t)1 << id)))
            continue;
        buffer_format(out, "%s.Fl \\-", before);
        add_escaped(cli_options[id]->name, out);
        before = " ,\n";
    }
    buffer_add(out, row->options ? " .\n" : "");
}

static void subcommand_table(Buffer *out)
{
    buffer_add(out, ".Bl -tag -width Ds\n");
    for (const Subcommand *row = subcommands; row->name; row++) {
        if (row->hidden)
            continue;
        buffer_format(out, ".It %s%s", row->name[0] ? "Ic " : "Nm", row->name);
        add_operands(row->usage, out);
        buffer_add_char(out, '\n');
        add_sentence(row->help, out);
        if (row->details)
            add_prose(row->details, out);
        add_taken_options(row, out);
    }
    buffer_add(out, ".El\n");
}

static void option_table(Buffer *out)
{
    buffer_add(out, ".Bl -tag -width Ds\n");
    for (int id = 0; id < OPTION_COUNT; id++) {
        buffer_add(out, ".It ");
        add_option(cli_options[id], out);
        add_sentence(cli_options[id]->help, out);
    }
    buffer_add(out, ".El\n");
}

/* ---- steerco-csv(5) ---- */

/* What kind of value, as it stands in brackets behind the name. */
static void add_type(const Field *field, Buffer *out)
{
    static const char *const types[] = {
        [FIELD_TEXT] = "text",
        [FIELD_NOTE] = "text of several lines",
        [FIELD_HOURS] = "working hours",
        [FIELD_RECURRENCE] = "rule of days that come again",
        [FIELD_CUSTOM] = "text of several lines",
        [FIELD_INTEGER] = "whole number",
        [FIELD_SCALE] = "level",
        [FIELD_FLAG] = "yes or no",
        [FIELD_CHOICE] = "choice",
        [FIELD_PERCENT] = "per cent",
        [FIELD_QUANTITY] = "number",
        [FIELD_MONEY] = "amount",
        [FIELD_RATE] = "exchange rate",
        [FIELD_DATE] = "day",
        [FIELD_INSTANT] = "day and time",
        [FIELD_DURATION] = "duration",
        [FIELD_MINUTES] = "minutes",
        [FIELD_REFERENCE] = "reference to",
        [FIELD_ANY] = "reference to any record",
        [FIELD_MANY] = "references to",
    };
    bool computed = !field_is_stored(field) && field->type != FIELD_MANY;
    const char *before = computed ? "computed " : field->required ? "required " : "";
    buffer_format(out, "%s%s", before, types[field->type]);
    if (field->type == FIELD_REFERENCE)
        buffer_format(out, " %s %s", entity_article(field->refers_to), field->refers_to->noun);
    if (field->type == FIELD_MANY)
        buffer_format(out, " %s", field->refers_to ? field->refers_to->nouns : "any records");
    if (field->type == FIELD_SCALE)
        buffer_format(out, " %lld to %lld", (long long)field->minimum, (long long)field->maximum);
    if (field->secrecy != FOR_ALL)
        buffer_add(out, field->secrecy == PRIVATE ? ", private" : ", for planners");
}

static void add_choices(const Field *field, Buffer *out)
{
    Buffer list = {0};
    for (int i = 0; field->choices[i]; i++)
        buffer_format(&list, "%s%s", i ? ", " : "One of ", field->choices[i]);
    add_sentence(buffer_text(&list), out);
    buffer_release(&list);
}

static void add_fields(const Entity *entity, Buffer *out)
{
    buffer_add(out, ".Bl -tag -width Ds\n");
    for (const Field *field = entity->fields; field->name; field++) {
        if (field->internal)
            continue;
        Buffer type = {0};
        add_type(field, &type);
        buffer_format(out, ".It Cm %s Pq ", field->name);
        add_word(buffer_text(&type), out);
        buffer_add_char(out, '\n');
        add_sentence(field->help, out);
        if (field->type == FIELD_CHOICE)
            add_choices(field, out);
        buffer_release(&type);
    }
    buffer_add(out, ".El\n");
}

static void entity_table(Buffer *out)
{
    for (int kind = 0; kind < entity_count; kind++) {
        const Entity *entity = entities[kind];
        if (entity->internal)
            continue;
        buffer_format(out, ".Ss %s\n", entity->plural);
        buffer_format(out, "%s; codes like\n.Li %s\\-14 ;\n", entity->title, entity->prefix);
        buffer_add(out, entity->shared ? "shared by all boards of the file" : "belonging to a board");
        buffer_add(out, entity->append_only ? "; never changed, only reversed by a further record.\n" : ".\n");
        if (entity->key[0])
            buffer_add(out, "A row without a code updates the record with the same\n");
        for (int i = 0; entity->key[i]; i++)
            buffer_format(out, ".Cm %s%s\n", entity->key[i], !entity->key[i + 1] ? " ." : "\nand");
        add_fields(entity, out);
    }
}

/* ---- steerco-keys(7) ---- */

static void add_keys(const char *keys, Buffer *out)
{
    while (*keys) {
        size_t length = strcspn(keys, " ");
        Buffer key = {0};
        buffer_add_bytes(&key, keys, length);
        buffer_add(out, " Ic ");
        add_word(buffer_text(&key), out);
        buffer_release(&key);
        keys += length;
        keys += strspn(keys, " ");
        buffer_add(out, *keys ? " ," : "");
    }
}

static void command_list(const Command *commands, Buffer *out)
{
    buffer_add(out, ".Bl -tag -width Ds\n");
    for (const Command *command = commands; command->name; command++) {
        buffer_add(out, ".It");
        add_keys(command->keys ? command->keys : "", out);
        buffer_format(out, " Pq Cm %s\n", command->name);
        add_sentence(command->help, out);
    }
    buffer_add(out, ".El\n");
}

/* The words that filters know besides fields, by record type. */
static void filter_word_table(Buffer *out)
{
    buffer_add(out, ".Bl -tag -width Ds\n");
    for (int kind = 0; kind < entity_count; kind++) {
        if (!filter_word(entities[kind], 0))
            continue;
        buffer_add(out, ".It ");
        add_word(entities[kind]->plural, out);
        buffer_add_char(out, '\n');
        for (int i = 0; filter_word(entities[kind], i); i++) {
            buffer_add(out, i ? " ,\n.Cm " : ".Cm ");
            add_word(filter_word(entities[kind], i), out);
        }
        buffer_add_char(out, '\n');
    }
    buffer_add(out, ".El\n");
}

static void shared_command_table(Buffer *out)
{
    command_list(app_commands, out);
}

static void key_table(Buffer *out)
{
    command_list(key_commands, out);
}

static void register_table(Buffer *out)
{
    command_list(register_commands, out);
}

static void sheet_table(Buffer *out)
{
    command_list(sheet_commands, out);
}

static void mode_table(Buffer *out)
{
    for (int i = 0; modes[i]; i++) {
        buffer_format(out, ".Ss %s\n", modes[i]->title);
        add_prose(modes[i]->help, out);
        command_list(modes[i]->commands, out);
    }
}

static void pane_table(Buffer *out)
{
    for (int i = 0; panes[i]; i++) {
        buffer_format(out, ".Ss %c %s\n", panes[i]->key, panes[i]->name);
        add_prose(panes[i]->help, out);
        if (panes[i]->commands && panes[i]->commands->name)
            command_list(panes[i]->commands, out);
    }
}

/* ---- Pages ---- */

static const struct {
    const char *name;
    void (*add)(Buffer *out);
} tables[] = {
    {"subcommands", subcommand_table},
    {"options", option_table},
    {"entities", entity_table},
    {"commands", shared_command_table},
    {"keys", key_table},
    {"registers", register_table},
    {"sheets", sheet_table},
    {"panes", pane_table},
    {"modes", mode_table},
    {"filter words", filter_word_table},
};

#define TABLE_MARK ".\\\" table "

static void add_line(const char *line, size_t length, Buffer *out)
{
    size_t mark = strlen(TABLE_MARK);
    if (length <= mark || strncmp(line, TABLE_MARK, mark) != 0) {
        buffer_add_bytes(out, line, length);
        buffer_add_char(out, '\n');
        return;
    }
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        if (strlen(tables[i].name) == length - mark && strncmp(tables[i].name, line + mark, length - mark) == 0)
            tables[i].add(out);
}

static const DataFile *find_page(const char *name)
{
    static const char *const pages[] = {"steerco.1", "steerco-csv.5", "steerco-keys.7"};
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        char path[64];
        snprintf(path, sizeof path, "manual/%s", pages[i]);
        size_t stem = strlen(pages[i]) - 2;
        if (text_equal(name, pages[i]) || (strlen(name) == stem && strncmp(name, pages[i], stem) == 0))
            return data_find(path);
    }
    return NULL;
}

bool cli_manual(const Arguments *arguments, Error *error)
{
    const DataFile *page = find_page(arguments->operands[0]);
    if (!page)
        return error_usage(error, "there is no manual page '%s'; expected steerco, steerco-csv or steerco-keys",
                           arguments->operands[0]);
    Buffer out = {0};
    for (const char *line = page->bytes; *line;) {
        size_t length = strcspn(line, "\n");
        add_line(line, length, &out);
        line += length + (line[length] == '\n');
    }
    fwrite(buffer_text(&out), 1, out.length, stdout);
    buffer_release(&out);
    return true;
}
