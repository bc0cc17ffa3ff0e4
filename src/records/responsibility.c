/*
 * The responsibility matrix, a record a cell: what it is about, who, and the letters.
 */
#include "fields.h"
#include "steerco/records/communication.h"

static const char *const codes[] = {"n.a.", "R",   "A",   "S",   "C",   "I",   "A/R", "R/S", "R/C",
                                    "R/I",  "A/S", "A/C", "A/I", "S/C", "S/I", "C/I", NULL};

/* clang-format off */
static const Field fields[] = {
    {TITLE(Responsibility, "Work", "The work, deliverable or process")},
    {ANY(Responsibility, about, "About", "The task or deliverable that it is, where it is one")},
    {PERSON(Responsibility, resource, "Person", "Who is responsible, by person or role of the team")},
    {TEXT(Responsibility, role, "Role", 16, "Who is responsible, where it is nobody of the team")},
    {CHOICE(Responsibility, code, "RASCI", codes, 5,
            "R does it, A answers for it, S supports, C is asked before, I is told afterwards; n.a. for nothing of these")},
    {EXTERNAL_ID(Responsibility)},
    {NOTES(Responsibility)},
    {CUSTOM(Responsibility)},
    {0},
};
/* clang-format on */

const Entity responsibility_entity = {
    .kind = ENTITY_RESPONSIBILITY,
    .name = "responsibility",
    .plural = "responsibilities",
    .title = "Responsibility matrix",
    .noun = "responsibility",
    .nouns = "responsibilities",
    .tag = 29,
    .prefix = "RA",
    .record_size = sizeof(Responsibility),
    .fields = fields,
    .label = "title",
    .alike = {"title", "resource", "role"},
    .columns = "title:30 about resource role code",
    .order = "title",
};
