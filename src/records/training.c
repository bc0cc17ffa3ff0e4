/*
 * The table of trainings.
 */
#include "fields.h"
#include "steerco/base/number.h"
#include "steerco/records/closing.h"

static Value attendance(const Plan *plan, const void *record, Buffer *text)
{
    (void)plan, (void)text;
    const Training *training = record;
    int64_t share;
    bool known = training->planned > 0 && training->attended >= 0 &&
                 number_scale(training->attended, 10000, training->planned, &share);
    return value_number(known ? share : VALUE_NONE);
}

static const char *const statuses[] = {"planned", "held", "cancelled", NULL};

static const Step steps[] = {
    {.from = TRAINING_PLANNED, .to = TRAINING_HELD, .needs = {"date", "attended"}},
    {.from = TRAINING_PLANNED, .to = TRAINING_CANCELLED, .needs = {"reason"}},
    {.from = TRAINING_CANCELLED, .to = TRAINING_PLANNED, .needs = {"date"}},
    STEPS_END,
};
static const Workflow workflow = {.steps = steps, .ended = STATE(TRAINING_HELD) | STATE(TRAINING_CANCELLED)};

/* clang-format off */
static const Field fields[] = {
    {TITLE(Training, "Training", "What is trained")},
    {STATUS(Training, statuses, workflow, 9, "Whether it has taken place")},
    {DAY(Training, date, "Date", "When it takes place")},
    {TEXT(Training, audience, "Audience", 20, "Who is trained, as a group")},
    {PERSON(Training, trainer, "Trainer", "Who trains them")},
    {TEXT(Training, place, "Place", 16, "Where, or under which address")},
    {ONE(Training, task, "Task", task_entity, 6, "The task that it is the work of")},
    {MANY(attendees, "Attendees", &resource_entity, MANY_SLOT(39, 0), "The people of the team who were there")},
    {NUMBER(Training, planned, "Planned", "How many people are to come"), .maximum = 1000000},
    {NUMBER(Training, attended, "Attended", "How many people came"), .maximum = 1000000},
    {.name = "attendance", .title = "Attendance", .type = FIELD_PERCENT, .computed = attendance, .width = 6,
     .help = "Attended / planned"},
    {LEVEL(Training, rating, "Rating", "What they thought of it, 1 very bad to 5 very good")},
    {NOTE(Training, content, "Content", "What is taught")},
    {NOTE(Training, impact, "Impact", "What changes for those who are trained")},
    {NOTE(Training, resistance, "Resistance", "Private: who does not want the change, and why"), .secrecy = PRIVATE},
    {REASON(Training, "Why it was cancelled")},
    {EXTERNAL_ID(Training)},
    {NOTES(Training)},
    {CUSTOM(Training)},
    {0},
};
/* clang-format on */

const Entity training_entity = {
    .kind = ENTITY_TRAINING,
    .name = "training",
    .plural = "trainings",
    .title = "Trainings",
    .noun = "training",
    .nouns = "trainings",
    .tag = 39,
    .prefix = "TR",
    .record_size = sizeof(Training),
    .fields = fields,
    .label = "title",
    .columns = "title:30 status date audience trainer planned attended",
    .order = "date",
    .due = "date",
};
