/*
 * Sources are read whole: what a file means is found out from all of it. So there has to be a limit, or a device
 * without an end would take the memory of the host.
 */
#include "steerco/exchange/table/source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "steerco/base/memory.h"

enum { BLOCK = 1 << 20 };

static const size_t most = (size_t)SOURCE_MOST_MB << 20;

static bool check_size(int descriptor, const char *name, Error *error)
{
    struct stat status;
    bool large = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > (off_t)most;
    return !large || error_set(error, "%s has %lld MB; at most %d MB can be imported at once", name,
                               (long long)(status.st_size >> 20), SOURCE_MOST_MB);
}

bool source_read(int descriptor, const char *name, Buffer *out, Error *error)
{
    size_t before = out->length;
    if (!check_size(descriptor, name, error))
        return false;
    char *block = memory_new(BLOCK, 1);
    ssize_t count = 0;
    while (out->length - before <= most &&
           ((count = read(descriptor, block, BLOCK)) > 0 || (count < 0 && errno == EINTR)))
        buffer_add_bytes(out, block, count > 0 ? (size_t)count : 0);
    free(block);
    if (out->length - before > most)
        return error_set(error, "%s does not end within %d MB, the most that can be imported at once", name,
                         SOURCE_MOST_MB);
    return count == 0 || error_set(error, "%s: %s", name, error_reason(errno));
}
