/*
 * From argv to a subcommand, its operands and its options, in getopt_long()'s manner: options come anywhere, long ones
 * may be shortened, `--` ends them.
 */
#include "steerco/cli/subcommand.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "steerco/base/memory.h"
#include "steerco/base/text.h"
#include "steerco/records/records.h"

enum { LONG_ONLY = 256 }; /* getopt's value of an option without a letter is above every character */

/* The tables that getopt_long() wants, made from ours. */
static void getopt_tables(struct option *longs, char *shorts)
{
    *shorts++ = ':'; /* a missing argument is told apart from an unknown option */
    for (int id = 0; id < OPTION_COUNT; id++) {
        const Option *option = cli_options[id];
        longs[id] = (struct option){
            .name = option->name, .has_arg = option->argument ? required_argument : no_argument, .val = LONG_ONLY + id};
        if (option->letter)
            *shorts++ = option->letter;
        if (option->letter && option->argument)
            *shorts++ = ':';
    }
    longs[OPTION_COUNT] = (struct option){0};
    *shorts = '\0';
}

static int option_of_letter(int letter)
{
    for (int id = 0; id < OPTION_COUNT; id++)
        if (cli_options[id]->letter == letter)
            return id;
    return OPTION_COUNT;
}

static bool read_options(int argc, char **argv, Arguments *out, Error *error)
{
    struct option longs[OPTION_COUNT + 1];
    char shorts[2 * OPTION_COUNT + 2];
    getopt_tables(longs, shorts);
    opterr = 0;
    optind = 0; /* from the beginning, also when it is not the first time */
    for (int found; (found = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        const char *typed = argv[optind - 1];
        if (found == ':')
            return error_usage(error, "option %s needs an argument", typed);
        if (found == '?' && optopt > 0 && optopt < LONG_ONLY)
            return error_usage(error, "unknown option -%c; steerco --help lists them", optopt);
        if (found == '?')
            return error_usage(error, "option %s is unknown or not clear; steerco --help lists them", typed);
        int id = found >= LONG_ONLY ? found - LONG_ONLY : option_of_letter(found);
        if (id == OPTION_IF && out->condition_count == MOST_CONDITIONS)
            return error_usage(error, "option --if can be given %d times at most", MOST_CONDITIONS);
        if (id == OPTION_IF)
            out->conditions[out->condition_count++] = optarg;
        out->options[id] = optarg ? optarg : "";
    }
    return true;
}

static bool names_file(const char *operand)
{
    static const char suffix[] = ".steerco";
    size_t length = strlen(operand), end = sizeof suffix - 1;
    return strchr(operand, '/') || (length > end && text_equal(operand + length - end, suffix)) ||
           store_is_there(operand);
}

bool arguments_default_file(Buffer *out, Error *error)
{
    const char *named = getenv("STEERCO_FILE"), *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (named && *named)
        buffer_add(out, named);
    else if (data && data[0] == '/')
        buffer_format(out, "%s/steerco/office.steerco", data);
    else if (home && home[0] == '/')
        buffer_format(out, "%s/.local/share/steerco/office.steerco", home);
    else
        return error_set(error, "there is no HOME to keep office.steerco in; name a file: steerco FILE");
    return true;
}

/* The subcommand that a mistyped one is nearest to, or null. */
static const char *nearest(const char *typed)
{
    const char *name = NULL;
    int least = 3;
    for (const Subcommand *row = subcommands; row->name; row++) {
        int distance = text_distance(typed, row->name);
        if (!row->hidden && row->name[0] && distance < least) {
            least = distance;
            name = row->name;
        }
    }
    return name;
}

bool arguments_unknown(const char *typed, Error *error)
{
    const char *meant = nearest(typed);
    return error_usage(error, "unknown command '%s'%s%s; steerco --help lists them", typed,
                       meant ? "; did you mean " : "", meant ? meant : "");
}

static bool check_operands(const Arguments *arguments, Error *error)
{
    const Subcommand *subcommand = arguments->subcommand;
    bool many = subcommand->maximum >= 0 && arguments->count > subcommand->maximum;
    if (many && !subcommand->name[0]) {
        return arguments_unknown(arguments->operands[0], error);
    }
    if (!subcommand->name[0] && arguments->count == 1 && !names_file(arguments->operands[0]))
        return arguments_unknown(arguments->operands[0], error);
    if (many)
        return error_usage(error, "'%s' is one argument too many; expected: steerco %s %s",
                           arguments->operands[subcommand->maximum], subcommand->name, subcommand->usage);
    if (arguments->count < subcommand->minimum)
        return error_usage(error, "an argument is missing; expected: steerco %s %s", subcommand->name,
                           subcommand->usage);
    return true;
}

static bool check_options(const Arguments *arguments, Error *error)
{
    for (int id = 0; id < OPTION_HELP; id++) {
        bool taken = arguments->subcommand->options & ((uint64_t)1 << id);
        if (arguments->options[id] && !taken)
            return error_usage(error, "option --%s means nothing to steerco%s%s", cli_options[id]->name,
                               arguments->subcommand->name[0] ? " " : "", arguments->subcommand->name);
    }
    return true;
}

static bool has_default_file(const Subcommand *subcommand)
{
    return subcommand->name[0] && strncmp(subcommand->usage, "[FILE]", 6) == 0;
}

/* A lone operand too many is more likely a mistyped file. */
static bool add_default_file(Arguments *out, Error *error)
{
    const Subcommand *subcommand = out->subcommand;
    if (!has_default_file(subcommand) || (out->count > 0 && names_file(out->operands[0])) ||
        (subcommand->maximum >= 0 && out->count >= subcommand->maximum))
        return true;
    if (!arguments_default_file(&out->default_file, error))
        return false;
    out->all = memory_new((size_t)out->count + 1, sizeof *out->all);
    out->all[0] = out->default_file.bytes;
    for (int i = 0; i < out->count; i++)
        out->all[i + 1] = out->operands[i];
    out->operands = out->all;
    out->count++;
    out->file_left_out = true;
    return true;
}

void arguments_release(Arguments *arguments)
{
    buffer_release(&arguments->default_file);
    free(arguments->all);
    *arguments = (Arguments){0};
}

bool arguments_parse(int argc, char **argv, Arguments *out, Error *error)
{
    *out = (Arguments){.subcommand = &subcommands[0]};
    if (!read_options(argc, argv, out, error))
        return false;
    out->operands = argv + optind;
    out->count = argc - optind;
    const Subcommand *named = out->count > 0 ? subcommand_find(out->operands[0]) : NULL;
    if (named) {
        out->subcommand = named;
        out->operands++;
        out->count--;
    }
    if (out->options[OPTION_HELP] || out->options[OPTION_VERSION])
        return true;
    return add_default_file(out, error) && check_operands(out, error) && check_options(out, error);
}

bool arguments_entity(const Arguments *arguments, int operand, const Entity **out, Error *error)
{
    const char *name = arguments->operands[operand];
    *out = entity_find(name);
    if (*out)
        return true;
    Buffer known = {0};
    for (int kind = 0; kind < entity_count; kind++)
        if (!entities[kind]->internal)
            buffer_format(&known, "%s%s", known.length ? ", " : "", entities[kind]->plural);
    error_usage(error, "'%s' is no record type; expected one of %s", name, buffer_text(&known));
    buffer_release(&known);
    return false;
}

bool arguments_date(const Arguments *arguments, OptionId option, Date otherwise, Date *out, Error *error)
{
    *out = otherwise;
    const char *typed = arguments->options[option];
    if (!typed || date_parse_typed(typed, DATE_DMY, date_today(), date_today(), out, error))
        return true;
    error_prefix(error, "option --%s", cli_options[option]->name);
    return error_usage(error, "%s", error->text);
}

bool arguments_choice(const Arguments *arguments, OptionId option, const char *const *words, int *out, Error *error)
{
    const char *typed = arguments->options[option];
    Buffer all = {0};
    bool found = !typed;
    *out = 0;
    for (int i = 0; typed && words[i]; i++) {
        buffer_format(&all, "%s%s", i ? ", " : "", words[i]);
        if (!text_equal(words[i], typed))
            continue;
        found = true;
        *out = i;
    }
    if (!found)
        error_usage(error, "option --%s: '%s' is not one of %s", cli_options[option]->name, typed, buffer_text(&all));
    buffer_release(&all);
    return found;
}

bool arguments_json(const Arguments *arguments, bool *out, Error *error)
{
    static const char *const formats[] = {"text", "json", NULL};
    int format;
    bool good = arguments_choice(arguments, OPTION_FORMAT, formats, &format, error);
    *out = format == 1;
    return good;
}
