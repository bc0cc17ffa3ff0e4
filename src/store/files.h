/*
 * Files that get their name when they are complete.
 *
 *     Buffer making = {0};
 *     int descriptor = files_make_beside(path, 0600, &making);
 *     … written, closed, and when all is there:
 *     if (!files_publish(buffer_text(&making), path))
 *         files_remove(buffer_text(&making)); // errno says why
 *
 * Whoever is killed in between leaves a file of no name that means anything, never half of one that does.
 */
#ifndef STEERCO_STORE_FILES_H
#define STEERCO_STORE_FILES_H

#include <sys/types.h>

#include "steerco/base/attributes.h"
#include "steerco/base/buffer.h"

/* A new, empty file in the folder of `path`, its name in `name`; the descriptor is for writing. −1 with errno, and no
 * name. */
int files_make_beside(const char *path, mode_t mode, Buffer *name) MUST_CHECK;

/*
 * Make the bytes safe on disk, then give the file the name `path`, and make that safe too. A file that is there already
 * is not overwritten (EEXIST). A log that a planning file of that name has left behind goes: the new one would be taken
 * for what it belongs to; anything else in its place stays, and no name is given (EEXIST). False with errno: the file
 * has not got its name, or it has and the disk fails.
 */
bool files_publish(const char *making, const char *path) MUST_CHECK;

/* Give the name alone; what it is the name of need not survive a power cut. */
bool files_give_name(const char *making, const char *path) MUST_CHECK;

/* Remove a planning file together with its log. */
void files_remove(const char *path);

#endif
