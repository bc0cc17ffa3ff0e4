#!/usr/bin/env python3
"""Write a plan of N tasks as CSV with twelve columns: projects of 400 tasks in packages of 20, linked in chains."""
import sys

HEADER = ("external_id,outline_level,name,duration,predecessors,resources,percent_complete,priority,deadline,labels,"
          "deliverable,notes\r\n")
PROJECT, PACKAGE = 400, 20


def row(number):
    in_project, in_package = number % PROJECT, number % PACKAGE
    level = 1 if in_project == 0 else 2 if in_package == 1 else 3
    title = ("Programme", "Work package", "Task")[level - 1]
    first_of_chain = level < 3 or in_package == 2
    before = "" if first_of_chain else str(number) + ("", "SS+1d", "FF", "FS-4h")[number % 4]
    person = "" if level < 3 else f"Person {number % 97}[{50 + number % 3 * 25}%]"
    deadline = f"2031-{number % 12 + 1:02}-{number % 28 + 1:02}T17:00" if number % 10 == 9 else ""
    return (f"{number + 1},{level},{title} {number + 1} of the generated plan,{number % 9 + 1}d,{before},{person},"
            f"{number % 5 * 25}%,{number % 10 * 100},{deadline},label{number % 13},Deliverable {number // PACKAGE},"
            f"A note of ordinary length on task {number + 1}\r\n")


def main():
    sys.stdout.write(HEADER)
    for number in range(int(sys.argv[1])):
        sys.stdout.write(row(number))


main()
