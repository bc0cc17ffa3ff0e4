#!/bin/sh
# Simulation from the command line: figures of a published example, the object for programs, the same result again, and
# what poor input is answered with.
. "$(dirname "$0")/check"

run new s.steerco --board Chain --start 2026-03-02
run simulate s.steerco
exits 1 "an empty board"
complains "there is no task to simulate" "says so"

run add s.steerco task name=A duration=30d optimistic=20d most_likely=30d pessimistic=60d
run add s.steerco task name=B duration=40d optimistic=30d most_likely=40d pessimistic=65d predecessors=T-1
run add s.steerco task name=C duration=25d optimistic=18d most_likely=25d pessimistic=50d predecessors=T-2
run add s.steerco risk "title=Flood" status=approved probability=40% delay_likely=5d cost_likely=1000 "tasks=T-1; T-3"

# Three triangles in a row, Hulett's: mean (20 + 30 + 60 + 30 + 40 + 65 + 18 + 25 + 50) / 3 = 112.667, sd 13.174,
# P(≤ 95) 8.618 %; 20,000 iterations: mean ± 4 · 13.174 / √20,000 = 0.373, share ± 4 · √(0.0862 · 0.9138 / 20,000) = 0.8 %
run simulate s.steerco --iterations 20000 --seed 3 --without-risks --format json
exits 0 "durations alone"
check "against the published figures" python3 -c '
import json
r = json.load(open("out"))
assert r["iterations"] == 20000 and r["seed"] == 3
f = r["finish"]
assert abs(f["mean_days"] - 112.6667) < 0.38, f
assert abs(f["sd_days"] - 13.174) < 0.38, f
assert abs(f["planned_confidence"] - 0.08618) < 0.009, f
assert f["planned_days"] == 95 and f["planned_date"] == "2026-07-10", f
assert f["p10_days"] < f["p50_days"] < f["p80_days"] < f["p90_days"] < f["p95_days"]
assert [t["code"] for t in r["tasks"]] == ["T-1", "T-2", "T-3"]
assert all(t["criticality"] == 1 for t in r["tasks"]) and r["risks"] == []'

# With the risk: 40 % of 5 days on two tasks in a row is 4 days more, and 40 % of 1,000 is 400.
run simulate s.steerco --iterations 20000 --seed 3 --format json
check "the object has every key" python3 -c '
import json
r = json.load(open("out"))
assert set(r) == {"iterations", "seed", "finish", "cost", "tasks", "risks"}
assert set(r["finish"]) >= {"mean_days", "sd_days", "p10_days", "p50_days", "p80_days", "p90_days", "p95_days",
    "planned_days", "planned_confidence", "p10_date", "p50_date", "p80_date", "p90_date", "p95_date", "planned_date"}
assert set(r["cost"]) == {"mean", "sd", "p10", "p50", "p80", "p90", "p95", "planned", "planned_confidence"}
assert set(r["tasks"][0]) == {"code", "criticality", "sensitivity"}
assert set(r["risks"][0]) == {"code", "finish_days", "cost"} and r["risks"][0]["code"] == "R-1"'
# 10 days when it happens: sd 10 · √0.24 = 4.9; ± 4 · 4.9 / √20,000 = 0.139; cost sd 490, ± 13.9
check "what a risk contributes" python3 -c '
import json
risk = json.load(open("out"))["risks"][0]
assert abs(risk["finish_days"] - 4) < 0.14 and abs(risk["cost"] - 400) < 14, risk'
cp out first
run simulate s.steerco --iterations 20000 --seed 3 --threads 1 --format json
check "the same seed gives the same on one thread" cmp first out
run simulate s.steerco --iterations 20000 --seed 3 --threads 7 --format json
check "and on seven" cmp first out
LC_NUMERIC=de_DE.UTF-8 run simulate s.steerco --iterations 20000 --seed 3 --format json
check "and in any locale" cmp first out
run simulate s.steerco --iterations 20000 --seed 4 --format json
check "another seed gives another one" sh -c '! cmp -s first out'

run simulate s.steerco
exits 0 "in words"
says "it ends as planned or earlier in" "with the confidence of the plan"
says "R-1 Flood" "and the risks"
run add s.steerco task name=D duration=3d
run add s.steerco task name=E duration=3d optimistic=9d pessimistic=2d
run simulate s.steerco
says "1 task has no optimistic or pessimistic estimate" "a task without estimates is named"
says "1 task has estimates that are not in order" "so is one whose estimates are not in order"
says "3 tasks have no successor" "and open ends"
run set s.steerco R-1 status=occurred
run simulate s.steerco --format json
check "what has occurred happens no more" python3 -c 'import json; assert json.load(open("out"))["risks"] == []'
run simulate s.steerco --iterations 0
exits 2 "no iterations"
complains "option --iterations: '0' is no whole number from 1 to 10000000" "is answered with what can be"
run simulate s.steerco --seed x
exits 2 "a seed that is no number"
run simulate s.steerco --format xml
exits 2 "a format that there is not"
