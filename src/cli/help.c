/*
 * `--help`: the tables of subcommands and options as text for a terminal.
 */
#include <string.h>

#include "steerco/cli/subcommand.h"
#include "steerco/exchange/mspdi/mspdi.h"
#include "steerco/store/store.h"
#include "steerco/tui/screen/term.h"

enum { WIDTH = 80 };

/* A text in lines of at most WIDTH columns behind a margin; the first line is already `column` wide. */
static void print_wrapped(const char *text, int margin, int column)
{
    while (*text) {
        int length = (int)strcspn(text, " ");
        if (column > margin && column + 1 + length > WIDTH) {
            cli_format("\n%*s", margin, "");
            column = margin;
        } else if (column > margin) {
            cli_print(" ");
            column++;
        }
        cli_format("%.*s", length, text);
        column += length;
        text += length;
        text += strspn(text, " ");
    }
    cli_print("\n");
}

static void print_option(const Option *option)
{
    enum { MARGIN = 30 };
    Buffer line = {0};
    buffer_add(&line, "  ");
    if (option->letter)
        buffer_format(&line, "-%c, ", option->letter);
    else
        buffer_add(&line, "    ");
    buffer_format(&line, "--%s", option->name);
    if (option->argument)
        buffer_format(&line, " %s", option->argument);
    bool fits = line.length < MARGIN;
    cli_print(buffer_text(&line));
    cli_format(fits ? "%*s" : "\n%*s", fits ? MARGIN - (int)line.length : MARGIN, "");
    print_wrapped(option->help, MARGIN, MARGIN);
    buffer_release(&line);
}

static void print_subcommand(const Subcommand *row)
{
    cli_format("  steerco%s%s%s%s\n      ", row->name[0] ? " " : "", row->name, row->usage[0] ? " " : "", row->usage);
    print_wrapped(row->help, 6, 6);
}

static void print_record_types(void)
{
    Buffer names = {0};
    for (int kind = 0; kind < entity_count; kind++)
        if (!entities[kind]->internal)
            buffer_format(&names, "%s%s", names.length ? ", " : "", entities[kind]->plural);
    cli_print("\nRecord types: ");
    print_wrapped(buffer_text(&names), 14, 14);
    cli_print("steerco COMMAND --help says more of a command; so does steerco(1).\n");
    buffer_release(&names);
}

bool cli_help(const Arguments *arguments, Error *error)
{
    const char *name = arguments->count > 0 ? arguments->operands[0] : NULL;
    const Subcommand *subcommand = name ? subcommand_find(name) : NULL;
    if (name && !subcommand)
        return arguments_unknown(name, error);
    help_print(subcommand);
    return true;
}

bool cli_version(const Arguments *arguments, Error *error)
{
    (void)arguments, (void)error;
    cli_line("steerco " STEERCO_VERSION);
    Buffer libraries = {0};
    term_word_library(&libraries);
    buffer_add(&libraries, ", ");
    store_word_library(&libraries);
    buffer_add(&libraries, ", ");
    mspdi_word_library(&libraries);
    cli_line("with %s", buffer_text(&libraries));
    buffer_release(&libraries);
    return true;
}

void help_print(const Subcommand *subcommand)
{
    uint64_t options = 0;
    cli_print("Usage:\n");
    for (const Subcommand *row = subcommands; row->name; row++) {
        if (subcommand ? row != subcommand : row->hidden)
            continue;
        print_subcommand(row);
        options |= row->options;
    }
    if (subcommand && subcommand->details) {
        cli_print("\n");
        print_wrapped(subcommand->details, 0, 0);
    }
    cli_print("\nOptions:\n");
    for (int id = 0; id < OPTION_COUNT; id++)
        if (id >= OPTION_HELP || options & ((uint64_t)1 << id))
            print_option(cli_options[id]);
    if (!subcommand)
        print_record_types();
}
