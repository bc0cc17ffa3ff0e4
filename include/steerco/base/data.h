/*
 * The files of data/, embedded in the program by the build.
 */
#ifndef STEERCO_BASE_DATA_H
#define STEERCO_BASE_DATA_H

#include <stddef.h>

typedef struct DataFile {
    const char *name;  /* path below data/: "sample/tasks.csv" */
    const char *bytes; /* followed by a NUL that `length` does not count */
    size_t length;
} DataFile;

/* Ends with a row without a name. */
extern const DataFile data_files[];

/* The file of that name, or null. */
const DataFile *data_find(const char *name);

#endif
