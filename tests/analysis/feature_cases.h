/*
 * What the schedule can do, as cases of the mini-language of plan_words.h. All expectations are worked out by hand from
 * Microsoft Project's rules, and `why` shows the work: which days, which hours. Unless a plan says otherwise the
 * project starts on Monday 2 March 2026 at 08:00, and work is done Monday to Friday from 8 to 12 and from 13 to 17: 8h
 * a day.
 */
#ifndef STEERCO_TESTS_ANALYSIS_FEATURE_CASES_H
#define STEERCO_TESTS_ANALYSIS_FEATURE_CASES_H

#include "features.h"

typedef struct FeatureCase {
    Feature feature;
    const char *plan, *expected, *why;
} FeatureCase;

/* clang-format off */
static const FeatureCase feature_cases[] = {
    {FS, "A 2d; B 1d; A FS B", "A Mon 2 Mar 08:00 - Tue 3 Mar 17:00; B Wed 4 Mar 08:00 - Wed 4 Mar 17:00",
     "A Mon, Tue; B Wed"},
    {FS, "A 5d; B 1d; A FS B", "B Mon 9 Mar 08:00 - Mon 9 Mar 17:00", "A Mon to Fri; B after the weekend"},
    {FS, "A 12h; B 1d; A FS B", "B Tue 3 Mar 13:00 - Wed 4 Mar 12:00",
     "A 8h Mon, 4h Tue until noon; B 4h Tue, 4h Wed"},
    {FS, "A 2d; B 1d; C 5d; A FS B", "B late Fri 6 Mar 08:00 - Fri 6 Mar 17:00; A late Wed 4 Mar 08:00 - Thu 5 Mar 17:00; "
     "A slack 960/0; B slack 960/960", "C ends Fri 17:00: B Fri at the latest, A Wed and Thu; two days of slack each"},

    {FS_WORKING, "A 2d; B 1d; A FS+1d B", "B Thu 5 Mar 08:00 - Thu 5 Mar 17:00", "the lag is Wed"},
    {FS_WORKING, "A 5d; B 1d; A FS+1d B", "B Tue 10 Mar 08:00 - Tue 10 Mar 17:00", "A ends Fri; the lag is Mon"},
    {FS_WORKING, "A 3d; B 1d; A FS-1d B", "B Wed 4 Mar 08:00 - Wed 4 Mar 17:00", "A ends Wed 17:00; a day back is Wed 08:00"},
    {FS_WORKING, "A 1d; B 1d; C 5d; A FS+1d B", "A late Wed 4 Mar 08:00 - Wed 4 Mar 17:00; A slack 960/0",
     "B Fri at the latest, the lag Thu, A Wed: two days later than Mon"},
    {FS_WORKING, "A 3d; B 1d; C 5d; A FS-1d B", "A late Wed 4 Mar 08:00 - Fri 6 Mar 17:00; A slack 960/0",
     "B late Fri 08:00, a day on is Fri 17:00: A Wed to Fri; B starts Wed 08:00, a day on is Wed 17:00, where A ends"},

    {FS_ELAPSED, "A 5d; B 1d; A FS+3ed B", "B Tue 10 Mar 08:00 - Tue 10 Mar 17:00", "Fri 17:00 + 72h = Mon 17:00: too late for Mon"},
    {FS_ELAPSED, "A 3d; B 1d; A FS-1ed B", "B Wed 4 Mar 08:00 - Wed 4 Mar 17:00", "Wed 17:00 − 24h = Tue 17:00: work goes on Wed"},
    {FS_ELAPSED, "A 1d; B 1d; C 5d; A FS+1ed B", "A late Wed 4 Mar 08:00 - Wed 4 Mar 17:00; A slack 960/0",
     "B late Fri 08:00 − 24h = Thu 08:00: A ends Wed 17:00"},

    {FS_PERCENT, "A 2d; B 1d; A FS+50% B", "B Thu 5 Mar 08:00 - Thu 5 Mar 17:00", "half of 2d is the day of lag, Wed"},
    {FS_PERCENT, "A 4d; B 1d; A FS-50% B", "B Wed 4 Mar 08:00 - Wed 4 Mar 17:00", "A ends Thu 17:00; two days back is Wed 08:00"},
    {FS_PERCENT, "A 2d; B 1d; C 10d; A FS+50% B", "A late Tue 10 Mar 08:00 - Wed 11 Mar 17:00",
     "C ends Fri 13: B Fri, the lag Thu, A Tue and Wed"},
    {FS_PERCENT, "A 1ed; B 1d; A FS+100% B", "B Wed 4 Mar 08:00 - Wed 4 Mar 17:00",
     "per cent of clock time is clock time: A ends Tue 08:00, the lag Wed 08:00"},

    {FS_ELAPSED_PERCENT, "A 2d; B 1d; A FS+100e% B", "B Wed 4 Mar 09:00 - Thu 5 Mar 09:00",
     "2d are 16h: Tue 17:00 + 16h = Wed 09:00; 7h on Wed, 1h on Thu"},
    {FS_ELAPSED_PERCENT, "A 2d; B 1d; A FS-100e% B", "B Tue 3 Mar 08:00 - Tue 3 Mar 17:00", "Tue 17:00 − 16h = Tue 01:00"},
    {FS_ELAPSED_PERCENT, "A 2d; B 1d; C 10d; A FS+100e% B", "A late Tue 10 Mar 16:00 - Thu 12 Mar 16:00",
     "B late Fri 13 08:00 − 16h = Thu 16:00; 7h Thu, 8h Wed, 1h Tue"},

    {SS, "A 5d; B 1d; A SS B", "B Mon 2 Mar 08:00 - Mon 2 Mar 17:00", "together with A"},
    {SS, "A 5d SNET Wed 4 Mar 10:00; B 1d; A SS B", "B Wed 4 Mar 10:00 - Thu 5 Mar 10:00", "together with A; 6h Wed, 2h Thu"},
    {SS, "A 5d; B 8d; C 10d; A SS B", "A late Wed 4 Mar 08:00 - Tue 10 Mar 17:00; A slack 960/0",
     "B's 8 days end Fri 13: they begin Wed 4, and so does A at the latest"},

    {SS_WORKING, "A 5d; B 1d; A SS+2d B", "B Wed 4 Mar 08:00 - Wed 4 Mar 17:00", "Mon and Tue are the lag"},
    {SS_WORKING, "A 2d SNET Thu 5 Mar 08:00; B 1d; A SS-1d B", "B Wed 4 Mar 08:00 - Wed 4 Mar 17:00", "a day before Thu 08:00"},
    {SS_WORKING, "A 2d SNET Mon 9 Mar 08:00; B 1d; A SS-1d B", "B Fri 6 Mar 08:00 - Fri 6 Mar 17:00", "a working day before Mon 08:00"},
    {SS_WORKING, "A 5d; B 6d; C 10d; A SS+2d B", "B Wed 4 Mar 08:00 - Wed 11 Mar 17:00; A late Wed 4 Mar 08:00 - Tue 10 Mar 17:00",
     "B's 6 days end Fri 13 and begin Fri 6 08:00; two days before is Wed 08:00"},

    {SS_ELAPSED, "A 5d; B 1d; A SS+2ed B", "B Wed 4 Mar 08:00 - Wed 4 Mar 17:00", "Mon 08:00 + 48h"},
    {SS_ELAPSED, "A 1d SNET Fri 6 Mar 08:00; B 1d; A SS+1ed B", "B Mon 9 Mar 08:00 - Mon 9 Mar 17:00", "Sat 08:00: work goes on Mon"},
    {SS_ELAPSED, "A 1d SNET Mon 9 Mar 08:00; B 1d; A SS-1ed B", "B Mon 9 Mar 08:00 - Mon 9 Mar 17:00", "Sun 08:00: work goes on Mon"},
    {SS_ELAPSED, "A 1d SNET Wed 4 Mar 10:00; B 1d; A SS-1ed B", "B Tue 3 Mar 10:00 - Wed 4 Mar 10:00", "Wed 10:00 − 24h; 6h Tue, 2h Wed"},

    {SS_PERCENT, "A 4d; B 1d; A SS+50% B", "B Wed 4 Mar 08:00 - Wed 4 Mar 17:00", "half of 4d: Mon and Tue are the lag"},
    {SS_PERCENT, "A 2d SNET Thu 5 Mar 08:00; B 1d; A SS-50% B", "B Wed 4 Mar 08:00 - Wed 4 Mar 17:00", "half of 2d before Thu 08:00"},

    {SS_ELAPSED_PERCENT, "A 2d; B 1d; A SS+100e% B", "B Tue 3 Mar 08:00 - Tue 3 Mar 17:00", "Mon 08:00 + 16h = Tue 00:00"},
    {SS_ELAPSED_PERCENT, "A 2d SNET Thu 5 Mar 08:00; B 1d; A SS-100e% B", "B Wed 4 Mar 16:00 - Thu 5 Mar 16:00",
     "Thu 08:00 − 16h = Wed 16:00; 1h Wed, 7h Thu"},

    {FF, "A 3d; B 1d; A FF B", "B Wed 4 Mar 08:00 - Wed 4 Mar 17:00", "B ends with A, Wed 17:00"},
    {FF, "A 1d; B 3d; A FF B", "B Mon 2 Mar 08:00 - Wed 4 Mar 17:00", "it cannot start before the project: it ends later"},
    {FF, "A 1d; B 3d; C 5d; A FF B", "A late Fri 6 Mar 08:00 - Fri 6 Mar 17:00; A slack 1920/960",
     "B ends Fri at the latest, and so does A: four days; without moving B from Wed 17:00 two"},

    {FF_WORKING, "A 3d; B 1d; A FF+1d B", "B Thu 5 Mar 08:00 - Thu 5 Mar 17:00", "A ends Wed 17:00, the bound is Thu 17:00"},
    {FF_WORKING, "A 3d; B 1d; A FF-1d B", "B Tue 3 Mar 08:00 - Wed 4 Mar 08:00",
     "a day before Wed 17:00 is Wed 08:00, the bound, which the finish keeps; the work is Tue"},
    {FF_WORKING, "A 1d; B 1d; C 5d; A FF+1d B", "A late Thu 5 Mar 08:00 - Thu 5 Mar 17:00",
     "B ends Fri 17:00 at the latest, a day before is Fri 08:00: work ends Thu 17:00"},

    {FF_ELAPSED, "A 3d; B 1d; A FF+1ed B", "B Thu 5 Mar 08:00 - Thu 5 Mar 17:00", "Wed 17:00 + 24h"},
    {FF_ELAPSED, "A 3d; B 1d; A FF-1ed B", "B Tue 3 Mar 08:00 - Tue 3 Mar 17:00", "Wed 17:00 − 24h"},
    {FF_ELAPSED, "A 5d; B 1d; A FF+1ed B", "B Fri 6 Mar 08:00 - Fri 6 Mar 17:00", "the bound is Sat 17:00, when nobody works; the work ends on Fri"},

    {FF_PERCENT, "A 2d; B 1d; A FF+50% B", "B Wed 4 Mar 08:00 - Wed 4 Mar 17:00", "Tue 17:00 and half of 2d"},
    {FF_PERCENT, "A 4d; B 1d; A FF-50% B", "B Tue 3 Mar 08:00 - Wed 4 Mar 08:00", "two days before Thu 17:00 is Wed 08:00, the bound"},

    {FF_ELAPSED_PERCENT, "A 2d; B 1d; A FF+100e% B", "B Tue 3 Mar 09:00 - Wed 4 Mar 09:00", "Tue 17:00 + 16h; 1h Wed, 7h Tue"},
    {FF_ELAPSED_PERCENT, "A 2d; B 1d; A FF-100e% B", "B Mon 2 Mar 08:00 - Mon 2 Mar 17:00", "Tue 17:00 − 16h is in the night; the work ends on Mon"},

    {SF, "A 1d SNET Mon 9 Mar 08:00; B 1d; A SF B", "B Fri 6 Mar 08:00 - Mon 9 Mar 08:00", "the finish keeps Mon 08:00; the work is Fri"},
    {SF, "A 1d SNET Mon 9 Mar 08:00; B 2d; A SF B", "B Thu 5 Mar 08:00 - Mon 9 Mar 08:00", "the work is Thu and Fri"},
    {SF, "A 1d; B 1d; A SF B", "B Mon 2 Mar 08:00 - Mon 2 Mar 17:00", "it cannot start before the project"},
    {SF, "A 1d SNET Mon 9 Mar 08:00; B 1d; A SF B; A SS B", "B Mon 9 Mar 08:00 - Mon 9 Mar 17:00", "another link pushes it later"},
    {SF, "A 1d SNET Mon 9 Mar 08:00; B 1d deadline Tue 10 Mar 12:00; C 10d; A SF B",
     "A late Tue 10 Mar 13:00 - Wed 11 Mar 12:00; A slack 720/0",
     "A starts by Tue 12:00, that is 13:00, and ends Wed 12:00; from Mon 08:00 these are 8h and 4h"},

    {SF_WORKING, "A 1d SNET Mon 9 Mar 08:00; B 1d; A SF+1d B", "B Mon 9 Mar 08:00 - Mon 9 Mar 17:00", "the bound is Mon 17:00"},
    {SF_WORKING, "A 1d SNET Wed 11 Mar 08:00; B 1d; A SF-1d B", "B Mon 9 Mar 08:00 - Tue 10 Mar 08:00", "the bound is Tue 08:00"},

    {SF_ELAPSED, "A 1d SNET Mon 9 Mar 08:00; B 1d; A SF+1ed B", "B Mon 9 Mar 08:00 - Tue 10 Mar 08:00", "the bound is Tue 08:00"},
    {SF_ELAPSED, "A 1d SNET Mon 9 Mar 08:00; B 1d; A SF-1ed B", "B Fri 6 Mar 08:00 - Fri 6 Mar 17:00", "the bound is Sun 08:00; the work ends on Fri"},

    {SF_PERCENT, "A 2d SNET Mon 9 Mar 08:00; B 1d; A SF+50% B", "B Mon 9 Mar 08:00 - Mon 9 Mar 17:00", "Mon 08:00 and half of 2d"},
    {SF_PERCENT, "A 2d SNET Wed 11 Mar 08:00; B 1d; A SF-50% B", "B Mon 9 Mar 08:00 - Tue 10 Mar 08:00", "Wed 08:00 less half of 2d"},

    {SF_ELAPSED_PERCENT, "A 2d SNET Mon 9 Mar 08:00; B 1d; A SF+100e% B", "B Mon 9 Mar 08:00 - Mon 9 Mar 17:00",
     "Mon 08:00 + 16h is midnight; the work ends on Mon"},
    {SF_ELAPSED_PERCENT, "A 2d SNET Mon 9 Mar 08:00; B 1d; A SF-50e% B", "B Fri 6 Mar 08:00 - Fri 6 Mar 17:00",
     "Mon 08:00 − 8h is midnight; the work ends on Fri"},

    {ASAP, "A 1d; C 5d", "A Mon 2 Mar 08:00 - Mon 2 Mar 17:00; A late Fri 6 Mar 08:00 - Fri 6 Mar 17:00; A slack 1920/1920",
     "from the project start; it could wait until Fri, four days"},
    {ASAP, "A 3d; B 1d ASAP; A FS B", "B Thu 5 Mar 08:00 - Thu 5 Mar 17:00", "as soon as A is done"},

    {ALAP, "A 1d ALAP; C 5d", "A Fri 6 Mar 08:00 - Fri 6 Mar 17:00; A slack 0/0", "it ends with the project"},
    {ALAP, "A 1d ALAP; B 1d; C 5d; A FS B", "A Thu 5 Mar 08:00 - Thu 5 Mar 17:00; B Fri 6 Mar 08:00 - Fri 6 Mar 17:00; B slack 0/0",
     "it uses up all slack, not only its own: B has none left"},
    {ALAP, "X 2d; A 1d ALAP; C 5d; X FS A", "A Fri 6 Mar 08:00 - Fri 6 Mar 17:00; X slack 960/960",
     "X could end Thu 17:00 instead of Tue 17:00, without moving A"},
    {ALAP, "A 3d ALAP; B 1d deadline Tue 3 Mar 17:00; A FS B", "A Mon 2 Mar 08:00 - Wed 4 Mar 17:00; A slack -960/0",
     "its late start, Thu 26 Feb, lies before its early start, which counts; B late Tue, A should end Mon"},

    {MSO, "A 1d MSO Wed 4 Mar 08:00", "A Wed 4 Mar 08:00 - Wed 4 Mar 17:00", "on its date"},
    {MSO, "A 1d MSO Fri 27 Feb 08:00", "A Fri 27 Feb 08:00 - Fri 27 Feb 17:00", "on its date, even before the project"},
    {MSO, "A 5d; B 1d MSO Wed 4 Mar 08:00; A FS B", "B Wed 4 Mar 08:00 - Wed 4 Mar 17:00; B slack -1440/0; "
     "A Mon 2 Mar 08:00 - Fri 6 Mar 17:00; A late Wed 25 Feb 08:00 - Tue 3 Mar 17:00; A slack -1440/0",
     "the link alone would start it Mon 9: Wed, Thu and Fri too early; A should end Tue 17:00, three days before Fri 17:00"},
    {MSO, "A 1d MSO Mon 2 Mar 08:00; B 1d; C 10d; A FS B", "A late Mon 2 Mar 08:00 - Mon 2 Mar 17:00; A slack 0/0",
     "its late dates are its date, although B could wait until Fri 13"},
    {MSO, "A 1d MSO Wed 4 Mar 08:00; B 5d; A FS B", "B Thu 5 Mar 08:00 - Wed 11 Mar 17:00", "successors follow the date"},

    {MFO, "A 1d MFO Thu 5 Mar 17:00", "A Thu 5 Mar 08:00 - Thu 5 Mar 17:00", "its finish is the date"},
    {MFO, "A 2d MFO Wed 4 Mar 12:00", "A Mon 2 Mar 13:00 - Wed 4 Mar 12:00", "4h Wed, 8h Tue, 4h Mon"},
    {MFO, "A 5d; M 0d MFO Thu 5 Mar 17:00; A FS M", "M Thu 5 Mar 17:00 - Thu 5 Mar 17:00; M late Thu 5 Mar 17:00 - Thu 5 Mar 17:00; "
     "M slack -480/0; A slack -480/0", "the link alone asks for Fri 17:00, a day later; A should end Thu 17:00"},
    {MFO, "A 1d MFO Tue 3 Mar 17:00; B 1d; C 10d; A FS B", "A late Tue 3 Mar 08:00 - Tue 3 Mar 17:00; A slack 0/0",
     "its late dates are its date, although B could wait"},

    {SNET, "A 1d SNET Wed 4 Mar 10:00", "A Wed 4 Mar 10:00 - Thu 5 Mar 10:00", "from the date: 6h Wed, 2h Thu"},
    {SNET, "A 1d SNET Sat 7 Mar 08:00", "A Mon 9 Mar 08:00 - Mon 9 Mar 17:00", "a day off: the next working time"},
    {SNET, "A 5d; B 1d SNET Wed 4 Mar 08:00; A FS B", "B Mon 9 Mar 08:00 - Mon 9 Mar 17:00; B slack 0/0", "the link asks for more"},
    {SNET, "A 1d; B 1d SNET Thu 5 Mar 08:00; A FS B", "B Thu 5 Mar 08:00 - Thu 5 Mar 17:00", "the date asks for more"},
    {SNET, "A 2d SNET Thu 26 Feb 08:00; C 5d", "A Thu 26 Feb 08:00 - Fri 27 Feb 17:00; A late Thu 5 Mar 08:00 - Fri 6 Mar 17:00; "
     "A slack 2400/2400", "it takes the place of the project start; from Thu 26 Feb to Thu 5 Mar are five days"},
    {SNET, "A 1d; B 1d SNET Thu 26 Feb 08:00; A FS B", "B Tue 3 Mar 08:00 - Tue 3 Mar 17:00", "links hold all the same"},
    {SNET, "A 1d; B 1d SNET Thu 26 Feb 08:00; A FS-3d B", "B Thu 26 Feb 08:00 - Thu 26 Feb 17:00",
     "A ends Mon 17:00, three days back is Thu 26 Feb 08:00"},
    {SNET, "A 1d SNET Tue 3 Mar 08:00; C 5d", "A late Fri 6 Mar 08:00 - Fri 6 Mar 17:00", "it does not bind backward"},

    {SNLT, "A 1d SNLT Wed 4 Mar 08:00", "A Mon 2 Mar 08:00 - Mon 2 Mar 17:00", "as soon as possible is early enough"},
    {SNLT, "A 5d; B 1d SNLT Wed 4 Mar 08:00; A FS B", "B Wed 4 Mar 08:00 - Wed 4 Mar 17:00; B slack -1440/0; A slack -1440/0",
     "it beats the link, which asks for Mon 9: three days"},
    {SNLT, "A 1d SNLT Wed 4 Mar 08:00; C 10d", "A late Wed 4 Mar 08:00 - Wed 4 Mar 17:00; A slack 960/960",
     "it starts by Wed 08:00: it has Mon and Tue"},
    {SNLT, "A 1d SNLT Mon 30 Mar 08:00; C 5d", "A late Fri 6 Mar 08:00 - Fri 6 Mar 17:00", "no later than the project's finish"},

    {FNET, "A 1d FNET Thu 5 Mar 17:00", "A Thu 5 Mar 08:00 - Thu 5 Mar 17:00", "it starts a day before the date"},
    {FNET, "A 3d FNET Tue 3 Mar 17:00", "A Mon 2 Mar 08:00 - Wed 4 Mar 17:00", "it ends later than the date"},
    {FNET, "A 1d FNET Fri 27 Feb 17:00", "A Mon 2 Mar 08:00 - Mon 2 Mar 17:00", "it asks for nothing before the project start"},
    {FNET, "A 5d; B 1d FNET Thu 5 Mar 17:00; A FS B", "B Mon 9 Mar 08:00 - Mon 9 Mar 17:00", "the link asks for more"},
    {FNET, "A 1d FNET Tue 3 Mar 17:00; C 5d", "A late Fri 6 Mar 08:00 - Fri 6 Mar 17:00", "it does not bind backward"},

    {FNLT, "A 1d FNLT Wed 4 Mar 17:00", "A Mon 2 Mar 08:00 - Mon 2 Mar 17:00", "as soon as possible is early enough"},
    {FNLT, "A 5d; B 1d FNLT Wed 4 Mar 17:00; A FS B", "B Wed 4 Mar 08:00 - Wed 4 Mar 17:00; B slack -1440/0; A slack -1440/0",
     "it beats the link, which asks for Mon 9: three days"},
    {FNLT, "A 1d FNLT Wed 4 Mar 17:00; C 10d", "A late Wed 4 Mar 08:00 - Wed 4 Mar 17:00; A slack 960/960", "it ends by Wed 17:00"},
    {FNLT, "A 1d; B 1d FNLT Wed 4 Mar 17:00; C 10d; A FS B", "A late Tue 3 Mar 08:00 - Tue 3 Mar 17:00; A slack 480/0",
     "B late Wed, so A Tue: a day"},

    {START, "begin Sat 28 Feb 10:00; A 1d; M 0d", "A Mon 2 Mar 08:00 - Mon 2 Mar 17:00; M Sat 28 Feb 10:00 - Sat 28 Feb 10:00",
     "work begins Mon; a milestone is not moved into working time"},
    {START, "A 1d; B 1d; A FS-5d B", "B Mon 2 Mar 08:00 - Mon 2 Mar 17:00", "a lead does not pull before the project start"},
    {START, "begin Tue 3 Mar 15:00; A 1d", "A Tue 3 Mar 15:00 - Wed 4 Mar 15:00", "2h Tue, 6h Wed"},
    {START, "A 1d SNET Thu 26 Feb 08:00; B 1d; A FS B", "B Mon 2 Mar 08:00 - Mon 2 Mar 17:00",
     "A is done before the project starts, which B waits for"},

    {PROJECT_CALENDAR, "calendar Short 09:00-12:00 off; project Short; A 1d", "A Mon 2 Mar 09:00 - Wed 4 Mar 11:00", "3h Mon, 3h Tue, 2h Wed"},
    {PROJECT_CALENDAR, "calendar Short 09:00-12:00 off; project Short; A 3h; B 3h; A FS+3h B",
     "B Wed 4 Mar 09:00 - Wed 4 Mar 12:00", "A Mon, the lag Tue, B Wed"},
    {PROJECT_CALENDAR, "calendar Short 09:00-12:00 off; project Short; A 3h; C 9h", "A slack 360/360", "C ends Wed 12:00: Tue and Wed are 6h"},

    {TASK_CALENDAR, "calendar Shop 10:00-14:00 10:00-14:00; A 1d cal Shop SNET Fri 6 Mar 10:00; B 1d; A FS B",
     "A Fri 6 Mar 10:00 - Sat 7 Mar 14:00; B Mon 9 Mar 08:00 - Mon 9 Mar 17:00", "4h Fri, 4h Sat; B in the project's time"},
    {TASK_CALENDAR, "calendar Shop 10:00-14:00 10:00-14:00; A 1d cal Shop; C 10d", "A late Thu 12 Mar 10:00 - Fri 13 Mar 14:00; A slack 2400/2400",
     "C ends Fri 13 17:00, the shop closes at 14:00; Tue 14:00 to Fri 13 14:00 are ten days of 4h"},
    {TASK_CALENDAR, "calendar Shop 10:00-14:00 10:00-14:00; A 5d; B 1d cal Shop; A FS+1d B", "B Mon 9 Mar 10:00 - Tue 10 Mar 14:00",
     "the lag of 8h is the shop's Sat and Sun"},

    {RESOURCE_CALENDAR, "calendar Short 09:00-12:00 off; person Anna Short; A 1d by Anna; C 5d",
     "A Mon 2 Mar 09:00 - Wed 4 Mar 11:00; A late Wed 4 Mar 10:00 - Fri 6 Mar 12:00; A slack 1020/1020",
     "3h Mon, 3h Tue, 2h Wed; late 3h Fri, 3h Thu, 2h Wed; slack is the project's: Mon 7h, Tue 8h, Wed until 10:00 2h"},
    {RESOURCE_CALENDAR, "calendar Short 09:00-12:00 off; person Anna Short; A 1d; B 1d by Anna; A FS+1d B",
     "B Wed 4 Mar 09:00 - Fri 6 Mar 11:00", "the lag is the project's Tue; then 3h, 3h, 2h"},
    {RESOURCE_CALENDAR, "person Anna; A 1d by Anna", "A Mon 2 Mar 08:00 - Mon 2 Mar 17:00", "without a calendar: the project's"},

    {BOTH_CALENDARS, "calendar Early 08:00-12:00 off; calendar Late 10:00-18:00 off; person Bob Late; A 4h cal Early by Bob",
     "A Mon 2 Mar 10:00 - Tue 3 Mar 12:00", "what they have in common: 2h Mon, 2h Tue"},
    {BOTH_CALENDARS, "calendar Early 08:00-12:00 off; calendar Late 10:00-18:00 off; person Bob Late; A 4h cal Early by Bob alone",
     "A Mon 2 Mar 08:00 - Mon 2 Mar 12:00", "its own calendar alone"},
    {BOTH_CALENDARS, "calendar Late 10:00-18:00 off; person Bob Late; A 4h by Bob alone", "A Mon 2 Mar 10:00 - Mon 2 Mar 14:00",
     "without a calendar of its own there is nothing else to count"},

    {TEAM, "calendar Evening 18:00-22:00 off; person Day; person Eve Evening; A 2d by Day by Eve",
     "A Mon 2 Mar 08:00 - Tue 3 Mar 12:00", "12h Mon, when either works; 4h Tue"},
    {TEAM, "calendar Anna 08:00-12:00+13:00-17:00 off; except Anna 2026-03-04 2026-03-04 off; calendar Bob "
     "08:00-12:00+13:00-17:00 off; except Bob 2026-03-05 2026-03-05 off; person A Anna; person B Bob; T 5d by A by B",
     "T Mon 2 Mar 08:00 - Fri 6 Mar 17:00", "one of them is there every day"},
    {TEAM, "calendar Anna 08:00-12:00+13:00-17:00 off; except Anna 2026-03-04 2026-03-05 off; calendar Bob "
     "08:00-12:00+13:00-17:00 off; except Bob 2026-03-05 2026-03-05 off; person A Anna; person B Bob; T 5d by A by B",
     "T Mon 2 Mar 08:00 - Mon 9 Mar 17:00", "nobody is there on Thu"},
    {TEAM, "calendar Early 08:00-12:00 off; calendar Evening 18:00-22:00 off; person Day; person Eve Evening; "
     "A 1d cal Early by Day by Eve", "A Mon 2 Mar 08:00 - Tue 3 Mar 12:00", "the mornings of those who work then: 4h Mon, 4h Tue"},

    {BASE_CALENDAR, "calendar Base 08:00-10:00 off; calendar Own inherit inherit base Base; A 4h cal Own",
     "A Mon 2 Mar 08:00 - Tue 3 Mar 10:00", "2h Mon, 2h Tue by the base"},
    {BASE_CALENDAR, "calendar Base 08:00-10:00 10:00-12:00; calendar Own 09:00-11:00 inherit base Base; A 6h cal Own SNET Fri 6 Mar 08:00",
     "A Fri 6 Mar 09:00 - Sun 8 Mar 12:00", "2h Fri by its own hours, 2h Sat and 2h Sun by the base"},
    {BASE_CALENDAR, "calendar Base 08:00-10:00 off; except Base 2026-03-03 2026-03-03 off; calendar Own 09:00-11:00 off base Base; A 4h cal Own",
     "A Mon 2 Mar 09:00 - Wed 4 Mar 11:00", "the base's day off holds, though the hours are its own"},
    {BASE_CALENDAR, "calendar Base 08:00-10:00 off; except Base 2026-03-03 2026-03-03 off; calendar Own 09:00-11:00 off base Base; "
     "except Own 2026-03-03 2026-03-03 09:00-10:00; A 3h cal Own", "A Mon 2 Mar 09:00 - Tue 3 Mar 10:00", "its own exception beats the base's"},
    {BASE_CALENDAR, "calendar Own inherit inherit; A 1d cal Own", "A Mon 2 Mar 08:00 - Mon 2 Mar 17:00", "without a base: the standard hours"},

    {EXCEPTION, "calendar Std 08:00-12:00+13:00-17:00 off; except Std 2026-03-03 2026-03-04 off; project Std; A 2d",
     "A Mon 2 Mar 08:00 - Thu 5 Mar 17:00", "Tue and Wed are off"},
    {EXCEPTION, "calendar Std 08:00-12:00+13:00-17:00 off; except Std 2026-03-07 2026-03-07 08:00-12:00; project Std; A 44h",
     "A Mon 2 Mar 08:00 - Sat 7 Mar 12:00", "five days and the Saturday that is worked"},
    {EXCEPTION, "calendar Std 08:00-12:00+13:00-17:00 off; except Std 2026-03-02 2026-03-06 08:00-12:00; "
     "except Std 2026-03-03 2026-03-03 off; project Std; A 12h", "A Mon 2 Mar 08:00 - Thu 5 Mar 12:00", "4h Mon, Tue off by the newer one, 4h Wed, 4h Thu"},
    {EXCEPTION, "calendar Std 08:00-12:00+13:00-17:00 off; except Std 2026-03-05 2026-03-05 off; project Std; A 1d; C 4d",
     "A late Fri 6 Mar 08:00 - Fri 6 Mar 17:00; A slack 1440/1440", "C is Mon, Tue, Wed, Fri; Tue, Wed and Fri are A's slack"},

    {REPEATING, "calendar Std 08:00-12:00+13:00-17:00 off; except Std 2026-03-02 2026-03-31 off weekly fri; project Std; A 5d",
     "A Mon 2 Mar 08:00 - Mon 9 Mar 17:00", "Fri 6 is off"},
    {REPEATING, "calendar Std 08:00-12:00+13:00-17:00 off; except Std 2026-03-02 2026-03-31 off every 2 weeks fri; project Std; A 10d",
     "A Mon 2 Mar 08:00 - Mon 16 Mar 17:00", "Fri 6 is off, Fri 13 not: four and five days, and Mon 16"},
    {REPEATING, "calendar Std 08:00-12:00+13:00-17:00 off; except Std 2026-01-01 2026-12-31 off monthly 4; project Std; A 3d",
     "A Mon 2 Mar 08:00 - Thu 5 Mar 17:00", "Wed 4 is off"},
    {REPEATING, "calendar Std 08:00-12:00+13:00-17:00 off; except Std 2026-01-01 2026-12-31 off monthly last fri; project Std; A 20d",
     "A Mon 2 Mar 08:00 - Mon 30 Mar 17:00", "19 working days until Thu 26, Fri 27 is off"},
    {REPEATING, "calendar Std 08:00-12:00+13:00-17:00 off; except Std 2000-01-01 2099-12-31 off yearly 5 mar; project Std; A 4d",
     "A Mon 2 Mar 08:00 - Fri 6 Mar 17:00", "Thu 5 is off"},
    {REPEATING, "calendar Std 08:00-12:00+13:00-17:00 off; except Std 2026-03-02 2026-03-06 08:00-12:00 every 2 days; project Std; A 2d",
     "A Mon 2 Mar 08:00 - Wed 4 Mar 12:00", "4h Mon, 8h Tue, 4h Wed"},
    {REPEATING, "calendar Std 08:00-12:00+13:00-17:00 off; except Std 2026-03-02 2026-03-10 off weekly fri; project Std; A 9d",
     "A Mon 2 Mar 08:00 - Fri 13 Mar 17:00", "Fri 6 is off; the rule ends before Fri 13"},
    {REPEATING, "calendar Std 08:00-12:00+13:00-17:00 off; except Std 2026-03-03 2026-03-04 off now and then; project Std; A 2d",
     "A Mon 2 Mar 08:00 - Thu 5 Mar 17:00", "what is no rule holds for every day"},

    {RANGES, "calendar Cut 06:00-08:00+09:00-10:00+20:00-21:00 off; project Cut; A 1d", "A Mon 2 Mar 09:00 - Wed 4 Mar 08:00",
     "Mon 9–10 and 20–21, Tue 4h, Wed 6–8"},
    {RANGES, "calendar Cut 06:00-08:00+09:00-10:00+20:00-21:00 off; project Cut; A 4h; C 3d", "A late Mon 9 Mar 09:00 - Tue 10 Mar 08:00",
     "C: 2h Mon, 16h until Fri, 4h Mon 9, 2h Tue until 08:00; A: 2h Tue 6–8, 2h Mon 20–21 and 9–10"},
    {RANGES, "A 1d SNET Mon 2 Mar 12:30", "A Mon 2 Mar 13:00 - Tue 3 Mar 12:00", "in the lunch break: from 13:00"},

    {NIGHT, "calendar Night 00:00-03:00+04:00-08:00+23:00-24:00 off; hours Night 0 23:00-24:00; hours Night 5 00:00-03:00+04:00-08:00; "
     "A 8h cal Night", "A Mon 2 Mar 23:00 - Tue 3 Mar 08:00", "1h Mon, 3h and 4h Tue"},
    {NIGHT, "calendar Night 00:00-03:00+04:00-08:00+23:00-24:00 off; hours Night 0 23:00-24:00; hours Night 5 00:00-03:00+04:00-08:00; "
     "A 8h cal Night SNET Fri 6 Mar 12:00; B 1d; A FS B", "A Fri 6 Mar 23:00 - Sat 7 Mar 08:00; B Mon 9 Mar 08:00 - Mon 9 Mar 17:00",
     "the shift that begins on Fri ends on Sat"},
    {NIGHT, "calendar Always 00:00-24:00 00:00-24:00; A 80h cal Always", "A Mon 2 Mar 08:00 - Thu 5 Mar 16:00", "three days and 8h of clock time"},
    {NIGHT, "calendar Always 00:00-24:00 00:00-24:00; project Always; A 16h; B 1h; A FS B",
     "A Mon 2 Mar 08:00 - Tue 3 Mar 00:00; B Tue 3 Mar 00:00 - Tue 3 Mar 01:00", "16h until midnight"},

    {ELAPSED, "A 3ed", "A Mon 2 Mar 08:00 - Thu 5 Mar 08:00", "72h"},
    {ELAPSED, "A 5d; B 3ed; A FS B", "B Fri 6 Mar 17:00 - Mon 9 Mar 17:00", "it starts where A ends"},
    {ELAPSED, "A 1ed SNET Sat 7 Mar 10:00; B 1d; A FS B", "A Sat 7 Mar 10:00 - Sun 8 Mar 10:00; B Mon 9 Mar 08:00 - Mon 9 Mar 17:00",
     "through the weekend; B waits for Mon"},
    {ELAPSED, "A 1ed; C 5d", "A late Thu 5 Mar 17:00 - Fri 6 Mar 17:00; A slack 4860/4860",
     "it ends with the project by the clock; Mon 08:00 to Thu 17:00 are 81h"},

    {MILESTONE, "A 1d; M 0d; A FS M", "M Mon 2 Mar 17:00 - Mon 2 Mar 17:00", "where A ends, not Tue 08:00"},
    {MILESTONE, "A 1d; M 0d; B 1d; A FS M; M FS B", "M late Tue 3 Mar 08:00 - Tue 3 Mar 08:00; M slack 0/0; B Tue 3 Mar 08:00 - Tue 3 Mar 17:00",
     "late where B starts, not Mon 17:00; no work lies between"},
    {MILESTONE, "M 0d SNET Tue 3 Mar 08:00", "M Tue 3 Mar 08:00 - Tue 3 Mar 08:00", "at its date"},
    {MILESTONE, "M 0d SNET Sat 7 Mar 10:00", "M Sat 7 Mar 10:00 - Sat 7 Mar 10:00", "at its date, though nobody works"},
    {MILESTONE, "A 1d; M 0d; A FS+1d M", "M Tue 3 Mar 17:00 - Tue 3 Mar 17:00", "a day of work after Mon 17:00 is done Tue 17:00"},
    {MILESTONE, "calendar Open 09:00-17:00 off; project Open; M 0d; A 1h", "M Mon 2 Mar 08:00 - Mon 2 Mar 08:00; A Mon 2 Mar 09:00 - Mon 2 Mar 10:00",
     "at the project start, before work begins"},

    {SUMMARY, "P 0d; A 2d in P; B 1d in P SNET Thu 5 Mar 08:00", "P Mon 2 Mar 08:00 - Thu 5 Mar 17:00", "from the first start to the last finish"},
    {SUMMARY, "P 0d; A 1d in P; B 3d in P; C 5d", "P late Wed 4 Mar 08:00 - Fri 6 Mar 17:00; P slack 960/960",
     "A late Fri, B late Wed to Fri; Mon to Wed and Wed to Fri are two days"},
    {SUMMARY, "Z 1d; P 0d; A 4d in P; B 1d in P; X 3d; Z FS B; B FS X", "B critical; A slack 480/480; P slack 480/480",
     "B Tue between Z Mon and X Wed to Fri has no slack; P starts Mon and could Tue, ends Thu and could Fri"},
    {SUMMARY, "P 0d; Q 0d in P; A 1d in Q SNET Tue 3 Mar 08:00; B 2d in P SNET Thu 5 Mar 08:00", "P Tue 3 Mar 08:00 - Fri 6 Mar 17:00; Q Tue 3 Mar 08:00 - Tue 3 Mar 17:00",
     "at any depth"},

    {SUMMARY_LINK, "P 0d; A 2d in P; B 1d in P; Q 0d; C 1d in Q; D 2d in Q; C FS D; P FS Q",
     "C Wed 4 Mar 08:00 - Wed 4 Mar 17:00; D Thu 5 Mar 08:00 - Fri 6 Mar 17:00; A late Mon 2 Mar 08:00 - Tue 3 Mar 17:00; B slack 480/480",
     "P ends Tue; C Wed, D Thu and Fri; each task of P must end by Tue 17:00"},
    {SUMMARY_LINK, "P 0d; A 1d in P SNET Tue 3 Mar 08:00; B 1d in P SNET Wed 4 Mar 08:00; S 1d; P SS S", "S Tue 3 Mar 08:00 - Tue 3 Mar 17:00",
     "P starts with A"},
    {SUMMARY_LINK, "X 1d; P 0d; Q 0d in P; C 1d in Q; X FS+1d P", "C Wed 4 Mar 08:00 - Wed 4 Mar 17:00", "X Mon, the lag Tue; two levels down"},
    {SUMMARY_LINK, "X 3d; P 0d; C 1d in P; D 2d in P; X FF P", "C Wed 4 Mar 08:00 - Wed 4 Mar 17:00; D Tue 3 Mar 08:00 - Wed 4 Mar 17:00",
     "each task ends by Wed 17:00 at the earliest"},
    {SUMMARY_LINK, "P 0d; A 2d in P; S 1d; P FS+50% S", "S Thu 5 Mar 08:00 - Thu 5 Mar 17:00", "P is Mon and Tue, half of it Wed"},
    {SUMMARY_LINK, "X 1d; P 0d; C 1d in P SNET Fri 6 Mar 08:00; X FS P", "X slack 1440/1440", "X ends Mon, C starts Fri: Tue, Wed, Thu"},

    {SUMMARY_DATE, "P 0d SNET Wed 4 Mar 08:00; A 1d in P; B 1d in P SNET Thu 5 Mar 08:00",
     "A Wed 4 Mar 08:00 - Wed 4 Mar 17:00; B Thu 5 Mar 08:00 - Thu 5 Mar 17:00", "it bounds all its tasks"},
    {SUMMARY_DATE, "P 0d FNLT Thu 5 Mar 17:00; A 1d in P; C 10d", "A late Thu 5 Mar 08:00 - Thu 5 Mar 17:00", "its tasks end by Thu 17:00"},
    {SUMMARY_DATE, "P 0d deadline Wed 4 Mar 17:00; A 1d in P; C 10d", "A late Wed 4 Mar 08:00 - Wed 4 Mar 17:00; A slack 960/960",
     "its tasks end by Wed 17:00"},
    {SUMMARY_DATE, "P 0d SNET Thu 26 Feb 08:00; A 1d in P", "A Mon 2 Mar 08:00 - Mon 2 Mar 17:00", "it does not let its tasks start before the project"},

    {DEADLINE, "A 5d; B 2d deadline Mon 9 Mar 17:00; A FS B",
     "B Mon 9 Mar 08:00 - Tue 10 Mar 17:00; B slack -480/0; A slack -480/0; A late Fri 27 Feb 08:00 - Thu 5 Mar 17:00; A critical; B critical",
     "B ends a day late; B late Fri and Mon, A late Fri 27 Feb to Thu: before the project"},
    {DEADLINE, "A 1d deadline Wed 4 Mar 17:00; C 5d", "A Mon 2 Mar 08:00 - Mon 2 Mar 17:00; A late Wed 4 Mar 08:00 - Wed 4 Mar 17:00; A slack 960/960",
     "it moves nothing but the late dates"},
    {DEADLINE, "A 1d deadline Fri 13 Mar 17:00; C 5d", "A late Fri 6 Mar 08:00 - Fri 6 Mar 17:00", "no later than the project's finish"},
    {DEADLINE, "A 1d deadline Sat 7 Mar 12:00; C 10d", "A late Fri 6 Mar 08:00 - Fri 6 Mar 17:00", "work ends by Fri 17:00"},

    {CRITICAL, "A 4d; B 3d; C 5d", "A near; B near; C critical", "slack 1d, 2d, 0d; critical up to 0"},
    {CRITICAL, "critical 1; A 4d; B 3d; C 5d", "A critical; B near; C critical", "critical up to 1d"},
    {CRITICAL, "A 5d done 100; B 5d", "A neither; B critical", "what is complete is not critical"},

    {NEAR_CRITICAL, "A 5d; B 4d; C 10d", "A near; B neither; C critical", "slack 5d, 6d, 0d; near up to 5d unless told"},
    {NEAR_CRITICAL, "near 1; A 9d; B 8d; C 10d", "A near; B neither; C critical", "slack 1d, 2d, 0d; near up to 1d"},
    {NEAR_CRITICAL, "critical 3; near 2; A 8d; B 6d; C 10d", "A critical; B neither", "slack 2d, 4d; critical up to 3d, near up to 2d"},
    {NEAR_CRITICAL, "A 9d done 100; C 10d", "A neither", "what is complete is not near-critical either"},

    {FREE_SLACK, "A 1d; B 1d SNET Wed 4 Mar 08:00; D 1d SNET Fri 6 Mar 08:00; C 10d; A FS B; A FS D", "A slack 3840/480",
     "B late Fri 13, A late Thu 12, eight days after Mon 2; B would move after Tue, one day"},
    {FREE_SLACK, "A 1d; B 1d SNET Wed 4 Mar 08:00; A SS B", "A slack 960/960", "B starts two days after A, and ends the project"},
    {FREE_SLACK, "P 0d; A 1d in P; B 3d in P; S 1d; P FS S", "A slack 960/960", "links drawn from its summary do not count"},
    {FREE_SLACK, "A 1d; B 1d; C 5d; A FF B", "A slack 1920/0", "B ends when A does"},
    {FREE_SLACK, "A 2d; C 5d", "A slack 1440/1440", "without successors it is the total slack"},

    {ACTUAL, "A 2d began Wed 4 Mar 10:00; B 1d; A FS B", "A Wed 4 Mar 10:00 - Fri 6 Mar 10:00; B Fri 6 Mar 10:00 - Mon 9 Mar 10:00",
     "6h Wed, 8h Thu, 2h Fri; B follows: 6h Fri, 2h Mon"},
    {ACTUAL, "A 5d; B 1d began Tue 3 Mar 08:00; A FS B", "B Tue 3 Mar 08:00 - Tue 3 Mar 17:00", "what has happened stands, whatever links say"},
    {ACTUAL, "A 5d began Mon 2 Mar 09:00 ended Tue 3 Mar 10:00; B 1d; A FS B", "A Mon 2 Mar 09:00 - Tue 3 Mar 10:00; B Tue 3 Mar 10:00 - Wed 4 Mar 10:00",
     "whatever the duration says; B: 6h Tue, 2h Wed"},
    {ACTUAL, "A 5d ended Tue 3 Mar 17:00", "A Mon 2 Mar 08:00 - Tue 3 Mar 17:00", "started when it was to start, finished early"},
    {ACTUAL, "A 1d ended Thu 5 Mar 17:00", "A Mon 2 Mar 08:00 - Thu 5 Mar 17:00", "started when it was to start, finished late"},
    {ACTUAL, "X 1d; A 5d ended Fri 6 Mar 12:00; X FS A", "A Tue 3 Mar 08:00 - Fri 6 Mar 12:00", "it was to start Tue"},
    {ACTUAL, "A 2d ended Fri 27 Feb 17:00", "A Thu 26 Feb 08:00 - Fri 27 Feb 17:00", "done before it was to start: its duration back"},
    {ACTUAL, "M 0d ended Wed 4 Mar 12:00", "M Wed 4 Mar 12:00 - Wed 4 Mar 12:00", "a milestone is where it was reached"},

    {PROGRESS, "A 2d began Mon 2 Mar 08:00 done 50; C 5d", "A late Mon 2 Mar 08:00 - Fri 6 Mar 17:00; A slack 1440/1440",
     "what has begun cannot begin later; it may end Fri instead of Tue: three days"},
    {PROGRESS, "P 0d; A 2d in P began Mon 2 Mar 08:00 done 50; B 1d in P; C 5d", "P late Mon 2 Mar 08:00 - Fri 6 Mar 17:00; P slack 1440/1440",
     "its first task has begun, so it has; it may end Fri instead of Tue"},
    {PROGRESS, "A 4d done 50; C 10d", "A Mon 2 Mar 08:00 - Thu 5 Mar 17:00; A late Mon 2 Mar 08:00 - Fri 13 Mar 17:00; A slack 2880/2880",
     "progress alone says that it began as scheduled; six days from Thu 5 to Fri 13"},
    {PROGRESS, "A 5d; B 2d began Mon 2 Mar 08:00 done 50; A FS B", "B Mon 2 Mar 08:00 - Tue 3 Mar 17:00; A slack 0/0",
     "without a status date B does not wait for A any more, nor A hurry for B"},

    {STATUS, "status 2026-03-05; move; A 5d began Mon 2 Mar 08:00 done 40", "A Mon 2 Mar 08:00 - Tue 10 Mar 17:00; A resumes Fri 6 Mar 08:00",
     "Mon and Tue are done; after Thu 5 three days are left: Fri, Mon, Tue"},
    {STATUS, "status 2026-03-05; A 5d began Mon 2 Mar 08:00 done 40", "A Mon 2 Mar 08:00 - Fri 6 Mar 17:00", "nothing is moved unless the board says so"},
    {STATUS, "status 2026-03-03; move; A 5d began Mon 2 Mar 08:00 done 80", "A Mon 2 Mar 08:00 - Fri 6 Mar 17:00", "ahead of the status date: no split"},
    {STATUS, "status 2026-03-05; move; A 1d; M 0d; B 1d done 100", "A Fri 6 Mar 08:00 - Fri 6 Mar 17:00; M Thu 5 Mar 17:00 - Thu 5 Mar 17:00; "
     "B Mon 2 Mar 08:00 - Mon 2 Mar 17:00", "what has not begun comes after it; what is done stays"},
    {STATUS, "status 2026-03-04; move; A 4ed began Mon 2 Mar 08:00 done 25", "A Mon 2 Mar 08:00 - Sat 7 Mar 17:00; A resumes Wed 4 Mar 17:00",
     "72h after Wed 17:00"},
    {STATUS, "status 2026-03-04; move; A 1d MSO Mon 2 Mar 08:00", "A Thu 5 Mar 08:00 - Thu 5 Mar 17:00; A slack -1440/0",
     "its date is over; it was late start Mon: three days"},

    {RETAINED, "status 2026-03-04; A 5d began Mon 2 Mar 08:00; B 4d began Tue 3 Mar 08:00 done 50; A FS B",
     "B Tue 3 Mar 08:00 - Tue 10 Mar 17:00; B resumes Mon 9 Mar 08:00; A slack 0/0",
     "two days are done; the other two wait for A, Fri 17:00, and A has no slack for them"},
    {RETAINED, "status 2026-03-04; override; A 5d began Mon 2 Mar 08:00; B 4d began Tue 3 Mar 08:00 done 50; A FS B",
     "B Tue 3 Mar 08:00 - Fri 6 Mar 17:00", "B goes on: Tue to Fri"},
    {RETAINED, "status 2026-03-04; A 5d began Mon 2 Mar 08:00; P 0d; B 4d in P began Tue 3 Mar 08:00 done 50; A FS P",
     "B Tue 3 Mar 08:00 - Tue 10 Mar 17:00", "a link into its summary holds its rest too"},
    {RETAINED, "status 2026-03-04; A 5d began Mon 2 Mar 08:00 ended Wed 4 Mar 17:00; B 4d began Tue 3 Mar 08:00 done 50; A FS+2d B",
     "B Tue 3 Mar 08:00 - Fri 6 Mar 17:00", "what is finished holds nothing up"},

    {MANUAL, "A 5d; M 2d manual from Wed 4 Mar 08:00 until Thu 5 Mar 17:00; B 1d; A FS M; M FS B",
     "M Wed 4 Mar 08:00 - Thu 5 Mar 17:00; B Fri 6 Mar 08:00 - Fri 6 Mar 17:00; A slack -1440/0",
     "links do not move it; B follows it; A should end Tue, three days before Fri"},
    {MANUAL, "M 1d manual from Mon 2 Mar 08:00; B 1d manual from Tue 3 Mar 08:00; C 10d; M FS B",
     "B late Fri 13 Mar 08:00 - Fri 13 Mar 17:00; M late Thu 12 Mar 08:00 - Fri 13 Mar 08:00; M slack 3840/0",
     "its late finish is B's late start itself; Mon 2 to Thu 12 are eight days"},
    {MANUAL, "M 2d manual from Fri 6 Mar 13:00", "M Fri 6 Mar 13:00 - Tue 10 Mar 12:00", "4h Fri, 8h Mon, 4h Tue"},
    {MANUAL, "M 2d manual until Tue 10 Mar 17:00", "M Mon 9 Mar 08:00 - Tue 10 Mar 17:00", "its duration back"},
    {MANUAL, "A 5d; M 2d manual; A FS M", "M Mon 2 Mar 08:00 - Tue 3 Mar 17:00", "without dates it sits at the project start"},
    {MANUAL, "status 2026-03-12; move; M 2d manual from Mon 2 Mar 08:00", "M Mon 2 Mar 08:00 - Tue 3 Mar 17:00", "the status date does not move it"},
    {MANUAL, "M 2d manual from Wed 4 Mar 08:00 MSO Mon 9 Mar 08:00", "M Wed 4 Mar 08:00 - Thu 5 Mar 17:00", "nor does a constraint"},

    {INACTIVE, "A 5d inactive; B 1d; A FS B", "A nowhere; B Mon 2 Mar 08:00 - Mon 2 Mar 17:00", "neither it nor its links bind"},
    {INACTIVE, "P 0d inactive; A 5d in P; B 1d; C 2d; A FS B", "A nowhere; P nowhere; B slack 480/480", "what lies below goes with it; C ends Tue"},
    {INACTIVE, "P 0d; A 5d in P inactive; B 1d; P FS B", "P nowhere; B Mon 2 Mar 08:00 - Mon 2 Mar 17:00", "a summary without an active task binds nothing"},
    {INACTIVE, "A 1d; X 5d inactive; B 1d; A FS X; X FS B", "B Mon 2 Mar 08:00 - Mon 2 Mar 17:00", "nothing is passed on through it"},
};
/* clang-format on */

#endif
