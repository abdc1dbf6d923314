#!/usr/bin/env python3
"""Measures the console in a pseudo-terminal: first frame, keys, filters, searches, idling, memory.

    console.py BINARY [ARGUMENTS …]

The console opens on a 120×40 terminal with the given arguments (--store and so on). A frame is
complete when nothing more has come for a while; times run to the last byte. A wake-up is a
voluntary context switch of any of its threads, so that a thread that answers another counts too.
"""
import atexit
import fcntl
import math
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

COLUMNS, ROWS = 120, 40
STARTS, PRESSES, FILTERS = 11, 200, 40
IDLE_SECONDS, HEART_BEAT = 60, 15
# First polls are spread over a minute.
FIRST_POLLS_SECONDS = 75
# A search says where it is more often than that; a screen of rows is more than so many bytes.
SEARCH_SECONDS, QUIET_SECONDS, ROW_BYTES = 120, 2.0, 1500
# The lists that are filtered: name, key, and a filter of which each key is measured.
LISTS = [
    ("cancellations", b"C", "option~블랙 product~코트 account:coupang requested>2h -quantity>=2 "),
    ("orders", b"o", "option~블랙 product~코트 account:coupang ordered>2h -quantity>=2 "),
    ("pull list", b"b", "option~블랙 product~코트 account:coupang since>2h -quantity>=2 "),
    ("journal", b"i", "who~kim act:undo account:coupang time>2h -note~코트 "),
]
# What is searched for in each of them: a word of many rows, and one of no row.
WORDS = {"journal": ("note~a", "note~없는말")}
SEARCHES = list(zip(("a word of many rows", "a word of no row"), ("product~코트", "product~없는상품")))
# What takes long to search for: a word of no product is known at once to be in no order, nor in
# any line of the pull list.
LONG = {"orders": "quantity>9999", "pull list": "quantity>9999"}
# The bound of a key to its frame, whatever the console is doing, and of a filter to its rows.
KEY_BOUND = 2.0
# The bound of memory, in bytes.
MEMORY_BOUND = 32e6
DOWN, UP, ESCAPE = b"\x1bOB", b"\x1bOA", b"\x1b"
# Between two keys of somebody who types ten of them a second.
TYPING_PAUSE = 0.1
# Fewer than the shortest list has rows, so that each press moves.
TURN = 30


# What the console remembers is not to be what whoever measures has left in it.
STATE = tempfile.mkdtemp(prefix="cancelsync-state-")
atexit.register(shutil.rmtree, STATE, ignore_errors=True)


class Console:
    """One console in a pseudo-terminal of its own."""

    def __init__(self, command):
        self.started = time.monotonic()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8")
            os.environ.pop("NO_COLOR", None)
            os.environ["XDG_STATE_HOME"] = STATE
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execv(command[0], command)

    def read(self, silence, limit=10.0):
        """Reads until nothing has come for `silence` seconds: (bytes, time of the last one)."""
        count, last = 0, None
        end = time.monotonic() + limit
        while time.monotonic() < end:
            ready, _, _ = select.select([self.terminal], [], [], silence if count else limit)
            if not ready:
                break
            try:
                data = os.read(self.terminal, 65536)
            except OSError:
                break
            if not data:
                break
            count += len(data)
            last = time.monotonic()
        return count, last

    def press(self, key, silence=0.02, limit=0.3):
        """Presses a key: (milliseconds to the last byte, bytes)."""
        start = time.monotonic()
        os.write(self.terminal, key)
        count, last = self.read(silence, limit)
        return ((last or start) - start) * 1000, count

    def first_byte(self, key):
        """Presses a key: milliseconds to the first byte; `None` when nothing comes."""
        while select.select([self.terminal], [], [], 0)[0]:
            os.read(self.terminal, 65536)
        start = time.monotonic()
        os.write(self.terminal, key)
        ready, _, _ = select.select([self.terminal], [], [], 0.3)
        return (time.monotonic() - start) * 1000 if ready else None

    def switches(self):
        """Voluntary context switches so far, by thread: how often each woke up."""
        counts = {}
        for task in os.listdir(f"/proc/{self.pid}/task"):
            try:
                status = open(f"/proc/{self.pid}/task/{task}/status", encoding="ascii").read()
            except FileNotFoundError:
                continue  # The thread has just ended.
            counts[task] = int(status.split("\nvoluntary_ctxt_switches:")[1].split()[0])
        return counts

    def memory(self, field):
        for line in open(f"/proc/{self.pid}/status", encoding="ascii"):
            if line.startswith(field):
                return int(line.split()[1]) / 1024
        return 0.0

    def idle(self, seconds):
        """Leaves it alone: (wake-ups, bytes) of each second.

        Threads come and go, so they are looked at every second.
        """
        before, figures = self.switches(), []
        for _ in range(seconds):
            count = self.read_for(1.0)
            after = self.switches()
            wakes = sum(number - before.get(task, 0) for task, number in after.items())
            figures.append((wakes, count))
            before = after
        return figures

    def read_for(self, seconds):
        """Reads for that long: bytes."""
        count, end = 0, time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select([self.terminal], [], [], left)
            if ready:
                count += len(os.read(self.terminal, 65536))
        return count

    def quit(self):
        os.kill(self.pid, signal.SIGTERM)
        self.read(0.2, limit=2.0)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def percentile(values, share):
    """The least value that so great a share of all does not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * share) - 1)]


def first_frames(command):
    times = []
    for _ in range(STARTS):
        console = Console(command)
        _, last = console.read(0.05)
        times.append((last - console.started) * 1000)
        console.quit()
    return statistics.median(times)


def presses(console, keys):
    """Presses the keys in turn, each TURN times."""
    figures = [console.press(keys[number // TURN % len(keys)]) for number in range(PRESSES)]
    times = [t for t, n in figures if n]
    sizes = [n for _, n in figures if n]
    if len(times) < PRESSES // 2:
        return f"{len(times)} of {PRESSES} presses answered"
    return (f"p50 {statistics.median(times):.2f} ms  p95 {percentile(times, 0.95):.2f} ms  "
            f"{statistics.mean(sizes):.0f} bytes")


def against(times, bound):
    """Figures of times, with whether they hold a bound."""
    late = percentile(times, 0.95)
    verdict = "within" if late <= bound else "OVER"
    return (f"p50 {statistics.median(times):.2f} ms  p95 {late:.2f} ms  "
            f"({verdict} {bound:.0f} ms)")


def typing(console, text):
    """Types a filter and completes it, without asking for it: figures of the keys."""
    console.press(b"/", 0.3)
    figures = [console.press(key.encode()) for key in text]
    console.press(ESCAPE, 0.3)
    return against([t for t, n in figures if n], KEY_BOUND)


def open_list(console, key, text, rest=0.3):
    """Opens a list and types a filter, up to Enter, which may follow after `rest` seconds."""
    console.press(key, 0.5)
    console.press(b"/", 0.3)
    console.press(text.encode(), rest)


def leave_list(console):
    """Clears the filter, which may be running, and goes back."""
    for _ in range(3):
        console.press(ESCAPE, 0.3)


def filtered(console, key, text):
    """Asks for a filter that an index answers, some times: figures of the first page.

    Enter follows the last letter as fast as somebody types who types fast. Rows come when they are
    read, which a longer silence than a key's own frame tells.
    """
    times = []
    for _ in range(FILTERS):
        open_list(console, key, text, TYPING_PAUSE)
        times.append(console.press(b"\r", silence=0.15, limit=2.0)[0])
        leave_list(console)
    return against(times, KEY_BOUND)


def filtered_at_once(console, key, text):
    """The same where Enter comes with the text, as from a macro: nothing was read before it."""
    times = []
    for _ in range(FILTERS):
        console.press(key, 0.5)
        console.press(b"/", 0.3)
        times.append(console.press(text.encode() + b"\r", silence=0.15, limit=2.0)[0])
        leave_list(console)
    return f"p50 {statistics.median(times):.2f} ms  p95 {percentile(times, 0.95):.2f} ms"


def idling(console):
    """Leaves it alone: what the quietest stretch cost, in which nothing was polled, and all of it.

    A stretch is as long as there is from one heart-beat of the poller's lease to the next.
    """
    figures = console.idle(IDLE_SECONDS)
    stretches = [figures[n:n + HEART_BEAT] for n in range(IDLE_SECONDS - HEART_BEAT + 1)]
    quietest = min(stretches, key=sum_of_wakes)
    return f"{means(quietest)} between polls; {means(figures)} with them"


def sum_of_wakes(figures):
    return sum(wakes for wakes, _ in figures)


def means(figures):
    """Figures of some seconds, a second."""
    sent = sum(count for _, count in figures)
    return f"{sum_of_wakes(figures) / len(figures):.2f} wake-ups/s {sent / len(figures):.0f} bytes/s"


def keys_during_search(console, key, text):
    """Presses keys while a search for what is nowhere runs: figures of them, and of Esc.

    Esc is told from the beginning of another key by what does not follow it within 25 ms.

    What the search itself draws comes in between, so that a key's frame is taken for answered at
    the first bytes, not at the last ones.
    """
    open_list(console, key, text)
    os.write(console.terminal, b"\r")
    console.read_for(0.05)
    times, end = [], time.monotonic() + 3.0
    while time.monotonic() < end and len(times) < PRESSES:
        # The columns' dialog opens, moves and closes over whatever the list is doing.
        for press in (b"w", b"j", b"k"):
            times.append(console.first_byte(press))
            console.read_for(0.03)
        # Esc is told from the beginning of another key by what does not follow it.
        console.press(ESCAPE, 0.03)
    stop = console.first_byte(ESCAPE)
    leave_list(console)
    return f"{against([t for t in times if t is not None], KEY_BOUND)}  Esc {stop or 0:.1f} ms"


def search(console, key, text):
    """Searches a list from its beginning to its end: milliseconds to the first rows and to the last.

    A list that has enough for the screen does not go on looking, so that the words for which the
    whole store is looked through are in no row or in few.
    """
    open_list(console, key, text)
    start = time.monotonic()
    os.write(console.terminal, b"\r")
    # The prompt goes at once; rows and progress come after it, step by step.
    first = last = start
    end = start + SEARCH_SECONDS
    count = 0
    while time.monotonic() < end:
        ready, _, _ = select.select([console.terminal], [], [], QUIET_SECONDS)
        if not ready:
            break
        count += len(os.read(console.terminal, 65536))
        last = time.monotonic()
        if first == start and count > ROW_BYTES:
            first = last
    leave_list(console)
    return (first - start) * 1000, (last - start) * 1000


def main():
    command = [os.path.abspath(sys.argv[1])] + sys.argv[2:]
    # The first console on a store polls every account; the ones that are measured find that done.
    first = Console(command)
    first.read(5.0, limit=FIRST_POLLS_SECONDS)
    first.quit()
    print(f"  first frame            {first_frames(command):.1f} ms (median of {STARTS})")
    console = Console(command)
    console.read(0.3)
    print(f"  key, marketplaces      {presses(console, [DOWN, UP])}")
    for what, key, text in LISTS:
        console.press(key, 0.3)
        print(f"  key, {what:<17} {presses(console, [DOWN])}")
        print(f"  typing, {what:<14} {typing(console, text)}")
        leave_list(console)
        text = "order:2026* account:coupang"
        print(f"  filter, {what:<14} {filtered(console, key, text)}")
        print(f"  the same at once       {filtered_at_once(console, key, text)}")
        (many, none) = WORDS.get(what, [word for _, word in SEARCHES])
        print(f"  key in search, {what:<7} {keys_during_search(console, key, LONG.get(what, none))}")
        for name, word in zip((name for name, _ in SEARCHES), (many, none)):
            first, last = search(console, key, word)
            print(f"  search, {what}, {name}: first rows {first:.0f} ms, complete {last:.0f} ms")
    time.sleep(2)
    print(f"  countdowns moving      {idling(console)}")
    console.press(b"?", 0.3)
    time.sleep(2)
    print(f"  nothing moving         {idling(console)}")
    most = console.memory("VmHWM")
    verdict = "within" if most * 2**20 <= MEMORY_BOUND else "OVER"
    print(f"  memory                 {console.memory('VmRSS'):.1f} MiB now, {most:.1f} MiB at most "
          f"({verdict} {MEMORY_BOUND / 1e6:.0f} MB)")
    console.quit()


if __name__ == "__main__":
    main()
