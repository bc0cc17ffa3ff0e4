#!/bin/sh
# Status reports and minutes: what they say is worked out by hand here; what was sent stays as it was; nothing
# confidential and no text that does anything is in them.
. "$(dirname "$0")/check"

# rated DIMENSION RATING REASON WHAT: how the board is rated since 5 March, read off the table in Markdown.
rated() {
    run report o.steerco --since 2026-03-05 --format md
    check "$4" sh -c "sed 's/\\\\//g' out | grep -qF -e '| $1 | $2 | — | $3 |'"
}
# tells WANTED WHAT: is it a line of ./out, whatever its blanks?
tells() { check "$2" sh -c "sed 's/  */ /g; s/ \$//; s/^ //' out | grep -qxF -e '$1'"; }

run new o.steerco --board House --start 2026-03-02
run set o.steerco B-1 status_date=2026-03-13 manager=Ann sponsor=Zoe
run report o.steerco
exits 0 "a report of an empty board"
tells "Time — — no task is planned" "time is not rated without tasks"
tells "Cost — — there is no budget" "nor cost without a budget"
tells "Quality — — no test, no defect and no issue of quality is" "nor quality"
tells "Risk — — no risk is recorded" "nor risk"
says "Overall: —, since nothing is recorded to judge by" "nor the whole"

# Two weeks of work: 2 to 6 March, then 9 to 13 March; the baseline has them so, 10 days long.
run add o.steerco resource name=Bob
run add o.steerco task name=Dig duration=5d resources=Bob
run add o.steerco task name=Pour duration=5d predecessors=T-1
run add o.steerco task name=Done duration=0d predecessors=T-2
run baseline o.steerco Agreed
run add o.steerco budget_line description=Concrete amount=1000 task=T-2
run add o.steerco cost_entry kind=FORECAST line=BL-1 amount=1040 booked_on=2026-03-03
run set o.steerco T-1 percent_complete=100
run set o.steerco T-2 percent_complete=60

# The status date is the last day of Pour, which is not complete, so it is not late before the day has ended.
rated Time "G green" "finish 13 Mar 26, as in the baseline" "time is green as agreed"
# EAC = exposure 0 + ETC 1,040 = 1,040; 40 over 1,000 is 4 %, tolerated are 5 %, that is 50
rated Cost "A amber" "cost at completion 1,040 of 1,000 EUR, 40 over" "cost within the tolerance is amber"
rated Scope "G green" "as agreed, and no change waits" "scope as in the baseline"
run report o.steerco --since 2026-03-05
tells "T-1 Dig 06 Mar 26 Bob" "what was done in the period"
tells "T-2 Pour 13 Mar 26 13 Mar 26 60%" "what was to be finished and is not"

# 60 over is 6 % of 1,000: more than is tolerated.
run add o.steerco cost_entry kind=FORECAST line=BL-1 amount=1060 booked_on=2026-03-04
rated Cost "R red" "cost at completion 1,060 of 1,000 EUR, 60 over, more than is tolerated" "cost beyond the tolerance is red"
run report o.steerco --since 2026-03-05
says "A tolerance is forecast to break." "which is an exception"
run set o.steerco B-1 tolerance_cost=6%
rated Cost "A amber" "cost at completion 1,060 of 1,000 EUR, 60 over" "what is just tolerated is amber"

# Pour takes one day longer: 16 March, 1 day of 10 is 10 %, tolerated are 5 %; then 10 %.
run set o.steerco T-2 duration=6d
rated Time "R red" "finish 16 Mar 26, 1d later than in the baseline, more than is tolerated" "a slip beyond the tolerance is red"
run report o.steerco --since 2026-03-05
tells "Then late Done +1d" "the milestone that it moves is named"
run set o.steerco B-1 tolerance_time=10%
rated Time "A amber" "finish 16 Mar 26, 1d later than in the baseline" "one within is amber"
run add o.steerco task name=Paint duration=1d
run add o.steerco change_request "title=A cellar" status=submitted target_date=2026-03-20
rated Scope "A amber" "1 task came to the baseline" "a task beside the baseline"
run set o.steerco CR-1 target_date=2026-03-12
rated Scope "R red" "1 change request is past its day without a decision, 1 task came to the baseline" "a change whose day has passed"

run add o.steerco risk "title=Frost" likelihood=4 impact=4 status=approved target_date=2026-03-20
rated Risk "A amber" "1 risk is critical" "a critical threat"
run set o.steerco R-1 target_date=2026-03-12
rated Risk "R red" "1 risk is critical, 1 of them overdue" "whose response is overdue"
run add o.steerco defect "title=Crack" severity=3
rated Quality "A amber" "1 defect that is severe is open" "a severe defect"
run add o.steerco defect "title=Hole" severity=4
rated Quality "R red" "1 defect that is critical is open, 1 defect that is severe is open" "a critical one"
# Bob has Pour until 16 March and Paint of one day on 2 March; in the week of 16 March: 1 day of 5.
rated People "G green" "nobody has more to do than they can, and no communication is overdue" "people who can do what they have to"
run add o.steerco task name=Roof duration=10d resources=Bob predecessors=T-1
run add o.steerco task name=Wall duration=10d resources=Bob predecessors=T-1
run report o.steerco --since 2026-03-05
# in the week of 16 March: Roof and Wall 5 days each, Pour 1: 11 days of 5, that is 220 %
rated People "R red" "1 person has more to do in the next four weeks than they can, 1 by more than half" "somebody with more than half as much again"

# ---- readers ----

run add o.steerco risk "title=Hushed" likelihood=5 impact=5 status=approved confidential=yes
run add o.steerco decision "title=Whispered" confidential=yes
run add o.steerco issue "title=Muttered" confidential=yes
run add o.steerco action "title=Murmured" confidential=yes
for audience in steering team client sponsor; do
    for format in text md html; do
        run report o.steerco --audience $audience --format $format
        exits 0 "for $audience as $format"
        check "nothing confidential for $audience as $format" test "$(grep -cE 'Hushed|Whispered|Muttered|Murmured' out)" -eq 0
        complains "4 confidential records are not in it" "which is said"
    done
done
run report o.steerco --audience client
says_not "Budget" "clients are not told the budget"
says_not "Frost" "nor the risks"
says_not "Cost " "nor how cost is rated"
run report o.steerco --audience team
says "T-2  Pour" "the team has its work"
says_not "Budget" "and no budget"
run report o.steerco --audience nobody
exits 2 "readers that there are not"
complains "'nobody' is not one of steering, team, client, sponsor" "are answered with those that there are"
run report o.steerco --format pdf
exits 2 "a format that there is not"
run report o.steerco --since 2026-03-13
complains "the period ends with the status date, 2026-03-13: it has to begin before that" "a period that is none"

# ---- texts that would do something ----

# shellcheck disable=SC2016
run set o.steerco T-2 'name=<script>alert(1)</script> | `x` *y* [z](javascript:q)'
run report o.steerco --format html --note '<img src=x onerror=alert(2)> & "quoted"'
says_not "<script" "no element of a text gets into HTML"
says_not "<img" "nor one of the manager's words"
says "&lt;img src=x onerror=alert(2)&gt; &amp; &quot;quoted&quot;" "they are text"
check "HTML is well-formed" python3 -c '
import sys, html.parser
class P(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(); self.open = []; self.names = set()
    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        assert tag not in ("script", "img", "link", "iframe", "object")
        for name, value in attrs:
            assert not name.startswith("on") and "//" not in (value or ""), (name, value)
        if tag not in ("meta", "br"):
            self.open.append(tag)
    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open)
        self.open.pop()
p = P(); p.feed(open("out", encoding="utf-8").read()); p.close()
assert not p.open and {"html", "title", "main", "h1", "h2", "table", "th"} <= p.names'
run report o.steerco --format md
check "signs of Markdown are text" grep -qF '&lt;script&gt;alert\(1\)&lt;/script&gt; \| \`x\` \*y\* \[z\]\(javascript\:q\)' out
run report o.steerco
check "text keeps to 80 columns" python3 -c 'assert all(len(line) <= 81 for line in open("out", encoding="utf-8"))'

# ---- sent ----

run report o.steerco --send --note "First of all"
exits 0 "a report is sent"
complains "sent as RP-1" "and numbered"
cp out first
run report o.steerco --send --format html --audience team
complains "sent as RP-2" "so is the next one"
cp out second
run set o.steerco T-2 name=Poured percent_complete=100
run report o.steerco --number 1
check "it is printed as it was" cmp first out
run report o.steerco --number RP-2 --format html
check "in its format too" cmp second out
run report o.steerco --number 3
exits 1 "one that was not sent"
complains "no report '3' was sent on this board" "is named"
run list o.steerco reports --columns id,audience,to
says "RP-1" "they are listed"
run export o.steerco reports --columns id,sent_on,author
says "RP-1,$(date +%Y-%m-%d),$(id -un)" "with the day and who sent them"
run set o.steerco RP-1 title=Other
exits 1 "a sent report is never changed"
complains "a report is never changed; send a new one" "which is said"
run delete o.steerco RP-1
exits 1 "nor deleted"
run report o.steerco --audience steering
says "after 06 Mar 26" "a report of the same day tells of the week before"
run set o.steerco B-1 status_date=2026-03-20
run report o.steerco --audience steering
says "after 13 Mar 26, until 20 Mar 26" "the next period begins where the last one ended"
run report o.steerco -o out.txt
exits 0 "into a file"
run report o.steerco -o out.txt
exits 1 "which is not replaced unasked"
run report o.steerco -o o.steerco --force
exits 1 "and never the planning file"
run verify o.steerco
exits 0 "the file is sound"

# ---- minutes ----

run add o.steerco meeting "title=Steering" type=steering date=2026-03-20 status=held chair=Bob attendees=Bob "minutes=All went well."
run add o.steerco action "title=Order sand" owner=Bob due=2026-03-27
run add o.steerco agenda_item "title=Concrete" meeting=M-1 position=1 "minutes=It is late." "outcomes=AC-2; D-1"
run report o.steerco --minutes M-1
exits 0 "minutes are printed"
says "Minutes: Steering" "with their title"
says "All went well." "what was said"
says "1. Concrete" "the item"
says "It is late." "what was said about it"
tells "AC-2 Action: Order sand Bob 2026-03-27" "and what came of it"
says_not "Whispered" "but for what is confidential"
run report o.steerco --minutes M-1 --format html
says "<h2>1. Concrete</h2>" "as HTML"
run report o.steerco --minutes M-1 --format md
says "## 1\\. Concrete" "as Markdown"
run report o.steerco --minutes R-1
exits 1 "minutes of what is no meeting"
run set o.steerco M-1 confidential=yes --confidential
run report o.steerco --minutes M-1
exits 1 "minutes that are confidential"
complains "the meeting is confidential" "stay so"
