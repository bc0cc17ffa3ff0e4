/*
 * steerco: a planning dashboard for project managers who work over SSH.
 */
#include <locale.h>

#include "steerco/cli/cli.h"

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    return cli_run(argc, argv);
}
