#!/bin/sh
# The dashboard on a terminal of its own: it opens, draws, leaves on q and on hang-up, and leaves nothing behind.
. "$(dirname "$0")/check"

# terminal KEYS ARGUMENTS...: run the program on a pseudo-terminal, press the keys ("HANGUP" closes the terminal), and
# keep what it drew in ./out and its exit status in $status.
terminal() {
    python3 - "$STEERCO" "$@" >out 2>err <<'EOF_PYTHON'
import fcntl, os, pty, select, signal, struct, sys, termios, time
program, keys, *arguments = sys.argv[1:]
pid, screen = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    os.environ.update(TERM="xterm-256color")
    os.execv(program, [program, *arguments])

def drawn(patience):
    seen = b""
    while select.select([screen], [], [], 0.3 if seen else patience)[0]:
        try:
            seen += os.read(screen, 65536)
        except OSError:
            break
    return seen

seen = drawn(20)
if keys == "HANGUP":
    os.close(screen)
else:
    os.write(screen, keys.encode())
    seen += drawn(5)
sys.stdout.buffer.write(seen)
for _ in range(100):
    ended, status = os.waitpid(pid, os.WNOHANG)
    if ended:
        sys.exit(os.waitstatus_to_exitcode(status) & 127)
    time.sleep(0.05)
os.kill(pid, signal.SIGKILL)
sys.exit("the program did not end")
EOF_PYTHON
    status=$?
}

export TMPDIR="$scratch"
terminal q demo
exits 0 "demo ends on q"
says "People One" "demo shows the sample board"
check "demo leaves nothing behind" test -z "$(find . -name 'steerco-demo-*')"

terminal HANGUP demo
exits 0 "demo ends when the terminal goes away"
check "even then it leaves nothing behind" test -z "$(find . -name 'steerco-demo-*')"

terminal q
exits 0 "the file of the first run opens"
check "it lies where the manual says" test -f .local/share/steerco/office.steerco
terminal q
exits 0 "and opens again"

run new plan.steerco --board "Second look"
terminal q plan.steerco --pane risks
exits 0 "a named file opens on a named pane"
says "Second look" "with its board"
