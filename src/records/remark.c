/*
 * The table of remarks, which go with the record that they are about.
 */
#include "fields.h"
#include "steerco/records/communication.h"

/* clang-format off */
static const Field fields[] = {
    {NOTE(Remark, text, "Remark", "What there is to say"), .required = true},
    {ANY(Remark, about, "About", "The record that it is about"), .falls = true},
    {DAY(Remark, date, "Date", "When it was written"), .stamp = STAMP_DAY},
    {TEXT(Remark, author, "Author", 14, "Who wrote it"), .stamp = STAMP_WHO},
    {ONE(Remark, answers, "Answers", remark_entity, 7, "The remark that it answers"), .falls = true},
    {EXTERNAL_ID(Remark)},
    {CONFIDENTIAL(Remark)},
    {CUSTOM(Remark)},
    {0},
};
/* clang-format on */

const Entity remark_entity = {
    .kind = ENTITY_REMARK,
    .name = "remark",
    .plural = "remarks",
    .title = "Remarks",
    .noun = "remark",
    .nouns = "remarks",
    .tag = 30,
    .prefix = "RM",
    .record_size = sizeof(Remark),
    .fields = fields,
    .label = "text",
    .about = "about",
    .columns = "date author about text:40 answers",
    .order = "-date",
};
