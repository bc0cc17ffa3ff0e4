#!/usr/bin/env python3
"""Run the dashboard on a pseudo-terminal and print what keys cost: bytes and write(2) calls, wake-ups when idle, the
time to the first settled frame, and memory. Counts come from /proc, times from the terminal's side.

    wire.py PROGRAM FILE [--open]     --open: only opening time and memory, on one line
"""
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time

COLUMNS, LINES = 120, 40
QUIET = 0.15  # seconds without output that end a reaction
DOWN, TOP, PAGE_UP, PAGE_DOWN = b"j", b"g", b"\033[5~", b"\033[6~"


class Dashboard:
    def __init__(self, program, path):
        self.begun = time.monotonic()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LC_ALL="C.UTF-8")
            # The size has to be there before the program asks for it.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
            os.execv(program, [program, path])

    def settle(self, patience=60.0):
        """Read until nothing comes for QUIET seconds: (bytes, seconds until the last of them)."""
        begun, last, count = time.monotonic(), time.monotonic(), 0
        while True:
            wait = QUIET if count else patience
            if not select.select([self.terminal], [], [], wait)[0]:
                return count, last - begun
            try:
                count += len(os.read(self.terminal, 1 << 16))
            except OSError:
                sys.exit("wire.py: the program ended")
            last = time.monotonic()

    def proc(self, name, key):
        with open(f"/proc/{self.pid}/{name}") as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith(key + ":"))

    def press(self, keys, patience=1.0):
        """(bytes, writes, seconds) of the reaction to keys sent at once."""
        before = self.proc("io", "syscw")
        os.write(self.terminal, keys)
        count, seconds = self.settle(patience)
        return count, self.proc("io", "syscw") - before, seconds

    def close(self):
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)


def report(label, reactions):
    middle = [statistics.median(part) for part in zip(*reactions)]
    print(f"  {label:<28} {middle[0]:>8.0f} bytes {middle[1]:>6.0f} writes {middle[2] * 1000:>8.1f} ms")


def after(dashboard, typed, key, patience=5.0):
    """The reaction to the key that ends what was typed."""
    dashboard.press(typed)
    return dashboard.press(key, patience)


def main():
    program, path = sys.argv[1:3]
    dashboard = Dashboard(program, path)
    count, seconds = dashboard.settle()
    if "--open" in sys.argv:
        print(f"{seconds:.3f} {dashboard.proc('status', 'VmHWM')}")
        dashboard.close()
        return
    print(f"  {'first frame':<28} {count:>8} bytes {'':>13} {seconds * 1000:>8.1f} ms")
    dashboard.press(b"1")
    report("down", [dashboard.press(DOWN) for _ in range(20)])
    dashboard.press(TOP)
    report("down, view scrolls", [dashboard.press(DOWN) for _ in range(LINES + 20)][-20:])
    dashboard.press(TOP)
    report("page down and up", [dashboard.press(key) for key in (PAGE_DOWN, PAGE_UP) * 4])
    report("pane switch", [dashboard.press(key) for key in (b"2", b"3", b"4", b"1") * 2])
    dashboard.press(TOP)
    report("1000 downs typed ahead", [dashboard.press(DOWN * 1000, 5.0)])
    before = dashboard.proc("status", "voluntary_ctxt_switches")
    idle = dashboard.settle(3.0)[0]
    wakeups = dashboard.proc("status", "voluntary_ctxt_switches") - before
    print(f"  {'idle for 3 s':<28} {idle:>8} bytes {wakeups:>6} wake-ups")
    dashboard.press(TOP + DOWN * 5)
    report("change a duration", [after(dashboard, b":set duration=%dd" % days, b"\r") for days in (2, 3, 4, 5, 6)])
    report("move a task", [dashboard.press(key, 5.0) for key in (b"J", b"K") * 2])
    dashboard.close()


main()
