#!/bin/sh
# A login for nothing else, tried with a real sshd on this host: whatever the client asks for, it gets the dashboard, and
# no way out of it; what was saved stays when the client is killed or frozen, and the others go on.
. "$(dirname "$0")/check"

sshd=$(command -v sshd || command -v /usr/sbin/sshd) || {
    echo "no sshd here; nothing was tried"
    exit 0
}
command -v ssh >/dev/null && command -v ssh-keygen >/dev/null || {
    echo "no ssh here; nothing was tried"
    exit 0
}
port=$((20000 + $$ % 20000))
[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
mkdir plans
run new plans/office.steerco --board "Head office"
run add plans/office.steerco task name=Pack
printf 'Task name,Duration\nCarry,2d\n' >plans/tasks.csv
ln -s /etc/passwd plans/link.csv
ssh-keygen -q -t ed25519 -N "" -f host
ssh-keygen -q -t ed25519 -N "" -f key
cp key.pub authorized
cat >sshd_config <<END
Port $port
ListenAddress 127.0.0.1
HostKey $scratch/host
PidFile $scratch/sshd.pid
AuthorizedKeysFile $scratch/authorized
StrictModes no
UsePAM no
PermitRootLogin yes
AcceptEnv LANG LC_*
DisableForwarding yes
PermitUserRC no
ForceCommand $STEERCO --restricted $scratch/plans/office.steerco
END
"$sshd" -D -f "$scratch/sshd_config" -E sshd.log &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$scratch"' EXIT

cat >client.py <<'END'
import fcntl, os, pty, re, select, signal, struct, sys, termios, time

SSH = ["ssh", "-tt", "-F", "none", "-p", sys.argv[1], "-i", "key", "-o", "StrictHostKeyChecking=no",
       "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "127.0.0.1"]

def check(what, good, seen=""):
    print(("ok " if good else "not ok ") + what)
    if not good:
        print("    " + repr(seen[-3000:]))

class Client:
    """An ssh client on a terminal of its own."""
    def __init__(self, *command):
        self.pid, self.screen = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
            os.execvp("ssh", SSH + list(command))

    def until(self, text, patience=20):
        """What is drawn until the text is in it, without escape sequences."""
        seen, deadline = "", time.time() + patience
        while time.time() < deadline and text not in seen:
            if select.select([self.screen], [], [], 0.1)[0]:
                try:
                    seen += re.sub(r"\x1b[\[\](][0-9;?]*[a-zA-Z]", "", os.read(self.screen, 65536).decode(errors="replace"))
                except OSError:
                    break
        return seen

    def keys(self, text):
        os.write(self.screen, text.encode())

    def kill(self, number=signal.SIGKILL):
        os.kill(self.pid, number)
        os.waitpid(self.pid, 0)
        os.close(self.screen)

def dashboards():
    """How many run behind this sshd."""
    count = 0
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            command = open(f"/proc/{pid}/cmdline").read()
        except OSError:
            continue
        count += "--restricted\0" in command and os.getcwd() in command
    return count

def soon(condition, patience=20):
    deadline = time.time() + patience
    while time.time() < deadline and not condition():
        time.sleep(0.05)
    return condition()

def saved(text):
    return text in os.popen(f"{os.environ['STEERCO']} list plans/office.steerco tasks").read()

anna = Client("touch escaped; sh")
seen = anna.until("Pack")
check("a command that the client asks for is not run", "Pack" in seen and not os.path.exists("escaped"), seen)
anna.keys("\x1a")
seen = anna.until("no shell to go back to")
check("Ctrl-Z finds no shell", "no shell to go back to" in seen, seen)
for name in ("/etc/passwd", "../host", ".ssh", "link.csv"):
    anna.keys(f":import {name}\r")
    seen = anna.until("cannot be opened" if name == "link.csv" else "beside the planning file")
    check(f"{name} is not read", "beside the planning file" in seen or "cannot be opened" in seen, seen)
    anna.keys("\x1b")
    time.sleep(0.7)
    anna.keys("\x1b")
    time.sleep(0.7)
anna.keys(":import tasks.csv\r")
seen = anna.until("Import this?")
check("a file beside the planning file is", "Import this?" in seen, seen)
anna.keys("y")
check("and imported", soon(lambda: saved("Carry")))

anna.keys("iUnload\r")
check("what was typed is saved", soon(lambda: saved("Unload")))
anna.kill()
check("when the client is killed its dashboard ends", soon(lambda: dashboards() == 0))
check("and what was saved stays", saved("Unload"))

ben = Client()
ben.until("Unload")
os.kill(ben.pid, signal.SIGSTOP)
for number in range(300):
    os.system(f"{os.environ['STEERCO']} set plans/office.steerco T-1 name=Pack-{number} >out 2>err")
check("others save while a client is frozen", saved("Pack-299"))
os.kill(ben.pid, signal.SIGCONT)
ben.keys("\x0c")
seen = ben.until("Pack-299")
check("and it sees that when it thaws", "Pack-299" in seen, seen)
ben.keys("q")
check("q ends the connection", soon(lambda: dashboards() == 0))
ben.kill()
END
check "sshd listens" python3 - "$port" <<'END'
import socket, sys, time
for _ in range(200):
    try:
        socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1).close()
        break
    except OSError:
        time.sleep(0.05)
else:
    sys.exit(open("sshd.log").read())
END
status=0
python3 client.py "$port" || echo "not ok the client of the trial"
