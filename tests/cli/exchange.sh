#!/bin/sh
# Files of other programs in, files for other programs out.
. "$(dirname "$0")/check"

# The same plan as Microsoft Project writes it under an English and under a German locale.
printf '%s\r\n' \
    'ID,Outline_Level,Name,Duration,Start_Date,Finish_Date,Predecessors,Resource_Names,Percent_Complete' \
    '1,1,Kitchen,7 days,Mon 02/03/26 8:00 AM,Tue 10/03/26 5:00 PM,,,0%' \
    '2,2,Order,3 days,Mon 02/03/26 8:00 AM,Wed 04/03/26 5:00 PM,,"Zoe Marsh",50%' \
    '3,2,"Install, connect",2 days,Fri 06/03/26 8:00 AM,Mon 09/03/26 5:00 PM,2FS+1 day,"Zoe Marsh[50%],Øyvind Hald",0%' \
    '4,2,Inspect,4 hrs,Tue 10/03/26 8:00 AM,Tue 10/03/26 12:00 PM,3,,0%' \
    '5,2,Handed over,0 days,Tue 10/03/26 12:00 PM,Tue 10/03/26 12:00 PM,4,,0%' \
    '6,1,Garden,2.5 days,Mon 16/03/26 8:00 AM,Wed 18/03/26 12:00 PM,,,0%' >english.csv
printf '%s\r\n' \
    'Nr.;Gliederungsebene;Vorgangsname;Dauer;Anfang;Ende;Vorgänger;Ressourcennamen;% Abgeschlossen' \
    '1;1;Kitchen;7 Tage;02.03.2026 08:00;10.03.2026 17:00;;;0%' \
    '2;2;Order;3 Tage;02.03.2026 08:00;04.03.2026 17:00;;Zoe Marsh;50%' \
    '3;2;Install, connect;2 Tage;06.03.2026 08:00;09.03.2026 17:00;2EA+1 Tag;"Zoe Marsh[50%];Øyvind Hald";0%' \
    '4;2;Inspect;4 Std.;10.03.2026 08:00;10.03.2026 12:00;3;;0%' \
    '5;2;Handed over;0 Tage;10.03.2026 12:00;10.03.2026 12:00;4;;0%' \
    '6;1;Garden;2,5 Tage;16.03.2026 08:00;18.03.2026 12:00;;;0%' | iconv -f UTF-8 -t WINDOWS-1252 >german.csv

for language in english german; do
    run new $language.steerco
    run import $language.steerco $language.csv
    exits 2 "$language: tasks need a board"
    complains "--board" "$language: the sentence says how"
    run import $language.steerco $language.csv --dry-run --board House
    exits 0 "$language: a dry run"
    run list $language.steerco boards
    says_not "House" "$language: the dry run changes nothing"
    run import $language.steerco $language.csv --board House
    exits 0 "$language: import"
    says "created board House" "$language: the board is made"
    says "6 created" "$language: all tasks are made"
    says "1 task starts no earlier" "$language: the start that nothing explains is kept"
    run export $language.steerco tasks --columns name,outline_level,duration,start,finish,percent_complete,resources \
        -o $language.out
done
says_not "other dates" "the dates of the file are those of the plan"
check "both languages give the same plan" cmp english.out german.out
check "a lag of a day, two people" grep -q \
    '^"Install, connect",2,2d,2026-03-06T08:00,2026-03-09T17:00,0%,Zoe Marsh\[50%\];Øyvind Hald' english.out
check "half days, a constraint" grep -q '^Garden,1,2.5d,2026-03-16T08:00,2026-03-18T12:00' english.out

run import english.steerco english.csv
says " 0 created, 0 updated, 6 unchanged" "the same file again changes nothing"
sed 's/^4,2,Inspect,4 hrs/4,2,Inspect twice,8 hrs/' english.csv >later.csv
run import english.steerco later.csv
says " 0 created, 1 updated, 5 unchanged" "a later file updates what changed"
run undo english.steerco
run export english.steerco tasks --columns name,duration
says "Inspect,4h" "an import is taken back as one change"

# One board's export into another board of the same file: its codes are taken there, so the tasks are new here.
run export english.steerco tasks -o house.csv
run import english.steerco house.csv
says " 0 created, 0 updated, 6 unchanged" "its own export updates the board it came from"
cp english.steerco two.steerco
run import two.steerco house.csv --board Copy
exits 0 "the export of one board comes into another one"
says "6 created" "as new tasks"
says "6 ids belong to the board House: added as new" "and the report says why"
run import two.steerco house.csv --board Copy
says " 0 created, 0 updated, 6 unchanged" "a second time it changes nothing"
run export two.steerco tasks --board Copy --columns name,outline_level,duration,resources -o copy.out
run export two.steerco tasks --board House --columns name,outline_level,duration,resources -o house.out
check "the two boards hold the same" cmp copy.out house.out

# The whole plan as Microsoft Project XML, out and in.
run export english.steerco tasks --format xml -o plan.xml
exits 0 "export as XML"
run new xml.steerco
run import xml.steerco plan.xml
exits 2 "an XML plan needs a board too"
run import xml.steerco plan.xml --board House
exits 0 "import of XML"
says "0 of 6 tasks have other dates" "the dates are those of the file"
run export xml.steerco tasks --columns name,outline_level,duration,start,finish,percent_complete,resources -o xml.out
run export english.steerco tasks --columns name,outline_level,duration,start,finish,percent_complete,resources -o csv.out
check "the plan is the same" cmp csv.out xml.out
run import xml.steerco plan.xml
says "0 created, 0 updated" "XML a second time changes nothing"
run import english.steerco plan.xml
says "0 created, 0 updated" "nor does XML in the board that it came from"
for week in 1 2 3 4 5 6 7 8 9 10 11 12; do run baseline english.steerco "Week $week"; done
run export english.steerco tasks --format xml -o plan.xml --force
exits 0 "export with more baselines than Project has"
complains "baseline Week 11 is not in the file: Microsoft Project holds 11" "the sentence names the one left out"
run import english.steerco plan.xml
says "0 created, 0 updated" "what is in the file changes nothing"
run export english.steerco risks --format xml
exits 2 "of other records there is no XML"

# A register with mistakes: nothing is imported, every mistake is named; --partial takes the good rows.
printf '%s\n' 'Risk;Likelihood;Impact;Status;Owner;Cost likely' 'Fire;2;5;approved;Zoe Marsh;12.500,50' \
    'Flood;hgih;3;approved;;' 'Frost;3;3;approved;;1.000' 'Theft;3;7;approved;;' >risks.csv
run import english.steerco risks.csv
exits 1 "bad rows refuse the file"
complains "risks.csv" "the sentence names the file"
says "hgih" "a word that is none is shown"
says "line 5" "a bad value too, with its line"
run list english.steerco risks
says_not "Fire" "nothing is imported"
run import english.steerco risks.csv --partial
exits 0 "--partial"
says "3 created, 0 updated, 0 unchanged, 1 left out" "--partial takes the good rows"
says "'hgih' is no level" "the word costs its value and not the row, and that is said"
run export english.steerco risks --columns title,likelihood,impact,cost_likely,score
says "Fire,2,5,12500.50,10" "decimal commas, a computed score"

# Not sure enough: what was found is said, and the command that does it, which is then run as it stands.
printf '%s\n' 'Titel;Wer;Bis wann' 'Anrufen;Zoe Marsh;06.03.2026' >'my list.csv'
run import english.steerco 'my list.csv'
exits 1 "nothing is imported unasked"
complains "Titel, Wer, Bis wann" "the headings are named"
complains "; so: steerco import english.steerco 'my list.csv' --as " "the command is given"
sed 's/.*; so: steerco/"$STEERCO"/' err >command
. ./command >out 2>err
status=$?
exits 0 "the command works"
says " 1 created" "and imports the row"
run import english.steerco 'my list.csv' --as actions --map 'Titel=title,Wer=owner' --skip 'Bis wann' --dry-run
says "Bis wann: dropped, as asked for" "a column that is skipped"
says "Wer → owner" "a column that is mapped"

printf 'title,likelihood\nHail,2\n' | "$STEERCO" import english.steerco - --as risks >out 2>err
status=$?
exits 0 "import from standard input"
run import english.steerco missing.csv
exits 1 "a source that is not there"
run import english.steerco english.csv --delimiter xx
exits 2 "a delimiter that is none"
run import english.steerco english.csv --as nonsense
exits 2 "a record type that is none"

# Output files appear whole and replace nothing unasked.
run export english.steerco risks -o risks.csv
exits 1 "an output file that is there already"
complains "--force" "the sentence says how"
check "is left alone" grep -q hgih risks.csv
run export english.steerco risks -o risks.csv --force
check "--force replaces it" grep -q '^.*Fire' risks.csv
ln -s linked.csv link.csv
run export english.steerco risks -o link.csv --force
exits 1 "a link as output, which is not replaced"
complains "is a symbolic link" "and why"
run export english.steerco risks -o nowhere/risks.csv
exits 1 "a folder that is not there"
run export english.steerco risks -o /dev/null
exits 0 "a device is written to"
check "no temporary files stay" test -z "$(find . -name '*.csv.*')"
run export english.steerco risks --columns title,nonsense
exits 2 "a column that is none"
"$STEERCO" export english.steerco risks >/dev/full 2>err
status=$?
exits 1 "export to a full disk"

# What a spreadsheet would take for a formula is written with an apostrophe, and comes back without.
run add english.steerco risk title="=HYPERLINK(1)"
run export english.steerco risks --columns title
says "'=HYPERLINK(1)" "formulas are defused"
run export english.steerco risks --columns title --raw
says "=HYPERLINK(1)" "--raw writes them as they are"
says_not "'=" "--raw writes no apostrophe"
for title in ＝1+1 ＋49 －5 ＠SUM "'＝1"; do
    run add english.steerco risk title="$title"
done
run export english.steerco risks --columns title
for title in ＝1+1 ＋49 －5 ＠SUM "'＝1"; do
    says "\"'$title\"" "full-width signs are signs too: $title"
done
run export english.steerco risks -o wide.csv
run import english.steerco wide.csv
says "0 created, 0 updated" "and their apostrophes are taken off again"

# What does not end is read up to a limit that the manual states, and so is a file beyond it.
for device in /dev/zero /dev/urandom; do
    run import english.steerco "$device"
    exits 1 "$device does not end"
    complains "$device does not end within 512 MB" "the sentence names the limit"
done
yes name,start | "$STEERCO" import english.steerco - >out 2>err
status=$?
exits 1 "a pipe that does not end"
complains "standard input does not end within 512 MB" "the sentence says so"
truncate -s 513M large.csv
run import english.steerco large.csv
exits 1 "a file beyond the limit"
complains "large.csv has 513 MB; at most 512 MB" "the sentence has its size"
run manual steerco-csv.5
says "512 MB" "the manual states it"

# A heading is somebody else's: the command that is proposed runs nothing of it.
run new hostile.steerco --board Hostile
printf 'WBS,Duration,Predecessors,"Words $(touch hacked) `touch hacked` it'"'"'s"\n1,2d,,Dig a deep hole\n' >hostile.csv
run import hostile.steerco hostile.csv
exits 1 "a file that nobody can tell"
sed -n "s/.*; so: steerco //p" err >command
check "a command is proposed" test -s command
check "which imports it" sh -c "eval \"\$STEERCO \$(cat command)\" >out"
check "and runs nothing else" test ! -e hacked
run list hostile.steerco tasks
says "Dig a deep hole" "the words are the name"
