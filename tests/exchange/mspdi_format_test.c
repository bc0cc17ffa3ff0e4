/*
 * The format itself: every element of it, in Microsoft's order; the encodings a file may have; and files cut short.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "exchange/mspdi_fixture.h"

/*
 * The elements of each record in the order in which Project 2010 to 2019 writes them, with those that only older or
 * newer versions have. Microsoft's schema lists them in a fixed sequence, and Project refuses a file that breaks it.
 */
static const struct {
    const char *record, *elements;
} orders[] = {
    {"Project",
     " SaveVersion BuildNumber UID Name Title GUID Subject Category Company Manager Author CreationDate Revision "
     "LastSaved "
     "ScheduleFromStart StartDate FinishDate FYStartDate CriticalSlackLimit CurrencyDigits CurrencySymbol CurrencyCode "
     "CurrencySymbolPosition CalendarUID DefaultStartTime DefaultFinishTime MinutesPerDay MinutesPerWeek DaysPerMonth "
     "DefaultTaskType DefaultFixedCostAccrual DefaultStandardRate DefaultOvertimeRate DurationFormat WorkFormat "
     "EditableActualCosts HonorConstraints EarnedValueMethod InsertedProjectsLikeSummary MultipleCriticalPaths "
     "NewTasksEffortDriven NewTasksEstimated SplitsInProgressTasks SpreadActualCost SpreadPercentComplete "
     "TaskUpdatesResource FiscalYearStart WeekStartDay MoveCompletedEndsBack MoveRemainingStartsBack "
     "MoveRemainingStartsForward MoveCompletedEndsForward BaselineForEarnedValue AutoAddNewResourcesAndTasks "
     "StatusDate "
     "CurrentDate MicrosoftProjectServerURL Autolink NewTaskStartDate NewTasksAreManual DefaultTaskEVMethod "
     "ProjectExternallyEdited ExtendedCreationDate ActualsInSync RemoveFileProperties AdminProject BaselineCalendar "
     "UpdateManuallyScheduledTasksWhenEditingLinks KeepTaskOnNearestWorkingTimeWhenMadeAutoScheduled Views Filters "
     "Groups Tables Maps Reports Drawings DataLinks VBAProjects OutlineCodes WBSMasks ExtendedAttributes Calendars "
     "Tasks "
     "Resources Assignments "},
    {"Task",
     " UID GUID ID Name Active Manual Type IsNull CreateDate Contact WBS WBSLevel OutlineNumber OutlineLevel Priority "
     "StartText FinishText DurationText Start Finish Duration ManualStart ManualFinish ManualDuration DurationFormat "
     "FreeformDurationFormat Work Stop Resume ResumeValid EffortDriven Recurring OverAllocated Estimated Milestone "
     "Summary DisplayAsSummary Critical IsSubproject IsSubprojectReadOnly SubprojectName ExternalTask "
     "ExternalTaskProject EarlyStart EarlyFinish LateStart LateFinish StartVariance FinishVariance WorkVariance "
     "FreeSlack TotalSlack StartSlack FinishSlack FixedCost FixedCostAccrual PercentComplete PercentWorkComplete Cost "
     "OvertimeCost OvertimeWork ActualStart ActualFinish ActualDuration ActualCost ActualOvertimeCost ActualWork "
     "ActualOvertimeWork RegularWork RemainingDuration RemainingCost RemainingWork RemainingOvertimeCost "
     "RemainingOvertimeWork ACWP CV ConstraintType CalendarUID ConstraintDate Deadline LevelAssignments "
     "LevelingCanSplit LevelingDelay LevelingDelayFormat PreLeveledStart PreLeveledFinish Hyperlink HyperlinkAddress "
     "HyperlinkSubAddress IgnoreResourceCalendar Notes HideBar Rollup BCWS BCWP PhysicalPercentComplete "
     "EarnedValueMethod PredecessorLink ActualWorkProtected ActualOvertimeWorkProtected IsPublished StatusManager "
     "CommitmentStart CommitmentFinish CommitmentType ExtendedAttribute BoardStatusColumnOrderingID "
     "SprintColumnOrderingID NextAvailableBoardStatusColumnOrderingID NextAvailableSprintOrderingID Baseline "
     "OutlineCode TimephasedData Project "},
    {"PredecessorLink", " PredecessorUID Type CrossProject CrossProjectName LinkLag LagFormat "},
    {"Baseline",
     " TimephasedData Number Interim Start Finish Duration DurationFormat EstimatedDuration Work Cost BCWS BCWP "
     "FixedCost "},
    {"Resource",
     " UID GUID ID Name Type IsNull Initials Phonetics NTAccount MaterialLabel Code Group WorkGroup EmailAddress "
     "Hyperlink HyperlinkAddress HyperlinkSubAddress MaxUnits PeakUnits OverAllocated AvailableFrom AvailableTo Start "
     "Finish CanLevel AccrueAt Work RegularWork OvertimeWork ActualWork RemainingWork ActualOvertimeWork "
     "RemainingOvertimeWork PercentWorkComplete StandardRate StandardRateFormat Cost OvertimeRate OvertimeRateFormat "
     "OvertimeCost CostPerUse ActualCost ActualOvertimeCost RemainingCost RemainingOvertimeCost WorkVariance "
     "CostVariance SV CV ACWP CalendarUID Notes BCWS BCWP IsGeneric IsInactive IsEnterprise BookingType "
     "ActualWorkProtected ActualOvertimeWorkProtected ActiveDirectoryGUID CreationDate ExtendedAttribute Baseline "
     "OutlineCode CostCenter IsCostResource AssnOwner AssnOwnerGuid IsBudget AvailabilityPeriods Rates "
     "TimephasedData "},
    {"Assignment",
     " UID GUID TaskUID ResourceUID PercentWorkComplete ActualCost ActualFinish ActualOvertimeCost ActualOvertimeWork "
     "ActualStart ActualWork ACWP Confirmed Cost CostRateTable RateScale CostVariance CV Delay Finish FinishVariance "
     "Hyperlink HyperlinkAddress HyperlinkSubAddress WorkVariance HasFixedRateUnits FixedMaterial LevelingDelay "
     "LevelingDelayFormat LinkedFields Milestone Notes Overallocated OvertimeCost OvertimeWork PeakUnits RegularWork "
     "RemainingCost RemainingOvertimeCost RemainingOvertimeWork RemainingWork ResponsePending Start Stop Resume "
     "StartVariance Summary SV Units UpdateNeeded VAC Work WorkContour BCWS BCWP BookingType ActualWorkProtected "
     "ActualOvertimeWorkProtected CreationDate AssnOwner AssnOwnerGuid BudgetCost BudgetWork ExtendedAttribute "
     "Baseline TimephasedData "},
    {"Calendar", " UID GUID Name IsBaseCalendar IsBaselineCalendar BaseCalendarUID WeekDays Exceptions WorkWeeks "},
    {"WeekDay", " DayType DayWorking TimePeriod WorkingTimes "},
    {"Exception",
     " EnteredByOccurrences TimePeriod Occurrences Name Type Period DaysOfWeek MonthItem MonthPosition Month MonthDay "
     "DayWorking WorkingTimes "},
};

static const char *order_of(const char *record)
{
    size_t i = 0;
    while (strcmp(orders[i].record, record) != 0)
        i++;
    return orders[i].elements;
}

/* A plan with something in every element that goes out */

#define RICH_CALENDARS                                                                                                 \
    "<Calendars>" CALENDAR(                                                                                            \
        1, "Standard", -1,                                                                                             \
        "<IsBaseCalendar>1</IsBaseCalendar><Exceptions><Exception>" PERIOD("2026-03-05", "2026-03-06") OFF             \
        "</Exception><Exception>" PERIOD("2026-01-01", "2030-12-31")                                                   \
            RECURS(2, "<Month>11</Month><MonthDay>24</MonthDay>") "</Exception><Exception>" PERIOD("2026-01-01",       \
                                                                                                   "2030-12-31")       \
                RECURS(5, "<Period>3</Period><MonthItem>8</MonthItem><MonthPosition>4</"                               \
                          "MonthPosition>") "</Exception><Exception>" PERIOD("2026-01-01", "2030-12-31")               \
                    RECURS(6, "<Period>2</Period><DaysOfWeek>32</DaysOfWeek>") "</Exception></Exceptions>")            \
        CALENDAR(2, "Anna", 1, "<IsBaseCalendar>0</IsBaseCalendar>") "</Calendars>"
#define RICH                                                                                                           \
    PROJECT(                                                                                                           \
        "<Title>Move</Title><Manager>Ada Long</Manager>" STARTS "<CurrencyCode>CHF</CurrencyCode>"                     \
        "<CalendarUID>1</CalendarUID><StatusDate>2026-03-10T17:00:00</StatusDate>" RICH_CALENDARS "<Tasks>" TASK(      \
            1,                                                                                                         \
            "<PercentComplete>25</PercentComplete><ActualStart>2026-03-02T08:00:00</ActualStart>"                      \
            "<FixedCost>1000</FixedCost><Notes>N</Notes><Work>PT5H0M0S</Work>"                                         \
            "<Baseline><Number>0</Number><Start>2026-03-02T08:00:00</Start>"                                           \
            "<Finish>2026-03-02T17:00:00</Finish><Duration>PT8H0M0S</Duration><Work>PT5H0M0S</Work>"                   \
            "<Cost>100</Cost></Baseline>") TASK(2, "<Manual>1</Manual><ManualStart>2026-03-09T08:00:00</ManualStart>"  \
                                                   "<ManualFinish>2026-03-10T17:00:00</ManualFinish>"                  \
                                                   "<ActualStart>2026-03-09T08:00:00</ActualStart>"                    \
                                                   "<ActualFinish>2026-03-10T17:00:00</ActualFinish>" LINK(1, 1, 4800, \
                                                                                                           7))         \
            TASK(3,                                                                                                    \
                 "<ConstraintType>4</ConstraintType><ConstraintDate>2026-03-12T08:00:00</ConstraintDate>"              \
                 "<Deadline>2026-03-20T17:00:00</Deadline><CalendarUID>1</CalendarUID>"                                \
                 "<IgnoreResourceCalendar>1</IgnoreResourceCalendar>"                                                  \
                 "<PhysicalPercentComplete>40</PhysicalPercentComplete>") "</Tasks><Resources>"                        \
                                                                          "<Resource><UID>1</UID><Name>Anna</"         \
                                                                          "Name><Initials>A</Initials><Group>IT</"     \
                                                                          "Group>"                                     \
                                                                          "<EmailAddress>anna@example.org</"           \
                                                                          "EmailAddress><MaxUnits>0.5</MaxUnits>"      \
                                                                          "<AvailableFrom>2026-01-01T00:00:00</"       \
                                                                          "AvailableFrom><AvailableTo>2026-12-31T00:"  \
                                                                          "00:00</AvailableTo>"                        \
                                                                          "<StandardRate>80</"                         \
                                                                          "StandardRate><OvertimeRate>90</"            \
                                                                          "OvertimeRate><CostPerUse>100</CostPerUse>"  \
                                                                          "<CalendarUID>2</CalendarUID><Notes>N</"     \
                                                                          "Notes></Resource></"                        \
                                                                          "Resources><Assignments>" ASSIGNED(          \
                                                                              2, 1,                                    \
                                                                              "<Units>0.5</Units><Work>PT4H0M0S</"     \
                                                                              "Work>") "</Assignments>")

/* Are the elements of each <record> in their order? */
static void assert_order(const char *xml, const char *record)
{
    char open[40], close[40], wanted[80];
    const char *order = order_of(record);
    snprintf(open, sizeof open, "<%s>\n", record);
    snprintf(close, sizeof close, "</%s>", record);
    size_t blocks = 0;
    for (const char *at = strstr(xml, open); at; at = strstr(at, open), blocks++) {
        const char *end_of_block = strstr(at, close), *last = order;
        size_t indent = strspn(strchr(at, '\n') + 1, "\t");
        for (const char *line = strchr(at, '\n') + 1; line < end_of_block; line = strchr(line, '\n') + 1) {
            const char *tag = line + strspn(line, "\t");
            if ((size_t)(tag - line) != indent || tag[1] == '/')
                continue;
            snprintf(wanted, sizeof wanted, " %.*s ", (int)strcspn(tag + 1, ">"), tag + 1);
            const char *found = strstr(order, wanted);
            if (!found || found < last)
                fail_msg("%s of %s is out of order", wanted, record);
            last = found;
        }
        at = end_of_block;
    }
    assert_true(blocks > 0);
}

static void elements_go_out_in_microsofts_order(void **state)
{
    Fixture *fixture = *state;
    Buffer xml = {0};
    import(fixture, RICH);
    export_plan(&fixture->plan, &xml);
    for (size_t i = 1; i < sizeof orders / sizeof *orders; i++)
        assert_order(buffer_text(&xml), orders[i].record);
    /* The outermost element has a namespace, which the others are in. */
    char *project = strstr(xml.bytes, "<Project xmlns=\"http://schemas.microsoft.com/project\">\n\t<SaveVersion>14<");
    assert_non_null(project);
    memcpy(strstr(project, ">\n") - 8, "<Project", 8);
    assert_order(strstr(project, "<Project>"), "Project");
    buffer_release(&xml);
}

static void what_goes_out_comes_back_the_same(void **state)
{
    Fixture *fixture = *state;
    Plan other;
    ChangeSet set;
    MspdiReport report;
    Buffer xml = {0}, again = {0}, words = {0}, other_words = {0};
    import(fixture, RICH);
    export_plan(&fixture->plan, &xml);
    change_begin(&set, &fixture->plan, "import", "");
    assert_true(mspdi_import(xml.bytes, xml.length, "plan.xml", &fixture->plan, &set, &report, NULL));
    assert_int_equal(set.changes.count, 0);
    assert_int_equal(report.notes.count, 0);
    mspdi_report_release(&report);
    change_release(&set);
    plan_begin(&other);
    import_plan(&other, xml.bytes, xml.length, 5000, &report);
    assert_int_equal(report.dates_differ, 0);
    word_plan(&fixture->plan, &words);
    word_plan(&other, &other_words);
    assert_string_equal(buffer_text(&words), buffer_text(&other_words));
    export_plan(&other, &again);
    assert_string_equal(buffer_text(&xml), buffer_text(&again));
    mspdi_report_release(&report);
    plan_release(&other);
    buffer_release(&xml);
    buffer_release(&again);
    buffer_release(&words);
    buffer_release(&other_words);
}

/* Rules of our own that Project does not have */

static void add_exception(Plan *plan, Id id, Date from, Date to, const char *repeats)
{
    Exception exception = {.record = {.id = id}};
    record_init(&exception_entity, &exception);
    exception.calendar = plan_board(plan)->calendar;
    exception.from = from;
    exception.to = to;
    exception.hours = "off";
    exception.repeats = repeats;
    plan_add(plan, ENTITY_EXCEPTION, &exception);
}

/* How an export with one such exception, and an older one of two days, is read again. */
static void assert_goes_out_as(const char *repeats, const char *expected)
{
    void *fresh, *other;
    Buffer xml = {0};
    begin(&fresh);
    begin(&other);
    Fixture *fixture = fresh;
    import(fixture, CALENDARS(CALENDAR(1, "Standard", -1, "")));
    add_exception(&fixture->plan, 1, date_make(2026, 3, 7), date_make(2026, 3, 9), "");
    add_exception(&fixture->plan, 2, date_make(2026, 3, 2), date_make(2030, 12, 31), repeats);
    assert_true(analysis_update(&fixture->plan, NULL));
    export_plan(&fixture->plan, &xml);
    import(other, buffer_text(&xml));
    assert_string_equal(exceptions(other), expected);
    buffer_release(&xml);
    end(&fresh);
    end(&other);
}

/* 2 March 2026 is a Monday, the 8th a Sunday. */
static void rules_that_project_has_not_go_out_as_what_it_has(void **state)
{
    (void)state;
    assert_goes_out_as("weekly fri", "2026-03-02/2030-12-31 off weekly fri; 2026-03-07/2026-03-09 off; ");
    /* days that a newer rule has are its own: the older exception loses them */
    assert_goes_out_as("weekly sun", "2026-03-02/2030-12-31 off weekly sun; 2026-03-07 off; 2026-03-09 off; ");
    /* weeks begin on Sundays there */
    assert_goes_out_as("every 2 weeks mon sun", "2026-03-02/2030-12-31 off every 2 weeks mon; 2026-03-07 off; "
                                                "2026-03-08/2030-12-31 off every 2 weeks sun; 2026-03-09 off; ");
    /* no years are skipped there */
    assert_goes_out_as("every 2 years 25 dec",
                       "2026-03-07/2026-03-09 off; 2026-12-25 off; 2028-12-25 off; 2030-12-25 off; ");
    /* every day of a period is no rule */
    assert_goes_out_as("daily", "2026-03-02/2030-12-31 off; ");
}

/* One element of every kind */

/* What is in them: for elements of which not every value is allowed, or some mean nothing. */
static const struct {
    const char *element, *content;
} contents[] = {
    {"UID", "7"},
    {"TaskUID", "7"},
    {"ResourceUID", "7"},
    {"CalendarUID", "-1"},
    {"BaseCalendarUID", "-1"},
    {"IsNull", "0"},
    {"MinutesPerDay", "480"},
    {"MinutesPerWeek", "2400"},
    {"DaysPerMonth", "20"},
    {"CurrencyCode", "EUR"},
    {"ScheduleFromStart", "0"},
    {"Number", "0"},
    {"Interim", "0"},
    {"EstimatedDuration", "0"},
    {"OutlineNumber", "1"},
    {"WBS", "A.1"},
    {"ConstraintType", "4"},
    {"FixedCostAccrual", "1"},
    {"LevelAssignments", "0"},
    {"LevelingCanSplit", "0"},
    {"CanLevel", "0"},
    {"AccrueAt", "1"},
    {"HasFixedRateUnits", "0"},
    {"DurationFormat", "7"},
    {"MaxUnits", "1"},
    {"OutlineCodes", "<OutlineCode><FieldID>1</FieldID></OutlineCode>"},
    {"WBSMasks", "<Prefix>P</Prefix><WBSMask><Level>1</Level></WBSMask>"},
    {"ExtendedAttributes", "<ExtendedAttribute><FieldID>1</FieldID></ExtendedAttribute>"},
    {"AvailabilityPeriods", "<AvailabilityPeriod><AvailableUnits>1</AvailableUnits></AvailabilityPeriod>"},
    {"Rates", "<Rate><StandardRate>1</StandardRate></Rate>"},
    {"PredecessorLink", "<PredecessorUID>8</PredecessorUID>"},
    {"Views", "<View><Name>Gantt</Name></View>"},
};

static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name), wanted = strlen(end);
    return length >= wanted && strcmp(name + length - wanted, end) == 0;
}

static const char *content_of(const char *element)
{
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++)
        if (strcmp(contents[i].element, element) == 0)
            return contents[i].content;
    static const char *const dates[] = {"Start", "Finish", "Date", "Stop", "Resume", "Deadline", "From", "To", "Saved"};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        if (ends_with(element, dates[i]))
            return "2026-03-02T08:00:00";
    return ends_with(element, "Duration") || ends_with(element, "Work") ? "PT1H0M0S" : "1";
}

/* Add a record with each of its elements, but for what is given in `inside` and what `except` names. */
static void add_all(Buffer *xml, const char *record, const char *inside, const char *except)
{
    char name[80], wanted[84];
    if (strcmp(record, "Project") != 0)
        buffer_format(xml, "<%s>", record);
    for (const char *at = order_of(record) + 1; *at; at += strlen(name) + 1) {
        snprintf(name, sizeof name, "%.*s", (int)strcspn(at, " "), at);
        snprintf(wanted, sizeof wanted, " %s ", name);
        if (!strstr(except, wanted))
            buffer_format(xml, "<%s>%s</%s>", name, content_of(name), name);
    }
    buffer_add(xml, inside);
    buffer_add(xml, "<Novelty>1</Novelty>");
    if (strcmp(record, "Project") != 0)
        buffer_format(xml, "</%s>", record);
}

static void build_all(Buffer *xml)
{
    Buffer baseline = {0}, exception = {0};
    buffer_add(xml, "<Project xmlns=\"http://schemas.microsoft.com/project\">");
    add_all(xml, "Project", "", " Calendars Tasks Resources Assignments ");
    buffer_add(xml, "<Calendars>");
    add_all(&exception, "Exception", PERIOD("2026-03-02", "2026-03-02"), " TimePeriod WorkingTimes ");
    buffer_format(&baseline, "<WeekDays></WeekDays><Exceptions>%s</Exceptions><WorkWeeks></WorkWeeks>",
                  buffer_text(&exception));
    add_all(xml, "Calendar", buffer_text(&baseline), " WeekDays Exceptions WorkWeeks ");
    buffer_add(xml, "</Calendars><Tasks>" TASK(8, ""));
    buffer_clear(&baseline);
    add_all(&baseline, "Baseline", "", " ");
    add_all(xml, "Task", buffer_text(&baseline), " Baseline ");
    buffer_add(xml, "</Tasks><Resources>");
    add_all(xml, "Resource", "", " ");
    buffer_add(xml, "</Resources><Assignments>");
    add_all(xml, "Assignment", "", " ");
    buffer_add(xml, "</Assignments></Project>");
    buffer_release(&baseline);
    buffer_release(&exception);
}

/*
 * Not named are: what the program computes itself (dates, slack, totals of work and cost, variances, earned value),
 * what Project numbers or shows for its own use (GUIDs, revisions, views, reports, macros, settings for new tasks and
 * of its server).
 */
static void what_is_not_kept_is_named(void **state)
{
    static const char *const expected[] = {
        "2 baselines of resources and assignments are not kept; those of tasks are",
        "4 timephased values are not kept",
        "3 values of custom fields are not kept",
        "2 outline codes are not kept",
        "3 hyperlinks are not kept",
        "1 row of a cost rate table is not kept; the resource has its standard rate",
        "1 availability period is not kept; the resource has its maximum units",
        "1 note on an assignment is not kept",
        "1 assignment has a work contour; its work is spread evenly here",
        "2 leveling delays are not kept",
        "1 task was finished, and is less than complete in the file; here it is complete",
        "1 plan inserted in this one is not read; import its own file",
        "3 definitions of custom fields and codes are not kept",
        "4 figures of actual work and cost are not kept; they follow from the percentages complete",
        "1 fixed cost falls due at the start or the end in the file; here as the task proceeds",
        "1 task has a WBS code of its own in the file; here it follows from the outline",
        "1 inserted project is taken as an ordinary task",
        "1 task stands for one of another project; it is taken as an ordinary task",
        "1 project is scheduled back from its finish in the file; here from its start",
        "1 element Subject of Project is not kept",
        "1 element Category of Project is not kept",
        "1 element Company of Project is not kept",
        "1 element Author of Project is not kept",
        "1 element MultipleCriticalPaths of Project is not kept",
        "1 element MoveCompletedEndsBack of Project is not kept",
        "1 element MoveRemainingStartsBack of Project is not kept",
        "1 element MoveRemainingStartsForward of Project is not kept",
        "1 element MoveCompletedEndsForward of Project is not kept",
        "1 element Prefix of WBSMasks is not kept",
        "1 element Novelty of Project is unknown and not kept",
        "1 element Novelty of Exception is unknown and not kept",
        "1 element Novelty of Calendar is unknown and not kept",
        "1 element Contact of Task is not kept",
        "1 element StartText of Task is not kept",
        "1 element FinishText of Task is not kept",
        "1 element DurationText of Task is not kept",
        "1 element Recurring of Task is not kept",
        "1 element SubprojectName of Task is not kept",
        "1 element ExternalTaskProject of Task is not kept",
        "1 element LevelAssignments of Task is not kept",
        "1 element LevelingCanSplit of Task is not kept",
        "1 element PreLeveledStart of Task is not kept",
        "1 element PreLeveledFinish of Task is not kept",
        "1 element HyperlinkSubAddress of Task is not kept",
        "1 element HideBar of Task is not kept",
        "1 element Rollup of Task is not kept",
        "1 element Novelty of Baseline is unknown and not kept",
        "1 element Novelty of Task is unknown and not kept",
        "1 element Phonetics of Resource is not kept",
        "1 element NTAccount of Resource is not kept",
        "1 element MaterialLabel of Resource is not kept",
        "1 element Code of Resource is not kept",
        "1 element HyperlinkSubAddress of Resource is not kept",
        "1 element CanLevel of Resource is not kept",
        "1 element AccrueAt of Resource is not kept",
        "1 element IsGeneric of Resource is not kept",
        "1 element IsInactive of Resource is not kept",
        "1 element BookingType of Resource is not kept",
        "1 element CostCenter of Resource is not kept",
        "1 element AssnOwner of Resource is not kept",
        "1 element IsBudget of Resource is not kept",
        "1 element Novelty of Resource is unknown and not kept",
        "1 element CostRateTable of Assignment is not kept",
        "1 element RateScale of Assignment is not kept",
        "1 element Delay of Assignment is not kept",
        "1 element HyperlinkSubAddress of Assignment is not kept",
        "1 element HasFixedRateUnits of Assignment is not kept",
        "1 element FixedMaterial of Assignment is not kept",
        "1 element OvertimeWork of Assignment is not kept",
        "1 element BookingType of Assignment is not kept",
        "1 element AssnOwner of Assignment is not kept",
        "1 element BudgetCost of Assignment is not kept",
        "1 element BudgetWork of Assignment is not kept",
        "1 element Novelty of Assignment is unknown and not kept",
    };
    Fixture *fixture = *state;
    Buffer xml = {0}, notes = {0}, wanted = {0};
    build_all(&xml);
    import(fixture, buffer_text(&xml));
    for (size_t i = 0; i < fixture->report.notes.count; i++)
        buffer_format(&notes, "%s\n", fixture->report.notes.items[i]);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        buffer_format(&wanted, "%s\n", expected[i]);
    assert_string_equal(buffer_text(&notes), buffer_text(&wanted));
    buffer_release(&xml);
    buffer_release(&notes);
    buffer_release(&wanted);
}

/* There may be any number of them. */
static void unknown_names_are_capped(void **state)
{
    Fixture *fixture = *state;
    Buffer xml = {0};
    buffer_add(&xml, "<Project xmlns=\"http://schemas.microsoft.com/project\">");
    for (int i = 0; i < 150; i++)
        buffer_format(&xml, "<N%d/><N%d/>", i, i);
    buffer_add(&xml, "</Project>");
    import(fixture, buffer_text(&xml));
    assert_noted(fixture, "2 elements N0 of Project are unknown and not kept");
    assert_noted(fixture, "2 elements N99 of Project are unknown and not kept");
    assert_noted(fixture, "100 elements of further names are not kept");
    assert_int_equal(fixture->report.notes.count, 101);
    buffer_release(&xml);
}

/* Encodings */

#define NAMED(prolog, name) prolog PROJECT("<Tasks><Task><UID>1</UID><Name>" name "</Name></Task></Tasks>")

static void encodings_of_the_prolog_are_read(void **state)
{
    static const struct {
        const char *xml, *name;
    } cases[] = {
        {NAMED("<?xml version=\"1.0\"?>", "\xC3\xA9t\xC3\xA9"), "été"},
        {NAMED("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?>", "\xC3\xA9t\xC3\xA9"), "été"},
        {NAMED("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", "\xE9t\xE9"), "été"},
        /* the euro sign, quotes and Ž are where Latin-1 has control characters */
        {NAMED("<?xml version=\"1.0\" encoding=\"windows-1252\"?>", "\x93\xE9t\xE9\x94 \x80 \x8E"), "“été” € Ž"},
        {NAMED("<?xml version=\"1.0\" encoding=\"Windows-1252\"?>", "A\x81"), "A\xEF\xBF\xBD"}, /* 0x81 is none */
        {NAMED("<?xml version=\"1.0\" encoding=\"US-ASCII\"?>", "a"), "a"},
    };
    Fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        import(fixture, cases[i].xml);
        assert_string_equal(task(fixture, "1")->name, cases[i].name);
    }
}

static void utf16_is_read(void **state)
{
    static const char *const prologs[] = {"", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"};
    for (int big = 0; big < 2; big++)
        for (int k = 0; k < 2; k++) {
            void *fresh;
            begin(&fresh);
            Fixture *fixture = fresh;
            Buffer xml = {0}, wide = {0};
            buffer_format(&xml, "%s%s", prologs[k], PROJECT("<Tasks>" TASK(1, "") "</Tasks>"));
            buffer_add(&wide, big ? "\xFE\xFF" : "\xFF\xFE");
            for (size_t i = 0; i < xml.length; i++) {
                buffer_add_char(&wide, big ? '\0' : xml.bytes[i]);
                buffer_add_char(&wide, big ? xml.bytes[i] : '\0');
            }
            assert_true(mspdi_recognise(wide.bytes, wide.length));
            import_plan(&fixture->plan, wide.bytes, wide.length, 1000, &fixture->report);
            assert_string_equal(task(fixture, "1")->name, "Task 1");
            buffer_release(&xml);
            buffer_release(&wide);
            end(&fresh);
        }
    (void)state;
}

static void other_encodings_are_refused(void **state)
{
    static const char koi[] = NAMED("<?xml version=\"1.0\" encoding=\"KOI8-R\"?>", "\xC1");
    static const char wrong[] = NAMED("<?xml version=\"1.0\" encoding=\"UTF-16\"?>", "a");
    assert_refused(*state, koi, sizeof koi - 1,
                   "line 1: the encoding 'KOI8-R' is not known; expected UTF-8, UTF-16, ISO-8859-1 or windows-1252");
    assert_refused(*state, wrong, sizeof wrong - 1, "line 1: this is not well-formed XML (encoding specified");
}

/* Damaged files */

/* Every beginning of a file is refused with one sentence, and nothing is left in the plan. */
static void files_cut_anywhere_are_refused(void **state)
{
    Fixture *fixture = *state;
    for (size_t length = 0; length < strlen(RICH); length++) {
        char *cut = test_malloc(length + 1); /* so that reading beyond the end is found */
        memcpy(cut, RICH, length);
        assert_refused(fixture, cut, length, "line 1: ");
        test_free(cut);
    }
}

/* Whatever a byte becomes, the file is taken or refused with a sentence. */
static void files_with_a_wrong_byte_are_taken_or_refused(void **state)
{
    Fixture *fixture = *state;
    const char *const bytes = "<>&/\"0 9\xFF\x01-T";
    size_t length = strlen(RICH), refused = 0;
    for (size_t at = 0; at < length; at += 3) {
        ChangeSet set;
        MspdiReport report;
        Error error = {0};
        char *damaged = test_malloc(length);
        memcpy(damaged, RICH, length);
        damaged[at] = bytes[at % strlen(bytes)];
        change_begin(&set, &fixture->plan, "import", "");
        bool good = mspdi_import(damaged, length, "plan.xml", &fixture->plan, &set, &report, &error);
        assert_int_equal(good, *error.text == '\0');
        assert_null(strchr(error.text, '\n'));
        assert_int_equal(plan_count(&fixture->plan, ENTITY_TASK), 0);
        refused += !good;
        mspdi_report_release(&report);
        change_release(&set);
        test_free(damaged);
    }
    assert_true(refused > length / 10);
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(elements_go_out_in_microsofts_order),
        T(what_goes_out_comes_back_the_same),
        cmocka_unit_test(rules_that_project_has_not_go_out_as_what_it_has),
        T(what_is_not_kept_is_named),
        T(unknown_names_are_capped),
        T(encodings_of_the_prolog_are_read),
        cmocka_unit_test(utf16_is_read),
        T(other_encodings_are_refused),
        T(files_cut_anywhere_are_refused),
        T(files_with_a_wrong_byte_are_taken_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
