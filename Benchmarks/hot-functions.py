#!/usr/bin/env python3
"""Lists functions that run while the console and the passes work, for the linker to lay side by side.

    hot-functions.py BINARY MAP > Scripts/hot-functions.txt      (`make hot-functions`)

A page of code that is touched brings its neighbors of 64 KiB into memory: what runs, scattered over
thirty megabytes of code, would fill most of them. The binary runs under valgrind (its callgrind
counts calls) on a small store: to the first frame only, through every screen, then a pass and an
import. The linker moves sections, which hold one function or those of a file; MAP, the linker's, tells which.
For each section one function is listed that only it defines, by the first run that called one of its
functions. Names that a later build lacks do no harm; the list is to be made anew when `console.py`
says that memory has grown.
"""
import collections
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

import console as terminal
import run as benchmark

LINES, SET = 20_000, 1_000
# Seconds for a start, a key and a poll: under valgrind everything takes some fifty times as long.
START, KEY, POLL = 20, 0.5, 30
ENTER, ESCAPE, DOWN = b"\r", b"\x1b", b"\x1bOB"
FILTERS = {
    b"C": "option~블랙 account:coupang requested>2h", b"o": "product~코트",
    b"b": "product~코트", b"i": "act:apply",
}


class Recorder:
    """Runs the binary under valgrind and keeps what it called, by run."""

    def __init__(self, binary, folder):
        self.folder = folder
        # Valgrind stumbles over newer debugging information; names of functions are enough.
        self.binary = os.path.join(folder, "cancelsync")
        subprocess.run(["objcopy", "--strip-debug", binary, self.binary], check=True)
        self.runs = 0

    def command(self, arguments):
        self.runs += 1
        return [
            shutil.which("valgrind"), "-q", "--tool=callgrind", "--demangle=no",
            f"--callgrind-out-file={self.folder}/calls.{self.runs:02d}", self.binary] + arguments

    def run(self, arguments):
        subprocess.run(self.command(arguments), stdout=subprocess.DEVNULL, check=True)

    def calls(self):
        """What was called, with the number of the first run that did."""
        first = {}
        for run, path in enumerate(sorted(glob.glob(f"{self.folder}/calls.*"))):
            text = open(path, encoding="utf-8").read()
            # A number after ' tells recursions apart.
            for name in re.findall(r"^c?fn=\(\d+\) (.+)$", text, re.M):
                first.setdefault(name.split("'")[0], run)
        return first


def code_sections(path):
    """The sections of code in a linker's map, in their order: the names each defines."""
    sections, is_code = [], False
    for text in open(path, encoding="utf-8", errors="replace"):
        columns = re.match(r"(?:\s*[0-9a-f]+){3}\s+\d+ (\s*)(.+)$", text)
        if not columns:
            continue
        depth, name = len(columns[1]), columns[2]
        if depth == 0:
            is_code = name == ".text"
        elif is_code and depth == 8:
            sections.append([])
        elif is_code:
            sections[-1].append(name)
    return sections


def representatives(sections, calls):
    """For each section that was called, a function that only it defines; by the first run."""
    definitions = collections.Counter(name for names in sections for name in names)
    found = []
    for names in sections:
        called = [name for name in names if name in calls and definitions[name] == 1]
        if called:
            found.append((min(calls[name] for name in called), called[0]))
    # The order within a run stays the binary's.
    return [name for _, name in sorted(found, key=lambda pair: pair[0])]


def walk(console):
    """Goes through every screen and dialog of the console."""

    def press(*keys):
        for key in keys:
            os.write(console.terminal, key)
            console.read_for(KEY)

    press(DOWN, DOWN, ENTER, DOWN, b"G", b"c", DOWN, ENTER, ESCAPE, ESCAPE, ESCAPE)
    for key in (b"1", b"2", b"3", b"4", b"5", b"6", b"7"):
        press(key, DOWN, ENTER, DOWN, b"l", ESCAPE, ESCAPE)
    for key, text in FILTERS.items():
        press(key, DOWN, DOWN, b"\x1b[6~", b"G", b"g", b"/", text[:3].encode(), b"\t")
        press(b"\x15", text.encode(), ENTER, DOWN, b">", b"w", DOWN, ESCAPE, ENTER, ESCAPE)
        press(ESCAPE, ESCAPE, ESCAPE)
    press(b"v", ESCAPE, b"m", ESCAPE, b"?", DOWN, ESCAPE, b":", b"e", DOWN, ESCAPE)
    press(b"2", b" ", DOWN, b" ", b"a", ESCAPE, b"d", ESCAPE, ESCAPE, ESCAPE)
    press(b"r", ENTER, b"R", ENTER, b"L", b"L")
    console.read_for(POLL)


def main():
    binary, sections = os.path.abspath(sys.argv[1]), code_sections(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix="cancelsync-calls-") as root:
        case = benchmark.Case(binary, LINES, root)
        benchmark.SMALL, benchmark.SMALL_RUNS, benchmark.LARGE = SET, 3, SET
        case.large_runs = 1
        case.generate()
        files = [os.path.join(case.folder, f"cancellations-{SET}-{index}.csv") for index in range(3)]
        places = ["--lang", "ko"] + case.places()
        imports = [["import", "orders", os.path.join(case.folder, "orders.csv")],
                   ["import", "cancellations", files[0]]]
        for arguments in imports:
            benchmark.run([binary] + arguments + case.places())
        recorder = Recorder(binary, root)
        for look in (None, walk):
            console = terminal.Console(recorder.command(places))
            console.read_for(START)
            if look:
                os.rename(files[1], os.path.join(case.folder, "inbox", "coupang", "new.csv"))
                look(console)
            console.quit()
        recorder.run(["import", "cancellations", files[2]] + case.places())
        case.store = os.path.join(case.folder, "other.sqlite")
        recorder.run(imports[0] + case.places())
        print("\n".join(representatives(sections, recorder.calls())))


main()
