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

# Earned value by hand. A takes 2 to 13 March, B 16 to 20 March: 15 working days. On Friday the 6th, after 5 of them,
# half of A's 8,000 is planned and 40 % of it earned; 3,500 is spent. A plans 800 a day, so 3,200 was to be earned
# after 4 days. The office, 2,000 without a task, is level of effort: 5 of 15 days of it are 666.67.
run new earned.steerco --board Move --start 2026-03-02
run add earned.steerco task name=A duration=10d
run add earned.steerco task name=B duration=5d predecessors=T-1
run add earned.steerco budget_line description=Hands task=T-1 amount=8000 category=LAB
run add earned.steerco budget_line description=Lorry task=T-2 amount=3000 category=TRV
run add earned.steerco budget_line description=Office amount=2000 category=OTH
run add earned.steerco budget_line description=Spare amount=1000 category=CTG
run set earned.steerco B-1 status_date=2026-03-06
run set earned.steerco T-1 percent_complete=40
run add earned.steerco cost_entry kind=ACTUAL line=BL-1 amount=3500 booked_on=2026-03-05
run add earned.steerco cost_entry kind=ACTUAL line=BL-2 amount=9 booked_on=2026-03-09
run earned earned.steerco
exits 0 "earned value without a baseline"
says "Earned value at 2026-03-06: there is no baseline to measure against" "says that there is none"
says "SPI                                 —  EV / PV" "and leaves the figures open"
says "  nothing is measured against a baseline" "with the reason"
run baseline earned.steerco Agreed
run add earned.steerco task name=C duration=1d
run add earned.steerco budget_line description=Later task=T-3 amount=500 category=MAT
run earned earned.steerco
# figure NAME VALUE: the line of a figure begins with both.
figure() {
    check "$1 is $2" awk -v name="$1" -v value="$2" 'index($0, name "  ") == 1 && substr($0, 25, 13) + 0 == value + 0 &&
        index(substr($0, 25, 13), value) { found = 1 } END { exit !found }' out
}
says "against “Agreed”, in working days: AT 5 of PD 15" "the baseline and the days"
for line in "BAC 11,000.00" "PV 4,000.00" "EV 3,200.00" "AC 3,500.00" "CV -300.00" "SV -800.00" "ETC 7,500.00"; do
    check "$line" grep -q "^${line%% *}  *${line#* }  " out
done
figure "CV %" -9.38             # -300 / 3200
figure CPI 0.9143               # 3200 / 3500
figure SPI 0.8000               # 3200 / 4000
check "at plan" grep -q "^EAC at plan  *11,300.00 " out               # 3500 + 11000 - 3200
check "at CPI" grep -q "^EAC at CPI  *12,031.25 " out                 # 11000 x 3500 / 3200
check "at CPI x SPI" grep -q "^EAC at CPI x SPI  *14,164.06 " out     # 3500 + 7800 x 3500 / 3200 x 4000 / 3200
check "weighted" grep -q "^EAC weighted  *12,250.00 " out             # 3500 + 7800 / (0.8 x 3200/3500 + 0.2 x 0.8)
figure "TCPI to BAC" 1.0400     # 7800 / 7500
figure ES "4 d"
figure "SV(t)" "-1 d"
figure "SPI(t)" 0.8000
figure TSPI 1.1000              # 11 / 10
figure "Duration at SPI(t)" "18.75 d" # 5 + 11 / 0.8
check "level of effort is told apart" grep -q "^PV = EV  *666.67 " out
says "Level of effort: 1 line without a task, not in the figures above" "and counted"
says "BL-5 Later" "what the baseline does not know is named"
run set earned.steerco BL-1 curve=back # of 5 of 10 days a quarter of 8,000
run earned earned.steerco
check "a line that is spent late" grep -q "^PV  *2,000.00 " out
run set earned.steerco BL-1 curve=bell # 3/4 - 2/8 = half
run earned earned.steerco
check "a line that is spent in the middle" grep -q "^PV  *4,000.00 " out
run set earned.steerco BL-1 curve=front # 1 - 1/4
run earned earned.steerco
check "a line that is spent early" grep -q "^PV  *6,000.00 " out
run set earned.steerco BL-1 curve="at start"
run earned earned.steerco
check "a line that is spent at once" grep -q "^PV  *8,000.00 " out
run set earned.steerco BL-1 curve="at finish"
run earned earned.steerco
check "a line that is spent in the end" grep -q "^PV  *0.00 " out
says "nothing was planned yet (PV is 0)" "and why there is no SPI"
run set earned.steerco T-1 physical_percent=25
run earned earned.steerco
check "what was measured counts before what was reported" grep -q "^EV  *2,000.00 " out
run show earned.steerco budget
exits 0 "the pane is as before"

# A, paid by a line, takes 2 to 6 March; B behind it, which nobody pays, until the 20th. What is measured is planned in
# 5 days, not in 15, and when it is done in them the time stops there: on the 20th too SPI(t) is 1.
run new short.steerco --board Move --start 2026-03-02
run add short.steerco task name=A duration=5d
run add short.steerco task name=B duration=10d predecessors=T-1
run add short.steerco budget_line description=Office amount=2000 category=OTH
run baseline short.steerco Agreed
run earned short.steerco --today 2026-03-04
says "no budget line has a task that is in the baseline" "nothing to measure is told from no baseline"
run add short.steerco budget_line description=Hands task=T-1 amount=5000 category=LAB
run set short.steerco B-1 status_date=2026-03-04
run set short.steerco T-1 percent_complete=40
run earned short.steerco
says "in working days: AT 3 of PD 5" "the plan of what is measured"
figure TSPI 1.5000              # (5 - 2) / (5 - 3)
figure "Duration at SPI(t)" "7.5 d" # 3 + 3 / (2/3)
run set short.steerco B-1 status_date=2026-03-06
run set short.steerco T-1 percent_complete=100
run set short.steerco B-1 status_date=2026-03-20
run earned short.steerco
says "in working days: AT 5 of PD 5" "time stops when all is earned"
figure "SPI(t)" 1.0000
figure "Duration at plan" "5 d"
