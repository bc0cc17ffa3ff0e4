/*
 * Who holds a lock on a file, as far as the system tells: on Linux /proc does, for processes of this host that are seen
 * from here.
 */
#ifndef STEERCO_SRC_STORE_HOLDER_H
#define STEERCO_SRC_STORE_HOLDER_H

#include <stdbool.h>
#include <sys/stat.h>

typedef enum HolderOf {
    HOLDER_OF_FILE,       /* flock() on the whole of it */
    HOLDER_OF_WRITE_LOCK, /* SQLite's, on the index of a log */
    HOLDER_OF_CHANGE,     /* SQLite's, on a database that is being changed */
    HOLDER_OF_ALL_MARKS,  /* on the marks of all readers in the index of a log, which no reader needs */
} HolderOf;

typedef struct Holder {
    long process;
    char who[64];     /* login name, or "uid 1234" */
    char program[64]; /* as the process calls itself; "" when it is not told */
    bool stopped;     /* by Ctrl-Z or a signal: it goes on when somebody says so */
} Holder;

/* False when there is none, or none that the system tells of; never this process. */
bool holder_find(const struct stat *file, HolderOf what, Holder *out);

#endif
