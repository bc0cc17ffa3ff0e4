/*
 * Looking up an embedded file by name. The table itself, data_files, is written by the build from the folder data/.
 */
#include "steerco/base/data.h"

#include <string.h>

const DataFile *data_find(const char *name)
{
    for (const DataFile *file = data_files; file->name; file++)
        if (strcmp(file->name, name) == 0)
            return file;
    return NULL;
}
