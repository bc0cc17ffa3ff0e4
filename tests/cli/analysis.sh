#!/bin/sh
# What the analysis of a schedule says on the command line: health and explain.
. "$(dirname "$0")/check"

run new plan.steerco --board "House" --start 2026-03-02
run add plan.steerco task name="Dig" duration=3d
run add plan.steerco task name="Pour" duration=2d predecessors="T-1FS+1d"
run add plan.steerco task name="Permit" duration=1d

# Mon 2 March + 3 days ends Wed 17:00, one day of lag is Thu, Pour takes Fri and Mon 9 March.
run explain plan.steerco T-2
exits 0 "explain"
says "T-2 'Pour' starts Fri 06 Mar 26 08:00 because T-1 'Dig' finishes Wed 04 Mar 26 17:00 (FS+1d)" "why it starts then"
says "Total slack 0d: it finishes Mon 09 Mar 26 17:00, and later would move the project finish" "its total slack"
says "Critical: its total slack of 0d" "and that it is critical"
says "  T-1 'Dig' starts Mon 02 Mar 26 08:00 because the project starts then" "what decides it, back to the start"
says "A delay of it moves no other task" "and what it moves"
run explain plan.steerco T-1
says "What a delay of it can move: 1 task" "how many tasks a delay moves"
says "  T-2 'Pour' starts Fri 06 Mar 26 08:00, critical, slack 0d" "and which"
says "Free slack 0d: when it slips, so does T-2 'Pour'" "free slack names who moves first"

run explain plan.steerco R-1
exits 2 "only tasks are explained"
complains "'R-1' is no code of a task; expected one like T-14" "which is said"
run explain plan.steerco T-9
exits 1 "no such task"
complains "there is no task T-9" "which is said"

run health plan.steerco --today 2026-03-02
exits 0 "health"
says "good     Conflicts                        0  none" "no conflicts"
says "FAILED   Missing logic               33.33%  at most 5%      1 of 3 tasks" "a point that failed, with value and limit"
says "         T-3 'Permit' has neither predecessor nor successor" "and its findings"
says "FAILED   Lags                          100%  at most 5%      1 of 1 links" "links are counted"
says "         T-2 'Pour' follows T-1 'Dig' by FS+1d" "and named by both tasks"
says "unknown  Missed tasks                     —  there is no baseline" "what cannot be told"
says "steerco baseline\` takes one" "and how it could be"
check "fourteen points and the conflicts" test "$(grep -c '^[a-zF]' out)" -eq 15

run set plan.steerco T-2 deadline=2026-03-06
run health plan.steerco --today 2026-03-02
says "FAILED   Conflicts                        1  none" "conflicts are part of it"
says "T-2 'Pour' finishes Mon 09 Mar 26 17:00, after its deadline Fri 06 Mar 26 17:00" "with both sides"
says "  T-1 'Dig' has a total slack of -1d because T-2 'Pour' has the deadline" "and what lacks slack because of it"
run baseline plan.steerco "Agreed"
run health plan.steerco --today 2026-03-04
says_not "there is no baseline" "with a baseline"
says "FAILED   Baseline execution index      0.00  at least 0.95   2 of 2 tasks" "what was due is counted"
run health plan.steerco
exits 0 "today is the default"
run health plan.steerco --today yesterweek
exits 2 "a day that is none"
