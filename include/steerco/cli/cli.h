/*
 * The command line: every subcommand, and the dashboard when none is named.
 */
#ifndef STEERCO_CLI_CLI_H
#define STEERCO_CLI_CLI_H

/* Do what the arguments ask; the exit status: 0 done, 1 failed, 2 wrong usage, 3 conflict. */
int cli_run(int argc, char **argv);

#endif
