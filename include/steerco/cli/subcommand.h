/*
 * A subcommand is one row of one table: the parser, `--help` and steerco(1) read the same rows.
 *
 * Its function gets what was typed, does it, prints results on standard output, and says in one sentence why it could
 * not. It has no other way to end: exit status and error output are cli_run()'s.
 */
#ifndef STEERCO_CLI_SUBCOMMAND_H
#define STEERCO_CLI_SUBCOMMAND_H

#include <stdint.h>
#include <stdio.h>

#include "steerco/exchange/csv/options.h"
#include "steerco/model/audience.h"
#include "steerco/records/records.h"
#include "steerco/session/output.h"
#include "steerco/session/session.h"

typedef enum OptionId {
    OPTION_BOARD,
    OPTION_START,
    OPTION_CURRENCY,
    OPTION_AS,
    OPTION_AS_OF,
    OPTION_BY,
    OPTION_DRY_RUN,
    OPTION_IF,
    OPTION_MAP,
    OPTION_SKIP,
    OPTION_HEADER_LINE,
    OPTION_PARTIAL,
    OPTION_ENCODING,
    OPTION_DELIMITER,
    OPTION_DECIMAL,
    OPTION_DATE_ORDER,
    OPTION_RAW,
    OPTION_FORMAT,
    OPTION_COLUMNS,
    OPTION_FILTER,
    OPTION_CONFIDENTIAL,
    OPTION_OUTPUT,
    OPTION_FORCE,
    OPTION_DECISION,
    OPTION_DIGEST,
    OPTION_BASELINE,
    OPTION_SIZE,
    OPTION_TODAY,
    OPTION_WHY,
    OPTION_PANE,
    OPTION_PAGE,
    OPTION_WALL,
    OPTION_ITERATIONS,
    OPTION_SEED,
    OPTION_THREADS,
    OPTION_WITHOUT_RISKS,
    OPTION_PROPOSED_RISKS,
    OPTION_AUDIENCE,
    OPTION_SINCE,
    OPTION_NOTE,
    OPTION_SEND,
    OPTION_NUMBER,
    OPTION_MINUTES,
    OPTION_RESTRICTED,
    OPTION_ASCII,
    OPTION_NO_COLOR,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
} OptionId;

extern const Option *const cli_options[OPTION_COUNT];

typedef struct Arguments Arguments;

typedef struct Subcommand {
    const char *name;    /* "" = the dashboard */
    const char *usage;   /* its operands: "FILE SOURCE..."; "[FILE] CODE": see arguments_default_file() */
    const char *help;    /* one sentence */
    const char *details; /* more of them, or null */
    bool (*run)(const Arguments *arguments, Error *error);
    uint64_t options; /* the options it takes: bits by OptionId */
    int minimum;      /* operands it needs … */
    int maximum;      /* … and takes; −1 = any number */
    bool changes;     /* a file: that it was done stands, even where it cannot be said */
    bool hidden;      /* for the build and the tests */
} Subcommand;

/* Ends with a row without a name (null); the first is the dashboard. */
extern const Subcommand subcommands[];

/* Null when there is none of that name. */
const Subcommand *subcommand_find(const char *name);

enum { MOST_CONDITIONS = 16 };

struct Arguments {
    const Subcommand *subcommand;
    char **operands; /* FILE first, also where it was left out; else what is neither the subcommand nor an option */
    int count;
    const char *options[OPTION_COUNT]; /* as typed; "" for one that takes nothing; null = not given */
    char *conditions[MOST_CONDITIONS]; /* of --if, which may be given several times */
    int condition_count;
    bool file_left_out; /* operands[0] is the default file */
    Buffer default_file;
    char **all; /* the operands with it */
};

/*
 * Commands whose usage begins with "[FILE]" take the default file where the first operand is none: it is one when it
 * holds a slash, ends in ".steerco" or is there as a planning file. The default is STEERCO_FILE, else office.steerco in
 * the user's data directory. False when there is no such directory.
 */
bool arguments_default_file(Buffer *out, Error *error) MUST_CHECK;

/* Release it in any case. */
void arguments_release(Arguments *arguments);
bool arguments_parse(int argc, char **argv, Arguments *out, Error *error) MUST_CHECK;

/* The sentence for a command that there is not, with the nearest one; returns false. */
bool arguments_unknown(const char *typed, Error *error);

/* The record type that operand names. */
bool arguments_entity(const Arguments *arguments, int operand, const Entity **out, Error *error) MUST_CHECK;

/* The day of an option as a person types it (`2026-03-02`, `+3`), else `otherwise`. */
bool arguments_date(const Arguments *arguments, OptionId option, Date otherwise, Date *out, Error *error) MUST_CHECK;

/* The place of what was typed in a list of words that ends with null; the first one where nothing was. */
bool arguments_choice(const Arguments *arguments, OptionId option, const char *const *words, int *out,
                      Error *error) MUST_CHECK;

/* … of --format, where an answer in words can be had as JSON too. */
bool arguments_json(const Arguments *arguments, bool *out, Error *error) MUST_CHECK;

/*
 * Open the file that is the first operand, with the board that --board names or the only one there is. With
 * `needs_board`, a file that leaves open which board is meant is an error that lists them. On failure the session is
 * closed. With --as-of it is the file as it was then, to be read only.
 */
bool cli_open(const Arguments *arguments, StoreMode mode, bool needs_board, Session *session, Error *error) MUST_CHECK;

/*
 * … to change it: the session stands at the head of the writers' queue, so what is made of the plan is made of the
 * newest state and nobody comes in between.
 */
bool cli_open_to_change(const Arguments *arguments, bool needs_board, Session *session, Error *error) MUST_CHECK;

/* session_commit(), told to cli_has_changed() where there was something to commit. */
bool cli_commit(Session *session, ChangeSet *set, Error *error) MUST_CHECK;

/* Something was done that stands, even where its answer cannot be printed. */
void cli_has_changed(void);

/* Print text made safe for any terminal; line breaks stay. */
void cli_print(const char *text);
void cli_format(const char *format, ...) PRINTF_LIKE(1, 2);

/* … as one line, whatever the texts in it hold: a name with a line break forges none. */
void cli_line(const char *format, ...) PRINTF_LIKE(1, 2);

/* Say on standard error what of a confidential kind was left out, and which of these fields an output holds. */
void cli_tell_left_out(const Plan *plan, const LeftOut *left_out);
void cli_tell_held(const Field *const *fields, size_t count);

/* Print a sentence on standard error, after what was printed so far. */
void cli_complain(const char *sentence);

/* Say on standard error which new records of a set stand in a state without what the step to it needs: that is allowed
   of new ones alone. */
void cli_tell_missing(const ChangeSet *set, const Plan *plan);

/* Print a change in words on one line: "R-7 Vendor late: likelihood 3 → 4". */
void cli_print_change(const Change *change, const Plan *plan, const char *indent);

/* … and all changes of a set, but for what the program keeps to itself. */
void cli_print_changes(const ChangeSet *set, const Plan *plan);

/* The record of a code in the session's plan. */
bool cli_find_record(const Session *session, const char *code, const Entity **entity, Id *id, Error *error) MUST_CHECK;

/* Set the fields of the operands from the third on, "likelihood=4", in the order in which they hang on one another. */
bool cli_set_fields(ChangeSet *set, const Plan *plan, const Entity *entity, Id id, const Arguments *arguments,
                    Error *error) MUST_CHECK;

/* How wide a table may be: the terminal's width, within reason, or 100 columns elsewhere. */
int cli_width(void);

/* Write where --output says, else to standard output. Of a failure nothing is left under that name. */
bool cli_write(const Arguments *arguments, const Session *session, OutputWriter *write, void *context,
               Error *error) MUST_CHECK;

/* What the options of a simulation ask for. */
struct SimulationWanted;
bool cli_simulation(const Arguments *arguments, struct SimulationWanted *out, Error *error) MUST_CHECK;

/* The size of a drawing by --size, else 100x30. */
typedef struct CliSize {
    int width, height;
} CliSize;
bool cli_size(const Arguments *arguments, CliSize *out, Error *error) MUST_CHECK;

/* The dashboard on the terminal, with the looks that the options ask for; `screen` as tui_run() takes it. */
bool cli_run_dashboard(const Arguments *arguments, Session *session, const char *screen, Error *error) MUST_CHECK;

/* Print each pane of the dashboard as plain text, one below the other. */
void cli_print_panes(Session *session, bool ascii);

void help_print(const Subcommand *subcommand); /* null = of the whole program */

/* The functions of the table, by family. */
bool cli_dashboard(const Arguments *arguments, Error *error); /* cli_file.c */
bool cli_demo(const Arguments *arguments, Error *error);
bool cli_new(const Arguments *arguments, Error *error);
bool cli_boards(const Arguments *arguments, Error *error);
bool cli_baseline(const Arguments *arguments, Error *error);
bool cli_verify(const Arguments *arguments, Error *error);
bool cli_backup(const Arguments *arguments, Error *error);
bool cli_recover(const Arguments *arguments, Error *error);
bool cli_import(const Arguments *arguments, Error *error); /* cli_exchange.c */
bool cli_export(const Arguments *arguments, Error *error);
bool cli_show(const Arguments *arguments, Error *error);     /* cli_show.c */
bool cli_simulate(const Arguments *arguments, Error *error); /* cli_simulate.c */
bool cli_report(const Arguments *arguments, Error *error);   /* cli_report.c */
bool cli_steer(const Arguments *arguments, Error *error);    /* cli_steer.c */
bool cli_list(const Arguments *arguments, Error *error);     /* cli_list.c */
bool cli_health(const Arguments *arguments, Error *error);   /* cli_analysis.c */
bool cli_earned(const Arguments *arguments, Error *error);
bool cli_explain(const Arguments *arguments, Error *error);
bool cli_add(const Arguments *arguments, Error *error); /* cli_record.c */
bool cli_set(const Arguments *arguments, Error *error);
bool cli_delete(const Arguments *arguments, Error *error);
bool cli_log(const Arguments *arguments, Error *error); /* cli_journal.c */
bool cli_undo(const Arguments *arguments, Error *error);
bool cli_redo(const Arguments *arguments, Error *error);
bool cli_diff(const Arguments *arguments, Error *error); /* cli_diff.c */
bool cli_impact(const Arguments *arguments, Error *error);
bool cli_approve(const Arguments *arguments, Error *error);
bool cli_try(const Arguments *arguments, Error *error);      /* cli_trial.c */
bool cli_progress(const Arguments *arguments, Error *error); /* cli_progress.c */
bool cli_waiting(const Arguments *arguments, Error *error);  /* cli_waiting.c */
bool cli_raci(const Arguments *arguments, Error *error);
bool cli_agenda(const Arguments *arguments, Error *error); /* cli_agenda.c */
bool cli_who(const Arguments *arguments, Error *error);    /* cli_who.c */
bool cli_help(const Arguments *arguments, Error *error);   /* help.c */
bool cli_version(const Arguments *arguments, Error *error);
bool cli_manual(const Arguments *arguments, Error *error); /* manual.c */

#endif
