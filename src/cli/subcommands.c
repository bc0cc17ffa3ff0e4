/*
 * What the program can be asked for: the constant tables of subcommands and options.
 */
#include "steerco/cli/subcommand.h"

#include "steerco/base/text.h"
#include "steerco/records/records.h"

#define OPTION(...)                                                                                                    \
    &(const Option)                                                                                                    \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }

const Option *const cli_options[OPTION_COUNT] = {
    [OPTION_BOARD] = OPTION("board", 'b', "NAME", "Board by name or code; may be left out while the file holds one"),
    [OPTION_START] =
        OPTION("start", 0, "DATE", "Project start of the new board; otherwise the earliest date of its first plan"),
    [OPTION_CURRENCY] = OPTION("currency", 0, "CODE", "ISO 4217 code of the new board's amounts; otherwise EUR"),
    [OPTION_AS] = &import_options[IMPORT_AS].option,
    [OPTION_AS_OF] = OPTION(
        "as-of", 0, "MOMENT",
        "Show everything as it was then: a day or a time (yesterday, mon, 14:30, -2h, 2026-03-02), or the number "
        "of a change from log"),
    [OPTION_BY] =
        OPTION("by", 0, "WHAT",
               "How a difference is told: by record, by change with what each did to the finish, or by person; "
               "otherwise record"),
    [OPTION_DRY_RUN] = OPTION("dry-run", 'n', NULL, "Report how every source would be read, and change nothing"),
    [OPTION_IF] =
        OPTION("if", 0, "FIELD=VALUE", "Only while the field still holds this value; may be given several times"),
    [OPTION_MAP] = &import_options[IMPORT_MAP].option,
    [OPTION_SKIP] = &import_options[IMPORT_SKIP].option,
    [OPTION_HEADER_LINE] = &import_options[IMPORT_HEADER_LINE].option,
    [OPTION_PARTIAL] = &import_options[IMPORT_PARTIAL].option,
    [OPTION_ENCODING] = &import_options[IMPORT_ENCODING].option,
    [OPTION_DELIMITER] = &import_options[IMPORT_DELIMITER].option,
    [OPTION_DECIMAL] = &import_options[IMPORT_DECIMAL].option,
    [OPTION_DATE_ORDER] = &import_options[IMPORT_DATE_ORDER].option,
    [OPTION_RAW] = &import_options[IMPORT_RAW].option,
    [OPTION_FORMAT] =
        OPTION("format", 'f', "FORMAT",
               "Of an export csv, json, or for tasks xml as Microsoft Project reads it; otherwise csv. Of a picture "
               "svg, png or pdf; otherwise svg. Of a report text, md or html; otherwise text. Of try, impact and "
               "waiting json; otherwise text"),
    [OPTION_COLUMNS] =
        OPTION("columns", 'c', "NAME,...", "The fields to write, in this order; otherwise all, or those that fit"),
    [OPTION_FILTER] =
        OPTION("filter", 0, "TERMS", "Only the records that all these terms hold for: \"owner:anna due<+2w -done\""),
    [OPTION_CONFIDENTIAL] =
        OPTION("confidential", 0, NULL, "Private values and records too; for those who may write the file"),
    [OPTION_OUTPUT] = OPTION("output", 'o', "FILE", "Where to write; otherwise standard output, as for '-'"),
    [OPTION_FORCE] = OPTION("force", 0, NULL, "Replace an output file that is there already"),
    [OPTION_DECISION] = OPTION("decision", 0, "CODE", "The decision by which a change request is approved"),
    [OPTION_DIGEST] =
        OPTION("digest", 0, "DIGITS", "Only while the impact is still the one with this digest, as impact printed it"),
    [OPTION_BASELINE] = OPTION("baseline", 0, "NAME", "Take a baseline of that name in the same change"),
    [OPTION_SIZE] = OPTION("size", 's', "WIDTHxHEIGHT", "Size of the drawing; otherwise 100x30"),
    [OPTION_TODAY] = OPTION("today", 0, "DATE", "The day to take for today"),
    [OPTION_WHY] = OPTION("why", 0, "TEXT", "Why the change is made; log and diff show it"),
    [OPTION_PANE] =
        OPTION("pane", 0, "NAME", "Pane to begin with; otherwise the overview, or in less than 100x28 the schedule"),
    [OPTION_PAGE] = OPTION("page", 0, "NAME", "The page to begin with, or to print alone"),
    [OPTION_WALL] = OPTION("wall", 0, NULL, "Follow whoever steers a meeting on this board, and change nothing"),
    [OPTION_ITERATIONS] =
        OPTION("iterations", 0, "N", "How often; otherwise until the mean finish is known to a twentieth of a day"),
    [OPTION_SEED] = OPTION("seed", 0, "S", "Where the random numbers begin, so that a result can be had again; else 1"),
    [OPTION_THREADS] = OPTION("threads", 0, "K", "On how many cores; otherwise on all. The result is the same"),
    [OPTION_WITHOUT_RISKS] = OPTION("without-risks", 0, NULL, "Durations alone"),
    [OPTION_PROPOSED_RISKS] =
        OPTION("proposed-risks", 0, NULL, "Also risks that are proposed or being assessed, as if they were approved"),
    [OPTION_AUDIENCE] =
        OPTION("audience", 0, "WHO", "steering, team, client or sponsor: which sections; otherwise steering"),
    [OPTION_SINCE] = OPTION("since", 0, "DATE",
                            "The day after which the period begins; otherwise when the last report for these readers "
                            "ended, or a week before the status date"),
    [OPTION_NOTE] = OPTION("note", 0, "TEXT", "What you have to say, above the sections"),
    [OPTION_SEND] = OPTION("send", 0, NULL, "Freeze the report, number it and keep it in the file"),
    [OPTION_NUMBER] = OPTION("number", 0, "N", "Print the sent report of that number as it was"),
    [OPTION_MINUTES] = OPTION("minutes", 0, "CODE", "Print the minutes of that meeting instead"),
    [OPTION_RESTRICTED] = OPTION(
        "restricted", 0, NULL, "For a login that may do nothing else: no other program, no file outside FILE's folder"),
    [OPTION_ASCII] = OPTION("ascii", 0, NULL, "Draw with ASCII characters only"),
    [OPTION_NO_COLOR] = OPTION("no-color", 0, NULL, "Draw without colours, as with NO_COLOR in the environment"),
    [OPTION_HELP] = OPTION("help", 'h', NULL, "Say what the program, or the subcommand named, does"),
    [OPTION_VERSION] = OPTION("version", 'V', NULL, "Print the version"),
};

#define WITH(option) ((uint64_t)1 << OPTION_##option)
#define DIALECT      (WITH(ENCODING) | WITH(DELIMITER) | WITH(DECIMAL) | WITH(DATE_ORDER) | WITH(RAW))
#define LOOKS        (WITH(ASCII) | WITH(NO_COLOR))

const Subcommand subcommands[] = {
    {.name = "",
     .usage = "[FILE]",
     .help = "Open the dashboard",
     .details = "Without FILE it opens office.steerco in the user's data directory, and creates it on the first run.",
     .run = cli_dashboard,
     .options = WITH(BOARD) | WITH(PANE) | WITH(RESTRICTED) | WITH(CONFIDENTIAL) | LOOKS,
     .maximum = 1},
    {.name = "demo",
     .usage = "",
     .help = "Open a sample board in a temporary file, which is removed at the end",
     .details = "Without a terminal (in a script, on a build machine) it prints the panes as plain text.",
     .run = cli_demo,
     .options = WITH(PANE) | LOOKS},
    {.name = "new",
     .usage = "FILE",
     .help = "Create a planning file, with a board when one is named",
     .run = cli_new,
     .options = WITH(BOARD) | WITH(START) | WITH(CURRENCY),
     .changes = true,
     .minimum = 1,
     .maximum = 1},
    {.name = "boards",
     .usage = "[FILE]",
     .help = "List the boards: finish, progress, late and critical tasks, risks of the critical band (C), budget",
     .run = cli_boards,
     .minimum = 1,
     .maximum = 1},
    {.name = "import",
     .usage = "FILE SOURCE...",
     .help = "Read CSV or Microsoft Project XML files into the board; what is there already is updated, not doubled",
     .details = "Each SOURCE is committed as one change, whole or not at all. With '-' it is standard input. "
                "A board that --board names is created when it is not there.",
     .run = cli_import,
     .options = WITH(BOARD) | WITH(WHY) | WITH(AS) | WITH(MAP) | WITH(SKIP) | WITH(HEADER_LINE) | WITH(DRY_RUN) |
                WITH(PARTIAL) | DIALECT,
     .changes = true,
     .minimum = 2,
     .maximum = -1},
    {.name = "export",
     .usage = "[FILE] ENTITY",
     .help = "Write all records of a type as CSV or JSON, the plan as Microsoft Project XML, or a picture of it",
     .details = "Stored fields and computed ones. An output file appears whole or not at all, and replaces no other "
                "unless --force is given. Pictures are gantt, the whole schedule; matrix, the risks; s-curve, planned "
                "and earned value, cost and forecast (with --iterations or --seed also what a simulation finds); load, "
                "people by week; trend, what finish was expected of the milestones when; map, the stakeholders. They "
                "are for others, so nothing that is confidential is in them unless "
                "--confidential asks for it; of the map nothing would be left. PNG and PDF are made by rsvg-convert, "
                "where it is installed; a long schedule becomes pages in a PDF.",
     .run = cli_export,
     .options = WITH(BOARD) | WITH(FORMAT) | WITH(COLUMNS) | WITH(OUTPUT) | WITH(FORCE) | WITH(RAW) | WITH(AS_OF) |
                WITH(CONFIDENTIAL) | WITH(RESTRICTED) | WITH(ITERATIONS) | WITH(SEED),
     .minimum = 2,
     .maximum = 2},
    {.name = "show",
     .usage = "[FILE] PANE",
     .help = "Print a pane of the dashboard as plain text",
     .details = "PANE is a name or the digit that opens it.",
     .run = cli_show,
     .options = WITH(BOARD) | WITH(SIZE) | WITH(TODAY) | WITH(ASCII) | WITH(AS_OF) | WITH(CONFIDENTIAL),
     .minimum = 2,
     .maximum = 2},
    {.name = "steer",
     .usage = "[FILE]",
     .help = "Lead a steering meeting through pages made from the plan of this minute",
     .details = "Decisions (d), actions (a), issues (i), risks (r) and change requests (c) are "
                "noted on any page and land at the item of the agenda. With --wall a second screen follows the page of "
                "whoever presents. Without a terminal the pages are printed as plain text. Nothing that is "
                "confidential is on them.",
     .run = cli_steer,
     .options = WITH(BOARD) | WITH(PAGE) | WITH(WALL) | WITH(SIZE) | WITH(TODAY) | WITH(RESTRICTED) | LOOKS,
     .maximum = 1},
    {.name = "simulate",
     .usage = "[FILE]",
     .help = "Simulate the schedule many times over: when it will end, what it will cost, what that hangs on",
     .details = "Durations are drawn from the three estimates of each task (optimistic, most_likely, pessimistic) by "
                "its distribution, risks happen by their probability and delay all tasks that they hit. The result is "
                "the same for the same seed.",
     .run = cli_simulate,
     .options = WITH(BOARD) | WITH(ITERATIONS) | WITH(SEED) | WITH(THREADS) | WITH(WITHOUT_RISKS) |
                WITH(PROPOSED_RISKS) | WITH(FORMAT) | WITH(AS_OF),
     .maximum = 1},
    {.name = "report",
     .usage = "[FILE]",
     .help = "Print a status report of the period that ends with the status date",
     .details = "It is made for others, so nothing that is confidential is in it. It keeps nothing, but with --send: "
                "then it is frozen, numbered and kept in the file; 'steerco list FILE reports' names those that were "
                "sent, --number prints one as it was. With --minutes it prints the minutes of a meeting.",
     .run = cli_report,
     .options = WITH(BOARD) | WITH(AUDIENCE) | WITH(FORMAT) | WITH(OUTPUT) | WITH(FORCE) | WITH(SINCE) | WITH(NOTE) |
                WITH(SEND) | WITH(NUMBER) | WITH(MINUTES) | WITH(TODAY),
     .maximum = 1,
     .changes = true},
    {.name = "list",
     .usage = "[FILE] ENTITY",
     .help = "Print the records of a type in columns",
     .run = cli_list,
     .options = WITH(BOARD) | WITH(COLUMNS) | WITH(FILTER) | WITH(AS_OF) | WITH(CONFIDENTIAL),
     .minimum = 2,
     .maximum = 2},
    {.name = "health",
     .usage = "[FILE]",
     .help = "Check the schedule: where it contradicts itself, and the fourteen points of the DCMA assessment",
     .details = "Each point with its verdict, value and limit, and below it the tasks and links that speak against it.",
     .run = cli_health,
     .options = WITH(BOARD) | WITH(TODAY) | WITH(AS_OF) | WITH(CONFIDENTIAL),
     .minimum = 1,
     .maximum = 1},
    {.name = "earned",
     .usage = "[FILE]",
     .help = "Earned value and earned schedule at the status date, each figure with its formula and what it assumes",
     .details = "Measured are the budget lines that pay for a task of the baseline; lines without a task are level of "
                "effort and told apart.",
     .run = cli_earned,
     .options = WITH(BOARD) | WITH(TODAY) | WITH(AS_OF),
     .minimum = 1,
     .maximum = 1},
    {.name = "explain",
     .usage = "[FILE] CODE",
     .help = "Say why a task stands where it stands, what decides that, and what a delay of it moves",
     .run = cli_explain,
     .options = WITH(BOARD) | WITH(AS_OF) | WITH(CONFIDENTIAL),
     .minimum = 2,
     .maximum = 2},
    {.name = "add",
     .usage = "[FILE] ENTITY FIELD=VALUE...",
     .help = "Add a record and print its code",
     .details = "A task also takes predecessors=\"T-3;T-5SS+2d\", resources=\"Anna Berg;Bob Ito[50%]\" and start=DATE, "
                "which it then starts no earlier than.",
     .run = cli_add,
     .options = WITH(BOARD) | WITH(WHY) | WITH(CONFIDENTIAL),
     .changes = true,
     .minimum = 3,
     .maximum = -1},
    {.name = "set",
     .usage = "[FILE] CODE FIELD=VALUE...",
     .help = "Change fields of the record with that code and print what changed",
     .details = "An empty VALUE empties the field. Tasks take predecessors, resources and start as in add. What others "
                "wrote before is overwritten, and kept in the journal; with --if, and another value there, nothing is "
                "changed, the sentence says who wrote what and when, and the exit status is 3.",
     .run = cli_set,
     .options = WITH(BOARD) | WITH(WHY) | WITH(IF) | WITH(CONFIDENTIAL),
     .changes = true,
     .minimum = 3,
     .maximum = -1},
    {.name = "try",
     .usage = "[FILE] EDIT...",
     .help = "Say what edits would do to finish, milestones, cost, work, load and slack, and change nothing",
     .details = "An EDIT is a line like `T-3 duration=8d`, `delete T-4` or `+1 task name=\"Pilot\" predecessors=T-2`, "
                "with codes, fields and values as in set and add; a value with blanks stands in double quotes, and "
                "later edits may refer to the new record as +1. With '-' the lines are those of standard input. "
                "--format json prints the figures for programs.",
     .run = cli_try,
     .options = WITH(BOARD) | WITH(FORMAT),
     .minimum = 2,
     .maximum = -1},
    {.name = "impact",
     .usage = "[FILE] CODE",
     .help = "Say what the edits of a change request would do to the plan as it is now, and the digest of that",
     .details = "The edits stand in its field script, one a line as try takes them.",
     .run = cli_impact,
     .options = WITH(BOARD) | WITH(FORMAT),
     .minimum = 2,
     .maximum = 2},
    {.name = "approve",
     .usage = "[FILE] CODE [FIELD=VALUE...]",
     .help = "Put the edits of a change request into the plan, with its status and decision, as one change",
     .details = "The request becomes implemented and the decision taken, if it was pending; what either of them lacks "
                "is named. Further fields of the request may be set with it. The impact is printed; with --digest, "
                "and another impact since others changed the plan, nothing is done, and the exit status is 3.",
     .run = cli_approve,
     .options = WITH(BOARD) | WITH(WHY) | WITH(DECISION) | WITH(DIGEST) | WITH(BASELINE),
     .changes = true,
     .minimum = 2,
     .maximum = -1},
    {.name = "raci",
     .usage = "[FILE]",
     .help =
         "Print the responsibility matrix, and what is wrong with it: nobody or several who answer, nobody who does",
     .details = "Each work has exactly one A and at least one R. Nobody answers for more than half of all works once "
                "they are more than seven, and nobody is there without a letter.",
     .run = cli_raci,
     .options = WITH(BOARD) | WITH(AS_OF),
     .minimum = 1,
     .maximum = 1},
    {.name = "agenda",
     .usage = "[FILE] CODE",
     .help = "Put on the agenda of a planned meeting what is open and not on it yet, and print the agenda",
     .details = "Items that the meeting before it left without any outcome, pending decisions, changes that wait for "
                "approval, open issues (of a steering meeting those that were escalated) and open actions.",
     .run = cli_agenda,
     .options = WITH(BOARD) | WITH(WHY),
     .changes = true,
     .minimum = 2,
     .maximum = 2},
    {.name = "waiting",
     .usage = "[FILE] [PERSON]",
     .help = "Print what is waiting, by the day it is due: for one person by name, initials or code, or for anybody",
     .details =
         "Open decisions, actions, issues, changes, risks and whatever else somebody answers for, and tasks that "
         "should have begun; '!' marks what is late. A decision is due on its latest responsible day where that "
         "comes before the day it is needed by. How often a day was put off is read off the journal.",
     .run = cli_waiting,
     .options = WITH(BOARD) | WITH(FORMAT) | WITH(TODAY) | WITH(AS_OF) | WITH(CONFIDENTIAL),
     .minimum = 1,
     .maximum = 2},
    {.name = "progress",
     .usage = "[FILE] DATE [CODE...]",
     .help = "Report that tasks went as planned until the end of a day, which becomes the status date",
     .details = "Each task, and each below a summary, is complete if it was to end by then, and else as far as its "
                "dates say; without CODE all tasks. What is reported further stays, and so does a later status date.",
     .run = cli_progress,
     .changes = true,
     .options = WITH(BOARD) | WITH(WHY),
     .minimum = 2,
     .maximum = -1},
    {.name = "delete",
     .usage = "[FILE] CODE...",
     .help = "Delete records and what cannot be without them, and print all that went",
     .details =
         "They are deleted as they are by then, whoever changed them last; undo brings all of it back. --if, with "
         "one CODE, is as in set.",
     .run = cli_delete,
     .options = WITH(BOARD) | WITH(WHY) | WITH(IF) | WITH(CONFIDENTIAL),
     .changes = true,
     .minimum = 2,
     .maximum = -1},
    {.name = "baseline",
     .usage = "[FILE] NAME",
     .help = "Keep the dates, work and cost of all tasks as they are now under a name, to compare with later",
     .details = "A baseline is never changed once it is taken. `steerco list FILE tasks --columns "
                "name,finish,baseline_finish,finish_variance` compares with the newest.",
     .run = cli_baseline,
     .options = WITH(BOARD) | WITH(WHY),
     .changes = true,
     .minimum = 2,
     .maximum = 2},
    {.name = "log",
     .usage = "[FILE] [CODE]",
     .help = "Print the journal, newest first; of one record, with the values before and after",
     .details = "The history of a record includes that of what belongs to it: a task's links and assignments.",
     .run = cli_log,
     .options = WITH(BOARD) | WITH(AS_OF) | WITH(CONFIDENTIAL),
     .minimum = 1,
     .maximum = 2},
    {.name = "who",
     .usage = "[FILE]",
     .help = "Print who has the dashboard open on the file, since when, where, and what they are editing",
     .details = "People without permission to write the file are not shown, nor is anybody on a network file system.",
     .run = cli_who,
     .minimum = 1,
     .maximum = 1},
    {.name = "diff",
     .usage = "[FILE] FROM [TO]",
     .help = "Print what changed between two moments, and by whom or by which change; without TO, up to now",
     .details = "What was done and taken back in between does not show. By record, the people are those who changed it "
                "at all in that time. By change, each difference stands under the last change that made it, and each "
                "change says how far it moved the finish of the project.",
     .run = cli_diff,
     .options = WITH(BOARD) | WITH(BY) | WITH(CONFIDENTIAL),
     .minimum = 2,
     .maximum = 3},
    {.name = "undo",
     .usage = "[FILE] [NUMBER]",
     .help = "Take back your last change to the board, or the change with this number in the log, whoever made it",
     .details = "What somebody built on since is not taken back: then the sentence says who did what and when, and the "
                "exit status is 3. Taking back an undo brings back what it undid.",
     .run = cli_undo,
     .options = WITH(BOARD) | WITH(WHY),
     .changes = true,
     .minimum = 1,
     .maximum = 2},
    {.name = "redo",
     .usage = "[FILE]",
     .help = "Bring back what you took back last",
     .run = cli_redo,
     .options = WITH(BOARD) | WITH(WHY),
     .changes = true,
     .minimum = 1,
     .maximum = 1},
    {.name = "verify",
     .usage = "[FILE]",
     .help = "Check the integrity of the file, its references and its journal",
     .details =
         "Every change set of the journal is sealed with a hash over its changes, the records it created and the "
         "set before it; the first one that is not as it was written is named with its author and time.",
     .run = cli_verify,
     .minimum = 1,
     .maximum = 1},
    {.name = "backup",
     .usage = "FILE [TARGET]",
     .help = "Copy the file while others may be working on it, and verify the copy",
     .details = "TARGET must not be there; without one it is FILE with the time behind it. The copy is a planning file "
                "like any other.",
     .run = cli_backup,
     .changes = true,
     .minimum = 1,
     .maximum = 2},
    {.name = "recover",
     .usage = "DAMAGED TARGET",
     .help = "Read what can be read of a damaged file into a new one, and tell what is lost",
     .details = "The damaged file is not touched, and TARGET must not be there. Every record of the new file is as it "
                "was; its journal begins with the recovery.",
     .run = cli_recover,
     .changes = true,
     .minimum = 2,
     .maximum = 2},
    {.name = "help",
     .usage = "[COMMAND]",
     .help = "Say what the program, or a command, does",
     .run = cli_help,
     .maximum = 1},
    {.name = "version",
     .usage = "",
     .help = "Print the version of the program and of the libraries that it runs with",
     .run = cli_version},
    {.name = "manual",
     .usage = "PAGE",
     .help = "Print the source of a manual page: steerco, steerco-csv or steerco-keys",
     .run = cli_manual,
     .minimum = 1,
     .maximum = 1,
     .hidden = true},
    {0},
};

const Subcommand *subcommand_find(const char *name)
{
    for (const Subcommand *row = subcommands; row->name; row++)
        if (row->name[0] && text_equal(row->name, name))
            return row;
    return NULL;
}
