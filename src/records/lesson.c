/*
 * The table of lessons.
 */
#include "fields.h"
#include "steerco/records/closing.h"

static const char *const types[] = {"keep", "stop", "start", NULL};
static const char *const statuses[] = {"noted", "reviewed", "adopted", "rejected", NULL};

static const Step steps[] = {
    {.from = LESSON_NOTED, .to = LESSON_REVIEWED, .needs = {"owner", "advice"}},
    {.from = LESSON_NOTED, .to = LESSON_REJECTED, .needs = {"reason"}},
    {.from = LESSON_REVIEWED, .to = LESSON_ADOPTED, .needs = {"adopted_in"}},
    {.from = LESSON_REVIEWED, .to = LESSON_REJECTED, .needs = {"reason"}},
    {.from = LESSON_REVIEWED, .to = LESSON_NOTED},
    {.from = LESSON_ADOPTED, .to = LESSON_REVIEWED, .needs = {"reason"}},
    {.from = LESSON_REJECTED, .to = LESSON_NOTED, .needs = {"reason"}},
    STEPS_END,
};
static const Workflow workflow = {.steps = steps, .ended = STATE(LESSON_ADOPTED) | STATE(LESSON_REJECTED)};

/* clang-format off */
static const Field fields[] = {
    {TITLE(Lesson, "Lesson", "The lesson in a few words")},
    {CHOICE(Lesson, type, "Type", types, 5, "What is to be kept, stopped or started")},
    {STATUS(Lesson, statuses, workflow, 8, "Whether somebody looked at it, and whether it changed how we work")},
    {DAY(Lesson, date, "Date", "When it was learnt"), .stamp = STAMP_DAY},
    {ONE(Lesson, project, "Project", board_entity, 16, "The board that it was learnt on")},
    {TEXT(Lesson, phase, "Phase", 12, "The phase in which it was learnt")},
    {TEXT(Lesson, category, "Category", 12, "What it is about: schedule, suppliers, people")},
    {NOTE(Lesson, description, "Description", "What happened")},
    {NOTE(Lesson, cause, "Cause", "What it came from")},
    {NOTE(Lesson, effect, "Effect", "What it did, in days and money")},
    {SPAN(Lesson, delay, "Delay", "How much time it cost; negative for what it saved")},
    {NOTE(Lesson, advice, "Advice", "What to do the next time")},
    {TEXT(Lesson, tags, "Tags", 16, "Words to find it by, separated by commas")},
    {TEXT(Lesson, applies_to, "Applies to", 16, "The kinds of projects that it holds for")},
    {PERSON(Lesson, owner, "Owner", "Who sees to it that it is adopted")},
    {DAY(Lesson, review_on, "Review", "When somebody looks at it")},
    {TEXT(Lesson, adopted_in, "Adopted in", 20, "The template or procedure that holds it now")},
    {REASON(Lesson, "Why it was rejected or opened again")},
    {EXTERNAL_ID(Lesson)},
    {CONFIDENTIAL(Lesson)},
    {NOTES(Lesson)},
    {CUSTOM(Lesson)},
    {0},
};
/* clang-format on */

const Entity lesson_entity = {
    .kind = ENTITY_LESSON,
    .name = "lesson",
    .plural = "lessons",
    .title = "Lessons",
    .noun = "lesson",
    .nouns = "lessons",
    .tag = 42,
    .prefix = "LL",
    .record_size = sizeof(Lesson),
    .fields = fields,
    .label = "title",
    .columns = "title:30 type status category phase project owner date",
    .order = "-date",
    .due = "review_on",
    .shared = true,
};
