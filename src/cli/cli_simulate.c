/*
 * Monte Carlo simulation of a board.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "steerco/analysis/simulate/simulate.h"
#include "steerco/base/text.h"
#include "steerco/cli/subcommand.h"
#include "steerco/exchange/json/json.h"

enum { MOST_THREADS = 64, USUAL_SEED = 1 };

static bool read_number(const Arguments *arguments, OptionId option, uint64_t usual, uint64_t least, uint64_t most,
                        uint64_t *out, Error *error)
{
    const char *typed = arguments->options[option];
    char *end;
    *out = usual;
    if (!typed)
        return true;
    *out = strtoull(typed, &end, 10);
    if (typed[0] >= '0' && typed[0] <= '9' && *end == '\0' && strlen(typed) <= 19 && *out >= least && *out <= most)
        return true;
    return error_usage(error, "option --%s: '%s' is no whole number from %llu to %llu", cli_options[option]->name,
                       typed, (unsigned long long)least, (unsigned long long)most);
}

bool cli_simulation(const Arguments *arguments, SimulationWanted *out, Error *error)
{
    uint64_t iterations, threads;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (!read_number(arguments, OPTION_ITERATIONS, 0, 1, SIMULATION_MOST, &iterations, error) ||
        !read_number(arguments, OPTION_SEED, USUAL_SEED, 0, 999999999999999999, &out->seed, error) ||
        !read_number(arguments, OPTION_THREADS, cores > 0 && cores <= MOST_THREADS ? (uint64_t)cores : 1, 1,
                     MOST_THREADS, &threads, error))
        return false;
    out->iterations = (uint32_t)iterations;
    out->threads = (int)threads;
    out->without_risks = arguments->options[OPTION_WITHOUT_RISKS] != NULL;
    out->proposed_risks = arguments->options[OPTION_PROPOSED_RISKS] != NULL;
    return true;
}

bool cli_simulate(const Arguments *arguments, Error *error)
{
    bool json;
    SimulationWanted wanted = {0};
    Simulation simulation;
    Session session;
    if (!arguments_json(arguments, &json, error) || !cli_simulation(arguments, &wanted, error) ||
        !cli_open(arguments, STORE_READ, true, &session, error))
        return false;
    bool done = simulate(&session.plan, &wanted, &simulation, error);
    if (done) {
        Buffer words = {0};
        if (json)
            json_add_simulation(&words, &simulation);
        else
            simulation_word(&session.plan, &wanted, &simulation, &words);
        cli_print(buffer_text(&words));
        buffer_release(&words);
        simulation_release(&simulation);
    }
    session_close(&session);
    return done;
}
