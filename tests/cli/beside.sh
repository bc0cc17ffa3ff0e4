#!/bin/sh
# Strangers beside the planning file: whatever lies there under the name of its log, of the index of the log, of its
# journal, of its queue, of the list of those who are here, of a draft, or as the file of views, and whatever kind of
# file that is, nothing elsewhere is deleted or written, nothing is waited for, and the answer is right or one sentence.
. "$(dirname "$0")/check"

cat >beside.py <<'END_PYTHON'
import fcntl, os, pty, select, shutil, signal, struct, subprocess, sys, termios, time

STEERCO = os.environ["STEERCO"]
PRECIOUS = b"precious\n" * 100
SECONDS = 30

def run(*arguments):
    done = subprocess.run([STEERCO, *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
    return done.returncode, done.stdout.decode(), done.stderr.decode()

def prepare():
    """A planning file with a task in its log alone, and something outside its folder."""
    shutil.rmtree("office", ignore_errors=True)
    shutil.copytree("kept", "office")
    with open("precious", "wb") as file:
        file.write(PRECIOUS)

def journal_that_names(victim):
    """One page as it was, and the name of a second file, in the form of SQLite's journals."""
    magic = bytes.fromhex("d9d505f920a163d7")
    with open("office/o.steerco", "rb") as file:
        page = file.read(4096)
    name = os.path.abspath(victim).encode()
    pages = os.path.getsize("office/o.steerco") // 4096
    checksum = sum(page[i] for i in range(4096 - 200, 0, -200)) & 0xffffffff
    head = (magic + struct.pack(">IIIII", 1, 0, pages, 512, 4096)).ljust(512, b"\0")
    record = struct.pack(">I", 1) + page + struct.pack(">I", checksum)
    tail = struct.pack(">I", 0x40000000 // 4096 + 1) + name + struct.pack(">II", len(name), sum(name)) + magic
    return head + record + tail

def put(path, kind):
    """False where this host, or whoever runs this, cannot make such a file."""
    if os.path.lexists(path) and kind not in ("owner", "stranger"):
        os.unlink(path)
    try:
        if kind == "symbolic link":
            os.symlink(os.path.abspath("precious"), path)
        elif kind == "link to nothing":
            os.symlink(os.path.abspath("nothing"), path)
        elif kind == "hard link":
            os.link("precious", path)
        elif kind == "pipe":
            os.mkfifo(path)
        elif kind == "device":
            os.mknod(path, 0o600 | 0o020000, os.makedev(1, 5))  # zero
        elif kind == "folder":
            os.mkdir(path)
        elif kind == "owner":
            if not os.path.exists(path):
                open(path, "w").close()
            os.chown(path, 12345, 12345)
            os.chmod(os.path.dirname(path), 0o1777)
        elif kind == "stranger":  # who cannot write there: somebody with more rights left it, or lent the folder
            if not os.path.exists(path):
                open(path, "w").close()
            os.chown(path, 23456, 23456)
            os.chmod(path, 0o600)
        elif kind == "foreign":
            with open(path, "wb") as file:
                file.write(PRECIOUS)
        elif kind == "names another":
            with open(path, "wb") as file:
                file.write(journal_that_names("precious"))
    except PermissionError:
        return False
    return True

def is_right(command, code, out, err):
    if code == 1:
        return err.startswith("steerco: ") and err.count("\n") == 1
    return code == 0 and (command != "list" or "In the log" in out)

def fault_of(command, arguments, refused):
    try:
        code, out, err = run(command, "office/o.steerco", *arguments)
    except subprocess.TimeoutExpired:
        return "hangs"
    if not is_right(command, code, out, err):
        return f"exit {code}, {err!r}"
    if refused and (code != 1 or refused not in err):
        return f"{refused} is not named: exit {code}, {err!r}"
    if command == "verify" and code == 0 and "In the log" not in run("list", "office/o.steerco", "tasks")[1]:
        return "sound, and the log passed over"
    return fault_outside()

def fault_outside():
    with open("precious", "rb") as file:
        if file.read() != PRECIOUS:
            return "wrote to another file"
    return "made another file" if os.path.lexists("nothing") else None

def dashboard():
    pid, screen = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.environ["TERM"] = "xterm"
        os.execv(STEERCO, [STEERCO, "office/o.steerco"])
    end, pressed, left = time.time() + SECONDS, 0, False
    while time.time() < end and not left:
        if select.select([screen], [], [], 0.5)[0]:
            try:
                left = not os.read(screen, 65536)
            except OSError:
                left = True
        elif pressed < 20:
            os.write(screen, b"\x1b" if pressed % 2 else b"q")
            pressed += 1
    if not left:
        os.kill(pid, signal.SIGKILL)
    os.close(screen)
    status = os.waitpid(pid, 0)[1]
    return "hangs" if not left else f"ended by {status}" if status else fault_outside()

KINDS = ("symbolic link", "link to nothing", "hard link", "pipe", "device", "folder", "owner", "stranger", "foreign")
COMMANDS = (("list", "tasks"), ("add", "task", "name=Another"), ("verify",), ("backup", "copy"),
            ("export", "tasks", "-o", "out.csv"), ("who",))

def check(what, wrong):
    print(f"not ok {what}\n    {wrong}" if wrong else f"ok {what}")

def sweep():
    for suffix in ("wal", "shm", "journal", "queue", "here"):
        for kind in KINDS + (("names another",) if suffix == "journal" else ()):
            wrong, tried = [], 0
            for command, *arguments in COMMANDS:
                prepare()
                lost = suffix == "wal" and kind != "owner"  # the task that was in the log alone
                for name in ("copy", "out.csv"):
                    if os.path.lexists(name):
                        os.unlink(name)
                if not put(f"office/o.steerco-{suffix}", kind):
                    continue
                tried += 1
                if lost and kind == "foreign":
                    continue  # SQLite takes a log without a valid header for an empty one
                found = fault_of(command, arguments, kind != "foreign" and f"o.steerco-{suffix} beside it")
                if found:
                    wrong.append(f"{command}: {found}")
            if tried:
                check(f"{kind} as -{suffix}", "; ".join(wrong))

def sweep_of_dashboard():
    views = os.path.join(os.environ["HOME"], ".config/steerco")
    os.makedirs(views, exist_ok=True)
    who = subprocess.run(["id", "-un"], capture_output=True, text=True).stdout.strip()
    for what, path in (("here", "office/o.steerco-here"), ("draft", f"office/o.steerco-draft-{who}-abcdef"),
                       ("views", os.path.join(views, "views.ini"))):
        for kind in ("symbolic link", "hard link", "pipe", "device"):
            prepare()
            if put(path, kind):
                ended = dashboard()
                if what == "here":  # it ends before it has begun
                    ended = None if ended == "ended by 256" else ended or "not refused"
                check(f"the dashboard with a {kind} as {what}", ended or fault_outside())
            os.unlink(path)

def colleagues():
    """What somebody of the group that may write the planning file has made is no stranger's."""
    for suffix in ("wal", "queue"):
        prepare()
        path = f"office/o.steerco-{suffix}"
        if not put(path, "stranger"):
            continue
        for name in ("office/o.steerco", path):
            os.chown(name, -1, 34567)
            os.chmod(name, 0o660)
        wrong = [run(command, "office/o.steerco", *arguments)[2] for command, *arguments in COMMANDS[:2]]
        check(f"a colleague's -{suffix}", "".join(wrong))

sweep()
colleagues()
sweep_of_dashboard()
END_PYTHON

mkdir kept
run new kept/o.steerco --board Orchard
python3 - <<'END' || exit 1
import os, shutil, sqlite3, subprocess
reader = sqlite3.connect("kept/o.steerco")  # as long as it is there, the log is not moved into the file
reader.execute("BEGIN")
reader.execute("SELECT count(*) FROM tasks").fetchall()
subprocess.run([os.environ["STEERCO"], "add", "kept/o.steerco", "task", "name=In the log"], check=True,
               stdout=subprocess.DEVNULL)
for suffix in ("", "-wal"):
    shutil.copy("kept/o.steerco" + suffix, "kept/copy" + suffix)
reader.close()
for name in os.listdir("kept"):
    if not name.startswith("copy"):
        os.unlink("kept/" + name)
for suffix in ("", "-wal"):
    os.rename("kept/copy" + suffix, "kept/o.steerco" + suffix)
    os.chmod("kept/o.steerco" + suffix, 0o644)
END
status=0
python3 beside.py || echo "not ok the trial ended early"

# ---- what is written elsewhere
run new o.steerco --board Orchard
run add o.steerco task name=Graft
printf 'draft\n' >o.steerco-draft-anna-x1y2z3
ln -s o.steerco-wal to-the-log
ln o.steerco-queue to-the-queue
for name in o.steerco o.steerco-wal o.steerco-shm o.steerco-journal o.steerco-here o.steerco-queue \
    o.steerco-draft-anna-x1y2z3 ./kept/../o.steerco-wal to-the-log to-the-queue kept/o.steerco-journal; do
    run export o.steerco tasks --force -o "$name"
    exits 1 "an export does not take the place of $name"
    run backup o.steerco "$name"
    exits 1 "nor does a copy"
    run new "$name"
    exits 1 "nor does a new file"
done
rm to-the-queue
run list o.steerco tasks
says Graft "and the file is as it was"
printf 'mine\n' >letter-journal
run new letter
exits 1 "a file that is no journal is in the way of a new file"
complains "letter-journal beside it" "which says so"
: >letter
run add ./letter task name=x
printf 'hello\n' >letter
run add ./letter task name=x
exits 1 "a file that is no planning file is refused"
check "and what lies beside it stays" grep -q mine letter-journal
check "and nothing is put there" test ! -e letter-queue

# ---- a limit of the size of files (in blocks of 512 bytes)
fill() { head -c "$1" /dev/zero | tr '\0' x; }
limited() {
    (
        ulimit -f "$1"
        shift
        "$STEERCO" "$@" >out 2>err </dev/null
    )
    status=$?
}
for blocks in 4 17 70 110 700; do
    limited $blocks new limited.steerco --board Small
    [ $status -eq 0 ] || complains "size limit" "a new file that may not exceed $blocks blocks says why"
    check "and leaves nothing, or all" test "$status" -eq 0 -o -z "$(ls limited.steerco* 2>/dev/null)"
    rm -f limited.steerco*
done
status=0 added=0
while [ $status -eq 0 ] && [ $added -lt 40 ]; do
    limited 700 add o.steerco task name="Large $added" notes="$(fill 5000)"
    [ $status -eq 0 ] && added=$((added + 1))
done
exits 1 "a task that does not fit is refused"
complains "size limit of this login allows" "with the reason"
check "others fitted" test $added -gt 10
run list o.steerco tasks --columns name
check "and all of these are there" test "$(grep -c Large out)" -eq $added
run verify o.steerco
exits 0 "in a sound file"
for blocks in 10 90 160 250; do
    limited $blocks backup o.steerco small-copy
    exits 1 "a copy that may not exceed $blocks blocks is none"
    complains "size limit" "which says why"
    check "and leaves nothing" test -z "$(ls small-copy* 2>/dev/null)"
done
limited 66 export o.steerco tasks -o small.csv
exits 1 "nor is an export"
complains "size limit" "which says why"
check "and leaves nothing" test -z "$(ls small.csv* 2>/dev/null)"

# ---- a limit of open files
cat >few.py <<'END'
import glob, os, resource, subprocess
STEERCO = os.environ["STEERCO"]
for command, *arguments in (("list", "tasks"), ("add", "task", "name=Few"), ("verify",), ("backup", "few-copy"),
                            ("export", "tasks", "-o", "few.csv"), ("recover", "few-whole")):
    wrong, refused = [], 0
    for files in range(4, 13):
        for name in glob.glob("few-*") + glob.glob("few.csv"):
            os.unlink(name)
        done = subprocess.run([STEERCO, command, "o.steerco", *arguments], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files)))
        refused += done.returncode == 1
        told = done.stderr.count("\n") == 1 and "too few files may be open at once" in done.stderr
        if done.returncode != 0 and not told:
            wrong.append(f"{files}: exit {done.returncode}, {done.stderr!r}")
    good = not wrong and 0 < refused < 9
    print(f"ok {command} with few open files" if good else f"not ok {command} with few open files\n    {refused}, {wrong}")
END
python3 few.py || echo "not ok the trial of few open files ended early"
run verify o.steerco
exits 0 "the file is sound behind that"
