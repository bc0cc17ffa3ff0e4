/*
 * What an import has to say: how much it read, what it left out, and which dates are not the file's.
 */
#include <stdarg.h>
#include <stdio.h>

#include "mspdi_import.h"

/* "3 baselines are not kept". */
static const struct {
    const char *one, *many;
} sentences[TALLY_COUNT] = {
    [TALLY_OTHER_BASELINE] = {"baseline of a resource or an assignment is not kept; those of tasks are",
                              "baselines of resources and assignments are not kept; those of tasks are"},
    [TALLY_INTERIM] = {"row of an interim plan is not kept", "rows of interim plans are not kept"},
    [TALLY_BASELINE_SUM] = {"summary task has less in a baseline than the tasks below it; theirs counts",
                            "summary tasks have less in baselines than the tasks below them; theirs counts"},
    [TALLY_TIMEPHASED] = {"timephased value is not kept", "timephased values are not kept"},
    [TALLY_EXTENDED] = {"value of a custom field is not kept", "values of custom fields are not kept"},
    [TALLY_OUTLINE_CODE] = {"outline code is not kept", "outline codes are not kept"},
    [TALLY_HYPERLINK] = {"hyperlink is not kept", "hyperlinks are not kept"},
    [TALLY_RATE_TABLE] = {"row of a cost rate table is not kept; the resource has its standard rate",
                          "rows of cost rate tables are not kept; the resources have their standard rates"},
    [TALLY_AVAILABILITY] = {"availability period is not kept; the resource has its maximum units",
                            "availability periods are not kept; the resources have their maximum units"},
    [TALLY_ASSIGNMENT_NOTE] = {"note on an assignment is not kept", "notes on assignments are not kept"},
    [TALLY_CONTOUR] = {"assignment has a work contour; its work is spread evenly here",
                       "assignments have a work contour; their work is spread evenly here"},
    [TALLY_LEVELING_DELAY] = {"leveling delay is not kept", "leveling delays are not kept"},
    [TALLY_BLANK_ROW] = {"blank row is left out", "blank rows are left out"},
    [TALLY_MANUAL_SUMMARY] = {"summary task is scheduled by hand in the file; here its dates follow from its tasks",
                              "summary tasks are scheduled by hand in the file; here their dates follow from their "
                              "tasks"},
    [TALLY_MANUAL_FINISH] = {"task scheduled by hand ends before it begins in the file; its finish is left out",
                             "tasks scheduled by hand end before they begin in the file; their finish is left out"},
    [TALLY_FINISHED] = {"task was finished, and is less than complete in the file; here it is complete",
                        "tasks were finished, and are less than complete in the file; here they are complete"},
    [TALLY_NO_DURATION] = {"task has no duration; it is taken as 1 day?", "tasks have no duration; taken as 1 day?"},
    [TALLY_NO_CONSTRAINT_DATE] = {"constraint without a date is left out", "constraints without a date are left out"},
    [TALLY_UNNAMED_TASK] = {"task has no name; it is called by its UID",
                            "tasks have no name; they are called by their UIDs"},
    [TALLY_INSERTED_PLAN] = {"plan inserted in this one is not read; import its own file",
                             "plans inserted in this one are not read; import their own files"},
    [TALLY_DEFINITION] = {"definition of a custom field or code is not kept",
                          "definitions of custom fields and codes are not kept"},
    [TALLY_ACTUALS] = {"figure of actual work or cost is not kept; it follows from the percentage complete",
                       "figures of actual work and cost are not kept; they follow from the percentages complete"},
    [TALLY_ACCRUAL] = {"fixed cost falls due at the start or the end in the file; here as the task proceeds",
                       "fixed costs fall due at the start or the end in the file; here as the tasks proceed"},
    [TALLY_WBS] = {"task has a WBS code of its own in the file; here it follows from the outline",
                   "tasks have WBS codes of their own in the file; here they follow from the outline"},
    [TALLY_SUBPROJECT] = {"inserted project is taken as an ordinary task",
                          "inserted projects are taken as ordinary tasks"},
    [TALLY_EXTERNAL_TASK] = {"task stands for one of another project; it is taken as an ordinary task",
                             "tasks stand for those of other projects; they are taken as ordinary tasks"},
    [TALLY_NOBODY] = {"assignment of nobody is left out", "assignments of nobody are left out"},
    [TALLY_UNASSIGNED_RESOURCE] = {"blank resource is left out", "blank resources are left out"},
    [TALLY_UNNAMED_RESOURCE] = {"resource has no name; it is called by its UID",
                                "resources have no name; they are called by their UIDs"},
    [TALLY_LOST_ASSIGNMENT] = {"assignment of a task or resource that is not in the file is left out",
                               "assignments of tasks or resources that are not in the file are left out"},
    [TALLY_DOUBLE_ASSIGNMENT] = {"further assignment of the same resource to the same task is left out",
                                 "further assignments of the same resource to the same task are left out"},
    [TALLY_CAPPED_UNITS] = {"number of units is out of range and was brought into it",
                            "numbers of units are out of range and were brought into it"},
    [TALLY_LOST_LINK] = {"link to a task that is not in the file is left out",
                         "links to tasks that are not in the file are left out"},
    [TALLY_CROSS_PROJECT_LINK] = {"link to another project is left out", "links to other projects are left out"},
    [TALLY_SELF_LINK] = {"link of a task to itself is left out", "links of tasks to themselves are left out"},
    [TALLY_DOUBLE_LINK] = {"second link between the same tasks is left out",
                           "second links between the same tasks are left out"},
    [TALLY_LOST_CALENDAR] = {"calendar is referred to but not in the file",
                             "calendars are referred to but not in the file"},
    [TALLY_CIRCULAR_CALENDAR] = {"calendar has no end of bases; its base is left out",
                                 "calendars have no end of bases; their bases are left out"},
    [TALLY_WRONG_HOURS] = {"range of working time ends before it begins, or is one too many; it is left out",
                           "ranges of working time end before they begin, or are too many; they are left out"},
    [TALLY_UNKNOWN_RECURRENCE] = {"calendar exception recurs in an unknown way and is left out",
                                  "calendar exceptions recur in an unknown way and are left out"},
    [TALLY_DOUBLE_EXCEPTION] = {"calendar exception recurs on the same days as another and is left out",
                                "calendar exceptions recur on the same days as others and are left out"},
    [TALLY_WORK_WEEK] = {"work week is taken as recurring exceptions", "work weeks are taken as recurring exceptions"},
    [TALLY_CUT_EXCEPTIONS] = {"calendar exception beyond 20,000, or 1,000 that recur, is left out",
                              "calendar exceptions beyond 20,000, or 1,000 that recur, are left out"},
    [TALLY_UNUSED_CALENDAR] = {"resource calendar that nobody uses is left out",
                               "resource calendars that nobody uses are left out"},
    [TALLY_TEXT_REPLACED] = {"text had control characters; each became �",
                             "texts had control characters; each became �"},
    [TALLY_FROM_FINISH] = {"project is scheduled back from its finish in the file; here from its start",
                           "projects are scheduled back from their finish in the file; here from their start"},
    [TALLY_WRONG_SETTING] = {"project setting makes no sense; the board keeps its own",
                             "project settings make no sense; the board keeps its own"},
    [TALLY_OTHER_CURRENCY] = {"other currency in the file: the board keeps its own, and the file's amounts as they are",
                              ""},
    [TALLY_DELETED_LINK] = {"link that the file no longer has is deleted",
                            "links that the file no longer has are deleted"},
    [TALLY_DELETED_ASSIGNMENT] = {"assignment that the file no longer has is deleted",
                                  "assignments that the file no longer has are deleted"},
    [TALLY_NOT_IN_FILE] = {"task of the board is not in the file and stays as it is",
                           "tasks of the board are not in the file and stay as they are"},
};

void import_note(MspdiReport *report, const char *format, ...)
{
    char sentence[500];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    array_push(&report->notes, arena_text(&report->arena, sentence));
}

static void note_losses(MspdiReport *report, const XmlReading *reading)
{
    for (size_t i = 0; i < reading->losses.count; i++) {
        const XmlLoss *loss = &reading->losses.items[i];
        import_note(report, "%zu %s %s of %s %s%s not kept", loss->count, loss->count == 1 ? "element" : "elements",
                    loss->element, loss->record, loss->count == 1 ? "is" : "are", loss->known ? "" : " unknown and");
    }
    if (reading->further_losses > 0)
        import_note(report, "%zu elements of further names are not kept", reading->further_losses);
}

void import_note_tallies(MspdiImport *import, const XmlReading *reading)
{
    for (int tally = 0; tally < TALLY_COUNT; tally++) {
        size_t count = import->tallies[tally];
        if (count > 0)
            import_note(import->report, "%zu %s", count, count == 1 ? sentences[tally].one : sentences[tally].many);
    }
    note_losses(import->report, reading);
}

static void add_count(Buffer *out, size_t count, const char *one, const char *many, const char *after)
{
    buffer_format(out, "%zu %s%s", count, count == 1 ? one : many, after);
}

void mspdi_report_describe(const MspdiReport *report, Buffer *out)
{
    add_count(out, report->tasks, "task", "tasks", ", ");
    add_count(out, report->links, "link", "links", ", ");
    add_count(out, report->resources, "resource", "resources", ", ");
    add_count(out, report->assignments, "assignment", "assignments", ", ");
    add_count(out, report->calendars, "calendar", "calendars", " with ");
    add_count(out, report->exceptions, "exception", "exceptions", report->baselines > 0 ? ", " : "\n");
    if (report->baselines > 0)
        add_count(out, report->baselines, "baseline", "baselines", "\n");
    buffer_format(out, "%zu created, %zu updated, %zu unchanged\n", report->created, report->updated,
                  report->unchanged);
    buffer_format(out, "%zu of %zu tasks have other dates than in the file\n", report->dates_differ,
                  report->dates_compared);
    for (size_t i = 0; i < report->notes.count; i++)
        buffer_format(out, "%s\n", report->notes.items[i]);
}

void mspdi_report_release(MspdiReport *report)
{
    array_release(&report->notes);
    arena_release(&report->arena);
    *report = (MspdiReport){0};
}
