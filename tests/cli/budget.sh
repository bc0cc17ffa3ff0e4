#!/bin/sh
# The budget from scripts and files: what moves money, what is refused before it is booked, and the figures behind.
. "$(dirname "$0")/check"
book() { run add b.steerco cost_entry booked_on=2026-03-02 "$@"; }
refuses() { # WORDS WHAT FIELD=VALUE...
    words=$1 what=$2
    shift 2
    book "$@"
    exits 1 "refused: $what"
    complains "$words" "$what"
}
figure() { # CODE COLUMN VALUE WHAT
    run export b.steerco budget_lines
    check "$4" test "$(python3 -c 'import csv, sys
print(next(row[sys.argv[2]] for row in csv.DictReader(open("out", encoding="utf-8")) if row["id"] == sys.argv[1]))' "$1" "$2")" = "$3"
}

run new b.steerco --board Rollout --start 2026-01-05 --currency EUR
run set b.steerco B-1 manager=Ann status_date=2026-03-31
run add b.steerco budget_line description=Build category=EXT amount=100000
run add b.steerco budget_line description=Travel category=TRV amount=20000
run add b.steerco budget_line description=Contingency category=CTG amount=10000
run add b.steerco budget_line description=Reserve category=MRS amount=5000

# Deeds: 4,000 of contingency go to building, 1,500 of travel too. 100,000 + 4,000 + 1,500 = 105,500.
refuses "two sides" "a transfer to nowhere" kind=TRANSFER line=BL-2 amount=1500
refuses "above 0" "a transfer backwards" kind=TRANSFER line=BL-1 to_line=BL-2 amount=-1500
refuses "leaves a reserve by a draw" "a transfer from a reserve" kind=TRANSFER line=BL-3 to_line=BL-1 amount=10
refuses "needs the authority" "a draw without authority" kind=CTG_DRAW line=BL-3 to_line=BL-1 amount=10 decision=D-1
refuses "the risk or the decision" "a draw for nothing" kind=CTG_DRAW line=BL-3 to_line=BL-1 amount=10 authority=Bo
refuses "give that as to_line" "a draw to nowhere" kind=CTG_DRAW line=BL-3 amount=10 authority=Bo decision=D-1
refuses "category CTG" "a draw from a plain line" kind=CTG_DRAW line=BL-2 to_line=BL-1 amount=10 authority=Bo decision=D-1
refuses "above 0" "a negative draw" kind=CTG_DRAW line=BL-3 to_line=BL-1 amount=-10 authority=Bo decision=D-1
refuses "10,000 EUR left: that is 1 too little" "more than the reserve" \
    kind=CTG_DRAW line=BL-3 to_line=BL-1 amount=10001 authority=Bo decision=D-1
refuses "beyond the authority" "the manager's own management reserve" \
    kind=MR_DRAW line=BL-4 to_line=BL-1 amount=10 authority=Ann decision=D-1
book kind=CTG_DRAW line=BL-3 to_line=BL-1 amount=4000 authority=Ann decision=D-1
exits 0 "a draw"
book kind=TRANSFER line=BL-2 to_line=BL-1 amount=1500
exits 0 "a transfer"
figure BL-1 current 105500.00 "a line has what was drawn and moved"
figure BL-2 current 18500.00 "the other line gave it"
figure BL-3 current 6000.00 "so did the reserve"

# Orders: 1,000 ordered, 600 invoiced, 400 open; no more than was ordered, no number twice.
run add b.steerco vendor vendor=Acme
run add b.steerco order order=PO-1 vendor=Acme
book kind=COMMIT order=PO-1 line=BL-1 amount=1000
book kind=ACTUAL order=PO-1 line=BL-1 amount=600 document=INV-1
exits 0 "an invoice on an order"
figure BL-1 open 400.00 "what is open"
refuses "was booked already, as E-4" "the number once more" kind=ACTUAL order=PO-1 line=BL-1 amount=100 document=INV-1
refuses "0.01 too much" "more than was ordered" kind=ACTUAL order=PO-1 line=BL-1 amount=400.01 document=INV-2
refuses "belongs to no order" "a forecast on an order" kind=FORECAST order=PO-1 line=BL-1 amount=1
refuses "E-9" "a reversal of nothing" kind=ACTUAL amount=-600 reverses=E-9
run delete b.steerco O-1
complains "closed_on" "an order with entries stays"
run set b.steerco O-1 closed_on=2026-03-20
figure BL-1 open 0.00 "a closed order has nothing open"
refuses "is closed" "a receipt on a closed order" kind=RECEIPT order=PO-1 line=BL-1 amount=1 booked_on=2026-03-21

# What was planned stands.
run set b.steerco BL-1 amount=5
complains "stands, since there are bookings" "the original budget"
run delete b.steerco BL-1
complains "BL-1 stays: " "a line with entries"
run set b.steerco B-1 currency=USD
complains "would only relabel" "the currency of a board with amounts"

# Currencies: 10,000 USD at 0.92 are 9,200 EUR, 200 more than at the budget rate of 0.90.
refuses "there is no rate for USD" "dollars without a rate" kind=ACTUAL line=BL-2 amount="10,000 USD"
run add b.steerco currency_rate currency=USD rate=0.9 kind=budget
run add b.steerco currency_rate currency=USD rate=0.92 valid_from=2026-02-01
book kind=ACTUAL line=BL-2 amount="10,000 USD"
exits 0 "dollars at the rate of the day"
figure BL-2 actual 9200.00 "dollars in euros"
figure BL-2 exchange 200.00 "the exchange variance"
run set b.steerco FX-2 rate=0.5
figure BL-2 actual 9200.00 "a rate is fixed when it is booked"
refuses "is finer than its currency" "a part of a cent" kind=ACTUAL line=BL-2 amount=1.234
refuses "has no decimals" "a part of a yen" kind=ACTUAL line=BL-2 amount="1,234.5" currency=JPY exchange_rate=0.006
refuses "it takes no rate" "a rate of the own currency" kind=ACTUAL line=BL-2 amount=1 exchange_rate=2

# The same from files, and a deed is one row.
printf 'Date,Kind,Amount,Currency,Line,To line,Description\n2026-03-03,ACTUAL,100,USD,BL-2,,taxi\n2026-03-03,TRANSFER,50,,BL-1,BL-2,back\n' >f.csv
run import b.steerco f.csv --as cost_entries
says "2 created" "a file with a column of currencies"
figure BL-2 actual 9250.00 "100 USD at 0.5"
figure BL-2 current 18550.00 "a deed in one row"
run import b.steerco f.csv --as cost_entries
says "0 created, 0 updated, 2 unchanged" "it is not booked twice"
printf 'Date,Kind,Amount,Line,Description\n2026-03-04,ACTUAL,GBP 5,BL-2,x\n' >g.csv
run import b.steerco g.csv --as cost_entries
complains "there is no rate for GBP" "a mark in a cell is its currency"
printf 'Date,Kind,Amount,Line,Description\n2026-03-04,TRANSFER,5,BL-2,x\n' >h.csv
run import b.steerco h.csv --as cost_entries
complains "two sides" "a one-sided transfer in a file"
printf 'Date,Kind,Amount,Line,Description,Document\n2026-03-04,TRANSFER,-5,BL-1,x,TR-1\n2026-03-04,TRANSFER,5,BL-2,x,TR-1\n' >i.csv
run import b.steerco i.csv --as cost_entries
says "2 created" "two sides of one day and document are a deed"
figure BL-2 current 18555.00 "of which each side counts"
run verify b.steerco
exits 0 "verify"
run export b.steerco cost_entries -o entries.csv
run import b.steerco entries.csv
says "0 created, 0 updated" "its own file changes nothing"
