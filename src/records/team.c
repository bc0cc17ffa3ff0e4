/*
 * The tables of skills and time sheets. How well somebody does something is private.
 */
#include "steerco/records/team.h"

#include "fields.h"

/* clang-format off */
static const Field skill_fields[] = {
    {TITLE(Skill, "Skill", "What somebody can do")},
    {PERSON(Skill, resource, "Person", "Who can do it"), .falls = true},
    {LEVEL(Skill, level, "Level", "How well, 1 beginner to 5 expert"), .secrecy = PRIVATE},
    {LEVEL(Skill, preference, "Likes", "How much they like doing it, 1 not at all to 5 very much"), .secrecy = PRIVATE},
    {DAY(Skill, certified_until, "Certified", "Until when a certificate is good")},
    {EXTERNAL_ID(Skill)},
    {NOTE(Skill, notes, "Notes", "Private notes: shown and given out only when asked for by name"), .secrecy = PRIVATE},
    {CUSTOM(Skill)},
    {0},
};

static const char *const time_kinds[] = {"planned", "unplanned", "run", NULL};

static const Field time_entry_fields[] = {
    {DAY(TimeEntry, date, "Date", "The day of the work"), .required = true},
    {PERSON(TimeEntry, resource, "Person", "Who worked"), .required = true},
    {ONE(TimeEntry, task, "Task", task_entity, 6, "The task that was worked on")},
    {STORED(TimeEntry, minutes, "Time", "How long, in minutes"), .type = FIELD_MINUTES, .standard = VALUE_NONE,
     .minimum = 1, .maximum = 1440, .required = true},
    {CHOICE(TimeEntry, kind, "Kind", time_kinds, 9, "Planned work, unplanned work, or day-to-day operations")},
    {TEXT(TimeEntry, note, "Note", 30, "What was done")},
    {EXTERNAL_ID(TimeEntry)},
    {CUSTOM(TimeEntry)},
    {0},
};
/* clang-format on */

const Entity skill_entity = {
    .kind = ENTITY_SKILL,
    .name = "skill",
    .plural = "skills",
    .title = "Skills",
    .noun = "skill",
    .nouns = "skills",
    .tag = 43,
    .prefix = "SK",
    .record_size = sizeof(Skill),
    .fields = skill_fields,
    .label = "title",
    .key = {"title", "resource"},
    .columns = "title:30 resource level preference certified_until",
    .order = "title",
};

const Entity time_entry_entity = {
    .kind = ENTITY_TIME_ENTRY,
    .name = "time_entry",
    .plural = "time_entries",
    .title = "Time sheet",
    .noun = "time entry",
    .nouns = "time entries",
    .tag = 44,
    .prefix = "TE",
    .record_size = sizeof(TimeEntry),
    .fields = time_entry_fields,
    .label = "note",
    .cold = true,
    .columns = "date resource task minutes kind note:30",
    .order = "-date",
};
