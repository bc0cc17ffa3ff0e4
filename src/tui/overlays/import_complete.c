/*
 * What Tab makes of a line for :import: names of files, of options, and what an option takes.
 */
#include "import.h"

#include <dirent.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "steerco/base/text.h"
#include "steerco/exchange/csv/options.h"

/* What the last word could become. */
typedef struct Candidates {
    const char *begun; /* as it stands there */
    size_t unlisted;   /* bytes of it that are not worth repeating: the folder */
    size_t count;
    Buffer common; /* what all of them begin with */
    Buffer listed; /* all of them, for the message line */
} Candidates;

/* Bytes of a text that make whole characters, at most `length`. */
static size_t whole_characters(const char *text, size_t length)
{
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return length;
}

static void offer(Candidates *candidates, const char *name)
{
    size_t length = strlen(candidates->begun), same = 0;
    if (strncasecmp(name, candidates->begun, length) != 0)
        return;
    const char *common = buffer_text(&candidates->common);
    while (common[same] && common[same] == name[same])
        same++;
    if (candidates->count++ == 0)
        buffer_add(&candidates->common, name);
    else
        buffer_cut(&candidates->common, whole_characters(common, same));
    buffer_format(&candidates->listed, "%s%s", candidates->listed.length > 0 ? "  " : "", name + candidates->unlisted);
}

static void offer_options(Candidates *candidates)
{
    Buffer name = {0};
    for (ImportOptionId id = 0; id < IMPORT_OPTIONS; id++) {
        buffer_clear(&name);
        buffer_format(&name, "--%s", import_options[id].option.name);
        offer(candidates, buffer_text(&name));
    }
    buffer_release(&name);
}

static void offer_values(Candidates *candidates, const ImportOption *option)
{
    for (int i = 0; option->choices && option->choices[i]; i++)
        offer(candidates, option->choices[i]);
    for (int kind = 0; !option->choices && kind < entity_count; kind++)
        offer(candidates, entities[kind]->plural);
}

/* Folders go on with a slash; hidden files are offered only when they are asked for. */
static void offer_file(Candidates *candidates, const char *folder, const char *name)
{
    const char *typed = candidates->begun;
    struct stat status;
    Buffer path = {0}, shown = {0};
    size_t begun = candidates->unlisted;
    bool hidden = name[0] == '.' && typed[begun] != '.';
    buffer_format(&path, "%s/%s", folder, name);
    buffer_add_bytes(&shown, typed, begun);
    buffer_add(&shown, name);
    if (!hidden && strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && stat(buffer_text(&path), &status) == 0) {
        buffer_add(&shown, S_ISDIR(status.st_mode) ? "/" : "");
        offer(candidates, buffer_text(&shown));
    }
    buffer_release(&path);
    buffer_release(&shown);
}

static void offer_files(Candidates *candidates, App *app)
{
    Error ignored;
    Buffer folder = {0};
    if (!import_locate(app, candidates->begun, &folder, &ignored)) {
        buffer_release(&folder);
        return;
    }
    const char *typed = strrchr(candidates->begun, '/');
    candidates->unlisted = typed ? (size_t)(typed - candidates->begun) + 1 : 0;
    const char *slash = strrchr(buffer_text(&folder), '/');
    buffer_cut(&folder, slash ? (size_t)(slash - buffer_text(&folder)) : 0);
    const char *place = folder.length > 0 ? buffer_text(&folder) : slash ? "/" : ".";
    DIR *names = opendir(place);
    for (struct dirent *entry; names && (entry = readdir(names));)
        offer_file(candidates, place, entry->d_name);
    if (names)
        closedir(names);
    buffer_release(&folder);
}

/* The option whose value is typed at the end of the line, where `word` begins; null = none. */
static const ImportOption *option_before(const char *line, const char *word)
{
    for (ImportOptionId id = 0; id < IMPORT_OPTIONS; id++) {
        Buffer name = {0};
        buffer_format(&name, "--%s ", import_options[id].option.name);
        size_t length = name.length;
        bool before = (size_t)(word - line) >= length && strncmp(word - length, buffer_text(&name), length) == 0;
        buffer_release(&name);
        if (before && import_options[id].option.argument)
            return &import_options[id];
    }
    return NULL;
}

void import_complete(App *app, const char *line, Buffer *out)
{
    const char *blank = strrchr(line, ' '), *word = blank ? blank + 1 : line;
    bool is_path = !strstr(line, "--"); /* which may hold blanks */
    Candidates candidates = {.begun = is_path ? line : word};
    const ImportOption *option = option_before(line, word);
    if (is_path)
        offer_files(&candidates, app);
    else if (option)
        offer_values(&candidates, option);
    else
        offer_options(&candidates);
    buffer_add_bytes(out, line, (size_t)(candidates.begun - line));
    buffer_add(out, candidates.count > 0 ? buffer_text(&candidates.common) : candidates.begun);
    bool whole = candidates.count == 1 && out->bytes[out->length - 1] != '/';
    if (whole)
        buffer_add_char(out, ' ');
    else if (candidates.count > 1)
        app_say(app, "%s", buffer_text(&candidates.listed));
    else if (candidates.count == 0)
        app_say(app, "Nothing begins like that");
    buffer_release(&candidates.common);
    buffer_release(&candidates.listed);
}
