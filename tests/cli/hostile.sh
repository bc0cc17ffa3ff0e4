#!/bin/sh
# Texts that would drive a terminal, planted in every text of a planning file past all cleaning, and given as arguments:
# nothing that is printed, drawn or complained of lets one through.
. "$(dirname "$0")/check"

cat >hostile.py <<'END'
import csv, fcntl, io, json, os, pty, select, sqlite3, struct, subprocess, sys, termios, time, unicodedata
import xml.dom.minidom

STEERCO = os.environ["STEERCO"]
# An escape sequence that sets the title, C1, a bell, a backspace, a line break, bidi controls, zero-width and tag
# characters, line separators, a pile of combining marks, and bytes that are no UTF-8.
HOSTILE = ("a\x1b]0;PWNED\x07b\x1b[2Jc\x9b31md\be\rf\nFORGED\x7fh\u202ei\u2066j\u200bk\ufeffl\U000e0041m\u2028n\u2029o"
           + "\u0301" * 40 + "p").encode() + b"q\xff\xc0\x80r\xed\xa0\x80s"

def forbidden(character, newlines):
    number = ord(character)
    return (number < 32 and not (newlines and character == "\n") or 127 <= number < 160
            or number in (0x2028, 0x2029, 0xfeff) or 0x200b <= number <= 0x200f or 0x202a <= number <= 0x202e
            or 0x2066 <= number <= 0x2069 or 0xe0000 <= number <= 0xe007f)

def fault(output, most_marks=4):
    """What is wrong with what a program printed, or nothing."""
    try:
        text = output.decode()
    except UnicodeDecodeError as error:
        return f"not UTF-8: {error}"
    for place, character in enumerate(text):
        if forbidden(character, True):
            return f"U+{ord(character):04X} after {text[max(0, place - 40):place]!r}"
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > most_marks:
            return "more than four marks on a letter"

def check(what, wrong):
    print(f"not ok {what}\n    {wrong}" if wrong else f"ok {what}")

def printed(*arguments):
    done = subprocess.run([STEERCO, *arguments], stdin=subprocess.DEVNULL, capture_output=True)
    what = " ".join(a if isinstance(a, str) else "HOSTILE" for a in arguments)
    forged = any(line.startswith(b"FORGED") for line in done.stdout.splitlines())
    check(what, fault(done.stdout + done.stderr) or (forged and "a name begins a line") or (done.returncode not in (0, 1, 2, 3) and f"exit {done.returncode}"))

def exported(path, entity, form):
    """The same of an export, which keeps all marks, and which the readers of its format must understand."""
    done = subprocess.run([STEERCO, "export", path, entity, "--format", form], capture_output=True)
    output = done.stdout
    if form == "csv":
        output = output.replace(b"\r\n", b"\n")
    if form == "xml":
        output = output.replace(b"\t", b"")
    wrong = fault(output, 40) or fault(done.stderr) or (done.returncode and f"exit {done.returncode}")
    try:
        text = done.stdout.decode(errors="replace")
        {"json": json.loads, "xml": xml.dom.minidom.parseString, "csv": lambda text: list(csv.reader(io.StringIO(text)))}[form](text)
    except Exception as error:
        wrong = wrong or f"not well-formed: {error}"
    check(f"export {entity} as {form}", wrong)

def plant(path):
    """Every text column of every record, and the words of the journal."""
    file = sqlite3.connect(path)
    texts = 0
    for (table,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        if table in ("counters", "changes"):
            continue
        for column in file.execute(f'PRAGMA table_info("{table}")').fetchall():
            keep = column[1] in ("hash", "currency") or "day" in column[1]
            if column[2] == "TEXT" and not keep:
                file.execute(f'UPDATE "{table}" SET "{column[1]}" = CAST(? AS TEXT)', (HOSTILE,))
                texts += 1
    file.execute("UPDATE changes SET before = CAST(? AS TEXT), after = CAST(? AS TEXT) "
                 "WHERE action = 'set' AND field IN ('name', 'title')", (HOSTILE, HOSTILE))
    file.commit()
    return texts

def drawn(keys):
    """All that the dashboard sends, without the escape sequences that are its own."""
    pid, screen = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        os.environ["TERM"] = "xterm-256color"
        os.execv(STEERCO, [STEERCO, "plan.steerco"])
    seen = b""
    for key in ["", *keys]:
        os.write(screen, key.encode())
        while select.select([screen], [], [], 20 if not seen else 0.4)[0]:
            try:
                seen += os.read(screen, 65536)
            except OSError:
                break
    os.close(screen)
    os.waitpid(pid, 0)
    return seen

print(("ok" if plant("plan.steerco") > 60 else "not ok") + " planted")
for entity in sys.argv[1].split():
    printed("list", "plan.steerco", entity)
    printed("list", "plan.steerco", entity, "--filter", HOSTILE)
for pane in ("overview", "schedule", "risks", "budget", "stakeholders"):
    printed("show", "plan.steerco", pane, "--size", "160x50")
for command in ("boards", "log", "verify"):
    printed(command, "plan.steerco")
for code in ("T-1", "R-1", "S-1", "B-1"):
    printed("log", "plan.steerco", code)
    printed("explain", "plan.steerco", code)
for order in ("record", "change", "person"):
    printed("diff", "plan.steerco", "1", "--by", order)
printed("health", "plan.steerco")
for entity in sys.argv[1].split():
    for form in ("csv", "json") + (("xml",) if entity == "tasks" else ()):
        exported("plan.steerco", entity, form)
printed(HOSTILE)
printed("open", HOSTILE)
printed("list", HOSTILE, "tasks")
printed("list", "plan.steerco", HOSTILE)
printed("set", "plan.steerco", HOSTILE, "name=x")
printed("set", "plan.steerco", "T-1", b"name=" + HOSTILE)
printed("set", "plan.steerco", "T-1", b"start=" + HOSTILE)
printed("set", "plan.steerco", "T-1", HOSTILE + b"=1")
printed("add", "plan.steerco", "task", b"predecessors=" + HOSTILE)
printed("import", "plan.steerco", HOSTILE)
printed("list", "plan.steerco", "tasks", "--as-of", HOSTILE)
printed("list", "plan.steerco", "tasks", b"--" + HOSTILE)
with open(HOSTILE.replace(b"\n", b"").replace(b"\0", b"") + b".csv", "wb") as file:
    file.write(b"Name,Start,Duration,Predecessors\n" + HOSTILE.replace(b"\n", b"") + b",3 March,soon,who\n")
printed("import", "plan.steerco", HOSTILE.replace(b"\n", b"") + b".csv")
with open("hostile.csv", "wb") as file:
    file.write(b"Name,Start,Duration,Owner\nPack,\x1b]0;PWNED\x07,3 moons\xe2\x80\xae,\xe2\x80\x8bAnna\n")
printed("import", "plan.steerco", "hostile.csv", "--as", "tasks")
with open("hostile.xml", "wb") as file:
    file.write(b"<Project xmlns='http://schemas.microsoft.com/project'><Tasks><Task><UID>1</UID><Name>"
               b"&#x202e;a&#x9b;31m</Name><Duration>&#x200b;soon</Duration></Task></Tasks></Project>")
printed("import", "plan.steerco", "hostile.xml")

seen = drawn(["0", "1", "\r", "\x1b", "2", "\r", "\x1b", "3", "4", "H", "\x1b", ":log\r", "\x1b", "/PWN\r", "B", "\x1b", "q"])
text = seen.decode(errors="replace")
wrong = [f"U+{ord(c):04X}" for c in set(text) if forbidden(c, True) and c not in "\x1b\r\b\x07\x0e\x0f\x00"]
check("the dashboard draws none of it", wrong or ("\x1b]0;PWNED" in text and "a title is set")
      or (b"\xff" in seen and "a byte that is no UTF-8"))
END
run new plan.steerco
for table in $(record_types); do
    [ ! -e "$sources/data/sample/$table.csv" ] || run import plan.steerco "$sources/data/sample/$table.csv"
done
check "the sample is there" "$STEERCO" list plan.steerco tasks
status=0
python3 hostile.py "$(record_types)" || echo "not ok the trial ended early"
