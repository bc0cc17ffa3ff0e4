/*
 * The sample board: the CSV files of data/sample/, which travel inside the program.
 */
#ifndef STEERCO_SESSION_SAMPLE_H
#define STEERCO_SESSION_SAMPLE_H

#include "steerco/session/session.h"

/*
 * Import data/sample/<plural>.csv of every record type that has one, and show the board it brings. Meant for a file
 * without boards. On failure what was imported before stays.
 */
bool sample_load(Session *session, Error *error) MUST_CHECK;

#endif
