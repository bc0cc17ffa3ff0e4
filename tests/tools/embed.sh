#!/bin/sh
# Print C source that holds the named files: see include/steerco/base/data.h.
printf '#include "steerco/base/data.h"\n\n'
n=0
for file; do
    printf 'static const unsigned char file%d[] = {' $n
    od -An -v -tu1 "$file" | sed 's/[0-9][0-9]*/&,/g'
    printf '0};\n'
    n=$((n + 1))
done
printf 'const DataFile data_files[] = {\n'
n=0
for file; do
    printf '    {"%s", (const char *)file%d, sizeof file%d - 1},\n' "${file#data/}" $n $n
    n=$((n + 1))
done
printf '    {0},\n};\n'
