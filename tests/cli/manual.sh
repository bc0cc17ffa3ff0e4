#!/bin/sh
# The manual pages are those that the program writes from its tables, and mandoc finds nothing wrong with them.
. "$(dirname "$0")/check"
for page in steerco.1 steerco-csv.5 steerco-keys.7; do
    run manual $page
    check "$page is up to date (make man)" cmp "$sources/man/$page" out
    check "$page passes mandoc" mandoc -T lint -W warning "$sources/man/$page"
    check "$page is wholly formatted" test "$(mandoc -T ascii "$sources/man/$page" | wc -l)" -gt 40
done
